/* Markdown becomes blocks, and blocks Markdown again that says what the other writers say. */
#include <cb/doc/document.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Findings as CODE@LINE words, one after the other. */
static void
note(void *arg, const struct cb_diag *diag, const struct cb_finding *finding)
{
	(void)diag;
	cb_str_addf(arg, "%d@%u %s\n", (int)finding->code, (unsigned)finding->where.row, finding->text);
}

struct fixture {
	struct cb_table scores, empty;
	struct cb_str findings;
	struct cb_diag diag;
	struct cb_document document;
	uint32_t file;
};

static struct cb_table *
find_table(void *arg, struct cb_text name, struct cb_where where, struct cb_diag *diag)
{
	struct fixture *f = arg;

	(void)where;
	(void)diag;
	return cb_text_is(name, "scores") ? &f->scores : cb_text_is(name, "empty") ? &f->empty
	                                                                           : NULL;
}

static void
fill(struct cb_table *table, int n)
{
	static const char *const names[] = { "西街", "河湾", "南塘" };

	cb_table_column(table, "contest", "评比", &cb_type_text, NULL);
	cb_table_column(table, "rank", "名次", &cb_type_int, NULL);
	cb_table_column(table, "community", "社区", &cb_type_text, NULL);
	cb_table_column(table, "score", "得分", &cb_type_num, NULL);
	cb_table_column(table, "prize", "奖金", &cb_type_money, NULL);
	for (int i = 0; i < n; i++) {
		struct cb_cell *row = cb_table_row(table);

		row[0] = cb_table_text(table, CB_LIT("月度"));
		row[1] = cb_cell_number(i + 1);
		row[2] = cb_table_text(table, cb_text_of(names[i]));
		if (i < 2)
			row[3] = cb_cell_number(95500000 - i * INT64_C(47750000));
	}
}

static void
open_fixture(struct fixture *f)
{
	*f = (struct fixture){ .diag = { .lang = CB_ZH, .sink = note } };
	f->diag.sink_arg = &f->findings;
	f->file = cb_diag_source(&f->diag, CB_SOURCE_TEXT, "x.md", "");
	fill(&f->scores, 3);
	fill(&f->empty, 0);
}

static enum cb_status
read_markdown(struct fixture *f, const char *markdown)
{
	struct cb_document_source source = { .table = find_table, .arg = f };
	struct cb_markdown from = { .text = cb_text_of(markdown), .file = f->file };

	return cb_document_markdown(&f->document, &from, &source, &f->diag);
}

static void
close_fixture(struct fixture *f)
{
	cb_document_release(&f->document);
	cb_table_release(&f->scores);
	cb_table_release(&f->empty);
	cb_str_release(&f->findings);
	cb_diag_release(&f->diag);
}

/* The document as Markdown; free it. */
static char *
written(struct fixture *f)
{
	struct cb_doc_options options = { .lang = CB_ZH };
	struct cb_out out = { .fd = -1, .spool = -1, .folder = -1 };
	char *text;

	cb_document_md(&f->document, &options, &out);
	text = strdup(cb_str_c(&out.buf));
	cb_out_release(&out);
	return text;
}

