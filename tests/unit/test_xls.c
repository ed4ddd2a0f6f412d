/* data/book, .xls: what the records say, in every kind of container; files broken at random do no harm. FreeXL,
 * which knows texts and numbers but no results of formulas, is asked about a workbook of LibreOffice. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "book_rows.h"
#include "xls_file.h"

#include <freexl.h>

#include "../random.h"

enum { OF_BOOK = 5,
       OF_SHEET = 16,
       OF_CHART = 32,
       PLAIN = 0, /* styles of the file */
       DATE = 1,
       LENGTH = 2,
       CHINESE_DATE = 3,
       OWN_DATE = 4,
       WITH_UNIT = 5 };

#define WANT_SCORES                                                                                     \
	"得分{[1,1 1x3][-4:5]1:七月得分;2:社区|得分|日期;3:西峡社区|98.6n|2026-07-10d;" \
	"4:乙|-3n|12.34n|120000000n|0.07n;"                                                            \
	"(5:TRUEb|FALSEb|#N/Ae|27:07:05d|2026-07-10d|2026-07-10 09:30:00d|12345n);"                     \
	"6:2n|合计|TRUEb|#DIV/0!e|u;}"
static const char want[] = WANT_SCORES "-藏{1:a;}";

static void
add_cell(struct cb_str *out, unsigned id, unsigned row, unsigned column, unsigned style, const struct cb_str *value)
{
	size_t at = begin_record(out, id);

	add_u16(out, row);
	add_u16(out, column);
	add_u16(out, style);
	cb_str_addt(out, cb_str_text(value));
	end_record(out, at);
}

static void
add_number(struct cb_str *out, unsigned row, unsigned column, unsigned style, double number)
{
	struct cb_str value = { 0 };

	add_double(&value, number);
	add_cell(out, 0x0203, row, column, style, &value);
	cb_str_release(&value);
}

static void
add_shared(struct cb_str *out, unsigned row, unsigned column, uint32_t number)
{
	struct cb_str value = { 0 };

	add_u32(&value, number);
	add_cell(out, 0x00FD, row, column, PLAIN, &value);
	cb_str_release(&value);
}

static void
add_label(struct cb_str *out, unsigned row, unsigned column, const char *text)
{
	struct cb_str value = { 0 };

	add_text(&value, 2, text);
	add_cell(out, 0x0204, row, column, PLAIN, &value);
	cb_str_release(&value);
}

static void
add_bool_or_error(struct cb_str *out, unsigned row, unsigned column, unsigned value, unsigned is_error)
{
	add_record(out, 0x0205, row, column, PLAIN, value | is_error << 8);
}

/* A formula and the eight bytes of its result; its tokens are not looked at. */
static void
add_formula(struct cb_str *out, unsigned row, unsigned column, const char result[8])
{
	struct cb_str value = { 0 };

	cb_str_add(&value, result, 8);
	add_u16(&value, 0);
	add_u32(&value, 0);
	add_u16(&value, 3);
	cb_str_add(&value, "\x1E\1\0", 3);
	add_cell(out, 0x0006, row, column, PLAIN, &value);
	cb_str_release(&value);
}

static void
add_format(struct cb_str *out, unsigned number, const char *code)
{
	size_t at = begin_record(out, 0x041E);

	add_u16(out, number);
	add_text(out, 2, code);
	end_record(out, at);
}

static void
add_styles(struct cb_str *out)
{
	static const unsigned formats[] = { 0, 14, 46, 57, 164, 165 };

	add_format(out, 165, "0!.0,\"万\"");
	add_format(out, 164, "yyyy\"年\"m\"月\"d\"日\" h:mm");
	for (size_t i = 0; i < COUNT(formats); i++)
		add_record(out, 0x00E0, 0, formats[i], 0, 0, 0, 0, 0, 0, 0, 0);
}

/* The shared texts. The last is cut in the middle, and goes on with 8 bits a character after 16; it has runs of
 * fonts that the next piece ends. */
