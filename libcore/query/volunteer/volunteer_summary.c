/* How many volunteers and supervisors there are, by what --by names. */
#include "roster.h"

enum { COMMUNITY,
       SERVICE,
       ROLE,
       TEAM,
       PARTY_MEMBER,
       SEX,
       AGE,
       VOLUNTEERS,
       KEYS = VOLUNTEERS,
       SUPERVISORS,
       OTHERS,
       PEOPLE };

#define KEY_LIKE(k, label, c) CB_QUERY_LIKE(k, label, volunteer, c, CB_QUERY_BY_KEY)
static const struct cb_query_column columns[] = {
	[COMMUNITY] = { "community", "社区", .type = &cb_type_text, .flags = CB_QUERY_BY_KEY },
	[SERVICE] = KEY_LIKE("service", "服务类别", VOLUNTEER_SERVICE),
	[ROLE] = KEY_LIKE("role", "身份", VOLUNTEER_ROLE),
	[TEAM] = { "team", "队伍", .type = &cb_type_text, .flags = CB_QUERY_BY_KEY },
	[PARTY_MEMBER] = { "party_member", "党员", .type = &cb_type_bool, .flags = CB_QUERY_BY_KEY },
	[SEX] = KEY_LIKE("sex", "性别", VOLUNTEER_SEX),
	[AGE] = { "age", "年龄段", .type = &cb_type_text, .flags = CB_QUERY_BY_KEY, .en = "by rule volunteer.age_group",
	          .doc = "按规则 volunteer.age_group" },
	[VOLUNTEERS] = { "volunteers", "志愿者", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[SUPERVISORS] = { "supervisors", "义务监督员", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[OTHERS] = { "others", "其他身份", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[PEOPLE] = { "people", "人数", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	{ 0 },
};

struct summary {
	const struct cb_query_run *run;
	int32_t day;
	struct cb_sums sums;
	bool lacks_rule;
};

/* The order of the groups is that of the ages: their number is the rule's at_least. */
static struct cb_cell
age_group(struct summary *s, const struct volunteer_person *p)
{
	int age = volunteer_age(p, s->day);
	const struct cb_rule *rule;
	struct cb_cell cell;

	if (age < 0)
		return (struct cb_cell){ 0 };
	rule = cb_rules_pick(s->run->office->rules, "volunteer.age_group", "", "", CB_RULE_N(age), s->day);
	s->lacks_rule = s->lacks_rule || rule == NULL;
	if (rule == NULL)
		return (struct cb_cell){ 0 };
	cell = cb_cell_lent(cb_text_of(rule->measure));
	cell.n = rule->at_least;
	return cell;
}

static struct cb_cell
key_of(struct summary *s, size_t key, const struct volunteer_person *p)
{
	switch (key) {
	case COMMUNITY:
		return volunteer_name_cell(s->run->office, p->community);
	case TEAM:
		return volunteer_name_cell(s->run->office, p->team);
	case SERVICE:
		return cb_sums_word(p->service);
	case ROLE:
		return cb_sums_word(p->role);
	case PARTY_MEMBER:
		return cb_sums_word(p->party_member);
	case SEX:
		return cb_sums_word(p->sex);
	default:
		return age_group(s, p);
	}
}

static void
add_person(struct summary *s, const struct volunteer_person *p)
{
	struct cb_cell keys[CB_QUERY_KEYS_MAX];
	int as = p->role == ROLE_VOLUNTEER ? VOLUNTEERS : p->role == ROLE_SUPERVISOR ? SUPERVISORS
	                                                                             : OTHERS;
	struct cb_sum *sum;

	for (size_t k = 0; k < s->run->n_keys; k++)
		keys[k] = key_of(s, s->run->keys[k], p);
	sum = cb_sums_for(&s->sums, keys);
	for (int v = VOLUNTEERS; v < PEOPLE; v++)
		cb_sum_add_number(&sum[v - KEYS], v == as ? 1 : 0);
	cb_sum_add_number(&sum[PEOPLE - KEYS], 1);
}

static void
fill_rows(struct summary *s, struct cb_table *out)
{
	cb_sums_sort(&s->sums);
	for (size_t i = 0; i < s->sums.n; i++) {
		const struct cb_sum *sum = cb_sums_of(&s->sums, s->sums.order[i]);
		struct cb_cell *cells = cb_sums_row(&s->sums, s->sums.order[i], s->run, out);

		for (int v = KEYS; v <= PEOPLE; v++)
			cells[v] = cb_sum_cell(&sum[v - KEYS], s->run->office->diag, columns[v].key);
	}
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct summary s = { .run = run, .day = cb_query_day(run) };
	struct volunteer_roster roster;
	enum cb_status status = volunteer_roster_load(&roster, run, VOLUNTEER_OF_INPUT);

	s.sums.n_keys = run->n_keys;
	s.sums.n_values = PEOPLE - KEYS + 1;
	for (size_t i = 0; status == CB_OK && i < roster.n; i++)
		if (roster.persons[i].passes && volunteer_is_registered(&roster.persons[i], s.day))
			add_person(&s, &roster.persons[i]);
	if (s.lacks_rule)
		status = cb_report(run->office->diag, CB_RULE_MISSING, CB_NOWHERE, "", "volunteer.age_group", "");
	if (status == CB_OK)
		fill_rows(&s, out);
	cb_sums_release(&s.sums);
	volunteer_roster_release(&roster);
	return status;
}

const struct cb_query cb_query_volunteer_summary = {
	.name = "volunteers",
	.zh = "志愿者人数",
	.title_en = "Volunteers",
	.title_zh = "志愿者人数",
	.columns = columns,
	.reads = "volunteer",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_TAKES_WHERE | CB_QUERY_TAKES_BY,
	.has = volunteer_has_roster,
	.fill = fill,
	.en = "The registered volunteers and supervisors, as cb-volunteer summary prints them.",
	.doc = "在册志愿者、义务监督员人数,同 cb-volunteer summary。",
};
