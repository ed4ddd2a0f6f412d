/* The restricted fund: money and goods in and out, and what of it was made public (cb-fund). */
#include <cb/data/schema.h>
#include <cb/value/unit.h>

/* Tables: a column of a register every two or three lines. */
/* clang-format off */

static const struct cb_word flows[] = {
	[FLOW_RECEIVE] = { "收入", "receive", "收 进账 入账 收款" },
	[FLOW_SPEND] = { "支出", "spend", "支 出账 付款" },
	[FLOW_PLEDGE] = { "认捐", "pledge", "承诺捐助 意向" },
	[FLOW_REMIT] = { "上交", "remit", "上缴" },
	{ NULL, NULL, NULL },
};

static const struct cb_word sources[] = {
	[SOURCE_UNIT] = { "单位", "unit", "单位捐助 单位捐款 单位捐赠 共建单位" },
	[SOURCE_ENTERPRISE] = { "企业", "enterprise", "企业捐助 企业捐款 企业捐赠" },
	[SOURCE_SELF] = { "自筹", "self", "社区自筹 社区筹集 自有资金" },
	[SOURCE_FISCAL] = { "财政", "fiscal", "财政拨款 财政资金 财政补助 财政补贴" },
	[SOURCE_PRIZE] = { "奖金", "prize", "奖励 奖励资金" },
	[SOURCE_OTHER] = { "其他", "other", "其它" },
	{ NULL, NULL, NULL },
};

static const struct cb_column fund[] = {
	[FUND_NO] = { "no", "编号", NULL, &cb_type_code, NULL, CB_KEY | CB_NUMBERED,
		.en = "Number of the entry, given if empty.", .doc = "分录编号,空着由程序编。" },
	[FUND_FUND] = { "fund", "资金", "专项资金;资金名称;专项资金名称", &cb_type_text, NULL, 0,
		.en = "Fund it belongs to; empty is 共建经费.",
		.doc = "所属的资金;空为共建经费。" },
	[FUND_DATE] = { "date", "日期",
		"到账日期;到账时间;收支日期;捐款日期;捐助日期;资助日期;入账日期;入账时间;记账日期;发生日期;"
		"交易日期;时间;捐款时间;捐赠日期;捐赠时间;收款日期",
		&cb_type_date, NULL, CB_REQUIRED | CB_WHEN | CB_PAST,
		.en = "Day the money or goods came or went.", .doc = "收支日期。" },
	[FUND_COMMUNITY] = { "community", "社区",
		"受助社区;社区名称;所属社区;受赠社区;所在社区;受益社区",
		&cb_type_ref, &cb_of_community, CB_REQUIRED,
		.en = "Community that owns it.", .doc = "所有权和使用权所在的社区。" },
	[FUND_FLOW] = { "flow", "收支",
		"收/支;收支类别;收支类型;方向;收支方向;收入/支出;收入或支出",
		&cb_type_enum, flows, CB_REQUIRED,
		.en = "In, out, pledged, or handed over to who keeps the fund.",
		.doc = "收入、支出、认捐,或上交保管单位。" },
	[FUND_SOURCE] = { "source", "来源",
		"资金来源;经费来源;来源类别;资金来源类别;捐助类别",
		&cb_type_enum, sources, 0,
		.en = "Where an income comes from.", .doc = "收入的来源。" },
	[FUND_USE] = { "use", "用途类别", "用途分类;使用类别", &cb_type_text, NULL, 0,
		.en = "Category of use; rules fund.deny and fund.allow read it.",
		.doc = "用途类别;规则 fund.deny、fund.allow 据此判断。" },
	[FUND_AMOUNT] = { "amount", "金额",
		"资助金额;支助金额;捐款;捐款金额;资助款;支助款;资助经费;支助经费;发生额;捐助金额;捐赠金额;"
		"捐款数额;到账金额;实收金额",
		&cb_type_money, cb_each, 0,
		.en = "Money; goods alone have none. 各5000元 with several parties makes an entry of each.",
		.doc = "金额;只有实物时空着。列出几家并写“各5000元”的,每家记一笔。" },
	[FUND_PARTY] = { "party", "捐助单位",
		"单位;捐款单位;资助单位;支助单位;收款单位;付款单位;捐助方;捐赠单位;捐赠方;捐款方;捐助企业;"
		"捐赠企业;来款单位;对方单位;收/付款单位;往来单位;单位名称",
		&cb_type_ref, &cb_of_unit, 0,
		.en = "Who gave it, or who was paid.", .doc = "捐助单位,或收款单位。" },
	[FUND_ARRIVED] = { "arrived", "到位",
		"已到位;是否到位;是否到账;到账;到账情况;到位情况;是否已到位",
		&cb_type_bool, NULL, 0,
		.en = "Whether it has arrived.", .doc = "是否到位。" },
	[FUND_ITEM] = { "item", "物品",
		"物品名称;捐助物品;捐赠物品;物资;物资名称;捐赠物资;捐助物资;实物;实物名称;品名",
		&cb_type_text, NULL, CB_NO_DATE,
		.en = "Goods, several separated by 、 or ; and a list that goes on ended by 等.",
		.doc = "物品;几样用顿号或分号隔开,没列全的末尾写“等”。" },
	[FUND_QUANTITY] = { "quantity", "数量", "物品数量;物资数量", &cb_type_qty, cb_each, 0,
		.unit = CB_UNIT_OF_THINGS, .unit_in = "measure_word",
		.en = "How many of the goods; 各1 = one of each.", .doc = "物品数量;各1 指每样一件。" },
	[FUND_MEASURE_WORD] = { "measure_word", "量词", "计量单位;数量单位", &cb_type_text, NULL, 0,
		.en = "Their measure word, such as 台, 部, 个.", .doc = "量词:台、部、个等。" },
	[FUND_PURPOSE] = { "purpose", "用途",
		"事由;用途说明;摘要;资金用途;用途及说明;使用事项;内容摘要;款项用途",
		&cb_type_text, NULL, 0,
		.en = "What it is for.", .doc = "用途。" },
	[FUND_VOUCHER] = { "voucher", "票据号",
		"凭证号;票据号码;凭证编号;票据编号;凭证号码;收据号;收据编号;发票号;发票号码;单据号",
		&cb_type_code, NULL, 0,
		.en = "Number of the receipt or voucher.", .doc = "票据号或凭证号。" },
	[FUND_APPROVER] = { "approver", "审批人", "批准人;审批领导;签批人", &cb_type_name, NULL, 0,
		.en = "Who approved a spend.", .doc = "支出的审批人。" },
	[FUND_COMMUNITY_CONSENT] = { "community_consent", "社区同意人",
		"社区签字人;社区负责人签字;社区确认人",
		&cb_type_name, NULL, 0,
		.en = "Who consented for the community.", .doc = "代表社区同意的人。" },
	[FUND_HANDLER] = { "handler", "经办人", "经手人;办理人;经办", &cb_type_name, NULL, 0,
		.en = "Who handled it.", .doc = "经办人。" },
	[FUND_REVERSES] = { "reverses", "冲销", NULL, &cb_type_code, NULL, 0,
		.en = "Number of the entry that this one reverses.", .doc = "所冲销分录的编号。" },
	[FUND_OVERRIDE] = { "override", "特批理由", "破例理由", &cb_type_text, NULL, 0,
		.en = "Why a rule was set aside.", .doc = "特批的理由。" },
	[FUND_NOTE] = { "note", "备注", "说明", &cb_type_text, NULL, 0,
		.en = "Anything else.", .doc = "备注。" },
};

