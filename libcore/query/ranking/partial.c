/* Partial results: made of scores, or of partial results (query/partial.h). */
#include <stdlib.h>
#include <string.h>

#include "board_read.h"
#include "partial.h"

/* ---- from scores ---- */

struct making {
	struct cb_partial *partial;
	void (*tell)(void *arg, const struct cb_diag *, const struct cb_finding *);
	void *tell_arg;
	enum cb_status status; /* of what kept an input from being read */
	int64_t *counts;       /* [source] of its findings */
	size_t cap_counts;
	uint64_t *forms; /* [name id] digest of the form by which it is compared, 0 = not known yet */
	size_t cap_forms;
};

static void
collect(void *arg, const struct cb_diag *diag, const struct cb_finding *finding)
{
	struct making *m = arg;
	struct cb_partial *p = m->partial;
	struct cb_partial_finding *f = cb_push(p->findings, p->n_findings, p->cap_findings);
	enum cb_status status = cb_message(finding->code)->status;

	*f = (struct cb_partial_finding){ .code = finding->code, .where = finding->where, .field = finding->field };
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
learn_digest(struct making *m, uint32_t id)
{
	struct cb_names *names = m->partial->office->names;
	const struct cb_name *name = cb_names_get(names, id);
	struct cb_text form;

	if (id >= m->cap_forms)
		m->forms = cb_grow(m->forms, &m->cap_forms, (size_t)id + 1, sizeof(*m->forms));
	form = cb_names_form(names, (enum cb_name_kind)name->kind, name->text);
	return m->forms[id] = cb_hash(form.p, form.len, 1) | 1;
}

static inline uint64_t
digest_of_name(struct making *m, uint32_t id)
{
	return id < m->cap_forms && m->forms[id] != 0 ? m->forms[id] : learn_digest(m, id);
}

/* Each times a number of its own, and what they come to mixed: the digests of a share are added up. */
static uint64_t
digest_of_record(struct making *m, const struct cb_board_record *r)
{
	uint64_t digest = digest_of_name(m, r->contest) * UINT64_C(0x9E3779B97F4A7C15);

	digest += digest_of_name(m, r->entrant) * UINT64_C(0xE7037ED1A0B428DB);
	digest += digest_of_name(m, r->estate) * UINT64_C(0x8EBC6AF09C88C6E3);
	digest += digest_of_name(m, r->indicator) * UINT64_C(0x589965CC75374CC3);
	digest += digest_of_name(m, r->inspector) * UINT64_C(0x1D8E4E27C47D124F);
	digest += (uint64_t)r->period * UINT64_C(0xEB44ACCAB455D165);
	digest += (uint64_t)r->day * UINT64_C(0xBF58476D1CE4E5B9);
	digest += (uint64_t)r->value * UINT64_C(0x94D049BB133111EB);
	return (digest ^ digest >> 29) * UINT64_C(0xD6E8FEB86659FD93);
}

static void
add_to_share(struct making *m, const struct cb_board_record *r)
{
	struct cb_partial *p = m->partial;
	struct cb_partial_share *share = p->n_shares > 0 ? &p->shares[p->n_shares - 1] : NULL;

	if (share == NULL || share->source != r->where.source) {
		share = cb_push(p->shares, p->n_shares, p->cap_shares);
		share->source = r->where.source;
	}
	share->count++;
	share->digest += digest_of_record(m, r);
}

static void
keep(struct cb_partial *p, const struct cb_board_record *r, bool is_summed, bool is_explained)
{
	struct cb_board_record *kept = is_summed ? cb_push(p->details, p->n_details, p->cap_details)
	                                         : cb_push(p->scores, p->n_scores, p->cap_scores);

	*kept = *r;
	kept->note = is_explained ? cb_arena_text(&p->arena, r->note) : CB_LIT("");
}

static void
take(void *arg, const struct cb_board_record *r)
{
	struct making *m = arg;
	struct cb_partial *p = m->partial;
	bool is_summed = !r->none && (r->day != INT32_MIN || r->inspector != 0);
	bool is_explained = p->n_explained > 0 && (r->entrant == p->explained[0] || r->estate == p->explained[0]);

	if (is_summed) {
		add_to_share(m, r);
		cb_board_add(&p->sums, r);
	}
	if (!is_summed || is_explained)
		keep(p, r, is_summed, is_explained);
}

/* Those of the scores: what was read before them is none of them. */
static void
learn_sources(struct cb_partial *p, size_t n_before)
{
	const struct cb_diag *diag = p->office->diag;

	for (size_t i = n_before + 1; i <= diag->n_sources; i++) {
		const struct cb_source *of = &diag->sources[i];
		struct cb_partial_source *source = cb_push(p->sources, p->n_sources, p->cap_sources);

		*source = (struct cb_partial_source){ .kind = of->kind, .was = (uint32_t)i };
		source->ordinal = (int64_t)i - of->first;
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
	struct making m = { .partial = p, .tell = was.sink, .tell_arg = diag->sink_arg };
	const char **paths = cb_alloc(input->paths.n + 1, sizeof(*paths));
	struct cb_input in = *input;
	size_t n_before = diag->n_sources;

	memcpy(paths, input->paths.items, input->paths.n * sizeof(*paths));
	cb_sort(paths, input->paths.n, sizeof(*paths), by_bytes);
	in.paths.items = paths;
	diag->muted = false; /* a file is told to be bad */
	diag->sink = collect;
	diag->sink_arg = &m;
	cb_board_read_each(p->office, &in, 0, take, &m);
	cb_board_finish(&p->sums, diag);
	diag->sink_arg = m.tell_arg;
	cb_diag_unmute(diag, &was);
	learn_sources(p, n_before);
	free(paths);
	free(m.counts);
	free(m.forms);
	return m.status;
}

/* ---- opening ---- */

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

enum cb_status
cb_partial_open(struct cb_partial **out, const struct cb_office *office, const struct cb_partial_options *options)
{
	struct cb_partial *p = *out = cb_alloc(1, sizeof(*p));
	enum cb_status status = CB_OK;
	uint32_t explained = 0;

	*p = (struct cb_partial){ .office = office, .n_known = cb_names_count(office->names) };
	p->sums.office = office;
	p->sums.keep_inspections = p->sums.keep_where = true;
	if (options->explain != NULL && !options->merges)
		status = cb_ranking_entrant(office, options->explain, &explained);
	if (explained != 0)
		*cb_push(p->explained, p->n_explained, p->cap_explained) = explained;
	if (status != CB_OK)
		return status;
	status = options->merges ? cb_partial_take_files(p, options->input, options->last)
	                         : take_scores(p, options->input);
	cb_partial_sort(p);
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