static void
test_markdown(void **state)
{
	static const struct {
		const char *what, *markdown, *wanted;
	} rows[] = {
		{ "R1 levels and numbers", "# 题\n\n## 甲\n\n文\n\n### 乙\n\n#### 丙\n\n##### 丁\n\n文\n\n### 戊\n\n文\n\n## 己\n\n### 庚\n\n文\n",
		  "# 题\n\n## 一、甲\n\n文\n\n### （一）乙\n\n#### 1.丙\n\n##### （1）丁\n\n文\n\n### （二）戊\n\n文\n\n## 二、己\n\n### （一）庚\n\n文\n" },
		{ "R1 numbers in the text are taken off", "## 一、甲\n\n文\n\n## 十二、乙\n\n### （三）丙\n\n#### 4. 丁\n\n##### (5)戊\n\n文\n",
		  "## 一、甲\n\n文\n\n## 二、乙\n\n### （一）丙\n\n#### 1.丁\n\n##### （1）戊\n\n文\n" },
		{ "R1 but not what only looks like one", "## 一切为了群众\n\n#### 3.5万元到位\n\n文\n\n### （市）直单位\n\n文\n",
		  "## 一、一切为了群众\n\n#### 1.3.5万元到位\n\n文\n\n### （一）（市）直单位\n\n文\n" },
		{ "R1 numbers start anew in an annex", "# 题\n\n## 甲\n\n文\n\n# 附\n\n## 乙\n\n文\n", "# 题\n\n## 一、甲\n\n文\n\n---\n\n# 附\n\n## 一、乙\n\n文\n" },
		{ "R1 ten and eleven", "## 1\n\na\n\n## 2\n\na\n\n## 3\n\na\n\n## 4\n\na\n\n## 5\n\na\n\n## 6\n\na\n\n## 7\n\na\n\n## 8\n\na\n\n## 9\n\na\n\n## 10\n\na\n\n## 11\n\na\n",
		  "## 一、1\n\na\n\n## 二、2\n\na\n\n## 三、3\n\na\n\n## 四、4\n\na\n\n## 五、5\n\na\n\n## 六、6\n\na\n\n## 七、7\n\na\n\n## 八、8\n\na\n\n## 九、9\n\na\n\n## 十、10\n\na\n\n## 十一、11\n\na\n" },
		{ "R3 runs", "前**重**后*斜*中***粗斜***尾`码`[链](http://x.invalid)\n", "前**重**后*斜*中***粗斜***尾码链\n" },
		{ "R3 lines of the source join without a blank in Chinese, with one in English", "甲\n乙\nabc\ndef\n丙\n", "甲乙abc def丙\n" },
		{ "R3 hard breaks", "甲\\\n乙<br>丙\n", "甲\\\n乙\\\n丙\n" },
		{ "R3 indents are the style's", "　　甲　乙\n", "甲　乙\n" },
		{ "R3 entities and escapes", "a&amp;b&lt;c&#20013;&#x4e2d;&#0;&#xD800;&nosuch;\\*d\\*\n", "a&amp;b&lt;c中中\xef\xbf\xbd\xef\xbf\xbd&amp;nosuch;\\*d\\*\n" },
		{ "R3 raw HTML is text", "甲<script>x</script>\n\n<div>乙</div>\n", "甲&lt;script&gt;x&lt;/script&gt;\n\n&lt;div&gt;乙&lt;/div&gt;\n" },
		{ "R3 lists", "3. 甲\n4. 乙\n   - 丙\n   - 丁\n5. 戊\n\n文\n", "3. 甲\n4. 乙\n    - 丙\n    - 丁\n5. 戊\n\n文\n" },
		{ "R3 loose lists", "- 甲\n\n  续\n\n- 乙\n", "- 甲\n\n续\n\n- 乙\n" },
		{ "R3 tables, ragged ones too", "| 甲 | 乙 |\n|---|---|\n| 1 | a<br>b |\n| 2 |\n| 3 | *c* | 多 |\n", "| 甲 | 乙 |\n| --- | --- |\n| 1 | a<br>b |\n| 2 |  |\n| 3 | c |\n" },
		{ "R3 page break", "甲\n\n---\n\n乙\n", "甲\n\n---\n\n乙\n" },
		{ "R3 what would be Markdown is written as text", "\\# 甲\n\n1\\. 乙\n\n\\- 丙\n", "\\# 甲\n\n1\\. 乙\n\n\\- 丙\n" },
		{ "R4 parts of an official document", "```版头\n某市文件\n```\n\n```number\n〔2026〕3号\n```\n\n# 题\n\n```to\n各街道,各社区:\n```\n\n正文\n\n"
		                                      "```附件说明\n甲\n乙\n```\n\n```from\n某办\n```\n\n```date\n2022-07-05\n```\n\n```note\n此件公开\n```\n",
		  "某市文件\n\n〔2026〕3号\n\n# 题\n\n各街道,各社区：\n\n正文\n\n附件：1.甲\\\n2\\.乙\n\n某办\n\n2022年7月5日\n\n（此件公开）\n" },
		{ "R4 one attachment has no number; a date may be a draft's", "```attachments\n甲\n```\n\n```日期\n2026年7月×日\n```\n", "附件：甲\n\n2026年7月×日\n" },
		{ "R4 an annex begins its page itself", "# 题\n\n文\n\n---\n\n```annex\n附件1\n```\n\n# 表\n\n文\n", "# 题\n\n文\n\n---\n\n附件1\n\n# 表\n\n文\n" },
		{ "R4 table: columns named by key or label", "```table scores 社区 score\n表1\n```\n", "表1\n\n| 社区 | 得分 |\n| --- | ---: |\n| 西街 | 95.50 |\n| 河湾 | 47.75 |\n| 南塘 |  |\n" },
		{ "R4 table: all columns but empty ones", "```表 scores\n```\n", "| 评比 | 名次 | 社区 | 得分 |\n| --- | ---: | --- | ---: |\n| 月度 | 1 | 西街 | 95.50 |\n| 月度 | 2 | 河湾 | 47.75 |\n| 月度 | 3 | 南塘 |  |\n" },
		{ "R4 chart: words that differ, and the score", "```chart scores\n```\n", "```text\n西街  ████████████████████████████████████████ 95.50\n河湾  ████████████████████ 47.75\n```\n" },
		{ "R5 nothing to say", "## 甲\n\n### 乙\n\n```table empty\n```\n\n## 丙\n\n```chart empty\n```\n\n## 丁\n\n文\n\n## 戊\n\n```from\n某办\n```\n", "## 一、丁\n\n文\n\n某办\n" },
		{ "R5 a higher heading stays for a lower one", "## 甲\n\n### 乙\n\n### 丙\n\n文\n", "## 一、甲\n\n### （一）丙\n\n文\n" },
		{ "R6 control characters", "甲\x1b[31m乙\xe2\x80\xae丙\xef\xbf\xbf\n", "甲\xef\xbf\xbd\\[31m乙\xef\xbf\xbd丙\xef\xbf\xbd\n" },
		{ "nothing", "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct fixture f;
		char *got;

		print_message("  %s\n", rows[i].what);
		open_fixture(&f);
		assert_int_equal(read_markdown(&f, rows[i].markdown), CB_OK);
		got = written(&f);
		assert_string_equal(got, rows[i].wanted);
		assert_string_equal(cb_str_c(&f.findings), "");
		free(got);
		close_fixture(&f);
	}
}

static void
test_heading_number(void **state)
{
	static const struct {
		unsigned level;
		uint32_t number;
		const char *wanted;
	} rows[] = {
		{ 1, 1, "一、" },
		{ 1, 10, "十、" },
		{ 1, 19, "十九、" },
		{ 1, 20, "二十、" },
		{ 1, 99, "九十九、" },
		{ 1, 100, "100、" },
		{ 2, 21, "（二十一）" },
		{ 3, 12, "12." },
		{ 4, 3, "（3）" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct cb_str got = { 0 };

		cb_heading_number(rows[i].level, rows[i].number, &got);
		assert_string_equal(cb_str_c(&got), rows[i].wanted);
		cb_str_release(&got);
	}
}

static void
test_findings(void **state)
{
	static const struct {
		const char *what, *markdown, *wanted;
	} rows[] = {
		{ "R4 an unknown word names the nearest", "文\n\n```tabel scores\n```\n", "660@3 模板中没有“tabel”这种内容块;可用:table 表, chart 图, head 版头, number 文号, to 主送, attachments 附件说明, annex 附件, from 署名, date 日期, note 附注;是不是“table”?\n" },
		{ "R4 a fence without a word", "```\nx\n```\n", "660@1 模板中没有“”这种内容块;可用:table 表, chart 图, head 版头, number 文号, to 主送, attachments 附件说明, annex 附件, from 署名, date 日期, note 附注\n" },
		{ "R4 no name", "```chart\n```\n", "661@1 图 后面没有名称;请写明填什么:``` 图 名称\n" },
		{ "R4 an unknown column names the nearest", "文\n文\n\n```table scores 社区 scroe\n```\n", "662@4 scores 没有“scroe”这一栏;是不是“score”?\n" },
		{ "R4 words are no numbers", "```chart scores community contest\n```\n", "663@1 scores 的图在“contest”栏没有数;请写明文字和数两栏:图 scores 文字栏 数栏\n" },
		{ "all are reported", "```x\n```\n\n```chart\n```\n\n```table scores y\n```\n", "660@1 模板中没有“x”这种内容块;可用:table 表, chart 图, head 版头, number 文号, to 主送, attachments 附件说明, annex 附件, from 署名, date 日期, note 附注\n"
		                                                                                "661@4 图 后面没有名称;请写明填什么:``` 图 名称\n662@7 scores 没有“y”这一栏\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct fixture f;

		print_message("  %s\n", rows[i].what);
		open_fixture(&f);
		assert_int_equal(read_markdown(&f, rows[i].markdown), CB_USAGE);
		assert_string_equal(cb_str_c(&f.findings), rows[i].wanted);
		close_fixture(&f);
	}
}

/* A name that the caller does not know is his finding; the block is left out. */
static void
test_refused_name(void **state)
{
	struct fixture f;
	char *got;

	(void)state;
	open_fixture(&f);
	assert_int_equal(read_markdown(&f, "## 甲\n\n```table nosuch\n```\n"), CB_OK);
	got = written(&f);
	assert_string_equal(got, "");
	free(got);
	close_fixture(&f);
}

static void
test_chart_columns(void **state)
{
	struct cb_table counts = { 0 }, words = { 0 };
	size_t label, value;
	struct cb_cell *row;

	(void)state;
	cb_table_column(&counts, "place", "名次", &cb_type_int, NULL);
	cb_table_column(&counts, "kind", "类别", &cb_type_text, NULL);
	cb_table_column(&counts, "n", "数量", &cb_type_int, NULL);
	row = cb_table_row(&counts);
	row[0] = cb_cell_number(1);
	row[1] = cb_table_text(&counts, CB_LIT("甲"));
	assert_false(cb_document_chart_columns(&counts, &label, &value)); /* no count behind the label yet */
	row[2] = cb_cell_number(7);
	assert_true(cb_document_chart_columns(&counts, &label, &value));
	assert_int_equal(label, 1);
	assert_int_equal(value, 2);
	cb_table_release(&counts);
	cb_table_column(&words, "kind", "类别", &cb_type_text, NULL);
	cb_table_row(&words)[0] = cb_table_text(&words, CB_LIT("甲"));
	assert_false(cb_document_chart_columns(&words, &label, &value));
	cb_table_release(&words);
}

/* Deep nesting and long runs end, and fast enough not to be noticed here. */
static void
test_hostile(void **state)
{
	static const char *const pieces[] = { "> ", "- ", "[", "*a **b ", "`", "![](", "| a ", "&#1114112;", "\xed\xa0\x80", "\xff", "<br>", "　" };

	(void)state;
	for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++) {
		struct cb_str text = { 0 };
		struct fixture f;
		char *got;

		for (int n = 0; n < 20000; n++)
			cb_str_adds(&text, pieces[i]);
		open_fixture(&f);
		read_markdown(&f, cb_str_c(&text));
		got = written(&f);
		assert_non_null(got);
		free(got);
		close_fixture(&f);
		cb_str_release(&text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_markdown),
		cmocka_unit_test(test_heading_number),
		cmocka_unit_test(test_findings),
		cmocka_unit_test(test_refused_name),
		cmocka_unit_test(test_chart_columns),
		cmocka_unit_test(test_hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
