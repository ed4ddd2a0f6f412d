/* The share of those who reach the base score. */
#include <stdio.h>

#include <cb/value/wording.h>

#include "computing.h"
#include "ranking_rows.h"

enum {
	SHARE_CONTEST,
	SHARE_PERIOD,
	SHARE_BASE,
	SHARE_REACHED,
	SHARE_ENTRANTS,
	SHARE_SHARE,
	SHARE_TARGET,
	SHARE_NEEDED,
	SHARE_MET,
	SHARE_PREVIOUS,
	SHARE_GROWTH,
	SHARE_BEFORE,
};

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
	[SHARE_PREVIOUS] = { "previous", "上期建成率", .type = &cb_type_text, .flags = CB_QUERY_PART, .en = "in reports", .doc = "仅报告中有" },
	[SHARE_GROWTH] = { "growth", "增减", .type = &cb_type_text, .flags = CB_QUERY_PART, .en = "in reports", .doc = "仅报告中有" },
	[SHARE_BEFORE] = { "previous_period", "上期", .type = &cb_type_period, .flags = CB_QUERY_PART, .en = "in reports", .doc = "仅报告中有" },
	{ 0 },
};

struct sharing {
	struct cb_ranking *r;
	struct cb_table *out;
	bool lacks_base; /* of some contest */
};

/* The base score: the lowest rank.reach, of the period's scope or, where it is made of months, of theirs. */
static const struct cb_rule *
find_base(const struct cb_ranking *r, uint32_t contest, int64_t period)
{
	int32_t day = (int32_t)cb_period_last_day(period);
	size_t at = 0;
	const struct cb_rule *rule =
		cb_rules_all(r->office->rules, "rank.reach", cb_ranking_scope(r, contest, period), day, &at);

	at = 0;
	return rule != NULL
	               ? rule
	               : cb_rules_all(r->office->rules, "rank.reach", cb_office_name(r->office, contest).p, day, &at);
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
	const struct cb_rule *base = find_base(s->r, result->contest, result->period);
	const struct cb_rule *target =
		base != NULL ? target_rule(s->r, scope, cb_period_year(result->period), day) : NULL;
	int64_t reached = 0, n = (int64_t)result->n, need;
	char buf[CB_PRINT_MAX];
	struct cb_cell *cells;

	s->lacks_base = s->lacks_base || base == NULL;
	if (base == NULL || target == NULL)
		return base == NULL ? CB_OK : CB_USAGE;
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

static enum cb_status
add_shares(struct cb_ranking *r, const struct cb_ranking_choice *choice, struct cb_table *out)
{
	struct sharing s = { r, out, false };
	enum cb_status status = cb_ranking_each(r, choice, add_share, &s);

	if (status == CB_OK && s.lacks_base && out->n_rows == 0) /* a contest without one has no share; one must have */
		return cb_report(r->office->diag, CB_RULE_MISSING, CB_NOWHERE, "", "rank.reach");
	return status;
}

/* ---- against the period before ---- */

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
add_growth(struct cb_ranking *r, const struct cb_ranking_choice *choice, struct cb_table *out)
{
	struct cb_ranking_choice before = *choice;
	struct cb_table then = { 0 };
	struct cb_str words = { 0 };
	struct cb_diag_muted muted = cb_diag_mute(r->office->diag);

	for (const struct cb_query_column *c = columns; c->key != NULL; c++)
		cb_table_column(&then, c->key, c->zh, c->type, c->arg);
	before.range.from = before.range.to = cb_period_step(choice->range.from, -1);
	before.range.first_day = cb_period_first_day(before.range.from);
	before.range.last_day = cb_period_last_day(before.range.from);
	if (cb_ranking_has(r, before.contest, before.range.from))
		add_shares(r, &before, &then);
	cb_diag_unmute(r->office->diag, &muted);
	if (then.n_rows == 1) {
		out->cells[SHARE_BEFORE] = cb_cell_number(before.range.from);
		out->cells[SHARE_PREVIOUS] = cb_table_text(out, then.cells[SHARE_SHARE].text);
		cb_words_points(share_micro(out), share_micro(&then), &words);
		out->cells[SHARE_GROWTH] = cb_table_take(out, &words);
	}
	cb_table_release(&then);
}

static bool
part(const struct cb_query_run *run, size_t column)
{
	(void)column;
	return run->in_prose;
}

/* A section that a document has no rule for is left out of it, which is noted. */
static bool
has_rule(const struct cb_query_run *run, const struct cb_rule *rule, const char *what)
{
	if (rule == NULL)
		cb_report(run->office->diag, CB_SECTION_LEFT_OUT, CB_NOWHERE, "", cb_query_share.zh, what);
	return rule != NULL;
}

static bool
has(struct cb_query_run *run)
{
	uint32_t contest;
	char year[16];

	if (!cb_ranking_has_asked(run))
		return false;
	contest = cb_ranking_asked(run->ranking).contest;
	snprintf(year, sizeof(year), "%d", cb_period_year(run->range.to));
	return has_rule(run, find_base(run->ranking, contest, run->range.to), "rank.reach") &&
	       has_rule(run,
	                cb_rules_pick(run->office->rules, "rank.share", cb_ranking_scope(run->ranking, contest, run->range.to),
	                              year, 0, (int32_t)run->range.last_day),
	                "rank.share");
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct cb_ranking *r = cb_ranking_of(run);
	struct cb_ranking_choice asked;
	enum cb_status status;

	if (r == NULL)
		return run->office->diag->status;
	asked = cb_ranking_asked(r);
	status = add_shares(r, &asked, out);
	if (run->in_prose && asked.range.from != 0 && asked.range.from == asked.range.to && out->n_rows == 1)
		add_growth(r, &asked, out);
	return status;
}

const struct cb_query cb_query_share = {
	.name = "share",
	.zh = "建成率",
	.title_en = "Share that reaches the base score",
	.title_zh = "建成率",
	.columns = columns,
	.reads = "score standing",
	.takes = CB_QUERY_TAKES_FILES,
	.has_findings = true,
	.has = has,
	.part = part,
	.fill = fill,
	.en = "How many reach the base score, against the target (rules rank.reach and rank.share).",
	.doc = "达到基本分的比例与目标(规则 rank.reach、rank.share)。",
};
