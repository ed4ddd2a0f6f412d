#include "cell_text.h"
#include "held.h"
#include "iso_date.h"
#include "ods.h"
#include "ods_style.h"

#include <cb/value/unit.h>

#include <stdlib.h>
#include <string.h>

enum { DOCUMENT = 1,
       STYLES,
       STYLE,
       TEXT_PROPERTIES,
       BODY,
       SPREADSHEET,
       TABLE,
       COLUMN,
       ROW,
       CELL,
       PARAGRAPH,
       SPAN,
       BLANKS,
       TAB,
       LINE_BREAK,
       FORMAT,
       FORMAT_TEXT,
       FORMAT_PART };

/* What a number format is made of; in FORMAT_PART and above. */
enum { NUMBER,
       YEAR,
       MONTH,
       DAY,
       HOURS,
       MINUTES,
       SECONDS,
       WEEKDAY,
       HALF };
static const char *const format_parts[] = { "number", "year", "month", "day", "hours", "minutes", "seconds", "day-of-week", "am-pm" };

enum { BLANKS_MAX = 32767,
       TEXT_MAX = 1 << 20,
       COUNT_MAX = 1 << 30 };

/* What a cell says of itself before its paragraphs. */
struct said {
	enum said_type { SAID_TEXT,
		         SAID_NUMBER,
		         SAID_PERCENT,
		         SAID_DATE,
		         SAID_TIME,
		         SAID_BOOL,
		         SAID_ERROR } type;
	bool has_formula, has_type;
	unsigned currency;                   /* its number as a unit; 0: none, or yuan */
	uint32_t n_times, n_rows, n_columns; /* repeated; spanned */
	struct cb_str value;
};

struct sheet {
	struct held *held;
	size_t wanted, n_seen; /* tables */
	uint64_t line, column; /* that come next */
	uint32_t row_times;
	struct said said;
	struct cb_str text;
	size_t n_paragraphs;
	struct ods_styles styles;
	struct held_look look; /* of the cell */
	struct columns {       /* whose cells have a style that they need not say */
		uint64_t last;
		const struct ods_style *style;
	} * columns;
	size_t n_columns, cap_columns, column_at;
	const struct ods_style *row_style;
	struct cb_str struck; /* what is struck out of the cell */
	size_t span_from;     /* in the text of the paragraph */
	bool is_span_struck, is_cell_struck;
};

/* --- attributes --------------------------------------------------------------------------- */

static uint32_t
count_of(const char *value)
{
	uint64_t n = 0;

	if (value == NULL)
		return 1;
	for (; *value >= '0' && *value <= '9' && n < COUNT_MAX; value++)
		n = n * 10 + (uint64_t)(*value - '0');
	return n == 0 ? 1 : n > COUNT_MAX ? COUNT_MAX
	                                  : (uint32_t)n;
}

static uint32_t
within(uint64_t n, uint32_t most)
{
	return n < most ? (uint32_t)n : most;
}

static enum said_type
type_of(const char *word)
{
	static const struct {
		const char *word;
		enum said_type type;
	} types[] = {
		{ "float", SAID_NUMBER },
		{ "percentage", SAID_PERCENT },
		{ "currency", SAID_NUMBER },
		{ "date", SAID_DATE },
		{ "time", SAID_TIME },
		{ "boolean", SAID_BOOL },
		{ "error", SAID_ERROR },
	};

	for (size_t i = 0; i < CB_COUNT(types); i++)
		if (strcmp(word, types[i].word) == 0)
			return types[i].type;
	return SAID_TEXT;
}

static unsigned
currency_of(const char *word)
{
	int64_t scale;
	const struct cb_unit *unit = cb_unit_read(cb_text_of(word), NULL, &scale);

	return unit != NULL && unit->dimension == CB_CURRENCY ? cb_unit_number(unit) : 0;
}

