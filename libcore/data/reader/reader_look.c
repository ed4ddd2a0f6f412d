/* Rows that need a second look: no data at all, or wrong, which is reported here. */

#include <cb/value/mask.h>

#include "reader_state.h"

static void
check_total_cell(struct cb_reader *r, const struct field *f, enum cb_row_kind kind)
{
	struct cb_parse_env env = cb_field_environment(r, f);
	struct cb_cell cell = { 0 };

	if (cb_row_code(r, f->at) == CB_ERROR_VALUE)
		cb_field_report(r, f, cb_reader_place(r, f->at + 1), CB_ERROR_VALUE, r->row.raw.cells[f->at]);
	if (f->at >= r->row.raw.n || f->is->type->parse(f->is->arg, r->row.raw.cells[f->at], &env, &cell) != CB_FINE ||
	    cell.state != CB_VALUE)
		return;
	cb_totals_check(&r->sheet.totals, f->at,
	                &(struct cb_totals_cell){ kind, &cell, f->is->type, cb_text_trim(r->row.raw.cells[f->at]),
	                                          cb_reader_place(r, f->at + 1) },
	                r->diag);
}

static void
check_totals(struct cb_reader *r, enum cb_row_kind kind)
{
	for (size_t i = 0; i < r->sheet.n_fields; i++)
		if (r->sheet.fields[i].summed)
			check_total_cell(r, &r->sheet.fields[i], kind);
	for (size_t i = 0; i < r->sheet.n_pivots; i++) {
		struct field f = { .at = r->sheet.pivot_at[i], .is = &r->in.reg->columns[r->in.reg->pivot->value] };

		check_total_cell(r, &f, kind);
	}
	cb_totals_close(&r->sheet.totals);
}

static bool
is_blank_at(const struct cb_reader *r, uint32_t at)
{
	return at >= r->row.raw.n || (r->row.raw.cells[at].len == 0 && cb_row_code(r, at) == CB_FINE);
}

/* Nothing but a running number, or sums of nothing: a row that was prepared and never filled in. */
static bool
is_unused(const struct cb_reader *r)
{
	for (size_t i = 0; i < r->sheet.n_fields; i++)
		if (!is_blank_at(r, r->sheet.fields[i].at))
			return false;
	for (size_t i = 0; i < r->sheet.n_pivots; i++)
		if (!is_blank_at(r, r->sheet.pivot_at[i]))
			return false;
	return !cb_row_is_ragged(r) && !cb_row_has_word_aside(r);
}

/* Is the row no data at all? Checks it if it is a total. */
static bool
is_no_data(struct cb_reader *r)
{
	enum cb_row_kind kind = cb_row_kind(&r->sheet.binding, &r->row.raw);

	if (kind == CB_ROW_DATA)
		return r->row.is_heading || is_unused(r);
	if (kind == CB_ROW_SUBTOTAL || kind == CB_ROW_TOTAL)
		check_totals(r, kind);
	return true;
}

static void
report_missing(struct cb_reader *r, uint64_t mask)
{
	for (int c = 0; mask >> c != 0; c++) {
		const struct cb_column *column = &r->in.reg->columns[c];

		if ((mask >> c & 1) == 0)
			continue;
		cb_report(r->diag, CB_REQUIRED_MISSING, cb_reader_place(r, r->sheet.file_columns[c]), column->key,
		          cb_arg_either(column->zh, column->key), column->key);
	}
}

/* Whose value it is nobody says: it may be a person's. */
static void
report_unlabelled(struct cb_reader *r, uint32_t at)
{
	struct cb_str value = { 0 };

	cb_mask_unknown(r->row.raw.cells[at], cb_register_has_private(r->in.reg), &value);
	cb_report(r->diag, CB_NO_LABEL, cb_reader_place(r, at + 1), "", value);
}

static void
report_ragged(struct cb_reader *r)
{
	if (r->row.raw.n < r->sheet.binding.n)
		cb_report(r->diag, CB_ROW_TOO_SHORT, cb_reader_place(r, r->row.raw.n), "", r->row.raw.n, r->sheet.binding.n);
	for (uint32_t at = 0; at < r->row.raw.n; at++) {
		bool labelled = at < r->sheet.binding.n && r->sheet.binding.columns[at].kind != CB_BOUND_BLANK;

		if (labelled || r->row.raw.cells[at].len == 0)
			continue;
		report_unlabelled(r, at);
	}
}

static void
report_bad_cells(struct cb_reader *r)
{
	for (size_t i = 0; i < r->sheet.n_fields; i++)
		if (r->sheet.fields[i].bad != CB_FINE)
			cb_field_report(r, &r->sheet.fields[i], cb_reader_place(r, r->sheet.fields[i].at + 1),
			                r->sheet.fields[i].bad,
			                r->row.raw.cells[r->sheet.fields[i].at]);
	for (size_t i = 0; i < r->sheet.n_pivots; i++) {
		struct field f = { .at = r->sheet.pivot_at[i], .is = &r->in.reg->columns[r->in.reg->pivot->value] };
		struct cb_parse_env env = cb_field_environment(r, NULL);
		struct cb_cell cell;
		enum cb_code code;

		if (r->row.pivots[i].mark != UINT8_MAX || f.at >= r->row.raw.n)
			continue;
		code = cb_row_code(r, f.at);
		if (code == CB_FINE)
			code = cb_field_parse(r, &f, &env, r->row.raw.cells[f.at], &cell);
		cb_field_report(r, &f, cb_reader_place(r, f.at + 1), code, r->row.raw.cells[f.at]);
	}
}

bool
cb_row_passes_second_look(struct cb_reader *r, uint64_t lacking)
{
	bool good = !cb_row_is_ragged(r);

	if (is_no_data(r)) {
		r->counts.no_data++;
		return false;
	}
	report_bad_cells(r);
	for (size_t i = 0; i < r->sheet.n_fields; i++) {
		if (r->sheet.fields[i].bad == CB_FINE)
			continue;
		good = false;
		lacking &= ~(UINT64_C(1) << r->sheet.fields[i].column);
	}
	for (size_t i = 0; i < r->sheet.n_pivots; i++)
		good = good && r->row.pivots[i].mark != UINT8_MAX;
	report_missing(r, lacking);
	report_ragged(r);
	if (good && lacking == 0)
		return true;
	cb_row_refers_well(r); /* all that is wrong with the row is said at once */
	cb_totals_spoil(&r->sheet.totals);
	r->counts.refused++;
	return false;
}
