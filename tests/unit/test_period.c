/* value/period: months, quarters, halves, years and ranges of them. */
#include "value_rows.h"

#include <cb/value/date.h>
#include <cb/value/period.h>

static void
reads_periods_as_they_are_written(void **state)
{
	static const struct value_row rows[] = {
		{ "canonical", "2026-07", "2026-07", 0 },
		{ "one digit", "2026-7", "2026-07", 0 },
		{ "point", "2026.7", "2026-07", 0 },
		{ "slash", "2026/07", "2026-07", 0 },
		{ "six digits", "202607", "2026-07", 0 },
		{ "年月", "2026年7月", "2026-07", 0 },
		{ "月份", "2026年07月份", "2026-07", 0 },
		{ "full width", "２０２６年７月", "2026-07", 0 },
		{ "Chinese", "二〇二六年十二月", "2026-12", 0 },
		{ "year of the run", "7月", "2022-07", 0 },
		{ "year of the run, Chinese", "七月", "2022-07", 0 },
		{ "quarter", "2026Q3", "2026Q3", 0 },
		{ "quarter, small letter", "2026q3", "2026Q3", 0 },
		{ "第三季度", "2026年第三季度", "2026Q3", 0 },
		{ "三季度", "2026年三季度", "2026Q3", 0 },
		{ "quarter, year of the run", "第1季度", "2022Q1", 0 },
		{ "half", "2026H1", "2026H1", 0 },
		{ "上半年", "2026年上半年", "2026H1", 0 },
		{ "half, year of the run", "下半年", "2022H2", 0 },
		{ "year", "2026", "2026", 0 },
		{ "年", "2026年", "2026", 0 },
		{ "年度", "2026年度", "2026", 0 },
		{ "month 13", "2026-13", NULL, CB_BAD_PERIOD },
		{ "month 0", "202600", NULL, CB_BAD_PERIOD },
		{ "quarter as six digits", "202621", NULL, CB_BAD_PERIOD },
		{ "quarter 5", "2026Q5", NULL, CB_BAD_PERIOD },
		{ "half 3", "2026H3", NULL, CB_BAD_PERIOD },
		{ "a day", "2026-07-01", NULL, CB_BAD_PERIOD },
		{ "a bare number", "7", NULL, CB_BAD_PERIOD },
		{ "year of two digits", "26年7月", NULL, CB_BAD_PERIOD },
		{ "nothing behind the dash", "2026-", NULL, CB_BAD_PERIOD },
		{ "blank", "", "", 0 },
	};
	int64_t period;

	(void)state;
	check_values(&cb_type_period, NULL, rows, COUNT(rows));
	assert_int_equal(cb_period_parse(CB_LIT("7月"), 0, &period), CB_NO_YEAR);
}

