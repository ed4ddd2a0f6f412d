/* data/sheet_cell: what a cell of a spreadsheet is to a column. */
#include "value_rows.h"

#include <cb/data/sheet_cell.h>

enum { EPOCH_1900,
       EPOCH_1904 };

struct row {
	const char *what;
	uint8_t kind;
	const char *in;
	const struct cb_type *type;
	const char *out; /* NULL: the cell's own text, with a code */
	enum cb_code code;
	int epoch;
};

static void
check(const struct row *rows, size_t n)
{
	struct cb_arena arena = { 0 };

	for (size_t i = 0; i < n; i++) {
		struct cb_sheet_cell cell = { .text = cb_text_of(rows[i].in),
			                      .kind = rows[i].kind,
			                      .is_1904 = rows[i].epoch == EPOCH_1904 };
		struct cb_text out = { "nothing", 7 };
		enum cb_code code = cb_sheet_cell_read(&cell, rows[i].type, &arena, &out);

		if (code != rows[i].code)
			fail_msg("%s: “%s” gives code %d, not %d", rows[i].what, rows[i].in, code, rows[i].code);
		if (!cb_text_is(out, rows[i].out != NULL ? rows[i].out : rows[i].in))
			fail_msg("%s: “%s” is “%.*s”", rows[i].what, rows[i].in, CB_TEXT_ARG(out));
	}
	cb_arena_release(&arena);
}

static void
r1_what_is_no_value(void **state)
{
	static const struct row rows[] = {
		{ "error", CB_CELL_ERROR, "#REF!", &cb_type_num, NULL, CB_ERROR_VALUE, 0 },
		{ "error in a text column", CB_CELL_ERROR, "#N/A", &cb_type_text, NULL, CB_ERROR_VALUE, 0 },
		{ "the same as a text", CB_CELL_TEXT, "#N/A", &cb_type_text, "#N/A", CB_FINE, 0 },
		{ "formula", CB_CELL_UNKNOWN, "", &cb_type_text, NULL, CB_FORMULA_UNSAVED, 0 },
		{ "merged number", CB_CELL_WITHHELD, "", &cb_type_num, NULL, CB_MERGED_NUMBER, 0 },
		{ "merged number as a text", CB_CELL_FILLED, "1.5万元", &cb_type_money, NULL, CB_MERGED_NUMBER, 0 },
		{ "merged quantity as a text", CB_CELL_FILLED, "1600余", &cb_type_qty, NULL, CB_MERGED_NUMBER, 0 },
		{ "merged digits of a name", CB_CELL_FILLED, "101", &cb_type_name, "101", CB_FINE, 0 },
		{ "merged word for no number", CB_CELL_FILLED, "无数据", &cb_type_num, "无数据", CB_FINE, 0 },
		{ "merged word", CB_CELL_FILLED, "甲", &cb_type_ref, "甲", CB_FINE, 0 },
		{ "merged date", CB_CELL_DATE | CB_CELL_FILLED, "2026-07-01", &cb_type_date, "2026-07-01", CB_FINE, 0 },
		{ "bool", CB_CELL_BOOL, "TRUE", &cb_type_bool, "TRUE", CB_FINE, 0 },
	};

	(void)state;
	check(rows, COUNT(rows));
}

