#include "task_book.h"

#include <stdlib.h>

#include <cb/query/filter.h>
#include <cb/query/when.h>
#include <cb/rule/types.h>

const struct cb_word task_states[] = {
	[TASK_OPEN] = { "待办", "open", NULL },
	[TASK_OVERDUE] = { "逾期", "overdue", NULL },
	[TASK_IN_TIME] = { "按时", "in_time", NULL },
	[TASK_LATE] = { "迟报", "late", NULL },
	{ 0 },
};

/* ---- limits ---- */

/* What the rule says of a task of that title; -1 and CB_RULE_MISSING where there is none. */
static int
rule_word(const struct tasks *t, const char *what, const char *title, int32_t day)
{
	const struct cb_rule *rule = cb_rules_pick(t->run->office->rules, what, "", title, 0, day);

	if (rule != NULL)
		return (int)rule->value.n;
	cb_report(t->run->office->diag, CB_RULE_MISSING, CB_NOWHERE, "", what, "");
	return -1;
}

static int64_t
roll(const struct tasks *t, int64_t day, int how)
{
	if (how == CB_HOLIDAY_NO_ROLL || cb_workdays_is_worked(&t->calendar.days, day))
		return day;
	return cb_workdays_after(&t->calendar.days, day, how == CB_HOLIDAY_NEXT ? 1 : 2);
}

/* R1. False where a rule is missing. */
static bool
find_limit(struct tasks *t, struct task *task, struct cb_arena *arena)
{
	const struct cb_cell *due = &task->cells[TASK_DUE];
	struct cb_text text = task->cells[TASK_TITLE].text;
	const char *title = cb_arena_copy(arena, text.p, text.len);
	int64_t day, minute;
	int on_time, holiday;

	task->limit = NO_MINUTE;
	if (due->state != CB_VALUE)
		return true;
	day = cb_date_of_minute(due->n);
	minute = due->n - day * CB_DAY_MINUTES;
	on_time = rule_word(t, "task.on_time", title, (int32_t)day);
	holiday = on_time < 0 ? -1 : rule_word(t, "task.holiday", title, (int32_t)day);
	if (holiday < 0)
		return false;
	day = roll(t, day, holiday);
	if (due->mark == 0)
		task->limit = day * CB_DAY_MINUTES + minute - (on_time == CB_ON_TIME_EXCLUDED);
	else
		task->limit = (on_time == CB_ON_TIME_EXCLUDED ? day : day + 1) * CB_DAY_MINUTES - 1;
	return true;
}

/* R2, R3 */
static void
judge(const struct tasks *t, struct task *task)
{
	const struct cb_cell *done = &task->cells[TASK_DONE];
	int64_t limit_day = task->limit == NO_MINUTE ? INT64_MAX : cb_date_of_minute(task->limit), day;
	bool is_late;

	task->done = done->state == CB_VALUE && cb_date_of_minute(done->n) <= t->day ? done->n : NO_MINUTE;
	day = task->done == NO_MINUTE ? t->day : cb_date_of_minute(task->done);
	is_late = day > limit_day;
	if (task->done != NO_MINUTE && done->mark == 0 && task->limit != NO_MINUTE)
		is_late = task->done > task->limit;
	if (task->done != NO_MINUTE)
		task->state = is_late ? TASK_LATE : TASK_IN_TIME;
	else
		task->state = is_late ? TASK_OVERDUE : TASK_OPEN;
	task->days_late = is_late ? day - limit_day : 0;
}

bool
task_is_done(const struct task *task)
{
	return task->done != NO_MINUTE;
}

int
task_word(const struct task *task, int column)
{
	return (int)cb_cell_n_or(&task->cells[column], -1);
}

struct cb_text
task_text(const struct task *task, int column)
{
	return task->cells[column].text;
}

/* ---- reading ---- */

