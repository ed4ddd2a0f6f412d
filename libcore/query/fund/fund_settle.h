/* A run of entries against the whole ledger. */
#ifndef FUND_SETTLE_H
#define FUND_SETTLE_H

#include <cb/query/policy.h>

/* Judges the run by R8 to R16 of query/fund_check.h, inside the transaction that holds it. On anything but CB_OK
 * nothing may be committed. stored->entered gets number, date, community, flow, amount and balance of each new
 * entry. */
enum cb_status fund_settle(const struct cb_office *, const struct cb_policy_stored *);

#endif
