/* value/quantity: numbers that keep what they do not know. */
#include "value_rows.h"

#include <cb/value/decimal.h>
#include <cb/value/mark.h>
#include <cb/value/quantity.h>

static void
keeps_what_is_not_known(void **state)
{
	static const struct value_row rows[] = {
		{ "exact", "1600", "1600", 0 },
		{ "余", "1600余", "1600+", 0 },
		{ "余份", "1600余份", "1600+", 0 },
		{ "多", "300多", "300+", 0 },
		{ "I6 近千件", "近千件", "1000-", 0 },
		{ "I6 约8000余人", "约8000余人", "~8000", 0 },
		{ "8000余人", "8000余人", "8000+", 0 },
		{ "I6 80平方米以上", "80平方米以上", "80+", 0 },
		{ "80㎡以上", "80㎡以上", "80+", 0 },
		{ "I6 不足50", "不足50", "50-", 0 },
		{ "I6 1xx多个", "1xx多个", "?", 0 },
		{ "I6 XX余份", "XX余份", "?", 0 },
		{ "约", "约2500", "~2500", 0 },
		{ "左右", "2500人左右", "~2500", 0 },
		{ "余 before 万", "30余万人", "300000+", 0 },
		{ "多 between 十 and 万", "十多万", "100000+", 0 },
		{ "几 behind 十", "十几", "10+", 0 },
		{ "几 before 百", "几百", "?", 0 },
		{ "三百多", "三百多", "300+", 0 },
		{ "超过", "超过700", "700+", 0 },
		{ "不超过", "不超过700", "700-", 0 },
		{ "canonical +", "1600+", "1600+", 0 },
		{ "canonical -", "1000-", "1000-", 0 },
		{ "canonical ~", "~2500", "~2500", 0 },
		{ "full width ~", "～2500", "~2500", 0 },
		{ "canonical ?", "?", "?", 0 },
		{ "negative and marked", "-5+", "-5+", 0 },
		{ "negative about", "~-5.5", "~-5.5", 0 },
		{ "两 measure words", "123个单元", "123", 0 },
		{ "万人次", "14万人次", "140000", 0 },
		{ "a range is no quantity", "20-30", NULL, CB_NOT_A_NUMBER },
		{ "nor a product", "5×3", NULL, CB_NOT_A_NUMBER },
		{ "words", "很多人", NULL, CB_NOT_A_NUMBER },
		{ "blank", "-", "", 0 },
	};

	(void)state;
	check_values(&cb_type_qty, NULL, rows, COUNT(rows));
	for (int mark = CB_EXACT; mark < CB_UNKNOWN; mark++)
		check_round_trip(&cb_type_qty, NULL, -CB_NUMBER_MAX, CB_NUMBER_MAX, (uint8_t)mark);
}

static void
keeps_of_each(void **state)
{
	static const struct value_row rows[] = {
		{ "各", "各1", "各1", 0 },
		{ "各 and a measure word", "各两台", "各2", 0 },
		{ "without", "1600余", "1600+", 0 },
		{ "not exact", "各20余", NULL, CB_INEXACT },
		{ "各 alone", "各", NULL, CB_NOT_A_NUMBER },
	};
	struct cb_cell sum = { 0 }, each = { .state = CB_VALUE, .n = 2000000, .mark = CB_EACH };

	(void)state;
	check_values(&cb_type_qty, cb_each, rows, COUNT(rows));
	check_round_trip(&cb_type_qty, cb_each, -CB_NUMBER_MAX, CB_NUMBER_MAX, CB_EACH);
	assert_true(cb_quantity_add(&sum, &each) && cb_quantity_add(&sum, &each));
	assert_int_equal(sum.mark, CB_EXACT);
}

static void
sums_keep_the_marks(void **state)
{
	static const struct {
		const char *what, *parts[4], *sum;
	} rows[] = {
		{ "exact", { "1", "2", "3" }, "6" },
		{ "F9 余 and 余", { "5000+", "8000+" }, "13000+" },
		{ "+ and exact", { "5000+", "1" }, "5001+" },
		{ "- and exact", { "1000-", "1" }, "1001-" },
		{ "any ~", { "~5", "1", "2+" }, "~8" },
		{ "- with +", { "1000-", "5+" }, "~1005" },
		{ "- with ?", { "1000-", "?" }, "~1000" },
		{ "? with exact", { "?", "5" }, "5+" },
		{ "? with +", { "?", "5+" }, "5+" },
		{ "? only", { "?", "?" }, "?" },
		{ "empty cells add nothing", { "", "?", "" }, "?" },
		{ "nothing", { "" }, "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct cb_cell forward = { 0 }, backward = { 0 }, cell;
		char buf[CB_PRINT_MAX];
		size_t n = 0;

		for (; n < 4 && rows[i].parts[n] != NULL; n++) {
			assert_int_equal(cb_type_qty.parse(NULL, cb_text_of(rows[i].parts[n]), NULL, &cell), CB_FINE);
			assert_true(cb_quantity_add(&forward, &cell));
		}
		while (n-- > 0) {
			assert_int_equal(cb_type_qty.parse(NULL, cb_text_of(rows[i].parts[n]), NULL, &cell), CB_FINE);
			assert_true(cb_quantity_add(&backward, &cell));
		}
		if (!cb_text_is(cb_cell_print(&cb_type_qty, NULL, &forward, buf), rows[i].sum) ||
		    !cb_cell_equal(&forward, &backward))
			fail_msg("%s", rows[i].what);
	}
}

static void
sums_do_not_overflow(void **state)
{
	struct cb_cell sum = { .n = CB_NUMBER_MAX, .state = CB_VALUE };
	struct cb_cell one = { .n = 1, .state = CB_VALUE, .mark = CB_MORE };

	(void)state;
	assert_false(cb_quantity_add(&sum, &one));
	assert_int_equal(sum.n, CB_NUMBER_MAX);
	assert_int_equal(sum.mark, CB_EXACT);
}

static void
marks_are_words_of_the_database(void **state)
{
	enum cb_mark mark;

	(void)state;
	for (int i = CB_EXACT; i <= CB_UNKNOWN; i++) {
		assert_true(cb_mark_find(cb_text_of(cb_mark_text((enum cb_mark)i)), &mark));
		assert_int_equal(mark, i);
	}
	assert_false(cb_mark_find(CB_LIT("!"), &mark));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_what_is_not_known),
		cmocka_unit_test(sums_keep_the_marks),
		cmocka_unit_test(keeps_of_each),
		cmocka_unit_test(sums_do_not_overflow),
		cmocka_unit_test(marks_are_words_of_the_database),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
