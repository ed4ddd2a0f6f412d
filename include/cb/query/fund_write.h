/* What the fund's verbs write. The office is open on a database, to be written. */
#ifndef CB_QUERY_FUND_WRITE_H
#define CB_QUERY_FUND_WRITE_H

#include <cb/data/rows_entered.h>
#include <cb/data/store_chain.h>
#include <cb/query/query.h>
#include <cb/value/period.h>

/* Adds to the row whatever it does not say already of the entry that reverses entry `no` on that day
 * (data/reversal.h). CB_NO_SUCH_ENTRY where there is no entry of that number. The texts live in the arena. */
enum cb_status cb_fund_reversal_row(struct cb_office *, const char *no, int64_t day, struct cb_arena *,
                                    struct cb_rows_entered *row);

struct cb_fund_closing {
	struct cb_period_range range; /* closed up to its last day */
	const char *community;        /* NULL = all */
	const char *fund;
	struct cb_author author;
	bool dry_run;
};
/* Stores a rule fund.closed with the id closed-PERIOD, the fund as its scope and the community as its key.
 * CB_CLOSED_ALREADY where a rule closes that day already. */
enum cb_status cb_fund_close(struct cb_office *, const struct cb_fund_closing *);

/* Records that the statement of the run's range is made public, without a range that of the whole ledger up to
 * yesterday. It is committed, so that nobody waits while the statement is printed. */
enum cb_status cb_fund_publish(const struct cb_query_run *, const struct cb_author *, bool dry_run);

/* Fills a table with one row: the head of the ledger, and whether every entry is as it was stored. printed: an
 * earlier head that the ledger must continue, or NULL. Findings are those of cb_store_audit and
 * cb_store_verify_batches. */
enum cb_status cb_fund_audit(struct cb_office *, const struct cb_chain_head *printed, struct cb_table *out);
/* Reads a head: NO:HASH, or NO HASH as the statement prints it, with at least the first half of the hash. False where
 * the word is no head. */
bool cb_fund_head_read(const char *word, struct cb_chain_head *);

#endif
