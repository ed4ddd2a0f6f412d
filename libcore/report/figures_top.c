/* What holds for the whole document. */
#include <cb/value/wording.h>

#include "figures.h"

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
       TOP_RANGE,
       TOP_FUND };

static const struct cb_query_column columns[] = {
	[TOP_PERIOD] = { "period", "期间", .type = &cb_type_text },
	[TOP_PERIOD_KEY] = { "period_key", "期间代码", .type = &cb_type_text },
	[TOP_YEAR] = { "year", "年份", .type = &cb_type_text },
	[TOP_PREVIOUS] = { "previous_period", "上期", .type = &cb_type_text },
	[TOP_NEXT] = { "next_period", "下期", .type = &cb_type_text },
	[TOP_FIRST_DAY] = { "first_day", "起始日", .type = &cb_type_date },
	[TOP_LAST_DAY] = { "last_day", "截止日", .type = &cb_type_date },
	[TOP_TODAY] = { "today", "今日", .type = &cb_type_date },
	[TOP_TITLE] = { "title", "标题", .type = &cb_type_text },
	[TOP_NUMBER] = { "number", "文号", .type = &cb_type_text },
	[TOP_ISSUER] = { "issuer", "发文机关", .type = &cb_type_text },
	[TOP_STREET] = { "street", "街道", .type = &cb_type_text },
	[TOP_DUE] = { "due", "报送时限", .type = &cb_type_date },
	[TOP_HEAD] = { "head", "版头", .type = &cb_type_text },
	[TOP_SEVERAL] = { "several", "不止一月", .type = &cb_type_bool },
	[TOP_RANGE] = { "range", "不止一期", .type = &cb_type_bool },
	[TOP_FUND] = { "fund_name", "资金名称", .type = &cb_type_text },
	{ 0 },
};

static void
set_period(const struct cb_period_range *range, struct cb_table *out, struct cb_cell *cells)
{
	struct cb_str words = { 0 };

	if (range->last_day == 0 && range->from == 0)
		return;
	cb_words_range(range, &words);
	cells[TOP_PERIOD] = cb_table_take(out, &words);
	cb_period_range_print(range, &words);
	cells[TOP_PERIOD_KEY] = cb_table_take(out, &words);
	cells[TOP_FIRST_DAY] = cb_cell_number(range->first_day);
	cells[TOP_LAST_DAY] = cb_cell_number(range->last_day);
	cells[TOP_SEVERAL] = cb_cell_number(cb_period_of_day(CB_MONTH, range->first_day) !=
	                                    cb_period_of_day(CB_MONTH, range->last_day));
	cells[TOP_RANGE] = cb_cell_number(range->from != range->to);
	cb_str_addf(&words, "%d", cb_period_year(cb_period_of_day(CB_YEAR, range->last_day)));
	cells[TOP_YEAR] = cb_table_take(out, &words);
	if (range->from == 0 || range->from != range->to)
		return;
	cb_words_period(cb_period_step(range->from, -1), &words);
	cells[TOP_PREVIOUS] = cb_table_take(out, &words);
	cb_words_period(cb_period_step(range->from, 1), &words);
	cells[TOP_NEXT] = cb_table_take(out, &words);
}

void
cb_figures_fill_top(const struct cb_figures *f, struct cb_table *out)
{
	struct cb_cell *cells = cb_table_row(out);

	cells[TOP_HEAD] = cb_table_text(out, cb_text_of(f->options.head));
	set_period(&f->options.range, out, cells);
	cells[TOP_TODAY] = cb_cell_number(f->options.today_day);
	cells[TOP_TITLE] = cb_table_text(out, cb_text_of(f->options.title));
	cells[TOP_NUMBER] = cb_table_text(out, cb_text_of(f->options.number));
	cells[TOP_ISSUER] = cb_table_text(out, issuer(f));
	cells[TOP_STREET] = cb_table_text(out, only_street(f->office));
	cells[TOP_FUND] = cb_table_text(out, cb_text_of(f->options.fund != NULL ? f->options.fund : CB_FUND_USUAL));
	if (f->options.due_day != 0)
		cells[TOP_DUE] = cb_cell_number(f->options.due_day);
}

const struct cb_query cb_figures_top = {
	.name = "",
	.zh = "",
	.columns = columns,
	.en = "What holds for the whole document; these names need no query before them.",
	.doc = "全文通用的值,名称前不用写查询名。",
};