/* The type stands twice where LibreOffice writes an error: as a string for others, as what it is for itself. */
static void
take_said(struct said *said, const char **attributes)
{
	static const char *const values[] = { "value", "date-value", "time-value", "boolean-value", "string-value" };

	said->type = SAID_TEXT;
	said->has_type = said->has_formula = false;
	said->currency = 0;
	cb_str_clear(&said->value);
	for (const char **at = attributes; *at != NULL; at += 2) {
		const char *colon = strchr(*at, ':'), *name = colon != NULL ? colon + 1 : *at;

		if (strcmp(name, "value-type") == 0) {
			if (said->type == SAID_TEXT || strcmp(at[1], "error") == 0)
				said->type = type_of(at[1]);
			said->has_type = true;
		}
		said->has_formula |= strcmp(name, "formula") == 0;
		if (strcmp(name, "currency") == 0)
			said->currency = currency_of(at[1]);
		for (size_t i = 0; i < CB_COUNT(values); i++)
			if (strcmp(name, values[i]) == 0)
				cb_str_adds(&said->value, at[1]);
	}
	said->n_times = count_of(cb_book_xml_attribute(attributes, "number-columns-repeated"));
	said->n_columns = count_of(cb_book_xml_attribute(attributes, "number-columns-spanned"));
	said->n_rows = count_of(cb_book_xml_attribute(attributes, "number-rows-spanned"));
}

/* --- cells -------------------------------------------------------------------------------- */

/* The value as its type has it; false when it is not one. */
static bool
print_value(const struct said *said, struct cb_str *out)
{
	char buf[BOOK_NUMBER_MAX];
	struct cb_text text;

	switch (said->type) {
	case SAID_NUMBER:
	case SAID_PERCENT:
		if (!cb_book_number_text(cb_str_text(&said->value), buf, &text))
			return false;
		cb_str_addt(out, text);
		return true;
	case SAID_DATE:
		return cb_book_iso_date(cb_str_c(&said->value), out);
	case SAID_TIME:
		return cb_book_iso_duration(cb_str_c(&said->value), out);
	case SAID_BOOL:
		cb_str_adds(out, strcmp(cb_str_c(&said->value), "true") == 0 ? "TRUE" : "FALSE");
		return said->value.len > 0;
	default:
		return false;
	}
}

static enum cb_cell_kind
kind_of(enum said_type type)
{
	switch (type) {
	case SAID_NUMBER:
		return CB_CELL_NUMBER;
	case SAID_PERCENT:
		return cb_book_kind_by_format(CB_CELL_NUMBER, BOOK_PERCENT);
	case SAID_DATE:
	case SAID_TIME:
		return CB_CELL_DATE;
	case SAID_BOOL:
		return CB_CELL_BOOL;
	default:
		return CB_CELL_ERROR;
	}
}

static void
put_cell(struct sheet *sheet)
{
	const struct said *said = &sheet->said;
	struct cb_str value = { 0 };
	struct cb_text text = cb_str_text(&sheet->text);
	enum cb_cell_kind kind = CB_CELL_TEXT;
	uint32_t column = within(sheet->column, UINT32_MAX);

	if (print_value(said, &value)) {
		kind = kind_of(said->type);
		if (said->currency != 0)
			sheet->look.shown = (uint16_t)(BOOK_IN_UNIT + said->currency);
		if (kind == CB_CELL_NUMBER || kind == CB_CELL_DATE)
			kind = cb_held_kind(kind, sheet->look);
		text = cb_str_text(&value);
	} else if (said->type == SAID_ERROR) {
		kind = CB_CELL_ERROR;
	} else if (sheet->n_paragraphs == 0 && said->type == SAID_TEXT) {
		text = cb_str_text(&said->value);
		if (said->has_formula && !said->has_type)
			kind = CB_CELL_UNKNOWN;
	}
	if (sheet->struck.len > 0 && cb_text_trim(text).len == 0) {
		text = cb_str_text(&sheet->struck);
		kind |= BOOK_STRUCK;
	} else if (sheet->is_cell_struck) {
		kind |= BOOK_STRUCK;
	} else if (sheet->struck.len > 0) {
		kind |= BOOK_PARTLY_STRUCK;
	}
	cb_held_cell(sheet->held, column, said->n_times, kind, text);
	cb_str_release(&value);
}

