/* What a ranking gives, month by month: awards, warnings, measures against the last, sums. */
#include "figures.h"

#include <stdio.h>
#include <string.h>

#include <cb/value/wording.h>

enum { MONTHS = 12 };

static struct cb_table *
monthly(struct cb_figures *f)
{
	return cb_figures_table(f, CB_LIT("monthly"));
}

static const struct cb_cell *
cell_of(const struct cb_table *t, size_t row, const char *key)
{
	return &t->cells[row * t->n_columns + (size_t)cb_figures_column(t, key)];
}

/* The next rule named in a list joined by ';', or NULL; *ids moves on. */
static const struct cb_rule *
next_rule(const struct cb_rules *rules, struct cb_text *ids)
{
	while (ids->len > 0) {
		int end = cb_text_find(*ids, ";");
		struct cb_text id = { ids->p, end < 0 ? ids->len : (uint32_t)end };
		const struct cb_rule *rule = cb_rules_by_id(rules, id);

		ids->p += id.len + (end >= 0);
		ids->len -= id.len + (end >= 0);
		if (rule != NULL)
			return rule;
	}
	return NULL;
}

static bool
has_rule(const struct cb_figures *f, const struct cb_table *t, size_t row, const char *what)
{
	struct cb_text ids = cell_of(t, row, "rules")->text;
	const struct cb_rule *rule;

	while ((rule = next_rule(f->office->rules, &ids)) != NULL)
		if (strcmp(rule->kind->what, what) == 0)
			return true;
	return false;
}

static bool
is_awarded(const struct cb_figures *f, const struct cb_table *t, size_t row)
{
	(void)f;
	return cell_of(t, row, "award")->state == CB_VALUE || cell_of(t, row, "prize")->state == CB_VALUE;
}

static bool
is_warned(const struct cb_figures *f, const struct cb_table *t, size_t row)
{
	return has_rule(f, t, row, "rank.bottom");
}

/* The rows of the monthly ranking that pass. */
static enum cb_status
select_rows(struct cb_figures *f, bool (*passes)(const struct cb_figures *, const struct cb_table *, size_t),
            struct cb_table *out)
{
	const struct cb_table *from = monthly(f);

	cb_figures_columns_of(out, from);
	for (size_t row = 0; row < from->n_rows; row++)
		if (passes(f, from, row))
			cb_figures_copy_row(out, from, row);
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

/* A change of person leaves the measure to be decided (cb_ranking_by_hand). The measure is looked for whole:
 * 媒体公布 is another one than 再次媒体公布 and 媒体公布(再次). */
static bool
is_by_hand(struct cb_text measures, const struct cb_rule *rule)
{
	struct cb_str all = { 0 }, marked = { 0 };
	bool found;

	cb_str_addf(&all, "、%.*s、", CB_TEXT_ARG(measures));
	cb_str_addf(&marked, "、%s%s、", rule->measure, cb_ranking_by_hand);
	found = cb_text_find(cb_str_text(&all), cb_str_c(&marked)) >= 0;
	cb_str_release(&all);
	cb_str_release(&marked);
	return found;
}

static void
add_measure(struct cb_figures *f, const struct cb_table *from, size_t row, const struct cb_rule *rule,
            struct cb_table *out)
{
	int64_t period = cell_of(from, row, "period")->n;
	struct cb_text name = cell_of(from, row, "community")->text;
	uint32_t community = cb_names_find(f->office->names, CB_NAME_PARTY, name);
	struct cb_cell *cells = cb_table_row(out);

