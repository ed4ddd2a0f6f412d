/* How it went: the months of all side by side, or those of one entrant below one another. */
#include <cb/query/titles.h>
#include <cb/value/wording.h>

#include "computing.h"
#include "ranking_rows.h"

enum { PERIOD,
       NAME,
       PLACE,
       SCORE,
       MEAN,
       FIRST_MONTH };
enum { MONTH_PLACE, /* of the columns of a month */
       MONTH_SCORE,
       MONTH_BOTH,
       MONTH_COLUMNS };

/* clang-format off */
#define MONTH(n)                                                                        \
	{ "m" #n "_rank", #n "月名次", .type = &cb_type_int, .flags = CB_QUERY_PART },  \
	{ "m" #n, #n "月得分", .type = &cb_type_num, .flags = CB_QUERY_PART },          \
	{ "month_" #n, #n "月", .type = &cb_type_text, .flags = CB_QUERY_PART,          \
	  .en = "for people, instead of these two", .doc = "供人阅读时,代替以上两栏" }
/* clang-format on */
static const struct cb_query_column columns[] = {
	[PERIOD] = { "period", "期间", .type = &cb_type_period, .flags = CB_QUERY_PART, .en = "with NAME",
	             .doc = "写明名称时" },
	[NAME] = { "community", "社区", .type = &cb_type_text, .flags = CB_QUERY_PART },
	[PLACE] = { "rank", "名次", .type = &cb_type_int, .flags = CB_QUERY_PART, .en = "with NAME", .doc = "写明名称时" },
	[SCORE] = { "score", "得分", .type = &cb_type_num, .flags = CB_QUERY_PART, .en = "with NAME",
	            .doc = "写明名称时" },
	[MEAN] = { "mean", "平均分", .type = &cb_type_num, .flags = CB_QUERY_PART, .en = "of all, with NAME",
	           .doc = "全体的平均,写明名称时" },
	RANKING_MONTHS(MONTH),
	{ 0 },
};

static bool
is_of_one(const struct cb_query_run *run)
{
	return run->of.ranking != NULL && run->of.ranking->explain != NULL;
}

/* Side by side on a page: place and score in one column. */
static bool
is_across(const struct cb_query_run *run)
{
	return run->shape >= CB_QUERY_FOR_PAGES;
}

/* Of the months those that were asked for and are known of somebody; a name that is the same in each row is in the
 * title. */
static bool
part(const struct cb_query_run *run, size_t column)
{
	const struct cb_ranking *r = run->ranking;
	size_t month = (column - FIRST_MONTH) / MONTH_COLUMNS + 1;

	if (column == NAME)
		return !is_of_one(run) || run->shape == CB_QUERY_FOR_PROGRAMS;
	if (column < FIRST_MONTH)
		return is_of_one(run);
	if (is_of_one(run) || r == NULL || is_across(run) != ((column - FIRST_MONTH) % MONTH_COLUMNS == MONTH_BOTH))
		return false;
	for (size_t i = 0; i < r->n_results; i++)
		if (r->results[i]->listed && cb_period_kind(r->results[i]->period) == CB_MONTH &&
		    (size_t)r->results[i]->period % 100 == month)
			return true;
	return false;
}

static struct cb_cell *
row_of(struct cb_table *t, struct cb_text name)
{
	struct cb_cell *cells;

	for (size_t row = 0; row < t->n_rows; row++)
		if (cb_text_equal(cb_table_at(t, row)[NAME].text, name))
			return cb_table_at(t, row);
	cells = cb_table_row(t);
	cells[NAME] = cb_table_text(t, name);
	return cells;
}

static void
take_across(const struct cb_query_run *run, const struct cb_ranking_row *row, struct cb_table *out)
{
	struct cb_cell *cells = row_of(out, cb_office_name(run->office, row->standing->entrant));
	struct cb_cell *month = &cells[FIRST_MONTH + MONTH_COLUMNS * (row->result->period % 100 - 1)];

	if (row->standing->absent)
		return;
	month[MONTH_PLACE] = cb_cell_number(row->standing->place);
	month[MONTH_SCORE] = cb_cell_number(row->standing->score);
}

static void
take_of_one(const struct cb_query_run *run, const struct cb_ranking_row *row, struct cb_table *out)
{
	uint32_t watched = run->ranking->board.watched;
	struct cb_cell *cells;

	if (row->standing->entrant != watched && row->standing->estate != watched)
		return;
	cells = cb_table_row(out);
	cells[PERIOD] = cb_cell_number(row->result->period);
	cells[NAME] = cb_table_text(out, cb_office_name(run->office, watched));
	cb_ranking_mean(run, row->result, &cells[MEAN]);
	if (row->standing->absent)
		return;
	cells[PLACE] = cb_cell_number(row->standing->place);
	cells[SCORE] = cb_cell_number(row->standing->score);
}

static int
places_of(const struct cb_cell *score)
{
	char buf[CB_PRINT_MAX];
	struct cb_text text = cb_decimal_print(score->n, 6, 0, buf);
	int point = cb_text_find(text, ".");

	return point < 0 ? 0 : (int)text.len - point - 1;
}

/* 2/94.6, all with the places of the longest: they are compared. */
static void
put_together(struct cb_table *out)
{
	struct cb_cell *month, *end = out->cells + out->n_rows * out->n_columns;
	int places = 0, has;
	char buf[CB_PRINT_MAX];

	for (struct cb_cell *row = out->cells; row < end; row += out->n_columns)
		for (month = row + FIRST_MONTH; month < row + out->n_columns; month += MONTH_COLUMNS) {
			has = places_of(&month[MONTH_SCORE]);
			places = has > places ? has : places;
		}
	for (struct cb_cell *row = out->cells; row < end; row += out->n_columns)
		for (month = row + FIRST_MONTH; month < row + out->n_columns; month += MONTH_COLUMNS) {
			struct cb_str both = { 0 };

			if (month[MONTH_PLACE].state != CB_VALUE)
				continue;
			cb_str_addf(&both, "%lld/", (long long)month[MONTH_PLACE].n);
			cb_str_addt(&both, cb_decimal_print(month[MONTH_SCORE].n, 6, places, buf));
			month[MONTH_BOTH] = cb_table_take(out, &both);
		}
}

/* 砖桥社区月度考评历月走势 · 2026年1月至12月 */
static void
set_title(const struct cb_query_run *run, const struct cb_result *result, struct cb_table *out)
{
	struct cb_str title = { 0 };

	if (is_of_one(run))
		cb_str_addt(&title, cb_office_name(run->office, run->ranking->board.watched));
	cb_str_addf(&title, "%.*s历月走势", CB_TEXT_ARG(cb_ranking_contest_title(run->ranking, result)));
	if (run->range.from != 0) {
		cb_str_adds(&title, " · ");
		cb_words_range(&run->range, &title);
	}
	cb_str_adds(&title, !is_of_one(run) && is_across(run) ? " · 名次/得分" : "");
	out->title_zh = cb_arena_copy(&out->arena, title.p, title.len);
	out->has_said = true;
	cb_str_release(&title);
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct cb_ranking_rows rows = { 0 };
	enum cb_status status = cb_ranking_rows_monthly(run, &rows);

	for (size_t i = 0; i < rows.n; i++) {
		if (cb_period_kind(rows.rows[i].result->period) != CB_MONTH)
			continue;
		if (is_of_one(run))
			take_of_one(run, &rows.rows[i], out);
		else
			take_across(run, &rows.rows[i], out);
	}
	if (out->n_rows > 0)
		set_title(run, rows.rows[0].result, out);
	if (is_of_one(run)) {
		out->chart = (struct cb_table_chart){ .label = PERIOD, .value = SCORE, .n_rows = out->n_rows };
		out->chart.on_pages = true;
	} else {
		put_together(out);
		cb_title_order(run->office, out, NAME, true);
	}
	cb_ranking_rows_release(&rows);
	return status;
}

const struct cb_query cb_query_trend = {
	.name = "trend",
	.zh = "历月走势",
	.title_en = "The months side by side",
	.title_zh = "历月走势",
	.columns = columns,
	.reads = "score standing",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_NEEDS_OPTION,
	.has_findings = true,
	.has = cb_ranking_has_months,
	.part = part,
	.fill = fill,
	.en = "Place and score in each month, of all communities or of one, whose scores are drawn as well.",
	.doc = "各月的名次和得分:全部社区,或一个社区(附得分图)。",
};
