/* What register task asks of its rows: no task stands twice under two numbers. Tells what was entered. */
#include <stdlib.h>
#include <string.h>

#include <cb/base/suggest.h>
#include <cb/query/chosen.h>
#include <cb/query/export.h>
#include <cb/query/policy.h>
#include <cb/value/arg.h>
#include <cb/value/date.h>

#include "../check_party.h"
#include "task_book.h"

/* The tasks as they are stored by now, and which of them the run has stored. */
struct settling {
	const struct cb_office *office;
	const struct cb_policy_stored *run;
	struct cb_dict seen; /* what it is -> index + 1 of its number */
	struct cb_text *numbers;
	bool *is_new;
	size_t n, cap_numbers, cap_new;
	struct cb_arena arena;
	struct cb_table activities; /* once a row asked for them */
	bool has_activities;
	enum cb_status status;
};

/* Two tasks that agree in these are one. */
static const int same[] = { TASK_TITLE, TASK_ASSIGNEE, TASK_DUE, TASK_PERIOD,
	                    TASK_KIND, TASK_GROUP, TASK_HANDLER, TASK_INDICATOR };

static struct cb_text
what_it_is(struct settling *s, const struct cb_cell *cells)
{
	struct cb_str all = { 0 };
	struct cb_text kept;
	char buf[CB_PRINT_MAX];

	for (size_t i = 0; i < CB_COUNT(same); i++) {
		const struct cb_column *c = &cb_register_task.columns[same[i]];
		struct cb_cell cell = cells[same[i]];

		cb_office_print_cell(s->office, c, &cell);
		cb_str_addt(&all, cb_cell_print(c->type, c->arg, &cell, buf));
		cb_str_addc(&all, '\t');
	}
	kept = cb_arena_text(&s->arena, cb_str_text(&all));
	cb_str_release(&all);
	return kept;
}

static struct cb_where
where_of(const struct settling *s, const struct cb_record *record, int64_t batch)
{
	for (size_t i = 0; i < s->run->n_sources; i++)
		if (s->run->sources[i].batch == batch)
			return (struct cb_where){ s->run->sources[i].source, record->where.row, 0 };
	return CB_NOWHERE;
}

static void
check_record(struct settling *s, const struct cb_record *record, int64_t batch)
{
	const struct cb_cell *cells = record->cells;
	const struct cb_column *due = &cb_register_task.columns[TASK_DUE];
	struct cb_text what = what_it_is(s, cells);
	uint32_t at = cb_dict_get(&s->seen, what);
	struct cb_text who = cb_office_name(s->office, (uint32_t)cells[TASK_ASSIGNEE].n);
	bool is_new = batch > s->run->since;

	if (at == 0) {
		s->numbers = cb_grow(s->numbers, &s->cap_numbers, s->n + 1, sizeof(*s->numbers));
		s->is_new = cb_grow(s->is_new, &s->cap_new, s->n + 1, sizeof(*s->is_new));
		s->numbers[s->n] = cb_cell_keep(&s->arena, &cells[TASK_NO]);
		s->is_new[s->n++] = is_new;
		cb_dict_put(&s->seen, what, (uint32_t)s->n);
	} else if (is_new || s->is_new[at - 1]) {
		s->status = cb_report(s->office->diag, CB_TASK_TWICE, where_of(s, record, batch), "title",
		                      cells[TASK_TITLE].text, who,
		                      cb_arg_cell(due->type, due->arg, &cells[TASK_DUE]), s->numbers[at - 1]);
	}
}

/* The source says the meeting's title or its day, or the title says the source. */
static bool
names_meeting(const char *source, const struct cb_cell *meeting, struct cb_arena *arena)
{
	struct cb_text text = meeting[ACTIVITY_TITLE].text;
	const char *title = cb_arena_copy(arena, text.p, text.len);
	char day[CB_PRINT_MAX + 1];
	struct cb_text printed = cb_date_print((int32_t)meeting[ACTIVITY_DATE].n, day);

	day[printed.len] = '\0';
	return strstr(source, title) != NULL || strstr(title, source) != NULL || strstr(source, day) != NULL;
}

