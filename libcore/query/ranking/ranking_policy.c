/* Which rules are those of a contest and period. */
#include <cb/query/titles.h>
#include <cb/rule/types.h>

#include "results.h"

const char *
cb_ranking_scope(const struct cb_ranking *r, uint32_t contest, int64_t period)
{
	static const char *const kinds[] = { [CB_QUARTER] = "quarter", [CB_HALF] = "half", [CB_YEAR] = "year" };
	bool is_month = cb_text_is(cb_office_name(r->office, contest), "month");

	if (is_month && cb_period_kind(period) != CB_MONTH)
		return kinds[cb_period_kind(period)];
	if (is_month && r->options.within)
		return "estate";                     /* the prizes of the communities are not those of their estates */
	return cb_office_name(r->office, contest).p; /* texts of names end with a NUL byte */
}

struct cb_text
cb_ranking_contest_title(const struct cb_ranking *r, const struct cb_result *result)
{
	return cb_title_of_contest(r->office, cb_text_of(cb_ranking_scope(r, result->contest, result->period)),
	                           (int32_t)cb_period_last_day(result->period));
}

const struct cb_rule *
cb_ranking_policy(const struct cb_ranking *r, const char *what, const char *scope, int32_t day)
{
	const struct cb_rule *rule = cb_rules_pick(r->office->rules, what, scope, "", 0, day);

	if (rule == NULL)
		cb_report(r->office->diag, CB_RULE_MISSING, CB_NOWHERE, "", what);
	return rule;
}

bool
cb_ranking_is_of_units(const struct cb_ranking *r, uint32_t contest, int32_t day)
{
	const char *name = cb_office_name(r->office, contest).p;
	const struct cb_rule *rule = cb_rules_pick(r->office->rules, "rank.entity", name, "", 0, day);

	return rule != NULL && rule->value.n == CB_ENTITY_UNIT;
}
