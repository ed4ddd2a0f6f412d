/* What is known of the office itself: names of the document, the communities, figures, registers. */
#include "figures.h"

#include <stdlib.h>
#include <string.h>

#include <cb/query/export.h>
#include <cb/value/decimal.h>
#include <cb/value/quantity.h>
#include <cb/value/unit.h>
#include <cb/value/wording.h>

bool
cb_figure_has_office(struct cb_figures *f)
{
	return f->office->store != NULL || f->office->dir != NULL;
}

bool
cb_figure_has_communities(struct cb_figures *f)
{
	return f->office->n_communities > 0;
}

/* ---- what holds for the whole document ---- */

/* The street of the communities when there is only one. */
static struct cb_text
only_street(const struct cb_office *office)
{
	struct cb_text street = { "", 0 };

	for (size_t i = 0; i < office->n_communities; i++) {
		struct cb_text of = office->communities[i].columns[COMMUNITY_STREET];

		if (i > 0 && !cb_text_equal(of, street))
			return (struct cb_text){ "", 0 };
		street = of;
	}
	return street;
}

/* --from, else rule report.issuer, else the street. */
static struct cb_text
issuer(const struct cb_figures *f)
{
	const struct cb_rule *rule = cb_rules_pick(f->office->rules, "report.issuer", "", "", 0, f->options.today_day);

	if (f->options.issuer != NULL)
		return cb_text_of(f->options.issuer);
	return rule != NULL ? cb_text_of(rule->value_text) : only_street(f->office);
}

enum { TOP_PERIOD,
       TOP_PERIOD_KEY,
       TOP_YEAR,
       TOP_PREVIOUS,
       TOP_NEXT,
       TOP_FIRST_DAY,
       TOP_LAST_DAY,
       TOP_TODAY,
       TOP_TITLE,
       TOP_NUMBER,
       TOP_ISSUER,
       TOP_STREET,
       TOP_DUE,
       TOP_HEAD,
       TOP_SEVERAL,
       TOP_RANGE };

static void
set_period(const struct cb_period_range *range, struct cb_table *out, struct cb_cell *cells)
{
	struct cb_str words = { 0 };

	if (range->last_day == 0 && range->from == 0)
		return;
	cb_words_range(range, &words);
	cells[TOP_PERIOD] = cb_figures_words(out, &words);
	cb_period_range_print(range, &words);
	cells[TOP_PERIOD_KEY] = cb_figures_words(out, &words);
	cells[TOP_FIRST_DAY] = cb_cell_number(range->first_day);
	cells[TOP_LAST_DAY] = cb_cell_number(range->last_day);
	cells[TOP_SEVERAL] = cb_cell_number(cb_period_of_day(CB_MONTH, range->first_day) !=
	                                    cb_period_of_day(CB_MONTH, range->last_day));
	cells[TOP_RANGE] = cb_cell_number(range->from != range->to);
	cb_str_addf(&words, "%d", cb_period_year(cb_period_of_day(CB_YEAR, range->last_day)));
	cells[TOP_YEAR] = cb_figures_words(out, &words);
	if (range->from == 0 || range->from != range->to)
		return;
	cb_words_period(cb_period_step(range->from, -1), &words);
	cells[TOP_PREVIOUS] = cb_figures_words(out, &words);
	cb_words_period(cb_period_step(range->from, 1), &words);
	cells[TOP_NEXT] = cb_figures_words(out, &words);
}

