/* Periods that a title, the name of a sheet or that of a file says among other words.
 *
 * R1 2026年7月, 2026 年 7 月份, (2026.7), 2026-07, 2026Q3, 第三季度, 上半年, 2026年度, 二〇二六年七月; in names also 202607.
 *    A span of days or months is the period that it makes: 2026年7月1日至31日, 1-3月. One without a year takes that of
 *    the other words (2026年), else the one that is known.
 * R2 A single day is none, nor what is about a paper (根据…印发, …号文件, 《…》) or says when the sheet was filled in.
 * R3 Of two, one within the other, the narrower counts: 2026年度7月. Of others none does. */
#ifndef CB_VALUE_PERIOD_IN_H
#define CB_VALUE_PERIOD_IN_H

#include <cb/value/period.h>

enum { CB_PERIODS_IN = 6 };

/* What was said so far; zeroed at first. */
struct cb_periods_in {
	int64_t at[CB_PERIODS_IN]; /* without a year: below 100 */
	size_t n;
	int year;     /* the one that stands alone; 0 = none, -1 = several */
	bool is_name; /* in: of a sheet or a file */
};
/* Adds those of one text. True: it says one that was not said yet. */
bool cb_periods_in_add(struct cb_periods_in *, struct cb_text);

enum cb_periods_say { CB_SAY_NO_PERIOD,
	              CB_SAY_ONE_PERIOD,
	              CB_SAY_SEVERAL_PERIODS, /* R3 */
	              CB_SAY_NO_YEAR };       /* of the one that is said */
/* The one that is said. year: 0 = not known. Of several *period and *other are two. */
enum cb_periods_say cb_periods_in_settle(const struct cb_periods_in *, int year, int64_t *period, int64_t *other);
/* Does a hold all of b, or is it the same? */
bool cb_period_holds(int64_t a, int64_t b);
/* The text as cb_fold_words has it, less the periods and days in it. Appended. */
void cb_periods_in_remove(struct cb_text, struct cb_str *out);

#endif
