/* What the registers come to: the communities in one row, figures of register metric, numbers of records. */
#ifndef CB_QUERY_COUNTS_H
#define CB_QUERY_COUNTS_H

#include <cb/query/query.h>

/* office: the registered communities in one row; a sum leaves out who says nothing, and is empty where nobody says
 * anything. metric: the records of the range, with the change against the period before. records: how many each
 * register has in the range. */
extern const struct cb_query cb_query_office, cb_query_metric, cb_query_records;

/* Rows of register metric: the value of the first in the unit of the other; false when it cannot be told in that. */
bool cb_metric_in_unit(const struct cb_cell *row, const struct cb_cell *other, struct cb_cell *value);

#endif
