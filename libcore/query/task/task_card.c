/* Who has done the duties of its level, by rule task.duty (query/task.h R7). */
#include <stdlib.h>

#include <cb/query/every.h>
#include <cb/query/when.h>
#include <cb/rule/types.h>

#include "task_book.h"

enum { WHO,
       GROUP,
       DUTY,
       EVERY,
       NEEDED,
       DONE,
       STATE,
       HOW,
       RULE };

enum { DUTY_DONE,
       DUTY_LACKS };
static const struct cb_word states[] = { [DUTY_DONE] = { "完成", "done", NULL },
	                                 [DUTY_LACKS] = { "缺", "lacking", NULL },
	                                 { 0 } };
/* How it is known. */
enum { BY_TASK,
       BY_RECORD };
static const struct cb_word hows[] = { [BY_TASK] = { "任务登记", "task", NULL },
	                               [BY_RECORD] = { "活动记录", "activity", NULL },
	                               { 0 } };

static const struct cb_query_column columns[] = {
	[WHO] = { "who", "承担者", .type = &cb_type_text },
	[GROUP] = { "group", "类别", .type = &cb_type_text, .en = "the scope of the rule", .doc = "规则的适用对象" },
	[DUTY] = { "duty", "职责", .type = &cb_type_text },
	[EVERY] = { "every", "周期", .type = &cb_type_enum, .arg = cb_words_every },
	[NEEDED] = { "needed", "应做", .type = &cb_type_int, .flags = CB_QUERY_SUM, .en = "periods until the day",
	             .doc = "到当日为止的周期数" },
	[DONE] = { "done", "已做", .type = &cb_type_int, .flags = CB_QUERY_SUM, .en = "periods in which it was done",
	           .doc = "做到的周期数" },
	[STATE] = { "state", "状态", .type = &cb_type_enum, .arg = states },
	[HOW] = { "how", "依据", .type = &cb_type_enum, .arg = hows, .en = "ticked by hand as a task, or derived from records",
	          .doc = "登记为任务,还是由活动记录得出" },
	[RULE] = { "rule", "规则", .type = &cb_type_text },
	{ 0 },
};

struct card {
	const struct cb_query_run *run;
	struct tasks t; /* of all times */
	struct cb_table activities, units;
	struct cb_period_range range;
	struct cb_table *out;
};

/* ---- what was done ---- */

static bool
is_by(const struct task *task, struct cb_text who)
{
	return cb_text_equal(task_text(task, TASK_ASSIGNEE), who) || cb_text_equal(task_text(task, TASK_HANDLER), who);
}

static bool
is_ticked(const struct card *c, struct cb_text who, const char *duty, const struct cb_period_range *part)
{
	for (size_t i = 0; i < c->t.n; i++) {
		const struct task *task = &c->t.of[i];

		if (task_is_done(task) && is_by(task, who) && cb_text_is(task_text(task, TASK_TITLE), duty) &&
		    cb_when_in(&cb_type_date_time, &task->cells[TASK_DONE], part))
			return true;
	}
	return false;
}

/* Its kind or theme is the duty's word, or its title holds that. */
static bool
shows(const struct cb_cell *cells, const char *duty)
{
	const struct cb_word *kinds = cb_register_activity.columns[ACTIVITY_KIND].arg;

	return cb_text_is(cb_text_of(kinds[cells[ACTIVITY_KIND].n].zh), duty) ||
	       (cells[ACTIVITY_THEME].state == CB_VALUE &&
	        cb_text_is(cb_text_of(cb_words_theme[cells[ACTIVITY_THEME].n].zh), duty)) ||
	       cb_text_find(cells[ACTIVITY_TITLE].text, duty) >= 0;
}

static bool
is_recorded(const struct card *c, struct cb_text who, const char *duty, const struct cb_period_range *part)
{
	for (size_t row = 0; row < c->activities.n_rows; row++) {
		const struct cb_cell *cells = c->activities.cells + row * c->activities.n_columns;
		bool is_held = cells[ACTIVITY_STATE].state != CB_VALUE || cells[ACTIVITY_STATE].n == ACTIVITY_HELD;

		if (is_held && cells[ACTIVITY_DATE].n <= c->t.day &&
		    cb_when_in(&cb_type_date, &cells[ACTIVITY_DATE], part) &&
		    (cb_text_equal(cells[ACTIVITY_COMMUNITY].text, who) ||
		     cb_text_equal(cells[ACTIVITY_ORGANISER].text, who) ||
		     cb_text_equal(cells[ACTIVITY_LEADER].text, who)) &&
		    shows(cells, duty))
			return true;
	}
	return false;
}

