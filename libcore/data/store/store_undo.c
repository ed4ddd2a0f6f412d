/* Withdrawing a batch. Its rows leave to history; what it had replaced comes back. Where a later
 * batch has replaced its row again, that stays and only the history is linked past the batch: the
 * undo of the later one then brings back what stood before both. */
#include <string.h>

#include <cb/value/arg.h>

#include "store_sql.h"

struct undo {
	struct cb_store *store;
	struct cb_diag *diag;
	const struct cb_register *reg;
	struct cb_pack pack;
	struct cb_str fields, same_key; /* column list, batch and row among them; o and w have the same key */
	int64_t batch, by;
	enum cb_status status;
};

static const struct {
	const char *name;
	const char *sql; /* ?1 = the batch, ?2 = the undo's; T = table, F = fields with batch and row, K = "o and w have the same key" */
} steps[] = {
	{ "leave", "INSERT INTO \"T_old\" (F, superseded_by) SELECT F, ?2 FROM \"T\" WHERE batch = ?1" },
	{ "empty", "DELETE FROM \"T\" WHERE batch = ?1" },
	/* o: what the batch replaced; w: the batch's own row that a later one replaced */
	{ "relink", "UPDATE \"T_old\" AS o SET superseded_by = w.superseded_by FROM "
	            "(SELECT * FROM \"T_old\" WHERE batch = ?1 AND superseded_by <> ?2) AS w "
	            "WHERE o.superseded_by = ?1 AND K" },
	/* withdrawn by the batch with its group, and added again since */
	{ "yield", "UPDATE \"T_old\" AS o SET superseded_by = w.batch FROM \"T\" AS w WHERE o.superseded_by = ?1 AND K" },
	{ "return", "INSERT INTO \"T\" (F) SELECT F FROM \"T_old\" WHERE superseded_by = ?1" },
	{ "clear", "DELETE FROM \"T_old\" WHERE superseded_by = ?1" },
	{ "close", "UPDATE \"T_old\" SET superseded_by = ?2 WHERE batch = ?1" },
};

/* Puts table, fields and key into a step; they are upper-case letters between non-letters. */
static void
fill_in(const struct undo *u, const char *sql, struct cb_str *out)
{
	for (const char *p = sql; *p != '\0'; p++) {
		bool alone = (p == sql || strchr(" (\"", p[-1]) != NULL) && strchr(" ,)\"_", p[1]) != NULL;

		if (alone && *p == 'T')
			cb_str_adds(out, u->reg->key);
		else if (alone && *p == 'F')
			cb_str_addt(out, cb_str_text(&u->fields));
		else if (*p == 'K' && p[1] == '\0')
			cb_str_addt(out, cb_str_text(&u->same_key));
		else
			cb_str_addc(out, *p);
	}
}

static sqlite3_stmt *
prepare(struct undo *u, const char *sql)
{
	struct cb_str text = { 0 };
	sqlite3_stmt *stmt = NULL;

	fill_in(u, sql, &text);
	u->status = cb_store_prepare(u->store, &stmt, u->diag, "%s", text.p);
	cb_str_release(&text);
	if (u->status == CB_OK) {
		sqlite3_bind_int64(stmt, 1, u->batch);
		if (sqlite3_bind_parameter_count(stmt) > 1)
			sqlite3_bind_int64(stmt, 2, u->by);
	}
	return stmt;
}

/* Names the records that a later batch has replaced. */
static void
list_replaced_later(struct undo *u)
{
	sqlite3_stmt *stmt = prepare(u, "SELECT F, superseded_by FROM \"T_old\" WHERE batch = ?1");
	struct cb_arena arena = { 0 };
	struct cb_cell cells[CB_FIELDS_MAX];

	while (u->status == CB_OK && cb_store_step(u->store, stmt)) {
		int at = cb_pack_load(&u->pack, stmt, 0, cells, &arena) + cb_pack_sql_tail_count(&u->pack);
		struct cb_str key = { 0 };

		cb_store_map_names(u->store, &u->pack, cells);
		cb_pack_key_text(&u->pack, cells, u->diag->lang, &key);
		cb_report(u->diag, CB_REPLACED_LATER, CB_NOWHERE, "", key, sqlite3_column_int64(stmt, at), u->batch);
		cb_arena_reset(&arena);
	}
	sqlite3_finalize(stmt);
	cb_arena_release(&arena);
}

static void
make_columns(struct undo *u)
{
	cb_pack_sql_fields(&u->pack, &u->fields);
	cb_str_addf(&u->fields, ", %s", cb_pack_sql_tail(&u->pack));
	for (int i = 0; i < u->pack.n_key; i++) {
		struct cb_str name = { 0 };

		cb_schema_sql_name(u->pack.fields[i].def, &name);
		cb_str_addf(&u->same_key, "%so.\"%s\" = w.\"%s\"", i > 0 ? " AND " : "", name.p, name.p);
		cb_str_release(&name);
	}
	if (u->pack.n_key == 0)
		cb_str_adds(&u->same_key, "0");
}

/* Returns how many rows left the register. */
static uint64_t
withdraw(struct undo *u)
{
	uint64_t rows = 0;

	cb_pack_init(&u->pack, u->reg, u->store->names);
	make_columns(u);
	list_replaced_later(u);
	for (size_t i = 0; i < CB_COUNT(steps) && u->status == CB_OK; i++) {
		sqlite3_stmt *stmt = prepare(u, steps[i].sql);

		if (u->status == CB_OK)
			u->status = cb_store_run(u->store, stmt, u->diag);
		if (i == 0)
			rows = (uint64_t)sqlite3_changes64(u->store->db);
		sqlite3_finalize(stmt);
	}
	cb_str_release(&u->fields);
	cb_str_release(&u->same_key);
	cb_pack_release(&u->pack);
	return rows;
}

