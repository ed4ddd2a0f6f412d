/* Opening a sheet: its header, its columns and their sums. */
#include <stdlib.h>
#include <string.h>

#include <cb/value/arg.h>
#include <cb/value/row_word.h>

#include "reader_state.h"

/* Which flags satisfy a reference. Units are text to most offices: unknown ones are a warning only. */
static unsigned
flags_of(enum cb_refer refer)
{
	static const unsigned flags[] = { [CB_REFER_COMMUNITY] = CB_NAME_IS_COMMUNITY,
		                          [CB_REFER_UNIT] = CB_NAME_IS_UNIT,
		                          [CB_REFER_PARTY] = CB_NAME_IS_COMMUNITY | CB_NAME_IS_UNIT,
		                          [CB_REFER_INDICATOR] = CB_NAME_IS_INDICATOR };

	return (size_t)refer < CB_COUNT(flags) ? flags[refer] : 0;
}

static void
plan_field(struct cb_reader *r, uint32_t at, int column)
{
	struct field *f = &r->sheet.fields[r->sheet.n_fields++];

	*f = cb_field_of(r->in.reg, column);
	f->at = at;
	if (f->is->type->storage == CB_STORE_NAME) {
		const struct cb_name_of *of = f->is->arg;

		f->refer = flags_of(of->refer);
		/* checked once the register it points to has a row */
		if ((f->refer & CB_NAME_IS_UNIT) != 0 && !cb_names_has(r->in.names, CB_NAME_IS_UNIT))
			f->refer = 0;
		if (f->refer != 0 && !cb_names_has(r->in.names, (enum cb_name_flag)f->refer))
			f->refer = 0;
	}
	r->sheet.refers = r->sheet.refers || f->refer != 0;
	if (r->in.reg->pivot != NULL && column == r->in.reg->pivot->value)
		r->sheet.value = f;
	if (f->is->type->numeric)
		r->sheet.summed[r->sheet.n_summed++] = (uint8_t)(f - r->sheet.fields);
	f->required = (cb_input_needed(&r->in) >> column & 1) != 0;
	r->sheet.file_columns[column] = at + 1;
}

static void
drop_memos(struct cb_reader *r)
{
	for (size_t i = 0; i < r->sheet.n_fields; i++) {
		free(r->sheet.fields[i].memos);
		r->sheet.fields[i].memos = NULL;
	}
}

/* Periods first: they give the year of dates like 7.10. */
static void
plan_fields(struct cb_reader *r)
{
	drop_memos(r);
	r->sheet.n_fields = r->sheet.n_summed = r->sheet.n_watched = r->sheet.n_pivots = r->sheet.n_sums = 0;
	r->sheet.n_balances = r->sheet.heading.says = 0;
	cb_balance_forget(r);
	r->sheet.refers = false;
	r->sheet.aside = r->sheet.years = r->sheet.words_at = r->sheet.full_at = r->sheet.deducted_at = 0;
	r->sheet.value = NULL;
	r->sheet.divided = (struct divided_day){ 0 };
	memset(r->sheet.file_columns, 0, sizeof(r->sheet.file_columns));
	for (int pass = 0; pass < 2; pass++)
		for (uint32_t at = 0; at < r->sheet.binding.n; at++) {
			const struct cb_binding_column *bound = &r->sheet.binding.columns[at];

			if (bound->kind == CB_BOUND_COLUMN &&
			    (r->in.reg->columns[bound->column].type == &cb_type_period) == (pass == 0))
				plan_field(r, at, bound->column);
		}
	for (uint32_t at = 0; at < r->sheet.binding.n; at++) {
		enum cb_bound kind = r->sheet.binding.columns[at].kind;

		if (kind == CB_BOUND_DROPPED || kind == CB_BOUND_BLANK) {
			*cb_push(r->sheet.watched, r->sheet.n_watched, r->sheet.cap_watched) = at;
		} else if (kind == CB_BOUND_ASIDE) {
			r->sheet.aside = at + 1;
		} else if (kind == CB_BOUND_YEAR) {
			r->sheet.years = at + 1;
		} else if (kind == CB_BOUND_MONTH) {
			r->sheet.divided = (struct divided_day){ at + 1, at + 2, r->sheet.binding.day_year, 0 };
		} else if (kind == CB_BOUND_FULL) {
			r->sheet.full_at = at + 1;
		} else if (kind == CB_BOUND_DEDUCTED) {
			r->sheet.deducted_at = at + 1;
		} else if (kind == CB_BOUND_WORDS) {
			r->sheet.words_at = at + 1;
		} else if (kind == CB_BOUND_BALANCE) {
			r->sheet.balance = cb_field_of(r->in.reg, cb_binding_money(r->in.reg));
			r->sheet.balance.at = at;
			r->sheet.n_balances = 1;
		} else if ((kind == CB_BOUND_SUM || kind == CB_BOUND_MEAN) && r->sheet.binding.pivot) {
			*cb_push(r->sheet.sums, r->sheet.n_sums, r->sheet.cap_sums) =
				cb_field_of(r->in.reg, r->sheet.binding.across.value);
			r->sheet.sums[r->sheet.n_sums - 1].at = at;
		} else if (kind == CB_BOUND_PIVOT) {
			r->row.pivots = cb_grow(r->row.pivots, &r->row.cap_pivots, r->sheet.n_pivots + 1,
			                        sizeof(*r->row.pivots));
			r->sheet.pivots = cb_grow(r->sheet.pivots, &r->sheet.cap_pivots, r->sheet.n_pivots + 1,
			                          sizeof(*r->sheet.pivots));
			r->sheet.pivots[r->sheet.n_pivots] = cb_field_of(r->in.reg, r->sheet.binding.across.value);
			r->sheet.pivots[r->sheet.n_pivots++].at = at;
		}
	}
}

