/* The records of an .xls workbook ([MS-XLS]), Excel 2 to 2003: what it says as a whole, and its sheets.
 *
 * R1 Read are numbers, texts, truth values, errors and the saved results of formulas. A number is a date by the
 *    format of its cell.
 * R2 A sheet ends at its EOF: one that does not is cut off, and not to be used. Records that are shorter than
 *    they have to be are passed over. Charts within a sheet are not read.
 * R3 Merged areas, hidden rows, hidden columns, hidden sheets are told (areas and hidden rows from Excel 97, 3 on).
 * R4 Texts of Excel up to 95 are in the code page the file names. One that names none, or whose text does not
 *    fit its code page, is read as GB18030 where that fits, else as Windows-1252. */
#ifndef BOOK_BIFF_H
#define BOOK_BIFF_H

#include "cell_text.h"
#include "held.h"

struct biff_record {
	uint16_t id;
	const unsigned char *p;
	uint32_t len;
	size_t next; /* in the stream: the record behind */
};

struct biff_sheet {
	const char *name;
	size_t at; /* in the stream */
	bool is_hidden;
};

struct biff {
	struct cb_text stream;
	int version;            /* 2 3 4 5 8 */
	struct cb_text pass;    /* how it is encrypted (FILEPASS); p NULL = it is not, as far as it says */
	bool is_1904, is_whole; /* whole: what stands before the sheets has its end */
	bool has_lost_sheets;   /* a sheet was named, but not so that it could be understood */
	unsigned code_page;     /* 0 = not said */
	struct biff_sheet *sheets;
	size_t n_sheets, cap_sheets;
	struct cb_str shared;    /* the shared texts, end to end */
	struct cb_str texts;     /* those of the cells that have been read */
	uint32_t *shared_starts; /* [n_shared + 1] */
	size_t n_shared, cap_shared;
	struct biff_rich {
		uint32_t lead_bytes; /* before its first run: in the font of the cell */
		uint8_t flags;       /* BOOK_STRUCK, BOOK_PARTLY_STRUCK */
		bool has_runs;
	} * shared_rich; /* [n_shared], NULL = no font strikes out */
	size_t cap_rich;
	struct biff_style {
		uint16_t format, font; /* numbers */
	} * styles;                    /* [style] */
	size_t n_styles, cap_styles;
	uint8_t struck_fonts[65536 / 8]; /* [number] one bit a font */
	uint32_t n_fonts;                /* met so far */
	bool has_struck_font;
	unsigned n_formats;       /* without numbers, up to Excel 4 */
	uint8_t formats[65536];   /* [number] 1 + enum book_shown of those that the file writes out */
	uint8_t by_format[65536]; /* [number] of said, 0 = none */
	struct book_formats said;
	struct cb_arena arena;
};

/* What the stream, which is borrowed, says before its sheets. False when it does not begin as a workbook does. */
bool cb_biff_open(struct biff *, struct cb_text stream);
/* Is every sheet that it names where it should be? */
bool cb_biff_has_all_sheets(const struct biff *);
/* A sheet of it, whose texts lie in `shared` and `texts`; false when it is cut off. Once only. */
bool cb_biff_read(struct biff *, const struct biff_sheet *, struct held *);
void cb_biff_release(struct biff *);

/* What the format of this style (XF) makes of a number. */
enum book_shown cb_biff_shows(const struct biff *, uint32_t style);
/* Its number in `said`, 0 = it says no more. */
unsigned cb_biff_format(const struct biff *, uint32_t style);
/* Does its font strike out? */
bool cb_biff_strikes(const struct biff *, uint32_t style);
bool cb_biff_font_strikes(const struct biff *, uint32_t font);
/* The record at that place of the stream; false at its end. */
bool cb_biff_record(const struct biff *, size_t at, struct biff_record *);

#endif
