/* Deadlines over the calendar: a term that a rule allows (rule/types.h), from a moment on.
 *
 * R1 Moments are minutes since 1970-01-01 (cb_type_date_time). A day is its first minute: cb_due_day.
 * R2 3日 is the same time of day three days later; 当日 the last minute of the day.
 * R3 工作日 are days that are worked (value/workday.h), the time of day kept: 1工作日 from Friday 16:00 is 16:00 of
 *    the next day that is worked, be it a Saturday worked for a holiday.
 * R4 小时 go on by night and on holidays; 工作时 stand still but in the working hours (rule problem.work_hours) of
 *    days that are worked. A moment outside of them counts from the next one inside.
 * R5 Where working days count, a year that the calendar does not cover is CB_CALENDAR_SHORT, said once a year. */
#ifndef CB_QUERY_DUE_H
#define CB_QUERY_DUE_H

#include <cb/query/office.h>
#include <cb/rule/types.h>
#include <cb/value/workday.h>

enum { CB_DUE_SPANS_MAX = 8,
       CB_DAY_MINUTES = 24 * 60 };

struct cb_due {
	struct cb_diag *diag;
	struct cb_workdays days;
	struct cb_due_span {
		int from, until; /* minutes of the day */
	} spans[CB_DUE_SPANS_MAX];
	size_t n_spans;
	int64_t uncovered; /* the last day that was said to lie beyond the calendar, 0 = none */
};

/* The days of the calendar: those that are installed, then those of register calendar, which go before them. */
typedef void cb_due_visit(void *arg, const struct cb_cell *day);
enum cb_status cb_due_each_day(const struct cb_office *, cb_due_visit *, void *arg);
/* Reads them. Release it in any case. */
enum cb_status cb_due_open(struct cb_due *, const struct cb_office *);
/* The working hours of a day under those rules, in order: CB_RULE_MISSING, CB_USAGE where no rule says them. */
enum cb_status cb_due_set_hours(struct cb_due *, const struct cb_rules *, const char *scope, int32_t day);
void cb_due_release(struct cb_due *);

/* The moment when the term is over; 工作时 want cb_due_set_hours before. */
int64_t cb_due_minute(struct cb_due *, const struct cb_cell *term, int64_t start_minute);
/* The day on which the term is over that begins with a day. */
int64_t cb_due_day(struct cb_due *, const struct cb_cell *term, int64_t start_day);
/* The last minute of the day on which the term is over that begins today: what is due `--within` it. */
enum cb_status cb_due_within(const struct cb_office *, const struct cb_cell *term, int32_t today_day, int64_t *until);
/* The day of a minute. */
int64_t cb_due_day_of(int64_t minute);

#endif
