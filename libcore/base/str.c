#include <cb/base/mem.h>
#include <cb/base/str.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct cb_text
cb_text_of(const char *s)
{
	return (struct cb_text){ s != NULL ? s : "", s != NULL ? (uint32_t)strlen(s) : 0 };
}

bool
cb_text_equal(struct cb_text a, struct cb_text b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.p, b.p, a.len) == 0);
}

bool
cb_text_is(struct cb_text a, const char *s)
{
	/* most are other from the first byte on, and need not be measured */
	return (a.len == 0 || s == NULL || *a.p == *s) && cb_text_equal(a, cb_text_of(s));
}

bool
cb_bytes_equal_nocase(const char *a, const char *b, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (cb_lower(a[i]) != cb_lower(b[i]))
			return false;
		if (a[i] == '\0')
			break;
	}
	return true;
}

int
cb_text_compare(struct cb_text a, struct cb_text b)
{
	uint32_t n = a.len < b.len ? a.len : b.len;
	int order = n ? memcmp(a.p, b.p, n) : 0;

	return order ? order : cb_order(a.len, b.len);
}

int
cb_text_order(const void *a, const void *b)
{
	return cb_text_compare(*(const struct cb_text *)a, *(const struct cb_text *)b);
}

static bool
is_ascii_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Bytes of the blank at the start (or the end) of t, 0 when there is none. */
static uint32_t
blank_at(struct cb_text t, bool end)
{
	static const struct cb_text wide[] = {
		{ "\xE3\x80\x80", 3 }, /* U+3000, the blank of Chinese input methods */
		{ "\xC2\xA0", 2 },     /* U+00A0, from web pages and Word */
		{ "\xE2\x80\x82", 3 }, /* U+2002 and U+2003, which web pages indent with */
		{ "\xE2\x80\x83", 3 },
		{ "\xE2\x80\x8B", 3 }, /* U+200B, from chat programs */
		{ "\xEF\xBB\xBF", 3 }, /* U+FEFF, where files were joined */
	};
	static const char ends[] = "\x80\xA0\x82\x83\x8B\xBF", starts[] = "\xE3\xC2\xE2\xEF";
	char edge = t.len > 0 ? t.p[end ? t.len - 1 : 0] : '\0';

	if ((edge & 0x80) == 0)
		return is_ascii_blank(edge) ? 1 : 0;
	if (strchr(end ? ends : starts, edge) == NULL)
		return 0;
	for (size_t i = 0; i < CB_COUNT(wide); i++) {
		uint32_t n = wide[i].len;
		const char *p = t.p + (end && n <= t.len ? t.len - n : 0);

		if (n <= t.len && *p == *wide[i].p && memcmp(p, wide[i].p, n) == 0)
			return n;
	}
	return 0;
}

struct cb_text
cb_text_trim(struct cb_text t)
{
	uint32_t n;

	/* nearly all are empty, or have something of ASCII at both ends */
	if (t.len == 0 || ((signed char)t.p[0] > ' ' && (signed char)t.p[t.len - 1] > ' '))
		return t;
	while ((n = blank_at(t, false)) > 0) {
		t = cb_text_from(t, n);
	}
	while ((n = blank_at(t, true)) > 0)
		t.len -= n;
	return t;
}

bool
cb_text_starts(struct cb_text t, const char *prefix)
{
	size_t n = strlen(prefix);

	return n <= t.len && (n == 0 || memcmp(t.p, prefix, n) == 0);
}

bool
cb_text_ends(struct cb_text t, const char *suffix)
{
	size_t n = strlen(suffix);

	return n <= t.len && (n == 0 || memcmp(t.p + t.len - n, suffix, n) == 0);
}

int
cb_text_find(struct cb_text t, const char *needle)
{
	size_t n = strlen(needle), at = 0;
	const char *hit;

	if (n == 0)
		return 0;
	while (n <= t.len - at && (hit = memchr(t.p + at, needle[0], t.len - at - n + 1)) != NULL) {
		at = (size_t)(hit - t.p);
		if (memcmp(hit, needle, n) == 0)
			return (int)at;
		at++;
	}
	return -1;
}

