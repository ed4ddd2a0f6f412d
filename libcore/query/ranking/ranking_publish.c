/* Freezing results in register standing, and what has changed since. */
#include <cb/query/ranking.h>

/* ---- publish ---- */

/* The entries of one result as records of register standing. */
struct stream {
	struct cb_ranking *r;
	const struct cb_result *result;
	size_t at;
	int32_t today;
	struct cb_cell cells[STANDING_N];
	struct cb_record record;
};

static struct cb_cell
text_or_empty(struct cb_text t)
{
	return (struct cb_cell){ .state = t.len > 0 ? CB_VALUE : CB_EMPTY, .text = t };
}

static int
next_standing(void *self, const struct cb_record **record)
{
	struct stream *s = self;
	const struct cb_standing *e;

	if (s->at >= s->result->n)
		return 0;
	e = &s->result->entries[s->at++];
	s->cells[STANDING_CONTEST] = cb_cell_number(s->result->contest);
	s->cells[STANDING_PERIOD] = cb_cell_number(s->result->period);
	s->cells[STANDING_ENTITY] = cb_cell_number(e->entrant);
	s->cells[STANDING_RANK] = e->absent ? (struct cb_cell){ 0 } : cb_cell_number(e->place);
	s->cells[STANDING_SCORE] = e->absent ? (struct cb_cell){ 0 } : cb_cell_number(e->score);
	s->cells[STANDING_AWARD] = text_or_empty(e->award);
	s->cells[STANDING_PRIZE] = e->prize_fen == 0 ? (struct cb_cell){ 0 } : cb_cell_number(e->prize_fen);
	s->cells[STANDING_MEASURES] = text_or_empty(e->measures);
	s->cells[STANDING_RULES] = text_or_empty(e->rules);
	s->cells[STANDING_PUBLISHED] = cb_cell_number(s->today);
	s->record.cells = s->cells;
	s->record.place.row = (uint32_t)s->at;
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

static const struct cb_published *
published_row(const struct cb_ranking *r, uint32_t contest, int64_t period, uint32_t entrant)
{
	for (size_t i = 0; i < r->n_published; i++)
		if (r->published[i].contest == contest && r->published[i].period == period &&
		    (entrant == 0 || r->published[i].entrant == entrant))
			return &r->published[i];
	return NULL;
}

static enum cb_status
report_result(const struct cb_ranking *r, enum cb_code code, const struct cb_result *result)
{
	struct cb_str contest = { 0 }, period = { 0 };
	char buf[CB_PRINT_MAX];

	cb_str_addt(&contest, cb_office_name(r->office, result->contest));
	cb_str_addt(&period, cb_period_print(result->period, buf));
	cb_report(r->office->diag, code, CB_NOWHERE, "", cb_str_c(&contest), cb_str_c(&period));
	cb_str_release(&contest);
	cb_str_release(&period);
	return r->office->diag->status;
}

static enum cb_status
publish_result(void *arg, struct cb_result *result)
{
	struct publishing *p = arg;
	const struct cb_published *old = published_row(p->r, result->contest, result->period, 0);
	struct cb_import *import;
	struct stream stream = { .r = p->r, .result = result, .today = p->today };
	struct cb_import_options options = { .author = *p->author, .again = true };
	enum cb_status status;

	if (old != NULL && p->reason == NULL)
		return report_result(p->r, CB_PUBLISHED_ALREADY, result);
	if (old != NULL)
		options.replaces = old->batch;
	stream.record.place.source = cb_diag_source(p->r->office->diag, CB_SOURCE_DATABASE, p->author->command, "");
	import = cb_import_new(p->store, &cb_register_standing, p->r->office->names, p->r->office->diag);
	status = cb_import_read(import, next_standing, &stream);
	if (status == CB_OK)
		status = cb_import_store(import, &options);
	cb_import_free(import);
	return status;
}

enum cb_status
cb_ranking_publish(struct cb_ranking *r, struct cb_store *store, const struct cb_author *author, const char *reason,
                   int32_t today)
{
	struct publishing p = { r, store, author, reason, today };
	enum cb_status status;

	if (store == NULL || r->options.within) {
		cb_report(r->office->diag, CB_PUBLISH_WHERE, CB_NOWHERE, "");
		return CB_USAGE;
	}
	status = cb_store_begin(store, r->office->diag);
	if (status == CB_OK)
		status = cb_ranking_each(r, publish_result, &p);
	if (status == CB_OK && !r->options.dry_run)
		status = cb_store_commit(store, r->office->diag);
	cb_store_end(store);
	return status;
}

/* ---- diff ---- */

struct comparing {
	struct cb_ranking *r;
	struct cb_table *out;
};

static bool
is_same(const struct cb_published *p, const struct cb_standing *e)
{
	return p->absent == e->absent && p->place == e->place && p->score == e->score && p->prize_fen == e->prize_fen &&
	       cb_text_equal(p->award, e->award) && cb_text_equal(p->measures, e->measures);
}

static struct cb_cell
number_cell(bool there, int64_t n)
{
	return there ? cb_cell_number(n) : (struct cb_cell){ 0 };
}

static void
add_change(struct comparing *c, const struct cb_result *result, const struct cb_published *p,
           const struct cb_standing *e)
{
	struct cb_cell *cells = cb_table_row(c->out);
	const struct cb_text none = { "", 0 };
	bool was = p != NULL && !p->absent, is = e != NULL && !e->absent;
	size_t at = 0;

	cells[at++] = cb_table_text(c->out, cb_office_name(c->r->office, result->contest));
	cells[at++] = cb_cell_number(result->period);
	cells[at++] = cb_table_text(c->out, cb_office_name(c->r->office, p != NULL ? p->entrant : e->entrant));
	cells[at++] = number_cell(was, was ? p->place : 0);
	cells[at++] = number_cell(is, is ? e->place : 0);
	cells[at++] = number_cell(was, was ? p->score : 0);
	cells[at++] = number_cell(is, is ? e->score : 0);
	cells[at++] = cb_table_text(c->out, p != NULL ? p->award : none);
	cells[at++] = cb_table_text(c->out, e != NULL ? e->award : none);
	cells[at++] = number_cell(was && p->prize_fen != 0, was ? p->prize_fen : 0);
	cells[at++] = number_cell(is && e->prize_fen != 0, is ? e->prize_fen : 0);
	cells[at++] = cb_table_text(c->out, p != NULL ? p->measures : none);
	cells[at++] = cb_table_text(c->out, e != NULL ? e->measures : none);
}

static enum cb_status
compare_result(void *arg, struct cb_result *result)
{
	struct comparing *c = arg;
	struct cb_ranking *r = c->r;
	enum cb_status status = cb_ranking_award(r, result, false);

	if (published_row(r, result->contest, result->period, 0) == NULL)
		return cb_status_worse(status, report_result(r, CB_NOT_PUBLISHED, result));
	for (size_t i = 0; i < result->n; i++) {
		const struct cb_standing *e = &result->entries[i];
		const struct cb_published *p = published_row(r, result->contest, result->period, e->entrant);

		if (p == NULL || !is_same(p, e))
			add_change(c, result, p, e);
	}
	for (size_t i = 0; i < r->n_published; i++) {
		const struct cb_published *p = &r->published[i];

		if (p->contest == result->contest && p->period == result->period &&
		    cb_result_entry(result, p->entrant, 0) == NULL)
			add_change(c, result, p, NULL);
	}
	return status;
}

enum cb_status
cb_ranking_diff(struct cb_ranking *r, struct cb_table *out)
{
	struct comparing c = { r, out };

	out->title_zh = "与已公布名次的变化";
	out->title_en = "Changes since publication";
	cb_table_column(out, "contest", "评比", &cb_type_text, NULL);
	cb_table_column(out, "period", "期间", &cb_type_period, NULL);
	cb_table_column(out, "community", "社区", &cb_type_text, NULL);
	cb_table_column(out, "published_rank", "公布名次", &cb_type_int, NULL);
	cb_table_column(out, "rank", "名次", &cb_type_int, NULL);
	cb_table_column(out, "published_score", "公布得分", &cb_type_num, NULL);
	cb_table_column(out, "score", "得分", &cb_type_num, NULL);
	cb_table_column(out, "published_award", "公布奖项", &cb_type_text, NULL);
	cb_table_column(out, "award", "奖项", &cb_type_text, NULL);
	cb_table_column(out, "published_prize", "公布奖金", &cb_type_money, NULL);
	cb_table_column(out, "prize", "奖金", &cb_type_money, NULL);
	cb_table_column(out, "published_measures", "公布措施", &cb_type_text, NULL);
	cb_table_column(out, "measures", "处理措施", &cb_type_text, NULL);
	return cb_ranking_each(r, compare_result, &c);
}
