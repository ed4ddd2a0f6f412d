#!/usr/bin/env bats
# cb-export: registers out of the database and back again.
load helper

# All names are invented; the id is the example of GB 11643, the phones are not given out.
prepare() {
	cat >community.csv <<-'END'
		name,street,residents
		西街,清和街道,4200+
		东街,清和街道,3100
		北仓,临江街道,~2500
	END
	cat >score.csv <<-'END'
		period,community,indicator,date,score
		2026-07,西街,卫生,2026-07-10,88.5
		2026-07,东街,卫生,2026-07-11,90
		2026-08,西街,卫生,2026-08-10,无数据
		2026-07,东街,治安,,0
		2026Q3,北仓,卫生,,70
		2026,北仓,卫生,,71
	END
	cat >volunteer.csv <<-'END'
		no,name,id,phone,birth,community
		V7,李小明,11010519491231002X,13800005678,1949-12-31,西街
		V8,欧阳晨,,13900001234,,东街
	END
	for register in community score volunteer; do
		cb-import -q -d city.db "$register" $register.csv
	done
}

# sql STATEMENT: what nobody should do to a database
sql() {
	sqlite3 city.db "$1"
}

@test "all columns in the register's order, rows in key order of the printed names" {
	cb_run cb-export -d city.db score
	want 0
	same out 'contest,period,community,estate,indicator,date,inspector,score,note
month,2026,北仓,,卫生,,,71,
month,2026-07,东街,,卫生,2026-07-11,,90,
month,2026-07,东街,,治安,,,0,
month,2026-07,西街,,卫生,2026-07-10,,88.5,
month,2026-08,西街,,卫生,2026-08-10,,无数据,
month,2026Q3,北仓,,卫生,,,70,
'
	same err ''
}

@test "the order of the input does not show" {
	cb-export -d city.db score >before
	{ head -n 1 score.csv && tail -n +2 score.csv | tac; } >back.csv
	cb-import -q -d other.db community community.csv
	cb-import -q -d other.db score back.csv
	cb-export -d other.db score >after
	cmp before after
}

@test "many rows of one community in a month, and few: in order all the same, notes and batches with their rows" {
	awk 'BEGIN { print "contest,period,community,estate,indicator,date,inspector,score,note"
		for (i = 0; i < 12001; i++)
			printf "%s,2026-%02d,%s,,指标%d,2026-%02d-%02d,第%d组,%d,%s\n", i % 7 ? "month" : "units", 7 + i % 2,
				i % 10 ? "南塘社区" : "北仓社区" i % 30, i * 31 % 11, 7 + i % 2, 1 + i * 13 % 28, i, i % 100, i % 5 ? "" : "注" i }' >many.csv
	cb-import -q --new -d many.db score many.csv
	cb-export -d many.db score >got
	diff got <(head -n 1 many.csv && sed 1d many.csv | LC_ALL=C sort -t, -k2,2 -k1,1 -k3,7)
}

@test "a register by its Chinese name, in any format, Chinese headers" {
	cb_run cb-export -d city.db --headers zh 社区 --where 社区=北仓
	want 0
	has out '社区,街道,区划代码'
	has out '北仓,临江街道'
	has out '~2500'
	cb_run cb-export -d city.db --format json score --where date=2026-07-11
	same out '[
{"contest": "month", "period": "2026-07", "community": "东街", "estate": null, "indicator": "卫生", "date": "2026-07-11", "inspector": null, "score": 90, "note": null}
]
'
	cb_run cb-export -d city.db -o s.html score
	want 0
	grep -q 88.5 s.html
}

@test "--columns chooses and orders, by key or label; private ones stay masked; nothing else is printed" {
	cb_run cb-export -d city.db --columns 人口,name community --where 社区=北仓
	want 0
	same out 'residents,name
~2500,北仓
'
	cb_run cb-export -d city.db --columns score,period,score score
	[ "$(head -n 1 stdout)" = score,period ]
	printf 'name,level,phone\n市交通局,市直,13800138000\n' | cb-import -q -d city.db unit -
	cb_run cb-export -d city.db --columns phone unit
	want 0
	lacks 13800138000 stdout
	cb_run cb-export -d city.db --columns nme community
	want 2
	same out ''
	has err '是不是“name”?'
	cb_run cb-export -d city.db --columns name --all dir
	want 2
	has err 'E630'
	[ ! -e dir ]
}

@test "R2 --where reads the value as the column's type does; all must hold" {
	cb-export -d city.db score --where period=2026-07 --where community=东街 >want
	[ "$(wc -l <want)" -eq 3 ]
	cb-export -d city.db score --where 月份=2026年7月 --where 社区=东街社区 | cmp - want
	cb-export -d city.db score --where period=2026/7 --where community=东街居委会 | cmp - want
	cb_run cb-export -d city.db --where 人口=约2500 community
	has out 北仓
	[[ $out != *东街* ]]
}

