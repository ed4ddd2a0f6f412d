/* value/row_word: words of rows that are no records. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <cb/value/row_word.h>

static void
words_are_told_whatever_stands_around_them(void **state)
{
	static const struct {
		const char *cell;
		enum cb_row_word word;
	} rows[] = {
		{ "合计", CB_WORD_TOTAL },
		{ "合计：", CB_WORD_TOTAL },
		{ "合　计", CB_WORD_TOTAL },
		{ "合 计 :", CB_WORD_TOTAL },
		{ "（合计）", CB_WORD_TOTAL },
		{ "【总计】", CB_WORD_TOTAL },
		{ "合计（2个社区）", CB_WORD_TOTAL },
		{ "合计(元)", CB_WORD_TOTAL },
		{ "2个社区合计", CB_WORD_TOTAL },
		{ "合计12户", CB_WORD_TOTAL },
		{ "共14个社区合计", CB_WORD_TOTAL },
		{ "合计：14个社区", CB_WORD_TOTAL },
		{ "全街道合计", CB_WORD_TOTAL },
		{ "全 街 道 合 计", CB_WORD_TOTAL },
		{ "本页合计", CB_WORD_TOTAL },
		{ "总和", CB_WORD_TOTAL },
		{ "共计", CB_WORD_TOTAL },
		{ "汇总", CB_WORD_TOTAL },
		{ "ＴＯＴＡＬ", CB_WORD_TOTAL },
		{ "Total:", CB_WORD_TOTAL },
		{ "Grand total", CB_WORD_TOTAL },
		{ "Sum", CB_WORD_TOTAL },
		{ "小计：", CB_WORD_SUBTOTAL },
		{ "老城片区小计", CB_WORD_SUBTOTAL },
		{ "一、环境卫生合计", CB_WORD_TOTAL },
		{ "老城 汇总", CB_WORD_SUBTOTAL },
		{ "East Total", CB_WORD_SUBTOTAL },
		{ "老城 平均值", CB_WORD_MEAN },
		{ "老城 计数", CB_WORD_ASIDE },
		{ "材料汇总", CB_WORD_NONE },
		{ "街道平均", CB_WORD_MEAN },
		{ "全街道平均分", CB_WORD_MEAN },
		{ "均分", CB_WORD_MEAN },
		{ "平均分：", CB_WORD_MEAN },
		{ "各社区平均", CB_WORD_MEAN },
		{ "三社区平均", CB_WORD_MEAN },
		{ "老城片区平均分：", CB_WORD_MEAN },
		{ "日平均", CB_WORD_NONE },
		{ "满分", CB_WORD_FULL },
		{ "（满分）", CB_WORD_FULL },
		{ "分 值", CB_WORD_FULL },
		{ "标准分", CB_WORD_FULL },
		{ "权重", CB_WORD_ASIDE },
		{ "最高分", CB_WORD_ASIDE },
		{ "中位数", CB_WORD_ASIDE },
		{ "累计", CB_WORD_ASIDE },
		{ "1－6月累计", CB_WORD_ASIDE },
		{ "上半年平均", CB_WORD_MEAN },
		{ "上半年", CB_WORD_NONE },
		{ "去年同期", CB_WORD_ASIDE },
		{ "其中", CB_WORD_ASIDE },
		{ "其中：新城", CB_WORD_ASIDE },
		{ "合计（大写）：人民币伍仟元整", CB_WORD_TOTAL },
		{ "总计：45件", CB_WORD_TOTAL },
		{ "西街社区：合计", CB_WORD_TOTAL },
		{ "说明：合计含利息", CB_WORD_NONE },
		{ "全国平均水平", CB_WORD_ASIDE },
		{ "全省平均", CB_WORD_ASIDE },
		{ "全市平均水平", CB_WORD_MEAN },
		{ "示例", CB_WORD_EXAMPLE },
		{ "（示例）", CB_WORD_EXAMPLE },
		{ "示例社区", CB_WORD_EXAMPLE },
		{ "例：某某社区", CB_WORD_EXAMPLE },
		{ "样例(请删除)", CB_WORD_EXAMPLE },
		{ "例园", CB_WORD_NONE },
		{ "平均寿命", CB_WORD_NONE },
		{ "其中村", CB_WORD_NONE },
		{ "总和里社区", CB_WORD_NONE },
		{ "街道", CB_WORD_NONE },
		{ "全街道", CB_WORD_NONE },
		{ "2026年", CB_WORD_NONE },
		{ "12", CB_WORD_NONE },
		{ "西街社区", CB_WORD_NONE },
		{ "社区", CB_WORD_NONE },
		{ "()", CB_WORD_NONE },
		{ "", CB_WORD_NONE },
	};

	(void)state;
	for (size_t i = 0; i < CB_COUNT(rows); i++)
		if (cb_row_word(cb_text_of(rows[i].cell)) != rows[i].word)
			fail_msg("“%s” is %d", rows[i].cell, cb_row_word(cb_text_of(rows[i].cell)));
}

static void
words_for_nothing_are_told(void **state)
{
	static const char *const are[] = { "—", "——", "-", "/", "／", "无", "NULL", "null", "N/A", "以下空白", "（以下空白）", "续表", " 无 ",
		                           "\\N", "NaN", "<NA>", "nil" };
	static const char *const are_not[] = { "无名", "1-2", "无锡路", "空港社区", "", "0" };

	(void)state;
	for (size_t i = 0; i < CB_COUNT(are); i++)
		if (!cb_row_word_is_nothing(cb_text_of(are[i])))
			fail_msg("“%s” is nothing", are[i]);
	for (size_t i = 0; i < CB_COUNT(are_not); i++)
		if (cb_row_word_is_nothing(cb_text_of(are_not[i])))
			fail_msg("“%s” is something", are_not[i]);
	assert_true(cb_row_word_is_error(CB_LIT("#N/A")) && cb_row_word_is_error(CB_LIT("######")));
	assert_false(cb_row_word_is_error(CB_LIT("#3")) || cb_row_word_is_error(CB_LIT("##")) ||
	             cb_row_word_is_error(CB_LIT("")) || cb_row_word_is_error(CB_LIT("###号")));
}

static void
the_foot_is_told_by_how_a_cell_begins(void **state)
{
	static const char *const are[] = { "审核人：", "社区书记（签字）：", "负责人(签字)", "单位盖章:", "填表人", "制单", "经办人_____", "复核", "分管领导",
		                           "主管：王", "联系电话:", "报送日期", "签名", "盖章", "（盖章）", "职务：", "领导签字", "会计:",
		                           "出纳", "验收人", "证明人", "公章", "书记", "日期:", "时间：", "金额大写", "大写金额",
		                           "人民币壹佰元整", "合计大写", "批准人", "注：以上", "备注:无", "说明: 略", "数据来源 统计局",
		                           "附注", "※另见", "2.城镇单位数据不含私营单位。", "3.2012年采用新的分类标准。", "　　　3、合计与各项略有误差；" };
	static const char *const are_not[] = { "书记里社区", "人民币路", "备注", "日期路12号", "审", "79.3", "2026-01-27", "", "(一)", "2.西街", "1.5。", "2。", "西街。" };

	(void)state;
	for (size_t i = 0; i < CB_COUNT(are); i++)
		if (!cb_row_word_is_foot(cb_text_of(are[i])))
			fail_msg("“%s” is of the foot", are[i]);
	for (size_t i = 0; i < CB_COUNT(are_not); i++)
		if (cb_row_word_is_foot(cb_text_of(are_not[i])))
			fail_msg("“%s” is a row", are_not[i]);
}

static void
what_is_carried_over_is_told(void **state)
{
	static const char *const are[] = { "上月结转", "上年 结余：", "期初余额", "2025年结转", "２０２５年度结余资金", "6月结余", "2025年6月末余额",
		                           "承前页", "过次页", "结转下年", "去年结存", "年初余额（元）", "本月结余" };
	static const char *const are_not[] = { "结余", "活动结余", "培训班结余款", "上月捐款", "2025年捐款", "年初慰问", "余额宝", "结转站修缮", "本月", "", "2025" };

	(void)state;
	for (size_t i = 0; i < CB_COUNT(are); i++)
		if (!cb_row_word_is_carried(cb_text_of(are[i])))
			fail_msg("“%s” is carried over", are[i]);
	for (size_t i = 0; i < CB_COUNT(are_not); i++)
		if (cb_row_word_is_carried(cb_text_of(are_not[i])))
			fail_msg("“%s” is not", are_not[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_told_whatever_stands_around_them),
		cmocka_unit_test(words_for_nothing_are_told),
		cmocka_unit_test(the_foot_is_told_by_how_a_cell_begins),
		cmocka_unit_test(what_is_carried_over_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
