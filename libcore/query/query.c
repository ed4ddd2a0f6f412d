#include <string.h>

#include <cb/base/suggest.h>
#include <cb/query/query.h>

/* R1: what is not said is that of the register's column. */
static void
add_column(const struct cb_query_column *column, struct cb_table *out)
{
	const struct cb_column *like = column->like == NULL ? NULL : &column->like->columns[column->like_column];
	bool is_own = column->type != NULL;

	cb_table_column(out, column->key, column->zh, is_own ? column->type : like->type,
	                is_own ? column->arg : like->arg);
	out->columns[out->n_columns - 1].is_private = like != NULL && (like->flags & CB_PRIVATE) != 0;
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
cb_query_fill(const struct cb_query *query, const struct cb_query_run *run, struct cb_table *out)
{
	cb_query_columns(query, out);
	return query->fill(run, out);
}

/* ---- --by ---- */

static bool
is_key(const struct cb_query_column *column)
{
	return (column->flags & CB_QUERY_BY_KEY) != 0;
}

static enum cb_status
unknown_key(const struct cb_query_column *columns, struct cb_text word, struct cb_diag *diag)
{
	struct cb_nearest nearest = { 0 };
	struct cb_str known = { 0 };

	for (; columns->key != NULL; columns++)
		if (is_key(columns)) {
			cb_nearest_try(&nearest, word, cb_text_of(columns->key));
			cb_nearest_try(&nearest, word, cb_text_of(columns->zh));
			cb_str_addf(&known, "%s%s", known.len > 0 ? "|" : "", columns->key);
		}
	cb_report(diag, CB_UNKNOWN_BY, CB_NOWHERE, "", word, known, cb_arg_nearest(nearest.text));
	return CB_USAGE;
}

static bool
find_key(const struct cb_query_column *columns, struct cb_text word, size_t *at)
{
	for (*at = 0; columns[*at].key != NULL; ++*at)
		if (is_key(&columns[*at]) && (cb_text_is(word, columns[*at].key) || cb_text_is(word, columns[*at].zh)))
			return true;
	return false;
}

enum cb_status
cb_query_by(const struct cb_query_column *columns, const char *by, size_t *at, size_t max, size_t *n,
            struct cb_diag *diag)
{
	for (*n = 0; by != NULL; ++*n) {
		const char *comma = strchr(by, ',');
		struct cb_text word = { by, (uint32_t)(comma == NULL ? strlen(by) : (size_t)(comma - by)) };

		if (*n == max || !find_key(columns, cb_text_trim(word), &at[*n]))
			return unknown_key(columns, word, diag);
		by = comma == NULL ? NULL : comma + 1;
	}
	return CB_OK;
}
