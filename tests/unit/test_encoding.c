/* base/encoding: names, marks, the GB18030 check against iconv over all characters, the stage. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <cb/base/encoding.h>

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

static void
names(void **state)
{
	static const struct {
		const char *word, *name;
	} rows[] = {
		{ "utf-8", CB_UTF8 },
		{ "UTF8", CB_UTF8 },
		{ "gbk", CB_GB18030 },
		{ "GB2312", CB_GB18030 },
		{ "Cp936", CB_GB18030 },
		{ "gb18030", CB_GB18030 },
		{ "utf-16le", "utf-16le" },
		{ "BIG5", "BIG5" },
		{ "klingon", NULL },
		{ "", NULL },
		{ "utf-8//IGNORE", NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *got = cb_encoding_find(rows[i].word);

		if (rows[i].name == NULL ? got != NULL : got == NULL || strcmp(got, rows[i].name) != 0)
			fail_msg("%s: %s", rows[i].word, got ? got : "none");
	}
}

static void
marks(void **state)
{
	static const struct {
		const char *bytes, *name;
		size_t n, mark;
	} rows[] = {
		{ "\xEF\xBB\xBF"
		  "a",
		  CB_UTF8, 4, 3 },
		{ "\xFF\xFE\0\0", "UTF-32LE", 4, 4 },
		{ "\xFF\xFE"
		  "a\0",
		  "UTF-16LE", 4, 2 },
		{ "\xFF\xFE", "UTF-16LE", 2, 2 },
		{ "\xFE\xFF\0a", "UTF-16BE", 4, 2 },
		{ "\0\0\xFE\xFF", "UTF-32BE", 4, 4 },
		{ "\x84\x31\x95\x33", CB_GB18030, 4, 4 },
		{ "\xEF\xBB", NULL, 2, 0 },
		{ "", NULL, 0, 0 },
		{ "a,b", NULL, 3, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		size_t mark = 9;
		const char *got = cb_encoding_by_mark(rows[i].bytes, rows[i].n, &mark);

		assert_int_equal(mark, rows[i].mark);
		assert_string_equal(got ? got : "", rows[i].name ? rows[i].name : "");
	}
}

static void
gb18030_cases(void **state)
{
	static const struct {
		const char *what, *bytes;
		bool last, ok;
		size_t good;
	} rows[] = {
		{ "empty", "", true, true, 0 },
		{ "ASCII", "a,b", true, true, 3 },
		{ "联通", "\xC1\xAA\xCD\xA8", true, true, 4 },
		{ "一", "\xD2\xBB", true, true, 2 },
		{ "䶮", "\xFE\x9F", true, true, 2 },
		{ "㛃", "\x82\x30\xB7\x31", true, true, 4 },
		{ "𬭎", "\x99\x33\xA9\x32", true, true, 4 },
		{ "U+FFFF", "\x84\x31\xA4\x39", true, true, 4 },
		{ "behind U+FFFF", "\x84\x31\xA5\x30", true, false, 0 },
		{ "U+10000", "\x90\x30\x81\x30", true, true, 4 },
		{ "U+10FFFF", "\xE3\x32\x9A\x35", true, true, 4 },
		{ "behind U+10FFFF", "a\xE3\x32\x9A\x36", true, false, 1 },
		{ "0x80 and 0xFF lead nothing", "ab\x80", true, false, 2 },
		{ "0xFF", "\xFF\xA1", true, false, 0 },
		{ "trail 7F", "\xB0\x7F", true, false, 0 },
		{ "trail FF", "\xB0\xFF", true, false, 0 },
		{ "trail blank", "a\xB0 b", true, false, 1 },
		{ "third byte of four", "\x81\x30\x41\x30", true, false, 0 },
		{ "fourth byte of four", "\x81\x30\x81\x41", true, false, 0 },
		{ "user-defined 1", "\xAA\xA1", true, false, 0 },
		{ "user-defined 2", "\xF8\xA1", true, false, 0 },
		{ "user-defined 3", "\xA1\x40", true, false, 0 },
		{ "Latin-1 at the end", "4,5,\xE9", true, false, 4 },
		{ "cut after 1, more to come", "a\xC1", false, true, 1 },
		{ "cut after 2 of 4, more to come", "a\x82\x30", false, true, 1 },
		{ "cut after 3 of 4, more to come", "a\x82\x30\xB7", false, true, 1 },
		{ "cut after 3 of 4, bad already", "a\x82\x30\x20", false, false, 1 },
		{ "cut after 2 of 4, the end", "a\x82\x30", true, false, 1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		size_t good = 99;
		bool ok = cb_encoding_is_gb18030(rows[i].bytes, strlen(rows[i].bytes), rows[i].last, &good);

		if (ok != rows[i].ok || good != rows[i].good)
			fail_msg("%s: %d %zu", rows[i].what, ok, good);
	}
}

/* Whether iconv makes characters other than private ones of n bytes. */
static bool
iconv_takes(struct cb_decoder *decoder, const char *p, size_t n)
{
	char text[16], *out = text;
	size_t room = sizeof(text);
	enum cb_decoded decoded = cb_decoder_run(decoder, &p, &n, &out, &room);

	cb_decoder_reset(decoder);
	/* EE8080–EFA3BF: U+E000–F8FF */
	if (out - text == 3 && (text[0] == '\xEE' || (text[0] == '\xEF' && (unsigned char)text[1] < 0xA4)))
		return false;
	return decoded == CB_DECODED_ALL && n == 0;
}

/* Whatever iconv takes as a public character passes; what is passed iconv takes, or knows as a
 * private one that GB 18030-2022 has since given a place. */
