#include <cb/data/table.h>

#include <stdlib.h>

void
cb_table_column(struct cb_table *table, const char *key, const char *zh, const struct cb_type *type,
                const void *arg)
{
	size_t at = table->n_columns;

	table->columns = cb_grow(table->columns, &table->cap_columns, at + 1, sizeof *table->columns);
	table->columns[at] = (struct cb_table_column){ .key = key, .zh = zh, .type = type, .arg = arg };
	table->n_columns = at + 1;
}

struct cb_cell *
cb_table_row(struct cb_table *table)
{
	size_t used = table->n_rows * table->n_columns;
	struct cb_cell *row;

	table->cells = cb_grow(table->cells, &table->cap_cells, used + table->n_columns, sizeof *table->cells);
	row = table->cells + used;
	for (size_t i = 0; i < table->n_columns; i++)
		row[i] = (struct cb_cell){ .state = CB_EMPTY };
	table->n_rows++;
	return row;
}

/* Where a column of the chart is now; `at` columns are kept before it. */
static void
move_chart(struct cb_table *table, size_t column, size_t at)
{
	if (table->chart.label == column)
		table->chart.label = at;
	if (table->chart.value == column)
		table->chart.value = at;
}

void
cb_table_drop_left_out(struct cb_table *table)
{
	size_t kept = 0, at = 0, n = table->n_columns;

	for (size_t i = 0; i < table->n_rows * n; i++)
		if (!table->columns[i % n].is_left_out)
			table->cells[at++] = table->cells[i];
	for (size_t c = 0; c < n; c++)
		if (!table->columns[c].is_left_out) {
			move_chart(table, c, kept);
			table->columns[kept++] = table->columns[c];
		}
	table->n_columns = kept;
}

struct cb_cell
cb_table_text(struct cb_table *table, struct cb_text text)
{
	struct cb_cell cell = { .state = text.len ? CB_VALUE : CB_EMPTY };

	if (text.len)
		cell.text = (struct cb_text){ cb_arena_copy(&table->arena, text.p, text.len), text.len };
	return cell;
}

struct cb_cell
cb_cell_number(int64_t n)
{
	return (struct cb_cell){ .n = n, .state = CB_VALUE };
}

void
cb_table_release(struct cb_table *table)
{
	free(table->columns);
	free(table->cells);
	cb_arena_release(&table->arena);
	*table = (struct cb_table){ 0 };
}
