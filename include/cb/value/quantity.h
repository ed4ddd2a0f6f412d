/* Quantities: numbers that keep what they do not know. Printed 1600, 1600+ (at least), 1000- (less),
 * ~2500 (about), ? (not known).
 *
 * R1 A sum with any `~`, or with `-` beside `+` or `?`, is `~`; else with any `-` it is `-`; else with
 *    any `+` or `?` it is `+`; a sum of `?` only is `?`. The order does not matter. */
#ifndef CB_VALUE_QUANTITY_H
#define CB_VALUE_QUANTITY_H

#include <cb/value/type.h>

/* R1 for two parts. */
enum cb_mark cb_mark_sum(enum cb_mark a, enum cb_mark b);
/* "" "+" "-" "~" "?", and back; false when it is none of them. */
const char *cb_quantity_mark(enum cb_mark);
bool cb_quantity_mark_find(struct cb_text, enum cb_mark *);

/* Adds a cell of type qty (or num, int, money: exact) to *sum; a zeroed cell is the empty sum, and only
 * CB_VALUE adds anything. False when the result is beyond CB_NUMBER_MAX; *sum is then unchanged. */
bool cb_quantity_add(struct cb_cell *sum, const struct cb_cell *part);

#endif
