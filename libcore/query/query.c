#include <stdlib.h>
#include <string.h>

#include <cb/data/store_beside.h>
#include <cb/query/chosen.h>
#include <cb/query/filter.h>
#include <cb/query/fund.h>
#include <cb/query/handed_in.h>
#include <cb/query/query.h>
#include <cb/query/ranking.h>
#include <cb/query/sums.h>
#include <cb/query/titles.h>

static enum cb_carry
carry_of(unsigned flags)
{
	if ((flags & CB_QUERY_CARRY_SUM) != 0)
		return CB_CARRY_SUM;
	if ((flags & CB_QUERY_CARRY_LAST) != 0)
		return CB_CARRY_LAST;
	return (flags & CB_QUERY_CARRY_WORD) != 0 ? CB_CARRY_WORD : CB_CARRY_NOTHING;
}

/* R1: what the column does not say itself, the column of the register says that it is like. */
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
	added->carry = carry_of(column->flags);
	added->has_total = (column->flags & CB_QUERY_TOTAL) != 0;
}

void
cb_query_run_release(struct cb_query_run *run)
{
	cb_ranking_free(run->ranking);
	cb_fund_statement_free(run->statement);
	cb_handed_in_free(run->handed_in);
	run->ranking = NULL;
	run->statement = NULL;
	run->handed_in = NULL;
}

const struct cb_word cb_query_levels[] = { { "错误", "error", NULL }, { "提醒", "warning", NULL }, { 0 } };

enum cb_status
cb_query_judge(const struct cb_table *answer, size_t level)
{
	for (size_t row = 0; row < answer->n_rows; row++)
		if (cb_table_at(answer, row)[level].n == CB_LEVEL_ERROR)
			return CB_FOUND;
	return CB_OK;
}

const struct cb_register *
cb_query_register(const struct cb_query *query)
{
	const char *reads = query->reads != NULL ? query->reads : "";

	return cb_register_find((struct cb_text){ reads, (uint32_t)strcspn(reads, " ") });
}

/* ---- columns ---- */

static void
add_columns(const struct cb_query *query, struct cb_table *out)
{
	out->title_en = query->title_en != NULL ? query->title_en : query->name;
	out->title_zh = query->title_zh != NULL ? query->title_zh : query->zh;
	for (const struct cb_query_column *column = query->columns; column->key != NULL; column++)
		add_column(column, out);
}

static bool
adds_up(const struct cb_query *query)
{
	return (query->takes & CB_QUERY_TAKES_BY) != 0;
}

/* Sets the keys of a fill that adds up; CB_USAGE for an unknown word. */
static enum cb_status
read_keys(const struct cb_query *query, struct cb_query_run *run, const struct cb_table *out)
{
	if (!adds_up(query) || (run->by == NULL && query->by == NULL))
		return CB_OK;
	run->n_keys = cb_chosen_keys(query, run->by != NULL ? run->by : query->by, out, run->office, run->keys);
	return run->n_keys > 0 ? CB_OK : CB_USAGE;
}

static bool
is_shown(const struct cb_query *query, const struct cb_query_run *run, size_t column)
{
	unsigned flags = query->columns[column].flags;

	if (adds_up(query) && (flags & CB_QUERY_BY_KEY) != 0)
		return false; /* it is in the table only as a key */
	return (flags & CB_QUERY_PART) == 0 || (query->part != NULL && query->part(run, column));
}

/* R2 */
static void
choose_parts(const struct cb_query *query, const struct cb_query_run *run, struct cb_table *out)
{
	size_t *chosen = cb_alloc(out->n_columns + 1, sizeof(*chosen)), n = 0;

	for (; adds_up(query) && n < run->n_keys; n++)
		chosen[n] = run->keys[n];
	for (size_t c = 0; c < out->n_columns; c++)
		if (is_shown(query, run, c))
			chosen[n++] = c;
	cb_table_choose(out, chosen, n);
	free(chosen);
}

void
cb_query_columns(const struct cb_query *query, struct cb_query_run *run, struct cb_table *out)
{
	add_columns(query, out);
	read_keys(query, run, out);
	choose_parts(query, run, out);
}

void
cb_query_man(const struct cb_query *query, enum cb_lang lang, struct cb_str *out)
{
	for (const struct cb_query_column *column = query->columns; column->key != NULL; column++) {
		const char *note = lang == CB_ZH ? column->doc : column->en;

		cb_str_addf(out, ".Li %s No %s", column->key, column->zh);
		if (note != NULL)
			cb_str_addf(out, " Pq %s", note);
		cb_str_adds(out, column[1].key == NULL ? " .\n" : " ,\n");
	}
}

