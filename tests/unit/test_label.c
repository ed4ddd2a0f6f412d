/* data/bind: labels taken apart. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <cb/data/label.h>

static void
a_label_is_a_name_and_words_beside_it(void **state)
{
	static const struct {
		const char *label, *name, *words; /* joined by | */
	} rows[] = {
		{ "金额", "金额", "" },
		{ "金额(万元)", "金额", "万元" },
		{ "金额（单位：万元）", "金额", "万元" },
		{ "金额 【 万元 】", "金额", "万元" },
		{ "金额[万元]", "金额", "万元" },
		{ "金额〔千元〕", "金额", "千元" },
		{ "金额(含税)(万元)", "金额", "万元|含税" },
		{ "金额(万元，含税)", "金额", "万元|含税" },
		{ "金额(人民币 万元)", "金额", "人民币 万元" },
		{ "金额/万元", "金额", "万元" },
		{ "金额、万元", "金额", "万元" },
		{ "金 额 万 元", "金额", "万 元" },
		{ "金额：万元", "金额", "万元" },
		{ "金额\n(元)*", "金额", "元" },
		{ "* 金额\n(元)", "金额", "元" },
		{ "产值/面积", "产值/面积", "" },
		{ "得 分", "得", "分" },
		{ "得分(满分20)", "得分", "满分20" },
		{ "得分（100分制）", "得分", "100分制" },
		{ "捐赠_金额(元)", "捐赠_金额", "元" },
		{ "金额_(元)", "金额", "元" },
		{ "(万元)", "(万元)", "" },
		{ "金额(元(人民币))", "金额", "元(人民币)" },
		{ "", "", "" },
		{ ")", ")", "" },
	};

	(void)state;
	for (size_t i = 0; i < CB_COUNT(rows); i++) {
		struct cb_label label = { 0 };
		struct cb_str name = { 0 }, words = { 0 }, want = { 0 };

		cb_label_name(cb_text_of(rows[i].label), &name);
		cb_label_form(cb_text_of(rows[i].name), &want);
		cb_label_split(&label, cb_text_of(rows[i].label));
		for (size_t w = 0; w < label.n; w++) {
			cb_str_adds(&words, w > 0 ? "|" : "");
			cb_str_addt(&words, label.words[w]);
		}
		if (!cb_text_equal(cb_str_text(&name), cb_str_text(&want)) ||
		    !cb_text_is(cb_str_text(&words), rows[i].words))
			fail_msg("“%s” is “%s” and “%s”", rows[i].label, cb_str_c(&name), cb_str_c(&words));
		cb_str_release(&name);
		cb_str_release(&words);
		cb_str_release(&want);
		cb_label_release(&label);
	}
}

static void
remarks_are_those_of_a_list(void **state)
{
	static const char *const are[] = { "必填", "选填", "可空", "含税", "满分20", "满分 20分", "100分制", "20分", "25", "权重5%", "百分制" };
	static const char *const are_not[] = { "本月", "7月", "万美刀", "分钟", "20人", "" };

	(void)state;
	for (size_t i = 0; i < CB_COUNT(are); i++)
		if (!cb_label_is_remark(cb_text_of(are[i])))
			fail_msg("“%s” is a remark", are[i]);
	for (size_t i = 0; i < CB_COUNT(are_not); i++)
		if (cb_label_is_remark(cb_text_of(are_not[i])))
			fail_msg("“%s” is no remark", are_not[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_label_is_a_name_and_words_beside_it),
		cmocka_unit_test(remarks_are_those_of_a_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
