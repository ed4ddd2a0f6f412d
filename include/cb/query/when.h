/* When a record happened, by the column with CB_WHEN (data/schema.h). */
#ifndef CB_QUERY_WHEN_H
#define CB_QUERY_WHEN_H

#include <cb/value/period.h>
#include <cb/value/type.h>

/* Does a period lie wholly in the range, a day or a time on one of its days? An empty cell does not. */
bool cb_when_in(const struct cb_type *, const struct cb_cell *, const struct cb_period_range *);

#endif