struct cb_text
cb_text_next(struct cb_text *list, const char *mark)
{
	int end = cb_text_find(*list, mark);
	struct cb_text part = { list->p, end < 0 ? list->len : (uint32_t)end };
	uint32_t taken = part.len + (end < 0 ? 0 : (uint32_t)strlen(mark));

	list->p += taken;
	list->len -= taken;
	return part;
}

bool
cb_text_list_has(struct cb_text list, const char *mark, struct cb_text t)
{
	while (list.len > 0)
		if (cb_text_equal(cb_text_next(&list, mark), t))
			return true;
	return false;
}

bool
cb_text_is_one_of(struct cb_text t, const char *const *words)
{
	while (*words != NULL && !cb_text_is(t, *words))
		words++;
	return *words != NULL;
}

bool
cb_is_among(const char *words, const char *word)
{
	size_t n = strlen(word);

	for (const char *p = words; n > 0 && strchr(word, ' ') == NULL && (p = strstr(p, word)) != NULL; p += n)
		if ((p == words || p[-1] == ' ') && (p[n] == ' ' || p[n] == '\0'))
			return true;
	return false;
}

/* Room for n more bytes and the NUL. */
static void
make_room(struct cb_str *s, size_t n)
{
	if (n < s->cap - s->len)
		return;
	if (n > UINT32_MAX - 1 - s->len)
		cb_no_memory();
	s->p = cb_grow(s->p, &s->cap, s->len + n + 1, 1);
}

void
cb_str_add(struct cb_str *s, const char *p, size_t n)
{
	make_room(s, n);
	if (n)
		memcpy(s->p + s->len, p, n);
	s->len += n;
	s->p[s->len] = '\0';
}

void
cb_str_adds(struct cb_str *out, const char *s)
{
	cb_str_add(out, s, strlen(s));
}

void
cb_str_addt(struct cb_str *s, struct cb_text t)
{
	cb_str_add(s, t.p, t.len);
}

void
cb_str_addc(struct cb_str *s, char c)
{
	cb_str_add(s, &c, 1);
}

void
cb_str_join(struct cb_str *s, const char *mark, struct cb_text t)
{
	if (s->len > 0)
		cb_str_adds(s, mark);
	cb_str_addt(s, t);
}

void
cb_str_addv(struct cb_str *s, const char *format, va_list args)
{
	va_list again;
	int n;

	va_copy(again, args);
	n = vsnprintf(NULL, 0, format, args);
	if (n < 0) /* only a result over INT_MAX: no locale function is in play */
		cb_no_memory();
	make_room(s, (size_t)n);
	vsnprintf(s->p + s->len, (size_t)n + 1, format, again);
	va_end(again);
	s->len += (size_t)n;
}

void
cb_str_addf(struct cb_str *s, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	cb_str_addv(s, format, args);
	va_end(args);
}

void
cb_str_clear(struct cb_str *s)
{
	s->len = 0;
	if (s->p != NULL)
		s->p[0] = '\0';
}

void
cb_str_setf(struct cb_str *s, const char *format, ...)
{
	va_list args;

	cb_str_clear(s);
	va_start(args, format);
	cb_str_addv(s, format, args);
	va_end(args);
}

void
cb_str_sett(struct cb_str *s, struct cb_text t)
{
	cb_str_clear(s);
	cb_str_addt(s, t);
}

void
cb_str_release(struct cb_str *s)
{
	free(s->p);
	*s = (struct cb_str){ 0 };
}

struct cb_text
cb_str_text(const struct cb_str *s)
{
	return (struct cb_text){ cb_str_c(s), (uint32_t)s->len };
}

const char *
cb_str_c(const struct cb_str *s)
{
	return s->p != NULL ? s->p : "";
}
