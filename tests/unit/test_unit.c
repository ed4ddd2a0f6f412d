/* value/unit: what words are units, and what one is in another. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include <cb/value/number.h>
#include <cb/value/unit.h>

static void
a_word_is_a_unit_with_its_scale(void **state)
{
	static const struct {
		const char *word, *unit; /* NULL: none */
		int64_t scale;
	} rows[] = {
		{ "元", "元", 1 },
		{ "万元", "元", 10000 },
		{ "千万元", "元", 10000000 },
		{ "百万元", "元", 1000000 },
		{ "亿元", "元", 100000000 },
		{ "人民币万元", "元", 10000 },
		{ "万元人民币", "元", 10000 },
		{ "万 元", "元", 10000 },
		{ "人民币", "元", 1 },
		{ "￥", "元", 1 },
		{ "RMB 千元", "元", 1000 },
		{ "角", "角", 1 },
		{ "㎡", "m2", 1 },
		{ "万平方米", "平方米", 10000 },
		{ "KM²", "km2", 1 },
		{ "千克", "千克", 1 },
		{ "千米", "千米", 1 },
		{ "千瓦时", "千瓦时", 1 },
		{ "万吨", "吨", 10000 },
		{ "ＫＧ", "kg", 1 },
		{ "人次", "人次", 1 },
		{ "万人次", "人次", 10000 },
		{ "万", NULL, 10000 },
		{ "万美元", "美元", 10000 },
		{ "HK$", "hk$", 1 },
		{ "‰", "‰", 1 },
		{ "％", "%", 1 },
		{ "人民币人", NULL, 0 },
		{ "人民币美元", NULL, 0 },
		{ "万担", NULL, 0 },
		{ "元/人", NULL, 0 },
		{ "社区", NULL, 0 },
		{ "", NULL, 0 },
		{ "  ", NULL, 0 },
	};

	(void)state;
	for (size_t i = 0; i < CB_COUNT(rows); i++) {
		int64_t scale;
		const struct cb_unit *unit = cb_unit_read(cb_text_of(rows[i].word), NULL, &scale);

		if (scale != rows[i].scale || (unit != NULL) != (rows[i].unit != NULL) ||
		    (unit != NULL && strcmp(unit->word, rows[i].unit) != 0))
			fail_msg("“%s” is %s × %d", rows[i].word, unit != NULL ? unit->word : "nothing", (int)scale);
	}
}

static void
units_are_told_in_those_of_the_column(void **state)
{
	static const struct {
		const char *word, *wanted;
		enum cb_unit_fit fit;
		int64_t num, den;
	} rows[] = {
		{ "万元", "元", CB_UNIT_FITS, 10000, 1 },
		{ "分", "元", CB_UNIT_FITS, 1, 100 },
		{ "角", "元", CB_UNIT_FITS, 1, 10 },
		{ "分", "小时", CB_UNIT_FITS, 1, 60 },
		{ "分", "分", CB_UNIT_FITS, 1, 1 },
		{ "分钟", "分", CB_UNIT_IS_OTHER, 1, 1 },
		{ "分钟", "小时", CB_UNIT_FITS, 1, 60 },
		{ "秒", "小时", CB_UNIT_FITS, 1, 3600 },
		{ "天", "小时", CB_UNIT_IS_OTHER, 1, 1 },
		{ "课时", "小时", CB_UNIT_IS_OTHER, 1, 1 },
		{ "亩", "平方米", CB_UNIT_FITS, 2000, 3 },
		{ "公顷", "平方米", CB_UNIT_FITS, 10000, 1 },
		{ "平方公里", "亩", CB_UNIT_FITS, 1500, 1 },
		{ "米", "平方米", CB_UNIT_IS_OTHER, 1, 1 },
		{ "公里", "米", CB_UNIT_FITS, 1000, 1 },
		{ "厘米", "米", CB_UNIT_FITS, 1, 100 },
		{ "斤", "公斤", CB_UNIT_FITS, 1, 2 },
		{ "克", "吨", CB_UNIT_FITS, 1, 1000000 },
		{ "名", "人", CB_UNIT_FITS, 1, 1 },
		{ "位", "名", CB_UNIT_FITS, 1, 1 },
		{ "万人", "人", CB_UNIT_FITS, 10000, 1 },
		{ "人次", "人", CB_UNIT_IS_OTHER, 1, 1 },
		{ "户", "人", CB_UNIT_IS_OTHER, 1, 1 },
		{ "户", "人 户", CB_UNIT_FITS, 1, 1 },
		{ "%", "分 %", CB_UNIT_FITS, 1, 100 },
		{ "‰", "%", CB_UNIT_FITS, 1, 1000 },
		{ "成", NULL, CB_UNIT_FITS, 1, 10 },
		{ "%", "人", CB_UNIT_IS_OTHER, 1, 1 },
		{ "万", "人", CB_UNIT_FITS, 10000, 1 },
		{ "美元", "元", CB_UNIT_IS_OTHER, 1, 1 },
		{ "元", "美元", CB_UNIT_IS_OTHER, 1, 1 },
		{ "箱", CB_UNIT_OF_THINGS, CB_UNIT_FITS, 1, 1 },
		{ "万只", CB_UNIT_OF_THINGS, CB_UNIT_FITS, 10000, 1 },
		{ "万元", CB_UNIT_OF_THINGS, CB_UNIT_IS_OTHER, 1, 1 },
		{ "万元", NULL, CB_UNIT_FITS, 10000, 1 },
		{ "上午", "小时", CB_UNIT_IS_UNKNOWN, 1, 1 },
	};

	(void)state;
	for (size_t i = 0; i < CB_COUNT(rows); i++) {
		struct cb_unit_ratio ratio;
		enum cb_unit_fit fit = cb_unit_fit(cb_text_of(rows[i].word), rows[i].wanted, &ratio);

		if (fit != rows[i].fit || ratio.num != rows[i].num || ratio.den != rows[i].den)
			fail_msg("“%s” for “%s” is %d, %lld/%lld", rows[i].word, rows[i].wanted, fit,
			         (long long)ratio.num, (long long)ratio.den);
	}
}

