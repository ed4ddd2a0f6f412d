/* Questions that the registers answer. Each is one object beside the function that fills it, and one row of
 * cb_queries: verbs, the blocks of reports, pages, completion, --columns, --by and --where come from there.
 *
 * R1 The columns are data, known without asking. They carry what a register's column carries where they are
 *    `like` one: type, words, and the mark of what is private, which a computed column inherits.
 * R2 A column with CB_QUERY_PART is in the table only where `part` says that it tells something. Where a fill adds up
 *    by keys, those that --by names come first, in its order. --columns then chooses and orders what is printed.
 * R3 --where filters what is printed (query/filter.h), by the query's columns or those of the community that
 *    a row names; --by adds up the columns with CB_QUERY_SUM and counts the rows (query/sums.h). A fill that
 *    does either itself, because it must before it adds up, says so in takes.
 * R4 Findings go to the office's diag. CB_FOUND of a query with has_findings is an answer (the check is not
 *    clean), of any other a refusal: then there is no table.
 * R5 Private columns are neither filtered nor grouped by unless the office reveals: CB_PRIVATE_ASKED. */
#ifndef CB_QUERY_QUERY_H
#define CB_QUERY_QUERY_H

#include <cb/data/table.h>
#include <cb/query/office.h>
#include <cb/value/period.h>

enum { CB_QUERY_KEYS_MAX = 6 };

enum cb_query_column_flag {
	CB_QUERY_PRIVATE = 1,    /* masked wherever it is printed */
	CB_QUERY_SUM = 2,        /* --by adds it up */
	CB_QUERY_PART = 4,       /* R2 */
	CB_QUERY_BY_KEY = 8,     /* of a fill with CB_QUERY_TAKES_BY: a word of --by */
	CB_QUERY_TOTAL = 16,     /* money: a table for people ends with its sum (doc/format.h R7) */
	CB_QUERY_CARRY_SUM = 32, /* doc/format.h R8 */
	CB_QUERY_CARRY_LAST = 64,
	CB_QUERY_CARRY_WORD = 128,
};

/* A list of them is ended by key == NULL. */
struct cb_query_column {
	const char *key, *zh;
	const struct cb_type *type; /* NULL: that of `like` */
	const void *arg;
	unsigned flags;
	const struct cb_register *like; /* or NULL */
	int like_column;
	const char *en, *doc; /* what it is, where the label does not say it; or NULL */
};

enum cb_query_takes {
	CB_QUERY_TAKES_FILES = 1,   /* operands are records of the first register it reads */
	CB_QUERY_TAKES_WHERE = 2,   /* R3: fill filters the records it reads */
	CB_QUERY_TAKES_BY = 4,      /* R3: fill adds up by the columns with CB_QUERY_BY_KEY */
	CB_QUERY_NEEDS_DB = 8,      /* a database, not files or a folder */
	CB_QUERY_NEEDS_OPTION = 16, /* answers what only an option of its command says: it is no block of a report */
};

struct cb_ranking_options;
struct cb_volunteer_asked;
struct cb_problem_options;
struct cb_fund_asked;
struct cb_org_asked;
struct cb_care_asked;
struct cb_task_asked;
struct cb_activity_asked;

/* Who reads the answer. For people contests are in words, and what leads every row is said in the title
 * (query/titles.h); a query may have columns that only a screen has (R2). */
enum cb_query_shape { CB_QUERY_FOR_PROGRAMS,
	              CB_QUERY_FOR_PAGES,
	              CB_QUERY_FOR_SCREENS };

/* What the questions of one room are asked with besides; each in its header, NULL = nothing. */
struct cb_query_of {
	const struct cb_ranking_options *ranking;    /* query/ranking.h */
	const struct cb_volunteer_asked *volunteers; /* query/volunteer.h */
	const struct cb_problem_options *problem;    /* query/problem.h */
	const struct cb_fund_asked *fund;            /* query/fund.h */
	const struct cb_org_asked *org;              /* query/org.h */
	const struct cb_care_asked *care;            /* query/care.h */
	const struct cb_task_asked *tasks;           /* query/task.h */
	const struct cb_activity_asked *activities;  /* query/activity.h */
};

