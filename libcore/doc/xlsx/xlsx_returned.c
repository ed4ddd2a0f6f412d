/* Returned files: what was read, with comments. */
#include "xlsx.h"
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
       MOVES_MAX = 1 << 26 /* areas of a sound sheet do not overlap: then a note is looked at once */ };

static const double usual_cols = 8.43; /* of a column that is not given a width */

enum style { STYLE_PLAIN, /* numbers, blanks */
	     STYLE_TEXT,
	     STYLE_TIME, /* and the others of enum cb_xlsx_time */
	     STYLE_REASON = STYLE_TIME + CB_XLSX_TIMES,
	     KINDS,
	     STYLES = 2 * KINDS /* the same, wrong */ };

struct returning {
	struct cb_returned *from;
	struct cb_out *out;
	struct cb_xlsx *file;
	unsigned styles[STYLES];
};

/* One sheet on its way. */
struct page {
	struct returning *r;
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

static bool
is_wrong(const struct page *p, uint32_t row, uint32_t column)
{
	size_t at = find_note(p, row, column);

	return at < p->end && note_at(p, at)->row == row && note_at(p, at)->column == column;
}

static bool
is_noted(const struct page *p, uint32_t row)
{
	size_t at = find_note(p, row, 0);

	return at < p->end && note_at(p, at)->row == row;
}

static bool
has_notes(const struct page *p)
{
	return p->end > p->first;
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
	struct cb_xlsx_style look = { .format = formats[style % KINDS], .font = "宋体" };

	look.fill = style >= KINDS ? "FF9999" : NULL;
	if (style == STYLE_REASON) {
		look.colour = "C00000";
		look.is_wrapped = true;
	}
	r->styles[style] = cb_xlsx_style(r->file, &look);
}

/* row and column from 1, as everywhere in this file */
static void
write_cell(struct page *p, uint32_t row, uint32_t column, struct cb_text text, enum cb_cell_kind kind)
{
	const unsigned *styles = p->r->styles + (is_wrong(p, row, column) ? KINDS : 0);
	struct cb_xlsx *file = p->r->file;
	uint32_t at = column - 1;
	enum cb_xlsx_time time;
	double value;

	if (text.len == 0) {
		if (is_wrong(p, row, column))
			cb_xlsx_put_blank(file, at, styles[STYLE_PLAIN]);
	} else if (kind == CB_CELL_NUMBER && cb_xlsx_number(text, &value)) {
		cb_xlsx_put_number(file, at, styles[STYLE_PLAIN], value);
	} else if (kind == CB_CELL_DATE && cb_xlsx_serial(text, &value, &time)) {
		cb_xlsx_put_number(file, at, styles[STYLE_TIME + (int)time], value);
	} else if (kind == CB_CELL_ERROR && cb_xlsx_is_error(text)) {
		cb_xlsx_put_error(file, at, styles[STYLE_PLAIN], text);
	} else if (kind == CB_CELL_BOOL) {
		cb_xlsx_put_bool(file, at, styles[STYLE_PLAIN], cb_text_is(text, "TRUE"));
	} else {
		cb_xlsx_put_text(file, at, styles[STYLE_TEXT], text);
	}
}

/* ---- what is wrong ---- */

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

static void
comment(struct page *p, uint32_t row, uint32_t column)
{
	struct cb_text text;

	join(p, row, column, &p->scratch);
	text = cb_str_text(&p->scratch);
	cb_xlsx_comment(p->r->file, column - 1, text, cb_xlsx_lines(text, COMMENT_COLS) + 1);
}

/* The reasons of a row at its end: only beneath the header, or they would be read as a title. */
static void
write_reasons(struct page *p, uint32_t row)
{
	unsigned style = p->r->styles[STYLE_REASON];
	struct cb_text text;
	size_t lines;

	if (row == p->header_row)
		cb_xlsx_put_text(p->r->file, p->reasons - 1, style, cb_text_of(CB_RETURNED_LABEL));
	if (row <= p->header_row || !is_noted(p, row))
		return;
	join(p, row, 0, &p->scratch);
	text = cb_str_text(&p->scratch);
	lines = cb_xlsx_lines(text, REASON_COLS);
	cb_xlsx_put_text(p->r->file, p->reasons - 1, style, text);
	if (lines > 1)
		cb_xlsx_set_height(p->r->file, cb_xlsx_height(lines));
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
	return p->rows > CB_XLSX_ROWS || p->reasons > CB_XLSX_COLUMNS ? -1 : got;
}

/* The next column of the row that has something: one of the n cells of the file, a note, the reasons. Or 0. */
static uint32_t
next_column(const struct page *p, uint32_t row, uint32_t n, uint32_t column)
{
	size_t at = find_note(p, row, column + 1);
	uint32_t next = column < p->reasons && has_notes(p) ? p->reasons : 0;

	if (column < n)
		return column + 1;
	if (at < p->end && note_at(p, at)->row == row && (next == 0 || note_at(p, at)->column < next))
		next = note_at(p, at)->column;
	return next;
}

/* row NULL: the file has none at that line. */
static void
write_line(struct page *p, uint32_t line, const struct cb_row *row)
{
	uint32_t n = row != NULL ? row->n : 0;

	if (n > p->columns)
		n = p->columns;
	cb_xlsx_put_row(p->r->file, line - 1);
	for (uint32_t c = 0; (c = next_column(p, line, n, c)) > 0;) {
		struct cb_text text = c <= n ? row->cells[c - 1] : (struct cb_text){ "", 0 };
		enum cb_cell_kind kind = CB_CELL_TEXT;

		if (c <= n && row->kinds != NULL)
			kind = (enum cb_cell_kind)(row->kinds[c - 1] & CB_CELL_KIND);
		if (c == p->reasons && has_notes(p))
			write_reasons(p, line);
		else
			write_cell(p, line, c, text, kind);
		if (is_wrong(p, line, c))
			comment(p, line, c);
	}
}

static void
write_row(struct page *p, const struct cb_row *row)
{
	write_line(p, row->line, row);
	if (row->is_hidden && !is_noted(p, row->line))
		cb_xlsx_hide_row(p->r->file);
	for (uint32_t c = 0; c < row->n && c < p->columns && row->line >= p->header_row; c++) {
		size_t width = c + 1 == p->reasons && has_notes(p) ? 0 : cb_utf8_width(row->cells[c]);

		if (width > p->widths[c])
			p->widths[c] = width;
	}
}

/* Lines between two of the file that have something to say: notes, the label of the reasons. */
static void
write_between(struct page *p, uint32_t after, uint32_t before)
{
	while (has_notes(p) && after + 1 < before) {
		size_t at = find_note(p, after + 1, 0);
		uint32_t line = at < p->end ? note_at(p, at)->row : before;

		if (p->header_row > after && p->header_row < line)
			line = p->header_row;
		if (line >= before)
			return;
		write_line(p, line, NULL);
		after = line;
	}
}

static int
write_rows(struct page *p, struct cb_rows *rows)
{
	uint32_t last = 0;
	struct cb_row row;
	int got;

	while ((got = rows->next(rows, &row)) > 0) {
		write_between(p, last, row.line);
		write_row(p, &row);
		last = row.line;
	}
	write_between(p, last, CB_XLSX_ROWS + 1);
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
		cb_xlsx_merge(p->r->file, &(struct cb_xlsx_area){ .row = area.row - 1,
		                                                  .column = area.column - 1,
		                                                  .last_row = last_row - 1,
		                                                  .last_column = last_column - 1 });
	}
}

