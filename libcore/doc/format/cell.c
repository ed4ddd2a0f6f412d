/* What is shown of a table: its title, its headers, the text of its cells. */
#include <cb/base/utf8.h>
#include <cb/doc/format.h>
#include <cb/value/mask.h>

struct cb_text
cb_doc_text(const struct cb_writer *writer, size_t column, const struct cb_cell *cell, char *buf,
            struct cb_str *scratch)
{
	const struct cb_table_column *at = &writer->table->columns[column];
	struct cb_text text = cb_cell_print(at->type, at->arg, cell, buf);

	if (writer->options->reveal || !cb_cell_is_private(at, cell))
		return text;
	cb_str_clear(scratch);
	cb_mask_value(at->type, text, writer->options->customary ? CB_MASK_CUSTOMARY : CB_MASK_FULL, scratch);
	return cb_str_text(scratch);
}

const char *
cb_doc_label(const struct cb_writer *writer, size_t column, enum cb_lang lang)
{
	const struct cb_table_column *at = &writer->table->columns[column];

	return lang == CB_ZH && at->zh != NULL ? at->zh : at->key;
}

const char *
cb_doc_title(const struct cb_writer *writer)
{
	const char *title = writer->options->title;

	if (title == NULL)
		title = writer->options->lang == CB_EN ? writer->table->title_en : writer->table->title_zh;
	return title != NULL ? title : "";
}

bool
cb_doc_is_number(struct cb_text text)
{
	uint32_t at = text.len && text.p[0] == '-', whole = at, start;

	while (at < text.len && text.p[at] >= '0' && text.p[at] <= '9')
		at++;
	if (at == whole || (text.p[whole] == '0' && at > whole + 1))
		return false;
	if (at == text.len)
		return true;
	if (text.p[at++] != '.')
		return false;
	for (start = at; at < text.len && text.p[at] >= '0' && text.p[at] <= '9';)
		at++;
	return at > start && at == text.len;
}

/* Control characters move the cursor of a terminal, direction marks make text read as another, and what
 * is no character at all may not stand in XML. */
static bool
is_unprintable(int32_t cp)
{
	return cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || (cp >= 0x202a && cp <= 0x202e) ||
	       (cp >= 0x2066 && cp <= 0x2069) || cp == 0x2028 || cp == 0x2029 || (cp & 0xfffe) == 0xfffe;
}

void
cb_doc_printable(struct cb_text text, struct cb_str *out)
{
	for (uint32_t at = 0; at < text.len;) {
		int32_t cp;
		int n = cb_utf8_decode(text.p + at, text.len - at, &cp);

		if (cp == '\n' || cp == '\t' || cp == '\r')
			cb_str_addc(out, ' ');
		else if (is_unprintable(cp))
			cb_str_adds(out, "\xef\xbf\xbd");
		else
			cb_str_add(out, text.p + at, (size_t)n);
		at += (uint32_t)n;
	}
}
