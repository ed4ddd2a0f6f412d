/* data/book: what a file is, xlsx as rows, merged areas, hidden cells, limits. Workbooks are packed here, of
 * the parts a case gives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <zip.h>

#include "book_rows.h"

#define SHEET(rest) "<worksheet>" rest "</worksheet>"
/* parts that a workbook of one sheet has, up to the text of the sheet */
#define ONE_SHEET "xl/workbook.xml", "<workbook><sheets><sheet name=\"a\"/></sheets></workbook>", "xl/worksheets/sheet1.xml"
#define ROWS(rows) SHEET("<sheetData>" rows "</sheetData>")
#define TEXT(s) "<c t=\"inlineStr\"><is><t>" s "</t></is></c>"

static void
add_part(zip_t *zip, const char *name, const char *text)
{
	assert_true(zip_file_add(zip, name, zip_source_buffer(zip, text, strlen(text), 0), ZIP_FL_ENC_UTF_8) >= 0);
}

/* parts: name, text, …, NULL. */
static void
pack(const char *path, const char *const *parts)
{
	zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);

	assert_non_null(zip);
	for (; *parts != NULL; parts += 2)
		add_part(zip, parts[0], parts[1]);
	assert_int_equal(zip_close(zip), 0);
}

/* The first sheet, read twice: both must be the same. */
static void
dump_first(const char *path, const struct cb_book_options *options, struct cb_str *out)
{
	struct cb_diag diag = { .lang = CB_EN, .sink = note_finding, .sink_arg = out };
	struct cb_str again = { 0 };
	struct cb_book *book = NULL;
	struct cb_rows *rows = NULL;

	if (cb_book_open(&book, path, options, &diag) == CB_OK && cb_book_rows(book, 0, &rows) == CB_OK) {
		dump_sheet(rows, out);
		if (diag.errors == 0) {
			assert_true(rows->rewind(rows));
			dump_sheet(rows, &again);
			assert_string_equal(cb_str_c(&again), cb_str_c(out));
		}
		rows->close(rows);
	}
	cb_book_close(book);
	cb_diag_release(&diag);
	cb_str_release(&again);
}

static void
check(const char *what, const char *const *parts, const struct cb_book_options *options, const char *want)
{
	struct cb_str out = { 0 };
	char path[32];

	write_book(path, "", 0);
	pack(path, parts);
	dump_first(path, options, &out);
	unlink(path);
	if (strcmp(cb_str_c(&out), want) != 0)
		fail_msg("%s: %s, wanted %s", what, cb_str_c(&out), want);
	cb_str_release(&out);
}