/* ---- asking ---- */

/* Makes the answer one for people, where people read it (query/titles.h). */
static void
dress(const struct cb_query *query, const struct cb_query_run *run, struct cb_table *out)
{
	bool is_by_community = out->n_columns > 0 && strcmp(out->columns[0].key, "community") == 0;

	if ((run->is_read || run->in_prose) && is_by_community)
		cb_title_order(run->office, out, 0, false);
	if (run->shape != CB_QUERY_FOR_PROGRAMS)
		cb_title_lead(query, run, out);
	if (run->in_prose || run->shape != CB_QUERY_FOR_PROGRAMS)
		cb_title_contests(run, out);
}

/* R4 */
static bool
is_answer(const struct cb_query *query, enum cb_status status)
{
	return status == CB_OK || (status == CB_FOUND && query->has_findings);
}

/* R6 */
static enum cb_status
fill_of_one_state(const struct cb_query *query, struct cb_query_run *run, struct cb_table *out)
{
	struct cb_store *store = run->office->store;
	bool is_held = false;
	enum cb_status status = store == NULL ? CB_OK : cb_store_hold(store, &is_held, run->office->diag);

	if (status == CB_OK)
		status = query->fill(run, out);
	if (is_held)
		cb_store_end(store);
	return status;
}

enum cb_status
cb_query_fill(const struct cb_query *query, struct cb_query_run *run, struct cb_table *out)
{
	bool is_filtered = run->where.n > 0 && (query->takes & CB_QUERY_TAKES_WHERE) == 0;
	enum cb_status status;

	add_columns(query, out);
	status = read_keys(query, run, out);
	if (status == CB_OK && is_filtered)
		status = cb_filter_columns(run->office, run->where, out);
	if (status == CB_OK)
		status = fill_of_one_state(query, run, out);
	if (is_filtered && is_answer(query, status))
		status = cb_status_worse(status, cb_filter_table(run->office, run->where, out));
	choose_parts(query, run, out);
	if (!is_answer(query, status))
		return status;
	if (run->by != NULL && !adds_up(query))
		status = cb_status_worse(status, cb_sums_of_table(query, run->by, run->office, out));
	if (run->columns != NULL)
		status = cb_status_worse(status, cb_chosen_keep(run->columns, out, run->office->diag));
	run->n_rows = out->n_rows;
	dress(query, run, out);
	return status;
}

/* Rows whose first cell is that of the column. */
void
cb_query_take_like(const struct cb_query_column *columns, const struct cb_cell *record, struct cb_cell *cells,
                   struct cb_table *out)
{
	for (size_t c = 0; columns[c].key != NULL; c++)
		if (columns[c].like != NULL)
			cells[c] = cb_table_keep(out, record[columns[c].like_column]);
}

static int
by_texts(const void *pa, const void *pb)
{
	const struct cb_cell *a = *(const struct cb_cell *const *)pa, *b = *(const struct cb_cell *const *)pb;
	int order = cb_text_compare(a[0].text, b[0].text);

	return order != 0 ? order : cb_text_compare(a[1].text, b[1].text);
}

void
cb_query_sort_by_name(struct cb_table *t, size_t first, size_t column)
{
	size_t n = t->n_rows - first, width = t->n_columns;
	const struct cb_cell **rows = cb_alloc(n + 1, sizeof(*rows));
	struct cb_cell *sorted = cb_alloc(n * width + 1, sizeof(*sorted));

	for (size_t i = 0; i < n; i++)
		rows[i] = t->cells + (first + i) * width + column;
	cb_sort(rows, n, sizeof(*rows), by_texts);
	for (size_t i = 0; i < n; i++)
		memcpy(sorted + i * width, rows[i] - column, width * sizeof(*sorted));
	if (n > 0)
		memcpy(t->cells + first * width, sorted, n * width * sizeof(*sorted));
	free(sorted);
	free(rows);
}

enum cb_status
cb_query_ask(const struct cb_query_run *run, const struct cb_query *query, const char *by, struct cb_table *out)
{
	struct cb_query_run asked = {
		.office = run->office, .today_day = run->today_day, .range = run->range, .by = by
	};
	enum cb_status status = CB_OK;

	if (query->has == NULL || query->has(&asked))
		status = cb_query_fill(query, &asked, out);
	cb_query_run_release(&asked);
	return status;
}
