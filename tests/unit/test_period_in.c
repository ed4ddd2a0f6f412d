/* value/period_in: periods that titles and names say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <cb/value/period_in.h>

/* What is made of a text where 2025 is the known year: 0 = none, -1 = several. */
static int64_t
said_by(const char *text, bool is_name)
{
	struct cb_periods_in in = { .is_name = is_name };
	int64_t period, other;

	cb_periods_in_add(&in, cb_text_of(text));
	switch (cb_periods_in_settle(&in, 2025, &period, &other)) {
	case CB_SAY_ONE_PERIOD:
		return period;
	case CB_SAY_SEVERAL_PERIODS:
		return -1;
	default:
		return 0;
	}
}

static void
titles_say_their_period_in_any_spelling(void **state)
{
	static const struct {
		const char *text;
		int64_t period;
	} rows[] = {
		{ "2026年7月考核得分表", 202607 },
		{ "2026 年 7 月 考核得分表", 202607 },
		{ "2026年　7月份考核", 202607 },
		{ "２０２６年７月", 202607 },
		{ "考核得分表(2026.7)", 202607 },
		{ "考核得分表（2026-07）", 202607 },
		{ "考核得分表 2026/07", 202607 },
		{ "考核得分表[2026.07]", 202607 },
		{ "二〇二六年七月份", 202607 },
		{ "二○二六年十一月", 202611 },
		{ "2026年元月份考核得分", 202601 },
		{ "2026年7月得分公示(公示期:2026年8月1日—8月7日)", 202607 },
		{ "2026年度5元月票发放", 202600 },
		{ "7月份考核得分表", 202507 },
		{ "十二月得分", 202512 },
		{ "2026年文明创建工作7月得分", 202607 },
		{ "2026年度7月份得分", 202607 },
		{ "2026年度考核", 202600 },
		{ "2026年全年得分", 202600 },
		{ "2026年第三季度考核", 202623 },
		{ "第三季度考核", 202523 },
		{ "2026年三季度", 202623 },
		{ "2026Q3", 202623 },
		{ "2026年上半年", 202631 },
		{ "下半年考核", 202532 },
		{ "2026H2", 202632 },
		{ "2026年7月1日至31日", 202607 },
		{ "2026年7月1日至7月31日考核", 202607 },
		{ "2026年7月1日—2026年7月31日", 202607 },
		{ "2026.7.1-2026.7.31", 202607 },
		{ "2026.7.1-7.31", 202607 },
		{ "7月1日~7月15日", 202507 },
		{ "2026年7月1日至9月30日", 202623 },
		{ "2026年1月1日至12月31日", 202600 },
		{ "2026年1-6月", 202631 },
		{ "2026年1月至3月", 202621 },
		{ "一至三季度", -1 },
		{ "2026年1-2季度", 202631 },
		{ "2026年第三季度(7月)", 202607 },
		/* two that differ */
		{ "2026年6月、7月对比表", -1 },
		{ "2026年1-7月", -1 },
		{ "2026年6月26日至7月25日", -1 },
		{ "2025-2026年度", -1 },
		{ "2026年7月(上年同期2025年7月)", -1 },
		/* none */
		{ "文明创建考核得分表", 0 },
		{ "2026年文明创建考核得分表", 0 },
		{ "2026年7月10日", 0 },
		{ "2026.7.10", 0 },
		{ "填报日期:2026年8月", 0 },
		{ "制表时间: 2026年8月", 0 },
		{ "考核时间:2026年7月", 202607 },
		{ "根据2026年1月印发的考核办法", 0 },
		{ "根据街道2026年1月印发的《考核办法》,2026年7月得分", 202607 },
		{ "考核办法(2026年1月修订)", 0 },
		{ "《2026年1月考核办法》得分表", 0 },
		{ "《2026年7月考核得分表》", 202607 },
		{ "按清创办2026年1月第3号文件执行", 0 },
		{ "清创办〔2026〕3号", 0 },
		{ "电话 0755-20260712", 0 },
		{ "3个月", 0 },
		{ "13月", 0 },
		{ "2026-2027", 0 },
		{ "202607", 0 },
		{ "三里河社区一览表", 0 },
		{ "统一格式", 0 },
		{ "", 0 },
	};

	(void)state;
	for (size_t i = 0; i < CB_COUNT(rows); i++)
		if (said_by(rows[i].text, false) != rows[i].period)
			fail_msg("“%s” says %d", rows[i].text, (int)said_by(rows[i].text, false));
}

static void
names_also_write_it_without_marks(void **state)
{
	static const struct {
		const char *name;
		int64_t period;
		const char *rest;
	} rows[] = {
		{ "7月", 202507, "" },
		{ "2026.07", 202607, "" },
		{ "202607河东", 202607, "河东" },
		{ "河东社区20260731", 0, "河东社区" },
		{ "2026年七月三里河", 202607, "三里河" },
		{ "河东_2026-07_得分", 202607, "河东__得分" },
		{ "十月", 202510, "" },
		{ "Sheet1", 0, "Sheet1" },
		{ "12345678", 0, "12345678" },
	};

	(void)state;
	for (size_t i = 0; i < CB_COUNT(rows); i++) {
		struct cb_str rest = { 0 };

		cb_periods_in_remove(cb_text_of(rows[i].name), &rest);
		if (said_by(rows[i].name, true) != rows[i].period || !cb_text_is(cb_str_text(&rest), rows[i].rest))
			fail_msg("“%s” says %d beside “%s”", rows[i].name, (int)said_by(rows[i].name, true), cb_str_c(&rest));
		cb_str_release(&rest);
	}
}

static void
a_year_is_taken_from_the_words_beside_it(void **state)
{
	struct cb_periods_in in = { 0 };
	int64_t period, other;

	(void)state;
	assert_true(cb_periods_in_add(&in, CB_LIT("7月份得分")));
	assert_int_equal(cb_periods_in_settle(&in, 0, &period, &other), CB_SAY_NO_YEAR);
	assert_int_equal(period, 7);
	assert_false(cb_periods_in_add(&in, CB_LIT("2026年文明创建")));
	assert_int_equal(cb_periods_in_settle(&in, 2025, &period, &other), CB_SAY_ONE_PERIOD);
	assert_int_equal(period, 202607);
	assert_true(cb_periods_in_add(&in, CB_LIT("2026年8月")));
	assert_int_equal(cb_periods_in_settle(&in, 0, &period, &other), CB_SAY_SEVERAL_PERIODS);
	assert_int_equal(period, 202607);
	assert_int_equal(other, 202608);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(titles_say_their_period_in_any_spelling),
		cmocka_unit_test(names_also_write_it_without_marks),
		cmocka_unit_test(a_year_is_taken_from_the_words_beside_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
