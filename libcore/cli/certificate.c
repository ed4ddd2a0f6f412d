#include <cb/cli/certificate.h>

#include <cb/cli/asked.h>
#include <cb/cli/author.h>
#include <cb/cli/paper.h>
#include <cb/query/intake.h>
#include <cb/report/figures.h>
#include <cb/report/report.h>
#include <cb/report/templates.h>

/* One that is being issued. */
struct issue {
	struct cb_app *app;
	const char *template;
	struct cb_certificate asked;
	struct cb_office office;
	struct cb_rows_entered row;
	struct cb_table issued;
	struct cb_arena arena;
};

/* What is handed over: the words of the template. */
static enum cb_status
prepare_paper(struct issue *is, const struct cb_paper *paper)
{
	struct cb_app *app = is->app;
	struct cb_figures_options of = { .range = is->asked.range,
		                         .today_day = app->today_day,
		                         .reveal = app->common.reveal,
		                         .customary = app->common.mask,
		                         .issued = &is->issued };
	struct cb_report_template template;
	struct cb_document document = { 0 };
	struct cb_figures figures;
	enum cb_status rc = cb_paper_template(app, is->template != NULL ? is->template : "certificate",
	                                      &template);

	cb_figures_init(&figures, &is->office, &of);
	if (rc == CB_OK)
		rc = cb_report_make(&template, &figures, &document);
	if (rc == CB_OK)
		rc = cb_paper_prepare(app, paper, &document);
	cb_figures_release(&figures);
	cb_document_release(&document);
	cb_report_template_release(&template);
	return rc;
}

static enum cb_status
prepare_lines(struct issue *is)
{
	struct cb_table lines = { 0 };
	enum cb_status rc;

	cb_certificate_lines(&is->issued, is->app->common.reveal, &lines);
	rc = cb_paper_prepare_table(is->app, &lines);
	cb_table_release(&lines);
	return rc;
}

/* The row and the paper are there together, or neither is. */
static enum cb_status
store_and_show(struct issue *is)
{
	struct cb_app *app = is->app;
	struct cb_intake intake = { .office = &is->office, .dry_run = app->common.dry_run };
	const struct cb_paper *paper = cb_paper_of_text(app);
	struct cb_app_author author;
	struct cb_str words = { 0 };
	enum cb_status rc = paper != NULL ? prepare_paper(is, paper) : prepare_lines(is);

	cb_str_addf(&words, "cb-volunteer %s%s", app->line.verb->name, app->common.reveal ? " --reveal" : "");
	for (uint32_t i = 0; i < is->row.n; i++)
		cb_str_addf(&words, " %.*s=%.*s", CB_TEXT_ARG(is->row.labels[i]), CB_TEXT_ARG(is->row.values[i]));
	cb_app_author(app, cb_str_c(&words), &author);
	intake.author = author.author;
	if (rc == CB_OK)
		rc = cb_intake_row(&intake, &cb_register_certificate, &is->row);
	if (rc == CB_OK)
		rc = cb_app_show(app);
	cb_app_author_release(&author);
	cb_str_release(&words);
	return rc;
}

enum cb_status
cb_app_certify(struct cb_app *app, const struct cb_certificate *asked, const char *template)
{
	struct issue is = { .app = app, .template = template, .asked = *asked };
	struct cb_period_range *range = &is.asked.range;
	enum cb_status rc = cb_asked_operands(app, 1);

	if (rc == CB_OK)
		rc = cb_asked_period(app, range);
	if (rc == CB_OK && (range->from == 0 || range->from != range->to))
		rc = cb_report(&app->diag, CB_CERTIFICATE_PERIOD, CB_NOWHERE, "");
	if (rc == CB_OK)
		rc = cb_asked_database(app, CB_OPEN_WRITE, &is.office);
	if (rc == CB_OK) {
		is.asked.office = &is.office;
		is.asked.who = app->line.operands.items[0];
		rc = cb_certificate_issue(&is.asked, &is.arena, &is.row, &is.issued);
	}
	if (rc == CB_OK)
		rc = store_and_show(&is);
	cb_table_release(&is.issued);
	cb_arena_release(&is.arena);
	cb_office_release(&is.office);
	return rc;
}