/* Is it a meeting that was held, where the register has any meeting at all? */
static void
check_source(struct settling *s, const struct cb_cell *cells, struct cb_where where)
{
	struct cb_query_run run = { .office = s->office };
	const char *source = cb_arena_copy(&s->arena, cells[TASK_SOURCE].text.p, cells[TASK_SOURCE].text.len);
	struct cb_nearest nearest = { 0 };
	bool has_meetings = false;

	if (!s->has_activities)
		s->status = cb_asked_rows(&run, &cb_register_activity, &s->activities);
	s->has_activities = true;
	for (size_t row = 0; row < s->activities.n_rows; row++) {
		const struct cb_cell *of = cb_table_at(&s->activities, row);
		bool is_held = of[ACTIVITY_STATE].state != CB_VALUE || of[ACTIVITY_STATE].n == ACTIVITY_HELD;

		if (of[ACTIVITY_KIND].n != ACTIVITY_MEETING || !is_held)
			continue;
		if (names_meeting(source, of, &s->arena))
			return;
		has_meetings = true;
		cb_nearest_try(&nearest, cells[TASK_SOURCE].text, of[ACTIVITY_TITLE].text);
	}
	if (has_meetings && s->status == CB_OK)
		cb_report(s->office->diag, CB_MEETING_UNKNOWN, where, "source", cells[TASK_TITLE].text,
		          cells[TASK_SOURCE].text, cb_arg_nearest(nearest.text));
}

/* What a meeting has decided names the meeting, else nobody can look it up. */
static void
check_meeting(struct settling *s, const struct cb_record *record, int64_t batch)
{
	const struct cb_cell *cells = record->cells;
	bool is_of_meeting = cells[TASK_KIND].state == CB_VALUE &&
	                     (cells[TASK_KIND].n == TASK_DECISION || cells[TASK_KIND].n == TASK_COORDINATION);

	if (!is_of_meeting || batch <= s->run->since)
		return;
	if (cells[TASK_SOURCE].state != CB_VALUE)
		cb_report(s->office->diag, CB_NO_MEETING, where_of(s, record, batch), "source", cells[TASK_TITLE].text);
	else
		check_source(s, cells, where_of(s, record, batch));
}

static void
add_entered(const struct settling *s, const struct cb_cell *cells)
{
	struct cb_table *out = s->run->entered;
	struct cb_cell *row = cb_table_row(out);

	for (int c = 0; c < TASK_N; c++) {
		row[c] = cells[c];
		cb_office_print_cell(s->office, &cb_register_task.columns[c], &row[c]);
		row[c] = cb_table_keep(out, row[c]);
	}
}

static enum cb_status
settle(struct cb_policy_run *run, const struct cb_policy_stored *stored)
{
	struct settling s = { .office = run->office, .run = stored };
	struct cb_input in = { .reg = &cb_register_task };
	struct cb_records records;
	const struct cb_record *record;

	if (stored->entered != NULL)
		cb_export_columns(&cb_register_task, stored->entered);
	s.status = cb_records_open(&records, run->office, &in, NULL, 0);
	while (s.status == CB_OK && cb_records_next(&records, &record) > 0) {
		int64_t batch = cb_records_batch(&records);

		check_record(&s, record, batch);
		check_meeting(&s, record, batch);
		if (stored->entered != NULL && batch > stored->since)
			add_entered(&s, record->cells);
	}
	s.status = cb_status_worse(s.status, cb_records_close(&records));
	if (s.status == CB_OK && stored->entered != NULL)
		s.status = cb_chosen_keep("no,title,assignee,kind,period,due,done,result", stored->entered,
		                          run->office->diag);
	free(s.numbers);
	free(s.is_new);
	cb_dict_release(&s.seen);
	cb_table_release(&s.activities);
	cb_arena_release(&s.arena);
	return s.status;
}

static bool
check_assignee(struct cb_policy_run *run, struct cb_diag *diag, const struct cb_record *record)
{
	return cb_check_party(run, diag, record, TASK_ASSIGNEE, CB_PARTY_MAY_BE_A_PERSON);
}

const struct cb_policy cb_policy_task = {
	.reg = &cb_register_task,
	.state_bytes = sizeof(struct cb_people_in_post),
	.release = cb_people_in_post_release,
	.check = check_assignee,
	.settle = settle,
};
