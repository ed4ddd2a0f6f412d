/* The cells of a file as they are read, before any register: for cb-import cells. */
#ifndef CB_QUERY_CELLS_H
#define CB_QUERY_CELLS_H

#include <cb/data/book.h>
#include <cb/data/file.h>
#include <cb/data/table.h>

/* Rows that were kept, to become a table: they have no header, and not all the same length. */
struct cb_cells {
	struct cb_cells_row {
		struct cb_text *texts;
		uint32_t n;
	} * rows;
	size_t n, cap;
	uint32_t n_columns;
	struct cb_arena arena;
};

struct cb_cells_asked {
	const char *sheet;                                /* as below */
	void (*show)(struct cb_text, struct cb_str *out); /* appends a text as it may be seen; NULL = as it is */
	struct cb_cells *rows;                            /* kept here, and none is printed; or NULL */
};

/* Appends them as CSV, row by row; a blank row of a sheet is a blank line, so that the n-th line is row n.
 * sheet: the name of a sheet or its number from 1, hidden or not; "*" = all that are not hidden, one behind the
 * other; NULL = the first of these. out: NULL where the rows are kept. CB_OK, CB_USAGE when there is no such
 * sheet, or why it cannot be read;
 * the reason is in the diag. */
enum cb_status cb_cells_print(const char *path, const struct cb_book_options *, const struct cb_cells_asked *,
                              struct cb_out *, struct cb_diag *);
/* The rows that were kept, with columns A, B, C as spreadsheets have them; they must outlive the table. */
void cb_cells_table(const struct cb_cells *, struct cb_table *);
void cb_cells_release(struct cb_cells *);

#endif
