/* The course of one problem: what was done, by whom, after how many days, and whose turn it is. */
#include "problem_book.h"

enum { STEP,
       AT,
       ACTION,
       STATE,
       DAYS,
       ACTOR,
       TO,
       DUE,
       NOTE,
       LATE,
       EVIDENCE };

#define LIKE(k, label, c) CB_QUERY_LIKE(k, label, problem_log, PROBLEM_LOG_##c, 0)
static const struct cb_query_column columns[] = {
	[STEP] = { "step", "步序", .type = &cb_type_int },
	[AT] = LIKE("at", "时间", AT),
	[ACTION] = { "action", "动作", .type = &cb_type_text },
	[STATE] = { "state", "状态", .like = &cb_register_problem, .like_column = PROBLEM_STATE },
	[DAYS] = { "days", "间隔天数", .type = &cb_type_int, .en = "since the step before", .doc = "距上一步" },
	[ACTOR] = LIKE("actor", "经手", ACTOR),
	[TO] = { "to", "派往单位", .type = &cb_type_text },
	[DUE] = LIKE("due", "时限", DUE),
	[NOTE] = LIKE("note", "备注", NOTE),
	[LATE] = LIKE("late", "补记理由", LATE),
	[EVIDENCE] = LIKE("evidence", "照片", EVIDENCE),
	{ 0 },
};

/* How it began: the row itself. */
static void
add_beginning(const struct problem *p, struct cb_table *out)
{
	struct cb_cell *cells = cb_table_row(out);

	cells[STEP] = cb_cell_number(0);
	cells[AT] = minute_cell(p->found);
	cells[ACTION] = cb_table_text(out, CB_LIT("登记"));
	cells[STATE] = cb_cell_number(STATE_OPENED);
	cells[NOTE] = cb_table_text(out, p->description);
	cells[EVIDENCE] = cb_table_text(out, p->evidence);
}

static void
add_step(const struct book *b, const struct problem *p, size_t i, struct cb_table *out)
{
	const struct cb_word *words = cb_register_problem_log.columns[PROBLEM_LOG_ACTION].arg;
	const struct step *s = &p->steps[i];
	int64_t before = i > 0 ? p->steps[i - 1].at : p->found;
	struct cb_cell *cells = cb_table_row(out);

	cells[STEP] = cb_cell_number(s->step > 0 ? s->step : (int64_t)i + 1);
	cells[AT] = minute_cell(s->at);
	cells[ACTION] = cb_table_text(out, cb_text_of(words[s->action].zh));
	cells[STATE] = cb_cell_number(problem_state(p->steps, i + 1));
	if (before != NO_MINUTE)
		cells[DAYS] = cb_cell_number(cb_date_of_minute(s->at) - cb_date_of_minute(before));
	cells[ACTOR] = cb_table_text(out, s->texts->actor);
	cells[TO] = cb_table_text(out, cb_office_name(b->office, s->to));
	cells[DUE] = limit_cell(s->due);
	cells[NOTE] = cb_table_text(out, s->texts->note);
	cells[LATE] = cb_table_text(out, s->texts->late);
	cells[EVIDENCE] = cb_table_text(out, s->texts->evidence);
}

/* What is to come, while it is open. */
static void
add_turn(const struct book *b, const struct problem *p, struct cb_table *out)
{
	int64_t before = p->n_steps > 0 ? p->steps[p->n_steps - 1].at : p->found;
	struct cb_cell *cells;

	if (!cb_problem_is_open(p->state))
		return;
	cells = cb_table_row(out);
	cells[ACTION] = cb_table_text(out, CB_LIT("待办"));
	cells[STATE] = cb_cell_number(p->state);
	if (before != NO_MINUTE)
		cells[DAYS] = cb_cell_number(b->run->today_day - cb_date_of_minute(before));
	cells[ACTOR] = cb_table_text(out, problem_turn(b, p));
	cells[DUE] = limit_cell(p->due);
	cells[NOTE] = cb_table_text(out, problem_is_late(p, b->run->today_day) ? CB_LIT("超期") : CB_LIT(""));
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct book b = { .with_texts = true };
	struct cb_text no = cb_text_of(run->of.problem != NULL ? run->of.problem->no : NULL);
	enum cb_status status = book_load(&b, run);
	const struct problem *p = NULL;

	for (size_t i = 0; i < b.n && p == NULL; i++)
		p = cb_text_equal(b.problems[i].no, no) ? &b.problems[i] : NULL;
	if (status == CB_OK && p == NULL)
		status = cb_report(run->office->diag, CB_NO_SUCH_PROBLEM, CB_NOWHERE, "", no);
	if (status == CB_OK) {
		add_beginning(p, out);
		for (size_t i = 0; i < p->n_steps; i++)
			add_step(&b, p, i, out);
		add_turn(&b, p, out);
	}
	book_release(&b);
	return status;
}

const struct cb_query cb_query_problem_show = {
	.name = "problem_course",
	.zh = "问题流转",
	.title_en = "Course of a problem",
	.title_zh = "问题流转",
	.columns = columns,
	.reads = "problem",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_NEEDS_OPTION,
	.fill = fill,
	.en = "The course of one problem, as cb-problem show prints it.",
	.doc = "一件问题的流转,同 cb-problem show。",
};
