/* The ranking itself, of the period, of its months, of units: how its rows print. */
#include <cb/value/wording.h>

#include "computing.h"
#include "ranking_rows.h"

const struct cb_query_column cb_ranking_columns[] = {
	CB_RANKING_ENTRANT_COLUMNS,
	[RANKING_SCORE] = { "score", "得分", .type = &cb_type_num },
	[RANKING_RATE] = { "rate", "得分率", .type = &cb_type_text, .en = "the score over the full mark", .doc = "得分与满分之比" },
	[RANKING_PREVIOUS] = { "previous", "上期名次", .type = &cb_type_int, .flags = CB_QUERY_PART },
	[RANKING_CHANGE] = { "change", "升降", .type = &cb_type_int, .flags = CB_QUERY_PART, .en = "places won since; below 0: lost",
	                     .doc = "比上期上升的名次;负数为下降" },
	[RANKING_RISE] = { "moved", "较上月", .type = &cb_type_text, .flags = CB_QUERY_PART,
	                   .en = "for people, instead of previous and change; not in xlsx", .doc = "供人阅读时,代替上期名次和升降;xlsx 除外" },
	[RANKING_AWARD] = { "award", "奖项", .type = &cb_type_text, .flags = CB_QUERY_PART },
	[RANKING_PRIZE] = { "prize", "奖金", .type = &cb_type_money, .flags = CB_QUERY_SUM | CB_QUERY_TOTAL | CB_QUERY_PART },
	[RANKING_MEASURES] = { "measures", "处理措施", .type = &cb_type_text, .flags = CB_QUERY_PART },
	[RANKING_LAST_MONTHS] = { "last_months", "连续末位期数", .type = &cb_type_int, .flags = CB_QUERY_PART },
	[RANKING_GIVEN] = { "given", "奖惩", .type = &cb_type_text, .flags = CB_QUERY_PART,
	                    .en = "on a terminal, instead of award, prize, measures and last_months",
	                    .doc = "仅终端:代替奖项、奖金、处理措施和连续末位期数" },
	[RANKING_RULES] = { "rules", "规则", .type = &cb_type_text, .flags = CB_QUERY_PART,
	                    .en = "ids of the rules behind award and measures; for people with -v only",
	                    .doc = "奖项和措施所依据规则的编号;供人阅读的格式仅在 -v 时列出" },
	[RANKING_MOVE] = { "move", "升降情况", .type = &cb_type_text, .flags = CB_QUERY_PART,
	                   .en = "in reports: the change in words", .doc = "仅报告中有:升降的文字" },
	{ 0 },
};

struct cb_cell
cb_ranking_per_cent(struct cb_table *t, struct cb_ratio part, struct cb_ratio whole)
{
	struct cb_str text = { 0 };

	if (whole.num != 0 && cb_ratio_divide(&part, whole) && part.num <= INT64_MAX)
		cb_words_share(part.num, part.den, &text);
	return cb_table_take(t, &text);
}

/* Are units ranked in all contests that are printed? A document has its entrants under one name, whatever they are. */
static bool
ranks_units(const struct cb_query_run *run)
{
	const struct cb_ranking *r = run->ranking;
	struct cb_ranking_choice asked;
	bool all;

	if (run->in_prose || r == NULL)
		return false;
	asked = cb_ranking_asked(r);
	all = r->n_contests > 0;
	for (size_t i = 0; i < r->n_contests; i++)
		if (asked.contest == CB_CONTEST_ALL || asked.contest == r->contests[i])
			all = all && cb_ranking_is_of_units(r, r->contests[i], (int32_t)r->options.range.last_day);
	return all;
}

bool
cb_ranking_part(const struct cb_query_run *run, size_t column)
{
	const struct cb_ranking *r = run->ranking;

	switch (column) {
	case RANKING_GROUP:
		return r != NULL && r->group_column >= 0;
	case RANKING_UNIT:
		return ranks_units(run);
	case RANKING_COMMUNITY:
		return !ranks_units(run);
	case RANKING_ESTATE:
		return r != NULL && r->options.within;
	case RANKING_MOVE:
		return run->in_prose;
	case RANKING_RULES:
		return run->shape == CB_QUERY_FOR_PROGRAMS || run->verbose;
	case RANKING_RISE:
		return run->shape >= CB_QUERY_FOR_PAGES;
	case RANKING_PREVIOUS:
	case RANKING_CHANGE:
		return run->shape < CB_QUERY_FOR_PAGES;
	case RANKING_GIVEN:
		return run->shape == CB_QUERY_FOR_SCREENS;
	default: /* what these two say at once */
		return run->shape != CB_QUERY_FOR_SCREENS;
	}
}

