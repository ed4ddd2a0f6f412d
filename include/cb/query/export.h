/* Records of one register, as they are printed: every column, in the register's order.
 *
 * R1 The rows of a database come in the order of their printed keys, those of a folder as they stand in the file.
 * R2 --where is that of query/filter.h.
 * R3 -p asks by the column that says when a record happened (query/when.h). A period passes where it lies inside the
 *    range: a month in its quarter, but not the other way round. A register without such a column cannot be asked so.
 * R4 Rows are not kept: memory does not grow with their number.
 * R5 For people who read Chinese, contests and indicators that come with the program have Chinese names; what a
 *    program reads again keeps the keys. */
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

struct cb_export {
	const struct cb_office *office;
	const struct cb_register *reg;
	struct cb_period_range range;
	int when; /* the column that the range is asked of; -1 = no range was given */
	bool in_chinese;
	struct cb_filter filter;
	struct cb_scan *scan;      /* of a database; */
	struct cb_records records; /* or of a folder, */
	struct cb_policy_run run;  /* whose records pass their policy */
	struct cb_cell *cells;     /* of the row that was handed out last */
};

/* CB_OK, or the reason is in the diag; close it all the same. Without -d there are no rows. */
enum cb_status cb_export_open(struct cb_export *, const struct cb_office *, const struct cb_export_options *);
/* 1 = *cells by column of the register, names with their text, valid until the next call; 0 = end; <0 = broken off.
 * At the end of the file of a folder the diag says whether it had errors. */
int cb_export_next(struct cb_export *, const struct cb_cell **cells);
void cb_export_close(struct cb_export *);

/* Does every record say when it happened? */
bool cb_export_is_dated(const struct cb_register *);
/* Calls visit for each record or, of a register whose records all say when they happened, for those in the range. A
 * zeroed range takes all. */
enum cb_status cb_export_each(const struct cb_office *, const struct cb_register *, const struct cb_period_range *,
                              void (*visit)(void *arg, const struct cb_cell *cells), void *arg);

/* The register's columns as those of a table, private ones marked. */
void cb_export_columns(const struct cb_register *, struct cb_table *);
/* The same, but all of them text, for rows that are written to be read like those of a file. */
void cb_export_text_columns(const struct cb_register *, struct cb_table *);
/* Adds the records that cb_export_each visits to a table with those columns. */
enum cb_status cb_export_rows(const struct cb_office *, const struct cb_register *, const struct cb_period_range *,
                              struct cb_table *);
/* Has the database of -d a row of the register, or the folder of -d a file? */
bool cb_export_has(const struct cb_office *, const struct cb_register *);

/* Fills a table with one row: how many batches there are, and id, time and hash of the last; with none where there is
 * no batch. Whoever keeps that row elsewhere can prove later that nothing before it was changed. */
enum cb_status cb_export_head(struct cb_store *, struct cb_table *head, struct cb_diag *);

#endif
