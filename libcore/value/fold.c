#include <cb/base/suggest.h>
#include <cb/base/utf8.h>
#include <cb/value/fold.h>

#include <string.h>

static bool
starts(const char *p, size_t n, const char *word)
{
	size_t len = n > 0 && *p == *word ? strlen(word) : n + 1;

	return n >= len && memcmp(p, word, len) == 0;
}

uint32_t
cb_fold_blank(const char *p, size_t n)
{
	static const char *const wide[] = { "\u3000", "\u00a0", "\u2002", "\u2003", "\u200b", "\ufeff" };

	if (n == 0)
		return 0;
	if (*p == ' ' || (*p >= '\t' && *p <= '\r'))
		return 1;
	if (cb_fold_ascii(*p))
		return 0;
	for (size_t i = 0; i < CB_COUNT(wide); i++)
		if (starts(p, n, wide[i]))
			return (uint32_t)strlen(wide[i]);
	return 0;
}

uint32_t
cb_fold_separator(const char *p, size_t n)
{
	static const char *const marks[] = { "、", "；", "，", ";", "," };

	for (size_t i = 0; i < CB_COUNT(marks); i++)
		if (starts(p, n, marks[i]))
			return (uint32_t)strlen(marks[i]);
	return 0;
}

/* Where the first mark or line break stands, and how long it is; the end and 0 when there is none. */
static uint32_t
find_separator(struct cb_text t, uint32_t *length)
{
	uint32_t at = 0;

	*length = 0;
	while (at < t.len) {
		*length = t.p[at] == '\n' ? 1 : cb_fold_separator(t.p + at, t.len - at);
		if (*length > 0)
			break;
		at++;
	}
	return at;
}

bool
cb_fold_is_list(struct cb_text t)
{
	uint32_t length;

	return find_separator(t, &length) < t.len;
}

struct cb_text
cb_fold_next(struct cb_text *list)
{
	uint32_t mark, at = find_separator(*list, &mark);
	struct cb_text word;

	word = cb_text_trim((struct cb_text){ list->p, at });
	*list = (struct cb_text){ list->p + at + mark, list->len - at - mark };
	return word;
}

uint32_t
cb_fold_dot(struct cb_text t)
{
	static const char *const dots[] = { "·", "•", "・", "‧", "∙", "⋅" };

	if (t.len == 0 || cb_fold_ascii(*t.p))
		return 0;
	for (size_t i = 0; i < CB_COUNT(dots); i++)
		if (cb_text_starts(t, dots[i]))
			return (uint32_t)strlen(dots[i]);
	return 0;
}

static bool
has_raised_digit(struct cb_text t)
{
	int32_t cp, before = 0;

	for (uint32_t i = 0; i < t.len; before = cp) {
		i += (uint32_t)cb_utf8_decode(t.p + i, t.len - i, &cp);
		if (!cb_is_digit(before))
			continue;
		if (cp == 0xb2 || cp == 0xb3 || cp == 0xb9 || (cp >= 0x2070 && cp <= 0x2089))
			return true;
	}
	return false;
}

/* Blanks and the minus sign of text already in NFKC. */
static bool
squeeze(struct cb_text t, struct cb_folded *out)
{
	bool blank = false;
	uint32_t n = 0, len;

	for (uint32_t i = 0; i < t.len; i += len) {
		const char *p = t.p + i;
		size_t left = t.len - i;

		if ((len = cb_fold_blank(p, left)) > 0) {
			blank = true;
			continue;
		}
		if (n + 2 > CB_FOLD_MAX)
			return false;
		if (blank && n > 0 && cb_fold_ascii(*p) && cb_fold_ascii(out->bytes[n - 1]))
			out->bytes[n++] = ' ';
		blank = false;
		len = 1;
		if (starts(p, left, "\u2212"))
			out->bytes[n++] = '-', len = 3;
		else
			out->bytes[n++] = *p;
	}
	out->bytes[n] = '\0';
	out->text = (struct cb_text){ out->bytes, n };
	return true;
}

bool
cb_fold(struct cb_text raw, struct cb_folded *out)
{
	struct cb_str nfkc = { 0 };
	bool ascii = true, ok;

	raw = cb_text_trim(raw);
	out->bytes[0] = '\0';
	out->text = (struct cb_text){ out->bytes, 0 };
	if (raw.len > 2 * CB_FOLD_MAX)
		return false;
	if (raw.len > 0 && raw.len < CB_FOLD_MAX && cb_utf8_is_plain(raw) && memchr(raw.p, ' ', raw.len) == NULL) {
		memcpy(out->bytes, raw.p, raw.len);
		out->bytes[raw.len] = '\0';
		out->text.len = raw.len;
		return true;
	}
	for (uint32_t i = 0; i < raw.len; i++)
		ascii = ascii && cb_fold_ascii(raw.p[i]);
	if (ascii)
		return squeeze(raw, out);
	if (has_raised_digit(raw))
		return false;
	ok = cb_utf8_nfkc(raw, &nfkc) && squeeze(cb_str_text(&nfkc), out);
	cb_str_release(&nfkc);
	return ok;
}

