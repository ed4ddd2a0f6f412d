/* What there is to say about results: kept while they are computed, said when they are asked for. */
#include <cb/value/arg.h>
#include <cb/value/wording.h>

#include "computing.h"

const struct cb_rule *
cb_title_out_of_reach(const struct cb_ranking *r, const char *scope, int32_t day, uint32_t n)
{
	const struct cb_rule *rule;
	size_t at = 0;

	while ((rule = cb_rules_all(r->office->rules, "rank.title", scope, day, &at)) != NULL)
		if (rule->value.state == CB_VALUE && rule->value.n > n)
			return rule;
	return NULL;
}

struct cb_remark *
cb_result_remark(struct cb_result *result, enum cb_code code, const struct cb_standing *e, uint32_t at)
{
	struct cb_remark *remark;

	result->remarks = cb_grow(result->remarks, &result->cap_remarks, result->n_remarks + 1, sizeof(*remark));
	remark = &result->remarks[result->n_remarks++];
	*remark = (struct cb_remark){ .code = code, .at = at };
	if (e != NULL) {
		remark->entrant = e->entrant;
		remark->estate = e->estate;
	}
	return remark;
}

bool
cb_remark_is_grave(enum cb_code code)
{
	return code == CB_TOTAL_AND_ITEMS || code == CB_TIE_NEEDS_KEY || code == CB_RULE_MISSING;
}

/* ---- saying ---- */

struct saying {
	const struct cb_ranking *r;
	const struct cb_result *result;
	const struct cb_remark *remark;
	struct cb_text who;
	const char *scope;
	int32_t day;
};

static const struct cb_rule *
rule_of(const struct saying *s, const char *what)
{
	return cb_rules_pick(s->r->office->rules, what, s->scope, "", 0, s->day);
}

static struct cb_text
indicator(const struct saying *s)
{
	const struct cb_board *board = &s->r->board;

	return s->remark->at < board->n_slots ? cb_office_name(s->r->office, board->slots[s->remark->at]) : CB_LIT("");
}

static void
say_whole(const struct saying *s)
{
	struct cb_diag *diag = s->r->office->diag;
	const struct cb_rule *rule;
	int64_t marks;

	if (s->remark->code == CB_ASSESSED_EARLY) {
		rule = rule_of(s, "rank.not_before");
		cb_report(diag, CB_ASSESSED_EARLY, CB_NOWHERE, "date", cb_arg_day(s->result->first_day), rule->value.n, rule->id);
	} else {
		rule = rule_of(s, "rank.full");
		cb_ratio_round(s->result->entries[0].full, 6, CB_HALF_UP, &marks);
		cb_report(diag, CB_FULL_MARKS, CB_NOWHERE, "full", cb_arg_micro(marks), rule->id);
	}
}

static void
say_inspections(const struct saying *s)
{
	struct cb_text who = cb_office_name(s->r->office, s->remark->entrant), what = indicator(s);
	struct cb_str both = { 0 };

	cb_str_addf(&both, "%.*s %.*s", CB_TEXT_ARG(who), CB_TEXT_ARG(what));
	cb_report(s->r->office->diag, s->remark->code, CB_NOWHERE, "score", both, s->remark->number);
}

/* What stands against a notice about a community: a post that nobody, or two, are known to hold. */
static void
say_notice(const struct saying *s)
{
	struct cb_diag *diag = s->r->office->diag;
	enum cb_post post = (enum cb_post)s->remark->at;
	struct cb_text other, holder = cb_holders_find(&s->r->holders, s->remark->entrant, post, s->day, &other);
	const char *field = cb_post_label(post, CB_EN), *label = cb_post_label(post, diag->lang);
	struct cb_arg when = cb_arg_period(s->result->period);

	if (s->remark->code == CB_NOTICE_FIELD)
		cb_report(diag, CB_NOTICE_FIELD, CB_NOWHERE, field, s->who, when, label);
	else
		cb_report(diag, CB_NOTICE_CONFLICT, CB_NOWHERE, field, s->who, when, label, holder, other);
}

