/* The figures of register metric, each with its change against the period before. */
#include <cb/query/counts.h>
#include <cb/query/export.h>
#include <cb/query/when.h>
#include <cb/value/decimal.h>
#include <cb/value/unit.h>
#include <cb/value/wording.h>

enum { PREVIOUS = METRIC_N,
       GROWTH,
       BEFORE };

#define OF_METRIC(k, zh, c) [c] = { k, zh, .like = &cb_register_metric, .like_column = c }
static const struct cb_query_column columns[] = {
	OF_METRIC("period", "月份", METRIC_PERIOD),
	OF_METRIC("subject", "单位", METRIC_SUBJECT),
	OF_METRIC("name", "指标", METRIC_NAME),
	OF_METRIC("value", "数值", METRIC_VALUE),
	OF_METRIC("unit", "计量单位", METRIC_UNIT),
	OF_METRIC("note", "备注", METRIC_NOTE),
	[PREVIOUS] = { "previous", "上期数值", .type = &cb_type_qty },
	[GROWTH] = { "growth", "增减", .type = &cb_type_text },
	[BEFORE] = { "previous_period", "上期", .type = &cb_type_period },
	{ 0 },
};

/* The record of the same subject and figure in that period, or NULL. */
static const struct cb_cell *
row_of(const struct cb_table *all, const struct cb_cell *of, int64_t period)
{
	for (size_t row = 0; row < all->n_rows; row++) {
		const struct cb_cell *cells = cb_table_at(all, row);

		if (cells[METRIC_PERIOD].n == period && cells[METRIC_SUBJECT].n == of[METRIC_SUBJECT].n &&
		    cells[METRIC_NAME].n == of[METRIC_NAME].n)
			return cells;
	}
	return NULL;
}

bool
cb_metric_in_unit(const struct cb_cell *row, const struct cb_cell *other, struct cb_cell *value)
{
	struct cb_text from = row[METRIC_UNIT].text, to = other[METRIC_UNIT].text;
	struct cb_unit_ratio ratio = { 1, 1 };
	cb_wide n;

	*value = (struct cb_cell){ 0 };
	if (from.len > 0 && to.len > 0 && !cb_text_equal(from, to) && !cb_unit_between(from, to, &ratio))
		return false;
	n = cb_decimal_round((cb_wide)row[METRIC_VALUE].n * ratio.num, ratio.den, CB_HALF_UP);
	if (n < -CB_NUMBER_MAX || n > CB_NUMBER_MAX)
		return false;
	*value = row[METRIC_VALUE];
	value->n = (int64_t)n;
	return true;
}

static void
add_row(const struct cb_table *all, const struct cb_cell *from, struct cb_table *out)
{
	const struct cb_cell *before = row_of(all, from, cb_period_step(from[METRIC_PERIOD].n, -1));
	struct cb_cell *cells = cb_table_row(out);
	struct cb_str words = { 0 };

	for (int m = 0; m < METRIC_N; m++)
		cells[m] = cb_table_keep(out, from[m]);
	if (before == NULL || !cb_metric_in_unit(before, from, &cells[PREVIOUS]))
		return;
	cells[BEFORE] = cb_cell_number(before[METRIC_PERIOD].n);
	cells[PREVIOUS].text = (struct cb_text){ "", 0 };
	cb_words_growth(&from[METRIC_VALUE], &cells[PREVIOUS], &words);
	cells[GROWTH] = cb_table_take(out, &words);
}

/* All periods are read, also those outside the range, since a change needs the period before. */
static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	static const struct cb_period_range all_time = { 0 };
	struct cb_table all = { 0 };
	enum cb_status status = CB_OK;

	cb_export_columns(&cb_register_metric, &all);
	if (cb_export_has(run->office, &cb_register_metric))
		status = cb_export_rows(run->office, &cb_register_metric, &all_time, &all);
	for (size_t row = 0; row < all.n_rows; row++) {
		const struct cb_cell *from = cb_table_at(&all, row);

		if (run->range.last_day == 0 || cb_when_in(&cb_type_period, &from[METRIC_PERIOD], &run->range))
			add_row(&all, from, out);
	}
	cb_table_release(&all);
	return status;
}

const struct cb_query cb_query_metric = {
	.name = "metric",
	.zh = "数据",
	.columns = columns,
	.reads = "metric",
	.has = cb_query_has_office,
	.fill = fill,
	.en = "The other figures of the period, with the change against the period before.",
	.doc = "本期的其他数据,附与上期相比的增减。",
};
