/* The rows of a sheet, one at a time.
 *
 * R1 A row or cell without its r attribute stands behind the one before; so does a row whose r goes back.
 *    What dimension and spans say is not asked.
 * R2 A formula gives the value that was saved with it, or CB_CELL_UNKNOWN. */
#include "xlsx.h"
#include "xlsx_plain.h"

#include <stdlib.h>
#include <string.h>

enum { CELLS_MAX = 1 << 24,
       EMPTY_MAX = 1 << 22 };

enum { SHEET = 1,
       DATA,
       ROW,
       CELL,
       VALUE,
       FORMULA,
       INLINE,
       RUN,
       TEXT,
       COLUMNS,
       COLUMN,
       PROPERTIES,
       STRIKE };

struct sheet {
	struct cb_rows rows; /* first: what callers hold */
	struct cb_book *book;
	const struct xlsx *own;
	const struct xlsx_sheet_part *part;
	struct book_xml xml;
	struct cb_shape shape;
	bool is_started; /* the rows have begun: what stands before them is in the shape */
	/* the row being read */
	uint32_t line;
	bool is_hidden, is_struck;
	struct cb_text *cells;
	uint16_t *kinds;
	size_t n, cap_cells, cap_kinds;
	struct cb_arena texts;
	/* the cell being read */
	uint32_t column; /* from 1 */
	char type[12];
	uint32_t style;
	bool has_value, has_formula;
	struct xlsx_runs runs; /* of an inline text */
	bool has_strikes;      /* in this row */
	uint64_t n_cells, n_empty;
};

static struct cb_where
where_of(const struct sheet *sheet)
{
	return (struct cb_where){ sheet->rows.source, sheet->line, sheet->column };
}

static void
fail(struct sheet *sheet, enum cb_code code, const char *word, const char *more)
{
	if (!sheet->xml.has_failed)
		cb_report(sheet->book->diag, code, where_of(sheet), "", word, more);
	sheet->xml.has_failed = true;
	cb_book_xml_fail(&sheet->xml, code, NULL, NULL);
}

/* ---- what stands before the rows ---- */

static double
width_of(const char *value)
{
	double width = 0;

	return value != NULL && cb_book_number_value(cb_text_of(value), &width) ? width : 0;
}

static void
add_columns(struct sheet *sheet, const char **attributes)
{
	const char *min = cb_book_xml_attribute(attributes, "min"), *max = cb_book_xml_attribute(attributes, "max");
	struct cb_shape *shape = &sheet->shape;

	if (min == NULL || max == NULL || shape->n_columns == XLSX_COLUMNS_MAX)
		return;
	*cb_push(shape->columns, shape->n_columns, shape->cap_columns) = (struct cb_column_span){
		.first = (uint32_t)strtoul(min, NULL, 10),
		.last = (uint32_t)strtoul(max, NULL, 10),
		.width_chars = width_of(cb_book_xml_attribute(attributes, "width")),
		.is_hidden = cb_book_xml_is_true(cb_book_xml_attribute(attributes, "hidden")),
	};
}

/* ---- rows and cells ---- */

/* A row whose height is 0 is as good as hidden. */
static bool
is_row_hidden(const char **attributes)
{
	const char *height = cb_book_xml_attribute(attributes, "ht");

	return cb_book_xml_is_true(cb_book_xml_attribute(attributes, "hidden")) ||
	       (height != NULL && width_of(height) == 0);
}

static void
begin_row(struct sheet *sheet, const char **attributes)
{
	const char *r = cb_book_xml_attribute(attributes, "r");
	unsigned long line = r != NULL ? strtoul(r, NULL, 10) : 0;

	if (line > XLSX_ROWS_MAX)
		line = XLSX_ROWS_MAX + 1;
	sheet->line = line > sheet->line ? (uint32_t)line : sheet->line + 1;
	sheet->column = 0;
	if (sheet->line > XLSX_ROWS_MAX) {
		fail(sheet, CB_BEYOND_GRID, "1048576", "16384");
		return;
	}
	sheet->is_hidden = is_row_hidden(attributes);
	sheet->has_strikes = sheet->is_struck = false;
	sheet->n = 0;
	cb_arena_reset(&sheet->texts);
}

static uint32_t
column_of(const char *r)
{
	uint32_t column, row;

	if (*cb_xlsx_read_reference(r, &column, &row) != '\0')
		return 0;
	return column > XLSX_COLUMNS_MAX ? XLSX_COLUMNS_MAX + 1 : column;
}

