/* cb-export: prints any register, or all of them, as they stand in the database.
 *
 * In:   one record = one row of a register, from -d.
 * Out:  one record = the same row with all its columns, in the register's order; private values masked.
 * Rules: query/export.h, data/store.h (reveals and the chain), doc/format.h.
 */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cb/cli/asked.h>
#include <cb/cli/author.h>
#include <cb/data/label.h>
#include <cb/query/chosen.h>
#include <cb/query/export.h>

struct opts {
	const char *all;
	bool verify;
};

#define AT(member) offsetof(struct opts, member)
static const struct cb_option options[] = {
	{ 0, "all", "DIR", CB_OPT_TEXT, AT(all), "every register, as DIR/REGISTER.csv", "全部台账,写成 DIR/REGISTER.csv" },
	{ 0, "verify", NULL, CB_OPT_FLAG, AT(verify), "check the database and its chain of batches",
	  "核验数据库及其批次链" },
	{ 0 },
};

static const struct cb_command command = {
	.name = "cb-export",
	.operands = "[REGISTER]",
	.en = "Prints a register of the database, or all of them.",
	.zh = "输出数据库中的一张台账,或全部。",
	.options = options,
	.takes = CB_TAKES_DB | CB_TAKES_PERIOD | CB_TAKES_TODAY | CB_TAKES_OUTPUT | CB_TAKES_FORMAT | CB_TAKES_COLUMNS |
	         CB_TAKES_WHERE | CB_TAKES_REVEAL,
};

/* One register on its way out. */
struct sheet {
	const struct cb_register *reg;
	struct cb_str path; /* its file of --all; empty = -o or stdout */
	struct cb_table table;
	size_t *columns;       /* [column of the table] that of the register, by --columns; NULL = all in order */
	struct cb_cell *cells; /* of a row of the table, where columns were chosen */
	struct cb_out out;
	uint64_t rows;
};

/* What a run prints. Nothing of it is seen before everything is there. */
struct job {
	struct cb_app *app;
	const struct opts *opts;
	struct cb_period_range range;
	struct cb_office office;
	struct sheet *sheets;
	size_t n, cap;
	bool has_made_folder;
};

/* ---- what is asked for ---- */

static bool
is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* --all and --verify are about the whole database. */
static enum cb_status
check_line(struct cb_app *app, const struct opts *opts)
{
	const char *whole = opts->verify ? "--verify" : opts->all != NULL ? "--all"
	                                                                  : NULL;
	const struct {
		bool are_given;
		const char *a, *b;
	} pairs[] = {
		{ opts->verify && opts->all != NULL, "--verify", "--all" },
		{ whole != NULL && app->common.period != NULL, whole, "-p" },
		{ whole != NULL && app->common.where.n > 0, whole, "--where" },
		{ whole != NULL && app->common.columns != NULL, whole, "--columns" },
		{ opts->all != NULL && app->common.output != NULL, "--all", "-o" },
		{ opts->all != NULL && app->common.format != NULL, "--all", "--format" },
	};
	size_t wanted = whole == NULL ? 1 : 0;
	enum cb_status rc = CB_OK;

	if (app->common.db == NULL || (opts->verify && is_folder(app->common.db)))
		return cb_report(&app->diag, CB_NEEDS_DB, CB_NOWHERE, "", whole == NULL ? "cb-export" : whole);
	if (app->line.operands.n > wanted)
		rc = cb_report(&app->diag, CB_UNEXPECTED_OPERAND, CB_NOWHERE, "", app->line.operands.items[wanted]);
	for (size_t i = 0; i < CB_COUNT(pairs); i++)
		if (pairs[i].are_given)
			rc = cb_app_not_together(app, pairs[i].a, pairs[i].b);
	return rc;
}

/* Showing private values is logged, which is a write. reg NULL = all registers. No rules are needed: they are rows
 * like any others here. */
static enum cb_status
open_office(struct job *job, const struct cb_register *reg)
{
	bool writes = job->app->common.reveal && (reg == NULL || cb_register_has_private(reg));
	struct cb_office_options how = { .db = job->app->common.db, .mode = writes ? CB_OPEN_WRITE : CB_OPEN_READ };

	how.reveals = job->app->common.reveal;
	how.one_state = true;
	return cb_office_open(&job->office, &how, &job->app->diag);
}

static struct sheet *
add_sheet(struct job *job, const struct cb_register *reg)
{
	struct sheet *sheet;

	sheet = cb_push(job->sheets, job->n, job->cap);
	*sheet = (struct sheet){ .reg = reg };
	cb_export_columns(reg, &sheet->table);
	return sheet;
}

