/* What the verbs of cb-task write. */
#include <string.h>

#include <cb/query/export.h>
#include <cb/rule/types.h>
#include <cb/value/arg.h>
#include <cb/value/date.h>
#include <cb/value/period.h>

#include "task_book.h"

enum { DATES_MAX = 1000 };

/* ---- rows: all cells are text, read like those of a file ---- */

static void
begin(struct cb_table *rows)
{
	cb_export_columns(&cb_register_task, rows);
	for (size_t c = 0; c < rows->n_columns; c++) {
		rows->columns[c].type = &cb_type_text;
		rows->columns[c].arg = NULL;
	}
}

static void
say(struct cb_table *rows, struct cb_cell *row, int column, const char *text)
{
	row[column] = text == NULL || text[0] == '\0' ? (struct cb_cell){ 0 } : cb_table_text(rows, cb_text_of(text));
}

static enum cb_status
take_in(const struct cb_task_entry *entry, const struct cb_table *rows, struct cb_table *entered)
{
	const struct cb_intake how = { .office = entry->office,
		                       .author = entry->author,
		                       .on_change = CB_CHANGE_QUIET,
		                       .entered = entered,
		                       .dry_run = entry->dry_run };

	return cb_intake_rows(&how, &cb_register_task, rows);
}

/* ---- assign ---- */

/* The dates on which it is due, and the periods that it is about. */
struct dates {
	int every; /* enum cb_every */
	struct cb_cell due, period;
	int64_t until;
};

static int
months_of(int every)
{
	return every == CB_EVERY_MONTH ? 1 : every == CB_EVERY_QUARTER ? 3
	                             : every == CB_EVERY_HALF          ? 6
	                             : every == CB_EVERY_YEAR          ? 12
	                                                               : 0;
}

/* The n-th date: of the 31st, a shorter month has its last day. */
static int64_t
nth_day(const struct dates *d, int n)
{
	int64_t first = cb_due_day_of(d->due.n);
	int months = months_of(d->every) * n, year, month, day, last;

	if (d->every == CB_EVERY_DAY || d->every == CB_EVERY_WEEK)
		return first + (int64_t)n * (d->every == CB_EVERY_WEEK ? 7 : 1);
	cb_date_civil(first, &year, &month, &day);
	year += (month - 1 + months) / 12;
	month = (month - 1 + months) % 12 + 1;
	last = cb_date_month_days(year, month);
	return cb_date_day(year, month, day < last ? day : last);
}

/* A period that is as long as the time between them goes on with the dates. */
static struct cb_cell
nth_period(const struct dates *d, int n)
{
	static const int months[] = { [CB_MONTH] = 1, [CB_QUARTER] = 3, [CB_HALF] = 6, [CB_YEAR] = 12 };
	struct cb_cell period = d->period;
	int length;

	if (period.state != CB_VALUE)
		return period;
	length = months[cb_period_kind(period.n)];
	if (months_of(d->every) % length == 0)
		period.n = cb_period_step(period.n, n * (months_of(d->every) / length));
	return period;
}

/* False where what was written is no date: the reader says so. */
static bool
read_cell(const struct cb_task_entry *entry, int column, struct cb_cell *out)
{
	const struct cb_column *c = &cb_register_task.columns[column];
	const char *text = entry->columns[column] != NULL ? entry->columns[column] : "";
	int64_t this_year = cb_period_of_day(CB_YEAR, entry->today_day);
	struct cb_parse_env env = { .year = cb_period_year(this_year) };

	return c->type->parse(c->arg, cb_text_of(text), &env, out) == CB_FINE;
}

static enum cb_status
read_dates(const struct cb_task_entry *entry, struct dates *d)
{
	int64_t this_year = cb_period_of_day(CB_YEAR, entry->today_day);
	static const struct cb_parse_env env = { 0 };
	struct cb_cell every = { 0 };
	bool is_read = entry->every != NULL && entry->until != NULL && d->due.state == CB_VALUE;

	is_read = is_read &&
	          cb_type_enum.parse(cb_words_every, cb_text_of(entry->every), &env, &every) == CB_FINE;
	is_read = is_read && every.n != CB_EVERY_ONCE &&
	          cb_date_parse(cb_text_of(entry->until), cb_period_year(this_year), &d->until) == CB_FINE;
	d->every = (int)every.n;
	if (is_read && nth_day(d, DATES_MAX) > d->until)
		return CB_OK;
	return cb_report(entry->office->diag, CB_EVERY_AND_UNTIL, CB_NOWHERE, "",
	                 entry->every != NULL ? entry->every : "");
}