static void
begin_cell(struct sheet *sheet, const char **attributes)
{
	uint32_t column = 0;

	sheet->style = 0;
	sheet->type[0] = '\0';
	sheet->has_value = sheet->has_formula = false;
	for (; *attributes != NULL; attributes += 2) {
		const char *name = attributes[0], *value = attributes[1];

		if (name[0] == '\0' || name[1] != '\0')
			continue;
		if (*name == 'r')
			column = column_of(value);
		else if (*name == 's')
			sheet->style = (uint32_t)strtoul(value, NULL, 10);
		else if (*name == 't' && strlen(value) < sizeof(sheet->type))
			memcpy(sheet->type, value, strlen(value) + 1);
	}
	sheet->column = column != 0 ? column : sheet->column + 1;
	cb_str_clear(&sheet->xml.text);
	if (sheet->column > XLSX_COLUMNS_MAX)
		fail(sheet, CB_BEYOND_GRID, "1048576", "16384");
	else if (++sheet->n_cells > CELLS_MAX)
		fail(sheet, CB_TOO_MANY_CELLS, "16777216", NULL);
}

static const struct xlsx_style *
style_of(const struct sheet *sheet)
{
	static const struct xlsx_style plain = { BOOK_AS_NUMBER, 0, false };

	return sheet->style < sheet->own->n_styles_of ? &sheet->own->styles_of[sheet->style] : &plain;
}

/* Puts a text where the cell stands; what is passed over is empty. */
static void
put(struct sheet *sheet, struct cb_text text, enum cb_cell_kind kind)
{
	if (sheet->column > sheet->cap_cells)
		sheet->cells = cb_grow(sheet->cells, &sheet->cap_cells, sheet->column, sizeof(*sheet->cells));
	if (sheet->column > sheet->cap_kinds)
		sheet->kinds = cb_grow(sheet->kinds, &sheet->cap_kinds, sheet->column, sizeof(*sheet->kinds));
	for (; sheet->n < sheet->column; sheet->n++) {
		sheet->cells[sheet->n] = CB_LIT("");
		sheet->kinds[sheet->n] = CB_CELL_TEXT;
	}
	sheet->cells[sheet->column - 1] = text;
	if (style_of(sheet)->is_struck && (kind & BOOK_PARTLY_STRUCK) == 0) /* runs say it themselves */
		kind |= BOOK_STRUCK;
	sheet->has_strikes |= (kind & (BOOK_STRUCK | BOOK_PARTLY_STRUCK)) != 0;
	sheet->kinds[sheet->column - 1] = (uint16_t)kind;
}

static void
put_copy(struct sheet *sheet, struct cb_text text, enum cb_cell_kind kind)
{
	put(sheet, cb_arena_text(&sheet->texts, text), kind);
}

static void
put_string(struct sheet *sheet, struct cb_text raw)
{
	unsigned long at = strtoul(cb_str_c(&sheet->xml.text), NULL, 10);

	if (raw.len == 0)
		return;
	if (at < sheet->own->n_strings)
		put(sheet, sheet->own->strings[at],
		    sheet->own->string_flags != NULL ? CB_CELL_TEXT | sheet->own->string_flags[at] : CB_CELL_TEXT);
	else
		fail(sheet, CB_NO_SUCH_STRING, cb_str_c(&sheet->xml.text), NULL);
}

static void
put_number(struct sheet *sheet, struct cb_text raw)
{
	const struct xlsx_style *style = style_of(sheet);
	enum book_shown shown = style->shown;
	char number[BOOK_NUMBER_MAX], date[BOOK_DATE_MAX];
	struct cb_text text;
	double serial;

	raw = cb_text_trim(raw);
	if (!cb_book_shows_number(shown) && cb_book_number_value(raw, &serial) &&
	    cb_book_serial_text(serial, sheet->own->is_1904, shown, date, &text))
		put_copy(sheet, text, cb_book_kind_by_format(CB_CELL_DATE, style->format));
	else if (cb_book_number_text(raw, number, &text))
		put_copy(sheet, text, cb_book_kind_by_format(cb_book_number_kind(shown), style->format));
	else
		put_copy(sheet, raw, CB_CELL_TEXT);
}

/* 2021-01-01T10:10:10.000Z, as ISO 29500 strict has it, in the form of other dates. */
static void
put_iso_date(struct sheet *sheet, struct cb_text raw)
{
	char date[BOOK_DATE_MAX];
	struct cb_text text = { date, 0 };

	while (text.len < raw.len && text.len < BOOK_DATE_MAX - 3 && strchr(".Zz+", raw.p[text.len]) == NULL) {
		date[text.len] = raw.p[text.len] == 'T' ? ' ' : raw.p[text.len];
		text.len++;
	}
	if (text.len >= 5 && date[text.len - 3] == ':' && (text.len == 5 || date[text.len - 6] == ' ')) {
		memcpy(date + text.len, ":00", 3);
		text.len += 3;
	}
	if (cb_text_ends(text, " 00:00:00"))
		text.len -= 9;
	put_copy(sheet, text, CB_CELL_DATE);
}