/* R4 */
static bool
is_asked(const struct cb_query_run *run, const struct cb_cell *cells)
{
	if (run->range.last_day == 0)
		return true;
	if (cells[TASK_PERIOD].state == CB_VALUE)
		return cb_when_in(&cb_type_period, &cells[TASK_PERIOD], &run->range);
	return cb_when_in(&cb_type_date_time, &cells[TASK_DUE], &run->range);
}

/* R5 */
static int
by_due(const void *pa, const void *pb)
{
	static const int texts[] = { TASK_ASSIGNEE, TASK_TITLE, TASK_NO, TASK_HANDLER };
	const struct task *a = pa, *b = pb;
	int order = cb_order(cb_cell_n_or(&a->cells[TASK_DUE], INT64_MAX),
	                     cb_cell_n_or(&b->cells[TASK_DUE], INT64_MAX));

	for (size_t i = 0; order == 0 && i < CB_COUNT(texts); i++)
		order = cb_text_compare(task_text(a, texts[i]), task_text(b, texts[i]));
	return order;
}

static bool
add_tasks(struct tasks *t, struct cb_filter *filter)
{
	struct cb_arena titles = { 0 };
	bool is_well = true;

	for (size_t i = 0; is_well && i < t->rows.n_rows; i++) {
		struct task task = { .cells = cb_table_at(&t->rows, i) };

		if (!is_asked(t->run, task.cells) || (filter != NULL && !cb_filter_passes(filter, task.cells)))
			continue;
		is_well = find_limit(t, &task, &titles);
		judge(t, &task);
		*cb_push(t->of, t->n, t->cap) = task;
		cb_arena_reset(&titles);
	}
	cb_arena_release(&titles);
	cb_sort(t->of, t->n, sizeof(*t->of), by_due);
	return is_well;
}

static enum cb_status
filter_tasks(struct tasks *t)
{
	struct cb_filter filter;
	enum cb_status status = cb_filter_open(&filter, t->run->office, &cb_register_task, t->run->where);

	if (status == CB_OK && !add_tasks(t, &filter))
		status = CB_USAGE;
	if (status == CB_OK)
		status = cb_filter_finish(&filter);
	cb_filter_release(&filter);
	return status;
}

/* R4: -p asks, and is no period of rows that say none: they would differ from those of a database. */
static enum cb_status
read_rows(struct tasks *t)
{
	struct cb_query_run run = *t->run;
	struct cb_input in;

	if (run.input != NULL) {
		in = *run.input;
		in.period = 0;
		run.input = &in;
	}
	return cb_asked_rows(&run, &cb_register_task, &t->rows);
}

enum cb_status
tasks_load(struct tasks *t, const struct cb_query_run *run, enum task_filter how)
{
	enum cb_status status;

	*t = (struct tasks){ .run = run, .day = run->today_day };
	if (run->of.tasks != NULL && run->of.tasks->received_day != 0)
		t->day = run->of.tasks->received_day;
	status = cb_due_open(&t->calendar, run->office);
	if (status == CB_OK)
		status = read_rows(t);
	if (status == CB_OK)
		status = tasks_close(t);
	if (status == CB_OK && how == TASK_FILTERED && run->where.n > 0)
		return filter_tasks(t);
	return status == CB_OK && !add_tasks(t, NULL) ? CB_USAGE : status;
}

void
tasks_release(struct tasks *t)
{
	free(t->of);
	cb_table_release(&t->rows);
	cb_due_release(&t->calendar);
	*t = (struct tasks){ 0 };
}

void
tasks_tell_without_kind(const struct tasks *t, struct cb_diag *diag)
{
	int64_t without = 0;

	for (size_t i = 0; i < t->n; i++) {
		if (task_word(&t->of[i], TASK_KIND) == TASK_SUBMISSION)
			return;
		without += t->of[i].cells[TASK_KIND].state == CB_EMPTY;
	}
	if (without > 0)
		cb_report(diag, CB_NO_SUBMISSIONS, CB_NOWHERE, "", without);
}

bool
task_has(struct cb_query_run *run)
{
	bool has_files = run->input != NULL && run->input->paths.n > 0;

	return cb_query_has_office(run) || has_files;
}
