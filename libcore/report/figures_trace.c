/* Where each figure comes from: the query, the row, and the records behind that row. */
#include "figures.h"

#include <stdlib.h>
#include <string.h>

enum { REGISTERS_MAX = 6,
       FILES_MAX = 4 /* named one by one; the rest is counted */ };

/* One record: whose it is, when, and where it stands. */
struct behind {
	uint32_t community;
	int64_t first_day, last_day;
	const char *file;
	uint32_t row;
};

/* The records of one register. */
struct heap {
	const struct cb_register *reg;
	struct behind *items;
	size_t n, cap;
};

struct tracing {
	struct cb_figures *f;
	struct heap heaps[REGISTERS_MAX];
	size_t n_heaps;
	struct cb_arena arena;
};

/* ---- records ---- */

static int
column_of(const struct cb_register *reg, const struct cb_type *a, const struct cb_type *b)
{
	for (int c = 0; c < reg->n_columns; c++)
		if (reg->columns[c].type == a || reg->columns[c].type == b)
			return c;
	return -1;
}

/* The column that says whose a record is. */
static int
column_of_entrant(const struct cb_register *reg)
{
	static const char *const keys[] = { "community", "entity", "subject", "body", "name" };

	for (size_t i = 0; i < CB_COUNT(keys); i++) {
		int c = cb_column_find(reg, keys[i]);

		if (c >= 0 && reg->columns[c].type->storage == CB_STORE_NAME)
			return c;
	}
	return -1;
}

static void
set_days(struct behind *b, const struct cb_cell *period, const struct cb_cell *day)
{
	b->first_day = INT32_MIN;
	b->last_day = INT32_MAX;
	if (period != NULL && period->state == CB_VALUE) {
		b->first_day = cb_period_first_day(period->n);
		b->last_day = cb_period_last_day(period->n);
	} else if (day != NULL && day->state == CB_VALUE) {
		b->first_day = b->last_day = day->n;
	}
}

/* The file a record came from: of a database the one that was imported. */
static const char *
file_of(struct tracing *t, const struct cb_records *records, const struct cb_record *record)
{
	struct cb_origin origin = { "", "", "" };

	if (records->scan != NULL &&
	    cb_store_batch(t->f->office->store, cb_scan_batch(records->scan), &t->arena, &origin))
		return origin.file;
	return t->f->diag->sources[record->where.source].file;
}

static void
read_heap(struct tracing *t, struct heap *heap)
{
	const struct cb_register *reg = heap->reg;
	int who = column_of_entrant(reg), period = column_of(reg, &cb_type_period, NULL),
	    day = column_of(reg, &cb_type_date, &cb_type_day);
	struct cb_input in = { .reg = reg };
	struct cb_records records;
	const struct cb_record *record;
	int64_t batch = -1;
	const char *file = "";

	if (cb_records_open(&records, t->f->office, &in, NULL, 0) != CB_OK)
		return;
	while (cb_records_next(&records, &record) > 0) {
		int64_t of = records.scan != NULL ? cb_scan_batch(records.scan) : (int64_t)record->where.source;
		struct behind *b;

		if (of != batch)
			file = file_of(t, &records, record);
		batch = of;
		b = cb_push(heap->items, heap->n, heap->cap);
		*b = (struct behind){ .file = file, .row = record->where.row };
		if (who >= 0 && record->cells[who].state == CB_VALUE)
			b->community = (uint32_t)record->cells[who].n;
		set_days(b, period >= 0 ? &record->cells[period] : NULL, day >= 0 ? &record->cells[day] : NULL);
	}
	cb_records_close(&records);
}

static struct heap *
heap_of(struct tracing *t, const struct cb_register *reg)
{
	for (size_t i = 0; i < t->n_heaps; i++)
		if (t->heaps[i].reg == reg)
			return &t->heaps[i];
	if (t->n_heaps == REGISTERS_MAX)
		return NULL;
	t->heaps[t->n_heaps].reg = reg;
	read_heap(t, &t->heaps[t->n_heaps]);
	return &t->heaps[t->n_heaps++];
}

/* ---- what is behind a row ---- */

/* Whose row it is and of what days; 0 and the whole range where it does not say. SIZE_MAX: no row. */
static struct behind
row_of(const struct tracing *t, const struct cb_table *table, size_t row)
{
	struct behind b = { .first_day = t->f->options.range.first_day, .last_day = t->f->options.range.last_day };
	const struct cb_cell *cells = row == SIZE_MAX ? NULL : cb_table_at(table, row);
	static const char *const keys[] = { "community", "unit", "subject" };

	for (size_t i = 0; cells != NULL && i < CB_COUNT(keys) && b.community == 0; i++) {
		int c = cb_figures_column(table, keys[i]);

		if (c >= 0 && cells[c].text.len > 0)
			b.community = cb_names_find(t->f->office->names, CB_NAME_PARTY, cells[c].text);
	}
	for (size_t c = 0; cells != NULL && c < table->n_columns; c++)
		if (table->columns[c].type == &cb_type_period && cells[c].state == CB_VALUE)
			set_days(&b, &cells[c], NULL);
	if (b.last_day == 0)
		set_days(&b, NULL, NULL);
	return b;
}

