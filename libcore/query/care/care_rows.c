#include "care_rows.h"

#include <stdlib.h>

#include <cb/query/export.h>
#include <cb/query/filter.h>
#include <cb/query/when.h>
#include <cb/rule/small_cells.h>

static void
choose(struct care_rows *rows, const struct cb_query_run *run, struct cb_filter *filter)
{
	rows->rows = cb_alloc(rows->table.n_rows + 1, sizeof(*rows->rows));
	for (size_t i = 0; i < rows->table.n_rows; i++) {
		const struct cb_cell *cells = cb_table_at(&rows->table, i);

		if ((run->range.last_day == 0 || cb_when_in(&cb_type_date, &cells[CARE_SINCE], &run->range)) &&
		    (filter->n == 0 || cb_filter_passes(filter, cells)))
			rows->rows[rows->n++] = cells;
	}
}

enum cb_status
care_rows_load(struct care_rows *rows, const struct cb_query_run *run)
{
	struct cb_filter filter;
	enum cb_status status = cb_filter_open(&filter, run->office, &cb_register_care, run->where);

	*rows = (struct care_rows){ 0 };
	if (status == CB_OK)
		status = cb_asked_rows(run, &cb_register_care, &rows->table);
	if (status == CB_OK) {
		choose(rows, run, &filter);
		status = cb_filter_finish(&filter);
	}
	cb_filter_release(&filter);
	return status;
}

void
care_rows_release(struct care_rows *rows)
{
	free(rows->rows);
	cb_table_release(&rows->table);
	*rows = (struct care_rows){ 0 };
}

/* R1 */
void
care_add(struct cb_sum *sums, const struct cb_cell *cells)
{
	static const struct cb_cell one = { .state = CB_VALUE, .n = CB_MICRO };
	const struct cb_cell *people = &cells[CARE_PEOPLE];

	cb_sum_add_number(&sums[CARE_OF_RECORDS], 1);
	cb_sum_add(&sums[CARE_OF_PEOPLE], people->state == CB_VALUE ? people : &one);
	cb_sum_add(&sums[CARE_OF_VISITS], &cells[CARE_VISITS]);
	cb_sum_add(&sums[CARE_OF_AMOUNT], &cells[CARE_AMOUNT]);
}

void
care_tell(const struct care_table *t, const struct cb_sum *sums, struct cb_cell *row)
{
	cb_sum_cells(sums, CARE_VALUES, &t->out->columns[t->first], &row[t->first], t->run->office->diag);
	for (size_t v = CARE_OF_RECORDS; v <= CARE_OF_PEOPLE; v++)
		if (row[t->first + v].state == CB_EMPTY)
			row[t->first + v] = cb_cell_number(0);
}

/* ---- what is not told ---- */

static int32_t
below_of(const struct care_table *t)
{
	return t->run->of.care != NULL ? t->run->of.care->suppress : 0;
}

static struct cb_cell *
values_of(const struct care_table *t, size_t row)
{
	return cb_table_at(t->out, row) + t->first;
}

/* A part of a person is one: nothing below N is told as 0. */
struct cb_small_cells *
care_small_cells(const struct care_table *t)
{
	struct cb_small_cells *cells;
	int64_t *counts;

	if (below_of(t) <= 1)
		return NULL;
	counts = cb_alloc(t->out->n_rows + 1, sizeof(*counts));
	for (size_t row = 0; row < t->out->n_rows; row++)
		counts[row] = (values_of(t, row)[CARE_OF_PEOPLE].n + CB_MICRO - 1) / CB_MICRO;
	cells = cb_small_cells_new(counts, t->out->n_rows, below_of(t));
	free(counts);
	return cells;
}

static struct cb_cell
label(const struct care_table *t, struct cb_text text)
{
	struct cb_cell cell = cb_table_text(t->out, text);

	cell.state = CB_LABEL;
	return cell;
}

static void
hide_row(const struct care_table *t, size_t row, enum cb_cell_shown shown)
{
	struct cb_str small = { 0 };
	struct cb_cell *values = values_of(t, row);

	for (size_t v = 0; v < CARE_VALUES; v++)
		if (values[v].state != CB_EMPTY)
			values[v] = label(t, CB_LIT("*"));
	if (shown == CB_CELL_SMALL) {
		cb_str_addf(&small, "<%d", (int)below_of(t));
		values[CARE_OF_PEOPLE] = label(t, cb_str_text(&small));
	}
	cb_str_release(&small);
}

void
care_hide(const struct care_table *t, struct cb_small_cells *cells)
{
	if (cells == NULL)
		return;
	cb_small_cells_hide(cells);
	for (size_t row = 0; row < t->out->n_rows; row++)
		if (cb_small_cells_shown(cells, row) != CB_CELL_SHOWN)
			hide_row(t, row, cb_small_cells_shown(cells, row));
	cb_small_cells_free(cells);
}

/* ---- what an entry is ---- */

bool
care_is_there(struct cb_query_run *run)
{
	return cb_export_has(run->office, &cb_register_care);
}
