#include <cb/value/row_word.h>

#include <string.h>

#include <cb/value/date.h>
#include <cb/value/fold.h>
#include <cb/value/unit.h>

enum { NOTHING_MAX = 48 }; /* bytes; no word for nothing is longer, blanks and brackets included */

/* Each word has one of these characters, or is of letters. */
#define KEYS "计总汇均满值标其累同环最中极权例范"
/* A word for nothing begins with one of these or a letter, a line of the foot with one of those or a bracket. */
#define NOTHING_KEYS "无空以续接—–―【〔《"
#define FOOT_KEYS "社审负单填制经复分主联报签盖职领会出验证公书日时金大人合批注备说数附※"

static const struct {
	enum cb_row_word word;
	const char *whole; /* separated by blanks */
} words[] = {
	{ CB_WORD_SUBTOTAL, "小计 小计数 subtotal" },
	{ CB_WORD_TOTAL, "合计 合计数 总计 总计数 总和 总合计 共计 汇总 汇总数 总数 total totals sum grandtotal" },
	{ CB_WORD_MEAN, "平均 平均分 平均值 平均数 平均得分 平均水平 均分 均值 总平均值 average avg mean" },
	{ CB_WORD_FULL, "满分 满分值 分值 标准分 标准分值 总分值" },
	{ CB_WORD_ASIDE, "其中 累计 累计数 本年累计 年度累计 去年同期 上年同期 同比 环比 最高 最高分 最高值 最低 最低分 "
	                 "最低值 最大值 最小值 中位数 中位值 极差 权重 max min median "
	                 "全国平均 全国平均水平 全国均值 全省平均 全省平均水平 全省均值" },
	{ CB_WORD_EXAMPLE, "示例 样例 范例 例 例子 例如 示范 填写示例 填表示例 example" },
};

/* What may stand around them; the longer before the one that it begins with. */
static const char all[] = "全街道 本街道 各街道 街道 全区 全市 全县 全镇 全乡 各社区 全部 全体 所有 本页 本表 本月 以上 "
			  "上半年 下半年 全年 年度 本季度 第一季度 第二季度 第三季度 第四季度 一季度 二季度 三季度 四季度";
/* Whole, they are the row of all: its sum here, its mean there. */
static const char everybody[] = "全街 全街道 全区 全市 全县 全镇 全乡 全辖区 全国 全省 全自治区 全州 全盟 全旗";
static const char bodies[] = "社区 小区 单位 居委会 街道 户 人 项";

static bool
take_end(struct cb_text *t, const char *end)
{
	if (!cb_text_ends(*t, end))
		return false;
	t->len -= (uint32_t)strlen(end);
	return true;
}

/* Removes the longest of the words (separated by blanks) that the text ends with. */
static bool
take_end_word(struct cb_text *t, const char *list)
{
	while (*list != '\0') {
		size_t n = strcspn(list, " ");

		if (t->len >= n && memcmp(t->p + t->len - n, list, n) == 0) {
			t->len -= (uint32_t)n;
			return true;
		}
		list += n + (list[n] == ' ');
	}
	return false;
}

static bool
take_brackets(struct cb_text *t)
{
	static const char *const pairs[][2] = { { "(", ")" }, { "[", "]" }, { "【", "】" }, { "〔", "〕" }, { "<", ">" }, { "《", "》" } };

	for (size_t i = 0; i < CB_COUNT(pairs); i++) {
		struct cb_text inner = *t;
		int open, close;

		if (take_end(&inner, pairs[i][1]) && (open = cb_text_find(inner, pairs[i][0])) >= 0) {
			uint32_t n = (uint32_t)open + (uint32_t)strlen(pairs[i][0]);

			*t = open > 0 ? (struct cb_text){ t->p, (uint32_t)open }
			              : cb_text_from(inner, n);
			return true;
		}
		if (cb_text_starts(*t, pairs[i][0]) && (close = cb_text_find(*t, pairs[i][1])) > 0) {
			uint32_t n = (uint32_t)close + (uint32_t)strlen(pairs[i][1]);

			*t = (struct cb_text){ t->p + n, t->len - n };
			return true;
		}
	}
	return false;
}

/* 2个社区, 12户: digits and what is counted. */
static bool
take_count_in_front(struct cb_text *t)
{
	struct cb_text rest = *t, word;

	cb_fold_take(&rest, "共");
	if (cb_fold_digits(&rest, 9) < 0)
		return false;
	while (cb_fold_take(&rest, bodies) || cb_unit_take(&rest, &word))
		;
	*t = rest;
	return true;
}

