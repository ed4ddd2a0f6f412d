/* The texts that cells share. */
#include "xlsx.h"

#include <string.h>

enum { TABLE = 1,
       ITEM,
       RUN,
       TEXT };

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The code of _xHHHH_ at p, or -1. */
static int
escaped_code(const char *p, const char *end)
{
	int code = 0;

	if (end - p < 7 || p[0] != '_' || p[1] != 'x' || p[6] != '_')
		return -1;
	for (int i = 2; i < 6; i++) {
		int digit = hex_digit(p[i]);

		if (digit < 0)
			return -1;
		code = code * 16 + digit;
	}
	return code;
}

/* UTF-8 of a character below 0x10000, never longer than its escape. Control characters that no text can
 * hold and halves of pairs are none: their escapes stay. */
static size_t
put_code(char *to, int code)
{
	if ((code < ' ' && code != '\t' && code != '\n' && code != '\r') || (code >= 0xD800 && code <= 0xDFFF))
		return 0;
	if (code < 0x80) {
		to[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		to[0] = (char)(0xC0 | code >> 6);
		to[1] = (char)(0x80 | (code & 0x3F));
		return 2;
	}
	to[0] = (char)(0xE0 | code >> 12);
	to[1] = (char)(0x80 | (code >> 6 & 0x3F));
	to[2] = (char)(0x80 | (code & 0x3F));
	return 3;
}

size_t
cb_xlsx_unescape(char *p, size_t n)
{
	const char *end = p + n, *from = n > 0 ? memchr(p, '_', n) : NULL;
	char *to = p + (from != NULL ? from - p : 0);

	if (from == NULL)
		return n;
	while (from < end) {
		int code = *from == '_' ? escaped_code(from, end) : -1;
		size_t put = code >= 0 ? put_code(to, code) : 0;

		if (put > 0) {
			to += put;
			from += 7;
		} else {
			*to++ = *from++;
		}
	}
	return (size_t)(to - p);
}

/* ---- the table ---- */

static void
begin_string(struct book_xml *xml, uint8_t state, const char **attributes)
{
	(void)attributes;
	if (state == ITEM)
		cb_str_clear(&xml->text);
}

static void
end_string(struct book_xml *xml, uint8_t state)
{
	struct xlsx *own = xml->own;
	size_t n;

	if (state != ITEM)
		return;
	n = cb_xlsx_unescape(xml->text.p, xml->text.len);
	*cb_push(own->strings, own->n_strings, own->cap_strings) = (struct cb_text){
		n > 0 ? cb_arena_copy(&xml->part.book->arena, xml->text.p, n) : "", (uint32_t)n
	};
}

/* Runs of rich text are joined; phonetic ones (rPh) are not named here, and so passed over. */
static const struct book_xml_reader string_reader = {
	.elements = (const struct book_element[]){
		{ ITEM, "t", TEXT },
		{ TABLE, "si", ITEM },
		{ ITEM, "r", RUN },
		{ RUN, "t", TEXT },
		{ 0, "sst", TABLE },
		{ 0 } },
	.texts = 1u << TEXT,
	.begin = begin_string,
	.end = end_string,
};

bool
cb_xlsx_read_strings(struct cb_book *book, struct xlsx *own)
{
	bool ok = own->has_strings || own->texts < 0 ||
	          cb_book_xml_read(book, own->texts, (struct cb_place){ book->source, 0, 0 }, &string_reader, own);

	own->has_strings = true;
	return ok;
}
