#include <cb/query/counts.h>

#include <cb/query/export.h>
#include <cb/value/quantity.h>

static void
count_one(void *arg, const struct cb_cell *cells)
{
	(void)cells;
	++*(int64_t *)arg;
}

/* ---- the communities in one row ---- */

enum { OFFICE_COMMUNITIES,
       OFFICE_UNITS,
       OFFICE_SUMS };

#define SUM(k, label, c)                                                               \
	{                                                                              \
		k, label, .type = &cb_type_qty, .flags = CB_QUERY_SUM,                 \
			  .like = &cb_register_community, .like_column = COMMUNITY_##c \
	}
static const struct cb_query_column office_columns[] = {
	[OFFICE_COMMUNITIES] = { "communities", "社区数", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[OFFICE_UNITS] = { "units", "单位数", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	SUM("households", "户数", HOUSEHOLDS),
	SUM("residents", "人口", RESIDENTS),
	SUM("elderly", "老年人", ELDERLY),
	SUM("staff", "工作人员", STAFF),
	SUM("cadres", "干部", CADRES),
	SUM("office_m2", "办公用房面积", OFFICE_M2),
	SUM("notice_boards", "宣传栏", NOTICE_BOARDS),
	{ 0 },
};

static struct cb_cell
sum_of(const struct cb_office *office, int column)
{
	static const struct cb_parse_env env = { 0 };
	struct cb_cell sum = { 0 };

	for (size_t i = 0; i < office->n_communities; i++) {
		struct cb_cell part = { 0 };

		if (cb_type_qty.parse(NULL, office->communities[i].columns[column], &env, &part) == CB_FINE)
			cb_quantity_add(&sum, &part);
	}
	return sum;
}

static enum cb_status
fill_office(struct cb_query_run *run, struct cb_table *out)
{
	static const struct cb_period_range all_time = { 0 };
	const struct cb_office *office = run->office;
	enum cb_status status = CB_OK;
	struct cb_cell *cells;
	int64_t units = 0;

	if (office->n_communities == 0)
		return CB_OK;
	if (cb_export_has(office, &cb_register_unit))
		status = cb_export_each(office, &cb_register_unit, &all_time, count_one, &units);
	cells = cb_table_row(out);
	cells[OFFICE_COMMUNITIES] = cb_cell_number((int64_t)office->n_communities);
	if (units > 0)
		cells[OFFICE_UNITS] = cb_cell_number(units);
	for (size_t c = OFFICE_SUMS; c < out->n_columns; c++)
		cells[c] = sum_of(office, office_columns[c].like_column);
	return status;
}

const struct cb_query cb_query_office = {
	.name = "office",
	.zh = "概况",
	.columns = office_columns,
	.reads = "community unit",
	.has = cb_query_has_office,
	.fill = fill_office,
	.en = "The registered communities in one row: their number and sums.",
	.doc = "社区登记的概况,一行:社区数与各项合计。",
};

/* ---- numbers of records ---- */

enum { RECORDS_REGISTER,
       RECORDS_KEY,
       RECORDS_N };

static const struct cb_query_column records_columns[] = {
	[RECORDS_REGISTER] = { "register", "台账", .type = &cb_type_text },
	[RECORDS_KEY] = { "key", "代码", .type = &cb_type_text },
	[RECORDS_N] = { "records", "条数", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	{ 0 },
};

/* Do people count its records by period? Not those that commands write, and not the days of the calendar. */
static bool
is_counted(const struct cb_office *office, const struct cb_register *reg)
{
	return cb_export_is_dated(reg) && (reg->flags & CB_BY_COMMAND) == 0 && reg != &cb_register_calendar &&
	       cb_export_has(office, reg);
}

static enum cb_status
fill_records(struct cb_query_run *run, struct cb_table *out)
{
	enum cb_status status = CB_OK;

	for (const struct cb_register *const *reg = cb_registers; *reg != NULL; reg++) {
		int64_t n = 0;
		struct cb_cell *cells;

		if (!is_counted(run->office, *reg))
			continue;
		status = cb_status_worse(status, cb_export_each(run->office, *reg, &run->range, count_one, &n));
		if (n == 0)
			continue;
		cells = cb_table_row(out);
		cells[RECORDS_REGISTER] = cb_table_text(out, cb_text_of((*reg)->zh));
		cells[RECORDS_KEY] = cb_table_text(out, cb_text_of((*reg)->key));
		cells[RECORDS_N] = cb_cell_number(n);
	}
	return status;
}

const struct cb_query cb_query_records = {
	.name = "records",
	.zh = "台账条数",
	.columns = records_columns,
	.has = cb_query_has_office,
	.fill = fill_records,
	.en = "How many records of each register lie in the period.",
	.doc = "各台账在本期内的条数。",
};
