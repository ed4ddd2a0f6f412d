/* Days of minutes, and the last minute of a day. */
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
