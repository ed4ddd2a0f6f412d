/* The statement that is made public, as values. */
#ifndef FUND_STATEMENT_H
#define FUND_STATEMENT_H

#include <cb/query/fund.h>
#include <cb/value/decimal.h>

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
	CB_FUND_REMITTED,    /* handed over to who keeps the fund, if anything was */
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

#endif
