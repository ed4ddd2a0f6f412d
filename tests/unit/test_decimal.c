/* value/decimal, value/number: exact decimals and how people write them. */
#include "value_rows.h"

#include <cb/value/decimal.h>

static void
reads_numbers_as_they_are_written(void **state)
{
	static const struct value_row rows[] = {
		{ "canonical", "93.25", "93.25", 0 },
		{ "zeros at the end", "93.250000", "93.25", 0 },
		{ "the smallest", "0.000001", "0.000001", 0 },
		{ "negative", "-0.5", "-0.5", 0 },
		{ "minus sign U+2212", "−3", "-3", 0 },
		{ "ends trimmed", " 　93\t", "93", 0 },
		{ "full width with thousands", "１２３，４５６．７８", "123456.78", 0 },
		{ "thousands", "1,234,567.5", "1234567.5", 0 },
		{ "thousands in a wrong place", "12,34", NULL, CB_NOT_A_NUMBER },
		{ "a group after four digits", "1234,567", NULL, CB_NOT_A_NUMBER },
		{ "no digit before the point", ".5", "0.5", 0 },
		{ "none after it", "5.", NULL, CB_NOT_A_NUMBER },
		{ "万", "3.9万", "39000", 0 },
		{ "万 and more", "1万2000", "12000", 0 },
		{ "亿", "14.55亿", "1455000000", 0 },
		{ "千万", "2千万", "20000000", 0 },
		{ "万亿", "1万亿", "1000000000000", 0 },
		{ "percent", "17%", "0.17", 0 },
		{ "full-width percent", "１７％", "0.17", 0 },
		{ "per mille", "5‰", "0.005", 0 },
		{ "百分之", "百分之七十", "0.7", 0 },
		{ "百分之 with a point", "百分之三点五", "0.035", 0 },
		{ "Chinese", "三百", "300", 0 },
		{ "Chinese capitals", "叁万玖仟", "39000", 0 },
		{ "Chinese, all places", "一亿二千三百四十五万六千七百八十九", "123456789", 0 },
		{ "zero skips a place", "三百零五", "305", 0 },
		{ "zero before ten", "一千零五十", "1050", 0 },
		{ "R2 a digit that may be fifty", "三百五", NULL, CB_NOT_A_NUMBER },
		{ "twice the same unit", "三百二百", NULL, CB_NOT_A_NUMBER },
		{ "rising units", "三十五百", NULL, CB_NOT_A_NUMBER },
		{ "十五", "十五", "15", 0 },
		{ "十 behind a zero", "一千零十七", "1017", 0 },
		{ "that alone", "一万零十", "10010", 0 },
		{ "with its digit", "一千零一十七", "1017", 0 },
		{ "a zero before 千", "十万零一千", "101000", 0 },
		{ "零十 behind nothing", "零十", NULL, CB_NOT_A_NUMBER },
		{ "零百", "一万零百", NULL, CB_NOT_A_NUMBER },
		{ "figures", "一七二〇", "1720", 0 },
		{ "figures before 万", "一二〇万", "1200000", 0 },
		{ "two or three", "两三", NULL, CB_NOT_A_NUMBER },
		{ "thirty or forty", "三四十", NULL, CB_NOT_A_NUMBER },
		{ "some hundreds", "三五百", NULL, CB_NOT_A_NUMBER },
		{ "five or six ten thousands", "五六万", NULL, CB_NOT_A_NUMBER },
		{ "with 点", "三点五万", "35000", 0 },
		{ "all of it", "百分之百", "1", 0 },
		{ "a string of digits", "二〇二二", "2022", 0 },
		{ "measure word", "93.25分", "93.25", 0 },
		{ "I5 yuan", "14.55亿元", "1455000000", 0 },
		{ "no data", "无数据", "无数据", 0 },
		{ "no data in English", "none", "无数据", 0 },
		{ "a dash is a blank", "—", "", 0 },
		{ "a slash is a blank", "/", "", 0 },
		{ "无 is a blank", "无", "", 0 },
		{ "blank", "　 ", "", 0 },
		{ "zero is a score", "0", "0", 0 },
		{ "letter O", "9O", NULL, CB_NOT_A_NUMBER },
		{ "two points", "9.2.5", NULL, CB_NOT_A_NUMBER },
		{ "blank inside", "1 234", NULL, CB_NOT_A_NUMBER },
		{ "exponent", "1.5E+3", NULL, CB_NOT_A_NUMBER },
		{ "superscript is no digit", "5²", NULL, CB_NOT_A_NUMBER },
		{ "a date", "2022-07-10", NULL, CB_NOT_A_NUMBER },
		{ "seven places", "0.1234567", NULL, CB_TOO_MANY_PLACES },
		{ "seven places, the last zero", "0.1234560", "0.123456", 0 },
		{ "a double as a program printed it", "0.30000000000000004", NULL, CB_TOO_MANY_PLACES },
		{ "percent with too many places", "0.00001%", NULL, CB_TOO_MANY_PLACES },
		{ "the largest", "9000000000000", "9000000000000", 0 },
		{ "larger", "9000000000000.000001", NULL, CB_OUT_OF_RANGE },
		{ "larger by a unit", "10万亿", NULL, CB_OUT_OF_RANGE },
		{ "far larger", "99999999999999999999999999999999", NULL, CB_OUT_OF_RANGE },
		{ "far larger by a unit", "99999999999999999999亿", NULL, CB_OUT_OF_RANGE },
		{ "a mark", "1600余", NULL, CB_INEXACT },
		{ "not known", "XX", NULL, CB_INEXACT },
	};

	(void)state;
	check_values(&cb_type_num, NULL, rows, COUNT(rows));
}

