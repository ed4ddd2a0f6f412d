/* Layer 1 of the record stream: the untyped rows of one sheet, with their places. */
#ifndef CB_DATA_ROWS_H
#define CB_DATA_ROWS_H

#include <cb/base/diag.h>

/* What a cell of a spreadsheet is, whatever its text looks like. Text files know CB_CELL_TEXT only. */
enum cb_cell_kind {
	CB_CELL_TEXT,
	CB_CELL_NUMBER, /* a double: its text is the shortest that reads back, without exponent where it is whole */
	CB_CELL_DATE,   /* a number with a date format: 2022-07-10, 2022-07-10 09:30:00, 09:30:00 */
	CB_CELL_BOOL,   /* TRUE, FALSE */
	CB_CELL_ERROR,  /* #REF!, #DIV/0! … */
	CB_CELL_UNKNOWN /* a formula whose value was not saved: empty text */
};
enum {
	CB_CELL_KIND = 0x0f,
	CB_CELL_FILLED = 0x10,    /* words of a merged area, repeated in every cell of it */
	CB_CELL_WITHHELD = 0x20,  /* no figure of its own: empty in a merged area that holds a number, which is never
	                           * repeated, or a number beneath one that begins further left, where nobody sees it */
	CB_CELL_WITH_UNIT = 0x40, /* a number whose format shows another one, or words that are no unit: 0.3 as 0.3万元 */
	CB_CELL_BY_FORMAT = 0x80, /* a date or a number without unit; above it the number of its format: cell_shown.h */
	CB_CELL_UNIT_SHIFT = 8    /* above it: the unit that its format shows (cb_unit_numbered), 0 = none */
};

/* One row; cells are borrowed until the next call. */
struct cb_row {
	const struct cb_text *cells;
	const uint16_t *kinds; /* [cell] enum cb_cell_kind and flags; NULL = all are text of a text file */
	const uint8_t *ties;   /* [cell] of rows of a head: data/head.h; NULL = none are tied */
	uint32_t n;
	uint32_t line;  /* text files: physical line the record starts on; sheets: row number; from 1 */
	bool is_hidden; /* sheets: hidden, by hand or by a filter, or struck out as a whole */
	bool is_struck; /* the latter */
};

/* A rectangle of cells; row and column from 1. */
struct cb_area {
	uint32_t row, column, n_rows, n_columns;
};

/* What a sheet says of its cells beside their values. */
struct cb_shape {
	struct cb_area *merges;
	size_t n_merges, cap_merges;
	struct cb_column_span {
		uint32_t first, last; /* columns from 1 */
		double width_chars;   /* 0 = the usual */
		bool is_hidden;
	} * columns;
	size_t n_columns, cap_columns;
	bool is_1904;               /* serial numbers of dates count from 1904-01-01 */
	const char *const *formats; /* [number - 1] of CB_CELL_BY_FORMAT */
	size_t n_formats;
};

enum { CB_GRID_COLUMNS = 16384 }; /* no sheet has more */
/* [column from 0, CB_GRID_COLUMNS of them] is it hidden? Free with free(3); NULL when none is. */
bool *cb_shape_hidden(const struct cb_shape *);
/* Of what cb_shape_hidden gave. */
bool cb_shape_hides(const bool *hidden, uint32_t column);

/* An open sheet. Implementations: csv (data/csv.h), the spreadsheets behind data/book.h. */
struct cb_rows {
	/* 1 = *row filled, 0 = end, <0 = broken off, the reason went to the diag. */
	int (*next)(struct cb_rows *, struct cb_row *row);
	/* Back to the first row; false when that cannot be done. */
	bool (*rewind)(struct cb_rows *);
	void (*close)(struct cb_rows *);
	uint32_t source;              /* in the diag */
	bool guarded;                 /* text with a byte order mark: '= stands for = (doc/format.h R2) */
	const struct cb_shape *shape; /* spreadsheets, known from the opening on; NULL for text */
};

#endif
