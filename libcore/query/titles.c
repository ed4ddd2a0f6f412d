#include <cb/query/titles.h>

#include <stdlib.h>
#include <string.h>

#include <cb/value/wording.h>

/* ---- R1 ---- */

struct cb_text
cb_title_of_contest(const struct cb_office *office, struct cb_text contest, int32_t day)
{
	struct cb_str scope = { 0 };
	const struct cb_rule *rule;

	if (office->diag->lang != CB_ZH)
		return contest;
	cb_str_addt(&scope, contest);
	rule = cb_rules_pick(office->rules, "rank.contest", cb_str_c(&scope), NULL, 0, day);
	cb_str_release(&scope);
	return rule != NULL ? cb_text_of(rule->value_text) : cb_name_zh(&cb_of_contest, contest);
}

/* The column of the contest, which register indicator calls system; the number of columns where there is none. */
static size_t
find_contest(const struct cb_table *table)
{
	size_t at = 0;

	while (at < table->n_columns && strcmp(table->columns[at].key, "contest") != 0 &&
	       strcmp(table->columns[at].key, "system") != 0)
		at++;
	return at;
}

void
cb_title_contests(const struct cb_query_run *run, struct cb_table *table)
{
	size_t at = find_contest(table);

	for (size_t row = 0; at < table->n_columns && row < table->n_rows; row++) {
		struct cb_text *text = &cb_table_at(table, row)[at].text;

		*text = cb_table_text(table, cb_title_of_contest(run->office, *text, cb_query_day(run))).text;
	}
}

/* ---- R2 ---- */

static bool
is_same_throughout(const struct cb_table *table, size_t column)
{
	for (size_t row = 1; row < table->n_rows; row++)
		if (!cb_cell_equal(&cb_table_at(table, row)[column], &table->cells[column]))
			return false;
	return table->n_rows > 0 && table->cells[column].state == CB_VALUE;
}

/* How many of the first columns are the contest, the period, or both in this order. */
static size_t
count_leading(const struct cb_table *table)
{
	size_t n = table->n_columns > 0 && find_contest(table) == 0;

	return n + (n < table->n_columns && table->columns[n].type == &cb_type_period);
}

static void
say_column(const struct cb_query_run *run, const struct cb_table *table, size_t row, size_t column,
           struct cb_str *title)
{
	const struct cb_cell *cell = &cb_table_at(table, row)[column];
	const struct cb_table_column *at = &table->columns[column];
	char buf[CB_PRINT_MAX];

	cb_str_adds(title, title->len > 0 ? " · " : "");
	if (at->type == &cb_type_period && run->office->diag->lang == CB_ZH)
		cb_words_period(cell->n, title);
	else if (at->type == &cb_type_period)
		cb_str_addt(title, cb_cell_print(at->type, at->arg, cell, buf));
	else
		cb_str_addt(title, cb_title_of_contest(run->office, cell->text, cb_query_day(run)));
}

/* The title of the rows from that one on: the question's own, or what leads them and is not the same in all rows. */
static const char *
say_lead(const struct cb_query *query, const struct cb_query_run *run, struct cb_table *table, size_t row,
         size_t leading)
{
	const struct cb_cell *cells = cb_table_at(table, row);
	struct cb_str title = { 0 };
	const char *said;

	if (query->heading != NULL && leading == 2)
		query->heading(run, cells[0].text, cells[1].n, &title);
	for (size_t c = 0; title.len == 0 && c < leading; c++)
		if (!is_same_throughout(table, c))
			say_column(run, table, row, c, &title);
	said = cb_arena_copy(&table->arena, title.p, title.len);
	cb_str_release(&title);
	return said;
}

static bool
begins_section(const struct cb_table *table, size_t row, size_t leading)
{
	const struct cb_cell *cells = cb_table_at(table, row);

	for (size_t c = 0; row > 0 && c < leading; c++)
		if (!cb_cell_equal(&cells[c], &cells[c - table->n_columns]))
			return true;
	return row == 0;
}

