/* A file becomes a database by its first transaction that writes; what a transaction begins upon may have changed
 * since the file was opened. */
#include "store_sql.h"

bool
cb_store_is_new(const struct cb_store *store)
{
	return store->is_new;
}

bool
cb_store_is_made(const struct cb_store *store)
{
	return !store->is_new || store->in_transaction;
}

static enum cb_status
make_new(struct cb_store *store, struct cb_diag *diag)
{
	enum cb_status rc = cb_store_create_schema(store, diag);

	if (rc == CB_OK)
		cb_report(diag, CB_DB_CREATED, CB_NOWHERE, NULL, store->path);
	return rc;
}

enum cb_status
cb_store_begin_anew(struct cb_store *store, bool *has_moved, struct cb_diag *diag)
{
	int64_t seen = store->seen;
	enum cb_status rc;

	*has_moved = false;
	if (store->in_transaction)
		return CB_OK;
	rc = cb_store_start(store, diag);
	store->forgotten_of = NULL; /* another may have forgotten somebody since */
	if (rc == CB_OK && store->mode != CB_OPEN_READ)
		store->seen = cb_store_data_version(store);
	*has_moved = store->seen != seen;
	/* another process may have made it a database meanwhile */
	if (*has_moved)
		store->is_new = store->is_new && cb_store_number(store, "SELECT count(*) FROM sqlite_schema", 1) == 0;
	if (rc == CB_OK)
		rc = cb_store_failure(store, diag);
	if (rc == CB_OK && store->is_new)
		rc = make_new(store, diag);
	if (rc != CB_OK)
		cb_store_end(store);
	return rc;
}

enum cb_status
cb_store_begin(struct cb_store *store, struct cb_diag *diag)
{
	int64_t seen = store->seen;
	bool has_moved;
	enum cb_status rc = cb_store_begin_anew(store, &has_moved, diag);

	if (!has_moved)
		return rc;
	store->seen = seen; /* what it goes by has been read before: it stays refused */
	cb_store_end(store);
	return cb_report(diag, CB_DB_MOVED, CB_NOWHERE, NULL, store->path);
}

enum cb_status
cb_store_hold(struct cb_store *store, bool *is_held, struct cb_diag *diag)
{
	enum cb_status rc = CB_OK;
	bool begun = store->in_transaction || store->mode != CB_OPEN_READ;

	if (!begun)
		rc = cb_store_start(store, diag);
	*is_held = !begun && rc == CB_OK;
	return rc;
}

bool
cb_store_has_changed(struct cb_store *store, const struct cb_register *reg)
{
	char *sql = sqlite3_mprintf("SELECT EXISTS (SELECT 1 FROM batch WHERE id > %lld AND register = %Q)",
	                            (long long)store->seen_batch, reg->key);
	bool has = cb_store_number(store, sql, 1) != 0;

	sqlite3_free(sql);
	return has;
}

bool
cb_store_has(struct cb_store *store, const struct cb_register *reg)
{
	char *sql = sqlite3_mprintf("SELECT EXISTS (SELECT 1 FROM \"%w\")", reg->key);
	/* who cannot say lets them be read */
	bool has = cb_store_is_made(store) && cb_store_number(store, sql, 1) != 0;

	sqlite3_free(sql);
	return has;
}
