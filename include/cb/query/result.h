/* How one result of a ranking comes about: entrants, totals, places, awards. Used by query/ranking.c. */
#ifndef CB_QUERY_RESULT_H
#define CB_QUERY_RESULT_H

#include <cb/query/ranking.h>

/* From the scores of that very period. Never NULL; without entries when it was refused. */
struct cb_result *cb_result_of_sheet(struct cb_ranking *, const struct cb_board_sheet *, bool report);
/* From the mean of its months' totals; NULL when a month has no result. */
struct cb_result *cb_result_of_months(struct cb_ranking *, uint32_t contest, int64_t period, bool report);
/* As published. */
struct cb_result *cb_result_of_published(struct cb_ranking *, uint32_t contest, int64_t period);

#endif
