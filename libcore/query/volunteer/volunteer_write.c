#include <cb/query/volunteer_write.h>

#include <stdlib.h>

#include <cb/query/export.h>
#include <cb/query/intake.h>

#include "people.h"

/* ---- one person ---- */

static const char *
kept(struct cb_arena *arena, struct cb_text text)
{
	return cb_arena_copy(arena, text.p, text.len);
}

static void
begin_row(const struct cb_office *office, const struct volunteer_person *p, const char *community,
          struct cb_arena *arena, struct cb_rows_entered *row)
{
	cb_rows_entered_add(row, "no", kept(arena, p->no));
	cb_rows_entered_add(row, "name", kept(arena, p->name));
	cb_rows_entered_add(row, "community",
	                    community != NULL ? community : kept(arena, cb_office_name(office, p->community)));
}

enum cb_status
cb_volunteer_transfer_row(struct cb_office *office, const char *who, const char *community, struct cb_arena *arena,
                          struct cb_rows_entered *row)
{
	struct volunteer_people people = { 0 };
	size_t person;
	enum cb_status status = volunteer_people_one(&people, office, who, &person);

	if (status == CB_OK)
		begin_row(office, &people.roster.persons[person], community, arena, row);
	volunteer_people_release(&people);
	return status;
}

enum cb_status
cb_volunteer_row(struct cb_office *office, const char *who, const char *other, struct cb_arena *arena,
                 struct cb_rows_entered *row)
{
	(void)other;
	return cb_volunteer_transfer_row(office, who, NULL, arena, row);
}

enum cb_status
cb_volunteer_merge_row(struct cb_office *office, const char *who, const char *into, struct cb_arena *arena,
                       struct cb_rows_entered *row)
{
	struct volunteer_people people = { 0 };
	size_t person, other;
	enum cb_status status = volunteer_people_one(&people, office, who, &person);

	if (status == CB_OK)
		status = volunteer_people_one(&people, office, into, &other);
	if (status == CB_OK && volunteer_of(&people.roster, other) == volunteer_of(&people.roster, person))
		status = cb_report(office->diag, CB_MERGED_ROUND, CB_NOWHERE, "", people.roster.persons[person].no,
		                   people.roster.persons[other].no);
	if (status == CB_OK) {
		begin_row(office, &people.roster.persons[person], NULL, arena, row);
		cb_rows_entered_add(row, "merged_into", kept(arena, people.roster.persons[other].no));
	}
	volunteer_people_release(&people);
	return status;
}

enum cb_status
cb_volunteer_service_row(struct cb_office *office, const char *who, const char *other, struct cb_arena *arena,
                         struct cb_rows_entered *row)
{
	struct volunteer_people people = { 0 };
	size_t person;
	enum cb_status status = volunteer_people_one(&people, office, who, &person);

	(void)other;
	if (status == CB_OK)
		cb_rows_entered_add(row, "volunteer", kept(arena, people.roster.persons[person].no));
	volunteer_people_release(&people);
	return status;
}

/* ---- states ---- */

static const int judged_columns[] = {
	SERVICE_VOLUNTEER,
	SERVICE_DATE,
	SERVICE_START,
	SERVICE_ACTIVITY,
	SERVICE_HOURS,
	SERVICE_STATE,
};
enum { JUDGED_STATE = CB_COUNT(judged_columns) - 1 };

static void
add_row(const struct cb_cell *cells, int64_t state, struct cb_table *table)
{
	struct cb_cell *row = cb_table_row(table);

	for (size_t c = 0; c < JUDGED_STATE; c++)
		row[c] = cb_table_keep(table, cells[judged_columns[c]]);
	row[JUDGED_STATE] = cb_cell_number(state);
}

/* Those that have another state; what --where asks is asked of the services as they are counted. */
static enum cb_status
choose(const struct cb_volunteer_judging *j, const struct volunteer_roster *r, int64_t state, struct cb_table *table)
{
	struct cb_scan_plan plan = { .reg = &cb_register_service, .names = j->how.office->names };
	const struct cb_record *record;
	struct cb_scan *scan;
	struct cb_dict chosen = { 0 };
	enum cb_status status = cb_scan_open(&scan, j->how.office->store, &plan, j->how.office->diag);
	struct cb_str key = { 0 };

	for (size_t i = 0; i < r->n_services; i++) {
		const struct cb_service *s = &r->services[i];

		cb_str_setf(&key, "%lld/%u", (long long)s->batch, s->row);
		if (s->passes && s->state != state && (j->batch == 0 || s->batch == j->batch))
			cb_dict_put(&chosen, cb_str_text(&key), 1);
	}
	while (status == CB_OK && cb_scan_next(scan, &record) > 0) {
		cb_str_setf(&key, "%lld/%u", (long long)cb_scan_batch(scan), record->where.row);
		if (cb_dict_get(&chosen, cb_str_text(&key)) != 0)
			add_row(record->cells, state, table);
	}
	cb_scan_close(scan);
	cb_dict_release(&chosen);
	cb_str_release(&key);
	return status;
}

static void
say_judged(const struct cb_volunteer_judging *j, int64_t n, struct cb_table *out)
{
	const struct cb_column *column = &cb_register_service.columns[SERVICE_STATE];
	struct cb_cell *row;

	out->title_zh = "服务审核";
	out->title_en = "Services judged";
	cb_table_column(out, column->key, column->zh, &cb_type_text, NULL);
	cb_table_column(out, "records", "条数", &cb_type_int, NULL);
	row = cb_table_row(out);
	row[0] = cb_table_text(out, cb_text_of(j->state));
	row[1] = cb_cell_number(n);
}

enum cb_status
cb_volunteer_judge(const struct cb_volunteer_judging *j, struct cb_table *out)
{
	static const struct cb_volunteer_asked all = { .all_states = true };
	struct cb_query_run run = { .office = j->how.office, .where = j->where, .of.volunteers = &all };
	struct volunteer_roster roster;
	struct cb_table table = { 0 };
	struct cb_cell state = { 0 };
	const struct cb_column *column = &cb_register_service.columns[SERVICE_STATE];
	enum cb_status status = volunteer_roster_load(&roster, &run, VOLUNTEER_OF_DATABASE);

	column->type->parse(column->arg, cb_text_of(j->state), &(struct cb_parse_env){ 0 }, &state);
	if (status == CB_OK)
		status = volunteer_services_load(&roster, VOLUNTEER_OF_DATABASE);
	cb_table_columns_of(&table, &cb_register_service, judged_columns, CB_COUNT(judged_columns));
	if (status == CB_OK)
		status = choose(j, &roster, state.n, &table);
	if (status == CB_OK && table.n_rows == 0)
		status = cb_report(j->how.office->diag, CB_NOTHING_JUDGED, CB_NOWHERE, "", j->state);
	if (status == CB_OK)
		status = cb_intake_rows(&j->how, &cb_register_service, &table);
	if (status == CB_OK)
		say_judged(j, (int64_t)table.n_rows, out);
	cb_table_release(&table);
	volunteer_roster_release(&roster);
	return status;
}
