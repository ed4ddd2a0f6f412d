/* What the verbs of cb-task write. */
#include <string.h>

#include <cb/query/asked_rows.h>
#include <cb/query/export.h>
#include <cb/query/titles.h>
#include <cb/rule/types.h>
#include <cb/value/arg.h>
#include <cb/value/date.h>
#include <cb/value/period.h>

#include "task_book.h"

enum { DATES_MAX = 1000 };

/* ---- rows: all cells are text, read like those of a file ---- */

static void
say(struct cb_table *rows, struct cb_cell *row, int column, const char *text)
{
	row[column] = cb_table_text(rows, cb_text_of(text));
}

static enum cb_status
take_in(const struct cb_task_entry *entry, const struct cb_table *rows, struct cb_table *entered)
{
	struct cb_intake how = entry->how;

	how.on_change = CB_CHANGE_QUIET;
	how.entered = entered;
	return cb_intake_rows(&how, &cb_register_task, rows);
}

/* ---- assign ---- */

/* The dates on which it is due, and the periods that it is about. */
struct dates {
	int every; /* enum cb_every */
	struct cb_cell due, period;
	int64_t until;
	int month_day; /* that --every names; 0 = that of the first date */
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
	int64_t first = cb_date_of_minute(d->due.n);
	int months = months_of(d->every) * n, year, month, day, last;

	if (d->every == CB_EVERY_DAY || d->every == CB_EVERY_WEEK)
		return first + (int64_t)n * (d->every == CB_EVERY_WEEK ? 7 : 1);
	cb_date_civil(first, &year, &month, &day);
	year += (month - 1 + months) / 12;
	month = (month - 1 + months) % 12 + 1;
	last = cb_date_month_days(year, month);
	day = d->month_day != 0 ? d->month_day : day;
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
	int64_t this_year = cb_period_of_day(CB_YEAR, entry->how.today_day);
	struct cb_parse_env env = { .year = cb_period_year(this_year) };

	return c->type->parse(c->arg, cb_text_of(text), &env, out) == CB_FINE;
}

/* In the order of ISO 8601. */
static const struct cb_word weekdays[] = {
	{ "一", "mon", "1 周一 星期一" },
	{ "二", "tue", "2 周二 星期二" },
	{ "三", "wed", "3 周三 星期三" },
	{ "四", "thu", "4 周四 星期四" },
	{ "五", "fri", "5 周五 星期五" },
	{ "六", "sat", "6 周六 星期六" },
	{ "日", "sun", "7 周日 星期日 天" },
	{ 0 },
};

/* The first such day from a day on; -1: it is none of the word. */
static int64_t
first_day(struct dates *d, struct cb_text word, int64_t from)
{
	static const struct cb_parse_env env = { 0 };
	struct cb_cell day = { 0 };

	if (d->every == CB_EVERY_WEEK && cb_type_enum.parse(weekdays, word, &env, &day) == CB_FINE &&
	    day.state == CB_VALUE)
		return from + (day.n - (from + 3) % 7 + 7) % 7; /* 1970-01-01 was a Thursday */
	if (months_of(d->every) == 0 || cb_type_int.parse(NULL, word, &env, &day) != CB_FINE ||
	    day.state != CB_VALUE || day.n < 1 || day.n > 31)
		return -1;
	d->month_day = (int)day.n;
	d->due = (struct cb_cell){ .n = from * CB_DAY_MINUTES };
	if (nth_day(d, 0) >= from)
		return nth_day(d, 0);
	d->due.n = cb_period_first_day(cb_period_step(cb_period_of_day(CB_MONTH, from), 1)) * CB_DAY_MINUTES;
	return nth_day(d, 0);
}

/* Behind the colon of --every: the day, and the time where one is said; on or after --due, else today. */
static bool
read_first(const struct cb_task_entry *entry, struct dates *d, const char *words)
{
	struct cb_cell due = d->due;
	struct cb_text word = { words, (uint32_t)strcspn(words, " ") };
	const char *time = words + word.len + strspn(words + word.len, " ");
	int minutes = 0, shift = 0;
	int64_t day = first_day(d, word, due.state == CB_VALUE ? cb_date_of_minute(due.n) : entry->how.today_day);

	if (day < 0 || (time[0] != '\0' && (!cb_time_parse(cb_text_of(time), &minutes, &shift) || shift != 0)))
		return false;
	if (time[0] == '\0' && due.state == CB_VALUE && due.mark == 0)
		minutes = (int)(due.n - cb_date_of_minute(due.n) * CB_DAY_MINUTES);
	d->due = (struct cb_cell){ .state = CB_VALUE, .n = day * CB_DAY_MINUTES + minutes };
	d->due.mark = time[0] == '\0' && (due.state != CB_VALUE || due.mark != 0);
	return true;
}

