/* value/date, value/time: days, minutes, times of day. */
#include "value_rows.h"

#include <cb/value/date.h>

static void
reads_dates_as_they_are_written(void **state)
{
	static const struct value_row rows[] = {
		{ "canonical", "2022-07-10", "2022-07-10", 0 },
		{ "I4 points", "2022.7.10", "2022-07-10", 0 },
		{ "I4 full width", "２０２２年７月１０日", "2022-07-10", 0 },
		{ "I4 Excel's number", "44752", "2022-07-10", 0 },
		{ "I4 eight digits", "20220710", "2022-07-10", 0 },
		{ "slashes", "2022/7/10", "2022-07-10", 0 },
		{ "年月日", "2022年7月10日", "2022-07-10", 0 },
		{ "号", "2022年7月10号", "2022-07-10", 0 },
		{ "blanks", "2022 年 7 月 10 日", "2022-07-10", 0 },
		{ "Chinese digits", "二〇二二年七月十日", "2022-07-10", 0 },
		{ "元月", "2022年元月10日", "2022-01-10", 0 },
		{ "元月, year of the period", "元月五日", "2022-01-05", 0 },
		{ "Chinese tens", "二○二二年十二月三十一日", "2022-12-31", 0 },
		{ "I4 year of the period", "7.10", "2022-07-10", 0 },
		{ "year of the period, 月日", "７月１０日", "2022-07-10", 0 },
		{ "midnight behind it", "2022/7/10 0:00:00", "2022-07-10", 0 },
		{ "another time behind it", "2022/7/10 9:30", NULL, CB_BAD_DATE },
		{ "R3 half a day behind it", "2022年7月10日上午", "2022-07-10", 0 },
		{ "R3 and a time", "2022-07-10 3:20 PM", NULL, CB_BAD_DATE },
		{ "R3 midnight with a zone", "2022-07-10T00:00:00.000+08:00", "2022-07-10", 0 },
		{ "R3 Beijing's midnight elsewhere", "2022-07-09T16:00:00Z", "2022-07-10", 0 },
		{ "R3 the end of the day", "2022-07-10 24:00", NULL, CB_BAD_DATE },
		{ "R4 weekday", "2022年7月10日 星期日", "2022-07-10", 0 },
		{ "R4 weekday in brackets", "2022-07-11（周一）", "2022-07-11", 0 },
		{ "R4 weekday before midnight", "2022/7/10 星期天 0:00", "2022-07-10", 0 },
		{ "R4 another weekday", "2022-07-10 星期三", NULL, CB_WEEKDAY_OTHER },
		{ "R4 no weekday", "2022-07-10 星期八", NULL, CB_BAD_DATE },
		{ "R4 blanks", "2022. 7. 10", "2022-07-10", 0 },
		{ "R4 a full stop", "2022.7.10.", "2022-07-10", 0 },
		{ "R4 digits with midnight", "20220710000000", "2022-07-10", 0 },
		{ "R4 digits that are no time", "20220710990000", NULL, CB_BAD_DATE },
		{ "leap day", "2024-02-29", "2024-02-29", 0 },
		{ "no leap day", "2022-02-29", NULL, CB_NO_SUCH_DAY },
		{ "no leap day in 1900", "1900-02-29", NULL, CB_NO_SUCH_DAY },
		{ "leap day in 2000", "2000-02-29", "2000-02-29", 0 },
		{ "month 13", "20221301", NULL, CB_NO_SUCH_DAY },
		{ "R2 year of two digits", "22.7.10", NULL, CB_BAD_DATE },
		{ "R2 year last", "7/10/2022", NULL, CB_BAD_DATE },
		{ "mixed separators", "2022-7/10", NULL, CB_BAD_DATE },
		{ "a month", "2022年7月", NULL, CB_BAD_DATE },
		{ "letter O", "2022-7-1O", NULL, CB_BAD_DATE },
		{ "number below Excel's range", "19999", NULL, CB_BAD_DATE },
		{ "last of Excel's range", "80000", "2119-01-11", 0 },
		{ "blank", " ", "", 0 },
		{ "dash", "—", "", 0 },
		{ "words", "昨天", NULL, CB_BAD_DATE },
	};

	(void)state;
	check_values(&cb_type_date, NULL, rows, COUNT(rows));
	check_values(&cb_type_day, NULL, rows, COUNT(rows));
}

static void
reads_a_birth_without_its_day(void **state)
{
	static const struct value_row rows[] = {
		{ "a day", "1990年3月7日", "1990-03-07", 0 },
		{ "Excel's number", "32939", "1990-03-07", 0 },
		{ "a month", "1990年3月", "1990-03", 0 },
		{ "points", "1990.3", "1990-03", 0 },
		{ "slash", "1990/03", "1990-03", 0 },
		{ "six digits", "199003", "1990-03", 0 },
		{ "canonical", "1990-12", "1990-12", 0 },
		{ "a year is too little", "1990", NULL, CB_BAD_DATE },
		{ "no quarter", "1990Q3", NULL, CB_BAD_DATE },
		{ "no month 13", "1990-13", NULL, CB_BAD_DATE },
		{ "no such day", "1990-02-30", NULL, CB_NO_SUCH_DAY },
		{ "dash", "—", "", 0 },
	};

	(void)state;
	check_values(&cb_type_birth, NULL, rows, COUNT(rows));
}

