/* cb-import: turns the sheets that communities send into clean records, or says what is wrong with them.
 *
 * In:   one record = one row of a register, in any of its labels, spellings and layouts.
 * Out:  one record = the same row, checked, in canonical form: on stdout, or in the database.
 * Rules: data/reader.h, query/policy.h, query/clean.h, data/store.h.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cb/cli/ask.h>
#include <cb/cli/author.h>
#include <cb/cli/cells.h>
#include <cb/cli/form_files.h>
#include <cb/cli/problem_sheets.h>
#include <cb/cli/returns.h>
#include <cb/query/chosen.h>
#include <cb/query/clean.h>
#include <cb/query/describe.h>
#include <cb/query/export.h>
#include <cb/query/handed_in.h>
#include <cb/query/intake.h>
#include <cb/query/problem.h>
#include <cb/value/period.h>

enum { ABORT,
       SKIP };

/* --on-change, as the words stand in the option */
static const enum cb_on_change changes[] = { CB_CHANGE_ACCEPT, CB_CHANGE_REFUSE };

struct opts {
	const char *replaces, *returns, *all;
	struct cb_form_files forms;
	int on_error, on_change;
	bool again, is_new;
	bool are_sheets_back; /* the files are sheets of problems that were sent out */
};

#define AT(member) offsetof(struct opts, member)
static const struct cb_option options[] = {
	{ 0, "new", NULL, CB_OPT_FLAG, AT(is_new), "make the database that -d names", "新建 -d 所指的数据库" },
	{ 0, "all", "DIR", CB_OPT_TEXT, AT(all), "all files REGISTER.csv or .xlsx of the folder, in one transaction",
	  "文件夹中所有 台账.csv 或 .xlsx,一次存入" },
	{ 0, "on-error", "abort|skip", CB_OPT_CHOICE, AT(on_error), "a file with an error: store nothing, or leave it out",
	  "文件有错时:全部不入库,或略去该文件" },
	{ 0, "on-change", "accept|refuse", CB_OPT_CHOICE, AT(on_change), "a stored value that a file changes: told, or refused",
	  "文件改动已存的值时:提示后照存,或拒绝" },
	{ 0, "replaces", "BATCH", CB_OPT_TEXT, AT(replaces), "withdraw this batch and store the file instead",
	  "撤下该批次,以本文件代替" },
	{ 0, "again", NULL, CB_OPT_FLAG, AT(again), "store rows that are stored already", "已入库的记录再存一次" },
	{ 0, "return", "DIR", CB_OPT_TEXT, AT(returns), "each file with an error as DIR/NAME.xlsx, marked",
	  "有错的文件标出错处,退回为 DIR/文件名.xlsx" },
	{ 0, "for", "COMMUNITY", CB_OPT_TEXT, AT(forms.community), "with template: for this one", "与 template 同用:给该社区" },
	{ 0, "each", "DIR", CB_OPT_TEXT, AT(forms.each), "with template: DIR/COMMUNITY.xlsx for all of -d",
	  "与 template 同用:每个社区一份 DIR/社区.xlsx" },
	{ 0 },
};

static cb_app_run show_log, undo, show_status, list_registers, write_template, print_cells;

static const struct cb_verb verbs[] = {
	{ "log", "", show_log, "list the batches", "列出批次", NULL },
	{ "undo", "BATCH", undo, "withdraw a batch", "撤销一个批次", NULL },
	{ "status", "REGISTER", show_status, "who has handed in for the period", "该期间谁已报、谁未报",
	  &cb_query_handed_in },
	{ "registers", "[REGISTER]", list_registers, "list the registers, or the columns of one",
	  "列出台账,或某表的栏目", NULL },
	{ "template", "REGISTER", write_template, "the empty sheet that a community fills in", "供社区填写的空表", NULL },
	{ "cells", "FILE...", print_cells, "what is read, before any register", "未套台账之前读到的单元格", NULL },
	{ 0 },
};

