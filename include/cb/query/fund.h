/* What is asked of the restricted fund (register fund).
 *
 * R1 Money is received, spent or pledged. A balance is received - spent, in fen; pledges and goods are
 *    never part of it. A reversal is an entry of the opposite amount.
 * R2 Entries without a day (a sheet that has no date column) count on every day; without a flow they
 *    are received, or pledged where they say that nothing has arrived (到位 否).
 * R3 A range counts received and spent on its days; what was there before is the opening. Balances are
 *    those at its end, opening included: but for months, which give what they add.
 * R4 Rows in order of their keys (query/sums.h R2).
 * R5 Goods are counted by item and measure word, marks kept; entries that have been reversed and their
 *    reversals count nothing. They have a value only where the note says one (价值4000元), which is that of all
 *    goods of the entry; it is part of no balance. 等 in the note, or at the end of the items, says that the list goes on.
 * R6 Pledged and not arrived is pledged - received, by party and community, not below 0.
 * R7 An income has arrived where column arrived, or a note with 已到位, says so; else it is not said.
 * R8 There may be several funds: an entry without one is of CB_FUND_USUAL. What is asked is asked of one fund, with
 *    its own sums, unless --where or --by names the column; that there are others is a note. Rules of a fund have its
 *    name as scope; those of a community go before them.
 * R9 Money lies with the level that rule fund.custody names for its source, until it is handed over (flow 上交): from
 *    then on, and what is spent always, with that which the rule names for any source.
 * R10 Only what a group has of its own is a balance: by community, fund and custody; by other keys there is none. */
#ifndef CB_QUERY_FUND_H
#define CB_QUERY_FUND_H

#include <cb/data/loose_table.h>
#include <cb/query/query.h>

#define CB_FUND_USUAL "共建经费"

/* What else may be asked of a fund. */
struct cb_fund_asked {
	const char *fund; /* R8; NULL = CB_FUND_USUAL */
	bool all_funds;
	struct cb_list statement; /* of reconcile: the file, and how it is read */
	struct cb_loose_reading reading;
};

/* Of a run, input (operands, none: from -d), where, range (zeroed: from the beginning, without end), by and today_day
 * are asked of all of them; no other options.
 *
 * balance: received, spent and what is left, by community or what --by names.
 * goods: one row a kind of goods and gift.
 * due: was each period that rule fund.disclose names made public, and in time (rule fund.disclose_by)? From the
 * first entry or the first day of the range to today. CB_FOUND when one is late.
 * ledger: each entry that changes a balance, by community or what --by names: opening, day, number, what for, in, out,
 * and what there is then; closing. Days in order, of one day the numbers.
 * cash: the same of what lies with who keeps the fund, over all communities.
 * reconcile: a statement of who keeps the fund against what cash has: what is on both sides, by amount and a day no
 * further away than rule fund.reconcile allows, and what is on one only; within the range, else the days of the
 * statement. CB_FOUND when anything is open.
 * statement: the sheet that is made public; the others are its parts, and its totals in one row (funds). */
extern const struct cb_query cb_query_fund_balance, cb_query_fund_goods, cb_query_fund_due, cb_query_fund_statement,
	cb_query_fund_funds, cb_query_fund_income, cb_query_fund_spending, cb_query_fund_pledges,
	cb_query_fund_exceptions, cb_query_fund_ledger, cb_query_fund_cash, cb_query_fund_reconcile;

struct cb_fund_statement;
void cb_fund_statement_free(struct cb_fund_statement *);

#endif
