/* The hours of each person in all, and the stars that rules give for them; who served most. */
#include <stdlib.h>

#include "roster.h"

enum { NO,
       PERSON_NAME,
       PERSON_COMMUNITY,
       PERSON_TEAM,
       HOURS,
       STAR,
       TITLE,
       RISES,
       MISSING,
       RULE,
       RANK = STAR,
       TIMES };

#define WHO                                                                                                \
	[NO] = { "no", "编号", .like = &cb_register_volunteer, .like_column = VOLUNTEER_NO },              \
	[PERSON_NAME] = { "name", "姓名", .like = &cb_register_volunteer, .like_column = VOLUNTEER_NAME }, \
	[PERSON_COMMUNITY] = { "community", "社区", .type = &cb_type_text },                               \
	[PERSON_TEAM] = { "team", "队伍", .type = &cb_type_text }

static const struct cb_query_column star_columns[] = {
	WHO,
	[HOURS] = { "hours", "累计时长", .type = &cb_type_hours, .flags = CB_QUERY_SUM },
	[STAR] = { "star", "星级", .type = &cb_type_int },
	[TITLE] = { "title", "称号", .type = &cb_type_text },
	[RISES] = { "rises", "本期升星", .type = &cb_type_bool, .flags = CB_QUERY_PART, .en = "with -p", .doc = "有 -p 时" },
	[MISSING] = { "missing", "距下一星", .type = &cb_type_hours },
	[RULE] = { "rule", "规则", .type = &cb_type_text },
	{ 0 },
};

