#include <cb/query/due.h>

#include <string.h>
#include <unistd.h>

#include <cb/query/records.h>
#include <cb/value/arg.h>

static enum cb_status
read_days(const struct cb_office *office, struct cb_list paths, cb_due_visit *visit, void *arg)
{
	struct cb_input in = { .reg = &cb_register_calendar, .paths = paths };
	struct cb_records records;
	const struct cb_record *record;

	cb_records_open(&records, office, &in, NULL, 0);
	while (cb_records_next(&records, &record) > 0)
		visit(arg, record->cells);
	return cb_records_close(&records);
}

/* The installed calendar lies beside the installed rules. */
enum cb_status
cb_due_each_day(const struct cb_office *office, cb_due_visit *visit, void *arg)
{
	const char *rules = office->installed_rules, *name = rules == NULL ? NULL : strrchr(rules, '/');
	struct cb_str path = { 0 };
	const char *paths[1];
	enum cb_status status = CB_OK;

	if (name != NULL) {
		cb_str_addf(&path, "%.*s/calendar.csv", (int)(name - rules), rules);
		paths[0] = cb_str_c(&path);
		if (access(paths[0], F_OK) == 0)
			status = read_days(office, (struct cb_list){ paths, 1 }, visit, arg);
	}
	cb_str_release(&path);
	return status == CB_OK ? read_days(office, (struct cb_list){ 0 }, visit, arg) : status;
}

static void
add_day(void *arg, const struct cb_cell *day)
{
	cb_workdays_add(arg, (int32_t)day[CALENDAR_DATE].n, day[CALENDAR_KIND].n == CALENDAR_WORK);
}

enum cb_status
cb_due_open(struct cb_due *due, const struct cb_office *office)
{
	*due = (struct cb_due){ .diag = office->diag };
	return cb_due_each_day(office, add_day, &due->days);
}

void
cb_due_release(struct cb_due *due)
{
	cb_workdays_release(&due->days);
	*due = (struct cb_due){ 0 };
}

static int
by_time(const void *pa, const void *pb)
{
	const struct cb_due_span *a = pa, *b = pb;

	return a->from - b->from;
}

enum cb_status
cb_due_set_hours(struct cb_due *due, const struct cb_rules *rules, const char *scope, int32_t day)
{
	const struct cb_rule *rule;
	size_t at = 0;

	due->n_spans = 0;
	while (due->n_spans < CB_DUE_SPANS_MAX &&
	       (rule = cb_rules_all(rules, "problem.work_hours", scope, day, &at)) != NULL)
		due->spans[due->n_spans++] = (struct cb_due_span){ (int)(rule->value.n / CB_DAY_MINUTES),
			                                           (int)(rule->value.n % CB_DAY_MINUTES) };
	cb_sort(due->spans, due->n_spans, sizeof(*due->spans), by_time);
	if (due->n_spans > 0)
		return CB_OK;
	return cb_report(due->diag, CB_RULE_MISSING, CB_NOWHERE, "", "problem.work_hours", "");
}

/* R5: where the calendar does not cover the year, its holidays were counted as working days. */
static void
check_covered(struct cb_due *due, int64_t day)
{
	int64_t year = cb_period_of_day(CB_YEAR, day);

	if (cb_workdays_covers(&due->days, day) ||
	    (due->uncovered != 0 && cb_period_of_day(CB_YEAR, due->uncovered) == year))
		return;
	cb_report(due->diag, CB_CALENDAR_SHORT, CB_NOWHERE, "", cb_arg_period(year));
	due->uncovered = day;
}

/* R4: when so many minutes of working hours have passed. */
static int64_t
after_work_minutes(const struct cb_due *due, int64_t start, int64_t left)
{
	int64_t day = cb_date_of_minute(start), from = start - day * CB_DAY_MINUTES;

	for (; due->n_spans > 0; day++, from = 0) {
		for (size_t i = 0; i < due->n_spans && cb_workdays_is_worked(&due->days, day); i++) {
			int64_t begin = due->spans[i].from > from ? due->spans[i].from : from;
			int64_t there = due->spans[i].until > begin ? due->spans[i].until - begin : 0;

			if (left <= there)
				return day * CB_DAY_MINUTES + begin + left;
			left -= there;
			from = begin + there;
		}
	}
	return start;
}

int64_t
cb_due_minute(struct cb_due *due, const struct cb_cell *term, int64_t start)
{
	int64_t day = cb_date_of_minute(start), end = start;

	switch ((enum cb_term_unit)term->mark) {
	case CB_TERM_DAYS:
		return start + term->n * CB_DAY_MINUTES;
	case CB_TERM_HOURS:
		return start + term->n * 60;
	case CB_TERM_SAME_DAY:
		return day * CB_DAY_MINUTES + CB_DAY_MINUTES - 1;
	case CB_TERM_WORK_DAYS:
		end = start + (cb_workdays_after(&due->days, day, term->n) - day) * CB_DAY_MINUTES;
		break;
	case CB_TERM_WORK_HOURS:
		end = after_work_minutes(due, start, term->n * 60);
		break;
	}
	check_covered(due, cb_date_of_minute(end));
	return end;
}

int64_t
cb_due_day(struct cb_due *due, const struct cb_cell *term, int64_t start_day)
{
	return cb_date_of_minute(cb_due_minute(due, term, start_day * CB_DAY_MINUTES));
}

enum cb_status
cb_due_within(const struct cb_office *office, const struct cb_cell *term, int32_t today_day, int64_t *until)
{
	struct cb_due due;
	enum cb_status status = cb_due_open(&due, office);

	if (status == CB_OK && term->mark == CB_TERM_WORK_HOURS)
		status = cb_due_set_hours(&due, office->rules, "", today_day);
	if (status == CB_OK)
		*until = (cb_due_day(&due, term, today_day) + 1) * CB_DAY_MINUTES - 1;
	cb_due_release(&due);
	return status;
}