/* 周, or 周:二 12:00. */
static bool
read_every(const struct cb_task_entry *entry, struct dates *d)
{
	static const struct cb_parse_env env = { 0 };
	const char *every = entry->every != NULL ? entry->every : "", *wide = strstr(every, "：");
	size_t len = strcspn(every, ":");
	struct cb_cell word = { 0 };
	const char *rest;

	if (wide != NULL && (size_t)(wide - every) < len)
		len = (size_t)(wide - every);
	rest = every + len + (every[len] == '\0' ? 0 : every[len] == ':' ? 1
	                                                                 : strlen("："));
	if (cb_type_enum.parse(cb_words_every, (struct cb_text){ every, (uint32_t)len }, &env, &word) != CB_FINE ||
	    word.state != CB_VALUE || word.n == CB_EVERY_ONCE)
		return false;
	d->every = (int)word.n;
	return rest[0] == '\0' ? d->due.state == CB_VALUE : read_first(entry, d, rest);
}

static enum cb_status
read_dates(const struct cb_task_entry *entry, struct dates *d)
{
	int64_t this_year = cb_period_of_day(CB_YEAR, entry->how.today_day);

	if (read_every(entry, d) && entry->until != NULL &&
	    cb_date_parse(cb_text_of(entry->until), cb_period_year(this_year), &d->until) == CB_FINE &&
	    nth_day(d, DATES_MAX) > d->until)
		return CB_OK;
	return cb_report(entry->how.office->diag, CB_EVERY_AND_UNTIL, CB_NOWHERE, "",
	                 entry->every != NULL ? entry->every : "");
}

/* A name as it is registered; whatever is not known, as it was typed. */
static const char *
named(const struct cb_task_entry *entry, const char *typed, struct cb_arena *arena)
{
	uint32_t id = cb_names_find(entry->how.office->names, CB_NAME_PARTY, cb_text_of(typed));
	struct cb_text name = cb_office_name(entry->how.office, id);

	return id == 0 ? typed : cb_arena_copy(arena, name.p, name.len);
}

static void
print_into(struct cb_table *rows, struct cb_cell *row, int column, const struct cb_cell *cell)
{
	const struct cb_column *c = &cb_register_task.columns[column];
	char buf[CB_PRINT_MAX];

	row[column] = cb_table_text(rows, cb_cell_print(c->type, c->arg, cell, buf));
}

/* The row of a title and who is to do it, with the n-th date and what the options say. */
static struct cb_cell *
add_row(const struct cb_task_entry *entry, const struct dates *d, int n, const char *title, const char *who,
        struct cb_table *rows)
{
	struct cb_cell *row = cb_table_row(rows);
	struct cb_cell due = d->due, period = nth_period(d, n);

	for (int c = 0; c < TASK_N; c++)
		say(rows, row, c, entry->columns[c]);
	say(rows, row, TASK_TITLE, title);
	say(rows, row, TASK_ASSIGNEE, named(entry, who, &rows->arena));
	due.n += (nth_day(d, n) - cb_date_of_minute(due.n)) * CB_DAY_MINUTES;
	if (due.state == CB_VALUE)
		print_into(rows, row, TASK_DUE, &due);
	if (period.state == CB_VALUE)
		print_into(rows, row, TASK_PERIOD, &period);
	return row;
}

static void
add_assigned(const struct cb_task_entry *entry, const struct dates *d, int n, struct cb_table *rows)
{
	bool is_series = entry->words.n > 2 || entry->every != NULL ||
	                 cb_is_every_community(cb_text_of(entry->words.items[1]));

	for (size_t w = 1; w < entry->words.n; w++) {
		struct cb_cell *row = add_row(entry, d, n, entry->words.items[0], entry->words.items[w], rows);

		if (is_series && entry->columns[TASK_SERIES] == NULL)
			say(rows, row, TASK_SERIES, entry->words.items[0]);
	}
}

