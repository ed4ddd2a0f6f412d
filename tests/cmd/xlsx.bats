#!/usr/bin/env bats
# xlsx workbooks through cb-import cells: which sheet, what the cells are, and workbooks made to do harm.
# Parts of workbooks: tests/unit/test_book.c; each error once: tests/data/errors.
load helper

BOOK="$CB_TREE/tests/cmd/book.sh"

# three_sheets FILE: 甲, 乙 (hidden), 2
three_sheets() {
	mkdir -p parts/xl/worksheets
	echo '<workbook><sheets><sheet name="甲"/><sheet name="乙" state="hidden"/><sheet name="2"/></sheets></workbook>' \
		>parts/xl/workbook.xml
	echo '<worksheet><sheetData><row><c><v>20</v></c></row></sheetData></worksheet>' >parts/xl/worksheets/sheet2.xml
	echo '<worksheet><sheetData><row><c><v>30</v></c></row></sheetData></worksheet>' >parts/xl/worksheets/sheet3.xml
	rm -rf parts/xl/_rels
	echo '<row><c><v>10</v></c></row>' | "$BOOK" "$1"
}

# limited COMMAND...: within 2 s and 128 MiB of memory, as cron on a small machine would have it
limited() {
	if [ -n "${SAN:-}" ]; then # sanitizers reserve more than that
		(ulimit -t 20 && exec "$@")
	else
		(ulimit -v 131072 && ulimit -t 2 && exec "$@")
	fi
}

@test "numbers, dates, lengths of time, texts, truth, errors, formulas" {
	mkdir -p parts/xl
	cat >parts/xl/sharedStrings.xml <<-'END'
	<sst count="9" uniqueCount="9"><si><t>西街社区</t></si><si><r><t xml:space="preserve">二 </t></r><r><t>期</t></r><rPh sb="0" eb="1"><t>er</t></rPh></si></sst>
	END
	"$BOOK" in.xlsx <<-'END'
	<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="D1" t="inlineStr"><is><t>007</t></is></c></row>
	<row r="3"><c r="A3"><v>98.599999999999994</v></c><c r="B3" s="1"><v>44752</v></c><c r="C3" s="2"><v>1.125</v></c><c r="D3" s="3"><v>44752.5</v></c></row>
	<row r="4"><c r="A4" t="b"><v>1</v></c><c r="B4" t="e"><v>#DIV/0!</v></c><c r="C4"><f>1+1</f><v>2</v></c><c r="D4"><f>NOW()</f></c></row>
	END
	cb_run cb-import cells in.xlsx
	want 0
	same err ''
	same out '西街社区,二 期,,007

98.6,2022-07-10,27:00:00,2022-07-10 12:00:00
TRUE,#DIV/0!,2,
'
}

@test "without --sheet the first that is not hidden; by name, by number from 1, hidden ones too; * is all visible ones" {
	three_sheets in.xlsx
	for try in ':10 ' '--sheet 甲:10 ' '--sheet 乙:20 ' '--sheet 2:30 ' '--sheet 1:10 ' '--sheet 3:30 ' '--sheet *:10 30 '; do
		set -f
		# shellcheck disable=SC2086 # an option and its value, or nothing
		cb_run cb-import cells ${try%%:*} in.xlsx
		want 0
		[ "$(tr '\n' ' ' <stdout)" = "${try#*:}" ] || { echo "$try: $out" >&2; false; }
	done
}

@test "a sheet that is not there is named with the nearest; nothing is printed" {
	three_sheets in.xlsx
	cb_run cb-import cells --sheet 4 in.xlsx
	want 2
	same out ''
	same err 'cb-import: in.xlsx: error E136: “in.xlsx”中没有表“4”;现有:甲、乙、2
'
	printf 'a\n' >in.csv
	cb_run cb-import cells --sheet 1 in.csv
	want 0
	same out $'a\n'
}

@test "content decides, not the name" {
	three_sheets in.xlsx
	for name in a.xls a.csv a; do
		cp in.xlsx "$name"
		cb_run cb-import cells "$name"
		want 0
		same out $'10\n'
	done
	printf '社区,得分\n' >b.xlsx
	cb_run cb-import cells b.xlsx
	want 0
	same out $'社区,得分\n'
}

