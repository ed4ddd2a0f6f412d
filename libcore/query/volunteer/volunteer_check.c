/* What is wrong with the roster and the services, each with the rule and what is to be done. */
#include <string.h>

#include <cb/query/due.h>
#include <cb/query/export.h>
#include <cb/value/date.h>
#include <cb/value/identity.h>

#include "people.h"

enum { WHAT,
       LEVEL,
       NO,
       OTHER,
       COMMUNITY,
       DATE,
       ACTIVITY,
       DETAIL,
       RULE,
       REMEDY,
       PLACE };

/* What is looked for, in the order in which it is told. */
enum kind { BIRTH,
	    SEX,
	    AREA,
	    AGE,
	    TWICE,
	    SUSPECT,
	    MERGED,
	    UNKNOWN,
	    OVERLAP,
	    DAY,
	    LENGTH,
	    PERIOD,
	    OUTSIDE,
	    LATE };

static const struct cb_word kind_words[] = {
	[BIRTH] = { "出生日期", "birth", NULL },
	[SEX] = { "性别", "sex", NULL },
	[AREA] = { "区划", "area", NULL },
	[AGE] = { "年龄", "age", NULL },
	[TWICE] = { "两处在册", "twice", NULL },
	[SUSPECT] = { "疑似同一人", "suspect", NULL },
	[MERGED] = { "并入", "merged", NULL },
	[UNKNOWN] = { "无此编号", "unknown", NULL },
	[OVERLAP] = { "重叠", "overlap", NULL },
	[DAY] = { "一日时长", "day", NULL },
	[LENGTH] = { "时长", "length", NULL },
	[PERIOD] = { "不在册期间", "period", NULL },
	[OUTSIDE] = { "活动日期之外", "outside", NULL },
	[LATE] = { "补录", "late", NULL },
	{ 0 },
};

static const struct remedy {
	uint8_t level;
	const char *zh, *en;
} remedies[] = {
	[BIRTH] = { CB_LEVEL_ERROR, "出生日期与身份证号不符,请核对", "birth and identity number differ: check both" },
	[SEX] = { CB_LEVEL_ERROR, "性别与身份证号不符,请核对", "sex and identity number differ: check both" },
	[AREA] = { CB_LEVEL_ERROR, "身份证号前两位不是省级区划,请核对", "the number begins with no province: check it" },
	[AGE] = { CB_LEVEL_ERROR, "请按规则办理", "do as the rule says" },
	[TWICE] = { CB_LEVEL_ERROR, "同一人在两个社区在册;请填一处的退出日期,或合并", "one person in two communities: let one row leave, or merge them" },
	[SUSPECT] = { CB_LEVEL_WARNING, "请核实;是同一人的,填并入编号", "ask; where it is one person, fill merged_into" },
	[MERGED] = { CB_LEVEL_ERROR, "花名册中没有并入的编号,请改正", "there is no number that it could be merged into: correct it" },
	[UNKNOWN] = { CB_LEVEL_ERROR, "请更正编号,或先登记志愿者", "correct the number, or register the volunteer" },
	[OVERLAP] = { CB_LEVEL_WARNING, "重叠的时间只计一次;请核实", "the time counts once; ask which is right" },
	[DAY] = { CB_LEVEL_ERROR, "超过一日上限,请核对", "more than a day may have: check the rows" },
	[LENGTH] = { CB_LEVEL_ERROR, "时长多于起止时间减路途,请核对", "longer than from start to end without travel: check it" },
	[PERIOD] = { CB_LEVEL_ERROR, "服务不在加入和退出日期之间,请核对", "not between joining and leaving: check the days" },
	[OUTSIDE] = { CB_LEVEL_ERROR, "服务不在活动的日期,请核对", "not on a day of the activity: check both" },
	[LATE] = { CB_LEVEL_WARNING, "登记超过期限,请补记为补录", "entered too late: mark it as late" },
};

