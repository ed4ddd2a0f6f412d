/* Returned files: what was read, with comments. */
#include "returned_mark.h"
#include "returned_page.h"
#include "xlsx_value.h"

#include <cb/base/mem.h>
#include <cb/base/utf8.h>
#include <cb/value/row_word.h>

#include <stdlib.h>

enum { REASON_COLS = CB_RETURNED_REASON_COLS,
       WIDEST_COLS = 40 };

static const double usual_cols = 8.43; /* of a column that is not given a width */

enum style { STYLE_PLAIN, /* numbers, blanks */
	     STYLE_TEXT,
	     STYLE_TIME, /* and the others of enum cb_xlsx_time */
	     STYLE_REASON = STYLE_TIME + CB_XLSX_TIMES,
	     KINDS,
	     STYLES = 2 * KINDS /* the same, wrong */ };

struct returning {
	struct cb_returned *from;
	struct cb_xlsx *file;
	unsigned styles[STYLES];
};

/* One sheet on its way. */
struct page {
	struct returning *r;
	struct cb_returned_page is;
	size_t *widths; /* [column] of a text file, else NULL */
};

/* ---- cells ---- */

static void
make_style(struct returning *r, int style)
{
	static const char *const formats[KINDS] = { "General", "@", "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "[h]:mm:ss", "@" };
	struct cb_xlsx_style look = { .format = formats[style % KINDS], .font = "宋体" };

	look.fill = style >= KINDS ? CB_RETURNED_FILL : NULL;
	if (style == STYLE_REASON) {
		look.colour = CB_RETURNED_COLOUR;
		look.is_wrapped = true;
	}
	r->styles[style] = cb_xlsx_style(r->file, &look);
}

/* row and column from 1, as everywhere in this file */
static void
write_cell(struct page *p, uint32_t row, uint32_t column, struct cb_text text, enum cb_cell_kind kind)
{
	const unsigned *styles = p->r->styles + (cb_returned_is_wrong(&p->is, row, column) ? KINDS : 0);
	struct cb_xlsx *file = p->r->file;
	uint32_t at = column - 1;
	enum cb_xlsx_time time;
	double value;

	if (text.len == 0) {
		if (cb_returned_is_wrong(&p->is, row, column))
			cb_xlsx_put_blank(file, at, styles[STYLE_PLAIN]);
	} else if (kind == CB_CELL_NUMBER && cb_xlsx_number(text, &value)) {
		cb_xlsx_put_number(file, at, styles[STYLE_PLAIN], value);
	} else if (kind == CB_CELL_DATE && cb_xlsx_serial(text, &value, &time)) {
		cb_xlsx_put_number(file, at, styles[STYLE_TIME + (int)time], value);
	} else if (kind == CB_CELL_ERROR && cb_row_word_is_error(text)) {
		cb_xlsx_put_error(file, at, styles[STYLE_PLAIN], text);
	} else if (kind == CB_CELL_BOOL) {
		cb_xlsx_put_bool(file, at, styles[STYLE_PLAIN], cb_text_is(text, "TRUE"));
	} else {
		cb_xlsx_put_text(file, at, styles[STYLE_TEXT], text);
	}
}

/* ---- what is wrong ---- */

static void
comment(struct page *p, uint32_t row, uint32_t column)
{
	struct cb_text text = cb_returned_comment(&p->is, row, column);

	cb_xlsx_comment(p->r->file, column - 1, text, cb_returned_comment_lines(text));
}

static void
write_reasons(struct page *p, uint32_t row)
{
	struct cb_text text = cb_returned_reasons(&p->is, row);
	size_t lines = cb_xlsx_lines(text, REASON_COLS);

	cb_xlsx_put_text(p->r->file, p->is.reasons - 1, p->r->styles[STYLE_REASON], text);
	if (lines > 1)
		cb_xlsx_set_height(p->r->file, cb_xlsx_height(lines));
}

/* ---- one sheet ---- */

/* row NULL: the file has none at that line. */
static void
write_line(struct page *p, uint32_t line, const struct cb_row *row)
{
	uint32_t n = row != NULL ? row->n : 0;
	bool has_reasons = line == p->is.header_row || cb_returned_has_reasons(&p->is, line);

	if (n > p->is.columns)
		n = p->is.columns;
	cb_xlsx_put_row(p->r->file, line - 1);
	for (uint32_t c = 0; (c = c < n ? c + 1 : cb_returned_next_column(&p->is, line, c)) > 0;) {
		struct cb_text text = c <= n ? row->cells[c - 1] : (struct cb_text){ "", 0 };
		enum cb_cell_kind kind = CB_CELL_TEXT;

		if (c <= n && row->kinds != NULL)
			kind = (enum cb_cell_kind)(row->kinds[c - 1] & CB_CELL_KIND);
		if (c != p->is.reasons || line < p->is.header_row)
			write_cell(p, line, c, text, kind);
		else if (has_reasons && cb_returned_has_notes(&p->is))
			write_reasons(p, line);
		else if (!cb_returned_has_notes(&p->is))
			write_cell(p, line, c, text, kind);
		if (cb_returned_is_wrong(&p->is, line, c))
			comment(p, line, c);
	}
}

static void
write_row(struct page *p, const struct cb_row *row)
{
	write_line(p, row->line, row);
	if (row->is_hidden && cb_returned_next_row(&p->is, row->line - 1) != row->line)
		cb_xlsx_hide_row(p->r->file);
	for (uint32_t c = 0; c < row->n && c < p->is.columns && row->line >= p->is.header_row; c++) {
		bool is_new = c + 1 == p->is.reasons && cb_returned_has_notes(&p->is);
		size_t width = is_new ? 0 : cb_utf8_width(row->cells[c]);

		if (width > p->widths[c])
			p->widths[c] = width;
	}
}

/* Lines between two of the file that have something to say: notes, the label of the reasons. */
static void
write_between(struct page *p, uint32_t after, uint32_t before)
{
	uint32_t line;

	while ((line = cb_returned_next_row(&p->is, after)) > 0 && line < before) {
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
	uint64_t left = (uint64_t)p->is.rows * p->is.columns;

	for (size_t i = 0; i < shape->n_merges; i++) {
		struct cb_area area = shape->merges[i];
		uint32_t last_row = area.row + area.n_rows - 1, last_column = area.column + area.n_columns - 1;

		if (last_row > p->is.rows)
			last_row = p->is.rows;
		if (last_column > p->is.columns)
			last_column = p->is.columns;
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
	uint32_t reasons = p->is.reasons - 1;

	for (uint32_t c = 0; c < p->is.columns; c++) {
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
	if (cb_returned_has_notes(&p->is))
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
	got = cb_returned_page(&p.is, r->from, of.name, rows) ? 0 : -1;
	if (got >= 0) {
		p.widths = cb_alloc(p.is.columns + 1, sizeof(*p.widths));
		got = write_rows(&p, rows);
		if (rows->shape != NULL)
			write_merges(&p, rows->shape);
		write_widths(&p, rows->shape);
		if (of.is_hidden && !cb_returned_has_notes(&p.is))
			cb_xlsx_hide(r->file);
	}
	rows->close(rows);
	free(p.widths);
	cb_str_release(&p.is.text);
	return got < 0 ? CB_UNREADABLE : CB_OK;
}

enum cb_status
cb_returned_write(struct cb_returned *from, struct cb_out *out)
{
	struct returning r = { .from = from };
	enum cb_status rc = CB_OK;

	cb_returned_settle(from);
	if (cb_returned_mark(from, out))
		return CB_OK;
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
