/* xlsx (ECMA-376, strict and transitional): shared by the readers of its parts. */
#ifndef XLSX_H
#define XLSX_H

#include "cell_text.h"
#include "xml.h"

/* What a workbook says beside its sheets. */
struct xlsx {
	struct xlsx_sheet_part {
		int64_t part; /* -1 = the file has none: told when it is opened */
		const char *name;
	} * parts; /* [sheet of the book] */
	size_t n_parts, cap_parts;
	bool is_1904;
	int64_t workbook, styles, texts; /* parts, -1 = none */
	struct xlsx_style {
		uint8_t shown, format; /* enum book_shown; of `formats`, 0 = none */
		bool is_struck;
	} * styles_of; /* [style] */
	size_t n_styles_of, cap_styles_of;
	struct book_formats formats;
	bool *struck_fonts; /* [font] */
	size_t n_fonts, cap_fonts;
	struct cb_text *strings; /* the shared ones, read when the first sheet is opened */
	uint8_t *string_flags;   /* [string] BOOK_STRUCK, BOOK_PARTLY_STRUCK; NULL = none has any */
	size_t n_strings, cap_strings;
	bool has_strings;
};

/* ---- xlsx_styles.c */
bool cb_xlsx_read_styles(struct cb_book *, struct xlsx *);

/* ---- xlsx_strings.c */

/* R4 of xlsx_strings.c: _x000D_ is a CR. In place; returns the new length. */
size_t cb_xlsx_unescape(char *p, size_t n);
/* <strike/>, not <strike val="0"/> */
bool cb_xlsx_is_on(const char **attributes);
/* A text in runs while it is read, and what of it is not struck out. */
struct xlsx_runs {
	struct cb_str plain;
	size_t from; /* of the run at hand */
	bool is_struck, has_struck;
};
void cb_xlsx_begin_text(struct xlsx_runs *);
void cb_xlsx_begin_run(struct xlsx_runs *, const struct cb_str *text);
void cb_xlsx_strike_run(struct xlsx_runs *, const char **attributes);
void cb_xlsx_end_run(struct xlsx_runs *, const struct cb_str *text);
/* Where something is struck out the text becomes what is not, or stays as it is where all is. Returns the flag. */
unsigned cb_xlsx_end_text(struct xlsx_runs *, struct cb_str *text);
bool cb_xlsx_read_strings(struct cb_book *, struct xlsx *);

/* ---- xlsx_shape.c */

/* Merged areas, which stand behind the rows: a pass over the bytes looks whether there are any. */
bool cb_xlsx_read_merges(struct cb_book *, int64_t part, struct cb_where, struct cb_shape *);
/* The letters and the digits of C7, from 1; 0 = not there or beyond what is counted. Returns what follows. */
const char *cb_xlsx_read_reference(const char *p, uint32_t *column, uint32_t *row);

/* ---- xlsx_sheet.c */
enum cb_status cb_xlsx_rows(struct cb_book *, size_t sheet, uint32_t source, struct cb_rows **out);

enum { XLSX_COLUMNS_MAX = 16384,
       XLSX_ROWS_MAX = 1048576 };

#endif
