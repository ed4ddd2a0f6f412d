/* Rules of the fund: which one holds, and what a refusal by it says. */
#ifndef FUND_RULE_H
#define FUND_RULE_H

#include <cb/query/office.h>
#include <cb/rule/forbidden.h>

/* Whom rules are asked for: those of the community go before those of the fund, these before those of all. */
struct fund_scope {
	const struct cb_office *office;
	const char *community, *fund; /* "" = none */
	int32_t day;
};

/* The one rule of a kind (rule/rules.h), or NULL. */
const struct cb_rule *fund_rule_pick(const struct fund_scope *, const char *what, const char *key, int64_t n);
/* The rule that forbids to spend on what the text says (rule/forbidden.h), or NULL. */
const struct cb_rule *fund_rule_forbids(const struct fund_scope *, struct cb_forbidden *, struct cb_text);
/* The rule that has closed the day, one that cannot be set aside before others; NULL = open. */
const struct cb_rule *fund_rule_closing(const struct fund_scope *);

/* 规则 ID:BASIS;余额 1000.00;不得特批. balance NULL = not known; may: an override would set it aside. */
void fund_rule_say(const struct cb_office *, const struct cb_rule *, const int64_t *balance_fen, bool may,
                   struct cb_str *out);
/* The note that a rule has been set aside. */
void fund_rule_set_aside(const struct cb_office *, const struct cb_rule *, struct cb_text reason, struct cb_where);
/* There is no rule of that kind: CB_RULE_MISSING. */
void fund_rule_missing(const struct cb_office *, const char *what);

#endif
