/* The words of an entry of a result: what the rules behind it are called. */
#include <string.h>

#include "computing.h"

void
cb_result_index(struct cb_result *result)
{
	for (size_t i = result->n; i > 0; i--) {
		uint32_t pair[2] = { result->entries[i - 1].entrant, result->entries[i - 1].estate };

		cb_dict_put(&result->index, CB_BYTES(pair), (uint32_t)i);
	}
}

const struct cb_standing *
cb_result_entry(const struct cb_result *result, uint32_t entrant, uint32_t estate)
{
	uint32_t pair[2] = { entrant, estate };
	uint32_t at = cb_dict_get(&result->index, CB_BYTES(pair));

	return at == 0 ? NULL : &result->entries[at - 1];
}

bool
cb_rule_is_award(const struct cb_rule *rule)
{
	return cb_is_among("rank.prize rank.title rank.stars rank.reach", rule->kind->what);
}

static void
join(struct cb_str *out, const char *between, const char *word)
{
	if (out->len > 0 && word[0] != '\0')
		cb_str_adds(out, between);
	cb_str_adds(out, word);
}

/* What was published is joined by ';'. */
static void
add_published(struct cb_text words, const char *between, struct cb_str *out)
{
	for (uint32_t i = 0; i < words.len; i++)
		if (words.p[i] == ';')
			cb_str_adds(out, between);
		else
			cb_str_addc(out, words.p[i]);
}

bool
cb_standing_has_award(const struct cb_standing *e)
{
	bool has = e->published != NULL && e->published->award.len > 0;

	for (size_t i = 0; e->published == NULL && i < e->n_given; i++)
		has = has || (cb_rule_is_award(e->numbering[i].rule) && e->numbering[i].rule->measure[0] != '\0');
	return has;
}

bool
cb_standing_is_warned(const struct cb_standing *e)
{
	for (size_t i = 0; i < e->n_given; i++)
		if (e->numbering[i].rule != NULL && strcmp(e->numbering[i].rule->kind->what, "rank.bottom") == 0)
			return true;
	return false;
}

void
cb_standing_award(const struct cb_result *result, const struct cb_standing *e, const char *between, struct cb_str *out)
{
	if (e->published != NULL) {
		add_published(e->published->award, between, out);
		return;
	}
	for (size_t i = 0; i < e->n_given; i++) {
		const struct cb_rule *rule = e->numbering[i].rule;

		if (!cb_rule_is_award(rule))
			continue;
		join(out, between, rule->measure);
		if (strcmp(rule->kind->what, "rank.prize") == 0 && out->len > 0 && e->tied)
			cb_str_addf(out, "(%s)", result->tie->measure);
	}
}

/* Whoever is below a gate is told so behind what the scores alone have earned. */
void
cb_standing_measures(const struct cb_standing *e, const char *between, struct cb_str *out)
{
	bool barred = e->barred;

	if (e->published != NULL) {
		add_published(e->published->measures, between, out);
		return;
	}
	for (size_t i = 0; i < e->n_given; i++) {
		const struct cb_numbering *numbering = &e->numbering[i];

		if (cb_rule_is_award(numbering->rule))
			continue;
		if (barred && strcmp(numbering->rule->kind->what, "rank.last") == 0) {
			join(out, between, "不能申报");
			barred = false;
		}
		join(out, between, numbering->rule->measure);
		cb_str_adds(out, numbering->by_hand ? CB_BY_HAND : "");
	}
	join(out, between, barred ? "不能申报" : "");
}

void
cb_standing_rules(const struct cb_standing *e, struct cb_str *out)
{
	for (size_t i = 0; i < e->n_given; i++) {
		cb_str_adds(out, i > 0 ? ";" : "");
		cb_str_addt(out, e->numbering[i].id);
	}
}