int64_t
cb_store_upgraded_steps(struct cb_store *store, int64_t batch)
{
	char *sql = sqlite3_mprintf("SELECT id FROM batch WHERE what = '" CB_UPGRADE_STEPS "' AND (id = %lld OR id IN "
	                            "(SELECT superseded_by FROM problem_log_old WHERE batch = %lld))",
	                            (long long)batch, (long long)batch);
	int64_t by = cb_store_number(store, sql, 0);

	sqlite3_free(sql);
	return by;
}

/* Loads the batch and says why it cannot be undone, if so. */
static enum cb_status
check(struct cb_store *store, int64_t id, const struct cb_register *reg, struct cb_batch *batch, struct cb_diag *diag)
{
	bool found = cb_batch_load(batch, store, id);
	enum cb_code code = CB_FINE;
	struct cb_arg word = cb_arg_nothing(NULL);
	enum cb_status rc = cb_store_failure(store, diag);
	int64_t by;

	if (rc != CB_OK)
		return rc;
	if (!found) {
		code = CB_NO_BATCH;
	} else if (batch->cells[BATCH_UNDONE_AT].state == CB_VALUE) {
		code = CB_BATCH_UNDONE;
		word = cb_arg_cell(&cb_type_date_time, NULL, &batch->cells[BATCH_UNDONE_AT]);
	} else if ((by = cb_store_upgraded_steps(store, id)) != 0 && by != id) {
		code = CB_STEPS_OF_UPGRADE;
		word = cb_arg_number(by);
	} else if (batch->cells[BATCH_SHA256].state != CB_VALUE) {
		code = CB_BATCH_NOT_ROWS;
		word = cb_arg_text(batch->cells[BATCH_WHAT].text);
	} else if (reg != NULL && !cb_text_is(batch->cells[BATCH_REGISTER].text, reg->key)) {
		code = CB_BATCH_OTHER_REGISTER;
		word = cb_arg_text(batch->cells[BATCH_REGISTER].text);
	}
	if (code == CB_FINE)
		return CB_OK;
	return cb_report(diag, code, CB_NOWHERE, "", id, word, reg == NULL ? "" : reg->key);
}

static enum cb_status
mark_undone(struct undo *u, const struct cb_author *author)
{
	sqlite3_stmt *stmt = NULL;
	enum cb_status rc = cb_store_prepare(u->store, &stmt, u->diag, "UPDATE batch SET undone_at = ?2 WHERE id = ?1");

	if (rc == CB_OK) {
		sqlite3_bind_int64(stmt, 1, u->batch);
		sqlite3_bind_text(stmt, 2, author->at, -1, SQLITE_STATIC);
		rc = cb_store_run(u->store, stmt, u->diag);
	}
	sqlite3_finalize(stmt);
	return rc;
}

static void
set_default_command(struct cb_batch *own, int64_t id)
{
	struct cb_str command = { 0 };

	cb_str_addf(&command, "cb-import undo %lld", (long long)id);
	cb_batch_set(own, BATCH_WHAT, command.p);
	cb_str_release(&command);
}

enum cb_status
cb_store_undo_of(struct cb_store *store, int64_t id, const struct cb_register *reg, const struct cb_author *author,
                 struct cb_diag *diag)
{
	struct cb_multihash content = { 0 }; /* none, but of reversals */
	uint64_t rows = 0;
	struct undo u = { .store = store, .diag = diag, .batch = id };
	struct cb_batch batch, own = { 0 };

	u.status = check(store, id, reg, &batch, diag);
	if (u.status == CB_OK)
		u.status = cb_store_need_names(store, diag);
	u.reg = u.status == CB_OK ? cb_register_find(batch.cells[BATCH_REGISTER].text) : NULL;
	if (u.reg != NULL) {
		cb_batch_init(&own, store, u.reg, author);
		if (author->command == NULL)
			set_default_command(&own, id);
		cb_batch_undoes(&own, id);
		u.by = own.id;
		if ((u.reg->flags & CB_CHAINED) != 0)
			u.status = cb_store_reverse(store, id, &own, &content, &rows, diag);
		else
			rows = withdraw(&u);
		cb_batch_count(&own, rows, 0);
	}
	if (u.status == CB_OK)
		u.status = cb_batch_write(&own, store, &content, diag);
	if (u.status == CB_OK)
		u.status = mark_undone(&u, author);
	if (u.status == CB_OK)
		diag->written.undone = id;
	cb_batch_release(&own);
	cb_batch_release(&batch);
	return u.status;
}

enum cb_status
cb_store_undo(struct cb_store *store, int64_t id, const struct cb_author *author, struct cb_diag *diag)
{
	bool begun = store->in_transaction;
	enum cb_status rc = cb_store_begin(store, diag);

	if (rc == CB_OK)
		rc = cb_store_undo_of(store, id, NULL, author, diag);
	if (rc == CB_OK && !begun)
		rc = cb_store_commit(store, diag);
	if (rc != CB_OK && !begun)
		cb_store_end(store);
	return rc;
}

const struct cb_register *
cb_store_batch_register(struct cb_store *store, int64_t id)
{
	struct cb_batch batch;
	const struct cb_register *reg = NULL;

	if (cb_batch_load(&batch, store, id))
		reg = cb_register_find(batch.cells[BATCH_REGISTER].text);
	cb_batch_release(&batch);
	return reg;
}
