/* Whom it reached: households visited of all, publicity by medium, festivals that nothing was held for. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cb/query/due.h>
#include <cb/query/sums.h>
#include <cb/rule/types.h>

#include "activity_book.h"

/* ---- visits ---- */

enum { VISIT_UNIT,
       VISIT_LEADER,
       VISIT_COMMUNITY,
       VISIT_MONTH,
       VISIT_KEYS,
       VISITS = VISIT_KEYS,
       VISITED,
       OF_ALL,
       VISIT_VALUES = OF_ALL + 1 - VISIT_KEYS,
       VISIT_RATE = OF_ALL + 1 };

static const struct cb_query_column visit_columns[] = {
	[VISIT_UNIT] = { "unit", "单位", .type = &cb_type_text, .flags = CB_QUERY_BY_KEY, .en = "that organised it, else that held it",
	                 .doc = "主办单位,没有写的为开展单位" },
	[VISIT_LEADER] = ACTIVITY_LIKE("leader", "带队", LEADER, CB_QUERY_BY_KEY),
	[VISIT_COMMUNITY] = ACTIVITY_LIKE("community", "社区", COMMUNITY, CB_QUERY_BY_KEY),
	[VISIT_MONTH] = { "month", "月份", .type = &cb_type_period, .flags = CB_QUERY_BY_KEY },
	[VISITS] = { "visits", "走访次数", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[VISITED] = ACTIVITY_LIKE("households", "走访户数", HOUSEHOLDS, CB_QUERY_SUM),
	[OF_ALL] = { "of", "总户数", .type = &cb_type_qty, .en = "of the communities visited", .doc = "走访到的社区的户数" },
	[VISIT_RATE] = { "rate", "走访率", .type = &cb_type_text },
	{ 0 },
};

struct visits {
	struct cb_query_run *run;
	struct cb_sums sums;
	struct cb_dict seen; /* group and community */
};

static struct cb_cell
visit_key(const struct activity *activity, size_t key)
{
	struct cb_text unit = activity_text(activity, ACTIVITY_ORGANISER);

	switch (key) {
	case VISIT_UNIT:
		return cb_cell_lent(unit.len > 0 ? unit : activity_text(activity, ACTIVITY_COMMUNITY));
	case VISIT_MONTH:
		return cb_cell_number(cb_period_of_day(CB_MONTH, activity->cells[ACTIVITY_DATE].n));
	default:
		return cb_cell_lent(activity_text(activity, visit_columns[key].like_column));
	}
}

/* The households of a community count once in a group. */
static void
add_households(struct visits *v, size_t group, uint32_t name)
{
	const struct cb_community *community = cb_office_community(v->run->office, name);
	size_t id[2] = { group, name };
	struct cb_cell households = { 0 };

	if (community == NULL || !cb_dict_add(&v->seen, CB_BYTES(id), 1))
		return;
	cb_type_qty.parse(NULL, community->columns[COMMUNITY_HOUSEHOLDS], &(struct cb_parse_env){ 0 }, &households);
	cb_sum_add(&cb_sums_of(&v->sums, group)[OF_ALL - VISIT_KEYS], &households);
}

static void
add_visit(struct visits *v, const struct activity *activity)
{
	const struct cb_cell *households = &activity->cells[ACTIVITY_HOUSEHOLDS];
	struct cb_cell keys[CB_QUERY_KEYS_MAX];
	struct cb_sum *sum;
	size_t group;

	if (activity->state != ACTIVITY_HELD ||
	    (activity->cells[ACTIVITY_KIND].n != ACTIVITY_VISIT && households->state != CB_VALUE))
		return;
	for (size_t k = 0; k < v->run->n_keys; k++)
		keys[k] = visit_key(activity, v->run->keys[k]);
	group = cb_sums_at(&v->sums, keys);
	sum = cb_sums_of(&v->sums, group);
	cb_sum_add_number(&sum[VISITS - VISIT_KEYS], 1);
	cb_sum_add(&sum[VISITED - VISIT_KEYS], households);
	add_households(v, group, (uint32_t)activity->cells[ACTIVITY_COMMUNITY].n);
}

/* Asked by community, those that nobody has visited are there as well. */
static void
add_unvisited(struct visits *v)
{
	const struct cb_office *office = v->run->office;

	if (v->run->n_keys != 1 || v->run->keys[0] != VISIT_COMMUNITY || v->run->where.n > 0)
		return;
	for (size_t i = 0; i < office->n_communities; i++) {
		struct cb_cell key = cb_cell_lent(cb_office_name(office, office->communities[i].name));
		size_t group = cb_sums_at(&v->sums, &key);

		cb_sum_add_number(&cb_sums_of(&v->sums, group)[VISITS - VISIT_KEYS], 0);
		add_households(v, group, office->communities[i].name);
	}
}

static void
list_visits(const struct visits *v, size_t group, struct cb_table *out)
{
	const struct cb_sum *sum = cb_sums_of(&v->sums, group);
	struct cb_cell *cells = cb_sums_row(&v->sums, group, v->run, out);

	for (size_t i = 0; i < VISIT_VALUES; i++)
		cells[VISIT_KEYS + i] = cb_sum_cell(&sum[i], v->run->office->diag, visit_columns[VISIT_KEYS + i].key);
	cells[VISIT_RATE] = activity_share(&sum[VISITED - VISIT_KEYS], &sum[OF_ALL - VISIT_KEYS], out);
}

static enum cb_status
fill_visits(struct cb_query_run *run, struct cb_table *out)
{
	struct visits v = { .run = run, .sums = { .n_keys = run->n_keys, .n_values = VISIT_VALUES } };
	struct activities a;
	enum cb_status status = activities_load(&a, run, ACTIVITY_FILTERED);

	for (size_t i = 0; status == CB_OK && i < a.n; i++)
		add_visit(&v, &a.of[i]);
	if (status == CB_OK)
		add_unvisited(&v);
	cb_sums_sort(&v.sums);
	for (size_t i = 0; i < v.sums.n; i++)
		list_visits(&v, v.sums.order[i], out);
	cb_dict_release(&v.seen);
	cb_sums_release(&v.sums);
	activities_release(&a);
	return status;
}

const struct cb_query cb_query_activity_visits = {
	.name = "activities_visits",
	.zh = "走访情况",
	.title_en = "Households visited",
	.title_zh = "入户走访情况",
	.columns = visit_columns,
	.reads = "activity",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_TAKES_WHERE | CB_QUERY_TAKES_BY,
	.by = "unit,leader",
	.has = cb_query_has_office,
	.fill = fill_visits,
	.en = "Households visited of all, by unit and leader, as cb-activity visits prints them.",
	.doc = "各单位、各带队领导走访的户数和占总户数的比例,同 cb-activity visits。",
};

/* ---- publicity and festivals ---- */

enum { MEDIA_CHECK,
       MEDIA_NAME,
       MEDIA_HELD,
       MEDIA_COMMUNITIES,
       MEDIA_COPIES,
       MEDIA_QUANTITY,
       MEDIA_PEOPLE,
       MEDIA_LACKS };

enum { BY_MEDIUM,
       BY_FESTIVAL };
static const struct cb_word media_checks[] = { [BY_MEDIUM] = { "宣传方式", "medium", NULL },
	                                       [BY_FESTIVAL] = { "节日", "festival", NULL },
	                                       { 0 } };

static const struct cb_query_column media_columns[] = {
	[MEDIA_CHECK] = { "check", "项目", .type = &cb_type_enum, .arg = media_checks },
	[MEDIA_NAME] = { "name", "名称", .type = &cb_type_text },
	[MEDIA_HELD] = { "held", "活动数", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[MEDIA_COMMUNITIES] = { "communities", "单位数", .type = &cb_type_int, .en = "that held them", .doc = "开展的社区和单位" },
	[MEDIA_COPIES] = ACTIVITY_LIKE("copies", "份数", COPIES, CB_QUERY_SUM),
	[MEDIA_QUANTITY] = ACTIVITY_LIKE("quantity", "宣传品数量", QUANTITY, CB_QUERY_SUM),
	[MEDIA_PEOPLE] = ACTIVITY_LIKE("people", "人次", PEOPLE, CB_QUERY_SUM),
	[MEDIA_LACKS] = { "lacks", "没有开展的", .type = &cb_type_text, .en = "of a festival, by rule activity.festival",
	                  .doc = "节日,按规则 activity.festival" },
	{ 0 },
};

struct reach {
	const struct cb_query_run *run;
	struct activities a; /* of all times */
	struct cb_table *out;
	bool is_lacking;
};

/* What is held on days of a span, of one medium or of any (-1), or for the festival of a rule. */
struct span {
	int64_t first_day, last_day;
	int medium;
	const struct cb_rule *festival;
};

static bool
is_named(const struct cb_cell *cells, struct cb_text word)
{
	const struct cb_word *kinds = cb_register_activity.columns[ACTIVITY_KIND].arg;
	const struct cb_cell *theme = &cells[ACTIVITY_THEME];

	return cb_text_is(word, kinds[cells[ACTIVITY_KIND].n].zh) ||
	       (theme->state == CB_VALUE && cb_text_is(word, cb_words_theme[theme->n].zh));
}

/* Of a kind or theme that the rule names (none: of any), or one whose title says the festival: 端午节 or 端午. */
static bool
is_for(const struct cb_rule *rule, const struct cb_cell *cells)
{
	enum { CHARACTER = sizeof("节") - 1 };
	struct cb_text named = cb_text_of(rule->measure);
	bool is_found = named.len == 0;
	size_t length = strlen(rule->key);
	char name[64];

	while (named.len > 0 && !is_found)
		is_found = is_named(cells, cb_text_next(&named, ";"));
	if (length > 2 * CHARACTER && strcmp(rule->key + length - CHARACTER, "节") == 0)
		length -= CHARACTER;
	snprintf(name, sizeof(name), "%.*s", (int)length, rule->key);
	return is_found || cb_text_find(cells[ACTIVITY_TITLE].text, name) >= 0;
}

static bool
is_in(const struct span *span, const struct activity *activity)
{
	const struct cb_cell *medium = &activity->cells[ACTIVITY_MEDIUM];
	int64_t day = activity->cells[ACTIVITY_DATE].n;

	return activity->state == ACTIVITY_HELD && day >= span->first_day && day <= span->last_day &&
	       (span->medium < 0 || (medium->state == CB_VALUE && medium->n == span->medium)) &&
	       (span->festival == NULL || is_for(span->festival, activity->cells));
}

/* The row of what lies in a span; NULL where nothing does, unless it is wanted all the same. */
static struct cb_cell *
add_span(struct reach *r, const struct span *span, int check, struct cb_text name)
{
	static const int summed[] = { MEDIA_COPIES, MEDIA_QUANTITY, MEDIA_PEOPLE };
	struct cb_sum sum[CB_COUNT(summed)] = { 0 };
	struct cb_dict bodies = { 0 };
	int64_t held = 0;
	struct cb_cell *cells = NULL;

	for (size_t i = 0; i < r->a.n; i++) {
		if (!is_in(span, &r->a.of[i]))
			continue;
		held++;
		cb_dict_put(&bodies, activity_text(&r->a.of[i], ACTIVITY_COMMUNITY), 1);
		for (size_t s = 0; s < CB_COUNT(summed); s++)
			cb_sum_add(&sum[s], &r->a.of[i].cells[media_columns[summed[s]].like_column]);
	}
	if (held > 0 || check == BY_FESTIVAL) {
		cells = cb_table_row(r->out);
		cells[MEDIA_CHECK] = cb_cell_number(check);
		cells[MEDIA_NAME] = cb_table_text(r->out, name);
		cells[MEDIA_HELD] = cb_cell_number(held);
		cells[MEDIA_COMMUNITIES] = cb_cell_number((int64_t)bodies.n);
		for (size_t s = 0; s < CB_COUNT(summed); s++)
			cells[summed[s]] = cb_sum_cell(&sum[s], r->run->office->diag, media_columns[summed[s]].key);
	}
	cb_dict_release(&bodies);
	return cells;
}

static bool
has_held(const struct reach *r, const struct span *span, struct cb_text body)
{
	for (size_t i = 0; i < r->a.n; i++)
		if (is_in(span, &r->a.of[i]) &&
		    (body.len == 0 || cb_text_equal(activity_text(&r->a.of[i], ACTIVITY_COMMUNITY), body) ||
		     cb_text_equal(activity_text(&r->a.of[i], ACTIVITY_ORGANISER), body)))
			return true;
	return false;
}

static void
add_lacking(const struct reach *r, const struct span *span, struct cb_text body, struct cb_str *lacks)
{
	if (!has_held(r, span, body))
		cb_str_join(lacks, ";", body.len > 0 ? body : CB_LIT("各单位"));
}

static void
add_communities_lacking(const struct reach *r, const struct span *span, struct cb_str *lacks)
{
	const struct cb_office *office = r->run->office;
	struct cb_text *names = cb_alloc(office->n_communities + 1, sizeof(*names));

	for (size_t i = 0; i < office->n_communities; i++)
		names[i] = cb_office_name(office, office->communities[i].name);
	cb_sort(names, office->n_communities, sizeof(*names), cb_text_order);
	for (size_t i = 0; i < office->n_communities; i++)
		add_lacking(r, span, names[i], lacks);
	free(names);
}

/* scope as in activity.every: 社区 is each community; empty asks that anybody does. */
static void
add_festival(struct reach *r, const struct cb_rule *rule, struct span span, struct cb_text name)
{
	const struct cb_office *office = r->run->office;
	uint32_t id = cb_names_find(office->names, CB_NAME_PARTY, cb_text_of(rule->scope));
	struct cb_cell *cells = add_span(r, &span, BY_FESTIVAL, name);
	struct cb_str lacks = { 0 };

	if (!cb_text_is(CB_LIT("社区"), rule->scope))
		add_lacking(r, &span, id != 0 ? cb_office_name(office, id) : cb_text_of(rule->scope), &lacks);
	else
		add_communities_lacking(r, &span, &lacks);
	r->is_lacking |= lacks.len > 0;
	cells[MEDIA_LACKS] = cb_table_take(r->out, &lacks);
}

/* The days off that the calendar names. */
struct days_off {
	struct day_off {
		int64_t day;
		struct cb_text note;
	} * of;
	size_t n, cap;
	struct cb_arena notes;
};

static void
add_day_off(void *arg, const struct cb_cell *day)
{
	struct days_off *days = arg;

	if (day[CALENDAR_KIND].n == CALENDAR_REST)
		*cb_push(days->of, days->n, days->cap) =
			(struct day_off){ day[CALENDAR_DATE].n, cb_arena_text(&days->notes, day[CALENDAR_NOTE].text) };
}

static int
by_day(const void *pa, const void *pb)
{
	const struct day_off *a = pa, *b = pb;

	return cb_order(a->day, b->day);
}

/* The holiday that begins on a day: before its last one is over nothing lacks. */
static void
add_holiday(struct reach *r, struct cb_due *due, const struct day_off *first)
{
	const struct cb_rule *rule;
	struct span span = { .last_day = first->day, .medium = -1 };
	size_t at = 0;

	while (!cb_workdays_is_worked(&due->days, span.last_day + 1))
		span.last_day++;
	if (span.last_day > r->run->today_day)
		return;
	while ((rule = cb_rules_all(r->run->office->rules, "activity.festival", NULL, (int32_t)first->day, &at)) != NULL)
		if (cb_text_find(first->note, rule->key) >= 0) {
			struct cb_str name = { 0 };

			span.festival = rule;
			span.first_day = 2 * first->day - cb_due_day(due, &rule->value, first->day);
			cb_str_addf(&name, "%d年%s", cb_period_year(cb_period_of_day(CB_YEAR, first->day)), rule->key);
			add_festival(r, rule, span, cb_str_text(&name));
			cb_str_release(&name);
		}
}

static enum cb_status
add_festivals(struct reach *r, const struct span *asked)
{
	struct days_off days = { 0 };
	struct cb_due due;
	enum cb_status status = cb_due_open(&due, r->run->office);

	if (status == CB_OK)
		status = cb_due_each_day(r->run->office, add_day_off, &days);
	cb_sort(days.of, days.n, sizeof(*days.of), by_day);
	for (size_t i = 0; status == CB_OK && i < days.n; i++)
		if ((i == 0 || days.of[i].day > days.of[i - 1].day + 1) && days.of[i].day >= asked->first_day &&
		    days.of[i].day <= asked->last_day && !cb_workdays_is_worked(&due.days, days.of[i].day))
			add_holiday(r, &due, &days.of[i]);
	cb_arena_release(&days.notes);
	free(days.of);
	cb_due_release(&due);
	return status;
}

static enum cb_status
fill_media(struct cb_query_run *run, struct cb_table *out)
{
	const struct cb_word *media = cb_register_activity.columns[ACTIVITY_MEDIUM].arg;
	struct cb_query_run all = { .office = run->office, .input = run->input, .today_day = run->today_day };
	int64_t year = cb_period_of_day(CB_YEAR, run->today_day);
	struct span span = { .first_day = cb_period_first_day(year), .last_day = cb_period_last_day(year) };
	struct reach r = { .run = run, .out = out };
	enum cb_status status = activities_load(&r.a, &all, ACTIVITY_ALL);

	if (run->range.last_day != 0)
		span = (struct span){ .first_day = run->range.first_day, .last_day = run->range.last_day };
	for (; status == CB_OK && media[span.medium].zh != NULL; span.medium++)
		add_span(&r, &span, BY_MEDIUM, cb_text_of(media[span.medium].zh));
	if (status == CB_OK)
		status = add_festivals(&r, &span);
	activities_release(&r.a);
	return status == CB_OK && r.is_lacking ? CB_FOUND : status;
}

const struct cb_query cb_query_activity_media = {
	.name = "activities_media",
	.zh = "宣传情况",
	.title_en = "Publicity by medium, and festivals",
	.title_zh = "各种方式的宣传和节日活动",
	.columns = media_columns,
	.reads = "activity calendar",
	.takes = CB_QUERY_TAKES_FILES,
	.has_findings = true,
	.has = cb_query_has_office,
	.fill = fill_media,
	.en = "Publicity by medium, and festivals that nothing was held for, as cb-activity media prints them.",
	.doc = "各种宣传方式的活动,和没有开展活动的节日,同 cb-activity media。",
};
