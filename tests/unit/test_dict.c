/* base/dict: against a plain array, and a hash that never changes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include <cb/base/dict.h>

enum { KEYS = 20000 };

static struct cb_text
name_key(char buffer[32], int i)
{
	int n = snprintf(buffer, 32, "%s%d", i % 2 ? "社区" : "", i);

	return (struct cb_text){ buffer, (uint32_t)n };
}

static void
gives_back_what_was_put(void **state)
{
	struct cb_dict dict = { 0 };
	char buffer[32];

	(void)state;
	for (int i = 0; i < KEYS; i++) {
		assert_int_equal(cb_dict_get(&dict, name_key(buffer, i)), 0);
		cb_dict_put(&dict, name_key(buffer, i), (uint32_t)i + 1);
		memset(buffer, '#', sizeof(buffer)); /* the key was copied */
	}
	for (int i = 0; i < KEYS; i += 3)
		cb_dict_put(&dict, name_key(buffer, i), (uint32_t)i + 1000000);
	assert_int_equal(dict.n, KEYS);
	for (int i = 0; i < KEYS; i++)
		assert_int_equal(cb_dict_get(&dict, name_key(buffer, i)),
		                 i % 3 ? i + 1 : i + 1000000);
	assert_int_equal(cb_dict_get(&dict, name_key(buffer, KEYS)), 0);
	cb_dict_release(&dict);
	cb_dict_release(&dict);
	assert_int_equal(cb_dict_get(&dict, name_key(buffer, 1)), 0);
}

/* What is known keeps its number; what is new is given the next. */
static void
numbers_what_is_new(void **state)
{
	struct cb_dict dict = { 0 };
	char buffer[32];

	(void)state;
	for (int i = 0; i < KEYS; i++) {
		int is_new = i % 3 != 2, key = is_new ? i : i - 1;
		uint32_t next = (uint32_t)dict.n + 1;

		if (i % 2 == 0)
			assert_int_equal(cb_dict_add(&dict, name_key(buffer, key), next), is_new);
		else
			assert_int_equal(cb_dict_number(&dict, name_key(buffer, key), next), is_new ? next : next - 1);
		assert_int_equal(cb_dict_get(&dict, name_key(buffer, key)), dict.n);
	}
	cb_dict_release(&dict);
}

static void
keys_are_bytes_of_any_length(void **state)
{
	static const char zeros[40] = { 0 };
	struct cb_dict dict = { 0 };

	(void)state;
	for (uint32_t n = 0; n <= sizeof(zeros); n++)
		cb_dict_put(&dict, (struct cb_text){ n ? zeros : NULL, n }, n + 1);
	for (uint32_t n = 0; n <= sizeof(zeros); n++)
		assert_int_equal(cb_dict_get(&dict, (struct cb_text){ n ? zeros : NULL, n }),
		                 n + 1);
	cb_dict_release(&dict);
}

static void
every_byte_of_a_key_counts(void **state)
{
	char bytes[40];
	struct cb_dict dict = { 0 };

	(void)state;
	for (uint32_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (char)(i + 1);
	for (uint32_t n = 1; n <= sizeof(bytes); n++)
		cb_dict_put(&dict, (struct cb_text){ bytes, n }, n);
	for (uint32_t n = 1; n <= sizeof(bytes); n++)
		for (uint32_t i = 0; i < n; i++) {
			bytes[i] ^= 0x40;
			assert_int_equal(cb_dict_get(&dict, (struct cb_text){ bytes, n }), 0);
			bytes[i] ^= 0x40;
			assert_int_equal(cb_dict_get(&dict, (struct cb_text){ bytes, n }), n);
		}
	cb_dict_release(&dict);
}

/* Not an oracle but an anchor: files and databases may one day keep these. */
static void
the_hash_is_the_same_everywhere(void **state)
{
	(void)state;
	assert_true(cb_hash("", 0, 0) == UINT64_C(0xD79B09574BB4ECA3));
	assert_true(cb_hash("西峡社区", 12, 0) == UINT64_C(0x7332382A37A3F1FD));
	assert_true(cb_hash("西峡社区", 12, 1) == UINT64_C(0x5C50B072597D3602));
}

/* Numbered names must spread over the low bits, which pick the entry. */
static void
the_hash_spreads(void **state)
{
	unsigned filled[256] = { 0 };
	char buffer[32];

	(void)state;
	for (int i = 0; i < 25600; i++) {
		struct cb_text key = name_key(buffer, i);

		filled[cb_hash(key.p, key.len, 0) & 255]++;
	}
	for (int i = 0; i < 256; i++) /* mean 100, deviation 10 */
		assert_in_range(filled[i], 50, 150);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_back_what_was_put),
		cmocka_unit_test(numbers_what_is_new),
		cmocka_unit_test(keys_are_bytes_of_any_length),
		cmocka_unit_test(every_byte_of_a_key_counts),
		cmocka_unit_test(the_hash_is_the_same_everywhere),
		cmocka_unit_test(the_hash_spreads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
