/* What a cell of a spreadsheet is to a column: the text that the column's type then reads.
 *
 * R1 Whatever the column: an error value (#REF!) is CB_ERROR_VALUE, a formula whose value was not saved
 *    CB_FORMULA_UNSAVED, a cell merged with one that holds a number CB_MERGED_NUMBER; so is, in a column of
 *    numbers, one merged with a text that reads as a number.
 * R2 A number is taken at 15 significant digits, as spreadsheets show it (half up on the shortest text
 *    that reads back), without exponent and without ".0": 0.30000000000000004 is 0.3. Only then does
 *    the type check its places.
 * R3 In a column of text, names, words, codes, phones and identities a number of 16 digits or more has
 *    lost some: CB_DIGITS_LOST, of an identity number CB_ID_LOST_DIGITS.
 * R4 Where a date is wanted a number of five digits counts days of the sheet's epoch, and 20220710 is
 *    what it says. 7.1 is CB_DATE_UNCLEAR where 7.10 is a day too; so is 2026.1 as a period.
 * R5 A period is the month of a date cell, or of a number of five digits.
 * R6 A time of day is the share of a day, to the nearest minute. Hours are hours as a number (2.5), and
 *    in a cell of time ([h]:mm) what it shows, days of the epoch included.
 * R7 Names, codes, phones and identities are never dates, nor are buildings, places and goods: CB_MADE_A_DATE. In other
 *    columns of text a date is the text that its format shows.
 * R8 In a column of numbers, one whose format shows 千, 万 or 亿 with it, divides it (a comma at its end, 0!.0,) or
 *    shows words that are no unit is CB_UNIT_IN_FORMAT: what is shown and what is stored may be ten thousand times
 *    apart. A unit that the format shows stands behind the number: 120分钟.
 * R9 A number shown as per cent is one: 85%. In a column of text, names or codes one that its format fills with zeros
 *    has them: 000042. */
#ifndef CB_DATA_SHEET_CELL_H
#define CB_DATA_SHEET_CELL_H

#include <cb/data/rows.h>
#include <cb/value/type.h>

struct cb_sheet_cell {
	struct cb_text text;
	uint16_t kind;      /* enum cb_cell_kind and flags */
	bool is_1904;       /* of its sheet (struct cb_shape) */
	bool is_never_date; /* its column is one of R7, whatever its type */
	const char *format; /* cb_cell_format, where what is seen counts; NULL = as R2 has it */
};

/* CB_FINE and *out, which is the cell's own text or lies in the arena; else a code of R1, R3, R4, R7 or R8, and
 * *out is the cell's text. */
enum cb_code cb_sheet_cell_read(const struct cb_sheet_cell *, const struct cb_type *, struct cb_arena *,
                                struct cb_text *out);

/* Does all that a row of a spreadsheet has come out of merged areas that begin above it? It is the rest of a
 * record, then, and no further one. */
bool cb_sheet_row_is_rest(const struct cb_row *);
#endif
