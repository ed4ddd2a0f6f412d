#!/usr/bin/env bats
# cb-import -d: what a second row means, batches and undo, references, and databases that say no.
# shellcheck disable=SC1010,SC2016,SC2059,SC2086 # mlr has a `then`, texts are formats, commands are split
load helper

prepare() {
	printf '社区,街道,书记\n东关社区居委会,城东,孔令宜\n西街社区,城西,邹守义\n南门,城南,\n' >community.csv
	printf '测评体系,编号,指标,满分,计分方式\nmonth,1,卫生,100,加分\nmonth,2,达标,10,是否\n' >indicator.csv
}

# store REGISTER TEXT ARG...: TEXT (printf escapes) as in.csv into city.db
store() {
	local register=$1
	printf "$2" >in.csv
	shift 2
	cb_run cb-import -d city.db "$@" "$register" in.csv
}

# score N ARG...: one score of 甲 in July
score() {
	store score "月份,社区,得分\n2026-07,甲,$1\n" "${@:2}"
}

# stored REGISTER COLUMNS: its rows, without the header
stored() {
	cb-export -d city.db "$1" | mlr --icsv --ocsv --headerless-csv-output cut -o -f "$2"
}

# ---- second rows ----

@test "a second row sets the columns its file has, keeps the others, and the old row stays in the history" {
	cb-import -d city.db community community.csv
	store community '社区名称,主任\n东关,方既明\n'
	want 0
	same err ''
	[ "$(stored community name,street,secretary,director | head -1)" = 东关社区居委会,城东,孔令宜,方既明 ]
	[ "$(stored community name | wc -l)" -eq 3 ]
	[ "$(sqlite3 city.db 'SELECT count(*) FROM community_old')" -eq 1 ]
}

@test "equal rows count once, in one file and in several" {
	score 90
	store score '月份,社区,得分\n2026-08,甲,80\n2026-08,甲,80.0\n'
	want 0
	[ "$(stored score period)" = $'2026-07\n2026-08' ]
	cp in.csv other.csv
	cb_run cb-import score other.csv in.csv
	want 0
	same out $'period,community,indicator,score\n2026-08,甲,total,80\n'
	cb_run cb-import -d new.db score other.csv in.csv
	want 0
	[ "$(cb-export -d new.db score | wc -l)" -eq 2 ]
}

@test "different rows with one key are refused, in the database and without; both places are named" {
	printf '月份,社区,得分\n2026-07,甲,90\n' >a.csv
	printf '月份,社区,得分\n2026-07,甲,80\n' >b.csv
	cb_run cb-import score a.csv b.csv
	want 1
	same out ''
	same err 'cb-import: b.csv:2: error E401: 记录 月度考评 2026-07 甲 总分 与 a.csv:2 处重复而内容不同;请只保留一条
'
	cb_run cb-import -d city.db score a.csv b.csv
	want 1
	has err 'a.csv:2: error E401: 记录 2026-07 月度考评 甲 总分 与 b.csv:2 处'
	has err 'b.csv:2: error E401: 记录 2026-07 月度考评 甲 总分 与 a.csv:2 处'
	[ ! -e city.db ]
}

@test "the same rows twice are one batch, whatever the bytes of the file" {
	score 90
	store score '社区,月份,得分\r\n甲,2026年7月,90.0\r\n' -v
	want 0
	has err 'note N801: 这些记录已作为批次 2(in.csv)入库'
	has err 'N806: 存入 0 条'
	[ "$(cb-import log -d city.db | wc -l)" -eq 3 ]
}

@test "--again stores gifts once more, with numbers of their own" {
	local gifts='日期,社区,收支,金额\n2026-07-03,甲,收入,5\n2026-07-03,甲,收入,5\n'
	store fund "$gifts"
	store fund "$gifts"
	[ "$(stored fund no | wc -l)" -eq 2 ]
	store fund "$gifts" --again
	want 0
	[ "$(stored fund no)" = $'2026-0001\n2026-0002\n2026-0003\n2026-0004' ]
}

