/* What the files behind figures share; used in libcore/report only. */
#ifndef LIBCORE_REPORT_FIGURES_H
#define LIBCORE_REPORT_FIGURES_H

#include <cb/report/figures.h>

/* Of the document, whose rows no query knows; their `fill` is NULL. */
extern const struct cb_query cb_figures_top, cb_figures_each_row;
/* figures_top.c: the one row of the first. */
void cb_figures_fill_top(const struct cb_figures *, struct cb_table *);

/* Column by key; -1. */
int cb_figures_column(const struct cb_table *, const char *key);
/* The columns of another table, the same in number and order. */
void cb_figures_columns_of(struct cb_table *out, const struct cb_table *from);
/* A copy of one of its rows, behind the others; texts are shared. */
struct cb_cell *cb_figures_copy_row(struct cb_table *out, const struct cb_table *from, size_t row);

/* Calls visit for each query with its columns, without data. */
void cb_figures_visit(void (*visit)(void *arg, const struct cb_query *, const struct cb_table *), void *arg);
/* The n-th query that templates may name, those of the document first; NULL after the last. */
const struct cb_query *cb_figures_query(size_t n);

#endif