/* What is asked of one query or, in a report, of several one after the other. */
struct cb_query_run {
	const struct cb_office *office;
	const struct cb_input *input; /* operands and reading options; NULL = what -d holds */
	struct cb_period_range range; /* of -p; zeroed = not given */
	int32_t today_day;
	struct cb_list where; /* COL=VALUE, all must hold */
	const char *by;       /* columns joined by ','; NULL = as the query has it */
	const char *columns;  /* of --columns; NULL = all */
	/* For a document: of one contest, several values of a cell joined as prose has them (、), changes in words. */
	bool in_prose;
	enum cb_query_shape shape;
	bool is_read; /* by people, whatever columns they chose */
	bool verbose;
	struct cb_query_of of;
	const struct cb_table *issued; /* of query issued: a row; NULL = none is */
	struct cb_list registers;      /* to be handed in; none = that of the input, else score */
	int32_t due_day;               /* by when; 0 = not said */
	/* Of a fill that adds up: the columns of --by. */
	size_t keys[CB_QUERY_KEYS_MAX], n_keys;
	size_t n_rows; /* of the answer, once it is there */
	/* Of the run, once a query has needed it; released by cb_query_run_release. */
	struct cb_ranking *ranking;
	struct cb_fund_statement *statement;
	struct cb_handed_in *handed_in;
};
void cb_query_run_release(struct cb_query_run *);
/* How grave a finding is, of a check whose answer is findings: a column of type enum. */
enum cb_level { CB_LEVEL_ERROR,
	        CB_LEVEL_WARNING };
extern const struct cb_word cb_query_levels[];
/* CB_FOUND where a finding of the answer is an error. level: that column. */
enum cb_status cb_query_judge(const struct cb_table *answer, size_t level);
/* The day that is asked of: the last of the range, at most today; else today. */
int32_t cb_query_day(const struct cb_query_run *);

struct cb_query {
	const char *name, *zh;           /* unique; as templates and cb-report names call it */
	const char *title_en, *title_zh; /* NULL = name and zh */
	const struct cb_query_column *columns;
	const char *reads; /* registers whose records are behind it, joined by blanks; NULL = that of the input */
	unsigned takes;
	const char *by;    /* of a fill that adds up: the columns where none are asked for; NULL = all in one row */
	bool has_findings; /* R4 */
	/* Has it anything to go on? A report leaves out what has not; NULL = always. */
	bool (*has)(struct cb_query_run *);
	/* R2; NULL = no such column is there. */
	bool (*part)(const struct cb_query_run *, size_t column);
	/* Adds rows; all the columns are there. */
	enum cb_status (*fill)(struct cb_query_run *, struct cb_table *);
	const char *en, *doc; /* a sentence for the pages */
};

/* Ended by NULL, in the order of the pages. */
extern const struct cb_query *const cb_queries[];
/* By name or label; NULL when there is none. */
const struct cb_query *cb_query_find(struct cb_text name);

/* mdoc text: the columns of the query in a sentence, for its command's page. */
void cb_query_man(const struct cb_query *, enum cb_lang, struct cb_str *out);

/* The first register it reads, that of its operands; NULL = that of the input. */
const struct cb_register *cb_query_register(const struct cb_query *);

/* The titles and columns as they are printed (R2, but for --columns), no row. */
void cb_query_columns(const struct cb_query *, struct cb_query_run *, struct cb_table *);
/* Asks: columns, fill, R2, R3, --columns. On a refusal the table has no row. */
enum cb_status cb_query_fill(const struct cb_query *, struct cb_query_run *, struct cb_table *);

/* Rows from `first` on by the texts of a column and the one behind it: the same in whatever order a register has them. */
void cb_query_sort_by_name(struct cb_table *, size_t first, size_t column);

/* Of one query to another: of what -d has, whole, by the words of --by; no row where -d has nothing for it. */
enum cb_status cb_query_ask(const struct cb_query_run *, const struct cb_query *, const char *by, struct cb_table *out);

#endif
