/* Who has handed in, and what the registers are: small tables for cb-import. */
#ifndef CB_QUERY_STATUS_H
#define CB_QUERY_STATUS_H

#include <cb/data/table.h>
#include <cb/query/office.h>
#include <cb/value/period.h>

/* One row a registered community (those of rule rank.entrants are not asked: everybody hands in):
 * 已报 with number of rows, file and time of the last batch, or 未报. Rows count whose period, or else date,
 * lies in the range. CB_FOUND when one is missing, CB_USAGE when the register has no community. */
enum cb_status cb_status_query(struct cb_office *, const struct cb_register *, const struct cb_period_range *,
                               struct cb_table *out);
/* The word in column state for who has not. */
extern const char cb_status_missing[];
/* Its columns and titles alone. */
void cb_status_query_columns(struct cb_table *out);
/* One row a register; one row a column of a register. */
void cb_status_registers(enum cb_lang, struct cb_table *out);
void cb_status_columns(const struct cb_register *, enum cb_lang, struct cb_table *out);
/* The columns of an empty sheet: what can be filled in. */
void cb_status_labels(const struct cb_register *, struct cb_table *out);

/* The batches, with the columns that people look for; cb-export prints the hashes too. */
enum cb_status cb_status_log(struct cb_store *, struct cb_table *out, struct cb_diag *);

#endif
