#include "held.h"

#include <stdlib.h>

/* The sheet as rows: cells of one row are spread over the columns when it is asked for. */
struct held_rows {
	struct cb_rows rows;
	struct cb_book *book;
	struct held *held;
	size_t at;     /* in held->rows */
	uint32_t time; /* how often that row has been handed out */
	uint32_t width;
	struct cb_text *cells;
	uint16_t *kinds;
	size_t cap_cells, cap_kinds;
};

struct held *
cb_held_new(void)
{
	struct held *held = cb_alloc(1, sizeof(*held));

	held->shape.formats = cb_book_percent_only;
	held->shape.n_formats = 1;
	return held;
}

void
cb_held_free(struct held *held)
{
	if (held == NULL)
		return;
	free(held->shape.merges);
	free(held->shape.columns);
	free(held->formats.codes);
	free(held->rows);
	free(held->cells);
	cb_str_release(&held->shared);
	cb_arena_release(&held->arena);
	free(held);
}

/* --- how cells look ----------------------------------------------------------------------- */

/* Built-in formats that Office XML and HTML call by name. */
static const struct named {
	const char *name;
	enum book_shown shown;
} named[] = {
	{ "General Date", BOOK_AS_DATE },
	{ "Long Date", BOOK_AS_DATE },
	{ "Medium Date", BOOK_AS_DATE },
	{ "Short Date", BOOK_AS_DATE },
	{ "Long Time", BOOK_AS_DATE },
	{ "Medium Time", BOOK_AS_DATE },
	{ "Short Time", BOOK_AS_DATE },
	{ "General Number", BOOK_AS_NUMBER },
	{ "Currency", BOOK_AS_NUMBER },
	{ "Euro Currency", BOOK_AS_NUMBER },
	{ "Fixed", BOOK_AS_NUMBER },
	{ "Standard", BOOK_AS_NUMBER },
	{ "Scientific", BOOK_AS_NUMBER },
	{ "Yes/No", BOOK_AS_NUMBER },
	{ "True/False", BOOK_AS_NUMBER },
	{ "On/Off", BOOK_AS_NUMBER },
};

struct held_look
cb_held_look(struct held *held, struct cb_text code)
{
	struct held_look look = { 0 };

	for (size_t i = 0; i < CB_COUNT(named); i++)
		if (cb_text_is(code, named[i].name))
			return (struct held_look){ .shown = (uint16_t)named[i].shown };
	if (cb_text_is(code, "Percent"))
		code = CB_LIT("0.00%");
	look.shown = (uint16_t)cb_book_format_shows(code);
	look.format = (uint8_t)cb_book_formats_add(&held->formats, code, &held->arena);
	held->shape.formats = held->formats.codes;
	held->shape.n_formats = held->formats.n;
	return look;
}

bool
cb_held_number(const struct held *held, struct cb_text raw, struct held_look look, struct cb_str *out,
               enum cb_cell_kind *kind)
{
	char number[BOOK_NUMBER_MAX], date[BOOK_DATE_MAX];
	enum book_shown shown = (enum book_shown)look.shown;
	struct cb_text text;
	double serial;

	*kind = CB_CELL_NUMBER;
	if (!cb_book_shows_number(shown) && cb_book_number_value(raw, &serial) &&
	    cb_book_serial_text(serial, held->shape.is_1904, shown, date, &text))
		*kind = CB_CELL_DATE;
	else if (!cb_book_number_text(raw, number, &text))
		return false;
	*kind = cb_held_kind(*kind, look);
	cb_str_addt(out, text);
	return true;
}

enum cb_cell_kind
cb_held_kind(enum cb_cell_kind kind, struct held_look look)
{
	if (kind == CB_CELL_NUMBER && cb_book_shows_number((enum book_shown)look.shown))
		return cb_book_kind_by_format(cb_book_number_kind((enum book_shown)look.shown), look.format);
	return kind == CB_CELL_DATE ? cb_book_kind_by_format(kind, look.format) : kind;
}

/* --- filling ------------------------------------------------------------------------------ */

void
cb_held_row(struct held *held, uint32_t line, uint32_t n_times, bool is_hidden)
{
	struct held_row *last = held->n_rows > 0 ? &held->rows[held->n_rows - 1] : NULL;

	if (last == NULL || last->n_cells > 0) { /* else it was blank: its place is taken */
		last = cb_push(held->rows, held->n_rows, held->cap_rows);
	}
	*last = (struct held_row){ .line = line, .n_times = n_times, .first = held->n_cells, .is_hidden = is_hidden };
}

static void
push(struct held *held, struct held_cell cell)
{
	*cb_push(held->cells, held->n_cells, held->cap_cells) = cell;
	held->rows[held->n_rows - 1].n_cells++;
}

void
cb_held_borrow(struct held *held, uint32_t column, uint32_t n_times, enum cb_cell_kind kind, struct cb_text text)
{
	const struct held_row *row = &held->rows[held->n_rows - 1];

	if (text.len == 0 && (kind & CB_CELL_KIND) != CB_CELL_UNKNOWN)
		return;
	if (column == 0 || column > HELD_COLUMNS || n_times > HELD_COLUMNS - column + 1 ||
	    row->line == 0 || row->line > HELD_ROWS || row->n_times > HELD_ROWS - row->line + 1)
		held->passed = CB_BEYOND_GRID;
	if (held->passed != CB_FINE)
		return;
	held->has_strikes |= (kind & (BOOK_STRUCK | BOOK_PARTLY_STRUCK)) != 0;
	push(held, (struct held_cell){ text.p, text.len, (uint16_t)(column - 1), (uint16_t)kind });
	if (n_times > 1)
		push(held, (struct held_cell){ .column = (uint16_t)(column + n_times - 2), .kind = HELD_RUN });
}

