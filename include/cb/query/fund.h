/* What is asked of the restricted fund (register fund): each fills a table from an office.
 *
 * R1 Money is received, spent or pledged. A balance is received - spent, in fen; pledges and goods are
 *    never part of it. A reversal is an entry of the opposite amount.
 * R2 Entries without a day (a sheet that has no date column) count on every day; without a flow they
 *    are received, or pledged where they say that nothing has arrived (到位 否).
 * R3 A range counts received and spent on its days; what was there before is the opening. Balances are
 *    those at its end, opening included: but for months, which give what they add.
 * R4 Rows in order of their keys: registered words in the order of the register's list, months in time,
 *    names by their bytes; an empty key comes last.
 * R5 Goods are counted by item and measure word, marks kept; entries that have been reversed and their
 *    reversals count nothing. They have a value only where the note says one (价值4000元), which is that of all
 *    goods of the entry; it is part of no balance. 等 in the note, or at the end of the items, says that the list goes on.
 * R6 Pledged and not arrived is pledged - received, by party and community, not below 0.
 * R7 An income has arrived where column arrived, or a note with 已到位, says so; else it is not said. */
#ifndef CB_QUERY_FUND_H
#define CB_QUERY_FUND_H

#include <cb/query/query.h>

/* The --by keys (community source party use month level; community where none is named), received, spent, balance.
 * An unknown key: CB_USAGE. */
extern const struct cb_query cb_query_fund_balance;

/* Is there an entry on or before the last day of the range? Without one nothing is known of the fund, not even
 * that it is 0. What cannot be read counts as one: whoever asks for it is told. */
bool cb_fund_has_entry(struct cb_office *, const struct cb_query_run *);

/* What the rows of the statement are about, in its order; its first column has these words. */
enum cb_fund_section {
	CB_FUND_PERIOD,
	CB_FUND_SCOPE, /* what --where says */
	CB_FUND_OPENING,
	CB_FUND_INCOME,   /* by source and party */
	CB_FUND_RECEIVED, /* its total */
	CB_FUND_LEVELS,   /* the same by level of the party */
	CB_FUND_ARRIVAL,
	CB_FUND_SPENDING, /* by use */
	CB_FUND_SPENT,
	CB_FUND_CLOSING,
	CB_FUND_COMMUNITIES, /* the closing of each, where there are several */
	CB_FUND_GOODS,
	CB_FUND_NO_GIFT,    /* registered units that gave nothing */
	CB_FUND_NO_MONEY,   /* registered communities that got none */
	CB_FUND_PLEDGES,    /* not arrived */
	CB_FUND_EXCEPTIONS, /* entries that set a rule aside */
	CB_FUND_REVERSALS,
	CB_FUND_CUSTODY,
	CB_FUND_HEAD, /* of the ledger in a database: its number as kind, the first half of its hash as note */
	CB_FUND_SECTIONS
};
extern const char *const cb_fund_sections[CB_FUND_SECTIONS];

/* The sheet that is made public: section, kind, name, amount, share of its section, words (大写), note. */
extern const struct cb_query cb_query_fund_statement;

/* Community, party, item, quantity, measure word, value, note: one row a kind of goods and gift. */
extern const struct cb_query cb_query_fund_goods;

/* Was each period that rule fund.disclose names made public, and in time (rule fund.disclose_by)? From the
 * first entry or the first day of the range to today: period, due, published, state. CB_FOUND when one is late. */
extern const struct cb_query cb_query_fund_due;

#endif
