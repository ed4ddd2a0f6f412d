/* Volunteers and their hours: volunteer, service (cb-volunteer). */
#include <cb/data/schema.h>
#include <cb/value/date.h>

/* Tables: a column of a register every two or three lines. */
/* clang-format off */

#define KEYED (CB_KEY | CB_REQUIRED)

static const struct cb_word services[] = {
	{ "医疗卫生", "medical", "医疗 医疗服务" }, { "环保创卫", "environment", "环保 创卫 环境保护" },
	{ "心理援助", "psychology", "心理救助 心理救济 心理咨询 心理疏导 心理健康 心理" }, { "文明礼仪", "manners", "礼仪" },
	{ "法律援助", "legal", "法律救济 法律救助 法律服务 法律咨询 法律" }, { "青少年思想道德建设", "youth", "未成年人思想道德建设 青少年思想道德 未成年人思想道德 青少年" },
	{ "群众文化", "culture", "文化 文艺 文化文艺" }, { "科普", "science", "科学普及 科普宣传" },
	{ "其他", "other", "其它" }, { NULL, NULL, NULL },
};

static const struct cb_word roles[] = {
	{ "志愿者", "volunteer", "志愿人员 志愿服务者" }, { "义务监督员", "supervisor", "监督员" },
	{ "文明劝导员", "guide", "劝导员" }, { "楼栋长", "building_head", "楼道长 楼长 栋长" },
	{ "网格员", "grid_worker", "社区网格员" }, { "艺术团员", "performer", NULL },
	{ "巡逻队员", "patrol", NULL }, { NULL, NULL, NULL },
};

static const struct cb_word sexes[] = {
	{ "男", "male", "M 男性" }, { "女", "female", "F 女性" }, { NULL, NULL, NULL },
};

static const struct cb_word id_types[] = {
	{ "居民身份证", "resident", "身份证 二代身份证 中国居民身份证 内地居民身份证 大陆居民身份证 中华人民共和国居民身份证" },
	{ "护照", "passport", NULL }, { "其他", "other", "其它 港澳居民来往内地通行证 台湾居民来往大陆通行证 港澳通行证 台胞证 回乡证 军官证 士兵证 外国人永久居留身份证 户口簿" },
	{ NULL, NULL, NULL },
};

/* 政治面貌 as the national platform writes it. */
static const struct cb_yes_no party = { "中共党员 预备党员 中共预备党员 党员",
	"群众 共青团员 团员 少先队员 民革党员 民盟盟员 民建会员 民进会员 农工党党员 致公党党员 九三学社社员 台盟盟员 "
	"无党派人士 无党派民主人士 民主党派 民革 民盟 民建 民进 农工党 致公党 九三学社 台盟 无党派 团员青年" };

