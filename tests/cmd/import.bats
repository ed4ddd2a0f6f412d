#!/usr/bin/env bats
# cb-import to stdout: what a sheet says once, what a value is, how a run ends.
# shellcheck disable=SC2016,SC1010 # the words of mlr
load helper

CLEAN='period,community,indicator,score
2026-07,张村,卫生,10
2026-07,李村,卫生,11
'

# plain: the same two scores, as simple as can be.
plain() {
	printf '月份,社区,指标,得分\n2026-07,张村,卫生,10\n2026-07,李村,卫生,11\n'
}

# clean FILE...: imports as score and compares with CLEAN.
clean() {
	cb_run cb-import score "$@"
	want 0 && same err '' && same out "$CLEAN"
}

@test "I8 the total of a row that does not agree is an error" {
	printf '月份,社区,卫生,治安,总分,名次\n2026-07,甲,10,20,30,1\n2026-07,乙,9,20,28,2\n' >w.csv
	cb_run cb-import --wide score w.csv
	want 1
	same out ''
	has err 'w.csv:3:5: error E308'
}

@test "the repeated header of a second page is no data" {
	printf '月份,社区,指标,得分\n2026-07,张村,卫生,10\n月份,社区,指标,得分\n2026-07,李村,卫生,11\n' >a.csv
	clean a.csv
}

@test "the title gives the period, 填报单位 the community" {
	printf '西街社区2026年9月得分表,,\n填报单位:西街社区,,\n序号,指标,得分\n1,环境,24.7\n2,治安,14.3\n' >a.csv
	cb_run cb-import -v score a.csv
	want 0
	same out 'period,community,indicator,score
2026-09,西街社区,环境,24.7
2026-09,西街社区,治安,14.3
'
	has err 'note N804 community'
	has err 'note N804 period'
}

@test "单位:万元 is the unit of money" {
	printf '捐款表,,,,,单位:万元\n日期,社区,收支,来源,金额,捐助单位\n2022-06-01,西峡,收入,单位,1.5,旅游局\n' >f.csv
	cb_run cb-import fund f.csv
	want 0
	has out ',15000.00,'
}

@test "text stays text: leading zeros and long numbers" {
	printf '测评体系,编号,指标,满分\nmonth,007,卫生,10\nmonth,410000199003070011,治安,10\n' >i.csv
	cb_run cb-import indicator i.csv
	want 0
	has out 'month,007,卫生,10'
	has out 'month,410000199003070011,治安,10'
}

@test "a text column keeps its full-width characters" {
	printf '月份,社区,指标,得分,备注\n2026-07,张村,卫生,１０,　楼道（三）堆物，已清  \n' >a.csv
	cb_run cb-import score a.csv
	want 0
	has out '2026-07,张村,卫生,10,楼道（三）堆物，已清'
}

@test "yes and no in their spellings, per cents, hours" {
	printf '姓名,社区,党员\n甲甲,西街,√\n乙乙,西街,×\n丙丙,西街,Y\n丁丁,西街,0\n' >v.csv
	cb_run cb-import volunteer v.csv
	want 0
	[ "$(cut -d, -f3 stdout | paste -sd' ')" = 'party_member 是 否 是 否' ]
	printf '志愿者,日期,时长,项目\n甲,2026-07-01,2:20,环保\n甲,2026-07-02,2.5,环保\n甲,2026-07-03,2小时20分,环保\n甲,2026-07-04,140分钟,环保\n' >s.csv
	cb_run cb-import service s.csv
	want 0
	[ "$(cut -d, -f3 stdout | paste -sd' ')" = 'hours 2:20 2:30 2:20 2:20' ]
}

@test "无数据 is kept, and is not 0" {
	printf '月份,社区,指标,得分\n2026-07,张村,卫生,无数据\n2026-07,李村,卫生,0\n' >a.csv
	cb_run cb-import score a.csv
	want 0
	same out 'period,community,indicator,score
2026-07,张村,卫生,无数据
2026-07,李村,卫生,0
'
}

