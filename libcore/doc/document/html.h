/* The page: one renderer for tables of any command and for documents.
 *
 * R1 Self-contained: no address is asked, nothing but the page's own style and script may run (their
 *    hashes stand in the policy). It can be sent on, opened from a stick, and printed.
 * R2 A click on a column's header, or Enter on it, sorts by the column: numbers by value (data-v where the
 *    text does not tell it), words in the order of pinyin, empty cells last; again turns the order round.
 *    Without script the page is the same, unsorted.
 * R3 Lines of text are at most 42 em; charts are as wide, under their tables. On a phone the words wrap and only a wide
 *    table scrolls, in its own frame, and says so. */
#ifndef LIBCORE_DOC_HTML_H
#define LIBCORE_DOC_HTML_H

#include "document_parts.h"
#include "../format/formats.h"

enum { CB_HTML_UPRIGHT_COLUMNS = 7 }; /* a table with more stands on a page laid across */

void cb_html_page_begin(struct cb_str *out, enum cb_lang, struct cb_text title);
void cb_html_page_end(struct cb_str *out);

/* A table on its way out; sets: how each column is set, or NULL = by its type. */
struct cb_html_table {
	struct cb_writer *writer;
	const enum cb_column_set *sets;
	struct cb_text caption;
};
void cb_html_table_begin(const struct cb_html_table *);
void cb_html_table_row(const struct cb_html_table *, const struct cb_cell *cells);
void cb_html_table_end(struct cb_str *out);

/* A bar chart as SVG; number is its place among the charts of the page. */
void cb_html_chart(struct cb_str *out, const struct cb_block *, const struct cb_doc_options *, unsigned number);

#endif
