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

@test "XML that is no workbook is named" {
	printf '<?xml version="1.0" encoding="UTF-8"?>\n<records><r a="1"/></records>\n' >in.xml
	cb_run cb-import score in.xml
	want 3
	has err 'in.xml: error E121: 这是 XML 文件'
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