static void
asks_for_a_year_that_is_not_known(void **state)
{
	struct cb_parse_env env = { 0 };
	struct cb_cell cell;

	(void)state;
	assert_int_equal(cb_type_date.parse(NULL, CB_LIT("7.10"), &env, &cell), CB_NO_YEAR);
	assert_int_equal(cb_type_date.parse(NULL, CB_LIT("7月10日"), NULL, &cell), CB_NO_YEAR);
	assert_int_equal(cell.state, CB_EMPTY);
}

/* The oracle counts day by day through 800 years. */
static void
counts_days_as_the_calendar_does(void **state)
{
	int64_t day = cb_date_day(1600, 1, 1);

	(void)state;
	assert_int_equal(cb_date_day(1970, 1, 1), 0);
	assert_int_equal(cb_date_day(2022, 7, 10), 19183);
	for (int y = 1600; y < 2400; y++)
		for (int m = 1; m <= 12; m++)
			for (int d = 1; cb_date_exists(y, m, d); d++, day++) {
				int cy, cm, cd;

				cb_date_civil(day, &cy, &cm, &cd);
				if (cb_date_day(y, m, d) != day || cy != y || cm != m || cd != d)
					fail_msg("%d-%d-%d", y, m, d);
			}
	assert_int_equal(day - cb_date_day(1600, 1, 1), 2 * 146097);
	check_round_trip(&cb_type_date, NULL, cb_date_day(1000, 1, 1), cb_date_day(9999, 12, 31), 0);
}

static void
reads_thirds_of_a_month_and_ranges(void **state)
{
	static const struct {
		const char *in, *from, *to;
	} rows[] = {
		{ "7.1-7.5", "2022-07-01", "2022-07-05" },
		{ "7月1日—5日", "2022-07-01", "2022-07-05" },
		{ "7月1-5日", "2022-07-01", "2022-07-05" },
		{ "2021.12.30至2022.1.2", "2021-12-30", "2022-01-02" },
		{ "2022-07-01-2022-07-05", "2022-07-01", "2022-07-05" },
		{ "２０２２年７月１日～７月５日", "2022-07-01", "2022-07-05" },
		{ "7/1 到 7/5", "2022-07-01", "2022-07-05" },
		{ "5月上旬", "2022-05-01", "2022-05-10" },
		{ "2022年5月中旬", "2022-05-11", "2022-05-20" },
		{ "二月下旬", "2022-02-21", "2022-02-28" },
		{ "2022-05-18", "2022-05-18", "2022-05-18" },
	};
	int64_t from, to;
	char buf[CB_PRINT_MAX];

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_int_equal(cb_date_parse_span(cb_text_of(rows[i].in), 2022, &from, &to), CB_FINE);
		assert_true(cb_text_is(cb_date_print(from, buf), rows[i].from));
		assert_true(cb_text_is(cb_date_print(to, buf), rows[i].to));
	}
	assert_int_equal(cb_date_parse_span(CB_LIT("上旬"), 2022, &from, &to), CB_BAD_DATE);
	assert_int_equal(cb_date_parse_span(CB_LIT("5月上旬"), 0, &from, &to), CB_NO_YEAR);
	assert_int_equal(cb_date_parse_span(CB_LIT("7.1-7.5"), 0, &from, &to), CB_NO_YEAR);
	assert_int_equal(cb_date_parse_span(CB_LIT("7.5-7.1"), 2022, &from, &to), CB_BAD_DATE);
	assert_int_equal(cb_date_parse_span(CB_LIT("7.1-7.32"), 2022, &from, &to), CB_BAD_DATE);
	assert_int_equal(cb_date_parse_span(CB_LIT("7.1、7.5"), 2022, &from, &to), CB_BAD_DATE);
}

static void
reads_minutes(void **state)
{
	static const struct value_row rows[] = {
		{ "canonical", "2022-07-10 09:30", "2022-07-10 09:30", 0 },
		{ "no time", "2022-07-10", "2022-07-10", 0 },
		{ "时分", "2022年7月10日9时30分", "2022-07-10 09:30", 0 },
		{ "afternoon", "7月10日下午3点", "2022-07-10 15:00", 0 },
		{ "T and seconds", "2022-07-10T09:30:15", "2022-07-10 09:30", 0 },
		{ "Excel's share of a day", "44752.395833", "2022-07-10 09:30", 0 },
		{ "3:20 PM", "2022-07-10 3:20 PM", "2022-07-10 15:20", 0 },
		{ "下午 between blanks", "2022/7/10 下午 3:20:05", "2022-07-10 15:20", 0 },
		{ "weekday between", "2022年7月10日 星期日 09:30", "2022-07-10 09:30", 0 },
		{ "zone", "2022-07-10T01:30:00Z", "2022-07-10 09:30", 0 },
		{ "into the next day", "2022-07-10T20:00:00+00:00", "2022-07-11 04:00", 0 },
		{ "into the day before", "2022-07-10T01:00:00+1400", "2022-07-09 19:00", 0 },
		{ "zone by name", "2022-07-10 09:30:00 GMT+8", "2022-07-10 09:30", 0 },
		{ "zone west by name", "2022-07-10 09:30:00 GMT-5", "2022-07-10 22:30", 0 },
		{ "no zone", "2022-07-10 09:30+99:00", NULL, CB_BAD_DATE },
		{ "from when until when is no zone", "2022-07-10 06:00-07:00", NULL, CB_BAD_DATE },
		{ "digits", "20220710093000", "2022-07-10 09:30", 0 },
		{ "half a day", "2022-07-10 下午", "2022-07-10", 0 },
		{ "24:00", "2022-07-10 24:00", "2022-07-11 00:00", 0 },
		{ "before 1970", "1969-12-31 23:59", "1969-12-31 23:59", 0 },
		{ "no such minute", "2022-07-10 9:60", NULL, CB_BAD_DATE },
		{ "time only", "9:30", NULL, CB_BAD_DATE },
	};

	(void)state;
	check_values(&cb_type_date_time, NULL, rows, COUNT(rows));
}

