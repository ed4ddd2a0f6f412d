/* The page: what it lets run, how it is built, and what hostile words become. */
#include <cb/doc/document.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <nettle/base64.h>
#include <nettle/sha2.h>

#include "in_text.h"

/* A page; free it. */
static char *
page(struct cb_document *document, enum cb_lang lang)
{
	struct cb_doc_options options = { .lang = lang };
	struct cb_out out = { .fd = -1, .spool = -1, .folder = -1 };
	char *text;

	cb_document_html(document, &options, &out);
	text = strdup(cb_str_c(&out.buf));
	cb_out_release(&out);
	return text;
}

static void
read_markdown(struct cb_document *document, const char *markdown)
{
	struct cb_markdown from = { .text = cb_text_of(markdown) };
	struct cb_diag diag = { 0 };

	assert_int_equal(cb_document_markdown(document, &from, NULL, &diag), CB_OK);
	cb_diag_release(&diag);
}

static void
fill(struct cb_table *table, int n)
{
	static const char *const names[] = { "西街", "河<湾>", "南塘" };

	cb_table_column(table, "community", "社区", &cb_type_text, NULL);
	cb_table_column(table, "people", "人数", &cb_type_qty, NULL);
	cb_table_column(table, "hours", "时长", &cb_type_hours, NULL);
	for (int i = 0; i < n; i++) {
		struct cb_cell *row = cb_table_row(table);

		row[0] = cb_table_text(table, cb_text_of(names[i % 3]));
		row[1] = cb_cell_number(INT64_C(1000000) * (i == 1 ? -50 : 100));
		row[1].mark = i == 2 ? CB_MORE : CB_EXACT;
		row[2] = cb_cell_number(140);
	}
}

/* The policy lets run what stands between the tags, by another program's hash. */
static void
test_policy(void **state)
{
	static const char *const elements[] = { "style", "script" };
	struct cb_document document = { 0 };
	char *got;

	(void)state;
	read_markdown(&document, "# 题\n\n文\n");
	got = page(&document, CB_ZH);
	for (size_t i = 0; i < 2; i++) {
		char open[20], close[20], wanted[100], hash[BASE64_ENCODE_RAW_LENGTH(SHA256_DIGEST_SIZE) + 1] = { 0 };
		uint8_t digest[SHA256_DIGEST_SIZE];
		struct sha256_ctx sha;
		const char *start, *end;

		snprintf(open, sizeof(open), "<%s>", elements[i]);
		snprintf(close, sizeof(close), "</%s>", elements[i]);
		assert_int_equal(count(got, open), 1);
		start = strstr(got, open) + strlen(open);
		end = strstr(start, close);
		sha256_init(&sha);
		sha256_update(&sha, (size_t)(end - start), (const uint8_t *)start);
		sha256_digest(&sha, sizeof(digest), digest);
		base64_encode_raw(hash, sizeof(digest), digest);
		snprintf(wanted, sizeof(wanted), "%s-src 'sha256-%s'", elements[i], hash);
		has(got, wanted);
	}
	has(got, "default-src 'none'; base-uri 'none'; form-action 'none'");
	assert_null(strstr(got, "unsafe"));
	assert_null(strstr(got, "://"));
	assert_null(strstr(got, " style="));
	assert_null(strstr(got, " onclick"));
	free(got);
	cb_document_release(&document);
}

