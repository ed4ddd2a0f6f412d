#include <cb/value/workday.h>

#include <stdlib.h>

#include <cb/base/mem.h>
#include <cb/value/date.h>

void
cb_workdays_add(struct cb_workdays *w, int32_t day, bool is_worked)
{
	*cb_push(w->days, w->n, w->cap) = (struct cb_workday){ day, is_worked };
}

void
cb_workdays_release(struct cb_workdays *w)
{
	free(w->days);
	*w = (struct cb_workdays){ 0 };
}

/* 0 = Monday; day 0 was a Thursday. */
static int
weekday(int64_t day)
{
	return (int)(((day + 3) % 7 + 7) % 7);
}

bool
cb_workdays_is_worked(const struct cb_workdays *w, int64_t day)
{
	for (size_t i = w->n; i > 0; i--)
		if (w->days[i - 1].day == day)
			return w->days[i - 1].is_worked;
	return weekday(day) < 5;
}

static int
year_of(int64_t day)
{
	int year, month, mday;

	cb_date_civil(day, &year, &month, &mday);
	return year;
}

bool
cb_workdays_covers(const struct cb_workdays *w, int64_t day)
{
	for (size_t i = 0; i < w->n; i++)
		if (year_of(w->days[i].day) == year_of(day))
			return true;
	return false;
}

int64_t
cb_workdays_after(const struct cb_workdays *w, int64_t day, int64_t n)
{
	while (n > 0) {
		day++;
		n -= cb_workdays_is_worked(w, day);
	}
	return day;
}
