#!/usr/bin/env bats
# Registers out of spreadsheets: which sheets of a book are read, what its cells are to a column, what is merged
# and what is hidden. The books are made here (books.bash), by none of cb's own code.
# shellcheck disable=SC1111,SC2016 # Chinese quotes are text, $ of lock files is one
load helper
load books

# long FILE [LINES]: one sheet of scores, and what is added beneath
long() {
	make_book xlsx "$1" <<-END
		sheet 得分
		row 月份|社区|得分
		row 2026-07|甲|n:90
		row 2026-07|乙|n:85.5
		${2-}
	END
}

# ---- which sheet ----

@test "the sheet whose header fits is read; what does not fit is said with -v" {
	make_book xlsx in.xlsx <<-'END'
		sheet 说明
		row 请于每月五日前报送
		row 联系人|王某
		sheet 七月
		row 月份|社区|得分
		row 2026-07|甲|n:90
		sheet Sheet3
	END
	cb_run cb-import score in.xlsx
	want 0
	same out $'period,community,indicator,score\n2026-07,甲,total,90\n'
	same err ''
	cb_run cb-import -v score in.xlsx
	want 0
	same err 'cb-import: in.xlsx:说明: note N810: 这张工作表不相符,已略过
cb-import: in.xlsx:Sheet3: note N810: 这张工作表不相符,已略过
cb-import: note N807: 读到 1 条;拒收 0 条;略过标题、合计、空行 0 行
'
}

@test "several sheets fit: all are read, and said; --sheet by name, by number, and all" {
	make_book xlsx in.xlsx <<-'END'
		sheet 六月
		row 月份|社区|得分
		row 2026-06|甲|n:80
		sheet 七月
		row 月份|社区|得分
		row 2026-07|甲|n:90
	END
	cb_run cb-import score in.xlsx
	want 0
	same out $'period,community,indicator,score\n2026-06,甲,total,80\n2026-07,甲,total,90\n'
	has err 'W330: 2 张工作表都相符,全部读入:六月、七月;'
	cp stdout all
	cb_run cb-import score --strict in.xlsx
	want 1
	for sheet in 七月 2; do
		cb_run cb-import score --sheet "$sheet" in.xlsx
		want 0
		same err ''
		same out $'period,community,indicator,score\n2026-07,甲,total,90\n'
	done
	cb_run cb-import score --strict --sheet '*' in.xlsx
	want 0
	same err ''
	cmp all stdout
}

@test "a sheet of that name goes before one of that number; none is an error with the nearest" {
	make_book xlsx in.xlsx <<-'END'
		sheet 2
		row 月份|社区|得分
		row 2026-06|甲|n:80
		sheet 七月
		row 月份|社区|得分
		row 2026-07|甲|n:90
	END
	cb_run cb-import score --sheet 2 in.xlsx
	want 0
	has out 2026-06
	for sheet in 七月份 0 3 -1; do
		cb_run cb-import score --sheet "$sheet" in.xlsx
		want 2
		same out ''
	done
	cb_run cb-import score --sheet 七月份 in.xlsx
	has err '现有:2、七月;是不是“七月”?'
}

@test "no sheet fits: the error is that of the nearest" {
	make_book xlsx in.xlsx <<-'END'
		sheet 说明
		row 请按时报送
		sheet 七月
		row 社区|得份|联系人|手机
		row 甲|n:90|王某|n:13800138000
	END
	cb_run cb-import score -p 2026-07 in.xlsx
	want 1
	same out ''
	has err 'in.xlsx:七月!B1: error E302: 没有“得份”这一栏'
	has err '是不是“得分”?'
}

@test "a sheet with one mistyped label among good ones is not passed over" {
	make_book xlsx in.xlsx <<-'END'
		sheet 六月
		row 月份|社区|得分
		row 2026-06|甲|n:80
		sheet 七月
		row 月份|社区|得份
		row 2026-07|甲|n:90
	END
	cb_run cb-import score in.xlsx
	want 1
	same out ''
	has err 'in.xlsx:七月!C1: error E302'
}

