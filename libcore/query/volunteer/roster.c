#include "roster.h"

#include <stdlib.h>
#include <string.h>

#include <cb/data/label.h>
#include <cb/data/forget.h>
#include <cb/query/export.h>
#include <cb/value/date.h>
#include <cb/value/identity.h>

/* ---- what --where asks ---- */

static void
take_condition(struct volunteer_where *where, bool of_services, const char *pair)
{
	struct cb_text label = { "", 0 }, value;
	bool is_of_service = of_services && cb_pair_split(pair, &label, &value) &&
	                     cb_column_by_label(&cb_register_service, label) >= 0;

	if (is_of_service)
		where->service[where->n_service++] = pair;
	else
		where->person[where->n_person++] = pair;
}

static void
split_where(const struct cb_query_run *run, bool of_services, struct volunteer_where *out)
{
	*out = (struct volunteer_where){ 0 };
	out->service = cb_alloc(run->where.n + 1, sizeof(*out->service));
	out->person = cb_alloc(run->where.n + 1, sizeof(*out->person));
	for (size_t i = 0; i < run->where.n; i++)
		take_condition(out, of_services, run->where.items[i]);
}

static void
release_where(struct volunteer_where *where)
{
	free(where->service);
	free(where->person);
	*where = (struct volunteer_where){ 0 };
}

/* ---- the roster ---- */

/* The number's first row is the person's: a folder or a file may have it twice, a database has not. */
static void
add_person(struct volunteer_roster *r, const struct cb_record *record, bool passes, int64_t batch)
{
	const struct cb_cell *cells = record->cells;
	struct volunteer_person *p;

	p = cb_push(r->persons, r->n, r->cap);
	*p = (struct volunteer_person){ .no = cb_cell_keep(&r->arena, &cells[VOLUNTEER_NO]),
		                        .name = cb_cell_keep(&r->arena, &cells[VOLUNTEER_NAME]),
		                        .id = cb_cell_keep(&r->arena, &cells[VOLUNTEER_ID]),
		                        .phone = cb_cell_keep(&r->arena, &cells[VOLUNTEER_PHONE]),
		                        .merged_into = cb_cell_keep(&r->arena, &cells[VOLUNTEER_MERGED_INTO]),
		                        .skills = cb_cell_keep(&r->arena, &cells[VOLUNTEER_SKILLS]),
		                        .birth = cells[VOLUNTEER_BIRTH],
		                        .community = (uint32_t)cells[VOLUNTEER_COMMUNITY].n,
		                        .team = (uint32_t)cells[VOLUNTEER_TEAM].n,
		                        .joined = (int32_t)cb_cell_n_or(&cells[VOLUNTEER_JOINED], INT32_MIN),
		                        .left = (int32_t)cb_cell_n_or(&cells[VOLUNTEER_LEFT], INT32_MAX),
		                        .until = (int32_t)cb_cell_n_or(&cells[VOLUNTEER_HOURS_UNTIL], INT32_MIN),
		                        .role = (int8_t)cb_cell_n_or(&cells[VOLUNTEER_ROLE], -1),
		                        .service = (int8_t)cb_cell_n_or(&cells[VOLUNTEER_SERVICE], -1),
		                        .sex = (int8_t)cb_cell_n_or(&cells[VOLUNTEER_SEX], -1),
		                        .party_member = (int8_t)cb_cell_n_or(&cells[VOLUNTEER_PARTY_MEMBER], -1),
		                        .consent = (int8_t)cb_cell_n_or(&cells[VOLUNTEER_CONSENT], -1),
		                        .id_type = (int8_t)cb_cell_n_or(&cells[VOLUNTEER_ID_TYPE], -1),
		                        .batch = batch,
		                        .is_listed = true,
		                        .passes = passes,
		                        .where = record->where };
	if (cells[VOLUNTEER_HOURS_BEFORE].state == CB_VALUE)
		p->before = cells[VOLUNTEER_HOURS_BEFORE].n;
	if (p->role < 0)
		p->role = ROLE_VOLUNTEER;
	p->has_no = p->no.len > 0;
	p->birth.text = (struct cb_text){ "", 0 };
	if (p->has_no)
		cb_dict_add(&r->by_no, p->no, (uint32_t)r->n);
}

static bool
passes(struct cb_filter *filter, const struct cb_record *record)
{
	struct cb_cell cells[VOLUNTEER_N];

	if (filter->n == 0)
		return true;
	memcpy(cells, record->cells, sizeof(cells));
	if (cells[VOLUNTEER_ROLE].state == CB_EMPTY)
		cells[VOLUNTEER_ROLE] = cb_cell_number(ROLE_VOLUNTEER);
	return cb_filter_passes(filter, cells);
}

static void
link_merged(struct volunteer_roster *r)
{
	for (size_t i = 0; i < r->n; i++) {
		struct volunteer_person *p = &r->persons[i];

		p->merged = p->merged_into.len > 0 ? cb_dict_get(&r->by_no, p->merged_into) : 0;
	}
	r->n_listed = r->n;
}

