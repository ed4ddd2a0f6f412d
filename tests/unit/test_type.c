/* value/type: text, words, and what holds for every type. */
#include "value_rows.h"

#include <stdio.h>

#include <sqlite3.h>

#include <cb/base/utf8.h>
#include <cb/value/date.h>
#include <cb/value/mark.h>

static const struct cb_word levels[] = {
	{ "市直", "city", NULL }, { "区直", "district", NULL }, { "企业", "enterprise", "公司 商户" }, { 0 }
};

static const struct {
	const struct cb_type *type;
	const void *arg;
} all[] = {
	{ &cb_type_text, NULL },
	{ &cb_type_name, NULL },
	{ &cb_type_ref, NULL },
	{ &cb_type_code, NULL },
	{ &cb_type_int, NULL },
	{ &cb_type_num, NULL },
	{ &cb_type_money, NULL },
	{ &cb_type_qty, NULL },
	{ &cb_type_hours, NULL },
	{ &cb_type_date, NULL },
	{ &cb_type_day, NULL },
	{ &cb_type_date_time, NULL },
	{ &cb_type_time, NULL },
	{ &cb_type_period, NULL },
	{ &cb_type_bool, NULL },
	{ &cb_type_enum, levels },
	{ &cb_type_id, NULL },
	{ &cb_type_uscc, NULL },
	{ &cb_type_phone, NULL },
	{ &cb_type_region, NULL },
};

static void
text_keeps_its_characters(void **state)
{
	static const struct value_row texts[] = {
		{ "ends trimmed", " 　（甲），乙　 ", "（甲），乙", 0 },
		{ "leading zeros", "007", "007", 0 },
		{ "blanks only", "　", "", 0 },
	};
	static const struct value_row names[] = {
		{ "I7 张　三", "张　三", "张三", 0 },
		{ "several blanks", "张 　 三", "张三", 0 },
		{ "I7 rare character", "龚䶮", "龚䶮", 0 },
		{ "what nobody sees", "\u200e张\u202c 三\ufe0f", "张三", 0 },
		{ "nothing else", "\u200e", "", 0 },
		{ "EM SPACE", "\u2003张\u2003三", "张三", 0 },
		{ "Latin names keep theirs", "J. Smith", "J. Smith", 0 },
		{ "Latin beside Chinese", "A 座", "A 座", 0 },
		{ "full width stays", "Ａ座（东）", "Ａ座（东）", 0 },
	};
	static const struct value_row codes[] = {
		{ "half width", "Ａ－０１", "A-01", 0 },
		{ "as it is", "I-3.2", "I-3.2", 0 },
		{ "with letters", "3E10", "3E10", 0 },
		{ "shortened by a spreadsheet", "4.1E+17", NULL, CB_DIGITS_LOST },
	};

	(void)state;
	check_values(&cb_type_text, NULL, texts, COUNT(texts));
	check_values(&cb_type_name, NULL, names, COUNT(names));
	check_values(&cb_type_ref, NULL, names, COUNT(names));
	check_values(&cb_type_code, NULL, codes, COUNT(codes));
}

static void
text_that_needs_no_change_is_borrowed(void **state)
{
	static const char name[] = "张三";
	struct cb_cell cell;

	(void)state;
	assert_int_equal(cb_type_name.parse(NULL, cb_text_of(name), NULL, &cell), CB_FINE);
	assert_ptr_equal(cell.text.p, name);
}

static void
names_are_not_paragraphs(void **state)
{
	char text[400];
	struct cb_cell cell;

	(void)state;
	memset(text, 'x', sizeof(text));
	assert_int_equal(cb_type_name.parse(NULL, (struct cb_text){ text, 400 }, NULL, &cell), CB_TEXT_TOO_LONG);
	assert_int_equal(cb_type_code.parse(NULL, (struct cb_text){ text, 400 }, NULL, &cell), CB_TEXT_TOO_LONG);
	assert_int_equal(cell.state, CB_EMPTY);
	assert_int_equal(cb_type_text.parse(NULL, (struct cb_text){ text, 400 }, NULL, &cell), CB_FINE);
}

