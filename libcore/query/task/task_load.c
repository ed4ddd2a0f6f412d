/* Has everybody a task, and every month an arrangement? And who answers for each indicator? */
#include <stdlib.h>
#include <string.h>

#include <cb/query/export.h>
#include <cb/query/policy.h>
#include <cb/query/when.h>
#include <cb/value/wording.h>

#include "task_book.h"

/* The rows of other registers that these questions look at. */
static enum cb_status
read_other(const struct cb_query_run *run, const struct cb_register *reg, struct cb_table *rows)
{
	struct cb_query_run all = { .office = run->office };

	return cb_asked_rows(&all, reg, rows);
}

/* ---- load ---- */

enum { CHECK,
       WHO,
       POST,
       MONTH };

enum { NO_TASK,
       NO_PLAN };
static const struct cb_word checks[] = { [NO_TASK] = { "人人有任务", "no_task", NULL },
	                                 [NO_PLAN] = { "月月有安排", "no_plan", NULL },
	                                 { 0 } };

static const struct cb_query_column load_columns[] = {
	[CHECK] = { "check", "核查", .type = &cb_type_enum, .arg = checks },
	[WHO] = { "who", "姓名或社区", .type = &cb_type_text },
	[POST] = { "post", "职务", .type = &cb_type_text },
	[MONTH] = { "month", "月份", .type = &cb_type_period },
	{ 0 },
};

struct load {
	struct tasks t; /* of all times */
	struct cb_table posts, activities;
	struct cb_period_range month;
	struct cb_table *out;
};

static bool
is_of_month(const struct load *l, const struct task *task)
{
	const struct cb_cell *period = &task->cells[TASK_PERIOD];

	return (period->state == CB_VALUE && cb_when_in(&cb_type_period, period, &l->month)) ||
	       cb_when_in(&cb_type_date_time, &task->cells[TASK_DUE], &l->month);
}

static bool
has_task(const struct load *l, struct cb_text name)
{
	for (size_t i = 0; i < l->t.n; i++)
		if (is_of_month(l, &l->t.of[i]) && (cb_text_equal(task_text(&l->t.of[i], TASK_ASSIGNEE), name) ||
		                                    cb_text_equal(task_text(&l->t.of[i], TASK_HANDLER), name)))
			return true;
	return false;
}

static bool
has_activity(const struct load *l, struct cb_text community)
{
	const struct cb_cell *cells;

	for (size_t row = 0; (cells = cb_table_at(&l->activities, row)) != NULL; row++)
		if (cb_when_in(&cb_type_date, &cells[ACTIVITY_DATE], &l->month) &&
		    cells[ACTIVITY_STATE].n != ACTIVITY_CANCELLED &&
		    cb_text_equal(cells[ACTIVITY_COMMUNITY].text, community))
			return true;
	return false;
}

static void
add_finding(struct load *l, int check, struct cb_text who, struct cb_text post)
{
	struct cb_cell *cells = cb_table_row(l->out);

	cells[CHECK] = cb_cell_number(check);
	cells[WHO] = cb_table_text(l->out, who);
	if (post.len > 0)
		cells[POST] = cb_table_text(l->out, post);
	cells[MONTH] = cb_cell_number(l->month.from);
}

/* In office on any day of the month; each person once, by the first post. */
static void
check_people(struct load *l)
{
	struct cb_dict seen = { 0 };
	const struct cb_cell *cells;

	for (size_t row = 0; (cells = cb_table_at(&l->posts, row)) != NULL; row++) {
		struct cb_text person = cells[POST_PERSON].text;
		bool is_in_office = cb_when_in_force(&cells[POST_SINCE], &cells[POST_UNTIL], l->month.first_day,
		                                     l->month.last_day);

		if (!is_in_office || !cb_dict_add(&seen, person, 1))
			continue;
		if (!has_task(l, person))
			add_finding(l, NO_TASK, person, cells[POST_POST].text);
	}
	cb_dict_release(&seen);
}

