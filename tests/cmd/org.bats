#!/usr/bin/env bats
# cb-org: who is who on a day, who is linked to whom, what is missing, what communities have beside what they should.
load helper

# rules ROW...: a rule file of these rows alone
rules() {
	printf '%s\n' rule,what,scope,key,at_least,at_most,value,measure,basis,note,since,until "$@" >rules.csv
}

# street: a folder of two communities, a street office of three leaders, units, links and estates; all invented
street() {
	mkdir -p city
	printf '%s\n' name,street,code,kind,secretary,director,households,office_m2,notice_boards,staff \
		西街社区,清和街道,330102001001,老城,,,2000,300.0,1,8 东街社区,清和街道,330102001002,企业,钱一,孙二,1000,80,0,4 >city/community.csv
	printf '%s\n' name,level,contact,phone 清和街道,街道,周文,13800138001 市交通局,市直,吴武,13800138002 市图书馆,市直,, >city/unit.csv
	printf '%s\n' body,post,person,since,until,leader,phone 清和街道,书记,赵大,2025-01-01,,是,13800138003 \
		清和街道,主任,钱中,2025-01-01,,是,13800138004 清和街道,宣传委员,孙小,2025-01-01,,是, \
		西街社区,书记,李明,2024-01-01,2026-03-31,, 西街社区,书记,王亮,2026-04-01,,,13800138005 \
		西街社区,主任,陈清,2024-01-01,2026-08-31,, >city/post.csv
	printf '%s\n' kind,party,community,estate,since,until,area 领导联系,赵大,西街社区,,2026-01-01,, 领导联系,钱中,东街社区,,2026-01-01,, \
		牵头,市交通局,西街社区,,2026-01-01,, 牵头,市交通局,东街社区,,2026-01-01,, 共驻共建协议,市图书馆,西街社区,,2025-07-01,2026-06-30, \
		责任区,市图书馆,西街社区,西街小区,2026-01-01,2026-09-10,南巷 >city/link.csv
	printf '%s\n' community,name,buildings,households 西街社区,西街小区,10,300 >city/estate.csv
}

# database: the same in a database
database() {
	local register
	street
	for register in community unit post link estate; do
		cb-import -q -d city.db "$register" "city/$register.csv"
	done
}

# ask WHAT...: the answer, which must come without a word
ask() {
	cb_run cb-org "$@"
	want 0
	[ -z "$err" ]
}

# of CHECK WHAT...: $lines are the findings of that check, without level and remedy
of() {
	lines=$(cb-org check "${@:2}" --columns check,subject,other,detail,rule | grep "^$1," | cut -d, -f2-; printf x)
	lines=${lines%x}
}

# ---- files, folder, database

@test "the answers are the same to the byte from files, a folder and a database, and on stdin" {
	local verb
	database
	for verb in "list community" "list estate" "list unit" "list post" "list link" posts links check cover compare standards matrix phones "show 西街"; do
		# shellcheck disable=SC2086
		cb-org -d city $verb >folder 2>folder.err || true
		# shellcheck disable=SC2086
		cb-org -d city.db $verb >base 2>base.err || true
		[ "$(wc -l <folder)" -gt 1 ] || { echo "$verb says nothing" && return 1; }
		cmp folder base
		cmp folder.err base.err
	done
	cb-org -d city.db links >base
	ask links city/link.csv
	cmp base stdout
	cb-export -d city.db link -o link.xlsx
	ask links link.xlsx
	cmp base stdout
	cb-org -d city.db posts >base
	cb_run sh -c 'cb-org posts -d city - <city/post.csv'
	cmp base stdout
}

@test "each question is answered of its first register alone, without a database, on stdin" {
	local verb file
	street
	printf 'period,subject,name,value\n2026,西街社区,党支部,1\n' >city/metric.csv
	printf 'enterprise,community,households\n甲公司,西街社区,20\n' >city/unmanaged.csv
	while read -r file verb; do
		# shellcheck disable=SC2086
		cb_run cb-org $verb <"city/$file.csv"
		want 0
		[ -z "$err" ]
		[ "$(wc -l <stdout)" -gt 1 ] || { echo "$verb says nothing" && return 1; }
	done <<-'END'
		community list community
		estate list estate
		unit list unit
		post posts
		link links
		link cover
		link matrix
		community standards
		community compare
		metric figures
		unmanaged unmanaged
		unmanaged list unmanaged
		post phones
	END
}

# ---- lists

@test "posts are those of the day; who is wanted by org.post and is not there is a row without a person" {
	street
	ask posts -d city --today 2026-03-31 --where body=西街社区
	same out 'body,post,person,since,until,leader,rule
西街社区,主任,陈清,2024-01-01,2026-08-31,,
西街社区,书记,李明,2024-01-01,2026-03-31,,
'
	ask posts -d city --today 2026-09-01 --where body=西街
	same out 'body,post,person,since,until,leader,rule
西街社区,书记,王亮,2026-04-01,,,
西街社区,主任,,,,,post-director
'
	[ "$(cb-org posts -d city --state all | wc -l)" = $(($(cb-org posts -d city | wc -l) + 1)) ]
}

