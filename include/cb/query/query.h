/* Questions that the registers answer. Each is one object beside the function that fills it; verbs and the
 * blocks of reports ask it in one way.
 *
 * R1 The columns are data, known without asking. They carry what a register's column carries where they are
 *    `like` one: type, words, and the mark of what is private, which a computed column inherits.
 * R2 A column with CB_QUERY_BY_KEY is a word of --by: fill keeps those that are asked for, in their order.
 * R3 --where filters the records that are read (query/filter.h), before anything is added up.
 * R4 Findings go to the office's diag. CB_FOUND of a query with has_findings is an answer (the check is not
 *    clean), of any other a refusal: then there is no table. */
#ifndef CB_QUERY_QUERY_H
#define CB_QUERY_QUERY_H

#include <cb/data/table.h>
#include <cb/query/office.h>
#include <cb/value/period.h>

enum cb_query_column_flag {
	CB_QUERY_BY_KEY = 1, /* R2 */
};

/* A list of them is ended by key == NULL. */
struct cb_query_column {
	const char *key, *zh;
	const struct cb_type *type; /* NULL: that of `like` */
	const void *arg;
	unsigned flags;
	const struct cb_register *like; /* or NULL */
	int like_column;
};

/* What is asked. */
struct cb_query_run {
	struct cb_office *office;
	const struct cb_input *input; /* operands and reading options; NULL = what -d holds */
	struct cb_period_range range; /* of -p; zeroed = not given */
	int32_t today_day;
	struct cb_list where; /* COL=VALUE, all must hold */
	const char *by;       /* columns joined by ','; NULL = as the query has it */
};

struct cb_query {
	const char *title_en, *title_zh;
	const struct cb_query_column *columns;
	const struct cb_register *reads; /* operands are records of it; NULL = of that of the input */
	bool needs_db;                   /* a database, not files or a folder */
	bool has_findings;               /* R4 */
	/* Adds rows; the columns are there. */
	enum cb_status (*fill)(const struct cb_query_run *, struct cb_table *);
};

/* The titles and columns of the query, no row. */
void cb_query_columns(const struct cb_query *, struct cb_table *);
/* Asks: columns, then rows. */
enum cb_status cb_query_fill(const struct cb_query *, const struct cb_query_run *, struct cb_table *);

/* R2: the columns that --by names, joined by ',', by key or label; at most `max`. An unknown word: CB_USAGE. */
enum cb_status cb_query_by(const struct cb_query_column *, const char *by, size_t *at, size_t max, size_t *n,
                           struct cb_diag *);

#endif