static void
print_words(const struct cb_query_run *run, const struct cb_ranking_row *row, struct cb_table *t, struct cb_cell *cells)
{
	const char *between = cb_ranking_between(run);
	struct cb_str award = { 0 }, measures = { 0 }, rules = { 0 };

	cb_standing_award(row->result, row->standing, between, &award);
	cb_standing_measures(row->standing, between, &measures);
	cb_standing_rules(row->standing, &rules);
	cells[RANKING_AWARD] = cb_table_take(t, &award);
	cells[RANKING_MEASURES] = cb_table_take(t, &measures);
	cells[RANKING_RULES] = cb_table_take(t, &rules);
}

static void
print_change(int64_t places, struct cb_table *t, struct cb_cell *cells)
{
	struct cb_str words = { 0 };

	cb_words_places(places, &words);
	cells[RANKING_CHANGE] = cb_cell_number(places);
	cells[RANKING_MOVE] = cb_table_take(t, &words);
}

struct cb_cell *
cb_ranking_print_entrant(const struct cb_query_run *run, const struct cb_ranking_row *row, struct cb_table *t)
{
	const struct cb_standing *e = row->standing;
	struct cb_cell *cells = cb_table_row(t);

	cells[RANKING_CONTEST] = cb_table_text(t, cb_office_name(run->office, row->result->contest));
	cells[RANKING_PERIOD] = cb_cell_number(row->result->period);
	cells[RANKING_GROUP] = cb_table_text(t, cb_office_name(run->office, e->pool));
	cells[RANKING_UNIT] = cells[RANKING_COMMUNITY] = cb_table_text(t, cb_office_name(run->office, e->entrant));
	cells[RANKING_ESTATE] = cb_table_text(t, cb_office_name(run->office, e->estate));
	if (!e->absent)
		cells[RANKING_RANK] = cb_cell_number(e->place);
	return cells;
}

/* Then the rate is the score once more. */
static bool
is_full_hundred(const struct cb_standing *e)
{
	int64_t full = 0;

	return e->full.num != 0 && cb_ratio_round(e->full, 6, CB_HALF_UP, &full) && full == CB_RULE_N(100);
}

void
cb_ranking_print(const struct cb_query_run *run, const struct cb_ranking_row *row, struct cb_table *t)
{
	const struct cb_standing *e = row->standing, *previous = row->previous;
	struct cb_cell *cells = cb_ranking_print_entrant(run, row, t);

	if (!e->absent) {
		cells[RANKING_SCORE] = cb_cell_number(e->score);
		if (run->shape < CB_QUERY_FOR_PAGES || !is_full_hundred(e))
			cells[RANKING_RATE] = cb_ranking_per_cent(t, e->total, e->full);
	}
	if (previous != NULL && !previous->absent) {
		cells[RANKING_PREVIOUS] = cb_cell_number(previous->place);
		if (!e->absent)
			print_change((int64_t)previous->place - e->place, t, cells);
	}
	print_words(run, row, t, cells);
	if (e->prize_fen != 0)
		cells[RANKING_PRIZE] = cb_cell_number(e->prize_fen);
	if (e->streak.length > 0)
		cells[RANKING_LAST_MONTHS] = cb_cell_number(e->streak.length);
}

/* The last result, while its bars can be told apart. */
static void
add_chart(struct cb_table *t, size_t label, size_t n)
{
	t->chart = (struct cb_table_chart){ .label = label, .value = RANKING_SCORE, .first_row = t->n_rows - n };
	t->chart.n_rows = n < CB_CHART_ROWS_MAX ? n : CB_CHART_ROWS_MAX;
}

