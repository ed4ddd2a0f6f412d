/* Problems that were entered before: a sheet that goes on from week to week comes with all its rows. */
#include <stdlib.h>

#include <cb/value/arg.h>

#include "problem_settle.h"

/* A problem of the run, and the number of the one that was there before. */
struct added {
	size_t source;
	uint32_t row;
	struct cb_text no, old;
};

struct looking {
	const struct cb_office *office;
	const struct cb_policy_stored *run;
	bool is_old;          /* which ones are being read */
	struct cb_dict known; /* identity -> index + 1 */
	struct added *added;
	size_t n, cap;
	struct cb_str identity;
	struct cb_arena arena;
};

static void
add(struct looking *l, const struct cb_record *record, int64_t batch)
{
	for (size_t i = 0; i < l->run->n_sources; i++) {
		if (l->run->sources[i].batch != batch)
			continue;
		*cb_push(l->added, l->n, l->cap) = (struct added){
			.source = i,
			.row = record->where.row,
			.no = cb_cell_keep(&l->arena, &record->cells[PROBLEM_NO]),
		};
		cb_dict_put(&l->known, cb_str_text(&l->identity), (uint32_t)l->n);
	}
}

static void
look_at(struct looking *l, const struct cb_record *record, int64_t batch)
{
	const struct cb_cell *cells = record->cells;
	struct cb_text *old;
	uint32_t at;

	if ((batch <= l->run->since) != l->is_old || problem_is_surveyed(&cells[PROBLEM_DESCRIPTION]) ||
	    cells[PROBLEM_CASE_NO].state == CB_VALUE)
		return;
	cb_str_clear(&l->identity);
	problem_identity(l->office->names, cells, &l->identity);
	at = cb_dict_get(&l->known, cb_str_text(&l->identity));
	if (!l->is_old && at == 0)
		add(l, record, batch);
	if (!l->is_old || at == 0)
		return;
	old = &l->added[at - 1].old;
	if (old->len == 0 || cb_text_compare(cells[PROBLEM_NO].text, *old) < 0)
		*old = cb_cell_keep(&l->arena, &cells[PROBLEM_NO]);
}

static enum cb_status
look_through(struct looking *l, bool is_old)
{
	struct cb_input in = { .reg = &cb_register_problem, .stored_only = true, .in_any_order = true };
	struct cb_records records;
	const struct cb_record *record;

	in.columns = UINT64_C(1) << PROBLEM_NO | UINT64_C(1) << PROBLEM_CASE_NO | PROBLEM_IDENTITY;
	l->is_old = is_old;
	cb_records_open(&records, l->office, &in, NULL, 0);
	while (cb_records_next(&records, &record) > 0)
		look_at(l, record, cb_records_batch(&records));
	return cb_records_close(&records);
}

static void
tell(const struct looking *l, size_t source)
{
	const struct added *first = NULL;
	struct cb_where where = { l->run->sources[source].source, 0, 0 };
	int64_t n = 0;

	for (size_t i = 0; i < l->n; i++) {
		const struct added *a = &l->added[i];

		if (a->source != source || a->old.len == 0)
			continue;
		first = first == NULL || a->row < first->row ? a : first;
		n++;
	}
	if (n == 0)
		return;
	where.row = first->row;
	cb_report(l->office->diag, CB_PROBLEM_TWICE, where, "", n, first->old, first->no,
	          l->run->sources[source].batch);
}

enum cb_status
problem_tell_twice(const struct cb_office *office, const struct cb_policy_stored *stored)
{
	struct looking l = { .office = office, .run = stored };
	enum cb_status status = stored->n_sources > 0 ? look_through(&l, false) : CB_OK;

	if (status == CB_OK && l.n > 0)
		status = look_through(&l, true);
	for (size_t i = 0; i < stored->n_sources; i++)
		tell(&l, i);
	free(l.added);
	cb_dict_release(&l.known);
	cb_str_release(&l.identity);
	cb_arena_release(&l.arena);
	return status;
}
