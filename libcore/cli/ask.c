#include <cb/cli/ask.h>

/* Nothing of a refused answer is printed; a check that is not clean is an answer, once it has said of what. */
static bool
is_answered(const struct cb_ask *ask, enum cb_status rc, const struct cb_table *table)
{
	return rc == CB_OK ||
	       (rc == CB_FOUND && ask->query->has_findings && table->n_rows > 0 && ask->before == NULL);
}

static enum cb_status
answer(struct cb_app *app, const struct cb_ask *ask, struct cb_query_run *run)
{
	struct cb_table table = { 0 };
	enum cb_status rc = cb_query_fill(ask->query, run, &table);

	if (rc == CB_OK && ask->before != NULL)
		rc = ask->before(app, run, ask->opts);
	if (is_answered(ask, rc, &table))
		rc = cb_status_worse(rc, cb_app_write(app, &table));
	if (rc == CB_OK && ask->after != NULL)
		rc = ask->after(app, run, ask->opts);
	cb_table_release(&table);
	return rc;
}

enum cb_status
cb_app_ask(struct cb_app *app, const struct cb_ask *ask)
{
	unsigned takes = ask->query->takes;
	bool needs_db = ask->needs_db || (takes & CB_QUERY_NEEDS_DB) != 0;
	struct cb_list files = { 0 };
	struct cb_office office = { 0 };
	struct cb_input input;
	struct cb_query_run run = { .office = &office,
		                    .input = &input,
		                    .range = ask->range,
		                    .today_day = app->today_day,
		                    .where = app->common.where,
		                    .by = app->common.by,
		                    .options = ask->options };
	enum cb_status rc = (needs_db ? cb_asked_database : cb_asked_office)(app, ask->mode, &office);

	if (rc == CB_OK) {
		if ((takes & CB_QUERY_TAKES_FILES) != 0)
			files = cb_asked_files(app);
		input = cb_asked_input(app, ask->reg != NULL ? ask->reg : cb_query_register(ask->query), files,
		                       &run.range);
		rc = answer(app, ask, &run);
	}
	cb_query_run_release(&run);
	cb_office_release(&office);
	return rc;
}
