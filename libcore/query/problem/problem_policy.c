/* What registers problem and problem_log ask of their rows. */
#include <cb/query/policy.h>
#include <cb/value/arg.h>

#include "problem_settle.h"

struct state {
	struct book b; /* for what rules say */
	struct claims claims;
};

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
}

const struct cb_policy cb_policy_problem = {
	.reg = &cb_register_problem,
	.since = PROBLEM_FOUND,
	.until = PROBLEM_FIXED,
	.community = PROBLEM_COMMUNITY,
	.estate = PROBLEM_ESTATE,
	.state_bytes = sizeof(struct state),
	.release = release,
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