/* Is it the 元 of 元月 or 2026年元月, January, and not that of 5元月租? */
static bool
is_first_month(struct cb_text t, uint32_t i)
{
	if (!starts(t.p + i, t.len - i, "元月"))
		return false;
	return i == 0 || (cb_fold_ascii(t.p[i - 1]) ? !cb_is_digit(t.p[i - 1]) : i >= 3 && starts(t.p + i - 3, 3, "年"));
}

/* The value of the Chinese digit at p, 10 for 十, -1 for anything else. All take three bytes. */
static int
numeral(struct cb_text t, uint32_t i)
{
	static const char *const digits[] = { "零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十" };

	for (size_t d = 0; d < CB_COUNT(digits); d++)
		if (starts(t.p + i, t.len - i, digits[d]))
			return (int)d;
	if (starts(t.p + i, t.len - i, "〇") || starts(t.p + i, t.len - i, "○"))
		return 0;
	return is_first_month(t, i) ? 1 : -1;
}

/* Writes the run of numerals at *i in ASCII and steps over it. 十 is a place when digits stand
 * beside it (二十五) and a whole number when none do. */
static uint32_t
write_numerals(struct cb_text t, uint32_t *i, char *out)
{
	uint32_t n = 0;
	int d, tens = -1, last = -1;

	for (; (d = numeral(t, *i)) >= 0 && n < 9; *i += 3) {
		if (d == 10 && tens < 0) {
			tens = last > 0 ? last : 1;
			n = 0;
		} else {
			out[n++] = (char)('0' + d % 10);
		}
		last = d;
	}
	if (tens < 0)
		return n;
	d = n > 0 ? out[n - 1] - '0' : 0;
	out[0] = (char)('0' + tens);
	out[1] = (char)('0' + d);
	return 2;
}

void
cb_fold_numerals(struct cb_folded *f)
{
	char out[CB_FOLD_MAX + 1];
	uint32_t n = 0, i = 0;

	while (i < f->text.len) {
		if (numeral(f->text, i) >= 0)
			n += write_numerals(f->text, &i, out + n);
		else
			out[n++] = f->bytes[i++];
	}
	memcpy(f->bytes, out, n);
	f->bytes[n] = '\0';
	f->text.len = n;
}

/* The next word of a list; empty at its end. */
static struct cb_text
next_word(const char **list)
{
	struct cb_text word = { *list, (uint32_t)strcspn(*list, " ") };

	*list += word.len;
	*list += **list == ' ';
	return word;
}

bool
cb_fold_take(struct cb_text *s, const char *words)
{
	uint32_t best = 0;

	while (*words != '\0') { /* byte by byte: most words are other from the first one on */
		uint32_t n = 0;

		while (n < s->len && words[n] == s->p[n] && words[n] != ' ')
			n++;
		words += n;
		if (n > best && (*words == ' ' || *words == '\0'))
			best = n;
		while (*words != '\0' && *words++ != ' ')
			;
	}
	s->p += best;
	s->len -= best;
	return best > 0;
}

/* Is it time that these numerals count? 三里河 is a name. */
static bool
counts_time(struct cb_text t, uint32_t i)
{
	struct cb_text rest;
	uint32_t end = i + 3 * 9;

	while (i < end && numeral(t, i) >= 0)
		i += 3;
	if (i < t.len)
		i += cb_fold_blank(t.p + i, t.len - i);
	rest = (struct cb_text){ t.p + i, t.len - i };
	return cb_fold_take(&rest, "年 月 日 号 季 至 到 - – — ~");
}

void
cb_fold_words(struct cb_text raw, struct cb_str *out)
{
	struct cb_str nfkc = { 0 };
	struct cb_text t;
	bool blank = false;

	cb_utf8_nfkc(raw, &nfkc);
	t = cb_text_trim(cb_str_text(&nfkc));
	for (uint32_t i = 0; i < t.len;) {
		uint32_t len = cb_fold_blank(t.p + i, t.len - i), n = 1;
		char digits[16] = { t.p[i] };

		if (len > 0) {
			blank = true;
			i += len;
			continue;
		}
		if (numeral(t, i) >= 0 && counts_time(t, i))
			n = write_numerals(t, &i, digits);
		else
			i++;
		if (blank && out->len > 0 && cb_fold_ascii(out->p[out->len - 1]) && cb_fold_ascii(digits[0]))
			cb_str_addc(out, ' ');
		blank = false;
		cb_str_add(out, digits, n);
	}
	cb_str_release(&nfkc);
}

bool
cb_fold_equal(struct cb_text a, struct cb_text b)
{
	if (a.len != b.len)
		return false;
	for (uint32_t i = 0; i < a.len; i++)
		if (cb_lower(a.p[i]) != cb_lower(b.p[i]))
			return false;
	return true;
}

