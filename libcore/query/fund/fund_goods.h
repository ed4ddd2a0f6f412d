/* Goods of the ledger, counted. */
#ifndef FUND_GOODS_H
#define FUND_GOODS_H

#include <cb/rule/goods.h>

#include "fund_sums.h"

struct fund_good {
	struct cb_cell quantity;
	cb_wide value_fen;
	bool is_valued, is_unvalued; /* of some of it a value is said, of some none */
	bool is_open;                /* named in a list that goes on */
};
struct fund_goods {
	bool by_gift;            /* counted apart by community and party */
	struct fund_sums keys;   /* item, measure word, community, party */
	struct fund_good *goods; /* [index of its key] */
	size_t cap;
};

/* Counts what was received in the range (query/fund.h R5), in order. */
void fund_goods_add(struct fund_goods *, const struct fund_ledger *, const struct cb_query_run *);
/* The good of the i-th key. */
const struct fund_good *fund_goods_of(const struct fund_goods *, size_t i);
/* What its value leaves unsaid; "" = nothing. */
const char *fund_good_unsaid(const struct fund_good *);
void fund_goods_release(struct fund_goods *);

#endif
