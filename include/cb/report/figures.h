/* Figures: what a document may say of an office and a period. They are the queries (query/query.h), what holds for
 * the whole document (no name), and the row that it is for (each); templates name them and their columns. Every
 * register is a query of that name too: its records of the period.
 *
 * R1 The columns are the same for every office. A query that has nothing to go on (no score, no rule, no -d) has no
 *    rows and is no finding.
 * R2 What a command would refuse, its query refuses: the findings are in the diag, cb_figures_status is not
 *    CB_OK, and nothing may be printed. That a check is not clean (somebody is missing) is a figure.
 * R3 A query is asked once; all of them see one state of the database (cb_office_options.one_state).
 * R4 For a quarter, half or year, ranking is of that period, where it has scores or all its months have; what
 *    is given month by month (awards, warned, last, months) is of the months in it.
 * R5 contest: the one asked for, else `month` where it occurs, else the first.
 * R6 Registers with CB_COUNTS_ONLY are refused as lists (CB_NOT_TO_BE_NAMED, with the counts).
 * R7 Values print in the words of a document (value/wording.h); whole money without 分; private ones masked.
 *    In tables only periods and inexact quantities are words; days and money keep the form of tables. */
#ifndef CB_REPORT_FIGURES_H
#define CB_REPORT_FIGURES_H

#include <cb/doc/document.h>
#include <cb/doc/template.h>
#include <cb/query/fund.h>
#include <cb/query/query.h>
#include <cb/query/ranking.h>

struct cb_figures;

struct cb_figures_options {
	struct cb_period_range range; /* of -p; zeroed = none */
	int32_t today_day;
	const char *contest;           /* R5; or NULL */
	const char *fund;              /* of which the figures of the fund are; NULL = the usual one */
	bool allow_missing;            /* as of cb-rank */
	struct cb_list registers;      /* that are to be handed in; none = score */
	int32_t due_day;               /* by when; 0 = not said */
	const char *head;              /* text of the red head, or NULL */
	const char *issuer, *number;   /* who signs; 发文字号; or NULL */
	const char *title;             /* or NULL */
	bool reveal, customary;        /* R7 */
	bool traces;                   /* keep what was printed, for cb_figures_trace */
	const struct cb_table *issued; /* of a certificate that is being issued (query/query.h); or NULL */
};

/* A query that was asked. */
struct cb_asked {
	struct cb_text name;
	const struct cb_query *query;  /* NULL: a register */
	const struct cb_register *reg; /* of a register */
	struct cb_table table;
	struct cb_table *shown; /* the table as documents show it: quantities in words */
};

struct cb_figures {
	const struct cb_office *office;
	struct cb_figures_options options;
	struct cb_query_run run;
	struct cb_ranking_options of_ranking;
	struct cb_fund_asked of_fund;
	struct cb_diag *diag;
	struct cb_asked **asked;
	size_t n_asked, cap_asked;
	const char *each;        /* the query whose rows `each` goes through; NULL = none */
	size_t each_row, each_n; /* the row that counts, 1 or 0 rows */
	struct cb_used {
		const struct cb_table *table;
		size_t row, column;
		struct cb_where where;
	} * used;
	size_t n_used, cap_used;
	enum cb_status status;
	struct cb_arena arena;
};

/* Reads nothing yet. The office stays open until release. */
void cb_figures_init(struct cb_figures *, const struct cb_office *, const struct cb_figures_options *);
void cb_figures_release(struct cb_figures *);

/* The table of a query, asked when it is first wanted; NULL when there is none of that name. "" = what holds
 * for the whole document. */
struct cb_table *cb_figures_table(struct cb_figures *, struct cb_text name);
/* Reports that there is no query of that name, with the nearest; the status (R2) is CB_USAGE then. */
void cb_figures_unknown(struct cb_figures *, struct cb_text name, struct cb_where where);
/* Of what was asked so far (R2). */
enum cb_status cb_figures_status(const struct cb_figures *);
/* `each` from now on: the row of the query (R1 when n is 0). */
void cb_figures_each(struct cb_figures *, const char *query, size_t row, size_t n);

/* Logs and commits that the private values of what was asked are shown; CB_DATABASE: they must not be. */
enum cb_status cb_figures_log_reveal(struct cb_figures *, const struct cb_author *);

/* For templates and documents. */
struct cb_template_source cb_figures_template(struct cb_figures *);
struct cb_document_source cb_figures_document(struct cb_figures *);
/* R7 for one cell. */
void cb_figures_print(const struct cb_figures *, const struct cb_table_column *, const struct cb_cell *,
                      struct cb_str *out);

/* All names: query, name, label, column's label; without data. */
void cb_figures_names(enum cb_lang, struct cb_table *out);
/* mdoc text of the queries for cb-report(1). */
void cb_figures_man(enum cb_lang, struct cb_str *out);
/* What the documents made so far printed: line, column, query, row, name, value, records. */
enum cb_status cb_figures_trace(struct cb_figures *, struct cb_table *out);

#endif
