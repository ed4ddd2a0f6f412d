/* Forms as workbooks.
 *
 * R1 The first sheet is what is filled in: title, whose form it is, the labels (those that must be filled in
 *    with *), and room below; what stands above it is locked, without a password.
 * R2 The cells of 1000 rows are checked as they are typed: words to choose from, dates, numbers, lengths. Closed lists
 *    and numbers refuse what is wrong; where other words may be right, and for dates, it is asked whether it
 *    is meant.
 * R3 填表说明 tells each column, its type and an example. A hidden sheet holds the mark of
 *    data/form.h and the long lists.
 * R4 The same form gives the same bytes. */
#ifndef CB_DOC_FORM_BOOK_H
#define CB_DOC_FORM_BOOK_H

#include <cb/data/file.h>
#include <cb/data/form.h>

/* Appends the workbook to out; what goes wrong is remembered there. */
void cb_form_write(const struct cb_form *, enum cb_lang, struct cb_out *out);

#endif
