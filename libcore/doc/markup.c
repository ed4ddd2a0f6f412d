/* md, html: for people who read a page. */
#include "formats.h"

#include <cb/base/utf8.h>

/* Characters that stand for something else: each is a character and what it is written as. */
struct escape {
	char c;
	const char *as;
};

static const struct escape md_escapes[] = {
	{ '\\', "\\\\" },
	{ '`', "\\`" },
	{ '*', "\\*" },
	{ '_', "\\_" },
	{ '[', "\\[" },
	{ ']', "\\]" },
	{ '|', "\\|" },
	{ '~', "\\~" },
	{ '<', "&lt;" },
	{ '>', "&gt;" },
	{ '&', "&amp;" },
	{ '\n', "<br>" },
	{ '\r', "" },
	{ 0 },
};
static const struct escape html_escapes[] = {
	{ '<', "&lt;" },
	{ '>', "&gt;" },
	{ '&', "&amp;" },
	{ '"', "&quot;" },
	{ '\n', "<br>" },
	{ '\r', "" },
	{ 0 },
};

static void
add_escaped(struct cb_str *out, struct cb_text text, const struct escape *escapes)
{
	for (uint32_t i = 0, start = 0; i <= text.len; i++) {
		const struct escape *escape = escapes;
		struct cb_text plain = { text.p + start, i - start };

		while (i < text.len && escape->as && escape->c != text.p[i])
			escape++;
		if (i < text.len && !escape->as)
			continue;
		/* between the escapes only what may be printed */
		cb_doc_printable(plain, out);
		if (i < text.len)
			cb_str_adds(out, escape->as);
		start = i + 1;
	}
}

static bool
is_number_column(const struct cb_writer *writer, size_t column)
{
	return writer->table->columns[column].type->numeric;
}

void
cb_md_begin(struct cb_writer *writer)
{
	struct cb_str *out = &writer->out->buf;
	size_t n = writer->table->n_columns;

	if (writer->options->title && *writer->options->title) {
		cb_str_adds(out, "# ");
		add_escaped(out, cb_text_of(writer->options->title), md_escapes);
		cb_str_adds(out, "\n\n");
	}
	for (size_t i = 0; i < n; i++) {
		cb_str_adds(out, "| ");
		add_escaped(out, cb_text_of(cb_doc_label(writer, i, writer->options->lang)), md_escapes);
		cb_str_addc(out, ' ');
	}
	cb_str_adds(out, "|\n");
	for (size_t i = 0; i < n; i++)
		cb_str_adds(out, is_number_column(writer, i) ? "| ---: " : "| --- ");
	cb_str_adds(out, "|\n");
}

void
cb_md_row(struct cb_writer *writer, const struct cb_cell *cells)
{
	struct cb_str *out = &writer->out->buf, scratch = { 0 };
	char buf[CB_PRINT_MAX];

	for (size_t i = 0; i < writer->table->n_columns; i++) {
		cb_str_adds(out, "| ");
		add_escaped(out, cb_doc_text(writer, i, &cells[i], buf, &scratch), md_escapes);
		cb_str_addc(out, ' ');
	}
	cb_str_adds(out, "|\n");
	cb_str_release(&scratch);
}

/* Chinese may break beside any character: names and dates stay whole, what is longer is wrapped. */
enum { WHOLE_LABEL_COLS = 8,
       WHOLE_CELL_COLS = 16,
       UPRIGHT_COLUMNS = 7 /* more of them stand on a page laid across */ };

/* No script, no font, no address: the page may be opened from a stick or sent on. */
static const char html_head[] =
	"<meta charset=\"utf-8\">\n"
	"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n";