enum cb_status
cb_figure_top(struct cb_figures *f, struct cb_table *out)
{
	struct cb_cell *cells;

	cb_table_column(out, "period", "期间", &cb_type_text, NULL);
	cb_table_column(out, "period_key", "期间代码", &cb_type_text, NULL);
	cb_table_column(out, "year", "年份", &cb_type_text, NULL);
	cb_table_column(out, "previous_period", "上期", &cb_type_text, NULL);
	cb_table_column(out, "next_period", "下期", &cb_type_text, NULL);
	cb_table_column(out, "first_day", "起始日", &cb_type_date, NULL);
	cb_table_column(out, "last_day", "截止日", &cb_type_date, NULL);
	cb_table_column(out, "today", "今日", &cb_type_date, NULL);
	cb_table_column(out, "title", "标题", &cb_type_text, NULL);
	cb_table_column(out, "number", "文号", &cb_type_text, NULL);
	cb_table_column(out, "issuer", "发文机关", &cb_type_text, NULL);
	cb_table_column(out, "street", "街道", &cb_type_text, NULL);
	cb_table_column(out, "due", "报送时限", &cb_type_date, NULL);
	cb_table_column(out, "head", "版头", &cb_type_text, NULL);
	cb_table_column(out, "several", "不止一月", &cb_type_bool, NULL);
	cb_table_column(out, "range", "不止一期", &cb_type_bool, NULL);
	cells = cb_table_row(out);
	cells[TOP_HEAD] = cb_table_text(out, cb_text_of(f->options.head));
	set_period(&f->options.range, out, cells);
	cells[TOP_TODAY] = cb_cell_number(f->options.today_day);
	cells[TOP_TITLE] = cb_table_text(out, cb_text_of(f->options.title));
	cells[TOP_NUMBER] = cb_table_text(out, cb_text_of(f->options.number));
	cells[TOP_ISSUER] = cb_table_text(out, issuer(f));
	cells[TOP_STREET] = cb_table_text(out, only_street(f->office));
	if (f->options.due_day != 0)
		cells[TOP_DUE] = cb_cell_number(f->options.due_day);
	return CB_OK;
}

/* ---- the records of a register ---- */

static struct cb_period_range
no_range(void)
{
	return (struct cb_period_range){ 0 };
}

static bool
has_time(const struct cb_register *reg)
{
	for (int c = 0; c < reg->n_columns; c++) {
		const struct cb_type *type = reg->columns[c].type;

		if (type == &cb_type_period)
			return true;
		if ((type == &cb_type_date || type == &cb_type_day || type == &cb_type_date_time) &&
		    (reg->columns[c].flags & CB_REQUIRED) != 0)
			return true;
	}
	return false;
}

/* Calls visit for each record of the register that lies in the range (all, when there is none). */
static enum cb_status
each_record(struct cb_figures *f, const struct cb_register *reg, const struct cb_period_range *range,
            void (*visit)(void *arg, const struct cb_cell *cells), void *arg)
{
	struct cb_export_options options = { .reg = reg };
	struct cb_export rows = { 0 };
	const struct cb_cell *cells;
	enum cb_status status;
	int got = 0;

	if (range->last_day != 0 && has_time(reg))
		options.range = range;
	status = cb_export_open(&rows, f->office, &options);
	while (status == CB_OK && (got = cb_export_next(&rows, &cells)) > 0)
		visit(arg, cells);
	if (got < 0)
		status = f->office->diag->status;
	cb_export_close(&rows);
	return status;
}

struct collecting {
	struct cb_figures *f;
	struct cb_table *out;
};

static void
collect(void *arg, const struct cb_cell *cells)
{
	struct collecting *c = arg;
	struct cb_cell *row = cb_table_row(c->out);

	for (size_t i = 0; i < c->out->n_columns; i++) {
		row[i] = cells[i];
		if (cells[i].text.len > 0)
			row[i].text = cb_table_text(c->out, cells[i].text).text;
	}
}

static void
refuse_names(struct cb_figures *f, const struct cb_register *reg)
{
	const struct cb_table *counts = cb_figures_table(f, CB_LIT("care_counts"));
	struct cb_str said = { 0 };
	char buf[CB_PRINT_MAX];

	for (size_t row = 0; row < counts->n_rows; row++) {
		const struct cb_cell *cells = counts->cells + row * counts->n_columns;

		cb_str_addf(&said, "%s%.*s %.*s", row > 0 ? ";" : "", CB_TEXT_ARG(cells[0].text),
		            CB_TEXT_ARG(cb_cell_print(&cb_type_int, NULL, &cells[1], buf)));
	}
	if (said.len == 0)
		cb_str_adds(&said, "0");
	cb_report(f->office->diag, CB_NOT_TO_BE_NAMED, CB_NOWHERE, "", reg->zh, said);
}

enum cb_status
cb_figure_register(struct cb_figures *f, const struct cb_register *reg, struct cb_table *out)
{
	struct collecting c = { f, out };

	cb_export_columns(reg, out);
	if ((reg->flags & CB_COUNTS_ONLY) != 0) {
		refuse_names(f, reg);
		return CB_FOUND;
	}
	if (!cb_figure_has_office(f) || !cb_export_has(f->office, reg))
		return CB_OK;
	return each_record(f, reg, &f->options.range, collect, &c);
}

/* ---- figures of register metric ---- */

