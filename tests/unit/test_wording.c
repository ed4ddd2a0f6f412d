/* value/wording and value/paper_number: what a Chinese document says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include <cb/value/date.h>
#include <cb/value/decimal.h>
#include <cb/value/paper_number.h>
#include <cb/value/wording.h>

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

static struct cb_cell
quantity(const char *text)
{
	static const struct cb_parse_env env = { 0 };
	struct cb_cell cell = { 0 };

	assert_int_equal(cb_type_qty.parse(NULL, cb_text_of(text), &env, &cell), CB_FINE);
	return cell;
}

static void
want(const char *what, struct cb_str *got, const char *wanted)
{
	if (strcmp(cb_str_c(got), wanted) != 0)
		fail_msg("%s: “%s”, wanted “%s”", what, cb_str_c(got), wanted);
	cb_str_release(got);
}

/* Half a year of a reception desk, as its report has it. */
static void
keeps_what_is_not_known(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{ "3200多", "3200余" }, { "1350多", "1350余" }, { "近千", "近1000" }, { "1400多", "1400余" }, { "1600余", "1600余" }, { "约2500", "约2500" }, { "XX余", "若干" }, { "1xx", "若干" }, { "8.5", "8.5" }, { "0", "0" }, { "", "" }, { "不足50", "近50" }, { "80以上", "80余" }
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct cb_cell cell = quantity(cases[i].text);
		struct cb_str got = { 0 };

		cb_words_quantity(&cell, &got);
		want(cases[i].text, &got, cases[i].want);
	}
}

static void
names_days_and_periods(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{ "2026-07", "2026年7月" }, { "2026-12", "2026年12月" }, { "2026Q1", "2026年第一季度" }, { "2026Q4", "2026年第四季度" }, { "2026H1", "2026年上半年" }, { "2026H2", "2026年下半年" }, { "2026", "2026年" }, { "2026-07..2026-09", "2026年7月至9月" }, { "2026-11..2027-01", "2026年11月至2027年1月" }, { "2026-07-01..2026-07-15", "2026年7月1日至2026年7月15日" }
	};
	static const struct {
		int64_t minutes;
		const char *want;
	} hours[] = { { 180, "3小时" }, { 140, "2小时20分钟" }, { 45, "45分钟" }, { 0, "0小时" }, { -90, "-1小时30分钟" } };
	struct cb_str day = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct cb_period_range range;
		struct cb_str got = { 0 };

		assert_int_equal(cb_period_range_parse(cb_text_of(cases[i].text), 0, &range), CB_FINE);
		cb_words_range(&range, &got);
		want(cases[i].text, &got, cases[i].want);
	}
	cb_words_day(cb_date_day(2022, 7, 5), &day);
	want("no leading zeros", &day, "2022年7月5日");
	for (size_t i = 0; i < COUNT(hours); i++) {
		struct cb_str got = { 0 };

		cb_words_hours(hours[i].minutes, &got);
		want("hours", &got, hours[i].want);
	}
}

static void
compares(void **state)
{
	static const struct {
		const char *now, *before, *want;
	} cases[] = {
		{ "225", "200", "增长12.5%" }, { "175", "200", "下降12.5%" }, { "200", "200", "持平" }, { "4", "3", "增长33.3%" }, { "3200多", "3000", "约增长6.7%" }, { "3200", "近3000", "约增长6.7%" }, { "5", "0", "" }, { "5", "", "" }, { "XX", "5", "" }
	};
	struct cb_str got = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct cb_cell now = quantity(cases[i].now), before = quantity(cases[i].before);

		cb_words_growth(&now, &before, &got);
		want(cases[i].now, &got, cases[i].want);
	}
	cb_words_places(2, &got);
	want("places", &got, "上升2位");
	cb_words_places(-1, &got);
	want("places lost", &got, "下降1位");
	cb_words_places(0, &got);
	want("the same place", &got, "持平");
	cb_words_scores(95520000, 95000000, &got);
	want("scores", &got, "提高0.52分");
	cb_words_points(CB_MICRO * 7 / 8, CB_MICRO * 3 / 4, &got);
	want("shares", &got, "增长12.5个百分点");
	cb_words_points(CB_MICRO / 2, CB_MICRO * 3 / 4, &got);
	want("shares", &got, "下降25个百分点");
}

