/* The tables of a ranking: the ranking itself, notices, the share of those who reach the base score. */
#include <stdio.h>
#include <string.h>

#include <cb/query/ranking.h>
#include <cb/value/wording.h>

/* A table under construction. */
struct building {
	struct cb_ranking *r;
	struct cb_table *out;
	bool grouped;
	size_t result_row; /* of the result that was added last */
};

/* A ratio as a per cent with two decimals: 89.15%. */
static struct cb_cell
per_cent_cell(struct cb_table *t, struct cb_ratio part, struct cb_ratio whole)
{
	struct cb_str text = { 0 };
	struct cb_cell cell;

	if (whole.num != 0 && cb_ratio_divide(&part, whole) && part.num <= INT64_MAX)
		cb_words_share(part.num, part.den, &text);
	cell = cb_table_text(t, cb_str_text(&text));
	cb_str_release(&text);
	return cell;
}

/* Are units ranked in all contests that are printed? */
static bool
ranks_units(struct cb_ranking *r)
{
	bool all = r->n_contests > 0;

	for (size_t i = 0; i < r->n_contests; i++) {
		struct cb_text name = cb_office_name(r->office, r->contests[i]);
		const struct cb_rule *rule;

		if (r->options.contest != NULL && !cb_text_is(name, r->options.contest))
			continue;
		rule = cb_rules_pick(r->office->rules, "rank.entity", cb_arena_copy(&r->arena, name.p, name.len), "", 0,
		                     (int32_t)r->options.range.last_day);
		all = all && rule != NULL && rule->value.n == CB_ENTITY_UNIT;
	}
	return all;
}

/* ---- the ranking ---- */

static void
ranking_columns(struct cb_ranking *r, struct cb_table *t)
{
	cb_table_column(t, "contest", "评比", &cb_type_text, NULL);
	cb_table_column(t, "period", "期间", &cb_type_period, NULL);
	if (r->group_column >= 0)
		cb_table_column(t, "group", "组别", &cb_type_text, NULL);
	cb_table_column(t, "rank", "名次", &cb_type_int, NULL);
	if (ranks_units(r))
		cb_table_column(t, "unit", "单位", &cb_type_text, NULL);
	else
		cb_table_column(t, "community", "社区", &cb_type_text, NULL);
	if (r->options.within)
		cb_table_column(t, "estate", "小区", &cb_type_text, NULL);
	cb_table_column(t, "score", "得分", &cb_type_num, NULL);
	cb_table_column(t, "rate", "得分率", &cb_type_text, NULL);
	cb_table_column(t, "previous", "上期名次", &cb_type_int, NULL);
	cb_table_column(t, "change", "升降", &cb_type_int, NULL);
	cb_table_column(t, "award", "奖项", &cb_type_text, NULL);
	cb_table_column(t, "prize", "奖金", &cb_type_money, NULL);
	cb_table_column(t, "measures", "处理措施", &cb_type_text, NULL);
	cb_table_column(t, "last_months", "连续末位期数", &cb_type_int, NULL);
	cb_table_column(t, "rules", "规则", &cb_type_text, NULL);
}

static void
warn_short_history(struct cb_ranking *r, const struct cb_result *result)
{
	struct cb_str when = { 0 };
	char buf[CB_PRINT_MAX];

	cb_str_addt(&when, cb_period_print(result->period, buf));
	cb_report(r->office->diag, CB_SHORT_HISTORY, CB_NOWHERE, "previous", cb_str_c(&when));
	cb_str_release(&when);
}

