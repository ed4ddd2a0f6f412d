#include <cb/cli/ask.h>

/* Nothing of a refused answer is printed; a check that is not clean is an answer. */
static bool
is_answered(const struct cb_app *app, const struct cb_query *query, enum cb_status rc)
{
	return rc == CB_OK || (rc == CB_FOUND && query->has_findings && app->diag.errors == 0);
}

static enum cb_status
answer(struct cb_app *app, const struct cb_ask *ask, struct cb_query_run *run)
{
	struct cb_table table = { 0 };
	enum cb_status rc = cb_query_fill(ask->query, run, &table);

	if (rc == CB_OK && ask->before != NULL)
		rc = ask->before(run->office);
	if (is_answered(app, ask->query, rc))
		rc = cb_status_worse(rc, cb_app_write(app, &table));
	if (rc == CB_OK && ask->after != NULL)
		rc = ask->after(app, run->office, &run->range);
	cb_table_release(&table);
	return rc;
}

enum cb_status
cb_app_ask(struct cb_app *app, const struct cb_ask *ask)
{
	bool needs_db = ask->query->needs_db || ask->mode != CB_OPEN_READ;
	struct cb_office office = { 0 };
	struct cb_input input;
	struct cb_query_run run = { .office = &office, .input = &input, .range = ask->range };
	enum cb_status rc = (needs_db ? cb_asked_database : cb_asked_office)(app, ask->mode, &office);

	run.today_day = app->today_day;
	run.where = app->common.where;
	run.by = app->common.by;
	if (rc == CB_OK) {
		input = cb_asked_input(app, ask->query->reads, cb_asked_files(app), &run.range);
		rc = answer(app, ask, &run);
	}
	cb_office_release(&office);
	return rc;
}
