/* data/book, HTML named .xls: tables as sheets, whatever tags are left open. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "book_rows.h"

#define TABLE(rows) "<html><body><table>" rows "</table></body></html>"

static const struct {
	const char *what, *page, *out;
} pages[] = {
	{ "cells", TABLE("<tr><td>社区</td><td>得分</td></tr><tr><td>西峡</td><td>98.5</td></tr>"), "表1{1:社区|得分;2:西峡|98.5;}" },
	{ "tags in capitals, th, thead", TABLE("<THEAD><TR><TH>a</TH></TR></THEAD><TBODY><TR><TD>b</TD></TR></TBODY>"), "表1{1:a;2:b;}" },
	{ "nothing closed", TABLE("<tr><td>a<td>b<tr><td>c"), "表1{1:a|b;2:c;}" },
	{ "not even the table", "<html><table><tr><td>a</html>", "表1{1:a;}" },
	{ "cut in a table", "<html><table><tr><td>a", " 131@0:0" },
	{ "cut in a tag", "<html><table><tr><td>a</td></tr></table><table><tr><td>b</t", " 131@0:0" },
	{ "cut in a table within a table", "<table><tr><td><table><tr><td>a</table></td>", " 131@0:0" },
	{ "nothing behind the table", "<table><tr><td>a</table>", "表1{1:a;}" },
	{ "cells without a row", TABLE("<td>a<td>b"), "表1{1:a|b;}" },
	{ "digits stay a text", TABLE("<tr><td>007<td>1e5<td>110101199003070011"), "表1{1:007|1e5|110101199003070011;}" },
	{ "x:num: its value, or what is shown", TABLE("<tr><td x:num=\"98.599999999999994\">98.6<td x:num>3.50<td x:num>1,234"), "表1{1:98.6n|3.5n|1,234;}" },
	{ "x:str, x:bool, x:err", TABLE("<tr><td x:str>1<td x:bool=\"TRUE\">是<td x:bool=FALSE>否<td x:err='#N/A'>#N/A"), "表1{1:1|TRUEb|FALSEb|#N/Ae;}" },
	{ "mso-number-format of text", TABLE("<tr><td style='mso-number-format:\"\\@\"'>0012"), "表1{1:0012;}" },
	{ "a format of a class, and a style that says none", "<style>.a{mso-number-format:yyyy\\-m\\-d}</style>" TABLE("<tr><td x:num=46204 class=a style='color:red'>2026-7-1<td x:num=46204 class=a style='mso-number-format:Standard'>46,204"), "表1{1:2026-07-01d|46204n;}" },
	{ "entities", TABLE("<tr><td>&lt;b&gt;&amp;&quot;&#26446;&#x674E;&yen;<td>A&B &none; &#; &#0;"), "表1{1:<b>&\"李李¥|A&B &none; &#; \xEF\xBF\xBD;}" },
	{ "blanks as a browser shows them", TABLE("<tr><td>\n  a \t b\n</td><td>&nbsp;</td><td>a&nbsp;&nbsp;b"), "表1{1:a b||a  b;}" },
	{ "lines", TABLE("<tr><td>a<br>b <br/> c<td><p>x</p><p>y</p>z<td><div>u<div>v</div></div>"), "表1{1:a\nb\nc|x\ny\nz|u\nv;}" },
	{ "tags within words are dropped", TABLE("<tr><td><font color=red>西<b>峡</b></font>社区"), "表1{1:西峡社区;}" },
	{ "comments, scripts, styles are no text", TABLE("<!-- <tr><td>no --><tr><td>a<script>if(a<b)'</td>'</script><style>td{}</style>b<![if x]>c<![endif]>"), "表1{1:abc;}" },
	{ "a title that holds a table", "<title><table><tr><td>no</table></title><table><tr><td>a</table>", "表1{1:a;}" },
	{ "> within a quoted value", TABLE("<tr><td title=\"a>b\" class='x>'>a"), "表1{1:a;}" },
	{ "< that begins no tag", TABLE("<tr><td>1 < 2<td>a<1"), "表1{1:1 < 2|a<1;}" },
	{ "colspan", TABLE("<tr><td colspan=2>a<td>b"), "表1{[1,1 1x2]1:a||b;}" },
	{ "rowspan takes the place of a cell below", TABLE("<tr><td rowspan=2>a<td>b<tr><td>c<tr><td>d"), "表1{[1,1 2x1]1:a|b;2:|c;3:d;}" },
	{ "both, in the middle", TABLE("<tr><td>a<td rowspan=\"2\" colspan=\"2\">b<td>c<tr><td>d<td>e"), "表1{[1,2 2x2]1:a|b||c;2:d|||e;}" },
	{ "span 0 and no number", TABLE("<tr><td colspan=0 rowspan=x>a<td>b"), "表1{1:a|b;}" },
	{ "hidden row and column", TABLE("<col><col style='width:1px;display:none'><tr style=\"DISPLAY: none\"><td>a<tr><td>b"), "表1{[-2:2](1:a);2:b;}" },
	{ "what is hidden in a cell, of any tag, with its like within", TABLE("<tr><td><span style='display:none'>20260701<span>x</span></span>7月1日<td><b hidden>1</b>2<td><i style=\"visibility: hidden\">1<br></i>3<td><ruby>东<rp>(</rp><rt>dong</rt></ruby>关<td><span style='display:none'>x<td>5"), "表1{1:7月1日|2|3|东关||5;}" },
	{ "fields of a form", TABLE("<tr><td><input value='18.5'><input type=hidden value=1><td><select><option>请选择<option selected>河东</option><option value=2>河西</select>社区<td><SELECT><OPTION>一</OPTION><OPTION>二</OPTION></SELECT><td><input type=radio checked>是 <input type=radio>否<td><textarea>注</textarea>"), "表1{1:18.5|河东社区|一|☑是 ☐否|注;}" },
	{ "x:num that looks like a date", TABLE("<tr><td x:num=46204 style='mso-number-format:yyyy\\-m\\-d'>2026-7-1<td x:num=0.5 style='mso-number-format:\"Short Time\"'>12:00<td x:num=46204 style='mso-number-format:Standard'>46,204"), "表1{1:2026-07-01d|12:00:00d|46204n;}" },
	{ "x:str with the text itself", TABLE("<tr><td x:str=\"007 \">7"), "表1{1:007 ;}" },
	{ "two tables, in the order they begin; a blank one is none", "<table><tr><td>&nbsp;</table><table><tr><td>a<table><tr><td>in</table>b</table>", "表1{1:ab;}表2{1:in;}" },
	{ "a caption names the sheet", "<table><caption>七月 得分</caption><tr><td>a</table>", "七月 得分{1:a;}" },
	{ "Excel's names of sheets", "<!--[if gte mso 9]><xml><x:Name>甲&amp;乙</x:Name></xml><![endif]--><table><tr><td>a</table>", "甲&乙{1:a;}" },
	{ "no table", "<html><body>请登录</body></html>", " 144@0:0" },
	{ "a tag that is never closed ends the page", TABLE("<tr><td>a<td>b<td title=\"x"), " 131@0:0" },
	{ "a comment that is never closed", TABLE("<tr><td>a<!-- b"), " 131@0:0" },
};

static void
test_pages(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(pages); i++)
		check_book(pages[i].what, pages[i].page, strlen(pages[i].page), pages[i].out);
}

/* What a span claims takes no memory: the cell below stands behind it, as far as HTML lets spans go. */
static void
test_spans(void **state)
{
	static const char page[] = TABLE("<tr><td colspan=999999999 rowspan=999999999>a<tr><td>b");
	struct cb_str want = { 0 };

	(void)state;
	cb_str_adds(&want, "表1{[1,1 65534x1000]1:a;2:");
	for (int i = 0; i < 1000; i++)
		cb_str_addc(&want, '|');
	cb_str_adds(&want, "b;}");
	check_book("spans", page, sizeof(page) - 1, cb_str_c(&want));
	cb_str_release(&want);
}

