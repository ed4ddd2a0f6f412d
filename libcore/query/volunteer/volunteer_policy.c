/* What registers volunteer and service ask of their rows. */
#include <string.h>

#include <cb/data/person_text.h>
#include <cb/query/policy.h>
#include <cb/value/arg.h>

#include "people.h"

static void
release(void *state)
{
	volunteer_people_release(state);
}

/* ---- services ---- */

static const char *const phone_labels[] = { "电话", "手机", "手机号", "联系电话", "联系方式", "phone", NULL };

static uint64_t
complete_hours(struct cb_cell *cells)
{
	const struct cb_cell *travel = &cells[SERVICE_TRAVEL];
	int32_t minutes;

	if (cells[SERVICE_HOURS].state != CB_EMPTY || cells[SERVICE_START].state != CB_VALUE ||
	    cells[SERVICE_END].state != CB_VALUE)
		return 0;
	minutes = cb_service_minutes((int)cells[SERVICE_START].n, (int)cells[SERVICE_END].n,
	                             (int32_t)cb_cell_n_or(travel, 0));
	if (minutes < 0)
		return 0;
	cells[SERVICE_HOURS] = cb_cell_number(minutes);
	return UINT64_C(1) << SERVICE_HOURS;
}

/* A name that fits one person becomes that person's number; of others the check says what is wrong. */
static uint64_t
complete_service(struct cb_policy_run *run, struct cb_cell *cells, struct cb_text aside)
{
	struct volunteer_people *people = run->state;
	struct cb_cell *volunteer = &cells[SERVICE_VOLUNTEER];
	size_t person;

	if (volunteer->state == CB_VALUE && volunteer_people_load(people, run->office) &&
	    volunteer_people_find(people, volunteer->text, aside, &person) == 1)
		volunteer->text = people->roster.persons[person].no;
	return complete_hours(cells);
}

/* Once there is a roster; what is told of a name is masked. */
static bool
check_service(struct cb_policy_run *run, struct cb_diag *diag, const struct cb_record *record)
{
	struct volunteer_people *people = run->state;
	const struct cb_cell *volunteer = &record->cells[SERVICE_VOLUNTEER];
	struct cb_where where = cb_record_where(record, SERVICE_VOLUNTEER);
	struct cb_str masked = { 0 };
	size_t person, n;

	if (volunteer->state != CB_VALUE || !volunteer_people_load(people, run->office))
		return !people->has_failed;
	if (cb_dict_get(&people->roster.by_no, volunteer->text) != 0)
		return true;
	n = volunteer_people_find(people, volunteer->text, (struct cb_text){ "", 0 }, &person);
	cb_person_text_say(volunteer->text, &masked);
	if (n > 1)
		cb_report(diag, CB_VOLUNTEER_AMBIGUOUS, where, "volunteer", masked, (int64_t)n);
	else
		cb_report(diag, CB_VOLUNTEER_UNKNOWN, where, "volunteer", masked, "");
	return false;
}

const struct cb_policy cb_policy_service = {
	.reg = &cb_register_service,
	.state_bytes = sizeof(struct volunteer_people),
	.release = release,
	.complete = complete_service,
	.implied = UINT64_C(1) << SERVICE_HOURS,
	.aside = phone_labels,
	.check = check_service,
};

/* ---- the roster ---- */

/* A row without a number is the person that is known by the same: a roster that is sent again supersedes. Of another
 * community it is that one's own row. */
static uint64_t
complete_volunteer(struct cb_policy_run *run, struct cb_cell *cells, struct cb_text aside)
{
	struct volunteer_people *people = run->state;
	struct volunteer_identity identity = { cb_cell_text(&cells[VOLUNTEER_ID]), cb_cell_text(&cells[VOLUNTEER_NAME]),
		                               cb_cell_text(&cells[VOLUNTEER_PHONE]) };
	uint32_t at;

	(void)aside;
	if (cells[VOLUNTEER_NO].state != CB_EMPTY)
		return volunteer_without_name(run->office, cells);
	if (!volunteer_people_load(people, run->office))
		return 0;
	at = volunteer_known(&people->by_identity, identity, &people->scratch);
	if (at == 0 || people->roster.persons[at - 1].community != (uint32_t)cells[VOLUNTEER_COMMUNITY].n)
		return 0;
	cells[VOLUNTEER_NO] = (struct cb_cell){ .state = CB_VALUE, .text = people->roster.persons[at - 1].no };
	return UINT64_C(1) << VOLUNTEER_NO;
}

