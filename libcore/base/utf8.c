#include <cb/base/mem.h>
#include <cb/base/utf8.h>

#include <stdlib.h>
#include <utf8proc.h>

enum {
	STACK_CHARS = 256, /* cells shorter than this are normalised without allocation */
	MARKS_MAX = 256,
	DISTANCE_MAX = 128,
};

int
cb_utf8_decode(const char *text, size_t n, int32_t *cp)
{
	const unsigned char *p = (const unsigned char *)text;

	switch (cb_utf8_sequence(text, n)) {
	case 1:
		*cp = p[0];
		return 1;
	case 2:
		*cp = (p[0] & 0x1F) << 6 | (p[1] & 0x3F);
		return 2;
	case 3:
		*cp = (p[0] & 0x0F) << 12 | (p[1] & 0x3F) << 6 | (p[2] & 0x3F);
		return 3;
	case 4:
		*cp = (p[0] & 0x07) << 18 | (p[1] & 0x3F) << 12 | (p[2] & 0x3F) << 6 |
		      (p[3] & 0x3F);
		return 4;
	default:
		*cp = -1;
		return 1;
	}
}

void
cb_utf8_add(struct cb_str *out, int32_t cp)
{
	utf8proc_uint8_t bytes[4];

	if (cp < 0 || !utf8proc_codepoint_valid(cp))
		cp = 0xFFFD;
	cb_str_add(out, (const char *)bytes, (size_t)utf8proc_encode_char(cp, bytes));
}

static bool
is_printable_ascii(struct cb_text t)
{
	for (uint32_t i = 0; i < t.len; i++)
		if (t.p[i] < 0x20 || t.p[i] > 0x7E)
			return false;
	return true;
}

size_t
cb_utf8_width(struct cb_text t)
{
	size_t width = 0;
	int32_t cp;

	if (is_printable_ascii(t))
		return t.len;
	for (uint32_t at = 0; at < t.len;) {
		at += (uint32_t)cb_utf8_decode(t.p + at, t.len - at, &cp);
		width += cp < 0 ? 1 : (size_t)utf8proc_charwidth(cp);
	}
	return width;
}

/* The bytes of U+4E00 to U+9FFF at p, else 0. */
static uint32_t
usual_han(const char *p, uint32_t n)
{
	const unsigned char *u = (const unsigned char *)p;

	return n >= 3 && u[0] >= 0xe4 && u[0] <= 0xe9 && u[1] >= (u[0] == 0xe4 ? 0xb8 : 0x80) && u[1] <= 0xbf &&
	                       u[2] >= 0x80 && u[2] <= 0xbf
	               ? 3
	               : 0;
}

bool
cb_utf8_is_plain(struct cb_text t)
{
	uint32_t len = 1;

	for (uint32_t i = 0; i < t.len && len > 0; i += len)
		len = t.p[i] >= 0x20 && t.p[i] <= 0x7E ? 1 : usual_han(t.p + i, t.len - i);
	return len > 0;
}

static bool
has_endless_marks(struct cb_text t)
{
	unsigned run = 0;
	int32_t cp;

	if (t.len <= MARKS_MAX) /* a mark takes two bytes or more */
		return false;
	for (uint32_t at = 0; at < t.len;) {
		at += (uint32_t)cb_utf8_decode(t.p + at, t.len - at, &cp);
		run = cp >= 0 && utf8proc_get_property(cp)->combining_class ? run + 1 : 0;
		if (run > MARKS_MAX)
			return true;
	}
	return false;
}

