#!/usr/bin/env bats
# Forms: cb-import template REGISTER -o FORM.xlsx (doc/form_book.h, query/office_form.h).
load helper
load books

# xml FILE PART: one tag a line
xml() {
	unzip -p "$1" "$2" | sed 's/></>\n</g'
}

prepare() {
	mkdir office
	printf 'name\n西街社区\n槐荫社区\n' >office/community.csv
	printf 'name\n市电业局\n市水务局\n' >office/unit.csv
	printf 'system,code,title,full\nmonth,1,环境卫生,20\nmonth,2,社会治安,15\nquarter,1,环境卫生,50\n' >office/indicator.csv
	printf 'community,name\n西街社区,钟楼里\n槐荫社区,老槐院\n' >office/estate.csv
}

@test "R1 labels in the first sheet, stars on required ones; instructions; a hidden sheet" {
	cb_run cb-import template score -o f.xlsx
	want 0
	cb_run cb-import cells f.xlsx
	same out $'得分填报表\n带 * 的栏必填；怎么填见“填表说明”。\n评比,月份*,社区*,小区,指标*,日期,检查组,得分*,备注\n'
	xml f.xlsx xl/workbook.xml | grep -q '<sheet name="填表说明" sheetId="2"'
	xml f.xlsx xl/workbook.xml | grep -q '<sheet name="cb" sheetId="3" state="hidden"'
	cb_run cb-import cells f.xlsx --sheet 填表说明
	has out $'栏目,必填,类型,说明,示例或可选\n'
	has out '得分,必填,'
}

@test "R1 community and period that are given stand above, and are read from there" {
	cb_run cb-import template score -d office --for 西街 -p 2026-07 -o f.xlsx
	want 0
	cb_run cb-import cells f.xlsx
	same out $'2026年7月得分填报表\n填报单位：西街社区  带 * 的栏必填；怎么填见“填表说明”。\n指标*,满分,得分*,备注\n环境卫生,20\n社会治安,15\n\n填表人：　　　　　　负责人（签字）：　　　　　　　　年　　月　　日\n'
	cb_run cb-import -v -d office score f.xlsx
	has err 'note N804 community: 社区:全表按“西街社区”填写'
	has err 'note N804 period: 月份:全表按“2026-07”填写'
	local p
	for p in 2026Q3 2026H1 2026H2 2026; do
		cb-import template score -p "$p" -o p.xlsx
		cb_run cb-import -v --default community=西街 score p.xlsx
		has err "全表按“$p”填写"
	done
}

@test "R1 the scores of a community: a line for each indicator with its full mark, and one to sign; filled in, it is read" {
	cb-import template score -d office --for 西街 -p 2026-07 -o f.xlsx
	mkdir open
	(cd open && unzip -q ../f.xlsx && sed -i 's|<c r="C\([0-9]*\)" s="\([0-9]*\)"/>|<c r="C\1" s="\2"><v>1\1</v></c>|g' xl/worksheets/sheet1.xml && zip -q -r ../full.xlsx .)
	cb_run cb-import -d office score full.xlsx
	want 0
	same out $'period,community,indicator,score,note\n2026-07,西街社区,环境卫生,14,\n2026-07,西街社区,社会治安,15,\n'
}

@test "R1 the form for those who give asks for nothing that only the office knows, and is one page of A4 wide" {
	cb-import template fund -d office -o f.xlsx
	cb-import cells f.xlsx | sed -n 3p >labels
	grep -q '捐助单位' labels
	lacks '编号|冲销|特批|审批人|同意人|经办人' labels
	xml f.xlsx xl/worksheets/sheet1.xml >sheet
	grep -q '<pageSetup paperSize="9".*fitToHeight="0"' sheet
	grep -q '<pageSetUpPr fitToPage="1"/>' sheet
	width=$(grep -o '<col [^>]*' sheet | sed 's/.*min="\([0-9]*\)" max="\([0-9]*\)" width="\([0-9.]*\)".*/\1 \2 \3/' | awk '$2 < 30 { sum += ($2 - $1 + 1) * $3 } END { print int(sum) }')
	[ "$width" -lt 200 ]
}

@test "R2 the form for all communities lets them be chosen" {
	local register
	for register in score fund; do
		cb-import template $register -d office -p 2026-07 -o all.xlsx
		xml all.xlsx xl/worksheets/sheet1.xml | grep -q '<formula1>"西街社区,槐荫社区"'
	done
}

@test "R2 closed lists and numbers stop, open lists and dates ask" {
	cb-import template fund -d office -o f.xlsx
	xml f.xlsx xl/worksheets/sheet1.xml >sheet
	grep -q '<formula1>"收入,支出,认捐,上交"</formula1>' sheet
	grep -B1 '<formula1>"收入,支出,认捐,上交"' sheet | grep -v errorStyle | grep -q 'type="list"'
	grep -q '<formula1>"西街社区,槐荫社区"</formula1>' sheet
	grep -B1 '<formula1>"西街社区,槐荫社区"' sheet | grep -q 'type="list" errorStyle="warning"'
	grep -q '<formula1>"西街社区,槐荫社区,市电业局,市水务局"</formula1>' sheet || grep -q '<formula1>"市电业局,市水务局"</formula1>' sheet
	grep -q '<dataValidation type="date" errorStyle="warning".*sqref="A4:A1003"' sheet
	grep -q '<dataValidation type="decimal" allowBlank' sheet
	grep -q '<sheetProtection sheet="1"' sheet
}

