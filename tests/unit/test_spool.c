#include <cb/data/spool.h>

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { BYTES = 700 * 1000 }; /* more than memory takes, and no multiple of a block */

static char
byte_at(size_t i)
{
	return (char)(i * 31 % 251);
}

/* Pieces of every length, the same as one array of bytes that is written likewise. */
static void
test_bytes(void **state)
{
	char *want = malloc(BYTES), piece[1000], *got = malloc(BYTES);
	struct cb_spool spool = { 0 };
	size_t n = 0;

	(void)state;
	for (size_t len = 1; n < BYTES; len = len % sizeof(piece) + 1) {
		len = BYTES - n < len ? BYTES - n : len;
		for (size_t i = 0; i < len; i++)
			piece[i] = want[n + i] = byte_at(n + i);
		cb_spool_add(&spool, (struct cb_text){ piece, (uint32_t)len });
		n += len;
		assert_int_equal(cb_spool_size(&spool), n);
	}
	assert_true(spool.has_file);
	assert_true(spool.in_file > 0 && spool.in_file < BYTES);
	n = 0;
	for (size_t done; (done = cb_spool_read(&spool, n, got + n, 4093)) > 0;)
		n += done;
	assert_int_equal(n, BYTES);
	assert_memory_equal(want, got, BYTES);
	cb_spool_release(&spool);
	free(want);
	free(got);
}

/* Over what is in the file, in memory, over the seam of both, and beyond the end. */
static void
test_over(void **state)
{
	static const struct {
		int from_seam, len;
	} rows[] = { { -90000, 10 }, { 10, 10 }, { -5, 10 }, { -1, 1 }, { 0, 1 } };
	static const char mark[] = "##########";
	char *zeros = calloc(1, BYTES), back[10];
	struct cb_spool spool = { 0 };

	(void)state;
	cb_spool_add(&spool, (struct cb_text){ zeros, BYTES / 2 });
	cb_spool_add(&spool, (struct cb_text){ zeros, 1000 });
	assert_true(spool.in_file == BYTES / 2);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		uint64_t at = spool.in_file + (uint64_t)(int64_t)rows[i].from_seam;

		cb_spool_write(&spool, at, mark, (size_t)rows[i].len);
		for (int n = 0; n < rows[i].len; n++) {
			assert_int_equal(cb_spool_read(&spool, at + (uint64_t)n, back, 1), 1);
			assert_int_equal(*back, '#');
		}
		assert_int_equal(cb_spool_size(&spool), BYTES / 2 + 1000);
	}
	cb_spool_write(&spool, cb_spool_size(&spool) - 3, mark, 10);
	assert_int_equal(cb_spool_size(&spool), BYTES / 2 + 1007);
	assert_int_equal(cb_spool_read(&spool, cb_spool_size(&spool), back, 10), 0);
	assert_int_equal(spool.error, 0);
	cb_spool_release(&spool);
	free(zeros);
}

static void
test_error(void **state)
{
	char *zeros = calloc(1, BYTES), back[10];
	struct cb_spool spool = { 0 };

	(void)state;
	setenv("TMPDIR", "/no/such/folder", 1);
	cb_spool_add(&spool, (struct cb_text){ zeros, BYTES });
	assert_int_equal(spool.error, ENOENT);
	assert_int_equal(cb_spool_read(&spool, 0, back, sizeof(back)), 0);
	cb_spool_add(&spool, CB_LIT("more"));
	assert_int_equal(spool.error, ENOENT);
	cb_spool_release(&spool);
	assert_int_equal(cb_spool_size(&spool), 0);
	unsetenv("TMPDIR");
	free(zeros);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bytes),
		cmocka_unit_test(test_over),
		cmocka_unit_test(test_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
