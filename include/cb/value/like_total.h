/* Is a figure what others make together, as in a row of totals that does not call itself one?
 *
 * R1 It is like their sum when it is exactly that, like their mean when it is what that rounds to at its places.
 * R2 0 is like nothing. All figures the same tell nothing either: callers see to it that they vary.
 * R3 At least CB_LIKE_MIN others, since few figures agree by chance. */
#ifndef CB_VALUE_LIKE_TOTAL_H
#define CB_VALUE_LIKE_TOTAL_H

#include <cb/value/arg.h>
#include <cb/value/decimal.h>

enum { CB_LIKE_SUM = 1,
       CB_LIKE_MEAN = 2,
       CB_LIKE_EITHER = CB_LIKE_SUM | CB_LIKE_MEAN,
       CB_LIKE_MIN = 4 };

/* Is that what the mean of n figures rounds to, at a place that is `step` of what they are counted in? */
bool cb_is_mean(int64_t stated, int64_t step, cb_wide sum, uint64_t n);
/* CB_LIKE_… of one of n figures and the others, `sum` being that of all; 0 = neither. */
unsigned cb_like_total(int64_t own, int64_t step, cb_wide sum, uint64_t n);
/* 之和, 的平均: what is said behind “the others”. */
struct cb_arg cb_like_said(unsigned like);

#endif
