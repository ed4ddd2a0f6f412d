#!/usr/bin/env bats
# What reading must survive: cb-import on the text files that communities send in. I1–I8 are the
# acceptance facts of reading.
# shellcheck disable=SC1111,SC2016,SC2059 # Chinese quotes are text, $ of lock files is one, texts are formats
load helper

prepare() {
	printf '月份,社区,得分\n2026-07,甲,90\n' >good.csv
}

# reads TEXT ARG...: TEXT (printf escapes) as in.csv through cb-import ARG... in.csv
reads() {
	printf "$1" >in.csv
	shift
	cb_run cb-import "$@" in.csv
}

# ---- encodings ----

@test "I1 GBK is found by itself" {
	printf '\xc9\xe7\xc7\xf8,\xb5\xc3\xb7\xd6\n\xce\xf7\xbd\xd6,90\n' >in.csv
	cb_run cb-import -p 2026-07 score in.csv
	want 0
	same out 'period,community,indicator,score
2026-07,西街,total,90
'
}

@test "I1 a file of only 联通 in GBK is 联通" {
	reads '\xc1\xaa\xcd\xa8' cells
	want 0
	same out $'联通\n'
	same err ''
}

@test "一 in GBK is UTF-8 too: read as Chinese, with a warning; --encoding decides" {
	reads '\xd2\xbb' cells
	want 0
	same out $'一\n'
	has err 'W116'
	cb_run cb-import cells --encoding utf-8 in.csv
	want 0
	same out $'һ\n'
	same err ''
}

@test "I7 characters of four bytes in GB18030, and names without their inner blanks" {
	printf '编号,姓名,社区\nV1,龚䶮,甲\nV2,张　三,甲\nV3,㛃𬭎,甲\n' | iconv -f utf-8 -t gb18030 >in.csv
	cb_run cb-import volunteer in.csv
	want 0
	same out 'no,name,community
V1,龚䶮,甲
V2,张三,甲
V3,㛃𬭎,甲
'
	{
		printf '\xe2\x80\xaa月份,社区,指\xe2\x80\x8e标,得分\xe2\x81\xa9\n'
		printf '2026-07,\xe2\x80\x8e甲,卫生,\xe2\x80\xad18\xe2\x80\xac\n2026-07,甲\xef\xb8\x8f,治安,3\n'
		printf '2026-07,乙,卫生,1\n2026-07,\xe2\x80\x83乙,治安,1\n'
		printf '2026-07,二〇·一,卫生,1\n2026-07,二○•一社区,治安,1\n'
	} >in.csv
	cb_run cb-rank --columns community,score in.csv
	want 0
	same out 'community,score
甲,21
乙,2
二〇·一,2
'
	reads '\xfe\x9f,\x82\x30\xb7\x31,\x99\x33\xa9\x32' cells
	same out $'䶮,㛃,𬭎\n'
}

@test "UTF-16 of both orders and UTF-8 with a mark" {
	cb-import score good.csv >wanted
	(printf '\xff\xfe' && iconv -f utf-8 -t utf-16le good.csv) >le.csv
	(printf '\xfe\xff' && iconv -f utf-8 -t utf-16be good.csv) >be.csv
	(printf '\xef\xbb\xbf' && cat good.csv) >bom.csv
	for file in le be bom; do
		cb_run cb-import score "$file.csv"
		want 0
		same err ''
		cmp wanted stdout
	done
}

@test "stdin that is not UTF-8 is refused, and the encoding that fits is named" {
	iconv -f utf-8 -t gbk good.csv >in.csv
	cb_run cb-import score - <in.csv
	want 3
	same out ''
	same err 'cb-import: -:1: error E115: 输入不是 UTF-8(第 1 行、偏移 0);GB18030 可以读通:请用 --encoding GB18030
'
	cb_run cb-import score --encoding GB18030 - <in.csv
	want 0
	has out '2026-07,甲,total,90'
}

@test "what a pipe brings is whole or refused: nobody reads on where its copy broke off" {
	awk 'BEGIN { print "月份,社区,指标,得分"
		for (i = 0; i < 60000; i++) printf "2026-07,甲,指标%d,9\n", i }' >in.csv
	for asked in '' utf-8; do
		status=0
		cat in.csv | (trap '' XFSZ; ulimit -f 1000; exec cb-import score ${asked:+--encoding "$asked"} -) >out 2>err || status=$?
		[ "$status" -eq 3 ]
		[ ! -s out ]
		[ "$(cat err)" = 'cb-import: -: error E111: 无法在临时文件夹里保存“-”的副本:文件超过允许的大小;请把 TMPDIR 设为有空间的文件夹' ]
	done
}

