#include <cb/cli/paper.h>

#include <string.h>

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

bool
cb_paper_is_document(const struct cb_app *app)
{
	return app->format != NULL && strcmp(app->format->name, "docx") == 0;
}

/* Is it written as a document? docx always, html where a chart belongs to it. */
static bool
has_pages(const struct cb_app *app, const struct cb_table *table)
{
	bool is_drawn = table->chart.on_pages && table->chart.n_rows > 0;

	return cb_paper_is_document(app) || (is_drawn && app->format != NULL && strcmp(app->format->name, "html") == 0);
}

/* A document of the table alone. */
static void
begin_document(const struct cb_app *app, struct cb_table *table, struct cb_document *document)
{
	const char *title = app->doc.lang == CB_EN ? table->title_en : table->title_zh, *notes = table->notes;
	struct cb_text note;

	cb_document_add(document, CB_BLOCK_TITLE, 0, cb_text_of(title));
	if (table->chart.on_pages && table->chart.n_rows > 0)
		cb_document_chart(document, table, table->chart.label, table->chart.value, CB_LIT(""));
	cb_document_table(document, table, CB_LIT(""));
	while (cb_doc_note(&notes, &note))
		cb_document_add(document, CB_BLOCK_PARAGRAPH, 0, note);
}

enum cb_status
cb_paper_write_table(struct cb_app *app, struct cb_table *table)
{
	struct cb_document document = { 0 };
	enum cb_status rc;

	if (!has_pages(app, table))
		return cb_app_write(app, table);
	begin_document(app, table, &document);
	rc = cb_paper_write(app, find(app->format->name), &document);
	cb_document_release(&document);
	return rc;
}

enum cb_status
cb_paper_prepare_table(struct cb_app *app, struct cb_table *table)
{
	struct cb_document document = { 0 };
	struct cb_out *out;
	enum cb_status rc;

	if (!has_pages(app, table))
		return cb_app_prepare(app, table);
	begin_document(app, table, &document);
	rc = cb_app_open(app, &out, CB_OUT_HELD | cb_paper_flags(app));
	if (rc == CB_OK)
		find(app->format->name)->write(&document, &app->doc, out);
	cb_document_release(&document);
	return rc == CB_OK && out->error != 0 ? cb_app_show(app) : rc;
}
