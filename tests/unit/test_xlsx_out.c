/* Workbooks as they are written, taken apart by other hands. */
#include <cb/doc/format.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../libcore/doc/package/chart.h"
#include "../../libcore/doc/xlsx/xlsx.h"
#include "package_parts.h"

enum { HEADER = 1,
       LAST = 3 };

static void
open_out(struct cb_out *out)
{
	*out = (struct cb_out){ .fd = -1, .spool = -1, .folder = -1 };
}

/* ---- what holds for every workbook ---- */

static void
start_element(void *arg, const XML_Char *name, const XML_Char **attributes)
{
	(void)attributes;
	order_open(arg, name);
}

static void
end_element(void *arg, const XML_Char *name)
{
	(void)name;
	order_close(arg);
}

static void
check_part(const struct part *of)
{
	struct order order = { .part = of->name };
	XML_Parser parser = XML_ParserCreate("UTF-8");

	XML_SetUserData(parser, &order);
	XML_SetElementHandler(parser, start_element, end_element);
	if (XML_Parse(parser, of->text, (int)of->len, 1) != XML_STATUS_OK)
		fail_msg("%s: %s", of->name, XML_ErrorString(XML_GetErrorCode(parser)));
	XML_ParserFree(parser);
}

/* Its name counts from the folder of the part that points to it: xl/worksheets/_rels/sheet1.xml.rels. */
static void
check_targets(const struct package *package, const struct part *rels)
{
	size_t folder = (size_t)(strstr(rels->name, "_rels/") - rels->name);
	char name[200];

	for (const char *p = rels->text; (p = strstr(p, "Target=\"")) != NULL;) {
		size_t up = folder;

		p += strlen("Target=\"");
		for (; strncmp(p, "../", 3) == 0; p += 3)
			for (up--; up > 0 && rels->name[up - 1] != '/';)
				up--;
		snprintf(name, sizeof(name), "%.*s%.*s", (int)up, rels->name, (int)strcspn(p, "\""), p);
		if (part(package, name) == NULL)
			fail_msg("%s: no part %s", rels->name, name);
	}
}

static void
check_workbook(const struct package *package)
{
	const char *types = part(package, "[Content_Types].xml");
	char name[200];

	assert_string_equal(package->parts[0].name, "[Content_Types].xml");
	for (size_t i = 0; i < package->n; i++) {
		const struct part *of = &package->parts[i];
		bool is_default = i == 0 || strstr(of->name, ".rels") != NULL || strstr(of->name, ".vml") != NULL;

		check_part(of);
		snprintf(name, sizeof(name), "PartName=\"/%s\"", of->name);
		if (!is_default && strstr(types, name) == NULL)
			fail_msg("no type for %s", of->name);
		if (strstr(of->name, ".rels") != NULL)
			check_targets(package, of);
	}
}

/* ---- a sheet that has everything ---- */

static void
add_chart(struct cb_xlsx *x)
{
	static const struct cb_chart_bar bars[] = { { CB_LIT("甲"), CB_LIT("3"), .words = CB_LIT("3+") },
		                                    { CB_LIT("乙"), .figure = { NULL, 0 } } };
	struct cb_chart chart = { .bars = bars, .n = 2, .title = "得分", .series = "得分", .least = "0", .most = "9" };

	cb_xlsx_chart(x, &(struct cb_xlsx_chart){
				 .row = 1,
				 .column = 5,
				 .width_pixels = 640,
				 .height_pixels = 200,
				 .labels = { 2, 0, LAST, 0 },
				 .values = { 2, 1, LAST, 1 },
				 .bars = &chart,
			 });
}

static void
add_rows(struct cb_xlsx *x, const struct cb_xlsx_style *style)
{
	unsigned number = cb_xlsx_style(x, style);

	cb_xlsx_put_row(x, 0);
	cb_xlsx_set_height(x, 30);
	cb_xlsx_put_line(x, 2, number, CB_LIT("题"));
	for (uint32_t row = HEADER; row <= LAST; row++) {
		cb_xlsx_put_row(x, row);
		cb_xlsx_put_text(x, 0, number, CB_LIT("甲"));
		cb_xlsx_put_number(x, 1, 0, row);
		cb_xlsx_put_bool(x, 2, 0, true);
		cb_xlsx_put_error(x, 3, 0, CB_LIT("#REF!"));
		cb_xlsx_put_blank(x, CB_XLSX_COLUMNS - 1, number);
		cb_xlsx_comment(x, row == LAST ? CB_XLSX_COLUMNS - 1 : 0, CB_LIT("为什么<&>"), 2);
	}
	cb_xlsx_hide_row(x);
}

