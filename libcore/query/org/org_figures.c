/* The figures of register metric: the latest of each subject and name, its growth, its share, its goal. */
#include <stdlib.h>

#include <cb/query/counts.h>
#include <cb/query/when.h>
#include <cb/value/wording.h>

#include "street.h"

enum { SUBJECT,
       NAME,
       PERIOD,
       VALUE,
       UNIT,
       PREVIOUS,
       GROWTH,
       SHARE,
       GOAL,
       REACHED,
       PROGRESS,
       BY,
       EARLY,
       RULE };

static const struct cb_query_column columns[] = {
	[SUBJECT] = { "subject", "单位", .like = &cb_register_metric, .like_column = METRIC_SUBJECT },
	[NAME] = { "name", "指标", .like = &cb_register_metric, .like_column = METRIC_NAME },
	[PERIOD] = { "period", "期间", .type = &cb_type_period },
	[VALUE] = { "value", "数值", .type = &cb_type_qty, .en = "empty: this community has none, and others have",
	            .doc = "空着:其他社区有而该社区没有" },
	[UNIT] = { "unit", "计量单位", .type = &cb_type_text },
	[PREVIOUS] = { "previous", "上期数值", .type = &cb_type_qty, .en = "that before it, in its unit",
	               .doc = "此前最近一期,按本期计量单位" },
	[GROWTH] = { "growth", "增减", .type = &cb_type_text },
	[SHARE] = { "share", "占比", .type = &cb_type_text, .en = "of all that have the name in that period",
	            .doc = "占该期该指标合计" },
	[GOAL] = { "goal", "目标", .type = &cb_type_num },
	[REACHED] = { "reached", "达到于", .type = &cb_type_period, .en = "the first period that reaches the goal",
	              .doc = "最先达到目标的一期" },
	[PROGRESS] = { "progress", "进度", .type = &cb_type_text },
	[BY] = { "by", "期限", .type = &cb_type_date },
	[EARLY] = { "early", "提前天数", .type = &cb_type_int },
	[RULE] = { "rule", "规则", .type = &cb_type_text },
	{ 0 },
};

/* Rows of the register, those of one name and subject together, the latest last; group: those of one name. */
struct figures {
	const struct cb_query_run *run;
	struct street street;
	const struct cb_cell **rows;
	size_t n;
	const struct cb_cell *const *group;
	size_t n_group;
	struct cb_table *out;
};

static int
by_figure(const void *pa, const void *pb)
{
	const struct cb_cell *a = *(const struct cb_cell *const *)pa, *b = *(const struct cb_cell *const *)pb;
	int order = cb_text_compare(a[METRIC_NAME].text, b[METRIC_NAME].text);
	int64_t end_a = cb_period_last_day(a[METRIC_PERIOD].n), end_b = cb_period_last_day(b[METRIC_PERIOD].n);

	if (order == 0)
		order = cb_text_compare(a[METRIC_SUBJECT].text, b[METRIC_SUBJECT].text);
	if (order == 0 && end_a != end_b)
		order = cb_order(end_a, end_b);
	/* the longer one after its last month */
	return order != 0 ? order : a[METRIC_PERIOD].n < b[METRIC_PERIOD].n ? 1
	                                                                    : -1;
}

static bool
is_same(const struct cb_cell *a, const struct cb_cell *b, bool same_subject)
{
	return cb_text_equal(a[METRIC_NAME].text, b[METRIC_NAME].text) &&
	       (!same_subject || cb_text_equal(a[METRIC_SUBJECT].text, b[METRIC_SUBJECT].text));
}

/* ---- goals ---- */

static const struct cb_rule *
goal_of(const struct figures *f, const struct cb_cell *cells)
{
	struct cb_str subject = { 0 }, name = { 0 };
	const struct cb_rule *rule;

	cb_str_addt(&subject, cells[METRIC_SUBJECT].text);
	cb_str_addt(&name, cells[METRIC_NAME].text);
	rule = cb_rules_pick(f->run->office->rules, "metric.goal", cb_str_c(&subject), cb_str_c(&name), 0,
	                     (int32_t)cb_period_last_day(cells[METRIC_PERIOD].n));
	cb_str_release(&subject);
	cb_str_release(&name);
	return rule;
}

/* The goal of the latest of these rows that has one; which of them reaches it first. */
static void
say_goal(const struct figures *f, const struct cb_cell *const *rows, size_t n, struct cb_cell *cells)
{
	const struct cb_rule *goal = NULL;
	const struct cb_cell *last = rows[n - 1];
	struct cb_str progress = { 0 };
	int64_t line;

	for (size_t i = n; i > 0 && goal == NULL; i--)
		goal = goal_of(f, rows[i - 1]);
	if (goal == NULL)
		return;
	line = goal->at_least != INT64_MIN ? goal->at_least : goal->at_most;
	cells[GOAL] = cb_cell_number(line);
	cells[RULE] = cb_table_text(f->out, cb_text_of(goal->id));
	if (goal->until_day != INT32_MAX)
		cells[BY] = cb_cell_number(goal->until_day);
	if (goal->at_least != INT64_MIN && line > 0 && last[METRIC_VALUE].mark != CB_UNKNOWN)
		cb_words_share(last[METRIC_VALUE].n, line, &progress);
	cells[PROGRESS] = cb_table_take(f->out, &progress);
	for (size_t i = 0; i < n && cells[REACHED].state == CB_EMPTY; i++)
		if (rows[i][METRIC_VALUE].mark != CB_UNKNOWN && cb_rule_holds(goal, rows[i][METRIC_VALUE].n)) {
			cells[REACHED] = rows[i][METRIC_PERIOD];
			if (goal->until_day != INT32_MAX)
				cells[EARLY] =
					cb_cell_number(goal->until_day - cb_period_last_day(rows[i][METRIC_PERIOD].n));
		}
}

