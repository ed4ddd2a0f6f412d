/* Merged areas filled, and hidden cells left out: over the rows of any format. */
#include "book_state.h"

#include <stdlib.h>
#include <string.h>

/* A wider area is filled as far as its rows have cells, so that one over the whole grid costs nothing. */
enum { WIDE = 512,
       WORK_MAX = 1 << 26 };

/* A merged area that reaches into the current row, and what its first cell holds. */
struct active {
	const struct cb_area *area;
	struct cb_text text;
	uint16_t kind;
};

struct shaped {
	struct cb_rows rows; /* first: what callers hold */
	struct cb_rows *inner;
	struct cb_book *book;
	bool fills, visible, has_failed;
	struct cb_area *merges; /* by row, then column */
	size_t n_merges, next_merge;
	struct active *active;
	size_t n_active, cap_active;
	struct cb_arena texts; /* of the active areas */
	struct cb_text *cells;
	uint16_t *kinds;
	size_t n, cap_cells, cap_kinds;
	bool *is_hidden; /* with `visible` */
	uint64_t work;
};

static int
by_place(const void *a, const void *b)
{
	const struct cb_area *x = a, *y = b;

	if (x->row != y->row)
		return cb_order(x->row, y->row);
	return cb_order(x->column, y->column);
}

/* ---- merged areas ---- */

static bool
reaches(const struct cb_area *area, uint32_t line)
{
	return area->row <= line && line - area->row < area->n_rows;
}

static void
drop_ended(struct shaped *shaped, uint32_t line)
{
	size_t n = 0;

	for (size_t i = 0; i < shaped->n_active; i++)
		if (reaches(shaped->active[i].area, line))
			shaped->active[n++] = shaped->active[i];
	shaped->n_active = n;
	if (n == 0)
		cb_arena_reset(&shaped->texts);
}

/* What the first cell gives to the others: words, names and dates. An area whose first row was blank, or
 * that begins in a row passed over, has nothing to give. */
static void
take_begun(struct shaped *shaped, uint32_t line)
{
	for (; shaped->next_merge < shaped->n_merges; shaped->next_merge++) {
		const struct cb_area *area = &shaped->merges[shaped->next_merge];
		struct cb_text text;

		if (area->row > line)
			break;
		if (area->row < line || area->column > shaped->n ||
		    (shaped->kinds[area->column - 1] & CB_CELL_KIND) > CB_CELL_BOOL)
			continue;
		text = shaped->cells[area->column - 1];
		if (text.len == 0)
			continue;
		*cb_push(shaped->active, shaped->n_active, shaped->cap_active) = (struct active){
			.area = area,
			.text = cb_arena_text(&shaped->texts, text),
			.kind = shaped->kinds[area->column - 1],
		};
	}
}

static void
make_room(struct shaped *shaped, size_t n)
{
	if (n > shaped->cap_cells)
		shaped->cells = cb_grow(shaped->cells, &shaped->cap_cells, n, sizeof(*shaped->cells));
	if (n > shaped->cap_kinds)
		shaped->kinds = cb_grow(shaped->kinds, &shaped->cap_kinds, n, sizeof(*shaped->kinds));
	for (; shaped->n < n; shaped->n++) {
		shaped->cells[shaped->n] = CB_LIT("");
		shaped->kinds[shaped->n] = CB_CELL_TEXT;
	}
}

/* Returns how many bytes of text it has put into cells. */
static uint64_t
fill(struct shaped *shaped, const struct active *active, uint32_t line)
{
	const struct cb_area *area = active->area;
	size_t begin = area->column - 1, end = begin + area->n_columns;
	uint64_t text_bytes = 0;

	if (area->n_columns <= WIDE)
		make_room(shaped, end);
	for (size_t at = begin; at < end && at < shaped->n; at++) {
		shaped->work++;
		if ((at == begin && line == area->row) || shaped->cells[at].len > 0) {
			if (at > begin && area->n_columns <= WIDE && (shaped->kinds[at] & CB_CELL_KIND) == CB_CELL_NUMBER)
				shaped->kinds[at] |= CB_CELL_WITHHELD;
			continue;
		}
		if ((active->kind & CB_CELL_KIND) == CB_CELL_NUMBER) {
			shaped->kinds[at] |= CB_CELL_WITHHELD;
		} else {
			shaped->cells[at] = active->text;
			shaped->kinds[at] = active->kind | CB_CELL_FILLED;
			text_bytes += active->text.len;
		}
	}
	return text_bytes;
}