/* A section a row would be no table. */
static bool
divide(const struct cb_query *query, const struct cb_query_run *run, struct cb_table *table, size_t leading)
{
	size_t n = 0;

	for (size_t row = 0; row < table->n_rows; row++)
		n += begins_section(table, row, leading);
	if (run->shape == CB_QUERY_FOR_SHEETS || n < 2 || n * 2 > table->n_rows)
		return false;
	for (size_t row = 0; row < table->n_rows; row++)
		if (begins_section(table, row, leading))
			*cb_push(table->sections, table->n_sections, table->cap_sections) =
				(struct cb_table_section){ row, say_lead(query, run, table, row, leading) };
	return true;
}

/* The title of a table whose rows are all of one contest and period, by the question itself. */
static void
say_all(const struct cb_query *query, const struct cb_query_run *run, struct cb_table *table, const char **title)
{
	if (table->has_said || query->heading == NULL || !is_same_throughout(table, 0) || !is_same_throughout(table, 1))
		return;
	*title = say_lead(query, run, table, 0, 2);
	table->has_said = true;
}

void
cb_title_lead(const struct cb_query *query, const struct cb_query_run *run, struct cb_table *table)
{
	size_t *kept = cb_alloc(table->n_columns + 1, sizeof(*kept)), n = 0, leading = count_leading(table);
	const char **own = run->office->diag->lang == CB_ZH ? &table->title_zh : &table->title_en;
	bool is_divided = divide(query, run, table, leading);
	struct cb_str title = { 0 };

	if (leading == 2)
		say_all(query, run, table, own);
	cb_str_adds(&title, *own);
	for (size_t c = 0; c < table->n_columns; c++) {
		bool is_same = c < leading && is_same_throughout(table, c);

		if (!is_same && (c >= leading || !is_divided))
			kept[n++] = c;
		else if (is_same && !table->has_said)
			say_column(run, table, 0, c, &title);
	}
	table->has_said = table->has_said || n < table->n_columns;
	*own = cb_arena_copy(&table->arena, title.p, title.len);
	if (n > 0)
		cb_table_choose(table, kept, n);
	cb_str_release(&title);
	free(kept);
}

/* ---- R3 ---- */

struct placed {
	size_t place, row;
};

static int
by_place(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;
	int order = cb_order(x->place, y->place);

	return order != 0 ? order : cb_order(x->row, y->row);
}

/* The place of a community in its register; those that are not registered come last. */
static size_t
place_of(const struct cb_office *office, struct cb_text name)
{
	size_t at = 0;

	while (at < office->n_communities && !cb_text_equal(cb_office_name(office, office->communities[at].name), name))
		at++;
	return at;
}

static bool
is_by_name(const struct cb_table *table, size_t column)
{
	for (size_t row = 1; row < table->n_rows; row++)
		if (cb_text_compare(cb_table_at(table, row - 1)[column].text,
		                    cb_table_at(table, row)[column].text) > 0)
			return false;
	return true;
}

void
cb_title_order(const struct cb_office *office, struct cb_table *table, size_t column, bool always)
{
	size_t n = table->n_columns, n_rows = table->n_rows;
	struct placed *rows;
	struct cb_cell *cells;

	if (office->n_communities == 0 || n_rows < 2 || (!always && !is_by_name(table, column)))
		return;
	rows = cb_alloc(n_rows, sizeof(*rows));
	cells = cb_alloc(n_rows * n, sizeof(*cells));
	for (size_t i = 0; i < n_rows; i++)
		rows[i] = (struct placed){ place_of(office, table->cells[i * n + column].text), i };
	cb_sort(rows, n_rows, sizeof(*rows), by_place);
	for (size_t i = 0; i < n_rows; i++)
		memcpy(cells + i * n, table->cells + rows[i].row * n, n * sizeof(*cells));
	memcpy(table->cells, cells, n_rows * n * sizeof(*cells));
	free(rows);
	free(cells);
}
