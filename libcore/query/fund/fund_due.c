/* Has the fund been made public as often as the rules want, and in time? */
#include <cb/data/publication.h>
#include <cb/query/due.h>
#include <cb/value/arg.h>

#include "fund_ledger.h"

enum {
	FUND_DUE_PERIOD,
	FUND_DUE_DUE,
	FUND_DUE_PUBLISHED,
	FUND_DUE_STATE,
	FUND_DUE_RULE,
};

static const struct cb_query_column columns[] = {
	[FUND_DUE_PERIOD] = { "period", "期间", .type = &cb_type_period },
	[FUND_DUE_DUE] = { "due", "截止", .type = &cb_type_date },
	[FUND_DUE_PUBLISHED] = { "published", "公示日期", .type = &cb_type_date },
	[FUND_DUE_STATE] = { "state", "状态", .type = &cb_type_text },
	[FUND_DUE_RULE] = { "rule", "规则", .type = &cb_type_text },
	{ 0 },
};

struct due {
	struct cb_query_run *run;
	struct cb_table *out;
	struct fund_ledger ledger;
	const struct cb_rule *by; /* fund.disclose_by */
	struct cb_due calendar;
	enum cb_period_kind kind;
	enum cb_status status;
};

/* ---- rules ---- */

static void
report_value(struct due *d, const struct cb_rule *rule, struct cb_arg want)
{
	cb_report(d->run->office->diag, CB_RULE_VALUE_BAD, rule->where, "value", rule->id, rule->value_text,
	          rule->kind->what, want);
	d->status = CB_USAGE;
}

static const struct cb_rule *
pick(struct due *d, const char *what, int64_t amount)
{
	const struct cb_rule *rule =
		cb_rules_pick(d->run->office->rules, what, fund_asked(d->run), "", amount, d->run->today_day);

	if (rule == NULL) {
		cb_report(d->run->office->diag, CB_RULE_MISSING, CB_NOWHERE, "", what, "");
		d->status = CB_USAGE;
	}
	return rule;
}

/* What was received and spent in the quarter before today's, in millionths of a yuan. */
static int64_t
last_turnover(const struct due *d)
{
	int64_t quarter = cb_period_step(cb_period_of_day(CB_QUARTER, d->run->today_day), -1);
	cb_wide sum = 0;

	for (size_t i = 0; i < d->ledger.n; i++) {
		const struct fund_entry *e = &d->ledger.entries[i];

		if (e->is_live && fund_change(e->flow, 1) != 0 && e->day >= cb_period_first_day(quarter) &&
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
		report_value(d, every, cb_arg_string("month, quarter, half, year"));
	else
		d->kind = kinds[every->value.n];
	if (d->by->value.mark != CB_TERM_DAYS && d->by->value.mark != CB_TERM_WORK_DAYS)
		report_value(d, d->by, cb_arg_either("日数,如 10日、10工作日", "days, such as 10d, 10wd"));
}

/* ---- what has been published ---- */

/* The first day on which a statement of the period was published, INT64_MAX = never. */
static int64_t
published_day(struct due *d, int64_t period)
{
	const char *fund = fund_asked(d->run);
	const struct cb_publication asked = { .what = CB_PUBLISHED_STATEMENT,
		                              .scope = cb_text_of(fund_is_usual(fund) ? "" : fund),
		                              .first_day = cb_period_first_day(period),
		                              .last_day = cb_period_last_day(period) };
	int64_t day = INT64_MAX;

	if (d->run->office->store != NULL && d->status != CB_DATABASE)
		d->status = cb_status_worse(d->status, cb_store_published(d->run->office->store, &asked, &day,
		                                                          d->run->office->diag));
	return day;
}

static void
say_state(struct due *d, struct cb_cell *cell, int64_t due, int64_t published)
{
	int64_t today = d->run->today_day;
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
	int64_t due = cb_due_day(&d->calendar, &d->by->value, cb_period_last_day(period));
	int64_t published = published_day(d, period);
	struct cb_cell *cells = cb_table_row(d->out);

	cells[FUND_DUE_PERIOD] = cb_cell_number(period);
	cells[FUND_DUE_DUE] = cb_cell_number(due);
	if (published != INT64_MAX)
		cells[FUND_DUE_PUBLISHED] = cb_cell_number(published);
	say_state(d, &cells[FUND_DUE_STATE], due, published);
	cells[FUND_DUE_RULE] = cb_table_text(d->out, cb_text_of(d->by->id));
}

/* Adds each period that has ended, from that of the first entry, or of the first day of the range, on. */
static void
add_periods(struct due *d)
{
	int64_t from = INT64_MAX, until = d->run->today_day;

	for (size_t i = 0; i < d->ledger.n; i++)
		if (d->ledger.entries[i].day != INT32_MIN && d->ledger.entries[i].day < from)
			from = d->ledger.entries[i].day;
	if (d->run->range.last_day != 0) {
		from = d->run->range.first_day;
		until = d->run->range.last_day < until ? d->run->range.last_day + 1 : until;
	}
	if (from == INT64_MAX)
		return;
	for (int64_t p = cb_period_of_day(d->kind, from); cb_period_last_day(p) < until; p = cb_period_step(p, 1))
		add_period(d, p);
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct cb_query_run all = { .office = run->office, .input = run->input, .of.fund = run->of.fund };
	struct due d = { .run = run, .out = out };

	d.status = fund_ledger_load(&d.ledger, &all);
	if (d.status == CB_OK)
		read_rules(&d);
	if (d.status == CB_OK)
		d.status = cb_due_open(&d.calendar, run->office);
	if (d.status == CB_OK)
		add_periods(&d);
	cb_due_release(&d.calendar);
	fund_ledger_release(&d.ledger);
	return d.status;
}

static bool
has(struct cb_query_run *run)
{
	return run->office->store != NULL && fund_has_statement(run);
}

const struct cb_query cb_query_fund_due = {
	.name = "fund_due",
	.zh = "公示期限",
	.title_en = "Fund: is its disclosure in time",
	.title_zh = "经费公示是否按时",
	.columns = columns,
	.reads = "fund",
	.takes = CB_QUERY_NEEDS_DB,
	.has_findings = true,
	.has = has,
	.fill = fill,
	.en = "Whether the fund was made public as often as the rules want, and in time, as cb-fund due prints it.",
	.doc = "经费是否按规则公示、是否按时,同 cb-fund due。",
};