static void
r2_fifteen_digits(void **state)
{
	static const struct row rows[] = {
		{ "as it is", CB_CELL_NUMBER, "92.5", &cb_type_num, "92.5", CB_FINE, 0 },
		{ "0.1 + 0.2", CB_CELL_NUMBER, "0.30000000000000004", &cb_type_num, "0.3", CB_FINE, 0 },
		{ "1.1 * 1.1 * 100", CB_CELL_NUMBER, "121.00000000000001", &cb_type_money, "121", CB_FINE, 0 },
		{ "fifteen nines", CB_CELL_NUMBER, "99.9999999999999", &cb_type_num, "99.9999999999999", CB_FINE, 0 },
		{ "sixteen nines carry", CB_CELL_NUMBER, "99.99999999999999", &cb_type_num, "100", CB_FINE, 0 },
		{ "half up", CB_CELL_NUMBER, "1.000000000000005", &cb_type_num, "1.00000000000001", CB_FINE, 0 },
		{ "below half", CB_CELL_NUMBER, "1.0000000000000049", &cb_type_num, "1", CB_FINE, 0 },
		{ "negative", CB_CELL_NUMBER, "-0.30000000000000004", &cb_type_num, "-0.3", CB_FINE, 0 },
		{ "negative nothing", CB_CELL_NUMBER, "-0", &cb_type_num, "0", CB_FINE, 0 },
		{ "exponent", CB_CELL_NUMBER, "1.5e-07", &cb_type_num, "0.00000015", CB_FINE, 0 },
		{ "large exponent", CB_CELL_NUMBER, "1.25E+3", &cb_type_num, "1250", CB_FINE, 0 },
		{ "no number that is meant", CB_CELL_NUMBER, "1e+300", &cb_type_num, "1e+300", CB_FINE, 0 },
		{ "large money", CB_CELL_NUMBER, "1234567890123.45", &cb_type_money, "1234567890123.45", CB_FINE, 0 },
		{ "whole", CB_CELL_NUMBER, "7.0", &cb_type_text, "7", CB_FINE, 0 },
		{ "text in a text column", CB_CELL_TEXT, "007", &cb_type_code, "007", CB_FINE, 0 },
		{ "number in a text column", CB_CELL_NUMBER, "0.30000000000000004", &cb_type_text, "0.3", CB_FINE, 0 },
		{ "hours", CB_CELL_NUMBER, "2.5", &cb_type_hours, "2.5", CB_FINE, 0 },
		{ "no number at all", CB_CELL_NUMBER, "1.2.3", &cb_type_num, "1.2.3", CB_FINE, 0 },
	};

	(void)state;
	check(rows, COUNT(rows));
}

static void
r3_lost_digits(void **state)
{
	static const struct row rows[] = {
		{ "phone", CB_CELL_NUMBER, "13800138000", &cb_type_phone, "13800138000", CB_FINE, 0 },
		{ "fifteen digits", CB_CELL_NUMBER, "130503670401001", &cb_type_id, "130503670401001", CB_FINE, 0 },
		{ "sixteen digits", CB_CELL_NUMBER, "1305036704010010", &cb_type_code, NULL, CB_DIGITS_LOST, 0 },
		{ "identity number", CB_CELL_NUMBER, "410105199001011000", &cb_type_id, NULL, CB_ID_LOST_DIGITS, 0 },
		{ "with exponent", CB_CELL_NUMBER, "4.10105199001011E+17", &cb_type_id, NULL, CB_ID_LOST_DIGITS, 0 },
		{ "the same as a text", CB_CELL_TEXT, "410105199001011000", &cb_type_id, "410105199001011000", CB_FINE, 0 },
		{ "credit code", CB_CELL_NUMBER, "911101080000000000", &cb_type_uscc, NULL, CB_DIGITS_LOST, 0 },
		{ "account in a note", CB_CELL_NUMBER, "6222020200112233000", &cb_type_text, NULL, CB_DIGITS_LOST, 0 },
		{ "large quantities are numbers", CB_CELL_NUMBER, "1234567890123456", &cb_type_qty, "1234567890123460",
		  CB_FINE, 0 },
	};

	(void)state;
	check(rows, COUNT(rows));
}

