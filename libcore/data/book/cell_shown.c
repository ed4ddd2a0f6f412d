#include <cb/data/cell_shown.h>

#include <cb/value/date.h>

#include <stdio.h>
#include <string.h>

enum { DIGITS_MAX = 15,
       MINUTE = 'i' /* m is a month or a minute */ };

const char *
cb_cell_format(const struct cb_shape *shape, uint16_t kind)
{
	size_t number = kind >> CB_CELL_UNIT_SHIFT;

	if ((kind & CB_CELL_BY_FORMAT) == 0 || shape == NULL || number == 0 || number > shape->n_formats)
		return NULL;
	return shape->formats[number - 1];
}

/* --- one token behind the other ----------------------------------------------------------- */

/* What stands there as it is: "words", \c, !c, a sign; *end is behind it. False: letters or digits that stand for
 * something. [Red], _c and *c show nothing. */
static bool
take_literal(const char *p, struct cb_text *shown, const char **end)
{
	const char *close;

	*shown = (struct cb_text){ p, 0 };
	switch (*p) {
	case '"':
	case '[':
		close = strchr(p + 1, *p == '"' ? '"' : ']');
		if (close == NULL)
			return false;
		if (*p == '"')
			*shown = (struct cb_text){ p + 1, (uint32_t)(close - p - 1) };
		*end = close + 1;
		return true;
	case '\\':
	case '!':
		p++;
		break;
	case '_':
	case '*':
		*end = p[1] != '\0' ? p + 2 : p + 1;
		return true;
	default:
		if (strchr("-/: ().,", *p) == NULL && (*p & 0x80) == 0)
			return false;
	}
	for (*end = p + (*p != '\0'); (**end & 0xC0) == 0x80;)
		++*end;
	*shown = (struct cb_text){ p, (uint32_t)(*end - p) };
	return true;
}

/* How often the letter, in either case, stands there. */
static unsigned
count_letters(const char *p)
{
	unsigned n = 1;

	while (p[n] != '\0' && (p[n] | 0x20) == (*p | 0x20))
		n++;
	return n;
}

/* --- numbers ------------------------------------------------------------------------------ */

bool
cb_format_is_percent(const char *code)
{
	bool has_digit = false;

	while (*code != '\0' && *code != ';') {
		struct cb_text shown;

		if (*code == '%' && has_digit)
			return true;
		has_digit |= strchr("0#?", *code) != NULL;
		if (!take_literal(code, &shown, &code))
			code++;
	}
	return false;
}

/* The zeros of the first section; 0 when it has anything else that stands for digits, or only one. */
static unsigned
count_zeros(const char *code)
{
	unsigned zeros = 0;

	while (*code != '\0' && *code != ';') {
		struct cb_text shown;

		if (*code == '0') {
			zeros++;
			code++;
		} else if (*code == '.' || *code == ',' || !take_literal(code, &shown, &code)) {
			return 0;
		}
	}
	return zeros > 1 && zeros <= DIGITS_MAX ? zeros : 0;
}

bool
cb_format_show_number(const char *code, struct cb_text number, struct cb_str *out)
{
	unsigned zeros = count_zeros(code);
	struct cb_text shown;
	uint32_t at = 0;

	for (uint32_t i = 0; i < number.len; i++)
		if (!cb_is_digit(number.p[i]))
			return false;
	if (zeros == 0 || number.len == 0 || number.len > DIGITS_MAX)
		return false;
	while (*code != '\0' && *code != ';')
		if (*code == '0') {
			code++;
			while (number.len - at > zeros) /* digits beyond the zeros stand before them */
				cb_str_addc(out, number.p[at++]);
			cb_str_addc(out, number.len - at == zeros ? number.p[at++] : '0');
			zeros--;
		} else {
			take_literal(code, &shown, &code);
			cb_str_addt(out, shown);
		}
	return true;
}

/* --- dates -------------------------------------------------------------------------------- */

struct moment {
	int64_t days;
	int year, month, day, hour, minute, second;
	bool has_day, has_noon; /* the latter: hours are shown from 1 to 12 */
};

