/* A ranking of any table while it is made: shared by the files table_*.c only. */
#ifndef CB_QUERY_TABLE_JUDGING_H
#define CB_QUERY_TABLE_JUDGING_H

#include <cb/data/loose_table.h>
#include <cb/query/measure.h>
#include <cb/query/table_ranking.h>
#include <cb/rule/types.h>

/* What is found out about one row. */
struct cb_verdict {
	int64_t value; /* ranked: millionths of base units, of a ratio as printed */
	bool is_absent;
	uint32_t place;
	bool is_judged; /* admitted is yes or no */
	bool is_admitted;
	struct cb_text reasons, measures, rules;
	size_t benchmark; /* row, SIZE_MAX = none */
};

struct cb_table_judging {
	const struct cb_table_ranking_options *options;
	struct cb_diag *diag;
	struct cb_loose_table entrants;
	struct cb_measure *measures; /* [column], read when first asked for */
	uint8_t *is_read;
	int by, den, group; /* columns; den -1: no ratio; group -1: none */
	int unit_in;        /* R14: the column that says what the ranked numbers of each row are in, -1 = none */
	enum cb_tie tie;
	enum cb_round round;
	int places;
	int *keys; /* columns of rank.tie_by */
	size_t n_keys, cap_keys;
	struct cb_verdict *verdicts; /* [row] */
	size_t *order;               /* rows by group; in the end as they are printed */
	int64_t *group_values;       /* [row] */
	cb_wide *totals;             /* [row]: of its group, in base units */
	size_t benchmark;            /* the row that is named, SIZE_MAX = none */
	bool has_line;
	bool is_refused; /* a rule of admission cannot be applied: said once */
	struct cb_table *out;
};

static inline bool
cb_table_is_ratio(const struct cb_table_judging *r)
{
	return r->den >= 0;
}

/* The group of a row; "" without groups. */
static inline const char *
cb_table_group(const struct cb_table_judging *r, size_t row)
{
	return r->group < 0 ? "" : r->entrants.rows[row].cells[r->group].p;
}

/* Reports a cell, with one word more than its label and its text. */
void cb_table_report(struct cb_table_judging *, enum cb_code, size_t row, int column, struct cb_arg word);
/* The numbers of a column; all that is wrong in it is reported the first time. */
const struct cb_measure *cb_table_measure(struct cb_table_judging *, int column);
/* R5 and R6 of query/table_ranking.h for the n rows of one group, which is ranked. */
void cb_table_admit(struct cb_table_judging *, const size_t *rows, size_t n);
void cb_table_draw_line(struct cb_table_judging *, const size_t *rows, size_t n);
/* R14: finds the column of units. */
void cb_table_find_units(struct cb_table_judging *);
/* R13: who stands twice. */
void cb_table_report_twice(struct cb_table_judging *);
/* part/whole as 33.56%; empty where whole is 0. */
struct cb_cell cb_table_share(struct cb_table_judging *, cb_wide part, cb_wide whole);
/* Is it the same word, as people write it? */
bool cb_table_is_same(struct cb_text, struct cb_text);
/* R10 of query/table_ranking.h: finds the row that is named; of one group, which is ranked; the columns; the cells of a
 * row, whose number is returned. */
bool cb_table_find_benchmark(struct cb_table_judging *);
void cb_table_compare(struct cb_table_judging *, const size_t *rows, size_t n);
size_t cb_table_print_gap(struct cb_table_judging *, size_t row, struct cb_cell *cells);

#endif
