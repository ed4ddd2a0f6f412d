#include <stdlib.h>

#include <cb/query/status.h>

const char cb_status_missing[] = "未报";

/* What one community has handed in. */
struct handed_in {
	uint64_t rows;
	int64_t batch;   /* the last one, 0 = not of a database */
	uint32_t source; /* of the diag, for folders */
};

static int
column_of_kind(const struct cb_register *reg, const struct cb_type *type, const struct cb_type * or)
{
	for (int c = 0; c < reg->n_columns; c++)
		if (reg->columns[c].type == type || reg->columns[c].type == or)
			return c;
	return -1;
}

static bool
is_in_range(const struct cb_record *record, int period, int date, const struct cb_period_range *range)
{
	if (period >= 0 && record->cells[period].state == CB_VALUE)
		return cb_period_first_day(record->cells[period].n) >= range->first_day &&
		       cb_period_last_day(record->cells[period].n) <= range->last_day;
	return date >= 0 && record->cells[date].state == CB_VALUE && record->cells[date].n >= range->first_day &&
	       record->cells[date].n <= range->last_day;
}

/* of[n_names + 1]: files may name others, who are not registered and are passed over. */
static void
count_records(struct cb_records *records, const struct cb_period_range *range, const struct cb_register *reg,
              struct handed_in *of, uint32_t n_names)
{
	int community = cb_column_find(reg, "community");
	int period = column_of_kind(reg, &cb_type_period, NULL),
	    date = column_of_kind(reg, &cb_type_date, &cb_type_day);
	const struct cb_record *record;

	while (cb_records_next(records, &record) > 0) {
		struct handed_in *h;

		if (!is_in_range(record, period, date, range) ||
		    record->cells[community].n > n_names)
			continue;
		h = &of[record->cells[community].n];
		h->rows++;
		h->source = record->place.source;
		if (records->scan != NULL && cb_scan_batch(records->scan) > h->batch)
			h->batch = cb_scan_batch(records->scan);
	}
}

static void
add_row(struct cb_office *office, struct cb_table *out, const struct cb_community *community, const struct handed_in *h)
{
	struct cb_cell *cells = cb_table_row(out);
	struct cb_origin origin = { "", "", "" };
	struct cb_arena arena = { 0 };

	cells[0] = cb_table_text(out, cb_office_name(office, community->name));
	cells[1] = cb_table_text(out, cb_text_of(h->rows > 0 ? "已报" : cb_status_missing));
	if (h->rows > 0) {
		cells[2] = cb_cell_number((int64_t)h->rows);
		if (h->batch != 0)
			cb_store_batch(office->store, h->batch, &arena, &origin);
		else
			origin.file = office->diag->sources[h->source].file;
		cells[3] = cb_table_text(out, cb_text_of(origin.file));
		cells[4] = cb_table_text(out, cb_text_of(origin.at));
	}
	cb_arena_release(&arena);
}

void
cb_status_query_columns(struct cb_table *out)
{
	out->title_zh = "报送情况";
	out->title_en = "Who has handed in";
	cb_table_column(out, "community", "社区", &cb_type_text, NULL);
	cb_table_column(out, "state", "状态", &cb_type_text, NULL);
	cb_table_column(out, "rows", "条数", &cb_type_int, NULL);
	cb_table_column(out, "file", "文件", &cb_type_text, NULL);
	cb_table_column(out, "at", "入库时间", &cb_type_text, NULL);
}

enum cb_status
cb_status_query(struct cb_office *office, const struct cb_register *reg, const struct cb_period_range *range,
                struct cb_table *out)
{
	struct cb_input in = { .reg = reg };
	struct cb_records records;
	struct handed_in *of;
	uint32_t n_names;
	enum cb_status status = CB_OK;

	if (cb_column_find(reg, "community") < 0 || office->n_communities == 0) {
		cb_report(office->diag, office->n_communities == 0 ? CB_NEEDS_COMMUNITIES : CB_NO_SUCH_COLUMN, CB_NOWHERE, "",
		          office->n_communities == 0 ? "status" : "community", reg->key);
		return CB_USAGE;
	}
	cb_status_query_columns(out);
	status = cb_records_open(&records, office, &in, NULL, 0);
	if (status != CB_OK)
		return status;
	n_names = cb_names_count(office->names);
	of = cb_alloc((size_t)n_names + 1, sizeof(*of));
	count_records(&records, range, reg, of, n_names);
	cb_records_close(&records);
	status = office->diag->errors > 0 ? office->diag->status : CB_OK;
	for (size_t i = 0; i < office->n_communities; i++) {
		const struct handed_in *h = &of[office->communities[i].name];

		add_row(office, out, &office->communities[i], h);
		if (h->rows == 0)
			status = cb_status_worse(status, CB_FOUND);
	}
	free(of);
	return status;
}

void
cb_status_registers(enum cb_lang lang, struct cb_table *out)
{
	cb_table_column(out, "register", "登记表", &cb_type_text, NULL);
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
cb_status_columns(const struct cb_register *reg, enum cb_lang lang, struct cb_table *out)
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
cb_status_labels(const struct cb_register *reg, struct cb_table *out)
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
cb_status_log(struct cb_store *store, struct cb_table *out, struct cb_diag *diag)
{
	static const int shown[] = { BATCH_ID, BATCH_REGISTER, BATCH_WHAT, BATCH_SHEET, BATCH_ROWS,
		                     BATCH_REFUSED, BATCH_AT, BATCH_BY, BATCH_UNDONE_AT };
	enum { N = sizeof(shown) / sizeof(shown[0]) };
	struct cb_table all = { 0 };
	enum cb_status status = cb_store_log(store, &all, diag);

	for (int i = 0; status == CB_OK && i < N; i++) {
		const struct cb_table_column *column = &all.columns[shown[i]];

		cb_table_column(out, column->key, column->zh, column->type, NULL);
	}
	for (size_t r = 0; status == CB_OK && r < all.n_rows; r++) {
		struct cb_cell *row = cb_table_row(out);

		for (int i = 0; i < N; i++) {
			row[i] = all.cells[r * all.n_columns + (size_t)shown[i]];
			if (row[i].text.len > 0)
				row[i].text = cb_table_text(out, row[i].text).text;
		}
	}
	cb_table_release(&all);
	return status;
}
