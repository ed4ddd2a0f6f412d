#!/usr/bin/env bats
# What cells mean, however it is written: days and ranges of them, yes and no, telephones, names, amounts in words. The
# spellings themselves: tests/unit/test_date.c, test_type.c, test_identity.c, test_money.c.
load helper

REGISTERS="$CB_TREE/share/examples/registers"

# activity CELLS [LABELS]: one row of activities
activity() {
	printf '日期,社区,类别,活动%s\n%s\n' "${2:+,$2}" "$1" >in.csv
	cb_run cb-import -p 2026 activity in.csv
}

# ---- days

@test "a range of days fills both columns, where the register has both" {
	local cell
	for cell in 7.1-7.5 7月1日—5日 2026.7.1至7.5 '2026 年 7 月 1 日 ～ 7 月 5 日'; do
		activity "$cell,西街,大清扫,清扫日"
		want 0
		same out $'date,until,community,kind,title\n2026-07-01,2026-07-05,西街,大清扫,清扫日\n'
	done
	activity '7.1-7.5,西街,大清扫,清扫日,7.5' 至
	want 0
	activity '7.1-7.5,西街,大清扫,清扫日,7.6' 至
	want 1
	same err $'cb-import: in.csv:2:5: error E258 until: “7.6”与本行日期范围的最后一天不同;请更正其中之一\n'
	activity '7.5-7.1,西街,大清扫,清扫日'
	want 1
	has err 'error E210 date: “7.5-7.1”'
	printf '日期,社区,收支,来源,捐助单位,金额\n7.1-7.5,西街,收入,企业,百货公司,5\n' >in.csv
	cb_run cb-import -p 2026 fund in.csv
	want 1
	has err 'error E210 date: “7.1-7.5”'
}

@test "a weekday is passed over where it is that of the day, else both are named" {
	activity '2026年7月1日 星期三,西街,会议,例会'
	want 0
	has out '2026-07-01,西街'
	activity '2026-07-01（周四）,西街,会议,例会'
	want 1
	same err $'cb-import: in.csv:2:1: error E254 date: “2026-07-01（周四）”:这一天不是所写的星期;请更正其中之一\n'
}

@test "what happens years off the period or today, or after today, is a warning, once a column" {
	activity $'2062-07-01,西街,会议,例会\n2062-07-02,西街,会议,例会\n2026-07-01,西街,会议,例会\n2026-12-01,西街,会议,例会'
	want 0
	same err $'cb-import: in.csv:2:1: warning W259 date: 此栏有 2 个日期与 2026 年相差超过 2 年,第一个是 2062-07-01;年份是否写对?\n'
	printf '日期,社区,收支,来源,捐助单位,金额\n2026-07-01,西街,收入,企业,百货公司,5\n2026-08-16,西街,收入,企业,百货公司,5\n' >in.csv
	cb_run cb-import fund in.csv
	want 0
	same err $'cb-import: in.csv:3:1: warning W260 date: 此栏记的是已发生的事,有 1 个日期晚于 2026-08-15,第一个是 2026-08-16;是否写对?\n'
	cb_run cb-import --today 2026-08-16 fund in.csv
	same err ''
	cb_run cb-import --strict fund in.csv
	want 1
	printf '志愿者,日期,时长,活动\nV1,2019-07-01,1,清扫\n' >in.csv
	cb_run cb-import service in.csv
	has err W259
	cb_run cb-import -p 2019 service in.csv # of the period that is asked for
	same err ''
	printf '姓名,电话,社区,出生年月,加入日期\n张春生,13800138000,西街,1985.03,2012-01-01\n' >in.csv
	cb_run cb-import volunteer in.csv
	want 0
	same err ''
	has out '1985-03,西街,2012-01-01'
}

@test "3月2日 as a staircase, publicity material or place is what a spreadsheet has made of 3-2" {
	printf '发现时间,社区,单元,地点,问题,责任单位,整改时限\n2026-07-01,西街,3月2日,东门,堆物,城管办,2026-07-20\n' >in.csv
	cb_run cb-import problem in.csv
	want 1
	has err 'in.csv:2:3: error E242 staircase'
	activity '2026-07-01,西街,宣传,发放,2-Mar' 宣传品
	has err 'in.csv:2:5: error E242 item'
}

# ---- people

