#include <cb/cli/paper.h>

#include <string.h>

#include <cb/cli/file_set.h>
#include <cb/report/templates.h>
#include <cb/value/mask.h>

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
enum { PAPERS = CB_COUNT(papers),
       PAGE_ROWS = 10000, /* of html; more are written without being held once more */
       NOTE_LEVEL = 1 /* of a paragraph: doc/document.h */ };

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

bool
cb_paper_is_document(const struct cb_app *app)
{
	return app->format != NULL && strcmp(app->format->name, "docx") == 0;
}

/* Is it written as a document? docx always, html while somebody may read it all, both and Markdown in sections. */
static bool
has_pages(const struct cb_app *app, const struct cb_table *table)
{
	const struct cb_paper *paper = cb_paper_of_text(app);

	if (paper == NULL || table->n_sections > 0 || strcmp(paper->format, "docx") == 0)
		return paper != NULL;
	return strcmp(paper->format, "html") == 0 && table->n_rows <= PAGE_ROWS;
}

static void
add_sections(struct cb_document *document, const struct cb_table *table)
{
	for (size_t i = 0; i < table->n_sections; i++) {
		size_t first = table->sections[i].first_row;
		size_t end = i + 1 < table->n_sections ? table->sections[i + 1].first_row : table->n_rows;
		struct cb_table *section = cb_document_own_table(document);

		cb_table_part(table, first, end - first, section);
		cb_document_table(document, section, cb_text_of(table->sections[i].title));
	}
}

/* A document of the table alone. */
static void
begin_document(const struct cb_app *app, struct cb_table *table, struct cb_document *document)
{
	const char *title = app->doc.lang == CB_EN ? table->title_en : table->title_zh, *notes = table->notes;
	static const char between[] = " · ";
	int said = cb_text_find(cb_text_of(title), between); /* how many and the mean stand above the table */
	struct cb_writer writer = { .options = &app->doc };
	struct cb_text note, heading = cb_text_of(title);
	struct cb_str scratch = { 0 };

	if (said >= 0 && table->n_sections == 0)
		heading.len = (uint32_t)said;
	cb_document_add(document, CB_BLOCK_TITLE, 0, heading);
	if (table->chart.on_pages && table->chart.n_rows > 0)
		cb_document_chart(document, table, table->chart.label, table->chart.value, CB_LIT(""));
	add_sections(document, table);
	if (table->n_rows == 0)
		cb_document_add(document, CB_BLOCK_PARAGRAPH, 0, app->doc.lang == CB_EN ? CB_LIT("no rows") : CB_LIT("没有记录"));
	else if (table->n_sections == 0)
		cb_document_table(document, table, said < 0 ? CB_LIT("") : cb_text_of(title + said + strlen(between)));
	while (cb_doc_note(&notes, &note))
		cb_document_add(document, CB_BLOCK_PARAGRAPH, NOTE_LEVEL, cb_doc_typeset(&writer, note, &scratch));
	cb_str_release(&scratch);
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
	enum cb_status rc;

	if (!has_pages(app, table))
		return cb_app_prepare(app, table);
	begin_document(app, table, &document);
	rc = cb_paper_prepare(app, find(app->format->name), &document);
	cb_document_release(&document);
	return rc;
}

/* ---- a document of each row ---- */

static void
add_line(const struct cb_app *app, const struct cb_table_column *column, const struct cb_cell *cell,
         struct cb_table *out)
{
	char buf[CB_PRINT_MAX];
	struct cb_text text = cb_cell_print(column->type, column->arg, cell, buf);
	struct cb_str shown = { 0 };
	struct cb_cell *row;

	if (text.len == 0)
		return;
	if (!app->common.reveal && cb_cell_is_private(column, cell))
		cb_mask_value(column->type, text, app->doc.customary ? CB_MASK_CUSTOMARY : CB_MASK_FULL, &shown);
	else
		cb_str_addt(&shown, text);
	row = cb_table_row(out);
	row[0] = cb_table_text(out, cb_text_of(app->doc.lang == CB_EN ? column->key : column->zh));
	row[1] = cb_table_take(out, &shown);
}

static enum cb_status
write_row(struct cb_file_set *files, const struct cb_paper *paper, const struct cb_table *table, size_t at)
{
	struct cb_app *app = files->app;
	struct cb_document document = { 0 };
	struct cb_table *lines = cb_document_own_table(&document);
	const struct cb_cell *cells = cb_table_at(table, at);
	struct cb_str tail = { 0 }, name = { 0 };
	struct cb_out *out;
	enum cb_status rc;

	lines->title_zh = table->title_zh;
	lines->title_en = table->title_en;
	cb_table_column(lines, "item", "项目", &cb_type_text, NULL);
	cb_table_column(lines, "content", "内容", &cb_type_text, NULL);
	for (size_t c = 0; c < table->n_columns; c++)
		add_line(app, &table->columns[c], &cells[c], lines);
	begin_document(app, lines, &document);
	cb_str_addf(&tail, ".%s", paper->format);
	cb_str_addt(&name, cells[0].text);
	if (name.len == 0)
		cb_str_addf(&name, "%zu", at + 1);
	rc = cb_file_set_open(files, cb_str_text(&name), cb_str_c(&tail), cb_paper_flags(app), &out);
	if (rc == CB_OK) {
		paper->write(&document, &app->doc, out);
		cb_out_stage(out);
	}
	cb_str_release(&tail);
	cb_str_release(&name);
	cb_document_release(&document);
	return rc;
}

enum cb_status
cb_paper_write_each(struct cb_app *app, const struct cb_table *table)
{
	struct cb_file_set files = { 0 };
	const struct cb_paper *paper = cb_paper_find(app, "docx");
	enum cb_status rc = paper == NULL ? CB_USAGE : cb_file_set_start(&files, app, app->common.output);

	for (size_t row = 0; rc == CB_OK && row < table->n_rows; row++)
		rc = write_row(&files, paper, table, row);
	if (rc == CB_OK)
		rc = cb_file_set_commit(&files);
	cb_file_set_release(&files);
	return rc;
}