# ---- shape ----

@test "I8 title, unit, two header rows, 序号, 小计, blank, 合计 and signature rows: only data" {
	cat >in.csv <<-'END'
	红星街道2026年7月捐赠情况表,,,,,
	填报单位:西街社区,,,,单位:万元,
	序号,日期,捐助单位,捐赠,,备注
	,,,金额,物品,
	一,7.3,甲公司,3.9,,
	二,7.10,乙公司,"1,234",,
	,,小计,1237.9,,
	,,,,,
	三,7月20日,丙公司,1,,
	四,２０２６年７月２１日,丁公司,10元,,
	合计,,,1238.901,,
	审核人:李某,,填表人:王某,,,
	END
	cb_run cb-import -v --default 收支=收入 fund in.csv
	want 0
	same out 'date,community,flow,amount,party,item,note
2026-07-03,西街社区,收入,39000.00,甲公司,,
2026-07-10,西街社区,收入,12340000.00,乙公司,,
2026-07-20,西街社区,收入,10000.00,丙公司,,
2026-07-21,西街社区,收入,10.00,丁公司,,
'
	same err 'cb-import: in.csv:2:1: note N804 community: 社区:全表按“西街社区”填写(表中只写了一次)
cb-import: in.csv:2:5: note N804: 单位:全表按“万元”填写(表中只写了一次)
cb-import: note N807: 读到 4 条;拒收 0 条;略过标题、合计、空行 6 行
'
}

@test "a header of three rows" {
	cat >in.csv <<-'END'
	日期,捐赠,,,备注
	,单位,款物,,
	,名称,金额,物品,
	7.1,甲公司,5,书,c
	END
	cb_run cb-import -p 2026-07 --default 社区=甲 --default 收支=收入 --map 捐赠_单位_名称=捐助单位 fund in.csv
	want 0
	same out 'date,community,flow,amount,party,item,note
2026-07-01,甲,收入,5.00,甲公司,书,c
'
}

@test "indicators in the second of two header rows; means, extremes and signatures are no data" {
	cat >in.csv <<-'END'
	2026年7月,,,
	社区,小区,得分,
	,,卫生,治安
	甲,,1,2
	乙,,2,3
	平均分,,1.5,2.5
	最高分,,2,3
	填表人:王某,,审核:李某,
	END
	cb_run cb-import --wide score in.csv
	want 0
	same out 'period,community,estate,indicator,score
2026-07,甲,,得分_卫生,1
2026-07,甲,,得分_治安,2
2026-07,乙,,得分_卫生,2
2026-07,乙,,得分_治安,3
'
	same err ''
}

@test "the title's month must be that of -p" {
	reads '2026年7月得分,\n社区,得分\n甲,90\n' -p 2026-08 score
	want 1
	same out ''
	has err 'E309'
	cb_run cb-import -p 2026-07 score in.csv
	want 0
}

# jiangmen: the table of I3; its total row comes from the arguments
jiangmen() {
	cat >in.csv <<-END
	江门市2024年7月情况表,,,,
	序号,单位,应报数,实报数,完成率
	1,甲,5000,5300,106.00%
	2,乙,4000,4120,103.00%
	3,丙,2500,2682,107.28%
	合计,,11500,$1,$2
	END
	cb_run cb-import --map 应报数=copies --map 实报数=returned --map 完成率=cleared \
		--default date=2024-07-31 --default 类别=检查 --default 活动=报送 activity in.csv
}

@test "I3 a wrong total and a wrong per cent of the totals: both with the computed value" {
	jiangmen 12120 105.39%
	want 1
	same out ''
	same err 'cb-import: in.csv:6:4: error E307: 合计行为 12120,上面各行合计为 12102;请更正
cb-import: in.csv:6:5: error E307: 合计行为 105.39%,上面各行合计为 105.23%;请更正
cb-import: 2 个错误,0 个警告
'
	jiangmen 12102 105.39%
	want 1
	has err 'in.csv:6:5: error E307'
	jiangmen 12102 105.23%
	want 0
	same err ''
}

