/* xl/styles.xml: how cells look. Each part of a look is kept as the element it is, once. */
#include "xlsx_parts.h"

#include <cb/base/mem.h>

#include <stdlib.h>
#include <string.h>

enum { TEXT_FORMAT = 49, /* of the built-in ones */
       FIRST_FORMAT = 164,
       FONT_POINTS = 11 };

/* The number of the element in the list, where it is added if need be; it is released. */
static size_t
keep(struct cb_xlsx_list *list, struct cb_xml *element)
{
	size_t at = 0;

	while (at < list->n && !cb_text_equal(cb_str_text(&list->items[at]), cb_str_text(&element->out)))
		at++;
	if (at < list->n) {
		cb_str_release(&element->out);
	} else {
		*cb_push(list->items, list->n, list->cap) = element->out;
	}
	*element = (struct cb_xml){ 0 };
	return at;
}

static void
val(struct cb_xml *xml, const char *name, int64_t value)
{
	cb_xml_open(xml, name);
	cb_xml_attr_int(xml, "val", value);
	cb_xml_close(xml);
}

static void
colour(struct cb_xml *xml, const char *name, const char *rgb)
{
	struct cb_str argb = { 0 };

	cb_str_addf(&argb, "FF%s", rgb);
	cb_xml_leaf(xml, name, "rgb", cb_str_c(&argb), NULL);
	cb_str_release(&argb);
}

/* ---- the elements ---- */

static size_t
format_of(struct cb_xlsx *x, const char *code)
{
	struct cb_xml xml = { 0 };

	if (code == NULL || strcmp(code, "General") == 0)
		return 0;
	if (strcmp(code, "@") == 0)
		return TEXT_FORMAT;
	cb_xlsx_xml_attr(&xml, "formatCode", code);
	return FIRST_FORMAT + keep(&x->looks[CB_XLSX_FORMATS], &xml);
}

static size_t
font_of(struct cb_xlsx *x, const struct cb_xlsx_style *style)
{
	struct cb_xml xml = { 0 };

	cb_xml_open(&xml, "font");
	if (style->is_bold)
		cb_xml_leaf(&xml, "b", NULL);
	val(&xml, "sz", style->points > 0 ? style->points : FONT_POINTS);
	if (style->colour != NULL)
		colour(&xml, "color", style->colour);
	cb_xml_leaf(&xml, "name", "val", style->font != NULL ? style->font : "Calibri", NULL);
	val(&xml, "family", 2);
	cb_xml_close(&xml);
	return keep(&x->looks[CB_XLSX_FONTS], &xml);
}

/* pattern: "none" or "gray125", which every book has, or "solid" in a colour. */
static size_t
fill_of(struct cb_xlsx *x, const char *pattern, const char *rgb)
{
	struct cb_xml xml = { 0 };

	cb_xml_open(&xml, "fill");
	cb_xml_open(&xml, "patternFill");
	cb_xml_attr(&xml, "patternType", pattern);
	if (rgb != NULL) {
		colour(&xml, "fgColor", rgb);
		cb_xml_leaf(&xml, "bgColor", "indexed", "64", NULL);
	}
	cb_xml_close(&xml);
	cb_xml_close(&xml);
	return keep(&x->looks[CB_XLSX_FILLS], &xml);
}

static size_t
border_of(struct cb_xlsx *x, const char *rgb)
{
	static const char *const sides[] = { "left", "right", "top", "bottom", NULL };
	struct cb_xml xml = { 0 };

	cb_xml_open(&xml, "border");
	for (size_t i = 0; sides[i] != NULL; i++) {
		cb_xml_open(&xml, sides[i]);
		if (rgb != NULL) {
			cb_xml_attr(&xml, "style", "thin");
			colour(&xml, "color", rgb);
		}
		cb_xml_close(&xml);
	}
	cb_xml_leaf(&xml, "diagonal", NULL);
	cb_xml_close(&xml);
	return keep(&x->looks[CB_XLSX_BORDERS], &xml);
}

static void
add_alignment(struct cb_xml *xml, const struct cb_xlsx_style *style)
{
	cb_xml_open(xml, "alignment");
	if (style->horizontal != NULL)
		cb_xml_attr(xml, "horizontal", style->horizontal);
	cb_xml_attr(xml, "vertical", "center");
	if (style->is_wrapped)
		cb_xml_attr(xml, "wrapText", "1");
	cb_xml_close(xml);
}

