/* What was held and what people answered: activity, survey (cb-activity). */
#include <cb/data/schema.h>
#include <cb/value/unit.h>

/* Tables: a column of a register every two or three lines. */
/* clang-format off */

#define KEYED (CB_KEY | CB_REQUIRED)

static const struct cb_word kinds[] = {
	{ "会议", "meeting", NULL }, { "检查", "inspection", "专项检查" },
	{ "大清扫", "cleaning", "卫生大清扫" }, { "义务劳动", "labour", NULL },
	{ "讲座", "lecture", NULL }, { "演出", "performance", NULL }, { "征文", "essay", NULL },
	{ "宣传", "publicity", NULL }, { "走访", "visit", "入户走访" },
	{ "问卷", "survey", "问卷调查" }, { "培训", "training", NULL },
	{ "接待", "reception", NULL }, { "督查", "supervision", NULL }, { "其他", "other", "其它" }, { NULL, NULL, NULL },
};

static const struct cb_word states[] = {
	{ "计划", "planned", NULL }, { "已开展", "held", NULL }, { "取消", "cancelled", "已取消" },
	{ NULL, NULL, NULL },
};

static const struct cb_word media[] = {
	{ "宣传栏", "board", NULL }, { "橱窗", "window", NULL }, { "横幅", "banner", NULL },
	{ "标语", "slogan", NULL }, { "广播", "broadcast", NULL }, { "网络", "network", NULL },
	{ "入户", "door_to_door", NULL }, { "演出", "performance", NULL },
	{ "其他", "other", "其它" }, { NULL, NULL, NULL },
};

static const struct cb_column activity[] = {
	[ACTIVITY_DATE] = { "date", "日期",
		"时间;活动日期;活动时间;开展时间;开展日期", &cb_type_date, NULL, KEYED | CB_WHEN | CB_EVENT,
		.en = "Day, or first day.", .doc = "日期,或起始日。" },
	[ACTIVITY_UNTIL] = { "until", "至", "结束日期", &cb_type_date, NULL, CB_EVENT,
		.en = "Last day.", .doc = "最后一日。" },
	[ACTIVITY_START] = { "start", "开始时间", NULL, &cb_type_time, NULL, 0,
		.en = "From when on that day.", .doc = "当日的开始时间。" },
	[ACTIVITY_STATE] = { "state", "状态", NULL, &cb_type_enum, states, 0,
		.en = "Planned, held or cancelled; empty: planned while the day lies ahead.",
		.doc = "计划、已开展或已取消;空着的,日期未到为计划。" },
	[ACTIVITY_COMMUNITY] = { "community", "社区",
		"单位;社区名称;所属社区;开展社区;开展单位", &cb_type_ref, &cb_of_party, KEYED | CB_ONE,
		.en = "Community or unit that held it.", .doc = "开展活动的社区或单位。" },
	[ACTIVITY_KIND] = { "kind", "类别", "类型;活动类别;活动类型", &cb_type_enum, kinds, KEYED,
		.en = "Kind.", .doc = "活动类别。" },
	[ACTIVITY_TITLE] = { "title", "活动",
		"主题;名称;活动名称;活动主题;活动项目;活动内容", &cb_type_text, NULL, KEYED,
		.en = "What it was called.", .doc = "活动名称。" },
	[ACTIVITY_THEME] = { "theme", "六联", NULL, &cb_type_enum, cb_words_theme, 0,
		.en = "Which of the six joint tasks it belongs to.",
		.doc = "属于“六联”的哪一项。" },
	[ACTIVITY_ORGANISER] = { "organiser", "主办", "组织单位;主办单位;组织者", &cb_type_ref, &cb_of_party, 0,
		.en = "Who organised it.", .doc = "主办单位。" },
	[ACTIVITY_ATTENDED] = { "attended", "参加单位", NULL, &cb_type_text, NULL, 0,
		.en = "Units that attended, joined by a semicolon.",
		.doc = "参加单位,以分号隔开。" },
	[ACTIVITY_ABSENT] = { "absent", "缺席单位", NULL, &cb_type_text, NULL, 0,
		.en = "Units that were absent, joined by a semicolon.",
		.doc = "缺席单位,以分号隔开。" },
	[ACTIVITY_ESTATE] = { "estate", "小区", NULL, &cb_type_ref, &cb_of_estate, 0,
		.en = "Estate.", .doc = "小区。" },
	[ACTIVITY_INDICATOR] = { "indicator", "对应指标", "测评项", &cb_type_text, NULL, 0,
		.en = "Indicators that it serves, joined by a semicolon.",
		.doc = "对应的指标,以分号隔开。" },
	[ACTIVITY_MEDIUM] = { "medium", "宣传方式", NULL, &cb_type_enum, media, 0,
		.en = "Medium of publicity.", .doc = "宣传方式。" },
	[ACTIVITY_PLACE] = { "place", "地点", "活动地点", &cb_type_text, NULL, CB_NO_DATE,
		.en = "Where.", .doc = "地点。" },
	[ACTIVITY_PEOPLE] = { "people", "参加人数", "人次;参与人数;参加人次;参与人次", &cb_type_qty, NULL, 0,
		.unit = "人 人次",
		.en = "People who took part.", .doc = "参加人数。" },
	[ACTIVITY_PARTY_MEMBERS] = { "party_members", "党员人数", NULL, &cb_type_qty, NULL, 0,
		.en = "Party members among them.", .doc = "其中党员人数。" },
	[ACTIVITY_YOUNG] = { "young", "青少年人数", NULL, &cb_type_qty, NULL, 0,
		.en = "Minors among them.", .doc = "其中青少年人数。" },
	[ACTIVITY_TEAMS] = { "teams", "队伍数", NULL, &cb_type_qty, NULL, 0,
		.unit = "支 个",
		.en = "Teams.", .doc = "队伍数。" },
	[ACTIVITY_TIMES] = { "times", "场次", "次数", &cb_type_qty, NULL, 0,
		.unit = "场 次",
		.en = "How many times.", .doc = "场次。" },
	[ACTIVITY_ITEM] = { "item", "宣传品", NULL, &cb_type_text, NULL, CB_NO_DATE,
		.en = "What was given out or put up.", .doc = "发放或设置的宣传品。" },
	[ACTIVITY_QUANTITY] = { "quantity", "数量", NULL, &cb_type_qty, NULL, 0,
		.en = "How many of it.", .doc = "宣传品的数量。" },
	[ACTIVITY_HOUSEHOLDS] = { "households", "走访户数", NULL, &cb_type_qty, NULL, 0,
		.en = "Households visited.", .doc = "走访户数。" },
	[ACTIVITY_COPIES] = { "copies", "份数", NULL, &cb_type_qty, NULL, 0,
		.unit = "份 张 册 本",
		.en = "Copies given out.", .doc = "发放份数。" },
	[ACTIVITY_RETURNED] = { "returned", "回收", NULL, &cb_type_qty, NULL, 0,
		.unit = "份 张",
		.en = "Copies that came back.", .doc = "回收份数。" },
	[ACTIVITY_VALID] = { "valid", "有效份数", NULL, &cb_type_qty, NULL, 0,
		.en = "Copies that are valid.", .doc = "有效份数。" },
	[ACTIVITY_CLEARED] = { "cleared", "清理数", NULL, &cb_type_qty, NULL, 0,
		.unit = CB_UNIT_OF_THINGS, .unit_in = "measure_word",
		.en = "How much was cleared away.", .doc = "清理的数量。" },
	[ACTIVITY_MEASURE_WORD] = { "measure_word", "量词", "计量单位", &cb_type_text, NULL, 0,
		.en = "Measure word of what was counted.", .doc = "数量的量词。" },
	[ACTIVITY_LEADER] = { "leader", "带队", "带队领导", &cb_type_name, NULL, 0,
		.en = "Who led it.", .doc = "带队领导。" },
	[ACTIVITY_LINK] = { "link", "材料", NULL, &cb_type_text, NULL, 0,
		.en = "Files that prove it, joined by a semicolon.",
		.doc = "佐证材料,以分号隔开。" },
	[ACTIVITY_PHOTOS] = { "photos", "照片", NULL, &cb_type_int, NULL, 0,
		.en = "How many photos there are.", .doc = "照片张数。" },
	[ACTIVITY_NOTE] = { "note", "备注", "说明", &cb_type_text, NULL, 0,
		.en = "Anything else.", .doc = "备注。" },
};

