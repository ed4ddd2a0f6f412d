/* The periods that a rule names by a word (enum cb_every of rule/types.h), as they lie in a range.
 *
 * R1 The first is the one in which the range begins, the last the one in which it ends; weeks are those of ISO 8601,
 *    from Monday to Sunday. 一次 is the range itself. */
#ifndef CB_QUERY_EVERY_H
#define CB_QUERY_EVERY_H

#include <cb/base/str.h>
#include <cb/value/period.h>

/* The n-th of them, from 0, whole: it may begin before the range and end after it. False after the last. */
bool cb_every_nth(int every, const struct cb_period_range *range, int n, struct cb_period_range *part);
/* Appends its number and days: 2022-W24(2022-06-13..2022-06-19), 2026-07, 2026Q3, 2026-07-01..2026-07-15. */
void cb_every_print(int every, const struct cb_period_range *part, struct cb_str *out);

#endif
