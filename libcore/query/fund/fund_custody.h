/* With whom the money lies: query/fund.h R9. */
#ifndef FUND_CUSTODY_H
#define FUND_CUSTODY_H

#include "fund_ledger.h"

struct fund_custody {
	const struct cb_office *office;
	struct fund_levels levels; /* of units that rules may name */
	int community;             /* the level of those who hand money over */
};
enum cb_status fund_custody_open(struct fund_custody *, const struct cb_office *);
void fund_custody_release(struct fund_custody *);

/* Money that comes, goes or is handed over. */
struct fund_money {
	uint32_t community;
	struct cb_text fund;
	int flow, source; /* source: -1 = none */
	int32_t day;
	int64_t fen;
};
/* What it adds to what lies with a level; -1 = the rule names no level. */
struct fund_lies {
	int level;
	int64_t fen;
};
enum { FUND_LIES_MAX = 2 };
/* Returns how many levels it changes. */
size_t fund_custody_moves(const struct fund_custody *, const struct fund_money *, struct fund_lies *);
/* What it adds to what lies with the level that keeps the fund. */
int64_t fund_custody_kept(const struct fund_custody *, const struct fund_money *);

#endif
