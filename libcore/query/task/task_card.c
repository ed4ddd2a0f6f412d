/* Who has done the duties of its level, and what it has undertaken (query/task.h R7). */
#include <stdlib.h>

#include <cb/query/every.h>
#include <cb/query/when.h>
#include <cb/rule/types.h>

#include "task_shown.h"

enum { WHO,
       GROUP,
       LIST,
       DUTY,
       EVERY,
       NEEDED,
       DONE,
       STATE,
       HOW,
       LAST,
       RULE };

enum { DUTY_DONE,
       DUTY_LACKS };
static const struct cb_word states[] = { [DUTY_DONE] = { "完成", "done", NULL },
	                                 [DUTY_LACKS] = { "缺", "lacking", NULL },
	                                 { 0 } };

static const struct cb_query_column columns[] = {
	[WHO] = { "who", "承担者", .type = &cb_type_text },
	[GROUP] = { "group", "类别", .type = &cb_type_text, .en = "the scope of the rule", .doc = "规则的适用对象" },
	[LIST] = { "list", "清单", .type = &cb_type_text, .en = "the list that the rule belongs to, its measure",
	           .doc = "规则所属的清单,即其 measure" },
	[DUTY] = { "duty", "职责", .type = &cb_type_text },
	[EVERY] = { "every", "周期", .type = &cb_type_enum, .arg = cb_words_every },
	[NEEDED] = { "needed", "应做", .type = &cb_type_int, .flags = CB_QUERY_SUM, .en = "times until the day",
	             .doc = "到当日为止的次数" },
	[DONE] = { "done", "已做", .type = &cb_type_int, .flags = CB_QUERY_SUM, .en = "of those", .doc = "其中做到的次数" },
	[STATE] = { "state", "状态", .type = &cb_type_enum, .arg = states },
	[HOW] = { "how", "依据", .type = &cb_type_text, .en = "ticked by hand as a task, or derived from which records",
	          .doc = "登记为任务,还是由哪类记录得出" },
	[LAST] = { "last", "最近一次", .type = &cb_type_date, .en = "the last day on which it was done",
	           .doc = "最近一次做到的日期" },
	[RULE] = { "rule", "规则", .type = &cb_type_text },
	{ 0 },
};

/* Who is judged; other: a name that an estate has alone, else empty. */
struct judged {
	struct cb_text who, other;
};

struct card {
	const struct cb_query_run *run;
	struct tasks t; /* of all times */
	struct shown shown;
	struct cb_table units, estates;
	struct cb_period_range range;
	struct judged *judged; /* by the rule at hand */
	size_t n, cap;
	struct cb_table *out;
};

/* ---- one duty of one who has it ---- */

static void
say_how(struct card *c, unsigned by, struct cb_cell *cell)
{
	struct cb_str how = { 0 };

	for (int i = 0; i < SHOWN_BY; i++)
		if ((by & 1U << i) != 0)
			cb_str_join(&how, ";", cb_text_of(shown_hows[i].zh));
	*cell = cb_table_take(c->out, &how);
}

static int64_t
count_done(const struct card *c, const struct judged *of, const struct cb_rule *rule,
           const struct cb_period_range *part, struct cb_cell *cells)
{
	unsigned by = 0;
	int64_t last = cb_cell_n_or(&cells[LAST], 0);
	int64_t done = shown_count(&c->shown, of->who, rule->key, part, &by, &last);

	if (of->other.len > 0)
		done += shown_count(&c->shown, of->other, rule->key, part, &by, &last);
	cells[HOW].n |= by;
	if (last > 0)
		cells[LAST] = cb_cell_number(last);
	return done;
}

static void
add_row(struct card *c, const struct cb_rule *rule, const struct judged *of)
{
	struct cb_cell *cells = cb_table_row(c->out);
	struct cb_period_range part = { 0 };
	int64_t least = rule->at_least > CB_RULE_N(1) ? rule->at_least / CB_RULE_N(1) : 1, needed = 0, done = 0;

	for (int n = 0; cb_every_nth((int)rule->value.n, &c->range, n, &part); n++) {
		int64_t times = count_done(c, of, rule, &part, cells);

		needed += least;
		done += times < least ? times : least;
	}
	cells[WHO] = cb_table_text(c->out, of->who);
	cells[GROUP] = cb_table_text(c->out, cb_text_of(rule->scope));
	cells[LIST] = cb_table_text(c->out, cb_text_of(rule->measure));
	cells[DUTY] = cb_table_text(c->out, cb_text_of(rule->key));
	cells[EVERY] = cb_cell_number(rule->value.n);
	cells[NEEDED] = cb_cell_number(needed);
	cells[DONE] = cb_cell_number(done);
	cells[STATE] = cb_cell_number(done < needed ? DUTY_LACKS : DUTY_DONE);
	say_how(c, (unsigned)cells[HOW].n, &cells[HOW]);
	cells[RULE] = cb_table_text(c->out, cb_text_of(rule->id));
}

/* ---- who is judged ---- */

static void
add_judged(struct card *c, struct cb_text who)
{
	if (who.len > 0)
		*cb_push(c->judged, c->n, c->cap) = (struct judged){ .who = who };
}

/* The people of a group, as tasks and entries of care say. */
static void
add_group(struct card *c, struct cb_text scope)
{
	const struct cb_table *care = &c->shown.tables[BY_CARE];

	for (size_t i = 0; i < c->t.n; i++)
		if (cb_text_equal(task_text(&c->t.of[i], TASK_GROUP), scope))
			add_judged(c, task_text(&c->t.of[i], TASK_ASSIGNEE));
	for (size_t row = 0; row < care->n_rows; row++)
		if (cb_text_equal(cb_table_at(care, row)[CARE_GROUP].text, scope))
			add_judged(c, cb_table_at(care, row)[CARE_HANDLER].text);
}

