#include <cb/cli/problem_sheets.h>

#include <string.h>

#include <cb/cli/asked.h>
#include <cb/cli/file_set.h>
#include <cb/doc/form_book.h>
#include <cb/query/problem.h>

static enum cb_status
write_sheets(struct cb_app *app, const struct cb_problem_sheets *made)
{
	struct cb_file_set files;
	struct cb_out *out;
	enum cb_status rc = cb_file_set_start(&files, app, app->common.output);

	for (size_t i = 0; rc == CB_OK && i < made->n; i++) {
		struct cb_text name = made->forms[i].body.len > 0 ? made->forms[i].body : CB_LIT("未定");

		rc = cb_file_set_open(&files, name, ".xlsx", 0, &out);
		if (rc == CB_OK) {
			cb_form_write(&made->forms[i], app->diag.lang, out);
			cb_out_stage(out);
		}
	}
	return cb_file_set_end(&files, rc);
}

enum cb_status
cb_problem_sheet_files(struct cb_app *app)
{
	const char *by = app->common.by != NULL ? app->common.by : "responsible";
	bool of_communities = strcmp(by, "community") == 0;
	struct cb_problem_sheets made = { 0 };
	struct cb_query_run run = { .where = app->common.where, .today_day = app->today_day };
	struct cb_office office = { 0 };
	enum cb_status rc;

	if (app->line.operands.n > 0)
		return cb_report(&app->diag, CB_UNEXPECTED_OPERAND, CB_NOWHERE, "", app->line.operands.items[0]);
	if (app->common.output == NULL || (!of_communities && strcmp(by, "responsible") != 0))
		return cb_report(&app->diag, CB_WHO_IS_NEEDED, CB_NOWHERE, "", "sheets",
		                 app->common.output == NULL ? "-o DIR" : "--by=responsible|community");
	if (app->common.db == NULL)
		return cb_report(&app->diag, CB_NEEDS_DB, CB_NOWHERE, "", "sheets");
	rc = cb_asked_period(app, &run.range);
	if (rc == CB_OK)
		rc = cb_asked_office(app, CB_OPEN_READ, &office);
	run.office = &office;
	if (rc == CB_OK)
		rc = cb_problem_sheets_make(&made, &run, of_communities);
	if (rc == CB_OK && !app->common.dry_run)
		rc = write_sheets(app, &made);
	cb_problem_sheets_release(&made);
	cb_office_release(&office);
	return rc;
}

enum cb_status
cb_problem_sheets_back(struct cb_app *app, const struct cb_register *reg, bool skips, bool *are_back)
{
	const struct cb_list *operands = &app->line.operands;
	enum cb_status rc = CB_OK;

	*are_back = false;
	if (reg == &cb_register_problem)
		rc = cb_problem_returned(cb_app_files(app, 1), &app->diag, are_back);
	if (rc == CB_OK && *are_back && app->common.db == NULL)
		rc = cb_report(&app->diag, CB_NEEDS_DB, CB_NOWHERE, "", operands->items[1]);
	if (rc == CB_OK && *are_back && skips)
		rc = cb_app_not_together(app, "--on-error=skip", operands->items[1]);
	return rc;
}
