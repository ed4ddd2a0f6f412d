/* UTF-8 validation. It is a file of its own because it is compiled with -O3, at which gcc makes vector code of the
 * loops below (three times as fast; clang leaves them scalar, which is slower and as right). */
#include <cb/base/utf8.h>

#include <string.h>

enum { BLOCK = 4096 };

static bool
is_cont(unsigned char c)
{
	return (c & 0xC0) == 0x80;
}

/* Table 3-7 of Unicode: what the second byte may be after each lead; the others are 80..BF. */
static bool
second_fits(unsigned char lead, unsigned char second)
{
	switch (lead) {
	case 0xE0:
		return second >= 0xA0 && second <= 0xBF;
	case 0xED:
		return second >= 0x80 && second <= 0x9F;
	case 0xF0:
		return second >= 0x90 && second <= 0xBF;
	case 0xF4:
		return second >= 0x80 && second <= 0x8F;
	default:
		return is_cont(second);
	}
}

int
cb_utf8_sequence(const char *text, size_t n)
{
	const unsigned char *p = (const unsigned char *)text;
	int len;

	if (n == 0)
		return -1;
	if (p[0] < 0x80)
		return 1;
	if (p[0] < 0xC2 || p[0] > 0xF4)
		return 0;
	len = p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3
	                                    : 4;
	if (n > 1 && !second_fits(p[0], p[1]))
		return 0;
	for (int i = 2; i < len && (size_t)i < n; i++)
		if (!is_cont(p[i]))
			return 0;
	return n < (size_t)len ? -1 : len;
}

/* Where the loader can choose between versions of a function, there is another one for processors that take 32
 * bytes at once. Under the sanitizers what chooses does not run. */
#if defined(__x86_64__) && defined(__GLIBC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
	!defined(__SANITIZE_THREAD__)
#define WIDE __attribute__((target_clones("avx2", "default")))
#else
#define WIDE
#endif

/* Whether any of n bytes is bad, each judged by itself and the three before it, which must be
 * readable. Nothing here depends on the byte before having been judged: that is what lets the
 * compiler take 16 or 32 of them at once. */
WIDE static bool
block_is_bad(const unsigned char *p, size_t n)
{
	unsigned char bad = 0;

	for (ptrdiff_t i = 0; i < (ptrdiff_t)n; i++) { /* signed: p[i - 1] is before p */
		unsigned char c = p[i], p1 = p[i - 1], p2 = p[i - 2], p3 = p[i - 3];
		unsigned char cont = (c & 0xC0) == 0x80;
		unsigned char must = (p1 >= 0xC0) | (p2 >= 0xE0) | (p3 >= 0xF0);

		bad |= cont ^ must;
		bad |= (c == 0xC0) | (c == 0xC1) | (c >= 0xF5);
		bad |= (p1 == 0xE0) & (c < 0xA0);
		bad |= (p1 == 0xED) & (c > 0x9F);
		bad |= (p1 == 0xF0) & (c < 0x90);
		bad |= (p1 == 0xF4) & (c > 0x8F);
	}
	return bad;
}

/* U+2E80–9FFF (radicals, punctuation, kana, ideographs), F900–FAFF, FF00–FFEF and from 20000 on,
 * told by lead and second byte. */
static bool
has_cjk(const unsigned char *p, size_t n)
{
	unsigned char seen = 0;

	for (size_t i = 1; i < n; i++) {
		unsigned char lead = p[i - 1], c = p[i];

		seen |= (lead >= 0xE3) & (lead <= 0xE9);
		seen |= (lead == 0xE2) & (c >= 0xBA);
		seen |= (lead == 0xEF) & ((c >= 0xBC) | ((c >= 0xA4) & (c <= 0xAB)));
		seen |= (lead == 0xF0) & (c >= 0xA0);
	}
	return seen;
}

/* The character by character way: from the boundary `at` to the first character that is bad or
 * cut, or to the end. */
static size_t
scan_slowly(const char *p, size_t at, size_t n)
{
	int len;

	while (at < n && (len = cb_utf8_sequence(p + at, n - at)) > 0)
		at += (size_t)len;
	return at;
}

/* The start of the character that the byte before `at` belongs to; all before `at` is good. */
static size_t
step_back(const char *p, size_t at)
{
	do
		at--;
	while (is_cont((unsigned char)p[at]));
	return at;
}

size_t
cb_utf8_check(const char *p, size_t n)
{
	size_t at = scan_slowly(p, 0, n < 8 ? n : 8);

	if (n < 8 || at < 4) /* a short text, or one with a bad byte at its beginning */
		return scan_slowly(p, at, n);
	for (size_t len; at < n; at += len) {
		len = n - at < BLOCK ? n - at : BLOCK;
		if (block_is_bad((const unsigned char *)p + at, len))
			return scan_slowly(p, step_back(p, at), n);
	}
	return scan_slowly(p, step_back(p, n), n);
}

uint64_t
cb_utf8_count_lines(const char *p, size_t n)
{
	uint64_t lines = 0;

	for (size_t i = 0; i < n; i++)
		lines += p[i] == '\n';
	return lines;
}

/* Counts n bytes that make whole characters. */
static void
accept(struct cb_utf8_checker *checker, const char *p, size_t n)
{
	checker->offset += n;
	if (checker->count_lines)
		checker->lines += cb_utf8_count_lines(p, n);
	for (size_t at = 0; at < n && !checker->cjk; at += BLOCK - 1) /* overlapping by one byte */
		checker->cjk =
			has_cjk((const unsigned char *)p + at, n - at < BLOCK ? n - at : BLOCK);
}

/* Completes the character that the last block began; returns the bytes of p it took. */
static size_t
finish_carry(struct cb_utf8_checker *checker, const char *p, size_t n)
{
	size_t used = 0;

	while (checker->carried && used < n && !checker->bad) {
		int len;

		checker->carry[checker->carried++] = p[used++];
		len = cb_utf8_sequence(checker->carry, checker->carried);
		checker->bad = len == 0;
		if (len > 0) {
			accept(checker, checker->carry, (size_t)len);
			checker->carried = 0;
		}
	}
	return used;
}

bool
cb_utf8_checker_feed(struct cb_utf8_checker *checker, const char *p, size_t n)
{
	size_t used, good;

	if (checker->bad)
		return false;
	used = finish_carry(checker, p, n);
	if (checker->bad || used == n)
		return !checker->bad;
	p += used;
	n -= used;
	good = cb_utf8_check(p, n);
	accept(checker, p, good);
	checker->bad = good < n && cb_utf8_sequence(p + good, n - good) == 0;
	if (good < n && !checker->bad) {
		checker->carried = (uint8_t)(n - good);
		memcpy(checker->carry, p + good, n - good);
	}
	return !checker->bad;
}

bool
cb_utf8_checker_finish(struct cb_utf8_checker *checker)
{
	if (checker->carried)
		checker->bad = true;
	return !checker->bad;
}
