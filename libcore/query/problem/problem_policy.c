/* What registers problem and problem_log ask of their rows. */
#include <string.h>

#include <cb/query/policy.h>
#include <cb/value/arg.h>
#include <cb/value/fold.h>

#include "problem_settle.h"

struct state {
	struct book b; /* for what rules say */
	struct claims claims;
	struct cb_str place; /* of the row that is being read */
	uint32_t told;       /* of several problems in one cell: the last file or sheet, from 1 */
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

/* The mark of the n-th of several items at the begin of the text: 1. 1、 (1) （1） ①; its bytes, 0 = there is none. 1.5
 * and 1、3栋 have none. */
static uint32_t
item_mark(struct cb_text t, int n)
{
	char circled[] = { '\xe2', '\x91', (char)(0x9f + n), '\0' }, digit[] = { (char)('0' + n), '\0' }; /* ① to ⑨ */
	struct cb_text rest = t;

	if (cb_fold_take(&rest, circled))
		return (uint32_t)(rest.p - t.p);
	cb_fold_take(&rest, "( （");
	if (!cb_fold_take(&rest, digit) || !cb_fold_take(&rest, ". 、 ． ) ）") || rest.len == 0 || cb_is_digit(*rest.p))
		return 0;
	return (uint32_t)(rest.p - t.p);
}

/* How many problems are numbered in one cell: 1.垃圾 2.飞线, ①…②…; 0 = none is. */
static int
count_items(struct cb_text t)
{
	int n = 0;

	if (t.len == 0 || (memchr(t.p, '1', t.len) == NULL && cb_text_find(t, "①") < 0))
		return 0;
	for (uint32_t at = 0; at < t.len && n < 9; at++) {
		const char begins[] = { (char)('1' + n), '(', *"（", *"①", '\0' };
		bool is_inside = at > 0 && (cb_is_digit(t.p[at - 1]) || t.p[at - 1] == '.');
		uint32_t mark = 0;

		if (strchr(begins, t.p[at]) != NULL && !is_inside)
			mark = item_mark((struct cb_text){ t.p + at, t.len - at }, n + 1);
		n += mark > 0;
		at += mark > 0 ? mark - 1 : 0;
	}
	return n;
}

/* Once a sheet: a cell that numbers several is one problem all the same, which what is counted of them would not show. */
static void
tell_several(struct state *state, struct cb_diag *diag, const struct cb_record *record)
{
	int n = record->where.source + 1 == state->told ? 0 : count_items(record->cells[PROBLEM_DESCRIPTION].text);

	if (n < 2)
		return;
	cb_report(diag, CB_PROBLEMS_IN_CELL, cb_record_where(record, PROBLEM_DESCRIPTION), "description", n);
	state->told = record->where.source + 1;
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
	tell_several(state, diag, record);
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