static bool
is_behind(const struct behind *record, const struct behind *row)
{
	bool is_timed = record->last_day != INT32_MAX;

	return (row->community == 0 || record->community == row->community) &&
	       (!is_timed || (record->first_day >= row->first_day && record->last_day <= row->last_day));
}

/* Neighbours in one file: FILE:4-10. */
struct run {
	const struct behind *first, *last;
	size_t named; /* runs written */
};

static void
add_run(struct run *run, struct cb_str *out)
{
	if (run->last == NULL || run->named++ >= FILES_MAX)
		return;
	cb_str_addf(out, "%s%s:%u", out->len > 0 ? ";" : "", run->last->file, (unsigned)run->first->row);
	if (run->last->row != run->first->row)
		cb_str_addf(out, "-%u", (unsigned)run->last->row);
}

static void
add_places(const struct heap *heap, const struct behind *row, struct cb_str *out)
{
	struct run run = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < heap->n; i++) {
		const struct behind *b = &heap->items[i];

		if (!is_behind(b, row))
			continue;
		n++;
		if (run.last == NULL || strcmp(b->file, run.last->file) != 0 || b->row - run.last->row > 1) {
			add_run(&run, out);
			run.first = b;
		}
		run.last = b;
	}
	add_run(&run, out);
	if (n > 0)
		cb_str_addf(out, "%s%s %zu", out->len > 0 ? ";" : "", heap->reg->zh, n);
}

static void
add_records(struct tracing *t, const struct cb_asked *asked, const struct behind *row, struct cb_str *out)
{
	struct cb_text rest = cb_text_of(asked->query != NULL ? asked->query->reads : asked->reg->key);

	while (rest.len > 0) {
		int end = cb_text_find(rest, " ");
		struct cb_text name = { rest.p, end < 0 ? rest.len : (uint32_t)end };
		struct heap *heap = heap_of(t, cb_register_find(name));

		if (heap != NULL)
			add_places(heap, row, out);
		rest = cb_text_trim(cb_text_from(rest, name.len));
	}
}

/* ---- the table ---- */

static const struct cb_asked *
asked_of(const struct cb_figures *f, const struct cb_table *table)
{
	for (size_t i = 0; i < f->n_asked; i++)
		if (&f->asked[i]->table == table)
			return f->asked[i];
	return NULL;
}

static void
add_used(struct tracing *t, const struct cb_used *used, struct cb_table *out)
{
	const struct cb_asked *asked = asked_of(t->f, used->table);
	bool is_count = used->column == used->table->n_columns;
	struct behind row = row_of(t, used->table, is_count ? SIZE_MAX : used->row);
	struct cb_cell *cells = cb_table_row(out);
	struct cb_str words = { 0 };

	if (used->where.row > 0)
		cells[0] = cb_cell_number(used->where.row);
	if (used->where.column > 0)
		cells[1] = cb_cell_number(used->where.column);
	cells[2] = cb_table_text(out, asked->name);
	if (is_count) {
		cells[4] = cb_table_text(out, CB_LIT("count"));
		cb_str_addf(&words, "%zu", used->table->n_rows);
	} else {
		const struct cb_table_column *column = &used->table->columns[used->column];
		size_t at = used->row * used->table->n_columns + used->column;

		cells[3] = cb_cell_number((int64_t)used->row + 1);
		cells[4] = cb_table_text(out, cb_text_of(column->key));
		cb_figures_print(t->f, column, &used->table->cells[at], &words);
	}
	cells[5] = cb_table_take(out, &words);
	if (row.community != 0)
		cells[6] = cb_table_text(out, cb_office_name(t->f->office, row.community));
	add_records(t, asked, &row, &words);
	cells[7] = cb_table_take(out, &words);
}

enum cb_status
cb_figures_trace(struct cb_figures *f, struct cb_table *out)
{
	struct tracing t = { .f = f };

	out->title_zh = "数据来源";
	out->title_en = "Where the figures come from";
	cb_table_column(out, "line", "行", &cb_type_int, NULL);
	cb_table_column(out, "column", "列", &cb_type_int, NULL);
	cb_table_column(out, "query", "查询", &cb_type_text, NULL);
	cb_table_column(out, "row", "第几行", &cb_type_int, NULL);
	cb_table_column(out, "name", "名称", &cb_type_text, NULL);
	cb_table_column(out, "value", "值", &cb_type_text, NULL);
	cb_table_column(out, "of", "单位", &cb_type_text, NULL);
	cb_table_column(out, "records", "记录", &cb_type_text, NULL);
	for (size_t i = 0; i < f->n_used; i++)
		add_used(&t, &f->used[i], out);
	for (size_t i = 0; i < t.n_heaps; i++)
		free(t.heaps[i].items);
	cb_arena_release(&t.arena);
	return cb_figures_status(f);
}