static const struct cb_query_column columns[] = {
	[WHAT] = { "check", "检查", .type = &cb_type_enum, .arg = kind_words },
	[LEVEL] = { "level", "程度", .type = &cb_type_enum, .arg = cb_query_levels },
	[NO] = { "no", "编号", .type = &cb_type_code },
	[OTHER] = { "other", "另一条", .type = &cb_type_text, .en = "the other number or row", .doc = "另一编号或另一条记录" },
	[COMMUNITY] = { "community", "社区", .type = &cb_type_text },
	[DATE] = { "date", "日期", .type = &cb_type_date },
	[ACTIVITY] = { "activity", "项目", .type = &cb_type_text },
	[DETAIL] = { "detail", "说明", .type = &cb_type_text },
	[RULE] = { "rule", "规则", .type = &cb_type_text },
	[REMEDY] = { "remedy", "处理", .type = &cb_type_text },
	[PLACE] = { "place", "位置", .type = &cb_type_text },
	{ 0 },
};

struct checking {
	const struct cb_query_run *run;
	const struct volunteer_roster *roster;
	struct cb_table *out;
	int32_t day;
	struct cb_due due;
	struct cb_table activities;             /* register activity */
	struct cb_dict titles;                  /* title -> index of its first row + 1 */
	struct cb_table batches;                /* of a database */
	const struct cb_rule *late, *day_hours; /* NULL: none holds */
	bool lacks_rule;
};

/* ---- one finding ---- */

static struct cb_cell *
add(struct checking *c, enum kind kind, const struct volunteer_person *p, struct cb_where where)
{
	bool zh = c->run->office->diag->lang == CB_ZH;
	struct cb_cell *cells;
	struct cb_str at = { 0 };

	cb_where_print(c->run->office->diag, where, &at);
	cells = cb_table_row(c->out);
	cells[WHAT] = cb_cell_number(kind);
	cells[LEVEL] = cb_cell_number(remedies[kind].level);
	if (p->has_no)
		cells[NO] = cb_table_text(c->out, p->no);
	cells[COMMUNITY] = cb_table_text(c->out, cb_office_name(c->run->office, p->community));
	cells[REMEDY] = cb_table_text(c->out, cb_text_of(zh ? remedies[kind].zh : remedies[kind].en));
	cells[PLACE] = cb_table_take(c->out, &at);
	return cells;
}

static struct cb_where
where_of(const struct cb_service *s)
{
	return (struct cb_where){ s->source, s->row, 0 };
}

static struct cb_cell *
add_service(struct checking *c, enum kind kind, const struct cb_service *s)
{
	struct cb_cell *cells = add(c, kind, &c->roster->persons[s->person], where_of(s));

	cells[COMMUNITY] = cb_table_text(c->out, cb_office_name(c->run->office, s->community));
	cells[DATE] = cb_cell_number(s->day);
	cells[ACTIVITY] = cb_table_text(c->out, s->activity);
	return cells;
}

static void
say_rule(struct checking *c, struct cb_cell *cells, const struct cb_rule *rule)
{
	cells[RULE] = cb_table_text(c->out, cb_text_of(rule->id));
}

static void
say_other(struct checking *c, struct cb_cell *cells, const struct volunteer_person *other)
{
	cells[OTHER] = cb_table_text(c->out, other->no);
	cells[DETAIL] = cb_table_text(c->out, cb_office_name(c->run->office, other->community));
}

/* ---- persons ---- */

static void
check_id(struct checking *c, const struct volunteer_person *p)
{
	bool is_resident = p->id.len == CB_ID_LEN && p->id_type <= 0;
	int64_t birth = is_resident ? cb_identity_birth_day(p->id.p) : 0;

	if (!is_resident)
		return;
	/* a month that has no day of its own is that of the number, or not */
	if (p->birth.state == CB_VALUE &&
	    (p->birth.mark == 0 ? p->birth.n != birth
	                        : cb_period_of_day(CB_MONTH, p->birth.n) != cb_period_of_day(CB_MONTH, birth)))
		add(c, BIRTH, p, p->where);
	if (p->sex >= 0 && (p->sex == SEX_MALE) != cb_identity_is_male(p->id.p))
		add(c, SEX, p, p->where);
	if (!cb_identity_has_province(p->id.p))
		add(c, AREA, p, p->where);
}

