#include "fund_ledger.h"

#include <stdlib.h>
#include <string.h>

/* ---- entries ---- */

uint32_t
fund_account(struct fund_accounts *accounts, uint32_t community, struct cb_text fund)
{
	struct cb_str key = { 0 };
	uint32_t account;

	cb_str_addf(&key, "%u/%.*s", (unsigned)community, CB_TEXT_ARG(fund));
	account = cb_dict_number(&accounts->ids, cb_str_text(&key), accounts->n + 1);
	accounts->n += account > accounts->n;
	cb_str_release(&key);
	return account;
}

static const struct fund_words *
keep_words(struct cb_arena *arena, const struct cb_cell *cells)
{
	struct fund_words *words = cb_arena_alloc(arena, sizeof(*words));

	*words = (struct fund_words){ .use = cb_cell_keep(arena, &cells[FUND_USE]),
		                      .item = cb_cell_keep(arena, &cells[FUND_ITEM]),
		                      .measure_word = cb_cell_keep(arena, &cells[FUND_MEASURE_WORD]),
		                      .purpose = cb_cell_keep(arena, &cells[FUND_PURPOSE]),
		                      .override = cb_cell_keep(arena, &cells[FUND_OVERRIDE]),
		                      .note = cb_cell_keep(arena, &cells[FUND_NOTE]),
		                      .quantity = cells[FUND_QUANTITY] };
	return words;
}

static const struct fund_words *
keep_few_words(struct cb_arena *arena, const struct cb_cell *cells)
{
	static const struct fund_words none;
	bool has_any = cells[FUND_ITEM].state == CB_VALUE || cells[FUND_OVERRIDE].state == CB_VALUE ||
	               cells[FUND_QUANTITY].state == CB_VALUE;

	return has_any ? keep_words(arena, cells) : &none;
}

typedef const struct fund_words *keep_function(struct cb_arena *, const struct cb_cell *);

static void
add_entry(struct fund_ledger *ledger, const struct cb_record *record, int64_t batch, keep_function *keep)
{
	const struct cb_cell *cells = record->cells;
	struct fund_entry *e;

	e = cb_push(ledger->entries, ledger->n, ledger->cap);
	*e = (struct fund_entry){ .no = cb_cell_keep(&ledger->arena, &cells[FUND_NO]),
		                  .fund = cb_arena_text(&ledger->arena, fund_name(record)),
		                  .voucher = cb_cell_keep(&ledger->arena, &cells[FUND_VOUCHER]),
		                  .reverses = cb_cell_keep(&ledger->arena, &cells[FUND_REVERSES]),
		                  .words = keep(&ledger->arena, cells),
		                  .fen = cb_cell_n_or(&cells[FUND_AMOUNT], 0),
		                  .has_amount = cells[FUND_AMOUNT].state == CB_VALUE,
		                  .batch = batch,
		                  .day = fund_day(record),
		                  .community = (uint32_t)cells[FUND_COMMUNITY].n,
		                  .party = (uint32_t)cb_cell_n_or(&cells[FUND_PARTY], 0),
		                  .flow = (int8_t)fund_flow(record),
		                  .arrived = (int8_t)fund_arrived(record),
		                  .source = (int8_t)cb_cell_n_or(&cells[FUND_SOURCE], -1),
		                  .where = record->where };
	e->account = fund_account(&ledger->accounts, e->community, e->fund);
	e->is_reversal = e->reverses.len > 0;
}

/* The last of those whose number does not come after this one. */
size_t
fund_ledger_find(const struct fund_ledger *ledger, struct cb_text no)
{
	size_t low = 0, high = ledger->n_numbers;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (fund_numbers_compare(ledger->by_number[middle]->no, no) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0 || !cb_text_equal(ledger->by_number[low - 1]->no, no))
		return 0;
	return (size_t)(ledger->by_number[low - 1] - ledger->entries) + 1;
}

int64_t
fund_number_in_year(struct cb_text no)
{
	enum { YEAR_LEN = 5,
	       LEN_MAX = YEAR_LEN + 18 }; /* more digits are no number of an entry */
	int64_t n = 0;

	for (uint32_t i = YEAR_LEN; i < no.len; i++) {
		if (!cb_is_digit(no.p[i]) || no.len > LEN_MAX)
			return 0;
		n = n * 10 + (no.p[i] - '0');
	}
	return n;
}