@test "two telephones are kept, masked each, and either finds the person" {
	printf '姓名,电话,社区\n张春生,13800138000/0755-12345678,西街\n李四,13900139000,西街\n' >roster.csv
	cb-import -d city.db alias "$REGISTERS/alias.csv"
	cb_run cb-import -d city.db volunteer roster.csv
	want 0
	cb_run cb-export -d city.db volunteer
	has out '138****8000;****5678'
	lacks 13800138000 stdout
	printf '姓名,电话,日期,时长,活动\n张春生,0755-12345678,2026-07-01,1,清扫\n' >in.csv
	cb_run cb-import -d city.db service in.csv
	want 0
	printf '姓名,电话,日期,时长,活动\n张春生,13900139000,2026-07-02,1,清扫\n' >in.csv
	cb_run cb-import -d city.db service in.csv
	want 1
	has err E427
	printf '姓名,电话,社区\n张春生,13800138000;13700137000,东门\n' >other.csv
	cb_run cb-import -d city.db volunteer other.csv
	want 1
	has err E429
	printf '姓名,电话,社区\n张春生,075512345678,西街\n' >again.csv # known by one of them: no second person
	cb_run cb-import -d city.db volunteer again.csv
	want 0
	[ "$(cb-export -d city.db volunteer | grep -c V0)" -eq 2 ]
}

@test "a column without a label that holds two telephones a cell is masked" {
	printf '名,号\n甲,13800138000、13900139000\n乙,0755-12345678 13900139001\n' >in.csv
	cb_run sh -c 'cb-report --format csv <in.csv'
	lacks 1390013900 stdout
}

@test "two where one person or community is meant is an error; elsewhere they are kept with ;" {
	local cell
	for cell in 张三、李四 '张三，李四' 张三/李四 '张三 李四' '"张三
李四"'; do
		printf '社区,书记\n西街,%s\n' "$cell" >in.csv
		cb_run cb-import community in.csv
		want 1
		has err 'in.csv:2:2: error E256 secretary: '
		printf '日期,社区,类别,活动,带队\n2026-07-01,西街,会议,例会,%s\n' "$cell" >in.csv
		cb_run cb-import activity in.csv
		want 0
		has out ',张三;李四'
	done
	for cell in '张 三' '欧阳 娜娜' 阿依古丽 '王　小明' 买买提·吐尔逊; do
		printf '社区,书记\n西街,%s\n' "$cell" >in.csv
		cb_run cb-import community in.csv
		want 0
	done
	printf '月份,社区,指标,得分\n2026-07,西街、东门,卫生,5\n' >in.csv
	cb_run cb-import score in.csv
	want 1
	same err $'cb-import: in.csv:2:2: error E256 community: “西街、东门”是几个,此栏只填一个;请每个写一行;若是一个名称,请去掉其中的空格和标点\n'
	printf '姓名,电话,社区\n张三、李四,13800138000,西街\n' >in.csv
	cb_run cb-import volunteer in.csv
	has err 'error E256 name: “张****”'
	printf '单位,职务,姓名,任职日期\n西街,书记,张三；李四,2026-01-01\n' >in.csv
	cb_run cb-import post in.csv
	has err 'error E256 person'
	mkdir office
	printf '单位\n甲、乙联合体\n' >office/unit.csv # a registered name is one, whatever stands in it
	printf '日期,单位,类别,活动\n2026-07-01,甲、乙联合体,会议,例会\n' >in.csv
	cb_run cb-import -d office activity in.csv
	want 0
}

# ---- words

@test "kinds of service by their other names; one that nobody knows is 其他 and said" {
	local cell
	for cell in 法律救济 法律救助 法律咨询; do
		printf '姓名,电话,社区,服务类别\n张春生,13800138000,西街,%s\n' "$cell" >in.csv
		cb_run cb-import volunteer in.csv
		want 0
		same err ''
		has out ',法律援助'
	done
	printf '姓名,电话,社区,服务类别\n张春生,13800138000,西街,修家电\n' >in.csv
	cb_run cb-import volunteer in.csv
	has err W247
	has out ',其他'
}

@test "支助 is 资助 in labels of money and givers" {
	printf '日期,社区,收支,来源,支助单位,支助金额(万元)\n2026-07-01,西街,收入,企业,百货公司,5\n' >in.csv
	cb_run cb-import fund in.csv
	want 0
	has out ',50000.00,百货公司'
}

@test "boxes, 有 and 无 are yes and no, but no points" {
	printf '姓名,电话,社区,党员\n张春生,13800138000,西街,☑是 ☐否\n李四,13900139000,西街,无\n' >in.csv
	cb_run cb-import volunteer in.csv
	want 0
	has out '张春生,13800138000,西街,是'
	has out '李四,13900139000,西街,否'
	printf '月份,社区,指标,得分\n2026-07,西街,环境卫生,☑\n' >in.csv
	cb_run cb-import -d "$REGISTERS" score in.csv
	want 1
	has err E544
}

# ---- numbers

