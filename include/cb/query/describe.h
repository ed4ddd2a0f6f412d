/* Small tables for cb-import: what the registers are, and what a database has taken in. */
#ifndef CB_QUERY_DESCRIBE_H
#define CB_QUERY_DESCRIBE_H

#include <cb/data/store.h>

/* One row a register; and one row a column of a register. */
void cb_describe_registers(enum cb_lang, struct cb_table *out);
void cb_describe_columns(const struct cb_register *, enum cb_lang, struct cb_table *out);
/* A table without rows whose columns are those that can be filled in. */
void cb_describe_labels(const struct cb_register *, struct cb_table *out);
/* One row a batch, with the columns that people look for. cb-export prints all of them, such as the hashes. */
enum cb_status cb_describe_log(struct cb_store *, struct cb_table *out, struct cb_diag *);

#endif
