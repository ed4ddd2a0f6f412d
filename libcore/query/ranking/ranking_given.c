/* What a ranking gives, month by month: awards, warnings, measures against the last. */
#include <string.h>

#include "computing.h"
#include "ranking_rows.h"

/* ---- rows of the monthly ranking ---- */

static enum cb_status
select_rows(struct cb_query_run *run, bool (*passes)(const struct cb_standing *), struct cb_table *out)
{
	struct cb_ranking_rows rows = { 0 };
	enum cb_status status = cb_ranking_rows_monthly(run, &rows);

	for (size_t i = 0; i < rows.n; i++)
		if (passes(rows.rows[i].standing))
			cb_ranking_print(run, &rows.rows[i], out);
	cb_ranking_rows_release(&rows);
	return status;
}

static bool
is_awarded(const struct cb_standing *e)
{
	return e->prize_fen != 0 || cb_standing_has_award(e);
}

static enum cb_status
fill_awards(struct cb_query_run *run, struct cb_table *out)
{
	out->columns[RANKING_PRIZE].has_total = true;
	return select_rows(run, is_awarded, out);
}

static enum cb_status
fill_warned(struct cb_query_run *run, struct cb_table *out)
{
	return select_rows(run, cb_standing_is_warned, out);
}

const struct cb_query cb_query_awards = {
	.name = "awards",
	.zh = "奖项名单",
	.columns = cb_ranking_columns,
	.reads = "score standing",
	.takes = CB_QUERY_TAKES_FILES,
	.has_findings = true,
	.has = cb_ranking_has_months,
	.part = cb_ranking_part,
	.fill = fill_awards,
	.en = "Who has an award or a prize, month by month.",
	.doc = "各月获得奖项、奖金的名单。",
};

const struct cb_query cb_query_warned = {
	.name = "warned",
	.zh = "警告名单",
	.columns = cb_ranking_columns,
	.reads = "score standing",
	.takes = CB_QUERY_TAKES_FILES,
	.has_findings = true,
	.has = cb_ranking_has_months,
	.part = cb_ranking_part,
	.fill = fill_warned,
	.en = "Who is warned by rule rank.bottom (yellow card), month by month.",
	.doc = "各月按规则 rank.bottom 受警告(黄牌)的名单。",
};

/* ---- measures against the last ---- */

enum { PERIOD,
       COMMUNITY,
       POSTS,
       MONTHS = POSTS + CB_POSTS,
       MEASURE,
       POST,
       PERSON,
       BY_HAND,
       BASIS,
       RULE };

static const struct cb_query_column columns[] = {
	[PERIOD] = { "period", "期间", .type = &cb_type_period },
	[COMMUNITY] = { "community", "社区", .type = &cb_type_text },
	CB_POST_COLUMNS(POSTS),
	[MONTHS] = { "months", "连续期数", .type = &cb_type_int },
	[MEASURE] = { "measure", "措施", .type = &cb_type_text },
	[POST] = { "post", "受处理职务", .type = &cb_type_text },
	[PERSON] = { "person", "受处理人", .type = &cb_type_text },
	[BY_HAND] = { "by_hand", "需人工认定", .type = &cb_type_bool },
	[BASIS] = { "basis", "依据", .type = &cb_type_text },
	[RULE] = { "rule", "规则", .type = &cb_type_text },
	{ 0 },
};

static void
set_posts(const struct cb_query_run *run, const struct cb_ranking_row *row, const struct cb_rule *rule,
          struct cb_table *out, struct cb_cell *cells)
{
	int32_t day = (int32_t)cb_period_last_day(row->result->period);

	for (int p = 0; p < CB_POSTS; p++) {
		struct cb_text other, holder = cb_holders_find(&run->ranking->holders, row->standing->entrant,
		                                               (enum cb_post)p, day, &other);

		cells[POSTS + p] = cb_table_text(out, holder);
		if (cb_text_is(cb_text_of(rule->value_text), cb_post_label((enum cb_post)p, CB_ZH)))
			cells[PERSON] = cells[POSTS + p];
	}
}

static void
add_measure(const struct cb_query_run *run, const struct cb_ranking_row *row, const struct cb_numbering *numbering,
            struct cb_table *out)
{
	const struct cb_standing *e = row->standing;
	const struct cb_rule *rule = numbering->rule;
	struct cb_cell *cells = cb_table_row(out);

	cells[PERIOD] = cb_cell_number(row->result->period);
	cells[COMMUNITY] = cb_table_text(out, cb_office_name(run->office, e->entrant));
	if (e->streak.length > 0)
		cells[MONTHS] = cb_cell_number(e->streak.length);
	cells[MEASURE] = cb_table_text(out, cb_text_of(rule->measure));
	cells[POST] = cb_table_text(out, cb_text_of(rule->value_text));
	cells[BY_HAND] = cb_cell_number(numbering->by_hand);
	cells[BASIS] = cb_table_text(out, cb_text_of(rule->basis));
	cells[RULE] = cb_table_text(out, cb_text_of(rule->id));
	set_posts(run, row, rule, out, cells);
}

static enum cb_status
fill_last(struct cb_query_run *run, struct cb_table *out)
{
	struct cb_ranking_rows rows = { 0 };
	enum cb_status status = cb_ranking_rows_monthly(run, &rows);

	for (size_t i = 0; i < rows.n; i++) {
		const struct cb_standing *e = rows.rows[i].standing;

		for (size_t g = 0; g < e->n_given; g++)
			if (e->numbering[g].rule != NULL && strcmp(e->numbering[g].rule->kind->what, "rank.last") == 0)
				add_measure(run, &rows.rows[i], &e->numbering[g], out);
	}
	cb_ranking_rows_release(&rows);
	return status;
}

const struct cb_query cb_query_last = {
	.name = "last",
	.zh = "末位措施",
	.columns = columns,
	.reads = "score standing post link community",
	.takes = CB_QUERY_TAKES_FILES,
	.has_findings = true,
	.has = cb_ranking_has_months,
	.fill = fill_last,
	.en = "Measures against the last by rule rank.last, one a row, with who holds office.",
	.doc = "按规则 rank.last 对末位的处理措施,一条一行,附任职人。",
};