/* ---- one figure ---- */

static void
say_share(const struct figures *f, const struct cb_cell *of, struct cb_cell *cells)
{
	cb_wide whole = 0;
	struct cb_cell value;
	struct cb_str words = { 0 };
	bool is_known = of[METRIC_VALUE].mark != CB_UNKNOWN;

	for (size_t i = 0; i < f->n_group && is_known; i++)
		if (f->group[i][METRIC_PERIOD].n == of[METRIC_PERIOD].n) {
			is_known = cb_metric_in_unit(f->group[i], of, &value) && value.mark != CB_UNKNOWN;
			whole += value.n;
		}
	if (is_known && whole != of[METRIC_VALUE].n)
		cb_words_share(of[METRIC_VALUE].n, whole, &words);
	cells[SHARE] = cb_table_text(f->out, cb_str_text(&words));
	cb_str_release(&words);
}

static void
add_figure(const struct figures *f, const struct cb_cell *const *rows, size_t n)
{
	const struct cb_cell *last = rows[n - 1];
	struct cb_cell *cells = cb_table_row(f->out);
	struct cb_str words = { 0 };

	cells[SUBJECT] = cb_table_keep(f->out, last[METRIC_SUBJECT]);
	cells[NAME] = cb_table_keep(f->out, last[METRIC_NAME]);
	cells[PERIOD] = last[METRIC_PERIOD];
	cells[VALUE] = last[METRIC_VALUE];
	cells[UNIT] = cb_table_keep(f->out, last[METRIC_UNIT]);
	if (n > 1 && cb_metric_in_unit(rows[n - 2], last, &cells[PREVIOUS])) {
		cb_words_growth(&last[METRIC_VALUE], &cells[PREVIOUS], &words);
		cells[GROWTH] = cb_table_text(f->out, cb_str_text(&words));
	}
	cb_str_release(&words);
	say_share(f, last, cells);
	say_goal(f, rows, n, cells);
}

/* The registered communities that lack what another one has. */
static void
add_lacking(const struct figures *f)
{
	struct cb_dict subjects = { 0 };
	bool any = false;

	for (size_t i = 0; i < f->n_group; i++) {
		cb_dict_put(&subjects, f->group[i][METRIC_SUBJECT].text, 1);
		any = any || street_community(&f->street, (uint32_t)f->group[i][METRIC_SUBJECT].n) != NULL;
	}
	for (size_t i = 0; i < f->street.n_communities && any; i++)
		if (cb_dict_get(&subjects, f->street.bodies[i].name) == 0) {
			struct cb_cell *cells = cb_table_row(f->out);

			cells[SUBJECT] = cb_table_text(f->out, f->street.bodies[i].name);
			cells[SUBJECT].n = f->street.bodies[i].id;
			cells[NAME] = cb_table_keep(f->out, f->group[0][METRIC_NAME]);
		}
	cb_dict_release(&subjects);
}

/* How many rows from the first on have its name, and its subject. */
static size_t
run_length(const struct cb_cell *const *rows, size_t n, bool same_subject)
{
	size_t length = 1;

	while (length < n && is_same(rows[length], rows[0], same_subject))
		length++;
	return length;
}

static void
add_group(const struct figures *f)
{
	size_t n;

	for (size_t at = 0; at < f->n_group; at += n) {
		n = run_length(f->group + at, f->n_group - at, true);
		add_figure(f, f->group + at, n);
	}
	add_lacking(f);
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct figures f = { .run = run, .out = out };
	const struct cb_cell *cells;
	enum cb_status status = street_load(&f.street, run, STREET_HAS(OF_METRIC) | STREET_HAS(OF_COMMUNITY));

	if (status == CB_OK)
		status = street_merge_figures(&f.street);
	f.rows = cb_alloc(f.street.tables[OF_METRIC].n_rows + 1, sizeof(*f.rows));
	for (size_t row = 0; status == CB_OK && (cells = street_row(&f.street, OF_METRIC, row)) != NULL; row++)
		if (run->range.last_day == 0 || cb_period_last_day(cells[METRIC_PERIOD].n) <= run->range.last_day)
			f.rows[f.n++] = cells;
	cb_sort(f.rows, f.n, sizeof(*f.rows), by_figure);
	for (size_t at = 0; at < f.n; at += f.n_group) {
		f.group = f.rows + at;
		f.n_group = run_length(f.group, f.n - at, false);
		add_group(&f);
	}
	free(f.rows);
	street_release(&f.street);
	return status;
}

const struct cb_query cb_query_org_figures = {
	.name = "figures",
	.zh = "数据指标",
	.title_en = "Figures",
	.title_zh = "数据指标",
	.columns = columns,
	.reads = "metric community",
	.takes = CB_QUERY_TAKES_FILES,
	.has = street_is_there,
	.fill = fill,
	.en = "The latest figures with growth, share and goal, as cb-org figures prints them.",
	.doc = "各项数据的最近一期及增减、占比、目标,同 cb-org figures。",
};
