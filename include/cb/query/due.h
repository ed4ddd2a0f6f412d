/* Deadlines over the calendar: when a term that a rule allows (rule/types.h) is over, from a moment on.
 *
 * R1 Moments are minutes since 1970-01-01, as in cb_type_date_time. Where only a day is known its first minute
 *    counts.
 * R2 3日 ends at the same time of day three days later, 当日 with the last minute of the day.
 * R3 工作日 are days that are worked (value/workday.h), and the time of day is kept: 1工作日 from Friday 16:00 ends at
 *    16:00 of the next day that is worked, which may be a Saturday that is worked for a holiday.
 * R4 小时 go on by night and on holidays. 工作时 go on only in the working hours (rule problem.work_hours) of days that
 *    are worked; from a moment outside of them they begin with the next working hour.
 * R5 Where working days count, a year that the calendar does not cover is CB_CALENDAR_SHORT, said once a year. */
#ifndef CB_QUERY_DUE_H
#define CB_QUERY_DUE_H

#include <cb/query/office.h>
#include <cb/rule/types.h>
#include <cb/value/date.h>
#include <cb/value/workday.h>

enum { CB_DUE_SPANS_MAX = 8 };

struct cb_due {
	struct cb_diag *diag;
	struct cb_workdays days;
	struct cb_due_span {
		int from, until; /* minutes of the day */
	} spans[CB_DUE_SPANS_MAX];
	size_t n_spans;
	int64_t uncovered; /* the last day that was said to lie beyond the calendar, 0 = none */
};

/* Calls visit with each day of the calendar: those that are installed, then those of register calendar, which
 * override them. */
typedef void cb_due_visit(void *arg, const struct cb_cell *day);
enum cb_status cb_due_each_day(const struct cb_office *, cb_due_visit *, void *arg);
/* Reads the calendar. Release it in any case. */
enum cb_status cb_due_open(struct cb_due *, const struct cb_office *);
/* Sets the working hours to those that the rules have on that day. CB_USAGE (CB_RULE_MISSING) where no rule has any. */
enum cb_status cb_due_set_hours(struct cb_due *, const struct cb_rules *, const char *scope, int32_t day);
void cb_due_release(struct cb_due *);

/* The moment when the term is over. For 工作时 cb_due_set_hours comes first. */
int64_t cb_due_minute(struct cb_due *, const struct cb_cell *term, int64_t start_minute);
/* The day on which the term is over that begins with that day. */
int64_t cb_due_day(struct cb_due *, const struct cb_cell *term, int64_t start_day);
/* For --within: *until is the last minute of the day on which a term that begins today is over. What is due by then
 * is due within it. */
enum cb_status cb_due_within(const struct cb_office *, const struct cb_cell *term, int32_t today_day, int64_t *until);

#endif
