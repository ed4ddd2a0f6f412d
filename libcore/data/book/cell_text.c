#include "cell_text.h"

#include <cb/base/utf8.h>
#include <cb/data/cell_shown.h>
#include <cb/value/date.h>
#include <cb/value/unit.h>

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
	PLAIN_DIGITS = 15, /* so many digits are told apart by every double */
	ALL_DIGITS = 17,
	DAY_SECONDS = 86400,
	DAYS_1904 = 1462,     /* 1904-01-01 in the 1900 epoch */
	SERIAL_UNIX = 25569,  /* 1970-01-01 */
	SERIAL_END = 2958466, /* 10000-01-01 */
	SERIAL_LEAP_BUG = 60,
	UNIT_MAX = 48, /* bytes of literals behind a number that are looked at */
};

/* ---- numbers ---- */

/* Plain digits that are the shortest already but for zeros at the end: true and *out. */
static bool
take_plain(struct cb_text raw, struct cb_text *out)
{
	uint32_t at = raw.len > 0 && *raw.p == '-', begin = at, whole, end;

	while (at < raw.len && cb_is_digit(raw.p[at]))
		at++;
	whole = at - begin;
	if (whole == 0 || (whole > 1 && raw.p[begin] == '0') || raw.len - begin > PLAIN_DIGITS)
		return false;
	end = at;
	if (at < raw.len && raw.p[at] == '.')
		for (at++; at < raw.len && cb_is_digit(raw.p[at]); at++)
			end = raw.p[at] != '0' ? at + 1 : end;
	if (at != raw.len)
		return false;
	*out = (struct cb_text){ raw.p, end };
	if (end == 2 && raw.p[0] == '-' && raw.p[1] == '0')
		*out = (struct cb_text){ raw.p + 1, 1 };
	return true;
}

/* Most serials are whole numbers. */
static bool
take_whole(struct cb_text raw, double *value)
{
	int64_t n = 0;

	for (uint32_t i = 0; i < raw.len; i++) {
		if (!cb_is_digit(raw.p[i]) || i == PLAIN_DIGITS)
			return false;
		n = n * 10 + (raw.p[i] - '0');
	}
	*value = (double)n;
	return raw.len > 0;
}

bool
cb_book_number_value(struct cb_text raw, double *value)
{
	char text[BOOK_NUMBER_MAX];
	int end = 0;

	raw = cb_text_trim(raw);
	if (take_whole(raw, value))
		return true;
	if (raw.len == 0 || raw.len >= sizeof(text))
		return false;
	memcpy(text, raw.p, raw.len);
	text[raw.len] = '\0';
	if (strspn(text, "0123456789+-.eE") != raw.len)
		return false;
	/* The cell is a double by its standard; strtod is banned where numbers are decimals. */
	return sscanf(text, "%lf%n", value, &end) == 1 && (uint32_t)end == raw.len && isfinite(*value);
}

/* digits d1d2…dn stand for d1.d2…dn × 10^exponent. */
static struct cb_text
lay_out(const char *digits, int n, int exponent, bool is_negative, char *buf)
{
	int at = 0;

	if (is_negative)
		buf[at++] = '-';
	if (exponent < -4) {
		at += snprintf(buf + at, ALL_DIGITS + 8, n > 1 ? "%c.%.*se-%02d" : "%c%.*se-%02d", digits[0], n - 1, digits + 1, -exponent);
		return (struct cb_text){ buf, (uint32_t)at };
	}
	for (int i = exponent < 0 ? exponent : 0; i < n || i <= exponent; i++) {
		buf[at++] = i < 0 || i >= n ? '0' : digits[i];
		if (i == exponent && i < n - 1)
			buf[at++] = '.';
	}
	return (struct cb_text){ buf, (uint32_t)at };
}

struct cb_text
cb_book_number_print(double value, char buf[BOOK_NUMBER_MAX])
{
	char text[40], digits[ALL_DIGITS + 1];
	double back = 0;
	int n = 0, exponent = 0;

	if (value == 0)
		return CB_LIT("0");
	/* Below the smallest normal double there are fewer digits to tell apart. */
	for (int places = fabs(value) < DBL_MIN ? 1 : PLAIN_DIGITS; places <= ALL_DIGITS; places++) {
		snprintf(text, sizeof(text), "%.*e", places - 1, fabs(value));
		if (sscanf(text, "%lf", &back) == 1 && back == fabs(value))
			break;
	}
	for (const char *p = text; *p != 'e'; p++)
		if (*p != '.')
			digits[n++] = *p;
	sscanf(strchr(text, 'e') + 1, "%d", &exponent);
	while (n > 1 && digits[n - 1] == '0')
		n--;
	digits[n] = '\0';
	return lay_out(digits, n, exponent, value < 0, buf);
}