static void
add_everything(struct cb_xlsx *x)
{
	struct cb_xlsx_style style = { "0.0\"%\"", "宋体", "C00000", "FF9999", "767676", "center", 16, true, true, true };
	struct cb_xlsx_area all = { HEADER, 0, LAST, 3 };
	struct cb_xlsx_rule rule = { "list", "\"甲,乙\"", NULL, "两\n行", "错", true };

	add_chart(x);
	cb_xlsx_protect(x, CB_XLSX_ARRANGED);
	cb_xlsx_expect_text(x, &all);
	cb_xlsx_validate(x, &all, &rule);
	cb_xlsx_columns(x, 1, 2, &(struct cb_xlsx_column){ 12, 1, true });
	cb_xlsx_filter(x, &all);
	cb_xlsx_page(x, &(struct cb_xlsx_page){ "&C<&P>", 0.6, 0.7, 2, &all, true, 0 });
	add_rows(x, &style);
}

static void
test_order(void **state)
{
	struct package package;
	struct cb_out out;
	struct cb_xlsx *x;
	const char *sheet;

	(void)state;
	open_out(&out);
	x = cb_xlsx_new("题<&>", &out);
	for (int i = 0; i < 3; i++) {
		cb_xlsx_sheet(x, "表");
		add_everything(x);
	}
	cb_xlsx_finish(x);
	assert_int_equal(out.error, 0);
	open_package(&package, &out);
	check_workbook(&package);
	sheet = part(&package, "xl/worksheets/sheet3.xml");
	assert_non_null(sheet);
	for (const char *const *element = (const char *const[]){
		     "sheetPr", "dimension", "pane", "cols", "row", "sheetProtection", "autoFilter", "mergeCells", "dataValidations",
		     "pageMargins", "pageSetup", "headerFooter", "ignoredErrors", "drawing", "legacyDrawing", NULL };
	     *element != NULL; element++) {
		char tag[40];

		snprintf(tag, sizeof(tag), "<%s", *element);
		if (strstr(sheet, tag) == NULL)
			fail_msg("a sheet with everything has no %s", *element);
	}
	assert_non_null(part(&package, "xl/charts/chart3.xml"));
	assert_non_null(part(&package, "xl/comments3.xml"));
	assert_non_null(strstr(part(&package, "xl/workbook.xml"), "'表 (3)'!$A$2:$D$4"));
	close_package(&package);
}

/* ---- texts and numbers ---- */

/* Row i of the sheet holds text i. */
static void
write_texts(struct package *package, const struct cb_text *texts, size_t n)
{
	struct cb_out out;
	struct cb_xlsx *x;

	open_out(&out);
	x = cb_xlsx_new("", &out);
	cb_xlsx_sheet(x, "");
	for (uint32_t i = 0; i < n; i++) {
		cb_xlsx_put_row(x, i);
		cb_xlsx_put_text(x, 0, 0, texts[i]);
	}
	cb_xlsx_finish(x);
	open_package(package, &out);
	check_workbook(package);
}

static void
test_texts(void **state)
{
	static const struct {
		struct cb_text text;
		const char *as;
	} rows[] = {
		{ CB_LIT("=1+1"), "<t>=1+1</t>" },
		{ CB_LIT(" 前"), "<t xml:space=\"preserve\"> 前</t>" },
		{ CB_LIT("后\n"), "<t xml:space=\"preserve\">后\n</t>" },
		{ CB_LIT("a<b>&\"c'"), "<t>a&lt;b&gt;&amp;\"c'</t>" },
		{ CB_LIT("_x0041_"), "<t>_x005F_x0041_</t>" },
		{ CB_LIT("_x004_ _xyzzy_ _"), "<t>_x004_ _xyzzy_ _</t>" },
		{ CB_LIT("a\rb\x01"), "<t>a_x000D_b_x0001_</t>" },
		{ CB_LIT("a\0b"), "<t>a\xef\xbf\xbd"
		                  "b</t>" },
		{ CB_LIT("\xff\xef\xbf\xbe"), "<t>\xef\xbf\xbd\xef\xbf\xbd</t>" },
		{ CB_LIT("𠮷"), "<t>𠮷</t>" },
	};
	enum { N = sizeof(rows) / sizeof(*rows) };
	struct cb_text texts[N];
	struct package package;
	const char *at;

	(void)state;
	for (size_t i = 0; i < N; i++)
		texts[i] = rows[i].text;
	write_texts(&package, texts, N);
	at = part(&package, "xl/worksheets/sheet1.xml");
	for (size_t i = 0; i < N; i++) {
		at = strstr(at, "<is>");
		assert_non_null(at);
		at += strlen("<is>");
		if (strncmp(at, rows[i].as, strlen(rows[i].as)) != 0)
			fail_msg("%.*s is written as %.40s", CB_TEXT_ARG(rows[i].text), at);
	}
	assert_non_null(strstr(part(&package, "xl/workbook.xml"), "name=\"Sheet1\""));
	close_package(&package);
}