/* A name as it is registered; whatever is not known, as it was typed. */
static const char *
named(const struct cb_task_entry *entry, const char *typed, struct cb_arena *arena)
{
	uint32_t id = cb_names_find(entry->office->names, CB_NAME_PARTY, cb_text_of(typed));
	struct cb_text name = cb_office_name(entry->office, id);

	return id == 0 ? typed : cb_arena_copy(arena, name.p, name.len);
}

static void
print_into(struct cb_table *rows, struct cb_cell *row, int column, const struct cb_cell *cell)
{
	const struct cb_column *c = &cb_register_task.columns[column];
	char buf[CB_PRINT_MAX];

	row[column] = cb_table_text(rows, cb_cell_print(c->type, c->arg, cell, buf));
}

static void
add_assigned(const struct cb_task_entry *entry, const struct dates *d, int n, struct cb_table *rows)
{
	bool is_series = entry->words.n > 2 || entry->every != NULL || strcmp(entry->words.items[1], "*") == 0;

	for (size_t w = 1; w < entry->words.n; w++) {
		struct cb_cell *row = cb_table_row(rows);
		struct cb_cell due = d->due, period = nth_period(d, n);

		for (int c = 0; c < TASK_N; c++)
			say(rows, row, c, entry->columns[c]);
		say(rows, row, TASK_TITLE, entry->words.items[0]);
		say(rows, row, TASK_ASSIGNEE, named(entry, entry->words.items[w], &rows->arena));
		if (is_series && entry->columns[TASK_SERIES] == NULL)
			say(rows, row, TASK_SERIES, entry->words.items[0]);
		due.n += (nth_day(d, n) - cb_due_day_of(due.n)) * CB_DAY_MINUTES;
		if (due.state == CB_VALUE)
			print_into(rows, row, TASK_DUE, &due);
		if (period.state == CB_VALUE)
			print_into(rows, row, TASK_PERIOD, &period);
	}
}

enum cb_status
cb_task_assign(const struct cb_task_entry *entry, struct cb_table *entered)
{
	struct dates d = { .every = CB_EVERY_ONCE };
	struct cb_table rows = { 0 };
	enum cb_status status = CB_OK;

	read_cell(entry, TASK_PERIOD, &d.period);
	if (!read_cell(entry, TASK_DUE, &d.due))
		d.due = (struct cb_cell){ 0 };
	if (entry->every != NULL || entry->until != NULL)
		status = read_dates(entry, &d);
	for (size_t w = 1; w < entry->words.n; w++)
		if (strcmp(entry->words.items[w], "*") == 0 && entry->office->n_communities == 0)
			status = cb_report(entry->office->diag, CB_NEEDS_COMMUNITIES, CB_NOWHERE, "", "assign *");
	if (status != CB_OK)
		return status;
	begin(&rows);
	for (int n = 0; n == 0 || (entry->every != NULL && nth_day(&d, n) <= d.until); n++)
		add_assigned(entry, &d, n, &rows);
	status = take_in(entry, &rows, entered);
	cb_table_release(&rows);
	return status;
}

/* ---- done, accept, return, extend, reassign ---- */

enum { TAKES_DONE = 1,
       TAKES_OPEN = 2 };

static const struct change {
	const char *verb;
	unsigned takes; /* tasks that are done, or not */
	int wanted;     /* column that an option must say; -1 = none */
	int result;     /* of the task then; -1 = as the options say */
} changes[] = {
	{ "done", TAKES_OPEN, -1, -1 },
	{ "accept", TAKES_DONE, -1, TASK_ACCEPTED },
	{ "return", TAKES_DONE, -1, TASK_RETURNED },
	{ "extend", TAKES_OPEN, TASK_DUE, -1 },
	{ "reassign", TAKES_OPEN, TASK_ASSIGNEE, -1 },
};

static enum cb_status
report_not_now(const struct tasks *t, const struct task *task, const struct change *change)
{
	struct cb_str allowed = { 0 };

	for (size_t i = 0; i < CB_COUNT(changes); i++)
		if ((changes[i].takes & (task_is_done(task) ? TAKES_DONE : TAKES_OPEN)) != 0)
			cb_str_addf(&allowed, "%s%s", allowed.len > 0 ? " " : "", changes[i].verb);
	return cb_report(t->run->office->diag, CB_TASK_NOT_NOW, CB_NOWHERE, "", task_text(task, TASK_NO),
	                 task_states[task_is_done(task) ? task->state : TASK_OPEN].zh, change->verb, allowed);
}

