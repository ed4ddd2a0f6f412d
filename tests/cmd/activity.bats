#!/usr/bin/env bats
# cb-activity: was it held, how often, with how many; what is planned, what proves it.
load helper
load books

prepare() {
	mkdir office
	printf '%s\n' name 西街社区 柳浦社区 南塘社区 >office/community.csv
	printf '%s\n' name,level 清和街道,街道 共建委,市直 市交通局,市直 >office/unit.csv
	cat >office/activity.csv <<-'END'
		date,state,community,kind,title,theme,people,times,copies,link
		2026-05-18,,西街社区,义务劳动,护绿保洁,卫生联搞,40余,,,
		2026-07-14,已开展,柳浦社区,演出,广场电影,文化联办,近300,2,,现场照片.jpg;签到表.jpg
		2026-07-20,,西街社区,义务劳动,护绿保洁,卫生联搞,约50,,,
		2026-08-10,取消,柳浦社区,演出,文艺晚会,文化联办,500,,,
		2026-09-01,,西街社区,义务劳动,护绿保洁,卫生联搞,60,,,
		2026-07-02,,南塘社区,问卷,文明问卷,,,,1600余,
	END
}

database() {
	cb-import -q -d city.db community office/community.csv
	cb-import -q -d city.db unit office/unit.csv
	cb-import -q -d city.db activity office/activity.csv
}

# rules ROW...: a rule file of these rows of activity.every
rules() {
	printf '%s\n' rule,what,scope,key,at_least,value,measure,since,until "$@" >rules.csv
}

# column NAME VERB...: its values, without the header
column() {
	cb-activity "${@:2}" -q --columns "$1" | sed 1d
}

@test "R1 what lies ahead is planned and never counts as held, what was cancelled neither; marks are kept" {
	cb_run cb-activity summary -d office --today 2026-08-15 --columns kind,held,times,people,copies,people_mean
	want 0
	same out 'kind,held,times,people,copies,people_mean
义务劳动,2,2,~90,,~45
演出,1,2,300-,,150-
问卷,1,1,,1600+,
'
	[ "$(column date,state,days_left plan -d office --today 2026-08-15)" = 2026-09-01,计划,17 ]
	[ -z "$(column date plan -d office --today 2026-08-15 --within 16d)" ]
	[ "$(column date plan -d office --today 2026-08-15 --within 17d)" = 2026-09-01 ]
	# a week later it is held, if its row says nothing else
	[ "$(column kind,held summary -d office --today 2026-09-08 --where kind=义务劳动)" = 义务劳动,3 ]
}

@test "A1 A2 A7 sums keep what they do not know: 1600余份, three dates, 14万 in 40多场 are about 3500 each" {
	cb_run cb-activity summary -d office --today 2026-10-01 --where title=护绿保洁 --columns kind,held
	same out 'kind,held
义务劳动,3
'
	[ "$(column copies summary -d office --where kind=问卷)" = 1600+ ]
	[ "$(column returned,valid summary -d office --where kind=问卷)" = , ]
	printf 'date,community,kind,title,people,times\n2026-06-30,西街社区,演出,展演,14万人次,40多场\n2026-06-29,西街社区,义务劳动,清扫,,8次\n' >a7.csv
	[ "$(column kind,times,people,people_mean summary a7.csv)" = $'义务劳动,8,,\n演出,40+,140000,~3500' ]
}

@test "A3 a visit a week from 9 June to 31 July 2022: ISO weeks 23 to 30 are 8; the missing one by number and days" {
	local day
	rules 'v,activity.every,西街社区,走访,1,week,联系干部走访,2022-06-09,'
	{
		echo date,community,kind,title,leader
		for day in 06-10 06-15 06-22 06-29 07-06 07-20 07-28; do echo "2022-$day,西街社区,走访,走访,周平"; done
	} >visits.csv
	cb_run cb-activity cadence visits.csv --rules rules.csv -p 2022-06..2022-07 --today 2022-08-15
	want 1
	same out 'rule,what,body,kind,every,required,held,missing,periods,due
v,联系干部走访,西街社区,走访,每周,8,7,1,2022-W28(2022-07-11..2022-07-17)缺1次,
'
	echo 2022-07-12,西街社区,走访,走访,周平 >>visits.csv
	cb_run cb-activity cadence visits.csv --rules rules.csv -p 2022-06..2022-07 --today 2022-08-15
	want 0
}

