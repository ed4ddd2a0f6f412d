/* A form: the sheet of one register that somebody is to fill in, and the mark by which it is known again
 * when it comes back.
 *
 * R1 What holds for all rows is said once above them (填报单位, the month of the title) and has no
 *    column of its own; a reader fills it in (data/reader.h R1).
 * R2 The mark stands in a hidden sheet, CB_FORM_SHEET: its first row is CB_FORM_MARK, the register and
 *    the version. The version is a digest of the register's columns, so that a form made before a
 *    column was added or renamed is told from a new one.
 * R3 Lines that are kept stand in the hidden sheet once more, so that a cell that was changed is known; the mark names
 *    the body too. */
#ifndef CB_DATA_FORM_H
#define CB_DATA_FORM_H

#include <cb/data/book.h>
#include <cb/data/schema.h>

#define CB_FORM_SHEET "cb"
#define CB_FORM_MARK "cb-form"
#define CB_FORM_LINE "cb-line" /* before the cells of a line that is kept */
#define CB_FORM_VERSION_MAX 17

struct cb_form_column {
	const struct cb_column *is;
	const struct cb_text *words; /* to choose from; none: n_words 0 */
	size_t n_words;
	bool is_open;      /* other words may be right too: names have aliases */
	size_t width_cols; /* 0 = as its label and words need */
};

/* A row that is begun: what stands in its first columns, which are locked there. */
struct cb_form_line {
	const struct cb_text *cells; /* n_begun of the form */
};

struct cb_form {
	const struct cb_register *reg;
	struct cb_text body;   /* whose form it is; empty = the column says it */
	struct cb_text period; /* as titles write it, 2026年7月; empty = the column says it */
	struct cb_form_column *columns;
	size_t n_columns;
	struct cb_form_line *lines; /* none: n_lines 0 */
	size_t n_lines, n_begun;
	bool keeps_lines;      /* R3 */
	struct cb_arena arena; /* of the columns, words and texts */
};
void cb_form_release(struct cb_form *);

void cb_form_version(const struct cb_register *, char version[CB_FORM_VERSION_MAX]);
/* Looks for the mark in a book whose sheets are all closed, and warns when it is that of another register,
 * or another version. A book without a mark is fine. */
void cb_form_check(struct cb_book *, const struct cb_register *, struct cb_diag *);
/* Calls take with the cells behind each mark of the hidden sheet of a form of that register: once with its register,
 * version and body, then for each line that is kept (R3). False: it is no such form. */
bool cb_form_kept(struct cb_book *, const struct cb_register *,
                  void (*take)(void *arg, const struct cb_text *cells, size_t n), void *arg);

#endif
