#!/usr/bin/env bats
# cb-volunteer: who is registered, what was served, stars, ranks; what is private stays so.
load helper

# roster ROW...: volunteer.csv; the people and their numbers are invented
roster() {
	printf '%s\n' no,name,community,service,team,role,sex,party_member,joined,left,hours_before,hours_until,phone,id,birth,merged_into "$@" >volunteer.csv
}

# served ROW...: service.csv
served() {
	printf '%s\n' volunteer,date,start,end,hours,activity,travel,state,community "$@" >service.csv
}

people() {
	roster V1,张三,西街社区,环保创卫,红马甲,,男,是,2026-01-01,,,,13800138000,,1990-05-01, \
		V2,李四光,西街社区,法律援助,红马甲,志愿者,女,,2026-02-01,,,,13800138001,330000199003070029,, \
		V3,欧阳娜娜,东街社区,科普,,义务监督员,女,否,2026-01-01,,,,13800138002,,2012-08-16,
}

services() {
	served V1,2026-07-01,09:00,11:00,2,清扫,,, V1,2026-07-01,10:00,12:00,2,巡逻,,, \
		V2,2026-07-02,09:00,12:00,,清扫,0:40,, V3,2026-08-02,23:00,02:00,,夜巡,,,西街社区 \
		V3,2026-08-03,,,1,清扫,,未通过,
}

database() {
	people
	services
	cb-import -q -d city.db volunteer volunteer.csv
	sed 's/V2,2026-07-02,09:00,12:00,,/V2,2026-07-02,09:00,12:00,2:20,/; s/23:00,02:00,,/23:00,02:00,3,/' service.csv |
		cb-import -q -d city.db service -
}

# ask WHAT...: the answer, which must come without a word
ask() {
	cb_run cb-volunteer "$@"
	want 0
	[ -z "$err" ]
}

# ---- summary

@test "V1 411 volunteers and 7 supervisors are 418, and are counted apart" {
	awk 'BEGIN { print "no,name,community,role"
		for (i = 1; i <= 418; i++) printf "V%d,某%d,第%d社区,%s\n", i, i, i % 9, (i > 411 ? "义务监督员" : i % 2 ? "志愿者" : "") }' >v.csv
	ask summary v.csv
	same out 'volunteers,supervisors,others,people
411,7,0,418
'
	ask summary --by role v.csv
	same out 'role,volunteers,supervisors,others,people
志愿者,411,0,0,411
义务监督员,0,7,0,7
'
}

@test "V2 a ninth kind of service is 其他, and said; strictly it is an error" {
	printf 'no,name,community,service\nV1,张三,西街,法律援助\nV2,李四,西街,飞行\n' >v.csv
	cb_run cb-volunteer summary --by service v.csv
	want 0
	same out 'service,volunteers,supervisors,others,people
法律援助,1,0,0,1
其他,1,0,0,1
'
	has err 'v.csv:3:4: warning W247 service: “飞行”'
	cb_run cb-volunteer --strict summary --by service v.csv
	want 1
	same out ''
	cb_run cb-import -d city.db volunteer v.csv
	want 0
	[ "$(cb-export -d city.db volunteer --columns no,service | paste -sd' ')" = 'no,service V1,法律援助 V2,其他' ]
}

@test "summary by community, team, sex, party_member, age; on stdin as well" {
	people
	cb_run sh -c 'cb-volunteer summary --by community <volunteer.csv'
	same out 'community,volunteers,supervisors,others,people
东街社区,0,1,0,1
西街社区,2,0,0,2
'
	ask summary --by team,sex volunteer.csv
	same out 'team,sex,volunteers,supervisors,others,people
红马甲,男,1,0,0,1
红马甲,女,1,0,0,1
,女,0,1,0,1
'
	ask summary --by party_member volunteer.csv
	same out 'party_member,volunteers,supervisors,others,people
否,0,1,0,1
是,1,0,0,1
,1,0,0,1
'
	ask summary --by age volunteer.csv
	same out 'age,volunteers,supervisors,others,people
未成年,0,1,0,1
36—59岁,2,0,0,2
'
}

@test "the age is that of the day: of one born on 16 August 2008 it changes on that day" {
	roster V1,张三,西街,,,,,,,,,,,,2008-08-16,
	ask summary --by age --today 2026-08-15 volunteer.csv
	has out 未成年
	ask summary --by age --today 2026-08-16 volunteer.csv
	has out 18—35岁
}

@test "who has left, has not yet joined, or is merged into another is not counted" {
	roster V1,张三,西街,,,,,,2026-01-01,2026-08-14,,,,,, V2,李四,西街,,,,,,2026-08-16,,,,,,, V3,王五,西街,,,,,,,,,,,,,V4 V4,王五,西街,,,,,,,2026-08-15,,,,,,
	ask summary volunteer.csv
	same out 'volunteers,supervisors,others,people
1,0,0,1
'
	ask summary -p 2026-07 volunteer.csv
	same out 'volunteers,supervisors,others,people
2,0,0,2
'
}

@test "an age without a band is no guess: the rule is asked for" {
	people
	cb_run sh -c "grep -v ages-17 '$CB_TREE/share/rules/rules.csv' >rules.csv; cb-volunteer summary --rules rules.csv --by age volunteer.csv"
	want 2
	same out ''
	has err volunteer.age_group
}

@test "a masked roster is counted all the same" {
	people
	cb-import -q -d city.db volunteer volunteer.csv
	cb_run sh -c 'cb-export -d city.db volunteer | cb-volunteer summary --by service'
	want 0
	[ "$(wc -l <stdout)" -eq 4 ]
}

# ---- hours

@test "V4 travel does not count, V5 an overlap counts once, and is shown" {
	people
	services
	ask hours --by volunteer service.csv
	same out 'volunteer,name,people,times,hours,overlap
V1,,1,2,3:00,1:00
V2,,1,1,2:20,0:00
V3,,1,1,3:00,0:00
'
	ask hours --by volunteer -d .
	same out 'volunteer,name,people,times,hours,overlap
V1,张*,1,2,3:00,1:00
V2,李**,1,1,2:20,0:00
V3,欧阳**,1,1,3:00,0:00
'
}

@test "hours by month, activity, community, team; a service is of the community that it names, else of the volunteer's" {
	people
	services
	ask hours -d . --by month
	same out 'month,people,times,hours,overlap
2026-07,2,3,5:20,1:00
2026-08,1,1,3:00,0:00
'
	ask hours -d . --by activity,team
	same out 'activity,team,people,times,hours,overlap
夜巡,,1,1,3:00,0:00
巡逻,红马甲,1,1,1:00,1:00
清扫,红马甲,2,2,4:20,0:00
'
	ask hours -d . --by community
	same out 'community,people,times,hours,overlap
西街社区,3,4,8:20,1:00
'
	ask hours -d . -p 2026-07 --where activity=清扫 --where team=红马甲
	same out 'people,times,hours,overlap
2,2,4:20,0:00
'
}

