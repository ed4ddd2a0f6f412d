/* The fund as a journal that both hledger and ledger read, so that another program can compute the balances.
 *
 * R1 Each entry is one transaction with its date, number and party, and two postings. Money received goes to
 *    assets:COMMUNITY from income:SOURCE:PARTY, money spent to expenses:USE:PARTY from assets:COMMUNITY. A reversal
 *    has the other sign.
 * R2 Pledges, goods and what is handed over change no balance and are left out. An entry without a date is an error.
 * R3 What a journal would take for marks of its own in a name (: ; | and brackets) is written full width, a blank as
 *    _, and an empty name as 未注明. Amounts are in CNY. */
#ifndef CB_QUERY_FUND_JOURNAL_H
#define CB_QUERY_FUND_JOURNAL_H

#include <cb/data/file.h>
#include <cb/query/fund.h>

/* Writes the journal in the order of the records; the caller opens, commits or drops the output. */
enum cb_status cb_fund_journal(const struct cb_query_run *, struct cb_out *);

#endif
