/* Is it held as often as rule activity.every wants? */
#include <cb/query/every.h>
#include <cb/rule/types.h>

#include "activity_book.h"

enum { RULE,
       WHAT,
       BODY,
       KIND,
       EVERY,
       REQUIRED,
       HELD,
       MISSING,
       PERIODS,
       DUE };

static const struct cb_query_column columns[] = {
	[RULE] = { "rule", "规则", .type = &cb_type_text },
	[WHAT] = { "what", "要求", .type = &cb_type_text },
	[BODY] = { "body", "单位", .type = &cb_type_text },
	[KIND] = { "kind", "类别", .type = &cb_type_text },
	[EVERY] = { "every", "周期", .type = &cb_type_enum, .arg = cb_words_every },
	[REQUIRED] = { "required", "应开展", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[HELD] = { "held", "已开展", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[MISSING] = { "missing", "缺", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[PERIODS] = { "periods", "缺的周期", .type = &cb_type_text, .en = "each with its days and how many lack",
	              .doc = "附起止日期和缺的次数" },
	[DUE] = { "due", "最迟", .type = &cb_type_date, .en = "the last day of the first period that lacks one and is not over",
	          .doc = "未结束而次数不足的第一个周期的末日" },
	{ 0 },
};

struct cadence {
	const struct cb_query_run *run;
	struct activities a; /* of all times */
	struct cb_table units;
	struct cb_table *out;
	bool is_missing;
};

static bool
is_of_level(const struct cadence *c, struct cb_text name, const char *level)
{
	const struct cb_word *levels = cb_register_unit.columns[UNIT_LEVEL].arg;

	for (size_t row = 0; row < c->units.n_rows; row++) {
		const struct cb_cell *cells = cb_table_at(&c->units, row);

		if (cb_text_equal(cells[UNIT_NAME].text, name) && cells[UNIT_LEVEL].state == CB_VALUE &&
		    cb_text_is(cb_text_of(levels[cells[UNIT_LEVEL].n].zh), level))
			return true;
	}
	return false;
}

static bool
is_by(const struct cadence *c, const struct activity *activity, struct cb_text body, const char *scope)
{
	static const int who[] = { ACTIVITY_COMMUNITY, ACTIVITY_ORGANISER, ACTIVITY_LEADER };

	for (size_t i = 0; i < CB_COUNT(who); i++) {
		struct cb_text name = activity_text(activity, who[i]);

		if (name.len > 0 && (cb_text_equal(name, body) || is_of_level(c, name, scope)))
			return true;
	}
	return false;
}

static int64_t
count(const struct cadence *c, const struct cb_rule *rule, struct cb_text body, const struct cb_period_range *part)
{
	const struct cb_word *kinds = cb_register_activity.columns[ACTIVITY_KIND].arg;
	int64_t n = 0;

	for (size_t i = 0; i < c->a.n; i++) {
		const struct activity *activity = &c->a.of[i];
		int64_t day = activity->cells[ACTIVITY_DATE].n;
		const char *kind = kinds[activity->cells[ACTIVITY_KIND].n].zh;

		n += activity->state == ACTIVITY_HELD && day >= part->first_day && day <= part->last_day &&
		     (rule->key[0] == '\0' || cb_text_is(cb_text_of(rule->key), kind)) &&
		     is_by(c, activity, body, rule->scope);
	}
	return n;
}

/* The days of the range on which the rule is in force, at most until today. False: there is none. */
static bool
range_of(const struct cadence *c, const struct cb_rule *rule, struct cb_period_range *range)
{
	int64_t month = cb_period_of_day(CB_MONTH, c->run->today_day);

	*range = (struct cb_period_range){ month, month, cb_period_first_day(month), cb_period_last_day(month) };
	if (c->run->range.last_day != 0)
		*range = c->run->range;
	if (rule->since_day > range->first_day)
		range->first_day = rule->since_day;
	if (rule->until_day < range->last_day)
		range->last_day = rule->until_day;
	return range->first_day <= range->last_day && range->first_day <= c->run->today_day;
}

static void
add_missing(struct cb_str *periods, int every, const struct cb_period_range *part, int64_t lacks)
{
	cb_str_adds(periods, periods->len > 0 ? ";" : "");
	cb_every_print(every, part, periods);
	cb_str_addf(periods, "缺%lld次", (long long)lacks);
}

/* A period that is not over yet lacks nothing. */
static void
add_body(struct cadence *c, const struct cb_rule *rule, struct cb_text body)
{
	int64_t least = rule->at_least / CB_RULE_N(1), required = 0, held = 0, missing = 0, due = 0;
	struct cb_period_range range, part = { 0 };
	struct cb_str periods = { 0 };
	struct cb_cell *cells;

	if (!range_of(c, rule, &range))
		return;
	for (int n = 0; cb_every_nth((int)rule->value.n, &range, n, &part); n++) {
		int64_t there = count(c, rule, body, &part);

		held += there;
		if (part.last_day > c->run->today_day) {
			due = due == 0 && there < least ? part.last_day : due;
			continue;
		}
		required += least;
		if (there < least)
			add_missing(&periods, (int)rule->value.n, &part, least - there);
		missing += there < least ? least - there : 0;
	}
	c->is_missing |= missing > 0;
	cells = cb_table_row(c->out);
	cells[RULE] = cb_table_text(c->out, cb_text_of(rule->id));
	cells[WHAT] = cb_table_text(c->out, cb_text_of(rule->measure));
	cells[BODY] = cb_table_text(c->out, body);
	cells[KIND] = cb_table_text(c->out, cb_text_of(rule->key));
	cells[EVERY] = cb_cell_number(rule->value.n);
	cells[REQUIRED] = cb_cell_number(required);
	cells[HELD] = cb_cell_number(held);
	cells[MISSING] = cb_cell_number(missing);
	cells[PERIODS] = cb_table_take(c->out, &periods);
	if (due != 0)
		cells[DUE] = cb_cell_number(due);
}

static void
add_rule(struct cadence *c, const struct cb_rule *rule)
{
	const struct cb_office *office = c->run->office;
	uint32_t id = cb_names_find(office->names, CB_NAME_PARTY, cb_text_of(rule->scope));
	size_t first = c->out->n_rows;

	if (!cb_text_is(CB_LIT("社区"), rule->scope)) {
		add_body(c, rule, id != 0 ? cb_office_name(office, id) : cb_text_of(rule->scope));
		return;
	}
	for (size_t i = 0; i < office->n_communities; i++)
		add_body(c, rule, cb_office_name(office, office->communities[i].name));
	cb_query_sort_by_name(c->out, first, BODY);
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct cb_query_run all = { .office = run->office, .input = run->input, .today_day = run->today_day };
	struct cadence c = { .run = run, .out = out };
	const struct cb_rule *rule;
	size_t at = 0;
	enum cb_status status = activities_load(&c.a, &all, ACTIVITY_ALL);

	if (status == CB_OK)
		status = activity_others(run, &cb_register_unit, &c.units);
	while (status == CB_OK &&
	       (rule = cb_rules_all(run->office->rules, "activity.every", NULL, cb_query_day(run), &at)) != NULL)
		add_rule(&c, rule);
	cb_table_release(&c.units);
	activities_release(&c.a);
	return status == CB_OK && c.is_missing ? CB_FOUND : status;
}

const struct cb_query cb_query_activity_cadence = {
	.name = "cadence",
	.zh = "开展频次核查",
	.title_en = "Held as often as the rules want",
	.title_zh = "开展频次核查",
	.columns = columns,
	.reads = "activity unit",
	.takes = CB_QUERY_TAKES_FILES,
	.has_findings = true,
	.has = cb_query_has_office,
	.fill = fill,
	.en = "What rule activity.every wants of each body, what was held and what is missing, as cb-activity cadence prints it.",
	.doc = "规则 activity.every 要求各单位开展的、已开展的和缺的,同 cb-activity cadence。",
};