@test "a database, a folder, a file and stdin give one answer, in whatever order the rows come" {
	database
	mkdir folder
	cp volunteer.csv service.csv folder
	(sed -n 1p service.csv && sed 1d service.csv | sort -r) >turned.csv
	for by in volunteer month community,activity; do
		cb-volunteer hours -d city.db --by $by >a
		cb-volunteer hours -d folder --by $by | cmp - a
		cb-volunteer hours -d folder --by $by turned.csv | cmp - a
		cb-volunteer hours -d folder --by $by - <service.csv | cmp - a
	done
	cb-volunteer stars -d city.db >a
	cb-volunteer stars -d folder | cmp - a
}

@test "the months add up to the year, overlaps over midnight included" {
	served V1,2026-07-31,22:00,02:00,,夜巡,,, V1,2026-08-01,01:00,03:00,,清扫,,,
	ask hours service.csv -p 2026
	same out 'people,times,hours,overlap
1,2,5:00,1:00
'
	ask hours service.csv -p 2026-08
	same out 'people,times,hours,overlap
1,1,1:00,1:00
'
	ask hours service.csv -p 2026-07
	same out 'people,times,hours,overlap
1,1,4:00,0:00
'
}

@test "what is declined does not count, unless --state all or --by state asks" {
	people
	services
	ask hours -d . --by state
	same out 'state,people,times,hours,overlap
已录入,3,4,8:20,1:00
'
	ask hours -d . --state all --by state
	same out 'state,people,times,hours,overlap
已录入,3,4,8:20,1:00
未通过,1,1,1:00,0:00
'
	sed 's/^counts-entered,\(.*\),是,/counts-entered,\1,否,/' "$CB_TREE/share/rules/rules.csv" >rules.csv
	ask hours -d . --rules rules.csv
	same out 'people,times,hours,overlap
'
	grep -v counts-approved "$CB_TREE/share/rules/rules.csv" >rules.csv
	cb_run cb-volunteer hours -d . --rules rules.csv
	want 2
	has err '没有规则 volunteer.counts已审核'
}

@test "a merged number is the same person: overlaps between the two count once" {
	roster V1,张三,西街,,,,,,,,,,,,, V2,张三,西街,,,,,,,,,,,,,V1
	served V1,2026-07-01,09:00,11:00,2,清扫,,, V2,2026-07-01,10:00,12:00,2,巡逻,,,
	ask hours -d . --by volunteer
	same out 'volunteer,name,people,times,hours,overlap
V1,张*,1,2,3:00,1:00
'
}

@test "neither hours nor start and end: the row is refused, and nothing is added up" {
	served V1,2026-07-01,09:00,,,清扫,,, V1,2026-07-02,,,2,清扫,,,
	cb_run cb-volunteer hours service.csv
	want 1
	same out ''
	has err 'service.csv:2:5: error E201 hours'
}

# ---- stars

@test "V3 99.5 100 299.9 300 600 999.9 1000 1500 hours are stars 0 1 1 2 3 3 4 5" {
	local i=0 hours
	set --
	for hours in 99:30 100 299:54 300 600 999:54 1000 1500; do
		i=$((i + 1))
		set -- "$@" "V$i,某$i,西街,,,,,,,,$hours,,,,,"
	done
	roster "$@"
	served
	ask stars -d . --columns star
	[ "$(sed 1d stdout | paste -sd' ')" = '0 1 1 2 3 3 4 5' ]
	ask stars -d .
	[ "$(head -n 1 stdout)" = no,name,community,team,hours,star,title,missing,rule ] # who rises is asked of a period
	ask stars -d . --columns star,missing,rule,title
	[ "$(sed -n '2p;3p;9p' stdout | paste -sd' ')" = '0,0:30,, 1,200:00,star-1,一星志愿者 5,,star-5,五星志愿者' ]
}

@test "who rises in the period; hours before our records count once" {
	roster V1,张三,西街,,,,,,,,99:00,2026-06-30,,,, V2,李四,西街,,,,,,,,100,2026-07-15,,,, V3,王五,西街,,,,,,,,99:30,,,,,
	served V1,2026-06-30,,,9,清扫,,, V1,2026-07-01,,,1,清扫,,, V2,2026-07-10,,,200,清扫,,, V3,2026-08-01,,,1,清扫,,,
	ask stars -d . -p 2026-07 --columns no,hours,star,rises
	same out 'no,hours,star,rises
V1,100:00,1,是
V2,100:00,1,否
V3,99:30,0,否
'
	ask stars -d . -p 2026-08 --columns no,hours,star,rises --where rises=是
	same out 'no,hours,star,rises
V3,100:30,1,是
'
}

@test "stars without a rule for them are no answer" {
	people
	services
	grep -v volunteer.star "$CB_TREE/share/rules/rules.csv" >rules.csv
	cb_run cb-volunteer stars -d . --rules rules.csv
	want 2
	same out ''
	has err volunteer.star
}

# ---- top, rates

@test "R6 who shares the last place is in the list; a wrong number of places is refused" {
	people
	services
	ask top 1 -d . --columns no,hours,rank,times
	same out 'no,hours,rank,times
V1,3:00,1,2
V3,3:00,1,1
'
	ask top 3 -d . --columns no,rank
	same out 'no,rank
V1,1
V3,1
V2,3
'
	ask top 2 -d . -p 2026-07 --where community=西街社区 service.csv --columns no,rank
	same out 'no,rank
V1,1
V2,2
'
	for n in 0 -1 x 1.5 ''; do
		cb_run cb-volunteer top "$n" -d .
		want 2
	done
}

@test "rates of residents and of the active; what is not exact stays so" {
	people
	services
	printf 'name,residents\n西街社区,160余\n东街社区,50\n南街社区,\n' >community.csv
	ask rates -d . -p 2026-07
	same out 'community,registered,residents,registered_rate,active,active_rate
东街社区,1,50,2,0,0
南街社区,0,,,0,
西街社区,2,160+,1.25-,2,100
'
	ask rates -d . --where community=东街社区
	same out 'community,registered,residents,registered_rate,active,active_rate
东街社区,1,50,2,1,100
'
}

# ---- private values

@test "no private value is filtered, grouped or matched by without --reveal, not even to say that it is there" {
	database
	for words in 'summary --where name=张三' 'summary --where 电话=13800138000' 'summary --where id=330000199003070029' \
		'hours --where 姓名=张三' 'hours --where volunteer=张三' 'stars --where name=张三' 'stars --by name' \
		'top 3 --by 姓名' 'top 3 --where 姓名=无此人' 'summary --where birth=1990-05-01'; do
		# shellcheck disable=SC2086
		cb_run cb-volunteer $words -d city.db
		want 2
		same out ''
		has err 'error E670'
	done
	# a number is public
	ask hours -d city.db --where 编号=V1
	has out '1,2,3:00,1:00'
}

