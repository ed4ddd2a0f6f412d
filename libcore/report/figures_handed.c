/* Who has handed in which register, and who has not. */
#include "figures.h"

#include <string.h>

#include <cb/base/suggest.h>
#include <cb/query/handed_in.h>
#include <cb/value/wording.h>

enum { HANDED_REGISTER,
       HANDED_STATUS, /* then the columns of cb_query_handed_in */
       HANDED_STATE = HANDED_STATUS + CB_HANDED_IN_STATE };

/* The n-th register that is to be handed in; NULL after the last. A name that is none is CB_USAGE and an error. */
static const struct cb_register *
register_at(struct cb_figures *f, size_t n, enum cb_status *status)
{
	struct cb_nearest nearest = { 0 };
	const struct cb_register *reg;
	struct cb_text name;

	if (f->options.registers.n == 0)
		return n == 0 ? &cb_register_score : NULL;
	if (n >= f->options.registers.n)
		return NULL;
	name = cb_text_of(f->options.registers.items[n]);
	reg = cb_register_find(name);
	if (reg != NULL)
		return reg;
	for (const struct cb_register *const *r = cb_registers; *r != NULL; r++)
		cb_nearest_try(&nearest, name, cb_text_of((*r)->key));
	cb_report(f->office->diag, CB_UNKNOWN_REGISTER, CB_NOWHERE, "", name, cb_arg_nearest(nearest.text));
	*status = CB_USAGE;
	return NULL;
}

static void
add_rows(struct cb_figures *f, const struct cb_register *reg, const struct cb_table *one, struct cb_table *out)
{
	for (size_t row = 0; row < one->n_rows; row++) {
		const struct cb_cell *from = one->cells + row * one->n_columns;
		struct cb_cell *cells = cb_table_row(out);

		cells[HANDED_REGISTER] = cb_table_text(out, cb_text_of(reg->zh));
		for (size_t c = 0; c < one->n_columns; c++) {
			cells[HANDED_STATUS + c] = from[c];
			if (from[c].text.len > 0)
				cells[HANDED_STATUS + c].text = cb_table_text(out, from[c].text).text;
		}
		if (f->options.due_day != 0)
			cells[HANDED_STATUS + one->n_columns] = cb_cell_number(f->options.due_day);
	}
}

enum cb_status
cb_figure_handed_in(struct cb_figures *f, struct cb_table *out)
{
	struct cb_input in = { 0 };
	struct cb_query_run run = { .office = f->office, .input = &in, .range = f->options.range };
	struct cb_table one = { 0 };
	enum cb_status status = CB_OK;

	cb_table_column(out, "register", "登记表", &cb_type_text, NULL);
	cb_query_columns(&cb_query_handed_in, out);
	cb_table_column(out, "due", "报送时限", &cb_type_date, NULL);
	for (size_t n = 0; f->options.range.last_day != 0 && (in.reg = register_at(f, n, &status)) != NULL; n++) {
		status = cb_status_worse(status, cb_query_fill(&cb_query_handed_in, &run, &one));
		add_rows(f, in.reg, &one, out);
		cb_table_release(&one);
	}
	return status;
}

static bool
is_missing(const struct cb_table *t, size_t row)
{
	return cb_text_is(t->cells[row * t->n_columns + HANDED_STATE].text, cb_handed_in_missing);
}

enum cb_status
cb_figure_missing(struct cb_figures *f, struct cb_table *out)
{
	const struct cb_table *from = cb_figures_table(f, CB_LIT("handed_in"));

	cb_figures_columns_of(out, from);
	for (size_t row = 0; row < from->n_rows; row++)
		if (is_missing(from, row))
			cb_figures_copy_row(out, from, row);
	return CB_OK;
}

enum { SUBMITTED_REGISTER,
       SUBMITTED_EXPECTED,
       SUBMITTED_HANDED,
       SUBMITTED_MISSING,
       SUBMITTED_RATE,
       SUBMITTED_WHO,
       SUBMITTED_DUE };

static void
join_name(struct cb_str *names, struct cb_text name)
{
	cb_str_adds(names, names->len > 0 ? "、" : "");
	cb_str_addt(names, name);
}

