/* Rows of the ranking, of which the questions about it are made. */
#include <stdlib.h>

#include "computing.h"
#include "ranking_rows.h"

struct gathering {
	struct cb_ranking *r;
	struct cb_ranking_rows *out;
};

static enum cb_status
add_rows(void *arg, struct cb_result *result)
{
	struct gathering *g = arg;
	struct cb_ranking_rows *out = g->out;
	const struct cb_result *before =
		cb_ranking_result(g->r, result->contest, cb_period_step(result->period, -1));

	cb_ranking_award(g->r, result);
	if (!result->listed && (before == NULL || before->n == 0))
		cb_result_remark(result,
		                 cb_ranking_begins(g->r, result->contest, result->period) ? CB_FIRST_PERIOD
		                                                                          : CB_SHORT_HISTORY,
		                 NULL, UINT32_MAX);
	result->listed = true;
	cb_ranking_say(g->r, result);
	out->rows = cb_grow(out->rows, &out->cap, out->n + result->n, sizeof(*out->rows));
	out->n_last = result->n;
	for (size_t i = 0; i < result->n; i++) {
		const struct cb_standing *e = &result->entries[i];

		out->rows[out->n++] = (struct cb_ranking_row){
			result, e, before == NULL ? NULL : cb_result_entry(before, e->entrant, e->estate)
		};
	}
	return CB_OK;
}

enum cb_status
cb_ranking_rows(struct cb_ranking *r, const struct cb_ranking_choice *choice, struct cb_ranking_rows *out)
{
	return cb_ranking_each(r, choice, add_rows, &(struct gathering){ r, out });
}

void
cb_ranking_rows_release(struct cb_ranking_rows *rows)
{
	free(rows->rows);
	*rows = (struct cb_ranking_rows){ 0 };
}

void
cb_ranking_count(struct cb_cell *sum, int64_t n)
{
	if (n == 0)
		return;
	sum->state = CB_VALUE;
	sum->n += n;
}

/* ---- what is asked for ---- */

bool
cb_ranking_has_any(const struct cb_ranking *r, uint32_t contest, const struct cb_period_range *range)
{
	for (int64_t p = range->from; contest != 0 && p != 0 && p <= range->to; p = cb_period_step(p, 1))
		if (cb_ranking_has(r, contest, p))
			return true;
	return false;
}

static struct cb_ranking_choice
months_asked(const struct cb_ranking *r)
{
	struct cb_ranking_choice choice = cb_ranking_asked(r);

	if (choice.range.from != 0) {
		choice.range.from = cb_period_of_day(CB_MONTH, choice.range.first_day);
		choice.range.to = cb_period_of_day(CB_MONTH, choice.range.last_day);
	}
	return choice;
}

typedef struct cb_ranking_choice asked_of(const struct cb_ranking *);

static bool
has(struct cb_query_run *run, asked_of *asked)
{
	const struct cb_ranking *r = cb_ranking_of(run);
	struct cb_ranking_choice choice;

	if (r == NULL)
		return false;
	choice = asked(r);
	return cb_ranking_has_any(r, choice.contest, &choice.range);
}

bool
cb_ranking_has_asked(struct cb_query_run *run)
{
	return has(run, cb_ranking_asked);
}

bool
cb_ranking_has_months(struct cb_query_run *run)
{
	return has(run, months_asked);
}

bool
cb_ranking_has_either(struct cb_query_run *run)
{
	return cb_ranking_has_asked(run) || cb_ranking_has_months(run);
}

static enum cb_status
rows_of(struct cb_query_run *run, asked_of *asked, struct cb_ranking_rows *out)
{
	struct cb_ranking *r = cb_ranking_of(run);
	struct cb_ranking_choice choice;

	if (r == NULL)
		return run->office->diag->status;
	choice = asked(r);
	return run->in_prose && !has(run, asked) ? CB_OK : cb_ranking_rows(r, &choice, out);
}

enum cb_status
cb_ranking_rows_asked(struct cb_query_run *run, struct cb_ranking_rows *out)
{
	return rows_of(run, cb_ranking_asked, out);
}

enum cb_status
cb_ranking_rows_monthly(struct cb_query_run *run, struct cb_ranking_rows *out)
{
	return rows_of(run, months_asked, out);
}
