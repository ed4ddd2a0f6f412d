#include <cb/data/rows_of_table.h>

#include <stdlib.h>

/* Cells are printed one behind the other; they are pointed to once the text has stopped moving. */
static void
print_row(struct cb_rows_of_table *of)
{
	const struct cb_table *table = of->table;
	uint32_t at = 0;

	cb_str_clear(&of->text);
	for (size_t c = 0; c < table->n_columns; c++) {
		const struct cb_table_column *column = &table->columns[c];
		const struct cb_cell *cell = of->at == 0 ? NULL : &cb_table_at(table, of->at - 1)[c];
		char buf[CB_PRINT_MAX];
		struct cb_text text = cell == NULL ? cb_text_of(column->key)
		                                   : cb_cell_print(column->type, column->arg, cell, buf);

		cb_str_addt(&of->text, text);
		of->cells[c].len = text.len;
	}
	for (size_t c = 0; c < table->n_columns; c++) {
		of->cells[c].p = cb_str_c(&of->text) + at;
		at += of->cells[c].len;
	}
}

static int
next_row(struct cb_rows *rows, struct cb_row *row)
{
	struct cb_rows_of_table *of = (struct cb_rows_of_table *)rows;

	if (of->at > of->table->n_rows)
		return 0;
	print_row(of);
	*row = (struct cb_row){ .cells = of->cells, .n = (uint32_t)of->table->n_columns, .line = (uint32_t)of->at + 1 };
	if (of->lines != NULL && of->at > 0)
		row->line = of->lines[of->at - 1];
	of->at++;
	return 1;
}

static bool
rewind_rows(struct cb_rows *rows)
{
	((struct cb_rows_of_table *)rows)->at = 0;
	return true;
}

static void
close_rows(struct cb_rows *rows)
{
	(void)rows;
}

void
cb_rows_of_table_open(struct cb_rows_of_table *of, const struct cb_table *table, struct cb_diag *diag)
{
	*of = (struct cb_rows_of_table){ .table = table };
	of->cells = cb_alloc(table->n_columns + 1, sizeof(*of->cells));
	of->rows = (struct cb_rows){ .next = next_row,
		                     .rewind = rewind_rows,
		                     .close = close_rows,
		                     .source = cb_diag_source(diag, CB_SOURCE_COMMAND, "", "") };
}

void
cb_rows_of_table_release(struct cb_rows_of_table *of)
{
	free(of->cells);
	cb_str_release(&of->text);
	*of = (struct cb_rows_of_table){ 0 };
}
