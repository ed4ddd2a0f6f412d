/* Scores: the points of an indicator and the exact total of an entrant.
 *
 * R1 One inspection counts, in points: add, gate: the number itself · deduct: the full mark less the
 *    number, 3 and -3 alike, not below 0 · yesno: the full mark for yes, else 0 · ratio: the rate x full.
 * R2 Several inspections of one indicator in one period become one: mean · trimmed: the mean without one
 *    highest and one lowest, of at least 3 · last: that of the latest date; each needs a date, and two on
 *    the latest day are an error.
 * R3 An indicator adds its points x weight (no weight is 1). The total is the exact sum of fractions;
 *    nothing is rounded on the way. It is rounded once, by cb_ratio_round, and that is what is ranked.
 * R4 A gate is passed when the points of R2 are at least the gate: 85.0 passes 85. Below it the entrant
 *    cannot apply; the rest is still computed.
 * R5 得分率 is the total over the full total: the sum of full x weight of the same indicators.
 * R6 Sums that would leave 128 bits are refused (false), never wrapped.
 *
 * All numbers are millionths. Differs from GB/T 8170 only in that half-up is the default way to round. */
#ifndef CB_RULE_SCORE_H
#define CB_RULE_SCORE_H

#include <cb/base/status.h>
#include <cb/rule/types.h>
#include <cb/value/decimal.h>

enum cb_score_mode { CB_SCORE_ADD,
	             CB_SCORE_DEDUCT,
	             CB_SCORE_RATIO,
	             CB_SCORE_YESNO,
	             CB_SCORE_GATE };

/* What is known of an indicator. An indicator that is not registered: { .weight = CB_MICRO }. */
struct cb_score_item {
	enum cb_score_mode mode;
	int64_t full;   /* 0: not known */
	int64_t weight; /* 20% = 200000 */
	int64_t gate;   /* of mode gate */
};

/* What one inspection counts (R1), the factor full of ratio left to cb_total_add so that it stays exact. */
int64_t cb_score_value(const struct cb_score_item *, int64_t number);
/* The same for full marks: what cb_total_add is given for the full total (R5). */
int64_t cb_score_full(const struct cb_score_item *);
/* Is sum/count at least the gate (R4)? True for other modes. */
bool cb_score_passes(const struct cb_score_item *, int64_t sum, uint32_t count);

/* The inspections of one indicator, entrant and period, folded one by one. Zeroed = none. */
struct cb_inspections {
	int64_t sum, low, high, last; /* last: the value on last_day */
	int32_t last_day;
	uint32_t count, on_last_day, undated;
};
#define CB_NO_DAY INT32_MIN
/* Adds a value of cb_score_value; day CB_NO_DAY when it has no date. False on overflow (R6). */
bool cb_inspections_add(struct cb_inspections *, int64_t value, int32_t day);
/* Adds those that were folded apart: the same as adding each. False on overflow, nothing is added then. */
bool cb_inspections_join(struct cb_inspections *, const struct cb_inspections *);
/* R2: sets *sum and *count, whose quotient is the value. CB_FINE, or CB_TRIMMED_TOO_FEW,
 * CB_LAST_NEEDS_DATE, CB_LAST_TWICE with both unchanged. The count must not be 0. */
enum cb_code cb_inspections_combine(const struct cb_inspections *, enum cb_combine, int64_t *sum,
                                    uint32_t *count);

/* An exact number num/den, in points; den > 0. */
struct cb_ratio {
	cb_wide num, den;
};

/* A sum of fractions with few different counts: one part each. Zeroed = 0. */
enum { CB_TOTAL_PARTS = 8 };
struct cb_total {
	struct {
		cb_wide num;    /* of 10^-18 points */
		uint64_t count; /* the part is num/count */
	} part[CB_TOTAL_PARTS];
	uint32_t n;
};
/* Adds sum/count x weight (x full when mode is ratio). The order of additions does not matter. False on R6. */
bool cb_total_add(struct cb_total *, const struct cb_score_item *, int64_t sum, uint32_t count);
bool cb_total_value(const struct cb_total *, struct cb_ratio *);

/* Exact arithmetic; false on overflow or division by 0, *a unchanged. */
bool cb_ratio_add(struct cb_ratio *a, struct cb_ratio b);
bool cb_ratio_divide(struct cb_ratio *a, struct cb_ratio by);
/* The number n millionths. */
struct cb_ratio cb_ratio_of(int64_t n);
/* The one rounding (R3), to `places` decimals, in millionths. */
bool cb_ratio_round(struct cb_ratio, int places, enum cb_round, int64_t *micro);

#endif