static const struct {
	const char *what, *sheet, *out;
} sheets[] = {
	{ "numbers and texts", ROWS("<row r=\"1\"><c r=\"A1\"><v>1</v></c>" TEXT("a") "</row>"), "1:1n|a;" },
	{ "no r at all", ROWS("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"), "1:1n|2n;2:3n;" },
	{ "cells left out", ROWS("<row r=\"3\"><c r=\"C3\"><v>1</v></c><c r=\"E3\"><v>2</v></c></row>"), "3:||1n||2n;" },
	{ "cells in any order", ROWS("<row><c r=\"C1\"><v>3</v></c><c r=\"A1\"><v>1</v></c></row>"), "1:1n||3n;" },
	{ "small letters", ROWS("<row><c r=\"b1\"><v>3</v></c></row>"), "1:|3n;" },
	{ "a reference that is none", ROWS("<row><c r=\"?\"><v>1</v></c><c r=\"\"><v>2</v></c></row>"), "1:1n|2n;" },
	{ "rows that go back stand behind", ROWS("<row r=\"5\"><c><v>1</v></c></row><row r=\"2\"><c><v>2</v></c></row>"), "5:1n;6:2n;" },
	{ "blank rows and empty ends are left out", ROWS("<row/><row><c/><c/></row><row><c><v>1</v></c><c s=\"1\"/></row>"), "3:1n;" },
	{ "truth", ROWS("<row><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c><c t=\"b\"><v>true</v></c></row>"), "1:TRUEb|FALSEb|TRUEb;" },
	{ "errors", ROWS("<row><c t=\"e\"><v>#REF!</v></c></row>"), "1:#REF!e;" },
	{ "saved value of a formula", ROWS("<row><c><f>1+1</f><v>2</v></c><c t=\"str\"><f>A</f><v>x</v></c></row>"), "1:2n|x;" },
	{ "a formula without value", ROWS("<row><c><f>1+1</f></c><c><f>2</f><v></v></c></row>"), "1:u|u;" },
	{ "date of strict files", ROWS("<row><c t=\"d\"><v>2026-07-10T09:30:00.000Z</v></c><c t=\"d\"><v>2026-07-10T00:00:00</v></c></row>"), "1:2026-07-10 09:30:00d|2026-07-10d;" },
	{ "date and time without seconds", ROWS("<row><c t=\"d\"><v>2026-07-10T09:30</v></c><c t=\"d\"><v>09:30</v></c><c t=\"d\"><v>2026-07-10</v></c></row>"), "1:2026-07-10 09:30:00d|09:30:00d|2026-07-10d;" },
	{ "no number where one is said to be", ROWS("<row><c t=\"n\"><v>九</v></c></row>"), "1:九;" },
	{ "digits of a text stay", ROWS("<row>" TEXT("007") TEXT("110101199003070011") "</row>"), "1:007|110101199003070011;" },
	{ "blanks of a text stay", ROWS("<row>" TEXT(" a ") "</row>"), "1: a ;" },
	{ "rich text, phonetic runs dropped", ROWS("<row><c t=\"inlineStr\"><is><r><t>东</t></r><r><t>京</t></r><rPh sb=\"0\"><t>x</t></rPh></is></c></row>"), "1:东京;" },
	{ "CDATA and references", ROWS("<row>" TEXT("<![CDATA[<a>]]>&amp;&#x4e00;") "</row>"), "1:<a>&一;" },
	{ "escapes", ROWS("<row>" TEXT("a_x000D_b_x4e00__x005F_x000D__x0001__xD800__x12_") "</row>"), "1:a\rb一_x000D__x0001__xD800__x12_;" },
	{ "prefixes", "<x:worksheet xmlns:x=\"m\"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>", "1:1n;" },
	{ "an alternative is read as its fallback", ROWS("<AlternateContent><Choice><row><c><v>1</v></c></row></Choice><Fallback><row><c><v>2</v></c></row></Fallback></AlternateContent>"), "1:2n;" },
	{ "what is not known is passed over", ROWS("<row><c><v>1</v><v2><v>9</v></v2></c><d><c><v>8</v></c></d></row>"), "1:1n;" },
	{ "hidden rows", ROWS("<row hidden=\"1\"><c><v>1</v></c></row><row ht=\"0\"><c><v>2</v></c></row><row ht=\"15\"><c><v>3</v></c></row>"), "(1:1n);(2:2n);3:3n;" },
	{ "a wrong dimension", SHEET("<dimension ref=\"A1:XFD1048576\"/><sheetData><row spans=\"1:16384\"><c><v>1</v></c></row></sheetData>"), "1:1n;" },
	{ "a chart", "<chartsheet/>", "" },
	{ "row beyond the grid", ROWS("<row r=\"1048577\"><c><v>1</v></c></row>"), " 133@1048577:0!" },
	{ "the last column", ROWS("<row><c r=\"XFD1\"/></row>"), "" },
	{ "a column beyond the grid", ROWS("<row r=\"9\"><c r=\"XFE9\"/></row>"), " 133@9:16385!" },
	{ "a column that overflows", ROWS("<row r=\"9\"><c r=\"ZZZZZZZZZZZZZ9\"/></row>"), " 133@9:16385!" },
	{ "what comes before damage is given", ROWS("<row><c><v>1</v></c></row><row><c></row>"), "1:1n; 131@0:0!" },
	{ "cut", "<worksheet><sheetData><row><c><v>1</v></c></row>", "1:1n; 131@0:0!" },
	{ "no XML", "PK", " 131@0:0" },
};

static void
a_sheet_as_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(sheets); i++) {
		const char *parts[] = { ONE_SHEET, sheets[i].sheet, NULL };

		check(sheets[i].what, parts, &(struct cb_book_options){ 0 }, sheets[i].out);
	}
}