bool
cb_book_number_text(struct cb_text raw, char buf[BOOK_NUMBER_MAX], struct cb_text *out)
{
	double value;

	if (take_plain(raw, out))
		return true;
	if (!cb_book_number_value(raw, &value))
		return false;
	*out = cb_book_number_print(value, buf);
	return true;
}

/* ---- dates ---- */

static size_t
print_time(int64_t seconds, char *buf, size_t n)
{
	return (size_t)snprintf(buf, n, "%02lld:%02lld:%02lld", (long long)(seconds / 3600), (long long)(seconds / 60 % 60),
	                        (long long)(seconds % 60));
}

static size_t
print_day(int64_t serial, char *buf)
{
	/* the count of today has no 1900-02-29 */
	int64_t day = serial - SERIAL_UNIX + (serial < SERIAL_LEAP_BUG);
	struct cb_text text;

	if (serial == SERIAL_LEAP_BUG)
		text = CB_LIT("1900-02-29");
	else
		text = cb_date_print(day, buf);
	memmove(buf, text.p, text.len);
	return text.len;
}

bool
cb_book_serial_text(double serial, bool is_1904, enum book_shown shown, char buf[BOOK_DATE_MAX], struct cb_text *out)
{
	int64_t seconds, days;
	size_t n = 0;

	if (is_1904 && shown == BOOK_AS_DATE && serial >= 0)
		serial += DAYS_1904;
	if (!(serial >= 0 && serial < SERIAL_END))
		return false;
	seconds = (int64_t)floor(serial * DAY_SECONDS + 0.5);
	days = seconds / DAY_SECONDS;
	if (shown == BOOK_AS_LENGTH) {
		n = print_time(seconds, buf, BOOK_DATE_MAX);
	} else if (days == 0 || (is_1904 && days == DAYS_1904 && seconds % DAY_SECONDS != 0)) {
		n = print_time(seconds % DAY_SECONDS, buf, BOOK_DATE_MAX);
	} else {
		n = print_day(days, buf);
		if (seconds % DAY_SECONDS != 0) {
			buf[n++] = ' ';
			n += print_time(seconds % DAY_SECONDS, buf + n, BOOK_DATE_MAX - n);
		}
	}
	*out = (struct cb_text){ buf, (uint32_t)n };
	return days < SERIAL_END;
}

/* ---- number formats ---- */

/* Behind what is no token: "text", \c, _c, *c; [h] is told by *is_length. */
static uint32_t
pass_literal(struct cb_text code, uint32_t at, bool *is_length)
{
	char c = code.p[at], end = c == '"' ? '"' : ']';
	uint32_t begin = at + 1;

	if (c == '\\' || c == '!' || c == '_' || c == '*')
		return at + 2;
	if (c != '"' && c != '[')
		return at;
	for (at++; at < code.len && code.p[at] != end; at++)
		;
	if (c == '[' && at > begin && at < code.len) {
		*is_length = true;
		for (uint32_t i = begin; i < at; i++)
			*is_length &= strchr("hmsHMS", code.p[i]) != NULL && (code.p[i] | 0x20) == (code.p[begin] | 0x20);
	}
	return at + 1;
}

/* Excel's word for “as it comes”, which has letters of dates in it. */
static bool
is_general(struct cb_text code)
{
	return cb_text_starts(code, "G/") || (code.len >= 7 && cb_bytes_equal_nocase(code.p, "General", 7));
}

/* One section of a format while it is passed. */
struct section {
	char words[UNIT_MAX]; /* literals since the last digit */
	size_t n;
	bool has_digit, has_comma, has_word; /* a comma, words behind the digits */
	bool is_below_zero;                  /* only such numbers are shown so */
	bool is_other;                       /* what is shown is another number */
	unsigned currency;
};

static void
add_words(struct section *s, struct cb_text t)
{
	for (uint32_t i = 0; i < t.len && s->n < sizeof(s->words); i++)
		s->words[s->n++] = t.p[i];
}