static void
put_text(struct sheet *sheet)
{
	unsigned flag = cb_xlsx_end_text(&sheet->runs, &sheet->xml.text);
	size_t n = cb_xlsx_unescape(sheet->xml.text.p, sheet->xml.text.len);

	put_copy(sheet, (struct cb_text){ cb_str_c(&sheet->xml.text), (uint32_t)n }, CB_CELL_TEXT | flag);
}

static void
put_bool(struct sheet *sheet, struct cb_text raw)
{
	bool is_true = cb_text_is(raw, "1") || cb_text_is(raw, "true");

	put(sheet, is_true ? CB_LIT("TRUE") : CB_LIT("FALSE"), CB_CELL_BOOL);
}

static void
end_cell(struct sheet *sheet)
{
	struct cb_text raw = cb_str_text(&sheet->xml.text);
	const char *type = sheet->type;

	if (!sheet->has_value || (raw.len == 0 && *type != 's' && *type != 'i')) {
		if (sheet->has_formula)
			put(sheet, CB_LIT(""), CB_CELL_UNKNOWN);
		else if (++sheet->n_empty > EMPTY_MAX)
			fail(sheet, CB_TOO_MANY_CELLS, "4194304", NULL);
	} else if (strcmp(type, "s") == 0) {
		put_string(sheet, raw);
	} else if (strcmp(type, "str") == 0 || strcmp(type, "inlineStr") == 0) {
		put_text(sheet);
	} else if (strcmp(type, "b") == 0) {
		put_bool(sheet, raw);
	} else if (strcmp(type, "e") == 0) {
		put_copy(sheet, raw, CB_CELL_ERROR);
	} else if (strcmp(type, "d") == 0) {
		put_iso_date(sheet, raw);
	} else {
		put_number(sheet, raw);
	}
}

/* ---- the XML ---- */

static void
begin(struct book_xml *xml, uint8_t state, const char **attributes)
{
	struct sheet *sheet = xml->own;

	switch (state) {
	case CELL:
		begin_cell(sheet, attributes);
		break;
	case VALUE:
	case INLINE:
		sheet->has_value = true;
		cb_str_clear(&xml->text);
		cb_xlsx_begin_text(&sheet->runs);
		break;
	case RUN:
		cb_xlsx_begin_run(&sheet->runs, &xml->text);
		break;
	case STRIKE:
		cb_xlsx_strike_run(&sheet->runs, attributes);
		break;
	case FORMULA:
		sheet->has_formula = true;
		break;
	case ROW:
		begin_row(sheet, attributes);
		break;
	case COLUMN:
		add_columns(sheet, attributes);
		break;
	case DATA:
		if (!sheet->is_started)
			cb_book_xml_pause(xml);
		sheet->is_started = true;
		break;
	}
}

static bool
is_empty(const struct sheet *sheet, size_t at)
{
	return sheet->cells[at].len == 0 && sheet->kinds[at] == CB_CELL_TEXT;
}

static void
end(struct book_xml *xml, uint8_t state)
{
	struct sheet *sheet = xml->own;

	if (state == RUN)
		cb_xlsx_end_run(&sheet->runs, &xml->text);
	if (state == CELL)
		end_cell(sheet);
	if (state != ROW)
		return;
	if (sheet->has_strikes) {
		struct cb_where where = { sheet->rows.source, sheet->line, 0 };

		sheet->is_struck = cb_book_strike(sheet->book, where, sheet->cells, sheet->kinds, sheet->n);
	}
	while (sheet->n > 0 && is_empty(sheet, sheet->n - 1))
		sheet->n--;
	if (sheet->n > 0 && !xml->has_failed)
		cb_book_xml_pause(xml);
}

