#include <cb/value/period.h>

#include <cb/value/date.h>
#include <cb/value/fold.h>

static const struct {
	const char *word;
	enum cb_period_kind kind;
	int steps;
} words[] = {
	{ "this-month", CB_MONTH, 0 },
	{ "last-month", CB_MONTH, -1 },
	{ "this-quarter", CB_QUARTER, 0 },
	{ "last-quarter", CB_QUARTER, -1 },
	{ "this-year", CB_YEAR, 0 },
	{ "last-year", CB_YEAR, -1 },
};

/* One end of a range: a period or a day. Words are periods. */
struct end {
	int64_t period, first_day, last_day;
};

static bool
set_period(struct end *end, int64_t period)
{
	*end = (struct end){ period, cb_period_first_day(period), cb_period_last_day(period) };
	return true;
}

static bool
parse_end(struct cb_text t, int64_t today, struct end *end)
{
	int64_t n;

	t = cb_text_trim(t);
	for (size_t i = 0; i < CB_COUNT(words); i++)
		if (cb_text_is(t, words[i].word))
			return set_period(end, cb_period_step(cb_period_of_day(words[i].kind, today), words[i].steps));
	if (cb_period_parse(t, 0, &n) == CB_FINE)
		return set_period(end, n);
	if (cb_date_parse(t, 0, &n) != CB_FINE)
		return false;
	*end = (struct end){ 0, n, n };
	return true;
}

enum cb_code
cb_period_range_parse(struct cb_text t, int64_t today, struct cb_period_range *out)
{
	int dots = cb_text_find(t, "..");
	struct end a, b;

	if (dots < 0) {
		if (!parse_end(t, today, &a))
			return CB_BAD_PERIOD;
		b = a;
	} else {
		struct cb_text right = { t.p + dots + 2, t.len - (uint32_t)dots - 2 };

		if (!parse_end((struct cb_text){ t.p, (uint32_t)dots }, today, &a) || !parse_end(right, today, &b))
			return CB_BAD_PERIOD_RANGE;
	}
	if ((a.period == 0) != (b.period == 0) || a.first_day > b.first_day ||
	    (a.period != 0 && cb_period_kind(a.period) != cb_period_kind(b.period)))
		return CB_BAD_PERIOD_RANGE;
	*out = (struct cb_period_range){ a.period, b.period, a.first_day, b.last_day };
	return CB_FINE;
}

static void
print_end(int64_t period, int64_t day, struct cb_str *out)
{
	char buf[CB_PRINT_MAX];

	cb_str_addt(out, period != 0 ? cb_period_print(period, buf) : cb_date_print(day, buf));
}

void
cb_period_range_print(const struct cb_period_range *range, struct cb_str *out)
{
	print_end(range->from, range->first_day, out);
	if (range->from == range->to && (range->from != 0 || range->first_day == range->last_day))
		return;
	cb_str_adds(out, "..");
	print_end(range->to, range->last_day, out);
}
