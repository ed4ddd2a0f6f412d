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
 * R7 An income has arrived where column arrived, or a note with 已到位, says so; else it is not said. */
#ifndef CB_QUERY_FUND_H
#define CB_QUERY_FUND_H

#include <cb/query/query.h>
#include <cb/value/decimal.h>

/* Of a run, input (operands, none: from -d), where, range (zeroed: from the beginning, without end), by and today_day
 * are asked of all of them; no other options.
 *
 * balance: received, spent and what is left, by community or what --by names.
 * goods: one row a kind of goods and gift.
 * due: was each period that rule fund.disclose names made public, and in time (rule fund.disclose_by)? From the
 * first entry or the first day of the range to today. CB_FOUND when one is late.
 * statement: the sheet that is made public; the others are its parts, and its totals in one row (funds). */
extern const struct cb_query cb_query_fund_balance, cb_query_fund_goods, cb_query_fund_due, cb_query_fund_statement,
	cb_query_fund_funds, cb_query_fund_income, cb_query_fund_spending, cb_query_fund_pledges,
	cb_query_fund_exceptions;

enum {
	FUND_BALANCE_COMMUNITY,
	FUND_BALANCE_SOURCE,
	FUND_BALANCE_PARTY,
	FUND_BALANCE_USE,
	FUND_BALANCE_MONTH,
	FUND_BALANCE_LEVEL,
	FUND_BALANCE_RECEIVED,
	FUND_BALANCE_SPENT,
	FUND_BALANCE_BALANCE,
};
enum {
	FUND_GOODS_ITEM,
	FUND_GOODS_QUANTITY,
	FUND_GOODS_MEASURE_WORD,
	FUND_GOODS_COMMUNITY,
	FUND_GOODS_PARTY,
	FUND_GOODS_VALUE,
	FUND_GOODS_NOTE,
};
enum {
	FUND_DUE_PERIOD,
	FUND_DUE_DUE,
	FUND_DUE_PUBLISHED,
	FUND_DUE_STATE,
	FUND_DUE_RULE,
};
/* Of the statement and its parts; kind and name are what the part is by. */
enum {
	FUND_STATEMENT_SECTION,
	FUND_STATEMENT_KIND,
	FUND_STATEMENT_NAME,
	FUND_STATEMENT_AMOUNT,
	FUND_STATEMENT_SHARE,
	FUND_STATEMENT_WORDS,
	FUND_STATEMENT_NOTE,
};
/* Of funds; each amount is followed by its words. */
enum {
	FUND_FUNDS_OPENING = 0,
	FUND_FUNDS_RECEIVED = 2,
	FUND_FUNDS_SPENT = 4,
	FUND_FUNDS_CLOSING = 6,
	FUND_FUNDS_CUSTODY = 8,
	FUND_FUNDS_HEAD,
};

/* What the lines of the statement are about, in its order. */
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

struct cb_fund_line {
	enum cb_fund_section section;
	struct cb_text kind, name, note;
	struct cb_cell amount; /* money */
	cb_wide part, whole;   /* its share; whole 0: none is said */
	bool is_total;         /* its amount is written in words as well */
};

struct cb_fund_statement {
	enum cb_status status;      /* of reading it; on anything but CB_OK there are no lines */
	struct cb_fund_line *lines; /* by section */
	size_t n, cap;
	struct cb_arena arena;
};
/* That of a run, read when it is first wanted. Findings go to the office's diag, once. */
const struct cb_fund_statement *cb_fund_statement_of(struct cb_query_run *);
void cb_fund_statement_free(struct cb_fund_statement *);

#endif
