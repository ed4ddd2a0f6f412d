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
	/* A sheet by its name or its number from 1, hidden or not; "*": all that are not hidden, one behind the other;
	 * NULL: the first of these. */
	const char *sheet;
	void (*show)(struct cb_text, struct cb_str *out); /* appends a text as it may be seen; NULL = as it is */
	struct cb_cells *rows;                            /* where rows are kept instead of being printed, or NULL */
};

/* Appends the cells to `out` as CSV, or keeps them. A blank row of a sheet is a blank line, so that the n-th line is
 * row n. out may be NULL where rows are kept. CB_OK; CB_USAGE where there is no such sheet; or why the file cannot be
 * read. The reason is in the diag. */
enum cb_status cb_cells_print(const char *path, const struct cb_book_options *, const struct cb_cells_asked *,
                              struct cb_out *, struct cb_diag *);
/* Makes a table of rows that were kept, which must outlive it. Its columns are A, B, C as in a spreadsheet. */
void cb_cells_table(const struct cb_cells *, struct cb_table *);
void cb_cells_release(struct cb_cells *);

#endif
