/* Entrants: shared by entrants_read.c (files) and entrants.c (names of columns, --where). */
#ifndef ENTRANTS_STATE_H
#define ENTRANTS_STATE_H

#include <cb/query/entrants.h>

/* The column with this label but for blanks, width and case; -1. */
int cb_entrants_same_label(const struct cb_entrants *, struct cb_text label);

#endif