static void
r4_r5_days(void **state)
{
	static const struct row rows[] = {
		{ "date", CB_CELL_DATE, "2022-07-10", &cb_type_date, "2022-07-10", CB_FINE, 0 },
		{ "bare day", CB_CELL_NUMBER, "44752", &cb_type_date, "44752", CB_FINE, 0 },
		{ "bare day of 1904", CB_CELL_NUMBER, "43290", &cb_type_date, "44752", CB_FINE, EPOCH_1904 },
		{ "bare minute of 1904", CB_CELL_NUMBER, "43290.395833333336", &cb_type_date_time, "44752.3958333333", CB_FINE,
		  EPOCH_1904 },
		{ "eight digits", CB_CELL_NUMBER, "20220710", &cb_type_date, "20220710", CB_FINE, EPOCH_1904 },
		{ "the month of a day", CB_CELL_NUMBER, "46204", &cb_type_period, "2026-07", CB_FINE, 0 },
		{ "of 1904", CB_CELL_NUMBER, "44742", &cb_type_period, "2026-07", CB_FINE, EPOCH_1904 },
		{ "of a date cell", CB_CELL_DATE, "2026-07-01", &cb_type_period, "2026-07", CB_FINE, 0 },
		{ "of a date with a time", CB_CELL_DATE, "2026-07-31 10:00:00", &cb_type_period, "2026-07", CB_FINE, 0 },
		{ "year", CB_CELL_NUMBER, "2026", &cb_type_period, "2026", CB_FINE, EPOCH_1904 },
		{ "year and month", CB_CELL_NUMBER, "202607", &cb_type_period, "202607", CB_FINE, 0 },
		{ "July", CB_CELL_NUMBER, "2026.7", &cb_type_period, "2026.7", CB_FINE, 0 },
		{ "January or October", CB_CELL_NUMBER, "2026.1", &cb_type_period, NULL, CB_DATE_UNCLEAR, 0 },
		{ "the same as a text", CB_CELL_TEXT, "2026.1", &cb_type_period, "2026.1", CB_FINE, 0 },
		{ "1 or 10 July", CB_CELL_NUMBER, "7.1", &cb_type_day, NULL, CB_DATE_UNCLEAR, 0 },
		{ "3 or 30 December", CB_CELL_NUMBER, "12.3", &cb_type_date, NULL, CB_DATE_UNCLEAR, 0 },
		{ "a birth in January or October", CB_CELL_NUMBER, "1990.1", &cb_type_birth, NULL, CB_DATE_UNCLEAR, 0 },
		{ "a birth in March", CB_CELL_NUMBER, "1990.3", &cb_type_birth, "1990.3", CB_FINE, 0 },
		{ "a day of birth", CB_CELL_NUMBER, "32939", &cb_type_birth, "32939", CB_FINE, 0 },
		{ "no 30 February", CB_CELL_NUMBER, "2.3", &cb_type_date, "2.3", CB_FINE, 0 },
		{ "4 July", CB_CELL_NUMBER, "7.4", &cb_type_date, "7.4", CB_FINE, 0 },
		{ "25 July", CB_CELL_NUMBER, "7.25", &cb_type_date, "7.25", CB_FINE, 0 },
		{ "7.1 is a number too", CB_CELL_NUMBER, "7.1", &cb_type_num, "7.1", CB_FINE, 0 },
	};

	(void)state;
	check(rows, COUNT(rows));
}

static void
r6_r7_times_and_codes(void **state)
{
	static const struct row rows[] = {
		{ "time", CB_CELL_DATE, "09:30:00", &cb_type_time, "09:30:00", CB_FINE, 0 },
		{ "share of a day", CB_CELL_NUMBER, "0.3958333333333333", &cb_type_time, "09:30", CB_FINE, 0 },
		{ "nearly noon", CB_CELL_NUMBER, "0.49999999999999994", &cb_type_time, "12:00", CB_FINE, 0 },
		{ "no share", CB_CELL_NUMBER, "9.5", &cb_type_time, "9.5", CB_FINE, 0 },
		{ "length", CB_CELL_DATE, "02:20:00", &cb_type_hours, "2:20", CB_FINE, 0 },
		{ "of more than a day", CB_CELL_DATE, "26:20:00", &cb_type_hours, "26:20", CB_FINE, 0 },
		{ "as a day of 1900", CB_CELL_DATE, "1900-01-01 02:20:00", &cb_type_hours, "26:20", CB_FINE, 0 },
		{ "as day 61 of 1900", CB_CELL_DATE, "1900-03-01 01:00:00", &cb_type_hours, "1465:00", CB_FINE, 0 },
		{ "as a day of 1904", CB_CELL_DATE, "1904-01-02 02:20:00", &cb_type_hours, "26:20", CB_FINE, EPOCH_1904 },
		{ "seconds are for the type", CB_CELL_DATE, "02:20:30", &cb_type_hours, "02:20:30", CB_FINE, 0 },
		{ "a real day is no length", CB_CELL_DATE, "2026-07-10 02:20:00", &cb_type_hours, "2026-07-10 02:20:00",
		  CB_FINE, 0 },
		{ "3-2 typed", CB_CELL_DATE, "2026-03-02", &cb_type_code, NULL, CB_MADE_A_DATE, 0 },
		{ "in a phone column", CB_CELL_DATE, "2026-03-02", &cb_type_phone, NULL, CB_MADE_A_DATE, 0 },
		{ "in a note it is text", CB_CELL_DATE, "2026-03-02", &cb_type_text, "2026-03-02", CB_FINE, 0 },
	};

	(void)state;
	check(rows, COUNT(rows));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(r1_what_is_no_value),
		cmocka_unit_test(r2_fifteen_digits),
		cmocka_unit_test(r3_lost_digits),
		cmocka_unit_test(r4_r5_days),
		cmocka_unit_test(r6_r7_times_and_codes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
