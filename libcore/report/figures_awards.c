/* What a ranking gives, month by month: awards, warnings, measures against the last, sums. */
#include "figures.h"

#include <string.h>

#include <cb/value/wording.h>

enum { MONTHS = 12 };

static bool
is_awarded(const struct cb_ranking_row *row)
{
	struct cb_str award = { 0 };
	bool is;

	cb_standing_award(row->result, row->standing, "、", &award);
	is = award.len > 0 || row->standing->prize_fen != 0;
	cb_str_release(&award);
	return is;
}

static bool
is_warned(const struct cb_ranking_row *row)
{
	return cb_standing_has(row->standing, "rank.bottom");
}

/* The rows of the monthly ranking that pass. */
static enum cb_status
select_rows(struct cb_figures *f, bool (*passes)(const struct cb_ranking_row *), struct cb_table *out)
{
	const struct cb_table *from = cb_figures_table(f, CB_LIT("monthly"));
	struct cb_ranking_rows rows = { 0 };

	cb_figures_monthly_rows(f, &rows);
	cb_figures_columns_of(out, from);
	for (size_t i = 0; i < rows.n; i++)
		if (passes(&rows.rows[i]))
			cb_figures_copy_row(out, from, i);
	cb_ranking_rows_release(&rows);
	return CB_OK;
}

enum cb_status
cb_figure_awards(struct cb_figures *f, struct cb_table *out)
{
	return select_rows(f, is_awarded, out);
}

enum cb_status
cb_figure_warned(struct cb_figures *f, struct cb_table *out)
{
	return select_rows(f, is_warned, out);
}

/* ---- measures against the last ---- */

enum { LAST_PERIOD,
       LAST_COMMUNITY,
       LAST_POSTS,
       LAST_MONTHS = LAST_POSTS + CB_POSTS,
       LAST_MEASURE,
       LAST_POST,
       LAST_PERSON,
       LAST_BY_HAND,
       LAST_BASIS,
       LAST_RULE };

static void
last_columns(struct cb_table *t)
{
	cb_table_column(t, "period", "期间", &cb_type_period, NULL);
	cb_table_column(t, "community", "社区", &cb_type_text, NULL);
	for (int p = 0; p < CB_POSTS; p++)
		cb_table_column(t, cb_post_label((enum cb_post)p, CB_EN), cb_post_label((enum cb_post)p, CB_ZH),
		                &cb_type_text, NULL);
	cb_table_column(t, "months", "连续期数", &cb_type_int, NULL);
	cb_table_column(t, "measure", "措施", &cb_type_text, NULL);
	cb_table_column(t, "post", "受处理职务", &cb_type_text, NULL);
	cb_table_column(t, "person", "受处理人", &cb_type_text, NULL);
	cb_table_column(t, "by_hand", "需人工认定", &cb_type_bool, NULL);
	cb_table_column(t, "basis", "依据", &cb_type_text, NULL);
	cb_table_column(t, "rule", "规则", &cb_type_text, NULL);
}

static void
add_measure(struct cb_figures *f, const struct cb_ranking_row *row, const struct cb_given *given, struct cb_table *out)
{
	int64_t period = row->result->period;
	uint32_t community = row->standing->entrant;
	const struct cb_rule *rule = given->rule;
	struct cb_cell *cells = cb_table_row(out);

	cells[LAST_PERIOD] = cb_cell_number(period);
	cells[LAST_COMMUNITY] = cb_table_text(out, cb_office_name(f->office, community));
	if (row->standing->streak.length > 0)
		cells[LAST_MONTHS] = cb_cell_number(row->standing->streak.length);
	cells[LAST_MEASURE] = cb_table_text(out, cb_text_of(rule->measure));
	cells[LAST_POST] = cb_table_text(out, cb_text_of(rule->value_text));
	cells[LAST_BY_HAND] = cb_cell_number(given->by_hand);
	cells[LAST_BASIS] = cb_table_text(out, cb_text_of(rule->basis));
	cells[LAST_RULE] = cb_table_text(out, cb_text_of(rule->id));
	for (int p = 0; p < CB_POSTS; p++) {
		struct cb_text other, holder = cb_holders_find(&f->ranking.holders, community, (enum cb_post)p,
		                                               (int32_t)cb_period_last_day(period), &other);

		cells[LAST_POSTS + p] = cb_table_text(out, holder);
		if (cb_text_is(cb_text_of(rule->value_text), cb_post_label((enum cb_post)p, CB_ZH)))
			cells[LAST_PERSON] = cells[LAST_POSTS + p];
	}
}

