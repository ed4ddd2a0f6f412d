/* cb-report: writes the documents that an office hands in, from its registers and a template.
 *
 * In:   a template, installed or a file, and -d; without a template one table of CSV on stdin.
 * Out:  one document: docx, html, Markdown, or its tables as xlsx; with --each one for each row of a query.
 * Rules: report/report.h, report/figures.h, doc/template.h, doc/document.h, value/paper_number.h.
 */

#include <cb/cli/asked.h>
#include <cb/cli/author.h>
#include <cb/cli/letters.h>
#include <cb/report/report.h>
#include <cb/report/templates.h>

struct opts {
	const char *title, *number, *from, *head, *contest, *fund, *due, *each, *encoding, *delimiter;
	struct cb_list registers;
	bool allow_missing, trace, old_fonts;
};

#define AT(member) offsetof(struct opts, member)
static const struct cb_option options[] = {
	{ 0, "title", "TEXT", CB_OPT_TEXT, AT(title), "title of the document", "文件标题" },
	{ 0, "number", "NO", CB_OPT_TEXT, AT(number), "its number, such as 〔2026〕3号", "发文字号,如 清创办〔2026〕3号" },
	{ 0, "from", "NAME", CB_OPT_TEXT, AT(from), "who signs", "署名的发文机关" },
	{ 0, "head", "TEXT", CB_OPT_TEXT, AT(head), "a red head with this text", "红头(发文机关标志)的文字" },
	{ 0, "contest", "NAME", CB_OPT_TEXT, AT(contest), "the ranking of this contest", "用这项评比的排名" },
	{ 0, "fund", "NAME", CB_OPT_TEXT, AT(fund), "which fund; usually 共建经费", "哪项资金;不写为共建经费" },
	{ 0, "register", "NAME", CB_OPT_LIST, AT(registers), "a register that is to be handed in; may be repeated",
	  "应报送的台账;可以重复" },
	{ 0, "due", "DATE", CB_OPT_TEXT, AT(due), "by when it is to be handed in", "报送时限" },
	{ 0, "each", "DIR", CB_OPT_TEXT, AT(each), "a document for each, into this folder", "逐份写入此文件夹" },
	{ 0, "allow-missing", NULL, CB_OPT_FLAG, AT(allow_missing), "leave out who has no score", "缺得分的不计,照排" },
	{ 0, "trace", NULL, CB_OPT_FLAG, AT(trace), "instead of the document, where its figures come from",
	  "不出文件,列出其中各数据的来源" },
	{ 0, "old-fonts", NULL, CB_OPT_FLAG, AT(old_fonts), "docx: the fonts 仿宋_GB2312 and 楷体_GB2312",
	  "docx 用仿宋_GB2312、楷体_GB2312" },
	{ 0, "encoding", "NAME", CB_OPT_TEXT, AT(encoding), "encoding of the CSV on stdin", "标准输入 CSV 的编码" },
	{ 0, "delimiter", "CHAR", CB_OPT_TEXT, AT(delimiter), "delimiter of the CSV on stdin", "标准输入 CSV 的分隔符" },
	{ 0 },
};

static cb_app_run list_templates, list_names;

static const struct cb_verb verbs[] = {
	{ "list", "", list_templates, "the installed templates", "自带的模板", NULL },
	{ "names", "", list_names, "the names that templates may use", "模板可用的名称", NULL },
	{ 0 },
};

static const struct cb_option_verbs option_verbs[] = {
	{ "columns", "list names" },
	{ 0 },
};

static const struct cb_command command = {
	.name = "cb-report",
	.operands = "[TEMPLATE]",
	.en = "Writes documents: from a template and the registers, or from CSV on stdin.",
	.zh = "写成文件:由模板和台账生成,或由标准输入的 CSV 生成。",
	.options = options,
	.verbs = verbs,
	.option_verbs = option_verbs,
	.formats = cb_paper_formats,
	.takes = CB_TAKES_DB | CB_TAKES_PERIOD | CB_TAKES_TODAY | CB_TAKES_OUTPUT | CB_TAKES_FORMAT | CB_TAKES_RULES |
	         CB_TAKES_COLUMNS | CB_TAKES_REVEAL,
};

/* ---- templates ---- */