@test "a sheet with some of the labels only is not read, with a warning" {
	make_book xlsx in.xlsx <<-'END'
		sheet 七月
		row 月份|社区|得分
		row 2026-07|甲|n:90
		sheet 通讯录
		row 社区|备注|书记|手机|地址|邮编
		row 甲|新|王某|n:13800138000|某路|n:100000
	END
	cb_run cb-import score in.xlsx
	want 0
	same out $'period,community,indicator,score\n2026-07,甲,total,90\n'
	same err 'cb-import: in.xlsx:通讯录: warning W334: 这张工作表没有读入:6 个表头中只认得 2 个;请改正表头,或用 --sheet 指明
'
}

@test "hidden sheets are skipped: with a warning when they fit, with a note else; --sheet reads one" {
	make_book xlsx in.xlsx <<-'END'
		sheet 七月
		row 月份|社区|得分
		row 2026-07|甲|n:90
		sheet 上月
		hidden
		row 月份|社区|得分
		row 2026-06|甲|n:80
		sheet 下拉
		hidden
		row 甲
	END
	cb_run cb-import -v score in.xlsx
	want 0
	same out $'period,community,indicator,score\n2026-07,甲,total,90\n'
	has err 'in.xlsx:上月: warning W331: 这张工作表相符,但已隐藏'
	has err 'in.xlsx:下拉: note N811: 这张工作表已隐藏,已略过'
	cb_run cb-import score --sheet 上月 in.xlsx
	want 0
	same out $'period,community,indicator,score\n2026-06,甲,total,80\n'
	cb_run cb-import score --sheet '*' in.xlsx
	has out 2026-07
	[[ $out != *2026-06* ]]
}

@test "--sheet is no matter of text files: one line for all" {
	long in.xlsx
	printf '月份,社区,得分\n2026-07,丙,70\n' >in.csv
	cb-import cells --sheet 得分 in.csv | cmp - in.csv
	cb_run cb-import score --sheet 得分 in.xlsx in.csv
	want 0
	same err ''
	has out '2026-07,丙,total,70'
}

@test "--on-error=skip leaves out the whole file when one of its sheets has an error" {
	make_book xlsx bad.xlsx <<-'END'
		sheet 六月
		row 月份|社区|得分
		row 2026-06|甲|n:80
		sheet 七月
		row 月份|社区|得分
		row 2026-07|甲|9O
	END
	long good.xlsx
	cb_run cb-import score --sheet '*' --on-error skip bad.xlsx good.xlsx
	want 1
	same out $'period,community,indicator,score\n2026-07,甲,total,90\n2026-07,乙,total,85.5\n'
	cb_run cb-import -d city.db score --sheet '*' --on-error skip bad.xlsx good.xlsx
	want 1
	cb_run cb-export -d city.db score
	same out $'contest,period,community,estate,indicator,date,inspector,score,note\nmonth,2026-07,乙,,total,,,85.5,\nmonth,2026-07,甲,,total,,,90,\n'
}

@test "a batch a sheet, with the sheet's name in the log and in places" {
	make_book xlsx in.xlsx <<-'END'
		sheet 六月
		row 月份|社区|得分
		row 2026-06|甲|n:80
		sheet 七月
		row 月份|社区|得分
		row 2026-07|甲|n:90
		row 2026-07|乙|n:95
	END
	cb_run cb-import -q -d city.db score in.xlsx
	want 0
	cb_run cb-import -d city.db log
	has out ',score,in.xlsx,六月,'
	has out ',score,in.xlsx,七月,'
	cb_run cb-import -v -d city.db score --sheet 七月 in.xlsx
	want 0
	has err 'in.xlsx:七月: note N801'
	cb_run cb-rank -d city.db -p 2026-07 --explain 乙
	has out 'in.xlsx:七月'
}