@test "A4 A5 the committee met in 7, 8, 10: 9, 11, 12 are missing; one inspection of two a week lacks one" {
	rules '1,activity.every,共建委,会议,1,month,例会,,' '2,activity.every,市直,检查,2,week,专项检查,,'
	printf '%s\n' date,community,kind,title,organiser 2025-07-08,西街社区,会议,七月会,共建委 2025-08-09,西街社区,会议,八月会,共建委 \
		2025-10-09,西街社区,会议,十月会,共建委 2025-10-10,西街社区,讲座,讲座,共建委 2025-12-31,西街社区,检查,专项检查,市交通局 >office/activity.csv
	cb_run cb-activity cadence -d office --rules rules.csv -p 2025-07..2025-12 --columns body,required,held,missing,periods --where rule=1
	want 1
	same out 'body,required,held,missing,periods
共建委,6,3,3,2025-09缺1次;2025-11缺1次;2025-12缺1次
'
	# of a period that is not over nothing is missing yet
	cb_run cb-activity cadence -d office --rules rules.csv -p 2025-10 --today 2025-10-03 --columns required,missing
	same out 'required,missing
0,0
0,0
'
	cb_run cb-activity cadence -d office --rules rules.csv -p 2025-12-29..2026-01-04 --columns body,periods --where rule=2
	same out 'body,periods
市直,2026-W01(2025-12-29..2026-01-04)缺1次
'
}

@test "evidence names what is there by the words of file names, themes the joint tasks a community has nothing for" {
	cb_run cb-activity evidence -d office --today 2026-08-15 --columns title,notice,signed,photos,minutes,lacks --where title=广场电影
	want 1
	same out 'title,notice,signed,photos,minutes,lacks
广场电影,0,1,1,0,通知;纪要
'
	cb_run cb-activity themes -d office --today 2026-08-15 --format table
	has out '社区      教育  治安  卫生  服务  文化  经济  缺'
	cb_run cb-activity themes -d office --today 2026-08-15 --columns community,sanitation,culture,lacks
	want 0
	same out 'community,sanitation,culture,lacks
南塘社区,0,0,教育;治安;卫生;服务;文化;经济
柳浦社区,0,1,教育;治安;卫生;服务;经济
西街社区,2,0,教育;治安;服务;文化;经济
'
}

@test "files, stdin, a folder and a database give the same bytes, in whatever order the rows are" {
	local verb
	printf '%s\n' kind,party,community,since 共建,市交通局,西街社区,2026-01-01 >office/link.csv
	printf '%s\n' period,community,question,answer,count,weight 2026-07,西街社区,满意吗,满意,40,100 2026-07,柳浦社区,满意吗,不满意,4, >office/survey.csv
	database
	cb-import -q -d city.db link office/link.csv
	cb-import -q -d city.db survey office/survey.csv
	{ sed -n 1p office/activity.csv && sed 1d office/activity.csv | tac; } >turned.csv
	for verb in list 'list -p 2026-07' plan summary 'summary --by theme,month' evidence themes 'cadence -p 2026-07' absent 'media -p 2026' 'visits --by community'; do
		# shellcheck disable=SC2086
		cb-activity $verb -d office --today 2026-08-15 >folder || true
		[ "$(wc -l <folder)" -gt 1 ]
		# shellcheck disable=SC2086
		cb-activity $verb -d city.db --today 2026-08-15 | cmp - folder
		# shellcheck disable=SC2086
		cb-activity $verb - -d office --today 2026-08-15 <turned.csv | cmp - folder
	done
	for verb in survey 'survey --by rate,community'; do
		# shellcheck disable=SC2086
		cb-activity $verb -d office >folder
		# shellcheck disable=SC2086
		cb-activity $verb -d city.db | cmp - folder
		# shellcheck disable=SC2086
		cb-activity $verb - -d office <office/survey.csv | cmp - folder
	done
	cb-export -d city.db --format xlsx -o activity.xlsx activity
	cb-activity list --today 2026-08-15 activity.xlsx | cmp - <(cb-activity list -d office --today 2026-08-15)
}