static void
whole_numbers_have_no_places(void **state)
{
	static const struct value_row rows[] = {
		{ "plain", "12", "12", 0 },
		{ "measure word", "12人", "12", 0 },
		{ "places of zeros", "12.0", "12", 0 },
		{ "half a person", "4.5", NULL, CB_NOT_WHOLE },
		{ "percent", "50%", NULL, CB_NOT_A_NUMBER },
		{ "无数据 is empty here", "无数据", "", 0 },
	};

	(void)state;
	check_values(&cb_type_int, NULL, rows, COUNT(rows));
}

static void
applies_the_unit_of_the_sheet(void **state)
{
	static const struct {
		const char *what, *in;
		int64_t num, den, micro;
		enum cb_code code;
	} rows[] = {
		{ "万元", "3.9", 10000, 1, 39000000000, CB_FINE },
		{ "km² to 亩", "6.78", 1500, 1, 10170000000, CB_FINE },
		{ "divided", "70", 1, 100, 700000, CB_FINE },
		{ "not when the cell has 万", "3.9万", 10000, 1, 39000000000, CB_FINE },
		{ "3千 has its own scale", "3千", 10000, 1, 3000000000, CB_FINE },
		{ "and so has 5百", "5百", 10000, 1, 500000000, CB_FINE },
		{ "三百 is a number", "三百", 10000, 1, 3000000000000, CB_FINE },
		{ "not when the cell has 元", "39000元", 10000, 1, 39000000000, CB_FINE },
		{ "not exact", "1", 1, 3, 0, CB_TOO_MANY_PLACES },
		{ "too large", "9000000000", 10000, 1, 0, CB_OUT_OF_RANGE },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct cb_column_unit unit = { .num = rows[i].num, .den = rows[i].den };
		struct cb_parse_env env = { .unit = &unit };
		struct cb_cell cell;

		if (cb_type_num.parse(NULL, cb_text_of(rows[i].in), &env, &cell) != rows[i].code ||
		    cell.n != rows[i].micro)
			fail_msg("%s", rows[i].what);
	}
}

