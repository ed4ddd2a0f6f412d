/* cb-volunteer: the roster of volunteers, their hours, stars and certificates.
 *
 * In:   one record = one person of register volunteer, or one service of register service.
 * Out:  one record = one sum, one person by number, or one thing to be put right.
 * Rules: query/volunteer.h, rule/service.h.
 */
#include <stdlib.h>
#include <string.h>

#include <cb/cli/ask.h>
#include <cb/cli/certificate.h>
#include <cb/cli/enter.h>
#include <cb/cli/forget.h>
#include <cb/cli/paper.h>
#include <cb/query/intake.h>
#include <cb/query/volunteer.h>
#include <cb/query/volunteer_certificate.h>
#include <cb/query/volunteer_write.h>
#include <cb/value/date.h>

struct opts {
	const char *columns[SERVICE_N]; /* of a service */
	const char *skill, *issuer, *head, *handler, *contact, *template, *reason;
	int state;
	bool platform;
};

#define AT(member) offsetof(struct opts, member)
static const struct cb_option options[] = {
	{ 0, "date", "DATE", CB_OPT_TEXT, AT(columns[SERVICE_DATE]), "the day; today if it is not given", "日期,不写为今天" },
	{ 0, "hours", "HOURS", CB_OPT_TEXT, AT(columns[SERVICE_HOURS]), "time served, such as 2:20", "时长,如 2:20" },
	{ 0, "start", "TIME", CB_OPT_TEXT, AT(columns[SERVICE_START]), "from when", "开始时间" },
	{ 0, "end", "TIME", CB_OPT_TEXT, AT(columns[SERVICE_END]), "until when", "结束时间" },
	{ 0, "travel", "HOURS", CB_OPT_TEXT, AT(columns[SERVICE_TRAVEL]), "travel, which does not count", "路途时间,不计入" },
	{ 0, "activity", "TEXT", CB_OPT_TEXT, AT(columns[SERVICE_ACTIVITY]), "what it was for", "项目或活动" },
	{ 0, "community", "NAME", CB_OPT_TEXT, AT(columns[SERVICE_COMMUNITY]), "the community served, or of whom to find", "服务所在的社区;查找时为所属社区" },
	{ 0, "late", "YES", CB_OPT_TEXT, AT(columns[SERVICE_LATE]), "entered later", "是否补录" },
	{ 0, "note", "TEXT", CB_OPT_TEXT, AT(columns[SERVICE_NOTE]), "anything else", "备注" },
	{ 0, "issuer", "NAME", CB_OPT_TEXT, AT(issuer), "who issues the certificate", "出具单位" },
	{ 0, "head", "NAME", CB_OPT_TEXT, AT(head), "the head of the issuer", "出具单位负责人" },
	{ 0, "handler", "NAME", CB_OPT_TEXT, AT(handler), "who handles it", "经办人" },
	{ 0, "contact", "TEXT", CB_OPT_TEXT, AT(contact), "where to ask about it", "联系方式" },
	{ 0, "template", "FILE", CB_OPT_TEXT, AT(template), "the text of the certificate", "证明的模板" },
	{ 0, "reason", "TEXT", CB_OPT_TEXT, AT(reason), "why it is revoked, or who is forgotten", "撤销或抹除的事由" },
	{ 0, "skill", "WORD", CB_OPT_TEXT, AT(skill), "that the skills contain", "服务技能中的词" },
	{ 0, "platform", NULL, CB_OPT_FLAG, AT(platform), "in the shape that platforms take", "按平台的格式" },
	{ 0, "state", "counted|all", CB_OPT_CHOICE, AT(state), "services that do not count, too", "连不计入的服务一并统计" },
	{ 0 },
};

static cb_app_run ask, find, top, export_roster, cards, enter_row, judge, certify, verify, revoke, forget;

