/* Proving that the database is what was written: data/store.h R4. */
#include <stdlib.h>
#include <string.h>

#include "store_sql.h"

struct verify {
	struct cb_store *store;
	struct cb_diag *diag;
	struct cb_multihash *content; /* [batch id]: rows that carry it, wherever they are */
	size_t n_batches;             /* highest id of table batch */
	uint64_t found;
	enum cb_status status;
};

static void
add_row(struct verify *v, int64_t batch, struct cb_text text)
{
	if (batch < 0 || (uint64_t)batch > v->n_batches)
		batch = 0; /* what no batch has stored: its sum is expected to be 0 */
	cb_multihash_add(&v->content[batch], text.p, text.len);
}

static void
hash_rows(struct verify *v, struct cb_pack *pack, const char *fields, const char *suffix)
{
	sqlite3_stmt *stmt = NULL;
	struct cb_cell cells[CB_FIELDS_MAX];
	struct cb_arena arena = { 0 };
	int got = SQLITE_DONE;

	if (v->status == CB_OK)
		v->status = cb_store_prepare(v->store, &stmt, v->diag, "SELECT %s, batch FROM \"%s%s\"", fields, pack->reg->key,
		                             suffix);
	while (v->status == CB_OK && (got = sqlite3_step(stmt)) == SQLITE_ROW) {
		int at = cb_pack_load(pack, stmt, 0, cells, &arena);

		cb_store_map_names(v->store, pack, cells);
		add_row(v, sqlite3_column_int64(stmt, at), cb_pack_text(pack, cells));
		cb_arena_reset(&arena);
	}
	if (v->status == CB_OK && got != SQLITE_DONE)
		v->status = cb_store_fail(v->store, v->diag);
	sqlite3_finalize(stmt);
	cb_arena_release(&arena);
}

/* A row must not stand where a later batch, not undone, has put another: history knows. */
static void
check_order(struct verify *v, struct cb_pack *pack, const char *fields)
{
	struct cb_str match = { 0 };
	struct cb_cell cells[CB_FIELDS_MAX];
	struct cb_arena arena = { 0 };
	sqlite3_stmt *stmt = NULL;

	for (int i = 0; i < pack->n_key; i++) {
		struct cb_str name = { 0 };

		cb_schema_sql_name(pack->fields[i].def, &name);
		cb_str_addf(&match, " AND t.\"%s\" = h.\"%s\"", name.p, name.p);
		cb_str_release(&name);
	}
	if (v->status == CB_OK && pack->n_key > 0)
		v->status = cb_store_prepare(v->store, &stmt, v->diag,
		                             "SELECT %s, now, later FROM (SELECT t.*, t.batch AS now, h.batch AS later FROM \"%s_old\" AS h CROSS JOIN "
		                             "\"%s\" AS t JOIN batch AS b ON b.id = h.batch WHERE h.batch > t.batch AND b.undone_at IS NULL%s)",
		                             fields, pack->reg->key, pack->reg->key, match.p);
	while (v->status == CB_OK && cb_store_step(v->store, stmt)) {
		int at = cb_pack_load(pack, stmt, 0, cells, &arena);
		struct cb_str key = { 0 };

		cb_store_map_names(v->store, pack, cells);
		cb_pack_key_text(pack, cells, &key);
		cb_report(v->diag, CB_CHAIN_ORDER, CB_NOWHERE, "", key, sqlite3_column_int64(stmt, at),
		          sqlite3_column_int64(stmt, at + 1));
		v->found++;
	}
	sqlite3_finalize(stmt);
	cb_arena_release(&arena);
	cb_str_release(&match);
}

static void
read_registers(struct verify *v)
{
	for (const struct cb_register *const *reg = cb_registers; *reg != NULL && v->status == CB_OK; reg++) {
		struct cb_str fields = { 0 };
		struct cb_pack pack;

		if (*reg == &cb_register_batch)
			continue;
		cb_pack_init(&pack, *reg, v->store->names);
		cb_pack_sql_fields(&pack, &fields);
		hash_rows(v, &pack, fields.p, "");
		hash_rows(v, &pack, fields.p, "_old");
		check_order(v, &pack, fields.p);
		cb_pack_release(&pack);
		cb_str_release(&fields);
	}
}

