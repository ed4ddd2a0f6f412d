#!/usr/bin/env bats
# cb-care: help for residents as counts, whom branches lack, visits that are due; nobody who is helped is listed.
load helper

# Whoever is helped, and who helps without being a registered unit.
PEOPLE='甲拟一|乙拟二|丙拟三|丁拟四|戊拟五|己拟六|庚拟七|赵守信'

# city: a folder; two streets of one district, two branches; all invented
city() {
	mkdir -p city
	printf '%s\n' name,street 西街社区,清和街道 东街社区,清和街道 南塘社区,河湾街道 北仓社区,河湾街道 >city/community.csv
	printf '%s\n' name,level,parent 临江区,区直, 清和街道,街道,临江区 河湾街道,街道,临江区 西街社区党支部,党组织, \
		东街社区党支部,党组织, 市交通局,市直, >city/unit.csv
	cat >city/care.csv <<-'END'
		no,kind,helper,beneficiary,community,since,until,trigger,visits,visited,voucher,amount,item,quantity,people
		C01,党员特困户,西街社区党支部,甲拟一,西街社区,2026-01-05,,,,,,,,,
		C02,两劳释放人员,西街社区党支部,乙拟二,西街社区,2026-01-05,,,,,,,,,
		C03,孤寡老人,西街社区党支部,丙拟三,西街社区,2026-01-05,,有困难,1,2026-01-12,,,,,
		C04,下岗职工,西街社区党支部,丁拟四,西街社区,2026-01-05,,,,,,,,,
		C05,残疾人,西街社区党支部,戊拟五,西街社区,2026-01-05,2026-06-30,,,,,,,,
		C06,残疾人,东街社区党支部,己拟六,东街社区,2026-02-01,,病逝,,,,,,,
		C07,低保,,,东街社区,2026-07-01,,,,,,3600,,,12
		C08,低保,,,西街社区,2026-07-01,,,,,,5000多,,,20余
		C09,救助,赵守信,庚拟七,南塘社区,2026-08-10,,新转入,,,P7,500,,,
		C10,捐物,市交通局,,北仓社区,2026-08-02,,,,,P8,,棉被,30,30
		C11,捐款,市交通局,,北仓社区,2026-08-02,,,,,P9,2000,,,
		C12,再就业,,,南塘社区,2026-08-02,,,,,,,,,40
	END
	printf '%s\n' no,date,community,flow,amount,use,purpose,voucher,item,quantity,community_consent,reverses \
		2026-0001,2026-08-01,北仓社区,收入,9000,,,,,,, 2026-0002,2026-08-03,北仓社区,支出,2000,慰问,帮扶,P9,,,卫东升, \
		2026-0003,2026-08-03,北仓社区,支出,1,慰问,帮扶,P8,棉被,20,卫东升, >city/fund.csv
}

database() {
	city
	cb-import -q --new -d city.db --all city
}

# ask WHAT...: the answer, which must come without a word
ask() {
	cb_run cb-care "$@"
	want 0
	[ -z "$err" ]
}

@test "the answers are the same to the byte from files, a folder and a database, and on stdin" {
	local verb
	database
	for verb in summary "summary --by community,kind" "summary --by helper" "summary --by month -p 2026Q3" \
		"summary --suppress 5" totals "totals --by kind --suppress 5" coverage visits "visits --state all" reconcile "show C09"; do
		# shellcheck disable=SC2086
		cb-care -d city $verb >folder 2>folder.err || true
		# shellcheck disable=SC2086
		cb-care -d city.db $verb >base 2>base.err || true
		[ "$(wc -l <folder)" -gt 1 ] || { echo "$verb says nothing" && return 1; }
		cmp folder base
		cmp folder.err base.err
		# shellcheck disable=SC2086
		cb-care -d city.db $verb - <city/care.csv >base 2>base.err || true
		cmp folder base
	done
	cb-export -d city.db care --reveal -o care.xlsx
	for verb in summary visits coverage totals "show C09"; do
		# shellcheck disable=SC2086
		cb-care $verb city/care.csv >file || true
		# shellcheck disable=SC2086
		cb-care $verb care.xlsx >book || true
		# shellcheck disable=SC2086
		cb-care $verb <city/care.csv >alone || true
		[ "$(wc -l <file)" -gt 1 ]
		cmp file book
		cmp file alone
	done
}