static void
gb18030_agrees_with_iconv(void **state)
{
	struct cb_decoder decoder;
	char p[2];
	size_t good;
	int more = 0;

	(void)state;
	assert_true(cb_decoder_init(&decoder, CB_GB18030));
	for (int lead = 0x80; lead <= 0xFF; lead++)
		for (int trail = 0x40; trail <= 0xFF; trail++) {
			bool ours, theirs;

			p[0] = (char)lead;
			p[1] = (char)trail;
			ours = cb_encoding_is_gb18030(p, 2, true, &good);
			theirs = iconv_takes(&decoder, p, 2);
			if (theirs && !ours)
				fail_msg("%02X%02X refused", (unsigned)lead, (unsigned)trail);
			more += ours && !theirs;
		}
	cb_decoder_release(&decoder);
	assert_in_range(more, 0, 200);
}

static void
hints(void **state)
{
	static const struct {
		const char *what, *text;
		unsigned hints;
	} rows[] = {
		{ "ASCII", "a,b\n", 0 },
		{ "Chinese", "a,社区", CB_UTF8_BEYOND_ASCII | CB_UTF8_CJK },
		{ "more Chinese", "a,社\n区,分", CB_UTF8_BEYOND_ASCII | CB_UTF8_CJK | CB_UTF8_TEXT },
		{ "full-width comma", "a，b", CB_UTF8_BEYOND_ASCII | CB_UTF8_CJK },
		{ "a check mark", "a,√\n", CB_UTF8_BEYOND_ASCII | CB_UTF8_CJK },
		{ "䶮 (beyond GBK)", "龚䶮", CB_UTF8_BEYOND_ASCII | CB_UTF8_CJK },
		{ "𬭎 (plane 2)", "\xF0\xAC\xAD\x8E", CB_UTF8_BEYOND_ASCII | CB_UTF8_CJK },
		{ "one Latin letter", "caf\xC3\xA9,1", CB_UTF8_BEYOND_ASCII },
		{ "IPA", "4,5,\xCA\xA4", CB_UTF8_BEYOND_ASCII },
		{ "一 of GBK", "\xD2\xBB", CB_UTF8_BEYOND_ASCII | CB_UTF8_STRANGE },
		{ "two in a row", "\xC2\xB7\xC2\xB7", CB_UTF8_BEYOND_ASCII | CB_UTF8_STRANGE },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (cb_utf8_hints(rows[i].text, strlen(rows[i].text), 0) != rows[i].hints)
			fail_msg("%s", rows[i].what);
}

static void
decoder_keeps_to_its_room(void **state)
{
	const char *in = "\xC1\xAA\xCD\xA8\xC1";
	size_t n_in = 5, n_out = 4;
	char text[8], *out = text;
	struct cb_decoder decoder;

	(void)state;
	assert_true(cb_decoder_init(&decoder, CB_GB18030));
	assert_int_equal(cb_decoder_run(&decoder, &in, &n_in, &out, &n_out), CB_DECODED_FULL);
	assert_int_equal(n_in, 3);
	assert_memory_equal(text, "联", 3);
	out = text;
	n_out = sizeof(text);
	assert_int_equal(cb_decoder_run(&decoder, &in, &n_in, &out, &n_out), CB_DECODED_ALL);
	assert_memory_equal(text, "通", 3);
	assert_int_equal(n_in, 1); /* the half character */
	in = "\xFF\xFF";
	n_in = 2;
	assert_int_equal(cb_decoder_run(&decoder, &in, &n_in, &out, &n_out), CB_DECODED_BAD);
	cb_decoder_release(&decoder);
	assert_false(cb_decoder_init(&decoder, "klingon"));
	cb_decoder_release(&decoder);
}

/* The character at p as iconv converts it: its bytes, n of the input taken. */
static size_t
by_iconv(iconv_t cd, char *p, size_t *n, char utf8[8])
{
	char *out = utf8;
	size_t room = 8, left = *n;

	iconv(cd, NULL, NULL, NULL, NULL);
	iconv(cd, &p, &left, &out, &room);
	*n -= left;
	return (size_t)(out - utf8);
}

/* Each pair of bytes stands twice, between others, so that it is met before and after it is known. */
static void
gb18030_is_what_iconv_makes_of_it(void **state)
{
	iconv_t cd = iconv_open(CB_UTF8, CB_GB18030);
	struct cb_decoder decoder;

	(void)state;
	assert_true(cb_decoder_init(&decoder, CB_GB18030));
	for (int lead = 0x80; lead <= 0xFF; lead++)
		for (int trail = 0x30; trail <= 0xFF; trail++) {
			char a = (char)lead, b = (char)trail;
			char text[] = { a, b, 'x', '\x84', '\x31', '\xA4', '\x37', a, b };
			char want[32], utf8[8], room[32], *out = room;
			const char *in = text;
			size_t n_in = sizeof(text), n_out = sizeof(room), n_want = 0;

			for (size_t at = 0, n; at < sizeof(text); at += n) {
				size_t got;

				n = sizeof(text) - at;
				n = n < 2 || text[at] == 'x' ? 1 : at == 3 ? 4
				                                           : 2;
				got = by_iconv(cd, text + at, &n, utf8);
				memcpy(want + n_want, utf8, got);
				n_want += got;
				if (n == 0)
					break;
			}
			cb_decoder_run(&decoder, &in, &n_in, &out, &n_out);
			assert_int_equal(out - room, n_want);
			assert_memory_equal(room, want, n_want);
		}
	cb_decoder_release(&decoder);
	iconv_close(cd);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names),
		cmocka_unit_test(marks),
		cmocka_unit_test(gb18030_cases),
		cmocka_unit_test(gb18030_agrees_with_iconv),
		cmocka_unit_test(hints),
		cmocka_unit_test(decoder_keeps_to_its_room),
		cmocka_unit_test(gb18030_is_what_iconv_makes_of_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
