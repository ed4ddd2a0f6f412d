/* data/book/cell_text: numbers, dates of both epochs, what number formats show. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cb/value/unit.h>

#include "../../libcore/data/book/cell_text.h"

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

static const struct {
	const char *what, *raw, *text; /* NULL: no number */
} numbers[] = {
	{ "whole", "100", "100" },
	{ "zeros behind the point", "98.50", "98.5" },
	{ "only zeros behind the point", "98.000", "98" },
	{ "a point and nothing", "98.", "98" },
	{ "nothing before the point", ".5", "0.5" },
	{ "zero", "0.00", "0" },
	{ "minus zero", "-0", "0" },
	{ "negative", "-0.25", "-0.25" },
	{ "leading zeros", "007", "7" },
	{ "what Excel writes for 98.6", "98.599999999999994", "98.6" },
	{ "what Excel writes for 0.1", "0.10000000000000001", "0.1" },
	{ "the sum of 0.1 and 0.2 is no 0.3", "0.30000000000000004", "0.30000000000000004" },
	{ "17 digits that are needed", "1.6900000000000002", "1.6900000000000002" },
	{ "16 digits", "213.23239999999998", "213.23239999999998" },
	{ "two thirds", "8.3333333333333339", "8.333333333333334" },
	{ "an exponent that is not needed", "1.2E+1", "12" },
	{ "a whole number with an exponent", "4.1E+17", "410000000000000000" },
	{ "an identity number that has lost its end", "3.3000019900307E+17", "330000199003070000" },
	{ "15 digits", "123456789012345", "123456789012345" },
	{ "2^53 + 1 cannot be", "9007199254740993", "9007199254740992" },
	{ "0.0001", "1E-4", "0.0001" },
	{ "smaller with exponent", "5.0000000000000002E-5", "5e-05" },
	{ "digits and exponent", "1.25e-7", "1.25e-07" },
	{ "the smallest double", "4.9406564584124654E-324", "5e-324" },
	{ "blanks around", " 5 ", "5" },
	{ "beyond a double", "1e400", NULL },
	{ "empty", "", NULL },
	{ "words", "nan", NULL },
	{ "hexadecimal", "0x10", NULL },
	{ "two points", "1.2.3", NULL },
	{ "only a sign", "-", NULL },
};

static void
a_number_is_the_shortest_that_reads_back(void **state)
{
	char buf[BOOK_NUMBER_MAX];
	struct cb_text text;

	(void)state;
	for (size_t i = 0; i < COUNT(numbers); i++) {
		bool is = cb_book_number_text(cb_text_of(numbers[i].raw), buf, &text);

		if (is != (numbers[i].text != NULL) || (is && !cb_text_is(text, numbers[i].text)))
			fail_msg("%s: %s gives %.*s", numbers[i].what, numbers[i].raw, is ? (int)text.len : 7, is ? text.p : "nothing");
	}
}

/* Digits from the first to the last that is not 0. */
static int
count_digits(const char *text)
{
	int n = 0, last = 0;

	for (; *text != '\0' && *text != 'e'; text++)
		if (*text >= '0' && *text <= '9' && (*text > '0' || n > 0)) {
			n++;
			last = *text > '0' ? n : last;
		}
	return last;
}

/* The C library is the oracle: the text reads back as the double, and fewer digits do not. */
static void
any_double_reads_back(void **state)
{
	uint64_t random = 1;
	char buf[BOOK_NUMBER_MAX], fewer[40];

	(void)state;
	for (int i = 0; i < 100000; i++) {
		double value;
		struct cb_text text;

		random = random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
		memcpy(&value, &random, sizeof(value));
		if (i % 2 == 0)
			value = (double)(int64_t)(random >> 30) / 1000;
		if (!(value - value == 0) || value == 0)
			continue;
		text = cb_book_number_print(value, buf);
		buf[text.len] = '\0';
		if (strtod(buf, NULL) != value)
			fail_msg("%.17g gives %s", value, buf);
		snprintf(fewer, sizeof(fewer), "%.*e", count_digits(buf) > 1 ? count_digits(buf) - 2 : 0, value);
		if (count_digits(buf) > 1 && strtod(fewer, NULL) == value)
			fail_msg("%s has more digits than %s", buf, fewer);
	}
}

