/* What people answered: question by answer, what the answers count for, how far a sample can be trusted. */
#include <cb/query/filter.h>
#include <cb/query/sums.h>
#include <cb/query/when.h>
#include <cb/rule/types.h>

#include "activity_book.h"

enum { PERIOD,
       COMMUNITY,
       QUESTION,
       ANSWER,
       RATE,
       KEYS,
       COUNT = KEYS,
       COPIES,
       RETURNED,
       VALID,
       VALUES = VALID + 1 - KEYS,
       ANSWERED = VALID + 1,
       SHARE,
       MARGIN,
       MEAN,
       RETURN_RATE };

/* Sums that stand in no column: counts by weight, the counts that have one, the copies of what came back. */
enum { WEIGHTED = VALUES,
       WEIGHED,
       RETURN_COPIES,
       SUMS };

#define SURVEY_KEY(k, label, c) CB_QUERY_LIKE(k, label, survey, SURVEY_##c, CB_QUERY_BY_KEY)
static const struct cb_query_column columns[] = {
	[PERIOD] = SURVEY_KEY("period", "期间", PERIOD),
	[COMMUNITY] = SURVEY_KEY("community", "社区", COMMUNITY),
	[QUESTION] = SURVEY_KEY("question", "题目", QUESTION),
	[ANSWER] = SURVEY_KEY("answer", "选项", ANSWER),
	[RATE] = { "rate", "计入", .type = &cb_type_text, .flags = CB_QUERY_BY_KEY, .en = "the rate, by rule survey.rate",
	           .doc = "按规则 survey.rate 计入的比率" },
	[COUNT] = { "count", "人数", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[COPIES] = ACTIVITY_LIKE("copies", "发放份数", COPIES, 0),
	[RETURNED] = ACTIVITY_LIKE("returned", "回收", RETURNED, 0),
	[VALID] = ACTIVITY_LIKE("valid", "有效份数", VALID, 0),
	[ANSWERED] = { "answered", "答题人数", .type = &cb_type_int, .en = "of the same keys but answer and rate",
	               .doc = "除选项和计入外各项相同的" },
	[SHARE] = { "share", "占比", .type = &cb_type_text, .en = "of those who answered", .doc = "占答题人数" },
	[MARGIN] = { "margin", "误差(±百分点)", .type = &cb_type_num, .en = "of the share, at 95 %, in points",
	             .doc = "占比的误差,置信度 95%" },
	[MEAN] = { "mean", "加权平均", .type = &cb_type_num, .en = "of the weights of the answers", .doc = "选项权重的平均" },
	[RETURN_RATE] = { "return_rate", "回收率", .type = &cb_type_text },
	{ 0 },
};

struct survey {
	struct cb_query_run *run;
	struct cb_table rows;
	struct activities a;
	struct cb_sums groups, bases; /* bases: the groups without answer and rate */
	struct cb_dict seen;          /* group and questionnaire */
};

/* ---- the error of a share ---- */

static cb_wide
root(cb_wide n)
{
	cb_wide low = 0, high = 1;

	while (high * high <= n)
		high *= 2;
	while (high - low > 1) {
		cb_wide middle = (low + high) / 2;

		if (middle * middle <= n)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* 1.96 √(p(1 − p)/n) in points of two decimals, half up. Of a sample so large that nothing is left of it, 0. */
static struct cb_cell
margin(cb_wide part, cb_wide n)
{
	static const cb_wide z = 19600, most = INT64_C(1000000000000);
	int64_t points;

	if (n <= 0)
		return (struct cb_cell){ 0 };
	if (n > most)
		return cb_cell_number(0);
	points = (int64_t)(root(4 * z * z * part * (n - part) / (n * n * n)) + 1) / 2;
	return cb_cell_number(points * (CB_MICRO / 100));
}

/* ---- adding up ---- */

static struct cb_cell
key_of(const struct cb_cell *row, size_t key, const char *rate)
{
	if (key == RATE)
		return cb_cell_lent(cb_text_of(rate));
	return key == PERIOD ? cb_cell_number(row[SURVEY_PERIOD].n) : cb_cell_lent(row[columns[key].like_column].text);
}

/* The group of a row; of bases, without answer and rate. */
static size_t
group_of(const struct survey *s, struct cb_sums *sums, const struct cb_cell *row, const char *rate)
{
	struct cb_cell keys[CB_QUERY_KEYS_MAX];

	for (size_t k = 0; k < s->run->n_keys; k++) {
		size_t key = s->run->keys[k];
		bool is_left_out = sums == &s->bases && (key == ANSWER || key == RATE);

		keys[k] = is_left_out ? (struct cb_cell){ 0 } : key_of(row, key, rate);
	}
	return cb_sums_at(sums, keys);
}

/* The questionnaires of the row's community and period, each once for a group. */
static void
add_returns(struct survey *s, const struct cb_cell *row, size_t group)
{
	struct cb_period_range range = { .first_day = cb_period_first_day(row[SURVEY_PERIOD].n),
		                         .last_day = cb_period_last_day(row[SURVEY_PERIOD].n) };

	for (size_t i = 0; i < s->a.n; i++) {
		const struct activity *activity = &s->a.of[i];
		size_t id[2] = { group, i };

		if (!cb_when_in(&cb_type_date, &activity->cells[ACTIVITY_DATE], &range) ||
		    !cb_text_equal(activity_text(activity, ACTIVITY_COMMUNITY), row[SURVEY_COMMUNITY].text) ||
		    !cb_dict_add(&s->seen, CB_BYTES(id), 1))
			continue;
		if (activity->cells[ACTIVITY_RETURNED].state == CB_VALUE)
			cb_sum_add(&cb_sums_of(&s->groups, group)[RETURN_COPIES], &activity->cells[ACTIVITY_COPIES]);
		for (int c = COPIES; c <= VALID; c++)
			cb_sum_add(&cb_sums_of(&s->groups, group)[c - KEYS], &activity->cells[columns[c].like_column]);
	}
}

static void
add_to(struct survey *s, const struct cb_cell *row, const char *rate)
{
	size_t group = group_of(s, &s->groups, row, rate);
	struct cb_sum *sum = cb_sums_of(&s->groups, group);
	const struct cb_cell *weight = &row[SURVEY_WEIGHT];

	cb_sum_add(&sum[COUNT - KEYS], &row[SURVEY_COUNT]);
	if (weight->state == CB_VALUE) {
		sum[WEIGHTED].n += (cb_wide)weight->n * row[SURVEY_COUNT].n;
		cb_sum_add(&sum[WEIGHED], &row[SURVEY_COUNT]);
	}
	add_returns(s, row, group);
}

/* Where rates are asked for, an answer is in the group of each that it counts for. */
static void
add_row(struct survey *s, const struct cb_cell *row)
{
	struct cb_str question = { 0 };
	const struct cb_rule *rule;
	bool is_by_rate = false, is_counted = false;
	size_t at = 0;

	cb_sum_add(cb_sums_of(&s->bases, group_of(s, &s->bases, row, "")), &row[SURVEY_COUNT]);
	for (size_t k = 0; k < s->run->n_keys; k++)
		is_by_rate |= s->run->keys[k] == RATE;
	cb_str_addt(&question, row[SURVEY_QUESTION].text);
	while (is_by_rate && (rule = cb_rules_all(s->run->office->rules, "survey.rate", cb_str_c(&question),
	                                          s->run->today_day, &at)) != NULL)
		if (cb_text_is(row[SURVEY_ANSWER].text, rule->key)) {
			add_to(s, row, rule->value_text);
			is_counted = true;
		}
	if (!is_counted)
		add_to(s, row, "");
	cb_str_release(&question);
}

static enum cb_status
add_rows(struct survey *s)
{
	struct cb_filter filter;
	enum cb_status status = cb_filter_open(&filter, s->run->office, &cb_register_survey, s->run->where);

	for (size_t i = 0; status == CB_OK && i < s->rows.n_rows; i++) {
		const struct cb_cell *row = cb_table_at(&s->rows, i);

		if ((s->run->range.last_day == 0 ||
		     cb_when_in(&cb_type_period, &row[SURVEY_PERIOD], &s->run->range)) &&
		    cb_filter_passes(&filter, row))
			add_row(s, row);
	}
	if (status == CB_OK)
		status = cb_filter_finish(&filter);
	cb_filter_release(&filter);
	return status;
}

static void
add_group(struct survey *s, size_t group, struct cb_table *out)
{
	const struct cb_sum *sum = cb_sums_of(&s->groups, group), *base;
	const struct cb_cell *keys = cb_sums_keys(&s->groups, group);
	struct cb_cell *cells = cb_sums_row(&s->groups, group, s->run, out), base_keys[CB_QUERY_KEYS_MAX];
	const struct cb_sum *count = &sum[COUNT - KEYS];

	for (size_t k = 0; k < s->run->n_keys; k++) {
		size_t key = s->run->keys[k];

		base_keys[k] = key == ANSWER || key == RATE ? (struct cb_cell){ 0 } : keys[k];
	}
	for (size_t v = 0; v < VALUES; v++)
		cells[KEYS + v] = cb_sum_cell(&sum[v], s->run->office->diag, columns[KEYS + v].key);
	base = cb_sums_for(&s->bases, base_keys);
	cells[ANSWERED] = cb_sum_cell(base, s->run->office->diag, columns[ANSWERED].key);
	cells[SHARE] = activity_share(count, base, out);
	cells[MARGIN] = margin(count->n, base->n);
	if (cb_decimal_divide(sum[WEIGHTED].n, sum[WEIGHED].n * CB_MICRO, 2, CB_HALF_UP, &cells[MEAN].n))
		cells[MEAN].state = CB_VALUE;
	cells[RETURN_RATE] = activity_share(&sum[RETURNED - KEYS], &sum[RETURN_COPIES], out);
}

/* Of the activities only the questionnaires that were held. */
static enum cb_status
load(struct survey *s)
{
	struct cb_query_run others = { .office = s->run->office, .today_day = s->run->today_day };
	enum cb_status status = cb_asked_rows(s->run, &cb_register_survey, &s->rows);
	size_t n = 0;

	if (status == CB_OK)
		status = activities_load(&s->a, &others, ACTIVITY_ALL);
	for (size_t i = 0; i < s->a.n; i++)
		if (s->a.of[i].state == ACTIVITY_HELD && s->a.of[i].cells[ACTIVITY_KIND].n == ACTIVITY_SURVEY)
			s->a.of[n++] = s->a.of[i];
	s->a.n = n;
	return status;
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct survey s = { .run = run,
		            .groups = { .n_keys = run->n_keys, .n_values = SUMS },
		            .bases = { .n_keys = run->n_keys, .n_values = 1 } };
	enum cb_status status = load(&s);

	if (status == CB_OK)
		status = add_rows(&s);
	cb_sums_sort(&s.groups);
	for (size_t i = 0; status == CB_OK && i < s.groups.n; i++)
		add_group(&s, s.groups.order[i], out);
	cb_dict_release(&s.seen);
	cb_sums_release(&s.groups);
	cb_sums_release(&s.bases);
	activities_release(&s.a);
	cb_table_release(&s.rows);
	return status;
}

const struct cb_query cb_query_survey = {
	.name = "survey",
	.zh = "问卷统计",
	.title_en = "What people answered",
	.title_zh = "问卷统计",
	.columns = columns,
	.reads = "survey activity",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_TAKES_WHERE | CB_QUERY_TAKES_BY,
	.by = "question,answer,rate",
	.has = cb_query_has_office,
	.fill = fill,
	.en = "The answers to each question, their share with its error, what they count for and what came back, as "
	      "cb-activity survey prints them.",
	.doc = "各题各选项的人数、占比和误差、计入的比率、问卷回收情况,同 cb-activity survey。",
};
