#include "ods.h"

#include <stdlib.h>
#include <string.h>

enum { DOCUMENT = 1,
       STYLES,
       STYLE,
       PROPERTIES,
       BODY,
       SPREADSHEET,
       TABLE };

/* The list of sheets while it is read. */
struct list {
	struct cb_book *book;
	struct cb_str style; /* the one at hand */
	const char **hidden; /* names of styles of hidden sheets */
	size_t n_hidden, cap_hidden;
};

static void
take_properties(struct list *list, const char **attributes)
{
	const char *display = cb_book_xml_attribute(attributes, "display");

	if (display == NULL || strcmp(display, "false") != 0)
		return;
	*cb_push(list->hidden, list->n_hidden, list->cap_hidden) =
		cb_arena_copy(&list->book->arena, cb_str_c(&list->style), list->style.len);
}

static bool
is_hidden(const struct list *list, const char *style)
{
	for (size_t i = 0; style != NULL && i < list->n_hidden; i++)
		if (strcmp(list->hidden[i], style) == 0)
			return true;
	return false;
}

static void
begin(struct book_xml *xml, uint8_t state, const char **attributes)
{
	struct list *list = xml->own;
	const char *name = cb_book_xml_attribute(attributes, "name");

	if (state == STYLE) {
		cb_str_sett(&list->style, cb_text_of(name));
	} else if (state == PROPERTIES) {
		take_properties(list, attributes);
	} else if (state == TABLE) {
		bool hidden = is_hidden(list, cb_book_xml_attribute(attributes, "style-name"));

		xml->has_failed = !cb_book_add_sheet(list->book, cb_text_of(name), hidden);
	}
}

static const struct book_xml_reader list_reader = {
	.elements = (const struct book_element[]){
		{ 0, "document-content", DOCUMENT },
		{ DOCUMENT, "automatic-styles", STYLES },
		{ STYLES, "style", STYLE },
		{ STYLE, "table-properties", PROPERTIES },
		{ DOCUMENT, "body", BODY },
		{ BODY, "spreadsheet", SPREADSHEET },
		{ SPREADSHEET, "table", TABLE },
		{ 0 } },
	.begin = begin,
};

static enum cb_status
open_ods(struct cb_book *book)
{
	struct list list = { .book = book };
	int64_t part = cb_book_part_find(book, CB_LIT("content.xml"));
	bool ok;

	if (part < 0)
		return cb_report(book->diag, CB_PART_MISSING, BOOK_WHOLE(book), "", "content.xml");
	ok = cb_book_xml_read(book, part, BOOK_WHOLE(book), &list_reader, &list);
	cb_str_release(&list.style);
	free(list.hidden);
	if (ok && book->n_sheets == 0)
		return cb_report(book->diag, CB_NO_SHEET, BOOK_WHOLE(book), "");
	return ok ? CB_OK : CB_UNREADABLE;
}

const struct book_format cb_book_ods = { "ods", open_ods, cb_ods_rows, NULL };
