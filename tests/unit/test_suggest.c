/* base/suggest: the nearest known word. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include <cb/base/suggest.h>
#include <cb/base/utf8.h>
#include <cb/data/names.h>

#include "../random.h"

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

/* R1 to R3 as they are written, of words whose characters all have three bytes. */
static unsigned
plain_rank(struct cb_text word, struct cb_text candidate)
{
	unsigned n = word.len / 3, m = candidate.len / 3, limit = n / 3 + 1;
	unsigned distance = cb_utf8_distance(word, candidate, 99);

	if (n == 0 || m == 0)
		return 0;
	if (distance <= limit && distance < (n < m ? m : n))
		return distance + 1;
	if (m > n && n >= 2 && cb_text_find(candidate, word.p) >= 0)
		return limit + m - n + 1;
	return n > m && m >= 2 && cb_text_find(word, candidate.p) >= 0 ? limit + n - m + 1 : 0;
}

static struct cb_text
plain_nearest(struct cb_text word, char (*candidates)[32], size_t n)
{
	struct cb_text best = { 0 };
	unsigned lowest = 0;

	for (size_t i = 0; i < n; i++) {
		struct cb_text it = cb_text_of(candidates[i]);
		unsigned rank = cb_text_equal(it, word) ? 0 : plain_rank(word, it);

		if (rank == 0 || (lowest != 0 && rank > lowest) ||
		    (rank == lowest && cb_text_compare(it, best) >= 0))
			continue;
		best = it;
		lowest = rank;
	}
	return best;
}

/* Up to nine of eight characters, the bits of some of which are the same. */
static void
draw_word(uint64_t *seed, char out[32])
{
	static const char letters[] = "一乀丁乁七东万西";
	size_t n = next_random(seed) % 10;

	for (size_t i = 0; i < n; i++)
		memcpy(out + 3 * i, letters + 3 * (next_random(seed) % 8), 3);
	out[3 * n] = '\0';
}

static void
nearest_of_many_is_the_plain_one(void **state)
{
	uint64_t seed = 11;
	size_t n_found = 0;

	(void)state;
	for (int round = 0; round < 300; round++) {
		char words[40][32];
		size_t n = 1 + next_random(&seed) % 30;
		struct cb_neighbours all = { 0 };

		for (size_t i = 0; i < 40; i++)
			draw_word(&seed, words[i]);
		for (uint32_t i = 0; i < n; i++)
			cb_neighbours_add(&all, cb_text_of(words[i]), i);
		for (size_t i = 0; i < 80; i++) { /* each twice, the second time as it was found */
			struct cb_text word = cb_text_of(words[i % 40]), plain = plain_nearest(word, words, n);
			const struct cb_neighbour *it = cb_neighbours_nearest(&all, word);

			n_found += it != NULL;
			if (it == NULL ? plain.len > 0 : !cb_text_is(it->text, plain.p != NULL ? plain.p : "") || !cb_text_is(it->text, words[it->id]))
				fail_msg("round %d, %s: not %s", round, word.p, plain.p != NULL ? plain.p : "none");
		}
		cb_neighbours_release(&all);
	}
	assert_in_range(n_found, 5000, 20000); /* of 24,000 */
}

static void
near_name_is(struct cb_names *names, unsigned flags, const char *word, const char *expected)
{
	uint32_t id = cb_names_nearest(names, CB_NAME_PARTY, flags, cb_text_of(word));

	if (!cb_text_is(cb_names_get(names, id)->text, expected))
		fail_msg("%s: not %s but %s", word, expected, cb_names_get(names, id)->text.p);
}

/* What was found is not held on to when another name is registered, renamed, or only read. */
static void
nearest_name_is_of_today(void **state)
{
	struct cb_names *names = cb_names_new();

	(void)state;
	near_name_is(names, CB_NAME_IS_COMMUNITY, "西衔社区", "");
	near_name_is(names, 0, "西衔社区", "");
	cb_names_id(names, CB_NAME_PARTY, CB_LIT("西街社区"));
	near_name_is(names, CB_NAME_IS_COMMUNITY, "西衔社区", "");
	near_name_is(names, 0, "西衔社区", "西街社区");
	cb_names_register(names, CB_NAME_PARTY, CB_NAME_IS_COMMUNITY, CB_LIT("西街社区"));
	near_name_is(names, CB_NAME_IS_COMMUNITY, "西衔社区", "西街社区");
	near_name_is(names, CB_NAME_IS_UNIT, "西衔社区", "");
	near_name_is(names, CB_NAME_IS_COMMUNITY | CB_NAME_IS_UNIT, "西街", "");
	cb_names_register(names, CB_NAME_PARTY, CB_NAME_IS_COMMUNITY, CB_LIT("东衔社区"));
	near_name_is(names, CB_NAME_IS_COMMUNITY, "西衔社区", "东衔社区");
	assert_true(cb_names_rename(names, CB_NAME_PARTY, CB_LIT("东衔社区"), CB_LIT("南塘社区")));
	near_name_is(names, CB_NAME_IS_COMMUNITY, "西衔社区", "西街社区");
	near_name_is(names, CB_NAME_IS_COMMUNITY, "南唐社区", "南塘社区");
	cb_names_free(names);
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
		cmocka_unit_test(nearest_of_many_is_the_plain_one),
		cmocka_unit_test(nearest_name_is_of_today),
		cmocka_unit_test(clauses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
