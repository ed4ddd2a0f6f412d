/* Partial results: made of scores, or of partial results (query/partial.h). */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "board_read.h"
#include "partial.h"

/* ---- from scores ---- */

struct making {
	struct cb_partial *partial;
	struct cb_diag *diag;
	size_t n_before; /* sources that are none of the scores' */
	void (*tell)(void *arg, const struct cb_diag *, const struct cb_finding *);
	void *tell_arg;
	enum cb_status status; /* of what kept an input from being read */
	int64_t *counts;       /* [source] of its findings */
	size_t cap_counts;
	uint64_t *forms; /* [name id] digest of the form by which it is compared, 0 = not known yet */
	size_t cap_forms;
};

static struct cb_where
own_where(const struct making *m, struct cb_where where)
{
	if (where.source <= m->n_before)
		return CB_NOWHERE;
	where.source -= (uint32_t)m->n_before;
	return where;
}

static void
collect(void *arg, const struct cb_diag *diag, const struct cb_finding *finding)
{
	struct making *m = arg;
	struct cb_partial *p = m->partial;
	struct cb_partial_finding *f = cb_push(p->findings, p->n_findings, p->cap_findings);
	enum cb_status status = cb_message(finding->code)->status;

	*f = (struct cb_partial_finding){ .code = finding->code, .where = own_where(m, finding->where), .field = finding->field };
	m->counts = cb_grow(m->counts, &m->cap_counts, (size_t)f->where.source + 1, sizeof(*m->counts));
	f->number = ++m->counts[f->where.source];
	for (int i = 0; i < CB_ARGS_MAX; i++)
		f->words[i] = cb_arena_text(&p->arena, finding->words[i]);
	if (finding->severity != CB_ERROR || status <= CB_FOUND)
		return;
	m->status = cb_status_worse(m->status, status);
	if (m->tell != NULL)
		m->tell(m->tell_arg, diag, finding);
}

static uint64_t
digest_of_name(struct making *m, uint32_t id)
{
	struct cb_names *names = m->partial->office->names;
	struct cb_text form;

	if (id >= m->cap_forms)
		m->forms = cb_grow(m->forms, &m->cap_forms, (size_t)id + 1, sizeof(*m->forms));
	if (m->forms[id] == 0) {
		form = cb_names_form(names, (enum cb_name_kind)cb_names_get(names, id)->kind, cb_names_get(names, id)->text);
		m->forms[id] = cb_hash(form.p, form.len, 1) | 1;
	}
	return m->forms[id];
}

static uint64_t
digest_of_record(struct making *m, const struct cb_board_record *r)
{
	int64_t all[] = { r->period, r->value, r->day, r->none, (int64_t)digest_of_name(m, r->contest),
		          (int64_t)digest_of_name(m, r->entrant), (int64_t)digest_of_name(m, r->estate),
		          (int64_t)digest_of_name(m, r->indicator), (int64_t)digest_of_name(m, r->inspector) };

	return cb_hash(all, sizeof(all), 2);
}

static void
add_to_share(struct making *m, const struct cb_board_record *r)
{
	struct cb_partial *p = m->partial;

	if (p->n_shares == 0 || p->shares[p->n_shares - 1].source != r->where.source)
		*cb_push(p->shares, p->n_shares, p->cap_shares) = (struct cb_partial_share){ .source = r->where.source };
	p->shares[p->n_shares - 1].count++;
	p->shares[p->n_shares - 1].digest += digest_of_record(m, r);
}

static void
take(void *arg, const struct cb_board_record *record)
{
	struct making *m = arg;
	struct cb_partial *p = m->partial;
	struct cb_board_record r = *record;
	bool is_summed = !r.none && (r.day != INT32_MIN || r.inspector != 0);
	bool is_explained = p->n_explained > 0 && (r.entrant == p->explained[0] || r.estate == p->explained[0]);

	r.where = own_where(m, r.where);
	if (is_summed) {
		add_to_share(m, &r);
		cb_board_add(&p->sums, &r);
	}
	if (is_summed && !is_explained)
		return;
	r.note = is_explained ? cb_arena_text(&p->arena, r.note) : (struct cb_text){ 0 };
	if (is_summed)
		*cb_push(p->details, p->n_details, p->cap_details) = r;
	else
		*cb_push(p->scores, p->n_scores, p->cap_scores) = r;
}

static void
learn_sources(struct making *m)
{
	struct cb_partial *p = m->partial;

	for (size_t i = m->n_before + 1; i <= m->diag->n_sources; i++) {
		const struct cb_source *of = &m->diag->sources[i];
		struct cb_partial_source *source = cb_push(p->sources, p->n_sources, p->cap_sources);

		*source = (struct cb_partial_source){ .kind = of->kind, .ordinal = (int64_t)i - of->first };
		source->file = cb_arena_copy(&p->arena, of->file, strlen(of->file));
		source->sheet = cb_arena_copy(&p->arena, of->sheet, strlen(of->sheet));
	}
}

