/* Making the tables, and bringing an older file up to date. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cb/base/reason.h>

#include "store_sql.h"

/* Row 0 is the empty name, which empty key cells point to. */
static const char terms[] = "CREATE TABLE \"term\" (\n\t\"id\" INTEGER PRIMARY KEY,\n\t\"kind\" INTEGER NOT NULL,\n"
			    "\t\"text\" TEXT NOT NULL,\n\tUNIQUE (\"kind\", \"text\")\n) STRICT;\n"
			    "INSERT INTO term (id, kind, text) VALUES (0, 0, '');\n";

static void
add_views(struct cb_str *sql)
{
	for (const struct cb_register *const *reg = cb_registers; *reg != NULL; reg++)
		cb_schema_sql_view(*reg, sql);
}

static void
add_stamp(struct cb_str *sql)
{
	cb_str_addf(sql, "PRAGMA application_id = %d; PRAGMA user_version = %d;\n", CB_STORE_APPLICATION,
	            CB_STORE_VERSION);
}

static void
add_schema(struct cb_str *sql)
{
	cb_str_adds(sql, terms);
	for (const struct cb_register *const *reg = cb_registers; *reg != NULL; reg++) {
		cb_schema_sql_table(*reg, sql);
		if (*reg != &cb_register_batch)
			cb_schema_sql_history(*reg, sql);
	}
	add_views(sql);
	add_stamp(sql);
}

enum cb_status
cb_store_create_schema(struct cb_store *store, struct cb_diag *diag)
{
	struct cb_str sql = { 0 };
	enum cb_status rc;

	add_schema(&sql);
	rc = cb_store_exec(store, cb_str_c(&sql), diag);
	cb_str_release(&sql);
	return rc;
}

/* ---- upgrade: whatever differs from a fresh schema is rebuilt, its rows copied over ---- */