static void
says_shares(void **state)
{
	static const struct {
		const char *what;
		cb_wide part, whole;
		const char *want;
	} cases[] = {
		{ "R16: 10 of 14", 10, 14, "71.43%" },
		{ "F5: 17000.00 of 39000.00", 1700000, 3900000, "43.59%" },
		{ "half up", 1, 800, "0.13%" },
		{ "all", 7, 7, "100.00%" },
		{ "none", 0, 7, "0.00%" },
		{ "of nothing", 7, 0, "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct cb_str got = { 0 };

		cb_words_share(cases[i].part, cases[i].whole, &got);
		want(cases[i].what, &got, cases[i].want);
	}
}

static void
numbers_papers(void **state)
{
	static const struct {
		const char *text, *want;
		enum cb_paper_number how;
	} cases[] = {
		{ "清创办〔2026〕3号", "清创办〔2026〕3号", CB_PAPER_NUMBER },
		{ "[2022]003号", "〔2022〕3号", CB_PAPER_NUMBER },
		{ "清创办【２０２６】第１２号", "清创办〔2026〕12号", CB_PAPER_NUMBER },
		{ "清创办 (2026) 3 号", "清创办〔2026〕3号", CB_PAPER_NUMBER },
		{ "宜西创建办20223号", "宜西创建办〔2022〕3号", CB_PAPER_NUMBER_GUESSED },
		{ "清创办2026年第15号", "清创办〔2026〕15号", CB_PAPER_NUMBER_GUESSED },
		{ "清创办", "", CB_PAPER_NUMBER_NONE },
		{ "清创办3号", "", CB_PAPER_NUMBER_NONE },
		{ "清创办〔26〕3号", "", CB_PAPER_NUMBER_NONE },
		{ "清创办〔2026〕号", "", CB_PAPER_NUMBER_NONE },
		{ "清创办〔2026〕0号", "", CB_PAPER_NUMBER_NONE },
		{ "清创办〔2026〕3号文", "", CB_PAPER_NUMBER_NONE },
		{ "清创办98765432101234567890号", "", CB_PAPER_NUMBER_NONE },
		{ "", "", CB_PAPER_NUMBER_NONE },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct cb_str got = { 0 };

		assert_int_equal(cb_paper_number(cb_text_of(cases[i].text), &got), cases[i].how);
		want(cases[i].text, &got, cases[i].want);
	}
}

static void
r5_punctuation_of_chinese_text(void **state)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{ "黄牌警告;媒体公布", "黄牌警告；媒体公布" },
		{ "考评办法:月度后三名", "考评办法：月度后三名" },
		{ "第2名(并列)", "第2名（并列）" },
		{ "inbox/9月/北仓.csv:4 (批次 9)", "inbox/9月/北仓.csv:4 （批次 9）" },
		{ "共 14 个, 倒数第 3", "共 14 个，倒数第 3" },
		{ "西街, 河湾", "西街，河湾" },
		{ "9:30 1,000 (a) f(x);g", "9:30 1,000 (a) f(x);g" },
		{ "a(b(中)c)", "a(b（中）c)" },
		{ "中(", "中(" },
		{ ")中", ")中" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct cb_str got = { 0 };

		cb_words_punctuate(cb_text_of(rows[i].text), &got);
		assert_string_equal(cb_str_c(&got), rows[i].want);
		cb_str_release(&got);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(r5_punctuation_of_chinese_text),
		cmocka_unit_test(keeps_what_is_not_known),
		cmocka_unit_test(names_days_and_periods),
		cmocka_unit_test(compares),
		cmocka_unit_test(says_shares),
		cmocka_unit_test(numbers_papers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
