/* The points of each community by theme: the six of co-building (六联). */
#include <cb/value/arg.h>

#include "computing.h"
#include "ranking_rows.h"

enum { THEME = RANKING_ESTATE + 1,
       POINTS,
       FULL,
       RATE };

static const struct cb_query_column columns[] = {
	CB_RANKING_ENTRANT_COLUMNS,
	[THEME] = { "theme", "六联", .type = &cb_type_enum, .arg = cb_words_theme,
	            .en = "empty: of indicators without one", .doc = "空:没有填六联的指标" },
	[POINTS] = { "points", "得分", .type = &cb_type_num, .flags = CB_QUERY_SUM },
	[FULL] = { "full", "满分", .type = &cb_type_num, .flags = CB_QUERY_SUM,
	           .en = "empty: not known of all its indicators", .doc = "空:有指标没有满分" },
	[RATE] = { "rate", "得分率", .type = &cb_type_text },
	{ 0 },
};

/* What one entrant has of one theme. */
struct sum {
	struct cb_total points, full;
	bool any, full_known;
};

static int
theme_of(const struct cb_ranking *r, const struct cb_board_sheet *sheet, uint32_t slot)
{
	const struct cb_indicator *indicator = cb_office_indicator(r->office, sheet->contest, r->board.slots[slot]);

	return indicator != NULL ? indicator->theme : CB_THEMES;
}

static void
add_item(const struct cb_board_sheet *sheet, uint32_t slot, const struct cb_combined *is, struct sum *sum)
{
	static const struct cb_score_item plain = { .weight = CB_MICRO };
	const struct cb_score_item *item = slot < sheet->n_items ? sheet->items[slot] : NULL;

	sum->full_known = (sum->full_known || !sum->any) && item != NULL && item->full != 0 &&
	                  cb_total_add(&sum->full, item, cb_score_full(item), 1);
	sum->any = true;
	cb_total_add(&sum->points, item != NULL ? item : &plain, is->sum, is->count);
}

/* False: nothing of that theme. */
static bool
sum_theme(const struct cb_ranking *r, const struct cb_board_sheet *sheet, const struct cb_standing *e, int theme,
          struct sum *sum)
{
	size_t row = cb_board_row(sheet, e->entrant, e->estate);
	struct cb_combined is;

	*sum = (struct sum){ 0 };
	for (uint32_t slot = 0; slot < r->board.n_slots; slot++)
		if (theme_of(r, sheet, slot) == theme && cb_result_combine(r, sheet, row, slot, &is) == CB_FINE &&
		    is.count > 0)
			add_item(sheet, slot, &is, sum);
	return sum->any;
}

static void
set_points(const struct cb_query_run *run, const struct cb_result *result, const struct sum *sum, struct cb_table *out,
           struct cb_cell *cells)
{
	const struct cb_ranking *r = run->ranking;
	const char *scope = cb_ranking_scope(r, result->contest, result->period);
	int32_t day = (int32_t)cb_period_last_day(result->period);
	const struct cb_rule *places = cb_ranking_policy(r, "rank.places", scope, day);
	const struct cb_rule *round = cb_ranking_policy(r, "rank.round", scope, day);
	struct cb_ratio points, full = { 0, 1 };
	int64_t n;

	if (places == NULL || round == NULL || !cb_total_value(&sum->points, &points))
		return;
	if (cb_ratio_round(points, (int)places->value.n, (enum cb_round)round->value.n, &n))
		cells[POINTS] = cb_cell_number(n);
	if (sum->full_known && cb_total_value(&sum->full, &full) && cb_ratio_round(full, 6, CB_HALF_UP, &n)) {
		cells[FULL] = cb_cell_number(n);
		cells[RATE] = cb_ranking_per_cent(out, points, full);
	}
}

/* Returns whether any of it has a theme. */
static bool
add_themes(const struct cb_query_run *run, const struct cb_ranking_row *row, struct cb_table *out)
{
	const struct cb_board_sheet *sheet =
		cb_board_sheet(&run->ranking->board, row->result->contest, row->result->period);
	bool any = false;
	struct sum sum;

	for (int theme = 0; sheet != NULL && theme <= CB_THEMES; theme++) {
		struct cb_cell *cells;

		if (!sum_theme(run->ranking, sheet, row->standing, theme, &sum))
			continue;
		cells = cb_ranking_print_entrant(run, row, out);
		if (theme != CB_THEMES)
			cells[THEME] = cb_cell_number(theme);
		set_points(run, row->result, &sum, out, cells);
		any = any || theme != CB_THEMES;
	}
	return any;
}

/* A result none of whose scores has a theme is said once. */
static enum cb_status
add_result(const struct cb_query_run *run, const struct cb_ranking_row *rows, size_t n, struct cb_table *out)
{
	const struct cb_result *result = rows[0].result;
	bool any = false;

	for (size_t i = 0; i < n; i++)
		if (!rows[i].standing->absent)
			any = add_themes(run, &rows[i], out) || any;
	return any ? CB_OK
	           : cb_report(run->office->diag, CB_NO_THEME, CB_NOWHERE, "", cb_ranking_contest_title(run->ranking, result),
	                       cb_arg_period(result->period));
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct cb_ranking_rows rows = { 0 };
	enum cb_status status = cb_ranking_has_months(run) ? cb_ranking_rows_monthly(run, &rows)
	                                                   : cb_ranking_rows_asked(run, &rows);

	for (size_t from = 0, to; from < rows.n; from = to) {
		for (to = from + 1; to < rows.n && rows.rows[to].result == rows.rows[from].result;)
			to++;
		status = cb_status_worse(status, add_result(run, &rows.rows[from], to - from, out));
	}
	cb_ranking_rows_release(&rows);
	return status;
}

static bool
has(struct cb_query_run *run)
{
	bool any = false;

	for (size_t i = 0; i < run->office->n_indicators; i++)
		any = any || run->office->indicators[i].theme != CB_THEMES;
	return any && cb_ranking_has_either(run);
}

const struct cb_query cb_query_themes = {
	.name = "themes",
	.zh = "六联得分",
	.title_en = "Points by theme",
	.title_zh = "六联得分",
	.columns = columns,
	.reads = "score standing",
	.takes = CB_QUERY_TAKES_FILES,
	.has_findings = true,
	.has = has,
	.part = cb_ranking_part,
	.fill = fill,
	.en = "The points of each community by theme of the indicators (六联), of how many, month by month.",
	.doc = "各社区各月在六联(指标的 theme)上的得分、满分和得分率。",
};