static const struct cb_command command = {
	.name = "cb-import",
	.operands = "REGISTER [FILE...]",
	.en = "Turns spreadsheets into clean records, on stdout or in the database, all or nothing.",
	.zh = "把报表读成干净的记录,输出或入库;要么全部,要么一条不存。",
	.options = options,
	.verbs = verbs,
	.takes = CB_TAKES_DB | CB_TAKES_PERIOD | CB_TAKES_TODAY | CB_TAKES_OUTPUT | CB_TAKES_FORMAT | CB_TAKES_RULES |
	         CB_TAKES_COLUMNS | CB_TAKES_DRY_RUN | CB_TAKES_READING,
};

/* ---- to stdout ---- */

static enum cb_status
write_clean(struct cb_app *app, struct cb_clean *clean)
{
	struct cb_table table = { 0 };
	struct cb_out out = { 0 };
	struct cb_writer writer = { .format = cb_app_format(app), .table = &table, .out = &out };
	size_t columns[64], n_columns = 0;
	const struct cb_cell *cells;
	struct cb_cell row[64];
	int n = clean->reg->n_columns;
	enum cb_status rc;

	cb_export_columns(clean->reg, &table);
	if (app->common.columns != NULL)
		n_columns = cb_chosen_columns(NULL, app->common.columns, &table, CB_UNKNOWN_SHOWN, &app->diag, columns,
		                              CB_COUNT(columns));
	for (int c = 0; app->common.columns == NULL && c < n; c++)
		if ((clean->present >> c & 1) != 0)
			columns[n_columns++] = (size_t)c;
	cb_table_choose(&table, columns, n_columns);
	app->doc.reveal = true; /* what one has handed in oneself is not masked */
	rc = n_columns > 0 ? cb_app_begin(app, NULL, CB_OUT_HELD, &writer) : CB_USAGE;
	while (rc == CB_OK && cb_clean_next(clean, &cells) > 0) {
		for (size_t c = 0; c < n_columns; c++)
			row[c] = cells[columns[c]];
		cb_doc_row(&writer, row);
	}
	if (rc == CB_OK) {
		cb_doc_end(&writer);
		rc = cb_out_commit(&out, &app->diag);
	}
	cb_doc_drop(&writer);
	cb_app_drop(&out);
	cb_table_release(&table);
	return rc;
}

static enum cb_status
print_clean(struct cb_app *app, const struct opts *opts, struct cb_office *office, const struct cb_input *in)
{
	struct cb_clean clean;
	enum cb_status rc = cb_clean_read(&clean, office, in, opts->on_error == SKIP);

	cb_report(&app->diag, CB_ROWS_READ, CB_NOWHERE, "", clean.counts.records, clean.counts.refused,
	          clean.counts.no_data);
	if (rc == CB_OK && !cb_policy_finish(&clean.run))
		rc = app->diag.status;
	if ((rc == CB_OK || opts->on_error == SKIP) && clean.present != 0 && !app->common.dry_run)
		rc = cb_status_worse(rc, write_clean(app, &clean));
	cb_clean_release(&clean);
	return rc;
}

/* ---- into the database ---- */

/* The number of a batch as given on the command line. */
static enum cb_status
read_batch(struct cb_app *app, const char *word, int64_t *batch)
{
	char *end;

	*batch = strtoll(word, &end, 10);
	if (*word != '\0' && *end == '\0' && *batch > 0)
		return CB_OK;
	return cb_report(&app->diag, *word == '\0' ? CB_BATCH_NEEDED : CB_NO_BATCH, CB_NOWHERE, "", word);
}

static enum cb_status
store(struct cb_app *app, const struct opts *opts, struct cb_office *office, const struct cb_input *in)
{
	struct cb_app_author author;
	struct cb_str rules = { 0 };
	struct cb_intake intake = { .office = office, .input = in, .again = opts->again };
	enum cb_status rc = cb_app_share(app, "rules/rules.csv", &rules);

	cb_app_author(app, NULL, &author);
	intake.skip = opts->on_error == SKIP;
	intake.on_change = changes[opts->on_change];
	intake.dry_run = app->common.dry_run;
	intake.author = author.author;
	intake.installed_rules = cb_str_c(&rules);
	if (rc == CB_OK && opts->replaces != NULL)
		rc = read_batch(app, opts->replaces, &intake.replaces);
	if (rc == CB_OK) {
		rc = opts->all != NULL       ? cb_intake_all(&intake, opts->all)
		     : opts->are_sheets_back ? cb_problem_take_back(&intake)
		                             : cb_intake(&intake);
		cb_report(&app->diag, CB_STORED, CB_NOWHERE, "", intake.stored, intake.counts.no_data);
	}
	cb_app_author_release(&author);
	cb_str_release(&rules);
	return rc;
}

