#!/usr/bin/env bats
# What is seen is what is stored: struck-out text, per cents, zeros of a format, dates that a spreadsheet made, texts that
# were kept from it, pictures. Formats and what they show: tests/unit/test_cell_shown.c.
load helper
load books

REGISTERS="$CB_TREE/share/examples/registers"

# scores CELL FORMAT [KIND]: the score of 卫生 in a workbook
scores() {
	make_book "${3:-xlsx}" in.xlsx <<-END
		format $2
		sheet 得分
		row 月份|社区|指标|得分
		row 2026-07|西街社区|环境卫生|$1
	END
}

# ---- per cents

@test "a per cent among points is an error, by its format and as text; for a rate it is the rate" {
	for kind in xlsx xls ods html xml; do
		scores u:0.85 0% "$kind"
		cb_run cb-import -d "$REGISTERS" score in.xlsx
		want 1
		has err '!D2: error E549 score: “环境卫生”按分数计,85% 是比率'
	done
	scores 85% General
	cb_run cb-import -d "$REGISTERS" score in.xlsx
	want 1
	has err E549
	cp -R "$REGISTERS" office
	sed -i '/环境卫生/s/加分/比率/' office/indicator.csv
	scores u:0.85 0.0%
	cb_run cb-import -d office score in.xlsx
	want 0
	has out '环境卫生,0.85'
	scores u:20 '0'
	cb_run cb-import -d "$REGISTERS" score in.xlsx
	want 0
}

@test "a per cent of a format is exact, and no amount of money" {
	make_book xlsx in.xlsx <<-'END'
		format 0%
		sheet 表
		row 日期|社区|收支|来源|捐助单位|金额|备注
		row d:46204|西街|收入|企业|百货公司|n:5|u:0.8567
		row d:46204|西街|收入|企业|百货公司|u:0.5|
	END
	cb_run cb-import fund in.xlsx
	want 1
	has err 'in.xlsx:表!F3: error'
	make_book xlsx in.xlsx <<-'END'
		format 0%
		sheet 表
		row 日期|社区|收支|来源|捐助单位|金额|备注
		row d:46204|西街|收入|企业|百货公司|n:5|u:0.8567
	END
	cb_run cb-import fund in.xlsx
	want 0
	has out ',85.67%'
}

# ---- zeros

@test "000042 by its format is the code; a number is a number, with a warning" {
	local name
	for kind in xlsx xls ods html xml; do
		name=表
		[ "$kind" != html ] || name=表1
		make_book "$kind" in.xlsx <<-'END'
			format 000000
			sheet 表
			row 日期|社区|收支|来源|捐助单位|金额|票据号|备注
			row d:46204|西街|收入|企业|百货公司|n:5|u:42|u:7
			row d:46204|西街|收入|企业|百货公司|u:500|u:1234567|
		END
		cb_run cb-import fund in.xlsx
		want 0
		has out ',5.00,百货公司,000042,000007'
		has out ',500.00,百货公司,1234567,'
		has err "in.xlsx:$name!F3: warning W252: 存的是“500”,格式显示为“000500”"
		[ "$(grep -c W252 stderr)" -eq 1 ]
	done
}

@test "signs between the zeros are seen too" {
	make_book xlsx in.xlsx <<-'END'
		format 0000-00000000
		sheet 表
		row 姓名|电话|社区
		row 张春生|u:75512345678|西街
	END
	cb_run cb-import volunteer in.xlsx
	want 0
	has out '张春生,0755-12345678,西街'
}

# ---- dates that nobody typed

@test "3-2 that became a date is an error where things are called so; in other text it is what is seen" {
	make_book xlsx in.xlsx <<-'END'
		format m"月"d"日"
		sheet 表
		row 发现时间|社区|小区|楼栋|地点|问题|责任单位|整改时限|备注
		row d:46204|西街|锦绣园|u:46083|东门|堆物|城管办|d:46220|
		row d:46204|西街|锦绣园|3号|u:46083|堆物|城管办|d:46220|
		row d:46204|西街|u:46083|3号|东门|堆物|城管办|d:46220|
		row d:46204|西街|锦绣园|3号|东门|u:46083|城管办|u:46220|u:46083
	END
	cb_run cb-import problem in.xlsx
	want 1
	has err 'in.xlsx:表!D2: error E242 building'
	has err 'in.xlsx:表!E3: error E242 place'
	has err 'in.xlsx:表!C4: error E242 estate'
	[ "$(grep -c E242 stderr)" -eq 3 ]
	make_book xlsx in.xlsx <<-'END'
		format m"月"d"日"
		sheet 表
		row 发现时间|社区|小区|楼栋|地点|问题|责任单位|整改时限|备注
		row d:46204|西街|锦绣园|3号|东门|u:46083|城管办|u:46220|u:46083
	END
	cb_run cb-import problem in.xlsx
	want 0
	has out ',3月2日,城管办,2026-07-17,3月2日'
}