/* PATH.v1.bak, or the first free PATH.v1-2.bak …; made for the owner only. */
static enum cb_status
write_backup(struct cb_store *store, int version, struct cb_str *path, struct cb_diag *diag)
{
	sqlite3_stmt *stmt = NULL;
	enum cb_status rc;
	int fd = -1;

	for (int i = 1; fd < 0 && i < 100; i++) {
		cb_str_clear(path);
		cb_str_addf(path, i == 1 ? "%s.v%d.bak" : "%s.v%d-%d.bak", store->path, version, i);
		fd = open(path->p, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
		if (fd < 0 && errno != EEXIST)
			break;
	}
	if (fd < 0) {
		cb_report(diag, CB_DB_BACKUP, CB_NOWHERE, NULL, cb_str_c(path), cb_reason(errno, diag->lang));
		return CB_DATABASE;
	}
	close(fd);
	/* VACUUM INTO opens by name, where "file:" would mean something */
	sqlite3_limit(store->db, SQLITE_LIMIT_ATTACHED, 1);
	rc = cb_store_prepare(store, &stmt, diag, "VACUUM INTO ?1");
	if (rc == CB_OK) {
		char *name = sqlite3_mprintf("%s%s", path->p[0] == '/' ? "" : "./", path->p);

		sqlite3_bind_text(stmt, 1, name, -1, sqlite3_free);
		rc = cb_store_run(store, stmt, diag);
	}
	sqlite3_finalize(stmt);
	sqlite3_limit(store->db, SQLITE_LIMIT_ATTACHED, 0);
	if (rc != CB_OK)
		unlink(path->p);
	return rc;
}

/* What a column is made of in an older file that has it not, or has it otherwise. */
static const struct {
	const char *table, *column, *from;
	const char *old; /* the older column that must be there */
} made_of[] = {
	{ "care", "amount_micro", "\"amount_fen\" * 10000", "amount_fen" },
	{ "care_old", "amount_micro", "\"amount_fen\" * 10000", "amount_fen" },
	{ "problem_log", "step",
	  "row_number() OVER (PARTITION BY problem ORDER BY at, instr('受理 立案 不予立案 派遣 整改 返工 延期 缓办 结案 "
	  "通知 曝光 转报社 重开', action), rowid)",
	  "at" },
};

static bool
has_column(sqlite3 *db, const char *table, const char *column)
{
	return sqlite3_table_column_metadata(db, NULL, table, column, NULL, NULL, NULL, NULL, NULL) == SQLITE_OK;
}

/* The expression that fills a column of the fresh table from the older one, nothing where that says nothing.
 * otherwise: what an empty key cell holds, or NULL. */
static void
add_source(struct cb_store *store, const char *table, const char *column, const char *otherwise, struct cb_str *out)
{
	if (has_column(store->db, table, column)) {
		cb_str_addf(out, otherwise != NULL ? "ifnull(\"%s\", %s)" : "\"%s\"", column, otherwise);
		return;
	}
	for (size_t i = 0; i < sizeof(made_of) / sizeof(made_of[0]); i++)
		if (strcmp(made_of[i].table, table) == 0 && strcmp(made_of[i].column, column) == 0 &&
		    has_column(store->db, table, made_of[i].old)) {
			cb_str_adds(out, made_of[i].from);
			return;
		}
	if (otherwise != NULL)
		cb_str_adds(out, otherwise);
}

/* The columns of the fresh table that the older one can fill, and from what; false when there is no
 * such older table. History has no defaults of its own: its key cells must fit the register again. */
static bool
list_columns(struct cb_store *store, sqlite3 *fresh, const char *table, struct cb_str *into, struct cb_str *from)
{
	static const char sql[] = "SELECT t.name, r.dflt_value FROM pragma_table_info(?1) AS t "
				  "LEFT JOIN pragma_table_info(replace(?1, '_old', '')) AS r "
				  "ON r.name = t.name AND r.\"notnull\"";
	sqlite3_stmt *want = NULL;

	if (sqlite3_table_column_metadata(store->db, NULL, table, NULL, NULL, NULL, NULL, NULL, NULL) != SQLITE_OK)
		return false;
	sqlite3_prepare_v2(fresh, sql, -1, &want, NULL);
	sqlite3_bind_text(want, 1, table, -1, SQLITE_STATIC);
	while (sqlite3_step(want) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(want, 0);
		struct cb_str source = { 0 };

		add_source(store, table, name, (const char *)sqlite3_column_text(want, 1), &source);
		if (source.len > 0) {
			cb_str_addf(into, "%s\"%s\"", into->len > 0 ? ", " : "", name);
			cb_str_addf(from, "%s%s", from->len > 0 ? ", " : "", source.p);
		}
		cb_str_release(&source);
	}
	sqlite3_finalize(want);
	return true;
}

static bool
same_sql(struct cb_store *store, const char *table, const char *sql)
{
	sqlite3_stmt *stmt = NULL;
	bool same = false;

	sqlite3_prepare_v2(store->db, "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?1", -1, &stmt, NULL);
	sqlite3_bind_text(stmt, 1, table, -1, SQLITE_STATIC);
	if (sqlite3_step(stmt) == SQLITE_ROW)
		same = strcmp((const char *)sqlite3_column_text(stmt, 0), sql) == 0;
	sqlite3_finalize(stmt);
	return same;
}

/* SQL that replaces one table by its fresh form, keeping the rows. */
static void
add_rebuild(struct cb_store *store, sqlite3 *fresh, const char *table, const char *sql, struct cb_str *out)
{
	struct cb_str into = { 0 }, from = { 0 };

	if (same_sql(store, table, sql)) {
		/* as it should be */
	} else if (list_columns(store, fresh, table, &into, &from)) {
		cb_str_addf(out, "ALTER TABLE \"%s\" RENAME TO \"%s_before\";\n%s;\n", table, table, sql);
		cb_str_addf(out, "INSERT INTO \"%s\" (%s) SELECT %s FROM \"%s_before\";\n", table, into.p, from.p, table);
		cb_str_addf(out, "DROP TABLE \"%s_before\";\n", table);
	} else {
		cb_str_addf(out, "%s;\n", sql);
	}
	cb_str_release(&into);
	cb_str_release(&from);
}

/* Statements that make the file's schema that of a fresh database: views and indexes anew, tables
 * where they differ. */
static void
add_upgrade(struct cb_store *store, sqlite3 *fresh, struct cb_str *out)
{
	static const char drops[] = "SELECT 'DROP ' || upper(type) || ' \"' || name || '\";' FROM sqlite_schema "
				    "WHERE type IN ('view', 'index') AND sql IS NOT NULL ORDER BY type DESC";
	static const char makes[] = "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL "
				    "ORDER BY type <> 'table', type, name";
	sqlite3_stmt *stmt = NULL;

	sqlite3_prepare_v2(store->db, drops, -1, &stmt, NULL);
	while (sqlite3_step(stmt) == SQLITE_ROW)
		cb_str_addf(out, "%s\n", (const char *)sqlite3_column_text(stmt, 0));
	sqlite3_finalize(stmt);
	sqlite3_prepare_v2(fresh, makes, -1, &stmt, NULL);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(stmt, 1);
		const char *sql = (const char *)sqlite3_column_text(stmt, 2);

		if (strcmp((const char *)sqlite3_column_text(stmt, 0), "table") == 0)
			add_rebuild(store, fresh, name, sql, out);
		else
			cb_str_addf(out, "%s;\n", sql);
	}
	sqlite3_finalize(stmt);
}

/* What the rows of a batch are hashed to. */
static enum cb_status
sum_batch(struct cb_store *store, const struct cb_batch *batch, struct cb_multihash *sum, uint64_t *rows,
          struct cb_diag *diag)
{
	struct cb_cell cells[CB_FIELDS_MAX];
	struct cb_arena arena = { 0 };
	struct cb_str fields = { 0 };
	struct cb_pack pack;
	sqlite3_stmt *stmt = NULL;
	enum cb_status rc;

