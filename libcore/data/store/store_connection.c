/* What a connection does, whatever its file holds: statements and transactions. */
#include <stdarg.h>
#include <stdlib.h>

#include <cb/base/reason.h>

#include "store_sql.h"

/* What an error of the connection is called. */
static enum cb_code
code_of(int error)
{
	static const struct {
		int sqlite;
		enum cb_code code;
	} codes[] = {
		{ SQLITE_BUSY, CB_DB_BUSY },
		{ SQLITE_LOCKED, CB_DB_BUSY },
		{ SQLITE_NOTADB, CB_DB_NOT_OURS },
		{ SQLITE_READONLY, CB_DB_READ_ONLY },
		{ SQLITE_FULL, CB_DB_FULL },
		{ SQLITE_CORRUPT, CB_DB_CORRUPT },
		{ SQLITE_CANTOPEN, CB_DB_OPEN },
		{ SQLITE_PERM, CB_DB_READ_ONLY },
	};

	for (size_t i = 0; i < CB_COUNT(codes); i++)
		if (codes[i].sqlite == error)
			return codes[i].code;
	return CB_DB_ERROR;
}

const char *
cb_store_words(int error, enum cb_lang lang)
{
	static const struct cb_reason_words words[] = {
		{ SQLITE_CANTOPEN, "the file cannot be opened", "文件无法打开" },
		{ SQLITE_CORRUPT, "its content is damaged", "数据页内容有误" },
		{ SQLITE_NOTADB, "it is no database", "不是数据库文件" },
		{ SQLITE_IOERR, "reading or writing failed", "读写出错" },
		{ SQLITE_PERM, "there is no permission", "没有权限" },
		{ SQLITE_CONSTRAINT, "its content contradicts itself", "内容自相矛盾" },
		{ SQLITE_TOOBIG, "a value is too long", "有内容过长" },
	};
	const char *known = cb_reason_in(words, CB_COUNT(words), error, lang);

	return known != NULL ? known : lang == CB_EN ? "its content is not what this program makes"
	                                             : "内容与本程序所建的不符";
}

/* Where there is room for a thousand pages, what asked for more is the length of something in a damaged file. */
static bool
is_memory_short(void)
{
	void *volatile room = malloc(4 << 20);

	free(room);
	return room == NULL;
}

void
cb_store_note(struct cb_store *store, int rc)
{
	bool is_writing = store->in_transaction && store->mode != CB_OPEN_READ;

	rc &= 0xff;
	/* where something was written SQLite may have ended the transaction by itself: nothing may follow */
	if (rc == SQLITE_NOMEM && (is_writing || is_memory_short()))
		cb_no_memory();
	if (rc == SQLITE_NOMEM)
		rc = SQLITE_CORRUPT;
	if (store->failure != CB_FINE)
		return; /* the first one is the cause */
	store->has_failed = true;
	store->failure = code_of(rc);
	store->failure_errno = rc == SQLITE_IOERR || rc == SQLITE_CANTOPEN ? sqlite3_system_errno(store->db) : 0;
	store->failure_rc = rc;
}

enum cb_status
cb_store_failure(struct cb_store *store, struct cb_diag *diag)
{
	enum cb_code code = store->failure;
	const char *text = cb_store_words(store->failure_rc, diag->lang);

	if (code == CB_FINE)
		return store->has_failed && store->in_transaction ? CB_DATABASE : CB_OK;
	store->failure = CB_FINE;
	if (store->failure_errno != 0)
		text = cb_reason(store->failure_errno, diag->lang); /* too many open files, a limit on their size … */
	return cb_report(diag, code, CB_NOWHERE, NULL, store->path, text);
}

enum cb_status
cb_store_fail(struct cb_store *store, struct cb_diag *diag)
{
	cb_store_note(store, sqlite3_errcode(store->db));
	return cb_store_failure(store, diag);
}

enum cb_status
cb_store_exec(struct cb_store *store, const char *sql, struct cb_diag *diag)
{
	return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK ? CB_OK : cb_store_fail(store, diag);
}

enum cb_status
cb_store_prepare(struct cb_store *store, sqlite3_stmt **out, struct cb_diag *diag, const char *format, ...)
{
	va_list args;
	char *sql;
	int rc;

	va_start(args, format);
	sql = sqlite3_vmprintf(format, args);
	va_end(args);
	if (sql == NULL)
		cb_no_memory();
	rc = sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, out, NULL);
	sqlite3_free(sql);
	return rc == SQLITE_OK ? CB_OK : cb_store_fail(store, diag);
}

