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

/* The columns that two tables have in common, quoted; also counts whether there is such a table. */
static bool
common_columns(struct cb_store *store, sqlite3 *fresh, const char *table, struct cb_str *list)
{
	static const char sql[] = "SELECT name FROM pragma_table_info(?1)";
	sqlite3_stmt *have = NULL, *want = NULL;
	struct cb_dict names = { 0 };

	sqlite3_prepare_v2(store->db, sql, -1, &have, NULL);
	sqlite3_prepare_v2(fresh, sql, -1, &want, NULL);
	sqlite3_bind_text(have, 1, table, -1, SQLITE_STATIC);
	sqlite3_bind_text(want, 1, table, -1, SQLITE_STATIC);
	while (sqlite3_step(have) == SQLITE_ROW)
		cb_dict_put(&names, cb_text_of((const char *)sqlite3_column_text(have, 0)), 1);
	while (sqlite3_step(want) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(want, 0);

		if (cb_dict_get(&names, cb_text_of(name)) != 0)
			cb_str_addf(list, "%s\"%s\"", list->len > 0 ? ", " : "", name);
	}
	sqlite3_finalize(have);
	sqlite3_finalize(want);
	cb_dict_release(&names);
	return list->len > 0;
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
	struct cb_str list = { 0 };

	if (same_sql(store, table, sql)) {
		/* as it should be */
	} else if (common_columns(store, fresh, table, &list)) {
		cb_str_addf(out, "ALTER TABLE \"%s\" RENAME TO \"%s_before\";\n%s;\n", table, table, sql);
		cb_str_addf(out, "INSERT INTO \"%s\" (%s) SELECT %s FROM \"%s_before\";\n", table, list.p, list.p, table);
		cb_str_addf(out, "DROP TABLE \"%s_before\";\n", table);
	} else {
		cb_str_addf(out, "%s;\n", sql);
	}
	cb_str_release(&list);
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

static enum cb_status
upgrade_schema(struct cb_store *store, struct cb_diag *diag)
{
	struct cb_str sql = { 0 };
	sqlite3 *fresh = NULL;
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