@test "a wrong 小计 is an error" {
	reads '社区,小区,楼栋数\n甲,a,1\n甲,b,2\n,小计,4\n甲,c,1\n总计,,4\n' estate
	want 1
	same err 'cb-import: in.csv:4:3: error E307: 合计行为 4,上面各行合计为 3,下面各行合计为 1;请更正
'
}

@test "CRLF, tabs, newlines in quotes, repeated header, blank rows, empty columns at the end" {
	reads '月份\t社 区\t得分(分)\t备注\t\t\r\n2026-07\t甲\t90\t"a\r\nb, ""c"""\t\t\r\n\r\n\t\t\t\t\t\r\n月份\t社 区\t得分(分)\t备注\t\t\r\n2026-07\t乙\t91\t，（）\t\t\r\n' score
	want 0
	same out $'period,community,indicator,score,note
2026-07,甲,total,90,"a\r
b, ""c"""
2026-07,乙,total,91,，（）
'
	same err ''
}

@test "semicolons are found, other delimiters said" {
	reads '月份;社区;得分\r\n2026-07;甲;9\r\n' score
	want 0
	has out '2026-07,甲,total,9'
	reads '月份|社区|得分\n2026-07|甲|9\n' --delimiter '|' score
	want 0
	has out '2026-07,甲,total,9'
}

@test "--header-row says which row is the header" {
	reads '月份,社区\n2026-07,甲\n社区,月份,得分\n乙,2026-07,9\n' --header-row 3 score
	want 0
	same out 'period,community,indicator,score
2026-07,乙,total,9
'
}

@test "--fill takes the value above; without it a blank is an error that names it" {
	local sheet='社区,小区,楼栋数\n甲,a,1\n,b,2\n,小计,3\n乙,c,4\n'
	reads "$sheet" estate
	want 1
	has err 'in.csv:3:1: error E201 community: '
	has err '--fill community'
	reads "$sheet" --fill 社区 estate
	want 0
	same out 'community,name,buildings
甲,a,1
甲,b,2
乙,c,4
'
}

@test "--default fills a column that is absent, and the blanks of one that is not" {
	reads '社区,小区,备注\n甲,a,\n甲,b,x\n' --default 备注=y --default 楼栋数=3 estate
	want 0
	same out 'community,name,buildings,note
甲,a,3,y
甲,b,3,x
'
}

@test "a cell under no label is an error, not lost" {
	reads '月份,社区,得分,\n2026-07,甲,90,x\n' score
	want 1
	has err 'in.csv:2:4: error E306: “x”'
}

# ---- labels ----

@test "labels of full width, with blanks, with a unit, by alias and by key" {
	reads '日　期,ｃｏｍｍｕｎｉｔｙ,收 支,资助金额（万元）,捐款单位\n2026-07-01,甲,收入,3.9,A\n' fund
	want 0
	same out 'date,community,flow,amount,party
2026-07-01,甲,收入,39000.00,A
'
}

@test "an alias of 栏目 in -d DIR names a column" {
	mkdir office
	printf '类别,别名,全称\n栏目,考评,得分\n' >office/alias.csv
	reads '月份,社区,考评\n2026-07,甲,9\n' -p 2026-07 score
	want 1
	has err 'E302'
	cb_run cb-rank -d office --allow-missing -p 2026-07 in.csv
	want 0
	has out 'month,2026-07,1,甲,9'
}

@test "an unknown column is an error with the nearest; --map leaves it out or keeps it" {
	reads '月份,社区,得分,备主\n2026-07,甲,3,1\n' score
	want 1
	same out ''
	has err 'in.csv:1:4: error E302: 没有“备主”这一栏'
	has err '是不是“备注”'
	cb_run cb-import --map 备主=- score in.csv
	want 0
	same out 'period,community,indicator,score
2026-07,甲,total,3
'
	cb_run cb-import --map 备主=note score in.csv
	want 0
	same out 'period,community,indicator,score,note
2026-07,甲,total,3,1
'
}

@test "two labels of one column, and one label of two columns" {
	reads '日期,社区,收支,资助金额,捐款\n2026-07-01,甲,收入,3,4\n' fund
	want 1
	same out ''
	has err 'in.csv:1:5: error E304: 表头中“捐款”和“资助金额”都是“金额”一栏'
	reads '月份,社区,得分,说明\n2026-07,甲,3,x\n' --map 说明=note --map 说明=date score
	want 1
	has err 'E303'
}

# ---- values ----

@test "I4 dates in all forms" {
	printf '日期,单位,类别,活动\n' >in.csv
	for day in 2022-07-10 2022.7.10 2022/7/10 20220710 2022年7月10日 7月10日 7.10 7/10 ７月１０日 \
		二〇二二年七月十日 ２０２２年７月１０日 44752; do
		echo "$day,甲,会议,$day"
	done >>in.csv
	cb_run cb-import -p 2022-07 activity in.csv
	want 0
	[ "$(grep -c '^2022-07-10,甲,会议,' stdout)" -eq 12 ]
	cb_run cb-import activity in.csv
	want 1
	same out ''
	[ "$(grep -c 'error E211 date: ' stderr)" -eq 4 ]
}

@test "I4 the period column gives the year" {
	reads '月份,社区,日期,得分\n2022-07,甲,7.10,90\n2022年7月,乙,7月11日,91\n' score
	want 0
	same out 'period,community,indicator,date,score
2022-07,甲,total,2022-07-10,90
2022-07,乙,total,2022-07-11,91
'
}

@test "上旬, 中旬, 下旬 say from when and until when" {
	reads '日期,单位,类别,活动\n2024年2月下旬,甲,会议,a\n7月上旬,甲,会议,b\n2026-07-03,甲,会议,c\n' -p 2026-07 activity
	want 0
	same out 'date,until,community,kind,title
2024-02-21,2024-02-29,甲,会议,a
2026-07-01,2026-07-10,甲,会议,b
2026-07-03,,甲,会议,c
'
	reads '编号,姓名,社区,加入日期\nV1,甲某,甲,2024年2月下旬\n' volunteer
	want 1
	has err 'E210'
}

@test "I5 money in all forms, to the fen; no marks in the fund" {
	printf '编号,日期,社区,收支,金额\n' >in.csv
	local n=0 money
	for money in '"1,234.50"' 1万元 3.9万 14.55亿元 5000元 ￥500 人民币300元 ５０００ '"１２３，４５６．７８"' 0.1; do
		echo "$((n += 1)),2026-07-03,甲,收入,$money"
	done >>in.csv
	cb_run cb-import fund in.csv
	want 0
	cut -d, -f5 stdout >amounts
	diff - amounts <<-'END'
	amount
	1234.50
	10000.00
	39000.00
	1455000000.00
	5000.00
	500.00
	300.00
	5000.00
	123456.78
	0.10
	END
	reads '日期,社区,收支,金额\n2026-07-03,甲,收入,5000余\n2026-07-03,甲,收入,1.234\n' fund
	want 1
	has err 'in.csv:2:4: error E207 amount: “5000余”'
	has err 'in.csv:3:4: error E204 amount: “1.234”'
}

@test "I5 I6 quantities keep what they do not know" {
	printf '月份,单位,指标,数值\n' >in.csv
	local n=0 given
	: >wanted
	while read -r given kept unit; do
		echo "2026-07,甲,$((n += 1)),$given" >>in.csv
		echo "2026-07,甲,$n,$kept,$unit" >>wanted
	done <<-'END'
	1600余 1600+
	300多 300+
	约8000余人 ~8000 人
	8000余人 8000+ 人
	近千件 1000- 件
	约2500 ~2500
	XX余份 ? 份
	1xx多个 ? 个
	不足50 50-
	80平方米以上 80+ 平方米
	５０００ 5000
	5000余 5000+
	3.9万 39000
	九百余 900+
	1600+ 1600+
	17% 0.17
	百分之七十 0.7
	END
	cb_run cb-import metric in.csv
	want 0
	sed 1d stdout | diff wanted -
}

@test "I2 id numbers that a spreadsheet has ruined are never repaired" {
	reads '编号,姓名,身份证号,社区\nV1,甲一,4.1E+17,甲\nV2,甲二,330000199003070000,甲\nV3,甲三,3.3000019900307E+17,甲\n' volunteer
	want 1
	same out ''
	for row in 2 3 4; do
		has err "in.csv:$row:3: error E233 id: “****”:身份证号精度丢失(表格只保留 15 位数字,后 3 位已丢失)"
	done
}

@test "masked values pass to stdout unchecked, and into no database" {
	reads '编号,姓名,身份证号,电话,社区\nV4,李*,****,138****5678,甲\n' volunteer
	want 0
	same out 'no,name,id,phone,community
V4,李*,****,138****5678,甲
'
	cb_run cb-import -d city.db volunteer in.csv
	want 1
	[ "$(grep -c E238 stderr)" -eq 3 ]
	[ ! -e city.db ]
}

# ---- operands and broken files ----

@test "lock files are skipped with a warning" {
	cp good.csv '~$good.csv'
	cp good.csv .~good.csv
	cb_run cb-import score '~$good.csv' .~good.csv good.csv
	want 0
	has err 'warning W805: “~$good.csv”'
	has err 'warning W805: “.~good.csv”'
	[ "$(wc -l <stdout)" -eq 2 ]
}

@test "a folder is no file" {
	mkdir folder
	cb_run cb-import score good.csv folder
	want 3
	same out ''
	has err 'error E101'
}

@test "files that cannot be read end with 3 and the place" {
	while read -r code place text; do
		reads "$text" score
		want 3
		same out ''
		has err "in.csv${place#_}: error $code"
	done <<-'END'
	E102 _ 
	E310 _ \n\n
	E106 :2 月份,社区,得分\n2026-07,甲\0,9\n
	E104 :2:2 月份,社区,得分\n2026-07,"甲,9\n
	END
}

@test "a field of more than 1 MiB ends with 3" {
	(printf '月份,社区,得分\n2026-07,' && head -c 1048577 /dev/zero | tr '\0' a && echo ,9) >in.csv
	cb_run cb-import score in.csv
	want 3
	has err 'in.csv:2:2: error E105'
}

@test "a file with a header only gives a header" {
	reads '月份,社区,得分\n' score
	want 0
	same out $'period,community,indicator,score\n'
}

# ---- what comes out ----

@test "what was printed is read to the same bytes; Chinese headers and --bom too" {
	reads '月份,社区,得分,备注\n2026-07,乙,9.50," x,""y"""\n2026-07,甲,-1,=1+1\n' score
	want 0
	cp stdout once
	cb_run cb-import score once
	cmp once stdout
	cb-import --headers zh --bom score in.csv >guarded
	cb_run cb-import score guarded
	cmp once stdout
}

