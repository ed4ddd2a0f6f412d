/* What the registers hold in all: the communities in one row, the figures of register metric, numbers of records. */
#ifndef CB_QUERY_COUNTS_H
#define CB_QUERY_COUNTS_H

#include <cb/query/query.h>

/* office: the registered communities in one row. A sum leaves out those that say nothing, and is empty where all do.
 * metric: the records of the range, each with its change against the period before.
 * records: how many records each register has in the range. */
extern const struct cb_query cb_query_office, cb_query_metric, cb_query_records;

/* Of two rows of register metric: the value of the first in the unit of the other. False where it cannot be
 * converted. */
bool cb_metric_in_unit(const struct cb_cell *row, const struct cb_cell *other, struct cb_cell *value);

#endif
