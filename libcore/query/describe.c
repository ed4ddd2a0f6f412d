#include <cb/query/describe.h>

void
cb_describe_registers(enum cb_lang lang, struct cb_table *out)
{
	cb_table_column(out, "register", "台账", &cb_type_text, NULL);
	cb_table_column(out, "label", "名称", &cb_type_text, NULL);
	cb_table_column(out, "owner", "命令", &cb_type_text, NULL);
	cb_table_column(out, "columns", "栏目数", &cb_type_int, NULL);
	cb_table_column(out, "description", "说明", &cb_type_text, NULL);
	for (size_t i = 0; cb_registers[i] != NULL; i++) {
		const struct cb_register *reg = cb_registers[i];
		struct cb_cell *cells = cb_table_row(out);

		cells[0] = cb_table_text(out, cb_text_of(reg->key));
		cells[1] = cb_table_text(out, cb_text_of(reg->zh));
		cells[2] = cb_table_text(out, cb_text_of(reg->owner));
		cells[3] = cb_cell_number(reg->n_columns);
		cells[4] = cb_table_text(out, cb_text_of(lang == CB_ZH ? reg->doc : reg->en));
	}
}

void
cb_describe_columns(const struct cb_register *reg, enum cb_lang lang, struct cb_table *out)
{
	cb_table_column(out, "column", "栏目", &cb_type_text, NULL);
	cb_table_column(out, "label", "标签", &cb_type_text, NULL);
	cb_table_column(out, "more", "也可写作", &cb_type_text, NULL);
	cb_table_column(out, "type", "类型", &cb_type_text, NULL);
	cb_table_column(out, "key", "主键", &cb_type_bool, NULL);
	cb_table_column(out, "required", "必填", &cb_type_bool, NULL);
	cb_table_column(out, "private", "不公开", &cb_type_bool, NULL);
	cb_table_column(out, "description", "说明", &cb_type_text, NULL);
	for (int c = 0; c < reg->n_columns; c++) {
		const struct cb_column *column = &reg->columns[c];
		struct cb_cell *cells = cb_table_row(out);

		cells[0] = cb_table_text(out, cb_text_of(column->key));
		cells[1] = cb_table_text(out, cb_text_of(column->zh));
		cells[2] = cb_table_text(out, cb_text_of(column->more));
		cells[3] = cb_table_text(out, cb_text_of(column->type->name));
		cells[4] = cb_cell_number((column->flags & CB_KEY) != 0);
		cells[5] = cb_cell_number((column->flags & CB_REQUIRED) != 0);
		cells[6] = cb_cell_number((column->flags & CB_PRIVATE) != 0);
		cells[7] = cb_table_text(out, cb_text_of(lang == CB_ZH ? column->doc : column->en));
	}
}

void
cb_describe_labels(const struct cb_register *reg, struct cb_table *out)
{
	out->title_zh = reg->zh;
	out->title_en = reg->key;
	for (int c = 0; c < reg->n_columns; c++) {
		const struct cb_column *column = &reg->columns[c];

		if ((column->flags & CB_COMPUTED) == 0)
			cb_table_column(out, column->key, column->zh, column->type, column->arg);
	}
}

enum cb_status
cb_describe_log(struct cb_store *store, struct cb_table *out, struct cb_diag *diag)
{
	static const int shown[] = { BATCH_ID, BATCH_REGISTER, BATCH_WHAT, BATCH_SHEET, BATCH_ROWS,
		                     BATCH_REFUSED, BATCH_AT, BATCH_BY, BATCH_UNDONE_AT };
	enum { N = CB_COUNT(shown) };
	struct cb_table all = { 0 };
	enum cb_status status = cb_store_log(store, &all, diag);

	for (int i = 0; status == CB_OK && i < N; i++) {
		const struct cb_table_column *column = &all.columns[shown[i]];

		cb_table_column(out, column->key, column->zh, column->type, NULL);
	}
	for (size_t r = 0; status == CB_OK && r < all.n_rows; r++) {
		struct cb_cell *row = cb_table_row(out);

		for (int i = 0; i < N; i++)
			row[i] = cb_table_keep(out, all.cells[r * all.n_columns + (size_t)shown[i]]);
	}
	cb_table_release(&all);
	return status;
}
