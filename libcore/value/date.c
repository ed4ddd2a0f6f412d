#include <cb/value/date.h>

#include <cb/value/decimal.h>
#include <cb/value/fold.h>

#include <string.h>

/* Days from 0001-01-01 to 1970-01-01, and from Excel's day 0 of the 1900 epoch to 1970-01-01 as it
 * counts after its day that never was (1900-02-29). */
#define DAYS_TO_1970 719162
#define EXCEL_TO_1970 25569
#define EXCEL_MIN 20000
#define EXCEL_MAX 80000
#define DAY_MINUTES 1440

static bool
is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int
cb_date_month_days(int year, int month)
{
	static const uint8_t days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return days[month - 1] + (month == 2 && is_leap(year));
}

bool
cb_date_exists(int year, int month, int day)
{
	return year >= 1000 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
	       day <= cb_date_month_days(year, month);
}

int64_t
cb_date_day(int year, int month, int day)
{
	static const uint16_t before[] = { 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334 };
	int64_t full = year - 1;

	return full * 365 + full / 4 - full / 100 + full / 400 + before[month - 1] + (month > 2 && is_leap(year)) +
	       day - 1 - DAYS_TO_1970;
}

void
cb_date_civil(int64_t day, int *year, int *month, int *mday)
{
	int64_t left;
	int m = 1;

	/* 146097 days are 400 years; the guess is at most one year off */
	*year = (int)((day + DAYS_TO_1970) * 400 / 146097) + 1;
	while ((left = day - cb_date_day(*year, 1, 1)) < 0)
		--*year;
	while (left >= 365 + is_leap(*year)) {
		left -= 365 + is_leap(*year);
		++*year;
	}
	for (; left >= cb_date_month_days(*year, m); m++)
		left -= cb_date_month_days(*year, m);
	*month = m;
	*mday = (int)left + 1;
}

static enum cb_code
civil(int year, int month, int day, int64_t *out)
{
	if (year < 1000)
		return CB_BAD_DATE;
	if (!cb_date_exists(year, month, day))
		return CB_NO_SUCH_DAY;
	*out = cb_date_day(year, month, day);
	return CB_FINE;
}

/* Two digits at p, or -1. */
static int
two(const char *p)
{
	unsigned a = (unsigned)(p[0] - '0'), b = (unsigned)(p[1] - '0');

	return a > 9 || b > 9 ? -1 : (int)(a * 10 + b);
}

/* YYYY-MM-DD and nothing else: the fast way in. */
static bool
parse_canonical(struct cb_text t, int64_t *day)
{
	int c, y, m, d;

	if (t.len != 10 || t.p[4] != '-' || t.p[7] != '-')
		return false;
	c = two(t.p), y = two(t.p + 2), m = two(t.p + 5), d = two(t.p + 8);
	if ((c | y | m | d) < 0 || !cb_date_exists(c * 100 + y, m, d))
		return false;
	*day = cb_date_day(c * 100 + y, m, d);
	return true;
}

/* Without the blanks beside - / . : 2026. 7. 1 */
static void
close_up(struct cb_folded *f)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < f->text.len; i++) {
		bool is_beside = f->bytes[i] == ' ' && n > 0 &&
		                 (strchr("-/.", f->bytes[n - 1]) != NULL || strchr("-/.", f->bytes[i + 1]) != NULL);

		if (!is_beside)
			f->bytes[n++] = f->bytes[i];
	}
	f->bytes[n] = '\0';
	f->text.len = n;
}

/* Takes a weekday out, with the brackets around it: 1 Monday to 7, 0 = none stands there. */
static int
take_weekday(struct cb_folded *f)
{
	for (uint32_t at = 1; at < f->text.len; at++) {
		struct cb_text rest = { f->bytes + at, f->text.len - at };
		bool is_open = cb_fold_take(&rest, "( [");
		int day;

		if (!cb_fold_take(&rest, "星期 礼拜 周"))
			continue;
		day = rest.len > 0 && *rest.p >= '1' && *rest.p <= '6' ? *rest.p - '0' : 7;
		if (!cb_fold_take(&rest, "1 2 3 4 5 6 7 日 天") || (is_open && !cb_fold_take(&rest, ") ]")))
			return 0;
		f->bytes[at] = ' ';
		memmove(f->bytes + at + 1, rest.p, rest.len);
		f->text.len = at + 1 + rest.len;
		f->text = cb_text_trim(f->text);
		return day;
	}
	return 0;
}

