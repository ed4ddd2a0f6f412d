/* Reading a register as records, in key order. */
#include <stdlib.h>
#include <string.h>

#include "store_sql.h"

struct cb_scan {
	struct cb_store *store;
	struct cb_diag *diag;
	sqlite3_stmt *stmt;
	struct cb_pack pack;
	struct cb_arena arena; /* texts that had to be parsed */
	struct cb_record record;
	struct cb_cell cells[CB_FIELDS_MAX];
	int tail; /* result column of batch and row, which follow the fields */
	bool has_names, failed;
};

/* ---- order of names ---- */

struct ranked {
	struct cb_text text;
	uint32_t term;
};

static int
compare_ranked(const void *a, const void *b)
{
	return cb_text_compare(((const struct ranked *)a)->text, ((const struct ranked *)b)->text);
}

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
	cb_sort(all + 1, n, sizeof(*all), compare_ranked);
	store->rank = cb_grow(store->rank, &store->cap_rank, (size_t)n + 1, sizeof(*store->rank));
	for (uint32_t i = 1; i <= n; i++)
		store->rank[all[i].term] = i;
	store->n_rank = n;
	free(all);
}

static int64_t
rank_of(const struct cb_store *store, int64_t term)
{
	return term <= 0 || term > store->n_rank ? 0 : store->rank[term];
}

static void
rank_function(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	(void)argc;
	sqlite3_result_int64(context, rank_of(sqlite3_user_data(context), sqlite3_value_int64(argv[0])));
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
		uint64_t u = is_name ? (uint64_t)rank_of(store, n) : (uint64_t)n ^ UINT64_C(1) << 63;

		for (int bytes = is_name ? 4 : 8; bytes > 0; bytes--)
			*p++ = (unsigned char)(u >> (8 * (bytes - 1)));
	}
	sqlite3_result_text(context, (const char *)key, (int)(p - key), SQLITE_TRANSIENT);
}

/* 5 M scores in order: 7.9 s by columns on one thread, 5.4 s on two, 4.7 s by one key as well. */
static void
prepare_order(struct cb_store *store)
{
	int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;

	rank_terms(store);
	sqlite3_exec(store->db, "PRAGMA threads = 2", NULL, NULL, NULL);
	sqlite3_create_function(store->db, "cb_rank", 1, flags, store, rank_function, NULL, NULL);
	sqlite3_create_function(store->db, "cb_order", -1, flags, store, order_function, NULL, NULL);
}

/* ---- the statement ---- */

/* One sort key of the columns from `first` on, or false: a text does not fit in it. */
static bool
add_one_key(struct cb_scan *scan, int first, struct cb_str *sql)
{
	struct cb_str kinds = { 0 }, columns = { 0 };
	bool fits = true;

	for (int i = first; i < scan->pack.n_key; i++) {
		const struct cb_pack_field *field = &scan->pack.fields[i];

		fits = fits && field->form != CB_FIELD_TEXT && field->def->type->storage != CB_STORE_TEXT;
		cb_str_addc(&kinds, field->form == CB_FIELD_NAME ? 'n' : 'i');
		cb_str_adds(&columns, ", \"");
		cb_schema_sql_name(field->def, &columns);
		cb_str_addc(&columns, '"');
	}
	if (fits)
		cb_str_addf(sql, "%scb_order('%s'%s)", first == 0 ? " ORDER BY " : ", ", cb_str_c(&kinds), cb_str_c(&columns));
	cb_str_release(&kinds);
	cb_str_release(&columns);
	return fits;
}

/* A key that is private decides no order, or the order would tell it: but for a number that cb has given. */
static void
add_private_key(const char *name, const char *before, struct cb_str *sql)
{
	cb_str_addf(sql, "%sCASE WHEN \"%s\" GLOB '[A-Z][0-9]*' AND substr(\"%s\", 2) NOT GLOB '*[^0-9]*' THEN \"%s\" END",
	            before, name, name, name);
}