@test "a number that is none is shown with its place" {
	printf '月份,社区,指标,得分\n2026-07,张村,卫生,9O\n2026-07,李村,卫生,1.1234567\n' >a.csv
	cb_run cb-import score a.csv
	want 1
	same out ''
	has err 'a.csv:2:4: error E203 score: “9O”不是数字'
	has err 'a.csv:3:4: error E204 score: “1.1234567”'
	has err '2 个错误'
}

@test "a file is known by content: a cut archive and a PDF named .csv are named for what they are" {
	printf 'PK\003\004aaaaaaaaaaaaaaaaaaaaaa' >x.csv
	cb_run cb-import score x.csv
	want 3
	same out ''
	has err 'E122: zip'
	printf '%%PDF-1.4\n%%%%EOF\n' >x.csv
	cb_run cb-import score x.csv
	want 3
	same out ''
	has err 'E121: 这是 PDF 文件'
}

@test "rows read = stored + refused + no data, said with -v" {
	cat >a.csv <<-'END'
	2026年7月得分表,,,
	月份,社区,指标,得分
	2026-07,张村,卫生,10
	2026-07,李村,卫生,x

	审核人:邹启明,,,
	END
	cb_run cb-import -v score a.csv
	want 1
	same out ''
	has err '拒收 1 条'
}

@test "a file that cannot be read is left out by --on-error=skip too" {
	plain >good.csv
	printf '月份,社区\n2026-07,"张村\n' >bad.csv
	cb_run cb-import --on-error=skip score good.csv bad.csv
	want 3
	same out "$CLEAN"
}

@test "no byte at all ends with 3; a header without rows is no error" {
	cb_run sh -c 'cb-import score </dev/null'
	want 3
	same out ''
	has err 'E102'
	printf '月份,社区,指标,得分\n' >h.csv
	cb_run cb-import score h.csv
	want 0
	same out 'period,community,indicator,score
'
}

@test "--strict makes warnings errors" {
	plain >a.csv
	printf x >'~$a.csv'
	cb_run cb-import score a.csv '~$a.csv'
	want 0
	cb_run cb-import --strict score a.csv '~$a.csv'
	want 1
	same out ''
}

@test "--allow leaves the bad cell out: the record keeps what it has, and a needed cell refuses" {
	printf '社区,办公面积,工作人员,宣传栏\n西街,320,12,2\n槐荫,300,9,1\n合计,620,21,3\n' >a.csv
	printf '社区,办公面积,工作人员,宣传栏\n西街,3OO,13,2\n槐荫,400,9,1\n合计,700,22,3\n' >b.csv
	cb_run cb-import --new -d city.db community a.csv
	want 0
	cb_run cb-import -d city.db --allow E203 community b.csv
	want 0
	has err 'b.csv:2:2: warning W203 office_m2: “3OO”不是数字;是不是“300”?'
	cb_run cb-export -d city.db community --columns name,office_m2,staff
	same out 'name,office_m2,staff
槐荫,400,9
西街,320,13
'
	# a name is a cell too; what a file repeats downwards is not taken from above the cell that is left out
	printf '社区,小区,日期,检查组,指标,得分\n西街,,7月1日,甲组,卫生,20\n西街,,7月32日,乙组,治安,19\n西街,,,丙组,教育,18\n' >c.csv
	cb_run cb-import -p 2026-07 --fill date --allow 212 score c.csv
	want 0
	has out '2026-07,西街,,教育,,丙组,18'
	has out '2026-07,西街,,治安,,乙组,19'
	# needed: the row is refused, which is an error, and nothing is stored
	printf '社区,卫生,治安\n西街,2O,19\n' >d.csv
	cb_run cb-import -p 2026-07 --wide --allow 203 score d.csv
	want 1
	same out ''
	has err 'd.csv:2:2: warning W203'
	has err 'd.csv:2:2: error E680 score: “得分”必须填写,这一格不能略去'
	# a total that is wrong is no cell of a record; what is wrong with more than a cell cannot be left out
	printf '社区,卫生,治安,总分\n西街,20,19,40\n' >e.csv
	cb_run cb-import -p 2026-07 --wide --allow 308 score e.csv
	want 0
	has out '西街,治安,19'
	printf '月份,社区,指标,得分\n2026-07,西街,卫生,20\n' >f.csv
	cb_run cb-rank -p 2026-08 --allow 519 f.csv
	want 1
	same out ''
	has err 'error E681'
}

