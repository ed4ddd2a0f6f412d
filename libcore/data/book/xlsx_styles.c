/* Which cell styles show a number as a date. */
#include "xlsx.h"

#include <cb/base/dict.h>

#include <stdlib.h>

enum { STYLES_MAX = 1 << 20 }; /* Excel has 65,490 */

enum { STYLE_SHEET = 1,
       FORMATS,
       FORMAT,
       CELL_STYLES,
       CELL_STYLE,
       FONTS,
       FONT,
       STRIKE };

struct styles {
	struct xlsx *own;
	struct cb_dict formats; /* number of a format -> enum book_shown + 1, and above it its number in own->formats */
};
enum { FORMAT_SHIFT = 16,
       WHOLE_PERCENT = 9, /* built in */
       PERCENT = 10 };

static unsigned long
number_of(const char *value)
{
	return value != NULL ? strtoul(value, NULL, 10) : 0;
}

static struct cb_text
key_of(const unsigned long *id)
{
	return (struct cb_text){ (const char *)id, sizeof(*id) };
}

static void
add_format(struct styles *styles, struct cb_arena *arena, const char **attributes)
{
	const char *code = cb_book_xml_attribute(attributes, "formatCode");
	unsigned long id = number_of(cb_book_xml_attribute(attributes, "numFmtId"));
	uint32_t shown, by;

	if (code == NULL)
		return;
	shown = (uint32_t)cb_book_format_shows(cb_text_of(code)) + 1;
	by = cb_book_formats_add(&styles->own->formats, cb_text_of(code), arena);
	cb_dict_put(&styles->formats, key_of(&id), shown | by << FORMAT_SHIFT);
}

/* WPS writes built-in numbers into the list of the file's own formats: the list goes first. */
static struct xlsx_style
style_of(const struct styles *styles, unsigned long id)
{
	uint32_t own = cb_dict_get(&styles->formats, key_of(&id));
	bool is_percent = id == WHOLE_PERCENT || id == PERCENT;

	if (own > 0)
		return (struct xlsx_style){ (uint8_t)((own & 0xFFFF) - 1), (uint8_t)(own >> FORMAT_SHIFT), false };
	return (struct xlsx_style){ (uint8_t)cb_book_builtin_shows(id), is_percent ? BOOK_PERCENT : 0, false };
}

static void
add_font(struct xlsx *own)
{
	own->n_fonts -= own->n_fonts == STYLES_MAX; /* beyond them the last stands for all */
	*cb_push(own->struck_fonts, own->n_fonts, own->cap_fonts) = false;
}

static void
begin_style(struct book_xml *xml, uint8_t state, const char **attributes)
{
	struct styles *styles = xml->own;
	struct xlsx *own = styles->own;
	struct xlsx_style *style;
	unsigned long font;

	if (state == FORMAT)
		add_format(styles, &xml->part.book->arena, attributes);
	if (state == FONT)
		add_font(own);
	if (state == STRIKE)
		own->struck_fonts[own->n_fonts - 1] = cb_xlsx_is_on(attributes);
	if (state != CELL_STYLE || own->n_styles_of == STYLES_MAX)
		return;
	style = cb_push(own->styles_of, own->n_styles_of, own->cap_styles_of);
	*style = style_of(styles, number_of(cb_book_xml_attribute(attributes, "numFmtId")));
	font = number_of(cb_book_xml_attribute(attributes, "fontId"));
	style->is_struck = font < own->n_fonts && own->struck_fonts[font];
}

static const struct book_xml_reader style_reader = {
	.elements = (const struct book_element[]){
		{ 0, "styleSheet", STYLE_SHEET },
		{ STYLE_SHEET, "fonts", FONTS },
		{ FONTS, "font", FONT },
		{ FONT, "strike", STRIKE },
		{ STYLE_SHEET, "numFmts", FORMATS },
		{ FORMATS, "numFmt", FORMAT },
		{ STYLE_SHEET, "cellXfs", CELL_STYLES },
		{ CELL_STYLES, "xf", CELL_STYLE },
		{ 0 } },
	.begin = begin_style,
};

bool
cb_xlsx_read_styles(struct cb_book *book, struct xlsx *own)
{
	struct styles styles = { .own = own };
	bool ok;

	cb_book_formats_add(&own->formats, cb_text_of(cb_book_percent_only[0]), &book->arena);
	ok = own->styles < 0 ||
	     cb_book_xml_read(book, own->styles, BOOK_WHOLE(book), &style_reader, &styles);

	cb_dict_release(&styles.formats);
	return ok;
}
