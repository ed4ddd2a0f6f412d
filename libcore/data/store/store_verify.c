/* Proving that the database is what was written: data/store.h R4. */
#include <string.h>

#include <cb/data/store_chain.h>

#include "store_sql.h"

struct verify {
	struct cb_store *store;
	struct cb_diag *diag;
	struct cb_contents contents;
	uint64_t found;
	enum cb_status status;
};

/* Each private cell as its check value says: data/store_chain.h R4. */
static void
check_private(struct verify *v, struct cb_pack *pack, const struct cb_stored_row *stored, uint64_t hidden)
{
	char hex[65] = "";

	if (hidden != 0)
		cb_check_value(pack, stored->cells, hidden, (uint64_t)stored->row, hex);
	if (strcmp(stored->check, hex) == 0)
		return;
	cb_report(v->diag, CB_PRIVATE_DIFFERS, CB_NOWHERE, "", pack->reg->key, stored->batch, stored->row);
	v->found++;
}

static void
see_row(void *self, struct cb_pack *pack, const struct cb_stored_row *stored)
{
	struct verify *v = self;
	struct cb_sums *sums = cb_contents_of(&v->contents, stored->batch);
	uint64_t hidden = cb_stored_hidden(pack, stored);

	cb_sums_add_hidden(sums, pack, stored->cells, hidden, (uint64_t)stored->row);
	if (pack->private != 0)
		check_private(v, pack, stored, hidden);
}

static void
hash_rows(struct verify *v, struct cb_pack *pack, const char *suffix)
{
	struct cb_row_visit visit = { suffix, "", see_row, v };

	if (v->status == CB_OK)
		v->status = cb_stored_rows(v->store, pack, &visit, v->diag);
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
		cb_pack_key_text(pack, cells, v->diag->lang, &key);
		cb_report(v->diag, CB_CHAIN_ORDER, CB_NOWHERE, "", key, sqlite3_column_int64(stmt, at),
		          sqlite3_column_int64(stmt, at + 1));
		v->found++;
	}
	sqlite3_finalize(stmt);
	cb_arena_release(&arena);
	cb_str_release(&match);
}

/* Rows of a batch that is undone have left, and what is in history was superseded by a batch that stands. Entries
 * that are reversed instead stay where they are. */
static void
check_history(struct verify *v, const struct cb_register *reg)
{
	char *sql = sqlite3_mprintf("SELECT (SELECT count(*) FROM \"%w\" AS t JOIN batch AS b ON b.id = t.batch "
	                            "WHERE b.undone_at IS NOT NULL AND NOT %d) + (SELECT count(*) FROM \"%w_old\" AS h LEFT JOIN "
	                            "batch AS b ON b.id = h.superseded_by WHERE b.id IS NULL OR b.id <= h.batch OR "
	                            "b.undone_at IS NOT NULL)",
	                            reg->key, (reg->flags & CB_CHAINED) != 0, reg->key);
	int64_t rows = cb_store_number(v->store, sql, 0);

	sqlite3_free(sql);
	if (rows > 0) {
		cb_report(v->diag, CB_HISTORY_DIFFERS, CB_NOWHERE, "", reg->key, rows);
		v->found++;
	}
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
		hash_rows(v, &pack, "");
		hash_rows(v, &pack, "_old");
		check_order(v, &pack, fields.p);
		check_history(v, *reg);
		cb_pack_release(&pack);
		cb_str_release(&fields);
	}
}

static bool
is_zero(const struct cb_multihash *hash)
{
	static const struct cb_multihash zero;

	return memcmp(hash->sum, zero.sum, sizeof(zero.sum)) == 0;
}

static bool
has_identity(const struct cb_batch *batch)
{
	char sealed[CB_IDENTITY_LEN + 1];

	if (batch->identity == NULL || batch->identity[0] == '\0')
		return true;
	if (strlen(batch->identity) != CB_IDENTITY_LEN)
		return false;
	cb_identity_seal(batch->identity, sealed);
	return strcmp(batch->identity, sealed) == 0;
}

/* Has the batch the check value of the rows that carry it? */
static bool
has_checks(const struct cb_batch *batch, const struct cb_sums *sums)
{
	char hex[65];

	if (!has_identity(batch))
		return false;
	cb_multihash_finish(&sums->checks, hex);
	return batch->check_value == NULL ? is_zero(&sums->checks) : strcmp(batch->check_value, hex) == 0;
}

/* One link: the batch follows the one before, and its hash is that of what it stored. */
static void
check_batch(struct verify *v, struct cb_pack *pack, const struct cb_batch *batch, const char *previous, int64_t before)
{
	struct cb_text what = batch->cells[BATCH_WHAT].text;
	const struct cb_sums *sums = cb_contents_of(&v->contents, batch->id);
	char hex[65];

	if (!cb_text_is(batch->cells[BATCH_PREVIOUS_HASH].text, previous)) {
		cb_report(v->diag, CB_CHAIN_LINK, CB_NOWHERE, "", batch->id, what, before);
		v->found++;
	}
	cb_batch_hash(batch, pack, &sums->placed, hex);
	if (!cb_text_is(batch->cells[BATCH_HASH].text, hex)) {
		cb_report(v->diag, CB_CHAIN_CONTENT, CB_NOWHERE, "", batch->id, what);
		v->found++;
	}
	if (!has_checks(batch, sums)) {
		cb_report(v->diag, CB_CHECKS_DIFFER, CB_NOWHERE, "", batch->id, what);
		v->found++;
	}
}

