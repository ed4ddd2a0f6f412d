#include "fund_ledger.h"

#include <stdlib.h>
#include <string.h>

#include <cb/query/fund_check.h>

/* ---- records ---- */

/* --where judges what a record comes to: one that does not say its flow has it by what it says of its arrival. */
static bool
passes(struct fund_records *r, const struct cb_record *record)
{
	struct cb_cell cells[FUND_N];

	if (r->filter.n == 0)
		return true;
	memcpy(cells, record->cells, sizeof(cells));
	cells[FUND_FLOW] = cb_cell_number(fund_flow(record));
	return cb_filter_passes(&r->filter, cells);
}

enum cb_status
fund_records_open(struct fund_records *r, const struct cb_query_run *run)
{
	const struct cb_office *office = run->office;
	struct cb_input in = run->input != NULL ? *run->input : (struct cb_input){ 0 };

	*r = (struct fund_records){ .office = office, .errors = office->diag->errors };
	in.reg = &cb_register_fund;
	in.need = UINT64_C(1) << FUND_COMMUNITY;
	in.check = cb_fund_check_read;
	r->status = cb_filter_open(&r->filter, office, &cb_register_fund, run->where);
	if (r->status == CB_OK)
		r->status = cb_records_open(&r->records, office, &in, NULL, 0);
	return r->status;
}

int
fund_records_next(struct fund_records *r, const struct cb_record **record)
{
	int got;

	do
		got = cb_records_next(&r->records, record);
	while (got > 0 && !passes(r, *record));
	if (got == 0)
		r->status = cb_status_worse(r->status, cb_filter_finish(&r->filter));
	if (got < 0)
		r->status = cb_status_worse(r->status, r->office->diag->status);
	return got;
}

enum cb_status
fund_records_close(struct fund_records *r)
{
	enum cb_status status = r->status;

	cb_records_close(&r->records);
	cb_filter_release(&r->filter);
	if (status == CB_OK && r->office->diag->errors > r->errors)
		status = r->office->diag->status;
	return status;
}

int
fund_arrived(const struct cb_record *record)
{
	const struct cb_cell *arrived = &record->cells[FUND_ARRIVED], *note = &record->cells[FUND_NOTE];

	if (arrived->state == CB_VALUE)
		return (int)arrived->n;
	if (note->state == CB_VALUE && (cb_text_find(note->text, "已经到位") >= 0 || cb_text_find(note->text, "已到位") >= 0))
		return 1;
	return -1;
}

int
fund_flow(const struct cb_record *record)
{
	const struct cb_cell *flow = &record->cells[FUND_FLOW];

	if (flow->state == CB_VALUE)
		return (int)flow->n;
	return fund_arrived(record) == 0 ? FLOW_PLEDGE : FLOW_RECEIVE;
}

int32_t
fund_day(const struct cb_record *record)
{
	const struct cb_cell *date = &record->cells[FUND_DATE];

	return date->state == CB_VALUE ? (int32_t)date->n : INT32_MIN;
}

bool
fund_by_end(const struct cb_period_range *range, int32_t day)
{
	return range->last_day == 0 || day <= range->last_day;
}

bool
fund_in_range(const struct cb_period_range *range, int32_t day)
{
	return day == INT32_MIN || range->last_day == 0 || (day >= range->first_day && day <= range->last_day);
}

int64_t
fund_change(int flow, int64_t fen)
{
	return flow == FLOW_RECEIVE ? fen : flow == FLOW_SPEND ? -fen
	                                                       : 0;
}

/* ---- entries ---- */

