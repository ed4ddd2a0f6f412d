/* cb-task: who owes what by when: duties, submissions, measures; what is due, late, missing.
 *
 * In:   one record = one task of register task.
 * Out:  one record = one task, one body that owes, or one count.
 * Rules: query/task.h.
 */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cb/cli/ask.h>
#include <cb/cli/enter.h>
#include <cb/cli/letters.h>
#include <cb/doc/calendar.h>
#include <cb/query/task.h>
#include <cb/rule/types.h>

struct opts {
	const char *columns[TASK_N]; /* of a new task, or what of one changes */
	const char *every, *until;
	const char *within, *received, *from, *title;
};

#define AT(member) offsetof(struct opts, member)
static const struct cb_option options[] = {
#define COLUMN(name, arg, c, en, zh)                                     \
	{                                                                \
		0, name, arg, CB_OPT_TEXT, AT(columns[TASK_##c]), en, zh \
	}
	COLUMN("due", "TIME", DUE, "the time limit", "截止时间"),
	COLUMN("kind", "WORD", KIND, "its kind, such as 报送", "任务类别,如 报送"),
	COLUMN("indicator", "NAME", INDICATOR, "the indicator that it serves", "对应指标"),
	COLUMN("group", "TEXT", GROUP, "the group of people that it binds", "人员类别"),
	COLUMN("handler", "NAME", HANDLER, "the person who handles it", "经办人"),
	COLUMN("series", "CODE", SERIES, "the series that it belongs to", "系列"),
	COLUMN("source", "TEXT", SOURCE, "the document that demands it", "依据"),
	COLUMN("to", "NAME", ASSIGNEE, "who is to do it instead", "改派给谁"),
	COLUMN("result", "WORD", RESULT, "such as 零报告", "结果,如 零报告"),
	COLUMN("evidence", "FILES", EVIDENCE, "files, joined by ;", "材料,以分号隔开"),
	COLUMN("note", "TEXT", NOTE, "anything else", "备注"),
	{ 0, "every", "WORD", CB_OPT_TEXT, AT(every), "again every day, week, month, quarter, half or year; 'week:tue 12:00'", "每日、周、月、季、半年、年一次;可写“周:二 12:00”" },
	{ 0, "title", "TITLE", CB_OPT_TEXT, AT(title), "all of that title that the verb takes", "该事项中可以如此处理的全部任务" },
	{ 0, "from", "WORD", CB_OPT_TEXT, AT(from), "what to plan from: indicators", "由什么布置:indicators(指标)" },
	{ 0, "until", "DATE", CB_OPT_TEXT, AT(until), "the last day of --every", "--every 的末日" },
	{ 0, "within", "TERM", CB_OPT_TEXT, AT(within), "due in such a time, such as 3d", "多久以内到期,如 3日" },
	{ 0, "received", "TIME", CB_OPT_TEXT, AT(received), "when it arrived; of a question, as of that day", "报送时间;查询时,以那天为准" },
	{ 0 },
};

static cb_app_run ask, ask_open, remind, matrix, assign, plan, change;

static const struct cb_verb verbs[] = {
	{ "list", "[FILE...]", ask, "the tasks, one a row", "任务清单", &cb_query_task_list },
	{ "due", "[FILE...]", ask, "not done, the time limit near", "将要到期的任务", &cb_query_task_due },
	{ "overdue", "[FILE...]", ask, "not done, the time limit passed", "逾期未完成的任务", &cb_query_task_overdue },
	{ "missing", "[FILE...]", ask, "not handed in, late, zero reports", "未报、迟报、零报告", &cb_query_task_missing },
	{ "rate", "[FILE...]", ask, "handed in, in time, accepted, of what was owed", "报送率、按时率、采用率", &cb_query_task_rate },
	{ "late", "[FILE...]", ask, "who was late how often, the most first", "迟报排行", &cb_query_task_late },
	{ "remind", "[FILE...]", remind, "one row, or with -o DIR one letter, for each who owes something", "催报,每个责任单位一行,-o 文件夹 则各出一份催办函", &cb_query_task_reminders },
	{ "open", "[NAME] [FILE...]", ask_open, "all that is open, by due date", "未了事项:任务、问题、活动计划、将到期的联系", &cb_query_task_open },
	{ "load", "[FILE...]", ask, "people without a task, months without an arrangement", "人人有任务、月月有安排的核查", &cb_query_task_load },
	{ "items", "[FILE...]", ask, "the indicators, and who answers for each", "逐项对点达标:责任、任务、材料", &cb_query_task_items },
	{ "scorecard", "[FILE...]", ask, "duties done and lacking, by rule", "按规则核对职责完成情况", &cb_query_task_scorecard },
	{ "matrix", "[FILE...]", matrix, "who handed in what, for the board", "报送一览表,供公示", NULL },
	{ "assign", "TITLE WHO...", assign, "a task for each; * is every community", "布置任务,* 为所有社区", NULL },
	{ "plan", "[SYSTEM]", plan, "a duty for each indicator, --from indicators", "每项指标布置到责任单位和责任人,用 --from indicators", NULL },
	{ "done", "NO...", change, "done, or handed in", "完成,或已报送", NULL },
	{ "accept", "NO...", change, "what was handed in is used", "采用", NULL },
	{ "return", "NO...", change, "what was handed in is sent back", "退回重报", NULL },
	{ "extend", "NO...", change, "give it a new limit, --due", "延期,新时限用 --due", NULL },
	{ "reassign", "NO...", change, "give it to another, --to", "改派,用 --to", NULL },
	{ 0 },
};

#define CHANGES "done accept return extend reassign"
static const struct cb_option_verbs option_verbs[] = {
	{ "indicator", "assign" },
	{ "kind group series source every until", "assign plan" },
	{ "from", "plan" },
	{ "due", "assign plan extend" },
	{ "to", "reassign" },
	{ "handler evidence note", "assign plan " CHANGES },
	{ "title", CHANGES },
	{ "result", "done" },
	{ "received", "done missing rate matrix" },
	{ "within", "due" },
	{ "dry-run", "assign plan " CHANGES },
	{ "where", "matrix ? " CHANGES },
	{ "by columns", "?" },
	{ "period", "assign plan matrix list due overdue missing rate late remind load items scorecard" },
	{ "rules " CB_READING_OPTIONS, "matrix ?" },
	{ 0 },
};

static const struct cb_command command = {
	.name = "cb-task",
	.en = "Who owes what by when: what is due, late and missing.",
	.zh = "任务与报送:谁在何时以前要做什么,临期、逾期、未报。",
	.options = options,
	.verbs = verbs,
	.option_verbs = option_verbs,
	.formats = cb_calendar_formats,
	.takes = CB_TAKES_ASKING,
};

/* ---- questions ---- */

static enum cb_status
read_asked(struct cb_app *app, const struct opts *opts, struct cb_period_range *range, struct cb_task_asked *of)
{
	enum cb_status rc = cb_asked_period(app, range);

	rc = cb_status_worse(rc, cb_asked_within(app, opts->within, &of->within));
	return rc == CB_OK ? cb_asked_day(app, opts->received, "--received", range, &of->received_day) : rc;
}

static enum cb_status
ask(struct cb_app *app, void *arg)
{
	struct cb_task_asked of = { 0 };
	struct cb_ask asked = { .query = app->line.verb->query, .of.tasks = &of };
	enum cb_status rc = read_asked(app, arg, &asked.range, &of);

	if (app->format == &cb_calendar_formats[1] && asked.query->columns != cb_query_task_list.columns)
		return cb_app_not_together(app, "--format ics", app->line.verb->name);
	return rc == CB_OK ? cb_app_ask(app, &asked) : rc;
}

/* A first operand that is no file is a name. */
static enum cb_status
ask_open(struct cb_app *app, void *arg)
{
	const struct cb_list *operands = &app->line.operands;
	struct cb_task_asked of = { 0 };
	struct cb_ask asked = { .query = &cb_query_task_open, .of.tasks = &of };
	enum cb_status rc = read_asked(app, arg, &asked.range, &of);

	if (operands->n > 0 && strcmp(operands->items[0], "-") != 0 && access(operands->items[0], F_OK) != 0) {
		of.name = operands->items[0];
		asked.first_file = 1;
	}
	return rc == CB_OK ? cb_app_ask(app, &asked) : rc;
}

/* What is there says itself whether -o names a folder; a new one has no extension that would be a format. */
static bool
is_folder(const char *output)
{
	const char *slash = output == NULL ? NULL : strrchr(output, '/');
	struct stat st;

	if (output == NULL || strcmp(output, "-") == 0)
		return false;
	if (stat(output, &st) == 0)
		return S_ISDIR(st.st_mode);
	return strchr(slash != NULL ? slash : output, '.') == NULL;
}

/* The letters of template remind, of what the verb's query answers. */
static enum cb_status
write_letters(struct cb_app *app, const struct cb_task_asked *of, const struct cb_period_range *range)
{
	struct cb_figures_options asked = { .range = *range,
		                            .today_day = app->today_day,
		                            .customary = app->common.mask };
	struct cb_letters letters = { .app = app, .paper = cb_paper_find(app, "docx"), .folder = app->common.output };
	struct cb_report_template template;
	struct cb_office office = { 0 };
	struct cb_input input;
	struct cb_figures figures;
	enum cb_status rc = cb_paper_template(app, "remind", &template);

	if (rc == CB_OK)
		rc = letters.paper == NULL ? CB_USAGE : cb_asked_office(app, CB_OPEN_READ, &office);
	cb_figures_init(&figures, &office, &asked);
	input = cb_asked_input(app, &cb_register_task, cb_asked_files(app, 0), range);
	figures.run.input = &input;
	figures.run.where = app->common.where;
	figures.run.of.tasks = of;
	letters.template = &template;
	letters.figures = &figures;
	if (rc == CB_OK)
		rc = cb_letters_write(&letters);
	cb_figures_release(&figures);
	cb_report_template_release(&template);
	cb_office_release(&office);
	return rc;
}

static enum cb_status
remind(struct cb_app *app, void *arg)
{
	struct cb_task_asked of = { 0 };
	struct cb_period_range range;
	enum cb_status rc;

	if (!is_folder(app->common.output))
		return ask(app, arg);
	rc = read_asked(app, arg, &range, &of);
	return rc == CB_OK ? write_letters(app, &of, &range) : rc;
}

static enum cb_status
matrix(struct cb_app *app, void *arg)
{
	struct cb_office office = { 0 };
	struct cb_task_asked of = { 0 };
	struct cb_input input;
	struct cb_query_run run = { .office = &office, .input = &input, .where = app->common.where, .of.tasks = &of };
	struct cb_table table = { 0 };
	struct cb_list files = cb_asked_files(app, 0);
	enum cb_status rc = app->format == &cb_calendar_formats[1]
	                            ? cb_app_not_together(app, "--format ics", app->line.verb->name)
	                            : read_asked(app, arg, &run.range, &of);

	run.today_day = app->today_day;
	if (rc == CB_OK)
		rc = cb_asked_office(app, CB_OPEN_READ, &office);
	input = cb_asked_input(app, &cb_register_task, files, &run.range);
	if (rc == CB_OK)
		rc = cb_task_matrix(&run, &table);
	if (rc == CB_OK)
		rc = cb_paper_write_table(app, &table);
	cb_table_release(&table);
	cb_office_release(&office);
	return rc;
}

/* ---- entries ---- */

/* The command as the batch has it. */
static void
say_words(const struct cb_app *app, const struct opts *opts, struct cb_str *out)
{
	cb_str_addf(out, "cb-task %s", app->line.verb->name);
	for (size_t i = 0; i < app->line.operands.n; i++)
		cb_str_addf(out, " %s", app->line.operands.items[i]);
	for (size_t i = 0; i < app->common.where.n; i++)
		cb_str_addf(out, " --where %s", app->common.where.items[i]);
	if (opts->title != NULL)
		cb_str_addf(out, " --title %s", opts->title);
	for (int c = 0; c < TASK_N; c++)
		if (opts->columns[c] != NULL)
			cb_str_addf(out, " %s=%s", cb_register_task.columns[c].key, opts->columns[c]);
	if (opts->every != NULL && opts->until != NULL)
		cb_str_addf(out, " --every %s --until %s", opts->every, opts->until);
}

/* What -p means as one period; else as it was written, for the reader to refuse. */
static const char *
say_period(const struct cb_app *app, const struct cb_period_range *range, char buf[CB_PRINT_MAX + 1])
{
	struct cb_text printed;

	if (range->from == 0 || range->from != range->to)
		return app->common.period;
	printed = cb_period_print(range->from, buf);
	buf[printed.len] = '\0';
	return buf;
}

struct entering {
	struct cb_app *app;
	struct cb_task_entry entry;
};

static enum cb_status
write_tasks(void *arg, struct cb_table *written)
{
	struct entering *of = arg;
	const struct cb_verb *verb = of->app->line.verb;
	enum cb_status rc;

	if (verb->run == change)
		rc = cb_task_change(&of->entry, verb->name, written);
	else
		rc = verb->run == assign ? cb_task_assign(&of->entry, written) : cb_task_plan(&of->entry, written);
	if (rc == CB_OK)
		cb_app_note_written(of->app, written);
	return rc;
}

static enum cb_status
enter(struct cb_app *app, struct opts *opts)
{
	struct entering of = { .app = app,
		               .entry = { .words = app->line.operands,
		                          .where = app->common.where,
		                          .columns = opts->columns,
		                          .every = opts->every,
		                          .until = opts->until,
		                          .title = opts->title } };
	struct cb_enter_rows rows = { .write = write_tasks, .arg = &of, .how = &of.entry.how };
	struct cb_period_range range;
	char period[CB_PRINT_MAX + 1];
	enum cb_status rc = cb_asked_period(app, &range);

	opts->columns[TASK_DONE] = opts->received;
	opts->columns[TASK_PERIOD] = say_period(app, &range, period);
	say_words(app, opts, &rows.words);
	return cb_app_enter_rows(app, &rows, rc);
}

static enum cb_status
assign(struct cb_app *app, void *arg)
{
	if (app->line.operands.n < 2)
		return cb_report(&app->diag, CB_WHO_IS_NEEDED, CB_NOWHERE, "", "assign", app->line.verb->operands);
	return enter(app, arg);
}

static enum cb_status
plan(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;

	if (app->line.operands.n > 1)
		return cb_report(&app->diag, CB_UNEXPECTED_OPERAND, CB_NOWHERE, "", app->line.operands.items[1]);
	if (opts->from == NULL)
		return cb_report(&app->diag, CB_WHO_IS_NEEDED, CB_NOWHERE, "", "plan", "--from indicators");
	if (strcmp(opts->from, "indicators") != 0 && strcmp(opts->from, "指标") != 0)
		return cb_report(&app->diag, CB_UNKNOWN_CHOICE, CB_NOWHERE, "", opts->from, "--from", "", "indicators");
	return enter(app, arg);
}

static enum cb_status
change(struct cb_app *app, void *arg)
{
	return enter(app, arg);
}

int
main(int argc, char **argv)
{
	struct opts opts = { 0 };

	return cb_app_main(&command, argc, argv, &opts, NULL);
}