static void
add_shared_texts(struct cb_str *out)
{
	static const char *const texts[] = { "七月得分", "社区", "得分", "日期", "西峡社区" };
	size_t at = begin_record(out, 0x00FC);

	add_u32(out, 99); /* not true */
	add_u32(out, 99);
	for (size_t i = 0; i < COUNT(texts); i++)
		add_text(out, 2, texts[i]);
	add_u16(out, 3);
	cb_str_addc(out, 1 | 8);
	add_u16(out, 1);
	add_wide(out, "乙");
	end_record(out, at);
	at = begin_record(out, 0x003C);
	cb_str_add(out, "\0ab\0\0", 5);
	end_record(out, at);
	at = begin_record(out, 0x003C);
	cb_str_add(out, "\5\0", 2);
	end_record(out, at);
}

static void
add_rk_row(struct cb_str *out)
{
	size_t at = begin_record(out, 0x00BD);

	add_u16(out, 3);
	add_u16(out, 1);
	add_u16(out, PLAIN);
	add_u32(out, (uint32_t)-3 << 2 | 2);
	add_u16(out, PLAIN);
	add_u32(out, 1234 << 2 | 3);
	add_u16(out, PLAIN);
	add_u32(out, 0x419C9C38); /* the upper half of 120000000 */
	add_u16(out, PLAIN);
	add_u32(out, 7 << 2 | 3);
	add_u16(out, 4);
	end_record(out, at);
}

static void
add_formulas(struct cb_str *out)
{
	size_t at;

	add_formula(out, 5, 0, "\0\0\0\0\0\0\0\x40");
	add_formula(out, 5, 1, "\0\0\0\0\0\0\xFF\xFF");
	add_record(out, 0x04BC, 0, 0, 0, 0); /* what may stand in between */
	at = begin_record(out, 0x0207);
	add_text(out, 2, "合计");
	end_record(out, at);
	add_formula(out, 5, 2, "\1\0\1\0\0\0\xFF\xFF");
	add_formula(out, 5, 3, "\2\0\7\0\0\0\xFF\xFF");
	add_formula(out, 5, 4, "\0\0\0\0\0\0\xFF\xFF");
}

static void
add_scores(struct cb_str *out)
{
	add_begin(out, OF_SHEET);
	add_record(out, 0x007D, 3, 4, 2048, 0, 1, 0);         /* columns D and E hidden */
	add_record(out, 0x0208, 4, 0, 5, 255, 0, 0, 0x20, 0); /* row 5 too */
	add_shared(out, 2, 0, 4);
	add_shared(out, 0, 0, 0); /* not in their order */
	add_shared(out, 1, 0, 1);
	add_shared(out, 1, 1, 2);
	add_shared(out, 1, 2, 3);
	add_number(out, 2, 1, PLAIN, 98.599999999999994);
	add_number(out, 2, 2, DATE, 46213);
	add_begin(out, OF_CHART);
	add_label(out, 2, 1, "within a chart");
	add_record(out, 0x000A, 0);
	add_label(out, 3, 0, "前");
	add_label(out, 3, 0, "乙"); /* the later one stays */
	add_rk_row(out);
	add_bool_or_error(out, 4, 0, 1, 0);
	add_bool_or_error(out, 4, 1, 0, 0);
	add_bool_or_error(out, 4, 2, 0x2A, 1);
	add_number(out, 4, 3, LENGTH, (27 * 3600 + 7 * 60 + 5) / 86400.0);
	add_number(out, 4, 4, CHINESE_DATE, 46213);
	add_number(out, 4, 5, OWN_DATE, 46213 + 9.5 / 24);
	add_number(out, 4, 6, WITH_UNIT, 12345);
	add_formulas(out);
	add_record(out, 0x00E5, 1, 0, 0, 0, 2);
	add_record(out, 0x000A, 0);
}