const struct cb_register cb_register_activity = { "activity", "活动",
	"Meetings, inspections, clean-ups, publicity, visits.",
	"会议、检查、清扫、宣传、走访等活动。",
	activity, ACTIVITY_N, 0, NULL, "cb-activity" };

static const struct cb_column survey[] = {
	[SURVEY_PERIOD] = { "period", "月份", "期间", &cb_type_period, NULL, KEYED | CB_WHEN,
		.en = "Period.", .doc = "期间。" },
	[SURVEY_COMMUNITY] = { "community", "社区", NULL, &cb_type_ref, &cb_of_community, KEYED,
		.en = "Community asked.", .doc = "受访社区。" },
	[SURVEY_QUESTION] = { "question", "问题", "题目", &cb_type_text, NULL, KEYED,
		.en = "Question.", .doc = "题目。" },
	[SURVEY_ANSWER] = { "answer", "选项", "回答", &cb_type_text, NULL, KEYED,
		.en = "Answer.", .doc = "选项。" },
	[SURVEY_COUNT] = { "count", "人数", "份数", &cb_type_int, NULL, CB_REQUIRED,
		.unit = "人 份",
		.en = "How many gave it.", .doc = "选此项的人数。" },
	[SURVEY_WEIGHT] = { "weight", "权重", NULL, &cb_type_num, NULL, 0,
		.en = "Weight of the answer.", .doc = "选项权重。" },
};

const struct cb_register cb_register_survey = { "survey", "问卷",
	"Counted answers of a questionnaire.", "问卷各选项的人数。",
	survey, SURVEY_N, 0, NULL, "cb-activity" };
