/* data/book, ods: repeated and covered cells, values by their type, what is hidden. The archives are packed here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "book_rows.h"

#include <zip.h>

#define MIME "application/vnd.oasis.opendocument.spreadsheet"
#define DOCUMENT                                                                          \
	"<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" " \
	"xmlns:style=\"s\" xmlns:calcext=\"c\">"
#define CONTENT(styles, tables)                                                               \
	DOCUMENT "<office:automatic-styles>" styles "</office:automatic-styles><office:body>" \
		 "<office:spreadsheet>" tables "</office:spreadsheet></office:body></office:document-content>"
#define ROWS(rows) CONTENT("", "<table:table table:name=\"得分\">" rows "</table:table>")
#define ROW(cells) "<table:table-row>" cells "</table:table-row>"
#define CELL(attributes, text) "<table:table-cell " attributes "><text:p>" text "</text:p></table:table-cell>"
#define TEXT(text) CELL("office:value-type=\"string\"", text)
#define BLANK "<table:table-cell/>"

static void
add_part(zip_t *zip, const char *name, const char *text)
{
	assert_true(zip_file_add(zip, name, zip_source_buffer(zip, text, strlen(text), 0), ZIP_FL_ENC_UTF_8) >= 0);
}

static void
write_content(char path[32], const char *content)
{
	zip_t *zip;

	write_book(path, "", 0);
	zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
	assert_non_null(zip);
	add_part(zip, "mimetype", MIME);
	add_part(zip, "content.xml", content);
	assert_int_equal(zip_close(zip), 0);
}

static void
check_content(const char *what, const char *content, const char *want)
{
	struct cb_str out = { 0 };
	char path[32];

	write_content(path, content);
	dump_book(path, &out);
	unlink(path);
	if (strcmp(cb_str_c(&out), want) != 0)
		fail_msg("%s: %s, wanted %s", what, cb_str_c(&out), want);
	cb_str_release(&out);
}

static const struct {
	const char *what, *content, *out;
} books[] = {
	{ "texts and numbers", ROWS(ROW(TEXT("社区") CELL("office:value-type=\"float\" office:value=\"98.5\"", "98.50"))), "得分{1:社区|98.5n;}" },
	{ "the value counts, not what is shown", ROWS(ROW(CELL("office:value-type=\"percentage\" office:value=\"0.17\"", "17%") CELL("office:value-type=\"currency\" office:currency=\"CNY\" office:value=\"1234.5\"", "￥1,235"))), "得分{1:0.17n|1234.5n;}" },
	{ "dates and lengths of time", ROWS(ROW(CELL("office:value-type=\"date\" office:date-value=\"2026-07-10\"", "7月10日") CELL("office:value-type=\"date\" office:date-value=\"2026-07-10T09:30:00.123\"", "x") CELL("office:value-type=\"time\" office:time-value=\"PT09H30M00S\"", "x") CELL("office:value-type=\"time\" office:time-value=\"PT27H07M05.5S\"", "x") CELL("office:value-type=\"time\" office:time-value=\"P1DT1H\"", "x"))), "得分{1:2026-07-10d|2026-07-10 09:30:00d|09:30:00d|27:07:05d|25:00:00d;}" },
	{ "truth", ROWS(ROW(CELL("office:value-type=\"boolean\" office:boolean-value=\"true\"", "是") CELL("office:value-type=\"boolean\" office:boolean-value=\"false\"", "否"))), "得分{1:TRUEb|FALSEb;}" },
	{ "an error is a text for other programs", ROWS(ROW(CELL("table:formula=\"of:=1/0\" office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\"", "#DIV/0!"))), "得分{1:#DIV/0!e;}" },
	{ "what is not of its type is the text shown", ROWS(ROW(CELL("office:value-type=\"float\" office:value=\"x\"", "九") CELL("office:value-type=\"date\" office:date-value=\"2026-02-30\"", "?") CELL("office:value-type=\"time\" office:time-value=\"PT\"", "?") CELL("office:value-type=\"none\"", "a") CELL("", "b"))), "得分{1:九|?|?|a|b;}" },
	{ "text of an attribute", ROWS(ROW("<table:table-cell office:value-type=\"string\" office:string-value=\"a\"/>")), "得分{1:a;}" },
	{ "a formula without value", ROWS(ROW("<table:table-cell table:formula=\"of:=1\"/>")), "得分{1:u;}" },
	{ "paragraphs, blanks, tabs, lines", ROWS(ROW(TEXT("a</text:p><text:p/><text:p>b") TEXT("x<text:s/>y<text:s text:c=\"2\"/>z") TEXT("x<text:tab/>y<text:line-break/>z"))), "得分{1:a\n\nb|x y  z|x\ty\nz;}" },
	{ "words in bold and links; notes are no text", ROWS(ROW("<table:table-cell office:value-type=\"string\"><office:annotation><text:p>no</text:p></office:annotation><text:p>西<text:span>峡<text:a>社</text:a></text:span>区<text:note><text:p>no</text:p></text:note></text:p></table:table-cell>")), "得分{1:西峡社区;}" },
	{ "repeated cells and rows", ROWS("<table:table-row table:number-rows-repeated=\"2\">" CELL("table:number-columns-repeated=\"3\"", "a") BLANK TEXT("b") "</table:table-row>" ROW(TEXT("c"))), "得分{1:a|a|a||b;2:a|a|a||b;3:c;}" },
	{ "blank rows in between count", ROWS(ROW(TEXT("a")) "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell table:number-columns-repeated=\"5\"/></table:table-row>" ROW(BLANK TEXT("b"))), "得分{1:a;5:|b;}" },
	{ "blank to the end of the grid, and beyond", ROWS(ROW(TEXT("a") "<table:table-cell table:number-columns-repeated=\"16383\"/>") "<table:table-row table:number-rows-repeated=\"9999999999\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>"), "得分{1:a;}" },
	{ "areas; what is covered stays", ROWS(ROW(CELL("table:number-columns-spanned=\"2\" table:number-rows-spanned=\"2\"", "a") "<table:covered-table-cell/>" TEXT("b")) ROW("<table:covered-table-cell table:number-columns-repeated=\"2\"/>" TEXT("c")) ROW("<table:covered-table-cell><text:p>d</text:p></table:covered-table-cell>")), "得分{[1,1 2x2]1:a||b;2:||c;3:d;}" },
	{ "hidden rows and columns", ROWS("<table:table-column-group><table:table-column/><table:table-column table:visibility=\"collapse\" table:number-columns-repeated=\"2\"/></table:table-column-group><table:table-header-rows><table:table-row table:visibility=\"collapse\">" TEXT("a") "</table:table-row></table:table-header-rows><table:table-row-group><table:table-row table:visibility=\"filter\">" TEXT("b") "</table:table-row></table:table-row-group>" ROW(TEXT("c"))), "得分{[-2:3](1:a);(2:b);3:c;}" },
	{ "hidden sheets by their style", CONTENT("<style:style style:name=\"t1\" style:family=\"table\"><style:table-properties table:display=\"true\"/></style:style><style:style style:name=\"t2\"><style:table-properties table:display=\"false\"/></style:style>", "<table:table table:name=\"甲\" table:style-name=\"t1\">" ROW(TEXT("a")) "</table:table><table:table table:name=\"乙\" table:style-name=\"t2\">" ROW(TEXT("b")) "</table:table>"), "甲{1:a;}-乙{1:b;}" },
	{ "a table within a cell is none of its own", ROWS(ROW("<table:table-cell><table:table><table:table-row><table:table-cell><text:p>no</text:p></table:table-cell></table:table-row></table:table></table:table-cell>" TEXT("a"))), "得分{1:|a;}" },
	{ "repeated beyond the grid", ROWS("<table:table-row table:number-rows-repeated=\"999999999\">" TEXT("X") "</table:table-row>"), "得分{ 133@0:0}" },
	{ "a doctype", "<!DOCTYPE x [<!ENTITY a \"b\">]>" ROWS(ROW(TEXT("&a;"))), " 130@0:0" },
	{ "cut off", "<office:document-content><office:body>", " 131@0:0" },
	{ "no sheet", CONTENT("", ""), " 139@0:0" },
};

static void
test_books(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(books); i++)
		check_content(books[i].what, books[i].content, books[i].out);
}

/* text:s says a number; no cell of any program is longer than 32,767 characters. */
static void
test_blanks(void **state)
{
	struct cb_str want = { 0 };

	(void)state;
	cb_str_adds(&want, "得分{1:");
	for (int i = 0; i < 32767; i++)
		cb_str_addc(&want, ' ');
	cb_str_adds(&want, "a;}");
	check_content("blanks", ROWS(ROW(TEXT("<text:s text:c=\"999999999\"/>a"))), cb_str_c(&want));
	cb_str_release(&want);
}

