/* The functions behind the rows of cb_figure_table, and what they share; used in libcore/report only. */
#ifndef LIBCORE_REPORT_FIGURES_H
#define LIBCORE_REPORT_FIGURES_H

#include <cb/report/figures.h>

/* The ranking, read when it is first wanted; NULL when it cannot be, which has been reported. */
struct cb_ranking *cb_figures_ranking(struct cb_figures *);
/* The rows behind query ranking, and behind query monthly; release them. */
void cb_figures_rows(struct cb_figures *, struct cb_ranking_rows *);
void cb_figures_monthly_rows(struct cb_figures *, struct cb_ranking_rows *);
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

/* Calls visit for each query with its columns, without data. */
void cb_figures_visit(void (*visit)(void *arg, const struct cb_figure *, const struct cb_table *), void *arg);

/* figures_ranking.c */
bool cb_figure_has_ranking(struct cb_figures *);
bool cb_figure_has_months(struct cb_figures *);
bool cb_figure_has_either(struct cb_figures *);
bool cb_figure_has_share(struct cb_figures *);
bool cb_figure_has_units(struct cb_figures *);
enum cb_status cb_figure_ranking(struct cb_figures *, struct cb_table *);
enum cb_status cb_figure_share(struct cb_figures *, struct cb_table *);
enum cb_status cb_figure_units(struct cb_figures *, struct cb_table *);
/* The monthly ranking of a range, from which the next are taken. */
enum cb_status cb_figure_monthly(struct cb_figures *, struct cb_table *);

/* figures_awards.c */
enum cb_status cb_figure_awards(struct cb_figures *, struct cb_table *);
enum cb_status cb_figure_warned(struct cb_figures *, struct cb_table *);
enum cb_status cb_figure_last(struct cb_figures *, struct cb_table *);
enum cb_status cb_figure_months(struct cb_figures *, struct cb_table *);
enum cb_status cb_figure_summary(struct cb_figures *, struct cb_table *);

/* figures_office.c */
bool cb_figure_has_office(struct cb_figures *);
bool cb_figure_has_communities(struct cb_figures *);
enum cb_status cb_figure_top(struct cb_figures *, struct cb_table *);
enum cb_status cb_figure_office(struct cb_figures *, struct cb_table *);
enum cb_status cb_figure_metric(struct cb_figures *, struct cb_table *);
enum cb_status cb_figure_records(struct cb_figures *, struct cb_table *);
enum cb_status cb_figure_care_counts(struct cb_figures *, struct cb_table *);
enum cb_status cb_figure_register(struct cb_figures *, const struct cb_register *, struct cb_table *);

/* figures_handed.c */
enum cb_status cb_figure_handed_in(struct cb_figures *, struct cb_table *);
enum cb_status cb_figure_missing(struct cb_figures *, struct cb_table *);
enum cb_status cb_figure_submissions(struct cb_figures *, struct cb_table *);
enum cb_status cb_figure_reminders(struct cb_figures *, struct cb_table *);

/* figures_fund.c */
bool cb_figure_has_statement(struct cb_figures *);
bool cb_figure_has_fund(struct cb_figures *);
enum cb_status cb_figure_statement(struct cb_figures *, struct cb_table *);
enum cb_status cb_figure_balance(struct cb_figures *, struct cb_table *);
enum cb_status cb_figure_goods(struct cb_figures *, struct cb_table *);
enum cb_status cb_figure_income(struct cb_figures *, struct cb_table *);
enum cb_status cb_figure_spending(struct cb_figures *, struct cb_table *);
enum cb_status cb_figure_pledges(struct cb_figures *, struct cb_table *);
enum cb_status cb_figure_exceptions(struct cb_figures *, struct cb_table *);
enum cb_status cb_figure_funds(struct cb_figures *, struct cb_table *);

#endif
