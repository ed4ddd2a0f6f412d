/* Time served: overlaps, travel, midnight. */
#include <cb/rule/service.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { NONE = CB_SERVICE_NO_TIME };
#define AT(h, m) ((h)*60 + (m))

static void
test_minutes(void **state)
{
	static const struct {
		const char *what;
		int start, end, travel, minutes;
	} rows[] = {
		{ "R3 09:00-12:00 with 40 minutes of travel", AT(9, 0), AT(12, 0), 40, 140 },
		{ "R1 over midnight", AT(23, 0), AT(2, 0), 0, 180 },
		{ "one moment", AT(9, 0), AT(9, 0), 0, 0 },
		{ "R3 more travel than service", AT(9, 0), AT(9, 30), 40, -10 },
		{ "R3 no end", AT(9, 0), NONE, 0, -1 },
		{ "R3 no start", NONE, AT(9, 0), 0, -1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		print_message("  %s\n", rows[i].what);
		assert_int_equal(cb_service_minutes(rows[i].start, rows[i].end, rows[i].travel), rows[i].minutes);
	}
}

struct row {
	uint32_t person;
	int day, start, end, minutes;
	bool does_not_count;
	const char *activity;
};

static const struct {
	const char *what;
	struct row rows[4];
	int n, counted, overlapping;
} cases[] = {
	{ "R2 09-11 and 10-12 are three hours", { { 1, 5, AT(9, 0), AT(11, 0), 120, false, "a" }, { 1, 5, AT(10, 0), AT(12, 0), 120, false, "b" } }, 2, 180, 1 },
	{ "R2 end to end is no overlap", { { 1, 5, AT(9, 0), AT(11, 0), 120, false, "a" }, { 1, 5, AT(11, 0), AT(12, 0), 60, false, "b" } }, 2, 180, 0 },
	{ "R2 one within the other counts nothing", { { 1, 5, AT(9, 0), AT(12, 0), 180, false, "a" }, { 1, 5, AT(10, 0), AT(11, 0), 60, false, "b" } }, 2, 180, 1 },
	{ "R2 the longest covers, not the last", { { 1, 5, AT(9, 0), AT(13, 0), 240, false, "a" }, { 1, 5, AT(10, 0), AT(11, 0), 60, false, "b" }, { 1, 5, AT(12, 0), AT(14, 0), 120, false, "c" } }, 3, 300, 2 },
	{ "two persons do not overlap", { { 1, 5, AT(9, 0), AT(11, 0), 120, false, "a" }, { 2, 5, AT(10, 0), AT(12, 0), 120, false, "a" } }, 2, 240, 0 },
	{ "two days do not overlap", { { 1, 5, AT(9, 0), AT(11, 0), 120, false, "a" }, { 1, 6, AT(9, 0), AT(11, 0), 120, false, "a" } }, 2, 240, 0 },
	{ "R1 over midnight covers the next morning", { { 1, 5, AT(22, 0), AT(2, 0), 240, false, "a" }, { 1, 6, AT(1, 0), AT(3, 0), 120, false, "b" } }, 2, 300, 1 },
	{ "R1 without an end as long as it counts", { { 1, 5, AT(9, 0), NONE, 120, false, "a" }, { 1, 5, AT(10, 0), AT(12, 0), 120, false, "b" } }, 2, 180, 1 },
	{ "R1 without a start it never overlaps", { { 1, 5, NONE, NONE, 120, false, "a" }, { 1, 5, AT(9, 0), AT(11, 0), 120, false, "b" } }, 2, 240, 0 },
	{ "what does not count covers nothing", { { 1, 5, AT(9, 0), AT(11, 0), 120, true, "a" }, { 1, 5, AT(10, 0), AT(12, 0), 120, false, "b" } }, 2, 120, 0 },
	{ "R2 travel is not gained by an overlap", { { 1, 5, AT(9, 0), AT(12, 0), 140, false, "a" }, { 1, 5, AT(10, 0), AT(12, 0), 120, false, "b" } }, 2, 140, 1 },
	{ "R2 never below 0", { { 1, 5, AT(9, 0), AT(12, 0), 180, false, "a" }, { 1, 5, AT(9, 0), AT(13, 0), 30, false, "b" } }, 2, 180, 1 },
};

static void
add_up(size_t which, bool turned, int *counted, int *overlapping)
{
	struct cb_service services[4];
	int n = cases[which].n;

	*counted = *overlapping = 0;
	for (int i = 0; i < n; i++) {
		const struct row *row = &cases[which].rows[turned ? n - 1 - i : i];

		services[i] = (struct cb_service){ .person = row->person, .day = row->day, .minutes = row->minutes };
		services[i].start = (int16_t)row->start;
		services[i].end = (int16_t)row->end;
		services[i].is_counted = !row->does_not_count;
		services[i].activity = cb_text_of(row->activity);
	}
	cb_services_count(services, (size_t)n);
	for (int i = 0; i < n; i++) {
		*counted += services[i].counted;
		*overlapping += services[i].overlaps != 0;
	}
}

static void
test_counted(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		for (int turned = 0; turned <= 1; turned++) {
			int counted, overlapping;

			print_message("  %s%s\n", cases[i].what, turned ? ", turned round" : "");
			add_up(i, turned, &counted, &overlapping);
			assert_int_equal(counted, cases[i].counted);
			assert_int_equal(overlapping, cases[i].overlapping);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_minutes), cmocka_unit_test(test_counted) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
