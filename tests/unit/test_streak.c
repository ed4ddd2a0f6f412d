/* rule/streak: consecutive periods last. Months are numbered year x 12 + month. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <cb/rule/streak.h>

#include "rule_rows.h"

#define MONTH(y, m) ((y)*12 + (m))

static void
streaks(void **state)
{
	static const struct {
		const char *what;
		enum cb_gap gap;
		size_t n;
		struct cb_streak_step steps[5];
		uint32_t length, person_length;
		bool saw_gap;
	} rows[] = {
		{ "nothing assessed", CB_GAP_BREAKS, 0, { { 0 } }, 0, 0, false },
		{ "not last now", CB_GAP_BREAKS, 2, { { 7, true, 1 }, { 8, false, 1 } }, 0, 0, false },
		{ "one month", CB_GAP_BREAKS, 1, { { 7, true, 1 } }, 1, 1, false },
		{ "three months", CB_GAP_BREAKS, 3, { { 7, true, 1 }, { 8, true, 1 }, { 9, true, 1 } }, 3, 3, false },
		{ "R3 another was last in August", CB_GAP_BREAKS, 3, { { 7, true, 1 }, { 8, false, 1 }, { 9, true, 1 } }, 1, 1, false },
		{ "R3 so it is with skip", CB_GAP_SKIP, 3, { { 7, true, 1 }, { 8, false, 1 }, { 9, true, 1 } }, 1, 1, false },
		{ "R2 no August breaks", CB_GAP_BREAKS, 2, { { 7, true, 1 }, { 9, true, 1 } }, 1, 1, true },
		{ "R2 no August, skip", CB_GAP_SKIP, 2, { { 7, true, 1 }, { 9, true, 1 } }, 2, 2, true },
		{ "R1 across New Year", CB_GAP_BREAKS, 3, { { MONTH(2026, 11), true, 1 }, { MONTH(2026, 12), true, 1 }, { MONTH(2027, 1), true, 1 } }, 3, 3, false },
		{ "R4 a new secretary since August", CB_GAP_BREAKS, 3, { { 7, true, 1 }, { 8, true, 2 }, { 9, true, 2 } }, 3, 2, false },
		{ "R4 the old one comes back: counts from then", CB_GAP_BREAKS, 3, { { 7, true, 1 }, { 8, true, 2 }, { 9, true, 1 } }, 3, 1, false },
		{ "R4 nobody is known", CB_GAP_BREAKS, 2, { { 7, true, 0 }, { 8, true, 0 } }, 2, 2, false },
		{ "R4 not known before", CB_GAP_BREAKS, 2, { { 7, true, 0 }, { 8, true, 3 } }, 2, 1, false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct cb_streak s = cb_streak(rows[i].steps, rows[i].n, rows[i].gap);

		if (s.length != rows[i].length || s.person_length != rows[i].person_length ||
		    s.gap != rows[i].saw_gap)
			fail_msg("%s: %u %u %d", rows[i].what, s.length, s.person_length, s.gap);
	}
}

static void
measures(void **state)
{
	static const char *const lines[] = { "s1,rank.last,month,,1,,,媒体公布", "s2,rank.last,month,,2,,书记,书记媒体说明",
		                             "s3,rank.last,month,,3,,书记,不称职" };
	static const struct {
		const char *what;
		uint32_t length, person_length;
		enum cb_applies applies[3];
	} rows[] = {
		{ "not last", 0, 0, { CB_APPLIES_NO, CB_APPLIES_NO, CB_APPLIES_NO } },
		{ "one month", 1, 1, { CB_APPLIES_YES, CB_APPLIES_NO, CB_APPLIES_NO } },
		{ "two months", 2, 2, { CB_APPLIES_YES, CB_APPLIES_YES, CB_APPLIES_NO } },
		{ "three months: all three", 3, 3, { CB_APPLIES_YES, CB_APPLIES_YES, CB_APPLIES_YES } },
		{ "from three on", 7, 7, { CB_APPLIES_YES, CB_APPLIES_YES, CB_APPLIES_YES } },
		{ "R4 three months, two under this secretary", 3, 2, { CB_APPLIES_YES, CB_APPLIES_YES, CB_APPLIES_MANUAL } },
		{ "R4 three months, one under this secretary", 3, 1, { CB_APPLIES_YES, CB_APPLIES_MANUAL, CB_APPLIES_MANUAL } },
	};
	struct cb_rules *rules = good_rules(lines, COUNT(lines));

	(void)state;
	assert_non_null(rules);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct cb_streak s = { .length = rows[i].length, .person_length = rows[i].person_length };
		const struct cb_rule *rule;
		size_t at = 0, k = 0;

		for (; (rule = cb_rules_all(rules, "rank.last", "month", 0, &at)) != NULL; k++)
			if (cb_streak_applies(&s, rule) != rows[i].applies[k])
				fail_msg("%s: %s", rows[i].what, rule->id);
		assert_int_equal(k, 3);
	}
	cb_rules_free(rules);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(streaks), cmocka_unit_test(measures) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