static enum cb_status
read_persons(struct volunteer_roster *r, const struct cb_input *in, struct cb_filter *filter)
{
	const struct cb_office *office = r->run->office;
	struct cb_records records;
	const struct cb_record *record;
	enum cb_status status;

	cb_records_open(&records, office, in, NULL, 0);
	while (cb_records_next(&records, &record) > 0)
		add_person(r, record, passes(filter, record), cb_records_batch(&records));
	status = cb_records_close(&records);
	link_merged(r);
	return status == CB_OK ? cb_filter_finish(filter) : status;
}

uint64_t
volunteer_without_name(const struct cb_office *office, const struct cb_cell *cells)
{
	const struct cb_cell *no = &cells[VOLUNTEER_NO];

	if (no->state != CB_VALUE || cells[VOLUNTEER_NAME].state != CB_EMPTY ||
	    (office->store != NULL && !cb_store_is_forgotten(office->store, &cb_register_volunteer, no->text)))
		return 0;
	return UINT64_C(1) << VOLUNTEER_NAME;
}

static uint64_t
complete(void *office, struct cb_cell *cells, struct cb_text aside)
{
	(void)aside;
	return volunteer_without_name(office, cells);
}

#define BIT(column) (UINT64_C(1) << VOLUNTEER_##column)

static const uint64_t who = BIT(NO) | BIT(NAME) | BIT(ID) | BIT(PHONE) | BIT(COMMUNITY) | BIT(LEFT) | BIT(MERGED_INTO);

enum cb_status
volunteer_roster_load(struct volunteer_roster *r, const struct cb_query_run *run, enum volunteer_of of)
{
	const struct cb_office *office = run->office;
	struct cb_input in = of == VOLUNTEER_OF_INPUT && run->input != NULL ? *run->input : (struct cb_input){ 0 };
	uint64_t errors = office->diag->errors;
	struct cb_filter filter;
	enum cb_status status;

	*r = (struct volunteer_roster){ .run = run };
	in.reg = &cb_register_volunteer;
	in.need = BIT(NAME);
	in.columns = of == VOLUNTEER_ONLY_WHO ? who : 0;
	in.complete = complete;
	in.check_arg = (void *)office;
	in.accept_masked = true;
	split_where(run, of == VOLUNTEER_OF_DATABASE, &r->where);
	status = cb_filter_open(&filter, office, &cb_register_volunteer,
	                        (struct cb_list){ r->where.person, r->where.n_person });
	if (status == CB_OK)
		status = read_persons(r, &in, &filter);
	cb_filter_release(&filter);
	return cb_diag_since(office->diag, errors, status);
}

void
volunteer_roster_release(struct volunteer_roster *r)
{
	release_where(&r->where);
	free(r->persons);
	free(r->services);
	cb_dict_release(&r->by_no);
	cb_dict_release(&r->activities);
	free(r->activity_texts);
	cb_arena_release(&r->arena);
	*r = (struct volunteer_roster){ 0 };
}

struct cb_query_run
volunteer_unfiltered(const struct cb_query_run *run)
{
	struct cb_query_run of_all = *run;

	of_all.where = (struct cb_list){ 0 };
	return of_all;
}

/* ---- what is asked of a person ---- */

bool
volunteer_in_range(const struct cb_query_run *run, int32_t day)
{
	return run->range.last_day == 0 || (day >= run->range.first_day && day <= run->range.last_day);
}

bool
volunteer_is_registered(const struct volunteer_person *p, int32_t day)
{
	return p->is_listed && p->merged_into.len == 0 && p->joined <= day && p->left >= day;
}

/* A chain of mergers ends; data that run in a circle do not, but for the count. */
size_t
volunteer_of(const struct volunteer_roster *r, size_t person)
{
	for (size_t steps = 0; r->persons[person].merged != 0 && steps < r->n; steps++)
		person = r->persons[person].merged - 1;
	return person;
}

int
volunteer_age(const struct volunteer_person *p, int32_t day)
{
	int64_t birth = p->birth.n;
	int year, month, mday, y, m, d;

	if (p->birth.state != CB_VALUE) {
		if (p->id.len != CB_ID_LEN || p->id_type > 0)
			return -1;
		birth = cb_identity_birth_day(p->id.p);
	}
	cb_date_civil(birth, &year, &month, &mday);
	cb_date_civil(day, &y, &m, &d);
	return y - year - (m < month || (m == month && d < mday) ? 1 : 0);
}

struct cb_cell
volunteer_name_cell(const struct cb_office *office, uint32_t name)
{
	return cb_cell_lent(cb_office_name(office, name));
}

struct cb_cell
volunteer_named(const struct volunteer_roster *r, uint32_t person, struct cb_table *out)
{
	struct cb_cell cell = cb_table_text(out, r->persons[person].name);

	if (r->persons[person].name.len == 0)
		cell.state = CB_EMPTY;
	return cell;
}

/* ---- is there anything? ---- */

bool
volunteer_has_roster(struct cb_query_run *run)
{
	return cb_export_has(run->office, &cb_register_volunteer);
}

bool
volunteer_has_services(struct cb_query_run *run)
{
	return cb_export_has(run->office, &cb_register_service);
}