@test "R2 an empty value asks for empty cells, 无数据 for what is known to be missing" {
	cb_run cb-export -d city.db --where date= score
	want 0
	[ "$(wc -l <stdout)" -eq 4 ]
	cb_run cb-export -d city.db --where score=无数据 score
	[ "$(wc -l <stdout)" -eq 2 ]
	has out 2026-08
}

@test "R2 what is not known is 2, the nearest is named, nothing is printed" {
	cb_run cb-export -d city.db --where comunity=东街 score
	want 2
	same out ''
	has err 'E613'
	has err '“community”'
	cb_run cb-export -d city.db --where community=东接 score
	want 2
	same out ''
	has err 'E632'
	has err '是不是“东街”?'
	cb_run cb-export -d city.db --where period=2026-13 score
	want 2
	has err 'E215 period'
	cb_run cb-export -d city.db --where community score
	want 2
	has err 'E529: “community”不是条件;请写成 栏目=值'
	cb_run cb-export -d city.db scroe
	want 2
	has err 'E620'
	has err '“score”'
}

@test "R3 -p takes periods inside the range" {
	cb_run cb-export -d city.db -p 2026-07 score
	want 0
	[ "$(cut -d, -f2 stdout | sort -u | tr '\n' ' ')" = '2026-07 period ' ]
	cb_run cb-export -d city.db -p 2026Q3 score
	[ "$(cut -d, -f2 stdout | sort -u | tr '\n' ' ')" = '2026-07 2026-08 2026Q3 period ' ]
	cb_run cb-export -d city.db -p 2026 score
	[ "$(wc -l <stdout)" -eq 7 ]
	cb_run cb-export -d city.db -p 2026-07-01..2026-08-30 score
	[ "$(cut -d, -f2 stdout | sort -u | tr '\n' ' ')" = '2026-07 period ' ]
	cb_run cb-export -d city.db -p 2025 score
	want 0
	[ "$(wc -l <stdout)" -eq 1 ]
}

@test "R3 without a period the day or minute it happened; without either it is refused" {
	printf 'date,kind\n2026-06-30,班\n2026-07-01,休\n2026-07-31,休\n2026-08-01,班\n' |
		cb-import -q -d city.db calendar -
	cb_run cb-export -d city.db -p 2026-07 calendar
	same out 'date,kind,note
2026-07-01,休,
2026-07-31,休,
'
	cb_run cb-export -d city.db -p 2026-08 batch
	want 0
	[ "$(wc -l <stdout)" -gt 1 ]
	cb_run cb-export -d city.db -p 2026-07 community
	want 2
	same err $'cb-export: error E631: 台账 community 的记录没有期间,也没有日期;请去掉 -p\n'
}

@test "private values are masked in every format" {
	cb_run cb-export -d city.db volunteer
	want 0
	has out 'V7,李**,****,138****5678,****,,,西街'
	has out 'V8,欧阳*,,139****1234,,,,东街'
	local format
	for format in table csv tsv json md html; do
		cb-export -d city.db --format $format volunteer >out
		grep -q 'V8' out
		[ "$(grep -cE '小明|欧阳晨|1949|13800005678' out)" -eq 0 ]
	done
	cb_run cb-export -d city.db --mask=customary volunteer
	has out '110105********002X'
	has err 'W629'
}

@test "--reveal is logged before it is shown: who, when, command, rows" {
	cb_run cb-export -d city.db --reveal volunteer
	want 0
	has out 'V7,李小明,11010519491231002X,13800005678,1949-12-31'
	cb_run cb-export -d city.db --where 'what=cb-export --reveal volunteer' batch
	[ "$(sed -n 2p stdout | cut -d, -f2,3,6,8)" = 'volunteer,cb-export --reveal volunteer,2,2026-08-15 00:00' ]
	[ "$(sed -n 2p stdout | cut -d, -f9)" = "$(id -un)" ]
	cb_run cb-export -d city.db --verify
	want 0
}

@test "the log does not repeat what was asked for of a private column" {
	cb-export -d city.db --reveal volunteer --where 电话=13800005678 --where community=西街 >out
	[ "$(wc -l <out)" -eq 2 ]
	cb_run cb-export -d city.db batch
	has out 'cb-export --reveal --where phone=* --where community=西街 volunteer,'
}

@test "a reveal that cannot be logged prints nothing and is 4" {
	sql "CREATE TRIGGER no BEFORE INSERT ON batch BEGIN SELECT raise(ABORT, 'no'); END"
	cb_run cb-export -d city.db --reveal volunteer
	want 4
	same out ''
	cb_run cb-export -d city.db --reveal -o v.csv volunteer
	want 4
	[ ! -e v.csv ]
	cb_run cb-export -d city.db --reveal --all all
	want 4
	[ ! -e all ]
}

