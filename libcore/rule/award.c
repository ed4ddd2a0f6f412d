/* Prizes, measures, titles by place: rule/award.h. */
#include <cb/rule/award.h>

static const struct cb_rule *
at_place(const struct cb_award_policy *p, const char *what, uint32_t place)
{
	return cb_rules_pick(p->rules, what, p->scope, "", CB_RULE_N(place), p->day);
}

static int64_t
money_of(const struct cb_rule *rule)
{
	return rule != NULL && rule->value.state == CB_VALUE ? rule->value.n : 0;
}

/* Behind the last of those who share the place of entries[from]. */
static size_t
group_end(const struct cb_rank_entry *entries, size_t from, size_t n)
{
	size_t to = from + 1;

	while (to < n && entries[to].place == entries[from].place)
		to++;
	return to;
}

static void
give_prizes(const struct cb_award_policy *p, const struct cb_rank_entry *entries, size_t n,
            struct cb_award *awards)
{
	for (size_t from = 0, to; from < n; from = to) {
		const struct cb_rule *rule = at_place(p, "rank.prize", entries[from].place);
		int64_t pool = 0, many;

		to = group_end(entries, from, n);
		many = (int64_t)(to - from);
		if (p->tie == CB_TIE_SPLIT) /* R2; a group of one pools its own prize */
			for (size_t i = from; i < to; i++)
				pool += money_of(at_place(p, "rank.prize", (uint32_t)i + 1));
		for (size_t i = from; i < to; i++) {
			int64_t spare = (int64_t)(i - from) < pool % many;

			awards[i].prize = rule;
			if (rule != NULL)
				awards[i].prize_fen = p->tie == CB_TIE_SPLIT ? pool / many + spare
				                                             : money_of(rule);
		}
	}
}

static bool
meets(const struct cb_award_policy *p, const struct cb_rule *rule, const struct cb_rank_entry *entry)
{
	int64_t reached = p->reached != NULL ? p->reached[entry->id] : 0;

	return rule->value.state != CB_VALUE || reached >= rule->value.n;
}

static void
give_title(const struct cb_award_policy *p, const struct cb_rule *rule, const struct cb_rank_entry *entries, size_t n,
           struct cb_award *awards)
{
	uint32_t before = 0, many; /* of those who meet the condition */

	for (size_t from = 0, to; from < n; from = to, before += many) {
		to = group_end(entries, from, n);
		many = 0;
		for (size_t i = from; i < to; i++)
			many += meets(p, rule, &entries[i]);
		for (size_t i = from; i < to && cb_rule_holds(rule, CB_RULE_N(before + 1)); i++) {
			if (!meets(p, rule, &entries[i]))
				continue;
			awards[i].title = rule;
			/* The quota is full when the place that the last of them would have alone is beyond it. */
			awards[i].over_quota = !cb_rule_holds(rule, CB_RULE_N(before + many));
		}
	}
}

static void
give_titles(const struct cb_award_policy *p, const struct cb_rank_entry *entries, size_t n,
            struct cb_award *awards)
{
	const struct cb_rule *rule;
	size_t at = 0;

	while ((rule = cb_rules_all(p->rules, "rank.title", p->scope, p->day, &at)) != NULL)
		give_title(p, rule, entries, n, awards);
}

/* R4 for one entrant that has both. */
static void
settle(struct cb_award *award, enum cb_overlap overlap)
{
	award->overlap = true;
	if (overlap == CB_OVERLAP_TOP)
		award->bottom = NULL;
	if (overlap == CB_OVERLAP_BOTTOM) {
		award->prize = NULL;
		award->prize_fen = 0;
	}
}

enum cb_status
cb_award(const struct cb_award_policy *p, const struct cb_rank_entry *entries, size_t n,
         struct cb_award *awards)
{
	size_t ranked = cb_rank_count(entries, n);
	bool overlap = false;

	for (size_t i = 0; i < n; i++)
		awards[i] = (struct cb_award){ 0 };
	give_prizes(p, entries, ranked, awards);
	give_titles(p, entries, ranked, awards);
	for (size_t i = 0; i < ranked; i++) {
		awards[i].base = cb_rules_pick(p->rules, "rank.reach", p->scope, "",
		                               entries[i].value, p->day);
		awards[i].base_fen = money_of(awards[i].base);
		awards[i].bottom = at_place(p, "rank.bottom", entries[i].from_bottom);
		if (awards[i].prize != NULL && awards[i].bottom != NULL) {
			settle(&awards[i], p->overlap);
			overlap = true;
		}
	}
	if (!overlap || p->overlap != CB_OVERLAP_REFUSE)
		return CB_OK;
	for (size_t i = 0; i < ranked; i++) {
		awards[i].prize = awards[i].bottom = NULL;
		awards[i].prize_fen = 0;
	}
	return CB_FOUND;
}

uint64_t
cb_award_need(uint64_t n, int64_t target)
{
	uint64_t millionths = target > 0 ? (uint64_t)target : 0;

	/* In whole and rest, so that no n overflows: n = q * 10^6 + r. */
	return n / 1000000 * millionths + (n % 1000000 * millionths + 999999) / 1000000;
}

const struct cb_rule *
cb_award_stars(const struct cb_award_policy *p, uint32_t reached)
{
	const struct cb_rule *rule = cb_rules_pick(p->rules, "rank.stars", p->scope, "", 0, p->day);

	return rule != NULL && (int64_t)reached >= rule->value.n ? rule : NULL;
}
