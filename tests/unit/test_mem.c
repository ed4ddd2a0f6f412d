/* base/mem: alignment, zeroes, reuse of arenas, and the one exit of libcore. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cb/base/mem.h>

static void
grown_arrays_keep_and_zero(void **state)
{
	size_t cap = 0;
	int *p = NULL;

	(void)state;
	for (size_t n = 1; n < 600000; n++) {
		p = cb_grow(p, &cap, n, sizeof(*p));
		assert_true(cap >= n);
		assert_int_equal(p[cap - 1], 0);
		p[n - 1] = (int)n;
	}
	for (size_t n = 1; n < 600000; n++)
		assert_int_equal(p[n - 1], (int)n);
	free(p);
}

static void
what_is_added_to_a_list_stands_at_its_end(void **state)
{
	size_t n = 0, cap = 0;
	int *list = NULL;

	(void)state;
	for (int i = 0; i < 1000; i++) {
		int *added = cb_push(list, n, cap);

		assert_int_equal(n, i + 1);
		assert_ptr_equal(added, &list[i]);
		*added = i;
	}
	for (int i = 0; i < 1000; i++)
		assert_int_equal(list[i], i);
	free(list);
}

static void
a_copied_text_keeps_its_bytes(void **state)
{
	struct cb_arena arena = { 0 };
	struct cb_text raw = { "西\0峡", 7 }, copy = cb_arena_text(&arena, raw);

	(void)state;
	assert_ptr_not_equal(copy.p, raw.p);
	assert_true(cb_text_equal(copy, raw));
	assert_int_equal(copy.p[7], 0);
	cb_arena_release(&arena);
}

static void
arena_gives_aligned_zeroes_and_packed_copies(void **state)
{
	static const size_t sizes[] = { 1, 0, 3, 17, 4096, 5000, 1, 1 << 20, 2, 100000, 7 };
	struct cb_arena arena = { 0 };
	char *copies[1000];

	(void)state;
	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
			unsigned char *p = cb_arena_alloc(&arena, sizes[i]);

			assert_int_equal((uintptr_t)p % alignof(max_align_t), 0);
			for (size_t k = 0; k < sizes[i]; k++)
				assert_int_equal(p[k], 0);
			memset(p, 0xAA, sizes[i]);
		}
		for (int i = 0; i < 1000; i++)
			copies[i] = cb_arena_copy(&arena, "西峡社区三创办", (size_t)i % 22);
		for (int i = 0; i < 1000; i++) {
			assert_memory_equal(copies[i], "西峡社区三创办", (size_t)i % 22);
			assert_int_equal(copies[i][i % 22], 0);
		}
		cb_arena_reset(&arena);
	}
	cb_arena_release(&arena);
	assert_null(arena.blocks);
	cb_arena_release(&arena);
}

static void
too_much_memory_exits_with_4(void **state)
{
	int status;
	pid_t child = fork();

	(void)state;
	assert_true(child >= 0);
	if (child == 0) {
		size_t cap = 0;

		close(STDERR_FILENO);
		cb_grow(NULL, &cap, SIZE_MAX / 8, 16);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 4);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(grown_arrays_keep_and_zero),
		cmocka_unit_test(what_is_added_to_a_list_stands_at_its_end),
		cmocka_unit_test(a_copied_text_keeps_its_bytes),
		cmocka_unit_test(arena_gives_aligned_zeroes_and_packed_copies),
		cmocka_unit_test(too_much_memory_exits_with_4),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
