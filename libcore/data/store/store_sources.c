/* The sources of a run and their batches. */
#include <string.h>

#include "store_statements.h"

/* Does the table hold no key between the run's first and last? Then nothing need be looked up. Other
 * keys than the numbers of a clustered register are stored in another order than they are packed. */
bool
cb_import_range_is_free(struct cb_import *import)
{
	struct cb_str sql = { 0 }, key = { 0 };
	sqlite3_stmt *stmt = NULL;
	struct cb_cell least[CB_FIELDS_MAX], most[CB_FIELDS_MAX];
	bool free_of_rows = false;

	if (!cb_store_has(import->store, import->pack.reg))
		return true;
	if ((import->pack.reg->flags & CB_CLUSTERED) == 0 || !cb_store_terms_are_names(import->store) ||
	    import->least.len == 0)
		return false;
	cb_pack_sql_key(&import->pack, &key);
	cb_str_addf(&sql, "SELECT NOT EXISTS (SELECT 1 FROM \"%s\" WHERE (%s) >= (", import->pack.reg->key, key.p);
	store_add_marks(&sql, import->pack.n_key);
	cb_str_addf(&sql, ") AND (%s) <= (", key.p);
	store_add_marks(&sql, import->pack.n_key);
	cb_str_adds(&sql, "))");
	stmt = cb_store_ask(import->store, cb_str_c(&sql));
	if (stmt != NULL) {
		cb_pack_decode_key(&import->pack, (const uint8_t *)import->least.p, least);
		cb_pack_decode_key(&import->pack, (const uint8_t *)import->most.p, most);
		cb_pack_bind(&import->pack, stmt, 1, least, true, NULL);
		cb_pack_bind(&import->pack, stmt, 1 + import->pack.n_key, most, true, NULL);
		free_of_rows = cb_store_step(import->store, stmt) && sqlite3_column_int(stmt, 0) != 0;
	}
	sqlite3_finalize(stmt);
	cb_str_release(&sql);
	cb_str_release(&key);
	return free_of_rows;
}

/* The batch that stored the same rows and still stands, 0 = none. */
static int64_t
known_batch(struct cb_import *import, const char *sha256, struct cb_str *file)
{
	sqlite3_stmt *stmt = NULL;
	int64_t id = 0;

	if (cb_store_prepare(import->store, &stmt, import->diag,
	                     "SELECT id, what FROM batch WHERE register = ?1 AND sha256 = ?2 AND undone_at IS NULL") != CB_OK)
		return 0;
	sqlite3_bind_text(stmt, 1, import->pack.reg->key, -1, SQLITE_STATIC);
	sqlite3_bind_text(stmt, 2, sha256, -1, SQLITE_STATIC);
	if (cb_store_step(import->store, stmt)) {
		id = sqlite3_column_int64(stmt, 0);
		cb_str_adds(file, cb_store_text(stmt, 1));
	}
	sqlite3_finalize(stmt);
	return id;
}

/* A batch is known by its clean rows and the columns of its file: an empty column says something. */
static void
identity_of(struct cb_import *import, size_t i, char hex[65])
{
	struct cb_multihash sum = import->runs[i].read.plain;
	struct cb_str columns = { 0 };

	for (int c = 0; c < import->pack.reg->n_columns; c++)
		if ((import->runs[i].present >> c & 1) != 0)
			cb_str_addf(&columns, "%s\x1f", import->pack.reg->columns[c].key);
	cb_multihash_add(&sum, cb_str_c(&columns), columns.len);
	cb_multihash_finish(&sum, hex);
	cb_str_release(&columns);
}

/* Batch ids for the sources that will be stored; those that are known are skipped. */
void
cb_import_number_batches(struct cb_import *import, bool again)
{
	int64_t next = cb_store_number(import->store, "SELECT max(id) FROM batch", 0);

	for (size_t i = 0; i < import->n_sources; i++) {
		struct cb_import_source *source = &import->sources[i];
		struct cb_str file = { 0 };
		char hex[65];
		int64_t known;

		identity_of(import, i, hex);
		known = source->left_out || again ? 0 : known_batch(import, hex, &file);
		source->known = known != 0;
		if (known != 0) {
			cb_report(import->diag, CB_BATCH_KNOWN, ((struct cb_where){ source->source, 0, 0 }), "", known,
			          cb_str_text(&file));
		} else if (!source->left_out) {
			source->batch = ++next;
		}
		cb_str_release(&file);
	}
}

static enum cb_status
write_batch(struct cb_import *import, size_t i, const struct cb_author *author)
{
	const struct cb_import_source *source = &import->sources[i];
	const struct cb_source *of = &import->diag->sources[source->source];
	struct cb_multihash content = import->runs[i].read.placed;
	struct cb_batch batch;
	enum cb_status rc;
	char hex[65];

	identity_of(import, i, hex);
	cb_batch_init(&batch, import->store, import->pack.reg, author);
	cb_batch_set(&batch, BATCH_WHAT, of->kind == CB_SOURCE_COMMAND ? author->command : of->file);
	cb_batch_set(&batch, BATCH_SHEET, of->sheet);
	cb_batch_set(&batch, BATCH_SHA256, hex);
	cb_batch_count(&batch, source->rows, source->refused);
	cb_multihash_join(&content, &import->runs[i].plus);
	cb_multihash_subtract(&content, &import->runs[i].minus);
	rc = cb_batch_write(&batch, import->store, &content, import->diag);
	cb_batch_release(&batch);
	return rc;
}

enum cb_status
cb_import_write_batches(struct cb_import *import, const struct cb_author *author)
{
	enum cb_status rc = CB_OK;

	for (size_t i = 0; i < import->n_sources && rc == CB_OK; i++)
		if (import->sources[i].batch != 0)
			rc = write_batch(import, i, author);
	return rc;
}
