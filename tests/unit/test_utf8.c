/* base/utf8: against a textbook decoder on hostile bytes, cut everywhere; and the rest of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include <cb/base/utf8.h>

#include "../random.h"

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

enum { HOSTILE_CASES = 200000,
       LONG_CASES = 2000,
       LONG_BYTES = 3 * 4096 };

/* The oracle: by arithmetic on the decoded number, not by ranges of bytes. 0 = bad or cut. */
static size_t
textbook(const unsigned char *p, size_t n, uint32_t *cp)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t len = 0;

	if (p[0] < 0x80)
		len = 1;
	else if (p[0] >> 5 == 6)
		len = 2;
	else if (p[0] >> 4 == 14)
		len = 3;
	else if (p[0] >> 3 == 30)
		len = 4;
	if (len == 0 || len > n)
		return 0;
	*cp = len == 1 ? p[0] : p[0] & (0x7Fu >> len);
	for (size_t i = 1; i < len; i++) {
		if (p[i] >> 6 != 2)
			return 0;
		*cp = *cp * 64 + p[i] % 64;
	}
	return *cp < least[len] || *cp > 0x10FFFF || *cp / 0x800 == 0x1B ? 0 : len;
}

struct truth {
	size_t bad; /* offset of the first bad byte, or n */
	uint64_t lines;
	bool cjk;
};

static struct truth
truth_of(const char *text, size_t n)
{
	const unsigned char *p = (const unsigned char *)text;
	struct truth t = { 0, 0, false };
	uint32_t cp;
	size_t len;

	for (; t.bad < n && (len = textbook(p + t.bad, n - t.bad, &cp)) > 0; t.bad += len) {
		t.lines += cp == '\n';
		t.cjk |= (cp >= 0x2E80 && cp <= 0x9FFF) || (cp >= 0xF900 && cp <= 0xFAFF) ||
		         (cp >= 0xFF00 && cp <= 0xFFFF) || (cp >= 0x20000 && cp <= 0x3FFFF);
	}
	return t;
}

/* Bytes at the borders of every range, so that most strings are nearly well-formed. */
static void
make_hostile(uint64_t *seed, char *p, size_t n)
{
	static const unsigned char bytes[] = {
		0x00,
		0x0A,
		0x41,
		0x7F,
		0x80,
		0x8F,
		0x90,
		0x9F,
		0xA0,
		0xA4,
		0xAB,
		0xAC,
		0xB9,
		0xBA,
		0xBC,
		0xBF,
		0x80,
		0xBF,
		0x90,
		0xA0,
		0xC0,
		0xC1,
		0xC2,
		0xDF,
		0xE0,
		0xE1,
		0xE2,
		0xE3,
		0xE9,
		0xEC,
		0xED,
		0xEE,
		0xEF,
		0xF0,
		0xF1,
		0xF3,
		0xF4,
		0xF5,
		0xF8,
		0xFF,
	};
	static const char *const good[] = { "a", "\n", "é", "中",
		                            "ሴ", "，", "𠀀", "\xF4\x8F\xBF\xBF" };

	for (size_t at = 0; at < n;) {
		const char *s = good[next_random(seed) % COUNT(good)];
		size_t len = strlen(s);

		if (len <= n - at && next_random(seed) % 8) {
			memcpy(p + at, s, len);
			at += len;
		} else {
			p[at++] = (char)bytes[next_random(seed) % COUNT(bytes)];
		}
	}
}

static void
check_stream(const char *p, size_t n, size_t cut, size_t step, const struct truth *t)
{
	struct cb_utf8_checker c = { .count_lines = true };
	size_t at = cut < n ? cut : n;
	bool good = cb_utf8_checker_feed(&c, p, at);

	for (size_t len; at < n; at += len) {
		len = n - at < step ? n - at : step;
		good = cb_utf8_checker_feed(&c, p + at, len);
	}
	good = cb_utf8_checker_finish(&c);
	if (good != (t->bad == n) || c.bad == good || c.offset != t->bad || c.lines != t->lines ||
	    c.cjk != t->cjk)
		fail_msg("%zu bytes cut at %zu, then by %zu: bad at %zu, not %zu", n, cut, step,
		         t->bad, (size_t)c.offset);
}

