/* What a command reads and writes beside what it says: its operands, its output. */
#include <cb/base/reason.h>
#include <cb/query/chosen.h>

#include "app_say.h"
#include "guard.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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
		cb_app_say(app, cb_str_text(&line));
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
	cb_app_say_held(app);
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
