/* rule/rank: places. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include <cb/rule/rank.h>

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

enum { MAX = 8,
       NO = -999 /* absent */ };

struct in {
	const char *name;
	int64_t value; /* whole; NO = absent */
	int64_t key;
};

/* `name:place/from_bottom` in order, tied ones with `=`, absent ones as `name:-`. */
static void
ranked(const struct in *in, struct cb_rank_how how, bool backwards, char *out, size_t size)
{
	struct cb_rank_entry e[MAX];
	size_t n = 0, used = 0;

	while (n < MAX && in[n].name != NULL)
		n++;
	for (size_t i = 0; i < n; i++) {
		const struct in *from = &in[backwards ? n - 1 - i : i];

		e[i] = (struct cb_rank_entry){ .value = from->value, .name = cb_text_of(from->name) };
		e[i].keys = &from->key;
		e[i].absent = from->value == NO;
	}
	cb_rank(e, n, how);
	out[0] = '\0';
	for (size_t i = 0; i < n && used < size; i++)
		if (e[i].absent)
			used += (size_t)snprintf(out + used, size - used, "%.*s:- ", CB_TEXT_ARG(e[i].name));
		else
			used += (size_t)snprintf(out + used, size - used, "%.*s:%u/%u%s ", CB_TEXT_ARG(e[i].name), e[i].place,
			                         e[i].from_bottom, e[i].tied ? "=" : "");
}

static void
places(void **state)
{
	static const struct {
		const char *what;
		struct cb_rank_how how;
		struct in in[MAX];
		const char *out;
	} rows[] = {
		{ "R1 the greater is better", { CB_TIE_1224, false, 0 }, { { "a", 1, 0 }, { "b", 3, 0 }, { "c", 2, 0 } }, "b:1/3 c:2/2 a:3/1 " },
		{ "R1 ascending", { CB_TIE_1224, true, 0 }, { { "a", 1, 0 }, { "b", 3, 0 }, { "c", 2, 0 } }, "a:1/3 c:2/2 b:3/1 " },
		{ "R2 1,1,3 and 1,2,2 from the bottom", { CB_TIE_1224, false, 0 }, { { "c", 7, 0 }, { "b", 9, 0 }, { "a", 9, 0 } }, "a:1/2= b:1/2= c:3/1 " },
		{ "R2 all who share the last place are last", { CB_TIE_1224, false, 0 }, { { "a", 9, 0 }, { "b", 7, 0 }, { "c", 7, 0 }, { "d", 8, 0 } }, "a:1/4 d:2/3 b:3/1= c:3/1= " },
		{ "R2 all equal: first and last at once", { CB_TIE_1224, false, 0 }, { { "a", 5, 0 }, { "b", 5, 0 } }, "a:1/1= b:1/1= " },
		{ "R2 split places like 1224", { CB_TIE_SPLIT, false, 0 }, { { "c", 7, 0 }, { "b", 9, 0 }, { "a", 9, 0 } }, "a:1/2= b:1/2= c:3/1 " },
		{ "R3 dense", { CB_TIE_DENSE, false, 0 }, { { "a", 9, 0 }, { "b", 9, 0 }, { "c", 8, 0 }, { "d", 7, 0 } }, "a:1/3= b:1/3= c:2/2 d:3/1 " },
		{ "R4 the key decides", { CB_TIE_ORDINAL, false, 1 }, { { "a", 9, 1 }, { "b", 9, 2 }, { "c", 8, 9 } }, "b:1/3 a:2/2 c:3/1 " },
		{ "R4 only the name differs: still tied", { CB_TIE_ORDINAL, false, 1 }, { { "b", 9, 1 }, { "a", 9, 1 }, { "c", 8, 9 } }, "a:1/3= b:2/2= c:3/1 " },
		{ "R4 ascending keys too", { CB_TIE_ORDINAL, true, 1 }, { { "a", 9, 2 }, { "b", 9, 1 } }, "b:1/2 a:2/1 " },
		{ "R4 keys do not count elsewhere", { CB_TIE_1224, false, 1 }, { { "a", 9, 1 }, { "b", 9, 2 } }, "a:1/1= b:1/1= " },
		{ "R6 absent is not zero", { CB_TIE_1224, false, 0 }, { { "b", NO, 0 }, { "z", 0, 0 }, { "a", NO, 0 }, { "y", 1, 0 } }, "y:1/2 z:2/1 a:- b:- " },
		{ "R6 all absent", { CB_TIE_1224, false, 0 }, { { "b", NO, 0 }, { "a", NO, 0 } }, "a:- b:- " },
		{ "R7 names in byte order", { CB_TIE_1224, false, 0 }, { { "社区10", 1, 0 }, { "社区02", 1, 0 }, { "A", 1, 0 } }, "A:1/1= 社区02:1/1= 社区10:1/1= " },
		{ "below zero", { CB_TIE_1224, false, 0 }, { { "a", -5, 0 }, { "b", 0, 0 } }, "b:1/2 a:2/1 " },
		{ "nobody", { CB_TIE_1224, false, 0 }, { { 0 } }, "" },
	};
	char out[256];

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		for (int backwards = 0; backwards < 2; backwards++) {
			ranked(rows[i].in, rows[i].how, backwards, out, sizeof(out));
			if (strcmp(out, rows[i].out) != 0)
				fail_msg("%s%s: %s", rows[i].what, backwards ? " (input reversed)" : "", out);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(places) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
