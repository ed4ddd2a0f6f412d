/* data/csv: each case at every block size; findings as CODE@LINE:COLUMN. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cb/data/csv.h>

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

enum { MEBIBYTE = 1 << 20 };

static void
note(void *arg, const struct cb_diag *diag, const struct cb_finding *finding)
{
	struct cb_str *out = arg;

	(void)diag;
	cb_str_addf(out, " %d@%u:%u", (int)finding->code, (unsigned)finding->where.row,
	            (unsigned)finding->where.column);
}

static void
write_temp(char path[32], const char *p, size_t n)
{
	int fd;

	snprintf(path, 32, "/tmp/test_csv-XXXXXX");
	fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, p, n), n);
	close(fd);
}

/* All rows as `LINE:cell|cell;`, a `!` for a file that breaks off. */
static void
dump_rows(struct cb_rows *rows, struct cb_str *out)
{
	struct cb_row row;
	int got;

	while ((got = rows->next(rows, &row)) > 0) {
		cb_str_addf(out, "%u:", (unsigned)row.line);
		for (uint32_t i = 0; i < row.n; i++) {
			cb_str_adds(out, i > 0 ? "|" : "");
			cb_str_addt(out, row.cells[i]);
		}
		cb_str_addc(out, ';');
	}
	if (got < 0)
		cb_str_addc(out, '!');
	assert_int_equal(rows->next(rows, &row), got); /* the end stays the end */
}

static enum cb_status
dump_file(const char *path, const struct cb_csv_options *options, struct cb_str *out, bool again)
{
	struct cb_diag diag = { .lang = CB_EN, .sink = note, .sink_arg = out };
	struct cb_rows *rows;
	enum cb_status status = cb_csv_open(&rows, path, options, &diag);

	if (status == CB_OK) {
		dump_rows(rows, out);
		if (again && rows->rewind(rows)) {
			cb_str_clear(out);
			dump_rows(rows, out);
		}
		rows->close(rows);
		status = diag.status;
	}
	cb_diag_release(&diag);
	return status;
}

