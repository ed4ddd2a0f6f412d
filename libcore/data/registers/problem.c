/* Problems to put right and what happened to them: problem, problem_log (cb-problem). */
#include <cb/data/schema.h>
#include <cb/value/date.h>

/* Tables: a column of a register every two or three lines. */
/* clang-format off */

#define KEYED (CB_KEY | CB_REQUIRED)

static const struct cb_word levels[] = {
	{ "社区小区", "1", "一类 社区 小区" }, { "街道", "2", "二类" }, { "共建单位", "3", "三类" },
	{ "责任部门", "4", "四类 部门 职能部门" }, { NULL, NULL, NULL },
};

static const struct cb_word sources[] = {
	{ "排查", "survey", "问题排查 日常排查 巡查 日常巡查" },
	{ "领导检查", "leader", "领导督查" }, { "数字城管", "digital", "监督员上报 采集员上报" },
	{ "居民反映", "resident", "群众反映 居民投诉 群众投诉 公众举报 群众举报 群众来电 12345 12345热线 市民热线 热线" }, { "民愿接待", "reception", NULL },
	{ "媒体", "media", "媒体曝光 媒体报道" }, { "自查", "self", "社区自查" },
	{ NULL, NULL, NULL },
};

static const struct cb_word states[] = {
	[STATE_OPENED] = { "登记", "opened", "未整改 待整改 未处理 待处理 未完成 未办结 否 × x ✗ ✘" },
	[STATE_ACCEPTED] = { "受理", "accepted", "已受理" },
	[STATE_REGISTERED] = { "立案", "registered", "已立案" },
	[STATE_DISPATCHED] = { "派遣", "dispatched", "已派遣 整改中 正在整改 处理中 办理中 处置中" },
	[STATE_FIXED] = { "待核查", "fixed", "已整改 整改完成 整改完毕 整改到位 已整改到位 已完成 已处理 已处置 已解决 是 √ ✓ ✔ ☑" },
	[STATE_RETURNED] = { "返工", "returned", NULL },
	[STATE_SUSPENDED] = { "缓办", "suspended", NULL },
	[STATE_CLOSED] = { "结案", "closed", "已结案 办结 已办结 已销号" },
	[STATE_REFUSED] = { "不予立案", "refused", NULL },
	[STATE_VOID] = { "作废", "void", "已作废" },
	{ NULL, NULL, NULL },
};

static const struct cb_word classes[] = {
	{ "事件", "event", NULL }, { "部件", "part", NULL }, { NULL, NULL, NULL },
};

static const struct cb_word petitions[] = {
	{ "困难", "hardship", "生活困难 困难求助" }, { "纠纷", "dispute", "矛盾纠纷 邻里纠纷" },
	{ "就业", "employment", "就业求助" }, { "投诉", "complaint", "投诉举报 举报" },
	{ "建议", "proposal", "意见建议 意见" }, { "其他", "other", "其它" }, { NULL, NULL, NULL },
};

/* The last action that moves a problem decides; 申请延期 延期 回访满意 回访不满意 通知 曝光 转报社 move
 * nothing. Of several in one minute it is the one of the later step. */
#define MOVES "'受理 立案 不予立案 作废 派遣 改派 整改 返工 缓办 结案 重开'"
#define OF_PROBLEM " FROM v_problem_log AS l WHERE l.problem = t.\"no\" AND "
#define STATE_SQL "coalesce((SELECT" \
	" CASE l.action WHEN '整改' THEN '待核查' WHEN '重开' THEN '立案' WHEN '改派' THEN '派遣' ELSE l.action END" \
	OF_PROBLEM "instr(" MOVES ", l.action) > 0" \
	" ORDER BY l.at DESC, CAST(l.step AS INTEGER) DESC LIMIT 1), '登记')"
#define FIXED_SQL "(SELECT max(l.at)" OF_PROBLEM "l.action = '整改')"
#define CLOSED_SQL "(SELECT max(l.at)" OF_PROBLEM "l.action = '结案')"

