/* Rows by two threads: each once and in order, whichever of the two is late, whichever fails. */
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "../../libcore/data/store/store_sql.h"

enum { ROWS_OF_RANGE = 3 };

/* A table of a thread: of each range the first rowids are there. */
struct side {
	int64_t fails_from;            /* that rowid on, 0 = never */
	int64_t none_from, none_until; /* a gap */
	long late_us;
	atomic_size_t n_read; /* ranges */
	struct side *after;   /* reads nothing before that one has */
};

static int
read_rows(void *scan, int64_t first, struct cb_held_rows *rows)
{
	struct side *side = scan;

	while (side->after != NULL && side->after->n_read == 0)
		sched_yield();
	side->n_read++;
	if (side->late_us > 0)
		nanosleep(&(struct timespec){ .tv_nsec = side->late_us * 1000 }, NULL);
	for (int64_t rowid = first; rowid < first + ROWS_OF_RANGE; rowid++) {
		struct cb_held_row *row = &rows->items[rows->n];

		if (side->fails_from != 0 && rowid >= side->fails_from)
			return SQLITE_IOERR;
		if (rowid >= side->none_from && rowid < side->none_until)
			continue;
		row->cells = &rows->cells[rows->n++];
		row->batch = rowid;
	}
	return SQLITE_DONE;
}

/* Reads up to most rows; how many came, and what SQLite is said to have said after them. */
static size_t
read_all(struct side *one, struct side *two, int64_t n_ranges, size_t most, int *said)
{
	struct cb_ahead_table table = { .first = 7, .n_ranges = n_ranges, .read = read_rows, .scan = one, .beside = two };
	struct cb_ahead *ahead = cb_ahead_new(&table, 1);
	const struct cb_held_row *row;
	int64_t last = 0;
	size_t n = 0;

	while (n < most && (*said = cb_ahead_next(ahead, &row)) == SQLITE_ROW) {
		assert_true(row->batch > last);
		last = row->batch;
		n++;
	}
	cb_ahead_free(ahead);
	return n;
}

static void
each_row_comes_once(void **state)
{
	static const long late[][2] = { { 0, 0 }, { 300, 0 }, { 0, 300 }, { 200, 200 } };

	(void)state;
	for (size_t i = 0; i < CB_COUNT(late); i++) {
		struct side one = { .late_us = late[i][0] }, two = { .late_us = late[i][1] };
		int said = 0;

		assert_int_equal(read_all(&one, &two, 200, SIZE_MAX, &said), 200 * ROWS_OF_RANGE);
		assert_int_equal(said, SQLITE_DONE);
		assert_int_equal(one.n_read + two.n_read, 200);
	}
}

static void
the_second_reads_too(void **state)
{
	struct side two = { 0 }, one = { .after = &two };
	int said = 0;

	(void)state;
	read_all(&one, &two, 100, SIZE_MAX, &said);
	assert_true(two.n_read > 0);
}

static void
what_the_second_cannot_read_the_first_does(void **state)
{
	struct side one = { .late_us = 100 }, two = { .fails_from = 7 };
	int said = 0;

	(void)state;
	assert_int_equal(read_all(&one, &two, 50, SIZE_MAX, &said), 50 * ROWS_OF_RANGE);
	assert_int_equal(said, SQLITE_DONE);
	assert_int_equal(one.n_read, 50);
}

static void
a_failure_of_both_is_told_behind_the_rows_before_it(void **state)
{
	int64_t broken = 7 + 20 * CB_AHEAD_ROWIDS;
	struct side one = { .fails_from = broken + 1 }, two = { .fails_from = broken };
	int said = 0;

	(void)state;
	assert_int_equal(read_all(&one, &two, 50, SIZE_MAX, &said), 20 * ROWS_OF_RANGE);
	assert_int_equal(said, SQLITE_IOERR);
}

static void
a_gap_is_stepped_over(void **state)
{
	struct side one = { .none_from = 7, .none_until = 7 + 9 * CB_AHEAD_ROWIDS + 1 }, two = one;
	int said = 0;

	(void)state;
	assert_int_equal(read_all(&one, &two, 10, SIZE_MAX, &said), ROWS_OF_RANGE - 1);
	assert_int_equal(read_all(&one, &two, 9, SIZE_MAX, &said), 0);
	assert_int_equal(said, SQLITE_DONE);
}

static void
it_may_be_left_in_the_middle(void **state)
{
	(void)state;
	for (size_t most = 0; most < 40; most++) {
		struct side one = { 0 }, two = { .late_us = (long)(most % 3) * 100 };
		int said;

		assert_int_equal(read_all(&one, &two, 1000, most, &said), most);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_row_comes_once),
		cmocka_unit_test(the_second_reads_too),
		cmocka_unit_test(what_the_second_cannot_read_the_first_does),
		cmocka_unit_test(a_failure_of_both_is_told_behind_the_rows_before_it),
		cmocka_unit_test(a_gap_is_stepped_over),
		cmocka_unit_test(it_may_be_left_in_the_middle),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
