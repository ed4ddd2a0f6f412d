#include <cb/data/sheet_cell.h>

#include <string.h>

#include <cb/data/cell_shown.h>
#include <cb/value/date.h>
#include <cb/value/unit.h>

/* A double keeps 15 digits whatever they are. Excel's days: 1900-01-01 is 1, 1904-01-01 is 0 in the other
 * epoch; from 1900-03-01 on the first counts a 1900-02-29 that never was. */
enum { DIGITS_KEPT = 15,
       DIGITS_READ = 20,
       POINT_MAX = 40, /* further zeros are no number that anybody meant */
       EPOCHS_APART = 1462,
       SERIAL_MIN = 20000,
       SERIAL_MAX = 80000,
       SERIAL_1970 = 25569,
       FALSE_LEAP_DAY = 60,
       HOURS_DAYS_MAX = 366 };

/* 0.DIGITS × 10^point, the first digit not 0. */
struct figures {
	char digits[DIGITS_READ];
	int n, point;
	bool negative;
};

/* ---- a double as text, read and written in decimal ---- */

/* The exponent behind e; false when it is none. */
static bool
read_exponent(struct cb_text t, int *exponent)
{
	bool negative = t.len > 0 && *t.p == '-';

	if (t.len > 0 && (*t.p == '-' || *t.p == '+'))
		t.p++, t.len--;
	if (t.len == 0 || t.len > 3)
		return false;
	*exponent = 0;
	for (; t.len > 0; t.p++, t.len--) {
		if (!cb_is_digit(*t.p))
			return false;
		*exponent = *exponent * 10 + (*t.p - '0');
	}
	*exponent = negative ? -*exponent : *exponent;
	return true;
}

static void
add_digit(struct figures *f, char digit, bool is_whole)
{
	if (f->n == 0 && digit == '0') {
		f->point -= !is_whole;
		return;
	}
	if (f->n < DIGITS_READ)
		f->digits[f->n++] = digit;
	f->point += is_whole;
}

/* Digits, at most one point, at most one exponent: what a book hands out as a number. */
static bool
read_figures(struct cb_text t, struct figures *f)
{
	bool is_whole = true;
	int exponent = 0;

	*f = (struct figures){ .negative = t.len > 0 && *t.p == '-' };
	if (f->negative)
		t.p++, t.len--;
	if (t.len == 0)
		return false;
	for (; t.len > 0; t.p++, t.len--) {
		if (*t.p == 'e' || *t.p == 'E') {
			if (!read_exponent(cb_text_from(t, 1), &exponent))
				return false;
			break;
		}
		if (*t.p == '.' && is_whole)
			is_whole = false;
		else if (cb_is_digit(*t.p))
			add_digit(f, *t.p, is_whole);
		else
			return false;
	}
	f->point += exponent;
	return true;
}

/* R2 */
static void
round_figures(struct figures *f)
{
	if (f->n > DIGITS_KEPT) {
		bool up = f->digits[DIGITS_KEPT] >= '5';

		f->n = DIGITS_KEPT;
		while (up && f->n > 0) {
			up = f->digits[f->n - 1] == '9';
			if (up)
				f->n--;
			else
				f->digits[f->n - 1]++;
		}
		if (up) {
			f->digits[f->n++] = '1';
			f->point++;
		}
	}
	while (f->n > 0 && f->digits[f->n - 1] == '0')
		f->n--;
	if (f->n == 0)
		*f = (struct figures){ 0 };
}

static int
digit_at(const struct figures *f, int place)
{
	return place >= 0 && place < f->n ? f->digits[place] - '0' : 0;
}

static void
print_figures(const struct figures *f, struct cb_str *out)
{
	if (f->negative)
		cb_str_addc(out, '-');
	if (f->point <= 0)
		cb_str_addc(out, '0');
	for (int i = 0; i < f->point; i++)
		cb_str_addc(out, (char)('0' + digit_at(f, i)));
	if (f->n > f->point)
		cb_str_addc(out, '.');
	for (int i = f->point; i < f->n; i++)
		cb_str_addc(out, (char)('0' + digit_at(f, i)));
}

/* The digits before the point, when they are few. */
static int64_t
whole_part(const struct figures *f)
{
	int64_t n = 0;

	for (int i = 0; i < f->point; i++)
		n = n * 10 + digit_at(f, i);
	return f->negative ? -n : n;
}

static bool
is_whole(const struct figures *f)
{
	return f->n <= f->point;
}

/* ---- what each kind of column makes of a number ---- */

/* Days of the 1900 epoch, or 0 when it is no number of five digits, or no day that is likely. */
static int64_t
serial_of(const struct figures *f, bool is_1904)
{
	int64_t n = f->point <= 5 && f->point > 0 && !f->negative ? whole_part(f) : 0;

	if (n > 0 && is_1904)
		n += EPOCHS_APART;
	return n >= SERIAL_MIN && n <= SERIAL_MAX ? n : 0;
}

