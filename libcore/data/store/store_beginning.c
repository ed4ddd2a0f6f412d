/* How the keys of a clustered register begin: found by a search for each, since its rows lie in their order. */
#include "store_sql.h"

/* The first row behind a beginning: that of the longest part that stays as it is. (a, b) > (1, 2) in one would be
 * looked for among all rows of a = 1. */
static sqlite3_stmt *
prepare(struct cb_store *store, const struct cb_pack *pack, int n)
{
	struct cb_str columns = { 0 }, sql = { 0 };
	sqlite3_stmt *stmt;

	cb_pack_sql_beginning(pack, n, &columns);
	for (int same = n - 1; same >= 0; same--) {
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

void
cb_store_beginnings(struct cb_store *store, const struct cb_beginnings *of)
{
	sqlite3_stmt *stmt = prepare(store, of->pack, of->n);
	int64_t stored[CB_KEY_MAX];

	for (int i = 0; i < of->n; i++) /* behind all that begin with less than low */
		sqlite3_bind_int64(stmt, i + 1, of->low == INT64_MIN ? INT64_MIN : i == 0 ? of->low - 1
		                                                                          : INT64_MAX);
	while (cb_store_step(store, stmt) && sqlite3_column_int64(stmt, 0) <= of->high) {
		for (int i = 0; i < of->n; i++)
			stored[i] = sqlite3_column_int64(stmt, i);
		of->see(of->arg, stored);
		sqlite3_reset(stmt); /* the search goes on behind what it has found */
		for (int i = 0; i < of->n; i++)
			sqlite3_bind_int64(stmt, i + 1, stored[i]);
	}
	sqlite3_finalize(stmt);
}

/* ---- for those who know names ---- */

struct naming {
	struct cb_store *store;
	struct cb_pack pack;
	void (*visit)(void *arg, const struct cb_cell *cells);
	void *arg;
};

static void
see(void *self, const int64_t *stored)
{
	struct naming *n = self;
	struct cb_cell cells[CB_FIELDS_MAX] = { 0 };

	for (int i = 0; i < n->pack.n_fields; i++)
		cells[n->pack.fields[i].column] = cb_cell_number(stored[i]);
	cb_store_map_names(n->store, &n->pack, cells);
	n->visit(n->arg, cells);
}

void
cb_store_each_beginning(struct cb_store *store, const struct cb_register *reg, int n,
                        void (*visit)(void *arg, const struct cb_cell *cells), void *arg)
{
	struct naming naming = { .store = store, .visit = visit, .arg = arg };
	struct cb_beginnings of = { .pack = &naming.pack, .n = n, .low = INT64_MIN, .high = INT64_MAX, .see = see };

	if (!cb_store_is_made(store))
		return;
	of.arg = &naming;
	cb_pack_init(&naming.pack, reg, store->names);
	naming.pack.n_fields = n; /* the key comes first */
	cb_store_beginnings(store, &of);
	cb_pack_release(&naming.pack);
}