@test "two databases that differ in private values only give the same answers" {
	database
	sed -i 's/张三/赵六/; s/13800138000/13900139000/; s/330000199003070029/330000199003070010/' volunteer.csv
	cb-import -q -d other.db volunteer volunteer.csv
	sed 's/V2,2026-07-02,09:00,12:00,,/V2,2026-07-02,09:00,12:00,2:20,/; s/23:00,02:00,,/23:00,02:00,3,/' service.csv |
		cb-import -q -d other.db service -
	for words in summary 'summary --by community,service,team,role,sex,party_member' hours 'hours --by community,month' \
		'rates -p 2026-07' 'stars --columns no,star,hours' 'top 9 --columns no,rank'; do
		# shellcheck disable=SC2086
		cb-volunteer $words -d city.db >a
		# shellcheck disable=SC2086
		cb-volunteer $words -d other.db | cmp - a
	done
}

@test "--reveal shows names, and is logged first; without it no format has them" {
	database
	for format in csv json md html table tsv; do
		cb-volunteer hours -d city.db --by volunteer --format $format >out
		lacks 张三 out
	done
	ask hours -d city.db --by volunteer --reveal
	has out 'V1,张三,'
	cb-export -d city.db --where 'what=cb-volunteer --reveal hours' batch >batches
	[ "$(sed -n 2p batches | cut -d, -f2,3,6)" = 'service,cb-volunteer --reveal hours,3' ]
	chmod a-w city.db
	[ -w city.db ] || { cb_run cb-volunteer hours -d city.db --by volunteer --reveal; want 4; same out ''; }
}

@test "a service that names nobody by number is refused; with --reveal it counts by name" {
	served '张三 13800138000,2026-07-01,,,2,清扫,,,' 13800138000,2026-07-01,,,2,清扫,,, 330000199003070029,2026-07-01,,,2,清扫,,, 张*,2026-07-01,,,2,清扫,,, V1,2026-07-01,,,2,清扫,,,
	cb_run cb-volunteer hours --by volunteer service.csv
	want 1
	same out ''
	[ "$(grep -c 'error E426' stderr)" -eq 4 ]
	lacks '张三|13800138000|330000199003070029' stderr
	ask hours --by volunteer --reveal service.csv
	[ "$(sed 1d stdout | wc -l)" -eq 5 ]
}

# ---- check

# checked: what is found, a line each: check,no,other,detail,rule
checked() {
	cb_run cb-volunteer check -d . --columns check,level,no,other,detail,rule "$@"
	[ -z "$err" ]
}

@test "check is clean, or says what, where, by what rule and what to do" {
	roster V1,张三,西街,,,,男,,2026-01-01,,,,,,1990-05-01,
	served V1,2026-07-01,09:00,11:00,2,清扫,,,
	checked
	want 0
	same out 'check,level,no,other,detail,rule
'
}

@test "V6 birth and sex are those of the number; V7 15 digits are lengthened; a bad check digit is named" {
	roster V1,甲一,西街,,,,男,,,,,,,11010519491231002X,1949-12-30, V2,甲二,西街,,,,女,,,,,,,440524188001010014,1880-01-01, \
		V3,甲三,西街,,,,女,,,,,,,330000199003070029,1990-03, V4,甲四,西街,,,,女,,,,,,,110105491231002,1949-12-31,
	served
	checked
	want 1
	[ "$(cut -d, -f1-3 stdout | sed 1d | paste -sd' ')" = '出生日期,错误,V1 性别,错误,V1 性别,错误,V2 年龄,提醒,V2 疑似同一人,提醒,V4' ]
	roster V1,甲一,西街,,,,女,,,,,,,330000199003070011,,
	cb_run cb-volunteer check -d .
	want 1
	has err 'volunteer.csv:2:14: error E231'
	lacks 330000199003070011 stderr
}

@test "V8 the public list: surnames of one and two characters, telephone, the customary part of an id" {
	printf 'no,name,id,phone,community\nV1,欧阳娜娜,11010519491231002X,13800138000,西街社区\nV2,张三,,,西街社区\nV3,李四光,,,西街社区\n' >v.csv
	cb-import -q -d city.db volunteer v.csv
	cb_run cb-export volunteer -d city.db --mask=customary --columns name,id,phone
	want 0
	same out 'name,id,phone
欧阳**,110105********002X,138****8000
张*,,
李**,,
'
}

@test "V9 of 9 years accompanied, of 13 with consent, of 5 not taken; who has left is not judged" {
	roster V1,甲一,西街,,,,,,,,,,,,2017-01-01, V2,甲二,西街,,,,,,,,,,,,2013-01-01, V3,甲三,西街,,,,,,,,,,,,2021-01-01, V4,甲四,西街,,,,,,,2026-01-01,,,,,2021-01-01,
	sed -i '1s/$/,consent/; s/^V.*/&,/' volunteer.csv
	served
	checked
	want 1
	same out 'check,level,no,other,detail,rule
年龄,提醒,V1,,需陪同,age-9
年龄,错误,V2,,需监护人同意,age-13
年龄,错误,V3,,不接收,age-5
'
	sed -i '/^V3/d; /^V2/s/$/是/' volunteer.csv
	checked
	want 0
	same out 'check,level,no,other,detail,rule
年龄,提醒,V1,,需陪同,age-9
'
}

@test "one person in two communities, unless one has left; a name alone is a suspect only" {
	roster V1,甲一,西街,,,,,,,,,,13800138000,,, V2,甲一,东街,,,,,,,,,,13800138000,,, V3,乙二,西街,,,,,,,,,,,,, V4,乙二,西街,,,,,,,,,,,,, V5,乙二,东街,,,,,,,,,,,,, V6,甲一,西街,,,,,,,,,,13800138999,,,
	served
	checked
	want 1
	same out 'check,level,no,other,detail,rule
两处在册,错误,V2,V1,西街,
疑似同一人,提醒,V4,V3,西街,
'
	sed -i 's/^V1,甲一,西街,,,,,,,/&2026-08-01/; s/^V4\(.*\)$/V4\1V3/' volunteer.csv
	checked
	want 0
	same out 'check,level,no,other,detail,rule
'
}

@test "services: overlap, day, length, unknown number, outside of the roster's days and of the activity's" {
	people
	sed -i 's/^V1\(.*\)2026-01-01,,/V1\12026-01-01,2026-07-10,/; s/2012-08-16/1999-08-16/' volunteer.csv
	served V1,2026-07-01,09:00,11:00,2,清扫,,, V1,2026-07-01,10:00,12:00,2,巡逻,,, V1,2026-07-12,,,1,清扫,,, \
		V2,2026-07-02,09:00,12:00,3,清扫,0:40,, V9,2026-07-02,,,3,夜巡,,, V3,2026-07-02,,,24,清扫,,, V3,2026-07-03,,,24:01,清扫,,, V1,2025-12-31,,,1,夜巡,,,
	printf 'date,until,community,kind,title\n2026-07-01,2026-07-03,西街社区,大清扫,清扫\n' >activity.csv
	checked --columns check,level,no,date,other,detail,rule
	want 1
	same out 'check,level,no,date,other,detail,rule
无此编号,错误,V9,2026-07-02,,,
重叠,提醒,V1,2026-07-01,./service.csv:2,10:00-12:00 / 09:00-11:00,
一日时长,错误,V3,2026-07-03,,24:01,day-24
时长,错误,V2,2026-07-02,,3:00,
不在册期间,错误,V1,2025-12-31,,,
不在册期间,错误,V1,2026-07-12,,,
活动日期之外,错误,V1,2026-07-12,,,
'
	checked -p 2026-08
	want 0
}