static void
words_are_of_their_list(void **state)
{
	static const struct value_row rows[] = {
		{ "the word", "市直", "市直", 0 },
		{ "its key", "district", "区直", 0 },
		{ "its key in capitals", "District", "区直", 0 },
		{ "another word", "商户", "企业", 0 },
		{ "blanks", "企 业", "企业", 0 },
		{ "blank", "/", "", 0 },
		{ "unknown", "市值", NULL, CB_UNKNOWN_WORD },
	};
	static const struct value_row bools[] = {
		{ "是", "是", "是", 0 },
		{ "否", "否", "否", 0 },
		{ "√", "√", "是", 0 },
		{ "×", "×", "否", 0 },
		{ "Y", "Y", "是", 0 },
		{ "n", "n", "否", 0 },
		{ "1", "1", "是", 0 },
		{ "full-width 0", "０", "否", 0 },
		{ "yes", "Yes", "是", 0 },
		{ "blank", "", "", 0 },
		{ "有", "有", "是", 0 },
		{ "无", "无", "否", 0 },
		{ "ticked", "☑", "是", 0 },
		{ "an open box", "☐", "否", 0 },
		{ "full box", "■", "是", 0 },
		{ "empty box", "□", "否", 0 },
		{ "x", "x", "否", 0 },
		{ "boxes before words", "☑是 ☐否", "是", 0 },
		{ "boxes behind words", "有□  无☑", "否", 0 },
		{ "both ticked", "☑是 ☑否", NULL, CB_NOT_YES_NO },
		{ "none ticked", "□是 □否", NULL, CB_NOT_YES_NO },
		{ "one word twice", "☑是 ☐是", NULL, CB_NOT_YES_NO },
		{ "a box and another word", "☑是 ☐不详", NULL, CB_NOT_YES_NO },
		{ "an en dash is empty", "–", "", 0 },
		{ "2", "2", NULL, CB_NOT_YES_NO },
	};

	(void)state;
	check_values(&cb_type_enum, levels, rows, COUNT(rows));
	check_values(&cb_type_bool, NULL, bools, COUNT(bools));
	check_hint(&cb_type_enum, levels, "市值", ";可填:市直、区直、企业;是不是“市直”?");
}

static void
cells_print_in_every_state(void **state)
{
	struct cb_cell cell = { .text = CB_LIT("李*") };
	char buf[CB_PRINT_MAX];

	(void)state;
	assert_true(cb_text_is(cb_cell_print(&cb_type_num, NULL, &cell, buf), ""));
	cell.state = CB_NONE;
	assert_true(cb_text_is(cb_cell_print(&cb_type_num, NULL, &cell, buf), "无数据"));
	cell.state = CB_ALL;
	assert_true(cb_text_is(cb_cell_print(&cb_type_num, NULL, &cell, buf), "*"));
	cell.state = CB_MASKED;
	assert_true(cb_text_is(cb_cell_print(&cb_type_name, NULL, &cell, buf), "李*"));
}