/* 7.1, 7.2, 7.3: month and day where ten times the day is one too. */
static bool
is_day_unclear(const struct figures *f)
{
	int64_t month = f->point > 0 && f->point <= 2 ? whole_part(f) : 0;
	int tens = digit_at(f, f->point);

	return f->n == f->point + 1 && month >= 1 && month <= 12 && tens <= 3 &&
	       tens * 10 <= cb_date_month_days(2024, (int)month);
}

/* 2026.1: the first month or the tenth. */
static bool
is_month_unclear(const struct figures *f)
{
	return f->point == 4 && f->n == 5 && f->digits[4] == '1';
}

static enum cb_code
read_as_date(const struct figures *f, bool is_1904, struct cb_str *out)
{
	int64_t serial = serial_of(f, is_1904);

	if (is_day_unclear(f))
		return CB_DATE_UNCLEAR;
	if (serial == 0) {
		print_figures(f, out);
		return CB_FINE;
	}
	cb_str_addf(out, "%d", (int)serial);
	if (is_whole(f))
		return CB_FINE;
	cb_str_addc(out, '.');
	for (int i = f->point; i < f->n; i++)
		cb_str_addc(out, f->digits[i]);
	return CB_FINE;
}

static enum cb_code
read_as_period(const struct figures *f, bool is_1904, struct cb_str *out)
{
	int64_t serial = is_whole(f) ? serial_of(f, is_1904) : 0;
	char day[CB_PRINT_MAX];

	if (is_month_unclear(f))
		return CB_DATE_UNCLEAR;
	if (serial == 0)
		print_figures(f, out);
	else
		cb_str_add(out, cb_date_print(serial - SERIAL_1970, day).p, strlen("2026-07"));
	return CB_FINE;
}

static enum cb_code
read_as_time(const struct figures *f, struct cb_str *out)
{
	char buf[CB_PRINT_MAX];
	int64_t nano = 0;

	if (f->point > 0 || f->negative) {
		print_figures(f, out);
		return CB_FINE;
	}
	for (int i = 0; i < 9; i++)
		nano = nano * 10 + digit_at(f, f->point + i);
	cb_str_addt(out, cb_time_print((nano * CB_DAY_MINUTES + 500000000) / 1000000000, buf));
	return CB_FINE;
}

static bool
is_any(const struct cb_type *type, const struct cb_type *const *of)
{
	while (*of != NULL && *of != type)
		of++;
	return *of != NULL;
}

/* Columns whose digits name something: R7 */
static bool
is_code(const struct cb_type *type)
{
	static const struct cb_type *const codes[] = { &cb_type_code, &cb_type_phone, &cb_type_id, &cb_type_uscc,
		                                       &cb_type_region, &cb_type_name, &cb_type_ref, NULL };

	return is_any(type, codes);
}

static bool
is_date(const struct cb_type *type)
{
	static const struct cb_type *const dates[] = { &cb_type_date, &cb_type_day, &cb_type_date_time, &cb_type_birth,
		                                       NULL };

	return is_any(type, dates);
}

/* Nearly all of them: nothing to round, and for digits of a code nothing to take away. */
static bool
is_plain(struct cb_text t, const struct cb_type *type)
{
	bool may_have_point = type->numeric;
	uint32_t i = 0;

	if (t.len > DIGITS_KEPT || is_date(type) || type == &cb_type_period || type == &cb_type_time)
		return false;
	while (i < t.len && (cb_is_digit(t.p[i]) || (t.p[i] == '.' && may_have_point)))
		i++;
	return i == t.len;
}

/* R9 */
static bool
read_by_format(const struct cb_sheet_cell *cell, const struct cb_type *type, struct cb_str *out)
{
	struct figures f;

	if (cell->format == NULL)
		return false;
	if (cb_format_is_percent(cell->format) && read_figures(cell->text, &f) && f.point <= POINT_MAX &&
	    f.point >= -POINT_MAX) {
		round_figures(&f);
		f.point += f.n > 0 ? 2 : 0;
		print_figures(&f, out);
		cb_str_addc(out, '%');
		return true;
	}
	return !type->numeric && !is_date(type) && type != &cb_type_period && type != &cb_type_time &&
	       cb_format_show_number(cell->format, cell->text, out);
}

static enum cb_code
read_number(const struct cb_sheet_cell *cell, const struct cb_type *type, struct cb_str *out)
{
	struct figures f;

	if (read_by_format(cell, type, out))
		return CB_FINE;
	if (!read_figures(cell->text, &f) || f.point > POINT_MAX || f.point < -POINT_MAX) {
		cb_str_addt(out, cell->text);
		return CB_FINE;
	}
	if (!type->numeric && f.point > DIGITS_KEPT)
		return type == &cb_type_id ? CB_ID_LOST_DIGITS : CB_DIGITS_LOST;
	round_figures(&f);
	if (type == &cb_type_birth && is_month_unclear(&f))
		return CB_DATE_UNCLEAR;
	if (is_date(type))
		return read_as_date(&f, cell->is_1904, out);
	if (type == &cb_type_period)
		return read_as_period(&f, cell->is_1904, out);
	if (type == &cb_type_time)
		return read_as_time(&f, out);
	print_figures(&f, out);
	return CB_FINE;
}

