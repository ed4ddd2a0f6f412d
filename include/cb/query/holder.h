/* Who held a post in a community, led it or was its liaison on a day: by registers post and link, else by the columns
 * of register community (cb-rank(1)). */
#ifndef CB_QUERY_HOLDER_H
#define CB_QUERY_HOLDER_H

#include <cb/query/office.h>

enum cb_post { CB_POST_SECRETARY,
	       CB_POST_DIRECTOR,
	       CB_POST_LIAISON,
	       CB_POST_LEAD_UNIT,
	       CB_POSTS };

/* Columns of a query for the holders of these posts, from column `at` on. */
#define CB_POST_COLUMNS(at)                                                                      \
	[(at) + CB_POST_SECRETARY] = { "secretary", "书记", .type = &cb_type_text },             \
		[(at) + CB_POST_DIRECTOR] = { "director", "主任", .type = &cb_type_text },       \
		[(at) + CB_POST_LIAISON] = { "liaison", "街道联系领导", .type = &cb_type_text }, \
		[(at) + CB_POST_LEAD_UNIT] = { "lead_unit", "牵头单位", .type = &cb_type_text }

/* One term of office or one link. */
struct cb_term_of_office {
	uint32_t community;
	enum cb_post post;
	struct cb_text holder;
	int32_t since_day, until_day; /* both included; INT32_MIN / INT32_MAX = open */
};

struct cb_holders {
	const struct cb_office *office;
	struct cb_term_of_office *terms;
	size_t n, cap;
	struct cb_arena arena;
};

/* Reads registers post and link of -d; release it in any case. */
enum cb_status cb_holders_open(struct cb_holders *, const struct cb_office *);
void cb_holders_release(struct cb_holders *);
/* For whoever reads these registers anyway: add one row each to a zeroed struct with its office set. */
void cb_holders_add_post(struct cb_holders *, const struct cb_cell *cells);
void cb_holders_add_link(struct cb_holders *, const struct cb_cell *cells);

/* Who held the post on that day; empty where nobody is known. *other is somebody else who held it by the column of
 * register community, or by a second term; else empty. */
struct cb_text cb_holders_find(const struct cb_holders *, uint32_t community, enum cb_post, int32_t day,
                               struct cb_text *other);
/* The same by registers post and link alone. */
struct cb_text cb_holders_in_post(const struct cb_holders *, uint32_t community, enum cb_post, int32_t day,
                                  struct cb_text *other);
/* Joins what was found there with what the community's own column says, which is the answer where nobody was found. */
struct cb_text cb_holders_or(struct cb_text found, struct cb_text own, struct cb_text *other);
/* The post that a word means, as register community labels its column: 书记, 党委书记; or -1. */
int cb_post_find(struct cb_text word);
/* Are they one post by these words, or by their text? */
bool cb_post_equal(struct cb_text, struct cb_text);
/* Is the post that is asked for what register post says, or one of several there: 书记、主任? */
bool cb_post_is(struct cb_text held, struct cb_text asked);
/* The column of register community that names the holder. */
int cb_post_column(enum cb_post);
/* The label of that column: 书记, or its key in English. */
const char *cb_post_label(enum cb_post, enum cb_lang);

#endif
