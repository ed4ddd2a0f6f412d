/* A file that was refused, as a workbook for the one who sent it: what was read, with what is wrong in it.
 *
 * R1 xlsx: the parts of the file as they are. In the sheets with errors cells have another style, that of the file's
 *    own that is red too, and comments and the column of R3 are added; formulas, formats, heights, drop-downs, pictures
 *    and the comments of the sender stay. What an earlier return has marked is taken
 *    back first, in sheets that are clean now, too.
 *    Any other file, and an xlsx of unusual make (a prefix before the names of a sheet's elements, rows out of order,
 *    parts beyond 256 MiB): every sheet, every value at its address, with merged areas, widths and what is hidden.
 *    Numbers, days and times stay what they are, text stays text; other formats, formulas and pictures are not kept. A
 *    text file is one sheet named after it, a record in the row of its line.
 * R2 A cell with an error is red and has a comment with the reasons and remedies. One of a whole row is at
 *    its first cell, one of a whole sheet at A1, one within a merged area at the area's first.
 * R3 Beside the table stands the column CB_RETURNED_LABEL with the reasons of each row beneath the header, those of
 *    the header and what is above it in the first row, each with its cell;
 *    where the file has one already it is written anew. Readers leave it out (data/label.h), so
 *    that the corrected file can be read as it is.
 * R4 A hidden row or sheet with an error is shown.
 * R5 The same file and errors give the same bytes. */
#ifndef CB_DOC_RETURNED_H
#define CB_DOC_RETURNED_H

#include <cb/data/book.h>
#include <cb/data/file.h>

struct cb_returned_note {
	const char *sheet;    /* its name, "" of a text file */
	uint32_t row, column; /* from 1, 0 = none */
	uint32_t header_row;  /* the last row of the sheet's header, 0 = not known */
	const char *text;
	bool is_whole; /* of a row or the sheet: set by cb_returned_write */
};

struct cb_returned {
	struct cb_book *book;           /* opened as_is, no sheet open */
	const char *name;               /* of the sheet of a text file */
	struct cb_returned_note *notes; /* in any order; sorted here */
	size_t n_notes;
};

/* Appends the workbook to out; what goes wrong is remembered there. CB_OK, or CB_UNREADABLE of a book that
 * breaks off or has more rows or columns than xlsx. */
enum cb_status cb_returned_write(struct cb_returned *, struct cb_out *out);

#endif