static void
hostile_bytes_cut_everywhere(void **state)
{
	uint64_t seed = 20260701;
	char p[32];

	(void)state;
	for (int i = 0; i < HOSTILE_CASES; i++) {
		size_t n = next_random(&seed) % (i % 2 ? 12 : sizeof(p));
		struct truth t;

		make_hostile(&seed, p, n);
		t = truth_of(p, n);
		if (cb_utf8_check(p, n) != t.bad)
			fail_msg("case %d", i);
		for (size_t cut = 0; cut <= n && n < 12; cut++)
			check_stream(p, n, cut, n, &t);
		check_stream(p, n, 0, 1, &t);
		check_stream(p, n, 0, 1 + next_random(&seed) % 9, &t);
	}
}

/* One bad spot in otherwise good text, at and around the borders of the checker's blocks. */
static void
bad_spots_in_long_text(void **state)
{
	char *p = malloc(LONG_BYTES);
	uint64_t seed = 7;

	(void)state;
	for (int i = 0; i < LONG_CASES; i++) {
		const char *unit = i % 3 == 0 ? "西峡" : i % 3 == 1 ? "ab\n"
		                                                    : "é中𠀀";
		size_t n = LONG_BYTES - next_random(&seed) % 16, spot, len = strlen(unit);
		struct truth t;

		for (size_t k = 0; k < n; k++)
			p[k] = unit[k % len];
		spot = i % 2 ? 4096 + next_random(&seed) % 24 : next_random(&seed) % n;
		make_hostile(&seed, p + spot, n - spot < 4 ? n - spot : 1 + next_random(&seed) % 4);
		t = truth_of(p, n);
		if (cb_utf8_check(p, n) != t.bad)
			fail_msg("case %d: bad at %zu, not %zu", i, t.bad, cb_utf8_check(p, n));
		check_stream(p, n, next_random(&seed) % n, 1 + next_random(&seed) % 5000, &t);
	}
	free(p);
}

/* Every pair of lead and second byte, whole and cut short, as the only bad spot there is: with two
 * of them one could make up for another that the blocks do not see. */
static void
every_second_byte_after_every_lead(void **state)
{
	char p[] = "................lstu................";

	(void)state;
	for (int pair = 0; pair < 0x10000; pair++)
		for (int len = 1; len <= 4; len++) {
			const char spot[] = { (char)(pair >> 8), (char)pair, '\x80', '\xBF' };

			memcpy(p + 16, "....", 4);
			memcpy(p + 16, spot, (size_t)len);
			if (cb_utf8_check(p, sizeof(p)) != truth_of(p, sizeof(p)).bad)
				fail_msg("%04X, %d bytes", (unsigned)pair, len);
		}
}

/* The only CJK character, wherever the borders of the checker's blocks fall. */
static void
one_cjk_character_is_seen(void **state)
{
	static const char *const units[] = { "中", "⺀", "豈", "！", "𠀀" };
	char p[5000];

	(void)state;
	for (size_t i = 0; i < COUNT(units); i++)
		for (size_t at = 4000; at < 4200; at++) {
			struct cb_utf8_checker c = { 0 };

			memset(p, '.', sizeof(p));
			memcpy(p + at, units[i], strlen(units[i]));
			assert_true(cb_utf8_checker_feed(&c, p, sizeof(p)));
			if (!c.cjk)
				fail_msg("%s at %zu", units[i], at);
		}
}

static void
every_code_point_is_good_and_decoded(void **state)
{
	(void)state;
	for (int32_t cp = 0; cp < 0x110000; cp++) {
		unsigned char p[4] = { (unsigned char)cp };
		int len = cp < 0x80 ? 1 : cp < 0x800 ? 2
		                  : cp < 0x10000     ? 3
		                                     : 4,
		    used;
		int32_t got;

		if (len > 1)
			p[0] = (unsigned char)(0xF00 >> len | cp >> 6 * (len - 1));
		for (int i = 1; i < len; i++)
			p[i] = (unsigned char)(0x80 | (cp >> 6 * (len - 1 - i) & 63));
		used = cb_utf8_decode((char *)p, sizeof(p), &got);
		if (cp >= 0xD800 && cp < 0xE000 ? got != -1 || used != 1 : got != cp || used != len)
			fail_msg("U+%04X", (unsigned)cp);
	}
}

