/* cb-rank: ranks communities by their scores, month by month, and says what they get for it.
 *
 * In:   one record = one score of one community for one indicator and period (register score); with
 *       --by any table, one row an entrant.
 * Out:  one record = one place of one period, with award, prize, measures and the rules behind them.
 * Rules: query/ranking.h, rule/rank.h, rule/award.h, rule/streak.h, rule/score.h; query/table_ranking.h.
 */
#include <string.h>

#include <cb/cli/ask.h>
#include <cb/cli/author.h>
#include <cb/cli/paper.h>
#include <cb/query/filter.h>
#include <cb/query/partial.h>
#include <cb/query/ranking.h>
#include <cb/query/table_ranking.h>

enum { WITHIN_NOTHING,
       WITHIN_COMMUNITY };

struct opts {
	const char *contest, *group, *republish, *explain, *benchmark;
	struct cb_list among;
	int within;
	bool allow_missing, publish, diff, admit, ascending, percent, of_total, merge;
};

#define AT(member) offsetof(struct opts, member)
static const struct cb_option options[] = {
	{ 0, "contest", "NAME", CB_OPT_TEXT, AT(contest), "rank this contest only", "只排这项评比" },
	{ 0, "group", "COL", CB_OPT_TEXT, AT(group), "rank apart by this column", "按此栏分组排名" },
	{ 0, "among", "COL=VALUE", CB_OPT_LIST, AT(among), "who takes part: communities with this value in a column",
	  "只让该栏为该值的社区参评" },
	{ 0, "within", "none|community", CB_OPT_CHOICE, AT(within), "rank the estates of each community",
	  "在各社区内部排小区" },
	{ 0, "allow-missing", NULL, CB_OPT_FLAG, AT(allow_missing), "leave out who has no score", "缺得分的不计,照排" },
	{ 0, "publish", NULL, CB_OPT_FLAG, AT(publish), "freeze the ranking in the database", "在数据库中公布定稿" },
	{ 0, "republish", "REASON", CB_OPT_TEXT, AT(republish), "publish again, for this reason", "注明理由,重新公布" },
	{ 0, "diff", NULL, CB_OPT_FLAG, AT(diff), "what would change in what was published", "与已公布的相比有何变化" },
	{ 0, "explain", "NAME", CB_OPT_TEXT, AT(explain), "how this entrant's score came about", "说明该单位得分的由来" },
	{ 0, "admit", NULL, CB_OPT_FLAG, AT(admit), "with --by: check the rules rank.admit", "与 --by 同用:核对准入门槛" },
	{ 0, "ascending", NULL, CB_OPT_FLAG, AT(ascending), "with --by: the smallest is first", "与 --by 同用:小者在前" },
	{ 0, "percent", NULL, CB_OPT_FLAG, AT(percent), "with --by NUM/DEN: the ratio as a per cent", "与 --by A/B 同用:比值按百分比" },
	{ 0, "of-total", NULL, CB_OPT_FLAG, AT(of_total), "with --by COL: the share of the sum", "与 --by 同用:占合计的比例" },
	{ 0, "merge", NULL, CB_OPT_FLAG, AT(merge), "the files are partial results of cb-rank partial", "文件是 cb-rank partial 的部分结果" },
	{ 0, "benchmark", "NAME", CB_OPT_TEXT, AT(benchmark), "with gap: who is compared with, else the first",
	  "与 gap 同用:以谁为标杆,默认第一名" },
	{ 0 },
};

static cb_app_run ask, rank, trend, print_partial;

static const struct cb_verb verbs[] = {
	{ "notices", "[FILE...]", ask, "who is to be named in the media, with the five fields", "末位媒体公布名单(五项)",
	  &cb_query_notices },
	{ "share", "[FILE...]", ask, "how many reach the base score, against the target", "达到基本分的比例与目标",
	  &cb_query_share },
	{ "flags", "[FILE...]", ask, "who holds the red flag, receives it, hands it back", "流动红旗由谁保持、接收、交回",
	  &cb_query_flags },
	{ "themes", "[FILE...]", ask, "points by theme of the indicators, of how many", "六联各项的得分和满分",
	  &cb_query_themes },
	{ "gap", "[FILE...]", rank, "difference from the benchmark and ratio; with --by of any table",
	  "与标杆的差和比;加 --by 可用于任何表格", &cb_query_gap },
	{ "trend", "[NAME] [FILE...]", trend, "place and score month by month, of all or of one", "各月的名次和得分:全部,或一个社区",
	  &cb_query_trend },
	{ "partial", "[FILE...]", print_partial, "what a ranking needs of these scores, to be merged with that of others",
	  "这些得分中排名所需的部分,可与别处的合并", NULL },
	{ 0 },
};

