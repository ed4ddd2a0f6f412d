/* The months of a period side by side, a row a community. */
#include "computing.h"
#include "ranking_rows.h"

enum { MONTHS = 12,
       COMMUNITY = 0,
       FIRST_MONTH,
       SCORE = FIRST_MONTH + MONTHS,
       RANK,
       AWARDS,
       PRIZE,
       WARNINGS };

#define MONTH(n) CB_QUERY_OF("m" #n, #n "月", num, 0)
static const struct cb_query_column columns[] = {
	[COMMUNITY] = { "community", "社区", .type = &cb_type_text },
	RANKING_MONTHS(MONTH),
	[SCORE] = { "score", "本期得分", .type = &cb_type_num },
	[RANK] = { "rank", "本期名次", .type = &cb_type_int },
	[AWARDS] = { "awards", "获奖次数", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[PRIZE] = { "prize", "奖金合计", .type = &cb_type_money, .flags = CB_QUERY_SUM | CB_QUERY_TOTAL },
	[WARNINGS] = { "warnings", "警告次数", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	{ 0 },
};

/* The row of a community, new when it has none. */
static struct cb_cell *
row_of(const struct cb_office *office, struct cb_table *t, uint32_t community)
{
	struct cb_text name = cb_office_name(office, community);
	struct cb_cell *cells;

	for (size_t row = 0; row < t->n_rows; row++)
		if (cb_text_equal(cb_table_at(t, row)[COMMUNITY].text, name))
			return cb_table_at(t, row);
	cells = cb_table_row(t);
	cells[COMMUNITY] = cb_table_text(t, name);
	return cells;
}

static void
take_month(const struct cb_office *office, const struct cb_ranking_row *row, struct cb_table *out)
{
	const struct cb_standing *e = row->standing;
	struct cb_cell *cells = row_of(office, out, e->entrant);

	if (!e->absent)
		cells[FIRST_MONTH + row->result->period % 100 - 1] = cb_cell_number(e->score);
	cb_ranking_count(&cells[AWARDS], cb_standing_has_award(e));
	cb_ranking_count(&cells[PRIZE], e->prize_fen);
	cb_ranking_count(&cells[WARNINGS], cb_standing_is_warned(e));
}

static void
take_whole(const struct cb_office *office, const struct cb_ranking_row *row, struct cb_table *out)
{
	struct cb_cell *cells = row_of(office, out, row->standing->entrant);

	if (row->standing->absent)
		return;
	if (cb_period_kind(row->result->period) != CB_MONTH) /* else it stands in the month's column */
		cells[SCORE] = cb_cell_number(row->standing->score);
	cells[RANK] = cb_cell_number(row->standing->place);
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct cb_ranking_rows months = { 0 }, whole = { 0 };
	bool is_one = run->range.from == run->range.to; /* else there is no score of all of it */
	enum cb_status status = cb_ranking_rows_monthly(run, &months);

	status = cb_status_worse(status, cb_ranking_rows_asked(run, &whole));
	for (size_t i = 0; is_one && i < whole.n; i++)
		take_whole(run->office, &whole.rows[i], out);
	for (size_t i = 0; i < months.n; i++)
		take_month(run->office, &months.rows[i], out);
	cb_ranking_rows_release(&months);
	cb_ranking_rows_release(&whole);
	return status;
}

const struct cb_query cb_query_months = {
	.name = "months",
	.zh = "各月得分",
	.columns = columns,
	.reads = "score standing",
	.takes = CB_QUERY_TAKES_FILES,
	.has_findings = true,
	.has = cb_ranking_has_either,
	.fill = fill,
	.en = "The months side by side, with awards, prizes and warnings of each community.",
	.doc = "各月得分并列,附各社区的奖项、奖金、警告次数。",
};

/* ---- who was awarded and warned, how often ---- */

static const struct cb_query_column honour_columns[] = {
	{ "community", "社区", .type = &cb_type_text },
	{ "awards", "获奖次数", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	{ "prize", "奖金合计", .type = &cb_type_money, .flags = CB_QUERY_SUM | CB_QUERY_TOTAL },
	{ "warnings", "警告次数", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	{ 0 },
};

static void
take_honours(const struct cb_office *office, const struct cb_ranking_row *row, struct cb_table *out)
{
	const struct cb_standing *e = row->standing;
	struct cb_cell *cells;

	if (!cb_standing_has_award(e) && !cb_standing_is_warned(e))
		return;
	cells = row_of(office, out, e->entrant);
	cb_ranking_count(&cells[1], cb_standing_has_award(e));
	cb_ranking_count(&cells[2], e->prize_fen);
	cb_ranking_count(&cells[3], cb_standing_is_warned(e));
}

static enum cb_status
fill_honours(struct cb_query_run *run, struct cb_table *out)
{
	struct cb_ranking_rows months = { 0 };
	enum cb_status status = cb_ranking_rows_monthly(run, &months);

	for (size_t i = 0; i < months.n; i++)
		take_honours(run->office, &months.rows[i], out);
	cb_ranking_rows_release(&months);
	return status;
}

const struct cb_query cb_query_honours = {
	.name = "honours",
	.zh = "奖惩次数",
	.columns = honour_columns,
	.reads = "score standing",
	.takes = CB_QUERY_TAKES_FILES,
	.has_findings = true,
	.has = cb_ranking_has_either,
	.fill = fill_honours,
	.en = "How often each community was awarded and warned in the months, and its prizes; only those that were.",
	.doc = "各社区在各月中获奖、受警告的次数和奖金，只列有奖惩的。",
};
