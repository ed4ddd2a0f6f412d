/* Places, awards and measures of one result. */
#include <stdlib.h>
#include <string.h>

#include "computing.h"

static void
give(struct computing *c, const struct cb_rule *rule)
{
	if (rule == NULL)
		return;
	*cb_push(c->numbering, c->n_given, c->cap_given) = (struct cb_numbering){ .rule = rule,
		                                                                  .id = cb_text_of(rule->id) };
}

/* What the rules give to one entry, in the order in which it prints. */
static void
award(struct computing *c, struct cb_standing *e, const struct cb_award *a, const struct cb_award_policy *policy)
{
	const struct cb_rule *line;
	struct cb_numbering *numbering;
	size_t at = 0;

	c->n_given = 0;
	if (!e->barred) {
		give(c, a->prize);
		give(c, a->title);
		give(c, cb_award_stars(policy, e->stars));
		give(c, a->base);
		e->prize_fen = a->prize_fen + a->base_fen;
	}
	give(c, a->bottom);
	while ((line = cb_rules_all(c->r->office->rules, "rank.line", c->scope, c->day, &at)) != NULL)
		if (!cb_rule_holds(line, e->score))
			give(c, line);
	if (c->n_given == 0)
		return;
	e->numbering = numbering = cb_arena_alloc(&c->r->arena, c->n_given * sizeof(*numbering));
	e->n_given = c->n_given;
	memcpy(numbering, c->numbering, c->n_given * sizeof(*numbering));
}

static void
remark(const struct computing *c, enum cb_code code, const struct cb_standing *e)
{
	if (!c->is_quiet || cb_remark_is_grave(code))
		cb_result_remark(c->result, code, e, UINT32_MAX);
}

static void
remark_on_titles(const struct computing *c)
{
	uint32_t n = (uint32_t)c->n_slots + (c->slots != NULL && c->total_slot != UINT32_MAX);

	if (!c->is_quiet && cb_title_out_of_reach(c->r, c->scope, c->day, n) != NULL)
		cb_result_remark(c->result, CB_TITLE_OUT_OF_REACH, NULL, UINT32_MAX)->number = n;
}

static void
remark_on_award(const struct computing *c, const struct cb_standing *e, const struct cb_award *a)
{
	if (a->overlap)
		remark(c, CB_OVERLAP, e);
	if (!a->over_quota)
		return;
	remark(c, CB_OVER_QUOTA, e);
	c->result->refused = c->result->refused || !c->result->published;
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
			if (c->r->board.slots[slot] == id && computing_count(c, row, slot) > 0)
				cb_decimal_divide(cb_board_value(&c->r->board, c->sheet, row, slot).sum,
				                  (cb_wide)computing_count(c, row, slot) * CB_MICRO, 6,
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
	size_t ranked;
	uint32_t *reached = cb_alloc(n, sizeof(*reached));
	struct cb_award_policy policy = { c->r->office->rules, c->scope, c->day, how.tie,
		                          (enum cb_overlap)c->overlap->value.n, reached };

	for (size_t i = 0; i < n; i++) {
		uint32_t name = pool[i].estate != 0 ? pool[i].estate : pool[i].entrant;

		order[i] = (struct cb_rank_entry){ .value = pool[i].score, .id = i, .absent = pool[i].absent };
		order[i].name = cb_office_name(c->r->office, name);
		reached[i] = pool[i].barred ? 0 : pool[i].stars;
		if (how.tie == CB_TIE_ORDINAL)
			order[i].keys = tie_keys(c, &pool[i], &how.n_keys);
	}
	if (how.tie == CB_TIE_ORDINAL && how.n_keys == 0) {
		remark(c, CB_TIE_NEEDS_KEY, NULL);
		c->result->refused = true;
	}
	cb_rank(order, n, how);
	ranked = cb_rank_count(order, n);
	for (size_t i = 0; c->r->options.within && ranked == 1 && i < n; i++)
		order[i].from_bottom = 0; /* of one estate none is last */
	if (cb_award(&policy, order, n, awards) != CB_OK) {
		remark(c, CB_OVERLAP_REFUSED, NULL);
		c->result->refused = c->result->refused || !c->result->published;
	}
	for (size_t i = 0; i < n; i++) {
		sorted[i] = pool[order[i].id];
		sorted[i].place = order[i].place;
		sorted[i].from_bottom = order[i].from_bottom;
		sorted[i].tied = order[i].tied;
		if (sorted[i].absent)
			continue;
		sorted[i].spared = awards[i].overlap && policy.overlap == CB_OVERLAP_TOP;
		award(c, &sorted[i], &awards[i], &policy);
		remark_on_award(c, &sorted[i], &awards[i]);
	}
	memcpy(pool, sorted, n * sizeof(*pool));
	free(order);
	free(awards);
	free(reached);
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
	if (result->n > 0)
		remark_on_titles(c);
}
