/* A run of entries against the whole ledger. */
#ifndef FUND_SETTLE_H
#define FUND_SETTLE_H

#include <cb/query/policy.h>

/* R8–R13 of query/fund_check.h inside the transaction that holds the run: CB_OK, or the findings' status and nothing
 * may be committed. What was entered: number, date, community, flow, amount and balance. */
enum cb_status fund_settle(const struct cb_office *, const struct cb_policy_stored *);

#endif
