/* Of which period a sheet says to be, in its title or its tab: reader.h R9. */
#include <cb/value/arg.h>

#include "reader_state.h"

/* One place that may say it. */
struct telling {
	enum cb_periods_say say;
	int64_t period, other; /* as cb_periods_in_settle gives them */
	struct cb_where where;
};

static struct telling
tell(const struct cb_periods_in *in, int year, struct cb_where where)
{
	struct telling t = { .where = where };

	t.say = cb_periods_in_settle(in, year, &t.period, &t.other);
	return t;
}

/* What the title says, and the tab in the title's year. */
static void
find_tellings(const struct cb_reader *r, struct telling *title, struct telling *tab)
{
	const struct cb_periods_in *in = &r->sheet.title.periods;
	struct cb_periods_in of_tab = { .is_name = true };
	uint32_t row = r->sheet.title.period_row != 0 ? r->sheet.title.period_row : r->sheet.head.rows[0].line;
	int year = r->in.year;

	*title = tell(in, year, cb_sheet_where(r, row));
	if (title->say == CB_SAY_ONE_PERIOD)
		year = cb_period_year(title->period);
	else if (in->year > 0)
		year = in->year;
	cb_periods_in_add(&of_tab, cb_text_of(r->diag->sources[r->sheet.rows->source].sheet));
	*tab = tell(&of_tab, year, cb_sheet_where(r, 0));
}

/* May both be meant? A year may be said of a month in it. */
static bool
agree(int64_t a, int64_t b)
{
	return a == b || a == 0 || b == 0 || (cb_period_kind(b) == CB_YEAR && cb_period_holds(b, a));
}

static void
report_disagreement(struct cb_reader *r, const struct telling *t, bool is_tab, struct cb_arg of, int64_t period)
{
	struct cb_arg by = is_tab ? cb_arg_either("工作表名", "the name of the sheet") : cb_arg_either("标题中", "the title");

	cb_report(r->diag, CB_PERIOD_DISAGREES, t->where, "period", by, cb_arg_period(t->period), of, cb_arg_period(period));
}

/* Is a period of the year that the title says alone? */
static bool
year_agrees(struct cb_reader *r, int64_t period, bool is_tab)
{
	int year = r->sheet.title.periods.year;
	struct telling title = { .period = year * INT64_C(100), .where = cb_sheet_where(r, r->sheet.title.period_row) };

	if (period == 0 || cb_period_year(period) == year)
		return true;
	report_disagreement(r, &title, false, is_tab ? cb_arg_either("工作表名", "the name of the sheet") : cb_arg_either("-p ", "-p"),
	                    period);
	return false;
}

/* Takes the narrower of what title and tab say; false: they differ, or from -p, which is reported. */
static bool
settle(struct cb_reader *r)
{
	struct telling title, tab, *told;
	int64_t asked = r->in.period_must_agree ? r->in.period : 0;
	bool is_title, is_tab;

	find_tellings(r, &title, &tab);
	is_title = title.say == CB_SAY_ONE_PERIOD;
	is_tab = tab.say == CB_SAY_ONE_PERIOD;
	told = is_tab && (!is_title || cb_period_holds(title.period, tab.period)) ? &tab : &title;
	if (!is_title && !is_tab && title.say == CB_SAY_NO_PERIOD)
		told = &tab;
	r->sheet.period_said = told->say;
	r->sheet.period = told->say == CB_SAY_ONE_PERIOD ? told->period : 0;
	r->sheet.periods[0] = told->period;
	r->sheet.periods[1] = told->other;
	r->sheet.period_where = told->where;
	if (is_title && is_tab && !agree(title.period, tab.period) && !agree(tab.period, title.period)) {
		report_disagreement(r, &title, false, cb_arg_either("工作表名", "the name of the sheet"), tab.period);
		return false;
	}
	if (!is_title && r->sheet.title.periods.year > 0 && !year_agrees(r, is_tab ? tab.period : asked, is_tab))
		return false;
	if (r->sheet.period == 0 || agree(told->period, asked))
		return true;
	report_disagreement(r, told, told == &tab, cb_arg_either("-p ", "-p"), asked);
	return false;
}

/* Dates without a year are of the one that the sheet says, if it says one. */
static int
year_said(const struct sheet *s)
{
	int year = s->period != 0 ? cb_period_year(s->period) : s->title.periods.year;

	for (size_t i = 0; s->period == 0 && i < s->title.periods.n; i++) {
		int of = (int)(s->title.periods.at[i] / 100);

		if (year != 0 && of != 0 && of != year)
			return 0;
		year = of != 0 ? of : year;
	}
	return year > 0 ? year : 0;
}

bool
cb_sheet_settle_period(struct cb_reader *r)
{
	bool ok = settle(r);

	r->sheet.year = year_said(&r->sheet);
	return ok;
}
