/* What a row of register indicator may lack: an indicator without a contest is one of the month's, and one without a
 * number goes by its name. */
#ifndef INDICATOR_H
#define INDICATOR_H

#include <cb/query/office.h>

enum { INDICATOR_IMPLIED = 1 << INDICATOR_SYSTEM | 1 << INDICATOR_CODE };

/* Fills them; returns the columns (bits) that it filled. */
uint64_t cb_indicator_complete(struct cb_names *, struct cb_cell *cells);

#endif
