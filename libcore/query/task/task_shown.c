#include "task_shown.h"

#include <stdlib.h>
#include <string.h>

#include <cb/query/when.h>
#include <cb/rule/types.h>

enum { WHO_MAX = 4 };

const struct cb_word shown_hows[] = {
	[BY_TASK] = { "任务登记", "task", NULL },
	[BY_ACTIVITY] = { "活动记录", "activity", NULL },
	[BY_FUND] = { "经费记录", "fund", NULL },
	[BY_LINK] = { "联系记录", "link", NULL },
	[BY_CARE] = { "帮扶记录", "care", NULL },
	{ 0 },
};

/* Who has done it by a record, when, and what kind it is of; -1 = no such column. */
static const struct source {
	const struct cb_register *reg;
	int who[WHO_MAX], kind, since, until, list, estate;
} sources[SHOWN_BY] = {
	[BY_TASK] = { .reg = &cb_register_task,
	              .who = { TASK_ASSIGNEE, TASK_HANDLER, -1 },
	              .kind = TASK_KIND,
	              .since = TASK_DONE,
	              .until = -1,
	              .list = -1,
	              .estate = -1 },
	[BY_ACTIVITY] = { .reg = &cb_register_activity,
	                  .who = { ACTIVITY_COMMUNITY, ACTIVITY_ORGANISER, ACTIVITY_LEADER, -1 },
	                  .kind = ACTIVITY_KIND,
	                  .since = ACTIVITY_DATE,
	                  .until = -1,
	                  .list = ACTIVITY_ATTENDED,
	                  .estate = ACTIVITY_ESTATE },
	[BY_FUND] = { .reg = &cb_register_fund,
	              .who = { FUND_PARTY, FUND_COMMUNITY, FUND_HANDLER, -1 },
	              .kind = FUND_FLOW,
	              .since = FUND_DATE,
	              .until = -1,
	              .list = -1,
	              .estate = -1 },
	[BY_LINK] = { .reg = &cb_register_link,
	              .who = { LINK_PARTY, LINK_COMMUNITY, -1 },
	              .kind = LINK_KIND,
	              .since = LINK_SINCE,
	              .until = LINK_UNTIL,
	              .list = -1,
	              .estate = -1 },
	[BY_CARE] = { .reg = &cb_register_care,
	              .who = { CARE_HANDLER, CARE_HELPER, CARE_COMMUNITY, -1 },
	              .kind = CARE_KIND,
	              .since = CARE_SINCE,
	              .until = -1,
	              .list = -1,
	              .estate = -1 },
};

/* ---- deeds by who did them ---- */

static void
add_deed(struct shown *s, struct cb_text who, enum shown_by by, const struct cb_cell *cells)
{
	if (who.len > 0)
		*cb_push(s->deeds, s->n, s->cap) = (struct deed){ .who = who, .by = by, .cells = cells };
}

struct cb_text
shown_estate(struct shown *s, struct cb_text community, struct cb_text estate)
{
	struct cb_str both = { 0 };
	struct cb_text text;

	cb_str_addt(&both, community);
	cb_str_addt(&both, estate);
	text = cb_arena_text(&s->texts, cb_str_text(&both));
	cb_str_release(&both);
	return text;
}

/* Units that attended, as they are registered. */
static void
add_listed(struct shown *s, struct cb_text list, const struct cb_cell *cells)
{
	while (list.len > 0)
		add_deed(s, cb_office_next_party(s->run->office, &list), BY_ACTIVITY, cells);
}

/* What is private shows nothing; a registered unit is public as a helper. */
static void
add_deeds(struct shown *s, enum shown_by by, const struct cb_cell *cells)
{
	const struct source *of = &sources[by];

	for (size_t w = 0; w < WHO_MAX && of->who[w] >= 0; w++)
		if (!cb_office_hides(s->run->office, &of->reg->columns[of->who[w]], cells[of->who[w]].text))
			add_deed(s, cells[of->who[w]].text, by, cells);
	if (of->list >= 0)
		add_listed(s, cells[of->list].text, cells);
	if (of->estate >= 0 && cells[of->estate].text.len > 0)
		add_deed(s, shown_estate(s, cells[of->who[0]].text, cells[of->estate].text), by, cells);
}

