/* Has the fund been made public as often as the rules want, and in time? */
#include <stdio.h>
#include <string.h>

#include <cb/rule/types.h>
#include <cb/value/date.h>
#include <cb/value/workday.h>

#include "fund_ledger.h"

static const char published_by[] = "cb-fund statement --publish";

enum { PERIOD,
       DUE,
       PUBLISHED,
       STATE,
       RULE,
       COLUMNS };

struct due {
	struct cb_office *office;
	const struct cb_query_run *options;
	struct cb_table log, *out;
	struct fund_ledger ledger;
	const struct cb_rule *by; /* fund.disclose_by */
	struct cb_workdays calendar;
	int64_t uncovered; /* the last day that was said to lie beyond the calendar, 0 = none */
	enum cb_period_kind kind;
	enum cb_status status;
};

/* ---- rules ---- */

static void
report_value(struct due *d, const struct cb_rule *rule, const char *want)
{
	cb_report(d->office->diag, CB_RULE_VALUE_BAD, rule->place, "value", rule->id, rule->value_text, rule->kind->what, want);
	d->status = CB_USAGE;
}

static const struct cb_rule *
pick(struct due *d, const char *what, int64_t amount)
{
	const struct cb_rule *rule =
		cb_rules_pick(d->office->rules, what, "", "", amount, d->options->today_day);

	if (rule == NULL) {
		cb_report(d->office->diag, CB_RULE_MISSING, CB_NOWHERE, "", what, "");
		d->status = CB_USAGE;
	}
	return rule;
}

/* What came and went in the quarter before today's, in millionths of a yuan. */
static int64_t
last_turnover(const struct due *d)
{
	int64_t quarter = cb_period_step(cb_period_of_day(CB_QUARTER, d->options->today_day), -1);
	cb_wide sum = 0;

	for (size_t i = 0; i < d->ledger.n; i++) {
		const struct fund_entry *e = &d->ledger.entries[i];

		if (e->is_live && e->flow != FLOW_PLEDGE && e->day >= cb_period_first_day(quarter) &&
		    e->day <= cb_period_last_day(quarter))
			sum += e->fen;
	}
	return sum > INT64_MAX / 10000 ? INT64_MAX : (int64_t)sum * 10000;
}

static void
read_rules(struct due *d)
{
	static const enum cb_period_kind kinds[] = { [CB_EVERY_MONTH] = CB_MONTH,
		                                     [CB_EVERY_QUARTER] = CB_QUARTER,
		                                     [CB_EVERY_HALF] = CB_HALF,
		                                     [CB_EVERY_YEAR] = CB_YEAR };
	const struct cb_rule *every = pick(d, "fund.disclose", last_turnover(d));

	d->by = pick(d, "fund.disclose_by", 0);
	if (d->status != CB_OK)
		return;
	if (every->value.n < CB_EVERY_MONTH)
		report_value(d, every, "month, quarter, half, year");
	else
		d->kind = kinds[every->value.n];
	if (d->by->value.mark != CB_TERM_DAYS && d->by->value.mark != CB_TERM_WORK_DAYS)
		report_value(d, d->by, d->office->diag->lang == CB_ZH ? "日数,如 10日、10工作日" : "days, such as 10d, 10wd");
}

/* ---- days ---- */

static void
load_calendar(struct due *d)
{
	struct cb_input in = { .reg = &cb_register_calendar };
	struct cb_records records;
	const struct cb_record *record;

	d->status = cb_records_open(&records, d->office, &in, NULL, 0);
	while (d->status == CB_OK && cb_records_next(&records, &record) > 0)
		cb_workdays_add(&d->calendar, (int32_t)record->cells[CALENDAR_DATE].n,
		                record->cells[CALENDAR_KIND].n == CALENDAR_WORK);
	cb_records_close(&records);
}

/* Holidays that are not known are worked, as far as can be told: it is said once a year. */
static void
check_covered(struct due *d, int64_t day)
{
	char buf[CB_PRINT_MAX], year[8];

	if (cb_workdays_covers(&d->calendar, day) ||
	    (d->uncovered != 0 && cb_period_of_day(CB_YEAR, d->uncovered) == cb_period_of_day(CB_YEAR, day)))
		return;
	snprintf(year, sizeof(year), "%.4s", cb_date_print(day, buf).p);
	cb_report(d->office->diag, CB_CALENDAR_SHORT, CB_NOWHERE, "", year);
	d->uncovered = day;
}

static int64_t
due_day(struct due *d, int64_t period)
{
	int64_t last = cb_period_last_day(period), due;

	if (d->by->value.mark == CB_TERM_DAYS)
		return last + d->by->value.n;
	due = cb_workdays_after(&d->calendar, last, d->by->value.n);
	check_covered(d, due);
	return due;
}

/* ---- what has been published ---- */