static const struct cb_cell *
metric_of(const struct cb_table *all, const struct cb_cell *of, int64_t period)
{
	for (size_t row = 0; row < all->n_rows; row++) {
		const struct cb_cell *cells = all->cells + row * all->n_columns;

		if (cells[METRIC_PERIOD].n == period && cells[METRIC_SUBJECT].n == of[METRIC_SUBJECT].n &&
		    cells[METRIC_NAME].n == of[METRIC_NAME].n)
			return cells;
	}
	return NULL;
}

/* The value of an earlier row in the unit of a later one; false when one cannot be told in the other. */
static bool
value_in_unit(const struct cb_cell *before, const struct cb_cell *of, struct cb_cell *value)
{
	struct cb_text from = before[METRIC_UNIT].text, to = of[METRIC_UNIT].text;
	struct cb_unit_ratio ratio = { 1, 1 };
	cb_wide n;

	*value = (struct cb_cell){ 0 };
	if (from.len > 0 && to.len > 0 && !cb_text_equal(from, to) && !cb_unit_between(from, to, &ratio))
		return false;
	n = cb_decimal_round((cb_wide)before[METRIC_VALUE].n * ratio.num, ratio.den, CB_HALF_UP);
	if (n < -CB_NUMBER_MAX || n > CB_NUMBER_MAX)
		return false;
	*value = before[METRIC_VALUE];
	value->n = (int64_t)n;
	return true;
}

static bool
is_in(const struct cb_period_range *range, int64_t period)
{
	return range->last_day == 0 ||
	       (cb_period_first_day(period) >= range->first_day && cb_period_last_day(period) <= range->last_day);
}

/* Rows are found again by their names, since all periods are read for the change. */
enum cb_status
cb_figure_metric(struct cb_figures *f, struct cb_table *out)
{
	struct cb_period_range all_time = no_range();
	struct cb_table all = { 0 };
	struct collecting c = { f, &all };
	enum cb_status status = CB_OK;
	size_t previous, growth;

	cb_export_columns(&cb_register_metric, out);
	previous = cb_figures_append(out, "previous", "上期数值", &cb_type_qty);
	growth = cb_figures_append(out, "growth", "增减", &cb_type_text);
	cb_export_columns(&cb_register_metric, &all);
	if (cb_export_has(f->office, &cb_register_metric))
		status = each_record(f, &cb_register_metric, &all_time, collect, &c);
	for (size_t row = 0; row < all.n_rows; row++) {
		const struct cb_cell *from = all.cells + row * all.n_columns, *before;
		struct cb_str words = { 0 };
		struct cb_cell *cells;

		if (!is_in(&f->options.range, from[METRIC_PERIOD].n))
			continue;
		cells = cb_table_row(out);
		for (int m = 0; m < METRIC_N; m++) {
			cells[m] = from[m];
			if (from[m].text.len > 0)
				cells[m].text = cb_table_text(out, from[m].text).text;
		}
		before = metric_of(&all, from, cb_period_step(from[METRIC_PERIOD].n, -1));
		if (before == NULL || !value_in_unit(before, from, &cells[previous]))
			continue;
		cells[previous].text = (struct cb_text){ "", 0 };
		cb_words_growth(&from[METRIC_VALUE], &cells[previous], &words);
		cells[growth] = cb_figures_words(out, &words);
	}
	cb_table_release(&all);
	return status;
}

/* ---- the communities in one row ---- */

/* Columns of the community register that are added up. */
static const struct {
	int column;
	const char *zh;
} sums[] = {
	{ COMMUNITY_HOUSEHOLDS, "户数" },
	{ COMMUNITY_RESIDENTS, "人口" },
	{ COMMUNITY_ELDERLY, "老年人" },
	{ COMMUNITY_STAFF, "工作人员" },
	{ COMMUNITY_CADRES, "干部" },
	{ COMMUNITY_OFFICE_M2, "办公用房面积" },
	{ COMMUNITY_NOTICE_BOARDS, "宣传栏" },
};
enum { SUMS = sizeof(sums) / sizeof(sums[0]),
       OFFICE_COMMUNITIES = 0,
       OFFICE_UNITS,
       OFFICE_SUMS };

static void
count_one(void *arg, const struct cb_cell *cells)
{
	(void)cells;
	++*(int64_t *)arg;
}

