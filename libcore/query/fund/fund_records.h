/* The records of the fund, one by one. */
#ifndef FUND_RECORDS_H
#define FUND_RECORDS_H

#include <cb/base/suggest.h>
#include <cb/query/filter.h>
#include <cb/query/fund.h>

/* The records that a run asks for: of its fund (query/fund.h R8), and as --where wants them. */
struct fund_records {
	const struct cb_office *office;
	struct cb_records records;
	struct cb_filter filter;
	const char *fund;          /* NULL = of all funds */
	bool is_usual;             /* nobody has asked for a fund, and no record of another one has been met */
	bool is_known;             /* a record is of the fund, or it is the usual one */
	struct cb_nearest nearest; /* the fund whose name is nearest, while none is known */
	struct cb_str near;        /* the text of that name, which else would end with the record */
	uint64_t errors;           /* of the diag, before the first record */
	enum cb_status status;
};
enum cb_status fund_records_open(struct fund_records *, const struct cb_query_run *);
int fund_records_next(struct fund_records *, const struct cb_record **);
/* CB_OK, or why reading was not good. */
enum cb_status fund_records_close(struct fund_records *);

/* R8: the fund of a record, and the one that a run asks for. */
struct cb_text fund_name(const struct cb_record *);
const char *fund_asked(const struct cb_query_run *);
bool fund_is_usual(const char *fund);
/* Puts the name of the fund that is asked for into the title, instead of the usual one. */
void fund_title(const struct cb_query_run *, struct cb_table *);

/* R7: has it arrived? -1 = it is not said. R2: the flow and the day of a record. */
int fund_arrived(const struct cb_record *);
int fund_flow(const struct cb_record *);
int32_t fund_day(const struct cb_record *);
/* Is the day within the range, or before its end? */
bool fund_in_range(const struct cb_period_range *, int32_t day);
bool fund_by_end(const struct cb_period_range *, int32_t day);
/* By how much an amount changes the balance: a spend takes away, a pledge and what is handed over change nothing. */
int64_t fund_change(int flow, int64_t fen);
/* Is there an entry on or before the last day of the range? Without one nothing is known of the fund, not even that
 * it is empty. An entry that cannot be read counts: whoever asks for the entries is told. */
bool fund_has_entry(const struct cb_query_run *);

#endif
