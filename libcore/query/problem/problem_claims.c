/* What rows of problems say of their course — a state, when it was fixed or closed — becomes steps of the log.
 *
 * C1 The steps are the fewest that lead from the state of the log to the one the row says: a row with a time of fixing
 *    and no state says 待核查. They are marked 自动补.
 * C2 A fix is dated by the row's fixed time, a verification by its closing; what comes before them by the time the
 *    problem was found, but never before the last step that is known.
 *    A case of another system that is fixed there was registered and sent to somebody before, whenever it is seen
 *    first.
 * C3 A case of another system (case_no) is observed: it may be opened anew. Any other row that says less than the log
 *    is refused: what is not understood is not passed over. */
#include <stdlib.h>
#include <string.h>

#include <cb/value/arg.h>

#include "problem_settle.h"

enum { STEPS_MAX = 8 };

struct claiming {
	const struct cb_office *office;
	const struct cb_policy_stored *run;
	struct book b;
	struct cb_dict numbers, cases, rows, same; /* -> index + 1 of the problem */
	struct step *steps;                        /* to be added */
	size_t n, cap;
	size_t handed;
	struct cb_cell cells[PROBLEM_LOG_N];
	struct cb_record record;
	uint64_t refused;
};

void
claims_add(struct claims *claims, const struct cb_names *names, const struct cb_record *record)
{
	struct cb_str identity = { 0 };
	const struct cb_cell *cells = record->cells;
	bool has_state = cells[PROBLEM_STATE].state == CB_VALUE, has_fixed = cells[PROBLEM_FIXED].state == CB_VALUE;
	bool has_closed = cells[PROBLEM_CLOSED].state == CB_VALUE;
	struct claim *c;

	if ((!has_state && !has_fixed && !has_closed) || problem_is_surveyed(&cells[PROBLEM_DESCRIPTION]))
		return;
	problem_identity(names, cells, &identity);
	c = cb_push(claims->of, claims->n, claims->cap);
	*c = (struct claim){
		.no = cb_arena_text(&claims->arena, cells[PROBLEM_NO].text),
		.case_no = cb_arena_text(&claims->arena, cells[PROBLEM_CASE_NO].text),
		.source = (int)cb_cell_n_or(&cells[PROBLEM_SOURCE], NEVER),
		.state = has_state ? (int)cells[PROBLEM_STATE].n : has_closed ? STATE_CLOSED
		                                                              : STATE_FIXED,
		.identity = cb_arena_text(&claims->arena, cb_str_text(&identity)),
		.found = cells[PROBLEM_FOUND].n,
		.fixed = has_fixed ? cells[PROBLEM_FIXED].n : NO_MINUTE,
		.closed = has_closed ? cells[PROBLEM_CLOSED].n : NO_MINUTE,
		.where = cb_record_where(record, has_state ? PROBLEM_STATE : PROBLEM_FIXED),
		.where_fixed = cb_record_where(record, PROBLEM_FIXED),
		.where_closed = cb_record_where(record, PROBLEM_CLOSED),
		.row_source = record->where.source,
		.row = record->where.row,
	};
	cb_str_release(&identity);
}

void
claims_release(struct claims *claims)
{
	free(claims->of);
	cb_arena_release(&claims->arena);
	*claims = (struct claims){ 0 };
}

/* ---- which problem a row has become ---- */

static void
put(struct cb_dict *dict, size_t at, int of, struct cb_text text)
{
	struct cb_str key = { 0 };

	cb_str_addf(&key, "%d/%.*s", of, CB_TEXT_ARG(text));
	cb_dict_put(dict, cb_str_text(&key), (uint32_t)at + 1);
	cb_str_release(&key);
}

static uint32_t
get(const struct cb_dict *dict, int of, struct cb_text text)
{
	struct cb_str key = { 0 };
	uint32_t at;

	cb_str_addf(&key, "%d/%.*s", of, CB_TEXT_ARG(text));
	at = cb_dict_get(dict, cb_str_text(&key));
	cb_str_release(&key);
	return at;
}

static void
put_row(struct claiming *c, const struct problem *p, size_t at)
{
	struct cb_str row = { 0 };

	for (size_t i = 0; i < c->run->n_sources; i++)
		if (c->run->sources[i].batch == p->batch) {
			cb_str_addf(&row, "%u", p->row);
			put(&c->rows, at, (int)c->run->sources[i].source, cb_str_text(&row));
		}
	cb_str_release(&row);
}

