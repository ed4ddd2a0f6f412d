/* A book while it is open: shared by book.c (what a file is, its sheets) and the reader of each format. */
#ifndef BOOK_STATE_H
#define BOOK_STATE_H

#include <cb/base/mem.h>
#include <cb/data/book.h>

struct zip; /* libzip */
struct zip_file;

/* How one format is read. A new one is one file and one row in kind.c. */
struct book_format {
	const char *name; /* as messages call it: xlsx, xls, ods, HTML … */
	/* Finds the sheets (cb_book_add_sheet) and keeps what it needs in book->own. */
	enum cb_status (*open)(struct cb_book *);
	/* Opens a sheet as rows of that source: raw cells, merged areas in rows->shape, hidden rows marked.
	 * book.c puts the filling of merged areas and `visible` on top. */
	enum cb_status (*rows)(struct cb_book *, size_t sheet, uint32_t source, struct cb_rows **out);
	/* Releases book->own; also after a failed open. NULL = there is none. */
	void (*close)(struct cb_book *);
};

struct cb_book {
	const struct book_format *format; /* NULL: text */
	struct cb_book_options options;
	struct cb_diag *diag;
	struct cb_str path; /* of a regular file that can be read twice: stdin has been copied to one */
	const char *name;   /* as the user wrote it, for messages */
	int fd;             /* of that file, or of what it is when unlocked; -1 = none */
	bool was_locked;    /* with the password that programs try unasked: unlock.h */
	struct zip *zip;    /* of formats that are zip archives, else NULL */
	struct cb_book_sheet *sheets;
	size_t n_sheets, cap_sheets;
	uint32_t source; /* the file as a whole, for findings without a sheet; 0 for text */
	uint64_t unpacked_bytes;
	uint64_t given, given_max; /* given.c; max 0 = not yet known */
	struct cb_arena arena;
	void *own; /* of the format */
};

extern const struct book_format cb_book_xlsx, cb_book_xls, cb_book_ods, cb_book_html, cb_book_xml2003;

/* Adds a sheet; the name is copied. False when there are too many, which is reported. */
bool cb_book_add_sheet(struct cb_book *, struct cb_text name, bool is_hidden);
/* The file as a whole, for findings. */
#define BOOK_WHOLE(book) ((struct cb_where){ (book)->source, 0, 0 })

/* ---- merge.c: R4 and `visible`, over the rows of any format that has a shape; what it gives takes inner over */
struct cb_rows *cb_book_shaped(struct cb_rows *inner, struct cb_book *);

/* ---- strike.c: cells whose text is struck out, in part or as a whole; within a row source only */

enum { BOOK_STRUCK = CB_CELL_FILLED, /* flags that cells have later, if at all */
       BOOK_PARTLY_STRUCK = CB_CELL_WITHHELD /* the text is without what is struck out */ };
/* R7: takes the flags off a row, empties cells that are struck out and reports what is left out. True = all of the
 * row is struck out: it stays as it is, and is to be marked as hidden. */
bool cb_book_strike(struct cb_book *, struct cb_where row, struct cb_text *cells, uint16_t *kinds, size_t n);

/* ---- given.c: R5, what is given out however often the file says it */

/* Counts what its rows give out; what it gives takes inner over. */
struct cb_rows *cb_book_counted(struct cb_rows *inner, struct cb_book *);

/* ---- kind.c: what a file is, by its content */

enum book_is { BOOK_TEXT, /* or nothing that is known: the text reader says what is wrong */
	       BOOK_READABLE,
	       BOOK_ENCRYPTED,
	       BOOK_CUT, /* damaged or not complete */
	       BOOK_NOT_READ,
	       BOOK_FOREIGN, /* of another program */
	       BOOK_DOUBLED, /* two parts have one name */
	       BOOK_NO_ROOM, /* for what it is when unlocked (errno) */
	       BOOK_TOO_LARGE /* more parts than is read */ };

struct book_kind {
	enum book_is is;
	const char *name; /* xlsx, docx, PDF …; with BOOK_CUT, BOOK_NOT_READ what is wrong; of BOOK_DOUBLED the part */
	const struct book_format *format;
};
/* Looks into book->fd from its beginning, which a package that can be unlocked takes the place of; opens book->zip
 * where the file is such an archive. */
struct book_kind cb_book_kind(struct cb_book *);

/* ---- part.c: the bytes of one part of an archive, or of the file itself, within the limits of R5 */

struct book_part {
	struct cb_book *book;
	struct cb_where where; /* for findings */
	const char *name;      /* "" = the file itself */
	struct zip_file *file; /* NULL = the file itself, from its beginning */
	uint64_t packed_bytes, unpacked_bytes;
	int64_t position;
};

/* Number of the part in the archive, -1 = there is none. Upper and lower case, \ and / and a leading / make
 * no difference. */
int64_t cb_book_part_find(const struct cb_book *, struct cb_text name);
/* False = it cannot be read, which is reported. The name must live as long as the part. */
bool cb_book_part_open(struct book_part *, struct cb_book *, int64_t at, struct cb_where);
void cb_book_part_open_file(struct book_part *, struct cb_book *, struct cb_where);
/* Bytes, 0 = end, -1 = broken off, which is reported. */
ptrdiff_t cb_book_part_read(struct book_part *, char *p, size_t n);
void cb_book_part_close(struct book_part *);

#endif
