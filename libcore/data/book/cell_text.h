/* Numbers and dates of a spreadsheet as the text of a cell.
 *
 * R1 A number is the shortest decimal that reads back as the same double, at most 17 digits; whole ones
 *    without exponent, others with one below 0.0001: 98.6, 120000000000, 5e-05.
 * R2 A date is 2022-07-10, with its time 2022-07-10 09:30:00, below one day 09:30:00, a length of time
 *    ([h]:mm) 27:07:05; to the nearest second.
 * R3 Serial 60 of the 1900 epoch is the day 1900-02-29 that never was, and those below are a day
 *    earlier than in the count of today: ECMA-376 part 1, 18.17.4.1. Below 0 and beyond 9999-12-31 there are
 *    numbers only, as Excel shows none. */
#ifndef BOOK_CELL_TEXT_H
#define BOOK_CELL_TEXT_H

#include <cb/base/mem.h>
#include <cb/data/rows.h>

enum { BOOK_NUMBER_MAX = 400,
       BOOK_DATE_MAX = 40 };

/* What a number format makes of a number. */
enum book_shown {
	BOOK_AS_NUMBER,
	BOOK_AS_DATE,
	BOOK_AS_LENGTH, /* of time: [h]:mm */
	BOOK_WITH_UNIT, /* another number, or words that are no unit beside it: 0.3万, 12 for 12345 */
	BOOK_IN_UNIT    /* and above: a number and a unit, the number of which (cb_unit_numbered) is added */
};

/* R1 for a number as text, -1.5E+2; false when it is none. *out is raw itself or in buf. */
bool cb_book_number_text(struct cb_text raw, char buf[BOOK_NUMBER_MAX], struct cb_text *out);
/* R1 for a finite double. */
struct cb_text cb_book_number_print(double value, char buf[BOOK_NUMBER_MAX]);
/* False when the text is no number. */
bool cb_book_number_value(struct cb_text raw, double *value);

/* R2, R3; false = no date can be shown, it stays a number. */
bool cb_book_serial_text(double serial, bool is_1904, enum book_shown, char buf[BOOK_DATE_MAX], struct cb_text *out);

/* Is it a number, with a unit or without? */
bool cb_book_shows_number(enum book_shown);
/* The kind of such a cell. */
enum cb_cell_kind cb_book_number_kind(enum book_shown);
/* Formats that say more than what a cell is: dates, per cents, zeros (data/cell_shown.h); numbered from 1, the
 * first is BOOK_PERCENT. */
struct book_formats {
	const char **codes;
	size_t n, cap;
};
enum { BOOK_PERCENT = 1,
       BOOK_FORMATS_MAX = 255 };
/* The number of this format, 0 = it says no more, or there are too many. */
unsigned cb_book_formats_add(struct book_formats *, struct cb_text code, struct cb_arena *);
/* The kind of a date or number of that format, 0 = none. */
enum cb_cell_kind cb_book_kind_by_format(enum cb_cell_kind, unsigned format);
extern const char *const cb_book_percent_only[1];

/* By the code of a number format, m/d/yy or yyyy"年"m"月";@, only its first section. */
enum book_shown cb_book_format_shows(struct cb_text code);
/* By the number of a built-in format (ECMA-376 part 1, 18.8.30, with the Chinese ones). */
enum book_shown cb_book_builtin_shows(unsigned long id);

#endif