@test "summary counts what each entry says, and one where it does not; marks stay" {
	city
	ask summary -d city --by community
	same out 'community,records,people,visits,amount
东街社区,2,13,,3600
北仓社区,2,31,,2000
南塘社区,2,41,,500
西街社区,6,25+,1,5000+
'
	ask summary -d city --by month -p 2026Q3 --where kind=低保
	same out 'month,records,people,visits,amount
2026-07,2,32+,,8600+
'
}

@test "a helper is named only where it is a registered unit, and may not be asked for otherwise" {
	database
	ask summary -d city.db --by helper --columns helper,records
	same out 'helper,records
东街社区党支部,1
市交通局,2
西街社区党支部,5
,4
'
	cb_run cb-care summary -d city.db --where helper=赵守信
	want 2
	has err E67
	cb_run cb-care summary -d city.db --by beneficiary
	want 2
	ask summary -d city.db --where helper=市交通局 --columns kind,people
	same out 'kind,people
捐款,1
捐物,30
'
}

@test "A9 a branch that has four of the five is told the fifth; a pairing that is over is none" {
	city
	cb_run cb-care coverage -d city
	want 1
	same out 'branch,community,pairings,taken,wanted,missing,rule
东街社区党支部,,1,1,5,下岗职工;两劳释放人员;党员特困户;孤寡老人,five-下岗职工;five-两劳释放人员;five-党员特困户;five-孤寡老人
西街社区党支部,,4,4,5,残疾人,five-残疾人
'
	lacks "$PEOPLE" stdout
	cb_run cb-care coverage -d city --today 2026-06-30
	has out $'\n西街社区党支部,,5,5,5,,\n'
	# without a branch each community stands for its own
	sed -i /党组织/d city/unit.csv
	cb_run cb-care coverage -d city --columns community,missing --where community=西街
	same out 'community,missing
西街社区,残疾人
'
	# all there: nothing is found
	grep -e 西街 -e ^no city/care.csv | sed 's/2026-06-30//' >all.csv
	ask coverage all.csv --columns community,taken,missing
	same out $'community,taken,missing\n西街社区,5,\n'
	printf 'rule,what,key,value\nvisit,care.visit,有困难,7日\n' >rules.csv
	cb_run cb-care coverage all.csv --rules rules.csv
	want 2
}

@test "the ledgers of branches are read in their own words, and a pairing may begin with a month" {
	printf '党支部,帮扶对象,帮扶类型,所在社区,结对时间\n西街支部,赵某甲,孤寡老人,西街,2026年1月\n西街支部,赵某乙,下岗失业人员,西街,2026.2\n西街支部,赵某丙,刑满释放人员,西街,2026.3.5\n' >c.csv
	cb_run cb-import care c.csv
	want 0
	[ "$(cut -d, -f1,5 stdout | paste -sd' ')" = 'kind,since 孤寡老人,2026-01-01 下岗职工,2026-02-01 两劳释放人员,2026-03-05' ]
	[ "$(grep -c W286 stderr)" -eq 1 ]
	# two labels of one column are both named
	sed -i '1s/$/,结对党员/; 2,$s/$/,钱某/' c.csv
	cb_run cb-import care c.csv
	want 1
	has err "c.csv:1:6: error E304: 表头中“结对党员”和“党支部”都是“结对人”一栏;请改名,或删去其中一栏,或用 --map '结对党员=-' 略去"
	cb_run cb-import care --map 结对党员=- c.csv
	want 0
}

@test "a visit is due when the term of its trigger is over; by number and community, never by name" {
	city
	cb_run cb-care visits -d city
	want 1
	same out 'no,community,kind,trigger,since,due,visited,state,days,rule
C06,东街社区,残疾人,病逝,2026-02-01,2026-02-08,,逾期,-188,visit-病逝
C09,南塘社区,救助,新转入,2026-08-10,2026-08-17,,待访,2,visit-新转入
'
	lacks "$PEOPLE" stdout
	# the seventh day itself is in time
	cb_run cb-care visits -d city --state all --where no=C03 --columns no,state,days
	want 0
	same out $'no,state,days\nC03,按时,0\n'
	sed 's/2026-01-12/2026-01-13/' city/care.csv >late.csv
	[ "$(cb-care visits late.csv --state all --where no=C03 --columns state,days | tail -1)" = '迟访,-1' ]
	# what has not happened yet is not due
	ask visits -d city --today 2026-01-01
	same out 'no,community,kind,trigger,since,due,visited,state,days,rule
'
}

