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
INSERT INTO term VALUES(3,1,'云河市交通局');
INSERT INTO term VALUES(4,1,'槐荫社区');
INSERT INTO term VALUES(5,1,'云河市园林所');
INSERT INTO term VALUES(6,1,'柳浦社区');
INSERT INTO term VALUES(7,1,'青屏区文体局');
INSERT INTO term VALUES(8,2,'西街小区');
INSERT INTO term VALUES(9,2,'钟楼里');
INSERT INTO term VALUES(10,2,'柳岸新城');
INSERT INTO term VALUES(11,3,'环境卫生');
INSERT INTO term VALUES(12,1,'清和街道城管办');
INSERT INTO term VALUES(13,3,'社会治安');
INSERT INTO term VALUES(14,1,'清和街道综治办');
INSERT INTO term VALUES(15,3,'便民服务');
INSERT INTO term VALUES(16,1,'清和街道社会事务办');
INSERT INTO term VALUES(17,3,'total');
INSERT INTO term VALUES(18,1,'石榴园社区');
INSERT INTO term VALUES(19,1,'铁路新村社区');
INSERT INTO term VALUES(20,1,'青石巷社区');
INSERT INTO term VALUES(21,1,'梅宏伟');
INSERT INTO term VALUES(22,1,'廖志芳');
INSERT INTO term VALUES(23,1,'霍建军');
INSERT INTO term VALUES(24,1,'云河市园林所、青屏区卫生局');
INSERT INTO term VALUES(25,1,'青屏区卫生局');
INSERT INTO term VALUES(26,1,'云河机械厂');
INSERT INTO term VALUES(27,5,'党支部');
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
INSERT INTO community VALUES(2,'清和街道',NULL,'老城','程守义','唐月华','梅宏伟',3,1860000000,'',5210000000,'',940000000,'',9,5,320000000,2,NULL,2,2);
INSERT INTO community VALUES(4,'清和街道',NULL,'老城','陆秀清','季学明','廖志芳',5,2140000000,'',6080000000,'',1120000000,'',10,5,305500000,3,NULL,2,3);
INSERT INTO community VALUES(6,'清和街道',NULL,'新城','丁海涛','游佳慧','霍建军',7,3025000000,'',8930000000,'',1010000000,'',12,6,450000000,4,NULL,2,4);
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
INSERT INTO estate VALUES(2,9,6,18,198000000,'',NULL,3,3);
INSERT INTO estate VALUES(6,10,18,54,1080000000,'',NULL,3,4);
INSERT INTO estate VALUES(2,8,12,36,432000000,'',NULL,3,2);
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
INSERT INTO estate_old VALUES(2,8,12,36,430000000,'~',NULL,27,2,28);
CREATE TABLE IF NOT EXISTS "unit" (
	"name" INTEGER NOT NULL REFERENCES term(id),
	"level" TEXT CHECK ("level" IN ('市直', '区直', '垂管', '驻区', '企业', '社会组织', '街道', '社区')),
	"uscc" TEXT CHECK (length("uscc") = 18),
	"contact" TEXT,
	"phone" TEXT,
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL
) STRICT;
INSERT INTO unit VALUES(3,'市直',NULL,'贺子昂',NULL,NULL,4,2);
INSERT INTO unit VALUES(5,'市直',NULL,'常惠',NULL,NULL,4,3);
INSERT INTO unit VALUES(7,'区直',NULL,'乔振',NULL,NULL,4,4);
CREATE TABLE IF NOT EXISTS "unit_old" (
	"name" INTEGER,
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
	"phone" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL
) STRICT;
INSERT INTO post VALUES(2,'书记','程守义','2024-03-01',NULL,NULL,7,2);
INSERT INTO post VALUES(4,'书记','陆秀清','2024-03-01',NULL,NULL,7,3);
INSERT INTO post VALUES(6,'书记','丁海涛','2024-03-01',NULL,NULL,7,4);
CREATE TABLE IF NOT EXISTS "post_old" (
	"body" INTEGER,
	"post" TEXT,
	"person" TEXT,
	"since" TEXT,
	"until" TEXT,
	"phone" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL,
	"superseded_by" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "link" (
	"kind" TEXT NOT NULL CHECK ("kind" IN ('领导联系', '牵头', '共建', '对口', '共驻共建协议', '责任区')),
	"party" INTEGER NOT NULL REFERENCES term(id),
	"community" INTEGER NOT NULL REFERENCES term(id),
	"since" TEXT NOT NULL DEFAULT '' CHECK ("since" = '' OR "since" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	"until" TEXT CHECK ("until" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	"area" TEXT,
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL
) STRICT;
INSERT INTO link VALUES('领导联系',22,4,'2026-06-01',NULL,NULL,NULL,8,3);
INSERT INTO link VALUES('领导联系',23,6,'2026-06-01',NULL,NULL,NULL,8,4);
INSERT INTO link VALUES('责任区',3,2,'',NULL,'钟楼路','二',12,2);
INSERT INTO link VALUES('领导联系',21,2,'2026-06-01',NULL,NULL,'续',13,2);
CREATE TABLE IF NOT EXISTS "link_old" (
	"kind" TEXT,
	"party" INTEGER,
	"community" INTEGER,
	"since" TEXT,
	"until" TEXT,
	"area" TEXT,
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL,
	"superseded_by" INTEGER NOT NULL
) STRICT;
INSERT INTO link_old VALUES('责任区',3,2,'',NULL,'钟楼路','一',11,2,12);
INSERT INTO link_old VALUES('领导联系',21,2,'2026-06-01',NULL,NULL,NULL,8,2,13);
CREATE TABLE IF NOT EXISTS "alias" (
	"of" TEXT NOT NULL CHECK ("of" IN ('社区', '单位', '指标', '栏目', '词')),
	"alias" TEXT NOT NULL,
	"name" TEXT NOT NULL,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL
) STRICT;
INSERT INTO alias VALUES('社区','石榴','石榴园社区',6,2);
INSERT INTO alias VALUES('社区','铁新','铁路新村社区',6,4);
INSERT INTO alias VALUES('社区','青石','青石巷社区',6,3);
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
INSERT INTO unmanaged VALUES(26,2,120000000,'+',NULL,'',NULL,14,2);
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
INSERT INTO indicator VALUES(1,'M1',11,'卫生','实地检查',25000000,NULL,'加分',NULL,12,'曲连山',5,2);
INSERT INTO indicator VALUES(1,'M2',13,'治安','实地检查、查阅台账',15000000,NULL,'加分',NULL,14,'车胜利',5,3);
INSERT INTO indicator VALUES(1,'M3',15,'服务','查阅台账',15000000,NULL,'加分',NULL,16,'耿直',5,4);
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
INSERT INTO score VALUES(0,202607,2,0,11,0,0,23400000,NULL,10,2);
INSERT INTO score VALUES(0,202607,4,0,11,0,0,NULL,NULL,10,3);
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
INSERT INTO rule VALUES('last-3','rank.bottom','month',NULL,1000000,3000000,NULL,'黄牌警告','考评办法:月度后三名黄牌警告',NULL,NULL,NULL,1,5);
INSERT INTO rule VALUES('prize-1','rank.prize','month',NULL,1000000,1000000,'20000','流动红旗','考评办法:月度前三名授流动红旗并发奖金',NULL,NULL,NULL,1,2);
INSERT INTO rule VALUES('prize-2','rank.prize','month',NULL,2000000,2000000,'15000','流动红旗','考评办法:月度前三名授流动红旗并发奖金',NULL,NULL,NULL,1,3);
INSERT INTO rule VALUES('prize-3','rank.prize','month',NULL,3000000,3000000,'10000','流动红旗','考评办法:月度前三名授流动红旗并发奖金',NULL,NULL,NULL,1,4);
INSERT INTO rule VALUES('streak-1','rank.last','month',NULL,1000000,NULL,NULL,'媒体公布','考评办法:月度末位由媒体公布社区、书记、主任、街道联系领导和共建牵头单位',NULL,NULL,NULL,1,6);
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
INSERT INTO fund VALUES('2026-0001','2026-06-09',2,'收入','单位',NULL,1000000,3,1,NULL,NULL,'',NULL,NULL,'SJ-001',NULL,NULL,NULL,NULL,NULL,NULL,9,2,'884e80d3ebda75bdf7f08b063975915a');
INSERT INTO fund VALUES('2026-0002','2026-06-09',4,'收入','单位',NULL,500000,5,NULL,NULL,NULL,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,9,3,'b44330b1159bad09d66ee88699445375');
INSERT INTO fund VALUES('2026-0003','2026-06-09',4,'收入','单位',NULL,500000,25,NULL,NULL,NULL,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,9,3,'990114b9c9bb54232ac77d9bc31b3ea9');
INSERT INTO fund VALUES('2026-0004','2026-06-11',6,'收入','单位',NULL,300000,7,NULL,'数码相机',1000000,'','部',NULL,'SJ-002',NULL,NULL,NULL,NULL,NULL,NULL,9,4,'2e367cdfa43b7def56833075eaddad80');
CREATE TABLE IF NOT EXISTS "fund_old" (
	"no" TEXT,
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
CREATE TABLE IF NOT EXISTS "volunteer" (
	"no" TEXT NOT NULL DEFAULT '',
	"name" TEXT NOT NULL,
	"id" TEXT CHECK (length("id") = 18),
	"phone" TEXT,
	"birth" TEXT CHECK ("birth" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	"sex" TEXT CHECK ("sex" IN ('男', '女')),
	"community" INTEGER NOT NULL REFERENCES term(id),
	"service" TEXT CHECK ("service" IN ('医疗卫生', '环保创卫', '心理援助', '文明礼仪', '法律援助', '青少年思想道德建设', '群众文化', '科普', '其他')),
	"team" INTEGER REFERENCES term(id),
	"role" TEXT CHECK ("role" IN ('志愿者', '义务监督员', '文明劝导员', '楼栋长', '网格员', '艺术团员', '巡逻队员')),
	"party_member" INTEGER CHECK ("party_member" IN (0,1)),
	"joined" TEXT CHECK ("joined" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	"left" TEXT CHECK ("left" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	"consent" INTEGER CHECK ("consent" IN (0,1)),
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL
) STRICT;
INSERT INTO volunteer VALUES('V00001','林晓燕','330000199003070010','13800000001',NULL,NULL,2,'科普',NULL,NULL,NULL,'2026-01-05',NULL,NULL,NULL,15,2);
INSERT INTO volunteer VALUES('V00002','周全','330000199003070029',NULL,NULL,NULL,4,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,15,3);
CREATE TABLE IF NOT EXISTS "volunteer_old" (
	"no" TEXT,
	"name" TEXT,
	"id" TEXT,
	"phone" TEXT,
	"birth" TEXT,
	"sex" TEXT,
	"community" INTEGER,
	"service" TEXT,
	"team" INTEGER,
	"role" TEXT,
	"party_member" INTEGER,
	"joined" TEXT,
	"left" TEXT,
	"consent" INTEGER,
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL,
	"superseded_by" INTEGER NOT NULL
) STRICT;
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
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL
) STRICT;
INSERT INTO service VALUES('V00001','2026-07-04','09:00','11:00',120,'清扫',NULL,NULL,NULL,NULL,NULL,NULL,NULL,16,2);
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
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL,
	"superseded_by" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "problem" (
	"no" TEXT NOT NULL DEFAULT '',
	"found" TEXT NOT NULL CHECK ("found" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "found" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
	"community" INTEGER NOT NULL REFERENCES term(id),
	"estate" INTEGER REFERENCES term(id),
	"building" TEXT,
	"place" TEXT NOT NULL,
	"description" TEXT NOT NULL,
	"kind" TEXT,
	"level" TEXT CHECK ("level" IN ('社区小区', '街道', '共建单位', '责任部门')),
	"responsible" INTEGER NOT NULL REFERENCES term(id),
	"person" TEXT,
	"due" TEXT NOT NULL CHECK ("due" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "due" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
	"source" TEXT CHECK ("source" IN ('排查', '领导检查', '数字城管', '居民反映', '民愿接待', '媒体', '自查')),
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
INSERT INTO problem VALUES('P1','2026-07-01 09:00',2,NULL,NULL,'钟楼路口','楼道堆物','楼道堆物',NULL,2,NULL,'2026-07-05 17:00',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,17,2);
INSERT INTO problem VALUES('P2','2026-07-02',4,NULL,NULL,'3栋','无路灯','无路灯',NULL,3,NULL,'2026-07-20 17:00',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,17,3);
CREATE TABLE IF NOT EXISTS "problem_old" (
	"no" TEXT,
	"found" TEXT,
	"community" INTEGER,
	"estate" INTEGER,
	"building" TEXT,
	"place" TEXT,
	"description" TEXT,
	"kind" TEXT,
	"level" TEXT,
	"responsible" INTEGER,
	"person" TEXT,
	"due" TEXT,
	"source" TEXT,
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
	"at" TEXT NOT NULL CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
	"action" TEXT NOT NULL CHECK ("action" IN ('受理', '立案', '不予立案', '派遣', '整改', '返工', '结案', '延期', '缓办', '通知', '曝光', '转报社', '重开')),
	"actor" TEXT,
	"note" TEXT,
	"due" TEXT CHECK ("due" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "due" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
	"evidence" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL
) STRICT;
INSERT INTO problem_log VALUES('P1','2026-07-01 10:00','受理','站长',NULL,NULL,NULL,18,3);
INSERT INTO problem_log VALUES('P1','2026-07-03 10:00','整改','社区','清运',NULL,NULL,18,4);
INSERT INTO problem_log VALUES('P1','2026-07-03 10:00','结案','站长',NULL,NULL,NULL,18,2);
INSERT INTO problem_log VALUES('P2','2026-07-02 09:00','立案','站长',NULL,NULL,NULL,18,5);
INSERT INTO problem_log VALUES('P2','2026-07-02 09:00','派遣',NULL,NULL,NULL,NULL,19,2);
CREATE TABLE IF NOT EXISTS "problem_log_old" (
	"problem" TEXT,
	"at" TEXT,
	"action" TEXT,
	"actor" TEXT,
	"note" TEXT,
	"due" TEXT,
	"evidence" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL,
	"superseded_by" INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "activity" (
	"date" TEXT NOT NULL CHECK ("date" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	"until" TEXT CHECK ("until" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	"community" INTEGER NOT NULL REFERENCES term(id),
	"kind" TEXT NOT NULL CHECK ("kind" IN ('会议', '检查', '大清扫', '义务劳动', '讲座', '演出', '征文', '宣传', '走访', '问卷', '培训', '接待', '其他')),
	"title" TEXT NOT NULL,
	"theme" TEXT CHECK ("theme" IN ('教育', '治安', '卫生', '服务', '文化', '经济')),
	"organiser" INTEGER REFERENCES term(id),
	"place" TEXT,
	"people_micro" INTEGER,
	"people_mark" TEXT NOT NULL DEFAULT '',
	"teams_micro" INTEGER,
	"teams_mark" TEXT NOT NULL DEFAULT '',
	"times_micro" INTEGER,
	"times_mark" TEXT NOT NULL DEFAULT '',
	"copies_micro" INTEGER,
	"copies_mark" TEXT NOT NULL DEFAULT '',
	"returned_micro" INTEGER,
	"returned_mark" TEXT NOT NULL DEFAULT '',
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
INSERT INTO activity VALUES('2026-07-11',NULL,2,'大清扫','周末清扫',NULL,NULL,NULL,30000000,'+',NULL,'',NULL,'',NULL,'',NULL,'',NULL,'',NULL,NULL,NULL,NULL,NULL,20,2);
CREATE TABLE IF NOT EXISTS "activity_old" (
	"date" TEXT,
	"until" TEXT,
	"community" INTEGER,
	"kind" TEXT,
	"title" TEXT,
	"theme" TEXT,
	"organiser" INTEGER,
	"place" TEXT,
	"people_micro" INTEGER,
	"people_mark" TEXT,
	"teams_micro" INTEGER,
	"teams_mark" TEXT,
	"times_micro" INTEGER,
	"times_mark" TEXT,
	"copies_micro" INTEGER,
	"copies_mark" TEXT,
	"returned_micro" INTEGER,
	"returned_mark" TEXT,
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
INSERT INTO survey VALUES(202607,2,'满意吗','满意',41,NULL,21,2);
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
	"kind" TEXT CHECK ("kind" IN ('报送', '职责', '计划', '承诺', '长效机制', '措施')),
	"period" INTEGER CHECK ("period" BETWEEN 100000 AND 999999 AND (("period"-"period"/100*100) <= 12 OR ("period"-"period"/100*100) BETWEEN 21 AND 24 OR ("period"-"period"/100*100) BETWEEN 31 AND 32)),
	"due" TEXT CHECK ("due" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "due" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
	"done" TEXT CHECK ("done" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "done" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
	"result" TEXT CHECK ("result" IN ('采用', '退回', '零报告')),
	"evidence" TEXT,
	"source" TEXT,
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL
) STRICT;
INSERT INTO task VALUES('T00001','月报',2,'报送',NULL,'2026-07-25',NULL,NULL,NULL,NULL,NULL,22,2);
INSERT INTO task VALUES('T00002','交清单',4,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,22,3);
CREATE TABLE IF NOT EXISTS "task_old" (
	"no" TEXT,
	"title" TEXT,
	"assignee" INTEGER,
	"kind" TEXT,
	"period" INTEGER,
	"due" TEXT,
	"done" TEXT,
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
	"beneficiary" TEXT,
	"community" INTEGER NOT NULL REFERENCES term(id),
	"since" TEXT NOT NULL CHECK ("since" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	"until" TEXT CHECK ("until" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	"trigger" TEXT CHECK ("trigger" IN ('新转入', '有困难', '病逝')),
	"visits" INTEGER,
	"amount_fen" INTEGER,
	"item" TEXT,
	"quantity_micro" INTEGER,
	"quantity_mark" TEXT NOT NULL DEFAULT '',
	"people_micro" INTEGER,
	"people_mark" TEXT NOT NULL DEFAULT '',
	"note" TEXT,
	"batch" INTEGER NOT NULL,
	"row" INTEGER NOT NULL
) STRICT;
INSERT INTO care VALUES('2026-0002','捐款',NULL,NULL,4,'2026-07-09',NULL,NULL,NULL,123450,NULL,NULL,'',NULL,'',NULL,23,3);
INSERT INTO care VALUES('2026-0001','救助',3,'吴小满',2,'2026-07-08',NULL,NULL,NULL,30000,NULL,NULL,'',NULL,'',NULL,24,2);
CREATE TABLE IF NOT EXISTS "care_old" (
	"no" TEXT,
	"kind" TEXT,
	"helper" INTEGER,
	"beneficiary" TEXT,
	"community" INTEGER,
	"since" TEXT,
	"until" TEXT,
	"trigger" TEXT,
	"visits" INTEGER,
	"amount_fen" INTEGER,
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
INSERT INTO care_old VALUES('2026-0001','救助',3,'吴小满',2,'2026-07-08',NULL,NULL,NULL,20000,NULL,NULL,'',NULL,'',NULL,23,2,24);
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
INSERT INTO metric VALUES(202600,2,27,1000000,'',NULL,NULL,25,2);
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
INSERT INTO calendar VALUES('2026-10-10','班',NULL,26,2);
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
	"previous_hash" TEXT,
	"hash" TEXT,
	PRIMARY KEY ("id")
) STRICT;
INSERT INTO batch VALUES(1,'rule','/opt/cb/share/cb/rules/rules.csv',NULL,'bd0814c4884742aecd2a6d4bad690b066f5089187e783c65497798b97e93670d',5,0,'2026-10-08 00:00','root',NULL,NULL,'e4ec57d32cb2f278dae8549a692af5b2ada2e6c89c5a7128cc9f016f1b2eb48d');
INSERT INTO batch VALUES(2,'community','-',NULL,'e66e0570660e1e7d83eafddfde1fb43501fafbb10a5718c68e01b7263bfc58cd',3,0,'2026-10-08 00:00','root',NULL,'e4ec57d32cb2f278dae8549a692af5b2ada2e6c89c5a7128cc9f016f1b2eb48d','c88b58226ef78a2b2d6d8a04294cdc5b633244a1c781fe1d34716fa3467f3e38');
INSERT INTO batch VALUES(3,'estate','-',NULL,'28a3623eddc1dfcc473d1ae02b0062240465316ef01113b2f96f03d2baa8f367',3,0,'2026-10-08 00:00','root',NULL,'c88b58226ef78a2b2d6d8a04294cdc5b633244a1c781fe1d34716fa3467f3e38','29f100493baa77094d361aa042e91554e8df966c5a749285b3f029211cf35379');
INSERT INTO batch VALUES(4,'unit','-',NULL,'77b5fc5b694b63516edf5b250a64b51201bdd714195f304733ac2a6727194e38',3,0,'2026-10-08 00:00','root',NULL,'29f100493baa77094d361aa042e91554e8df966c5a749285b3f029211cf35379','616eb3aeaade2123e57b2df12df6ab044be6d6ea5efbd1355a10f5d7c5b66805');
INSERT INTO batch VALUES(5,'indicator','-',NULL,'14d5ff10283d640770ca4a9830eef59ad50492b3d1b24d96370118ba64fdfe53',3,0,'2026-10-08 00:00','root',NULL,'616eb3aeaade2123e57b2df12df6ab044be6d6ea5efbd1355a10f5d7c5b66805','700394d0b259e25d176eacddca6f615a9886e78a3b0273ff48ed9729f5ae9d52');
INSERT INTO batch VALUES(6,'alias','-',NULL,'82fbbf5dd1487773d9d53f98f7fd8f2bac98cdcb3616f44a1ec2ee83d46e7680',3,0,'2026-10-08 00:00','root',NULL,'700394d0b259e25d176eacddca6f615a9886e78a3b0273ff48ed9729f5ae9d52','a6285df4018b9717b8ca699d2f08b6a51cac351cb507790a8610553546711252');
INSERT INTO batch VALUES(7,'post','-',NULL,'2724d59a60610767b76ca188210ae46561bd48d4bc1674f467819aabacdceaac',3,0,'2026-10-08 00:00','root',NULL,'a6285df4018b9717b8ca699d2f08b6a51cac351cb507790a8610553546711252','a0a305d7697bd284fd44073fbd5b78b3ef76a750b6e6ba6c5719f7e6c244b662');
INSERT INTO batch VALUES(8,'link','-',NULL,'2316122eb78a1a8230e21f67a86e628c761d1b317842a3d1915be6cd54bb0535',3,0,'2026-10-08 00:00','root',NULL,'a0a305d7697bd284fd44073fbd5b78b3ef76a750b6e6ba6c5719f7e6c244b662','6857b75c8f52133acc34b5b094d843bb0e0d13faf4d3ea2cb720e55a714e67f7');
INSERT INTO batch VALUES(9,'fund','-',NULL,'169b660a8189bd3dab094e7cfa468d1cfc9e4ed93539465ac676a3ac8cf51ba6',4,0,'2026-10-08 00:00','root',NULL,'6857b75c8f52133acc34b5b094d843bb0e0d13faf4d3ea2cb720e55a714e67f7','84c1a0185d3bc42578b99486533f1c2d2e0879ce8f35186093f4ad0319b4023d');
INSERT INTO batch VALUES(10,'score','-',NULL,'d2272270c125f7b06859253d50d9107a0dc881f957ddde0fd1b5e7ae0d19f33f',2,0,'2026-10-08 00:00','root',NULL,'84c1a0185d3bc42578b99486533f1c2d2e0879ce8f35186093f4ad0319b4023d','17bedecbad05409981be979ffa6f820f86c191ec70870907d81dd44a2e69016e');
INSERT INTO batch VALUES(11,'link','-',NULL,'cef5e9658b44077bc4106a997cbf398727822bc731e0e4f64f3c2a4ff767e198',1,0,'2026-10-08 00:00','root',NULL,'17bedecbad05409981be979ffa6f820f86c191ec70870907d81dd44a2e69016e','e7a771f624df3cac6b43ace33b72e14af1e716ed2b7d4c8ebe7dc279871647e5');
INSERT INTO batch VALUES(12,'link','-',NULL,'06a498e6300ab3e3656d4f3fc8a82b9ce653995ea6875a918d3ad2d40b21a1dd',1,0,'2026-10-08 00:00','root',NULL,'e7a771f624df3cac6b43ace33b72e14af1e716ed2b7d4c8ebe7dc279871647e5','e90099b8ef48998a77ad08810680bd88005cf310061883fde2d75528890390e6');
INSERT INTO batch VALUES(13,'link','-',NULL,'9719d98e70462b3fe0e9a14d95de01fca4de0310d28a4f168a821ccc682bded8',1,0,'2026-10-08 00:00','root',NULL,'e90099b8ef48998a77ad08810680bd88005cf310061883fde2d75528890390e6','31ff08aaba21df7b234f7a2a499fd64148be9cbed2b66e870ee4444657532a7f');
INSERT INTO batch VALUES(14,'unmanaged','-',NULL,'12e00d29cbea806e86c5f6ce096ad04c7c36ba69bd2cad34ecf117fbecf61e9c',1,0,'2026-10-08 00:00','root',NULL,'31ff08aaba21df7b234f7a2a499fd64148be9cbed2b66e870ee4444657532a7f','995dcbd6a01d73949aab6861d6de66416ad4f0154a4b92b4213094bdc51f4e07');
INSERT INTO batch VALUES(15,'volunteer','-',NULL,'4daac6fef144fa0047fafcf49aac7fe36d2d5c48c2fe94e91e8fd7be83a219a8',2,0,'2026-10-08 00:00','root',NULL,'995dcbd6a01d73949aab6861d6de66416ad4f0154a4b92b4213094bdc51f4e07','0bdb4be13f31d16207a2e1bc51fd284dbaa106a1fde8b82241fc9d9eb55c2045');
INSERT INTO batch VALUES(16,'service','-',NULL,'485448c6ce22760f9cc0ad9c5579d0d99181abd391dc9618f69793eb584a3d63',1,0,'2026-10-08 00:00','root',NULL,'0bdb4be13f31d16207a2e1bc51fd284dbaa106a1fde8b82241fc9d9eb55c2045','800b9e55ddd00a38a50c6eb6589aac70c47d3715d11b0ec7b5a3130321080b05');
INSERT INTO batch VALUES(17,'problem','-',NULL,'5f916822eecb1e078f5518c4fbf073211feb66d54bfb5ed03645871cf7d00a30',2,0,'2026-10-08 00:00','root',NULL,'800b9e55ddd00a38a50c6eb6589aac70c47d3715d11b0ec7b5a3130321080b05','437305d156cdfdc59ee1b8928ffcf6373c95c289862f6adad2ff5bfe06a5f7b6');
INSERT INTO batch VALUES(18,'problem_log','-',NULL,'eb1e2760c941a888a945effd1df102c37b1a04c04007e2fef4942fcde80aa347',4,0,'2026-10-08 00:00','root',NULL,'437305d156cdfdc59ee1b8928ffcf6373c95c289862f6adad2ff5bfe06a5f7b6','161428632412895a5eb80887f7a32da5674b6a39d676e5f7a4f40511282c0944');
INSERT INTO batch VALUES(19,'problem_log','-',NULL,'97de3d3e5de30595d603a5f501aa7ca2b0a458ab8909b849c1445d0b8322d353',1,0,'2026-10-08 00:00','root',NULL,'161428632412895a5eb80887f7a32da5674b6a39d676e5f7a4f40511282c0944','e6b957aeae5131c06dcd507bb2296fb4f0a229e82e33a7e4ec059ddde53f3cdd');
INSERT INTO batch VALUES(20,'activity','-',NULL,'b3f98e99bae576af2c96c371e5b78d1ce2aea7ac150bf0112506e56dd780901e',1,0,'2026-10-08 00:00','root',NULL,'e6b957aeae5131c06dcd507bb2296fb4f0a229e82e33a7e4ec059ddde53f3cdd','8337f48edec62a52870424842a5e3b9d33af2423e4897da3d3c22f8956a12579');
INSERT INTO batch VALUES(21,'survey','-',NULL,'cb3fff0d611e926ca9ec61e8587ed265758942d8e0c369c3a973d19eeb222323',1,0,'2026-10-08 00:00','root',NULL,'8337f48edec62a52870424842a5e3b9d33af2423e4897da3d3c22f8956a12579','5a35fc8715025ca51650a14af189fd72c6ae3173e479b8524df6812aedd3b58e');
INSERT INTO batch VALUES(22,'task','-',NULL,'8bd023a8163bd5a155e8b31b520fb8f616021e6165c7b152a07fcb1d1b42dabe',2,0,'2026-10-08 00:00','root',NULL,'5a35fc8715025ca51650a14af189fd72c6ae3173e479b8524df6812aedd3b58e','5e752ef2bc0ed973155fc77a655a71341389db787a901c7b350c0be3e02e896b');
INSERT INTO batch VALUES(23,'care','-',NULL,'69bfb49ec3a969157d40736ad42455a55a18260485f4f51ab9753e19b6868ada',2,0,'2026-10-08 00:00','root',NULL,'5e752ef2bc0ed973155fc77a655a71341389db787a901c7b350c0be3e02e896b','2fbb3ff4a4483227667580223b2921734aa9cb530a7c4df188917b4628d77475');
INSERT INTO batch VALUES(24,'care','-',NULL,'556d779b7c7bea72e2704d30a7c66d4f51023504be662fb0fd6925de7e0f59f0',1,0,'2026-10-08 00:00','root',NULL,'2fbb3ff4a4483227667580223b2921734aa9cb530a7c4df188917b4628d77475','7fa3560f51b92598aeab05cb0477ce891e4b39b529d261df83634bf3c4b3ac6a');
INSERT INTO batch VALUES(25,'metric','-',NULL,'dc5f5efea99aeafc20fd3779b0f366ff5686f3325bc4ddc806ae3b61c0f4700a',1,0,'2026-10-08 00:00','root',NULL,'7fa3560f51b92598aeab05cb0477ce891e4b39b529d261df83634bf3c4b3ac6a','4c53d72dce6660b20256b1b55e93749ac614ae3f122f05e42f17b58d8f6d91e1');
INSERT INTO batch VALUES(26,'calendar','-',NULL,'6bc5ead4bd8b2873a7dbd8d67671c4425ccb67c0c0b7d9ccb9a2d5675e72f4f0',1,0,'2026-10-08 00:00','root',NULL,'4c53d72dce6660b20256b1b55e93749ac614ae3f122f05e42f17b58d8f6d91e1','133427395fe7afd356bfb8d49bcea9d04e887b08334bed84a1f6c28c27616c13');
INSERT INTO batch VALUES(27,'estate','-',NULL,'66ca65c2f4ba836f1e9850d12697332b6e297e5adde01883cd4b45c08466cf2d',1,0,'2026-10-08 00:00','root','2026-10-08 00:00','133427395fe7afd356bfb8d49bcea9d04e887b08334bed84a1f6c28c27616c13','e91ef9469374abf4afd3ee41cc72e5cbe490c75d4e5bf3309aedf884d9cb6890');
INSERT INTO batch VALUES(28,'estate','cb-import undo 27',NULL,NULL,1,0,'2026-10-08 00:00','root',NULL,'e91ef9469374abf4afd3ee41cc72e5cbe490c75d4e5bf3309aedf884d9cb6890','ab7ed813b40fce35edf0727a0b1bb94767a7900b14db02438ec52afcecc4ea19');
CREATE UNIQUE INDEX "community_key" ON "community" ("name");
CREATE UNIQUE INDEX "estate_key" ON "estate" ("community", "name");
CREATE UNIQUE INDEX "unit_key" ON "unit" ("name");
CREATE UNIQUE INDEX "post_key" ON "post" ("body", "post", "since");
CREATE UNIQUE INDEX "link_key" ON "link" ("kind", "party", "community", "since");
CREATE UNIQUE INDEX "alias_key" ON "alias" ("of", "alias");
CREATE UNIQUE INDEX "unmanaged_key" ON "unmanaged" ("enterprise", "community");
CREATE UNIQUE INDEX "indicator_key" ON "indicator" ("system", "code");
CREATE UNIQUE INDEX "standing_key" ON "standing" ("contest", "period", "entity");
CREATE UNIQUE INDEX "rule_key" ON "rule" ("rule");
CREATE UNIQUE INDEX "fund_key" ON "fund" ("no");
CREATE UNIQUE INDEX "volunteer_key" ON "volunteer" ("no");
CREATE UNIQUE INDEX "service_key" ON "service" ("volunteer", "date", "start", "activity");
CREATE UNIQUE INDEX "problem_key" ON "problem" ("no");
CREATE UNIQUE INDEX "problem_log_key" ON "problem_log" ("problem", "at", "action");
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
	t."phone" AS "phone"
FROM "post" AS t;
CREATE VIEW "v_link" AS SELECT
	t."kind" AS "kind",
	(SELECT term.text FROM term WHERE term.id = t."party") AS "party",
	(SELECT term.text FROM term WHERE term.id = t."community") AS "community",
	nullif(t."since", '') AS "since",
	t."until" AS "until",
	t."area" AS "area",
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
CREATE VIEW "v_volunteer" AS SELECT
	nullif(t."no", '') AS "no",
	t."name" AS "name",
	t."id" AS "id",
	t."phone" AS "phone",
	t."birth" AS "birth",
	t."sex" AS "sex",
	(SELECT term.text FROM term WHERE term.id = t."community") AS "community",
	t."service" AS "service",
	(SELECT term.text FROM term WHERE term.id = t."team") AS "team",
	t."role" AS "role",
	CASE t."party_member" WHEN 1 THEN '是' WHEN 0 THEN '否' END AS "party_member",
	t."joined" AS "joined",
	t."left" AS "left",
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
	t."note" AS "note"
FROM "service" AS t;
CREATE VIEW "v_problem" AS SELECT
	nullif(t."no", '') AS "no",
	t."found" AS "found",
	(SELECT term.text FROM term WHERE term.id = t."community") AS "community",
	(SELECT term.text FROM term WHERE term.id = t."estate") AS "estate",
	t."building" AS "building",
	t."place" AS "place",
	t."description" AS "description",
	t."kind" AS "kind",
	t."level" AS "level",
	(SELECT term.text FROM term WHERE term.id = t."responsible") AS "responsible",
	t."person" AS "person",
	t."due" AS "due",
	(SELECT max(l.at) FROM v_problem_log AS l WHERE l.problem = t."no" AND l.action = '整改') AS "fixed",
	t."source" AS "source",
	rtrim(rtrim(iif(t."width_micro"<0,'-','')||(abs(t."width_micro")/1000000)||'.'||substr('00000'||(abs(t."width_micro")-abs(t."width_micro")/1000000*1000000),-6),'0'),'.') AS "width",
	CASE t."serious" WHEN 1 THEN '是' WHEN 0 THEN '否' END AS "serious",
	CASE t."small" WHEN 1 THEN '是' WHEN 0 THEN '否' END AS "small",
	coalesce((SELECT CASE l.action WHEN '整改' THEN '待核查' WHEN '重开' THEN '立案' ELSE l.action END FROM v_problem_log AS l WHERE l.problem = t."no" AND instr('受理 立案 不予立案 派遣 整改 返工 缓办 结案 重开', l.action) > 0 ORDER BY l.at DESC, instr('受理 立案 不予立案 派遣 整改 返工 缓办 结案 重开', l.action) DESC LIMIT 1), '登记') AS "state",
	t."evidence" AS "evidence",
	t."visitor" AS "visitor",
	t."petition" AS "petition",
	t."note" AS "note"
FROM "problem" AS t;
CREATE VIEW "v_problem_log" AS SELECT
	t."problem" AS "problem",
	t."at" AS "at",
	t."action" AS "action",
	t."actor" AS "actor",
	t."note" AS "note",
	t."due" AS "due",
	t."evidence" AS "evidence"
FROM "problem_log" AS t;
CREATE VIEW "v_activity" AS SELECT
	t."date" AS "date",
	t."until" AS "until",
	(SELECT term.text FROM term WHERE term.id = t."community") AS "community",
	t."kind" AS "kind",
	t."title" AS "title",
	t."theme" AS "theme",
	(SELECT term.text FROM term WHERE term.id = t."organiser") AS "organiser",
	t."place" AS "place",
	CASE t."people_mark" WHEN '?' THEN '?' ELSE iif(t."people_mark" IN ('~','各'),t."people_mark",'')||rtrim(rtrim(iif(t."people_micro"<0,'-','')||(abs(t."people_micro")/1000000)||'.'||substr('00000'||(abs(t."people_micro")-abs(t."people_micro")/1000000*1000000),-6),'0'),'.')||iif(t."people_mark" IN ('+','-'),t."people_mark",'') END AS "people",
	CASE t."teams_mark" WHEN '?' THEN '?' ELSE iif(t."teams_mark" IN ('~','各'),t."teams_mark",'')||rtrim(rtrim(iif(t."teams_micro"<0,'-','')||(abs(t."teams_micro")/1000000)||'.'||substr('00000'||(abs(t."teams_micro")-abs(t."teams_micro")/1000000*1000000),-6),'0'),'.')||iif(t."teams_mark" IN ('+','-'),t."teams_mark",'') END AS "teams",
	CASE t."times_mark" WHEN '?' THEN '?' ELSE iif(t."times_mark" IN ('~','各'),t."times_mark",'')||rtrim(rtrim(iif(t."times_micro"<0,'-','')||(abs(t."times_micro")/1000000)||'.'||substr('00000'||(abs(t."times_micro")-abs(t."times_micro")/1000000*1000000),-6),'0'),'.')||iif(t."times_mark" IN ('+','-'),t."times_mark",'') END AS "times",
	CASE t."copies_mark" WHEN '?' THEN '?' ELSE iif(t."copies_mark" IN ('~','各'),t."copies_mark",'')||rtrim(rtrim(iif(t."copies_micro"<0,'-','')||(abs(t."copies_micro")/1000000)||'.'||substr('00000'||(abs(t."copies_micro")-abs(t."copies_micro")/1000000*1000000),-6),'0'),'.')||iif(t."copies_mark" IN ('+','-'),t."copies_mark",'') END AS "copies",
	CASE t."returned_mark" WHEN '?' THEN '?' ELSE iif(t."returned_mark" IN ('~','各'),t."returned_mark",'')||rtrim(rtrim(iif(t."returned_micro"<0,'-','')||(abs(t."returned_micro")/1000000)||'.'||substr('00000'||(abs(t."returned_micro")-abs(t."returned_micro")/1000000*1000000),-6),'0'),'.')||iif(t."returned_mark" IN ('+','-'),t."returned_mark",'') END AS "returned",
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
	(t."period"/100)||CASE WHEN (t."period"-t."period"/100*100)=0 THEN '' WHEN (t."period"-t."period"/100*100)<13 THEN '-'||substr('0'||(t."period"-t."period"/100*100),-2) WHEN (t."period"-t."period"/100*100)<30 THEN 'Q'||((t."period"-t."period"/100*100)-20) ELSE 'H'||((t."period"-t."period"/100*100)-30) END AS "period",
	t."due" AS "due",
	t."done" AS "done",
	t."result" AS "result",
	t."evidence" AS "evidence",
	t."source" AS "source",
	t."note" AS "note"
FROM "task" AS t;
CREATE VIEW "v_care" AS SELECT
	nullif(t."no", '') AS "no",
	t."kind" AS "kind",
	(SELECT term.text FROM term WHERE term.id = t."helper") AS "helper",
	t."beneficiary" AS "beneficiary",
	(SELECT term.text FROM term WHERE term.id = t."community") AS "community",
	t."since" AS "since",
	t."until" AS "until",
	t."trigger" AS "trigger",
	cast(t."visits" AS TEXT) AS "visits",
	iif(t."amount_fen"<0,'-','')||(abs(t."amount_fen")/100)||'.'||substr('0'||(abs(t."amount_fen")-abs(t."amount_fen")/100*100),-2) AS "amount",
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
	t."previous_hash" AS "previous_hash",
	t."hash" AS "hash"
FROM "batch" AS t;
COMMIT;
PRAGMA application_id = 1667375153;
PRAGMA user_version = 1;
