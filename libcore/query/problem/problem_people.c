/* What becomes public, and what people came with: exposure, petitions. */
#include <string.h>

#include <cb/query/sums.h>
#include <cb/value/date.h>

#include "problem_book.h"

/* ---- exposure ---- */

enum { EXPOSE_NO,
       EXPOSE_RESPONSIBLE,
       EXPOSE_PERSON,
       EXPOSE_COMMUNITY,
       EXPOSE_PLACE,
       EXPOSE_DESCRIPTION,
       EXPOSE_REASON,
       EXPOSE_NOTICES,
       EXPOSE_DATES,
       EXPOSE_MEASURE,
       EXPOSE_RULE };

static const struct cb_query_column expose_columns[] = {
	[EXPOSE_NO] = PROBLEM_COLUMN("no", "编号", NO),
	[EXPOSE_RESPONSIBLE] = PROBLEM_NAME("responsible", "责任单位"),
	[EXPOSE_PERSON] = PROBLEM_COLUMN("person", "责任人", PERSON),
	[EXPOSE_COMMUNITY] = PROBLEM_NAME("community", "社区"),
	[EXPOSE_PLACE] = PROBLEM_COLUMN("place", "地点", PLACE),
	[EXPOSE_DESCRIPTION] = PROBLEM_COLUMN("description", "问题", DESCRIPTION),
	[EXPOSE_REASON] = PROBLEM_NAME("reason", "曝光事由"),
	[EXPOSE_NOTICES] = { "notices", "通知次数", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[EXPOSE_DATES] = { "dates", "通知日期", .type = &cb_type_text, .en = "joined by ;", .doc = "以分号隔开" },
	[EXPOSE_MEASURE] = PROBLEM_NAME("measure", "处理"),
	[EXPOSE_RULE] = PROBLEM_NAME("rule", "规则"),
	{ 0 },
};

/* The rule of the most notices that it has reached; NULL = none. */
static const struct cb_rule *
notified(const struct book *b, const struct problem *p, int64_t notices)
{
	struct cb_str community = { 0 };
	const struct cb_rule *rule, *best = NULL;
	size_t at = 0;

	cb_str_addt(&community, cb_office_name(b->office, p->community));
	while ((rule = cb_rules_all(b->office->rules, "problem.notify", cb_str_c(&community), b->run->today_day,
	                            &at)) != NULL)
		if ((rule->key[0] == '\0' || cb_text_is(p->kind, rule->key)) && rule->at_least <= CB_RULE_N(notices) &&
		    rule->at_most >= CB_RULE_N(notices))
			best = rule;
	cb_str_release(&community);
	return best;
}

static struct cb_cell
notice_dates(const struct problem *p, struct cb_table *out)
{
	struct cb_str dates = { 0 };
	char buf[CB_PRINT_MAX];

	for (size_t i = 0; i < p->n_steps; i++) {
		if (p->steps[i].action != ACTION_NOTIFY)
			continue;
		cb_str_join(&dates, ";", cb_date_print(cb_date_of_minute(p->steps[i].at), buf));
	}
	return cb_table_take(out, &dates);
}

static void
add_exposed(const struct book *b, const struct problem *p, struct cb_table *out)
{
	int64_t notices = (int64_t)problem_count(p, ACTION_NOTIFY);
	const struct cb_rule *rule = notified(b, p, notices);
	struct cb_str reason = { 0 };
	struct cb_cell *cells;

	if (!cb_problem_is_open(p->state) || (!p->serious && rule == NULL))
		return;
	cb_str_adds(&reason, p->serious ? "性质严重,影响大局" : "");
	if (rule != NULL)
		cb_str_addf(&reason, "%s%lld次通知不落实", p->serious ? ";" : "", (long long)notices);
	cells = cb_table_row(out);
	cells[EXPOSE_NO] = cb_table_text(out, p->no);
	cells[EXPOSE_RESPONSIBLE] = cb_table_text(out, cb_office_name(b->office, p->responsible));
	cells[EXPOSE_PERSON] = cb_table_text(out, p->person);
	cells[EXPOSE_COMMUNITY] = cb_table_text(out, cb_office_name(b->office, p->community));
	cells[EXPOSE_PLACE] = cb_table_text(out, p->place);
	cells[EXPOSE_DESCRIPTION] = cb_table_text(out, p->description);
	cells[EXPOSE_REASON] = cb_table_take(out, &reason);
	cells[EXPOSE_NOTICES] = cb_cell_number(notices);
	cells[EXPOSE_DATES] = notice_dates(p, out);
	cells[EXPOSE_MEASURE] = cb_table_text(out, cb_text_of(rule != NULL ? rule->measure : "曝光台"));
	cells[EXPOSE_RULE] = cb_table_text(out, cb_text_of(rule != NULL ? rule->id : ""));
}

static enum cb_status
fill_exposure(struct cb_query_run *run, struct cb_table *out)
{
	struct book b = { 0 };
	enum cb_status status = book_load(&b, run);

	for (size_t i = 0; status == CB_OK && i < b.n; i++)
		add_exposed(&b, &b.problems[i], out);
	book_release(&b);
	return status;
}

const struct cb_query cb_query_problem_exposure = {
	.name = "exposure",
	.zh = "曝光台",
	.title_en = "Exposure",
	.title_zh = "曝光台(草稿)",
	.columns = expose_columns,
	.reads = "problem",
	.takes = PROBLEM_TAKES,
	.has = cb_query_has_office,
	.fill = fill_exposure,
	.en = "Open problems that are serious, or were notified as often as rule problem.notify says.",
	.doc = "未结且性质严重、或通知次数达到规则 problem.notify 的问题。",
};

/* ---- petitions ---- */

enum { PETITION_COUNTER,
       PETITION_PETITION,
       PETITION_COMMUNITY,
       PETITION_MONTH,
       PETITION_KEYS,
       PETITIONS = 0,
       PETITION_PEOPLE,
       PETITION_SOLVED,
       PETITION_MEDIA,
       PETITION_VALUES,
       PETITION_SHARE = PETITION_KEYS + PETITION_VALUES,
       PETITION_MEAN };

#define COUNT(k, label, t)                                  \
	{                                                   \
		k, label, .type = &t, .flags = CB_QUERY_SUM \
	}
static const struct cb_query_column petition_columns[] = {
	[PETITION_COUNTER] = { "counter", "计入", .type = &cb_type_text, .flags = CB_QUERY_BY_KEY },
	[PETITION_PETITION] = { "petition", "诉求类别", .like = &cb_register_problem, .like_column = PROBLEM_PETITION,
	                        .flags = CB_QUERY_BY_KEY },
	[PETITION_COMMUNITY] = { "community", "社区", .type = &cb_type_text, .flags = CB_QUERY_BY_KEY },
	[PETITION_MONTH] = { "month", "月份", .type = &cb_type_period, .flags = CB_QUERY_BY_KEY },
	[PETITION_KEYS +
		PETITIONS] = COUNT("petitions", "来访", cb_type_int),
	[PETITION_KEYS +
		PETITION_PEOPLE] = COUNT("people", "人次", cb_type_qty),
	[PETITION_KEYS +
		PETITION_SOLVED] = COUNT("solved", "已办结", cb_type_int),
	[PETITION_KEYS +
		PETITION_MEDIA] = COUNT("media", "转报社未结", cb_type_int),
	[PETITION_SHARE] = { "share", "占人次百分比", .type = &cb_type_qty, .en = "marked where the counts are",
	                     .doc = "人次不确切的标“约”" },
	[PETITION_MEAN] = { "per_community", "社区平均人次", .type = &cb_type_qty, .en = "people, by registered communities",
	                    .doc = "人次除以已登记的社区数" },
	{ 0 },
};

static bool
is_petition(const struct problem *p)
{
	const struct cb_word *sources = cb_register_problem.columns[PROBLEM_SOURCE].arg;

	return p->petition != NEVER || (p->source != NEVER && strcmp(sources[p->source].key, "reception") == 0);
}

static struct cb_text
counter_of(const struct book *b, const struct problem *p)
{
	const struct cb_word *words = cb_register_problem.columns[PROBLEM_PETITION].arg;
	const struct cb_rule *rule = NULL;

	if (p->petition != NEVER)
		rule = cb_rules_pick(b->office->rules, "problem.petition", "", words[p->petition].zh, 0,
		                     b->run->today_day);
	return cb_text_of(rule != NULL ? rule->value_text : "其他");
}

static struct cb_cell
petition_key(const struct book *b, const struct problem *p, size_t key)
{
	switch (key) {
	case PETITION_COUNTER:
		return cb_cell_lent(counter_of(b, p));
	case PETITION_PETITION:
		return cb_sums_word(p->petition);
	case PETITION_COMMUNITY:
		return cb_cell_lent(cb_office_name(b->office, p->community));
	default:
		return p->found == NO_MINUTE ? (struct cb_cell){ 0 }
		                             : cb_cell_number(cb_period_of_day(CB_MONTH, cb_date_of_minute(p->found)));
	}
}

/* Who comes alone is one. */
static struct cb_cell
people_of(const struct problem *p)
{
	return p->people.state == CB_VALUE ? p->people : cb_cell_number(CB_MICRO);
}

static void
add_petition(const struct book *b, const struct problem *p, struct cb_sums *sums, struct cb_sum *all)
{
	struct cb_cell keys[CB_QUERY_KEYS_MAX], people = people_of(p);
	bool is_open = cb_problem_is_open(p->state);
	struct cb_sum *sum;

	if (!is_petition(p))
		return;
	for (size_t i = 0; i < sums->n_keys; i++)
		keys[i] = petition_key(b, p, b->run->keys[i]);
	sum = cb_sums_for(sums, keys);
	cb_sum_add_number(&sum[PETITIONS], 1);
	cb_sum_add(&sum[PETITION_PEOPLE], &people);
	cb_sum_add_number(&sum[PETITION_SOLVED], p->state == STATE_CLOSED);
	cb_sum_add_number(&sum[PETITION_MEDIA], is_open && problem_count(p, ACTION_PASS_TO_MEDIA) > 0);
	cb_sum_add(all, &people);
}

static struct cb_cell
divided(cb_wide n, cb_wide by, bool is_exact)
{
	int64_t micro;
	struct cb_cell cell = { 0 };

	if (cb_decimal_divide(n, by, 1, CB_HALF_UP, &micro)) {
		cell = cb_cell_number(micro);
		cell.mark = is_exact ? CB_EXACT : CB_ABOUT;
	}
	return cell;
}

static void
list_petitions(struct cb_query_run *run, const struct cb_sums *sums, const struct cb_sum *all, struct cb_table *out)
{
	for (size_t i = 0; i < sums->n; i++) {
		const struct cb_sum *sum = cb_sums_of(sums, sums->order[i]), *people = &sum[PETITION_PEOPLE];
		struct cb_cell *cells = cb_sums_row(sums, sums->order[i], run, out);
		bool is_exact = people->mark == CB_EXACT;

		for (size_t v = 0; v < PETITION_VALUES; v++)
			cells[PETITION_KEYS + v] = cb_sum_cell(&sum[v], run->office->diag,
			                                       petition_columns[PETITION_KEYS + v].key);
		cells[PETITION_SHARE] = divided(people->n * 100, all->n, is_exact && all->mark == CB_EXACT);
		cells[PETITION_MEAN] = divided(people->n, (cb_wide)run->office->n_communities * CB_MICRO, is_exact);
	}
}

static enum cb_status
fill_petitions(struct cb_query_run *run, struct cb_table *out)
{
	struct cb_sums sums = { .n_keys = run->n_keys, .n_values = PETITION_VALUES };
	struct cb_sum all = { 0 };
	struct book b = { 0 };
	enum cb_status status = book_load(&b, run);

	for (size_t i = 0; status == CB_OK && i < b.n; i++)
		add_petition(&b, &b.problems[i], &sums, &all);
	cb_sums_sort(&sums);
	list_petitions(run, &sums, &all, out);
	cb_sums_release(&sums);
	book_release(&b);
	return status;
}

const struct cb_query cb_query_problem_petitions = {
	.name = "petitions",
	.zh = "来访诉求",
	.title_en = "Petitions",
	.title_zh = "来访诉求",
	.columns = petition_columns,
	.reads = "problem",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_TAKES_WHERE | CB_QUERY_TAKES_BY,
	.by = "counter",
	.has = cb_query_has_office,
	.fill = fill_petitions,
	.en = "What people came with, by what it is counted as (rule problem.petition), as counts.",
	.doc = "来访诉求按规则 problem.petition 计入各项的件数、人次。",
};
