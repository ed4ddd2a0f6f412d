/* Ranking any table: by a column, or by the ratio of two.
 *
 * R1 `COL` ranks by the value of that column, exact and unrounded. `NUM/DEN` ranks by the ratio of two: it is
 *    divided exactly, rounded once by the rules rank.round and rank.places, and what is printed is what is
 *    ranked. A column whose own label is the whole word goes before a ratio. Units: query/measure.h.
 * R2 The greatest is first; with `ascending` the smallest. Ties by rule rank.tie (rule/rank.h); `ordinal`
 *    tells equals apart by the columns of rank.tie_by, without such a rule by their order in the input.
 * R3 With `group` the rows of each value of that column are ranked apart; the group's own ratio is the sum
 *    of NUM over the sum of DEN of its ranked rows, never a mean of ratios.
 * R4 An empty cell in a column that is ranked, divided or judged is an error, with `allow_missing` the row
 *    is unranked and last. A divisor of 0 is an error.
 * R5 `admit`: every rule rank.admit in force for the group (its scope) or for all is held against the column
 *    that its key names, both bounds included; a rule of the group goes before one of all with the same key.
 *    A rule with a value instead of bounds is held against yes, no or a day. A number with a unit is judged in 万元
 *    or 亩. admitted is no when one fails; reasons are the measures
 *    of those, each with the value that failed. A value that is missing leaves admitted empty.
 * R6 Who lies outside rank.line of the group (else of all) gets its measure, by the printed ratio or the value.
 * R7 Rules are those of the empty scope, and of the group where said; they are judged on `day`.
 * R8 Columns: those of the input, as they are, in order; then the ratio (key: the words of `by`; label: with
 *    its unit), rank, group_value (R3, ratios), share (R11), those of R10, admitted and reasons
 *    (R5), measures (where a rank.line is in
 *    force), rules (the ids of what failed). A column of the input by one of these names is an error.
 * R9 Rows: by group, place, then their cells in order, as they are printed, in byte order; the unranked last in each
 *    group.
 * R10 With `gap` each row is compared with the benchmark: the row whose first cell is `benchmark`, without one the
 *    first of its group; columns benchmark, difference (in the unit of the label, or of what is printed) and ratio.
 * R11 With `percent` a ratio is a per cent, of two columns in one unit; rank.line holds against that. With `of_total`
 *    each row has its share of the sum of the ranked rows of its group (column share).
 * R12 Private columns (data/loose_table.h) are printed as such, and not asked by unless `reveals`.
 * R13 Rows that agree in all words, times and numbers of things (编号), whatever else they count, are one entrant twice: a
 *    warning. Not where more than a third do so, nor beside private columns.
 * R14 Where a column 计量单位 or 单位 says units that differ from row to row, the ranked numbers are in them: they are
 *    ranked by what they are, 1.2 of 万元 above 800 of 元, or refused where they cannot be compared. Not where the
 *    label of the ranked column has its unit, names a price or money beside units of things, nor where it is `group`.
 *
 * All rows are held in memory. Everything wrong is reported, then nothing is given out. Source: domain rules
 * R20 to R23 (tests/cmd), for the ratio of output to area and the admission to industrial land. */
#ifndef CB_QUERY_TABLE_RANKING_H
#define CB_QUERY_TABLE_RANKING_H

#include <cb/data/csv.h>
#include <cb/data/reader.h>
#include <cb/data/table.h>
#include <cb/data/loose_table.h>
#include <cb/rule/rules.h>

struct cb_table_ranking_options {
	const char *by;        /* COL or NUM/DEN */
	const char *group;     /* COL or NULL */
	struct cb_list among;  /* COL=VALUE: only rows where all hold take part */
	const char *benchmark; /* R10, or NULL */
	bool admit, ascending, allow_missing;
	bool gap;               /* R10 */
	bool percent, of_total; /* R11 */
	bool reveals;           /* R12 */
	const struct cb_rules *rules;
	int32_t day;
	struct cb_loose_reading reading;
};

/* Ranks the files ("-" = stdin; none = stdin). CB_OK and *out, which the caller releases in any case; else
 * the reasons are in the diag and *out has no row. `by` must live as long as *out. */
enum cb_status cb_table_ranking(const struct cb_table_ranking_options *, struct cb_list paths, struct cb_table *out,
                                struct cb_diag *);

#endif
