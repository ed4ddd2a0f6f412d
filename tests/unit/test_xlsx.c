/* Workbooks as output: what a cell becomes, and the names of sheets (doc/format.h R6), read back as data/book.h
 * does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <cb/data/book.h>
#include <cb/doc/format.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct {
	const char *what;
	const struct cb_type *type;
	const char *text, *read;
	enum cb_cell_kind kind;
} rows[] = {
	{ "a whole number", &cb_type_int, "12", "12", CB_CELL_NUMBER },
	{ "a number with places", &cb_type_num, "98.65", "98.65", CB_CELL_NUMBER },
	{ "a number whose sixteenth digit a double does not keep clean", &cb_type_num, "9.95", "9.95", CB_CELL_NUMBER },
	{ "fifteen digits", &cb_type_num, "123456789.123456", "123456789.123456", CB_CELL_NUMBER },
	{ "sixteen digits", &cb_type_num, "1234567890.123456", "1234567890.123456", CB_CELL_TEXT },
	{ "a negative one below one", &cb_type_num, "-0.5", "-0.5", CB_CELL_NUMBER },
	{ "the smallest", &cb_type_num, "0.000001", "1e-06", CB_CELL_NUMBER },
	{ "money", &cb_type_money, "15000.5", "15000.5", CB_CELL_NUMBER },
	{ "a quantity", &cb_type_qty, "1600", "1600", CB_CELL_NUMBER },
	{ "a quantity with a mark", &cb_type_qty, "1600余", "1600+", CB_CELL_TEXT },
	{ "hours", &cb_type_hours, "2:20", "2:20", CB_CELL_TEXT },
	{ "a day", &cb_type_date, "2026-07-10", "2026-07-10", CB_CELL_DATE },
	{ "the first day that spreadsheets agree on", &cb_type_date, "1900-03-01", "1900-03-01", CB_CELL_DATE },
	{ "a day before it", &cb_type_date, "1900-02-28", "1900-02-28", CB_CELL_TEXT },
	{ "a moment", &cb_type_date_time, "2026-07-10 09:31", "2026-07-10 09:31:00", CB_CELL_DATE },
	{ "a day in a column of moments", &cb_type_date_time, "2026-07-10", "2026-07-10", CB_CELL_DATE },
	{ "a period", &cb_type_period, "2026-07", "2026-07", CB_CELL_TEXT },
	{ "leading zeros", &cb_type_code, "007", "007", CB_CELL_TEXT },
	{ "eighteen digits", &cb_type_text, "410000199003070015", "410000199003070015", CB_CELL_TEXT },
	{ "a formula", &cb_type_text, "=1+1", "=1+1", CB_CELL_TEXT },
	{ "an escape", &cb_type_text, "_x0041_", "_x0041_", CB_CELL_TEXT },
	{ "nearly an escape", &cb_type_text, "_x004_", "_x004_", CB_CELL_TEXT },
	{ "XML", &cb_type_text, "<a href=\"&\">", "<a href=\"&\">", CB_CELL_TEXT },
	{ "two lines", &cb_type_text, "甲\n乙", "甲\n乙", CB_CELL_TEXT },
	{ "a character beyond the BMP", &cb_type_text, "𬭎", "𬭎", CB_CELL_TEXT },
	{ "yes", &cb_type_bool, "是", "是", CB_CELL_TEXT },
};

enum { N = sizeof(rows) / sizeof(*rows) };

static char path[] = "/tmp/cb-test-xlsx-XXXXXX";

static void
write_book(const char *title, struct cb_diag *diag)
{
	static char keys[N][16];
	struct cb_parse_env env = { .year = 2026 };
	struct cb_table table = { .title_zh = title };
	struct cb_doc_options options = { .lang = CB_ZH };
	struct cb_out out;
	struct cb_cell *cells;

	env.arena = &table.arena;
	for (size_t i = 0; i < N; i++) {
		snprintf(keys[i], sizeof(keys[i]), "c%zu", i);
		cb_table_column(&table, keys[i], NULL, rows[i].type, NULL);
	}
	cells = cb_table_row(&table);
	for (size_t i = 0; i < N; i++)
		assert_int_equal(rows[i].type->parse(NULL, cb_text_of(rows[i].text), &env, &cells[i]), CB_FINE);
	assert_int_equal(cb_out_open(&out, path, 0, diag), CB_OK);
	cb_doc_write(cb_format_find("xlsx"), &table, &options, &out);
	assert_int_equal(cb_out_commit(&out, diag), CB_OK);
	cb_table_release(&table);
}

static struct cb_book *
open_book(struct cb_diag *diag)
{
	static const struct cb_book_options as_is = { .as_is = true };
	struct cb_book *book;

	assert_int_equal(cb_book_open(&book, path, &as_is, diag), CB_OK);
	return book;
}

static void
cells_are_what_they_hold(void **state)
{
	struct cb_diag diag = { 0 };
	struct cb_book *book;
	struct cb_rows *sheet;
	struct cb_row row;

	(void)state;
	write_book("", &diag);
	book = open_book(&diag);
	assert_int_equal(cb_book_rows(book, 0, &sheet), CB_OK);
	assert_int_equal(sheet->next(sheet, &row), 1);
	assert_int_equal(sheet->next(sheet, &row), 1);
	assert_int_equal(row.n, N);
	for (size_t i = 0; i < N; i++) {
		if (!cb_text_is(row.cells[i], rows[i].read) || (row.kinds[i] & CB_CELL_KIND) != rows[i].kind)
			fail_msg("%s: “%.*s” of kind %d", rows[i].what, CB_TEXT_ARG(row.cells[i]), row.kinds[i]);
	}
	sheet->close(sheet);
	cb_book_close(book);
	cb_diag_release(&diag);
}

static void
sheets_have_names_that_they_may_have(void **state)
{
	static const struct {
		const char *title, *name;
	} titles[] = {
		{ "七月排名", "七月排名" },
		{ "七月[排名]:甲/乙?*\\", "七月 排名  甲 乙" },
		{ "'引号'", "引号" },
		{ "", "表" },
		{ "[]", "Sheet1" },
		{ "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三", "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一" },
		{ "𬭎二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三", "𬭎二三四五六七八九十一二三四五六七八九十一二三四五六七八九十" },
	};
	struct cb_diag diag = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(titles) / sizeof(*titles); i++) {
		struct cb_book *book;

		write_book(titles[i].title, &diag);
		book = open_book(&diag);
		assert_string_equal(cb_book_sheet(book, 0).name, titles[i].name);
		cb_book_close(book);
	}
	cb_diag_release(&diag);
}

static int
make_path(void **state)
{
	(void)state;
	return close(mkstemp(path));
}

static int
remove_path(void **state)
{
	(void)state;
	return unlink(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_are_what_they_hold),
		cmocka_unit_test(sheets_have_names_that_they_may_have),
	};

	return cmocka_run_group_tests(tests, make_path, remove_path);
}
