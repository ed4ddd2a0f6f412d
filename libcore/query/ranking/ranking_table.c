/* The ranking itself: rows with all they have earned, and how they print. */
#include <stdlib.h>

#include <cb/value/arg.h>
#include <cb/value/wording.h>

#include "computing.h"

/* ---- rows ---- */

struct gathering {
	struct cb_ranking *r;
	struct cb_ranking_rows *out;
};

static enum cb_status
add_rows(void *arg, struct cb_result *result)
{
	struct gathering *g = arg;
	struct cb_ranking_rows *out = g->out;
	const struct cb_result *before =
		cb_ranking_result(g->r, result->contest, cb_period_step(result->period, -1));

	cb_ranking_award(g->r, result);
	cb_ranking_say(g->r, result);
	if (before == NULL || before->n == 0)
		cb_report(g->r->office->diag, CB_SHORT_HISTORY, CB_NOWHERE, "previous", cb_arg_period(result->period));
	out->rows = cb_grow(out->rows, &out->cap, out->n + result->n, sizeof(*out->rows));
	out->n_last = result->n;
	for (size_t i = 0; i < result->n; i++) {
		const struct cb_standing *e = &result->entries[i];

		out->rows[out->n++] = (struct cb_ranking_row){
			result, e, before == NULL ? NULL : cb_result_entry(before, e->entrant, e->estate)
		};
	}
	return CB_OK;
}

enum cb_status
cb_ranking_rows(struct cb_ranking *r, const struct cb_ranking_choice *choice, struct cb_ranking_rows *out)
{
	return cb_ranking_each(r, choice, add_rows, &(struct gathering){ r, out });
}

void
cb_ranking_rows_release(struct cb_ranking_rows *rows)
{
	free(rows->rows);
	*rows = (struct cb_ranking_rows){ 0 };
}

/* ---- printing ---- */

static const struct cb_query_column columns[] = {
	[RANKING_CONTEST] = { "contest", "评比", .type = &cb_type_text },
	[RANKING_PERIOD] = { "period", "期间", .type = &cb_type_period },
	[RANKING_GROUP] = { "group", "组别", .type = &cb_type_text, .flags = CB_QUERY_PART,
	                    .en = "with --group: what the column says", .doc = "用 --group 时:该栏的值" },
	[RANKING_RANK] = { "rank", "名次", .type = &cb_type_int, .en = "empty: not ranked", .doc = "空:不排名" },
	[RANKING_UNIT] = { "unit", "单位", .type = &cb_type_text, .flags = CB_QUERY_PART,
	                   .en = "instead of community where units are ranked (rule rank.entity)",
	                   .doc = "参评的是单位时代替社区(规则 rank.entity)" },
	[RANKING_COMMUNITY] = { "community", "社区", .type = &cb_type_text, .flags = CB_QUERY_PART },
	[RANKING_ESTATE] = { "estate", "小区", .type = &cb_type_text, .flags = CB_QUERY_PART,
	                     .en = "with --within community", .doc = "用 --within community 时" },
	[RANKING_SCORE] = { "score", "得分", .type = &cb_type_num },
	[RANKING_RATE] = { "rate", "得分率", .type = &cb_type_text, .en = "the score over the full mark", .doc = "得分与满分之比" },
	[RANKING_PREVIOUS] = { "previous", "上期名次", .type = &cb_type_int },
	[RANKING_CHANGE] = { "change", "升降", .type = &cb_type_int, .en = "places won since; below 0: lost",
	                     .doc = "比上期上升的名次;负数为下降" },
	[RANKING_AWARD] = { "award", "奖项", .type = &cb_type_text },
	[RANKING_PRIZE] = { "prize", "奖金", .type = &cb_type_money, .flags = CB_QUERY_SUM },
	[RANKING_MEASURES] = { "measures", "处理措施", .type = &cb_type_text },
	[RANKING_LAST_MONTHS] = { "last_months", "连续末位期数", .type = &cb_type_int },
	[RANKING_RULES] = { "rules", "规则", .type = &cb_type_text, .en = "ids of the rules behind award and measures",
	                    .doc = "奖项和措施所依据规则的编号" },
	{ 0 },
};
enum { COLUMNS = sizeof(columns) / sizeof(columns[0]) - 1 };

static struct cb_cell
words_cell(struct cb_table *t, struct cb_str *words)
{
	struct cb_cell cell = cb_table_text(t, cb_str_text(words));

	cb_str_release(words);
	return cell;
}