const struct cb_register cb_register_fund = { "fund", "经费",
	"The ledger of the restricted fund; corrected by reversals only.",
	"共建经费的收支账;只能冲销,不能改。",
	fund, FUND_N, CB_APPEND_ONLY | CB_CHAINED, NULL, "cb-fund" };

static const struct cb_word published[] = {
	[CB_PUBLISHED_STATEMENT] = { "经费公示", "statement", NULL },
	{ NULL, NULL, NULL },
};

static const struct cb_column publication[] = {
	[PUBLICATION_WHAT] = { "what", "公示内容", NULL, &cb_type_enum, published, CB_KEY | CB_REQUIRED,
		.en = "What was made public.", .doc = "公示的是什么。" },
	[PUBLICATION_SCOPE] = { "scope", "资金", NULL, &cb_type_text, NULL, CB_KEY,
		.en = "Fund it tells of; empty is 共建经费.", .doc = "哪项资金;空为共建经费。" },
	[PUBLICATION_SINCE] = { "since", "起", NULL, &cb_type_date, NULL, CB_KEY,
		.en = "First day it tells of; empty: from the beginning.",
		.doc = "所公示的第一日;空为从头。" },
	[PUBLICATION_UNTIL] = { "until", "止", NULL, &cb_type_date, NULL, CB_KEY | CB_REQUIRED,
		.en = "Last day it tells of.", .doc = "所公示的最后一日。" },
	[PUBLICATION_AT] = { "at", "公示时间", NULL, &cb_type_date_time, NULL, CB_KEY | CB_REQUIRED | CB_WHEN,
		.en = "When it was made public.", .doc = "何时公示。" },
};

const struct cb_register cb_register_publication = { "publication", "公示",
	"What was made public, of which days, and when.", "已经公示的内容、所属日期和公示时间。",
	publication, PUBLICATION_N, CB_APPEND_ONLY | CB_BY_COMMAND, NULL, "cb-fund" };
