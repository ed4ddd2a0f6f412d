/* Rows of a clustered register by printed names. They lie by the ids of names: those that have the same in the first
 * columns of the key lie together, one block, and are sorted by themselves (store_scan.c). 2 M scores: 1.2 s, by one
 * sort of all rows 2.6 s. */
#include <stdlib.h>

#include "store_sql.h"

struct block {
	int64_t stored[CB_BLOCK_COLUMNS], order[CB_BLOCK_COLUMNS];
};

struct cb_blocks {
	struct cb_store *store;
	struct cb_pack pack;
	int64_t *parts; /* values of the first column: so many rows, or more, are not held at once */
	size_t n_parts, cap_parts, part;
	struct block *all; /* of the part that is being read */
	size_t n, cap, at; /* at: behind the one that is being read */
	int parameter;     /* of a statement that reads a block */
};

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
		bool is_name = b->pack.fields[i].form == CB_FIELD_NAME;

		block->stored[i] = stored[i];
		block->order[i] = is_name ? cb_store_rank(b->store, stored[i]) : stored[i];
	}
}

static int
by_order(const void *pa, const void *pb)
{
	const struct block *a = pa, *b = pb;
	int i = 0;

	while (i < CB_BLOCK_COLUMNS - 1 && a->order[i] == b->order[i])
		i++;
	return (a->order[i] > b->order[i]) - (a->order[i] < b->order[i]);
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
	return true;
}

void
cb_blocks_bind(const struct cb_blocks *b, sqlite3_stmt *stmt)
{
	sqlite3_reset(stmt);
	for (int i = 0; i < CB_BLOCK_COLUMNS; i++)
		sqlite3_bind_int64(stmt, b->parameter + i, b->all[b->at - 1].stored[i]);
}

void
cb_blocks_free(struct cb_blocks *b)
{
	if (b == NULL)
		return;
	cb_pack_release(&b->pack);
	free(b->parts);
	free(b->all);
	free(b);
}
