#include <stdlib.h>
#include <string.h>

#include <cb/data/head.h>
#include <cb/value/type.h>

/* Areas that overlap by the thousand are no header's. */
enum { MARKS_MAX = 1 << 22 };

void
cb_head_add(struct cb_head *head, const struct cb_row *row)
{
	struct cb_text *cells = cb_arena_alloc(&head->arena, (row->n + 1) * sizeof(*cells));
	struct cb_row *copy;

	for (uint32_t c = 0; c < row->n; c++)
		cells[c] = cb_arena_text(&head->arena, row->cells[c]);
	copy = cb_push(head->rows, head->n, head->cap);
	*copy = *row;
	copy->cells = cells;
	if (row->kinds != NULL)
		copy->kinds = memcpy(cb_arena_alloc(&head->arena, (row->n + 1) * sizeof(*row->kinds)), row->kinds,
		                     row->n * sizeof(*row->kinds));
}

/* One of its own, though it may lie in a merged area, where nobody sees it. */
static bool
is_figure(unsigned kind)
{
	unsigned is = kind & (CB_CELL_KIND | CB_CELL_FILLED);

	return is == CB_CELL_NUMBER || is == CB_CELL_DATE;
}

static void
mark_area(struct cb_head *head, const struct cb_area *area, uint64_t *work)
{
	for (size_t r = 0; r < head->n; r++) {
		struct cb_row *row = &head->rows[r];
		uint8_t *ties = (uint8_t *)row->ties;

		if (row->line < area->row || row->line >= area->row + area->n_rows)
			continue;
		if (ties == NULL)
			row->ties = ties = cb_arena_alloc(&head->arena, row->n + 1);
		for (uint32_t c = area->column; c < area->column + area->n_columns && c <= row->n; c++) {
			++*work;
			if (is_figure(row->kinds[c - 1]))
				continue;
			ties[c - 1] |= c > area->column ? CB_HEAD_LEFT : 0;
			ties[c - 1] |= row->line > area->row ? CB_HEAD_ABOVE : 0;
		}
	}
}

void
cb_head_mark_merges(struct cb_head *head, const struct cb_shape *shape)
{
	uint64_t work = 0;

	for (size_t i = 0; shape != NULL && i < shape->n_merges && work < MARKS_MAX; i++)
		mark_area(head, &shape->merges[i], &work);
}

void
cb_head_release(struct cb_head *head)
{
	free(head->rows);
	cb_arena_release(&head->arena);
	*head = (struct cb_head){ 0 };
}

/* ---- rows ---- */

static struct cb_text
cell_at(const struct cb_row *row, size_t column)
{
	return column < row->n ? cb_text_trim(row->cells[column]) : (struct cb_text){ "", 0 };
}

/* CB_HEAD_LEFT and CB_HEAD_ABOVE of a cell. */
static unsigned
ties_at(const struct cb_row *row, size_t column)
{
	return row->ties != NULL && column < row->n ? row->ties[column] : 0;
}

bool
cb_head_is_own(const struct cb_row *row, size_t column)
{
	return row->kinds == NULL || ((row->kinds[column] & CB_CELL_FILLED) == 0 && ties_at(row, column) == 0);
}

static bool
has_merges(const struct cb_row *row)
{
	for (size_t c = 0; c < row->n; c++)
		if (ties_at(row, c) != 0)
			return true;
	return false;
}

size_t
cb_head_width(const struct cb_head *head, size_t first, size_t height)
{
	size_t n = 0;

	for (size_t r = first; r < first + height; r++)
		if (head->rows[r].n > n)
			n = head->rows[r].n;
	return n;
}

/* The text of a merged header cell: an upper row's blank over a label belongs to its left neighbour, unless
 * the sheet itself says what is merged. */
static struct cb_text
header_part(const struct cb_head *head, size_t row, size_t column, bool last)
{
	struct cb_text t = cell_at(&head->rows[row], column);

	/* A year that is merged over its columns is a number, which fills no cell: its label it is all the same. */
	while (t.len == 0 && column > 0 && (ties_at(&head->rows[row], column) & CB_HEAD_LEFT) != 0)
		t = cell_at(&head->rows[row], --column);
	if (last || t.len > 0 || cell_at(&head->rows[row + 1], column).len == 0 || has_merges(&head->rows[row]))
		return t;
	while (column > 0 && t.len == 0)
		t = cell_at(&head->rows[row], --column);
	return t;
}

size_t
cb_head_label(const struct cb_head *head, size_t first, size_t height, size_t column, struct cb_str *out)
{
	size_t last_part = 0;
	struct cb_text before = { "", 0 };

	cb_str_clear(out);
	if ((ties_at(&head->rows[first + height - 1], column) & CB_HEAD_LEFT) != 0)
		return 0;
	for (size_t r = first; r < first + height; r++) {
		struct cb_text part = header_part(head, r, column, r + 1 == first + height);

		if (part.len == 0 || cb_text_equal(part, before))
			continue;
		if (out->len > 0)
			cb_str_addc(out, '_');
		last_part = out->len;
		cb_str_addt(out, part);
		before = part;
	}
	return last_part;
}

static bool
looks_like_number(struct cb_text t)
{
	struct cb_cell cell;
	struct cb_parse_env env = { 0 };

	return t.len > 0 && (cb_type_num.parse(NULL, t, &env, &cell) == CB_FINE ||
	                     cb_type_date.parse(NULL, t, &env, &cell) == CB_FINE);
}

bool
cb_head_is_tied(const struct cb_head *head, size_t r)
{
	for (size_t c = 0; c < head->rows[r].n; c++)
		if ((ties_at(&head->rows[r], c) & CB_HEAD_ABOVE) != 0)
			return true;
	return false;
}

bool
cb_head_continues(const struct cb_head *head, size_t r)
{
	bool under_blank = false;

	if (r >= head->n)
		return false;
	under_blank = cb_head_is_tied(head, r) || has_merges(&head->rows[r - 1]);
	for (size_t c = 0; c < head->rows[r].n; c++) {
		struct cb_text t = cell_at(&head->rows[r], c);

		if (looks_like_number(t))
			return false;
		if (t.len > 0 && cell_at(&head->rows[r - 1], c).len == 0)
			under_blank = true;
	}
	return under_blank;
}

bool
cb_row_is_blank(const struct cb_row *row)
{
	for (size_t c = 0; c < row->n; c++)
		if (cell_at(row, c).len > 0)
			return false;
	return true;
}

bool
cb_head_is_title(const struct cb_row *row)
{
	size_t own = 0;

	for (size_t c = 0; c < row->n; c++)
		own += cell_at(row, c).len > 0 && (ties_at(row, c) & CB_HEAD_LEFT) == 0;
	return own < 2;
}