static void
the_unit_of_a_cell_is_brought_to_the_column(void **state)
{
	static const struct {
		const char *cell, *wanted, *text; /* NULL: the code */
		enum cb_code code;
	} rows[] = {
		{ "300户", "户", "300", 0 },
		{ "300人", "户", NULL, CB_UNIT_OTHER },
		{ "3万户", "户", "30000", 0 },
		{ "25名", "人", "25", 0 },
		{ "25人次", "人", NULL, CB_UNIT_OTHER },
		{ "25%", "人", NULL, CB_UNIT_OTHER },
		{ "25元", "人", NULL, CB_UNIT_OTHER },
		{ "0.3公顷", "平方米", "3000", 0 },
		{ "2亩", "平方米", NULL, CB_TOO_MANY_PLACES },
		{ "300㎡", "平方米", "300", 0 },
		{ "300m", "平方米", NULL, CB_UNIT_OTHER },
		{ "1.2公里", "米", "1200", 0 },
		{ "八成", NULL, "0.8", 0 },
		{ "85%", "分 %", "0.85", 0 },
		{ "5千克", "吨", "0.005", 0 },
		{ "5箱", NULL, "5", 0 },
		{ "一批", NULL, "1", 0 },
		{ "万元", NULL, NULL, CB_NOT_A_NUMBER },
		{ "百", NULL, NULL, CB_NOT_A_NUMBER },
		{ "千户", NULL, NULL, CB_NOT_A_NUMBER },
		{ "户", NULL, NULL, CB_NOT_A_NUMBER },
		{ "十", NULL, "10", 0 },
	};

	(void)state;
	for (size_t i = 0; i < CB_COUNT(rows); i++) {
		struct cb_column_unit unit = { .wanted = rows[i].wanted };
		struct cb_parse_env env = { .unit = &unit };
		struct cb_cell cell = { 0 };
		char buf[CB_PRINT_MAX];
		enum cb_code code = cb_type_num.parse(NULL, cb_text_of(rows[i].cell), &env, &cell);
		struct cb_text text = cb_cell_print(&cb_type_num, NULL, &cell, buf);

		if (code != rows[i].code || !cb_text_is(text, rows[i].text != NULL ? rows[i].text : ""))
			fail_msg("“%s” for “%s” is %d “%.*s”", rows[i].cell, rows[i].wanted, code, CB_TEXT_ARG(text));
	}
}

static void
the_unit_behind_a_number_has_one_word(void **state)
{
	static const char *const rows[][2] = { { "5箱", "箱" }, { "约3名", "人" }, { "3个人", "人" }, { "80㎡以上", "平方米" }, { "5000元", "元" }, { "17%", "%" }, { "5万吨", "吨" }, { "5", "" }, { "箱", "" }, { "无数据", "" } };

	(void)state;
	for (size_t i = 0; i < CB_COUNT(rows); i++)
		if (!cb_text_is(cb_number_unit(cb_text_of(rows[i][0])), rows[i][1]))
			fail_msg("“%s” has unit “%s”", rows[i][0], cb_number_unit(cb_text_of(rows[i][0])).p);
}

static void
each_unit_has_its_number(void **state)
{
	(void)state;
	for (unsigned i = 1; i < 100; i++)
		assert_int_equal(cb_unit_number(cb_unit_numbered(i)), i);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_word_is_a_unit_with_its_scale),
		cmocka_unit_test(units_are_told_in_those_of_the_column),
		cmocka_unit_test(the_unit_of_a_cell_is_brought_to_the_column),
		cmocka_unit_test(the_unit_behind_a_number_has_one_word),
		cmocka_unit_test(each_unit_has_its_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
