#include <cb/cli/paper.h>

#include <string.h>

#include <cb/report/templates.h>

const struct cb_format cb_paper_formats[] = {
	{ .name = "docx", .extensions = "docx", .en = "Word document", .zh = "Word 文件", .is_binary = true },
	{ 0 },
};

static const struct cb_paper papers[] = {
	{ "md", cb_document_md },
	{ "docx", cb_document_docx },
	{ "html", cb_document_html },
	{ "xlsx", cb_document_xlsx },
};
enum { PAPERS = CB_COUNT(papers) };

static const struct cb_paper *
find(const char *name)
{
	for (int i = 0; i < PAPERS; i++)
		if (strcmp(name, papers[i].format) == 0)
			return &papers[i];
	return NULL;
}

const struct cb_paper *
cb_paper_find(struct cb_app *app, const char *usual)
{
	const char *name = app->format != NULL ? app->format->name : usual;
	const struct cb_paper *paper = find(name);

	if (paper == NULL)
		cb_report(&app->diag, CB_UNKNOWN_CHOICE, CB_NOWHERE, "", name, "--format", "", "docx|html|md|xlsx");
	return paper;
}

unsigned
cb_paper_flags(const struct cb_app *app)
{
	return app->common.reveal ? CB_OUT_PRIVATE : 0;
}

const struct cb_paper *
cb_paper_of_text(const struct cb_app *app)
{
	const struct cb_paper *paper = app->format != NULL ? find(app->format->name) : NULL;

	return paper != NULL && strcmp(paper->format, "xlsx") != 0 ? paper : NULL;
}

enum cb_status
cb_paper_template(struct cb_app *app, const char *word, struct cb_report_template *out)
{
	struct cb_str folder = { 0 }, path = { 0 };
	enum cb_status rc = cb_app_share(app, "templates", &folder);

	*out = (struct cb_report_template){ 0 };
	if (rc == CB_OK)
		rc = cb_templates_find(cb_str_c(&folder), word, &path, &app->diag);
	if (rc == CB_OK)
		rc = cb_report_template_read(out, cb_str_c(&path), &app->diag);
	cb_str_release(&folder);
	cb_str_release(&path);
	return rc;
}

enum cb_status
cb_paper_write(struct cb_app *app, const struct cb_paper *paper, struct cb_document *document)
{
	struct cb_out *out;
	enum cb_status rc = cb_app_open(app, &out, cb_paper_flags(app));

	if (rc == CB_OK) {
		paper->write(document, &app->doc, out);
		rc = cb_out_commit(out, &app->diag);
	}
	cb_app_drop(out);
	return rc;
}

enum cb_status
cb_paper_prepare(struct cb_app *app, const struct cb_paper *paper, struct cb_document *document)
{
	struct cb_out *out;
	enum cb_status rc = cb_app_open(app, &out, CB_OUT_HELD | cb_paper_flags(app));

	if (rc == CB_OK)
		paper->write(document, &app->doc, out);
	return rc == CB_OK && out->error != 0 ? cb_app_show(app) : rc;
}

static bool
is_document(const struct cb_app *app)
{
	return app->format != NULL && strcmp(app->format->name, "docx") == 0;
}

/* A document of the table alone. */
static void
begin_document(const struct cb_app *app, struct cb_table *table, struct cb_document *document)
{
	const char *title = app->doc.lang == CB_EN ? table->title_en : table->title_zh;

	cb_document_add(document, CB_BLOCK_TITLE, 0, cb_text_of(title));
	cb_document_table(document, table, CB_LIT(""));
}

enum cb_status
cb_paper_write_table(struct cb_app *app, struct cb_table *table)
{
	struct cb_document document = { 0 };
	enum cb_status rc;

	if (!is_document(app))
		return cb_app_write(app, table);
	begin_document(app, table, &document);
	rc = cb_paper_write(app, find("docx"), &document);
	cb_document_release(&document);
	return rc;
}

enum cb_status
cb_paper_prepare_table(struct cb_app *app, struct cb_table *table)
{
	struct cb_document document = { 0 };
	enum cb_status rc;

	if (!is_document(app))
		return cb_app_prepare(app, table);
	begin_document(app, table, &document);
	rc = cb_paper_prepare(app, find("docx"), &document);
	cb_document_release(&document);
	return rc;
}
