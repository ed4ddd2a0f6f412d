/* A file becomes a database by its first transaction that writes. */
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

enum cb_status
cb_store_begin(struct cb_store *store, struct cb_diag *diag)
{
	enum cb_status rc;

	if (store->in_transaction)
		return CB_OK;
	rc = cb_store_start(store, diag);
	/* another process may have made it a database meanwhile */
	if (rc == CB_OK && store->is_new && cb_store_number(store, "SELECT count(*) FROM sqlite_schema", 1) == 0) {
		rc = cb_store_create_schema(store, diag);
		if (rc == CB_OK)
			cb_report(diag, CB_DB_CREATED, CB_NOWHERE, NULL, store->path);
	}
	if (rc != CB_OK)
		cb_store_end(store);
	return rc;
}

bool
cb_store_has(struct cb_store *store, const struct cb_register *reg)
{
	char *sql = sqlite3_mprintf("SELECT EXISTS (SELECT 1 FROM \"%w\")", reg->key);
	bool has = cb_store_is_made(store) && cb_store_number(store, sql, 0) != 0;

	sqlite3_free(sql);
	return has;
}