/* 1-6月, 2026年, 3季度: the time that a row is about. */
static bool
take_time_in_front(struct cb_text *t)
{
	struct cb_text rest = *t;

	if (cb_fold_digits(&rest, 4) < 0)
		return false;
	if (cb_fold_take(&rest, "-- - — ~ 至") && cb_fold_digits(&rest, 4) < 0)
		return false;
	if (!cb_fold_take(&rest, "年度 年 月份 月 季度"))
		return false;
	*t = rest;
	return true;
}

static bool
take_count_behind(struct cb_text *t)
{
	struct cb_text rest = *t;
	uint32_t n = 0;

	while (take_end_word(&rest, bodies))
		;
	take_end_word(&rest, "个 家 名 户 人 项 条 件");
	while (n < rest.len && cb_is_digit(rest.p[rest.len - n - 1]))
		n++;
	if (n == 0)
		return false;
	rest.len -= n;
	take_end(&rest, "共");
	*t = rest;
	return true;
}

static enum cb_row_word
find(struct cb_text t)
{
	for (size_t i = 0; i < CB_COUNT(words); i++)
		if (cb_fold_is(t, words[i].whole))
			return words[i].word;
	return CB_WORD_NONE;
}

/* Is it in NFKC, lower case and without blanks for all that can be seen at once? Chinese characters and small
 * letters are, and nearly all names are made of them. */
static bool
is_folded(struct cb_text t)
{
	for (uint32_t i = 0; i < t.len; i++) {
		unsigned char c = (unsigned char)t.p[i];

		if (c <= ' ' || (c >= 'A' && c <= 'Z') || (c >= 0xc0 && (c < 0xe4 || c > 0xe9)))
			return false;
	}
	return true;
}

/* NFKC, without blanks; false where it is too long to be one of them. */
static bool
fold(struct cb_text cell, struct cb_folded *out)
{
	uint32_t kept = 0;

	if (is_folded(cell)) {
		if (cell.len == 0 || cell.len > CB_FOLD_MAX)
			return false;
		memcpy(out->bytes, cell.p, cell.len);
		out->text = (struct cb_text){ out->bytes, cell.len };
		return true;
	}
	if (!cb_fold(cell, out))
		return false;
	for (uint32_t i = 0; i < out->text.len; i++)
		if (out->bytes[i] != ' ')
			out->bytes[kept++] = out->bytes[i];
	out->text.len = kept;
	return kept > 0;
}

static bool
is_one_of_characters(const char *p, const char *characters)
{
	for (; *characters != '\0'; characters += 3)
		if (memcmp(p, characters, 3) == 0)
			return true;
	return false;
}

/* Does it begin with a letter or one of these characters of three bytes? */
static bool
starts_with_one_of(struct cb_text t, const char *characters)
{
	unsigned char c = t.len > 0 ? (unsigned char)t.p[0] : 0;

	if (c < 0xe0)
		return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
	for (; t.len >= 3 && *characters != '\0'; characters += 3)
		if (memcmp(t.p, characters, 3) == 0)
			return true;
	return false;
}

static bool
begins_as(struct cb_text t, const char *marks, const char *characters)
{
	return t.len > 0 && (strchr(marks, t.p[0]) != NULL || starts_with_one_of(t, characters));
}

/* Has it one anywhere? Of the cells that are looked at nearly none has: numbers, days and most names. */
static bool
has_one_of(struct cb_text t, const char *characters)
{
	for (; t.len > 0; t.p++, t.len--)
		if (starts_with_one_of(t, characters))
			return true;
	return false;
}

/* 三社区平均, 老城片区平均分 */
static bool
is_mean_of_bodies(struct cb_text t)
{
	return take_end_word(&t, "平均得分 平均分 平均值 平均数 平均水平 平均 均分 均值") && take_end_word(&t, "社区 小区 片区 街道 单位");
}

/* 家用 汇总, East Total: what spreadsheet programs write beneath the rows of a group. The blank tells it from a name. */
static enum cb_row_word
word_of_group(struct cb_text cell)
{
	static const struct {
		const char *end;
		enum cb_row_word word;
	} ends[] = {
		{ " 汇总", CB_WORD_SUBTOTAL },
		{ " Total", CB_WORD_SUBTOTAL },
		{ " 平均值", CB_WORD_MEAN },
		{ " Average", CB_WORD_MEAN },
		{ " 计数", CB_WORD_ASIDE },
		{ " Count", CB_WORD_ASIDE },
		{ " 最大值", CB_WORD_ASIDE },
		{ " 最小值", CB_WORD_ASIDE },
	};

	for (size_t i = 0; i < CB_COUNT(ends); i++)
		if (cb_text_ends(cell, ends[i].end))
			return ends[i].word;
	return CB_WORD_NONE;
}

