/* How it went: the months of all side by side, or those of one entrant below one another. */
#include <cb/query/titles.h>

#include "computing.h"
#include "ranking_rows.h"

enum { MONTHS = 12,
       PERIOD = 0,
       NAME,
       PLACE,
       SCORE,
       MEAN,
       FIRST_MONTH };

#define MONTH(n)                                                                       \
	{ "m" #n "_rank", #n "月名次", .type = &cb_type_int, .flags = CB_QUERY_PART }, \
	{                                                                              \
		"m" #n, #n "月得分", .type = &cb_type_num, .flags = CB_QUERY_PART      \
	}
static const struct cb_query_column columns[] = {
	[PERIOD] = { "period", "期间", .type = &cb_type_period, .flags = CB_QUERY_PART, .en = "with NAME",
	             .doc = "写明名称时" },
	[NAME] = { "community", "社区", .type = &cb_type_text },
	[PLACE] = { "rank", "名次", .type = &cb_type_int, .flags = CB_QUERY_PART, .en = "with NAME", .doc = "写明名称时" },
	[SCORE] = { "score", "得分", .type = &cb_type_num, .flags = CB_QUERY_PART, .en = "with NAME",
	            .doc = "写明名称时" },
	[MEAN] = { "mean", "平均分", .type = &cb_type_num, .flags = CB_QUERY_PART, .en = "of all, with NAME",
	           .doc = "全体的平均,写明名称时" },
	MONTH(1),
	MONTH(2),
	MONTH(3),
	MONTH(4),
	MONTH(5),
	MONTH(6),
	MONTH(7),
	MONTH(8),
	MONTH(9),
	MONTH(10),
	MONTH(11),
	MONTH(12),
	{ 0 },
};

static bool
is_of_one(const struct cb_query_run *run)
{
	return run->of.ranking != NULL && run->of.ranking->explain != NULL;
}

/* Of the months those that were asked for and are known of somebody. */
static bool
part(const struct cb_query_run *run, size_t column)
{
	const struct cb_ranking *r = run->ranking;
	int month = ((int)column - FIRST_MONTH) / 2 + 1;

	if (column < FIRST_MONTH)
		return is_of_one(run);
	for (size_t i = 0; !is_of_one(run) && r != NULL && i < r->n_results; i++)
		if (r->results[i]->listed && cb_period_kind(r->results[i]->period) == CB_MONTH &&
		    r->results[i]->period % 100 == month)
			return true;
	return false;
}

static struct cb_cell *
row_of(struct cb_table *t, struct cb_text name)
{
	struct cb_cell *cells;

	for (size_t row = 0; row < t->n_rows; row++)
		if (cb_text_equal(t->cells[row * t->n_columns + NAME].text, name))
			return &t->cells[row * t->n_columns];
	cells = cb_table_row(t);
	cells[NAME] = cb_table_text(t, name);
	return cells;
}

static void
take_across(const struct cb_query_run *run, const struct cb_ranking_row *row, struct cb_table *out)
{
	struct cb_cell *cells = row_of(out, cb_office_name(run->office, row->standing->entrant));
	int64_t month = row->result->period % 100;

	if (row->standing->absent)
		return;
	cells[FIRST_MONTH + 2 * (month - 1)] = cb_cell_number(row->standing->place);
	cells[FIRST_MONTH + 2 * (month - 1) + 1] = cb_cell_number(row->standing->score);
}

static void
take_of_one(const struct cb_query_run *run, const struct cb_ranking_row *row, struct cb_table *out)
{
	uint32_t watched = run->ranking->board.watched;
	struct cb_cell *cells;

	if (row->standing->entrant != watched && row->standing->estate != watched)
		return;
	cells = cb_table_row(out);
	cells[PERIOD] = cb_cell_number(row->result->period);
	cells[NAME] = cb_table_text(out, cb_office_name(run->office, watched));
	cb_ranking_mean(run, row->result, &cells[MEAN]);
	if (row->standing->absent)
		return;
	cells[PLACE] = cb_cell_number(row->standing->place);
	cells[SCORE] = cb_cell_number(row->standing->score);
}

static void
set_title(const struct cb_query_run *run, struct cb_table *out)
{
	struct cb_text name = cb_office_name(run->office, run->ranking->board.watched);
	struct cb_str title = { 0 };

	cb_str_addf(&title, "%.*s历月走势", CB_TEXT_ARG(name));
	out->title_zh = cb_arena_copy(&out->arena, title.p, title.len);
	cb_str_release(&title);
	out->chart = (struct cb_table_chart){ .label = PERIOD, .value = SCORE, .n_rows = out->n_rows };
	out->chart.on_pages = true;
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct cb_ranking_rows rows = { 0 };
	enum cb_status status = cb_ranking_rows_monthly(run, &rows);

	for (size_t i = 0; i < rows.n; i++) {
		if (cb_period_kind(rows.rows[i].result->period) != CB_MONTH)
			continue;
		if (is_of_one(run))
			take_of_one(run, &rows.rows[i], out);
		else
			take_across(run, &rows.rows[i], out);
	}
	if (is_of_one(run) && run->ranking != NULL && out->n_rows > 0)
		set_title(run, out);
	if (!is_of_one(run))
		cb_title_order(run->office, out, NAME, true);
	cb_ranking_rows_release(&rows);
	return status;
}

const struct cb_query cb_query_trend = {
	.name = "trend",
	.zh = "历月走势",
	.title_en = "The months side by side",
	.title_zh = "历月走势",
	.columns = columns,
	.reads = "score standing",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_NEEDS_OPTION,
	.has_findings = true,
	.has = cb_ranking_has_months,
	.part = part,
	.fill = fill,
	.en = "Place and score in each month, of all communities or of one, whose scores are drawn as well.",
	.doc = "各月的名次和得分:全部社区,或一个社区(附得分图)。",
};
