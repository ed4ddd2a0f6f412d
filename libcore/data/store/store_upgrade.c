/* Bringing an older file up to date: whatever differs from a fresh schema is rebuilt, its rows copied over.
 * What decides is read, and the backup made, with the lock held: of two programs that meet an older file one
 * upgrades it, and the other finds it upgraded. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <cb/base/reason.h>
#include <cb/value/arg.h>
#include <cb/value/date.h>
#include <cb/value/period.h>

#include "store_sql.h"

struct upgrade {
	struct cb_store *store;
	struct cb_diag *diag;
	sqlite3 *fresh; /* a database as this program makes it, without rows */
	struct cb_str sql;
	enum cb_status status;
};

/* ---- reading, where an error is not nothing: what was not read would be lost ---- */

static void
fail(struct upgrade *u, sqlite3 *db)
{
	if (u->status != CB_OK)
		return;
	if (db == u->store->db) {
		u->status = cb_store_fail(u->store, u->diag);
	} else {
		cb_report(u->diag, CB_DB_ERROR, CB_NOWHERE, NULL, u->store->path,
		          cb_store_words(sqlite3_errcode(db) & 0xff, u->diag->lang));
		u->status = CB_DATABASE;
	}
}

/* A query with one text for ?1, or NULL. The statement is NULL when that fails. */
static sqlite3_stmt *
query(struct upgrade *u, sqlite3 *db, const char *sql, const char *arg)
{
	sqlite3_stmt *stmt = NULL;

	if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK ||
	    (arg != NULL && sqlite3_bind_text(stmt, 1, arg, -1, SQLITE_STATIC) != SQLITE_OK))
		fail(u, db);
	return stmt;
}

static bool
next_row(struct upgrade *u, sqlite3 *db, sqlite3_stmt *stmt)
{
	int rc = u->status == CB_OK ? sqlite3_step(stmt) : SQLITE_DONE;

	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		fail(u, db);
	return rc == SQLITE_ROW;
}

static const char *
text_at(sqlite3_stmt *stmt, int column)
{
	return (const char *)sqlite3_column_text(stmt, column);
}

/* Has the older file the table, or the column of it? */
static bool
has(struct upgrade *u, const char *table, const char *column)
{
	int rc = sqlite3_table_column_metadata(u->store->db, NULL, table, column, NULL, NULL, NULL, NULL, NULL);

	if (rc != SQLITE_OK && rc != SQLITE_ERROR)
		fail(u, u->store->db);
	return rc == SQLITE_OK;
}

/* ---- the backup ---- */