static const struct {
	const char *what;
	double serial;
	bool is_1904;
	enum book_shown shown;
	const char *text; /* NULL: stays a number */
} serials[] = {
	{ "a day", 44752, false, BOOK_AS_DATE, "2022-07-10" },
	{ "the same day of the other epoch", 43290, true, BOOK_AS_DATE, "2022-07-10" },
	{ "its time", 44752.395833333336, false, BOOK_AS_DATE, "2022-07-10 09:30:00" },
	{ "to the nearest second", 44752.39583333, false, BOOK_AS_DATE, "2022-07-10 09:30:00" },
	{ "just before midnight", 44752.999999, false, BOOK_AS_DATE, "2022-07-11" },
	{ "time alone", 0.5, false, BOOK_AS_DATE, "12:00:00" },
	{ "nothing", 0, false, BOOK_AS_DATE, "00:00:00" },
	{ "the first day", 1, false, BOOK_AS_DATE, "1900-01-01" },
	{ "the last before the bug", 59, false, BOOK_AS_DATE, "1900-02-28" },
	{ "the day that never was", 60, false, BOOK_AS_DATE, "1900-02-29" },
	{ "its time", 60.25, false, BOOK_AS_DATE, "1900-02-29 06:00:00" },
	{ "the first after the bug", 61, false, BOOK_AS_DATE, "1900-03-01" },
	{ "the first of 1904", 0, true, BOOK_AS_DATE, "1904-01-01" },
	{ "the second", 1, true, BOOK_AS_DATE, "1904-01-02" },
	{ "no bug in 1904", 60, true, BOOK_AS_DATE, "1904-03-01" },
	{ "time alone in 1904", 0.75, true, BOOK_AS_DATE, "18:00:00" },
	{ "the last day", 2958465, false, BOOK_AS_DATE, "9999-12-31" },
	{ "one more", 2958466, false, BOOK_AS_DATE, NULL },
	{ "rounded up beyond the last", 2958465.9999999, false, BOOK_AS_DATE, NULL },
	{ "negative", -1, false, BOOK_AS_DATE, NULL },
	{ "huge", 1e300, false, BOOK_AS_DATE, NULL },
	{ "a length", 0.0972222222222222, false, BOOK_AS_LENGTH, "02:20:00" },
	{ "a length beyond a day", 1.125, false, BOOK_AS_LENGTH, "27:00:00" },
	{ "a length knows no epoch", 1.125, true, BOOK_AS_LENGTH, "27:00:00" },
};

static void
serials_of_both_epochs(void **state)
{
	char buf[BOOK_DATE_MAX];
	struct cb_text text;

	(void)state;
	for (size_t i = 0; i < COUNT(serials); i++) {
		bool is = cb_book_serial_text(serials[i].serial, serials[i].is_1904, serials[i].shown, buf, &text);

		if (is != (serials[i].text != NULL) || (is && !cb_text_is(text, serials[i].text)))
			fail_msg("%s: %g gives %.*s", serials[i].what, serials[i].serial, is ? (int)text.len : 7, is ? text.p : "nothing");
	}
}

