/* Rules of the fund: which one holds, and what a refusal by it says. */
#ifndef FUND_RULE_H
#define FUND_RULE_H

#include <cb/query/office.h>
#include <cb/rule/forbidden.h>

/* For whom a rule is looked up. Rules of the community go before those of the fund, and these before those for all. */
struct fund_scope {
	const struct cb_office *office;
	const char *community, *fund; /* "" = none */
	int32_t day;
};

/* The one rule of a kind (rule/rules.h), or NULL. */
const struct cb_rule *fund_rule_pick(const struct fund_scope *, const char *what, const char *key, int64_t n);
/* The rule that forbids to spend on what the text says (rule/forbidden.h), or NULL. */
const struct cb_rule *fund_rule_forbids(const struct fund_scope *, struct cb_forbidden *, struct cb_text);
/* The rule that has closed the day, or NULL: it is open. Of several one that cannot be set aside. */
const struct cb_rule *fund_rule_closing(const struct fund_scope *);

/* Appends what a refusal says of its rule: its id and basis, the balance (NULL = not known) and, where it may be set
 * aside, that a reason would do. */
void fund_rule_say(const struct cb_office *, const struct cb_rule *, const int64_t *balance_fen, bool may,
                   struct cb_str *out);
/* Reports, as a note, that a rule has been set aside for that reason. */
void fund_rule_set_aside(const struct cb_office *, const struct cb_rule *, struct cb_text reason, struct cb_where);
/* Reports that there is no rule of that kind: CB_RULE_MISSING. */
void fund_rule_missing(const struct cb_office *, const char *what);

#endif
