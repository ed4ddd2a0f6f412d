/* The tables of an HTML page, each as a sheet.
 *
 * R1 Every table is one, those within cells of others too; a table without any text is none.
 * R2 A cell ends where its tag is closed, another cell, row or its table begins or ends: tags left open do no harm.
 *    colspan and rowspan take places as in HTML and are merged areas.
 * R3 A cell is the text a browser would show: br, p, div and li begin a line. It stays text whatever it looks like,
 *    but for Excel's own attributes: x:num makes it a number (its value, else what is shown), x:bool a truth value,
 *    x:err an error, x:str text. display:none hides rows and columns. */
#ifndef BOOK_HTML_TABLE_H
#define BOOK_HTML_TABLE_H

#include "held.h"

enum { HTML_DEPTH_MAX = 64 }; /* of tables in each other; what is deeper is left out */

/* Is called with each table at its end, which takes it over; number: from 0, in the order they begin. */
struct html_page {
	void (*take)(void *own, size_t number, struct held *, struct cb_text caption);
	void *own;
};
/* False: the page ends within a table, and without </body> or </html>: it is cut. */
bool cb_html_read(struct cb_text page, const struct html_page *);

#endif