/* Those of the file; a column of which it says nothing is as wide as its texts. */
static void
write_widths(struct page *p, const struct cb_shape *shape)
{
	struct cb_xlsx_column look = { .width_chars = REASON_COLS + 2 };
	uint32_t reasons = p->reasons - 1;

	for (uint32_t c = 0; c < p->columns; c++) {
		size_t width = (p->widths[c] < WIDEST_COLS ? p->widths[c] : WIDEST_COLS) + 2;

		cb_xlsx_columns(p->r->file, c, c, &(struct cb_xlsx_column){ .width_chars = (double)width });
	}
	for (size_t i = 0; shape != NULL && i < shape->n_columns; i++) {
		const struct cb_column_span *span = &shape->columns[i];
		uint32_t last = span->last < CB_XLSX_COLUMNS ? span->last : CB_XLSX_COLUMNS;
		struct cb_xlsx_column as = { .width_chars = span->width_chars, .is_hidden = span->is_hidden };

		if (as.width_chars <= 0)
			as.width_chars = usual_cols;
		if (span->first >= 1 && span->first <= last)
			cb_xlsx_columns(p->r->file, span->first - 1, last - 1, &as);
	}
	if (has_notes(p))
		cb_xlsx_columns(p->r->file, reasons, reasons, &look);
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
	cb_xlsx_sheet(r->file, cb_book_is_text(book) ? r->from->name : of.name);
	cb_xlsx_page(r->file, &(struct cb_xlsx_page){ .is_across = true });
	find_notes(&p, of.name);
	got = measure(&p, rows);
	if (got >= 0 && !rows->rewind(rows))
		got = -1;
	if (got >= 0) {
		p.widths = cb_alloc(p.columns + 1, sizeof(*p.widths));
		if (rows->shape != NULL && has_notes(&p))
			uncover_notes(&p, rows->shape);
		got = write_rows(&p, rows);
		if (rows->shape != NULL)
			write_merges(&p, rows->shape);
		write_widths(&p, rows->shape);
		if (of.is_hidden && !has_notes(&p))
			cb_xlsx_hide(r->file);
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
	r.file = cb_xlsx_new("", out);
	for (int i = 0; i < STYLES; i++)
		make_style(&r, i);
	for (size_t i = 0; rc == CB_OK && i < cb_book_n_sheets(from->book); i++)
		rc = write_page(&r, i);
	if (rc == CB_OK)
		cb_xlsx_finish(r.file);
	else
		cb_xlsx_free(r.file);
	return rc;
}