/* A digit that stands for itself is taken for one of the number. */
static void
add_literal(struct section *s, struct cb_text t)
{
	s->is_other |= s->has_digit && s->n == 0 && t.len > 0 && cb_is_digit(*t.p);
	s->has_word |= s->has_digit && !cb_text_is(cb_text_trim(t), "");
	add_words(s, t);
}

/* Before the digits: a sign, a digit, or a word that is no currency, as in 约1200. */
static bool
changes_number(const struct section *s, struct cb_text before)
{
	char last = before.len > 0 ? before.p[before.len - 1] : '\0';

	for (uint32_t i = 0; i < before.len; i++)
		if ((before.p[i] & 0x80) != 0 || strchr("<>~", before.p[i]) != NULL)
			return true;
	return cb_is_digit(last) || (last == '-' && !s->is_below_zero);
}

static void
add_digit(struct section *s)
{
	struct cb_text before = { s->words, (uint32_t)s->n };
	int64_t scale;
	const struct cb_unit *unit = s->has_digit ? NULL : cb_unit_read(before, NULL, &scale);

	if (unit != NULL && unit->dimension == CB_CURRENCY)
		s->currency = cb_unit_number(unit);
	else if (!s->has_digit && unit == NULL && !cb_unit_is_sign(before))
		s->is_other |= changes_number(s, before);
	s->is_other |= s->has_word; /* 2:30 for 230 */
	s->n = 0;
	s->has_digit = true;
	s->has_comma = false;
}

static struct cb_text
first_character(struct cb_text t)
{
	int32_t cp;

	return (struct cb_text){ t.p, t.len > 0 ? (uint32_t)cb_utf8_decode(t.p, t.len, &cp) : 0 };
}

/* Of [$US$-409] what is shown. */
static struct cb_text
until_dash(struct cb_text t)
{
	const char *dash = memchr(t.p, '-', t.len);

	return (struct cb_text){ t.p, dash != NULL ? (uint32_t)(dash - t.p) : t.len };
}

/* The token at `at`; returns where the next begins. */
static uint32_t
pass_token(struct section *s, struct cb_text code, uint32_t at)
{
	bool is_length = false;
	uint32_t end = pass_literal(code, at, &is_length), inner;
	struct cb_text rest = { code.p + at, code.len - at };
	char c = *rest.p;

	if (c == '!' || c == '\\') {
		rest = first_character(cb_text_from(rest, 1));
		add_literal(s, rest);
		return at + 1 + rest.len;
	}
	if (is_general(rest)) {
		add_digit(s);
		return at + (uint32_t)strlen(cb_text_starts(rest, "G/") ? "G/通用格式" : "General");
	}
	inner = end > at ? (end > code.len ? code.len : end - 1) - at : 0; /* behind what encloses it, before its end */
	if (c == '"')
		add_literal(s, (struct cb_text){ rest.p + 1, inner - 1 });
	else if (c == '[' && inner > 1 && rest.p[1] == '$')
		add_literal(s, until_dash((struct cb_text){ rest.p + 2, inner - 2 }));
	if (end != at)
		return end;
	if (strchr("0#?", c) != NULL)
		add_digit(s);
	else if (c == ',')
		s->has_comma = s->has_digit;
	else if (c == ':')
		add_literal(s, first_character(rest));
	else if (c != ' ' && c != '.' && c != '%')
		add_words(s, first_character(rest));
	return at + first_character(rest).len;
}

static enum book_shown
section_shown(struct cb_text code)
{
	struct section s = { .is_below_zero = cb_text_find(code, "[<0]") >= 0 };
	struct cb_text words = { s.words, 0 };
	const struct cb_unit *unit;
	int64_t scale;

	for (uint32_t at = 0; at < code.len;)
		at = pass_token(&s, code, at);
	words.len = (uint32_t)s.n;
	unit = s.has_digit ? cb_unit_read(words, NULL, &scale) : NULL;
	if (s.is_other || s.has_comma)
		return BOOK_WITH_UNIT;
	if (s.currency != 0)
		return BOOK_IN_UNIT + s.currency;
	if (unit != NULL && scale == 1)
		return BOOK_IN_UNIT + cb_unit_number(unit);
	if (cb_text_find(code, "万") >= 0 || cb_text_find(code, "亿") >= 0 || cb_text_find(code, "千") >= 0)
		return BOOK_WITH_UNIT;
	for (size_t i = 0; s.has_digit && i < s.n; i++)
		if ((s.words[i] & 0x80) != 0 || s.words[i] == '+')
			return BOOK_WITH_UNIT;
	return BOOK_AS_NUMBER;
}

