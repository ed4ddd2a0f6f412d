/* All that is open by due date: tasks, problems, planned activities, links that end. */
#include <string.h>

#include <cb/query/org.h>
#include <cb/query/problem.h>
#include <cb/value/arg.h>

#include "task_book.h"

enum { DUE,
       WHAT,
       NO,
       TITLE,
       WHO,
       COMMUNITY,
       STATE,
       DAYS_LEFT };

enum { OPEN_TASK,
       OPEN_PROBLEM,
       OPEN_ACTIVITY,
       OPEN_LINK };
static const struct cb_word whats[] = { [OPEN_TASK] = { "任务", "task", NULL },
	                                [OPEN_PROBLEM] = { "问题", "problem", NULL },
	                                [OPEN_ACTIVITY] = { "活动计划", "activity", NULL },
	                                [OPEN_LINK] = { "联系到期", "link", NULL },
	                                { 0 } };

static const struct cb_query_column columns[] = {
	[DUE] = TASK_LIKE("due", "截止", DUE),
	[WHAT] = { "what", "类别", .type = &cb_type_enum, .arg = whats },
	[NO] = { "no", "编号", .type = &cb_type_text },
	[TITLE] = { "title", "事项", .type = &cb_type_text },
	[WHO] = { "who", "责任单位", .type = &cb_type_text },
	[COMMUNITY] = { "community", "社区", .type = &cb_type_text },
	[STATE] = { "state", "状态", .type = &cb_type_text },
	[DAYS_LEFT] = { "days_left", "剩余天数", .type = &cb_type_int, .en = "below 0: overdue by so many",
	                .doc = "负数为已超期的天数" },
	{ 0 },
};

/* What is gathered before it is put in order. */
struct gathering {
	const struct cb_query_run *run;
	struct cb_text name; /* asked for; empty = all */
	struct cb_table *out;
};

/* Where the answers of other questions have what is shown here; NULL = nowhere. */
static const struct other {
	const struct cb_query *query;
	int what;
	const char *due, *no, *title, *who, *community, *state;
	const char *only; /* state that counts; NULL = any */
} others[] = {
	{ &cb_query_problem_age, OPEN_PROBLEM, "due", "no", "description", "responsible", "community", "state", NULL },
	{ &cb_query_org_links, OPEN_LINK, "until", NULL, "kind", "party", "community", "state", "将到期" },
};

static struct cb_text
text_at(const struct cb_table *table, const struct cb_cell *cells, const char *key, char *buf)
{
	for (size_t c = 0; key != NULL && c < table->n_columns; c++)
		if (strcmp(table->columns[c].key, key) == 0)
			return cb_cell_print(table->columns[c].type, table->columns[c].arg, &cells[c], buf);
	return (struct cb_text){ "", 0 };
}

/* A limit, as one of register task: a day keeps its mark. */
static struct cb_cell
limit_at(const struct cb_table *table, const struct cb_cell *cells, const char *key)
{
	char buf[CB_PRINT_MAX];
	struct cb_cell cell = { 0 };
	const struct cb_type *type = cb_register_task.columns[TASK_DUE].type;

	type->parse(NULL, text_at(table, cells, key, buf), &(struct cb_parse_env){ 0 }, &cell);
	return cell;
}

static bool
is_asked(const struct gathering *g, struct cb_text who, struct cb_text community)
{
	return g->name.len == 0 || cb_text_equal(who, g->name) || cb_text_equal(community, g->name);
}

static struct cb_cell *
add_row(struct gathering *g, int what, const struct cb_cell *due)
{
	struct cb_cell *cells = cb_table_row(g->out);

	cells[WHAT] = cb_cell_number(what);
	cells[DUE] = *due;
	cells[DUE].text = (struct cb_text){ "", 0 };
	if (due->state == CB_VALUE)
		cells[DAYS_LEFT] = cb_cell_number(cb_date_of_minute(due->n) - g->run->today_day);
	return cells;
}

static struct cb_cell
own(struct gathering *g, struct cb_text text)
{
	return text.len == 0 ? (struct cb_cell){ 0 } : cb_table_text(g->out, text);
}

static enum cb_status
gather_other(struct gathering *g, const struct other *o)
{
	struct cb_table table = { 0 };
	enum cb_status status = cb_query_ask(g->run, o->query, NULL, &table);

	for (size_t row = 0; status == CB_OK && row < table.n_rows; row++) {
		const struct cb_cell *from = cb_table_at(&table, row);
		char buf[5][CB_PRINT_MAX];
		struct cb_text who = text_at(&table, from, o->who, buf[0]),
			       community = text_at(&table, from, o->community, buf[1]),
			       state = text_at(&table, from, o->state, buf[2]);
		struct cb_cell due = limit_at(&table, from, o->due), *cells;

		if (!is_asked(g, who, community) || (o->only != NULL && !cb_text_is(state, o->only)))
			continue;
		cells = add_row(g, o->what, &due);
		cells[NO] = own(g, text_at(&table, from, o->no, buf[3]));
		cells[TITLE] = own(g, text_at(&table, from, o->title, buf[4]));
		cells[WHO] = own(g, who);
		cells[COMMUNITY] = own(g, community);
		cells[STATE] = own(g, state);
	}
	cb_table_release(&table);
	return status;
}

