/* Rows about other rows are checked, not believed: the sums of the columns of a sheet, exact.
 *
 * R1 A 小计 is right when it is the sum of the rows between it and the last or the next row of totals; 合计 and 总计
 *    also when it is that of all rows, of those above it or below it, or of those up to another 合计: official tables
 *    carry them on top. One of a part of a column (收入合计) also when it is that of the rows since the totals before it
 *    where other totals stand between. A mean is right when it is what the mean of such rows rounds to at its places.
 *    A CB_ROW_HEADER is where the next of blocks side by side begins: a total may be that of its block alone.
 * R2 A column with a marked quantity (1600+) or a missing score is not compared.
 * R3 Per cents are not added: where every row shows one column as the ratio of two others, the
 *    total row must show it as the ratio of their sums.
 * R4 Where figures of several kinds stand in one column, each row has a group (a period and a name), and a total is
 *    compared with its group alone.
 * R5 All is compared when the sheet has been read; a row of which nothing could be compared is said.
 * R6 Where each figure of a column has its unit behind it, the same in all, a bare total may be in that unit too. */
#ifndef CB_DATA_TOTALS_H
#define CB_DATA_TOTALS_H

#include <cb/base/dict.h>
#include <cb/data/layout.h>
#include <cb/value/like_total.h>
#include <cb/value/number.h>

/* What n figures are written in, scale 0 where they differ (R6). */
struct cb_totals_in {
	struct cb_number_in in;
	uint64_t n;
};

/* What one of several kinds of figures makes (R4). */
struct cb_totals_group {
	struct cb_totals_in in;
	int64_t sum;
	uint64_t n;
	struct cb_text unit;
	bool inexact;
};

struct cb_totals {
	struct cb_totals_column *columns; /* [column of the file] */
	size_t n, cap, n_beside;
	bool has_per_cent, is_spoilt;
	uint64_t n_rows;
	/* rows about others: what had been added up when each came, and what they say */
	struct cb_totals_mark *marks;
	struct cb_totals_sum *sums; /* [mark * n + column] */
	struct cb_totals_stated *stated;
	size_t n_marks, cap_marks, cap_sums, n_stated, cap_stated;
	struct cb_arena arena;
	/* R4 */
	struct cb_dict group_of; /* group + 1 */
	struct cb_totals_group *groups;
	size_t n_groups, cap_groups;
};

/* n_beside: columns behind the others that hold parts of one of them, and are none of the file. */
void cb_totals_start(struct cb_totals *, size_t n_columns, size_t n_beside);
/* To how much of its type's n a mean of the column would be rounded, where that is not seen. */
void cb_totals_set_step(struct cb_totals *, size_t column, int64_t step);
/* One cell of a data row, as typed; `raw` tells per cents. */
void cb_totals_add(struct cb_totals *, size_t column, const struct cb_cell *, struct cb_text raw);
/* After the last cell of a data row: the first is kept; what per cents are shares of is sought in all. */
void cb_totals_take_row(struct cb_totals *);
static inline void
cb_totals_end_row(struct cb_totals *t)
{
	if (++t->n_rows == 1 || t->has_per_cent)
		cb_totals_take_row(t);
}
/* The group of such a key, which is made where it is new; of a total row, that it may be compared with. */
#define CB_TOTALS_ANY SIZE_MAX
size_t cb_totals_group(struct cb_totals *, int64_t period, int64_t name);
void cb_totals_add_to_group(struct cb_totals *, size_t group, const struct cb_cell *, struct cb_text unit,
                            struct cb_text raw);

/* A row about others begins; its word is for the note. */
void cb_totals_mark(struct cb_totals *, enum cb_row_kind, struct cb_text word, struct cb_where);
/* One of its cells, typed. */
struct cb_totals_cell {
	const struct cb_cell *cell;
	const struct cb_type *type;
	struct cb_column_unit unit; /* that the column is in */
	struct cb_text raw;
	int64_t step; /* what one more in its last place makes */
	size_t group; /* R4, or CB_TOTALS_ANY */
	struct cb_where where;
};
void cb_totals_say(struct cb_totals *, size_t column, const struct cb_totals_cell *);
/* A bare figure read as one that is written in a unit; false where it cannot be. */
bool cb_totals_in_unit(struct cb_text raw, const struct cb_number_in *, const struct cb_type *,
                       const struct cb_column_unit *, struct cb_cell *);
/* A row was refused: what it would have added is not known, so nothing is compared any more. */
void cb_totals_spoil(struct cb_totals *);
/* After the last row: reports what does not agree, and with that code the rows of which nothing could be compared. */
void cb_totals_finish(struct cb_totals *, enum cb_code not_checked, struct cb_diag *);
/* What one more in the last place of a figure makes. */
int64_t cb_totals_step(struct cb_text raw, const struct cb_type *, const void *arg, const struct cb_column_unit *);
void cb_totals_release(struct cb_totals *);

/* What the first, or the last, row is of all others: CB_LIKE_… of value/like_total.h that is true in each column. */
unsigned cb_totals_like(const struct cb_totals *, bool first);

#endif