static void
test_numbers(void **state)
{
	static const struct {
		double value;
		const char *as;
	} rows[] = {
		{ 0, "0" },
		{ -0.0, "0" },
		{ 98.6, "98.6" },
		{ 0.1, "0.1" },
		{ 0.1 + 0.2, "0.30000000000000004" },
		{ 1.0 / 3, "0.3333333333333333" },
		{ -1234567.25, "-1234567.25" },
		{ 0.000001, "1e-06" },
		{ 0.05, "0.05" },
		{ 123456789012345.0, "123456789012345" },
		{ 1e15, "1e+15" },
		{ 9007199254740993.0, "9007199254740992" },
		{ 1e300, "1e+300" },
		{ 46206.395833333336, "46206.395833333336" },
	};
	enum { N = sizeof(rows) / sizeof(*rows) };
	struct package package;
	struct cb_out out;
	struct cb_xlsx *x;
	const char *at;

	(void)state;
	open_out(&out);
	x = cb_xlsx_new("", &out);
	cb_xlsx_sheet(x, "数");
	for (uint32_t i = 0; i < N; i++) {
		cb_xlsx_put_row(x, i);
		cb_xlsx_put_number(x, 0, 0, rows[i].value);
	}
	cb_xlsx_finish(x);
	open_package(&package, &out);
	at = part(&package, "xl/worksheets/sheet1.xml");
	for (size_t i = 0; i < N; i++) {
		double back;

		at = strstr(at, "<v>");
		assert_non_null(at);
		at += strlen("<v>");
		assert_int_equal(sscanf(at, "%lf", &back), 1);
		assert_true(back == rows[i].value);
		if (strncmp(at, rows[i].as, strlen(rows[i].as)) != 0 || at[strlen(rows[i].as)] != '<')
			fail_msg("%.17g is written as %.30s", rows[i].value, at);
	}
	close_package(&package);
}

/* 32,767 characters of UTF-16 are the most, those beyond 16 bits counted twice. */
static void
test_longest_text(void **state)
{
	static const struct {
		const char *sign;
		size_t n;
		bool is_refused;
	} rows[] = {
		{ "长", 32767, false },
		{ "长", 32768, true },
		{ "𠮷", 16383, false },
		{ "𠮷", 16384, true },
		{ "a", 32768, true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct cb_str text = { 0 };
		struct cb_out out;
		struct cb_xlsx *x;

		for (size_t n = 0; n < rows[i].n; n++)
			cb_str_adds(&text, rows[i].sign);
		open_out(&out);
		x = cb_xlsx_new("", &out);
		cb_xlsx_sheet(x, "长");
		cb_xlsx_put_row(x, 0);
		cb_xlsx_put_text(x, 0, 0, cb_str_text(&text));
		cb_xlsx_finish(x);
		assert_int_equal(out.refused, rows[i].is_refused ? CB_TEXT_BEYOND_XLSX : 0);
		assert_int_equal(out.buf.len == 0, rows[i].is_refused);
		cb_out_release(&out);
		cb_str_release(&text);
	}
}

/* ---- sheets ---- */

static void
test_sheets(void **state)
{
	static const char *const names[] = { "cb", "一/二", "CB", "很长的名称很长的名称很长的名称很长的名称", "很长的名称很长的名称很长的名称很长的名称", " " };
	struct package package;
	struct cb_out out;
	struct cb_xlsx *x;
	const char *book;

	(void)state;
	open_out(&out);
	x = cb_xlsx_new("", &out);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		cb_xlsx_sheet(x, names[i]);
		if (i == 0)
			cb_xlsx_hide(x);
	}
	cb_xlsx_finish(x);
	open_package(&package, &out);
	check_workbook(&package);
	book = part(&package, "xl/workbook.xml");
	assert_non_null(strstr(book, "firstSheet=\"1\" activeTab=\"1\""));
	assert_non_null(strstr(book, "name=\"cb\" sheetId=\"1\" state=\"hidden\""));
	assert_non_null(strstr(book, "name=\"一 二\" sheetId=\"2\" r:id"));
	assert_non_null(strstr(book, "name=\"CB (2)\""));
	assert_non_null(strstr(book, "name=\"很长的名称很长的名称很长的名称很长的名称\""));
	assert_non_null(strstr(book, "name=\"很长的名称很长的名称很长的名称很长的名称 (2)\""));
	assert_non_null(strstr(book, "name=\"Sheet6\""));
	assert_null(strstr(part(&package, "xl/worksheets/sheet1.xml"), "tabSelected"));
	assert_non_null(strstr(part(&package, "xl/worksheets/sheet2.xml"), "tabSelected"));
	close_package(&package);
}

