#include <cb/cli/app.h>
#include <cb/base/reason.h>

#include "app_format.h"
#include "app_say.h"
#include "complete.h"
#include "guard.h"
#include "stack.h"

#include <errno.h>
#include <fcntl.h>
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
	app->diag.sink = cb_app_say_finding;
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

enum cb_status
cb_app_not_together(struct cb_app *app, const char *a, const char *b)
{
	return cb_report(&app->diag, CB_NOT_TOGETHER, CB_NOWHERE, "", a, b);
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
	cb_app_say_held(app);
	cb_app_say_end(app);
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