static void
reads_times_of_day(void **state)
{
	static const struct value_row rows[] = {
		{ "canonical", "09:30", "09:30", 0 },
		{ "one digit", "9:30", "09:30", 0 },
		{ "full width", "９：３０", "09:30", 0 },
		{ "时分", "9时30分", "09:30", 0 },
		{ "half", "9点半", "09:30", 0 },
		{ "Chinese, afternoon", "下午三点", "15:00", 0 },
		{ "noon", "中午12点", "12:00", 0 },
		{ "evening", "晚上8点15分", "20:15", 0 },
		{ "PM behind", "3:20 PM", "15:20", 0 },
		{ "pm behind seconds", "3:20:05.123pm", "15:20", 0 },
		{ "noon, PM", "12:20 PM", "12:20", 0 },
		{ "midnight, AM", "12:20 AM", "00:20", 0 },
		{ "before dawn", "凌晨12点20", "00:20", 0 },
		{ "the night's twelve can be read in two ways", "晚上12点", NULL, CB_BAD_TIME },
		{ "zone", "15:20:00+08:00", "15:20", 0 },
		{ "zone of another day", "20:00Z", NULL, CB_BAD_TIME },
		{ "from when until when is no zone", "06:00-07:00", NULL, CB_BAD_TIME },
		{ "half a day alone", "上午", NULL, CB_BAD_TIME },
		{ "the end of the day", "24:00", "24:00", 0 },
		{ "later", "24:01", NULL, CB_BAD_TIME },
		{ "a number", "9.5", NULL, CB_BAD_TIME },
	};

	(void)state;
	check_values(&cb_type_time, NULL, rows, COUNT(rows));
	check_round_trip(&cb_type_time, NULL, 0, 1440, 0);
	check_hint(&cb_type_time, NULL, "O9:3O", ";是不是“09:30”?");
	check_hint(&cb_type_time, NULL, "0830", ";是不是“08:30”?");
	check_hint(&cb_type_time, NULL, "8.30", ";是不是“08:30”?");
	check_hint(&cb_type_time, NULL, "9.5", "");
	check_hint(&cb_type_time, NULL, "2560", "");
}

static void
reads_spans_of_time(void **state)
{
	static const struct {
		const char *in;
		int from, to;
		bool is_next;
	} rows[] = {
		{ "14:00-16:30", 840, 990, false },
		{ "8：00～11：30", 480, 690, false },
		{ "上午8点—11点半", 480, 690, false },
		{ "上午9点至12点", 540, 720, false },
		{ "下午2点—4点半", 840, 990, false },
		{ "上午9点到下午1点半", 540, 810, false },
		{ "2:00 PM-4:00 PM", 840, 960, false },
		{ "22:00-1:00", 1320, 60, false },
		{ "22:00-次日1:00", 1320, 60, true },
		{ "06:00-07:00", 360, 420, false },
		{ "9:00-10:00-11:00", -1, 0, false },
		{ "上午9点—1点半", -1, 0, false },
		{ "22:00-次日23:00", -1, 0, false },
		{ "9:00", -1, 0, false },
		{ "2026-10-01 9:00-10:00", -1, 0, false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct cb_time_span span;
		bool is_span = cb_time_parse_span(cb_text_of(rows[i].in), &span);
		bool is_good = is_span == (rows[i].from >= 0);

		if (is_good && is_span)
			is_good = span.from == rows[i].from && span.to == rows[i].to &&
			          span.is_next == rows[i].is_next;
		if (!is_good)
			fail_msg("%s", rows[i].in);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_dates_as_they_are_written),
		cmocka_unit_test(reads_a_birth_without_its_day),
		cmocka_unit_test(asks_for_a_year_that_is_not_known),
		cmocka_unit_test(counts_days_as_the_calendar_does),
		cmocka_unit_test(reads_thirds_of_a_month_and_ranges),
		cmocka_unit_test(reads_minutes),
		cmocka_unit_test(reads_times_of_day),
		cmocka_unit_test(reads_spans_of_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