void
cb_held_cell(struct held *held, uint32_t column, uint32_t n_times, enum cb_cell_kind kind, struct cb_text text)
{
	text.p = cb_arena_copy(&held->arena, text.p, text.len);
	cb_held_borrow(held, column, n_times, kind, text);
}

void
cb_held_merge(struct held *held, struct cb_area area)
{
	struct cb_shape *shape = &held->shape;

	if (area.n_rows <= 1 && area.n_columns <= 1)
		return;
	*cb_push(shape->merges, shape->n_merges, shape->cap_merges) = area;
}

void
cb_held_columns(struct held *held, struct cb_column_span span)
{
	struct cb_shape *shape = &held->shape;

	if (shape->n_columns == HELD_COLUMNS)
		return;
	*cb_push(shape->columns, shape->n_columns, shape->cap_columns) = span;
}

/* --- as rows ------------------------------------------------------------------------------ */

/* Rows that have something in them. */
static const struct held_row *
current(struct held_rows *self)
{
	const struct held *held = self->held;

	if (self->at < held->n_rows && self->time == held->rows[self->at].n_times) {
		self->at++;
		self->time = 0;
	}
	/* only the last can be blank */
	return self->at < held->n_rows && held->rows[self->at].n_cells > 0 ? &held->rows[self->at] : NULL;
}

static void
spread(struct held_rows *self, const struct held_row *row)
{
	const struct held_cell *cells = self->held->cells + row->first;

	self->width = 0;
	for (uint32_t i = 0; i < row->n_cells; i++)
		self->width = cells[i].column >= self->width ? cells[i].column + 1u : self->width;
	self->cells = cb_grow(self->cells, &self->cap_cells, self->width, sizeof(*self->cells));
	self->kinds = cb_grow(self->kinds, &self->cap_kinds, self->width, sizeof(*self->kinds));
	for (uint32_t i = 0; i < self->width; i++) {
		self->cells[i] = CB_LIT("");
		self->kinds[i] = CB_CELL_TEXT;
	}
	for (uint32_t i = 0; i < row->n_cells; i++) {
		const struct held_cell *cell = cells[i].kind == HELD_RUN ? &cells[i - 1] : &cells[i];
		uint32_t from = cell->column + (cells[i].kind == HELD_RUN);

		for (uint32_t at = from; at <= cells[i].column; at++) {
			self->cells[at] = (struct cb_text){ cell->p, cell->len };
			self->kinds[at] = cell->kind;
		}
	}
}

static int
held_next(struct cb_rows *rows, struct cb_row *out)
{
	struct held_rows *self = (struct held_rows *)rows;
	const struct held_row *row = current(self);

	struct cb_where where = { rows->source, 0, 0 };
	bool is_struck;

	if (row == NULL)
		return 0;
	spread(self, row);
	where.row = row->line + self->time;
	is_struck = self->held->has_strikes && cb_book_strike(self->book, where, self->cells, self->kinds, self->width);
	while (self->width > 0 && self->cells[self->width - 1].len == 0 && self->kinds[self->width - 1] == CB_CELL_TEXT)
		self->width--; /* what was struck out at the end */
	*out = (struct cb_row){
		.cells = self->cells,
		.kinds = self->kinds,
		.n = self->width,
		.line = where.row,
		.is_hidden = row->is_hidden || is_struck,
		.is_struck = is_struck,
	};
	self->time++;
	return 1;
}

static bool
held_rewind(struct cb_rows *rows)
{
	struct held_rows *self = (struct held_rows *)rows;

	self->at = self->time = 0;
	return true;
}

static void
held_close(struct cb_rows *rows)
{
	struct held_rows *self = (struct held_rows *)rows;

	cb_held_free(self->held);
	free(self->cells);
	free(self->kinds);
	free(self);
}

/* CB_OK, or the limit it has passed has been reported. */
static enum cb_status
check(const struct held *held, struct cb_book *book, uint32_t source)
{
	struct cb_where where = { source, 0, 0 };

	if (held->passed == CB_FINE)
		return CB_OK;
	if (held->passed == CB_BEYOND_GRID)
		return cb_report(book->diag, CB_BEYOND_GRID, where, "", "1048576", "16384");
	return cb_report(book->diag, held->passed, where, "", "100000000");
}

enum cb_status
cb_held_finish(struct held *held, struct cb_book *book, uint32_t source, enum cb_status status, struct cb_rows **out)
{
	struct held_rows *self;

	if (status == CB_OK)
		status = check(held, book, source);
	if (status != CB_OK) {
		cb_held_free(held);
		return status;
	}
	self = cb_alloc(1, sizeof(*self));
	self->rows = (struct cb_rows){
		.next = held_next, .rewind = held_rewind, .close = held_close, .source = source, .shape = &held->shape
	};
	self->held = held;
	self->book = book;
	*out = &self->rows;
	return CB_OK;
}
