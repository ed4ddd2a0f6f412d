/* The records of the fund, one by one. */
#ifndef FUND_RECORDS_H
#define FUND_RECORDS_H

#include <cb/base/suggest.h>
#include <cb/query/filter.h>
#include <cb/query/fund.h>

/* Those of a run, as --where wants them. */
struct fund_records {
	const struct cb_office *office;
	struct cb_records records;
	struct cb_filter filter;
	const char *fund; /* R8; NULL = all of them */
	bool is_usual;    /* it was not asked for */
	bool is_known;    /* an entry is of it, or it is the usual one */
	struct cb_nearest nearest;
	struct cb_str near; /* its text, which is else the record's */
	uint64_t errors;    /* before them */
	enum cb_status status;
};
enum cb_status fund_records_open(struct fund_records *, const struct cb_query_run *);
int fund_records_next(struct fund_records *, const struct cb_record **);
/* CB_OK, or what reading came to. */
enum cb_status fund_records_close(struct fund_records *);

/* R8: the fund of a record, and that of a run. */
struct cb_text fund_name(const struct cb_record *);
const char *fund_asked(const struct cb_query_run *);
bool fund_is_usual(const char *fund);
/* The name of the fund that is asked, in the title instead of the usual one. */
void fund_title(const struct cb_query_run *, struct cb_table *);

/* R2: the flow and the day of a record; whether it has arrived (R7), -1 = not said. */
int fund_arrived(const struct cb_record *);
int fund_flow(const struct cb_record *);
int32_t fund_day(const struct cb_record *);
/* Is the day within the range, or before its end? */
bool fund_in_range(const struct cb_period_range *, int32_t day);
bool fund_by_end(const struct cb_period_range *, int32_t day);
/* The amount as it changes the balance: spends below 0, pledges and what is handed over 0. */
int64_t fund_change(int flow, int64_t fen);
/* Is there an entry on or before the last day of the range? Without one nothing is known of the fund, not even
 * that it is 0. What cannot be read counts as one: whoever asks for it is told. */
bool fund_has_entry(const struct cb_query_run *);

#endif
