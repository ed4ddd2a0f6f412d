#!/usr/bin/env bats
# Workbooks as output (doc/format.h R6). What is in them is looked at by unzip, and read by other programs:
# xlsx2csv and LibreOffice.
load helper

# part FILE PART: the XML of a part, one tag a line
part() {
	unzip -p "$1" "$2" | sed 's/></>\n</g'
}

sheet() {
	part "$1" xl/worksheets/sheet1.xml
}

# cell FILE ADDRESS: kind (n = number, inlineStr) and value of a cell
cell() {
	unzip -p "$1" xl/worksheets/sheet1.xml | grep -o "<c r=\"$2\"[^>]*\(/>\|>.*\)" | sed 's|</c>.*||; s|<c r="[^"]*"||; s| s="[0-9]*"||; s|<[/]*[istv]*>||g; s| xml:space="preserve"||; s|>| |; s|<v ||; s|^ *||'
}

prepare() {
	cat >donations.csv <<-'END'
		date,community,flow,source,amount,party,voucher,purpose
		2026-07-03,西街社区,收入,单位,15000.50,市电业局,007,=1+1
		2026-07-04,西街社区,收入,单位,0.1,市水务局,410000199003070015,+86 办
	END
}

@test "numbers are numbers, dates dates, everything else text, whatever it starts with" {
	cb_run cb-import fund donations.csv -o f.xlsx
	want 0
	[ "$(cell f.xlsx A3)" = 46206 ]
	[ "$(date -u -d @$(((46206 - 25569) * 86400)) +%F)" = 2026-07-03 ]
	[ "$(cell f.xlsx B3)" = 't="inlineStr" 西街社区' ]
	[ "$(cell f.xlsx E3)" = 15000.5 ]
	[ "$(cell f.xlsx E4)" = 0.1 ]
	[ "$(cell f.xlsx G3)" = 't="inlineStr" =1+1' ] || [ "$(cell f.xlsx H3)" = 't="inlineStr" =1+1' ]
	sheet f.xlsx >xml
	grep -q '>007<' xml
	grep -q '>410000199003070015<' xml
	grep -q '>+86 办<' xml
	lacks '<f' xml
}

@test "a number that a double does not give back stays text" {
	printf '%s\n' period,subject,name,value 2026-07,西街社区,甲,123456789.123456 2026-07,西街社区,乙,123456789012.123456 \
		2026-07,西街社区,丙,1600余 2026-07,西街社区,丁,-0.000001 >m.csv
	cb_run cb-import metric m.csv -o m.xlsx
	want 0
	[ "$(cell m.xlsx D3)" = 123456789.123456 ]
	[ "$(cell m.xlsx D4)" = 't="inlineStr" 123456789012.123456' ]
	[ "$(cell m.xlsx D5)" = 't="inlineStr" 1600+' ]
	[ "$(cell m.xlsx D6)" = -1e-06 ] || [ "$(cell m.xlsx D6)" = -1E-06 ]
}

@test "title, labels by --lang, frozen and filtered header, name of the sheet" {
	cb-import fund donations.csv -o zh.xlsx
	[ "$(cell zh.xlsx A1)" = 't="inlineStr" 经费' ]
	[ "$(cell zh.xlsx B2)" = 't="inlineStr" 社区' ]
	sheet zh.xlsx >xml
	grep -q '<pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/>' xml
	grep -q '<autoFilter ref="A2:H4"/>' xml
	part zh.xlsx xl/workbook.xml | grep -q '<sheet name="经费"'
	cb-import fund donations.csv --lang en -o en.xlsx
	[ "$(cell en.xlsx B2)" = 't="inlineStr" community' ]
	part en.xlsx xl/workbook.xml | grep -q '<sheet name="fund"'
}

@test "A4, header repeated, fit to the width, laid across when wide, numbered pages" {
	cb-export -d "$CB_TREE/share/examples/registers" community -o wide.xlsx
	sheet wide.xlsx >xml
	grep -q '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>' xml
	grep -q '<oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter>' xml
	part wide.xlsx xl/workbook.xml | grep -q 'Print_Titles.*\$1:\$2'
	printf '社区\n西街社区\n' | cb-import community -o narrow.xlsx
	sheet narrow.xlsx | grep -q 'orientation="portrait"'
}

@test "the same input gives the same bytes, through a file, a pipe and stdout" {
	cb-import fund donations.csv -o a.xlsx
	sleep 1.1
	cb-import fund donations.csv --format xlsx >b.xlsx
	TMPDIR=$PWD cb-import fund donations.csv --format xlsx -o - | cat >c.xlsx
	cmp a.xlsx b.xlsx
	cmp a.xlsx c.xlsx
	[ "$(find . -name 'cb-*')" = '' ]
}

@test "another program reads what csv says" {
	command -v xlsx2csv >/dev/null || skip
	cb-import fund donations.csv >want.csv
	cb-import fund donations.csv --lang en -o f.xlsx
	xlsx2csv -f %Y-%m-%d f.xlsx | tail -n +2 | sed 's/15000.5,/15000.50,/; s/,0.1,/,0.10,/; s/15,000.50/15000.50/' | tr -d '"' >got.csv
	diff want.csv got.csv
}

