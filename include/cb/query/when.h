/* When a record happened, by the column with CB_WHEN (data/schema.h). */
#ifndef CB_QUERY_WHEN_H
#define CB_QUERY_WHEN_H

#include <cb/value/period.h>
#include <cb/value/type.h>

/* Lies the cell in the range? A period does with all of its days, a day or a moment if its day does; an empty cell
 * never does. */
bool cb_when_in(const struct cb_type *, const struct cb_cell *, const struct cb_period_range *);
/* Was it in force on a day of that time? An empty cell says that it always was, or still is. */
bool cb_when_in_force(const struct cb_cell *since, const struct cb_cell *until, int64_t first_day, int64_t last_day);

#endif
