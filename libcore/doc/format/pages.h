/* Tables that tell at the foot of each page what it comes to: those with columns that are carried (data/table.h).
 *
 * R1 An account begins with a row of a label (CB_LABEL) that is the first or follows another one, and on a page of its
 *    own. A page that goes on begins with 承前页: sums since the account began, and what there was last.
 * R2 Below the entries of each page stands 本页小计: their sums, and what there is then. */
#ifndef LIBCORE_DOC_PAGES_H
#define LIBCORE_DOC_PAGES_H

#include "formats.h"

struct cb_pages {
	struct cb_table table; /* its cells are borrowed */
	bool *starts;          /* [row] a page begins with it, the first one's left out */
	size_t cap;
};

struct cb_pages_room {
	size_t page_lines;                         /* for rows, their sums not counted */
	size_t (*lines)(const void *, size_t row); /* that a row takes */
	const void *arg;
};

bool cb_pages_has(const struct cb_table *);
void cb_pages_lay(struct cb_pages *, const struct cb_table *, const struct cb_pages_room *);
void cb_pages_release(struct cb_pages *);

#endif
