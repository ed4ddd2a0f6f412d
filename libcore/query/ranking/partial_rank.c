/* Ranks from partial results: what they hold, put on a board in the order of the scores. */
#include <stdlib.h>

#include "partial.h"

static bool
has_explained(const struct cb_partial *p, uint32_t name)
{
	for (size_t i = 0; i < p->n_explained; i++)
		if (p->explained[i] == name)
			return true;
	return false;
}

/* The sources become the run's own; returns how many it had. */
static uint32_t
register_sources(const struct cb_partial *p)
{
	struct cb_diag *diag = p->office->diag;
	uint32_t before = (uint32_t)diag->n_sources;

	for (size_t i = 0; i < p->n_sources; i++)
		cb_diag_source(diag, (enum cb_source_kind)p->sources[i].kind, p->sources[i].file, p->sources[i].sheet);
	return before;
}

static struct cb_where
own_where(struct cb_where where, uint32_t before)
{
	where.source += where.source != 0 ? before : 0;
	return where;
}

static void
tell(const struct cb_partial *p, uint32_t before)
{
	for (size_t i = 0; i < p->n_findings; i++) {
		const struct cb_partial_finding *f = &p->findings[i];
		struct cb_where where = own_where(f->where, before);
		const struct cb_text *w = f->words;

		cb_report(p->office->diag, f->code, where, f->field, w[0], w[1], w[2], w[3], w[4], w[5]);
	}
}

/* The first record of each cell, as far as it is known. */
struct firsts {
	struct cb_board_record *of;
	size_t n, cap;
};

static void
add_firsts(struct firsts *firsts, const struct cb_board *sums, const struct cb_board_sheet *s)
{
	struct cb_board_record r = { .contest = s->contest, .period = s->period };

	for (size_t row = 0; row < s->n_rows; row++)
		for (uint32_t slot = 0; slot < sums->n_slots; slot++) {
			if (cb_board_value(sums, s, row, slot).count == 0)
				continue;
			r.entrant = s->rows[row].entrant;
			r.estate = s->rows[row].estate;
			r.indicator = sums->slots[slot];
			r.where = s->wheres[row * s->room_slots + slot];
			*cb_push(firsts->of, firsts->n, firsts->cap) = r;
		}
}

/* Entrants and indicators stand in the order in which one run would have met them first. */
static void
reserve_all(const struct cb_partial *p, struct cb_board *board)
{
	struct firsts firsts = { 0 };

	for (size_t i = 0; i < p->sums.n_sheets; i++)
		add_firsts(&firsts, &p->sums, p->sums.sheets[i]);
	for (size_t i = 0; i < p->n_scores; i++)
		*cb_push(firsts.of, firsts.n, firsts.cap) = p->scores[i];
	cb_sort(firsts.of, firsts.n, sizeof(*firsts.of), cb_partial_by_where);
	for (size_t i = 0; i < firsts.n; i++)
		cb_board_reserve(board, &firsts.of[i]);
	free(firsts.of);
}

static void
add_details(const struct cb_partial *p, struct cb_board *board, uint32_t before)
{
	for (size_t i = 0; i < p->n_details; i++) {
		struct cb_board_record r = p->details[i];

		if (r.entrant != board->watched && r.estate != board->watched)
			continue;
		r.where = own_where(r.where, before);
		r.where.column = 0; /* its line is said */
		r.note = cb_arena_text(&board->notes, r.note);
		*cb_push(board->records, board->n_records, board->cap_records) = r;
	}
	cb_sort(board->records, board->n_records, sizeof(*board->records), cb_partial_by_where);
}

static enum cb_status
fill(const struct cb_partial *p, struct cb_board *board)
{
	struct cb_diag *diag = p->office->diag;
	uint32_t before = register_sources(p);

	tell(p, before);
	board->keep_where = true;
	reserve_all(p, board);
	if (!cb_board_join(board, &p->sums, NULL))
		cb_report(diag, CB_OUT_OF_RANGE, CB_NOWHERE, "score", "…");
	for (size_t i = 0; i < p->n_scores; i++) {
		struct cb_board_record r = p->scores[i];

		r.where = own_where(r.where, before);
		cb_board_add(board, &r);
	}
	cb_board_finish(board, diag);
	if (board->watched != 0)
		add_details(p, board, before);
	board->lacks_records = board->watched != 0 && !has_explained(p, board->watched);
	return diag->errors > 0 ? diag->status : CB_OK;
}

enum cb_status
cb_partial_board(const struct cb_office *office, const struct cb_input *input, int64_t last, struct cb_board *board)
{
	struct cb_partial_options options = { .input = input, .merges = true, .last = last };
	struct cb_partial *p;
	enum cb_status status = cb_partial_open(&p, office, &options);

	if (status == CB_OK)
		status = fill(p, board);
	cb_partial_close(p);
	return status;
}