@test "numbers are given by year, or by register, and go on" {
	store fund '日期,社区,收支,金额\n2026-08-03,甲,收入,9\n2027-08-03,甲,收入,9\n'
	store fund '日期,社区,收支,金额\n2026-08-04,甲,收入,9\n'
	[ "$(stored fund no)" = $'2026-0001\n2026-0002\n2027-0001' ]
	store volunteer '姓名,电话,社区\n张某,13800000001,甲\n李某,13800000002,甲\n'
	[ "$(stored volunteer no)" = $'V00001\nV00002' ]
	store volunteer '编号,社区\nV00002,乙\n' --default 姓名=李某
	want 0
	[ "$(stored volunteer no,community)" = $'V00001,甲\nV00002,乙' ]
}

@test "an append-only register refuses a known number with other content" {
	store fund '编号,日期,社区,收支,金额\n2026-0001,2026-07-03,甲,收入,5\n'
	store fund '编号,日期,社区,收支,金额\n2026-0001,2026-07-03,甲,收入,6\n'
	want 1
	has err 'in.csv:2: error E402: 记录 2026-0001 已入库(批次 2)而内容不同'
	[ "$(stored fund amount)" = 5.00 ]
}

# ---- batches ----

@test "undo brings back what the batch had replaced, back to nothing" {
	score 70
	score 71
	score 72
	local batch left
	while read -r batch left; do
		cb_run cb-import -d city.db undo "$batch"
		want 0
		same err ''
		[ "$(stored score score)" = "$left" ]
	done <<-'END'
	4 71
	3 70
	2
	END
	cb_run cb-import -d city.db undo 4
	want 2
	has err 'error E405: 批次 4 已于'
	cb_run cb-export --verify -d city.db
	want 0
}

@test "undo of a row that was replaced later leaves it, and says so; then that one goes too" {
	score 70
	score 71
	cb_run cb-import -d city.db undo 2
	want 0
	same err 'cb-import: warning W408: 记录 2026-07 月度考评 甲 总分 保持批次 3 的内容:它在批次 2 之后又被替换
'
	[ "$(stored score score)" = 71 ]
	cb_run cb-import -d city.db undo 3
	want 0
	[ "$(stored score score)" = '' ]
}

@test "--replaces withdraws a batch and stores the corrected file at once" {
	store score '月份,社区,得分\n2026-07,甲,90\n2026-07,乙,80\n'
	store score '月份,社区,得分\n2026-07,甲,91\n' --replaces 2
	want 0
	[ "$(stored score community,score)" = 甲,91 ]
	store score '月份,社区,得分\n2026-07,甲,x\n' --replaces 3
	want 1
	[ "$(stored score community,score)" = 甲,91 ]
	score 92
	cb_run cb-import -d city.db --replaces 1 score in.csv
	want 2
	has err E407
	cb_run cb-import -d city.db --replaces 99 score in.csv
	want 2
	has err E404
}

@test "log lists the batches: file, rows, what was undone" {
	score 90
	cb-import -d city.db undo 2
	cb_run cb-import log -d city.db
	want 0
	[ "$(mlr --icsv --onidx --ofs , filter '$register == "score"' then cut -o -f id,what,rows,undone_at stdout)" = \
		$'2,in.csv,1,2026-08-15 00:00\n3,cb-import undo 2,1,' ]
}

@test "one error in any file and nothing is stored; --on-error=skip leaves that file out whole" {
	printf '月份,社区,得分\n2026-07,甲,90\n' >a.csv
	printf '月份,社区,得分\n2026-07,乙,90\n2026-07,丙,x\n' >b.csv
	cb_run cb-import -d city.db score a.csv b.csv
	want 1
	[ ! -e city.db ]
	cb_run cb-import -d city.db --on-error=skip score a.csv b.csv
	want 1
	has err 'b.csv:3:3: error E203'
	[ "$(stored score community)" = 甲 ]
}

