/* When a record happened, by the column with CB_WHEN (data/schema.h). */
#ifndef CB_QUERY_WHEN_H
#define CB_QUERY_WHEN_H

#include <cb/value/period.h>
#include <cb/value/type.h>

/* Lies the cell in the range? A period does with all of its days, a day or a moment if its day does; an empty cell
 * never does. */
bool cb_when_in(const struct cb_type *, const struct cb_cell *, const struct cb_period_range *);

#endif
