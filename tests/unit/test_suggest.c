/* base/suggest: the nearest known word. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include <cb/base/suggest.h>

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

static void
nearest_words(void **state)
{
	static const struct {
		const char *what, *word, *candidates[4], *best;
	} rows[] = {
		{ "R1 one letter off", "scroe", { "period", "score", "note" }, "score" },
		{ "R1 one character off", "西侠社区", { "东河社区", "西峡社区" }, "西峡社区" },
		{ "R1 two of two characters are too many", "张三", { "李四" }, "" },
		{ "R1 one of two characters", "张三", { "李四", "张二" }, "张二" },
		{ "R1 a single character must be the same", "月", { "日" }, "" },
		{ "R1 the nearer wins", "commnity", { "comity", "community" }, "community" },
		{ "R1 nothing is near", "abcdef", { "uvwxyz", "社区" }, "" },
		{ "R2 the word is part of it",
		  "西峡",
		  { "东河社区", "西峡街道西峡社区" },
		  "西峡街道西峡社区" },
		{ "R2 it is part of the word",
		  "二〇二六年七月环境卫生得分",
		  { "环境卫生" },
		  "环境卫生" },
		{ "R2 the less is left over the nearer",
		  "环境卫生",
		  { "环境卫生检查得分表", "环境卫生检查得分" },
		  "环境卫生检查得分" },
		{ "R2 one character is not enough", "西", { "西峡社区" }, "" },
		{ "R2 goes after R1", "环境卫生", { "环境卫生检查得分", "环境卫主" }, "环境卫主" },
		{ "R3 the first in byte order", "note", { "nove", "node", "nose" }, "node" },
		{ "R3 in any order", "note", { "node", "nose", "nove" }, "node" },
		{ "an empty word", "", { "a", "社区" }, "" },
		{ "an empty candidate", "ab", { "" }, "" },
		{ "the word itself", "score", { "scores", "score" }, "score" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct cb_nearest near = { 0 };

		for (int k = 0; k < 4 && rows[i].candidates[k] != NULL; k++)
			cb_nearest_try(&near, cb_text_of(rows[i].word),
			               cb_text_of(rows[i].candidates[k]));
		if (!cb_text_is(near.text, rows[i].best))
			fail_msg("%s: %.*s", rows[i].what, CB_TEXT_ARG(near.text));
	}
}

static void
clauses(void **state)
{
	struct cb_str out = { 0 };

	(void)state;
	cb_suggest(CB_ZH, CB_LIT(""), &out);
	assert_string_equal(cb_str_c(&out), "");
	cb_suggest(CB_ZH, CB_LIT("西峡社区"), &out);
	cb_suggest(CB_EN, CB_LIT("score"), &out);
	assert_string_equal(cb_str_c(&out), ";是不是“西峡社区”?; did you mean “score”?");
	cb_str_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nearest_words),
		cmocka_unit_test(clauses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
