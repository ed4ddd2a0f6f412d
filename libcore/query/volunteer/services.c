/* Services read, given to their persons, and counted. */
#include <string.h>

#include <cb/data/person_text.h>
#include <cb/value/date.h>

#include "roster.h"

struct reading {
	struct volunteer_roster *roster;
	struct cb_filter filter;
	bool counts[STATES]; /* R2 */
};

/* ---- which states count ---- */

static enum cb_status
load_states(struct reading *reading)
{
	const struct cb_query_run *run = reading->roster->run;
	const struct cb_word *words = cb_register_service.columns[SERVICE_STATE].arg;
	const struct cb_rules *rules = run->office->rules;
	int32_t day = cb_query_day(run);
	bool all_states = run->of.volunteers != NULL && run->of.volunteers->all_states;

	for (int state = 0; state < STATES; state++) {
		const struct cb_rule *rule = cb_rules_pick(rules, "volunteer.counts", "", words[state].zh, 0, day);

		if (rule == NULL || strcmp(rule->key, words[state].zh) != 0)
			return cb_report(run->office->diag, CB_RULE_MISSING, CB_NOWHERE, "", "volunteer.counts",
			                 words[state].zh);
		reading->counts[state] = rule->value.n != 0 || all_states;
	}
	return CB_OK;
}

/* ---- whose a service is ---- */

static size_t
add_unlisted(struct volunteer_roster *r, struct cb_text text, bool has_no)
{
	struct volunteer_person *p;

	p = cb_push(r->persons, r->n, r->cap);
	*p = (struct volunteer_person){ .no = cb_arena_text(&r->arena, text), .has_no = has_no };
	p->role = ROLE_VOLUNTEER;
	p->service = p->sex = p->party_member = p->consent = p->id_type = -1;
	p->joined = p->until = INT32_MIN;
	p->left = INT32_MAX;
	p->passes = r->where.n_person == 0;
	return r->n - 1;
}

/* A masked value never is the same as another. */
static size_t
person_of(struct volunteer_roster *r, const struct cb_cell *cell)
{
	uint32_t at = cell->state == CB_VALUE ? cb_dict_get(&r->by_no, cell->text) : 0;

	if (at == 0) {
		bool is_number = cell->state == CB_VALUE && cb_person_text_is_number(cell->text);

		at = (uint32_t)add_unlisted(r, cell->text, is_number) + 1;
		if (cell->state == CB_VALUE)
			cb_dict_put(&r->by_no, cell->text, at);
	}
	return volunteer_of(r, at - 1);
}

/* ---- one record ---- */

#define BIT(column) (UINT64_C(1) << SERVICE_##column)

static const uint64_t counted_columns = BIT(VOLUNTEER) | BIT(DATE) | BIT(START) | BIT(END) | BIT(HOURS) |
                                        BIT(ACTIVITY) | BIT(COMMUNITY) | BIT(TRAVEL) | BIT(LATE) | BIT(STATE);

static int32_t
minutes_of(const struct cb_record *record)
{
	const struct cb_cell *cells = record->cells, *travel = &cells[SERVICE_TRAVEL];

	if (cells[SERVICE_HOURS].state == CB_VALUE)
		return (int32_t)cells[SERVICE_HOURS].n;
	if (cells[SERVICE_START].state != CB_VALUE || cells[SERVICE_END].state != CB_VALUE)
		return -1;
	return cb_service_minutes((int)cells[SERVICE_START].n, (int)cells[SERVICE_END].n,
	                          (int32_t)cb_cell_n_or(travel, 0));
}

/* R1 */
static bool
is_named(const struct volunteer_roster *r, const struct cb_record *record)
{
	const struct cb_cell *volunteer = &record->cells[SERVICE_VOLUNTEER];

	return r->run->office->reveals ||
	       (volunteer->state == CB_VALUE &&
	        (cb_dict_get(&r->by_no, volunteer->text) != 0 || cb_person_text_is_number(volunteer->text)));
}

/* What of a record must be there to be counted: R1, and a length. */
static bool
check(void *arg, struct cb_diag *diag, const struct cb_record *record)
{
	const struct volunteer_roster *r = arg;

	if (!is_named(r, record)) {
		cb_report(diag, CB_SERVICE_BY_NAME, cb_record_where(record, SERVICE_VOLUNTEER), "volunteer");
		return false;
	}
	if (minutes_of(record) < 0) {
		cb_report(diag, CB_REQUIRED_MISSING, cb_record_where(record, SERVICE_HOURS), "hours",
		          cb_arg_either("时长", "hours"), "hours");
		return false;
	}
	return true;
}

