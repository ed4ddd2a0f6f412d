#include <cb/query/when.h>

#include <cb/query/due.h>

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
		day = cb_date_of_minute(cell->n);
	return day >= range->first_day && day <= range->last_day;
}

bool
cb_when_in_force(const struct cb_cell *since, const struct cb_cell *until, int64_t first_day, int64_t last_day)
{
	return (since->state != CB_VALUE || since->n <= last_day) &&
	       (until->state != CB_VALUE || until->n >= first_day);
}
