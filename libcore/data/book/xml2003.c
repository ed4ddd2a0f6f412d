/* Office XML 2003 (SpreadsheetML): one XML file with all sheets. */
#include "cell_text.h"
#include "held.h"
#include "iso_date.h"
#include "xml.h"

#include <cb/base/dict.h>

#include <stdlib.h>
#include <string.h>

enum { WORKBOOK = 1,
       SETTINGS,
       EPOCH,
       WORKSHEET,
       OPTIONS,
       VISIBLE,
       TABLE,
       COLUMN,
       ROW,
       CELL,
       DATA,
       STRIKE,
       STYLES,
       STYLE,
       FORMAT,
       FONT };

static const char part_name[] = "Office XML";

/* --- the list of sheets ------------------------------------------------------------------- */

/* What a sheet is called stands before it, whether it is hidden behind it. */
struct list {
	struct cb_book *book;
	struct cb_str name;
	bool is_hidden;
};

static void
begin_list(struct book_xml *xml, uint8_t state, const char **attributes)
{
	struct list *list = xml->own;

	if (state == WORKSHEET) {
		cb_str_sett(&list->name, cb_text_of(cb_book_xml_attribute(attributes, "Name")));
		list->is_hidden = false;
	}
	cb_str_clear(&xml->text);
}

static void
end_list(struct book_xml *xml, uint8_t state)
{
	struct list *list = xml->own;

	if (state == VISIBLE)
		list->is_hidden = cb_text_starts(cb_text_trim(cb_str_text(&xml->text)), "Sheet"); /* SheetHidden, SheetVeryHidden */
	else if (state == WORKSHEET)
		xml->has_failed = !cb_book_add_sheet(list->book, cb_str_text(&list->name), list->is_hidden);
}

static const struct book_xml_reader list_reader = {
	.elements = (const struct book_element[]){
		{ 0, "Workbook", WORKBOOK },
		{ WORKBOOK, "Worksheet", WORKSHEET },
		{ WORKSHEET, "WorksheetOptions", OPTIONS },
		{ OPTIONS, "Visible", VISIBLE },
		{ 0 } },
	.texts = 1u << VISIBLE,
	.begin = begin_list,
	.end = end_list,
};

static int
run(struct cb_book *book, uint32_t source, const struct book_xml_reader *reader, void *own)
{
	struct book_xml xml = { 0 };
	int got;

	cb_book_part_open_file(&xml.part, book, (struct cb_where){ source, 0, 0 });
	xml.part.name = part_name;
	cb_book_xml_open(&xml, reader, own);
	got = cb_book_xml_run(&xml);
	cb_book_xml_close(&xml);
	return got;
}

static enum cb_status
open_xml2003(struct cb_book *book)
{
	struct list list = { .book = book };
	bool ok = run(book, book->source, &list_reader, &list) == 0;

	cb_str_release(&list.name);
	if (ok && book->n_sheets == 0)
		return cb_report(book->diag, CB_NO_SHEET, BOOK_WHOLE(book), "");
	return ok ? CB_OK : CB_UNREADABLE;
}

/* --- one of them -------------------------------------------------------------------------- */

struct sheet {
	struct held *held;
	size_t wanted, n_seen;
	uint32_t line, column; /* those at hand */
	uint32_t row_span;     /* rows that only look the same */
	bool has_data, has_formula;
	struct cb_str struck; /* what is struck out of the data */
	size_t strike_from;
	struct cb_dict style_ids; /* index of their look + 1 */
	struct held_look *looks;
	size_t n_looks, cap_looks;
	uint32_t row_look, cell_look; /* index + 1, 0 = none */
	uint32_t n_columns, n_rows;   /* of the cell */
	char type;                    /* first letter of its type: String Number DateTime Boolean Error */
};

static uint32_t
number_of(const char **attributes, const char *name, uint32_t otherwise)
{
	const char *value = cb_book_xml_attribute(attributes, name);
	uint32_t n = 0;

	if (value == NULL || !cb_is_digit(*value))
		return otherwise;
	for (; cb_is_digit(*value) && n <= HELD_ROWS; value++)
		n = n * 10 + (uint32_t)(*value - '0');
	return n;
}

/* Excel writes a time of day as one of the day before its first. */
static bool
print_date(const char *value, bool is_1904, struct cb_str *out)
{
	struct cb_str date = { 0 };
	bool ok = cb_book_iso_date(value, &date);
	struct cb_text text = cb_str_text(&date);
	bool is_time = ok && text.len > 11 && cb_text_starts(text, is_1904 ? "1904-01-01 " : "1899-12-31 ");

	if (is_time)
		text = cb_text_from(text, 11);
	else if (ok && cb_text_is(text, is_1904 ? "1904-01-01" : "1899-12-31"))
		text = CB_LIT("00:00:00");
	cb_str_addt(out, text);
	cb_str_release(&date);
	return ok;
}