static void
print_rows(const struct cb_query_run *run, struct cb_ranking_rows *rows, struct cb_table *out)
{
	for (size_t i = 0; i < rows->n; i++)
		cb_ranking_print(run, &rows->rows[i], out);
	cb_ranking_for_people(run, rows, out);
	cb_ranking_rows_release(rows);
}

static void
print_with_chart(const struct cb_query_run *run, struct cb_ranking_rows *rows, struct cb_table *out)
{
	size_t n_last = rows->n_last, label = ranks_units(run) ? RANKING_UNIT : RANKING_COMMUNITY;

	print_rows(run, rows, out);
	if (run->ranking != NULL)
		add_chart(out, run->ranking->options.within ? (size_t)RANKING_ESTATE : label, n_last);
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct cb_ranking_rows rows = { 0 };
	enum cb_status status = cb_ranking_rows_asked(run, &rows);

	print_with_chart(run, &rows, out);
	return status;
}

const struct cb_query cb_query_ranking = {
	.name = "ranking",
	.zh = "排名",
	.title_en = "Ranking",
	.title_zh = "排名",
	.columns = cb_ranking_columns,
	.reads = "score standing",
	.takes = CB_QUERY_TAKES_FILES,
	.has_findings = true,
	.has = cb_ranking_has_asked,
	.part = cb_ranking_part,
	.heading = cb_ranking_heading,
	.fill = fill,
	.en = "The ranking, as cb-rank prints it; move says the change in words.",
	.doc = "排名,同 cb-rank 的输出;move 用文字说明升降。",
};

static enum cb_status
fill_monthly(struct cb_query_run *run, struct cb_table *out)
{
	struct cb_ranking_rows rows = { 0 };
	enum cb_status status = cb_ranking_rows_monthly(run, &rows);

	print_with_chart(run, &rows, out);
	return status;
}

const struct cb_query cb_query_monthly = {
	.name = "monthly",
	.zh = "各月排名",
	.columns = cb_ranking_columns,
	.reads = "score standing",
	.takes = CB_QUERY_TAKES_FILES,
	.has_findings = true,
	.has = cb_ranking_has_months,
	.part = cb_ranking_part,
	.heading = cb_ranking_heading,
	.fill = fill_monthly,
	.en = "The ranking of each month in the period, with the columns of ranking.",
	.doc = "本期内各月的排名,栏目同排名。",
};

/* ---- units ---- */

static bool
is_of_units(const struct cb_ranking *r, uint32_t contest)
{
	return cb_ranking_is_of_units(r, contest, (int32_t)r->options.range.last_day) &&
	       cb_ranking_has_any(r, contest, &r->options.range);
}

static bool
has_units(struct cb_query_run *run)
{
	const struct cb_ranking *r = cb_ranking_of(run);

	for (size_t i = 0; r != NULL && i < r->n_contests; i++)
		if (is_of_units(r, r->contests[i]))
			return true;
	return false;
}

static bool
part_of_units(const struct cb_query_run *run, size_t column)
{
	return column == RANKING_UNIT || (column != RANKING_COMMUNITY && cb_ranking_part(run, column));
}

/* The scores of several contests cannot be compared: no chart. */
static enum cb_status
fill_units(struct cb_query_run *run, struct cb_table *out)
{
	struct cb_ranking *r = cb_ranking_of(run);
	struct cb_ranking_choice choice = { 0, run->range };
	struct cb_ranking_rows rows = { 0 };
	enum cb_status status = r == NULL ? run->office->diag->status : CB_OK;

	for (size_t i = 0; r != NULL && i < r->n_contests; i++) {
		choice.contest = r->contests[i];
		if (is_of_units(r, choice.contest))
			status = cb_status_worse(status, cb_ranking_rows(r, &choice, &rows));
	}
	print_rows(run, &rows, out);
	return status;
}

const struct cb_query cb_query_units = {
	.name = "units",
	.zh = "责任单位",
	.columns = cb_ranking_columns,
	.reads = "score standing",
	.takes = CB_QUERY_TAKES_FILES,
	.has_findings = true,
	.has = has_units,
	.part = part_of_units,
	.heading = cb_ranking_heading,
	.fill = fill_units,
	.en = "The ranking of the contests whose entrants are units.",
	.doc = "参评的是单位的评比的排名。",
};
