#!/usr/bin/env bats
# What a sheet says of itself: its period and its sender, in titles, tabs, columns and the name of the file.
# Spellings of periods: tests/unit/test_period_in.c.
load helper
load books

REGISTERS="$CB_TREE/share/examples/registers"

# titled TITLE [LINE...]: scores of two communities beneath it
titled() {
	printf '%s\n' "$@" 社区,指标,得分 西街,环境卫生,18 槐荫,环境卫生,17
}

# reads_as PERIOD [OPTION...]: in.csv gives the two scores, of that period
reads_as() {
	local period=$1
	shift
	cb_run cb-import "$@" score in.csv
	want 0 || return 1
	same out "period,community,indicator,score
$period,西街,环境卫生,18
$period,槐荫,环境卫生,17
"
}

# refused MESSAGE: what ran stored nothing and said this alone
refused() {
	want 1 || return 1
	same out '' || return 1
	same err "cb-import: $1
"
}

# of_whom LINE [OPTION...]: in.csv, which begins so, is of one community; prints which
of_whom() {
	printf '%s\n指标,得分\n环境卫生,18\n' "$1" >in.csv
	shift
	cb_run cb-import -p 2026-07 "$@" score in.csv
	want 0 && printf '%s' "$out" | sed -n '2s/2026-07,\([^,]*\),.*/\1/p'
}

@test "a title's period is that of its rows, and must be that of -p" {
	local title
	for title in 2026年7月考核得分表 '2026 年 7 月考核得分表' '考核得分表（2026.7）' '得分(2026-07)' 二〇二六年七月得分 \
		2026年7月1日至31日得分 2026年7月1日—7月31日得分 2026年度七月份得分 根据2026年1月印发的办法,2026年7月得分; do
		titled "$title" >in.csv
		reads_as 2026-07
		reads_as 2026-07 -p 2026
		cb_run cb-import -p 2026-06 score in.csv
		refused 'in.csv:1: error E309 period: 标题中的期间为 2026-07,-p 为 2026-06;是否拿错了文件?'
	done
	titled 2026年第三季度考核 >in.csv
	reads_as 2026Q3
	titled 上半年得分 >in.csv
	reads_as 2026H1 -p 2026
	titled 2026年度考核 >in.csv
	reads_as 2026
	titled 2025年文明创建得分 >in.csv
	cb_run cb-import -p 2026-07 score in.csv
	refused 'in.csv:1: error E309 period: 标题中的期间为 2025,-p 为 2026-07;是否拿错了文件?'
	reads_as 2025-07 -p 2025-07
	titled 2026年文明创建 7月份得分 >in.csv
	reads_as 2026-07
}

@test "a title without a year takes that of -p; where none is known that is said once" {
	titled 7月份考核得分表 >in.csv
	reads_as 2026-07 -p 2026-07
	cb_run cb-import -p 2026-06 score in.csv
	refused 'in.csv:1: error E309 period: 标题中的期间为 2026-07,-p 为 2026-06;是否拿错了文件?'
	cb_run cb-import score in.csv
	refused 'in.csv:1: error E211 period: “7月”没有年份;请写上年份,或用 -p 指明期间'
}

@test "of two periods none is taken, and neither is that of a paper or of the day it was filled in" {
	titled 2026年6月、7月得分 >in.csv
	cb_run cb-import score in.csv
	refused 'in.csv:1: error E345 period: 标题中有 2026-06 和 2026-07 两个期间,都没有采用;请只写一个,或用 -p 指明'
	reads_as 2026-07 -p 2026-07
	local title
	for title in 根据2026年6月印发的考核办法 填报日期:2026年6月 《2026年6月考核办法》得分 得分'(2026年6月修订)'; do
		titled "$title" >in.csv
		reads_as 2026-07 -p 2026-07
		cb_run cb-import score in.csv
		refused 'in.csv:2: error E344 period: 表中没有必填的“月份”一栏;请补上这一栏,或用 --default period=…,或用 -p 指明'
		reads_as 2026-07 --default period=2026-07
	done
}

