/* Reading a register as records, in key order. */
#include <stdlib.h>
#include <string.h>

#include <cb/data/store_beside.h>

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
	struct cb_blocks *blocks;       /* of a clustered register by text, else NULL */
	sqlite3_stmt *unordered;        /* reads a block as it lies */
	bool is_large;                  /* the block is read in order by the other statement */
	const struct cb_held_row *held; /* of a small one, or ahead: the row that was read last, NULL = none */
	bool is_by_two;                 /* a large table in any order: two threads read ranges of it */
	struct cb_ahead *ahead;
	struct cb_scan *beside; /* of the second thread, in a store of its own */
	struct cb_diag unheard; /* its findings: the first thread meets them too */
	bool is_held;           /* the store's transaction ends with the scan */
};

/* ---- the statement ---- */

/* Within a block one sort key of the columns that follow; keys of clustered registers have no texts. */
static void
add_order_of_block(struct cb_scan *scan, struct cb_str *sql)
{
	struct cb_str kinds = { 0 }, columns = { 0 };

	for (int i = CB_BLOCK_COLUMNS; i < scan->pack.n_key; i++) {
		const struct cb_pack_field *field = &scan->pack.fields[i];

		cb_str_addc(&kinds, field->form == CB_FIELD_NAME ? 'n' : 'i');
		cb_str_adds(&columns, ", \"");
		cb_schema_sql_name(field->def, &columns);
		cb_str_addc(&columns, '"');
	}
	cb_str_addf(sql, " ORDER BY cb_order('%s'%s)", cb_str_c(&kinds), cb_str_c(&columns));
	cb_str_release(&kinds);
	cb_str_release(&columns);
}

/* A key that is private decides no order, or the order would tell it: but for a number that cb has given. */
static void
add_private_key(const char *name, const char *before, struct cb_str *sql)
{
	cb_str_addf(sql, "%sCASE WHEN \"%s\" GLOB '[A-Z][0-9]*' AND substr(\"%s\", 2) NOT GLOB '*[^0-9]*' THEN \"%s\" END",
	            before, name, name, name);
}

