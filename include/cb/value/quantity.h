/* Quantities: numbers that keep what they do not know, with the mark of value/mark.h: 1600, 1600+, 1000-,
 * ~2500, ?. */
#ifndef CB_VALUE_QUANTITY_H
#define CB_VALUE_QUANTITY_H

#include <cb/value/type.h>

/* Adds a cell of type qty (or num, int, money: exact) to *sum; a zeroed cell is the empty sum, and only
 * CB_VALUE adds anything. False when the result is beyond CB_NUMBER_MAX; *sum is then unchanged. */
bool cb_quantity_add(struct cb_cell *sum, const struct cb_cell *part);

#endif