# ---- cells ----

@test "codes, phones and identity numbers keep their digits, and what has lost some is an error" {
	make_book xlsx in.xlsx <<-'END'
		sheet 志愿者
		row 编号|姓名|身份证号|手机|社区
		row n:7|张三|130503670401001|n:13800138000|甲
		row 007|李四||n:13800138001|甲
	END
	cb_run cb-import volunteer in.xlsx
	want 0
	same out 'no,name,id,phone,community
7,张三,130503196704010016,13800138000,甲
007,李四,,13800138001,甲
'
	make_book xlsx in.xlsx <<-'END'
		sheet 志愿者
		row 编号|姓名|身份证号|手机|社区
		row n:1234567890123456|张三|||甲
		row V2|李四|n:410105199001010000|||
		row V3|王五||1.38E+10|甲
		row V4|赵六||d:46204|甲
	END
	cb_run cb-import volunteer in.xlsx
	want 1
	same out ''
	has err 'in.xlsx:志愿者!A2: error E241 no: “1234567890123456”:表格丢失了号码的数位'
	has err 'in.xlsx:志愿者!C3: error E233 id: “****”'
	has err 'in.xlsx:志愿者!D4: error E241 phone: “'
	has err 'in.xlsx:志愿者!D5: error E242 phone: '
	[[ $err != *410105199001010000* && $err != *1.38E+10* ]]
}

@test "numbers are taken at 15 digits, and only then are their places checked" {
	make_book xlsx in.xlsx <<-'END'
		sheet 得分
		row 月份|社区|得分
		row 2026-07|甲|n:0.30000000000000004
		row 2026-07|乙|n:88.100000000000009
		row 2026-07|丙|n:1e2
	END
	cb_run cb-import score in.xlsx
	want 0
	same out 'period,community,indicator,score
2026-07,甲,total,0.3
2026-07,乙,total,88.1
2026-07,丙,total,100
'
}

@test "dates and months as cells of date, as bare days of both epochs, and as numbers" {
	local epoch day month
	for epoch in 1900 1904; do
		day=46213 month=46204
		[ $epoch = 1900 ] || day=44751 month=44742
		make_book xlsx in.xlsx <<-END
			epoch $epoch
			sheet 得分
			row 月份|社区|日期|得分
			row m:$month|甲|d:$day|n:1
			row n:$month|乙|n:$day|n:2
			row n:202607|丙|n:20260710|n:3
			row n:2026.7|丁|7月10日|n:4
			row n:2026|戊||n:5
		END
		cb_run cb-import score in.xlsx
		want 0
		same out 'period,community,indicator,date,score
2026-07,甲,total,2026-07-10,1
2026-07,乙,total,2026-07-10,2
2026-07,丙,total,2026-07-10,3
2026-07,丁,total,2026-07-10,4
2026,戊,total,,5
'
	done
}

@test "7.1 as a number may be 7.10, 2026.1 may be 2026.10: an error; 7.25 is a day" {
	make_book xlsx in.xlsx <<-'END'
		sheet 得分
		row 月份|社区|日期|得分
		row 2026-07|甲|n:7.1|n:1
		row n:2026.1|乙||n:2
		row 2026-07|丙|n:7.25|n:3
	END
	cb_run cb-import score in.xlsx
	want 1
	has err 'in.xlsx:得分!C2: error E243 date: “7.1”是数值,在表格里与 7.10 分不开'
	has err 'in.xlsx:得分!A3: error E243 period: “2026.1”'
	has err '2 个错误,0 个警告'
}

