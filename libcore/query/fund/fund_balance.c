#include <cb/query/chosen.h>

#include "fund_custody.h"

enum {
	FUND_BALANCE_COMMUNITY,
	FUND_BALANCE_SOURCE,
	FUND_BALANCE_PARTY,
	FUND_BALANCE_USE,
	FUND_BALANCE_MONTH,
	FUND_BALANCE_LEVEL,
	FUND_BALANCE_CUSTODY,
	FUND_BALANCE_FUND,
	FUND_BALANCE_RECEIVED,
	FUND_BALANCE_SPENT,
	FUND_BALANCE_REMITTED,
	FUND_BALANCE_BALANCE,
};

static const struct cb_query_column columns[] = {
	[FUND_BALANCE_COMMUNITY] = { "community", "社区", .type = &cb_type_text, .flags = CB_QUERY_BY_KEY },
	[FUND_BALANCE_SOURCE] = { "source", "来源", .like = &cb_register_fund, .like_column = FUND_SOURCE,
	                          .flags = CB_QUERY_BY_KEY },
	[FUND_BALANCE_PARTY] = { "party", "单位", .type = &cb_type_text, .flags = CB_QUERY_BY_KEY },
	[FUND_BALANCE_USE] = { "use", "用途类别", .type = &cb_type_text, .flags = CB_QUERY_BY_KEY },
	[FUND_BALANCE_MONTH] = { "month", "月份", .type = &cb_type_period, .flags = CB_QUERY_BY_KEY },
	[FUND_BALANCE_LEVEL] = { "level", "级别", .like = &cb_register_unit, .like_column = UNIT_LEVEL,
	                         .flags = CB_QUERY_BY_KEY },
	[FUND_BALANCE_CUSTODY] = { "custody", "保管", .like = &cb_register_unit, .like_column = UNIT_LEVEL,
	                           .flags = CB_QUERY_BY_KEY },
	[FUND_BALANCE_FUND] = { "fund", "资金", .type = &cb_type_text, .flags = CB_QUERY_BY_KEY },
	[FUND_BALANCE_RECEIVED] = { "received", "收入", .type = &cb_type_money, .flags = CB_QUERY_SUM | CB_QUERY_TOTAL },
	[FUND_BALANCE_SPENT] = { "spent", "支出", .type = &cb_type_money, .flags = CB_QUERY_SUM | CB_QUERY_TOTAL },
	[FUND_BALANCE_REMITTED] = { "remitted", "上交", .type = &cb_type_money, .flags = CB_QUERY_SUM | CB_QUERY_TOTAL | CB_QUERY_PART,
	                            .en = "by level and custody: to it, or below 0 from it", .doc = "按级别、保管列时:转入,负数为转出" },
	[FUND_BALANCE_BALANCE] = { "balance", "结余", .type = &cb_type_money, .flags = CB_QUERY_SUM | CB_QUERY_TOTAL | CB_QUERY_PART,
	                           .en = "by community, custody and fund only", .doc = "只在按社区、保管、资金列时" },
	{ 0 },
};

enum { KEYS = FUND_BALANCE_RECEIVED,
       RECEIVED = 0,
       SPENT,
       REMITTED,
       BALANCE,
       VALUES };

struct balance {
	const struct cb_query_run *run;
	bool has_balance;
	struct cb_sums sums;
	struct fund_custody custody;
	struct cb_str fund; /* of the record that is being added */
};

/* The key of a record in that column. level: the one with which its money lies or, of money that is handed over, the
 * one from which or to which it goes. */
static struct cb_cell
key_of(const struct balance *b, size_t key, const struct cb_record *record, int level)
{
	const struct cb_cell *cells = record->cells;

	switch (key) {
	case FUND_BALANCE_COMMUNITY:
		return fund_name_cell(b->run->office, (uint32_t)cells[FUND_COMMUNITY].n);
	case FUND_BALANCE_PARTY:
		return fund_name_cell(b->run->office, (uint32_t)cells[FUND_PARTY].n);
	case FUND_BALANCE_SOURCE:
		return cb_sums_word((int)cb_cell_n_or(&cells[FUND_SOURCE], -1));
	case FUND_BALANCE_USE:
		return cb_cell_lent(cells[FUND_USE].text);
	case FUND_BALANCE_MONTH:
		if (cells[FUND_DATE].state != CB_VALUE)
			return (struct cb_cell){ 0 };
		return cb_cell_number(cb_period_of_day(CB_MONTH, cells[FUND_DATE].n));
	case FUND_BALANCE_FUND:
		return cb_cell_lent(fund_name(record));
	case FUND_BALANCE_CUSTODY:
		return cb_sums_word(level);
	default:
		if (fund_flow(record) == FLOW_REMIT)
			return cb_sums_word(level);
		return cb_sums_word(fund_level(&b->custody.levels, (uint32_t)cells[FUND_PARTY].n));
	}
}

static bool
has_key(const struct cb_query_run *run, size_t key)
{
	return cb_chosen_has(run->keys, run->n_keys, key);
}

