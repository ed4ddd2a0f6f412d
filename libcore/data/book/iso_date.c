#include "iso_date.h"

#include <cb/value/date.h>

/* A whole number of 1 to `most` digits; -1 when there is none. */
static long
take_digits(const char **p, int most)
{
	long n = -1;

	for (; most > 0 && cb_is_digit(**p); most--)
		n = (n < 0 ? 0 : n) * 10 + (*(*p)++ - '0');
	return n;
}

static bool
take(const char **p, char c)
{
	if (**p != c)
		return false;
	++*p;
	return true;
}

static void
pass_fraction(const char **p)
{
	if (**p == '.' || **p == ',')
		for (++*p; cb_is_digit(**p); ++*p)
			;
}

bool
cb_book_iso_date(const char *value, struct cb_str *out)
{
	const char *p = value;
	long year, month, day, hour = 0, minute = 0, second = 0;

	year = take_digits(&p, 4);
	if (!take(&p, '-'))
		return false;
	month = take_digits(&p, 2);
	if (!take(&p, '-'))
		return false;
	day = take_digits(&p, 2);
	if (take(&p, 'T')) {
		hour = take_digits(&p, 2);
		minute = take(&p, ':') ? take_digits(&p, 2) : -1;
		second = take(&p, ':') ? take_digits(&p, 2) : 0;
		pass_fraction(&p);
	}
	take(&p, 'Z');
	if (*p != '\0' || !cb_date_exists((int)year, (int)month, (int)day) || hour < 0 || hour > 23 || minute < 0 ||
	    minute > 59 || second < 0 || second > 60)
		return false;
	cb_str_addf(out, "%04ld-%02ld-%02ld", year, month, day);
	if (hour != 0 || minute != 0 || second != 0)
		cb_str_addf(out, " %02ld:%02ld:%02ld", hour, minute, second);
	return true;
}

/* n and its letter, when that comes next; 0 otherwise. */
static long
take_part(const char **p, char letter)
{
	const char *start = *p;
	long n = take_digits(p, 9);

	if (letter == 'S')
		pass_fraction(p);
	if (n >= 0 && take(p, letter))
		return n;
	*p = start;
	return 0;
}

bool
cb_book_iso_duration(const char *value, struct cb_str *out)
{
	const char *p = value;
	long days, hours, minutes, seconds;

	if (!take(&p, 'P'))
		return false;
	days = take_part(&p, 'D');
	if (!take(&p, 'T'))
		return false;
	hours = take_part(&p, 'H') + 24 * days;
	minutes = take_part(&p, 'M');
	seconds = take_part(&p, 'S');
	if (*p != '\0' || p[-1] == 'T')
		return false;
	minutes += seconds / 60;
	hours += minutes / 60;
	cb_str_addf(out, "%02ld:%02ld:%02ld", hours, minutes % 60, seconds % 60);
	return true;
}
