/* Places, awards and measures of one result. */
#include <stdlib.h>
#include <string.h>

#include <cb/value/date.h>

#include "computing.h"

static void
join(struct cb_str *out, const char *word)
{
	if (word[0] == '\0')
		return;
	if (out->len > 0)
		cb_str_addc(out, ';');
	cb_str_adds(out, word);
}

static struct cb_text
keep(struct cb_ranking *r, struct cb_str *text)
{
	struct cb_text t = { cb_arena_copy(&r->arena, cb_str_c(text), text->len), (uint32_t)text->len };

	cb_str_release(text);
	return t;
}

static void
describe_award(struct computing *c, struct cb_standing *e, const struct cb_award *a,
               const struct cb_award_policy *policy)
{
	struct cb_str award = { 0 }, measures = { 0 }, rules = { 0 };
	const struct cb_rule *given[] = { a->prize, a->title, cb_award_stars(policy, e->stars), a->base };
	const struct cb_rule *line;
	size_t at = 0;

	for (size_t i = 0; i < sizeof(given) / sizeof(given[0]) && !e->barred; i++) {
		if (given[i] == NULL)
			continue;
		join(&award, given[i]->measure);
		join(&rules, given[i]->id);
		if (given[i] == a->prize && award.len > 0 && e->tied)
			cb_str_addf(&award, "(%s)", c->tie->measure);
	}
	e->prize_fen = e->barred ? 0 : a->prize_fen + a->base_fen;
	if (a->bottom != NULL) {
		join(&measures, a->bottom->measure);
		join(&rules, a->bottom->id);
	}
	while ((line = cb_rules_all(c->r->office->rules, "rank.line", c->scope, c->day, &at)) != NULL)
		if (!e->absent && !cb_rule_holds(line, e->score)) {
			join(&measures, line->measure);
			join(&rules, line->id);
		}
	if (e->barred)
		join(&measures, "不能申报");
	e->award = keep(c->r, &award);
	e->measures = keep(c->r, &measures);
	e->rules = keep(c->r, &rules);
}

static void
warn_awards(struct computing *c, const struct cb_standing *e, const struct cb_award *a)
{
	if (!c->report)
		return;
	if (e->tied && (a->prize != NULL || a->bottom != NULL))
		cb_computing_report(c, CB_TIE, e, UINT32_MAX);
	if (a->overlap)
		cb_computing_report(c, CB_OVERLAP, e, UINT32_MAX);
	if (a->over_quota)
		cb_computing_report(c, CB_OVER_QUOTA, e, UINT32_MAX);
}

/* Values of rank.tie_by for one entry, in the order of its rules. */
static int64_t *
tie_keys(struct computing *c, const struct cb_standing *e, size_t *n)
{
	size_t row = c->sheet == NULL ? CB_BOARD_NO_ROW : cb_board_row(c->sheet, e->entrant, e->estate);
	int64_t *keys = cb_arena_alloc(&c->r->arena, 8 * sizeof(*keys));
	const struct cb_rule *rule;
	size_t at = 0;

	*n = 0;
	while (*n < 8 && (rule = cb_rules_all(c->r->office->rules, "rank.tie_by", c->scope, c->day, &at)) != NULL) {
		uint32_t id = cb_names_find(c->r->office->names, CB_NAME_INDICATOR, cb_text_of(rule->value_text));
		int64_t key = INT64_MIN;

		for (uint32_t slot = 0; slot < c->r->board.n_slots; slot++)
			if (c->r->board.slots[slot] == id && cb_computing_count(c, row, slot) > 0)
				cb_decimal_divide(cb_board_value(&c->r->board, c->sheet, row, slot).sum,
				                  (cb_wide)cb_computing_count(c, row, slot) * CB_MICRO, 6,
				                  CB_HALF_UP, &key);
		keys[(*n)++] = key;
	}
	return keys;
}

