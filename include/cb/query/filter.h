/* --where COL=VALUE: which records of a register are printed or counted. One module for every register.
 *
 * R1 COL is a key, a label or a further label; VALUE is read by the column's type (2026年7月 is 2026-07, an
 *    alias is its name); an empty one asks for empty cells. All conditions must hold.
 * R2 An unknown column, a value that the type does not take, and a name that neither a record nor a register has
 *    are errors with the nearest known one: CB_USAGE. They say the same wherever --where is given. */
#ifndef CB_QUERY_FILTER_H
#define CB_QUERY_FILTER_H

#include <cb/query/office.h>

struct cb_filter_condition {
	int column;           /* of the register */
	struct cb_text value; /* as it was given; borrowed */
	struct cb_cell asked; /* n of a name is 0 until somebody has it */
};

struct cb_filter {
	const struct cb_office *office;
	const struct cb_register *reg;
	struct cb_filter_condition *conditions;
	size_t n;
	struct cb_arena arena;
};

/* The words of `where` are borrowed. CB_OK or CB_USAGE; release it in any case. */
enum cb_status cb_filter_open(struct cb_filter *, const struct cb_office *, const struct cb_register *,
                              struct cb_list where);
/* Cells by column of the register. */
bool cb_filter_passes(struct cb_filter *, const struct cb_cell *cells);
/* The conditions that a scan of the database can judge by itself; returns their number. `at` has room for n. */
size_t cb_filter_scan(struct cb_filter *, struct cb_scan_where *at);
/* After the last record: R2 for names. */
enum cb_status cb_filter_finish(struct cb_filter *);
void cb_filter_release(struct cb_filter *);

#endif
