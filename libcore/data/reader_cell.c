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

static void
read_cell(struct cb_reader *r, uint32_t at)
{
	const struct cb_type *type = at < r->binding.n ? type_of_column(r, at) : NULL;
	struct cb_sheet_cell cell = { .is_1904 = r->rows->shape != NULL && r->rows->shape->is_1904 };
	bool labelled = at < r->binding.n && r->binding.columns[at].kind != CB_BOUND_BLANK;

	r->texts[at] = (struct cb_text){ "", 0 };
	r->codes[at] = CB_FINE;
	if (at >= r->row.n)
		return;
	cell.text = r->row.cells[at];
	cell.kind = r->row.kinds[at];
	if (type != NULL)
		r->codes[at] = cb_sheet_cell_read(&cell, type, &r->arena, &r->texts[at]);
	else if (labelled || (cell.kind & CB_CELL_FILLED) == 0) /* merged beyond the header's edge is no value */
		r->texts[at] = cell.text;
}

/* --visible: as if they were empty. */
static void
empty_hidden(struct cb_reader *r, uint32_t n)
{
	for (size_t i = 0; r->rows->shape != NULL && i < r->rows->shape->n_columns; i++) {
		const struct cb_column_span *span = &r->rows->shape->columns[i];

		for (uint32_t c = span->first; span->is_hidden && c <= span->last && c <= n; c++) {
			r->texts[c - 1] = (struct cb_text){ "", 0 };
			r->codes[c - 1] = CB_FINE;
		}
	}
}

void
cb_row_settle(struct cb_reader *r)
{
	uint32_t n = r->row.n > r->binding.n ? r->row.n : (uint32_t)r->binding.n;
	bool rest = cb_sheet_row_is_rest(&r->row);

	r->texts = cb_grow(r->texts, &r->cap_texts, n + 1, sizeof(*r->texts));
	r->codes = cb_grow(r->codes, &r->cap_codes, n + 1, sizeof(*r->codes));
	if (rest)
		r->row.n = 0;
	for (uint32_t at = 0; at < n; at++)
		read_cell(r, at);
	if (r->in.visible)
		empty_hidden(r, n);
	r->row.cells = r->texts;
	r->row.n = n;
}