@test "files with different columns give their union" {
	printf '月份,社区,得分,备注\n2026-07,乙,9,x\n' >more.csv
	cb_run cb-import score good.csv more.csv
	want 0
	same out 'period,community,indicator,score,note
2026-07,甲,total,90,
2026-07,乙,total,9,x
'
}

@test "rows without a number are never merged, however alike" {
	reads '日期,社区,收支,金额\n2026-07-03,甲,收入,5\n2026-07-03,甲,收入,5\n2026-07-04,甲,收入,6\n' fund
	want 0
	[ "$(wc -l <stdout)" -eq 4 ]
}

@test "--errors writes every finding as a table, --max-errors caps what is shown only" {
	reads '月份,社区,得分\n2026-07,甲,9O\n2026-07,乙,x\n2026-13,丙,1\n' --max-errors 1 --errors findings.csv score
	want 1
	same out ''
	same err 'cb-import: in.csv:2:3: error E203 score: “9O”不是数字;是不是“90”?
cb-import: 3 个错误,0 个警告;另有 2 条未显示(--max-errors=0 显示全部)
'
	diff - findings.csv <<-'END'
	severity,code,file,sheet,row,column,field,message
	error,E203,in.csv,,2,3,score,“9O”不是数字;是不是“90”?
	error,E203,in.csv,,3,3,score,“x”不是数字
	error,E215,in.csv,,4,1,period,“2026-13”不是期间;请写成 2026-07、2026Q3、2026H1 或 2026
	END
	cb_run cb-import -q --errors findings.json score in.csv
	want 1
	[ "$(mlr --ijson --onidx cut -o -f code,row findings.json | tr '\n' ';')" = 'E203 2;E203 3;E215 4;' ]
}