static enum cb_status
list_templates(struct cb_app *app, void *arg)
{
	struct cb_table table = { 0 };
	struct cb_str folder = { 0 };
	enum cb_status rc = cb_app_share(app, "templates", &folder);

	(void)arg;
	if (rc == CB_OK)
		rc = cb_templates_list(cb_str_c(&folder), &table, &app->diag);
	if (rc == CB_OK)
		rc = cb_paper_write_table(app, &table);
	cb_str_release(&folder);
	cb_table_release(&table);
	return rc;
}

static enum cb_status
list_names(struct cb_app *app, void *arg)
{
	struct cb_table table = { 0 };
	enum cb_status rc;

	(void)arg;
	cb_figures_names(app->diag.lang, &table);
	rc = cb_paper_write_table(app, &table);
	cb_table_release(&table);
	return rc;
}

/* ---- what is asked for ---- */

/* One run over a template. */
struct job {
	struct cb_app *app;
	const struct opts *opts;
	const struct cb_paper *paper;
	struct cb_str number;
	struct cb_office office;
	struct cb_report_template template;
	struct cb_figures figures;
	struct cb_figures_options asked;
};

static enum cb_status
set_number(struct job *job)
{
	enum cb_status rc = cb_asked_number(job->app, job->opts->number, &job->number);

	if (job->opts->number != NULL)
		job->asked.number = cb_str_c(&job->number);
	return rc;
}

static enum cb_status
check_line(struct job *job)
{
	struct cb_app *app = job->app;
	const struct opts *opts = job->opts;
	enum cb_status rc = CB_OK;

	if (app->line.operands.n > 1)
		rc = cb_report(&app->diag, CB_UNEXPECTED_OPERAND, CB_NOWHERE, "", app->line.operands.items[1]);
	if (opts->each != NULL && app->common.output != NULL)
		rc = cb_app_not_together(app, "--each", "-o");
	if (opts->each != NULL && opts->trace)
		rc = cb_app_not_together(app, "--each", "--trace");
	if (app->line.operands.n == 0 && app->common.db != NULL)
		rc = cb_report(&app->diag, CB_TEMPLATE_NEEDED, CB_NOWHERE, "");
	if (rc != CB_OK || opts->trace)
		return rc;
	job->paper = cb_paper_find(app, opts->each != NULL ? "docx" : "md");
	return job->paper == NULL ? CB_USAGE : CB_OK;
}

/* Showing private values is logged, which is a write. Everything is read from one state of the database. */
static enum cb_status
open_office(struct job *job)
{
	struct cb_office_options how = { .one_state = true };

	how.mode = job->app->common.reveal ? CB_OPEN_WRITE : CB_OPEN_READ;
	return cb_asked_office_as(job->app, &how, &job->office);
}

static enum cb_status
open_job(struct job *job)
{
	struct cb_app *app = job->app;
	const struct opts *opts = job->opts;
	enum cb_status rc = cb_paper_template(app, app->line.operands.items[0], &job->template);

	if (rc == CB_OK && opts->each != NULL && job->template.each == NULL)
		rc = cb_report(&app->diag, CB_EACH_NOT_SAID, CB_NOWHERE, "", job->template.name);
	job->asked = (struct cb_figures_options){ .today_day = app->today_day,
		                                  .contest = opts->contest,
		                                  .fund = opts->fund,
		                                  .allow_missing = opts->allow_missing,
		                                  .registers = opts->registers,
		                                  .issuer = opts->from,
		                                  .title = opts->title,
		                                  .head = opts->head,
		                                  .reveal = app->common.reveal,
		                                  .customary = app->common.mask,
		                                  .traces = opts->trace };
	rc = cb_status_worse(rc, cb_asked_period(app, &job->asked.range));
	rc = cb_status_worse(rc, set_number(job));
	rc = cb_status_worse(rc, cb_asked_day(app, opts->due, "--due", &job->asked.range, &job->asked.due_day));
	if (rc == CB_OK)
		rc = open_office(job);
	if (rc == CB_OK)
		cb_figures_init(&job->figures, &job->office, &job->asked);
	return rc;
}

static void
close_job(struct job *job)
{
	if (job->figures.office != NULL)
		cb_figures_release(&job->figures);
	cb_report_template_release(&job->template);
	cb_office_release(&job->office);
	cb_str_release(&job->number);
}

/* ---- one document ---- */

/* Logs who sees what before anything is shown, and ends the transaction: nobody has to wait for a slow reader of
 * stdout. */
