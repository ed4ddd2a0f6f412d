/* The teams, how many they are and when they were last seen; who has a skill. */
#include <string.h>

#include "roster.h"

/* ---- teams ---- */

enum { TEAM,
       MEMBERS,
       TIMES,
       HOURS,
       LAST,
       IDLE,
       RULE,
       VALUES = LAST - MEMBERS + 1 };

static const struct cb_query_column team_columns[] = {
	[TEAM] = { "team", "队伍", .type = &cb_type_text },
	[MEMBERS] = { "members", "人数", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[TIMES] = { "times", "次数", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[HOURS] = { "hours", "时长", .type = &cb_type_hours, .flags = CB_QUERY_SUM },
	[LAST] = { "last", "最近服务", .type = &cb_type_date },
	[IDLE] = { "idle", "不活跃", .type = &cb_type_bool },
	[RULE] = { "rule", "规则", .type = &cb_type_text },
	{ 0 },
};

/* The day some months before. */
static int64_t
months_before(int32_t day, int64_t months)
{
	int64_t month = cb_period_of_day(CB_MONTH, day), before = cb_period_step(month, (int)-months);
	int64_t same = cb_period_first_day(before) + (day - cb_period_first_day(month));

	return same < cb_period_last_day(before) ? same : cb_period_last_day(before);
}

/* The last day is no sum: it is the latest of all up to the day, whatever -p chooses. */
static void
add_services(const struct volunteer_roster *r, int32_t day, struct cb_sums *sums)
{
	for (size_t i = 0; i < r->n_services; i++) {
		const struct cb_service *s = &r->services[i];
		struct cb_cell key = volunteer_name_cell(r->run->office, r->persons[s->person].team);
		struct cb_sum *sum;

		if (!s->is_counted || key.state == CB_EMPTY || s->day > day)
			continue;
		sum = cb_sums_for(sums, &key);
		if (!sum[LAST - MEMBERS].is_any || sum[LAST - MEMBERS].n < s->day)
			sum[LAST - MEMBERS] = (struct cb_sum){ .n = s->day, .is_any = true };
		if (!volunteer_in_range(r->run, s->day))
			continue;
		cb_sum_add_number(&sum[TIMES - MEMBERS], 1);
		cb_sum_add_number(&sum[HOURS - MEMBERS], s->counted);
	}
}

static void
add_members(const struct volunteer_roster *r, int32_t day, struct cb_sums *sums)
{
	for (size_t i = 0; i < r->n_listed; i++) {
		struct cb_cell key = volunteer_name_cell(r->run->office, r->persons[i].team);

		if (key.state != CB_EMPTY && volunteer_is_registered(&r->persons[i], day))
			cb_sum_add_number(&cb_sums_for(sums, &key)[0], 1);
	}
}

static void
add_team(const struct volunteer_roster *r, const struct cb_sums *sums, size_t group, const struct cb_rule *rule,
         struct cb_table *out)
{
	const struct cb_sum *sum = cb_sums_of(sums, group), *last = &sum[LAST - MEMBERS];
	struct cb_cell *cells = cb_table_row(out);

	cells[TEAM] = cb_table_text(out, cb_sums_keys(sums, group)[0].text);
	cb_sum_cells(sum, VALUES, &out->columns[MEMBERS], &cells[MEMBERS], r->run->office->diag);
	for (int v = MEMBERS; v < LAST; v++)
		if (cells[v].state == CB_EMPTY)
			cells[v] = cb_cell_number(0);
	cells[IDLE] = cb_cell_number(!last->is_any || last->n < months_before(cb_query_day(r->run), rule->value.n));
	cells[RULE] = cb_table_text(out, cb_text_of(rule->id));
}

static enum cb_status
fill_teams(struct cb_query_run *run, struct cb_table *out)
{
	struct cb_query_run of_all = volunteer_unfiltered(run);
	struct volunteer_roster roster;
	struct cb_sums sums = { .n_keys = 1, .n_values = VALUES };
	int32_t day = cb_query_day(run);
	const struct cb_rule *rule = cb_rules_pick(run->office->rules, "volunteer.idle", "", "", 0, day);
	enum cb_status status = volunteer_roster_load(&roster, &of_all, VOLUNTEER_OF_INPUT);

	if (status == CB_OK)
		status = volunteer_services_load(&roster, VOLUNTEER_OF_DATABASE);
	if (status == CB_OK && rule == NULL)
		status = cb_report(run->office->diag, CB_RULE_MISSING, CB_NOWHERE, "", "volunteer.idle", "");
	if (status == CB_OK) {
		add_members(&roster, day, &sums);
		add_services(&roster, day, &sums);
		cb_sums_sort(&sums);
		for (size_t i = 0; i < sums.n; i++)
			add_team(&roster, &sums, sums.order[i], rule, out);
	}
	cb_sums_release(&sums);
	volunteer_roster_release(&roster);
	return status;
}

const struct cb_query cb_query_volunteer_teams = {
	.name = "teams",
	.zh = "志愿队伍",
	.title_en = "Teams of volunteers",
	.title_zh = "志愿服务队伍",
	.columns = team_columns,
	.reads = "volunteer service",
	.takes = CB_QUERY_TAKES_FILES,
	.has = volunteer_has_roster,
	.fill = fill_teams,
	.en = "Teams, their members, hours and last service, as cb-volunteer teams prints them.",
	.doc = "队伍的人数、时长与最近服务,同 cb-volunteer teams。",
};

/* ---- skills ---- */

enum { NO,
       PERSON_NAME,
       PHONE,
       COMMUNITY,
       PERSON_TEAM,
       SKILLS };

#define OF_VOLUNTEER(k, label, c) CB_QUERY_LIKE(k, label, volunteer, c, 0)
static const struct cb_query_column find_columns[] = {
	[NO] = OF_VOLUNTEER("no", "编号", VOLUNTEER_NO),
	[PERSON_NAME] = OF_VOLUNTEER("name", "姓名", VOLUNTEER_NAME),
	[PHONE] = OF_VOLUNTEER("phone", "电话", VOLUNTEER_PHONE),
	[COMMUNITY] = { "community", "社区", .type = &cb_type_text },
	[PERSON_TEAM] = { "team", "队伍", .type = &cb_type_text },
	[SKILLS] = { "skills", "服务技能", .type = &cb_type_text },
	{ 0 },
};

static void
add_person(const struct volunteer_roster *r, const struct volunteer_person *p, struct cb_table *out)
{
	const struct cb_office *office = r->run->office;
	struct cb_cell *cells = cb_table_row(out);

	cells[NO] = cb_table_text(out, p->no);
	cells[PERSON_NAME] = cb_table_text(out, p->name);
	cells[PHONE] = cb_table_text(out, p->phone);
	cells[COMMUNITY] = cb_table_text(out, cb_office_name(office, p->community));
	cells[PERSON_TEAM] = cb_table_text(out, cb_office_name(office, p->team));
	cells[SKILLS] = cb_table_text(out, p->skills);
}

static enum cb_status
fill_find(struct cb_query_run *run, struct cb_table *out)
{
	struct volunteer_roster roster;
	const char *skill = run->of.volunteers != NULL ? run->of.volunteers->skill : NULL;
	enum cb_status status = volunteer_roster_load(&roster, run, VOLUNTEER_OF_INPUT);
	int32_t day = cb_query_day(run);

	for (size_t i = 0; status == CB_OK && i < roster.n_listed; i++) {
		const struct volunteer_person *p = &roster.persons[i];

		if (p->passes && volunteer_is_registered(p, day) &&
		    (skill == NULL ? p->skills.len > 0 : cb_text_find(p->skills, skill) >= 0))
			add_person(&roster, p, out);
	}
	volunteer_roster_release(&roster);
	return status;
}

const struct cb_query cb_query_volunteer_find = {
	.name = "skills",
	.zh = "服务技能",
	.title_en = "Volunteers with a skill",
	.title_zh = "有服务技能的志愿者",
	.columns = find_columns,
	.reads = "volunteer",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_TAKES_WHERE,
	.has = volunteer_has_roster,
	.fill = fill_find,
	.en = "The registered volunteers that have skills, as cb-volunteer find prints them.",
	.doc = "有服务技能的在册志愿者,同 cb-volunteer find。",
};
