#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store_sql.h"

enum cb_status
cb_store_version(struct cb_store *store, int64_t *version, struct cb_diag *diag)
{
	int64_t application = 0;
	enum cb_status rc = cb_store_read_number(store, "PRAGMA application_id", &application, diag);

	if (rc == CB_OK)
		rc = cb_store_read_number(store, "PRAGMA user_version", version, diag);
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

void
cb_store_close(struct cb_store *store)
{
	struct stat st;

	if (store == NULL)
		return;
	cb_store_end(store);
	sqlite3_close(store->db);
	if (store->created && !store->committed && stat(store->path, &st) == 0 && st.st_size == 0)
		unlink(store->path);
	cb_names_free(store->own_names);
	free(store->to_term);
	free(store->to_name);
	free(store->rank);
	free(store->path);
	free(store);
}

const char *
cb_store_path(const struct cb_store *store)
{
	return store->path;
}

bool
cb_store_was_older(const struct cb_store *store)
{
	return store->was_older;
}

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

/* ---- transactions ---- */

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
	if (rc == CB_OK && store->mode != CB_OPEN_READ)
		store->seen = cb_store_data_version(store);
	*has_moved = store->seen != seen;
	/* another process may have made it a database meanwhile */
	if (*has_moved)
		store->is_new = store->is_new && cb_store_number(store, "SELECT count(*) FROM sqlite_schema", 1) == 0;
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
	cb_report(diag, CB_DB_MOVED, CB_NOWHERE, NULL, store->path);
	return CB_BUSY;
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
	bool has = cb_store_is_made(store) && cb_store_number(store, sql, 0) != 0;

	sqlite3_free(sql);
	return has;
}