/* PATH.v1.bak, or the first free PATH.v1-2.bak …; made for the owner only. */
static enum cb_status
make_backup_file(struct cb_store *store, int64_t version, struct cb_str *path, struct cb_diag *diag)
{
	int fd = -1;

	for (int i = 1; fd < 0 && i < 100; i++) {
		cb_str_setf(path, i == 1 ? "%s.v%lld.bak" : "%s.v%lld-%d.bak", store->path, (long long)version, i);
		fd = open(path->p, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
		if (fd < 0 && errno != EEXIST)
			break;
	}
	if (fd >= 0) {
		close(fd);
		return CB_OK;
	}
	cb_report(diag, CB_DB_BACKUP, CB_NOWHERE, NULL, cb_str_c(path), cb_reason(errno, diag->lang));
	cb_str_clear(path);
	return CB_DATABASE;
}

/* "file:x" is a file name here. */
static char *
plain_path(const char *path)
{
	return sqlite3_mprintf("%s%s", path[0] == '/' ? "" : "./", path);
}

/* By a connection of its own, since none copies itself inside a transaction; that of the other keeps every
 * writer away meanwhile. SQLite syncs the copy and its folder. */
static enum cb_status
write_backup(struct cb_store *store, const char *path, struct cb_diag *diag)
{
	struct cb_store reader = { .path = store->path, .mode = CB_OPEN_READ };
	char *from = plain_path(store->path), *to = plain_path(path);
	int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_READONLY;
	sqlite3_stmt *stmt = NULL;
	enum cb_status rc;

	if (sqlite3_open_v2(from, &reader.db, flags, NULL) != SQLITE_OK)
		rc = cb_store_fail(&reader, diag);
	else
		rc = cb_store_prepare(&reader, &stmt, diag, "VACUUM INTO ?1");
	if (rc == CB_OK) {
		sqlite3_bind_text(stmt, 1, to, -1, SQLITE_STATIC);
		rc = cb_store_run(&reader, stmt, diag);
	}
	sqlite3_finalize(stmt);
	sqlite3_close(reader.db);
	sqlite3_free(from);
	sqlite3_free(to);
	return rc;
}

/* ---- tables ---- */

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

/* The expression that fills a column of the fresh table from the older one, nothing where that says nothing.
 * otherwise: what an empty key cell holds, or NULL. */
static void
add_source(struct upgrade *u, const char *table, const char *column, const char *otherwise, struct cb_str *out)
{
	if (has(u, table, column)) {
		cb_str_addf(out, otherwise != NULL ? "ifnull(\"%s\", %s)" : "\"%s\"", column, otherwise);
		return;
	}
	for (size_t i = 0; i < CB_COUNT(made_of); i++)
		if (strcmp(made_of[i].table, table) == 0 && strcmp(made_of[i].column, column) == 0 &&
		    has(u, table, made_of[i].old)) {
			cb_str_adds(out, made_of[i].from);
			return;
		}
	if (otherwise != NULL)
		cb_str_adds(out, otherwise);
}

/* The columns of the fresh table that the older one can fill, and from what. History has no defaults of its
 * own: its key cells must fit the register again. */
static void
list_columns(struct upgrade *u, const char *table, struct cb_str *into, struct cb_str *from)
{
	sqlite3_stmt *want = query(u, u->fresh,
	                           "SELECT t.name, r.dflt_value FROM pragma_table_info(?1) AS t "
	                           "LEFT JOIN pragma_table_info(replace(?1, '_old', '')) AS r "
	                           "ON r.name = t.name AND r.\"notnull\"",
	                           table);

	while (next_row(u, u->fresh, want)) {
		const char *name = text_at(want, 0);
		struct cb_str source = { 0 };

		add_source(u, table, name, text_at(want, 1), &source);
		if (source.len > 0) {
			cb_str_addf(into, "%s\"%s\"", into->len > 0 ? ", " : "", name);
			cb_str_join(from, ", ", cb_str_text(&source));
		}
		cb_str_release(&source);
	}
	sqlite3_finalize(want);
}

static bool
has_same(struct upgrade *u, const char *table, const char *sql)
{
	sqlite3_stmt *stmt = query(u, u->store->db, "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?1", table);
	bool same = next_row(u, u->store->db, stmt) && strcmp(text_at(stmt, 0), sql) == 0;

	sqlite3_finalize(stmt);
	return same;
}

/* SQL that replaces one table by its fresh form, keeping the rows. */
static void
add_rebuild(struct upgrade *u, const char *table, const char *sql)
{
	struct cb_str into = { 0 }, from = { 0 };

	if (has_same(u, table, sql))
		return;
	if (!has(u, table, NULL)) {
		cb_str_addf(&u->sql, "%s;\n", sql);
		return;
	}
	list_columns(u, table, &into, &from);
	cb_str_addf(&u->sql, "ALTER TABLE \"%s\" RENAME TO \"%s_before\";\n%s;\n", table, table, sql);
	cb_str_addf(&u->sql, "INSERT INTO \"%s\" (%s) SELECT %s FROM \"%s_before\";\n", table, into.p, from.p, table);
	cb_str_addf(&u->sql, "DROP TABLE \"%s_before\";\n", table);
	cb_str_release(&into);
	cb_str_release(&from);
}

/* Statements that make the file's schema that of a fresh database: views and indexes anew, tables where they
 * differ. What somebody else has added to the file stays. */
static void
add_statements(struct upgrade *u)
{
	sqlite3_stmt *stmt = query(u, u->fresh,
	                           "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL "
	                           "ORDER BY type <> 'table', type, name",
	                           NULL);
	struct cb_str makes = { 0 };

	while (next_row(u, u->fresh, stmt)) {
		const char *type = text_at(stmt, 0), *name = text_at(stmt, 1), *sql = text_at(stmt, 2);

		if (strcmp(type, "table") == 0)
			add_rebuild(u, name, sql);
		else
			cb_str_addf(&makes, "DROP %s IF EXISTS \"%s\";\n%s;\n", type, name, sql);
	}
	sqlite3_finalize(stmt);
	cb_str_addt(&u->sql, cb_str_text(&makes));
	cb_str_release(&makes);
}

static void
rebuild(struct upgrade *u)
{
	struct cb_str schema = { 0 };

	cb_store_add_schema(&schema);
	if (sqlite3_open(":memory:", &u->fresh) != SQLITE_OK ||
	    sqlite3_exec(u->fresh, cb_str_c(&schema), NULL, NULL, NULL) != SQLITE_OK)
		fail(u, u->fresh);
	if (u->status == CB_OK)
		add_statements(u);
	cb_store_add_stamp(&u->sql);
	if (u->status == CB_OK)
		u->status = cb_store_exec(u->store, cb_str_c(&u->sql), u->diag);
	sqlite3_close(u->fresh);
	cb_str_release(&u->sql);
	cb_str_release(&schema);
}

/* ---- rows that an upgrade makes: batches of no file, which cannot be undone ---- */

static void
begin_batch(struct upgrade *u, struct cb_batch *batch, const struct cb_register *reg, const char *what)
{
	sqlite3_stmt *now = query(u, u->store->db, "SELECT strftime('%Y-%m-%d %H:%M', 'now', '+8 hours')", NULL);
	struct cb_author author = { "", next_row(u, u->store->db, now) ? text_at(now, 0) : "", what };

	cb_batch_init(batch, u->store, reg, &author);
	sqlite3_finalize(now);
}

/* A log whose rows had no steps: the rows with their steps are a batch of their own, as any write is, and those
 * that the earlier batches are hashed by go to the history. */
static void
write_steps(struct upgrade *u)
{
	static const char move[] =
		"INSERT INTO problem_log_old (problem, step, at, action, actor, note, due, evidence, batch, \"row\", superseded_by)"
		" SELECT problem, 0, at, action, actor, note, due, evidence, batch, \"row\", (SELECT max(id) + 1 FROM batch) "
		"FROM problem_log; UPDATE problem_log SET batch = (SELECT max(id) + 1 FROM batch)";
	struct cb_batch batch;

	begin_batch(u, &batch, &cb_register_problem_log, CB_UPGRADE_STEPS);
	if (u->status == CB_OK)
		u->status = cb_store_exec(u->store, move, u->diag);
	if (u->status == CB_OK)
		u->status = cb_batch_write_rows(&batch, u->store, &cb_register_problem_log, u->diag);
	cb_batch_release(&batch);
}

/* The first version knew that a statement had been made public by the command line of a batch: `-p` and a range,
 * or nothing, which was the whole ledger up to the day before. */
static bool
read_command(struct cb_text command, int64_t day, struct cb_publication *out)
{
	struct cb_period_range range = { .first_day = INT64_MIN, .last_day = day - 1 };
	int at = cb_text_find(command, " -p ");

	if (at >= 0) {
		command = cb_text_from(command, at + 4);
		if (cb_period_range_parse(command, day, &range) != CB_FINE)
			return false;
	}
	*out = (struct cb_publication){ CB_PUBLISHED_STATEMENT, { 0 }, range.first_day, range.last_day };
	return true;
}

static void
write_publication(struct upgrade *u, int64_t id, const struct cb_batch *own)
{
	struct cb_publication publication;
	struct cb_batch batch;
	const struct cb_cell *what = &batch.cells[BATCH_WHAT], *at = &batch.cells[BATCH_AT];

	if (!cb_batch_load(&batch, u->store, id))
		fail(u, u->store->db);
	else if (read_command(what->text, cb_date_of_minute(at->n), &publication))
		u->status = cb_publication_insert(u->store, &publication, at, own, (uint32_t)id, u->diag);
	else
		cb_report(u->diag, CB_PUBLICATION_UNREAD, CB_NOWHERE, "", id, what->text);
	cb_batch_release(&batch);
}

static void
write_publications(struct upgrade *u)
{
	sqlite3_stmt *old = query(u, u->store->db,
	                          "SELECT id FROM batch WHERE register = 'fund' AND undone_at IS NULL "
	                          "AND what GLOB 'cb-fund statement --publish*' ORDER BY id",
	                          NULL);
	struct cb_batch own;

	begin_batch(u, &own, &cb_register_publication, "publication: batch.what");
	while (next_row(u, u->store->db, old))
		write_publication(u, sqlite3_column_int64(old, 0), &own);
	sqlite3_finalize(old);
	if (u->status == CB_OK)
		u->status = cb_batch_write_rows(&own, u->store, &cb_register_publication, u->diag);
	cb_batch_release(&own);
}

/* The first version did not say which batch had undone another: batches that say so, of that time. */
static void
write_undoes(struct upgrade *u)
{
	sqlite3_stmt *undone = query(u, u->store->db, "SELECT id, register, undone_at FROM batch WHERE undone_at IS NOT NULL ORDER BY id",
	                             NULL);
	const struct cb_multihash nothing = { 0 };

	while (next_row(u, u->store->db, undone)) {
		struct cb_author author = { "", text_at(undone, 2), "batch: undoes" };
		const struct cb_register *reg = cb_register_find(cb_text_of(text_at(undone, 1)));
		struct cb_batch batch;

		cb_batch_init(&batch, u->store, reg != NULL ? reg : &cb_register_batch, &author);
		cb_batch_undoes(&batch, sqlite3_column_int64(undone, 0));
		u->status = cb_batch_write(&batch, u->store, &nothing, u->diag);
		cb_batch_release(&batch);
	}
	sqlite3_finalize(undone);
}

/* ---- */

/* Everything but the commit. */
static enum cb_status
upgrade(struct cb_store *store, const char *backup, struct cb_diag *diag)
{
	struct upgrade u = { .store = store, .diag = diag };
	bool has_steps = has(&u, "problem_log", "step"), has_publications = has(&u, "publication", NULL);
	bool has_undoes = has(&u, "batch", "undoes"), has_checks = has(&u, "batch", "check_value");

	if (u.status == CB_OK)
		u.status = write_backup(store, backup, diag);
	if (u.status == CB_OK)
		rebuild(&u);
	if (u.status == CB_OK && !has_steps)
		write_steps(&u);
	if (u.status == CB_OK && !has_publications)
		write_publications(&u);
	if (u.status == CB_OK && !has_undoes)
		write_undoes(&u);
	if (u.status == CB_OK && !has_checks)
		u.status = cb_store_rehash(store, backup, diag);
	return u.status;
}

/* Inside the lock: another program may have done it while this one waited. */
static enum cb_status
upgrade_locked(struct cb_store *store, struct cb_diag *diag)
{
	struct cb_str backup = { 0 };
	int64_t version = 0;
	enum cb_status rc = cb_store_version(store, &version, diag);

	if (rc == CB_OK && version < CB_STORE_VERSION) {
		rc = make_backup_file(store, version, &backup, diag);
		if (rc == CB_OK)
			rc = upgrade(store, cb_str_c(&backup), diag);
		if (rc == CB_OK)
			rc = cb_store_commit(store, diag);
		cb_store_end(store);
		/* no backup beside a file that is as it was */
		if (backup.len > 0 && cb_store_number(store, "PRAGMA user_version", CB_STORE_VERSION) < CB_STORE_VERSION)
			unlink(backup.p);
		if (rc == CB_OK)
			cb_report(diag, CB_DB_UPGRADED, CB_NOWHERE, NULL, store->path, version, CB_STORE_VERSION,
			          cb_str_text(&backup));
	}
	cb_str_release(&backup);
	return rc;
}

enum cb_status
cb_store_upgrade(struct cb_store *store, struct cb_diag *diag)
{
	/* else RENAME would make references follow the older table */
	enum cb_status rc = cb_store_exec(store, "PRAGMA legacy_alter_table = 1", diag);

	if (rc == CB_OK)
		rc = cb_store_start(store, diag);
	if (rc == CB_OK)
		rc = upgrade_locked(store, diag);
	cb_store_end(store);
	sqlite3_exec(store->db, "PRAGMA legacy_alter_table = 0", NULL, NULL, NULL);
	return rc;
}
