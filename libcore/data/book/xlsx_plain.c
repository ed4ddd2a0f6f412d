#include "xlsx_plain.h"

#include <cb/base/utf8.h>

#include <string.h>

/* A character that means itself wherever it stands. */
static bool
is_plain(char c)
{
	return c >= ' ' && c <= '~' && c != '<' && c != '>' && c != '&' && c != '"';
}

static bool
is_named(const char *const *attributes, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i += 2)
		if (strcmp(attributes[i], name) == 0)
			return true;
	return false;
}

/* The attributes in p, cut into strings where they stand. */
static bool
cut_attributes(char *p, const char *end, const char **attributes)
{
	size_t n = 0;

	while (*p == ' ') {
		char *name = ++p, *value;

		while (cb_is_letter(*p) || (p > name && (*p == ':' || cb_is_digit(*p))))
			p++;
		if (p == name || p[0] != '=' || p[1] != '"' || n == 2 * XLSX_PLAIN_ATTRIBUTES)
			return false;
		*p = '\0';
		value = p += 2;
		while (is_plain(*p))
			p++;
		if (*p != '"' || is_named(attributes, n, name))
			return false;
		*p++ = '\0';
		attributes[n++] = name;
		attributes[n++] = value;
	}
	attributes[n] = NULL;
	return p == end;
}

bool
cb_xlsx_plain_word(const char **p, const char *end, const char *word)
{
	size_t n = strlen(word);

	if ((size_t)(end - *p) < n || memcmp(*p, word, n) != 0)
		return false;
	*p += n;
	return true;
}

/* <name attributes> or <name attributes/>; start is "<name". */
static bool
take_tag(const char **p, const char *end, const char *start, struct xlsx_plain *out)
{
	const char *at = *p, *close;
	size_t n;

	if (!cb_xlsx_plain_word(&at, end, start) || (close = memchr(at, '>', (size_t)(end - at))) == NULL)
		return false;
	n = (size_t)(close - at);
	out->is_closed = n > 0 && close[-1] == '/';
	n -= out->is_closed;
	if (n >= sizeof(out->tag))
		return false;
	memcpy(out->tag, at, n);
	out->tag[n] = '\0';
	if (!cut_attributes(out->tag, out->tag + n, out->attributes))
		return false;
	*p = close + 1;
	return true;
}

bool
cb_xlsx_plain_row(const char **p, const char *end, struct xlsx_plain *out)
{
	return take_tag(p, end, "<row", out) && !out->is_closed;
}

/* Up to the next tag. U+FFFE and U+FFFF are none of XML's characters. */
static bool
take_text(const char **p, const char *end, bool is_utf8, struct cb_text *out)
{
	bool is_ascii = true;

	out->p = *p;
	for (; *p < end && (is_plain(**p) || **p == '"' || (is_utf8 && (**p & 0x80) != 0)); ++*p)
		is_ascii = is_ascii && (**p & 0x80) == 0;
	out->len = (uint32_t)(*p - out->p);
	return is_ascii || (cb_utf8_check(out->p, out->len) == out->len && cb_text_find(*out, "\xef\xbf\xbe") < 0 &&
	                    cb_text_find(*out, "\xef\xbf\xbf") < 0);
}

/* What stands between <c> and its end, with that. */
static bool
take_content(const char **p, const char *end, bool is_utf8, struct xlsx_plain *out)
{
	struct cb_text formula;
	const char *close = NULL;

	out->has_formula = cb_xlsx_plain_word(p, end, "<f>");
	if (out->has_formula && (!take_text(p, end, is_utf8, &formula) || !cb_xlsx_plain_word(p, end, "</f>")))
		return false;
	if (cb_xlsx_plain_word(p, end, "<v>"))
		close = "</v>";
	else if (cb_xlsx_plain_word(p, end, "<is><t>"))
		close = "</t></is>";
	out->has_value = close != NULL;
	if (out->has_value && (!take_text(p, end, is_utf8, &out->value) || !cb_xlsx_plain_word(p, end, close)))
		return false;
	return cb_xlsx_plain_word(p, end, "</c>");
}

bool
cb_xlsx_plain_cell(const char **p, const char *end, bool is_utf8, struct xlsx_plain *out)
{
	const char *at = *p;

	out->has_value = out->has_formula = false;
	out->value = (struct cb_text){ "", 0 };
	if (!take_tag(&at, end, "<c", out) || (!out->is_closed && !take_content(&at, end, is_utf8, out)))
		return false;
	*p = at;
	return true;
}
