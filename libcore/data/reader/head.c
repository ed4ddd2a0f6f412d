/* The first rows of a sheet, copied: what titles and headers are looked for in. */
#include <string.h>

#include <cb/data/bind.h>

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

static void
mark_area(struct cb_head *head, const struct cb_area *area, uint64_t *work)
{
	for (size_t r = 0; r < head->n; r++) {
		struct cb_row *row = &head->rows[r];
		uint16_t *kinds = (uint16_t *)row->kinds;

		if (row->line < area->row || row->line >= area->row + area->n_rows)
			continue;
		for (uint32_t c = area->column; c < area->column + area->n_columns && c <= row->n; c++) {
			kinds[c - 1] |= c > area->column ? CB_HEAD_LEFT : 0;
			kinds[c - 1] |= row->line > area->row ? CB_HEAD_ABOVE : 0;
			++*work;
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
