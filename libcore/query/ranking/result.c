/* One result: exact totals of who takes part, places, awards. */
#include <stdlib.h>

#include <cb/value/date.h>

#include "computing.h"

/* ---- totals ---- */

static bool
is_used(const struct computing *c, uint32_t slot)
{
	for (size_t i = 0; i < c->result->n; i++) {
		const struct cb_standing *e = &c->result->entries[i];

		if (computing_count(c, cb_board_row(c->sheet, e->entrant, e->estate), slot) > 0)
			return true;
	}
	return false;
}

static void
find_used(struct computing *c)
{
	const struct cb_board *board = &c->r->board;
	struct cb_named *used = cb_alloc(board->n_slots + 1, sizeof(*used));

	c->total_slot = UINT32_MAX;
	for (uint32_t slot = 0; slot < board->n_slots; slot++) {
		struct cb_text name = cb_office_name(c->r->office, board->slots[slot]);

		if (!is_used(c, slot))
			continue;
		if (cb_text_is(name, "total"))
			c->total_slot = slot;
		else
			used[c->n_slots++] = (struct cb_named){ .name = name, .at = slot };
	}
	cb_named_sort(used, c->n_slots);
	c->slots = cb_alloc(c->n_slots + 1, sizeof(*c->slots));
	for (size_t i = 0; i < c->n_slots; i++)
		c->slots[i] = (uint32_t)used[i].at;
	free(used);
}

static struct cb_remark *
remark(struct computing *c, enum cb_code code, const struct cb_standing *e, uint32_t slot)
{
	return c->is_quiet && !cb_remark_is_grave(code) ? NULL : cb_result_remark(c->result, code, e, slot);
}

static bool
has_total(const struct computing *c, size_t row)
{
	return c->total_slot != UINT32_MAX && computing_count(c, row, c->total_slot) > 0;
}

static bool
has_no_item(struct computing *c, const struct cb_standing *e, size_t row)
{
	for (size_t i = 0; i < c->n_slots; i++)
		if (computing_count(c, row, c->slots[i]) > 0) {
			remark(c, CB_TOTAL_AND_ITEMS, e, c->slots[i]);
			c->result->refused = true;
			return false;
		}
	return true;
}

/* R2: nothing at all, or not what the others have. False: missing. */
static bool
is_complete(struct computing *c, const struct cb_standing *e, size_t row)
{
	size_t n = 0;

	if (has_total(c, row))
		return has_no_item(c, e, row);
	for (size_t i = 0; i < c->n_slots; i++)
		n += computing_count(c, row, c->slots[i]) > 0;
	if (n == 0)
		remark(c, CB_MISSING_SCORE, e, UINT32_MAX);
	for (size_t i = 0; i < c->n_slots && n > 0; i++)
		if (computing_count(c, row, c->slots[i]) == 0)
			remark(c, CB_MISSING_ITEM, e, c->slots[i]);
	return n > 0 && n == c->n_slots;
}

enum cb_code
cb_result_combine(const struct cb_ranking *r, const struct cb_board_sheet *sheet, size_t row, uint32_t slot,
                  struct cb_combined *out)
{
	const struct cb_inspections *inspections = cb_board_inspections(sheet, row, slot);
	struct cb_board_value value = cb_board_value(&r->board, sheet, row, slot);
	const struct cb_rule *rule;

	*out = (struct cb_combined){ value.sum, value.count };
	if (inspections == NULL || value.count == 0)
		return CB_FINE;
	rule = cb_rules_pick(r->office->rules, "rank.combine", cb_ranking_scope(r, sheet->contest, sheet->period),
	                     cb_office_name(r->office, r->board.slots[slot]).p, 0,
	                     (int32_t)cb_period_last_day(sheet->period));
	return rule == NULL ? CB_RULE_MISSING
	                    : cb_inspections_combine(inspections, (enum cb_combine)rule->value.n, &out->sum,
	                                             &out->count);
}

/* The inspections of one cell made one value sum/count. */
static bool
combine(struct computing *c, const struct cb_standing *e, size_t row, uint32_t slot, struct cb_combined *out)
{
	enum cb_code code = cb_result_combine(c->r, c->sheet, row, slot, out);
	struct cb_remark *said;

	if (code == CB_FINE)
		return true;
	said = remark(c, code, e, slot);
	if (said != NULL)
		said->number = code != CB_LAST_TWICE ? out->count
		                                     : cb_board_inspections(c->sheet, row, slot)->on_last_day;
	return false;
}

