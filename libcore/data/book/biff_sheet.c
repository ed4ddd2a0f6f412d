#include "biff.h"

#include "biff_text.h"
#include "little_endian.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
	BOOL_OR_ERROR_2 = 0x0005,
	BOOL_OR_ERROR = 0x0205,
	COLUMNS = 0x007D,
	END = 0x000A,
	FORMULA = 0x0006,
	FORMULA_3 = 0x0206,
	FORMULA_4 = 0x0406,
	INTEGER_2 = 0x0002,
	LABEL_2 = 0x0004,
	LABEL = 0x0204,
	LABEL_RICH = 0x00D6,
	LABEL_SHARED = 0x00FD,
	MERGED = 0x00E5,
	NUMBER_2 = 0x0003,
	NUMBER = 0x0203,
	RK = 0x027E,
	RK_ROW = 0x00BD,
	ROW = 0x0208,
	TEXT_2 = 0x0007,
	TEXT = 0x0207,
	MAX_ROWS = 65536,
	MAX_COLUMNS = 256,
	ERROR_NUMBER = 0x24,
};

/* A cell, in the order of the file; its text is in biff->texts, or in biff->shared. */
struct cell {
	uint32_t place; /* row * 65536 + column */
	uint32_t at, len;
	uint32_t serial; /* of two at one place the later one stays */
	uint16_t kind;
	bool is_shared;
};

struct reader {
	const struct biff *biff;
	struct held *held;
	struct cell *cells;
	size_t n_cells, cap_cells;
	struct cb_str *text;
	uint32_t style, place;        /* of the record at hand */
	bool wants_text;              /* a formula whose result is the text that follows */
	uint8_t hidden[MAX_ROWS / 8]; /* one bit a row */
};

/* --- cells -------------------------------------------------------------------------------- */

/* The cell at reader->place: its text is what has been added since `from`. */
static void
put(struct reader *reader, enum cb_cell_kind kind, size_t from)
{
	reader->cells = cb_grow(reader->cells, &reader->cap_cells, reader->n_cells + 1, sizeof(*reader->cells));
	reader->cells[reader->n_cells] = (struct cell){
		.place = reader->place,
		.at = (uint32_t)from,
		.len = (uint32_t)(reader->text->len - from),
		.serial = (uint32_t)reader->n_cells,
		.kind = (uint16_t)(cb_biff_strikes(reader->biff, reader->style) ? kind | BOOK_STRUCK : kind),
	};
	reader->n_cells++;
}

static void
put_error(struct reader *reader, unsigned code)
{
	static const struct {
		unsigned code;
		const char *text;
	} errors[] = {
		{ 0x00, "#NULL!" },
		{ 0x07, "#DIV/0!" },
		{ 0x0F, "#VALUE!" },
		{ 0x17, "#REF!" },
		{ 0x1D, "#NAME?" },
		{ ERROR_NUMBER, "#NUM!" },
		{ 0x2A, "#N/A" },
	};
	size_t from = reader->text->len, i = 0, n = CB_COUNT(errors);

	while (i < n && errors[i].code != code)
		i++;
	cb_str_adds(reader->text, i < n ? errors[i].text : "#ERROR!");
	put(reader, CB_CELL_ERROR, from);
}

static void
put_bool_or_error(struct reader *reader, unsigned value, bool is_error)
{
	size_t from = reader->text->len;

	if (is_error) {
		put_error(reader, value);
		return;
	}
	cb_str_adds(reader->text, value != 0 ? "TRUE" : "FALSE");
	put(reader, CB_CELL_BOOL, from);
}

static void
put_number(struct reader *reader, double number)
{
	enum book_shown shown = cb_biff_shows(reader->biff, reader->style);
	unsigned format = cb_biff_format(reader->biff, reader->style);
	char date[BOOK_DATE_MAX], plain[BOOK_NUMBER_MAX];
	size_t from = reader->text->len;
	struct cb_text text;

	if (!isfinite(number)) {
		put_error(reader, ERROR_NUMBER);
	} else if (!cb_book_shows_number(shown) &&
	           cb_book_serial_text(number, reader->biff->is_1904, shown, date, &text)) {
		cb_str_addt(reader->text, text);
		put(reader, cb_book_kind_by_format(CB_CELL_DATE, format), from);
	} else {
		cb_str_addt(reader->text, cb_book_number_print(number, plain));
		put(reader, cb_book_kind_by_format(cb_book_number_kind(shown), format), from);
	}
}

static void
put_text(struct reader *reader, const struct biff_record *record, size_t skip_bytes, int length_bytes)
{
	size_t from = reader->text->len;

	cb_biff_text(reader->biff, record, skip_bytes, length_bytes, reader->text);
	put(reader, CB_CELL_TEXT, from);
}