/* Ranks the entries first..n-1, which are one pool, and moves them into printing order. */
static void
rank_pool(struct computing *c, struct cb_standing *pool, size_t n)
{
	struct cb_rank_entry *order = cb_alloc(n, sizeof(*order));
	struct cb_award *awards = cb_alloc(n, sizeof(*awards));
	struct cb_standing *sorted = cb_alloc(n, sizeof(*sorted));
	struct cb_rank_how how = { .tie = (enum cb_tie)c->tie->value.n };
	struct cb_award_policy policy = { c->r->office->rules, c->scope, c->day, how.tie,
		                          (enum cb_overlap)c->overlap->value.n };

	for (size_t i = 0; i < n; i++) {
		uint32_t name = pool[i].estate != 0 ? pool[i].estate : pool[i].entrant;

		order[i] = (struct cb_rank_entry){ .value = pool[i].score, .id = i, .absent = pool[i].absent };
		order[i].name = cb_office_name(c->r->office, name);
		if (how.tie == CB_TIE_ORDINAL)
			order[i].keys = tie_keys(c, &pool[i], &how.n_keys);
	}
	if (how.tie == CB_TIE_ORDINAL && how.n_keys == 0) {
		cb_report(c->r->office->diag, CB_TIE_NEEDS_KEY, CB_NOWHERE, "");
		c->refused = true;
	}
	cb_rank(order, n, how);
	if (cb_award(&policy, order, n, awards) != CB_OK && c->report) {
		cb_report(c->r->office->diag, CB_OVERLAP_REFUSED, CB_NOWHERE, "");
		c->refused = true;
	}
	for (size_t i = 0; i < n; i++) {
		sorted[i] = pool[order[i].id];
		sorted[i].place = order[i].place;
		sorted[i].from_bottom = order[i].from_bottom;
		sorted[i].tied = order[i].tied;
		if (sorted[i].absent)
			continue;
		sorted[i].spared = awards[i].overlap && policy.overlap == CB_OVERLAP_TOP;
		describe_award(c, &sorted[i], &awards[i], &policy);
		warn_awards(c, &sorted[i], &awards[i]);
	}
	memcpy(pool, sorted, n * sizeof(*pool));
	free(order);
	free(awards);
	free(sorted);
}

/* Brings entries of one pool together, pools in byte order of their names; few pools, so a plain
 * stable selection. */
static void
gather_pools(const struct cb_office *office, struct cb_standing *entries, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct cb_standing e = entries[i];
		struct cb_text name = cb_office_name(office, e.pool);
		size_t k = i;

		if (e.pool == entries[i - 1].pool)
			continue;
		while (k > 0 && cb_text_compare(cb_office_name(office, entries[k - 1].pool), name) > 0)
			k--;
		memmove(&entries[k + 1], &entries[k], (i - k) * sizeof(e));
		entries[k] = e;
	}
}

void
cb_computing_rank(struct computing *c)
{
	struct cb_result *result = c->result;

	gather_pools(c->r->office, result->entries, result->n);
	for (size_t from = 0, to; from < result->n; from = to) {
		for (to = from + 1; to < result->n && result->entries[to].pool == result->entries[from].pool;)
			to++;
		rank_pool(c, &result->entries[from], to - from);
	}
}

/* ---- warnings about the whole ---- */

void
cb_computing_warn(struct computing *c)
{
	const struct cb_office *office = c->r->office;
	const struct cb_rule *before = cb_rules_pick(office->rules, "rank.not_before", c->scope, "", 0, c->day);
	const struct cb_rule *full = cb_rules_pick(office->rules, "rank.full", c->scope, "", 0, c->day);
	char buf[CB_PRINT_MAX], buf2[CB_PRINT_MAX];
	int year, month, mday;

	if (before != NULL && c->sheet != NULL && c->sheet->first_day != INT32_MAX) {
		struct cb_str date = { 0 }, day = { 0 };

		cb_date_civil(c->sheet->first_day, &year, &month, &mday);
		cb_str_addt(&date, cb_date_print(c->sheet->first_day, buf));
		cb_str_addf(&day, "%lld", (long long)before->value.n);
		if (mday < before->value.n)
			cb_report(office->diag, CB_ASSESSED_EARLY, CB_NOWHERE, "date", cb_str_c(&date), cb_str_c(&day), before->id);
		cb_str_release(&date);
		cb_str_release(&day);
	}
	if (full != NULL && c->result->n > 0 && c->result->entries[0].full.num > 0) {
		int64_t marks;
		struct cb_str is = { 0 };

		if (cb_ratio_round(c->result->entries[0].full, 6, CB_HALF_UP, &marks) && !cb_rule_holds(full, marks)) {
			cb_str_addt(&is, cb_decimal_print(marks, 6, 0, buf2));
			cb_report(office->diag, CB_FULL_MARKS, CB_NOWHERE, "full", cb_str_c(&is), full->id);
		}
		cb_str_release(&is);
	}
}
