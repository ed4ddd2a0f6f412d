/* The table of kinds: the shape of a rule, one row per `what`. Topics in the order of the pages. */
#include <cb/rule/rules.h>
#include <cb/rule/types.h>

#define S CB_RULE_SCOPE
#define K CB_RULE_KEY
#define R CB_RULE_RANGE
#define M CB_RULE_MEASURE
#define D CB_RULE_DEMANDS
#define W CB_RULE_WHOLE
#define V CB_RULE_VALUE
#define ONE CB_PICK_ONE
#define FIRST CB_PICK_FIRST
#define ALL CB_PICK_ALL
#define ANY 0, 0
#define NO_VALUE NULL, NULL, 0, 0
#define WORDS(list) &cb_type_enum, list, 0, 0
#define YES_NO &cb_type_bool, NULL, 0, 0
#define TEXT &cb_type_text, NULL, 0, 0
#define NO_UNIT NULL, NULL

const struct cb_rule_kind cb_rule_kinds[] = {
	/* what, uses, needs, pick, type and words of value, min and max, unit, sentences */
	{ "rank.prize", S | R | M | W, R, ONE, &cb_type_money, NULL, 0, INT64_MAX, "place from the top", "名次",
	  "The award of a place: value is the prize money of each entrant in it, measure its name.",
	  "名次的奖励:value 是该名次每家的奖金,measure 是奖项名称。" },
	{ "rank.bottom", S | R | M | W, R | M, ONE, NO_VALUE, "place from the bottom", "倒数名次",
	  "The measure against the last places, counted from the bottom.",
	  "倒数名次的处理措施,从最后一名数起。" },
	{ "rank.last", S | R | M | W, R | M, ALL, TEXT, "consecutive periods last", "连续末位的期数",
	  "The measures against the last place, by how many consecutive periods it has been last; all that apply are "
	  "printed. value names the post of the person it falls on (empty: the entrant itself); that person's own "
	  "streak counts, and a change of person leaves the measure to be decided by hand.",
	  "末位的处理措施,按连续末位的期数;符合的全部列出。value 是受处理人的职务(空:该参评单位本身),"
	  "按本人任期内的连续期数计,期间换人的需人工认定。" },
	{ "rank.reach", S | R | M, R, FIRST, &cb_type_money, NULL, 0, INT64_MAX, "score", "得分",
	  "The base score: who reaches at_least gets value, the base award; the highest reached counts.",
	  "基本分:达到 at_least 的发给基础奖 value;取达到的最高一档。" },
	{ "rank.share", S | K | M, K | V, ONE, &cb_type_num, NULL, 0, 1000000, NO_UNIT,
	  "The share of entrants that must reach the base score in the year given by key.",
	  "该年度(key)达到基本分的参评单位应占的比例。" },
	{ "rank.contest", S, S | V, ONE, TEXT, NO_UNIT,
	  "The title of a contest, whose name is scope; rows and options may say either.",
	  "评比的名称;scope 是评比的代号;填表和选项中两者都可用。" },
	{ "rank.entrants", S, V, ALL, &cb_type_condition, NULL, ANY, NO_UNIT,
	  "Who must have a score: a condition on register community; of several, all must hold.",
	  "谁必须有得分:对社区台账的条件;多条须同时满足。" },
	{ "rank.entity", S, V, ONE, WORDS(cb_words_entity), NO_UNIT,
	  "What the entrants of the contest are.",
	  "参评的是什么。" },
	{ "rank.not_before", S | M, V, ONE, &cb_type_int, NULL, 1, 31, NO_UNIT,
	  "The day of the month before which an assessment is warned about.",
	  "每月的这一天以前考核的,给出警告。" },
	{ "rank.admit", S | K | R | M | D, K | CB_RULE_EITHER, ONE, &cb_type_admit, NULL, ANY, "number in the column named by key",
	  "key 所指栏目的数值",
	  "A threshold of admission: the column named by key must lie within the bounds, or say yes, no or a day as "
	  "value does; scope is a group; measure is the reason printed when it does not.",
	  "准入门槛:key 所指栏目须在范围内,或如 value 为是、为否、日期在其范围内(上下限与 value 填其一);scope "
	  "是组别;不符时打印 measure 作为理由。" },
	{ "rank.stars", S | M, M | V, ONE, &cb_type_int, NULL, 1, 1000, NO_UNIT,
	  "A title for those who have all stars: value is how many indicators must be reached in full.",
	  "各星俱全才授予的称号:value 是须全部达到的星数。" },
	{ "rank.title", S | R | M | W, R | M, ONE, &cb_type_int, NULL, 1, 1000, "place from the top", "名次",
	  "A title with its quota: of those who have reached as many indicators in full as value says (empty: of "
	  "all) the places up to at_most get it; fewer are no error.",
	  "有名额的称号:先须有 value 项指标得满分(空:不要求),其中名次在 at_most 以内的授予;不足名额不算错。" },
	{ "rank.line", S | R | M | D, R | M, ONE, NO_VALUE, "score or ratio", "得分或比值",
	  "The line: who lies outside the bounds gets the measure.",
	  "红线:不在范围内的给予 measure。" },
	{ "rank.follow", S | K, V, ONE, &cb_type_term, NULL, ANY, NO_UNIT,
	  "The time within which a measure (key; empty: any) must be carried out.",
	  "措施(key;空:各种)应在多久以内落实。" },
	{ "rank.full", S | D | R, R, ONE, NO_VALUE, "full marks in all", "总满分",
	  "What the full marks of the system must add up to; without the row nothing is warned about.",
	  "测评体系满分之和应为多少;没有这一行就不提示。" },
	{ "rank.tie", S | M, V, ONE, WORDS(cb_words_tie), NO_UNIT,
	  "Equal scores: 1224 (1,1,3), dense (1,1,2), ordinal (rank.tie_by decides), split (as 1224, the prizes of "
	  "the places taken are pooled and shared). measure is the note printed.",
	  "同分:并列占位(1、1、3),并列不占位(1、1、2),不并列(由 rank.tie_by 定先后),平分奖金(同并列占位,所占名次的奖金合并平分)。"
	  "measure 是打印的附注。" },
	{ "rank.tie_by", S | R | W, R | V, ALL, TEXT, "order of the keys", "先后次序",
	  "What decides equal scores when rank.tie is ordinal: an indicator or a column, in order of at_least.",
	  "rank.tie 为不并列时凭什么分先后:指标或栏目,按 at_least 的次序。" },
	{ "rank.overlap", S | M, V, ONE, WORDS(cb_words_overlap), NO_UNIT,
	  "A contest so small that prize places and last places overlap: which of the two counts.",
	  "参评太少、得奖名次与倒数名次重叠时,以哪一头为准。" },
	{ "rank.missing", S, V, ONE, WORDS(cb_words_missing), NO_UNIT,
	  "An entrant without a score: the ranking is refused, or goes on without it.",
	  "有参评单位没有得分:拒绝排名,或不计该单位照排。" },
	{ "rank.streak_gap", S, V, ONE, WORDS(cb_words_gap), NO_UNIT,
	  "A period that was not assessed: it breaks a streak, or is skipped.",
	  "中间有一期没有考核:连续期数就此中断,或跳过不计。" },
	{ "rank.combine", S | K, V, ONE, WORDS(cb_words_combine), NO_UNIT,
	  "Several inspections of one indicator (key; empty: every one) in one period.",
	  "一期内对同一指标(key;空:全部)多次检查时怎样合成。" },
	{ "rank.round", S, V, ONE, WORDS(cb_words_round), NO_UNIT,
	  "How totals and ratios are rounded: half-up away from zero, or by GB/T 8170 (half to even).",
	  "总分和比值怎样取舍:四舍五入,或按 GB/T 8170 (逢五奇进偶舍)。" },
	{ "rank.places", S, V, ONE, &cb_type_int, NULL, 0, 6, NO_UNIT,
	  "The decimal places that totals and ratios are rounded to.",
	  "总分和比值保留的小数位数。" },

	{ "fund.deny", S | K | M, K | V, ALL, WORDS(cb_words_ban), NO_UNIT,
	  "A word that use, purpose, item and payee of a spend must not contain; scope is a community.",
	  "支出的用途、事由、物品、收款单位中不得出现的词;scope 是社区。" },
	{ "fund.allow", S | K, K | V, ALL, YES_NO, NO_UNIT,
	  "A word that is taken out of the text before fund.deny is looked for in it.",
	  "查找 fund.deny 之前先去掉的词。" },
	{ "fund.overdraw", S | M, V, ONE, WORDS(cb_words_ban), NO_UNIT,
	  "A spend that leaves less than nothing on its day or any later one.",
	  "支出使当天或以后某天的余额低于零。" },
	{ "fund.consent", S | K | R | M, V, ONE, WORDS(cb_words_demand), "yuan", "元",
	  "Does a spend need the consent of the community, by use (key) and amount?",
	  "支出是否须经社区同意,按用途(key)和金额。" },
	{ "fund.approver", S | K | R | M, V, ONE, WORDS(cb_words_demand), "yuan", "元",
	  "Does a spend need an approver, by use (key) and amount?",
	  "支出是否须有审批人,按用途(key)和金额。" },
	{ "fund.voucher", S | K | R | M, V, ONE, WORDS(cb_words_demand), "yuan", "元",
	  "Does an entry need a voucher number, by flow (key: 收入 支出 认捐) and amount?",
	  "记账是否须有票据号,按收支(key:收入 支出 认捐)和金额。" },
	{ "fund.consent_post", S | K | R | M, V, ONE, WORDS(cb_words_demand), "yuan", "元",
	  "Must who consents to a spend hold a post in the community on that day (register post), or is it a warning only?",
	  "社区同意人当天是否须在该社区任职(台账 post);没有这一行只提示。" },
	{ "fund.purpose", S | K | R | M, V, ONE, WORDS(cb_words_demand), "yuan", "元",
	  "Must a spend name its use and its purpose, by use (key) and amount?",
	  "支出是否须写明用途类别和用途,按用途类别(key)和金额。" },
	{ "fund.givers", S | K, K | V, ALL, YES_NO, NO_UNIT,
	  "A level of units (key) that counts as a giver, or does not.",
	  "某级别(key)的单位算不算捐助单位。" },
	{ "fund.reconcile", S, V, ONE, &cb_type_int, NULL, 0, 366, NO_UNIT,
	  "How many days an entry may lie from the other side's when accounts are reconciled.",
	  "对账时双方记账日期最多可差几天。" },
	{ "fund.floor", S | K | R | M | D, K | R, ONE, NO_VALUE, "yuan for each of the quantity", "按数量计每份元数",
	  "What a spend on a use (key) must come to for each of its quantity, such as the pay of a cleaner.",
	  "某类用途(key)的支出按数量摊到每份应达到的金额,如保洁员工资。" },
	{ "fund.custody", S | K, V, ONE, TEXT, NO_UNIT,
	  "Who keeps the fund; with a source as key: with whom money of that source lies until it is handed over.",
	  "经费由谁统一保管;key 是来源时:该来源的钱上交以前由谁保管。" },
	{ "fund.closed", S | K | M, V, ALL, WORDS(cb_words_ban), NO_UNIT,
	  "The books of a community or a fund (scope; of a fund, key is the one community) are closed up to the rule's last "
	  "day (until): no entry may be dated on it or before.",
	  "社区或资金(scope;是资金时,key 可以只指一个社区)的账已结到本条的最后一天(until):不得再记这一天及以前的账。" },
	{ "fund.disclose", S | K | R | M, V, ONE, WORDS(cb_words_every), "yuan", "元",
	  "How often the fund must be made public, by what came and went in the last quarter.",
	  "经费多久公示一次,按上一季度收支的金额。" },
	{ "fund.disclose_by", S | M, V, ONE, &cb_type_term, NULL, ANY, NO_UNIT,
	  "How long after the end of its period a disclosure is in time.",
	  "每期结束后多久以内公示算按时。" },

	{ "problem.route", S | K, K | V, ONE, WORDS(cb_words_level), NO_UNIT,
	  "The level responsible for a kind of problem (key), suggested where the row has none.",
	  "某类问题(key)的责任层级,未填时据此建议。" },
	{ "problem.width", S | R, R | V, FIRST, TEXT, "metres of road width", "路宽(米)",
	  "Who cleans a road, by its width.",
	  "按路宽确定由谁保洁。" },
	{ "problem.due", S | K | R | W, V, ONE, &cb_type_term, NULL, ANY, "level", "责任层级",
	  "The time allowed to fix a problem, by kind (key) and level.",
	  "整改时限,按类别(key)和责任层级。" },
	{ "problem.work_hours", S, V, ALL, &cb_type_span, NULL, ANY, NO_UNIT,
	  "The office hours in which 工作时 are counted.",
	  "计算工作时所用的上班时段。" },
	{ "problem.suspend", S | K, V, ONE, YES_NO, NO_UNIT,
	  "Does the clock stop while a problem of a kind (key; empty: any) is suspended?",
	  "某类问题(key;空:各类)缓办期间是否停止计时。" },
	{ "problem.petition", S | K, K | V, ONE, TEXT, NO_UNIT,
	  "What a word of a petition (key) is counted as.",
	  "诉求中的词(key)计入哪一项。" },
	{ "problem.small", S, V, ONE, &cb_type_term, NULL, ANY, NO_UNIT,
	  "The time allowed for a small problem.",
	  "小问题的整改时限。" },
	{ "problem.notify", S | K | R | M | W, R | M, ALL, NO_VALUE, "notices", "通知次数",
	  "What follows when a problem has been notified so often and is still open.",
	  "多次通知仍未整改的处理。" },
	{ "problem.rebound", S | K, V, ONE, &cb_type_term, NULL, ANY, NO_UNIT,
	  "How long after its closing the same problem counts as a relapse.",
	  "结案后多久以内再次出现算反弹。" },
	{ "problem.score", S | K | R, K | R | V, FIRST, &cb_type_num, NULL, ANY, "rate", "比率",
	  "The points for a rate (key): those of the highest at_least reached.",
	  "某项比率(key)所得分:取达到的最高一档。" },

	{ "volunteer.star", S | R | M, R | V, FIRST, &cb_type_int, NULL, 1, 10, "hours served", "服务小时",
	  "The star level of a volunteer, by hours served in all.",
	  "志愿者星级,按累计服务小时。" },
	{ "volunteer.age", S | R | M | W, R | V, ONE, WORDS(cb_words_age), "years of age", "周岁",
	  "What the age of a volunteer demands.",
	  "按年龄的接收条件。" },
	{ "volunteer.day_hours", S, V, ONE, &cb_type_num, NULL, 1, 24000000, NO_UNIT,
	  "The most hours a person can serve in one day.",
	  "一人一天服务小时的上限。" },

	{ "volunteer.counts", S | K, K | V, ALL, YES_NO, NO_UNIT,
	  "Does the time of a service in a state (key) count?",
	  "某状态(key)的服务时长是否计入。" },
	{ "volunteer.late", S, V, ONE, &cb_type_term, NULL, ANY, NO_UNIT,
	  "How long after the service its entry is late.",
	  "服务后多久登记算补录。" },
	{ "volunteer.idle", S, V, ONE, &cb_type_int, NULL, 1, 1200, NO_UNIT,
	  "After how many months without service a volunteer is idle.",
	  "多少个月没有服务算不活跃。" },
	{ "volunteer.age_group", S | R | M | W, R | M, ONE, NO_VALUE, "years of age", "周岁",
	  "The age bands by which volunteers are counted; measure is the name of the band.",
	  "统计志愿者所用的年龄段;measure 是年龄段的名称。" },

	{ "activity.every", S | K | R | M | D | W, R | V, ALL, WORDS(cb_words_every), "number of times", "次数",
	  "How many activities of a kind (key; empty: any) there must be in each period named by value; scope is the body.",
	  "每个周期(value)至少要有几次某类活动(key;空:不限);scope 是承担单位。" },
	{ "activity.evidence", S | K, K | V, ONE, WORDS(cb_words_evidence), NO_UNIT,
	  "A word in the name of a file that tells what kind of evidence it is.",
	  "文件名中的词说明它是哪种材料。" },

	{ "activity.festival", S | K | M, K | V, ALL, &cb_type_term, NULL, ANY, NO_UNIT,
	  "Something must be held for a festival (key: as the calendar calls it) in that time before its first day off or "
	  "until its last: an activity whose title says the festival, or of a kind or theme that measure names, joined by "
	  "; (empty: any); scope is the body, empty: anybody.",
	  "节日(key:日历中的名称)放假首日以前这段时间内至放假末日须有活动:名称中含有该节日的,或 measure 所列类别、六联的"
	  "(以分号隔开;空:不限);scope 是承担单位,空:任一单位。" },

	{ "survey.rate", S | K, K | V, ALL, TEXT, NO_UNIT,
	  "The rate that an answer (key) counts for, such as 满意率; scope is a question.",
	  "选项(key)计入哪一项比率,如满意率;scope 是题目。" },

	{ "task.closes", S | K, K | V, ALL, TEXT, NO_UNIT,
	  "The register whose import closes a submission of that title (key).",
	  "导入哪张台账即完成该项(key)报送。" },
	{ "task.duty", S | K | M, K | V, ALL, WORDS(cb_words_every), NO_UNIT,
	  "A duty (key) of the bodies of a level (scope) in each period named by value.",
	  "某级别单位(scope)每个周期(value)的职责(key)。" },
	{ "task.shown", K, K | V, ALL, TEXT, NO_UNIT,
	  "What shows that a duty (key) was done: REGISTER:WORD, such as activity:会议, fund:收入, link:共驻共建协议, care:好事; "
	  "REGISTER alone is any record of it.",
	  "哪种记录说明某项职责(key)已做到:台账:类别,如 activity:会议、fund:收入、link:共驻共建协议、care:好事;"
	  "只写台账的,该台账中任一记录均可。" },
	{ "task.on_time", S | K, V, ONE, WORDS(cb_words_on_time), NO_UNIT,
	  "Is the due day itself in time?",
	  "截止当日算不算按时。" },
	{ "task.holiday", S | K, V, ONE, WORDS(cb_words_holiday), NO_UNIT,
	  "A due day that is no working day: does it roll, and where to?",
	  "截止日不是工作日时是否顺延,顺延到哪天。" },

	{ "org.post", S | K | R | M | D | W, K | R, ONE, NO_VALUE, "number of holders", "任职人数",
	  "A post (key) that a body of a level (scope) must have filled.",
	  "某级别单位(scope)须配齐的职务(key)。" },
	{ "org.expiring", S | K, V, ONE, &cb_type_term, NULL, ANY, NO_UNIT,
	  "How long before its end a post or link (key: the register) is told of.",
	  "任职、联系等(key:台账)到期前多久提示。" },
	{ "org.claim", S | K | R | D, K | R | V, ALL, WORDS(cb_words_claim), "claimed number", "所称的数",
	  "A sum, mean or count of a column (key: REGISTER.COLUMN) that was claimed, to be compared with the records; "
	  "scope: of those that have this name.",
	  "所称的某栏(key:台账.栏目)合计、平均或个数,用于与记录核对;scope:只计含此名的记录。" },
	{ "org.standard", S | K | R | M | D, K | R, ONE, NO_VALUE, "number in the column named by key", "key 所指栏目的数值",
	  "A standard for communities: the column named by key must lie within the bounds; scope is a set of standards.",
	  "社区应达到的标准:key 所指栏目须在范围内;scope 是哪一套标准。" },
	{ "org.floor", S | K | R | M | D, K | R, ONE, NO_VALUE, "value of the metric named by key", "key 所指数据的数值",
	  "A floor for a metric: its value must lie within the bounds.",
	  "数据的底线:其数值须在范围内。" },
	{ "org.link", S | K | R | M | D | W, R, ONE, NO_VALUE, "number of links", "联系的个数",
	  "How many communities each party of a kind of link (key) must be linked to.",
	  "某种联系(key)的每一方至少联系几个社区。" },
	{ "org.hardest", S | K, K | V, ONE, YES_NO, NO_UNIT,
	  "Must the leader in a post (key) of a unit be linked to the hardest community, the last of the last standing?",
	  "单位中任某职务(key)的领导,是否须联系最难的社区:最近一期排名的末位。" },

	{ "care.five", S | K | R | M | D | W, K | R, ONE, NO_VALUE, "number of pairings", "结对数",
	  "The kinds (key) of people each branch must have taken under its care.",
	  "每个支部须结对包下的各类对象(key)。" },
	{ "care.visit", S | K | M, K, ONE, &cb_type_term, NULL, ANY, NO_UNIT,
	  "The events (key) upon which a visit must be paid; value is the time allowed.",
	  "必须走访的事由(key);value 是期限。" },
	{ "care.commitment", S | K | R | M | D | W, K | R | V, ONE, WORDS(cb_words_every), "number of times", "次数",
	  "What each person of a group (scope) undertakes to do (key) in each period named by value.",
	  "某类人员(scope)每个周期(value)承诺要办的事(key)。" },

	{ "metric.goal", S | K | R | M | D, K | R, ONE, NO_VALUE, "value of the metric named by key", "key 所指数据的数值",
	  "The goal of a metric (key) for a subject (scope), to be reached by until.",
	  "某单位(scope)某项数据(key)的目标,应在 until 以前达到。" },

	{ "metric.merge", K, V, ONE, WORDS(cb_words_merge), NO_UNIT,
	  "Do the figures of a metric (key; empty: any) of a community and of another that is merged into it add up?",
	  "社区合并后,某项数据(key;空:各项)是否把被并入社区原报的数加在一起。" },
	{ "report.issuer", 0, V, ONE, TEXT, NO_UNIT,
	  "Who signs the documents of cb-report: the name of the office.",
	  "cb-report 文件的署名:发文机关名称。" },
	{ 0 }
};

const struct cb_rule_kind *
cb_rule_kind(struct cb_text what)
{
	for (const struct cb_rule_kind *k = cb_rule_kinds; k->what != NULL; k++)
		if (what.len > 0 && what.p[0] == k->what[0] && cb_text_is(what, k->what))
			return k;
	return NULL;
}
