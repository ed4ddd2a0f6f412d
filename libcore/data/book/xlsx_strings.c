/* The texts that cells share. */
#include "xlsx.h"

#include <string.h>

enum { TABLE = 1,
       ITEM,
       RUN,
       TEXT,
       PROPERTIES,
       STRIKE };

/* The code of _xHHHH_ at p, or -1. */
static int
escaped_code(const char *p, const char *end)
{
	int code = 0;

	if (end - p < 7 || p[0] != '_' || p[1] != 'x' || p[6] != '_')
		return -1;
	for (int i = 2; i < 6; i++) {
		int digit = cb_hex_digit(p[i]);

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

/* ---- runs ---- */

bool
cb_xlsx_is_on(const char **attributes)
{
	const char *value = cb_book_xml_attribute(attributes, "val");

	return value == NULL || cb_book_xml_is_true(value);
}

void
cb_xlsx_begin_text(struct xlsx_runs *runs)
{
	cb_str_clear(&runs->plain);
	runs->from = 0;
	runs->is_struck = runs->has_struck = false;
}

void
cb_xlsx_begin_run(struct xlsx_runs *runs, const struct cb_str *text)
{
	runs->from = text->len;
	runs->is_struck = false;
}

void
cb_xlsx_strike_run(struct xlsx_runs *runs, const char **attributes)
{
	runs->is_struck = cb_xlsx_is_on(attributes);
}

/* Most texts have nothing struck out: `plain` is made when something is. */
void
cb_xlsx_end_run(struct xlsx_runs *runs, const struct cb_str *text)
{
	if (runs->is_struck && !runs->has_struck)
		cb_str_add(&runs->plain, text->p, runs->from);
	else if (!runs->is_struck && runs->has_struck)
		cb_str_add(&runs->plain, text->p + runs->from, text->len - runs->from);
	runs->has_struck = runs->has_struck || runs->is_struck;
	runs->is_struck = false;
}

unsigned
cb_xlsx_end_text(struct xlsx_runs *runs, struct cb_str *text)
{
	if (!runs->has_struck)
		return 0;
	if (cb_text_trim(cb_str_text(&runs->plain)).len == 0)
		return BOOK_STRUCK;
	cb_str_sett(text, cb_str_text(&runs->plain));
	return BOOK_PARTLY_STRUCK;
}

/* ---- the table ---- */

struct table {
	struct xlsx *own;
	struct xlsx_runs runs;
	size_t cap_flags;
};

static void
begin_string(struct book_xml *xml, uint8_t state, const char **attributes)
{
	struct table *table = xml->own;

	if (state == ITEM) {
		cb_str_clear(&xml->text);
		cb_xlsx_begin_text(&table->runs);
	} else if (state == RUN) {
		cb_xlsx_begin_run(&table->runs, &xml->text);
	} else if (state == STRIKE) {
		cb_xlsx_strike_run(&table->runs, attributes);
	}
}

/* The flag of the newest string; all before the first that has one have none. */
static void
set_flag(struct table *table, unsigned flag)
{
	struct xlsx *own = table->own;
	size_t had = table->cap_flags;

	if (flag == 0 && own->string_flags == NULL)
		return;
	own->string_flags = cb_grow(own->string_flags, &table->cap_flags, own->n_strings, sizeof(*own->string_flags));
	memset(own->string_flags + had, 0, table->cap_flags - had);
	own->string_flags[own->n_strings - 1] = (uint8_t)flag;
}

static void
end_string(struct book_xml *xml, uint8_t state)
{
	struct table *table = xml->own;
	struct xlsx *own = table->own;
	unsigned flag;
	size_t n;

	if (state == RUN)
		cb_xlsx_end_run(&table->runs, &xml->text);
	if (state != ITEM)
		return;
	flag = cb_xlsx_end_text(&table->runs, &xml->text);
	n = cb_xlsx_unescape(xml->text.p, xml->text.len);
	*cb_push(own->strings, own->n_strings, own->cap_strings) = (struct cb_text){
		n > 0 ? cb_arena_copy(&xml->part.book->arena, xml->text.p, n) : "", (uint32_t)n
	};
	set_flag(table, flag);
}

/* Runs of rich text are joined; phonetic ones (rPh) are not named here, and so passed over. */
static const struct book_xml_reader string_reader = {
	.elements = (const struct book_element[]){
		{ ITEM, "t", TEXT },
		{ TABLE, "si", ITEM },
		{ ITEM, "r", RUN },
		{ RUN, "t", TEXT },
		{ RUN, "rPr", PROPERTIES },
		{ PROPERTIES, "strike", STRIKE },
		{ 0, "sst", TABLE },
		{ 0 } },
	.texts = 1u << TEXT,
	.begin = begin_string,
	.end = end_string,
};

bool
cb_xlsx_read_strings(struct cb_book *book, struct xlsx *own)
{
	struct table table = { .own = own };
	bool ok = own->has_strings || own->texts < 0 ||
	          cb_book_xml_read(book, own->texts, BOOK_WHOLE(book), &string_reader, &table);

	cb_str_release(&table.runs.plain);
	own->has_strings = true;
	return ok;
}