static const struct cb_column volunteer[] = {
	[VOLUNTEER_NO] = { "no", "编号", "志愿者编号;注册编号;志愿者号", &cb_type_code, NULL, CB_KEY | CB_NUMBERED,
		.en = "Number of the volunteer, given if empty.",
		.doc = "志愿者编号,空着由程序编。" },
	[VOLUNTEER_NAME] = { "name", "姓名",
		"志愿者姓名;名字;队员姓名;人员姓名",
		&cb_type_name, NULL,
		CB_REQUIRED | CB_LACKING | CB_PRIVATE | CB_ONE,
		.en = "Name.", .doc = "姓名。" },
	[VOLUNTEER_ID] = { "id", "身份证号",
		"证件号码;身份证号码;身份证;公民身份号码;身份证件号码;居民身份证号;居民身份证号码;证件号;身份号码",
		&cb_type_id, NULL, CB_PRIVATE,
		.en = "Resident identity number; the same one is the same person.",
		.doc = "身份证号;号码相同即同一人。" },
	[VOLUNTEER_PHONE] = { "phone", "电话",
		"手机;联系电话;联系方式;电话号码;手机号;手机号码;联系手机;移动电话;联系号码;手机电话",
		&cb_type_phone, NULL, CB_PRIVATE,
		.en = "Telephone, or several; without an id, name and phone tell who it is.",
		.doc = "电话,可填几个;没有身份证号时以姓名加电话认人。" },
	[VOLUNTEER_BIRTH] = { "birth", "出生日期",
		"出生年月;出生年月日;生日;出生时间",
		&cb_type_birth, NULL, CB_PRIVATE,
		.en = "Day of birth, or its month.", .doc = "出生日期;只有年月的,不补日子。" },
	[VOLUNTEER_ID_TYPE] = { "id_type", "证件类型", "证件种类;证件类别", &cb_type_enum, id_types, 0,
		.en = "Kind of identity document; only the resident identity card is checked.",
		.doc = "证件类型;只核对居民身份证的号码。" },
	[VOLUNTEER_SEX] = { "sex", "性别", NULL, &cb_type_enum, sexes, 0,
		.en = "Sex.", .doc = "性别。" },
	[VOLUNTEER_COMMUNITY] = { "community", "社区",
		"所属社区;社区名称;所在社区;居住社区;服务社区",
		&cb_type_ref, &cb_of_community, CB_REQUIRED,
		.en = "Community.", .doc = "所属社区。" },
	[VOLUNTEER_ESTATE] = { "estate", "小区", "小区名称;所在小区;居住小区", &cb_type_ref, &cb_of_estate, 0,
		.en = "Estate.", .doc = "所在小区。" },
	[VOLUNTEER_SERVICE] = { "service", "服务类别",
		"服务类型;志愿服务类别;服务意向;服务领域;志愿服务类型;志愿服务项目类别;服务方向",
		&cb_type_enum, services, CB_OTHERS,
		.en = "Kind of service; an unknown one is stored as 其他.",
		.doc = "服务类别;不认识的记为其他。" },
	[VOLUNTEER_TEAM] = { "team", "队伍",
		"志愿队伍;所属队伍;服务队;志愿服务队;志愿队;队伍名称;所属组织;所属志愿团体;志愿团体;所属团队;所在队伍",
		&cb_type_ref, &cb_of_word, 0,
		.en = "Team.", .doc = "队伍。" },
	[VOLUNTEER_ROLE] = { "role", "身份", "角色;人员身份;志愿者身份", &cb_type_enum, roles, 0,
		.en = "Role; empty is 志愿者.", .doc = "身份;空为志愿者。" },
	[VOLUNTEER_PARTY_MEMBER] = { "party_member", "党员",
		"政治面貌;是否党员;中共党员;党员否;是否为党员",
		&cb_type_bool, &party, 0,
		.en = "Whether a Party member; 中共党员 and 预备党员 are, 群众 and others are not.",
		.doc = "是否党员;政治面貌为中共党员、预备党员的是,群众等为否。" },
	[VOLUNTEER_JOINED] = { "joined", "加入日期",
		"注册日期;注册时间;加入时间;登记日期;登记时间;注册日;入队时间;入队日期;参加时间",
		&cb_type_date, &cb_beginning, CB_WHEN,
		.en = "Day of joining.", .doc = "加入日期。" },
	[VOLUNTEER_LEFT] = { "left", "退出日期",
		"退出时间;离队时间;离队日期;注销时间",
		&cb_type_date, &cb_ending, 0,
		.en = "Last day as a volunteer.", .doc = "退出日期。" },
	[VOLUNTEER_HOURS_BEFORE] = { "hours_before", "已有时长",
		"累计服务时长;服务时长;累计时长;累计服务时数;已服务时长;志愿时长;总时长;总服务时长;信用时长;累计志愿服务时长",
		&cb_type_hours, NULL, 0,
		.en = "Time served before these records.", .doc = "本台账之前已有的服务时长。" },
	[VOLUNTEER_HOURS_UNTIL] = { "hours_until", "时长截至", NULL, &cb_type_date, NULL, 0,
		.en = "Last day of that time; services after it add to it.",
		.doc = "已有时长截至哪天;其后的服务另加。" },
	[VOLUNTEER_SKILLS] = { "skills", "服务技能", "技能;特长;专长;技能特长", &cb_type_text, NULL, 0,
		.en = "Skills.", .doc = "服务技能。" },
	[VOLUNTEER_MERGED_INTO] = { "merged_into", "并入编号", NULL, &cb_type_code, NULL, 0,
		.en = "Number of the entry that this one was merged into.",
		.doc = "并入哪个编号。" },
	[VOLUNTEER_CONSENT] = { "consent", "监护人同意", "监护人是否同意", &cb_type_bool, NULL, 0,
		.en = "Whether a minor's guardian has consented.",
		.doc = "未成年人的监护人是否同意。" },
	[VOLUNTEER_NOTE] = { "note", "备注", "说明", &cb_type_text, NULL, 0,
		.en = "Anything else.", .doc = "备注。" },
};