int
fund_numbers_compare(struct cb_text a, struct cb_text b)
{
	int years = a.len < 5 || b.len < 5 ? 0 : memcmp(a.p, b.p, 5);

	if (years != 0 || a.len == b.len)
		return years != 0 ? years : cb_text_compare(a, b);
	return cb_order(a.len, b.len);
}

static int
by_number(const void *a, const void *b)
{
	const struct fund_entry *x = *(struct fund_entry *const *)a, *y = *(struct fund_entry *const *)b;
	int order = fund_numbers_compare(x->no, y->no);

	return order != 0 ? order : cb_order(x, y);
}

static void
order_numbers(struct fund_ledger *ledger)
{
	ledger->by_number = cb_alloc(ledger->n, sizeof(struct fund_entry *));
	for (size_t i = 0; i < ledger->n; i++)
		if (ledger->entries[i].no.len > 0)
			ledger->by_number[ledger->n_numbers++] = &ledger->entries[i];
	cb_sort(ledger->by_number, ledger->n_numbers, sizeof(struct fund_entry *), by_number);
}

/* An entry lives while an even number of reversals stand upon it. Broken data may run in a circle. */
static bool
is_live(const struct fund_ledger *ledger, const struct fund_entry *e)
{
	size_t by = e->reversed_by, steps = 0;

	while (by != 0 && steps <= ledger->n) {
		by = ledger->entries[by - 1].reversed_by;
		steps++;
	}
	return !e->is_reversal && steps % 2 == 0;
}

static void
link_reversals(struct fund_ledger *ledger)
{
	for (size_t i = 0; i < ledger->n; i++) {
		size_t of = fund_ledger_find(ledger, ledger->entries[i].reverses);

		if (of != 0 && ledger->entries[of - 1].reversed_by == 0)
			ledger->entries[of - 1].reversed_by = (uint32_t)i + 1;
	}
	for (size_t i = 0; i < ledger->n; i++)
		ledger->entries[i].is_live = is_live(ledger, &ledger->entries[i]);
}

static enum cb_status
load(struct fund_ledger *ledger, const struct cb_query_run *run, keep_function *keep)
{
	struct fund_records records;
	const struct cb_record *record;
	enum cb_status status = fund_records_open(&records, run);

	*ledger = (struct fund_ledger){ .office = run->office };
	while (status == CB_OK && fund_records_next(&records, &record) > 0) {
		const struct cb_scan *scan = records.records.scan;

		if (fund_by_end(&run->range, fund_day(record)))
			add_entry(ledger, record, scan != NULL ? cb_scan_batch(scan) : 0, keep);
	}
	status = fund_records_close(&records);
	order_numbers(ledger);
	link_reversals(ledger);
	return status;
}

enum cb_status
fund_ledger_load(struct fund_ledger *ledger, const struct cb_query_run *run)
{
	return load(ledger, run, keep_words);
}

enum cb_status
fund_ledger_load_bare(struct fund_ledger *ledger, const struct cb_query_run *run)
{
	return load(ledger, run, keep_few_words);
}

void
fund_ledger_release(struct fund_ledger *ledger)
{
	free(ledger->entries);
	free(ledger->by_number);
	cb_dict_release(&ledger->accounts.ids);
	cb_arena_release(&ledger->arena);
	*ledger = (struct fund_ledger){ 0 };
}

struct cb_cell
fund_name_cell(const struct cb_office *office, uint32_t id)
{
	return cb_cell_lent(cb_office_name(office, id));
}

struct cb_cell
fund_money_cell(const struct cb_office *office, cb_wide fen)
{
	return cb_sum_cell(&(struct cb_sum){ .n = fen, .is_any = true }, office->diag, "amount");
}

/* ---- levels ---- */

enum cb_status
fund_levels_load(struct fund_levels *levels, const struct cb_office *office)
{
	struct cb_input in = { .reg = &cb_register_unit };
	struct cb_records records;
	const struct cb_record *record;

	*levels = (struct fund_levels){ 0 };
	cb_records_open(&records, office, &in, NULL, 0);
	while (cb_records_next(&records, &record) > 0) {
		size_t id = (size_t)record->cells[UNIT_NAME].n;

		levels->of = cb_grow(levels->of, &levels->cap, id + 1, sizeof(*levels->of));
		if (record->cells[UNIT_LEVEL].state == CB_VALUE)
			levels->of[id] = (uint8_t)(record->cells[UNIT_LEVEL].n + 1);
	}
	return cb_records_close(&records);
}

int
fund_level(const struct fund_levels *levels, uint32_t party)
{
	return party < levels->cap ? levels->of[party] - 1 : -1;
}