static void
add_book(struct cb_str *out)
{
	size_t scores, hidden;

	add_begin(out, OF_BOOK);
	add_record(out, 0x0042, 1200);
	add_record(out, 0x0022, 0);
	add_styles(out);
	scores = add_sheet_name(out, "得分", 0);
	hidden = add_sheet_name(out, "藏", 1);
	add_sheet_name(out, "图", 0x0200); /* a chart: no sheet of cells */
	add_shared_texts(out);
	add_record(out, 0x000A, 0);
	place_sheet(out, scores);
	add_scores(out);
	place_sheet(out, hidden);
	add_begin(out, OF_SHEET);
	add_label(out, 0, 0, "a");
	add_record(out, 0x000A, 0);
}

static void
test_small(void **state)
{
	struct cb_str stream = { 0 }, file = { 0 };

	(void)state;
	add_book(&stream);
	wrap_ole(&file, "Workbook", &stream);
	assert_true(stream.len < 4096);
	check_book("small stream", file.p, file.len, want);
	cb_str_clear(&file);
	wrap_ole(&file, "WORKBOOK", &stream);
	check_book("its name in capitals", file.p, file.len, want);
	check_book("without a container", stream.p, stream.len, want);
	cb_str_release(&stream);
	cb_str_release(&file);
}

/* An object in a folder of the file, with a stream of the name that the workbook's has. */
static void
wrap_with_embedded(struct cb_str *file, const char *own, const struct cb_str *stream, const struct cb_str *embedded)
{
	cb_str_clear(file);
	wrap_streams(file, (const char *const[]){ own, "Workbook" }, (const struct cb_str *const[]){ stream, embedded }, 2);
	memset(file->p + 512 * 2 + 128 + 72, 0xFF, 4); /* the first entry of the root has no neighbour */
}

static void
test_embedded(void **state)
{
	struct cb_str stream = { 0 }, other = { 0 }, file = { 0 };

	(void)state;
	add_book(&stream);
	add_begin(&other, OF_BOOK);
	add_record(&other, 0x000A, 0);
	wrap_with_embedded(&file, "Workbook", &stream, &other);
	check_book("not what is embedded", file.p, file.len, want);
	wrap_with_embedded(&file, "WordDocument", &stream, &stream);
	check_book("a document with a table of a workbook", file.p, file.len, " 121@0:0");
	wrap_with_embedded(&file, "Other", &other, &stream);
	check_book("the root has lost its entries", file.p, file.len, want);
	cb_str_release(&stream);
	cb_str_release(&other);
	cb_str_release(&file);
}

static void
test_large(void **state)
{
	struct cb_str stream = { 0 }, file = { 0 };

	(void)state;
	add_book(&stream);
	pad(&stream, 20000, 1);
	wrap_ole(&file, "Workbook", &stream);
	check_book("large stream", file.p, file.len, want);
	check_book("cut where nothing is missed", file.p, file.len - 2000, want);
	cb_str_release(&stream);
	cb_str_release(&file);
}

/* Excel 95: texts in a code page. One that is not named is GB18030 where that fits. */
static void
test_code_pages(void **state)
{
	struct cb_str stream = { 0 };

	(void)state;
	for (unsigned page = 0; page <= 936; page += 936) {
		size_t at, name;

		cb_str_clear(&stream);
		add_record(&stream, 0x0809, 0x0500, OF_BOOK, 0, 0);
		if (page != 0)
			add_record(&stream, 0x0042, page);
		name = begin_record(&stream, 0x0085);
		add_u32(&stream, 0);
		add_u16(&stream, 0);
		cb_str_add(&stream, "\4\xB5\xC3\xB7\xD6", 5);
		end_record(&stream, name);
		add_record(&stream, 0x000A, 0);
		place_sheet(&stream, name);
		add_record(&stream, 0x0809, 0x0500, OF_SHEET, 0, 0);
		at = begin_record(&stream, 0x0204);
		cb_str_add(&stream, "\0\0\0\0\0\0\4\0\xC9\xE7\xC7\xF8", 12);
		end_record(&stream, at);
		add_record(&stream, 0x000A, 0);
		check_book("code page", stream.p, stream.len, "得分{1:社区;}");
	}
	cb_str_release(&stream);
}

