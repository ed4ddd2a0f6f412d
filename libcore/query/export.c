#include <stdlib.h>
#include <sys/stat.h>

#include <cb/base/suggest.h>
#include <cb/data/bind.h>
#include <cb/query/check.h>
#include <cb/query/export.h>

enum { DAY_MINUTES = 24 * 60,
       MONTHS = 12 };

static bool
is_name(const struct cb_column *column)
{
	return column->type->storage == CB_STORE_NAME;
}

static enum cb_name_kind
kind_of(const struct cb_column *column)
{
	return ((const struct cb_name_of *)column->arg)->kind;
}

/* ---- R2: what --where asks for ---- */

static enum cb_status
unknown_column(struct cb_export *e, struct cb_text label)
{
	struct cb_nearest nearest = { 0 };
	struct cb_str word = { 0 }, hint = { 0 };

	for (int c = 0; c < e->reg->n_columns; c++) {
		cb_nearest_try(&nearest, label, cb_text_of(e->reg->columns[c].key));
		cb_nearest_try(&nearest, label, cb_text_of(e->reg->columns[c].zh));
	}
	cb_suggest(e->office->diag->lang, nearest.text, &hint);
	cb_str_addt(&word, label);
	cb_report(e->office->diag, CB_NO_SUCH_COLUMN, CB_NOWHERE, "", cb_str_c(&word), e->reg->key, cb_str_c(&hint));
	cb_str_release(&word);
	cb_str_release(&hint);
	return CB_USAGE;
}

/* The names of a folder are known once its file has been read. */
static enum cb_status
learn_names(struct cb_export *e)
{
	struct cb_input in = { .reg = e->reg };
	struct cb_records records;
	const struct cb_record *record;
	enum cb_status rc = CB_OK;

	if (e->office->dir == NULL)
		return CB_OK;
	rc = cb_records_open(&records, e->office, &in, NULL, 0);
	while (rc == CB_OK && cb_records_next(&records, &record) > 0)
		;
	cb_records_close(&records);
	return rc != CB_OK ? rc : e->office->diag->errors > 0 ? e->office->diag->status
	                                                      : CB_OK;
}

static enum cb_status
unknown_name(struct cb_export *e, const struct cb_column *column, struct cb_text value)
{
	uint32_t nearest = cb_names_nearest(e->office->names, kind_of(column), 0, value);
	struct cb_str word = { 0 }, hint = { 0 };

	if (nearest != 0)
		cb_suggest(e->office->diag->lang, cb_office_name(e->office, nearest), &hint);
	cb_str_addt(&word, value);
	cb_report(e->office->diag, CB_UNKNOWN_WHERE_NAME, CB_NOWHERE, "", column->key, cb_str_c(&word), cb_str_c(&hint));
	cb_str_release(&word);
	cb_str_release(&hint);
	return CB_USAGE;
}

static enum cb_status
find_name(struct cb_export *e, const struct cb_column *column, struct cb_text value, struct cb_cell *cell)
{
	enum cb_status rc = CB_OK;

	*cell = (struct cb_cell){ 0 };
	if (value.len == 0)
		return CB_OK;
	cell->n = cb_names_find(e->office->names, kind_of(column), value);
	if (cell->n == 0 && (rc = learn_names(e)) == CB_OK)
		cell->n = cb_names_find(e->office->names, kind_of(column), value);
	cell->state = CB_VALUE;
	return rc != CB_OK ? rc : cell->n == 0 ? unknown_name(e, column, value)
	                                       : CB_OK;
}

static enum cb_status
parse_value(struct cb_export *e, const struct cb_column *column, struct cb_text value, struct cb_cell *cell)
{
	struct cb_parse_env env = { .arena = &e->arena };
	enum cb_code code = column->type->parse(column->arg, value, &env, cell);
	struct cb_str word = { 0 }, hint = { 0 };

	if (code == CB_FINE)
		return CB_OK;
	cb_type_hint(column->type, column->arg, value, e->office->diag->lang, &hint);
	cb_str_addt(&word, value);
	cb_report(e->office->diag, code, CB_NOWHERE, column->key, cb_str_c(&word), cb_str_c(&hint));
	cb_str_release(&word);
	cb_str_release(&hint);
	return CB_USAGE;
}

