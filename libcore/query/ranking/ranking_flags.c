/* Where the awards of rule rank.prize go from one period to the next: who holds, receives, hands back. */
#include <string.h>

#include "computing.h"
#include "ranking_rows.h"

enum { PREVIOUS = RANKING_ESTATE + 1,
       AWARD,
       STATE };

enum { HOLDS,
       RECEIVES,
       HANDS_BACK };

static const struct cb_word states[] = {
	[HOLDS] = { "保持", "holds", NULL },
	[RECEIVES] = { "接收", "receives", NULL },
	[HANDS_BACK] = { "交回", "hands_back", NULL },
	{ NULL, NULL, NULL },
};

static const struct cb_query_column columns[] = {
	CB_RANKING_ENTRANT_COLUMNS,
	[PREVIOUS] = { "previous", "上期名次", .type = &cb_type_int },
	[AWARD] = { "award", "奖项", .type = &cb_type_text, .en = "measure of rule rank.prize", .doc = "规则 rank.prize 的 measure" },
	[STATE] = { "state", "流转", .type = &cb_type_enum, .arg = states },
	{ 0 },
};

/* The award of its place that has a name; empty when it has none. */
static struct cb_text
award_of(const struct cb_standing *e)
{
	for (size_t i = 0; e != NULL && i < e->n_given; i++) {
		const struct cb_rule *rule = e->numbering[i].rule;

		if (rule != NULL && strcmp(rule->kind->what, "rank.prize") == 0)
			return cb_text_of(rule->measure);
	}
	return (struct cb_text){ "", 0 };
}

static void
add_state(const struct cb_query_run *run, const struct cb_ranking_row *row, struct cb_text award, int state,
          struct cb_table *out)
{
	struct cb_cell *cells = cb_ranking_print_entrant(run, row, out);

	if (row->previous != NULL && !row->previous->absent)
		cells[PREVIOUS] = cb_cell_number(row->previous->place);
	cells[AWARD] = cb_table_text(out, award);
	cells[STATE] = cb_cell_number(state);
}

/* Another award than the last is received, and that one handed back. */
static void
add_now(const struct cb_query_run *run, const struct cb_ranking_row *row, struct cb_table *out)
{
	struct cb_text now = award_of(row->standing);

	if (now.len > 0)
		add_state(run, row, now, cb_text_equal(now, award_of(row->previous)) ? HOLDS : RECEIVES, out);
}

/* Also by one that takes no part any more. */
static void
add_before(const struct cb_query_run *run, const struct cb_result *result, const struct cb_standing *before,
           struct cb_table *out)
{
	struct cb_standing gone = *before;
	struct cb_ranking_row row = { result, cb_result_entry(result, before->entrant, before->estate), before };
	struct cb_text award = award_of(before);

	gone.absent = true;
	if (award.len == 0 || cb_text_equal(award, award_of(row.standing)))
		return;
	if (row.standing == NULL)
		row.standing = &gone;
	add_state(run, &row, award, HANDS_BACK, out);
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct cb_ranking_rows rows = { 0 };
	enum cb_status status = cb_ranking_rows_monthly(run, &rows);

	for (size_t i = 0; i < rows.n; i++) {
		const struct cb_result *result = rows.rows[i].result, *before;

		add_now(run, &rows.rows[i], out);
		if (i + 1 < rows.n && rows.rows[i + 1].result == result)
			continue;
		before = cb_ranking_result(run->ranking, result->contest, cb_period_step(result->period, -1));
		for (size_t k = 0; before != NULL && k < before->n; k++)
			add_before(run, result, &before->entries[k], out);
	}
	cb_ranking_rows_release(&rows);
	return status;
}

const struct cb_query cb_query_flags = {
	.name = "flags",
	.zh = "流动红旗",
	.title_en = "Where the awards go",
	.title_zh = "流动红旗流转",
	.columns = columns,
	.reads = "score standing",
	.takes = CB_QUERY_TAKES_FILES,
	.has_findings = true,
	.has = cb_ranking_has_months,
	.part = cb_ranking_part,
	.fill = fill,
	.en = "Who holds the award of a place (red flag), receives it, hands it back, month by month.",
	.doc = "各月流动红旗(名次奖项)由谁保持、接收、交回。",
};
