/* The restricted fund: the sheet that is made public, and its parts as lists of their own. */
#include "figures.h"

#include <cb/query/export.h>
#include <cb/query/fund.h>

/* Of the period that is asked for. */
static struct cb_query_run
run_of(const struct cb_figures *f)
{
	const struct cb_figures_options *asked = &f->options;

	return (struct cb_query_run){ .office = f->office, .range = asked->range, .today_day = asked->today_day };
}

bool
cb_figure_has_statement(struct cb_figures *f)
{
	struct cb_query_run run = run_of(f);

	return cb_figure_has_office(f) && cb_export_has(f->office, &cb_register_fund) &&
	       cb_fund_has_entry(f->office, &run);
}

bool
cb_figure_has_fund(struct cb_figures *f)
{
	return cb_figures_table(f, CB_LIT("statement"))->n_rows > 0;
}

static enum cb_status
ask_fund(struct cb_figures *f, const struct cb_query *query, struct cb_table *out)
{
	struct cb_query_run run = run_of(f);

	return cb_query_fill(query, &run, out);
}

enum cb_status
cb_figure_statement(struct cb_figures *f, struct cb_table *out)
{
	return ask_fund(f, &cb_query_fund_statement, out);
}

enum cb_status
cb_figure_balance(struct cb_figures *f, struct cb_table *out)
{
	return ask_fund(f, &cb_query_fund_balance, out);
}

enum cb_status
cb_figure_goods(struct cb_figures *f, struct cb_table *out)
{
	return ask_fund(f, &cb_query_fund_goods, out);
}

/* ---- parts of the statement ---- */

static bool
is_of(const struct cb_table *t, size_t row, enum cb_fund_section section)
{
	return cb_text_is(t->cells[row * t->n_columns + (size_t)cb_figures_column(t, "section")].text,
	                  cb_fund_sections[section]);
}

/* kind and name are the statement's columns; what they are in this part is said by the pair given. */
struct part {
	enum cb_fund_section section;
	const char *kind, *kind_zh, *name, *name_zh;
};

static enum cb_status
take_part(struct cb_figures *f, const struct part *part, struct cb_table *out)
{
	const struct cb_table *from = cb_figures_table(f, CB_LIT("statement"));
	struct cb_table_column *kind, *name;

	cb_figures_columns_of(out, from);
	kind = &out->columns[cb_figures_column(out, "kind")];
	name = &out->columns[cb_figures_column(out, "name")];
	kind->key = part->kind;
	kind->zh = part->kind_zh;
	name->key = part->name;
	name->zh = part->name_zh;
	for (size_t row = 0; row < from->n_rows; row++)
		if (is_of(from, row, part->section))
			cb_figures_copy_row(out, from, row);
	return CB_OK;
}

enum cb_status
cb_figure_income(struct cb_figures *f, struct cb_table *out)
{
	static const struct part part = { CB_FUND_INCOME, "source", "来源", "party", "单位" };

	return take_part(f, &part, out);
}

enum cb_status
cb_figure_spending(struct cb_figures *f, struct cb_table *out)
{
	static const struct part part = { CB_FUND_SPENDING, "use", "用途", "name", "名称" };

	return take_part(f, &part, out);
}

enum cb_status
cb_figure_pledges(struct cb_figures *f, struct cb_table *out)
{
	static const struct part part = { CB_FUND_PLEDGES, "party", "单位", "community", "社区" };

	return take_part(f, &part, out);
}

enum cb_status
cb_figure_exceptions(struct cb_figures *f, struct cb_table *out)
{
	static const struct part part = { CB_FUND_EXCEPTIONS, "kind", "类别", "name", "名称" };

	return take_part(f, &part, out);
}

/* ---- its totals in one row ---- */

static const struct {
	enum cb_fund_section section;
	const char *key, *zh, *words_key, *words_zh;
} totals[] = {
	{ CB_FUND_OPENING, "opening", "上期结余", "opening_words", "上期结余大写" },
	{ CB_FUND_RECEIVED, "received", "收入合计", "received_words", "收入合计大写" },
	{ CB_FUND_SPENT, "spent", "支出合计", "spent_words", "支出合计大写" },
	{ CB_FUND_CLOSING, "closing", "期末结余", "closing_words", "期末结余大写" },
};
enum { TOTALS = sizeof(totals) / sizeof(totals[0]),
       FUNDS_CUSTODY = 2 * TOTALS,
       FUNDS_HEAD };

static void
take_total(const struct cb_table *from, size_t row, struct cb_table *out, struct cb_cell *cells)
{
	const struct cb_cell *at = from->cells + row * from->n_columns;

	for (int i = 0; i < TOTALS; i++)
		if (is_of(from, row, totals[i].section)) {
			cells[2 * i] = at[cb_figures_column(from, "amount")];
			cells[2 * i + 1] = at[cb_figures_column(from, "words")];
		}
	if (is_of(from, row, CB_FUND_CUSTODY))
		cells[FUNDS_CUSTODY] = at[cb_figures_column(from, "name")];
	if (is_of(from, row, CB_FUND_HEAD)) {
		struct cb_str head = { 0 };

		cb_str_addt(&head, at[cb_figures_column(from, "kind")].text);
		cb_str_addc(&head, ':');
		cb_str_addt(&head, at[cb_figures_column(from, "note")].text);
		cells[FUNDS_HEAD] = cb_figures_words(out, &head);
	}
}

enum cb_status
cb_figure_funds(struct cb_figures *f, struct cb_table *out)
{
	const struct cb_table *from = cb_figures_table(f, CB_LIT("statement"));
	struct cb_cell *cells;

	for (int i = 0; i < TOTALS; i++) {
		cb_table_column(out, totals[i].key, totals[i].zh, &cb_type_money, NULL);
		cb_table_column(out, totals[i].words_key, totals[i].words_zh, &cb_type_text, NULL);
	}
	cb_table_column(out, "custody", "保管", &cb_type_text, NULL);
	cb_table_column(out, "head", "账尾", &cb_type_text, NULL);
	if (from->n_rows == 0)
		return CB_OK;
	cells = cb_table_row(out);
	for (size_t row = 0; row < from->n_rows; row++)
		take_total(from, row, out, cells);
	return CB_OK;
}
