/* Returned files: what was read, with comments. */
#include "xlsx_file.h"
#include "xlsx_value.h"

#include <cb/base/mem.h>
#include <cb/base/utf8.h>
#include <cb/data/bind.h>
#include <cb/doc/returned.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REASON_COLS = 48,
       WIDEST_COLS = 40,
       COMMENT_COLS = 36,
       COMMENT_PIXELS = 280,
       LINE_PIXELS = 18,
       MOVES_MAX = 1 << 26 /* areas of a sound sheet do not overlap: then a note is looked at once */ };

enum style { STYLE_PLAIN, /* numbers, blanks */
	     STYLE_TEXT,
	     STYLE_TIME, /* and the others of enum cb_xlsx_time */
	     STYLE_REASON = STYLE_TIME + CB_XLSX_TIMES,
	     KINDS,
	     STYLES = 2 * KINDS /* the same, wrong */ };

struct returning {
	struct cb_returned *from;
	struct cb_out *out;
	struct cb_xlsx file;
	lxw_format *styles[STYLES];
	bool *is_shown; /* [note] its cell has been written */
	bool has_active;
};

/* One sheet on its way. */
struct page {
	struct returning *r;
	lxw_worksheet *sheet;
	size_t first, end;      /* its notes */
	uint32_t rows, columns; /* used */
	uint32_t header_row;    /* 0 = nothing to mark */
	uint32_t reasons;       /* column of the reasons, from 1; 0 = none */
	size_t *widths;         /* [column] of a text file, else NULL */
	struct cb_str scratch;
};

/* ---- notes ---- */

static int
compare_notes(const void *a, const void *b)
{
	const struct cb_returned_note *x = a, *y = b;
	int order = strcmp(x->sheet, y->sheet);

	if (order == 0)
		order = (x->row > y->row) - (x->row < y->row);
	if (order == 0)
		order = (x->column > y->column) - (x->column < y->column);
	return order ? order : strcmp(x->text, y->text);
}

static const struct cb_returned_note *
note_at(const struct page *p, size_t at)
{
	return &p->r->from->notes[at];
}

