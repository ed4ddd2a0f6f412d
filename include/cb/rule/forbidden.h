/* What the fund must not be spent on: words that rules forbid in the texts of an entry.
 *
 * R1 Texts are compared in their folded form (NFKC) and without blanks: 奖 金 and 奖金 are the same.
 * R2 The words of rules fund.allow are first taken out of the text, the longest first. Each leaves a gap that no
 *    forbidden word spans: 福利院 does not hold 福利, and 福利院过节费 holds only 过节费.
 * R3 Of several forbidden words the one is named whose rule comes first by id. A rule that is off forbids nothing. */
#ifndef CB_RULE_FORBIDDEN_H
#define CB_RULE_FORBIDDEN_H

#include <cb/base/dict.h>
#include <cb/rule/rules.h>

/* Serves many texts: it keeps the words of the rules in their folded form. The caller sets only the rules of a zeroed
 * one. */
struct cb_forbidden {
	const struct cb_rules *rules;
	struct cb_dict known; /* word -> index + 1 */
	const char **words;
	size_t n, cap;
};
/* Does the text hold a word that a rule of any scope forbids, allowed words included? Where it does not, no rule is
 * broken: this quick look spares the search. */
bool cb_forbidden_is_in(struct cb_forbidden *, struct cb_text, int32_t day);
/* The rule of that scope (a community or a fund) that the text breaks, or NULL. */
const struct cb_rule *cb_forbidden_find(struct cb_forbidden *, struct cb_text, const char *scope, int32_t day);
void cb_forbidden_release(struct cb_forbidden *);

#endif
