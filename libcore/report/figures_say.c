/* Figures as documents say them: in words, as tables, as lists of names. */
#include "figures.h"

#include <stdlib.h>
#include <string.h>

#include <cb/base/suggest.h>
#include <cb/value/date.h>
#include <cb/value/mask.h>
#include <cb/value/wording.h>

/* ---- one cell ---- */

static void
print_money(int64_t fen, struct cb_str *out)
{
	char buf[CB_PRINT_MAX];

	cb_str_addt(out, cb_decimal_print(fen, 2, fen % 100 == 0 ? 0 : 2, buf));
}

static void
print_minutes(const struct cb_cell *cell, struct cb_str *out)
{
	int64_t day = cb_date_of_minute(cell->n), minutes = cell->n - day * CB_DAY_MINUTES;

	cb_words_day(day, out);
	if (cell->mark == 0) /* a time of day was given */
		cb_str_addf(out, "%d:%02d", (int)(minutes / 60), (int)(minutes % 60));
}

void
cb_figures_print(const struct cb_figures *f, const struct cb_table_column *column, const struct cb_cell *cell,
                 struct cb_str *out)
{
	const struct cb_type *type = column->type;
	char buf[CB_PRINT_MAX];

	bool is_hidden = !f->options.reveal && cb_cell_is_private(column, cell);

	if (cell->state != CB_VALUE || is_hidden) {
		struct cb_text text = cb_cell_print(type, column->arg, cell, buf);

		if (is_hidden)
			cb_mask_value(type, text, f->options.customary ? CB_MASK_CUSTOMARY : CB_MASK_FULL, out);
		else
			cb_str_addt(out, text);
	} else if (type == &cb_type_qty)
		cb_words_quantity(cell, out);
	else if (type == &cb_type_money)
		print_money(cell->n, out);
	else if (type == &cb_type_period)
		cb_words_period(cell->n, out);
	else if (type == &cb_type_hours)
		cb_words_hours(cell->n, out);
	else if (type == &cb_type_date || type == &cb_type_day)
		cb_words_day(cell->n, out);
	else if (type == &cb_type_date_time)
		print_minutes(cell, out);
	else
		cb_str_addt(out, cb_cell_print(type, column->arg, cell, buf));
}

/* ---- for templates ---- */

static const struct cb_table *
template_table(void *arg, struct cb_text name)
{
	return cb_figures_table(arg, name);
}

static void
template_print(void *arg, const struct cb_table *t, size_t row, size_t column, struct cb_str *out)
{
	const struct cb_figures *f = arg;
	struct cb_str words = { 0 };

	cb_figures_print(f, &t->columns[column], &cb_table_at(t, row)[column], &words);
	if (f->diag->lang == CB_ZH)
		cb_words_punctuate(cb_str_text(&words), out);
	else
		cb_str_addt(out, cb_str_text(&words));
	cb_str_release(&words);
}

static void
template_names(void *arg, void (*visit)(void *to, struct cb_text name), void *to)
{
	const struct cb_query *query;

	(void)arg;
	for (size_t n = 0; (query = cb_figures_query(n)) != NULL; n++) {
		visit(to, cb_text_of(query->name));
		visit(to, cb_text_of(query->zh));
	}
	for (const struct cb_register *const *reg = cb_registers; *reg != NULL; reg++) {
		visit(to, cb_text_of((*reg)->key));
		visit(to, cb_text_of((*reg)->zh));
	}
}

static void
template_used(void *arg, const struct cb_table *t, size_t row, size_t column, struct cb_where where)
{
	struct cb_figures *f = arg;

	if (!f->options.traces)
		return;
	*cb_push(f->used, f->n_used, f->cap_used) = (struct cb_used){ t, row, column, where };
}

struct cb_template_source
cb_figures_template(struct cb_figures *f)
{
	return (struct cb_template_source){ template_table, template_print, template_names, template_used, f };
}

/* ---- for documents ---- */

/* Periods, which print as codes elsewhere, and quantities that are not exact. */
static bool
needs_words(const struct cb_table *t, size_t column)
{
	if (t->columns[column].type == &cb_type_period)
		return true;
	for (size_t row = 0; t->columns[column].type == &cb_type_qty && row < t->n_rows; row++)
		if (cb_table_at(t, row)[column].mark != CB_EXACT)
			return true;
	return false;
}

/* A copy with words where they are needed: 2026年7月, 1600余. Other cells are the same. */
static struct cb_table *
in_words(const struct cb_figures *f, const struct cb_table *t)
{
	struct cb_table *shown = cb_alloc(1, sizeof(*shown));

	cb_figures_columns_of(shown, t);
	for (size_t row = 0; row < t->n_rows; row++)
		cb_figures_copy_row(shown, t, row);
	for (size_t c = 0; c < t->n_columns; c++) {
		if (!needs_words(t, c))
			continue;
		shown->columns[c].type = &cb_type_text;
		for (size_t row = 0; row < t->n_rows; row++) {
			struct cb_str words = { 0 };

			cb_figures_print(f, &t->columns[c], &cb_table_at(t, row)[c], &words);
			shown->cells[row * t->n_columns + c] = cb_table_take(shown, &words);
		}
	}
	return shown;
}

