/* Units that a title says: data/layout.h R1. */
#ifndef TITLE_UNIT_H
#define TITLE_UNIT_H

#include <cb/data/layout.h>

/* Adds what one cell above the header says, which is in NFKC; words are copied to the arena. */
void cb_title_take_units(struct cb_title *, struct cb_text cell, struct cb_place, struct cb_arena *);

#endif
