#include <cb/query/export.h>

#include <stdlib.h>

#include <cb/query/when.h>

/* ---- R3: what -p asks for ---- */

/* Bounds for the database that let through whatever lies in the range; cb_when_in then decides. Within a year the
 * number of the year itself is the lowest, then come those of its months, its quarters and its halves. */
static void
bound_periods(const struct cb_period_range *range, struct cb_scan_bound *bound)
{
	int64_t first = cb_period_of_day(CB_MONTH, range->first_day),
		last = cb_period_of_day(CB_MONTH, range->last_day);
	bool is_short = last / 100 == first / 100 && last - first < 2; /* no quarter fits in */

	bound->low = cb_cell_number(first % 100 == 1 ? first - 1 : first);
	bound->high = cb_cell_number(is_short ? last : last / 100 * 100 + 99);
}

static void
bound_time(struct cb_export *e, struct cb_scan_bound *bound)
{
	const struct cb_type *type = e->reg->columns[e->when].type;

	bound->column = e->when;
	if (type == &cb_type_period) {
		bound_periods(&e->range, bound);
	} else if (type != &cb_type_date_time) {
		bound->low = cb_cell_number(e->range.first_day);
		bound->high = cb_cell_number(e->range.last_day);
	}
}

static bool
passes_range(const struct cb_export *e, const struct cb_cell *cells)
{
	return e->when < 0 || cb_when_in(e->reg->columns[e->when].type, &cells[e->when], &e->range);
}

/* ---- the records ---- */

static enum cb_status
open_scan(struct cb_export *e)
{
	struct cb_scan_bound *bounds = cb_alloc(e->filter.n + 1, sizeof(*bounds));
	struct cb_scan_plan plan = { .reg = e->reg, .names = e->office->names, .bounds = bounds };
	enum cb_status rc = cb_filter_finish(&e->filter); /* of a database all names are known */

	plan.by_text = plan.placeless = true;
	plan.n_bounds = cb_filter_scan(&e->filter, bounds);
	if (e->when >= 0)
		bound_time(e, &bounds[plan.n_bounds++]);
	if (rc == CB_OK)
		rc = cb_scan_open(&e->scan, e->office->store, &plan, e->office->diag);
	free(bounds);
	return rc;
}

static enum cb_status
open_records(struct cb_export *e)
{
	struct cb_input in = { .reg = e->reg };

	cb_policy_begin(&e->run, e->office, &in);
	return cb_records_open(&e->records, e->office, &in, NULL, 0);
}

enum cb_status
cb_export_open(struct cb_export *e, const struct cb_office *office, const struct cb_export_options *options)
{
	enum cb_status rc;

	*e = (struct cb_export){ .office = office, .reg = options->reg, .when = -1, .in_chinese = options->in_chinese };
	e->cells = cb_alloc((size_t)e->reg->n_columns, sizeof(*e->cells));
	rc = cb_filter_open(&e->filter, office, e->reg, options->where);
	if (options->range != NULL) {
		e->range = *options->range;
		e->when = cb_register_when(e->reg);
		if (e->when < 0)
			rc = cb_report(office->diag, CB_NO_TIME_COLUMN, CB_NOWHERE, "", e->reg->key);
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
	while (got > 0 && !(cb_filter_passes(&e->filter, record->cells) && passes_range(e, record->cells)));
	if (got == 0 && cb_filter_finish(&e->filter) != CB_OK)
		return -1;
	if (got <= 0)
		return got;
	for (int c = 0; c < e->reg->n_columns; c++) {
		e->cells[c] = record->cells[c];
		cb_office_print_cell(e->office, &e->reg->columns[c], &e->cells[c]);
		if (e->in_chinese)
			e->cells[c].text = cb_name_zh(e->reg->columns[c].arg, e->cells[c].text);
	}
	*cells = e->cells;
	return 1;
}

void
cb_export_close(struct cb_export *e)
{
	cb_scan_close(e->scan);
	cb_records_close(&e->records);
	cb_policy_release(&e->run);
	cb_filter_release(&e->filter);
	free(e->cells);
	*e = (struct cb_export){ 0 };
}

bool
cb_export_is_dated(const struct cb_register *reg)
{
	int when = cb_register_when(reg);

	return when >= 0 &&
	       (reg->columns[when].type == &cb_type_period || (reg->columns[when].flags & CB_REQUIRED) != 0);
}

enum cb_status
cb_export_each(const struct cb_office *office, const struct cb_register *reg, const struct cb_period_range *range,
               void (*visit)(void *arg, const struct cb_cell *cells), void *arg)
{
	struct cb_export_options options = { .reg = reg };
	struct cb_export rows = { 0 };
	const struct cb_cell *cells;
	enum cb_status status;
	int got = 0;

	if (range->last_day != 0 && cb_export_is_dated(reg))
		options.range = range;
	status = cb_export_open(&rows, office, &options);
	while (status == CB_OK && (got = cb_export_next(&rows, &cells)) > 0)
		visit(arg, cells);
	if (got < 0)
		status = office->diag->status;
	cb_export_close(&rows);
	return status;
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

void
cb_export_text_columns(const struct cb_register *reg, struct cb_table *table)
{
	cb_export_columns(reg, table);
	for (size_t c = 0; c < table->n_columns; c++) {
		table->columns[c].type = &cb_type_text;
		table->columns[c].arg = NULL;
	}
}

static void
add_row(void *arg, const struct cb_cell *cells)
{
	struct cb_table *out = arg;
	struct cb_cell *row = cb_table_row(out);

	for (size_t i = 0; i < out->n_columns; i++)
		row[i] = cb_table_keep(out, cells[i]);
}

enum cb_status
cb_export_rows(const struct cb_office *office, const struct cb_register *reg, const struct cb_period_range *range,
               struct cb_table *out)
{
	return cb_export_each(office, reg, range, add_row, out);
}

bool
cb_export_has(const struct cb_office *office, const struct cb_register *reg)
{
	struct cb_str path = { 0 };
	bool has;

	if (office->store != NULL)
		return cb_store_has(office->store, reg);
	has = cb_records_file(office, reg, &path);
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
	cb_table_columns_of(head, &cb_register_batch, of_batch, CB_COUNT(of_batch));
	if (rc == CB_OK && log.n_rows > 0) {
		const struct cb_cell *last = cb_table_at(&log, log.n_rows - 1);
		struct cb_cell *row = cb_table_row(head);

		row[HEAD_BATCHES] = cb_cell_number((int64_t)log.n_rows);
		row[HEAD_BATCH] = last[BATCH_ID];
		row[HEAD_AT] = last[BATCH_AT];
		row[HEAD_HASH] = cb_table_text(head, last[BATCH_HASH].text);
	}
	cb_table_release(&log);
	return rc;
}
