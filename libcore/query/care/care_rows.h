/* The entries of register care that a question is about, and what they come to. */
#ifndef CARE_ROWS_H
#define CARE_ROWS_H

#include <cb/query/asked_rows.h>
#include <cb/query/care.h>
#include <cb/query/sums.h>

/* What groups of entries are told by. */
enum care_value { CARE_OF_RECORDS,
	          CARE_OF_PEOPLE,
	          CARE_OF_VISITS,
	          CARE_OF_AMOUNT,
	          CARE_VALUES };

/* clang-format off */
/* The columns of those, at the end of a query's. */
#define CARE_VALUE_COLUMNS(first)                                                                     \
	[(first) + CARE_OF_RECORDS] = { "records", "条数", .type = &cb_type_int, .flags = CB_QUERY_SUM }, \
	[(first) + CARE_OF_PEOPLE] = { "people", "人次", .type = &cb_type_qty, .flags = CB_QUERY_SUM,     \
		.en = "an entry that does not say how many is one", .doc = "未填人次的一条按一人次计" },  \
	[(first) + CARE_OF_VISITS] = { "visits", "走访次数", .type = &cb_type_int, .flags = CB_QUERY_SUM }, \
	[(first) + CARE_OF_AMOUNT] = { "amount", "金额", .type = &cb_type_qty, .flags = CB_QUERY_SUM,     \
		.en = "yuan", .doc = "元" }
/* clang-format on */

/* The entries that -p and --where choose, in the order of their numbers. */
struct care_rows {
	struct cb_table table;       /* of the register */
	const struct cb_cell **rows; /* [n], cells by column */
	size_t n;
};
/* Release it in any case. */
enum cb_status care_rows_load(struct care_rows *, const struct cb_query_run *);
void care_rows_release(struct care_rows *);
/* Adds an entry to CARE_VALUES sums. */
void care_add(struct cb_sum *sums, const struct cb_cell *cells);

/* A table whose cells from `first` on are the values. */
struct care_table {
	const struct cb_query_run *run;
	struct cb_table *out;
	size_t first;
};
void care_tell(const struct care_table *, const struct cb_sum *, struct cb_cell *row);
struct cb_small_cells;
/* What --suppress hides: the people of each row; NULL where all is told. */
struct cb_small_cells *care_small_cells(const struct care_table *);
/* Once the lines of rows are there: hides, and releases. */
void care_hide(const struct care_table *, struct cb_small_cells *);

/* Has -d such a register? */
bool care_is_there(struct cb_query_run *);

#endif
