#include "fund_goods.h"

#include <stdlib.h>

/* Reads the value that a text says, such as 价值4000元; false where it says none, or no exact one. */
static bool
read_value(struct cb_text text, int64_t *fen)
{
	static const char *const words[] = { "价值", "估价", "折价", "计价" };
	struct cb_cell cell = { 0 };
	struct cb_text rest = { "", 0 };
	int at = -1;

	for (size_t i = 0; i < CB_COUNT(words) && at < 0; i++) {
		at = cb_text_find(text, words[i]);
		if (at >= 0)
			rest = cb_text_from(text, at);
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

static size_t
group_of(struct fund_goods *goods, const struct cb_office *office, const struct fund_entry *e, const struct cb_good *g)
{
	const struct cb_cell keys[] = {
		[FUND_GOOD_ITEM] = cb_cell_lent(g->item),
		[FUND_GOOD_WORD] = cb_cell_lent(g->word),
		[FUND_GOOD_COMMUNITY] = fund_name_cell(office, e->community),
		[FUND_GOOD_PARTY] = fund_name_cell(office, e->party),
	};
	size_t group = cb_sums_at(&goods->sums, keys);

	goods->goods = cb_grow(goods->goods, &goods->cap, goods->sums.n, sizeof(*goods->goods));
	return group;
}

/* A note says the value of all goods of the entry: it is added to the first of them. */
static void
add_entry(struct fund_goods *goods, const struct cb_office *office, const struct fund_entry *e)
{
	struct cb_good list[CB_GOODS_MAX];
	bool is_open;
	int64_t value = 0;
	bool is_valued = read_value(e->words->note, &value);
	size_t n = cb_goods_read(e->words->item, &e->words->quantity, e->words->measure_word, list, &is_open);

	is_open = is_open || cb_text_is(e->words->note, "等");
	for (size_t i = 0; i < n; i++) {
		size_t group = group_of(goods, office, e, &list[i]);
		struct cb_sum *sum = cb_sums_of(&goods->sums, group);

		cb_sum_add(&sum[FUND_GOOD_QUANTITY], &list[i].quantity);
		if (i == 0 && is_valued)
			cb_sum_add_number(&sum[FUND_GOOD_VALUE], value);
		goods->goods[group].is_open |= is_open;
		goods->goods[group].is_unvalued |= !is_valued;
	}
}

const char *
fund_goods_unsaid(const struct fund_goods *goods, size_t group)
{
	if (cb_sums_of(&goods->sums, group)[FUND_GOOD_VALUE].is_any)
		return goods->goods[group].is_unvalued ? "其余未估价" : "";
	return goods->goods[group].is_unvalued ? "未估价" : "价值计入同批物品";
}

void
fund_goods_count(struct fund_goods *goods, const struct fund_ledger *ledger, const struct cb_period_range *range,
                 enum fund_goods_by by)
{
	goods->sums.n_keys = by;
	goods->sums.n_values = FUND_GOOD_VALUE + 1;
	for (size_t i = 0; i < ledger->n; i++) {
		const struct fund_entry *e = &ledger->entries[i];

		if (e->is_live && e->flow == FLOW_RECEIVE && e->words->item.len > 0 && fund_in_range(range, e->day))
			add_entry(goods, ledger->office, e);
	}
	cb_sums_sort(&goods->sums);
}

void
fund_goods_release(struct fund_goods *goods)
{
	cb_sums_release(&goods->sums);
	free(goods->goods);
	*goods = (struct fund_goods){ 0 };
}
