/* docx, taken apart by other hands: the archive by libzip, its parts by expat. */
#include <cb/doc/document.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "in_text.h"
#include "package_parts.h"

/* ---- the archive ---- */

static void
open_docx(struct package *docx, struct cb_document *document)
{
	struct cb_doc_options options = { .lang = CB_ZH };
	struct cb_out out = { .fd = -1, .spool = -1, .folder = -1 };

	cb_document_docx(document, &options, &out);
	open_package(docx, &out);
}

/* ---- what holds for every docx ---- */

struct checker {
	const struct package *docx;
	struct order order;
	bool is_run, has_fonts;
	size_t n_runs;
};

static const char *
attribute(const XML_Char **attributes, const char *name)
{
	for (; *attributes != NULL; attributes += 2)
		if (strcmp(attributes[0], name) == 0)
			return attributes[1];
	return NULL;
}

static void
check_attributes(struct checker *c, const char *name, const XML_Char **attributes)
{
	const char *id = attribute(attributes, "r:id"), *rels = part(c->docx, "word/_rels/document.xml.rels");
	char wanted[40];

	for (const XML_Char **a = attributes; *a != NULL; a += 2)
		assert_null(strstr(*a, "Theme"));
	if (id != NULL) {
		snprintf(wanted, sizeof(wanted), "Id=\"%s\"", id);
		assert_non_null(strstr(rels, wanted));
	}
	if (strcmp(name, "w:rFonts") == 0) {
		assert_non_null(attribute(attributes, "w:eastAsia"));
		assert_non_null(attribute(attributes, "w:ascii"));
		assert_string_equal(attribute(attributes, "w:hint"), "eastAsia");
		c->has_fonts = true;
	}
	if (strcmp(name, "a:ea") == 0) /* in charts */
		c->has_fonts = true;
}

static void
start_element(void *arg, const XML_Char *name, const XML_Char **attributes)
{
	struct checker *c = arg;

	order_open(&c->order, name);
	if (strcmp(name, "w:r") == 0 || strcmp(name, "a:r") == 0)
		c->is_run = true, c->has_fonts = false, c->n_runs++;
	if (c->is_run && (strcmp(name, "w:t") == 0 || strcmp(name, "a:t") == 0))
		assert_true(c->has_fonts);
	check_attributes(c, name, attributes);
}

static void
end_element(void *arg, const XML_Char *name)
{
	struct checker *c = arg;

	order_close(&c->order);
	if (strcmp(name, "w:r") == 0 || strcmp(name, "a:r") == 0)
		c->is_run = false;
}

static size_t
check_part(const struct package *docx, const struct part *part_)
{
	struct checker checker = { .docx = docx, .order.part = part_->name };
	XML_Parser parser = XML_ParserCreate("UTF-8");

	XML_SetUserData(parser, &checker);
	XML_SetElementHandler(parser, start_element, end_element);
	if (XML_Parse(parser, part_->text, (int)part_->len, 1) != XML_STATUS_OK)
		fail_msg("%s: %s", part_->name, XML_ErrorString(XML_GetErrorCode(parser)));
	XML_ParserFree(parser);
	return checker.n_runs;
}

/* Every target of a relation is there, and every part has a type. */
static void
check_closed(const struct package *docx)
{
	static const char *const rels[][2] = { { "_rels/.rels", "" }, { "word/_rels/document.xml.rels", "word/" } };
	const char *types = part(docx, "[Content_Types].xml");
	char name[200];

	assert_string_equal(docx->parts[0].name, "[Content_Types].xml");
	for (size_t i = 0; i < 2; i++)
		for (const char *p = part(docx, rels[i][0]); (p = strstr(p, "Target=\"")) != NULL;) {
			p += strlen("Target=\"");
			snprintf(name, sizeof(name), "%s%.*s", rels[i][1], (int)strcspn(p, "\""), p);
			if (part(docx, name) == NULL)
				fail_msg("no part %s", name);
		}
	for (size_t i = 1; i < docx->n; i++) {
		snprintf(name, sizeof(name), "PartName=\"/%s\"", docx->parts[i].name);
		if (strstr(docx->parts[i].name, ".rels") == NULL && strstr(types, name) == NULL)
			fail_msg("no type for %s", docx->parts[i].name);
	}
}