@test "a service that was entered too late is said, unless it is marked so" {
	people
	cb-import -q -d city.db volunteer volunteer.csv
	printf 'volunteer,date,hours,activity,late\nV1,2026-08-07,1,清扫,\nV1,2026-08-08,1,巡逻,\nV1,2026-07-01,1,夜巡,是\n' | cb-import -q -d city.db service -
	cb_run cb-volunteer check -d city.db --columns check,no,activity,detail,rule --where check=补录
	same out 'check,no,activity,detail,rule
补录,V1,清扫,2026-08-15,late-7
'
}

# ---- sheets that come in

# enrolled: a database with two people of one name
enrolled() {
	printf '姓名,电话,身份证号,社区,注册时间\n张三,13800138000,,西街社区,2026-01-01\n张三,13800138001,,西街社区,2026-01-01\n李四,13800138002,,西街社区,2026-01-01\n王五,,330000199003070029,东街社区,2026-01-01\n' >v.csv
	cb-import -q -d city.db volunteer v.csv
}

# stored: number, start, end and hours of the services
stored() {
	cb-export -d city.db service --columns volunteer,start,end,hours --reveal | sed 1d | paste -sd' '
}

@test "a sign-in sheet: names and telephones become numbers, times become hours, over midnight, less travel" {
	enrolled
	printf '西街社区八月签到表\n序号,姓名,电话,日期,签到时间,签退时间,路途,项目\n1,张 三,138 0013 8001,8月1日,9：00,11点半,0:10,清扫\n2,李四,,2026.8.1,23:00,1:00,,清扫\n3,王五,,8月2日,下午2点,16:00,,清扫\n合计,,,,,,,\n' >s.csv
	cb_run cb-import -p 2026-08 -d city.db service s.csv
	want 0
	[ "$(stored)" = 'V00002,09:00,11:30,2:20 V00003,23:00,01:00,2:00 V00004,14:00,16:00,2:00' ]
	cb_run cb-import -v -p 2026-08 -d city.db service s.csv
	want 0
	has err N801
}

@test "days and times that share a cell: as systems export them, from when until when, the next day" {
	printf '编号,项目,签到时间,签退时间\nV1,清扫,2026-08-01 08:00:12,2026-08-01 11:30:00\nV2,清扫,2026-08-01 22:00,2026-08-02 01:00\nV3,清扫,2026年8月1日14:00-16:30,\nV4,清扫,,2026-08-02 01:00\n' >s.csv
	cb_run cb-import service --default hours=1 s.csv
	want 0
	sed -i '/^V4/d' s.csv
	cb_run cb-import service s.csv
	want 0
	[ -z "$err" ]
	answer='volunteer,date,start,end,hours,activity
V1,2026-08-01,08:00,11:30,3:30,清扫
V2,2026-08-01,22:00,01:00,3:00,清扫
V3,2026-08-01,14:00,16:30,2:30,清扫'
	[ "$(cat stdout)" = "$answer" ]
	printf '编号,项目,日期\nV1,清扫,2026-08-01 8:00-11:30\nV2,清扫,8月1日22:00—次日1:00\nV3,清扫,2026.8.1 下午2点至4点半\n' >day.csv
	cb_run cb-import service -p 2026-08 day.csv
	want 0
	[ "$(cat stdout)" = "$answer" ]
	# a blank is filled, what another cell says otherwise is told, and nothing is left of the row before
	printf '编号,项目,日期,签到时间,签退时间\nV1,清扫,,2026-08-01 8:00,次日1:00\nV2,清扫,2026-08-01,2026-08-02 8:00,9:00\nV3,清扫,2026-08-01,8:00-9:00,9:30\nV4,清扫,2026-08-01,8:00,次日9:00\nV5,清扫,2026-08-01,8:00,2026-08-03 7:00\nV6,清扫,,8:00,9:00\n' >bad.csv
	cb_run cb-import service bad.csv
	want 1
	[ "$(sed -n 's/^cb-import: bad.csv:\([0-9:]*\): error \(E[0-9]*\).*/\1 \2/p' stderr | paste -sd' ')" = '3:3 E284 4:5 E284 5:5 E284 6:5 E284 7:3 E201' ]
}

