/* Rows of a clustered register by printed names. They lie by the ids of names: those that have the same in the first
 * columns of the key lie together, one block, and are sorted by themselves. 2 M scores: 1.2 s, by one sort of all rows
 * 2.6 s. A small block is sorted here, for a third of what SQLite's sorter takes. */
#include <stdlib.h>
#include <string.h>

#include "store_sql.h"

enum { SMALL_ROWS = 4096,
       ORDER_COLUMNS = CB_KEY_MAX - CB_BLOCK_COLUMNS };

struct block {
	int64_t stored[CB_BLOCK_COLUMNS], order[CB_BLOCK_COLUMNS];
};

struct held {
	struct cb_held_row row;
	int64_t order[ORDER_COLUMNS]; /* what the key has behind the block's columns, names as ranks */
};

struct cb_blocks {
	struct cb_store *store;
	struct cb_pack pack;
	int64_t *parts; /* values of the first column: so many rows, or more, are not held at once */
	size_t n_parts, cap_parts, part;
	struct block *all; /* of the part that is being read */
	size_t n, cap, at; /* at: behind the one that is being read */
	int parameter;     /* of a statement that reads a block */
	struct held *held; /* the rows of a small block, in order */
	struct cb_cell *cells;
	size_t n_held, at_held;
	struct cb_arena texts; /* of those rows */
};

/* What decides the order of a column, as it is stored. */
static int64_t
order_of(const struct cb_blocks *b, int field, int64_t stored)
{
	return b->pack.fields[field].form == CB_FIELD_NAME ? cb_store_rank(b->store, stored) : stored;
}

static int
compare(const int64_t *a, const int64_t *b, int n)
{
	int i = 0;

	while (i < n - 1 && a[i] == b[i])
		i++;
	return (a[i] > b[i]) - (a[i] < b[i]);
}

/* ---- which there are ---- */

static void
add_part(void *self, const int64_t *stored)
{
	struct cb_blocks *b = self;

	*cb_push(b->parts, b->n_parts, b->cap_parts) = stored[0];
}

static void
add_block(void *self, const int64_t *stored)
{
	struct cb_blocks *b = self;
	struct block *block = cb_push(b->all, b->n, b->cap);

	for (int i = 0; i < CB_BLOCK_COLUMNS; i++) {
		block->stored[i] = stored[i];
		block->order[i] = order_of(b, i, stored[i]);
	}
}

static int
by_order(const void *a, const void *b)
{
	return compare(((const struct block *)a)->order, ((const struct block *)b)->order, CB_BLOCK_COLUMNS);
}

struct cb_blocks *
cb_blocks_new(struct cb_store *store, const struct cb_scan_plan *plan)
{
	struct cb_blocks *b = cb_alloc(1, sizeof(*b));
	struct cb_beginnings parts = { .pack = &b->pack, .n = 1, .low = INT64_MIN, .high = INT64_MAX, .see = add_part };

	b->store = store;
	b->parameter = (int)(2 * plan->n_bounds) + 1;
	cb_pack_init(&b->pack, plan->reg, store->names);
	for (size_t i = 0; i < plan->n_bounds; i++) {
		const struct cb_scan_bound *bound = &plan->bounds[i];

		if (bound->column != b->pack.fields[0].column)
			continue;
		parts.low = bound->low.state == CB_VALUE && bound->low.n > parts.low ? bound->low.n : parts.low;
		parts.high = bound->high.state == CB_VALUE && bound->high.n < parts.high ? bound->high.n : parts.high;
	}
	parts.arg = b;
	cb_store_beginnings(store, &parts);
	b->held = cb_alloc(SMALL_ROWS, sizeof(*b->held));
	b->cells = cb_alloc(SMALL_ROWS * (size_t)plan->reg->n_columns, sizeof(*b->cells));
	return b;
}

static void
load_part(struct cb_blocks *b, int64_t part)
{
	struct cb_beginnings of = { .pack = &b->pack, .n = CB_BLOCK_COLUMNS, .low = part, .high = part };

	of.see = add_block;
	of.arg = b;
	b->n = b->at = 0;
	cb_store_beginnings(b->store, &of);
	cb_sort(b->all, b->n, sizeof(*b->all), by_order);
}

bool
cb_blocks_next(struct cb_blocks *b)
{
	while (b->at == b->n && b->part < b->n_parts)
		load_part(b, b->parts[b->part++]);
	if (b->at == b->n)
		return false;
	b->at++;
	b->n_held = b->at_held = 0;
	cb_arena_reset(&b->texts);
	return true;
}

void
cb_blocks_bind(const struct cb_blocks *b, sqlite3_stmt *stmt)
{
	sqlite3_reset(stmt);
	for (int i = 0; i < CB_BLOCK_COLUMNS; i++)
		sqlite3_bind_int64(stmt, b->parameter + i, b->all[b->at - 1].stored[i]);
}

/* ---- the rows of a small one ---- */

bool
cb_blocks_has_room(const struct cb_blocks *b)
{
	return b->n_held < SMALL_ROWS;
}

void
cb_blocks_hold(struct cb_blocks *b, struct cb_cell *cells, int64_t batch, uint32_t row)
{
	size_t n_columns = (size_t)b->pack.reg->n_columns;
	struct cb_cell *kept = &b->cells[b->n_held * n_columns];
	struct held *h = &b->held[b->n_held++];

	*h = (struct held){ .row = { .cells = kept, .batch = batch, .row = row } };
	for (int i = CB_BLOCK_COLUMNS; i < b->pack.n_key; i++)
		h->order[i - CB_BLOCK_COLUMNS] = order_of(b, i, cells[b->pack.fields[i].column].n);
	cb_store_map_names(b->store, &b->pack, cells);
	memcpy(kept, cells, n_columns * sizeof(*kept));
	cb_cells_keep(&b->texts, kept, n_columns);
}

static int
by_order_in_block(const void *a, const void *b)
{
	return compare(((const struct held *)a)->order, ((const struct held *)b)->order, ORDER_COLUMNS);
}

void
cb_blocks_order_rows(struct cb_blocks *b)
{
	cb_sort(b->held, b->n_held, sizeof(*b->held), by_order_in_block);
}

const struct cb_held_row *
cb_blocks_take(struct cb_blocks *b)
{
	return b->at_held < b->n_held ? &b->held[b->at_held++].row : NULL;
}

void
cb_blocks_free(struct cb_blocks *b)
{
	if (b == NULL)
		return;
	cb_pack_release(&b->pack);
	cb_arena_release(&b->texts);
	free(b->held);
	free(b->cells);
	free(b->parts);
	free(b->all);
	free(b);
}