/* The range that a command line says behind -p; without one it was the whole ledger up to that day. */
static bool
covers(struct cb_text command, int64_t day, int64_t period)
{
	struct cb_period_range range;
	int at = cb_text_find(command, " -p ");

	if (at < 0)
		return day > cb_period_last_day(period);
	command.p += at + 4;
	command.len -= (uint32_t)at + 4;
	if (cb_period_range_parse(command, day, &range) != CB_FINE)
		return false;
	return range.first_day <= cb_period_first_day(period) && range.last_day >= cb_period_last_day(period);
}

/* The first day on which a statement of the period was published, INT64_MAX = never. */
static int64_t
published_day(const struct due *d, int64_t period)
{
	int64_t first = INT64_MAX;

	for (size_t i = 0; i < d->log.n_rows; i++) {
		const struct cb_cell *cells = &d->log.cells[i * d->log.n_columns];
		int64_t day = cells[BATCH_AT].n / (24 * 60);

		if (cells[BATCH_UNDONE_AT].state != CB_VALUE && cb_text_starts(cells[BATCH_WHAT].text, published_by) &&
		    covers(cells[BATCH_WHAT].text, day, period) && day < first)
			first = day;
	}
	return first;
}

static void
say_state(struct due *d, struct cb_cell *cell, int64_t due, int64_t published)
{
	int64_t today = d->options->today_day;
	struct cb_str text = { 0 };

	if (published <= due)
		cb_str_adds(&text, "按时");
	else if (published != INT64_MAX)
		cb_str_addf(&text, "迟报%lld天", (long long)(published - due));
	else if (today <= due)
		cb_str_adds(&text, "未到期");
	else
		cb_str_addf(&text, "逾期%lld天", (long long)(today - due));
	if (published == INT64_MAX && today > due)
		d->status = cb_status_worse(d->status, CB_FOUND);
	*cell = cb_table_text(d->out, cb_str_text(&text));
	cb_str_release(&text);
}

static void
add_period(struct due *d, int64_t period)
{
	int64_t due = due_day(d, period), published = published_day(d, period);
	struct cb_cell *cells = cb_table_row(d->out);

	cells[PERIOD] = cb_cell_number(period);
	cells[DUE] = cb_cell_number(due);
	if (published != INT64_MAX)
		cells[PUBLISHED] = cb_cell_number(published);
	say_state(d, &cells[STATE], due, published);
	cells[RULE] = cb_table_text(d->out, cb_text_of(d->by->id));
}

/* Each period that has ended, from that of the first entry (or the range's first day) on. */
static void
add_periods(struct due *d)
{
	int64_t from = INT64_MAX, until = d->options->today_day;

	for (size_t i = 0; i < d->ledger.n; i++)
		if (d->ledger.entries[i].day != INT32_MIN && d->ledger.entries[i].day < from)
			from = d->ledger.entries[i].day;
	if (d->options->range.last_day != 0) {
		from = d->options->range.first_day;
		until = d->options->range.last_day < until ? d->options->range.last_day + 1 : until;
	}
	if (from == INT64_MAX)
		return;
	for (int64_t p = cb_period_of_day(d->kind, from); cb_period_last_day(p) < until; p = cb_period_step(p, 1))
		add_period(d, p);
}

static enum cb_status
fill(const struct cb_query_run *options, struct cb_table *out)
{
	struct cb_office *office = options->office;
	struct cb_query_run all = { .input = options->input };
	struct due d = { .office = office, .options = options, .out = out };

	d.status = fund_ledger_load(&d.ledger, office, &all);
	if (d.status == CB_OK && office->store != NULL)
		d.status = cb_store_log(office->store, &d.log, office->diag);
	if (d.status == CB_OK)
		read_rules(&d);
	if (d.status == CB_OK && d.by->value.mark == CB_TERM_WORK_DAYS)
		load_calendar(&d);
	if (d.status == CB_OK)
		add_periods(&d);
	cb_workdays_release(&d.calendar);
	cb_table_release(&d.log);
	fund_ledger_release(&d.ledger);
	return d.status;
}

static const struct cb_query_column columns[COLUMNS + 1] = {
	[PERIOD] = { "period", "期间", .type = &cb_type_period },
	[DUE] = { "due", "截止", .type = &cb_type_date },
	[PUBLISHED] = { "published", "公示日期", .type = &cb_type_date },
	[STATE] = { "state", "状态", .type = &cb_type_text },
	[RULE] = { "rule", "规则", .type = &cb_type_text },
};

const struct cb_query cb_query_fund_due = {
	.title_en = "Fund: is its disclosure in time",
	.title_zh = "经费公示是否按时",
	.columns = columns,
	.reads = &cb_register_fund,
	.needs_db = true,
	.has_findings = true,
	.fill = fill,
};