static void
end_cell(struct sheet *sheet)
{
	const struct said *said = &sheet->said;

	put_cell(sheet);
	if (sheet->line <= HELD_ROWS && sheet->column <= HELD_COLUMNS) {
		struct cb_area area = { (uint32_t)sheet->line, (uint32_t)sheet->column, said->n_rows, said->n_columns };

		cb_held_merge(sheet->held, area);
	}
	sheet->column += said->n_times;
}

/* --- elements ----------------------------------------------------------------------------- */

static void
begin_row(struct sheet *sheet, const char **attributes)
{
	const char *visibility = cb_book_xml_attribute(attributes, "visibility");
	bool is_hidden = visibility != NULL && (strcmp(visibility, "collapse") == 0 || strcmp(visibility, "filter") == 0);

	sheet->row_times = count_of(cb_book_xml_attribute(attributes, "number-rows-repeated"));
	sheet->column = 1;
	sheet->column_at = 0;
	sheet->row_style = cb_ods_style(&sheet->styles, sheet->held, cb_book_xml_attribute(attributes, "default-cell-style-name"));
	cb_held_row(sheet->held, within(sheet->line, UINT32_MAX), sheet->row_times, is_hidden);
}

static void
begin_column(struct sheet *sheet, const char **attributes)
{
	const char *visibility = cb_book_xml_attribute(attributes, "visibility");
	uint64_t last = sheet->column + count_of(cb_book_xml_attribute(attributes, "number-columns-repeated")) - 1;

	*cb_push(sheet->columns, sheet->n_columns, sheet->cap_columns) = (struct columns){
		last, cb_ods_style(&sheet->styles, sheet->held, cb_book_xml_attribute(attributes, "default-cell-style-name"))
	};
	if (visibility != NULL && strcmp(visibility, "collapse") == 0 && sheet->column <= HELD_COLUMNS) {
		struct cb_column_span span = { (uint32_t)sheet->column, within(last, HELD_COLUMNS), 0, true };

		cb_held_columns(sheet->held, span);
	}
	sheet->column = last + 1;
}

static void
add_blanks(struct book_xml *xml, const char **attributes)
{
	uint32_t n = count_of(cb_book_xml_attribute(attributes, "c"));

	for (uint32_t i = 0; i < n && i < BLANKS_MAX; i++)
		cb_str_addc(&xml->text, ' ');
}

static const char *
text_of(const char **attributes, const char *name)
{
	const char *value = cb_book_xml_attribute(attributes, name);

	return value != NULL ? value : "";
}

static bool
strikes_out(const char **attributes)
{
	const char *style = text_of(attributes, "text-line-through-style");
	const char *type = text_of(attributes, "text-line-through-type");

	return strcmp(style, "none") != 0 && strcmp(type, "none") != 0 && (*style != '\0' || *type != '\0');
}

static bool
is_struck(struct sheet *sheet, const char **attributes)
{
	const struct ods_style *style =
		cb_ods_style(&sheet->styles, sheet->held, cb_book_xml_attribute(attributes, "style-name"));

	return style != NULL && style->is_struck;
}

/* The style of the cell at hand: its own, else that of its row, else that of its column. */
static const struct ods_style *
style_of_cell(struct sheet *sheet, const char **attributes)
{
	const char *name = cb_book_xml_attribute(attributes, "style-name");

	if (name != NULL)
		return cb_ods_style(&sheet->styles, sheet->held, name);
	while (sheet->column_at < sheet->n_columns && sheet->columns[sheet->column_at].last < sheet->column)
		sheet->column_at++;
	if (sheet->row_style != NULL || sheet->column_at == sheet->n_columns)
		return sheet->row_style;
	return sheet->columns[sheet->column_at].style;
}

