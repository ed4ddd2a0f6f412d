/* Who holds a post in a community: register post, and the community's own columns. */
#ifndef FUND_POSTS_H
#define FUND_POSTS_H

#include <cb/query/office.h>

struct fund_term {
	int32_t since_day, until_day; /* both included; INT32_MIN / INT32_MAX = open */
	uint32_t next;                /* another of that community and person, index + 1 */
};

/* Zeroed = not yet read. */
struct fund_posts {
	bool is_read;
	struct fund_term *terms;
	size_t n, cap;
	struct cb_dict at; /* "community/person" -> index + 1 of the last one */
};

struct fund_post {
	uint32_t community;
	struct cb_text person;
	int32_t day;
};

/* Does the person hold a post in the community on that day? Where nothing is known of its posts everybody does. The
 * register is read when this is first asked. */
bool fund_posts_has(struct fund_posts *, const struct cb_office *, const struct fund_post *);
void fund_posts_release(struct fund_posts *);

#endif