/* Columns in which 同上 stands among the first rows: the values above it are kept. */
static void
find_dittos(struct cb_reader *r)
{
	r->sheet.told_document = false;
	r->sheet.dittos = r->sheet.told_dittos = r->sheet.told_months = r->sheet.told_moments = r->sheet.told_terms =
		r->sheet.told_spread = 0;
	r->sheet.says_times = false;
	for (size_t i = r->sheet.head_at; i < r->sheet.head.n; i++)
		for (size_t k = 0; k < r->sheet.n_fields; k++) {
			const struct field *f = &r->sheet.fields[k];

			if (f->at < r->sheet.head.rows[i].n && cb_row_word_is_ditto(r->sheet.head.rows[i].cells[f->at]))
				r->sheet.dittos |= UINT64_C(1) << f->column;
		}
}

/* The labels of columns that share one of the register, once a sheet. */
static void
note_joined(struct cb_reader *r)
{
	for (int c = 0; r->sheet.binding.joined >> c != 0; c++) {
		struct cb_str labels = { 0 };
		struct cb_where where = { r->sheet.rows->source, r->sheet.head.rows[r->sheet.binding.first].line, 0 };

		for (size_t at = 0; at < r->sheet.binding.n; at++)
			if (r->sheet.binding.columns[at].column == c)
				cb_str_join(&labels, r->diag->lang == CB_ZH ? "、" : ", ", r->sheet.binding.columns[at].label);
		if ((r->sheet.binding.joined >> c & 1) != 0)
			cb_report(r->diag, CB_LABELS_JOINED, where, r->in.reg->columns[c].key, labels,
			          cb_arg_either(r->in.reg->columns[c].zh, r->in.reg->columns[c].key));
		else
			cb_str_release(&labels);
	}
}

/* What is hidden, once a sheet. */
static void
report_hidden(struct cb_reader *r)
{
	struct cb_where where = { r->sheet.rows->source, 0, 0 };

	if (r->in.visible && (r->sheet.hidden.rows > 0 || r->sheet.hidden.columns > 0)) {
		cb_report(r->diag, CB_HIDDEN_LEFT_OUT, where, "", r->sheet.hidden.rows, r->sheet.hidden.columns);
	} else if (r->sheet.hidden.rows > 0) {
		cb_report(r->diag, CB_HIDDEN_ROWS, where, "", r->sheet.hidden.rows, r->sheet.hidden.first);
	}
	if (r->sheet.struck.rows > 0)
		cb_report(r->diag, CB_STRUCK_ROWS, where, "", r->sheet.struck.rows, r->sheet.struck.first);
}

/* ---- sums ---- */

/* Of a column: what a mean is rounded to where it is not seen. */
static int64_t
step_of(const struct field *f)
{
	return f->is->type == &cb_type_num || f->is->type == &cb_type_qty ? 10000 : 1;
}