@test "in a workbook with one tab a month each tab is its month; one that contradicts is refused" {
	make_book xlsx months.xlsx <<-'END'
		sheet 6月
		row 社区|指标|得分
		row 西街|环境卫生|n:15
		sheet 2026.07
		row 社区|指标|得分
		row 西街|环境卫生|n:18
	END
	cb_run cb-import -p 2026 score months.xlsx
	want 0
	same out 'period,community,indicator,score
2026-06,西街,环境卫生,15
2026-07,西街,环境卫生,18
'
	cb_run cb-import -p 2026-07 --sheet 1 score months.xlsx
	refused 'months.xlsx:6月: error E309 period: 工作表名的期间为 2026-06,-p 为 2026-07;是否拿错了文件?'
	cb_run cb-import -p 2026-07 --sheet 2026.07 score months.xlsx
	want 0
	cb_run cb-import --sheet 6月 score months.xlsx
	refused 'months.xlsx:6月: error E211 period: “6月”没有年份;请写上年份,或用 -p 指明期间'
	make_book xlsx odd.xlsx <<-'END'
		sheet 6月
		row 2026年7月得分
		row 社区|指标|得分
		row 西街|环境卫生|n:15
	END
	cb_run cb-import score odd.xlsx
	refused 'odd.xlsx:6月!1: error E309 period: 标题中的期间为 2026-07,工作表名为 2026-06;是否拿错了文件?'
}

@test "年份 beside 月份" {
	printf '年份,月份,社区,指标,得分\n2026,7,西街,环境卫生,18\n2026年,7月,槐荫,环境卫生,17\n' >in.csv
	reads_as 2026-07
	printf '月份,年度,社区,指标,得分\n2026-06,2025,西街,环境卫生,18\n6,20x,西街,社会治安,9\n' >in.csv
	cb_run cb-import score in.csv
	want 1
	same err 'cb-import: in.csv:2:1: error E349 period: “2026-06”与年份“2025”合不成期间;请更正其中一处
cb-import: in.csv:3:1: error E349 period: “6”与年份“20x”合不成期间;请更正其中一处
cb-import: 2 个错误,0 个警告
'
	printf '年份,月份,单位,指标,数值\n2026,7,西街社区,户数,1860\n' >m.csv
	cb_run cb-import metric m.csv
	want 0
	has out '2026-07,西街社区,户数,1860'
}

@test "the sender's line, whatever stands around the name; one that is not filled in says nothing" {
	local line
	for line in 填报单位:西街社区 '填报单位：西街社区（公章）' '填报单位（盖章）：西街社区' '填 报 单 位： 西 街 社 区' '上报单位:(公章)西街社区' \
		'报送单位：____西街社区____' '被考核单位:西街社区 填表人:张三' '填表单位　西街社区' '社区名称：西街社区' '填报社区:西街社区2026年7月' \
		'填报单位（盖章）,西街社区' '2026年7月得分 填报单位：西街社区 单位：分'; do
		[ "$(of_whom "$line")" = 西街社区 ] || { echo "$line: $(of_whom "$line")" >&2; false; }
	done
	for line in '填报单位：___________' '填报单位:(盖章)' '填报单位：,填表人：张三' '填报单位：______ 2026年7月' '填报单位:,2026年7月'; do
		printf '%s\n指标,得分\n环境卫生,18\n社会治安,9\n' "$line" >in.csv
		cb_run cb-import -p 2026-07 score in.csv
		refused 'in.csv:2: error E344 community: 表中没有必填的“社区”一栏;请补上这一栏,或用 --default community=…'
	done
	cb_run cb-import -p 2026-07 --default community=西街社区 score in.csv
	want 0
}