/* A number: as its first section shows it, and the others where that is for some numbers only. */
static enum book_shown
number_shown(struct cb_text code)
{
	enum book_shown shown = BOOK_AS_NUMBER;
	bool conditional = cb_text_starts(code, "[<") || cb_text_starts(code, "[>") || cb_text_starts(code, "[=");

	for (bool first = true; code.len > 0 && (first || conditional); first = false) {
		const char *end = memchr(code.p, ';', code.len);
		struct cb_text section = { code.p, end != NULL ? (uint32_t)(end - code.p) : code.len };
		enum book_shown now = section_shown(section);

		shown = first || now == BOOK_WITH_UNIT ? now : shown;
		code = cb_text_from(code, section.len + (end != NULL));
	}
	return shown;
}

bool
cb_book_shows_number(enum book_shown shown)
{
	return shown == BOOK_AS_NUMBER || shown >= BOOK_WITH_UNIT;
}

enum cb_cell_kind
cb_book_number_kind(enum book_shown shown)
{
	if (shown == BOOK_WITH_UNIT)
		return CB_CELL_NUMBER | CB_CELL_WITH_UNIT;
	return CB_CELL_NUMBER | (shown > BOOK_IN_UNIT ? (unsigned)(shown - BOOK_IN_UNIT) << CB_CELL_UNIT_SHIFT : 0);
}

enum book_shown
cb_book_format_shows(struct cb_text code)
{
	bool is_length = false, is_date = false, has_digit = false;
	uint32_t at = 0;

	while (at < code.len && code.p[at] != ';') {
		uint32_t next = pass_literal(code, at, &is_length);
		struct cb_text rest = { code.p + at, code.len - at };

		if (is_length)
			return BOOK_AS_LENGTH;
		if (next != at) {
			at = next;
			continue;
		}
		if (is_general(rest))
			return number_shown(code);
		/* the year of an era: e, which in a number stands behind digits; the day of the week: aaa */
		is_date |= strchr("yYmMdDhHsS", code.p[at]) != NULL ||
		           ((code.p[at] == 'e' || code.p[at] == 'E') && !has_digit) ||
		           (rest.len >= 3 && cb_bytes_equal_nocase(rest.p, "aaa", 3));
		has_digit |= strchr("0#?", code.p[at]) != NULL;
		at++;
	}
	return is_date ? BOOK_AS_DATE : number_shown(code);
}

enum book_shown
cb_book_builtin_shows(unsigned long id)
{
	if (id == 46)
		return BOOK_AS_LENGTH;
	if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || id == 45 || id == 47 || (id >= 50 && id <= 58))
		return BOOK_AS_DATE;
	return BOOK_AS_NUMBER;
}

/* ---- formats that say more ---- */

const char *const cb_book_percent_only[1] = { "0%" };

unsigned
cb_book_formats_add(struct book_formats *formats, struct cb_text code, struct cb_arena *arena)
{
	struct cb_str zero = { 0 };
	const char *copy;
	bool is_wanted;

	if (formats->n == 0)
		*cb_push(formats->codes, formats->n, formats->cap) = cb_book_percent_only[0];
	for (size_t i = 0; i < formats->n; i++)
		if (cb_text_is(code, formats->codes[i]))
			return (unsigned)i + 1;
	if (formats->n == BOOK_FORMATS_MAX)
		return 0;
	copy = cb_arena_copy(arena, code.p, code.len);
	is_wanted = !cb_book_shows_number(cb_book_format_shows(code)) || cb_format_is_percent(copy) ||
	            cb_format_show_number(copy, CB_LIT("1"), &zero);
	cb_str_release(&zero);
	if (!is_wanted)
		return 0;
	*cb_push(formats->codes, formats->n, formats->cap) = copy;
	return (unsigned)formats->n;
}

enum cb_cell_kind
cb_book_kind_by_format(enum cb_cell_kind kind, unsigned format)
{
	bool is_settled = format == 0 || kind >> CB_CELL_UNIT_SHIFT != 0;

	return is_settled ? kind : kind | CB_CELL_BY_FORMAT | format << CB_CELL_UNIT_SHIFT;
}
