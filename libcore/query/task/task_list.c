/* One row a task: all of them, those due, those overdue, submissions that are missing; who was late how often. */
#include <stdlib.h>

#include <cb/query/sums.h>

#include "task_book.h"

enum { NO,
       TITLE,
       ASSIGNEE,
       KIND,
       PERIOD,
       DUE,
       DONE,
       STATE,
       DAYS_LATE,
       DAYS_LEFT,
       RESULT,
       HANDLER,
       GROUP,
       INDICATOR,
       SERIES,
       EVIDENCE,
       SOURCE,
       NOTE };

static const struct cb_query_column columns[] = {
	[NO] = TASK_LIKE("no", "编号", NO),
	[TITLE] = TASK_LIKE("title", "任务", TITLE),
	[ASSIGNEE] = TASK_LIKE("assignee", "责任单位", ASSIGNEE),
	[KIND] = TASK_LIKE("kind", "任务类别", KIND),
	[PERIOD] = TASK_LIKE("period", "期间", PERIOD),
	[DUE] = TASK_LIKE("due", "截止", DUE),
	[DONE] = TASK_LIKE("done", "完成", DONE),
	[STATE] = { "state", "状态", .type = &cb_type_enum, .arg = task_states },
	[DAYS_LATE] = { "days_late", "超期天数", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[DAYS_LEFT] = { "days_left", "剩余天数", .type = &cb_type_int },
	[RESULT] = TASK_LIKE("result", "结果", RESULT),
	[HANDLER] = TASK_LIKE("handler", "经办人", HANDLER),
	[GROUP] = TASK_LIKE("group", "人员类别", GROUP),
	[INDICATOR] = TASK_LIKE("indicator", "对应指标", INDICATOR),
	[SERIES] = TASK_LIKE("series", "系列", SERIES),
	[EVIDENCE] = TASK_LIKE("evidence", "材料", EVIDENCE),
	[SOURCE] = TASK_LIKE("source", "依据", SOURCE),
	[NOTE] = TASK_LIKE("note", "备注", NOTE),
	{ 0 },
};

static void
add_row(const struct tasks *t, const struct task *task, struct cb_table *out)
{
	struct cb_cell *cells = cb_table_row(out);

	cb_query_take_like(columns, task->cells, cells, out);
	if (!task_is_done(task))
		cells[DONE] = (struct cb_cell){ 0 };
	cells[STATE] = cb_cell_number(task->state);
	if (task->days_late > 0)
		cells[DAYS_LATE] = cb_cell_number(task->days_late);
	if (task->state == TASK_OPEN && task->limit != NO_MINUTE)
		cells[DAYS_LEFT] = cb_cell_number(cb_date_of_minute(task->limit) - t->day);
}

typedef bool is_wanted(const struct task *, int64_t until);

static bool
any(const struct task *task, int64_t until)
{
	(void)task, (void)until;
	return true;
}

static bool
is_overdue(const struct task *task, int64_t until)
{
	(void)until;
	return task->state == TASK_OVERDUE;
}

static bool
is_due(const struct task *task, int64_t until)
{
	return task->state == TASK_OPEN && task->limit != NO_MINUTE && task->limit <= until;
}

static enum cb_status
fill_wanted(struct cb_query_run *run, struct cb_table *out, is_wanted *wanted, int64_t until)
{
	struct tasks t;
	enum cb_status status = tasks_load(&t, run, TASK_ALL);

	for (size_t i = 0; status == CB_OK && i < t.n; i++)
		if (wanted(&t.of[i], until))
			add_row(&t, &t.of[i], out);
	tasks_release(&t);
	return status == CB_OK && wanted != any && out->n_rows > 0 ? CB_FOUND : status;
}

static enum cb_status
fill_list(struct cb_query_run *run, struct cb_table *out)
{
	return fill_wanted(run, out, any, 0);
}

static enum cb_status
fill_overdue(struct cb_query_run *run, struct cb_table *out)
{
	return fill_wanted(run, out, is_overdue, 0);
}

static enum cb_status
fill_due(struct cb_query_run *run, struct cb_table *out)
{
	int64_t until = (run->today_day + INT64_C(1)) * CB_DAY_MINUTES - 1;
	enum cb_status status = CB_OK;

	if (run->of.tasks != NULL && run->of.tasks->within.state == CB_VALUE)
		status = cb_due_within(run->office, &run->of.tasks->within, run->today_day, &until);
	return status == CB_OK ? fill_wanted(run, out, is_due, until) : status;
}

const struct cb_query cb_query_task_list = {
	.name = "tasks",
	.zh = "任务清单",
	.title_en = "Tasks",
	.title_zh = "任务清单",
	.columns = columns,
	.reads = "task",
	.takes = CB_QUERY_TAKES_FILES,
	.has = task_has,
	.fill = fill_list,
	.en = "The tasks, one a row, as cb-task list prints them.",
	.doc = "任务清单,一行一项,同 cb-task list。",
};
const struct cb_query cb_query_task_overdue = {
	.name = "tasks_overdue",
	.zh = "逾期任务",
	.title_en = "Tasks: overdue",
	.title_zh = "逾期任务",
	.columns = columns,
	.reads = "task",
	.takes = CB_QUERY_TAKES_FILES,
	.has_findings = true,
	.has = task_has,
	.fill = fill_overdue,
	.en = "Tasks that are not done and whose limit has passed.",
	.doc = "已过时限、尚未完成的任务。",
};
const struct cb_query cb_query_task_due = {
	.name = "tasks_due",
	.zh = "临期任务",
	.title_en = "Tasks: due soon",
	.title_zh = "临期任务",
	.columns = columns,
	.reads = "task",
	.takes = CB_QUERY_TAKES_FILES,
	.has_findings = true,
	.has = task_has,
	.fill = fill_due,
	.en = "Tasks that are not done and whose limit is near.",
	.doc = "时限将到、尚未完成的任务。",
};

/* ---- what is missing ---- */

enum { OWED_BY,
       OWED_TITLE,
       OWED_PERIOD,
       OWED_DUE,
       OWED_STATE,
       OWED_DONE,
       OWED_DAYS,
       OWED_HANDLER,
       OWED_NO };

enum { NOT_HANDED_IN,
       HANDED_IN_LATE,
       ZERO_REPORT };
static const struct cb_word owed_states[] = { [NOT_HANDED_IN] = { "未报", "missing", NULL },
	                                      [HANDED_IN_LATE] = { "迟报", "late", NULL },
	                                      [ZERO_REPORT] = { "零报告", "zero", NULL },
	                                      { 0 } };

static const struct cb_query_column owed_columns[] = {
	[OWED_BY] = TASK_LIKE("assignee", "责任单位", ASSIGNEE),
	[OWED_TITLE] = TASK_LIKE("title", "报送内容", TITLE),
	[OWED_PERIOD] = TASK_LIKE("period", "期间", PERIOD),
	[OWED_DUE] = TASK_LIKE("due", "报送时限", DUE),
	[OWED_STATE] = { "state", "状态", .type = &cb_type_enum, .arg = owed_states },
	[OWED_DONE] = TASK_LIKE("done", "报送时间", DONE),
	[OWED_DAYS] = { "days_late", "迟报天数", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[OWED_HANDLER] = TASK_LIKE("handler", "经办人", HANDLER),
	[OWED_NO] = TASK_LIKE("no", "编号", NO),
	{ 0 },
};

/* -1: it is not missing. */
static int
owed_state(const struct task *task)
{
	if (task_word(task, TASK_KIND) != TASK_SUBMISSION)
		return -1;
	if (task->state == TASK_OVERDUE)
		return NOT_HANDED_IN;
	if (task->state == TASK_LATE)
		return HANDED_IN_LATE;
	return task_is_done(task) && task_word(task, TASK_RESULT) == TASK_ZERO ? ZERO_REPORT : -1;
}

static void
add_owed(const struct task *task, int state, struct cb_table *out)
{
	struct cb_cell *cells = cb_table_row(out);

	cb_query_take_like(owed_columns, task->cells, cells, out);
	if (!task_is_done(task))
		cells[OWED_DONE] = (struct cb_cell){ 0 };
	cells[OWED_STATE] = cb_cell_number(state);
	if (task->days_late > 0)
		cells[OWED_DAYS] = cb_cell_number(task->days_late);
}

static enum cb_status
fill_missing(struct cb_query_run *run, struct cb_table *out)
{
	struct tasks t;
	enum cb_status status = tasks_load(&t, run, TASK_ALL), found = CB_OK;

	if (status == CB_OK)
		tasks_tell_without_kind(&t, run->office->diag);
	for (size_t i = 0; status == CB_OK && i < t.n; i++) {
		int state = owed_state(&t.of[i]);

		if (state >= 0)
			add_owed(&t.of[i], state, out);
		if (state >= 0 && state != ZERO_REPORT)
			found = CB_FOUND;
	}
	tasks_release(&t);
	return status == CB_OK ? found : status;
}

const struct cb_query cb_query_task_missing = {
	.name = "tasks_missing",
	.zh = "未报迟报",
	.title_en = "Submissions: missing, late, zero",
	.title_zh = "未报、迟报、零报告",
	.columns = owed_columns,
	.reads = "task",
	.takes = CB_QUERY_TAKES_FILES,
	.has_findings = true,
	.has = task_has,
	.fill = fill_missing,
	.en = "Submissions that were not handed in, too late, or as a zero report, as cb-task missing prints them.",
	.doc = "未报、迟报、零报告的报送任务,同 cb-task missing。",
};
