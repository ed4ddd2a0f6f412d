/* data/book, Office XML 2003: places, types, areas, encodings. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "book_rows.h"

#define WORKBOOK(rest) \
	"<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">" rest "</Workbook>"
#define ROWS(rows) WORKBOOK("<Worksheet ss:Name=\"得分\"><Table>" rows "</Table></Worksheet>")
#define CELL(type, data) "<Cell><Data ss:Type=\"" type "\">" data "</Data></Cell>"
#define TEXT(data) CELL("String", data)

static const struct {
	const char *what, *book, *out;
} books[] = {
	{ "texts and numbers", ROWS("<Row>" TEXT("社区") CELL("Number", "98.5") "</Row>"), "得分{1:社区|98.5n;}" },
	{ "digits of a text stay", ROWS("<Row>" TEXT("007") TEXT("110101199003070011") "</Row>"), "得分{1:007|110101199003070011;}" },
	{ "numbers as short as they read back", ROWS("<Row>" CELL("Number", "98.599999999999994") CELL("Number", "4.1010219900307E+17") "</Row>"), "得分{1:98.6n|410102199003070000n;}" },
	{ "dates, times, truth, errors", ROWS("<Row>" CELL("DateTime", "2026-07-10T00:00:00.000") CELL("DateTime", "2026-07-10T09:30:00.000") CELL("DateTime", "1899-12-31T09:30:00.000") CELL("Boolean", "1") CELL("Boolean", "0") CELL("Error", "#N/A") "</Row>"), "得分{1:2026-07-10d|2026-07-10 09:30:00d|09:30:00d|TRUEb|FALSEb|#N/Ae;}" },
	{ "numbers that look like dates", WORKBOOK("<Styles><Style ss:ID=\"a\"><NumberFormat ss:Format=\"Short Date\"/></Style><Style ss:ID=\"b\"><NumberFormat ss:Format=\"[h]:mm\"/></Style><Style ss:ID=\"c\"><NumberFormat ss:Format=\"Standard\"/></Style></Styles><Worksheet ss:Name=\"甲\"><Table><Row><Cell ss:StyleID=\"a\"><Data ss:Type=\"Number\">46204</Data></Cell><Cell ss:StyleID=\"b\"><Data ss:Type=\"Number\">2.5</Data></Cell><Cell ss:StyleID=\"c\"><Data ss:Type=\"Number\">46204</Data></Cell></Row></Table></Worksheet>"), "甲{1:2026-07-01d|60:00:00d|46204n;}" },
	{ "what is not of its type is text", ROWS("<Row>" CELL("Number", "九") CELL("DateTime", "2026-02-30T00:00:00") "</Row>"), "得分{1:九|2026-02-30T00:00:00;}" },
	{ "Index of rows and cells", ROWS("<Row ss:Index=\"3\"><Cell ss:Index=\"2\"><Data ss:Type=\"String\">a</Data></Cell>" TEXT("b") "</Row><Row>" TEXT("c") "</Row>"), "得分{3:|a|b;4:c;}" },
	{ "a row that stands for several", ROWS("<Row ss:Span=\"2\"/><Row>" TEXT("a") "</Row>"), "得分{4:a;}" },
	{ "areas take the columns they cover", ROWS("<Row><Cell ss:MergeAcross=\"2\"><Data ss:Type=\"String\">a</Data></Cell>" TEXT("b") "</Row><Row><Cell ss:MergeDown=\"1\"><Data ss:Type=\"String\">c</Data></Cell></Row>"), "得分{[1,1 1x3][2,1 2x1]1:a|||b;2:c;}" },
	{ "hidden rows, columns, sheets", WORKBOOK("<Worksheet ss:Name=\"甲\"><Table><Column/><Column ss:Hidden=\"1\" ss:Span=\"1\"/><Row ss:Hidden=\"1\">" TEXT("a") "</Row></Table></Worksheet><Worksheet ss:Name=\"乙\"><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>"), "甲{[-2:3](1:a);}-乙{}" },
	{ "the epoch of 1904", WORKBOOK("<ExcelWorkbook><Date1904/></ExcelWorkbook><Worksheet ss:Name=\"甲\"><Table><Row>" CELL("DateTime", "1904-01-01T09:30:00.000") "</Row></Table></Worksheet>"), "甲{1904 1:09:30:00d;}" },
	{ "words in bold, lines; comments are no text", ROWS("<Row><Cell><Comment><Data>no</Data></Comment><ss:Data ss:Type=\"String\" xmlns=\"http://www.w3.org/TR/REC-html40\">西<B>峡<Font>社</Font></B>区&#10;甲</ss:Data></Cell></Row>"), "得分{1:西峡社区\n甲;}" },
	{ "a formula with and without value", ROWS("<Row><Cell ss:Formula=\"=1+1\"><Data ss:Type=\"Number\">2</Data></Cell><Cell ss:Formula=\"=2\"/></Row>"), "得分{1:2n|u;}" },
	{ "rows that go back", ROWS("<Row ss:Index=\"3\">" TEXT("a") "</Row><Row ss:Index=\"2\">" TEXT("b") "</Row>"), "得分{ 123@0:0}" },
	{ "beyond the grid", ROWS("<Row ss:Index=\"99999999999\">" TEXT("a") "</Row>"), "得分{ 133@0:0}" },
	{ "a doctype", "<!DOCTYPE x [<!ENTITY a \"b\">]>" ROWS("<Row>" TEXT("&a;") "</Row>"), " 130@0:0" },
	{ "cut off", "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet>", " 131@0:0" },
	{ "no sheet", WORKBOOK("<Styles/>"), " 139@0:0" },
	{ "GB2312 that says so", "<?xml version=\"1.0\" encoding=\"gb2312\"?>" WORKBOOK("<Worksheet ss:Name=\"\xB5\xC3\xB7\xD6\"><Table><Row>" TEXT("\xC9\xE7\xC7\xF8\xE9\x46") "</Row></Table></Worksheet>"), "得分{1:社区镕;}" },
	{ "Windows-1251", "<?xml version=\"1.0\" encoding=\"windows-1251\"?>" WORKBOOK("<Worksheet ss:Name=\"a\"><Table><Row>" TEXT("\xCC\xCE") "</Row></Table></Worksheet>"), "a{1:МО;}" },
	{ "an encoding nobody knows", "<?xml version=\"1.0\" encoding=\"x-none\"?>" ROWS("<Row/>"), " 131@0:0" },
};

static void
test_books(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(books); i++)
		check_book(books[i].what, books[i].book, strlen(books[i].book), books[i].out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_books),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