/* The data by its type; what is not of its type is text. */
static enum cb_cell_kind
print_data(struct sheet *sheet, const struct cb_str *data, struct held_look look, struct cb_str *out)
{
	enum cb_cell_kind kind;

	switch (sheet->type) {
	case 'N':
		if (!cb_held_number(sheet->held, cb_str_text(data), look, out, &kind))
			break;
		return kind;
	case 'D':
		if (!print_date(cb_str_c(data), sheet->held->shape.is_1904, out))
			break;
		return cb_held_kind(CB_CELL_DATE, look);
	case 'B':
		cb_str_adds(out, cb_book_xml_is_true(cb_str_c(data)) ? "TRUE" : "FALSE");
		return CB_CELL_BOOL;
	case 'E':
		cb_str_addt(out, cb_str_text(data));
		return CB_CELL_ERROR;
	}
	cb_str_addt(out, cb_str_text(data));
	return CB_CELL_TEXT;
}

static void
begin_style(struct sheet *sheet, const char **attributes)
{
	const char *id = cb_book_xml_attribute(attributes, "ID"), *parent = cb_book_xml_attribute(attributes, "Parent");
	uint32_t from = parent != NULL ? cb_dict_get(&sheet->style_ids, cb_text_of(parent)) : 0;
	struct held_look look = { 0 };

	if (from > 0)
		look = sheet->looks[from - 1];
	*cb_push(sheet->looks, sheet->n_looks, sheet->cap_looks) = look;
	cb_dict_put(&sheet->style_ids, cb_text_of(id != NULL ? id : ""), (uint32_t)sheet->n_looks);
}

/* Of the style at hand. */
static void
take_format(struct sheet *sheet, const char **attributes)
{
	const char *code = cb_book_xml_attribute(attributes, "Format");
	struct held_look *look = &sheet->looks[sheet->n_looks - 1];
	bool is_struck = look->is_struck;

	if (code == NULL)
		return;
	*look = cb_held_look(sheet->held, cb_text_of(code));
	look->is_struck = is_struck;
}

/* What an element says of its style, else what is in force around it. */
static uint32_t
look_of(const struct sheet *sheet, const char **attributes, uint32_t otherwise)
{
	const char *id = cb_book_xml_attribute(attributes, "StyleID");

	return id != NULL ? cb_dict_get(&sheet->style_ids, cb_text_of(id)) : otherwise;
}

static void
begin_row(struct book_xml *xml, struct sheet *sheet, const char **attributes)
{
	uint32_t line = number_of(attributes, "Index", sheet->line + sheet->row_span + 1);

	if (line <= sheet->line) {
		cb_book_xml_fail(xml, CB_PART_DAMAGED, "ss:Index", NULL);
		return;
	}
	sheet->line = line;
	sheet->row_span = number_of(attributes, "Span", 0);
	sheet->column = 0;
	sheet->n_columns = 1;
	sheet->row_look = look_of(sheet, attributes, 0);
	cb_held_row(sheet->held, line, 1, cb_book_xml_is_true(cb_book_xml_attribute(attributes, "Hidden")));
}

static void
begin_column(struct sheet *sheet, const char **attributes)
{
	const char *width = cb_book_xml_attribute(attributes, "Width");
	uint32_t first = number_of(attributes, "Index", sheet->column + 1);
	uint32_t last = first + number_of(attributes, "Span", 0);
	double points = 0;

	sheet->column = last;
	/* points to the digits of 7 pixels that Excel counts, and its 5 of margin */
	if (width == NULL || !cb_book_number_value(cb_text_of(width), &points) || points * 4 / 3 <= 5)
		points = 15.0 / 4;
	if (first <= HELD_COLUMNS)
		cb_held_columns(sheet->held, (struct cb_column_span){ first, last, (points * 4 / 3 - 5) / 7, cb_book_xml_is_true(cb_book_xml_attribute(attributes, "Hidden")) });
}

static void
begin_cell(struct sheet *sheet, const char **attributes)
{
	sheet->column = number_of(attributes, "Index", sheet->column + sheet->n_columns);
	sheet->n_columns = number_of(attributes, "MergeAcross", 0) + 1;
	sheet->n_rows = number_of(attributes, "MergeDown", 0) + 1;
	sheet->has_data = false;
	sheet->cell_look = look_of(sheet, attributes, sheet->row_look);
	sheet->has_formula = cb_book_xml_attribute(attributes, "Formula") != NULL;
	cb_held_merge(sheet->held, (struct cb_area){ sheet->line, sheet->column, sheet->n_rows, sheet->n_columns });
}

