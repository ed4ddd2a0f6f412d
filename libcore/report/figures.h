/* The functions behind the rows of cb_figure_table, and what they share; used in libcore/report only. */
#ifndef LIBCORE_REPORT_FIGURES_H
#define LIBCORE_REPORT_FIGURES_H

#include <cb/report/figures.h>

/* The ranking, read when it is first wanted; NULL when it cannot be, which has been reported. */
struct cb_ranking *cb_figures_ranking(struct cb_figures *);
/* Column by key; -1. */
int cb_figures_column(const struct cb_table *, const char *key);
/* Adds a column behind the others of a filled table, its cells empty; returns its number. */
size_t cb_figures_append(struct cb_table *, const char *key, const char *zh, const struct cb_type *);
/* A text as a cell of the table; the str is emptied. */
struct cb_cell cb_figures_words(struct cb_table *, struct cb_str *);
/* The columns of another table, the same in number and order. */
void cb_figures_columns_of(struct cb_table *out, const struct cb_table *from);
/* A copy of one of its rows, behind the others; texts are shared. */
struct cb_cell *cb_figures_copy_row(struct cb_table *out, const struct cb_table *from, size_t row);

/* Fills the query that every register is (figure_table.c). */
extern enum cb_status (*const cb_figure_of_register)(struct cb_figures *, const struct cb_register *,
                                                     struct cb_table *out);

/* Calls visit for each query with its columns, without data. */
void cb_figures_visit(void (*visit)(void *arg, const struct cb_figure *, const struct cb_table *), void *arg);

/* figures_ranking.c */
cb_figure_has cb_figure_has_ranking, cb_figure_has_months, cb_figure_has_either,
	cb_figure_has_share, cb_figure_has_units;
cb_figure_fill cb_figure_ranking, cb_figure_share, cb_figure_units;
/* The monthly ranking of a range, from which the next are taken. */
cb_figure_fill cb_figure_monthly;

/* figures_awards.c */
cb_figure_fill cb_figure_awards, cb_figure_warned, cb_figure_last, cb_figure_months,
	cb_figure_summary;

/* figures_office.c */
cb_figure_has cb_figure_has_office, cb_figure_has_communities;
cb_figure_fill cb_figure_top, cb_figure_office, cb_figure_metric, cb_figure_records,
	cb_figure_care_counts;
enum cb_status cb_figure_register(struct cb_figures *, const struct cb_register *, struct cb_table *);

/* figures_handed.c */
cb_figure_fill cb_figure_handed_in, cb_figure_missing, cb_figure_submissions, cb_figure_reminders;

/* figures_fund.c */
cb_figure_has cb_figure_has_statement, cb_figure_has_fund;
cb_figure_fill cb_figure_statement, cb_figure_balance, cb_figure_goods, cb_figure_income,
	cb_figure_spending, cb_figure_pledges, cb_figure_exceptions, cb_figure_funds;

#endif
