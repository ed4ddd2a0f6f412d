/* Rankings: of the period, of its months, of units; the share that reaches the base score. */
#include "figures.h"

#include <stdio.h>
#include <string.h>

#include <cb/rule/types.h>
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
	struct cb_ranking *r = cb_figures_ranking(f);
	struct cb_text name = cb_office_name(f->office, contest);
	const struct cb_rule *rule = cb_rules_pick(f->office->rules, "rank.entity", cb_arena_copy(&r->arena, name.p, name.len),
	                                           "", 0, (int32_t)f->options.range.last_day);

	return rule != NULL && rule->value.n == CB_ENTITY_UNIT;
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

/* As cb-rank prints it, for one contest and range, behind the rows of out; then `move`. */
static enum cb_status
rank_into(struct cb_figures *f, uint32_t contest, struct cb_period_range range, struct cb_table *out)
{
	struct cb_ranking *r = cb_figures_ranking(f);
	struct cb_ranking_options asked = r->options;
	struct cb_text name = cb_office_name(f->office, contest);
	enum cb_status status;

	r->options.range = range;
	r->options.contest = cb_arena_copy(&r->arena, name.p, name.len);
	status = cb_ranking_table(r, out);
	r->options = asked;
	return status;
}

/* Several values in one cell, as prose has them: 黄牌警告、媒体公布. */
static void
join_words(struct cb_table *t, const char *key)
{
	size_t c = (size_t)cb_figures_column(t, key);

	for (size_t row = 0; row < t->n_rows; row++) {
		struct cb_cell *cell = &t->cells[row * t->n_columns + c];
		struct cb_str words = { 0 };

		if (cb_text_find(cell->text, ";") < 0)
			continue;
		for (uint32_t i = 0; i < cell->text.len; i++)
			cb_str_add(&words, cell->text.p[i] == ';' ? "、" : cell->text.p + i, cell->text.p[i] == ';' ? 3 : 1);
		*cell = cb_figures_words(t, &words);
	}
}

/* The entrants' column under one name, whatever they are, and the change in words. */
static void
finish_ranking(struct cb_table *t, const char *key, const char *zh)
{
	int entrant = cb_figures_column(t, "community") >= 0 ? cb_figures_column(t, "community") : cb_figures_column(t, "unit");
	int change = cb_figures_column(t, "change");
	size_t move = cb_figures_append(t, "move", "升降情况", &cb_type_text);

	join_words(t, "award");
	join_words(t, "measures");
	t->columns[entrant].key = key;
	t->columns[entrant].zh = zh;
	for (size_t row = 0; row < t->n_rows; row++) {
		struct cb_cell *cells = t->cells + row * t->n_columns;
		struct cb_str words = { 0 };

		if (cells[change].state == CB_VALUE)
			cb_words_places(cells[change].n, &words);
		cells[move] = cb_figures_words(t, &words);
	}
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
	enum cb_status status;

	if (range->from != 0 && cb_period_kind(range->from) == CB_MONTH) {
		const struct cb_table *monthly = cb_figures_table(f, CB_LIT("monthly"));

		cb_figures_columns_of(out, monthly);
		for (size_t row = 0; row < monthly->n_rows; row++)
			cb_figures_copy_row(out, monthly, row);
		return CB_OK;
	}
	status = rank_into(f, the_contest(f), *range, out);
	finish_ranking(out, "community", "社区");
	return status;
}

enum cb_status
cb_figure_monthly(struct cb_figures *f, struct cb_table *out)
{
	enum cb_status status = rank_into(f, the_contest(f), months_of(&f->options.range), out);

	finish_ranking(out, "community", "社区");
	return status;
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

enum cb_status
cb_figure_units(struct cb_figures *f, struct cb_table *out)
{
	struct cb_ranking *r = cb_figures_ranking(f);
	enum cb_status status = CB_OK;
	bool any = false;

	for (size_t i = 0; i < r->n_contests; i++) {
		struct cb_table one = { 0 };

		if (!is_of_units(f, r->contests[i]) ||
		    !has_any(f, r->contests[i], f->options.range.from, f->options.range.to))
			continue;
		status = cb_status_worse(status, rank_into(f, r->contests[i], f->options.range, &one));
		if (!any)
			cb_figures_columns_of(out, &one);
		for (size_t row = 0; row < one.n_rows; row++) {
			struct cb_cell *cells = cb_figures_copy_row(out, &one, row);

			for (size_t c = 0; c < one.n_columns; c++)
				if (cells[c].text.len > 0)
					cells[c].text = cb_table_text(out, cells[c].text).text;
		}
		cb_table_release(&one);
		any = true;
	}
	if (!any)
		status = rank_into(f, 0, f->options.range, out);
	finish_ranking(out, "unit", "单位");
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
share_into(struct cb_figures *f, struct cb_period_range range, struct cb_table *out)
{
	struct cb_ranking *r = cb_figures_ranking(f);
	struct cb_ranking_options asked = r->options;
	struct cb_text name = cb_office_name(f->office, the_contest(f));
	enum cb_status status;

	r->options.range = range;
	r->options.contest = cb_arena_copy(&r->arena, name.p, name.len);
	status = cb_ranking_share(r, out);
	r->options = asked;
	return status;
}

/* The share of the row in millionths. */
static int64_t
share_of(const struct cb_table *t, size_t row)
{
	const struct cb_cell *cells = t->cells + row * t->n_columns;
	int64_t micro = 0;

	cb_decimal_divide(cells[cb_figures_column(t, "reached")].n, cells[cb_figures_column(t, "entrants")].n, 6, CB_HALF_UP,
	                  &micro);
	return micro;
}

enum cb_status
cb_figure_share(struct cb_figures *f, struct cb_table *out)
{
	struct cb_period_range before = f->options.range;
	struct cb_diag silent = { .lang = f->diag->lang };
	struct cb_table then = { 0 };
	enum cb_status status = share_into(f, f->options.range, out);
	size_t previous, growth;

	previous = cb_figures_append(out, "previous", "上期建成率", &cb_type_text);
	growth = cb_figures_append(out, "growth", "增减", &cb_type_text);
	if (before.from == 0 || before.from != before.to || out->n_rows != 1)
		return status;
	before.from = before.to = cb_period_step(before.from, -1);
	before.first_day = cb_period_first_day(before.from);
	before.last_day = cb_period_last_day(before.from);
	f->office->diag = &silent; /* what is wrong with the period before is not this one's */
	if (cb_ranking_has(cb_figures_ranking(f), the_contest(f), before.from))
		share_into(f, before, &then);
	f->office->diag = f->diag;
	if (then.n_rows == 1) {
		struct cb_cell *cells = out->cells;
		struct cb_str words = { 0 };

		cells[previous] = cb_table_text(out, then.cells[cb_figures_column(&then, "share")].text);
		cb_words_points(share_of(out, 0), share_of(&then, 0), &words);
		cells[growth] = cb_figures_words(out, &words);
	}
	cb_table_release(&then);
	cb_diag_release(&silent);
	return status;
}
