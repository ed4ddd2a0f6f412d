/* What depends on history and on who holds office: measures of the last, and their notices. */
#include <stdlib.h>
#include <string.h>

#include "computing.h"

/* ---- streaks ---- */

static uint32_t
secretary_of(struct cb_ranking *r, uint32_t entrant, int64_t period)
{
	struct cb_text other, who;

	who = cb_holders_find(&r->holders, entrant, CB_POST_SECRETARY, (int32_t)cb_period_last_day(period), &other);
	return who.len == 0 ? 0 : cb_names_id(r->office->names, CB_NAME_WORD, who);
}

/* The earlier of `first` and the period of its kind that scores of `period` belong to. */
static int64_t
earlier(int64_t first, int64_t period)
{
	enum cb_period_kind kind = cb_period_kind(first);
	int64_t of;

	if (cb_period_kind(period) > kind)
		return first; /* months make quarters, these halves, these years, and nothing smaller */
	of = cb_period_of_day(kind, cb_period_first_day(period));
	return of < first ? of : first;
}

/* The first period of the result's kind that anything is known of. */
static int64_t
first_known(const struct cb_ranking *r, const struct cb_result *result)
{
	int64_t first = result->period;

	for (size_t i = 0; i < r->board.n_sheets; i++)
		if (r->board.sheets[i]->contest == result->contest)
			first = earlier(first, r->board.sheets[i]->period);
	for (size_t i = 0; i < r->n_published; i++)
		if (r->published[i].contest == result->contest)
			first = earlier(first, r->published[i].period);
	return first;
}

/* What is known of the periods from the first to that of the result, which the entrant ends as the last. */
static struct cb_streak
streak_of(struct cb_ranking *r, const struct cb_result *result, const struct cb_standing *entry, enum cb_gap gap)
{
	struct cb_streak_step *steps = NULL;
	size_t n = 0, cap = 0;
	struct cb_streak streak;
	int64_t first = first_known(r, result);

	for (int64_t p = first; p <= result->period; p = cb_period_step(p, 1)) {
		const struct cb_result *then = p == result->period ? result : cb_ranking_result(r, result->contest, p);
		const struct cb_standing *e;

		if (then == NULL || then->n == 0)
			continue;
		e = cb_result_entry(then, entry->entrant, entry->estate);
		steps = cb_grow(steps, &cap, n + 1, sizeof(*steps));
		steps[n].at = (int32_t)cb_period_distance(first, p);
		steps[n].last = e != NULL && !e->absent && e->from_bottom == 1;
		steps[n++].person = secretary_of(r, entry->entrant, p);
	}
	streak = cb_streak(steps, n, gap);
	free(steps);
	return streak;
}

/* ---- measures and notices ---- */

/* Is it known who held each post? What stands against a notice about the community is remarked on. */
static bool
can_be_named(struct cb_ranking *r, struct cb_result *result, const struct cb_standing *e)
{
	int32_t day = (int32_t)cb_period_last_day(result->period);
	bool ok = true;

	if (r->office->n_communities == 0 || cb_office_community(r->office, e->entrant) == NULL)
		return true; /* units, or nobody is registered: there is nothing to compare with */
	for (uint32_t p = 0; p < CB_POSTS; p++) {
		struct cb_text other, holder = cb_holders_find(&r->holders, e->entrant, (enum cb_post)p, day, &other);

		if (holder.len > 0 && other.len == 0)
			continue;
		/* a remark is on the community, also where its estate is ranked */
		cb_result_remark(result, holder.len == 0 ? CB_NOTICE_FIELD : CB_NOTICE_CONFLICT, e, p)->estate = 0;
		ok = false;
	}
	return ok;
}

static void
remark_on_streak(struct cb_result *result, const struct cb_standing *e)
{
	const struct cb_streak *s = &e->streak;
	int64_t first = s->length > 1 ? cb_period_step(result->period, 1 - (int)s->length) : result->period;

	if (s->gap)
		cb_result_remark(result, CB_STREAK_GAP, e, 0);
	if (cb_period_kind(result->period) == CB_MONTH && cb_period_year(first) != cb_period_year(result->period))
		cb_result_remark(result, CB_STREAK_YEARS, e, 0);
}

/* Puts one more behind what the places have given. */
static void
give(struct cb_ranking *r, struct cb_standing *e, const struct cb_rule *rule, bool by_hand)
{
	struct cb_numbering *numbering = cb_arena_alloc(&r->arena, (e->n_given + 1) * sizeof(*numbering));

	if (e->n_given > 0)
		memcpy(numbering, e->numbering, e->n_given * sizeof(*numbering));
	numbering[e->n_given++] = (struct cb_numbering){ rule, cb_text_of(rule->id), by_hand };
	e->numbering = numbering;
}

static void
punish_last(struct cb_ranking *r, struct cb_result *result, struct cb_standing *e)
{
	const char *scope = cb_ranking_scope(r, result->contest, result->period);
	int32_t day = (int32_t)cb_period_last_day(result->period);
	const struct cb_rule *rule;
	bool checked = false, named = true;
	size_t at = 0;

	while ((rule = cb_rules_all(r->office->rules, "rank.last", scope, day, &at)) != NULL) {
		enum cb_applies how = cb_streak_applies(&e->streak, rule);

		if (how == CB_APPLIES_NO)
			continue;
		if (!checked)
			named = can_be_named(r, result, e);
		checked = true;
		if (named || rule->value_text[0] != '\0') /* else no notice is made */
			give(r, e, rule, how == CB_APPLIES_MANUAL);
	}
	if (checked)
		remark_on_streak(result, e);
}

void
cb_ranking_award(struct cb_ranking *r, struct cb_result *result)
{
	const char *scope = cb_ranking_scope(r, result->contest, result->period);
	const struct cb_rule *gap;

	if (result->awarded)
		return;
	result->awarded = true;
	gap = cb_ranking_policy(r, "rank.streak_gap", scope, (int32_t)cb_period_last_day(result->period));
	for (size_t i = 0; i < result->n && gap != NULL; i++) {
		struct cb_standing *e = &result->entries[i];

		if (e->absent || e->from_bottom != 1)
			continue;
		e->streak = streak_of(r, result, e, (enum cb_gap)gap->value.n);
		if (!result->published && !e->spared)
			punish_last(r, result, e);
	}
}
