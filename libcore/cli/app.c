#include <cb/cli/app.h>
#include <cb/base/reason.h>
#include <cb/query/chosen.h>

#include "app_format.h"
#include "complete.h"
#include "guard.h"
#include "stack.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { MAX_ERRORS = 200,
       BEIJING_S = 8 * 3600,
       DAY_S = 24 * 3600 };

/* A file opened as descriptor 1 would receive what is meant for stdout. Opened the wrong way round,
 * so that using them still fails. */
static void
occupy_standard_descriptors(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) == -1 && errno == EBADF)
			(void)!open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

static void
print_stderr(struct cb_app *app, struct cb_text line)
{
	cb_progress_clear(&app->progress);
	fwrite(line.p, 1, line.len, stderr);
}

static bool
is_shown(struct cb_app *app, const struct cb_finding *finding)
{
	if (finding->severity == CB_NOTE)
		return app->common.verbose;
	if (finding->severity == CB_WARNING && app->common.quiet)
		return false;
	if (app->common.max_errors && app->shown >= (uint64_t)app->common.max_errors) {
		app->hidden++;
		return false;
	}
	app->shown++;
	return true;
}

static void
print_finding(void *arg, const struct cb_diag *diag, const struct cb_finding *finding)
{
	static const char *const words[] = { [CB_ERROR] = "error", [CB_WARNING] = "warning", [CB_NOTE] = "note" };
	static const char *const colours[] = { [CB_ERROR] = "\033[31m", [CB_WARNING] = "\033[33m", [CB_NOTE] = "\033[36m" };
	struct cb_app *app = arg;
	struct cb_str line = { 0 }, place = { 0 };
	char label[8];

	/* all that can go wrong after that is the output */
	app->is_unseen |= diag->stored_batch != 0 && cb_message(finding->code)->status == CB_USAGE;
	if (app->findings != NULL && finding->severity != CB_NOTE)
		cb_findings_add(app->findings, diag, finding);
	if (cb_told_again(&app->told, diag, finding) || !is_shown(app, finding))
		return;
	cb_where_print(diag, finding->where, &place);
	cb_message_label(finding->code, finding->severity, label);
	cb_str_addf(&line, "%s: ", app->command->name);
	cb_doc_printable(cb_str_text(&place), &line);
	cb_str_addf(&line, "%s%s%s %s%s", place.len ? ": " : "", app->is_coloured ? colours[finding->severity] : "",
	            words[finding->severity], label, app->is_coloured ? "\033[0m" : "");
	cb_str_addf(&line, "%s%s: ", *finding->field ? " " : "", finding->field);
	cb_doc_printable(cb_text_of(finding->text), &line);
	cb_str_addc(&line, '\n');
	if (!cb_told_hold(&app->told, finding, cb_str_text(&line)))
		print_stderr(app, cb_str_text(&line));
	cb_str_release(&line);
	cb_str_release(&place);
}

/* What is held is told before what comes now. */
static void
tell(struct cb_app *app)
{
	cb_progress_clear(&app->progress);
	cb_told_flush(&app->told, app->diag.lang);
}

/* Known before the options are parsed, so that mistakes in them are told in the right language. */
static enum cb_lang
early_lang(int argc, char **argv)
{
	const char *lang = getenv("CB_LANG");

	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strncmp(argv[i], "--lang=", 7) == 0)
			lang = argv[i] + 7;
		else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
			lang = argv[i + 1];
	}
	return lang != NULL && strcmp(lang, "en") == 0 ? CB_EN : CB_ZH;
}

static bool
is_wanted(int when, int fd, bool asks_environment)
{
	const char *no_colour = getenv("NO_COLOR"), *terminal = getenv("TERM");

	if (when != CB_AUTO)
		return when == CB_ALWAYS;
	if (asks_environment && ((no_colour != NULL && *no_colour) || (terminal != NULL && strcmp(terminal, "dumb") == 0)))
		return false;
	return isatty(fd);
}

static enum cb_status
set_today(struct cb_app *app)
{
	static const struct cb_parse_env env = { 0 };
	const char *given = app->common.today, *name = "--today";
	struct cb_cell cell = { 0 };

	if (given == NULL) {
		given = getenv("CB_TODAY");
		name = "$CB_TODAY";
	}
	if (given == NULL || !*given) {
		app->today_day = (int32_t)(((int64_t)time(NULL) + BEIJING_S) / DAY_S);
		return CB_OK;
	}
	if (cb_type_date.parse(NULL, cb_text_of(given), &env, &cell) != CB_FINE || cell.state != CB_VALUE)
		return cb_report(&app->diag, CB_BAD_TODAY, CB_NOWHERE, NULL, given, name);
	app->today_day = (int32_t)cell.n;
	return CB_OK;
}