@test "hours as [h]:mm beyond a day, times of day as cells of time" {
	make_book xlsx in.xlsx <<-'END'
		sheet 服务
		row 志愿者|日期|开始|时长|项目
		row V1|d:46213|t:0.39583333333333331|h:0.097222222222222224|巡逻
		row V2|d:46213|n:0.39583333333333331|h:1.0972222222222223|巡逻
		row V3|d:46213||n:2.5|巡逻
	END
	cb_run cb-import service in.xlsx
	want 0
	same out 'volunteer,date,start,hours,activity
V1,2026-07-10,09:30,2:20,巡逻
V2,2026-07-10,09:30,26:20,巡逻
V3,2026-07-10,,2:30,巡逻
'
}

@test "cells that hold no value: errors of formulas, formulas that were not saved; not in columns left out" {
	make_book xlsx in.xlsx <<-'END'
		sheet 得分
		row 序号|月份|社区|得分
		row e:#REF!|2026-07|甲|e:#DIV/0!
		row f:A1|2026-07|乙|f:SUM(A1:A2)
		row n:3|2026-07|丙|b:1
	END
	cb_run cb-import score in.xlsx
	want 1
	has err 'in.xlsx:得分!D2: error E239 score: “#DIV/0!”是表格里的公式错误'
	has err 'in.xlsx:得分!D3: error E240 score: 公式的计算结果没有保存'
	[[ $err != *A2* && $err != *A3* ]]
}

@test "a total whose formula was not saved is not compared, a broken one is an error" {
	make_book xlsx in.xlsx <<-'END'
		sheet 得分
		row 月份|社区|得分
		row 2026-07|甲|n:90
		row 合计||f:SUM(C2:C2)
	END
	cb_run cb-import score in.xlsx
	want 0
	make_book xlsx in.xlsx <<-'END'
		sheet 得分
		row 月份|社区|得分
		row 2026-07|甲|n:90
		row 合计||e:#REF!
	END
	cb_run cb-import score in.xlsx
	want 1
	has err 'in.xlsx:得分!C3: error E239 score: “#REF!”'
}

# ---- what is merged ----

@test "title, header of two rows, 序号, community and total as WPS merges them" {
	make_book xlsx in.xlsx <<-'END'
		sheet 七月
		row 红星街道2026年7月考评表
		row 单位:分
		row 序号|社区|小区|得分||备注
		row |||卫生|治安|
		row n:1|甲|东苑|n:90|n:85.5|好
		row ||西苑|n:88|n:77|
		row n:2|乙|北苑|n:70|n:71|
		row 合计|||n:248|n:233.5|
		row 审核人:李某
		merge 1-1:1-6
		merge 2-1:2-6
		merge 3-1:4-1
		merge 3-2:4-2
		merge 3-3:4-3
		merge 3-4:3-5
		merge 3-6:4-6
		merge 5-1:6-1
		merge 5-2:6-2
		merge 8-1:8-3
		merge 9-1:9-6
	END
	cb_run cb-import --wide score in.xlsx
	want 0
	same err ''
	same out 'period,community,estate,indicator,score,note
2026-07,甲,东苑,得分_卫生,90,好
2026-07,甲,东苑,得分_治安,85.5,好
2026-07,甲,西苑,得分_卫生,88,
2026-07,甲,西苑,得分_治安,77,
2026-07,乙,北苑,得分_卫生,70,
2026-07,乙,北苑,得分_治安,71,
'
}

@test "a number in a merged cell is never repeated: an error with its remedy" {
	make_book xlsx in.xlsx <<-'END'
		sheet 得分
		row 月份|社区|得分
		row 2026-07|甲|n:90
		row |乙|
		merge 2-1:3-1
		merge 2-3:3-3
	END
	cb_run cb-import score in.xlsx
	want 1
	same err 'cb-import: in.xlsx:得分!C3: error E244 score: 此格与填有数字的单元格合并,数字不会重复填入;请拆分单元格并逐格填写
'
}

