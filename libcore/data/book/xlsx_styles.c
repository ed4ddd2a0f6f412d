/* Which cell styles show a number as a date. */
#include "xlsx.h"

#include <cb/base/dict.h>

#include <stdlib.h>

enum { STYLES_MAX = 1 << 20 }; /* Excel has 65,490 */

enum { STYLE_SHEET = 1,
       FORMATS,
       FORMAT,
       CELL_STYLES,
       CELL_STYLE };

struct styles {
	struct xlsx *own;
	struct cb_dict formats; /* number of a format -> enum book_shown + 1 */
};

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
add_format(struct styles *styles, const char **attributes)
{
	const char *code = cb_book_xml_attribute(attributes, "formatCode");
	unsigned long id = number_of(cb_book_xml_attribute(attributes, "numFmtId"));

	if (code != NULL)
		cb_dict_put(&styles->formats, key_of(&id), (uint32_t)cb_book_format_shows(cb_text_of(code)) + 1);
}

/* WPS writes built-in numbers into the list of the file's own formats: the list goes first. */
static enum book_shown
shown_by(const struct styles *styles, unsigned long id)
{
	uint32_t own = cb_dict_get(&styles->formats, key_of(&id));

	return own > 0 ? (enum book_shown)(own - 1) : cb_book_builtin_shows(id);
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
	*cb_push(own->shown, own->n_shown, own->cap_shown) =
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

	cb_dict_release(&styles.formats);
	return ok;
}