/* Entries of the fund that were reversed, and those that reverse them. */
static void
find_reversed(const struct cb_table *fund, struct cb_dict *reversed)
{
	for (size_t row = 0; row < fund->n_rows; row++) {
		const struct cb_cell *cells = cb_table_at(fund, row);

		if (cells[FUND_REVERSES].text.len > 0) {
			cb_dict_put(reversed, cells[FUND_REVERSES].text, 1);
			if (cells[FUND_NO].text.len > 0)
				cb_dict_put(reversed, cells[FUND_NO].text, 1);
		}
	}
}

static bool
counts(const struct shown *s, enum shown_by by, const struct cb_cell *cells, const struct cb_dict *reversed)
{
	if (cells[sources[by].since].state == CB_VALUE && cells[sources[by].since].n > s->tasks->day)
		return false;
	if (by == BY_ACTIVITY)
		return cells[ACTIVITY_STATE].state != CB_VALUE || cells[ACTIVITY_STATE].n == ACTIVITY_HELD;
	return by != BY_FUND || cb_dict_get(reversed, cells[FUND_NO].text) == 0;
}

static enum cb_status
read_register(struct shown *s, enum shown_by by)
{
	struct cb_query_run others = { .office = s->run->office };
	struct cb_dict reversed = { 0 };
	enum cb_status status = cb_asked_rows(&others, sources[by].reg, &s->tables[by]);
	const struct cb_table *rows = &s->tables[by];

	if (by == BY_FUND && status == CB_OK)
		find_reversed(rows, &reversed);
	for (size_t row = 0; status == CB_OK && row < rows->n_rows; row++)
		if (counts(s, by, cb_table_at(rows, row), &reversed))
			add_deeds(s, by, cb_table_at(rows, row));
	cb_dict_release(&reversed);
	return status;
}

static int
by_who(const void *pa, const void *pb)
{
	const struct deed *a = pa, *b = pb;
	int order = cb_text_compare(a->who, b->who);

	if (order != 0 || a->cells == b->cells)
		return order;
	return cb_order(a->cells, b->cells);
}

/* ---- what shows a duty ---- */

/* REGISTER:WORD, or REGISTER for any record of it. */
static enum cb_status
read_rule(struct shown *s, const struct cb_rule *rule)
{
	struct cb_text value = cb_text_of(rule->value_text), word = { 0 };
	struct shown_rule shown = { .rule = rule, .by = BY_ACTIVITY, .word = -1 };
	int colon = cb_text_find(value, ":");
	struct cb_text name = { value.p, colon < 0 ? value.len : (size_t)colon };
	const struct cb_register *reg = cb_register_find(name);
	struct cb_cell cell = { 0 };

	while (shown.by < SHOWN_BY && sources[shown.by].reg != reg)
		shown.by++;
	if (colon >= 0)
		word = cb_text_from(value, colon + 1);
	if (shown.by < SHOWN_BY && colon >= 0) {
		const struct cb_column *kind = &reg->columns[sources[shown.by].kind];

		kind->type->parse(kind->arg, word, &(struct cb_parse_env){ 0 }, &cell);
		shown.word = cell.n;
	}
	if (shown.by == SHOWN_BY || (colon >= 0 && cell.state != CB_VALUE))
		return cb_report(s->run->office->diag, CB_SHOWS_NOTHING, CB_NOWHERE, "", cb_text_of(rule->id), value);
	*cb_push(s->rules, s->n_rules, s->cap_rules) = shown;
	return CB_OK;
}

static enum cb_status
read_rules(struct shown *s)
{
	const struct cb_rule *rule;
	enum cb_status status = CB_OK;
	size_t at = 0;

	while ((rule = cb_rules_all(s->run->office->rules, "task.shown", NULL, (int32_t)s->tasks->day, &at)) != NULL)
		status = cb_status_worse(status, read_rule(s, rule));
	return status;
}