static size_t
check_docx(const struct package *docx)
{
	size_t n_runs = 0;

	for (size_t i = 0; i < docx->n; i++)
		n_runs += check_part(docx, &docx->parts[i]);
	check_closed(docx);
	return n_runs;
}

/* ---- documents ---- */

static struct cb_table *
give(void *arg, struct cb_text name, struct cb_where where, struct cb_diag *diag)
{
	(void)name;
	(void)where;
	(void)diag;
	return arg;
}

static void
read_markdown(struct cb_document *document, const char *markdown, struct cb_table *table)
{
	struct cb_document_source source = { .table = give, .arg = table };
	struct cb_markdown from = { .text = cb_text_of(markdown) };
	struct cb_diag diag = { 0 };

	assert_int_equal(cb_document_markdown(document, &from, &source, &diag), CB_OK);
	cb_diag_release(&diag);
}

/* n rows; extra columns of numbers make it wide. */
static void
fill(struct cb_table *table, int n, int extra)
{
	char name[40];

	cb_table_column(table, "community", "社区", &cb_type_text, NULL);
	cb_table_column(table, "score", "得分", &cb_type_num, NULL);
	cb_table_column(table, "people", "人数", &cb_type_qty, NULL);
	for (int i = 0; i < extra; i++)
		cb_table_column(table, "item", "环境卫生", &cb_type_money, NULL);
	for (int i = 0; i < n; i++) {
		struct cb_cell *row = cb_table_row(table);

		snprintf(name, sizeof(name), "社区%d", i + 1);
		row[0] = cb_table_text(table, cb_text_of(name));
		row[1] = cb_cell_number(INT64_C(99500000) - i * 500000);
		row[2] = cb_cell_number(INT64_C(1600000000) + i * 1000000);
		row[2].mark = CB_MORE;
		for (int j = 0; j < extra; j++)
			row[3 + j] = cb_cell_number(1234567 + j);
	}
}

static const char bulletin[] =
	"```head\n某市文件\n```\n\n```number\n某办发〔2022〕3号\n```\n\n# 关于排名的通报\n\n```to\n各街道\n```\n\n"
	"“引文”——正**重**文\n\n## 甲\n\n文\n\n### 乙\n\n#### 丙\n\n##### 丁\n\n文\n\n1. 一\n2. 二\n\n```table t\n表1\n```\n\n"
	"```attachments\n甲\n乙\n```\n\n```from\n某办\n```\n\n```date\n2022-07-05\n```\n\n---\n\n```annex\n附件1\n```\n\n# 附\n\n## 戊\n\n文\n";

/* D2: page, grid, sizes, fonts. */
static void
test_page(void **state)
{
	static const char *const page[] = {
		"<w:pgSz w:w=\"11906\" w:h=\"16838\"/>",
		"<w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\"",
		"<w:docGrid w:type=\"linesAndChars\" w:linePitch=\"579\" w:charSpace=\"-848\"/>",
	};
	struct cb_table table = { 0 };
	struct cb_document document = { 0 };
	struct package docx;
	const char *styles, *body;

	(void)state;
	fill(&table, 3, 0);
	read_markdown(&document, bulletin, &table);
	open_docx(&docx, &document);
	assert_true(check_docx(&docx) > 30);
	body = part(&docx, "word/document.xml");
	styles = part(&docx, "word/styles.xml");
	for (size_t i = 0; i < sizeof(page) / sizeof(*page); i++)
		assert_int_equal(count(body, page[i]), 1);
	/* 22 lines fit the page, and so do 28 characters of 16 pt and what they give up */
	has(styles, "w:line=\"579\" w:lineRule=\"exact\"");
	assert_true(22 * 579 <= 16838 - 2098 - 1984);
	has(styles, "<w:spacing w:val=\"-6\"/>");
	assert_true(28 * (320 - 6) <= 11906 - 1588 - 1474 && 29 * (320 - 6) > 11906 - 1588 - 1474);
	has(styles, "w:eastAsia=\"方正小标宋简体\" w:cs=\"Times New Roman\"/><w:sz w:val=\"44\"/>");
	has(styles, "w:eastAsia=\"仿宋\" w:cs=\"Times New Roman\"/><w:spacing w:val=\"-6\"/><w:sz w:val=\"32\"/>");
	has(styles, "w:firstLineChars=\"200\"");
	assert_null(strstr(styles, "GB2312"));
	has(part(&docx, "word/settings.xml"), "<w:evenAndOddHeaders/>");
	has(part(&docx, "word/settings.xml"), "w:name=\"compatibilityMode\"");
	has(part(&docx, "word/footer1.xml"), "<w:jc w:val=\"right\"/>");
	has(part(&docx, "word/footer2.xml"), "<w:jc w:val=\"left\"/>");
	for (int i = 1; i <= 2; i++) {
		const char *footer = part(&docx, i == 1 ? "word/footer1.xml" : "word/footer2.xml");

		has(footer, ">— </w:t>");
		has(footer, "<w:sz w:val=\"28\"/>");
		has(footer, "w:ascii=\"宋体\"");
		has(footer, "w:instr=\" PAGE \"");
	}
	close_package(&docx);
	cb_document_release(&document);
	cb_table_release(&table);
}

