/* The functions behind the rows of cb_formats; and what they share. */
#ifndef LIBCORE_DOC_FORMATS_H
#define LIBCORE_DOC_FORMATS_H

#include <cb/doc/format.h>

void cb_grid_end(struct cb_writer *);
void cb_csv_begin(struct cb_writer *);
void cb_csv_row(struct cb_writer *, const struct cb_cell *);
/* Appends the text in quotes. */
void cb_json_string(struct cb_str *out, struct cb_text);
void cb_json_begin(struct cb_writer *);
void cb_json_row(struct cb_writer *, const struct cb_cell *);
void cb_json_end(struct cb_writer *);
void cb_md_begin(struct cb_writer *);
void cb_md_row(struct cb_writer *, const struct cb_cell *);
void cb_md_end(struct cb_writer *);
void cb_html_begin(struct cb_writer *);
void cb_html_row(struct cb_writer *, const struct cb_cell *);
void cb_html_end(struct cb_writer *);
void cb_xlsx_begin(struct cb_writer *);
void cb_xlsx_row(struct cb_writer *, const struct cb_cell *);
void cb_xlsx_end(struct cb_writer *);
void cb_xlsx_pages(struct cb_writer *);
/* Another table, on a sheet of its own behind the others. */
void cb_xlsx_next(struct cb_writer *, struct cb_table *);
void cb_xlsx_release(struct cb_writer *);

/* format.h R7: the row of sums into cells [column]; false where there is none. */
bool cb_totals_row(const struct cb_writer *, struct cb_cell *cells);
bool cb_totals_is_row(const struct cb_table *, const struct cb_cell *cells);

/* Append text, printable and with the signs of the language written out. XML, and attributes of HTML: on
 * one line. HTML and cells of Markdown: with line ends as <br>. */
void cb_markup_escape(struct cb_str *out, struct cb_text);
void cb_html_escape(struct cb_str *out, struct cb_text);
void cb_md_escape(struct cb_str *out, struct cb_text);

#endif
