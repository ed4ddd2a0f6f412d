/* Who helps whom (cb-care): only counts leave it. */
#include <cb/data/schema.h>
#include <cb/value/date.h>
#include <cb/value/unit.h>

/* Tables: a column of a register every two or three lines. */
/* clang-format off */

static const struct cb_word kinds[] = {
	{ "低保", "allowance", "最低生活保障 低保户" }, { "救助", "aid", "临时救助 困难救助" },
	{ "再就业", "job", "就业帮扶" }, { "培训", "training", "技能培训" },
	{ "残疾康复", "rehabilitation", NULL }, { "党员特困户", "poor_member", "特困党员" },
	{ "两劳释放人员", "released", "刑满释放人员 刑释人员 刑满释放解除社区矫正人员" }, { "孤寡老人", "lone_elderly", "孤寡" },
	{ "下岗职工", "laid_off", "下岗失业人员 失业人员 下岗人员" }, { "残疾人", "disabled", "残疾 残疾人员" },
	{ "探访", "visit", "走访 慰问 走访慰问" }, { "好事", "good_deed", "好人好事" },
	{ "捐款", "money", NULL }, { "捐物", "goods", NULL }, { NULL, NULL, NULL },
};

static const struct cb_word triggers[] = {
	{ "新转入", "moved_in", NULL }, { "有困难", "hardship", NULL },
	{ "病逝", "illness", "生病" }, { NULL, NULL, NULL },
};

static const struct cb_column care[] = {
	[CARE_NO] = { "no", "编号", NULL, &cb_type_code, NULL, CB_KEY | CB_NUMBERED,
		.en = "Number of the entry, given if empty.", .doc = "编号,空着由程序编。" },
	[CARE_KIND] = { "kind", "帮扶类别",
		"类别;帮扶类型;救助类别;救助类型;类型;困难类型;困难类别;对象类别;对象类型",
		&cb_type_enum, kinds, CB_REQUIRED,
		.en = "Kind of help.", .doc = "帮扶类别。" },
	[CARE_HELPER] = { "helper", "结对人",
		"单位;帮扶人;帮扶责任人;结对单位;帮扶单位;结对党员;党支部;结对支部;结对志愿者;走访人;慰问人;包保人",
		&cb_type_ref, &cb_of_any_party, CB_PRIVATE | CB_OPEN_UNIT,
		.en = "Unit, branch or person that helps; a registered unit is not masked.",
		.doc = "结对的单位、支部或个人;已登记的单位不遮盖。" },
	[CARE_GROUP] = { "group", "人员类别", NULL, &cb_type_text, NULL, 0,
		.en = "Group of people the helper belongs to.", .doc = "结对人的人员类别。" },
	[CARE_HANDLER] = { "handler", "经办人", "经手人", &cb_type_name, NULL, 0,
		.en = "Who handled it.", .doc = "经办人。" },
	[CARE_BENEFICIARY] = { "beneficiary", "对象",
		"帮扶对象;帮扶对象姓名;对象姓名;帮扶对象名称;受助人;受助人姓名;受助对象;救助对象;困难群众姓名;"
		"走访对象;慰问对象;探访对象;结对对象;姓名",
		&cb_type_name, NULL, CB_PRIVATE,
		.en = "Who is helped.", .doc = "帮扶对象。" },
	[CARE_COMMUNITY] = { "community", "社区", "社区名称;所属社区;所在社区", &cb_type_ref, &cb_of_community, CB_REQUIRED,
		.en = "Community.", .doc = "社区。" },
	[CARE_SINCE] = { "since", "日期",
		"起;帮扶日期;帮扶时间;结对日期;结对时间;起始日期;开始日期",
		&cb_type_date, &cb_beginning, CB_REQUIRED | CB_WHEN,
		.en = "Day, or first day.", .doc = "日期,或起始日。" },
	[CARE_UNTIL] = { "until", "止", "截止日期;结束日期;终止日期", &cb_type_date, &cb_ending, 0,
		.en = "Last day.", .doc = "最后一日。" },
	[CARE_TRIGGER] = { "trigger", "事由", NULL, &cb_type_enum, triggers, 0,
		.en = "Why a visit was due.", .doc = "走访的事由。" },
	[CARE_VISITS] = { "visits", "走访次数",
		"走访户次;走访次;探访次数;入户次数",
		&cb_type_int, NULL, 0,
		.unit = "次 户",
		.en = "Visits.", .doc = "走访次数。" },
	[CARE_VISITED] = { "visited", "走访日期",
		"走访时间;探访日期;探访时间;最近走访日期;最近走访;最近走访时间;入户日期",
		&cb_type_date, NULL, CB_PAST,
		.en = "Day of the visit.", .doc = "走访日期。" },
	[CARE_VOUCHER] = { "voucher", "票据号", "凭证号;票据号码;票据编号", &cb_type_code, NULL, 0,
		.en = "Number of the receipt.", .doc = "票据号。" },
	[CARE_AMOUNT] = { "amount", "金额",
		"资助金额;支助金额;捐款;帮扶金额;捐款金额;救助金额;慰问金;慰问金额;帮扶资金",
		&cb_type_qty, NULL, CB_WAS_MONEY,
		.unit = "元",
		.en = "Money given, in yuan, as exact as it is known.", .doc = "金额,元;约数照原样记。" },
	[CARE_ITEM] = { "item", "物品", "物品名称;慰问品;慰问物品;捐助物品", &cb_type_text, NULL, CB_NO_DATE,
		.en = "Goods given.", .doc = "物品。" },
	[CARE_QUANTITY] = { "quantity", "数量", NULL, &cb_type_qty, NULL, 0,
		.unit = CB_UNIT_OF_THINGS,
		.en = "How many of the goods.", .doc = "物品数量。" },
	[CARE_PEOPLE] = { "people", "人次",
		"人数;受助人数;受助人次;帮扶人数;帮扶人次",
		&cb_type_qty, NULL, 0,
		.unit = "人次 人",
		.en = "People helped, in entries that name nobody.",
		.doc = "受助人次,用于不记姓名的汇总。" },
	[CARE_NOTE] = { "note", "备注", "说明", &cb_type_text, NULL, 0,
		.en = "Anything else.", .doc = "备注。" },
};

const struct cb_register cb_register_care = { "care", "帮扶",
	"Help for residents in need; lists give counts, never names.",
	"对困难居民的帮扶;对外只出数字,不出姓名。",
	care, CARE_N, CB_COUNTS_ONLY, NULL, "cb-care" };
