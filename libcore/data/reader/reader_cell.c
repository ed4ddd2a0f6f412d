/* A row of a spreadsheet as its columns want it: the kinds of its cells are settled here (data/sheet_cell.h),
 * so that what follows sees texts as in any other file. */
#include "reader_state.h"

/* NULL: no column of the register. */
static const struct cb_type *
type_of_column(const struct cb_reader *r, uint32_t at)
{
	const struct cb_binding_column *column = &r->binding.columns[at];

	switch (column->kind) {
	case CB_BOUND_COLUMN:
		return r->in.reg->columns[column->column].type;
	case CB_BOUND_PIVOT:
	case CB_BOUND_SUM:
		return r->in.reg->columns[r->in.reg->pivot->value].type;
	default:
		return NULL;
	}
}

static bool
is_labelled(const struct cb_reader *r, uint32_t at)
{
	return at < r->binding.n && r->binding.columns[at].kind != CB_BOUND_BLANK;
}

/* One merged cell over all columns that have a label, three or more: what stands between groups of rows. */
static bool
is_heading(const struct cb_reader *r)
{
	struct cb_text words = { "", 0 };
	size_t n = 0;

	for (uint32_t at = 0; at < r->binding.n; at++) {
		if (!is_labelled(r, at))
			continue;
		if (at >= r->row.n || ((r->row.kinds[at] & CB_CELL_FILLED) != 0) != (n > 0))
			return false;
		if (n++ == 0)
			words = r->row.cells[at];
		if (words.len == 0 || !cb_text_equal(r->row.cells[at], words))
			return false;
	}
	return n >= 3;
}

static void
read_cell(struct cb_reader *r, uint32_t at)
{
	const struct cb_type *type = at < r->binding.n ? type_of_column(r, at) : NULL;
	struct cb_sheet_cell cell = { .is_1904 = r->rows->shape != NULL && r->rows->shape->is_1904 };

	r->texts[at] = (struct cb_text){ "", 0 };
	r->codes[at] = CB_FINE;
	if (at >= r->row.n || (r->in.visible && cb_shape_hides(r->hidden_columns, at)))
		return;
	cell.text = r->row.cells[at];
	cell.kind = r->row.kinds[at];
	if (type != NULL)
		r->codes[at] = cb_sheet_cell_read(&cell, type, &r->arena, &r->texts[at]);
	else if (is_labelled(r, at) || (cell.kind & CB_CELL_FILLED) == 0) /* else merged beyond the header's edge */
		r->texts[at] = cell.text;
}

void
cb_row_settle(struct cb_reader *r)
{
	uint32_t n = r->row.n > r->binding.n ? r->row.n : (uint32_t)r->binding.n;
	bool rest = cb_sheet_row_is_rest(&r->row);

	r->texts = cb_grow(r->texts, &r->cap_texts, n + 1, sizeof(*r->texts));
	r->codes = cb_grow(r->codes, &r->cap_codes, n + 1, sizeof(*r->codes));
	r->is_heading = is_heading(r);
	if (rest)
		r->row.n = 0;
	for (uint32_t at = 0; at < n; at++)
		read_cell(r, at);
	r->row.cells = r->texts;
	r->row.n = n;
}