/* One link: the batch follows the one before, and its hash is that of what it stored. */
static void
check_batch(struct verify *v, struct cb_pack *pack, const struct cb_batch *batch, const char *previous, size_t before)
{
	struct cb_text what = batch->cells[BATCH_WHAT].text;
	char hex[65];

	if (!cb_text_is(batch->cells[BATCH_PREVIOUS_HASH].text, previous)) {
		cb_report(v->diag, CB_CHAIN_LINK, CB_NOWHERE, "", batch->id, what, before);
		v->found++;
	}
	cb_batch_hash(batch, pack, &v->content[batch->id], hex);
	if (!cb_text_is(batch->cells[BATCH_HASH].text, hex)) {
		cb_report(v->diag, CB_CHAIN_CONTENT, CB_NOWHERE, "", batch->id, what);
		v->found++;
	}
}

static bool
is_zero(const struct cb_multihash *hash)
{
	static const struct cb_multihash zero;

	return memcmp(hash->sum, zero.sum, sizeof(zero.sum)) == 0;
}

static void
walk_chain(struct verify *v)
{
	struct cb_str previous = { 0 };
	struct cb_pack pack;
	size_t before = 0;

	cb_pack_init(&pack, &cb_register_batch, NULL);
	for (size_t id = 1; id <= v->n_batches; id++) {
		struct cb_batch batch;

		if (cb_batch_load(&batch, v->store, (int64_t)id)) {
			check_batch(v, &pack, &batch, cb_str_c(&previous), before);
			cb_str_clear(&previous);
			cb_str_addt(&previous, batch.cells[BATCH_HASH].text);
			before = id;
		} else {
			cb_multihash_join(&v->content[0], &v->content[id]);
		}
		cb_batch_release(&batch);
	}
	if (!is_zero(&v->content[0])) {
		cb_report(v->diag, CB_CHAIN_CONTENT, CB_NOWHERE, "", 0, "-");
		v->found++;
	}
	cb_pack_release(&pack);
	cb_str_release(&previous);
}

/* SQLite's own checks print one row a problem; integrity_check prints `ok` when there is none. */
static void
check_sqlite(struct verify *v, const char *pragma)
{
	sqlite3_stmt *stmt = NULL;
	int limit = 10;

	if (v->status == CB_OK)
		v->status = cb_store_prepare(v->store, &stmt, v->diag, "PRAGMA %s", pragma);
	while (v->status == CB_OK && limit-- > 0 && cb_store_step(v->store, stmt)) {
		const char *said = (const char *)sqlite3_column_text(stmt, 0);

		if (said == NULL || strcmp(said, "ok") != 0) {
			cb_report(v->diag, CB_DB_CHECK, CB_NOWHERE, "", v->store->path, said == NULL ? pragma : said);
			v->found++;
		}
	}
	sqlite3_finalize(stmt);
}

enum cb_status
cb_store_verify(struct cb_store *store, struct cb_diag *diag)
{
	struct verify v = { .store = store, .diag = diag };
	bool begun = store->in_transaction;

	v.status = cb_store_begin(store, diag);
	if (v.status == CB_OK)
		v.status = cb_store_need_names(store, diag);
	if (v.status == CB_OK) {
		v.n_batches = (size_t)cb_store_number(store, "SELECT max(id) FROM batch", 0);
		v.content = cb_alloc(v.n_batches + 1, sizeof(*v.content));
		read_registers(&v);
		walk_chain(&v);
		check_sqlite(&v, "foreign_key_check");
		check_sqlite(&v, "integrity_check(10)");
	}
	if (v.status == CB_OK)
		v.status = cb_store_failure(store, diag);
	free(v.content);
	if (!begun)
		cb_store_end(store);
	return v.status != CB_OK ? v.status : v.found > 0 ? CB_FOUND
	                                                  : CB_OK;
}
