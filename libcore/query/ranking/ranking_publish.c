/* Freezing results in register standing. */
#include <cb/data/store_chain.h>
#include <cb/value/arg.h>

#include "ranking_follow.h"

/* The entries of one result as records of register standing. */
struct stream {
	const struct cb_result *result;
	size_t at;
	int32_t today;
	struct cb_cell cells[STANDING_N];
	struct cb_record record;
	struct cb_str words[3]; /* of the cells */
};

static int
next_standing(void *self, const struct cb_record **record)
{
	struct stream *s = self;
	const struct cb_standing *e;

	if (s->at >= s->result->n)
		return 0;
	e = &s->result->entries[s->at++];
	for (int i = 0; i < 3; i++)
		cb_str_clear(&s->words[i]);
	cb_standing_award(s->result, e, ";", &s->words[0]);
	cb_standing_measures(e, ";", &s->words[1]);
	cb_standing_rules(e, &s->words[2]);
	s->cells[STANDING_CONTEST] = cb_cell_number(s->result->contest);
	s->cells[STANDING_PERIOD] = cb_cell_number(s->result->period);
	s->cells[STANDING_ENTITY] = cb_cell_number(e->entrant);
	s->cells[STANDING_RANK] = e->absent ? (struct cb_cell){ 0 } : cb_cell_number(e->place);
	s->cells[STANDING_SCORE] = e->absent ? (struct cb_cell){ 0 } : cb_cell_number(e->score);
	s->cells[STANDING_AWARD] = cb_cell_lent(cb_str_text(&s->words[0]));
	s->cells[STANDING_PRIZE] = e->prize_fen == 0 ? (struct cb_cell){ 0 } : cb_cell_number(e->prize_fen);
	s->cells[STANDING_MEASURES] = cb_cell_lent(cb_str_text(&s->words[1]));
	s->cells[STANDING_RULES] = cb_cell_lent(cb_str_text(&s->words[2]));
	s->cells[STANDING_PUBLISHED] = cb_cell_number(s->today);
	s->record.cells = s->cells;
	s->record.where.row = (uint32_t)s->at;
	s->record.present = (UINT64_C(1) << STANDING_N) - 1;
	*record = &s->record;
	return 1;
}

struct publishing {
	struct cb_ranking *r;
	struct cb_store *store;
	const struct cb_author *author;
	const char *reason;
	int32_t today;
};

static enum cb_status
report_result(const struct cb_ranking *r, enum cb_code code, const struct cb_result *result)
{
	cb_report(r->office->diag, code, CB_NOWHERE, "", cb_ranking_contest_title(r, result),
	          cb_arg_period(result->period));
	return r->office->diag->status;
}

/* Those of the publication that is replaced, but for what somebody has changed since. */
static enum cb_status
withdraw_tasks(const struct publishing *p, int64_t old)
{
	int64_t tasks = cb_store_batch_beside(p->store, old, &cb_register_task);
	struct cb_author author = *p->author;

	return tasks == 0 ? CB_OK : cb_store_undo(p->store, tasks, &author, p->r->office->diag);
}

static enum cb_status
publish_result(void *arg, struct cb_result *result)
{
	struct publishing *p = arg;
	const struct cb_published *old = cb_published_find(p->r, result->contest, result->period, 0);
	struct cb_import *import;
	struct stream stream = { .result = result, .today = p->today };
	struct cb_import_options options = { .author = *p->author, .again = true };
	enum cb_status status;

	if (old != NULL && p->reason == NULL)
		return report_result(p->r, CB_PUBLISHED_ALREADY, result);
	if (old != NULL) {
		options.replaces = old->batch;
		status = withdraw_tasks(p, old->batch);
		if (status != CB_OK)
			return status;
	}
	stream.record.where.source = cb_diag_source(p->r->office->diag, CB_SOURCE_DATABASE, p->author->command, "");
	import = cb_import_new(p->store, &cb_register_standing, p->r->office->names, p->r->office->diag);
	status = cb_import_read(import, next_standing, &stream);
	if (status == CB_OK)
		status = cb_import_store(import, &options);
	cb_import_free(import);
	for (int i = 0; i < 3; i++)
		cb_str_release(&stream.words[i]);
	return status == CB_OK ? cb_follow_make(p->r, result, p->author, p->today) : status;
}

enum cb_status
cb_ranking_publish(struct cb_ranking *r, const struct cb_author *author, const char *reason, int32_t today)
{
	struct cb_store *store = r->office->store;
	struct publishing p = { r, store, author, reason, today };
	struct cb_ranking_choice asked = cb_ranking_asked(r);
	enum cb_status status;

	if (store == NULL || r->options.within)
		return cb_report(r->office->diag, CB_PUBLISH_WHERE, CB_NOWHERE, "");
	status = cb_store_begin(store, r->office->diag);
	if (status == CB_OK)
		status = cb_ranking_each(r, &asked, publish_result, &p);
	if (status == CB_OK && !r->options.dry_run)
		status = cb_store_commit(store, r->office->diag);
	cb_store_end(store);
	return status;
}
