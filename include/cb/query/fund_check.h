/* What an entry of the fund must pass, whatever way it comes in.
 *
 * One by one, as each is read:
 * R1 An entry has an amount above 0, or goods; only a reversal has an amount below 0. A number that an entry brings
 *    into a database is a number of its year. An income that has not arrived is a pledge, and is refused as an
 *    income.
 * R2 Several items with one number are unclear, unless the number says 各.
 * R3 Use, purpose, item and payee of a spend hold no forbidden word (rule/forbidden.h).
 * R4 A spend has the consent of the community (fund.consent), an approver (fund.approver), a use and a purpose
 *    (fund.purpose), and any entry a voucher (fund.voucher), where the rules ask for them by use or flow, amount and
 *    day.
 * R5 No entry is dated in a closed period (fund.closed).
 * R6 A spend on a use that has a floor (fund.floor) comes to no less than the floor for each of its quantity.
 * R7 Where the value of a rule is 可特批, an entry that gives a reason (override) is exempt from it, and a note says so.
 * R17 An income that says it is carried over (上月结转) is refused where the community has money in the fund already,
 *     and is a warning where no ledger is at hand.
 * R14 Whoever consents to a spend holds a post in the community on that day. Where the posts are not known nothing is
 *     said; else it is a warning, or a refusal where rule fund.consent_post demands it.
 *
 * All entries of a run together with the whole ledger, before they are committed:
 * R8 No community ends any day below 0 in one fund because of them (rule/ledger.h, fund.overdraw), whatever it has in
 *    another fund.
 * R9 Numbers continue each year without a gap.
 * R10 A voucher number stands once in each flow. All entries that were made of one row count as one; reversed entries
 *     do not count. Prize money with vouchers is never passed over as known already (data/store.h), so that a ranking
 *     that is paid out twice is refused.
 * R11 A reversal names an entry that was entered before it and is not yet reversed, and is its opposite.
 * R12 What is stored is judged by the rules of the database: a run with --rules is refused.
 * R13 All amounts together, whatever their sign, stay within what a number can be, and therefore every sum does.
 * R15 No community hands over more than lies with it (query/fund.h R9), by rule fund.overdraw.
 * R16 An entry that says the same as one that is there already, without a voucher of its own, is a warning with both
 *     numbers: a gift that was entered by hand may come once more in a file.
 *
 * A refusal names the rule, its basis and the balance that there is. --allow makes a warning of it, and the run is
 * refused all the same. */
#ifndef CB_QUERY_FUND_CHECK_H
#define CB_QUERY_FUND_CHECK_H

#include <cb/query/policy.h>

/* R1 (but for the number) and R2, for a cb_input.check that has no argument: what must hold for an entry that is only
 * counted, not stored. */
bool cb_fund_check_read(void *none, struct cb_diag *, const struct cb_record *);

#endif
