/* The ranking of a period: score records in, places, awards and measures out (cb-rank(1)).
 *
 * R1 Records are folded into a board (libcore/query/ranking/board.h); every period up to the last one printed is read,
 *    for the previous place, the change and the streaks. What -p says is printed.
 * R2 Entrants: the communities of -d that rank.entrants and --among select; without registered ones all
 *    that occur in the contest. One without a score, or lacking an indicator that others have, is
 *    missing: rank.missing decides (refuse: CB_MISSING_SCORE, the result is refused).
 * R3 A total is exact and rounded once (rank.round, rank.places); places follow rule/rank.h, awards
 *    rule/award.h, streaks rule/streak.h.
 * R4 A quarter, half or year is ranked by its own scores, else by the mean of its months' totals.
 * R5 A published period (register standing) counts and prints as published; `diff` compares it.
 * R6 Output in order of contest, period, pool (group or community), place, name.
 * R8 Publishing makes a task of kind 措施 of each measure that a row of rule rank.follow (key: the measure) gives
 *    time: of the entrant, by the holder of the post it falls on, in that period; one that is there stays. To
 *    withdraw the publication, or to publish anew, withdraws those that nobody has changed since.
 * R7 A result is computed once and says nothing: what is wrong with it is kept in it, and said once, when the
 *    result is asked for and not merely looked back at. What makes a history worthless is said in any case. */
#ifndef CB_QUERY_RANKING_H
#define CB_QUERY_RANKING_H

#include <cb/query/query.h>

/* The options of the queries below: cb_query_run.of.ranking. */
struct cb_ranking_options {
	const struct cb_input *input; /* reg = score; operands and reading options */
	bool merges;                  /* the operands are partial results (query/partial.h) */
	struct cb_period_range range; /* of -p; from 0 = not given */
	const char *contest;          /* only this one, or NULL */
	const char *group;            /* column of community, or NULL */
	struct cb_list among;         /* COL=VALUE on communities: who takes part */
	bool one_contest;             /* that, else month where it occurs, else the first of communities */
	bool within;                  /* estates within their community */
	bool allow_missing;
	bool dry_run;          /* publishing is tried, and not stored */
	bool recompute;        /* what was published of the range itself is not looked at */
	const char *explain;   /* entrant whose records are kept, or NULL */
	const char *benchmark; /* entrant whom query gap compares with; NULL = the first of each pool */
};

struct cb_ranking;
void cb_ranking_free(struct cb_ranking *);

/* ranking: of the period. monthly: of each month in it. units: of the contests whose entrants are units. awards and
 * warned: of the months, who was given something, who is warned by rule rank.bottom. last: their measures against the
 * last by rule rank.last, one a row. months: side by side. summary: the last period that is ranked, in one row. */
extern const struct cb_query cb_query_ranking, cb_query_monthly, cb_query_units, cb_query_awards, cb_query_warned,
	cb_query_last, cb_query_months, cb_query_honours, cb_query_summary, cb_query_share, cb_query_notices,
	cb_query_diff, cb_query_explain, cb_query_flags, cb_query_themes, cb_query_gap, cb_query_trend;

/* Writes the selected results into register standing: one batch a period, in one transaction. Twice
 * is refused, unless `reason` (republish) is given. */
enum cb_status cb_ranking_publish(struct cb_ranking *, const struct cb_author *, const char *reason, int32_t today);

#endif
