/* The rows of a register that a question is about: those of the files that were named, where they are of this
 * register, else those of -d. */
#ifndef CB_QUERY_ASKED_ROWS_H
#define CB_QUERY_ASKED_ROWS_H

#include <cb/query/query.h>

/* Fills an empty table with the columns and rows of the register in the order of their printed keys, which is the
 * same wherever they come from. A cell that is a name has its id and its text; a number or word has no text. Every
 * row has passed the policy of its register; private values may have come masked. CB_OK, or the reason is in the
 * diag. */
enum cb_status cb_asked_rows(const struct cb_query_run *, const struct cb_register *, struct cb_table *out);

#endif
