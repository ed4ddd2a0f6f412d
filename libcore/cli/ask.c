#include <cb/cli/ask.h>

#include <cb/cli/author.h>
#include <cb/cli/paper.h>

#include <string.h>

/* Nothing of a refused answer is printed; a check that is not clean is an answer, once it has said of what. */
static bool
is_answered(const struct cb_ask *ask, enum cb_status rc, const struct cb_table *table)
{
	return rc == CB_OK || (rc == CB_FOUND && ask->query->has_findings && table->n_rows > 0);
}

/* Who asked what, and how many rows it has; of files there is nothing to log. */
static enum cb_status
log_reveal(struct cb_app *app, const struct cb_query_run *run)
{
	struct cb_store *store = run->office->store;
	struct cb_app_author author;
	struct cb_str words = { 0 };
	enum cb_status rc;

	if (store == NULL)
		return CB_OK;
	cb_str_addf(&words, "%s --reveal", app->command->name);
	if (app->line.verb != NULL)
		cb_str_addf(&words, " %s", app->line.verb->name);
	cb_app_author(app, cb_str_c(&words), &author);
	rc = cb_store_begin(store, &app->diag);
	if (rc == CB_OK)
		rc = cb_store_log_reveal(store, run->input->reg, run->n_rows, &author.author, &app->diag);
	if (rc == CB_OK)
		rc = cb_store_commit(store, &app->diag);
	cb_app_author_release(&author);
	cb_str_release(&words);
	return rc;
}

/* What the answer records is in the database before it is seen, and not there if it cannot be written. */
static enum cb_status
record_and_show(struct cb_app *app, const struct cb_ask *ask, struct cb_query_run *run, struct cb_table *table)
{
	enum cb_status rc = cb_paper_prepare_table(app, table);

	if (rc == CB_OK && app->common.reveal)
		rc = log_reveal(app, run);
	if (rc == CB_OK && ask->before != NULL)
		rc = ask->before(app, run, ask->opts);
	return rc == CB_OK ? cb_app_show(app) : rc;
}

static enum cb_status
record_and_write_each(struct cb_app *app, const struct cb_query_run *run, const struct cb_table *table)
{
	enum cb_status rc = app->common.reveal ? log_reveal(app, run) : CB_OK;

	return rc == CB_OK ? cb_paper_write_each(app, table) : rc;
}

static enum cb_status
answer(struct cb_app *app, const struct cb_ask *ask, struct cb_query_run *run)
{
	struct cb_table table = { 0 };
	enum cb_status rc = cb_query_fill(ask->query, run, &table);
	bool records = ask->before != NULL || app->common.reveal;

	if (ask->each_row)
		rc = rc == CB_OK ? record_and_write_each(app, run, &table) : rc;
	else if (ask->before != NULL ? rc == CB_OK : is_answered(ask, rc, &table))
		rc = cb_status_worse(rc, records ? record_and_show(app, ask, run, &table)
		                                 : cb_paper_write_table(app, &table));
	cb_table_release(&table);
	return rc;
}

static bool
is_read(const struct cb_app *app)
{
	return cb_app_format(app)->is_for_people || cb_paper_is_document(app);
}

/* Whoever names columns, or adds them up, means those of programs. */
static enum cb_query_shape
shape_of(const struct cb_app *app)
{
	const struct cb_format *format = cb_app_format(app);

	if (app->common.columns != NULL || app->common.by != NULL)
		return CB_QUERY_FOR_PROGRAMS;
	if (strcmp(format->name, "table") == 0)
		return CB_QUERY_FOR_SCREENS;
	if (strcmp(format->name, "xlsx") == 0 && !cb_paper_is_document(app))
		return CB_QUERY_FOR_SHEETS;
	return is_read(app) ? CB_QUERY_FOR_PAGES : CB_QUERY_FOR_PROGRAMS;
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
		                    .columns = app->common.columns,
		                    .shape = shape_of(app),
		                    .is_read = is_read(app),
		                    .verbose = app->common.verbose,
		                    .of = ask->of };
	struct cb_office_options how = { .mode = app->common.reveal ? CB_OPEN_WRITE : ask->mode };
	enum cb_status rc;

	if ((takes & CB_QUERY_TAKES_FILES) != 0)
		files = ask->is_of_files ? cb_app_files(app, ask->first_file) : cb_asked_files(app, ask->first_file);
	how.one_state = how.mode == CB_OPEN_WRITE && files.n == 0;
	rc = cb_asked_office_as(app, &how, &office);
	if (rc == CB_OK && needs_db)
		rc = cb_asked_a_database(app, &office);
	if (rc == CB_OK) {
		input = cb_asked_input(app, ask->reg != NULL ? ask->reg : cb_query_register(ask->query), files,
		                       &run.range);
		rc = answer(app, ask, &run);
	}
	cb_query_run_release(&run);
	cb_office_release(&office);
	return rc;
}

enum cb_status
cb_app_ask_verb(struct cb_app *app, struct cb_ask *ask)
{
	enum cb_status rc = cb_asked_period(app, &ask->range);

	if (ask->query == NULL)
		ask->query = app->line.verb->query;
	return rc == CB_OK ? cb_app_ask(app, ask) : rc;
}
