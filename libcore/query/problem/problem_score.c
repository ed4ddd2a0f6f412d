/* The rates as points: records of register score, for cb-rank. */
#include <string.h>

#include "problem_rates.h"

enum { PERIOD,
       COMMUNITY,
       INDICATOR,
       SCORE,
       NOTE };

#define LIKE(k, label, c) CB_QUERY_LIKE(k, label, score, SCORE_##c, 0)
static const struct cb_query_column columns[] = {
	[PERIOD] = LIKE("period", "月份", PERIOD),
	[COMMUNITY] = { "community", "社区", .type = &cb_type_text, .en = "or the unit, with --by responsible",
	                .doc = "用 --by responsible 时是责任单位" },
	[INDICATOR] = { "indicator", "指标", .type = &cb_type_text },
	[SCORE] = LIKE("score", "得分", SCORE),
	[NOTE] = LIKE("note", "备注", NOTE),
	{ 0 },
};

/* The points of the highest bound reached; none reached: 0. NULL rule: the rate gives none. */
static const struct cb_rule *
points_of(const struct cb_query_run *run, const char *rate, int64_t percent, int64_t *points)
{
	int32_t day = (int32_t)run->range.last_day;
	const struct cb_rule *rule, *any = NULL, *best = NULL;
	size_t at = 0;

	while ((rule = cb_rules_all(run->office->rules, "problem.score", "", day, &at)) != NULL) {
		if (strcmp(rule->key, rate) != 0)
			continue;
		any = rule;
		if (percent >= rule->at_least && percent <= rule->at_most &&
		    (best == NULL || rule->at_least > best->at_least))
			best = rule;
	}
	*points = best != NULL ? best->value.n : 0;
	return best != NULL ? best : any;
}

static void
add_score(struct cb_query_run *run, struct cb_table *out, struct cb_text name, int rate, const struct cb_sum *sum)
{
	cb_wide num = sum[2 * rate].n, den = sum[2 * rate + 1].n;
	int64_t percent, points;
	const struct cb_rule *rule;
	struct cb_cell *cells;
	struct cb_str note = { 0 };

	if (!cb_decimal_divide(num * 100, den, 6, CB_HALF_UP, &percent))
		return;
	rule = points_of(run, problem_rates[rate].zh, percent, &points);
	if (rule == NULL)
		return;
	cells = cb_table_row(out);
	cells[PERIOD] = cb_cell_number(run->range.from);
	cells[COMMUNITY] = cb_table_text(out, name);
	cells[INDICATOR] = cb_table_text(out, cb_text_of(problem_rates[rate].zh));
	cells[SCORE] = cb_cell_number(points);
	cb_str_addf(&note, "%lld/%lld %s", (long long)num, (long long)den, rule->id);
	cells[NOTE] = cb_table_take(out, &note);
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct cb_problem_options none = { 0 };
	const struct cb_problem_options *of = run->of.problem != NULL ? run->of.problem : &none;
	size_t key = of->of_units ? RATES_RESPONSIBLE : RATES_COMMUNITY, at = 0;
	struct cb_diag *diag = run->office->diag;
	struct cb_sums sums;
	enum cb_status status;

	if (run->range.from == 0 || run->range.from != run->range.to)
		return cb_report(diag, CB_ONE_PERIOD_NEEDED, CB_NOWHERE, "");
	if (cb_rules_all(run->office->rules, "problem.score", "", (int32_t)run->range.last_day, &at) == NULL)
		return cb_report(diag, CB_RULE_MISSING, CB_NOWHERE, "", "problem.score", "");
	status = rates_add_up(run, &key, 1, &sums);
	for (size_t i = 0; status == CB_OK && i < sums.n; i++)
		for (int rate = 0; rate < RATES; rate++)
			add_score(run, out, cb_sums_keys(&sums, sums.order[i])->text, rate,
			          cb_sums_of(&sums, sums.order[i]));
	cb_sums_release(&sums);
	return status;
}

const struct cb_query cb_query_problem_score = {
	.name = "problem_score",
	.zh = "处置得分",
	.title_en = "Problems: points",
	.title_zh = "问题处置得分",
	.columns = columns,
	.reads = "problem",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_TAKES_WHERE | CB_QUERY_NEEDS_OPTION,
	.fill = fill,
	.en = "The points of each community for the rates of a period, as cb-problem score prints them.",
	.doc = "各社区按本期比率所得的分,同 cb-problem score。",
};
