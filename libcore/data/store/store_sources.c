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

/* A batch is known by its clean rows and the columns of its file: an empty column says something. Of what is
 * private only what the chain does not hold knows, and it forgets (data/store_chain.h R4). */
struct identity {
	char public[65], whole[CB_IDENTITY_LEN + 1]; /* whole: with what is private, where the register has that */
	bool has_private;
};

static void
add_columns(struct cb_import *import, size_t i, struct cb_multihash *sum)
{
	struct cb_str columns = { 0 };

	for (int c = 0; c < import->pack.reg->n_columns; c++)
		if ((import->runs[i].present >> c & 1) != 0)
			cb_str_addf(&columns, "%s\x1f", import->pack.reg->columns[c].key);
	cb_multihash_add(sum, cb_str_c(&columns), columns.len);
	cb_str_release(&columns);
}

static struct identity
identity_of(struct cb_import *import, size_t i)
{
	struct cb_multihash sum = import->runs[i].read.plain;
	struct identity identity = { .has_private = import->pack.private != 0 };
	char hex[65];

	add_columns(import, i, &sum);
	cb_multihash_finish(&sum, identity.public);
	cb_multihash_join(&sum, &import->runs[i].read.whole);
	cb_multihash_finish(&sum, hex);
	cb_identity_seal(hex, identity.whole);
	return identity;
}

/* An identity that was emptied, since somebody in it was to be forgotten, leaves what is public to know it by. */
static const char find_known[] = "SELECT id, what, identity = '' FROM batch WHERE register = ?1 AND undone_at IS NULL AND "
				 "(identity = ?3 OR sha256 = ?2 AND ifnull(identity, '') = '') ORDER BY identity = ''";

/* The batch that stored the same rows and still stands is said; 0 = there is none. */
static int64_t
known_batch(struct cb_import *import, size_t i)
{
	struct cb_where where = { import->sources[i].source, 0, 0 };
	struct identity identity = identity_of(import, i);
	sqlite3_stmt *stmt = NULL;
	int64_t id = 0;

	if (cb_store_prepare(import->store, &stmt, import->diag, "%s", find_known) != CB_OK)
		return 0;
	sqlite3_bind_text(stmt, 1, import->pack.reg->key, -1, SQLITE_STATIC);
	sqlite3_bind_text(stmt, 2, identity.public, -1, SQLITE_STATIC);
	sqlite3_bind_text(stmt, 3, identity.has_private ? identity.whole : NULL, -1, SQLITE_STATIC);
	if (cb_store_step(import->store, stmt)) {
		id = sqlite3_column_int64(stmt, 0);
		cb_report(import->diag, sqlite3_column_int(stmt, 2) != 0 ? CB_BATCH_KNOWN_IN_PART : CB_BATCH_KNOWN, where, "", id,
		          cb_store_text(stmt, 1));
	}
	sqlite3_finalize(stmt);
	return id;
}

/* Batch ids for the sources that will be stored; those that are known are skipped. */
void
cb_import_number_batches(struct cb_import *import, bool again)
{
	int64_t next = cb_store_number(import->store, "SELECT max(id) FROM batch", 0);

	for (size_t i = 0; i < import->n_sources; i++) {
		struct cb_import_source *source = &import->sources[i];

		source->known = !source->left_out && !again && known_batch(import, i) != 0;
		if (!source->known && !source->left_out)
			source->batch = ++next;
	}
}

static enum cb_status
write_batch(struct cb_import *import, size_t i, const struct cb_author *author)
{
	const struct cb_import_source *source = &import->sources[i];
	const struct cb_source *of = &import->diag->sources[source->source];
	struct cb_sums content = import->runs[i].read;
	struct identity identity = identity_of(import, i);
	struct cb_batch batch;
	enum cb_status rc;
	char checks[65];

	cb_batch_init(&batch, import->store, import->pack.reg, author);
	cb_batch_set(&batch, BATCH_WHAT, of->kind == CB_SOURCE_COMMAND ? author->command : of->file);
	cb_batch_set(&batch, BATCH_SHEET, of->sheet);
	cb_batch_set(&batch, BATCH_SHA256, identity.public);
	cb_batch_count(&batch, source->rows, source->refused);
	cb_sums_change(&content, &import->runs[i].minus, &import->runs[i].plus);
	if (identity.has_private) {
		cb_multihash_finish(&content.checks, checks);
		batch.check_value = checks;
		batch.identity = identity.whole;
	}
	rc = cb_batch_write(&batch, import->store, &content.placed, import->diag);
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