static enum cb_status
choose_columns(struct cb_app *app, struct sheet *sheet)
{
	size_t n = sheet->table.n_columns;

	if (app->common.columns == NULL)
		return CB_OK;
	sheet->columns = cb_alloc(n, sizeof(*sheet->columns));
	sheet->cells = cb_alloc(n, sizeof(*sheet->cells));
	n = cb_chosen_columns(NULL, app->common.columns, &sheet->table, CB_UNKNOWN_SHOWN, &app->diag, sheet->columns,
	                      n);
	if (n == 0)
		return CB_USAGE;
	cb_table_choose(&sheet->table, sheet->columns, n);
	return CB_OK;
}

/* A register without rows gets no file. But a file that is there already is emptied: else -d DIR would read rows that
 * are gone. */
static enum cb_status
add_all(struct job *job)
{
	enum cb_status rc = cb_app_make_folder(job->app, job->opts->all, &job->has_made_folder);

	for (size_t i = 0; rc == CB_OK && cb_registers[i] != NULL; i++) {
		struct cb_str path = { 0 };
		struct stat st;
		bool is_there;

		cb_str_addf(&path, "%s/%s.csv", job->opts->all, cb_registers[i]->key);
		is_there = lstat(cb_str_c(&path), &st) == 0;
		if (is_there && !S_ISREG(st.st_mode))
			rc = cb_report(&job->app->diag, CB_NOT_REPLACED, CB_NOWHERE, "", cb_str_c(&path));
		if (is_there || cb_export_has(&job->office, cb_registers[i]))
			add_sheet(job, cb_registers[i])->path = path;
		else
			cb_str_release(&path);
	}
	return rc;
}

/* ---- write ---- */

static enum cb_status
write_rows(struct job *job, struct sheet *sheet, struct cb_export *rows)
{
	struct cb_app *app = job->app;
	const char *path = sheet->path.len > 0 ? cb_str_c(&sheet->path) : NULL;
	struct cb_writer writer = { .table = &sheet->table, .out = &sheet->out };
	const struct cb_cell *cells;
	enum cb_status rc;
	int got;

	writer.format = path != NULL ? cb_format_find("csv") : cb_app_format(app);
	rc = cb_app_begin(app, path, CB_OUT_HELD, &writer);
	if (rc != CB_OK)
		return rc;
	while ((got = cb_export_next(rows, &cells)) > 0) {
		for (size_t c = 0; sheet->columns != NULL && c < sheet->table.n_columns; c++)
			sheet->cells[c] = cells[sheet->columns[c]];
		cb_doc_row(&writer, sheet->columns != NULL ? sheet->cells : cells);
		cb_progress_update(&app->progress, ++sheet->rows, 0, sheet->reg->key);
	}
	if (got >= 0 && app->diag.errors == 0)
		cb_doc_end(&writer);
	cb_doc_drop(&writer);
	return got < 0 || app->diag.errors > 0 ? app->diag.status : CB_OK;
}

/* Is what is printed only read by people? A workbook is for people too, but it may be imported again. */
static bool
is_read_only(const struct cb_format *format)
{
	return format->is_for_people && !format->is_binary;
}

static enum cb_status
write_sheet(struct job *job, struct sheet *sheet)
{
	struct cb_export_options asked = { .reg = sheet->reg, .where = job->app->common.where };
	struct cb_export rows;
	enum cb_status rc;

	if (job->app->common.period != NULL)
		asked.range = &job->range;
	asked.in_chinese = job->app->doc.lang == CB_ZH && sheet->path.len == 0 && is_read_only(cb_app_format(job->app));
	rc = cb_export_open(&rows, &job->office, &asked);
	if (rc == CB_OK)
		rc = write_rows(job, sheet, &rows);
	cb_export_close(&rows);
	return rc;
}

/* The command as it is logged; values of private columns are not repeated there. */
static void
describe(const struct job *job, const struct cb_register *reg, struct cb_str *out)
{
	cb_str_adds(out, "cb-export --reveal");
	if (job->opts->all != NULL) {
		cb_str_addf(out, " --all %s", job->opts->all);
		return;
	}
	if (job->app->common.period != NULL)
		cb_str_addf(out, " -p %s", job->app->common.period);
	for (size_t i = 0; i < job->app->common.where.n; i++) {
		struct cb_text label, value;
		int column;

		cb_pair_split(job->app->common.where.items[i], &label, &value);
		column = cb_column_by_label(reg, label);
		if ((reg->columns[column].flags & CB_PRIVATE) != 0)
			value = CB_LIT("*");
		cb_str_addf(out, " --where %s=%.*s", reg->columns[column].key, CB_TEXT_ARG(value));
	}
	cb_str_addf(out, " %s", reg->key);
}

