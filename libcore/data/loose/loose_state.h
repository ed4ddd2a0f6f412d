/* Shared by loose_read.c (files), loose_table.c (names of columns) and loose_private.c. */
#ifndef LOOSE_STATE_H
#define LOOSE_STATE_H

#include <cb/data/loose_table.h>

/* The column with this label but for blanks, width and case; -1. */
int cb_loose_same_label(const struct cb_loose_table *, struct cb_text label);
/* R6: table->masks. */
void cb_loose_find_private(struct cb_loose_table *, struct cb_diag *);
bool cb_loose_has_private(const struct cb_loose_table *);

#endif