static void
check_age(struct checking *c, const struct volunteer_person *p)
{
	int age = volunteer_age(p, c->day);
	const struct cb_rule *rule = NULL;
	struct cb_cell *cells;

	if (age >= 0 && volunteer_is_registered(p, c->day))
		rule = cb_rules_pick(c->run->office->rules, "volunteer.age", "", "", CB_RULE_N(age), c->day);
	if (rule == NULL || (rule->value.n == CB_AGE_CONSENT && p->consent == 1))
		return;
	cells = add(c, AGE, p, p->where);
	if (rule->value.n == CB_AGE_ACCOMPANIED || rule->value.n == CB_AGE_VERIFY)
		cells[LEVEL] = cb_cell_number(CB_LEVEL_WARNING);
	cells[DETAIL] = cb_table_text(c->out, cb_text_of(rule->value_text));
	say_rule(c, cells, rule);
}

static void
check_merged(struct checking *c, const struct volunteer_person *p)
{
	if (p->merged_into.len > 0 && p->merged == 0)
		add(c, MERGED, p, p->where)[OTHER] = cb_table_text(c->out, p->merged_into);
}

/* ---- the same person twice ---- */

/* With the one of before that is known by the same; of those in one community one is enough. */
static void
check_pair(struct checking *c, const struct volunteer_person *before, const struct volunteer_person *p, bool is_sure)
{
	bool both = volunteer_is_registered(p, c->day) && volunteer_is_registered(before, c->day);

	if (!both || volunteer_of(c->roster, (size_t)(p - c->roster->persons)) ==
	                     volunteer_of(c->roster, (size_t)(before - c->roster->persons)))
		return;
	if (is_sure)
		say_other(c, add(c, p->community != before->community ? TWICE : SUSPECT, p, p->where), before);
	else if (p->community == before->community)
		say_other(c, add(c, SUSPECT, p, p->where), before);
}

/* Two of one name are one perhaps, unless what tells persons differs. */
static bool
may_be_one(const struct volunteer_person *a, const struct volunteer_person *b)
{
	bool ids_differ = a->id.len > 0 && b->id.len > 0 && !cb_text_equal(a->id, b->id);
	bool phones_differ = a->phone.len > 0 && b->phone.len > 0 && !volunteer_share_phone(a->phone, b->phone);

	return !ids_differ && !phones_differ;
}

static void
check_twice(struct checking *c)
{
	struct cb_dict known = { 0 }, names = { 0 };
	struct cb_str scratch = { 0 };
	const struct volunteer_person *persons = c->roster->persons;

	for (size_t i = 0; i < c->roster->n_listed; i++) {
		const struct volunteer_person *p = &persons[i];
		struct volunteer_identity identity = { p->id, p->name, p->phone };
		uint32_t same = volunteer_known(&known, identity, &scratch);
		uint32_t named = persons[i].name.len > 0 ? cb_dict_get(&names, persons[i].name) : 0;

		if (same != 0)
			check_pair(c, &persons[same - 1], &persons[i], true);
		else if (named != 0 && may_be_one(&persons[named - 1], &persons[i]))
			check_pair(c, &persons[named - 1], &persons[i], false);
		volunteer_make_known(&known, identity, i, &scratch);
		if (persons[i].name.len > 0 && named == 0)
			cb_dict_put(&names, persons[i].name, (uint32_t)i + 1);
	}
	cb_dict_release(&known);
	cb_dict_release(&names);
	cb_str_release(&scratch);
}

/* ---- services ---- */

static void
say_time(const struct cb_service *s, struct cb_str *out)
{
	char from[CB_PRINT_MAX], until[CB_PRINT_MAX];

	cb_str_addf(out, "%.*s", CB_TEXT_ARG(cb_time_print(s->start, from)));
	if (s->end != CB_SERVICE_NO_TIME)
		cb_str_addf(out, "-%.*s", CB_TEXT_ARG(cb_time_print(s->end, until)));
}