/* Refuses options of a database where there is none, and options that do not go together. */
static enum cb_status
check_line(struct cb_app *app, const struct opts *opts)
{
	const char *of_database = opts->all != NULL        ? "--all"
	                          : opts->is_new           ? "--new"
	                          : opts->replaces != NULL ? "--replaces"
	                          : opts->again            ? "--again"
	                                                   : NULL;
	struct stat st;

	if (app->common.db == NULL && of_database != NULL)
		return cb_report(&app->diag, CB_NEEDS_DB, CB_NOWHERE, "", of_database);
	if (opts->all != NULL && (opts->replaces != NULL || opts->returns != NULL))
		return cb_app_not_together(app, "--all", opts->replaces != NULL ? "--replaces" : "--return");
	if (opts->all != NULL && app->line.operands.n > 0)
		return cb_report(&app->diag, CB_UNEXPECTED_OPERAND, CB_NOWHERE, "", app->line.operands.items[0]);
	if (opts->is_new && stat(app->common.db, &st) == 0 && (st.st_size > 0 || !S_ISREG(st.st_mode)))
		return cb_report(&app->diag, CB_DB_EXISTS, CB_NOWHERE, "", app->common.db);
	return CB_OK;
}

static enum cb_store_mode
mode_of(const struct opts *opts)
{
	if (opts->is_new)
		return CB_OPEN_CREATE;
	return opts->are_sheets_back ? CB_OPEN_WRITE : CB_OPEN_INTO;
}

static enum cb_status
import_files(struct cb_app *app, void *arg)
{
	struct opts *opts = arg;
	const struct cb_register *reg = NULL;
	struct cb_office office = { 0 };
	struct cb_period_range range = { 0 };
	struct cb_returns returns = { 0 };
	struct cb_input in;
	enum cb_status rc = CB_OK;

	if (opts->all == NULL && cb_asked_upgrade(app, &rc))
		return rc;
	rc = check_line(app, opts);
	if (rc == CB_OK && opts->all == NULL)
		rc = cb_asked_register(app, &reg);
	if (rc == CB_OK && reg != NULL && (reg->flags & CB_BY_COMMAND) != 0)
		rc = cb_report(&app->diag, CB_WRITTEN_BY_COMMAND, CB_NOWHERE, "", reg->key, reg->owner);
	if (rc == CB_OK)
		rc = cb_problem_sheets_back(app, reg, opts->on_error == SKIP, &opts->are_sheets_back);
	if (rc == CB_OK)
		rc = cb_asked_period(app, &range);
	if (rc == CB_OK)
		rc = cb_asked_office(app, mode_of(opts), &office);
	if (rc == CB_OK && opts->returns != NULL)
		rc = cb_returns_start(&returns, app, opts->returns);
	if (rc == CB_OK) {
		in = cb_asked_input(app, reg, reg != NULL ? cb_app_files(app, 1) : (struct cb_list){ 0 }, &range);
		in.period_must_agree = true;
		in.today = app->today_day;
		in.accept_masked = office.store == NULL;
		rc = office.store != NULL ? store(app, opts, &office, &in) : print_clean(app, opts, &office, &in);
		if (opts->returns != NULL)
			rc = cb_status_worse(rc, cb_returns_write(&returns, &in));
	}
	cb_returns_release(&returns);
	cb_office_release(&office);
	return rc;
}

/* ---- verbs ---- */

static enum cb_status
needs_db(struct cb_app *app)
{
	if (app->common.db != NULL)
		return CB_OK;
	return cb_report(&app->diag, CB_NEEDS_DB, CB_NOWHERE, "", app->line.verb->name);
}