static void
divides_once_and_rounds_once(void **state)
{
	static const struct {
		const char *what;
		int64_t num, den;
		int places;
		int64_t half_up, half_even;
	} rows[] = {
		{ "R2 12.1498 to the unit", 121498, 10000, 0, 12000000, 12000000 },
		{ "R2 10.5002 to the unit", 105002, 10000, 0, 11000000, 11000000 },
		{ "GB/T 8170: 1.050 to one place", 1050, 1000, 1, 1100000, 1000000 },
		{ "GB/T 8170: 0.35 to one place", 35, 100, 1, 400000, 400000 },
		{ "GB/T 8170: 2.5 to the unit", 5, 2, 0, 3000000, 2000000 },
		{ "GB/T 8170: 3.5 to the unit", 7, 2, 0, 4000000, 4000000 },
		{ "negative, away from zero", -5, 2, 0, -3000000, -2000000 },
		{ "negative divisor", 5, -2, 0, -3000000, -2000000 },
		{ "both negative", -5, -2, 0, 3000000, 2000000 },
		{ "P7 99.34", 5122900, 51571, 2, 99340000, 99340000 },
		{ "R23 sum by sum", 110000, 1010, 2, 108910000, 108910000 },
		{ "thirds, six places", 2, 3, 6, 666667, 666667 },
		{ "nothing", 0, 7, 2, 0, 0 },
		{ "carries over", 9999999, 10000000, 6, 1000000, 1000000 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		int64_t up = 0, even = 0;

		if (!cb_decimal_divide(rows[i].num, rows[i].den, rows[i].places, CB_HALF_UP, &up) ||
		    !cb_decimal_divide(rows[i].num, rows[i].den, rows[i].places, CB_HALF_EVEN, &even) ||
		    up != rows[i].half_up || even != rows[i].half_even)
			fail_msg("%s: %lld, %lld", rows[i].what, (long long)up, (long long)even);
	}
}

static void
refuses_what_it_cannot_divide(void **state)
{
	const cb_wide big = (cb_wide)INT64_MAX * INT64_MAX;
	int64_t micro = 42;

	(void)state;
	assert_false(cb_decimal_divide(1, 0, 2, CB_HALF_UP, &micro));
	assert_false(cb_decimal_divide(big, 1, 2, CB_HALF_UP, &micro));
	assert_false(cb_decimal_divide(1, big, 2, CB_HALF_UP, &micro));
	assert_int_equal(micro, 42);
	assert_true(cb_decimal_divide(big / 100, big / 200, 6, CB_HALF_UP, &micro));
	assert_int_equal(micro, 2000000);
	assert_true(cb_decimal_round(-7, 2, CB_HALF_UP) == -4);
	assert_true(cb_decimal_round(-5, 2, CB_HALF_EVEN) == -2);
}

/* 0.1 + 0.2 = 0.3 */
static void
adds_without_binary_fractions(void **state)
{
	struct cb_parse_env env = { 0 };
	struct cb_cell a, b;
	char buf[CB_PRINT_MAX];

	(void)state;
	assert_int_equal(cb_type_num.parse(NULL, CB_LIT("0.1"), &env, &a), CB_FINE);
	assert_int_equal(cb_type_num.parse(NULL, CB_LIT("0.2"), &env, &b), CB_FINE);
	assert_true(cb_text_is(cb_decimal_print(a.n + b.n, 6, 0, buf), "0.3"));
	assert_true(cb_text_is(cb_decimal_print(INT64_MIN, 6, 0, buf), "-9223372036854.775808"));
}

static void
prints_what_it_reads(void **state)
{
	(void)state;
	check_round_trip(&cb_type_num, NULL, -CB_NUMBER_MAX, CB_NUMBER_MAX, 0);
	check_round_trip(&cb_type_int, NULL, -CB_NUMBER_MAX, CB_NUMBER_MAX, 0);
}

static void
hints_at_look_alikes(void **state)
{
	(void)state;
	check_hint(&cb_type_num, NULL, "9O", ";是不是“90”?");
	check_hint(&cb_type_num, NULL, "8l。5", ";是不是“81.5”?");
	check_hint(&cb_type_num, NULL, "很好", "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_numbers_as_they_are_written),
		cmocka_unit_test(whole_numbers_have_no_places),
		cmocka_unit_test(applies_the_unit_of_the_sheet),
		cmocka_unit_test(divides_once_and_rounds_once),
		cmocka_unit_test(refuses_what_it_cannot_divide),
		cmocka_unit_test(adds_without_binary_fractions),
		cmocka_unit_test(prints_what_it_reads),
		cmocka_unit_test(hints_at_look_alikes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
