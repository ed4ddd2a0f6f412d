/* Questions that the registers answer. Each is one object beside the function that fills it, and one row of
 * cb_queries. Verbs, the blocks of reports, pages, completion, --columns, --by and --where come from there.
 *
 * R1 The columns are data, known without asking. A column that is `like` one of a register has its type, its words
 *    and its mark of what is private; a computed column inherits the last.
 * R2 A column with CB_QUERY_PART is in the table only where `part` says that it tells something. The keys by which a
 *    fill adds up come first, in the order of --by. --columns then chooses and orders what is printed.
 * R3 --where filters what is printed (query/filter.h) by the columns of the query, or by those of the community that
 *    a row names. --by adds up the columns with CB_QUERY_SUM and counts the rows (query/sums.h). A fill that must do
 *    either itself, because afterwards is too late, says so in takes.
 * R4 Findings go to the office's diag. CB_FOUND of a query with has_findings is an answer: the check is not clean. Of
 *    any other query it is a refusal, and there is no table.
 * R5 A private column is neither filtered nor grouped by unless the office reveals: CB_PRIVATE_ASKED.
 * R6 What a database answers is of one state of it, whatever others commit meanwhile. */
#ifndef CB_QUERY_QUERY_H
#define CB_QUERY_QUERY_H

#include <cb/data/table.h>
#include <cb/query/records.h>
#include <cb/value/period.h>

enum { CB_QUERY_KEYS_MAX = 6 };

enum cb_query_column_flag {
	CB_QUERY_PRIVATE = 1,    /* masked wherever it is printed */
	CB_QUERY_SUM = 2,        /* --by adds it up */
	CB_QUERY_PART = 4,       /* R2 */
	CB_QUERY_BY_KEY = 8,     /* a fill with CB_QUERY_TAKES_BY can add up by it */
	CB_QUERY_TOTAL = 16,     /* money: a table for people ends with its sum (doc/format.h R7) */
	CB_QUERY_CARRY_SUM = 32, /* what is carried to the next page: enum cb_carry (doc/format.h R8) */
	CB_QUERY_CARRY_LAST = 64,
	CB_QUERY_CARRY_WORD = 128,
};

/* One column of the answer. A list of columns is ended by key == NULL. */
struct cb_query_column {
	const char *key, *zh;
	const struct cb_type *type; /* NULL: that of `like` */
	const void *arg;
	unsigned flags;
	const struct cb_register *like; /* or NULL */
	int like_column;
	const char *en, *doc; /* what it is, where the label does not say it; or NULL */
};
/* A column of a type; a column like that of register r. */
#define CB_QUERY_OF(k, label, t, f)                        \
	{                                                  \
		k, label, .type = &cb_type_##t, .flags = f \
	}
#define CB_QUERY_LIKE(k, label, r, c, f)                                         \
	{                                                                        \
		k, label, .like = &cb_register_##r, .like_column = c, .flags = f \
	}

enum cb_query_takes {
	CB_QUERY_TAKES_FILES = 1,   /* files may be named that hold records of the first register it reads */
	CB_QUERY_TAKES_WHERE = 2,   /* R3: the fill itself filters the records that it reads */
	CB_QUERY_TAKES_BY = 4,      /* R3: the fill itself adds up, by the columns with CB_QUERY_BY_KEY */
	CB_QUERY_NEEDS_DB = 8,      /* it reads a database, not files or a folder */
	CB_QUERY_NEEDS_OPTION = 16, /* it answers what an option of its command asks: no block of a report is it */
};

struct cb_ranking_options;
struct cb_volunteer_asked;
struct cb_problem_options;
struct cb_fund_asked;
struct cb_org_asked;
struct cb_care_asked;
struct cb_task_asked;
struct cb_activity_asked;

/* Who reads the answer. People read contests in words, and in the title what leads every row (query/titles.h). A
 * query may have columns that only a screen shows (R2). Sheets are filtered and calculated with. */
enum cb_query_shape { CB_QUERY_FOR_PROGRAMS,
	              CB_QUERY_FOR_SHEETS,
	              CB_QUERY_FOR_PAGES,
	              CB_QUERY_FOR_SCREENS };

