/* The entries of a ranking: totals, places and the rules that gave them something (query/ranking.h).
 *
 * R1 An entry points to its rules; words are made of them where they are printed. Those of a published entry are
 *    the words that were published. */
#ifndef STANDING_H
#define STANDING_H

#include <cb/base/dict.h>
#include <cb/rule/rules.h>
#include <cb/rule/score.h>
#include <cb/rule/streak.h>

/* A rule that gives something to an entry: a prize, a title, a measure. */
struct cb_numbering {
	const struct cb_rule *rule; /* NULL: published, and no rule of today */
	struct cb_text id;          /* of the rule, as published */
	bool by_hand;               /* whether it applies must be decided by a person (rule/streak.h) */
};

/* One entrant of a result. What lies behind pointers lives in the ranking's arena. */
struct cb_standing {
	uint32_t entrant, estate;
	uint32_t pool; /* name id of the group or community, 0 = one pool */
	bool absent, tied;
	bool barred, spared;         /* below a gate; last, but its prize goes before that (rank.overlap) */
	struct cb_ratio total, full; /* full.num 0: not known */
	int64_t score;               /* rounded, millionths */
	uint32_t place, from_bottom; /* 0 when absent */
	int64_t prize_fen;
	uint32_t stars;                       /* indicators reached in full */
	const struct cb_numbering *numbering; /* in the order in which they print */
	size_t n_given;
	const struct cb_published *published; /* the words that were printed, or NULL */
	struct cb_streak streak;              /* of one that is last, once awarded; length 0 for others */
};

struct cb_result {
	uint32_t contest;
	int64_t period;
	bool published, derived;
	bool refused;                /* entries show what is known, but not as a ranking */
	bool awarded;                /* cb_ranking_award has been here */
	bool listed;                 /* its rows have been asked for */
	struct cb_standing *entries; /* by pool, place and name */
	size_t n, cap;
	struct cb_dict index;      /* {entrant, estate} -> entry + 1 */
	const struct cb_rule *tie; /* that the entries were ranked with */
	int32_t first_day;         /* earliest assessment, INT32_MAX = not known */
	struct cb_remark *remarks; /* what is to be said of it: query/ranking.h R7 */
	size_t n_remarks, cap_remarks;
};

/* Fills the index of entries that are all there and in order. */
void cb_result_index(struct cb_result *);
/* The entry of an entrant, or NULL. */
const struct cb_standing *cb_result_entry(const struct cb_result *, uint32_t entrant, uint32_t estate);
/* Words of an entry, joined by `between`; of a published one those that were published. */
void cb_standing_award(const struct cb_result *, const struct cb_standing *, const char *between, struct cb_str *out);
void cb_standing_measures(const struct cb_standing *, const char *between, struct cb_str *out);
void cb_standing_rules(const struct cb_standing *, struct cb_str *out);
/* Prizes, titles, stars and the base award are awards; all else is a measure against the entrant. */
bool cb_rule_is_award(const struct cb_rule *);
/* Does cb_standing_award say something? */
bool cb_standing_has_award(const struct cb_standing *);
/* By rule rank.bottom. */
bool cb_standing_is_warned(const struct cb_standing *);

#endif
