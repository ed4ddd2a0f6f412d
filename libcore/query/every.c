#include <cb/query/every.h>

#include <cb/rule/types.h>
#include <cb/value/date.h>

static const int kinds[] = { [CB_EVERY_MONTH] = CB_MONTH,
	                     [CB_EVERY_QUARTER] = CB_QUARTER,
	                     [CB_EVERY_HALF] = CB_HALF,
	                     [CB_EVERY_YEAR] = CB_YEAR };

/* The Monday of the week of the day. Day 0, 1970-01-01, was a Thursday. */
static int64_t
monday_of(int64_t day)
{
	return day - ((day + 3) % 7 + 7) % 7;
}

bool
cb_every_nth(int every, const struct cb_period_range *range, int n, struct cb_period_range *part)
{
	*part = *range;
	if (every == CB_EVERY_ONCE)
		return n == 0;
	if (every == CB_EVERY_DAY || every == CB_EVERY_WEEK) {
		int64_t length = every == CB_EVERY_DAY ? 1 : 7;

		part->first_day = every == CB_EVERY_DAY ? range->first_day : monday_of(range->first_day);
		part->first_day += n * length;
		part->last_day = part->first_day + length - 1;
	} else {
		part->from = cb_period_step(cb_period_of_day((enum cb_period_kind)kinds[every], range->first_day), n);
		part->to = part->from;
		part->first_day = cb_period_first_day(part->from);
		part->last_day = cb_period_last_day(part->from);
	}
	return part->first_day <= range->last_day;
}

static void
print_week(int64_t monday, struct cb_str *out)
{
	int64_t thursday = monday + 3;
	int64_t year = cb_period_of_day(CB_YEAR, thursday);

	cb_str_addf(out, "%d-W%02d", cb_period_year(year), (int)(thursday - cb_period_first_day(year)) / 7 + 1);
}

void
cb_every_print(int every, const struct cb_period_range *part, struct cb_str *out)
{
	char from[CB_PRINT_MAX], to[CB_PRINT_MAX];

	if (every >= CB_EVERY_MONTH) {
		cb_str_addt(out, cb_period_print(part->from, from));
		return;
	}
	if (every == CB_EVERY_WEEK)
		print_week(part->first_day, out);
	cb_str_adds(out, every == CB_EVERY_WEEK ? "(" : "");
	cb_str_addt(out, cb_date_print(part->first_day, from));
	if (part->last_day > part->first_day)
		cb_str_addf(out, "..%.*s", CB_TEXT_ARG(cb_date_print(part->last_day, to)));
	cb_str_adds(out, every == CB_EVERY_WEEK ? ")" : "");
}
