/* The last period that is ranked, in one row. */
#include <cb/value/wording.h>

#include "computing.h"
#include "ranking_rows.h"

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
       SUM_WARNED,
       SUM_PREVIOUS };

static const struct cb_query_column columns[] = {
	[SUM_PERIOD] = { "period", "期间", .type = &cb_type_period },
	[SUM_ENTRANTS] = { "entrants", "参评数", .type = &cb_type_int },
	[SUM_RANKED] = { "ranked", "排名数", .type = &cb_type_int },
	[SUM_ABSENT] = { "absent", "缺得分数", .type = &cb_type_int },
	[SUM_MEAN] = { "mean", "平均分", .type = &cb_type_num },
	[SUM_MEAN_BEFORE] = { "mean_before", "上期平均分", .type = &cb_type_num },
	[SUM_MEAN_CHANGE] = { "mean_change", "平均分变化", .type = &cb_type_text },
	[SUM_HIGHEST] = { "highest", "最高分", .type = &cb_type_num },
	[SUM_BEST] = { "best", "最高分社区", .type = &cb_type_text },
	[SUM_LOWEST] = { "lowest", "最低分", .type = &cb_type_num },
	[SUM_WORST] = { "worst", "最低分社区", .type = &cb_type_text },
	[SUM_SPREAD] = { "spread", "分差", .type = &cb_type_num },
	[SUM_RISEN] = { "risen", "上升数", .type = &cb_type_int },
	[SUM_FALLEN] = { "fallen", "下降数", .type = &cb_type_int },
	[SUM_MOVED] = { "moved", "名次有变", .type = &cb_type_bool },
	[SUM_AWARDED] = { "awarded", "获奖数", .type = &cb_type_int },
	[SUM_PRIZE] = { "prize", "奖金合计", .type = &cb_type_money },
	[SUM_WARNED] = { "warned", "警告数", .type = &cb_type_int },
	[SUM_PREVIOUS] = { "previous_period", "上期", .type = &cb_type_period },
	{ 0 },
};

void
cb_ranking_mean(const struct cb_query_run *run, const struct cb_result *result, struct cb_cell *mean)
{
	const char *scope = cb_ranking_scope(run->ranking, result->contest, result->period);
	int32_t day = (int32_t)cb_period_last_day(result->period);
	const struct cb_rule *round = cb_rules_pick(run->office->rules, "rank.round", scope, "", 0, day);
	const struct cb_rule *places = cb_rules_pick(run->office->rules, "rank.places", scope, "", 0, day);
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
set_means(const struct cb_query_run *run, const struct cb_result *now, struct cb_table *out, struct cb_cell *cells)
{
	const struct cb_result *before =
		cb_ranking_result(run->ranking, now->contest, cb_period_step(now->period, -1));
	struct cb_str words = { 0 };

	cb_ranking_mean(run, now, &cells[SUM_MEAN]);
	if (before != NULL)
		cb_ranking_mean(run, before, &cells[SUM_MEAN_BEFORE]);
	if (cells[SUM_MEAN].state == CB_VALUE && cells[SUM_MEAN_BEFORE].state == CB_VALUE)
		cb_words_scores(cells[SUM_MEAN].n, cells[SUM_MEAN_BEFORE].n, &words);
	cells[SUM_MEAN_CHANGE] = cb_table_take(out, &words);
}

/* All whose score is this one, joined by 、. */
static struct cb_cell
names_with(const struct cb_query_run *run, const struct cb_result *result, int64_t score, struct cb_table *out)
{
	struct cb_str names = { 0 };

	for (size_t i = 0; i < result->n; i++) {
		const struct cb_standing *e = &result->entries[i];

		if (e->absent || e->score != score)
			continue;
		cb_str_join(&names, "、", cb_office_name(run->office, e->entrant));
	}
	return cb_table_take(out, &names);
}

/* Who is first and who is last; where all have the same score nobody is last. */
static void
set_ends(const struct cb_query_run *run, const struct cb_result *result, struct cb_table *out, struct cb_cell *cells)
{
	int64_t highest = cells[SUM_HIGHEST].n, lowest = cells[SUM_LOWEST].n;

	cells[SUM_BEST] = names_with(run, result, highest, out);
	if (highest == lowest) {
		cells[SUM_LOWEST] = (struct cb_cell){ 0 };
		return;
	}
	cells[SUM_WORST] = names_with(run, result, lowest, out);
	cells[SUM_SPREAD] = cb_cell_number(highest - lowest);
}

static void
count_row(const struct cb_ranking_row *row, struct cb_cell *cells)
{
	const struct cb_standing *e = row->standing, *previous = row->previous;

	cells[SUM_ENTRANTS].n++;
	if (e->absent) {
		cb_ranking_count(&cells[SUM_ABSENT], 1);
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
	cells[SUM_AWARDED].n += (e->prize_fen != 0 || cb_standing_has_award(e));
	cb_ranking_count(&cells[SUM_PRIZE], e->prize_fen);
	cells[SUM_WARNED].n += cb_standing_is_warned(e);
}

static void
sum_up(const struct cb_query_run *run, const struct cb_ranking_rows *rows, struct cb_table *out)
{
	const struct cb_result *last = rows->rows[rows->n - 1].result;
	struct cb_cell *cells = cb_table_row(out);

	cells[SUM_PERIOD] = cb_cell_number(last->period);
	cells[SUM_PREVIOUS] = cb_cell_number(cb_period_step(last->period, -1));
	cells[SUM_ENTRANTS].state = cells[SUM_RANKED].state = CB_VALUE;
	cells[SUM_AWARDED].state = cells[SUM_WARNED].state = CB_VALUE;
	for (size_t i = 0; i < rows->n; i++)
		if (rows->rows[i].result == last)
			count_row(&rows->rows[i], cells);
	set_means(run, last, out, cells);
	if (cells[SUM_RANKED].n > 0)
		set_ends(run, last, out, cells);
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct cb_ranking_rows rows = { 0 };
	enum cb_status status = cb_ranking_rows_asked(run, &rows);

	if (rows.n > 0)
		sum_up(run, &rows, out);
	cb_ranking_rows_release(&rows);
	return status;
}

const struct cb_query cb_query_summary = {
	.name = "summary",
	.zh = "概要",
	.columns = columns,
	.reads = "score standing",
	.takes = CB_QUERY_TAKES_FILES,
	.has_findings = true,
	.has = cb_ranking_has_asked,
	.fill = fill,
	.en = "The ranking in one row: mean, highest, lowest, changes, sums.",
	.doc = "排名的概要,一行:平均、最高、最低、变化、合计。",
};