/* The rows of one register, from the first on; returns the row behind them. */
static size_t
add_submission(const struct cb_table *from, size_t first, struct cb_table *out)
{
	const struct cb_cell *cells = from->cells + first * from->n_columns;
	struct cb_text reg = cells[HANDED_REGISTER].text;
	struct cb_cell *sum = cb_table_row(out);
	struct cb_str words = { 0 };
	int64_t n_missing = 0, n;
	size_t row;

	for (row = first; row < from->n_rows; row++, cells += from->n_columns) {
		if (!cb_text_equal(cells[HANDED_REGISTER].text, reg))
			break;
		if (!is_missing(from, row))
			continue;
		join_name(&words, cells[HANDED_STATUS].text);
		n_missing++;
	}
	n = (int64_t)(row - first);
	sum[SUBMITTED_REGISTER] = from->cells[first * from->n_columns + HANDED_REGISTER];
	sum[SUBMITTED_EXPECTED] = cb_cell_number(n);
	sum[SUBMITTED_HANDED] = cb_cell_number(n - n_missing);
	sum[SUBMITTED_MISSING] = cb_cell_number(n_missing);
	sum[SUBMITTED_WHO] = cb_figures_words(out, &words);
	cb_words_share(n - n_missing, n, &words);
	sum[SUBMITTED_RATE] = cb_figures_words(out, &words);
	sum[SUBMITTED_DUE] = from->cells[row * from->n_columns - 1];
	return row;
}

enum cb_status
cb_figure_submissions(struct cb_figures *f, struct cb_table *out)
{
	const struct cb_table *from = cb_figures_table(f, CB_LIT("handed_in"));

	cb_table_column(out, "register", "登记表", &cb_type_text, NULL);
	cb_table_column(out, "expected", "应报", &cb_type_int, NULL);
	cb_table_column(out, "handed", "已报", &cb_type_int, NULL);
	cb_table_column(out, "missing", "未报", &cb_type_int, NULL);
	cb_table_column(out, "rate", "报送率", &cb_type_text, NULL);
	cb_table_column(out, "names", "未报社区", &cb_type_text, NULL);
	cb_table_column(out, "due", "报送时限", &cb_type_date, NULL);
	for (size_t row = 0; row < from->n_rows;)
		row = add_submission(from, row, out);
	return CB_OK;
}

/* ---- whom to remind ---- */

enum { REMIND_COMMUNITY,
       REMIND_SECRETARY,
       REMIND_REGISTERS,
       REMIND_N,
       REMIND_DUE };

static struct cb_cell *
reminder(struct cb_table *out, struct cb_cell community)
{
	for (size_t row = 0; row < out->n_rows; row++)
		if (cb_text_equal(out->cells[row * out->n_columns].text, community.text))
			return &out->cells[row * out->n_columns];
	cb_table_row(out)[REMIND_COMMUNITY] = community;
	return &out->cells[(out->n_rows - 1) * out->n_columns];
}

enum cb_status
cb_figure_reminders(struct cb_figures *f, struct cb_table *out)
{
	const struct cb_table *from = cb_figures_table(f, CB_LIT("missing"));

	cb_table_column(out, "community", "社区", &cb_type_text, NULL);
	cb_table_column(out, "secretary", "书记", &cb_type_text, NULL);
	cb_table_column(out, "registers", "未报材料", &cb_type_text, NULL);
	cb_table_column(out, "n", "未报数", &cb_type_int, NULL);
	cb_table_column(out, "due", "报送时限", &cb_type_date, NULL);
	for (size_t row = 0; row < from->n_rows; row++) {
		const struct cb_cell *cells = from->cells + row * from->n_columns;
		struct cb_text name = cells[HANDED_STATUS].text;
		const struct cb_community *community =
			cb_office_community(f->office, cb_names_find(f->office->names, CB_NAME_PARTY, name));
		struct cb_cell *sum = reminder(out, cells[HANDED_STATUS]);
		struct cb_str registers = { 0 };

		if (community != NULL)
			sum[REMIND_SECRETARY] = cb_table_text(out, community->columns[COMMUNITY_SECRETARY]);
		cb_str_addt(&registers, sum[REMIND_REGISTERS].text);
		join_name(&registers, cells[HANDED_REGISTER].text);
		sum[REMIND_REGISTERS] = cb_figures_words(out, &registers);
		sum[REMIND_N] = cb_cell_number(sum[REMIND_N].n + 1);
		sum[REMIND_DUE] = cells[from->n_columns - 1];
	}
	return CB_OK;
}
