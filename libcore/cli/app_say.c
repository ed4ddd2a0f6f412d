#include "app_say.h"

#include <stdio.h>
#include <unistd.h>

void
cb_app_say(struct cb_app *app, struct cb_text line)
{
	cb_progress_clear(&app->progress);
	fwrite(line.p, 1, line.len, stderr);
}

static bool
is_shown(struct cb_app *app, const struct cb_finding *finding)
{
	if (finding->severity == CB_NOTE)
		return app->common.verbose;
	if (finding->severity == CB_WARNING && app->common.quiet)
		return false;
	if (app->common.max_errors && app->shown >= (uint64_t)app->common.max_errors) {
		app->hidden++;
		return false;
	}
	app->shown++;
	return true;
}

void
cb_app_say_finding(void *arg, const struct cb_diag *diag, const struct cb_finding *finding)
{
	static const char *const words[] = { [CB_ERROR] = "error", [CB_WARNING] = "warning", [CB_NOTE] = "note" };
	static const char *const colours[] = { [CB_ERROR] = "\033[31m", [CB_WARNING] = "\033[33m", [CB_NOTE] = "\033[36m" };
	struct cb_app *app = arg;
	struct cb_str line = { 0 }, place = { 0 };
	char label[8];

	/* all that can go wrong after that is the output */
	app->is_unseen |= diag->stored_batch != 0 && cb_message(finding->code)->status == CB_USAGE;
	if (app->findings != NULL && finding->severity != CB_NOTE)
		cb_findings_add(app->findings, diag, finding);
	if (cb_told_again(&app->told, diag, finding) || !is_shown(app, finding))
		return;
	cb_where_print(diag, finding->where, &place);
	cb_message_label(finding->code, finding->severity, label);
	cb_str_addf(&line, "%s: ", app->command->name);
	cb_doc_printable(cb_str_text(&place), &line);
	cb_str_addf(&line, "%s%s%s %s%s", place.len ? ": " : "", app->is_coloured ? colours[finding->severity] : "",
	            words[finding->severity], label, app->is_coloured ? "\033[0m" : "");
	cb_str_addf(&line, "%s%s: ", *finding->field ? " " : "", finding->field);
	cb_doc_printable(cb_text_of(finding->text), &line);
	cb_str_addc(&line, '\n');
	if (!cb_told_hold(&app->told, finding, cb_str_text(&line)))
		cb_app_say(app, cb_str_text(&line));
	cb_str_release(&line);
	cb_str_release(&place);
}

void
cb_app_say_held(struct cb_app *app)
{
	cb_progress_clear(&app->progress);
	cb_told_flush(&app->told, app->diag.lang);
}

static void
print_summary(struct cb_app *app)
{
	const struct cb_diag *diag = &app->diag;
	unsigned long long errors = diag->errors, warnings = diag->warnings, hidden = app->hidden;
	bool is_en = diag->lang == CB_EN;
	struct cb_str line = { 0 };

	if (app->common.quiet || (diag->errors + diag->warnings < 2 && !app->hidden))
		return;
	cb_str_addf(&line, "%s: ", app->command->name);
	if (is_en)
		cb_str_addf(&line, "%llu error%s, %llu warning%s", errors, errors == 1 ? "" : "s", warnings,
		            warnings == 1 ? "" : "s");
	else
		cb_str_addf(&line, "%llu 个错误,%llu 个警告", errors, warnings);
	if (hidden)
		cb_str_addf(&line, is_en ? "; %llu not shown (--max-errors=0 shows all)" : ";另有 %llu 条未显示(--max-errors=0 显示全部)",
		            hidden);
	cb_str_addc(&line, '\n');
	cb_app_say(app, cb_str_text(&line));
	cb_str_release(&line);
}

/* On a terminal every write ends with what became of its rows, and a dry run with what would. */
static void
print_written(struct cb_app *app)
{
	const struct cb_written *w = &app->diag.written;
	bool is_en = app->diag.lang == CB_EN, would = app->common.dry_run;
	struct cb_str line = { 0 };

	if (app->common.quiet || !isatty(STDERR_FILENO) || w->added + w->replaced + w->repeated + w->undone == 0)
		return;
	cb_str_addf(&line, "%s: %s", app->command->name, !would ? "" : is_en ? "would be: "
	                                                                     : "将");
	if (w->undone != 0)
		cb_str_addf(&line, is_en ? "batch %lld withdrawn, " : "撤销批次 %lld,", (long long)w->undone);
	cb_str_addf(&line, is_en ? "%llu rows stored, %llu replaced, %llu repeated" : "存入 %llu 条,取代 %llu 条,重复 %llu 条",
	            (unsigned long long)w->added, (unsigned long long)w->replaced, (unsigned long long)w->repeated);
	if (w->n_batches > 1)
		cb_str_addf(&line, is_en ? ", batches %lld–%lld" : ",批次 %lld–%lld",
		            (long long)(w->batch - (int64_t)w->n_batches + 1), (long long)w->batch);
	else if (w->n_batches == 1)
		cb_str_addf(&line, is_en ? ", batch %lld" : ",批次 %lld", (long long)w->batch);
	cb_str_addc(&line, '\n');
	cb_app_say(app, cb_str_text(&line));
	cb_str_release(&line);
}

void
cb_app_say_end(struct cb_app *app)
{
	print_summary(app);
	print_written(app);
}
