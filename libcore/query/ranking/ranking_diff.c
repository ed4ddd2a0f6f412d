/* What has changed since a ranking was published. */
#include <cb/value/arg.h>

#include "computing.h"

enum { CONTEST,
       PERIOD,
       COMMUNITY,
       OLD_RANK,
       RANK,
       OLD_SCORE,
       SCORE,
       OLD_AWARD,
       AWARD,
       OLD_PRIZE,
       PRIZE,
       OLD_MEASURES,
       MEASURES };

static const struct cb_query_column columns[] = {
	[CONTEST] = { "contest", "评比", .type = &cb_type_text },
	[PERIOD] = { "period", "期间", .type = &cb_type_period },
	[COMMUNITY] = { "community", "社区", .type = &cb_type_text },
	[OLD_RANK] = { "published_rank", "公布名次", .type = &cb_type_int },
	[RANK] = { "rank", "名次", .type = &cb_type_int },
	[OLD_SCORE] = { "published_score", "公布得分", .type = &cb_type_num },
	[SCORE] = { "score", "得分", .type = &cb_type_num },
	[OLD_AWARD] = { "published_award", "公布奖项", .type = &cb_type_text },
	[AWARD] = { "award", "奖项", .type = &cb_type_text },
	[OLD_PRIZE] = { "published_prize", "公布奖金", .type = &cb_type_money, .flags = CB_QUERY_SUM },
	[PRIZE] = { "prize", "奖金", .type = &cb_type_money, .flags = CB_QUERY_SUM },
	[OLD_MEASURES] = { "published_measures", "公布措施", .type = &cb_type_text },
	[MEASURES] = { "measures", "处理措施", .type = &cb_type_text },
	{ 0 },
};

struct comparing {
	struct cb_ranking *r;
	struct cb_table *out;
	struct cb_str award, measures; /* words of the entry that is compared */
};

static bool
is_same(const struct comparing *c, const struct cb_published *p, const struct cb_standing *e)
{
	return p->absent == e->absent && p->place == e->place && p->score == e->score && p->prize_fen == e->prize_fen &&
	       cb_text_equal(p->award, cb_str_text(&c->award)) && cb_text_equal(p->measures, cb_str_text(&c->measures));
}

static void
set_published(struct cb_table *t, const struct cb_published *p, struct cb_cell *cells)
{
	cells[OLD_AWARD] = cb_table_text(t, p->award);
	cells[OLD_MEASURES] = cb_table_text(t, p->measures);
	if (p->absent)
		return;
	cells[OLD_RANK] = cb_cell_number(p->place);
	cells[OLD_SCORE] = cb_cell_number(p->score);
	if (p->prize_fen != 0)
		cells[OLD_PRIZE] = cb_cell_number(p->prize_fen);
}

static void
set_computed(const struct comparing *c, const struct cb_standing *e, struct cb_cell *cells)
{
	cells[AWARD] = cb_table_text(c->out, cb_str_text(&c->award));
	cells[MEASURES] = cb_table_text(c->out, cb_str_text(&c->measures));
	if (e->absent)
		return;
	cells[RANK] = cb_cell_number(e->place);
	cells[SCORE] = cb_cell_number(e->score);
	if (e->prize_fen != 0)
		cells[PRIZE] = cb_cell_number(e->prize_fen);
}

/* p, e: NULL when the entrant was not in what was published, or is not in what was computed. */
static void
add_change(const struct comparing *c, const struct cb_result *result, const struct cb_published *p,
           const struct cb_standing *e)
{
	struct cb_cell *cells = cb_table_row(c->out);

	cells[CONTEST] = cb_table_text(c->out, cb_office_name(c->r->office, result->contest));
	cells[PERIOD] = cb_cell_number(result->period);
	if (p != NULL) {
		cells[COMMUNITY] = cb_table_text(c->out, cb_office_name(c->r->office, p->entrant));
		set_published(c->out, p, cells);
	}
	if (e != NULL) {
		cells[COMMUNITY] = cb_table_text(c->out, cb_office_name(c->r->office, e->entrant));
		set_computed(c, e, cells);
	}
}

static void
compare_entry(struct comparing *c, const struct cb_result *result, const struct cb_standing *e)
{
	const struct cb_published *p = cb_published_find(c->r, result->contest, result->period, e->entrant);

	cb_str_clear(&c->award);
	cb_str_clear(&c->measures);
	cb_standing_award(result, e, ";", &c->award);
	cb_standing_measures(e, ";", &c->measures);
	if (p == NULL || !is_same(c, p, e))
		add_change(c, result, p, e);
}

/* What stands against a notice is not said: nothing is printed that would be sent. */
static enum cb_status
compare_result(void *arg, struct cb_result *result)
{
	struct comparing *c = arg;
	struct cb_ranking *r = c->r;

	cb_ranking_award(r, result);
	if (cb_published_find(r, result->contest, result->period, 0) == NULL) {
		cb_report(r->office->diag, CB_NOT_PUBLISHED, CB_NOWHERE, "", cb_ranking_contest_title(r, result),
		          cb_arg_period(result->period));
		return r->office->diag->status;
	}
	for (size_t i = 0; i < result->n; i++)
		compare_entry(c, result, &result->entries[i]);
	for (size_t i = 0; i < r->n_published; i++) {
		const struct cb_published *p = &r->published[i];

		if (p->contest == result->contest && p->period == result->period &&
		    cb_result_entry(result, p->entrant, 0) == NULL)
			add_change(c, result, p, NULL);
	}
	return CB_OK;
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct comparing c = { .r = cb_ranking_of(run), .out = out };
	struct cb_ranking_choice asked;
	enum cb_status status;

	if (c.r == NULL)
		return run->office->diag->status;
	asked = cb_ranking_asked(c.r);
	status = cb_ranking_each(c.r, &asked, compare_result, &c);
	cb_str_release(&c.award);
	cb_str_release(&c.measures);
	return status;
}

const struct cb_query cb_query_diff = {
	.name = "diff",
	.zh = "名次变化",
	.title_en = "Changes since publication",
	.title_zh = "与已公布名次的变化",
	.columns = columns,
	.reads = "score standing",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_NEEDS_OPTION,
	.has_findings = true,
	.fill = fill,
	.en = "What would change in what was published, were it published again.",
	.doc = "与已公布的名次相比,重新计算后的变化。",
};
