/* Who holds a post in a community: by register post, and by the columns of register community. */
#ifndef FUND_POSTS_H
#define FUND_POSTS_H

#include <cb/query/office.h>

struct fund_term {
	int32_t since_day, until_day; /* both included; INT32_MIN / INT32_MAX = open */
	uint32_t next;                /* an older one of that community and person, index + 1; 0 = none */
};

/* Zeroed = not yet read. */
struct fund_posts {
	bool is_read;
	struct fund_term *terms;
	size_t n, cap;
	struct cb_dict at; /* "community/person" -> index + 1 of the newest one */
};

struct fund_post {
	uint32_t community;
	struct cb_text person;
	int32_t day;
};

/* Does the person hold a post in the community on that day? Where no post at all is known everybody does. The
 * register is read when this is first asked. */
bool fund_posts_has(struct fund_posts *, const struct cb_office *, const struct fund_post *);
void fund_posts_release(struct fund_posts *);

#endif