/* Verb partial takes no option of those that say how to rank. */
static const struct cb_option_verbs option_verbs[] = {
	{ "contest group among within allow-missing publish republish diff admit ascending percent of-total benchmark "
	  "by where columns format bom reveal mask dry-run",
	  "- notices share flags themes gap trend" },
	{ 0 },
};

static const struct cb_command command = {
	.name = "cb-rank",
	.operands = "[FILE...]",
	.en = "Ranks communities by their scores, with awards, prizes and warnings.",
	.zh = "按得分给社区排名,定奖项、奖金和警告。",
	.options = options,
	.verbs = verbs,
	.query = &cb_query_ranking,
	.formats = cb_paper_formats,
	.takes = CB_TAKES_ASKING | CB_TAKES_REVEAL,
	.option_verbs = option_verbs,
};

/* ---- read ---- */

/* The range of -p, which must name periods: days cannot be ranked. */
static enum cb_status
read_period(struct cb_app *app, struct cb_period_range *range)
{
	enum cb_status rc = cb_asked_period(app, range);

	if (rc != CB_OK || app->common.period == NULL || range->from != 0)
		return rc;
	cb_report(&app->diag, CB_BAD_PERIOD, CB_NOWHERE, "", app->common.period, "");
	return CB_USAGE;
}

/* Publishes before the ranking is shown: what could not be published must not look as if it had been. */
static enum cb_status
publish(struct cb_app *app, const struct cb_query_run *run, const void *arg)
{
	const struct opts *opts = arg;
	struct cb_str words = { 0 };
	struct cb_app_author author;
	enum cb_status rc;

	cb_str_addf(&words, "cb-rank %s%s", opts->republish != NULL ? "--republish " : "--publish",
	            opts->republish != NULL ? opts->republish : "");
	if (app->common.period != NULL)
		cb_str_addf(&words, " -p %s", app->common.period);
	cb_app_author(app, cb_str_c(&words), &author);
	rc = cb_ranking_publish(run->ranking, &author.author, opts->republish, app->today_day);
	cb_app_author_release(&author);
	cb_str_release(&words);
	return rc;
}

/* The query of the verb; without a verb the ranking itself, or what --explain or --diff ask about it. */
static const struct cb_query *
query_of(const struct cb_app *app, const struct opts *opts)
{
	if (app->line.verb != NULL)
		return app->line.verb->query;
	return opts->explain != NULL ? &cb_query_explain : opts->diff ? &cb_query_diff
	                                                              : app->command->query;
}

static enum cb_status
ask(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;
	bool publishing = opts->publish || opts->republish != NULL;
	struct cb_ranking_options of_ranking = { .merges = opts->merge,
		                                 .contest = opts->contest,
		                                 .group = opts->group,
		                                 .among = opts->among,
		                                 .within = opts->within == WITHIN_COMMUNITY,
		                                 .allow_missing = opts->allow_missing,
		                                 .recompute = opts->diff || opts->republish != NULL,
		                                 .dry_run = app->common.dry_run,
		                                 .explain = opts->explain,
		                                 .benchmark = opts->benchmark };
	struct cb_ask asked = { .query = query_of(app, opts),
		                .mode = publishing ? CB_OPEN_WRITE : CB_OPEN_READ,
		                .of.ranking = &of_ranking,
		                .before = publishing ? publish : NULL,
		                .is_of_files = opts->merge,
		                .opts = opts };
	enum cb_status rc = read_period(app, &asked.range);

	return rc == CB_OK ? cb_app_ask(app, &asked) : rc;
}

