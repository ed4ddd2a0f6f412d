/* rule/award: what the places bring. Scores in hundredths; money in yuan. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include <cb/rule/award.h>

#include "rule_rows.h"

static const char *const month_rules[] = {
	"prize-1,rank.prize,month,,1,1,20000,流动红旗",
	"prize-2,rank.prize,month,,2,2,15000,流动红旗",
	"prize-3,rank.prize,month,,3,3,10000,流动红旗",
	"last-3,rank.bottom,month,,1,3,,黄牌警告",
	"unit-1,rank.prize,units-year,,1,1,100000,一等奖",
	"unit-2,rank.prize,units-year,,2,3,80000,二等奖",
	"unit-3,rank.prize,units-year,,4,6,60000,三等奖",
	"base,rank.reach,month,,80,,5000,基础奖",
	"fine,rank.reach,month,,90,,8000,基础奖",
	"five,rank.stars,五星,,,,5,五星级党组织",
	"ten,rank.title,十佳,,1,3,,十佳社区",
	"best,rank.title,条件,,1,2,3,十佳社区",
	"pot,rank.prize,odd,,1,1,100,甲",
	"pot2,rank.prize,odd,,2,2,0.01,乙",
};

enum { MAX = 16 };

struct world {
	struct cb_rules *rules;
	struct cb_rank_entry entries[MAX];
	struct cb_award awards[MAX];
	char names[MAX][8];
	size_t n;
	enum cb_status status;
};

static int
open_world(void **state)
{
	static struct world world; /* of this program only: cmocka hands it from setup to test */

	world.rules = good_rules(month_rules, COUNT(month_rules));
	*state = &world;
	return world.rules != NULL ? 0 : -1;
}

static int
close_world(void **state)
{
	struct world *w = *state;

	cb_rules_free(w->rules);
	return 0;
}

/* Entrants A, B, C … with these scores, ended by -1. */
static void
award(struct world *w, const char *scope, enum cb_tie tie, enum cb_overlap overlap, const int *scores)
{
	struct cb_award_policy policy = { w->rules, scope, 0, tie, overlap, NULL };

	for (w->n = 0; w->n < MAX && scores[w->n] != -1; w->n++) {
		snprintf(w->names[w->n], sizeof(w->names[0]), "%c", (char)('A' + w->n));
		w->entries[w->n] = (struct cb_rank_entry){ .value = scores[w->n] * INT64_C(10000),
			                                   .name = cb_text_of(w->names[w->n]) };
	}
	cb_rank(w->entries, w->n, (struct cb_rank_how){ tie, false, 0 });
	w->status = cb_award(&policy, w->entries, w->n, w->awards);
}

static void
summary(const struct world *w, char *out, size_t size)
{
	size_t used = 0;

	out[0] = '\0';
	for (size_t i = 0; i < w->n && used < size; i++) {
		const struct cb_award *a = &w->awards[i];

		if (a->prize != NULL || a->bottom != NULL || a->overlap)
			used += (size_t)snprintf(out + used, size - used, "%.*s%s%s%s ", CB_TEXT_ARG(w->entries[i].name),
			                         a->prize != NULL ? a->prize->id : "", a->bottom != NULL ? a->bottom->id : "",
			                         a->overlap ? "!" : "");
	}
}

static int64_t
pot(const struct world *w)
{
	int64_t sum = 0;

	for (size_t i = 0; i < w->n; i++)
		sum += w->awards[i].prize_fen;
	return sum;
}