static void
columns(void **state)
{
	static const struct {
		const char *what, *text;
		size_t width;
	} rows[] = {
		{ "nothing", "", 0 },
		{ "ASCII", "Score 90.5", 10 },
		{ "Chinese", "西峡社区", 8 },
		{ "mixed", "得分:90", 7 },
		{ "fullwidth forms", "Ａ１（）", 8 },
		{ "ideographic blank", "　", 2 },
		{ "halfwidth kana", "ｶ", 1 },
		{ "outside the BMP", "𠀀", 2 },
		{ "emoji", "😀", 2 },
		{ "combining mark", "e\xCC\x81", 1 },
		{ "a mark alone", "\xCC\x81", 0 },
		{ "controls", "\t\n\x7F", 0 },
		{ "zero width blank", "a\xE2\x80\x8Bz", 2 },
		{ "ambiguous: circled, quotes, dots", "①“”…", 4 },
		{ "rare ideograph", "㐀", 2 },
		{ "ill-formed bytes", "\xFF\xE4\xB8", 3 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (cb_utf8_width(cb_text_of(rows[i].text)) != rows[i].width)
			fail_msg("%s: %zu", rows[i].what, cb_utf8_width(cb_text_of(rows[i].text)));
}

static void
normal_forms(void **state)
{
	static const struct {
		const char *what, *text, *nfkc;
		bool fine;
	} rows[] = {
		{ "nothing", "", "", true },
		{ "ASCII", "a~ Z", "a~ Z", true },
		{ "controls stay", "a\tb\n", "a\tb\n", true },
		{ "fullwidth digits", "２０２６年７月", "2026年7月", true },
		{ "brackets", "金额（万元）", "金额(万元)", true },
		{ "ideographic blank", "张　三", "张 三", true },
		{ "square units", "㎡㎞", "m2km", true },
		{ "circled, roman", "①Ⅲ", "1III", true },
		{ "composed", "e\xCC\x81", "é", true },
		{ "halfwidth kana", "ｶﾞ", "ガ", true },
		{ "compatibility ideograph", "\xEF\xA4\x80", "豈", true },
		{ "yuan sign", "￥5", "¥5", true },
		{ "what nobody sees", "\u202d河\u200e\ufe0f东\u00ad\u2069", "河东", true },
		{ "ill-formed", "２\xFF", "２\xFF", false },
		{ "cut", "中\xE4\xB8", "中\xE4\xB8", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct cb_str k = { 0 };

		if (cb_utf8_nfkc(cb_text_of(rows[i].text), &k) != rows[i].fine ||
		    strcmp(cb_str_c(&k), rows[i].nfkc) != 0)
			fail_msg("%s: %s", rows[i].what, cb_str_c(&k));
		cb_str_release(&k);
	}
}

/* What is said to be plain the library leaves as it is, whatever stands behind it; U+4E00 to U+9FFF is. */
static void
plain_is_in_the_normal_form(void **state)
{
	(void)state;
	for (int32_t cp = 1; cp <= 0x10ffff; cp++) {
		bool expected = (cp >= 0x20 && cp <= 0x7e) || (cp >= 0x4e00 && cp <= 0x9fff);
		struct cb_str text = { 0 };
		utf8proc_uint8_t *form;

		if (cp >= 0xd800 && cp <= 0xdfff)
			continue;
		cb_utf8_add(&text, cp);
		cb_str_adds(&text, "a中");
		if (cb_utf8_is_plain(cb_str_text(&text)) != expected)
			fail_msg("U+%04X", (unsigned)cp);
		form = expected ? utf8proc_NFKC((const utf8proc_uint8_t *)text.p) : NULL;
		if (expected && strcmp((const char *)form, text.p) != 0)
			fail_msg("U+%04X: %s", (unsigned)cp, (const char *)form);
		free(form);
		cb_str_release(&text);
	}
	assert_false(cb_utf8_is_plain(CB_LIT("\xE4\xB8"))); /* cut */
	assert_false(cb_utf8_is_plain(CB_LIT("\xE5\x41\x80")));
	assert_false(cb_utf8_is_plain(CB_LIT("\xE5\x80\xC0")));
}

static void
normal_forms_of_long_text(void **state)
{
	static const struct {
		const char *what, *unit;
		int times;
		bool fine;
		const char *nfkc;
	} rows[] = {
		{ "just in the small buffer", "Ａ", 256, true, "A" },
		{ "just too long for it", "Ａ", 257, true, "A" },
		{ "one becomes 18", "\xEF\xB7\xBA", 1000, true, "صلى الله عليه وسلم" },
		{ "256 marks", "\xCC\x87", 256, true, "\xCC\x87" },
		{ "a run of 257 marks", "\xCC\x87", 257, false, "\xCC\x87" },
		{ "short runs", "a\xCC\x87\xCC\xA3", 1000, true, "\xE1\xBA\xA1\xCC\x87" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct cb_str in = { 0 }, out = { 0 }, expected = { 0 };

		cb_str_adds(&out, "="); /* what is there stays */
		cb_str_adds(&expected, "=");
		for (int k = 0; k < rows[i].times; k++) {
			cb_str_adds(&in, rows[i].unit);
			cb_str_adds(&expected, rows[i].nfkc);
		}
		if (cb_utf8_nfkc(cb_str_text(&in), &out) != rows[i].fine ||
		    !cb_text_equal(cb_str_text(&out), cb_str_text(&expected)))
			fail_msg("%s: %zu bytes, not %zu", rows[i].what, out.len, expected.len);
		cb_str_release(&in);
		cb_str_release(&out);
		cb_str_release(&expected);
	}
}

/* The definition itself, in exponential time. */
static unsigned
slow_distance(const char *a, size_t n, const char *b, size_t m)
{
	unsigned best, d;

	if (n == 0 || m == 0)
		return (unsigned)(n + m);
	best = slow_distance(a, n - 1, b, m - 1) + (a[n - 1] != b[m - 1]);
	d = slow_distance(a, n - 1, b, m) + 1;
	best = d < best ? d : best;
	d = slow_distance(a, n, b, m - 1) + 1;
	best = d < best ? d : best;
	if (n > 1 && m > 1 && a[n - 1] == b[m - 2] && a[n - 2] == b[m - 1]) {
		d = slow_distance(a, n - 2, b, m - 2) + 1;
		best = d < best ? d : best;
	}
	return best;
}

static void
distance_is_its_definition(void **state)
{
	uint64_t seed = 3;

	(void)state;
	for (int i = 0; i < 5000; i++) {
		char a[6], b[6];
		uint32_t n = next_random(&seed) % 7, m = next_random(&seed) % 7;
		unsigned limit = next_random(&seed) % 8, d, got;

		for (int k = 0; k < 6; k++) {
			a[k] = (char)('a' + next_random(&seed) % 3);
			b[k] = (char)('a' + next_random(&seed) % 3);
		}
		d = slow_distance(a, n, b, m);
		got = cb_utf8_distance((struct cb_text){ a, n }, (struct cb_text){ b, m }, limit);
		if (got != (d > limit ? limit + 1 : d))
			fail_msg("%.*s %.*s limit %u: %u", (int)n, a, (int)m, b, limit, got);
	}
}

static void
distance_counts_characters(void **state)
{
	char long_a[1000], long_b[1000];
	struct cb_text a = { long_a, 0 }, b = { long_b, 0 };

	(void)state;
	memset(long_a, 'a', sizeof(long_a));
	memset(long_b, 'a', sizeof(long_b));
	long_b[0] = 'b';
	assert_int_equal(cb_utf8_distance(CB_LIT("西峡社区"), CB_LIT("西侠社区"), 9), 1);
	assert_int_equal(cb_utf8_distance(CB_LIT("社区西峡"), CB_LIT("社区峡西"), 9), 1);
	assert_int_equal(cb_utf8_distance(CB_LIT(""), CB_LIT("中文"), 9), 2);
	assert_int_equal(cb_utf8_distance(CB_LIT(""), CB_LIT(""), 0), 0);
	a.len = b.len = 128;
	assert_int_equal(cb_utf8_distance(a, b, 2), 1);
	a.len = b.len = 129;
	assert_int_equal(cb_utf8_distance(a, b, 2), 3);
	assert_int_equal(cb_utf8_distance(a, a, 2), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hostile_bytes_cut_everywhere),
		cmocka_unit_test(bad_spots_in_long_text),
		cmocka_unit_test(every_second_byte_after_every_lead),
		cmocka_unit_test(one_cjk_character_is_seen),
		cmocka_unit_test(every_code_point_is_good_and_decoded),
		cmocka_unit_test(columns),
		cmocka_unit_test(normal_forms),
		cmocka_unit_test(plain_is_in_the_normal_form),
		cmocka_unit_test(normal_forms_of_long_text),
		cmocka_unit_test(distance_is_its_definition),
		cmocka_unit_test(distance_counts_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