static struct cb_text
activity_of(struct volunteer_roster *r, const struct cb_cell *cell)
{
	struct cb_text text = cb_cell_text(cell);
	uint32_t at = cb_dict_get(&r->activities, text);

	if (at == 0) {
		*cb_push(r->activity_texts, r->n_activities, r->cap_activities) = cb_arena_text(&r->arena, text);
		at = (uint32_t)r->n_activities;
		cb_dict_put(&r->activities, text, at);
	}
	return r->activity_texts[at - 1];
}

/* R3 */
static bool
passes(struct reading *reading, const struct cb_record *record, uint32_t community)
{
	struct cb_cell cells[SERVICE_N];

	if (reading->filter.n == 0)
		return true;
	memcpy(cells, record->cells, sizeof(cells));
	if (community != 0)
		cells[SERVICE_COMMUNITY] = cb_cell_number(community);
	cells[SERVICE_STATE] = cb_cell_number(cb_cell_n_or(&cells[SERVICE_STATE], STATE_ENTERED));
	return cb_filter_passes(&reading->filter, cells);
}

static void
add_service(struct reading *reading, const struct cb_record *record, int64_t batch)
{
	struct volunteer_roster *r = reading->roster;
	const struct cb_cell *cells = record->cells, *travel = &cells[SERVICE_TRAVEL];
	size_t person = person_of(r, &cells[SERVICE_VOLUNTEER]);
	uint32_t community = (uint32_t)cells[SERVICE_COMMUNITY].n;
	int state = (int)cb_cell_n_or(&cells[SERVICE_STATE], STATE_ENTERED);
	struct cb_service *s;

	if (community == 0)
		community = r->persons[person].community;
	s = cb_push(r->services, r->n_services, r->cap_services);
	*s = (struct cb_service){ .person = (uint32_t)person,
		                  .community = community,
		                  .batch = batch,
		                  .source = record->where.source,
		                  .row = record->where.row,
		                  .day = (int32_t)cells[SERVICE_DATE].n,
		                  .start = (int16_t)cb_cell_n_or(&cells[SERVICE_START], CB_SERVICE_NO_TIME),
		                  .end = (int16_t)cb_cell_n_or(&cells[SERVICE_END], CB_SERVICE_NO_TIME),
		                  .minutes = minutes_of(record),
		                  .travel = (int16_t)cb_cell_n_or(travel, 0),
		                  .state = (uint8_t)state,
		                  .is_late = cells[SERVICE_LATE].state == CB_VALUE && cells[SERVICE_LATE].n != 0,
		                  .is_counted = reading->counts[state],
		                  .activity = activity_of(r, &cells[SERVICE_ACTIVITY]) };
	s->passes = r->persons[person].passes && passes(reading, record, community);
}

/* ---- all of them ---- */

/* A database's are read as they lie there, which is soon done. Where one of them cannot be counted, they are read again
 * in their order: what is said of them must not tell how their names follow one another. */
static enum cb_status
read_services(struct reading *reading, const struct cb_input *in, bool *again)
{
	struct volunteer_roster *r = reading->roster;
	const struct cb_office *office = r->run->office;
	struct cb_records records;
	const struct cb_record *record;
	enum cb_status status;

	cb_records_open(&records, office, in, NULL, 0);
	while (!*again && cb_records_next(&records, &record) > 0) {
		bool counts = records.reader != NULL || (is_named(r, record) && minutes_of(record) >= 0);

		*again = !counts && in->in_any_order;
		if (counts)
			add_service(reading, record, cb_records_batch(&records));
		else if (!*again)
			check(r, office->diag, record); /* says why */
	}
	status = cb_records_close(&records);
	if (*again)
		r->n_services = 0;
	return status == CB_OK && !*again ? cb_filter_finish(&reading->filter) : status;
}

enum cb_status
volunteer_services_load(struct volunteer_roster *r, enum volunteer_of of)
{
	const struct cb_query_run *run = r->run;
	struct cb_input in = of == VOLUNTEER_OF_INPUT && run->input != NULL ? *run->input : (struct cb_input){ 0 };
	struct reading reading = { .roster = r };
	uint64_t errors = run->office->diag->errors;
	bool again = false;
	enum cb_status status = load_states(&reading);

	if (status != CB_OK)
		return status;
	in.reg = &cb_register_service;
	in.need = BIT(VOLUNTEER) | BIT(DATE);
	in.accept_masked = true;
	in.check = check;
	in.check_arg = r;
	status = cb_filter_open(&reading.filter, run->office, &cb_register_service,
	                        (struct cb_list){ r->where.service, r->where.n_service });
	in.in_any_order = true;
	in.columns = reading.filter.n > 0 ? 0 : counted_columns;
	if (status == CB_OK)
		status = read_services(&reading, &in, &again);
	in.in_any_order = false;
	if (again)
		status = read_services(&reading, &in, &(bool){ false });
	cb_filter_release(&reading.filter);
	status = cb_diag_since(run->office->diag, errors, status);
	if (status == CB_OK)
		cb_services_count(r->services, r->n_services);
	return status;
}