static void
knows_first_and_last_days(void **state)
{
	static const struct {
		int64_t period;
		const char *first, *last;
		int months;
	} rows[] = {
		{ 202607, "2026-07-01", "2026-07-31", 1 },
		{ 202402, "2024-02-01", "2024-02-29", 1 },
		{ 202612, "2026-12-01", "2026-12-31", 1 },
		{ 202623, "2026-07-01", "2026-09-30", 3 },
		{ 202624, "2026-10-01", "2026-12-31", 3 },
		{ 202631, "2026-01-01", "2026-06-30", 6 },
		{ 202600, "2026-01-01", "2026-12-31", 12 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char buf[CB_PRINT_MAX];
		int64_t period = rows[i].period, months[12];

		assert_true(cb_period_valid(period));
		assert_true(cb_text_is(cb_date_print(cb_period_first_day(period), buf), rows[i].first));
		assert_true(cb_text_is(cb_date_print(cb_period_last_day(period), buf), rows[i].last));
		assert_int_equal(cb_period_months(period, months), rows[i].months);
		assert_int_equal(cb_period_first_day(months[0]), cb_period_first_day(period));
		assert_int_equal(cb_period_last_day(months[rows[i].months - 1]), cb_period_last_day(period));
	}
	assert_false(cb_period_valid(202613));
	assert_false(cb_period_valid(202620));
	assert_false(cb_period_valid(202633));
}

static void
steps_stay_within_a_kind(void **state)
{
	static const int64_t chains[][3] = {
		{ 202612, 202701, 202702 },
		{ 202624, 202721, 202722 },
		{ 202632, 202731, 202732 },
		{ 202600, 202700, 202800 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(chains); i++) {
		const int64_t *c = chains[i];

		assert_int_equal(cb_period_step(c[0], 1), c[1]);
		assert_int_equal(cb_period_step(c[0], 2), c[2]);
		assert_int_equal(cb_period_step(c[2], -2), c[0]);
		assert_int_equal(cb_period_distance(c[0], c[2]), 2);
		assert_int_equal(cb_period_of_day(cb_period_kind(c[1]), cb_period_first_day(c[1])), c[1]);
		assert_int_equal(cb_period_of_day(cb_period_kind(c[1]), cb_period_last_day(c[1])), c[1]);
	}
}

static void
reads_ranges(void **state)
{
	static const struct {
		const char *what, *in, *out, *first, *last;
		enum cb_code code;
	} rows[] = {
		{ "one month", "2026-07", "2026-07", "2026-07-01", "2026-07-31", 0 },
		{ "months", "2026-07..2026-09", "2026-07..2026-09", "2026-07-01", "2026-09-30", 0 },
		{ "quarters", "2026Q1..2026Q3", "2026Q1..2026Q3", "2026-01-01", "2026-09-30", 0 },
		{ "days", "2026-07-01..2026-07-15", "2026-07-01..2026-07-15", "2026-07-01", "2026-07-15", 0 },
		{ "one day", "2026-07-01", "2026-07-01", "2026-07-01", "2026-07-01", 0 },
		{ "this month", "this-month", "2026-01", "2026-01-01", "2026-01-31", 0 },
		{ "last month, over New Year", "last-month", "2025-12", "2025-12-01", "2025-12-31", 0 },
		{ "this quarter", "this-quarter", "2026Q1", "2026-01-01", "2026-03-31", 0 },
		{ "last quarter", "last-quarter", "2025Q4", "2025-10-01", "2025-12-31", 0 },
		{ "this year", "this-year", "2026", "2026-01-01", "2026-12-31", 0 },
		{ "last year", "last-year", "2025", "2025-01-01", "2025-12-31", 0 },
		{ "up to last month", "2025-10..last-month", "2025-10..2025-12", "2025-10-01", "2025-12-31", 0 },
		{ "Chinese", "2026年7月", "2026-07", "2026-07-01", "2026-07-31", 0 },
		{ "two kinds", "2026-07..2026Q4", NULL, NULL, NULL, CB_BAD_PERIOD_RANGE },
		{ "day and month", "2026-07-01..2026-08", NULL, NULL, NULL, CB_BAD_PERIOD_RANGE },
		{ "backwards", "2026-09..2026-07", NULL, NULL, NULL, CB_BAD_PERIOD_RANGE },
		{ "an open end", "2026-09..", NULL, NULL, NULL, CB_BAD_PERIOD_RANGE },
		{ "no period", "next-month", NULL, NULL, NULL, CB_BAD_PERIOD },
	};
	int64_t today = cb_date_day(2026, 1, 15);

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct cb_period_range range;
		struct cb_str printed = { 0 };
		char buf[CB_PRINT_MAX];

		if (cb_period_range_parse(cb_text_of(rows[i].in), today, &range) != rows[i].code)
			fail_msg("%s", rows[i].what);
		if (rows[i].code != CB_FINE)
			continue;
		cb_period_range_print(&range, &printed);
		assert_string_equal(cb_str_c(&printed), rows[i].out);
		cb_str_release(&printed);
		if (!cb_text_is(cb_date_print(range.first_day, buf), rows[i].first) ||
		    !cb_text_is(cb_date_print(range.last_day, buf), rows[i].last))
			fail_msg("%s", rows[i].what);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_periods_as_they_are_written),
		cmocka_unit_test(knows_first_and_last_days),
		cmocka_unit_test(steps_stay_within_a_kind),
		cmocka_unit_test(reads_ranges),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
