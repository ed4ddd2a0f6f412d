#include <cb/query/when.h>

enum { DAY_MINUTES = 24 * 60 };

bool
cb_when_in(const struct cb_type *type, const struct cb_cell *cell, const struct cb_period_range *range)
{
	int64_t first = cell->n, last = cell->n;

	if (cell->state != CB_VALUE)
		return false;
	if (type == &cb_type_period) {
		first = cb_period_first_day(cell->n);
		last = cb_period_last_day(cell->n);
	} else if (type == &cb_type_date_time) {
		first = last = (cell->n - (cell->n < 0 ? DAY_MINUTES - 1 : 0)) / DAY_MINUTES;
	}
	return first >= range->first_day && last <= range->last_day;
}