/* The first operand is the name, as if it were given by --explain; the others are files. */
static enum cb_status
trend(struct cb_app *app, void *arg)
{
	struct opts *opts = arg;

	if (app->line.operands.n > 0 && opts->explain == NULL) {
		opts->explain = app->line.operands.items[0];
		app->line.operands.n--;
		memmove((void *)app->line.operands.items, app->line.operands.items + 1,
		        app->line.operands.n * sizeof(*app->line.operands.items));
	}
	return ask(app, arg);
}

/* ---- partial results ---- */

static void
write_row(void *writer, const struct cb_cell *cells)
{
	cb_doc_row(writer, cells);
}

/* A partial result also holds what was found in the rows, which is told where it is merged. */
static enum cb_status
write_partial(struct cb_app *app, const struct cb_partial *partial)
{
	const struct cb_format *csv = cb_format_find("csv"), *named = NULL;
	struct cb_table table = { 0 };
	struct cb_out out;
	struct cb_writer writer = { .format = csv, .table = &table, .out = &out };
	enum cb_status rc;

	if (app->common.output != NULL)
		named = cb_format_of_path(app->common.output);
	if (named != NULL && named != csv)
		return cb_app_not_together(app, "partial", app->common.output);
	cb_partial_columns(&table);
	rc = cb_app_begin(app, NULL, 0, &writer);
	if (rc == CB_OK) {
		cb_partial_each(partial, write_row, &writer);
		cb_doc_end(&writer);
		cb_doc_drop(&writer);
		rc = cb_out_commit(&out, &app->diag);
		cb_app_drop(&out);
	}
	cb_table_release(&table);
	return rc;
}

static enum cb_status
print_partial(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;
	struct cb_office office = { 0 };
	struct cb_partial *partial = NULL;
	struct cb_period_range range = { 0 };
	struct cb_input input;
	struct cb_partial_options how = { .input = &input, .merges = opts->merge, .explain = opts->explain };
	enum cb_status rc = read_period(app, &range);

	if (rc == CB_OK)
		rc = cb_asked_office(app, CB_OPEN_READ, &office);
	if (rc == CB_OK) {
		input = cb_asked_input(app, &cb_register_score, cb_app_files(app, 0), &range);
		rc = cb_partial_open(&partial, &office, &how);
		if (cb_partial_is_whole(partial))
			rc = cb_status_worse(rc, write_partial(app, partial));
	}
	cb_partial_close(partial);
	cb_office_release(&office);
	return rc;
}

/* ---- any table ---- */

static enum cb_status
rank_table(struct cb_app *app, const struct opts *opts)
{
	struct cb_office office = { 0 };
	struct cb_table table = { 0 };
	enum cb_status rc = cb_asked_office(app, CB_OPEN_READ, &office);
	struct cb_table_ranking_options asked = { .by = app->common.by,
		                                  .group = opts->group,
		                                  .admit = opts->admit,
		                                  .ascending = opts->ascending,
		                                  .percent = opts->percent,
		                                  .of_total = opts->of_total,
		                                  .gap = app->line.verb != NULL,
		                                  .benchmark = opts->benchmark,
		                                  .allow_missing = opts->allow_missing,
		                                  .reveals = app->common.reveal,
		                                  .among = opts->among,
		                                  .rules = office.rules,
		                                  .day = app->today_day,
		                                  .reading = cb_asked_reading(app) };

	if (rc == CB_OK)
		rc = cb_table_ranking(&asked, cb_app_files(app, 0), &table, &app->diag);
	if (rc == CB_OK && app->common.where.n > 0)
		rc = cb_filter_table(&office, app->common.where, &table);
	if (rc == CB_OK)
		rc = cb_paper_write_table(app, &table);
	cb_table_release(&table);
	cb_office_release(&office);
	return rc;
}

static enum cb_status
rank(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;

	if (app->common.by != NULL)
		return opts->merge ? cb_app_not_together(app, "--merge", "--by") : rank_table(app, arg);
	if (opts->percent || opts->of_total)
		return cb_report(&app->diag, CB_OPTION_NEEDS, CB_NOWHERE, "", opts->percent ? "--percent" : "--of-total",
		                 opts->percent ? "--by NUM/DEN" : "--by COL");
	return ask(app, arg);
}

int
main(int argc, char **argv)
{
	struct opts opts = { 0 };

	return cb_app_main(&command, argc, argv, &opts, rank);
}
