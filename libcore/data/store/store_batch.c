/* Batches: one row of register batch each, chained by their hashes (data/store.h R4). */
#include <stdio.h>
#include <string.h>

#include "store_statements.h"

void
cb_batch_set(struct cb_batch *batch, int column, const char *text)
{
	const struct cb_column *def = &cb_register_batch.columns[column];
	struct cb_parse_env env = { .arena = &batch->arena };
	size_t len = text == NULL ? 0 : strlen(text);
	struct cb_text copy = { cb_arena_copy(&batch->arena, len == 0 ? "" : text, len), (uint32_t)len };

	batch->cells[column] = (struct cb_cell){ 0 };
	def->type->parse(def->arg, copy, &env, &batch->cells[column]);
}

static void
set_number(struct cb_batch *batch, int column, int64_t n)
{
	batch->cells[column] = (struct cb_cell){ .n = n, .state = CB_VALUE };
}

/* int cells are whole numbers or millionths: the type knows. */
static int64_t
int_cell(int64_t n)
{
	char text[24];
	struct cb_cell cell = { 0 };
	struct cb_parse_env env = { 0 };

	snprintf(text, sizeof(text), "%lld", (long long)n);
	cb_type_int.parse(NULL, cb_text_of(text), &env, &cell);
	return cell.n;
}

void
cb_batch_count(struct cb_batch *batch, uint64_t rows, uint64_t refused)
{
	set_number(batch, BATCH_ROWS, int_cell((int64_t)rows));
	set_number(batch, BATCH_REFUSED, int_cell((int64_t)refused));
}

void
cb_batch_undoes(struct cb_batch *batch, int64_t id)
{
	set_number(batch, BATCH_UNDOES, int_cell(id));
}

void
cb_batch_init(struct cb_batch *batch, struct cb_store *store, const struct cb_register *reg,
              const struct cb_author *author)
{
	*batch = (struct cb_batch){ .id = cb_store_number(store, "SELECT max(id) FROM batch", 0) + 1 };
	set_number(batch, BATCH_ID, int_cell(batch->id));
	cb_batch_set(batch, BATCH_REGISTER, reg->key);
	cb_batch_set(batch, BATCH_WHAT, author->command);
	cb_batch_set(batch, BATCH_AT, author->at);
	cb_batch_set(batch, BATCH_BY, author->by);
	cb_batch_count(batch, 0, 0);
}

void
cb_batch_hash(const struct cb_batch *batch, struct cb_pack *pack, const struct cb_multihash *content, char hex[65])
{
	struct cb_cell cells[BATCH_N];
	struct cb_sha256 sha;
	struct cb_text text;
	uint8_t digest[32];

	memcpy(cells, batch->cells, sizeof(cells));
	cells[BATCH_UNDONE_AT] = cells[BATCH_HASH] = (struct cb_cell){ 0 };
	text = cb_pack_text(pack, cells, CB_PACK_ALL);
	cb_sha256_init(&sha);
	cb_sha256_add(&sha, text.p, text.len);
	cb_multihash_finish(content, hex);
	cb_sha256_add(&sha, hex, 64);
	cb_sha256_finish(&sha, digest);
	cb_sha256_hex(digest, hex);
}

static void
link_to_previous(struct cb_batch *batch, struct cb_store *store)
{
	sqlite3_stmt *stmt = cb_store_ask(store, "SELECT hash FROM batch WHERE id < ?1 ORDER BY id DESC LIMIT 1");

	sqlite3_bind_int64(stmt, 1, batch->id);
	if (cb_store_step(store, stmt))
		cb_batch_set(batch, BATCH_PREVIOUS_HASH, cb_store_text(stmt, 0));
	sqlite3_finalize(stmt);
}

enum cb_status
cb_batch_write(struct cb_batch *batch, struct cb_store *store, const struct cb_multihash *content,
               struct cb_diag *diag)
{
	struct cb_str fields = { 0 }, marks = { 0 };
	struct cb_pack pack;
	sqlite3_stmt *stmt = NULL;
	char hex[65];
	enum cb_status rc;

	cb_pack_init(&pack, &cb_register_batch, NULL);
	link_to_previous(batch, store);
	cb_batch_hash(batch, &pack, content, hex);
	cb_batch_set(batch, BATCH_HASH, hex);
	cb_pack_sql_fields(&pack, &fields);
	store_add_marks(&marks, cb_pack_sql_count(&pack) + 2);
	rc = cb_store_prepare(store, &stmt, diag, "INSERT INTO batch (%s, check_value, identity) VALUES (%s)", fields.p, marks.p);
	if (rc == CB_OK) {
		int at = cb_pack_bind(&pack, stmt, 1, batch->cells, false, NULL);

		sqlite3_bind_text(stmt, at, batch->check_value, -1, SQLITE_STATIC);
		sqlite3_bind_text(stmt, at + 1, batch->identity, -1, SQLITE_STATIC);
		rc = cb_store_run(store, stmt, diag);
	}
	if (rc == CB_OK) {
		store->written = diag->written.batch = batch->id;
		diag->written.n_batches++;
	}
	sqlite3_finalize(stmt);
	cb_str_release(&fields);
	cb_str_release(&marks);
	cb_pack_release(&pack);
	return rc;
}