bool
cb_row_word_is_all(struct cb_text cell)
{
	cell = cb_text_trim(cell);
	return cb_text_starts(cell, "全") && cb_fold_is(cell, everybody);
}

/* What is left of the text once all that may stand around such a word is taken off. */
static enum cb_row_word
word_within(struct cb_text t)
{
	static const char *const totals[] = { "小计", "合计", "总计", "共计" };
	enum cb_row_word word;

	while (t.len > 0 && (take_end(&t, ":") || take_brackets(&t) || cb_fold_take(&t, all) || take_time_in_front(&t) ||
	                     take_count_in_front(&t) ||
	                     take_count_behind(&t) || take_end_word(&t, "社区居委会 居委会 社区")))
		;
	word = find(t);
	if (word != CB_WORD_NONE)
		return word;
	for (size_t i = 0; i < CB_COUNT(totals); i++)
		if (cb_text_ends(t, totals[i]))
			return i == 0 ? CB_WORD_SUBTOTAL : CB_WORD_TOTAL;
	return is_mean_of_bodies(t) ? CB_WORD_MEAN : CB_WORD_NONE;
}

enum cb_row_word
cb_row_word(struct cb_text cell)
{
	struct cb_folded folded;
	enum cb_row_word word;
	struct cb_text before;
	int colon;

	if (!fold(cell, &folded) || !has_one_of(folded.text, KEYS))
		return CB_WORD_NONE;
	colon = cb_text_find(folded.text, ":");
	before = (struct cb_text){ folded.text.p, colon > 0 ? (uint32_t)colon : 0 };
	if (cb_fold_is(before, "其中"))
		return CB_WORD_ASIDE;
	if (cb_fold_is(before, "例 示例 样例 范例"))
		return CB_WORD_EXAMPLE;
	word = word_within(folded.text);
	if (word == CB_WORD_NONE && before.len > 0) /* 合计:伍仟元整 */
		word = word_within(before);
	return word != CB_WORD_NONE ? word : word_of_group(cb_text_trim(cell));
}

/* ------, and :---: as Markdown divides a header from its rows. */
static bool
is_rule(struct cb_text t)
{
	bool has_dash = false;

	for (uint32_t i = 0; i < t.len; i++) {
		if (t.p[i] != '-' && (t.p[i] != ':' || (i > 0 && i + 1 < t.len)))
			return false;
		has_dash |= t.p[i] == '-';
	}
	return has_dash;
}

bool
cb_row_word_is_nothing(struct cb_text cell)
{
	struct cb_folded folded;

	if (is_rule(cell))
		return true;
	if (cell.len > NOTHING_MAX || !fold(cell, &folded) || !begins_as(folded.text, "-/\\([<", NOTHING_KEYS))
		return false;
	while (take_brackets(&folded.text))
		;
	return cb_fold_is(folded.text, "- -- --- — —— ——— – ― / // \\ \\n 无 null none nan nat na n/a n.a. nil undefined "
	                               "空 空白 以下空白 以下无 以下无正文 续表 续上表 接上表");
}

bool
cb_row_word_is_error(struct cb_text cell)
{
	static const char *const errors[] = { "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?",
		                              "#NUM!", "#N/A", "#SPILL!", "#CALC!", NULL };
	uint32_t n = 0;

	while (n < cell.len && cell.p[n] == '#')
		n++;
	if (n != 1)
		return n > 2 && n == cell.len;
	return cb_text_is_one_of(cell, errors);
}

bool
cb_row_word_is_ditto(struct cb_text cell)
{
	static const char *const dittos[] = { "同上", "同前", "同上栏", "同上行", "上同", "〃", "〃〃", "″", "〞", "ditto", "同 上", "同　上", NULL };

	return cb_text_is_one_of(cb_text_trim(cell), dittos);
}

bool
cb_row_word_is_heading(struct cb_text cell)
{
	static const char numerals[] = "一二三四五六七八九十";
	bool is_bracketed;
	uint32_t n = 0;

	cell = cb_text_trim(cell);
	is_bracketed = cb_text_starts(cell, "（") || cb_text_starts(cell, "(");
	if (is_bracketed)
		cell = (struct cb_text){ cell.p + (*cell.p == '(' ? 1 : 3), cell.len - (*cell.p == '(' ? 1 : 3) };
	while (n + 3 <= cell.len && n < 3 * 3 && is_one_of_characters(cell.p + n, numerals))
		n += 3;
	cell = cb_text_from(cell, n);
	if (n == 0)
		return false;
	return is_bracketed ? cb_text_starts(cell, "）") || cb_text_starts(cell, ")") : cb_text_starts(cell, "、");
}