static enum cb_status
show_log(struct cb_app *app, void *arg)
{
	struct cb_store *db = NULL;
	struct cb_table table = { .title_zh = "批次", .title_en = "Batches" };
	enum cb_status rc = needs_db(app);

	(void)arg;
	if (rc == CB_OK)
		rc = cb_store_open(&db, app->common.db, CB_OPEN_READ, &app->diag);
	if (rc == CB_OK)
		rc = cb_describe_log(db, &table, &app->diag);
	if (rc == CB_OK)
		rc = cb_app_write(app, &table);
	cb_table_release(&table);
	cb_store_close(db);
	return rc;
}

static enum cb_status
undo(struct cb_app *app, void *arg)
{
	struct cb_office office = { 0 };
	struct cb_app_author author = { 0 };
	struct cb_str what = { 0 };
	const char *word = app->line.operands.n > 0 ? app->line.operands.items[0] : "";
	int64_t batch;
	enum cb_status rc = needs_db(app);

	(void)arg;
	if (rc == CB_OK && app->line.operands.n > 1)
		rc = cb_report(&app->diag, CB_UNEXPECTED_OPERAND, CB_NOWHERE, "", app->line.operands.items[1]);
	if (rc == CB_OK)
		rc = read_batch(app, word, &batch);
	cb_str_addf(&what, "cb-import undo %s", word);
	cb_app_author(app, cb_str_c(&what), &author);
	if (rc == CB_OK)
		rc = cb_asked_database(app, CB_OPEN_WRITE, &office);
	if (rc == CB_OK)
		rc = cb_intake_undo(&office, batch, &author.author, app->common.dry_run);
	cb_office_release(&office);
	cb_app_author_release(&author);
	cb_str_release(&what);
	return rc;
}

static enum cb_status
show_status(struct cb_app *app, void *arg)
{
	struct cb_ask asked = { .query = app->line.verb->query };
	enum cb_status rc = needs_db(app);

	(void)arg;
	if (rc == CB_OK)
		rc = cb_asked_register(app, &asked.reg);
	if (rc == CB_OK)
		rc = cb_asked_period(app, &asked.range);
	if (rc == CB_OK && app->common.period == NULL)
		rc = cb_report(&app->diag, CB_PERIOD_NEEDED, CB_NOWHERE, "");
	return rc == CB_OK ? cb_app_ask(app, &asked) : rc;
}

static enum cb_status
list_registers(struct cb_app *app, void *arg)
{
	const struct cb_register *reg = NULL;
	struct cb_table table = { .title_zh = "台账", .title_en = "Registers" };
	enum cb_status rc = app->line.operands.n == 0 ? CB_OK : cb_asked_register(app, &reg);

	(void)arg;
	if (rc == CB_OK && reg != NULL)
		cb_describe_columns(reg, app->diag.lang, &table);
	else if (rc == CB_OK)
		cb_describe_registers(app->diag.lang, &table);
	if (rc == CB_OK)
		rc = cb_app_write(app, &table);
	cb_table_release(&table);
	return rc;
}

/* A workbook is a form; any other format has the labels alone. */
static enum cb_status
write_template(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;
	const struct cb_register *reg;
	struct cb_table table = { 0 };
	enum cb_status rc = cb_asked_register(app, &reg);

	if (rc == CB_OK && (opts->forms.each != NULL || cb_app_format(app)->is_binary))
		return cb_form_files(app, reg, &opts->forms);
	if (rc == CB_OK && opts->forms.community != NULL)
		rc = cb_app_not_together(app, "--for", cb_app_format(app)->name);
	if (rc == CB_OK) {
		cb_describe_labels(reg, &table);
		rc = cb_app_write(app, &table);
	}
	cb_table_release(&table);
	return rc;
}

static enum cb_status
print_cells(struct cb_app *app, void *arg)
{
	(void)arg;
	return cb_app_cells(app);
}

int
main(int argc, char **argv)
{
	struct opts opts = { 0 };

	return cb_app_main(&command, argc, argv, &opts, import_files);
}