static void
index_problems(struct claiming *c)
{
	for (size_t i = 0; i < c->b.n; i++) {
		const struct problem *p = &c->b.problems[i];

		cb_dict_put(&c->numbers, p->no, (uint32_t)i + 1);
		if (p->case_no.len > 0)
			put(&c->cases, i, p->source, p->case_no);
		if (p->batch > c->run->since)
			put_row(c, p, i);
		cb_dict_add(&c->same, p->identity, (uint32_t)i + 1); /* of those entered twice the first */
	}
}

static const struct problem *
find(const struct claiming *c, const struct claim *claim)
{
	struct cb_str row = { 0 };
	uint32_t at = 0;

	cb_str_addf(&row, "%u", claim->row);
	if (claim->no.len > 0)
		at = cb_dict_get(&c->numbers, claim->no);
	else if (claim->case_no.len > 0)
		at = get(&c->cases, claim->source, claim->case_no);
	else
		at = get(&c->rows, (int)claim->row_source, cb_str_text(&row));
	if (at == 0 && claim->no.len == 0 && claim->case_no.len == 0) /* a row that was there */
		at = cb_dict_get(&c->same, claim->identity);
	cb_str_release(&row);
	return at > 0 ? &c->b.problems[at - 1] : NULL;
}

/* ---- C1 ---- */

/* The fewest actions from one state to another, at most STEPS_MAX; their number, 0 = there is no way. */
static size_t
find_way(int from, int to, bool may_reopen, int way[STEPS_MAX])
{
	int before[STATE_VOID + 1], by[STATE_VOID + 1], queue[STATE_VOID + 1];
	size_t head = 0, tail = 0, n = 0;

	memset(before, -1, sizeof(before));
	before[from] = from;
	queue[tail++] = from;
	for (; head < tail; head++)
		for (int action = 0; action <= ACTION_REOPEN; action++) {
			int after = cb_problem_after(queue[head], action);

			if (after < 0 || before[after] >= 0 || (action == ACTION_REOPEN && !may_reopen))
				continue;
			before[after] = queue[head];
			by[after] = action;
			queue[tail++] = after;
		}
	if (before[to] < 0)
		return 0;
	for (int state = to; state != from; state = before[state])
		n++;
	for (size_t i = n; i > 0; to = before[to])
		way[--i] = by[to];
	return n;
}

/* C1, C2 */
static size_t
find_way_of(const struct claim *claim, int from, int way[STEPS_MAX])
{
	bool is_case = claim->case_no.len > 0;
	bool was_sent = claim->state == STATE_FIXED || claim->state == STATE_RETURNED || claim->state == STATE_CLOSED;
	size_t n = 0;

	if (is_case && was_sent && from < STATE_DISPATCHED) {
		n = find_way(from, STATE_DISPATCHED, false, way);
		from = STATE_DISPATCHED;
	}
	return n + find_way(from, claim->state, is_case, way + n);
}

static void
refuse(struct claiming *c, const struct claim *claim, const struct problem *p, enum cb_code code)
{
	const struct cb_word *words = cb_register_problem.columns[PROBLEM_STATE].arg;

	if (code == CB_STATE_WITHOUT_TIME)
		cb_report(c->office->diag, code, claim->where, "state", p->no, words[claim->state].zh);
	else
		cb_report(c->office->diag, code, claim->where, "state", p->no, words[p->state].zh,
		          words[claim->state].zh);
	c->refused++;
}

/* A row of the state that is known says the day that the log has. */
static void
check_day(struct claiming *c, const struct problem *p, int column, struct cb_where where, int64_t said, int64_t logged)
{
	const struct cb_column *def = &cb_register_problem.columns[column];

	if (said == NO_MINUTE || logged == NO_MINUTE || cb_date_of_minute(said) == cb_date_of_minute(logged))
		return;
	cb_report(c->office->diag, CB_STEP_DAY_DIFFERS, where, def->key, p->no, cb_arg_either(def->zh, def->key),
	          cb_arg_day(cb_date_of_minute(logged)), cb_arg_day(cb_date_of_minute(said)));
	c->refused++;
}

/* C2 */
static int64_t
time_of(const struct claim *claim, int action, int64_t before)
{
	if (action == ACTION_FIX)
		return claim->fixed != NO_MINUTE ? claim->fixed : claim->closed;
	if (action == ACTION_VERIFY)
		return claim->closed != NO_MINUTE ? claim->closed : claim->fixed;
	return before;
}

