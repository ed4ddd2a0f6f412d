/* The ranking of a period: score records in, places, awards and measures out (cb-rank(1)).
 *
 * R1 Records are folded into a board (query/board.h); every period up to the last one printed is read,
 *    for the previous place, the change and the streaks. What -p says is printed.
 * R2 Entrants: the communities of -d that rank.entrants and --among select; without registered ones all
 *    that occur in the contest. One without a score, or lacking an indicator that others have, is
 *    missing: rank.missing decides (refuse: CB_MISSING_SCORE, the result is refused).
 * R3 A total is exact and rounded once (rank.round, rank.places); places follow rule/rank.h, awards
 *    rule/award.h, streaks rule/streak.h.
 * R4 A quarter, half or year is ranked by its own scores, else by the mean of its months' totals.
 * R5 A published period (register standing) counts and prints as published; `diff` compares it.
 * R6 Output in order of contest, period, pool (group or community), place, name.
 * R7 A result is computed once and says nothing: what is wrong with it is kept in it, and said once, when the
 *    result is asked for and not merely looked back at. What makes a history worthless is said in any case. */
#ifndef CB_QUERY_RANKING_H
#define CB_QUERY_RANKING_H

#include <cb/query/board.h>
#include <cb/query/holder.h>
#include <cb/query/query.h>
#include <cb/query/standing.h>

/* The options of the queries below: cb_query_run.of_ranking. */
struct cb_ranking_options {
	const struct cb_input *input; /* reg = score; operands and reading options */
	struct cb_period_range range; /* of -p; from 0 = not given */
	const char *contest;          /* only this one, or NULL */
	const char *group;            /* column of community, or NULL */
	struct cb_list among;         /* COL=VALUE on communities: who takes part */
	bool one_contest;             /* that, else month where it occurs, else the first of communities */
	bool within;                  /* estates within their community */
	bool allow_missing;
	bool dry_run;        /* publishing is tried, and not stored */
	bool recompute;      /* what was published of the range itself is not looked at */
	const char *explain; /* entrant whose records are kept, or NULL */
};

struct cb_ranking {
	const struct cb_office *office;
	enum cb_status status; /* of opening */
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
enum cb_status cb_ranking_open(struct cb_ranking *, const struct cb_office *, const struct cb_ranking_options *);
void cb_ranking_close(struct cb_ranking *);
/* The ranking of a run, opened when it is first wanted; NULL when it cannot be, which has been reported. */
struct cb_ranking *cb_ranking_of(struct cb_query_run *);

/* ---- results ---- */

/* The result of a contest and period, computed when first asked for; NULL when there is none. */
struct cb_result *cb_ranking_result(struct cb_ranking *, uint32_t contest, int64_t period);
/* Is anything known of that contest and period: scores of its own or of all its months, or a publication? */
bool cb_ranking_has(const struct cb_ranking *, uint32_t contest, int64_t period);
/* What the last have earned by their streaks (rule rank.last); once. */
void cb_ranking_award(struct cb_ranking *, struct cb_result *);
/* Says what has not been said of it (R7). */
void cb_ranking_say(struct cb_ranking *, struct cb_result *);

/* Which results are asked for. */
struct cb_ranking_choice {
	uint32_t contest;             /* 0 = none, CB_CONTEST_ALL */
	struct cb_period_range range; /* from 0 = the only period there is */
};
#define CB_CONTEST_ALL UINT32_MAX
/* What -p and --contest say. */
struct cb_ranking_choice cb_ranking_asked(const struct cb_ranking *);
/* Calls visit for each result of the choice, in order, after what there is to say about it. CB_USAGE when -p
 * must be said. */
enum cb_status cb_ranking_each(struct cb_ranking *, const struct cb_ranking_choice *,
                               enum cb_status (*visit)(void *arg, struct cb_result *), void *arg);

/* The scope under which rules of a contest and period are looked up: rules of scope month are for months
 * of communities; estates within them have the scope estate. */
const char *cb_ranking_scope(const struct cb_ranking *, uint32_t contest, int64_t period);
/* The one policy rule, or NULL: reported as CB_RULE_MISSING. */
const struct cb_rule *cb_ranking_policy(const struct cb_ranking *, const char *what, const char *scope, int32_t day);
/* Are units ranked in the contest, by the rules in force on the day? */
bool cb_ranking_is_of_units(const struct cb_ranking *, uint32_t contest, int32_t day);

/* ---- queries ---- */

/* Columns of the ranking. */
enum {
	RANKING_CONTEST,
	RANKING_PERIOD,
	RANKING_GROUP,
	RANKING_RANK,
	RANKING_UNIT,
	RANKING_COMMUNITY,
	RANKING_ESTATE,
	RANKING_SCORE,
	RANKING_RATE,
	RANKING_PREVIOUS,
	RANKING_CHANGE,
	RANKING_AWARD,
	RANKING_PRIZE,
	RANKING_MEASURES,
	RANKING_LAST_MONTHS,
	RANKING_RULES,
	RANKING_MOVE,
};
enum {
	SHARE_CONTEST,
	SHARE_PERIOD,
	SHARE_BASE,
	SHARE_REACHED,
	SHARE_ENTRANTS,
	SHARE_SHARE,
	SHARE_TARGET,
	SHARE_NEEDED,
	SHARE_MET,
	SHARE_PREVIOUS,
	SHARE_GROWTH,
};
/* ranking: of the period. monthly: of each month in it. units: of the contests whose entrants are units. awards, warned:
 * of the months, who was given something, or is warned by rule rank.bottom. last: their measures against the last by
 * rule rank.last, one a row. months: side by side. summary: the last period that is ranked, in one row. */
extern const struct cb_query cb_query_ranking, cb_query_monthly, cb_query_summary, cb_query_awards, cb_query_warned,
	cb_query_last, cb_query_months, cb_query_share, cb_query_units, cb_query_notices, cb_query_diff, cb_query_explain;

/* ---- publishing ---- */

/* Writes the selected results into register standing: one batch a period, in one transaction. Twice
 * is refused, unless `reason` (republish) is given. */
enum cb_status cb_ranking_publish(struct cb_ranking *, const struct cb_author *, const char *reason, int32_t today);

#endif
