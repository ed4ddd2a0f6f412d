#include "fund_ledger.h"

#include <stdlib.h>
#include <string.h>

#include <cb/base/suggest.h>
#include <cb/data/bind.h>
#include <cb/query/fund_check.h>

/* ---- what --where asks for ---- */

static bool
is_name(const struct cb_column *column)
{
	return column->type->storage == CB_STORE_NAME;
}

static void
report_column(struct cb_office *office, struct cb_text label)
{
	struct cb_nearest nearest = { 0 };
	struct cb_str text = { 0 }, hint = { 0 };

	for (int c = 0; c < FUND_N; c++) {
		cb_nearest_try(&nearest, label, cb_text_of(cb_register_fund.columns[c].key));
		cb_nearest_try(&nearest, label, cb_text_of(cb_register_fund.columns[c].zh));
	}
	cb_str_addt(&text, label);
	cb_suggest(office->diag->lang, nearest.text, &hint);
	cb_report(office->diag, CB_NO_SUCH_COLUMN, CB_NOWHERE, "", cb_str_c(&text), cb_register_fund.key, cb_str_c(&hint));
	cb_str_release(&text);
	cb_str_release(&hint);
}

static void
report_value(struct cb_office *office, enum cb_code code, const struct cb_column *column, struct cb_text value)
{
	struct cb_str text = { 0 }, hint = { 0 };

	cb_str_addt(&text, value);
	cb_type_hint(column->type, column->arg, value, office->diag->lang, &hint);
	cb_report(office->diag, code, CB_NOWHERE, column->key, cb_str_c(&text), cb_str_c(&hint));
	cb_str_release(&text);
	cb_str_release(&hint);
}

static bool
read_where(struct fund_records *r, const char *pair, struct cb_scan_where *where)
{
	struct cb_parse_env env = { .arena = &r->arena };
	const struct cb_column *column;
	struct cb_text label, value;
	enum cb_code code;

	if (!cb_pair_split(pair, &label, &value)) {
		cb_report(r->office->diag, CB_BAD_WHERE, CB_NOWHERE, "", pair);
		return false;
	}
	where->column = cb_column_by_label(&cb_register_fund, label);
	if (where->column < 0) {
		report_column(r->office, label);
		return false;
	}
	column = &cb_register_fund.columns[where->column];
	if (is_name(column)) {
		/* of a file: its names are not read yet */
		where->low = cb_cell_number(cb_names_id(r->office->names, CB_NAME_PARTY, value));
		where->low.state = value.len == 0 ? CB_EMPTY : CB_VALUE;
		return true;
	}
	code = column->type->parse(column->arg, value, &env, &where->low);
	if (code != CB_FINE)
		report_value(r->office, code, column, value);
	return code == CB_FINE;
}

static bool
is_so(const struct cb_scan_where *where, const struct cb_record *record)
{
	const struct cb_cell *cell = &record->cells[where->column], *asked = &where->low;

	if (where->column == FUND_FLOW)
		return fund_flow(record) == asked->n;
	if (!is_name(&cb_register_fund.columns[where->column]) && cell->state != CB_EMPTY)
		return cb_cell_equal(cell, asked);
	return cell->state == asked->state && cell->n == asked->n;
}

static bool
passes_where(const struct fund_records *r, const struct cb_record *record)
{
	bool passes = true;

	for (size_t i = 0; i < r->n_where; i++) {
		bool so = is_so(&r->where[i], record);

		r->is_met[i] = r->is_met[i] || so;
		passes = passes && so;
	}
	return passes;
}

/* A name that no record has, and no register, is mistyped. */
static void
check_names(struct fund_records *r)
{
	for (size_t i = 0; i < r->n_where && r->status == CB_OK; i++) {
		uint32_t id = (uint32_t)r->where[i].low.n, nearest;
		struct cb_str name = { 0 }, hint = { 0 };

		if (r->is_met[i] || !is_name(&cb_register_fund.columns[r->where[i].column]) || id == 0 ||
		    (cb_names_get(r->office->names, id)->flags & (CB_NAME_IS_COMMUNITY | CB_NAME_IS_UNIT)) != 0)
			continue;
		cb_str_addt(&name, cb_office_name(r->office, id));
		nearest = cb_names_nearest(r->office->names, CB_NAME_PARTY, CB_NAME_IS_COMMUNITY | CB_NAME_IS_UNIT,
		                           cb_str_text(&name));
		cb_suggest(r->office->diag->lang, cb_office_name(r->office, nearest), &hint);
		cb_report(r->office->diag, CB_UNKNOWN_WHERE_NAME, CB_NOWHERE, "",
		          cb_register_fund.columns[r->where[i].column].key, cb_str_c(&name), cb_str_c(&hint));
		r->status = CB_USAGE;
		cb_str_release(&name);
		cb_str_release(&hint);
	}
}

