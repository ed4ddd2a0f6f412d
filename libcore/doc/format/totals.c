/* The last row of a table of money. */
#include "formats.h"

/* A word where a value would stand. */
static struct cb_cell
label(const struct cb_writer *writer)
{
	bool is_english = writer->options->lang == CB_EN;

	return (struct cb_cell){ .state = CB_LABEL, .text = is_english ? CB_LIT("Total") : CB_LIT("合计") };
}

static bool
varies(const struct cb_table *table, size_t column)
{
	for (size_t row = 1; row < table->n_rows; row++)
		if (!cb_cell_equal(&cb_table_at(table, row)[column], &table->cells[column]))
			return true;
	return false;
}

/* Where the word stands: in the first column of words that tells the rows apart, since others may be said once above
 * the table; else in the first that is not added up. */
static size_t
label_column(const struct cb_table *table)
{
	size_t at = 0;

	for (size_t i = 0; i < table->n_columns; i++)
		if (!table->columns[i].has_total && !table->columns[i].type->numeric &&
		    table->columns[i].type != &cb_type_period && varies(table, i))
			return i;
	while (at < table->n_columns && table->columns[at].has_total)
		at++;
	return at;
}

/* Empty where nothing is added, or the sum is more than money can be. */
static struct cb_cell
sum(const struct cb_table *table, size_t column)
{
	int64_t n = 0;
	bool any = false;

	for (size_t row = 0; row < table->n_rows; row++) {
		const struct cb_cell *cell = &cb_table_at(table, row)[column];

		if (cell->state == CB_VALUE && __builtin_add_overflow(n, cell->n, &n))
			return (struct cb_cell){ 0 };
		any = any || cell->state == CB_VALUE;
	}
	return any ? cb_cell_number(n) : (struct cb_cell){ 0 };
}

bool
cb_totals_row(const struct cb_writer *writer, struct cb_cell *cells)
{
	const struct cb_table *table = writer->table;
	size_t at = label_column(table);
	bool any = false;

	for (size_t i = 0; i < table->n_columns; i++) {
		cells[i] = table->columns[i].has_total ? sum(table, i) : (struct cb_cell){ 0 };
		any = any || cells[i].state == CB_VALUE;
	}
	if (at < table->n_columns)
		cells[at] = label(writer);
	return any && table->n_rows > 1;
}

bool
cb_totals_is_row(const struct cb_table *table, const struct cb_cell *cells)
{
	for (size_t i = 0; i < table->n_columns; i++)
		if (cells[i].state == CB_LABEL)
			return true;
	return false;
}
