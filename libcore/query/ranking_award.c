/* What depends on history and on who holds office: measures of the last, and their notices. */
#include <string.h>

#include <cb/query/ranking.h>

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
		append(r, &e->measures, rule->measure, how == CB_APPLIES_MANUAL ? "(需人工认定)" : "");
		append(r, &e->rules, rule->id, "");
	}
	if (report && checked)
		warn_streak(r, result, e, &streak);
}

enum cb_status
cb_ranking_award(struct cb_ranking *r, struct cb_result *result, bool report)
{
	if (result->published)
		return CB_OK;
	for (size_t i = 0; i < result->n; i++)
		if (!result->entries[i].absent && result->entries[i].from_bottom == 1 && !result->entries[i].spared)
			punish_last(r, result, &result->entries[i], report);
	return CB_OK;
}