@test "visit keeps the first day and counts; assign says who helps; both are batches, with people masked" {
	database
	ask visit C09 -d city.db --on 2026-08-14
	[ -z "$out" ]
	ask visit C09 -d city.db --on 2026-08-15
	ask show C09 -d city.db --columns no,helper,beneficiary,visits,visited
	same out 'no,helper,beneficiary,visits,visited
C09,赵**,庚**,2,2026-08-14
'
	cb_run cb-care visits -d city.db --where no=C09
	want 0
	cb_run cb-care visit C09 -d city.db --on 2026-08-09
	want 1
	has err E546
	cb_run cb-care visit C99 -d city.db
	want 1
	has err E730
	cb_run cb-care assign C09 -d city.db
	want 2
	ask assign C09 市交通局 -d city.db
	ask show C09 -d city.db --columns helper,visits
	same out $'helper,visits\n市交通局,2\n'
	cb_run cb-care assign C09 周拟平 -d city.db -n
	want 0
	cb-import log -d city.db >log
	lacks '周拟平|市交通局' log
	# the same is refused in a file
	printf 'no,kind,community,since,visited\nC20,救助,西街社区,2026-08-10,2026-08-09\n' >bad.csv
	cb_run cb-import -d city.db care bad.csv
	want 1
	has err E546
}

@test "people are named by show --reveal alone, logged, and in no document" {
	local verb before
	database
	for verb in summary "summary --by helper" totals coverage visits reconcile "show C09"; do
		# shellcheck disable=SC2086
		cb_run cb-care $verb -d city.db -v
		lacks "$PEOPLE" stdout stderr
	done
	before=$(cb-import log -d city.db | wc -l)
	ask show C09 -d city.db --reveal --columns helper,beneficiary
	same out $'helper,beneficiary\n赵守信,庚拟七\n'
	[ "$(cb-import log -d city.db | wc -l)" -eq $((before + 1)) ]
	cb_run cb-care show C09 -d city.db --reveal -o c.docx
	want 2
	has err E455
	[ ! -e c.docx ]
	cb_run cb-care summary -d city.db --reveal
	want 2
	ask summary -d city.db -o c.docx
}

@test "forget empties the people of an entry; its counts stay, and an import does not bring them back" {
	database
	cb-care summary -d city.db --by community,kind >before
	ask forget C09 -d city.db --reason 本人要求
	ask show C09 -d city.db --reveal --columns no,helper,beneficiary
	same out $'no,helper,beneficiary\nC09,,\n'
	cb-care summary -d city.db --by community,kind | cmp before -
	cb-export --verify -q -d city.db
	cb_run cb-import -d city.db --again care city/care.csv
	want 1
	lacks 庚拟七 stderr
	[ "$(cb-care show C09 -d city.db --reveal --columns no,beneficiary | tail -1)" = C09, ]
}

@test "the network adds up: communities, their street, its district; with marks" {
	city
	ask totals -d city --columns level,name,of,records,people
	same out 'level,name,of,records,people
区,临江区,,12,110+
街道,河湾街道,临江区,4,72
社区,北仓社区,河湾街道,2,31
社区,南塘社区,河湾街道,2,41
街道,清和街道,临江区,8,38+
社区,东街社区,清和街道,2,13
社区,西街社区,清和街道,6,25+
'
	ask totals -d city --by kind --where kind=低保 --columns kind,level,name,people
	same out 'kind,level,name,people
低保,区,临江区,32+
低保,街道,清和街道,32+
低保,社区,东街社区,12
低保,社区,西街社区,20+
'
	# without a register of units there is no district; a community without a street stands alone
	rm city/unit.csv
	printf '%s\n' name,street 西街社区,清和街道 东街社区, 南塘社区, 北仓社区, >city/community.csv
	[ "$(cb-care totals -q -d city --columns name,people | paste -sd' ')" = 'name,people 清和街道,25+ 西街社区,25+ 东街社区,13 北仓社区,31 南塘社区,41' ]
}