/* Logs who sees what, before anything is shown. */
static enum cb_status
log_reveals(struct job *job)
{
	enum cb_status rc = CB_OK;

	if (!job->app->common.reveal || job->office.store == NULL)
		return CB_OK;
	for (size_t i = 0; rc == CB_OK && i < job->n; i++) {
		const struct sheet *sheet = &job->sheets[i];
		struct cb_str what = { 0 };
		struct cb_app_author author;

		if (!cb_register_has_private(sheet->reg))
			continue;
		describe(job, sheet->reg, &what);
		cb_app_author(job->app, cb_str_c(&what), &author);
		rc = cb_store_log_reveal(job->office.store, sheet->reg, sheet->rows, &author.author, &job->app->diag);
		cb_app_author_release(&author);
		cb_str_release(&what);
	}
	return rc == CB_OK ? cb_store_commit(job->office.store, &job->app->diag) : rc;
}

static enum cb_status
write_all(struct job *job)
{
	struct cb_out **outs = cb_alloc(job->n + 1, sizeof(*outs));
	enum cb_status rc = CB_OK;

	for (size_t i = 0; rc == CB_OK && i < job->n; i++) {
		rc = write_sheet(job, &job->sheets[i]);
		outs[i] = &job->sheets[i].out;
	}
	if (rc == CB_OK)
		rc = log_reveals(job);
	if (job->office.store != NULL)
		cb_store_end(job->office.store); /* a slow reader of stdout keeps nobody waiting */
	cb_progress_clear(&job->app->progress);
	if (rc == CB_OK)
		rc = cb_out_commit_all(outs, job->n, &job->app->diag);
	free(outs);
	return rc;
}

static void
release(struct job *job, enum cb_status rc)
{
	for (size_t i = 0; i < job->n; i++) {
		cb_app_drop(&job->sheets[i].out);
		cb_table_release(&job->sheets[i].table);
		free(job->sheets[i].columns);
		free(job->sheets[i].cells);
		cb_str_release(&job->sheets[i].path);
	}
	free(job->sheets);
	if (rc != CB_OK && job->has_made_folder)
		rmdir(job->opts->all);
	cb_office_release(&job->office);
}

static enum cb_status
print_registers(struct cb_app *app, const struct opts *opts)
{
	struct job job = { .app = app, .opts = opts };
	const struct cb_register *reg = NULL;
	enum cb_status rc = opts->all == NULL ? cb_asked_register(app, &reg) : CB_OK;

	rc = cb_status_worse(rc, cb_asked_period(app, &job.range));
	if (rc == CB_OK)
		rc = open_office(&job, reg);
	if (rc == CB_OK && reg != NULL)
		rc = choose_columns(app, add_sheet(&job, reg));
	if (rc == CB_OK && reg == NULL)
		rc = add_all(&job);
	if (rc == CB_OK)
		rc = write_all(&job);
	release(&job, rc);
	return rc;
}

/* ---- --verify ---- */

static enum cb_status
verify(struct cb_app *app)
{
	struct cb_store *store = NULL;
	struct cb_table head = { 0 };
	enum cb_status rc = cb_store_open(&store, app->common.db, CB_OPEN_READ, &app->diag), found = CB_OK;

	if (rc == CB_OK)
		rc = cb_store_begin(store, &app->diag);
	if (rc == CB_OK)
		found = cb_store_verify(store, &app->diag);
	if (rc == CB_OK && (found == CB_OK || found == CB_FOUND))
		rc = cb_export_head(store, &head, &app->diag);
	if (rc == CB_OK && head.n_columns > 0)
		rc = cb_app_write(app, &head);
	cb_table_release(&head);
	cb_store_close(store);
	return cb_status_worse(rc, found);
}

static enum cb_status
run(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;
	enum cb_status rc = check_line(app, opts);

	if (rc == CB_OK)
		rc = opts->verify ? verify(app) : print_registers(app, opts);
	return rc;
}

int
main(int argc, char **argv)
{
	struct opts opts = { 0 };

	return cb_app_main(&command, argc, argv, &opts, run);
}
