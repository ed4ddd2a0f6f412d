/* What an entry of the fund must pass, whatever way it comes in.
 *
 * One by one:
 * R1 An entry has an amount above 0, or goods; only a reversal has one below. A number that it brings into a
 *    database is one of its year. An income that has not arrived is a pledge.
 * R2 Several items with one number that does not say 各 are unclear.
 * R3 Of a spend, use, purpose, item and payee hold no forbidden word (rule/forbidden.h).
 * R4 A spend has the community's consent (fund.consent), an approver (fund.approver), use and purpose
 *    (fund.purpose); any entry a voucher
 *    (fund.voucher) — where the rules ask for them, by use or flow, amount and day.
 * R5 No entry is dated in a closed period (fund.closed).
 * R6 A spend on a use with a floor (fund.floor) comes to no less for each of its quantity.
 * R7 Where a rule's value is 可特批, an entry that gives a reason (override) is exempt: a note says so.
 * R14 Who consents to a spend holds a post in the community on that day, where any post is known: else a warning,
 *    or a refusal where rule fund.consent_post demands it.
 *
 * All of a run, with the whole ledger, before it is committed:
 * R8 No community ends a day from then on below 0 in one fund (rule/ledger.h, fund.overdraw), whatever it has in
 *    others.
 * R9 Numbers continue each year without a gap.
 * R10 A voucher number stands once in each flow, in all entries made of one row that names several at once; reversed
 *    entries do not count. Prize money with vouchers is
 *    never passed over as known (data/store.h): a ranking paid out twice is refused.
 * R11 A reversal names an entry entered before it and not yet reversed, and is its opposite.
 * R12 What is stored is judged by the rules of the database: a run with --rules is refused.
 * R13 All amounts together, whatever their sign, stay within what a number can be: so does every sum.
 * R16 An entry that says the same as one that is there already, and has no voucher of its own, is a warning with both
 *     numbers: a gift that was entered by hand may come once more in a file.
 * R15 No community hands over more than lies with it (query/fund.h R9), by rule fund.overdraw.
 * A refusal names the rule, its basis and the balance there is. --allow makes a warning of it; the run is
 * refused all the same. */
#ifndef CB_QUERY_FUND_CHECK_H
#define CB_QUERY_FUND_CHECK_H

#include <cb/query/policy.h>

/* R1 and R2 only, for cb_input.check without an argument: what is counted without being stored. */
bool cb_fund_check_read(void *none, struct cb_diag *, const struct cb_record *);

#endif