static void
start_totals(struct cb_reader *r)
{
	const struct cb_register *reg = r->in.reg;
	int value = cb_column_find(reg, "value");
	bool is_long = reg->pivot != NULL && r->sheet.file_columns[reg->pivot->name] != 0;

	cb_totals_start(&r->sheet.totals, r->sheet.binding.n, cb_flow_plan(r));
	r->sheet.kinds_in = value >= 0 && reg->columns[value].unit_in != NULL ? cb_column_find(reg, "name") : -1;
	if (r->sheet.binding.pivot && r->sheet.binding.across.name == r->sheet.kinds_in)
		r->sheet.kinds_in = -1; /* each column is of one kind */
	r->sheet.is_unlike = r->sheet.kinds_in >= 0 && r->sheet.n_pivots > 0;
	r->sheet.items_in = is_long && r->sheet.binding.pivot ? reg->pivot->name : -1;
	r->sheet.name_column = -1;
	r->sheet.like[0] = r->sheet.like[1] = (struct like){ .is = CB_LIKE_EITHER };
	r->sheet.has_row_totals = r->sheet.n_sums > 0 && !r->sheet.binding.is_odd; /* else an item may be missing */
	r->sheet.first = r->sheet.last = (struct end){ 0 };
	for (size_t i = 0; i < r->sheet.n_fields; i++) {
		const struct field *f = &r->sheet.fields[i];

		cb_totals_set_step(&r->sheet.totals, f->at, step_of(f));
		if (f->names != CB_NAME_NONE && r->sheet.name_column < 0 && !is_long)
			r->sheet.name_column = f->column;
	}
	for (size_t i = 0; i < r->sheet.n_pivots; i++)
		cb_totals_set_step(&r->sheet.totals, r->sheet.pivots[i].at, step_of(&r->sheet.pivots[i]));
}

static void
warn_of_end(struct cb_reader *r, const struct end *end, bool first)
{
	const struct cb_name *name = cb_names_get(r->in.names, end->name);
	unsigned like;

	if (end->name == 0 || (name->flags & CB_NAME_REGISTERED) != 0)
		return;
	like = cb_totals_like(&r->sheet.totals, first);
	if (like != 0)
		cb_report(r->diag, CB_ROW_LIKE_TOTAL,
		          ((struct cb_where){ r->sheet.rows->source, end->line, r->sheet.file_columns[r->sheet.name_column] }), "",
		          name->text, cb_like_said(like));
}

/* The first or last indicator, where it is no registered one and is the sum of all others. */
static void
warn_of_item(struct cb_reader *r, int last)
{
	const struct like *like = &r->sheet.like[last];
	const struct cb_binding_column *column;
	uint32_t at;

	if (!cb_reader_has_indicators(r) || r->sheet.n_pivots == 0 || r->sheet.totals.n_rows < 2)
		return;
	if (like->is == 0 || !like->varies)
		return;
	at = r->sheet.pivots[last ? r->sheet.n_pivots - 1 : 0].at;
	column = &r->sheet.binding.columns[at];
	if ((cb_names_get(r->in.names, column->indicator)->flags & CB_NAME_REGISTERED) == 0)
		cb_report(r->diag, CB_COLUMN_LIKE_TOTAL,
		          ((struct cb_where){ r->sheet.rows->source, r->sheet.head.rows[r->sheet.binding.first].line, at + 1 }), "",
		          column->label, cb_like_said(like->is));
}

/* A first or last row that is nobody's and has the sums of all others. */
static void
warn_of_ends(struct cb_reader *r)
{
	if (r->sheet.totals.is_spoilt)
		return;
	warn_of_item(r, 0);
	warn_of_item(r, 1);
	if (r->sheet.name_column < 0 || r->sheet.kinds_in >= 0)
		return;
	warn_of_end(r, &r->sheet.first, true);
	warn_of_end(r, &r->sheet.last, false);
}

void
cb_sheet_close(struct cb_reader *r)
{
	if (r->sheet.rows != NULL) {
		cb_totals_finish(&r->sheet.totals, CB_ROW_NOT_CHECKED, r->diag);
		warn_of_ends(r);
		cb_sheet_report_odd_days(r);
		cb_totals_release(&r->sheet.totals);
		report_hidden(r);
		r->sheet.rows->close(r->sheet.rows);
	}
	r->sheet.rows = NULL;
	drop_memos(r);
	cb_binding_release(&r->sheet.binding);
}

static void
note_hidden_column(struct cb_reader *r, uint32_t column, struct cb_str *labels)
{
	struct cb_text label = { "", 0 };

	r->sheet.hidden.columns++;
	if (column <= r->sheet.binding.n)
		label = r->sheet.binding.columns[column - 1].label;
	if (label.len > 0 && labels->len > 0)
		cb_str_adds(labels, r->diag->lang == CB_ZH ? "、" : ", ");
	cb_str_addt(labels, label);
}

/* Hidden columns within the head; those that have a label are read, and said. */
static void
note_hidden_columns(struct cb_reader *r)
{
	struct cb_str labels = { 0 };
	uint32_t width = 0;

	for (size_t i = 0; i < r->sheet.head.n; i++)
		width = r->sheet.head.rows[i].n > width ? r->sheet.head.rows[i].n : width;
	for (uint32_t c = 1; c <= width; c++)
		if (cb_shape_hides(r->sheet.hidden_columns, c - 1))
			note_hidden_column(r, c, &labels);
	if (labels.len > 0)
		cb_report(r->diag, CB_HIDDEN_COLUMNS,
		          ((struct cb_where){ r->sheet.rows->source, r->sheet.head.rows[r->sheet.binding.first].line, 0 }), "",
		          labels);
	else
		cb_str_release(&labels);
}