static void
add_way(struct claiming *c, const struct claim *claim, const struct problem *p, const int *way, size_t n)
{
	int64_t at = claim->found;
	struct step *step;

	if (p->n_steps > 0 && p->steps[p->n_steps - 1].at > at)
		at = p->steps[p->n_steps - 1].at;
	for (size_t i = 0; i < n; i++) {
		at = time_of(claim, way[i], at);
		if (at == NO_MINUTE) {
			refuse(c, claim, p, CB_STATE_WITHOUT_TIME);
			return;
		}
		step = cb_push(c->steps, c->n, c->cap);
		*step = (struct step){ .at = at, .action = (uint8_t)way[i], .where = claim->where };
		step->problem = (uint32_t)(p - c->b.problems);
	}
}

static bool
is_left_out(const struct claiming *c, const struct claim *claim)
{
	for (size_t i = 0; i < c->run->n_sources; i++)
		if (c->run->sources[i].source == claim->row_source)
			return c->run->sources[i].left_out;
	return false;
}

static void
settle_claim(struct claiming *c, const struct claim *claim)
{
	const struct problem *p = is_left_out(c, claim) ? NULL : find(c, claim);
	int way[STEPS_MAX];
	size_t n;

	if (p == NULL)
		return;
	if (claim->state == p->state) {
		check_day(c, p, PROBLEM_FIXED, claim->where_fixed, claim->fixed, p->fixed);
		check_day(c, p, PROBLEM_CLOSED, claim->where_closed, claim->closed, p->closed);
		return;
	}
	n = find_way_of(claim, p->state, way);
	if (n == 0)
		refuse(c, claim, p, CB_STATE_DIFFERS);
	else
		add_way(c, claim, p, way, n);
}

/* ---- the batch ---- */

static int
next_step(void *self, const struct cb_record **record)
{
	struct claiming *c = self;
	const struct step *s;

	if (c->handed == c->n)
		return 0;
	s = &c->steps[c->handed++];
	memset(c->cells, 0, sizeof(c->cells));
	c->cells[PROBLEM_LOG_PROBLEM] = (struct cb_cell){ .state = CB_VALUE, .text = c->b.problems[s->problem].no };
	c->cells[PROBLEM_LOG_AT] = cb_cell_number(s->at);
	c->cells[PROBLEM_LOG_ACTION] = cb_cell_number(s->action);
	c->cells[PROBLEM_LOG_NOTE] = (struct cb_cell){ .state = CB_VALUE, .text = CB_LIT("自动补") };
	c->record = (struct cb_record){ .cells = c->cells, .present = (UINT64_C(1) << PROBLEM_LOG_N) - 1 };
	c->record.where = (struct cb_where){ s->where.source, (uint32_t)c->handed, 0 };
	*record = &c->record;
	return 1;
}

static enum cb_status
store_steps(struct claiming *c)
{
	struct cb_import_options how = { .author = *c->run->author, .again = true };
	struct cb_import *import = cb_import_new(c->office->store, &cb_register_problem_log, c->office->names,
	                                         c->office->diag);
	enum cb_status status = cb_import_read(import, next_step, c);

	if (status == CB_OK)
		status = cb_import_store(import, &how);
	cb_import_free(import);
	return status;
}

enum cb_status
claims_settle(const struct claims *claims, const struct cb_office *office, const struct cb_policy_stored *stored)
{
	const struct cb_query_run run = { .office = office };
	struct claiming c = { .office = office, .run = stored, .b = { .only_numbers = true } };
	enum cb_status status;

	if (claims->n == 0 || stored->author == NULL)
		return CB_OK;
	status = book_load(&c.b, &run);
	if (status == CB_OK)
		index_problems(&c);
	for (size_t i = 0; status == CB_OK && i < claims->n; i++)
		settle_claim(&c, &claims->of[i]);
	if (status == CB_OK && c.refused > 0)
		status = office->diag->status;
	if (status == CB_OK && c.n > 0)
		status = store_steps(&c);
	free(c.steps);
	cb_dict_release(&c.numbers);
	cb_dict_release(&c.cases);
	cb_dict_release(&c.rows);
	cb_dict_release(&c.same);
	book_release(&c.b);
	return status;
}
