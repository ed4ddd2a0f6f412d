#!/usr/bin/env bats
# cb-activity: was it held, how often, with how many; what is planned, what proves it.
load helper

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
	same out 'rule,what,body,kind,every,required,held,missing,periods
v,联系干部走访,西街社区,走访,week,8,7,1,2022-W28(2022-07-11..2022-07-17)缺1次
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
	cb_run cb-activity themes -d office --today 2026-08-15 --columns community,sanitation,culture,lacks
	want 0
	same out 'community,sanitation,culture,lacks
西街社区,2,0,教育;治安;服务;文化;经济
柳浦社区,0,1,教育;治安;卫生;服务;经济
南塘社区,0,0,教育;治安;卫生;服务;文化;经济
'
}

@test "files, stdin, a folder and a database give the same bytes, in whatever order the rows are" {
	local verb
	database
	{ sed -n 1p office/activity.csv && sed 1d office/activity.csv | tac; } >turned.csv
	for verb in list 'list -p 2026-07' plan summary 'summary --by theme,month' evidence themes 'cadence -p 2026-07'; do
		# shellcheck disable=SC2086
		cb-activity $verb -d office --today 2026-08-15 >folder || true
		[ "$(wc -l <folder)" -gt 1 ]
		# shellcheck disable=SC2086
		cb-activity $verb -d city.db --today 2026-08-15 | cmp - folder
		# shellcheck disable=SC2086
		cb-activity $verb - -d office --today 2026-08-15 <turned.csv | cmp - folder
	done
	cb-export -d city.db --format xlsx -o activity.xlsx activity
	cb-activity list --today 2026-08-15 activity.xlsx | cmp - <(cb-activity list -d office --today 2026-08-15)
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