/* What is repeated is held once, and given out until it is too much, in either order of rows and columns. */
static void
test_repeated(void **state)
{
	const struct cb_book_options options = { .as_is = true };
	struct cb_str out = { 0 };
	struct cb_diag diag = { .sink = note_finding, .sink_arg = &out };
	struct cb_book *book;
	struct cb_rows *rows;
	struct cb_row row;
	char path[32];
	unsigned n = 0;

	(void)state;
	write_content(path, ROWS("<table:table-row table:number-rows-repeated=\"1000\">" CELL("table:number-columns-repeated=\"10000\"", "X") "</table:table-row>"));
	assert_int_equal(cb_book_open(&book, path, &options, &diag), CB_OK);
	for (int time = 0; time < 2; time++) { /* what was given out before a rewind does not count */
		if (time == 0)
			assert_int_equal(cb_book_rows(book, 0, &rows), CB_OK);
		else
			assert_true(rows->rewind(rows));
		for (n = 0; rows->next(rows, &row) > 0; n++)
			assert_true(row.n == 10000 && cb_text_is(row.cells[9999], "X"));
		assert_int_equal(n, 203); /* of 10,000 × 33 bytes in 64 MiB */
	}
	assert_string_equal(cb_str_c(&out), " 143@204:0 143@204:0");
	rows->close(rows);
	cb_book_close(book);
	unlink(path);
	cb_diag_release(&diag);
	cb_str_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_books),
		cmocka_unit_test(test_blanks),
		cmocka_unit_test(test_repeated),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
