/* The table of all questions: one row a query. */
#include <cb/query/query.h>

const struct cb_query *const cb_queries[] = {
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
