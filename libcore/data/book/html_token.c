#include "html_token.h"

#include <cb/base/utf8.h>

#include <string.h>

/* Elements whose content is no text of the page. */
static const char *const passed_over[] = { "script", "style", "title", "xml" };

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_name(char c)
{
	return is_letter(c) || cb_is_digit(c) || c == ':' || c == '-' || c == '_';
}

static bool
is_called(struct cb_text text, const char *name)
{
	return text.len == strlen(name) && cb_bytes_equal_nocase(text.p, name, text.len);
}

bool
cb_html_is(const struct html_token *token, const char *name)
{
	return is_called(token->text, name);
}

/* --- tags --------------------------------------------------------------------------------- */

/* Behind the > that closes the tag at p, quotes in values passed over; `end` when there is none. */
static const char *
tag_end(const char *p, const char *end)
{
	char quote = '\0';
	bool in_value = false; /* a quote counts only where a value begins */

	for (; p < end && (quote != '\0' || *p != '>'); p++) {
		if (quote != '\0')
			quote = *p == quote ? '\0' : quote;
		else if (in_value && (*p == '"' || *p == '\''))
			quote = *p;
		in_value = quote == '\0' && (*p == '=' || (in_value && is_blank(*p)));
	}
	return p;
}

/* Behind the next `word`, or at the end. */
static void
pass(struct html *html, const char *word)
{
	size_t n = strlen(word);

	while (html->p < html->end) {
		html->p = memchr(html->p, *word, (size_t)(html->end - html->p));
		if (html->p == NULL || (size_t)(html->end - html->p) < n) {
			html->p = html->end;
			return;
		}
		if (memcmp(html->p, word, n) == 0) {
			html->p += n;
			return;
		}
		html->p++;
	}
}

/* To the closing tag of the element, which is left for the next call. */
static void
pass_element(struct html *html, struct cb_text name)
{
	for (; html->p < html->end; html->p++) {
		html->p = memchr(html->p, '<', (size_t)(html->end - html->p));
		if (html->p == NULL) {
			html->p = html->end;
			return;
		}
		if ((size_t)(html->end - html->p) > name.len + 2 && html->p[1] == '/' &&
		    cb_bytes_equal_nocase(html->p + 2, name.p, name.len) && !is_name(html->p[2 + name.len]))
			return;
	}
}

static void
take_tag(struct html *html, struct html_token *token)
{
	const char *name = html->p + 1, *p, *end = tag_end(html->p, html->end);

	token->what = *name == '/' ? HTML_CLOSE : HTML_OPEN;
	name += *name == '/';
	for (p = name; p < end && is_name(*p); p++)
		;
	token->text = (struct cb_text){ name, (uint32_t)(p - name) };
	token->rest = (struct cb_text){ p, (uint32_t)(end - p) };
	html->p = end < html->end ? end + 1 : end;
	if (end == html->end) { /* never closed */
		token->what = HTML_END;
		return;
	}
	if (token->what == HTML_CLOSE || (end > p && end[-1] == '/'))
		return;
	for (size_t i = 0; i < CB_COUNT(passed_over); i++)
		if (is_called(token->text, passed_over[i]))
			pass_element(html, token->text);
}

/* Does a tag begin here? */
static bool
is_tag(const struct html *html)
{
	size_t left = (size_t)(html->end - html->p);

	return left >= 2 && (is_letter(html->p[1]) || (left >= 3 && html->p[1] == '/' && is_letter(html->p[2])));
}

static bool
is_declaration(const struct html *html)
{
	return html->end - html->p >= 2 && (html->p[1] == '!' || html->p[1] == '?');
}

void
cb_html_next(struct html *html, struct html_token *token)
{
	const char *start;

	while (html->p < html->end && *html->p == '<' && is_declaration(html))
		pass(html, html->end - html->p >= 4 && memcmp(html->p, "<!--", 4) == 0 ? "-->" : ">");
	*token = (struct html_token){ .what = HTML_END };
	if (html->p == html->end)
		return;
	if (*html->p == '<' && is_tag(html)) {
		take_tag(html, token);
		return;
	}
	start = html->p++;
	while (html->p < html->end && !(*html->p == '<' && (is_tag(html) || is_declaration(html))))
		html->p++;
	token->what = HTML_TEXT;
	token->text = (struct cb_text){ start, (uint32_t)(html->p - start) };
}

/* --- attributes --------------------------------------------------------------------------- */

static void
pass_blanks(struct cb_text *rest)
{
	while (rest->len > 0 && (is_blank(*rest->p) || *rest->p == '/'))
		*rest = (struct cb_text){ rest->p + 1, rest->len - 1 };
}

static struct cb_text
cut(struct cb_text *rest, uint32_t n)
{
	struct cb_text text = { rest->p, n };

	*rest = (struct cb_text){ rest->p + n, rest->len - n };
	return text;
}

static struct cb_text
take_value(struct cb_text *rest)
{
	struct cb_text value;
	uint32_t n = 0;
	char quote;

	pass_blanks(rest);
	if (rest->len == 0 || *rest->p != '=')
		return (struct cb_text){ rest->p, 0 };
	cut(rest, 1);
	while (rest->len > 0 && is_blank(*rest->p))
		cut(rest, 1);
	quote = rest->len > 0 && (*rest->p == '"' || *rest->p == '\'') ? *rest->p : '\0';
	if (quote != '\0')
		cut(rest, 1);
	while (n < rest->len && (quote != '\0' ? rest->p[n] != quote : !is_blank(rest->p[n])))
		n++;
	value = cut(rest, n);
	if (quote != '\0' && rest->len > 0)
		cut(rest, 1);
	return value;
}

