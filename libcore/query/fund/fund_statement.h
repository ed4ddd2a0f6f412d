/* The statement that is made public, as values: fund_statement.c makes it, fund_statement_print.c prints it. */
#ifndef FUND_STATEMENT_H
#define FUND_STATEMENT_H

#include <cb/query/fund.h>
#include <cb/value/decimal.h>

/* The sections of the statement, in its order. */
enum cb_fund_section {
	CB_FUND_PERIOD,
	CB_FUND_SCOPE, /* a condition of --where */
	CB_FUND_OPENING,
	CB_FUND_INCOME,   /* by source and party */
	CB_FUND_RECEIVED, /* its total */
	CB_FUND_LEVELS,   /* the same by level of the party */
	CB_FUND_ARRIVAL,
	CB_FUND_SPENDING, /* by use */
	CB_FUND_SPENT,
	CB_FUND_CLOSING,
	CB_FUND_COMMUNITIES, /* the closing of each, where there are several */
	CB_FUND_REMITTED,    /* what was handed over to the keeper of the fund, if anything was */
	CB_FUND_GOODS,
	CB_FUND_NO_GIFT,    /* registered units that gave nothing */
	CB_FUND_NO_MONEY,   /* registered communities that got none */
	CB_FUND_PLEDGES,    /* not arrived */
	CB_FUND_EXCEPTIONS, /* entries that set a rule aside */
	CB_FUND_REVERSALS,
	CB_FUND_CUSTODY,
	CB_FUND_HEAD, /* of the ledger in a database: its number is the kind, the first half of its hash the note */
	CB_FUND_SECTIONS
};

struct cb_fund_line {
	enum cb_fund_section section;
	struct cb_text kind, name, note;
	struct cb_cell amount; /* money */
	cb_wide part, whole;   /* the share is part/whole; whole 0: there is none */
	bool is_total;         /* the amount is printed in words as well */
};

struct cb_fund_statement {
	enum cb_status status;      /* of reading the entries; on anything but CB_OK there are no lines */
	struct cb_fund_line *lines; /* by section */
	size_t n, cap;
	struct cb_arena arena;
};
/* The statement of a run. It is read when it is first wanted, so that findings go to the office's diag once. */
const struct cb_fund_statement *cb_fund_statement_of(struct cb_query_run *);

#endif