static const struct cb_column problem[] = {
	[PROBLEM_NO] = { "no", "编号", "问题编号;问题号", &cb_type_code, NULL, CB_KEY | CB_NUMBERED,
		.en = "Number of the problem, given if empty, never used again.",
		.doc = "问题编号,空着由程序编,不重复使用。" },
	[PROBLEM_CASE_NO] = { "case_no", "案件编号",
		"任务号;案卷编号;案件号;工单编号;工单号;任务编号",
		&cb_type_code, NULL, CB_CASE_NO,
		.en = "Number of the case in the system of its source; a row without a number of ours is known by both.",
		.doc = "在来源系统中的案件编号;没有本台账编号的行,按它和来源认出是哪一个问题。" },
	[PROBLEM_FOUND] = { "found", "发现时间",
		"排查日期;上报时间;发现日期;排查时间;上报日期;检查时间;检查日期;发现问题时间;巡查日期;巡查时间;"
		"日期;反映时间;来电时间;来电日期;投诉时间;诉求时间",
		&cb_type_date_time, NULL, CB_REQUIRED | CB_WHEN | CB_PAST,
		.en = "When it was found.", .doc = "发现时间。" },
	[PROBLEM_COMMUNITY] = { "community", "社区",
		"社区名称;所属社区;所在社区;发生社区;涉及社区",
		&cb_type_ref, &cb_of_community, CB_REQUIRED,
		.en = "Community.", .doc = "社区。" },
	[PROBLEM_ESTATE] = { "estate", "小区", "小区名称;所在小区;所属小区", &cb_type_ref, &cb_of_estate, 0,
		.en = "Estate.", .doc = "小区。" },
	[PROBLEM_BUILDING] = { "building", "楼栋", "楼号;楼幢;栋号;楼栋号", &cb_type_text, NULL, CB_NO_DATE,
		.en = "Building.", .doc = "楼栋。" },
	[PROBLEM_STAIRCASE] = { "staircase", "单元", "单元号", &cb_type_text, NULL, CB_NO_DATE,
		.en = "Staircase.", .doc = "单元。" },
	[PROBLEM_PLACE] = { "place", "地点",
		"位置;具体位置;问题地点;发生地点;详细地点;具体地点;问题位置;问题点位;点位;点位名称;地址;详细地址;"
		"问题所在地;发生地址;事发地点;地址描述;事件地址;案件地址;问题地址;事发地址;发生位置",
		&cb_type_text, NULL, CB_REQUIRED | CB_NO_DATE,
		.en = "Where exactly.", .doc = "具体地点。" },
	[PROBLEM_DESCRIPTION] = { "description", "问题",
		"问题描述;问题内容;存在问题;问题情况;存在的问题;主要问题;发现问题;问题说明;具体问题;反映问题;"
		"反映内容;诉求内容;问题详情;事件描述;案件描述;诉求描述;工单内容;内容;问题简述;问题概述;简要情况",
		&cb_type_text, NULL, CB_REQUIRED,
		.en = "What is wrong; 无 records a building where nothing was found.",
		.doc = "什么问题;“无”表示查过、没有问题。" },
	[PROBLEM_CLASS] = { "class", "案件类型", NULL, &cb_type_enum, classes, 0,
		.en = "Event or part, as digital city management has it.",
		.doc = "案件类型:事件或部件。" },
	[PROBLEM_CATEGORY] = { "category", "大类", "问题大类;大类名称", &cb_type_text, NULL, 0,
		.en = "Category above the kind.", .doc = "类别所属的大类。" },
	[PROBLEM_KIND] = { "kind", "类别",
		"小类;问题类别;问题类型;小类名称;问题小类;问题分类;类型",
		&cb_type_text, NULL, 0,
		.en = "Kind, which rule problem.route knows.",
		.doc = "问题类别,规则 problem.route 据此分类。" },
	[PROBLEM_QUANTITY] = { "quantity", "数量", NULL, &cb_type_qty, NULL, 0,
		.en = "How many there are.", .doc = "数量。" },
	[PROBLEM_PEOPLE] = { "people", "人次", "人数;来访人次", &cb_type_qty, NULL, 0,
		.en = "People concerned.", .doc = "涉及的人次。" },
	[PROBLEM_REBOUND_OF] = { "rebound_of", "原编号", NULL, &cb_type_code, NULL, 0,
		.en = "Number of the problem that has come back.", .doc = "反弹问题的原编号。" },
	[PROBLEM_LEVEL] = { "level", "责任层级", NULL, &cb_type_enum, levels, 0,
		.en = "Who is to solve it; empty: suggested from its kind.",
		.doc = "由哪一层解决;空着按类别建议。" },
	[PROBLEM_RESPONSIBLE] = { "responsible", "责任单位",
		"处置单位;整改单位;整改责任单位;责任部门;承办单位;处置部门;主办单位;牵头单位;整改部门;"
		"整改责任部门;办理单位;处理单位;处理部门;承办部门;处置责任单位",
		&cb_type_ref, &cb_of_party, CB_REQUIRED | CB_LACKING,
		.en = "Unit that answers for it.", .doc = "责任单位。" },
	[PROBLEM_PERSON] = { "person", "责任人",
		"整改责任人;具体责任人;整改负责人;负责人",
		&cb_type_name, NULL, 0,
		.en = "Person who answers for it.", .doc = "责任人。" },
	[PROBLEM_DUE] = { "due", "解决时限",
		"整改时限;截止时间;整改期限;解决期限;完成时限;限期整改时间;整改截止时间;整改时限要求;限办时间;"
		"办结时限;截止日期;整改截止日期;规定时限;要求完成时间;要求办结时间;办结截止时间;处置截止时间;"
		"处置时限;处理时限;办理时限;时限;期限;限期;处理期限;办理期限;办结期限;时限要求",
		&cb_type_date_time, &cb_deadline, CB_REQUIRED | CB_LACKING | CB_EVENT,
		.en = "When it must be solved; empty: from the rule of its kind.",
		.doc = "何时解决;空着按类别的规则推算。" },
	[PROBLEM_FIXED] = { "fixed", "整改时间",
		"完成时间;办结时间;整改完成时间;整改日期;处置时间;整改完成日期;完成日期;实际完成时间;处理时间;"
		"处置完成时间;处理完成时间;实际办结时间;实际整改时间",
		&cb_type_date_time, NULL, CB_COMPUTED | CB_PAST,
		.en = "When it was fixed, from its log.",
		.doc = "整改时间,取自流转记录。", .sql = FIXED_SQL },
	[PROBLEM_CLOSED] = { "closed", "结案时间", "结案日期", &cb_type_date_time, NULL, CB_COMPUTED | CB_PAST,
		.en = "When it was closed, from its log.",
		.doc = "结案时间,取自流转记录。", .sql = CLOSED_SQL },
	[PROBLEM_SOURCE] = { "source", "来源", "问题来源;来源渠道;案件来源", &cb_type_enum, sources, CB_CASE_OF,
		.en = "How it became known.", .doc = "问题来源。" },
	[PROBLEM_MEASURE] = { "measure", "整改措施",
		"处置措施;处理措施;整改办法;处理情况",
		&cb_type_text, NULL, 0,
		.en = "What is done about it.", .doc = "整改措施。" },
	[PROBLEM_WIDTH] = { "width", "路宽", "道路宽度", &cb_type_num, NULL, 0,
		.unit = "米",
		.en = "Width of the road in metres.", .doc = "道路宽度,米。" },
	[PROBLEM_SERIOUS] = { "serious", "性质严重", "是否严重;严重问题", &cb_type_bool, NULL, 0,
		.en = "Whether it harms the whole campaign.", .doc = "是否性质严重、影响大局。" },
	[PROBLEM_SMALL] = { "small", "小问题", NULL, &cb_type_bool, NULL, 0,
		.en = "Whether it must be solved the same day.", .doc = "是否当天解决的小问题。" },
	[PROBLEM_STATE] = { "state", "整改情况",
		"状态;案件状态;整改状态;问题状态;办理状态;处理状态;整改结果;是否整改;是否已整改;是否整改到位;"
		"是否完成整改;工单状态;处置状态;完成情况",
		&cb_type_enum, states, CB_COMPUTED,
		.en = "State, from its log.", .doc = "状态,取自流转记录。", .sql = STATE_SQL },
	[PROBLEM_EVIDENCE] = { "evidence", "照片", "问题照片;整改照片;图片", &cb_type_text, NULL, 0,
		.en = "Photos, joined by a semicolon.", .doc = "照片,以分号隔开。" },
	[PROBLEM_VISITOR] = { "visitor", "来访人",
		"来访人姓名;来访者;反映人;诉求人;投诉人;信访人;来电人;来电人姓名;投诉人姓名;诉求人姓名;反映人姓名",
		&cb_type_name, NULL, CB_PRIVATE,
		.en = "Resident who came with it.", .doc = "来访人。" },
	[PROBLEM_PETITION] = { "petition", "诉求类别", "诉求类型;信访类别", &cb_type_enum, petitions, CB_OTHERS,
		.en = "What the visitor asks for.", .doc = "来访诉求的类别。" },
	[PROBLEM_NOTE] = { "note", "备注", "说明", &cb_type_text, NULL, 0,
		.en = "Anything else.", .doc = "备注。" },
};

