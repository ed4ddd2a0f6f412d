/* cb-problem: problems found, assigned, fixed, verified: what is open, whose turn it is, what is late.
 *
 * In:   one record = one problem of register problem; register problem_log has what happened to it.
 * Out:  one record = one problem, one step of one, or one count.
 * Rules: query/problem.h.
 */
#include <stdio.h>
#include <string.h>

#include <cb/cli/ask.h>
#include <cb/cli/author.h>
#include <cb/cli/enter.h>
#include <cb/cli/forget.h>
#include <cb/cli/problem_sheets.h>
#include <cb/doc/open311.h>
#include <cb/query/problem.h>
#include <cb/rule/types.h>
#include <cb/value/arg.h>

struct opts {
	const char *columns[PROBLEM_N];  /* of open; due, evidence and note of a step as well */
	const char *step[PROBLEM_LOG_N]; /* of a step */
	const char *within;              /* of due */
	const char *satisfied;           /* of visit-back */
	bool units;                      /* of score */
	const char *reason;              /* of forget */
};

#define AT(member) offsetof(struct opts, member)
static const struct cb_option options[] = {
#define COLUMN(name, arg, c, en, zh)                                        \
	{                                                                   \
		0, name, arg, CB_OPT_TEXT, AT(columns[PROBLEM_##c]), en, zh \
	}
#define STEP(name, arg, c, en, zh)                                           \
	{                                                                    \
		0, name, arg, CB_OPT_TEXT, AT(step[PROBLEM_LOG_##c]), en, zh \
	}
	COLUMN("found", "TIME", FOUND, "when it was found; now if not given", "发现时间;不写就是此刻"),
	COLUMN("community", "NAME", COMMUNITY, "the community", "社区"),
	COLUMN("estate", "NAME", ESTATE, "the estate", "小区"),
	COLUMN("building", "TEXT", BUILDING, "the building", "楼栋"),
	COLUMN("staircase", "TEXT", STAIRCASE, "the staircase", "单元"),
	COLUMN("place", "TEXT", PLACE, "where exactly", "具体地点"),
	COLUMN("description", "TEXT", DESCRIPTION, "what is wrong", "什么问题"),
	COLUMN("kind", "TEXT", KIND, "its kind", "类别"),
	COLUMN("class", "WORD", CLASS, "event or part", "事件或部件"),
	COLUMN("category", "TEXT", CATEGORY, "category above the kind", "大类"),
	COLUMN("quantity", "N", QUANTITY, "how many", "数量"),
	COLUMN("people", "N", PEOPLE, "people concerned", "人次"),
	COLUMN("level", "WORD", LEVEL, "who is to solve it", "责任层级"),
	COLUMN("responsible", "NAME", RESPONSIBLE, "unit that answers for it", "责任单位"),
	COLUMN("person", "NAME", PERSON, "person who answers for it", "责任人"),
	COLUMN("source", "WORD", SOURCE, "how it became known", "来源"),
	COLUMN("width", "METRES", WIDTH, "width of the road", "路宽"),
	COLUMN("serious", "YES", SERIOUS, "whether it harms the whole campaign", "是否性质严重"),
	COLUMN("small", "YES", SMALL, "whether it must be solved the same day", "是否小问题"),
	COLUMN("rebound-of", "NO", REBOUND_OF, "the problem that has come back", "反弹问题的原编号"),
	COLUMN("visitor", "NAME", VISITOR, "who came with it", "来访人"),
	COLUMN("petition", "WORD", PETITION, "what the visitor asks for", "诉求类别"),
	COLUMN("due", "TIME", DUE, "when it must be solved; of an extension", "解决时限;延期后的时限"),
	COLUMN("evidence", "FILES", EVIDENCE, "photos, joined by ;", "照片,以分号隔开"),
	COLUMN("note", "TEXT", NOTE, "anything else", "备注"),
	STEP("at", "TIME", AT, "when it was done; now if not given", "办理时间;不写就是此刻"),
	STEP("actor", "NAME", ACTOR, "who did it", "经手"),
	STEP("to", "NAME", TO, "the unit that it is sent to", "派往单位"),
	STEP("late", "REASON", LATE, "why it is entered late", "补记理由"),
	{ 0, "within", "TERM", CB_OPT_TEXT, AT(within), "due in such a time, such as 3d", "多久以内到期,如 3日" },
	{ 0, "satisfied", "YES|NO", CB_OPT_TEXT, AT(satisfied), "what was said when asked after the close", "回访结果:是否满意" },
	{ 0, "units", NULL, CB_OPT_FLAG, AT(units), "points of units, not of communities", "按责任单位而不是社区计分" },
	{ 0, "reason", "TEXT", CB_OPT_TEXT, AT(reason), "why the visitor is forgotten", "抹除来访人的事由" },
	{ 0 },
};

static cb_app_run ask, show, hotspots, sheets, enter, step, visit_back, merge, undo, forget;

static const struct cb_verb verbs[] = {
	{ "open", "", enter, "enter a problem", "登记一件问题", NULL },
	{ "accept", "NO...", step, "accept", "受理", NULL },
	{ "register", "NO...", step, "register as a case", "立案", NULL },
	{ "refuse", "NO...", step, "do not register", "不予立案", NULL },
	{ "void", "NO...", step, "entered by mistake", "作废", NULL },
	{ "dispatch", "NO...", step, "send to who answers for it", "派遣", NULL },
	{ "redispatch", "NO...", step, "send to another", "改派", NULL },
	{ "fix", "NO...", step, "put right", "整改", NULL },
	{ "return", "NO...", step, "not put right: once more", "返工", NULL },
	{ "verify", "NO...", step, "verified and closed", "核查结案", NULL },
	{ "extend", "NO...", step, "give it a new limit, --due", "延期,新时限用 --due", NULL },
	{ "suspend", "NO...", step, "suspend", "缓办", NULL },
	{ "notify", "NO...", step, "notify who is slow", "通知催办", NULL },
	{ "expose", "NO...", step, "expose", "曝光", NULL },
	{ "pass-to-media", "NO...", step, "pass to the newspaper", "转报社追踪", NULL },
	{ "reopen", "NO...", step, "open again", "重开", NULL },
	{ "ask-extension", "NO...", step, "ask for a later limit, --due", "申请延期,所请时限用 --due", NULL },
	{ "visit-back", "NO...", visit_back, "asked after the close: --satisfied", "回访,结果用 --satisfied", NULL },
	{ "merge", "NO NO...", merge, "the others are the first once more: void", "后面几件与第一件重复,作废并入", NULL },
	{ "undo-step", "NO", undo, "withdraw the last step", "撤销最后一步", NULL },
	{ "forget", "NO", forget, "erase who came with it, for good", "抹除来访人,不可恢复", NULL },
	{ "list", "[FILE...]", ask, "the problems, one a row", "问题清单", &cb_query_problem_list },
	{ "show", "NO [FILE...]", show, "the course of one, and whose turn it is", "一件问题的流转和待办", &cb_query_problem_show },
	{ "overdue", "[FILE...]", ask, "open ones whose time limit has passed", "超期未结的问题", &cb_query_problem_overdue },
	{ "due", "[FILE...]", ask, "open ones whose time limit is near", "将要到期的问题", &cb_query_problem_due },
	{ "age", "[FILE...]", ask, "open ones, the longest first", "未结问题,等候久的在前", &cb_query_problem_age },
	{ "summary", "[FILE...]", ask, "counts, by what --by names", "按 --by 汇总件数", &cb_query_problem_summary },
	{ "rates", "[FILE...]", ask, "registered, closed, in time … with what they are of", "立案、结案、按期等比率及分子分母", &cb_query_problem_rates },
	{ "score", "[FILE...]", ask, "the rates as points, for cb-rank", "按比率计分,供 cb-rank 排名", &cb_query_problem_score },
	{ "exposure", "[FILE...]", ask, "who is to be exposed, and why", "应曝光的单位、责任人和事由", &cb_query_problem_exposure },
	{ "rebound", "[FILE...]", ask, "what came back soon after it was closed", "结案后反弹的问题", &cb_query_problem_rebound },
	{ "coverage", "[FILE...]", ask, "buildings surveyed, of all", "已排查楼栋占全部楼栋", &cb_query_problem_coverage },
	{ "hotspots", "[N] [FILE...]", hotspots, "where problems of one kind pile up", "同类问题集中的地点", &cb_query_problem_hotspots },
	{ "petitions", "[FILE...]", ask, "what people came with, as counts", "来访诉求的件数、人次", &cb_query_problem_petitions },
	{ "evidence", "[FILE...]", ask, "photos by their hashes: does one serve twice?", "照片校验:有没有一图两用", &cb_query_problem_evidence },
	{ "sheets", "", sheets, "a sheet to fill in for each unit, -o DIR", "每个单位一份待填的整改表,-o 文件夹", NULL },
	{ 0 },
};

#define STEPS                                                                                             \
	"accept register refuse void dispatch redispatch fix return verify extend suspend notify expose " \
	"pass-to-media reopen ask-extension visit-back"
#define QUESTIONS "list overdue due age summary rates score exposure rebound coverage hotspots petitions evidence"
static const struct cb_option_verbs option_verbs[] = {
	{ "found community estate building staircase place description kind class category quantity people level responsible "
	  "person source width serious small rebound-of visitor petition",
	  "open" },
	{ "at actor late", "merge " STEPS },
	{ "to", STEPS },
	{ "evidence note", "open " STEPS },
	{ "due", "open extend ask-extension" },
	{ "satisfied", "visit-back" },
	{ "dry-run", "sheets open merge undo-step forget " STEPS },
	{ "reason", "forget" },
	{ "within", "due" },
	{ "units", "score" },
	{ "by", "sheets list overdue due age summary rates exposure rebound coverage hotspots petitions" },
	{ "where", "sheets " QUESTIONS " " STEPS },
	{ "period", "sheets " QUESTIONS },
	{ "reveal mask", QUESTIONS },
	{ "columns " CB_READING_OPTIONS, "?" },
	{ 0 },
};

static const struct cb_command command = {
	.name = "cb-problem",
	.en = "Problems found, assigned, fixed, verified: what is open, late, and whose turn it is.",
	.zh = "问题从发现、派遣、整改到核查结案:未结、超期、轮到谁办。",
	.options = options,
	.verbs = verbs,
	.option_verbs = option_verbs,
	.formats = cb_open311_formats,
	.takes = CB_TAKES_ASKING | CB_TAKES_REVEAL,
};

static enum cb_status
ask_with(struct cb_app *app, const struct cb_problem_options *of)
{
	struct cb_ask asked = { .query = app->line.verb->query, .of.problem = of };
	enum cb_status rc = cb_asked_period(app, &asked.range);
	bool is_list = asked.query->columns == cb_query_problem_list.columns;

	if (app->format == cb_open311_formats && !is_list)
		return cb_app_not_together(app, "--format open311", app->line.verb->name);
	return rc == CB_OK ? cb_app_ask(app, &asked) : rc;
}

static enum cb_status
ask(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;
	struct cb_problem_options of = { .of_units = opts->units };
	enum cb_status rc = cb_asked_within(app, opts->within, &of.within);

	return rc == CB_OK ? ask_with(app, &of) : rc;
}

/* The first operand is the number, the others are files. */
static enum cb_status
show(struct cb_app *app, void *arg)
{
	struct cb_list *operands = &app->line.operands, all = *operands;
	struct cb_problem_options of = { 0 };
	enum cb_status rc;

	(void)arg;
	if (operands->n == 0)
		return cb_report(&app->diag, CB_PROBLEM_NEEDED, CB_NOWHERE, "");
	of.no = operands->items[0];
	*operands = (struct cb_list){ all.items + 1, all.n - 1 };
	rc = ask_with(app, &of);
	*operands = all;
	return rc;
}

/* A first operand that is a number says how many, the others are files. */
static enum cb_status
hotspots(struct cb_app *app, void *arg)
{
	struct cb_list *operands = &app->line.operands, all = *operands;
	const char *first = all.n > 0 ? all.items[0] : "";
	struct cb_problem_options of = { 0 };
	enum cb_status rc;

	(void)arg;
	if (first[0] != '\0' && first[strspn(first, "0123456789")] == '\0') {
		if (sscanf(first, "%6d", &of.top) != 1 || of.top <= 0 || strlen(first) > 6)
			return cb_report(&app->diag, CB_TOP_NEEDED, CB_NOWHERE, "", first);
		*operands = (struct cb_list){ all.items + 1, all.n - 1 };
	}
	rc = ask_with(app, &of);
	*operands = all;
	return rc;
}

static enum cb_status
sheets(struct cb_app *app, void *arg)
{
	(void)arg;
	return cb_problem_sheet_files(app);
}

/* ---- entering ---- */

/* Now, as a record of it is dated. */
static void
add_now(struct cb_app *app, const char *given, const char *label, struct cb_app_author *now,
        struct cb_rows_entered *row)
{
	cb_app_author(app, NULL, now);
	cb_rows_entered_add(row, label, given != NULL ? given : now->author.at);
}

static enum cb_status
enter(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;
	struct cb_enter entry = { .reg = &cb_register_problem, .columns = opts->columns };
	struct cb_app_author now;
	enum cb_status rc;

	if (app->line.operands.n > 0)
		return cb_report(&app->diag, CB_UNEXPECTED_OPERAND, CB_NOWHERE, "", app->line.operands.items[0]);
	add_now(app, opts->columns[PROBLEM_FOUND], "found", &now, &entry.row);
	rc = cb_app_enter(app, &entry);
	cb_app_author_release(&now);
	return rc;
}

struct stepping {
	struct cb_list where;
	const char *action, *at;
	const char *kept; /* of merge: the number that must be there; or NULL */
};

/* The numbers are the first column, those of --where only known by now. */
static enum cb_status
look_up(struct cb_enter *entry, struct cb_office *office, struct cb_arena *arena)
{
	const struct stepping *stepping = entry->arg;
	struct cb_list numbers = entry->row.each;
	enum cb_status rc = CB_OK;

	if (stepping->kept != NULL)
		rc = cb_problem_is_kept(office, stepping->kept);
	if (numbers.n == 0)
		rc = cb_problem_numbers(office, stepping->where, arena, &numbers);
	cb_rows_entered_each(&entry->row, "problem", numbers);
	cb_rows_entered_add(&entry->row, "action", stepping->action);
	cb_rows_entered_add(&entry->row, "at", stepping->at);
	return rc;
}

static enum cb_status
enter_step(struct cb_app *app, struct opts *opts, struct stepping stepping, struct cb_list numbers)
{
	struct cb_enter entry = { .reg = &cb_register_problem_log, .columns = opts->step, .look_up = look_up };
	struct cb_app_author now;
	enum cb_status rc;

	entry.arg = &stepping;
	entry.row.each = numbers;
	if ((entry.row.each.n == 0) == (stepping.where.n == 0))
		return cb_report(&app->diag, CB_PROBLEM_NEEDED, CB_NOWHERE, "");
	cb_app_author(app, NULL, &now);
	stepping.at = opts->step[PROBLEM_LOG_AT] != NULL ? opts->step[PROBLEM_LOG_AT] : now.author.at;
	opts->step[PROBLEM_LOG_DUE] = opts->columns[PROBLEM_DUE];
	opts->step[PROBLEM_LOG_EVIDENCE] = opts->columns[PROBLEM_EVIDENCE];
	opts->step[PROBLEM_LOG_NOTE] = opts->columns[PROBLEM_NOTE];
	rc = cb_app_enter(app, &entry);
	cb_app_author_release(&now);
	return rc;
}

/* The verb is the action. */
static enum cb_status
step(struct cb_app *app, void *arg)
{
	const char *verb = app->line.verb->name;
	struct stepping stepping = { .where = app->common.where };

	stepping.action = strcmp(verb, "pass-to-media") == 0   ? "pass_to_media"
	                  : strcmp(verb, "ask-extension") == 0 ? "ask_extension"
	                                                       : verb;
	return enter_step(app, arg, stepping, app->line.operands);
}

/* What was answered is the action. */
static enum cb_status
visit_back(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;
	struct stepping stepping = { .where = app->common.where };
	struct cb_cell answer = { 0 };

	if (opts->satisfied == NULL ||
	    cb_type_bool.parse(NULL, cb_text_of(opts->satisfied), &(struct cb_parse_env){ 0 }, &answer) != CB_FINE ||
	    answer.state != CB_VALUE)
		return cb_report(&app->diag, CB_WHO_IS_NEEDED, CB_NOWHERE, "", "visit-back", "--satisfied=yes|no");
	stepping.action = answer.n != 0 ? "satisfied" : "unsatisfied";
	return enter_step(app, arg, stepping, app->line.operands);
}

/* All but the first are void, and say why. */
static enum cb_status
merge(struct cb_app *app, void *arg)
{
	struct opts *opts = arg;
	const struct cb_list *operands = &app->line.operands;
	struct stepping stepping = { .action = "void" };
	struct cb_str note = { 0 };
	enum cb_status rc;

	if (operands->n < 2)
		return cb_report(&app->diag, CB_PROBLEM_NEEDED, CB_NOWHERE, "");
	stepping.kept = operands->items[0];
	for (size_t i = 1; i < operands->n; i++)
		if (strcmp(operands->items[i], stepping.kept) == 0)
			return cb_report(&app->diag, CB_UNEXPECTED_OPERAND, CB_NOWHERE, "", stepping.kept);
	cb_str_addf(&note, "并入 %s", stepping.kept);
	opts->columns[PROBLEM_NOTE] = cb_str_c(&note);
	rc = enter_step(app, opts, stepping, (struct cb_list){ operands->items + 1, operands->n - 1 });
	cb_str_release(&note);
	return rc;
}

struct undoing {
	struct cb_intake how;
	const char *no;
};

static enum cb_status
undo_step(void *arg, struct cb_table *written)
{
	const struct undoing *of = arg;

	(void)written; /* nothing is printed */
	return cb_problem_undo_step(of->how.office, of->no, &of->how.author, of->how.dry_run);
}

static enum cb_status
undo(struct cb_app *app, void *arg)
{
	const struct cb_list *operands = &app->line.operands;
	struct undoing of = { 0 };
	struct cb_enter_rows rows = { .write = undo_step, .arg = &of, .how = &of.how };

	(void)arg;
	if (operands->n != 1)
		return cb_report(&app->diag, CB_PROBLEM_NEEDED, CB_NOWHERE, "");
	of.no = operands->items[0];
	cb_str_addf(&rows.words, "cb-problem undo-step %s", of.no);
	return cb_app_enter_rows(app, &rows, CB_OK);
}

static enum cb_status
forget(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;

	return cb_app_forget(app, &cb_register_problem, opts->reason);
}

int
main(int argc, char **argv)
{
	struct opts opts = { 0 };

	return cb_app_main(&command, argc, argv, &opts, NULL);
}