@test "-n reports the same and writes nothing" {
	cb_run cb-import -n score good.csv
	want 0
	same out ''
	cb_run cb-import -n -d city.db score good.csv
	want 0
	[ ! -e city.db ]
	printf '月份,社区,得分\n2026-07,甲,x\n' >in.csv
	cb_run cb-import -n score in.csv
	want 1
	has err E203
}

@test "cells on a terminal are text, no orders to it; anywhere else they are what they are" {
	printf 'a,\033]0;x\007b,\302\2332J,\342\200\256c\n' >in.csv
	script -qec 'cb-import cells in.csv' /dev/null >seen </dev/null
	[ "$(tr -d '\r' <seen)" = 'a,�]0;x�b,�2J,�c' ]
	cb-import cells in.csv >out
	cmp in.csv out
}

@test "labels as offices write them: 活动时间, 是否到位, 手机号码, 测评项目, 排查时间" {
	local lists="$CB_TREE/share/examples/registers"
	printf '序号,活动时间,活动名称,活动类型,参与人数,活动地点\n1,7.1-7.5,大清扫,大清扫,50余人,社区广场\n2,7月6日,消防讲座,讲座,约30人,会议室\n' >in.csv
	cb_run cb-import -d "$lists" -p 2026-07 --default community=西街 activity in.csv
	want 0
	has out '西街社区,大清扫,大清扫,社区广场,50+'
	printf '到账时间,所属社区,捐赠单位,捐款（元）,是否到位,收/支,资金来源,摘要\n2026-07-01,西街,永辉,500,是,收入,企业,清扫\n' >in.csv
	cb_run cb-import fund in.csv
	want 0
	has out '2026-07-01,西街,收入,企业,500.00,永辉,是,清扫'
	printf '志愿者姓名,手机号码,所在社区,是否党员,服务类型,登记时间\n张春生,13800138000,西街,否,科普,2026-07-01\n' >in.csv
	cb_run cb-import volunteer in.csv
	want 0
	has out '张春生,13800138000,西街,科普,否,2026-07-01'
	printf '2026年7月\n被测评单位：西街社区\n测评项目,实得分,扣分情况\n环境卫生,20.5,堆物\n' >in.csv
	cb_run cb-import -d "$lists" score in.csv
	want 0
	has out '2026-07,西街社区,环境卫生,20.5,堆物'
	printf '排查时间,所属社区,具体位置,问题内容,整改单位,整改期限\n2026-07-01 08:30,西街,门口,堆物,西街社区,2026-07-10\n' >in.csv
	cb_run cb-import problem in.csv
	want 0
	has out '2026-07-01 08:30,西街,门口,堆物'
}