static void
prizes(void **state)
{
	static const struct {
		const char *what, *scope;
		enum cb_tie tie;
		enum cb_overlap overlap;
		int scores[MAX];
		const char *out;
		int64_t pot_fen;
		enum cb_status status;
	} rows[] = {
		{ "14 communities in July: 45000 in all", "month", CB_TIE_1224, CB_OVERLAP_TOP, { 9550, 9400, 9320, 9200, 9110, 9040, 8990, 8800, 8750, 8600, 8500, 8000, 7850, 7000, -1 }, "Aprize-1 Bprize-2 Cprize-3 Llast-3 Mlast-3 Nlast-3 ", 4500000, CB_OK },
		{ "R1 two third: both get 10000, 55000 in all", "month", CB_TIE_1224, CB_OVERLAP_TOP, { 95, 94, 93, 93, 91, 90, 80, 70, -1 }, "Aprize-1 Bprize-2 Cprize-3 Dprize-3 Flast-3 Glast-3 Hlast-3 ", 5500000, CB_OK },
		{ "R1 two first: no second", "month", CB_TIE_1224, CB_OVERLAP_TOP, { 95, 95, 93, 92, 91, 90, 80, -1 }, "Aprize-1 Bprize-1 Cprize-3 Elast-3 Flast-3 Glast-3 ", 5000000, CB_OK },
		{ "R1 dense: a second all the same", "month", CB_TIE_DENSE, CB_OVERLAP_TOP, { 95, 95, 93, 92, 91, 90, 80, -1 }, "Aprize-1 Bprize-1 Cprize-2 Dprize-3 Elast-3 Flast-3 Glast-3 ", 6500000, CB_OK },
		{ "R2 split: the pot stays", "month", CB_TIE_SPLIT, CB_OVERLAP_TOP, { 95, 94, 93, 93, 91, 90, 80, -1 }, "Aprize-1 Bprize-2 Cprize-3 Dprize-3 Elast-3 Flast-3 Glast-3 ", 4500000, CB_OK },
		{ "R2 split: spare fen lose nothing", "odd", CB_TIE_SPLIT, CB_OVERLAP_TOP, { 9, 9, 9, 1, -1 }, "Apot Bpot Cpot ", 10001, CB_OK },
		{ "R3 all who are last share the card", "month", CB_TIE_1224, CB_OVERLAP_TOP, { 95, 94, 93, 92, 91, 90, 70, 70, 70, 70, -1 }, "Aprize-1 Bprize-2 Cprize-3 Glast-3 Hlast-3 Ilast-3 Jlast-3 ", 4500000, CB_OK },
		{ "R4 five communities, the prize wins", "month", CB_TIE_1224, CB_OVERLAP_TOP, { 9, 8, 7, 6, 5, -1 }, "Aprize-1 Bprize-2 Cprize-3! Dlast-3 Elast-3 ", 4500000, CB_OK },
		{ "R4 the warning wins", "month", CB_TIE_1224, CB_OVERLAP_BOTTOM, { 9, 8, 7, 6, 5, -1 }, "Aprize-1 Bprize-2 Clast-3! Dlast-3 Elast-3 ", 3500000, CB_OK },
		{ "R4 both", "month", CB_TIE_1224, CB_OVERLAP_BOTH, { 9, 8, 7, 6, 5, -1 }, "Aprize-1 Bprize-2 Cprize-3last-3! Dlast-3 Elast-3 ", 4500000, CB_OK },
		{ "R4 refuse", "month", CB_TIE_1224, CB_OVERLAP_REFUSE, { 9, 8, 7, 6, 5, -1 }, "C! ", 0, CB_FOUND },
		{ "R4 refuse, and no overlap", "month", CB_TIE_1224, CB_OVERLAP_REFUSE, { 9, 8, 7, 6, 5, 4, -1 }, "Aprize-1 Bprize-2 Cprize-3 Dlast-3 Elast-3 Flast-3 ", 4500000, CB_OK },
		{ "six units at the year's end: 440000", "units-year", CB_TIE_1224, CB_OVERLAP_TOP, { 9, 8, 7, 6, 5, 4, 3, -1 }, "Aunit-1 Bunit-2 Cunit-2 Dunit-3 Eunit-3 Funit-3 ", 44000000, CB_OK },
		{ "a contest without rules", "other", CB_TIE_1224, CB_OVERLAP_TOP, { 9, 8, -1 }, "", 0, CB_OK },
		{ "one entrant", "month", CB_TIE_1224, CB_OVERLAP_TOP, { 9, -1 }, "Aprize-1! ", 2000000, CB_OK },
		{ "nobody", "month", CB_TIE_1224, CB_OVERLAP_TOP, { -1 }, "", 0, CB_OK },
	};
	struct world *w = *state;
	char out[256];

	for (size_t i = 0; i < COUNT(rows); i++) {
		award(w, rows[i].scope, rows[i].tie, rows[i].overlap, rows[i].scores);
		summary(w, out, sizeof(out));
		if (strcmp(out, rows[i].out) != 0 || pot(w) != rows[i].pot_fen || w->status != rows[i].status)
			fail_msg("%s: %s %lld", rows[i].what, out, (long long)pot(w));
	}
}

static void
shares(void **state)
{
	struct world *w = *state;

	/* two tied for third of 10000: 5000 each */
	award(w, "month", CB_TIE_SPLIT, CB_OVERLAP_TOP, (const int[]){ 95, 94, 93, 93, 91, 90, 80, -1 });
	assert_int_equal(w->awards[2].prize_fen, 500000);
	assert_int_equal(w->awards[3].prize_fen, 500000);
	/* 100.01 among three: the spare fen go to the first names */
	award(w, "odd", CB_TIE_SPLIT, CB_OVERLAP_TOP, (const int[]){ 9, 9, 9, -1 });
	assert_int_equal(w->awards[0].prize_fen, 3334);
	assert_int_equal(w->awards[1].prize_fen, 3334);
	assert_int_equal(w->awards[2].prize_fen, 3333);
}

static void
base_awards(void **state)
{
	struct world *w = *state;
	size_t reached = 0;

	award(w, "month", CB_TIE_1224, CB_OVERLAP_TOP,
	      (const int[]){ 9550, 9400, 9320, 9200, 9110, 9040, 8990, 8800, 8750, 8600, 8500, 8000, 7850, 7000, -1 });
	for (size_t i = 0; i < w->n; i++)
		reached += w->awards[i].base != NULL;
	assert_int_equal(reached, 12); /* 80.00 reaches 80 */
	assert_string_equal(w->awards[0].base->id, "fine");
	assert_int_equal(w->awards[0].base_fen, 800000);
	assert_string_equal(w->awards[11].base->id, "base");
	assert_int_equal(w->awards[11].base_fen, 500000);
	assert_null(w->awards[12].base);
	assert_int_equal(w->awards[12].base_fen, 0);
}

