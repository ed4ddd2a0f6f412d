#include "biff.h"

#include "biff_text.h"
#include "little_endian.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum {
	BOF_2 = 0x0009,
	BOF_3 = 0x0209,
	BOF_4 = 0x0409,
	BOF = 0x0809,
	END = 0x000A,
	DATE_MODE = 0x0022,
	FILE_PASS = 0x002F,
	CODE_PAGE = 0x0042,
	BOUND_SHEET = 0x0085,
	SHARED_TEXTS = 0x00FC,
	FONT = 0x0031,
	STRUCK_OUT = 8, /* of its flags */
	FORMAT_2 = 0x001E,
	FORMAT = 0x041E,
	STYLE_2 = 0x0043,
	STYLE_3 = 0x0243,
	STYLE_4 = 0x0443,
	STYLE = 0x00E0,
	OF_BOOK = 0x0005, /* what a BOF begins */
	WORKSHEET = 0,    /* what a BOUNDSHEET names; sheets without cells are macros, charts and modules */
	MACROS = 1,
	CHART = 2,
	MODULE = 6,
	SHEETS_MAX = 65536,
};

/* --- number formats ----------------------------------------------------------------------- */

/* Up to Excel 4 formats have no numbers: they count from 0. */
static void
take_format(struct biff *biff, const struct biff_record *record)
{
	bool has_number = biff->version >= 5;
	struct cb_str code = { 0 };
	uint16_t number;

	if (record->len < 2)
		return;
	number = has_number ? (uint16_t)book_u16(record->p) : (uint16_t)biff->n_formats++;
	if (cb_biff_text(biff, record, biff->version >= 4 ? 2 : 0, biff->version >= 8 ? 2 : 1, &code)) {
		biff->formats[number] = (uint8_t)(1 + cb_book_format_shows(cb_str_text(&code)));
		biff->by_format[number] = (uint8_t)cb_book_formats_add(&biff->said, cb_str_text(&code), &biff->arena);
	}
	cb_str_release(&code);
}

/* Fonts count from 0, but there is none of number 4. */
static void
take_font(struct biff *biff, const struct biff_record *record)
{
	uint32_t number = biff->n_fonts < 4 ? biff->n_fonts : biff->n_fonts + 1;

	biff->n_fonts++;
	if (record->len < 4 || number > UINT16_MAX || (book_u16(record->p + 2) & STRUCK_OUT) == 0)
		return;
	biff->struck_fonts[number / 8] |= (uint8_t)(1u << number % 8);
	biff->has_struck_font = true;
}

bool
cb_biff_strikes(const struct biff *biff, uint32_t style)
{
	return biff->has_struck_font && style < biff->n_styles && cb_biff_font_strikes(biff, biff->styles[style].font);
}

/* The number of its format, and that of its font. */
static uint32_t
format_of(const struct biff_record *record)
{
	switch (record->id) {
	case STYLE_2:
		return record->p[2] & 0x3F;
	case STYLE:
		return book_u16(record->p + 2);
	default:
		return record->p[1];
	}
}

static void
take_style(struct biff *biff, const struct biff_record *record)
{
	if (record->len < 4 || biff->n_styles > UINT16_MAX)
		return;
	*cb_push(biff->styles, biff->n_styles, biff->cap_styles) = (struct biff_style){
		.format = (uint16_t)format_of(record),
		.font = record->id == STYLE ? (uint16_t)book_u16(record->p) : 0,
	};
}

enum book_shown
cb_biff_shows(const struct biff *biff, uint32_t style)
{
	uint16_t number = style < biff->n_styles ? biff->styles[style].format : 0;

	if (biff->formats[number] != 0)
		return biff->formats[number] - 1;
	return biff->version >= 5 ? cb_book_builtin_shows(number) : BOOK_AS_NUMBER;
}

unsigned
cb_biff_format(const struct biff *biff, uint32_t style)
{
	uint16_t number = style < biff->n_styles ? biff->styles[style].format : 0;
	bool is_percent = biff->version >= 5 && (number == 9 || number == 10);

	return biff->formats[number] != 0 ? biff->by_format[number] : is_percent ? BOOK_PERCENT
	                                                                         : 0;
}

/* --- the book ----------------------------------------------------------------------------- */

