/* Working days, against the calendar of October 2024: 1 to 7 October are off, the 12th (a Saturday) is worked. */
#include <cb/value/date.h>
#include <cb/value/workday.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static int64_t
october(int mday)
{
	return cb_date_day(2024, 10, mday);
}

static void
test_workdays(void **state)
{
	static const struct {
		const char *what;
		int from, n, until;
	} rows[] = {
		{ "none", 5, 0, 5 },
		{ "R1 over the holiday", -1, 2, 8 },
		{ "R1 the Saturday worked", 11, 1, 12 },
		{ "R1 the Sunday after it is not", 12, 1, 14 },
		{ "R1 an ordinary weekend", 18, 1, 21 },
		{ "a week", 14, 5, 21 },
	};
	struct cb_workdays w = { 0 };

	(void)state;
	for (int mday = 1; mday <= 7; mday++)
		cb_workdays_add(&w, (int32_t)october(mday), false);
	cb_workdays_add(&w, (int32_t)october(12), true);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		print_message("  %s\n", rows[i].what);
		assert_int_equal(cb_workdays_after(&w, october(rows[i].from), rows[i].n), october(rows[i].until));
	}
	assert_true(cb_workdays_covers(&w, cb_date_day(2024, 1, 1)));
	assert_false(cb_workdays_covers(&w, cb_date_day(2025, 1, 1)));
	cb_workdays_add(&w, (int32_t)october(7), true);
	assert_true(cb_workdays_is_worked(&w, october(7)));
	cb_workdays_release(&w);
	assert_true(cb_workdays_is_worked(&w, -3)); /* Monday 29 December 1969 */
	assert_false(cb_workdays_is_worked(&w, -4));
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_workdays) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
