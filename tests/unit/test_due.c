/* query/due.h: deadlines over the calendar of October 2024 (1 to 7 October are off, Saturday the 12th is worked). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <cb/query/due.h>
#include <cb/value/date.h>

#include "rule_rows.h"

static struct cb_due
october(void)
{
	struct cb_due due = { 0 };

	for (int mday = 1; mday <= 7; mday++)
		cb_workdays_add(&due.days, (int32_t)cb_date_day(2024, 10, mday), false);
	cb_workdays_add(&due.days, (int32_t)cb_date_day(2024, 10, 12), true);
	return due;
}

static int64_t
minute(const char *text)
{
	struct cb_cell cell = { 0 };

	assert_int_equal(cb_type_date_time.parse(NULL, cb_text_of(text), &(struct cb_parse_env){ 0 }, &cell), CB_FINE);
	return cell.n;
}

static struct cb_cell
term(const char *text)
{
	struct cb_cell cell = { 0 };

	assert_int_equal(cb_type_term.parse(NULL, cb_text_of(text), &(struct cb_parse_env){ 0 }, &cell), CB_FINE);
	return cell;
}

static void
counts_terms(void **state)
{
	static const struct {
		const char *what, *start, *term, *due;
	} rows[] = {
		{ "P13 R3 to the Saturday worked", "2024-10-11 16:00", "1工作日", "2024-10-12 16:00" },
		{ "R3 over the holiday", "2024-09-30 09:30", "2工作日", "2024-10-09 09:30" },
		{ "R3 an ordinary weekend", "2024-10-18 08:00", "1工作日", "2024-10-21 08:00" },
		{ "R2 days go on over the holiday", "2024-10-01 10:00", "3日", "2024-10-04 10:00" },
		{ "R2 the same day", "2024-07-01 09:00", "当日", "2024-07-01 23:59" },
		{ "R4 hours by night", "2024-10-12 20:00", "6小时", "2024-10-13 02:00" },
		{ "R4 within the morning", "2024-10-11 09:00", "2工作时", "2024-10-11 11:00" },
		{ "R4 over noon", "2024-10-11 11:00", "2工作时", "2024-10-11 14:00" },
		{ "R4 just the rest of the day", "2024-10-11 15:00", "2工作时", "2024-10-11 17:00" },
		{ "R4 to the Saturday worked", "2024-10-11 16:00", "5工作时", "2024-10-12 14:00" },
		{ "R4 over Sunday", "2024-10-12 16:30", "1工作时", "2024-10-14 09:30" },
		{ "R4 before the day begins", "2024-10-14 06:00", "1工作时", "2024-10-14 10:00" },
		{ "R4 in the lunch hour", "2024-10-14 12:30", "1工作时", "2024-10-14 14:00" },
		{ "R4 in the evening", "2024-10-14 18:00", "1工作时", "2024-10-15 10:00" },
		{ "R4 on a holiday", "2024-10-03 10:00", "1工作时", "2024-10-08 10:00" },
		{ "R4 two days and more", "2024-10-14 09:00", "15工作时", "2024-10-16 10:00" },
		{ "before 1970", "1969-12-31 10:00", "当日", "1969-12-31 23:59" },
	};
	static const char *const hours[] = { "pm,problem.work_hours,,,,,13:00-17:00,,,,,",
		                             "am,problem.work_hours,,,,,09:00-12:00,,,,,", NULL };
	struct cb_rules *rules = good_rules(hours, COUNT(hours));
	struct cb_diag diag = { 0 };
	struct cb_due due = october();
	char buf[CB_PRINT_MAX];

	(void)state;
	due.diag = &diag;
	assert_int_equal(cb_due_set_hours(&due, rules, "", (int32_t)cb_date_day(2024, 10, 1)), CB_OK);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct cb_cell allowed = term(rows[i].term);
		struct cb_cell end = cb_cell_number(cb_due_minute(&due, &allowed, minute(rows[i].start)));
		struct cb_text printed = cb_type_date_time.print(NULL, &end, buf);

		if (!cb_text_is(printed, rows[i].due))
			fail_msg("%s: %.*s", rows[i].what, CB_TEXT_ARG(printed));
	}
	assert_int_equal(diag.warnings, 0);
	cb_due_release(&due);
	cb_rules_free(rules);
}

static void
counts_days(void **state)
{
	struct cb_diag diag = { 0 };
	struct cb_due due = october();
	struct cb_cell ten = term("10日"), working = term("10工作日");

	(void)state;
	due.diag = &diag;
	assert_int_equal(cb_due_day(&due, &ten, cb_date_day(2024, 9, 30)), cb_date_day(2024, 10, 10));
	assert_int_equal(cb_due_day(&due, &working, cb_date_day(2024, 9, 30)), cb_date_day(2024, 10, 18));
	assert_int_equal(cb_due_day(&due, &ten, cb_date_day(2026, 9, 30)), cb_date_day(2026, 10, 10));
	assert_int_equal(diag.warnings, 0);
	/* R5 once a year */
	assert_int_equal(cb_due_day(&due, &working, cb_date_day(2026, 6, 30)), cb_date_day(2026, 7, 14));
	assert_int_equal(cb_due_day(&due, &working, cb_date_day(2026, 9, 30)), cb_date_day(2026, 10, 14));
	assert_int_equal(diag.warnings, 1);
	cb_due_day(&due, &working, cb_date_day(2027, 9, 30));
	assert_int_equal(diag.warnings, 2);
	cb_due_release(&due);
}

static void
wants_hours(void **state)
{
	static const char *const none[] = { "tie,rank.tie,,,,,1224,,,,,", NULL };
	struct cb_rules *rules = good_rules(none, COUNT(none));
	struct cb_diag diag = { 0 };
	struct cb_due due = { .diag = &diag };

	(void)state;
	assert_int_equal(cb_due_set_hours(&due, rules, "", 0), CB_USAGE);
	assert_int_equal(diag.errors, 1);
	cb_due_release(&due);
	cb_rules_free(rules);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(counts_terms), cmocka_unit_test(counts_days),
		                            cmocka_unit_test(wants_hours) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
