/* What the registers are and what a database has taken in: small tables for cb-import. */
#ifndef CB_QUERY_DESCRIBE_H
#define CB_QUERY_DESCRIBE_H

#include <cb/data/store.h>

/* One row a register; one row a column of a register. */
void cb_describe_registers(enum cb_lang, struct cb_table *out);
void cb_describe_columns(const struct cb_register *, enum cb_lang, struct cb_table *out);
/* The columns of an empty sheet: what can be filled in. */
void cb_describe_labels(const struct cb_register *, struct cb_table *out);
/* The batches, with the columns that people look for; cb-export prints the hashes too. */
enum cb_status cb_describe_log(struct cb_store *, struct cb_table *out, struct cb_diag *);

#endif