/* What the questions of one subject are asked with besides, each described in its header; NULL = nothing. */
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
	/* For a document: one contest only, several values in a cell joined by 、 as in prose, changes in words. */
	bool in_prose;
	enum cb_query_shape shape;
	bool is_read; /* by people, even where they chose columns and the shape is that for programs */
	bool verbose;
	struct cb_query_of of;
	const struct cb_table *issued; /* the row that query issued answers with; NULL = none */
	struct cb_list registers;      /* to be handed in; none = that of the input, else score */
	int32_t due_day;               /* by which they are to be handed in; 0 = not said */
	/* For a fill that adds up: the columns of --by. */
	size_t keys[CB_QUERY_KEYS_MAX], n_keys;
	size_t n_rows; /* of the answer, once it is there */
	/* What queries have computed that others of the run need too; released by cb_query_run_release. */
	struct cb_ranking *ranking;
	struct cb_fund_statement *statement;
	struct cb_handed_in *handed_in;
};
void cb_query_run_release(struct cb_query_run *);
/* How grave a finding is, where the answer of a query is a list of findings: a column with these words. */
enum cb_level { CB_LEVEL_ERROR,
	        CB_LEVEL_WARNING };
extern const struct cb_word cb_query_levels[];
/* CB_FOUND where a finding of such an answer is an error, else CB_OK. level: the number of that column. */
enum cb_status cb_query_judge(const struct cb_table *answer, size_t level);
/* The day as of which is asked: the last of the range, but not after today; without a range today. */
int32_t cb_query_day(const struct cb_query_run *);

struct cb_query {
	const char *name, *zh;           /* unique; as templates and cb-report names call it */
	const char *title_en, *title_zh; /* NULL = name and zh */
	const struct cb_query_column *columns;
	const char *reads; /* the registers that it reads, joined by blanks; NULL = that of the input */
	unsigned takes;
	const char *by;    /* of a fill that adds up: its keys where --by names none; NULL = everything is one sum */
	bool has_findings; /* R4 */
	/* Is there anything that it could answer from? A report leaves out a query that has nothing; NULL = always. */
	bool (*has)(struct cb_query_run *);
	/* R2: is the column with CB_QUERY_PART in the table? NULL = none of them ever is. */
	bool (*part)(const struct cb_query_run *, size_t column);
	/* What stands above the rows of this contest and period (query/titles.h R2); NULL = just these. */
	void (*heading)(const struct cb_query_run *, struct cb_text contest, int64_t period, struct cb_str *out);
	/* Adds the rows to a table that has all columns of the query. */
	enum cb_status (*fill)(struct cb_query_run *, struct cb_table *);
	const char *en, *doc; /* a sentence for the pages */
};

/* All queries in the order of the pages, ended by NULL. */
extern const struct cb_query *const cb_queries[];
/* The query of that name, English or Chinese; NULL when there is none. */
const struct cb_query *cb_query_find(struct cb_text name);

/* The flags of the column with that key; 0 where the query has none. */
unsigned cb_query_flags_of(const struct cb_query *, const char *key);

/* For cb_query.has: is there a database or a folder? */
bool cb_query_has_office(struct cb_query_run *);

/* mdoc text: the columns of the query in a sentence, for its command's page. */
void cb_query_man(const struct cb_query *, enum cb_lang, struct cb_str *out);

/* The first register that it reads, of which files may be named; NULL = that of the input. */
const struct cb_register *cb_query_register(const struct cb_query *);

/* Fills a table with the titles and the columns that are printed (R2, but for --columns), without a row. */
void cb_query_columns(const struct cb_query *, struct cb_query_run *, struct cb_table *);
/* Asks the query: its columns, its rows, R3, R2, and then --columns. On a refusal the table has no row. */
enum cb_status cb_query_fill(const struct cb_query *, struct cb_query_run *, struct cb_table *);

/* Keeps in the cells of a row what the record has of each column that is like one of its register. */
void cb_query_take_like(const struct cb_query_column *, const struct cb_cell *record, struct cb_cell *cells,
                        struct cb_table *);
/* Puts the rows from `first` on in the order of the texts of a column and the one behind it: the same in whatever
 * order a register has them. */
void cb_query_sort_by_name(struct cb_table *, size_t first, size_t column);

/* For a query that needs the answer of another one: that of all records of -d, grouped by the words of --by. No row
 * where -d has nothing for it. */
enum cb_status cb_query_ask(const struct cb_query_run *, const struct cb_query *, const char *by, struct cb_table *out);

#endif
