#include <cb/data/table.h>

#include <stdlib.h>
#include <string.h>

#include <cb/data/schema.h>

bool
cb_cell_is_private(const struct cb_table_column *column, const struct cb_cell *cell)
{
	bool may_be_public = column->type == &cb_type_ref || column->type == &cb_type_text;

	return column->is_private && cell->state == CB_VALUE && !(may_be_public && cell->mark != 0);
}

void
cb_table_column(struct cb_table *table, const char *key, const char *zh, const struct cb_type *type,
                const void *arg)
{
	size_t at = table->n_columns;

	table->columns = cb_grow(table->columns, &table->cap_columns, at + 1, sizeof(*table->columns));
	table->columns[at] = (struct cb_table_column){ .key = key, .zh = zh, .type = type, .arg = arg };
	table->n_columns = at + 1;
}

void
cb_table_columns_of(struct cb_table *table, const struct cb_register *reg, const int *columns, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct cb_column *column = &reg->columns[columns[i]];

		cb_table_column(table, column->key, column->zh, column->type, column->arg);
	}
}

struct cb_cell *
cb_table_row(struct cb_table *table)
{
	size_t used = table->n_rows * table->n_columns;
	struct cb_cell *row;

	table->cells = cb_grow(table->cells, &table->cap_cells, used + table->n_columns, sizeof(*table->cells));
	row = table->cells + used;
	for (size_t i = 0; i < table->n_columns; i++)
		row[i] = (struct cb_cell){ .state = CB_EMPTY };
	table->n_rows++;
	return row;
}

/* The number that column has among the chosen; n = none. */
static size_t
chosen_as(size_t column, const size_t *columns, size_t n)
{
	size_t at = 0;

	while (at < n && columns[at] != column)
		at++;
	return at;
}

/* Where they are: the rows, which get no longer, move up. */
static void
choose_cells(struct cb_table *table, const size_t *columns, size_t n)
{
	struct cb_cell *row = cb_alloc(table->n_columns + 1, sizeof(*row)), *to = table->cells;

	for (size_t r = 0; n > 0 && r < table->n_rows; r++) {
		memcpy(row, cb_table_at(table, r), table->n_columns * sizeof(*row));
		for (size_t c = 0; c < n; c++)
			*to++ = row[columns[c]];
	}
	free(row);
}

void
cb_table_choose(struct cb_table *table, const size_t *columns, size_t n)
{
	struct cb_table_column *chosen = cb_alloc(n + 1, sizeof(*chosen));

	for (size_t c = 0; c < n; c++)
		chosen[c] = table->columns[columns[c]];
	choose_cells(table, columns, n);
	free(table->columns);
	table->columns = chosen;
	table->n_columns = n;
	table->cap_columns = n + 1;
	table->chart.label = chosen_as(table->chart.label, columns, n);
	table->chart.value = chosen_as(table->chart.value, columns, n);
	if (table->chart.label == n || table->chart.value == n)
		table->chart.n_rows = 0;
}

struct cb_cell
cb_table_text(struct cb_table *table, struct cb_text text)
{
	struct cb_cell cell = { .state = text.len ? CB_VALUE : CB_EMPTY };

	if (text.len)
		cell.text = cb_arena_text(&table->arena, text);
	return cell;
}

struct cb_cell
cb_table_take(struct cb_table *table, struct cb_str *words)
{
	struct cb_cell cell = cb_table_text(table, cb_str_text(words));

	cb_str_release(words);
	return cell;
}

struct cb_cell
cb_table_keep(struct cb_table *table, struct cb_cell cell)
{
	if (cell.text.len > 0)
		cell.text = cb_arena_text(&table->arena, cell.text);
	return cell;
}

struct cb_cell
cb_cell_number(int64_t n)
{
	return (struct cb_cell){ .n = n, .state = CB_VALUE };
}

void
cb_table_sort(struct cb_table *table, int (*by)(const void *, const void *))
{
	if (table->n_rows > 0)
		cb_sort(table->cells, table->n_rows, table->n_columns * sizeof(*table->cells), by);
}

void
cb_table_part(const struct cb_table *table, size_t first, size_t n, struct cb_table *part)
{
	for (size_t c = 0; c < table->n_columns; c++) {
		cb_table_column(part, NULL, NULL, NULL, NULL);
		part->columns[c] = table->columns[c];
	}
	for (size_t row = first; row < first + n; row++) {
		struct cb_cell *cells = cb_table_row(part);

		memcpy(cells, cb_table_at(table, row), table->n_columns * sizeof(*cells));
	}
}

void
cb_table_release(struct cb_table *table)
{
	free(table->columns);
	free(table->cells);
	free(table->sections);
	cb_arena_release(&table->arena);
	*table = (struct cb_table){ 0 };
}
