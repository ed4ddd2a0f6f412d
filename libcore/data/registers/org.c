/* Who is who: community, estate, unit, post, link, unmanaged (cb-org). */
#include <cb/data/schema.h>

/* Tables: a column of a register every two or three lines. */
/* clang-format off */

#define KEYED (CB_KEY | CB_REQUIRED)

static const struct cb_column community[] = {
	[COMMUNITY_NAME] = { "name", "社区", "社区名称;单位",
		&cb_type_ref, &cb_of_named_party, KEYED | CB_ONE,
		.en = "Name, with or without the ending 社区.",
		.doc = "社区名称,带不带“社区”二字都可以。" },
	[COMMUNITY_STREET] = { "street", "街道", NULL, &cb_type_text, NULL, 0,
		.en = "Street office it belongs to.", .doc = "所属街道。" },
	[COMMUNITY_CODE] = { "code", "区划代码", NULL, &cb_type_region, NULL, 0,
		.en = "Statistical division code.", .doc = "统计用区划代码。" },
	[COMMUNITY_KIND] = { "kind", "类型", NULL, &cb_type_text, NULL, 0,
		.en = "Kind, for groups that are ranked apart.",
		.doc = "社区类型,可用于分组排名。" },
	[COMMUNITY_SECRETARY] = { "secretary", "书记", "支书", &cb_type_name, NULL, CB_ONE,
		.en = "Party secretary, where register post says nothing.",
		.doc = "社区书记;任职登记中有的以任职为准。" },
	[COMMUNITY_DIRECTOR] = { "director", "主任", NULL, &cb_type_name, NULL, CB_ONE,
		.en = "Director of the residents' committee.", .doc = "居委会主任。" },
	[COMMUNITY_LIAISON] = { "liaison", "街道联系领导", "联系领导", &cb_type_name, NULL, 0,
		.en = "Leader of the street office who is linked to it.",
		.doc = "联系本社区的街道领导。" },
	[COMMUNITY_LEAD_UNIT] = { "lead_unit", "牵头单位", "共建牵头单位",
		&cb_type_ref, &cb_of_unit, 0,
		.en = "Unit that leads the co-building.", .doc = "共建牵头单位。" },
	[COMMUNITY_HOUSEHOLDS] = { "households", "户数", NULL, &cb_type_qty, NULL, 0,
		.unit = "户",
		.en = "Households.", .doc = "户数。" },
	[COMMUNITY_RESIDENTS] = { "residents", "人口", "人数", &cb_type_qty, NULL, 0,
		.unit = "人",
		.en = "Residents.", .doc = "居民人数。" },
	[COMMUNITY_ELDERLY] = { "elderly", "老年人", NULL, &cb_type_qty, NULL, 0,
		.unit = "人",
		.en = "Residents of old age.", .doc = "老年人数。" },
	[COMMUNITY_STAFF] = { "staff", "工作人员", NULL, &cb_type_int, NULL, 0,
		.unit = "人",
		.en = "People who work for the community.", .doc = "社区工作人员数。" },
	[COMMUNITY_CADRES] = { "cadres", "干部", NULL, &cb_type_int, NULL, 0,
		.unit = "人",
		.en = "Cadres among them.", .doc = "其中干部数。" },
	[COMMUNITY_OFFICE_M2] = { "office_m2", "办公用房面积", "办公面积", &cb_type_num, NULL, 0,
		.unit = "平方米",
		.en = "Office space in square metres.", .doc = "办公用房面积,平方米。" },
	[COMMUNITY_NOTICE_BOARDS] = { "notice_boards", "宣传栏", NULL, &cb_type_int, NULL, 0,
		.en = "Fixed notice boards.", .doc = "固定宣传栏个数。" },
	[COMMUNITY_NOTE] = { "note", "备注", "说明", &cb_type_text, NULL, 0,
		.en = "Anything else.", .doc = "备注。" },
};

const struct cb_register cb_register_community = { "community", "社区",
	"The communities: who leads them, how large they are.", "社区名册:由谁负责,规模多大。",
	community, COMMUNITY_N, 0, NULL, "cb-org" };

