/* One row a registered volunteer: as platforms take the roster, and on cards; certificates to be made public. */
#include <stdlib.h>

#include <cb/query/asked_rows.h>
#include <cb/query/volunteer_certificate.h>
#include <cb/query/when.h>

#include "roster.h"

/* ---- who is registered ---- */

typedef void add_person(const struct volunteer_roster *, const struct volunteer_person *, int64_t minutes,
                        struct cb_table *out);

static enum cb_status
fill_registered(const struct cb_query_run *run, add_person *add, struct cb_table *out)
{
	struct volunteer_roster roster;
	const struct volunteer_person **list;
	struct volunteer_served *of;
	int32_t day = cb_query_day(run);
	size_t n;
	enum cb_status status = volunteer_roster_load(&roster, run, VOLUNTEER_OF_INPUT);

	if (status == CB_OK)
		status = volunteer_services_load(&roster, VOLUNTEER_OF_DATABASE);
	of = volunteer_add_up(&roster, true);
	list = volunteer_in_order(&roster, &n);
	for (size_t i = 0; status == CB_OK && i < n; i++) {
		const struct volunteer_served *served = &of[list[i] - roster.persons];

		if (volunteer_is_registered(list[i], day))
			add(&roster, list[i], served->before + served->during, out);
	}
	free(list);
	free(of);
	volunteer_roster_release(&roster);
	return status;
}

static struct cb_cell
day_cell(int32_t day)
{
	return day == INT32_MIN ? (struct cb_cell){ 0 } : cb_cell_number(day);
}

/* ---- as platforms take it ---- */

enum { NAME,
       ID_TYPE,
       ID,
       SEX,
       BIRTH,
       POLITICAL,
       PHONE,
       COMMUNITY,
       SERVICE,
       JOINED,
       HOURS };

#define LIKE(k, label, c) CB_QUERY_LIKE(k, label, volunteer, VOLUNTEER_##c, 0)
static const struct cb_query_column platform_columns[] = {
	[NAME] = LIKE("name", "姓名", NAME),
	[ID_TYPE] = LIKE("id_type", "证件类型", ID_TYPE),
	[ID] = LIKE("id", "证件号码", ID),
	[SEX] = LIKE("sex", "性别", SEX),
	[BIRTH] = LIKE("birth", "出生日期", BIRTH),
	[POLITICAL] = { "political", "政治面貌", .type = &cb_type_text },
	[PHONE] = LIKE("phone", "联系电话", PHONE),
	[COMMUNITY] = { "community", "所属社区", .type = &cb_type_text },
	[SERVICE] = LIKE("service", "服务类别", SERVICE),
	[JOINED] = { "joined", "注册时间", .type = &cb_type_date },
	[HOURS] = { "hours", "累计服务时长", .type = &cb_type_hours },
	{ 0 },
};

static void
add_platform(const struct volunteer_roster *r, const struct volunteer_person *p, int64_t minutes, struct cb_table *out)
{
	static const char *const political[] = { "群众", "中共党员" };
	struct cb_cell *cells = cb_table_row(out);

	cells[NAME] = cb_table_text(out, p->name);
	cells[ID_TYPE] = cb_sums_word(p->id.len > 0 && p->id_type < 0 ? 0 : p->id_type); /* 居民身份证 */
	cells[ID] = cb_table_text(out, p->id);
	cells[SEX] = cb_sums_word(p->sex);
	cells[BIRTH] = p->birth;
	if (p->party_member >= 0)
		cells[POLITICAL] = cb_table_text(out, cb_text_of(political[p->party_member]));
	cells[PHONE] = cb_table_text(out, p->phone);
	cells[COMMUNITY] = cb_table_text(out, cb_office_name(r->run->office, p->community));
	cells[SERVICE] = cb_sums_word(p->service);
	cells[JOINED] = day_cell(p->joined);
	cells[HOURS] = cb_cell_number(minutes);
}

