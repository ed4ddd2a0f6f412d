/* Rows of the ranking with all they have earned: what several questions look at. */
#ifndef RANKING_ROWS_H
#define RANKING_ROWS_H

#include "results.h"

struct cb_ranking_row {
	const struct cb_result *result;
	const struct cb_standing *standing, *previous; /* previous: of the period before, or NULL */
};
struct cb_ranking_rows {
	struct cb_ranking_row *rows;
	size_t n, cap, n_last; /* n_last: of the last result */
};

/* ranking_rows.c: those of the choice, behind those that are there; findings as cb-rank reports them. */
enum cb_status cb_ranking_rows(struct cb_ranking *, const struct cb_ranking_choice *, struct cb_ranking_rows *);
void cb_ranking_rows_release(struct cb_ranking_rows *);
/* Adds to a cell that is empty as long as there is nothing. */
void cb_ranking_count(struct cb_cell *, int64_t n);
/* The rows of what is asked for, and of the months in it; none where there is nothing to go on. */
enum cb_status cb_ranking_rows_asked(struct cb_query_run *, struct cb_ranking_rows *);
enum cb_status cb_ranking_rows_monthly(struct cb_query_run *, struct cb_ranking_rows *);
/* Is there a ranking of what is asked for, of a month in it, of either? */
bool cb_ranking_has_asked(struct cb_query_run *);
bool cb_ranking_has_months(struct cb_query_run *);
bool cb_ranking_has_either(struct cb_query_run *);
/* Of one contest, in the range. */
bool cb_ranking_has_any(const struct cb_ranking *, uint32_t contest, const struct cb_period_range *);

/* Columns of the ranking. */
enum {
	RANKING_CONTEST,
	RANKING_PERIOD,
	RANKING_GROUP,
	RANKING_RANK,
	RANKING_UNIT,
	RANKING_COMMUNITY,
	RANKING_ESTATE,
	RANKING_SCORE,
	RANKING_RATE,
	RANKING_PREVIOUS,
	RANKING_CHANGE,
	RANKING_RISE,
	RANKING_AWARD,
	RANKING_PRIZE,
	RANKING_MEASURES,
	RANKING_LAST_MONTHS,
	RANKING_GIVEN,
	RANKING_RULES,
	RANKING_MOVE,
};

/* What there is of each month of a year, side by side. */
#define RANKING_MONTHS(MONTH) \
	MONTH(1), MONTH(2), MONTH(3), MONTH(4), MONTH(5), MONTH(6), MONTH(7), MONTH(8), MONTH(9), MONTH(10), MONTH(11), MONTH(12)

/* Who it is about: the first columns of each of these questions. */
#define CB_RANKING_ENTRANT_COLUMNS                                                                                \
	[RANKING_CONTEST] = { "contest", "评比", .type = &cb_type_text },                                         \
	[RANKING_PERIOD] = { "period", "期间", .type = &cb_type_period },                                         \
	[RANKING_GROUP] = { "group", "组别", .type = &cb_type_text, .flags = CB_QUERY_PART,                       \
		            .en = "with --group: what the column says", .doc = "用 --group 时:该栏的值" },        \
	[RANKING_RANK] = { "rank", "名次", .type = &cb_type_int, .en = "empty: not ranked", .doc = "空:不排名" }, \
	[RANKING_UNIT] = { "unit", "单位", .type = &cb_type_text, .flags = CB_QUERY_PART,                         \
		           .en = "instead of community where units are ranked (rule rank.entity)",                \
		           .doc = "参评的是单位时代替社区(规则 rank.entity)" },                                   \
	[RANKING_COMMUNITY] = { "community", "社区", .type = &cb_type_text, .flags = CB_QUERY_PART },             \
	[RANKING_ESTATE] = { "estate", "小区", .type = &cb_type_text, .flags = CB_QUERY_PART,                     \
		             .en = "with --within community", .doc = "用 --within community 时" }

/* ranking_table.c: the columns of query ranking; which of them say something of communities; a row. */
extern const struct cb_query_column cb_ranking_columns[];
bool cb_ranking_part(const struct cb_query_run *, size_t column);
void cb_ranking_print(const struct cb_query_run *, const struct cb_ranking_row *, struct cb_table *);
/* A new row with the cells of CB_RANKING_ENTRANT_COLUMNS. */
struct cb_cell *cb_ranking_print_entrant(const struct cb_query_run *, const struct cb_ranking_row *, struct cb_table *);

/* ranking_screen.c: what stands above the rows of a result; footnotes and the columns that only a screen has. */
void cb_ranking_heading(const struct cb_query_run *, struct cb_text contest, int64_t period, struct cb_str *out);
void cb_ranking_for_people(const struct cb_query_run *, const struct cb_ranking_rows *, struct cb_table *);

/* ranking_summary.c: the mean of the scores, rounded as totals are; left empty where there is none. */
void cb_ranking_mean(const struct cb_query_run *, const struct cb_result *, struct cb_cell *);

#endif
