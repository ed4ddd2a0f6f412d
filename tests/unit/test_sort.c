/* The sorter against what must hold of its output: order, number and sum of the records, or the reason of none. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <sys/resource.h>

#include <cmocka.h>

#include "../../libcore/data/store/store_sql.h"

struct feed {
	size_t n, given, seen, long_one; /* long_one: that record is longer than a chunk, 0 = none */
	uint64_t state, sum, seen_sum;
	unsigned same; /* bytes that all records begin with */
	struct cb_str bytes;
};

static uint64_t
sum_of(const uint8_t *p, size_t len)
{
	uint64_t sum = len;

	for (size_t i = 0; i < len; i++)
		sum = sum * 31 + p[i];
	return sum;
}

static int
next_random(void *self, struct cb_packed *at)
{
	struct feed *f = self;
	size_t len;

	if (f->given++ == f->n)
		return 0;
	f->state = f->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	len = f->given == f->long_one ? 10000000 : 1 + (f->state >> 60);
	cb_str_clear(&f->bytes);
	for (size_t i = 0; i < f->same + len; i++)
		cb_str_addc(&f->bytes, i < f->same ? 'x' : (char)((f->state >> (i % 7 * 8) & 0x83) | 4));
	at->p = (const uint8_t *)f->bytes.p;
	at->len = f->bytes.len;
	f->sum += sum_of(at->p, at->len);
	return 1;
}

static void
see(void *self, const uint8_t *p, size_t len)
{
	struct feed *f = self;

	f->seen++;
	f->seen_sum += sum_of(p, len);
}

static void
hand(void *self)
{
	(void)self;
}

static void
check_order(const char *what, struct feed f, bool see_late)
{
	struct cb_sorter_source source = {
		.next = next_random, .seen = see, .handing = hand, .see_late = see_late, .self = &f
	};
	struct cb_diag diag = { 0 };
	struct cb_sorter *sorter = cb_sorter_new(&source, &diag);
	struct cb_str before = { 0 };
	struct cb_packed at;
	uint64_t sum = 0;
	size_t n = 0;

	for (; cb_sorter_next(sorter, &at) == 1; n++) {
		size_t common = before.len < at.len ? before.len : at.len;
		int order = common == 0 ? 0 : memcmp(before.p, at.p, common);

		if (order > 0 || (order == 0 && before.len > at.len))
			fail_msg("%s: record %zu comes too late", what, n);
		sum += sum_of(at.p, at.len);
		cb_str_clear(&before);
		cb_str_add(&before, (const char *)at.p, at.len);
	}
	if (n != f.n || sum != f.sum || f.seen != f.n || f.seen_sum != f.sum)
		fail_msg("%s: other records came out than went in", what);
	assert_int_equal(cb_sorter_next(sorter, &at), 0);
	cb_sorter_free(sorter);
	cb_str_release(&before);
	cb_str_release(&f.bytes);
	cb_diag_release(&diag);
}

static void
test_order(void **state)
{
	static const struct {
		const char *what;
		struct feed feed;
	} rows[] = {
		{ "none", { .n = 0 } },
		{ "one", { .n = 1 } },
		{ "in memory", { .n = 5000 } },
		{ "in memory, all begin alike", { .n = 5000, .same = 21 } },
		{ "in the file", { .n = 700000 } },
		{ "in the file, all begin alike", { .n = 600000, .same = 16 } },
		{ "one longer than a chunk", { .n = 3000, .long_one = 1700 } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		check_order(rows[i].what, rows[i].feed, false);
		check_order(rows[i].what, rows[i].feed, true);
	}
}

/* As where the disk is full: no write beyond that many bytes. */
static void
limit_files(rlim_t bytes)
{
	struct rlimit limit;

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = bytes;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void
test_full(void **state)
{
	struct feed f = { .n = 700000 };
	struct cb_sorter_source source = { .next = next_random, .seen = see, .handing = hand, .self = &f };
	struct cb_diag diag = { 0 };

	(void)state;
	signal(SIGXFSZ, SIG_IGN);
	limit_files(1 << 20);
	assert_null(cb_sorter_new(&source, &diag));
	limit_files(RLIM_INFINITY);
	assert_int_equal(diag.errors, 1);
	assert_int_equal(diag.status, CB_DATABASE);
	cb_str_release(&f.bytes);
	cb_diag_release(&diag);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_order), cmocka_unit_test(test_full) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