@test "--on-error=skip prints the clean files only" {
	printf '月份,社区,得分\n2026-07,甲,90\n' >a.csv
	printf '月份,社区,得分\n2026-07,乙,90\n2026-07,丙,x\n' >b.csv
	cb_run cb-import --on-error=skip score a.csv b.csv
	want 1
	same out 'period,community,indicator,score
2026-07,甲,total,90
'
}

# ---- references ----

@test "a community that is not registered is an error with the nearest; nothing is stored" {
	cb-import -d city.db community community.csv
	store score '月份,社区,得分\n2026-07,东关社区,90\n2026-07,西接,80\n'
	want 1
	same err 'cb-import: in.csv:3:2: error E403 community: 社区:“西接”没有登记;请先登记,或添加别名;是不是“西街社区”?
'
	[ "$(stored score community)" = '' ]
}

@test "names are compared without 社区 and 居委会, and printed as registered" {
	cb-import -d city.db community community.csv
	store score '月份,社区,得分\n2026-07,东关,90\n2026-07,西街居委会,80\n2026-07,南门社区居委会,70\n'
	want 0
	[ "$(stored score community | sort)" = "$(printf '东关社区居委会\n南门\n西街社区\n' | sort)" ]
}

@test "aliases of communities, indicators and columns" {
	cb-import -d city.db community community.csv
	cb-import -d city.db indicator indicator.csv
	store alias '类别,别名,全称\n社区,西关,西街社区\n栏目,考评,得分\n指标,环卫,卫生\n'
	want 0
	store score '月份,社区,指标,考评\n2026-07,西关,环卫,70\n'
	want 0
	[ "$(stored score community,indicator,score)" = 西街社区,卫生,70 ]
}

@test "an alias stands for something that is known: else an error with the nearest; a folder is taken in whole" {
	cb-import -d city.db community community.csv
	cb-import -d city.db indicator indicator.csv
	store alias '类别,别名,全称\n社区,西关,西衔\n指标,环卫,卫声\n栏目,考评,得份\n词,甲,无此\n单位,园林,无此\n'
	want 1
	has err 'in.csv:2:3: error E437 name: 别名“西关”所指的“西衔”没有登记;请先登记,或改正全称;是不是“西街社区”?'
	has err 'in.csv:3:3: error E437'
	has err 'in.csv:4:3: error E437'
	[ "$(grep -c E437 stderr)" -eq 3 ]
	store unit '单位,级别\n市园林所,市直\n'
	store alias '类别,别名,全称\n单位,园林,市园林听\n'
	want 1
	has err 'E437'
	store alias '类别,别名,全称\n单位,园林,市园林所\n单位,西关,西街\n'
	want 0
}

@test "an alias of a stored community does not stand in the way of registering what it stands for" {
	printf '社区\n旧名社区\n别社区\n' >old.csv
	cb-import -d city.db community old.csv
	store score '月份,社区,得分\n2026-07,旧名,90\n2026-07,别,80\n' -q
	store community '社区\n新名社区\n'
	store alias '类别,别名,全称\n社区,旧名,新名\n'
	want 0
	store community '社区\n又名社区\n'
	want 0
	store score '月份,社区,得分\n2026-08,旧名社区,90\n' -q
	want 0
	[ "$(stored score period,community | tail -n 1)" = 2026-08,新名社区 ]
	cb-export --verify -d city.db
}

@test "an unknown unit is a warning once units are registered" {
	store unit '单位,级别\n市园林所,市直\n'
	store fund '日期,社区,收支,金额,捐助单位\n2026-07-03,甲,收入,5,市园林听\n'
	want 0
	has err 'warning W410 party: '
	has err '是不是“市园林所”'
	[ "$(stored fund party)" = 市园林听 ]
}

# ---- what scores must pass ----

@test "a wide sheet without known indicators is pointed to --wide" {
	store score '月份,社区,卫生,治安\n2026-07,甲,9,8\n'
	want 1
	has err '--wide'
	store score '月份,社区,卫生,治安\n2026-07,甲,9,8\n' --wide
	want 0
	[ "$(stored score indicator,score)" = $'卫生,9\n治安,8' ]
}

