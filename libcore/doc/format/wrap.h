/* Where lines of a cell end. Widths are display columns; texts are printable (cb_doc_printable). */
#ifndef LIBCORE_DOC_WRAP_H
#define LIBCORE_DOC_WRAP_H

#include <cb/base/str.h>

/* Takes the next line of at most `cols` columns from *rest and returns it, both without blanks at
 * the cut: after the last `;` when that leaves half a line, else at the last place where a line may
 * end (beside CJK, after a blank, a closing mark or /), else after _, else anywhere; a last character
 * does not stay alone where the line before can spare one. It always takes something of a text that
 * is not empty, a character of two columns even when cols is 1. */
struct cb_text cb_wrap_line(struct cb_text *rest, uint32_t cols);
/* The next member of a list, with its `;`. */
struct cb_text cb_wrap_member(struct cb_text *rest);
/* The widest piece no line may end in: a column that wide breaks no word. */
uint32_t cb_wrap_piece(struct cb_text);

#endif
