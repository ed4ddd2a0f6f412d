/* With whom the money lies: query/fund.h R9. */
#ifndef FUND_CUSTODY_H
#define FUND_CUSTODY_H

#include "fund_ledger.h"

struct fund_custody {
	const struct cb_office *office;
	struct fund_levels levels; /* of the units that rules may name */
	int community;             /* the level of communities, who hand money over */
};
enum cb_status fund_custody_open(struct fund_custody *, const struct cb_office *);
void fund_custody_release(struct fund_custody *);

/* Money that comes, goes or is handed over. */
struct fund_money {
	uint32_t community;
	const char *fund;
	int flow, source; /* source: -1 = none */
	int32_t day;
	int64_t fen;
};
/* How much more lies with a level because of it; level -1: the rule names none. */
struct fund_moved {
	int level;
	int64_t fen;
};
enum { FUND_MOVED_MAX = 2 };
/* Fills one for each level that the money changes, at most FUND_MOVED_MAX; returns how many. */
size_t fund_custody_moves(const struct fund_custody *, const struct fund_money *, struct fund_moved *);
/* How much more lies, because of the entry, with the level that keeps the fund; and with the community. */
int64_t fund_custody_kept(const struct fund_custody *, const struct fund_entry *);
int64_t fund_custody_at_hand(const struct fund_custody *, const struct fund_entry *);

#endif
