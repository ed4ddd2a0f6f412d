/* Who held a post, led or linked a community on a day: registers post and link, else the community's
 * own columns (cb-rank(1)). */
#ifndef CB_QUERY_HOLDER_H
#define CB_QUERY_HOLDER_H

#include <cb/query/office.h>

enum cb_post { CB_POST_SECRETARY,
	       CB_POST_DIRECTOR,
	       CB_POST_LIAISON,
	       CB_POST_LEAD_UNIT,
	       CB_POSTS };

/* The columns of a query that name their holders, from `at` on. */
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

/* Reads registers post and link of -d. */
enum cb_status cb_holders_open(struct cb_holders *, const struct cb_office *);
void cb_holders_release(struct cb_holders *);
/* What a zeroed one with its office set is told row by row: cells of the register. */
void cb_holders_add_post(struct cb_holders *, const struct cb_cell *cells);
void cb_holders_add_link(struct cb_holders *, const struct cb_cell *cells);

/* Who it was; empty when nobody is known. *other: set when the community's own column, or a second
 * valid term, says somebody else; both are then named. */
struct cb_text cb_holders_find(const struct cb_holders *, uint32_t community, enum cb_post, int32_t day,
                               struct cb_text *other);
/* The same of the two registers alone. */
struct cb_text cb_holders_in_post(const struct cb_holders *, uint32_t community, enum cb_post, int32_t day,
                                  struct cb_text *other);
/* And of what the community's own column says beside them: where there is nobody, that is it. */
struct cb_text cb_holders_or(struct cb_text found, struct cb_text own, struct cb_text *other);
/* The post that a word of register post is, or -1; the column of register community that stands for it. */
int cb_post_find(struct cb_text word);
int cb_post_column(enum cb_post);
/* Label of a post, as the community register has it. */
const char *cb_post_label(enum cb_post, enum cb_lang);

#endif