@test "a workbook on stdin, from a file and from a pipe, and from a named pipe" {
	three_sheets in.xlsx
	cb_run cb-import cells - <in.xlsx
	same out $'10\n'
	cat in.xlsx | cb-import cells - >piped
	printf '10\n' | cmp - piped
	cat in.xlsx | cb-import cells --encoding gb18030 - >piped
	printf '10\n' | cmp - piped
	mkfifo pipe
	cat in.xlsx >pipe &
	cb_run cb-import cells pipe
	want 0
	same out $'10\n'
	printf 'a,b\n' >pipe &
	cb_run cb-import cells pipe
	want 0
	same out $'a,b\n'
}

@test "messages about stdin call it -" {
	cb_run cb-import cells - < <(printf '%%PDF-1.7\n')
	want 3
	same out ''
	same err 'cb-import: -: error E121: 这是 PDF 文件,不能读取;请另存为 xlsx 或 CSV
'
}

@test "several files, one behind the other; one that cannot be read, and nothing is printed" {
	three_sheets in.xlsx
	printf 'a\n' >in.csv
	cb_run cb-import cells in.xlsx in.csv
	want 0
	same out $'10\na\n'
	head -c 300 in.xlsx >cut.xlsx
	cb_run cb-import cells in.xlsx cut.xlsx
	want 3
	same out ''
}

@test "what is printed reads back as CSV with the same cells" {
	"$BOOK" in.xlsx <<-'END'
	<row><c t="inlineStr"><is><t>a,b</t></is></c><c t="inlineStr"><is><t>"c"</t></is></c><c t="inlineStr"><is><t>d
	e</t></is></c><c t="inlineStr"><is><t> f </t></is></c></row>
	END
	cb-import cells in.xlsx >once.csv
	cb-import cells once.csv >twice.csv
	cmp once.csv twice.csv
	printf '"a,b","""c""","d\ne"," f "\n' | cmp - once.csv
}

@test "the 1904 epoch" {
	mkdir -p parts/xl
	echo '<workbook><workbookPr date1904="1"/><sheets><sheet name="a"/></sheets></workbook>' >parts/xl/workbook.xml
	echo '<row><c s="1"><v>43290</v></c></row>' | "$BOOK" in.xlsx
	cb_run cb-import cells in.xlsx
	same out $'2022-07-10\n'
}

# ---- made to do harm ----

# refuses CODE FILE: in time, in memory, by one line, without output
refuses() {
	cb_run limited cb-import cells "$2"
	want 3
	same out ''
	has err "error $1"
	[ "$(wc -l <stderr)" -eq 1 ]
}

@test "a bomb ends early" {
	head -c 200000000 /dev/zero | tr '\0' ' ' | "$BOOK" in.xlsx
	refuses E125 in.xlsx
}

@test "a large part that packs well is no bomb: empty rows with formats" {
	awk 'BEGIN { for (i = 1; i <= 800000; i++) printf "<row><c t=\"inlineStr\"/></row>"; print "<row><c><v>7</v></c></row>" }' | "$BOOK" in.xlsx
	[ "$(unzip -l in.xlsx xl/worksheets/sheet1.xml | tail -n 1 | awk '{ print $1 }')" -gt 16777216 ]
	cb_run limited cb-import cells in.xlsx
	want 0
}

@test "a bomb in the shared strings, the styles, the relations" {
	for part in sharedStrings.xml styles.xml _rels/workbook.xml.rels; do
		rm -rf parts && mkdir -p parts/xl/_rels
		head -c 100000000 /dev/zero | tr '\0' ' ' >"parts/xl/$part"
		echo '<row/>' | "$BOOK" in.xlsx
		refuses E125 in.xlsx
	done
}

@test "a DOCTYPE in any part" {
	for part in workbook.xml sharedStrings.xml styles.xml _rels/workbook.xml.rels worksheets/sheet1.xml; do
		rm -rf parts && mkdir -p parts/xl/_rels parts/xl/worksheets
		echo '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>' >"parts/xl/$part"
		echo '<row/>' | "$BOOK" in.xlsx
		refuses E130 in.xlsx
	done
}

@test "cut anywhere: an error, and nothing is printed" {
	three_sheets in.xlsx
	size=$(wc -c <in.xlsx)
	for n in $(seq 1 47 $((size - 1))); do
		head -c "$n" in.xlsx >cut.xlsx
		cb_run cb-import cells cut.xlsx
		# fewer than 4 bytes are no archive yet
		[ "$n" -lt 4 ] || { want 3 && same out '' && has err 'error E122'; }
	done
}