static void
add_row(struct building *b, const struct cb_result *result, const struct cb_result *before, const struct cb_standing *e)
{
	const struct cb_standing *previous = before == NULL ? NULL : cb_result_entry(before, e->entrant, e->estate);
	struct cb_table *t = b->out;
	const struct cb_office *office = b->r->office;
	struct cb_cell *cells = cb_table_row(t);
	size_t at = 0;
	struct cb_streak streak = cb_ranking_streak(b->r, result, e);

	cells[at++] = cb_table_text(t, cb_office_name(office, result->contest));
	cells[at++] = cb_cell_number(result->period);
	if (b->r->group_column >= 0)
		cells[at++] = cb_table_text(t, cb_office_name(office, e->pool));
	if (!e->absent)
		cells[at] = cb_cell_number(e->place);
	at++;
	cells[at++] = cb_table_text(t, cb_office_name(office, e->entrant));
	if (b->r->options.within)
		cells[at++] = cb_table_text(t, cb_office_name(office, e->estate));
	if (!e->absent) {
		cells[at] = cb_cell_number(e->score);
		cells[at + 1] = per_cent_cell(t, e->total, e->full);
	}
	at += 2;
	if (previous != NULL && !previous->absent) {
		cells[at] = cb_cell_number(previous->place);
		if (!e->absent)
			cells[at + 1] = cb_cell_number((int64_t)previous->place - e->place);
	}
	at += 2;
	cells[at++] = cb_table_text(t, e->award);
	if (e->prize_fen != 0)
		cells[at] = cb_cell_number(e->prize_fen);
	at++;
	cells[at++] = cb_table_text(t, e->measures);
	if (streak.length > 0)
		cells[at] = cb_cell_number(streak.length);
	at++;
	cells[at++] = cb_table_text(t, e->rules);
}

static enum cb_status
add_result(void *arg, struct cb_result *result)
{
	struct building *b = arg;
	const struct cb_result *before =
		cb_ranking_result(b->r, result->contest, cb_period_step(result->period, -1), false);
	enum cb_status status = cb_ranking_award(b->r, result, true);

	if (before == NULL || before->n == 0)
		warn_short_history(b->r, result);
	b->result_row = b->out->n_rows;
	for (size_t i = 0; i < result->n; i++)
		add_row(b, result, before, &result->entries[i]);
	return status;
}

static size_t
column_of(const struct cb_table *t, const char *key)
{
	size_t at = 0;

	while (at + 1 < t->n_columns && strcmp(t->columns[at].key, key) != 0)
		at++;
	return at;
}

/* The last result, while its bars can be told apart. */
static void
add_chart(const struct building *b)
{
	struct cb_table *t = b->out;
	size_t value = column_of(t, "score");

	t->chart = (struct cb_table_chart){ .label = value - 1, .value = value, .first_row = b->result_row };
	t->chart.n_rows = t->n_rows - b->result_row;
	if (t->chart.n_rows > CB_CHART_ROWS_MAX)
		t->chart.n_rows = CB_CHART_ROWS_MAX;
}

enum cb_status
cb_ranking_table(struct cb_ranking *r, struct cb_table *out)
{
	struct building b = { .r = r, .out = out };
	enum cb_status status;

	out->title_zh = "排名";
	out->title_en = "Ranking";
	ranking_columns(r, out);
	status = cb_ranking_each(r, add_result, &b);
	add_chart(&b);
	return status;
}

/* ---- notices ---- */

static enum cb_status
add_notices(void *arg, struct cb_result *result)
{
	struct building *b = arg;
	enum cb_status status = cb_ranking_award(b->r, result, true);
	int32_t day = (int32_t)cb_period_last_day(result->period);

	for (size_t i = 0; i < result->n; i++) {
		const struct cb_standing *e = &result->entries[i];
		struct cb_cell *cells;
		size_t at = 0;
		uint64_t errors = b->r->office->diag->errors;

		if (e->absent || e->from_bottom != 1 || e->measures.len == 0 || errors > 0)
			continue;
		cells = cb_table_row(b->out);
		cells[at++] = cb_table_text(b->out, cb_office_name(b->r->office, result->contest));
		cells[at++] = cb_cell_number(result->period);
		cells[at++] = cb_table_text(b->out, cb_office_name(b->r->office, e->entrant));
		for (int p = 0; p < CB_POSTS; p++) {
			struct cb_text other;

			cells[at++] = cb_table_text(b->out, cb_holders_find(&b->r->holders, e->entrant,
			                                                    (enum cb_post)p, day, &other));
		}
		cells[at++] = cb_table_text(b->out, e->measures);
	}
	return status;
}