/* What the options say of the dates. */
static enum cb_status
read_when(const struct cb_task_entry *entry, struct dates *d)
{
	*d = (struct dates){ .every = CB_EVERY_ONCE };
	read_cell(entry, TASK_PERIOD, &d->period);
	if (!read_cell(entry, TASK_DUE, &d->due))
		d->due = (struct cb_cell){ 0 };
	return entry->every != NULL || entry->until != NULL ? read_dates(entry, d) : CB_OK;
}

static bool
has_nth(const struct cb_task_entry *entry, const struct dates *d, int n)
{
	return n == 0 || (entry->every != NULL && nth_day(d, n) <= d->until);
}

enum cb_status
cb_task_assign(const struct cb_task_entry *entry, struct cb_table *entered)
{
	struct dates d;
	struct cb_table rows = { 0 };
	enum cb_status status = read_when(entry, &d);
	int minutes, shift;

	for (size_t w = 1; w < entry->words.n && entry->every != NULL; w++)
		if (cb_time_parse(cb_text_of(entry->words.items[w]), &minutes, &shift))
			status = cb_report(entry->how.office->diag, CB_TIME_AS_ASSIGNEE, CB_NOWHERE, "", entry->every,
			                   entry->words.items[w]);
	for (size_t w = 1; w < entry->words.n; w++)
		if (cb_is_every_community(cb_text_of(entry->words.items[w])) && entry->how.office->n_communities == 0)
			status = cb_report(entry->how.office->diag, CB_NEEDS_COMMUNITIES, CB_NOWHERE, "", "assign *");
	if (status != CB_OK)
		return status;
	cb_export_text_columns(&cb_register_task, &rows);
	for (int n = 0; has_nth(entry, &d, n); n++)
		add_assigned(entry, &d, n, &rows);
	status = take_in(entry, &rows, entered);
	cb_table_release(&rows);
	return status;
}

/* ---- plan: from the indicators to who answers for each ---- */

static bool
is_planned(const struct tasks *t, const struct cb_cell *indicator, const struct cb_cell *due)
{
	for (size_t i = 0; i < t->n; i++)
		if (cb_text_equal(task_text(&t->of[i], TASK_TITLE), indicator[INDICATOR_TITLE].text) &&
		    cb_text_equal(task_text(&t->of[i], TASK_ASSIGNEE), indicator[INDICATOR_OFFICE].text) &&
		    t->of[i].cells[TASK_DUE].state == due->state && t->of[i].cells[TASK_DUE].n == due->n)
			return true;
	return false;
}

static void
add_planned(const struct cb_task_entry *entry, const struct dates *d, const struct tasks *t,
            const struct cb_cell *indicator, struct cb_table *rows)
{
	const struct cb_word *kinds = cb_register_task.columns[TASK_KIND].arg;
	const char *title = cb_cell_keep(&rows->arena, &indicator[INDICATOR_TITLE]).p,
		   *who = cb_cell_keep(&rows->arena, &indicator[INDICATOR_OFFICE]).p;

	for (int n = 0; has_nth(entry, d, n); n++) {
		struct cb_cell due = d->due, *row;

		due.n += (nth_day(d, n) - cb_date_of_minute(due.n)) * CB_DAY_MINUTES;
		if (is_planned(t, indicator, &due))
			continue;
		row = add_row(entry, d, n, title, who, rows);
		say(rows, row, TASK_INDICATOR, title);
		if (entry->columns[TASK_KIND] == NULL)
			say(rows, row, TASK_KIND, kinds[TASK_DUTY].zh);
		if (entry->columns[TASK_HANDLER] == NULL && indicator[INDICATOR_PERSON].text.len > 0)
			row[TASK_HANDLER] = cb_table_text(rows, indicator[INDICATOR_PERSON].text);
	}
}

/* Those of the system that is named, else all; nobody can be given what no office answers for. */
static enum cb_status
add_plan(const struct cb_task_entry *entry, const struct dates *d, const struct tasks *t, struct cb_table *rows)
{
	struct cb_query_run others = { .office = entry->how.office };
	struct cb_table indicators = { 0 };
	enum cb_status status = cb_asked_rows(&others, &cb_register_indicator, &indicators);
	size_t n_asked = 0;

	for (size_t i = 0; status == CB_OK && i < indicators.n_rows; i++) {
		const struct cb_cell *cells = cb_table_at(&indicators, i);

		if (entry->words.n > 0 && !cb_text_is(cells[INDICATOR_SYSTEM].text, entry->words.items[0]))
			continue;
		n_asked++;
		if (cells[INDICATOR_OFFICE].state == CB_VALUE)
			add_planned(entry, d, t, cells, rows);
		else
			cb_report(entry->how.office->diag, CB_NO_OFFICE, CB_NOWHERE, "", cells[INDICATOR_TITLE].text,
			          cb_title_of_contest(entry->how.office, cells[INDICATOR_SYSTEM].text,
			                              entry->how.today_day));
	}
	if (status == CB_OK && n_asked == 0) {
		struct cb_str of = { 0 };

		if (entry->words.n > 0)
			cb_str_addf(&of, " (%s)", entry->words.items[0]);
		status = cb_report(entry->how.office->diag, CB_NO_INDICATORS, CB_NOWHERE, "", of);
	}
	cb_table_release(&indicators);
	return status;
}

