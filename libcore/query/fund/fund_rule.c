#include "fund_rule.h"

#include <cb/rule/types.h>
#include <cb/value/money.h>

void
fund_rule_say(const struct cb_office *office, const struct cb_rule *rule, const int64_t *balance_fen, bool may,
              struct cb_str *out)
{
	bool zh = office->diag->lang == CB_ZH;
	char buf[CB_PRINT_MAX];

	cb_str_addf(out, zh ? "规则 %s" : "rule %s", rule->id);
	if (rule->basis[0] != '\0')
		cb_str_addf(out, zh ? "(%s)" : " (%s)", rule->basis);
	if (balance_fen != NULL) {
		cb_str_adds(out, zh ? ";余额 " : "; balance ");
		cb_str_addt(out, cb_money_print(*balance_fen, buf));
	}
	if (may)
		cb_str_adds(out, zh ? ";确需破例请写明理由(override)" : "; or give a reason (override)");
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
fund_rule_closing(const struct cb_office *office, struct cb_text community, int32_t day)
{
	const struct cb_rule *rule, *found = NULL;
	struct cb_str scope = { 0 };
	size_t at = 0;

	cb_str_addt(&scope, community);
	while ((rule = cb_rules_all(office->rules, "fund.closed", cb_str_c(&scope), day, &at)) != NULL)
		if (rule->value.n != CB_BAN_OFF && rule->until_day != INT32_MAX &&
		    (found == NULL || rule->value.n == CB_BAN_NEVER))
			found = rule;
	cb_str_release(&scope);
	return found;
}
