/* Every format prints the same cells; the shape is compared byte for byte. */
#include <cb/doc/format.h>

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { NAME,
       COUNT,
       NOTE,
       N_COLUMNS };

static void
fill(struct cb_table *table, const char *const (*rows)[N_COLUMNS], size_t n)
{
	cb_table_column(table, "name", "社区", &cb_type_text, NULL);
	cb_table_column(table, "count", "数量", &cb_type_int, NULL);
	cb_table_column(table, "note", "备注", &cb_type_text, NULL);
	for (size_t i = 0; i < n; i++) {
		struct cb_cell *row = cb_table_row(table);

		row[NAME] = cb_table_text(table, cb_text_of(rows[i][NAME]));
		if (*rows[i][COUNT])
			row[COUNT] = cb_cell_number(strtol(rows[i][COUNT], NULL, 10));
		row[NOTE] = cb_table_text(table, cb_text_of(rows[i][NOTE]));
	}
}

/* What the format writes, as a string; free it. */
static char *
print(const char *format, struct cb_table *table, const struct cb_doc_options *options)
{
	struct cb_out out = { .fd = -1, .spool = -1, .folder = -1 };
	char *text;

	cb_doc_write(cb_format_find(format), table, options, &out);
	text = strdup(cb_str_c(&out.buf));
	cb_out_release(&out);
	return text;
}

