#include "returned_page.h"
#include "xlsx_parts.h"

#include <cb/base/mem.h>
#include <cb/data/label.h>

#include <stdlib.h>
#include <string.h>

enum { COMMENT_COLS = 36,
       MOVES_MAX = 1 << 26 /* areas of a sound sheet do not overlap: then a note is looked at once */ };

/* ---- notes ---- */

static int
compare_notes(const void *a, const void *b)
{
	const struct cb_returned_note *x = a, *y = b;
	int order = strcmp(x->sheet, y->sheet);

	if (order == 0)
		order = cb_order(x->row, y->row);
	if (order == 0)
		order = cb_order(x->column, y->column);
	return order ? order : strcmp(x->text, y->text);
}

void
cb_returned_settle(struct cb_returned *from)
{
	for (size_t i = 0; i < from->n_notes; i++) {
		struct cb_returned_note *note = &from->notes[i];

		note->is_whole = note->is_whole || note->column == 0;
		note->row += note->row == 0;
		note->column += note->column == 0;
	}
	cb_sort(from->notes, from->n_notes, sizeof(*from->notes), compare_notes);
}

static const struct cb_returned_note *
note_at(const struct cb_returned_page *p, size_t at)
{
	return &p->from->notes[at];
}

/* The first note of the sheet that stands at the cell or after it. */
static size_t
find_note(const struct cb_returned_page *p, uint32_t row, uint32_t column)
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

bool
cb_returned_is_wrong(const struct cb_returned_page *p, uint32_t row, uint32_t column)
{
	size_t at = find_note(p, row, column);

	return at < p->end && note_at(p, at)->row == row && note_at(p, at)->column == column;
}

bool
cb_returned_has_notes(const struct cb_returned_page *p)
{
	return p->end > p->first;
}

static uint32_t
smaller(uint32_t a, uint32_t b)
{
	return a == 0 || (b != 0 && b < a) ? b : a;
}

uint32_t
cb_returned_next_column(const struct cb_returned_page *p, uint32_t row, uint32_t column)
{
	size_t at = find_note(p, row, column + 1);
	bool has_reasons = row == p->header_row || cb_returned_has_reasons(p, row);

	return smaller(at < p->end && note_at(p, at)->row == row ? note_at(p, at)->column : 0,
	               has_reasons && cb_returned_has_notes(p) && p->reasons > column ? p->reasons : 0);
}

/* The header has the label, and the row below it what is said of the header and above. */
uint32_t
cb_returned_next_row(const struct cb_returned_page *p, uint32_t row)
{
	size_t at = find_note(p, row + 1, 0);
	uint32_t next = at < p->end ? note_at(p, at)->row : 0;

	if (!cb_returned_has_notes(p))
		return 0;
	if (row < p->header_row)
		return smaller(next, p->header_row);
	if (row == p->header_row && cb_returned_has_reasons(p, row + 1))
		return row + 1;
	return next;
}

/* ---- what they say ---- */

/* Which notes are the reasons of a row: [*at, end). */
static void
reasons_of(const struct cb_returned_page *p, uint32_t row, size_t *at, size_t *end)
{
	*at = row == p->header_row + 1 ? p->first : find_note(p, row, 0);
	*end = find_note(p, row + 1, 0);
}

bool
cb_returned_has_reasons(const struct cb_returned_page *p, uint32_t row)
{
	size_t at, end;

	reasons_of(p, row, &at, &end);
	return row > p->header_row && at < end;
}

/* Adds a line, unless it was the last one. A note on the header and above it says which cell it means. */
static void
add_line(struct cb_returned_page *p, const struct cb_returned_note *note, const char **last)
{
	if (*last != NULL && strcmp(*last, note->text) == 0)
		return;
	if (p->text.len > 0)
		cb_str_addc(&p->text, '\n');
	*last = note->text;
	if (note->row <= p->header_row && !note->is_whole) {
		cb_xlsx_add_cell(&p->text, note->row - 1, note->column - 1);
		cb_str_adds(&p->text, "：");
	}
	cb_str_adds(&p->text, note->text);
}

struct cb_text
cb_returned_reasons(struct cb_returned_page *p, uint32_t row)
{
	const char *last = NULL;
	size_t at, end;

	if (row == p->header_row)
		return cb_text_of(CB_RETURNED_LABEL);
	cb_str_clear(&p->text);
	reasons_of(p, row, &at, &end);
	while (at < end)
		add_line(p, note_at(p, at++), &last);
	return cb_str_text(&p->text);
}

struct cb_text
cb_returned_comment(struct cb_returned_page *p, uint32_t row, uint32_t column)
{
	const char *last = NULL;

	cb_str_clear(&p->text);
	for (size_t i = find_note(p, row, column);
	     i < p->end && note_at(p, i)->row == row && note_at(p, i)->column == column; i++) {
		if (last != NULL && strcmp(last, note_at(p, i)->text) == 0)
			continue;
		last = note_at(p, i)->text;
		cb_str_join(&p->text, "\n", cb_text_of(last));
	}
	return cb_str_text(&p->text);
}

size_t
cb_returned_comment_lines(struct cb_text text)
{
	return cb_xlsx_lines(text, COMMENT_COLS) + 1;
}

/* ---- where they are ---- */

/* The header is known, or taken to be where the first thing is wrong. */
static void
find_notes(struct cb_returned_page *p, const char *sheet)
{
	const struct cb_returned *from = p->from;

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
uncover_notes(struct cb_returned_page *p, const struct cb_shape *shape)
{
	struct cb_returned_note *notes = p->from->notes;
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
	cb_sort(notes + p->first, p->end - p->first, sizeof(*notes), compare_notes);
	free(at);
}

static void
measure_row(struct cb_returned_page *p, const struct cb_row *row)
{
	p->rows = row->line;
	if (row->n > p->columns)
		p->columns = row->n;
	/* of a sheet that is clean now the label alone says where the header is */
	for (uint32_t c = 0; c < row->n && (row->line == p->header_row || p->header_row == 0); c++)
		if (cb_text_is(cb_text_trim(row->cells[c]), CB_RETURNED_LABEL)) {
			p->reasons = c + 1;
			p->header_row = row->line;
		}
}

bool
cb_returned_page(struct cb_returned_page *p, struct cb_returned *from, const char *sheet, struct cb_rows *rows)
{
	struct cb_row row;
	int got;

	*p = (struct cb_returned_page){ .from = from };
	find_notes(p, sheet);
	while ((got = rows->next(rows, &row)) > 0)
		measure_row(p, &row);
	p->had_reasons = p->reasons != 0;
	if (p->reasons == 0)
		p->reasons = p->columns + 1;
	if (got < 0 || p->rows > CB_XLSX_ROWS || p->reasons > CB_XLSX_COLUMNS || !rows->rewind(rows))
		return false;
	if (rows->shape != NULL && cb_returned_has_notes(p))
		uncover_notes(p, rows->shape);
	return true;
}
