/* The measures of what is published as tasks of kind 措施 (query/ranking.h R8). */
#ifndef RANKING_FOLLOW_H
#define RANKING_FOLLOW_H

#include "computing.h"

/* The tasks of kind 措施 by entrant, period and measure. */
struct cb_follow {
	struct cb_table tasks;
	struct cb_dict at; /* "entrant period measure" -> row + 1 */
};
/* Those of -d. Release it in any case. */
enum cb_status cb_follow_read(struct cb_follow *, const struct cb_office *);
void cb_follow_release(struct cb_follow *);
/* What has become of the measures of an entry, of those that are tasks: 媒体公布:已落实(2026-10-08 清和报). */
void cb_follow_tell(const struct cb_follow *, const struct cb_result *, const struct cb_standing *, struct cb_str *out);

/* Makes those that are not there, inside the transaction, which goes on. */
enum cb_status cb_follow_make(struct cb_ranking *, const struct cb_result *, const struct cb_author *, int32_t today);

#endif
