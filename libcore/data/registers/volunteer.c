/* Volunteers and their hours: volunteer, service (cb-volunteer). */
#include <cb/data/schema.h>

/* Tables: a column of a register every two or three lines. */
/* clang-format off */

#define KEYED (CB_KEY | CB_REQUIRED)

static const struct cb_word services[] = {
	{ "医疗卫生", "medical", NULL }, { "环保创卫", "environment", "环保" },
	{ "心理援助", "psychology", "心理救助 心理救济" }, { "文明礼仪", "manners", NULL },
	{ "法律援助", "legal", NULL }, { "青少年思想道德建设", "youth", "未成年人思想道德建设" },
	{ "群众文化", "culture", NULL }, { "科普", "science", "科学普及" },
	{ "其他", "other", "其它" }, { NULL, NULL, NULL },
};

static const struct cb_word roles[] = {
	{ "志愿者", "volunteer", "志愿人员" }, { "义务监督员", "supervisor", "监督员" },
	{ "文明劝导员", "guide", "劝导员" }, { "楼栋长", "building_head", "楼道长" },
	{ "网格员", "grid_worker", NULL }, { "艺术团员", "performer", NULL },
	{ "巡逻队员", "patrol", NULL }, { NULL, NULL, NULL },
};

static const struct cb_word sexes[] = {
	{ "男", "male", "M" }, { "女", "female", "F" }, { NULL, NULL, NULL },
};

static const struct cb_column volunteer[] = {
	[VOLUNTEER_NO] = { "no", "编号", NULL, &cb_type_code, NULL, CB_KEY | CB_GIVEN,
		.en = "Number of the volunteer, given if empty.",
		.doc = "志愿者编号,空着由程序编。" },
	[VOLUNTEER_NAME] = { "name", "姓名", NULL, &cb_type_name, NULL, CB_REQUIRED | CB_PRIVATE,
		.en = "Name.", .doc = "姓名。" },
	[VOLUNTEER_ID] = { "id", "身份证号", "证件号码", &cb_type_id, NULL, CB_PRIVATE,
		.en = "Resident identity number; the same one is the same person.",
		.doc = "身份证号;号码相同即同一人。" },
	[VOLUNTEER_PHONE] = { "phone", "电话", "手机;联系电话;联系方式",
		&cb_type_phone, NULL, CB_PRIVATE,
		.en = "Telephone; without an id, name and phone tell who it is.",
		.doc = "电话;没有身份证号时以姓名加电话认人。" },
	[VOLUNTEER_BIRTH] = { "birth", "出生日期", "出生年月", &cb_type_date, NULL, CB_PRIVATE,
		.en = "Day of birth.", .doc = "出生日期。" },
	[VOLUNTEER_SEX] = { "sex", "性别", NULL, &cb_type_enum, sexes, 0,
		.en = "Sex.", .doc = "性别。" },
	[VOLUNTEER_COMMUNITY] = { "community", "社区", "所属社区",
		&cb_type_ref, &cb_of_community, CB_REQUIRED,
		.en = "Community.", .doc = "所属社区。" },
	[VOLUNTEER_SERVICE] = { "service", "服务类别", NULL, &cb_type_enum, services, 0,
		.en = "Kind of service; an unknown one is stored as 其他.",
		.doc = "服务类别;不认识的记为其他。" },
	[VOLUNTEER_TEAM] = { "team", "队伍", NULL, &cb_type_ref, &cb_of_word, 0,
		.en = "Team.", .doc = "队伍。" },
	[VOLUNTEER_ROLE] = { "role", "身份", NULL, &cb_type_enum, roles, 0,
		.en = "Role; empty is 志愿者.", .doc = "身份;空为志愿者。" },
	[VOLUNTEER_PARTY_MEMBER] = { "party_member", "党员", NULL, &cb_type_bool, NULL, 0,
		.en = "Whether a Party member.", .doc = "是否党员。" },
	[VOLUNTEER_JOINED] = { "joined", "加入日期", "注册日期", &cb_type_date, NULL, CB_WHEN,
		.en = "Day of joining.", .doc = "加入日期。" },
	[VOLUNTEER_LEFT] = { "left", "退出日期", NULL, &cb_type_date, NULL, 0,
		.en = "Last day as a volunteer.", .doc = "退出日期。" },
	[VOLUNTEER_CONSENT] = { "consent", "监护人同意", NULL, &cb_type_bool, NULL, 0,
		.en = "Whether a minor's guardian has consented.",
		.doc = "未成年人的监护人是否同意。" },
	[VOLUNTEER_NOTE] = { "note", "备注", NULL, &cb_type_text, NULL, 0,
		.en = "Anything else.", .doc = "备注。" },
};

