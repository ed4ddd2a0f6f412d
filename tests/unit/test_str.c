/* base/str: borrowed text and the growing buffer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include <cb/base/str.h>

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

static void
trims_blanks_of_both_ends(void **state)
{
	static const struct {
		const char *what, *in, *out;
	} rows[] = {
		{ "nothing", "", "" },
		{ "nothing to trim", "西峡", "西峡" },
		{ "ASCII blanks", " \t\r\n\v\f西峡 \t\r\n\v\f", "西峡" },
		{ "ideographic blanks", "　　张　三　", "张　三" },
		{ "NBSP, ZWSP, BOM, mixed",
		  "\xEF\xBB\xBF\xC2\xA0 \xE2\x80\x8Bx\xE2\x80\x8B\xC2\xA0", "x" },
		{ "only blanks", " 　\xC2\xA0", "" },
		{ "half a blank stays", "\xE3\x80", "\xE3\x80" },
		{ "a character that ends like a blank stays", "\xE4\x80\x80", "\xE4\x80\x80" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (!cb_text_is(cb_text_trim(cb_text_of(rows[i].in)), rows[i].out))
			fail_msg("%s", rows[i].what);
}

static int
sign(int n)
{
	return (n > 0) - (n < 0);
}

static void
compares_by_bytes(void **state)
{
	static const struct {
		const char *what, *a, *b;
		int order;
	} rows[] = {
		{ "both empty", "", "", 0 },
		{ "empty first", "", "a", -1 },
		{ "equal", "社区", "社区", 0 },
		{ "a prefix first", "社", "社区", -1 },
		{ "bytes are unsigned", "z", "中", -1 },
		{ "code points, not UTF-16 units", "\xEF\xBC\x81", "\xF0\xA0\x80\x80", -1 },
		{ "upper case before lower", "B", "a", -1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct cb_text a = cb_text_of(rows[i].a), b = cb_text_of(rows[i].b);

		if (sign(cb_text_compare(a, b)) != rows[i].order ||
		    sign(cb_text_compare(b, a)) != -rows[i].order ||
		    cb_text_equal(a, b) != (rows[i].order == 0))
			fail_msg("%s", rows[i].what);
	}
	assert_true(cb_text_equal(cb_text_of(NULL), (struct cb_text){ NULL, 0 }));
}

static void
finds_starts_ends(void **state)
{
	static const struct {
		const char *what, *text, *part;
		int at;
		bool starts, ends;
	} rows[] = {
		{ "at the start", "abcabc", "ab", 0, true, false },
		{ "at the end", "aab", "ab", 1, false, true },
		{ "whole", "社区", "社区", 0, true, true },
		{ "not there", "abc", "ac", -1, false, false },
		{ "longer than the text", "a", "ab", -1, false, false },
		{ "after false starts", "aaaab", "aab", 2, false, true },
		{ "empty part", "a", "", 0, true, true },
		{ "both empty", "", "", 0, true, true },
		{ "empty text", "", "a", -1, false, false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct cb_text text = cb_text_of(rows[i].text);

		if (cb_text_find(text, rows[i].part) != rows[i].at ||
		    cb_text_starts(text, rows[i].part) != rows[i].starts ||
		    cb_text_ends(text, rows[i].part) != rows[i].ends)
			fail_msg("%s", rows[i].what);
	}
}

static void
text_ends_where_its_length_says(void **state)
{
	struct cb_text part = { "abcdef", 3 };

	(void)state;
	assert_int_equal(cb_text_find(part, "cd"), -1);
	assert_int_equal(cb_text_find(part, "d"), -1);
	assert_int_equal(cb_text_find(part, "bc"), 1);
	assert_false(cb_text_starts(part, "abcd"));
	assert_true(cb_text_is(part, "abc"));
}

static void
buffer_grows_and_stays_terminated(void **state)
{
	struct cb_str s = { 0 };

	(void)state;
	assert_string_equal(cb_str_c(&s), "");
	assert_int_equal(cb_str_text(&s).len, 0);
	cb_str_clear(&s);
	cb_str_addt(&s, (struct cb_text){ NULL, 0 });
	cb_str_adds(&s, "得分");
	cb_str_addc(&s, '=');
	cb_str_addf(&s, "%d%s", 90, "分");
	cb_str_add(&s, "xyz", 1);
	cb_str_addt(&s, CB_LIT("!"));
	assert_string_equal(s.p, "得分=90分x!");
	assert_int_equal(s.len, strlen(s.p));
	for (int i = 0; i < 10000; i++)
		cb_str_addf(&s, "%05d", i);
	assert_int_equal(s.len, strlen(s.p));
	assert_string_equal(s.p + s.len - 5, "09999");
	cb_str_clear(&s);
	assert_string_equal(cb_str_c(&s), "");
	cb_str_add(&s, "a\0b", 3);
	assert_int_equal(cb_str_text(&s).len, 3);
	cb_str_release(&s);
	assert_null(s.p);
	cb_str_release(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(trims_blanks_of_both_ends),
		cmocka_unit_test(compares_by_bytes),
		cmocka_unit_test(finds_starts_ends),
		cmocka_unit_test(text_ends_where_its_length_says),
		cmocka_unit_test(buffer_grows_and_stays_terminated),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
