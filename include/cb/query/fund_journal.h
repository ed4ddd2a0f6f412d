/* The fund as a journal that both hledger and ledger read, so that another program can compute the balances.
 *
 * R1 One transaction an entry: its date, number and party, two postings. Received: assets:COMMUNITY from
 *    income:SOURCE:PARTY; spent: expenses:USE:PARTY from assets:COMMUNITY. Reversals have the other sign.
 * R2 Pledges and goods are no money, and what is handed over changes no balance: they are left out. An entry
 *    without a date is an error.
 * R3 In names, what a journal would take for its own marks (: ; | and brackets, blanks) is written full width
 *    or as _; an empty one is 未注明. Amounts in CNY. */
#ifndef CB_QUERY_FUND_JOURNAL_H
#define CB_QUERY_FUND_JOURNAL_H

#include <cb/data/file.h>
#include <cb/query/fund.h>

/* Writes the journal in the order of the records; the caller opens, commits or drops the output. */
enum cb_status cb_fund_journal(const struct cb_query_run *, struct cb_out *);

#endif
