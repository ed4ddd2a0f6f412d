/* What a connection does, whatever its file holds: statements and transactions. */
#include <stdarg.h>

#include "store_sql.h"

enum cb_status
cb_store_fail(struct cb_store *store, struct cb_diag *diag)
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
	int error = sqlite3_errcode(store->db) & 0xff;
	enum cb_code code = CB_DB_ERROR;

	for (size_t i = 0; i < CB_COUNT(codes); i++)
		if (codes[i].sqlite == error)
			code = codes[i].code;
	return cb_report(diag, code, CB_NOWHERE, NULL, store->path, sqlite3_errmsg(store->db));
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

int64_t
cb_store_number(struct cb_store *store, const char *sql, int64_t none)
{
	sqlite3_stmt *stmt = NULL;
	int64_t n = none;

	if (sqlite3_prepare_v2(store->db, sql, -1, &stmt, NULL) == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW &&
	    sqlite3_column_type(stmt, 0) != SQLITE_NULL)
		n = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return n;
}

enum cb_status
cb_store_read_number(struct cb_store *store, const char *sql, int64_t *n, struct cb_diag *diag)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(store->db, sql, -1, &stmt, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_step(stmt);
	if (rc == SQLITE_ROW && sqlite3_column_type(stmt, 0) != SQLITE_NULL)
		*n = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? CB_OK : cb_store_fail(store, diag);
}

enum cb_status
cb_store_start(struct cb_store *store, struct cb_diag *diag)
{
	bool reads = store->mode == CB_OPEN_READ;
	enum cb_status rc;

	if (store->in_transaction)
		return CB_OK;
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
	store->commits = true;
	rc = cb_store_exec(store, "COMMIT", diag);
	store->commits = false;
	if (rc != CB_OK) {
		cb_store_end(store);
		return rc;
	}
	store->in_transaction = false;
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
}
