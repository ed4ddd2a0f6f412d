#include "ods_style.h"

#include <stdlib.h>
#include <string.h>

#include "xml.h"

enum { DIGITS_MAX = 20 };

static struct cb_text
attribute(const char **attributes, const char *name)
{
	const char *value = cb_book_xml_attribute(attributes, name);

	return cb_text_of(value != NULL ? value : "");
}

/* A small number; `otherwise` where there is none. */
static uint32_t
number_of(const char **attributes, const char *name, uint32_t otherwise)
{
	struct cb_text value = attribute(attributes, name);
	uint32_t n = 0;

	if (value.len == 0 || value.len > 9)
		return otherwise;
	for (uint32_t i = 0; i < value.len && cb_is_digit(value.p[i]); i++)
		n = n * 10 + (uint32_t)(value.p[i] - '0');
	return n;
}

void
cb_ods_begin_style(struct ods_styles *styles, const char **attributes)
{
	struct ods_style style = { .format = attribute(attributes, "data-style-name") };
	uint32_t parent = cb_dict_get(&styles->names, attribute(attributes, "parent-style-name"));

	if (style.format.len > 0)
		style.format = cb_arena_text(&styles->arena, style.format);
	else if (parent > 0)
		style.format = styles->styles[parent - 1].format;
	*cb_push(styles->styles, styles->n, styles->cap) = style;
	cb_dict_put(&styles->names, attribute(attributes, "name"), (uint32_t)styles->n);
}

void
cb_ods_strike_style(struct ods_styles *styles)
{
	if (styles->n > 0)
		styles->styles[styles->n - 1].is_struck = true;
}

/* ---- formats ---- */

void
cb_ods_begin_format(struct ods_styles *styles, const char **attributes)
{
	cb_str_clear(&styles->name);
	cb_str_clear(&styles->code);
	cb_str_addt(&styles->name, attribute(attributes, "name"));
}

/* 000, #,##0.00, with a comma behind for each thousand that it is divided by. */
static void
add_number(struct cb_str *code, const char **attributes)
{
	uint32_t whole = number_of(attributes, "min-integer-digits", 1), places = number_of(attributes, "decimal-places", 0);
	uint32_t factor = number_of(attributes, "display-factor", 1);

	cb_str_adds(code, cb_text_is(attribute(attributes, "grouping"), "true") ? "#,##" : "");
	for (uint32_t i = 0; i < (whole < DIGITS_MAX ? whole : DIGITS_MAX); i++)
		cb_str_addc(code, '0');
	cb_str_adds(code, whole == 0 ? "#" : "");
	cb_str_adds(code, places > 0 ? "." : "");
	for (uint32_t i = 0; i < (places < DIGITS_MAX ? places : DIGITS_MAX); i++)
		cb_str_addc(code, '0');
	for (; factor >= 1000; factor /= 1000)
		cb_str_addc(code, ',');
}

void
cb_ods_add_part(struct ods_styles *styles, const char *part, const char **attributes)
{
	static const struct {
		const char *part, *plain, *with_long;
	} parts[] = { { "year", "yy", "yyyy" }, { "day", "d", "dd" }, { "hours", "h", "hh" }, { "minutes", "m", "mm" }, { "seconds", "s", "ss" }, { "day-of-week", "aaa", "aaaa" }, { "am-pm", "AM/PM", "AM/PM" }, { "era", "e", "e" } };
	bool is_long = cb_text_is(attribute(attributes, "style"), "long");

	if (strcmp(part, "number") == 0 || strcmp(part, "scientific-number") == 0)
		add_number(&styles->code, attributes);
	else if (strcmp(part, "month") == 0)
		cb_str_adds(&styles->code, cb_text_is(attribute(attributes, "textual"), "true") ? (is_long ? "mmmm" : "mmm")
		                           : is_long                                            ? "mm"
		                                                                                : "m");
	for (size_t i = 0; i < CB_COUNT(parts); i++)
		if (strcmp(part, parts[i].part) == 0)
			cb_str_adds(&styles->code, is_long ? parts[i].with_long : parts[i].plain);
}

void
cb_ods_add_literal(struct ods_styles *styles, struct cb_text text)
{
	if (cb_text_is(text, "%")) {
		cb_str_addc(&styles->code, '%');
	} else if (text.len > 0) {
		cb_str_addc(&styles->code, '"');
		cb_str_addt(&styles->code, text);
		cb_str_addc(&styles->code, '"');
	}
}

void
cb_ods_end_format(struct ods_styles *styles)
{
	*cb_push(styles->codes, styles->n_codes, styles->cap_codes) =
		cb_arena_text(&styles->arena, cb_str_text(&styles->code));
	cb_dict_put(&styles->formats, cb_str_text(&styles->name), (uint32_t)styles->n_codes);
}

const struct ods_style *
cb_ods_style(struct ods_styles *styles, struct held *held, const char *name)
{
	uint32_t at = name != NULL ? cb_dict_get(&styles->names, cb_text_of(name)) : 0, code;
	struct ods_style *style = at > 0 ? &styles->styles[at - 1] : NULL;

	if (style == NULL || style->is_settled)
		return style;
	code = style->format.len > 0 ? cb_dict_get(&styles->formats, style->format) : 0;
	if (code > 0)
		style->look = cb_held_look(held, styles->codes[code - 1]);
	style->is_settled = true;
	return style;
}

void
cb_ods_styles_release(struct ods_styles *styles)
{
	cb_dict_release(&styles->names);
	cb_dict_release(&styles->formats);
	free(styles->styles);
	free(styles->codes);
	cb_str_release(&styles->name);
	cb_str_release(&styles->code);
	cb_arena_release(&styles->arena);
}