/* Monday is 1. */
static int
weekday_of(int64_t day)
{
	return (int)((day % 7 + 10) % 7) + 1; /* 1970-01-01 was a Thursday */
}

/* Cuts folded text into date and time: at a blank or T, behind 日 or 号, or before a word (上午). */
static void
split(struct cb_text s, struct cb_text *date, struct cb_text *time)
{
	struct cb_text rest = s, other;

	while (rest.len > 0 && *rest.p != ' ' && *rest.p != 'T') {
		if (cb_fold_take(&rest, "日 号"))
			break;
		other = rest;
		if (!cb_fold_take(&other, "年 月") && !cb_fold_ascii(*rest.p))
			break;
		rest.p++, rest.len--;
		while (rest.len > 0 && (*rest.p & 0xc0) == 0x80)
			rest.p++, rest.len--;
	}
	*date = (struct cb_text){ s.p, s.len - rest.len };
	if (rest.len > 0 && (*rest.p == ' ' || *rest.p == 'T'))
		rest.p++, rest.len--;
	*time = rest;
}

/* 20260701093000, as systems export it: "20260701" and the minutes. */
static bool
split_digits(struct cb_text *date, int *minutes)
{
	int hour, minute;

	if (date->len != 14 || strspn(date->p, "0123456789") < date->len)
		return false;
	hour = two(date->p + 8), minute = two(date->p + 10);
	if (hour > 23 || minute > 59 || two(date->p + 12) > 59)
		return false;
	*minutes = hour * 60 + minute;
	date->len = 8;
	return true;
}

/* Y M D for 年 月 日, - / . for themselves, anything else is x. */
static char
take_separator(struct cb_text *s)
{
	static const char *const words[] = { "年", "月", "日 号", "-", "/", "." };

	for (size_t i = 0; i < CB_COUNT(words); i++)
		if (cb_fold_take(s, words[i]))
			return "YMD-/."[i];
	s->p++, s->len--;
	return 'x';
}

/* The shape of a date: digit runs by their length (2 stands for 1 too) and separators. False when
 * it begins otherwise or goes on too long. */
static bool
read_shape(struct cb_text s, char shape[10], int parts[4])
{
	int n = 0;

	for (int i = 0; s.len > 0; i++) {
		uint32_t len = s.len;

		if (n >= 4 || (parts[n] = cb_fold_digits(&s, 8)) < 0 || i > 6)
			return false;
		n++;
		len -= s.len;
		shape[i] = len == 1 ? '2' : (char)('0' + len);
		shape[i + 1] = '\0';
		if (s.len == 0)
			return true;
		shape[++i] = take_separator(&s);
		shape[i + 1] = '\0';
	}
	return n > 0;
}

static enum cb_code
parse_parts(struct cb_text s, int year, int64_t *day)
{
	char shape[10] = "";
	int p[4];

	if (!read_shape(s, shape, p))
		return CB_BAD_DATE;
	if (cb_fold_is(cb_text_of(shape), "4-2-2 4/2/2 4.2.2 4.2.2. 4Y2M2D 4Y2M2"))
		return civil(p[0], p[1], p[2], day);
	if (cb_fold_is(cb_text_of(shape), "2-2 2/2 2.2 2.2. 2M2D 2M2") && p[0] <= 12)
		return year == 0 ? CB_NO_YEAR : civil(year, p[0], p[1], day);
	if (strcmp(shape, "8") == 0)
		return civil(p[0] / 10000, p[0] / 100 % 100, p[0] % 100, day);
	if (strcmp(shape, "5") != 0 || p[0] < EXCEL_MIN || p[0] > EXCEL_MAX)
		return CB_BAD_DATE;
	*day = p[0] - EXCEL_TO_1970;
	return CB_FINE;
}

