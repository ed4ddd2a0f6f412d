#include "street.h"

#include <stdlib.h>

#include <cb/query/export.h>
#include <cb/query/when.h>

static const struct cb_register *const registers[STREET_REGISTERS] = {
	[OF_COMMUNITY] = &cb_register_community,
	[OF_ESTATE] = &cb_register_estate,
	[OF_UNIT] = &cb_register_unit,
	[OF_POST] = &cb_register_post,
	[OF_LINK] = &cb_register_link,
	[OF_UNMANAGED] = &cb_register_unmanaged,
	[OF_METRIC] = &cb_register_metric,
};

/* ---- cells ---- */

const struct cb_cell *
street_row(const struct street *s, enum street_of of, size_t row)
{
	return cb_table_at(&s->tables[of], row);
}

bool
street_in_force(const struct street *s, const struct cb_cell *since)
{
	return cb_when_in_force(since, since + 1, s->day, s->day);
}

/* ---- bodies ---- */

static void
add_body(struct street *s, const struct street_body *body)
{
	*cb_push(s->bodies, s->n_bodies, s->cap_bodies) = *body;
}

/* Communities that links name, where none is registered. */
static void
add_linked(struct street *s)
{
	const struct cb_cell *cells;

	for (size_t row = 0; (cells = street_row(s, OF_LINK, row)) != NULL; row++)
		if (street_community(s, (uint32_t)cells[LINK_COMMUNITY].n) == NULL) {
			add_body(s, &(struct street_body){ .id = (uint32_t)cells[LINK_COMMUNITY].n,
			                                   .name = cells[LINK_COMMUNITY].text,
			                                   .is_community = true,
			                                   .level = -1 });
			s->n_communities++;
		}
	cb_sort(s->bodies, s->n_bodies, sizeof(*s->bodies), cb_text_order);
}

static void
add_bodies(struct street *s)
{
	const struct cb_cell *cells;

	for (size_t row = 0; (cells = street_row(s, OF_COMMUNITY, row)) != NULL; row++)
		add_body(s, &(struct street_body){ .id = (uint32_t)cells[COMMUNITY_NAME].n,
		                                   .name = cells[COMMUNITY_NAME].text,
		                                   .is_community = true,
		                                   .level = -1,
		                                   .cells = cells });
	s->n_communities = s->n_bodies;
	if (s->n_communities == 0)
		add_linked(s);
	for (size_t row = 0; (cells = street_row(s, OF_UNIT, row)) != NULL; row++)
		add_body(s, &(struct street_body){ .id = (uint32_t)cells[UNIT_NAME].n,
		                                   .name = cells[UNIT_NAME].text,
		                                   .level = cells[UNIT_LEVEL].state == CB_VALUE
		                                                    ? (int)cells[UNIT_LEVEL].n
		                                                    : -1,
		                                   .cells = cells });
}

const struct street_body *
street_community(const struct street *s, uint32_t id)
{
	for (size_t i = 0; i < s->n_communities; i++)
		if (s->bodies[i].id == id)
			return &s->bodies[i];
	return NULL;
}

enum cb_status
street_load(struct street *s, const struct cb_query_run *run, unsigned which)
{
	const struct cb_cell *cells;
	enum cb_status status = CB_OK;

	*s = (struct street){ .run = run, .office = run->office, .day = cb_query_day(run) };
	s->holders.office = run->office;
	for (int of = 0; status == CB_OK && of < STREET_REGISTERS; of++)
		if ((which & STREET_HAS(of)) != 0)
			status = cb_asked_rows(run, registers[of], &s->tables[of]);
	if (status != CB_OK)
		return status;
	for (size_t row = 0; (cells = street_row(s, OF_POST, row)) != NULL; row++)
		cb_holders_add_post(&s->holders, cells);
	for (size_t row = 0; (cells = street_row(s, OF_LINK, row)) != NULL; row++)
		cb_holders_add_link(&s->holders, cells);
	add_bodies(s);
	return CB_OK;
}

void
street_release(struct street *s)
{
	for (int of = 0; of < STREET_REGISTERS; of++)
		cb_table_release(&s->tables[of]);
	cb_holders_release(&s->holders);
	free(s->bodies);
	*s = (struct street){ 0 };
}

bool
street_is_there(struct cb_query_run *run)
{
	return cb_export_has(run->office, &cb_register_community);
}

/* ---- who is who ---- */

struct cb_text
street_holder(const struct street *s, const struct street_body *body, enum cb_post post, struct cb_text *other)
{
	struct cb_text found = cb_holders_in_post(&s->holders, body->id, post, s->day, other);

	return cb_holders_or(found, body->cells != NULL ? body->cells[cb_post_column(post)].text : (struct cb_text){ "", 0 },
	                     other);
}

int64_t
street_count_in_post(const struct street *s, const struct street_body *body, const char *word)
{
	int post = cb_post_find(cb_text_of(word));
	const struct cb_cell *cells;
	struct cb_text other;
	int64_t n = 0;

	for (size_t row = 0; (cells = street_row(s, OF_POST, row)) != NULL; row++) {
		if ((uint32_t)cells[POST_BODY].n == body->id && street_in_force(s, &cells[POST_SINCE]) &&
		    cb_post_is(cells[POST_POST].text, cb_text_of(word)))
			n++;
	}
	if (n == 0 && post >= 0 && body->is_community)
		n = street_holder(s, body, (enum cb_post)post, &other).len > 0;
	return n;
}

bool
street_is_leader(const struct street *s, const struct cb_cell *post)
{
	return post[POST_LEADER].state == CB_VALUE && post[POST_LEADER].n != 0 &&
	       street_in_force(s, &post[POST_SINCE]) && street_community(s, (uint32_t)post[POST_BODY].n) == NULL;
}

bool
street_is_asked(const struct street_body *body, const struct cb_rule *rule)
{
	const struct cb_word *levels = cb_register_unit.columns[UNIT_LEVEL].arg;

	if (rule->scope[0] == '\0' || cb_text_is(body->name, rule->scope))
		return true;
	if (body->is_community)
		return cb_text_is(CB_LIT("社区"), rule->scope);
	return body->level >= 0 && cb_text_is(cb_text_of(levels[body->level].zh), rule->scope);
}

void
street_add_parties(const struct street *s, int kind, uint32_t community, uint32_t estate, struct cb_str *out)
{
	const struct cb_cell *cells;
	struct cb_text last = { "", 0 };

	for (size_t row = 0; (cells = street_row(s, OF_LINK, row)) != NULL; row++) {
		struct cb_text party = cells[LINK_PARTY].text;

		if (cells[LINK_KIND].n != kind || (uint32_t)cells[LINK_COMMUNITY].n != community ||
		    (estate != 0 && (uint32_t)cells[LINK_ESTATE].n != estate) ||
		    !street_in_force(s, &cells[LINK_SINCE]) || cb_text_equal(party, last))
			continue;
		cb_str_addf(out, "%s%.*s", last.len > 0 ? "、" : "", CB_TEXT_ARG(party));
		last = party;
	}
}