@test "claims of size cost nothing: dimension, spans, counts, a merge over everything" {
	mkdir -p parts/xl
	echo '<sst count="4294967295" uniqueCount="4294967295"><si><t>a</t></si></sst>' >parts/xl/sharedStrings.xml
	"$BOOK" in.xlsx <<-'END'
	<worksheet><dimension ref="A1:XFD1048576"/><cols><col min="1" max="4294967295" hidden="1"/></cols><sheetData>
	<row spans="1:16384"><c t="s"><v>0</v></c></row><row r="1048576"><c r="B1048576"><v>1</v></c></row>
	</sheetData><mergeCells count="4294967295"><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>
	END
	cb_run limited cb-import cells in.xlsx
	want 0
	[ "$(wc -l <stdout)" -eq 1048576 ]
	[ "$(head -n 1 stdout)" = a ]
	[ "$(tail -n 1 stdout)" = ,1 ]
}

@test "16 million empty cells" {
	yes '<row><c/><c/><c/><c/><c/><c/><c/><c/><c/><c/><c/><c/><c/><c/><c/><c/></row>' | head -n 1000000 |
		ZIPOPT=-1 "$BOOK" in.xlsx
	cb_run limited cb-import cells in.xlsx
	want 3
	same out ''
	[ "$(wc -l <stderr)" -eq 1 ]
	yes '<row><c/><c/><c/><c/><c/><c/><c/><c/><c/><c/><c/><c/><c/><c/><c/><c/></row>' | head -n 1000000 |
		ZIPOPT=-0 "$BOOK" in.xlsx
	refuses E134 in.xlsx
}

@test "one token without an end, one text without an end" {
	{ printf '<row a="' && head -c 50000000 /dev/zero | tr '\0' x; } | ZIPOPT=-0 "$BOOK" in.xlsx
	refuses E129 in.xlsx
	{ printf '<row><c><v>' && head -c 50000000 /dev/zero | tr '\0' 1; } | ZIPOPT=-0 "$BOOK" in.xlsx
	refuses E129 in.xlsx
}

@test "encrypted, binary and other Office files are called what they are" {
	mkdir -p xl word ppt
	echo x >xl/workbook.bin && zip -q -r a.xlsb xl
	echo x >word/document.xml && zip -q -r a.docx word
	echo x >ppt/presentation.xml && zip -q -r a.pptx ppt
	for name in xlsb docx pptx; do
		cb_run cb-import cells "a.$name"
		want 3
		has err " $name 文件"
	done
	printf application/vnd.sun.xml.calc >mimetype && zip -q -0 a.sxc mimetype
	echo x >buildVersionHistory.plist && zip -q a.numbers buildVersionHistory.plist
	for name in 'OpenOffice 1 (sxc)' 'Apple iWork (Numbers, Pages)'; do
		cb_run cb-import cells "$([[ $name == *sxc* ]] && echo a.sxc || echo a.numbers)"
		want 3
		has err " $name 文件,不能读取;请另存为 xlsx 或 CSV"
	done
	{
		printf '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' && head -c 504 /dev/zero
		printf 'E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0' && head -c 32 /dev/zero
		printf '\x22\0\x02\0' && head -c 60 /dev/zero
	} >a.xlsx
	cb_run cb-import cells a.xlsx
	want 3
	same err 'cb-import: a.xlsx: error E120: 文件已加密;请打开后取消密码,重新保存
'
}

