#include <stdlib.h>

#include <cb/query/handed_in.h>
#include <cb/query/when.h>

const char cb_handed_in_missing[] = "未报";

/* What one community has handed in. */
struct handed_in {
	uint64_t rows;
	int64_t batch;   /* the last one, 0 = not of a database */
	uint32_t source; /* of the diag, for folders */
};

/* What each has, [name]: also those that are not registered, which a folder's file may name. */
static struct handed_in *
count_records(const struct cb_query_run *run, struct cb_records *records)
{
	const struct cb_register *reg = run->input->reg;
	int community = cb_column_find(reg, "community"), when = cb_register_when(reg);
	struct handed_in *of = NULL;
	size_t cap = 0;
	const struct cb_record *record;

	while (cb_records_next(records, &record) > 0) {
		size_t name = (size_t)record->cells[community].n;

		if (when < 0 || !cb_when_in(reg->columns[when].type, &record->cells[when], &run->range))
			continue;
		of = cb_grow(of, &cap, name + 1, sizeof(*of));
		of[name].rows++;
		of[name].source = record->place.source;
		if (records->scan != NULL && cb_scan_batch(records->scan) > of[name].batch)
			of[name].batch = cb_scan_batch(records->scan);
	}
	return cb_grow(of, &cap, (size_t)cb_names_count(run->office->names) + 1, sizeof(*of));
}

static void
add_row(const struct cb_office *office, struct cb_table *out, uint32_t community, const struct handed_in *h)
{
	struct cb_cell *cells = cb_table_row(out);
	struct cb_origin origin = { "", "", "" };
	struct cb_arena arena = { 0 };

	cells[CB_HANDED_IN_COMMUNITY] = cb_table_text(out, cb_office_name(office, community));
	cells[CB_HANDED_IN_STATE] = cb_table_text(out, cb_text_of(h->rows > 0 ? "已报" : cb_handed_in_missing));
	if (h->rows > 0) {
		cells[CB_HANDED_IN_ROWS] = cb_cell_number((int64_t)h->rows);
		if (h->batch != 0)
			cb_store_batch(office->store, h->batch, &arena, &origin);
		else
			origin.file = office->diag->sources[h->source].file;
		cells[CB_HANDED_IN_FILE] = cb_table_text(out, cb_text_of(origin.file));
		cells[CB_HANDED_IN_AT] = cb_table_text(out, cb_text_of(origin.at));
	}
	cb_arena_release(&arena);
}

static enum cb_status
add_communities(const struct cb_query_run *run, struct cb_records *records, struct cb_table *out)
{
	const struct cb_office *office = run->office;
	struct handed_in *of = count_records(run, records);
	enum cb_status status = office->diag->errors > 0 ? office->diag->status : CB_OK;

	for (size_t i = 0; i < office->n_communities; i++) {
		uint32_t name = office->communities[i].name;

		add_row(office, out, name, &of[name]);
		if (of[name].rows == 0)
			status = cb_status_worse(status, CB_FOUND);
	}
	free(of);
	return status;
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	const struct cb_office *office = run->office;
	struct cb_input in = { .reg = run->input->reg };
	struct cb_records records;
	enum cb_status status;

	if (office->n_communities == 0) {
		cb_report(office->diag, CB_NEEDS_COMMUNITIES, CB_NOWHERE, "", "status", in.reg->key);
		return CB_USAGE;
	}
	if (cb_column_find(in.reg, "community") < 0) {
		cb_report(office->diag, CB_NO_SUCH_COLUMN, CB_NOWHERE, "", "community", in.reg->key);
		return CB_USAGE;
	}
	status = cb_records_open(&records, office, &in, NULL, 0);
	if (status == CB_OK)
		status = add_communities(run, &records, out);
	cb_records_close(&records);
	return status;
}

static const struct cb_query_column columns[CB_HANDED_IN_N + 1] = {
	[CB_HANDED_IN_COMMUNITY] = { "community", "社区", .type = &cb_type_text },
	[CB_HANDED_IN_STATE] = { "state", "状态", .type = &cb_type_text },
	[CB_HANDED_IN_ROWS] = { "rows", "条数", .type = &cb_type_int },
	[CB_HANDED_IN_FILE] = { "file", "文件", .type = &cb_type_text },
	[CB_HANDED_IN_AT] = { "at", "入库时间", .type = &cb_type_text },
};

const struct cb_query cb_query_handed_in = {
	.name = "handed_in",
	.zh = "报送情况",
	.title_en = "Who has handed in",
	.title_zh = "报送情况",
	.columns = columns,
	.takes = CB_QUERY_TAKES_PERIOD,
	.has_findings = true,
	.fill = fill,
	.en = "Who has handed in, as cb-import status prints it.",
	.doc = "报送情况,同 cb-import status。",
};
