/* Marks: how exact a number is. Printed beside it as nothing, + (at least), - (less), ~ (about), ? (not
 * known), 各 (for each of several).
 *
 * R1 A sum with any `~`, or with `-` beside `+` or `?`, is `~`; else with any `-` it is `-`; else with
 *    any `+` or `?` it is `+`; a sum of `?` only is `?`. The order does not matter. 各 is exact. */
#ifndef CB_VALUE_MARK_H
#define CB_VALUE_MARK_H

#include <cb/value/type.h>

/* R1 for two parts. */
enum cb_mark cb_mark_sum(enum cb_mark a, enum cb_mark b);
/* Of what is taken away, or divided by: less of more. */
enum cb_mark cb_mark_turned(enum cb_mark);
/* "" "+" "-" "~" "?" "各", and back; false when it is none of them. */
const char *cb_mark_text(enum cb_mark);
bool cb_mark_find(struct cb_text, enum cb_mark *);

#endif
