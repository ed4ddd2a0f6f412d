/* cb-activity: was it held, how often, with how many; what is planned, what proves it.
 *
 * In:   one record = one activity of register activity; of survey, one answer of register survey.
 * Out:  one record = one activity, one count, or one body that must hold something.
 * Rules: query/activity.h.
 */
#include <string.h>

#include <cb/cli/ask.h>
#include <cb/cli/enter.h>
#include <cb/cli/paper.h>
#include <cb/doc/calendar.h>
#include <cb/query/activity.h>
#include <cb/query/chosen.h>
#include <cb/rule/types.h>

struct opts {
	const char *columns[ACTIVITY_N]; /* of an activity */
	const char *to, *within;
};

#define AT(member) offsetof(struct opts, member)
static const struct cb_option options[] = {
#define COLUMN(name, arg, c, en, zh)                                         \
	{                                                                    \
		0, name, arg, CB_OPT_TEXT, AT(columns[ACTIVITY_##c]), en, zh \
	}
	COLUMN("date", "DATE", DATE, "the day; today if it is not given", "日期;不写为今天"),
	COLUMN("end", "DATE", UNTIL, "the last day", "末日"),
	COLUMN("start", "TIME", START, "from when on that day", "开始时间"),
	COLUMN("theme", "WORD", THEME, "which of the six joint tasks", "六联的哪一项"),
	COLUMN("organiser", "NAME", ORGANISER, "who organises it", "主办单位"),
	COLUMN("place", "TEXT", PLACE, "where", "地点"),
	COLUMN("leader", "NAME", LEADER, "who leads it", "带队领导"),
	COLUMN("indicator", "NAME", INDICATOR, "the indicators that it serves", "对应指标"),
	COLUMN("people", "N", PEOPLE, "people who took part", "参加人数"),
	COLUMN("teams", "N", TEAMS, "teams", "队伍数"),
	COLUMN("times", "N", TIMES, "how many times", "场次"),
	COLUMN("households", "N", HOUSEHOLDS, "households visited", "走访户数"),
	COLUMN("copies", "N", COPIES, "copies given out", "份数"),
	COLUMN("cleared", "N", CLEARED, "how much was cleared away", "清理数"),
	COLUMN("medium", "WORD", MEDIUM, "medium of publicity", "宣传方式"),
	COLUMN("attended", "NAMES", ATTENDED, "units that attended, joined by ;", "参加单位,以分号隔开"),
	COLUMN("absent", "NAMES", ABSENT, "units that were absent, joined by ;", "缺席单位,以分号隔开"),
	COLUMN("link", "FILES", LINK, "files that prove it, joined by ;", "材料,以分号隔开"),
	COLUMN("note", "TEXT", NOTE, "anything else", "备注"),
	{ 0, "to", "DATE", CB_OPT_TEXT, AT(to), "the new day", "改到哪一天" },
	{ 0, "within", "TERM", CB_OPT_TEXT, AT(within), "within such a time, such as 7d", "多久以内,如 7日" },
	{ 0 },
};

static cb_app_run ask, enter;

static const struct cb_verb verbs[] = {
	{ "list", "[FILE...]", ask, "the activities, one a row", "活动清单", &cb_query_activity_list },
	{ "plan", "[FILE...]", ask, "planned and not held yet", "已计划、尚未开展的活动", &cb_query_activity_plan },
	{ "summary", "[FILE...]", ask, "what was held, by what --by names", "按 --by 汇总次数、人次、份数等", &cb_query_activity_summary },
	{ "cadence", "[FILE...]", ask, "held as often as the rules want?", "按规则核对开展频次", &cb_query_activity_cadence },
	{ "evidence", "[FILE...]", ask, "what proves each, and what is missing", "各项活动的材料和所缺", &cb_query_activity_evidence },
	{ "themes", "[FILE...]", ask, "the six joint tasks by community", "各社区“六联”开展情况", &cb_query_activity_themes },
	{ "survey", "[FILE...]", ask, "answers to each question, and what came back", "问卷各题各选项的人数、比率和回收", &cb_query_survey },
	{ "absent", "[FILE...]", ask, "partner units that were not there", "没有参加的共建单位", &cb_query_activity_absent },
	{ "media", "[FILE...]", ask, "publicity by medium, and festivals", "各种方式的宣传、节日活动", &cb_query_activity_media },
	{ "visits", "[FILE...]", ask, "households visited, of all", "走访户数占总户数", &cb_query_activity_visits },
	{ "announce", "BODY KIND TITLE", enter, "it is planned", "登记活动计划", NULL },
	{ "hold", "BODY KIND TITLE", enter, "it was held", "登记已开展的活动", NULL },
	{ "cancel", "BODY KIND TITLE", enter, "what was planned is not held", "取消计划的活动", NULL },
	{ "postpone", "BODY KIND TITLE", enter, "what was planned is held on --to", "改期到 --to", NULL },
	{ 0 },
};

static const struct cb_option_verbs option_verbs[] = {
	{ "end start theme organiser place leader indicator people teams times households copies cleared medium attended "
	  "absent link",
	  "announce hold" },
	{ "date note dry-run", "announce hold cancel postpone" },
	{ "to", "postpone" },
	{ "within", "plan" },
	{ "by where columns period rules " CB_READING_OPTIONS, "?" },
	{ 0 },
};

static const struct cb_command command = {
	.name = "cb-activity",
	.en = "Was it held, how often, with how many: meetings, events, visits, publicity.",
	.zh = "会议、活动、走访、宣传:开展没有、多少次、多少人。",
	.options = options,
	.verbs = verbs,
	.option_verbs = option_verbs,
	.formats = cb_calendar_formats,
	.takes = CB_TAKES_ASKING,
};

static enum cb_status
ask(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;
	struct cb_activity_asked of = { 0 };
	struct cb_ask asked = { .query = app->line.verb->query, .of.activities = &of };
	enum cb_status rc = cb_asked_period(app, &asked.range);

	if (app->format == &cb_calendar_formats[1] && asked.query->columns != cb_query_activity_list.columns &&
	    asked.query != &cb_query_activity_cadence)
		return cb_app_not_together(app, "--format ics", app->line.verb->name);
	rc = cb_status_worse(rc, cb_asked_within(app, opts->within, &of.within));
	return rc == CB_OK ? cb_app_ask(app, &asked) : rc;
}

/* ---- entries ---- */

static enum cb_status
check_words(struct cb_app *app, const struct opts *opts)
{
	const struct cb_list *words = &app->line.operands;
	const char *verb = app->line.verb->name;

	if (words->n < 3)
		return cb_report(&app->diag, CB_WHO_IS_NEEDED, CB_NOWHERE, "", verb, app->line.verb->operands);
	if (words->n > 3)
		return cb_report(&app->diag, CB_UNEXPECTED_OPERAND, CB_NOWHERE, "", words->items[3]);
	if (strcmp(verb, "postpone") == 0 && opts->to == NULL)
		return cb_report(&app->diag, CB_WHO_IS_NEEDED, CB_NOWHERE, "", verb, "--to");
	return CB_OK;
}

/* The command as the batch has it. */
static void
say_words(const struct cb_app *app, const struct opts *opts, struct cb_str *out)
{
	cb_str_addf(out, "cb-activity %s", app->line.verb->name);
	for (size_t i = 0; i < app->line.operands.n; i++)
		cb_str_addf(out, " %s", app->line.operands.items[i]);
	for (int c = 0; c < ACTIVITY_N; c++)
		if (opts->columns[c] != NULL)
			cb_str_addf(out, " %s=%s", cb_register_activity.columns[c].key, opts->columns[c]);
	if (opts->to != NULL)
		cb_str_addf(out, " --to %s", opts->to);
}

struct entering {
	struct cb_activity_entry entry;
	const char *verb;
};

static enum cb_status
write_activity(void *arg, struct cb_table *rows)
{
	struct entering *of = arg;
	enum cb_status rc = cb_activity_enter(&of->entry, of->verb, rows);

	if (rc == CB_OK)
		rc = cb_chosen_keep("date,community,kind,title,state,people", rows, of->entry.how.office->diag);
	return rc;
}

static enum cb_status
enter(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;
	struct entering of = { .verb = app->line.verb->name,
		               .entry = { .words = app->line.operands,
		                          .columns = opts->columns,
		                          .to = opts->to } };
	struct cb_enter_rows rows = { .write = write_activity, .arg = &of, .how = &of.entry.how };

	say_words(app, opts, &rows.words);
	return cb_app_enter_rows(app, &rows, check_words(app, opts));
}

int
main(int argc, char **argv)
{
	struct opts opts = { 0 };

	return cb_app_main(&command, argc, argv, &opts, NULL);
}