@test "a register without private columns is revealed without a write" {
	local before
	before=$(sha256sum city.db)
	cb_run cb-export -d city.db --reveal score
	want 0
	[ "$(sha256sum city.db)" = "$before" ]
}

@test "a file with private values in full is for its owner only" {
	umask 022
	cb-export -d city.db --reveal -o v.csv volunteer
	[ "$(stat -c %a v.csv)" = 600 ]
	cb-export -d city.db -o w.csv volunteer
	[ "$(stat -c %a w.csv)" = 644 ]
	cb-export -d city.db --reveal --all all
	[ "$(stat -c %a all/volunteer.csv)" = 600 ]
	[ "$(stat -c %a all)" = 700 ]
}

@test "export --reveal, import, export: the same bytes" {
	local register
	cat >fund.csv <<-'END'
		date,community,flow,amount,party,item,quantity,purpose
		2026-07-03,西街,收入,"12,000.50",清和农贸公司,,,"扶手,坡道"
		2026-07-04,东街,收入,,清和农贸公司,电脑,3+,
	END
	cat >problem.csv <<-'END'
		found,community,place,description,responsible,due,visitor
		2026-07-05 09:30,西街,3号楼,"扶手松动
		两处",清和街道,2026-07-08,王小芳
	END
	cat >task.csv <<-'END'
		title,assignee,due
		报送得分,*,2026-08-05
	END
	for register in fund problem task; do
		cb-import -q -d city.db $register $register.csv
	done
	for register in community score volunteer fund problem task rule; do
		cb-export -d city.db --reveal $register >first
		[ "$(wc -l <first)" -gt 1 ]
		rm -f new.db
		cb-import -q -d new.db $register - <first
		cb-export -d new.db --reveal $register >second
		cmp first second
	done
}

@test "the views of the database show what is exported" {
	printf 'found,community,place,description,responsible,due\n2026-07-05 09:30,西街,3号楼,扶手松动,清和街道,2026-07-08\n' |
		cb-import -q -d city.db problem -
	printf 'problem,at,action\n2026-0001,2026-07-05 10:00,立案\n2026-0001,2026-07-05 10:00,派遣\n2026-0001,2026-07-06 16:00,整改\n' |
		cb-import -q -d city.db problem_log -
	local register
	for register in community score volunteer problem problem_log rule; do
		cb-export -d city.db --reveal $register --format tsv | tail -n +2 | sort >exported
		sqlite3 -cmd '.mode list' -cmd '.separator "\t"' city.db "SELECT * FROM v_$register" | sort >seen
		[ -s seen ]
		diff exported seen
	done
	cb_run cb-export -d city.db --where 整改情况=已整改 problem
	want 0
	has out '2026-07-06 16:00'
	has out '待核查'
}

@test "a masked export cannot be stored" {
	cb-export -d city.db volunteer >masked
	cb_run cb-import -d city.db volunteer masked
	want 1
	cb_run cb-export -d city.db --reveal volunteer
	has out 李小明
}

@test "--all writes the folder that -d reads with the same bytes" {
	cb_run cb-export -d city.db --all copy
	want 0
	same out ''
	[ "$(cd copy && echo *)" = 'batch.csv community.csv rule.csv score.csv volunteer.csv' ]
	local register
	for register in community score volunteer rule batch; do
		cb-export -d city.db $register | cmp - copy/$register.csv
		cb-export -d copy $register | cmp - copy/$register.csv
	done
	cb-export -d city.db -p 2026-07 --where 社区=东街 score >a
	cb-export -d copy -p 2026-07 --where 社区=东街 score | cmp a -
	cb-export -d copy --all again
	diff -r copy again
}

