/* Awards: what the rules give to the places.
 *
 * R1 A prize is the rule rank.prize of the place from the top. Everybody in a tied place gets that
 *    place's full prize.
 * R2 With tie `split` the prizes of the places that the tied ones take (place p, k of them: p..p+k-1)
 *    are pooled and shared equally to the fen; fen that are left over go one each to the first by
 *    name. The rule printed is that of place p.
 * R3 A bottom measure is the rule rank.bottom of the place from the bottom. Absent entrants get nothing.
 * R4 Who would get both (few entrants): `top` keeps the prize, `bottom` the measure, `both` both;
 *    `refuse` gives neither to anybody and the call says CB_FOUND. overlap is set in each case.
 * R5 A title is the rule rank.title of the place among those who have reached as many indicators in full as its
 *    value says (none: among all); its quota is the number of places of the rule. Fewer are no error; more (a
 *    tie at the edge) are over the quota.
 * R6 The base award is the highest rule rank.reach whose at_least the score reaches; 80.00 reaches 80.
 * R7 The share: `need` = the least number of n that is at least the target, ceil(n x target).
 * R8 Stars are all or nothing: one missing of n is none. */
#ifndef CB_RULE_AWARD_H
#define CB_RULE_AWARD_H

#include <cb/rule/rank.h>
#include <cb/rule/rules.h>

struct cb_award {
	const struct cb_rule *prize, *bottom, *title, *base; /* NULL: none */
	int64_t prize_fen;                                   /* the full prize (R1) or the share (R2), or 0 */
	int64_t base_fen;
	bool overlap;    /* R4 */
	bool over_quota; /* R5 */
};

struct cb_award_policy {
	const struct cb_rules *rules;
	const char *scope; /* the contest */
	int32_t day;       /* the last day of the period */
	enum cb_tie tie;   /* the one the entries were ranked with */
	enum cb_overlap overlap;
	const uint32_t *reached; /* R5: indicators in full, [cb_rank_entry.id]; NULL = nobody has reached any */
};

/* Fills awards[i] for entries[i], which cb_rank has put in order; values are scores in millionths.
 * Returns CB_OK, or CB_FOUND for R4 `refuse`: then no award has a prize or a bottom measure. */
enum cb_status cb_award(const struct cb_award_policy *, const struct cb_rank_entry *entries,
                        size_t n, struct cb_award *awards);

/* The share of R7; the target is given in millionths (0.7 is 700000). */
uint64_t cb_award_need(uint64_t n, int64_t target);
/* R8: the rule rank.stars when `reached` indicators of the contest are full, else NULL. */
const struct cb_rule *cb_award_stars(const struct cb_award_policy *, uint32_t reached);

#endif