/* The first note of the sheet that stands at the cell or after it. */
static size_t
find_note(const struct page *p, uint32_t row, uint32_t column)
{
	size_t low = p->first, high = p->end;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct cb_returned_note *note = note_at(p, middle);

		if (note->row < row || (note->row == row && note->column < column))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Marks the notes of the cell as shown; are there any? */
static bool
is_wrong(struct page *p, uint32_t row, uint32_t column)
{
	size_t at = find_note(p, row, column);
	bool is = at < p->end && note_at(p, at)->row == row && note_at(p, at)->column == column;

	for (; at < p->end && note_at(p, at)->row == row && note_at(p, at)->column == column; at++)
		p->r->is_shown[at] = true;
	return is;
}

static bool
is_noted(const struct page *p, uint32_t row)
{
	size_t at = find_note(p, row, 0);

	return at < p->end && note_at(p, at)->row == row;
}

/* Whole rows and sheets have their notes at their first cell. */
static void
settle_notes(struct cb_returned *from)
{
	for (size_t i = 0; i < from->n_notes; i++) {
		if (from->notes[i].row == 0)
			from->notes[i].row = 1;
		if (from->notes[i].column == 0)
			from->notes[i].column = 1;
	}
	if (from->n_notes > 0)
		qsort(from->notes, from->n_notes, sizeof(*from->notes), compare_notes);
}

/* ---- cells ---- */

static void
make_style(struct returning *r, int style)
{
	static const char *const formats[KINDS] = { "General", "@", "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "[h]:mm:ss", "@" };
	lxw_format *format = workbook_add_format(r->file.book);

	format_set_font_name(format, "宋体");
	cb_xlsx_set_format(format, formats[style % KINDS]);
	format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
	if (style >= KINDS)
		format_set_bg_color(format, 0xFF9999);
	if (style == STYLE_REASON) {
		format_set_font_color(format, 0xC00000);
		format_set_text_wrap(format);
	}
	r->styles[style] = format;
}

/* An error value is a formula to libxlsxwriter: a program that computes it makes the error anew. */
static void
write_error(struct page *p, uint32_t row, uint32_t column, struct cb_text text, int wrong)
{
	char formula[16];

	snprintf(formula, sizeof(formula), "=%.*s", CB_TEXT_ARG(text));
	worksheet_write_formula_str(p->sheet, row - 1, (lxw_col_t)(column - 1), formula,
	                            p->r->styles[STYLE_PLAIN + wrong], formula + 1);
}

/* row and column from 1, as everywhere outside of libxlsxwriter */
static void
write_cell(struct page *p, uint32_t row, uint32_t column, struct cb_text text, enum cb_cell_kind kind)
{
	int wrong = is_wrong(p, row, column) ? KINDS : 0;
	lxw_col_t at = (lxw_col_t)(column - 1);
	enum cb_xlsx_time time;
	double value;

	if (text.len == 0) {
		if (wrong)
			worksheet_write_blank(p->sheet, row - 1, at, p->r->styles[STYLE_PLAIN + wrong]);
	} else if (kind == CB_CELL_NUMBER && cb_xlsx_number(text, &value)) {
		worksheet_write_number(p->sheet, row - 1, at, value, p->r->styles[STYLE_PLAIN + wrong]);
	} else if (kind == CB_CELL_DATE && cb_xlsx_serial(text, &value, &time)) {
		worksheet_write_number(p->sheet, row - 1, at, value, p->r->styles[STYLE_TIME + (int)time + wrong]);
	} else if (kind == CB_CELL_ERROR && cb_xlsx_is_error(text)) {
		write_error(p, row, column, text, wrong);
	} else if (kind == CB_CELL_BOOL) {
		worksheet_write_boolean(p->sheet, row - 1, at, cb_text_is(text, "TRUE"), p->r->styles[STYLE_PLAIN + wrong]);
	} else {
		worksheet_write_string(p->sheet, row - 1, at, cb_xlsx_text(&p->r->file, text, p->r->out),
		                       p->r->styles[STYLE_TEXT + wrong]);
	}
}

/* ---- what is wrong ---- */

static void
comment(struct page *p, uint32_t row, uint32_t column, const struct cb_str *text)
{
	char author[] = "cb", font[] = "宋体";
	lxw_comment_options options = { .author = author, .width = COMMENT_PIXELS, .font_size = 9 };
	size_t lines = cb_xlsx_lines(cb_str_text(text), COMMENT_COLS) + 1;

	options.font_name = font;
	options.height = (uint16_t)(LINE_PIXELS * (lines < 20 ? lines : 20));
	worksheet_write_comment_opt(p->sheet, row - 1, (lxw_col_t)(column - 1),
	                            cb_xlsx_text(&p->r->file, cb_str_text(text), p->r->out), &options);
}

/* All notes of a cell, or (column 0) of a row, once each, a line each. */
static void
join(const struct page *p, uint32_t row, uint32_t column, struct cb_str *out)
{
	const char *last = NULL;

	cb_str_clear(out);
	for (size_t i = find_note(p, row, column); i < p->end && note_at(p, i)->row == row; i++) {
		const struct cb_returned_note *note = note_at(p, i);

		if (column != 0 && note->column != column)
			break;
		if (last != NULL && strcmp(last, note->text) == 0)
			continue;
		if (out->len > 0)
			cb_str_addc(out, '\n');
		cb_str_adds(out, note->text);
		last = note->text;
	}
}

/* The reasons of a row at its end: only beneath the header, or they would be read as a title. */
static void
write_reasons(struct page *p, uint32_t row)
{
	size_t lines;

	if (row <= p->header_row)
		return;
	join(p, row, 0, &p->scratch);
	lines = cb_xlsx_lines(cb_str_text(&p->scratch), REASON_COLS);
	worksheet_write_string(p->sheet, row - 1, (lxw_col_t)(p->reasons - 1),
	                       cb_xlsx_text(&p->r->file, cb_str_text(&p->scratch), p->r->out),
	                       p->r->styles[STYLE_REASON]);
	worksheet_set_row(p->sheet, row - 1, cb_xlsx_height(lines), NULL);
}

/* Comments, cells that the file does not have, and the reasons of each row. */
static void
write_notes(struct page *p)
{
	for (size_t i = p->first; i < p->end; i++) {
		const struct cb_returned_note *note = note_at(p, i), *before = i > p->first ? note_at(p, i - 1) : NULL;
		bool same_row = before != NULL && before->row == note->row;

		if (!p->r->is_shown[i])
			write_cell(p, note->row, note->column, (struct cb_text){ "", 0 }, CB_CELL_TEXT);
		if (!same_row)
			write_reasons(p, note->row);
		if (same_row && before->column == note->column)
			continue;
		join(p, note->row, note->column, &p->scratch);
		comment(p, note->row, note->column, &p->scratch);
	}
}

/* ---- one sheet ---- */

/* The header is known, or taken to be where the first thing is wrong. */
static void
find_notes(struct page *p, const char *sheet)
{
	const struct cb_returned *from = p->r->from;

	while (p->first < from->n_notes && strcmp(from->notes[p->first].sheet, sheet) < 0)
		p->first++;
	for (p->end = p->first; p->end < from->n_notes && strcmp(from->notes[p->end].sheet, sheet) == 0; p->end++)
		if (from->notes[p->end].header_row > p->header_row)
			p->header_row = from->notes[p->end].header_row;
	if (p->header_row == 0 && p->end > p->first)
		p->header_row = from->notes[p->first].row;
}

/* R2: a merged area hides all its cells but the first, and their comments. */
static void
uncover_notes(struct page *p, const struct cb_shape *shape)
{
	struct cb_returned_note *notes = p->r->from->notes;
	/* [note of the sheet], row 0 = where it is */
	struct cb_area *at = cb_alloc(p->end - p->first + 1, sizeof(*at));
	size_t work = 0;

	for (size_t i = 0; i < shape->n_merges; i++) {
		const struct cb_area *area = &shape->merges[i];

		for (size_t n = find_note(p, area->row, area->column);
		     n < p->end && notes[n].row - area->row < area->n_rows && work++ < MOVES_MAX; n++)
			if (notes[n].column - area->column < area->n_columns)
				at[n - p->first] = *area;
	}
	for (size_t n = p->first; n < p->end; n++) {
		if (at[n - p->first].row == 0)
			continue;
		notes[n].row = at[n - p->first].row;
		notes[n].column = at[n - p->first].column;
	}
	qsort(notes + p->first, p->end - p->first, sizeof(*notes), compare_notes);
	free(at);
}

static void
measure_row(struct page *p, const struct cb_row *row)
{
	p->rows = row->line;
	if (row->n > p->columns)
		p->columns = row->n;
	for (uint32_t c = 0; row->line == p->header_row && c < row->n; c++)
		if (cb_text_is(cb_text_trim(row->cells[c]), CB_RETURNED_LABEL))
			p->reasons = c + 1;
}

/* <0: broken off, or more than a workbook holds. */
static int
measure(struct page *p, struct cb_rows *rows)
{
	struct cb_row row;
	int got;

	while ((got = rows->next(rows, &row)) > 0)
		measure_row(p, &row);
	if (p->reasons == 0)
		p->reasons = p->columns + 1;
	return p->rows > LXW_ROW_MAX || p->reasons > LXW_COL_MAX ? -1 : got;
}

static void
write_row(struct page *p, const struct cb_row *row)
{
	bool is_shown = is_noted(p, row->line);

	for (uint32_t c = 0; c < row->n && c < p->columns; c++) {
		enum cb_cell_kind kind =
			row->kinds != NULL ? (enum cb_cell_kind)(row->kinds[c] & CB_CELL_KIND) : CB_CELL_TEXT;
		size_t width = row->line >= p->header_row ? cb_utf8_width(row->cells[c]) : 0;

		if (c + 1 == p->reasons && p->end > p->first)
			continue;
		write_cell(p, row->line, c + 1, row->cells[c], kind);
		if (width > p->widths[c])
			p->widths[c] = width;
	}
	if (row->is_hidden && !is_shown) {
		lxw_row_col_options hidden = { LXW_TRUE, 0, 0 };

		worksheet_set_row_opt(p->sheet, row->line - 1, LXW_DEF_ROW_HEIGHT, NULL, &hidden);
	}
}

static int
write_rows(struct page *p, struct cb_rows *rows)
{
	struct cb_row row;
	int got;

	while ((got = rows->next(rows, &row)) > 0)
		write_row(p, &row);
	return got;
}

/* Areas as far as there is anything: a file may claim one over the whole sheet, or many over each other, which
 * no program opens. */
static void
write_merges(struct page *p, const struct cb_shape *shape)
{
	uint64_t left = (uint64_t)p->rows * p->columns;

	for (size_t i = 0; i < shape->n_merges; i++) {
		struct cb_area area = shape->merges[i];
		uint32_t last_row = area.row + area.n_rows - 1, last_column = area.column + area.n_columns - 1;

		if (last_row > p->rows)
			last_row = p->rows;
		if (last_column > p->columns)
			last_column = p->columns;
		if (last_row < area.row || last_column < area.column ||
		    (last_row == area.row && last_column == area.column))
			continue;
		if (left < (uint64_t)(last_row - area.row + 1) * (last_column - area.column + 1))
			break;
		left -= (uint64_t)(last_row - area.row + 1) * (last_column - area.column + 1);
		/* without text or format it leaves the cells as they are */
		worksheet_merge_range(p->sheet, area.row - 1, (lxw_col_t)(area.column - 1), last_row - 1,
		                      (lxw_col_t)(last_column - 1), "", NULL);
	}
}

/* Those of the file; a column of which it says nothing is as wide as its texts. */
static void
write_widths(struct page *p, const struct cb_shape *shape)
{
	lxw_col_t reasons = (lxw_col_t)(p->reasons - 1);

	for (uint32_t c = 0; c < p->columns; c++) {
		size_t width = (p->widths[c] < WIDEST_COLS ? p->widths[c] : WIDEST_COLS) + 2;

		worksheet_set_column(p->sheet, (lxw_col_t)c, (lxw_col_t)c, (double)width, NULL);
	}
	for (size_t i = 0; shape != NULL && i < shape->n_columns; i++) {
		const struct cb_column_span *span = &shape->columns[i];
		lxw_row_col_options options = { .hidden = span->is_hidden };
		double width = span->width_chars > 0 ? span->width_chars : LXW_DEF_COL_WIDTH;
		uint32_t last = span->last < LXW_COL_MAX ? span->last : LXW_COL_MAX;
		lxw_col_t from = (lxw_col_t)(span->first - 1);

		if (span->first >= 1 && span->first <= last)
			worksheet_set_column_opt(p->sheet, from, (lxw_col_t)(last - 1), width, NULL, &options);
	}
	if (p->end > p->first)
		worksheet_set_column(p->sheet, reasons, reasons, REASON_COLS + 2, NULL);
}

static void
finish_page(struct page *p, bool is_hidden)
{
	bool has_notes = p->end > p->first;

	worksheet_set_paper(p->sheet, 9); /* A4 */
	worksheet_set_landscape(p->sheet);
	worksheet_fit_to_pages(p->sheet, 1, 0);
	if (has_notes) {
		worksheet_write_string(p->sheet, p->header_row - 1, (lxw_col_t)(p->reasons - 1), CB_RETURNED_LABEL,
		                       p->r->styles[STYLE_REASON]);
		write_notes(p);
	}
	if (is_hidden && !has_notes) {
		worksheet_hide(p->sheet);
	} else if (!p->r->has_active) { /* a workbook opens on a sheet that is not hidden */
		worksheet_activate(p->sheet);
		worksheet_set_first_sheet(p->sheet);
		p->r->has_active = true;
	}
}

static enum cb_status
write_page(struct returning *r, size_t sheet)
{
	struct cb_book *book = r->from->book;
	struct cb_book_sheet of = cb_book_sheet(book, sheet);
	struct page p = { .r = r };
	struct cb_rows *rows;
	enum cb_status rc = cb_book_rows(book, sheet, &rows);
	int got;

	if (rc != CB_OK)
		return rc;
	p.sheet = cb_xlsx_sheet(&r->file, cb_book_is_text(book) ? r->from->name : of.name, r->out);
	find_notes(&p, of.name);
	got = p.sheet != NULL ? measure(&p, rows) : -1;
	if (got >= 0 && rows->rewind(rows)) {
		p.widths = cb_alloc(p.columns + 1, sizeof(*p.widths));
		if (rows->shape != NULL && p.end > p.first)
			uncover_notes(&p, rows->shape);
		got = write_rows(&p, rows);
		if (rows->shape != NULL)
			write_merges(&p, rows->shape);
		write_widths(&p, rows->shape);
		finish_page(&p, of.is_hidden);
	}
	rows->close(rows);
	free(p.widths);
	cb_str_release(&p.scratch);
	return got < 0 ? CB_UNREADABLE : CB_OK;
}

enum cb_status
cb_returned_write(struct cb_returned *from, struct cb_out *out)
{
	struct returning r = { .from = from, .out = out };
	enum cb_status rc = CB_OK;

	settle_notes(from);
	r.is_shown = cb_alloc(from->n_notes + 1, sizeof(*r.is_shown));
	cb_xlsx_open(&r.file, CB_XLSX_WHOLE, "", out);
	for (int i = 0; r.file.book != NULL && i < STYLES; i++)
		make_style(&r, i);
	for (size_t i = 0; r.file.book != NULL && rc == CB_OK && i < cb_book_n_sheets(from->book); i++)
		rc = write_page(&r, i);
	if (rc == CB_OK)
		cb_xlsx_finish(&r.file, out);
	cb_xlsx_drop(&r.file);
	free(r.is_shown);
	return rc;
}
