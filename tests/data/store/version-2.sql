PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE IF NOT EXISTS "term" (
	"id" INTEGER PRIMARY KEY,
	"kind" INTEGER NOT NULL,
	"text" TEXT NOT NULL,
	UNIQUE ("kind", "text")
) STRICT;
INSERT INTO term VALUES(0,0,'');
INSERT INTO term VALUES(1,4,'month');
INSERT INTO term VALUES(2,1,'西街社区');
INSERT INTO term VALUES(3,1,'东街社区');
INSERT INTO term VALUES(4,1,'云河市交通局');
INSERT INTO term VALUES(5,1,'周拟平');
INSERT INTO term VALUES(6,3,'卫生');
CREATE TABLE IF NOT EXISTS "community" (
	"name" INTEGER NOT NULL REFERENCES term(id),
	"street" TEXT,
	"code" TEXT CHECK (length("code") = 12),
	"kind" TEXT,
	"secretary" TEXT,
	"director" TEXT,
	"liaison" TEXT,
	"lead_unit" INTEGER REFERENCES term(id),
	"households_micro" INTEGER,
	"households_mark" TEXT NOT NULL DEFAULT '',
	"residents_micro" INTEGER,
	"residents_mark" TEXT NOT NULL DEFAULT '',
	"elderly_micro" INTEGER,
	"elderly_mark" TEXT NOT NULL DEFAULT '',
	"staff" INTEGER,
	"cadres" INTEGER,
	"office_m2_micro" INTEGER,
	"notice_boards" INTEGER,
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL
) STRICT;
INSERT INTO community VALUES(2,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL,'',NULL,'',NULL,NULL,NULL,NULL,NULL,2,2);
INSERT INTO community VALUES(3,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL,'',NULL,'',NULL,NULL,NULL,NULL,NULL,2,3);
CREATE TABLE IF NOT EXISTS "community_old" (
	"name" INTEGER,
	"street" TEXT,
	"code" TEXT,
	"kind" TEXT,
	"secretary" TEXT,
	"director" TEXT,
	"liaison" TEXT,
	"lead_unit" INTEGER,
	"households_micro" INTEGER,
	"households_mark" TEXT,
	"residents_micro" INTEGER,
	"residents_mark" TEXT,
	"elderly_micro" INTEGER,
	"elderly_mark" TEXT,
	"staff" INTEGER,
	"cadres" INTEGER,
	"office_m2_micro" INTEGER,
	"notice_boards" INTEGER,
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL,
	"superseded_by" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "estate" (
	"community" INTEGER NOT NULL REFERENCES term(id),
	"name" INTEGER NOT NULL REFERENCES term(id),
	"buildings" INTEGER,
	"units" INTEGER,
	"households_micro" INTEGER,
	"households_mark" TEXT NOT NULL DEFAULT '',
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "estate_old" (
	"community" INTEGER,
	"name" INTEGER,
	"buildings" INTEGER,
	"units" INTEGER,
	"households_micro" INTEGER,
	"households_mark" TEXT,
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL,
	"superseded_by" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "unit" (
	"name" INTEGER NOT NULL REFERENCES term(id),
	"parent" INTEGER REFERENCES term(id),
	"level" TEXT CHECK ("level" IN ('市直', '区直', '垂管', '驻区', '企业', '社会组织', '街道', '社区', '党组织')),
	"uscc" TEXT CHECK (length("uscc") = 18),
	"contact" TEXT,
	"phone" TEXT,
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL
) STRICT;
INSERT INTO unit VALUES(4,NULL,'市直',NULL,'贺子昂','16033317003',NULL,3,2);
CREATE TABLE IF NOT EXISTS "unit_old" (
	"name" INTEGER,
	"parent" INTEGER,
	"level" TEXT,
	"uscc" TEXT,
	"contact" TEXT,
	"phone" TEXT,
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL,
	"superseded_by" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "post" (
	"body" INTEGER NOT NULL REFERENCES term(id),
	"post" TEXT NOT NULL,
	"person" TEXT NOT NULL,
	"since" TEXT NOT NULL CHECK ("since" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	"until" TEXT CHECK ("until" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	"leader" INTEGER CHECK ("leader" IN (0,1)),
	"phone" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "post_old" (
	"body" INTEGER,
	"post" TEXT,
	"person" TEXT,
	"since" TEXT,
	"until" TEXT,
	"leader" INTEGER,
	"phone" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL,
	"superseded_by" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "link" (
	"kind" TEXT NOT NULL CHECK ("kind" IN ('领导联系', '牵头', '共建', '对口', '共驻共建协议', '责任区')),
	"party" INTEGER NOT NULL REFERENCES term(id),
	"community" INTEGER NOT NULL REFERENCES term(id),
	"estate" INTEGER NOT NULL DEFAULT 0 REFERENCES term(id),
	"since" TEXT NOT NULL DEFAULT '' CHECK ("since" = '' OR "since" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	"until" TEXT CHECK ("until" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	"area" TEXT NOT NULL DEFAULT '',
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "link_old" (
	"kind" TEXT,
	"party" INTEGER,
	"community" INTEGER,
	"estate" INTEGER,
	"since" TEXT,
	"until" TEXT,
	"area" TEXT,
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL,
	"superseded_by" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "alias" (
	"of" TEXT NOT NULL CHECK ("of" IN ('社区', '单位', '指标', '栏目', '词')),
	"alias" TEXT NOT NULL,
	"name" TEXT NOT NULL,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "alias_old" (
	"of" TEXT,
	"alias" TEXT,
	"name" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL,
	"superseded_by" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "unmanaged" (
	"enterprise" INTEGER NOT NULL REFERENCES term(id),
	"community" INTEGER NOT NULL REFERENCES term(id),
	"households_micro" INTEGER,
	"households_mark" TEXT NOT NULL DEFAULT '',
	"residents_micro" INTEGER,
	"residents_mark" TEXT NOT NULL DEFAULT '',
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "unmanaged_old" (
	"enterprise" INTEGER,
	"community" INTEGER,
	"households_micro" INTEGER,
	"households_mark" TEXT,
	"residents_micro" INTEGER,
	"residents_mark" TEXT,
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL,
	"superseded_by" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "indicator" (
	"system" INTEGER NOT NULL REFERENCES term(id),
	"code" TEXT NOT NULL,
	"title" INTEGER NOT NULL REFERENCES term(id),
	"theme" TEXT CHECK ("theme" IN ('教育', '治安', '卫生', '服务', '文化', '经济')),
	"method" TEXT,
	"full_micro" INTEGER NOT NULL,
	"weight_micro" INTEGER,
	"mode" TEXT CHECK ("mode" IN ('加分', '扣分', '比率', '是否', '底线')),
	"gate_micro" INTEGER,
	"office" INTEGER REFERENCES term(id),
	"person" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "indicator_old" (
	"system" INTEGER,
	"code" TEXT,
	"title" INTEGER,
	"theme" TEXT,
	"method" TEXT,
	"full_micro" INTEGER,
	"weight_micro" INTEGER,
	"mode" TEXT,
	"gate_micro" INTEGER,
	"office" INTEGER,
	"person" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL,
	"superseded_by" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "score" (
	"contest" INTEGER NOT NULL DEFAULT 0 REFERENCES term(id),
	"period" INTEGER NOT NULL CHECK ("period" BETWEEN 100000 AND 999999 AND (("period"-"period"/100*100) <= 12 OR ("period"-"period"/100*100) BETWEEN 21 AND 24 OR ("period"-"period"/100*100) BETWEEN 31 AND 32)),
	"community" INTEGER NOT NULL REFERENCES term(id),
	"estate" INTEGER NOT NULL DEFAULT 0 REFERENCES term(id),
	"indicator" INTEGER NOT NULL REFERENCES term(id),
	"date_day" INTEGER NOT NULL DEFAULT 0,
	"inspector" INTEGER NOT NULL DEFAULT 0 REFERENCES term(id),
	"score_micro" INTEGER,
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL,
	PRIMARY KEY ("period", "contest", "community", "estate", "indicator", "date_day", "inspector")
) STRICT, WITHOUT ROWID;
INSERT INTO score VALUES(0,202607,2,0,6,0,0,90000000,NULL,10,2);
INSERT INTO score VALUES(0,202607,3,0,6,0,0,80000000,NULL,10,3);
CREATE TABLE IF NOT EXISTS "score_old" (
	"contest" INTEGER,
	"period" INTEGER,
	"community" INTEGER,
	"estate" INTEGER,
	"indicator" INTEGER,
	"date_day" INTEGER,
	"inspector" INTEGER,
	"score_micro" INTEGER,
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL,
	"superseded_by" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "standing" (
	"contest" INTEGER NOT NULL REFERENCES term(id),
	"period" INTEGER NOT NULL CHECK ("period" BETWEEN 100000 AND 999999 AND (("period"-"period"/100*100) <= 12 OR ("period"-"period"/100*100) BETWEEN 21 AND 24 OR ("period"-"period"/100*100) BETWEEN 31 AND 32)),
	"entity" INTEGER NOT NULL REFERENCES term(id),
	"rank" INTEGER,
	"score_micro" INTEGER,
	"award" TEXT,
	"prize_fen" INTEGER,
	"measures" TEXT,
	"rules" TEXT,
	"published" TEXT CHECK ("published" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "standing_old" (
	"contest" INTEGER,
	"period" INTEGER,
	"entity" INTEGER,
	"rank" INTEGER,
	"score_micro" INTEGER,
	"award" TEXT,
	"prize_fen" INTEGER,
	"measures" TEXT,
	"rules" TEXT,
	"published" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL,
	"superseded_by" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "rule" (
	"rule" TEXT NOT NULL,
	"what" TEXT NOT NULL,
	"scope" TEXT,
	"key" TEXT,
	"at_least_micro" INTEGER,
	"at_most_micro" INTEGER,
	"value" TEXT,
	"measure" TEXT,
	"basis" TEXT,
	"note" TEXT,
	"since" TEXT CHECK ("since" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	"until" TEXT CHECK ("until" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL
) STRICT;
INSERT INTO rule VALUES('admit-area','rank.admit',NULL,'面积',100000000,NULL,NULL,'用地不足100亩','用地准入:连片100亩以上',NULL,NULL,NULL,1,19);
INSERT INTO rule VALUES('admit-area-2','rank.admit','二类地','面积',300000000,NULL,NULL,'用地不足300亩','用地准入:二、三类用地300亩以上',NULL,NULL,NULL,1,20);
INSERT INTO rule VALUES('admit-area-3','rank.admit','三类地','面积',300000000,NULL,NULL,'用地不足300亩','用地准入:二、三类用地300亩以上',NULL,NULL,NULL,1,21);
INSERT INTO rule VALUES('age-100','volunteer.age',NULL,NULL,100000000,NULL,'请核实','百岁以上请核实出生日期','本工具的约定:可按本地规定改',NULL,NULL,NULL,1,100);
INSERT INTO rule VALUES('age-13','volunteer.age',NULL,NULL,10000000,13000000,'需监护人同意','不满14周岁须监护人同意','参考:地方志愿者年龄规定',NULL,NULL,NULL,1,99);
INSERT INTO rule VALUES('age-5','volunteer.age',NULL,NULL,NULL,5000000,'不接收','不满6周岁','参考:地方志愿者年龄规定',NULL,NULL,NULL,1,97);
INSERT INTO rule VALUES('age-9','volunteer.age',NULL,NULL,6000000,9000000,'需陪同','不满10周岁须监护人陪同','参考:地方志愿者年龄规定',NULL,NULL,NULL,1,98);
INSERT INTO rule VALUES('ages-17','volunteer.age_group',NULL,NULL,NULL,17000000,NULL,'未成年','本工具的约定:年龄段','可按本地规定改',NULL,NULL,1,107);
INSERT INTO rule VALUES('ages-35','volunteer.age_group',NULL,NULL,18000000,35000000,NULL,'18—35岁','本工具的约定:年龄段','可按本地规定改',NULL,NULL,1,108);
INSERT INTO rule VALUES('ages-59','volunteer.age_group',NULL,NULL,36000000,59000000,NULL,'36—59岁','本工具的约定:年龄段','可按本地规定改',NULL,NULL,1,109);
INSERT INTO rule VALUES('ages-60','volunteer.age_group',NULL,NULL,60000000,NULL,NULL,'60岁以上','本工具的约定:年龄段','可按本地规定改',NULL,NULL,1,110);
INSERT INTO rule VALUES('allow-福利企业','fund.allow',NULL,'福利企业',NULL,NULL,'是',NULL,'本工具的约定:机构名称中的“福利”不算发放福利',NULL,NULL,NULL,1,42);
INSERT INTO rule VALUES('allow-福利彩票','fund.allow',NULL,'福利彩票',NULL,NULL,'是',NULL,'本工具的约定:机构名称中的“福利”不算发放福利',NULL,NULL,NULL,1,41);
INSERT INTO rule VALUES('allow-福利院','fund.allow',NULL,'福利院',NULL,NULL,'是',NULL,'本工具的约定:机构名称中的“福利”不算发放福利',NULL,NULL,NULL,1,40);
INSERT INTO rule VALUES('allow-绿化补贴','fund.allow',NULL,'绿化补贴',NULL,NULL,'是',NULL,'市三创办对无人管理地块的绿化给予适当补贴',NULL,NULL,NULL,1,43);
INSERT INTO rule VALUES('before-25','rank.not_before','month',NULL,NULL,NULL,'25','考核早于25日','工作安排:25日前完成卫生大清扫，其后考核',NULL,NULL,NULL,1,18);
INSERT INTO rule VALUES('boards-1','org.standard',NULL,'notice_boards',1000000,NULL,NULL,'没有固定宣传栏','创建要求:每个社区至少一个固定宣传专栏',NULL,NULL,NULL,1,125);
INSERT INTO rule VALUES('branch-1','org.floor',NULL,'党支部',1000000,NULL,NULL,'没有党支部','党建要求:一居一支',NULL,NULL,NULL,1,126);
INSERT INTO rule VALUES('combine','rank.combine',NULL,NULL,NULL,NULL,'mean',NULL,'本工具的约定:同一指标多次检查取平均',NULL,NULL,NULL,1,28);
INSERT INTO rule VALUES('consent','fund.consent',NULL,NULL,NULL,NULL,'是','须经社区同意','经费管理:所有权和使用权在社区',NULL,NULL,NULL,1,45);
INSERT INTO rule VALUES('contest-month','rank.contest','month',NULL,NULL,NULL,'月度考评',NULL,'考评办法:每月考评各社区',NULL,NULL,NULL,1,13);
INSERT INTO rule VALUES('contest-units','rank.contest','units-year',NULL,NULL,NULL,'责任单位年终考评',NULL,'考评办法:年终对责任单位评比',NULL,NULL,NULL,1,14);
INSERT INTO rule VALUES('counts-approved','volunteer.counts',NULL,'已审核',NULL,NULL,'是',NULL,'本工具的约定:审核通过的计入',NULL,NULL,NULL,1,103);
INSERT INTO rule VALUES('counts-declined','volunteer.counts',NULL,'未通过',NULL,NULL,'否',NULL,'本工具的约定:未通过的不计入',NULL,NULL,NULL,1,104);
INSERT INTO rule VALUES('counts-entered','volunteer.counts',NULL,'已录入',NULL,NULL,'是',NULL,'本工具的约定:录入即计入','审核后才计入的改为否',NULL,NULL,1,102);
INSERT INTO rule VALUES('custody','fund.custody',NULL,NULL,NULL,NULL,'街道',NULL,'经费管理:统一交街道办事处管理',NULL,NULL,NULL,1,46);
INSERT INTO rule VALUES('day-24','volunteer.day_hours',NULL,NULL,NULL,NULL,'24',NULL,'一天只有24小时',NULL,NULL,NULL,1,101);
INSERT INTO rule VALUES('deny-奖励金','fund.deny',NULL,'奖励金',NULL,NULL,'禁止','不得用于奖金和福利的发放','经费管理:不得用于奖金和福利的发放',NULL,NULL,NULL,1,32);
INSERT INTO rule VALUES('deny-奖金','fund.deny',NULL,'奖金',NULL,NULL,'禁止','不得用于奖金和福利的发放','经费管理:不得用于奖金和福利的发放',NULL,NULL,NULL,1,31);
INSERT INTO rule VALUES('deny-年终奖','fund.deny',NULL,'年终奖',NULL,NULL,'禁止','不得用于奖金和福利的发放','经费管理:不得用于奖金和福利的发放',NULL,NULL,NULL,1,33);
INSERT INTO rule VALUES('deny-慰问职工','fund.deny',NULL,'慰问职工',NULL,NULL,'禁止','不得用于奖金和福利的发放','经费管理:不得用于奖金和福利的发放',NULL,NULL,NULL,1,37);
INSERT INTO rule VALUES('deny-津贴','fund.deny',NULL,'津贴',NULL,NULL,'禁止','不得用于奖金和福利的发放','经费管理:不得用于奖金和福利的发放',NULL,NULL,NULL,1,39);
INSERT INTO rule VALUES('deny-福利','fund.deny',NULL,'福利',NULL,NULL,'禁止','不得用于奖金和福利的发放','经费管理:不得用于奖金和福利的发放',NULL,NULL,NULL,1,35);
INSERT INTO rule VALUES('deny-绩效','fund.deny',NULL,'绩效',NULL,NULL,'禁止','不得用于奖金和福利的发放','经费管理:不得用于奖金和福利的发放',NULL,NULL,NULL,1,34);
INSERT INTO rule VALUES('deny-补贴','fund.deny',NULL,'补贴',NULL,NULL,'禁止','不得用于奖金和福利的发放','经费管理:不得用于奖金和福利的发放',NULL,NULL,NULL,1,38);
INSERT INTO rule VALUES('deny-过节费','fund.deny',NULL,'过节费',NULL,NULL,'禁止','不得用于奖金和福利的发放','经费管理:不得用于奖金和福利的发放',NULL,NULL,NULL,1,36);
INSERT INTO rule VALUES('disclose','fund.disclose',NULL,NULL,NULL,NULL,'quarter','公示','居务公开:收支至少每季度公布一次',NULL,NULL,NULL,1,47);
INSERT INTO rule VALUES('disclose-by','fund.disclose_by',NULL,NULL,NULL,NULL,'10日',NULL,'共建月安排:每期经费情况在次月10日以前(含当日)公布',NULL,NULL,NULL,1,48);
INSERT INTO rule VALUES('due-乱搭建','problem.due',NULL,'乱搭建',NULL,NULL,'15工作日',NULL,'参考:其他城市数字城管处置时限','可按本地规定改',NULL,NULL,1,81);
INSERT INTO rule VALUES('due-暴露垃圾','problem.due',NULL,'暴露垃圾',NULL,NULL,'1工作日',NULL,'参考:其他城市数字城管处置时限','可按本地规定改',NULL,NULL,1,79);
INSERT INTO rule VALUES('due-积存渣土','problem.due',NULL,'积存渣土',NULL,NULL,'4工作日',NULL,'参考:其他城市数字城管处置时限','可按本地规定改',NULL,NULL,1,80);
INSERT INTO rule VALUES('due-违法建筑','problem.due',NULL,'违法建筑',NULL,NULL,'15工作日',NULL,'参考:其他城市数字城管处置时限','可按本地规定改',NULL,NULL,1,82);
INSERT INTO rule VALUES('every-check','activity.every','市级领导','检查',2000000,NULL,'week','市级领导专项检查','工作制度:市级领导每周专项检查两次',NULL,NULL,NULL,1,113);
INSERT INTO rule VALUES('every-meeting','activity.every','共建委','会议',1000000,NULL,'month','共建委例会','工作制度:共建委每月开会',NULL,NULL,NULL,1,111);
INSERT INTO rule VALUES('every-plan','activity.every','社区',NULL,1000000,NULL,'month','月月有安排','工作要求:月月有安排',NULL,NULL,NULL,1,114);
INSERT INTO rule VALUES('every-visit','activity.every','社区','走访',1000000,NULL,'week','联系干部走访','工作制度:联系干部每周至少到社区一次',NULL,NULL,NULL,1,112);
INSERT INTO rule VALUES('evidence-图片','activity.evidence',NULL,'图片',NULL,NULL,'照片',NULL,'本工具的约定:按文件名中的词归类',NULL,NULL,NULL,1,118);
INSERT INTO rule VALUES('evidence-照片','activity.evidence',NULL,'照片',NULL,NULL,'照片',NULL,'本工具的约定:按文件名中的词归类',NULL,NULL,NULL,1,117);
INSERT INTO rule VALUES('evidence-签到','activity.evidence',NULL,'签到',NULL,NULL,'签到',NULL,'本工具的约定:按文件名中的词归类',NULL,NULL,NULL,1,116);
INSERT INTO rule VALUES('evidence-纪要','activity.evidence',NULL,'纪要',NULL,NULL,'纪要',NULL,'本工具的约定:按文件名中的词归类',NULL,NULL,NULL,1,119);
INSERT INTO rule VALUES('evidence-记录','activity.evidence',NULL,'记录',NULL,NULL,'纪要',NULL,'本工具的约定:按文件名中的词归类',NULL,NULL,NULL,1,120);
INSERT INTO rule VALUES('evidence-通知','activity.evidence',NULL,'通知',NULL,NULL,'通知',NULL,'本工具的约定:按文件名中的词归类',NULL,NULL,NULL,1,115);
INSERT INTO rule VALUES('five-下岗职工','care.five',NULL,'下岗职工',1000000,NULL,NULL,'五包','帮扶制度:党支部五包',NULL,NULL,NULL,1,131);
INSERT INTO rule VALUES('five-两劳释放人员','care.five',NULL,'两劳释放人员',1000000,NULL,NULL,'五包','帮扶制度:党支部五包',NULL,NULL,NULL,1,129);
INSERT INTO rule VALUES('five-党员特困户','care.five',NULL,'党员特困户',1000000,NULL,NULL,'五包','帮扶制度:党支部五包',NULL,NULL,NULL,1,128);
INSERT INTO rule VALUES('five-孤寡老人','care.five',NULL,'孤寡老人',1000000,NULL,NULL,'五包','帮扶制度:党支部五包',NULL,NULL,NULL,1,130);
INSERT INTO rule VALUES('five-残疾人','care.five',NULL,'残疾人',1000000,NULL,NULL,'五包','帮扶制度:党支部五包',NULL,NULL,NULL,1,132);
INSERT INTO rule VALUES('four-党员-义务劳动','care.commitment','党员','义务劳动',1000000,NULL,'year','四个一','承诺制度:党员每年四个一',NULL,NULL,NULL,1,141);
INSERT INTO rule VALUES('four-党员-信息','care.commitment','党员','信息',1000000,NULL,'year','四个一','承诺制度:党员每年四个一',NULL,NULL,NULL,1,142);
INSERT INTO rule VALUES('four-党员-合理化建议','care.commitment','党员','合理化建议',1000000,NULL,'year','四个一','承诺制度:党员每年四个一',NULL,NULL,NULL,1,143);
INSERT INTO rule VALUES('four-党员-好事','care.commitment','党员','好事',1000000,NULL,'year','四个一','承诺制度:党员每年四个一',NULL,NULL,NULL,1,140);
INSERT INTO rule VALUES('four-干部-公益活动','care.commitment','干部','公益活动',1000000,NULL,'year','四个一','承诺制度:干部每年四个一',NULL,NULL,NULL,1,136);
INSERT INTO rule VALUES('four-干部-合理化建议','care.commitment','干部','合理化建议',1000000,NULL,'year','四个一','承诺制度:干部每年四个一',NULL,NULL,NULL,1,139);
INSERT INTO rule VALUES('four-干部-实事好事','care.commitment','干部','实事好事',1000000,NULL,'year','四个一','承诺制度:干部每年四个一',NULL,NULL,NULL,1,137);
INSERT INTO rule VALUES('four-干部-社情民意','care.commitment','干部','社情民意',1000000,NULL,'year','四个一','承诺制度:干部每年四个一',NULL,NULL,NULL,1,138);
INSERT INTO rule VALUES('gap','rank.streak_gap',NULL,NULL,NULL,NULL,'breaks',NULL,'本工具的约定:连续指日历上相连的月份',NULL,NULL,NULL,1,27);
INSERT INTO rule VALUES('holiday','task.holiday',NULL,NULL,NULL,NULL,'no-roll',NULL,'本工具的约定:报送时限遇休息日不顺延',NULL,NULL,NULL,1,122);
INSERT INTO rule VALUES('hours-am','problem.work_hours',NULL,NULL,NULL,NULL,'09:00-12:00',NULL,'本工具的约定:可按本地上班时间改',NULL,NULL,NULL,1,83);
INSERT INTO rule VALUES('hours-pm','problem.work_hours',NULL,NULL,NULL,NULL,'13:00-17:00',NULL,'本工具的约定:可按本地上班时间改',NULL,NULL,NULL,1,84);
INSERT INTO rule VALUES('idle-6','volunteer.idle',NULL,NULL,NULL,NULL,'6',NULL,'本工具的约定:六个月没有服务的算不活跃','可按本地规定改',NULL,NULL,1,106);
INSERT INTO rule VALUES('last-3','rank.bottom','month',NULL,1000000,3000000,NULL,'黄牌警告','考评办法:月度后三名黄牌警告',NULL,NULL,NULL,1,5);
INSERT INTO rule VALUES('late-7','volunteer.late',NULL,NULL,NULL,NULL,'7日',NULL,'本工具的约定:服务七日后登记的记为补录','可按本地规定改',NULL,NULL,1,105);
INSERT INTO rule VALUES('link-leader','org.link',NULL,'leader',1000000,NULL,NULL,'没有联系社区','共建要求:街道班子成员每人联系一个社区',NULL,NULL,NULL,1,127);
INSERT INTO rule VALUES('missing','rank.missing',NULL,NULL,NULL,NULL,'refuse',NULL,'本工具的约定:缺得分不当0分',NULL,NULL,NULL,1,26);
INSERT INTO rule VALUES('notify-3','problem.notify',NULL,NULL,3000000,NULL,NULL,'曝光台','曝光办法:多次通知不落实的曝光','“多次”定为3次',NULL,NULL,1,86);
INSERT INTO rule VALUES('office-300','org.standard',NULL,'office_m2',300000000,NULL,NULL,'办公用房不足300平方米','社区建设标准:工作服务用房不少于300平方米',NULL,NULL,NULL,1,123);
INSERT INTO rule VALUES('office-80','org.standard','基本达标','office_m2',80000000,NULL,NULL,'办公用房不足80平方米','社区建设标准:办公用房达标80平方米',NULL,NULL,NULL,1,124);
INSERT INTO rule VALUES('on-time','task.on_time',NULL,NULL,NULL,NULL,'included',NULL,'民法典第1259条:以前、以内包括本数',NULL,NULL,NULL,1,121);
INSERT INTO rule VALUES('overdraw','fund.overdraw',NULL,NULL,NULL,NULL,'禁止','余额不足','经费管理:专款专用',NULL,NULL,NULL,1,44);
INSERT INTO rule VALUES('overlap','rank.overlap',NULL,NULL,NULL,NULL,'top','名次重叠','本工具的约定:原办法未说明参评过少',NULL,NULL,NULL,1,25);
INSERT INTO rule VALUES('petition-困难','problem.petition',NULL,'困难',NULL,NULL,'解决困难',NULL,'民愿接待登记:来访诉求的去向',NULL,NULL,NULL,1,88);
INSERT INTO rule VALUES('petition-就业','problem.petition',NULL,'就业',NULL,NULL,'解决就业',NULL,'民愿接待登记:来访诉求的去向',NULL,NULL,NULL,1,90);
INSERT INTO rule VALUES('petition-纠纷','problem.petition',NULL,'纠纷',NULL,NULL,'化解纠纷',NULL,'民愿接待登记:来访诉求的去向',NULL,NULL,NULL,1,89);
INSERT INTO rule VALUES('places','rank.places',NULL,NULL,NULL,NULL,'2',NULL,'本工具的约定:保留两位小数',NULL,NULL,NULL,1,30);
INSERT INTO rule VALUES('prize-1','rank.prize','month',NULL,1000000,1000000,'20000','流动红旗','考评办法:月度前三名授流动红旗并发奖金',NULL,NULL,NULL,1,2);
INSERT INTO rule VALUES('prize-2','rank.prize','month',NULL,2000000,2000000,'15000','流动红旗','考评办法:月度前三名授流动红旗并发奖金',NULL,NULL,NULL,1,3);
INSERT INTO rule VALUES('prize-3','rank.prize','month',NULL,3000000,3000000,'10000','流动红旗','考评办法:月度前三名授流动红旗并发奖金',NULL,NULL,NULL,1,4);
INSERT INTO rule VALUES('rebound','problem.rebound',NULL,NULL,NULL,NULL,'30日',NULL,'本工具的约定:30日内再现算反弹',NULL,NULL,NULL,1,91);
INSERT INTO rule VALUES('round','rank.round',NULL,NULL,NULL,NULL,'half-up',NULL,'本工具的约定:四舍五入；按GB/T 8170修约改为gb8170',NULL,NULL,NULL,1,29);
INSERT INTO rule VALUES('route-乱倒垃圾','problem.route',NULL,'乱倒垃圾',NULL,NULL,'共建单位',NULL,'问题排查:四类责任之三',NULL,NULL,NULL,1,61);
INSERT INTO rule VALUES('route-乱停车','problem.route',NULL,'乱停车',NULL,NULL,'责任部门',NULL,'问题排查:按四类责任推定','可按本地分工改',NULL,NULL,1,74);
INSERT INTO rule VALUES('route-乱堆乱放','problem.route',NULL,'乱堆乱放',NULL,NULL,'共建单位',NULL,'问题排查:四类责任之三',NULL,NULL,NULL,1,62);
INSERT INTO rule VALUES('route-乱堆杂物','problem.route',NULL,'乱堆杂物',NULL,NULL,'社区小区',NULL,'问题排查:按四类责任推定','可按本地分工改',NULL,NULL,1,52);
INSERT INTO rule VALUES('route-乱搭建','problem.route',NULL,'乱搭建',NULL,NULL,'责任部门',NULL,'问题排查:按四类责任推定','可按本地分工改',NULL,NULL,1,75);
INSERT INTO rule VALUES('route-乱设摊','problem.route',NULL,'乱设摊',NULL,NULL,'责任部门',NULL,'问题排查:按四类责任推定','可按本地分工改',NULL,NULL,1,73);
INSERT INTO rule VALUES('route-保洁员不到位','problem.route',NULL,'保洁员不到位',NULL,NULL,'街道',NULL,'问题排查:按四类责任推定','可按本地分工改',NULL,NULL,1,58);
INSERT INTO rule VALUES('route-占道','problem.route',NULL,'占道',NULL,NULL,'责任部门',NULL,'问题排查:按四类责任推定','可按本地分工改',NULL,NULL,1,71);
INSERT INTO rule VALUES('route-历史遗留','problem.route',NULL,'历史遗留',NULL,NULL,'共建单位',NULL,'问题排查:四类责任之三',NULL,NULL,NULL,1,63);
INSERT INTO rule VALUES('route-垃圾桶破损','problem.route',NULL,'垃圾桶破损',NULL,NULL,'责任部门',NULL,'问题排查:按四类责任推定','可按本地分工改',NULL,NULL,1,70);
INSERT INTO rule VALUES('route-小卫生死角','problem.route',NULL,'小卫生死角',NULL,NULL,'社区小区',NULL,'问题排查:四类责任之一',NULL,NULL,NULL,1,49);
INSERT INTO rule VALUES('route-小广告','problem.route',NULL,'小广告',NULL,NULL,'社区小区',NULL,'问题排查:按四类责任推定','可按本地分工改',NULL,NULL,1,55);
INSERT INTO rule VALUES('route-居民劝导','problem.route',NULL,'居民劝导',NULL,NULL,'社区小区',NULL,'问题排查:四类责任之一',NULL,NULL,NULL,1,50);
INSERT INTO rule VALUES('route-市政设施','problem.route',NULL,'市政设施',NULL,NULL,'责任部门',NULL,'问题排查:四类责任之四',NULL,NULL,NULL,1,64);
INSERT INTO rule VALUES('route-店外经营','problem.route',NULL,'店外经营',NULL,NULL,'责任部门',NULL,'问题排查:按四类责任推定','可按本地分工改',NULL,NULL,1,72);
INSERT INTO rule VALUES('route-无路灯','problem.route',NULL,'无路灯',NULL,NULL,'责任部门',NULL,'问题排查:按四类责任推定','可按本地分工改',NULL,NULL,1,68);
INSERT INTO rule VALUES('route-日常保洁','problem.route',NULL,'日常保洁',NULL,NULL,'街道',NULL,'问题排查:按四类责任推定','可按本地分工改',NULL,NULL,1,57);
INSERT INTO rule VALUES('route-楼道堆物','problem.route',NULL,'楼道堆物',NULL,NULL,'社区小区',NULL,'问题排查:按四类责任推定','可按本地分工改',NULL,NULL,1,51);
INSERT INTO rule VALUES('route-楼道灯','problem.route',NULL,'楼道灯',NULL,NULL,'街道',NULL,'问题排查:按四类责任推定','可按本地分工改',NULL,NULL,1,60);
INSERT INTO rule VALUES('route-毁绿种菜','problem.route',NULL,'毁绿种菜',NULL,NULL,'社区小区',NULL,'问题排查:按四类责任推定','可按本地分工改',NULL,NULL,1,54);
INSERT INTO rule VALUES('route-牵绳晾晒','problem.route',NULL,'牵绳晾晒',NULL,NULL,'社区小区',NULL,'问题排查:按四类责任推定','可按本地分工改',NULL,NULL,1,53);
INSERT INTO rule VALUES('route-白色垃圾','problem.route',NULL,'白色垃圾',NULL,NULL,'社区小区',NULL,'问题排查:按四类责任推定','可按本地分工改',NULL,NULL,1,56);
INSERT INTO rule VALUES('route-盖板缺失','problem.route',NULL,'盖板缺失',NULL,NULL,'责任部门',NULL,'问题排查:按四类责任推定','可按本地分工改',NULL,NULL,1,69);
INSERT INTO rule VALUES('route-绿化养护','problem.route',NULL,'绿化养护',NULL,NULL,'责任部门',NULL,'问题排查:四类责任之四',NULL,NULL,NULL,1,66);
INSERT INTO rule VALUES('route-绿化改造','problem.route',NULL,'绿化改造',NULL,NULL,'责任部门',NULL,'问题排查:四类责任之四',NULL,NULL,NULL,1,67);
INSERT INTO rule VALUES('route-绿化改造计划','problem.route',NULL,'绿化改造计划',NULL,NULL,'街道',NULL,'问题排查:按四类责任推定','可按本地分工改',NULL,NULL,1,59);
INSERT INTO rule VALUES('route-路面破损','problem.route',NULL,'路面破损',NULL,NULL,'责任部门',NULL,'问题排查:四类责任之四',NULL,NULL,NULL,1,65);
INSERT INTO rule VALUES('route-违法建筑','problem.route',NULL,'违法建筑',NULL,NULL,'责任部门',NULL,'问题排查:按四类责任推定','可按本地分工改',NULL,NULL,1,76);
INSERT INTO rule VALUES('share-2026','rank.share',NULL,'2026',NULL,NULL,'70%',NULL,'创建目标:文明社区建成率当年70%、次年75%、第三年80%','起始年份按本地创建周期改',NULL,NULL,1,15);
INSERT INTO rule VALUES('share-2027','rank.share',NULL,'2027',NULL,NULL,'75%',NULL,'创建目标:文明社区建成率当年70%、次年75%、第三年80%','起始年份按本地创建周期改',NULL,NULL,1,16);
INSERT INTO rule VALUES('share-2028','rank.share',NULL,'2028',NULL,NULL,'80%',NULL,'创建目标:文明社区建成率当年70%、次年75%、第三年80%','起始年份按本地创建周期改',NULL,NULL,1,17);
INSERT INTO rule VALUES('small','problem.small',NULL,NULL,NULL,NULL,'当日',NULL,'整改要求:小问题当天解决',NULL,NULL,NULL,1,85);
INSERT INTO rule VALUES('star-1','volunteer.star',NULL,NULL,100000000,NULL,'1','一星志愿者','志愿服务记录办法:累计服务时间评星',NULL,NULL,NULL,1,92);
INSERT INTO rule VALUES('star-2','volunteer.star',NULL,NULL,300000000,NULL,'2','二星志愿者','志愿服务记录办法:累计服务时间评星',NULL,NULL,NULL,1,93);
INSERT INTO rule VALUES('star-3','volunteer.star',NULL,NULL,600000000,NULL,'3','三星志愿者','志愿服务记录办法:累计服务时间评星',NULL,NULL,NULL,1,94);
INSERT INTO rule VALUES('star-4','volunteer.star',NULL,NULL,1000000000,NULL,'4','四星志愿者','志愿服务记录办法:累计服务时间评星',NULL,NULL,NULL,1,95);
INSERT INTO rule VALUES('star-5','volunteer.star',NULL,NULL,1500000000,NULL,'5','五星志愿者','志愿服务记录办法:累计服务时间评星',NULL,NULL,NULL,1,96);
INSERT INTO rule VALUES('stars-5','rank.stars','五星',NULL,NULL,NULL,'5','五星级党组织','评星办法:五颗星俱全才命名',NULL,NULL,NULL,1,22);
INSERT INTO rule VALUES('streak-1','rank.last','month',NULL,1000000,NULL,NULL,'媒体公布','考评办法:月度末位由媒体公布社区、书记、主任、街道联系领导和共建牵头单位',NULL,NULL,NULL,1,6);
INSERT INTO rule VALUES('streak-2','rank.last','month',NULL,2000000,NULL,'书记','书记媒体说明','考评办法:连续两个月末位由社区书记在媒体上说明情况',NULL,NULL,NULL,1,7);
INSERT INTO rule VALUES('streak-3','rank.last','month',NULL,3000000,NULL,'书记','书记年度考核不称职','考评办法:连续三个月末位书记当年工作考核为不称职',NULL,NULL,NULL,1,8);
INSERT INTO rule VALUES('suspend','problem.suspend',NULL,NULL,NULL,NULL,'是',NULL,'本工具的约定:缓办期间停止计时',NULL,NULL,NULL,1,87);
INSERT INTO rule VALUES('tie','rank.tie',NULL,NULL,NULL,NULL,'1224','并列','本工具的约定:原办法未说明同分','同分者都得该名次的全额奖金',NULL,NULL,1,24);
INSERT INTO rule VALUES('title-10','rank.title','十佳',NULL,1000000,10000000,NULL,'十佳社区','评选办法:十佳社区名额十个','可以少于名额',NULL,NULL,1,23);
INSERT INTO rule VALUES('unit-1','rank.prize','units-year',NULL,1000000,1000000,'100000','一等奖','考评办法:年终对责任单位分等奖励','每家的奖金',NULL,NULL,1,9);
INSERT INTO rule VALUES('unit-2','rank.prize','units-year',NULL,2000000,3000000,'80000','二等奖','考评办法:年终对责任单位分等奖励','每家的奖金',NULL,NULL,1,10);
INSERT INTO rule VALUES('unit-3','rank.prize','units-year',NULL,4000000,6000000,'60000','三等奖','考评办法:年终对责任单位分等奖励','每家的奖金',NULL,NULL,1,11);
INSERT INTO rule VALUES('unit-entity','rank.entity','units-year',NULL,NULL,NULL,'unit',NULL,'考评办法:年终评比的是责任单位',NULL,NULL,NULL,1,12);
INSERT INTO rule VALUES('visit-新转入','care.visit',NULL,'新转入',NULL,NULL,'7日','必访','帮扶制度:三必访','期限七日可按本地规定改',NULL,NULL,1,133);
INSERT INTO rule VALUES('visit-有困难','care.visit',NULL,'有困难',NULL,NULL,'7日','必访','帮扶制度:三必访','期限七日可按本地规定改',NULL,NULL,1,134);
INSERT INTO rule VALUES('visit-病逝','care.visit',NULL,'病逝',NULL,NULL,'7日','必访','帮扶制度:三必访','期限七日可按本地规定改',NULL,NULL,1,135);
INSERT INTO rule VALUES('width-10','problem.width',NULL,NULL,10000000,NULL,'环卫处',NULL,'保洁分工:路宽10米以上归环卫处',NULL,NULL,NULL,1,78);
INSERT INTO rule VALUES('width-lane','problem.width',NULL,NULL,0,NULL,'社区保洁',NULL,'保洁分工:小街小巷归社区保洁',NULL,NULL,NULL,1,77);
CREATE TABLE IF NOT EXISTS "rule_old" (
	"rule" TEXT,
	"what" TEXT,
	"scope" TEXT,
	"key" TEXT,
	"at_least_micro" INTEGER,
	"at_most_micro" INTEGER,
	"value" TEXT,
	"measure" TEXT,
	"basis" TEXT,
	"note" TEXT,
	"since" TEXT,
	"until" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL,
	"superseded_by" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "fund" (
	"no" TEXT NOT NULL DEFAULT '',
	"fund" TEXT,
	"date" TEXT NOT NULL CHECK ("date" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	"community" INTEGER NOT NULL REFERENCES term(id),
	"flow" TEXT NOT NULL CHECK ("flow" IN ('收入', '支出', '认捐')),
	"source" TEXT CHECK ("source" IN ('单位', '企业', '自筹', '财政', '奖金', '其他')),
	"use" TEXT,
	"amount_fen" INTEGER,
	"party" INTEGER REFERENCES term(id),
	"arrived" INTEGER CHECK ("arrived" IN (0,1)),
	"item" TEXT,
	"quantity_micro" INTEGER,
	"quantity_mark" TEXT NOT NULL DEFAULT '',
	"measure_word" TEXT,
	"purpose" TEXT,
	"voucher" TEXT,
	"approver" TEXT,
	"community_consent" TEXT,
	"handler" TEXT,
	"reverses" TEXT,
	"override" TEXT,
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL,
	"hash" TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO fund VALUES('2026-0001',NULL,'2026-08-15',2,'收入',NULL,NULL,10000,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,11,2,'ed6c3f8c609ff9a069697130562f25d2');
CREATE TABLE IF NOT EXISTS "fund_old" (
	"no" TEXT,
	"fund" TEXT,
	"date" TEXT,
	"community" INTEGER,
	"flow" TEXT,
	"source" TEXT,
	"use" TEXT,
	"amount_fen" INTEGER,
	"party" INTEGER,
	"arrived" INTEGER,
	"item" TEXT,
	"quantity_micro" INTEGER,
	"quantity_mark" TEXT,
	"measure_word" TEXT,
	"purpose" TEXT,
	"voucher" TEXT,
	"approver" TEXT,
	"community_consent" TEXT,
	"handler" TEXT,
	"reverses" TEXT,
	"override" TEXT,
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL,
	"superseded_by" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "publication" (
	"what" TEXT NOT NULL CHECK ("what" IN ('经费公示')),
	"scope" TEXT NOT NULL DEFAULT '',
	"since" TEXT NOT NULL DEFAULT '' CHECK ("since" = '' OR "since" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	"until" TEXT NOT NULL CHECK ("until" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	"at" TEXT NOT NULL CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "publication_old" (
	"what" TEXT,
	"scope" TEXT,
	"since" TEXT,
	"until" TEXT,
	"at" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL,
	"superseded_by" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "volunteer" (
	"no" TEXT NOT NULL DEFAULT '',
	"name" TEXT NOT NULL,
	"id" TEXT CHECK (length("id") = 18),
	"phone" TEXT,
	"birth" TEXT CHECK ("birth" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "birth" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
	"id_type" TEXT CHECK ("id_type" IN ('居民身份证', '护照', '其他')),
	"sex" TEXT CHECK ("sex" IN ('男', '女')),
	"community" INTEGER NOT NULL REFERENCES term(id),
	"estate" INTEGER REFERENCES term(id),
	"service" TEXT CHECK ("service" IN ('医疗卫生', '环保创卫', '心理援助', '文明礼仪', '法律援助', '青少年思想道德建设', '群众文化', '科普', '其他')),
	"team" INTEGER REFERENCES term(id),
	"role" TEXT CHECK ("role" IN ('志愿者', '义务监督员', '文明劝导员', '楼栋长', '网格员', '艺术团员', '巡逻队员')),
	"party_member" INTEGER CHECK ("party_member" IN (0,1)),
	"joined" TEXT CHECK ("joined" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	"left" TEXT CHECK ("left" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	"hours_before_minutes" INTEGER CHECK ("hours_before_minutes" >= 0),
	"hours_until" TEXT CHECK ("hours_until" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	"skills" TEXT,
	"merged_into" TEXT,
	"consent" INTEGER CHECK ("consent" IN (0,1)),
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL
) STRICT;
INSERT INTO volunteer VALUES('V00001','钱示安',NULL,'16012317001','1961-03-10',NULL,'男',2,NULL,NULL,NULL,NULL,NULL,'2026-01-05',NULL,NULL,NULL,NULL,NULL,NULL,NULL,5,2);
INSERT INTO volunteer VALUES('V00002','欧阳拟平',NULL,'16045627002',NULL,NULL,'女',3,NULL,NULL,NULL,NULL,NULL,'2026-01-06',NULL,NULL,NULL,NULL,NULL,NULL,NULL,7,2);
CREATE TABLE IF NOT EXISTS "volunteer_old" (
	"no" TEXT,
	"name" TEXT,
	"id" TEXT,
	"phone" TEXT,
	"birth" TEXT,
	"id_type" TEXT,
	"sex" TEXT,
	"community" INTEGER,
	"estate" INTEGER,
	"service" TEXT,
	"team" INTEGER,
	"role" TEXT,
	"party_member" INTEGER,
	"joined" TEXT,
	"left" TEXT,
	"hours_before_minutes" INTEGER,
	"hours_until" TEXT,
	"skills" TEXT,
	"merged_into" TEXT,
	"consent" INTEGER,
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL,
	"superseded_by" INTEGER NOT NULL
) STRICT;
INSERT INTO volunteer_old VALUES('V00002','欧阳拟平',NULL,'16045617002',NULL,NULL,'女',3,NULL,NULL,NULL,NULL,NULL,'2026-01-06',NULL,NULL,NULL,NULL,NULL,NULL,NULL,5,3,7);
INSERT INTO volunteer_old VALUES('V00003','吴示宁',NULL,'16045617005',NULL,NULL,NULL,3,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,6,2,13);
CREATE TABLE IF NOT EXISTS "service" (
	"volunteer" TEXT NOT NULL,
	"date" TEXT NOT NULL CHECK ("date" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	"start" TEXT NOT NULL DEFAULT '' CHECK ("start" = '' OR "start" GLOB '[0-2][0-9]:[0-5][0-9]'),
	"end" TEXT CHECK ("end" GLOB '[0-2][0-9]:[0-5][0-9]'),
	"hours_minutes" INTEGER NOT NULL CHECK ("hours_minutes" >= 0),
	"activity" TEXT NOT NULL,
	"community" INTEGER REFERENCES term(id),
	"organiser" INTEGER REFERENCES term(id),
	"recorder" TEXT,
	"travel_minutes" INTEGER CHECK ("travel_minutes" >= 0),
	"late" INTEGER CHECK ("late" IN (0,1)),
	"state" TEXT CHECK ("state" IN ('已录入', '已审核', '未通过')),
	"place" TEXT,
	"recipient" TEXT,
	"content" TEXT,
	"rating" TEXT,
	"leader" TEXT,
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL
) STRICT;
INSERT INTO service VALUES('V00001','2026-07-01','',NULL,120,'清扫',2,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,4,2);
INSERT INTO service VALUES('欧阳拟平 16045627002','2026-07-02','',NULL,180,'清扫',3,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,4,3);
INSERT INTO service VALUES('钱示安 16012317001','2026-07-02','',NULL,60,'清扫',3,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,4,4);
CREATE TABLE IF NOT EXISTS "service_old" (
	"volunteer" TEXT,
	"date" TEXT,
	"start" TEXT,
	"end" TEXT,
	"hours_minutes" INTEGER,
	"activity" TEXT,
	"community" INTEGER,
	"organiser" INTEGER,
	"recorder" TEXT,
	"travel_minutes" INTEGER,
	"late" INTEGER,
	"state" TEXT,
	"place" TEXT,
	"recipient" TEXT,
	"content" TEXT,
	"rating" TEXT,
	"leader" TEXT,
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL,
	"superseded_by" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "certificate" (
	"serial" TEXT NOT NULL,
	"action" TEXT NOT NULL CHECK ("action" IN ('开具', '撤销')),
	"volunteer" TEXT NOT NULL,
	"period" INTEGER NOT NULL CHECK ("period" BETWEEN 100000 AND 999999 AND (("period"-"period"/100*100) <= 12 OR ("period"-"period"/100*100) BETWEEN 21 AND 24 OR ("period"-"period"/100*100) BETWEEN 31 AND 32)),
	"hours_minutes" INTEGER NOT NULL CHECK ("hours_minutes" >= 0),
	"date" TEXT NOT NULL CHECK ("date" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	"code" TEXT,
	"issuer" TEXT,
	"head" TEXT,
	"handler" TEXT,
	"reason" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "certificate_old" (
	"serial" TEXT,
	"action" TEXT,
	"volunteer" TEXT,
	"period" INTEGER,
	"hours_minutes" INTEGER,
	"date" TEXT,
	"code" TEXT,
	"issuer" TEXT,
	"head" TEXT,
	"handler" TEXT,
	"reason" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL,
	"superseded_by" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "problem" (
	"no" TEXT NOT NULL DEFAULT '',
	"case_no" TEXT,
	"found" TEXT NOT NULL CHECK ("found" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "found" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
	"community" INTEGER NOT NULL REFERENCES term(id),
	"estate" INTEGER REFERENCES term(id),
	"building" TEXT,
	"staircase" TEXT,
	"place" TEXT NOT NULL,
	"description" TEXT NOT NULL,
	"class" TEXT CHECK ("class" IN ('事件', '部件')),
	"category" TEXT,
	"kind" TEXT,
	"quantity_micro" INTEGER,
	"quantity_mark" TEXT NOT NULL DEFAULT '',
	"people_micro" INTEGER,
	"people_mark" TEXT NOT NULL DEFAULT '',
	"rebound_of" TEXT,
	"level" TEXT CHECK ("level" IN ('社区小区', '街道', '共建单位', '责任部门')),
	"responsible" INTEGER REFERENCES term(id),
	"person" TEXT,
	"due" TEXT CHECK ("due" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "due" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
	"source" TEXT CHECK ("source" IN ('排查', '领导检查', '数字城管', '居民反映', '民愿接待', '媒体', '自查')),
	"measure" TEXT,
	"width_micro" INTEGER,
	"serious" INTEGER CHECK ("serious" IN (0,1)),
	"small" INTEGER CHECK ("small" IN (0,1)),
	"evidence" TEXT,
	"visitor" TEXT,
	"petition" TEXT CHECK ("petition" IN ('困难', '纠纷', '就业', '投诉', '建议', '其他')),
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL
) STRICT;
INSERT INTO problem VALUES('2026-0001',NULL,'2026-07-01 08:30',2,NULL,NULL,NULL,'院门','路灯不亮',NULL,NULL,NULL,NULL,'',NULL,'',NULL,NULL,4,NULL,'2026-07-05',NULL,NULL,NULL,NULL,NULL,NULL,'孙示安',NULL,NULL,8,2);
CREATE TABLE IF NOT EXISTS "problem_old" (
	"no" TEXT,
	"case_no" TEXT,
	"found" TEXT,
	"community" INTEGER,
	"estate" INTEGER,
	"building" TEXT,
	"staircase" TEXT,
	"place" TEXT,
	"description" TEXT,
	"class" TEXT,
	"category" TEXT,
	"kind" TEXT,
	"quantity_micro" INTEGER,
	"quantity_mark" TEXT,
	"people_micro" INTEGER,
	"people_mark" TEXT,
	"rebound_of" TEXT,
	"level" TEXT,
	"responsible" INTEGER,
	"person" TEXT,
	"due" TEXT,
	"source" TEXT,
	"measure" TEXT,
	"width_micro" INTEGER,
	"serious" INTEGER,
	"small" INTEGER,
	"evidence" TEXT,
	"visitor" TEXT,
	"petition" TEXT,
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL,
	"superseded_by" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "problem_log" (
	"problem" TEXT NOT NULL,
	"step" INTEGER NOT NULL DEFAULT 0,
	"at" TEXT NOT NULL CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
	"action" TEXT NOT NULL CHECK ("action" IN ('受理', '立案', '不予立案', '作废', '派遣', '改派', '整改', '返工', '延期', '缓办', '结案', '通知', '曝光', '转报社', '重开')),
	"actor" TEXT,
	"to" INTEGER REFERENCES term(id),
	"note" TEXT,
	"due" TEXT CHECK ("due" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "due" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
	"late" TEXT,
	"evidence" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "problem_log_old" (
	"problem" TEXT,
	"step" INTEGER,
	"at" TEXT,
	"action" TEXT,
	"actor" TEXT,
	"to" INTEGER,
	"note" TEXT,
	"due" TEXT,
	"late" TEXT,
	"evidence" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL,
	"superseded_by" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "activity" (
	"date" TEXT NOT NULL CHECK ("date" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	"until" TEXT CHECK ("until" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	"start" TEXT CHECK ("start" GLOB '[0-2][0-9]:[0-5][0-9]'),
	"state" TEXT CHECK ("state" IN ('计划', '已开展', '取消')),
	"community" INTEGER NOT NULL REFERENCES term(id),
	"kind" TEXT NOT NULL CHECK ("kind" IN ('会议', '检查', '大清扫', '义务劳动', '讲座', '演出', '征文', '宣传', '走访', '问卷', '培训', '接待', '督查', '其他')),
	"title" TEXT NOT NULL,
	"theme" TEXT CHECK ("theme" IN ('教育', '治安', '卫生', '服务', '文化', '经济')),
	"organiser" INTEGER REFERENCES term(id),
	"attended" TEXT,
	"absent" TEXT,
	"estate" INTEGER REFERENCES term(id),
	"indicator" TEXT,
	"medium" TEXT CHECK ("medium" IN ('宣传栏', '橱窗', '横幅', '标语', '广播', '网络', '入户', '演出', '其他')),
	"place" TEXT,
	"people_micro" INTEGER,
	"people_mark" TEXT NOT NULL DEFAULT '',
	"party_members_micro" INTEGER,
	"party_members_mark" TEXT NOT NULL DEFAULT '',
	"young_micro" INTEGER,
	"young_mark" TEXT NOT NULL DEFAULT '',
	"teams_micro" INTEGER,
	"teams_mark" TEXT NOT NULL DEFAULT '',
	"times_micro" INTEGER,
	"times_mark" TEXT NOT NULL DEFAULT '',
	"item" TEXT,
	"quantity_micro" INTEGER,
	"quantity_mark" TEXT NOT NULL DEFAULT '',
	"households_micro" INTEGER,
	"households_mark" TEXT NOT NULL DEFAULT '',
	"copies_micro" INTEGER,
	"copies_mark" TEXT NOT NULL DEFAULT '',
	"returned_micro" INTEGER,
	"returned_mark" TEXT NOT NULL DEFAULT '',
	"valid_micro" INTEGER,
	"valid_mark" TEXT NOT NULL DEFAULT '',
	"cleared_micro" INTEGER,
	"cleared_mark" TEXT NOT NULL DEFAULT '',
	"measure_word" TEXT,
	"leader" TEXT,
	"link" TEXT,
	"photos" INTEGER,
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "activity_old" (
	"date" TEXT,
	"until" TEXT,
	"start" TEXT,
	"state" TEXT,
	"community" INTEGER,
	"kind" TEXT,
	"title" TEXT,
	"theme" TEXT,
	"organiser" INTEGER,
	"attended" TEXT,
	"absent" TEXT,
	"estate" INTEGER,
	"indicator" TEXT,
	"medium" TEXT,
	"place" TEXT,
	"people_micro" INTEGER,
	"people_mark" TEXT,
	"party_members_micro" INTEGER,
	"party_members_mark" TEXT,
	"young_micro" INTEGER,
	"young_mark" TEXT,
	"teams_micro" INTEGER,
	"teams_mark" TEXT,
	"times_micro" INTEGER,
	"times_mark" TEXT,
	"item" TEXT,
	"quantity_micro" INTEGER,
	"quantity_mark" TEXT,
	"households_micro" INTEGER,
	"households_mark" TEXT,
	"copies_micro" INTEGER,
	"copies_mark" TEXT,
	"returned_micro" INTEGER,
	"returned_mark" TEXT,
	"valid_micro" INTEGER,
	"valid_mark" TEXT,
	"cleared_micro" INTEGER,
	"cleared_mark" TEXT,
	"measure_word" TEXT,
	"leader" TEXT,
	"link" TEXT,
	"photos" INTEGER,
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL,
	"superseded_by" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "survey" (
	"period" INTEGER NOT NULL CHECK ("period" BETWEEN 100000 AND 999999 AND (("period"-"period"/100*100) <= 12 OR ("period"-"period"/100*100) BETWEEN 21 AND 24 OR ("period"-"period"/100*100) BETWEEN 31 AND 32)),
	"community" INTEGER NOT NULL REFERENCES term(id),
	"question" TEXT NOT NULL,
	"answer" TEXT NOT NULL,
	"count" INTEGER NOT NULL,
	"weight_micro" INTEGER,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "survey_old" (
	"period" INTEGER,
	"community" INTEGER,
	"question" TEXT,
	"answer" TEXT,
	"count" INTEGER,
	"weight_micro" INTEGER,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL,
	"superseded_by" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "task" (
	"no" TEXT NOT NULL DEFAULT '',
	"title" TEXT NOT NULL,
	"assignee" INTEGER NOT NULL REFERENCES term(id),
	"kind" TEXT CHECK ("kind" IN ('报送', '职责', '计划', '承诺', '长效机制', '措施', '议定', '协调')),
	"indicator" TEXT,
	"period" INTEGER CHECK ("period" BETWEEN 100000 AND 999999 AND (("period"-"period"/100*100) <= 12 OR ("period"-"period"/100*100) BETWEEN 21 AND 24 OR ("period"-"period"/100*100) BETWEEN 31 AND 32)),
	"due" TEXT CHECK ("due" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "due" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
	"done" TEXT CHECK ("done" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "done" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
	"group" TEXT,
	"handler" TEXT,
	"series" TEXT,
	"result" TEXT CHECK ("result" IN ('采用', '退回', '零报告')),
	"evidence" TEXT,
	"source" TEXT,
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "task_old" (
	"no" TEXT,
	"title" TEXT,
	"assignee" INTEGER,
	"kind" TEXT,
	"indicator" TEXT,
	"period" INTEGER,
	"due" TEXT,
	"done" TEXT,
	"group" TEXT,
	"handler" TEXT,
	"series" TEXT,
	"result" TEXT,
	"evidence" TEXT,
	"source" TEXT,
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL,
	"superseded_by" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "care" (
	"no" TEXT NOT NULL DEFAULT '',
	"kind" TEXT NOT NULL CHECK ("kind" IN ('低保', '救助', '再就业', '培训', '残疾康复', '党员特困户', '两劳释放人员', '孤寡老人', '下岗职工', '残疾人', '探访', '好事', '捐款', '捐物')),
	"helper" INTEGER REFERENCES term(id),
	"group" TEXT,
	"handler" TEXT,
	"beneficiary" TEXT,
	"community" INTEGER NOT NULL REFERENCES term(id),
	"since" TEXT NOT NULL CHECK ("since" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	"until" TEXT CHECK ("until" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	"trigger" TEXT CHECK ("trigger" IN ('新转入', '有困难', '病逝')),
	"visits" INTEGER,
	"visited" TEXT CHECK ("visited" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	"voucher" TEXT,
	"amount_micro" INTEGER,
	"amount_mark" TEXT NOT NULL DEFAULT '',
	"item" TEXT,
	"quantity_micro" INTEGER,
	"quantity_mark" TEXT NOT NULL DEFAULT '',
	"people_micro" INTEGER,
	"people_mark" TEXT NOT NULL DEFAULT '',
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL
) STRICT;
INSERT INTO care VALUES('2026-0001','孤寡老人',5,NULL,NULL,'郑示安',2,'2026-07-01',NULL,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,'',NULL,'',NULL,9,2);
INSERT INTO care VALUES('2026-0002','残疾人',4,NULL,NULL,'欧阳拟平',2,'2026-07-02',NULL,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,'',NULL,'',NULL,9,3);
CREATE TABLE IF NOT EXISTS "care_old" (
	"no" TEXT,
	"kind" TEXT,
	"helper" INTEGER,
	"group" TEXT,
	"handler" TEXT,
	"beneficiary" TEXT,
	"community" INTEGER,
	"since" TEXT,
	"until" TEXT,
	"trigger" TEXT,
	"visits" INTEGER,
	"visited" TEXT,
	"voucher" TEXT,
	"amount_micro" INTEGER,
	"amount_mark" TEXT,
	"item" TEXT,
	"quantity_micro" INTEGER,
	"quantity_mark" TEXT,
	"people_micro" INTEGER,
	"people_mark" TEXT,
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL,
	"superseded_by" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "metric" (
	"period" INTEGER NOT NULL CHECK ("period" BETWEEN 100000 AND 999999 AND (("period"-"period"/100*100) <= 12 OR ("period"-"period"/100*100) BETWEEN 21 AND 24 OR ("period"-"period"/100*100) BETWEEN 31 AND 32)),
	"subject" INTEGER NOT NULL REFERENCES term(id),
	"name" INTEGER NOT NULL REFERENCES term(id),
	"value_micro" INTEGER NOT NULL,
	"value_mark" TEXT NOT NULL DEFAULT '',
	"unit" TEXT,
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "metric_old" (
	"period" INTEGER,
	"subject" INTEGER,
	"name" INTEGER,
	"value_micro" INTEGER,
	"value_mark" TEXT,
	"unit" TEXT,
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL,
	"superseded_by" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "calendar" (
	"date" TEXT NOT NULL CHECK ("date" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	"kind" TEXT NOT NULL CHECK ("kind" IN ('休', '班')),
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "calendar_old" (
	"date" TEXT,
	"kind" TEXT,
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL,
	"superseded_by" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "batch" (
	"id" INTEGER NOT NULL,
	"register" TEXT NOT NULL,
	"what" TEXT NOT NULL,
	"sheet" TEXT,
	"sha256" TEXT,
	"rows" INTEGER NOT NULL,
	"refused" INTEGER NOT NULL,
	"at" TEXT NOT NULL CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
	"by" TEXT,
	"undone_at" TEXT CHECK ("undone_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "undone_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
	"undoes" INTEGER,
	"previous_hash" TEXT,
	"hash" TEXT,
	PRIMARY KEY ("id")
) STRICT;
INSERT INTO batch VALUES(1,'rule','/opt/cb/share/cb/rules/rules.csv',NULL,'b8f6b5ce1766cc1b5161ef8a016381d2eac841054adb8e44c9f69ba0dbf9c0dd',142,0,'2026-08-15 00:00','root',NULL,NULL,NULL,'fcba740874726cc81b66b404d4eb28ea8d5994f1d32a213de4fc1f49cd641d46');
INSERT INTO batch VALUES(2,'community','community.csv',NULL,'920b0fffbe01c9c07d878e0ce5124848899e0d9e98774bdb3d6b43934da5bf82',2,0,'2026-08-15 00:00','root',NULL,NULL,'fcba740874726cc81b66b404d4eb28ea8d5994f1d32a213de4fc1f49cd641d46','63187250bd12ccd67a48af90bc45e989c4d76b1824004e740945aaf24feca287');
INSERT INTO batch VALUES(3,'unit','unit.csv',NULL,'4308aab3a7d69fc539498d80519b442aa14a4cc96736132d84c914fb9ca6a46b',1,0,'2026-08-15 00:00','root',NULL,NULL,'63187250bd12ccd67a48af90bc45e989c4d76b1824004e740945aaf24feca287','464a9cc6888fe110e02b6bcb278f02032bb5b9497c4507ae9cedc4b585ce7a12');
INSERT INTO batch VALUES(4,'service','service.csv',NULL,'a97c0b82fc6b39e2f491b86cb9d6961529e87216814d4bbf14d13748dab46df1',3,0,'2026-08-15 00:00','root',NULL,NULL,'464a9cc6888fe110e02b6bcb278f02032bb5b9497c4507ae9cedc4b585ce7a12','60df6cefaa0e38880cceaf4a38014bc4385fbac9a9c4630df974489eaa3232bb');
INSERT INTO batch VALUES(5,'volunteer','volunteer.csv',NULL,'b28e476108c68d3165a6015fcccfe24ccf12079a208f4767911d0f565c0d4f74',2,0,'2026-08-15 00:00','root',NULL,NULL,'60df6cefaa0e38880cceaf4a38014bc4385fbac9a9c4630df974489eaa3232bb','5a7da85b7f1b38548634d7bb627293ba8f9510375137a9261aefbb91f7376861');
INSERT INTO batch VALUES(6,'volunteer','more.csv',NULL,'fb317e362e5e4535e9b5e8bccbb4efc9732be5f753bce30868ba4085f05594e7',1,0,'2026-08-15 00:00','root','2026-08-15 00:00',NULL,'5a7da85b7f1b38548634d7bb627293ba8f9510375137a9261aefbb91f7376861','cdf849d5c184f1282ae4bb32c01cbcfe8d87199e80e3ddcb74ea97c816c06b7a');
INSERT INTO batch VALUES(7,'volunteer','corrected.csv',NULL,'e467fc8b332b18d81e54a407d6bda31d4c9348319c762cee5701f2ac436d8f94',1,0,'2026-08-15 00:00','root',NULL,NULL,'cdf849d5c184f1282ae4bb32c01cbcfe8d87199e80e3ddcb74ea97c816c06b7a','070aeee2779ad266bb5544b396227a16664ff7ec65865998589de8a9593f8982');
INSERT INTO batch VALUES(8,'problem','problem.csv',NULL,'8bbb2c3fa69d65705ec96a629533505f2b20c630db32f538fc6961f794b18d3f',1,0,'2026-08-15 00:00','root',NULL,NULL,'070aeee2779ad266bb5544b396227a16664ff7ec65865998589de8a9593f8982','c07e17424dcf72a5bfea8c20e1336e594a1cf1104cd06b642b5aae8e843974aa');
INSERT INTO batch VALUES(9,'care','care.csv',NULL,'ae20eb2581c9e5d8480c4ad66905878ab298c189485234a3355f2f9ccfe79991',2,0,'2026-08-15 00:00','root',NULL,NULL,'c07e17424dcf72a5bfea8c20e1336e594a1cf1104cd06b642b5aae8e843974aa','191a84eeaa50ce7cee9b95755770c731ff7c5b127c6cbb9e689256533a4791b6');
INSERT INTO batch VALUES(10,'score','score.csv',NULL,'67b75be315942ff21bd19cf52d1d452e3f7e7c97340e3666f798885dd778d601',2,0,'2026-08-15 00:00','root',NULL,NULL,'191a84eeaa50ce7cee9b95755770c731ff7c5b127c6cbb9e689256533a4791b6','14ad33ea9c430a626d49658cec9f95ea97520e7eca730b6ab0b091c03ae32572');
INSERT INTO batch VALUES(11,'fund','cb-fund receive date=2026-08-15 flow=receive community=西街 amount=100',NULL,'f324edc7c2301a82641c83a9e5e0720c651ead52730390fab244e5e166398c12',1,0,'2026-08-15 00:00','root',NULL,NULL,'14ad33ea9c430a626d49658cec9f95ea97520e7eca730b6ab0b091c03ae32572','4db848e36ea9cb2b63c8284f3e0ccc260f7134b71aa5f8988d08a15f9bd38717');
INSERT INTO batch VALUES(12,'volunteer','cb-export --reveal volunteer',NULL,NULL,3,0,'2026-08-15 00:00','root',NULL,NULL,'4db848e36ea9cb2b63c8284f3e0ccc260f7134b71aa5f8988d08a15f9bd38717','086081a0d9ec37bbe7f9cd2c75b5cff2b12e828401b9727806b059335a7dc813');
INSERT INTO batch VALUES(13,'volunteer','cb-import undo 6',NULL,NULL,1,0,'2026-08-15 00:00','root',NULL,6,'086081a0d9ec37bbe7f9cd2c75b5cff2b12e828401b9727806b059335a7dc813','d9933e9446bd62542451fe2df03e9087e1cbab827997a3be39496ef2ffdb2318');
INSERT INTO batch VALUES(14,'volunteer','corrected.csv',NULL,'e467fc8b332b18d81e54a407d6bda31d4c9348319c762cee5701f2ac436d8f94',1,0,'2026-08-15 00:00','root',NULL,NULL,'d9933e9446bd62542451fe2df03e9087e1cbab827997a3be39496ef2ffdb2318','2090a318932b821511d9391cf3a5fa31f8eca604b608ad4242379127c2b6faad');
CREATE UNIQUE INDEX "community_key" ON "community" ("name");
CREATE UNIQUE INDEX "estate_key" ON "estate" ("community", "name");
CREATE UNIQUE INDEX "unit_key" ON "unit" ("name");
CREATE UNIQUE INDEX "post_key" ON "post" ("body", "post", "person", "since");
CREATE UNIQUE INDEX "link_key" ON "link" ("kind", "party", "community", "estate", "since", "area");
CREATE UNIQUE INDEX "alias_key" ON "alias" ("of", "alias");
CREATE UNIQUE INDEX "unmanaged_key" ON "unmanaged" ("enterprise", "community");
CREATE UNIQUE INDEX "indicator_key" ON "indicator" ("system", "code");
CREATE UNIQUE INDEX "standing_key" ON "standing" ("contest", "period", "entity");
CREATE UNIQUE INDEX "rule_key" ON "rule" ("rule");
CREATE UNIQUE INDEX "fund_key" ON "fund" ("no");
CREATE UNIQUE INDEX "publication_key" ON "publication" ("what", "scope", "since", "until", "at");
CREATE UNIQUE INDEX "volunteer_key" ON "volunteer" ("no");
CREATE UNIQUE INDEX "service_key" ON "service" ("volunteer", "date", "start", "activity");
CREATE UNIQUE INDEX "certificate_key" ON "certificate" ("serial", "action");
CREATE UNIQUE INDEX "problem_key" ON "problem" ("no");
CREATE INDEX "problem_case" ON "problem" ("case_no");
CREATE UNIQUE INDEX "problem_log_key" ON "problem_log" ("problem", "step");
CREATE UNIQUE INDEX "activity_key" ON "activity" ("date", "community", "kind", "title");
CREATE UNIQUE INDEX "survey_key" ON "survey" ("period", "community", "question", "answer");
CREATE UNIQUE INDEX "task_key" ON "task" ("no");
CREATE UNIQUE INDEX "care_key" ON "care" ("no");
CREATE UNIQUE INDEX "metric_key" ON "metric" ("period", "subject", "name");
CREATE UNIQUE INDEX "calendar_key" ON "calendar" ("date");
CREATE VIEW "v_community" AS SELECT
	(SELECT term.text FROM term WHERE term.id = t."name") AS "name",
	t."street" AS "street",
	t."code" AS "code",
	t."kind" AS "kind",
	t."secretary" AS "secretary",
	t."director" AS "director",
	t."liaison" AS "liaison",
	(SELECT term.text FROM term WHERE term.id = t."lead_unit") AS "lead_unit",
	CASE t."households_mark" WHEN '?' THEN '?' ELSE iif(t."households_mark" IN ('~','各'),t."households_mark",'')||rtrim(rtrim(iif(t."households_micro"<0,'-','')||(abs(t."households_micro")/1000000)||'.'||substr('00000'||(abs(t."households_micro")-abs(t."households_micro")/1000000*1000000),-6),'0'),'.')||iif(t."households_mark" IN ('+','-'),t."households_mark",'') END AS "households",
	CASE t."residents_mark" WHEN '?' THEN '?' ELSE iif(t."residents_mark" IN ('~','各'),t."residents_mark",'')||rtrim(rtrim(iif(t."residents_micro"<0,'-','')||(abs(t."residents_micro")/1000000)||'.'||substr('00000'||(abs(t."residents_micro")-abs(t."residents_micro")/1000000*1000000),-6),'0'),'.')||iif(t."residents_mark" IN ('+','-'),t."residents_mark",'') END AS "residents",
	CASE t."elderly_mark" WHEN '?' THEN '?' ELSE iif(t."elderly_mark" IN ('~','各'),t."elderly_mark",'')||rtrim(rtrim(iif(t."elderly_micro"<0,'-','')||(abs(t."elderly_micro")/1000000)||'.'||substr('00000'||(abs(t."elderly_micro")-abs(t."elderly_micro")/1000000*1000000),-6),'0'),'.')||iif(t."elderly_mark" IN ('+','-'),t."elderly_mark",'') END AS "elderly",
	cast(t."staff" AS TEXT) AS "staff",
	cast(t."cadres" AS TEXT) AS "cadres",
	rtrim(rtrim(iif(t."office_m2_micro"<0,'-','')||(abs(t."office_m2_micro")/1000000)||'.'||substr('00000'||(abs(t."office_m2_micro")-abs(t."office_m2_micro")/1000000*1000000),-6),'0'),'.') AS "office_m2",
	cast(t."notice_boards" AS TEXT) AS "notice_boards",
	t."note" AS "note"
FROM "community" AS t;
CREATE VIEW "v_estate" AS SELECT
	(SELECT term.text FROM term WHERE term.id = t."community") AS "community",
	(SELECT term.text FROM term WHERE term.id = t."name") AS "name",
	cast(t."buildings" AS TEXT) AS "buildings",
	cast(t."units" AS TEXT) AS "units",
	CASE t."households_mark" WHEN '?' THEN '?' ELSE iif(t."households_mark" IN ('~','各'),t."households_mark",'')||rtrim(rtrim(iif(t."households_micro"<0,'-','')||(abs(t."households_micro")/1000000)||'.'||substr('00000'||(abs(t."households_micro")-abs(t."households_micro")/1000000*1000000),-6),'0'),'.')||iif(t."households_mark" IN ('+','-'),t."households_mark",'') END AS "households",
	t."note" AS "note"
FROM "estate" AS t;
CREATE VIEW "v_unit" AS SELECT
	(SELECT term.text FROM term WHERE term.id = t."name") AS "name",
	(SELECT term.text FROM term WHERE term.id = t."parent") AS "parent",
	t."level" AS "level",
	t."uscc" AS "uscc",
	t."contact" AS "contact",
	t."phone" AS "phone",
	t."note" AS "note"
FROM "unit" AS t;
CREATE VIEW "v_post" AS SELECT
	(SELECT term.text FROM term WHERE term.id = t."body") AS "body",
	t."post" AS "post",
	t."person" AS "person",
	t."since" AS "since",
	t."until" AS "until",
	CASE t."leader" WHEN 1 THEN '是' WHEN 0 THEN '否' END AS "leader",
	t."phone" AS "phone"
FROM "post" AS t;
CREATE VIEW "v_link" AS SELECT
	t."kind" AS "kind",
	(SELECT term.text FROM term WHERE term.id = t."party") AS "party",
	(SELECT term.text FROM term WHERE term.id = t."community") AS "community",
	(SELECT term.text FROM term WHERE term.id = nullif(t."estate", 0)) AS "estate",
	nullif(t."since", '') AS "since",
	t."until" AS "until",
	nullif(t."area", '') AS "area",
	t."note" AS "note"
FROM "link" AS t;
CREATE VIEW "v_alias" AS SELECT
	t."of" AS "of",
	t."alias" AS "alias",
	t."name" AS "name"
FROM "alias" AS t;
CREATE VIEW "v_unmanaged" AS SELECT
	(SELECT term.text FROM term WHERE term.id = t."enterprise") AS "enterprise",
	(SELECT term.text FROM term WHERE term.id = t."community") AS "community",
	CASE t."households_mark" WHEN '?' THEN '?' ELSE iif(t."households_mark" IN ('~','各'),t."households_mark",'')||rtrim(rtrim(iif(t."households_micro"<0,'-','')||(abs(t."households_micro")/1000000)||'.'||substr('00000'||(abs(t."households_micro")-abs(t."households_micro")/1000000*1000000),-6),'0'),'.')||iif(t."households_mark" IN ('+','-'),t."households_mark",'') END AS "households",
	CASE t."residents_mark" WHEN '?' THEN '?' ELSE iif(t."residents_mark" IN ('~','各'),t."residents_mark",'')||rtrim(rtrim(iif(t."residents_micro"<0,'-','')||(abs(t."residents_micro")/1000000)||'.'||substr('00000'||(abs(t."residents_micro")-abs(t."residents_micro")/1000000*1000000),-6),'0'),'.')||iif(t."residents_mark" IN ('+','-'),t."residents_mark",'') END AS "residents",
	t."note" AS "note"
FROM "unmanaged" AS t;
CREATE VIEW "v_indicator" AS SELECT
	(SELECT term.text FROM term WHERE term.id = t."system") AS "system",
	t."code" AS "code",
	(SELECT term.text FROM term WHERE term.id = t."title") AS "title",
	t."theme" AS "theme",
	t."method" AS "method",
	rtrim(rtrim(iif(t."full_micro"<0,'-','')||(abs(t."full_micro")/1000000)||'.'||substr('00000'||(abs(t."full_micro")-abs(t."full_micro")/1000000*1000000),-6),'0'),'.') AS "full",
	rtrim(rtrim(iif(t."weight_micro"<0,'-','')||(abs(t."weight_micro")/1000000)||'.'||substr('00000'||(abs(t."weight_micro")-abs(t."weight_micro")/1000000*1000000),-6),'0'),'.') AS "weight",
	t."mode" AS "mode",
	rtrim(rtrim(iif(t."gate_micro"<0,'-','')||(abs(t."gate_micro")/1000000)||'.'||substr('00000'||(abs(t."gate_micro")-abs(t."gate_micro")/1000000*1000000),-6),'0'),'.') AS "gate",
	(SELECT term.text FROM term WHERE term.id = t."office") AS "office",
	t."person" AS "person"
FROM "indicator" AS t;
CREATE VIEW "v_score" AS SELECT
	(SELECT term.text FROM term WHERE term.id = nullif(t."contest", 0)) AS "contest",
	(t."period"/100)||CASE WHEN (t."period"-t."period"/100*100)=0 THEN '' WHEN (t."period"-t."period"/100*100)<13 THEN '-'||substr('0'||(t."period"-t."period"/100*100),-2) WHEN (t."period"-t."period"/100*100)<30 THEN 'Q'||((t."period"-t."period"/100*100)-20) ELSE 'H'||((t."period"-t."period"/100*100)-30) END AS "period",
	(SELECT term.text FROM term WHERE term.id = t."community") AS "community",
	(SELECT term.text FROM term WHERE term.id = nullif(t."estate", 0)) AS "estate",
	(SELECT term.text FROM term WHERE term.id = t."indicator") AS "indicator",
	date(nullif(nullif(t."date_day", 0),0)*86400,'unixepoch') AS "date",
	(SELECT term.text FROM term WHERE term.id = nullif(t."inspector", 0)) AS "inspector",
	coalesce(rtrim(rtrim(iif(t."score_micro"<0,'-','')||(abs(t."score_micro")/1000000)||'.'||substr('00000'||(abs(t."score_micro")-abs(t."score_micro")/1000000*1000000),-6),'0'),'.'), '无数据') AS "score",
	t."note" AS "note"
FROM "score" AS t;
CREATE VIEW "v_standing" AS SELECT
	(SELECT term.text FROM term WHERE term.id = t."contest") AS "contest",
	(t."period"/100)||CASE WHEN (t."period"-t."period"/100*100)=0 THEN '' WHEN (t."period"-t."period"/100*100)<13 THEN '-'||substr('0'||(t."period"-t."period"/100*100),-2) WHEN (t."period"-t."period"/100*100)<30 THEN 'Q'||((t."period"-t."period"/100*100)-20) ELSE 'H'||((t."period"-t."period"/100*100)-30) END AS "period",
	(SELECT term.text FROM term WHERE term.id = t."entity") AS "entity",
	cast(t."rank" AS TEXT) AS "rank",
	rtrim(rtrim(iif(t."score_micro"<0,'-','')||(abs(t."score_micro")/1000000)||'.'||substr('00000'||(abs(t."score_micro")-abs(t."score_micro")/1000000*1000000),-6),'0'),'.') AS "score",
	t."award" AS "award",
	iif(t."prize_fen"<0,'-','')||(abs(t."prize_fen")/100)||'.'||substr('0'||(abs(t."prize_fen")-abs(t."prize_fen")/100*100),-2) AS "prize",
	t."measures" AS "measures",
	t."rules" AS "rules",
	t."published" AS "published"
FROM "standing" AS t;
CREATE VIEW "v_rule" AS SELECT
	t."rule" AS "rule",
	t."what" AS "what",
	t."scope" AS "scope",
	t."key" AS "key",
	rtrim(rtrim(iif(t."at_least_micro"<0,'-','')||(abs(t."at_least_micro")/1000000)||'.'||substr('00000'||(abs(t."at_least_micro")-abs(t."at_least_micro")/1000000*1000000),-6),'0'),'.') AS "at_least",
	rtrim(rtrim(iif(t."at_most_micro"<0,'-','')||(abs(t."at_most_micro")/1000000)||'.'||substr('00000'||(abs(t."at_most_micro")-abs(t."at_most_micro")/1000000*1000000),-6),'0'),'.') AS "at_most",
	t."value" AS "value",
	t."measure" AS "measure",
	t."basis" AS "basis",
	t."note" AS "note",
	t."since" AS "since",
	t."until" AS "until"
FROM "rule" AS t;
CREATE VIEW "v_fund" AS SELECT
	nullif(t."no", '') AS "no",
	t."fund" AS "fund",
	t."date" AS "date",
	(SELECT term.text FROM term WHERE term.id = t."community") AS "community",
	t."flow" AS "flow",
	t."source" AS "source",
	t."use" AS "use",
	iif(t."amount_fen"<0,'-','')||(abs(t."amount_fen")/100)||'.'||substr('0'||(abs(t."amount_fen")-abs(t."amount_fen")/100*100),-2) AS "amount",
	(SELECT term.text FROM term WHERE term.id = t."party") AS "party",
	CASE t."arrived" WHEN 1 THEN '是' WHEN 0 THEN '否' END AS "arrived",
	t."item" AS "item",
	CASE t."quantity_mark" WHEN '?' THEN '?' ELSE iif(t."quantity_mark" IN ('~','各'),t."quantity_mark",'')||rtrim(rtrim(iif(t."quantity_micro"<0,'-','')||(abs(t."quantity_micro")/1000000)||'.'||substr('00000'||(abs(t."quantity_micro")-abs(t."quantity_micro")/1000000*1000000),-6),'0'),'.')||iif(t."quantity_mark" IN ('+','-'),t."quantity_mark",'') END AS "quantity",
	t."measure_word" AS "measure_word",
	t."purpose" AS "purpose",
	t."voucher" AS "voucher",
	t."approver" AS "approver",
	t."community_consent" AS "community_consent",
	t."handler" AS "handler",
	t."reverses" AS "reverses",
	t."override" AS "override",
	t."note" AS "note"
FROM "fund" AS t;
CREATE VIEW "v_publication" AS SELECT
	t."what" AS "what",
	nullif(t."scope", '') AS "scope",
	nullif(t."since", '') AS "since",
	t."until" AS "until",
	t."at" AS "at"
FROM "publication" AS t;
CREATE VIEW "v_volunteer" AS SELECT
	nullif(t."no", '') AS "no",
	t."name" AS "name",
	t."id" AS "id",
	t."phone" AS "phone",
	t."birth" AS "birth",
	t."id_type" AS "id_type",
	t."sex" AS "sex",
	(SELECT term.text FROM term WHERE term.id = t."community") AS "community",
	(SELECT term.text FROM term WHERE term.id = t."estate") AS "estate",
	t."service" AS "service",
	(SELECT term.text FROM term WHERE term.id = t."team") AS "team",
	t."role" AS "role",
	CASE t."party_member" WHEN 1 THEN '是' WHEN 0 THEN '否' END AS "party_member",
	t."joined" AS "joined",
	t."left" AS "left",
	(t."hours_before_minutes"/60)||':'||substr('0'||(t."hours_before_minutes"-t."hours_before_minutes"/60*60),-2) AS "hours_before",
	t."hours_until" AS "hours_until",
	t."skills" AS "skills",
	t."merged_into" AS "merged_into",
	CASE t."consent" WHEN 1 THEN '是' WHEN 0 THEN '否' END AS "consent",
	t."note" AS "note"
FROM "volunteer" AS t;
CREATE VIEW "v_service" AS SELECT
	t."volunteer" AS "volunteer",
	t."date" AS "date",
	nullif(t."start", '') AS "start",
	t."end" AS "end",
	(t."hours_minutes"/60)||':'||substr('0'||(t."hours_minutes"-t."hours_minutes"/60*60),-2) AS "hours",
	t."activity" AS "activity",
	(SELECT term.text FROM term WHERE term.id = t."community") AS "community",
	(SELECT term.text FROM term WHERE term.id = t."organiser") AS "organiser",
	t."recorder" AS "recorder",
	(t."travel_minutes"/60)||':'||substr('0'||(t."travel_minutes"-t."travel_minutes"/60*60),-2) AS "travel",
	CASE t."late" WHEN 1 THEN '是' WHEN 0 THEN '否' END AS "late",
	t."state" AS "state",
	t."place" AS "place",
	t."recipient" AS "recipient",
	t."content" AS "content",
	t."rating" AS "rating",
	t."leader" AS "leader",
	t."note" AS "note"
FROM "service" AS t;
CREATE VIEW "v_certificate" AS SELECT
	t."serial" AS "serial",
	t."action" AS "action",
	t."volunteer" AS "volunteer",
	(t."period"/100)||CASE WHEN (t."period"-t."period"/100*100)=0 THEN '' WHEN (t."period"-t."period"/100*100)<13 THEN '-'||substr('0'||(t."period"-t."period"/100*100),-2) WHEN (t."period"-t."period"/100*100)<30 THEN 'Q'||((t."period"-t."period"/100*100)-20) ELSE 'H'||((t."period"-t."period"/100*100)-30) END AS "period",
	(t."hours_minutes"/60)||':'||substr('0'||(t."hours_minutes"-t."hours_minutes"/60*60),-2) AS "hours",
	t."date" AS "date",
	t."code" AS "code",
	t."issuer" AS "issuer",
	t."head" AS "head",
	t."handler" AS "handler",
	t."reason" AS "reason"
FROM "certificate" AS t;
CREATE VIEW "v_problem" AS SELECT
	nullif(t."no", '') AS "no",
	t."case_no" AS "case_no",
	t."found" AS "found",
	(SELECT term.text FROM term WHERE term.id = t."community") AS "community",
	(SELECT term.text FROM term WHERE term.id = t."estate") AS "estate",
	t."building" AS "building",
	t."staircase" AS "staircase",
	t."place" AS "place",
	t."description" AS "description",
	t."class" AS "class",
	t."category" AS "category",
	t."kind" AS "kind",
	CASE t."quantity_mark" WHEN '?' THEN '?' ELSE iif(t."quantity_mark" IN ('~','各'),t."quantity_mark",'')||rtrim(rtrim(iif(t."quantity_micro"<0,'-','')||(abs(t."quantity_micro")/1000000)||'.'||substr('00000'||(abs(t."quantity_micro")-abs(t."quantity_micro")/1000000*1000000),-6),'0'),'.')||iif(t."quantity_mark" IN ('+','-'),t."quantity_mark",'') END AS "quantity",
	CASE t."people_mark" WHEN '?' THEN '?' ELSE iif(t."people_mark" IN ('~','各'),t."people_mark",'')||rtrim(rtrim(iif(t."people_micro"<0,'-','')||(abs(t."people_micro")/1000000)||'.'||substr('00000'||(abs(t."people_micro")-abs(t."people_micro")/1000000*1000000),-6),'0'),'.')||iif(t."people_mark" IN ('+','-'),t."people_mark",'') END AS "people",
	t."rebound_of" AS "rebound_of",
	t."level" AS "level",
	(SELECT term.text FROM term WHERE term.id = t."responsible") AS "responsible",
	t."person" AS "person",
	t."due" AS "due",
	(SELECT max(l.at) FROM v_problem_log AS l WHERE l.problem = t."no" AND l.action = '整改') AS "fixed",
	(SELECT max(l.at) FROM v_problem_log AS l WHERE l.problem = t."no" AND l.action = '结案') AS "closed",
	t."source" AS "source",
	t."measure" AS "measure",
	rtrim(rtrim(iif(t."width_micro"<0,'-','')||(abs(t."width_micro")/1000000)||'.'||substr('00000'||(abs(t."width_micro")-abs(t."width_micro")/1000000*1000000),-6),'0'),'.') AS "width",
	CASE t."serious" WHEN 1 THEN '是' WHEN 0 THEN '否' END AS "serious",
	CASE t."small" WHEN 1 THEN '是' WHEN 0 THEN '否' END AS "small",
	coalesce((SELECT CASE l.action WHEN '整改' THEN '待核查' WHEN '重开' THEN '立案' WHEN '改派' THEN '派遣' ELSE l.action END FROM v_problem_log AS l WHERE l.problem = t."no" AND instr('受理 立案 不予立案 作废 派遣 改派 整改 返工 缓办 结案 重开', l.action) > 0 ORDER BY l.at DESC, CAST(l.step AS INTEGER) DESC LIMIT 1), '登记') AS "state",
	t."evidence" AS "evidence",
	t."visitor" AS "visitor",
	t."petition" AS "petition",
	t."note" AS "note"
FROM "problem" AS t;
CREATE VIEW "v_problem_log" AS SELECT
	t."problem" AS "problem",
	cast(nullif(t."step", 0) AS TEXT) AS "step",
	t."at" AS "at",
	t."action" AS "action",
	t."actor" AS "actor",
	(SELECT term.text FROM term WHERE term.id = t."to") AS "to",
	t."note" AS "note",
	t."due" AS "due",
	t."late" AS "late",
	t."evidence" AS "evidence"
FROM "problem_log" AS t;
CREATE VIEW "v_activity" AS SELECT
	t."date" AS "date",
	t."until" AS "until",
	t."start" AS "start",
	t."state" AS "state",
	(SELECT term.text FROM term WHERE term.id = t."community") AS "community",
	t."kind" AS "kind",
	t."title" AS "title",
	t."theme" AS "theme",
	(SELECT term.text FROM term WHERE term.id = t."organiser") AS "organiser",
	t."attended" AS "attended",
	t."absent" AS "absent",
	(SELECT term.text FROM term WHERE term.id = t."estate") AS "estate",
	t."indicator" AS "indicator",
	t."medium" AS "medium",
	t."place" AS "place",
	CASE t."people_mark" WHEN '?' THEN '?' ELSE iif(t."people_mark" IN ('~','各'),t."people_mark",'')||rtrim(rtrim(iif(t."people_micro"<0,'-','')||(abs(t."people_micro")/1000000)||'.'||substr('00000'||(abs(t."people_micro")-abs(t."people_micro")/1000000*1000000),-6),'0'),'.')||iif(t."people_mark" IN ('+','-'),t."people_mark",'') END AS "people",
	CASE t."party_members_mark" WHEN '?' THEN '?' ELSE iif(t."party_members_mark" IN ('~','各'),t."party_members_mark",'')||rtrim(rtrim(iif(t."party_members_micro"<0,'-','')||(abs(t."party_members_micro")/1000000)||'.'||substr('00000'||(abs(t."party_members_micro")-abs(t."party_members_micro")/1000000*1000000),-6),'0'),'.')||iif(t."party_members_mark" IN ('+','-'),t."party_members_mark",'') END AS "party_members",
	CASE t."young_mark" WHEN '?' THEN '?' ELSE iif(t."young_mark" IN ('~','各'),t."young_mark",'')||rtrim(rtrim(iif(t."young_micro"<0,'-','')||(abs(t."young_micro")/1000000)||'.'||substr('00000'||(abs(t."young_micro")-abs(t."young_micro")/1000000*1000000),-6),'0'),'.')||iif(t."young_mark" IN ('+','-'),t."young_mark",'') END AS "young",
	CASE t."teams_mark" WHEN '?' THEN '?' ELSE iif(t."teams_mark" IN ('~','各'),t."teams_mark",'')||rtrim(rtrim(iif(t."teams_micro"<0,'-','')||(abs(t."teams_micro")/1000000)||'.'||substr('00000'||(abs(t."teams_micro")-abs(t."teams_micro")/1000000*1000000),-6),'0'),'.')||iif(t."teams_mark" IN ('+','-'),t."teams_mark",'') END AS "teams",
	CASE t."times_mark" WHEN '?' THEN '?' ELSE iif(t."times_mark" IN ('~','各'),t."times_mark",'')||rtrim(rtrim(iif(t."times_micro"<0,'-','')||(abs(t."times_micro")/1000000)||'.'||substr('00000'||(abs(t."times_micro")-abs(t."times_micro")/1000000*1000000),-6),'0'),'.')||iif(t."times_mark" IN ('+','-'),t."times_mark",'') END AS "times",
	t."item" AS "item",
	CASE t."quantity_mark" WHEN '?' THEN '?' ELSE iif(t."quantity_mark" IN ('~','各'),t."quantity_mark",'')||rtrim(rtrim(iif(t."quantity_micro"<0,'-','')||(abs(t."quantity_micro")/1000000)||'.'||substr('00000'||(abs(t."quantity_micro")-abs(t."quantity_micro")/1000000*1000000),-6),'0'),'.')||iif(t."quantity_mark" IN ('+','-'),t."quantity_mark",'') END AS "quantity",
	CASE t."households_mark" WHEN '?' THEN '?' ELSE iif(t."households_mark" IN ('~','各'),t."households_mark",'')||rtrim(rtrim(iif(t."households_micro"<0,'-','')||(abs(t."households_micro")/1000000)||'.'||substr('00000'||(abs(t."households_micro")-abs(t."households_micro")/1000000*1000000),-6),'0'),'.')||iif(t."households_mark" IN ('+','-'),t."households_mark",'') END AS "households",
	CASE t."copies_mark" WHEN '?' THEN '?' ELSE iif(t."copies_mark" IN ('~','各'),t."copies_mark",'')||rtrim(rtrim(iif(t."copies_micro"<0,'-','')||(abs(t."copies_micro")/1000000)||'.'||substr('00000'||(abs(t."copies_micro")-abs(t."copies_micro")/1000000*1000000),-6),'0'),'.')||iif(t."copies_mark" IN ('+','-'),t."copies_mark",'') END AS "copies",
	CASE t."returned_mark" WHEN '?' THEN '?' ELSE iif(t."returned_mark" IN ('~','各'),t."returned_mark",'')||rtrim(rtrim(iif(t."returned_micro"<0,'-','')||(abs(t."returned_micro")/1000000)||'.'||substr('00000'||(abs(t."returned_micro")-abs(t."returned_micro")/1000000*1000000),-6),'0'),'.')||iif(t."returned_mark" IN ('+','-'),t."returned_mark",'') END AS "returned",
	CASE t."valid_mark" WHEN '?' THEN '?' ELSE iif(t."valid_mark" IN ('~','各'),t."valid_mark",'')||rtrim(rtrim(iif(t."valid_micro"<0,'-','')||(abs(t."valid_micro")/1000000)||'.'||substr('00000'||(abs(t."valid_micro")-abs(t."valid_micro")/1000000*1000000),-6),'0'),'.')||iif(t."valid_mark" IN ('+','-'),t."valid_mark",'') END AS "valid",
	CASE t."cleared_mark" WHEN '?' THEN '?' ELSE iif(t."cleared_mark" IN ('~','各'),t."cleared_mark",'')||rtrim(rtrim(iif(t."cleared_micro"<0,'-','')||(abs(t."cleared_micro")/1000000)||'.'||substr('00000'||(abs(t."cleared_micro")-abs(t."cleared_micro")/1000000*1000000),-6),'0'),'.')||iif(t."cleared_mark" IN ('+','-'),t."cleared_mark",'') END AS "cleared",
	t."measure_word" AS "measure_word",
	t."leader" AS "leader",
	t."link" AS "link",
	cast(t."photos" AS TEXT) AS "photos",
	t."note" AS "note"
FROM "activity" AS t;
CREATE VIEW "v_survey" AS SELECT
	(t."period"/100)||CASE WHEN (t."period"-t."period"/100*100)=0 THEN '' WHEN (t."period"-t."period"/100*100)<13 THEN '-'||substr('0'||(t."period"-t."period"/100*100),-2) WHEN (t."period"-t."period"/100*100)<30 THEN 'Q'||((t."period"-t."period"/100*100)-20) ELSE 'H'||((t."period"-t."period"/100*100)-30) END AS "period",
	(SELECT term.text FROM term WHERE term.id = t."community") AS "community",
	t."question" AS "question",
	t."answer" AS "answer",
	cast(t."count" AS TEXT) AS "count",
	rtrim(rtrim(iif(t."weight_micro"<0,'-','')||(abs(t."weight_micro")/1000000)||'.'||substr('00000'||(abs(t."weight_micro")-abs(t."weight_micro")/1000000*1000000),-6),'0'),'.') AS "weight"
FROM "survey" AS t;
CREATE VIEW "v_task" AS SELECT
	nullif(t."no", '') AS "no",
	t."title" AS "title",
	(SELECT term.text FROM term WHERE term.id = t."assignee") AS "assignee",
	t."kind" AS "kind",
	t."indicator" AS "indicator",
	(t."period"/100)||CASE WHEN (t."period"-t."period"/100*100)=0 THEN '' WHEN (t."period"-t."period"/100*100)<13 THEN '-'||substr('0'||(t."period"-t."period"/100*100),-2) WHEN (t."period"-t."period"/100*100)<30 THEN 'Q'||((t."period"-t."period"/100*100)-20) ELSE 'H'||((t."period"-t."period"/100*100)-30) END AS "period",
	t."due" AS "due",
	t."done" AS "done",
	t."group" AS "group",
	t."handler" AS "handler",
	t."series" AS "series",
	t."result" AS "result",
	t."evidence" AS "evidence",
	t."source" AS "source",
	t."note" AS "note"
FROM "task" AS t;
CREATE VIEW "v_care" AS SELECT
	nullif(t."no", '') AS "no",
	t."kind" AS "kind",
	(SELECT term.text FROM term WHERE term.id = t."helper") AS "helper",
	t."group" AS "group",
	t."handler" AS "handler",
	t."beneficiary" AS "beneficiary",
	(SELECT term.text FROM term WHERE term.id = t."community") AS "community",
	t."since" AS "since",
	t."until" AS "until",
	t."trigger" AS "trigger",
	cast(t."visits" AS TEXT) AS "visits",
	t."visited" AS "visited",
	t."voucher" AS "voucher",
	CASE t."amount_mark" WHEN '?' THEN '?' ELSE iif(t."amount_mark" IN ('~','各'),t."amount_mark",'')||rtrim(rtrim(iif(t."amount_micro"<0,'-','')||(abs(t."amount_micro")/1000000)||'.'||substr('00000'||(abs(t."amount_micro")-abs(t."amount_micro")/1000000*1000000),-6),'0'),'.')||iif(t."amount_mark" IN ('+','-'),t."amount_mark",'') END AS "amount",
	t."item" AS "item",
	CASE t."quantity_mark" WHEN '?' THEN '?' ELSE iif(t."quantity_mark" IN ('~','各'),t."quantity_mark",'')||rtrim(rtrim(iif(t."quantity_micro"<0,'-','')||(abs(t."quantity_micro")/1000000)||'.'||substr('00000'||(abs(t."quantity_micro")-abs(t."quantity_micro")/1000000*1000000),-6),'0'),'.')||iif(t."quantity_mark" IN ('+','-'),t."quantity_mark",'') END AS "quantity",
	CASE t."people_mark" WHEN '?' THEN '?' ELSE iif(t."people_mark" IN ('~','各'),t."people_mark",'')||rtrim(rtrim(iif(t."people_micro"<0,'-','')||(abs(t."people_micro")/1000000)||'.'||substr('00000'||(abs(t."people_micro")-abs(t."people_micro")/1000000*1000000),-6),'0'),'.')||iif(t."people_mark" IN ('+','-'),t."people_mark",'') END AS "people",
	t."note" AS "note"
FROM "care" AS t;
CREATE VIEW "v_metric" AS SELECT
	(t."period"/100)||CASE WHEN (t."period"-t."period"/100*100)=0 THEN '' WHEN (t."period"-t."period"/100*100)<13 THEN '-'||substr('0'||(t."period"-t."period"/100*100),-2) WHEN (t."period"-t."period"/100*100)<30 THEN 'Q'||((t."period"-t."period"/100*100)-20) ELSE 'H'||((t."period"-t."period"/100*100)-30) END AS "period",
	(SELECT term.text FROM term WHERE term.id = t."subject") AS "subject",
	(SELECT term.text FROM term WHERE term.id = t."name") AS "name",
	CASE t."value_mark" WHEN '?' THEN '?' ELSE iif(t."value_mark" IN ('~','各'),t."value_mark",'')||rtrim(rtrim(iif(t."value_micro"<0,'-','')||(abs(t."value_micro")/1000000)||'.'||substr('00000'||(abs(t."value_micro")-abs(t."value_micro")/1000000*1000000),-6),'0'),'.')||iif(t."value_mark" IN ('+','-'),t."value_mark",'') END AS "value",
	t."unit" AS "unit",
	t."note" AS "note"
FROM "metric" AS t;
CREATE VIEW "v_calendar" AS SELECT
	t."date" AS "date",
	t."kind" AS "kind",
	t."note" AS "note"
FROM "calendar" AS t;
CREATE VIEW "v_batch" AS SELECT
	cast(t."id" AS TEXT) AS "id",
	t."register" AS "register",
	t."what" AS "what",
	t."sheet" AS "sheet",
	t."sha256" AS "sha256",
	cast(t."rows" AS TEXT) AS "rows",
	cast(t."refused" AS TEXT) AS "refused",
	t."at" AS "at",
	t."by" AS "by",
	t."undone_at" AS "undone_at",
	cast(t."undoes" AS TEXT) AS "undoes",
	t."previous_hash" AS "previous_hash",
	t."hash" AS "hash"
FROM "batch" AS t;
COMMIT;
PRAGMA application_id = 1667375153;
PRAGMA user_version = 2;