@test "a post goes by the labels of register community, and one person may hold two; a month is its first or last day" {
	street
	printf '%s\n' 社区,姓名,职务,任职时间,离任时间 西街社区,李明,党委书记兼居委会主任,2024年3月,2026.3 \
		东街社区,王亮,社区书记、主任,2025.12,至今 >city/post.csv
	rules post-1,org.post,社区,书记,1,1,,,,,, post-2,org.post,社区,主任,1,1,,,,,,
	cb_run cb-org posts -d city --rules rules.csv --today 2026-03-31
	same out 'body,post,person,since,until,leader,rule
东街社区,社区书记、主任,王亮,2025-12-01,,,
西街社区,党委书记兼居委会主任,李明,2024-03-01,2026-03-31,,
'
	has err 'post.csv:2:4: warning W286 since: “2024年3月”没有写日,按 2024-03-01 记'
	has err 'post.csv:2:5: warning W286 until: “2026.3”没有写日,按 2026-03-31 记'
	of 职务 -q -d city --rules rules.csv --today 2026-03-31
	[ "$lines" = '' ]
	of 职务 -q -d city --rules rules.csv --today 2026-04-01
	[ "$lines" = '西街社区,主任,0,post-2
西街社区,书记,0,post-1
' ]
	sed -i 's/2025.12/2025.1/' city/post.csv
	cb_run cb-org posts -d city
	want 1
	has err 'post.csv:3:4: error E210 since: “2025.1”不是日期'
}

@test "links say how long they hold; --by counts them" {
	street
	ask links -d city --where party=市图书馆
	same out 'kind,party,community,estate,since,until,area,state,days
责任区,市图书馆,西街社区,西街小区,2026-01-01,2026-09-10,南巷,将到期,26
'
	ask links -d city --where party=市图书馆 --state all --columns kind,state
	same out 'kind,state
共驻共建协议,已到期
责任区,将到期
'
	ask links -d city --by kind
	same out 'kind,records
领导联系,2
牵头,2
责任区,1
'
	ask list unit -d city --columns unit,communities,linked
	same out 'unit,communities,linked
市交通局,2,东街社区、西街社区
市图书馆,1,西街社区
清和街道,0,
'
}

@test "telephones are masked, asked by or shown with --reveal only, which is logged" {
	database
	ask phones -d city.db --where body=清和街道
	same out 'body,post,person,phone
清和街道,主任,钱中,138****8004
清和街道,书记,赵大,138****8003
清和街道,宣传委员,孙小,
清和街道,联系人,周文,138****8001
'
	cb_run cb-org phones -d city.db --where phone=13800138003
	want 2
	same out ''
	ask phones -d city.db --reveal --where phone=13800138003
	has out 13800138003
	[[ "$(cb-import log -d city.db | tail -1)" == *"cb-org --reveal phones"* ]]
	cb-org show -d city.db 清和街道 | lacks 138 -
}

@test "show has all of one community, by any of its names; an unknown one names the nearest" {
	street
	printf 'contest,period,entity,rank,score,published\nmonth,2026-06,西街社区,2,80,2026-07-01\nmonth,2026-07,西街社区,1,90,2026-08-01\n' >city/standing.csv
	ask show -d city 西街
	has out '联系名单,责任区,'
	has out '小区名册,西街小区,'
	has out '社区名册,书记,王亮'
	has out '名次,名次,1'
	ask show -d city 赵大 --lang en
	same out 'section,item,value
Posts and who holds them,清和街道,"post 书记,since 2025-01-01,leader 是"
"Leaders, units and their communities",领导联系,"community 西街社区,since 2026-01-01,state 有效"
'
	cb_run cb-org show -d city 西街 --format=table
	[ "${out%%$'\n'*}" = 西街社区一览 ]
	mkdir one
	printf 'name,secretary,director\n南街社区,李明,李明\n' >one/community.csv
	ask show -d one 南街
	has out '任职名单,牵头单位,"姓名 空缺,规则 post-lead"'
	cb_run cb-org show -d city 西接
	want 2
	same out ''
	has err '是不是“西街社区”'
}

# ---- standards and claims

@test "O1 of 9 communities 2 have 300 square metres, the least 40; 300.0 passes; 80 is a set of its own" {
	printf '%s\n' name,office_m2 一,300.0 二,420 三,40 四,80 五,79.9 六,200 七,150 八,90 九,60 >c.csv
	ask standards c.csv --columns rule,set,communities,reached,rate,least,least_of,lacking
	same out 'rule,set,communities,reached,rate,least,least_of,lacking
boards-1,,0,0,,,,
office-80,基本达标,9,6,66.67,40,三,60.1
office-300,,9,2,22.22,40,三,1400.1
'
}

@test "O2 5800 square metres of 13 are no mean of 450; 63 staff of 13 are 5, rounded" {
	awk 'BEGIN { print "name,office_m2,staff"; for (i = 1; i <= 13; i++) printf "第%d,%d,%d\n", i, (i > 1 ? 440 : 520), (i > 11 ? 4 : 5) }' >c.csv
	rules mean,org.claim,,community.office_m2,450,,平均,,,,, staff,org.claim,,community.staff,5,,平均,,,,, all,org.claim,,community.office_m2,5800,5800,合计,,,,,
	ask claims c.csv --rules rules.csv
	same out 'rule,scope,of,what,claimed,found,difference,result
staff,,社区.工作人员,平均,5,4.85,0.15,四舍五入相符
mean,,社区.办公用房面积,平均,450,446.15,3.85,不符
all,,社区.办公用房面积,合计,5800,5800,0,相符
'
	of 所称 c.csv --rules rules.csv
	same lines '社区.办公用房面积,,3.85,mean
'
}

@test "O3 980 households claimed, 848 listed: 132 are lacking, 3 of 6 enterprises; marks stay" {
	printf '%s\n' enterprise,community,households 甲公司,樵湖二路,248 乙公司,樵湖二路,400 丙公司,清波,200 >u.csv
	rules q,org.claim,清波,unmanaged.households,200,200,合计,,,,, h,org.claim,,unmanaged.households,980,980,合计,,,,, n,org.claim,,unmanaged.enterprise,6,6,个数,,,,,
	ask claims unmanaged u.csv --rules rules.csv
	same out 'rule,scope,of,what,claimed,found,difference,result
n,,未纳入管理.企业,个数,6,3,3,不符
q,清波,未纳入管理.户数,合计,200,200,0,相符
h,,未纳入管理.户数,合计,980,848,132,不符
'
	ask unmanaged u.csv --by community
	same out 'community,entries,households,residents
樵湖二路,2,648,
清波,1,200,
'
	sed -i 's/,400/,400+/' u.csv
	ask claims unmanaged u.csv --rules rules.csv --where rule=h --columns found,difference
	same out 'found,difference
848+,132-
'
	sed -i 's/,200/,200-/' u.csv
	ask claims unmanaged u.csv --rules rules.csv --where rule=h --columns found,difference
	same out 'found,difference
~848,~132
'
}

@test "O6 30 square metres for each hundred households: 21400 want 6420, and 620 are lacking" {
	printf '%s\n' name,households,office_m2 西街,20000,5800 东街,1400,0 >c.csv
	rules per-100,org.standard,,office_m2/households,0.3,,,,,,,
	ask standards c.csv --rules rules.csv --columns key,total,mean,needed,lacking
	same out 'key,total,mean,needed,lacking
办公用房面积/户数,5800,0.27,6420,620
'
	sed -i 's/,1400/,1400+/' c.csv
	ask standards c.csv --rules rules.csv --columns needed,lacking
	same out 'needed,lacking
6420+,620+
'
	of 标准 c.csv --rules rules.csv
	same lines '东街,办公用房面积/户数,0,per-100
西街,办公用房面积/户数,0.29,per-100
'
}

@test "kinds of communities stand side by side" {
	street
	printf 'date,community,flow,amount\n2026-07-01,西街社区,收入,100\n' >city/fund.csv
	ask compare -d city
	same out 'kind,communities,households,residents,office_m2,staff,received,office_mean,office_per_100,staff_mean,received_mean
企业,1,1000,,80,4,,80,8,4,
老城,1,2000,,300,8,100.00,300,15,8,100.00
'
	ask compare -d city --by street --columns street,communities,office_mean
	same out 'street,communities,office_mean
清和街道,2,190
'
}

# ---- check

@test "O4 names that look alike are told, unless one is an alias; numbered ones are not" {
	printf '%s\n' name 樵湖社区 樵湖二路社区 清波 清波路 第1 第10 >c.csv
	of 疑似同一社区 c.csv
	same lines '樵湖社区,樵湖二路社区,,
清波,清波路,,
'
	mkdir city
	printf 'name\n清波\n' >city/community.csv
	printf 'of,alias,name\n社区,清波路,清波\n' >city/alias.csv
	of 疑似同一社区 -d city
	same lines ''
}

@test "O5 a leader without a community, and a secretary who is not linked to the hardest, are both told" {
	street
	printf 'contest,period,entity,rank,published\nmonth,2026-06,西街社区,2,2026-07-01\nmonth,2026-07,西街社区,1,2026-08-01\nmonth,2026-07,东街社区,2,2026-08-01\n' >city/standing.csv
	of 联系数 -d city
	same lines '孙小,,0,link-leader
'
	sed -i 's/宣传委员,孙小,2025-01-01,,是,/宣传委员,孙小,2025-01-01,,否,/' city/post.csv # of the office, and no leader
	of 联系数 -d city
	same lines ''
	of 最难社区 -d city
	same lines '赵大,东街社区,,hardest-secretary
'
	of 最难社区 -d city --hardest 西街
	same lines '钱中,西街社区,,hardest-director
'
	rules most,org.link,,牵头,,1,,,,,, && of 联系数 -d city --rules rules.csv
	same lines '市交通局,,2,most
'
	rm city/standing.csv
	of 没有排名 -d city
	same lines ',,,
'
	cb_run cb-org check -d city --hardest 南街
	want 2
	same out ''
}

@test "who leads and links each community is wanted by rules: none, two, a gap, or two versions" {
	street
	of 职务 -d city
	same lines ''
	printf '%s\n' 西街社区,书记,张重,2026-07-01,,, 东街社区,主任,孙二,2024-01-01,2025-12-31,, 东街社区,主任,孙三,2026-02-01,,, >>city/post.csv
	of 职务 -d city --today 2026-09-01
	same lines '西街社区,主任,0,post-director
西街社区,书记,2,post-secretary
'
	of 任职间断 -d city
	same lines '东街社区,主任,2026-02-01,post-director
'
	of 两说 -d city
	same lines '东街社区,主任,孙三 / 孙二,
西街社区,书记,张重 / 王亮,
'
}

@test "what is over and not renewed, and what ends within the rule's days; the day itself counts" {
	street
	of 已到期 -d city
	same lines '市图书馆,西街社区,2026-06-30,
'
	of 将到期 -d city --today 2026-08-11
	same lines '市图书馆,西街社区,2026-09-10,expiring
西街社区,主任,2026-08-31,expiring
'
	of 将到期 -d city --today 2026-08-10
	same lines '西街社区,主任,2026-08-31,expiring
'
	echo 共驻共建协议,市图书馆,西街社区,,2026-09-01,, >>city/link.csv
	of 已到期 -d city
	same lines ''
}

@test "codes that stand twice or are not below their street; standards; exit 1 for errors, 0 for warnings" {
	street
	sed -i 's/330102001002/330102002001/' city/community.csv
	of 代码 -d city
	same lines '西街社区,东街社区,330102001001,
'
	printf '%s\n' name,uscc 甲公司,91350100M000100Y43 乙公司,91350100M000100Y43 市交通局, 市图书馆, 清和街道, >city/unit.csv
	of 代码 -d city
	same lines '甲公司,乙公司,91350100M000100Y43,
西街社区,东街社区,330102001001,
'
	of 标准 -d city
	same lines '东街社区,办公用房面积,80,office-300
东街社区,宣传栏,0,boards-1
'
	cb_run cb-org check -d city
	want 1
	printf '%s\n' name 清波 清波路 >c.csv
	rules expiring,org.expiring,,,,,30日,,,,,
	cb_run cb-org check c.csv --rules rules.csv
	want 0
	has out 疑似同一社区
	printf 'name\n清波\n' >c.csv
	ask check c.csv --rules rules.csv
	same out 'check,level,subject,other,detail,rule,remedy
'
}

@test "a floor asks of every community once its metric is reported; a community that nobody registered is told" {
	street
	printf 'period,subject,name,value\n2025,西街社区,党支部,0\n2026,西街社区,党支部,1\n' >city/metric.csv
	of 底线 -d city
	same lines '东街社区,党支部,无数据,branch-1
'
	printf 'kind,party,community\n共建,市交通局,南街社区\n' | cb-import -q -d city.db link -
	cb-import -q -d city.db community city/community.csv
	of 未登记 -d city.db
	same lines '南街社区,link,,
'
	rules odd,org.standard,,office_m2/street,1,,,,,,,
	cb_run cb-org check -d city --rules rules.csv
	want 2
	has err E446
}

@test "I9 a credit code with a wrong check character is refused with the right one" {
	printf 'name,uscc\n甲,91350100M000100Y43\n' >u.csv
	ask list unit u.csv --columns unit
	sed -i s/Y43/Y4Z/ u.csv
	cb_run cb-org list unit u.csv
	want 1
	same out ''
	has err 'u.csv:2:2: error E2'
	has err 3
}

# ---- cover, matrix, figures

@test "cover: a row a community and an estate, who answers for it, and who is lacking" {
	street
	printf 'no,name,community,estate,role\nV1,张三,西街社区,西街小区,楼栋长\nV2,李四,西街社区,西街小区,文明劝导员\nV3,王五,西街社区,,楼栋长\n' >city/volunteer.csv
	ask cover -d city --columns community,estate,leader,lead,area,building_heads,lacking
	same out 'community,estate,leader,lead,area,building_heads,lacking
东街社区,,钱中,市交通局,,0,
西街社区,,赵大,市交通局,市图书馆:南巷,2,
西街社区,西街小区,,,市图书馆:南巷,1,义务监督员
'
	grep -v 东街 city/link.csv >l && mv l city/link.csv
	ask cover -d city --where community=东街 --columns lacking
	same out 'lacking
联系领导、牵头单位
'
}

@test "the matrix has a column for each leader, linked or not, as xlsx and docx too" {
	street
	ask matrix -d city
	same out 'community,赵大,钱中,孙小
东街社区,,√,
西街社区,√,,
合计,1,1,0
'
	ask matrix -d city -o m.docx
	unzip -p m.docx word/document.xml | grep -q 孙小
	ask matrix -d city -o m.xlsx
	[ "$(cb-import cells m.xlsx | grep -c √)" = 2 ]
}

@test "figures: the latest, its growth in one unit, its share, its goal: reached when, how early" {
	printf '%s\n' period,subject,name,value,unit 2025,西街,绿地,1,公顷 2026-06,西街,绿地,12000,平方米 2026-06,东街,绿地,4000,平方米 \
		2025,开发区,征地,1200,亩 2026,开发区,征地,3100,亩 2026,西街,党支部,1, >m.csv
	printf 'name\n西街\n东街\n' >c.csv
	mkdir city && cp m.csv city/metric.csv && cp c.csv city/community.csv
	rules land,metric.goal,,征地,3000,,,,,,2024-01-01,2027-12-31 green,metric.goal,西街,绿地,20000,,,,,,,2026-12-31
	ask figures -d city --rules rules.csv
	same out 'subject,name,period,value,unit,previous,growth,share,goal,reached,progress,by,early,rule
西街,党支部,2026,1,,,,,,,,,,
东街,党支部,,,,,,,,,,,,
开发区,征地,2026,3100,亩,1200,增长158.3%,,3000,2026,103.33%,2027-12-31,365,land
东街,绿地,2026-06,4000,平方米,,,25.00%,,,,,,
西街,绿地,2026-06,12000,平方米,10000,增长20%,75.00%,20000,,60.00%,2026-12-31,,green
'
	ask figures m.csv --where name=征地 -p 2025 --columns period,value
	same out 'period,value
2025,1200
'
}

# ---- entries

@test "who is appointed follows: the term before ends the day before; the same once more is refused" {
	database
	cb_run cb-org appoint -d city.db 西街 书记 刘新 --date 2026-09-01 --phone 13800138009
	want 0
	same out 'body,post,person,since,until,leader,phone
西街社区,书记,王亮,2026-04-01,2026-08-31,,138****8005
西街社区,书记,刘新,2026-09-01,,,138****8009
'
	[ "$(cb-org posts -d city.db --where post=书记 --where body=西街 --today 2026-08-31 --columns person | tail -1)" = 王亮 ]
	[ "$(cb-org posts -d city.db --where post=书记 --where body=西街 --today 2026-09-01 --columns person | tail -1)" = 刘新 ]
	cb_run cb-org appoint -d city.db 西街 书记 刘新 --date 2026-09-02
	want 2
	has err E450
	cb-import log -d city.db | lacks 13800138009 -
	cb-org appoint -q -d city.db 西街 副主任 甲 --date 2026-01-01
	cb-org appoint -q -d city.db 西街 副主任 乙 --date 2026-02-01
	[ "$(cb-org posts -d city.db --where post=副主任 | wc -l)" = 3 ]
	cb_run cb-org leave -d city.db 西街 副主任
	want 2
	has err E452
	cb-org leave -q -d city.db 西街 副主任 乙 --date 2026-08-15
	[ "$(cb-org posts -d city.db --where post=副主任 --today 2026-08-16 --columns person | tail -1)" = 甲 ]
}

@test "links begin and end; what is not in force cannot end; a dry run keeps nothing" {
	database
	cb_run cb-org link -d city.db 共建 市图书馆 东街 --date 2026-08-01 --area 北巷
	want 0
	has out '共建,市图书馆,东街社区,,2026-08-01,,北巷,'
	cb_run cb-org unlink -n -d city.db 共建 市图书馆 东街 --date 2026-08-31
	want 0
	cb-org unlink -q -d city.db 共建 市图书馆 东街 --date 2026-08-31 --area 北巷
	cb_run cb-org unlink -d city.db 共建 市图书馆 东街 --date 2026-09-30
	want 2
	same out ''
	has err E451
	ask links -d city.db --where party=市图书馆 --where kind=共建 --columns until
	same out 'until
2026-08-31
'
	cb_run cb-org link -d city.db 共建 市图书馆 无此社区
	want 1
	cb_run cb-org add -d city.db estate 社区=东街 小区=新苑 楼栋数=3
	want 0
	ask list estate -d city.db --where estate=新苑 --columns community,buildings
	same out 'community,buildings
东街社区,3
'
	cb_run cb-org add -d city.db score score=3
	want 2
	cb_run cb-org link -d city 共建 市图书馆 东街
	want 2
}

@test "a community that is renamed keeps what it has; what it was called is another name of it, and undo gives it back" {
	local before
	database
	printf 'period,community,indicator,score\n2026-07,西街,total,70\n2026-07,东街,total,80\n' >score.csv
	cb-import -q -d city.db score score.csv
	cb-fund receive -q -d city.db --date 2026-07-01 --community 西街 --amount 100
	before=$(for q in 'list community' posts links cover 'show 西街'; do cb-org $q -d city.db; done; cb-fund balance -d city.db; cb-rank -q -d city.db -p 2026-07)
	cb_run cb-org rename -d city.db 西街 东街
	want 2
	has err E457
	cb_run cb-org rename -d city.db 西衔 西苑社区
	want 1
	has err 'E403'
	has err '是不是“西街社区”?'
	cb-org rename -n -d city.db 西街 西苑社区
	[ "$(cb-org list community -d city.db --columns community | tail -1)" = 西街社区 ]
	cb_run cb-org rename -d city.db 西街 西苑社区
	want 0
	same out 'of,alias,name,since
社区,西街社区,西苑社区,
'
	# all that it has is found under the new name, by whichever name it is asked for
	[ "$(for q in 'list community' posts links cover 'show 西街'; do cb-org $q -d city.db; done; cb-fund balance -d city.db; cb-rank -q -d city.db -p 2026-07)" = "${before//西街社区/西苑社区}" ]
	[ "$(cb-org posts -d city.db --where body=西街)" = "$(cb-org posts -d city.db --where body=西苑社区)" ]
	# a correction meets what was entered under the old name, whichever name it has
	printf 'period,community,indicator,score\n2026-07,西苑,total,71\n' | cb-import -q -d city.db score -
	printf 'period,community,indicator,score\n2026-07,西街,total,72\n' | cb-import -q -d city.db score -
	[ "$(cb-export -d city.db score --columns community,score | sort)" = $'community,score\n东街社区,80\n西苑社区,72' ]
	# once more: both old names are other names of it; a copy by export says the same
	cb-org rename -q -d city.db 西苑 西园社区
	cb-export -q -d city.db --reveal --all all
	[ "$(sort all/alias.csv)" = $'of,alias,name,since\n社区,西苑社区,西园社区,\n社区,西街社区,西园社区,' ]
	cb-import -q --new -d copy.db --all all
	for q in 'list community' posts 'show 西街' 'show 西苑'; do
		cmp <(cb-org $q -d city.db) <(cb-org $q -d copy.db)
		cmp <(cb-org $q -d city.db) <(cb-org $q -d all)
	done
	cb-export --verify -d city.db
	# each is one batch, which can be taken back
	cb-import undo -q -d city.db "$(cb-import log -d city.db | grep 'rename 西苑' | cut -d, -f1)"
	[ "$(cb-org list community -d city.db --columns community | tail -1)" = 西苑社区 ]
	cb-import undo -q -d city.db "$(cb-import log -d city.db | grep 'rename 西街' | cut -d, -f1)"
	cb-export --verify -d city.db
	[ "$(for q in 'list community' posts links cover 'show 西街'; do cb-org $q -d city.db; done; cb-fund balance -d city.db)" = "$(head -n -3 <<<"$before")" ]
}

@test "a community that is merged is part of the other from the day on, and before what it was" {
	local q from
	database
	printf 'period,community,indicator,score\n2026-07,西街,total,70\n2026-07,东街,total,80\n2026-08,西街,total,60\n2026-08,东街,total,80\n' >score.csv
	printf 'name,community,phone,joined\n张三,西街,13800138000,2026-01-05\n李四,东街,13800138001,2026-01-05\n' >volunteer.csv
	cb-import -q -d city.db score score.csv
	cb-import -q -d city.db volunteer volunteer.csv
	printf 'period,subject,name,value\n2026-07,西街,党支部,2\n2026-07,东街,党支部,3\n' | cb-import -q -d city.db metric -
	cb-fund receive -q -d city.db --date 2026-07-01 --community 西街 --amount 100
	cb-fund receive -q -d city.db --date 2026-07-01 --community 东街 --amount 50
	july() {
		cb-rank -q -d city.db -p 2026-07
		cb-fund balance -d city.db -p 2026-07
		for q in 'list community' posts links cover; do cb-org $q -d city.db --today 2026-07-31; done
		cb-volunteer summary --by community -d city.db --today 2026-07-31
		cb-org figures -d city.db --today 2026-07-31
	}
	july >before
	cb_run cb-org merge -d city.db 西街 东街
	want 2
	has err '--from'
	cb_run cb-org merge -d city.db 西街 东街 --from 2026-08-01
	want 0
	same err 'cb-org: warning W736: 西街社区 原有 户数 2000、工作人员 8、办公用房面积 300、宣传栏 1,未并入 东街社区 一行;请登记合并后的数:cb-org add community name=东街社区 栏=值
'
	same out 'of,alias,name,since
社区,西街社区,东街社区,2026-08-01
'
	july >after
	cmp before after
	# from then on
	[ "$(cb-rank -q -d city.db -p 2026-08 --columns rank,community,score,previous)" = $'rank,community,score,previous\n1,东街社区,70,1' ]
	cb_run cb-rank -q -d city.db -p 2026-08 --explain 西街
	has out '记录,total,60,西街社区,'
	[ "$(cb-fund balance -d city.db | tail -n +2)" = '东街社区,150.00,0.00,150.00' ]
	[ "$(cb-volunteer summary --by community -d city.db | tail -n +2)" = '东街社区,2,0,0,2' ]
	[ "$(cb-volunteer summary --by community -d city.db --where community=西街 | tail -n +2)" = '东街社区,2,0,0,2' ]
	[ "$(cb-org list community -d city.db --columns community)" = $'community\n东街社区' ]
	[ "$(cb-org list estate -d city.db --columns community,estate | tail -1)" = 东街社区,西街小区 ]
	[ "$(cb-org posts -d city.db --where post=书记 --columns body,person | grep 东街社区)" = 东街社区,王亮 ]
	cmp <(cb-org show 西街 -d city.db) <(cb-org show 东街 -d city.db)
	cb-export -q --all all --reveal -d city.db
	cmp <(cb-org show 西街 -d city.db) <(cb-org show 西街 -d all)
	[ "$(cb-rank -q -d all -p 2026-08 score.csv)" = "$(cb-rank -q -d city.db -p 2026-08)" ]
	# the money of both may be spent, and who leaves is found by either name
	cb-fund spend -q -d city.db --date 2026-08-10 --community 东街 --amount 120 --use 宣传栏 --purpose 橱窗 --community-consent 钱一
	cb_run cb-fund spend -q -d city.db --date 2026-08-10 --community 东街 --amount 31 --use 宣传栏 --purpose 橱窗 --community-consent 钱一
	want 1
	cb_run cb-org leave -d city.db 东街 书记 王亮 --date 2026-07-31
	want 0
	has out '西街社区,书记,王亮,2026-04-01,2026-07-31'
	cb-fund audit -d city.db
	cb-export --verify -d city.db
	# not in a circle; taken back, it is as if it had never been
	cb_run cb-org merge -d city.db 东街 西街 --from 2026-09-01
	want 1
	has err E459
	cb-import undo -q -d city.db "$(cb-import log -d city.db | grep 'org merge' | cut -d, -f1)"
	[ "$(cb-org list community -d city.db --columns community)" = $'community\n东街社区\n西街社区' ]
	cb-export --verify -d city.db
}

@test "R7 the figures of a community that is merged are the other's from that day on, by rule metric.merge" {
	database
	printf '%s\n' period,subject,name,value,unit 2026-06,西街,绿地,1,公顷 2026-06,东街,绿地,4000,平方米 2026-07,西街,绿地,12000,平方米 \
		2026-08,东街,绿地,30000,平方米 2026-08,西街,绿地,1000,平方米 2026-07,西街,党支部,2, 2026-07,东街,党支部,3, \
		2026-06,东街,产值,7,万元 2026-07,西街,平均工资,2100,元 2026-07,东街,平均工资,2000,元 | cb-import -q -d city.db metric -
	cb-import -q -d city.db rule - <<-'END'
		rule,what,key,at_least,value
		m,metric.merge,,,不计
		g,metric.merge,绿地,,合计
		p,metric.merge,党支部,,sum
		f,org.floor,党支部,4,
	END
	cb-org figures -d city.db --today 2026-07-31 --columns subject,name,period,value,previous >before
	cb-org merge -q -d city.db 西街 东街 --from 2026-08-01
	cmp before <(cb-org figures -d city.db --today 2026-07-31 --columns subject,name,period,value,previous)
	cb_run cb-org figures -d city.db --columns subject,name,period,value,unit,previous,share
	want 0
	same out 'subject,name,period,value,unit,previous,share
东街社区,产值,2026-06,7,万元,,
东街社区,党支部,2026-07,5,,,
东街社区,平均工资,2026-07,2000,元,,
东街社区,绿地,2026-08,31000,平方米,12000+,
'
	has err 'W735: 西街社区 自 2026-08-01 起并入 东街社区:它原报的“平均工资”不计入'
	[ "$(grep -c W735 stderr)" -eq 1 ]
	# what one had not said of June; nothing of another name is touched
	cb_run cb-org figures -q -d city.db -p 2026-06 --columns subject,name,period,value
	has out '西街社区,绿地,2026-06,1'
	# the floor is that of the one; without a rule nothing is guessed; files say the same
	of 达标线 -q -d city.db
	[ -z "$lines" ]
	cb-export -q -d city.db --reveal --all all
	cmp <(cb-org figures -q -d city.db) <(cb-org figures -q -d all)
	printf 'rule,what,key,at_least\nf,org.floor,党支部,4\n' >none.csv
	cb_run cb-org figures -d city.db --rules none.csv
	want 2
	has err metric.merge
}

@test "a row that links several communities, or several units, is a link of each, which is said; both at once are refused" {
	printf 'name\n西街社区\n东街社区\n' >community.csv
	printf 'name,level\n"文化、旅游局",区直\n市邮政局,市直\n' >unit.csv
	cb-import -q -d o.db community community.csv
	cb-import -q -d o.db unit unit.csv
	printf '类别,单位,社区\n领导联系,程守义,西街、东街社区\n共建,市邮政局、供电公司,西街\n共建,"文化、旅游局",东街\n' >link.csv
	cb_run cb-import -d o.db link link.csv
	want 0
	has err 'link.csv:2:3: warning W285 community: “西街、东街社区”是 2 个,每个记一条'
	has err 'link.csv:3:2: warning W285 party: “市邮政局、供电公司”是 2 个'
	[ "$(grep -c W285 stderr)" -eq 2 ]
	lacks 'W410.*市邮政局' stderr
	[ "$(cb-export -d o.db link --columns party,community | sed 1d | sort | paste -sd' ')" = "$(printf '%s\n' 程守义,西街社区 程守义,东街社区 市邮政局,西街社区 供电公司,西街社区 文化、旅游局,东街社区 | sort | paste -sd' ')" ]
	printf '类别,单位,社区\n共建,市邮政局、供电公司,西街、东街\n共建,供电公司,西街、南街\n' >bad.csv
	cb_run cb-import -d o.db link bad.csv
	want 1
	has err 'bad.csv:2:3: error E256 community: “西街、东街”'
	has err 'bad.csv:3:3: error E403 community: 社区:“南街”没有登记'
}

@test "labels that are kinds of link, or posts, have names beneath; what may be of any of several is not guessed" {
	cb_run sh -c "printf '社区,包保领导,牵头单位,成员单位,包联小区\n西街,程守义,市邮政局,\"供电公司、市体育局\",怡园\n\"东街、南街\",林致远,,市档案局,\n' | cb-import link"
	want 0
	same out 'kind,party,community,estate
领导联系,程守义,西街,怡园
牵头,市邮政局,西街,怡园
共建,供电公司,西街,怡园
共建,市体育局,西街,怡园
领导联系,林致远,东街,
领导联系,林致远,南街,
共建,市档案局,东街,
共建,市档案局,南街,
'
	cb_run sh -c "printf '社区,包保领导,牵头单位,责任路段\n西街,程守义,市邮政局,沿江路\n' | cb-import link"
	want 1
	has err 'E302: 没有“牵头单位”这一栏'
	[ "$(printf '社区,共建单位,签订时间\n西街,市邮政局,2026-01-01\n' | cb-import link | sed 1d)" = 共建,市邮政局,西街,2026-01-01 ]
	[ "$(printf '社区,共建单位\n西街,市邮政局\n' | cb-import link --default kind=对口 | sed 1d)" = 对口,市邮政局,西街 ]
	cb_run sh -c "printf '社区,书记,书记电话,主任,主任电话\n西街,李明,15500000001,王亮,15500000002\n东街,钱进,,,\n' | cb-import post --default since=2026-01-01"
	want 0
	same out 'body,post,person,since,phone
西街,书记,李明,2026-01-01,15500000001
西街,主任,王亮,2026-01-01,15500000002
东街,书记,钱进,2026-01-01,
'
}

@test "a term may stand in one cell, from month to month or until now" {
	printf '%s\n' 社区,职务,姓名,任期 西街,书记,李明,2021.5-2026.5 东街,书记,钱进,2022年3月—2027年2月 \
		南街,书记,孙望,2022年3月至今 南街,主任,孙望,2022-03-05至今 >post.csv
	cb_run cb-import post post.csv
	want 0
	same out 'body,post,person,since,until
西街,书记,李明,2021-05-01,2026-05-31
东街,书记,钱进,2022-03-01,2027-02-28
南街,书记,孙望,2022-03-01,
南街,主任,孙望,2022-03-05,
'
	has err 'post.csv:2:4: warning W286 since'
	printf '社区,职务,姓名,任期\n西街,书记,李明,2026.5-2021.5\n' >post.csv
	cb_run cb-import post post.csv
	want 1
	has err 'E210 since: “2026.5-2021.5”不是日期'
}

@test "who is linked, or is given a task, and is nearly called as somebody known is told, with the cell" {
	database
	printf '%s\n' kind,party,community,since 共建,市图书棺,西街,2026-08-01 领导联系,钱中,西街,2026-08-01 领导联系,欧阳某,西街,2026-08-01 共建,市交通局,西街,2026-08-01 >l.csv
	printf '%s\n' kind,party,community,since 领导联系,孙小雨,西街,2026-08-02 >m.csv
	cb_run cb-import -d city.db link l.csv m.csv
	want 0
	same err 'cb-import: l.csv:2:2: warning W410 party: 单位或领导:“市图书棺”不在单位台账中;请登记,或添加别名;是不是“市图书馆”?
cb-import: m.csv:2:2: warning W740 party: 单位或领导:“孙小雨”既没有登记,也不在任职名单中;是不是“孙小”?
cb-import: 0 个错误,2 个警告
'
	cb_run cb-task assign 月报 市图书棺 孙小雨 孙小 欧阳某 西街 -d city.db --due 2026-08-31
	want 0
	[ "$(grep -o 'W740.*是不是.*' stderr)" = 'W740 assignee: 责任单位:“市图书棺”既没有登记,也不在任职名单中;是不是“市图书馆”?
W740 assignee: 责任单位:“孙小雨”既没有登记,也不在任职名单中;是不是“孙小”?' ]
	# without units registered nobody is known, and nothing is told
	printf 'name\n西街社区\n' | cb-import -q -d other.db community -
	cb_run cb-import -d other.db link l.csv
	want 0
	same err ''
}

@test "a report of a period has who was in office on its last day" {
	street
	# shellcheck disable=SC2016
	printf '```table posts\n```\n' >posts.md
	cb_run cb-report posts.md -d city -p 2026-03
	want 0
	has out 李明
	[[ $out != *王亮* ]]
	cb_run cb-report posts.md -d city -p 2026-04
	has out 王亮
}
