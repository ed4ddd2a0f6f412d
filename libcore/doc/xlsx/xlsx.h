/* A workbook on its way out (ISO/IEC 29500-1, SpreadsheetML): what the writers in this folder call.
 *
 * R1 One sheet after the other; its rows from top to bottom, the cells of a row from left to right. Memory does
 *    not grow with the rows: only what is said of a sheet beside its cells is held.
 * R2 Text is text, whatever it starts with: it stands in its cell (inlineStr), blanks at its ends kept. What looks
 *    like an escape (_x0041_) is escaped, control characters are written as such, what XML cannot hold becomes
 *    U+FFFD. More than 32,767 characters (UTF-16) in a cell: out is refused.
 * R3 A number is written with the fewest digits that give the double back.
 * R4 The children of an element stand in the order of the standard's sequences: Excel refuses others.
 * R5 The same calls give the same bytes.
 * R6 What goes wrong is remembered in out; then nothing of the workbook reaches it.
 *
 * Rows and columns count from 0. What a call is given by pointer is borrowed for the call. */
#ifndef LIBCORE_DOC_XLSX_XLSX_H
#define LIBCORE_DOC_XLSX_XLSX_H

#include <cb/base/str.h>
#include <cb/data/file.h>

enum { CB_XLSX_ROWS = 1048576, /* of one sheet */
       CB_XLSX_COLUMNS = 16384,
       CB_XLSX_NAME = 32 * 4 }; /* bytes of a sheet's name */

struct cb_xlsx; /* opaque */
struct cb_chart;

struct cb_xlsx_area {
	uint32_t row, column, last_row, last_column;
};

struct cb_xlsx *cb_xlsx_new(const char *title, struct cb_out *out);
/* Completes the workbook and appends it to out; freed. It opens on the first sheet that is not hidden. */
void cb_xlsx_finish(struct cb_xlsx *);
/* Without finish: nothing is left. Accepts NULL. */
void cb_xlsx_free(struct cb_xlsx *);

/* How cells look. Zero and NULL: as the program has it. */
struct cb_xlsx_style {
	const char *format; /* code of a number format, "@" = text */
	const char *font;
	const char *colour, *fill, *border;    /* "C00000"; the border is thin, on all sides */
	const char *horizontal;                /* "center" */
	unsigned points;                       /* size of the font */
	bool is_bold, is_wrapped, is_unlocked; /* unlocked: may be filled in on a sheet that is protected */
};
/* The number of a style, the same for the same look. Text stands in the middle of the height. */
unsigned cb_xlsx_style(struct cb_xlsx *, const struct cb_xlsx_style *);

/* Begins a sheet, with a number behind the name when it is taken. */
void cb_xlsx_sheet(struct cb_xlsx *, const char *name);

/* ---- rows and cells of the sheet begun last */

void cb_xlsx_put_row(struct cb_xlsx *, uint32_t row);
/* Of the row begun last. */
void cb_xlsx_set_height(struct cb_xlsx *, double points);
void cb_xlsx_hide_row(struct cb_xlsx *);
void cb_xlsx_put_blank(struct cb_xlsx *, uint32_t column, unsigned style);
void cb_xlsx_put_text(struct cb_xlsx *, uint32_t column, unsigned style, struct cb_text);
void cb_xlsx_put_number(struct cb_xlsx *, uint32_t column, unsigned style, double);
void cb_xlsx_put_bool(struct cb_xlsx *, uint32_t column, unsigned style, bool);
/* #DIV/0! and so on */
void cb_xlsx_put_error(struct cb_xlsx *, uint32_t column, unsigned style, struct cb_text);
/* A text over the columns 0 to `last`, which become one cell. */
void cb_xlsx_put_line(struct cb_xlsx *, uint32_t last, unsigned style, struct cb_text);
/* A note at a cell of this row, shown in a window for so many lines. */
void cb_xlsx_comment(struct cb_xlsx *, uint32_t column, struct cb_text, size_t lines);

/* ---- what else a sheet has, in any order before the next one begins */

/* The cells of an area are one; the others than the first are its own, blank. */
void cb_xlsx_merge(struct cb_xlsx *, const struct cb_xlsx_area *);
struct cb_xlsx_column {
	double width_chars;
	unsigned style; /* of cells that are not there */
	bool is_hidden;
};
void cb_xlsx_columns(struct cb_xlsx *, uint32_t first, uint32_t last, const struct cb_xlsx_column *);
/* A4, as high as it needs and one page wide, or so many, each with the first column. */
struct cb_xlsx_page {
	const char *footer;              /* NULL = none */
	double side_inches, end_inches;  /* margins; 0 = the usual ones */
	uint32_t header_rows;            /* printed on every page, and always on the screen */
	const struct cb_xlsx_area *area; /* what is printed; NULL = all */
	bool is_across;
	unsigned pages_wide; /* 0 = one */
};
void cb_xlsx_page(struct cb_xlsx *, const struct cb_xlsx_page *);
/* The row begins a page on paper. */
void cb_xlsx_break(struct cb_xlsx *, uint32_t row);
void cb_xlsx_filter(struct cb_xlsx *, const struct cb_xlsx_area *);
/* Numbers that are text there are meant. */
void cb_xlsx_expect_text(struct cb_xlsx *, const struct cb_xlsx_area *);
enum cb_xlsx_protection { CB_XLSX_READ_ONLY, /* but for cells that are unlocked */
	                  CB_XLSX_ARRANGED /* the same, but it may be sorted, filtered and given other widths */ };
/* Without a password. */
void cb_xlsx_protect(struct cb_xlsx *, enum cb_xlsx_protection);
void cb_xlsx_hide(struct cb_xlsx *);

/* What may be typed into an area. */
struct cb_xlsx_rule {
	const char *type;           /* "list", "decimal", "date" …; NULL = anything */
	const char *first, *second; /* a formula, "\"甲,乙\"" or "cb!$A$1:$A$9", or the bounds; NULL = none */
	const char *prompt, *error;
	bool asks; /* what is wrong is asked about, not refused */
};
void cb_xlsx_validate(struct cb_xlsx *, const struct cb_xlsx_area *, const struct cb_xlsx_rule *);

/* Bars (package/chart.h) of numbers, named by other cells: both in one column each, of the same rows, beneath the
 * cell that says what the numbers are. One a sheet. */
struct cb_xlsx_chart {
	uint32_t row, column; /* where it stands */
	unsigned width_pixels, height_pixels;
	struct cb_xlsx_area labels, values;
	const struct cb_chart *bars;
};
void cb_xlsx_chart(struct cb_xlsx *, const struct cb_xlsx_chart *);

/* ---- texts */

/* B3:C9; $B$3:$C$9. One cell is no range. */
void cb_xlsx_add_range(struct cb_str *, const struct cb_xlsx_area *);
void cb_xlsx_add_fixed_range(struct cb_str *, const struct cb_xlsx_area *);
/* How many lines a text takes in a column of that width, and how high a row of so many lines is: not all
 * programs find out themselves. */
size_t cb_xlsx_lines(struct cb_text, size_t width_cols);
double cb_xlsx_height(size_t lines);

#endif