@test "a misspelled indicator is never an indicator" {
	cb-import -d city.db indicator indicator.csv
	store score '月份,社区,卫生,达表\n2026-07,甲,10,是\n'
	want 1
	has err 'in.csv:1:4: error E302: 没有“达表”'
	has err '是不是“达标”'
	store score '月份,社区,指标,得分\n2026-07,甲,卫身,10\n'
	want 1
	has err '是不是“卫生”'
}

@test "above the full mark, 是 for a number, a date outside the period" {
	cb-import -d city.db indicator indicator.csv
	store score '月份,社区,卫生,达标\n2026-07,甲,101,是\n2026-07,乙,是,否\n2026-07,丙,100,1\n'
	want 1
	same err 'cb-import: in.csv:2:3: error E543 score: 101 超过“卫生”的满分 100
cb-import: in.csv:3:3: error E544 score: 只有计分方式为“是否”的指标可填是或否;“卫生”应填数字
cb-import: 2 个错误,0 个警告
'
	store score '月份,社区,卫生,日期\n2026-07,甲,10,2026-08-01\n'
	want 1
	has err 'in.csv:2:4: error E545 date: '
	store score '月份,社区,卫生,达标\n2026-07,甲,100,是\n2026-07,乙,0,否\n'
	want 0
	[ "$(stored score community,indicator,score | tr '\n' ' ')" = '乙,卫生,0 乙,达标,0 甲,卫生,100 甲,达标,1 ' ]
}

@test "without a database the same rows are refused for the same reasons" {
	store score '月份,社区,日期,得分\n2026-07,甲,2026-08-01,9\n'
	want 1
	has err E545
	cb_run cb-import score in.csv
	want 1
	same out ''
	has err E545
}

# ---- the other verbs ----

@test "status says who has sent theirs, and is 1 when one has not" {
	cb-import -d city.db community community.csv
	store score '月份,社区,得分\n2026-07,东关,90\n2026-07,西街,80\n'
	cb_run cb-import status -d city.db -p 2026-07 score
	want 1
	same out 'community,state,rows,file,at
东关社区居委会,已报,1,in.csv,2026-08-15 00:00
西街社区,已报,1,in.csv,2026-08-15 00:00
南门,未报,,,
'
	store score '月份,社区,得分\n2026-07,南门,90\n'
	cb_run cb-import status -d city.db -p 2026-07 score
	want 0
}

@test "status goes by when a record happened: the minute a problem was found, the day a volunteer joined" {
	cb-import -d city.db community community.csv
	store problem '发现时间,社区,地点,问题,责任单位,解决时限
2026-07-31 23:59,东关,门前,路灯不亮,市政所,2026-08-03
2026-08-01 00:00,南门,门前,路灯不亮,市政所,2026-08-03
'
	cb_run cb-import status -d city.db -p 2026-07 problem
	want 1
	[ "$(cut -d , -f 1-3 stdout)" = $'community,state,rows\n东关社区居委会,已报,1\n西街社区,未报,\n南门,未报,' ]
	store volunteer '姓名,出生日期,社区,加入日期\n甲,1990-07-05,东关,2026-01-05\n乙,1990-01-05,西街,2026-07-05\n'
	cb_run cb-import status -d city.db -p 2026-07 volunteer
	[ "$(cut -d , -f 1-3 stdout)" = $'community,state,rows\n东关社区居委会,未报,\n西街社区,已报,1\n南门,未报,' ]
	cb_run cb-import status -d city.db -p 1990-07 volunteer
	[ "$(grep -c 未报 stdout)" -eq 3 ]
}

@test "status of a folder: files may name who is not registered" {
	mkdir office
	cp community.csv office
	{
		printf '月份,社区,得分\n'
		for i in $(seq 200); do printf '2026-07,新村%d,90\n' "$i"; done
		printf '2026-07,南门,90\n'
	} >office/score.csv
	cb_run cb-import status -d office -p 2026-07 score
	want 1
	[ "$(cut -d , -f 1-3 stdout)" = $'community,state,rows\n东关社区居委会,未报,\n西街社区,未报,\n南门,已报,1' ]
}