static void
walk_chain(struct verify *v)
{
	struct cb_str previous = { 0 };
	struct cb_pack pack;
	int64_t before = 0;

	cb_pack_init(&pack, &cb_register_batch, NULL);
	for (size_t i = 0; i < v->contents.n; i++) {
		struct cb_batch batch;

		if (cb_batch_load(&batch, v->store, v->contents.ids[i])) {
			check_batch(v, &pack, &batch, cb_str_c(&previous), before);
			cb_str_sett(&previous, batch.cells[BATCH_HASH].text);
			before = batch.id;
		}
		cb_batch_release(&batch);
	}
	if (!is_zero(&v->contents.sums[0].placed)) {
		cb_report(v->diag, CB_CHAIN_CONTENT, CB_NOWHERE, "", 0, "-");
		v->found++;
	}
	cb_pack_release(&pack);
	cb_str_release(&previous);
}

/* What is marked as undone has one batch that says so, at that time, and nothing else has. */
static void
check_undone(struct verify *v)
{
	sqlite3_stmt *stmt = cb_store_ask(v->store, "SELECT id, what FROM batch AS b WHERE undone_at IS NOT "
	                                            "(SELECT \"at\" FROM batch AS u WHERE u.undoes = b.id AND u.id > b.id)");

	while (v->status == CB_OK && cb_store_step(v->store, stmt)) {
		cb_report(v->diag, CB_UNDO_DIFFERS, CB_NOWHERE, "", sqlite3_column_int64(stmt, 0), cb_store_text(stmt, 1));
		v->found++;
	}
	sqlite3_finalize(stmt);
}

/* The objects of a schema, each of its columns ended by \x1f; what of them `known` lacks is said. */
static void
compare_schema(struct verify *v, sqlite3 *db, struct cb_dict *objects, const struct cb_dict *known)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(db, "SELECT type, name, tbl_name, ifnull(sql, ''), typeof(type) || typeof(name) || typeof(tbl_name) || typeof(sql) "
	                                "FROM sqlite_schema ORDER BY name",
	                            -1, &stmt,
	                            NULL);

	while (rc == SQLITE_OK && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		struct cb_str text = { 0 };

		for (int i = 0; i < 5; i++)
			cb_str_addf(&text, "%s\x1f", cb_store_text(stmt, i));
		cb_dict_put(objects, cb_str_text(&text), 1);
		if (known != NULL && cb_dict_get(known, cb_str_text(&text)) == 0) {
			cb_report(v->diag, CB_SCHEMA_DIFFERS, CB_NOWHERE, "", cb_store_text(stmt, 0), cb_store_text(stmt, 1));
			v->found++;
		}
		cb_str_release(&text);
		rc = SQLITE_OK;
	}
	if (rc != SQLITE_DONE)
		cb_store_note(v->store, rc);
	sqlite3_finalize(stmt);
}

/* Are the tables, views and indexes those that this program makes, and no others? */
static void
check_schema(struct verify *v)
{
	struct cb_dict wanted = { 0 }, there = { 0 }, none = { 0 };
	struct cb_str sql = { 0 };
	sqlite3 *fresh = NULL;
	uint64_t found = v->found;

	cb_store_add_schema(&sql);
	if (sqlite3_open(":memory:", &fresh) != SQLITE_OK || sqlite3_exec(fresh, cb_str_c(&sql), NULL, NULL, NULL) != SQLITE_OK)
		cb_no_memory(); /* nothing else can be wrong with it */
	compare_schema(v, fresh, &wanted, NULL);
	compare_schema(v, v->store->db, &there, &wanted);
	if (v->found == found) /* else the same objects would be told twice */
		compare_schema(v, fresh, &none, &there);
	sqlite3_close(fresh);
	cb_dict_release(&wanted);
	cb_dict_release(&there);
	cb_dict_release(&none);
	cb_str_release(&sql);
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
cb_store_verify_batches(struct cb_store *store, struct cb_diag *diag)
{
	struct verify v = { .store = store, .diag = diag };
	bool begun = store->in_transaction;

	v.status = cb_store_begin(store, diag);
	if (v.status == CB_OK)
		v.status = cb_store_need_names(store, diag);
	if (v.status == CB_OK) {
		check_schema(&v);
		check_sqlite(&v, "foreign_key_check");
		check_sqlite(&v, "integrity_check(10)");
		cb_contents_init(&v.contents, store);
		read_registers(&v);
		walk_chain(&v);
		check_undone(&v);
	}
	if (v.status == CB_OK)
		v.status = cb_store_failure(store, diag);
	cb_contents_release(&v.contents);
	if (!begun)
		cb_store_end(store);
	return v.status != CB_OK ? v.status : v.found > 0 ? CB_FOUND
	                                                  : CB_OK;
}

enum cb_status
cb_store_verify(struct cb_store *store, struct cb_diag *diag)
{
	enum cb_status rc = cb_store_verify_batches(store, diag);

	for (const struct cb_register *const *reg = cb_registers; *reg != NULL; reg++) {
		struct cb_chain_head head;

		if (((*reg)->flags & CB_CHAINED) != 0 && (rc == CB_OK || rc == CB_FOUND))
			rc = cb_status_worse(rc, cb_store_audit(store, *reg, NULL, &head, diag));
	}
	return rc;
}