@test "what Excel exports of it is an error too: 3月2日, 2-Mar, Mar-02; words with a date in them are not" {
	local cell
	for cell in 3月2日 2-Mar Mar-02; do
		printf '发现时间,社区,楼栋,地点,问题,责任单位,整改时限\n2026-07-01,西街,%s,东门,堆物,城管办,2026-07-20\n' "$cell" >in.csv
		cb_run cb-import problem in.csv
		want 1
		has err "in.csv:2:3: error E242 building: “$cell”"
	done
	for cell in 3-2 12号楼 3月2日那栋 Mar 2-Maria; do
		printf '发现时间,社区,楼栋,地点,问题,责任单位,整改时限\n2026-07-01,西街,%s,东门,堆物,城管办,2026-07-20\n' "$cell" >in.csv
		cb_run cb-import problem in.csv
		want 0
		has out ",$cell,"
	done
}

# ---- texts kept as texts

@test "=\"0042\" quoted or bare, '0042 and a TAB are the value" {
	local cell
	for cell in '="0042"' '"=""0042"""' "'0042" '"	0042"'; do
		printf '日期,社区,收支,来源,捐助单位,金额,票据号\n2026-07-01,西街,收入,企业,百货公司,5,%s\n' "$cell" >in.csv
		cb_run cb-import fund in.csv
		want 0
		same err ''
		has out ',0042'
	done
	printf '日期,社区,收支,来源,捐助单位,金额,票据号,备注\n="2026-07-01",西街,收入,企业,百货公司,="5",1,="代收"\n' >in.csv
	cb_run cb-import fund in.csv
	want 0
	has out '2026-07-01,西街,收入,企业,5.00,百货公司,1,代收'
	printf '名称,得分\n="0042",="85"\n' >in.csv
	cb_run cb-rank --by 得分 in.csv
	want 0
	has out '0042'
	printf '日期,社区,收支,来源,捐助单位,金额,票据号\n2026-07-01,西街,收入,企业,百货公司,5,="00"42"\n' >in.csv
	cb_run cb-import fund in.csv
	has err 'in.csv:2:7: error E107'
}

@test "what was printed with --bom is still read to the same bytes" {
	printf 'date,community,flow,source,amount,party,note\n2026-07-01,西街,收入,企业,5.00,百货公司,=1+1\n2026-07-02,西街,收入,企业,5.00,百货公司,-甲\n' >in.csv
	cb-import --bom fund in.csv >bom.csv
	cb_run cb-import fund bom.csv
	want 0
	same out "$(cat in.csv)"$'\n'
}

# ---- pictures

@test "a picture of WPS counts among photos, and is text nowhere" {
	make_book xlsx in.xlsx <<-'END'
		sheet 活动
		row 日期|社区|类别|名称|地点|照片|备注
		row d:46204|西街|会议|例会|会议室|=DISPIMG("ID_6B2F",1)|=DISPIMG("ID_6B30",1)
	END
	cb_run cb-import activity in.xlsx
	want 0
	has err 'in.xlsx:活动!G2: warning W251 note: 此格是图片(DISPIMG)'
	lacks DISPIMG stdout
	has out 'photos'
	[ "$(mlr --icsv --ojson cat stdout | jq -r '.[0].photos')" = 1 ]
}

# ---- struck out

@test "xlsx: struck-out characters, cells and rows" {
	mkdir -p parts/xl
	cat >parts/xl/styles.xml <<-'END'
		<styleSheet><fonts><font/><font><strike/></font><font><strike val="0"/></font></fonts>
		<cellXfs><xf fontId="0"/><xf fontId="1"/><xf fontId="2"/></cellXfs></styleSheet>
	END
	cat >parts/xl/sharedStrings.xml <<-'END'
		<sst><si><t>社区</t></si><si><t>指标</t></si><si><t>得分</t></si><si><t>备注</t></si><si><t>西街社区</t></si><si><t>卫生</t></si>
		<si><r><rPr><strike/></rPr><t>20</t></r><r><t>18.5</t></r></si>
		<si><r><rPr><strike/></rPr><t>旧</t></r></si>
		<si><r><t>甲</t></r><r><rPr><strike val="0"/></rPr><t>乙</t></r></si><si><t>绿化</t></si></sst>
	END
	"$CB_TREE/tests/cmd/book.sh" in.xlsx <<-'END'
		<row r="1"><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>3</v></c></row>
		<row r="2"><c t="s"><v>4</v></c><c t="s"><v>5</v></c><c t="s"><v>6</v></c><c t="s"><v>7</v></c></row>
		<row r="3"><c t="s" s="2"><v>4</v></c><c t="s"><v>9</v></c><c><v>7</v></c><c t="inlineStr"><is><r><rPr><strike/></rPr><t>丙</t></r><r><t>丁</t></r></is></c></row>
		<row r="4"><c t="s" s="1"><v>4</v></c><c t="inlineStr" s="1"><is><t>秩序</t></is></c><c s="1"><v>9</v></c></row>
		<row r="5"><c t="s"><v>4</v></c><c t="inlineStr"><is><t>治安</t></is></c><c><v>6</v></c><c t="s" s="1"><v>3</v></c></row>
		<row r="6"><c t="s"><v>4</v></c><c t="inlineStr"><is><t>安全</t></is></c><c><v>5</v></c><c t="s"><v>8</v></c></row>
	END
	cb_run cb-import -p 2026-07 score in.xlsx
	want 0
	same out $'period,community,indicator,score,note\n2026-07,西街社区,卫生,18.5,\n2026-07,西街社区,绿化,7,丁\n2026-07,西街社区,秩序,9,\n2026-07,西街社区,治安,6,\n2026-07,西街社区,安全,5,甲乙\n'
	has err 'in.xlsx:得分!C2: warning W253: 此格中带删除线的文字没有读入;读作“18.5”'
	has err 'in.xlsx:得分!D2: warning W253'
	has err 'in.xlsx:得分!D3: warning W253: 此格中带删除线的文字没有读入;读作“丁”'
	has err 'in.xlsx:得分!D5: warning W253'
	has err 'in.xlsx:得分: warning W336: 带删除线的 1 行也已读入,第一处是第 4 行;不要它们请用 --visible'
	[ "$(grep -c warning stderr)" -eq 5 ]
	cb_run cb-import -p 2026-07 score --visible in.xlsx
	want 0
	lacks 秩序 stdout
	cb_run cb-import cells in.xlsx
	want 0
	has out $'西街社区,卫生,18.5\n'
	cb_run cb-rank --by 得分 in.xlsx
	has err 'W336'
}

