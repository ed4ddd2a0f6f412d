/* Periods: months, quarters, halves and years, as the numbers of cb_type_period (value/type.h).
 *
 * R1 Written 2026-07, 2026.7, 2026/7, 202607, 2026年7月(份); 2026Q3, 2026年第三季度, 2026年三季度; 2026H1,
 *    2026年上半年, 2026年下半年; 2026, 2026年(度). Without a year (7月, 三季度, 上半年) the known one is taken.
 * R2 Printed 2026-07, 2026Q3, 2026H1, 2026. Years 1000 to 9999.
 * R3 A range A..B has two ends of one kind, A not after B. */
#ifndef CB_VALUE_PERIOD_H
#define CB_VALUE_PERIOD_H

#include <cb/value/type.h>

enum cb_period_kind { CB_MONTH,
	              CB_QUARTER,
	              CB_HALF,
	              CB_YEAR };

/* R1; year 0 = not known. CB_BAD_PERIOD or CB_NO_YEAR otherwise (blank: CB_BAD_PERIOD). */
enum cb_code cb_period_parse(struct cb_text, int year, int64_t *period);
/* R2, into buf (CB_PRINT_MAX). */
struct cb_text cb_period_print(int64_t period, char *buf);
/* Is the number one that cb_type_period uses? The functions below take such numbers only. */
bool cb_period_valid(int64_t period);

enum cb_period_kind cb_period_kind(int64_t period);
int cb_period_year(int64_t period);
int64_t cb_period_first_day(int64_t period);
int64_t cb_period_last_day(int64_t period);
/* The period of the same kind `steps` later (earlier when negative). next: 1, previous: -1. */
int64_t cb_period_step(int64_t period, int steps);
/* How many steps lead from a to b, both of one kind: 1 when b follows a. */
int64_t cb_period_distance(int64_t a, int64_t b);
/* The period of a kind in which the day lies. */
int64_t cb_period_of_day(enum cb_period_kind, int64_t day);
/* Writes the months of the period in order; returns how many there are: 1, 3, 6 or 12. */
int cb_period_months(int64_t period, int64_t months[12]);

/* What -p says. from and to are periods of one kind, 0 for a range of days. */
struct cb_period_range {
	int64_t from, to;
	int64_t first_day, last_day;
};
/* One period, A..B of periods (R3) or of days (2026-07-01..2026-07-15), or this-month last-month
 * this-quarter last-quarter this-year last-year as seen from `today`. CB_BAD_PERIOD,
 * CB_BAD_PERIOD_RANGE otherwise. */
enum cb_code cb_period_range_parse(struct cb_text, int64_t today, struct cb_period_range *out);
/* Appends the range as it is written: 2026-07 or A..B. */
void cb_period_range_print(const struct cb_period_range *, struct cb_str *out);

#endif
