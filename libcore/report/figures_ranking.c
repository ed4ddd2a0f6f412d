/* Rankings: of the period, of its months, of units; the share that reaches the base score. */
#include "figures.h"

#include <stdio.h>
#include <string.h>

#include <cb/value/wording.h>

/* ---- the one ranking behind them all ---- */

struct cb_ranking *
cb_figures_ranking(struct cb_figures *f)
{
	struct cb_ranking_options options = { .input = &f->scores,
		                              .range = f->options.range,
		                              .contest = f->options.contest,
		                              .allow_missing = f->options.allow_missing };

	if (!f->has_ranking) {
		f->has_ranking = true;
		f->scores.reg = &cb_register_score;
		if (cb_ranking_open(&f->ranking, f->office, &options) != CB_OK)
			f->status = cb_status_worse(f->status, f->diag->status);
	}
	return &f->ranking;
}

static bool
is_of_units(struct cb_figures *f, uint32_t contest)
{
	return cb_ranking_is_of_units(cb_figures_ranking(f), contest, (int32_t)f->options.range.last_day);
}

/* R5; 0 when there is none. */
static uint32_t
the_contest(struct cb_figures *f)
{
	struct cb_ranking *r = cb_figures_ranking(f);
	const char *name = f->options.contest != NULL ? f->options.contest : "month";
	uint32_t first = 0;

	for (size_t i = 0; i < r->n_contests; i++) {
		if (cb_text_is(cb_office_name(f->office, r->contests[i]), name))
			return r->contests[i];
		if (first == 0 && !is_of_units(f, r->contests[i]))
			first = r->contests[i];
	}
	return f->options.contest != NULL ? 0 : first;
}

static bool
has_any(struct cb_figures *f, uint32_t contest, int64_t from, int64_t to)
{
	for (int64_t p = from; contest != 0 && p != 0 && p <= to; p = cb_period_step(p, 1))
		if (cb_ranking_has(cb_figures_ranking(f), contest, p))
			return true;
	return false;
}

/* The months of the range. */
static struct cb_period_range
months_of(const struct cb_period_range *range)
{
	struct cb_period_range months = *range;

	if (range->from != 0) {
		months.from = cb_period_of_day(CB_MONTH, range->first_day);
		months.to = cb_period_of_day(CB_MONTH, range->last_day);
	}
	return months;
}

/* ---- tables ---- */

/* The entrants' column under one name, whatever they are, several values in one cell as prose has them
 * (黄牌警告、媒体公布), and the change in words. */
static void
print_rows(struct cb_figures *f, const struct cb_ranking_choice *choice, const struct cb_ranking_rows *rows,
           const struct cb_query_column *entrant, struct cb_table *t)
{
	size_t move;

	cb_query_columns(&cb_query_ranking, t);
	cb_ranking_print(cb_figures_ranking(f), choice, rows, "、", t);
	move = cb_figures_append(t, "move", "升降情况", &cb_type_text);
	t->columns[RANKING_UNIT - 1].key = entrant->key; /* there is no group before it */
	t->columns[RANKING_UNIT - 1].zh = entrant->zh;
	for (size_t i = 0; i < rows->n; i++) {
		const struct cb_ranking_row *row = &rows->rows[i];
		struct cb_str words = { 0 };

		if (row->previous != NULL && !row->previous->absent && !row->standing->absent)
			cb_words_places((int64_t)row->previous->place - row->standing->place, &words);
		t->cells[i * t->n_columns + move] = cb_figures_words(t, &words);
	}
}

static enum cb_status
rank_communities(struct cb_figures *f, struct cb_period_range range, struct cb_table *out)
{
	struct cb_ranking_choice choice = { the_contest(f), range };
	struct cb_ranking_rows rows = { 0 };
	enum cb_status status = cb_ranking_rows(cb_figures_ranking(f), &choice, &rows);

	print_rows(f, &choice, &rows, &cb_query_ranking.columns[RANKING_COMMUNITY], out);
	cb_ranking_rows_release(&rows);
	return status;
}

/* The query that is asked says what is wrong; here its rows are wanted once more. */
static void
rows_again(struct cb_figures *f, const char *query, struct cb_period_range range, struct cb_ranking_rows *rows)
{
	struct cb_ranking_choice choice = { the_contest(f), range };
	struct cb_diag_muted muted;

	if (cb_figures_table(f, cb_text_of(query))->n_rows == 0)
		return;
	muted = cb_diag_mute(f->diag);
	cb_ranking_rows(cb_figures_ranking(f), &choice, rows);
	cb_diag_unmute(f->diag, &muted);
}

void
cb_figures_rows(struct cb_figures *f, struct cb_ranking_rows *rows)
{
	rows_again(f, "ranking", f->options.range, rows);
}

void
cb_figures_monthly_rows(struct cb_figures *f, struct cb_ranking_rows *rows)
{
	rows_again(f, "monthly", months_of(&f->options.range), rows);
}

bool
cb_figure_has_ranking(struct cb_figures *f)
{
	return has_any(f, the_contest(f), f->options.range.from, f->options.range.to);
}

bool
cb_figure_has_months(struct cb_figures *f)
{
	struct cb_period_range months = months_of(&f->options.range);

	return has_any(f, the_contest(f), months.from, months.to);
}