/* Handing over shows only between levels; of balances see R10. */
static bool
part(const struct cb_query_run *run, size_t column)
{
	if (column == FUND_BALANCE_REMITTED)
		return has_key(run, FUND_BALANCE_LEVEL) || has_key(run, FUND_BALANCE_CUSTODY);
	for (size_t i = 0; i < run->n_keys; i++)
		if (run->keys[i] != FUND_BALANCE_COMMUNITY && run->keys[i] != FUND_BALANCE_CUSTODY &&
		    run->keys[i] != FUND_BALANCE_FUND)
			return false;
	return true;
}

static void
add_move(struct balance *b, const struct cb_record *record, const struct fund_moved *moved)
{
	int flow = fund_flow(record);
	bool inside = fund_in_range(&b->run->range, fund_day(record));
	struct cb_cell keys[CB_QUERY_KEYS_MAX];
	struct cb_sum *sum;

	for (size_t i = 0; i < b->sums.n_keys; i++)
		keys[i] = key_of(b, b->run->keys[i], record, moved->level);
	sum = cb_sums_for(&b->sums, keys);
	cb_sum_add_number(&sum[RECEIVED], inside && flow == FLOW_RECEIVE ? moved->fen : 0);
	cb_sum_add_number(&sum[SPENT], inside && flow == FLOW_SPEND ? -moved->fen : 0);
	if (inside && flow == FLOW_REMIT)
		cb_sum_add_number(&sum[REMITTED], moved->fen);
	cb_sum_add_number(&sum[BALANCE], moved->fen);
}

/* Money that is handed over counts only where a row shows from where it goes or to where. */
static void
add_record(struct balance *b, const struct cb_record *record)
{
	const struct cb_cell *cells = record->cells;
	struct fund_money money = { (uint32_t)cells[FUND_COMMUNITY].n, NULL, fund_flow(record),
		                    (int)cb_cell_n_or(&cells[FUND_SOURCE], -1),
		                    fund_day(record), cells[FUND_AMOUNT].n };
	struct fund_moved moved[FUND_MOVED_MAX];
	size_t n;

	if (cells[FUND_AMOUNT].state != CB_VALUE || !fund_by_end(&b->run->range, money.day) ||
	    (!b->has_balance && !fund_in_range(&b->run->range, money.day)) ||
	    (money.flow == FLOW_REMIT && !part(b->run, FUND_BALANCE_REMITTED)))
		return;
	moved[0] = (struct fund_moved){ -1, fund_change(money.flow, money.fen) };
	n = money.flow != FLOW_PLEDGE;
	if (part(b->run, FUND_BALANCE_REMITTED)) {
		cb_str_sett(&b->fund, fund_name(record));
		money.fund = cb_str_c(&b->fund);
		n = fund_custody_moves(&b->custody, &money, moved);
	}
	for (size_t i = 0; i < n; i++)
		add_move(b, record, &moved[i]);
}

static void
fill_rows(struct balance *b, struct cb_table *out)
{
	cb_sums_sort(&b->sums);
	for (size_t i = 0; i < b->sums.n; i++) {
		const struct cb_sum *sum = cb_sums_of(&b->sums, b->sums.order[i]);
		struct cb_cell *cells = cb_sums_row(&b->sums, b->sums.order[i], b->run, out);

		for (size_t v = 0; v < VALUES; v++)
			cells[KEYS + v] = cb_sum_cell(&sum[v], b->run->office->diag, "amount");
	}
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct balance b = { .run = run, .sums = { .n_keys = run->n_keys, .n_values = VALUES } };
	struct cb_fund_asked asked = { .fund = run->of.fund != NULL ? run->of.fund->fund : NULL };
	struct cb_query_run read = *run;
	struct fund_records records;
	const struct cb_record *record;
	uint64_t errors = run->office->diag->errors;
	enum cb_status status = fund_custody_open(&b.custody, run->office);

	b.has_balance = part(run, FUND_BALANCE_BALANCE);
	asked.all_funds = has_key(run, FUND_BALANCE_FUND) && asked.fund == NULL;
	read.of.fund = &asked;
	fund_title(run, out);
	if (status == CB_OK) {
		status = fund_records_open(&records, &read);
		while (status == CB_OK && fund_records_next(&records, &record) > 0)
			add_record(&b, record);
		status = fund_records_close(&records);
	}
	if (status == CB_OK)
		fill_rows(&b, out);
	cb_str_release(&b.fund);
	cb_sums_release(&b.sums);
	fund_custody_release(&b.custody);
	return cb_diag_since(run->office->diag, errors, status);
}

const struct cb_query cb_query_fund_balance = {
	.name = "balance",
	.zh = "经费结余",
	.title_en = "Fund: received, spent, balance",
	.title_zh = "共建经费收支结余",
	.columns = columns,
	.reads = "fund",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_TAKES_WHERE | CB_QUERY_TAKES_BY,
	.by = "community",
	.part = part,
	.has = fund_has_part,
	.fill = fill,
	.en = "Received, spent and balance of each community, as cb-fund balance prints them.",
	.doc = "各社区收入、支出与结余,同 cb-fund balance。",
};