/* ---- and of a date ---- */

/* "26:20:00", and "1900-01-01 02:20:00" for 26:20, as H:MM; anything else as it is. */
static void
read_as_hours(const struct cb_sheet_cell *cell, struct cb_str *out)
{
	struct cb_text t = cell->text;
	int64_t days = 0;
	uint32_t hours = 0;
	int n = 0;

	if (t.len > 11 && t.p[4] == '-' && t.p[10] == ' ' &&
	    cb_date_parse((struct cb_text){ t.p, 10 }, 0, &days) == CB_FINE) {
		days += SERIAL_1970 - (cell->is_1904 ? EPOCHS_APART : 0);
		if (!cell->is_1904 && days <= FALSE_LEAP_DAY)
			days--;
		t = cb_text_from(t, 11);
	}
	while (hours < t.len && hours < 7 && cb_is_digit(t.p[hours]))
		n = n * 10 + (t.p[hours++] - '0');
	if (days < 0 || days > HOURS_DAYS_MAX || hours == 0 || t.len < hours + 6 || t.p[hours] != ':' ||
	    memcmp(t.p + hours + 3, ":00", 3) != 0) {
		cb_str_addt(out, cell->text);
		return;
	}
	cb_str_addf(out, "%lld:%.2s", (long long)days * 24 + n, t.p + hours + 1);
}

static enum cb_code
read_date(const struct cb_sheet_cell *cell, const struct cb_type *type, struct cb_str *out)
{
	if (is_code(type) || cell->is_never_date)
		return CB_MADE_A_DATE;
	if (type == &cb_type_text && cell->format != NULL && cb_format_show_date(cell->format, cell->text, out))
		return CB_FINE;
	cb_str_clear(out);
	if (type == &cb_type_hours)
		read_as_hours(cell, out);
	else if (type == &cb_type_period && cell->text.len >= 10 && cell->text.p[4] == '-')
		cb_str_add(out, cell->text.p, strlen("2026-07"));
	else
		cb_str_addt(out, cell->text);
	return CB_FINE;
}

/* R1: a number that was written as a text. */
static bool
is_repeated_number(const struct cb_sheet_cell *cell, const struct cb_type *type, struct cb_arena *arena)
{
	struct cb_parse_env env = { .arena = arena };
	struct cb_cell parsed = { 0 };

	return (cell->kind & CB_CELL_FILLED) != 0 && type->numeric &&
	       type->parse(NULL, cell->text, &env, &parsed) == CB_FINE && parsed.state == CB_VALUE;
}

enum cb_code
cb_sheet_cell_read(const struct cb_sheet_cell *cell, const struct cb_type *type, struct cb_arena *arena,
                   struct cb_text *out)
{
	struct cb_str text = { 0 };
	enum cb_code code = CB_FINE;

	*out = cell->text;
	if ((cell->kind & CB_CELL_WITHHELD) != 0 || is_repeated_number(cell, type, arena))
		return CB_MERGED_NUMBER;
	if ((cell->kind & CB_CELL_WITH_UNIT) != 0 && type->numeric)
		return CB_UNIT_IN_FORMAT;
	switch ((enum cb_cell_kind)(cell->kind & CB_CELL_KIND)) {
	case CB_CELL_ERROR:
		return CB_ERROR_VALUE;
	case CB_CELL_UNKNOWN:
		return CB_FORMULA_UNSAVED;
	case CB_CELL_NUMBER:
		if (is_plain(cell->text, type) && cell->kind >> CB_CELL_UNIT_SHIFT == 0)
			return CB_FINE;
		code = read_number(cell, type, &text);
		break;
	case CB_CELL_DATE:
		code = read_date(cell, type, &text);
		break;
	case CB_CELL_TEXT:
	case CB_CELL_BOOL:
		return CB_FINE;
	}
	if (code == CB_FINE && type->numeric && (cell->kind & CB_CELL_BY_FORMAT) == 0 &&
	    cell->kind >> CB_CELL_UNIT_SHIFT != 0)
		cb_str_adds(&text, cb_unit_numbered(cell->kind >> CB_CELL_UNIT_SHIFT)->word);
	if (code == CB_FINE && !cb_text_equal(cell->text, cb_str_text(&text)))
		*out = (struct cb_text){ cb_arena_copy(arena, cb_str_c(&text), text.len), (uint32_t)text.len };
	cb_str_release(&text);
	return code;
}

bool
cb_sheet_row_is_rest(const struct cb_row *row)
{
	for (uint32_t c = 0; c < row->n; c++) {
		bool has = row->cells[c].len > 0 || (row->kinds[c] & CB_CELL_KIND) == CB_CELL_UNKNOWN;

		if (has && (row->kinds[c] & CB_CELL_FILLED) == 0)
			return false;
	}
	return true;
}