static void
check_month(struct load *l, const struct cb_office *office, int64_t month)
{
	l->month = (struct cb_period_range){ month, month, cb_period_first_day(month), cb_period_last_day(month) };
	check_people(l);
	for (size_t i = 0; i < office->n_communities; i++) {
		struct cb_text name = cb_office_name(office, office->communities[i].name);

		if (!has_task(l, name) && !has_activity(l, name))
			add_finding(l, NO_PLAN, name, (struct cb_text){ "", 0 });
	}
}

static enum cb_status
fill_load(struct cb_query_run *run, struct cb_table *out)
{
	struct cb_query_run all = { .office = run->office, .input = run->input, .today_day = run->today_day };
	bool is_asked = run->range.last_day != 0;
	int64_t month = cb_period_of_day(CB_MONTH, is_asked ? run->range.first_day : run->today_day),
		last = cb_period_of_day(CB_MONTH, is_asked ? run->range.last_day : run->today_day);
	struct load l = { .out = out };
	enum cb_status status = tasks_load(&l.t, &all, TASK_ALL);

	if (status == CB_OK)
		status = read_other(run, &cb_register_post, &l.posts);
	if (status == CB_OK)
		status = read_other(run, &cb_register_activity, &l.activities);
	for (; status == CB_OK && month <= last; month = cb_period_step(month, 1))
		check_month(&l, run->office, month);
	cb_table_release(&l.posts);
	cb_table_release(&l.activities);
	tasks_release(&l.t);
	return status == CB_OK && out->n_rows > 0 ? CB_FOUND : status;
}

const struct cb_query cb_query_task_load = {
	.name = "tasks_load",
	.zh = "任务安排核查",
	.title_en = "People without a task, months without an arrangement",
	.title_zh = "人人有任务、月月有安排",
	.columns = load_columns,
	.reads = "task post activity",
	.takes = CB_QUERY_TAKES_FILES,
	.has_findings = true,
	.has = task_has,
	.fill = fill_load,
	.en = "Who holds a post and has no task in a month, and which community has neither a task nor an activity in it.",
	.doc = "当月任职而没有任务的人,和当月既无任务又无活动的社区。",
};

/* ---- items ---- */

enum { SYSTEM,
       CODE,
       INDICATOR,
       FULL,
       MODE,
       OFFICE,
       PERSON,
       DUTIES,
       TASKS,
       DONE,
       ACTIVITIES,
       EVIDENCE,
       SCORED,
       SCORE,
       SCORE_RATE,
       LACKS };

#define OF_INDICATOR(k, label, c) CB_QUERY_LIKE(k, label, indicator, INDICATOR_##c, 0)
#define COUNT(k, label) CB_QUERY_OF(k, label, int, CB_QUERY_SUM)
static const struct cb_query_column item_columns[] = {
	[SYSTEM] = OF_INDICATOR("system", "测评体系", SYSTEM),
	[CODE] = OF_INDICATOR("code", "编号", CODE),
	[INDICATOR] = OF_INDICATOR("title", "指标", TITLE),
	[FULL] = OF_INDICATOR("full", "满分", FULL),
	[MODE] = OF_INDICATOR("mode", "计分方式", MODE),
	[OFFICE] = OF_INDICATOR("office", "责任单位", OFFICE),
	[PERSON] = OF_INDICATOR("person", "责任人", PERSON),
	[DUTIES] = { "duties", "任务", .type = &cb_type_text, .en = "each with who does it", .doc = "每项附承担者" },
	[TASKS] = COUNT("tasks", "任务数"),
	[DONE] = COUNT("done", "已完成"),
	[ACTIVITIES] = COUNT("activities", "活动数"),
	[EVIDENCE] = { "evidence", "材料", .type = &cb_type_text, .en = "of tasks and activities",
	               .doc = "任务和活动的材料" },
	[SCORED] = { "scored", "得分期间", .type = &cb_type_period, .en = "the last period that it has scores of",
	             .doc = "有得分的最近一期" },
	[SCORE] = { "score", "平均得分", .type = &cb_type_num, .en = "the mean of the scores of that period",
	            .doc = "该期各得分的平均" },
	[SCORE_RATE] = { "score_rate", "得分率", .type = &cb_type_text, .en = "of full, where points are added",
	                 .doc = "占满分,加分的指标" },
	[LACKS] = { "lacks", "缺", .type = &cb_type_text, .en = "what the item has not", .doc = "该项所缺" },
	{ 0 },
};

