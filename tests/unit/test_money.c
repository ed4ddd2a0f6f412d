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
		{ "things are no money", "3件", NULL, CB_UNIT_OTHER },
		{ "percent", "5%", NULL, CB_NOT_A_NUMBER },
		{ "blank", "/", "", 0 },
		{ "an en dash", "–", "", 0 },
		{ "角", "叁仟贰佰元伍角整", "3200.50", 0 },
		{ "角 and 分", "人民币叁仟贰佰元伍角陆分", "3200.56", 0 },
		{ "零 before 分", "壹万元零伍分", "10000.05", 0 },
		{ "圆", "叁圆伍角", "3.50", 0 },
		{ "角 and 分 alone", "伍角陆分", "0.56", 0 },
		{ "in figures", "5元5角", "5.50", 0 },
		{ "ten 角", "5元10角", NULL, CB_NOT_A_NUMBER },
		{ "no word for less than a yuan", "5元5", NULL, CB_NOT_A_NUMBER },
		{ "figure and words", "3200.50元（大写：叁仟贰佰元伍角）", "3200.50", 0 },
		{ "words and figure", "叁仟元整(￥3,000)", "3000.00", 0 },
		{ "figure and other words", "3200.50（叁仟贰佰元整）", NULL, CB_WORDS_DIFFER },
		{ "brackets that are no amount", "3200（含税）", NULL, CB_NOT_A_NUMBER },
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
	check_round_trip(&cb_type_money, NULL, -CB_NUMBER_MAX, CB_NUMBER_MAX, 0);
}

/* ￥ is how Excel formats the cell and leaves the sheet's 万元 in force; 元 is a unit of its own. */
static void
takes_the_unit_of_the_sheet(void **state)
{
	struct cb_column_unit unit = { .num = 10000, .den = 1 };
	struct cb_parse_env env = { .unit = &unit };
	struct cb_cell cell;

	(void)state;
	assert_int_equal(cb_type_money.parse(NULL, CB_LIT("￥3.90"), &env, &cell), CB_FINE);
	assert_int_equal(cell.n, 3900000);
	assert_int_equal(cb_type_money.parse(NULL, CB_LIT("5000元"), &env, &cell), CB_FINE);
	assert_int_equal(cell.n, 500000);
}

/* B7 and the rules for filling in bills. */
static void
writes_words(void **state)
{
	static const struct {
		int64_t fen;
		const char *words;
	} rows[] = {
		{ 3900000, "人民币叁万玖仟元整" },
		{ 1640902, "人民币壹万陆仟肆佰零玖元零贰分" },
		{ 32504, "人民币叁佰贰拾伍元零肆分" },
		{ 600714, "人民币陆仟零柒元壹角肆分" },
		{ 0, "人民币零元整" },
		{ 5, "人民币伍分" },
		{ 50, "人民币伍角" },
		{ 100, "人民币壹元整" },
		{ 1050, "人民币壹拾元伍角" },
		{ 1005, "人民币壹拾元零伍分" },
		{ 140950, "人民币壹仟肆佰零玖元伍角" },
		{ 10000500, "人民币壹拾万零伍元整" },
		{ 10700053, "人民币壹拾万柒仟元伍角叁分" },
		{ 100000000, "人民币壹佰万元整" },
		{ 10000000000, "人民币壹亿元整" },
		{ 10000500000, "人民币壹亿零伍仟元整" },
		{ 10100000000, "人民币壹亿零壹佰万元整" },
		{ 1000000000000, "人民币壹佰亿元整" },
		{ 120000000000000, "人民币壹万贰仟亿元整" },
		{ 100000000000000, "人民币壹万亿元整" },
		{ -1000000, "人民币负壹万元整" },
		{ INT64_MAX, "人民币玖万贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零柒分" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct cb_str words = { 0 };

		cb_money_words(rows[i].fen, &words);
		if (strcmp(cb_str_c(&words), rows[i].words) != 0)
			fail_msg("%lld: %s", (long long)rows[i].fen, cb_str_c(&words));
		cb_str_release(&words);
	}
}

/* F6: what may be said of several. */
static void
reads_money_of_each(void **state)
{
	static const struct {
		const char *text;
		enum cb_code code;
		int64_t fen;
		uint8_t mark;
	} rows[] = {
		{ "5000元", CB_FINE, 500000, CB_EXACT },
		{ "各5000元", CB_FINE, 500000, CB_EACH },
		{ "各支助社区创建经费5000元", CB_FINE, 500000, CB_EACH },
		{ "各捐一万五千元", CB_FINE, 1500000, CB_EACH },
		{ "各5000余元", CB_INEXACT, 0, CB_EXACT },
		{ "各", CB_NOT_A_NUMBER, 0, CB_EXACT },
		{ "各若何", CB_NOT_A_NUMBER, 0, CB_EXACT },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct cb_parse_env env = { 0 };
		struct cb_cell cell = { 0 };
		enum cb_code code = cb_type_money.parse(cb_each, cb_text_of(rows[i].text), &env, &cell);

		if (code != rows[i].code || cell.n != rows[i].fen || cell.mark != rows[i].mark)
			fail_msg("%s: code %d, %lld fen, mark %d", rows[i].text, (int)code, (long long)cell.n, (int)cell.mark);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_money_as_it_is_written),
		cmocka_unit_test(prints_two_places),
		cmocka_unit_test(takes_the_unit_of_the_sheet),
		cmocka_unit_test(writes_words),
		cmocka_unit_test(reads_money_of_each),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
