/* The share of those who reach the base score. */
#include <stdio.h>

#include "computing.h"

static const struct cb_query_column columns[] = {
	[SHARE_CONTEST] = { "contest", "评比", .type = &cb_type_text },
	[SHARE_PERIOD] = { "period", "期间", .type = &cb_type_period },
	[SHARE_BASE] = { "base", "基本分", .type = &cb_type_text, .en = "the lowest rule rank.reach", .doc = "规则 rank.reach 的最低分" },
	[SHARE_REACHED] = { "reached", "达标", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[SHARE_ENTRANTS] = { "entrants", "参评", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[SHARE_SHARE] = { "share", "建成率", .type = &cb_type_text },
	[SHARE_TARGET] = { "target", "目标", .type = &cb_type_text, .en = "rule rank.share of the year", .doc = "当年的规则 rank.share" },
	[SHARE_NEEDED] = { "needed", "应达标", .type = &cb_type_int, .flags = CB_QUERY_SUM, .en = "so many meet the target",
	                   .doc = "达到目标所需的个数" },
	[SHARE_MET] = { "met", "是否完成", .type = &cb_type_bool },
	{ 0 },
};

struct sharing {
	struct cb_ranking *r;
	struct cb_table *out;
};

/* The base score: the lowest rank.reach. */
static const struct cb_rule *
base_rule(const struct cb_ranking *r, const char *scope, int32_t day)
{
	size_t at = 0;
	const struct cb_rule *rule = cb_rules_all(r->office->rules, "rank.reach", scope, day, &at);

	if (rule == NULL)
		cb_report(r->office->diag, CB_RULE_MISSING, CB_NOWHERE, "", "rank.reach");
	return rule;
}

static const struct cb_rule *
target_rule(const struct cb_ranking *r, const char *scope, int year, int32_t day)
{
	char key[16];
	const struct cb_rule *rule;

	snprintf(key, sizeof(key), "%d", year);
	rule = cb_rules_pick(r->office->rules, "rank.share", scope, key, 0, day);
	if (rule == NULL)
		cb_report(r->office->diag, CB_RULE_MISSING, CB_NOWHERE, "", "rank.share", year);
	return rule;
}

static enum cb_status
add_share(void *arg, struct cb_result *result)
{
	struct sharing *s = arg;
	const char *scope = cb_ranking_scope(s->r, result->contest, result->period);
	int32_t day = (int32_t)cb_period_last_day(result->period);
	const struct cb_rule *base = base_rule(s->r, scope, day);
	const struct cb_rule *target = target_rule(s->r, scope, cb_period_year(result->period), day);
	int64_t reached = 0, n = (int64_t)result->n, need;
	char buf[CB_PRINT_MAX];
	struct cb_cell *cells;

	if (base == NULL || target == NULL)
		return CB_USAGE;
	for (size_t i = 0; i < result->n; i++)
		reached += !result->entries[i].absent && cb_rule_holds(base, result->entries[i].score);
	need = (int64_t)cb_award_need(result->n, target->value.n);
	cells = cb_table_row(s->out);
	cells[SHARE_CONTEST] = cb_table_text(s->out, cb_office_name(s->r->office, result->contest));
	cells[SHARE_PERIOD] = cb_cell_number(result->period);
	cells[SHARE_BASE] = cb_table_text(s->out, cb_decimal_print(base->at_least, 6, 0, buf));
	cells[SHARE_REACHED] = cb_cell_number(reached);
	cells[SHARE_ENTRANTS] = cb_cell_number(n);
	cells[SHARE_SHARE] = cb_ranking_per_cent(s->out, cb_ratio_of(reached * CB_MICRO), cb_ratio_of(n * CB_MICRO));
	cells[SHARE_TARGET] = cb_ranking_per_cent(s->out, cb_ratio_of(target->value.n), cb_ratio_of(CB_MICRO));
	cells[SHARE_NEEDED] = cb_cell_number(need);
	cells[SHARE_MET] = cb_cell_number(reached >= need);
	return reached >= need ? CB_OK : CB_FOUND;
}

enum cb_status
cb_ranking_share(struct cb_ranking *r, const struct cb_ranking_choice *choice, struct cb_table *out)
{
	return cb_ranking_each(r, choice, add_share, &(struct sharing){ r, out });
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct cb_ranking *r = cb_ranking_of(run);
	struct cb_ranking_choice asked;

	if (r == NULL)
		return run->office->diag->status;
	asked = cb_ranking_asked(r);
	return cb_ranking_share(r, &asked, out);
}

const struct cb_query cb_query_share = {
	.name = "share",
	.zh = "建成率",
	.title_en = "Share that reaches the base score",
	.title_zh = "建成率",
	.columns = columns,
	.reads = "score standing",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_TAKES_PERIOD,
	.has_findings = true,
	.fill = fill,
	.en = "How many reach the base score, against the target (rules rank.reach and rank.share).",
	.doc = "达到基本分的比例与目标(规则 rank.reach、rank.share)。",
};