const struct cb_register cb_register_volunteer = { "volunteer", "志愿者",
	"The roster of volunteers, supervisors, guides and teams.",
	"志愿者、监督员、劝导员等的花名册。",
	volunteer, VOLUNTEER_N, 0, NULL, "cb-volunteer" };

static const struct cb_word states[] = {
	{ "已录入", "entered", NULL }, { "已审核", "approved", "通过" },
	{ "未通过", "declined", NULL }, { NULL, NULL, NULL },
};

static const struct cb_column service[] = {
	[SERVICE_VOLUNTEER] = { "volunteer", "志愿者", NULL,
		&cb_type_text, NULL, KEYED | CB_PRIVATE,
		.en = "Number of the volunteer, or name and phone.",
		.doc = "志愿者编号,或姓名加电话。" },
	[SERVICE_DATE] = { "date", "日期", "服务日期", &cb_type_date, NULL, KEYED | CB_WHEN,
		.en = "Day of the service.", .doc = "服务日期。" },
	[SERVICE_START] = { "start", "开始", NULL, &cb_type_time, NULL, CB_KEY,
		.en = "From when.", .doc = "开始时间。" },
	[SERVICE_END] = { "end", "结束", NULL, &cb_type_time, NULL, 0,
		.en = "Until when.", .doc = "结束时间。" },
	[SERVICE_HOURS] = { "hours", "时长", "服务时长;小时", &cb_type_hours, NULL, CB_REQUIRED,
		.en = "Time served, without travel.", .doc = "服务时长,不含路途。" },
	[SERVICE_ACTIVITY] = { "activity", "项目", "活动", &cb_type_text, NULL, KEYED,
		.en = "What it was for.", .doc = "服务的项目或活动。" },
	[SERVICE_COMMUNITY] = { "community", "社区", NULL, &cb_type_ref, &cb_of_community, 0,
		.en = "Community served.", .doc = "服务所在的社区。" },
	[SERVICE_ORGANISER] = { "organiser", "组织单位", NULL, &cb_type_ref, &cb_of_party, 0,
		.en = "Who organised it.", .doc = "组织单位。" },
	[SERVICE_RECORDER] = { "recorder", "记录人", NULL, &cb_type_name, NULL, 0,
		.en = "Who recorded it.", .doc = "记录人。" },
	[SERVICE_TRAVEL] = { "travel", "路途", NULL, &cb_type_hours, NULL, 0,
		.en = "Time of travel, which does not count.", .doc = "路途时间,不计入时长。" },
	[SERVICE_LATE] = { "late", "补录", NULL, &cb_type_bool, NULL, 0,
		.en = "Whether it was entered later.", .doc = "是否补录。" },
	[SERVICE_STATE] = { "state", "状态", NULL, &cb_type_enum, states, 0,
		.en = "Whether it has been approved.", .doc = "审核状态。" },
	[SERVICE_NOTE] = { "note", "备注", NULL, &cb_type_text, NULL, 0,
		.en = "Anything else.", .doc = "备注。" },
};

const struct cb_register cb_register_service = { "service", "服务记录",
	"The hours each volunteer served.", "志愿者的每次服务时长。",
	service, SERVICE_N, 0, NULL, "cb-volunteer" };