@test "R2 an indicator of two contests is offered once; estates of the one community" {
	cb-import template score -d office --for 西街 -o f.xlsx
	xml f.xlsx xl/worksheets/sheet1.xml >sheet
	grep -q '<formula1>"环境卫生,社会治安"</formula1>' sheet
	cb-import template problem -d office --for 西街 -o p.xlsx
	xml p.xlsx xl/worksheets/sheet1.xml | grep -q '<formula1>"钟楼里"</formula1>'
}

@test "R3 a long list stands on the hidden sheet" {
	rm office/estate.csv
	{ echo name; seq -f '第%g社区' 100; } >office/community.csv
	cb-import template fund -d office -o f.xlsx
	xml f.xlsx xl/worksheets/sheet1.xml | grep -q '<formula1>cb!$B$3:$B$102</formula1>'
	[ "$(cb-import cells f.xlsx --sheet cb | sed -n '3p;102p' | tr -d ',' | tr '\n' ' ')" = '第1社区 第100社区 ' ]
}

@test "R2 the mark: read as another register it is a warning, as its own nothing is said" {
	cb-import template score -o f.xlsx
	cb_run cb-import metric f.xlsx
	has err 'cb-import: f.xlsx:cb!A1: warning W340: 这是台账 score 的填报表,现按 metric 读入'
	cb_run cb-import --default community=西街 -p 2026-07 score f.xlsx
	want 0
	same err ''
}

@test "--each makes one for every community of the database" {
	cb_run cb-import template score -d office --each forms -p 2026-07
	want 0
	same out ''
	[ "$(ls forms)" = $'槐荫社区.xlsx\n西街社区.xlsx' ]
	cb-import cells forms/槐荫社区.xlsx | grep -q '^填报单位：槐荫社区 '
	cb_run cb-import template score --each forms
	want 2
	has err E623
	cb_run cb-import template score -d office --each more --for 西街
	want 2
	has err E630
	[ ! -e more ]
	cb_run cb-import template score -d office --each more -n
	want 0
	[ ! -e more ]
}

@test "a filled-in form gives its rows" {
	cb-import template metric -p 2026-07 -o empty.xlsx
	cb-import cells empty.xlsx >lines
	# as a spreadsheet program saves it: the same cells, and one row more
	{
		echo 'sheet 数据'
		sed 's/,/|/g; s/^/row /' lines
		echo 'row 西街社区|户数|n:1200|户'
		printf 'sheet cb\nhidden\nrow %s\n' "$(cb-import cells empty.xlsx --sheet cb | head -n 1 | tr ',' '|')"
	} | make_book xlsx full.xlsx
	cb_run cb-import metric full.xlsx
	want 0
	same err ''
	same out $'period,subject,name,value,unit,note\n2026-07,西街社区,户数,1200,户,\n'
}

@test "any other format has the labels alone, and knows no --for" {
	cb_run cb-import template estate
	same out $'community,name,buildings,units,households,note\n'
	cb_run cb-import template estate -d office --for 西街
	want 2
	has err E630
}

@test "the same form gives the same bytes" {
	cb-import template fund -d office -o a.xlsx
	sleep 1.1
	cb-import template fund -d office -o b.xlsx
	cmp a.xlsx b.xlsx
}

@test "LibreOffice opens it with its drop-downs" {
	command -v soffice >/dev/null || skip
	cb-import template fund -d office -o f.xlsx
	soffice "-env:UserInstallation=file://$PWD/lo" --headless --convert-to fods f.xlsx >/dev/null 2>&1
	grep -q 'content-validation .*cell-content-is-in-list.*收入' f.fods
	grep -q '填表说明' f.fods
	grep -q 'table:protected="true"' f.fods
	# what is filled in is a page, what explains it another
	command -v pdfinfo >/dev/null || skip
	for register in score fund; do
		cb-import template $register -d office -o $register.xlsx
		soffice "-env:UserInstallation=file://$PWD/lo" --headless --convert-to pdf $register.xlsx >/dev/null 2>&1
		pdfinfo $register.pdf | grep -q '^Pages: *2$'
	done
	# in the words of who fills it in
	cb-import cells --sheet 填表说明 score.xlsx >cells
	grep -q '月度考评留空' cells
	lacks 'month|rank\.' cells
}

@test "--each: names that differ are files that differ, however long and whatever is in them" {
	local long
	long=$(printf '长%.0s' {1..90})
	{
		echo name,street
		for name in 东街/一 东街_一 "$long甲" "$long乙"; do echo "$name,清和街道"; done
	} >c.csv
	mkdir named
	cb-import -q community c.csv -o named/community.csv
	cb_run cb-import template score -d named --each out
	want 0
	[ "$(find out -type f | wc -l)" -eq 4 ]
	[ -f "out/东街_一.xlsx" ]
	[ -f "out/东街_一 (2).xlsx" ]
	[ -f "out/$(printf '长%.0s' {1..66}).xlsx" ] # 198 bytes: no half of a character
	[ -f "out/$(printf '长%.0s' {1..66}) (2).xlsx" ]
	cb-import -q -d named.db community c.csv
	printf -- '---\neach: community\n---\n{{#each}}{{name}}{{/each}}\n' >t.md
	cb_run cb-report -q -d named.db --each letters --format md t.md
	want 0
	[ "$(cat letters/* | sort | uniq | grep -c .)" -eq 4 ]
}