static void
add_measures(struct cb_figures *f, const struct cb_ranking_row *row, struct cb_table *out)
{
	const struct cb_standing *e = row->standing;

	for (size_t i = 0; i < e->n_given; i++)
		if (e->given[i].rule != NULL && strcmp(e->given[i].rule->kind->what, "rank.last") == 0)
			add_measure(f, row, &e->given[i], out);
}

enum cb_status
cb_figure_last(struct cb_figures *f, struct cb_table *out)
{
	struct cb_ranking_rows rows = { 0 };

	cb_figures_monthly_rows(f, &rows);
	last_columns(out);
	for (size_t i = 0; i < rows.n; i++)
		add_measures(f, &rows.rows[i], out);
	cb_ranking_rows_release(&rows);
	return CB_OK;
}

/* ---- months side by side ---- */

enum { SIDE_COMMUNITY,
       SIDE_MONTHS,
       SIDE_SCORE = SIDE_MONTHS + MONTHS,
       SIDE_RANK,
       SIDE_AWARDS,
       SIDE_PRIZE,
       SIDE_WARNINGS };

static void
side_columns(struct cb_table *t)
{
	static const char *const keys[MONTHS] = { "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9", "m10", "m11", "m12" };
	static const char *const labels[MONTHS] = { "1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月" };

	cb_table_column(t, "community", "社区", &cb_type_text, NULL);
	for (int m = 0; m < MONTHS; m++)
		cb_table_column(t, keys[m], labels[m], &cb_type_num, NULL);
	cb_table_column(t, "score", "本期得分", &cb_type_num, NULL);
	cb_table_column(t, "rank", "本期名次", &cb_type_int, NULL);
	cb_table_column(t, "awards", "获奖次数", &cb_type_int, NULL);
	cb_table_column(t, "prize", "奖金合计", &cb_type_money, NULL);
	cb_table_column(t, "warnings", "警告次数", &cb_type_int, NULL);
}

/* The row of a community, new when it has none. */
static struct cb_cell *
side_row(struct cb_figures *f, struct cb_table *t, uint32_t community)
{
	struct cb_text name = cb_office_name(f->office, community);
	struct cb_cell *cells;

	for (size_t row = 0; row < t->n_rows; row++)
		if (cb_text_equal(t->cells[row * t->n_columns + SIDE_COMMUNITY].text, name))
			return &t->cells[row * t->n_columns];
	cells = cb_table_row(t);
	cells[SIDE_COMMUNITY] = cb_table_text(t, name);
	return cells;
}

/* An empty cell is none so far. */
static void
add_to(struct cb_cell *sum, int64_t n)
{
	if (n == 0)
		return;
	sum->state = CB_VALUE;
	sum->n += n;
}

static void
take_month(struct cb_figures *f, const struct cb_ranking_row *row, struct cb_table *out)
{
	const struct cb_standing *e = row->standing;
	struct cb_cell *cells = side_row(f, out, e->entrant);
	struct cb_str award = { 0 };

	cb_standing_award(row->result, e, "、", &award);
	if (!e->absent)
		cells[SIDE_MONTHS + row->result->period % 100 - 1] = cb_cell_number(e->score);
	add_to(&cells[SIDE_AWARDS], award.len > 0);
	add_to(&cells[SIDE_PRIZE], e->prize_fen);
	add_to(&cells[SIDE_WARNINGS], is_warned(row));
	cb_str_release(&award);
}

static void
take_whole(struct cb_figures *f, const struct cb_ranking_row *row, struct cb_table *out)
{
	struct cb_cell *cells = side_row(f, out, row->standing->entrant);

	if (row->standing->absent)
		return;
	if (cb_period_kind(row->result->period) != CB_MONTH) /* else it stands in the month's column */
		cells[SIDE_SCORE] = cb_cell_number(row->standing->score);
	cells[SIDE_RANK] = cb_cell_number(row->standing->place);
}

