/* Which format the output has. */
#include "app_format.h"

#include <cb/base/suggest.h>

#include <string.h>
#include <unistd.h>

/* The command's own first: docx of cb-report. */
static const struct cb_format *
find_format(const struct cb_app *app, const char *name)
{
	for (const struct cb_format *format = app->command->formats; format != NULL && format->name != NULL; format++)
		if (strcmp(format->name, name) == 0)
			return format;
	return cb_format_find(name);
}

static const struct cb_format *
format_of_path(const struct cb_app *app, const char *path)
{
	const struct cb_format *own = find_format(app, strrchr(path, '.') + 1);

	return own != NULL ? own : cb_format_of_path(path);
}

static void
add_name(const struct cb_format *format, const char *word, struct cb_str *names, struct cb_nearest *nearest)
{
	cb_str_addf(names, "%s%s", names->len ? "|" : "", format->name);
	cb_nearest_try(nearest, cb_text_of(word), cb_text_of(format->name));
}

static enum cb_status
report_unknown_format(struct cb_app *app, const char *name)
{
	struct cb_nearest nearest = { 0 };
	struct cb_str names = { 0 };

	for (const struct cb_format *format = app->command->formats; format != NULL && format->name != NULL; format++)
		add_name(format, name, &names, &nearest);
	for (const struct cb_format *format = cb_formats; format->name != NULL; format++)
		add_name(format, name, &names, &nearest);
	return cb_report(&app->diag, CB_UNKNOWN_CHOICE, CB_NOWHERE, NULL, name, "--format",
	                 cb_arg_nearest(nearest.text), names);
}

static enum cb_status
report_unknown_extension(struct cb_app *app)
{
	struct cb_str known = { 0 };

	for (const struct cb_format *format = app->command->formats; format != NULL && format->name != NULL; format++)
		cb_str_addf(&known, "%s.%s", known.len ? " " : "", format->name);
	for (const struct cb_format *format = cb_formats; format->name != NULL; format++)
		if (*format->extensions)
			cb_str_addf(&known, "%s.%s", known.len ? " " : "", format->name);
	return cb_report(&app->diag, CB_UNKNOWN_FORMAT, CB_NOWHERE, NULL, app->common.output, known);
}

/* A workbook on a terminal is noise. */
static enum cb_status
check_terminal(struct cb_app *app)
{
	const char *output = app->common.output;

	if (!app->format->is_binary || (output != NULL && strcmp(output, "-") != 0) || !isatty(STDOUT_FILENO))
		return CB_OK;
	return cb_report(&app->diag, CB_BINARY_ON_TERMINAL, CB_NOWHERE, NULL, app->format->name);
}

enum cb_status
cb_app_set_format(struct cb_app *app)
{
	const char *output = app->common.output, *name = app->common.format;
	const char *slash = output != NULL ? strrchr(output, '/') : NULL;

	if (name != NULL) {
		app->format = find_format(app, name);
		return app->format != NULL ? check_terminal(app) : report_unknown_format(app, name);
	}
	if (output == NULL || strrchr(slash != NULL ? slash : output, '.') == NULL)
		return CB_OK;
	app->format = format_of_path(app, output);
	if (app->format != NULL)
		return CB_OK;
	return report_unknown_extension(app);
}

const struct cb_format *
cb_app_format(const struct cb_app *app)
{
	if (app->format != NULL)
		return app->format;
	return cb_format_find(app->common.output == NULL && isatty(STDOUT_FILENO) ? "table" : "csv");
}