@test "--suppress hides small counts, the next smallest with one alone, and a total of little" {
	city
	ask totals -d city --suppress 20 --columns name,records,people,amount
	same out 'name,records,people,amount
临江区,12,110+,11100+
河湾街道,4,72,2500
北仓社区,2,31,2000
南塘社区,2,41,500
清和街道,8,38+,8600+
东街社区,*,<20,*
西街社区,*,*,*
'
	# --by kind: the two disabled are one in each community; the kinds of a node have their total elsewhere
	ask totals -d city --by kind --suppress 5 --where kind=残疾人 --columns name,people
	same out 'name,people
临江区,<5
清和街道,<5
东街社区,<5
西街社区,<5
'
	ask summary -d city --by kind --suppress 5 --columns kind,people --format json
	[ "$(jq -r '.[] | select(.kind == "低保" or .kind == "救助") | .people' stdout | paste -sd' ')" = '32+ <5' ]
	# what is told adds up to no hidden count: of each community none or several are hidden
	ask summary -d city --by community,kind --suppress 5 --columns community,people
	[ -z "$(sed 1d stdout | grep -E ',(<|\*)' | cut -d, -f1 | sort | uniq -c | awk '$1 == 1')" ]
	ask summary -d city --suppress 0
	cp stdout plain
	ask summary -d city
	cmp plain stdout
	cb_run cb-care visits -d city --suppress 5
	want 2
}

@test "money and goods are compared with what the fund has spent on the voucher" {
	city
	cb_run cb-care reconcile -d city
	want 1
	same out 'community,voucher,item,records,given,spent,state
东街社区,,,1,3600,,无票据
北仓社区,P8,棉被,1,30,20,不符
北仓社区,P8,,,,1,帮扶未登记
北仓社区,P9,,1,2000,2000,一致
南塘社区,P7,,1,500,,经费无支出
西街社区,,,1,5000+,,无票据
'
	# a marked sum agrees where it may be the other, on its side only
	sed 's/P9,2000/P9,1900多/' city/care.csv >more.csv
	[ "$(cb-care reconcile -d city more.csv --where voucher=P9 --columns state | tail -1)" = 一致 ]
	sed 's/P9,2000/P9,2100多/' city/care.csv >more.csv
	[ "$(cb-care reconcile -d city more.csv --where voucher=P9 --columns state | tail -1)" = 不符 ]
	# what has been reversed was not spent
	printf '2026-0004,2026-08-04,北仓社区,支出,-2000,慰问,帮扶,,,,卫东升,2026-0002\n' >>city/fund.csv
	[ "$(cb-care reconcile -d city --where voucher=P9 --columns state | tail -1)" = 经费无支出 ]
	ask reconcile -d city --where kind=低保 --columns state
}

@test "what a report says of care is the same count" {
	database
	printf '{{#care_counts}}{{kind}}{{people}};{{/care_counts}}\n' >t.md
	cb_run cb-report -q -d city.db t.md
	want 0
	has out '低保32余;'
	printf '```table care_show\n```\n' >t.md
	cb_run cb-report -q -d city.db t.md
	[ "$status" -ne 0 ]
	lacks "$PEOPLE" stdout stderr
}

@test "the kinds of people that ledgers of care name are kinds, each its own; one that is none is refused with the list" {
	local kind
	{
		echo 类别,对象,社区,日期
		for kind in 独居老人 空巢老人 高龄老人 失能老人 半失能老人 留守儿童 孤儿 困境儿童 特困供养人员 五保户 低保边缘户 低收入家庭 困难职工 \
			重病 精神障碍患者 失独家庭 退役军人 困难党员 孤寡老人 节日慰问 医疗救助 其他; do
			echo "$kind,某,西街,2026-07-01"
		done
	} >k.csv
	cb_run cb-care summary --by kind --columns kind,records k.csv
	want 0
	[ -z "$err" ]
	same out 'kind,records
救助,1
党员特困户,1
孤寡老人,1
探访,1
独居老人,1
空巢老人,1
高龄老人,1
失能半失能老人,2
留守儿童,1
困境儿童,2
特困人员,2
低保边缘家庭,2
困难职工,1
重病患者,1
精神障碍患者,1
失独家庭,1
优抚对象,1
其他,1
'
	printf '类别,对象,社区,日期\n吸毒人员,某,西街,2026-07-01\n' >k.csv
	cb_run cb-care summary k.csv
	want 1
	has err 'E221 kind: “吸毒人员”'
	has err '困境儿童'
}
