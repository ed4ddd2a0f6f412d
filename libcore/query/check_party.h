/* Who stands in a column that takes units, communities and people: of registers link and task. */
#ifndef QUERY_CHECK_PARTY_H
#define QUERY_CHECK_PARTY_H

#include <cb/base/suggest.h>
#include <cb/query/policy.h>

/* The state of a policy that asks. */
struct cb_people_in_post {
	bool is_loaded;
	struct cb_dict known; /* name -> 1 */
	struct cb_neighbours names;
	struct cb_arena arena;
};
void cb_people_in_post_release(void *state);

/* A person need not be registered, and is told only where a registered name or that of somebody in a post is near, or
 * where it can hardly be the name of one. */
enum cb_party_may { CB_PARTY_IS_A_UNIT,
	            CB_PARTY_MAY_BE_A_PERSON };
/* Once units are registered, tells who is not known; false where the posts cannot be read. */
bool cb_check_party(const struct cb_policy_run *, struct cb_diag *, const struct cb_record *, int column,
                    enum cb_party_may);

#endif
