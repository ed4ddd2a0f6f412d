/* A column of numbers in any table, with the units that its label or its cells say.
 *
 * R1 A cell is a number as people write it (value/number.h): 1,234.5, 14.55亿, 2035亩, 17%. What has more than
 *    6 places in the column's base unit, as quotients in a spreadsheet do, is rounded to them, half up, and counted in
 *    n_rounded. `-`, 无 and 无数据 are no value.
 *    8000余 is a little more than 8000 and 近8000 a little less, 约8000 the same; what has to be exact (is_exact, as a
 *    ratio has) takes none of them, and XX余 is no number to rank by.
 * R2 The unit of a cell is its own, else that of the brackets of the label: 产值(亿元), 面积(km²). A bare
 *    万 or 亿 is an amount of money when the label is the name of one (产值 收入 税收 投资 …).
 * R3 Either every cell of a column has a unit, all of one dimension, or none has: CB_UNIT_DIFFERS
 *    names each cell that does not fit.
 * R4 Money is brought to 万元 and area to 亩 (1 km² = 1500 亩, 1 公顷 = 15 亩, 3 亩 = 2000 m²) wherever a
 *    number of the column is judged, divided or printed; a per cent counts as its fraction; other
 *    units stay as the label has them.
 * R5 Where the label, the title or the first cell says 万元 or 亿元, a column of money is counted in 万元: in yuan the
 *    product of a province would be larger than any number may be. */
#ifndef CB_QUERY_MEASURE_H
#define CB_QUERY_MEASURE_H

#include <cb/base/diag.h>
#include <cb/data/label.h>
#include <cb/value/decimal.h>

struct cb_measured {
	int64_t n;                  /* millionths of `base` base units; order and sums may use it as it is */
	const struct cb_unit *unit; /* its own or the label's */
	bool is_missing;
};

struct cb_measure {
	struct cb_measured *cells; /* in the order they were added */
	size_t n, cap;
	size_t n_rounded, first_rounded; /* cells that were rounded, and the first of them (R1) */
	const struct cb_unit *unit;      /* of the column: the label's, else that of the first cell that has one */
	int64_t scale;                   /* of the label: (万人) 10000 */
	int64_t base;                    /* base units that are counted as one: 10000 of money in 万 or 亿, else 1 */
	int64_t shown;                   /* of these in one shown unit (R4) */
	struct cb_text shown_unit;       /* 万元, 亩, 万人, or empty */
	struct cb_label parts;           /* holds the label's unit */
	bool is_exact;                   /* in: no marks */
	bool is_money;                   /* the label names an amount of money (R2) */
};

/* Starts a zeroed measure for the column of that label. */
void cb_measure_start(struct cb_measure *, struct cb_text label);
/* What is said above the table that amounts are in: of a measure of money whose label says nothing. */
void cb_measure_say(struct cb_measure *, struct cb_text unit);
/* Adds a cell. CB_FINE, or a 2xx code and the cell is missing. */
enum cb_code cb_measure_add(struct cb_measure *, struct cb_text cell);
/* After the last cell: settles the unit. */
void cb_measure_finish(struct cb_measure *);
/* R3: does the cell fit the column? Missing ones do. */
bool cb_measure_fits(const struct cb_measure *, size_t cell);
/* R4: is the number within at_least..at_most, in millionths of the shown unit? */
bool cb_measure_holds(const struct cb_measure *, int64_t n, int64_t at_least, int64_t at_most);
/* "200亩": the number in its shown unit, at 6 places at most. */
void cb_measure_print(const struct cb_measure *, int64_t n, struct cb_str *out);
/* num/den in shown units, rounded once. False when den is 0 or the result too large. */
bool cb_measure_divide(const struct cb_measure *num, cb_wide n, const struct cb_measure *den, cb_wide d,
                       int places, enum cb_round, int64_t *micro);
/* The unit of such a ratio: 万元/亩, 每亩, 万元, or nothing. */
void cb_measure_ratio_unit(const struct cb_measure *num, const struct cb_measure *den, struct cb_str *out);
void cb_measure_release(struct cb_measure *);

#endif
