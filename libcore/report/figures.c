/* How a query is asked, and what the queries share. */
#include "figures.h"

#include <stdlib.h>
#include <string.h>

/* ---- life ---- */

void
cb_figures_init(struct cb_figures *f, struct cb_office *office, const struct cb_figures_options *options)
{
	*f = (struct cb_figures){ .office = office, .options = *options, .diag = office->diag };
	f->run = (struct cb_query_run){ .office = office, .range = options->range, .today_day = options->today_day };
}

void
cb_figures_release(struct cb_figures *f)
{
	for (size_t i = 0; i < f->n_asked; i++) {
		if (f->asked[i]->shown != NULL)
			cb_table_release(f->asked[i]->shown);
		free(f->asked[i]->shown);
		cb_table_release(&f->asked[i]->table);
		free(f->asked[i]);
	}
	free(f->asked);
	free(f->used);
	cb_query_run_release(&f->run);
	if (f->has_ranking)
		cb_ranking_close(&f->ranking);
	cb_arena_release(&f->arena);
	*f = (struct cb_figures){ 0 };
}

enum cb_status
cb_figures_status(const struct cb_figures *f)
{
	return f->status;
}

/* ---- asking ---- */

/* The columns of a query that has nothing to go on: it is asked all the same, and what it says is not heard. */
static void
fill_columns(struct cb_figures *f, const struct cb_figure *figure, struct cb_table *out)
{
	struct cb_diag silent = { .lang = f->diag->lang };

	f->office->diag = &silent;
	figure->fill(f, out);
	f->office->diag = f->diag;
	out->n_rows = 0;
	cb_diag_release(&silent);
}

/* R2: a query that is not clean is a result; one that reports an error is none. */
static void
fill(struct cb_figures *f, struct cb_asked *asked)
{
	uint64_t errors = f->diag->errors;
	enum cb_status status = CB_OK;

	if (asked->reg != NULL)
		status = cb_figure_of_register(f, asked->reg, &asked->table);
	else if (asked->figure->fill == NULL)
		return;
	else if (asked->figure->has != NULL && !asked->figure->has(f))
		fill_columns(f, asked->figure, &asked->table);
	else
		status = asked->figure->fill(f, &asked->table);
	if (asked->figure != NULL) {
		asked->table.title_zh = asked->figure->zh;
		asked->table.title_en = asked->figure->name;
	}
	if (f->diag->errors == errors && status == CB_FOUND)
		status = CB_OK;
	f->status = cb_status_worse(f->status, f->diag->errors > errors ? f->diag->status : status);
}

static const struct cb_figure *
find_figure(struct cb_text name)
{
	for (const struct cb_figure *figure = cb_figure_table; figure->name != NULL; figure++)
		if (cb_text_is(name, figure->name) || (name.len > 0 && cb_text_is(name, figure->zh)))
			return figure;
	return NULL;
}

static struct cb_asked *
find_asked(const struct cb_figures *f, const struct cb_figure *figure, const struct cb_register *reg)
{
	for (size_t i = 0; i < f->n_asked; i++)
		if (f->asked[i]->figure == figure && f->asked[i]->reg == reg)
			return f->asked[i];
	return NULL;
}

static struct cb_asked *
ask(struct cb_figures *f, struct cb_text name)
{
	const struct cb_figure *figure = find_figure(name);
	const struct cb_register *reg = figure == NULL && name.len > 0 ? cb_register_find(name) : NULL;
	struct cb_asked *asked = find_asked(f, figure, reg);

	if (asked != NULL || (figure == NULL && reg == NULL))
		return asked;
	asked = cb_alloc(1, sizeof(*asked));
	asked->figure = figure;
	asked->reg = reg;
	asked->name = cb_text_of(figure != NULL ? figure->name : reg->key);
	/* in the list before it is filled: a query may ask for another */
	f->asked = cb_grow(f->asked, &f->cap_asked, f->n_asked + 1, sizeof(*f->asked));
	f->asked[f->n_asked++] = asked;
	fill(f, asked);
	return asked;
}

/* `each` is one row of another query, or none; its table is made anew for every document. */
static void
set_each(struct cb_figures *f, struct cb_asked *each)
{
	const struct cb_table *from = f->each != NULL ? cb_figures_table(f, cb_text_of(f->each)) : NULL;

	cb_table_release(&each->table);
	if (from == NULL)
		return;
	cb_figures_columns_of(&each->table, from);
	f->each_from = from;
	if (f->each_n > 0 && f->each_row < from->n_rows)
		cb_figures_copy_row(&each->table, from, f->each_row);
}

void
cb_figures_each(struct cb_figures *f, const char *query, size_t row, size_t n)
{
	f->each = query;
	f->each_row = row;
	f->each_n = n;
	set_each(f, ask(f, CB_LIT("each")));
}

static bool
is_private(const struct cb_asked *asked)
{
	for (int c = 0; asked->reg != NULL && c < asked->reg->n_columns; c++)
		if ((asked->reg->columns[c].flags & CB_PRIVATE) != 0)
			return true;
	return false;
}

enum cb_status
cb_figures_log_reveal(struct cb_figures *f, const struct cb_author *author)
{
	struct cb_store *store = f->office->store;
	enum cb_status status = CB_OK;

	for (size_t i = 0; status == CB_OK && i < f->n_asked; i++) {
		const struct cb_asked *asked = f->asked[i];

		if (is_private(asked))
			status = cb_store_log_reveal(store, asked->reg, asked->table.n_rows, author, f->diag);
	}
	return status == CB_OK ? cb_store_commit(store, f->diag) : status;
}

struct cb_table *
cb_figures_table(struct cb_figures *f, struct cb_text name)
{
	struct cb_asked *asked = ask(f, name);

	return asked == NULL ? NULL : &asked->table;
}

/* ---- shared by the queries ---- */

int
cb_figures_column(const struct cb_table *table, const char *key)
{
	for (size_t c = 0; c < table->n_columns; c++)
		if (strcmp(table->columns[c].key, key) == 0)
			return (int)c;
	return -1;
}

size_t
cb_figures_append(struct cb_table *table, const char *key, const char *zh, const struct cb_type *type)
{
	size_t n = table->n_columns;
	struct cb_cell *cells = cb_alloc(table->n_rows * (n + 1) + 1, sizeof(*cells));

	for (size_t row = 0; row < table->n_rows; row++)
		memcpy(cells + row * (n + 1), table->cells + row * n, n * sizeof(*cells));
	free(table->cells);
	table->cells = cells;
	table->cap_cells = table->n_rows * (n + 1) + 1;
	cb_table_column(table, key, zh, type, NULL);
	return n;
}

struct cb_cell
cb_figures_words(struct cb_table *table, struct cb_str *words)
{
	struct cb_cell cell = cb_table_text(table, cb_str_text(words));

	cb_str_release(words);
	return cell;
}

void
cb_figures_columns_of(struct cb_table *out, const struct cb_table *from)
{
	out->title_zh = from->title_zh;
	out->title_en = from->title_en;
	for (size_t c = 0; c < from->n_columns; c++) {
		const struct cb_table_column *column = &from->columns[c];

		cb_table_column(out, column->key, column->zh, column->type, column->arg);
		out->columns[c].is_private = column->is_private;
	}
}

struct cb_cell *
cb_figures_copy_row(struct cb_table *out, const struct cb_table *from, size_t row)
{
	struct cb_cell *cells = cb_table_row(out);

	memcpy(cells, from->cells + row * from->n_columns, from->n_columns * sizeof(*cells));
	return cells;
}