@test "a ranking from the folder of --all is that of the database, published months too" {
	local examples=$CB_TREE/share/examples register month
	for register in community estate unit post link alias indicator; do
		cb-import -q -d town.db $register "$examples/registers/$register.csv"
	done
	for month in 2026-07 2026-08 2026-09; do
		cb-import -q -d town.db -p $month score "$examples/inbox/$month"/*.csv
	done
	cb-rank -q -d town.db -p 2026-07 --publish >published
	cb-export -d town.db --all copy
	[ -s copy/standing.csv ]
	cb-rank -q -d town.db -p 2026-07..2026-09 >a
	[ "$(wc -l <a)" -gt 40 ]
	cb-rank -q -d copy -p 2026-07..2026-09 | cmp a -
}

@test "--all with Chinese headers and --bom reads the same" {
	cb-export -d city.db --all copy --headers=zh --bom
	cb-export -d city.db score >a
	cb-export -d copy score | cmp a -
}

@test "--all replaces files, whole, and leaves no register behind that has no rows any more" {
	cb-export -d city.db --all copy
	echo other >copy/notes.txt
	cb-import -q -d new.db community community.csv
	cb_run cb-export -d new.db --all copy
	want 0
	cb_run cb-export -d copy volunteer
	want 0
	[ "$(wc -l <stdout)" -eq 1 ]
	[ "$(cat copy/notes.txt)" = other ]
	[ -z "$(find copy -name '.*tmp')" ]
}

@test "--all refuses what is no regular file, and writes nothing" {
	mkdir -p copy/score.csv
	cb_run cb-export -d city.db --all copy
	want 2
	has err 'E633: “copy/score.csv”'
	[ "$(ls copy)" = score.csv ]
	rmdir copy/score.csv
	ln -s ../city.db copy/score.csv
	cb_run cb-export -d city.db --all copy
	want 2
	cb_run cb-export -d city.db --all community.csv
	want 2
	has err 'E608'
}

@test "a folder's file with an error prints nothing" {
	mkdir f
	printf 'period,community,indicator,score\n2026-07,西街,卫生,88\n2026-07,东街,卫生,9O\n' >f/score.csv
	cb_run cb-export -d f score
	want 1
	same out ''
	has err 'f/score.csv:3:4: error E203'
	cb_run cb-export -d f --all g
	want 1
	[ ! -e g ]
}

@test "a register without rows prints its header" {
	cb_run cb-export -d city.db calendar
	want 0
	same out $'date,kind,note\n'
}

@test "--verify prints the head of the chain" {
	cb_run cb-export -d city.db --verify
	want 0
	[ "$(sed -n 1p stdout)" = batches,id,at,hash ]
	[ "$(sed -n 2p stdout)" = "$(sqlite3 -csv city.db 'SELECT count(*), max(id) FROM batch'),2026-08-15 00:00,$(sql 'SELECT hash FROM batch ORDER BY id DESC LIMIT 1')" ]
	same err ''
}

@test "--verify finds what was changed behind its back, and still prints the head" {
	sql "UPDATE score SET score_micro = 100000000 WHERE score_micro = 88500000"
	cb_run cb-export -d city.db --verify
	want 1
	has err 'E712'
	has out batches,id,at,hash
}

@test "a reader changes nothing, not even the time of the file" {
	local before
	before=$(stat -c %y city.db && sha256sum city.db)
	cb-export -d city.db score >/dev/null
	cb-export -d city.db --verify >/dev/null
	cb-export -d city.db --all copy
	[ "$(stat -c %y city.db && sha256sum city.db)" = "$before" ]
}

@test "a slow reader of stdout keeps no writer waiting" {
	mkfifo pipe
	cb-export -d city.db score >pipe 3>&- &
	exec 9<pipe
	printf 'date,kind\n2026-10-01,休\n' | cb-import -q -d city.db calendar -
	cat <&9 >out
	exec 9<&-
	wait
	[ "$(wc -l <out)" -eq 7 ]
}

@test "wrong use" {
	cb_run cb-export score
	want 2
	has err E623
	cb_run cb-export -d city.db
	want 2
	has err E621
	cb_run cb-export -d city.db score community
	want 2
	has err 'E612: 多了一个参数“community”'
	cb_run cb-export -d city.db --all x --verify
	want 2
	same err $'cb-export: error E630: --verify 与 --all 不能同用;请去掉其一\n'
	cb_run cb-export -d city.db --all x -p 2026
	want 2
	cb_run cb-export -d city.db --all x -o y.csv
	want 2
	cb_run cb-export -d city.db --verify score
	want 2
	cb_run cb-export -d city.db -p soon score
	want 2
	has err E215
	cb_run cb-export -d missing.db score
	want 4
	has err E702
	mkdir f
	cb_run cb-export -d f --verify
	want 2
	has err E623
}

@test "a row that fills every column of its register comes out as it went in" {
	local reg n=0
	# in the order of the registers: what refers to a name comes after it
	for reg in $(cb-import registers | mlr --icsv --onidx cut -f register); do
		[ -f "$DATA/store/rows/$reg.csv" ] || continue
		cb-import -q -d full.db "$reg" "$DATA/store/rows/$reg.csv"
		# the columns are all there
		[ "$(head -1 "$DATA/store/rows/$reg.csv")" = "$(cb-import registers "$reg" | mlr --icsv --onidx --ofs , cut -f column | paste -sd ,)" ]
		cb-export -q -d full.db --reveal "$reg" | cmp - "$DATA/store/rows/$reg.csv"
		n=$((n + 1))
	done
	[ "$n" -eq 20 ]
	cb-export -q -d full.db --all all
	[ "$(ls all | wc -l)" -eq 22 ]
	cb-export -q --verify -d full.db
}
