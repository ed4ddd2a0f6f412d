#include <cb/query/asked_rows.h>

#include <stdlib.h>

#include <cb/query/export.h>

/* ---- reading ---- */

static void
add_row(const struct cb_office *office, const struct cb_register *reg, const struct cb_cell *cells,
        struct cb_table *out)
{
	struct cb_cell *row = cb_table_row(out);

	for (int c = 0; c < reg->n_columns; c++) {
		bool has_text = reg->columns[c].type->storage == CB_STORE_TEXT ||
		                reg->columns[c].type->storage == CB_STORE_NAME || cells[c].state == CB_MASKED;

		row[c] = cells[c];
		cb_office_print_cell(office, &reg->columns[c], &row[c]);
		row[c].text = has_text && row[c].text.len > 0 ? cb_arena_text(&out->arena, row[c].text)
		                                              : (struct cb_text){ "", 0 };
	}
}

static enum cb_status
read_rows(const struct cb_query_run *run, const struct cb_register *reg, struct cb_table *out)
{
	bool is_of_input = run->input != NULL && run->input->reg == reg;
	struct cb_input in = is_of_input ? *run->input : (struct cb_input){ .reg = reg };
	uint64_t errors = run->office->diag->errors;
	struct cb_policy_run policy;
	struct cb_records records;
	const struct cb_record *record;
	enum cb_status status;

	in.accept_masked = true;
	cb_policy_begin(&policy, run->office, &in);
	cb_records_open(&records, run->office, &in, NULL, 0);
	while (cb_records_next(&records, &record) > 0)
		add_row(run->office, reg, record->cells, out);
	status = cb_records_close(&records);
	cb_policy_release(&policy);
	return cb_diag_since(run->office->diag, errors, status);
}

/* ---- their order ---- */

struct keyed {
	struct cb_text key;
	size_t row;
};

static int
by_key(const void *pa, const void *pb)
{
	const struct keyed *a = pa, *b = pb;
	int order = cb_text_compare(a->key, b->key);

	return order != 0 ? order : cb_order(a->row, b->row);
}

static struct cb_text
key_of(const struct cb_register *reg, const struct cb_cell *cells, struct cb_arena *arena)
{
	struct cb_str key = { 0 };
	struct cb_text kept;
	char buf[CB_PRINT_MAX];

	for (int c = 0; c < reg->n_columns; c++)
		if ((reg->columns[c].flags & CB_KEY) != 0) {
			cb_str_addt(&key, cb_cell_print(reg->columns[c].type, reg->columns[c].arg, &cells[c], buf));
			cb_str_addc(&key, '\t'); /* sorts before any character of a name */
		}
	kept = cb_arena_text(arena, cb_str_text(&key));
	cb_str_release(&key);
	return kept;
}

static void
sort_rows(const struct cb_register *reg, struct cb_table *table)
{
	struct keyed *rows = cb_alloc(table->n_rows + 1, sizeof(*rows));
	struct cb_cell *cells = cb_alloc(table->n_rows * table->n_columns + 1, sizeof(*cells));
	struct cb_arena keys = { 0 };

	for (size_t i = 0; i < table->n_rows; i++)
		rows[i] = (struct keyed){ key_of(reg, cb_table_at(table, i), &keys), i };
	cb_sort(rows, table->n_rows, sizeof(*rows), by_key);
	for (size_t i = 0; i < table->n_rows; i++)
		for (size_t c = 0; c < table->n_columns; c++)
			cells[i * table->n_columns + c] = table->cells[rows[i].row * table->n_columns + c];
	free(table->cells);
	table->cells = cells;
	table->cap_cells = table->n_rows * table->n_columns + 1;
	free(rows);
	cb_arena_release(&keys);
}

enum cb_status
cb_asked_rows(const struct cb_query_run *run, const struct cb_register *reg, struct cb_table *out)
{
	bool is_of_input = run->input != NULL && run->input->reg == reg && run->input->paths.n > 0;
	enum cb_status status = CB_OK;

	cb_export_columns(reg, out);
	if (is_of_input || cb_export_has(run->office, reg))
		status = read_rows(run, reg, out);
	if (status == CB_OK)
		sort_rows(reg, out);
	return status;
}