@test "8000余 is read by --by, and stands above 8000; what has to be exact takes none" {
	printf '社区,人数\n甲,8000\n乙,8000余人\n丙,近8000\n丁,约8000\n' | sed 's/人$//' >in.csv
	cb_run cb-rank --by 人数 in.csv
	want 0
	same out $'社区,人数,rank\n乙,8000余,1\n丁,约8000,2\n甲,8000,2\n丙,近8000,4\n'
	printf '社区,人数\n甲,XX余\n' >in.csv
	cb_run cb-rank --by 人数 in.csv
	want 1
	has err E207
	printf '社区,产值,面积\n甲,8000余,3\n' >in.csv
	cb_run cb-rank --by 产值/面积 in.csv
	want 1
	has err E207
}

@test "an en dash and the other marks of an empty cell are empty in --by as in registers" {
	local mark
	for mark in – — ― / ／ 无 NULL; do
		printf '社区,得分\n甲,5\n乙,%s\n' "$mark" >in.csv
		cb_run cb-rank --by 得分 in.csv
		want 1
		has err 'in.csv:3:2: error E520'
		cb_run cb-rank --by 得分 --allow-missing in.csv
		want 0
		printf '日期,社区,类别,活动,参加人数\n2026-07-01,西街,会议,例会,%s\n' "$mark" >in.csv
		cb_run cb-import activity in.csv
		want 0
		has out $'西街,会议,例会,\n'
	done
}

@test "amounts in words, alone or beside the figure, which they must agree with" {
	local label
	for label in 大写 '金额(大写)' 人民币大写; do
		printf '日期,社区,收支,来源,捐助单位,金额（小写）,%s\n2026-07-01,西街,收入,企业,百货公司,3200.5,叁仟贰佰元伍角整\n2026-07-02,西街,收入,企业,百货公司,5,\n' \
			"$label" >in.csv
		cb_run cb-import fund in.csv
		want 0
		same err ''
		has out ',3200.50,百货公司'
		sed -i s/3200.5/3200/ in.csv
		cb_run cb-import fund in.csv
		want 1
		same err $'cb-import: in.csv:2:7: error E257 amount: 大写为“叁仟贰佰元伍角整”,而同一行的小写为 3200.00;请更正其中之一\n'
	done
	printf '日期,社区,收支,来源,捐助单位,金额(大写)\n2026-07-01,西街,收入,企业,百货公司,伍元零叁分\n' >in.csv
	cb_run cb-import fund in.csv
	want 0
	has out ',5.03,百货公司'
	printf '日期,社区,收支,来源,捐助单位,金额\n2026-07-01,西街,收入,企业,百货公司,"3,200.50元（叁仟贰佰元整）"\n' >in.csv
	cb_run cb-import fund in.csv
	want 1
	has err 'error E255 amount'
}

@test "同上 and its like are the value of the row above, said once a column; never a number, nor what was blank" {
	local word
	for word in 同上 同前 〃 ″ 同上栏; do
		printf '志愿者,日期,时长,活动,社区\n张春生 13800138000,2026-07-01,2,清扫,西街\n李四 13900139000,%s,3,%s,%s\n王五 13700137000,%s,1,%s,东街\n' \
			"$word" "$word" "$word" "$word" "$word" >in.csv
		cb_run cb-import service in.csv
		want 0
		[ "$(grep -c ',2026-07-01,.*清扫' stdout)" -eq 3 ]
		[ "$(grep -c '西街' stdout)" -eq 2 ]
		[ "$(grep -c W269 stderr)" -eq 3 ]
	done
	printf '社区,户数,街道\n西街,100,清和\n东街,〃,〃\n南街,80,\n北街,70,〃\n' >in.csv
	cb_run cb-import community in.csv
	want 1
	has err 'in.csv:3:2: error E268 households: “〃”'
	has err 'in.csv:5:3: error E268 street: “〃”'
	{ printf '社区,小区\n西街,一里\n' && for i in $(seq 60); do echo "西街,小区$i"; done && echo '同上,末里'; } >in.csv
	cb_run cb-import estate in.csv
	want 1
	has err 'in.csv:63:1: error E268 community'
	printf '名称,组,数\n甲,一,1\n乙,同上,2\n' >in.csv
	cb_run cb-rank --by 数 --group 组 in.csv
	want 1
	has err 'in.csv:3:2: error E268: “同上”'
}

@test "a day alone is of the month that the title, the tab or -p says" {
	local day
	for day in 15日 15号 本月15日 十五日 １５日; do
		printf '2026年7月\n志愿者,日期,时长,活动,社区\n张春生 13800138000,%s,2,清扫,西街\n' "$day" >in.csv
		cb_run cb-import service in.csv
		want 0
		has out ,2026-07-15,
		sed -i 1d in.csv
		cb_run cb-import -p 2026-06 service in.csv
		want 0
		has out ,2026-06-15,
		cb_run cb-import service in.csv
		want 1
		has err "in.csv:2:2: error E210 date: “$day”不是日期"
	done
	printf '志愿者,日期,时长,活动,社区\n张春生 13800138000,31日,2,清扫,西街\n' >in.csv
	cb_run cb-import -p 2026-06 service in.csv
	want 1
	has err 'in.csv:2:2: error E212 date'
	cb_run cb-import -p 2026Q2 service in.csv
	want 1
	has err 'in.csv:2:2: error E210 date'
}

