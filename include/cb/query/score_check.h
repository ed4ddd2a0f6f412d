/* The contest of a score. */
#ifndef CB_QUERY_SCORE_CHECK_H
#define CB_QUERY_SCORE_CHECK_H

#include <cb/query/policy.h>

/* Of a row that names none, the one whose registered indicators include the row's and whose kind of period and
 * entrants fit; month when there is none. Never by other rows. 0 = several. The run is one of register score. */
uint32_t cb_score_contest(const struct cb_policy_run *, const struct cb_cell *cells);
/* Are there several? That is reported. */
bool cb_score_says_several(const struct cb_policy_run *, struct cb_diag *, const struct cb_record *);

#endif