static void
add_row(struct card *c, const struct cb_rule *rule, struct cb_text who)
{
	struct cb_cell *cells = cb_table_row(c->out);
	struct cb_period_range part = { 0 };
	int64_t needed = 0, done = 0;
	bool by_record = false;

	for (int n = 0; cb_every_nth((int)rule->value.n, &c->range, n, &part); n++) {
		bool is_there = is_ticked(c, who, rule->key, &part);

		if (!is_there && is_recorded(c, who, rule->key, &part))
			is_there = by_record = true;
		needed++;
		done += is_there;
	}
	cells[WHO] = cb_table_text(c->out, who);
	cells[GROUP] = cb_table_text(c->out, cb_text_of(rule->scope));
	cells[DUTY] = cb_table_text(c->out, cb_text_of(rule->key));
	cells[EVERY] = cb_cell_number(rule->value.n);
	cells[NEEDED] = cb_cell_number(needed);
	cells[DONE] = cb_cell_number(done);
	cells[STATE] = cb_cell_number(done < needed ? DUTY_LACKS : DUTY_DONE);
	if (done > 0)
		cells[HOW] = cb_cell_number(by_record ? BY_RECORD : BY_TASK);
	cells[RULE] = cb_table_text(c->out, cb_text_of(rule->id));
}

/* ---- who is judged ---- */

static int
by_text(const void *pa, const void *pb)
{
	return cb_text_compare(*(const struct cb_text *)pa, *(const struct cb_text *)pb);
}

/* The people of that group, the communities, the units of that level or name, each once and in order. */
static void
add_scope(struct card *c, const struct cb_rule *rule)
{
	const struct cb_word *levels = cb_register_unit.columns[UNIT_LEVEL].arg;
	const struct cb_office *office = c->run->office;
	struct cb_text *who = NULL, scope = cb_text_of(rule->scope);
	size_t n = 0, cap = 0;

	for (size_t i = 0; i < c->t.n; i++)
		if (cb_text_equal(task_text(&c->t.of[i], TASK_GROUP), scope))
			*cb_push(who, n, cap) = task_text(&c->t.of[i], TASK_ASSIGNEE);
	for (size_t i = 0; i < office->n_communities; i++) {
		struct cb_text name = cb_office_name(office, office->communities[i].name);

		if (cb_text_is(scope, "社区") || cb_text_equal(scope, name))
			*cb_push(who, n, cap) = name;
	}
	for (size_t row = 0; row < c->units.n_rows; row++) {
		const struct cb_cell *cells = c->units.cells + row * c->units.n_columns;
		bool is_of_level = cells[UNIT_LEVEL].state == CB_VALUE &&
		                   cb_text_is(scope, levels[cells[UNIT_LEVEL].n].zh);

		if (is_of_level || cb_text_equal(scope, cells[UNIT_NAME].text))
			*cb_push(who, n, cap) = cells[UNIT_NAME].text;
	}
	cb_sort(who, n, sizeof(*who), by_text);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || !cb_text_equal(who[i], who[i - 1]))
			add_row(c, rule, who[i]);
	free(who);
}

/* Without -p the year so far. */
static void
set_range(struct card *c)
{
	int64_t year = cb_period_of_day(CB_YEAR, c->t.day);

	c->range = c->run->range;
	if (c->range.last_day == 0)
		c->range = (struct cb_period_range){ year, year, cb_period_first_day(year), cb_period_last_day(year) };
	if (c->range.last_day > c->t.day)
		c->range.last_day = c->t.day;
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct cb_query_run all = { .office = run->office, .input = run->input, .today_day = run->today_day };
	struct cb_query_run others = { .office = run->office };
	struct card c = { .run = run, .out = out };
	const struct cb_rule *rule;
	size_t at = 0;
	enum cb_status status = tasks_load(&c.t, &all, TASK_ALL);

	if (status == CB_OK)
		status = cb_asked_rows(&others, &cb_register_activity, &c.activities);
	if (status == CB_OK)
		status = cb_asked_rows(&others, &cb_register_unit, &c.units);
	set_range(&c);
	while (status == CB_OK &&
	       (rule = cb_rules_all(run->office->rules, "task.duty", NULL, (int32_t)c.t.day, &at)) != NULL)
		add_scope(&c, rule);
	cb_table_release(&c.activities);
	cb_table_release(&c.units);
	tasks_release(&c.t);
	return status;
}

const struct cb_query cb_query_task_scorecard = {
	.name = "scorecard",
	.zh = "职责完成情况",
	.title_en = "Duties done and lacking",
	.title_zh = "职责完成情况",
	.columns = columns,
	.reads = "task activity unit",
	.takes = CB_QUERY_TAKES_FILES,
	.has = task_has,
	.fill = fill,
	.en = "The duties of rule task.duty, who has done them and what is lacking, as cb-task scorecard prints it.",
	.doc = "规则 task.duty 规定的职责的完成情况和所缺,同 cb-task scorecard。",
};