static void
add_entry(struct fund_ledger *ledger, const struct cb_record *record, int64_t batch)
{
	const struct cb_cell *cells = record->cells;
	struct fund_entry *e;

	e = cb_push(ledger->entries, ledger->n, ledger->cap);
	*e = (struct fund_entry){ .no = cb_cell_keep(&ledger->arena, &cells[FUND_NO]),
		                  .use = cb_cell_keep(&ledger->arena, &cells[FUND_USE]),
		                  .item = cb_cell_keep(&ledger->arena, &cells[FUND_ITEM]),
		                  .measure_word = cb_cell_keep(&ledger->arena, &cells[FUND_MEASURE_WORD]),
		                  .voucher = cb_cell_keep(&ledger->arena, &cells[FUND_VOUCHER]),
		                  .override = cb_cell_keep(&ledger->arena, &cells[FUND_OVERRIDE]),
		                  .reverses = cb_cell_keep(&ledger->arena, &cells[FUND_REVERSES]),
		                  .note = cb_cell_keep(&ledger->arena, &cells[FUND_NOTE]),
		                  .quantity = cells[FUND_QUANTITY],
		                  .fen = cells[FUND_AMOUNT].state == CB_VALUE ? cells[FUND_AMOUNT].n : 0,
		                  .has_amount = cells[FUND_AMOUNT].state == CB_VALUE,
		                  .batch = batch,
		                  .day = fund_day(record),
		                  .community = (uint32_t)cells[FUND_COMMUNITY].n,
		                  .party = cells[FUND_PARTY].state == CB_VALUE ? (uint32_t)cells[FUND_PARTY].n : 0,
		                  .flow = fund_flow(record),
		                  .arrived = fund_arrived(record),
		                  .source = cells[FUND_SOURCE].state == CB_VALUE ? (int)cells[FUND_SOURCE].n : -1,
		                  .where = record->where };
	e->is_reversal = e->reverses.len > 0;
	if (e->no.len > 0)
		cb_dict_put(&ledger->numbers, e->no, (uint32_t)ledger->n);
}

size_t
fund_ledger_find(const struct fund_ledger *ledger, struct cb_text no)
{
	return no.len == 0 ? 0 : cb_dict_get(&ledger->numbers, no);
}

int
fund_numbers_compare(struct cb_text a, struct cb_text b)
{
	int years = a.len < 5 || b.len < 5 ? 0 : memcmp(a.p, b.p, 5);

	if (years != 0 || a.len == b.len)
		return years != 0 ? years : cb_text_compare(a, b);
	return a.len < b.len ? -1 : 1;
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
			ledger->entries[of - 1].reversed_by = i + 1;
	}
	for (size_t i = 0; i < ledger->n; i++)
		ledger->entries[i].is_live = is_live(ledger, &ledger->entries[i]);
}

enum cb_status
fund_ledger_load(struct fund_ledger *ledger, const struct cb_query_run *run)
{
	struct fund_records records;
	const struct cb_record *record;
	enum cb_status status = fund_records_open(&records, run);

	*ledger = (struct fund_ledger){ .office = run->office };
	while (status == CB_OK && fund_records_next(&records, &record) > 0) {
		const struct cb_scan *scan = records.records.scan;

		if (fund_by_end(&run->range, fund_day(record)))
			add_entry(ledger, record, scan != NULL ? cb_scan_batch(scan) : 0);
	}
	status = fund_records_close(&records);
	link_reversals(ledger);
	return status;
}

void
fund_ledger_release(struct fund_ledger *ledger)
{
	free(ledger->entries);
	cb_dict_release(&ledger->numbers);
	cb_arena_release(&ledger->arena);
	*ledger = (struct fund_ledger){ 0 };
}

bool
fund_has_entry(const struct cb_query_run *run)
{
	struct cb_diag_muted muted = cb_diag_mute(run->office->diag); /* who asks for the entries is told */
	struct fund_records records;
	const struct cb_record *record;
	enum cb_status status;
	bool found = false;

	status = fund_records_open(&records, run);
	while (status == CB_OK && !found && fund_records_next(&records, &record) > 0)
		found = fund_by_end(&run->range, fund_day(record));
	fund_records_close(&records);
	return cb_diag_unmute(run->office->diag, &muted) > 0 || found;
}

struct cb_cell
fund_name_cell(const struct cb_office *office, uint32_t id)
{
	return cb_sums_text(cb_office_name(office, id));
}

/* ---- levels ---- */

enum cb_status
fund_levels_load(struct fund_levels *levels, const struct cb_office *office)
{
	struct cb_input in = { .reg = &cb_register_unit };
	struct cb_records records;
	const struct cb_record *record;
	enum cb_status status = cb_records_open(&records, office, &in, NULL, 0);

	*levels = (struct fund_levels){ 0 };
	while (status == CB_OK && cb_records_next(&records, &record) > 0) {
		size_t id = (size_t)record->cells[UNIT_NAME].n;

		levels->of = cb_grow(levels->of, &levels->cap, id + 1, sizeof(*levels->of));
		if (record->cells[UNIT_LEVEL].state == CB_VALUE)
			levels->of[id] = (uint8_t)(record->cells[UNIT_LEVEL].n + 1);
	}
	cb_records_close(&records);
	return status;
}

int
fund_level(const struct fund_levels *levels, uint32_t party)
{
	return party < levels->cap ? levels->of[party] - 1 : -1;
}
