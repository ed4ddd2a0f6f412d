#include "problem_settle.h"

#include <stdlib.h>

#include <cb/value/arg.h>

struct settling {
	struct cb_diag *diag;
	const struct cb_policy_stored *run;
	struct book book;       /* all problems, whatever became of them, and all steps */
	struct cb_dict numbers; /* no -> index + 1 */
	uint64_t refused;
};

static const struct cb_word *
states(void)
{
	return cb_register_problem.columns[PROBLEM_STATE].arg;
}

static const struct cb_word *
actions(void)
{
	return cb_register_problem_log.columns[PROBLEM_LOG_ACTION].arg;
}

static bool
is_new(const struct settling *s, const struct step *step)
{
	return step->batch > s->run->since;
}

/* Where it came from: the file's row, else the row in the database. */
static struct cb_where
refuse(struct settling *s, const struct step *step)
{
	s->refused++;
	for (size_t i = 0; i < s->run->n_sources; i++)
		if (s->run->sources[i].batch == step->batch)
			return (struct cb_where){ s->run->sources[i].source, step->where.row, 0 };
	return step->where;
}

static struct cb_arg
arg_minute(int64_t minute)
{
	return cb_arg_cell(&cb_type_date_time, NULL, &(struct cb_cell){ .n = minute, .state = CB_VALUE });
}

static struct cb_str
allowed(int state)
{
	struct cb_str words = { 0 };

	cb_problem_allowed(state, &words);
	if (words.len == 0)
		cb_str_adds(&words, "-");
	return words;
}

/* S1: the step at i is not allowed in that state. A later one that was there breaks on the new one before it. */
static void
report_illegal(struct settling *s, struct cb_text no, const struct step *steps, size_t i, int state)
{
	const char *from = states()[state].zh, *what = actions()[steps[i].action].zh;
	size_t by = i;

	while (by > 0 && !is_new(s, &steps[by]))
		by--;
	if (is_new(s, &steps[i]) || !is_new(s, &steps[by]))
		cb_report(s->diag, CB_STEP_NOT_ALLOWED, refuse(s, &steps[i]), "action", no, from, what,
		          arg_minute(steps[i].at), allowed(state));
	else
		cb_report(s->diag, CB_STEP_BREAKS, refuse(s, &steps[by]), "action", no, arg_minute(steps[i].at), what,
		          from, allowed(state));
}

/* S2 */
static void
check_order(struct settling *s, struct cb_text no, const struct step *steps, size_t n)
{
	const struct step *last = NULL;

	for (size_t i = n; i-- > 0;) {
		if (!is_new(s, &steps[i])) {
			last = last == NULL ? &steps[i] : last;
			continue;
		}
		if (last != NULL && steps[i].texts->late.len == 0)
			cb_report(s->diag, CB_STEP_BEFORE_LAST, refuse(s, &steps[i]), "at", no, arg_minute(last->at),
			          arg_minute(steps[i].at));
	}
}

static void
check_times(struct settling *s, const struct problem *p, const struct step *step)
{
	const struct cb_column *at = &cb_register_problem_log.columns[PROBLEM_LOG_AT],
			       *found = &cb_register_problem.columns[PROBLEM_FOUND];

	if ((step->action == ACTION_EXTEND || step->action == ACTION_ASK_EXTENSION) && step->due == NO_MINUTE)
		cb_report(s->diag, CB_STEP_NEEDS_DUE, refuse(s, step), "due", p->no);
	if (p->found != NO_MINUTE && cb_date_of_minute(step->at) < cb_date_of_minute(p->found))
		cb_report(s->diag, CB_UNTIL_BEFORE, refuse(s, step), "at", cb_arg_either(at->zh, at->key),
		          cb_arg_either(found->zh, found->key));
}