@test "a day may say when it began, too" {
	local row
	for row in 2026.3.5上午=2026-03-05, 2026.3.5上午9:00=2026-03-05,09:00 '2026-06-01 14:30=2026-06-01,14:30' \
		'2026年3月6日下午2点半=2026-03-06,14:30'; do
		printf '时间,社区,类别,活动\n%s,西街社区,会议,例会\n' "${row%%=*}" >in.csv
		cb_run cb-import activity in.csv --columns date,start
		want 0
		same out "date,start
${row#*=}
"
	done
}

@test "who attended is a list as clerks write it; photos that are counted are there" {
	cat >office/link.csv <<-'END'
		kind,party,community,since
		共建,城管局,西街社区,2026-01-01
		共建,供电公司,西街社区,2026-01-01
		共建,园林所,西街社区,2026-01-01
	END
	cat >office/activity.csv <<-'END'
		date,community,kind,title,attended,absent,link,photos
		2026-07-07,西街社区,会议,例会,城管局、供电公司等5家单位,园林所,"通知.docx、签到表.pdf",3
	END
	cb_run cb-activity absent -d office -p 2026-07
	want 1
	same out 'check,unit,link,community,date,title
缺席,园林所,共建,西街社区,2026-07-07,例会
从未参加,园林所,共建,,,
'
	cb_run cb-activity evidence -d office --columns notice,signed,photos,minutes,lacks
	same out $'notice,signed,photos,minutes,lacks\n1,1,3,0,纪要\n'
}

@test "announce, hold, cancel, postpone: a plan becomes what was held, and keeps what it said" {
	database
	export CB_TODAY=2026-08-15
	cb_run cb-activity announce 西街 讲座 防汛讲座 -d city.db --date 2026-08-20 --place 活动室 --organiser 市交通局
	want 0
	same out 'date,community,kind,title,state,people
2026-08-20,西街社区,讲座,防汛讲座,计划,
'
	cb-activity postpone 西街 讲座 防汛讲座 -q -d city.db --to 2026-08-27
	[ "$(column date,state list -d city.db --where title=防汛讲座)" = $'2026-08-20,取消\n2026-08-27,计划' ]
	CB_TODAY=2026-08-27 cb-activity hold 西街 讲座 防汛讲座 -q -d city.db --people 80余
	[ "$(column date,state,people,place list -d city.db --where title=防汛讲座 --where state=已开展)" = 2026-08-27,已开展,80+,活动室 ]
	# without a plan it was held today
	cb-activity hold 南塘 会议 例会 -q -d city.db --people 12
	[ "$(column date,people list -d city.db --where title=例会)" = 2026-08-15,12 ]
	cb_run cb-activity cancel 南塘 会议 例会 -d city.db
	want 1
	has err E466
	cb-activity announce 南塘 会议 月会 -q -d city.db --date 2026-09-01
	cb-activity announce 南塘 会议 月会 -q -d city.db --date 2026-10-01
	cb_run cb-activity cancel 南塘 会议 月会 -d city.db
	want 2
	has err E467
	cb-activity cancel 南塘 会议 月会 -q -d city.db --date 2026-10-01 --note 并入九月
	[ "$(column state,note list -d city.db --where date=2026-10-01)" = 取消,并入九月 ]
	cb_run cb-activity postpone 南塘 会议 月会 -d city.db
	want 2
	has err --to
	cb_run cb-activity hold 南塘 会议 -d city.db
	want 2
}

@test "--format ics: a calendar that another program reads, the same events whenever it is written" {
	printf 'date,start,state,community,kind,title,place\n2026-08-20,9:30,计划,西街社区,讲座,"防汛, 防火; 讲座",活动室\n2026-08-22,,取消,柳浦社区,演出,露天电影一场放映并组织居民参加观看后的座谈会,\n' >two.csv
	cb-activity list --today 2026-08-15 --format ics two.csv >a.ics
	printf 'no,title,assignee,due,done\nT1,月报,西街社区,2026-08-31 12:00,\nT2,季报,柳浦社区,2026-09-30,\n' >tasks.csv
	cb-task list --today 2026-08-15 -o b.ics tasks.csv
	cat >read.py <<-'END'
		import sys, icalendar
		for event in icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read()).walk('VEVENT'):
		    print(event['UID'].split('@')[1], event['DTSTART'].dt, event['SUMMARY'], event['STATUS'], len(event.walk('VALARM')))
	END
	[ "$(/usr/bin/python3 read.py a.ics)" = 'cb 2026-08-20 09:30:00+08:00 防汛, 防火; 讲座(西街社区) TENTATIVE 0
cb 2026-08-22 露天电影一场放映并组织居民参加观看后的座谈会(柳浦社区) CANCELLED 0' ]
	[ "$(/usr/bin/python3 read.py b.ics)" = 'cb 2026-08-31 12:00:00+08:00 月报(西街社区) CONFIRMED 1
cb 2026-09-30 季报(柳浦社区) CONFIRMED 1' ]
	grep -q '^UID:T1@cb' b.ics
	[ "$(tr -d '\r' <a.ics | awk 'length > 75' | wc -l)" -eq 0 ]
	[ "$(tr '\r' ' ' <a.ics | grep -vc ' $')" -eq 0 ]
	cb-activity list --today 2026-09-15 --format ics two.csv | cmp - a.ics
	cb_run cb-activity summary --format ics two.csv
	want 2
}

@test "survey: question by answer, what counts for which rate, its error, weights, what came back of what went out" {
	cat >office/survey.csv <<-'END'
		period,community,question,answer,count,weight
		2026-07,南塘社区,是否满意,满意,120,100
		2026-07,南塘社区,是否满意,基本满意,36,60
		2026-07,南塘社区,是否满意,不满意,4,0
		2026-07,南塘社区,是否知道,知道,150,
		2026-07,南塘社区,是否知道,不知道,10,
		2026-08,西街社区,是否满意,满意,40,100
	END
	echo 2026-07-09,,南塘社区,问卷,补发问卷,,,,100, >>office/activity.csv
	cb_run cb-activity survey -d office -p 2026-07 --columns question,answer,rate,count,answered,share,margin,copies,returned,return_rate
	want 0
	same out 'question,answer,rate,count,answered,share,margin,copies,returned,return_rate
是否满意,不满意,,4,160,2.50%,2.42,1700+,,
是否满意,基本满意,满意率,36,160,22.50%,6.47,1700+,,
是否满意,满意,满意率,120,160,75.00%,6.71,1700+,,
是否知道,不知道,,10,160,6.25%,3.75,1700+,,
是否知道,知道,知晓率,150,160,93.75%,3.75,1700+,,
'
	# 156 of 160 are 97.5 %; the weights of all answers average 88.5
	[ "$(column rate,count,share,margin survey -d office -p 2026-07 --by rate,question | head -n 1)" = 满意率,156,97.50%,2.42 ]
	[ "$(column question,mean survey -d office -p 2026-07 --by question)" = $'是否满意,88.5\n是否知道,' ]
	[ "$(column community,count,mean survey -d office --by community --where question=是否满意)" = $'南塘社区,160,88.5\n西街社区,40,100' ]
	# a rule of the question goes before that of any; an answer may count for two rates
	printf '%s\n' rule,what,scope,key,value 1,survey.rate,,满意,满意率 2,survey.rate,是否满意,满意,好评率 3,survey.rate,是否满意,满意,满意率 >rules.csv
	[ "$(column rate,count,answered survey -d office -p 2026-08 --by rate --rules rules.csv)" = $'好评率,40,40\n满意率,40,40' ]
	printf 'date,community,kind,title,copies,returned,valid\n2026-07-02,南塘社区,问卷,问卷,200,160余,150\n2026-07-03,西街社区,问卷,问卷,200,160,\n' >office/activity.csv
	[ "$(column community,copies,returned,valid,return_rate survey -d office --by community)" = '南塘社区,200,160+,150,~80.00%
西街社区,,,,' ]
	[ "$(column community,returned,return_rate summary -d office --by community)" = $'南塘社区,160+,~80.00%\n西街社区,160,80.00%' ]
}

@test "survey: answers side by side, each with a count and a share: counts are kept, shares compared with them" {
	make_book xlsx in.xlsx <<-'END'
		sheet 统计
		row 题目|满意||不满意
		row |人数|占比|人数|占比
		row 环境卫生|n:2|n:0.667|n:1|33.3%
		merge 1-1:2-1
		merge 1-2:1-3
		merge 1-4:1-5
	END
	cb_run cb-import -p 2026-07 --default community=西街社区 survey in.xlsx
	want 0
	same err ''
	same out 'period,community,question,answer,count
2026-07,西街社区,环境卫生,满意,2
2026-07,西街社区,环境卫生,不满意,1
'
	printf '题目,满意(人数),满意(%%),不满意(人数),不满意(%%),合计人数,合计占比\n环境,1,33.3,2,66.6,3,100\n治安,1,25,3,80%%,4,100%%\n' >in.csv
	cb_run cb-import -p 2026-07 --default community=西街社区 survey in.csv --columns answer,count
	want 0
	same err 'cb-import: in.csv:3:5: warning W276: “80%”与人数不符:4 人中的 3 人是 75.00%;按人数读入,请核对更正
'
	same out $'answer,count\n满意,1\n不满意,2\n满意,1\n不满意,3\n'
	sed -i 's/,4,100%/,5,100%/' in.csv
	cb_run cb-import -p 2026-07 --default community=西街社区 survey in.csv
	want 1
	has err 'in.csv:3:6: error E308'
}

@test "survey: shares of a question with several answers are of those who were asked" {
	printf '题目,绿化人数,绿化占比,停车人数,停车占比,卫生人数,卫生占比\n改善什么,61,48.8%%,70,56%%,50,40%%\n改善什么二,61,48.8,70,56,50,40.0\n' >in.csv
	cb_run cb-import -p 2026-07 --default community=西街社区 survey in.csv
	want 0
	same err ''
	[ "$(wc -l <stdout)" -eq 7 ]
	sed -i '2s/40%/41%/' in.csv
	cb_run cb-import -p 2026-07 --default community=西街社区 survey in.csv
	has err 'in.csv:2:7: warning W276: “41%”与人数不符'
	printf '题目,满意人数,满意占比,不满意人数,不满意占比\n环境,80,80%%,20,30%%\n' >in.csv
	cb_run cb-import -p 2026-07 --default community=西街社区 survey in.csv
	has err 'in.csv:2:5: warning W276: “30%”与人数不符:100 人中的 20 人是 20.00%'
}

@test "主题 beside 活动名称 is which of the joint tasks where nothing else stands in it" {
	printf '日期,社区,类别,活动名称,主题\n2026-07-01,西街社区,讲座,防诈骗,治安\n2026-07-02,西街社区,大清扫,清扫,卫生\n' >in.csv
	cb-import --columns title,theme activity in.csv | cmp - <(printf 'title,theme\n防诈骗,治安\n清扫,卫生\n')
	sed -i 's/卫生$/美丽家园/' in.csv
	cb_run cb-import activity in.csv
	want 1
	has err 'in.csv:1:5: error E304: 表头中“主题”和“活动名称”都是“活动”一栏'
	printf '日期,社区,类别,主题\n2026-07-01,西街社区,讲座,治安\n' >in.csv
	cb-import --columns title activity in.csv | cmp - <(printf 'title\n治安\n')
}

@test "survey: an answer of more people than came back valid is told with its cell, wherever it comes in" {
	printf 'date,community,kind,title,copies,returned,valid\n2026-07-02,南塘社区,问卷,问卷,200,160,\n2026-07-09,南塘社区,问卷,补发,50,40,30\n2026-07-03,西街社区,问卷,问卷,200,150余,\n' >office/activity.csv
	printf '月份,社区,问题,选项,人数\n2026-07,南塘社区,是否满意,满意,190\n2026-07,南塘社区,是否满意,不满意,191\n2026-07,西街社区,是否满意,满意,1000\n2026-08,南塘社区,是否满意,满意,500\n' >s.csv
	cb_run cb-activity survey -d office s.csv -p 2026-07
	want 0
	same err 'cb-activity: s.csv:3:5: warning W739 count: “是否满意”选“不满意”的有 191 人,多于 南塘社区 当期有效问卷 190 份;请更正人数,或活动台账中该次问卷的份数
'
	cb-import -q -d city.db community office/community.csv
	cb-import -q -d city.db activity office/activity.csv
	cb_run cb-import -d city.db survey s.csv
	want 0
	has err 's.csv:3:5: warning W739'
	[ "$(grep -c W739 stderr)" -eq 1 ]
	cb_run cb-import --strict --again -n -d city.db survey s.csv
	want 1
	cp s.csv office/survey.csv
	cmp <(cb-activity survey -q -d office) <(cb-activity survey -q -d city.db)
}

@test "absent: partners by link who were not there, on the day the link was in force, and who never came at all" {
	printf '%s\n' name,street 西街社区,清和街道 柳浦社区,清和街道 >office/community.csv
	printf '%s\n' name,level 清和街道,街道 市交通局,市直 市图书馆,市直 建材厂,企业 >office/unit.csv
	printf '%s\n' of,alias,name 单位,交通局,市交通局 >office/alias.csv
	printf '%s\n' kind,party,community,since,until 牵头,市交通局,西街社区,2026-01-01, 共建,市图书馆,西街社区,2026-07-10, 责任区,市图书馆,西街社区,2026-07-10, \
		共建,建材厂,柳浦社区,2026-01-01, 领导联系,周平,西街社区,2026-01-01, >office/link.csv
	printf '%s\n' date,community,kind,title,attended,absent 2026-07-05,西街社区,大清扫,七月清扫,交通局, 2026-07-12,西街社区,大清扫,八月清扫,交通局, \
		2026-07-20,清和街道,会议,共建委例会,市图书馆\;交通局,市卫生局 2026-07-21,西街社区,讲座,讲座,, >office/activity.csv
	cb_run cb-activity absent -q -d office -p 2026-07
	want 1
	same out 'check,unit,link,community,date,title
缺席,市图书馆,共建,西街社区,2026-07-12,八月清扫
缺席,建材厂,共建,清和街道,2026-07-20,共建委例会
缺席,市卫生局,,清和街道,2026-07-20,共建委例会
从未参加,建材厂,共建,,,
'
	sed -i 's/市卫生局//; s/市图书馆;交通局/市图书馆;交通局;建材厂/; s/八月清扫,交通局/八月清扫,交通局;市图书馆/' office/activity.csv
	cb_run cb-activity absent -q -d office -p 2026-07
	want 0
}

@test "media: publicity by medium; a festival for which nothing was held, in the days that the rule gives" {
	printf '%s\n' date,community,kind,title,medium,copies,quantity 2026-06-13,西街社区,宣传,垃圾分类,入户,410, 2026-06-14,柳浦社区,宣传,横幅,横幅,,12 2026-06-15,柳浦社区,宣传,又一批横幅,横幅,,近10 \
		2026-06-11,南塘社区,演出,端午前演出,,, >office/activity.csv
	printf '%s\n' rule,what,scope,key,value f,activity.festival,社区,端午节,7日 s,activity.festival,,春节,7日 >rules.csv
	cb_run cb-activity media -d office -p 2026 --today 2026-07-01 --rules rules.csv --columns check,name,held,communities,copies,quantity,lacks
	want 1
	same out 'check,name,held,communities,copies,quantity,lacks
宣传方式,横幅,2,1,,22-,
宣传方式,入户,1,1,410,,
节日,2026年春节,0,0,,,各单位
节日,2026年端午节,3,2,410,22-,南塘社区
'
	# a festival that is not over lacks nothing yet
	cb_run cb-activity media -d office -p 2026-06 --today 2026-06-20 --rules rules.csv
	want 0
	echo 2026-06-12,南塘社区,演出,端午演出,,, >>office/activity.csv
	cb_run cb-activity media -d office -p 2026-06 --today 2026-07-01 --rules rules.csv
	want 0
}

@test "the answers do not depend on the order in which communities and estates were registered" {
	printf '%s\n' name 南塘社区 西街社区 柳浦社区 >office/community.csv
	printf '%s\n' rule,what,scope,key,at_least,value c,activity.every,社区,会议,1,month f,activity.festival,社区,端午节,,7日 >rules.csv
	for v in 'cadence -p 2026-07' themes 'media -p 2026-06'; do cb-activity $v -d office --today 2026-08-01 --rules rules.csv || true; done >before
	printf '%s\n' name 柳浦社区 南塘社区 西街社区 >office/community.csv
	for v in 'cadence -p 2026-07' themes 'media -p 2026-06'; do cb-activity $v -d office --today 2026-08-01 --rules rules.csv || true; done >after
	cmp before after
	grep -q '南塘社区;柳浦社区;西街社区' after
	printf '%s\n' community,name,buildings 西街社区,乙,3 南塘社区,甲,2 西街社区,甲,1 >office/estate.csv
	echo community,found,place,description,responsible,due >office/problem.csv
	cb_run cb-problem coverage -d office
	same out 'community,estate,surveyed,buildings,missing,percent
南塘社区,甲,0,2,2,0
西街社区,乙,0,3,3,0
西街社区,甲,0,1,1,0
'
}

@test "media: what is held for a festival is of the kind or theme that the rule names, or its title says the festival" {
	printf '%s\n' date,community,kind,title,theme 2026-06-14,西街社区,检查,卫生检查, 2026-06-14,柳浦社区,讲座,端午习俗, 2026-06-15,南塘社区,讲座,包粽子,文化 >office/activity.csv
	printf '%s\n' rule,what,scope,key,value,measure f,activity.festival,社区,端午节,7日,演出\;文化 >rules.csv
	[ "$(column name,held,lacks media -d office -p 2026-06 --today 2026-07-01 --rules rules.csv)" = 2026年端午节,2,西街社区 ]
	sed -i 's/演出;文化/检查/' rules.csv
	[ "$(column name,held,lacks media -d office -p 2026-06 --today 2026-07-01 --rules rules.csv)" = 2026年端午节,2,南塘社区 ]
	# as installed: performances, visits, 文化; the name without 节 will do, one character will not
	[ "$(cb-activity media -d office -p 2026-06 --today 2026-07-01 --columns name,held,lacks | tail -n 1)" = 2026年端午节,2, ]
	printf '%s\n' date,community,kind,title 2026-02-12,西街社区,检查,春季卫生检查 >office/activity.csv
	[ "$(column name,held,lacks media -d office -p 2026-02 --today 2026-07-01)" = 2026年春节,0,各单位 ]
}

@test "visits: households reached of all of the communities, each community once; nobody was at the third" {
	printf '%s\n' name,households 西街社区,200 柳浦社区,300余 南塘社区,400 >office/community.csv
	printf '%s\n' date,community,kind,title,organiser,leader,households 2026-07-01,西街社区,走访,走访,市交通局,周平,30 2026-07-02,西街社区,走访,走访,市交通局,周平,20 2026-07-03,柳浦社区,走访,走访,市交通局,周平,25 \
		2026-07-04,柳浦社区,宣传,入户,,,10 2026-07-05,柳浦社区,演出,演出,,, >office/activity.csv
	cb_run cb-activity visits -d office
	want 0
	same out 'unit,leader,visits,households,of,rate
市交通局,周平,3,75,500+,~15.00%
柳浦社区,,1,10,300+,~3.33%
'
	[ "$(column community,visits,households,of,rate visits -d office --by community)" = '南塘社区,0,,400,
柳浦社区,2,35,300+,~11.67%
西街社区,2,50,200,25.00%' ]
}

@test "cadence as a calendar: the last day of a period that still lacks one, with an alarm" {
	rules '1,activity.every,西街社区,会议,1,month,例会,,' '2,activity.every,柳浦社区,会议,1,month,例会,,' '3,activity.every,南塘社区,走访,2,week,走访,,'
	printf '%s\n' date,community,kind,title 2026-07-08,西街社区,会议,七月会 2026-07-14,南塘社区,走访,走访 >office/activity.csv
	[ "$(column body,due cadence -d office --rules rules.csv -p 2026-07 --today 2026-07-15)" = $'西街社区,\n柳浦社区,2026-07-31\n南塘社区,2026-07-19' ]
	cb-activity cadence -d office --rules rules.csv -p 2026-07 --today 2026-07-15 -o a.ics || [ $? -eq 1 ]
	cat >read.py <<-'END'
		import sys, icalendar
		for event in icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read()).walk('VEVENT'):
		    print(event['DTSTART'].dt, event['SUMMARY'], len(event.walk('VALARM')), file=sys.stdout)
	END
	[ "$(/usr/bin/python3 read.py a.ics)" = '2026-07-31 例会(柳浦社区) 1
2026-07-19 走访(南塘社区) 1' ]
	[ "$(grep '^UID' a.ics | sort -u | wc -l)" -eq 2 ]
}