static void
fill_row(struct shaped *shaped, uint32_t line)
{
	struct cb_where where = { shaped->rows.source, line, 0 };
	size_t n_before = shaped->n;
	uint64_t text_bytes = 0;

	drop_ended(shaped, line);
	take_begun(shaped, line);
	shaped->work += shaped->n_active;
	for (size_t i = 0; i < shaped->n_active && shaped->work <= WORK_MAX; i++)
		text_bytes += fill(shaped, &shaped->active[i], line);
	if (shaped->work > WORK_MAX)
		cb_report(shaped->book->diag, CB_TOO_MANY_CELLS, where, "", "67108864");
	shaped->has_failed = shaped->work > WORK_MAX ||
	                     !cb_book_give(shaped->book, where, shaped->n - n_before, text_bytes);
}

/* ---- hidden columns ---- */

static void
empty_hidden(struct shaped *shaped)
{
	for (uint32_t at = 0; at < shaped->n; at++)
		if (cb_shape_hides(shaped->is_hidden, at)) {
			shaped->cells[at] = CB_LIT("");
			shaped->kinds[at] = CB_CELL_TEXT;
		}
	while (shaped->n > 0 && shaped->cells[shaped->n - 1].len == 0 && shaped->kinds[shaped->n - 1] == CB_CELL_TEXT)
		shaped->n--;
}

/* ---- rows ---- */

static void
copy_row(struct shaped *shaped, const struct cb_row *row)
{
	shaped->n = 0;
	make_room(shaped, row->n);
	if (row->n == 0)
		return;
	memcpy(shaped->cells, row->cells, row->n * sizeof(*row->cells));
	memcpy(shaped->kinds, row->kinds, row->n * sizeof(*row->kinds));
}

static int
shaped_next(struct cb_rows *rows, struct cb_row *row)
{
	struct shaped *shaped = (struct shaped *)rows;
	int got = -1;

	while (!shaped->has_failed && (got = shaped->inner->next(shaped->inner, row)) > 0) {
		copy_row(shaped, row);
		if (shaped->fills)
			fill_row(shaped, row->line);
		if (shaped->visible)
			empty_hidden(shaped);
		if (shaped->has_failed || shaped->n == 0 || (shaped->visible && row->is_hidden))
			continue;
		row->cells = shaped->cells;
		row->kinds = shaped->kinds;
		row->n = (uint32_t)shaped->n;
		return 1;
	}
	return shaped->has_failed ? -1 : got;
}

static bool
shaped_rewind(struct cb_rows *rows)
{
	struct shaped *shaped = (struct shaped *)rows;

	shaped->next_merge = shaped->n_active = 0;
	shaped->work = 0;
	shaped->has_failed = false;
	cb_arena_reset(&shaped->texts);
	return shaped->inner->rewind(shaped->inner);
}

static void
shaped_close(struct cb_rows *rows)
{
	struct shaped *shaped = (struct shaped *)rows;

	shaped->inner->close(shaped->inner);
	cb_arena_release(&shaped->texts);
	free(shaped->merges);
	free(shaped->is_hidden);
	free(shaped->active);
	free(shaped->cells);
	free(shaped->kinds);
	free(shaped);
}

struct cb_rows *
cb_book_shaped(struct cb_rows *inner, struct cb_book *book)
{
	const struct cb_book_options *options = &book->options;
	const struct cb_shape *shape = inner->shape;
	bool fills = shape != NULL && !options->as_is && shape->n_merges > 0;
	struct shaped *shaped;

	if (shape == NULL || (!fills && !options->visible))
		return inner;
	shaped = cb_alloc(1, sizeof(*shaped));
	shaped->rows = *inner; /* its source and shape */
	shaped->rows.next = shaped_next;
	shaped->rows.rewind = shaped_rewind;
	shaped->rows.close = shaped_close;
	shaped->inner = inner;
	shaped->book = book;
	shaped->fills = fills;
	shaped->visible = options->visible;
	if (options->visible)
		shaped->is_hidden = cb_shape_hidden(shape);
	if (fills) {
		shaped->n_merges = shape->n_merges;
		shaped->merges = cb_alloc(shape->n_merges, sizeof(*shaped->merges));
		memcpy(shaped->merges, shape->merges, shape->n_merges * sizeof(*shaped->merges));
		cb_sort(shaped->merges, shaped->n_merges, sizeof(*shaped->merges), by_place);
	}
	return &shaped->rows;
}
