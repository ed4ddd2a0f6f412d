#include "fund_rule.h"

#include <string.h>

#include <cb/rule/types.h>
#include <cb/value/wording.h>

void
fund_rule_say(const struct cb_office *office, const struct cb_rule *rule, const int64_t *balance_fen, bool may,
              struct cb_str *out)
{
	bool zh = office->diag->lang == CB_ZH;

	cb_str_addf(out, zh ? "规则 %s" : "rule %s", rule->id);
	if (rule->basis[0] != '\0')
		cb_str_addf(out, zh ? "(%s)" : " (%s)", rule->basis);
	if (balance_fen != NULL) {
		cb_str_adds(out, zh ? ";余额 " : "; balance ");
		cb_words_money(*balance_fen, office->diag->lang, out);
	}
	if (may)
		cb_str_adds(out, zh ? ";确需特批请写明理由(override)" : "; or give a reason (override)");
}

void
fund_rule_set_aside(const struct cb_office *office, const struct cb_rule *rule, struct cb_text reason,
                    struct cb_where where)
{
	cb_report(office->diag, CB_RULE_SET_ASIDE, where, "override", rule->id, reason);
}

void
fund_rule_missing(const struct cb_office *office, const char *what)
{
	cb_report(office->diag, CB_RULE_MISSING, CB_NOWHERE, "", what, "");
}

const struct cb_rule *
fund_rule_pick(const struct fund_scope *of, const char *what, const char *key, int64_t n)
{
	const struct cb_rule *rule = cb_rules_pick(of->office->rules, what, of->community, key, n, of->day);

	if (rule == NULL || rule->scope[0] == '\0')
		rule = cb_rules_pick(of->office->rules, what, of->fund, key, n, of->day);
	return rule;
}

/* A rule of the community or of the fund hides the one for all with the same word. A rule for all forbids the text
 * only where the searches for both find it: what just one of them finds, a rule of the other scope has hidden. */
const struct cb_rule *
fund_rule_forbids(const struct fund_scope *of, struct cb_forbidden *forbidden, struct cb_text text)
{
	const struct cb_rule *by_community, *by_fund;

	if (!cb_forbidden_is_in(forbidden, text, of->day)) /* as nearly always */
		return NULL;
	by_community = cb_forbidden_find(forbidden, text, of->community, of->day);
	by_fund = cb_forbidden_find(forbidden, text, of->fund, of->day);
	if (by_community != NULL && (by_fund != NULL || by_community->scope[0] != '\0'))
		return by_community;
	return by_fund != NULL && by_fund->scope[0] != '\0' ? by_fund : NULL;
}

static void
find_closing(const struct fund_scope *of, const char *scope, const struct cb_rule **found)
{
	const struct cb_rule *rule;
	size_t at = 0;

	while ((rule = cb_rules_all(of->office->rules, "fund.closed", scope, of->day, &at)) != NULL)
		if (rule->value.n != CB_BAN_OFF && rule->until_day != INT32_MAX &&
		    (rule->key[0] == '\0' || strcmp(rule->key, of->community) == 0) &&
		    (*found == NULL || rule->value.n == CB_BAN_NEVER))
			*found = rule;
}

const struct cb_rule *
fund_rule_closing(const struct fund_scope *of)
{
	const struct cb_rule *found = NULL;

	find_closing(of, of->community, &found);
	find_closing(of, of->fund, &found);
	return found;
}
