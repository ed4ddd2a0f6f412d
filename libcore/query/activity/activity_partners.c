/* Partner units that were not at a joint activity, or never at any. */
#include <cb/query/when.h>
#include <cb/value/date.h>

#include "activity_book.h"

enum { CHECK,
       UNIT,
       LINK,
       COMMUNITY,
       DATE,
       TITLE };

enum { WAS_ABSENT,
       NEVER_THERE };
static const struct cb_word checks[] = { [WAS_ABSENT] = { "缺席", "absent", NULL },
	                                 [NEVER_THERE] = { "从未参加", "never", NULL },
	                                 { 0 } };

static const struct cb_query_column columns[] = {
	[CHECK] = { "check", "核查", .type = &cb_type_enum, .arg = checks },
	[UNIT] = { "unit", "单位", .type = &cb_type_text },
	[LINK] = { "link", "联系类别", .like = &cb_register_link, .like_column = LINK_KIND },
	[COMMUNITY] = ACTIVITY_LIKE("community", "社区", COMMUNITY, 0),
	[DATE] = ACTIVITY_LIKE("date", "日期", DATE, 0),
	[TITLE] = ACTIVITY_LIKE("title", "活动", TITLE, 0),
	{ 0 },
};

struct partners {
	const struct cb_query_run *run;
	struct activities a; /* of -p */
	struct cb_table links;
	struct cb_dict seen; /* check, activity and unit: a unit may have several links */
	struct cb_table *out;
};

/* ---- who was there ---- */

static bool
is_listed(const struct partners *p, struct cb_text list, struct cb_text unit)
{
	while (list.len > 0)
		if (cb_text_equal(cb_office_next_party(p->run->office, &list), unit))
			return true;
	return false;
}

static bool
was_there(const struct partners *p, const struct activity *activity, struct cb_text unit)
{
	return cb_text_equal(activity_text(activity, ACTIVITY_COMMUNITY), unit) ||
	       cb_text_equal(activity_text(activity, ACTIVITY_ORGANISER), unit) ||
	       is_listed(p, activity_text(activity, ACTIVITY_ATTENDED), unit);
}

/* ---- whose partner it is ---- */

static bool
is_in_force(const struct cb_cell *link, int64_t first_day, int64_t last_day)
{
	return link[LINK_KIND].n != LINK_LEADER &&
	       cb_when_in_force(&link[LINK_SINCE], &link[LINK_UNTIL], first_day, last_day);
}

/* Of the community that held it, or of any in the street that did. */
static bool
is_partner_of(const struct partners *p, const struct cb_cell *link, const struct activity *activity)
{
	const struct cb_office *office = p->run->office;
	struct cb_text body = activity_text(activity, ACTIVITY_COMMUNITY);
	const struct cb_community *community = cb_office_community(office, (uint32_t)link[LINK_COMMUNITY].n);

	return cb_text_equal(link[LINK_COMMUNITY].text, body) ||
	       (community != NULL && cb_text_equal(community->columns[COMMUNITY_STREET], body));
}

/* ---- rows ---- */

static bool
is_new(struct partners *p, int check, size_t activity, struct cb_text unit)
{
	struct cb_str key = { 0 };
	bool is_new;

	cb_str_addf(&key, "%d %zu %.*s", check, activity, CB_TEXT_ARG(unit));
	is_new = cb_dict_add(&p->seen, cb_str_text(&key), 1);
	cb_str_release(&key);
	return is_new;
}

static void
add_row(struct partners *p, int check, struct cb_text unit, const struct cb_cell *link, const struct activity *activity)
{
	struct cb_cell *cells = cb_table_row(p->out);

	cells[CHECK] = cb_cell_number(check);
	cells[UNIT] = cb_table_text(p->out, unit);
	if (link != NULL)
		cells[LINK] = cb_cell_number(link[LINK_KIND].n);
	if (activity == NULL)
		return;
	cells[COMMUNITY] = cb_table_text(p->out, activity_text(activity, ACTIVITY_COMMUNITY));
	cells[DATE] = activity->cells[ACTIVITY_DATE];
	cells[TITLE] = cb_table_text(p->out, activity_text(activity, ACTIVITY_TITLE));
}

/* Who the activity itself calls absent, partner or not. */
static void
add_named(struct partners *p, size_t at)
{
	struct cb_text named = activity_text(&p->a.of[at], ACTIVITY_ABSENT);

	while (named.len > 0) {
		struct cb_text unit = cb_office_next_party(p->run->office, &named);

		if (unit.len > 0 && is_new(p, WAS_ABSENT, at, unit))
			add_row(p, WAS_ABSENT, unit, NULL, &p->a.of[at]);
	}
}

/* Nothing can be said where nobody wrote down who came. */
static void
add_activity(struct partners *p, size_t at)
{
	const struct activity *activity = &p->a.of[at];
	int64_t day = activity->cells[ACTIVITY_DATE].n;

	if (activity->state != ACTIVITY_HELD || (activity_text(activity, ACTIVITY_ATTENDED).len == 0 &&
	                                         activity_text(activity, ACTIVITY_ABSENT).len == 0))
		return;
	for (size_t i = 0; i < p->links.n_rows; i++) {
		const struct cb_cell *link = cb_table_at(&p->links, i);
		struct cb_text unit = link[LINK_PARTY].text;

		if (is_in_force(link, day, day) && is_partner_of(p, link, activity) &&
		    !was_there(p, activity, unit) && is_new(p, WAS_ABSENT, at, unit))
			add_row(p, WAS_ABSENT, unit, link, activity);
	}
	add_named(p, at);
}

static void
add_never(struct partners *p, const struct cb_cell *link)
{
	struct cb_text unit = link[LINK_PARTY].text;

	for (size_t i = 0; i < p->a.n; i++)
		if (p->a.of[i].state == ACTIVITY_HELD && was_there(p, &p->a.of[i], unit))
			return;
	if (is_new(p, NEVER_THERE, 0, unit))
		add_row(p, NEVER_THERE, unit, link, NULL);
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct partners p = { .run = run, .out = out };
	bool is_asked = run->range.last_day != 0;
	int64_t first = is_asked ? run->range.first_day : run->today_day,
		last = is_asked ? run->range.last_day : run->today_day;
	enum cb_status status = activities_load(&p.a, run, ACTIVITY_ALL);

	if (status == CB_OK)
		status = activity_others(run, &cb_register_link, &p.links);
	for (size_t i = 0; status == CB_OK && i < p.a.n; i++)
		add_activity(&p, i);
	for (size_t i = 0; status == CB_OK && i < p.links.n_rows; i++)
		if (is_in_force(cb_table_at(&p.links, i), first, last))
			add_never(&p, cb_table_at(&p.links, i));
	cb_dict_release(&p.seen);
	cb_table_release(&p.links);
	activities_release(&p.a);
	return status == CB_OK && out->n_rows > 0 ? CB_FOUND : status;
}

const struct cb_query cb_query_activity_absent = {
	.name = "activities_absent",
	.zh = "共建单位缺席",
	.title_en = "Partner units that were not there",
	.title_zh = "共建单位缺席和从未参加",
	.columns = columns,
	.reads = "activity link",
	.takes = CB_QUERY_TAKES_FILES,
	.has_findings = true,
	.has = cb_query_has_office,
	.fill = fill,
	.en = "Partner units of register link that were not at a joint activity, and those that held or joined none, as "
	      "cb-activity absent prints them.",
	.doc = "台账 link 中没有参加联合活动的共建单位,和从未主办、参加活动的单位,同 cb-activity absent。",
};