@test "what stands once above a sign-in sheet fills the columns it lacks; a bare 日期 is that of filling in" {
	printf '签到表\n活动名称：清扫　活动时间：2026年8月1日 上午8:30 地点：广场\n编号,时长\nV1,2\n' >s.csv
	cb_run cb-import -v service s.csv
	want 0
	[ "$(cat stdout)" = 'volunteer,date,hours,activity
V1,2026-08-01,2:00,清扫' ]
	[ "$(grep -c 's.csv:2:1: note N804' stderr)" -eq 2 ]
	printf '签到表,,\n活动名称:,清扫,日期:2026.8.1\n编号,时长,\nV1,2,\n' >s.csv
	cb_run cb-import service s.csv
	want 1
	[ "$(grep -c 'error E344 date' stderr)" = "$(grep -c error.E stderr)" ]
	# the rows and --default go before it, and what is no day leaves the column absent
	printf "活动名称:清扫,,\n编号,时长,项目\nV1,2,巡逻\n" >s.csv
	cb_run cb-import service --default date=2026-08-02 s.csv
	want 0
	has out 'V1,2026-08-02,2:00,巡逻'
	printf '活动名称:清扫,活动日期:八月初\n编号,时长\nV1,2\n' >s.csv
	cb_run cb-import service s.csv
	want 1
	has err 'error E344 date'
}

@test "a time that is dropped is told once a column; a bad time does not ask for hours; five in the afternoon is no night" {
	printf '姓名,社区,注册时间\n张三,西街,2026-01-01 14:20:31\n李四,西街,2026-01-02 00:00:00\n王五,西街,2026-01-03 09:00\n' >v.csv
	cb_run cb-import volunteer v.csv
	want 0
	[ "$(cat stdout)" = 'name,community,joined
张三,西街,2026-01-01
李四,西街,2026-01-02
王五,西街,2026-01-03' ]
	[ "$(grep -c 'warning W281 joined: “2026-01-01 14:20:31”' stderr)" = "$(grep -c W281 stderr)" ]
	printf '编号,项目,日期,签到时间,签退时间\nV1,清扫,2026-08-01,0830,9:30\nV2,清扫,2026-08-01,8:30,5:00\nV3,清扫,2026-08-01,20:00,次日8:30\n' >s.csv
	cb_run cb-import service s.csv
	want 1
	has err 's.csv:2:4: error E213 start: “0830”不是时刻;请写成 09:30;是不是“08:30”?'
	has err 's.csv:3:5: warning W283 end: 05:00 早于开始时间 08:30,按次日结束计,共 20:30'
	[ "$(grep -c 's.csv:' stderr)" -eq 2 ]
}

@test "hours that look like hours and minutes are told, unless others cannot be" {
	printf '编号,项目,日期,时长\nV1,清扫,2026-08-01,1.30\nV2,清扫,2026-08-01,2.00\nV3,清扫,2026-08-01,0.30\n' >s.csv
	cb_run cb-import service --today 2026-08-31 s.csv
	want 0
	has err 's.csv:2:4: warning W282 hours: 此栏有 2 个时长,小数只有 .30 一类,按小数读入,第一个读作 1:18;'
	printf 'V4,清扫,2026-08-01,2.5\n' >>s.csv
	cb_run cb-import service --today 2026-08-31 s.csv
	want 0
	[ -z "$err" ]
}

@test "columns that --map gives to one column of text are joined, each behind its label" {
	printf '姓名,社区,备注,学历,从业状况\n张三,西街,组长,本科,\n李四,西街,,大专,退休\n王五,西街,,,\n' >v.csv
	cb_run cb-import volunteer -v --map 学历=note --map 从业状况=note v.csv
	want 0
	[ "$(cat stdout)" = 'name,community,note
张三,西街,组长;学历:本科
李四,西街,学历:大专;从业状况:退休
王五,西街,' ]
	has err 'v.csv:1: note N750 note: 备注、学历、从业状况一并记入“备注”,各写明栏名'
	printf '姓名,社区,备注,说明\n张三,西街,组长,党员\n' >v.csv
	cb_run cb-import volunteer v.csv
	want 1
	has err 'error E304: 表头中“说明”和“备注”都是“备注”一栏'
}

@test "a name that fits two is an error that asks for the number, one that fits nobody as well; nothing is stored" {
	enrolled
	printf '姓名,日期,时长,项目\n张三,2026-08-01,2,清扫\n赵六,2026-08-01,2,清扫\n张三 13800138000,2026-08-02,2,清扫\nV00009,2026-08-02,2,清扫\n' >s.csv
	cb_run cb-import -d city.db service s.csv
	want 1
	has err 's.csv:2:1: error E428 volunteer: “张*”对应 2 名'
	has err 's.csv:3:1: error E427 volunteer: '
	has err 's.csv:5:1: error E427 volunteer: '
	lacks '张三|赵六|13800138000' stderr
	[ -z "$(stored)" ]
	sed -i '2,3d;5d' s.csv
	cb_run cb-import -d city.db service s.csv
	want 0
	[ "$(stored)" = V00001,,,2:00 ]
}

@test "a telephone that is another's fits nobody; travel longer than the service leaves no hours" {
	enrolled
	printf '姓名,联系电话,日期,时长,项目\n李四,13800138001,2026-08-01,2,清扫\n' >s.csv
	cb_run cb-import -d city.db service s.csv
	want 1
	has err 'error E427'
	printf '姓名,日期,签到时间,签退时间,路途,项目\n李四,2026-08-01,9:00,11:00,1:00,清扫\n李四,2026-08-02,9:00,9:30,1:00,清扫\n李四,2026-08-03,9:00,,,清扫\n' >s.csv
	cb_run cb-import -d city.db service s.csv
	want 1
	[ "$(grep -c 'error E201 hours' stderr)" -eq 2 ]
	has err 's.csv:3: error E201'
	has err 's.csv:4: error E201'
}

@test "several volunteers in one cell are a service of each, with 各 or from start to end; else the hours are asked for" {
	printf 'name,phone,community\n张拟山,16012347001,西街社区\n李拟水,16012347002,西街社区\n李拟水,16012347003,东街社区\n王拟木,16012347004,东街社区\n' >v.csv
	cb-import -q -d city.db volunteer v.csv
	printf '姓名,服务日期,时长,项目\n"张拟山、王拟木",2026-08-01,各2小时,清扫\n张拟山、李拟水 16012347003 各1.5小时,2026-08-02,,劝导\n合计,,7小时,\n' >each.csv
	cb_run cb-import -d city.db service each.csv
	want 0
	printf '姓名,服务日期,签到时间,签退时间,项目\n"张拟山\n王拟木",2026-08-03,8:30,10:00,清扫\n' >signed.csv
	cb_run cb-import -d city.db service signed.csv
	want 0
	[ "$(cb-export -d city.db service --columns volunteer,date,hours | sed 1d | sort)" = 'V00001,2026-08-01,2:00
V00001,2026-08-02,1:30
V00001,2026-08-03,1:30
V00003,2026-08-02,1:30
V00004,2026-08-01,2:00
V00004,2026-08-03,1:30' ]
	# each is judged by itself, and nobody is named
	printf '姓名,服务日期,时长,项目\n张拟山、王拟木,2026-08-04,2小时,清扫\n张拟山、李拟水,2026-08-05,各2小时,清扫\n张拟山、赵无名,2026-08-06,各2小时,清扫\n' >bad.csv
	cb_run cb-import -d city.db service bad.csv
	want 1
	has err 'bad.csv:2:1: error E456'
	has err 'bad.csv:3:1: error E428'
	has err 'bad.csv:4:1: error E427'
	lacks '拟|无名' stderr
	[ "$(cb-export -d city.db service | wc -l)" = 7 ]
}

@test "without a roster, or without a database, a service is kept as the sheet has it" {
	printf '姓名,电话,日期,签到时间,签退时间,项目\n张三,13800138000,2026-08-01,9:00,11:00,清扫\n' >s.csv
	cb_run cb-import service s.csv
	want 0
	has out '张三,2026-08-01,09:00,11:00,2:00,清扫'
}

@test "a roster that is sent again without numbers is the same people" {
	enrolled
	sed -i 's/$/,/; 1s/,$/,备注/; s/^李四.*/李四,13800138002,,西街社区,2026-02-01,组长/' v.csv
	cb_run cb-import -d city.db volunteer v.csv
	want 0
	[ "$(cb-export -d city.db volunteer --columns no,joined,note | paste -sd' ')" = 'no,joined,note V00001,2026-01-01, V00002,2026-01-01, V00003,2026-02-01,组长 V00004,2026-01-01,' ]
}

@test "one person in two communities is refused with both places, unless one has left" {
	enrolled
	printf '姓名,电话,身份证号,社区\n李四,13800138002,,南街社区\n王五二,,330000199003070029,南街社区\n' >w.csv
	cb_run cb-import -d city.db volunteer w.csv
	want 1
	has err 'w.csv:2: error E429 name: 同一人重复在册:此处在南街社区,另有 V00003 在西街社区(city.db:volunteer:4)'
	has err 'w.csv:3: error E429 name: 同一人重复在册:此处在南街社区,另有 V00004 在东街社区(city.db:volunteer:5)'
	[ "$(sqlite3 city.db 'SELECT count(*) FROM volunteer')" -eq 4 ]
	printf 'no,姓名,社区,退出日期\nV00003,李四,西街社区,2026-08-01\nV00004,王五,东街社区,2026-08-01\n' | cb-import -q -d city.db volunteer -
	cb_run cb-import -d city.db volunteer w.csv
	want 0
	[ "$(sqlite3 city.db 'SELECT count(*) FROM volunteer')" -eq 6 ]
}

@test "the same person twice in one run is refused, in one file or in two" {
	printf '姓名,电话,社区\n赵六,13800138009,南街社区\n' >a.csv
	printf '姓名,电话,社区\n赵六,13800138009,西街社区\n' >b.csv
	cb_run cb-import -d city.db volunteer a.csv b.csv
	want 1
	has err 'b.csv:2: error E429'
	has err 'a.csv:2)'
}

# ---- entries

@test "log enters one service by number or by a name that fits one person; the log of batches has no name" {
	enrolled
	ask log V00001 -d city.db --hours 2:30 --activity 清扫
	ask log 李四 -d city.db --date 2026-08-01 --start 9:00 --end 11:00 --travel 0:30 --activity 清扫
	[ "$(cb-export -d city.db service --columns volunteer,date,hours --reveal | sed 1d | paste -sd' ')" = 'V00001,2026-08-15,2:30 V00003,2026-08-01,1:30' ]
	cb_run cb-volunteer log 张三 -d city.db --hours 2 --activity 清扫
	want 1
	has err '“张*”对应 2 名'
	cb_run cb-volunteer log V00001 -d city.db --hours 2
	want 1
	ask log V00002 -n -d city.db --hours 2 --activity 清扫
	[ "$(sqlite3 city.db 'SELECT count(*) FROM service')" -eq 2 ]
	cb-export -d city.db batch >batches
	lacks 张三 batches
	lacks 李四 batches
	cb_run cb-export -d city.db --verify
	want 0
}

@test "approve and decline change the state of a batch, or of what --where chooses, in one batch; hours follow" {
	enrolled
	printf 'volunteer,date,hours,activity\nV00001,2026-08-01,1,清扫\nV00001,2026-08-02,2,清扫\nV00003,2026-08-02,4,夜巡\n' | cb-import -q -d city.db service -
	ask decline 3 -d city.db
	same out 'state,records
未通过,3
'
	ask hours -d city.db --columns hours
	same out 'hours
'
	ask approve -d city.db --where activity=清扫
	same out 'state,records
已审核,2
'
	ask hours -d city.db --columns hours
	same out 'hours
3:00
'
	[ "$(sqlite3 city.db "SELECT what, rows FROM batch ORDER BY id DESC LIMIT 1")" = 'cb-volunteer approve --where activity=清扫|2' ]
	cb-import -q undo -d city.db "$(sqlite3 city.db 'SELECT max(id) FROM batch')"
	ask hours -d city.db --columns hours
	same out 'hours
'
	for words in approve 'approve x' 'approve 3 4' 'approve --where 姓名=张三'; do
		# shellcheck disable=SC2086
		cb_run cb-volunteer $words -d city.db
		want 2
	done
	cb_run cb-volunteer approve 99 -d city.db
	want 1
	has err 'error E431'
	cb_run cb-volunteer approve -n -d city.db --where activity=夜巡
	want 0
	[ "$(sqlite3 city.db "SELECT count(*) FROM v_service WHERE state = '未通过'")" -eq 3 ]
}

@test "leave, transfer and merge keep number, name and history" {
	enrolled
	printf 'volunteer,date,start,end,activity\nV00001,2026-08-01,9:00,11:00,清扫\nV00002,2026-08-01,10:00,12:00,夜巡\n' | cb-import -q -d city.db service -
	ask leave V00003 -d city.db --date 2026-08-10
	ask transfer V00004 南街社区 -d city.db
	ask merge V00001 V00002 -d city.db
	[ "$(cb-export -d city.db volunteer --columns no,community,left,merged_into | sed 1d | paste -sd' ')" = \
		'V00001,西街社区,,V00002 V00002,西街社区,, V00003,西街社区,2026-08-10, V00004,南街社区,,' ]
	[ "$(cb-export -d city.db volunteer --reveal --columns no,phone,id,joined | sed -n '2p;5p' | paste -sd' ')" = \
		'V00001,13800138000,,2026-01-01 V00004,,330000199003070029,2026-01-01' ]
	ask hours -d city.db --by volunteer --columns volunteer,hours
	same out 'volunteer,hours
V00002,3:00
'
	cb_run cb-volunteer merge V00002 V00001 -d city.db
	want 1
	has err 'error E430'
	cb_run cb-volunteer merge V00003 V00003 -d city.db
	want 1
	for words in 'leave V9' 'transfer V9 西街' 'merge V9 V00001' 'merge V00001 V9'; do
		# shellcheck disable=SC2086
		cb_run cb-volunteer $words -d city.db
		want 1
		has err 'error E427 volunteer: 花名册中没有“V9”'
	done
	cb_run cb-volunteer leave -d city.db
	want 2
	cb_run cb-volunteer transfer V00001 -d city.db
	want 2
	cb_run cb-volunteer leave V00001 V00002 -d city.db
	want 2
	cb_run cb-volunteer leave V00001
	want 2
}

@test "two identity numbers are not merged by any way in; where they are one, the right number and merged_into are one row" {
	local head='编号,姓名,身份证号,社区,并入编号' right=330000199003070029 wrong=330000199003070045
	printf '%s\n' "$head" "V1,张三,$right,西街," "V2,张三,$wrong,西街," V3,张三,,西街, >r.csv
	cb-import -q -d city.db volunteer r.csv
	printf '%s\n' "$head" "V2,张三,$wrong,西街,V1" >m.csv
	printf '编号,姓名,社区,并入编号\nV2,张三,西街,V1\n' >plain.csv
	for words in 'cb-volunteer merge V2 V1' 'cb-import volunteer m.csv' 'cb-import volunteer plain.csv'; do
		# shellcheck disable=SC2086
		cb_run $words -q -d city.db
		want 1
		has err 'error E468 merged_into: V2 和 V1'
		lacks '3300|0029|0045' stderr
	done
	ask merge V3 V2 -d city.db
	cb_run cb-volunteer merge V2 V1 -d city.db
	want 1
	# what stood there before does not stop the next import
	sed -i "s/V2,张三,$wrong/V2,张三,$right/" m.csv
	cb-import -q -d city.db volunteer m.csv
	cb-import -q -d city.db volunteer m.csv --again
	[ "$(cb-export -d city.db volunteer --columns no,merged_into | sed 1d | paste -sd' ')" = 'V1, V2,V1 V3,V2' ]
}

# ---- teams, skills

@test "teams: members of the day, hours of the period, idle since the months of the rule" {
	people
	sed -i 's/^V3\(.*\)科普,,/V3\1科普,巡逻队,/' volunteer.csv
	services
	ask teams -d . -p 2026-07
	same out 'team,members,times,hours,last,idle,rule
巡逻队,1,0,0:00,,是,idle-6
红马甲,2,3,5:20,2026-07-02,否,idle-6
'
	ask teams -d . --today 2027-01-02 --columns team,idle
	same out 'team,idle
巡逻队,否
红马甲,否
'
	ask teams -d . --today 2027-01-03 --columns team,idle
	same out 'team,idle
巡逻队,否
红马甲,是
'
	grep -v volunteer.idle "$CB_TREE/share/rules/rules.csv" >rules.csv
	cb_run cb-volunteer teams -d . --rules rules.csv
	want 2
	has err volunteer.idle
}

@test "find: who has the skill and has not left, telephone masked; --where chooses the community" {
	printf 'no,name,phone,community,left,skills\nV1,张三,13800138000,西街社区,,法律咨询;英语\nV2,李四,13800138001,东街社区,,心理\nV3,王五,13800138002,西街社区,2026-01-01,法律\nV4,赵六,13800138003,西街社区,,理发\n' >volunteer.csv
	ask find --skill 法律 volunteer.csv
	same out 'no,name,phone,community,team,skills
V1,张*,138****8000,西街社区,,法律咨询;英语
'
	ask find -d . --where community=西街社区 --columns no
	same out 'no
V1
V4
'
	ask find -d . --community 西街 --skill 英语 --columns no
	same out 'no
V1
'
	cb-import -q -d city.db volunteer volunteer.csv
	ask find -d city.db --skill 理发 --reveal --columns name,phone
	same out 'name,phone
赵六,13800138003
'
	cb-export -d city.db --where 'what=cb-volunteer --reveal find' batch --columns rows >batches
	[ "$(sed -n 2p batches)" = 1 ]
}

# ---- certificates

# served_in: a database where V00001 served three hours in August
served_in() {
	enrolled
	printf 'volunteer,date,start,end,activity\nV00001,2026-08-01,9:00,11:00,清扫\nV00001,2026-08-01,10:00,12:00,夜巡\nV00001,2026-07-31,9:00,11:00,义诊\n' | cb-import -q -d city.db service -
}

certify() {
	cb_run cb-volunteer certificate V00001 -d city.db -p 2026-08 --issuer 清和街道 "$@"
}

@test "a certificate has the four groups, hours once, a serial without a gap and a code that anyone can compute" {
	served_in
	certify --head 甲乙 --handler 丙丁 --contact 0755-12345678 --note 仅供评优
	want 0
	code=$(printf '2026-0001\nV00001\n2026-08\n3:00\n2026-08-15\n清和街道\n' | sha256sum | cut -c1-16)
	same out "group,item,content
志愿者,姓名,张*
志愿者,编号,V00001
志愿者,社区,西街社区
服务情况,期间,2026-08
服务情况,时长,3:00
服务情况,次数,2
服务情况,内容,清扫、夜巡
出具单位,名称,清和街道
出具单位,负责人,甲乙
出具单位,经办人,丙丁
出具单位,联系方式,0755-12345678
证书,证书号,2026-0001
证书,日期,2026-08-15
证书,校验码,$code
证书,备注,仅供评优
"
	certify -n
	has out '证书号,2026-0002'
	certify
	has out '证书号,2026-0002'
	certify --today 2027-01-05
	has out '证书号,2027-0001'
	[ "$(sqlite3 city.db 'SELECT group_concat(serial) FROM (SELECT serial FROM certificate ORDER BY rowid)')" = 2026-0001,2026-0002,2027-0001 ]
	cb_run cb-export -d city.db --verify
	want 0
}

@test "the name in full only with --reveal, which the log has; docx and html" {
	served_in
	certify --reveal -o c.docx
	want 0
	unzip -p c.docx word/document.xml >c.xml
	grep -q 张三 c.xml
	grep -q 2026-0001 c.xml
	[ "$(stat -c %a c.docx)" = 600 ]
	certify -o c.html
	lacks 张三 c.html
	# a template of the office's own; where it is wrong nothing is registered
	printf '{{#issued}}\n# 证明\n\n{{name}}：{{hours}}\n{{/issued}}\n' >own.md
	certify --template own.md --format md
	same out $'# 证明\n\n张\\*：3小时\n'
	printf '{{#issued}}\n# 证明\n\n{{hour}}\n{{/issued}}\n' >own.md
	certify --template own.md --format md
	want 2
	has err 'own.md:4'
	[ "$(sqlite3 city.db 'SELECT count(*) FROM certificate')" -eq 3 ]
	cb_run cb-report certificate -d city.db -p 2026-08
	want 1
	has err 'error E590'
	cb-export -d city.db batch >batches
	grep -q 'cb-volunteer certificate --reveal volunteer=V00001' batches
	lacks 张三 batches
}

@test "the serial of a certificate whose batch was undone is never given to another" {
	served_in
	certify
	want 0
	certify
	has out '证书号,2026-0002'
	cb-import undo "$(sqlite3 city.db 'SELECT max(id) FROM batch')" -d city.db
	[ "$(sqlite3 city.db 'SELECT count(*) FROM certificate')" -eq 1 ]
	certify
	has out '证书号,2026-0003'
	[ "$(sqlite3 city.db 'SELECT group_concat(serial) FROM (SELECT serial FROM certificate ORDER BY rowid)')" = 2026-0001,2026-0003 ]
}

@test "where the paper cannot be written there is no certificate, and no gap" {
	served_in
	certify -o /nowhere/c.html
	[ "$status" -ne 0 ]
	[ "$(sqlite3 city.db 'SELECT count(*) FROM certificate')" -eq 0 ]
	certify
	has out '证书号,2026-0001'
}

@test "no certificate of nothing, of no period or several, of nobody, or by no one" {
	served_in
	certify -p 2026-06
	want 1
	has err 'error E432'
	certify -p 2026-07..2026-08
	want 2
	has err 'error E674'
	cb_run cb-volunteer certificate V00001 -d city.db --issuer 清和街道
	want 2
	cb_run cb-volunteer certificate V00001 -d city.db -p 2026-08
	want 2
	has err --issuer
	cb_run cb-volunteer certificate 张三 -d city.db -p 2026-08 --issuer 清和街道
	want 1
	has err 'error E428'
	[ "$(sqlite3 city.db 'SELECT count(*) FROM certificate')" -eq 0 ]
}

@test "verify: genuine, of another code, revoked, changed in the database, never issued" {
	served_in
	certify
	code=$(sed -n 's/证书,校验码,//p' stdout)
	ask verify "2026-0001:$code" -d city.db
	same out 'serial,result,volunteer,period,hours,date,issuer
2026-0001,真实有效,V00001,2026-08,3:00,2026-08-15,清和街道
'
	ask verify 2026-0001 -d city.db
	cb_run cb-volunteer verify 2026-0001:0000000000000000 -d city.db
	want 1
	same out 'serial,result,volunteer,period,hours,date,issuer
2026-0001,校验码不符,,,,,
'
	cb_run cb-volunteer verify 2026-0002 -d city.db
	want 1
	has out '2026-0002,没有此证书,'
	cp city.db other.db
	sqlite3 other.db 'UPDATE certificate SET hours_minutes = 6000'
	cb_run cb-volunteer verify "2026-0001:$code" -d other.db
	want 1
	has out '2026-0001,记录有改动,'
	ask revoke 2026-0001 -d city.db --reason 时长有误
	cb_run cb-volunteer verify "2026-0001:$code" -d city.db
	want 1
	has out '2026-0001,已撤销,V00001'
	cb_run cb-volunteer revoke 2026-0001 -d city.db --reason 又一次
	want 1
	has err 'error E433'
	cb_run cb-volunteer revoke 2026-0009 -d city.db --reason 没有
	want 1
	cb_run cb-volunteer revoke 2026-0001 -d city.db
	want 2
	certify
	has out '证书号,2026-0002'
}

# few: two who are registered, one who has left; hours before our records, and a service
few() {
	printf '%s\n' 姓名,证件类型,证件号码,性别,政治面貌,手机,所属社区,注册时间,累计服务时长,时长截至,退出日期 \
		张拟山,居民身份证,110105194912310038,男,中共党员,16012347001,西街社区,2026-01-05,99:00,2026-06-30, \
		李拟水,,,女,群众,16012347002,西街社区,2026-02-01,,, 王拟木,,,男,,16012347004,东街社区,2026-02-01,,,2026-07-31 >v.csv
	cb-import -q -d city.db volunteer v.csv
	printf 'volunteer,date,hours,activity\nV00001,2026-07-01,2,清扫\nV00002,2026-06-01,3,清扫\n' >s.csv
	cb-import -q -d city.db service s.csv
}

@test "export --platform has the labels and words of platforms, masked without --reveal; a platform's reader reads it back" {
	few
	cb_run cb-volunteer export --platform -d city.db
	want 0
	same out '姓名,证件类型,证件号码,性别,出生日期,政治面貌,联系电话,所属社区,服务类别,注册时间,累计服务时长
张**,居民身份证,****,男,,中共党员,160****7001,西街社区,,2026-01-05,101:00
李**,,,女,,群众,160****7002,西街社区,,2026-02-01,3:00
'
	cb_run cb-volunteer export -d city.db
	want 2
	cb-volunteer export --platform -d city.db --reveal -o p.csv
	[ "$(stat -c %a p.csv)" = 600 ]
	cb-import -q -d other.db volunteer p.csv
	[ "$(cb-export -d other.db volunteer --reveal --columns name,id,phone,party_member,joined,hours_before | sed 1d)" = \
		'张拟山,110105194912310038,16012347001,是,2026-01-05,101:00
李拟水,,16012347002,否,2026-02-01,3:00' ]
	cb_run cb-volunteer export --platform v.csv
	want 0
	[ "$(wc -l <stdout)" = 3 ]
}

@test "cards: a document for each registered volunteer, named by number; the name in full only with --reveal, logged" {
	few
	cb_run cb-volunteer cards -d city.db -o k
	want 0
	[ "$(ls k | paste -sd' ')" = 'V00001.docx V00002.docx' ]
	unzip -p k/V00001.docx word/document.xml >text
	grep -q 101:00 text
	grep -q 一星志愿者 text
	lacks 拟山 text
	cb-volunteer cards -d city.db -o open --reveal --where no=V00001 --format html
	[ "$(ls open)" = V00001.html ]
	grep -q 张拟山 open/V00001.html
	[ "$(stat -c %a open/V00001.html)" = 600 ]
	cb-import log -d city.db | grep -q 'cb-volunteer --reveal cards'
	cb_run cb-volunteer cards -d city.db
	want 2
	cb_run cb-volunteer cards -d city.db -o x --columns name
	want 2
}

@test "disclosure: the certificates of the week that ends today, or of -p, issued and revoked, masked" {
	few
	cb-volunteer certificate -q V00001 -d city.db -p 2026-07 --issuer 清和街道 --today 2026-08-08 >/dev/null
	cb-volunteer certificate -q V00002 -d city.db -p 2026-06 --issuer 清和街道 --today 2026-08-09 >/dev/null
	cb-volunteer revoke -q 2026-0001 -d city.db --reason 时长有误 --today 2026-08-15 >/dev/null
	cb_run cb-volunteer disclosure -d city.db --columns serial,action,no,name,hours,date
	want 0
	same out 'serial,action,no,name,hours,date
2026-0001,撤销,V00001,张**,2:00,2026-08-15
2026-0002,开具,V00002,李**,3:00,2026-08-09
'
	[ "$(cb-volunteer disclosure -d city.db -p 2026-08 | wc -l)" = 4 ]
	cb_run cb-volunteer disclosure -d city.db -p 2026-09
	[ "$(wc -l <stdout)" = 1 ]
}

@test "labels that are roles have names beneath, each with the telephone beside it; the building goes into the note" {
	printf '%s\n' 社区,小区,楼栋,楼栋长,联系电话,性别,备注 西街,怡园,1号楼,许昌,15500000001,女,党小组长 西街,怡园,2号楼,吕梁,,男, >one.csv
	cb_run cb-import volunteer one.csv
	want 0
	same out 'name,phone,sex,community,estate,role,note
许昌,15500000001,女,西街,怡园,楼栋长,楼栋:1号楼;党小组长
吕梁,,男,西街,怡园,楼栋长,楼栋:2号楼
'
	printf '%s\n' 社区,小区,楼栋长,联系电话,网格员,联系电话 西街,怡园,许昌,15500000001,何敏,15500000002 西街,梅苑,,,云飞, >two.csv
	cb_run cb-import volunteer two.csv
	want 0
	same out 'name,phone,community,estate,role
许昌,15500000001,西街,怡园,楼栋长
何敏,15500000002,西街,怡园,网格员
云飞,,西街,梅苑,网格员
'
	printf '%s\n' 社区,楼栋长,楼长电话,网格员,联系电话 西街,许昌,,何敏,15500000002 >whose.csv
	cb_run cb-import volunteer whose.csv
	want 1
	has err 'whose.csv:1:2: error E302: 没有“楼栋长”这一栏'
	printf '%s\n' 社区,楼栋长,楼栋长电话,网格员,网格员电话 西街,许昌,12,何敏,15500000002 >bad.csv
	cb_run cb-import volunteer bad.csv
	want 1
	has err 'bad.csv:2:3: error'
	cb-import -q -d r.db volunteer two.csv
	[ "$(cb-export -d r.db volunteer --columns estate,role | sed 1d | sort)" = '怡园,楼栋长
怡园,网格员
梅苑,网格员' ]
}

@test "a number of another document than the identity card is left out and told without it; the rest is checked" {
	printf '%s\n' 姓名,证件类型,证件号码,社区,政治面貌 张三,护照,E00000000,西街,民盟 李四光,港澳居民来往内地通行证,H00000000,西街,群众 >other.csv
	cb_run cb-import volunteer other.csv
	want 0
	same out 'name,id,id_type,community,party_member
张三,,护照,西街,否
李四光,,其他,西街,否
'
	has err 'other.csv:2:3: warning W361 id: 证件类型是“护照”'
	[ "$(grep -c W361 stderr)" -eq 1 ]
	lacks 'E0000' stderr
	printf '%s\n' 姓名,证件类型,证件号码,社区 张三,居民身份证,E00000000,西街 >card.csv
	cb_run cb-import volunteer card.csv
	want 1
	has err 'card.csv:2:3: error E230 id'
}