/* Two blank lines lie between the number and the title, with a red head and without. */
static void
test_number(void **state)
{
	static const char *const starts[] = {
		"",
		"```number\n某办发〔2022〕3号\n```\n\n",
		"```head\n某市文件\n```\n\n",
		"```head\n某市文件\n```\n\n```number\n某办发〔2022〕3号\n```\n\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++) {
		struct cb_document document = { 0 };
		struct package docx;
		char text[200];

		snprintf(text, sizeof(text), "%s# 题\n\n文\n", starts[i]);
		read_markdown(&document, text, NULL);
		open_docx(&docx, &document);
		assert_int_equal(count(part(&docx, "word/document.xml"),
		                       "<w:pStyle w:val=\"Title\"/><w:spacing w:before=\"1158\"/>"),
		                 i > 0);
		close_package(&docx);
		cb_document_release(&document);
	}
}

/* A title that needs two lines has two of about one length. */
static void
test_long_title(void **state)
{
	struct cb_document document = { 0 };
	struct package docx;
	const char *body;

	(void)state;
	read_markdown(&document, "# 关于二〇二六年第三季度考评排名情况通报的函\n\n文\n", NULL);
	open_docx(&docx, &document);
	body = part(&docx, "word/document.xml");
	/* 42 columns: two lines of 21, and 6 to spare */
	has(body, "<w:pStyle w:val=\"Title\"/><w:ind w:leftChars=\"385\" w:left=\"1208\" w:rightChars=\"385\" w:right=\"1208\"/>");
	assert_true(check_docx(&docx) > 0);
	close_package(&docx);
	cb_document_release(&document);
	read_markdown(&document, "# 关于第三季度考评排名情况的通报\n\n文\n", NULL);
	open_docx(&docx, &document);
	assert_null(strstr(part(&docx, "word/document.xml"), "<w:ind "));
	close_package(&docx);
	cb_document_release(&document);
}