/* What the rows that carry the batch are hashed to, and their number. */
static enum cb_status
sum_rows(struct cb_store *store, int64_t id, const struct cb_register *reg, struct cb_multihash *sum, uint64_t *rows,
         struct cb_diag *diag)
{
	struct cb_cell cells[CB_FIELDS_MAX];
	struct cb_arena arena = { 0 };
	struct cb_str fields = { 0 };
	struct cb_pack pack;
	sqlite3_stmt *stmt = NULL;
	enum cb_status rc;
	int got = SQLITE_DONE;

	cb_pack_init(&pack, reg, NULL);
	cb_pack_sql_fields(&pack, &fields);
	rc = cb_store_prepare(store, &stmt, diag, "SELECT %s, \"row\" FROM \"%s\" WHERE batch = ?1", fields.p, reg->key);
	sqlite3_bind_int64(stmt, 1, id);
	for (; rc == CB_OK && (got = sqlite3_step(stmt)) == SQLITE_ROW; ++*rows) {
		struct cb_text text;

		int at = cb_pack_load(&pack, stmt, 0, cells, &arena);

		text = cb_pack_text(&pack, cells, CB_PACK_ALL);
		cb_multihash_add_at(sum, NULL, text.p, text.len, (uint64_t)sqlite3_column_int64(stmt, at));
		cb_arena_reset(&arena);
	}
	if (rc == CB_OK && got != SQLITE_DONE)
		rc = cb_store_fail(store, diag);
	sqlite3_finalize(stmt);
	cb_str_release(&fields);
	cb_arena_release(&arena);
	cb_pack_release(&pack);
	return rc;
}

enum cb_status
cb_batch_write_rows(struct cb_batch *batch, struct cb_store *store, const struct cb_register *reg, struct cb_diag *diag)
{
	struct cb_multihash sum = { 0 };
	uint64_t rows = 0;
	enum cb_status rc = sum_rows(store, batch->id, reg, &sum, &rows, diag);

	if (rc != CB_OK || rows == 0)
		return rc;
	cb_batch_count(batch, rows, 0);
	return cb_batch_write(batch, store, &sum, diag);
}

/* Texts move into the batch's arena: what was loaded lives no longer than the statement. */
static void
own_texts(struct cb_batch *batch)
{
	for (int c = 0; c < BATCH_N; c++) {
		struct cb_text *text = &batch->cells[c].text;

		if (text->len > 0)
			text->p = cb_arena_copy(&batch->arena, text->p, text->len);
	}
}

static const char *
own_text(struct cb_batch *batch, sqlite3_stmt *stmt, int column)
{
	if (sqlite3_column_type(stmt, column) == SQLITE_NULL)
		return NULL;
	return cb_arena_copy(&batch->arena, cb_store_text(stmt, column), (size_t)sqlite3_column_bytes(stmt, column));
}

bool
cb_batch_load(struct cb_batch *batch, struct cb_store *store, int64_t id)
{
	struct cb_str fields = { 0 };
	struct cb_pack pack;
	sqlite3_stmt *stmt = NULL;
	bool found = false;
	char *sql;

	*batch = (struct cb_batch){ .id = id };
	cb_pack_init(&pack, &cb_register_batch, NULL);
	cb_pack_sql_fields(&pack, &fields);
	sql = sqlite3_mprintf("SELECT %s, check_value, identity FROM batch WHERE id = ?1", fields.p);
	if (cb_store_is_made(store))
		stmt = cb_store_ask(store, sql);
	sqlite3_bind_int64(stmt, 1, id);
	if (cb_store_step(store, stmt)) {
		int at = cb_pack_load(&pack, stmt, 0, batch->cells, &batch->arena);

		batch->check_value = own_text(batch, stmt, at);
		batch->identity = own_text(batch, stmt, at + 1);
		own_texts(batch);
		found = true;
	}
	sqlite3_finalize(stmt);
	sqlite3_free(sql);
	cb_str_release(&fields);
	cb_pack_release(&pack);
	return found;
}

void
cb_batch_release(struct cb_batch *batch)
{
	cb_arena_release(&batch->arena);
}

static const char *
copy_cell(struct cb_arena *arena, const struct cb_batch *batch, int column)
{
	const struct cb_column *c = &cb_register_batch.columns[column];
	char buf[CB_PRINT_MAX];
	struct cb_text t = cb_cell_print(c->type, c->arg, &batch->cells[column], buf);

	return cb_arena_copy(arena, t.len == 0 ? "" : t.p, t.len);
}

bool
cb_store_batch(struct cb_store *store, int64_t id, struct cb_arena *arena, struct cb_origin *origin)
{
	struct cb_batch batch;
	bool found = cb_batch_load(&batch, store, id);

	*origin = (struct cb_origin){ copy_cell(arena, &batch, BATCH_WHAT), copy_cell(arena, &batch, BATCH_SHEET),
		                      copy_cell(arena, &batch, BATCH_AT) };
	cb_batch_release(&batch);
	return found;
}

enum cb_status
cb_store_log_reveal(struct cb_store *store, const struct cb_register *reg, uint64_t rows,
                    const struct cb_author *author, struct cb_diag *diag)
{
	struct cb_multihash nothing = { 0 };
	struct cb_batch batch;
	bool begun = store->in_transaction;
	enum cb_status rc = cb_store_begin(store, diag);

	if (rc != CB_OK)
		return rc;
	cb_batch_init(&batch, store, reg, author);
	cb_batch_count(&batch, rows, 0);
	rc = cb_batch_write(&batch, store, &nothing, diag);
	cb_batch_release(&batch);
	if (rc == CB_OK && !begun)
		return cb_store_commit(store, diag);
	if (rc != CB_OK)
		cb_store_end(store);
	return rc;
}
