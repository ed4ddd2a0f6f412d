/* What is scored and what comes of it: indicator, score, standing, rule (cb-rank). */
#include <cb/data/schema.h>

/* Tables: a column of a register every two or three lines. */
/* clang-format off */

#define KEYED (CB_KEY | CB_REQUIRED)

const struct cb_word cb_words_theme[] = {
	{ "教育", "education", "教育联抓" }, { "治安", "security", "治安联防" },
	{ "卫生", "sanitation", "卫生联搞" }, { "服务", "service", "服务联做" },
	{ "文化", "culture", "文化联办" }, { "经济", "economy", "经济联推" }, { NULL, NULL, NULL },
};

static const struct cb_word modes[] = {
	[MODE_ADD] = { "加分", "add", "得分" },
	[MODE_DEDUCT] = { "扣分", "deduct", "倒扣 倒扣分 减分" },
	[MODE_RATIO] = { "比率", "ratio", "比例 百分比" },
	[MODE_YESNO] = { "是否", "yesno", "有无" },
	[MODE_GATE] = { "底线", "gate", "一票否决 否决" },
	{ NULL, NULL, NULL },
};

static const struct cb_column indicator[] = {
	[INDICATOR_SYSTEM] = { "system", "测评体系", "评比;考核体系;考评体系", &cb_type_ref, &cb_of_contest, KEYED,
		.en = "Contest whose scores it explains, such as quarter; empty: month.",
		.doc = "所属的评比,如 quarter;空着为 month。" },
	[INDICATOR_CODE] = { "code", "编号", "指标编号;指标代码;代码", &cb_type_code, NULL, KEYED,
		.en = "Number in the assessment system; empty: its name.", .doc = "在测评体系中的编号;空着以指标名称为编号。" },
	[INDICATOR_TITLE] = { "title", "指标",
		"测评内容;指标名称;考核指标;考评指标;测评指标;考核项目;考评项目;测评项目;项目名称;考核内容;"
		"考评内容;三级指标",
		&cb_type_ref, &cb_of_named_indicator, CB_REQUIRED,
		.en = "Its name, as score sheets write it.", .doc = "指标名称,即得分表中的写法。" },
	[INDICATOR_THEME] = { "theme", "六联", NULL, &cb_type_enum, cb_words_theme, 0,
		.en = "Which of the six joint tasks it belongs to.",
		.doc = "属于“六联”的哪一项。" },
	[INDICATOR_METHOD] = { "method", "方法",
		"考核方法;考评方法;测评方法;评分方法;考核方式;测评方式",
		&cb_type_text, NULL, 0,
		.en = "How it is assessed.", .doc = "测评方法。" },
	[INDICATOR_FULL] = { "full", "满分",
		"分值;标准分;总分值;满分值;满分分值;分数",
		&cb_type_num, NULL, CB_REQUIRED,
		.unit = "分",
		.en = "Full mark; a score above it is an error.",
		.doc = "满分;得分超过它是错误。" },
	[INDICATOR_WEIGHT] = { "weight", "权重", "指标权重;占比", &cb_type_num, NULL, 0,
		.en = "Weight of its points; empty is 1, 20% is 0.2.",
		.doc = "权重;空为 1,20% 即 0.2。" },
	[INDICATOR_MODE] = { "mode", "计分方式", "评分方式;计分类型", &cb_type_enum, modes, 0,
		.en = "How points come from the entry; empty is 加分.",
		.doc = "怎样由填写值得出分数;空为加分。" },
	[INDICATOR_GATE] = { "gate", "底线", NULL, &cb_type_num, NULL, 0,
		.unit = "分 %",
		.en = "Below it the entrant cannot apply.", .doc = "低于此值不能申报。" },
	[INDICATOR_OFFICE] = { "office", "责任单位",
		"责任科室;责任部门;牵头单位;牵头部门;主管部门",
		&cb_type_ref, &cb_of_unit, 0,
		.en = "Unit or section that answers for it.", .doc = "责任单位或科室。" },
	[INDICATOR_PERSON] = { "person", "责任人", "负责人", &cb_type_name, NULL, 0,
		.en = "Person who answers for it.", .doc = "责任人。" },
};

const struct cb_register cb_register_indicator = { "indicator", "指标",
	"The items that are scored, with full mark and weight.", "评分的项目、满分和权重。",
	indicator, INDICATOR_N, 0, NULL, "cb-rank" };