const struct cb_register cb_register_volunteer = { "volunteer", "志愿者",
	"The roster of volunteers, supervisors, guides and teams.",
	"志愿者、监督员、劝导员等的花名册。",
	volunteer, VOLUNTEER_N, 0, NULL, "cb-volunteer" };

static const struct cb_word states[] = {
	{ "已录入", "entered", "待审核 未审核" }, { "已审核", "approved", "通过 审核通过 已通过" },
	{ "未通过", "declined", "不通过 审核未通过 驳回 已驳回" }, { NULL, NULL, NULL },
};

static const struct cb_column service[] = {
	[SERVICE_VOLUNTEER] = { "volunteer", "志愿者",
		"编号;志愿者编号;姓名;志愿者姓名;志愿者名称;服务人员;服务人;队员姓名;参加人员;人员姓名",
		&cb_type_text, NULL, KEYED | CB_PRIVATE | CB_OPEN_NUMBER,
		.en = "Number of the volunteer, or name and phone; the number is not masked.",
		.doc = "志愿者编号,或姓名加电话;编号不遮盖。" },
	[SERVICE_DATE] = { "date", "日期",
		"服务日期;活动日期;活动时间;签到日期;开展日期",
		&cb_type_date, NULL, KEYED | CB_WHEN | CB_PAST,
		.en = "Day of the service.", .doc = "服务日期。" },
	[SERVICE_START] = { "start", "开始",
		"签到时间;开始时间;服务开始时间;起始时间;到岗时间;签到",
		&cb_type_time, NULL, CB_KEY,
		.en = "From when.", .doc = "开始时间。" },
	[SERVICE_END] = { "end", "结束",
		"签退时间;结束时间;服务结束时间;离岗时间;签退",
		&cb_type_time, NULL, 0,
		.en = "Until when.", .doc = "结束时间。" },
	[SERVICE_HOURS] = { "hours", "时长",
		"服务时长;小时;服务时数;志愿服务时长;服务小时;小时数;服务小时数;时数;工时;志愿时长;志愿时数;"
		"认定时长",
		&cb_type_hours, cb_each, CB_REQUIRED,
		.en = "Time served, without travel.", .doc = "服务时长,不含路途。" },
	[SERVICE_ACTIVITY] = { "activity", "项目",
		"活动;服务项目;活动名称;项目名称;志愿项目;志愿服务项目;活动项目;活动内容;服务活动;志愿活动;"
		"活动主题",
		&cb_type_text, NULL, KEYED,
		.en = "What it was for.", .doc = "服务的项目或活动。" },
	[SERVICE_COMMUNITY] = { "community", "社区",
		"社区名称;所属社区;所在社区;服务社区;开展社区",
		&cb_type_ref, &cb_of_community, 0,
		.en = "Community served.", .doc = "服务所在的社区。" },
	[SERVICE_ORGANISER] = { "organiser", "组织单位", "主办单位;发起单位", &cb_type_ref, &cb_of_party, 0,
		.en = "Who organised it.", .doc = "组织单位。" },
	[SERVICE_RECORDER] = { "recorder", "记录人", "录入人;登记人", &cb_type_name, NULL, 0,
		.en = "Who recorded it.", .doc = "记录人。" },
	[SERVICE_TRAVEL] = { "travel", "路途", "路途时间;路上时间;往返时间", &cb_type_hours, NULL, 0,
		.en = "Time of travel, which does not count.", .doc = "路途时间,不计入时长。" },
	[SERVICE_LATE] = { "late", "补录", NULL, &cb_type_bool, NULL, 0,
		.en = "Whether it was entered later.", .doc = "是否补录。" },
	[SERVICE_STATE] = { "state", "状态", NULL, &cb_type_enum, states, 0,
		.en = "Whether it has been approved.", .doc = "审核状态。" },
	[SERVICE_PLACE] = { "place", "地点",
		"服务地点;活动地点;开展地点;具体地点",
		&cb_type_text, NULL, CB_NO_DATE,
		.en = "Where.", .doc = "地点。" },
	[SERVICE_RECIPIENT] = { "recipient", "服务对象", "受助对象;受益对象", &cb_type_text, NULL, 0,
		.en = "Who was served.", .doc = "服务对象。" },
	[SERVICE_CONTENT] = { "content", "服务内容", "具体内容;工作内容", &cb_type_text, NULL, 0,
		.en = "What was done.", .doc = "服务内容。" },
	[SERVICE_RATING] = { "rating", "服务评价", "评价;服务评分", &cb_type_text, NULL, 0,
		.en = "How it was rated.", .doc = "服务评价。" },
	[SERVICE_LEADER] = { "leader", "负责人", "带队人;领队", &cb_type_name, NULL, 0,
		.en = "Who led it.", .doc = "负责人。" },
	[SERVICE_NOTE] = { "note", "备注", "说明", &cb_type_text, NULL, 0,
		.en = "Anything else.", .doc = "备注。" },
};

