/* What has been published: rows of register standing, their rules looked up as they are read. */
#include "computing.h"

/* Do the published words leave the measure of the rule to be decided? */
static bool
is_by_hand(struct cb_text measures, const struct cb_rule *rule)
{
	struct cb_str marked = { 0 };
	bool found;

	cb_str_addf(&marked, "%s%s", rule->measure, CB_BY_HAND);
	found = cb_text_list_has(measures, ";", cb_str_text(&marked));
	cb_str_release(&marked);
	return found;
}

static void
resolve_rules(struct cb_ranking *r, struct cb_published *p)
{
	struct cb_text ids = p->rules;
	struct cb_numbering *numbering;
	size_t n = 1;

	for (uint32_t i = 0; i < ids.len; i++)
		n += ids.p[i] == ';';
	p->numbering = numbering = cb_arena_alloc(&r->arena, n * sizeof(*numbering));
	while (ids.len > 0) {
		struct cb_text id = cb_text_next(&ids, ";");
		const struct cb_rule *rule = cb_rules_by_id(r->office->rules, id);

		numbering[p->n_given++] = (struct cb_numbering){ rule, id,
			                                         rule != NULL && is_by_hand(p->measures, rule) };
	}
}

static void
take(struct cb_ranking *r, const struct cb_cell *cells, int64_t batch)
{
	struct cb_published *p;

	p = cb_push(r->published, r->n_published, r->cap_published);
	p->contest = (uint32_t)cells[STANDING_CONTEST].n;
	p->period = cells[STANDING_PERIOD].n;
	p->entrant = (uint32_t)cells[STANDING_ENTITY].n;
	p->absent = cells[STANDING_RANK].state != CB_VALUE;
	p->place = p->absent ? 0 : (uint32_t)cells[STANDING_RANK].n;
	p->score = cells[STANDING_SCORE].n;
	p->prize_fen = cb_cell_n_or(&cells[STANDING_PRIZE], 0);
	p->award = cb_arena_text(&r->arena, cells[STANDING_AWARD].text);
	p->measures = cb_arena_text(&r->arena, cells[STANDING_MEASURES].text);
	p->rules = cb_arena_text(&r->arena, cells[STANDING_RULES].text);
	p->batch = batch;
	resolve_rules(r, p);
}

enum cb_status
cb_published_read(struct cb_ranking *r)
{
	struct cb_input in = { .reg = &cb_register_standing };
	struct cb_records records;
	const struct cb_record *record;

	if (r->office->store == NULL && r->office->dir == NULL)
		return CB_OK;
	cb_records_open(&records, r->office, &in, NULL, 0);
	while (cb_records_next(&records, &record) > 0)
		take(r, record->cells, cb_records_batch(&records));
	return cb_records_close(&records);
}

const struct cb_published *
cb_published_find(const struct cb_ranking *r, uint32_t contest, int64_t period, uint32_t entrant)
{
	for (size_t i = 0; i < r->n_published; i++)
		if (r->published[i].contest == contest && r->published[i].period == period &&
		    (entrant == 0 || r->published[i].entrant == entrant))
			return &r->published[i];
	return NULL;
}