static enum cb_status
set_allowed(struct cb_app *app)
{
	enum cb_status rc = CB_OK;

	for (size_t i = 0; i < app->common.allow.n; i++) {
		const char *word = app->common.allow.items[i];
		enum cb_code code = cb_message_find(word);

		if (code == CB_FINE || cb_message(code)->severity == CB_NOTE || cb_message(code)->status > CB_FOUND) {
			cb_report(&app->diag, CB_UNKNOWN_CODE, CB_NOWHERE, NULL, word);
			rc = CB_USAGE;
		} else {
			app->diag.allow[code / 8] |= (uint8_t)(1U << code % 8);
		}
	}
	return rc;
}

static void
set_doc(struct cb_app *app)
{
	struct winsize size;

	app->doc = (struct cb_doc_options){
		.lang = app->diag.lang,
		.headers = app->common.headers == CB_HEADERS_ZH ? CB_ZH : CB_EN,
		.bom = app->common.bom,
		.reveal = app->common.reveal,
		.customary = app->common.mask,
		.colour = app->common.output == NULL && is_wanted(app->common.color, STDOUT_FILENO, true),
	};
	/* Only a terminal has a width of its own; a file is the same wherever it was made. */
	if (app->common.output == NULL && isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
		app->doc.width_cols = size.ws_col;
}

static enum cb_status
apply_options(struct cb_app *app)
{
	enum cb_status rc = CB_OK;

	app->diag.strict = app->common.strict;
	app->is_coloured = is_wanted(app->common.color, STDERR_FILENO, true);
	cb_progress_start(&app->progress, !app->common.quiet && is_wanted(app->common.progress, STDERR_FILENO, false));
	rc = cb_status_worse(rc, set_today(app));
	rc = cb_status_worse(rc, set_allowed(app));
	rc = cb_status_worse(rc, app->command->takes & CB_TAKES_FORMAT ? cb_app_set_format(app) : CB_OK);
	set_doc(app);
	if (app->common.output != NULL)
		cb_out_sweep(app->common.output);
	if (rc == CB_OK && app->common.errors != NULL) {
		cb_out_sweep(app->common.errors);
		cb_guard_expect();
		app->findings = cb_findings_open(app->common.errors, &app->doc, &app->diag);
		cb_guard(app->findings != NULL ? cb_findings_out(app->findings) : NULL);
		if (app->findings == NULL)
			rc = CB_USAGE;
	}
	return rc;
}

static bool
is_about(const struct cb_app *app)
{
	return app->common.help || app->common.version || app->common.completion != NULL;
}

/* --help, --version and the words for completion go to stdout, whatever else was said. */
static enum cb_status
print_about(struct cb_app *app)
{
	struct cb_out out;
	enum cb_status rc = cb_out_open(&out, NULL, 0, &app->diag);

	if (app->common.help)
		cb_opt_help(app->command, app->line.verb, app->diag.lang, &out.buf);
	else if (app->common.version)
		cb_str_addf(&out.buf, "%s (cb) %s\n", app->command->name, CB_VERSION);
	else
		cb_app_complete(app, &out.buf);
	if (rc == CB_OK)
		rc = cb_out_commit(&out, &app->diag);
	return rc;
}

static enum cb_status
start(struct cb_app *app, int argc, char **argv, void *opts)
{
	enum cb_status rc;

	occupy_standard_descriptors();
	cb_guard_start();
	app->diag.sink = print_finding;
	app->diag.sink_arg = app;
	app->diag.lang = early_lang(argc, argv);
	app->common.lang = (int)app->diag.lang;
	app->common.max_errors = MAX_ERRORS;
	rc = cb_stack_prepare(&app->diag);
	if (rc == CB_OK)
		rc = cb_opt_parse(app->command, argc, argv, opts, &app->common, &app->line, &app->diag);
	if (rc != CB_OK)
		return rc;
	app->diag.lang = app->common.lang ? CB_EN : CB_ZH;
	return is_about(app) ? print_about(app) : apply_options(app);
}

/* R5: a reader that is gone must not end the command before it has said so. */
static void
stay_to_tell(const struct cb_app *app)
{
	if (app->diag.stored_batch != 0)
		signal(SIGPIPE, SIG_IGN);
}

struct cb_list
cb_app_files(struct cb_app *app, size_t first)
{
	static const char *const standard_input[] = { "-" };
	struct cb_list files = { standard_input, 1 };
	struct cb_str line = { 0 };

	if (app->line.operands.n > first) {
		files.items = app->line.operands.items + first;
		files.n = app->line.operands.n - first;
	}
	for (size_t i = 0; i < files.n; i++) {
		if (strcmp(files.items[i], "-") != 0 || !isatty(STDIN_FILENO))
			continue;
		cb_str_addf(&line, "%s: %s\n", app->command->name,
		            app->diag.lang == CB_EN ? "reading from the terminal; Ctrl-D ends"
		                                    : "正在从终端读取;按 Ctrl-D 结束");
		print_stderr(app, cb_str_text(&line));
		break;
	}
	cb_str_release(&line);
	return files;
}

static enum cb_status
open_guarded(struct cb_app *app, struct cb_out *out, const char *path, unsigned flags)
{
	enum cb_status rc;

	app->has_opened = true;
	stay_to_tell(app);
	tell(app);
	cb_guard_expect();
	rc = cb_out_open(out, path, flags, &app->diag);
	cb_guard(out);
	return rc;
}

enum cb_status
cb_app_open(struct cb_app *app, struct cb_out **out, unsigned flags)
{
	*out = &app->out;
	return open_guarded(app, &app->out, app->common.output, flags);
}

enum cb_status
cb_app_open_file(struct cb_app *app, const char *path, unsigned flags, struct cb_out *out)
{
	return open_guarded(app, out, path != NULL ? path : app->common.output, flags);
}

enum cb_status
cb_app_not_together(struct cb_app *app, const char *a, const char *b)
{
	return cb_report(&app->diag, CB_NOT_TOGETHER, CB_NOWHERE, "", a, b);
}

static void
sweep_folder(const char *path)
{
	struct cb_str within = { 0 };

	cb_str_addf(&within, "%s/", path);
	cb_out_sweep(cb_str_c(&within));
	cb_str_release(&within);
}

enum cb_status
cb_app_make_folder(struct cb_app *app, const char *path, bool *is_new)
{
	struct stat st;
	int error = mkdir(path, app->common.reveal ? 0700 : 0777) == 0 ? 0 : errno;

	if (is_new != NULL)
		*is_new = error == 0;
	if (error == 0 || (error == EEXIST && stat(path, &st) == 0 && S_ISDIR(st.st_mode))) {
		sweep_folder(path);
		return CB_OK;
	}
	return cb_report(&app->diag, CB_CANNOT_WRITE, CB_NOWHERE, NULL, path, cb_reason(error, app->diag.lang));
}

void
cb_app_drop(struct cb_out *out)
{
	cb_out_release(out);
	cb_guard_drop(out);
}

/* type NULL = any */
static bool
has_private(const struct cb_table *table, const struct cb_type *type)
{
	for (size_t i = 0; i < table->n_columns; i++)
		if (table->columns[i].is_private && (type == NULL || table->columns[i].type == type))
			return true;
	return false;
}

/* The file of a table that may hold private values. */
static enum cb_status
open_table(struct cb_app *app, const struct cb_table *table, struct cb_out *out, const char *path, unsigned flags)
{
	if (app->doc.reveal && has_private(table, NULL))
		flags |= CB_OUT_PRIVATE;
	/* The hidden digits of an id are the birth date. */
	if (app->doc.customary && !app->doc.reveal && has_private(table, &cb_type_id) &&
	    has_private(table, &cb_type_birth))
		cb_report(&app->diag, CB_MASK_UNDONE, CB_NOWHERE, NULL);
	return open_guarded(app, out, path, flags);
}

static enum cb_status
write_table(struct cb_app *app, struct cb_table *table, unsigned flags)
{
	enum cb_status rc = CB_OK;

	if (app->common.columns != NULL) /* that of a question is done already, and can be done again */
		rc = cb_chosen_keep(app->common.columns, table, &app->diag);
	if (rc == CB_OK)
		rc = open_table(app, table, &app->out, app->common.output, flags);
	if (rc != CB_OK)
		return rc;
	cb_progress_clear(&app->progress);
	cb_doc_write(cb_app_format(app), table, &app->doc, &app->out);
	return CB_OK;
}

enum cb_status
cb_app_prepare(struct cb_app *app, struct cb_table *table)
{
	enum cb_status rc = write_table(app, table, CB_OUT_HELD);

	/* it failed already: the commit says why */
	return rc == CB_OK && app->out.error != 0 ? cb_app_show(app) : rc;
}

enum cb_status
cb_app_show(struct cb_app *app)
{
	stay_to_tell(app);
	return cb_out_commit(&app->out, &app->diag);
}

enum cb_status
cb_app_write(struct cb_app *app, struct cb_table *table)
{
	enum cb_status rc = write_table(app, table, 0);

	return rc == CB_OK ? cb_app_show(app) : rc;
}

enum cb_status
cb_app_begin(struct cb_app *app, const char *path, unsigned flags, struct cb_writer *writer)
{
	enum cb_status rc =
		open_table(app, writer->table, writer->out, path != NULL ? path : app->common.output, flags);

	app->doc.verbatim = true; /* records: they are read again */
	writer->options = &app->doc;
	if (rc == CB_OK)
		cb_doc_begin(writer);
	return rc;
}

static void
print_summary(struct cb_app *app)
{
	const struct cb_diag *diag = &app->diag;
	unsigned long long errors = diag->errors, warnings = diag->warnings, hidden = app->hidden;
	bool is_en = diag->lang == CB_EN;
	struct cb_str line = { 0 };

	if (app->common.quiet || (diag->errors + diag->warnings < 2 && !app->hidden))
		return;
	cb_str_addf(&line, "%s: ", app->command->name);
	if (is_en)
		cb_str_addf(&line, "%llu error%s, %llu warning%s", errors, errors == 1 ? "" : "s", warnings,
		            warnings == 1 ? "" : "s");
	else
		cb_str_addf(&line, "%llu 个错误,%llu 个警告", errors, warnings);
	if (hidden)
		cb_str_addf(&line, is_en ? "; %llu not shown (--max-errors=0 shows all)" : ";另有 %llu 条未显示(--max-errors=0 显示全部)",
		            hidden);
	cb_str_addc(&line, '\n');
	print_stderr(app, cb_str_text(&line));
	cb_str_release(&line);
}

/* On a terminal every write ends with what became of its rows, and a dry run with what would. */
static void
print_written(struct cb_app *app)
{
	const struct cb_written *w = &app->diag.written;
	bool is_en = app->diag.lang == CB_EN, would = app->common.dry_run;
	struct cb_str line = { 0 };

	if (app->common.quiet || !isatty(STDERR_FILENO) || w->added + w->replaced + w->repeated + w->undone == 0)
		return;
	cb_str_addf(&line, "%s: %s", app->command->name, !would ? "" : is_en ? "would be: "
	                                                                     : "将");
	if (w->undone != 0)
		cb_str_addf(&line, is_en ? "batch %lld withdrawn, " : "撤销批次 %lld,", (long long)w->undone);
	cb_str_addf(&line, is_en ? "%llu rows stored, %llu replaced, %llu repeated" : "存入 %llu 条,取代 %llu 条,重复 %llu 条",
	            (unsigned long long)w->added, (unsigned long long)w->replaced, (unsigned long long)w->repeated);
	if (w->n_batches > 1)
		cb_str_addf(&line, is_en ? ", batches %lld–%lld" : ",批次 %lld–%lld",
		            (long long)(w->batch - (int64_t)w->n_batches + 1), (long long)w->batch);
	else if (w->n_batches == 1)
		cb_str_addf(&line, is_en ? ", batch %lld" : ",批次 %lld", (long long)w->batch);
	cb_str_addc(&line, '\n');
	print_stderr(app, cb_str_text(&line));
	cb_str_release(&line);
}

/* R5 */
static void
report_written(struct cb_app *app)
{
	struct cb_str what = { 0 };

	cb_str_addf(&what, "%lld", (long long)app->diag.stored_batch);
	if (app->written.len > 0)
		cb_str_addf(&what, " (%s)", cb_str_c(&app->written));
	cb_report(&app->diag, CB_WRITTEN_ALL_THE_SAME, CB_NOWHERE, NULL, what);
}

/* The summary, --errors, stdout checked; releases everything. */
static enum cb_status
end(struct cb_app *app, void *opts, enum cb_status rc)
{
	struct cb_findings *findings = app->findings;

	cb_progress_clear(&app->progress);
	if (rc == CB_FOUND && app->diag.errors == 0 && app->common.allow.n > 0 && !app->has_opened) /* R6 */
		cb_report(&app->diag, CB_NOT_TO_BE_ALLOWED, CB_NOWHERE, NULL);
	app->findings = NULL; /* a finding about the file itself is not written to it */
	if (findings != NULL)
		rc = cb_status_worse(rc, cb_findings_close(findings, &app->diag));
	cb_guard_end();
	cb_out_release(&app->out);
	if (close(STDOUT_FILENO) != 0 && errno != EBADF) {
		cb_report(&app->diag, CB_CANNOT_WRITE, CB_NOWHERE, NULL, "stdout", cb_reason(errno, app->diag.lang));
		rc = cb_status_worse(rc, CB_USAGE);
	}
	if (app->is_unseen)
		report_written(app);
	rc = cb_status_worse(rc, app->diag.status);
	tell(app);
	print_summary(app);
	print_written(app);
	cb_told_release(&app->told);
	cb_str_release(&app->written);
	cb_opt_release(app->command, opts, &app->common, &app->line);
	cb_diag_release(&app->diag);
	return rc;
}

int
cb_app_main(const struct cb_command *command, int argc, char **argv, void *opts, cb_app_run *run)
{
	struct cb_app app = { .command = command };
	enum cb_status rc = start(&app, argc, argv, opts);

	if (rc == CB_OK && !is_about(&app))
		rc = (app.line.verb != NULL ? app.line.verb->run : run)(&app, opts);
	return (int)end(&app, opts, rc);
}