bool
cb_row_word_is_carried(struct cb_text cell)
{
	static const char of[] = "上年度 上年 上季度 上季 上月 上期 上页 去年 前期 期初 季初 月初 年初 期末 季末 月末 年末 本页 本期 本季 本月 本年";
	struct cb_folded folded;
	struct cb_text t;
	bool is_of;

	if (!fold(cell, &folded))
		return false;
	t = folded.text;
	while (take_end(&t, ":") || take_brackets(&t))
		;
	if (cb_fold_is(t, "承前页 承上页 接前页 接上页 过次页 转次页 转下页 结转次页 结转下页 结转下月 结转下年 结转下期 结转 余额结转 结转余额"))
		return true;
	is_of = cb_fold_take(&t, of);
	while (cb_fold_digits(&t, 4) >= 0 && cb_fold_take(&t, "年度 年 月份 月"))
		is_of = true;
	cb_fold_take(&t, "末 底");
	take_end_word(&t, "资金 金额 数额 款项 经费 款 额 数");
	return is_of && cb_fold_is(t, "结转 结余 余 余额 结存 滚存 滚存结余 账面余额 累计结余");
}

bool
cb_row_word_is_balance(struct cb_text cell)
{
	struct cb_folded folded;

	if (!fold(cell, &folded))
		return false;
	while (take_end(&folded.text, ":") || take_brackets(&folded.text))
		;
	return cb_row_word_is_carried(cell) ||
	       cb_fold_is(folded.text, "结余 余额 结存 结余额 结余金额 累计结余 累计余额 滚存结余 账面余额 结余合计 余额合计 收支结余 收支相抵 收支差额");
}

static bool
is_key(struct cb_text t, const char *word)
{
	uint32_t n = (uint32_t)strlen(word);

	return cb_text_starts(t, word) && (t.len == n || strchr(":(_", t.p[n]) != NULL);
}

static bool
is_foot(struct cb_text t)
{
	static const char *const people[] = {
		"审核人", "负责人", "单位负责人", "填表人", "填报人", "制表人", "制表", "经办人", "复核人",
		"审批人", "分管领导", "主管领导", "联系人", "联系电话", "填报日期", "填表日期", "报送日期", "报送时间",
		"审核", "签字", "签名", "盖章", "(盖章)", "(签字)", "职务", "领导签字", "领导签名",
		"领导审签", "复核", "填报", "填表", "填报时间", "制单", "制单人", "会计", "出纳",
		"主管", "经手人", "验收人", "证明人", "公章", "单位公章", "单位盖章", "单位(盖章)", "负责人签字",
		"书记签字", "主任签字", "书记", "主任", "社区书记", "社区主任", "日期", "时间", "金额大写",
		"大写", "大写金额", "人民币大写", "合计大写", "审批", "批准", "批准人", "单位领导", NULL
	};
	static const char *const notes[] = { "注:", "注1", "备注:", "说明:", "填表说明", "数据来源", "附注", "※", "大写:", NULL };

	if (!begins_as(t, "(", FOOT_KEYS))
		return false;
	for (size_t i = 0; people[i] != NULL; i++)
		if (is_key(t, people[i]))
			return true;
	for (size_t i = 0; notes[i] != NULL; i++)
		if (cb_text_starts(t, notes[i]))
			return true;
	return cb_text_starts(t, "人民币") && (cb_text_ends(t, "整") || cb_text_ends(t, "分"));
}

/* One more of the notes: 2.由于四舍五入,合计与各项之和略有出入。 3.2012年采用新的标准。 No name has a full stop. */
static bool
is_numbered_note(struct cb_text cell)
{
	struct cb_text rest = cell;

	if (cb_fold_digits(&rest, 3) < 0 || !cb_fold_take(&rest, ". ． 、 ) ）") ||
	    (!cb_text_ends(rest, "。") && !cb_text_ends(rest, "；")))
		return false;
	while (cb_is_digit(*rest.p))
		rest = (struct cb_text){ rest.p + 1, rest.len - 1 };
	return rest.len > strlen("。");
}

bool
cb_row_word_is_foot(struct cb_text cell)
{
	struct cb_folded folded;

	cell = cb_text_trim(cell);
	if (is_numbered_note(cell))
		return true;
	if (cell.len > CB_FOLD_MAX / 2) /* a long note is known by how it begins */
		for (cell.len = CB_FOLD_MAX / 2; (cell.p[cell.len] & 0xc0) == 0x80; cell.len--)
			;
	return fold(cell, &folded) && is_foot(folded.text);
}

bool
cb_row_word_is_day(struct cb_text cell)
{
	int64_t day;

	return cb_text_find(cell, "年") > 0 && cb_date_parse(cell, 0, &day) == CB_FINE;
}
