#include "people.h"

#include <errno.h>
#include <stdlib.h>

#include <cb/base/reason.h>
#include <cb/data/person_text.h>
#include <cb/query/export.h>

/* The next thing that tells the person; empty when there is none. */
static struct cb_text
take_identity(struct volunteer_identity *of, struct cb_str *scratch)
{
	struct cb_text id = of->id, phone;

	of->id.len = 0;
	if (id.len > 0) {
		of->phone.len = 0;
		return id;
	}
	phone = cb_text_next(&of->phone, ";");
	cb_str_clear(scratch);
	if (of->name.len > 0 && phone.len > 0)
		cb_str_addf(scratch, "%.*s/%.*s", CB_TEXT_ARG(of->name), CB_TEXT_ARG(phone));
	return cb_str_text(scratch);
}

uint32_t
volunteer_known(const struct cb_dict *known, struct volunteer_identity of, struct cb_str *scratch)
{
	struct cb_text one;
	uint32_t at = 0;

	while (at == 0 && (one = take_identity(&of, scratch)).len > 0)
		at = cb_dict_get(known, one);
	return at;
}

void
volunteer_make_known(struct cb_dict *known, struct volunteer_identity of, size_t person, struct cb_str *scratch)
{
	struct cb_text one;

	while ((one = take_identity(&of, scratch)).len > 0)
		cb_dict_add(known, one, (uint32_t)person + 1);
}

bool
volunteer_share_phone(struct cb_text a, struct cb_text b)
{
	while (a.len > 0)
		if (cb_text_list_has(b, ";", cb_text_next(&a, ";")))
			return true;
	return false;
}

static void
index_person(struct volunteer_people *people, size_t i)
{
	const struct volunteer_person *p = &people->roster.persons[i];

	people->next[i] = cb_dict_get(&people->by_name, p->name);
	if (p->name.len > 0)
		cb_dict_put(&people->by_name, p->name, (uint32_t)i + 1);
	if (p->merged == 0)
		volunteer_make_known(&people->by_identity, (struct volunteer_identity){ p->id, p->name, p->phone }, i,
		                     &people->scratch);
}

/* What is wrong with rows of the roster is told by whoever asks for it; a database that cannot be read is no roster
 * without anybody. */
static bool
load_roster(struct volunteer_people *people, const struct cb_office *office)
{
	bool is_there = cb_export_has(&people->office, &cb_register_volunteer) &&
	                volunteer_roster_load(&people->roster, &people->run, VOLUNTEER_ONLY_WHO) == CB_OK;

	(void)cb_store_failure(office->store, &people->diag);
	people->has_failed = people->diag.status == CB_DATABASE;
	if (people->has_failed)
		cb_report(office->diag, CB_DB_ERROR, CB_NOWHERE, NULL, cb_store_path(office->store),
		          cb_reason(EIO, office->diag->lang));
	return is_there;
}

bool
volunteer_people_load(struct volunteer_people *people, const struct cb_office *office)
{
	if (people->is_loaded)
		return people->roster.n_listed > 0;
	people->is_loaded = true;
	people->office = *office;
	people->office.diag = &people->diag;
	people->run.office = &people->office;
	people->roster.run = &people->run;
	if (office->store == NULL || !load_roster(people, office))
		return false;
	people->next = cb_alloc(people->roster.n + 1, sizeof(*people->next));
	for (size_t i = 0; i < people->roster.n_listed; i++)
		index_person(people, i);
	return people->roster.n_listed > 0;
}

void
volunteer_people_release(struct volunteer_people *people)
{
	volunteer_roster_release(&people->roster);
	cb_dict_release(&people->by_name);
	cb_dict_release(&people->by_identity);
	cb_str_release(&people->scratch);
	free(people->next);
	cb_diag_release(&people->diag);
	*people = (struct volunteer_people){ 0 };
}

/* ---- a word of a sheet ---- */

size_t
volunteer_people_find(struct volunteer_people *people, struct cb_text word, struct cb_text phone, size_t *person)
{
	struct volunteer_roster *r = &people->roster;
	uint32_t at = cb_dict_get(&r->by_no, word);
	size_t n = 0, last = SIZE_MAX;

	if (at != 0) {
		*person = at - 1;
		return 1;
	}
	cb_person_text_split(word, &word, &phone, &r->arena);
	for (at = cb_dict_get(&people->by_name, word); at != 0; at = people->next[at - 1]) {
		size_t who = volunteer_of(r, at - 1);

		if ((phone.len > 0 && !volunteer_share_phone(r->persons[at - 1].phone, phone)) || who == last)
			continue;
		n++;
		last = who;
	}
	*person = last;
	return n;
}

enum cb_status
volunteer_people_one(struct volunteer_people *people, const struct cb_office *office, const char *who, size_t *person)
{
	struct cb_str said = { 0 };
	size_t n = 0;

	if (volunteer_people_load(people, office))
		n = volunteer_people_find(people, cb_text_trim(cb_text_of(who)), (struct cb_text){ "", 0 }, person);
	if (people->has_failed)
		return CB_DATABASE;
	if (n == 1)
		return CB_OK;
	cb_person_text_say(cb_text_of(who), &said);
	if (n > 1)
		return cb_report(office->diag, CB_VOLUNTEER_AMBIGUOUS, CB_NOWHERE, "volunteer", said, (int64_t)n);
	return cb_report(office->diag, CB_VOLUNTEER_UNKNOWN, CB_NOWHERE, "volunteer", said, "");
}