static void
add_order(struct cb_scan *scan, bool by_text, struct cb_str *sql)
{
	if (scan->blocks != NULL) {
		add_order_of_block(scan, sql);
		return;
	}
	if ((scan->pack.reg->flags & CB_CHAINED) != 0) {
		/* 2026-10000 comes after 2026-9999 */
		cb_str_adds(sql, by_text ? " ORDER BY substr(no, 1, 5), length(no), no" : " ORDER BY rowid");
		return;
	}
	for (int i = 0; i < scan->pack.n_key; i++) {
		const struct cb_pack_field *field = &scan->pack.fields[i];
		const char *before = i == 0 ? " ORDER BY " : ", ";
		struct cb_str name = { 0 };

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

/* What a block has in its first columns follows the bounds. */
static void
add_block(const struct cb_scan *scan, const struct cb_scan_plan *plan, const char *word, struct cb_str *sql)
{
	for (int i = 0; scan->blocks != NULL && i < CB_BLOCK_COLUMNS; i++) {
		cb_str_addf(sql, "%s\"", i == 0 ? word : " AND ");
		cb_schema_sql_name(scan->pack.fields[i].def, sql);
		cb_str_addf(sql, "\" = ?%d", (int)(2 * plan->n_bounds) + i + 1);
	}
}

static void
add_where(const struct cb_scan *scan, const struct cb_scan_plan *plan, struct cb_str *sql)
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
	add_block(scan, plan, word, sql);
	if (scan->is_by_two)
		cb_str_adds(sql, " WHERE t.rowid BETWEEN ?1 AND ?2"); /* it has no bounds of its own */
}

static void
bind_bound(struct cb_scan *scan, sqlite3_stmt *stmt, int column, int at, const struct cb_cell *cell)
{
	const struct cb_column *def = &scan->pack.reg->columns[column];
	char buf[CB_PRINT_MAX];
	struct cb_text text;

	if (is_open(cell))
		return;
	if (def->type->storage == CB_STORE_NAME) {
		sqlite3_bind_int64(stmt, at, cb_store_term_of(scan->store, (uint32_t)cell->n));
	} else if (def->type->storage != CB_STORE_TEXT) {
		sqlite3_bind_int64(stmt, at, cell->n);
	} else {
		text = cb_cell_print(def->type, def->arg, cell, buf);
		if (sqlite3_bind_text(stmt, at, text.p, (int)text.len, SQLITE_TRANSIENT) == SQLITE_NOMEM)
			cb_no_memory();
	}
}

static void
bind_bounds(struct cb_scan *scan, const struct cb_scan_plan *plan, sqlite3_stmt *stmt)
{
	for (size_t i = 0; i < plan->n_bounds; i++) {
		const struct cb_scan_bound *bound = &plan->bounds[i];

		bind_bound(scan, stmt, bound->column, (int)(2 * i) + 1, &bound->low);
		bind_bound(scan, stmt, bound->column, (int)(2 * i) + 2, &bound->high);
	}
}

static enum cb_status
prepare(struct cb_scan *scan, const struct cb_scan_plan *plan)
{
	struct cb_str sql = { 0 }, where = { 0 }, order = { 0 };
	enum cb_status rc;

	if (!plan->in_any_order)
		add_order(scan, plan->by_text, &order); /* of the whole key, whatever is read of it */
	add_where(scan, plan, &where);
	if (plan->columns != 0 && scan->blocks == NULL)
		cb_pack_narrow(&scan->pack, plan->columns);
	cb_str_adds(&sql, "SELECT ");
	cb_pack_sql_fields(&scan->pack, &sql);
	cb_str_adds(&sql, plan->placeless ? ", 0, 0" : plan->reg == &cb_register_batch ? ", id, 0"
	                                                                               : ", batch, row");
	for (int i = 0; i < scan->pack.n_unstored; i++)
		cb_str_addf(&sql, ", %s", plan->reg->columns[scan->pack.unstored[i]].sql);
	cb_str_addf(&sql, " FROM \"%s\" AS t", plan->reg->key);
	cb_str_adds(&sql, cb_str_c(&where));
	rc = cb_store_prepare(scan->store, &scan->stmt, scan->diag, "%s%s", sql.p, cb_str_c(&order));
	if (rc == CB_OK && scan->blocks != NULL)
		rc = cb_store_prepare(scan->store, &scan->unordered, scan->diag, "%s", sql.p);
	cb_str_release(&sql);
	cb_str_release(&where);
	cb_str_release(&order);
	if (rc == CB_OK)
		bind_bounds(scan, plan, scan->stmt);
	if (rc == CB_OK && scan->blocks != NULL)
		bind_bounds(scan, plan, scan->unordered);
	return rc;
}

/* Computed columns come as they print. */
static void
load_computed(const struct cb_scan *scan, sqlite3_stmt *stmt, struct cb_cell *cells, struct cb_arena *texts)
{
	struct cb_parse_env env = { .arena = texts };

	for (int i = 0; i < scan->pack.n_unstored; i++) {
		int column = scan->pack.unstored[i];
		const struct cb_column *def = &scan->pack.reg->columns[column];
		struct cb_text text = { cb_store_text(stmt, scan->tail + 2 + i), 0 };

		text.len = (uint32_t)sqlite3_column_bytes(stmt, scan->tail + 2 + i);
		cells[column] = (struct cb_cell){ 0 }; /* not that of the row before */
		if (text.len > 0)
			def->type->parse(def->arg, text, &env, &cells[column]);
	}
}

/* The row that a statement stands on. */
static void
load_row(struct cb_scan *scan, sqlite3_stmt *stmt, struct cb_cell *cells, struct cb_arena *texts)
{
	scan->tail = cb_pack_load(&scan->pack, stmt, 0, cells, texts);
	scan->record.where.row = (uint32_t)sqlite3_column_int64(stmt, scan->tail + 1);
	load_computed(scan, stmt, cells, texts);
}

/* ---- two threads ---- */

static struct cb_scan *
scan_new(struct cb_store *store, const struct cb_scan_plan *plan, struct cb_diag *diag)
{
	struct cb_scan *scan = cb_alloc(1, sizeof(*scan));

	scan->store = store;
	scan->diag = diag;
	cb_pack_init(&scan->pack, plan->reg, plan->names);
	if (plan->stored_only)
		scan->pack.n_unstored = 0;
	for (int i = 0; i < scan->pack.n_fields; i++)
		scan->has_names |= scan->pack.fields[i].form == CB_FIELD_NAME;
	return scan;
}

static bool
may_be_by_two(const struct cb_scan_plan *plan)
{
	return plan->in_any_order && plan->n_bounds == 0 && (plan->reg->flags & CB_CLUSTERED) == 0;
}

/* A range of rowids by the scan's own statement: cb_ahead_table. */
static int
read_range(void *self, int64_t first, struct cb_held_rows *rows)
{
	struct cb_scan *scan = self;
	size_t n_columns = (size_t)scan->pack.reg->n_columns;
	int rc;

	sqlite3_reset(scan->stmt);
	sqlite3_bind_int64(scan->stmt, 1, first);
	sqlite3_bind_int64(scan->stmt, 2, first + CB_AHEAD_ROWIDS - 1);
	while ((rc = sqlite3_step(scan->stmt)) == SQLITE_ROW) {
		struct cb_held_row *held = &rows->items[rows->n];

		held->cells = &rows->cells[rows->n++ * n_columns];
		load_row(scan, scan->stmt, held->cells, &rows->texts);
		cb_cells_keep(&rows->texts, held->cells, n_columns);
		held->batch = sqlite3_column_int64(scan->stmt, scan->tail);
		held->row = scan->record.where.row;
	}
	return rc;
}

static int64_t
rowid_at_the(const char *end, const struct cb_scan *scan)
{
	struct cb_str sql = { 0 };
	int64_t rowid;

	cb_str_addf(&sql, "SELECT %s(rowid) FROM \"%s\"", end, scan->pack.reg->key);
	rowid = cb_store_number(scan->store, cb_str_c(&sql), 0);
	cb_str_release(&sql);
	return rowid;
}

/* Another connection to the same state, with a scan of its own. */
static bool
open_beside(struct cb_scan *scan, const struct cb_scan_plan *plan)
{
	struct cb_store *store;

	scan->unheard = (struct cb_diag){ .lang = scan->diag->lang };
	if (cb_store_hold(scan->store, &scan->is_held, &scan->unheard) != CB_OK ||
	    !cb_store_open_beside(&store, scan->store, &scan->unheard))
		return false;
	scan->beside = scan_new(store, plan, &scan->unheard);
	scan->beside->is_by_two = true;
	return prepare(scan->beside, plan) == CB_OK;
}

/* A table with a very wide gap is left to one. */
static void
begin_by_two(struct cb_scan *scan, const struct cb_scan_plan *plan, struct cb_ahead_table *table)
{
	enum { RANGES_MAX = 1 << 20 };
	int64_t last = rowid_at_the("max", scan);

	*table = (struct cb_ahead_table){ .first = rowid_at_the("min", scan), .read = read_range, .scan = scan };
	if (table->first <= 0 || last / CB_AHEAD_ROWIDS >= RANGES_MAX || !open_beside(scan, plan))
		return;
	table->n_ranges = (last - table->first) / CB_AHEAD_ROWIDS + 1;
	table->beside = scan->beside;
	scan->is_by_two = true;
}

/* ---- beginning and end ---- */

enum cb_status
cb_scan_open(struct cb_scan **out, struct cb_store *store, const struct cb_scan_plan *plan, struct cb_diag *diag)
{
	struct cb_scan *scan = scan_new(store, plan, diag);
	struct cb_ahead_table by_two;
	enum cb_status rc = CB_OK;

	*out = NULL;
	if (scan->has_names)
		rc = cb_store_need_names(store, diag);
	if (rc == CB_OK && scan->has_names && plan->by_text && cb_store_is_made(store)) {
		cb_store_order_names(store);
		if ((plan->reg->flags & CB_CLUSTERED) != 0)
			scan->blocks = cb_blocks_new(scan->store, plan);
	}
	if (rc == CB_OK && cb_store_is_made(store) && may_be_by_two(plan))
		begin_by_two(scan, plan, &by_two);
	if (rc == CB_OK && cb_store_is_made(store))
		rc = prepare(scan, plan);
	if (rc == CB_OK && scan->is_by_two)
		scan->ahead = cb_ahead_new(&by_two, plan->reg->n_columns);
	scan->record.cells = scan->cells;
	scan->record.present = (UINT64_C(1) << plan->reg->n_columns) - 1;
	scan->record.where.source = cb_diag_source(diag, CB_SOURCE_DATABASE, store->path, plan->reg->key);
	if (rc == CB_OK)
		*out = scan;
	else
		cb_scan_close(scan);
	return rc;
}

static void
close_beside(struct cb_scan *scan)
{
	struct cb_store *store = scan->beside != NULL ? scan->beside->store : NULL;

	cb_ahead_free(scan->ahead); /* waits for the second thread */
	cb_scan_close(scan->beside);
	cb_store_close(store);
	cb_diag_release(&scan->unheard);
	if (scan->is_held)
		cb_store_end(scan->store);
}

void
cb_scan_close(struct cb_scan *scan)
{
	if (scan == NULL)
		return;
	close_beside(scan);
	sqlite3_finalize(scan->stmt);
	sqlite3_finalize(scan->unordered);
	cb_blocks_free(scan->blocks);
	cb_pack_release(&scan->pack);
	cb_arena_release(&scan->arena);
	free(scan);
}

/* ---- rows ---- */

static int
step(struct cb_scan *scan)
{
	int rc = sqlite3_step(scan->stmt);

	cb_arena_reset(&scan->arena);
	if (rc != SQLITE_ROW)
		return rc;
	load_row(scan, scan->stmt, scan->cells, &scan->arena);
	if (scan->has_names)
		cb_store_map_names(scan->store, &scan->pack, scan->cells);
	scan->record.cells = scan->cells;
	return rc;
}

/* The next block: held, or found to be large. As sqlite3_step. */
static int
begin_block(struct cb_scan *scan)
{
	int rc;

	if (!cb_blocks_next(scan->blocks))
		return SQLITE_DONE;
	cb_arena_reset(&scan->arena);
	cb_blocks_bind(scan->blocks, scan->unordered);
	while ((rc = sqlite3_step(scan->unordered)) == SQLITE_ROW && cb_blocks_has_room(scan->blocks)) {
		load_row(scan, scan->unordered, scan->cells, &scan->arena);
		cb_blocks_hold(scan->blocks, scan->cells, sqlite3_column_int64(scan->unordered, scan->tail),
		               scan->record.where.row);
	}
	sqlite3_reset(scan->unordered);
	scan->is_large = rc == SQLITE_ROW;
	if (scan->is_large)
		cb_blocks_bind(scan->blocks, scan->stmt);
	else
		cb_blocks_order_rows(scan->blocks);
	return rc == SQLITE_DONE ? SQLITE_ROW : rc;
}

static void
hand_out(struct cb_scan *scan)
{
	scan->record.cells = scan->held->cells;
	scan->record.where.row = scan->held->row;
}

static int
step_in_blocks(struct cb_scan *scan)
{
	int rc = SQLITE_ROW;

	while (rc == SQLITE_ROW && (scan->is_large || (scan->held = cb_blocks_take(scan->blocks)) == NULL)) {
		if (scan->is_large && (rc = step(scan)) != SQLITE_DONE)
			return rc;
		rc = begin_block(scan);
	}
	if (rc == SQLITE_ROW)
		hand_out(scan);
	return rc;
}

static int
step_by_two(struct cb_scan *scan)
{
	int rc = cb_ahead_next(scan->ahead, &scan->held);

	if (rc != SQLITE_ROW)
		return rc;
	if (scan->has_names)
		cb_store_map_names(scan->store, &scan->pack, scan->held->cells);
	hand_out(scan);
	return rc;
}

int
cb_scan_next(struct cb_scan *scan, const struct cb_record **record)
{
	int rc;

	if (scan->stmt == NULL || scan->failed)
		return scan->failed ? -1 : 0; /* a database still to be made has no rows */
	rc = scan->ahead != NULL ? step_by_two(scan) : scan->blocks != NULL ? step_in_blocks(scan)
	                                                                    : step(scan);
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		cb_store_note(scan->store, rc);
	if (rc != SQLITE_ROW) {
		scan->failed = cb_store_failure(scan->store, scan->diag) != CB_OK;
		return scan->failed ? -1 : 0;
	}
	*record = &scan->record;
	return 1;
}

int64_t
cb_scan_batch(const struct cb_scan *scan)
{
	bool is_held = scan->ahead != NULL || (scan->blocks != NULL && !scan->is_large);

	return is_held ? scan->held->batch : sqlite3_column_int64(scan->stmt, scan->tail);
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

		memcpy(cells, record->cells, (size_t)reg->n_columns * sizeof(*cells));
		cb_cells_keep(&out->arena, cells, (size_t)reg->n_columns);
	}
	cb_scan_close(scan);
	return got < 0 ? CB_DATABASE : CB_OK;
}
