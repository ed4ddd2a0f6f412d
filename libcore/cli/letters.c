#include <cb/cli/letters.h>

#include <cb/cli/file_set.h>

static enum cb_status
write_row(const struct cb_letters *l, struct cb_file_set *files, const struct cb_table *rows, size_t row,
          struct cb_document *document)
{
	const char *word = l->template->file_word;
	struct cb_str name = { 0 }, tail = { 0 };
	struct cb_out *out;
	enum cb_status rc;

	cb_figures_print(l->figures, &rows->columns[0], cb_table_at(rows, row), &name);
	cb_str_addf(&tail, "-%s.%s", word != NULL ? word : l->template->name, l->paper->format);
	rc = cb_file_set_open(files, cb_str_text(&name), cb_str_c(&tail), cb_paper_flags(l->app), &out);
	if (rc == CB_OK) {
		l->paper->write(document, &l->app->doc, out);
		cb_out_stage(out);
	}
	cb_str_release(&name);
	cb_str_release(&tail);
	return rc;
}

/* Without files every document is made, and none is written. */
static enum cb_status
go_through(const struct cb_letters *l, const struct cb_table *rows, struct cb_file_set *files)
{
	enum cb_status rc = CB_OK;

	for (size_t row = 0; rc == CB_OK && row < rows->n_rows; row++) {
		struct cb_document document = { .gb2312_fonts = l->gb2312_fonts };

		cb_figures_each(l->figures, l->template->each, row, 1);
		rc = cb_report_make(l->template, l->figures, &document);
		if (rc == CB_OK && files != NULL)
			rc = write_row(l, files, rows, row, &document);
		cb_document_release(&document);
	}
	return rc;
}

enum cb_status
cb_letters_write(const struct cb_letters *l)
{
	struct cb_text each = cb_text_of(l->template->each);
	const struct cb_table *rows = cb_figures_table(l->figures, each);
	struct cb_file_set files = { 0 };
	enum cb_status rc;

	if (rows == NULL)
		cb_figures_unknown(l->figures, each, (struct cb_where){ .source = l->template->file });
	rc = cb_figures_status(l->figures);
	if (rc == CB_OK)
		rc = go_through(l, rows, NULL);
	if (rc == CB_OK && l->end_reading != NULL)
		rc = l->end_reading(l->arg);
	if (rc == CB_OK)
		rc = cb_file_set_start(&files, l->app, l->folder);
	if (rc == CB_OK)
		rc = go_through(l, rows, &files);
	if (rc == CB_OK)
		rc = cb_file_set_commit(&files);
	cb_file_set_release(&files);
	return rc;
}