@test "communities beneath 项目: the remedy of E326 leads on" {
	mkdir regs
	printf 'system,code,title,full\nmonth,1,卫生,20\nmonth,2,治安,15\n' >regs/indicator.csv
	printf 'name\n西街\n东街\n' >regs/community.csv
	printf '2026年7月\n项目,卫生,治安\n西街,18,12\n东街,17,13\n' >in.csv
	cb_run cb-import -d regs score in.csv
	want 1
	has err "in.csv:2:2: error E326: “卫生”自成一栏,而“指标”栏又逐行写明;请只用一种写法;若“项目”栏写的是社区,用 --map '项目=community'"
	cb_run cb-import -d regs --map '项目=community' score in.csv
	want 0
	has out 东街,治安,13
}

@test "hours of one day that are more than it has are said" {
	printf '志愿者,日期,时长,活动,社区\n张春生 13800138000,2026-07-01,120,清扫,西街\n李四 13900139000,2026-07-01,24,清扫,西街\n' >in.csv
	cb_run cb-import service in.csv
	want 0
	has err 'in.csv:2:3: warning W272 hours: 此栏有 1 处一天超过 24 小时,第一处是 120:00'
	sed -i 's/时长/时长(分钟)/' in.csv
	cb_run cb-import service in.csv
	want 0
	not grep W272 stderr
}

@test "headings of groups in a text are no records; what is meant by brackets, gaps and commas in a number is asked" {
	local one two
	for one in 一、 （一） '(一)'; do
		two=${one/一/十二}
		printf '社区,户数,人口\n%s老城片区,,\n西街,100,300\n%s新城片区,,\n南街,50,100\n' "$one" "$two" >in.csv
		cb_run cb-import community in.csv
		want 0
		same out 'name,households,residents
西街,100,300
南街,50,100
'
	done
	printf '社区,户数,人口\n一、老城,100,300\n' >in.csv
	cb_run cb-import community in.csv
	want 1
	has err 'in.csv:2:1: error E256'
	while IFS='|' read -r cell meant; do
		printf '社区;户数\n西街;%s\n' "$cell" >in.csv
		cb_run cb-import community in.csv
		want 1
		has err "“$cell”不是数字;是不是“$meant”?"
	done <<-'END'
	(500)|-500
	（500）|-500
	1 234.50|1234.50
	1.234,5|1234.5
	1OO|100
	END
}

@test "with --wide 卫生扣分 and 治安排名 are said to be read as indicators, which are left out as is said" {
	printf '2026年7月\n社区,卫生,卫生扣分,治安,治安排名\n西街,18,2,12,1\n' >in.csv
	cb_run cb-import --wide score in.csv
	want 0
	has err "in.csv:2:3: warning W274: “卫生扣分”按指标读入,其数字加进总分;若不是得分,请删去这一栏,或用 --map '卫生扣分=-' 略去"
	has err "in.csv:2:5: warning W274: “治安排名”"
	cb_run cb-import --wide --map '卫生扣分=-' --map '治安排名=-' score in.csv
	want 0
	same err ''
	same out 'period,community,indicator,score
2026-07,西街,卫生,18
2026-07,西街,治安,12
'
}

@test "what a spreadsheet shows for a value that it has not is nobody's name and no text" {
	local cell
	for cell in '#N/A' '#REF!' '#NAME?' '#####'; do
		printf '月份,社区,指标,得分,备注\n2026-07,%s,卫生,18,\n2026-07,河东,卫生,18,%s\n' "$cell" "$cell" >in.csv
		cb_run cb-rank in.csv
		want 1
		has err "in.csv:2:2: error E239 community: “$cell”是表格里的公式错误"
		cb_run cb-import score in.csv
		want 1
		has err "in.csv:3:5: error E239 note: “$cell”是表格里的公式错误"
	done
	for cell in '甲,#N/A' '#REF!,5'; do
		printf '社区,得分\n%s\n' "$cell" >in.csv
		cb_run cb-rank --by 得分 in.csv
		want 1
		has err 'error E239'
		[ "$(grep -c . stderr)" -eq 1 ]
	done
	for cell in '\N' NaN nil; do
		printf '月份,社区,指标,得分\n2026-07,%s,卫生,18\n' "$cell" >in.csv
		cb_run cb-rank in.csv
		want 1
		has err 'in.csv:2:2: error E201 community'
	done
}