static const struct {
	const char *what, *sheet, *filled, *as_is;
} merges[] = {
	{ "a name over two rows",
	  SHEET("<sheetData><row>" TEXT("甲") TEXT("1") "</row><row><c r=\"B2\"><v>2</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>"),
	  "1:甲|1;2:甲+|2n;", "1:甲|1;2:|2n;" },
	{ "a label over three columns, beyond what the row has",
	  SHEET("<sheetData><row><c r=\"B1\" t=\"str\"><v>得分</v></c></row></sheetData><mergeCells><mergeCell ref=\"B1:D1\"/></mergeCells>"),
	  "1:|得分|得分+|得分+;", "1:|得分;" },
	{ "a number is never repeated",
	  SHEET("<sheetData><row><c><v>90</v></c></row><row><c r=\"B2\"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>"),
	  "1:90n;2:-|1n;", "1:90n;2:|1n;" },
	{ "a rectangle",
	  SHEET("<sheetData><row>" TEXT("a") "</row><row><c r=\"C2\"><v>1</v></c></row><row><c r=\"C3\"><v>2</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>"),
	  "1:a|a+;2:a+|a+|1n;3:||2n;", "1:a;2:||1n;3:||2n;" },
	{ "an area without anything in its first cell",
	  SHEET("<sheetData><row><c r=\"B1\"><v>1</v></c></row><row><c r=\"B2\"><v>2</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>"),
	  "1:|1n;2:|2n;", "1:|1n;2:|2n;" },
	{ "an area that begins in a blank row",
	  SHEET("<sheetData><row/><row><c r=\"B2\"><v>2</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>"),
	  "2:|2n;", "2:|2n;" },
	{ "what a covered cell holds stays",
	  SHEET("<sheetData><row>" TEXT("a") TEXT("b") "</row></sheetData><mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>"),
	  "1:a|b;", "1:a|b;" },
	{ "but a number there is none that anybody sees, unless the area goes down alone",
	  SHEET("<sheetData><row>" TEXT("a") "<c><v>1</v></c></row><row>" TEXT("b") "</row><row><c><v>2</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"A2:A3\"/></mergeCells>"),
	  "1:a|1n-;2:b;3:2n;", "1:a|1n;2:b;3:2n;" },
	{ "errors are not repeated",
	  SHEET("<sheetData><row><c t=\"e\"><v>#N/A</v></c></row><row><c r=\"B2\"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>"),
	  "1:#N/Ae;2:|1n;", "1:#N/Ae;2:|1n;" },
	{ "one over the whole grid",
	  SHEET("<sheetData><row>" TEXT("a") "</row><row><c r=\"C2\"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>"),
	  "1:a;2:a+|a+|1n;", "1:a;2:||1n;" },
	{ "no areas",
	  SHEET("<sheetData><row>" TEXT("mergeCell") "</row></sheetData><mergeCells><mergeCell/><mergeCell ref=\"B\"/><mergeCell ref=\"B2:A1\"/></mergeCells>"),
	  "1:mergeCell;", "1:mergeCell;" },
};

static void
merged_areas(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(merges); i++) {
		const char *parts[] = { ONE_SHEET, merges[i].sheet, NULL };

		check(merges[i].what, parts, &(struct cb_book_options){ 0 }, merges[i].filled);
		check(merges[i].what, parts, &(struct cb_book_options){ .as_is = true }, merges[i].as_is);
	}
}

/* Areas never overlap in what Excel writes; made so they must not cost the product of their number and the
 * number of rows. */
static void
areas_that_overlap_end_soon(void **state)
{
	struct cb_str sheet = { 0 }, out = { 0 };
	struct cb_diag diag = { .lang = CB_EN, .sink = note_finding, .sink_arg = &out };
	struct cb_book *book;
	struct cb_rows *rows;
	struct cb_row row;
	char path[32];
	int got;

	(void)state;
	cb_str_adds(&sheet, "<worksheet><sheetData>");
	for (int i = 0; i < 20000; i++)
		cb_str_adds(&sheet, "<row>" TEXT("a") "</row>");
	cb_str_adds(&sheet, "</sheetData><mergeCells>");
	for (int i = 0; i < 20000; i++)
		cb_str_adds(&sheet, "<mergeCell ref=\"A1:GR20000\"/>");
	cb_str_adds(&sheet, "</mergeCells></worksheet>");
	write_book(path, "", 0);
	pack(path, (const char *[]){ ONE_SHEET, cb_str_c(&sheet), NULL });
	assert_int_equal(cb_book_open(&book, path, &(struct cb_book_options){ 0 }, &diag), CB_OK);
	assert_int_equal(cb_book_rows(book, 0, &rows), CB_OK);
	while ((got = rows->next(rows, &row)) > 0)
		;
	assert_int_equal(got, -1);
	assert_non_null(strstr(cb_str_c(&out), " 134@"));
	rows->close(rows);
	cb_book_close(book);
	unlink(path);
	cb_diag_release(&diag);
	cb_str_release(&sheet);
	cb_str_release(&out);
}

