/* Which sheets of a book are read.
 *
 * R1 --sheet names one, hidden or not, else gives its number from 1; `*` is every sheet that is not hidden
 *    and has a row. None of that name is CB_NO_SUCH_SHEET.
 * R2 Without it, the sheets that fit what is wanted: of several all are read, with a warning; where only
 *    one is wanted, those that fit wholly go before those that do nearly, and several are CB_SHEET_NEEDED.
 * R3 When none fits, the one that comes nearest is read, so that what is wrong with it is told.
 * R4 What is left out is said: a note of a sheet that does not fit or is hidden, a warning of a hidden
 *    sheet that would have fitted, and of one that has some of the labels and may have been meant.
 * R5 A text file is its only sheet, whatever is asked for. */
#ifndef CB_DATA_SHEETS_H
#define CB_DATA_SHEETS_H

#include <cb/data/book.h>

enum cb_fit { CB_FIT_BLANK,    /* no row */
	      CB_FIT_STRANGE,  /* nothing of what is wanted */
	      CB_FIT_ALIKE,    /* some of the labels, not most */
	      CB_FIT_NEARLY,   /* most of the labels */
	      CB_FIT_WHOLLY }; /* and all that is needed */

struct cb_sheet_fit {
	enum cb_fit fit;
	size_t known, labels; /* of the header */
};

struct cb_sheets_wish {
	const char *path;  /* of the book, for messages */
	const char *asked; /* --sheet, or NULL */
	bool only_one;
	/* How well the sheet with these rows fits; may leave them anywhere. */
	struct cb_sheet_fit (*judge)(void *arg, struct cb_rows *);
	void *arg;
};

/* The sheets to be read, in the order of the book. */
struct cb_sheets {
	size_t *at;
	size_t n, cap;
};

/* False: there is none to read, which has been reported. The book has no sheet open. */
bool cb_sheets_choose(struct cb_sheets *, struct cb_book *, const struct cb_sheets_wish *, struct cb_diag *);
void cb_sheets_release(struct cb_sheets *);

#endif
