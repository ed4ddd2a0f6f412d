/* Records of one register, as they are printed: every column, in the register's order.
 *
 * R1 Rows come out of a database in key order of the printed names, from a folder as its file has them.
 * R2 --where: query/filter.h.
 * R3 -p: by the column that says when a record happened (query/when.h); periods inside the range pass (a month in
 *    its quarter, not the other way round). A register without such a column cannot be asked so.
 * R4 Nothing is held: memory does not grow with the rows.
 * R5 For people who read Chinese contests and indicators that come with the program have Chinese names; what is read
 *    again by a program keeps the keys. */
#ifndef CB_QUERY_EXPORT_H
#define CB_QUERY_EXPORT_H

#include <cb/query/filter.h>
#include <cb/query/policy.h>
#include <cb/value/period.h>

struct cb_export_options {
	const struct cb_register *reg;
	struct cb_list where;                /* COL=VALUE */
	const struct cb_period_range *range; /* of -p, or NULL */
	bool in_chinese;                     /* R5 */
};

/* Give it zeroed to cb_export_open. */
struct cb_export {
	const struct cb_office *office;
	const struct cb_register *reg;
	struct cb_period_range range;
	int when; /* the column that range is asked of, -1 = none */
	bool in_chinese;
	struct cb_filter filter;
	struct cb_scan *scan; /* one of both */
	struct cb_records records;
	struct cb_policy_run run; /* of records */
	struct cb_cell *cells;
};

/* CB_OK, or the reason is in the diag; close it all the same. No -d: there are no rows. */
enum cb_status cb_export_open(struct cb_export *, const struct cb_office *, const struct cb_export_options *);
/* 1 = *cells ([column of the register], names with their text; valid until the next call), 0 = end, <0 =
 * broken off. At the end of a folder's file the diag says whether it had errors. */
int cb_export_next(struct cb_export *, const struct cb_cell **cells);
void cb_export_close(struct cb_export *);

/* Does every record say when it happened? */
bool cb_export_is_dated(const struct cb_register *);
/* Calls visit for each record; where every one says when, for those in the range, unless it is zeroed. */
enum cb_status cb_export_each(const struct cb_office *, const struct cb_register *, const struct cb_period_range *,
                              void (*visit)(void *arg, const struct cb_cell *cells), void *arg);

/* The register's columns as those of a table, private ones marked. */
void cb_export_columns(const struct cb_register *, struct cb_table *);
/* The rows of such a table: as cb_export_each. */
enum cb_status cb_export_rows(const struct cb_office *, const struct cb_register *, const struct cb_period_range *,
                              struct cb_table *);
/* Has the office a row of it (a database), or a file (a folder)? */
bool cb_export_has(const struct cb_office *, const struct cb_register *);

/* Fills the table with one row, none when there is no batch: how many batches there are, and of the
 * last one id, time and hash. Who keeps that elsewhere can tell later that nothing before it was changed. */
enum cb_status cb_export_head(struct cb_store *, struct cb_table *head, struct cb_diag *);

#endif