static void
hidden_cells_are_left_out(void **state)
{
	const char *parts[] = {
		ONE_SHEET,
		SHEET("<cols><col min=\"2\" max=\"2\" width=\"9\" hidden=\"1\"/></cols><sheetData>"
		      "<row>" TEXT("a") TEXT("b") TEXT("c") "</row><row hidden=\"1\">" TEXT("d") "</row>"
		                                                                                 "<row>" TEXT("") TEXT("e") "</row><row>" TEXT("") TEXT("") TEXT("f") "</row></sheetData>"
		                                                                                                                                                      "<mergeCells><mergeCell ref=\"A2:A4\"/></mergeCells>"),
		NULL
	};

	const char *overlapping[] = {
		ONE_SHEET,
		SHEET("<cols><col min=\"2\" max=\"3\" hidden=\"1\"/><col min=\"3\" max=\"3\" hidden=\"1\"/>"
		      "<col min=\"1\" max=\"4\"/><col min=\"0\" max=\"9\" hidden=\"1\"/><col min=\"4\" max=\"2\" hidden=\"1\"/>"
		      "<col min=\"5\" max=\"4294967295\" hidden=\"1\"/></cols><sheetData>"
		      "<row>" TEXT("a") TEXT("b") TEXT("c") TEXT("d") TEXT("e") "</row></sheetData>"),
		NULL
	};

	(void)state;
	check("all", parts, &(struct cb_book_options){ 0 }, "1:a|b|c;(2:d);3:d+|e;4:d+||f;");
	check("visible", parts, &(struct cb_book_options){ .visible = true }, "1:a||c;3:d+;4:d+||f;");
	check("spans overlap", overlapping, &(struct cb_book_options){ .visible = true }, "1:a|||d;");
	check("visible as is", parts, &(struct cb_book_options){ .visible = true, .as_is = true }, "1:a||c;4:||f;");
}

/* The parts of a workbook are found wherever the relations say, in whatever spelling. */
static void
parts_are_found(void **state)
{
	static const char rows[] = ROWS("<row><c t=\"s\"><v>1</v></c><c s=\"1\"><v>44752</v></c></row>");
	static const char workbook[] = "<workbook xmlns:r=\"r\"><workbookPr date1904=\"0\"/><sheets><sheet name=\"a\" r:id=\"i\"/></sheets></workbook>";
	static const char strings[] = "<sst count=\"4000000000\" uniqueCount=\"4000000000\"><si><t>x</t></si><si><r><t>y</t></r><rPh><t>z</t></rPh></si></sst>";
	static const char styles[] = "<styleSheet><numFmts><numFmt numFmtId=\"0\" formatCode=\"General\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"31\"/></cellXfs></styleSheet>";
	const char *absolute[] = {
		"_rels/.rels", "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"/book/main.xml\"/></Relationships>",
		"book/_rels/main.xml.rels", "<Relationships><Relationship Id=\"i\" Type=\"x/worksheet\" Target=\"../sheets/./one.xml\"/><Relationship Id=\"s\" Type=\"x/sharedStrings\" Target=\"/strings.xml\"/><Relationship Id=\"t\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>",
		"book/main.xml", workbook, "sheets/one.xml", rows, "strings.xml", strings, "book/styles.xml", styles,
		"xl/x", "", NULL
	};
	const char *spelling[] = {
		"_rels\\.rels", "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"xl\\workbook.xml\"/></Relationships>",
		"xl\\_rels\\workbook.xml.rels", "<Relationships><Relationship Id=\"i\" Type=\"x/worksheet\" Target=\"Worksheets\\SHEET7.xml\"/></Relationships>",
		"xl\\workbook.xml", workbook, "XL\\worksheets\\sheet7.XML", rows, "xl/SharedStrings.xml", strings, "/xl/styles.xml", styles, NULL
	};
	const char *usual[] = { "xl/workbook.xml", workbook, "xl/worksheets/sheet1.xml", rows, "xl/sharedStrings.xml", strings, "xl/styles.xml", styles, NULL };
	const char *none[] = { "xl/workbook.xml", workbook, "xl/worksheets/sheet1.xml", rows, NULL };

	(void)state;
	check("absolute", absolute, &(struct cb_book_options){ 0 }, "1:y|2022-07-10d;");
	check("spelling", spelling, &(struct cb_book_options){ 0 }, "1:y|2022-07-10d;");
	check("without relations", usual, &(struct cb_book_options){ 0 }, "1:y|2022-07-10d;");
	check("without strings", none, &(struct cb_book_options){ 0 }, " 135@1:1!");
}

