/* What rows are hashed to: public texts for the chain, private ones for the check values beside it. */
#include <stdlib.h>
#include <string.h>

#include "store_sql.h"

void
cb_multihash_join(struct cb_multihash *a, const struct cb_multihash *b)
{
	unsigned __int128 carry = 0;

	for (int i = 0; i < 4; i++) {
		carry += (unsigned __int128)a->sum[i] + b->sum[i];
		a->sum[i] = (uint64_t)carry;
		carry >>= 64;
	}
}

static void
subtract(struct cb_multihash *a, const struct cb_multihash *b)
{
	uint64_t borrow = 0;

	for (int i = 0; i < 4; i++) {
		uint64_t less = a->sum[i] - b->sum[i];
		uint64_t next = (a->sum[i] < b->sum[i]) | (less < borrow);

		a->sum[i] = less - borrow;
		borrow = next;
	}
}

/* ---- one row ---- */

static void
add_hidden(struct cb_sums *sums, struct cb_pack *pack, const struct cb_cell *cells, uint64_t hidden, uint64_t row)
{
	struct cb_multihash public = { 0 };
	struct cb_text text = cb_pack_text(pack, cells, ~hidden);

	cb_multihash_add_at(&sums->placed, &public, text.p, text.len, row);
	cb_multihash_join(&sums->plain, &public);
	text = cb_pack_text(pack, cells, CB_PACK_ALL);
	cb_multihash_add(&sums->whole, text.p, text.len);
	subtract(&sums->whole, &public);
	text = cb_pack_text(pack, cells, hidden);
	cb_multihash_add_at(&sums->checks, NULL, text.p, text.len, row);
}

void
cb_sums_add_hidden(struct cb_sums *sums, struct cb_pack *pack, const struct cb_cell *cells, uint64_t hidden,
                   uint64_t row)
{
	struct cb_text text;

	if (hidden != 0) {
		add_hidden(sums, pack, cells, hidden, row);
		return;
	}
	text = cb_pack_text(pack, cells, CB_PACK_ALL);
	cb_multihash_add_at(&sums->placed, &sums->plain, text.p, text.len, row);
}

void
cb_sums_add(struct cb_sums *sums, struct cb_pack *pack, const struct cb_cell *cells, uint64_t row)
{
	cb_sums_add_hidden(sums, pack, cells, cb_pack_hidden(pack, cells), row);
}

void
cb_sums_change(struct cb_sums *sums, const struct cb_sums *minus, const struct cb_sums *plus)
{
	cb_multihash_join(&sums->placed, &plus->placed);
	subtract(&sums->placed, &minus->placed);
	cb_multihash_join(&sums->checks, &plus->checks);
	subtract(&sums->checks, &minus->checks);
}

void
cb_identity_seal(const char whole[65], char identity[CB_IDENTITY_LEN + 1])
{
	struct cb_multihash hash = { 0 };
	char hex[65];

	cb_multihash_add(&hash, whole, 64);
	cb_multihash_finish(&hash, hex);
	memcpy(identity, whole, 64);
	memcpy(identity + 64, hex, CB_IDENTITY_LEN - 64);
	identity[CB_IDENTITY_LEN] = '\0';
}

void
cb_check_value(struct cb_pack *pack, const struct cb_cell *cells, uint64_t hidden, uint64_t row, char hex[65])
{
	struct cb_text text = cb_pack_text(pack, cells, hidden);
	struct cb_multihash hash = { 0 };

	cb_multihash_add_at(&hash, NULL, text.p, text.len, row);
	cb_multihash_finish(&hash, hex);
}

/* ---- all rows ---- */

uint64_t
cb_stored_hidden(const struct cb_pack *pack, const struct cb_stored_row *stored)
{
	return stored->has_check ? pack->private : cb_pack_hidden(pack, stored->cells);
}

enum cb_status
cb_stored_rows(struct cb_store *store, struct cb_pack *pack, const struct cb_row_visit *visit, struct cb_diag *diag)
{
	struct cb_stored_row stored = { .check = "" };
	struct cb_arena arena = { 0 };
	struct cb_str fields = { 0 };
	sqlite3_stmt *stmt = NULL;
	enum cb_status rc;
	int got = SQLITE_DONE;

	cb_pack_sql_fields(pack, &fields);
	rc = cb_store_prepare(store, &stmt, diag, "SELECT %s, %s%s FROM \"%s%s\" %s", cb_str_c(&fields), cb_pack_sql_tail(pack),
	                      pack->private != 0 ? ", rowid" : "", pack->reg->key, visit->suffix,
	                      visit->condition);
	while (rc == CB_OK && (got = sqlite3_step(stmt)) == SQLITE_ROW) {
		int at = cb_pack_load(pack, stmt, 0, stored.cells, &arena);

		cb_store_map_names(store, pack, stored.cells);
		stored.batch = sqlite3_column_int64(stmt, at);
		stored.row = sqlite3_column_int64(stmt, at + 1);
		if (pack->private != 0) {
			stored.has_check = sqlite3_column_type(stmt, at + 2) != SQLITE_NULL;
			stored.check = cb_store_text(stmt, at + 2);
			stored.rowid = sqlite3_column_int64(stmt, at + 3);
		}
		visit->see(visit->self, pack, &stored);
		cb_arena_reset(&arena);
	}
	if (rc == CB_OK && got != SQLITE_DONE)
		rc = cb_store_fail(store, diag);
	sqlite3_finalize(stmt);
	cb_arena_release(&arena);
	cb_str_release(&fields);
	return rc;
}

/* ---- by batch ---- */

void
cb_contents_init(struct cb_contents *c, struct cb_store *store)
{
	sqlite3_stmt *stmt = cb_store_ask(store, "SELECT id FROM batch ORDER BY id");

	*c = (struct cb_contents){ 0 };
	while (cb_store_step(store, stmt))
		*cb_push(c->ids, c->n, c->cap) = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	c->sums = cb_alloc(c->n + 1, sizeof(*c->sums));
}

void
cb_contents_release(struct cb_contents *c)
{
	free(c->ids);
	free(c->sums);
}

static int
compare_ids(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return cb_order(x, y);
}

struct cb_sums *
cb_contents_of(struct cb_contents *c, int64_t batch)
{
	const int64_t *found;

	if (c->last < c->n && c->ids[c->last] == batch)
		return &c->sums[c->last + 1];
	found = c->n == 0 ? NULL : bsearch(&batch, c->ids, c->n, sizeof(batch), compare_ids);
	if (found == NULL)
		return &c->sums[0];
	c->last = (size_t)(found - c->ids);
	return &c->sums[c->last + 1];
}
