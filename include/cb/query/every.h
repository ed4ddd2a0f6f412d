/* The periods of a range, as long as the word of a rule says: every day, week, month … (enum cb_every of
 * rule/types.h).
 *
 * R1 The first is the one in which the range begins, the last the one in which it ends. Weeks are those of ISO 8601,
 *    from Monday to Sunday. 一次 is the range itself. */
#ifndef CB_QUERY_EVERY_H
#define CB_QUERY_EVERY_H

#include <cb/base/str.h>
#include <cb/value/period.h>

/* Sets *part to the n-th of them, from 0. It is a whole period, which may begin before the range or end after it.
 * False after the last. */
bool cb_every_nth(int every, const struct cb_period_range *range, int n, struct cb_period_range *part);
/* Appends the period as people write it: 2022-W24(2022-06-13..2022-06-19), 2026-07, 2026Q3, 2026-07-01..2026-07-15. */
void cb_every_print(int every, const struct cb_period_range *part, struct cb_str *out);

#endif