static void
begin_cell(struct sheet *sheet, const char **attributes)
{
	const struct ods_style *style = style_of_cell(sheet, attributes);

	take_said(&sheet->said, attributes);
	cb_str_clear(&sheet->text);
	cb_str_clear(&sheet->struck);
	sheet->look = style != NULL ? style->look : (struct held_look){ 0 };
	sheet->is_cell_struck = style != NULL && style->is_struck;
	sheet->n_paragraphs = 0;
}

static void
begin_style(struct book_xml *xml, uint8_t state, const char **attributes)
{
	struct sheet *sheet = xml->own;

	if (state == STYLE)
		cb_ods_begin_style(&sheet->styles, attributes);
	else if (state == TEXT_PROPERTIES && strikes_out(attributes))
		cb_ods_strike_style(&sheet->styles);
	else if (state == FORMAT)
		cb_ods_begin_format(&sheet->styles, attributes);
	else if (state == FORMAT_TEXT)
		cb_str_clear(&xml->text);
	else if (state >= FORMAT_PART)
		cb_ods_add_part(&sheet->styles, format_parts[state - FORMAT_PART], attributes);
}

static void
begin(struct book_xml *xml, uint8_t state, const char **attributes)
{
	struct sheet *sheet = xml->own;

	begin_style(xml, state, attributes);
	if (state == TABLE) {
		sheet->n_seen++;
		sheet->line = sheet->column = 1;
		sheet->n_columns = 0;
	}
	if (sheet->n_seen != sheet->wanted + 1)
		return;
	switch (state) {
	case COLUMN:
		begin_column(sheet, attributes);
		break;
	case ROW:
		begin_row(sheet, attributes);
		break;
	case CELL:
		begin_cell(sheet, attributes);
		break;
	case SPAN:
		sheet->span_from = xml->text.len;
		sheet->is_span_struck = is_struck(sheet, attributes);
		break;
	case PARAGRAPH:
		cb_str_clear(&xml->text);
		break;
	case BLANKS:
		add_blanks(xml, attributes);
		break;
	case TAB:
		cb_str_addc(&xml->text, '\t');
		break;
	case LINE_BREAK:
		cb_str_addc(&xml->text, '\n');
		break;
	}
}

static void
end_paragraph(struct book_xml *xml, struct sheet *sheet)
{
	if (sheet->n_paragraphs++ > 0)
		cb_str_addc(&sheet->text, '\n');
	cb_str_addt(&sheet->text, cb_str_text(&xml->text));
	if (sheet->text.len > TEXT_MAX)
		cb_book_xml_fail(xml, CB_CELL_TOO_LONG, "1", NULL);
}

static void
end(struct book_xml *xml, uint8_t state)
{
	struct sheet *sheet = xml->own;

	if (state == FORMAT_TEXT)
		cb_ods_add_literal(&sheet->styles, cb_str_text(&xml->text));
	else if (state == FORMAT)
		cb_ods_end_format(&sheet->styles);
	if (sheet->n_seen != sheet->wanted + 1) {
		cb_str_clear(&xml->text);
		return;
	}
	switch (state) {
	case SPAN:
		if (!sheet->is_span_struck)
			break;
		cb_str_add(&sheet->struck, xml->text.p + sheet->span_from, xml->text.len - sheet->span_from);
		xml->text.len = sheet->span_from;
		break;
	case PARAGRAPH:
		end_paragraph(xml, sheet);
		break;
	case CELL:
		end_cell(sheet);
		break;
	case ROW:
		sheet->line += sheet->row_times;
		break;
	case TABLE:
		cb_book_xml_pause(xml);
		break;
	}
	if (sheet->held->passed != CB_FINE)
		cb_book_xml_pause(xml);
}

