/* A file that somebody sent, as sheets of rows: the one way in for every command that takes FILEs.
 *
 * R1 Content decides, not the name: xlsx, xls (BIFF), ods, an HTML table, Office XML 2003, or text. What
 *    is none of these, or is encrypted, cut or of another program (xlsb, docx, PDF …), is named for
 *    what it is.
 * R2 A text file is one visible sheet without a name, and its rows are those of data/csv.h.
 * R3 Rows come in order, blank ones are left out, cells from column A on; a cell that is not there is
 *    empty. Trailing empty cells are left out.
 * R4 Words, names and dates of a merged area stand in all its cells (CB_CELL_FILLED), a number only in
 *    the first, the others being CB_CELL_WITHHELD; not with `as_is`.
 * R5 Memory is taken by what is read, never by what a file claims. Each limit has a message of its own:
 *    bytes unpacked, their ratio to the packed ones, parts, sheets, cells, columns, depth, length of a text.
 *    A DOCTYPE is refused. What crashes or never ends in a library is a finding: it runs in a child. What a
 *    file repeats counts as often as it is given out.
 * R6 A workbook that is protected and encrypted with the fixed password of Excel, which Excel and WPS open unasked, is
 *    read like any other. No other password is tried: such a file is encrypted.
 * R7 What is struck out in a cell is left out, with a warning. A row that is struck out as a whole counts as hidden. */
#ifndef CB_DATA_BOOK_H
#define CB_DATA_BOOK_H

#include <cb/data/csv.h>

struct cb_book; /* opaque */

struct cb_book_options {
	struct cb_csv_options csv;   /* text files only */
	bool as_is;                  /* R4 off: merged areas have their first cell only, as the file has it */
	bool visible;                /* hidden rows are left out, hidden columns empty */
	uint64_t unpacked_max_bytes; /* for tests: all parts together; 0 = 2 GiB */
};

struct cb_book_sheet {
	const char *name; /* "" for a text file; lives as long as the book */
	bool is_hidden;
};

/* Opens path ("-" = stdin: text, or a spreadsheet by its content). CB_OK and *out, or a status whose
 * reason went to the diag. */
enum cb_status cb_book_open(struct cb_book **out, const char *path, const struct cb_book_options *, struct cb_diag *);
/* Was it encrypted, with the password that spreadsheet programs try unasked (R6)? */
bool cb_book_was_locked(const struct cb_book *);
bool cb_book_is_text(const struct cb_book *);
size_t cb_book_n_sheets(const struct cb_book *);
struct cb_book_sheet cb_book_sheet(const struct cb_book *, size_t sheet);
/* The sheet of that name, hidden or not, else of that number from 1. False when there is none, which is
 * reported (CB_NO_SUCH_SHEET). */
bool cb_book_find_sheet(const struct cb_book *, const char *word, size_t *sheet);
/* Opens a sheet, numbered from 0, and registers it as a source of the diag. One sheet of a book is open
 * at a time; it is closed before the book is. */
enum cb_status cb_book_rows(struct cb_book *, size_t sheet, struct cb_rows **out);
/* R5: text of the book, text file or not, that is given out again beside its rows, as a title's that holds for every
 * row. False: too much, which is reported. */
bool cb_book_give(struct cb_book *, struct cb_where, uint64_t n_cells, uint64_t text_bytes);
void cb_book_close(struct cb_book *);

/* The package of an xlsx file as it is stored: parts from 0, none of other files. */
size_t cb_book_n_parts(const struct cb_book *);
const char *cb_book_part_name(const struct cb_book *, size_t part);
/* Calls `take` with the bytes of a part, block after block, until it says no. False: that, or it is broken off
 * or beyond R5, which is reported. */
bool cb_book_part_bytes(struct cb_book *, size_t part, bool (*take)(void *arg, struct cb_text), void *arg);
/* The part of a sheet; that of the styles; that which lists the sheets. Or -1. */
int64_t cb_book_sheet_part(const struct cb_book *, size_t sheet);
int64_t cb_book_styles_part(const struct cb_book *);
int64_t cb_book_workbook_part(const struct cb_book *);
/* The part that a part points to by a relation whose type ends so, and of this id (NULL = any); -1 = none. */
int64_t cb_book_related_part(struct cb_book *, size_t part, const char *type, const char *id);
/* The part of that path, -1 = none. */
int64_t cb_book_part_at(const struct cb_book *, const char *path);

#endif
