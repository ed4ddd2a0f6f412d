/* rule/forbidden: words that the fund must not be spent on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <cb/rule/forbidden.h>

#include "rule_rows.h"

static const char *const rules[] = {
	"a1,fund.allow,,福利院,,,是",
	"a2,fund.allow,,福利彩票,,,是",
	"a3,fund.allow,,院,,,是",
	"a4,fund.allow,,宣传品,,,否",
	"d1,fund.deny,,福利,,,禁止",
	"d2,fund.deny,,过节费,,,禁止",
	"d3,fund.deny,,招待,,,可破例",
	"d4,fund.deny,,烟酒,,,不禁止",
	"d5,fund.deny,东方,宣传品,,,禁止",
	"d6,fund.deny,,KTV,,,禁止,,,,2026-07-01",
	NULL,
};

static void
finds_words(void **state)
{
	static const struct {
		const char *what, *text, *scope;
		int32_t day;
		const char *rule; /* NULL = none */
	} rows[] = {
		{ "none", "宣传栏", "", 0, NULL },
		{ "nothing to look in", "", "", 0, NULL },
		{ "inside a text", "给职工的福利品", "", 0, "d1" },
		{ "R1 blanks", "福 　利", "", 0, "d1" },
		{ "R1 full width", "ＫＴＶ唱歌", "", 21000, "d6" },
		{ "R2 an allowed word", "慰问福利院老人", "", 0, NULL },
		{ "R2 the longer word first", "福利院", "", 0, NULL },
		{ "R2 what is left is looked at", "福利院福利", "", 0, "d1" },
		{ "R2 no word spans a gap", "福福利院利", "", 0, NULL },
		{ "R2 an allowed word that is off", "宣传品", "东方", 0, "d5" },
		{ "another community", "宣传品", "西峡", 0, NULL },
		{ "可破例 is a rule all the same", "招待费", "", 0, "d3" },
		{ "R3 one that is off", "烟酒", "", 0, NULL },
		{ "not yet in force", "KTV", "", 20000, NULL },
		{ "a text longer than a fold holds", "春节元宵清明端午中秋国庆元旦慰问困难群众和老党员以及社区志愿者和巡逻队员和楼栋长的物资采购以及过节费", "", 0, "d2" },
	};
	struct cb_rules *r = good_rules(rules, COUNT(rules));
	struct cb_forbidden forbidden = { .rules = r };

	(void)state;
	assert_non_null(r);
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct cb_rule *found = cb_forbidden_find(&forbidden, cb_text_of(rows[i].text), rows[i].scope,
		                                                rows[i].day);
		const char *id = found == NULL ? "-" : found->id;

		if (found != NULL && !cb_forbidden_is_in(&forbidden, cb_text_of(rows[i].text), rows[i].day))
			fail_msg("%s: no word is in it", rows[i].what);
		if (strcmp(id, rows[i].rule == NULL ? "-" : rows[i].rule) != 0)
			fail_msg("%s: %s", rows[i].what, id);
	}
	cb_forbidden_release(&forbidden);
	cb_rules_free(r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
