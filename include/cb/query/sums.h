/* Adding up by keys: --by over any query, and what queries add up themselves.
 *
 * R1 Numbers, money, hours and counts add exactly; one beyond what its type can hold is CB_OUT_OF_RANGE, and its
 *    cell stays empty. Quantities keep what they do not know (value/quantity.h). Empty cells add nothing: a sum of
 *    empty cells only is empty.
 * R2 Order: by the keys, one after the other, each by value (words and periods) or in byte order (names, texts);
 *    empty keys last. */
#ifndef CB_QUERY_SUMS_H
#define CB_QUERY_SUMS_H

#include <cb/query/query.h>

/* The table of a query added up by columns of it, joined by ',': those columns, `records` (条数), and the sums of the
 * columns with CB_QUERY_SUM. An unknown word is CB_USAGE with the nearest. */
enum cb_status cb_sums_of_table(const struct cb_query *, const char *by, struct cb_diag *, struct cb_table *);

#endif