static void
absent_get_nothing(void **state)
{
	struct world *w = *state;
	struct cb_award_policy policy = { w->rules, "month", 0, CB_TIE_1224, CB_OVERLAP_TOP, NULL };

	w->entries[0] = (struct cb_rank_entry){ .name = cb_text_of("A"), .absent = true };
	w->entries[1] = (struct cb_rank_entry){ .name = cb_text_of("B"), .value = 0 };
	cb_rank(w->entries, 2, (struct cb_rank_how){ CB_TIE_1224, false, 0 });
	assert_int_equal(cb_award(&policy, w->entries, 2, w->awards), CB_OK);
	assert_non_null(w->awards[0].prize);
	assert_null(w->awards[1].prize);
	assert_null(w->awards[1].bottom);
	assert_null(w->awards[1].base);
}

static void
titles(void **state)
{
	static const struct {
		const char *what;
		int scores[MAX];
		size_t titled, over;
	} rows[] = {
		{ "R5 fewer than the quota", { 9, 8, -1 }, 2, 0 },
		{ "R5 the quota", { 9, 8, 7, 6, -1 }, 3, 0 },
		{ "R5 a tie at the edge", { 9, 8, 7, 7, 6, -1 }, 4, 2 },
		{ "R5 a tie within", { 9, 8, 8, 7, -1 }, 3, 0 },
	};
	struct world *w = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		size_t titled = 0, over = 0;

		award(w, "十佳", CB_TIE_1224, CB_OVERLAP_TOP, rows[i].scores);
		for (size_t k = 0; k < w->n; k++) {
			titled += w->awards[k].title != NULL;
			over += w->awards[k].over_quota;
		}
		if (titled != rows[i].titled || over != rows[i].over)
			fail_msg("%s: %zu, %zu over", rows[i].what, titled, over);
	}
}

/* R5: places count among those who have reached three in full: D and F are the first two of them, E has two. */
static void
titles_with_a_condition(void **state)
{
	static const uint32_t reached[] = { 2, 0, 2, 3, 2, 3, 4, 4 };
	static const char wanted[] = "...D.F..", tied[] = "...D.FG.";
	struct world *w = *state;
	struct cb_award_policy policy = { w->rules, "条件", 0, CB_TIE_1224, CB_OVERLAP_TOP, reached };

	award(w, "条件", CB_TIE_1224, CB_OVERLAP_TOP, (const int[]){ 9, 8, 7, 6, 5, 4, 3, 2, -1 });
	for (size_t k = 0; k < w->n; k++)
		assert_null(w->awards[k].title);
	for (int tie = 0; tie < 2; tie++) {
		w->entries[6].value = w->entries[5].value - (tie ? 0 : 1);
		for (size_t k = 0; k < w->n; k++)
			w->entries[k].id = k;
		cb_rank(w->entries, w->n, (struct cb_rank_how){ CB_TIE_1224, false, 0 });
		cb_award(&policy, w->entries, w->n, w->awards);
		for (size_t k = 0; k < w->n; k++) {
			assert_int_equal(w->awards[k].title != NULL, (tie ? tied : wanted)[k] != '.');
			assert_int_equal(w->awards[k].over_quota, tie && (k == 5 || k == 6));
		}
	}
}

static void
stars(void **state)
{
	struct world *w = *state;
	struct cb_award_policy policy = { w->rules, "五星", 0, CB_TIE_1224, CB_OVERLAP_TOP, NULL };

	assert_null(cb_award_stars(&policy, 4));
	assert_string_equal(cb_award_stars(&policy, 5)->measure, "五星级党组织");
	policy.scope = "month";
	assert_null(cb_award_stars(&policy, 5));
}

static void
needs(void **state)
{
	static const struct {
		const char *what;
		uint64_t n;
		int64_t target;
		uint64_t need;
	} rows[] = {
		{ "70% of 14", 14, 700000, 10 },
		{ "75% of 14", 14, 750000, 11 },
		{ "80% of 14", 14, 800000, 12 },
		{ "50% of 14: exact", 14, 500000, 7 },
		{ "of none", 0, 700000, 0 },
		{ "0%", 14, 0, 0 },
		{ "100%", 14, 1000000, 14 },
		{ "70% of 46", 46, 700000, 33 },
		{ "of very many", UINT64_C(10000000000001), 700000, UINT64_C(7000000000001) },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (cb_award_need(rows[i].n, rows[i].target) != rows[i].need)
			fail_msg("%s: %llu", rows[i].what, (unsigned long long)cb_award_need(rows[i].n, rows[i].target));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(prizes),
		cmocka_unit_test(shares),
		cmocka_unit_test(base_awards),
		cmocka_unit_test(absent_get_nothing),
		cmocka_unit_test(titles),
		cmocka_unit_test(titles_with_a_condition),
		cmocka_unit_test(stars),
		cmocka_unit_test(needs),
	};

	return cmocka_run_group_tests(tests, open_world, close_world);
}