@test "a record whose cells all span two rows is one record" {
	make_book xlsx in.xlsx <<-'END'
		sheet 得分
		row 月份|社区|得分
		row 2026-07|甲|n:90
		row ||
		row 2026-07|乙|n:80
		merge 2-1:3-1
		merge 2-2:3-2
		merge 2-3:3-3
	END
	cb_run cb-import score in.xlsx
	want 0
	same out $'period,community,indicator,score\n2026-07,甲,total,90\n2026-07,乙,total,80\n'
}

@test "a label that spans two columns is of the first; a value in the second is an error" {
	make_book xlsx in.xlsx <<-'END'
		sheet 得分
		row 月份|社区|得分|
		row 2026-07|甲|n:90|
		merge 1-3:1-4
		merge 2-3:2-4
	END
	cb_run cb-import score in.xlsx
	want 0
	same err ''
	make_book xlsx in.xlsx <<-'END'
		sheet 得分
		row 月份|社区|得分|
		row 2026-07|甲|n:90|n:91
		merge 1-3:1-4
	END
	cb_run cb-import score in.xlsx
	want 1
	has err 'in.xlsx:得分!D2: error E306: “91”'
}

# ---- what is hidden ----

@test "hidden rows and columns are read, and said once a sheet; --visible leaves them out" {
	make_book xlsx in.xlsx <<-'END'
		sheet 得分
		row 月份|社区|得分|备注
		row 2026-07|甲|n:90|
		row 2026-07|乙|n:80|
		row 2026-07|丙|n:70|迟报
		row |||
		hide rows 3-4
		hide columns 4-4
	END
	cb_run cb-import score in.xlsx
	want 0
	has out '2026-07,丙,total,70,迟报'
	same err 'cb-import: in.xlsx:得分!1: warning W333: 隐藏的列也已读入:备注;不要它们请用 --visible
cb-import: in.xlsx:得分: warning W332: 隐藏的 2 行也已读入,第一处是第 3 行(是否忘了取消筛选?);不要它们请用 --visible
cb-import: 0 个错误,2 个警告
'
	cb_run cb-import -v --visible score in.xlsx
	want 0
	same out $'period,community,indicator,score\n2026-07,甲,total,90\n'
	has err 'in.xlsx:得分: note N812: 隐藏的不读:2 行,1 列'
}

@test "a hidden row that is no data is not worth a warning" {
	make_book xlsx in.xlsx <<-'END'
		sheet 得分
		row 月份|社区|得分
		row 2026-07|甲|n:90
		row 合计||n:90
		hide rows 3-3
	END
	cb_run cb-import score in.xlsx
	want 0
	same err ''
}

# ---- every command, every way in ----

@test "cb-rank reads the same out of a book, a pipe and the database" {
	long in.xlsx
	cb-import score in.xlsx >in.csv
	cb-rank -q in.csv >wanted
	cb_run cb-rank -q in.xlsx
	want 0
	cmp wanted stdout
	cb_run cb-rank -q - <in.xlsx
	want 0
	cmp wanted stdout
	cat in.xlsx | cb_run cb-rank -q
	cb-import -q -d city.db score in.xlsx
	cb_run cb-rank -q -d city.db
	cmp wanted stdout
}

@test "the rules may be a sheet" {
	long in.xlsx
	awk -F, 'NR == 1 { n = split($0, l, ","); s = "sheet rule\nrow " l[1]; for (i = 2; i <= n; i++) s = s "|" l[i]; print s; next }
		!/"/ { gsub(/,/, "|"); print "row " $0 }' "$CB_TREE/share/rules/rules.csv" | make_book xlsx rules.xlsx
	head -n 1 "$CB_TREE/share/rules/rules.csv" >rules.csv
	awk 'NR > 1 && !/"/' "$CB_TREE/share/rules/rules.csv" >>rules.csv
	cb-rank -q --rules rules.csv in.xlsx >wanted
	cb_run cb-rank -q --rules rules.xlsx in.xlsx
	want 0
	cmp wanted stdout
}