static void
check_overlap(struct checking *c, const struct cb_service *s)
{
	const struct cb_service *other;
	struct cb_cell *cells;
	struct cb_str detail = { 0 }, at = { 0 };

	if (s->overlaps == 0)
		return;
	other = &c->roster->services[s->overlaps - 1];
	cells = add_service(c, OVERLAP, s);
	say_time(s, &detail);
	cb_str_adds(&detail, " / ");
	say_time(other, &detail);
	cb_where_print(c->run->office->diag, where_of(other), &at);
	cells[DETAIL] = cb_table_take(c->out, &detail);
	cells[OTHER] = cb_table_take(c->out, &at);
}

static void
check_length(struct checking *c, const struct cb_service *s)
{
	int32_t whole = cb_service_minutes(s->start, s->end, s->travel);
	struct cb_cell *cells;
	char buf[CB_PRINT_MAX];
	struct cb_cell hours = cb_cell_number(s->minutes);

	if (s->start == CB_SERVICE_NO_TIME || s->end == CB_SERVICE_NO_TIME || s->minutes <= whole)
		return;
	cells = add_service(c, LENGTH, s);
	cells[DETAIL] = cb_table_text(c->out, cb_type_hours.print(NULL, &hours, buf));
}

static void
check_person(struct checking *c, const struct cb_service *s)
{
	const struct volunteer_person *p = &c->roster->persons[s->person];

	if (!p->is_listed && c->roster->n_listed > 0)
		add_service(c, UNKNOWN, s);
	if (p->is_listed && (s->day > p->left || s->day < p->joined))
		add_service(c, PERIOD, s);
}

/* An activity of that title, of the community where one of those has it, on that day. */
static void
check_activity(struct checking *c, const struct cb_service *s)
{
	const struct cb_table *t = &c->activities;
	uint32_t first = cb_dict_get(&c->titles, s->activity);

	if (first == 0 || s->activity.len == 0)
		return;
	for (size_t row = first - 1; row < t->n_rows; row++) {
		const struct cb_cell *cells = cb_table_at(t, row);
		const struct cb_cell *until = &cells[ACTIVITY_UNTIL];
		int64_t last = until->state == CB_VALUE ? until->n : cells[ACTIVITY_DATE].n;

		if (cb_text_equal(cells[ACTIVITY_TITLE].text, s->activity) && s->day >= cells[ACTIVITY_DATE].n &&
		    s->day <= last)
			return;
	}
	add_service(c, OUTSIDE, s);
}

/* The day on which a batch was written, found among them in the order of their ids; INT64_MIN = not known. */
static int64_t
entered_on(const struct checking *c, int64_t batch)
{
	size_t low = 0, high = c->batches.n_rows;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct cb_cell *cells = cb_table_at(&c->batches, middle);

		if (cells[BATCH_ID].n == batch)
			return cb_date_of_minute(cells[BATCH_AT].n);
		if (cells[BATCH_ID].n < batch)
			low = middle + 1;
		else
			high = middle;
	}
	return INT64_MIN;
}

static void
check_late(struct checking *c, const struct cb_service *s)
{
	const struct cb_rule *rule = c->late;
	struct cb_cell *cells;
	int64_t entered;

	if (rule == NULL || s->is_late)
		return;
	entered = entered_on(c, s->batch);
	if (entered <= cb_due_day(&c->due, &rule->value, s->day))
		return;
	cells = add_service(c, LATE, s);
	cells[DETAIL] = cb_table_text(c->out, cb_date_print(entered, (char[CB_PRINT_MAX]){ 0 }));
	say_rule(c, cells, rule);
}

/* What counts of a person's day, once its last service has come. */
static void
check_day(struct checking *c, const struct cb_service *last, int64_t minutes)
{
	const struct cb_rule *rule = c->day_hours;
	struct cb_cell *cells, hours = cb_cell_number(minutes);
	char buf[CB_PRINT_MAX];

	c->lacks_rule = c->lacks_rule || rule == NULL;
	if (rule == NULL || minutes * CB_RULE_N(1) <= rule->value.n * 60)
		return;
	cells = add_service(c, DAY, last);
	cells[DETAIL] = cb_table_text(c->out, cb_type_hours.print(NULL, &hours, buf));
	say_rule(c, cells, rule);
}