static enum cb_status
fill_platform(struct cb_query_run *run, struct cb_table *out)
{
	return fill_registered(run, add_platform, out);
}

const struct cb_query cb_query_volunteer_platform = {
	.name = "volunteer_platform",
	.zh = "平台花名册",
	.title_en = "Roster for a platform",
	.title_zh = "志愿者花名册",
	.columns = platform_columns,
	.reads = "volunteer service",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_TAKES_WHERE,
	.has = volunteer_has_roster,
	.fill = fill_platform,
	.en = "The roster in the shape that platforms take, as cb-volunteer export prints it.",
	.doc = "按平台格式的花名册,同 cb-volunteer export。",
};

/* ---- cards ---- */

enum { CARD_NO,
       CARD_NAME,
       CARD_COMMUNITY,
       CARD_TEAM,
       CARD_ROLE,
       CARD_JOINED,
       CARD_HOURS,
       CARD_TITLE };

static const struct cb_query_column card_columns[] = {
	[CARD_NO] = LIKE("no", "编号", NO),
	[CARD_NAME] = LIKE("name", "姓名", NAME),
	[CARD_COMMUNITY] = { "community", "社区", .type = &cb_type_text },
	[CARD_TEAM] = { "team", "队伍", .type = &cb_type_text },
	[CARD_ROLE] = LIKE("role", "身份", ROLE),
	[CARD_JOINED] = { "joined", "加入日期", .type = &cb_type_date },
	[CARD_HOURS] = { "hours", "累计时长", .type = &cb_type_hours },
	[CARD_TITLE] = { "title", "称号", .type = &cb_type_text, .en = "of the star", .doc = "按星级" },
	{ 0 },
};

static void
add_card(const struct volunteer_roster *r, const struct volunteer_person *p, int64_t minutes, struct cb_table *out)
{
	const struct cb_rule *star = volunteer_star_of(r, minutes, cb_query_day(r->run));
	struct cb_cell *cells = cb_table_row(out);

	cells[CARD_NO] = cb_table_text(out, p->no);
	cells[CARD_NAME] = cb_table_text(out, p->name);
	cells[CARD_COMMUNITY] = cb_table_text(out, cb_office_name(r->run->office, p->community));
	cells[CARD_TEAM] = cb_table_text(out, cb_office_name(r->run->office, p->team));
	cells[CARD_ROLE] = cb_sums_word(p->role);
	cells[CARD_JOINED] = day_cell(p->joined);
	cells[CARD_HOURS] = cb_cell_number(minutes);
	if (star != NULL)
		cells[CARD_TITLE] = cb_table_text(out, cb_text_of(star->measure));
}

static enum cb_status
fill_cards(struct cb_query_run *run, struct cb_table *out)
{
	return fill_registered(run, add_card, out);
}

const struct cb_query cb_query_volunteer_cards = {
	.name = "volunteer_cards",
	.zh = "志愿者卡",
	.title_en = "Volunteer",
	.title_zh = "志愿者卡",
	.columns = card_columns,
	.reads = "volunteer service",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_TAKES_WHERE,
	.has = volunteer_has_roster,
	.fill = fill_cards,
	.en = "What the card of each registered volunteer says, as cb-volunteer cards writes it.",
	.doc = "每名在册志愿者卡上的内容,同 cb-volunteer cards。",
};

/* ---- certificates to be made public ---- */

enum { PUBLIC_SERIAL,
       PUBLIC_ACTION,
       PUBLIC_NO,
       PUBLIC_NAME,
       PUBLIC_COMMUNITY,
       PUBLIC_PERIOD,
       PUBLIC_HOURS,
       PUBLIC_DATE,
       PUBLIC_ISSUER,
       WEEK = 7 };