# Rows in the form that most programs write are read without a parser of XML. A comment before a row sends it there.
@test "a row says the same, or is refused for the same, in whichever way it is read" {
	local row at refused=0 said=0
	while read -r row; do
		for at in plain parsed; do
			{
				printf '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>'
				[ "$at" = plain ] || printf '<!---->'
				printf '%s<row r="9"><c r="A9"><v>9</v></c></row>' "$row"
			} | "$BOOK" in.xlsx
			cb_run cb-import cells in.xlsx
			printf '%s\n%s\n%s\n' "$status" "$out" "$err" >"$at"
		done
		cmp plain parsed || { echo "$row" >&2 && cat plain parsed >&2 && return 1; }
		if [ "$status" -eq 0 ]; then said=$((said + 1)); else refused=$((refused + 1)); fi
	done <<-'END'
		<row r="3" spans="1:2" ht="15" x14ac:dyDescent="0.3"><c r="A3" s="1"><v>44752</v></c><c r="B3" s="1"/><c r="C3"></c></row>
		<row><c><v>3</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="str"><v>a "b"</v></c></row>
		<row r="3"><c r="C3"><f>A1*"2"</f><v>2</v></c><c r="D3"><f>NOW()</f></c><c r="E3"><v></v></c><c r="F3"><v> 7 </v></c></row>
		<row r="3"><c r="A3" t="inlineStr"><is><t>甲 “乙”</t></is></c><c r="B3" t="inlineStr"><is><t></t></is></c></row>
		<row r="3"><c r="A3" t="inlineStr"><is><r><rPr><strike/></rPr><t>甲</t></r><r><t>乙</t></r></is></c><c t="str"><v>丙</v></c></row>
		<row r="3" hidden="1"><c r="A3"><v>3</v></c></row><row r="2"><c r="B2"><v>4</v></c></row><row r="3"></row><row r="5"/>
		<row r="3" ht="0"><c r="A3"><v>3</v></c></row>
		<row r='3'><c r='A3'><v>3</v></c></row><row r="4" ><c r="A4" ><v>&#52;</v></c><x:c r="B4"><x:v>5</x:v></x:c></row>
		<row r="3"><c r="A3"><v>1</v><v>2</v></c><other><c r="B3"><v>7</v></c></other><c r="C3"><v>3</v></c></row>
		<rows><c r="A3"><v>3</v></c></rows><row r="4"><cell r="B4"><v>7</v></cell><c r="A4"><v>4</v></c></row>
		<!-- <row r="3"><c r="A3"><v>3</v></c></row><row r="4"><c r="A4"><v>4</v></c></row> -->
		<![CDATA[</row><row r="3"><c r="A3"><v>3</v></c></row>]]><row r="4" a="</row>"><c r="A4"><v>4</v></c></row>
		<row r="3"><c r="A3"></row>
		<row r="3"><c r="A3"><v>3</v></row>
		<row r="3"><c r="A3"><v>3</c></row>
		<row r="3"><c r="A3"><v>3</v></c>
		<row r="3"><c r="A3" r="B3"><v>3</v></c></row>
		<row r="3" r="4"><c r="A3"><v>3</v></c></row>
		<row r="3" 1a="4"><c r="A3"><v>3</v></c></row>
		<row r="3"s="4"><c r="A3"><v>3</v></c></row>
		<row r="3"><c r="A3"t="b"><v>1</v></c></row>
		<row r="3"><c r=A3><v>3</v></c></row>
		<row r="3"><c r="A3"><v>3 & 4</v></c></row>
		<row r="3"><c r="A3"><v>3]]></v></c></row>
		<row r="3"><c r="A3"><v>&none;</v></c></row>
		<row r="3"><c r="A3" t="s"><v>7</v></c></row>
		<row r="3"><c r="A1048577"><v>3</v></c><c r="XFE3"><v>3</v></c></row>
		<row r="1048577"><c r="A3"><v>3</v></c></row>
	END
	# bytes that are no text, in a sheet of UTF-8 and in one that says it has another encoding
	for at in '\xff' '\xef\xbf\xbf' '\xed\xa0\x80' '\xc4\xe3' '\x01' '\x7f'; do
		for row in UTF-8 GBK; do
			printf "<?xml version='1.0' encoding='$row'?><worksheet><sheetData><row><c><v>1</v></c></row><row><c t='str'><v>1</v></c></row>" >head
			printf "<row><c t=\"inlineStr\"><is><t>a${at}b</t></is></c></row></sheetData></worksheet>" >tail
			"$BOOK" in.xlsx < <(cat head tail)
			cb_run cb-import cells in.xlsx
			cp stdout plain
			sed 's/^[^:]*//' stderr >>plain
			"$BOOK" in.xlsx < <(cat head - tail <<<'<!---->' | tr -d '\n')
			cb_run cb-import cells in.xlsx
			cmp plain <(cat stdout <(sed 's/^[^:]*//' stderr))
			if [ "$status" -eq 0 ]; then said=$((said + 1)); else refused=$((refused + 1)); fi
		done
	done
	echo "said $said, refused $refused" >&2
	[ "$said" -ge 15 ]
	[ "$refused" -ge 20 ]
}