static enum cb_status
add_changed(const struct cb_task_entry *entry, const struct tasks *t, const struct task *task,
            const struct change *change, struct cb_table *rows)
{
	struct cb_cell *row = cb_table_row(rows);
	const struct cb_word *results = cb_register_task.columns[TASK_RESULT].arg;
	bool is_done = task_is_done(task);

	if ((change->takes & (is_done ? TAKES_DONE : TAKES_OPEN)) == 0)
		return report_not_now(t, task, change);
	for (int c = 0; c < TASK_N; c++) {
		if (entry->columns[c] != NULL)
			say(rows, row, c, entry->columns[c]);
		else if (task->cells[c].state != CB_EMPTY)
			print_into(rows, row, c, &task->cells[c]);
	}
	if (strcmp(change->verb, "done") == 0) {
		say(rows, row, TASK_RESULT, entry->columns[TASK_RESULT]);
		if (entry->columns[TASK_DONE] == NULL)
			say(rows, row, TASK_DONE, entry->author.at);
	}
	if (change->result >= 0)
		say(rows, row, TASK_RESULT, results[change->result].zh);
	if (change->result == TASK_RETURNED)
		row[TASK_DONE] = (struct cb_cell){ 0 };
	if (entry->columns[TASK_ASSIGNEE] != NULL)
		say(rows, row, TASK_ASSIGNEE, named(entry, entry->columns[TASK_ASSIGNEE], &rows->arena));
	return CB_OK;
}

static bool
is_named(const struct cb_task_entry *entry, const struct task *task, bool *seen)
{
	bool is = entry->words.n == 0; /* chosen by --where */

	for (size_t w = 0; w < entry->words.n; w++)
		if (cb_text_is(task_text(task, TASK_NO), entry->words.items[w]))
			is = seen[w] = true;
	return is;
}

static enum cb_status
add_chosen(const struct cb_task_entry *entry, const struct tasks *t, const struct change *change,
           struct cb_table *rows)
{
	struct cb_diag *diag = entry->office->diag;
	bool *seen = cb_arena_alloc(&rows->arena, entry->words.n + 1);
	enum cb_status status = CB_OK;

	memset(seen, 0, entry->words.n + 1);
	for (size_t i = 0; i < t->n; i++)
		if (is_named(entry, &t->of[i], seen))
			status = cb_status_worse(status, add_changed(entry, t, &t->of[i], change, rows));
	for (size_t w = 0; w < entry->words.n; w++)
		if (!seen[w])
			status = cb_report(diag, CB_NO_SUCH_TASK, CB_NOWHERE, "", entry->words.items[w]);
	if (status == CB_OK && rows->n_rows == 0)
		status = cb_report(diag, CB_TASK_NONE_CHOSEN, CB_NOWHERE, "", entry->where.items[0]);
	return status;
}

enum cb_status
cb_task_change(const struct cb_task_entry *entry, const char *verb, struct cb_table *entered)
{
	const struct cb_query_run run = { .office = entry->office, .where = entry->where, .today_day = INT32_MAX };
	const struct change *change = changes;
	struct cb_diag *diag = entry->office->diag;
	struct cb_table rows = { 0 };
	struct tasks t;
	enum cb_status status;

	while (strcmp(change->verb, verb) != 0)
		change++;
	if ((entry->words.n == 0) == (entry->where.n == 0))
		return cb_report(diag, CB_TASK_OR_WHERE, CB_NOWHERE, "", verb);
	if (change->wanted >= 0 && entry->columns[change->wanted] == NULL)
		return cb_report(diag, CB_WHO_IS_NEEDED, CB_NOWHERE, "", verb,
		                 change->wanted == TASK_DUE ? "--due" : "--to");
	begin(&rows);
	status = tasks_load(&t, &run, TASK_FILTERED);
	if (status == CB_OK)
		status = add_chosen(entry, &t, change, &rows);
	tasks_release(&t);
	if (status == CB_OK)
		status = take_in(entry, &rows, entered);
	cb_table_release(&rows);
	return status;
}
