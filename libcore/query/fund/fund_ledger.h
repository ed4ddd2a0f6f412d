/* The entries of the fund in memory: shared by the questions and the check of entries. */
#ifndef FUND_LEDGER_H
#define FUND_LEDGER_H

#include <cb/query/filter.h>
#include <cb/query/fund.h>
#include <cb/query/sums.h>

struct fund_entry {
	struct cb_text no, use, item, measure_word, voucher, override, reverses, note;
	struct cb_cell quantity;
	int64_t fen, batch;
	int32_t day; /* INT32_MIN = none: it counts on every day */
	uint32_t community, party;
	int flow, source; /* source: -1 = none */
	int arrived;      /* -1 = not said */
	bool has_amount, is_refused;
	bool is_reversal, is_live; /* live: neither a reversal nor reversed (and that not reversed again) */
	size_t reversed_by;        /* index + 1 */
	struct cb_where where;
};

struct fund_ledger {
	const struct cb_office *office;
	struct fund_entry *entries; /* as they were read */
	size_t n, cap;
	struct cb_dict numbers; /* no -> index + 1 */
	struct cb_arena arena;
};

/* Reads them, checked as far as they must be to be counted; release it in any case. */
enum cb_status fund_ledger_load(struct fund_ledger *, const struct cb_query_run *);
void fund_ledger_release(struct fund_ledger *);
/* Index + 1 of the entry of a number, 0 = none. */
size_t fund_ledger_find(const struct fund_ledger *, struct cb_text no);

/* Numbers by year, then as numbers: 2026-10000 comes after 2026-9999. */
int fund_numbers_compare(struct cb_text a, struct cb_text b);

/* The records of the fund, one by one, as --where wants them. */
struct fund_records {
	const struct cb_office *office;
	struct cb_records records;
	struct cb_filter filter;
	uint64_t errors; /* before them */
	enum cb_status status;
};
enum cb_status fund_records_open(struct fund_records *, const struct cb_query_run *);
int fund_records_next(struct fund_records *, const struct cb_record **);
/* CB_OK, or what reading came to. */
enum cb_status fund_records_close(struct fund_records *);

/* R2: the flow and the day of a record; whether it has arrived (R7), -1 = not said. */
int fund_arrived(const struct cb_record *);
int fund_flow(const struct cb_record *);
int32_t fund_day(const struct cb_record *);
/* Is the day within the range, or before its end? */
bool fund_in_range(const struct cb_period_range *, int32_t day);
bool fund_by_end(const struct cb_period_range *, int32_t day);
/* The amount as it changes the balance: spends below 0, pledges 0. */
int64_t fund_change(int flow, int64_t fen);
/* Is there an entry on or before the last day of the range? Without one nothing is known of the fund, not even
 * that it is 0. What cannot be read counts as one: whoever asks for it is told. */
bool fund_has_entry(const struct cb_query_run *);
/* fund_statement_print.c: has the statement, has a part of it anything to go on? */
bool fund_has_statement(struct cb_query_run *);
bool fund_has_part(struct cb_query_run *);

/* A name as a key or a cell; empty for id 0. */
struct cb_cell fund_name_cell(const struct cb_office *, uint32_t id);

/* The level of each party, from register unit: [name id] level + 1, 0 = not known. */
struct fund_levels {
	uint8_t *of;
	size_t cap;
};
enum cb_status fund_levels_load(struct fund_levels *, const struct cb_office *);
int fund_level(const struct fund_levels *, uint32_t party); /* -1 = not known */

#endif