static enum cb_status
gather_tasks(struct gathering *g)
{
	struct tasks t;
	enum cb_status status = tasks_load(&t, g->run, TASK_ALL);

	for (size_t i = 0; status == CB_OK && i < t.n; i++) {
		const struct task *task = &t.of[i];
		struct cb_text who = task_text(task, TASK_ASSIGNEE), handler = task_text(task, TASK_HANDLER);
		struct cb_cell *cells;

		if (task_is_done(task) || !is_asked(g, who, handler))
			continue;
		cells = add_row(g, OPEN_TASK, &task->cells[TASK_DUE]);
		cells[NO] = own(g, task_text(task, TASK_NO));
		cells[TITLE] = own(g, task_text(task, TASK_TITLE));
		cells[WHO] = own(g, who);
		if (cb_office_community(g->run->office, (uint32_t)task->cells[TASK_ASSIGNEE].n) != NULL)
			cells[COMMUNITY] = cells[WHO];
		cells[STATE] = cb_table_text(g->out, cb_text_of(task_states[task->state].zh));
	}
	tasks_release(&t);
	return status;
}

/* Planned, and the day is not past: what a plan is due on is its day. */
static enum cb_status
gather_plans(struct gathering *g)
{
	const struct cb_word *states = cb_register_activity.columns[ACTIVITY_STATE].arg;
	struct cb_query_run run = { .office = g->run->office };
	struct cb_table rows = { 0 };
	enum cb_status status = cb_asked_rows(&run, &cb_register_activity, &rows);

	for (size_t row = 0; status == CB_OK && row < rows.n_rows; row++) {
		const struct cb_cell *from = cb_table_at(&rows, row);
		struct cb_text who = from[ACTIVITY_ORGANISER].text, community = from[ACTIVITY_COMMUNITY].text;
		struct cb_cell due = { .state = CB_VALUE, .n = from[ACTIVITY_DATE].n * CB_DAY_MINUTES, .mark = 1 };
		struct cb_cell *cells;

		if (from[ACTIVITY_STATE].state != CB_VALUE || from[ACTIVITY_STATE].n != ACTIVITY_PLANNED ||
		    !is_asked(g, who, community))
			continue;
		cells = add_row(g, OPEN_ACTIVITY, &due);
		cells[TITLE] = own(g, from[ACTIVITY_TITLE].text);
		cells[WHO] = own(g, who.len > 0 ? who : community);
		cells[COMMUNITY] = own(g, community);
		cells[STATE] = cb_table_text(g->out, cb_text_of(states[ACTIVITY_PLANNED].zh));
	}
	cb_table_release(&rows);
	return status;
}

/* ---- their order ---- */

static int
by_due(const void *pa, const void *pb)
{
	const struct cb_cell *a = pa, *b = pb;
	static const int texts[] = { NO, TITLE, WHO, COMMUNITY };
	int64_t da = cb_cell_n_or(&a[DUE], INT64_MAX);
	int64_t db = cb_cell_n_or(&b[DUE], INT64_MAX);
	int order = da == db ? (int)(a[WHAT].n - b[WHAT].n) : da < db ? -1
	                                                              : 1;

	for (size_t i = 0; order == 0 && i < CB_COUNT(texts); i++)
		order = cb_text_compare(a[texts[i]].text, b[texts[i]].text);
	return order;
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct cb_query_run all = { .office = run->office, .input = run->input, .today_day = run->today_day };
	struct gathering g = { .run = &all, .out = out };
	const char *name = run->of.tasks != NULL ? run->of.tasks->name : NULL;
	enum cb_status status;

	if (name != NULL) {
		uint32_t id = cb_names_find(run->office->names, CB_NAME_PARTY, cb_text_of(name));

		g.name = id != 0 ? cb_office_name(run->office, id) : cb_text_of(name);
	}
	status = gather_tasks(&g);
	for (size_t i = 0; status == CB_OK && i < CB_COUNT(others); i++)
		status = gather_other(&g, &others[i]);
	if (status == CB_OK)
		status = gather_plans(&g);
	cb_sort(out->cells, out->n_rows, out->n_columns * sizeof(*out->cells), by_due);
	return status;
}

const struct cb_query cb_query_task_open = {
	.name = "tasks_open",
	.zh = "未了事项",
	.title_en = "All that is open",
	.title_zh = "未了事项",
	.columns = columns,
	.reads = "task problem activity link",
	.takes = CB_QUERY_TAKES_FILES,
	.has = task_has,
	.fill = fill,
	.en = "All that is open by due date: tasks, problems, planned activities and links that end, as cb-task open prints it.",
	.doc = "未完成的任务、未结的问题、活动计划、将到期的联系,按时限,同 cb-task open。",
};