static void
use_all(struct cb_figures *f, const struct cb_table *t, struct cb_where where)
{
	for (size_t i = 0; f->options.traces && i < t->n_rows * t->n_columns; i++)
		if (t->columns[i % t->n_columns].type->numeric && t->cells[i].state == CB_VALUE)
			template_used(f, t, i / t->n_columns, i % t->n_columns, where);
}

void
cb_figures_unknown(struct cb_figures *f, struct cb_text name, struct cb_where where)
{
	struct cb_nearest nearest = { 0 };
	const struct cb_query *query;

	for (size_t n = 0; (query = cb_figures_query(n)) != NULL; n++)
		cb_nearest_try(&nearest, name, cb_text_of((name.p[0] & 0x80) == 0 ? query->name : query->zh));
	for (const struct cb_register *const *reg = cb_registers; *reg != NULL; reg++)
		cb_nearest_try(&nearest, name, cb_text_of((name.p[0] & 0x80) == 0 ? (*reg)->key : (*reg)->zh));
	cb_report(f->diag, CB_TEMPLATE_NAME, where, "", name, cb_arg_nearest(nearest.text));
	f->status = cb_status_worse(f->status, CB_USAGE);
}

/* `each` changes from document to document: its table is shown as it is. */
static struct cb_table *
document_table(void *arg, struct cb_text name, struct cb_where where, struct cb_diag *diag)
{
	struct cb_figures *f = arg;
	struct cb_table *t = name.len > 0 ? cb_figures_table(f, name) : NULL;

	(void)diag; /* the figures' own */
	if (t == NULL) {
		cb_figures_unknown(f, name, where);
		return NULL;
	}
	use_all(f, t, where);
	for (size_t i = 0; i < f->n_asked; i++) {
		struct cb_asked *asked = f->asked[i];

		if (&asked->table != t || (asked->query != NULL && asked->query->fill == NULL))
			continue;
		if (asked->shown == NULL)
			asked->shown = in_words(f, t);
		return asked->shown;
	}
	return t;
}

struct cb_document_source
cb_figures_document(struct cb_figures *f)
{
	return (struct cb_document_source){ document_table, f };
}

/* ---- lists of names ---- */

void
cb_figures_visit(void (*visit)(void *arg, const struct cb_query *, const struct cb_table *), void *arg)
{
	struct cb_diag silent = { 0 };
	struct cb_office office = { .diag = &silent };
	struct cb_query_run run = { .office = &office, .in_prose = true };
	const struct cb_query *query;

	for (size_t n = 0; (query = cb_figures_query(n)) != NULL; n++) {
		struct cb_table table = { 0 };

		cb_query_columns(query, &run, &table);
		visit(arg, query, &table);
		cb_table_release(&table);
	}
}

struct listing {
	enum cb_lang lang;
	struct cb_table *table;
	struct cb_str *man;
};

static void
list_columns(void *arg, const struct cb_query *query, const struct cb_table *t)
{
	struct listing *l = arg;

	for (size_t c = 0; c < t->n_columns; c++) {
		struct cb_cell *cells = cb_table_row(l->table);

		cells[0] = cb_table_text(l->table, cb_text_of(query->name));
		cells[1] = cb_table_text(l->table, cb_text_of(query->zh));
		cells[2] = cb_table_text(l->table, cb_text_of(t->columns[c].key));
		cells[3] = cb_table_text(l->table, cb_text_of(t->columns[c].zh));
		cells[4] = cb_table_text(l->table, cb_text_of(t->columns[c].type->name));
		cells[5] = cb_table_text(l->table, cb_text_of(l->lang == CB_ZH ? query->doc : query->en));
	}
}

void
cb_figures_names(enum cb_lang lang, struct cb_table *out)
{
	struct listing l = { .lang = lang, .table = out };

	out->title_zh = "模板可用的名称";
	out->title_en = "Names for templates";
	cb_table_column(out, "query", "查询", &cb_type_text, NULL);
	cb_table_column(out, "query_label", "查询名称", &cb_type_text, NULL);
	cb_table_column(out, "name", "名称", &cb_type_text, NULL);
	cb_table_column(out, "label", "标签", &cb_type_text, NULL);
	cb_table_column(out, "type", "类型", &cb_type_text, NULL);
	cb_table_column(out, "description", "说明", &cb_type_text, NULL);
	cb_figures_visit(list_columns, &l);
}

static void
add_man(void *arg, const struct cb_query *query, const struct cb_table *t)
{
	struct listing *l = arg;
	bool zh = l->lang == CB_ZH;

	if (query->name[0] == '\0')
		cb_str_adds(l->man, zh ? ".It 不写查询名\n" : ".It without a query\n");
	else
		cb_str_addf(l->man, ".It Cm %s No %s\n", query->name, query->zh);
	cb_str_addf(l->man, "%s\n", zh ? query->doc : query->en);
	for (size_t c = 0; c < t->n_columns; c++)
		cb_str_addf(l->man, "%s.Li %s No %s%s\n", c == 0 ? ".br\n" : "", t->columns[c].key, t->columns[c].zh,
		            c + 1 == t->n_columns ? "" : " ,");
}

void
cb_figures_man(enum cb_lang lang, struct cb_str *out)
{
	struct listing l = { .lang = lang, .man = out };

	cb_str_adds(out, ".Bl -tag -width Ds\n");
	cb_figures_visit(add_man, &l);
	cb_str_adds(out, ".El\n");
}