/* Adds one indicator to the total and to the full total; a full mark not known makes the latter unknown. */
static bool
add_item(struct computing *c, struct cb_standing *e, size_t row, uint32_t slot,
         struct cb_total *total, struct cb_total *full, bool *full_known)
{
	static const struct cb_score_item plain = { .weight = CB_MICRO };
	const struct cb_score_item *item = slot < c->sheet->n_items ? c->sheet->items[slot] : NULL;
	struct cb_combined is;

	if (!combine(c, e, row, slot, &is))
		return false;
	if (item == NULL || item->full == 0)
		*full_known = false;
	else if (!cb_total_add(full, item, cb_score_full(item), 1))
		return false;
	if (item == NULL)
		item = &plain;
	if (item->full > 0 && (__int128)is.sum >= (__int128)cb_score_full(item) * is.count)
		e->stars++;
	if (!cb_score_passes(item, is.sum, is.count))
		e->barred = true;
	return cb_total_add(total, item, is.sum, is.count);
}

/* The full total of a contest's registered indicators, for sheets that have only a total. */
static void
full_of_contest(const struct cb_office *office, uint32_t contest, struct cb_total *full, bool *known)
{
	*known = false;
	for (size_t i = 0; i < office->n_indicators; i++)
		if (office->indicators[i].system == contest)
			*known = cb_total_add(full, &office->indicators[i].item,
			                      cb_score_full(&office->indicators[i].item), 1);
}

static void
compute_total(struct computing *c, struct cb_standing *e)
{
	size_t row = cb_board_row(c->sheet, e->entrant, e->estate);
	struct cb_total total = { 0 }, full = { 0 };
	bool full_known = true, ok = true;

	e->absent = !is_complete(c, e, row);
	if (e->absent)
		return;
	for (size_t i = 0; i < c->n_slots && ok; i++)
		if (computing_count(c, row, c->slots[i]) > 0)
			ok = add_item(c, e, row, c->slots[i], &total, &full, &full_known);
	if (has_total(c, row)) {
		ok = ok && add_item(c, e, row, c->total_slot, &total, &full, &full_known);
		full = (struct cb_total){ 0 };
		full_of_contest(c->r->office, c->result->contest, &full, &full_known);
	}
	ok = ok && cb_total_value(&total, &e->total) &&
	     cb_ratio_round(e->total, (int)c->places->value.n, (enum cb_round)c->round->value.n, &e->score);
	if (full_known && (!cb_total_value(&full, &e->full) || e->full.den == 0))
		e->full = (struct cb_ratio){ 0, 1 };
	if (ok)
		return;
	e->absent = c->result->refused = true;
	remark(c, CB_SCORE_OVERFLOW, e, UINT32_MAX);
}

static bool
load_policies(struct computing *c)
{
	struct cb_ranking *r = c->r;

	c->missing = cb_ranking_policy(r, "rank.missing", c->scope, c->day);
	c->round = cb_ranking_policy(r, "rank.round", c->scope, c->day);
	c->places = cb_ranking_policy(r, "rank.places", c->scope, c->day);
	c->tie = c->result->tie = cb_ranking_policy(r, "rank.tie", c->scope, c->day);
	c->overlap = cb_ranking_policy(r, "rank.overlap", c->scope, c->day);
	return c->missing != NULL && c->round != NULL && c->places != NULL && c->tie != NULL && c->overlap != NULL;
}

static struct cb_result *
new_result(uint32_t contest, int64_t period)
{
	struct cb_result *result = cb_alloc(1, sizeof(*result));

	result->contest = contest;
	result->period = period;
	result->first_day = INT32_MAX;
	return result;
}

static bool
may_be_missing(const struct computing *c)
{
	return c->r->options.allow_missing || c->missing->value.n == CB_MISSING_ALLOW;
}

/* Missing entrants: refused, or left unranked where the rule or --allow-missing says so. */
static void
settle_missing(struct computing *c)
{
	for (size_t i = 0; i < c->result->n && !may_be_missing(c); i++)
		if (c->result->entries[i].absent)
			c->result->refused = true;
}

/* What is to be said about the whole: assessed too early, full marks that do not add up. */
static void
remark_on_whole(struct computing *c)
{
	const struct cb_rules *rules = c->r->office->rules;
	const struct cb_rule *before = cb_rules_pick(rules, "rank.not_before", c->scope, "", 0, c->day);
	const struct cb_rule *full = cb_rules_pick(rules, "rank.full", c->scope, "", 0, c->day);
	const struct cb_standing *first = c->result->entries;
	int year, month, mday;
	int64_t marks;

	if (before != NULL && c->result->first_day != INT32_MAX) {
		cb_date_civil(c->result->first_day, &year, &month, &mday);
		if (mday < before->value.n)
			remark(c, CB_ASSESSED_EARLY, NULL, UINT32_MAX);
	}
	if (full != NULL && first->full.num > 0 && cb_ratio_round(first->full, 6, CB_HALF_UP, &marks) &&
	    !cb_rule_holds(full, marks))
		remark(c, CB_FULL_MARKS, NULL, UINT32_MAX);
}