/* The bytes tell UTF-8 from GB18030; for others, and where both fit, the page says it. */
static const struct {
	const char *what, *page, *out;
} encodings[] = {
	{ "GBK that says UTF-8", "<meta charset=utf-8><table><tr><td>\xC9\xE7\xC7\xF8</table>", "表1{1:社区;}" },
	{ "UTF-8 that says GB2312", "<meta http-equiv=Content-Type content=\"text/html; charset=gb2312\"><table><tr><td>社区</table>", "表1{1:社区;}" },
	{ "GBK that could be UTF-8", "<meta charset=\"gbk\"><table><tr><td>\xD2\xBB</table>", "表1{1:一;}" },
	{ "Big5 that says so", "<meta charset=\"Big5\"><table><tr><td>\xAA\xC0\xB0\xCF</table>", "表1{1:社區;}" },
	{ "nothing said", "<table><tr><td>\xC9\xE7\xC7\xF8</table>", "表1{1:社区;}" },
	{ "byte order mark", "\xEF\xBB\xBF<table><tr><td>社区</table>", "表1{1:社区;}" },
	{ "neither", "<table><tr><td>\xFF\xFF</table>", " 103@1:0" },
};

static void
test_encodings(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(encodings); i++)
		check_book(encodings[i].what, encodings[i].page, strlen(encodings[i].page), encodings[i].out);
}

/* Tables in tables, deeper than are read: linear in time, without recursion. */
static void
test_deep(void **state)
{
	struct cb_str page = { 0 }, out = { 0 };
	char path[32];

	(void)state;
	for (int i = 0; i < 10000; i++)
		cb_str_adds(&page, "<table><tr><td>a<p><b>");
	cb_str_adds(&page, "</body>");
	write_book(path, page.p, page.len);
	dump_book(path, &out);
	unlink(path);
	assert_non_null(strstr(cb_str_c(&out), "表64{"));
	assert_null(strstr(cb_str_c(&out), "表65{"));
	cb_str_release(&page);
	cb_str_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pages),
		cmocka_unit_test(test_spans),
		cmocka_unit_test(test_encodings),
		cmocka_unit_test(test_deep),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