static const struct cb_verb verbs[] = {
	{ "summary", "[FILE...]", ask, "volunteers and supervisors, by what --by names", "志愿者、义务监督员人数,按 --by 分列", &cb_query_volunteer_summary },
	{ "hours", "[FILE...]", ask, "hours served, by what --by names", "服务时长,按 --by 分列", &cb_query_volunteer_hours },
	{ "rates", "[FILE...]", ask, "volunteers among residents, and the active among them", "注册率与活跃率", &cb_query_volunteer_rates },
	{ "stars", "[FILE...]", ask, "stars, and who rises in the period", "星级与本期升星", &cb_query_volunteer_stars },
	{ "check", "[FILE...]", ask, "what is to be put right, with rule and remedy", "核查台账,附规则和处理", &cb_query_volunteer_check },
	{ "teams", "[FILE...]", ask, "teams: members, hours, last service, idle or not", "队伍:人数、时长、最近服务、是否活跃", &cb_query_volunteer_teams },
	{ "find", "[FILE...]", find, "volunteers with a skill", "有某项服务技能的志愿者", &cb_query_volunteer_find },
	{ "export", "[FILE...]", export_roster, "the roster for a platform, with --platform", "花名册,加 --platform 为平台格式", &cb_query_volunteer_platform },
	{ "cards", "[FILE...]", cards, "a card for each volunteer, in the folder of -o", "每人一张志愿者卡,写入 -o 的文件夹", &cb_query_volunteer_cards },
	{ "disclosure", "", ask, "certificates of the week, to be made public", "一周内开具和撤销的证书,供公示", &cb_query_volunteer_certificates },
	{ "log", "NO|NAME", enter_row, "enter a service", "记一次服务", NULL },
	{ "approve", "[BATCH]", judge, "services of a batch or --where are approved", "审核通过一批或 --where 所选的服务", NULL },
	{ "decline", "[BATCH]", judge, "the same, declined", "同上,不予通过", NULL },
	{ "leave", "NO", enter_row, "the volunteer has left", "志愿者退出", NULL },
	{ "transfer", "NO COMMUNITY", enter_row, "the volunteer moves to a community", "志愿者转到另一社区", NULL },
	{ "merge", "NO NO", enter_row, "the first number is the second one's", "两个编号是同一人,前者并入后者", NULL },
	{ "certificate", "NO|NAME", certify, "certify the hours of -p", "开具 -p 的服务记录证明", NULL },
	{ "verify", "SERIAL[:CODE]", verify, "is the certificate genuine and in force?", "核对证书的真伪和效力", NULL },
	{ "revoke", "SERIAL", revoke, "revoke a certificate", "撤销证书", NULL },
	{ "forget", "NO", forget, "erase what is private of a person, for good", "抹除一人的个人信息,不可恢复", NULL },
	{ "top", "N [FILE...]", top, "who served most", "服务时长排行", &cb_query_volunteer_top },
	{ 0 },
};

static const struct cb_option_verbs option_verbs[] = {
	{ "by columns", "summary hours rates stars top check teams find disclosure" },
	{ "reveal mask", "summary hours rates stars top find certificate export cards disclosure" },
	{ "platform", "export" },
	{ "state", "hours top" },
	{ "hours start end travel activity late", "log" },
	{ "community", "log find" },
	{ "note", "log certificate" },
	{ "issuer head handler contact template", "certificate" },
	{ "reason", "revoke forget" },
	{ "date", "log leave" },
	{ "where", "summary hours rates stars top check teams find export cards disclosure approve decline" },
	{ "period", "summary hours rates stars top check teams certificate disclosure" },
	{ "rules", "summary hours rates stars top check teams export cards" },
	{ "skill", "find" },
	{ "dry-run", "log approve decline leave transfer merge certificate revoke forget" },
	{ CB_READING_OPTIONS, "summary hours rates stars top check teams find export cards" },
	{ 0 },
};

static const struct cb_command command = {
	.name = "cb-volunteer",
	.en = "The roster of volunteers, their hours, stars and certificates.",
	.zh = "志愿者花名册、服务时长、星级与证书。",
	.options = options,
	.verbs = verbs,
	.formats = cb_paper_formats,
	.option_verbs = option_verbs,
	.takes = CB_TAKES_ASKING | CB_TAKES_REVEAL,
};

/* ---- questions ---- */

static enum cb_status
ask(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;
	struct cb_volunteer_asked of = { .all_states = opts->state != 0, .skill = opts->skill };

	return cb_app_ask_verb(app, &(struct cb_ask){ .of.volunteers = &of });
}