/* A sum leaves out who says nothing; nobody says anything: nothing. */
static struct cb_cell
sum_of(const struct cb_office *office, int column)
{
	static const struct cb_parse_env env = { 0 };
	struct cb_cell sum = { 0 };

	for (size_t i = 0; i < office->n_communities; i++) {
		struct cb_cell part = { 0 };

		if (cb_type_qty.parse(NULL, office->communities[i].columns[column], &env, &part) == CB_FINE)
			cb_quantity_add(&sum, &part);
	}
	return sum;
}

enum cb_status
cb_figure_office(struct cb_figures *f, struct cb_table *out)
{
	struct cb_period_range all_time = no_range();
	enum cb_status status = CB_OK;
	struct cb_cell *cells;
	int64_t units = 0;

	cb_table_column(out, "communities", "社区数", &cb_type_int, NULL);
	cb_table_column(out, "units", "单位数", &cb_type_int, NULL);
	for (int i = 0; i < SUMS; i++)
		cb_table_column(out, cb_register_community.columns[sums[i].column].key, sums[i].zh, &cb_type_qty, NULL);
	if (f->office->n_communities == 0)
		return CB_OK;
	if (cb_export_has(f->office, &cb_register_unit))
		status = each_record(f, &cb_register_unit, &all_time, count_one, &units);
	cells = cb_table_row(out);
	cells[OFFICE_COMMUNITIES] = cb_cell_number((int64_t)f->office->n_communities);
	if (units > 0)
		cells[OFFICE_UNITS] = cb_cell_number(units);
	for (int i = 0; i < SUMS; i++)
		cells[OFFICE_SUMS + i] = sum_of(f->office, sums[i].column);
	return status;
}

/* ---- counts ---- */

enum cb_status
cb_figure_records(struct cb_figures *f, struct cb_table *out)
{
	enum cb_status status = CB_OK;

	cb_table_column(out, "register", "登记表", &cb_type_text, NULL);
	cb_table_column(out, "key", "代码", &cb_type_text, NULL);
	cb_table_column(out, "records", "条数", &cb_type_int, NULL);
	for (const struct cb_register *const *reg = cb_registers; *reg != NULL; reg++) {
		int64_t n = 0;
		struct cb_cell *cells;

		if (!has_time(*reg) || ((*reg)->flags & CB_BY_COMMAND) != 0 || *reg == &cb_register_calendar ||
		    !cb_export_has(f->office, *reg))
			continue;
		status = cb_status_worse(status, each_record(f, *reg, &f->options.range, count_one, &n));
		if (n == 0)
			continue;
		cells = cb_table_row(out);
		cells[0] = cb_table_text(out, cb_text_of((*reg)->zh));
		cells[1] = cb_table_text(out, cb_text_of((*reg)->key));
		cells[2] = cb_cell_number(n);
	}
	return status;
}

enum { CARE_COUNT_KIND,
       CARE_COUNT_N,
       CARE_COUNT_PEOPLE };

static void
count_care(void *arg, const struct cb_cell *cells)
{
	struct cb_table *out = ((struct collecting *)arg)->out;
	const struct cb_column *column = &cb_register_care.columns[CARE_KIND];
	struct cb_text kind = cb_cell_print(column->type, column->arg, &cells[CARE_KIND], NULL);
	struct cb_cell *row = NULL;

	for (size_t i = 0; i < out->n_rows && row == NULL; i++)
		if (cb_text_equal(out->cells[i * out->n_columns].text, kind))
			row = &out->cells[i * out->n_columns];
	if (row == NULL) {
		row = cb_table_row(out);
		row[CARE_COUNT_KIND] = cb_table_text(out, kind);
		row[CARE_COUNT_N] = cb_cell_number(0);
	}
	row[CARE_COUNT_N].n++;
	cb_quantity_add(&row[CARE_COUNT_PEOPLE], &cells[CARE_PEOPLE]);
}

enum cb_status
cb_figure_care_counts(struct cb_figures *f, struct cb_table *out)
{
	struct collecting c = { f, out };

	cb_table_column(out, "kind", "帮扶类别", &cb_type_text, NULL);
	cb_table_column(out, "records", "条数", &cb_type_int, NULL);
	cb_table_column(out, "people", "人次", &cb_type_qty, NULL);
	if (!cb_export_has(f->office, &cb_register_care))
		return CB_OK;
	return each_record(f, &cb_register_care, &f->options.range, count_care, &c);
}
