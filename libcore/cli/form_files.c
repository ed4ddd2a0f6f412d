#include <cb/base/suggest.h>
#include <cb/cli/asked.h>
#include <cb/cli/file_set.h>
#include <cb/cli/form_files.h>
#include <cb/doc/form_book.h>
#include <cb/query/office_form.h>

/* What is asked for, as the options of a form. */
struct asked {
	struct cb_app *app;
	const struct cb_register *reg;
	struct cb_office office;
	struct cb_form_options form;
};

static enum cb_status
unknown_community(struct asked *a, const char *name)
{
	uint32_t nearest = cb_names_nearest(a->office.names, CB_NAME_PARTY, CB_NAME_IS_COMMUNITY, cb_text_of(name));

	return cb_report(&a->app->diag, CB_FORM_FOR_UNKNOWN, CB_NOWHERE, "", name,
	                 cb_arg_nearest(cb_office_name(&a->office, nearest)));
}

static enum cb_status
find_community(struct asked *a, const char *name)
{
	a->form.community = cb_names_find(a->office.names, CB_NAME_PARTY, cb_text_of(name));
	if (a->form.community == 0 || cb_office_community(&a->office, a->form.community) == NULL)
		return unknown_community(a, name);
	return CB_OK;
}

static enum cb_status
find_period(struct asked *a)
{
	struct cb_period_range range;
	enum cb_status rc = cb_asked_period(a->app, &range);

	if (rc != CB_OK || a->app->common.period == NULL)
		return rc;
	if (range.from == 0 || range.from != range.to)
		return cb_report(&a->app->diag, CB_FORM_ONE_PERIOD, CB_NOWHERE, "", a->app->common.period);
	a->form.period = range.from;
	return CB_OK;
}

static enum cb_status
check_line(struct asked *a, const struct cb_form_files *files)
{
	const char *whose = files->each != NULL ? "--each" : "--for";

	if (files->each == NULL && files->community == NULL)
		return CB_OK;
	if (files->each != NULL && (files->community != NULL || a->app->common.output != NULL))
		return cb_app_not_together(a->app, "--each", files->community != NULL ? "--for" : "-o");
	if (a->app->common.db == NULL)
		return cb_report(&a->app->diag, CB_NEEDS_DB, CB_NOWHERE, "", whose);
	if (cb_column_find(a->reg, "community") < 0)
		return cb_report(&a->app->diag, CB_FORM_WITHOUT_COMMUNITY, CB_NOWHERE, "", a->reg->key, whose);
	return CB_OK;
}

static void
write_form(struct asked *a, struct cb_out *out)
{
	struct cb_form form;

	cb_form_make(&form, a->reg, &a->office, &a->form);
	cb_form_write(&form, a->app->diag.lang, out);
	cb_form_release(&form);
}

static enum cb_status
write_one(struct asked *a)
{
	struct cb_out *out;
	enum cb_status rc = cb_app_open(a->app, &out, 0);

	if (rc == CB_OK) {
		write_form(a, out);
		rc = cb_out_commit(out, &a->app->diag);
	}
	cb_app_drop(out);
	return rc;
}

/* A file named after each community. */
static enum cb_status
write_each(struct asked *a, const char *folder)
{
	struct cb_file_set files;
	struct cb_out *out;
	enum cb_status rc = cb_file_set_start(&files, a->app, folder);

	for (size_t i = 0; rc == CB_OK && i < a->office.n_communities; i++) {
		a->form.community = a->office.communities[i].name;
		rc = cb_file_set_open(&files, cb_office_name(&a->office, a->form.community), ".xlsx", 0, &out);
		if (rc == CB_OK) {
			write_form(a, out);
			cb_out_stage(out);
		}
	}
	return cb_file_set_end(&files, rc);
}

enum cb_status
cb_form_files(struct cb_app *app, const struct cb_register *reg, const struct cb_form_files *files)
{
	struct asked a = { .app = app, .reg = reg };
	enum cb_status rc = check_line(&a, files);

	if (rc == CB_OK)
		rc = find_period(&a);
	if (rc == CB_OK)
		rc = cb_asked_office(app, CB_OPEN_READ, &a.office);
	if (rc == CB_OK && files->community != NULL)
		rc = find_community(&a, files->community);
	if (rc == CB_OK && !app->common.dry_run)
		rc = files->each != NULL ? write_each(&a, files->each) : write_one(&a);
	cb_office_release(&a.office);
	return rc;
}