static const struct cb_column estate[] = {
	[ESTATE_COMMUNITY] = { "community", "社区", "社区名称;所属社区", &cb_type_ref, &cb_of_community, KEYED,
		.en = "Community it lies in.", .doc = "所在社区。" },
	[ESTATE_NAME] = { "name", "小区", "小区名称", &cb_type_ref, &cb_of_named_estate, KEYED,
		.en = "Name of the estate.", .doc = "小区名称。" },
	[ESTATE_BUILDINGS] = { "buildings", "楼栋数", NULL, &cb_type_int, NULL, 0,
		.unit = "栋 座 个",
		.en = "Buildings.", .doc = "楼栋数。" },
	[ESTATE_UNITS] = { "units", "单元数", NULL, &cb_type_int, NULL, 0,
		.unit = "单元 个",
		.en = "Staircases.", .doc = "单元数。" },
	[ESTATE_HOUSEHOLDS] = { "households", "户数", NULL, &cb_type_qty, NULL, 0,
		.unit = "户",
		.en = "Households.", .doc = "户数。" },
	[ESTATE_NOTE] = { "note", "备注", NULL, &cb_type_text, NULL, 0,
		.en = "Anything else.", .doc = "备注。" },
};

const struct cb_register cb_register_estate = { "estate", "小区",
	"The housing estates of each community.", "各社区的小区。",
	estate, ESTATE_N, 0, NULL, "cb-org" };

static const struct cb_word levels[] = {
	{ "市直", "city", "市级" }, { "区直", "district", "区级" },
	{ "垂管", "vertical", "垂直管理" }, { "驻区", "resident", NULL },
	{ "企业", "enterprise", NULL }, { "社会组织", "association", NULL },
	{ "街道", "street", NULL }, { "社区", "community", NULL },
	{ "党组织", "party", "党支部" }, { NULL, NULL, NULL },
};

static const struct cb_column unit[] = {
	[UNIT_NAME] = { "name", "单位", "共建单位;责任单位;单位名称",
		&cb_type_ref, &cb_of_named_party, KEYED,
		.en = "Name of the unit.", .doc = "单位名称。" },
	[UNIT_PARENT] = { "parent", "上级单位", "所属单位", &cb_type_ref, &cb_of_unit, 0,
		.en = "Unit that it belongs to.", .doc = "所属的上级单位。" },
	[UNIT_LEVEL] = { "level", "级别", "性质", &cb_type_enum, levels, 0,
		.en = "What kind of unit it is.", .doc = "单位级别或性质。" },
	[UNIT_USCC] = { "uscc", "统一社会信用代码", NULL, &cb_type_uscc, NULL, 0,
		.en = "Unified social credit code.", .doc = "统一社会信用代码。" },
	[UNIT_CONTACT] = { "contact", "联系人", NULL, &cb_type_name, NULL, 0,
		.en = "Person to ask for.", .doc = "联系人。" },
	[UNIT_PHONE] = { "phone", "电话", "联系电话;手机;电话号码;手机号;手机号码", &cb_type_phone, NULL, CB_PRIVATE,
		.en = "Telephone of that person.", .doc = "联系电话。" },
	[UNIT_NOTE] = { "note", "备注", NULL, &cb_type_text, NULL, 0,
		.en = "Anything else.", .doc = "备注。" },
};

const struct cb_register cb_register_unit = { "unit", "单位",
	"The units that co-build, give, or answer for problems.", "共建单位、捐助单位和责任单位。",
	unit, UNIT_N, 0, NULL, "cb-org" };

static const struct cb_column post[] = {
	[POST_BODY] = { "body", "单位", "社区", &cb_type_ref, &cb_of_party, KEYED,
		.en = "Community or unit.", .doc = "所在社区或单位。" },
	[POST_POST] = { "post", "职务", NULL, &cb_type_text, NULL, KEYED,
		.en = "The post, such as 书记, 主任, 街道联系领导.",
		.doc = "职务:书记、主任、街道联系领导等。" },
	[POST_PERSON] = { "person", "姓名", NULL, &cb_type_name, NULL, KEYED | CB_ONE,
		.en = "Who holds it.", .doc = "任职人姓名。" },
	[POST_SINCE] = { "since", "任职日期", "自", &cb_type_date, NULL, KEYED | CB_WHEN,
		.en = "First day in the post.", .doc = "任职起始日。" },
	[POST_UNTIL] = { "until", "离任日期", "至", &cb_type_date, NULL, 0,
		.en = "Last day in the post; empty while it lasts.",
		.doc = "任职最后一日;在任时空着。" },
	[POST_LEADER] = { "leader", "班子成员", NULL, &cb_type_bool, NULL, 0,
		.en = "Whether a member of the leadership.", .doc = "是否领导班子成员。" },
	[POST_PHONE] = { "phone", "电话", "联系电话;手机;手机号;手机号码;电话号码", &cb_type_phone, NULL, CB_PRIVATE,
		.en = "Telephone.", .doc = "电话。" },
};

