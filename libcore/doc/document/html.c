/* The page for people: head, style, script, tables. */
#include "html.h"

#include <cb/base/sha256.h>
#include <cb/base/utf8.h>

#include <string.h>

/* Chinese may break beside any character: names and dates stay whole, what is longer is wrapped. */
enum { WHOLE_LABEL_COLS = 8,
       WHOLE_CELL_COLS = 16 };

static const char style[] =
	"\n"
	"@page { size: A4; margin: 20mm 18mm; }\n"
	"@page wide { size: A4 landscape; margin: 15mm; }\n"
	"body { margin: 1rem auto; max-width: 75rem; padding: 0 1rem; color: #1a1a1a; background: #fff;\n"
	"  overflow-wrap: anywhere; font: 1rem/1.6 \"Noto Sans CJK SC\", \"Microsoft YaHei\", \"PingFang SC\", sans-serif; }\n"
	"h1 { font-size: 1.4rem; text-align: center; text-wrap: balance; }\n"
	"h2 { font-size: 1.15rem; } h3, h4, h5 { font-size: 1rem; }\n"
	"h2, h3, h4, h5 { margin: 1em auto .4em; }\n"
	"p { margin: .5em auto; text-indent: 2em; }\n"
	".head { color: #c00; font-size: 1.8rem; font-weight: bold; text-align: center; text-indent: 0; }\n"
	".number { text-align: center; text-indent: 0; margin-bottom: 2em; } .head + .number { border-bottom: 2px solid #c00; padding-bottom: .6em; }\n"
	".to, .annex { text-indent: 0; } .annex { font-weight: bold; }\n"
	".files { padding-left: 5em; text-indent: -3em; }\n"
	".from, .date { text-align: right; padding-right: 4em; text-indent: 0; } .from { margin-top: 2em; }\n"
	"main > * { max-width: 42rem; margin-left: auto; margin-right: auto; } main > .wide { max-width: none; }\n"
	"main > .t { width: fit-content; min-width: min(42rem, 100%); max-width: 100%; }\n"
	"figure { margin: 1em auto; } svg { display: block; width: 100%; }\n"
	"figcaption, caption { font-weight: bold; text-align: center; padding: .4em 0; }\n"
	"svg text { font-size: 13px; fill: #1a1a1a; } .bar { fill: #0072b2; } .zero { stroke: #767676; }\n"
	".t { overflow-x: auto; margin: .8em auto; }\n"
	".x { border-right: 4px solid #0072b2; } .x::before { content: \"\\2190  左右滑动看全表  \\2192\"; display: block; position: sticky;\n"
	"  left: 0; width: fit-content; color: #00507a; font-size: .875rem; } :lang(en) .x::before { content: \"\\2190  swipe for more  \\2192\"; }\n"
	".t:focus-visible, button:focus-visible { outline: 3px solid #0072b2; outline-offset: 1px; }\n"
	"table { border-collapse: collapse; width: 100%; }\n"
	"th, td { border: 1px solid #767676; padding: .3em .5em; text-align: left; vertical-align: top;\n"
	"  white-space: nowrap; }\n"
	".w { white-space: normal; overflow-wrap: anywhere; }\n"
	"th.w { min-width: 4em; }\n"
	"td.w { min-width: 10em; }\n"
	"thead th { background: #f0e4e1; }\n"
	"tbody tr:nth-child(even) { background: #f6f6f6; }\n"
	".n { text-align: right; font-variant-numeric: tabular-nums; } .m { text-align: center; }\n"
	"th button { all: unset; cursor: pointer; box-sizing: border-box; width: 100%; }\n"
	"th[aria-sort] button::after { content: \"\\2195\"; color: #595959; padding-left: .2em; }\n"
	"th[aria-sort=ascending] button::after { content: \"\\2191\"; color: inherit; }\n"
	"th[aria-sort=descending] button::after { content: \"\\2193\"; color: inherit; }\n"
	"@media screen and (max-width: 48rem) { caption { text-align: left; } }\n"
	"@media print { body { margin: 0; max-width: none; padding: 0; font-size: 10pt; }\n"
	"  h1 { font-size: 15pt; margin: 0 0 4mm; } h1, h2, h3, h4, h5, caption, figcaption { break-after: avoid; }\n"
	"  .t { overflow: visible; border: 0; } .x::before { content: none; } .wide { page: wide; } .t.wide { font-size: 9pt; } .break { break-before: page; }\n"
	"  thead { display: table-header-group; } tr { break-inside: avoid; }\n"
	"  th button { display: contents; } th[aria-sort=none] button::after { content: none; } figure { max-width: none; } }\n";