/* --community is --where community=. */
static enum cb_status
find(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;
	const struct cb_list where = app->common.where;
	const char **items = cb_alloc(where.n + 1, sizeof(*items));
	struct cb_str pair = { 0 };
	enum cb_status rc;

	for (size_t i = 0; i < where.n; i++)
		items[i] = where.items[i];
	if (opts->columns[SERVICE_COMMUNITY] != NULL) {
		cb_str_addf(&pair, "community=%s", opts->columns[SERVICE_COMMUNITY]);
		items[where.n] = cb_str_c(&pair);
		app->common.where = (struct cb_list){ items, where.n + 1 };
	}
	rc = ask(app, arg);
	app->common.where = where;
	cb_str_release(&pair);
	free(items);
	return rc;
}

/* Its first operand is how many. */
static enum cb_status
top(struct cb_app *app, void *arg)
{
	const char *word = app->line.operands.n > 0 ? app->line.operands.items[0] : "";
	const struct opts *opts = arg;
	struct cb_volunteer_asked of = { .all_states = opts->state != 0 };
	struct cb_ask asked = { .first_file = 1 };

	for (const char *p = word; cb_is_digit(*p) && of.at_most < 1000000; p++)
		of.at_most = of.at_most * 10 + (*p - '0');
	if (of.at_most == 0 || strspn(word, "0123456789") != strlen(word))
		return cb_report(&app->diag, CB_HOW_MANY, CB_NOWHERE, "", word);
	asked.of.volunteers = &of;
	return cb_app_ask_verb(app, &asked);
}

/* Its labels are the platforms', whatever others' headers are. */
static enum cb_status
export_roster(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;

	if (!opts->platform)
		return cb_report(&app->diag, CB_WHO_IS_NEEDED, CB_NOWHERE, "", "export", "--platform");
	app->doc.headers = CB_ZH;
	return ask(app, arg);
}

static enum cb_status
cards(struct cb_app *app, void *arg)
{
	(void)arg;
	if (app->common.output == NULL)
		return cb_report(&app->diag, CB_WHO_IS_NEEDED, CB_NOWHERE, "", "cards", "-o");
	return cb_app_ask_verb(app, &(struct cb_ask){ .each_row = true });
}

/* ---- entries ---- */

/* How a verb makes its row of its operands. */
struct entering {
	const struct cb_register *reg;
	cb_volunteer_row_of *of;
	size_t n_operands;
	const char *day; /* the column of --date, else today; NULL = none */
	const struct cb_list *operands;
};

static enum cb_status
look_up(struct cb_enter *entry, struct cb_office *office, struct cb_arena *arena)
{
	const struct entering *how = entry->arg;
	const char *const *operands = how->operands->items;

	return how->of(office, operands[0], how->n_operands > 1 ? operands[1] : NULL, arena, &entry->row);
}

static enum cb_status
enter(struct cb_app *app, const struct opts *opts, struct entering how)
{
	static const struct cb_period_range no_range = { 0 };
	struct cb_enter entry = { .reg = how.reg, .look_up = look_up, .arg = &how };
	int32_t day = app->today_day;
	char buf[CB_PRINT_MAX];
	enum cb_status rc = cb_asked_operands(app, how.n_operands);

	if (rc == CB_OK)
		rc = cb_asked_day(app, opts->columns[SERVICE_DATE], "--date", &no_range, &day);
	buf[cb_date_print(day, buf).len] = '\0';
	if (how.day != NULL)
		cb_rows_entered_add(&entry.row, how.day, buf);
	if (how.reg == &cb_register_service)
		entry.columns = opts->columns;
	how.operands = &app->line.operands;
	return rc == CB_OK ? cb_app_enter(app, &entry) : rc;
}

static enum cb_status
enter_row(struct cb_app *app, void *opts)
{
	static const struct {
		const char *verb;
		struct entering how;
	} verbs_of[] = {
		{ "log", { &cb_register_service, cb_volunteer_service_row, 1, "date", NULL } },
		{ "leave", { &cb_register_volunteer, cb_volunteer_row, 1, "left", NULL } },
		{ "transfer", { &cb_register_volunteer, cb_volunteer_transfer_row, 2, NULL, NULL } },
		{ "merge", { &cb_register_volunteer, cb_volunteer_merge_row, 2, NULL, NULL } },
	};
	size_t at = 0;

	while (strcmp(verbs_of[at].verb, app->line.verb->name) != 0)
		at++;
	return enter(app, opts, verbs_of[at].how);
}

/* ---- what is approved ---- */