bool
cb_html_attribute(const struct html_token *token, const char *name, struct cb_text *value)
{
	struct cb_text rest = token->rest;

	for (pass_blanks(&rest); rest.len > 0; pass_blanks(&rest)) {
		uint32_t n = 1; /* whatever it is, so that the end is reached */
		struct cb_text called;

		while (n < rest.len && !is_blank(rest.p[n]) && rest.p[n] != '=' && rest.p[n] != '/')
			n++;
		called = cut(&rest, n);
		*value = take_value(&rest);
		if (is_called(called, name))
			return true;
	}
	return false;
}

/* --- texts -------------------------------------------------------------------------------- */

static const struct {
	const char *name;
	int32_t character;
} entities[] = {
	{ "amp", '&' },
	{ "apos", '\'' },
	{ "bull", 0x2022 },
	{ "cent", 0xA2 },
	{ "copy", 0xA9 },
	{ "deg", 0xB0 },
	{ "divide", 0xF7 },
	{ "emsp", 0x2003 },
	{ "ensp", 0x2002 },
	{ "euro", 0x20AC },
	{ "frac12", 0xBD },
	{ "frac14", 0xBC },
	{ "frac34", 0xBE },
	{ "ge", 0x2265 },
	{ "gt", '>' },
	{ "hellip", 0x2026 },
	{ "laquo", 0xAB },
	{ "ldquo", 0x201C },
	{ "le", 0x2264 },
	{ "lsquo", 0x2018 },
	{ "lt", '<' },
	{ "mdash", 0x2014 },
	{ "middot", 0xB7 },
	{ "minus", 0x2212 },
	{ "nbsp", 0xA0 },
	{ "ndash", 0x2013 },
	{ "ne", 0x2260 },
	{ "para", 0xB6 },
	{ "permil", 0x2030 },
	{ "plusmn", 0xB1 },
	{ "pound", 0xA3 },
	{ "quot", '"' },
	{ "raquo", 0xBB },
	{ "rdquo", 0x201D },
	{ "reg", 0xAE },
	{ "rsquo", 0x2019 },
	{ "sect", 0xA7 },
	{ "sup2", 0xB2 },
	{ "sup3", 0xB3 },
	{ "thinsp", 0x2009 },
	{ "times", 0xD7 },
	{ "trade", 0x2122 },
	{ "yen", 0xA5 },
};

/* &#26446; or &#x674E; from behind the #; the length, 0 = it is none. */
static uint32_t
take_number(struct cb_text text, int32_t *character)
{
	bool is_hex = text.len > 0 && (*text.p == 'x' || *text.p == 'X');
	uint32_t at = is_hex, begin = at;
	int32_t n = 0;

	for (; at < text.len && n < 0x110000; at++) {
		char c = text.p[at];
		int digit = cb_is_digit(c)                   ? c - '0'
		            : is_hex && c >= 'a' && c <= 'f' ? c - 'a' + 10
		            : is_hex && c >= 'A' && c <= 'F' ? c - 'A' + 10
		                                             : -1;

		if (digit < 0)
			break;
		n = n * (is_hex ? 16 : 10) + digit;
	}
	*character = n == 0 ? -1 : n;
	return at > begin ? at : 0;
}

/* The entity behind an &: its length without the &, 0 = there is none. */
static uint32_t
take_entity(struct cb_text text, int32_t *character)
{
	uint32_t n = 0;

	if (text.len > 0 && *text.p == '#') {
		n = take_number(cb_text_from(text, 1), character);
		n += n > 0;
	} else {
		while (n < text.len && n < 8 && (is_letter(text.p[n]) || cb_is_digit(text.p[n])))
			n++;
		*character = 0;
		for (size_t i = 0; i < CB_COUNT(entities); i++)
			if (strlen(entities[i].name) == n && memcmp(entities[i].name, text.p, n) == 0)
				*character = entities[i].character;
		n = *character != 0 ? n : 0;
	}
	return n > 0 && n < text.len && text.p[n] == ';' ? n + 1 : n;
}

static void
add_blank(struct cb_str *out, char c, enum html_blanks blanks)
{
	if (blanks == HTML_ALL_BLANKS)
		cb_str_addc(out, c);
	else if (out->len > 0 && out->p[out->len - 1] != ' ' && out->p[out->len - 1] != '\n')
		cb_str_addc(out, ' ');
}

void
cb_html_decode(struct cb_text text, enum html_blanks blanks, struct cb_str *out)
{
	for (uint32_t i = 0; i < text.len; i++) {
		struct cb_text behind = { text.p + i + 1, text.len - i - 1 };
		int32_t character;
		uint32_t n = text.p[i] == '&' ? take_entity(behind, &character) : 0;

		if (n > 0 && character == 0xA0)
			cb_str_addc(out, ' ');
		else if (n > 0)
			cb_utf8_add(out, character);
		else if (is_blank(text.p[i]))
			add_blank(out, text.p[i], blanks);
		else
			cb_str_addc(out, text.p[i]);
		i += n;
	}
}
