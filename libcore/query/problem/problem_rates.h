/* The rates of a period, as pairs of whole numbers: shared by the table and the scores. */
#ifndef PROBLEM_RATES_H
#define PROBLEM_RATES_H

#include <cb/query/sums.h>

#include "problem_book.h"

enum { RATE_REGISTERED, /* 立案率 */
       RATE_DISPATCHED, /* 派遣率 */
       RATE_CLOSED,     /* 结案率 */
       RATE_ON_TIME,    /* 按期结案率 */
       RATE_RETURNED,   /* 返工率 */
       RATE_EXTENDED,   /* 延期率 */
       RATE_FIXED,      /* 整改率 */
       RATE_SATISFIED,  /* 满意率 */
       RATES };
extern const struct cb_word problem_rates[];

/* Keys beside the rate, in the order of the table's columns. */
enum { RATES_RATE,
       RATES_CLASS,
       RATES_COMMUNITY,
       RATES_RESPONSIBLE,
       RATES_LEVEL,
       RATES_KIND,
       RATES_SOURCE,
       RATES_KEYS };

/* Adds up by keys: columns without the rate. Values: the numerator of a rate at 2 * rate, its denominator behind. */
enum cb_status rates_add_up(const struct cb_query_run *, const size_t *keys, size_t n_keys, struct cb_sums *);

#endif
