/* The rows of a register as a question has them: the operands where they are of it, else what -d has. */
#ifndef CB_QUERY_ASKED_ROWS_H
#define CB_QUERY_ASKED_ROWS_H

#include <cb/query/query.h>

/* Fills an empty table with the register's columns and rows, in the order of the printed keys: the same wherever they
 * come from. Cells of names have their id and text, of numbers and words no text. Every row passes the policy of its
 * register; private values may come masked. The status is that of reading: CB_OK, or the reason is in the diag. */
enum cb_status cb_asked_rows(const struct cb_query_run *, const struct cb_register *, struct cb_table *out);

#endif