static void
check_services(struct checking *c)
{
	const struct volunteer_roster *r = c->roster;
	int64_t minutes = 0;

	c->late = cb_rules_pick(c->run->office->rules, "volunteer.late", "", "", 0, c->day);
	c->day_hours = cb_rules_pick(c->run->office->rules, "volunteer.day_hours", "", "", 0, c->day);
	for (size_t i = 0; i < r->n_services; i++) {
		const struct cb_service *s = &r->services[i], *next = i + 1 < r->n_services ? s + 1 : NULL;

		minutes += s->counted;
		if (volunteer_in_range(c->run, s->day)) {
			check_overlap(c, s);
			check_length(c, s);
			check_person(c, s);
			check_activity(c, s);
			check_late(c, s);
			if (next == NULL || next->person != s->person || next->day != s->day)
				check_day(c, s, minutes);
		}
		if (next == NULL || next->person != s->person || next->day != s->day)
			minutes = 0;
	}
}

/* ---- all of it ---- */

static enum cb_status
load_beside(struct checking *c)
{
	static const struct cb_period_range all_time = { 0 };
	const struct cb_office *office = c->run->office;
	enum cb_status status = cb_due_open(&c->due, office);

	cb_export_columns(&cb_register_activity, &c->activities);
	if (status == CB_OK && cb_export_has(office, &cb_register_activity))
		status = cb_export_rows(office, &cb_register_activity, &all_time, &c->activities);
	for (size_t row = c->activities.n_rows; row > 0; row--)
		cb_dict_put(&c->titles, cb_table_at(&c->activities, row - 1)[ACTIVITY_TITLE].text,
		            (uint32_t)row);
	if (status == CB_OK && office->store != NULL)
		status = cb_store_log(office->store, &c->batches, office->diag);
	return status;
}

static void
check_all(struct checking *c)
{
	for (size_t i = 0; i < c->roster->n_listed; i++) {
		check_id(c, &c->roster->persons[i]);
		check_age(c, &c->roster->persons[i]);
		check_merged(c, &c->roster->persons[i]);
	}
	check_twice(c);
	check_services(c);
}

static int
by_row(const void *pa, const void *pb)
{
	const struct cb_cell *a = pa, *b = pb;
	static const int by[] = { OTHER, ACTIVITY, PLACE };
	int order = cb_order(a[WHAT].n, b[WHAT].n);

	if (order == 0)
		order = cb_text_compare(a[NO].text, b[NO].text);
	if (order == 0)
		order = cb_order(a[DATE].n, b[DATE].n);
	for (size_t i = 0; order == 0 && i < CB_COUNT(by); i++)
		order = cb_text_compare(a[by[i]].text, b[by[i]].text);
	return order;
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct cb_query_run of_all = volunteer_unfiltered(run);
	struct volunteer_roster roster;
	struct checking c = { .run = run, .roster = &roster, .out = out, .day = cb_query_day(run) };
	enum cb_status status = volunteer_roster_load(&roster, &of_all, VOLUNTEER_OF_DATABASE);

	if (status == CB_OK)
		status = volunteer_services_load(&roster, VOLUNTEER_OF_INPUT);
	if (status == CB_OK)
		status = load_beside(&c);
	if (status == CB_OK)
		check_all(&c);
	if (c.lacks_rule)
		status = cb_report(run->office->diag, CB_RULE_MISSING, CB_NOWHERE, "", "volunteer.day_hours", "");
	cb_table_sort(out, by_row);
	if (status == CB_OK)
		status = cb_query_judge(out, LEVEL);
	cb_due_release(&c.due);
	cb_table_release(&c.activities);
	cb_table_release(&c.batches);
	cb_dict_release(&c.titles);
	volunteer_roster_release(&roster);
	return status;
}

const struct cb_query cb_query_volunteer_check = {
	.name = "volunteer_check",
	.zh = "志愿者核查",
	.title_en = "Volunteers: what is to be put right",
	.title_zh = "志愿者台账核查",
	.columns = columns,
	.reads = "service volunteer activity",
	.takes = CB_QUERY_TAKES_FILES,
	.has_findings = true,
	.has = volunteer_has_services,
	.fill = fill,
	.en = "What is wrong with the roster and the services, as cb-volunteer check prints it.",
	.doc = "花名册与服务记录的问题,同 cb-volunteer check。",
};
