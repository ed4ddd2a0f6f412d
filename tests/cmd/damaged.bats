#!/usr/bin/env bats
# Files that are cut, damaged or made to do harm: named for what is wrong with them, with a remedy that helps. Records
# and containers of .xls: tests/unit/test_xls.c; encodings: tests/unit/test_text_file.c.
load helper
load books

# refused FILE CODE WORD: by cells and by a register, with that code, a word of the remedy, and nothing printed
refused() {
	local verb
	for verb in cells score; do
		cb_run cb-import "$verb" "$1"
		want 3
		same out ''
		has err "$1: error $2: "
		has err "$3"
	done
}

@test "an empty file that was named is asked for again; a pipe is looked at" {
	: >空.csv
	cb_run cb-import score 空.csv
	want 3
	same err 'cb-import: 空.csv: error E102: 没有可读的内容:输入为空;请重新索取
'
	cb_run sh -c 'true | cb-import score'
	want 3
	has err '请检查管道前面的命令'
}

@test "text cut inside a character is cut, whatever its encoding, and asked for again" {
	printf '社区,指标,得分\n西街社区,卫生,90\n南塘社区' >all.csv
	iconv -f utf-8 -t gb18030 all.csv | head -c -1 >in.csv
	cb_run cb-import score in.csv
	want 3
	has err 'in.csv:3: error E117: 第 3 行、偏移 38 之前都是 GB18030'
	has err '请重新索取'
	{ printf '\377\376' && iconv -f utf-8 -t utf-16le all.csv; } | head -c -1 >in.csv
	cb_run cb-import score in.csv
	want 3
	has err 'error E117: 第 3 行'
	has err '都是 UTF-16LE'
	head -c -2 all.csv >in.csv
	cb_run cb-import score in.csv
	want 3
	has err 'error E117'
}

@test "a web page that ends within its table is cut; one that only forgets the tag is read" {
	printf '<html><body><table><tr><td>社区<td>得分<tr><td>西街' >in.xls
	cb_run cb-import cells in.xls
	want 3
	same out ''
	same err 'cb-import: in.xls: error E131: 文件中的“HTML”第 1 行已损坏:表格没有结束,文件不完整;请用 Excel 或 WPS 打开后重新保存,或重新索取
'
	printf '</body></html>' >>in.xls
	cb_run cb-import cells in.xls
	want 0
	same out $'社区,得分\n西街\n'
}

@test "XML that is no workbook, and JSON, are named" {
	printf '<?xml version="1.0" encoding="UTF-8"?>\n<records><r a="1"/></records>\n' >in.xml
	cb_run cb-import score in.xml
	want 3
	has err 'in.xml: error E121: 这是 XML 文件'
	printf '[\n  { "社区": "甲", "得分": 1 }\n]\n' >in.csv
	cb_run cb-import score in.csv
	want 3
	has err 'in.csv: error E121: 这是 JSON 文件'
	printf '社区,得分\n甲,1\n' | gzip >in.csv
	cb_run cb-import score in.csv
	want 3
	has err 'in.csv: error E121: 这是 gzip 文件,不能读取;请先解压'
	printf '[社区],{得分}\n甲,1\n' >in.csv
	cb_run cb-import cells in.csv
	want 0
}

@test "an archive with two parts of one name, in whatever case, is refused" {
	echo '<row><c><v>1</v></c></row>' | "$CB_TREE/tests/cmd/book.sh" in.xlsx
	mkdir -p xl/worksheets
	echo '<worksheet/>' >xl/worksheets/SHEET1.xml
	zip -q in.xlsx xl/worksheets/SHEET1.xml
	refused in.xlsx E145 xl/worksheets/SHEET1.xml
}

@test "Latin-1 that happens to be GB18030 is read with a warning; GBK is not" {
	printf 'community,indicator,score\nBel-caf\351s,Stra\337e,9\n' >in.csv
	cb_run cb-import -p 2026-07 score in.csv
	want 0
	has err 'in.csv: warning W118: '
	cb_run cb-import -p 2026-07 score in.csv --encoding windows-1252
	want 0
	has out 'Bel-cafés,Straße,9'
	same err ''
	printf '社区,指标,得分\n镕基社区,卫生,9\n' | iconv -f utf-8 -t gbk >in.csv
	cb_run cb-import -p 2026-07 score in.csv
	want 0
	same err ''
}

@test "cells reads what the registers read: blanks around quoted cells" {
	printf '社区,指标,得分\n"西街社区" , "卫生" ,90\n' >in.csv
	cb_run cb-import -p 2026-07 score in.csv
	want 0
	has out '西街社区,卫生,90'
	cb_run cb-import cells in.csv
	want 0
	same err ''
	same out $'社区,指标,得分\n西街社区,卫生,90\n'
	printf '社区,指标,得分\n"西街社区" x,卫生,90\n' >in.csv
	cb_run cb-import score in.csv
	has err 'in.csv:2:1: error E108'
	cb_run cb-import cells in.csv
	want 3
	has err 'in.csv:2:1: error E108'
}

@test "cells skips lock files, and says so" {
	printf 'x' >'~$七月.xlsx'
	printf ',user,x;' >'.~lock.七月.xlsx#'
	printf 'a,b\n' >in.csv
	cb_run cb-import cells '~$七月.xlsx' '.~lock.七月.xlsx#' in.csv
	want 0
	same out $'a,b\n'
	[ "$(grep -c W805 stderr)" -eq 2 ]
}

