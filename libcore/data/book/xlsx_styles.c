/* Which cell styles show a number as a date. */
#include "xlsx.h"

#include <stdlib.h>
#include <string.h>

enum { STYLES_MAX = 1 << 20 }; /* Excel has 65,490 */

enum { STYLE_SHEET = 1,
       FORMATS,
       FORMAT,
       CELL_STYLES,
       CELL_STYLE };

struct styles {
	struct xlsx *own;
	struct format {
		unsigned long id;
		enum book_shown shown;
	} * formats;
	size_t n_formats, cap_formats;
};

static unsigned long
number_of(const char *value)
{
	return value != NULL ? strtoul(value, NULL, 10) : 0;
}

static void
add_format(struct styles *styles, const char **attributes)
{
	const char *code = cb_book_xml_attribute(attributes, "formatCode");

	if (code == NULL || styles->n_formats == STYLES_MAX)
		return;
	styles->formats = cb_grow(styles->formats, &styles->cap_formats, styles->n_formats + 1,
	                          sizeof *styles->formats);
	styles->formats[styles->n_formats++] = (struct format){
		number_of(cb_book_xml_attribute(attributes, "numFmtId")),
		cb_book_format_shows(cb_text_of(code)),
	};
}

/* WPS writes built-in numbers into the list of the file's own formats: the list goes first. */
static enum book_shown
shown_by(const struct styles *styles, unsigned long id)
{
	for (size_t i = styles->n_formats; i-- > 0;)
		if (styles->formats[i].id == id)
			return styles->formats[i].shown;
	return cb_book_builtin_shows(id);
}

static void
begin_style(struct book_xml *xml, uint8_t state, const char **attributes)
{
	struct styles *styles = xml->own;
	struct xlsx *own = styles->own;

	if (state == FORMAT)
		add_format(styles, attributes);
	if (state != CELL_STYLE || own->n_shown == STYLES_MAX)
		return;
	own->shown = cb_grow(own->shown, &own->cap_shown, own->n_shown + 1, sizeof *own->shown);
	own->shown[own->n_shown++] =
		(uint8_t)shown_by(styles, number_of(cb_book_xml_attribute(attributes, "numFmtId")));
}

static const struct book_xml_reader style_reader = {
	.elements = (const struct book_element[]){
		{ 0, "styleSheet", STYLE_SHEET },
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
	bool ok = own->styles < 0 ||
	          cb_book_xml_read(book, own->styles, (struct cb_place){ book->source, 0, 0 }, &style_reader, &styles);

	free(styles.formats);
	return ok;
}