@test "labels in several rows that are not known: --wide is named, not what is nearest to all of them" {
	make_book xlsx in.xlsx <<-'END'
		sheet 得分
		row 2026年7月得分
		row 社区|考核项目|
		row |卫生|治安
		row 西街|n:90|n:80
		merge 2-1:3-1
		merge 2-2:2-3
	END
	cb_run cb-import score in.xlsx
	want 1
	has err "没有“考核项目_卫生”这一栏;可用 --map '考核项目_卫生=栏目' 指定,或用 --map '考核项目_卫生=-' 略去;若各栏是指标,加 --wide"
	[[ $err != *是不是* ]]
}

@test "cb-rank --by: titles passed over, one sheet, cells as they show" {
	make_book xlsx in.xlsx <<-'END'
		sheet 各区块
		row 2026年上半年产值
		row 区块|产值(亿元)|面积
		row 东|n:0.30000000000000004|n:3
		row 西|n:2|n:4
		merge 1-1:1-3
	END
	printf '区块,产值(亿元),面积\n东,0.3,3\n西,2,4\n' >in.csv
	cb-rank --by 产值/面积 in.csv >wanted
	cb_run cb-rank --by 产值/面积 in.xlsx
	want 0
	same err ''
	cmp wanted stdout
	make_book xlsx two.xlsx <<-'END'
		sheet 东片
		row 区块|产值
		row 东|n:3
		sheet 西片
		row 区块|产值
		row 西|n:2
	END
	cb_run cb-rank --by 产值 two.xlsx
	want 1
	same err 'cb-rank: two.xlsx: error E312: 文件中有多张工作表:东片、西片;请用 --sheet 指明
'
	cb_run cb-rank --by 产值 --sheet '*' two.xlsx
	want 0
	has out '西'
	cb_run cb-rank --by 产值 --sheet 西片 two.xlsx
	want 0
	[[ $out != *东* ]]
}

@test "cb-rank --by: of several sheets the one that has the columns is read" {
	make_book xlsx in.xlsx <<-'END'
		sheet 填表说明
		row 请如实填写
		row 区块|不得涂改
		sheet 数据
		row 各区块产值
		row 区块|产值(亿元)|面积|片
		merge 1-1:1-4
		row 东|n:3|n:4|甲
		row 西|n:2|n:1|甲
		sheet 面积
		row 区块|面积
		row 东|n:4
	END
	cb_run cb-rank --by 产值/面积 in.xlsx
	want 0
	same err ''
	same out '区块,产值(亿元),面积,片,产值/面积,rank
西,2,1,甲,20000,1
东,3,4,甲,7500,2
'
	cb_run cb-rank -v --by 产值 in.xlsx
	want 0
	same err 'cb-rank: in.xlsx:填表说明: note N810: 这张工作表不相符,已略过
cb-rank: in.xlsx:面积: note N810: 这张工作表不相符,已略过
'
	cb_run cb-rank --by 面积 --group 片 in.xlsx
	want 0
	cb_run cb-rank --by 面积 in.xlsx
	want 1
	same err 'cb-rank: in.xlsx: error E312: 文件中有多张工作表:数据、面积;请用 --sheet 指明
'
	cb_run cb-rank --by 产量 in.xlsx
	want 1
	same err 'cb-rank: in.xlsx: error E312: 文件中有多张工作表:填表说明、数据、面积;请用 --sheet 指明
'
}

@test "cb-rank --by: titles are passed over; --header-row says which row is the header, of text files too" {
	make_book xlsx in.xlsx <<-'END'
		sheet 各区块
		row 单位:亿元|2026年
		row 区块|产值
		row 产值|n:9
		row 东|n:3
	END
	printf '单位:亿元,2026年\n区块,产值\n产值,9\n东,3\n' >in.csv
	for file in in.xlsx in.csv; do
		cb_run cb-rank --by 产值 "$file"
		want 0
		has out '东,3'
		cb_run cb-rank --by 产值 --header-row 1 "$file"
		want 2
		has err 'E521'
		cb_run cb-rank --by 产值 --header-row 2 "$file"
		want 0
		has out '东,3'
	done
}