static const char script[] =
	"\n"
	"'use strict';\n"
	"const words = new Intl.Collator('zh-CN-u-co-pinyin', { numeric: true });\n"
	"function value(row, at, isNumber) {\n"
	"  const cell = row.cells[at], text = cell.textContent.trim();\n"
	"  const n = parseFloat('v' in cell.dataset ? cell.dataset.v : text);\n"
	"  return isNumber ? (Number.isNaN(n) ? null : n) : (text === '' ? null : text);\n"
	"}\n"
	"function sort(header, at) {\n"
	"  const body = header.closest('table').tBodies[0], isNumber = header.classList.contains('n');\n"
	"  const turn = header.getAttribute('aria-sort') === 'ascending' ? -1 : 1;\n"
	"  const rows = Array.from(body.rows, row => [value(row, at, isNumber), row]);\n"
	"  rows.sort(([a], [b]) => a === null || b === null ? (a === null) - (b === null)\n"
	"    : turn * (isNumber ? a - b : words.compare(a, b)));\n"
	"  body.append(...rows.map(pair => pair[1]));\n"
	"  for (const other of header.parentNode.cells) other.setAttribute('aria-sort', 'none');\n"
	"  header.setAttribute('aria-sort', turn > 0 ? 'ascending' : 'descending');\n"
	"}\n"
	"for (const header of document.querySelectorAll('thead th')) {\n"
	"  const button = document.createElement('button');\n"
	"  button.type = 'button';\n"
	"  button.append(...header.childNodes);\n"
	"  header.append(button);\n"
	"  header.setAttribute('aria-sort', 'none');\n"
	"  button.addEventListener('click', () => sort(header, header.cellIndex));\n"
	"}\n"
	"function cue() {\n"
	"  for (const frame of document.querySelectorAll('.t')) frame.classList.toggle('x', frame.scrollWidth > frame.clientWidth + 1);\n"
	"}\n"
	"cue();\n"
	"addEventListener('resize', cue);\n";

/* ---- the page ---- */

/* 'sha256-…': what lets this very text run, and no other. */
static void
add_hash(struct cb_str *out, const char *text)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	uint8_t digest[33] = { 0 }; /* 32, and one so that all are triples */
	struct cb_sha256 sha;

	cb_sha256_init(&sha);
	cb_sha256_add(&sha, text, strlen(text));
	cb_sha256_finish(&sha, digest);
	cb_str_adds(out, "'sha256-");
	for (size_t i = 0; i < sizeof(digest); i += 3) {
		uint32_t three = (uint32_t)digest[i] << 16 | (uint32_t)digest[i + 1] << 8 | digest[i + 2];

		for (int shift = 18; shift >= 0; shift -= 6)
			cb_str_addc(out, digits[three >> shift & 63]);
	}
	out->p[out->len - 1] = '='; /* the byte too many */
	cb_str_addc(out, '\'');
}