const struct cb_register cb_register_service = { "service", "服务记录",
	"The hours each volunteer served.", "志愿者的每次服务时长。",
	service, SERVICE_N, 0, NULL, "cb-volunteer" };

static const struct cb_word actions[] = {
	[CERTIFICATE_ISSUE] = { "开具", "issue", NULL },
	[CERTIFICATE_REVOKE] = { "撤销", "revoke", NULL },
	{ NULL, NULL, NULL },
};

static const struct cb_column certificate[] = {
	[CERTIFICATE_SERIAL] = { "serial", "证书号", NULL, &cb_type_code, NULL, KEYED,
		.en = "Number of the certificate.", .doc = "证书号。" },
	[CERTIFICATE_ACTION] = { "action", "动作", NULL, &cb_type_enum, actions, KEYED,
		.en = "Issued, or revoked.", .doc = "开具或撤销。" },
	[CERTIFICATE_VOLUNTEER] = { "volunteer", "编号", NULL, &cb_type_code, NULL, CB_REQUIRED,
		.en = "Number of the volunteer.", .doc = "志愿者编号。" },
	[CERTIFICATE_PERIOD] = { "period", "期间", NULL, &cb_type_period, NULL, CB_REQUIRED,
		.en = "Period that it covers.", .doc = "所证明的期间。" },
	[CERTIFICATE_HOURS] = { "hours", "时长", NULL, &cb_type_hours, NULL, CB_REQUIRED,
		.en = "Time served in it.", .doc = "期间内的服务时长。" },
	[CERTIFICATE_DATE] = { "date", "日期", NULL, &cb_type_date, NULL, CB_REQUIRED | CB_WHEN,
		.en = "Day of issue, or of revocation.", .doc = "开具或撤销的日期。" },
	[CERTIFICATE_CODE] = { "code", "校验码", NULL, &cb_type_code, NULL, 0,
		.en = "Code by which it is checked.", .doc = "核对证书用的校验码。" },
	[CERTIFICATE_ISSUER] = { "issuer", "签发单位", NULL, &cb_type_text, NULL, 0,
		.en = "Who issued it.", .doc = "签发单位。" },
	[CERTIFICATE_HEAD] = { "head", "负责人", NULL, &cb_type_name, NULL, 0,
		.en = "Head of the issuer.", .doc = "签发单位负责人。" },
	[CERTIFICATE_HANDLER] = { "handler", "经办人", NULL, &cb_type_name, NULL, 0,
		.en = "Who handled it.", .doc = "经办人。" },
	[CERTIFICATE_REASON] = { "reason", "事由", NULL, &cb_type_text, NULL, 0,
		.en = "Why it was issued or revoked.", .doc = "开具或撤销的事由。" },
};

const struct cb_register cb_register_certificate = { "certificate", "证书",
	"Certificates of service, issued and revoked.", "开具和撤销的志愿服务证书。",
	certificate, CERTIFICATE_N, CB_APPEND_ONLY | CB_BY_COMMAND, NULL, "cb-volunteer" };