/* A text in runs says itself what is struck out, but for what stands before the first: that is in the cell's font. */
static void
strike_shared(const struct reader *reader, struct cell *cell, const struct biff_rich *rich)
{
	const char *text = reader->biff->shared.p;
	bool is_lead_struck = (cell->kind & BOOK_STRUCK) != 0 && rich->lead_bytes > 0;
	uint32_t lead = rich->lead_bytes < cell->len ? rich->lead_bytes : cell->len;
	struct cb_text rest = { text + cell->at + lead, cell->len - lead };

	if (!rich->has_runs)
		return;
	cell->kind = (uint16_t)((cell->kind & ~(unsigned)BOOK_STRUCK) | rich->flags);
	if (!is_lead_struck || rich->flags == BOOK_STRUCK)
		return;
	if (cb_text_trim(rest).len == 0) {
		cell->kind = (uint16_t)((cell->kind & ~(unsigned)BOOK_PARTLY_STRUCK) | BOOK_STRUCK);
		return;
	}
	cell->kind |= BOOK_PARTLY_STRUCK;
	cell->at += lead;
	cell->len -= lead;
}

static void
put_shared(struct reader *reader, uint32_t number)
{
	const struct biff *biff = reader->biff;
	struct cell *cell;

	if (number >= biff->n_shared) {
		put_error(reader, UINT32_MAX);
		return;
	}
	put(reader, CB_CELL_TEXT, reader->text->len);
	cell = &reader->cells[reader->n_cells - 1];
	cell->is_shared = true;
	cell->at = biff->shared_starts[number];
	cell->len = biff->shared_starts[number + 1] - cell->at;
	if (biff->shared_rich != NULL)
		strike_shared(reader, cell, &biff->shared_rich[number]);
}

/* --- records ------------------------------------------------------------------------------ */

static double
double_of(const unsigned char *p)
{
	uint64_t bits = book_u32(p) | (uint64_t)book_u32(p + 4) << 32;
	double number;

	memcpy(&number, &bits, sizeof(number));
	return number;
}

/* Four bytes: an integer of 30 bits or the upper half of a double, hundredths of it or not. */
static double
rk_of(const unsigned char *p)
{
	uint32_t rk = book_u32(p);
	uint64_t bits = (uint64_t)(rk & 0xFFFFFFFC) << 32;
	double number;

	if ((rk & 2) != 0)
		number = (int32_t)(rk & 0xFFFFFFFC) / 4;
	else
		memcpy(&number, &bits, sizeof(number));
	return (rk & 1) != 0 ? number / 100 : number;
}

/* What a formula gave when it was saved: a number, or what stands in these bytes instead. */
static void
put_result(struct reader *reader, const unsigned char *p)
{
	if (p[6] != 0xFF || p[7] != 0xFF) {
		put_number(reader, double_of(p));
		return;
	}
	reader->wants_text = p[0] == 0;
	if (p[0] == 0) /* unknown until its text is met */
		put(reader, CB_CELL_UNKNOWN, reader->text->len);
	else if (p[0] == 1 || p[0] == 2)
		put_bool_or_error(reader, p[2], p[0] == 2);
}

static void
take_result_text(struct reader *reader, const struct biff_record *record)
{
	if (!reader->wants_text)
		return;
	reader->n_cells--;
	put_text(reader, record, 0, reader->biff->version == 2 ? 1 : 2);
	reader->wants_text = false;
}

static void
take_rk_row(struct reader *reader, const struct biff_record *record)
{
	uint32_t row = book_u16(record->p), column = book_u16(record->p + 2);

	for (uint32_t at = 4; at + 6 <= record->len - 2 && column < 65536; at += 6) {
		reader->place = row << 16 | column++;
		reader->style = book_u16(record->p + at);
		put_number(reader, rk_of(record->p + at + 2));
	}
}

static void
take_merged(struct reader *reader, const struct biff_record *record)
{
	for (uint32_t at = 2; at + 8 <= record->len; at += 8) {
		const unsigned char *p = record->p + at;
		uint32_t top = book_u16(p), bottom = book_u16(p + 2);
		uint32_t left = book_u16(p + 4), right = book_u16(p + 6);
		struct cb_area area = { top + 1, left + 1, bottom - top + 1, right - left + 1 };

		if (bottom >= top && right >= left)
			cb_held_merge(reader->held, area);
	}
}

static void
take_columns(struct reader *reader, const struct biff_record *record)
{
	struct cb_column_span span = {
		.first = book_u16(record->p) + 1,
		.last = book_u16(record->p + 2) + 1,
		.width_chars = book_u16(record->p + 4) / 256.0,
		.is_hidden = (record->p[8] & 1) != 0,
	};

	if (span.last > MAX_COLUMNS) /* one more stands for those that are not there */
		span.last = MAX_COLUMNS;
	if (span.first <= span.last)
		cb_held_columns(reader->held, span);
}

static void
take_row(struct reader *reader, const struct biff_record *record)
{
	uint32_t row = book_u16(record->p);

	if ((record->p[12] & 0x20) != 0)
		reader->hidden[row / 8] |= (uint8_t)(1u << row % 8);
}

