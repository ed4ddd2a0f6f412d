/* How far each entrant is from the benchmark: the first, or the one that is named. */
#include "computing.h"
#include "ranking_rows.h"

enum { BENCHMARK = RANKING_SCORE + 1,
       ITS_SCORE,
       DIFFERENCE,
       RATIO };

static const struct cb_query_column columns[] = {
	CB_RANKING_ENTRANT_COLUMNS,
	[RANKING_SCORE] = { "score", "得分", .type = &cb_type_num },
	[BENCHMARK] = { "benchmark", "标杆", .type = &cb_type_text, .en = "the first of its group, or --benchmark",
	                .doc = "本组第一名,或 --benchmark 所指" },
	[ITS_SCORE] = { "benchmark_score", "标杆得分", .type = &cb_type_num },
	[DIFFERENCE] = { "difference", "差距", .type = &cb_type_num, .en = "below 0: less than the benchmark",
	                 .doc = "负数为低于标杆" },
	[RATIO] = { "ratio", "为标杆的", .type = &cb_type_text },
	{ 0 },
};

/* The benchmark of a row, or NULL: the first of its pool, which stands before it, or the one that is named. */
static const struct cb_standing *
benchmark_of(const struct cb_ranking *r, const struct cb_ranking_row *row)
{
	const struct cb_result *result = row->result;

	for (size_t i = 0; i < result->n; i++) {
		const struct cb_standing *e = &result->entries[i];

		if (e->absent)
			continue;
		if (r->options.benchmark == NULL ? e->pool == row->standing->pool
		                                 : e->entrant == r->benchmark || e->estate == r->benchmark)
			return e;
	}
	return NULL;
}

static void
add_gap(const struct cb_query_run *run, const struct cb_ranking_row *row, const struct cb_standing *benchmark,
        struct cb_table *out)
{
	const struct cb_standing *e = row->standing;
	struct cb_cell *cells = cb_ranking_print_entrant(run, row, out);

	cells[BENCHMARK] = cb_table_text(
		out, cb_office_name(run->office, benchmark->estate != 0 ? benchmark->estate : benchmark->entrant));
	cells[ITS_SCORE] = cb_cell_number(benchmark->score);
	if (e->absent)
		return;
	cells[RANKING_SCORE] = cb_cell_number(e->score);
	cells[DIFFERENCE] = cb_cell_number(e->score - benchmark->score);
	cells[RATIO] = cb_ranking_per_cent(out, cb_ratio_of(e->score), cb_ratio_of(benchmark->score));
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct cb_ranking_rows rows = { 0 };
	enum cb_status status = cb_ranking_rows_asked(run, &rows);

	for (size_t i = 0; i < rows.n && run->ranking != NULL; i++) {
		const struct cb_standing *benchmark = benchmark_of(run->ranking, &rows.rows[i]);

		if (benchmark != NULL)
			add_gap(run, &rows.rows[i], benchmark, out);
		else if (run->ranking->options.benchmark != NULL) {
			status = cb_report(run->office->diag, CB_UNKNOWN_ENTRANT, CB_NOWHERE, "",
			                   run->ranking->options.benchmark);
			break;
		}
	}
	cb_ranking_rows_release(&rows);
	return status;
}

const struct cb_query cb_query_gap = {
	.name = "gap",
	.zh = "与标杆的差距",
	.title_en = "Distance from the benchmark",
	.title_zh = "与标杆的差距",
	.columns = columns,
	.reads = "score standing",
	.takes = CB_QUERY_TAKES_FILES,
	.has_findings = true,
	.has = cb_ranking_has_asked,
	.part = cb_ranking_part,
	.fill = fill,
	.en = "How far the score of each is from the benchmark: difference and ratio.",
	.doc = "各单位得分与标杆的差距:差和比。",
};