# small_and_short COMMAND...: within 2 s of computing and 128 MiB
small_and_short() {
	if [ -n "${SAN:-}" ]; then # sanitizers reserve more than that
		cb_run sh -c 'ulimit -t 20 && exec "$@"' - "$@"
	else
		cb_run sh -c 'ulimit -v 131072 && ulimit -t 2 && exec "$@"' - "$@"
	fi
}

# too_much FILE: what it repeats is refused as the file's fault, and nothing is printed
too_much() {
	local command
	[ "$(wc -c <"$1")" -lt 140000 ]
	for command in 'cb-import cells' 'cb-import -p 2026-07 --default community=西街 --default indicator=卫生 score' 'cb-rank --by 得分'; do
		# shellcheck disable=SC2086 # words
		small_and_short $command "$1"
		[ "$status" -eq 3 ] || { echo "$command: $status $(cut -c 1-300 stderr)" >&2; false; }
		same out ''
		grep -q 'error E143: 表中重复的单元格和文字展开后超过' stderr
	done
}

# text N: so many characters
text() {
	head -c "$1" /dev/zero | tr '\0' x
}

# as_cells FORM WORD...: each word in the form printf has for a cell
as_cells() {
	# shellcheck disable=SC2059 # the form is one
	printf "$@"
}

@test "one long text that many cells share" {
	mkdir -p parts/xl
	{ printf '<sst><si><t>' && text 32000 && printf '</t></si></sst>'; } >parts/xl/sharedStrings.xml
	{
		echo "<row>$(as_cells '<c t="str"><v>%s</v></c>' 社区 指标 得分 备注)</row>"
		yes "<row>$(as_cells '<c t="str"><v>%s</v></c>' 西街社区 卫生)<c><v>9</v></c><c t=\"s\"><v>0</v></c></row>" | head -n 100000
	} | "$CB_TREE/tests/cmd/book.sh" in.xlsx
	too_much in.xlsx
}

@test "rows that reach to the last column" {
	{
		echo "<row>$(as_cells '<c t="str"><v>%s</v></c>' 社区 指标 得分)<c r=\"XFD1\" t=\"str\"><v>备注</v></c></row>"
		yes "<row>$(as_cells '<c t="str"><v>%s</v></c>' 西街社区 卫生)<c><v>9</v></c><c r=\"XFD1\"><v>1</v></c></row>" | head -n 100000
	} | "$CB_TREE/tests/cmd/book.sh" in.xlsx
	too_much in.xlsx
}

@test "rows and cells that are repeated, with a long text" {
	local cell='<table:table-cell><text:p>%s</text:p></table:table-cell>'
	{
		printf '<table:table table:name="a"><table:table-row>%s</table:table-row>' "$(as_cells "$cell" 社区 指标 得分 备注)"
		printf '<table:table-row table:number-rows-repeated="1000000">%s' "$(as_cells "$cell" 西街社区 卫生 9)"
		as_cells "$cell" "$(text 10000)"
		printf '</table:table-row></table:table>'
	} | "$CB_TREE/tests/cmd/ods.sh" in.ods
	too_much in.ods
}

@test "one long text that a merged area repeats" {
	{
		printf '<table><tr><td>社区<td>指标<td>得分<td>备注<tr><td>西街社区<td>卫生<td>9<td rowspan=60000>'
		text 60000
		yes '<tr><td>西街社区<td>卫生<td>9' | head -n 2000
		printf '</table>'
	} >in.xls
	small_and_short cb-import cells in.xls
	want 0
	[ "$(wc -c <stdout)" -lt 140000 ]
	small_and_short cb-import -p 2026-07 score in.xls
	want 3
	grep -q 'error E143' stderr
}

@test "a workbook of Excel 97 whose cells share one long text" {
	"$BUILD/tests/make-xls" >in.xls <<-'END'
		sheet 得分
		share 60000
		row 得分|备注
		rows 2000 n:9|x:
	END
	too_much in.xls
}

# score_too_much OPTION...: in.csv
score_too_much() {
	[ "$(wc -c <in.csv)" -lt 140000 ]
	small_and_short cb-import -p 2026-07 score "$@" in.csv
	want 3
	same out ''
	grep -q 'in.csv:.*error E143' stderr
}

@test "one long text that the reader repeats: a title, --fill, the row of a wide table" {
	{ printf '填报单位:' && text 50000 && printf '\n指标,得分\n' && seq 10000 | sed 's/$/,9/'; } >in.csv
	small_and_short cb-import -p 2026-07 score in.csv
	want 1
	grep -q 'in.csv:2: error E344 community' stderr # a text so long is no name of a sender
	{ printf '社区,指标,得分,备注\na,b,9,' && text 30000 && printf '\n' && seq 8000 | sed 's/.*/a,&,9,/'; } >in.csv
	score_too_much --fill note
	{ printf 社区 && seq 5000 | sed 's/^/,指标/' | tr -d '\n' && printf '\n' && text 50000 && seq 5000 | sed 's/.*/,9/' | tr -d '\n' && echo; } >in.csv
	score_too_much --wide
}
