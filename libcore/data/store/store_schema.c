/* Making the tables. */
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

void
cb_store_add_stamp(struct cb_str *sql)
{
	cb_str_addf(sql, "PRAGMA application_id = %d; PRAGMA user_version = %d;\n", CB_STORE_APPLICATION,
	            CB_STORE_VERSION);
}

void
cb_store_add_schema(struct cb_str *sql)
{
	cb_str_adds(sql, terms);
	for (const struct cb_register *const *reg = cb_registers; *reg != NULL; reg++) {
		cb_schema_sql_table(*reg, sql);
		if (*reg != &cb_register_batch)
			cb_schema_sql_history(*reg, sql);
	}
	add_views(sql);
	cb_store_add_stamp(sql);
}

enum cb_status
cb_store_create_schema(struct cb_store *store, struct cb_diag *diag)
{
	struct cb_str sql = { 0 };
	enum cb_status rc;

	cb_store_add_schema(&sql);
	rc = cb_store_exec(store, cb_str_c(&sql), diag);
	cb_str_release(&sql);
	return rc;
}