static const struct cb_column score[] = {
	[SCORE_CONTEST] = { "contest", "评比", "测评体系;评比类别;评比名称", &cb_type_ref, &cb_of_contest, CB_KEY,
		.en = "Contest; empty is the one that has the indicator and fits period and entrant, else month.",
		.doc = "评比;月度考评留空,其他评比的指标、期间和单位相符时也可留空。" },
	[SCORE_PERIOD] = { "period", "月份",
		"期间;考核月份;考核期间;考评月份;评比月份;统计月份;所属月份;考核时间;考评时间;评分月份;所属期;"
		"所属期间;测评月份;年月",
		&cb_type_period, NULL, KEYED | CB_WHEN,
		.en = "Month, quarter, half-year or year assessed.",
		.doc = "考核的月、季、半年或年。" },
	[SCORE_COMMUNITY] = { "community", "社区",
		"社区名称;被考核单位;单位;所属社区;被测评单位;被考评单位;参评单位;参评社区;被考评社区;被考核社区;"
		"被测评社区;受检社区;受检单位;考核对象;考评对象;测评对象;单位名称;村社区;村(社区);社区(村);村居;"
		"所在社区;社区名;村(社区)名称;社区(村)名称;村社区名称",
		&cb_type_ref, &cb_of_entrant, KEYED,
		.en = "Community; a unit where rule rank.entity says so.",
		.doc = "参评的社区;评比单位时填单位。" },
	[SCORE_ESTATE] = { "estate", "小区", "小区名称;所属小区;所在小区", &cb_type_ref, &cb_of_estate, CB_KEY,
		.en = "Estate, in contests within a community.",
		.doc = "小区,用于社区内部的评比。" },
	[SCORE_INDICATOR] = { "indicator", "指标",
		"项目;考评项目;指标名称;项目名称;考评指标;考核项目;考核指标;考核内容;测评项目;测评指标;测评内容;"
		"评分项目;检查项目;评分指标;评分内容;检查内容;考评内容;扣分项目;三级指标",
		&cb_type_ref, &cb_of_indicator, KEYED,
		.en = "Item scored; total in a sheet that has only a total.",
		.doc = "得分的项目;只报总分时填“总分”。" },
	[SCORE_DATE] = { "date", "日期",
		"检查日期;考核日期;考评日期;检查时间;打分日期;评分日期;测评日期;检查考核日期;考核时点;巡查日期",
		&cb_type_day, NULL, CB_KEY | CB_PAST,
		.en = "Day of the inspection.", .doc = "检查日期。" },
	[SCORE_INSPECTOR] = { "inspector", "检查组",
		"检查人;考核组;考评组;检查人员;检查单位;考评人;考核人;评分人;打分人;测评人;督查组;考评人员;"
		"考核人员",
		&cb_type_ref, &cb_of_word, CB_KEY,
		.en = "Team or person who inspected.", .doc = "检查组或检查人。" },
	[SCORE_SCORE] = { "score", "得分",
		"分数;实得分;实际得分;考核得分;考评得分;测评得分;评分;成绩;得分值;单项得分;项目得分;打分;考核分;"
		"考评分;测评分;考核分数;评分结果;本月得分;当月得分;本期得分;考核成绩;考评成绩;考核总分;综合成绩",
		&cb_type_num, NULL, CB_REQUIRED | CB_NODATA,
		.unit = "分 %",
		.en = "Points; 无数据 is none, which is not 0; 是/否 where the mode is yesno.",
		.doc = "得分;“无数据”不是 0;是否类指标可填是、否。" },
	[SCORE_NOTE] = { "note", "备注",
		"扣分原因;扣分说明;扣分情况;存在问题;说明;扣分理由;扣分依据;扣分内容;问题描述;备注说明;原因",
		&cb_type_text, NULL, 0,
		.en = "Anything else, such as what points were taken off for.",
		.doc = "备注,例如扣分原因。" },
};

static const struct cb_pivot score_pivot = { .name = SCORE_INDICATOR, .value = SCORE_SCORE };

const struct cb_register cb_register_score = { "score", "得分",
	"One score of one community on one item in one period.", "一个社区一个期间一个项目的得分。",
	score, SCORE_N, CB_CLUSTERED, &score_pivot, "cb-rank" };

