/* What rules say of a problem whose row does not: query/problem.h R2, R3. */
#include <cb/query/filter.h>
#include <cb/value/arg.h>

#include "problem_book.h"

/* Rules are asked with strings. */
struct asking {
	struct cb_str community, kind;
	int32_t day;
};

static struct cb_names *
names_of(const struct book *b)
{
	return b->names != NULL ? b->names : b->office->names;
}

static struct asking
ask_of(const struct book *b, const struct problem *p)
{
	struct asking asking = { .day = (int32_t)cb_date_of_minute(p->found) };

	cb_str_addt(&asking.community, cb_names_get(names_of(b), p->community)->text);
	cb_str_addt(&asking.kind, p->kind);
	return asking;
}

static void
asked(struct asking *asking)
{
	cb_str_release(&asking->community);
	cb_str_release(&asking->kind);
}

/* The longest key that the kind or, beside it, the description contains. */
static void
suggest_level(struct book *b, struct problem *p, const struct asking *asking)
{
	const struct cb_rule *rule, *best = NULL;
	size_t at = 0;

	while ((rule = cb_rules_all(b->office->rules, "problem.route", cb_str_c(&asking->community), asking->day,
	                            &at)) != NULL) {
		bool is_in = cb_text_find(p->kind, rule->key) >= 0 || cb_text_find(p->description, rule->key) >= 0;

		if (is_in && (best == NULL || cb_text_of(rule->key).len > cb_text_of(best->key).len))
			best = rule;
	}
	if (best == NULL)
		return;
	p->level = (int)best->value.n;
	p->suggested |= SUGGESTED_LEVEL;
}

static void
suggest_responsible(struct book *b, struct problem *p, const struct cb_cell *width, const struct asking *asking)
{
	const struct cb_rule *rule = cb_rules_pick(b->office->rules, "problem.width", cb_str_c(&asking->community),
	                                           "", width->n, asking->day);

	if (rule == NULL)
		return;
	p->responsible = cb_names_id(names_of(b), CB_NAME_PARTY, cb_text_of(rule->value_text));
	p->suggested |= SUGGESTED_RESPONSIBLE;
}

static struct cb_due *
calendar(struct book *b, const struct asking *asking)
{
	if (b->has_calendar)
		return &b->calendar;
	b->has_calendar = true;
	b->status = cb_status_worse(b->status, cb_due_open(&b->calendar, b->office));
	if (b->status == CB_OK)
		b->status = cb_due_set_hours(&b->calendar, b->office->rules, "", asking->day);
	return &b->calendar;
}

static void
suggest_due(struct book *b, struct problem *p, const struct asking *asking)
{
	const struct cb_rules *rules = b->office->rules;
	const char *community = cb_str_c(&asking->community);
	const struct cb_rule *rule = NULL;

	if (p->small)
		rule = cb_rules_pick(rules, "problem.small", community, "", 0, asking->day);
	if (rule == NULL)
		rule = cb_rules_pick(rules, "problem.due", community, cb_str_c(&asking->kind),
		                     p->level == NEVER ? 0 : CB_RULE_N(p->level + 1), asking->day);
	if (rule == NULL)
		return;
	p->due = cb_due_minute(calendar(b, asking), &rule->value, p->found);
	p->suggested |= SUGGESTED_DUE;
}

void
problem_suggest(struct book *b, struct problem *p, const struct cb_cell *width)
{
	struct asking asking = { 0 };

	if (p->found == NO_MINUTE ||
	    (p->level != NEVER && p->due != NO_MINUTE && (p->responsible != 0 || width->state != CB_VALUE)))
		return;
	asking = ask_of(b, p);
	if (p->level == NEVER)
		suggest_level(b, p, &asking);
	if (p->responsible == 0 && width->state == CB_VALUE)
		suggest_responsible(b, p, width, &asking);
	if (p->due == NO_MINUTE)
		suggest_due(b, p, &asking);
	asked(&asking);
}

/* ---- R3 ---- */

static bool
stops_clock(struct book *b, const struct problem *p)
{
	struct asking asking = ask_of(b, p);
	const struct cb_rule *rule = cb_rules_pick(b->office->rules, "problem.suspend", cb_str_c(&asking.community),
	                                           cb_str_c(&asking.kind), 0, asking.day);

	asked(&asking);
	if (rule == NULL && b->status == CB_OK)
		b->status = cb_report(b->office->diag, CB_RULE_MISSING, CB_NOWHERE, "", "problem.suspend", "");
	return rule != NULL && rule->value.n != 0;
}

void
problem_move_limit(struct book *b, struct problem *p)
{
	int64_t since = NO_MINUTE;

	for (size_t i = 0; i < p->n_steps; i++) {
		const struct step *s = &p->steps[i];
		bool moves = cb_problem_after(STATE_SUSPENDED, s->action) != STATE_SUSPENDED;

		if (s->action == ACTION_EXTEND && s->due != NO_MINUTE) {
			p->due = s->due;
			since = since == NO_MINUTE ? since : s->at; /* what was suspended before is in it */
		}
		if (since != NO_MINUTE && moves && p->due != NO_MINUTE)
			p->due += s->at - since;
		since = moves ? NO_MINUTE : since;
		if (s->action == ACTION_SUSPEND && stops_clock(b, p))
			since = s->at;
	}
	p->stands_still = since != NO_MINUTE && (p->due == NO_MINUTE || p->due >= since);
}
