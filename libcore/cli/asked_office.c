/* The office that the options name, opened; and where what was installed beside the program lies. */
#include <cb/cli/asked.h>
#include <cb/base/reason.h>

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum cb_status
cb_app_share(struct cb_app *app, const char *name, struct cb_str *path)
{
	char self[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", self, sizeof(self));

	if (n < 0 || (size_t)n == sizeof(self))
		return cb_report(&app->diag, CB_NO_SUCH_FILE, CB_NOWHERE, NULL, "/proc/self/exe",
		                 cb_reason(n < 0 ? errno : ENAMETOOLONG, app->diag.lang));
	/* bin/cb-rank -> share/cb/NAME */
	for (int names = 0; names < 2; names++)
		while (n > 0 && self[--n] != '/')
			;
	cb_str_add(path, self, (size_t)n);
	cb_str_addf(path, "/share/cb/%s", name);
	return CB_OK;
}

bool
cb_asked_has_database(const struct cb_app *app)
{
	struct stat st;

	return app->common.db != NULL && stat(app->common.db, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0;
}

/* A writer would bring an older database up to date, and a dry run writes nothing: it is told what a reader is. */
static enum cb_status
check_dry_run(struct cb_app *app, enum cb_store_mode mode)
{
	struct cb_store *db = NULL;
	enum cb_status rc = CB_OK;

	if (mode != CB_OPEN_READ && app->common.dry_run && cb_asked_has_database(app))
		rc = cb_store_open(&db, app->common.db, CB_OPEN_READ, &app->diag);
	cb_store_close(db);
	return rc;
}

/* The last day of -p, else that against which everything is judged; one that is wrong is told by who asks for it. */
static int32_t
office_day(const struct cb_app *app)
{
	struct cb_period_range range = { 0 };

	if (app->common.period == NULL ||
	    cb_period_range_parse(cb_text_of(app->common.period), app->today_day, &range) != CB_FINE)
		return app->today_day;
	return (int32_t)range.last_day;
}

enum cb_status
cb_asked_office_as(struct cb_app *app, const struct cb_office_options *options, struct cb_office *out)
{
	struct cb_office_options how = *options;
	struct cb_str installed = { 0 };
	enum cb_status rc = cb_app_share(app, "rules/rules.csv", &installed);

	how.day = office_day(app);
	how.db = app->common.db;
	how.rules = app->common.rules;
	how.installed_rules = cb_str_c(&installed);
	how.reveals = app->common.reveal;
	how.never_reveals = (app->command->takes & CB_TAKES_REVEAL) == 0 ||
	                    !cb_opt_goes_with(app->command, "reveal", app->line.verb);
	if (rc == CB_OK)
		rc = check_dry_run(app, how.mode);
	if (rc == CB_OK)
		rc = cb_office_open(out, &how, &app->diag);
	cb_str_release(&installed);
	return rc;
}

enum cb_status
cb_asked_office(struct cb_app *app, enum cb_store_mode mode, struct cb_office *out)
{
	struct cb_office_options how = { .mode = mode, .one_state = mode == CB_OPEN_WRITE };

	return cb_asked_office_as(app, &how, out);
}

enum cb_status
cb_asked_database(struct cb_app *app, enum cb_store_mode mode, struct cb_office *office)
{
	enum cb_status rc = cb_asked_office(app, mode, office);

	return rc == CB_OK ? cb_asked_a_database(app, office) : rc;
}

enum cb_status
cb_asked_a_database(struct cb_app *app, const struct cb_office *office)
{
	return office->store != NULL ? CB_OK : cb_report(&app->diag, CB_NEEDS_DB, CB_NOWHERE, "", app->line.verb->name);
}