/* A clustered table is in the order of the columns before its first name already. */
static void
add_order(struct cb_scan *scan, bool by_text, struct cb_str *sql)
{
	bool one_key = by_text && (scan->pack.reg->flags & CB_CLUSTERED) != 0;

	if ((scan->pack.reg->flags & CB_CHAINED) != 0) {
		/* 2026-10000 comes after 2026-9999 */
		cb_str_adds(sql, by_text ? " ORDER BY substr(no, 1, 5), length(no), no" : " ORDER BY rowid");
		return;
	}
	for (int i = 0; i < scan->pack.n_key; i++) {
		const struct cb_pack_field *field = &scan->pack.fields[i];
		const char *before = i == 0 ? " ORDER BY " : ", ";
		struct cb_str name = { 0 };

		if (one_key && field->form == CB_FIELD_NAME && add_one_key(scan, i, sql))
			return;
		cb_schema_sql_name(field->def, &name);
		if ((field->def->flags & CB_PRIVATE) != 0)
			add_private_key(name.p, before, sql);
		else
			cb_str_addf(sql, by_text && field->form == CB_FIELD_NAME ? "%scb_rank(\"%s\")" : "%s\"%s\"",
			            before, name.p);
		cb_str_release(&name);
	}
	if (scan->pack.n_key > 0 && cb_register_has_private(scan->pack.reg))
		cb_str_adds(sql, ", batch, \"row\", rowid"); /* as they came: rowids go by the key */
}

static bool
is_open(const struct cb_cell *cell)
{
	return cell->state == CB_EMPTY;
}

static void
add_where(const struct cb_scan_plan *plan, struct cb_str *sql)
{
	const char *word = " WHERE ";

	for (size_t i = 0; i < plan->n_bounds; i++) {
		const struct cb_scan_bound *bound = &plan->bounds[i];
		struct cb_str name = { 0 };

		cb_schema_sql_name(&plan->reg->columns[bound->column], &name);
		for (int end = 0; end < 2; end++) {
			if (is_open(end == 0 ? &bound->low : &bound->high))
				continue;
			cb_str_addf(sql, "%s\"%s\" %s ?%d", word, name.p, end == 0 ? ">=" : "<=", (int)(2 * i) + end + 1);
			word = " AND ";
		}
		cb_str_release(&name);
	}
}

static void
bind_bound(struct cb_scan *scan, int column, int at, const struct cb_cell *cell)
{
	const struct cb_column *def = &scan->pack.reg->columns[column];
	char buf[CB_PRINT_MAX];
	struct cb_text text;

	if (is_open(cell))
		return;
	if (def->type->storage == CB_STORE_NAME) {
		sqlite3_bind_int64(scan->stmt, at, cb_store_term_of(scan->store, (uint32_t)cell->n));
	} else if (def->type->storage != CB_STORE_TEXT) {
		sqlite3_bind_int64(scan->stmt, at, cell->n);
	} else {
		text = cb_cell_print(def->type, def->arg, cell, buf);
		if (sqlite3_bind_text(scan->stmt, at, text.p, (int)text.len, SQLITE_TRANSIENT) == SQLITE_NOMEM)
			cb_no_memory();
	}
}

static enum cb_status
prepare(struct cb_scan *scan, const struct cb_scan_plan *plan)
{
	struct cb_str sql = { 0 }, order = { 0 };
	enum cb_status rc;

	add_order(scan, plan->by_text, &order); /* of the whole key, whatever is read of it */
	if (plan->columns != 0)
		cb_pack_narrow(&scan->pack, plan->columns);
	cb_str_adds(&sql, "SELECT ");
	cb_pack_sql_fields(&scan->pack, &sql);
	cb_str_adds(&sql, plan->reg == &cb_register_batch ? ", id, 0" : ", batch, row");
	for (int i = 0; i < scan->pack.n_unstored; i++)
		cb_str_addf(&sql, ", %s", plan->reg->columns[scan->pack.unstored[i]].sql);
	cb_str_addf(&sql, " FROM \"%s\" AS t", plan->reg->key);
	add_where(plan, &sql);
	cb_str_adds(&sql, cb_str_c(&order));
	rc = cb_store_prepare(scan->store, &scan->stmt, scan->diag, "%s", sql.p);
	cb_str_release(&sql);
	cb_str_release(&order);
	if (rc != CB_OK)
		return rc;
	for (size_t i = 0; i < plan->n_bounds; i++) {
		const struct cb_scan_bound *bound = &plan->bounds[i];

		bind_bound(scan, bound->column, (int)(2 * i) + 1, &bound->low);
		bind_bound(scan, bound->column, (int)(2 * i) + 2, &bound->high);
	}
	return CB_OK;
}