#define OF_CERTIFICATE(k, label, c) CB_QUERY_LIKE(k, label, certificate, CERTIFICATE_##c, 0)
static const struct cb_query_column certificate_columns[] = {
	[PUBLIC_SERIAL] = OF_CERTIFICATE("serial", "证书号", SERIAL),
	[PUBLIC_ACTION] = OF_CERTIFICATE("action", "办理", ACTION),
	[PUBLIC_NO] = OF_CERTIFICATE("no", "编号", VOLUNTEER),
	[PUBLIC_NAME] = LIKE("name", "姓名", NAME),
	[PUBLIC_COMMUNITY] = { "community", "社区", .type = &cb_type_text },
	[PUBLIC_PERIOD] = OF_CERTIFICATE("period", "期间", PERIOD),
	[PUBLIC_HOURS] = { "hours", "时长", .type = &cb_type_hours },
	[PUBLIC_DATE] = OF_CERTIFICATE("date", "日期", DATE),
	[PUBLIC_ISSUER] = OF_CERTIFICATE("issuer", "出具单位", ISSUER),
	{ 0 },
};

static void
add_certificate(const struct volunteer_roster *r, const struct cb_cell *from, struct cb_table *out)
{
	static const int from_column[] = { [PUBLIC_SERIAL] = CERTIFICATE_SERIAL,
		                           [PUBLIC_ACTION] = CERTIFICATE_ACTION,
		                           [PUBLIC_NO] = CERTIFICATE_VOLUNTEER,
		                           [PUBLIC_PERIOD] = CERTIFICATE_PERIOD,
		                           [PUBLIC_HOURS] = CERTIFICATE_HOURS,
		                           [PUBLIC_DATE] = CERTIFICATE_DATE,
		                           [PUBLIC_ISSUER] = CERTIFICATE_ISSUER };
	uint32_t at = cb_dict_get(&r->by_no, from[CERTIFICATE_VOLUNTEER].text);
	struct cb_cell *cells = cb_table_row(out);

	for (int c = 0; c <= PUBLIC_ISSUER; c++)
		if (c != PUBLIC_NAME && c != PUBLIC_COMMUNITY)
			cells[c] = cb_table_keep(out, from[from_column[c]]);
	if (at == 0)
		return;
	cells[PUBLIC_NAME] = cb_table_text(out, r->persons[at - 1].name);
	cells[PUBLIC_COMMUNITY] = cb_table_text(out, cb_office_name(r->run->office, r->persons[at - 1].community));
}

static enum cb_status
fill_certificates(struct cb_query_run *run, struct cb_table *out)
{
	struct cb_period_range week = { .first_day = run->today_day - WEEK + 1, .last_day = run->today_day };
	const struct cb_period_range *range = run->range.last_day != 0 ? &run->range : &week;
	struct cb_query_run of_all = volunteer_unfiltered(run);
	struct volunteer_roster roster;
	struct cb_table rows = { 0 };
	enum cb_status status = volunteer_roster_load(&roster, &of_all, VOLUNTEER_OF_DATABASE);

	if (status == CB_OK)
		status = cb_asked_rows(run, &cb_register_certificate, &rows);
	for (size_t i = 0; status == CB_OK && i < rows.n_rows; i++)
		if (cb_when_in(&cb_type_date, &cb_table_at(&rows, i)[CERTIFICATE_DATE], range))
			add_certificate(&roster, cb_table_at(&rows, i), out);
	cb_table_release(&rows);
	volunteer_roster_release(&roster);
	return status;
}

const struct cb_query cb_query_volunteer_certificates = {
	.name = "certificates",
	.zh = "证书公示",
	.title_en = "Certificates of service",
	.title_zh = "志愿服务记录证明公示",
	.columns = certificate_columns,
	.reads = "certificate volunteer",
	.takes = CB_QUERY_NEEDS_DB,
	.has = volunteer_has_roster,
	.fill = fill_certificates,
	.en = "Certificates issued and revoked in the period, else in the week that ends today, as cb-volunteer disclosure "
	      "prints them.",
	.doc = "本期(不写则为截至今天的一周)开具和撤销的证书,同 cb-volunteer disclosure。",
};