static const struct {
	const char *what, *in, *out;
	struct cb_csv_options options;
} cases[] = {
	{ "one row", "a,b\n", "1:a|b;", { 0 } },
	{ "no LF at the end", "a,b\nc,d", "1:a|b;2:c|d;", { 0 } },
	{ "CRLF counts one line", "a\r\nb\r\n", "1:a;2:b;", { 0 } },
	{ "lone CR ends a record", "a,b\rc\rd", "1:a|b;2:c;3:d;", { 0 } },
	{ "CR at the very end", "a\r", "1:a;", { 0 } },
	{ "blanks around unquoted cells go", " a , b\t,\tc d \n", "1:a|b|c d;", { 0 } },
	{ "blanks within quotes stay", "\" a \" ,\"\tb\"\n", "1: a |\tb;", { 0 } },
	{ "lines without text are dropped, and counted", "\n \t\na\n\r\n\nb\n", "3:a;6:b;", { 0 } },
	{ "blank lines kept", "\na\n \nb\n", "1:;2:a;3:;4:b;", { .keep_blank_lines = true } },
	{ "blanks kept, but for those around quotes", " \"a\"\t ,b \n\"c\" \n\t\"d\"", "1:a|b ;2:c;3:d;", { .keep_blanks = true, .delimiter = ',' } },
	{ "blanks kept: text behind them", "\"a\" \"b\"\n1\n", " 108@1:12:1;!", { .keep_blanks = true } },
	{ "blanks kept: a tab that ends the cell", "\"a\" \t \"b\"\n", "1:a|b;", { .keep_blanks = true, .delimiter = '\t' } },
	{ "blanks kept", " a ,\" b\"\n \n", "1: a | b;2: ;", { .keep_blanks = true } },
	{ "a text kept as a formula", "=\"0042\",a\n=\"\" ,=\"1,2\"\n", "1:0042|a; 107@2:2 107@2:32:|=\"1|2\";", { 0 } },
	{ "a quoted empty cell is a row", "\"\"\na\n", "1:;2:a;", { 0 } },
	{ "empty cells at the end", "a,,\n,,\n", "1:a||;2:||;", { 0 } },
	{ "only a delimiter at the end of the file", "a,", "1:a|;", { 0 } },
	{ "delimiter within quotes", "\"a,b\",c\n", "1:a,b|c;", { 0 } },
	{ "doubled quotes", "\"a\"\"b\",\"\"\"\"\n", "1:a\"b|\";", { 0 } },
	{ "LF and CRLF within quotes", "\"a\nb\r\nc\",d\ne\n", "1:a\nb\r\nc|d;4:e;", { 0 } },
	{ "CR within quotes", "\"a\rb\"\rc\r", "1:a\rb;3:c;", { 0 } },
	{ "quoted record between plain ones", "a,b\n\"c\",d\ne,f\n", "1:a|b;2:c|d;3:e|f;", { 0 } },
	{ "Chinese", "社区,得分\n樵湖社区,98.5\n", "1:社区|得分;2:樵湖社区|98.5;", { 0 } },
	{ "byte order mark", "\xEF\xBB\xBF\"a\",b\n", "1:a|b;", { 0 } },
	{ "TAB found", "a\tb\n1\t\n", "1:a|b;2:1|;", { 0 } },
	{ "semicolon found, decimal commas", "名称;得分\n甲;1,5\n乙;2,5\n", "1:名称|得分;2:甲|1,5;3:乙|2,5;", { 0 } },
	{ "comma, lists with semicolons", "a,b\n1,x;y\n2,z;w\n", "1:a|b;2:1|x;y;3:2|z;w;", { 0 } },
	{ "a title above", "七月得分\n社区;分\n甲;9\n", "1:七月得分;2:社区|分;3:甲|9;", { 0 } },
	{ "delimiter given", "a;b,c\n", "1:a|b,c;", { .delimiter = ';' } },
	{ "TAB given: blanks go, TABs part", " a \t\t b\n\t\n", "1:a||b;2:|;", { .delimiter = '\t' } },
	{ "a line says which", "sep=;\na;b,c\n", "2:a|b,c;", { 0 } },
	{ "a line says which, in any case, quoted", "\"SEP=|\"\r\na|b\r\n\"c\"|d,e\r\n", "2:a|b;3:c|d,e;", { 0 } },
	{ "a line says which, and nothing follows", "sep=,", "", { 0 } },
	{ "a line says which, another is asked for", "sep=;\na;b,c\n", "2:a;b|c;", { .delimiter = ',' } },
	{ "no such line", "sep=ab\nx,y\n", "1:sep=ab;2:x|y;", { 0 } },
	{ "bars", "a|b\n1,5|2\n", "1:a|b;2:1,5|2;", { 0 } },
	{ "full width", "社区，得分\n甲 ， \"1，5\"\n乙，2,5\n", "1:社区|得分;2:甲|1，5;3:乙|2,5;", { 0 } },
	{ "full width semicolons", "社区；得分\n甲；\n", "1:社区|得分;2:甲|;", { 0 } },
	{ "prose in one column", "说明\n今天，晴\n明天\n后天，雨\n大后天\n", "1:说明;2:今天，晴;3:明天;4:后天，雨;5:大后天;", { 0 } },
	{ "prose between commas", "a,b\n甲，乙,丙\n丁，戊,己\n", "1:a|b;2:甲，乙|丙;3:丁，戊|己;", { 0 } },
	{ "one that is asked for", "社区、得分\n甲、9\n", "1:社区|得分;2:甲|9;", { .delimiter = 0x3001 } },
	{ "Ctrl-Z at the end", "a,b\n\x1a", "1:a|b;", { 0 } },
	{ "Ctrl-Z behind a cell", "a,b\x1a\x1a", "1:a|b;", { 0 } },
	{ "Ctrl-Z behind a quote", "a,\"b\"\x1a", "1:a|b;", { 0 } },
	{ "Ctrl-Z that ends nothing", "a\x1a\nb\n", "1:a\x1a;2:b;", { 0 } },
	{ "quotes in an unquoted cell: literal, reported once a cell", "a\n1,\"x\",5\" 管 \"y\",6\"\n", "1:a; 107@2:3 107@2:42:1|x|5\" 管 \"y\"|6\";", { .delimiter = ',' } },
	{ "text after a quote: the line is lost, reading goes on", "a\n\"x\"y,1\nb\n", "1:a; 108@2:13:b;!", { 0 } },
	{ "text after a quote of an earlier line", "a\n1,\"x\ny\"z\nb\n", "1:a; 108@2:24:b;!", { 0 } },
	{ "open quote: where its record starts", "a,b\n1,\"x\ny\nz\n", "1:a|b; 104@2:2!", { 0 } },
	{ "open quote right at the end", "a\n\"", "1:a; 104@2:1!", { 0 } },
	{ "doubled quote at the end of the file", "\"a\"\"", " 104@1:1!", { 0 } },
	{ "closed at the end of the file", "\"a\"", "1:a;", { 0 } },
	{ "blanks before and after quotes", "  \"a\"  , \"b\"\t\n", "1:a|b;", { 0 } },
	{ "only blank lines", "\n\n \n", "", { 0 } },
	{ "GBK", "\xC9\xE7\xC7\xF8,\"\xA1\xA3\"\n", "1:社区|。;", { 0 } },
	{ "UTF-16, asked for", "\xFF\xFE\x3E\x79\x0A\x4E", "1:社上;", { .encoding = "utf-16le" } },
};