@test "registers, their columns, and a template that reads back" {
	cb_run cb-import registers
	want 0
	[ "$(mlr --icsv --onidx cut -f register stdout | wc -l)" -ge 20 ]
	cb_run cb-import registers score
	want 0
	has out '
score,得分,分数;'
	cb-import template --headers zh score >sheet.csv
	cb_run cb-import score sheet.csv
	want 0
	same out $'contest,period,community,estate,indicator,date,inspector,score,note\n'
}

@test "cells shows what was read, before any register" {
	printf '标题,\n社区,得分\n甲,"9\n0"\n' | iconv -f utf-8 -t gbk >in.csv
	cb_run cb-import cells in.csv
	want 0
	same out '标题,
社区,得分
甲,"9
0"
'
}

# ---- databases that say no ----

@test "a database is made on purpose: by --new, and by nothing else; a mistyped name is told the nearest" {
	cb_run cb-export -d none.db score
	want 4
	has err 'error E702'
	[ ! -e none.db ]
	printf '月份,社区,得分\n2026-07,甲,90\n' >in.csv
	cb_run command cb-import -d city.db score in.csv
	want 4
	same err $'cb-import: error E702: 没有数据库“city.db”;新建用 cb-import --new -d city.db 台账 文件\n'
	[ ! -e city.db ]
	cb_run command cb-import --new -n -d city.db score in.csv
	want 0
	[ ! -e city.db ]
	cb_run command cb-import --new -d city.db score in.csv
	want 0
	[ "$(stat -c %a city.db)" = 600 ]
	cb_run command cb-import --new -d city.db score in.csv
	want 4
	has err 'E685: “city.db”已经存在'
	mkdir sub && cp city.db sub/
	cb_run command cb-import -d sub/citz.db score in.csv
	want 4
	has err '没有数据库“sub/citz.db”;是不是“city.db”?'
	: >empty.db # what mktemp leaves
	cb_run command cb-import -d empty.db score in.csv
	want 4
	cb_run command cb-import --new -d empty.db score in.csv
	want 0
}

@test "a contest is known by its title, and called by it" {
	printf 'rule,what,scope,value\n指数,rank.contest,index,文明指数测评\n' >rule.csv
	printf '评比,期间,社区,指标,得分\nindex,2026Q2,甲,文明指数,90\n' >a.csv
	printf '评比,期间,社区,指标,得分\n文明指数测评,2026Q2,甲,文明指数,91\n' >b.csv
	cb_run cb-import --new -q -d city.db rule rule.csv
	want 0
	cb_run cb-import -d city.db score a.csv
	want 0
	cb_run cb-import -d city.db score b.csv
	want 0
	has err 'W434 score: 记录 2026Q2 文明指数测评 甲 文明指数:“得分”由“90”改为“91”'
	cb_run cb-export -d city.db score --columns contest,score
	same out 'contest,score
index,91
'
	cb_run cb-rank -d city.db -p 2026Q2 --contest 文明指数测评 --columns community,score
	same out 'community,score
甲,91
'
	cb_run cb-rank -d city.db -p 2026Q2 --contest 文明指数评测
	want 2
	has err '是不是“文明指数测评”?'
	# people are shown no key of those that come with the program, not in a sheet that is read again
	printf '月份,社区,得分\n2026-07,甲,90\n' | cb-import -q -d city.db score -
	cb_run cb-export -d city.db score -p 2026-07 --format md
	has out '| 月度考评 |'
	has out '| 总分 |'
	lacks month stdout
	cb_run sh -c 'cb-export -d city.db score -p 2026-07 -o x.xlsx && cb-import score x.xlsx'
	has out 'month,2026-07,甲,,total'
}

