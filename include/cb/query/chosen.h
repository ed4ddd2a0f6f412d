/* Columns of a table that the command line names: --by and --columns. */
#ifndef CB_QUERY_CHOSEN_H
#define CB_QUERY_CHOSEN_H

#include <cb/query/query.h>

/* Sets at[] to the columns that the words name by key or label, joined by ',', each column once and in the order of
 * the words. keys_of: a query that may restrict the choice to its columns with CB_QUERY_BY_KEY; NULL: any column may
 * be chosen. Returns how many they are, at most max. For an unknown word, or one too many, 0: the code has been
 * reported with the words that there are and the nearest. */
size_t cb_chosen_columns(const struct cb_query *keys_of, const char *words, const struct cb_table *, enum cb_code,
                         struct cb_diag *, size_t *at, size_t max);
/* The same for --by, whose columns are the keys of a sum, at most CB_QUERY_KEYS_MAX. A private column is no key
 * unless the office reveals: CB_PRIVATE_ASKED, and 0. */
size_t cb_chosen_keys(const struct cb_query *, const char *words, const struct cb_table *, const struct cb_office *,
                      size_t *at);
/* For --columns: keeps only the columns that the words name. On CB_USAGE the table has no row. */
enum cb_status cb_chosen_keep(const char *words, struct cb_table *, struct cb_diag *);
/* Is the column one of the n? */
bool cb_chosen_has(const size_t *columns, size_t n, size_t column);

#endif