@test "cb-rank --by: hidden rows are said, lock files skipped, errors of cells found" {
	make_book xlsx in.xlsx <<-'END'
		sheet 各区块
		row 区块|产值
		row 东|n:3
		row 西|n:2
		hide rows 3-3
	END
	: >'~$in.xlsx'
	cb_run cb-rank --by 产值 in.xlsx '~$in.xlsx'
	want 0
	has out 西
	has err 'in.xlsx:各区块: warning W332: 隐藏的 1 行也已读入'
	has err 'W805'
	cb_run cb-rank --by 产值 --visible in.xlsx
	want 0
	[[ $out != *西* ]]
	make_book xlsx in.xlsx <<-'END'
		sheet 各区块
		row 区块|产值|面积
		row 东|n:3|n:7
		hide columns 3-3
	END
	cb_run cb-rank --by 产值 in.xlsx
	want 0
	has out 7
	has err 'in.xlsx:各区块!1: warning W333: 隐藏的列也已读入:面积'
	cb_run cb-rank --by 产值 --visible in.xlsx
	want 0
	same err ''
	[[ $out != *面积* && $out != *7* ]]
	make_book xlsx in.xlsx <<-'END'
		sheet 各区块
		row 区块|产值
		row 东|e:#REF!
		row 西|f:A1
		row n:6222020200112233000|n:1
	END
	cb_run cb-rank --by 产值 in.xlsx
	want 1
	same out ''
	has err 'in.xlsx:各区块!B2: error E239'
	has err 'in.xlsx:各区块!B3: error E240'
	has err 'in.xlsx:各区块!A4: error E241'
}

# ---- sheets as they come ----

@test "rows that were prepared and never filled in are no data" {
	make_book xlsx in.xlsx <<-'END'
		sheet 得分
		row 序号|社区|卫生|治安|总分|名次
		row n:1|甲|n:90|n:80|n:170|n:1
		row n:2||||n:0|n:2
		row n:3||||n:0|n:2
		row 注:以上均为百分制
	END
	cb_run cb-import -v -p 2026-07 --wide score in.xlsx
	want 0
	same out $'period,community,indicator,score\n2026-07,甲,卫生,90\n2026-07,甲,治安,80\n'
	has err 'note N807: 读到 2 条;拒收 0 条;略过标题、合计、空行 3 行'
	printf '序号,月份,社区,得分\n1,2026-07,甲,90\n2,,,\n' >in.csv
	cb_run cb-import score in.csv
	want 0
	printf '序号,月份,社区,得分\n1,2026-07,甲,90\n待补,,,\n' >in.csv
	cb_run cb-import score in.csv
	want 1
}

@test "labels with line breaks, blanks and units; cells of yes and no" {
	make_book xlsx in.xlsx <<-'END'
		sheet 捐赠
		row 日 期|捐助单位|金额(万元)|收支|社区|是否到位
		row d:46213|甲公司|n:3.9|收入|甲|b:1
		row d:46214|乙公司|n:0.1|认捐|甲|b:0
	END
	cb_run cb-import --map 是否到位=到位 fund in.xlsx
	want 0
	same out 'date,community,flow,amount,party,arrived
2026-07-10,甲,收入,39000.00,甲公司,是
2026-07-11,甲,认捐,1000.00,乙公司,否
'
}

