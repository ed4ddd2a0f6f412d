/* Up to version 2 batches were hashed by all that their rows hold; from then on by what is public of it. Every hash is
 * made anew, and nothing that did not hold before holds afterwards: such a batch keeps the hash that does not fit. */
#include <stdio.h>

#include "store_sql.h"

struct rehash {
	struct cb_store *store;
	struct cb_diag *diag;
	struct cb_contents was, now;
	sqlite3_stmt *mark; /* gives a row of the table that is read its check value */
	enum cb_status status;
	bool has_changed;
};

static void
add_both(struct rehash *r, struct cb_pack *pack, const struct cb_stored_row *stored)
{
	struct cb_sums *was = cb_contents_of(&r->was, stored->batch), *now = cb_contents_of(&r->now, stored->batch);
	struct cb_sums one = { 0 };
	uint64_t row = (uint64_t)stored->row, hidden = cb_pack_hidden(pack, stored->cells);

	cb_sums_add_hidden(&one, pack, stored->cells, 0, row);
	cb_multihash_join(&was->placed, &one.placed);
	cb_multihash_join(&was->plain, &one.plain);
	if (hidden != 0) {
		cb_sums_add_hidden(now, pack, stored->cells, hidden, row);
		return;
	}
	cb_multihash_join(&now->placed, &one.placed);
	cb_multihash_join(&now->plain, &one.plain);
}

static void
see_row(void *self, struct cb_pack *pack, const struct cb_stored_row *stored)
{
	struct rehash *r = self;
	uint64_t hidden = cb_pack_hidden(pack, stored->cells);
	char hex[65];

	add_both(r, pack, stored);
	if (hidden == 0 || r->status != CB_OK)
		return;
	cb_check_value(pack, stored->cells, hidden, (uint64_t)stored->row, hex);
	sqlite3_bind_int64(r->mark, 1, stored->rowid);
	sqlite3_bind_text(r->mark, 2, hex, -1, SQLITE_STATIC);
	r->status = cb_store_run(r->store, r->mark, r->diag);
}

static void
read_table(struct rehash *r, struct cb_pack *pack, const char *suffix)
{
	struct cb_row_visit visit = { suffix, "", see_row, r };

	if (r->status == CB_OK && pack->private != 0)
		r->status = cb_store_prepare(r->store, &r->mark, r->diag, "UPDATE \"%s%s\" SET check_value = ?2 WHERE rowid = ?1",
		                             pack->reg->key, suffix);
	if (r->status == CB_OK)
		r->status = cb_status_worse(cb_stored_rows(r->store, pack, &visit, r->diag), r->status);
	sqlite3_finalize(r->mark);
	r->mark = NULL;
}

static void
read_registers(struct rehash *r)
{
	for (const struct cb_register *const *reg = cb_registers; *reg != NULL && r->status == CB_OK; reg++) {
		struct cb_pack pack;

		if (*reg == &cb_register_batch)
			continue;
		cb_pack_init(&pack, *reg, r->store->names);
		read_table(r, &pack, "");
		read_table(r, &pack, "_old");
		cb_pack_release(&pack);
	}
}

/* The first version hashed rows wherever they stood. */
static bool
did_hold(struct rehash *r, struct cb_pack *pack, const struct cb_batch *batch)
{
	const struct cb_sums *was = cb_contents_of(&r->was, batch->id);
	char placed[65], plain[65];

	cb_batch_hash(batch, pack, &was->placed, placed);
	cb_batch_hash(batch, pack, &was->plain, plain);
	return cb_text_is(batch->cells[BATCH_HASH].text, placed) || cb_text_is(batch->cells[BATCH_HASH].text, plain);
}