/* Binds the header of the open sheet and takes what it says; false: reported. */
static bool
open_block(struct cb_reader *r, size_t block)
{
	cb_sheet_read_head(r);
	memset(r->sheet.standing, 0, sizeof(r->sheet.standing));
	for (int c = 0; c < COLUMNS_MAX; c++)
		cb_str_clear(&r->sheet.filled[c]);
	if (r->sheet.head.n == 0 && r->sheet.head_end == 0)
		cb_report(r->diag, CB_NO_ROWS, ((struct cb_where){ r->sheet.rows->source, 0, 0 }), "");
	if (r->sheet.head.n == 0)
		return false;
	r->sheet.binding.block = block;
	if (!cb_bind_header(&r->sheet.binding, &r->in, &r->sheet.head, r->sheet.rows->source, r->diag))
		return false;
	r->diag->sources[r->sheet.rows->source].header_row =
		r->sheet.head.rows[r->sheet.binding.first + r->sheet.binding.height - 1].line;
	if (r->diag->sources[r->sheet.rows->source].n_turned > 0)
		r->diag->sources[r->sheet.rows->source].header_row = 0; /* it is a column */
	cb_title_read(&r->sheet.title, &r->sheet.head, r->sheet.binding.first, r->sheet.rows->source);
	r->sheet.head_at = r->sheet.binding.first + r->sheet.binding.height;
	r->sheet.shift = (uint32_t)(block * r->sheet.binding.blocks.width);
	note_hidden_columns(r);
	note_joined(r);
	plan_fields(r);
	cb_sheet_take_full_marks(r);
	cb_sheet_find_deducted(r);
	find_dittos(r);
	cb_sheet_plan_odd_days(r);
	r->sheet.is_lost = !cb_sheet_settle_units(r);
	if (!cb_sheet_says(r))
		return false;
	/* An odd label may be the column that lacks: every row would be told to lack it. */
	return !r->sheet.binding.is_odd || r->sheet.always_lacking == 0;
}

bool
cb_sheet_next_block(struct cb_reader *r)
{
	size_t next = r->sheet.binding.block + 1;
	struct cb_diag_muted was;
	bool ok;

	if (next >= r->sheet.binding.blocks.n || !r->sheet.rows->rewind(r->sheet.rows))
		return false;
	cb_binding_release(&r->sheet.binding);
	was = cb_diag_mute(r->diag); /* all of it was said of the first block */
	ok = open_block(r, next);
	cb_diag_unmute(r->diag, &was);
	cb_totals_mark(&r->sheet.totals, CB_ROW_HEADER, (struct cb_text){ "", 0 }, CB_NOWHERE);
	return ok;
}

/* Three cells of its own, a figure among them, and nothing that a colon tells to be said of the sheet. */
static bool
looks_like_data(const struct cb_row *row)
{
	struct cb_parse_env env = { 0 };
	struct cb_cell cell;
	size_t own = 0, figures = 0;

	for (uint32_t c = 0; c < row->n; c++) {
		struct cb_text t = cb_text_trim(row->cells[c]);

		if (t.len == 0 || !cb_head_is_own(row, c))
			continue;
		if (cb_text_find(t, ":") >= 0 || cb_text_find(t, "：") >= 0)
			return false;
		own++;
		figures += cb_type_num.parse(NULL, t, &env, &cell) == CB_FINE && cell.state == CB_VALUE;
	}
	return own >= 3 && figures > 0;
}

/* Rows above the header say something of the sheet; several that are like a table are one that nobody reads. */
static void
report_rows_above(struct cb_reader *r)
{
	const struct cb_row *rows = r->sheet.head.rows;
	uint32_t first = 0, n = 0;

	for (size_t i = 0; i < r->sheet.binding.first; i++)
		if (looks_like_data(&rows[i]) && n++ == 0)
			first = rows[i].line;
	if (n >= 2)
		cb_report(r->diag, CB_TABLE_ABOVE, cb_sheet_where(r, first), "", n, rows[r->sheet.binding.first].line);
}

/* Opens the next sheet and binds its header. 1 = open, 0 = no more, <0 = broken. */
int
cb_sheet_open(struct cb_reader *r)
{
	int got = cb_sheet_next(r);

	if (got <= 0)
		return got;
	if (!open_block(r, 0))
		return -1;
	r->counts.no_data += r->sheet.binding.first;
	report_rows_above(r);
	r->present |= r->sheet.binding.present;
	start_totals(r);
	return 1;
}