static const char html_style[] =
	"<style>\n"
	"body { margin: 1rem auto; max-width: 75rem; padding: 0 1rem; color: #1a1a1a; background: #fff;\n"
	"  font: 1rem/1.5 \"Noto Sans CJK SC\", \"Microsoft YaHei\", \"PingFang SC\", sans-serif; }\n"
	"h1 { font-size: 1.4rem; text-align: center; }\n"
	"div { overflow-x: auto; }\n"
	"table { border-collapse: collapse; width: 100%; }\n"
	"th, td { border: 1px solid #767676; padding: .3em .5em; text-align: left; vertical-align: top;\n"
	"  white-space: nowrap; }\n"
	".w { white-space: normal; overflow-wrap: anywhere; }\n"
	"th.w { min-width: 4em; }\n"
	"td.w { min-width: 10em; }\n"
	"thead th { background: #f0e4e1; }\n"
	"tbody tr:nth-child(even) { background: #f6f6f6; }\n"
	".n { text-align: right; font-variant-numeric: tabular-nums; }\n"
	"@media print { body { margin: 0; max-width: none; padding: 0; font-size: 9pt; }\n"
	"  h1 { font-size: 14pt; margin: 0 0 4mm; }\n"
	"  div { overflow: visible; } thead { display: table-header-group; } tr { break-inside: avoid; } }\n"
	"</style>\n";

static void
add_html_cell(struct cb_writer *writer, size_t column, const char *tag, struct cb_text text, size_t whole_cols)
{
	struct cb_str *out = &writer->out->buf;
	bool is_number = is_number_column(writer, column), wraps = cb_utf8_width(text) > whole_cols;

	cb_str_addf(out, "<%s", tag);
	if (is_number || wraps)
		cb_str_addf(out, " class=\"%s%s%s\"", is_number ? "n" : "", is_number && wraps ? " " : "", wraps ? "w" : "");
	cb_str_addc(out, '>');
	add_escaped(out, text, html_escapes);
}

void
cb_html_begin(struct cb_writer *writer)
{
	struct cb_str *out = &writer->out->buf;
	struct cb_text title = cb_text_of(cb_doc_title(writer));
	bool is_en = writer->options->lang == CB_EN;

	cb_str_addf(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n", is_en ? "en" : "zh-CN");
	cb_str_adds(out, html_head);
	cb_str_adds(out, "<title>");
	add_escaped(out, title.len ? title : cb_text_of(is_en ? "Table" : "表"), html_escapes);
	cb_str_adds(out, "</title>\n");
	cb_str_adds(out, html_style);
	cb_str_addf(out, "<style>@page { size: A4%s; margin: 15mm; }</style>\n",
	            writer->table->n_columns > UPRIGHT_COLUMNS ? " landscape" : "");
	cb_str_adds(out, "</head>\n<body>\n<main>\n");
	if (title.len) {
		cb_str_adds(out, "<h1>");
		add_escaped(out, title, html_escapes);
		cb_str_adds(out, "</h1>\n");
	}
	cb_str_adds(out, "<div>\n<table>\n<thead>\n<tr>");
	for (size_t i = 0; i < writer->table->n_columns; i++) {
		add_html_cell(writer, i, "th scope=\"col\"", cb_text_of(cb_doc_label(writer, i, writer->options->lang)),
		              WHOLE_LABEL_COLS);
		cb_str_adds(out, "</th>");
	}
	cb_str_adds(out, "</tr>\n</thead>\n<tbody>\n");
}

void
cb_html_row(struct cb_writer *writer, const struct cb_cell *cells)
{
	struct cb_str *out = &writer->out->buf, scratch = { 0 };
	char buf[CB_PRINT_MAX];

	cb_str_adds(out, "<tr>");
	for (size_t i = 0; i < writer->table->n_columns; i++) {
		add_html_cell(writer, i, "td", cb_doc_text(writer, i, &cells[i], buf, &scratch),
		              is_number_column(writer, i) ? SIZE_MAX : WHOLE_CELL_COLS);
		cb_str_adds(out, "</td>");
	}
	cb_str_adds(out, "</tr>\n");
	cb_str_release(&scratch);
}

void
cb_html_end(struct cb_writer *writer)
{
	cb_str_adds(&writer->out->buf, "</tbody>\n</table>\n</div>\n</main>\n</body>\n</html>\n");
}
