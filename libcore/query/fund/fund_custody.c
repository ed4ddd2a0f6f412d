#include "fund_custody.h"

#include <stdlib.h>

#include "fund_rule.h"

static int
level_of_word(const char *word)
{
	const struct cb_word *words = cb_register_unit.columns[UNIT_LEVEL].arg;

	for (int i = 0; words[i].zh != NULL; i++)
		if (cb_text_is(cb_text_of(words[i].zh), word))
			return i;
	return -1;
}

enum cb_status
fund_custody_open(struct fund_custody *custody, const struct cb_office *office)
{
	*custody = (struct fund_custody){ .office = office, .community = level_of_word("社区") };
	return fund_levels_load(&custody->levels, office);
}

void
fund_custody_release(struct fund_custody *custody)
{
	free(custody->levels.of);
	*custody = (struct fund_custody){ 0 };
}

/* A rule names a level, or a unit that has one. */
static int
level_by_rule(const struct fund_custody *custody, const struct fund_money *money, const char *source)
{
	struct cb_str community = { 0 }, fund = { 0 };
	struct fund_scope scope;
	const struct cb_rule *rule;
	int level = -1;

	cb_str_addt(&community, cb_office_name(custody->office, money->community));
	cb_str_addt(&fund, money->fund);
	scope = (struct fund_scope){ custody->office, cb_str_c(&community), cb_str_c(&fund), money->day };
	rule = fund_rule_pick(&scope, "fund.custody", cb_text_of(source), 0);
	if (rule != NULL)
		level = level_of_word(rule->value_text);
	if (rule != NULL && level < 0)
		level = fund_level(&custody->levels,
		                   cb_names_find(custody->office->names, CB_NAME_PARTY, cb_text_of(rule->value_text)));
	cb_str_release(&community);
	cb_str_release(&fund);
	return level;
}

size_t
fund_custody_moves(const struct fund_custody *custody, const struct fund_money *money, struct fund_lies *moves)
{
	const struct cb_word *sources = cb_register_fund.columns[FUND_SOURCE].arg;
	int keeper = level_by_rule(custody, money, "");

	switch (money->flow) {
	case FLOW_RECEIVE:
		moves[0] = (struct fund_lies){ keeper, money->fen };
		if (money->source >= 0)
			moves[0].level = level_by_rule(custody, money, sources[money->source].zh);
		return 1;
	case FLOW_SPEND:
		moves[0] = (struct fund_lies){ keeper, -money->fen };
		return 1;
	case FLOW_REMIT:
		moves[0] = (struct fund_lies){ custody->community, -money->fen };
		moves[1] = (struct fund_lies){ keeper, money->fen };
		return 2;
	default:
		return 0;
	}
}

int64_t
fund_custody_kept(const struct fund_custody *custody, const struct fund_money *money)
{
	struct fund_lies lies[FUND_LIES_MAX];
	size_t n = fund_custody_moves(custody, money, lies);
	int keeper = level_by_rule(custody, money, "");
	int64_t fen = 0;

	for (size_t i = 0; i < n; i++)
		fen += lies[i].level == keeper ? lies[i].fen : 0;
	return fen;
}