@test "what a file changes is told: old, new, and the batch it came from; 20 of them, then the number" {
	printf '月份,社区,得分\n' | tee old.csv >new.csv
	for n in {10..34}; do echo "2026-07,社区$n,90" >>old.csv; echo "2026-07,社区$n,8${n:1}.5" >>new.csv; done
	cb-import -d city.db score old.csv
	cb_run cb-import -d city.db score new.csv
	want 0
	[ "$(grep -c W434 stderr)" -eq 20 ]
	has err 'new.csv:3:3: warning W434 score: 记录 2026-07 月度考评 社区11 总分:“得分”由“90”改为“81.5”;原值来自批次 2(old.csv)'
	has err 'W436: 另有 5 处已存的值有变'
	cb_run cb-import -d city.db score new.csv
	want 0
	cb-export -d city.db score >before
	sed 's/,90/,70/' old.csv >third.csv
	cb_run cb-import -d city.db --on-change=refuse score third.csv
	want 1
	has err 'E435 score: 记录 2026-07 月度考评 社区11 总分:“得分”已存“81.5”,将改为“70”;原值来自批次 3(new.csv)'
	cb-export -d city.db score | diff before -
	cb_run cb-import -d city.db --strict score third.csv
	want 1
	cb-export -d city.db score | diff before -
}

@test "on a terminal every write ends with what became of its rows" {
	printf '月份,社区,得分\n2026-07,甲,90\n2026-07,乙,80\n' >a.csv
	printf '月份,社区,得分\n2026-07,甲,91\n2026-07,乙,80\n2026-07,丙,70\n' >b.csv
	terminal() { script -qec "$1" /dev/null </dev/null | tr -d '\r' | tail -n 1; }
	export -f terminal
	[ "$(terminal 'command cb-import --new -d city.db score a.csv')" = 'cb-import: 存入 2 条,取代 0 条,重复 0 条,批次 2' ]
	[ "$(terminal 'cb-import -n -d city.db score b.csv')" = 'cb-import: 将存入 1 条,取代 1 条,重复 1 条,批次 3' ]
	[ "$(terminal 'cb-import -d city.db score b.csv')" = 'cb-import: 存入 1 条,取代 1 条,重复 1 条,批次 3' ]
	[ "$(terminal 'cb-import -d city.db score b.csv')" = 'cb-import: 存入 0 条,取代 0 条,重复 3 条' ]
	[ "$(terminal 'cb-import undo 3 -d city.db')" = 'cb-import: 撤销批次 3,存入 0 条,取代 0 条,重复 0 条,批次 4' ]
	[ "$(terminal 'cb-fund receive -d city.db --date 2026-08-01 --community 甲 --amount 5 --source 自筹')" = 'cb-fund: 存入 1 条,取代 0 条,重复 0 条,批次 5' ]
	[ "$(terminal 'cb-import -q -d city.db --again score a.csv')" = '' ]
	cb_run cb-import -d city.db --again score a.csv
	same err ''
}