const struct cb_register cb_register_problem = { "problem", "问题",
	"Problems found, with place, responsible unit and time limit.",
	"排查出的问题、地点、责任单位和时限。",
	problem, PROBLEM_N, 0, NULL, "cb-problem" };

/* In the course of a problem: steps of one minute that came without a number are put in this order. */
static const struct cb_word actions[] = {
	[ACTION_ACCEPT] = { "受理", "accept", NULL },
	[ACTION_REGISTER] = { "立案", "register", NULL },
	[ACTION_REFUSE] = { "不予立案", "refuse", NULL },
	[ACTION_VOID] = { "作废", "void", NULL },
	[ACTION_DISPATCH] = { "派遣", "dispatch", NULL },
	[ACTION_REDISPATCH] = { "改派", "redispatch", NULL },
	[ACTION_FIX] = { "整改", "fix", "已整改" },
	[ACTION_RETURN] = { "返工", "return", NULL },
	[ACTION_ASK_EXTENSION] = { "申请延期", "ask_extension", NULL },
	[ACTION_EXTEND] = { "延期", "extend", NULL },
	[ACTION_SUSPEND] = { "缓办", "suspend", NULL },
	[ACTION_VERIFY] = { "结案", "verify", NULL },
	[ACTION_SATISFIED] = { "回访满意", "satisfied", NULL },
	[ACTION_UNSATISFIED] = { "回访不满意", "unsatisfied", NULL },
	[ACTION_NOTIFY] = { "通知", "notify", NULL },
	[ACTION_EXPOSE] = { "曝光", "expose", NULL },
	[ACTION_PASS_TO_MEDIA] = { "转报社", "pass_to_media", NULL },
	[ACTION_REOPEN] = { "重开", "reopen", NULL },
	{ NULL, NULL, NULL },
};

