/* The entries of the fund in memory, for the questions and for the judgement of new entries. */
#ifndef FUND_LEDGER_H
#define FUND_LEDGER_H

#include <cb/query/sums.h>

#include "fund_records.h"

/* Accounts: one for each community and fund, numbered from 1. */
struct fund_accounts {
	struct cb_dict ids;
	uint32_t n;
};
uint32_t fund_account(struct fund_accounts *, uint32_t community, struct cb_text fund);

/* What an entry says in words, and the quantity of its goods. */
struct fund_words {
	struct cb_text use, item, measure_word, purpose, override, note;
	struct cb_cell quantity;
};

/* Its texts are kept in the ledger's arena, each with a NUL behind it. */
struct fund_entry {
	struct cb_text no, fund, voucher, reverses;
	const struct fund_words *words;
	int64_t fen, batch;
	int32_t day; /* INT32_MIN = none: it counts on every day */
	uint32_t community, party, account;
	uint32_t reversed_by; /* index + 1 */
	struct cb_where where;
	int8_t flow, source; /* source: -1 = none */
	int8_t arrived;      /* -1 = not said */
	bool has_amount, is_refused;
	bool is_reversal;
	bool is_live; /* it is no reversal, and is not reversed or its reversal is reversed itself */
};

struct fund_ledger {
	const struct cb_office *office;
	struct fund_entry *entries; /* as they were read */
	size_t n, cap;
	struct fund_entry **by_number; /* those that have one, in the order of fund_numbers_compare */
	size_t n_numbers;
	struct fund_accounts accounts;
	struct cb_arena arena;
};

/* Reads the entries of a run, which are checked as far as is needed for counting them; release it in any case. */
enum cb_status fund_ledger_load(struct fund_ledger *, const struct cb_query_run *);
/* The same without most words: only entries with goods or an override keep theirs, by which entries are judged. */
enum cb_status fund_ledger_load_bare(struct fund_ledger *, const struct cb_query_run *);
void fund_ledger_release(struct fund_ledger *);
/* The entry of a number, index + 1; 0 = none. */
size_t fund_ledger_find(const struct fund_ledger *, struct cb_text no);

/* A number is YYYY-N: this is N, or 0 for what is no such number. */
int64_t fund_number_in_year(struct cb_text no);
/* By year, then as numbers: 2026-10000 comes after 2026-9999. */
int fund_numbers_compare(struct cb_text a, struct cb_text b);

/* For cb_query.has: is there anything that the statement, or a part of it, could be made from?
 * (fund_statement_print.c) */
bool fund_has_statement(struct cb_query_run *);
bool fund_has_part(struct cb_query_run *);

/* A name as a cell, empty for id 0. */
struct cb_cell fund_name_cell(const struct cb_office *, uint32_t id);
/* A sum of fen as a cell. One that is more than a number can be is reported: sums of a database never are
 * (query/fund_check.h R13), but those of files may be. */
struct cb_cell fund_money_cell(const struct cb_office *, cb_wide fen);

/* The level of each party by register unit: [id of its name] level + 1, 0 = not known. */
struct fund_levels {
	uint8_t *of;
	size_t cap;
};
enum cb_status fund_levels_load(struct fund_levels *, const struct cb_office *);
int fund_level(const struct fund_levels *, uint32_t party); /* -1 = not known */

#endif