	cells[LAST_PERIOD] = cb_cell_number(period);
	cells[LAST_COMMUNITY] = *cell_of(from, row, "community");
	cells[LAST_MONTHS] = *cell_of(from, row, "last_months");
	cells[LAST_MEASURE] = cb_table_text(out, cb_text_of(rule->measure));
	cells[LAST_POST] = cb_table_text(out, cb_text_of(rule->value_text));
	cells[LAST_BY_HAND] = cb_cell_number(is_by_hand(cell_of(from, row, "measures")->text, rule));
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

enum cb_status
cb_figure_last(struct cb_figures *f, struct cb_table *out)
{
	const struct cb_table *from = monthly(f);

	last_columns(out);
	for (size_t row = 0; row < from->n_rows; row++) {
		struct cb_text ids = cell_of(from, row, "rules")->text;
		const struct cb_rule *rule;

		while ((rule = next_rule(f->office->rules, &ids)) != NULL)
			if (strcmp(rule->kind->what, "rank.last") == 0)
				add_measure(f, from, row, rule, out);
	}
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
side_row(struct cb_table *t, const struct cb_cell *community)
{
	struct cb_cell *cells;

	for (size_t row = 0; row < t->n_rows; row++)
		if (cb_text_equal(t->cells[row * t->n_columns + SIDE_COMMUNITY].text, community->text))
			return &t->cells[row * t->n_columns];
	cells = cb_table_row(t);
	cells[SIDE_COMMUNITY] = *community;
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
take_month(struct cb_figures *f, const struct cb_table *from, size_t row, struct cb_table *out)
{
	struct cb_cell *cells = side_row(out, cell_of(from, row, "community"));

	cells[SIDE_MONTHS + cell_of(from, row, "period")->n % 100 - 1] = *cell_of(from, row, "score");
	add_to(&cells[SIDE_AWARDS], cell_of(from, row, "award")->state == CB_VALUE);
	add_to(&cells[SIDE_PRIZE], cell_of(from, row, "prize")->n);
	add_to(&cells[SIDE_WARNINGS], is_warned(f, from, row));
}

enum cb_status
cb_figure_months(struct cb_figures *f, struct cb_table *out)
{
	const struct cb_table *from = monthly(f), *whole = cb_figures_table(f, CB_LIT("ranking"));
	bool is_one = f->options.range.from == f->options.range.to; /* else there is no score of all of it */

	side_columns(out);
	for (size_t row = 0; is_one && row < whole->n_rows; row++) {
		struct cb_cell *cells = side_row(out, cell_of(whole, row, "community"));

		if (cb_period_kind(f->options.range.from) != CB_MONTH) /* else it stands in the month's column */
			cells[SIDE_SCORE] = *cell_of(whole, row, "score");
		cells[SIDE_RANK] = *cell_of(whole, row, "rank");
	}
	for (size_t row = 0; row < from->n_rows; row++)
		take_month(f, from, row, out);
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
set_means(struct cb_figures *f, const struct cb_table *ranking, struct cb_table *out, struct cb_cell *cells)
{
	uint32_t contest = cb_names_find(f->office->names, CB_NAME_CONTEST, cell_of(ranking, 0, "contest")->text);
	int64_t period = cells[SUM_PERIOD].n;
	const struct cb_result *now = cb_ranking_result(&f->ranking, contest, period, false);
	const struct cb_result *before = cb_ranking_result(&f->ranking, contest, cb_period_step(period, -1), false);
	struct cb_str words = { 0 };

	if (now != NULL)
		set_mean(f, now, &cells[SUM_MEAN]);
	if (before != NULL)
		set_mean(f, before, &cells[SUM_MEAN_BEFORE]);
	if (cells[SUM_MEAN].state == CB_VALUE && cells[SUM_MEAN_BEFORE].state == CB_VALUE)
		cb_words_scores(cells[SUM_MEAN].n, cells[SUM_MEAN_BEFORE].n, &words);
	cells[SUM_MEAN_CHANGE] = cb_figures_words(out, &words);
}

/* All whose score is this one, joined by 、. */
static struct cb_cell
names_with(const struct cb_table *ranking, int64_t period, int64_t score, struct cb_table *out)
{
	struct cb_str names = { 0 };

	for (size_t row = 0; row < ranking->n_rows; row++) {
		const struct cb_cell *cell = cell_of(ranking, row, "score");

		if (cell->state != CB_VALUE || cell->n != score || cell_of(ranking, row, "period")->n != period)
			continue;
		cb_str_adds(&names, names.len > 0 ? "、" : "");
		cb_str_addt(&names, cell_of(ranking, row, "community")->text);
	}
	return cb_figures_words(out, &names);
}

/* Who is first and who is last; where all have the same score nobody is last. */
static void
set_ends(const struct cb_table *ranking, struct cb_table *out, struct cb_cell *cells)
{
	int64_t period = cells[SUM_PERIOD].n, highest = cells[SUM_HIGHEST].n, lowest = cells[SUM_LOWEST].n;

	cells[SUM_BEST] = names_with(ranking, period, highest, out);
	if (highest == lowest) {
		cells[SUM_LOWEST] = (struct cb_cell){ 0 };
		return;
	}
	cells[SUM_WORST] = names_with(ranking, period, lowest, out);
	cells[SUM_SPREAD] = cb_cell_number(highest - lowest);
}

static void
count_row(struct cb_figures *f, const struct cb_table *ranking, size_t row, struct cb_cell *cells)
{
	const struct cb_cell *score = cell_of(ranking, row, "score"), *change = cell_of(ranking, row, "change");

	cells[SUM_ENTRANTS].n++;
	if (score->state != CB_VALUE) {
		add_to(&cells[SUM_ABSENT], 1);
		return;
	}
	if (cells[SUM_RANKED].n == 0 || score->n > cells[SUM_HIGHEST].n)
		cells[SUM_HIGHEST] = *score;
	if (cells[SUM_RANKED].n == 0 || score->n < cells[SUM_LOWEST].n)
		cells[SUM_LOWEST] = *score;
	cells[SUM_RANKED].n++;
	if (change->state == CB_VALUE)
		cells[SUM_RISEN].state = cells[SUM_FALLEN].state = cells[SUM_MOVED].state = CB_VALUE;
	cells[SUM_RISEN].n += change->n > 0;
	cells[SUM_FALLEN].n += change->n < 0;
	cells[SUM_MOVED].n = cells[SUM_RISEN].n + cells[SUM_FALLEN].n > 0;
	cells[SUM_AWARDED].n += is_awarded(f, ranking, row);
	add_to(&cells[SUM_PRIZE], cell_of(ranking, row, "prize")->n);
	cells[SUM_WARNED].n += is_warned(f, ranking, row);
}

/* Of the last period that is ranked. */
enum cb_status
cb_figure_summary(struct cb_figures *f, struct cb_table *out)
{
	const struct cb_table *ranking = cb_figures_table(f, CB_LIT("ranking"));
	struct cb_cell *cells;

	summary_columns(out);
	if (ranking->n_rows == 0)
		return CB_OK;
	cells = cb_table_row(out);
	cells[SUM_PERIOD] = *cell_of(ranking, ranking->n_rows - 1, "period");
	cells[SUM_ENTRANTS].state = cells[SUM_RANKED].state = CB_VALUE;
	cells[SUM_AWARDED].state = cells[SUM_WARNED].state = CB_VALUE;
	for (size_t row = 0; row < ranking->n_rows; row++)
		if (cell_of(ranking, row, "period")->n == cells[SUM_PERIOD].n)
			count_row(f, ranking, row, cells);
	set_means(f, ranking, out, cells);
	if (cells[SUM_RANKED].n > 0)
		set_ends(ranking, out, cells);
	return CB_OK;
}