@test "a ranking has a bar chart beneath it, and prints with it" {
	printf '%s\n' period,community,indicator,score 2026-07,甲社区,卫生,90 2026-07,乙社区,卫生,80.5 >s.csv
	cb_run cb-rank -q s.csv -o r.xlsx
	want 0
	part r.xlsx xl/charts/chart1.xml >xml
	grep -q '<c:barDir val="bar"/>' xml
	grep -q "<c:f>'2026年7月社区月度考评排名'!\$B\$3:\$B\$4</c:f>" xml
	grep -q "<c:f>'2026年7月社区月度考评排名'!\$C\$3:\$C\$4</c:f>" xml
	[ "$(cell r.xlsx B3)" = 't="inlineStr" 甲社区' ]
	[ "$(cell r.xlsx C4)" = 80.5 ]
	part r.xlsx xl/workbook.xml | grep -q "Print_Area.*\$A\$1:\$J\$16"
}

@test "a title is as wide as its table or makes it wider; a chart is on one page; of pages side by side the first has it" {
	cb-import -q --new -d year.db --all "$CB_TREE/share/examples/year"
	cb-rank -q -d year.db -p 2026 trend 砖桥 -o one.xlsx
	# 砖桥社区月度考评历月走势 · 2026年: 33 columns of 16 points over four of 11
	sheet one.xlsx | sed -n 's/^<col min="\([0-9]*\)" max="\([0-9]*\)" width="\([0-9]*\).*/\1 \2 \3/p' >widths
	[ "$(awk '{ n += ($2 - $1 + 1) * $3 } END { print n }' widths)" -ge 49 ]
	lacks '<brk ' <(sheet one.xlsx)
	cb-rank -q -d year.db -p 2026 trend -o all.xlsx
	sheet all.xlsx | grep -q 'fitToWidth="2"'
	last=$(sheet all.xlsx | grep -o '<mergeCell ref="A1:[A-Z]*1"' | sed 's/.*://; s/1"//')
	[[ $last < N ]] # of A to Y
	# a page across holds twelve rows and a chart of them, of thirteen the chart has its own
	for n in 12 13; do
		awk -v n="$n" 'BEGIN { print "期间,社区,指标,得分"; while (n-- > 0) print "2026-07,第" n "社区,卫生," 50 + n }' >n.csv
		cb-rank -q -p 2026-07 n.csv -o "$n.xlsx"
	done
	lacks '<brk ' <(sheet 12.xlsx)
	sheet 13.xlsx | grep -q '<brk id="16"'
	# 58 lines of a statement leave no room below: the chart begins a page
	cb-fund statement -q -d year.db -p 2026Q4 -o s.xlsx
	part s.xlsx xl/drawings/drawing1.xml | sed -n 's/.*<xdr:row>\([0-9]*\).*/\1/p' >row
	sheet s.xlsx | grep -q "<brk id=\"$(($(cat row) - 1))\""
	if command -v soffice >/dev/null && command -v pdftotext >/dev/null; then
		soffice "-env:UserInstallation=file://$PWD/lo" --headless --convert-to pdf s.xlsx all.xlsx >/dev/null 2>&1
		[ "$(pdftotext -f 3 -l 3 s.pdf - | grep -c '社区$')" -eq 14 ]
		[ "$(pdftotext -f 1 -l 1 all.pdf - | grep -c '月度考评历月走势 · 2026年$')" -eq 1 ]
	fi
}

@test "so has a ranking by a ratio; one below 0 has its axis free" {
	printf '区块,产值,面积\n甲,100,10\n乙,30,2\n' >b.csv
	cb_run cb-rank --by 产值/面积 b.csv -o r.xlsx
	want 0
	part r.xlsx xl/charts/chart1.xml >xml
	grep -q '\$A\$3:\$A\$4</c:f>' xml
	grep -q '\$D\$3:\$D\$4</c:f>' xml
	grep -q '<c:min val="0"/>' xml
	printf '区块,产值,面积\n甲,100,10\n乙,-30,2\n' >b.csv
	cb-rank --by 产值/面积 b.csv -o r.xlsx
	part r.xlsx xl/charts/chart1.xml >chart
	lacks '<c:min ' chart
}

@test "what looks like an escape of xlsx, and control characters, stay what they are" {
	printf '社区,备注\n西街社区,_x0041_ a\tb\n' | cb-import community -o e.xlsx
	sheet e.xlsx | grep -q '_x005F_x0041_ a'
}

@test "--errors writes a workbook too" {
	printf '社区,指标,得分\n西街社区,卫生,9O\n' >s.csv
	cb_run cb-import -p 2026-07 score s.csv --errors e.xlsx
	want 1
	sheet e.xlsx | grep -q 'E203'
}

@test "LibreOffice opens it and finds the same values" {
	command -v soffice >/dev/null || skip
	cb-import fund donations.csv -o f.xlsx
	soffice "-env:UserInstallation=file://$PWD/lo" --headless --convert-to csv:"Text - txt - csv (StarCalc)":44,34,76 f.xlsx >/dev/null 2>&1
	grep -q '^2026-07-03,西街社区,收入,单位,.*市电业局.*007' f.csv
	grep -q '410000199003070015' f.csv
}

@test "a million rows and more go on in another sheet, in bounded memory" {
	[ -n "${CB_SLOW:-}" ] || skip 'CB_SLOW=1 runs it: a minute'
	{ echo period,community,indicator,date,score; seq 1048600 | sed 's/.*/2026-07,西街社区,卫生&,,1/'; } >big.csv
	cb-import score --wide big.csv -o big.xlsx
	part big.xlsx xl/workbook.xml | grep -q '<sheet name="得分 (2)"'
}
