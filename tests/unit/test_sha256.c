/* base/sha256: known answers (FIPS 180-4 examples), and sums computed with Python's hashlib. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include <cb/base/sha256.h>

#define COUNT(a) (sizeof(a) / sizeof(*(a)))
#define NOTHING "0000000000000000000000000000000000000000000000000000000000000000"

static void
sha_in_pieces(const char *unit, int times, size_t piece, char hex[65])
{
	struct cb_sha256 sha;
	uint8_t digest[32];

	cb_sha256_init(&sha);
	for (int i = 0; i < times; i++)
		for (size_t at = 0, n = strlen(unit); at < n; at += piece)
			cb_sha256_add(&sha, unit + at, n - at < piece ? n - at : piece);
	cb_sha256_finish(&sha, digest);
	cb_sha256_hex(digest, hex);
}

static void
known_answers(void **state)
{
	static const struct {
		const char *what, *unit;
		int times;
		const char *hex;
	} rows[] = {
		{ "nothing", "", 0,
		  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
		{ "one block", "abc", 1,
		  "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
		{ "two blocks", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
		  "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
		{ "a million times a", "aaaaaaaaaa", 100000,
		  "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0" },
	};
	char hex[65];

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		for (size_t piece = 1; piece <= 64; piece += 9) {
			sha_in_pieces(rows[i].unit, rows[i].times, piece, hex);
			if (strcmp(hex, rows[i].hex) != 0)
				fail_msg("%s, pieces of %zu: %s", rows[i].what, piece, hex);
		}
}

static const char *const set[] = {
	"",
	"2026-07,西峡,90\n",
	"a",
	"a",
	("bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
	 "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"),
};

static void
multihash_of(const int *order, int n, char hex[65])
{
	struct cb_multihash hash = { 0 };

	for (int i = 0; i < n; i++)
		cb_multihash_add(&hash, set[order[i]], strlen(set[order[i]]));
	cb_multihash_finish(&hash, hex);
}

static void
sum_of_rows_in_any_order(void **state)
{
	static const int orders[][5] = {
		{ 0, 1, 2, 3, 4 },
		{ 4, 3, 2, 1, 0 },
		{ 2, 0, 4, 3, 1 },
		{ 3, 4, 0, 1, 2 },
	};
	char hex[65];

	(void)state;
	for (size_t i = 0; i < COUNT(orders); i++) {
		multihash_of(orders[i], 5, hex);
		assert_string_equal(
			hex, "510807a75aa1d9251032bf95f24a3eb862e9025ffe7752987821aaf01fa3ab4d");
	}
}

static void
sum_tells_how_often_a_row_stands(void **state)
{
	static const int once[] = { 2, 4 }, twice[] = { 2, 2, 4 }, other[] = { 2, 4, 4 };
	char a[65], b[65], c[65];

	(void)state;
	multihash_of(once, 2, a);
	multihash_of(twice, 3, b);
	multihash_of(other, 3, c);
	assert_string_not_equal(a, b);
	assert_string_not_equal(b, c);
}

static void
placed_sum_tells_where_a_row_stands(void **state)
{
	static const uint64_t places[][2] = { { 1, 2 }, { 2, 1 }, { 1, 3 }, { 0, 0 } };
	char at[COUNT(places)][65], plain[65], want[65];

	(void)state;
	multihash_of((const int[]){ 1, 4 }, 2, want);
	for (size_t i = 0; i < COUNT(places); i++) {
		struct cb_multihash placed = { 0 }, sum = { 0 };

		cb_multihash_add_at(&placed, &sum, set[4], strlen(set[4]), places[i][1]);
		cb_multihash_add_at(&placed, &sum, set[1], strlen(set[1]), places[i][0]);
		cb_multihash_finish(&placed, at[i]);
		cb_multihash_finish(&sum, plain);
		assert_string_equal(plain, want);
		for (size_t other = 0; other < i; other++)
			assert_string_not_equal(at[i], at[other]);
	}
	assert_string_equal(at[3], want); /* at place 0 once */
}

static void
none_is_zero_and_one_is_its_sha256(void **state)
{
	static const int row = 1;
	char hex[65], sha[65];

	(void)state;
	multihash_of(NULL, 0, hex);
	assert_string_equal(hex, NOTHING);
	multihash_of(&row, 1, hex);
	sha_in_pieces(set[row], 1, 64, sha);
	assert_string_equal(hex, sha);
}

/* x + (2^256 - x) = 0: each word becomes full, and then 0 by the carry of the one below. */
static void
carries_run_through(void **state)
{
	struct cb_multihash hash = { 0 };
	char hex[65];

	(void)state;
	cb_multihash_add(&hash, "a", 1);
	for (int i = 0; i < 4; i++)
		hash.sum[i] = ~hash.sum[i] + (i == 0);
	cb_multihash_add(&hash, "a", 1);
	cb_multihash_finish(&hash, hex);
	assert_string_equal(hex, NOTHING);
}

static void
full_words_overflow(void **state)
{
	static const int row = 2;
	struct cb_multihash hash = { { UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX } };
	struct cb_multihash expected = { 0 };

	(void)state;
	cb_multihash_add(&hash, set[row], 1);
	cb_multihash_add(&expected, set[row], 1);
	expected.sum[0]--; /* -1 + x; the word is not 0 */
	assert_memory_equal(hash.sum, expected.sum, sizeof(hash.sum));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_answers),
		cmocka_unit_test(sum_of_rows_in_any_order),
		cmocka_unit_test(sum_tells_how_often_a_row_stands),
		cmocka_unit_test(placed_sum_tells_where_a_row_stands),
		cmocka_unit_test(none_is_zero_and_one_is_its_sha256),
		cmocka_unit_test(carries_run_through),
		cmocka_unit_test(full_words_overflow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