static void
join(struct cb_str *all, struct cb_text word)
{
	if (word.len > 0)
		cb_str_join(all, ";", word);
}

/* What stands in the registers about one indicator. */
struct item {
	struct cb_str duties, evidence, lacks;
	int64_t n_tasks, n_done, n_activities;
};

static void
collect_item(const struct tasks *t, const struct cb_table *activities, struct cb_text name, struct item *item)
{
	const struct cb_cell *cells;

	for (size_t i = 0; i < t->n; i++) {
		const struct task *task = &t->of[i];
		struct cb_str duty = { 0 };

		if (!cb_text_list_has(task_text(task, TASK_INDICATOR), ";", name))
			continue;
		cb_str_addf(&duty, "%.*s(%.*s)", CB_TEXT_ARG(task_text(task, TASK_TITLE)),
		            CB_TEXT_ARG(task_text(task, TASK_ASSIGNEE)));
		join(&item->duties, cb_str_text(&duty));
		cb_str_release(&duty);
		join(&item->evidence, task_text(task, TASK_EVIDENCE));
		item->n_tasks++;
		item->n_done += task_is_done(task);
	}
	for (size_t row = 0; (cells = cb_table_at(activities, row)) != NULL; row++)
		if (cells[ACTIVITY_STATE].n != ACTIVITY_CANCELLED && cb_text_list_has(cells[ACTIVITY_INDICATOR].text, ";", name)) {
			item->n_activities++;
			join(&item->evidence, cells[ACTIVITY_LINK].text);
		}
}

/* The scores of the last period of each indicator. */
struct scored {
	int64_t system, indicator, period, n;
	cb_wide sum;
};

struct items {
	const struct cb_query_run *run;
	struct tasks t;
	struct cb_table indicators, activities;
	struct scored *scored; /* [of the indicators] */
};

static void
add_score(struct items *all, const struct cb_cell *cells)
{
	int64_t last = cb_period_last_day(cells[SCORE_PERIOD].n);

	if (cells[SCORE_SCORE].state != CB_VALUE ||
	    (all->run->range.last_day != 0 && !cb_when_in(&cb_type_period, &cells[SCORE_PERIOD], &all->run->range)))
		return;
	for (size_t i = 0; i < all->indicators.n_rows; i++) {
		struct scored *s = &all->scored[i];

		if (s->indicator != cells[SCORE_INDICATOR].n || s->system != cells[SCORE_CONTEST].n ||
		    (s->n > 0 && last < cb_period_last_day(s->period)))
			continue;
		if (s->n == 0 || s->period != cells[SCORE_PERIOD].n)
			*s = (struct scored){ s->system, s->indicator, cells[SCORE_PERIOD].n, 0, 0 };
		s->sum += cells[SCORE_SCORE].n;
		s->n++;
	}
}

static enum cb_status
read_scores(struct items *all)
{
	const struct cb_office *office = all->run->office;
	struct cb_input in = { .reg = &cb_register_score };
	struct cb_policy_run policy;
	struct cb_records records;
	const struct cb_record *record;
	enum cb_status status;

	all->scored = cb_alloc(all->indicators.n_rows + 1, sizeof(*all->scored));
	for (size_t i = 0; i < all->indicators.n_rows; i++) {
		const struct cb_cell *cells = cb_table_at(&all->indicators, i);

		all->scored[i].system = cells[INDICATOR_SYSTEM].n;
		all->scored[i].indicator = cells[INDICATOR_TITLE].n;
	}
	if (!cb_export_has(office, in.reg))
		return CB_OK;
	cb_policy_begin(&policy, office, &in);
	cb_records_open(&records, office, &in, NULL, 0);
	while (cb_records_next(&records, &record) > 0)
		add_score(all, record->cells);
	status = cb_records_close(&records);
	cb_policy_release(&policy);
	return status;
}

