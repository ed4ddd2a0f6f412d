/* A row of a spreadsheet as its columns want it: the kinds of its cells are settled here (data/sheet_cell.h),
 * so that what follows sees texts as in any other file. */
#include <cb/data/cell_shown.h>

#include "reader_state.h"

/* NULL: no column of the register. */
static const struct cb_type *
type_of_column(const struct cb_reader *r, uint32_t at)
{
	const struct cb_binding_column *column = &r->sheet.binding.columns[at];
	const struct cb_pivot *across;

	if (at + 1 == r->sheet.divided.day_at) /* a number of one or two digits, and no serial number of a day */
		return NULL;
	switch (column->kind) {
	case CB_BOUND_COLUMN:
	case CB_BOUND_JOINED:
		return r->in.reg->columns[column->column].type;
	case CB_BOUND_PIVOT:
	case CB_BOUND_SUM:
	case CB_BOUND_MEAN:
		across = r->sheet.binding.pivot ? &r->sheet.binding.across : r->in.reg->pivot;
		return r->in.reg->columns[across->value].type;
	case CB_BOUND_BALANCE:
		return &cb_type_money;
	default:
		return NULL;
	}
}

static bool
is_labelled(const struct cb_reader *r, uint32_t at)
{
	return at < r->sheet.binding.n && r->sheet.binding.columns[at].kind != CB_BOUND_BLANK;
}

/* One merged cell over all columns that have a label, three or more: what stands between groups of rows. */
static bool
is_heading(const struct cb_reader *r)
{
	struct cb_text words = { "", 0 };
	size_t n = 0;

	for (uint32_t at = 0; at < r->sheet.binding.n; at++) {
		if (!is_labelled(r, at))
			continue;
		if (at >= r->row.raw.n || ((r->row.raw.kinds[at] & CB_CELL_FILLED) != 0) != (n > 0))
			return false;
		if (n++ == 0)
			words = r->row.raw.cells[at];
		if (words.len == 0 || !cb_text_equal(r->row.raw.cells[at], words))
			return false;
	}
	return n >= 3;
}

static unsigned
column_flags(const struct cb_reader *r, uint32_t at)
{
	const struct cb_binding_column *column = at < r->sheet.binding.n ? &r->sheet.binding.columns[at] : NULL;

	return column != NULL && column->kind == CB_BOUND_COLUMN ? r->in.reg->columns[column->column].flags : 0;
}

/* A number is a number, whatever zeros it is shown with: but who sees 000042 may mean it. */
static void
warn_padded(struct cb_reader *r, const struct cb_sheet_cell *cell, uint32_t at)
{
	struct cb_str shown = { 0 };

	if (cb_format_show_number(cell->format, cell->text, &shown) && !cb_text_equal(cb_str_text(&shown), cell->text))
		cb_report(r->diag, CB_SHOWN_WITH_ZEROS, cb_reader_where(r, at + 1), "", cell->text, shown);
	else
		cb_str_release(&shown);
}

static void
read_cell(struct cb_reader *r, uint32_t at)
{
	const struct cb_type *type = at < r->sheet.binding.n ? type_of_column(r, at) : NULL;
	struct cb_sheet_cell cell = { .is_1904 = r->sheet.rows->shape != NULL && r->sheet.rows->shape->is_1904 };

	r->row.texts[at] = (struct cb_text){ "", 0 };
	r->row.codes[at] = CB_FINE;
	if (at >= r->row.raw.n || (r->in.visible && cb_shape_hides(r->sheet.hidden_columns, at)))
		return;
	cell.text = r->row.raw.cells[at];
	cell.kind = r->row.raw.kinds[at];
	cell.format = cb_cell_format(r->sheet.rows->shape, cell.kind);
	cell.is_never_date = column_flags(r, at) & CB_NO_DATE;
	if (type != NULL && type->numeric && cell.format != NULL)
		warn_padded(r, &cell, at);
	if (type != NULL)
		r->row.codes[at] = cb_sheet_cell_read(&cell, type, &r->row.arena, &r->row.texts[at]);
	else if (is_labelled(r, at) || (cell.kind & CB_CELL_FILLED) == 0) /* else merged beyond the header's edge */
		r->row.texts[at] = cell.text;
}

void
cb_row_settle(struct cb_reader *r)
{
	uint32_t n = r->row.raw.n > r->sheet.binding.n ? r->row.raw.n : (uint32_t)r->sheet.binding.n;
	bool rest = cb_sheet_row_is_rest(&r->row.raw);

	r->row.texts = cb_grow(r->row.texts, &r->row.cap_texts, n + 1, sizeof(*r->row.texts));
	r->row.codes = cb_grow(r->row.codes, &r->row.cap_codes, n + 1, sizeof(*r->row.codes));
	r->row.is_heading = is_heading(r);
	if (rest)
		r->row.raw.n = 0;
	for (uint32_t at = 0; at < n; at++)
		read_cell(r, at);
	r->row.raw.cells = r->row.texts;
	r->row.raw.n = n;
}