enum cb_status
shown_load(struct shown *s, const struct cb_query_run *run, const struct tasks *tasks)
{
	enum cb_status status;

	*s = (struct shown){ .run = run, .tasks = tasks };
	status = read_rules(s);
	for (int by = BY_ACTIVITY; status == CB_OK && by < SHOWN_BY; by++)
		status = read_register(s, (enum shown_by)by);
	for (size_t i = 0; i < tasks->n; i++)
		if (task_is_done(&tasks->of[i]))
			add_deeds(s, BY_TASK, tasks->of[i].cells);
	cb_sort(s->deeds, s->n, sizeof(*s->deeds), by_who);
	return status;
}

void
shown_release(struct shown *s)
{
	for (int by = 0; by < SHOWN_BY; by++)
		cb_table_release(&s->tables[by]);
	free(s->deeds);
	free(s->rules);
	cb_arena_release(&s->texts);
}

/* ---- was it done ---- */

/* An activity of that kind or theme, or whose title holds it, shows it without a rule. */
static bool
is_named(const struct cb_cell *cells, const char *duty)
{
	const struct cb_word *kinds = cb_register_activity.columns[ACTIVITY_KIND].arg;

	return cb_text_is(cb_text_of(kinds[cells[ACTIVITY_KIND].n].zh), duty) ||
	       (cells[ACTIVITY_THEME].state == CB_VALUE &&
	        cb_text_is(cb_text_of(cb_words_theme[cells[ACTIVITY_THEME].n].zh), duty)) ||
	       cb_text_find(cells[ACTIVITY_TITLE].text, duty) >= 0;
}

static bool
shows(const struct shown *s, const struct deed *deed, const char *duty)
{
	if (deed->by == BY_TASK)
		return cb_text_is(deed->cells[TASK_TITLE].text, duty);
	for (size_t i = 0; i < s->n_rules; i++)
		if (s->rules[i].by == deed->by && strcmp(s->rules[i].rule->key, duty) == 0 &&
		    (s->rules[i].word < 0 || s->rules[i].word == deed->cells[sources[deed->by].kind].n))
			return true;
	return deed->by == BY_ACTIVITY && is_named(deed->cells, duty);
}

/* Was it then, or in force on a day of the period? */
static bool
was_in(const struct deed *deed, const struct cb_period_range *part)
{
	const struct source *of = &sources[deed->by];
	const struct cb_cell *since = &deed->cells[of->since];

	if (of->until < 0)
		return cb_when_in(of->reg->columns[of->since].type, since, part);
	return cb_when_in_force(since, &deed->cells[of->until], part->first_day, part->last_day);
}

static size_t
first_of(const struct shown *s, struct cb_text who)
{
	size_t low = 0, high = s->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (cb_text_compare(s->deeds[middle].who, who) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static int64_t
day_of(const struct deed *deed)
{
	const struct cb_cell *since = &deed->cells[sources[deed->by].since];

	if (since->state != CB_VALUE)
		return 0;
	return deed->by == BY_TASK ? cb_date_of_minute(since->n) : since->n;
}

int64_t
shown_count(const struct shown *s, struct cb_text who, const char *duty, const struct cb_period_range *part,
            unsigned *by, int64_t *last)
{
	int64_t ticked = 0, recorded = 0;

	for (size_t i = first_of(s, who); i < s->n && cb_text_equal(s->deeds[i].who, who); i++) {
		const struct deed *deed = &s->deeds[i];

		if (i > 0 && deed->cells == deed[-1].cells && cb_text_equal(deed[-1].who, who))
			continue; /* two columns of one record name them */
		if (!shows(s, deed, duty) || !was_in(deed, part))
			continue;
		ticked += deed->by == BY_TASK;
		recorded += deed->by != BY_TASK;
		*by |= 1U << deed->by;
		if (day_of(deed) > *last)
			*last = day_of(deed);
	}
	return ticked > recorded ? ticked : recorded;
}