enum cb_status
cb_ranking_notices(struct cb_ranking *r, struct cb_table *out)
{
	struct building b = { .r = r, .out = out };

	out->title_zh = "末位媒体公布";
	out->title_en = "Notices on the last";
	cb_table_column(out, "contest", "评比", &cb_type_text, NULL);
	cb_table_column(out, "period", "期间", &cb_type_period, NULL);
	cb_table_column(out, "community", "社区", &cb_type_text, NULL);
	for (int p = 0; p < CB_POSTS; p++)
		cb_table_column(out, cb_post_label((enum cb_post)p, CB_EN),
		                cb_post_label((enum cb_post)p, CB_ZH), &cb_type_text, NULL);
	cb_table_column(out, "measures", "处理措施", &cb_type_text, NULL);
	if (r->office->n_communities == 0) {
		cb_report(r->office->diag, CB_NEEDS_COMMUNITIES, CB_NOWHERE, "", "notices");
		return CB_USAGE;
	}
	return cb_ranking_each(r, add_notices, &b);
}

/* ---- the share that reaches the base score ---- */

/* The base score: the lowest rank.reach. */
static const struct cb_rule *
base_rule(struct cb_ranking *r, const char *scope, int32_t day)
{
	size_t at = 0;
	const struct cb_rule *rule = cb_rules_all(r->office->rules, "rank.reach", scope, day, &at);

	if (rule == NULL)
		cb_report(r->office->diag, CB_RULE_MISSING, CB_NOWHERE, "", "rank.reach", "");
	return rule;
}

static enum cb_status
add_share(void *arg, struct cb_result *result)
{
	struct building *b = arg;
	struct cb_ranking *r = b->r;
	const char *scope = cb_ranking_scope(r, result->contest, result->period);
	int32_t day = (int32_t)cb_period_last_day(result->period);
	const struct cb_rule *base = base_rule(r, scope, day), *share;
	char year[16], buf[CB_PRINT_MAX];
	uint64_t reached = 0, need;
	struct cb_cell *cells;
	size_t at = 0;

	snprintf(year, sizeof(year), "%d", cb_period_year(result->period));
	share = cb_rules_pick(r->office->rules, "rank.share", scope, year, 0, day);
	if (share == NULL)
		cb_report(r->office->diag, CB_RULE_MISSING, CB_NOWHERE, "", "rank.share", year);
	if (base == NULL || share == NULL)
		return CB_USAGE;
	for (size_t i = 0; i < result->n; i++)
		reached += !result->entries[i].absent && cb_rule_holds(base, result->entries[i].score);
	need = cb_award_need(result->n, share->value.n);
	cells = cb_table_row(b->out);
	cells[at++] = cb_table_text(b->out, cb_office_name(r->office, result->contest));
	cells[at++] = cb_cell_number(result->period);
	cells[at++] = cb_table_text(b->out, cb_decimal_print(base->at_least, 6, 0, buf));
	cells[at++] = cb_cell_number((int64_t)reached);
	cells[at++] = cb_cell_number((int64_t)result->n);
	cells[at++] = per_cent_cell(b->out, cb_ratio_of((int64_t)reached * CB_MICRO),
	                            cb_ratio_of((int64_t)result->n * CB_MICRO));
	cells[at++] = per_cent_cell(b->out, cb_ratio_of(share->value.n), cb_ratio_of(CB_MICRO));
	cells[at++] = cb_cell_number((int64_t)need);
	cells[at++] = cb_cell_number(reached >= need);
	return reached >= need ? CB_OK : CB_FOUND;
}

enum cb_status
cb_ranking_share(struct cb_ranking *r, struct cb_table *out)
{
	struct building b = { .r = r, .out = out };

	out->title_zh = "建成率";
	out->title_en = "Share that reaches the base score";
	cb_table_column(out, "contest", "评比", &cb_type_text, NULL);
	cb_table_column(out, "period", "期间", &cb_type_period, NULL);
	cb_table_column(out, "base", "基本分", &cb_type_text, NULL);
	cb_table_column(out, "reached", "达标", &cb_type_int, NULL);
	cb_table_column(out, "entrants", "参评", &cb_type_int, NULL);
	cb_table_column(out, "share", "建成率", &cb_type_text, NULL);
	cb_table_column(out, "target", "目标", &cb_type_text, NULL);
	cb_table_column(out, "needed", "应达标", &cb_type_int, NULL);
	cb_table_column(out, "met", "是否完成", &cb_type_bool, NULL);
	return cb_ranking_each(r, add_share, &b);
}