static const struct cb_column standing[] = {
	[STANDING_CONTEST] = { "contest", "评比", NULL, &cb_type_ref, &cb_of_contest, KEYED,
		.en = "Contest.", .doc = "评比。" },
	[STANDING_PERIOD] = { "period", "月份", "期间", &cb_type_period, NULL, KEYED | CB_WHEN,
		.en = "Period that was ranked.", .doc = "排名的期间。" },
	[STANDING_ENTITY] = { "entity", "社区", "单位", &cb_type_ref, &cb_of_party, KEYED,
		.en = "Community or unit.", .doc = "社区或单位。" },
	[STANDING_RANK] = { "rank", "名次", "排名", &cb_type_int, NULL, 0,
		.en = "Place; empty when it was not ranked.", .doc = "名次;未参加排名的空着。" },
	[STANDING_SCORE] = { "score", "得分", "总分", &cb_type_num, NULL, 0,
		.en = "Total that was ranked.", .doc = "参加排名的总分。" },
	[STANDING_AWARD] = { "award", "奖项", NULL, &cb_type_text, NULL, 0,
		.en = "Award.", .doc = "奖项。" },
	[STANDING_PRIZE] = { "prize", "奖金", NULL, &cb_type_money, NULL, 0,
		.en = "Prize money.", .doc = "奖金。" },
	[STANDING_MEASURES] = { "measures", "措施", NULL, &cb_type_text, NULL, 0,
		.en = "Warnings and further measures, joined by a semicolon.",
		.doc = "警告等措施,以分号隔开。" },
	[STANDING_RULES] = { "rules", "规则", NULL, &cb_type_text, NULL, 0,
		.en = "Rules that caused them.", .doc = "所依据的规则编号。" },
	[STANDING_PUBLISHED] = { "published", "公布日期", NULL, &cb_type_date, NULL, 0,
		.en = "Day of publication.", .doc = "公布日期。" },
};

const struct cb_register cb_register_standing = { "standing", "名次",
	"What was published, frozen.", "已公布的名次,不再改变。",
	standing, STANDING_N, CB_APPEND_ONLY | CB_BY_COMMAND, NULL, "cb-rank" };

static const struct cb_column rule[] = {
	[RULE_RULE] = { "rule", "编号", "规则", &cb_type_code, NULL, KEYED,
		.en = "Id, printed with what the rule causes.",
		.doc = "规则编号,随结果一同打印。" },
	[RULE_WHAT] = { "what", "事项", NULL, &cb_type_code, NULL, CB_REQUIRED,
		.en = "Kind of rule, such as rank.prize; see cb-rules(5).",
		.doc = "规则的种类:rank.prize、fund.deny 等,见 cb-rules(5)。" },
	[RULE_SCOPE] = { "scope", "范围", NULL, &cb_type_text, NULL, 0,
		.en = "Contest or body it is for; empty is all.",
		.doc = "适用的评比或单位;空为全部。" },
	[RULE_KEY] = { "key", "关键词", NULL, &cb_type_text, NULL, 0,
		.en = "Word it is selected by; empty is any.", .doc = "据以选用的词;空为任何词。" },
	[RULE_AT_LEAST] = { "at_least", "下限", "至少", &cb_type_num, NULL, 0,
		.en = "Smallest number it is for, itself included.",
		.doc = "适用的最小数,含本数。" },
	[RULE_AT_MOST] = { "at_most", "上限", "至多", &cb_type_num, NULL, 0,
		.en = "Largest number it is for, itself included.",
		.doc = "适用的最大数,含本数。" },
	[RULE_VALUE] = { "value", "取值", "值", &cb_type_text, NULL, 0,
		.en = "The outcome; its type is that of the kind.",
		.doc = "结果;类型由种类决定。" },
	[RULE_MEASURE] = { "measure", "奖惩", "措施", &cb_type_text, NULL, 0,
		.en = "Text to print.", .doc = "要打印的奖惩名称。" },
	[RULE_BASIS] = { "basis", "依据", NULL, &cb_type_text, NULL, 0,
		.en = "Document it comes from.", .doc = "依据的文件。" },
	[RULE_NOTE] = { "note", "备注", NULL, &cb_type_text, NULL, 0,
		.en = "Anything else.", .doc = "备注。" },
	[RULE_SINCE] = { "since", "起", "自", &cb_type_date, NULL, 0,
		.en = "First day in force.", .doc = "生效的第一日。" },
	[RULE_UNTIL] = { "until", "止", "至", &cb_type_date, NULL, 0,
		.en = "Last day in force.", .doc = "有效的最后一日。" },
};

const struct cb_register cb_register_rule = { "rule", "规则",
	"The rules: every number of the policy is a row.", "规则:政策中的每个数字都是一行。",
	rule, RULE_N, 0, NULL, "cb-rank" };

struct cb_text
cb_name_zh(const void *of, struct cb_text name)
{
	static const struct {
		const struct cb_name_of *of;
		const char *name, *zh;
	} known[] = {
		{ &cb_of_contest, "month", "月度考评" },
		{ &cb_of_contest, "quarter", "季度考评" },
		{ &cb_of_contest, "half", "半年考评" },
		{ &cb_of_contest, "year", "年度考评" },
		{ &cb_of_contest, "estate", "小区考评" },
		{ &cb_of_contest, "units-year", "责任单位年终考评" },
		{ &cb_of_indicator, "total", "总分" },
	};

	for (size_t i = 0; i < CB_COUNT(known); i++)
		if (of == known[i].of && cb_text_is(name, known[i].name))
			return cb_text_of(known[i].zh);
	return name;
}