static void
cases_at_every_block_size(void **state)
{
	static const size_t blocks[] = { 1, 2, 3, 5, 7, 64, 4096, 0 };
	char path[32];

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		write_temp(path, cases[i].in, strlen(cases[i].in));
		for (size_t k = 0; k < COUNT(blocks) * 2; k++) {
			struct cb_csv_options options = cases[i].options;
			struct cb_str out = { 0 };

			options.block_bytes = blocks[k / 2];
			dump_file(path, &options, &out, k % 2 == 1);
			if (strcmp(cb_str_c(&out), cases[i].out) != 0)
				fail_msg("%s, blocks of %zu: %s", cases[i].what, options.block_bytes, cb_str_c(&out));
			cb_str_release(&out);
		}
		unlink(path);
	}
}

static void
errors_have_their_status(void **state)
{
	static const struct {
		const char *what, *in;
		enum cb_status status;
	} rows[] = {
		{ "clean", "a,b\n", CB_OK },
		{ "bare quote", "a,b\"\n", CB_FOUND },
		{ "text after a quote", "\"a\"b\n", CB_UNREADABLE },
		{ "open quote", "\"a\n", CB_UNREADABLE },
	};
	char path[32];

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct cb_str out = { 0 };

		write_temp(path, rows[i].in, strlen(rows[i].in));
		if (dump_file(path, &(struct cb_csv_options){ 0 }, &out, false) != rows[i].status)
			fail_msg("%s", rows[i].what);
		cb_str_release(&out);
		unlink(path);
	}
}

/* A file of `head`, n times `fill`, `tail`; what becomes of it, cut to its findings and 40 bytes. */
static void
check_long(const char *head, const char *fill, size_t n, const char *tail, const char *want)
{
	struct cb_str in = { 0 }, out = { 0 };
	char path[32];
	size_t len;

	cb_str_adds(&in, head);
	for (size_t i = 0; i < n; i++)
		cb_str_adds(&in, fill);
	cb_str_adds(&in, tail);
	write_temp(path, in.p, in.len);
	dump_file(path, &(struct cb_csv_options){ .delimiter = ',' }, &out, false);
	unlink(path);
	len = strlen(want);
	if (out.len < len || strcmp(out.p + out.len - len, want) != 0)
		fail_msg("%s%s…: …%s", head, fill, out.p + (out.len > 60 ? out.len - 60 : 0));
	cb_str_release(&in);
	cb_str_release(&out);
}

static void
limits(void **state)
{
	(void)state;
	check_long("a\nb,", "x", MEBIBYTE, "\nc\n", "xx;3:c;");
	check_long("a\nb,", "x", MEBIBYTE + 1, "\nc\n", "1:a; 105@2:2!");
	check_long("a\nb,", "x", 3 * MEBIBYTE, "", "1:a; 105@2:2!");
	check_long("a\nb,\"", "x", MEBIBYTE, "\"\nc\n", "xx;3:c;");
	check_long("a\nb,\"", "x", MEBIBYTE + 1, "\"\nc\n", "1:a; 105@2:2!");
	check_long("a\nb,\"", "x\n", 2 * MEBIBYTE, "", "1:a; 105@2:2!");
	check_long("a\n", ",", 65535, "\n", "||;");
	check_long("a\n", ",", 65536, "\n", "1:a; 109@2:0!");
	check_long("a\n\"\"", ",", 65535, "\n", "||;");
	check_long("a\n\"\"", ",", 65536, "\n", "1:a; 109@2:0!");
	check_long("a\n\"\",", "1234567890123456789012345678901,", 10 * 65536, "", "1:a; 109@2:0!");
	check_long("a\n", "1234567,", 40 * 65536, "", "1:a; 109@2:0!");
}

static void
prints_minimal_quotes(void **state)
{
	static const struct {
		const char *what, *cells[3];
		char delimiter;
		const char *line;
	} rows[] = {
		{ "plain", { "a", "社区", "1" }, ',', "a,社区,1\n" },
		{ "delimiter", { "a,b", "c;d", "" }, ',', "\"a,b\",c;d,\n" },
		{ "other delimiter", { "a,b", "c;d", "" }, ';', "a,b;\"c;d\";\n" },
		{ "quotes", { "5\"", "\"", "" }, ',', "\"5\"\"\",\"\"\"\",\n" },
		{ "line ends", { "a\nb", "\r", "c" }, ',', "\"a\nb\",\"\r\",c\n" },
		{ "blank ends", { " a", "b\t", "c d" }, ',', "\" a\",\"b\t\",c d\n" },
		{ "an empty only cell", { "" }, ',', "\"\"\n" },
		{ "two empty cells", { "", "" }, ',', ",\n" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct cb_text cells[3];
		struct cb_str out = { 0 };
		size_t n = 0;

		for (; n < 3 && rows[i].cells[n] != NULL; n++)
			cells[n] = cb_text_of(rows[i].cells[n]);
		cb_csv_print_row(&out, cells, n, rows[i].delimiter);
		if (strcmp(cb_str_c(&out), rows[i].line) != 0)
			fail_msg("%s: %s", rows[i].what, cb_str_c(&out));
		cb_str_release(&out);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cases_at_every_block_size),
		cmocka_unit_test(errors_have_their_status),
		cmocka_unit_test(limits),
		cmocka_unit_test(prints_minimal_quotes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
