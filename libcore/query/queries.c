/* The table of all questions: one row a query. */
#include <cb/query/ranking.h>

const struct cb_query *const cb_queries[] = {
	&cb_query_ranking,
	&cb_query_notices,
	&cb_query_share,
	&cb_query_diff,
	&cb_query_explain,
	NULL,
};

const struct cb_query *
cb_query_find(struct cb_text name)
{
	for (const struct cb_query *const *query = cb_queries; *query != NULL; query++)
		if (cb_text_is(name, (*query)->name) || cb_text_is(name, (*query)->zh))
			return *query;
	return NULL;
}
