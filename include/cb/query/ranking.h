/* The ranking of a period: score records in, places, awards and measures out (cb-rank(1)).
 *
 * R1 Records are folded into a board (query/board.h); every period up to the last one printed is read,
 *    for the previous place, the change and the streaks. What -p says is printed.
 * R2 Entrants: the communities of -d that rank.entrants and --where select; without registered ones all
 *    that occur in the contest. One without a score, or lacking an indicator that others have, is
 *    missing: rank.missing decides (refuse: CB_MISSING_SCORE, the result is refused).
 * R3 A total is exact and rounded once (rank.round, rank.places); places follow rule/rank.h, awards
 *    rule/award.h, streaks rule/streak.h.
 * R4 A quarter, half or year is ranked by its own scores, else by the mean of its months' totals.
 * R5 A published period (register standing) counts and prints as published; `diff` compares it.
 * R6 Output in order of contest, period, pool (group or community), place, name. */
#ifndef CB_QUERY_RANKING_H
#define CB_QUERY_RANKING_H

#include <cb/query/board.h>
#include <cb/query/holder.h>
#include <cb/rule/award.h>
#include <cb/rule/score.h>
#include <cb/rule/streak.h>
#include <cb/value/period.h>

struct cb_ranking_options {
	const struct cb_input *input; /* reg = score; operands and reading options */
	struct cb_period_range range; /* of -p; from 0 = not given */
	const char *contest;          /* only this one, or NULL */
	const char *group;            /* column of community, or NULL */
	struct cb_list where;         /* COL=VALUE on communities */
	bool within;                  /* estates within their community */
	bool allow_missing;
	bool dry_run;        /* publishing is tried, and not stored */
	bool recompute;      /* what was published of the range itself is not looked at */
	const char *explain; /* entrant whose records are kept, or NULL */
};

/* One entrant of a result. Texts live in the ranking's arena. */
struct cb_standing {
	uint32_t entrant, estate;
	uint32_t pool; /* name id of the group or community, 0 = one pool */
	bool absent, tied;
	bool barred, spared;         /* below a gate; last, but its prize goes before that (rank.overlap) */
	struct cb_ratio total, full; /* full.num 0: not known */
	int64_t score;               /* rounded, millionths */
	uint32_t place, from_bottom; /* 0 when absent */
	int64_t prize_fen;
	uint32_t stars; /* indicators reached in full */
	struct cb_text award, measures, rules;
};

struct cb_result {
	uint32_t contest;
	int64_t period;
	bool published, derived;
	bool awarded;                /* cb_ranking_award has been here */
	struct cb_standing *entries; /* in order of R6 */
	size_t n, cap;
	int32_t first_day;  /* earliest assessment, INT32_MAX = not known */
	int64_t full_marks; /* of the indicators used, weighted; 0 = not known */
};

/* Rows of register standing, as read. */
struct cb_published {
	uint32_t contest, entrant;
	int64_t period, score, prize_fen;
	bool absent;
	uint32_t place;
	struct cb_text award, measures, rules;
	int64_t batch;
};

struct cb_ranking {
	struct cb_office *office;
	struct cb_ranking_options options;
	struct cb_board board;
	struct cb_holders holders;
	struct cb_published *published;
	size_t n_published, cap_published;
	struct cb_result **results; /* computed so far */
	size_t n_results, cap_results;
	uint32_t *contests; /* in byte order of their names */
	size_t n_contests;
	int group_column;
	struct cb_arena arena;
};

/* Reads everything. On anything but CB_OK the reason is in the diag; close it all the same. */
enum cb_status cb_ranking_open(struct cb_ranking *, struct cb_office *, const struct cb_ranking_options *);
void cb_ranking_close(struct cb_ranking *);

/* The result of a contest and period, computed when first asked for; NULL when there is none. Findings
 * about missing scores are reported with `report`. */
struct cb_result *cb_ranking_result(struct cb_ranking *, uint32_t contest, int64_t period, bool report);
/* The entry of an entrant, or NULL. */
const struct cb_standing *cb_result_entry(const struct cb_result *, uint32_t entrant, uint32_t estate);

/* Is anything known of that contest and period: scores of its own or of all its months, or a publication? */
bool cb_ranking_has(const struct cb_ranking *, uint32_t contest, int64_t period);

/* Calls visit for each result that -p and --contest select, in order. CB_USAGE when -p must be said. */
enum cb_status cb_ranking_each(struct cb_ranking *, enum cb_status (*visit)(void *arg, struct cb_result *), void *arg);

/* Tables. The caller releases them; titles are set. */
enum cb_status cb_ranking_table(struct cb_ranking *, struct cb_table *out);
enum cb_status cb_ranking_notices(struct cb_ranking *, struct cb_table *out);
enum cb_status cb_ranking_share(struct cb_ranking *, struct cb_table *out);
enum cb_status cb_ranking_diff(struct cb_ranking *, struct cb_table *out);
enum cb_status cb_ranking_explain(struct cb_ranking *, struct cb_table *out);

/* The streak of an entrant that is last in a result; length 0 for others. */
struct cb_streak cb_ranking_streak(struct cb_ranking *, const struct cb_result *, const struct cb_standing *);
/* Stands behind a measure that is left to be decided by people, in cb_standing.measures. */
extern const char cb_ranking_by_hand[];
/* Prizes, measures and rules of a computed result; reports what makes a notice impossible. */
enum cb_status cb_ranking_award(struct cb_ranking *, struct cb_result *, bool report);
/* The scope under which rules of a contest and period are looked up: rules of scope month are for months
 * of communities; estates within them have the scope estate. */
const char *cb_ranking_scope(const struct cb_ranking *, uint32_t contest, int64_t period);
/* Does the community meet COL=VALUE (--where, rule rank.entrants)? */
bool cb_ranking_meets(const struct cb_ranking *, const struct cb_community *, struct cb_text condition);
/* The one policy rule, or NULL: reported as CB_RULE_MISSING. */
const struct cb_rule *cb_ranking_policy(struct cb_ranking *, const char *what, const char *scope, int32_t day);

/* Writes the selected results into register standing: one batch a period, in one transaction. Twice
 * is refused, unless `reason` (republish) is given. */
enum cb_status cb_ranking_publish(struct cb_ranking *, struct cb_store *, const struct cb_author *, const char *reason,
                                  int32_t today);

#endif
