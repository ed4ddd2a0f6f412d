#include <stdlib.h>

#include "fund_sums.h"

enum { COMMUNITY,
       SOURCE,
       PARTY,
       USE,
       MONTH,
       LEVEL,
       KEYS,
       RECEIVED = KEYS,
       SPENT,
       BALANCE,
       COLUMNS };

static const struct cb_query_column columns[COLUMNS + 1] = {
	[COMMUNITY] = { "community", "社区", &cb_type_text, .flags = CB_QUERY_BY_KEY },
	[SOURCE] = { "source", "来源", .like = &cb_register_fund, .like_column = FUND_SOURCE, .flags = CB_QUERY_BY_KEY },
	[PARTY] = { "party", "单位", &cb_type_text, .flags = CB_QUERY_BY_KEY },
	[USE] = { "use", "用途类别", &cb_type_text, .flags = CB_QUERY_BY_KEY },
	[MONTH] = { "month", "月份", &cb_type_period, .flags = CB_QUERY_BY_KEY },
	[LEVEL] = { "level", "级别", .like = &cb_register_unit, .like_column = UNIT_LEVEL, .flags = CB_QUERY_BY_KEY },
	[RECEIVED] = { "received", "收入", .type = &cb_type_money },
	[SPENT] = { "spent", "支出", .type = &cb_type_money },
	[BALANCE] = { "balance", "结余", .type = &cb_type_money },
};

struct balance {
	struct cb_office *office;
	const struct cb_query_run *options;
	size_t asked[COLUMNS], n_asked;
	bool by_month;
	struct fund_sums sums;
	struct fund_levels levels;
};

/* ---- what is asked ---- */

static enum cb_status
read_keys(struct balance *b)
{
	const char *by = b->options->by != NULL ? b->options->by : columns[COMMUNITY].key;
	enum cb_status status = cb_query_by(columns, by, b->asked, FUND_KEYS_MAX, &b->n_asked, b->office->diag);

	for (size_t i = 0; i < b->n_asked; i++)
		b->by_month = b->by_month || b->asked[i] == MONTH;
	return status;
}

/* ---- adding up ---- */

static struct cb_cell
key_of(const struct balance *b, size_t key, const struct cb_record *record)
{
	const struct cb_cell *cells = record->cells;

	switch (key) {
	case COMMUNITY:
		return fund_name_cell(b->office, (uint32_t)cells[FUND_COMMUNITY].n);
	case PARTY:
		return fund_name_cell(b->office, (uint32_t)cells[FUND_PARTY].n);
	case SOURCE:
		return fund_word_cell(cells[FUND_SOURCE].state == CB_VALUE ? (int)cells[FUND_SOURCE].n : -1);
	case USE:
		return fund_text_cell(cells[FUND_USE].text);
	case MONTH:
		if (cells[FUND_DATE].state != CB_VALUE)
			return (struct cb_cell){ 0 };
		return cb_cell_number(cb_period_of_day(CB_MONTH, cells[FUND_DATE].n));
	default:
		return fund_word_cell(fund_level(&b->levels, (uint32_t)cells[FUND_PARTY].n));
	}
}

static void
add_record(struct balance *b, const struct cb_record *record)
{
	int flow = fund_flow(record);
	int32_t day = fund_day(record);
	struct cb_cell at[FUND_KEYS_MAX] = { 0 };
	int64_t fen = record->cells[FUND_AMOUNT].n;
	bool inside = fund_in_range(b->options, day);
	struct fund_sum *sum;

	if (flow == FLOW_PLEDGE || record->cells[FUND_AMOUNT].state != CB_VALUE || !fund_by_end(b->options, day) ||
	    (b->by_month && !inside))
		return;
	for (size_t i = 0; i < b->n_asked; i++)
		at[i] = key_of(b, b->asked[i], record);
	sum = fund_sums_at(&b->sums, at);
	sum->balance += fund_change(flow, fen);
	if (inside && flow == FLOW_RECEIVE)
		sum->received += fen;
	if (inside && flow == FLOW_SPEND)
		sum->spent += fen;
}

/* All columns, of which those of the keys asked for and the sums are kept. */
static void
fill_table(struct balance *b, struct cb_table *out)
{
	fund_sums_sort(&b->sums);
	for (size_t i = 0; i < b->sums.n; i++) {
		const struct fund_sum *sum = &b->sums.sums[i];
		struct cb_cell *cells = cb_table_row(out);

		for (size_t k = 0; k < b->n_asked; k++)
			cells[b->asked[k]] = sum->keys[k].text.len > 0 ? cb_table_text(out, sum->keys[k].text)
			                                               : sum->keys[k];
		cells[RECEIVED] = fund_money_cell(b->office, sum->received);
		cells[SPENT] = fund_money_cell(b->office, sum->spent);
		cells[BALANCE] = fund_money_cell(b->office, sum->balance);
	}
	for (size_t c = RECEIVED; c < COLUMNS; c++)
		b->asked[b->n_asked++] = c;
	cb_table_choose(out, b->asked, b->n_asked);
}

static enum cb_status
fill(const struct cb_query_run *options, struct cb_table *out)
{
	struct cb_office *office = options->office;
	struct balance b = { .office = office, .options = options };
	struct fund_records records;
	const struct cb_record *record;
	uint64_t errors = office->diag->errors;
	enum cb_status status = read_keys(&b);

	b.sums.n_keys = (int)b.n_asked;
	if (status == CB_OK)
		status = fund_levels_load(&b.levels, office);
	if (status == CB_OK) {
		status = fund_records_open(&records, office, options);
		while (status == CB_OK && fund_records_next(&records, &record) > 0)
			add_record(&b, record);
		status = fund_records_close(&records);
	}
	if (status == CB_OK)
		fill_table(&b, out);
	fund_sums_release(&b.sums);
	free(b.levels.of);
	return status == CB_OK && office->diag->errors > errors ? office->diag->status : status;
}

const struct cb_query cb_query_fund_balance = {
	.title_en = "Fund: received, spent, balance",
	.title_zh = "共建经费收支结余",
	.columns = columns,
	.reads = &cb_register_fund,
	.fill = fill,
};
