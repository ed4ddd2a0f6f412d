/* What the fund's verbs write. The office is open on a database, to be written. */
#ifndef CB_QUERY_FUND_WRITE_H
#define CB_QUERY_FUND_WRITE_H

#include <cb/data/rows_entered.h>
#include <cb/data/store_chain.h>
#include <cb/query/query.h>
#include <cb/value/period.h>

/* Adds to the row what reverses entry `no` on that day (data/reversal.h), but for what the row says already.
 * CB_NO_SUCH_ENTRY when there is none. Texts live in the arena. */
enum cb_status cb_fund_reversal_row(struct cb_office *, const char *no, int64_t day, struct cb_arena *,
                                    struct cb_rows_entered *row);

struct cb_fund_closing {
	struct cb_period_range range; /* closed up to its last day */
	const char *community;        /* NULL = all */
	const char *fund;             /* which one */
	struct cb_author author;
	bool dry_run;
};
/* Adds a rule fund.closed, `closed-PERIOD`. Its scope is the
 * fund, its key the community. CB_CLOSED_ALREADY where one holds up to that day or longer. */
enum cb_status cb_fund_close(struct cb_office *, const struct cb_fund_closing *);

/* A publication of the statement of the run's range, else of the whole ledger up to the day before; committed, so
 * that nobody waits for what is then printed. */
enum cb_status cb_fund_publish(const struct cb_query_run *, const struct cb_author *, bool dry_run);

/* Head of the ledger and whether all is as it was stored, as a table of one row; findings as cb_store_audit and
 * cb_store_verify. `printed` may be NULL. */
enum cb_status cb_fund_audit(struct cb_office *, const struct cb_chain_head *printed, struct cb_table *out);
/* NO:HASH, or NO HASH as the statement prints them; the hash at least in its first half. False when it is none. */
bool cb_fund_head_read(const char *word, struct cb_chain_head *);

#endif
