/* Visits that are due since something has happened; those who are visited are told by number. */
#include <cb/query/due.h>

#include "care_rows.h"

enum { NO,
       COMMUNITY,
       KIND,
       TRIGGER,
       SINCE,
       DUE,
       VISITED,
       STATE,
       DAYS,
       RULE };

enum state { WAITING,
	     OVERDUE,
	     IN_TIME,
	     LATE };
static const struct cb_word states[] = {
	{ "待访", "due", NULL },
	{ "逾期", "overdue", NULL },
	{ "按时", "in_time", NULL },
	{ "迟访", "late", NULL },
	{ NULL, NULL, NULL },
};

#define LIKE(k, label, c) CB_QUERY_LIKE(k, label, care, c, 0)
static const struct cb_query_column columns[] = {
	[NO] = LIKE("no", "编号", CARE_NO),
	[COMMUNITY] = { "community", "社区", .type = &cb_type_text },
	[KIND] = LIKE("kind", "帮扶类别", CARE_KIND),
	[TRIGGER] = LIKE("trigger", "事由", CARE_TRIGGER),
	[SINCE] = LIKE("since", "日期", CARE_SINCE),
	[DUE] = { "due", "应访日期", .type = &cb_type_date, .en = "the last day on which the visit is in time",
	          .doc = "按时走访的最后一日" },
	[VISITED] = LIKE("visited", "走访日期", CARE_VISITED),
	[STATE] = { "state", "状态", .type = &cb_type_enum, .arg = states },
	[DAYS] = { "days", "天数", .type = &cb_type_int, .en = "left; below 0: late", .doc = "还剩几天,负数为逾期" },
	[RULE] = { "rule", "规则", .type = &cb_type_text },
	{ 0 },
};

struct visits {
	const struct cb_query_run *run;
	struct cb_due calendar;
	int32_t day;
	bool all_states, is_open; /* a visit is open */
	enum cb_status status;
	struct cb_table *out;
};

static const struct cb_rule *
rule_of(const struct visits *v, const struct cb_cell *cells)
{
	const struct cb_word *triggers = cb_register_care.columns[CARE_TRIGGER].arg;
	struct cb_str scope = { 0 };
	const struct cb_rule *rule;

	cb_str_addt(&scope, cells[CARE_COMMUNITY].text);
	rule = cb_rules_pick(v->run->office->rules, "care.visit", cb_str_c(&scope), triggers[cells[CARE_TRIGGER].n].zh, 0,
	                     (int32_t)cells[CARE_SINCE].n);
	cb_str_release(&scope);
	return rule;
}

static enum state
state_of(const struct cb_cell *cells, int64_t due, int32_t day)
{
	if (cells[CARE_VISITED].state == CB_VALUE)
		return cells[CARE_VISITED].n <= due ? IN_TIME : LATE;
	return due < day ? OVERDUE : WAITING;
}

static void
add_row(struct visits *v, const struct cb_cell *from, const struct cb_rule *rule, int64_t due)
{
	enum state state = state_of(from, due, v->day);
	bool is_open = state <= OVERDUE;
	struct cb_cell *cells;

	v->is_open = v->is_open || is_open;
	if (!is_open && !v->all_states)
		return;
	cells = cb_table_row(v->out);
	cells[NO] = cb_table_text(v->out, from[CARE_NO].text);
	cells[NO].state = from[CARE_NO].state;
	cells[COMMUNITY] = cb_table_text(v->out, from[CARE_COMMUNITY].text);
	cells[KIND] = from[CARE_KIND];
	cells[TRIGGER] = from[CARE_TRIGGER];
	cells[SINCE] = from[CARE_SINCE];
	cells[VISITED] = from[CARE_VISITED];
	cells[DUE] = cb_cell_number(due);
	cells[STATE] = cb_cell_number(state);
	cells[DAYS] = cb_cell_number(due - (is_open ? v->day : from[CARE_VISITED].n));
	cells[RULE] = cb_table_text(v->out, cb_text_of(rule->id));
}

/* What has not happened by the day is not due. A trigger without a rule wants no visit. */
static void
add_entry(struct visits *v, const struct cb_cell *cells)
{
	const struct cb_cell *since = &cells[CARE_SINCE];
	const struct cb_rule *rule;

	if (cells[CARE_TRIGGER].state != CB_VALUE || since->state != CB_VALUE || since->n > v->day)
		return;
	rule = rule_of(v, cells);
	if (rule != NULL && rule->value.mark == CB_TERM_WORK_HOURS)
		v->status = cb_due_set_hours(&v->calendar, v->run->office->rules, "", (int32_t)since->n);
	if (rule != NULL && v->status == CB_OK)
		add_row(v, cells, rule, cb_due_day(&v->calendar, &rule->value, since->n));
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct visits v = { .run = run, .day = cb_query_day(run), .out = out };
	struct care_rows rows;
	size_t at = 0;
	enum cb_status status = care_rows_load(&rows, run);

	v.all_states = run->of.care != NULL && run->of.care->all_states;
	if (status == CB_OK)
		status = cb_due_open(&v.calendar, run->office);
	if (status == CB_OK && cb_rules_all(run->office->rules, "care.visit", NULL, v.day, &at) == NULL)
		status = cb_report(run->office->diag, CB_RULE_MISSING, CB_NOWHERE, "", "care.visit", "");
	v.status = status;
	for (size_t i = 0; v.status == CB_OK && i < rows.n; i++)
		add_entry(&v, rows.rows[i]);
	cb_due_release(&v.calendar);
	care_rows_release(&rows);
	return v.status == CB_OK && v.is_open ? CB_FOUND : v.status;
}

const struct cb_query cb_query_care_visits = {
	.name = "care_visits",
	.zh = "必访",
	.title_en = "Visits due",
	.title_zh = "三必访",
	.columns = columns,
	.reads = "care",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_TAKES_WHERE,
	.has_findings = true,
	.has = care_is_there,
	.fill = fill,
	.en = "Visits that rule care.visit asks for and that are not paid, by number, as cb-care visits prints them.",
	.doc = "按规则 care.visit 应走访而未走访的,只出编号,同 cb-care visits。",
};