enum cb_status
cb_scan_open(struct cb_scan **out, struct cb_store *store, const struct cb_scan_plan *plan, struct cb_diag *diag)
{
	struct cb_scan *scan = cb_alloc(1, sizeof(*scan));
	enum cb_status rc = CB_OK;

	*out = NULL;
	scan->store = store;
	scan->diag = diag;
	cb_pack_init(&scan->pack, plan->reg, plan->names);
	if (plan->stored_only)
		scan->pack.n_unstored = 0;
	for (int i = 0; i < scan->pack.n_fields; i++)
		scan->has_names |= scan->pack.fields[i].form == CB_FIELD_NAME;
	if (scan->has_names)
		rc = cb_store_need_names(store, diag);
	if (rc == CB_OK && scan->has_names && plan->by_text && cb_store_is_made(store))
		prepare_order(store);
	if (rc == CB_OK && cb_store_is_made(store))
		rc = prepare(scan, plan);
	scan->record.cells = scan->cells;
	scan->record.present = (UINT64_C(1) << plan->reg->n_columns) - 1;
	scan->record.where.source = cb_diag_source(diag, CB_SOURCE_DATABASE, store->path, plan->reg->key);
	if (rc == CB_OK)
		*out = scan;
	else
		cb_scan_close(scan);
	return rc;
}

/* Computed columns come as they print. */
static void
load_computed(struct cb_scan *scan, int at)
{
	struct cb_parse_env env = { .arena = &scan->arena };

	for (int i = 0; i < scan->pack.n_unstored; i++) {
		int column = scan->pack.unstored[i];
		const struct cb_column *def = &scan->pack.reg->columns[column];
		struct cb_text text = { cb_store_text(scan->stmt, at + i), 0 };

		text.len = (uint32_t)sqlite3_column_bytes(scan->stmt, at + i);
		scan->cells[column] = (struct cb_cell){ 0 }; /* not that of the row before */
		if (text.len > 0)
			def->type->parse(def->arg, text, &env, &scan->cells[column]);
	}
}

int
cb_scan_next(struct cb_scan *scan, const struct cb_record **record)
{
	int rc;

	if (scan->stmt == NULL || scan->failed)
		return scan->failed ? -1 : 0; /* a database still to be made has no rows */
	cb_arena_reset(&scan->arena);
	rc = sqlite3_step(scan->stmt);
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		cb_store_note(scan->store, rc);
	if (rc != SQLITE_ROW) {
		scan->failed = cb_store_failure(scan->store, scan->diag) != CB_OK;
		return scan->failed ? -1 : 0;
	}
	scan->tail = cb_pack_load(&scan->pack, scan->stmt, 0, scan->cells, &scan->arena);
	if (scan->has_names)
		cb_store_map_names(scan->store, &scan->pack, scan->cells);
	scan->record.where.row = (uint32_t)sqlite3_column_int64(scan->stmt, scan->tail + 1);
	load_computed(scan, scan->tail + 2);
	*record = &scan->record;
	return 1;
}

int64_t
cb_scan_batch(const struct cb_scan *scan)
{
	return sqlite3_column_int64(scan->stmt, scan->tail);
}

void
cb_scan_close(struct cb_scan *scan)
{
	if (scan == NULL)
		return;
	sqlite3_finalize(scan->stmt);
	cb_pack_release(&scan->pack);
	cb_arena_release(&scan->arena);
	free(scan);
}

enum cb_status
cb_store_log(struct cb_store *store, struct cb_table *out, struct cb_diag *diag)
{
	const struct cb_register *reg = &cb_register_batch;
	struct cb_scan_plan plan = { .reg = reg };
	const struct cb_record *record;
	struct cb_scan *scan;
	enum cb_status rc = cb_scan_open(&scan, store, &plan, diag);
	int got = 0;

	if (rc != CB_OK)
		return rc;
	out->title_en = reg->en;
	out->title_zh = reg->zh;
	for (int c = 0; c < reg->n_columns; c++)
		cb_table_column(out, reg->columns[c].key, reg->columns[c].zh, reg->columns[c].type,
		                reg->columns[c].arg);
	while ((got = cb_scan_next(scan, &record)) == 1) {
		struct cb_cell *cells = cb_table_row(out);

		for (int c = 0; c < reg->n_columns; c++) {
			cells[c] = record->cells[c];
			if (cells[c].text.len > 0)
				cells[c].text.p = cb_arena_copy(&out->arena, cells[c].text.p, cells[c].text.len);
		}
	}
	cb_scan_close(scan);
	return got < 0 ? CB_DATABASE : CB_OK;
}