/* A cell: row, column, style (up to Excel 2 three bytes of attributes), value. */
static void
take_cell(struct reader *reader, const struct biff_record *record)
{
	const unsigned char *value = record->p + 6;

	switch (record->id) {
	case NUMBER:
		put_number(reader, double_of(value));
		break;
	case RK:
		put_number(reader, rk_of(value));
		break;
	case LABEL_SHARED:
		put_shared(reader, book_u32(value));
		break;
	case LABEL:
	case LABEL_RICH:
		put_text(reader, record, 6, 2);
		break;
	case BOOL_OR_ERROR:
		put_bool_or_error(reader, value[0], value[1] != 0);
		break;
	case FORMULA:
	case FORMULA_3:
	case FORMULA_4:
		put_result(reader, reader->biff->version == 2 ? value + 1 : value);
		break;
	case INTEGER_2:
		put_number(reader, book_u16(value + 1));
		break;
	case NUMBER_2:
		put_number(reader, double_of(value + 1));
		break;
	case LABEL_2:
		put_text(reader, record, 7, 1);
		break;
	case BOOL_OR_ERROR_2:
		put_bool_or_error(reader, value[1], value[2] != 0);
		break;
	}
}

/* The records that are read, and the bytes they have at least. */
static const struct kind {
	uint16_t id;
	uint8_t least;
	void (*take)(struct reader *, const struct biff_record *);
} kinds[] = {
	{ NUMBER, 14, take_cell },
	{ RK, 10, take_cell },
	{ LABEL_SHARED, 10, take_cell },
	{ LABEL, 8, take_cell },
	{ LABEL_RICH, 8, take_cell },
	{ BOOL_OR_ERROR, 8, take_cell },
	{ FORMULA, 15, take_cell },
	{ FORMULA_3, 14, take_cell },
	{ FORMULA_4, 14, take_cell },
	{ INTEGER_2, 9, take_cell },
	{ NUMBER_2, 15, take_cell },
	{ LABEL_2, 8, take_cell },
	{ BOOL_OR_ERROR_2, 9, take_cell },
	{ RK_ROW, 6, take_rk_row },
	{ TEXT, 2, take_result_text },
	{ TEXT_2, 1, take_result_text },
	{ ROW, 16, take_row },
	{ COLUMNS, 10, take_columns },
	{ MERGED, 2, take_merged },
};

static void
take(struct reader *reader, const struct biff_record *record)
{
	size_t i = 0, n = CB_COUNT(kinds);

	while (i < n && kinds[i].id != record->id)
		i++;
	if (i == n || record->len < kinds[i].least)
		return;
	if (kinds[i].take == take_cell) {
		const unsigned char *p = record->p;

		reader->place = book_u16(p) << 16 | book_u16(p + 2);
		reader->style = reader->biff->version == 2 ? p[4] & 0x3Fu : book_u16(p + 4);
		reader->wants_text = false;
	}
	kinds[i].take(reader, record);
}

/* --- the sheet ---------------------------------------------------------------------------- */

static int
compare(const void *a, const void *b)
{
	const struct cell *x = a, *y = b;

	if (x->place != y->place)
		return cb_order(x->place, y->place);
	return cb_order(x->serial, y->serial);
}

static void
hand_over(struct reader *reader)
{
	struct held *held = reader->held;
	uint32_t row = UINT32_MAX;

	cb_sort(reader->cells, reader->n_cells, sizeof(*reader->cells), compare);
	for (size_t i = 0; i < reader->n_cells; i++) {
		const struct cell *cell = &reader->cells[i];
		const struct cb_str *in = cell->is_shared ? &reader->biff->shared : reader->text;

		if (cell->place >> 16 != row) {
			row = cell->place >> 16;
			cb_held_row(held, row + 1, 1, (reader->hidden[row / 8] >> row % 8 & 1) != 0);
		}
		cb_held_borrow(held, (cell->place & 0xFFFF) + 1, 1, cell->kind,
		               (struct cb_text){ cb_str_c(in) + cell->at, cell->len });
	}
}

static bool
is_begin(uint16_t id)
{
	return id == 0x0009 || id == 0x0209 || id == 0x0409 || id == 0x0809;
}

bool
cb_biff_read(struct biff *biff, const struct biff_sheet *sheet, struct held *held)
{
	struct reader *reader = cb_alloc(1, sizeof(*reader));
	struct biff_record record;
	bool has_ended = false;
	int depth = 0; /* charts stand within a sheet, from BOF to EOF */

	*reader = (struct reader){ .biff = biff, .held = held, .text = &biff->texts };
	held->shape.is_1904 = biff->is_1904;
	for (size_t at = sheet->at; !has_ended && cb_biff_record(biff, at, &record); at = record.next) {
		depth += is_begin(record.id);
		if (depth == 1)
			take(reader, &record);
		depth -= record.id == END;
		has_ended = depth <= 0;
	}
	hand_over(reader);
	free(reader->cells);
	free(reader);
	return has_ended;
}