@test "--all takes a folder of registers in the order of their references, in one transaction" {
	local examples="$CB_TREE/share/examples"
	cb_run command cb-import -q --new -d city.db --all "$examples/registers"
	want 0
	cb-import -q -d city.db score "$examples"/inbox/*/*.csv
	cb-rank -q -d city.db -p 2026-09 --publish >/dev/null
	cb-export -d city.db --reveal --all one
	rm one/batch.csv # the log of what was revealed
	cb_run command cb-import -q --new -d two.db --all one
	want 0
	cb-export -d two.db --reveal --all two
	rm two/batch.csv
	diff -r one two
	cb-export -q --verify -d two.db
	# a folder with one bad row stores nothing
	sed -i '2s/,[^,]*社区,/,西衔社区,/' one/score.csv
	cb_run command cb-import -q --new -d bad.db --all one
	want 1
	has err 'E403'
	[ ! -e bad.db ]
	cb-export -d two.db batch >before
	echo '没有的类,甲,乙' >>one/alias.csv
	cb_run cb-import -q -d two.db --all one
	want 1
	cb-export -d two.db batch | diff before -
	cb_run cb-import --all one
	want 2
}

@test "no database, somebody else's, and one of a newer version end with 4 and are left alone" {
	score 90
	echo text >text.db
	sqlite3 other.db 'CREATE TABLE x (a)'
	cp city.db newer.db
	sqlite3 newer.db 'PRAGMA user_version = 99'
	while read -r db code; do
		sha256sum "$db" >before
		for program in "cb-import -d $db score in.csv" "cb-export -d $db score"; do
			cb_run $program
			want 4
			same out ''
			has err "error $code"
		done
		sha256sum -c --quiet before
	done <<-'END'
	text.db E703
	other.db E703
	newer.db E705
	END
}

# at OFFSET BYTES: writes them there into huge.db
at() {
	printf "$2" | dd of=huge.db bs=1 seek="$1" conv=notrunc status=none
}

@test "a row that says it is longer than any memory is damage, and no lack of memory" {
	truncate -s 151552 huge.db
	at 0 'SQLite format 3\0\002\0\001\001\0\100\040\040'
	at 30 '\001\050'
	at 43 '\144\0\0\0\004'
	at 59 '\001\0\0\0\005'
	at 68 'cb 1'
	at 95 '\006\0\056\143\001'
	at 100 '\005\0\0\0\067' # the root of the schema, and its only leaf
	at 112 '\001\373'
	at 510 '\010'
	at 3584 '\015\0\0\0\004\0\0\0\001\064'
	at 3892 '\377\377\377\377\377\377\377\377\377\377\0\377' # the length of its row
	cb_run cb-export --verify -d huge.db
	want 4
	has err 'error E709'
	[ -z "${SAN:-}" ] || return 0 # the sanitizers want much memory
	cb_run sh -c 'ulimit -v 65536 && exec cb-export --verify -d huge.db'
	want 4
	has err 'error E709'
}

@test "a file that cannot be written ends with 4" {
	[ "$(id -u)" -ne 0 ] || skip "root writes everywhere"
	score 90
	chmod 400 city.db
	score 91
	want 4
	has err E707
}

@test "a reader works beside a writer that has not committed" {
	score 90
	local answer pid
	coproc sqlite3 city.db
	pid=$COPROC_PID
	printf "BEGIN IMMEDIATE;\nSELECT 'locked';\n" >&"${COPROC[1]}"
	read -r answer <&"${COPROC[0]}"
	[ "$answer" = locked ]
	[ "$(stored score score)" = 90 ]
	cb_run cb-import -n score in.csv
	want 0
	printf 'ROLLBACK;\n.quit\n' >&"${COPROC[1]}"
	wait "$pid"
}

# changed SQL: --verify after the sqlite3 shell has run SQL
changed() {
	cp city.db changed.db
	sqlite3 changed.db "$1"
	cb_run cb-export --verify -d changed.db
	want 1
	has err "$2"
}

@test "--verify finds an edited row, a deleted row, an edited and a deleted batch" {
	score 90
	store score '月份,社区,得分\n2026-08,甲,80\n2026-08,乙,81\n'
	cb_run cb-export --verify -d city.db
	want 0
	changed 'UPDATE score SET score_micro = 91000000 WHERE score_micro = 90000000' 'error E712: 批次 2'
	changed 'DELETE FROM score WHERE score_micro = 81000000' 'error E712: 批次 3'
	changed "UPDATE batch SET what = 'x.csv' WHERE id = 2" 'error E712: 批次 2'
	changed 'PRAGMA foreign_keys = OFF; DELETE FROM batch WHERE id = 2' 'error E713: 批次 3'
}

@test "--verify finds where a row came from, history, an undo set or taken back by hand" {
	score 90
	score 91
	store score '月份,社区,得分\n2026-08,甲,80\n'
	cb-import undo -q -d city.db 4
	cb-export --verify -d city.db
	changed 'UPDATE score SET row = 9' 'error E712: 批次 3'
	changed 'UPDATE score_old SET row = 9 WHERE batch = 2' 'error E712: 批次 2'
	changed 'UPDATE score_old SET superseded_by = 99 WHERE batch = 2' 'error E722: score:有 1 行'
	changed 'UPDATE batch SET undone_at = NULL WHERE id = 4' 'error E721: 批次 4'
	changed "UPDATE batch SET undone_at = '2026-08-14 00:00' WHERE id = 4" 'error E721: 批次 4'
	changed "UPDATE batch SET undone_at = '2026-08-15 00:00' WHERE id = 3" 'error E721: 批次 3'
	changed 'UPDATE batch SET undoes = 3 WHERE id = 5' 'error E712: 批次 5'
}

@test "--verify compares the schema with the one that this program makes" {
	score 90
	changed 'CREATE TRIGGER t AFTER INSERT ON score BEGIN DELETE FROM score; END' 'error E720: 数据库中的 trigger“t”'
	changed 'CREATE TABLE notes (a)' 'error E720: 数据库中的 table“notes”'
	changed "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET type = CAST(type AS BLOB) WHERE name = 'service'" \
		'error E720: 数据库中的 table“service”'
	changed "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, ' NOT NULL', '') WHERE name = 'batch'" \
		'error E720: 数据库中的 table“batch”'
	local view
	view=$(sqlite3 city.db "SELECT name FROM sqlite_schema WHERE type = 'view' LIMIT 1")
	changed "DROP VIEW \"$view\"" "error E720: 数据库中的 view“$view”"
}

@test "ids that are damaged are found, end nothing by a signal and claim no memory" {
	printf 'date,community,flow,source,amount\n2026-07-08,西街,收入,单位,30\n' >gifts.csv
	cb-import -q -d city.db fund gifts.csv
	local sql limited=(prlimit --data=134217728)
	[ -z "${SAN:-}" ] || limited=() # sanitizers reserve more than that
	for sql in 'UPDATE batch SET id = -5 WHERE id = 2; UPDATE fund SET batch = -5' 'UPDATE batch SET id = 4611686018427387904 WHERE id = 2' \
		'UPDATE fund SET batch = -1' 'UPDATE fund SET community = 4294967295' 'UPDATE fund SET community = -1' \
		'UPDATE fund SET community = 9223372036854775807' 'UPDATE term SET id = 4000000000 WHERE id = 2'; do
		cp city.db changed.db
		sqlite3 changed.db "PRAGMA foreign_keys = OFF; $sql"
		for command in 'cb-export --verify' 'cb-fund audit' 'cb-fund balance' 'cb-export fund'; do
			cb_run "${limited[@]}" $command -d changed.db
			[ "$status" -le 4 ] || { echo "$sql: $command: $status" >&2; false; }
			[ "$command" = 'cb-fund balance' ] || [ "$command" = 'cb-export fund' ] || [ "$status" -ne 0 ]
		done
	done
	has err 'E709'
}

# ---- the version of the schema ----

@test "a changed schema has a version of its own, with a line in tests/data/schema_versions" {
	cb-import -q -d city.db community community.csv
	local version digest line
	version=$(sqlite3 city.db 'PRAGMA user_version')
	digest=$(sqlite3 city.db 'SELECT type, name, sql FROM sqlite_schema ORDER BY type, name' | sha256sum | cut -d' ' -f1)
	line="$version $digest"
	grep -qxF "$line" "$DATA/schema_versions" || {
		echo "The schema is not the one that was version $version. Raise CB_STORE_VERSION (data/store_sql.h), see that" >&2
		echo "a database of the version before is upgraded, and add to tests/data/schema_versions: $line" >&2
		echo "A line that is there is never changed: offices have databases of that version." >&2
		return 1
	}
	[ "$(cut -d' ' -f1 "$DATA/schema_versions" | sort | uniq -d)" = '' ]
	[ "$(cut -d' ' -f2 "$DATA/schema_versions" | sort | uniq -d)" = '' ]
	[ "$(tail -n 1 "$DATA/schema_versions")" = "$line" ]
}
