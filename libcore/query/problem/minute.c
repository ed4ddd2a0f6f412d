/* How a minute and a limit are shown. */
#include "problem_book.h"

static struct cb_cell
shown(int64_t minute, int64_t of_day)
{
	struct cb_cell cell = { 0 };

	if (minute != NO_MINUTE)
		cell = cb_cell_number(minute);
	cell.mark = minute != NO_MINUTE && minute - cb_date_of_minute(minute) * CB_DAY_MINUTES == of_day;
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