	cb_pack_init(&pack, &cb_register_problem_log, NULL);
	cb_pack_sql_fields(&pack, &fields);
	rc = cb_store_prepare(store, &stmt, diag, "SELECT %s FROM problem_log WHERE batch = ?1", fields.p);
	sqlite3_bind_int64(stmt, 1, batch->id);
	for (; rc == CB_OK && sqlite3_step(stmt) == SQLITE_ROW; ++*rows) {
		struct cb_text text;

		cb_pack_load(&pack, stmt, 0, cells, &arena);
		text = cb_pack_text(&pack, cells);
		cb_multihash_add(sum, text.p, text.len);
		cb_arena_reset(&arena);
	}
	sqlite3_finalize(stmt);
	cb_str_release(&fields);
	cb_arena_release(&arena);
	cb_pack_release(&pack);
	return rc;
}

/* A log whose rows had no steps: the rows with their steps are a batch of their own, as any write is, and
 * those that the earlier batches are hashed by go to the history. A batch of no file cannot be undone. */
static enum cb_status
write_steps(struct cb_store *store, struct cb_diag *diag)
{
	static const char move[] =
		"INSERT INTO problem_log_old (problem, step, at, action, actor, note, due, evidence, batch, \"row\", superseded_by)"
		" SELECT problem, 0, at, action, actor, note, due, evidence, batch, \"row\", (SELECT max(id) + 1 FROM batch) "
		"FROM problem_log; UPDATE problem_log SET batch = (SELECT max(id) + 1 FROM batch)";
	struct cb_multihash sum = { 0 };
	struct cb_batch batch;
	sqlite3_stmt *now = NULL;
	uint64_t rows = 0;
	enum cb_status rc = cb_store_exec(store, move, diag);

	if (rc == CB_OK)
		rc = cb_store_prepare(store, &now, diag, "SELECT strftime('%%Y-%%m-%%d %%H:%%M', 'now', '+8 hours')");
	if (rc == CB_OK && sqlite3_step(now) == SQLITE_ROW) {
		struct cb_author author = { "", (const char *)sqlite3_column_text(now, 0), "problem_log: step" };

		cb_batch_init(&batch, store, &cb_register_problem_log, &author);
		rc = sum_batch(store, &batch, &sum, &rows, diag);
		cb_batch_count(&batch, rows, 0);
		if (rc == CB_OK)
			rc = cb_batch_write(&batch, store, &sum, diag);
		cb_batch_release(&batch);
	}
	sqlite3_finalize(now);
	return rc;
}

static enum cb_status
upgrade_schema(struct cb_store *store, struct cb_diag *diag)
{
	struct cb_str sql = { 0 };
	sqlite3 *fresh = NULL;
	bool has_steps = has_column(store->db, "problem_log", "step");
	enum cb_status rc;

	add_schema(&sql);
	if (sqlite3_open(":memory:", &fresh) != SQLITE_OK || sqlite3_exec(fresh, sql.p, NULL, NULL, NULL) != SQLITE_OK) {
		cb_report(diag, CB_DB_ERROR, CB_NOWHERE, NULL, store->path, sqlite3_errmsg(fresh));
		rc = CB_DATABASE;
	} else {
		cb_str_clear(&sql);
		add_upgrade(store, fresh, &sql);
		add_stamp(&sql);
		/* else RENAME would make references follow the old table */
		sqlite3_exec(store->db, "PRAGMA legacy_alter_table = 1", NULL, NULL, NULL);
		rc = cb_store_start(store, diag);
		if (rc == CB_OK)
			rc = cb_store_exec(store, cb_str_c(&sql), diag);
		if (rc == CB_OK && !has_steps && cb_store_has(store, &cb_register_problem_log))
			rc = write_steps(store, diag);
		if (rc == CB_OK)
			rc = cb_store_commit(store, diag);
		sqlite3_exec(store->db, "PRAGMA legacy_alter_table = 0", NULL, NULL, NULL);
	}
	sqlite3_close(fresh);
	cb_str_release(&sql);
	return rc;
}

enum cb_status
cb_store_upgrade(struct cb_store *store, int version, struct cb_diag *diag)
{
	struct cb_str backup = { 0 };
	char have[16], want[16];
	enum cb_status rc = write_backup(store, version, &backup, diag);

	if (rc == CB_OK)
		rc = upgrade_schema(store, diag);
	snprintf(have, sizeof(have), "%d", version);
	snprintf(want, sizeof(want), "%d", CB_STORE_VERSION);
	if (rc == CB_OK)
		cb_report(diag, CB_DB_UPGRADED, CB_NOWHERE, NULL, store->path, have, want, cb_str_c(&backup));
	cb_str_release(&backup);
	return rc;
}
