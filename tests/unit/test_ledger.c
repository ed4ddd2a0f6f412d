/* rule/ledger: may this be spent? */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <cb/rule/ledger.h>

#define COUNT(a) (sizeof(a) / sizeof(*(a)))
#define NEW true, false, false, 0, 0
#define OLD false, false, false, 0, 0
#define FORCED true, true, false, 0, 0

static void
judges(void **state)
{
	static const struct {
		const char *what;
		struct cb_move moves[5];
		const char *refused; /* a digit for each that is refused: its place */
		int64_t left;        /* of the first that is refused */
		int32_t left_day;
	} rows[] = {
		{ "R2 all of it", { { 1, 5, 100, OLD }, { 1, 6, -100, NEW } }, "", 0, 0 },
		{ "R2 a fen too much", { { 1, 5, 100, OLD }, { 1, 6, -101, NEW } }, "1", 100, 6 },
		{ "R2 nothing is there", { { 1, 6, -1, NEW } }, "0", 0, 6 },
		{ "R1 in and out on one day", { { 1, 5, -100, NEW }, { 1, 5, 100, OLD } }, "", 0, 0 },
		{ "R2 what comes later does not help", { { 1, 5, -100, NEW }, { 1, 6, 100, OLD } }, "0", 0, 5 },
		{ "R2 what is spent later counts", { { 1, 1, 100, OLD }, { 1, 9, -80, OLD }, { 1, 5, -30, NEW } }, "2", 20, 9 },
		{ "R2 the least of later days", { { 1, 1, 100, OLD }, { 1, 8, -90, OLD }, { 1, 9, 500, OLD }, { 1, 5, -30, NEW } }, "3", 10, 8 },
		{ "R2 after the low day it is fine", { { 1, 1, 100, OLD }, { 1, 8, -90, OLD }, { 1, 9, 500, OLD }, { 1, 9, -300, NEW } }, "", 0, 0 },
		{ "another account does not help", { { 1, 1, 100, OLD }, { 2, 2, -1, NEW } }, "1", 0, 2 },
		{ "R3 what adds is put in first", { { 1, 2, -100, NEW }, { 1, 1, 100, NEW } }, "", 0, 0 },
		{ "R3 the earlier day first", { { 1, 1, 100, OLD }, { 1, 9, -60, NEW }, { 1, 8, -60, NEW } }, "1", 40, 9 },
		{ "R3 then the order of the array", { { 1, 1, 100, OLD }, { 1, 8, -60, NEW }, { 1, 8, -50, NEW }, { 1, 8, -40, NEW } }, "2", 40, 8 },
		{ "R3 forced", { { 1, 1, 100, OLD }, { 1, 2, -150, FORCED }, { 1, 3, -1, NEW } }, "2", -50, 3 },
		{ "what was there is not judged", { { 1, 1, -5, OLD }, { 1, 2, 5, OLD }, { 1, 3, 7, NEW } }, "", 0, 0 },
		{ "beyond 64 bits", { { 1, 1, INT64_MAX, OLD }, { 1, 1, INT64_MAX, OLD }, { 1, 2, INT64_MIN + 1, NEW }, { 1, 2, INT64_MIN + 1, NEW }, { 1, 2, -1, NEW } }, "4", 0, 2 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct cb_move moves[5];
		char refused[6] = "";
		size_t n = 0;

		memcpy(moves, rows[i].moves, sizeof(moves));
		while (n < 5 && moves[n].account != 0)
			n++;
		cb_ledger_judge(moves, n);
		for (size_t m = 0; m < n; m++)
			if (moves[m].is_refused)
				refused[strlen(refused)] = (char)('0' + m);
		if (strcmp(refused, rows[i].refused) != 0)
			fail_msg("%s: refused “%s”, wanted “%s”", rows[i].what, refused, rows[i].refused);
		for (size_t m = 0; refused[0] != '\0' && m == 0; m++) {
			const struct cb_move *first = &moves[refused[0] - '0'];

			if (first->left_fen != rows[i].left || first->left_day != rows[i].left_day)
				fail_msg("%s: left %lld on day %d", rows[i].what, (long long)first->left_fen, (int)first->left_day);
		}
	}
}

static int64_t
end_of(const struct cb_move *moves, size_t n, uint32_t account, int32_t day)
{
	int64_t sum = 0;

	for (size_t i = 0; i < n; i++)
		if (moves[i].account == account && moves[i].day <= day && !moves[i].is_refused)
			sum += moves[i].fen;
	return sum;
}

/* The definition, day by day: what is kept never ends below 0, and what is refused would have. */
static void
agrees_with_the_definition(void **state)
{
	enum { N = 60,
	       DAYS = 15 };
	uint32_t seed = 7;

	(void)state;
	for (int round = 0; round < 200; round++) {
		struct cb_move moves[N] = { 0 };

		for (size_t i = 0; i < N; i++) {
			seed = seed * 1664525 + 1013904223;
			moves[i] = (struct cb_move){ .account = 1 + (seed >> 30), .is_new = true };
			moves[i].day = (int32_t)(seed >> 20) % DAYS;
			seed = seed * 1664525 + 1013904223;
			moves[i].fen = (int64_t)(seed >> 16) % 200 - 100;
		}
		cb_ledger_judge(moves, N);
		for (uint32_t account = 1; account <= 4; account++)
			for (int32_t day = 0; day < DAYS; day++)
				assert_true(end_of(moves, N, account, day) >= 0);
		for (size_t i = 0; i < N; i++) {
			int64_t least = INT64_MAX;

			if (!moves[i].is_refused)
				continue;
			for (int32_t day = moves[i].day; day < DAYS; day++) {
				int64_t end = end_of(moves, N, moves[i].account, day);

				least = end < least ? end : least;
			}
			assert_true(least + moves[i].fen < 0);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(judges),
		cmocka_unit_test(agrees_with_the_definition),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