static enum cb_status
read_batch(struct cb_app *app, int64_t *batch)
{
	const struct cb_list *operands = &app->line.operands;
	struct cb_cell cell = { 0 };

	if (operands->n > 1)
		return cb_report(&app->diag, CB_UNEXPECTED_OPERAND, CB_NOWHERE, "", operands->items[1]);
	if (operands->n == 1 &&
	    (cb_type_int.parse(NULL, cb_text_of(operands->items[0]), &(struct cb_parse_env){ 0 }, &cell) != CB_FINE ||
	     cell.n <= 0))
		return cb_report(&app->diag, CB_WHAT_IS_JUDGED, CB_NOWHERE, "");
	*batch = cell.n;
	if (*batch == 0 && app->common.where.n == 0)
		return cb_report(&app->diag, CB_WHAT_IS_JUDGED, CB_NOWHERE, "");
	return CB_OK;
}

static enum cb_status
write_judgement(void *arg, struct cb_table *table)
{
	return cb_volunteer_judge(arg, table);
}

/* The verb is the state. */
static enum cb_status
judge(struct cb_app *app, void *arg)
{
	bool is_approved = strcmp(app->line.verb->name, "approve") == 0;
	struct cb_volunteer_judging judging = { .where = app->common.where,
		                                .state = is_approved ? "已审核" : "未通过" };
	struct cb_enter_rows rows = { .write = write_judgement, .arg = &judging, .how = &judging.how };
	enum cb_status rc = read_batch(app, &judging.batch);

	(void)arg;
	cb_str_addf(&rows.words, "cb-volunteer %s", app->line.verb->name);
	if (judging.batch != 0)
		cb_str_addf(&rows.words, " %lld", (long long)judging.batch);
	for (size_t i = 0; i < app->common.where.n; i++)
		cb_str_addf(&rows.words, " --where %s", app->common.where.items[i]);
	return cb_app_enter_rows(app, &rows, rc);
}

/* ---- certificates ---- */

static enum cb_status
certify(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;
	struct cb_certificate asked = { .today_day = app->today_day,
		                        .issuer = opts->issuer,
		                        .head = opts->head,
		                        .handler = opts->handler,
		                        .contact = opts->contact,
		                        .note = opts->columns[SERVICE_NOTE] };

	return cb_app_certify(app, &asked, opts->template);
}

static enum cb_status
verify(struct cb_app *app, void *arg)
{
	struct cb_office office = { 0 };
	struct cb_table table = { 0 };
	enum cb_status rc = cb_asked_operands(app, 1), found = CB_OK;

	(void)arg;
	if (rc == CB_OK)
		rc = cb_asked_database(app, CB_OPEN_READ, &office);
	if (rc == CB_OK)
		found = cb_certificate_verify(&office, app->line.operands.items[0], &table);
	if (rc == CB_OK && (found == CB_OK || found == CB_FOUND))
		rc = cb_paper_write_table(app, &table);
	cb_table_release(&table);
	cb_office_release(&office);
	return cb_status_worse(rc, found);
}

static enum cb_status
look_up_revocation(struct cb_enter *entry, struct cb_office *office, struct cb_arena *arena)
{
	return cb_certificate_revoke(office, entry->arg, arena, &entry->row);
}

static enum cb_status
revoke(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;
	struct cb_enter entry = { .reg = &cb_register_certificate, .look_up = look_up_revocation };
	char buf[CB_PRINT_MAX];
	enum cb_status rc = cb_asked_operands(app, 1);

	if (rc == CB_OK && opts->reason == NULL)
		rc = cb_report(&app->diag, CB_WHO_IS_NEEDED, CB_NOWHERE, "", "revoke", "--reason");
	buf[cb_date_print(app->today_day, buf).len] = '\0';
	cb_rows_entered_add(&entry.row, "date", buf);
	cb_rows_entered_add(&entry.row, "reason", opts->reason);
	if (rc == CB_OK)
		entry.arg = app->line.operands.items[0];
	return rc == CB_OK ? cb_app_enter(app, &entry) : rc;
}

static enum cb_status
forget(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;

	return cb_app_forget(app, &cb_register_volunteer, opts->reason);
}

int
main(int argc, char **argv)
{
	struct opts opts = { 0 };

	return cb_app_main(&command, argc, argv, &opts, NULL);
}
