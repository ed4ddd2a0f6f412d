#include <cb/query/when.h>

#include <cb/query/query.h>

enum { DAY_MINUTES = 24 * 60 };

bool
cb_when_in(const struct cb_type *type, const struct cb_cell *cell, const struct cb_period_range *range)
{
	int64_t day = cell->n;

	if (cell->state != CB_VALUE)
		return false;
	if (type == &cb_type_period)
		return cb_period_first_day(cell->n) >= range->first_day &&
		       cb_period_last_day(cell->n) <= range->last_day;
	if (type == &cb_type_date_time)
		day = (cell->n - (cell->n < 0 ? DAY_MINUTES - 1 : 0)) / DAY_MINUTES;
	return day >= range->first_day && day <= range->last_day;
}

int32_t
cb_query_day(const struct cb_query_run *run)
{
	int64_t last = run->range.last_day;

	return last != 0 && last < run->today_day ? (int32_t)last : run->today_day;
}
