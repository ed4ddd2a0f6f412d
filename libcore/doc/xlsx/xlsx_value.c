#include "xlsx_value.h"

#include <cb/value/date.h>

#include <stdio.h>
#include <string.h>

enum { DAY_SECONDS = 86400 };

bool
cb_xlsx_serial(struct cb_text text, double *serial, enum cb_xlsx_time *time)
{
	char date[32];
	int year, month, day, hours, minutes, seconds, got;

	if (text.len >= sizeof(date))
		return false;
	memcpy(date, text.p, text.len);
	date[text.len] = '\0';
	if (sscanf(date, "%d:%d:%d", &hours, &minutes, &seconds) == 3) {
		*time = CB_XLSX_LENGTH;
		*serial = (hours * 3600.0 + minutes * 60 + seconds) / DAY_SECONDS;
		return *serial >= 0;
	}
	hours = minutes = seconds = 0;
	got = sscanf(date, "%d-%d-%d %d:%d:%d", &year, &month, &day, &hours, &minutes, &seconds);
	if ((got != 3 && got != 6) || !cb_date_exists(year, month, day))
		return false;
	*time = got == 3 ? CB_XLSX_DAY : CB_XLSX_MOMENT;
	*serial = (double)(cb_date_day(year, month, day) + CB_XLSX_EPOCH_DAY) +
	          (hours * 3600.0 + minutes * 60 + seconds) / DAY_SECONDS;
	return *serial >= CB_XLSX_FIRST_SERIAL;
}

bool
cb_xlsx_number(struct cb_text text, double *value)
{
	char number[64];
	int end = 0;

	if (text.len == 0 || text.len >= sizeof(number))
		return false;
	memcpy(number, text.p, text.len);
	number[text.len] = '\0';
	/* the difference is none of what is infinite, or no number */
	return sscanf(number, "%lf%n", value, &end) == 1 && (uint32_t)end == text.len && *value - *value == 0;
}