/* Excel 2 and 4: one sheet, no book around it. */
static void
test_old(void **state)
{
	struct cb_str stream = { 0 };
	size_t at;

	(void)state;
	add_record(&stream, 0x0009, 2, OF_SHEET);
	add_record(&stream, 0x0022, 1);
	at = begin_record(&stream, 0x0002);
	cb_str_add(&stream, "\0\0\0\0\0\0\0\7\0", 9);
	end_record(&stream, at);
	at = begin_record(&stream, 0x0004);
	cb_str_add(&stream, "\1\0\1\0\0\0\0\2ab", 10);
	end_record(&stream, at);
	add_record(&stream, 0x000A, 0);
	check_book("Excel 2", stream.p, stream.len, "Sheet1{1904 1:7n;2:|ab;}");
	cb_str_clear(&stream);
	add_record(&stream, 0x0409, 4, OF_SHEET, 0);
	add_number(&stream, 2, 0, 0, 0.5);
	add_record(&stream, 0x000A, 0);
	check_book("Excel 4", stream.p, stream.len, "Sheet1{3:0.5n;}");
	cb_str_release(&stream);
}

static void
test_refused(void **state)
{
	struct cb_str stream = { 0 }, file = { 0 };

	(void)state;
	add_begin(&stream, OF_BOOK);
	add_record(&stream, 0x002F, 1, 1);
	check_book("encrypted", stream.p, stream.len, " 120@0:0");
	cb_str_clear(&stream);
	add_begin(&stream, OF_BOOK);
	check_book("cut before its sheets", stream.p, stream.len, " 122@0:0");
	add_record(&stream, 0x000A, 0);
	check_book("no sheet", stream.p, stream.len, " 139@0:0");
	cb_str_clear(&stream);
	add_book(&stream);
	check_book("cut in its last sheet", stream.p, stream.len - 4, WANT_SCORES "-藏{ 122@0:0}");
	cb_str_clear(&stream);
	cb_str_adds(&stream, "no records at all");
	wrap_ole(&file, "Workbook", &stream);
	check_book("no records", file.p, file.len, " 122@0:0");
	memcpy(file.p + 512 + 12, "\3\0\0\0", 4); /* the sector behind sector 3 is itself */
	check_book("a chain that comes back to itself", file.p, file.len, " 122@0:0");
	check_book("cut behind the directory", file.p, 1400, " 122@0:0");
	cb_str_release(&stream);
	cb_str_release(&file);
}

