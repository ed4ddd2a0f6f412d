/* What depends on history and on who holds office: measures of the last, and their notices. */
#include <stdlib.h>

#include <cb/query/ranking.h>

const char cb_ranking_by_hand[] = "(需人工认定)";

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

	if (cb_period_kind(period) != kind && cb_period_kind(period) != CB_MONTH)
		return first; /* months make quarters, halves and years; these make nothing else */
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

struct cb_streak
cb_ranking_streak(struct cb_ranking *r, const struct cb_result *result, const struct cb_standing *entry)
{
	const char *scope = cb_ranking_scope(r, result->contest, result->period);
	const struct cb_rule *gap = cb_ranking_policy(r, "rank.streak_gap", scope, (int32_t)cb_period_last_day(result->period));
	struct cb_streak_step *steps = NULL;
	size_t n = 0, cap = 0;
	struct cb_streak streak = { 0 };
	int64_t first;

	if (gap == NULL || entry->absent || entry->from_bottom != 1)
		return streak;
	first = first_known(r, result);
	for (int64_t p = first; p <= result->period; p = cb_period_step(p, 1)) {
		const struct cb_result *then =
			p == result->period ? result : cb_ranking_result(r, result->contest, p, false);
		const struct cb_standing *e =
			then == NULL ? NULL : cb_result_entry(then, entry->entrant, entry->estate);

		if (then == NULL || then->n == 0)
			continue;
		steps = cb_grow(steps, &cap, n + 1, sizeof(*steps));
		steps[n].at = (int32_t)cb_period_distance(first, p);
		steps[n].last = e != NULL && !e->absent && e->from_bottom == 1;
		steps[n++].person = secretary_of(r, entry->entrant, p);
	}
	streak = cb_streak(steps, n, (enum cb_gap)gap->value.n);
	free(steps);
	return streak;
}

/* ---- measures and notices ---- */

/* Reports the first thing that stands against a notice about the community; true when nothing does. */
static bool
can_be_named(struct cb_ranking *r, const struct cb_result *result, uint32_t community, bool report)
{
	struct cb_diag *diag = r->office->diag;
	int32_t day = (int32_t)cb_period_last_day(result->period);
	struct cb_str who = { 0 }, when = { 0 };
	char buf[CB_PRINT_MAX];
	bool ok = true;

	if (r->office->n_communities == 0 || cb_office_community(r->office, community) == NULL)
		return true; /* units, or nobody is registered: there is nothing to compare with */
	cb_str_addt(&who, cb_office_name(r->office, community));
	cb_str_addt(&when, cb_period_print(result->period, buf));
	for (int p = 0; p < CB_POSTS; p++) {
		struct cb_text other, holder = cb_holders_find(&r->holders, community, (enum cb_post)p, day, &other);
		const char *label = cb_post_label((enum cb_post)p, diag->lang);
		struct cb_str one = { 0 }, two = { 0 };

		cb_str_addt(&one, holder);
		cb_str_addt(&two, other);
		if (holder.len == 0 && report)
			cb_report(diag, CB_NOTICE_FIELD, CB_NOWHERE, cb_post_label((enum cb_post)p, CB_EN),
			          cb_str_c(&who), cb_str_c(&when), label);
		else if (other.len > 0 && report)
			cb_report(diag, CB_NOTICE_CONFLICT, CB_NOWHERE, cb_post_label((enum cb_post)p, CB_EN),
			          cb_str_c(&who), cb_str_c(&when), label, cb_str_c(&one), cb_str_c(&two));
		ok = ok && holder.len > 0 && other.len == 0;
		cb_str_release(&one);
		cb_str_release(&two);
	}
	cb_str_release(&who);
	cb_str_release(&when);
	return ok;
}

static void
warn_streak(struct cb_ranking *r, const struct cb_result *result, const struct cb_standing *e,
            const struct cb_streak *s)
{
	struct cb_str who = { 0 }, when = { 0 };
	char buf[CB_PRINT_MAX];

	cb_str_addt(&who, cb_office_name(r->office, e->estate != 0 ? e->estate : e->entrant));
	cb_str_addt(&when, cb_period_print(result->period, buf));
	if (s->gap)
		cb_report(r->office->diag, CB_STREAK_GAP, CB_NOWHERE, "last_months", cb_str_c(&who), cb_str_c(&when),
		          cb_rules_pick(r->office->rules, "rank.streak_gap",
		                        cb_ranking_scope(r, result->contest, result->period), "", 0,
		                        (int32_t)cb_period_last_day(result->period))
		                  ->value_text);
	if (s->length > 1 && cb_period_kind(result->period) == CB_MONTH &&
	    cb_period_year(cb_period_step(result->period, 1 - (int)s->length)) != cb_period_year(result->period)) {
		struct cb_str year = { 0 };

		cb_str_addf(&year, "%d", cb_period_year(result->period));
		cb_report(r->office->diag, CB_STREAK_YEARS, CB_NOWHERE, "last_months", cb_str_c(&who), cb_str_c(&year));
		cb_str_release(&year);
	}
	cb_str_release(&who);
	cb_str_release(&when);
}

static void
append(struct cb_ranking *r, struct cb_text *to, const char *word, const char *note)
{
	struct cb_str text = { 0 };

	cb_str_addt(&text, *to);
	if (text.len > 0 && word[0] != '\0')
		cb_str_addc(&text, ';');
	cb_str_adds(&text, word);
	cb_str_adds(&text, note);
	to->p = cb_arena_copy(&r->arena, cb_str_c(&text), text.len);
	to->len = (uint32_t)text.len;
	cb_str_release(&text);
}

static void
punish_last(struct cb_ranking *r, struct cb_result *result, struct cb_standing *e, bool report)
{
	const char *scope = cb_ranking_scope(r, result->contest, result->period);
	int32_t day = (int32_t)cb_period_last_day(result->period);
	struct cb_streak streak = cb_ranking_streak(r, result, e);
	const struct cb_rule *rule;
	bool checked = false, named = true;
	size_t at = 0;

	while ((rule = cb_rules_all(r->office->rules, "rank.last", scope, day, &at)) != NULL) {
		enum cb_applies how = cb_streak_applies(&streak, rule);

		if (how == CB_APPLIES_NO)
			continue;
		if (!checked)
			named = can_be_named(r, result, e->entrant, report);
		checked = true;
		if (!named && rule->value_text[0] == '\0')
			continue; /* no notice is made */
		append(r, &e->measures, rule->measure, how == CB_APPLIES_MANUAL ? cb_ranking_by_hand : "");
		append(r, &e->rules, rule->id, "");
	}
	if (report && checked)
		warn_streak(r, result, e, &streak);
}

enum cb_status
cb_ranking_award(struct cb_ranking *r, struct cb_result *result, bool report)
{
	if (result->published || result->awarded)
		return CB_OK;
	result->awarded = true;
	for (size_t i = 0; i < result->n; i++)
		if (!result->entries[i].absent && result->entries[i].from_bottom == 1 && !result->entries[i].spared)
			punish_last(r, result, &result->entries[i], report);
	return CB_OK;
}
