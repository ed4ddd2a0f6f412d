/* rule/goods: goods as a cell names them. */
#include "value_rows.h"

#include <cb/rule/goods.h>

static void
reads_goods(void **state)
{
	static const struct {
		const char *what, *item, *quantity, *word, *goods;
	} rows[] = {
		{ "R2 one", "数码相机", "1", "部", "数码相机=1部" },
		{ "R2 of each", "电脑;打印机", "各1", "台", "电脑=1台 打印机=1台" },
		{ "R2 not said", "电脑", "", "", "电脑=?" },
		{ "R2 a mark stays", "晒衣架", "20余", "组", "晒衣架=20+组" },
		{ "R1 each its own", "电脑2台、打印机1台", "", "", "电脑=2台 打印机=1台" },
		{ "F7 R1 R3 各 in the text", "电脑,打印机各1台等", "", "", "电脑=1台 打印机=1台 等" },
		{ "R1 各 holds for those without", "电脑2台、桌子、椅子各三把", "", "", "电脑=2台 桌子=3把 椅子=3把" },
		{ "R3 open", "图书等", "300", "册", "图书=300册 等" },
		{ "R4 a number in a name", "5号电池", "10", "节", "5号电池=10节" },
		{ "R4 a name is more than a number", "20", "3", "个", "20=3个" },
		{ "blanks and empty parts", " 电脑 ；；打印机， ", "各2", "台", "电脑=2台 打印机=2台" },
		{ "nothing", "", "", "", "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct cb_good goods[CB_GOODS_MAX];
		struct cb_parse_env env = { 0 };
		struct cb_cell quantity = { 0 };
		struct cb_str got = { 0 };
		bool is_open;
		size_t n;

		assert_int_equal(cb_type_qty_each.parse(NULL, cb_text_of(rows[i].quantity), &env, &quantity), CB_FINE);
		n = cb_goods_read(cb_text_of(rows[i].item), &quantity, cb_text_of(rows[i].word), goods, &is_open);
		for (size_t g = 0; g < n; g++) {
			char buf[CB_PRINT_MAX];

			cb_str_addf(&got, "%s%.*s=", g > 0 ? " " : "", CB_TEXT_ARG(goods[g].item));
			cb_str_addt(&got, cb_type_qty.print(NULL, &goods[g].quantity, buf));
			cb_str_addt(&got, goods[g].word);
		}
		if (is_open)
			cb_str_adds(&got, " 等");
		if (strcmp(cb_str_c(&got), rows[i].goods) != 0)
			fail_msg("%s: %s", rows[i].what, cb_str_c(&got));
		cb_str_release(&got);
	}
}

/* More than there is room for: nothing is lost. */
static void
keeps_all_names(void **state)
{
	struct cb_good goods[CB_GOODS_MAX];
	struct cb_str item = { 0 };
	bool is_open;

	(void)state;
	for (int i = 0; i < CB_GOODS_MAX + 2; i++)
		cb_str_adds(&item, i > 0 ? "、桌" : "桌");
	assert_int_equal(cb_goods_read(cb_str_text(&item), &(struct cb_cell){ 0 }, CB_LIT(""), goods, &is_open), CB_GOODS_MAX);
	assert_true(cb_text_is(goods[CB_GOODS_MAX - 2].item, "桌"));
	assert_true(cb_text_is(goods[CB_GOODS_MAX - 1].item, "桌、桌、桌"));
	cb_str_release(&item);
}

static void
says_what_is_unclear(void **state)
{
	struct cb_cell two = { .state = CB_VALUE, .n = 2000000 };
	struct cb_cell each = { .state = CB_VALUE, .n = 2000000, .mark = CB_EACH };

	(void)state;
	assert_true(cb_goods_is_unclear(CB_LIT("电脑;打印机"), &two));
	assert_false(cb_goods_is_unclear(CB_LIT("电脑;打印机"), &each));
	assert_false(cb_goods_is_unclear(CB_LIT("电脑"), &two));
	assert_false(cb_goods_is_unclear(CB_LIT("电脑;打印机"), &(struct cb_cell){ 0 }));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_goods),
		cmocka_unit_test(keeps_all_names),
		cmocka_unit_test(says_what_is_unclear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