static enum cb_status
add_where(struct cb_export *e, const char *pair)
{
	struct cb_scan_where *where = &e->where[e->n_where];
	const struct cb_column *column;
	struct cb_text label, value;
	enum cb_status rc;

	if (!cb_pair_split(pair, &label, &value)) {
		cb_report(e->office->diag, CB_OPTION_NEEDS_VALUE, CB_NOWHERE, "", "--where", "COL=VALUE");
		return CB_USAGE;
	}
	where->column = cb_column_by_label(e->reg, label);
	if (where->column < 0)
		return unknown_column(e, label);
	column = &e->reg->columns[where->column];
	rc = (is_name(column) ? find_name : parse_value)(e, column, value, &where->low);
	where->high = where->low;
	e->n_where++;
	return rc;
}

static bool
passes_where(const struct cb_export *e, const struct cb_cell *cells)
{
	for (size_t i = 0; i < e->n_where; i++) {
		const struct cb_cell *cell = &cells[e->where[i].column], *asked = &e->where[i].low;
		bool same = cell->state == asked->state && cell->n == asked->n;

		if (!is_name(&e->reg->columns[e->where[i].column]) && cell->state != CB_EMPTY)
			same = cb_cell_equal(cell, asked);
		if (!same && (cell->state != CB_EMPTY || asked->state != CB_EMPTY))
			return false;
	}
	return true;
}

/* ---- R3: what -p asks for ---- */

static bool
is_time(const struct cb_column *column)
{
	return column->type == &cb_type_date || column->type == &cb_type_day || column->type == &cb_type_date_time;
}

static int
column_of_time(const struct cb_register *reg)
{
	for (int c = 0; c < reg->n_columns; c++)
		if (reg->columns[c].type == &cb_type_period)
			return c;
	for (int c = 0; c < reg->n_columns; c++)
		if (is_time(&reg->columns[c]) && (reg->columns[c].flags & CB_REQUIRED) != 0)
			return c;
	return -1;
}

/* A first guess for the database, passes_range decides: numbers of months lie below those of quarters
 * and halves of their year, the year's own is the lowest. */
static void
bound_periods(const struct cb_period_range *range, struct cb_scan_where *where)
{
	int64_t first = cb_period_of_day(CB_MONTH, range->first_day),
		last = cb_period_of_day(CB_MONTH, range->last_day);
	bool is_short = last / 100 == first / 100 && last - first < 2; /* no quarter fits in */

	where->low = cb_cell_number(first % 100 == 1 ? first - 1 : first);
	where->high = cb_cell_number(is_short ? last : last / 100 * 100 + 99);
}

static void
bound_time(struct cb_export *e, struct cb_scan_where *where)
{
	const struct cb_type *type = e->reg->columns[e->when].type;

	where->column = e->when;
	if (type == &cb_type_period) {
		bound_periods(&e->range, where);
	} else if (type != &cb_type_date_time) {
		where->low = cb_cell_number(e->range.first_day);
		where->high = cb_cell_number(e->range.last_day);
	}
}

static bool
passes_range(const struct cb_export *e, const struct cb_cell *cells)
{
	const struct cb_cell *cell = e->when < 0 ? NULL : &cells[e->when];
	int64_t first, last;

	if (cell == NULL)
		return true;
	if (cell->state != CB_VALUE)
		return false;
	first = last = cell->n;
	if (e->reg->columns[e->when].type == &cb_type_period) {
		first = cb_period_first_day(cell->n);
		last = cb_period_last_day(cell->n);
	} else if (e->reg->columns[e->when].type == &cb_type_date_time) {
		first = last = (cell->n - (cell->n < 0 ? DAY_MINUTES - 1 : 0)) / DAY_MINUTES;
	}
	return first >= e->range.first_day && last <= e->range.last_day;
}

/* ---- the records ---- */

/* Equality as the database sees it is that of passes_where for these. */
static bool
can_scan(const struct cb_export *e, const struct cb_scan_where *where)
{
	const struct cb_column *column = &e->reg->columns[where->column];

	return (column->flags & CB_COMPUTED) == 0 && where->low.state == CB_VALUE &&
	       column->type->storage != CB_STORE_QTY && column->type != &cb_type_date_time;
}

static enum cb_status
open_scan(struct cb_export *e)
{
	struct cb_scan_where *where = cb_alloc(e->n_where + 1, sizeof(*where));
	struct cb_scan_plan plan = { .reg = e->reg, .names = e->office->names, .where = where, .by_text = true };
	enum cb_status rc;

	for (size_t i = 0; i < e->n_where; i++)
		if (can_scan(e, &e->where[i]))
			where[plan.n_where++] = e->where[i];
	if (e->when >= 0)
		bound_time(e, &where[plan.n_where++]);
	rc = cb_scan_open(&e->scan, e->office->store, &plan, e->office->diag);
	free(where);
	return rc;
}