static void
finish(struct computing *c)
{
	cb_computing_set_pools(c);
	c->is_quiet = c->is_quiet || c->result->refused; /* no remark on the places of what is no ranking */
	cb_computing_rank(c);
	c->is_quiet = c->is_quiet || c->result->refused;
	if (!c->is_quiet && c->result->n > 0)
		remark_on_whole(c);
	free(c->numbering);
	free(c->slots);
}

static struct computing
start(struct cb_ranking *r, uint32_t contest, int64_t period)
{
	struct computing c = { .r = r };

	c.result = new_result(contest, period);
	c.day = (int32_t)cb_period_last_day(period);
	c.scope = cb_ranking_scope(r, contest, period);
	return c;
}

struct cb_result *
cb_result_of_sheet(struct cb_ranking *r, const struct cb_board_sheet *sheet)
{
	struct computing c = start(r, sheet->contest, sheet->period);

	c.sheet = sheet;
	c.result->first_day = sheet->first_day;
	if (!load_policies(&c))
		return c.result;
	cb_computing_take(&c);
	find_used(&c);
	c.is_quiet = may_be_missing(&c);
	for (size_t i = 0; i < c.result->n; i++)
		compute_total(&c, &c.result->entries[i]);
	c.is_quiet = false;
	settle_missing(&c);
	finish(&c);
	return c.result;
}

/* The mean of the totals of one entrant, who must have one in every part. */
static void
take_mean(struct computing *c, struct cb_standing *e, struct cb_result *const parts[], size_t n)
{
	struct cb_ratio sum = { 0, 1 }, full = { 0, 1 };
	bool ok = true;

	for (size_t m = 0; m < n && ok; m++) {
		const struct cb_standing *of = cb_result_entry(parts[m], e->entrant, e->estate);

		ok = of != NULL && !of->absent && cb_ratio_add(&sum, of->total) && cb_ratio_add(&full, of->full);
	}
	ok = ok && cb_ratio_divide(&sum, cb_ratio_of((int64_t)n * CB_MICRO)) &&
	     cb_ratio_divide(&full, cb_ratio_of((int64_t)n * CB_MICRO)) &&
	     cb_ratio_round(sum, (int)c->places->value.n, (enum cb_round)c->round->value.n, &e->score);
	e->total = sum;
	e->full = full;
	e->absent = !ok;
}

struct cb_result *
cb_result_of_parts(struct cb_ranking *r, uint32_t contest, int64_t period, struct cb_result *const parts[], size_t n)
{
	struct computing c = start(r, contest, period);

	c.result->derived = true;
	if (!load_policies(&c))
		return c.result;
	for (size_t i = 0; i < parts[0]->n; i++) {
		const struct cb_standing *of = &parts[0]->entries[i];

		if (!cb_computing_is_own(&c, of->entrant))
			continue;
		take_mean(&c, cb_computing_add(c.result, of->entrant, of->estate), parts, n);
	}
	for (size_t m = 0; m < n; m++)
		c.result->refused = c.result->refused || parts[m]->refused;
	settle_missing(&c);
	finish(&c);
	return c.result;
}

/* Places from the bottom follow from the scores; what was printed is put back as it was. */
static void
put_back(struct cb_standing *e)
{
	const struct cb_published *p = e->published;

	e->place = p->place;
	e->prize_fen = p->prize_fen;
	e->numbering = p->numbering;
	e->n_given = p->n_given;
}

struct cb_result *
cb_result_of_published(struct cb_ranking *r, uint32_t contest, int64_t period)
{
	struct computing c = start(r, contest, period);
	struct cb_result *result = c.result;

	result->published = true;
	c.is_quiet = true;
	for (size_t i = 0; i < r->n_published; i++) {
		const struct cb_published *p = &r->published[i];
		struct cb_standing *e;

		if (p->contest != contest || p->period != period)
			continue;
		e = cb_computing_add(result, p->entrant, 0);
		e->published = p;
		e->absent = p->absent;
		e->score = p->score;
		e->total = cb_ratio_of(p->score);
	}
	if (!load_policies(&c))
		return result;
	finish(&c);
	for (size_t i = 0; i < result->n; i++)
		put_back(&result->entries[i]);
	return result;
}
