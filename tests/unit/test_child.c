/* data/book, the child that reads what is not to be trusted: what it sends arrives, and what happens to it is a
 * finding of the parent, never the parent's end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>

#include "../../libcore/data/book/child.h"
#include "book_rows.h"

/* --- what children do --------------------------------------------------------------------- */

static void
say(void *arg, struct child_out *out)
{
	struct cb_str text = { 0 };

	for (uint32_t i = 1; i <= *(const uint32_t *)arg; i++) {
		cb_str_addf(&text, "%u ", (unsigned)i);
		cb_child_send(out, (struct child_message){ i, { i, 2 * i, 3 * i, 4 * i }, cb_str_text(&text) });
	}
	cb_str_release(&text);
}

static void
say_and_crash(void *arg, struct child_out *out)
{
	say(arg, out);
	raise(SIGSEGV);
}

static void
go_on_for_ever(void *arg, struct child_out *out)
{
	(void)arg, (void)out;
	for (volatile unsigned i = 0;; i++)
		;
}

static void
take_all_memory(void *arg, struct child_out *out)
{
	(void)arg, (void)out;
	for (;;)
		memset(cb_alloc(1 << 20, 1), 1, 1 << 20);
}

static void
print(void *arg, struct child_out *out)
{
	(void)arg, (void)out;
	printf("this is not to be seen\n");
	fflush(stdout);
}

/* Lengths that cannot be, as what has crashed may write them. */
static void
say_nonsense(void *arg, struct child_out *out)
{
	static char text[3 << 20];

	(void)arg;
	cb_child_send(out, (struct child_message){ 1, { 0 }, { text, sizeof(text) } });
}

/* --- what is seen of them ----------------------------------------------------------------- */

/* Takes all messages; returns how many came as they were sent. */
static uint32_t
listen(struct child *child)
{
	struct child_message message;
	uint32_t n = 0;

	while (cb_child_next(child, &message) > 0) {
		n++;
		assert_int_equal(message.what, n);
		assert_int_equal(message.n[3], 4 * n);
		assert_true(cb_text_ends(message.text, " "));
	}
	return n;
}

static const struct {
	const char *what, *finding;
	void (*work)(void *, struct child_out *);
	bool is_whole; /* all messages arrive */
} children[] = {
	{ "all is said", "", say, true },
	{ "a crash", " 140@0:0", say_and_crash, false },
	{ "time", " 141@0:0", go_on_for_ever, false },
	{ "memory", " 142@0:0", take_all_memory, false },
	{ "output", "", print, false },
	{ "lengths that cannot be", " 140@0:0", say_nonsense, false },
};

static void
test_children(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(children); i++) {
		struct cb_str found = { 0 };
		struct cb_diag diag = { .sink = note_finding, .sink_arg = &found };
		struct cb_book book = { .diag = &diag };
		uint32_t n = 1000;
		struct child child;

#ifdef __SANITIZE_ADDRESS__ /* has no limit on memory */
		if (children[i].work == take_all_memory)
			continue;
#endif
		assert_true(cb_child_start(&child, children[i].work, &n, (struct child_limits){ 1, 64 }));
		assert_int_equal(listen(&child) == n, children[i].is_whole);
		assert_int_equal(cb_child_end(&child, &book) == CB_OK, *children[i].finding == '\0');
		assert_string_equal(cb_str_c(&found), children[i].finding);
		cb_diag_release(&diag);
		cb_str_release(&found);
	}
}

/* A parent that has heard enough does not wait for the rest. */
static void
test_left_early(void **state)
{
	struct cb_str found = { 0 };
	struct cb_diag diag = { .sink = note_finding, .sink_arg = &found };
	struct cb_book book = { .diag = &diag };
	uint32_t n = 5000; /* more than a pipe holds */
	struct child_message message;
	struct child child;

	(void)state;
	assert_true(cb_child_start(&child, say, &n, (struct child_limits){ 0 }));
	assert_int_equal(cb_child_next(&child, &message), 1);
	assert_int_not_equal(cb_child_end(&child, &book), CB_OK);
	assert_string_equal(cb_str_c(&found), " 140@0:0");
	cb_diag_release(&diag);
	cb_str_release(&found);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_children),
		cmocka_unit_test(test_left_early),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
