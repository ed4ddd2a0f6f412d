#include "fund_ledger.h"

#include <stdlib.h>

static const struct cb_query_column columns[] = {
	[FUND_BALANCE_COMMUNITY] = { "community", "社区", .type = &cb_type_text, .flags = CB_QUERY_BY_KEY },
	[FUND_BALANCE_SOURCE] = { "source", "来源", .like = &cb_register_fund, .like_column = FUND_SOURCE,
	                          .flags = CB_QUERY_BY_KEY },
	[FUND_BALANCE_PARTY] = { "party", "单位", .type = &cb_type_text, .flags = CB_QUERY_BY_KEY },
	[FUND_BALANCE_USE] = { "use", "用途类别", .type = &cb_type_text, .flags = CB_QUERY_BY_KEY },
	[FUND_BALANCE_MONTH] = { "month", "月份", .type = &cb_type_period, .flags = CB_QUERY_BY_KEY },
	[FUND_BALANCE_LEVEL] = { "level", "级别", .like = &cb_register_unit, .like_column = UNIT_LEVEL,
	                         .flags = CB_QUERY_BY_KEY },
	[FUND_BALANCE_RECEIVED] = { "received", "收入", .type = &cb_type_money, .flags = CB_QUERY_SUM },
	[FUND_BALANCE_SPENT] = { "spent", "支出", .type = &cb_type_money, .flags = CB_QUERY_SUM },
	[FUND_BALANCE_BALANCE] = { "balance", "结余", .type = &cb_type_money, .flags = CB_QUERY_SUM },
	{ 0 },
};

enum { KEYS = FUND_BALANCE_RECEIVED,
       RECEIVED = 0,
       SPENT,
       BALANCE,
       VALUES };

struct balance {
	const struct cb_query_run *run;
	bool by_month;
	struct cb_sums sums;
	struct fund_levels levels;
};

static struct cb_cell
key_of(const struct balance *b, size_t key, const struct cb_record *record)
{
	const struct cb_cell *cells = record->cells;

	switch (key) {
	case FUND_BALANCE_COMMUNITY:
		return fund_name_cell(b->run->office, (uint32_t)cells[FUND_COMMUNITY].n);
	case FUND_BALANCE_PARTY:
		return fund_name_cell(b->run->office, (uint32_t)cells[FUND_PARTY].n);
	case FUND_BALANCE_SOURCE:
		return cb_sums_word(cells[FUND_SOURCE].state == CB_VALUE ? (int)cells[FUND_SOURCE].n : -1);
	case FUND_BALANCE_USE:
		return cb_sums_text(cells[FUND_USE].text);
	case FUND_BALANCE_MONTH:
		if (cells[FUND_DATE].state != CB_VALUE)
			return (struct cb_cell){ 0 };
		return cb_cell_number(cb_period_of_day(CB_MONTH, cells[FUND_DATE].n));
	default:
		return cb_sums_word(fund_level(&b->levels, (uint32_t)cells[FUND_PARTY].n));
	}
}

static void
add_record(struct balance *b, const struct cb_record *record)
{
	int flow = fund_flow(record);
	int32_t day = fund_day(record);
	struct cb_cell keys[CB_QUERY_KEYS_MAX];
	int64_t fen = record->cells[FUND_AMOUNT].n;
	bool inside = fund_in_range(&b->run->range, day);
	struct cb_sum *sum;

	if (flow == FLOW_PLEDGE || record->cells[FUND_AMOUNT].state != CB_VALUE || !fund_by_end(&b->run->range, day) ||
	    (b->by_month && !inside))
		return;
	for (size_t i = 0; i < b->sums.n_keys; i++)
		keys[i] = key_of(b, b->run->keys[i], record);
	sum = cb_sums_of(&b->sums, cb_sums_at(&b->sums, keys));
	cb_sum_add_number(&sum[RECEIVED], inside && flow == FLOW_RECEIVE ? fen : 0);
	cb_sum_add_number(&sum[SPENT], inside && flow == FLOW_SPEND ? fen : 0);
	cb_sum_add_number(&sum[BALANCE], fund_change(flow, fen));
}

static void
fill_rows(struct balance *b, struct cb_table *out)
{
	cb_sums_sort(&b->sums);
	for (size_t i = 0; i < b->sums.n; i++) {
		const struct cb_cell *keys = cb_sums_keys(&b->sums, b->sums.order[i]);
		const struct cb_sum *sum = cb_sums_of(&b->sums, b->sums.order[i]);
		struct cb_cell *cells = cb_table_row(out);

		for (size_t k = 0; k < b->sums.n_keys; k++)
			cells[b->run->keys[k]] = keys[k].text.len > 0 ? cb_table_text(out, keys[k].text) : keys[k];
		for (size_t v = 0; v < VALUES; v++)
			cells[KEYS + v] = cb_sum_cell(&sum[v], b->run->office->diag, "amount");
	}
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct balance b = { .run = run, .sums = { .n_keys = run->n_keys, .n_values = VALUES } };
	struct fund_records records;
	const struct cb_record *record;
	uint64_t errors = run->office->diag->errors;
	enum cb_status status = fund_levels_load(&b.levels, run->office);

	for (size_t i = 0; i < run->n_keys; i++)
		b.by_month = b.by_month || run->keys[i] == FUND_BALANCE_MONTH;
	if (status == CB_OK) {
		status = fund_records_open(&records, run);
		while (status == CB_OK && fund_records_next(&records, &record) > 0)
			add_record(&b, record);
		status = fund_records_close(&records);
	}
	if (status == CB_OK)
		fill_rows(&b, out);
	cb_sums_release(&b.sums);
	free(b.levels.of);
	return status == CB_OK && run->office->diag->errors > errors ? run->office->diag->status : status;
}

const struct cb_query cb_query_fund_balance = {
	.name = "balance",
	.zh = "经费结余",
	.title_en = "Fund: received, spent, balance",
	.title_zh = "共建经费收支结余",
	.columns = columns,
	.reads = "fund",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_TAKES_PERIOD | CB_QUERY_TAKES_WHERE | CB_QUERY_TAKES_BY,
	.by = "community",
	.has = fund_has_part,
	.fill = fill,
	.en = "Received, spent and balance of each community, as cb-fund balance prints them.",
	.doc = "各社区收入、支出与结余,同 cb-fund balance。",
};