/* ---- one person, one row ---- */

static bool
is_in_force(const struct volunteer_person *p)
{
	return p->left == INT32_MAX && p->merged == 0;
}

/* Where it came from: the file's row, else the row in the database. */
static struct cb_where
where_of(const struct volunteer_person *p, const struct cb_policy_stored *stored)
{
	for (size_t i = 0; i < stored->n_sources; i++)
		if (stored->sources[i].batch == p->batch)
			return (struct cb_where){ stored->sources[i].source, p->where.row, 0 };
	return p->where;
}

static void
report_twice(const struct cb_office *office, const struct volunteer_person *here, const struct volunteer_person *other,
             const struct cb_policy_stored *stored)
{
	struct cb_str at = { 0 };

	cb_where_print(office->diag, where_of(other, stored), &at);
	cb_report(office->diag, CB_VOLUNTEER_TWICE, where_of(here, stored), "name",
	          cb_office_name(office, here->community), other->no, cb_office_name(office, other->community), at);
}

/* Of two rows of one person the newer is refused, where this run has stored it. */
static void
check_all(const struct volunteer_roster *r, const struct cb_policy_stored *stored)
{
	struct cb_dict known = { 0 };
	struct cb_str scratch = { 0 };

	for (size_t i = 0; i < r->n_listed; i++) {
		const struct volunteer_person *p = &r->persons[i], *other;
		struct volunteer_identity identity = { p->id, p->name, p->phone };
		uint32_t at = is_in_force(p) ? volunteer_known(&known, identity, &scratch) : 0;

		if (at != 0) {
			other = &r->persons[at - 1];
			if (p->batch > stored->since || other->batch > stored->since)
				report_twice(r->run->office, p->batch < other->batch ? other : p,
				             p->batch < other->batch ? p : other, stored);
		} else if (is_in_force(p)) {
			volunteer_make_known(&known, identity, i, &scratch);
		}
	}
	cb_dict_release(&known);
	cb_str_release(&scratch);
}

static bool
has_resident_id(const struct volunteer_person *p)
{
	return p->id.len == CB_ID_LEN && p->id_type <= 0;
}

/* Whom the row is merged into at last, where this run has stored a part of how it comes there; else NULL. */
static const struct volunteer_person *
merged_now(const struct volunteer_roster *r, const struct volunteer_person *p, int64_t since)
{
	bool is_new = p->batch > since;

	for (size_t steps = 0; p->merged != 0 && steps < r->n; steps++) {
		p = &r->persons[p->merged - 1];
		is_new |= p->batch > since;
	}
	return is_new ? p : NULL;
}

/* Two identity numbers are two people: whoever merges them says which of the numbers is wrong. */
static void
check_merged(const struct volunteer_roster *r, const struct cb_policy_stored *stored)
{
	for (size_t i = 0; i < r->n_listed; i++) {
		const struct volunteer_person *p = &r->persons[i];
		const struct volunteer_person *into = p->merged != 0 ? merged_now(r, p, stored->since) : NULL;

		if (into != NULL && has_resident_id(p) && has_resident_id(into) && !cb_text_equal(p->id, into->id))
			cb_report(r->run->office->diag, CB_MERGED_DIFFERENT, where_of(p, stored), "merged_into", p->no,
			          into->no);
	}
}

static enum cb_status
settle(struct cb_policy_run *run, const struct cb_policy_stored *stored)
{
	struct cb_query_run all = { .office = run->office };
	struct volunteer_roster roster;
	uint64_t errors = run->office->diag->errors;
	enum cb_status status = volunteer_roster_load(&roster, &all, VOLUNTEER_ONLY_WHO);

	if (status == CB_OK) {
		check_all(&roster, stored);
		check_merged(&roster, stored);
	}
	volunteer_roster_release(&roster);
	return cb_diag_since(run->office->diag, errors, status);
}

const struct cb_policy cb_policy_volunteer = {
	.reg = &cb_register_volunteer,
	.since = VOLUNTEER_JOINED,
	.until = VOLUNTEER_LEFT,
	.community = VOLUNTEER_COMMUNITY,
	.estate = VOLUNTEER_ESTATE,
	.state_bytes = sizeof(struct volunteer_people),
	.release = release,
	.complete = complete_volunteer,
	.implied = UINT64_C(1) << VOLUNTEER_NO,
	.settle = settle,
};