@test "whose the sheet is: the sender, the title, the tab, the file, each only where it is a registered community" {
	printf '指标,得分\n环境卫生,18\n' >桃源里社区2026年7月得分表.csv
	cb_run cb-import -d "$REGISTERS" -p 2026-07 score 桃源里社区2026年7月得分表.csv
	want 0
	has out '2026-07,桃源里社区,环境卫生,18'
	same err 'cb-import: 桃源里社区2026年7月得分表.csv: warning W348 community: 社区:全表按“桃源里社区”填写,取自文件名;若不对,请在表中写明,或用 --default community=…
'
	cb_run cb-import -d "$REGISTERS" -p 2026-07 --default community=西街 score 桃源里社区2026年7月得分表.csv
	want 0
	has out '2026-07,西街社区,环境卫生,18'
	same err ''
	of_whom '清和街道百花社区得分' -d "$REGISTERS" >whom
	[ "$(cat whom)" = 百花社区 ]
	has err 'W348 community: 社区:全表按“百花社区”填写,取自标题'
	printf '百花街道得分\n指标,得分\n环境卫生,18\n' >in.csv
	cb_run cb-import -d "$REGISTERS" -p 2026-07 score in.csv
	refused 'in.csv:2: error E344 community: 表中没有必填的“社区”一栏;请补上这一栏,或用 --default community=…'
	printf '填报单位:百花街道\n指标,得分\n环境卫生,18\n' >in.csv
	cb_run cb-import -d "$REGISTERS" -p 2026-07 score in.csv
	refused 'in.csv:1:1: error E403 community: 社区:“百花街道”没有登记;请先登记,或添加别名;是不是“百花社区”?'
	make_book xlsx tab.xlsx <<-'END'
		sheet 北仓_得分
		row 社区|指标|得分
		row |环境卫生|n:18
	END
	cb_run cb-import -d "$REGISTERS" -p 2026-07 score tab.xlsx
	want 0
	has out '2026-07,北仓社区,环境卫生,18'
	has err 'tab.xlsx:北仓_得分: warning W348 community: 社区:全表按“北仓社区”填写,取自工作表名'
}

@test "rows of another community than the sender's or the tab's are an error, than the file's a warning; said once" {
	printf '填报单位:百花社区\n社区,指标,得分\n西街,环境卫生,18\n北仓,环境卫生,17\n百花,环境卫生,十八点\n' >in.csv
	cb_run cb-import -d "$REGISTERS" -p 2026-07 score in.csv
	want 1
	same err 'cb-import: in.csv:3:1: error E346 community: 填报单位是“百花社区”,而此行是“西街社区”;请更正其中一处
cb-import: in.csv:5:3: error E203 score: “十八点”不是数字
cb-import: 2 个错误,0 个警告
'
	printf '社区,指标,得分\n西街,环境卫生,18\n北仓,环境卫生,17\n' >百花.csv
	cb_run cb-import -d "$REGISTERS" -p 2026-07 score 百花.csv
	want 0
	same err 'cb-import: 百花.csv:2:1: warning W347 community: 文件名是“百花社区”,而此行是“西街社区”;是否拿错了文件?
'
	make_book xlsx tab.xlsx <<-'END'
		sheet 百花
		row 社区|指标|得分
		row 西街|环境卫生|n:18
	END
	cb_run cb-import -d "$REGISTERS" -p 2026-07 score tab.xlsx
	refused 'tab.xlsx:百花!A2: error E346 community: 工作表名是“百花社区”,而此行是“西街社区”;请更正其中一处'
}

@test "a bare number in 月份 is that month of the year that -p or the title says, and of none else" {
	printf '社区,指标,考核月份,得分\n西街,卫生,7,20\n东街,卫生,０７,21\n' >in.csv
	cb_run cb-import -p 2026-07 score in.csv
	want 0
	same out 'period,community,indicator,score
2026-07,西街,卫生,20
2026-07,东街,卫生,21
'
	cb_run cb-import score in.csv
	want 1
	has err 'in.csv:2:3: error E211 period: “7”没有年份'
	sed -i 's/考核月份/期间/; s/０７/13/' in.csv
	cb_run cb-import -p 2026-07 score in.csv
	want 1
	has err 'in.csv:2:3: error E215 period: “7”不是期间'
}