/* Places and counts stand in the middle, longer numbers and those with decimals right. */
static void
test_alignment(void **state)
{
	static const struct {
		const char *what;
		int64_t most;
		const char *alignment;
	} rows[] = {
		{ "places", 999, "center" },
		{ "numbers of households", 1000, "right" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct cb_table table = { 0 };
		struct cb_document document = { 0 };
		struct package docx;
		char wanted[100], kept[100];

		cb_table_column(&table, "n", "数", &cb_type_int, NULL);
		for (int64_t n = rows[i].most; n > 0; n /= 10)
			cb_table_row(&table)[0] = cb_cell_number(n);
		cb_document_table(&document, &table, CB_LIT(""));
		open_docx(&docx, &document);
		snprintf(wanted, sizeof(wanted), "<w:pStyle w:val=\"TableText\"/><w:jc w:val=\"%s\"/>", rows[i].alignment);
		snprintf(kept, sizeof(kept), "<w:pStyle w:val=\"TableText\"/><w:keepNext/><w:jc w:val=\"%s\"/>", rows[i].alignment);
		assert_int_equal(count(part(&docx, "word/document.xml"), wanted) + count(part(&docx, "word/document.xml"), kept),
		                 table.n_rows + (strcmp(rows[i].alignment, "center") == 0));
		close_package(&docx);
		cb_document_release(&document);
		cb_table_release(&table);
	}
}

/* D3–D5: levels, number, date, and the parts around the text. */
static void
test_parts(void **state)
{
	static const char *const levels[] = {
		"<w:numFmt w:val=\"chineseCountingThousand\"/><w:pStyle w:val=\"Heading1\"/><w:suff w:val=\"nothing\"/><w:lvlText w:val=\"%1、\"/>",
		"<w:numFmt w:val=\"chineseCountingThousand\"/><w:pStyle w:val=\"Heading2\"/><w:suff w:val=\"nothing\"/><w:lvlText w:val=\"（%2）\"/>",
		"<w:numFmt w:val=\"decimal\"/><w:pStyle w:val=\"Heading3\"/><w:suff w:val=\"nothing\"/><w:lvlText w:val=\"%3.\"/>",
		"<w:numFmt w:val=\"decimal\"/><w:pStyle w:val=\"Heading4\"/><w:suff w:val=\"nothing\"/><w:lvlText w:val=\"（%4）\"/>",
	};
	static const char *const fonts[] = { "黑体", "楷体", "仿宋", "仿宋" };
	struct cb_table table = { 0 };
	struct cb_document document = { 0 };
	struct package docx;
	const char *body, *numbering;

	(void)state;
	fill(&table, 3, 0);
	read_markdown(&document, bulletin, &table);
	open_docx(&docx, &document);
	body = part(&docx, "word/document.xml");
	numbering = part(&docx, "word/numbering.xml");
	for (size_t i = 0; i < 4; i++) {
		char heading[80], font[80];
		const char *p, *end;

		has(numbering, levels[i]);
		snprintf(heading, sizeof(heading), "<w:pStyle w:val=\"Heading%zu\"/>", i + 1);
		snprintf(font, sizeof(font), "w:eastAsia=\"%s\"", fonts[i]);
		p = strstr(body, heading);
		assert_non_null(p);
		end = strstr(p, "</w:p>");
		p = strstr(p, font);
		assert_true(p && p < end);
	}
	/* the annex counts its headings anew, the list has numbers of its own */
	has(body, "<w:pStyle w:val=\"Heading1\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"3\"/></w:numPr>");
	has(numbering, "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/>");
	assert_int_equal(count(body, "<w:pStyle w:val=\"ListParagraph\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"2\"/></w:numPr>"), 2);
	has(numbering, "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"3\"/></w:num>");
	has(body, ">某办发〔2022〕3号</w:t>");
	has(body, "<w:color w:val=\"FF0000\"/>");
	has(body, "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"11\" w:color=\"FF0000\"/></w:pBdr>");
	has(body, ">2022年7月5日</w:t>");
	has(body, ">各街道：</w:t>");
	has(body, ">“引文”——正</w:t>");
	has(body, ">附件：</w:t>");
	/* “某办” is 2 characters wide and stands above the middle of the date, which is 6 and keeps 4 from the edge */
	has(body, "<w:spacing w:before=\"1158\"/><w:ind w:rightChars=\"600\"");
	has(body, "<w:pStyle w:val=\"Annex\"/><w:pageBreakBefore/>");
	has(part(&docx, "docProps/core.xml"), "<dc:title>关于排名的通报</dc:title>");
	close_package(&docx);
	document.gb2312_fonts = true;
	open_docx(&docx, &document);
	has(part(&docx, "word/document.xml"), "w:eastAsia=\"仿宋_GB2312\"");
	assert_null(strstr(part(&docx, "word/document.xml"), "w:eastAsia=\"仿宋\""));
	close_package(&docx);
	cb_document_release(&document);
	cb_table_release(&table);
}

static void
test_tables(void **state)
{
	struct cb_table narrow = { 0 }, wide = { 0 };
	struct cb_document document = { 0 };
	struct package docx;
	const char *body, *first;

	(void)state;
	fill(&narrow, 30, 0);
	fill(&wide, 5, 9);
	cb_document_add(&document, CB_BLOCK_TITLE, 0, CB_LIT("题"));
	cb_document_table(&document, &narrow, CB_LIT("表1"));
	cb_document_add(&document, CB_BLOCK_HEADING, 1, CB_LIT("甲"));
	cb_document_table(&document, &wide, CB_LIT("表2"));
	cb_document_add(&document, CB_BLOCK_PARAGRAPH, 0, CB_LIT("文"));
	open_docx(&docx, &document);
	check_docx(&docx);
	body = part(&docx, "word/document.xml");
	assert_int_equal(count(body, "<w:tblHeader/>"), 2);
	assert_int_equal(count(body, "<w:cantSplit/>"), 2 + 30 + 5);
	assert_int_equal(count(body, "<w:sectPr>"), 3);
	assert_int_equal(count(body, "w:orient=\"landscape\""), 1);
	/* turned to the left, the margins of the upright page (37, 28, 35 and 26 mm from its top, left, bottom and
	 * right) go with it: the binding stays at its side */
	has(body, "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/><w:pgMar w:top=\"1588\" w:right=\"2098\" w:bottom=\"1474\" w:left=\"1984\" w:header=\"851\" w:footer=\"713\" w:gutter=\"0\"/>");
	/* the heading goes with its table: the upright section ends before it */
	first = strstr(body, "</w:sectPr>");
	assert_true(first && strstr(body, "\"Heading1\"") > first && strstr(first, ">甲<") < strstr(first + 1, "</w:sectPr>"));
	/* numbers stand right, names in the middle */
	has(body, "<w:jc w:val=\"right\"/></w:pPr><w:r><w:rPr><w:rFonts w:hint=\"eastAsia\" w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"仿宋\" w:cs=\"Times New Roman\"/><w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/></w:rPr><w:t xml:space=\"preserve\">99.5</w:t>");
	has(body, ">1600+</w:t>");
	close_package(&docx);
	/* a note of the table stays on its page */
	document.blocks[document.n_blocks - 1].level = 1;
	open_docx(&docx, &document);
	assert_int_equal(count(part(&docx, "word/document.xml"), "<w:sectPr>"), 2);
	close_package(&docx);
	cb_document_release(&document);
	cb_table_release(&narrow);
	cb_table_release(&wide);
}

/* The widths of the columns make the page, whatever the cells hold. */
static void
test_widths(void **state)
{
	static const struct {
		const char *what;
		int columns, cols;
		int width;
	} rows[] = {
		{ "few narrow ones", 2, 4, 8844 },
		{ "one very wide", 1, 400, 8844 },
		{ "several wide ones", 8, 60, 12756 },
		{ "more than can be", 60, 10, 12756 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct cb_table table = { 0 };
		struct cb_document document = { 0 };
		struct cb_str text = { 0 };
		struct package docx;
		const char *p;
		long sum = 0;

		print_message("  %s\n", rows[i].what);
		for (int j = 0; j < rows[i].columns; j++)
			cb_table_column(&table, "x", "栏", &cb_type_text, NULL);
		for (int j = 0; j < rows[i].cols / 2; j++)
			cb_str_adds(&text, "字");
		for (int j = 0; j < 3; j++) {
			struct cb_cell *row = cb_table_row(&table);

			for (int k = 0; k < rows[i].columns; k++)
				row[k] = cb_table_text(&table, cb_str_text(&text));
		}
		cb_document_table(&document, &table, CB_LIT(""));
		open_docx(&docx, &document);
		check_docx(&docx);
		p = part(&docx, "word/document.xml");
		while ((p = strstr(p, "<w:gridCol w:w=\"")) != NULL) {
			long width = strtol(p += strlen("<w:gridCol w:w=\""), NULL, 10);

			assert_true(width > 100);
			sum += width;
		}
		assert_in_range(sum, rows[i].width - 60, rows[i].width);
		close_package(&docx);
		cb_document_release(&document);
		cb_table_release(&table);
		cb_str_release(&text);
	}
}

/* Word opens no table of more than 63 columns. */
static void
test_many_columns(void **state)
{
	struct cb_table table = { 0 };
	struct cb_document document = { 0 };
	struct package docx;
	const char *body;

	(void)state;
	fill(&table, 2, 147);
	cb_document_table(&document, &table, CB_LIT(""));
	open_docx(&docx, &document);
	check_docx(&docx);
	body = part(&docx, "word/document.xml");
	/* 150 columns: 63, then the first again and 62, then the first again and 25 */
	assert_int_equal(count(body, "<w:tbl>"), 3);
	assert_int_equal(count(body, "<w:gridCol "), 63 + 63 + 26);
	assert_int_equal(count(body, ">社区1</w:t>"), 3);
	assert_int_equal(count(body, ">环境卫生</w:t>"), 147);
	close_package(&docx);
	cb_document_release(&document);
	cb_table_release(&table);
}

static void
test_chart(void **state)
{
	struct cb_table table = { 0 };
	struct cb_document document = { 0 };
	struct package docx;
	const char *chart, *body;

	(void)state;
	fill(&table, 3, 0);
	cb_document_chart(&document, &table, 0, 1, CB_LIT("图1"));
	cb_document_chart(&document, &table, 0, 2, CB_LIT(""));
	open_docx(&docx, &document);
	check_docx(&docx);
	body = part(&docx, "word/document.xml");
	has(body, "descr=\"得分：社区1 99.5；社区2 99.0；社区3 98.5\"");
	chart = part(&docx, "word/charts/chart1.xml");
	has(chart, "<c:f>Sheet1!$A$2:$A$4</c:f>");
	has(chart, "<c:pt idx=\"2\"><c:v>社区3</c:v></c:pt>");
	has(chart, "<c:pt idx=\"0\"><c:v>99.5</c:v></c:pt>");
	has(chart, "<c:min val=\"0\"/>");
	assert_int_equal(count(chart, "<c:dLbl>"), 1); /* 99.0 */
	/* what a number cannot say stands as it came */
	chart = part(&docx, "word/charts/chart2.xml");
	has(chart, "<c:pt idx=\"0\"><c:v>1600</c:v></c:pt>");
	has(chart, "<a:t>1600+</a:t>");
	assert_int_equal(count(chart, "<c:dLbl>"), 3);
	close_package(&docx);
	cb_document_release(&document);
	cb_table_release(&table);
}

/* More bars than a page holds go on on the next, on the same scale, and none is lost. */
static void
test_long_chart(void **state)
{
	struct cb_table table = { 0 };
	struct cb_document document = { 0 };
	struct package docx;

	(void)state;
	fill(&table, 93, 0);
	cb_document_chart(&document, &table, 0, 1, CB_LIT("图1"));
	open_docx(&docx, &document);
	check_docx(&docx);
	/* in parts that flow, none of them half a page, all on one scale */
	for (int i = 1; i <= 8; i++) {
		char name[40];
		int bars;

		snprintf(name, sizeof(name), "word/charts/chart%d.xml", i);
		assert_non_null(part(&docx, name));
		has(part(&docx, name), "<c:max val=\"99.5\"/>");
		bars = count(part(&docx, name), "<c:v>社区");
		assert_true(bars == 11 || bars == 12);
	}
	assert_null(part(&docx, "word/charts/chart9.xml"));
	close_package(&docx);
	cb_document_release(&document);
	cb_table_release(&table);
}

/* R6; what the document is about does not matter to the parts being there. */
static void
test_same_bytes(void **state)
{
	struct cb_table table = { 0 };
	struct cb_document document = { 0 }, empty = { 0 };
	struct package one, two;

	(void)state;
	fill(&table, 46, 9);
	read_markdown(&document, bulletin, &table);
	open_docx(&one, &document);
	open_docx(&two, &document);
	assert_int_equal(one.bytes.len, two.bytes.len);
	assert_memory_equal(one.bytes.p, two.bytes.p, one.bytes.len);
	assert_memory_equal(one.bytes.p + 10, "\0\0\x21\0", 4); /* 1980-01-01 00:00, not now */
	close_package(&one);
	close_package(&two);
	open_docx(&one, &empty);
	check_docx(&one);
	close_package(&one);
	cb_document_release(&document);
	cb_table_release(&table);
}

/* R6 whatever a cell holds, every part is XML. */
static void
test_hostile(void **state)
{
	static const struct {
		const char *what, *text;
		size_t len;
		size_t times;
	} rows[] = {
		{ "markup", "<w:t>&amp;\"'</w:t>]]><!--", 26, 1 },
		{ "controls", "\0\1\2\3\4\5\6\7\10\13\14\16\17\33\37\177", 16, 1 },
		{ "C1 and line ends", "\xc2\x80\xc2\x85\xe2\x80\xa8\r\n\t\n", 11, 1 },
		{ "direction marks", "\xe2\x80\xae\xe2\x81\xa6\xef\xbb\xbf", 9, 1 },
		{ "no characters", "\xef\xbf\xbe\xef\xbf\xbf\xf0\x9f\xbf\xbe", 10, 1 },
		{ "surrogates, overlong, cut", "\xed\xa0\x80\xc0\xaf\xf5\x80\xe4\xb8", 9, 1 },
		{ "emoji", "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9", 11, 1 },
		{ "one megabyte", "字", 3, 350000 },
		{ "long without a break", "x", 1, 100000 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct cb_table table = { 0 };
		struct cb_document document = { 0 };
		struct cb_str text = { 0 };
		struct package docx;

		print_message("  %s\n", rows[i].what);
		for (size_t n = 0; n < rows[i].times; n++)
			cb_str_add(&text, rows[i].text, rows[i].len);
		fill(&table, 1, 0);
		table.cells[0] = cb_table_text(&table, cb_str_text(&text));
		document.red_head = document.number = cb_str_text(&text);
		for (int kind = CB_BLOCK_TITLE; kind <= CB_BLOCK_NOTE; kind++)
			if (kind != CB_BLOCK_TABLE && kind != CB_BLOCK_CHART)
				cb_document_add(&document, (enum cb_block_kind)kind, 1, cb_str_text(&text))->list = 1;
		cb_document_table(&document, &table, cb_str_text(&text));
		cb_document_chart(&document, &table, 0, 1, cb_str_text(&text));
		open_docx(&docx, &document);
		check_docx(&docx);
		close_package(&docx);
		cb_document_release(&document);
		cb_table_release(&table);
		cb_str_release(&text);
	}
}

/* The header stands above a row, and a table of up to 8 rows on one page: every paragraph keeps to the next but
 * those of the last row. */
static void
test_short_table(void **state)
{
	static const struct {
		int rows, kept;
	} tables[] = { { 1, 1 }, { 3, 3 }, { 8, 8 }, { 9, 3 } /* and the last three of a longer one */ };

	(void)state;
	for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++) {
		struct cb_document document = { 0 };
		struct cb_table table = { 0 };
		struct package docx;
		const char *body, *rest;
		int columns, kept = 0;

		fill(&table, tables[i].rows, 0);
		cb_document_table(&document, &table, CB_LIT("表"));
		open_docx(&docx, &document);
		check_docx(&docx);
		body = part(&docx, "word/document.xml");
		rest = strstr(body, "<w:tbl>");
		assert_non_null(rest);
		columns = count(rest, "<w:gridCol ");
		kept = count(rest, "<w:pStyle w:val=\"TableText\"/><w:keepNext/>");
		assert_int_equal(kept, tables[i].kept * columns);
		close_package(&docx);
		cb_document_release(&document);
		cb_table_release(&table);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_page),
		cmocka_unit_test(test_number),
		cmocka_unit_test(test_long_title),
		cmocka_unit_test(test_alignment),
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_tables),
		cmocka_unit_test(test_widths),
		cmocka_unit_test(test_many_columns),
		cmocka_unit_test(test_chart),
		cmocka_unit_test(test_short_table),
		cmocka_unit_test(test_long_chart),
		cmocka_unit_test(test_same_bytes),
		cmocka_unit_test(test_hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
