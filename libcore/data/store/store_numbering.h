/* Numbers that cb gives (CB_NUMBERED key columns): 2026-0001 in registers that have a required date, of
 * its year; else V00001, the register's first letter. A number is never given twice.
 * Where the number is an int it is a step: 1, 2 … within the rest of the key, one more than the highest
 * that stands. */
#ifndef CB_DATA_STORE_NUMBERING_H
#define CB_DATA_STORE_NUMBERING_H

#include "store_sql.h"

struct cb_numbering {
	int column, date; /* of the number, of the date; -1 = none */
	struct cb_numbering_year {
		char prefix[16];
		int64_t last;
	} * years; /* of the numbers given so far */
	size_t n_years, cap_years;
	char number[40];
	int group;                /* of a step: the key column that it counts within, -1 = none */
	struct cb_str last_group; /* rows come by key: the one before is mostly of the same group */
	int64_t last_step;
};

void cb_numbering_init(struct cb_numbering *, const struct cb_register *);
void cb_numbering_release(struct cb_numbering *);
/* Fills an empty number cell with the next one; its text lives until the next call. Returns false
 * when there is nothing to fill. Inside a transaction. */
bool cb_numbering_fill(struct cb_numbering *, struct cb_store *, const struct cb_register *, struct cb_cell *cells);

#endif
