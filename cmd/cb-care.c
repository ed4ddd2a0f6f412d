/* cb-care: who helps whom, as counts: pairings, aid, jobs and visits; nobody who is helped stands in a list.
 *
 * In:   one record = one entry of register care.
 * Out:  one record = one sum, one branch, one visit that is due by number, or one voucher.
 * Rules: query/care.h, rule/small_cells.h.
 */
#include <string.h>

#include <cb/cli/ask.h>
#include <cb/cli/enter.h>
#include <cb/cli/forget.h>
#include <cb/cli/paper.h>
#include <cb/query/care.h>

struct opts {
	const char *day, *reason;
	int suppress, state;
};

#define AT(member) offsetof(struct opts, member)
static const struct cb_option options[] = {
	{ 0, "on", "DAY", CB_OPT_TEXT, AT(day), "the day of the visit; today if it is not given", "走访日期,不写为今天" },
	{ 0, "suppress", "N", CB_OPT_COUNT, AT(suppress), "hide counts of people below N, and what tells them", "隐去小于 N 的人次及可推算的数" },
	{ 0, "state", "open|all", CB_OPT_CHOICE, AT(state), "visits that have been paid, too", "连已走访的一并列出" },
	{ 0, "reason", "TEXT", CB_OPT_TEXT, AT(reason), "why the people are forgotten", "抹除的事由" },
	{ 0 },
};

static cb_app_run ask, show, visit, assign, forget;

static const struct cb_verb verbs[] = {
	{ "summary", "[FILE...]", ask, "how much help, by what --by names", "帮扶条数、人次、走访和金额,按 --by 分列", &cb_query_care_counts },
	{ "coverage", "[FILE...]", ask, "whom branches have not taken under their care", "各支部五包还缺哪几类", &cb_query_care_coverage },
	{ "visits", "[FILE...]", ask, "visits that are due or overdue, by number", "应走访未走访的,只出编号", &cb_query_care_visits },
	{ "totals", "[FILE...]", ask, "communities, their streets, the district", "社区、街道、区逐级汇总", &cb_query_care_totals },
	{ "reconcile", "[FILE...]", ask, "money and goods given, and spent by the fund", "帮扶款物与经费支出核对", &cb_query_care_reconcile },
	{ "show", "NO [FILE...]", show, "one entry; its people with --reveal only", "一条记录;加 --reveal 才出姓名", &cb_query_care_show },
	{ "visit", "NO", visit, "a visit was paid, on --on", "记一次走访,日期用 --on", NULL },
	{ "assign", "NO HELPER", assign, "who helps from now on", "指定结对人", NULL },
	{ "forget", "NO", forget, "erase the people of an entry, for good", "抹除一条的姓名,不可恢复", NULL },
	{ 0 },
};

static const struct cb_option_verbs option_verbs[] = {
	{ "by where period", "summary coverage visits totals reconcile" },
	{ "columns", "?" },
	{ "rules", "coverage visits" },
	{ "suppress", "summary totals" },
	{ "state", "visits" },
	{ "on", "visit" },
	{ "reason", "forget" },
	{ "reveal mask", "show" },
	{ "dry-run", "visit assign forget" },
	{ CB_READING_OPTIONS, "?" },
	{ 0 },
};

static const struct cb_command command = {
	.name = "cb-care",
	.en = "Help for residents, counted; nobody who is helped is listed.",
	.zh = "对困难居民的帮扶,只出数字,不出名单。",
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
	struct cb_care_asked of = { .suppress = opts->suppress, .all_states = opts->state != 0 };

	return cb_app_ask_verb(app, &(struct cb_ask){ .of.care = &of });
}

/* A document is made to be passed on. */
static enum cb_status
show(struct cb_app *app, void *arg)
{
	struct cb_care_asked of = { 0 };
	struct cb_ask asked = { .first_file = 1 };
	const struct cb_format *format = cb_app_format(app);

	(void)arg;
	if (app->line.operands.n == 0)
		return cb_report(&app->diag, CB_WHO_IS_NEEDED, CB_NOWHERE, "", "show", "NO");
	for (const struct cb_format *paper = cb_paper_formats; paper->name != NULL; paper++)
		if (format == paper)
			return cb_report(&app->diag, CB_NEVER_IN_A_DOCUMENT, CB_NOWHERE, "");
	of.no = app->line.operands.items[0];
	asked.of.care = &of;
	return cb_app_ask_verb(app, &asked);
}

/* ---- entries ---- */

struct entering {
	const char *no;
	int32_t day; /* of a visit */
};

static enum cb_status
look_up_visit(struct cb_enter *entry, struct cb_office *office, struct cb_arena *arena)
{
	const struct entering *of = entry->arg;

	return cb_care_visit_row(office, of->no, of->day, arena, &entry->row);
}

static enum cb_status
look_up(struct cb_enter *entry, struct cb_office *office, struct cb_arena *arena)
{
	const struct entering *of = entry->arg;

	return cb_care_row(office, of->no, arena, &entry->row);
}

static enum cb_status
visit(struct cb_app *app, void *arg)
{
	static const struct cb_period_range no_range = { 0 };
	const struct opts *opts = arg;
	struct entering of = { .day = app->today_day };
	struct cb_enter entry = { .reg = &cb_register_care, .look_up = look_up_visit, .arg = &of };
	enum cb_status rc = cb_asked_operands(app, 1);

	if (rc == CB_OK)
		rc = cb_asked_day(app, opts->day, "--on", &no_range, &of.day);
	if (rc != CB_OK)
		return rc;
	of.no = app->line.operands.items[0];
	return cb_app_enter(app, &entry);
}

static enum cb_status
assign(struct cb_app *app, void *arg)
{
	struct entering of = { 0 };
	struct cb_enter entry = { .reg = &cb_register_care, .look_up = look_up, .arg = &of };
	enum cb_status rc = cb_asked_operands(app, 2);

	(void)arg;
	if (rc != CB_OK)
		return rc;
	of.no = app->line.operands.items[0];
	cb_rows_entered_add(&entry.row, "helper", app->line.operands.items[1]);
	return cb_app_enter(app, &entry);
}

static enum cb_status
forget(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;

	return cb_app_forget(app, &cb_register_care, opts->reason);
}

int
main(int argc, char **argv)
{
	struct opts opts = { 0 };

	return cb_app_main(&command, argc, argv, &opts, NULL);
}
