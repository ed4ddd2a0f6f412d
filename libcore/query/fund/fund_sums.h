/* Money added up by keys. */
#ifndef FUND_SUMS_H
#define FUND_SUMS_H

#include <cb/value/decimal.h>

#include "fund_ledger.h"

enum { FUND_KEYS_MAX = 6 };

struct fund_sum {
	struct cb_cell keys[FUND_KEYS_MAX]; /* words and periods by n, names and texts by text */
	cb_wide received, spent, balance;   /* fen */
	size_t index;                       /* how many there were before it */
};
struct fund_sums {
	int n_keys;
	struct fund_sum *sums;
	size_t n, cap;
	struct cb_dict at; /* bytes of the keys -> index + 1 */
	struct cb_arena texts;
};

/* The sum of those keys, a new one at 0; texts are copied. Until the next call. */
struct fund_sum *fund_sums_at(struct fund_sums *, const struct cb_cell *keys);
/* In the order of query/fund.h R4. */
void fund_sums_sort(struct fund_sums *);
void fund_sums_release(struct fund_sums *);

/* A name as a key or a cell; empty for id 0. */
struct cb_cell fund_name_cell(const struct cb_office *, uint32_t id);
struct cb_cell fund_text_cell(struct cb_text);
struct cb_cell fund_word_cell(int word); /* below 0 = empty */
/* A sum as a cell; one beyond what money can be is reported (CB_OUT_OF_RANGE) and left empty. */
struct cb_cell fund_money_cell(struct cb_office *, cb_wide fen);

/* The level of each party, from register unit: [name id] level + 1, 0 = not known. */
struct fund_levels {
	uint8_t *of;
	size_t cap;
};
enum cb_status fund_levels_load(struct fund_levels *, struct cb_office *);
int fund_level(const struct fund_levels *, uint32_t party); /* -1 = not known */

#endif
