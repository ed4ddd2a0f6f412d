/* What the fund must not be spent on: words of rules in the texts of an entry.
 *
 * R1 Texts are compared in their folded form (NFKC) without blanks: 奖 金 and 奖金 are one.
 * R2 Words of rules fund.allow are taken out first, longest first, each leaving a gap that no word spans:
 *    福利院 is no 福利, 福利院过节费 is 过节费.
 * R3 Of several words found the one whose rule comes first (by id) is named. A rule that is off denies
 *    nothing. */
#ifndef CB_RULE_FORBIDDEN_H
#define CB_RULE_FORBIDDEN_H

#include <cb/base/dict.h>
#include <cb/rule/rules.h>

/* Of many texts: it holds the words of the rules in their folded form. Only the rules are set by the caller. */
struct cb_forbidden {
	const struct cb_rules *rules;
	struct cb_dict known; /* word -> index + 1 */
	const char **words;
	size_t n, cap;
};
/* Does the text hold a word that a rule of whatever scope denies? Where none does, none is broken: quickly seen. */
bool cb_forbidden_is_in(struct cb_forbidden *, struct cb_text, int32_t day);
/* The rule that a text breaks, or NULL. scope: the community. */
const struct cb_rule *cb_forbidden_find(struct cb_forbidden *, struct cb_text, const char *scope, int32_t day);
void cb_forbidden_release(struct cb_forbidden *);

#endif
