/* data/cell_shown: what number formats show of dates and codes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include <cb/data/cell_shown.h>

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

static const struct row {
	const char *code, *value, *shown; /* NULL: not known */
} dates[] = {
	{ "m\"月\"d\"日\"", "2026-03-02", "3月2日" },
	{ "yyyy\"年\"m\"月\"d\"日\";@", "2026-03-02", "2026年3月2日" },
	{ "yyyy-mm-dd", "2026-03-02", "2026-03-02" },
	{ "yy/mm/dd", "2026-03-02", "26/03/02" },
	{ "e年m月", "2026-03-02", "2026年3月" },
	{ "aaaa", "2026-07-03", "星期五" },
	{ "[$-804]aaa", "2026-07-05", "日" },
	{ "m-d", "1969-12-31", "12-31" },
	{ "aaaa", "1969-12-31", "星期三" },
	{ "h:mm", "09:05:07", "9:05" },
	{ "hh:mm:ss", "2026-03-02 09:05:07", "09:05:07" },
	{ "mm:ss", "09:05:07", "05:07" },
	{ "上午/下午h\"时\"mm\"分\"", "2026-03-02 15:05:00", "下午3时05分" },
	{ "h:mm AM/PM", "2026-03-02 00:05:00", "12:05 AM" },
	{ "m!.d", "2026-03-02", "3.2" },
	{ "_(m/d_)", "2026-03-02", "3/2" },
	{ "dddd", "2026-03-02", NULL },
	{ "mmm-yy", "2026-03-02", NULL },
	{ "[DBNum1]m\"月\"", "2026-03-02", NULL },
	{ "yyyy", "09:05:07", NULL },
	{ "yyyy\"", "2026-03-02", NULL },
	{ "yyyy", "no date", NULL },
};

static const struct row numbers[] = {
	{ "000000", "42", "000042" },
	{ "000000", "1234567", "1234567" },
	{ "0000-00", "42", "0000-42" },
	{ "0000\\-00000000", "75512345678", "0755-12345678" },
	{ "\"NO.\"0000;@", "7", "NO.0007" },
	{ "0000", "0", "0000" },
	{ "0", "7", NULL },
	{ "0.00", "7", NULL },
	{ "#,##0", "7", NULL },
	{ "00%", "7", NULL },
	{ "0000", "-7", NULL },
	{ "0000", "7.5", NULL },
	{ "0000000000000000", "7", NULL },
	{ "0000\"", "7", NULL },
};

static void
check(const struct row *rows, size_t n, bool (*show)(const char *, struct cb_text, struct cb_str *))
{
	for (size_t i = 0; i < n; i++) {
		struct cb_str out = { 0 };
		bool is = show(rows[i].code, cb_text_of(rows[i].value), &out);

		if (is != (rows[i].shown != NULL) || (is && strcmp(cb_str_c(&out), rows[i].shown) != 0))
			fail_msg("%s of %s: %s", rows[i].code, rows[i].value, is ? cb_str_c(&out) : "nothing");
		cb_str_release(&out);
	}
}

static void
r1_dates(void **state)
{
	(void)state;
	check(dates, COUNT(dates), cb_format_show_date);
}

static void
r2_zeros(void **state)
{
	(void)state;
	check(numbers, COUNT(numbers), cb_format_show_number);
}

static void
r3_per_cents(void **state)
{
	(void)state;
	assert_true(cb_format_is_percent("0%"));
	assert_true(cb_format_is_percent("0.00%;[Red]-0.00%"));
	assert_false(cb_format_is_percent("0.00"));
	assert_false(cb_format_is_percent("0\"%\""));
	assert_false(cb_format_is_percent("0;0%"));
	assert_false(cb_format_is_percent(""));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(r1_dates),
		cmocka_unit_test(r2_zeros),
		cmocka_unit_test(r3_per_cents),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
