/* The questions that are asked of the restricted fund (register fund).
 *
 * R1 Money is received, spent, pledged or handed over. A balance is what was received less what was spent, in fen;
 *    pledges and goods are never part of it. A reversal is an entry of the opposite amount.
 * R2 An entry without a day (from a sheet that has no date column) counts on every day. One that does not say its
 *    flow is received, or pledged where it says that nothing has arrived (到位 否).
 * R3 With a range, received and spent are those of its days, and what there was before is the opening. A balance is
 *    that of the last day, the opening included; a month has only what it adds.
 * R4 Rows stand in the order of their keys (query/sums.h R2).
 * R5 Goods are counted by item and measure word, and keep their marks. Entries that have been reversed, and what
 *    reverses them, count nothing. Goods have a value only where the note of the entry says one (价值4000元), which is
 *    that of all of its goods; it is part of no balance. 等 in the note, or behind the last item, says that the list
 *    goes on.
 * R6 What is pledged and has not arrived is what was pledged less what was received, by party and community, and not
 *    below 0.
 * R7 An income has arrived where its column arrived says so, or its note says 已到位. Else nothing is said of it.
 * R8 There may be several funds; an entry that names none is of CB_FUND_USUAL. A question is about one fund and its
 *    own sums, unless --where or --by names the column of the fund; a note says that there are others. A rule of a
 *    fund has the name of the fund as its scope; a rule of a community goes before it.
 * R9 Money lies with the level that rule fund.custody names for its source until it is handed over (flow 上交), and
 *    from then on with the level that the rule names for any source. Money is always spent from the latter.
 * R10 Only communities, funds and levels of custody have balances of their own. By any other key there is none. */
#ifndef CB_QUERY_FUND_H
#define CB_QUERY_FUND_H

#include <cb/data/loose_table.h>
#include <cb/query/query.h>

#define CB_FUND_USUAL "共建经费"

/* What only these questions are asked with. */
struct cb_fund_asked {
	const char *fund; /* R8; NULL = CB_FUND_USUAL */
	bool all_funds;
	struct cb_list statement;        /* of reconcile: the file, */
	struct cb_loose_reading reading; /* and how it is read */
};

/* All of them take input, where, range (zeroed: all days), by and today_day of the run.
 *
 * balance: what was received and spent and what is left, one row a community or whatever --by names. goods: one row a
 * kind of goods and gift. due: was each period that rule fund.disclose names made public, and in time (rule
 * fund.disclose_by)? The periods are those from the first entry, or the first day of the range, to today. CB_FOUND
 * when one is late. ledger: one row an entry that changes a balance, with the balance that it leaves, by day and
 * number; an opening and a closing for each community or whatever --by names. cash: the same of the money that lies
 * with the keeper of the fund, for all communities together. reconcile: the statement of the keeper against the rows
 * of cash. Two of the same amount are one where their days lie no further apart than rule fund.reconcile allows; what
 * has no partner is open, and then the answer is CB_FOUND. Looked at are the days of the range, else those of the
 * statement. statement: the sheet that is made public. income, spending, pledges and exceptions are its parts, funds
 * its totals in one row. */
extern const struct cb_query cb_query_fund_balance, cb_query_fund_goods, cb_query_fund_due, cb_query_fund_statement,
	cb_query_fund_funds, cb_query_fund_income, cb_query_fund_spending, cb_query_fund_pledges,
	cb_query_fund_exceptions, cb_query_fund_ledger, cb_query_fund_cash, cb_query_fund_reconcile;

struct cb_fund_statement; /* of a run, kept there until the run is released */
void cb_fund_statement_free(struct cb_fund_statement *);

#endif