bool
cb_figure_has_either(struct cb_figures *f)
{
	return cb_figure_has_ranking(f) || cb_figure_has_months(f);
}

enum cb_status
cb_figure_ranking(struct cb_figures *f, struct cb_table *out)
{
	const struct cb_period_range *range = &f->options.range;

	if (range->from != 0 && cb_period_kind(range->from) == CB_MONTH) {
		const struct cb_table *monthly = cb_figures_table(f, CB_LIT("monthly"));

		cb_figures_columns_of(out, monthly);
		for (size_t row = 0; row < monthly->n_rows; row++)
			cb_figures_copy_row(out, monthly, row);
		return CB_OK;
	}
	return rank_communities(f, *range, out);
}

enum cb_status
cb_figure_monthly(struct cb_figures *f, struct cb_table *out)
{
	return rank_communities(f, months_of(&f->options.range), out);
}

bool
cb_figure_has_units(struct cb_figures *f)
{
	struct cb_ranking *r = cb_figures_ranking(f);

	for (size_t i = 0; i < r->n_contests; i++)
		if (is_of_units(f, r->contests[i]) &&
		    has_any(f, r->contests[i], f->options.range.from, f->options.range.to))
			return true;
	return false;
}

/* The rows of one contest behind those that are there. */
static enum cb_status
add_contest(struct cb_figures *f, struct cb_ranking_choice *choice, uint32_t contest, struct cb_ranking_rows *rows)
{
	choice->contest = contest;
	return cb_ranking_rows(cb_figures_ranking(f), choice, rows);
}

enum cb_status
cb_figure_units(struct cb_figures *f, struct cb_table *out)
{
	struct cb_ranking *r = cb_figures_ranking(f);
	struct cb_ranking_choice choice = { 0, f->options.range };
	struct cb_ranking_rows rows = { 0 };
	enum cb_status status = CB_OK;

	for (size_t i = 0; i < r->n_contests; i++)
		if (is_of_units(f, r->contests[i]) && has_any(f, r->contests[i], choice.range.from, choice.range.to))
			status = cb_status_worse(status, add_contest(f, &choice, r->contests[i], &rows));
	if (choice.contest == 0)
		status = add_contest(f, &choice, 0, &rows);
	print_rows(f, &choice, &rows, &cb_query_ranking.columns[RANKING_UNIT], out);
	out->chart.n_rows = 0; /* the scores of several contests cannot be compared */
	cb_ranking_rows_release(&rows);
	return status;
}

/* ---- the share that reaches the base score ---- */

bool
cb_figure_has_share(struct cb_figures *f)
{
	struct cb_ranking *r = cb_figures_ranking(f);
	int32_t day = (int32_t)f->options.range.last_day;
	char year[16];
	const char *scope;
	size_t at = 0;

	if (!cb_figure_has_ranking(f))
		return false;
	scope = cb_ranking_scope(r, the_contest(f), f->options.range.to);
	snprintf(year, sizeof(year), "%d", cb_period_year(f->options.range.to));
	return cb_rules_all(f->office->rules, "rank.reach", scope, day, &at) != NULL &&
	       cb_rules_pick(f->office->rules, "rank.share", scope, year, 0, day) != NULL;
}

static enum cb_status
share_of(struct cb_figures *f, struct cb_period_range range, struct cb_table *out)
{
	struct cb_ranking_choice choice = { the_contest(f), range };

	cb_query_columns(&cb_query_share, out);
	return cb_ranking_share(cb_figures_ranking(f), &choice, out);
}

/* Of the first row, in millionths. */
static int64_t
share_micro(const struct cb_table *t)
{
	int64_t micro = 0;

	cb_decimal_divide(t->cells[SHARE_REACHED].n, t->cells[SHARE_ENTRANTS].n, 6, CB_HALF_UP, &micro);
	return micro;
}

/* What is wrong with the period before is not this one's. */
static void
share_before(struct cb_figures *f, struct cb_table *then)
{
	struct cb_period_range before = f->options.range;
	struct cb_diag_muted muted = cb_diag_mute(f->diag);

	before.from = before.to = cb_period_step(before.from, -1);
	before.first_day = cb_period_first_day(before.from);
	before.last_day = cb_period_last_day(before.from);
	if (cb_ranking_has(cb_figures_ranking(f), the_contest(f), before.from))
		share_of(f, before, then);
	cb_diag_unmute(f->diag, &muted);
}

enum cb_status
cb_figure_share(struct cb_figures *f, struct cb_table *out)
{
	const struct cb_period_range *range = &f->options.range;
	struct cb_table then = { 0 };
	enum cb_status status = share_of(f, *range, out);
	size_t previous = cb_figures_append(out, "previous", "上期建成率", &cb_type_text);
	size_t growth = cb_figures_append(out, "growth", "增减", &cb_type_text);

	if (range->from == 0 || range->from != range->to || out->n_rows != 1)
		return status;
	share_before(f, &then);
	if (then.n_rows == 1) {
		struct cb_str words = { 0 };

		out->cells[previous] = cb_table_text(out, then.cells[SHARE_SHARE].text);
		cb_words_points(share_micro(out), share_micro(&then), &words);
		out->cells[growth] = cb_figures_words(out, &words);
	}
	cb_table_release(&then);
	return status;
}