@test "HTML: s, del, strike and line-through" {
	cat >in.xls <<-'END'
		<table><tr><td>社区<td>指标<td>得分<td>备注
		<tr><td>西街社区<td>卫生<td><s>20</s>18<td><del>全部</del>
		<tr><td>西街社区<td>绿化<td>7<td style="text-decoration: line-through">旧
		<tr><td><strike>西街社区</strike><td><s>秩序</s><td><s>9</s><td></table>
	END
	cb_run cb-import -p 2026-07 score in.xls
	want 0
	same out $'period,community,indicator,score,note\n2026-07,西街社区,卫生,18,\n2026-07,西街社区,绿化,7,\n2026-07,西街社区,秩序,9,\n'
	[ "$(grep -c W253 stderr)" -eq 3 ]
	has err '带删除线的 1 行也已读入,第一处是第 4 行'
}

@test "cells that their style strikes out: of a class of HTML, of Office XML" {
	printf '<style>td.x {text-decoration:line-through;}</style><table><tr><td>社区<td>指标<td>得分<tr><td>西街社区<td>卫生<td class=x>18</table>' >in.xls
	cb_run cb-import -p 2026-07 score in.xls
	has err 'in.xls:表1!C2: warning W253'
	printf '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="x"><Font ss:StrikeThrough="1"/></Style></Styles><Worksheet ss:Name="表"><Table><Row><Cell ss:StyleID="x"><Data ss:Type="Number">20</Data></Cell><Cell><Data ss:Type="String">甲</Data></Cell></Row></Table></Worksheet></Workbook>' >in.xml
	cb_run cb-import cells in.xml
	same out $',甲\n'
	has err 'in.xml:表!A1: warning W253'
}

@test "ods and Office XML: runs that are struck out" {
	printf '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40"><Worksheet ss:Name="表"><Table><Row><Cell><ss:Data ss:Type="String"><html:S><html:Font>20</html:Font></html:S>18</ss:Data></Cell><Cell><Data ss:Type="String">甲</Data></Cell></Row></Table></Worksheet></Workbook>' >in.xml
	cb_run cb-import cells in.xml
	want 0
	same out $'18,甲\n'
	has err 'in.xml:表!A1: warning W253: 此格中带删除线的文字没有读入;读作“18”'
}

@test "ods: spans and cells whose style strikes out" {
	{
		printf '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:automatic-styles>'
		printf '<style:style style:name="T1"><style:text-properties style:text-line-through-style="solid"/></style:style>'
		printf '<style:style style:name="T2"><style:text-properties style:text-line-through-style="none"/></style:style>'
		printf '<style:style style:name="ce1"><style:text-properties style:text-line-through-type="single"/></style:style></office:automatic-styles>'
		printf '<office:body><office:spreadsheet><table:table table:name="表"><table:table-row>'
		printf '<table:table-cell><text:p><text:span text:style-name="T1">20</text:span><text:span text:style-name="T2">18</text:span></text:p></table:table-cell>'
		printf '<table:table-cell table:style-name="ce1"><text:p>旧</text:p></table:table-cell><table:table-cell><text:p>甲</text:p></table:table-cell></table:table-row>'
		printf '<table:table-row><table:table-cell table:style-name="ce1"><text:p>旧</text:p></table:table-cell></table:table-row>'
		printf '</table:table></office:spreadsheet></office:body></office:document-content>'
	} | "$CB_TREE/tests/cmd/ods.sh" in.ods
	cb_run cb-import cells in.ods
	want 0
	same out $'18,,甲\n旧\n'
	has err 'in.ods:表!A1: warning W253: 此格中带删除线的文字没有读入;读作“18”'
	has err 'in.ods:表!B1: warning W253'
	cb_run cb-import cells --visible in.ods
	want 0
	same out $'18,,甲\n'
}