@test "xls, ods and XML 2003 tell merges, hidden rows, columns and sheets, dates and times as xlsx does" {
	local format
	cat >book <<-'END'
		sheet 服务
		row 志愿者|日期|开始|时长|项目|社区|备注
		row V1|d:46213|t:0.39583333333333331|h:0.097222222222222224|巡逻|甲|好
		row V2|d:46214||n:2.5|||
		row V3|d:46215||h:0.5|清扫|乙|
		row V4|d:46216||h:0.25||乙|
		hide rows 4-4
		hide columns 7-7
		merge 2-5:3-5
		merge 2-6:3-6
		merge 4-5:5-5
		sheet 备用
		hidden
		row 志愿者|日期|时长|项目
		row V9|2026-07-10|n:1|巡逻
	END
	make_book xlsx in.xlsx <book
	cb-import -v service in.xlsx >wanted 2>said
	cat >expected <<-'END'
		volunteer,date,start,hours,activity,community,note
		V1,2026-07-10,09:30,2:20,巡逻,甲,好
		V2,2026-07-11,,2:30,巡逻,甲,
		V3,2026-07-12,,12:00,清扫,乙,
		V4,2026-07-13,,6:00,清扫,乙,
	END
	diff expected wanted
	grep -q W331 said
	grep -q W332 said
	grep -q W333 said
	for format in xls ods xml; do
		make_book "$format" "in.$format" <book
		cb_run cb-import -v service "in.$format"
		want 0
		diff wanted stdout
		sed "s/in\.$format/in.xlsx/" stderr | diff said -
		cb-import -q --visible service "in.$format" >got
		cb-import -q --visible service in.xlsx | diff - got
	done
}

@test "numbers, days of 1904, errors and lost digits in xls are those of xlsx" {
	cat >book <<-'END'
		epoch 1904
		sheet 志愿者
		row 编号|姓名|手机|加入日期|社区
		row n:7|张三|n:13800138000|n:44751|甲
		row n:1234567890123456|李四|e:#N/A|d:44751|甲
		row V3|王五|d:44751|n:7.1|甲
	END
	make_book xlsx in.xlsx <book
	make_book xls in.xls <book
	cb_run cb-import volunteer in.xlsx
	want 1
	has err E241
	has err E239
	has err E242
	has err E243
	cp stderr said
	cb_run cb-import volunteer in.xls
	want 1
	sed 's/in\.xls/in.xlsx/' stderr | diff said -
}

@test "a heading between the rows, merged over all columns, is no data; over two it is a value" {
	make_book xlsx in.xlsx <<-'END'
		sheet 单位
		row 序号|单位|级别|备注
		row 一、市直单位
		row n:1|甲局|市直|
		row 二、企业
		row n:2|乙公司|企业|新|
		merge 2-1:2-4
		merge 4-1:4-4
	END
	cb_run cb-import -v unit in.xlsx
	want 0
	same out $'name,level,note\n甲局,市直,\n乙公司,企业,新\n'
	has err '读到 2 条;拒收 0 条;略过标题、合计、空行 2 行'
	make_book xlsx in.xlsx <<-'END'
		sheet 单位
		row 单位|备注
		row 甲局|
		merge 2-1:2-2
	END
	cb_run cb-import unit in.xlsx
	want 0
	same out $'name,note\n甲局,甲局\n'
}

@test "cells in another format than CSV have the columns of a spreadsheet; a terminal gets no order in any of them" {
	printf '社区,\033[31m红\n\nx\302\233m,\342\200\256y,3\n' >in.csv
	[ "$(cb-import cells in.csv --format json | jq -c '[.[] | [keys[], .A, .C]]')" = \
		'[["A","B","C","社区",null],["A","B","C",null,null],["A","B","C","xm","3"]]' ] # what jq prints of C1 is raw
	cb-import cells in.csv -o out.xlsx
	[ "$(stat -c %a out.xlsx)" = 600 ]
	unzip -p out.xlsx xl/worksheets/sheet1.xml | grep -q '<row '
	for format in csv tsv md json; do
		script -qec "cb-import cells in.csv --format $format" /dev/null >seen
		LC_ALL=C lacks $'\x1b|\xc2\x9b|\xe2\x80\xae' seen
		grep -q 红 seen
	done
}