enum cb_status
cb_figure_months(struct cb_figures *f, struct cb_table *out)
{
	struct cb_ranking_rows months = { 0 }, whole = { 0 };
	bool is_one = f->options.range.from == f->options.range.to; /* else there is no score of all of it */

	cb_figures_monthly_rows(f, &months);
	cb_figures_rows(f, &whole);
	side_columns(out);
	for (size_t i = 0; is_one && i < whole.n; i++)
		take_whole(f, &whole.rows[i], out);
	for (size_t i = 0; i < months.n; i++)
		take_month(f, &months.rows[i], out);
	cb_ranking_rows_release(&months);
	cb_ranking_rows_release(&whole);
	return CB_OK;
}

/* ---- the ranking in one row ---- */

enum { SUM_PERIOD,
       SUM_ENTRANTS,
       SUM_RANKED,
       SUM_ABSENT,
       SUM_MEAN,
       SUM_MEAN_BEFORE,
       SUM_MEAN_CHANGE,
       SUM_HIGHEST,
       SUM_BEST,
       SUM_LOWEST,
       SUM_WORST,
       SUM_SPREAD,
       SUM_RISEN,
       SUM_FALLEN,
       SUM_MOVED,
       SUM_AWARDED,
       SUM_PRIZE,
       SUM_WARNED };

static void
summary_columns(struct cb_table *t)
{
	cb_table_column(t, "period", "期间", &cb_type_period, NULL);
	cb_table_column(t, "entrants", "参评数", &cb_type_int, NULL);
	cb_table_column(t, "ranked", "排名数", &cb_type_int, NULL);
	cb_table_column(t, "absent", "缺得分数", &cb_type_int, NULL);
	cb_table_column(t, "mean", "平均分", &cb_type_num, NULL);
	cb_table_column(t, "mean_before", "上期平均分", &cb_type_num, NULL);
	cb_table_column(t, "mean_change", "平均分变化", &cb_type_text, NULL);
	cb_table_column(t, "highest", "最高分", &cb_type_num, NULL);
	cb_table_column(t, "best", "最高分社区", &cb_type_text, NULL);
	cb_table_column(t, "lowest", "最低分", &cb_type_num, NULL);
	cb_table_column(t, "worst", "最低分社区", &cb_type_text, NULL);
	cb_table_column(t, "spread", "分差", &cb_type_num, NULL);
	cb_table_column(t, "risen", "上升数", &cb_type_int, NULL);
	cb_table_column(t, "fallen", "下降数", &cb_type_int, NULL);
	cb_table_column(t, "moved", "名次有变", &cb_type_bool, NULL);
	cb_table_column(t, "awarded", "获奖数", &cb_type_int, NULL);
	cb_table_column(t, "prize", "奖金合计", &cb_type_money, NULL);
	cb_table_column(t, "warned", "警告数", &cb_type_int, NULL);
}

/* The mean of scores, rounded as totals are. */
static void
set_mean(struct cb_figures *f, const struct cb_result *result, struct cb_cell *mean)
{
	const char *scope = cb_ranking_scope(&f->ranking, result->contest, result->period);
	int32_t day = (int32_t)cb_period_last_day(result->period);
	const struct cb_rule *round = cb_rules_pick(f->office->rules, "rank.round", scope, "", 0, day);
	const struct cb_rule *places = cb_rules_pick(f->office->rules, "rank.places", scope, "", 0, day);
	cb_wide sum = 0;
	int64_t n = 0;

	for (size_t i = 0; i < result->n; i++)
		if (!result->entries[i].absent) {
			sum += result->entries[i].score;
			n++;
		}
	if (n == 0 || round == NULL || places == NULL)
		return;
	if (cb_decimal_divide(sum, (cb_wide)n * CB_MICRO, (int)places->value.n, (enum cb_round)round->value.n,
	                      &mean->n))
		mean->state = CB_VALUE;
}