/* One row, as `begin` and `end` would have been told of it. */
static size_t
take_row(struct book_xml *xml, const char *p, size_t n)
{
	struct sheet *sheet = xml->own;
	const char *at = p, *end_of_bytes = p + n;
	uint64_t n_cells = sheet->n_cells, n_empty = sheet->n_empty;
	uint32_t line = sheet->line;
	struct xlsx_plain plain;

	if (!cb_xlsx_plain_row(&at, end_of_bytes, &plain))
		return 0;
	begin_row(sheet, plain.attributes);
	while (!xml->has_failed && cb_xlsx_plain_cell(&at, end_of_bytes, xml->is_utf8, &plain)) {
		begin_cell(sheet, plain.attributes);
		sheet->has_value = plain.has_value;
		sheet->has_formula = plain.has_formula;
		cb_xlsx_begin_text(&sheet->runs);
		cb_str_addt(&xml->text, plain.value);
		end_cell(sheet);
	}
	if (xml->has_failed || !cb_xlsx_plain_word(&at, end_of_bytes, "</row>")) {
		sheet->line = line; /* as if nothing had been read */
		sheet->n_cells = n_cells;
		sheet->n_empty = n_empty;
		return 0;
	}
	end(xml, ROW);
	return (size_t)(at - p);
}

static const struct book_xml_reader sheet_reader = {
	.elements = (const struct book_element[]){
		{ ROW, "c", CELL },
		{ CELL, "v", VALUE },
		{ DATA, "row", ROW },
		{ CELL, "f", FORMULA },
		{ CELL, "is", INLINE },
		{ INLINE, "t", TEXT },
		{ INLINE, "r", RUN },
		{ RUN, "t", TEXT },
		{ RUN, "rPr", PROPERTIES },
		{ PROPERTIES, "strike", STRIKE },
		{ SHEET, "sheetData", DATA },
		{ SHEET, "cols", COLUMNS },
		{ COLUMNS, "col", COLUMN },
		{ 0, "worksheet", SHEET },
		{ 0 } },
	.texts = 1u << VALUE | 1u << TEXT,
	.begin = begin,
	.end = end,
	.take = take_row,
	.take_mark = "</row>",
	.take_in = DATA,
};

/* ---- rows ---- */

static int
sheet_next(struct cb_rows *rows, struct cb_row *row)
{
	struct sheet *sheet = (struct sheet *)rows;
	int got;

	if (sheet->xml.parser == NULL || sheet->xml.has_failed)
		return -1;
	got = cb_book_xml_run(&sheet->xml);
	if (got > 0)
		*row = (struct cb_row){
			.cells = sheet->cells,
			.kinds = sheet->kinds,
			.n = (uint32_t)sheet->n,
			.line = sheet->line,
			.is_hidden = sheet->is_hidden || sheet->is_struck,
			.is_struck = sheet->is_struck,
		};
	return got;
}

/* Opens the part and reads up to the first row. */
static bool
start(struct sheet *sheet)
{
	struct cb_where where = { sheet->rows.source, 0, 0 };

	sheet->line = 0;
	sheet->is_started = false;
	sheet->n_cells = sheet->n_empty = 0;
	sheet->shape.n_columns = 0;
	if (!cb_book_part_open(&sheet->xml.part, sheet->book, sheet->part->part, where))
		return false;
	cb_book_xml_open(&sheet->xml, &sheet_reader, sheet);
	return cb_book_xml_run(&sheet->xml) >= 0;
}

static bool
sheet_rewind(struct cb_rows *rows)
{
	struct sheet *sheet = (struct sheet *)rows;

	cb_book_xml_close(&sheet->xml);
	return start(sheet);
}

static void
sheet_close(struct cb_rows *rows)
{
	struct sheet *sheet = (struct sheet *)rows;

	cb_book_xml_close(&sheet->xml);
	cb_arena_release(&sheet->texts);
	cb_str_release(&sheet->runs.plain);
	free(sheet->shape.merges);
	free(sheet->shape.columns);
	free(sheet->cells);
	free(sheet->kinds);
	free(sheet);
}

enum cb_status
cb_xlsx_rows(struct cb_book *book, size_t number, uint32_t source, struct cb_rows **out)
{
	struct xlsx *own = book->own;
	struct cb_where where = { source, 0, 0 };
	struct sheet *sheet;

	if (own->parts[number].part < 0)
		return cb_report(book->diag, CB_PART_MISSING, where, "", own->parts[number].name);
	if (!cb_xlsx_read_strings(book, own))
		return CB_UNREADABLE;
	sheet = cb_alloc(1, sizeof(*sheet));
	sheet->rows = (struct cb_rows){ sheet_next, sheet_rewind, sheet_close, source, false, &sheet->shape };
	sheet->book = book;
	sheet->own = own;
	sheet->part = &own->parts[number];
	sheet->shape.is_1904 = own->is_1904;
	sheet->shape.formats = own->formats.codes;
	sheet->shape.n_formats = own->formats.n;
	if (!cb_xlsx_read_merges(book, sheet->part->part, where, &sheet->shape) || !start(sheet)) {
		sheet_close(&sheet->rows);
		return CB_UNREADABLE;
	}
	*out = &sheet->rows;
	return CB_OK;
}
