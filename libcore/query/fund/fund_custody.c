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

/* The level that rule fund.custody names for the source ("": for any), be it by the name of a unit of that level. */
static int
level_by_rule(const struct fund_custody *custody, const struct fund_money *money, const char *source)
{
	const struct cb_office *office = custody->office;
	const struct fund_scope scope = { office, cb_office_name(office, money->community).p, money->fund, money->day };
	const struct cb_rule *rule = fund_rule_pick(&scope, "fund.custody", source, 0);
	int level = rule != NULL ? level_of_word(rule->value_text) : -1;

	if (rule != NULL && level < 0)
		level = fund_level(&custody->levels,
		                   cb_names_find(office->names, CB_NAME_PARTY, cb_text_of(rule->value_text)));
	return level;
}

size_t
fund_custody_moves(const struct fund_custody *custody, const struct fund_money *money, struct fund_moved *moved)
{
	const struct cb_word *sources = cb_register_fund.columns[FUND_SOURCE].arg;
	int keeper = level_by_rule(custody, money, "");

	switch (money->flow) {
	case FLOW_RECEIVE:
		moved[0] = (struct fund_moved){ keeper, money->fen };
		if (money->source >= 0)
			moved[0].level = level_by_rule(custody, money, sources[money->source].zh);
		return 1;
	case FLOW_SPEND:
		moved[0] = (struct fund_moved){ keeper, -money->fen };
		return 1;
	case FLOW_REMIT:
		moved[0] = (struct fund_moved){ custody->community, -money->fen };
		moved[1] = (struct fund_moved){ keeper, money->fen };
		return 2;
	default:
		return 0;
	}
}

static struct fund_money
money_of(const struct fund_entry *e)
{
	return (struct fund_money){ e->community, e->fund.p, e->flow, e->source, e->day, e->fen };
}

static int64_t
change_of(const struct fund_custody *custody, const struct fund_money *money, int level)
{
	struct fund_moved moved[FUND_MOVED_MAX];
	size_t n = fund_custody_moves(custody, money, moved);
	int64_t fen = 0;

	for (size_t i = 0; i < n; i++)
		fen += moved[i].level == level ? moved[i].fen : 0;
	return fen;
}

int64_t
fund_custody_kept(const struct fund_custody *custody, const struct fund_entry *e)
{
	const struct fund_money money = money_of(e);

	return change_of(custody, &money, level_by_rule(custody, &money, ""));
}

int64_t
fund_custody_at_hand(const struct fund_custody *custody, const struct fund_entry *e)
{
	const struct fund_money money = money_of(e);

	return change_of(custody, &money, custody->community);
}
