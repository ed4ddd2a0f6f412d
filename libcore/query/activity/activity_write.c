/* What the verbs of cb-activity write. */
#include <string.h>

#include <cb/query/export.h>
#include <cb/value/date.h>

#include "activity_book.h"

static const struct step {
	const char *verb;
	int state;     /* that the activity then has */
	bool is_known; /* it must be there, and planned */
} steps[] = {
	{ "announce", ACTIVITY_PLANNED, false },
	{ "hold", ACTIVITY_HELD, false },
	{ "cancel", ACTIVITY_CANCELLED, true },
	{ "postpone", ACTIVITY_CANCELLED, true },
};

static void
say(struct cb_table *rows, struct cb_cell *row, int column, const char *text)
{
	row[column] = cb_table_text(rows, cb_text_of(text));
}

static struct cb_text
body_of(const struct cb_activity_entry *entry)
{
	uint32_t id = cb_names_find(entry->how.office->names, CB_NAME_PARTY, cb_text_of(entry->words.items[0]));

	return id != 0 ? cb_office_name(entry->how.office, id) : cb_text_of(entry->words.items[0]);
}

/* Body, kind and title, and the day where one is said. */
static bool
is_it(const struct cb_activity_entry *entry, const struct activity *activity, const struct cb_cell *day)
{
	const struct cb_column *kind = &cb_register_activity.columns[ACTIVITY_KIND];
	struct cb_cell asked = { 0 };

	kind->type->parse(kind->arg, cb_text_of(entry->words.items[1]), &(struct cb_parse_env){ 0 }, &asked);
	return asked.state == CB_VALUE && asked.n == activity->cells[ACTIVITY_KIND].n &&
	       cb_text_equal(activity_text(activity, ACTIVITY_COMMUNITY), body_of(entry)) &&
	       cb_text_is(activity_text(activity, ACTIVITY_TITLE), entry->words.items[2]) &&
	       (day->state != CB_VALUE || day->n == activity->cells[ACTIVITY_DATE].n);
}

/* The one that is meant: of that day, else the only one that is planned. */
static enum cb_status
find(const struct cb_activity_entry *entry, const struct activities *a, const struct step *step,
     const struct activity **out)
{
	const char *date = entry->columns[ACTIVITY_DATE] != NULL ? entry->columns[ACTIVITY_DATE] : "";
	struct cb_parse_env env = { .year = cb_period_year(cb_period_of_day(CB_YEAR, a->run->today_day)) };
	struct cb_diag *diag = entry->how.office->diag;
	struct cb_cell day = { 0 };

	*out = NULL;
	cb_type_date.parse(NULL, cb_text_of(date), &env, &day);
	for (size_t i = 0; i < a->n; i++) {
		bool may_be_over = !step->is_known && date[0] != '\0';

		if (!is_it(entry, &a->of[i], &day) || (a->of[i].state != ACTIVITY_PLANNED && !may_be_over))
			continue;
		if (*out != NULL)
			return cb_report(diag, CB_SEVERAL_ACTIVITIES, CB_NOWHERE, "", entry->words.items[2], body_of(entry));
		*out = &a->of[i];
	}
	if (*out == NULL && step->is_known)
		return cb_report(diag, CB_NO_SUCH_ACTIVITY, CB_NOWHERE, "", entry->words.items[2], body_of(entry));
	return CB_OK;
}

/* What is known stays, but for what is said. */
static struct cb_cell *
add_row(const struct cb_activity_entry *entry, const struct activity *known, int state, struct cb_table *rows)
{
	const struct cb_word *states = cb_register_activity.columns[ACTIVITY_STATE].arg;
	struct cb_cell *row = cb_table_row(rows);
	struct cb_str body = { 0 };
	char buf[CB_PRINT_MAX];

	for (int c = 0; c < ACTIVITY_N; c++) {
		const struct cb_column *column = &cb_register_activity.columns[c];

		if (entry->columns[c] != NULL)
			say(rows, row, c, entry->columns[c]);
		else if (known != NULL && known->cells[c].state != CB_EMPTY)
			row[c] = cb_table_text(rows, cb_cell_print(column->type, column->arg, &known->cells[c], buf));
	}
	cb_str_addt(&body, body_of(entry));
	row[ACTIVITY_COMMUNITY] = cb_table_take(rows, &body);
	say(rows, row, ACTIVITY_KIND, entry->words.items[1]);
	say(rows, row, ACTIVITY_TITLE, entry->words.items[2]);
	say(rows, row, ACTIVITY_STATE, states[state].zh);
	if (row[ACTIVITY_DATE].state == CB_EMPTY) {
		struct cb_text at = cb_text_of(entry->how.author.at);

		at.len = at.len > 10 ? 10 : at.len; /* the day of now */
		row[ACTIVITY_DATE] = cb_table_text(rows, at);
	}
	return row;
}

static enum cb_status
take_in(const struct cb_activity_entry *entry, const struct cb_table *rows)
{
	struct cb_intake how = entry->how;

	how.on_change = CB_CHANGE_QUIET;
	return cb_intake_rows(&how, &cb_register_activity, rows);
}

enum cb_status
cb_activity_enter(const struct cb_activity_entry *entry, const char *verb, struct cb_table *rows)
{
	const struct cb_query_run run = { .office = entry->how.office, .today_day = entry->how.today_day };
	const struct step *step = steps;
	const struct activity *known;
	struct activities a;
	struct cb_cell *row;
	enum cb_status status;

	while (strcmp(step->verb, verb) != 0)
		step++;
	entry->how.office->day = 0; /* what is known is written anew, as it was entered */
	status = activities_load(&a, &run, ACTIVITY_ALL);
	cb_export_text_columns(&cb_register_activity, rows);
	if (status == CB_OK)
		status = find(entry, &a, step, &known);
	if (status == CB_OK)
		row = add_row(entry, known, step->state, rows);
	if (status == CB_OK && entry->to != NULL) {
		row = add_row(entry, known, ACTIVITY_PLANNED, rows);
		say(rows, row, ACTIVITY_DATE, entry->to);
	}
	activities_release(&a);
	return status == CB_OK ? take_in(entry, rows) : status;
}
