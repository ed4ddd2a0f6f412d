/* Working days.
 *
 * R1 Monday to Friday are worked, Saturday and Sunday are not; a day that the calendar names is as it says
 *    (a public holiday, or a weekend worked for one).
 * R2 A year of which the calendar names no day is not covered: its holidays are not known. */
#ifndef CB_VALUE_WORKDAY_H
#define CB_VALUE_WORKDAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cb_workday {
	int32_t day; /* as in value/date.h */
	bool is_worked;
};
struct cb_workdays {
	struct cb_workday *days; /* those named, in the order they were added */
	size_t n, cap;
};

/* The last word on a day counts. */
void cb_workdays_add(struct cb_workdays *, int32_t day, bool is_worked);
void cb_workdays_release(struct cb_workdays *);

bool cb_workdays_is_worked(const struct cb_workdays *, int64_t day);
bool cb_workdays_covers(const struct cb_workdays *, int64_t day);
/* The n-th working day after a day, n > 0; for 0 the day itself. */
int64_t cb_workdays_after(const struct cb_workdays *, int64_t day, int64_t n);

#endif
