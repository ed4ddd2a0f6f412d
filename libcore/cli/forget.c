#include <cb/cli/forget.h>

#include <cb/cli/asked.h>
#include <cb/cli/author.h>
#include <cb/cli/paper.h>
#include <cb/data/forget.h>

enum cb_status
cb_app_forget(struct cb_app *app, const struct cb_register *reg, const char *reason)
{
	const struct cb_list *operands = &app->line.operands;
	struct cb_office office = { 0 };
	struct cb_app_author author;
	struct cb_str words = { 0 };
	struct cb_table table = { 0 };
	struct cb_forgetting forgetting = { .reg = reg, .dry_run = app->common.dry_run };
	enum cb_status rc;

	if (operands->n != 1 || reason == NULL)
		return cb_report(&app->diag, CB_FORGET_NEEDS, CB_NOWHERE, "", app->command->name);
	forgetting.no = operands->items[0];
	cb_str_addf(&words, "%s forget %s --reason %s", app->command->name, forgetting.no, reason);
	cb_app_author(app, cb_str_c(&words), &author);
	forgetting.author = author.author;
	rc = cb_asked_database(app, CB_OPEN_WRITE, &office);
	if (rc == CB_OK)
		rc = cb_store_forget(office.store, &forgetting, &table, &app->diag);
	if (table.n_columns > 0)
		rc = cb_status_worse(rc, cb_paper_write_table(app, &table));
	cb_app_author_release(&author);
	cb_table_release(&table);
	cb_str_release(&words);
	cb_office_release(&office);
	return rc;
}
