/* The restricted fund: its queries (query/fund.h) as figures. */
#include "figures.h"

#include <cb/query/fund.h>

bool
cb_figure_has_statement(struct cb_figures *f)
{
	return cb_query_fund_statement.has(&f->run);
}

bool
cb_figure_has_fund(struct cb_figures *f)
{
	return cb_query_fund_funds.has(&f->run);
}

enum cb_status
cb_figure_statement(struct cb_figures *f, struct cb_table *out)
{
	return cb_query_fill(&cb_query_fund_statement, &f->run, out);
}

enum cb_status
cb_figure_balance(struct cb_figures *f, struct cb_table *out)
{
	return cb_query_fill(&cb_query_fund_balance, &f->run, out);
}

enum cb_status
cb_figure_goods(struct cb_figures *f, struct cb_table *out)
{
	return cb_query_fill(&cb_query_fund_goods, &f->run, out);
}

enum cb_status
cb_figure_income(struct cb_figures *f, struct cb_table *out)
{
	return cb_query_fill(&cb_query_fund_income, &f->run, out);
}

enum cb_status
cb_figure_spending(struct cb_figures *f, struct cb_table *out)
{
	return cb_query_fill(&cb_query_fund_spending, &f->run, out);
}

enum cb_status
cb_figure_pledges(struct cb_figures *f, struct cb_table *out)
{
	return cb_query_fill(&cb_query_fund_pledges, &f->run, out);
}

enum cb_status
cb_figure_exceptions(struct cb_figures *f, struct cb_table *out)
{
	return cb_query_fill(&cb_query_fund_exceptions, &f->run, out);
}

enum cb_status
cb_figure_funds(struct cb_figures *f, struct cb_table *out)
{
	return cb_query_fill(&cb_query_fund_funds, &f->run, out);
}