static void
check_course(struct settling *s, const struct problem *p, const struct step *steps, size_t n)
{
	uint64_t refused = s->refused;
	int state = STATE_OPENED;

	for (size_t i = 0; i < n; i++)
		if (is_new(s, &steps[i]))
			check_times(s, p, &steps[i]);
	check_order(s, p->no, steps, n);
	for (size_t i = 0; i < n && s->refused == refused; i++) {
		int after = cb_problem_after(state, steps[i].action);

		if (after < 0)
			report_illegal(s, p->no, steps, i, state);
		state = after;
	}
}

/* S1, S4: of steps whose problem there is not. A log may come in alone, as a file; a step that is entered may not. */
static void
check_orphans(struct settling *s, struct cb_text no, const struct step *steps)
{
	struct cb_where where;

	if (s->book.n == 0 && s->run->n_sources > 0 && s->run->entered == NULL)
		return;
	where = refuse(s, steps);
	if (is_new(s, steps))
		cb_report(s->diag, CB_NO_SUCH_PROBLEM, where, "problem", no);
	else
		cb_report(s->diag, CB_STEP_OF_NOTHING, CB_NOWHERE, "no", no, steps->batch);
}

static void
list_entered(struct settling *s, const struct problem *p, const struct step *steps, size_t n)
{
	struct cb_table *out = s->run->entered;

	for (size_t i = 0; i < n; i++) {
		struct cb_cell *cells;

		if (!is_new(s, &steps[i]))
			continue;
		cells = cb_table_row(out);
		cells[0] = cb_table_text(out, p->no);
		cells[1] = cb_cell_number(steps[i].step);
		cells[2] = cb_cell_number(steps[i].at);
		cells[3] = cb_cell_number(steps[i].action);
		cells[4] = cb_cell_number(problem_state(steps, i + 1));
	}
}

static void
add_columns(struct cb_table *out)
{
	out->title_zh = "流转登记";
	out->title_en = "Steps entered";
	cb_table_column(out, "problem", "问题编号", &cb_type_code, NULL);
	cb_table_column(out, "step", "步序", &cb_type_int, NULL);
	cb_table_column(out, "at", "时间", &cb_type_date_time, NULL);
	cb_table_column(out, "action", "动作", &cb_type_enum, actions());
	cb_table_column(out, "state", "状态", &cb_type_enum, states());
}

/* Every problem of which there is a step, and what the log calls it. */
static void
check_all(struct settling *s, bool list)
{
	for (size_t i = 0; i < s->book.n_steps;) {
		const struct step *steps = &s->book.steps[i];
		size_t n = s->book.first[steps->problem + 1] - i;
		struct cb_text no = s->book.numbers[steps->problem];
		uint32_t at = cb_dict_get(&s->numbers, no);
		const struct problem alone = { .no = no, .found = NO_MINUTE };
		const struct problem *p = at > 0 ? &s->book.problems[at - 1] : &alone;

		if (list)
			list_entered(s, p, steps, n);
		else if (at == 0)
			check_orphans(s, no, steps);
		if (!list)
			check_course(s, p, steps, n);
		i += n;
	}
}

enum cb_status
problem_settle(const struct cb_office *office, const struct cb_policy_stored *stored)
{
	const struct cb_query_run run = { .office = office };
	struct settling s = { .diag = office->diag, .run = stored };
	uint64_t errors = office->diag->errors;
	enum cb_status status;

	s.book = (struct book){ .with_texts = true, .with_surveyed = true, .only_numbers = true };
	status = book_load(&s.book, &run);
	for (size_t i = 0; i < s.book.n; i++)
		cb_dict_put(&s.numbers, s.book.problems[i].no, (uint32_t)i + 1);
	if (status == CB_OK)
		check_all(&s, false);
	if (status == CB_OK && s.refused == 0 && stored->entered != NULL) {
		add_columns(stored->entered);
		check_all(&s, true);
	}
	cb_dict_release(&s.numbers);
	book_release(&s.book);
	status = cb_diag_since(office->diag, errors, status);
	return status == CB_OK && s.refused > 0 ? CB_FOUND : status;
}
