/* Who owes what by when (cb-task). */
#include <cb/data/schema.h>
#include <cb/value/date.h>

/* Tables: a column of a register every two or three lines. */
/* clang-format off */

static const struct cb_word kinds[] = {
	{ "报送", "submission", "材料报送 报送材料" }, { "职责", "duty", NULL },
	{ "计划", "plan", "工作计划" }, { "承诺", "commitment", "承诺事项" },
	{ "长效机制", "mechanism", NULL }, { "措施", "measure", "整改措施" },
	{ "议定", "decision", "议定事项" }, { "协调", "coordination", "协调事项" },
	{ NULL, NULL, NULL },
};

static const struct cb_word results[] = {
	{ "采用", "accepted", "已采用" }, { "退回", "returned", "已退回" },
	{ "零报告", "zero", "零报" }, { NULL, NULL, NULL },
};

static const struct cb_column task[] = {
	[TASK_NO] = { "no", "编号", "任务编号", &cb_type_code, NULL, CB_KEY | CB_NUMBERED,
		.en = "Number of the task, given if empty.", .doc = "任务编号,空着由程序编。" },
	[TASK_TITLE] = { "title", "任务",
		"事项;报送内容;任务名称;工作任务;工作事项;任务内容;工作内容;报送事项;报送材料;材料名称;任务事项;"
		"重点任务;事项名称",
		&cb_type_text, NULL, CB_REQUIRED,
		.en = "What is owed.", .doc = "任务内容。" },
	[TASK_ASSIGNEE] = { "assignee", "责任单位",
		"责任人;责任部门;承办单位;报送单位;牵头单位;主办单位;责任科室;责任社区;落实单位;社区;牵头部门;完成单位",
		&cb_type_ref, &cb_of_assignee, CB_REQUIRED,
		.en = "Who owes it; * is every community.",
		.doc = "责任单位或责任人;* 为所有社区。" },
	[TASK_KIND] = { "kind", "任务类别", "类别;任务类型", &cb_type_enum, kinds, 0,
		.en = "Kind.", .doc = "任务类别。" },
	[TASK_INDICATOR] = { "indicator", "对应指标", "指标;测评指标;测评项", &cb_type_text, NULL, 0,
		.en = "Indicators that it serves, joined by a semicolon.",
		.doc = "对应的指标,以分号隔开。" },
	[TASK_PERIOD] = { "period", "月份", "期间;报送月份;所属月份;任务月份", &cb_type_period, NULL, CB_WHEN,
		.en = "Period it is about.", .doc = "所属期间。" },
	[TASK_DUE] = { "due", "截止",
		"报送时限;截止时间;截止日期;完成时限;完成期限;办结时限;报送截止时间;截止时限;报送期限;"
		"要求完成时间;完成时限要求",
		&cb_type_date_time, &cb_deadline,
		CB_REQUIRED | CB_LACKING,
		.en = "Time limit.", .doc = "截止时间。" },
	[TASK_DONE] = { "done", "完成",
		"报送时间;完成时间;完成日期;实际完成时间;实际报送时间;报送日期;办结时间;办结日期;提交时间",
		&cb_type_date_time, NULL, CB_PAST,
		.en = "When it was done.", .doc = "完成时间。" },
	[TASK_GROUP] = { "group", "人员类别", NULL, &cb_type_text, NULL, 0,
		.en = "Group of people that it binds.", .doc = "承担任务的人员类别。" },
	[TASK_HANDLER] = { "handler", "经办人", "经手人;承办人;责任人;具体责任人;负责人;联系人", &cb_type_name, NULL, 0,
		.en = "Who handles it.", .doc = "经办人。" },
	[TASK_SERIES] = { "series", "系列", NULL, &cb_type_code, NULL, 0,
		.en = "Tasks that were made as one series.", .doc = "同一系列的编号。" },
	[TASK_RESULT] = { "result", "结果", "采用情况", &cb_type_enum, results, 0,
		.en = "What became of it.", .doc = "结果。" },
	[TASK_EVIDENCE] = { "evidence", "材料", "佐证材料;附件;材料清单", &cb_type_text, NULL, 0,
		.en = "Files, joined by a semicolon.", .doc = "材料,以分号隔开。" },
	[TASK_SOURCE] = { "source", "依据", "来源;任务来源;文件依据", &cb_type_text, NULL, 0,
		.en = "Document that demands it.", .doc = "任务的依据。" },
	[TASK_NOTE] = { "note", "备注", "说明", &cb_type_text, NULL, 0,
		.en = "Anything else.", .doc = "备注。" },
};

const struct cb_register cb_register_task = { "task", "任务",
	"Duties, submissions, plans and commitments with their time limits.",
	"职责、报送、计划、承诺及其时限。",
	task, TASK_N, 0, NULL, "cb-task" };
