/* The goods of the fund as a table. */
#include "fund_goods.h"

enum {
	FUND_GOODS_ITEM,
	FUND_GOODS_QUANTITY,
	FUND_GOODS_MEASURE_WORD,
	FUND_GOODS_COMMUNITY,
	FUND_GOODS_PARTY,
	FUND_GOODS_VALUE,
	FUND_GOODS_NOTE,
};

static const struct cb_query_column columns[] = {
	[FUND_GOODS_ITEM] = { "item", "物品", .type = &cb_type_text },
	[FUND_GOODS_QUANTITY] = { "quantity", "数量", .type = &cb_type_qty, .flags = CB_QUERY_SUM },
	[FUND_GOODS_MEASURE_WORD] = { "measure_word", "量词", .type = &cb_type_text },
	[FUND_GOODS_COMMUNITY] = { "community", "社区", .type = &cb_type_text },
	[FUND_GOODS_PARTY] = { "party", "捐助单位", .type = &cb_type_text },
	[FUND_GOODS_VALUE] = { "value", "价值", .type = &cb_type_money, .flags = CB_QUERY_SUM | CB_QUERY_TOTAL },
	[FUND_GOODS_NOTE] = { "note", "备注", .type = &cb_type_text },
	{ 0 },
};

static void
fill_row(struct cb_query_run *run, struct cb_table *out, const struct fund_goods *goods, size_t group)
{
	const struct cb_cell *keys = cb_sums_keys(&goods->sums, group);
	const struct cb_sum *sum = cb_sums_of(&goods->sums, group);
	const char *unsaid = fund_goods_unsaid(goods, group);
	struct cb_cell *cells = cb_table_row(out);
	struct cb_str note = { 0 };

	cells[FUND_GOODS_ITEM] = cb_table_text(out, keys[FUND_GOOD_ITEM].text);
	cells[FUND_GOODS_QUANTITY] = cb_sum_cell(&sum[FUND_GOOD_QUANTITY], run->office->diag, "quantity");
	cells[FUND_GOODS_MEASURE_WORD] = cb_table_text(out, keys[FUND_GOOD_WORD].text);
	cells[FUND_GOODS_COMMUNITY] = cb_table_text(out, keys[FUND_GOOD_COMMUNITY].text);
	cells[FUND_GOODS_PARTY] = cb_table_text(out, keys[FUND_GOOD_PARTY].text);
	cells[FUND_GOODS_VALUE] = cb_sum_cell(&sum[FUND_GOOD_VALUE], run->office->diag, "amount");
	cb_str_adds(&note, unsaid);
	if (goods->goods[group].is_open)
		cb_str_adds(&note, note.len > 0 ? ";等" : "等");
	cells[FUND_GOODS_NOTE] = cb_table_take(out, &note);
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct fund_ledger ledger;
	struct fund_goods goods = { 0 };
	enum cb_status status = fund_ledger_load(&ledger, run);

	fund_title(run, out);
	if (status == CB_OK) {
		fund_goods_count(&goods, &ledger, &run->range, FUND_GOODS_BY_GIFT);
		for (size_t i = 0; i < goods.sums.n; i++)
			fill_row(run, out, &goods, goods.sums.order[i]);
	}
	fund_goods_release(&goods);
	fund_ledger_release(&ledger);
	return status;
}

const struct cb_query cb_query_fund_goods = {
	.name = "goods",
	.zh = "实物",
	.title_en = "Fund: goods",
	.title_zh = "共建经费实物",
	.columns = columns,
	.reads = "fund",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_TAKES_WHERE,
	.has = fund_has_part,
	.fill = fill,
	.en = "Goods, as cb-fund goods prints them; no part of the money.",
	.doc = "实物,同 cb-fund goods;不计入金额。",
};
