/* The records of the fund one by one, and what each must be to be counted. */
#include "fund_records.h"

#include <string.h>

#include <cb/query/fund_check.h>
#include <cb/rule/goods.h>
#include <cb/value/arg.h>

/* ---- query/fund_check.h R1, R2 ---- */

static bool
check_amount(struct cb_diag *diag, const struct cb_record *record)
{
	const struct cb_cell *cells = record->cells, *amount = &cells[FUND_AMOUNT];

	if (amount->state != CB_VALUE && cells[FUND_ITEM].state != CB_VALUE) {
		cb_report(diag, CB_NO_AMOUNT_NO_GOODS, cb_record_where(record, FUND_AMOUNT), "amount");
		return false;
	}
	if (amount->state != CB_VALUE || amount->n > 0 || cells[FUND_REVERSES].state == CB_VALUE)
		return true;
	cb_report(diag, CB_NOT_ABOVE_ZERO, cb_record_where(record, FUND_AMOUNT), "amount", cb_arg_money(amount->n));
	return false;
}

static bool
check_items(struct cb_diag *diag, const struct cb_record *record)
{
	const struct cb_cell *item = &record->cells[FUND_ITEM], *quantity = &record->cells[FUND_QUANTITY];

	if (item->state != CB_VALUE || !cb_goods_is_unclear(item->text, quantity))
		return true;
	cb_report(diag, CB_SEVERAL_ITEMS, cb_record_where(record, FUND_ITEM), "item", item->text,
	          cb_arg_cell(&cb_type_qty, NULL, quantity));
	return false;
}

/* What has not arrived is promised, or still on its way. */
static bool
check_arrived(struct cb_diag *diag, const struct cb_record *record)
{
	int flow = fund_flow(record);
	enum cb_code code = flow == FLOW_REMIT ? CB_REMIT_NOT_ARRIVED : CB_NOT_ARRIVED;

	if (record->cells[FUND_ARRIVED].state != CB_VALUE || record->cells[FUND_ARRIVED].n != 0 ||
	    (flow != FLOW_RECEIVE && flow != FLOW_REMIT))
		return true;
	cb_report(diag, code, cb_record_where(record, FUND_ARRIVED), "arrived");
	return false;
}

bool
cb_fund_check_read(void *none, struct cb_diag *diag, const struct cb_record *record)
{
	bool good = check_amount(diag, record);

	(void)none;
	good = check_arrived(diag, record) && good;
	return check_items(diag, record) && good;
}

/* ---- records ---- */

/* --where judges what a record means: one that does not say its flow has it by what it says of its arrival. */
static bool
is_wanted(struct fund_records *r, const struct cb_record *record)
{
	struct cb_cell cells[FUND_N];

	if (r->filter.n == 0)
		return true;
	memcpy(cells, record->cells, sizeof(cells));
	cells[FUND_FLOW] = cb_cell_number(fund_flow(record));
	return cb_filter_passes(&r->filter, cells);
}

static void
keep_nearest(struct fund_records *r, struct cb_text name)
{
	cb_nearest_try(&r->nearest, cb_text_of(r->fund), name);
	if (r->nearest.text.p != name.p)
		return;
	cb_str_sett(&r->near, name);
	r->nearest.text = cb_str_text(&r->near);
}

/* Is the record of the fund that is asked for? Where nobody asked for one, a note tells of the first record that is
 * not of the usual fund. */
static bool
is_of_fund(struct fund_records *r, const struct cb_record *record)
{
	bool is_asked = r->fund == NULL || cb_text_is(fund_name(record), r->fund);

	r->is_known = r->is_known || is_asked;
	if (is_asked)
		return true;
	if (!r->is_known)
		keep_nearest(r, fund_name(record));
	if (r->is_usual)
		cb_report(r->office->diag, CB_OTHER_FUNDS, CB_NOWHERE, "fund", CB_FUND_USUAL, fund_name(record));
	r->is_usual = false;
	return false;
}

struct cb_text
fund_name(const struct cb_record *record)
{
	const struct cb_cell *fund = &record->cells[FUND_FUND];

	return fund->state == CB_VALUE ? fund->text : CB_LIT(CB_FUND_USUAL);
}

const char *
fund_asked(const struct cb_query_run *run)
{
	return run->of.fund != NULL && run->of.fund->fund != NULL ? run->of.fund->fund : CB_FUND_USUAL;
}

bool
fund_is_usual(const char *fund)
{
	return strcmp(fund, CB_FUND_USUAL) == 0;
}

void
fund_title(const struct cb_query_run *run, struct cb_table *table)
{
	const char *fund = fund_asked(run), *of_usual = table->title_zh + strlen(CB_FUND_USUAL);
	struct cb_str title = { 0 };

	if (fund_is_usual(fund))
		return;
	cb_str_addf(&title, "%s%s", fund, of_usual);
	table->title_zh = cb_arena_copy(&table->arena, title.p, title.len);
	cb_str_setf(&title, "%s (%s)", table->title_en, fund);
	table->title_en = cb_arena_copy(&table->arena, title.p, title.len);
	cb_str_release(&title);
}

/* Chooses the fund: all of them where --where itself asks by the column of the fund. */
static void
choose_fund(struct fund_records *r, const struct cb_query_run *run)
{
	r->fund = run->of.fund != NULL && run->of.fund->all_funds ? NULL : fund_asked(run);
	r->is_usual = run->of.fund == NULL || run->of.fund->fund == NULL;
	for (size_t i = 0; i < r->filter.n; i++)
		if (r->filter.conditions[i].column == FUND_FUND)
			r->fund = NULL;
	r->is_known = r->fund == NULL || fund_is_usual(r->fund);
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
	choose_fund(r, run);
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
	while (got > 0 && !(is_of_fund(r, *record) && is_wanted(r, *record)));
	if (got == 0)
		r->status = cb_status_worse(r->status, cb_filter_finish(&r->filter));
	if (got == 0 && !r->is_known)
		r->status = cb_report(r->office->diag, CB_UNKNOWN_FUND, CB_NOWHERE, "fund", r->fund,
		                      cb_arg_nearest(r->nearest.text));
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
	cb_str_release(&r->near);
	return cb_diag_since(r->office->diag, r->errors, status);
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

	return (int32_t)cb_cell_n_or(date, INT32_MIN);
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
