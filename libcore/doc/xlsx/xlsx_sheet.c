/* xl/worksheets/sheetN.xml: rows and cells. They go to the package as they come. */
#include "xlsx_parts.h"

#include <cb/base/mem.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { PLACES_MAX = 6 };

/* ---- rows ---- */

void
cb_xlsx_end_row(struct cb_xlsx *x)
{
	struct cb_xlsx_current *sheet = &x->sheet;
	const struct cb_xlsx_current_row *row = &sheet->row;

	if (!row->is_open)
		return;
	if (row->height > 0 && sheet->n_notes > 0) {
		*cb_push(sheet->high, sheet->n_high,
		         sheet->cap_high) = (struct cb_xlsx_high_row){ row->number, row->height };
	}
	cb_str_clear(&sheet->tag);
	cb_str_adds(&sheet->tag, "<row r=\"");
	cb_str_adds(&sheet->tag, row->digits);
	cb_str_addc(&sheet->tag, '"');
	if (row->height > 0)
		cb_str_addf(&sheet->tag, " ht=\"%.10g\" customHeight=\"1\"", row->height);
	if (row->is_hidden)
		cb_str_adds(&sheet->tag, " hidden=\"1\"");
	cb_str_addc(&sheet->tag, '>');
	cb_spool_add(&x->package.parts, cb_str_text(&sheet->tag));
	cb_str_adds(&sheet->cells, "</row>");
	cb_spool_add(&x->package.parts, cb_str_text(&sheet->cells));
	cb_str_clear(&sheet->cells);
	sheet->row.is_open = false;
}

void
cb_xlsx_put_row(struct cb_xlsx *x, uint32_t row)
{
	struct cb_xlsx_current *sheet = &x->sheet;

	cb_xlsx_end_row(x);
	if (row >= CB_XLSX_ROWS || row < sheet->next_row) { /* the caller has looked */
		x->out->error = x->out->error != 0 ? x->out->error : EFBIG;
		return;
	}
	sheet->row = (struct cb_xlsx_current_row){ .is_open = true, .number = row };
	snprintf(sheet->row.digits, sizeof(sheet->row.digits), "%u", row + 1);
	sheet->next_row = row + 1;
}

void
cb_xlsx_set_height(struct cb_xlsx *x, double points)
{
	x->sheet.row.height = points;
}

void
cb_xlsx_hide_row(struct cb_xlsx *x)
{
	x->sheet.row.is_hidden = true;
}

/* ---- cells ---- */

/* n, a number of so many places, from the last digit on: the general printer takes longer than all the rest of a
 * cell. */
static void
add_decimal(struct cb_str *out, bool is_negative, uint64_t n, unsigned places)
{
	char digits[32], *p = digits + sizeof(digits);

	for (unsigned i = 0; n > 0 || i <= places; i++, n /= 10) {
		if (i == places && i > 0)
			*--p = '.';
		*--p = (char)('0' + n % 10);
	}
	if (is_negative)
		*--p = '-';
	cb_str_add(out, p, (size_t)(digits + sizeof(digits) - p));
}

static void
note_place(struct cb_xlsx_current *sheet, uint32_t column)
{
	struct cb_xlsx_area *used = &sheet->used;

	if (!sheet->is_used)
		*used = (struct cb_xlsx_area){ sheet->row.number, column, sheet->row.number, column };
	sheet->is_used = true;
	used->last_row = sheet->row.number;
	if (column < used->column)
		used->column = column;
	if (column > used->last_column)
		used->last_column = column;
}

/* <c r="B3" s="1", in the row begun last; NULL when there is no such place. */
static struct cb_str *
open_cell(struct cb_xlsx *x, uint32_t column, unsigned style)
{
	struct cb_xlsx_current *sheet = &x->sheet;

	if (!sheet->row.is_open)
		return NULL;
	if (column >= CB_XLSX_COLUMNS || column < sheet->row.next_column) { /* as with rows */
		x->out->error = x->out->error != 0 ? x->out->error : EFBIG;
		return NULL;
	}
	sheet->row.next_column = column + 1;
	note_place(sheet, column);
	cb_str_adds(&sheet->cells, "<c r=\"");
	cb_xlsx_add_column(&sheet->cells, column);
	cb_str_adds(&sheet->cells, sheet->row.digits);
	cb_str_addc(&sheet->cells, '"');
	if (style > 0) {
		cb_str_adds(&sheet->cells, " s=\"");
		add_decimal(&sheet->cells, false, style, 0);
		cb_str_addc(&sheet->cells, '"');
	}
	return &sheet->cells;
}

void
cb_xlsx_put_blank(struct cb_xlsx *x, uint32_t column, unsigned style)
{
	struct cb_str *out = open_cell(x, column, style);

	if (out != NULL)
		cb_str_adds(out, "/>");
}

void
cb_xlsx_put_text(struct cb_xlsx *x, uint32_t column, unsigned style, struct cb_text text)
{
	struct cb_str *out = cb_xlsx_fits(x, text) ? open_cell(x, column, style) : NULL;

	if (out == NULL)
		return;
	cb_str_adds(out, " t=\"inlineStr\"><is>");
	cb_xlsx_add_text(out, text);
	cb_str_adds(out, "</is></c>");
}

/* A decimal of few places. Both parts of the division are exact, so what compares equal reads back as the same
 * double. */
static bool
add_short(struct cb_str *out, double value)
{
	double size = value < 0 ? -value : value, scale = 1;

	if (size != 0 && size < 1e-4)
		return false;
	for (unsigned places = 0; places <= PLACES_MAX && size * scale < 1e15; places++, scale *= 10) {
		uint64_t n = (uint64_t)(size * scale + 0.5);

		if ((double)n / scale == size) {
			add_decimal(out, value < 0, n, places);
			return true;
		}
	}
	return false;
}

void
cb_xlsx_put_number(struct cb_xlsx *x, uint32_t column, unsigned style, double value)
{
	struct cb_str *out = open_cell(x, column, style);
	char number[32];
	double back = 0;

	if (out == NULL)
		return;
	cb_str_adds(out, "><v>");
	if (!add_short(out, value)) {
		for (int digits = 15; digits <= 17 && (digits == 15 || back != value); digits++) {
			snprintf(number, sizeof(number), "%.*g", digits, value);
			(void)sscanf(number, "%lf", &back);
		}
		cb_str_adds(out, number);
	}
	cb_str_adds(out, "</v></c>");
}

void
cb_xlsx_put_bool(struct cb_xlsx *x, uint32_t column, unsigned style, bool value)
{
	struct cb_str *out = open_cell(x, column, style);

	if (out != NULL)
		cb_str_adds(out, value ? " t=\"b\"><v>1</v></c>" : " t=\"b\"><v>0</v></c>");
}

void
cb_xlsx_put_error(struct cb_xlsx *x, uint32_t column, unsigned style, struct cb_text text)
{
	struct cb_str *out = open_cell(x, column, style);

	if (out == NULL)
		return;
	cb_str_adds(out, " t=\"e\"><v>");
	cb_xlsx_escape(out, text, CB_XLSX_TEXT);
	cb_str_adds(out, "</v></c>");
}