enum cb_status
cb_store_run(struct cb_store *store, sqlite3_stmt *stmt, struct cb_diag *diag)
{
	int rc = sqlite3_step(stmt);
	enum cb_status status;

	if (rc == SQLITE_DONE || rc == SQLITE_ROW) {
		sqlite3_reset(stmt);
		return CB_OK;
	}
	status = cb_store_fail(store, diag);
	sqlite3_reset(stmt);
	return status;
}

sqlite3_stmt *
cb_store_ask(struct cb_store *store, const char *sql)
{
	sqlite3_stmt *stmt = NULL;
	int rc;

	if (sql == NULL) /* sqlite3_mprintf had no memory */
		cb_no_memory();
	rc = sqlite3_prepare_v2(store->db, sql, -1, &stmt, NULL);
	if (rc != SQLITE_OK)
		cb_store_note(store, rc);
	return stmt;
}

bool
cb_store_step(struct cb_store *store, sqlite3_stmt *stmt)
{
	int rc = stmt == NULL ? SQLITE_DONE : sqlite3_step(stmt);

	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		cb_store_note(store, rc);
	return rc == SQLITE_ROW;
}

const char *
cb_store_text(sqlite3_stmt *stmt, int column)
{
	bool is_null = sqlite3_column_type(stmt, column) == SQLITE_NULL;
	const char *text = is_null ? "" : (const char *)sqlite3_column_text(stmt, column);

	if (text == NULL)
		cb_no_memory();
	return text;
}

int64_t
cb_store_number(struct cb_store *store, const char *sql, int64_t none)
{
	sqlite3_stmt *stmt = cb_store_ask(store, sql);
	int64_t n = none;

	if (cb_store_step(store, stmt) && sqlite3_column_type(stmt, 0) != SQLITE_NULL)
		n = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return n;
}

/* As cb_store_number, but a query that fails is reported, and *n kept. */
static enum cb_status
read_number(struct cb_store *store, const char *sql, int64_t *n, struct cb_diag *diag)
{
	*n = cb_store_number(store, sql, *n);
	return cb_store_failure(store, diag);
}

enum cb_status
cb_store_version(struct cb_store *store, int64_t *version, struct cb_diag *diag)
{
	int64_t application = 0;
	enum cb_status rc = read_number(store, "PRAGMA application_id", &application, diag);

	if (rc == CB_OK)
		rc = read_number(store, "PRAGMA user_version", version, diag);
	if (rc != CB_OK)
		return rc;
	if (application != CB_STORE_APPLICATION)
		cb_report(diag, CB_DB_NOT_OURS, CB_NOWHERE, NULL, store->path);
	else if (*version > CB_STORE_VERSION)
		cb_report(diag, CB_DB_NEWER, CB_NOWHERE, NULL, store->path, *version, CB_STORE_VERSION);
	else
		return CB_OK;
	return CB_DATABASE;
}

int64_t
cb_store_data_version(struct cb_store *store)
{
	return cb_store_number(store, "PRAGMA data_version", 0);
}

enum cb_status
cb_store_start(struct cb_store *store, struct cb_diag *diag)
{
	bool reads = store->mode == CB_OPEN_READ;
	enum cb_status rc;

	if (store->in_transaction)
		return CB_OK;
	rc = store->failure == CB_FINE ? CB_OK : cb_store_failure(store, diag);
	store->has_failed = false; /* whoever was told of it tries anew */
	if (rc == CB_OK)
		rc = cb_store_exec(store, reads ? "BEGIN" : "BEGIN IMMEDIATE", diag);
	if (rc == CB_OK && reads)
		rc = cb_store_exec(store, "SELECT count(*) FROM sqlite_schema", diag);
	store->in_transaction = sqlite3_get_autocommit(store->db) == 0;
	return rc;
}

enum cb_status
cb_store_commit(struct cb_store *store, struct cb_diag *diag)
{
	enum cb_status rc;

	if (!store->in_transaction)
		return CB_OK;
	rc = cb_store_failure(store, diag);
	store->commits = true;
	if (rc == CB_OK)
		rc = cb_store_exec(store, "COMMIT", diag);
	store->commits = false;
	if (rc != CB_OK) {
		cb_store_end(store);
		return rc;
	}
	store->in_transaction = false;
	if (store->written != 0)
		diag->stored_batch = store->written;
	store->written = 0;
	store->committed = true;
	store->is_new = false;
	return CB_OK;
}

void
cb_store_end(struct cb_store *store)
{
	if (store->db != NULL && sqlite3_get_autocommit(store->db) == 0)
		sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	store->in_transaction = false;
	store->written = 0;
}