static void
add_scored(const struct scored *s, const struct cb_cell *from, struct cb_cell *cells, struct cb_table *out)
{
	bool is_added = from[INDICATOR_MODE].state != CB_VALUE || from[INDICATOR_MODE].n == MODE_ADD;
	struct cb_str rate = { 0 };

	if (s->n == 0)
		return;
	cells[SCORED] = cb_cell_number(s->period);
	cells[SCORE] = cb_cell_number(0);
	cb_decimal_divide(s->sum, (cb_wide)s->n * CB_MICRO, 2, CB_HALF_UP, &cells[SCORE].n);
	if (is_added)
		cb_words_share(s->sum, (cb_wide)s->n * from[INDICATOR_FULL].n, &rate);
	cells[SCORE_RATE] = cb_table_take(out, &rate);
}

static void
add_item(const struct items *all, size_t at, struct cb_table *out)
{
	const struct cb_cell *from = cb_table_at(&all->indicators, at);
	struct item item = { 0 };
	struct cb_cell *cells = cb_table_row(out);

	collect_item(&all->t, &all->activities, from[INDICATOR_TITLE].text, &item);
	add_scored(&all->scored[at], from, cells, out);
	cb_query_take_like(item_columns, from, cells, out);
	if (from[INDICATOR_OFFICE].state != CB_VALUE)
		join(&item.lacks, cb_text_of(item_columns[OFFICE].zh));
	if (from[INDICATOR_PERSON].state != CB_VALUE)
		join(&item.lacks, cb_text_of(item_columns[PERSON].zh));
	if (item.n_tasks == 0)
		join(&item.lacks, cb_text_of(item_columns[DUTIES].zh));
	if (item.evidence.len == 0)
		join(&item.lacks, cb_text_of(item_columns[EVIDENCE].zh));
	cells[TASKS] = cb_cell_number(item.n_tasks);
	cells[DONE] = cb_cell_number(item.n_done);
	cells[ACTIVITIES] = cb_cell_number(item.n_activities);
	cells[DUTIES] = cb_table_take(out, &item.duties);
	cells[EVIDENCE] = cb_table_take(out, &item.evidence);
	cells[LACKS] = cb_table_take(out, &item.lacks);
}

static enum cb_status
fill_items(struct cb_query_run *run, struct cb_table *out)
{
	struct items all = { .run = run };
	enum cb_status status = tasks_load(&all.t, run, TASK_ALL);

	if (status == CB_OK)
		status = read_other(run, &cb_register_indicator, &all.indicators);
	if (status == CB_OK)
		status = read_other(run, &cb_register_activity, &all.activities);
	if (status == CB_OK)
		status = read_scores(&all);
	for (size_t i = 0; status == CB_OK && i < all.indicators.n_rows; i++)
		add_item(&all, i, out);
	free(all.scored);
	cb_table_release(&all.indicators);
	cb_table_release(&all.activities);
	tasks_release(&all.t);
	return status;
}

const struct cb_query cb_query_task_items = {
	.name = "items",
	.zh = "对点达标",
	.title_en = "The indicators, and who answers for each",
	.title_zh = "逐项对点达标",
	.columns = item_columns,
	.reads = "task indicator activity score",
	.takes = CB_QUERY_TAKES_FILES,
	.has = task_has,
	.fill = fill_items,
	.en = "Each indicator with its office, person, duties, activities and evidence, and what it lacks, as cb-task items "
	      "prints it.",
	.doc = "每项指标的责任单位、责任人、任务、活动、材料和所缺,同 cb-task items。",
};