/* What was printed of the file's rows told what is private in them: it is the identity now. */
static void
move_identity(struct rehash *r, struct cb_batch *batch)
{
	const struct cb_register *reg = cb_register_find(batch->cells[BATCH_REGISTER].text);
	const struct cb_sums *now = cb_contents_of(&r->now, batch->id);
	char hex[65] = "", identity[CB_IDENTITY_LEN + 1];

	if (reg == NULL || !cb_register_has_private(reg) || batch->cells[BATCH_SHA256].state != CB_VALUE)
		return;
	snprintf(hex, sizeof(hex), "%.*s", CB_TEXT_ARG(batch->cells[BATCH_SHA256].text));
	cb_identity_seal(hex, identity);
	batch->identity = cb_arena_copy(&batch->arena, identity, CB_IDENTITY_LEN);
	cb_multihash_finish(&now->plain, hex);
	cb_batch_set(batch, BATCH_SHA256, hex);
	cb_multihash_finish(&now->checks, hex);
	batch->check_value = cb_arena_copy(&batch->arena, hex, sizeof(hex) - 1);
}

static void
write_batch(struct rehash *r, const struct cb_batch *batch)
{
	static const int columns[] = { BATCH_SHA256, BATCH_PREVIOUS_HASH, BATCH_HASH };
	sqlite3_stmt *stmt = NULL;

	r->status = cb_store_prepare(r->store, &stmt, r->diag,
	                             "UPDATE batch SET sha256 = nullif(?1, ''), previous_hash = nullif(?2, ''), hash = ?3, "
	                             "check_value = ?4, identity = ?5 WHERE id = ?6");
	if (r->status != CB_OK)
		return;
	for (int i = 0; i < (int)CB_COUNT(columns); i++) {
		struct cb_text text = batch->cells[columns[i]].text;

		sqlite3_bind_text(stmt, i + 1, text.len > 0 ? text.p : "", (int)text.len, SQLITE_STATIC);
	}
	sqlite3_bind_text(stmt, 4, batch->check_value, -1, SQLITE_STATIC);
	sqlite3_bind_text(stmt, 5, batch->identity, -1, SQLITE_STATIC);
	sqlite3_bind_int64(stmt, 6, batch->id);
	r->status = cb_store_run(r->store, stmt, r->diag);
	sqlite3_finalize(stmt);
}

/* was, now: the hash of the batch before it, as it was and as it is. */
static void
hash_batch(struct rehash *r, struct cb_pack *pack, struct cb_batch *batch, struct cb_str *was, struct cb_str *now)
{
	bool linked = cb_text_equal(batch->cells[BATCH_PREVIOUS_HASH].text, cb_str_text(was));
	bool held = did_hold(r, pack, batch);
	char hex[65];

	cb_str_sett(was, batch->cells[BATCH_HASH].text);
	if (linked)
		cb_batch_set(batch, BATCH_PREVIOUS_HASH, cb_str_c(now));
	move_identity(r, batch);
	cb_batch_hash(batch, pack, &cb_contents_of(&r->now, batch->id)->placed, hex);
	if (held)
		cb_batch_set(batch, BATCH_HASH, hex);
	cb_str_sett(now, batch->cells[BATCH_HASH].text);
	r->has_changed = r->has_changed || !cb_text_equal(cb_str_text(was), cb_str_text(now));
	write_batch(r, batch);
}

static void
walk_chain(struct rehash *r)
{
	struct cb_str was = { 0 }, now = { 0 };
	struct cb_pack pack;

	cb_pack_init(&pack, &cb_register_batch, NULL);
	for (size_t i = 0; i < r->was.n && r->status == CB_OK; i++) {
		struct cb_batch batch;

		if (cb_batch_load(&batch, r->store, r->was.ids[i]))
			hash_batch(r, &pack, &batch, &was, &now);
		cb_batch_release(&batch);
	}
	cb_pack_release(&pack);
	cb_str_release(&was);
	cb_str_release(&now);
}

enum cb_status
cb_store_rehash(struct cb_store *store, const char *backup, struct cb_diag *diag)
{
	struct rehash r = { .store = store, .diag = diag, .status = cb_store_need_names(store, diag) };

	if (r.status != CB_OK)
		return r.status;
	cb_contents_init(&r.was, store);
	cb_contents_init(&r.now, store);
	read_registers(&r);
	walk_chain(&r);
	cb_contents_release(&r.was);
	cb_contents_release(&r.now);
	if (r.status == CB_OK)
		r.status = cb_store_failure(store, diag);
	if (r.status == CB_OK && r.has_changed)
		cb_report(diag, CB_HASHES_ANEW, CB_NOWHERE, NULL, store->path, backup);
	return r.status;
}