@test "a register, verb or option that is not known: the nearest name, status 2, nothing printed" {
	plain >a.csv
	cb_run cb-import socre a.csv
	want 2
	same out ''
	has err '是不是“score”?'
	cb_run cb-import lgo
	want 2
	same out ''
	has err '是不是“log”?'
	cb_run cb-import --encodng=gbk score a.csv
	want 2
	same out ''
	has err '是不是“--encoding”?'
	cb_run cb-import standing a.csv
	want 2
	same out ''
	has err 'E622'
}

@test "the locale is never asked" {
	plain >a.csv
	for l in C C.UTF-8 zh_CN.UTF-8; do
		cb_run env LC_ALL=$l LANG=$l cb-import score a.csv
		want 0
		same out "$CLEAN"
	done
}

@test "a roster as the platform exports it: 政治面貌 says who is a Party member, 出生年月 has no day" {
	cat >roster.csv <<-'END'
		姓名,联系方式,出生年月,政治面貌,所属社区,注册时间,累计服务时长
		李建国,13800138000,1990年3月,中共党员,西街,2020-01-05,120
		王桂兰,13800138001,1985-07-12,群众,西街,2021-03-01,2:30
		赵守信,13800138002,2001.12,预备党员,西街,,
		孙玉珍,13800138003,,共青团员,西街,,
	END
	cb_run cb-import -q -d city.db volunteer roster.csv
	want 0
	cb_run cb-export -d city.db volunteer --reveal
	[ "$(mlr --icsv --onidx --ofs , cut -o -f birth,party_member,hours_before stdout)" = \
		$'1990-03,是,120:00\n1985-07-12,否,2:30\n2001-12,是,\n,否,' ]
	cb-export -d city.db volunteer --reveal >again.csv
	cb_run cb-import -v -d city.db volunteer again.csv
	want 0
	[ "$(sqlite3 city.db 'SELECT count(*) FROM volunteer_old')" = 0 ]
	printf '姓名,政治面貌,社区\n周玉梅,退休,西街\n' >wrong.csv
	cb_run cb-import -d city.db volunteer wrong.csv
	want 1
	has err '“退休”不是“是”或“否”'
}

@test "the cases of another system, day after day: known by their number there" {
	local day
	cat >day1.csv <<-'END'
		案件编号,上报时间,社区,地点,问题描述,处置单位,截止时间
		SZ-001,2026-07-01 08:30,西街,院门,路灯不亮,市政处,2026-07-05
		SZ-002,2026-07-01 09:00,西街,后墙,暴露垃圾,环卫处,2026-07-02
	END
	cat >day2.csv <<-'END'
		案件编号,上报时间,社区,地点,问题描述,处置单位,截止时间
		SZ-001,2026-07-01 08:30,西街,院门,路灯不亮,市政处,2026-07-09
		SZ-003,2026-07-02 10:00,西街,路口,井盖缺失,市政处,2026-07-04
	END
	for day in 1 2 2; do
		cb_run cb-import -q -d city.db --default source=数字城管 problem day$day.csv
		want 0
	done
	[ "$(sqlite3 city.db 'SELECT no, case_no, source, due FROM v_problem ORDER BY no')" = \
		$'2026-0001|SZ-001|数字城管|2026-07-09\n2026-0002|SZ-002|数字城管|2026-07-02\n2026-0003|SZ-003|数字城管|2026-07-04' ]
	sed 's/2026-07-04/2026-07-06/; s/SZ-003/SZ-001/' day2.csv >twice.csv
	cb_run cb-import --default source=数字城管 problem twice.csv
	want 1
	has err 'error E401: 记录 SZ-001'
	cb_run cb-import -d city.db --default source=数字城管 problem twice.csv
	want 1
	has err 'error E401: 记录 SZ-001'
}

