/* Who owes what by when (cb-task). */
#include <cb/data/schema.h>

/* Tables: a column of a register every two or three lines. */
/* clang-format off */

static const struct cb_word kinds[] = {
	{ "报送", "submission", NULL }, { "职责", "duty", NULL }, { "计划", "plan", NULL },
	{ "承诺", "commitment", NULL }, { "长效机制", "mechanism", NULL },
	{ "措施", "measure", NULL }, { "议定", "decision", NULL },
	{ "协调", "coordination", NULL }, { NULL, NULL, NULL },
};

static const struct cb_word results[] = {
	{ "采用", "accepted", "已采用" }, { "退回", "returned", NULL }, { "零报告", "zero", NULL },
	{ NULL, NULL, NULL },
};

static const struct cb_column task[] = {
	[TASK_NO] = { "no", "编号", NULL, &cb_type_code, NULL, CB_KEY | CB_NUMBERED,
		.en = "Number of the task, given if empty.", .doc = "任务编号,空着由程序编。" },
	[TASK_TITLE] = { "title", "任务",
		"事项;报送内容;任务名称;工作任务;工作事项", &cb_type_text, NULL, CB_REQUIRED,
		.en = "What is owed.", .doc = "任务内容。" },
	[TASK_ASSIGNEE] = { "assignee", "责任单位", "责任人",
		&cb_type_ref, &cb_of_assignee, CB_REQUIRED,
		.en = "Who owes it; * is every community.",
		.doc = "责任单位或责任人;* 为所有社区。" },
	[TASK_KIND] = { "kind", "任务类别", NULL, &cb_type_enum, kinds, 0,
		.en = "Kind.", .doc = "任务类别。" },
	[TASK_INDICATOR] = { "indicator", "对应指标", NULL, &cb_type_text, NULL, 0,
		.en = "Indicators that it serves, joined by a semicolon.",
		.doc = "对应的指标,以分号隔开。" },
	[TASK_PERIOD] = { "period", "月份", "期间", &cb_type_period, NULL, CB_WHEN,
		.en = "Period it is about.", .doc = "所属期间。" },
	[TASK_DUE] = { "due", "截止", "报送时限;截止时间;截止日期;完成时限", &cb_type_date_time, NULL,
		CB_REQUIRED | CB_LACKING,
		.en = "Time limit.", .doc = "截止时间。" },
	[TASK_DONE] = { "done", "完成", "报送时间;完成时间;完成日期", &cb_type_date_time, NULL, CB_PAST,
		.en = "When it was done.", .doc = "完成时间。" },
	[TASK_GROUP] = { "group", "人员类别", NULL, &cb_type_text, NULL, 0,
		.en = "Group of people that it binds.", .doc = "承担任务的人员类别。" },
	[TASK_HANDLER] = { "handler", "经办人", NULL, &cb_type_name, NULL, 0,
		.en = "Who handles it.", .doc = "经办人。" },
	[TASK_SERIES] = { "series", "系列", NULL, &cb_type_code, NULL, 0,
		.en = "Tasks that were made as one series.", .doc = "同一系列的编号。" },
	[TASK_RESULT] = { "result", "结果", NULL, &cb_type_enum, results, 0,
		.en = "What became of it.", .doc = "结果。" },
	[TASK_EVIDENCE] = { "evidence", "材料", NULL, &cb_type_text, NULL, 0,
		.en = "Files, joined by a semicolon.", .doc = "材料,以分号隔开。" },
	[TASK_SOURCE] = { "source", "依据", "来源", &cb_type_text, NULL, 0,
		.en = "Document that demands it.", .doc = "任务的依据。" },
	[TASK_NOTE] = { "note", "备注", "说明", &cb_type_text, NULL, 0,
		.en = "Anything else.", .doc = "备注。" },
};

const struct cb_register cb_register_task = { "task", "任务",
	"Duties, submissions, plans and commitments with their time limits.",
	"职责、报送、计划、承诺及其时限。",
	task, TASK_N, 0, NULL, "cb-task" };