static void
add_sheet(struct biff *biff, size_t at, bool is_hidden, struct cb_text name)
{
	if (biff->n_sheets == SHEETS_MAX)
		return;
	*cb_push(biff->sheets, biff->n_sheets, biff->cap_sheets) = (struct biff_sheet){
		.name = cb_arena_copy(&biff->arena, name.p, name.len), .at = at, .is_hidden = is_hidden
	};
}

static void
take_sheet(struct biff *biff, const struct biff_record *record)
{
	unsigned type = record->len < 7 ? UINT_MAX : record->p[5];
	struct cb_str name = { 0 };

	if (type == MACROS || type == CHART || type == MODULE)
		return;
	if (type == WORKSHEET && cb_biff_text(biff, record, 6, 1, &name))
		add_sheet(biff, book_u32(record->p), (record->p[4] & 3) != 0, cb_str_text(&name));
	else
		biff->has_lost_sheets = true;
	cb_str_release(&name);
}

static void
take(struct biff *biff, const struct biff_record *record)
{
	switch (record->id) {
	case FILE_PASS:
		biff->pass = (struct cb_text){ (const char *)record->p, record->len };
		break;
	case DATE_MODE:
		biff->is_1904 = record->len >= 2 && book_u16(record->p) == 1;
		break;
	case CODE_PAGE:
		biff->code_page = record->len >= 2 ? book_u16(record->p) : 0;
		break;
	case FONT:
		take_font(biff, record);
		break;
	case FORMAT_2:
	case FORMAT:
		take_format(biff, record);
		break;
	case STYLE_2:
	case STYLE_3:
	case STYLE_4:
	case STYLE:
		take_style(biff, record);
		break;
	case BOUND_SHEET:
		take_sheet(biff, record);
		break;
	case SHARED_TEXTS:
		cb_biff_load_shared(biff, record);
		break;
	}
}

static int
version_of(const struct biff_record *record)
{
	switch (record->id) {
	case BOF_2:
		return 2;
	case BOF_3:
		return 3;
	case BOF_4:
		return 4;
	case BOF:
		return record->len >= 2 && book_u16(record->p) == 0x0600 ? 8 : 5;
	}
	return 0;
}

/* Names and texts need the code page, wherever it stands. */
static void
find_code_page(struct biff *biff, size_t at)
{
	struct biff_record record;

	for (; cb_biff_record(biff, at, &record) && record.id != END; at = record.next)
		if (record.id == CODE_PAGE)
			take(biff, &record);
}

bool
cb_biff_open(struct biff *biff, struct cb_text stream)
{
	struct biff_record record;
	bool is_book;

	*biff = (struct biff){ .stream = stream };
	if (!cb_biff_record(biff, 0, &record) || (biff->version = version_of(&record)) == 0)
		return false;
	cb_book_formats_add(&biff->said, cb_text_of(cb_book_percent_only[0]), &biff->arena);
	is_book = biff->version >= 5 && record.len >= 4 && book_u16(record.p + 2) == OF_BOOK;
	find_code_page(biff, record.next);
	for (size_t at = record.next; !biff->is_whole && cb_biff_record(biff, at, &record); at = record.next) {
		biff->is_whole = record.id == END;
		take(biff, &record);
	}
	if (!is_book) { /* a sheet alone */
		biff->n_sheets = 0;
		add_sheet(biff, 0, false, CB_LIT("Sheet1"));
	}
	return true;
}

/* Does the sheet's place hold the beginning of one? */
static bool
is_placed(const struct biff *biff, const struct biff_sheet *sheet)
{
	struct biff_record record;

	return sheet->at == 0 || (cb_biff_record(biff, sheet->at, &record) && version_of(&record) > 0 &&
	                          record.len >= 4 && book_u16(record.p + 2) != OF_BOOK);
}

bool
cb_biff_has_all_sheets(const struct biff *biff)
{
	bool has_all = biff->is_whole && !biff->has_lost_sheets;

	for (size_t i = 0; has_all && i < biff->n_sheets; i++)
		has_all = is_placed(biff, &biff->sheets[i]);
	return has_all;
}

void
cb_biff_release(struct biff *biff)
{
	cb_str_release(&biff->shared);
	cb_str_release(&biff->texts);
	free(biff->shared_starts);
	free(biff->shared_rich);
	free(biff->styles);
	free(biff->said.codes);
	free(biff->sheets);
	cb_arena_release(&biff->arena);
}