@test "an estate is one of its community, in every register that names both" {
	local reg
	printf 'name\n西街\n东关\n' | cb-import -q -d city.db community -
	printf 'name,level\n市图书馆,市直\n' | cb-import -q -d city.db unit -
	printf 'community,name\n西街,钟楼里\n东关,河畔苑\n' | cb-import -q -d city.db estate -
	# ESTATE stands for one of this community and one of the other
	two() { printf '%s\n' "$1" "${2/ESTATE/钟楼里}" "${2/ESTATE/河畔苑}"; }
	two kind,party,community,estate 共建,市图书馆,西街,ESTATE >link.csv
	two name,phone,community,estate 李建国,13800138000,西街,ESTATE >volunteer.csv
	two date,community,kind,title,estate 2026-07-01,西街,讲座,讲座,ESTATE >activity.csv
	two found,community,estate,place,description,responsible,due 2026-07-01,西街,ESTATE,院门,坑,市图书馆,2026-07-09 >problem.csv
	for reg in link volunteer activity problem; do
		cb_run cb-import -d city.db "$reg" "$reg.csv"
		want 1
		[ "$(grep -c 'error E547' stderr)" = 1 ]
		has err '西街 没有登记小区“河畔苑”'
	done
	# a unit holds it in whatever estate
	printf 'date,community,kind,title,estate\n2026-07-01,市图书馆,讲座,讲座,河畔苑\n' >unit.csv
	cb_run cb-import -d city.db activity unit.csv
	want 0
}

@test "a file whose name is no UTF-8 is told with its bytes escaped, wherever it is told" {
	local bad=$'\xbb\xcf.csv' seen
	printf 'period,community,indicator,score\n2026-07,西街,total,90\n2026-07,东街,total,80\n' >"$bad"
	cb-import -q -d city.db score "$bad"
	printf 'period,community,indicator,score\n2026-08,西街,total,9O\n' >"$bad"
	cb_run cb-import -d city.db score "$bad" --errors e.json --return back
	want 1
	has err 'cb-import: \xBB\xCF.csv:2:4: error E203'
	[ -e "$(printf 'back/\273\317.xlsx')" ]
	cb-import -n score "$bad" --errors e.csv 2>err || true
	cb-import score "$(printf 'none\273')" 2>>err || true
	cb-import log -d city.db >log
	cb-rank -q -d city.db -p 2026-07 --explain 西街 >explain
	printf '{{#ranking}}{{score}}{{/ranking}}\n' >"$(printf '\273.md')"
	cb-report -q -d city.db -p 2026-07 --trace "$(printf '\273.md')" >trace
	for seen in err log explain trace e.csv e.json; do
		iconv -f UTF-8 -t UTF-16 "$seen" >/dev/null
		grep -q '\\*xBB' "$seen"
	done
	jq -e '.[0].file == "\\xBB\\xCF.csv"' e.json
}

@test "columns that one file of a run fills, or one row of it, are stored; those that nobody fills stay empty" {
	printf 'name,households,note\n甲社区,约1600,\n乙社区,,有注\n丙社区,,\n' >a.csv
	printf 'name,code,elderly\n丁社区,110101001001,\n戊社区,,20\n' >b.csv
	CB_PLAIN=1 cb-import -q --new -d city.db community a.csv b.csv
	cb_run cb-export -d city.db community --columns name,code,households,elderly,note,staff
	same out 'name,code,households,elderly,note,staff
丁社区,110101001001,,,,
丙社区,,,,,
乙社区,,,,有注,
戊社区,,,20,,
甲社区,,~1600,,,
'
	cb-export --verify -d city.db
}
