/* Days of minutes, the last minute of a day, and how both are shown. */
#include "problem_book.h"

int64_t
minute_day(int64_t minute)
{
	return (minute - (minute < 0 ? CB_DAY_MINUTES - 1 : 0)) / CB_DAY_MINUTES;
}

int64_t
day_end(int64_t day)
{
	return day * CB_DAY_MINUTES + CB_DAY_MINUTES - 1;
}

static struct cb_cell
shown(int64_t minute, int64_t of_day)
{
	struct cb_cell cell = { 0 };

	if (minute != NO_MINUTE)
		cell = cb_cell_number(minute);
	cell.mark = minute != NO_MINUTE && minute - minute_day(minute) * CB_DAY_MINUTES == of_day;
	return cell;
}

struct cb_cell
minute_cell(int64_t minute)
{
	return shown(minute, 0);
}

struct cb_cell
limit_cell(int64_t minute)
{
	return shown(minute, CB_DAY_MINUTES - 1);
}