enum cb_status
cb_task_plan(const struct cb_task_entry *entry, struct cb_table *entered)
{
	const struct cb_query_run run = { .office = entry->how.office, .today_day = entry->how.today_day };
	struct dates d;
	struct cb_table rows = { 0 };
	struct tasks t = { 0 };
	enum cb_status status = read_when(entry, &d);

	cb_export_text_columns(&cb_register_task, &rows);
	if (status == CB_OK)
		status = tasks_load(&t, &run, TASK_ALL);
	if (status == CB_OK)
		status = add_plan(entry, &d, &t, &rows);
	tasks_release(&t);
	if (status == CB_OK)
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
			cb_str_join(&allowed, " ", cb_text_of(changes[i].verb));
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
			say(rows, row, TASK_DONE, entry->how.author.at);
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
is_named(const struct cb_task_entry *entry, const struct task *task, const struct change *change, bool *seen)
{
	bool is = entry->words.n == 0; /* chosen by --where */

	if (entry->title != NULL)
		return cb_text_is(task_text(task, TASK_TITLE), entry->title) &&
		       (change->takes & (task_is_done(task) ? TAKES_DONE : TAKES_OPEN)) != 0;

	for (size_t w = 0; w < entry->words.n; w++)
		if (cb_text_is(task_text(task, TASK_NO), entry->words.items[w]))
			is = seen[w] = true;
	return is;
}

static enum cb_status
add_chosen(const struct cb_task_entry *entry, const struct tasks *t, const struct change *change,
           struct cb_table *rows)
{
	struct cb_diag *diag = entry->how.office->diag;
	bool *seen = cb_arena_alloc(&rows->arena, entry->words.n + 1);
	enum cb_status status = CB_OK;

	memset(seen, 0, entry->words.n + 1);
	for (size_t i = 0; i < t->n; i++)
		if (is_named(entry, &t->of[i], change, seen))
			status = cb_status_worse(status, add_changed(entry, t, &t->of[i], change, rows));
	for (size_t w = 0; w < entry->words.n; w++)
		if (!seen[w])
			status = cb_report(diag, CB_NO_SUCH_TASK, CB_NOWHERE, "", entry->words.items[w]);
	if (status == CB_OK && rows->n_rows == 0)
		status = cb_report(diag, CB_TASK_NONE_CHOSEN, CB_NOWHERE, "",
		                   entry->title != NULL ? entry->title : entry->where.items[0]);
	return status;
}

enum cb_status
cb_task_change(const struct cb_task_entry *entry, const char *verb, struct cb_table *entered)
{
	const struct cb_query_run run = { .office = entry->how.office, .where = entry->where, .today_day = INT32_MAX };
	const struct change *change = changes;
	struct cb_diag *diag = entry->how.office->diag;
	struct cb_table rows = { 0 };
	struct tasks t;
	enum cb_status status;

	while (strcmp(change->verb, verb) != 0)
		change++;
	if ((entry->words.n == 0) == (entry->where.n == 0 && entry->title == NULL))
		return cb_report(diag, CB_TASK_OR_WHERE, CB_NOWHERE, "", verb);
	if (change->wanted >= 0 && entry->columns[change->wanted] == NULL)
		return cb_report(diag, CB_WHO_IS_NEEDED, CB_NOWHERE, "", verb,
		                 change->wanted == TASK_DUE ? "--due" : "--to");
	cb_export_text_columns(&cb_register_task, &rows);
	status = tasks_load(&t, &run, TASK_FILTERED);
	if (status == CB_OK)
		status = add_chosen(entry, &t, change, &rows);
	tasks_release(&t);
	if (status == CB_OK)
		status = take_in(entry, &rows, entered);
	cb_table_release(&rows);
	return status;
}