static void
begin(struct book_xml *xml, uint8_t state, const char **attributes)
{
	struct sheet *sheet = xml->own;
	const char *type;

	if (state == STRIKE) {
		sheet->strike_from = xml->text.len;
		return;
	}
	cb_str_clear(&xml->text);
	cb_str_clear(&sheet->struck);
	if (state == STYLE)
		begin_style(sheet, attributes);
	else if (state == FORMAT)
		take_format(sheet, attributes);
	else if (state == FONT)
		sheet->looks[sheet->n_looks - 1].is_struck =
			cb_book_xml_is_true(cb_book_xml_attribute(attributes, "StrikeThrough"));
	sheet->n_seen += state == WORKSHEET;
	if (sheet->n_seen != sheet->wanted + 1)
		return;
	switch (state) {
	case TABLE:
		sheet->line = sheet->column = sheet->row_span = 0;
		break;
	case COLUMN:
		begin_column(sheet, attributes);
		break;
	case ROW:
		begin_row(xml, sheet, attributes);
		break;
	case CELL:
		begin_cell(sheet, attributes);
		break;
	case DATA:
		type = cb_book_xml_attribute(attributes, "Type");
		sheet->type = type != NULL ? *type : 'S';
		sheet->has_data = true;
		break;
	}
}

static void
end(struct book_xml *xml, uint8_t state)
{
	struct sheet *sheet = xml->own;
	struct cb_str value = { 0 };

	if (state == EPOCH)
		sheet->held->shape.is_1904 = true;
	if (sheet->n_seen != sheet->wanted + 1)
		return;
	if (state == STRIKE) {
		cb_str_add(&sheet->struck, xml->text.p + sheet->strike_from, xml->text.len - sheet->strike_from);
		xml->text.len = sheet->strike_from;
	} else if (state == DATA) {
		bool is_cut = sheet->struck.len > 0 && xml->text.len > 0;
		const struct cb_str *data = sheet->struck.len > 0 && !is_cut ? &sheet->struck : &xml->text;
		struct held_look look = { 0 };
		enum cb_cell_kind kind;
		unsigned flag;

		if (sheet->cell_look > 0)
			look = sheet->looks[sheet->cell_look - 1];
		kind = print_data(sheet, data, look, &value);
		flag = look.is_struck || data != &xml->text ? BOOK_STRUCK : is_cut ? BOOK_PARTLY_STRUCK
		                                                                   : 0;
		cb_held_cell(sheet->held, sheet->column, 1, kind | flag, cb_str_text(&value));
		cb_str_release(&value);
	} else if (state == CELL && sheet->has_formula && !sheet->has_data) {
		cb_held_cell(sheet->held, sheet->column, 1, CB_CELL_UNKNOWN, CB_LIT(""));
	}
	if (state == WORKSHEET || sheet->held->passed != CB_FINE)
		cb_book_xml_pause(xml);
}

/* Within Data, words may be set in bold and the like. */
static const struct book_xml_reader sheet_reader = {
	.elements = (const struct book_element[]){
		{ 0, "Workbook", WORKBOOK },
		{ WORKBOOK, "ExcelWorkbook", SETTINGS },
		{ SETTINGS, "Date1904", EPOCH },
		{ WORKBOOK, "Styles", STYLES },
		{ STYLES, "Style", STYLE },
		{ STYLE, "NumberFormat", FORMAT },
		{ STYLE, "Font", FONT },
		{ WORKBOOK, "Worksheet", WORKSHEET },
		{ WORKSHEET, "Table", TABLE },
		{ TABLE, "Column", COLUMN },
		{ TABLE, "Row", ROW },
		{ ROW, "Cell", CELL },
		{ CELL, "Data", DATA },
		{ DATA, "B", DATA },
		{ DATA, "I", DATA },
		{ DATA, "U", DATA },
		{ DATA, "S", STRIKE },
		{ DATA, "Sub", DATA },
		{ DATA, "Sup", DATA },
		{ DATA, "Font", DATA },
		{ DATA, "Span", DATA },
		{ STRIKE, "B", STRIKE },
		{ STRIKE, "I", STRIKE },
		{ STRIKE, "U", STRIKE },
		{ STRIKE, "Font", STRIKE },
		{ 0 } },
	.texts = 1u << DATA | 1u << STRIKE,
	.begin = begin,
	.end = end,
};

static enum cb_status
open_rows(struct cb_book *book, size_t number, uint32_t source, struct cb_rows **out)
{
	struct sheet sheet = { .held = cb_held_new(), .wanted = number };
	enum cb_status status = run(book, source, &sheet_reader, &sheet) >= 0 ? CB_OK : CB_UNREADABLE;

	cb_str_release(&sheet.struck);
	cb_dict_release(&sheet.style_ids);
	free(sheet.looks);
	return cb_held_finish(sheet.held, book, source, status, out);
}

const struct book_format cb_book_xml2003 = { "Office XML 2003", open_xml2003, open_rows, NULL };