static enum cb_status
open_records(struct cb_export *e)
{
	struct cb_input in = { .reg = e->reg, .check = cb_check_of(e->reg), .check_arg = e->office };

	in.weight = cb_check_weight;
	in.weight_arg = e->office;
	return cb_records_open(&e->records, e->office, &in, NULL, 0);
}

enum cb_status
cb_export_open(struct cb_export *e, struct cb_office *office, const struct cb_export_options *options)
{
	enum cb_status rc = CB_OK;

	*e = (struct cb_export){ .office = office, .reg = options->reg, .when = -1 };
	e->where = cb_alloc(options->where.n + 1, sizeof(*e->where));
	e->cells = cb_alloc((size_t)e->reg->n_columns, sizeof(*e->cells));
	for (size_t i = 0; i < options->where.n; i++)
		rc = cb_status_worse(rc, add_where(e, options->where.items[i]));
	if (options->range != NULL) {
		e->range = *options->range;
		e->when = column_of_time(e->reg);
		if (e->when < 0) {
			cb_report(office->diag, CB_NO_TIME_COLUMN, CB_NOWHERE, "", e->reg->key);
			rc = CB_USAGE;
		}
	}
	if (rc != CB_OK)
		return rc;
	return office->store != NULL ? open_scan(e) : open_records(e);
}

int
cb_export_next(struct cb_export *e, const struct cb_cell **cells)
{
	const struct cb_record *record;
	int got;

	do
		got = e->scan != NULL ? cb_scan_next(e->scan, &record) : cb_records_next(&e->records, &record);
	while (got > 0 && !(passes_where(e, record->cells) && passes_range(e, record->cells)));
	if (got <= 0)
		return got;
	for (int c = 0; c < e->reg->n_columns; c++) {
		e->cells[c] = record->cells[c];
		if (is_name(&e->reg->columns[c]) && e->cells[c].state == CB_VALUE)
			e->cells[c].text = cb_office_name(e->office, (uint32_t)e->cells[c].n);
	}
	*cells = e->cells;
	return 1;
}

void
cb_export_close(struct cb_export *e)
{
	cb_scan_close(e->scan);
	cb_records_close(&e->records);
	free(e->where);
	free(e->cells);
	cb_arena_release(&e->arena);
	*e = (struct cb_export){ 0 };
}

void
cb_export_columns(const struct cb_register *reg, struct cb_table *table)
{
	table->title_en = reg->key;
	table->title_zh = reg->zh;
	for (int c = 0; c < reg->n_columns; c++) {
		const struct cb_column *column = &reg->columns[c];

		cb_table_column(table, column->key, column->zh, column->type, column->arg);
		table->columns[c].is_private = (column->flags & CB_PRIVATE) != 0;
	}
}

bool
cb_export_has(const struct cb_office *office, const struct cb_register *reg)
{
	struct cb_str path = { 0 };
	struct stat st;
	bool has;

	if (office->store != NULL)
		return cb_store_has(office->store, reg);
	if (office->dir == NULL)
		return false;
	cb_str_addf(&path, "%s/%s.csv", office->dir, reg->key);
	has = stat(cb_str_c(&path), &st) == 0;
	cb_str_release(&path);
	return has;
}

/* ---- the head of the chain ---- */

enum { HEAD_BATCHES,
       HEAD_BATCH,
       HEAD_AT,
       HEAD_HASH };

enum cb_status
cb_export_head(struct cb_store *store, struct cb_table *head, struct cb_diag *diag)
{
	static const int of_batch[] = { BATCH_ID, BATCH_AT, BATCH_HASH };
	struct cb_table log = { 0 };
	enum cb_status rc = cb_store_log(store, &log, diag);

	head->title_en = "Head of the chain";
	head->title_zh = "批次链的末端";
	cb_table_column(head, "batches", "批次数", &cb_type_int, NULL);
	for (size_t i = 0; i < sizeof(of_batch) / sizeof(of_batch[0]); i++) {
		const struct cb_column *column = &cb_register_batch.columns[of_batch[i]];

		cb_table_column(head, column->key, column->zh, column->type, column->arg);
	}
	if (rc == CB_OK && log.n_rows > 0) {
		const struct cb_cell *last = log.cells + (log.n_rows - 1) * log.n_columns;
		struct cb_cell *row = cb_table_row(head);

		row[HEAD_BATCHES] = cb_cell_number((int64_t)log.n_rows);
		row[HEAD_BATCH] = last[BATCH_ID];
		row[HEAD_AT] = last[BATCH_AT];
		row[HEAD_HASH] = cb_table_text(head, last[BATCH_HASH].text);
	}
	cb_table_release(&log);
	return rc;
}