static bool
normalise(struct cb_text t, struct cb_str *out, utf8proc_option_t options)
{
	int32_t stack[STACK_CHARS + 1], *chars = stack;
	const uint8_t *p = (const uint8_t *)t.p;
	utf8proc_ssize_t n;
	bool fine = false;

	if (cb_utf8_is_plain(t)) {
		cb_str_addt(out, t);
		return true;
	}
	if (cb_utf8_check(t.p, t.len) < t.len || has_endless_marks(t)) {
		cb_str_addt(out, t);
		return false;
	}
	n = utf8proc_decompose(p, t.len, chars, STACK_CHARS, options);
	if (n > STACK_CHARS) { /* n is what it takes; and one more, for the NUL of reencode */
		chars = cb_alloc((size_t)n + 1, sizeof(*chars));
		n = utf8proc_decompose(p, t.len, chars, n, options);
	}
	if (n >= 0 && (n = utf8proc_reencode(chars, n, options)) >= 0) {
		cb_str_add(out, (const char *)chars, (size_t)n);
		fine = true;
	} else {
		cb_str_addt(out, t);
	}
	if (chars != stack)
		free(chars);
	return fine;
}

bool
cb_utf8_nfkc(struct cb_text t, struct cb_str *out)
{
	return normalise(t, out, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_IGNORE);
}

uint32_t
cb_utf8_unseen(struct cb_text t)
{
	int32_t cp;
	size_t n = t.len > 0 && (*t.p & 0x80) != 0 ? cb_utf8_decode(t.p, t.len, &cp) : 0;

	return n > 1 && cp >= 0 && utf8proc_get_property(cp)->ignorable ? (uint32_t)n : 0;
}

struct letters {
	unsigned n; /* DISTANCE_MAX + 1: too many */
	int32_t at[DISTANCE_MAX];
};

static void
decode_all(struct cb_text t, struct letters *out)
{
	out->n = 0;
	for (uint32_t at = 0; at < t.len; out->n++) {
		int32_t cp;

		if (out->n == DISTANCE_MAX) {
			out->n++;
			return;
		}
		at += (uint32_t)cb_utf8_decode(t.p + at, t.len - at, &cp);
		out->at[out->n] = cp;
	}
}

static unsigned
least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* One row of the table: now[j] = the distance of i letters of a from j letters of b. Returns the
 * least of the row, below which no later row can come but by one swap, which costs 1 itself. */
static unsigned
distance_row(const struct letters *a, const struct letters *b, unsigned i,
             unsigned rows[3][DISTANCE_MAX + 1])
{
	unsigned *before = rows[(i + 1) % 3], *last = rows[(i + 2) % 3], *now = rows[i % 3];
	unsigned low = now[0] = i;

	for (unsigned j = 1; j <= b->n; j++) {
		bool same = a->at[i - 1] == b->at[j - 1];

		now[j] = least(least(last[j], now[j - 1]) + 1, last[j - 1] + !same);
		if (i > 1 && j > 1 && a->at[i - 1] == b->at[j - 2] && a->at[i - 2] == b->at[j - 1])
			now[j] = least(now[j], before[j - 2] + 1);
		low = least(low, now[j]);
	}
	return low;
}

static unsigned
distance(const struct letters *a, const struct letters *b, unsigned limit)
{
	unsigned rows[3][DISTANCE_MAX + 1];

	if (a->n > DISTANCE_MAX || b->n > DISTANCE_MAX || a->n > b->n + limit ||
	    b->n > a->n + limit)
		return limit + 1;
	for (unsigned j = 0; j <= b->n; j++)
		rows[0][j] = j;
	for (unsigned i = 1; i <= a->n; i++)
		if (distance_row(a, b, i, rows) > limit)
			return limit + 1;
	return least(rows[a->n % 3][b->n], limit + 1);
}

unsigned
cb_utf8_distance(struct cb_text a, struct cb_text b, unsigned limit)
{
	struct letters from, to;

	if (cb_text_equal(a, b))
		return 0;
	limit = least(limit, DISTANCE_MAX);
	decode_all(a, &from);
	decode_all(b, &to);
	return distance(&from, &to, limit);
}

void
cb_utf8_escape(struct cb_text text, struct cb_str *out)
{
	size_t good;

	while ((good = cb_utf8_check(text.p, text.len)) < text.len) {
		cb_str_add(out, text.p, good);
		cb_str_addf(out, "\\x%02X", (unsigned char)text.p[good]);
		text = cb_text_from(text, good + 1);
	}
	cb_str_addt(out, text);
}
