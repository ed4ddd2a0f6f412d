/* How the keys of a clustered register begin: found by a search for each, since its rows lie in their order. */
#include "store_sql.h"

/* The first row behind a beginning: that of the longest part that stays as it is. (a, b) > (1, 2) in one would be looked
 * for among all rows of a = 1. */
static sqlite3_stmt *
prepare(struct cb_store *store, const struct cb_pack *pack)
{
	struct cb_str columns = { 0 }, sql = { 0 };
	sqlite3_stmt *stmt;

	cb_pack_sql_fields(pack, &columns);
	for (int same = pack->n_fields - 1; same >= 0; same--) {
		cb_str_addf(&sql, "%s (SELECT %s FROM \"%s\" WHERE ", sql.len == 0 ? "SELECT * FROM" : " UNION ALL SELECT * FROM",
		            cb_str_c(&columns), pack->reg->key);
		for (int i = 0; i <= same; i++) {
			cb_str_adds(&sql, i > 0 ? " AND " : "");
			cb_schema_sql_name(pack->fields[i].def, &sql);
			cb_str_addf(&sql, i < same ? " = ?%d" : " > ?%d", i + 1);
		}
		cb_str_addf(&sql, " ORDER BY %s LIMIT 1)", cb_str_c(&columns));
	}
	cb_str_adds(&sql, " LIMIT 1");
	stmt = cb_store_ask(store, cb_str_c(&sql));
	cb_str_release(&columns);
	cb_str_release(&sql);
	return stmt;
}

/* The search goes on behind what it has found. */
static void
go_on(sqlite3_stmt *stmt, int n)
{
	int64_t found[CB_KEY_MAX];

	for (int i = 0; i < n; i++)
		found[i] = sqlite3_column_int64(stmt, i);
	sqlite3_reset(stmt);
	for (int i = 0; i < n; i++)
		sqlite3_bind_int64(stmt, i + 1, found[i]);
}

void
cb_store_each_beginning(struct cb_store *store, const struct cb_register *reg, int n,
                        void (*visit)(void *arg, const struct cb_cell *cells), void *arg)
{
	struct cb_cell cells[CB_FIELDS_MAX] = { 0 };
	struct cb_arena arena = { 0 };
	struct cb_pack pack;
	sqlite3_stmt *stmt;

	if (!cb_store_is_made(store))
		return;
	cb_pack_init(&pack, reg, store->names);
	pack.n_fields = n; /* the key comes first */
	stmt = prepare(store, &pack);
	for (int i = 0; stmt != NULL && i < n; i++)
		sqlite3_bind_int64(stmt, i + 1, INT64_MIN);
	while (cb_store_step(store, stmt)) {
		cb_pack_load(&pack, stmt, 0, cells, &arena);
		cb_store_map_names(store, &pack, cells);
		visit(arg, cells);
		go_on(stmt, n);
	}
	sqlite3_finalize(stmt);
	cb_pack_release(&pack);
	cb_arena_release(&arena);
}
