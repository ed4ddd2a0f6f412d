/* The order of names as they print, in SQL: all are ranked once. */
#include <stdlib.h>

#include "store_sql.h"

struct ranked {
	struct cb_text text;
	uint32_t term;
};

/* [term id] -> place of its printed name among all. */
static void
rank_terms(struct cb_store *store)
{
	/* never deleted: as many as the highest id says, else it is damaged */
	int64_t ids = cb_store_number(store, "SELECT iif(max(id) = count(*) - 1, max(id), -1) FROM term", 0);
	uint32_t n = ids < 0 ? 0 : (uint32_t)ids;
	struct ranked *all = cb_alloc((size_t)n + 1, sizeof(*all));

	if (ids < 0)
		cb_store_note(store, SQLITE_CORRUPT);
	for (uint32_t term = 1; term <= n; term++) {
		all[term].term = term;
		all[term].text = cb_names_get(store->names, cb_store_name_of(store, term))->text;
	}
	cb_sort(all + 1, n, sizeof(*all), cb_text_order);
	store->rank = cb_grow(store->rank, &store->cap_rank, (size_t)n + 1, sizeof(*store->rank));
	for (uint32_t i = 1; i <= n; i++)
		store->rank[all[i].term] = i;
	store->n_rank = n;
	free(all);
}

int64_t
cb_store_rank(const struct cb_store *store, int64_t term)
{
	return term <= 0 || term > store->n_rank ? 0 : store->rank[term];
}

static void
rank_function(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	(void)argc;
	sqlite3_result_int64(context, cb_store_rank(sqlite3_user_data(context), sqlite3_value_int64(argv[0])));
}

/* cb_order('nni', column...): one sort key of several columns, a letter each: n a name, i an integer. It
 * is TEXT, since SQLite's sorter has a short way for a single text, which compares bytes. */
static void
order_function(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	const struct cb_store *store = sqlite3_user_data(context);
	const unsigned char *kinds = sqlite3_value_text(argv[0]);
	unsigned char key[CB_KEY_MAX * sizeof(uint64_t)], *p = key;

	for (int i = 1; i < argc && i <= CB_KEY_MAX; i++) {
		bool is_name = kinds[i - 1] == 'n';
		int64_t n = sqlite3_value_int64(argv[i]);
		uint64_t u = is_name ? (uint64_t)cb_store_rank(store, n) : (uint64_t)n ^ UINT64_C(1) << 63;

		for (int bytes = is_name ? 4 : 8; bytes > 0; bytes--)
			*p++ = (unsigned char)(u >> (8 * (bytes - 1)));
	}
	sqlite3_result_text(context, (const char *)key, (int)(p - key), SQLITE_TRANSIENT);
}

/* A second thread sorts what does not fit in memory. */
void
cb_store_order_names(struct cb_store *store)
{
	int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;

	rank_terms(store);
	sqlite3_exec(store->db, "PRAGMA threads = 2", NULL, NULL, NULL);
	sqlite3_create_function(store->db, "cb_rank", 1, flags, store, rank_function, NULL, NULL);
	sqlite3_create_function(store->db, "cb_order", -1, flags, store, order_function, NULL, NULL);
}