/* SQLite evaluates the template with the stored value in it; a dropped value is NULL. */
static void
view_of(sqlite3 *db, const struct cb_type *type, const char *column, const char *mark, char out[128])
{
	struct cb_str sql = { 0 };
	sqlite3_stmt *stmt;

	cb_str_adds(&sql, "SELECT ");
	cb_type_sql(type->sql_view, column, mark, &sql);
	assert_int_equal(sqlite3_prepare_v2(db, cb_str_c(&sql), -1, &stmt, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	snprintf(out, 128, "%s", sqlite3_column_type(stmt, 0) == SQLITE_NULL ? "NULL" : (const char *)sqlite3_column_text(stmt, 0));
	sqlite3_finalize(stmt);
	cb_str_release(&sql);
}

static void
views_print_as_the_types_do(void **state)
{
	static const struct {
		const struct cb_type *type;
		int64_t n;
		int mark;
	} rows[] = {
		{ &cb_type_num, 23400000, 0 },
		{ &cb_type_num, -500000, 0 },
		{ &cb_type_num, 0, 0 },
		{ &cb_type_num, 100000000, 0 },
		{ &cb_type_num, 1, 0 },
		{ &cb_type_num, -9000000000000000000, 0 },
		{ &cb_type_int, -12, 0 },
		{ &cb_type_money, 3900000, 0 },
		{ &cb_type_money, -5, 0 },
		{ &cb_type_money, 0, 0 },
		{ &cb_type_qty, 1600000000, CB_MORE },
		{ &cb_type_qty, 1000000000, CB_LESS },
		{ &cb_type_qty, -500000, CB_ABOUT },
		{ &cb_type_qty, 0, CB_UNKNOWN },
		{ &cb_type_qty, 7, CB_EXACT },
		{ &cb_type_hours, 140, 0 },
		{ &cb_type_hours, 5, 0 },
		{ &cb_type_hours, 90000, 0 },
		{ &cb_type_period, 202607, 0 },
		{ &cb_type_period, 202612, 0 },
		{ &cb_type_period, 202623, 0 },
		{ &cb_type_period, 202632, 0 },
		{ &cb_type_period, 202600, 0 },
		{ &cb_type_day, 19183, 0 },
		{ &cb_type_bool, 0, 0 },
		{ &cb_type_bool, 1, 0 },
	};
	sqlite3 *db;

	(void)state;
	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct cb_cell cell = { .n = rows[i].n, .state = CB_VALUE, .mark = (uint8_t)rows[i].mark };
		char column[32], mark[8], seen[128], buf[CB_PRINT_MAX];

		snprintf(column, sizeof(column), "(%lld)", (long long)rows[i].n);
		snprintf(mark, sizeof(mark), "'%s'", cb_mark_text((enum cb_mark)rows[i].mark));
		view_of(db, rows[i].type, column, mark, seen);
		if (!cb_text_is(rows[i].type->print(NULL, &cell, buf), seen))
			fail_msg("row %zu: the view prints %s", i, seen);
		view_of(db, rows[i].type, "NULL", "NULL", seen);
		assert_string_equal(seen, "NULL");
	}
	sqlite3_close(db);
}

static void
every_type_is_described(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(all); i++) {
		const struct cb_type *type = all[i].type;

		assert_non_null(type->name);
		assert_non_null(type->en);
		assert_non_null(type->zh);
		assert_non_null(type->sql_suffix);
		assert_true(type->storage == CB_STORE_TEXT || type->storage == CB_STORE_NAME || type->sql_view != NULL);
	}
}

/* Any text: no type may fail on it, and what is accepted prints as something that reads the same. */
static void
any_text_is_read_or_refused(void **state)
{
	static const char *const parts[] = { "0", "1", "2", "7", "9", "10", "2022", "000", ",", ".", "-", "+", "~", "?", "/", ":",
		                             " ", "　", "年", "月", "日", "号", "上", "下", "半年", "第", "三", "十", "零", "〇", "点", "百分之", "百", "千", "万", "亿",
		                             "余", "多", "几", "约", "近", "以上", "人", "个", "元", "￥", "%", "Q", "H", "X", "x", "×", "E+", "时", "分", "小时", "半", "T",
		                             "张", "\xff", "\xe3\x80", "９", "：", "，", "²", "*", "\u200b", "下午", "季度", "是", "市直", "旬", "O" };
	uint64_t seed = 8170;

	(void)state;
	for (int round = 0; round < 60000; round++) {
		struct cb_arena arena = { 0 };
		struct cb_parse_env env = { .year = 2022, .arena = &arena };
		struct cb_str text = { 0 }, hint = { 0 };
		size_t i = next_random(&seed) % COUNT(all);
		const struct cb_type *type = all[i].type;
		struct cb_cell cell, again;
		char buf[CB_PRINT_MAX];

		for (uint64_t n = next_random(&seed) % 9; n-- > 0;)
			cb_str_adds(&text, parts[next_random(&seed) % COUNT(parts)]);
		if (type->parse(all[i].arg, cb_str_text(&text), &env, &cell) == CB_FINE) {
			struct cb_text printed = cb_cell_print(type, all[i].arg, &cell, buf);

			if (type->parse(all[i].arg, printed, &env, &again) != CB_FINE || !cb_cell_equal(&cell, &again))
				fail_msg("%s: “%s” prints “%.*s”", type->name, cb_str_c(&text), CB_TEXT_ARG(printed));
		} else {
			assert_int_equal(cell.state, CB_EMPTY);
			cb_type_hint(type, all[i].arg, cb_str_text(&text), CB_ZH, &hint);
		}
		cb_str_release(&text);
		cb_str_release(&hint);
		cb_arena_release(&arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_keeps_its_characters),
		cmocka_unit_test(text_that_needs_no_change_is_borrowed),
		cmocka_unit_test(names_are_not_paragraphs),
		cmocka_unit_test(words_are_of_their_list),
		cmocka_unit_test(cells_print_in_every_state),
		cmocka_unit_test(views_print_as_the_types_do),
		cmocka_unit_test(every_type_is_described),
		cmocka_unit_test(any_text_is_read_or_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
