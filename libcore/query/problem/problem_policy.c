/* What registers problem and problem_log ask of their rows. */
#include <cb/query/policy.h>
#include <cb/value/arg.h>

#include "problem_settle.h"

struct state {
	struct book b; /* for what rules say */
	struct claims claims;
	struct cb_str place; /* of the row that is being read */
};

/* 3 is 3栋, 3栋 itself. */
static void
say_part(const struct cb_cell *cell, const char *unit, struct cb_str *out)
{
	if (cell->state != CB_VALUE)
		return;
	cb_str_addt(out, cell->text);
	if (cell->text.len > 0 && cb_is_digit(cell->text.p[cell->text.len - 1]))
		cb_str_adds(out, unit);
}

/* A building, and its estate and staircase, is a place. */
static uint64_t
complete(struct cb_policy_run *run, struct cb_cell *cells, struct cb_text aside)
{
	struct state *state = run->state;
	const struct cb_cell *estate = &cells[PROBLEM_ESTATE];

	(void)aside;
	if (cells[PROBLEM_PLACE].state != CB_EMPTY || cells[PROBLEM_BUILDING].state != CB_VALUE)
		return 0;
	cb_str_clear(&state->place);
	if (estate->state == CB_VALUE)
		cb_str_addt(&state->place, cb_names_get(run->names, (uint32_t)estate->n)->text);
	say_part(&cells[PROBLEM_BUILDING], "栋", &state->place);
	say_part(&cells[PROBLEM_STAIRCASE], "单元", &state->place);
	cells[PROBLEM_PLACE] = (struct cb_cell){ .state = CB_VALUE, .text = cb_str_text(&state->place) };
	return UINT64_C(1) << PROBLEM_PLACE;
}

static bool
check_filled(struct cb_diag *diag, const struct cb_record *record, int column, bool is_filled)
{
	const struct cb_column *c = &cb_register_problem.columns[column];

	if (is_filled || record->cells[column].state == CB_VALUE)
		return true;
	cb_report(diag, CB_REQUIRED_MISSING, cb_record_where(record, column), c->key, cb_arg_either(c->zh, c->key),
	          c->key);
	return false;
}

/* What, where, who answers, by when: the last two may come from rules (query/problem.h R2), and a building where
 * nothing was found has neither. */
static bool
check(struct cb_policy_run *run, struct cb_diag *diag, const struct cb_record *record)
{
	struct state *state = run->state;
	struct problem p = { 0 };
	bool ok;

	if (problem_is_surveyed(&record->cells[PROBLEM_DESCRIPTION]))
		return true;
	state->b.office = run->office;
	state->b.names = (struct cb_names *)run->names;
	problem_read_rules(&state->b, &p, record->cells);
	ok = check_filled(diag, record, PROBLEM_RESPONSIBLE, (p.suggested & SUGGESTED_RESPONSIBLE) != 0);
	ok = check_filled(diag, record, PROBLEM_DUE, (p.suggested & SUGGESTED_DUE) != 0) && ok;
	cb_arena_reset(&state->b.arena);
	if (ok)
		claims_add(&state->claims, run->names, record);
	return ok && state->b.status == CB_OK;
}

static enum cb_status
settle(struct cb_policy_run *run, const struct cb_policy_stored *stored)
{
	struct state *state = run->state;
	struct cb_policy_stored steps = *stored;
	enum cb_status status = claims_settle(&state->claims, run->office, stored);

	steps.entered = NULL;
	if (status == CB_OK)
		status = problem_settle(run->office, &steps);
	if (status == CB_OK)
		status = problem_tell_twice(run->office, stored);
	return status == CB_OK && stored->entered != NULL ? problem_list_new(run->office, stored) : status;
}

static void
release(void *arg)
{
	struct state *state = arg;

	claims_release(&state->claims);
	book_release(&state->b);
	cb_str_release(&state->place);
}

const struct cb_policy cb_policy_problem = {
	.reg = &cb_register_problem,
	.since = PROBLEM_FOUND,
	.until = PROBLEM_FIXED,
	.community = PROBLEM_COMMUNITY,
	.estate = PROBLEM_ESTATE,
	.state_bytes = sizeof(struct state),
	.release = release,
	.complete = complete,
	.implied = UINT64_C(1) << PROBLEM_PLACE,
	.implied_by = UINT64_C(1) << PROBLEM_BUILDING,
	.check = check,
	.settle = settle,
	.filled = UINT64_C(1) << PROBLEM_RESPONSIBLE | UINT64_C(1) << PROBLEM_DUE,
};

static enum cb_status
settle_log(struct cb_policy_run *run, const struct cb_policy_stored *stored)
{
	return problem_settle(run->office, stored);
}

const struct cb_policy cb_policy_problem_log = {
	.reg = &cb_register_problem_log,
	.settle = settle_log,
};
