/* The tables of an HTML page, each as a sheet.
 *
 * R1 Every table is one, those within cells of others too; a table without any text is none.
 * R2 A cell ends where its tag is closed, another cell, row or its table begins or ends: tags left open do no harm.
 *    colspan and rowspan take places as in HTML and are merged areas.
 * R3 A cell is the text a browser would show: br, p, div and li begin a line; what is hidden within the cell is none,
 *    a field shows its value, a box ☑ or ☐, a select the option that is selected or the first. It stays text whatever
 *    it looks like, but for Excel's own attributes: x:num makes it a number (its value, else what is shown), x:bool a
 *    truth value, x:err an error, x:str text. display:none hides rows and columns.
 * R4 mso-number-format, of the cell or of its class, is its number format: figures are a number then, but where it says
 *    that they are text (\\@). text-decoration: line-through of either strikes it out. */
#ifndef BOOK_HTML_TABLE_H
#define BOOK_HTML_TABLE_H

#include <cb/base/dict.h>

#include "held.h"
#include "html_token.h"

enum { HTML_DEPTH_MAX = 64 }; /* of tables in each other; what is deeper is left out */

/* Is called with each table at its end, which takes it over; number: from 0, in the order they begin. */
struct html_page {
	void (*take)(void *own, size_t number, struct held *, struct cb_text caption);
	void *own;
};
/* html_style.c: what the page says of its classes, and a cell of its own style. */
struct html_styles {
	struct cb_dict classes; /* index + 1 */
	struct html_style {
		struct cb_text format; /* "" = none */
		bool is_struck;
	} * styles;
	size_t n, cap;
	struct cb_arena arena;
};
void cb_html_styles_read(struct html_styles *, struct cb_text page);
struct html_style cb_html_style_of(struct html_styles *, const struct html_token *tag);
void cb_html_styles_release(struct html_styles *);

/* False: the page ends within a table, and without </body> or </html>: it is cut. */
bool cb_html_read(struct cb_text page, const struct html_page *);

#endif