static const struct cb_query_column top_columns[] = {
	WHO,
	[HOURS] = { "hours", "时长", .type = &cb_type_hours, .flags = CB_QUERY_SUM },
	[RANK] = { "rank", "名次", .type = &cb_type_int },
	[TIMES] = { "times", "次数", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	{ 0 },
};

/* R4. Time within hours_before is not counted a second time. */
struct volunteer_served *
volunteer_add_up(const struct volunteer_roster *r, bool in_all)
{
	struct volunteer_served *of = cb_alloc(r->n + 1, sizeof(*of));

	for (size_t i = 0; in_all && i < r->n_listed; i++)
		of[volunteer_of(r, i)].before += r->persons[i].before;
	for (size_t i = 0; i < r->n_services; i++) {
		const struct cb_service *s = &r->services[i];
		struct volunteer_served *served = &of[s->person];

		if (!s->is_counted || !s->passes || (in_all && s->day <= r->persons[s->person].until))
			continue;
		if (volunteer_in_range(r->run, s->day)) {
			served->during += s->counted;
			served->times++;
		} else if (s->day < r->run->range.first_day) {
			served->before += s->counted;
		}
	}
	return of;
}

static bool
is_shown(const struct volunteer_roster *r, size_t person)
{
	return r->persons[person].passes && r->persons[person].merged == 0;
}

static struct cb_cell *
add_who(const struct volunteer_roster *r, size_t person, struct cb_table *out)
{
	const struct volunteer_person *p = &r->persons[person];
	const struct cb_office *office = r->run->office;
	struct cb_cell no = cb_table_text(out, p->no), name = volunteer_named(r, (uint32_t)person, out);
	struct cb_cell community = cb_table_text(out, cb_office_name(office, p->community));
	struct cb_cell team = cb_table_text(out, cb_office_name(office, p->team));
	struct cb_cell *cells = cb_table_row(out);

	cells[NO] = no;
	cells[PERSON_NAME] = name;
	cells[PERSON_COMMUNITY] = community;
	cells[PERSON_TEAM] = team;
	return cells;
}

/* By number, which is how persons are known; what no roster has comes last. */
static int
by_no(const void *pa, const void *pb)
{
	const struct volunteer_person *const *a = pa, *const *b = pb;

	return cb_text_compare((*a)->no, (*b)->no);
}

const struct volunteer_person **
volunteer_in_order(const struct volunteer_roster *r, size_t *n)
{
	const struct volunteer_person **list = cb_alloc(r->n + 1, sizeof(*list));

	*n = 0;
	for (size_t i = 0; i < r->n; i++)
		if (is_shown(r, i))
			list[(*n)++] = &r->persons[i];
	cb_sort(list, *n, sizeof(*list), by_no);
	return list;
}

/* ---- stars ---- */

/* Minutes as the millionths of an hour that rules are judged by, so that 299:59 is not 300. */
static int64_t
hours_of(int64_t minutes)
{
	return minutes * CB_RULE_N(1) / 60;
}

const struct cb_rule *
volunteer_star_of(const struct volunteer_roster *r, int64_t minutes, int32_t day)
{
	return cb_rules_pick(r->run->office->rules, "volunteer.star", "", "", hours_of(minutes), day);
}

/* The least hours that a higher star asks, 0 = there is none. */
static int64_t
next_star(const struct volunteer_roster *r, int64_t minutes, int32_t day)
{
	const struct cb_rule *rule;
	size_t at = 0;

	while ((rule = cb_rules_all(r->run->office->rules, "volunteer.star", "", day, &at)) != NULL)
		if (rule->at_least > hours_of(minutes))
			return (rule->at_least * 60 + CB_RULE_N(1) - 1) / CB_RULE_N(1);
	return 0;
}

static void
add_star(const struct volunteer_roster *r, size_t person, const struct volunteer_served *served, struct cb_table *out)
{
	int32_t day = cb_query_day(r->run);
	int64_t minutes = served->before + served->during, next = next_star(r, minutes, day);
	const struct cb_rule *now = volunteer_star_of(r, minutes, day);
	const struct cb_rule *then = volunteer_star_of(r, served->before, day);
	struct cb_cell *cells = add_who(r, person, out);

	cells[HOURS] = cb_cell_number(minutes);
	cells[STAR] = cb_cell_number(now == NULL ? 0 : now->value.n);
	cells[RISES] = cb_cell_number(now != NULL && (then == NULL || then->value.n < now->value.n));
	if (next != 0)
		cells[MISSING] = cb_cell_number(next - minutes);
	if (now == NULL)
		return;
	cells[TITLE] = cb_table_text(out, cb_text_of(now->measure));
	cells[RULE] = cb_table_text(out, cb_text_of(now->id));
}

static bool
part(const struct cb_query_run *run, size_t column)
{
	return column == RISES && run->range.last_day != 0;
}

static enum cb_status
fill_stars(struct cb_query_run *run, struct cb_table *out)
{
	struct cb_query_run of_all = volunteer_unfiltered(run);
	struct volunteer_roster roster;
	enum cb_status status = volunteer_roster_load(&roster, &of_all, VOLUNTEER_OF_DATABASE);
	const struct volunteer_person **list;
	struct volunteer_served *of;
	size_t n, at = 0;

	if (status == CB_OK)
		status = volunteer_services_load(&roster, VOLUNTEER_OF_INPUT);
	if (status == CB_OK && cb_rules_all(run->office->rules, "volunteer.star", "", cb_query_day(run), &at) == NULL)
		status = cb_report(run->office->diag, CB_RULE_MISSING, CB_NOWHERE, "", "volunteer.star", "");
	of = volunteer_add_up(&roster, true);
	list = volunteer_in_order(&roster, &n);
	for (size_t i = 0; status == CB_OK && i < n; i++) {
		size_t person = (size_t)(list[i] - roster.persons);

		if (of[person].before + of[person].during > 0)
			add_star(&roster, person, &of[person], out);
	}
	free(list);
	free(of);
	volunteer_roster_release(&roster);
	return status;
}

const struct cb_query cb_query_volunteer_stars = {
	.name = "stars",
	.zh = "星级",
	.title_en = "Star volunteers",
	.title_zh = "星级志愿者",
	.columns = star_columns,
	.reads = "service volunteer",
	.takes = CB_QUERY_TAKES_FILES,
	.has = volunteer_has_services,
	.part = part,
	.fill = fill_stars,
	.en = "The stars of each volunteer and who has risen, as cb-volunteer stars prints them.",
	.doc = "志愿者星级与本期升星,同 cb-volunteer stars。",
};

/* ---- who served most ---- */

struct served_most {
	int64_t minutes;
	size_t at; /* in the order of numbers */
};

static int
by_minutes(const void *pa, const void *pb)
{
	const struct served_most *a = pa, *b = pb;

	if (a->minutes != b->minutes)
		return cb_order(b->minutes, a->minutes);
	return cb_order(a->at, b->at);
}

/* R6 */
static void
add_most(const struct volunteer_roster *r, const struct volunteer_served *of, struct cb_table *out)
{
	size_t n, rank = 0, limit = SIZE_MAX;
	const struct volunteer_person **list = volunteer_in_order(r, &n);
	struct served_most *most = cb_alloc(n + 1, sizeof(*most));

	if (r->run->of.volunteers != NULL && r->run->of.volunteers->at_most > 0)
		limit = (size_t)r->run->of.volunteers->at_most;
	for (size_t i = 0; i < n; i++)
		most[i] = (struct served_most){ of[list[i] - r->persons].during, i };
	cb_sort(most, n, sizeof(*most), by_minutes);
	for (size_t i = 0; i < n && most[i].minutes > 0; i++) {
		size_t person = (size_t)(list[most[i].at] - r->persons);
		struct cb_cell *cells;

		if (i == 0 || most[i].minutes != most[i - 1].minutes)
			rank = i + 1;
		if (rank > limit)
			break;
		cells = add_who(r, person, out);
		cells[RANK] = cb_cell_number((int64_t)rank);
		cells[HOURS] = cb_cell_number(most[i].minutes);
		cells[TIMES] = cb_cell_number(of[person].times);
	}
	free(most);
	free(list);
}

static enum cb_status
fill_top(struct cb_query_run *run, struct cb_table *out)
{
	struct volunteer_roster roster;
	enum cb_status status = volunteer_roster_load(&roster, run, VOLUNTEER_OF_DATABASE);
	struct volunteer_served *of;

	if (status == CB_OK)
		status = volunteer_services_load(&roster, VOLUNTEER_OF_INPUT);
	of = volunteer_add_up(&roster, false);
	if (status == CB_OK)
		add_most(&roster, of, out);
	free(of);
	volunteer_roster_release(&roster);
	return status;
}

const struct cb_query cb_query_volunteer_top = {
	.name = "volunteer_top",
	.zh = "时长排行",
	.title_en = "Most hours of service",
	.title_zh = "志愿服务时长排行",
	.columns = top_columns,
	.reads = "service volunteer",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_TAKES_WHERE,
	.has = volunteer_has_services,
	.fill = fill_top,
	.en = "Who served most in the period, as cb-volunteer top prints them.",
	.doc = "本期服务时长排行,同 cb-volunteer top。",
};