void
cb_html_page_begin(struct cb_str *out, enum cb_lang lang, struct cb_text title)
{
	cb_str_addf(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n", lang == CB_EN ? "en" : "zh-CN");
	cb_str_adds(out, "<meta charset=\"utf-8\">\n"
	                 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	                 "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; "
	                 "form-action 'none'; style-src ");
	add_hash(out, style);
	cb_str_adds(out, "; script-src ");
	add_hash(out, script);
	cb_str_adds(out, "\">\n<title>");
	cb_markup_escape(out, title.len ? title : cb_text_of(lang == CB_EN ? "Table" : "表"));
	cb_str_addf(out, "</title>\n<style>%s</style>\n</head>\n<body>\n<main>\n", style);
}

void
cb_html_page_end(struct cb_str *out)
{
	cb_str_addf(out, "</main>\n<script>%s</script>\n</body>\n</html>\n", script);
}

/* ---- tables ---- */

/* It is sorted as numbers. */
static bool
is_number_column(const struct cb_html_table *table, size_t column)
{
	return table->writer->table->columns[column].type->numeric ||
	       (table->sets != NULL && table->sets[column] == CB_SET_RIGHT);
}

static void
open_cell(const struct cb_html_table *table, size_t column, const char *tag, bool wraps)
{
	struct cb_str *out = &table->writer->out->buf;
	bool is_number = is_number_column(table, column);
	const char *number = is_number && table->sets != NULL && table->sets[column] == CB_SET_MIDDLE ? "n m" : "n";

	cb_str_addf(out, "<%s", tag);
	if (is_number || wraps)
		cb_str_addf(out, " class=\"%s%s%s\"", is_number ? number : "", is_number && wraps ? " " : "",
		            wraps ? "w" : "");
}

void
cb_html_table_begin(const struct cb_html_table *table)
{
	struct cb_writer *writer = table->writer;
	struct cb_str *out = &writer->out->buf;
	enum cb_lang lang = writer->options->lang;
	bool is_wide = writer->table->n_columns > CB_HTML_UPRIGHT_COLUMNS;

	/* a frame that scrolls is reached by keyboard, so it has a name */
	cb_str_addf(out, "<div class=\"t%s\" role=\"region\" tabindex=\"0\" aria-label=\"", is_wide ? " wide" : "");
	cb_markup_escape(out, table->caption.len ? table->caption : cb_text_of(lang == CB_EN ? "Table" : "表"));
	cb_str_adds(out, "\">\n<table>\n");
	if (table->caption.len) {
		cb_str_adds(out, "<caption>");
		cb_html_escape(out, table->caption);
		cb_str_adds(out, "</caption>\n");
	}
	cb_str_adds(out, "<thead>\n<tr>");
	for (size_t i = 0; i < writer->table->n_columns; i++) {
		struct cb_text label = cb_text_of(cb_doc_label(writer, i, lang));

		open_cell(table, i, "th scope=\"col\"", cb_utf8_width(label) > WHOLE_LABEL_COLS);
		cb_str_addc(out, '>');
		cb_html_escape(out, label);
		cb_str_adds(out, "</th>");
	}
	cb_str_adds(out, "</tr>\n</thead>\n<tbody>\n");
}

/* 1600+ and 2:20 do not tell their value to who sorts. */
static bool
hides_value(const struct cb_writer *writer, size_t column, const struct cb_cell *cell, struct cb_text text)
{
	return writer->table->columns[column].type->numeric && cell->state == CB_VALUE && !cb_doc_is_number(text) &&
	       !cb_column_is_masked(writer, column);
}

void
cb_html_table_row(const struct cb_html_table *table, const struct cb_cell *cells)
{
	struct cb_writer *writer = table->writer;
	struct cb_str *out = &writer->out->buf, scratch = { 0 };
	char buf[CB_PRINT_MAX];

	if (cb_totals_is_row(writer->table, cells)) /* in a body of its own, which is not sorted */
		cb_str_adds(out, "</tbody>\n<tbody>\n");
	cb_str_adds(out, "<tr>");
	for (size_t i = 0; i < writer->table->n_columns; i++) {
		struct cb_text text = cb_doc_text(writer, i, &cells[i], buf, &scratch);
		const struct cb_type *type = writer->table->columns[i].type;
		bool is_number = is_number_column(table, i);
		char figure[CB_PRINT_MAX];

		open_cell(table, i, "td", !is_number && cb_utf8_width(text) > WHOLE_CELL_COLS);
		if (hides_value(writer, i, &cells[i], text)) {
			struct cb_text value = cb_figure(type, cells[i].n, figure);

			cb_str_addf(out, " data-v=\"%.*s\"", CB_TEXT_ARG(value));
		}
		cb_str_addc(out, '>');
		cb_html_escape(out, text);
		cb_str_adds(out, "</td>");
	}
	cb_str_adds(out, "</tr>\n");
	cb_str_release(&scratch);
}

void
cb_html_table_end(struct cb_str *out)
{
	cb_str_adds(out, "</tbody>\n</table>\n</div>\n");
}

/* ---- a page of one table ---- */

void
cb_html_begin(struct cb_writer *writer)
{
	struct cb_str *out = &writer->out->buf;
	struct cb_text title = cb_text_of(cb_doc_title(writer));

	cb_html_page_begin(out, writer->options->lang, title);
	if (title.len) {
		cb_str_adds(out, "<h1>");
		cb_html_escape(out, title);
		cb_str_adds(out, "</h1>\n");
	}
	cb_html_table_begin(&(struct cb_html_table){ .writer = writer });
}

void
cb_html_row(struct cb_writer *writer, const struct cb_cell *cells)
{
	cb_html_table_row(&(struct cb_html_table){ .writer = writer }, cells);
}

void
cb_html_end(struct cb_writer *writer)
{
	const char *notes = writer->table->notes;
	struct cb_str scratch = { 0 };
	struct cb_text note;

	cb_html_table_end(&writer->out->buf);
	while (cb_doc_note(&notes, &note)) {
		cb_str_adds(&writer->out->buf, "<p>");
		cb_html_escape(&writer->out->buf, cb_doc_typeset(writer, note, &scratch));
		cb_str_adds(&writer->out->buf, "</p>\n");
	}
	cb_str_release(&scratch);
	cb_html_page_end(&writer->out->buf);
}