static void
say_streak(const struct saying *s)
{
	struct cb_diag *diag = s->r->office->diag;
	const struct cb_word *gap = &cb_words_gap[rule_of(s, "rank.streak_gap")->value.n];

	if (s->remark->code == CB_STREAK_GAP)
		cb_report(diag, CB_STREAK_GAP, CB_NOWHERE, "last_months", s->who, cb_arg_period(s->result->period),
		          diag->lang == CB_ZH ? gap->zh : gap->key);
	else
		cb_report(diag, CB_STREAK_YEARS, CB_NOWHERE, "last_months", s->who, cb_period_year(s->result->period));
}

static struct cb_str
in_words(const struct cb_diag *diag, int64_t period)
{
	struct cb_str words = { 0 };
	char buf[CB_PRINT_MAX];

	if (diag->lang == CB_ZH)
		cb_words_period(period, &words);
	else
		cb_str_addt(&words, cb_period_print(period, buf));
	return words;
}

static void
say_title(const struct saying *s)
{
	const struct cb_rule *rule = cb_title_out_of_reach(s->r, s->scope, s->day, s->remark->number);

	cb_report(s->r->office->diag, CB_TITLE_OUT_OF_REACH, CB_NOWHERE, "award", cb_arg_period(s->result->period), rule->id,
	          rule->measure, rule->value.n, s->remark->number);
}

static void
say(const struct saying *s)
{
	struct cb_diag *diag = s->r->office->diag;
	enum cb_code code = s->remark->code;

	if (code == CB_SCORE_OVERFLOW && diag->errors > 0)
		return; /* it follows from what has been said */
	switch ((int)code) {
	case CB_ASSESSED_EARLY:
	case CB_FULL_MARKS:
		say_whole(s);
		break;
	case CB_TRIMMED_TOO_FEW:
	case CB_LAST_NEEDS_DATE:
	case CB_LAST_TWICE:
		say_inspections(s);
		break;
	case CB_NOTICE_FIELD:
	case CB_NOTICE_CONFLICT:
		say_notice(s);
		break;
	case CB_STREAK_GAP:
	case CB_STREAK_YEARS:
		say_streak(s);
		break;
	case CB_FIRST_PERIOD:
		cb_report(diag, code, CB_NOWHERE, "previous", in_words(diag, s->result->period));
		break;
	case CB_SHORT_HISTORY:
		cb_report(diag, code, CB_NOWHERE, "previous", in_words(diag, cb_period_step(s->result->period, -1)),
		          in_words(diag, s->result->period));
		break;
	case CB_TITLE_OUT_OF_REACH:
		say_title(s);
		break;
	case CB_RULE_MISSING:
		cb_report(diag, code, CB_NOWHERE, "", "rank.combine");
		break;
	case CB_TIE_NEEDS_KEY:
	case CB_OVERLAP_REFUSED:
		cb_report(diag, code, CB_NOWHERE, "");
		break;
	default:
		cb_report(diag, code, CB_NOWHERE, "score", s->who, cb_arg_period(s->result->period), indicator(s));
	}
}

static void
say_some(struct cb_ranking *r, struct cb_result *result, bool (*wanted)(enum cb_code))
{
	struct saying s = { r, result, NULL, { "", 0 }, cb_ranking_scope(r, result->contest, result->period), (int32_t)cb_period_last_day(result->period) };

	for (size_t i = 0; i < result->n_remarks; i++) {
		struct cb_remark *remark = &result->remarks[i];

		if (remark->is_said || (wanted != NULL && !wanted(remark->code)))
			continue;
		s.remark = remark;
		s.who = cb_office_name(r->office, remark->estate != 0 ? remark->estate : remark->entrant);
		say(&s);
		remark->is_said = !r->office->diag->muted;
	}
}

void
cb_ranking_say_grave(struct cb_ranking *r, struct cb_result *result)
{
	say_some(r, result, cb_remark_is_grave);
}

/* Prizes and cards of a month are nothing to a year. */
static bool
is_of_parts(enum cb_code code)
{
	return code != CB_OVERLAP;
}

void
cb_ranking_say_part(struct cb_ranking *r, struct cb_result *result)
{
	say_some(r, result, is_of_parts);
}

void
cb_ranking_say(struct cb_ranking *r, struct cb_result *result)
{
	say_some(r, result, NULL);
}