static const struct cb_column problem_log[] = {
	[PROBLEM_LOG_PROBLEM] = { "problem", "问题编号", "编号;问题号", &cb_type_code, NULL, KEYED,
		.en = "Number of the problem.", .doc = "问题编号。" },
	[PROBLEM_LOG_STEP] = { "step", "步序", NULL, &cb_type_int, NULL, CB_KEY | CB_NUMBERED,
		.en = "Step of the problem, in the order of entry; imported without one: by time, then course.",
		.doc = "步序,按登记先后编;导入时空着的,按时间、再按办理次序编。" },
	[PROBLEM_LOG_AT] = { "at", "时间", "流转时间;办理时间;操作时间;日期", &cb_type_date_time, NULL, CB_REQUIRED | CB_WHEN | CB_PAST,
		.en = "When.", .doc = "时间。" },
	[PROBLEM_LOG_ACTION] = { "action", "动作",
		"流转;操作;环节;办理环节;流转动作",
		&cb_type_enum, actions, CB_REQUIRED,
		.en = "What was done.", .doc = "做了什么。" },
	[PROBLEM_LOG_ACTOR] = { "actor", "经手", "经手人;操作人;办理人;经办人", &cb_type_text, NULL, 0,
		.en = "Who did it.", .doc = "由谁经手。" },
	[PROBLEM_LOG_TO] = { "to", "派往单位", "派往部门;承办单位;责任单位", &cb_type_ref, &cb_of_unit, 0,
		.en = "Unit that it was sent to.", .doc = "派往的单位。" },
	[PROBLEM_LOG_NOTE] = { "note", "备注", "说明;办理意见;意见", &cb_type_text, NULL, 0,
		.en = "Anything else.", .doc = "备注。" },
	[PROBLEM_LOG_DUE] = { "due", "新时限", "时限", &cb_type_date_time, &cb_deadline, 0,
		.en = "New time limit of an extension, or the one that is asked for.",
		.doc = "延期后的时限,或所申请的时限。" },
	[PROBLEM_LOG_LATE] = { "late", "补记理由", NULL, &cb_type_text, NULL, 0,
		.en = "Why it was entered later than it happened.", .doc = "事后补记的理由。" },
	[PROBLEM_LOG_EVIDENCE] = { "evidence", "照片", NULL, &cb_type_text, NULL, 0,
		.en = "Photos, joined by a semicolon.", .doc = "照片,以分号隔开。" },
};

const struct cb_register cb_register_problem_log = { "problem_log", "流转",
	"What happened to each problem; its state is what this log says.",
	"问题的流转记录;问题的状态以此为准。",
	problem_log, PROBLEM_LOG_N, CB_APPEND_ONLY, NULL, "cb-problem" };