static void
test_formats(void **state)
{
	static const char *const plain[][N_COLUMNS] = { { "西峡", "12", "a,b" }, { "东风苑", "3", "" } };
	static const char *const hostile[][N_COLUMNS] = { { "=1+1", "-5", "a|b*c\nd<e>&\"\\" }, { "'@x", "", "+86" } };
	static const struct {
		const char *what, *format;
		const char *const (*rows)[N_COLUMNS];
		struct cb_doc_options options;
		const char *wanted;
	} rows[] = {
		{ "R2 csv by keys", "csv", plain, { .headers = CB_EN }, "name,count,note\n西峡,12,\"a,b\"\n东风苑,3,\n" },
		{ "R2 csv by labels", "csv", plain, { .headers = CB_ZH }, "社区,数量,备注\n西峡,12,\"a,b\"\n东风苑,3,\n" },
		{ "R2 tsv", "tsv", plain, { .headers = CB_EN }, "name\tcount\tnote\n西峡\t12\ta,b\n东风苑\t3\t\n" },
		{ "R2 csv keeps what it is given", "csv", hostile, { .headers = CB_EN }, "name,count,note\n=1+1,-5,\"a|b*c\nd<e>&\"\"\\\"\n'@x,,+86\n" },
		{ "R2 with bom formulas are guarded, numbers are not", "csv", hostile, { .headers = CB_EN, .bom = true }, "\xef\xbb\xbfname,count,note\n'=1+1,-5,\"a|b*c\nd<e>&\"\"\\\"\n''@x,,'+86\n" },
		{ "R3 json", "json", plain, { .lang = CB_EN }, "[\n{\"name\": \"西峡\", \"count\": 12, \"note\": \"a,b\"},\n"
		                                               "{\"name\": \"东风苑\", \"count\": 3, \"note\": null}\n]\n" },
		{ "R3 json escapes", "json", hostile, { .lang = CB_EN }, "[\n{\"name\": \"=1+1\", \"count\": -5, \"note\": \"a|b*c\\nd<e>&\\\"\\\\\"},\n"
		                                                         "{\"name\": \"'@x\", \"count\": null, \"note\": \"+86\"}\n]\n" },
		{ "R4 table", "table", plain, { .lang = CB_ZH }, "社区    数量  备注\n------  ----  ----\n西峡      12  a,b\n东风苑     3\n" },
		{ "R4 table in English", "table", plain, { .lang = CB_EN }, "name    count  note\n------  -----  ----\n西峡       12  a,b\n东风苑      3\n" },
		{ "R5 md", "md", plain, { .lang = CB_ZH }, "| 社区 | 数量 | 备注 |\n| --- | ---: | --- |\n| 西峡 | 12 | a,b |\n| 东风苑 | 3 |  |\n" },
		{ "R5 md escapes", "md", hostile, { .lang = CB_EN }, "| name | count | note |\n| --- | ---: | --- |\n| =1+1 | -5 | a\\|b\\*c<br>d&lt;e&gt;&amp;\"\\\\ |\n"
		                                                     "| '@x |  | +86 |\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct cb_table table = { 0 };
		char *got;

		print_message("  %s\n", rows[i].what);
		fill(&table, rows[i].rows, 2);
		got = print(rows[i].format, &table, &rows[i].options);
		assert_string_equal(got, rows[i].wanted);
		free(got);
		cb_table_release(&table);
	}
}

static void
test_empty(void **state)
{
	static const struct {
		const char *format, *wanted;
	} rows[] = {
		{ "csv", "name,count,note\n" },
		{ "json", "[]\n" },
		{ "table", "no rows\n" },
		{ "md", "| name | count | note |\n| --- | ---: | --- |\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct cb_table table = { 0 };
		struct cb_doc_options options = { .lang = CB_EN, .headers = CB_EN };
		char *got;

		fill(&table, NULL, 0);
		got = print(rows[i].format, &table, &options);
		assert_string_equal(got, rows[i].wanted);
		free(got);
		cb_table_release(&table);
	}
}

/* A record of one empty cell must not become an empty line. */
static void
test_one_empty_cell(void **state)
{
	struct cb_table table = { 0 };
	struct cb_doc_options options = { .headers = CB_EN };
	char *got;

	(void)state;
	cb_table_column(&table, "name", "社区", &cb_type_text, NULL);
	cb_table_row(&table);
	got = print("csv", &table, &options);
	assert_string_equal(got, "name\n\"\"\n");
	free(got);
	cb_table_release(&table);
}

static void
test_wrapping(void **state)
{
	static const char *const rows[][N_COLUMNS] = {
		{ "东风路苑", "7", "道路清扫不及时,楼道堆放杂物,已通知整改" },
		{ "a\033[31mb\xe2\x80\xae"
		  "c",
		  "8", "averyverylongwordthatcannotbreak" },
		{ "河西", "9", "无人管理地块补绿化(园林所)" },
	};
	static const struct {
		const char *what;
		uint32_t width_cols;
		const char *wanted;
	} widths[] = {
		{ "R4 wrapped, no line starts with a comma or ends with a bracket", 36,
		  "社区       数量  备注\n---------  ----  -------------------\n"
		  "东风路苑      7  道路清扫不及时,楼道\n                 堆放杂物,已通知整改\n"
		  "a\xef\xbf\xbd[31mb\xef\xbf\xbd"
		  "c     8  averyverylongwordth\n                 atcannotbreak\n"
		  "河西          9  无人管理地块补绿化\n                 (园林所)\n" },
		{ "R4 narrow: the gaps too, words are broken", 20,
		  "社区 数量 备注\n---- ---- ----------\n"
		  "东风    7 道路清扫不\n路苑      及时,楼道\n          堆放杂物,\n          已通知整改\n"
		  "a\xef\xbf\xbd[3    8 averyveryl\n1mb\xef\xbf\xbd      ongwordtha\n"
		  "c         tcannotbre\n          ak\n"
		  "河西    9 无人管理地\n          块补绿化\n          (园林所)\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(widths) / sizeof(*widths); i++) {
		struct cb_table table = { 0 };
		struct cb_doc_options options = { .lang = CB_ZH, .width_cols = widths[i].width_cols };
		char *got;

		print_message("  %s\n", widths[i].what);
		fill(&table, rows, CB_COUNT(rows));
		got = print("table", &table, &options);
		assert_string_equal(got, widths[i].wanted);
		free(got);
		cb_table_release(&table);
	}
}

/* A table of a ranking's shape; a row is cells by blanks, `-` is empty. */
enum { N_RANK = 8 };

static void
fill_ranking(struct cb_table *table, const char *const *rows, size_t n)
{
	static const struct {
		const char *key, *zh;
		const struct cb_type *type;
	} columns[N_RANK] = {
		{ "contest", "评比", &cb_type_text },
		{ "period", "期间", &cb_type_period },
		{ "rank", "名次", &cb_type_int },
		{ "community", "社区", &cb_type_text },
		{ "rate", "得分率", &cb_type_text },
		{ "previous", "上期名次", &cb_type_int },
		{ "last_months", "连续末位期数", &cb_type_int },
		{ "measures", "处理措施", &cb_type_text },
	};
	struct cb_parse_env env = { 0 };

	for (size_t i = 0; i < N_RANK; i++)
		cb_table_column(table, columns[i].key, columns[i].zh, columns[i].type, NULL);
	for (size_t i = 0; i < n; i++) {
		struct cb_cell *row = cb_table_row(table);
		char copy[256], *rest = copy;

		snprintf(copy, sizeof(copy), "%s", rows[i]);
		for (size_t j = 0; j < N_RANK; j++) {
			char *word = strtok_r(rest, " ", &rest);

			if (columns[j].type == &cb_type_text)
				row[j] = cb_table_text(table, cb_text_of(*word == '-' ? "" : word));
			else if (*word != '-')
				assert_int_equal(columns[j].type->parse(NULL, cb_text_of(word), &env, &row[j]),
				                 CB_FINE);
		}
	}
}

static const char *const one_month[] = { "month 2026-07 1 西街社区 95.50% - - -",
	                                 "month 2026-07 2 铁路新村社区 9.00% - 2 黄牌警告;媒体公布;书记媒体说明" };
static const char *const months[] = { "month 2026-07 1 西街社区 95.50% - - -", "month 2026-07 2 砖桥社区 70.00% - 1 黄牌警告",
	                              "month 2026-08 1 砖桥社区 96.00% 2 - -", "month 2026-08 2 西街社区 71.00% 1 - 黄牌警告" };
static const char *const single[] = { "month 2026-07 1 西街社区 95.50% - - -" };
static const char *const a_row_a_month[] = { "month 2026-07 1 西街社区 95.50% - - -", "month 2026-08 3 西街社区 91.00% 1 - -" };
static const char *const alike[] = { "month 2026-07 1 西街社区 95.50% - - 黄牌警告", "month 2026-07 1 砖桥社区 95.50% - - 黄牌警告" };
static const char *const twice[] = { "month 2026-07 1 西街社区 95.50% - - -", "month 2026-07 1 西街社区 95.50% - - -" };

static void
test_layout(void **state)
{
	static const struct {
		const char *what;
		const char *const *rows;
		size_t n;
		struct cb_doc_options options;
		const char *wanted;
	} rows[] = {
		{ "R4 empty columns are left out, leading ones said once", one_month, 2, { .width_cols = 100 }, "评比 month · 期间 2026年7月\n"
		                                                                                                "名次  社区          得分率  连续末位期数  处理措施\n"
		                                                                                                "----  ------------  ------  ------------  ------------------------------\n"
		                                                                                                "   1  西街社区      95.50%\n"
		                                                                                                "   2  铁路新村社区   9.00%             2  黄牌警告;媒体公布;书记媒体说明\n" },
		{ "R4 lists are wrapped first, a member stays whole", one_month, 2, { .width_cols = 66 }, "评比 month · 期间 2026年7月\n"
		                                                                                          "名次  社区          得分率  连续末位期数  处理措施\n"
		                                                                                          "----  ------------  ------  ------------  ------------------------\n"
		                                                                                          "   1  西街社区      95.50%\n"
		                                                                                          "   2  铁路新村社区   9.00%             2  黄牌警告;媒体公布;\n"
		                                                                                          "                                          书记媒体说明\n" },
		{ "R4 headers are wrapped, then text; numbers never", one_month, 2, { .width_cols = 44 }, "评比 month · 期间 2026年7月\n"
		                                                                                          "名次 社区         得分率 连续末 处理措施\n"
		                                                                                          "                         位期数\n"
		                                                                                          "---- ------------ ------ ------ ------------\n"
		                                                                                          "   1 西街社区     95.50%\n"
		                                                                                          "   2 铁路新村社区  9.00%      2 黄牌警告;\n"
		                                                                                          "                                媒体公布;\n"
		                                                                                          "                                书记媒体说明\n" },
		{ "R4 down to 4 display columns", one_month, 2, { .width_cols = 26 }, "评比 month\n期间 2026年7月\n"
		                                                                      "名次 社区 得分率 连续 处理\n"
		                                                                      "                 末位 措施\n"
		                                                                      "                 期数\n"
		                                                                      "---- ---- ------ ---- ----\n"
		                                                                      "   1 西街 95.50%\n"
		                                                                      "     社区\n"
		                                                                      "   2 铁路  9.00%    2 黄牌\n"
		                                                                      "     新村             警\n"
		                                                                      "     社区             告;\n"
		                                                                      "                      媒体\n"
		                                                                      "                      公\n"
		                                                                      "                      布;\n"
		                                                                      "                      书记\n"
		                                                                      "                      媒体\n"
		                                                                      "                      说明\n" },
		{ "R4 narrower still: a paragraph a row, what is empty left out", one_month, 2, { .width_cols = 25 }, "评比          month\n"
		                                                                                                      "期间          2026-07\n"
		                                                                                                      "名次          1\n"
		                                                                                                      "社区          西街社区\n"
		                                                                                                      "得分率        95.50%\n"
		                                                                                                      "\n"
		                                                                                                      "评比          month\n"
		                                                                                                      "期间          2026-07\n"
		                                                                                                      "名次          2\n"
		                                                                                                      "社区          铁路新村\n"
		                                                                                                      "              社区\n"
		                                                                                                      "得分率        9.00%\n"
		                                                                                                      "连续末位期数  2\n"
		                                                                                                      "处理措施      黄牌警告;\n"
		                                                                                                      "              媒体公布;\n"
		                                                                                                      "              书记媒体\n"
		                                                                                                      "              说明\n" },
		{ "R4 a section a month, aligned over all, under the title", months, 4, { .width_cols = 0, .title = "排名" }, "排名\n"
		                                                                                                              "\n"
		                                                                                                              "评比 month · 期间 2026年7月\n"
		                                                                                                              "名次  社区      得分率  上期名次  连续末位期数  处理措施\n"
		                                                                                                              "----  --------  ------  --------  ------------  --------\n"
		                                                                                                              "   1  西街社区  95.50%\n"
		                                                                                                              "   2  砖桥社区  70.00%                       1  黄牌警告\n"
		                                                                                                              "\n"
		                                                                                                              "评比 month · 期间 2026年8月\n"
		                                                                                                              "名次  社区      得分率  上期名次  连续末位期数  处理措施\n"
		                                                                                                              "----  --------  ------  --------  ------------  --------\n"
		                                                                                                              "   1  砖桥社区  96.00%         2\n"
		                                                                                                              "   2  西街社区  71.00%         1                黄牌警告\n" },
		{ "R4 one row has nothing to say once", single, 1, { .width_cols = 0 }, "评比   期间     名次  社区      得分率\n"
		                                                                        "-----  -------  ----  --------  ------\n"
		                                                                        "month  2026-07     1  西街社区  95.50%\n" },
		{ "R4 no section of a single row", a_row_a_month, 2, { .width_cols = 0 }, "评比   期间     名次  社区      得分率  上期名次\n"
		                                                                          "-----  -------  ----  --------  ------  --------\n"
		                                                                          "month  2026-07     1  西街社区  95.50%\n"
		                                                                          "month  2026-08     3  西街社区  91.00%         1\n" },
		{ "R4 what is the same stays where the table is not too wide", alike, 2, { .width_cols = 0 }, "评比 month · 期间 2026年7月\n"
		                                                                                              "名次  社区      得分率  处理措施\n"
		                                                                                              "----  --------  ------  --------\n"
		                                                                                              "   1  西街社区  95.50%  黄牌警告\n"
		                                                                                              "   1  砖桥社区  95.50%  黄牌警告\n" },
		{ "R4 what is the same is said once where it is", alike, 2, { .width_cols = 30 }, "评比 month · 期间 2026年7月\n"
		                                                                                  "名次 1 · 得分率 95.50%\n"
		                                                                                  "处理措施 黄牌警告\n"
		                                                                                  "社区\n"
		                                                                                  "--------\n"
		                                                                                  "西街社区\n"
		                                                                                  "砖桥社区\n" },
		{ "R4 of rows that are all the same a column stays", twice, 2, { .width_cols = 20 }, "评比 month\n"
		                                                                                     "期间 2026年7月\n"
		                                                                                     "社区 西街社区\n"
		                                                                                     "得分率 95.50%\n"
		                                                                                     "名次\n"
		                                                                                     "----\n"
		                                                                                     "   1\n"
		                                                                                     "   1\n" },
		{ "R4 in English words of headers are kept", one_month, 2, { .width_cols = 66, .lang = CB_EN }, "contest month · period 2026-07\n"
		                                                                                                "rank  community       rate  last_months  measures\n"
		                                                                                                "----  ------------  ------  -----------  -------------------------\n"
		                                                                                                "   1  西街社区      95.50%\n"
		                                                                                                "   2  铁路新村社区   9.00%            2  黄牌警告;媒体公布;\n"
		                                                                                                "                                         书记媒体说明\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct cb_table table = { 0 };
		char *got;

		print_message("  %s\n", rows[i].what);
		fill_ranking(&table, rows[i].rows, rows[i].n);
		got = print("table", &table, &rows[i].options);
		assert_string_equal(got, rows[i].wanted);
		free(got);
		cb_table_release(&table);
	}
}

static void
test_html(void **state)
{
	static const char *const rows[][N_COLUMNS] = { { "<script>alert(1)</script>", "7", "a&b" } };
	struct cb_table table = { .title_zh = "七月<排名>", .title_en = "July" };
	struct cb_doc_options options = { .lang = CB_ZH };
	char *got;

	(void)state;
	fill(&table, rows, 1);
	got = print("html", &table, &options);
	assert_non_null(strstr(got, "<html lang=\"zh-CN\">"));
	assert_non_null(strstr(got, "<title>七月&lt;排名&gt;</title>"));
	assert_non_null(strstr(got, "<h1>七月&lt;排名&gt;</h1>"));
	assert_non_null(strstr(got, "<th scope=\"col\">社区</th><th scope=\"col\" class=\"n\">数量</th>"));
	assert_non_null(strstr(got, "<td class=\"w\">&lt;script&gt;alert(1)&lt;/script&gt;</td><td class=\"n\">7</td><td>a&amp;b</td>"));
	assert_non_null(strstr(got, "<script>\n'use strict';"));
	assert_null(strstr(got, "<script>alert"));
	assert_null(strstr(got, "http://"));
	assert_null(strstr(got, "https://"));
	free(got);
	cb_table_release(&table);
}

static void
test_find(void **state)
{
	static const struct {
		const char *path, *format;
	} rows[] = {
		{ "a.csv", "csv" },
		{ "a.b/rank.html", "html" },
		{ "x.htm", "html" },
		{ "x.md", "md" },
		{ "a.csv/x", NULL },
		{ "csv", NULL },
		{ "x.docx", NULL },
		{ "x.", NULL },
		{ "x.html htm", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct cb_format *format = cb_format_of_path(rows[i].path);

		print_message("  %s\n", rows[i].path);
		assert_string_equal(format ? format->name : "(none)", rows[i].format ? rows[i].format : "(none)");
	}
}

static void
test_is_number(void **state)
{
	static const char *const numbers[] = { "0", "-0", "1", "10", "-1.5", "0.10", "123456789012345678" };
	static const char *const others[] = { "", "-", "01", "1.", ".5", "+1", "1e5", "1,000", "1600+", "~2", "2:20", " 1" };

	(void)state;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
		assert_true(cb_doc_is_number(cb_text_of(numbers[i])));
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		assert_false(cb_doc_is_number(cb_text_of(others[i])));
}

/* Row after row gives what the whole table gives, in every format. */
static void
test_stream_equals_whole(void **state)
{
	static const char *const rows[][N_COLUMNS] = { { "西峡", "12", "a" }, { "东风苑", "3", "b|c" }, { "", "", "" } };
	struct cb_doc_options options = { .lang = CB_ZH, .headers = CB_EN };

	(void)state;
	for (const struct cb_format *format = cb_formats; format->name != NULL; format++) {
		struct cb_table whole = { 0 }, head = { 0 };
		struct cb_out out = { .fd = -1, .spool = -1, .folder = -1 };
		struct cb_writer writer = { .format = format, .table = &head, .options = &options, .out = &out };
		char *wanted;

		print_message("  %s\n", format->name);
		fill(&whole, rows, 3);
		fill(&head, NULL, 0);
		wanted = print(format->name, &whole, &options);
		cb_doc_begin(&writer);
		for (size_t i = 0; i < whole.n_rows; i++)
			cb_doc_row(&writer, whole.cells + i * whole.n_columns);
		cb_doc_end(&writer);
		assert_string_equal(cb_str_c(&out.buf), wanted);
		free(wanted);
		cb_out_release(&out);
		cb_table_release(&whole);
		cb_table_release(&head);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_formats),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_one_empty_cell),
		cmocka_unit_test(test_wrapping),
		cmocka_unit_test(test_layout),
		cmocka_unit_test(test_html),
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_is_number),
		cmocka_unit_test(test_stream_equals_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
