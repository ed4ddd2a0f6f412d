/* A book while it is open: shared by book.c (what a file is, its sheets) and the reader of each format. */
#ifndef BOOK_STATE_H
#define BOOK_STATE_H

#include <cb/data/book.h>

struct zip; /* libzip */

/* How one format is read. A new one is one file and one row in book.c. */
struct book_format {
	const char *name; /* as messages call it: xlsx, xls, ods, HTML … */
	/* Finds the sheets (cb_book_add_sheet) and keeps what it needs in book->own. */
	enum cb_status (*open)(struct cb_book *);
	/* Opens a sheet as rows of that source: raw cells, merged areas in rows->shape, hidden rows marked.
	 * book.c puts the filling of merged areas and `visible` on top. */
	enum cb_status (*rows)(struct cb_book *, size_t sheet, uint32_t source, struct cb_rows **out);
	void (*close)(struct cb_book *); /* releases book->own; also after a failed open */
};

struct cb_book {
	const struct book_format *format; /* NULL: text */
	struct cb_book_options options;
	struct cb_diag *diag;
	struct cb_str path; /* of a regular file that can be read twice: stdin has been copied to one */
	const char *name;   /* as the user wrote it, for messages */
	int fd;             /* of that file */
	struct zip *zip;    /* of formats that are zip archives, else NULL */
	struct cb_book_sheet *sheets;
	size_t n_sheets, cap_sheets;
	uint32_t source; /* the file as a whole, for findings without a sheet */
	struct cb_arena arena;
	void *own; /* of the format */
};

extern const struct book_format cb_book_xlsx, cb_book_xls, cb_book_ods, cb_book_html, cb_book_xml2003;

/* Adds a sheet; the name is copied. */
void cb_book_add_sheet(struct cb_book *, struct cb_text name, bool is_hidden);

#endif