bool
cb_fold_is(struct cb_text s, const char *words)
{
	struct cb_text word;

	while ((word = next_word(&words)).len > 0)
		if (cb_fold_equal(s, word))
			return true;
	return false;
}

int
cb_fold_digits(struct cb_text *s, int max)
{
	int n = 0, value = 0;

	while (s->len > 0 && cb_is_digit(*s->p)) {
		if (++n > max)
			return -1;
		value = value * 10 + (*s->p - '0');
		s->p++;
		s->len--;
	}
	return n > 0 ? value : -1;
}

bool
cb_fold_starts_blank(struct cb_text *t, struct cb_cell *out)
{
	*out = (struct cb_cell){ 0 };
	*t = cb_text_trim(*t);
	return t->len == 0 || cb_fold_is(*t, CB_FOLD_NOTHING);
}

struct cb_text
cb_fold_keep(const struct cb_parse_env *env, struct cb_text raw, struct cb_text canonical)
{
	if (cb_text_equal(raw, canonical))
		return raw;
	return cb_arena_text(env->arena, canonical);
}

/* What was typed for another: O for 0, 。 for a point. */
static void
without_letters(struct cb_folded *f)
{
	static const char wrong[] = "OolIi|ZzSsB", right[] = "00111122558";
	uint32_t n = 0;

	for (uint32_t i = 0; i < f->text.len; i++) {
		const char *at = strchr(wrong, f->bytes[i]);

		if (starts(f->bytes + i, f->text.len - i, "。")) {
			f->bytes[n++] = '.';
			i += 2;
		} else {
			f->bytes[n++] = at != NULL ? right[at - wrong] : f->bytes[i];
		}
	}
	f->text.len = n;
}

/* (500), as books write what is less than nothing. */
static void
without_brackets(struct cb_folded *f)
{
	if (f->text.len < 3 || f->bytes[0] != '(' || f->bytes[f->text.len - 1] != ')')
		return;
	f->bytes[0] = '-';
	f->text.len--;
}

/* 1 234.50 and 1'234 */
static void
without_gaps(struct cb_folded *f)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < f->text.len; i++)
		if (f->bytes[i] != ' ' && f->bytes[i] != '\'')
			f->bytes[n++] = f->bytes[i];
	f->text.len = n;
}

/* 1.234,50, where others write a comma for the point. */
static void
with_point(struct cb_folded *f)
{
	uint32_t n = 0;

	if (memchr(f->bytes, ',', f->text.len) == NULL)
		return;
	for (uint32_t i = 0; i < f->text.len; i++)
		if (f->bytes[i] != '.')
			f->bytes[n++] = f->bytes[i] == ',' ? '.' : f->bytes[i];
	f->text.len = n;
}

/* Adds one at the last digit of a decimal; false where it would need a digit more. */
static bool
add_one(char *digits, uint32_t n)
{
	for (uint32_t i = n; i-- > 0;) {
		if (!cb_is_digit(digits[i]))
			continue;
		if (digits[i]++ != '9')
			return true;
		digits[i] = '0';
	}
	return false;
}

/* 85.19999999999999 is a sum of doubles that some program printed to their last bit: 85.2, as a sheet shows it. */
static void
without_noise(struct cb_folded *f)
{
	enum { SHOWN = 15 };
	uint32_t n = f->text.len, at = 0, seen = 0;
	int point = cb_text_find(f->text, ".");

	for (; at < n && seen < SHOWN; at++)
		seen += cb_is_digit(f->bytes[at]) && (seen > 0 || f->bytes[at] != '0');
	if (point <= 0 || at + 1 < (uint32_t)point || at >= n || strspn(f->bytes, "-.0123456789") < n)
		return;
	if (f->bytes[at] >= '5' && !add_one(f->bytes, at)) {
		uint32_t sign = *f->bytes == '-';

		memmove(f->bytes + sign + 1, f->bytes + sign, at - sign);
		f->bytes[sign] = '1';
		at++, point++;
	}
	while (f->bytes[at - 1] == '0')
		at--;
	at -= at == (uint32_t)point + 1;
	f->text.len = at;
	f->bytes[at] = '\0';
}

void
cb_fold_hint(const struct cb_type *type, const void *arg, struct cb_text raw, enum cb_lang lang, struct cb_str *out)
{
	static void (*const rewrites[])(struct cb_folded *) = { without_letters, without_brackets, without_gaps,
		                                                with_point, without_noise };
	struct cb_parse_env env = { .year = 2000 };
	struct cb_cell cell;
	struct cb_folded f;

	for (size_t i = 0; i < CB_COUNT(rewrites); i++) {
		if (!cb_fold(raw, &f))
			return;
		rewrites[i](&f);
		if (type->parse(arg, f.text, &env, &cell) == CB_FINE && cell.state == CB_VALUE) {
			cb_suggest(lang, f.text, out);
			return;
		}
	}
}