const struct cb_register cb_register_post = { "post", "任职",
	"Who held which post from when to when.", "谁在何时担任何职。",
	post, POST_N, 0, NULL, "cb-org" };

static const struct cb_word link_kinds[] = {
	[LINK_LEADER] = { "领导联系", "leader", NULL },
	[LINK_LEAD] = { "牵头", "lead", NULL },
	[LINK_PARTNER] = { "共建", "partner", NULL },
	[LINK_COUNTERPART] = { "对口", "counterpart", "对口联系" },
	[LINK_AGREEMENT] = { "共驻共建协议", "agreement", NULL },
	[LINK_AREA_DUTY] = { "责任区", "area", NULL },
	{ NULL, NULL, NULL },
};

static const struct cb_column link[] = {
	[LINK_KIND] = { "kind", "联系类别", "类别", &cb_type_enum, link_kinds, KEYED,
		.en = "How the two are linked.", .doc = "联系的类别。" },
	[LINK_PARTY] = { "party", "单位或领导", "单位;领导", &cb_type_ref, &cb_of_any_party, KEYED,
		.en = "The unit, or the leader by name.", .doc = "单位,或领导姓名。" },
	[LINK_COMMUNITY] = { "community", "社区", NULL, &cb_type_ref, &cb_of_community, KEYED,
		.en = "The community.", .doc = "社区。" },
	[LINK_ESTATE] = { "estate", "小区", NULL, &cb_type_ref, &cb_of_estate, CB_KEY,
		.en = "Estate, where the link is to one.", .doc = "小区,只联系一个小区时填。" },
	[LINK_SINCE] = { "since", "起", NULL, &cb_type_date, NULL, CB_KEY | CB_WHEN,
		.en = "First day of the link.", .doc = "起始日。" },
	[LINK_UNTIL] = { "until", "止", NULL, &cb_type_date, NULL, 0,
		.en = "Last day of the link; empty while it lasts.",
		.doc = "最后一日;仍有效时空着。" },
	[LINK_AREA] = { "area", "责任区", "责任区域", &cb_type_text, NULL, CB_KEY,
		.en = "Street or plot the unit answers for; it may have several in a community.",
		.doc = "负责的路段或地块;一个单位在一个社区可有几处。" },
	[LINK_NOTE] = { "note", "备注", NULL, &cb_type_text, NULL, 0,
		.en = "Anything else.", .doc = "备注。" },
};

const struct cb_register cb_register_link = { "link", "联系",
	"Which leader or unit is linked to which community.", "领导、单位与社区的联系。",
	link, LINK_N, 0, NULL, "cb-org" };

static const struct cb_column unmanaged[] = {
	[UNMANAGED_ENTERPRISE] = { "enterprise", "企业", NULL,
		&cb_type_ref, &cb_of_any_party, KEYED,
		.en = "Enterprise that still runs its own quarters.",
		.doc = "尚未移交居民区的企业。" },
	[UNMANAGED_COMMUNITY] = { "community", "社区", NULL, &cb_type_ref, &cb_of_community, KEYED,
		.en = "Community they lie in.", .doc = "所在社区。" },
	[UNMANAGED_HOUSEHOLDS] = { "households", "户数", NULL, &cb_type_qty, NULL, 0,
		.unit = "户",
		.en = "Households.", .doc = "户数。" },
	[UNMANAGED_RESIDENTS] = { "residents", "人数", NULL, &cb_type_qty, NULL, 0,
		.unit = "人",
		.en = "Residents.", .doc = "人数。" },
	[UNMANAGED_NOTE] = { "note", "备注", NULL, &cb_type_text, NULL, 0,
		.en = "Anything else.", .doc = "备注。" },
};

const struct cb_register cb_register_unmanaged = { "unmanaged", "未纳入管理",
	"Residents of enterprises whom no community manages.", "未纳入社区管理的企业居民。",
	unmanaged, UNMANAGED_N, 0, NULL, "cb-org" };