/* No sheet is lost without a word: what the book says of its sheets is there, or the book is damaged. */
static void
test_lost_sheets(void **state)
{
	static const struct {
		const char *what;
		size_t at; /* in the record of the second sheet's name */
		char byte;
	} changes[] = {
		{ "its place is in the midst of a record", 0, 1 },
		{ "its place is far beyond the end", 3, 0x7F },
		{ "its kind is none", 5, 9 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(changes); i++) {
		struct cb_str stream = { 0 };
		size_t first, second;

		add_begin(&stream, OF_BOOK);
		first = add_sheet_name(&stream, "甲", 0);
		second = add_sheet_name(&stream, "乙", 0);
		add_record(&stream, 0x000A, 0);
		place_sheet(&stream, first);
		add_begin(&stream, OF_SHEET);
		add_label(&stream, 0, 0, "a");
		add_record(&stream, 0x000A, 0);
		place_sheet(&stream, second);
		add_begin(&stream, OF_SHEET);
		add_record(&stream, 0x000A, 0);
		stream.p[second + changes[i].at] = (char)(stream.p[second + changes[i].at] + changes[i].byte);
		check_book(changes[i].what, stream.p, stream.len, " 122@0:0");
		cb_str_release(&stream);
	}
}

/* A chain that ends before its stream does, a directory that the file has not got. */
static void
test_cut_chains(void **state)
{
	struct cb_str stream = { 0 }, file = { 0 };

	(void)state;
	add_book(&stream);
	pad(&stream, 20000, 1);
	wrap_ole(&file, "Workbook", &stream);
	memcpy(file.p + 512 + 4 * 20, "\xFE\xFF\xFF\xFF", 4); /* behind the last sheet, where nothing is missed */
	check_book("the chain ends early", file.p, file.len, " 122@0:0");
	memcpy(file.p + 48, "\x40\x42\x0F", 3);
	check_book("the directory is beyond the end", file.p, file.len, " 122@0:0");
	check_book("cut before the directory", file.p, 1000, " 122@0:0");
	cb_str_clear(&file);
	wrap_ole(&file, "WordDocument", &stream);
	check_book("another program's", file.p, file.len, " 121@0:0");
	cb_str_release(&stream);
	cb_str_release(&file);
}

/* Runs of fonts in a shared text; what stands before the first is in the font of the cell. */
static void
add_struck_text(struct cb_str *out, const char *text, unsigned at, unsigned font)
{
	struct cb_str wide = { 0 };
	unsigned n = add_wide(&wide, text);

	add_u16(out, n);
	cb_str_addc(out, 1 | 8);
	add_u16(out, 1);
	cb_str_addt(out, cb_str_text(&wide));
	add_u16(out, at);
	add_u16(out, font);
	cb_str_release(&wide);
}

/* Fonts 0 and 1, the latter strikes out; styles 0 and 1 have them. Text 0 ends struck out, 1 begins with a run
 * that strikes nothing at 2, 2 is struck out as a whole. */
static void
add_struck_book(struct cb_str *out)
{
	size_t sheet, at;

	add_begin(out, OF_BOOK);
	add_record(out, 0x0031, 200, 0, 0, 0, 0, 0, 0, 0);
	add_record(out, 0x0031, 200, 8, 0, 0, 0, 0, 0, 0);
	add_record(out, 0x00E0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
	add_record(out, 0x00E0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
	sheet = add_sheet_name(out, "表", 0);
	at = begin_record(out, 0x00FC);
	add_u32(out, 3);
	add_u32(out, 3);
	add_struck_text(out, "甲乙丙", 1, 1);
	add_struck_text(out, "2018.5", 2, 0);
	add_struck_text(out, "旧", 0, 1);
	end_record(out, at);
	add_record(out, 0x000A, 0);
	place_sheet(out, sheet);
	add_begin(out, OF_SHEET);
	add_record(out, 0x00FD, 0, 0, 0, 0, 0);
	add_record(out, 0x00FD, 0, 1, 1, 1, 0); /* its first run is in the cell's font */
	add_record(out, 0x00FD, 0, 2, 0, 1, 0);
	add_record(out, 0x00FD, 0, 3, 0, 2, 0);
	add_number(out, 1, 0, 1, 7); /* a row that is struck out, and so as good as hidden */
	add_record(out, 0x00FD, 1, 1, 0, 2, 0);
	add_record(out, 0x000A, 0);
}

static void
test_struck(void **state)
{
	struct cb_str stream = { 0 }, out = { 0 };
	char path[32];

	(void)state;
	add_struck_book(&stream);
	write_book(path, stream.p, stream.len);
	dump_book(path, &out);
	unlink(path);
	/* each finding twice, for the sheet is read twice */
	assert_string_equal(cb_str_c(&out), "表{ 253@1:1 253@1:2 253@1:4 253@1:1 253@1:2 253@1:4"
	                                    "1:甲|18.5|2018.5;(2:7n|旧);}");
	cb_str_release(&stream);
	cb_str_release(&out);
}

/* --- FreeXL ------------------------------------------------------------------------------- */

/* A cell as FreeXL gives it; "" = it gives none, or one of the kinds it takes for another. */
static const char *
ask_freexl(const void *handle, unsigned row, unsigned short column, char number[40])
{
	FreeXL_CellValue value;

	assert_int_equal(freexl_get_cell_value(handle, row, column, &value), FREEXL_OK);
	switch (value.type) {
	case FREEXL_CELL_DOUBLE:
		snprintf(number, 40, "%.15g", value.value.double_value);
		return number;
	case FREEXL_CELL_NULL:
	case FREEXL_CELL_INT: /* truth values too */
		return "";
	default:
		return value.value.text_value;
	}
}

/* Returns how many cells of the row FreeXL gives; each is as here. */
static int
compare_row(const void *handle, const struct cb_row *row)
{
	char number[40];
	int n = 0;

	for (uint32_t i = 0; i < row->n; i++) {
		const char *cell = ask_freexl(handle, row->line - 1, (unsigned short)i, number);

		if (*cell != '\0' && !cb_text_is(row->cells[i], cell))
			fail_msg("row %u, column %u: %.*s, FreeXL has %s", (unsigned)row->line, (unsigned)i + 1,
			         CB_TEXT_ARG(row->cells[i]), cell);
		n += *cell != '\0';
	}
	return n;
}

/* A workbook that LibreOffice made of month.fods. */
static void
test_freexl(void **state)
{
	const char *tree = getenv("CB_TREE");
	const struct cb_book_options options = { .as_is = true };
	struct cb_diag diag = { 0 };
	struct cb_str path = { 0 };
	struct cb_book *book;
	struct cb_rows *rows;
	struct cb_row row;
	const void *handle = NULL;
	int n = 0;

	(void)state;
	cb_str_addf(&path, "%s/tests/data/xls/month.xls", tree != NULL ? tree : ".");
	assert_int_equal(freexl_open(path.p, &handle), FREEXL_OK);
	assert_int_equal(freexl_select_active_worksheet(handle, 0), FREEXL_OK);
	assert_int_equal(cb_book_open(&book, path.p, &options, &diag), CB_OK);
	assert_int_equal(cb_book_rows(book, 0, &rows), CB_OK);
	while (rows->next(rows, &row) > 0)
		n += compare_row(handle, &row);
	assert_int_equal(n, 14);
	rows->close(rows);
	cb_book_close(book);
	freexl_close(handle);
	cb_diag_release(&diag);
	cb_str_release(&path);
}

/* --- broken at random --------------------------------------------------------------------- */

/* Bytes changed and ends cut off: read or refused, and no finding says that reading crashed. */
static void
test_broken(void **state)
{
	struct cb_str stream = { 0 }, file = { 0 }, bytes = { 0 };
	uint64_t seed = 20260710;

	(void)state;
	add_book(&stream);
	pad(&stream, 5000, 1);
	wrap_ole(&file, "Workbook", &stream);
	for (int i = 0; i < 300; i++) {
		struct cb_str out = { 0 };
		char path[32];
		/* the records stand behind the header and three sectors; every third file has its tables broken */
		size_t from = i % 3 == 0 ? 0 : 2048, n = i % 3 == 0 ? 2048 : 1200;

		cb_str_clear(&bytes);
		cb_str_addt(&bytes, cb_str_text(&file));
		for (uint32_t j = next_random(&seed) % 8; j > 0; j--)
			bytes.p[from + next_random(&seed) % n] = (char)(j % 2 == 0 ? 0xFF : next_random(&seed));
		if (i % 5 == 0)
			bytes.len -= next_random(&seed) % bytes.len;
		write_book(path, bytes.p, bytes.len);
		dump_book(path, &out);
		unlink(path);
		if (strstr(cb_str_c(&out), " 140@") != NULL || strstr(cb_str_c(&out), " 141@") != NULL)
			fail_msg("file %d: %s", i, cb_str_c(&out));
		cb_str_release(&out);
	}
	cb_str_release(&stream);
	cb_str_release(&file);
	cb_str_release(&bytes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_small),
		cmocka_unit_test(test_embedded),
		cmocka_unit_test(test_large),
		cmocka_unit_test(test_code_pages),
		cmocka_unit_test(test_old),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_lost_sheets),
		cmocka_unit_test(test_cut_chains),
		cmocka_unit_test(test_struck),
		cmocka_unit_test(test_freexl),
		cmocka_unit_test(test_broken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
