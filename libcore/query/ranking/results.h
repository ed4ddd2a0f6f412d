/* A ranking that has been read, and its results (query/ranking.h). */
#ifndef RESULTS_H
#define RESULTS_H

#include <cb/query/holder.h>
#include <cb/query/ranking.h>

#include "board.h"
#include "standing.h"

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
	uint32_t benchmark; /* name, 0 = none */
	struct cb_arena arena;
};

/* The ranking of a run, opened when it is first wanted; NULL when it cannot be, which has been reported. */
struct cb_ranking *cb_ranking_of(struct cb_query_run *);

/* The result of a contest and period, computed when first asked for; NULL when there is none. */
struct cb_result *cb_ranking_result(struct cb_ranking *, uint32_t contest, int64_t period);
/* Is anything known of that contest and period: scores of its own or of all its parts, or a publication? */
bool cb_ranking_has(const struct cb_ranking *, uint32_t contest, int64_t period);
/* Is nothing known of the contest before that period? */
bool cb_ranking_begins(const struct cb_ranking *, uint32_t contest, int64_t period);
/* The first part of a result that is made of fewer than its period has, since the contest began in it; else 0. */
int64_t cb_ranking_begun(const struct cb_ranking *, const struct cb_result *, int *n_parts);
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
/* What people call the contest of a result: that of months is of quarters where a quarter is made of them. */
struct cb_text cb_ranking_contest_title(const struct cb_ranking *, const struct cb_result *);
/* The one policy rule, or NULL: reported as CB_RULE_MISSING. */
const struct cb_rule *cb_ranking_policy(const struct cb_ranking *, const char *what, const char *scope, int32_t day);
/* Are units ranked in the contest, by the rules in force on the day? */
bool cb_ranking_is_of_units(const struct cb_ranking *, uint32_t contest, int32_t day);

#endif
