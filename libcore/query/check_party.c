#include "check_party.h"

#include <cb/value/arg.h>

static void
add_person(struct cb_people_in_post *people, struct cb_text name)
{
	if (cb_dict_add(&people->known, name, 1))
		cb_neighbours_add(&people->names, cb_arena_text(&people->arena, name), 0);
}

static bool
load(struct cb_people_in_post *people, const struct cb_office *office)
{
	struct cb_input in = { .reg = &cb_register_post };
	struct cb_records records;
	const struct cb_record *record;

	if (people->is_loaded)
		return true;
	people->is_loaded = true;
	cb_records_open(&records, office, &in, NULL, 0);
	while (cb_records_next(&records, &record) > 0)
		add_person(people, record->cells[POST_PERSON].text);
	return cb_records_close(&records) == CB_OK;
}

void
cb_people_in_post_release(void *state)
{
	struct cb_people_in_post *people = state;

	cb_dict_release(&people->known);
	cb_neighbours_release(&people->names);
	cb_arena_release(&people->arena);
}

/* Of what is registered and of who is in a post, the nearest in spelling. */
static struct cb_nearest
nearest_of(const struct cb_policy_run *run, struct cb_people_in_post *people, struct cb_text name)
{
	const struct cb_neighbour *person = cb_neighbours_nearest(&people->names, name);
	uint32_t id = cb_names_nearest(run->names, CB_NAME_PARTY, CB_NAME_IS_COMMUNITY | CB_NAME_IS_UNIT, name);
	struct cb_nearest nearest = { 0 };

	if (id != 0)
		cb_nearest_try(&nearest, name, cb_names_get(run->names, id)->text);
	if (person != NULL)
		cb_nearest_try(&nearest, name, person->text);
	return nearest;
}

/* Names of people have four characters at most; those of other peoples are written with a point between their parts. */
static bool
may_be_person(struct cb_text name)
{
	enum { CHARACTER = 3 }; /* bytes, of those that names are written in */

	return name.len <= 4 * CHARACTER || cb_text_find(name, "·") >= 0;
}

bool
cb_check_party(const struct cb_policy_run *run, struct cb_diag *diag, const struct cb_record *record, int column,
               enum cb_party_may may)
{
	struct cb_people_in_post *people = run->state;
	const struct cb_column *def = &run->policy->reg->columns[column];
	const struct cb_cell *cell = &record->cells[column];
	const struct cb_name *name;
	struct cb_nearest nearest;

	if (cell->state != CB_VALUE || !cb_names_has(run->names, CB_NAME_IS_UNIT))
		return true;
	name = cb_names_get(run->names, (uint32_t)cell->n);
	if ((name->flags & (CB_NAME_IS_COMMUNITY | CB_NAME_IS_UNIT)) != 0)
		return true;
	if (!load(people, run->office))
		return false;
	if (may == CB_PARTY_MAY_BE_A_PERSON && cb_dict_get(&people->known, name->text) != 0)
		return true;
	nearest = nearest_of(run, people, name->text);
	if (may == CB_PARTY_MAY_BE_A_PERSON && nearest.text.len == 0 && may_be_person(name->text))
		return true;
	cb_report(diag, may == CB_PARTY_MAY_BE_A_PERSON ? CB_PARTY_UNKNOWN : CB_UNKNOWN_UNIT,
	          cb_record_where(record, column), def->key, cb_arg_either(def->zh, def->key),
	          cb_record_written(record, column, name->text), cb_arg_nearest(nearest.text));
	return true;
}