/* A department is part of its street office, which answers for the duties of the level. */
static bool
is_part(const struct card *c, const struct cb_cell *unit)
{
	for (size_t row = 0; row < c->units.n_rows; row++) {
		const struct cb_cell *cells = cb_table_at(&c->units, row);

		if (cb_text_equal(cells[UNIT_NAME].text, unit[UNIT_PARENT].text))
			return cells[UNIT_LEVEL].state == CB_VALUE && cells[UNIT_LEVEL].n == unit[UNIT_LEVEL].n;
	}
	return false;
}

/* Communities and units, of that level or name. */
static void
add_bodies(struct card *c, struct cb_text scope)
{
	const struct cb_word *levels = cb_register_unit.columns[UNIT_LEVEL].arg;
	const struct cb_office *office = c->run->office;

	for (size_t i = 0; i < office->n_communities; i++) {
		struct cb_text name = cb_office_name(office, office->communities[i].name);

		if (cb_text_is(scope, "社区") || cb_text_equal(scope, name))
			add_judged(c, name);
	}
	for (size_t row = 0; row < c->units.n_rows; row++) {
		const struct cb_cell *cells = cb_table_at(&c->units, row);
		bool is_of_level = cells[UNIT_LEVEL].state == CB_VALUE &&
		                   cb_text_is(scope, levels[cells[UNIT_LEVEL].n].zh) && !is_part(c, cells);

		if (is_of_level || cb_text_equal(scope, cells[UNIT_NAME].text))
			add_judged(c, cells[UNIT_NAME].text);
	}
}

/* A task may say an estate without its community where no other has the name. */
static void
add_estates(struct card *c)
{
	const struct cb_table *rows = &c->estates;
	struct cb_dict names = { 0 };

	for (size_t row = 0; row < rows->n_rows; row++) {
		struct cb_text name = cb_table_at(rows, row)[ESTATE_NAME].text;

		cb_dict_put(&names, name, cb_dict_get(&names, name) + 1);
	}
	for (size_t row = 0; row < rows->n_rows; row++) {
		const struct cb_cell *cells = cb_table_at(rows, row);

		add_judged(c, shown_estate(&c->shown, cells[ESTATE_COMMUNITY].text, cells[ESTATE_NAME].text));
		if (cb_dict_get(&names, cells[ESTATE_NAME].text) == 1)
			c->judged[c->n - 1].other = cells[ESTATE_NAME].text;
	}
	cb_dict_release(&names);
}

/* Those who lead a community or are its partners on the day. */
static void
add_partners(struct card *c)
{
	const struct cb_table *links = &c->shown.tables[BY_LINK];

	for (size_t row = 0; row < links->n_rows; row++) {
		const struct cb_cell *cells = cb_table_at(links, row);
		int64_t kind = cells[LINK_KIND].n;

		if ((kind == LINK_LEAD || kind == LINK_PARTNER) &&
		    cb_when_in_force(&cells[LINK_SINCE], &cells[LINK_UNTIL], c->t.day, c->t.day))
			add_judged(c, cells[LINK_PARTY].text);
	}
}

/* Each once and in order. */
static void
add_scope(struct card *c, const struct cb_rule *rule)
{
	struct cb_text scope = cb_text_of(rule->scope);

	c->n = 0;
	add_group(c, scope);
	add_bodies(c, scope);
	if (cb_text_is(scope, "小区"))
		add_estates(c);
	if (cb_text_is(scope, "共建单位"))
		add_partners(c);
	cb_sort(c->judged, c->n, sizeof(*c->judged), cb_text_order);
	for (size_t i = 0; i < c->n; i++)
		if (i == 0 || !cb_text_equal(c->judged[i].who, c->judged[i - 1].who))
			add_row(c, rule, &c->judged[i]);
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

/* What all of a level are to do, and what each of a group has undertaken. */
static void
add_rules(struct card *c)
{
	static const char *const kinds[] = { "task.duty", "care.commitment" };
	const struct cb_rule *rule;

	for (size_t i = 0; i < CB_COUNT(kinds); i++) {
		size_t at = 0;

		while ((rule = cb_rules_all(c->run->office->rules, kinds[i], NULL, (int32_t)c->t.day, &at)) != NULL)
			add_scope(c, rule);
	}
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct cb_query_run all = { .office = run->office, .input = run->input, .today_day = run->today_day };
	struct cb_query_run others = { .office = run->office };
	struct card c = { .run = run, .out = out };
	enum cb_status status = tasks_load(&c.t, &all, TASK_ALL);

	if (status == CB_OK)
		status = shown_load(&c.shown, run, &c.t);
	if (status == CB_OK)
		status = cb_asked_rows(&others, &cb_register_unit, &c.units);
	if (status == CB_OK)
		status = cb_asked_rows(&others, &cb_register_estate, &c.estates);
	set_range(&c);
	if (status == CB_OK)
		add_rules(&c);
	free(c.judged);
	cb_table_release(&c.units);
	cb_table_release(&c.estates);
	shown_release(&c.shown);
	tasks_release(&c.t);
	return status;
}

const struct cb_query cb_query_task_scorecard = {
	.name = "scorecard",
	.zh = "职责完成情况",
	.title_en = "Duties done and lacking",
	.title_zh = "职责完成情况",
	.columns = columns,
	.reads = "task activity fund link care estate unit",
	.takes = CB_QUERY_TAKES_FILES,
	.has = task_has,
	.fill = fill,
	.en = "The duties of rules task.duty and care.commitment, who has done them and what is lacking, as cb-task "
	      "scorecard prints it.",
	.doc = "规则 task.duty、care.commitment 规定的职责的完成情况和所缺,同 cb-task scorecard。",
};