static void
test_structure(void **state)
{
	static const struct {
		const char *what, *markdown, *wanted;
	} rows[] = {
		{ "title and headings in their order", "# 题\n\n## 甲\n\n文\n\n### 乙\n\n文\n", "<main>\n<h1>题</h1>\n<h2>一、甲</h2>\n<p>文</p>\n<h3>（一）乙</h3>\n<p>文</p>\n</main>" },
		{ "runs", "**重**和*斜*\\\n行\n", "<p><strong>重</strong>和<em>斜</em><br>\n行</p>" },
		{ "nested lists", "3. 甲\n   - 乙\n   - 丙\n4. 丁\n", "<ol start=\"3\">\n<li>甲<ul>\n<li>乙</li>\n<li>丙</li>\n</ul>\n</li>\n<li>丁</li>\n</ol>\n" },
		{ "two lists", "- 甲\n\n文\n\n- 乙\n", "<ul>\n<li>甲</li>\n</ul>\n<p>文</p>\n<ul>\n<li>乙</li>\n</ul>\n" },
		{ "lists of two kinds", "- 甲\n\n1. 乙\n", "<ul>\n<li>甲</li>\n</ul>\n<ol>\n<li>乙</li>\n</ol>\n" },
		{ "parts", "```head\n某市\n```\n\n```number\n〔2026〕3号\n```\n\n```to\n各街道\n```\n\n```from\n某办\n```\n\n```date\n2026-07-05\n```\n",
		  "<p class=\"head\">某市</p>\n<p class=\"number\">〔2026〕3号</p>\n<p class=\"to\">各街道：</p>\n<p class=\"from\">某办</p>\n<p class=\"date\">2026年7月5日</p>\n" },
		{ "page break", "甲\n\n---\n\n乙\n", "<p>甲</p>\n<p class=\"break\">乙</p>\n" },
		{ "markup is text", "# <b>&\"\n\n<img src=x onerror=alert(1)>\n", "<h1>&lt;b&gt;&amp;&quot;</h1>\n<p>&lt;img src=x onerror=alert(1)&gt;</p>\n" },
		{ "a table of Markdown: figures stand right", "| 甲 | 乙 |\n|---|---|\n| a | 1 |\n| b | 20% |\n",
		  "<thead>\n<tr><th scope=\"col\">甲</th><th scope=\"col\" class=\"n\">乙</th></tr>\n</thead>\n<tbody>\n<tr><td>a</td><td class=\"n\">1</td></tr>\n<tr><td>b</td><td class=\"n\">20%</td></tr>\n</tbody>" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct cb_document document = { 0 };
		char *got;

		print_message("  %s\n", rows[i].what);
		read_markdown(&document, rows[i].markdown);
		got = page(&document, CB_ZH);
		has(got, rows[i].wanted);
		free(got);
		cb_document_release(&document);
	}
}

static void
test_table(void **state)
{
	struct cb_table table = { 0 };
	struct cb_document document = { 0 };
	char *got;

	(void)state;
	fill(&table, 3);
	cb_document_table(&document, &table, CB_LIT("表<1>"));
	got = page(&document, CB_ZH);
	has(got, "role=\"region\" tabindex=\"0\" aria-label=\"表&lt;1&gt;\"");
	has(got, "<caption>表&lt;1&gt;</caption>");
	/* what its text does not tell is sorted by its value */
	has(got, "<tr><td>西街</td><td class=\"n\">100</td><td class=\"n\" data-v=\"140\">2:20</td></tr>");
	has(got, "<tr><td>南塘</td><td class=\"n\" data-v=\"100\">100+</td>");
	has(got, "<html lang=\"zh-CN\">");
	free(got);
	got = page(&document, CB_EN);
	has(got, "<html lang=\"en\">");
	has(got, "<th scope=\"col\" class=\"w\">community</th>");
	free(got);
	cb_document_release(&document);
	cb_table_release(&table);
	/* a place stands in the middle, and is sorted as the number it is */
	cb_table_column(&table, "rank", "名次", &cb_type_int, NULL);
	cb_table_row(&table)[0] = cb_cell_number(12);
	cb_document_table(&document, &table, CB_LIT(""));
	got = page(&document, CB_ZH);
	has(got, "<th scope=\"col\" class=\"n m\">名次</th>");
	has(got, "<td class=\"n m\">12</td>");
	free(got);
	cb_document_release(&document);
	cb_table_release(&table);
}

/* A masked value is not told by the order of rows or the length of bars. */
static void
test_masked(void **state)
{
	struct cb_table table = { 0 };
	struct cb_document document = { 0 };
	char *got;

	(void)state;
	fill(&table, 3);
	table.columns[2].is_private = true;
	cb_document_table(&document, &table, CB_LIT(""));
	cb_document_chart(&document, &table, 0, 2, CB_LIT(""));
	got = page(&document, CB_ZH);
	assert_null(strstr(got, "140"));
	assert_null(strstr(got, "2:20"));
	assert_null(strstr(got, "<rect"));
	free(got);
	cb_document_release(&document);
	cb_table_release(&table);
}

static void
test_chart(void **state)
{
	struct cb_table table = { 0 };
	struct cb_document document = { 0 };
	char *got;

	(void)state;
	fill(&table, 3);
	cb_document_chart(&document, &table, 0, 1, CB_LIT("图1"));
	got = page(&document, CB_ZH);
	has(got, "<figure>\n<figcaption>图1</figcaption>\n<svg role=\"img\" aria-labelledby=\"c1-0 t1-0\" height=\"66\">\n"
	         "<title id=\"c1-0\">图1</title><desc id=\"t1-0\">西街 100；河&lt;湾&gt; -50；南塘 100+</desc>\n");
	/* -50 to 100 over half the width: 0 stands at a third of it */
	has(got, "<rect class=\"bar\" x=\"44.66%\" width=\"33.33%\" y=\"3\" height=\"16\"/><text x=\"77.99%\" y=\"16\" dx=\"4\">100</text>");
	has(got, "<rect class=\"bar\" x=\"28.00%\" width=\"16.66%\" y=\"25\" height=\"16\"/><text x=\"44.66%\" y=\"38\" dx=\"4\">-50</text>");
	free(got);
	cb_document_release(&document);
	cb_table_release(&table);
	/* paper breaks between pictures, on one scale */
	fill(&table, 100);
	cb_document_chart(&document, &table, 0, 1, CB_LIT("图1"));
	got = page(&document, CB_ZH);
	assert_int_equal(count(got, "<svg "), 3);
	assert_int_equal(count(got, "<rect "), 100);
	free(got);
	cb_document_release(&document);
	cb_table_release(&table);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_policy),
		cmocka_unit_test(test_structure),
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_masked),
		cmocka_unit_test(test_chart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