static int
by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* In the order of their names, so that the order of the operands does not show. Its findings are kept, and none of them
 * is the run's own. */
static enum cb_status
take_scores(struct cb_partial *p, const struct cb_input *input)
{
	struct cb_diag *diag = p->office->diag;
	struct cb_diag_muted was = cb_diag_mute(diag);
	struct making m = { .partial = p, .diag = diag, .n_before = diag->n_sources, .tell = was.sink, .tell_arg = diag->sink_arg };
	const char **paths = cb_alloc(input->paths.n + 1, sizeof(*paths));
	struct cb_input in = *input;

	memcpy(paths, input->paths.items, input->paths.n * sizeof(*paths));
	cb_sort(paths, input->paths.n, sizeof(*paths), by_bytes);
	in.paths.items = paths;
	diag->sink = collect;
	diag->sink_arg = &m;
	cb_board_read_each(p->office, &in, 0, take, &m);
	cb_board_finish(&p->sums, diag);
	diag->sink_arg = m.tell_arg;
	cb_diag_unmute(diag, &was);
	learn_sources(&m);
	free(paths);
	free(m.counts);
	free(m.forms);
	return m.status;
}

/* ---- the order of its parts ---- */

static int
compare_sources(const struct cb_partial_source *a, const struct cb_partial_source *b)
{
	int order = strcmp(a->file, b->file);

	if (order == 0)
		order = (a->ordinal > b->ordinal) - (a->ordinal < b->ordinal);
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
		return a.row < b.row ? -1 : 1;
	return (a.column > b.column) - (a.column < b.column);
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
		return x->where.source < y->where.source ? -1 : 1;
	return compare_cells(x->where, y->where);
}

static int
by_number(const void *a, const void *b)
{
	const struct cb_partial_finding *x = a, *y = b;

	if (x->where.source != y->where.source)
		return x->where.source < y->where.source ? -1 : 1;
	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	return compare_cells(x->where, y->where);
}

static int
by_digest(const void *a, const void *b)
{
	const struct cb_partial_share *x = a, *y = b;

	if (x->digest != y->digest)
		return x->digest < y->digest ? -1 : 1;
	if (x->source != y->source)
		return x->source < y->source ? -1 : 1;
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
			s->firsts[k].source = now[s->firsts[k].source];
	}
}

static void
sort_parts(struct cb_partial *p)
{
	uint32_t *now = cb_alloc(p->n_sources + 1, sizeof(*now));

	for (size_t i = 0; i < p->n_sources; i++)
		p->sources[i].was = (uint32_t)i + 1;
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

/* R3: the same sums as another share, whatever the file is called: somebody has given them twice. What is no sum
 * counts once by itself (board.h R2). */
static enum cb_status
check_shares(const struct cb_partial *p)
{
	struct cb_diag *diag = p->office->diag;
	struct cb_str other = { 0 };

	for (size_t i = 1; i < p->n_shares; i++) {
		const struct cb_partial_share *share = &p->shares[i], *before = share - 1;

		if (share->digest != before->digest || share->count != before->count)
			continue;
		cb_str_clear(&other);
		cb_where_print(diag, before->where, &other);
		cb_report(diag, CB_PARTIAL_TWICE, share->where, "", p->sources[share->source - 1].file, cb_str_text(&other));
	}
	cb_str_release(&other);
	return diag->errors > 0 ? diag->status : CB_OK;
}

/* ---- opening ---- */

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

enum cb_status
cb_partial_open(struct cb_partial **out, const struct cb_office *office, const struct cb_partial_options *options)
{
	struct cb_partial *p = *out = cb_alloc(1, sizeof(*p));
	enum cb_status status = CB_OK;
	uint32_t explained = 0;

	*p = (struct cb_partial){ .office = office, .n_known = cb_names_count(office->names) };
	p->sums.item = cb_ranking_item;
	p->sums.item_arg = office;
	p->sums.keep_inspections = p->sums.keep_firsts = true;
	if (options->explain != NULL && !options->merges)
		status = cb_ranking_entrant(office, options->explain, &explained);
	if (explained != 0)
		*cb_push(p->explained, p->n_explained, p->cap_explained) = explained;
	if (status != CB_OK)
		return status;
	status = options->merges ? cb_partial_take_files(p, options->input, options->last) : take_scores(p, options->input);
	sort_parts(p);
	if (status == CB_OK && options->merges)
		status = check_shares(p);
	p->is_whole = status == CB_OK || !options->merges;
	return status;
}

bool
cb_partial_is_whole(const struct cb_partial *p)
{
	return p->is_whole;
}

void
cb_partial_close(struct cb_partial *p)
{
	if (p == NULL)
		return;
	cb_board_release(&p->sums);
	free(p->scores);
	free(p->details);
	free(p->sources);
	free(p->shares);
	free(p->findings);
	free(p->explained);
	cb_arena_release(&p->arena);
	free(p);
}
