#include <cb/cli/cells.h>

#include <string.h>
#include <unistd.h>

#include <cb/cli/asked.h>
#include <cb/query/cells.h>

static enum cb_status
read_cells(struct cb_app *app, struct cb_cells_asked *asked, struct cb_out *out)
{
	struct cb_book_options how = { .csv = cb_asked_csv(app), .as_is = true, .visible = app->common.visible };
	struct cb_list files = cb_app_files(app, 0);
	enum cb_status rc = CB_OK;

	asked->sheet = app->common.sheet;
	if (app->common.output == NULL && isatty(STDOUT_FILENO))
		asked->show = cb_doc_printable; /* what a stranger's file says is no order to the terminal */
	how.csv.keep_blanks = how.csv.keep_blank_lines = true;
	for (size_t i = 0; rc == CB_OK && i < files.n; i++)
		rc = cb_cells_print(files.items[i], &how, asked, out, &app->diag);
	return rc == CB_OK && app->diag.errors > 0 ? app->diag.status : rc;
}

static enum cb_status
write_cells(struct cb_app *app)
{
	struct cb_cells rows = { 0 };
	struct cb_cells_asked asked = { .rows = &rows };
	struct cb_table table = { .title_zh = "单元格", .title_en = "Cells" };
	enum cb_status rc = read_cells(app, &asked, NULL);

	app->doc.reveal = true; /* one's own file */
	cb_cells_table(&rows, &table);
	if (rc == CB_OK)
		rc = cb_app_write(app, &table);
	cb_table_release(&table);
	cb_cells_release(&rows);
	return rc;
}

enum cb_status
cb_app_cells(struct cb_app *app)
{
	struct cb_cells_asked asked = { 0 };
	struct cb_out *out;
	enum cb_status rc;

	if (app->common.columns != NULL || (app->format != NULL && strcmp(app->format->name, "csv") != 0))
		return write_cells(app);
	rc = cb_app_open(app, &out, CB_OUT_HELD | CB_OUT_PRIVATE); /* whatever is in them */
	if (rc == CB_OK)
		rc = read_cells(app, &asked, out);
	return rc == CB_OK ? cb_out_commit(out, &app->diag) : rc;
}