static void
set_means(struct cb_figures *f, const struct cb_result *now, struct cb_table *out, struct cb_cell *cells)
{
	const struct cb_result *before =
		cb_ranking_result(&f->ranking, now->contest, cb_period_step(now->period, -1));
	struct cb_str words = { 0 };

	set_mean(f, now, &cells[SUM_MEAN]);
	if (before != NULL)
		set_mean(f, before, &cells[SUM_MEAN_BEFORE]);
	if (cells[SUM_MEAN].state == CB_VALUE && cells[SUM_MEAN_BEFORE].state == CB_VALUE)
		cb_words_scores(cells[SUM_MEAN].n, cells[SUM_MEAN_BEFORE].n, &words);
	cells[SUM_MEAN_CHANGE] = cb_figures_words(out, &words);
}

/* All whose score is this one, joined by 、. */
static struct cb_cell
names_with(const struct cb_figures *f, const struct cb_result *result, int64_t score, struct cb_table *out)
{
	struct cb_str names = { 0 };

	for (size_t i = 0; i < result->n; i++) {
		const struct cb_standing *e = &result->entries[i];

		if (e->absent || e->score != score)
			continue;
		cb_str_adds(&names, names.len > 0 ? "、" : "");
		cb_str_addt(&names, cb_office_name(f->office, e->entrant));
	}
	return cb_figures_words(out, &names);
}

/* Who is first and who is last; where all have the same score nobody is last. */
static void
set_ends(const struct cb_figures *f, const struct cb_result *result, struct cb_table *out, struct cb_cell *cells)
{
	int64_t highest = cells[SUM_HIGHEST].n, lowest = cells[SUM_LOWEST].n;

	cells[SUM_BEST] = names_with(f, result, highest, out);
	if (highest == lowest) {
		cells[SUM_LOWEST] = (struct cb_cell){ 0 };
		return;
	}
	cells[SUM_WORST] = names_with(f, result, lowest, out);
	cells[SUM_SPREAD] = cb_cell_number(highest - lowest);
}

static void
count_row(const struct cb_ranking_row *row, struct cb_cell *cells)
{
	const struct cb_standing *e = row->standing, *previous = row->previous;

	cells[SUM_ENTRANTS].n++;
	if (e->absent) {
		add_to(&cells[SUM_ABSENT], 1);
		return;
	}
	if (cells[SUM_RANKED].n == 0 || e->score > cells[SUM_HIGHEST].n)
		cells[SUM_HIGHEST] = cb_cell_number(e->score);
	if (cells[SUM_RANKED].n == 0 || e->score < cells[SUM_LOWEST].n)
		cells[SUM_LOWEST] = cb_cell_number(e->score);
	cells[SUM_RANKED].n++;
	if (previous != NULL && !previous->absent) {
		cells[SUM_RISEN].state = cells[SUM_FALLEN].state = cells[SUM_MOVED].state = CB_VALUE;
		cells[SUM_RISEN].n += e->place < previous->place;
		cells[SUM_FALLEN].n += e->place > previous->place;
	}
	cells[SUM_MOVED].n = cells[SUM_RISEN].n + cells[SUM_FALLEN].n > 0;
	cells[SUM_AWARDED].n += is_awarded(row);
	add_to(&cells[SUM_PRIZE], e->prize_fen);
	cells[SUM_WARNED].n += is_warned(row);
}

static void
sum_up(struct cb_figures *f, const struct cb_ranking_rows *rows, struct cb_table *out)
{
	const struct cb_result *last = rows->rows[rows->n - 1].result;
	struct cb_cell *cells = cb_table_row(out);

	cells[SUM_PERIOD] = cb_cell_number(last->period);
	cells[SUM_ENTRANTS].state = cells[SUM_RANKED].state = CB_VALUE;
	cells[SUM_AWARDED].state = cells[SUM_WARNED].state = CB_VALUE;
	for (size_t i = 0; i < rows->n; i++)
		if (rows->rows[i].result == last)
			count_row(&rows->rows[i], cells);
	set_means(f, last, out, cells);
	if (cells[SUM_RANKED].n > 0)
		set_ends(f, last, out, cells);
}

/* Of the last period that is ranked. */
enum cb_status
cb_figure_summary(struct cb_figures *f, struct cb_table *out)
{
	struct cb_ranking_rows rows = { 0 };

	cb_figures_rows(f, &rows);
	summary_columns(out);
	if (rows.n > 0)
		sum_up(f, &rows, out);
	cb_ranking_rows_release(&rows);
	return CB_OK;
}
