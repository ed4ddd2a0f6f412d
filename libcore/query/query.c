#include <stdlib.h>
#include <string.h>

#include <cb/query/filter.h>
#include <cb/query/fund.h>
#include <cb/query/query.h>
#include <cb/query/ranking.h>
#include <cb/query/sums.h>

/* R1: what is not said is that of the register's column. */
static void
add_column(const struct cb_query_column *column, struct cb_table *out)
{
	static const struct cb_column nothing = { .key = NULL };
	const struct cb_column *like = column->like == NULL ? &nothing : &column->like->columns[column->like_column];
	struct cb_table_column *added;

	cb_table_column(out, column->key, column->zh, column->type != NULL ? column->type : like->type,
	                column->type != NULL ? column->arg : like->arg);
	added = &out->columns[out->n_columns - 1];
	added->is_private = (column->flags & CB_QUERY_PRIVATE) != 0 || (like->flags & CB_PRIVATE) != 0;
}

void
cb_query_run_release(struct cb_query_run *run)
{
	if (run->ranking != NULL)
		cb_ranking_close(run->ranking);
	free(run->ranking);
	cb_fund_statement_free(run->statement);
	run->ranking = NULL;
	run->statement = NULL;
}

const struct cb_register *
cb_query_register(const struct cb_query *query)
{
	const char *reads = query->reads != NULL ? query->reads : "";

	return cb_register_find((struct cb_text){ reads, (uint32_t)strcspn(reads, " ") });
}

void
cb_query_columns(const struct cb_query *query, struct cb_table *out)
{
	out->title_en = query->title_en;
	out->title_zh = query->title_zh;
	for (const struct cb_query_column *column = query->columns; column->key != NULL; column++)
		add_column(column, out);
}

enum cb_status
cb_query_fill(const struct cb_query *query, struct cb_query_run *run, struct cb_table *out)
{
	bool is_filtered = run->where.n > 0 && (query->takes & CB_QUERY_TAKES_WHERE) == 0;
	enum cb_status status = CB_OK;

	cb_query_columns(query, out);
	if (is_filtered)
		status = cb_filter_columns(run->office, run->where, out);
	if (status == CB_OK)
		status = query->fill(run, out);
	if (status != CB_OK && !(status == CB_FOUND && query->has_findings))
		return status;
	if (is_filtered)
		status = cb_status_worse(status, cb_filter_table(run->office, run->where, out));
	if (run->by != NULL && (query->takes & CB_QUERY_TAKES_BY) == 0)
		status = cb_status_worse(status, cb_sums_of_table(query, run->by, run->office->diag, out));
	return status;
}