static void
the_unpacked_bytes_are_limited(void **state)
{
	const char *parts[] = { ONE_SHEET, ROWS("<row><c><v>1</v></c></row>"), NULL };

	(void)state;
	check("within", parts, &(struct cb_book_options){ .unpacked_max_bytes = 1000 }, "1:1n;");
	check("beyond", parts, &(struct cb_book_options){ .unpacked_max_bytes = 150 }, " 124@0:0");
}

static const struct {
	const char *what, *bytes;
	size_t n;
	const char *out;
} files[] = {
#define FILE_OF(what, bytes, out)                   \
	{                                           \
		what, bytes, sizeof(bytes) - 1, out \
	}
	FILE_OF("text", "a,b\n", "text"),
	FILE_OF("empty", "", "text"),
	FILE_OF("one byte", "P", "text"),
	FILE_OF("text that begins like an archive", "PK,1\n", "text"),
	FILE_OF("a cut archive", "PK\3\4abc", " 122@0:0"),
	FILE_OF("an archive of nothing", "PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", " 121@0:0"),
	FILE_OF("a cut OLE file", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", " 122@0:0"),
	FILE_OF("PDF", "%PDF-1.7\n", " 121@0:0"),
	FILE_OF("a picture", "\x89PNG\r\n\x1A\n", " 121@0:0"),
	FILE_OF("RTF", "{\\rtf1 x}", " 121@0:0"),
	FILE_OF("a mail of web pages", "MIME-Version: 1.0\nContent-Type: multipart/related\n", " 121@0:0"),
	FILE_OF("SYLK", "ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K\"a\"\r\nE\r\n", " 121@0:0"),
	FILE_OF("text of columns ID and Price", "ID;Price\nC;1\n", "text"),
	FILE_OF("DIF", "TABLE\r\n0,1\r\n\"EXCEL\"\r\n", " 121@0:0"),
	FILE_OF("text that begins with TABLE", "TABLE\n1,0\n", "text"),
	FILE_OF("xz", "\xFD"
	              "7zXZ\0\0\4",
	        " 121@0:0"),
	FILE_OF("bzip2", "BZh91AY&SY\0", " 121@0:0"),
	FILE_OF("WebP", "RIFF\x10\0\0\0WEBPVP8 ", " 121@0:0"),
	FILE_OF("BMP", "BM\x36\0\0\0\0\0\0\0\x36\0", " 121@0:0"),
	FILE_OF("text that begins with BM", "BM,value,x,y\n", "text"),
	FILE_OF("Access", "\0\1\0\0Standard Jet DB\0", " 121@0:0"),
	FILE_OF("dBase", "\x03\x7d\x0c\x1f\1\0\0\0\x41\0\x20\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x4d\0\0name", " 121@0:0"),
	FILE_OF("arrays of JSON", "[[1,2],[3,4]]", " 121@0:0"),
	FILE_OF("text in angles", "<a>,1\n", "text"),
	FILE_OF("a drawing", "<?xml version=\"1.0\"?><svg/>", " 121@0:0"),
	FILE_OF("XML of UTF-16", "\xFF\xFE<\0?\0x\0m\0l\0 \0?\0>\0", " 121@0:0"),
	FILE_OF("XML that does not say so", "<data xmlns='x'/>", " 121@0:0"),
#undef FILE_OF
};

static void
content_decides(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(files); i++) {
		struct cb_str out = { 0 };
		struct cb_diag diag = { .lang = CB_EN, .sink = note_finding, .sink_arg = &out };
		struct cb_book *book;
		char path[32];
		FILE *file;

		write_book(path, "", 0);
		file = fopen(path, "wb");
		assert_int_equal(fwrite(files[i].bytes, 1, files[i].n, file), files[i].n);
		fclose(file);
		if (cb_book_open(&book, path, &(struct cb_book_options){ 0 }, &diag) == CB_OK)
			cb_str_adds(&out, cb_book_is_text(book) ? "text" : "sheets");
		if (strcmp(cb_str_c(&out), files[i].out) != 0)
			fail_msg("%s: %s, wanted %s", files[i].what, cb_str_c(&out), files[i].out);
		cb_book_close(book);
		unlink(path);
		cb_diag_release(&diag);
		cb_str_release(&out);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sheet_as_rows),
		cmocka_unit_test(merged_areas),
		cmocka_unit_test(areas_that_overlap_end_soon),
		cmocka_unit_test(hidden_cells_are_left_out),
		cmocka_unit_test(parts_are_found),
		cmocka_unit_test(the_unpacked_bytes_are_limited),
		cmocka_unit_test(content_decides),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
