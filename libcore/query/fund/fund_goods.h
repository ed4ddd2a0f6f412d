/* Goods of the ledger, counted. */
#ifndef FUND_GOODS_H
#define FUND_GOODS_H

#include <cb/rule/goods.h>

#include "fund_ledger.h"

/* Keys and values of the groups. Community and party are keys only where goods are counted by gift. */
enum { FUND_GOOD_ITEM,
       FUND_GOOD_WORD,
       FUND_GOOD_COMMUNITY,
       FUND_GOOD_PARTY };
enum { FUND_GOOD_QUANTITY,
       FUND_GOOD_VALUE };
/* By what goods are counted, as a number of keys. */
enum fund_goods_by { FUND_GOODS_BY_ITEM = FUND_GOOD_WORD + 1,
	             FUND_GOODS_BY_GIFT = FUND_GOOD_PARTY + 1 };

struct fund_goods {
	struct cb_sums sums;
	struct fund_good {
		bool is_unvalued; /* some of them have no value */
		bool is_open;     /* some were named in a list that goes on */
	} * goods;                /* [group] */
	size_t cap;
};

/* Counts what was received in the range (query/fund.h R5) into a zeroed struct, and puts the groups in order. */
void fund_goods_count(struct fund_goods *, const struct fund_ledger *, const struct cb_period_range *,
                      enum fund_goods_by);
/* Words for what the value of a group leaves open; "" = nothing. */
const char *fund_goods_unsaid(const struct fund_goods *, size_t group);
void fund_goods_release(struct fund_goods *);

#endif
