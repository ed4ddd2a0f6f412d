/* rule/score: points and exact totals. The expected figures are worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <cb/rule/score.h>

#define COUNT(a) (sizeof(a) / sizeof(*(a)))
#define M(x) ((int64_t)((x)*1000000.0 + ((x) < 0 ? -0.5 : 0.5))) /* constants of the tables only */

static void
values(void **state)
{
	static const struct {
		const char *what;
		struct cb_score_item item;
		int64_t number, value, full;
	} rows[] = {
		{ "R1 add", { CB_SCORE_ADD, M(100), M(1), 0 }, M(95.5), M(95.5), M(100) },
		{ "R1 3 taken off", { CB_SCORE_DEDUCT, M(10), M(1), 0 }, M(3), M(7), M(10) },
		{ "R1 -3 taken off alike", { CB_SCORE_DEDUCT, M(10), M(1), 0 }, M(-3), M(7), M(10) },
		{ "R1 not below 0", { CB_SCORE_DEDUCT, M(10), M(1), 0 }, M(12), 0, M(10) },
		{ "R1 nothing taken off", { CB_SCORE_DEDUCT, M(10), M(1), 0 }, 0, M(10), M(10) },
		{ "R1 yes", { CB_SCORE_YESNO, M(5), M(1), 0 }, M(1), M(5), M(5) },
		{ "R1 no", { CB_SCORE_YESNO, M(5), M(1), 0 }, 0, 0, M(5) },
		{ "R1 a rate is multiplied later", { CB_SCORE_RATIO, M(20), M(1), 0 }, M(0.95), M(0.95), M(1) },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (cb_score_value(&rows[i].item, rows[i].number) != rows[i].value ||
		    cb_score_full(&rows[i].item) != rows[i].full)
			fail_msg("%s: %lld", rows[i].what, (long long)cb_score_value(&rows[i].item, rows[i].number));
}

struct part {
	struct cb_score_item item;
	int64_t sum;
	uint32_t count;
};

/* The total of the parts, rounded; INT64_MIN when it cannot be. */
static int64_t
total_of(const struct part *parts, int places, enum cb_round mode)
{
	struct cb_total total = { 0 };
	struct cb_ratio r;
	int64_t micro = INT64_MIN;

	for (const struct part *p = parts; p->count; p++)
		if (!cb_total_add(&total, &p->item, p->sum, p->count))
			return INT64_MIN;
	return cb_total_value(&total, &r) && cb_ratio_round(r, places, mode, &micro) ? micro : INT64_MIN;
}

#define PLAIN                            \
	{                                \
		CB_SCORE_ADD, 0, M(1), 0 \
	}
#define WEIGHT(w)                             \
	{                                     \
		CB_SCORE_ADD, M(100), M(w), 0 \
	}

#define OF(n)                  \
	{                      \
		PLAIN, M(1), n \
	} /* 1/n */

static void
totals(void **state)
{
	static const struct {
		const char *what;
		struct part parts[12];
		int places;
		enum cb_round mode;
		int64_t total;
	} rows[] = {
		{ "nothing is 0", { { .count = 0 } }, 2, CB_HALF_UP, 0 },
		{ "0.1 + 0.2", { { PLAIN, M(0.1), 1 }, { PLAIN, M(0.2), 1 } }, 6, CB_HALF_UP, M(0.3) },
		{ "survey 70/30: 86.0 and 90.0", { { WEIGHT(0.7), M(86), 1 }, { WEIGHT(0.3), M(90), 1 } }, 2, CB_HALF_UP, M(87.20) },
		{ "106 points: 36 + 41 + 9 + 8.5",
		  { { PLAIN, M(36), 1 }, { PLAIN, M(41), 1 }, { PLAIN, M(9), 1 }, { PLAIN, M(8.5), 1 } },
		  2,
		  CB_HALF_UP,
		  M(94.5) },
		{ "gate, 20%: 85.0 adds 17.00", { { { CB_SCORE_GATE, M(100), M(0.2), M(85) }, M(85), 1 } }, 2, CB_HALF_UP, M(17) },
		{ "gate, 20%: 84.9 adds 16.98", { { { CB_SCORE_GATE, M(100), M(0.2), M(85) }, M(84.9), 1 } }, 2, CB_HALF_UP, M(16.98) },
		{ "rate 95% of 20", { { { CB_SCORE_RATIO, M(20), M(1), 0 }, M(0.95), 1 } }, 2, CB_HALF_UP, M(19) },
		{ "rate x full x weight keeps 12 places",
		  { { { CB_SCORE_RATIO, M(0.5), M(0.5), 0 }, M(0.000002), 1 } },
		  6,
		  CB_HALF_UP,
		  M(0.000001) },
		{ "three inspections, 1/3 is kept: 10/3 x 3", { { PLAIN, M(10), 3 }, { PLAIN, M(10), 3 }, { PLAIN, M(10), 3 } }, 6, CB_HALF_UP, M(10) },
		{ "different counts: 1/2 + 1/3 + 1/6", { { PLAIN, M(1), 2 }, { PLAIN, M(1), 3 }, { PLAIN, M(1), 6 } }, 6, CB_HALF_UP, M(1) },
		{ "more counts than parts: 1/2 + 1/3 + 1/7 + … (mod 1)",
		  { OF(2), OF(3), OF(4), OF(5), OF(6), OF(7), OF(8), OF(9), OF(10), OF(11) },
		  6,
		  CB_HALF_UP,
		  M(2.019877) }, /* 55991/27720 = 2.0198773… */
		{ "rounded once: 1/3 + 1/6 = 0.5, half-up", { { PLAIN, M(1), 3 }, { PLAIN, M(1), 6 } }, 0, CB_HALF_UP, M(1) },
		{ "GB/T 8170: 0.5 to the even 0", { { PLAIN, M(1), 3 }, { PLAIN, M(1), 6 } }, 0, CB_HALF_EVEN, 0 },
		{ "GB/T 8170: 10.5002 is above one half", { { PLAIN, M(10.5002), 1 } }, 0, CB_HALF_EVEN, M(11) },
		{ "half-up is away from zero", { { PLAIN, M(-0.125), 1 } }, 2, CB_HALF_UP, M(-0.13) },
		{ "89.995 half-up", { { PLAIN, M(179.99), 2 } }, 2, CB_HALF_UP, M(90) },
		{ "R6 too large", { { { CB_SCORE_RATIO, INT64_MAX, INT64_MAX, 0 }, INT64_MAX, 1 } }, 2, CB_HALF_UP, INT64_MIN },
		{ "R6 sums too large",
		  { { { CB_SCORE_RATIO, CB_NUMBER_MAX, CB_MICRO * 1000, 0 }, CB_MICRO * INT64_C(10000000000), 1 },
		    { { CB_SCORE_RATIO, CB_NUMBER_MAX, CB_MICRO * 1000, 0 }, CB_MICRO * INT64_C(10000000000), 1 } },
		  2,
		  CB_HALF_UP,
		  INT64_MIN },
		{ "R6 counts without a common multiple",
		  { { PLAIN, 1, 4294967291u }, { PLAIN, 1, 4294967279u }, { PLAIN, 1, 4294967231u } },
		  2,
		  CB_HALF_UP,
		  INT64_MIN },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		int64_t total = total_of(rows[i].parts, rows[i].places, rows[i].mode);

		if (total != rows[i].total)
			fail_msg("%s: %lld", rows[i].what, (long long)total);
	}
}

static void
rates(void **state)
{
	struct cb_ratio rate = cb_ratio_of(M(94.5)), mean = cb_ratio_of(M(90));
	int64_t micro = 0;

	(void)state;
	/* 94.5 of 106 is 89.15% */
	assert_true(cb_ratio_divide(&rate, cb_ratio_of(M(1.06))));
	assert_true(cb_ratio_round(rate, 2, CB_HALF_UP, &micro));
	assert_int_equal(micro, M(89.15));
	/* the mean of three months: (90 + 80 + 75.01) / 3 */
	assert_true(cb_ratio_add(&mean, cb_ratio_of(M(80))) && cb_ratio_add(&mean, cb_ratio_of(M(75.01))));
	assert_true(cb_ratio_divide(&mean, cb_ratio_of(M(3))));
	assert_true(cb_ratio_round(mean, 2, CB_HALF_UP, &micro));
	assert_int_equal(micro, M(81.67));
	/* 145500 / 2035 = 71.498…; of nothing, of less than nothing */
	rate = cb_ratio_of(M(145500));
	assert_true(cb_ratio_divide(&rate, cb_ratio_of(M(2035))));
	assert_true(cb_ratio_round(rate, 2, CB_HALF_UP, &micro));
	assert_int_equal(micro, M(71.5));
	assert_false(cb_ratio_divide(&rate, cb_ratio_of(0)));
	rate = cb_ratio_of(M(1));
	assert_true(cb_ratio_divide(&rate, cb_ratio_of(M(-4))));
	assert_true(cb_ratio_round(rate, 2, CB_HALF_UP, &micro));
	assert_int_equal(micro, M(-0.25));
	rate = cb_ratio_of(0);
	assert_true(cb_ratio_divide(&rate, cb_ratio_of(M(7))));
	assert_true(cb_ratio_add(&rate, cb_ratio_of(M(-1))));
	assert_true(cb_ratio_round(rate, 0, CB_HALF_UP, &micro));
	assert_int_equal(micro, M(-1));
}

static void
gates(void **state)
{
	static const struct cb_score_item gate = { CB_SCORE_GATE, M(100), M(0.2), M(85) };

	(void)state;
	assert_true(cb_score_passes(&gate, M(85), 1));
	assert_false(cb_score_passes(&gate, M(84.9), 1));
	assert_true(cb_score_passes(&gate, M(255), 3));
	assert_false(cb_score_passes(&gate, M(255) - 1, 3)); /* a third of a millionth below */
	assert_true(cb_score_passes(&(struct cb_score_item){ CB_SCORE_ADD, 0, M(1), M(85) }, 0, 1));
}

static void
inspections(void **state)
{
	static const struct {
		const char *what;
		enum cb_combine how;
		struct {
			int64_t value;
			int32_t day;
		} in[5];
		size_t n;
		enum cb_code code;
		int64_t sum;
		uint32_t count;
	} rows[] = {
		{ "R2 mean", CB_COMBINE_MEAN, { { 90, 1 }, { 80, CB_NO_DAY } }, 2, CB_FINE, 170, 2 },
		{ "R2 trimmed", CB_COMBINE_TRIMMED, { { 90, 1 }, { 60, 2 }, { 100, 3 }, { 80, 4 } }, 4, CB_FINE, 170, 2 },
		{ "R2 trimmed: one of the equal highest", CB_COMBINE_TRIMMED, { { 90, 1 }, { 90, 2 }, { 90, 3 } }, 3, CB_FINE, 90, 1 },
		{ "R2 trimmed of two", CB_COMBINE_TRIMMED, { { 90, 1 }, { 80, 2 } }, 2, CB_TRIMMED_TOO_FEW, 0, 0 },
		{ "R2 trimmed of numbers below 0", CB_COMBINE_TRIMMED, { { -1, 1 }, { -2, 1 }, { -3, 1 } }, 3, CB_FINE, -2, 1 },
		{ "R2 last, in any order", CB_COMBINE_LAST, { { 90, 5 }, { 70, 9 }, { 80, 7 } }, 3, CB_FINE, 70, 1 },
		{ "R2 last without a date", CB_COMBINE_LAST, { { 90, 5 }, { 70, CB_NO_DAY } }, 2, CB_LAST_NEEDS_DATE, 0, 0 },
		{ "R2 two on the last day", CB_COMBINE_LAST, { { 90, 5 }, { 70, 9 }, { 80, 9 } }, 3, CB_LAST_TWICE, 0, 0 },
		{ "R2 two on an earlier day", CB_COMBINE_LAST, { { 90, 5 }, { 70, 5 }, { 80, 9 } }, 3, CB_FINE, 80, 1 },
		{ "R2 last: days before 1970", CB_COMBINE_LAST, { { 90, -5 }, { 70, -9 } }, 2, CB_FINE, 90, 1 },
	};
	struct cb_inspections full = { .sum = INT64_MAX, .count = 1 };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct cb_inspections in = { 0 };
		int64_t sum = 0;
		uint32_t count = 0;
		enum cb_code code;

		for (size_t k = 0; k < rows[i].n; k++)
			assert_true(cb_inspections_add(&in, rows[i].in[k].value, rows[i].in[k].day));
		for (size_t cut = 0; cut <= rows[i].n; cut++) {
			struct cb_inspections parts[2] = { 0 };

			for (size_t k = 0; k < rows[i].n; k++)
				cb_inspections_add(&parts[k < cut], rows[i].in[k].value, rows[i].in[k].day);
			assert_true(cb_inspections_join(&parts[0], &parts[1]));
			if (in.on_last_day > 1) /* of several on the last day any is kept */
				parts[0].last = in.last;
			assert_memory_equal(&parts[0], &in, sizeof(in));
		}
		code = cb_inspections_combine(&in, rows[i].how, &sum, &count);
		if (code != rows[i].code || sum != rows[i].sum || count != rows[i].count)
			fail_msg("%s: code %d, %lld/%u", rows[i].what, (int)code, (long long)sum, count);
	}
	assert_false(cb_inspections_add(&full, 1, 1));
	assert_false(cb_inspections_join(&full, &full));
	assert_int_equal(full.count, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values),
		cmocka_unit_test(totals),
		cmocka_unit_test(rates),
		cmocka_unit_test(gates),
		cmocka_unit_test(inspections),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