/* 2026-03-02, 2026-03-02 09:30:00, 09:30:00 */
static bool
read_moment(struct cb_text t, struct moment *m)
{
	char text[24];

	*m = (struct moment){ 0 };
	if (t.len >= sizeof(text))
		return false;
	memcpy(text, t.p, t.len);
	text[t.len] = '\0';
	if (t.len >= 10 && t.p[4] == '-') {
		if (sscanf(text, "%4d-%2d-%2d", &m->year, &m->month, &m->day) != 3 ||
		    cb_date_parse((struct cb_text){ text, 10 }, 0, &m->days) != CB_FINE)
			return false;
		m->has_day = true;
		return t.len == 10 || sscanf(text + 10, " %2d:%2d:%2d", &m->hour, &m->minute, &m->second) == 3;
	}
	return sscanf(text, "%3d:%2d:%2d", &m->hour, &m->minute, &m->second) == 3;
}

/* Is m minutes here: behind hours, or before seconds? */
static bool
is_minutes(const char *code, const char *p, unsigned n)
{
	static const char letters[] = "yYmMdDhHsSeEaA";
	const char *before = p, *behind = p + n;

	while (before > code && strchr(letters, before[-1]) == NULL)
		before--;
	while (*behind != '\0' && *behind != ';' && strchr(letters, *behind) == NULL)
		behind++;
	return (before > code && (before[-1] | 0x20) == 'h') || (*behind | 0x20) == 's';
}

static int
figure_of(const struct moment *m, char letter)
{
	switch (letter) {
	case MINUTE:
		return m->minute;
	case 'm':
		return m->month;
	case 'd':
		return m->day;
	case 'h':
		return m->has_noon ? (m->hour + 11) % 12 + 1 : m->hour;
	default:
		return m->second;
	}
}

static bool
show_letters(const struct moment *m, char letter, unsigned n, struct cb_str *out)
{
	static const char *const weekdays[] = { "日", "一", "二", "三", "四", "五", "六" };
	unsigned weekday = (unsigned)(((m->days + 4) % 7 + 7) % 7);

	if (strchr("yedam", letter) != NULL && !m->has_day)
		return false;
	if (letter == 'y' && n <= 2)
		cb_str_addf(out, "%02d", m->year % 100);
	else if (letter == 'y' || letter == 'e')
		cb_str_addf(out, "%04d", m->year);
	else if (letter == 'a' && (n == 3 || n == 4))
		cb_str_addf(out, "%s%s", n == 4 ? "星期" : "", weekdays[weekday]);
	else if (n > 2)
		return false; /* words of the locale */
	else
		cb_str_addf(out, n == 2 ? "%02d" : "%d", figure_of(m, letter));
	return true;
}

/* AM/PM, A/P, 上午/下午 at p: the bytes it takes, 0 = it is none. */
static size_t
noon_word(const char *p, const char **am, const char **pm)
{
	static const struct {
		const char *word, *am, *pm;
	} words[] = { { "上午/下午", "上午", "下午" }, { "AM/PM", "AM", "PM" }, { "A/P", "A", "P" } };

	for (size_t i = 0; i < CB_COUNT(words); i++)
		if (strlen(p) >= strlen(words[i].word) &&
		    cb_bytes_equal_nocase(p, words[i].word, strlen(words[i].word))) {
			*am = words[i].am;
			*pm = words[i].pm;
			return strlen(words[i].word);
		}
	return 0;
}

static bool
has_noon_word(const char *code)
{
	const char *am, *pm;

	for (; *code != '\0' && *code != ';'; code++)
		if (noon_word(code, &am, &pm) > 0)
			return true;
	return false;
}

bool
cb_format_show_date(const char *code, struct cb_text date, struct cb_str *out)
{
	const char *am, *pm, *p = code;
	struct cb_text shown;
	struct moment m;

	if (!read_moment(date, &m) || strstr(code, "[DBNum") != NULL)
		return false;
	m.has_noon = has_noon_word(code);
	while (*p != '\0' && *p != ';') {
		size_t noon = noon_word(p, &am, &pm);
		char letter = *p | 0x20;
		unsigned n;

		if (noon > 0) {
			cb_str_adds(out, m.hour < 12 ? am : pm);
			p += noon;
		} else if (strchr("ymdhsea", letter) != NULL) {
			n = count_letters(p);
			if (letter == 'm' && is_minutes(code, p, n))
				letter = MINUTE;
			if (!show_letters(&m, letter, n, out))
				return false;
			p += n;
		} else if (take_literal(p, &shown, &p)) {
			cb_str_addt(out, shown);
		} else {
			return false;
		}
	}
	return true;
}
