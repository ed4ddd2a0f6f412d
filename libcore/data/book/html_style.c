/* Styles of an HTML page, as far as cells are read by them: number formats, and what is struck out. */
#include <stdlib.h>
#include <string.h>

#include <cb/base/utf8.h>

#include "html_table.h"

enum { CLASSES_MAX = 4096 };

static struct cb_text
until(struct cb_text t, const char *end)
{
	int at = cb_text_find(t, end);

	return (struct cb_text){ t.p, at < 0 ? t.len : (uint32_t)at };
}

static int
hex_of(char c)
{
	return cb_is_digit(c) ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
	                                                                         : -1;
}

/* A value up to its quote, or ; or blank where it has none: \0022 is a character by its number, \c is c. */
static void
unescape(struct cb_text t, struct cb_str *out)
{
	char quote = t.len > 0 && (*t.p == '"' || *t.p == '\'') ? *t.p : '\0';

	for (uint32_t i = quote != '\0'; i < t.len && t.p[i] != quote; i++) {
		uint32_t code = 0, n = 0;

		if (quote == '\0' && (t.p[i] == ';' || t.p[i] == '}'))
			return;
		if (t.p[i] != '\\' || i + 1 == t.len) {
			cb_str_addc(out, t.p[i]);
			continue;
		}
		for (i++; n < 4 && i < t.len && hex_of(t.p[i]) >= 0; n++)
			code = code * 16 + (uint32_t)hex_of(t.p[i++]);
		if (n == 4 && code > 0) {
			cb_utf8_add(out, (int32_t)code);
			i--;
		} else { /* no number: the character itself */
			i -= n;
			cb_str_addc(out, t.p[i]);
		}
	}
}

/* The value behind a property, "" where there is none. */
static struct cb_text
property(struct cb_text rules, const char *name)
{
	uint32_t n = (uint32_t)strlen(name);

	for (uint32_t i = 0; i + n < rules.len; i++)
		if (cb_bytes_equal_nocase(rules.p + i, name, n)) {
			struct cb_text rest = cb_text_trim(cb_text_from(rules, i + n));

			if (rest.len > 0 && *rest.p == ':')
				return cb_text_trim(cb_text_from(rest, 1));
		}
	return (struct cb_text){ "", 0 };
}

static struct html_style
read_rules(struct html_styles *styles, struct cb_text rules)
{
	static const char *const names[] = { "mso-number-format", "vnd.ms-excel.numberformat" };
	struct html_style style = { .format = { "", 0 } };
	struct cb_text line = property(rules, "text-decoration");
	struct cb_str format = { 0 };

	for (size_t i = 0; i < CB_COUNT(names) && format.len == 0; i++)
		unescape(property(rules, names[i]), &format);
	style.is_struck = line.len >= 12 && cb_bytes_equal_nocase(line.p, "line-through", 12);
	if (format.len > 0)
		style.format = cb_arena_text(&styles->arena, cb_text_trim(cb_str_text(&format)));
	cb_str_release(&format);
	return style;
}

/* .xl65, td.xl65 {…}: the classes before the brace. */
static void
add_classes(struct html_styles *styles, struct cb_text selectors, struct cb_text rules)
{
	struct html_style style;

	if (cb_text_find(rules, "ormat") < 0 && cb_text_find(rules, "line-through") < 0)
		return;
	style = read_rules(styles, rules);
	for (uint32_t i = 0; i < selectors.len && styles->n < CLASSES_MAX; i++) {
		struct cb_text name = cb_text_from(selectors, i + 1);

		if (selectors.p[i] != '.')
			continue;
		name.len = 0;
		while (i + 1 + name.len < selectors.len && strchr(" ,{.:\t\r\n", name.p[name.len]) == NULL)
			name.len++;
		*cb_push(styles->styles, styles->n, styles->cap) = style;
		cb_dict_put(&styles->classes, name, (uint32_t)styles->n);
	}
}

void
cb_html_styles_read(struct html_styles *styles, struct cb_text page)
{
	int at;

	while ((at = cb_text_find(page, "<style")) >= 0 || (at = cb_text_find(page, "<STYLE")) >= 0) {
		struct cb_text sheet = until(cb_text_from(page, (uint32_t)at), "</");

		page = cb_text_from(page, (uint32_t)at + sheet.len);
		while ((at = cb_text_find(sheet, "{")) >= 0) {
			struct cb_text selectors = { sheet.p, (uint32_t)at }, rules = until(cb_text_from(sheet, (uint32_t)at + 1), "}");

			add_classes(styles, selectors, rules);
			sheet = cb_text_from(sheet, (uint32_t)at + 1 + rules.len);
		}
		if (sheet.len == page.len)
			return;
	}
}

struct html_style
cb_html_style_of(struct html_styles *styles, const struct html_token *tag)
{
	struct html_style style = { .format = { "", 0 } }, own;
	struct cb_text value;
	struct cb_str decoded = { 0 };
	uint32_t at = 0;

	if (styles->n > 0 && cb_html_attribute(tag, "class", &value)) {
		at = cb_dict_get(&styles->classes, cb_text_trim(value));
		style = at > 0 ? styles->styles[at - 1] : style;
	}
	if (!cb_html_attribute(tag, "style", &value))
		return style;
	cb_html_decode(value, HTML_ALL_BLANKS, &decoded);
	own = read_rules(styles, cb_str_text(&decoded));
	cb_str_release(&decoded);
	style.is_struck |= own.is_struck;
	style.format = own.format.len > 0 ? own.format : style.format;
	return style;
}

void
cb_html_styles_release(struct html_styles *styles)
{
	cb_dict_release(&styles->classes);
	cb_arena_release(&styles->arena);
	free(styles->styles);
}