/* A date, and behind it a time of day, as minutes from the beginning of the day; 24:00 is no beginning of one. */
static enum cb_code
parse_both(struct cb_text t, int year, int64_t *day, int *minutes, bool *has_time)
{
	struct cb_folded f;
	struct cb_text date, time;
	enum cb_code code;
	int weekday, shift = 0;

	*minutes = 0;
	*has_time = false;
	if (!cb_fold(t, &f))
		return CB_BAD_DATE;
	cb_fold_numerals(&f);
	close_up(&f);
	weekday = take_weekday(&f);
	split(f.text, &date, &time);
	if (time.len > 0 && !cb_time_is_half_day(time)) {
		*has_time = cb_time_parse(time, minutes, &shift);
		if (!*has_time)
			return CB_BAD_DATE;
	} else if (time.len == 0) {
		*has_time = split_digits(&date, minutes);
	}
	code = parse_parts(date, year, day);
	if (code != CB_FINE)
		return code;
	if (weekday != 0 && weekday_of(*day) != weekday)
		return CB_WEEKDAY_OTHER;
	for (*minutes += shift; *minutes < 0; *minutes += DAY_MINUTES)
		--*day;
	for (; shift != 0 && *minutes >= DAY_MINUTES; *minutes -= DAY_MINUTES)
		++*day;
	return CB_FINE;
}

enum cb_code
cb_date_parse(struct cb_text t, int year, int64_t *day)
{
	enum cb_code code;
	bool has_time;
	int minutes;

	if (parse_canonical(t, day))
		return CB_FINE;
	code = parse_both(t, year, day, &minutes, &has_time);
	return code == CB_FINE && minutes > 0 ? CB_BAD_DATE : code;
}

struct cb_text
cb_date_print(int64_t day, char *buf)
{
	int y, m, d;

	cb_date_civil(day, &y, &m, &d);
	memcpy(buf, "0000-00-00", 10);
	for (int i = 3; i >= 0; i--, y /= 10)
		buf[i] = (char)('0' + y % 10);
	buf[5] = (char)('0' + m / 10);
	buf[6] = (char)('0' + m % 10);
	buf[8] = (char)('0' + d / 10);
	buf[9] = (char)('0' + d % 10);
	return (struct cb_text){ buf, 10 };
}

static enum cb_code
parse_date(const void *arg, struct cb_text t, const struct cb_parse_env *env, struct cb_cell *out)
{
	enum cb_code code;

	(void)arg;
	*out = (struct cb_cell){ .state = CB_VALUE };
	if (parse_canonical(t, &out->n) || cb_fold_starts_blank(&t, out))
		return CB_FINE;
	code = cb_date_parse(t, env != NULL ? env->year : 0, &out->n);
	*out = (struct cb_cell){ .n = code == CB_FINE ? out->n : 0, .state = code == CB_FINE ? CB_VALUE : CB_EMPTY };
	return code;
}

static struct cb_text
print_date(const void *arg, const struct cb_cell *cell, char *buf)
{
	(void)arg;
	return cb_date_print(cell->n, buf);
}

/* 44752.395833: a serial with its share of a day. */
static bool
parse_serial_minute(struct cb_text t, int64_t *minute)
{
	struct cb_folded f;
	int64_t micro;

	if (!cb_fold(t, &f) || cb_text_find(f.text, ".") != 5)
		return false;
	f.text.len = f.text.len > 12 ? 12 : f.text.len; /* six places are a tenth of a second */
	if (!cb_decimal_plain(f.text, 6, &micro) || micro < EXCEL_MIN * INT64_C(1000000) ||
	    micro > EXCEL_MAX * INT64_C(1000000))
		return false;
	*minute = (int64_t)cb_decimal_round((cb_wide)micro * 1440, 1000000, CB_HALF_UP) - EXCEL_TO_1970 * INT64_C(1440);
	return true;
}

