/* Lists: communities, estates, units, posts and links on a day, telephones. */
#include <stdlib.h>

#include <cb/query/due.h>

#include "street.h"

static const struct cb_org_asked nothing_asked = { 0 };

static const struct cb_org_asked *
asked(const struct cb_query_run *run)
{
	return run->of.org != NULL ? run->of.org : &nothing_asked;
}

/* A column of a list that is one of the register. */
#define LIKE(k, label, r, c) CB_QUERY_LIKE(k, label, r, c, 0)
#define TEXT(k, label) CB_QUERY_OF(k, label, text, 0)

/* ---- communities ---- */

enum { COMMUNITY,
       STREET,
       KIND,
       HOLDERS,
       HOUSEHOLDS = HOLDERS + CB_POSTS,
       RESIDENTS,
       STAFF,
       OFFICE_M2,
       BOARDS,
       ESTATES,
       UNITS };

#define SUM(k, label, c) CB_QUERY_LIKE(k, label, community, COMMUNITY_##c, CB_QUERY_SUM)
static const struct cb_query_column community_columns[] = {
	[COMMUNITY] = TEXT("community", "社区"),
	[STREET] = TEXT("street", "街道"),
	[KIND] = TEXT("kind", "类型"),
	CB_POST_COLUMNS(HOLDERS),
	[HOUSEHOLDS] = SUM("households", "户数", HOUSEHOLDS),
	[RESIDENTS] = SUM("residents", "人口", RESIDENTS),
	[STAFF] = SUM("staff", "工作人员", STAFF),
	[OFFICE_M2] = SUM("office_m2", "办公用房面积", OFFICE_M2),
	[BOARDS] = SUM("notice_boards", "宣传栏", NOTICE_BOARDS),
	[ESTATES] = { "estates", "小区数", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[UNITS] = { "units", "共建单位数", .type = &cb_type_int, .en = "parties of links in force, but for leaders",
	            .doc = "有效联系中的单位数,不含领导" },
	{ 0 },
};

static int64_t
count_estates(const struct street *s, uint32_t community)
{
	const struct cb_cell *cells;
	int64_t n = 0;

	for (size_t row = 0; (cells = street_row(s, OF_ESTATE, row)) != NULL; row++)
		n += (uint32_t)cells[ESTATE_COMMUNITY].n == community;
	return n;
}

/* The parties of links in force with the community, but for leaders, each once. */
static int64_t
count_parties(const struct street *s, uint32_t community)
{
	const struct cb_cell *cells;
	struct cb_dict seen = { 0 };
	int64_t n;

	for (size_t row = 0; (cells = street_row(s, OF_LINK, row)) != NULL; row++)
		if ((uint32_t)cells[LINK_COMMUNITY].n == community && cells[LINK_KIND].n != LINK_LEADER &&
		    street_in_force(s, &cells[LINK_SINCE]))
			cb_dict_put(&seen, cells[LINK_PARTY].text, 1);
	n = (int64_t)seen.n;
	cb_dict_release(&seen);
	return n;
}

static void
add_community(const struct street *s, const struct street_body *body, struct cb_table *out)
{
	static const struct {
		int to, from;
	} same[] = {
		{ STREET, COMMUNITY_STREET },
		{ KIND, COMMUNITY_KIND },
		{ HOUSEHOLDS, COMMUNITY_HOUSEHOLDS },
		{ RESIDENTS, COMMUNITY_RESIDENTS },
		{ STAFF, COMMUNITY_STAFF },
		{ OFFICE_M2, COMMUNITY_OFFICE_M2 },
		{ BOARDS, COMMUNITY_NOTICE_BOARDS },
	};
	struct cb_cell *cells = cb_table_row(out);
	struct cb_text other;

	cells[COMMUNITY] = cb_table_text(out, body->name);
	for (size_t i = 0; body->cells != NULL && i < CB_COUNT(same); i++)
		cells[same[i].to] = cb_table_keep(out, body->cells[same[i].from]);
	for (int p = 0; p < CB_POSTS; p++)
		cells[HOLDERS + p] = cb_table_text(out, street_holder(s, body, (enum cb_post)p, &other));
	cells[ESTATES] = cb_cell_number(count_estates(s, body->id));
	cells[UNITS] = cb_cell_number(count_parties(s, body->id));
}

static enum cb_status
fill_communities(struct cb_query_run *run, struct cb_table *out)
{
	struct street s;
	enum cb_status status = street_load(&s, run,
	                                    STREET_HAS(OF_COMMUNITY) | STREET_HAS(OF_ESTATE) | STREET_HAS(OF_POST) |
	                                            STREET_HAS(OF_LINK));

	for (size_t i = 0; status == CB_OK && i < s.n_communities; i++)
		add_community(&s, &s.bodies[i], out);
	street_release(&s);
	return status;
}

const struct cb_query cb_query_org_communities = {
	.name = "communities",
	.zh = "社区名册",
	.title_zh = "社区名册",
	.title_en = "The communities",
	.columns = community_columns,
	.reads = "community estate post link",
	.takes = CB_QUERY_TAKES_FILES,
	.has = street_is_there,
	.fill = fill_communities,
	.en = "The communities with who leads and links them on the day, as cb-org list community prints them.",
	.doc = "社区名册及当日的书记、主任、联系领导、牵头单位,同 cb-org list community。",
};

/* ---- estates ---- */

static const struct cb_query_column estate_columns[] = {
	[ESTATE_COMMUNITY] = TEXT("community", "社区"),
	[ESTATE_NAME] = LIKE("estate", "小区", estate, ESTATE_NAME),
	[ESTATE_BUILDINGS] = { "buildings", "楼栋数", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[ESTATE_UNITS] = { "units", "单元数", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[ESTATE_HOUSEHOLDS] = { "households", "户数", .type = &cb_type_qty, .flags = CB_QUERY_SUM },
	[ESTATE_NOTE] = TEXT("note", "备注"),
	{ 0 },
};

static enum cb_status
fill_estates(struct cb_query_run *run, struct cb_table *out)
{
	struct street s;
	const struct cb_cell *cells;
	enum cb_status status = street_load(&s, run, STREET_HAS(OF_ESTATE));

	for (size_t row = 0; status == CB_OK && (cells = street_row(&s, OF_ESTATE, row)) != NULL; row++) {
		struct cb_cell *to = cb_table_row(out);

		for (int c = 0; c < ESTATE_N; c++)
			to[c] = cb_table_keep(out, cells[c]);
	}
	street_release(&s);
	return status;
}

const struct cb_query cb_query_org_estates = {
	.name = "estates",
	.zh = "小区名册",
	.title_zh = "小区名册",
	.title_en = "The housing estates",
	.columns = estate_columns,
	.reads = "estate",
	.takes = CB_QUERY_TAKES_FILES,
	.has = street_is_there,
	.fill = fill_estates,
	.en = "The housing estates of each community, as cb-org list estate prints them.",
	.doc = "各社区的小区,同 cb-org list estate。",
};

/* ---- units ---- */

enum { UNIT,
       LEVEL,
       PARENT,
       CONTACT,
       PHONE,
       COMMUNITIES,
       LINKED };

static const struct cb_query_column unit_columns[] = {
	[UNIT] = LIKE("unit", "单位", unit, UNIT_NAME),
	[LEVEL] = LIKE("level", "级别", unit, UNIT_LEVEL),
	[PARENT] = LIKE("parent", "上级单位", unit, UNIT_PARENT),
	[CONTACT] = TEXT("contact", "联系人"),
	[PHONE] = LIKE("phone", "电话", unit, UNIT_PHONE),
	[COMMUNITIES] = { "communities", "社区数", .type = &cb_type_int, .en = "that it is linked to on the day",
	                  .doc = "当日联系的社区数" },
	[LINKED] = TEXT("linked", "所联系社区"),
	{ 0 },
};

/* The communities of a party, each once, joined by 、. Returns how many there are. */
static int64_t
add_linked(const struct street *s, uint32_t party, struct cb_str *out)
{
	struct cb_text *names = NULL;
	const struct cb_cell *cells;
	size_t n = 0, cap = 0;
	int64_t n_different = 0;

	for (size_t row = 0; (cells = street_row(s, OF_LINK, row)) != NULL; row++)
		if ((uint32_t)cells[LINK_PARTY].n == party && cells[LINK_KIND].n != LINK_LEADER &&
		    street_in_force(s, &cells[LINK_SINCE]))
			*cb_push(names, n, cap) = cells[LINK_COMMUNITY].text;
	cb_sort(names, n, sizeof(*names), cb_text_order);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || !cb_text_equal(names[i], names[i - 1])) {
			cb_str_addf(out, "%s%.*s", i > 0 ? "、" : "", CB_TEXT_ARG(names[i]));
			n_different++;
		}
	free(names);
	return n_different;
}

static enum cb_status
fill_units(struct cb_query_run *run, struct cb_table *out)
{
	static const int from[] = { UNIT_NAME, UNIT_LEVEL, UNIT_PARENT, UNIT_CONTACT, UNIT_PHONE };
	struct street s;
	enum cb_status status =
		street_load(&s, run, STREET_HAS(OF_UNIT) | STREET_HAS(OF_COMMUNITY) | STREET_HAS(OF_LINK));

	for (size_t i = s.n_communities; status == CB_OK && i < s.n_bodies; i++) {
		struct cb_cell *cells = cb_table_row(out);
		struct cb_str linked = { 0 };

		for (size_t c = 0; c < CB_COUNT(from); c++)
			cells[c] = cb_table_keep(out, s.bodies[i].cells[from[c]]);
		cells[COMMUNITIES] = cb_cell_number(add_linked(&s, s.bodies[i].id, &linked));
		cells[LINKED] = cb_table_text(out, cb_str_text(&linked));
		cb_str_release(&linked);
	}
	street_release(&s);
	return status;
}

const struct cb_query cb_query_org_units = {
	.name = "units_listed",
	.zh = "单位名册",
	.title_zh = "单位名册",
	.title_en = "The units",
	.columns = unit_columns,
	.reads = "unit community link",
	.takes = CB_QUERY_TAKES_FILES,
	.has = street_is_there,
	.fill = fill_units,
	.en = "The units and the communities that they are linked to on the day, as cb-org list unit prints them.",
	.doc = "单位及当日联系的社区,同 cb-org list unit。",
};

/* ---- posts ---- */

enum { POST_RULE = POST_PHONE }; /* telephones are asked of `phones` */

static const struct cb_query_column post_columns[] = {
	[POST_BODY] = LIKE("body", "单位", post, POST_BODY),
	[POST_POST] = TEXT("post", "职务"),
	[POST_PERSON] = { "person", "姓名", .type = &cb_type_text, .en = "empty: nobody, where rule org.post wants one",
	                  .doc = "空着:规则 org.post 要求配备而无人" },
	[POST_SINCE] = LIKE("since", "任职日期", post, POST_SINCE),
	[POST_UNTIL] = LIKE("until", "离任日期", post, POST_UNTIL),
	[POST_LEADER] = LIKE("leader", "班子成员", post, POST_LEADER),
	[POST_RULE] = TEXT("rule", "规则"),
	{ 0 },
};

/* A row for each body that nobody holds the post in. The community's own columns may name somebody: then it does. */
static void
add_vacant(const struct street *s, const struct cb_rule *rule, struct cb_table *out)
{
	for (size_t i = 0; i < s->n_bodies; i++) {
		struct cb_cell *cells;

		if (!street_is_asked(&s->bodies[i], rule) || cb_rule_holds(rule, CB_RULE_N(1)) == false ||
		    street_count_in_post(s, &s->bodies[i], rule->key) > 0)
			continue;
		cells = cb_table_row(out);
		cells[POST_BODY] = cb_table_text(out, s->bodies[i].name);
		cells[POST_BODY].n = s->bodies[i].id;
		cells[POST_POST] = cb_table_text(out, cb_text_of(rule->key));
		cells[POST_RULE] = cb_table_text(out, cb_text_of(rule->id));
	}
}

static enum cb_status
fill_posts(struct cb_query_run *run, struct cb_table *out)
{
	struct street s;
	const struct cb_cell *cells;
	const struct cb_rule *rule;
	size_t at = 0;
	enum cb_status status = street_load(&s, run,
	                                    STREET_HAS(OF_POST) | STREET_HAS(OF_COMMUNITY) | STREET_HAS(OF_UNIT) |
	                                            STREET_HAS(OF_LINK));

	for (size_t row = 0; status == CB_OK && (cells = street_row(&s, OF_POST, row)) != NULL; row++) {
		struct cb_cell *to;

		if (!asked(run)->all_states && !street_in_force(&s, &cells[POST_SINCE]))
			continue;
		to = cb_table_row(out);
		for (int c = POST_BODY; c < POST_RULE; c++)
			to[c] = cb_table_keep(out, cells[c]);
	}
	while (status == CB_OK && (rule = cb_rules_all(run->office->rules, "org.post", NULL, s.day, &at)) != NULL)
		add_vacant(&s, rule, out);
	street_release(&s);
	return status;
}

const struct cb_query cb_query_org_posts = {
	.name = "posts",
	.zh = "任职名单",
	.title_zh = "任职名单",
	.title_en = "Posts and who holds them",
	.columns = post_columns,
	.reads = "post community unit link",
	.takes = CB_QUERY_TAKES_FILES,
	.has = street_is_there,
	.fill = fill_posts,
	.en = "Who holds which post on the day, and the posts that nobody holds, as cb-org posts prints them.",
	.doc = "当日谁任何职,及空缺的职务,同 cb-org posts。",
};

/* ---- links ---- */

enum { LINK_STATE = LINK_NOTE,
       LINK_DAYS,
       STATE_OVER = 0,
       STATE_TO_COME,
       STATE_ENDING,
       STATE_IN_FORCE };

static const struct cb_word link_states[] = { [STATE_OVER] = { "已到期", "over", NULL },
	                                      [STATE_TO_COME] = { "未开始", "to_come", NULL },
	                                      [STATE_ENDING] = { "将到期", "ending", NULL },
	                                      [STATE_IN_FORCE] = { "有效", "in_force", NULL },
	                                      { 0 } };

static const struct cb_query_column link_columns[] = {
	[LINK_KIND] = LIKE("kind", "联系类别", link, LINK_KIND),
	[LINK_PARTY] = LIKE("party", "单位或领导", link, LINK_PARTY),
	[LINK_COMMUNITY] = TEXT("community", "社区"),
	[LINK_ESTATE] = LIKE("estate", "小区", link, LINK_ESTATE),
	[LINK_SINCE] = LIKE("since", "起", link, LINK_SINCE),
	[LINK_UNTIL] = LIKE("until", "止", link, LINK_UNTIL),
	[LINK_AREA] = TEXT("area", "责任区"),
	[LINK_STATE] = { "state", "状态", .type = &cb_type_enum, .arg = link_states },
	[LINK_DAYS] = { "days", "剩余天数", .type = &cb_type_int },
	{ 0 },
};

static int
state_of(const struct street *s, const struct cb_cell *since, int64_t told_from)
{
	if (street_in_force(s, since))
		return since[1].state == CB_VALUE && since[1].n <= told_from ? STATE_ENDING : STATE_IN_FORCE;
	return since[0].state == CB_VALUE && since[0].n > s->day ? STATE_TO_COME : STATE_OVER;
}

/* The last day of those that are told to end soon; INT64_MIN: no rule says so. */
static int64_t
told_until(const struct street *s, struct cb_due *due)
{
	const struct cb_rule *rule = cb_rules_pick(s->office->rules, "org.expiring", "", "link", 0, s->day);

	return rule == NULL ? INT64_MIN : cb_due_day(due, &rule->value, s->day);
}

static enum cb_status
fill_links(struct cb_query_run *run, struct cb_table *out)
{
	struct street s;
	struct cb_due due = { 0 };
	const struct cb_cell *cells;
	enum cb_status status = street_load(&s, run, STREET_HAS(OF_LINK));

	if (status == CB_OK)
		status = cb_due_open(&due, run->office);
	for (size_t row = 0; status == CB_OK && (cells = street_row(&s, OF_LINK, row)) != NULL; row++) {
		struct cb_cell *to;

		if (!asked(run)->all_states && !street_in_force(&s, &cells[LINK_SINCE]))
			continue;
		to = cb_table_row(out);
		for (int c = LINK_KIND; c < LINK_STATE; c++)
			to[c] = cb_table_keep(out, cells[c]);
		to[LINK_STATE] = cb_cell_number(state_of(&s, &cells[LINK_SINCE], told_until(&s, &due)));
		if (cells[LINK_UNTIL].state == CB_VALUE)
			to[LINK_DAYS] = cb_cell_number(cells[LINK_UNTIL].n - s.day);
	}
	cb_due_release(&due);
	street_release(&s);
	return status;
}

const struct cb_query cb_query_org_links = {
	.name = "links",
	.zh = "联系名单",
	.title_zh = "联系名单",
	.title_en = "Leaders, units and their communities",
	.columns = link_columns,
	.reads = "link",
	.takes = CB_QUERY_TAKES_FILES,
	.has = street_is_there,
	.fill = fill_links,
	.en = "The links in force on the day, as cb-org links prints them.",
	.doc = "当日有效的联系,同 cb-org links。",
};

/* ---- telephones ---- */

static const struct cb_query_column phone_columns[] = {
	LIKE("body", "单位", post, POST_BODY),
	TEXT("post", "职务"),
	TEXT("person", "姓名"),
	LIKE("phone", "电话", post, POST_PHONE),
	{ 0 },
};

static void
add_phone(struct cb_table *out, const struct cb_cell *body, struct cb_text post, const struct cb_cell *person,
          const struct cb_cell *phone)
{
	struct cb_cell *cells = cb_table_row(out);

	cells[0] = cb_table_keep(out, *body);
	cells[1] = cb_table_text(out, post);
	cells[2] = cb_table_keep(out, *person);
	cells[3] = cb_table_keep(out, *phone);
}

static enum cb_status
fill_phones(struct cb_query_run *run, struct cb_table *out)
{
	struct street s;
	const struct cb_cell *cells;
	struct cb_text contact = cb_text_of(run->office->diag->lang == CB_ZH ? "联系人" : "contact");
	enum cb_status status = street_load(&s, run, STREET_HAS(OF_POST) | STREET_HAS(OF_UNIT));

	for (size_t row = 0; status == CB_OK && (cells = street_row(&s, OF_POST, row)) != NULL; row++)
		if (street_in_force(&s, &cells[POST_SINCE]))
			add_phone(out, &cells[POST_BODY], cells[POST_POST].text, &cells[POST_PERSON],
			          &cells[POST_PHONE]);
	for (size_t row = 0; status == CB_OK && (cells = street_row(&s, OF_UNIT, row)) != NULL; row++)
		if (cells[UNIT_CONTACT].text.len > 0)
			add_phone(out, &cells[UNIT_NAME], contact, &cells[UNIT_CONTACT], &cells[UNIT_PHONE]);
	street_release(&s);
	return status;
}

const struct cb_query cb_query_org_phones = {
	.name = "phones",
	.zh = "通讯录",
	.title_zh = "通讯录",
	.title_en = "Telephones",
	.columns = phone_columns,
	.reads = "post unit",
	.takes = CB_QUERY_TAKES_FILES,
	.has = street_is_there,
	.fill = fill_phones,
	.en = "Who is in which post on the day and whom to ask in the units, with telephones, as cb-org phones prints them.",
	.doc = "当日任职人员和单位联系人的电话,同 cb-org phones。",
};
