/* What the fund must not be spent on: words of rules in the texts of an entry.
 *
 * R1 Texts are compared in their folded form (NFKC) without blanks: 奖 金 and 奖金 are one.
 * R2 Words of rules fund.allow are taken out first, longest first, each leaving a gap that no word spans:
 *    福利院 is no 福利, 福利院过节费 is 过节费.
 * R3 Of several words found the one whose rule comes first (by id) is named. A rule that is off denies
 *    nothing. */
#ifndef CB_RULE_FORBIDDEN_H
#define CB_RULE_FORBIDDEN_H

#include <cb/rule/rules.h>

/* The rule that a text breaks, or NULL. scope: the community. */
const struct cb_rule *cb_forbidden(const struct cb_rules *, struct cb_text, const char *scope, int32_t day);

#endif