# ---- many rows ----

# odd_rows N: five rows of each of N communities, spelled in as many ways; what 7.10 is, the row's year says.
odd_rows() {
	echo 'period,community,indicator,date,inspector,score'
	for ((i = 1001; i <= 1000 + $1; i++)); do
		printf '2026-07,第%d社区,卫生,7.10,甲组,90\n2025-07,第%d社区,卫生,7.10,甲组,90.50\n' "$i" "$i"
		printf '2026年7月,第%d社区,绿化,2026/7/11,="乙组",８８\n2025.7,第%d社区,绿化,7月11日,乙 组,\n' "$i" "$i"
		printf ',第%d社区,秩序,无,无,无数据\n' "$i"
	done
}

@test "a cell means in the thousandth row what it meant in the first" {
	odd_rows 1 >one.csv
	odd_rows 600 >many.csv
	for more in --default=indicator=x --default=inspector=丙组; do
		cb-import --default score=1 "$more" --fill period score one.csv >one.out
		cb-import --default score=1 "$more" --fill period score many.csv >many.out
		[ "$(wc -l <one.out)" -eq 6 ]
		for ((i = 1001; i <= 1600; i++)); do
			sed "1d; s/1001/$i/" one.out
		done >all.out
		diff all.out <(sed 1d many.out)
	done
}

@test "UTF-16 without a mark: the remedy names the order of its bytes, and works" {
	local order
	for order in le be; do
		printf '社区,指标,得分\n西街,卫生,9\n' | iconv -f UTF-8 -t "utf-16$order" >in.csv
		cb_run cb-import -p 2026-07 score in.csv
		want 3
		same err "cb-import: in.csv:1: error E106: 出现 NUL 字节;这不是文本文件,或者是 UTF-16:请用 --encoding utf-16$order 指明
"
		cb-import -p 2026-07 --encoding "utf-16$order" score in.csv | grep -q '2026-07,西街,卫生,9'
	done
}

@test "labels that lists of problems have: 内容, 期限" {
	printf '社区,内容,发现时间,责任单位,期限,地点\n西街,积水,2026-07-01,西街,2026-07-10,院内\n' >in.csv
	cb-import problem in.csv | grep -q '^2026-07-01,西街,院内,积水,西街,2026-07-10$'
}