static const struct {
	const char *code;
	enum book_shown shown;
} formats[] = {
	{ "General", BOOK_AS_NUMBER },
	{ "GENERAL", BOOK_AS_NUMBER },
	{ "G/通用格式", BOOK_AS_NUMBER },
	{ "[DBNum1][$-804]General", BOOK_AS_NUMBER },
	{ "0.00", BOOK_AS_NUMBER },
	{ "0.00E+00", BOOK_AS_NUMBER },
	{ "##0.0E+0", BOOK_AS_NUMBER },
	{ "#,##0 \"days\"", BOOK_AS_NUMBER },
	{ "0\\d", BOOK_AS_NUMBER },
	{ "_(* #,##0.00_);_(* \\(#,##0.00\\);_(* \"-\"??_);_(@_)", BOOK_AS_NUMBER },
	{ "[Red]0.00;[Green]-0.00", BOOK_AS_NUMBER },
	{ "[$¥-804]#,##0.00", BOOK_AS_NUMBER },
	{ "_d0", BOOK_AS_NUMBER },
	{ "*d0", BOOK_AS_NUMBER },
	{ "@", BOOK_AS_NUMBER },
	{ "", BOOK_AS_NUMBER },
	{ "\"", BOOK_AS_NUMBER },
	{ "[", BOOK_AS_NUMBER },
	{ "\\", BOOK_AS_NUMBER },
	{ "0;yyyy", BOOK_AS_NUMBER },
	{ "yyyy\\-mm\\-dd;@", BOOK_AS_DATE },
	{ "m/d/yy", BOOK_AS_DATE },
	{ "YYYY/M/D", BOOK_AS_DATE },
	{ "yyyy\"年\"m\"月\"d\"日\";@", BOOK_AS_DATE },
	{ "yyyy年m月", BOOK_AS_DATE },
	{ "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", BOOK_AS_DATE },
	{ "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", BOOK_AS_DATE },
	{ "[$-411]ge.m.d", BOOK_AS_DATE },
	{ "e\"年\"", BOOK_AS_DATE },
	{ "上午/下午h\"时\"mm\"分\"", BOOK_AS_DATE },
	{ "[Red]h:mm", BOOK_AS_DATE },
	{ "mm:ss.0", BOOK_AS_DATE },
	{ "[h]:mm", BOOK_AS_LENGTH },
	{ "[HH]:MM:SS", BOOK_AS_LENGTH },
	{ "[mm]:ss", BOOK_AS_LENGTH },
	{ "[s]", BOOK_AS_LENGTH },
	{ "[Hh]:MM", BOOK_AS_LENGTH },
	{ "HH[M]", BOOK_AS_LENGTH },
	{ "aaaa", BOOK_AS_DATE },
	{ "[$-804]AAA;@", BOOK_AS_DATE },
	{ "0\"aaa\"", BOOK_AS_NUMBER },
	{ "0.00\"万元\"", BOOK_WITH_UNIT },
	{ "0!.0,\"万\"", BOOK_WITH_UNIT },
	{ "#,##0.00亿", BOOK_WITH_UNIT },
	{ "\"¥\"#,##0.00", BOOK_AS_NUMBER },
	{ "0.00%", BOOK_AS_NUMBER },
	{ "# ?/?", BOOK_AS_NUMBER },
	{ "#,##0_);(#,##0)", BOOK_AS_NUMBER },
	{ "#,##0,", BOOK_WITH_UNIT },
	{ "#,##0.00,,", BOOK_WITH_UNIT },
	{ "0!.0,", BOOK_WITH_UNIT },
	{ "0\".\"00", BOOK_WITH_UNIT },
	{ "0\\.00", BOOK_WITH_UNIT },
	{ "[<10000]0;0!.0,", BOOK_WITH_UNIT },
	{ "[>=100000000]0!.00,,\"亿\";0", BOOK_WITH_UNIT },
	{ "0\"桶装\"", BOOK_WITH_UNIT },
	{ "0\"", BOOK_AS_NUMBER },
	{ "0!", BOOK_AS_NUMBER },
	{ "0[$", BOOK_AS_NUMBER },
	{ "G/通用格式\"千人\"", BOOK_WITH_UNIT },
	{ "00\":\"00", BOOK_WITH_UNIT },
	{ "0:00", BOOK_WITH_UNIT },
	{ "0\"小时\"00\"分\"", BOOK_WITH_UNIT },
	{ "0\"点\"0", BOOK_WITH_UNIT },
	{ "000\\-0000", BOOK_WITH_UNIT },
	{ "0\"00\"", BOOK_WITH_UNIT },
	{ "0\"00元\"", BOOK_WITH_UNIT },
	{ "\"1\"0", BOOK_WITH_UNIT },
	{ "\"-\"0", BOOK_WITH_UNIT },
	{ "\"约\"0", BOOK_WITH_UNIT },
	{ "\">\"0", BOOK_WITH_UNIT },
	{ "0\"+\"", BOOK_WITH_UNIT },
	{ "[<0]-0.0;0.0", BOOK_AS_NUMBER },
	{ "0\\ 000\\ ", BOOK_AS_NUMBER },
	{ "\"￥ \"#,##0.00", BOOK_AS_NUMBER },
	{ "\"A\"0", BOOK_AS_NUMBER },
	{ "0!d", BOOK_AS_NUMBER },
};

/* Units behind a number, and other currencies before it. */
static const struct {
	const char *code, *unit;
} units[] = {
	{ "0\"元\";-0\"万元\"", "元" },
	{ "0\"人\"", "人" },
	{ "#,##0.0\"分钟\"_ ", "分钟" },
	{ "G/通用格式\"箱\"", "箱" },
	{ "General\\户", "户" },
	{ "0.00\"千克\"", "千克" },
	{ "\"US$\"#,##0.00", "us$" },
	{ "[$€-407]#,##0.00", "€" },
	{ "0\"分", "分" },
};

static void
what_number_formats_show(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(formats); i++)
		if (cb_book_format_shows(cb_text_of(formats[i].code)) != formats[i].shown)
			fail_msg("%s is not %d", formats[i].code, (int)formats[i].shown);
	for (size_t i = 0; i < COUNT(units); i++) {
		enum book_shown shown = cb_book_format_shows(cb_text_of(units[i].code));

		assert_true(cb_book_shows_number(shown));
		if (shown <= BOOK_IN_UNIT || strcmp(cb_unit_numbered(shown - BOOK_IN_UNIT)->word, units[i].unit) != 0)
			fail_msg("%s does not show %s", units[i].code, units[i].unit);
	}
}

static void
which_built_in_formats_are_dates(void **state)
{
	/* ECMA-376 part 1, 18.8.30; ranges, both ends included */
	static const unsigned long dates[][2] = { { 14, 22 }, { 27, 36 }, { 45, 45 }, { 47, 47 }, { 50, 58 } };

	(void)state;
	for (unsigned long id = 0; id < 200; id++) {
		enum book_shown want = id == 46 ? BOOK_AS_LENGTH : BOOK_AS_NUMBER;

		for (size_t i = 0; i < COUNT(dates); i++)
			if (id >= dates[i][0] && id <= dates[i][1])
				want = BOOK_AS_DATE;
		if (cb_book_builtin_shows(id) != want)
			fail_msg("format %lu is not %d", id, (int)want);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_number_is_the_shortest_that_reads_back),
		cmocka_unit_test(any_double_reads_back),
		cmocka_unit_test(serials_of_both_epochs),
		cmocka_unit_test(what_number_formats_show),
		cmocka_unit_test(which_built_in_formats_are_dates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
