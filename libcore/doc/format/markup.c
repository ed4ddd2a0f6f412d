/* Text escaped for Markdown, HTML and XML; tables of Markdown. */
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
static const struct escape markup_escapes[] = {
	{ '<', "&lt;" },
	{ '>', "&gt;" },
	{ '&', "&amp;" },
	{ '"', "&quot;" },
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

		while (i < text.len && escape->as != NULL && escape->c != text.p[i])
			escape++;
		if (i < text.len && escape->as == NULL)
			continue;
		/* between the escapes only what may be printed */
		cb_doc_printable(plain, out);
		if (i < text.len)
			cb_str_adds(out, escape->as);
		start = i + 1;
	}
}

void
cb_markup_escape(struct cb_str *out, struct cb_text text)
{
	add_escaped(out, text, markup_escapes);
}

void
cb_html_escape(struct cb_str *out, struct cb_text text)
{
	add_escaped(out, text, html_escapes);
}

void
cb_md_escape(struct cb_str *out, struct cb_text text)
{
	add_escaped(out, text, md_escapes);
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
	const char *title = writer->table->has_said ? cb_doc_title(writer) : writer->options->title;

	if (title != NULL && *title) {
		cb_str_adds(out, "# ");
		add_escaped(out, cb_text_of(title), md_escapes);
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

void
cb_md_end(struct cb_writer *writer)
{
	const char *notes = writer->table->notes;
	struct cb_text note;

	while (cb_doc_note(&notes, &note)) {
		cb_str_addc(&writer->out->buf, '\n');
		add_escaped(&writer->out->buf, note, md_escapes);
		cb_str_addc(&writer->out->buf, '\n');
	}
}
