/* value/money: integer fen. */
#include "value_rows.h"

#include <cb/value/decimal.h>
#include <cb/value/money.h>

static void
reads_money_as_it_is_written(void **state)
{
	static const struct value_row rows[] = {
		{ "I5 1万元", "1万元", "10000.00", 0 },
		{ "I5 3.9万", "3.9万", "39000.00", 0 },
		{ "I5 14.55亿元", "14.55亿元", "1455000000.00", 0 },
		{ "I5 full width", "５０００", "5000.00", 0 },
		{ "I5 not exact", "5000余", NULL, CB_INEXACT },
		{ "not exact, with 元", "5000余元", NULL, CB_INEXACT },
		{ "about", "约3万元", NULL, CB_INEXACT },
		{ "元", "5000元", "5000.00", 0 },
		{ "thousands", "1,234.50", "1234.50", 0 },
		{ "one place", "1234.5", "1234.50", 0 },
		{ "￥", "￥1,234", "1234.00", 0 },
		{ "￥ and a blank", "￥ 5", "5.00", 0 },
		{ "人民币, capitals, 元整", "人民币叁万玖仟元整", "39000.00", 0 },
		{ "negative", "-0.05", "-0.05", 0 },
		{ "three places", "1.005", NULL, CB_TOO_MANY_PLACES },
		{ "three places, the last zero", "1.250", "1.25", 0 },
		{ "things are no money", "3件", NULL, CB_NOT_A_NUMBER },
		{ "percent", "5%", NULL, CB_NOT_A_NUMBER },
		{ "blank", "/", "", 0 },
	};

	(void)state;
	check_values(&cb_type_money, NULL, rows, COUNT(rows));
}

static void
prints_two_places(void **state)
{
	char buf[CB_PRINT_MAX];

	(void)state;
	assert_true(cb_text_is(cb_money_print(0, buf), "0.00"));
	assert_true(cb_text_is(cb_money_print(-5, buf), "-0.05"));
	assert_true(cb_text_is(cb_money_print(3900000, buf), "39000.00"));
	assert_true(cb_text_is(cb_money_print(INT64_MIN, buf), "-92233720368547758.08"));
	check_round_trip(&cb_type_money, -CB_NUMBER_MAX, CB_NUMBER_MAX, 0);
}

/* ￥ is how Excel formats the cell and leaves the sheet's 万元 in force; 元 is a unit of its own. */
static void
takes_the_unit_of_the_sheet(void **state)
{
	struct cb_parse_env env = { .unit_num = 10000, .unit_den = 1 };
	struct cb_cell cell;

	(void)state;
	assert_int_equal(cb_type_money.parse(NULL, CB_LIT("￥3.90"), &env, &cell), CB_FINE);
	assert_int_equal(cell.n, 3900000);
	assert_int_equal(cb_type_money.parse(NULL, CB_LIT("5000元"), &env, &cell), CB_FINE);
	assert_int_equal(cell.n, 500000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_money_as_it_is_written),
		cmocka_unit_test(prints_two_places),
		cmocka_unit_test(takes_the_unit_of_the_sheet),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
