#include "fund_goods.h"

#include <stdlib.h>

#include <cb/value/money.h>
#include <cb/value/quantity.h>

enum { ITEM,
       QUANTITY,
       MEASURE_WORD,
       COMMUNITY,
       PARTY,
       VALUE,
       NOTE,
       COLUMNS };

/* 价值4000元 in a text; false where none is said, or no exact one. */
static bool
read_value(struct cb_text text, int64_t *fen)
{
	static const char *const words[] = { "价值", "估价", "折价", "计价" };
	struct cb_cell cell = { 0 };
	struct cb_text rest = { "", 0 };
	int at = -1;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]) && at < 0; i++) {
		at = cb_text_find(text, words[i]);
		if (at >= 0)
			rest = (struct cb_text){ text.p + at, text.len - (uint32_t)at };
	}
	at = cb_text_find(rest, "元");
	if (at < 0)
		return false;
	rest = (struct cb_text){ rest.p + 6, (uint32_t)at + 3 - 6 }; /* each word is two characters */
	if (cb_type_money.parse(NULL, rest, &(struct cb_parse_env){ 0 }, &cell) != CB_FINE || cell.state != CB_VALUE)
		return false;
	*fen = cell.n;
	return true;
}

static struct fund_good *
good_at(struct fund_goods *goods, const struct fund_ledger *ledger, const struct fund_entry *e, const struct cb_good *g)
{
	struct cb_cell keys[FUND_KEYS_MAX] = { fund_text_cell(g->item), fund_text_cell(g->word) };
	size_t index;

	if (goods->by_gift) {
		keys[2] = fund_name_cell(ledger->office, e->community);
		keys[3] = fund_name_cell(ledger->office, e->party);
	}
	index = fund_sums_at(&goods->keys, keys)->index;
	goods->goods = cb_grow(goods->goods, &goods->cap, goods->keys.n, sizeof(*goods->goods));
	return &goods->goods[index];
}

/* The value of an entry stands with the first of its goods. */
static void
add_entry(struct fund_goods *goods, const struct fund_ledger *ledger, const struct fund_entry *e)
{
	struct cb_good list[CB_GOODS_MAX];
	bool is_open;
	int64_t value = 0;
	bool is_valued = read_value(e->note, &value);
	size_t n = cb_goods_read(e->item, &e->quantity, e->measure_word, list, &is_open);

	is_open = is_open || cb_text_is(e->note, "等");
	for (size_t i = 0; i < n; i++) {
		struct fund_good *good = good_at(goods, ledger, e, &list[i]);

		cb_quantity_add(&good->quantity, &list[i].quantity);
		good->is_open = good->is_open || is_open;
		good->is_unvalued = good->is_unvalued || !is_valued;
		if (i == 0 && is_valued) {
			good->is_valued = true;
			good->value_fen += value;
		}
	}
}

const struct fund_good *
fund_goods_of(const struct fund_goods *goods, size_t i)
{
	return &goods->goods[goods->keys.sums[i].index];
}

const char *
fund_good_unsaid(const struct fund_good *good)
{
	if (good->is_valued)
		return good->is_unvalued ? "其余未估价" : "";
	return good->is_unvalued ? "未估价" : "价值计入同批物品";
}

void
fund_goods_add(struct fund_goods *goods, const struct fund_ledger *ledger, const struct cb_query_run *options)
{
	goods->keys.n_keys = FUND_KEYS_MAX;
	for (size_t i = 0; i < ledger->n; i++) {
		const struct fund_entry *e = &ledger->entries[i];

		if (e->is_live && e->flow == FLOW_RECEIVE && e->item.len > 0 && fund_in_range(options, e->day))
			add_entry(goods, ledger, e);
	}
	fund_sums_sort(&goods->keys);
}

void
fund_goods_release(struct fund_goods *goods)
{
	fund_sums_release(&goods->keys);
	free(goods->goods);
	*goods = (struct fund_goods){ 0 };
}

static void
fill_row(struct cb_office *office, struct cb_table *out, const struct fund_sum *sum, const struct fund_good *good)
{
	struct cb_cell *cells = cb_table_row(out);
	struct cb_str note = { 0 };

	cells[ITEM] = cb_table_text(out, sum->keys[0].text);
	cells[QUANTITY] = good->quantity;
	cells[MEASURE_WORD] = cb_table_text(out, sum->keys[1].text);
	cells[COMMUNITY] = cb_table_text(out, sum->keys[2].text);
	cells[PARTY] = cb_table_text(out, sum->keys[3].text);
	if (good->is_valued)
		cells[VALUE] = fund_money_cell(office, good->value_fen);
	cb_str_adds(&note, fund_good_unsaid(good));
	if (good->is_open)
		cb_str_adds(&note, note.len > 0 ? ";等" : "等");
	cells[NOTE] = cb_table_text(out, cb_str_text(&note));
	cb_str_release(&note);
}

static enum cb_status
fill(const struct cb_query_run *options, struct cb_table *out)
{
	struct cb_office *office = options->office;
	struct fund_ledger ledger;
	struct fund_goods goods = { .by_gift = true };
	enum cb_status status = fund_ledger_load(&ledger, office, options);

	if (status == CB_OK) {
		fund_goods_add(&goods, &ledger, options);
		for (size_t i = 0; i < goods.keys.n; i++)
			fill_row(office, out, &goods.keys.sums[i], fund_goods_of(&goods, i));
	}
	fund_goods_release(&goods);
	fund_ledger_release(&ledger);
	return status;
}

static const struct cb_query_column columns[COLUMNS + 1] = {
	[ITEM] = { "item", "物品", .type = &cb_type_text },
	[QUANTITY] = { "quantity", "数量", .type = &cb_type_qty },
	[MEASURE_WORD] = { "measure_word", "量词", .type = &cb_type_text },
	[COMMUNITY] = { "community", "社区", .type = &cb_type_text },
	[PARTY] = { "party", "捐助单位", .type = &cb_type_text },
	[VALUE] = { "value", "价值", .type = &cb_type_money },
	[NOTE] = { "note", "备注", .type = &cb_type_text },
};

const struct cb_query cb_query_fund_goods = {
	.title_en = "Fund: goods",
	.title_zh = "共建经费实物",
	.columns = columns,
	.reads = &cb_register_fund,
	.fill = fill,
};