/* The numbers of what a look is made of, each under the attribute that says to use it. */
static void
add_numbers(struct cb_xlsx *x, struct cb_xml *xml, const struct cb_xlsx_style *style)
{
	const struct {
		const char *name, *apply;
		size_t number;
	} parts[] = {
		{ "numFmtId", "applyNumberFormat", format_of(x, style->format) },
		{ "fontId", "applyFont", font_of(x, style) },
		{ "fillId", "applyFill", fill_of(x, style->fill != NULL ? "solid" : "none", style->fill) },
		{ "borderId", "applyBorder", border_of(x, style->border) },
	};

	for (size_t i = 0; i < CB_COUNT(parts); i++)
		cb_xml_attr_int(xml, parts[i].name, (int64_t)parts[i].number);
	cb_xml_attr(xml, "xfId", "0");
	for (size_t i = 0; i < CB_COUNT(parts); i++)
		if (parts[i].number > 0)
			cb_xml_attr(xml, parts[i].apply, "1");
}

unsigned
cb_xlsx_style(struct cb_xlsx *x, const struct cb_xlsx_style *style)
{
	struct cb_xml xml = { 0 };

	cb_xml_open(&xml, "xf");
	add_numbers(x, &xml, style);
	cb_xml_attr(&xml, "applyAlignment", "1");
	if (style->is_unlocked)
		cb_xml_attr(&xml, "applyProtection", "1");
	add_alignment(&xml, style);
	if (style->is_unlocked)
		cb_xml_leaf(&xml, "protection", "locked", "0", NULL);
	cb_xml_close(&xml);
	return (unsigned)keep(&x->looks[CB_XLSX_CELLS], &xml);
}

/* ---- the part ---- */

/* The looks that a book has before any is asked for. */
void
cb_xlsx_styles_init(struct cb_xlsx *x)
{
	static const struct cb_xlsx_style usual;
	struct cb_xml xml = { 0 };

	(void)font_of(x, &usual);
	(void)fill_of(x, "none", NULL);
	(void)fill_of(x, "gray125", NULL);
	(void)border_of(x, NULL);
	cb_xml_open(&xml, "xf");
	add_numbers(x, &xml, &usual);
	cb_xml_close(&xml);
	(void)keep(&x->looks[CB_XLSX_CELLS], &xml);
}

static void
add_formats(struct cb_xml *xml, const struct cb_xlsx_list *formats)
{
	if (formats->n == 0)
		return;
	cb_xml_open(xml, "numFmts");
	cb_xml_attr_int(xml, "count", (int64_t)formats->n);
	for (size_t i = 0; i < formats->n; i++) {
		cb_xml_open(xml, "numFmt");
		cb_xml_attr_int(xml, "numFmtId", (int64_t)(FIRST_FORMAT + i));
		cb_str_addt(&xml->out, cb_str_text(&formats->items[i]));
		cb_xml_close(xml);
	}
	cb_xml_close(xml);
}

static void
add_list(struct cb_xml *xml, const char *name, const struct cb_xlsx_list *list)
{
	cb_xml_open(xml, name);
	cb_xml_attr_int(xml, "count", (int64_t)list->n);
	for (size_t i = 0; i < list->n; i++)
		cb_xml_raw(xml, cb_str_text(&list->items[i]));
	cb_xml_close(xml);
}

void
cb_xlsx_styles_part(struct cb_xlsx *x)
{
	struct cb_xml xml;

	cb_part_open(&xml, "styleSheet", CB_XLSX_NS);
	add_formats(&xml, &x->looks[CB_XLSX_FORMATS]);
	add_list(&xml, "fonts", &x->looks[CB_XLSX_FONTS]);
	add_list(&xml, "fills", &x->looks[CB_XLSX_FILLS]);
	add_list(&xml, "borders", &x->looks[CB_XLSX_BORDERS]);
	cb_xml_open(&xml, "cellStyleXfs");
	cb_xml_attr(&xml, "count", "1");
	cb_xml_leaf(&xml, "xf", "numFmtId", "0", "fontId", "0", "fillId", "0", "borderId", "0", NULL);
	cb_xml_close(&xml);
	add_list(&xml, "cellXfs", &x->looks[CB_XLSX_CELLS]);
	cb_xml_open(&xml, "cellStyles");
	cb_xml_attr(&xml, "count", "1");
	cb_xml_leaf(&xml, "cellStyle", "name", "Normal", "xfId", "0", "builtinId", "0", NULL);
	cb_xml_close(&xml);
	cb_xml_close(&xml);
	cb_xlsx_add_part(x, "xl/styles.xml", CB_XLSX_TYPE "styles+xml", &xml.out);
}

void
cb_xlsx_styles_release(struct cb_xlsx *x)
{
	for (size_t look = 0; look < CB_XLSX_LOOKS; look++) {
		for (size_t i = 0; i < x->looks[look].n; i++)
			cb_str_release(&x->looks[look].items[i]);
		free(x->looks[look].items);
	}
}