static enum cb_status
end_reading(void *arg)
{
	struct job *job = arg;
	struct cb_app *app = job->app;
	struct cb_str what = { 0 };
	struct cb_app_author author;
	enum cb_status rc = CB_OK;

	if (job->office.store == NULL)
		return CB_OK;
	if (app->common.reveal) {
		cb_str_addf(&what, "cb-report --reveal %s", job->template.name);
		if (app->common.period != NULL)
			cb_str_addf(&what, " -p %s", app->common.period);
		cb_app_author(app, cb_str_c(&what), &author);
		rc = cb_figures_log_reveal(&job->figures, &author.author);
		cb_app_author_release(&author);
		cb_str_release(&what);
	}
	cb_store_end(job->office.store);
	return rc;
}

static enum cb_status
make_one(struct job *job)
{
	struct cb_document document = { .gb2312_fonts = job->opts->old_fonts };
	struct cb_table trace = { 0 };
	enum cb_status rc;

	cb_figures_each(&job->figures, job->template.each, 0, 0);
	rc = cb_report_make(&job->template, &job->figures, &document);
	if (rc == CB_OK && job->opts->trace)
		rc = cb_figures_trace(&job->figures, &trace);
	rc = rc == CB_OK ? end_reading(job) : rc;
	if (rc == CB_OK)
		rc = job->opts->trace ? cb_paper_write_table(job->app, &trace)
		                      : cb_paper_write(job->app, job->paper, &document);
	cb_table_release(&trace);
	cb_document_release(&document);
	return rc;
}

static enum cb_status
make_each(struct job *job)
{
	struct cb_letters letters = { .app = job->app,
		                      .paper = job->paper,
		                      .template = &job->template,
		                      .figures = &job->figures,
		                      .folder = job->opts->each,
		                      .gb2312_fonts = job->opts->old_fonts,
		                      .end_reading = end_reading,
		                      .arg = job };

	return cb_letters_write(&letters);
}

/* ---- without a template ---- */

static enum cb_status
check_csv_line(struct cb_app *app, const struct opts *opts)
{
	const struct {
		const char *option;
		bool is_given;
	} of_templates[] = {
		{ "--contest", opts->contest != NULL },
		{ "--fund", opts->fund != NULL },
		{ "--register", opts->registers.n > 0 },
		{ "--due", opts->due != NULL },
		{ "--each", opts->each != NULL },
		{ "--allow-missing", opts->allow_missing },
		{ "--trace", opts->trace },
	};
	enum cb_status rc = CB_OK;

	for (size_t i = 0; i < CB_COUNT(of_templates); i++)
		if (of_templates[i].is_given)
			rc = cb_app_not_together(app, of_templates[i].option, "CSV");
	return rc;
}

static enum cb_status
make_of_csv(struct job *job)
{
	struct cb_app *app = job->app;
	const struct opts *opts = job->opts;
	struct cb_document document = { .gb2312_fonts = opts->old_fonts };
	struct cb_report_csv asked = { .path = "-", .title = opts->title, .head = opts->head, .issuer = opts->from };
	enum cb_status rc = cb_status_worse(check_csv_line(app, opts), set_number(job));

	if (rc != CB_OK)
		return rc;
	app->common.encoding = opts->encoding;
	app->common.delimiter = opts->delimiter;
	asked.csv = cb_asked_csv(app);
	asked.number = job->asked.number;
	asked.today_day = app->today_day;
	asked.reveal = app->common.reveal;
	cb_app_files(app, 0); /* says that it waits, where it does */
	rc = cb_report_of_csv(&asked, &document, &app->diag);
	if (rc == CB_OK)
		rc = cb_paper_write(app, job->paper, &document);
	cb_document_release(&document);
	return rc;
}

static enum cb_status
make(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;
	struct job job = { .app = app, .opts = opts };
	enum cb_status rc = check_line(&job);
	bool is_csv = app->line.operands.n == 0;

	if (rc == CB_OK)
		rc = is_csv ? make_of_csv(&job) : open_job(&job);
	if (rc == CB_OK && !is_csv)
		rc = opts->each != NULL ? make_each(&job) : make_one(&job);
	close_job(&job);
	return rc;
}

int
main(int argc, char **argv)
{
	struct opts opts = { 0 };

	return cb_app_main(&command, argc, argv, &opts, make);
}
