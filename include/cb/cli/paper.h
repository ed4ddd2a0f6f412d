/* Documents as the output of a command. */
#ifndef CB_CLI_PAPER_H
#define CB_CLI_PAPER_H

#include <cb/cli/app.h>
#include <cb/doc/document.h>
#include <cb/report/report.h>

/* docx: what a command lists in its cb_command.formats to write documents. */
extern const struct cb_format cb_paper_formats[];

/* How a document is written; the name of its format is its extension. */
struct cb_paper {
	const char *format;
	void (*write)(struct cb_document *, const struct cb_doc_options *, struct cb_out *);
};
/* By --format or -o, else `usual`. NULL and a finding for a format of tables only. */
const struct cb_paper *cb_paper_find(struct cb_app *, const char *usual);
/* The format asked for, where it is one in which text is read: docx, html, md. Else NULL. */
const struct cb_paper *cb_paper_of_text(const struct cb_app *);

/* Was a document asked for? */
bool cb_paper_is_document(const struct cb_app *);
/* How its file is opened (enum cb_out_flag): with --reveal it is the owner's only. */
unsigned cb_paper_flags(const struct cb_app *);
/* Writes it to -o or stdout. */
enum cb_status cb_paper_write(struct cb_app *, const struct cb_paper *, struct cb_document *);
/* The same but for what of it is seen: cb_app_show ends it. */
enum cb_status cb_paper_prepare(struct cb_app *, const struct cb_paper *, struct cb_document *);
/* Reads an installed template by its name, or the file that the word is. Release it in any case. */
enum cb_status cb_paper_template(struct cb_app *, const char *word, struct cb_report_template *);
/* A table in whatever format was asked for: as docx it is a document of it alone. */
enum cb_status cb_paper_write_table(struct cb_app *, struct cb_table *);
/* The same, seen when cb_app_show ends it. */
enum cb_status cb_paper_prepare_table(struct cb_app *, struct cb_table *);

/* A document of each row in the folder of -o, named by its first cell, which is public, or by the row: a line for each
 * column that has a value. */
enum cb_status cb_paper_write_each(struct cb_app *, const struct cb_table *);

#endif
