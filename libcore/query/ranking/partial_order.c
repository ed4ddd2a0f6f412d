/* Partial results: the order of their parts, which follows from what they are, and what they were judged by. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "partial.h"

static int
compare_sources(const struct cb_partial_source *a, const struct cb_partial_source *b)
{
	int order = strcmp(a->file, b->file);

	if (order == 0)
		order = cb_order(a->ordinal, b->ordinal);
	return order != 0 ? order : strcmp(a->sheet, b->sheet);
}

static int
by_name(const void *a, const void *b)
{
	return compare_sources(a, b);
}

static int
compare_cells(struct cb_where a, struct cb_where b)
{
	if (a.row != b.row)
		return cb_order(a.row, b.row);
	return cb_order(a.column, b.column);
}

int
cb_partial_compare(const struct cb_partial *p, struct cb_where a, struct cb_where b)
{
	return a.source == b.source ? compare_cells(a, b)
	                            : compare_sources(&p->sources[a.source - 1], &p->sources[b.source - 1]);
}

int
cb_partial_by_where(const void *a, const void *b)
{
	const struct cb_board_record *x = a, *y = b;

	if (x->where.source != y->where.source)
		return cb_order(x->where.source, y->where.source);
	return compare_cells(x->where, y->where);
}

static int
by_number(const void *a, const void *b)
{
	const struct cb_partial_finding *x = a, *y = b;

	if (x->where.source != y->where.source)
		return cb_order(x->where.source, y->where.source);
	if (x->number != y->number)
		return cb_order(x->number, y->number);
	return compare_cells(x->where, y->where);
}

static int
by_digest(const void *a, const void *b)
{
	const struct cb_partial_share *x = a, *y = b;

	if (x->digest != y->digest)
		return cb_order(x->digest, y->digest);
	if (x->source != y->source)
		return cb_order(x->source, y->source);
	return compare_cells(x->where, y->where);
}

/* Gives every position the number that its source has now. */
static void
renumber(struct cb_partial *p, const uint32_t *now)
{
	for (size_t i = 0; i < p->n_scores; i++)
		p->scores[i].where.source = now[p->scores[i].where.source];
	for (size_t i = 0; i < p->n_details; i++)
		p->details[i].where.source = now[p->details[i].where.source];
	for (size_t i = 0; i < p->n_findings; i++)
		p->findings[i].where.source = now[p->findings[i].where.source];
	for (size_t i = 0; i < p->n_shares; i++)
		p->shares[i].source = now[p->shares[i].source];
	for (size_t i = 0; i < p->sums.n_sheets; i++) {
		struct cb_board_sheet *s = p->sums.sheets[i];

		for (size_t k = 0; k < s->room_rows * s->room_slots; k++)
			s->wheres[k].source = now[s->wheres[k].source];
	}
}

void
cb_partial_sort(struct cb_partial *p)
{
	size_t n_were = p->n_sources + p->office->diag->n_sources; /* at most */
	uint32_t *now = cb_alloc(n_were + 1, sizeof(*now));

	cb_sort(p->sources, p->n_sources, sizeof(*p->sources), by_name);
	for (size_t i = 0; i < p->n_sources; i++)
		now[p->sources[i].was] = (uint32_t)i + 1;
	renumber(p, now);
	free(now);
	cb_sort(p->scores, p->n_scores, sizeof(*p->scores), cb_partial_by_where);
	cb_sort(p->details, p->n_details, sizeof(*p->details), cb_partial_by_where);
	cb_sort(p->findings, p->n_findings, sizeof(*p->findings), by_number);
	cb_sort(p->shares, p->n_shares, sizeof(*p->shares), by_digest);
}

/* ---- what the scores were judged by ---- */

static void
add_digest(uint64_t *digest, struct cb_text text)
{
	*digest = cb_hash(text.p, text.len, *digest);
}

void
cb_partial_digest(const struct cb_office *office, char out[17])
{
	uint64_t digest = 1;

	for (uint32_t id = 1; id <= cb_names_count(office->names); id++)
		if ((cb_names_get(office->names, id)->flags & CB_NAME_REGISTERED) != 0)
			add_digest(&digest, cb_names_get(office->names, id)->text);
	for (size_t i = 0; i < office->n_indicators; i++) {
		const struct cb_indicator *of = &office->indicators[i];
		int64_t marks[] = { of->item.mode, of->item.full, of->item.weight, of->item.gate };

		add_digest(&digest, cb_office_name(office, of->system));
		add_digest(&digest, cb_office_name(office, of->name));
		digest = cb_hash(marks, sizeof(marks), digest);
	}
	snprintf(out, 17, "%016" PRIx64, digest);
}
