#include <cb/query/chosen.h>

#include <stdlib.h>
#include <string.h>

#include <cb/base/suggest.h>

static bool
may_be_chosen(const struct cb_query *keys_of, const char *key)
{
	return keys_of == NULL || (keys_of->takes & CB_QUERY_TAKES_BY) == 0 ||
	       (cb_query_flags_of(keys_of, key) & CB_QUERY_BY_KEY) != 0;
}

static void
refuse(const struct cb_query *keys_of, struct cb_text word, const struct cb_table *table, enum cb_code code,
       struct cb_diag *diag)
{
	struct cb_nearest nearest = { 0 };
	struct cb_str known = { 0 };

	for (size_t c = 0; c < table->n_columns; c++) {
		const struct cb_table_column *column = &table->columns[c];

		if (!may_be_chosen(keys_of, column->key))
			continue;
		cb_nearest_try(&nearest, word, cb_text_of(column->key));
		cb_nearest_try(&nearest, word, cb_text_of(column->zh));
		cb_str_join(&known, "|", cb_text_of(column->key));
	}
	cb_report(diag, code, CB_NOWHERE, "", word, known, cb_arg_nearest(nearest.text));
}

static size_t
find(const struct cb_query *keys_of, struct cb_text word, const struct cb_table *table)
{
	size_t at = 0;

	while (at < table->n_columns &&
	       !(may_be_chosen(keys_of, table->columns[at].key) &&
	         (cb_text_is(word, table->columns[at].key) || cb_text_is(word, table->columns[at].zh))))
		at++;
	return at;
}

bool
cb_chosen_has(const size_t *columns, size_t n, size_t column)
{
	for (size_t i = 0; i < n; i++)
		if (columns[i] == column)
			return true;
	return false;
}

size_t
cb_chosen_columns(const struct cb_query *keys_of, const char *words, const struct cb_table *table, enum cb_code code,
                  struct cb_diag *diag, size_t *at, size_t max)
{
	struct cb_text rest = cb_text_of(words);

	for (size_t n = 0;;) {
		const char *comma = memchr(rest.p, ',', rest.len);
		struct cb_text word = { rest.p, comma == NULL ? rest.len : (uint32_t)(comma - rest.p) };
		size_t column = find(keys_of, cb_text_trim(word), table);
		bool is_there = cb_chosen_has(at, n, column);

		if (column == table->n_columns || (n == max && !is_there)) {
			refuse(keys_of, word, table, code, diag);
			return 0;
		}
		if (!is_there)
			at[n++] = column;
		if (comma == NULL)
			return n;
		rest = (struct cb_text){ comma + 1, rest.len - word.len - 1 };
	}
}

size_t
cb_chosen_keys(const struct cb_query *query, const char *words, const struct cb_table *table,
               const struct cb_office *office, size_t *at)
{
	size_t n = cb_chosen_columns(query, words, table, CB_UNKNOWN_BY, office->diag, at, CB_QUERY_KEYS_MAX);

	for (size_t i = 0; i < n && !office->reveals; i++) {
		const struct cb_table_column *column = &table->columns[at[i]];

		if (!column->is_private)
			continue;
		cb_office_refuse(office, cb_text_of(office->diag->lang == CB_EN ? column->key : column->zh), "--by");
		return 0;
	}
	return n;
}

enum cb_status
cb_chosen_keep(const char *words, struct cb_table *table, struct cb_diag *diag)
{
	size_t *at = cb_alloc(table->n_columns + 1, sizeof(*at));
	size_t n = cb_chosen_columns(NULL, words, table, CB_UNKNOWN_SHOWN, diag, at, table->n_columns);

	if (n > 0)
		cb_table_choose(table, at, n);
	else
		table->n_rows = 0;
	free(at);
	return n > 0 ? CB_OK : CB_USAGE;
}
