/* value/hours: lengths of time in minutes. */
#include "value_rows.h"

static void
reads_lengths_of_time(void **state)
{
	static const struct value_row rows[] = {
		{ "V4 canonical", "2:20", "2:20", 0 },
		{ "as a spreadsheet exports it", "2:20:00", "2:20", 0 },
		{ "seconds", "2:20:30", NULL, CB_BAD_HOURS },
		{ "no seconds", "2:20:", NULL, CB_BAD_HOURS },
		{ "60 of them", "2:20:60", NULL, CB_BAD_HOURS },
		{ "V4 小时 and 分", "2小时20分", "2:20", 0 },
		{ "V4 minutes", "140分钟", "2:20", 0 },
		{ "full width colon", "２：２０", "2:20", 0 },
		{ "decimal hours", "2.5", "2:30", 0 },
		{ "decimal hours with unit", "2.5小时", "2:30", 0 },
		{ "hours", "3", "3:00", 0 },
		{ "Chinese", "两小时", "2:00", 0 },
		{ "half an hour", "半小时", "0:30", 0 },
		{ "one and a half", "一个半小时", "1:30", 0 },
		{ "half behind", "2小时半", "2:30", 0 },
		{ "many", "1500:00", "1500:00", 0 },
		{ "not a whole minute", "2.33", NULL, CB_BAD_HOURS },
		{ "a letter behind", "2:2O", NULL, CB_BAD_HOURS },
		{ "one digit of minutes", "2:2", NULL, CB_BAD_HOURS },
		{ "sixty minutes", "2:60", NULL, CB_BAD_HOURS },
		{ "negative", "-1", NULL, CB_BAD_HOURS },
		{ "not exact", "2小时多", NULL, CB_BAD_HOURS },
		{ "words", "半天", NULL, CB_BAD_HOURS },
		{ "blank", "/", "", 0 },
	};

	(void)state;
	check_values(&cb_type_hours, NULL, rows, COUNT(rows));
	check_round_trip(&cb_type_hours, NULL, 0, 59999999, 0);
}

static void
takes_minutes_as_the_unit_of_the_sheet(void **state)
{
	struct cb_column_unit unit = { .num = 1, .den = 60 };
	struct cb_parse_env env = { .unit = &unit };
	struct cb_cell cell;

	(void)state;
	assert_int_equal(cb_type_hours.parse(NULL, CB_LIT("140"), &env, &cell), CB_FINE);
	assert_int_equal(cell.n, 140);
	assert_int_equal(cb_type_hours.parse(NULL, CB_LIT("2:20"), &env, &cell), CB_FINE);
	assert_int_equal(cell.n, 140);
	assert_int_equal(cb_type_hours.parse(NULL, CB_LIT("2小时"), &env, &cell), CB_FINE);
	assert_int_equal(cell.n, 120);
}

static void
hints_at_the_nearest_minute(void **state)
{
	(void)state;
	check_hint(&cb_type_hours, NULL, "2.33", ";是不是“2:20”?");
	check_hint(&cb_type_hours, NULL, "2:2O", ";是不是“2:20”?");
	check_hint(&cb_type_hours, NULL, "很久", "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_lengths_of_time),
		cmocka_unit_test(takes_minutes_as_the_unit_of_the_sheet),
		cmocka_unit_test(hints_at_the_nearest_minute),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