/* What cannot be written is not written wrong: a row above the one before, a column beyond the last. */
static void
test_places(void **state)
{
	static const struct {
		uint32_t row, column;
	} wrong[] = { { 0, 0 }, { CB_XLSX_ROWS, 0 }, { 1, CB_XLSX_COLUMNS } };

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		struct cb_out out;
		struct cb_xlsx *x;

		open_out(&out);
		x = cb_xlsx_new("", &out);
		cb_xlsx_sheet(x, "表");
		cb_xlsx_put_row(x, 0);
		cb_xlsx_put_row(x, wrong[i].row);
		cb_xlsx_put_number(x, wrong[i].column, 0, 1);
		cb_xlsx_finish(x);
		assert_int_not_equal(out.error, 0);
		assert_int_equal(out.buf.len, 0);
		cb_out_release(&out);
	}
}

/* A sheet that does not fit in memory, and comments of more than one block of numbers. */
static void
test_long(void **state)
{
	enum { ROWS = 20000,
	       NOTES = 3000 };
	struct package package;
	struct cb_out out;
	struct cb_xlsx *x;
	size_t n = 0;

	(void)state;
	open_out(&out);
	out.is_file = true;
	out.fd = cb_temp_file();
	x = cb_xlsx_new("", &out);
	cb_xlsx_sheet(x, "长");
	for (uint32_t row = 0; row < ROWS; row++) {
		cb_xlsx_put_row(x, row);
		cb_xlsx_put_number(x, 0, 0, row);
		cb_xlsx_put_text(x, 1, 0, CB_LIT("西街社区"));
		if (row < NOTES)
			cb_xlsx_comment(x, 1, CB_LIT("错"), 1);
	}
	cb_xlsx_finish(x);
	assert_int_equal(out.error, 0);
	/* what went to the file comes first */
	if (lseek(out.fd, 0, SEEK_CUR) > 0) {
		struct cb_str all = { 0 };
		char block[4096];
		ssize_t got;

		lseek(out.fd, 0, SEEK_SET);
		while ((got = read(out.fd, block, sizeof(block))) > 0)
			cb_str_add(&all, block, (size_t)got);
		cb_str_addt(&all, cb_str_text(&out.buf));
		cb_str_release(&out.buf);
		out.buf = all;
	}
	open_package(&package, &out);
	check_workbook(&package);
	for (const char *p = part(&package, "xl/worksheets/sheet1.xml"); (p = strstr(p, "<row ")) != NULL; p++)
		n++;
	assert_int_equal(n, ROWS);
	n = 0;
	for (const char *p = part(&package, "xl/drawings/vmlDrawing1.vml"); (p = strstr(p, "<v:shape ")) != NULL; p++)
		n++;
	assert_int_equal(n, NOTES);
	assert_non_null(strstr(part(&package, "xl/drawings/vmlDrawing1.vml"), "data=\"1,2,3\""));
	close_package(&package);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_longest_text),
		cmocka_unit_test(test_sheets),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