/* 2026-07-01 09:00, as it is printed: what comes out of a database by the million. */
static bool
parse_printed_minute(struct cb_text t, int64_t *minute)
{
	static const char shape[] = "0000-00-00 00:00";
	int part[5] = { 0 };
	size_t at = 0;

	for (uint32_t i = 0; i < sizeof(shape) - 1; i++) {
		bool is_digit = i < t.len && t.p[i] >= '0' && t.p[i] <= '9';

		if (t.len != sizeof(shape) - 1 || (shape[i] == '0' ? !is_digit : t.p[i] != shape[i]))
			return false;
		if (shape[i] == '0')
			part[at] = part[at] * 10 + (t.p[i] - '0');
		else
			at++;
	}
	if (!cb_date_exists(part[0], part[1], part[2]) || part[3] > 23 || part[4] > 59)
		return false;
	*minute = cb_date_day(part[0], part[1], part[2]) * 1440 + part[3] * 60 + part[4];
	return true;
}

static enum cb_code
parse_said(const struct cb_date_wording *wording, struct cb_text t, int year, int64_t *day, int *minutes,
           bool *has_time)
{
	struct cb_str plain = { 0 };
	enum cb_code code = CB_BAD_DATE;

	if (wording->say(t, year, &plain))
		code = parse_both(cb_str_text(&plain), year, day, minutes, has_time);
	cb_str_release(&plain);
	return code;
}

static enum cb_code
parse_date_time(const void *arg, struct cb_text t, const struct cb_parse_env *env, struct cb_cell *out)
{
	int year = env != NULL ? env->year : 0;
	enum cb_code code;
	int64_t day;
	bool has_time;
	int minutes;

	*out = (struct cb_cell){ 0 };
	if (parse_printed_minute(t, &out->n)) {
		out->state = CB_VALUE;
		return CB_FINE;
	}
	if (cb_fold_starts_blank(&t, out))
		return CB_FINE;
	if (parse_serial_minute(t, &out->n)) {
		out->state = CB_VALUE;
		return CB_FINE;
	}
	code = parse_both(t, year, &day, &minutes, &has_time);
	if (code == CB_BAD_DATE && arg != NULL)
		code = parse_said(arg, t, year, &day, &minutes, &has_time);
	if (code == CB_FINE)
		*out = (struct cb_cell){ .n = day * DAY_MINUTES + minutes, .state = CB_VALUE, .mark = !has_time };
	return code;
}

static struct cb_text
print_date_time(const void *arg, const struct cb_cell *cell, char *buf)
{
	int64_t day = cell->n / 1440 - (cell->n % 1440 < 0);

	(void)arg;
	cb_date_print(day, buf);
	if (cell->mark != 0)
		return (struct cb_text){ buf, 10 };
	buf[10] = ' ';
	return (struct cb_text){ buf, 11 + cb_time_print(cell->n - day * 1440, buf + 11).len };
}

#define ISO_DAY "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"

const struct cb_type cb_type_date = {
	.name = "date",
	.en = "a day: 2022-07-10",
	.zh = "日期:2022-07-10",
	.storage = CB_STORE_TEXT,
	.sql_suffix = "",
	.sql_check = "%1$s GLOB '" ISO_DAY "'",
	.parse = parse_date,
	.print = print_date,
	.hint = cb_fold_hint,
};

const struct cb_type cb_type_day = {
	.name = "date",
	.en = "a day: 2022-07-10",
	.zh = "日期:2022-07-10",
	.storage = CB_STORE_INT,
	.sql_suffix = "_day",
	.sql_view = "date(nullif(%1$s,0)*86400,'unixepoch')",
	.parse = parse_date,
	.print = print_date,
	.hint = cb_fold_hint,
};

const struct cb_type cb_type_date_time = {
	.name = "date-time",
	.en = "a minute, Beijing time: 2022-07-10 09:30, or a day",
	.zh = "日期和时刻:2022-07-10 09:30,或只有日期",
	.storage = CB_STORE_TEXT,
	.sql_suffix = "",
	.sql_check = "%1$s GLOB '" ISO_DAY "' OR %1$s GLOB '" ISO_DAY " [0-2][0-9]:[0-5][0-9]'",
	.parse = parse_date_time,
	.print = print_date_time,
	.hint = cb_fold_hint,
};