/* ---- records ---- */

enum cb_status
fund_records_open(struct fund_records *r, struct cb_office *office, const struct cb_fund_options *options)
{
	struct cb_input in = options->input != NULL ? *options->input : (struct cb_input){ 0 };

	*r = (struct fund_records){ .office = office, .errors = office->diag->errors };
	in.reg = &cb_register_fund;
	in.need = UINT64_C(1) << FUND_COMMUNITY;
	in.check = cb_fund_check_read;
	in.check_arg = office;
	r->where = cb_alloc(options->where.n + 1, sizeof(*r->where));
	r->is_met = cb_alloc(options->where.n + 1, sizeof(*r->is_met));
	for (; r->n_where < options->where.n; r->n_where++)
		if (!read_where(r, options->where.items[r->n_where], &r->where[r->n_where]))
			return r->status = CB_USAGE;
	return r->status = cb_records_open(&r->records, office, &in, NULL, 0);
}

int
fund_records_next(struct fund_records *r, const struct cb_record **record)
{
	int got;

	do
		got = cb_records_next(&r->records, record);
	while (got > 0 && !passes_where(r, *record));
	if (got == 0)
		check_names(r);
	if (got < 0)
		r->status = cb_status_worse(r->status, r->office->diag->status);
	return got;
}

enum cb_status
fund_records_close(struct fund_records *r)
{
	enum cb_status status = r->status;

	cb_records_close(&r->records);
	cb_arena_release(&r->arena);
	free(r->where);
	free(r->is_met);
	r->where = NULL;
	r->is_met = NULL;
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
fund_by_end(const struct cb_fund_options *options, int32_t day)
{
	return options->range.last_day == 0 || day <= options->range.last_day;
}

bool
fund_in_range(const struct cb_fund_options *options, int32_t day)
{
	return day == INT32_MIN || options->range.last_day == 0 ||
	       (day >= options->range.first_day && day <= options->range.last_day);
}

int64_t
fund_change(int flow, int64_t fen)
{
	return flow == FLOW_RECEIVE ? fen : flow == FLOW_SPEND ? -fen
	                                                       : 0;
}

/* ---- entries ---- */

static struct cb_text
keep(struct fund_ledger *ledger, const struct cb_cell *cell)
{
	if (cell->state != CB_VALUE || cell->text.len == 0)
		return (struct cb_text){ "", 0 };
	return (struct cb_text){ cb_arena_copy(&ledger->arena, cell->text.p, cell->text.len), cell->text.len };
}

static void
add_entry(struct fund_ledger *ledger, const struct cb_record *record, int64_t batch)
{
	const struct cb_cell *cells = record->cells;
	struct fund_entry *e;

	ledger->entries = cb_grow(ledger->entries, &ledger->cap, ledger->n + 1, sizeof(*ledger->entries));
	e = &ledger->entries[ledger->n++];
	*e = (struct fund_entry){ .no = keep(ledger, &cells[FUND_NO]),
		                  .use = keep(ledger, &cells[FUND_USE]),
		                  .item = keep(ledger, &cells[FUND_ITEM]),
		                  .measure_word = keep(ledger, &cells[FUND_MEASURE_WORD]),
		                  .voucher = keep(ledger, &cells[FUND_VOUCHER]),
		                  .override = keep(ledger, &cells[FUND_OVERRIDE]),
		                  .reverses = keep(ledger, &cells[FUND_REVERSES]),
		                  .note = keep(ledger, &cells[FUND_NOTE]),
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
		                  .place = record->place };
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
fund_ledger_load(struct fund_ledger *ledger, struct cb_office *office, const struct cb_fund_options *options)
{
	struct fund_records records;
	const struct cb_record *record;
	enum cb_status status = fund_records_open(&records, office, options);

	*ledger = (struct fund_ledger){ .office = office };
	while (status == CB_OK && fund_records_next(&records, &record) > 0) {
		const struct cb_scan *scan = records.records.scan;

		if (fund_by_end(options, fund_day(record)))
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
cb_fund_has_entry(struct cb_office *office, const struct cb_fund_options *options)
{
	struct cb_diag silent = { .lang = office->diag->lang }, *diag = office->diag;
	struct fund_records records;
	const struct cb_record *record;
	enum cb_status status;
	bool found = false;

	office->diag = &silent; /* who asks for the entries is told */
	status = fund_records_open(&records, office, options);
	while (status == CB_OK && !found && fund_records_next(&records, &record) > 0)
		found = fund_by_end(options, fund_day(record));
	found = found || silent.errors > 0;
	fund_records_close(&records);
	office->diag = diag;
	cb_diag_release(&silent);
	return found;
}
