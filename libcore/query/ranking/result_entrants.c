/* Who takes part in a result: the registered communities, or all that occur. */
#include <stdlib.h>

#include "computing.h"

struct cb_standing *
cb_computing_add(struct cb_result *result, uint32_t entrant, uint32_t estate)
{
	struct cb_standing *e;

	e = cb_push(result->entries, result->n, result->cap);
	*e = (struct cb_standing){ .entrant = entrant, .estate = estate, .total = { 0, 1 }, .full = { 0, 1 } };
	return e;
}

static enum cb_entity
entity_of(const struct cb_ranking *r, const char *scope, int32_t day)
{
	const struct cb_rule *rule = cb_rules_pick(r->office->rules, "rank.entity", scope, "", 0, day);

	return rule == NULL ? CB_ENTITY_COMMUNITY : (enum cb_entity)rule->value.n;
}

static int
by_names(const void *a, const void *b)
{
	const struct cb_named *x = a, *y = b;
	int order = cb_text_compare(x->name, y->name);

	if (order == 0)
		order = cb_order(x->number, y->number);
	return order != 0 ? order : cb_text_compare(x->second, y->second);
}

void
cb_named_sort(struct cb_named *all, size_t n)
{
	cb_sort(all, n, sizeof(*all), by_names);
}

static void
order_entries(struct cb_result *result, struct cb_named *all)
{
	struct cb_standing *entries = cb_alloc(result->n + 1, sizeof(*entries));

	cb_named_sort(all, result->n);
	for (size_t i = 0; i < result->n; i++)
		entries[i] = result->entries[all[i].at];
	free(result->entries);
	result->entries = entries;
	result->cap = result->n + 1;
}

/* All that occur in the contest, in any period of the input. */
static void
take_all_that_occur(struct computing *c)
{
	const struct cb_board *board = &c->r->board;
	const struct cb_office *office = c->r->office;
	struct cb_dict seen = { 0 };
	struct cb_named *all = NULL;
	size_t n = 0, cap = 0;

	for (size_t s = 0; s < board->n_sheets; s++) {
		const struct cb_board_sheet *sheet = board->sheets[s];

		if (sheet->contest != c->sheet->contest)
			continue;
		for (size_t i = 0; i < sheet->n_rows; i++) {
			uint32_t pair[2] = { sheet->rows[i].entrant, sheet->rows[i].estate };

			if ((pair[1] != 0) != c->r->options.within || !cb_dict_add(&seen, CB_BYTES(pair), 1))
				continue;
			*cb_push(all, n, cap) = (struct cb_named){ .name = cb_office_name(office, pair[0]),
				                                   .second = cb_office_name(office, pair[1]),
				                                   .at = c->result->n };
			cb_computing_add(c->result, pair[0], pair[1]);
		}
	}
	order_entries(c->result, all);
	cb_dict_release(&seen);
	free(all);
}

bool
cb_ranking_takes_registered(const struct cb_ranking *r, uint32_t contest, int64_t period)
{
	int32_t day = (int32_t)cb_period_last_day(period);

	return !r->options.within && r->office->n_communities > 0 &&
	       entity_of(r, cb_ranking_scope(r, contest, period), day) == CB_ENTITY_COMMUNITY;
}

bool
cb_computing_is_own(const struct computing *c, uint32_t entrant)
{
	return cb_office_of_day(c->r->office, entrant, c->day) == entrant;
}

static void
take_entrant(struct computing *c, const struct cb_community *community, struct cb_dict *seen)
{
	if (!cb_computing_is_own(c, community->name) || !cb_ranking_takes(c->r, community, c->scope, c->day) ||
	    !cb_dict_add(seen, CB_BYTES(community->name), 1))
		return;
	cb_computing_add(c->result, community->name, 0);
}

void
cb_computing_take(struct computing *c)
{
	const struct cb_office *office = c->r->office;
	struct cb_dict seen = { 0 };

	if (!cb_ranking_takes_registered(c->r, c->result->contest, c->result->period)) {
		take_all_that_occur(c);
		return;
	}
	for (size_t i = 0; i < office->n_communities; i++)
		take_entrant(c, &office->communities[i], &seen);
	for (size_t i = 0; i < office->n_merged; i++)
		take_entrant(c, &office->merged[i], &seen);
	cb_dict_release(&seen);
}

static void
set_pool(const struct cb_ranking *r, struct cb_standing *e)
{
	const struct cb_community *c;

	if (r->options.within)
		e->pool = e->entrant;
	else if (r->group_column >= 0 && (c = cb_office_community(r->office, e->entrant)) != NULL)
		e->pool = cb_names_id(r->office->names, CB_NAME_WORD, c->columns[r->group_column]);
}

void
cb_computing_set_pools(struct computing *c)
{
	for (size_t i = 0; i < c->result->n; i++)
		set_pool(c->r, &c->result->entries[i]);
}
