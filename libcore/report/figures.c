/* How a query is asked for a document: once. */
#include "figures.h"

#include <stdlib.h>
#include <string.h>

#include <cb/query/care.h>
#include <cb/query/export.h>

static const struct cb_query_column no_columns[] = { { 0 } };

const struct cb_query cb_figures_each_row = {
	.name = "each",
	.zh = "逐份",
	.columns = no_columns,
	.en = "With --each: the row that this document is for, with the columns of the query that the template names; "
	      "otherwise no row.",
	.doc = "用 --each 时:本份文件所对应的那一行,栏目同模板指明的查询;否则没有行。",
};

const struct cb_query *
cb_figures_query(size_t n)
{
	static const struct cb_query *const own[] = { &cb_figures_top, &cb_figures_each_row };
	const size_t n_own = CB_COUNT(own);
	const struct cb_query *const *query = cb_queries;

	if (n < n_own)
		return own[n];
	for (n -= n_own; *query != NULL; query++)
		if (((*query)->takes & CB_QUERY_NEEDS_OPTION) == 0 && n-- == 0)
			break;
	return *query;
}

/* ---- life ---- */

void
cb_figures_init(struct cb_figures *f, const struct cb_office *office, const struct cb_figures_options *options)
{
	*f = (struct cb_figures){ .office = office, .options = *options, .diag = office->diag };
	f->of_ranking = (struct cb_ranking_options){ .contest = options->contest,
		                                     .allow_missing = options->allow_missing };
	f->of_fund = (struct cb_fund_asked){ .fund = options->fund };
	f->run = (struct cb_query_run){ .office = office,
		                        .range = options->range,
		                        .today_day = options->today_day,
		                        .in_prose = true,
		                        .of.ranking = &f->of_ranking,
		                        .of.fund = &f->of_fund,
		                        .registers = options->registers,
		                        .issued = options->issued,
		                        .due_day = options->due_day };
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
	cb_arena_release(&f->arena);
	*f = (struct cb_figures){ 0 };
}

enum cb_status
cb_figures_status(const struct cb_figures *f)
{
	return f->status;
}

/* ---- asking ---- */

static void
refuse_names(struct cb_figures *f, const struct cb_register *reg)
{
	const struct cb_table *counts = cb_figures_table(f, cb_text_of(cb_query_care_counts.name));
	struct cb_str said = { 0 };
	char buf[CB_PRINT_MAX];

	for (size_t row = 0; row < counts->n_rows; row++) {
		const struct cb_cell *cells = cb_table_at(counts, row);

		for (size_t c = 0; c < 2; c++) { /* the kind and how many */
			const struct cb_table_column *column = &counts->columns[c];
			const char *between = c > 0 ? " " : row > 0 ? ";"
			                                            : "";

			cb_str_adds(&said, between);
			cb_str_addt(&said, cb_cell_print(column->type, column->arg, &cells[c], buf));
		}
	}
	if (said.len == 0)
		cb_str_adds(&said, "0");
	cb_report(f->diag, CB_NOT_TO_BE_NAMED, CB_NOWHERE, "", reg->zh, said);
}

static enum cb_status
fill_register(struct cb_figures *f, const struct cb_register *reg, struct cb_table *out)
{
	cb_export_columns(reg, out);
	if ((reg->flags & CB_COUNTS_ONLY) != 0) {
		refuse_names(f, reg);
		return CB_FOUND;
	}
	return cb_export_has(f->office, reg) ? cb_export_rows(f->office, reg, &f->options.range, out) : CB_OK;
}

static enum cb_status
fill_query(struct cb_figures *f, const struct cb_query *query, struct cb_table *out)
{
	bool has_rows = query->fill != NULL && (query->has == NULL || query->has(&f->run));
	enum cb_status status = CB_OK;

	if (has_rows)
		status = cb_query_fill(query, &f->run, out);
	else
		cb_query_columns(query, &f->run, out);
	if (query == &cb_figures_top)
		cb_figures_fill_top(f, out);
	out->title_zh = query->zh;
	out->title_en = query->name;
	return status;
}

/* R2: a query that is not clean is a result; one that reports an error is none. */
static void
fill(struct cb_figures *f, struct cb_asked *asked)
{
	uint64_t errors = f->diag->errors;
	enum cb_status status = asked->reg != NULL ? fill_register(f, asked->reg, &asked->table)
	                                           : fill_query(f, asked->query, &asked->table);

	if (f->diag->errors == errors && status == CB_FOUND)
		status = CB_OK;
	f->status = cb_status_worse(f->status, f->diag->errors > errors ? f->diag->status : status);
}

static const struct cb_query *
find_query(struct cb_text name)
{
	const struct cb_query *query;

	for (size_t n = 0; (query = cb_figures_query(n)) != NULL; n++)
		if (cb_text_is(name, query->name) || (name.len > 0 && cb_text_is(name, query->zh)))
			break;
	return query;
}

static struct cb_asked *
find_asked(const struct cb_figures *f, const struct cb_query *query, const struct cb_register *reg)
{
	for (size_t i = 0; i < f->n_asked; i++)
		if (f->asked[i]->query == query && f->asked[i]->reg == reg)
			return f->asked[i];
	return NULL;
}

static struct cb_asked *
ask(struct cb_figures *f, struct cb_text name)
{
	const struct cb_query *query = find_query(name);
	const struct cb_register *reg = query == NULL && name.len > 0 ? cb_register_find(name) : NULL;
	struct cb_asked *asked = find_asked(f, query, reg);

	if (asked != NULL || (query == NULL && reg == NULL))
		return asked;
	asked = cb_alloc(1, sizeof(*asked));
	asked->query = query;
	asked->reg = reg;
	asked->name = cb_text_of(query != NULL ? query->name : reg->key);
	/* in the list before it is filled: a query may ask for another */
	*cb_push(f->asked, f->n_asked, f->cap_asked) = asked;
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

void
cb_figures_columns_of(struct cb_table *out, const struct cb_table *from)
{
	out->title_zh = from->title_zh;
	out->title_en = from->title_en;
	for (size_t c = 0; c < from->n_columns; c++) {
		const struct cb_table_column *column = &from->columns[c];

		cb_table_column(out, column->key, column->zh, column->type, column->arg);
		out->columns[c].is_private = column->is_private;
		out->columns[c].has_total = column->has_total;
	}
}

struct cb_cell *
cb_figures_copy_row(struct cb_table *out, const struct cb_table *from, size_t row)
{
	struct cb_cell *cells = cb_table_row(out);

	memcpy(cells, cb_table_at(from, row), from->n_columns * sizeof(*cells));
	return cells;
}