struct cb_cell
cb_ranking_per_cent(struct cb_table *t, struct cb_ratio part, struct cb_ratio whole)
{
	struct cb_str text = { 0 };

	if (whole.num != 0 && cb_ratio_divide(&part, whole) && part.num <= INT64_MAX)
		cb_words_share(part.num, part.den, &text);
	return words_cell(t, &text);
}

/* Are units ranked in all contests that are printed? */
static bool
ranks_units(const struct cb_ranking *r, const struct cb_ranking_choice *choice)
{
	bool all = r->n_contests > 0;

	for (size_t i = 0; i < r->n_contests; i++)
		if (choice->contest == CB_CONTEST_ALL || choice->contest == r->contests[i])
			all = all && cb_ranking_is_of_units(r, r->contests[i], (int32_t)r->options.range.last_day);
	return all;
}

static void
print_words(const struct cb_ranking_row *row, const char *between, struct cb_table *t, struct cb_cell *cells)
{
	struct cb_str award = { 0 }, measures = { 0 }, rules = { 0 };

	cb_standing_award(row->result, row->standing, between, &award);
	cb_standing_measures(row->standing, between, &measures);
	cb_standing_rules(row->standing, &rules);
	cells[RANKING_AWARD] = words_cell(t, &award);
	cells[RANKING_MEASURES] = words_cell(t, &measures);
	cells[RANKING_RULES] = words_cell(t, &rules);
}

static void
print_row(const struct cb_ranking *r, const struct cb_ranking_row *row, const char *between, struct cb_table *t)
{
	const struct cb_standing *e = row->standing, *previous = row->previous;
	const struct cb_office *office = r->office;
	struct cb_cell *cells = cb_table_row(t);

	cells[RANKING_CONTEST] = cb_table_text(t, cb_office_name(office, row->result->contest));
	cells[RANKING_PERIOD] = cb_cell_number(row->result->period);
	cells[RANKING_GROUP] = cb_table_text(t, cb_office_name(office, e->pool));
	cells[RANKING_UNIT] = cells[RANKING_COMMUNITY] = cb_table_text(t, cb_office_name(office, e->entrant));
	cells[RANKING_ESTATE] = cb_table_text(t, cb_office_name(office, e->estate));
	if (!e->absent) {
		cells[RANKING_RANK] = cb_cell_number(e->place);
		cells[RANKING_SCORE] = cb_cell_number(e->score);
		cells[RANKING_RATE] = cb_ranking_per_cent(t, e->total, e->full);
	}
	if (previous != NULL && !previous->absent) {
		cells[RANKING_PREVIOUS] = cb_cell_number(previous->place);
		if (!e->absent)
			cells[RANKING_CHANGE] = cb_cell_number((int64_t)previous->place - e->place);
	}
	print_words(row, between, t, cells);
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

void
cb_ranking_print(struct cb_ranking *r, const struct cb_ranking_choice *choice, const struct cb_ranking_rows *rows,
                 const char *between, struct cb_table *t)
{
	size_t entrant = ranks_units(r, choice) ? RANKING_UNIT : RANKING_COMMUNITY;
	size_t chosen[COLUMNS], n = 0;

	for (size_t i = 0; i < rows->n; i++)
		print_row(r, &rows->rows[i], between, t);
	add_chart(t, r->options.within ? (size_t)RANKING_ESTATE : entrant, rows->n_last);
	for (size_t c = 0; c < COLUMNS; c++)
		if ((columns[c].flags & CB_QUERY_PART) == 0 || c == entrant ||
		    (c == RANKING_GROUP && r->group_column >= 0) || (c == RANKING_ESTATE && r->options.within))
			chosen[n++] = c;
	cb_table_choose(t, chosen, n);
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct cb_ranking *r = cb_ranking_of(run);
	struct cb_ranking_rows rows = { 0 };
	struct cb_ranking_choice asked;
	enum cb_status status;

	if (r == NULL)
		return run->office->diag->status;
	asked = cb_ranking_asked(r);
	status = cb_ranking_rows(r, &asked, &rows);
	cb_ranking_print(r, &asked, &rows, ";", out);
	cb_ranking_rows_release(&rows);
	return status;
}

const struct cb_query cb_query_ranking = {
	.name = "ranking",
	.zh = "排名",
	.title_en = "Ranking",
	.title_zh = "排名",
	.columns = columns,
	.reads = "score standing",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_TAKES_PERIOD,
	.has_findings = true,
	.fill = fill,
	.en = "The ranking, as cb-rank prints it.",
	.doc = "排名,同 cb-rank 的输出。",
};