static const struct book_xml_reader sheet_reader = {
	.elements = (const struct book_element[]){
		{ 0, "document-content", DOCUMENT },
		{ DOCUMENT, "automatic-styles", STYLES },
		{ STYLES, "style", STYLE },
		{ STYLE, "text-properties", TEXT_PROPERTIES },
		{ STYLES, "number-style", FORMAT },
		{ STYLES, "currency-style", FORMAT },
		{ STYLES, "percentage-style", FORMAT },
		{ STYLES, "date-style", FORMAT },
		{ STYLES, "time-style", FORMAT },
		{ FORMAT, "text", FORMAT_TEXT },
		{ FORMAT, "currency-symbol", FORMAT_TEXT },
		{ FORMAT, "number", FORMAT_PART + NUMBER },
		{ FORMAT, "scientific-number", FORMAT_PART + NUMBER },
		{ FORMAT, "year", FORMAT_PART + YEAR },
		{ FORMAT, "month", FORMAT_PART + MONTH },
		{ FORMAT, "day", FORMAT_PART + DAY },
		{ FORMAT, "hours", FORMAT_PART + HOURS },
		{ FORMAT, "minutes", FORMAT_PART + MINUTES },
		{ FORMAT, "seconds", FORMAT_PART + SECONDS },
		{ FORMAT, "day-of-week", FORMAT_PART + WEEKDAY },
		{ FORMAT, "am-pm", FORMAT_PART + HALF },
		{ DOCUMENT, "body", BODY },
		{ BODY, "spreadsheet", SPREADSHEET },
		{ SPREADSHEET, "table", TABLE },
		{ TABLE, "table-columns", TABLE },
		{ TABLE, "table-header-columns", TABLE },
		{ TABLE, "table-column-group", TABLE },
		{ TABLE, "table-column", COLUMN },
		{ TABLE, "table-rows", TABLE },
		{ TABLE, "table-header-rows", TABLE },
		{ TABLE, "table-row-group", TABLE },
		{ TABLE, "table-row", ROW },
		{ ROW, "table-cell", CELL },
		{ ROW, "covered-table-cell", CELL },
		{ CELL, "p", PARAGRAPH },
		{ PARAGRAPH, "span", SPAN },
		{ SPAN, "a", SPAN },
		{ SPAN, "s", BLANKS },
		{ SPAN, "tab", TAB },
		{ SPAN, "line-break", LINE_BREAK },
		{ PARAGRAPH, "a", PARAGRAPH },
		{ PARAGRAPH, "ruby", PARAGRAPH },
		{ PARAGRAPH, "ruby-base", PARAGRAPH },
		{ PARAGRAPH, "sheet-name", PARAGRAPH },
		{ PARAGRAPH, "date", PARAGRAPH },
		{ PARAGRAPH, "time", PARAGRAPH },
		{ PARAGRAPH, "s", BLANKS },
		{ PARAGRAPH, "tab", TAB },
		{ PARAGRAPH, "line-break", LINE_BREAK },
		{ 0 } },
	.texts = 1u << PARAGRAPH | 1u << SPAN | 1u << FORMAT_TEXT,
	.begin = begin,
	.end = end,
};

enum cb_status
cb_ods_rows(struct cb_book *book, size_t number, uint32_t source, struct cb_rows **out)
{
	struct sheet sheet = { .held = cb_held_new(), .wanted = number };
	struct book_xml xml = { 0 };
	enum cb_status status = CB_UNREADABLE;
	int64_t part = cb_book_part_find(book, CB_LIT("content.xml"));
	uint64_t unpacked_bytes = book->unpacked_bytes;

	if (cb_book_part_open(&xml.part, book, part, (struct cb_where){ source, 0, 0 })) {
		cb_book_xml_open(&xml, &sheet_reader, &sheet);
		if (cb_book_xml_run(&xml) >= 0)
			status = CB_OK;
	}
	cb_book_xml_close(&xml);
	book->unpacked_bytes = unpacked_bytes; /* all sheets stand in one part, which is read again for each */
	cb_ods_styles_release(&sheet.styles);
	free(sheet.columns);
	cb_str_release(&sheet.struck);
	cb_str_release(&sheet.said.value);
	cb_str_release(&sheet.text);
	return cb_held_finish(sheet.held, book, source, status, out);
}
