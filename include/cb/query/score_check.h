/* To which contest a score belongs. */
#ifndef CB_QUERY_SCORE_CHECK_H
#define CB_QUERY_SCORE_CHECK_H

#include <cb/query/policy.h>

/* The contest that the row names, else the one that has its indicator and fits its kind of period and its entrant;
 * where none fits month; where several fit 0. Other rows never decide. The run is one of register score. */
uint32_t cb_score_contest(const struct cb_policy_run *, const struct cb_cell *cells);
/* Do several contests fit? That is reported. */
bool cb_score_says_several(const struct cb_policy_run *, struct cb_diag *, const struct cb_record *);

#endif
