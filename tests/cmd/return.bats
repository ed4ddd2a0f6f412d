#!/usr/bin/env bats
# --return DIR: what is refused goes back as a workbook (doc/returned.h, cli/returns.h).
load helper
load books

# xml FILE PART: one tag a line
xml() {
	unzip -p "$1" "$2" | sed 's/></>\n</g'
}

# correct FILE SED: the workbook as if somebody had typed something else into its text cells
correct() {
	local file=$PWD/$1
	rm -rf open
	mkdir open
	(cd open && unzip -q "$file" && sed -i "$2" xl/worksheets/sheet*.xml && rm "$file" && zip -q -X -r "$file" .)
}

# fill_of FILE ADDRESS: the number of the fill that the style of the cell has; nothing where there is no cell
fill_of() {
	local style
	style=$(xml "$1" xl/worksheets/sheet1.xml | sed -n "s/^<c r=\"$2\" s=\"\([0-9]*\)\".*/\1/p")
	[ -n "$style" ] || return 0
	xml "$1" xl/styles.xml | sed -n '/<cellXfs/,/<\/cellXfs/p' | grep '<xf ' | sed -n "$((style + 1))s/.*fillId=\"\([0-9]*\)\".*/\1/p"
}

# is_red FILE ADDRESS: only what is wrong has this fill
is_red() {
	[ "$(fill_of "$1" "$2")" = 2 ]
}

# is_plain FILE ADDRESS: the cell is there, and is not red
is_plain() {
	local fill
	fill=$(fill_of "$1" "$2")
	[ "${fill:-2}" != 2 ]
}

prepare() {
	make_book xlsx 七月.xlsx <<-'END'
		sheet 得分
		row 七月得分表
		row 月份|社区|指标|得分|日期|备注
		row 2026-07|西街社区|卫生|9O|d:46206|007
		row 2026-07|槐荫社区|卫生|n:98.6|d:46207|410101199003070015
		row |||||
		row 2026-07|南塘社区||n:0.1|s:2026.7.5|
		merge 1-1:1-6
		sheet 附件
		row 无关|b:1|e:#REF!
		sheet 存档
		hidden
		row 旧
	END
}

@test "R1 every sheet, every value at its address, merged areas; R3 the reasons at the right" {
	cb_run cb-import score 七月.xlsx --return back
	want 1
	same out ''
	cb_run cb-import cells back/七月.xlsx
	same out $'七月得分表\n月份,社区,指标,得分,日期,备注,错误说明\n2026-07,西街社区,卫生,9O,2026-07-03,007,E203 “9O”不是数字;请只填数字;是不是“90”?\n2026-07,槐荫社区,卫生,98.6,2026-07-04,410101199003070015\n\n2026-07,南塘社区,,0.1,2026.7.5,,E201 “指标”必须填写;请补填\n'
	cb_run cb-import cells back/七月.xlsx --sheet 附件
	same out $'无关,TRUE,#REF!\n'
	cb_run cb-import cells back/七月.xlsx --sheet 存档
	same out $'旧\n'
	xml back/七月.xlsx xl/workbook.xml | grep -q 'name="存档" sheetId="3" state="hidden"'
	xml back/七月.xlsx xl/worksheets/sheet1.xml >sheet
	grep -q '<mergeCell ref="A1:F1"/>' sheet
	grep -A1 '<c r="D4"' sheet | grep -q '<v>98.6</v>'
	grep -A1 '<c r="E3"' sheet | grep -q '<v>46206</v>'
}

@test "R2 wrong cells are red and have a comment; others are not" {
	cb-import score 七月.xlsx --return back 2>err || true
	is_red back/七月.xlsx D3
	is_red back/七月.xlsx C6
	is_plain back/七月.xlsx D4
	is_plain back/七月.xlsx B3
	xml back/七月.xlsx xl/comments1.xml >comments
	[ "$(grep -o '<comment ref="[A-Z0-9]*"' comments | tr '\n' ' ')" = '<comment ref="D3" <comment ref="C6" ' ]
	grep -q 'E203 “9O”不是数字;请只填数字;是不是“90”?' comments
}

@test "corrected, it imports, and its reasons are left out" {
	cb-import score 七月.xlsx --return back 2>err || true
	correct back/七月.xlsx 's/9O</90</'
	cb_run cb-import score back/七月.xlsx --default indicator=卫生
	want 0
	same err ''
	same out $'period,community,indicator,date,score,note\n2026-07,西街社区,卫生,2026-07-03,90,007\n2026-07,槐荫社区,卫生,2026-07-04,98.6,410101199003070015\n2026-07,南塘社区,卫生,2026-07-05,0.1,\n'
}

@test "R3 a second return writes the reasons anew" {
	cb-import score 七月.xlsx --return back 2>err || true
	correct back/七月.xlsx 's/9O</9P</'
	cb_run cb-import score back/七月.xlsx --return again
	want 1
	cb-import cells again/七月.xlsx >cells
	[ "$(grep -o 错误说明 cells | wc -l)" -eq 1 ]
	grep -q '9P,2026-07-03,007,E203 “9P”不是数字' cells
	lacks 9O cells
}

@test "a sheet that has become clean loses what an earlier return has marked" {
	make_book xlsx 两表.xlsx <<-'END'
		sheet 甲
		row 月份|社区|指标|得分
		row 2026-07|西街社区|卫生|9O
		row 2026-07||卫生|80
		sheet 乙
		row 月份|社区|指标|得分
		row 2026-07|南塘社区|卫生|7O
	END
	cb_run cb-import score 两表.xlsx --return back
	want 1
	is_red back/两表.xlsx D2
	is_red back/两表.xlsx B3
	correct back/两表.xlsx 's/9O/90/; s/<c r="B3"\( s="[0-9]*"\)\/>/<c r="B3"\1 t="inlineStr"><is><t>南塘社区<\/t><\/is><\/c>/'
	cb_run cb-import score back/两表.xlsx --return again
	want 1
	has err 两表.xlsx:乙!D2
	lacks 甲! stderr
	for cell in D2 B3; do
		is_plain again/两表.xlsx $cell
	done
	xml again/两表.xlsx xl/worksheets/sheet1.xml >sheet
	lacks 错误说明 sheet
	xml again/两表.xlsx xl/worksheets/sheet2.xml >sheet
	grep -q 错误说明 sheet
	[ "$(unzip -p again/两表.xlsx 'xl/comments*' | grep -o '<comment ref="[A-Z0-9]*"')" = '<comment ref="D2"' ]
	[ "$(unzip -p again/两表.xlsx 'xl/comments*' | grep -o 'E[0-9][0-9][0-9] ')" = 'E203 ' ]
}

@test "a CSV sender gets a workbook; texts stay texts, lines keep their numbers" {
	printf '社区,指标,得分,备注\r\n西街社区,卫生,９０分,"两\r\n行"\r\n槐荫社区,卫生,x,007\r\n' | iconv -f UTF-8 -t GBK >西街.csv
	cb_run cb-import -p 2026-07 score 西街.csv --return back
	want 1
	has err '西街.csv:4:3: error E203'
	cb_run cb-import cells back/西街.xlsx
	has out $'\n槐荫社区,卫生,x,007,E203'
	xml back/西街.xlsx xl/workbook.xml | grep -q '<sheet name="西街"'
	is_red back/西街.xlsx C4
	xml back/西街.xlsx xl/worksheets/sheet1.xml | grep '<c r="D4"' | grep -q 't="inlineStr"'
	correct back/西街.xlsx 's/>x</>85</'
	cb_run cb-import -p 2026-07 score back/西街.xlsx
	same err "$(printf '%s' "$err")"
	has out '2026-07,槐荫社区,卫生,85,007'
}

@test "files without an error do not go back; two of one name do not overwrite each other" {
	mkdir a b c
	printf '社区,指标,得分\n西街社区,卫生,x\n' >a/七月.csv
	printf '社区,指标,得分\n槐荫社区,卫生,y\n' >b/七月.csv
	printf '社区,指标,得分\n南塘社区,卫生,80\n' >c/好.csv
	cb_run cb-import -v -p 2026-07 score a/七月.csv b/七月.csv c/好.csv --return new/back
	want 2
	cb_run cb-import -v -p 2026-07 score a/七月.csv b/七月.csv c/好.csv --return back
	want 1
	[ "$(ls back)" = $'七月 (2).xlsx\n七月.xlsx' ]
	has err 'note N820: “a/七月.csv”退回为“back/七月.xlsx”'
	cb-import cells 'back/七月 (2).xlsx' | grep -q '^槐荫社区'
}

@test "with a database and --on-error=skip: the good are stored, the bad go back" {
	printf '社区,指标,得分\n西街社区,卫生,x\n' >bad.csv
	printf '社区,指标,得分\n南塘社区,卫生,80\n' >good.csv
	cb_run cb-import -q -d city.db -p 2026-07 --on-error=skip score bad.csv good.csv --return back
	want 1
	[ "$(ls back)" = bad.xlsx ]
	cb_run cb-export -d city.db score
	has out '南塘社区'
	[[ $out != *西街社区* ]]
}

@test "private values are masked in comments; the file is for its owner only" {
	printf '姓名,身份证号,电话,社区\n李建国,110101199003070012,13800138000,西街社区\n' >v.csv
	cb_run cb-import volunteer v.csv --return back
	want 1
	xml back/v.xlsx xl/comments1.xml >comments
	grep -q 'E231' comments
	lacks '110101199003070012|李建国' comments
	[ "$(stat -c %a back/v.xlsx)" = 600 ]
}

@test "what concerns the header or the whole sheet is said there" {
	printf '社区,指标,得分,谁\n西街社区,卫生,90,甲\n' >s.csv
	cb_run cb-import -p 2026-07 score s.csv --return back
	want 1
	cb_run cb-import cells back/s.xlsx
	same out $'社区,指标,得分,谁,错误说明\n西街社区,卫生,90,甲,"D1：E302 没有“谁”这一栏;请改成表中的栏名,或删去这一栏"\n'
	xml back/s.xlsx xl/comments1.xml >comments
	grep -q 'ref="D1"' comments
	grep -q E302 comments
}

@test "standard input cannot go back; -n writes nothing" {
	printf '社区,指标,得分\n西街社区,卫生,x\n' >s.csv
	cb_run cb-import -v -p 2026-07 score - --return back <s.csv
	want 1
	has err 'warning W821: “-”没有退回件:无法再读一遍,或超过工作簿的行列数'
	[ "$(ls back)" = '' ]
	cb_run cb-import -n -p 2026-07 score s.csv --return none
	want 1
	[ ! -e none ]
}

@test "the same file gives the same bytes" {
	cb-import score 七月.xlsx --return a 2>err || true
	sleep 1.1
	cb-import score 七月.xlsx --return b 2>err || true
	cmp a/七月.xlsx b/七月.xlsx
}

@test "LibreOffice opens it with its comments" {
	command -v soffice >/dev/null || skip
	cb-import score 七月.xlsx --return back 2>err || true
	soffice "-env:UserInstallation=file://$PWD/lo" --headless --convert-to fods --outdir . back/七月.xlsx >/dev/null 2>&1
	grep -q '<office:annotation' 七月.fods
	grep -q '是不是“90”' 七月.fods
}

@test "R1 two header rows, merged areas and totals come through, from every kind of spreadsheet; corrected, it imports" {
	local format
	for format in xlsx ods html xml; do
		make_book "$format" "捐款.$format" <<-'END'
			sheet 捐款
			row 2026年7月共建经费台账
			row 填报单位:西街社区|||单位:元
			row 日期|捐助单位|收支|捐赠||备注
			row |||金额|票据号|
			row d:46206|市电业局|收入|n:5000.5|007|
			row |市水务局|收入|5千x|008|迟
			row d:46208|市交通局|收如|n:100|009|
			row 合计|||n:10100.5||
			merge 1-1:1-6
			merge 3-1:4-1
			merge 3-2:4-2
			merge 3-3:4-3
			merge 3-4:3-5
			merge 3-6:4-6
			merge 5-1:6-1
		END
		rm -rf back
		cb_run cb-import fund "捐款.$format" --return back
		want 1
		cb-import cells back/捐款.xlsx >cells
		[ "$(sed -n 4p cells)" = ',,,金额,票据号,,错误说明' ]
		unzip -p back/捐款.xlsx xl/worksheets/sheet1.xml | grep -q '<mergeCell ref="A5:A6"/>'
		correct back/捐款.xlsx 's/5千x</5000</; s/收如/收入/'
		cb_run cb-import fund back/捐款.xlsx
		want 0
		same err ''
		same out $'date,community,flow,amount,party,voucher,note\n2026-07-03,西街社区,收入,5000.50,市电业局,007,\n2026-07-03,西街社区,收入,5000.00,市水务局,008,迟\n2026-07-05,西街社区,收入,100.00,市交通局,009,\n'
	done
}

@test "R4 a hidden row with an error is shown, others stay hidden, as do columns" {
	make_book xlsx h.xlsx <<-'END'
		sheet 得分
		row 月份|社区|指标|得分|备注
		row 2026-07|甲|卫生|n:80|
		row 2026-07|乙|卫生|x|
		row 2026-07|丙|卫生|n:70|
		hide rows 2-3
		hide columns 5-5
	END
	cb-import -q score h.xlsx --return back 2>err || true
	xml back/h.xlsx xl/worksheets/sheet1.xml >sheet
	grep '<row r="2"' sheet | grep -q 'hidden="1"'
	grep '<row r="3"' sheet >row
	lacks 'hidden="1"' row
	grep -q '<col min="5" max="5".*hidden="1"' sheet
}

@test "R2 what is wrong within a merged area is shown at its first cell, the only one that is seen" {
	make_book xlsx 合并.xlsx <<-'END'
		sheet 得分
		row 月份|社区|指标|得分
		row 2026-07|西街|卫生|n:90
		row ||治安|88分
		row ||服务|
		row 2026-07|东街|卫生|x
		merge 2-1:4-1
		merge 2-2:4-2
		merge 3-4:4-4
	END
	cb_run cb-import score 合并.xlsx --return back
	want 1
	has err '合并.xlsx:得分!D4: error E244'
	xml back/合并.xlsx xl/comments1.xml >comments
	[ "$(grep -o '<comment ref="[A-Z0-9]*"' comments | tr '\n' ' ')" = '<comment ref="D3" <comment ref="D5" ' ]
	is_red back/合并.xlsx D3
	not is_red back/合并.xlsx D4
	cb-import cells back/合并.xlsx | sed -n 3p >line
	grep -q 'E244' line
}

@test "R1 merged areas that lie over each other are not written again and again" {
	make_book xlsx 叠.xlsx <<-'END'
		sheet 得分
		row 月份|社区|指标|得分
		row 2026-07|西街|卫生|x
		merge 1-1:2-4
		merge 1-1:2-4
		merge 1-2:2-4
	END
	cb_run cb-import score --header-row 1 叠.xlsx --return back
	want 1
	[ "$(xml back/叠.xlsx xl/worksheets/sheet1.xml | grep -c '<mergeCell ')" -eq 1 ]
}

@test "R2 whoever filled in the file is told of no option" {
	printf '月份,社区,指标,得分,卫生,日期\n2026-07,西街,,80,,7.10\n' >西街.csv
	cb_run cb-import score 西街.csv --return back
	want 1
	has err "没有“卫生”这一栏;可用 --map '卫生=栏目' 指定,或用 --map '卫生=-' 略去;若各栏是指标,加 --wide"
	printf '日期,社区,类别,主题\n7.10,西街,,清扫\n' >活动.csv
	cb_run cb-import activity 活动.csv --return back
	has err 'error E211 date: “7.10”没有年份;请写上年份,或用 -p 指明期间'
	# nor of a command, nor of what only the office can do
	cb-import -q -d city.db community <<<$'社区\n西街社区'
	printf '日期,社区,收支,金额,来源,冲销\n2026-07-05,西街,收入,-5,自筹,\n2026-07-05,西衔,收入,5,自筹,\n' >经费.csv
	cb_run cb-import fund -d city.db 经费.csv --return back
	has err 'cb-fund reverse'
	has err '请先登记,或添加别名;是不是“西街社区”?'
	xml back/经费.xlsx xl/comments1.xml >comments
	grep -q '冲销,不能直接减;请填实际金额,记错的那笔告知街道编号' comments
	grep -q '没有登记;请填写登记的名称;是不是“西街社区”?' comments
	for file in 西街 活动 经费; do
		xml back/$file.xlsx xl/comments1.xml >comments
		xml back/$file.xlsx xl/worksheets/sheet1.xml >strings
		grep -q 'E[0-9][0-9][0-9] ' comments
		lacks ' -[-a-z]|cb-[a-z]' comments strings
	done
}

@test "R2 more errors than are noted: the file says so at A1" {
	awk 'BEGIN { print "月份,社区,指标,得分"; for (i = 0; i < 20001; i++) print "2026-07,西街,指标" i ",x" }' >多.csv
	cb_run cb-import score 多.csv --return back --max-errors 1
	want 1
	xml back/多.xlsx xl/comments1.xml >comments
	[ "$(grep -c '<comment ref=' comments)" -eq 20001 ]
	grep -A9 '<comment ref="A1"' comments | grep -q '错误太多,没有全部标出'
	is_red back/多.xlsx A1
}

@test "R3 a text longer than a cell keeps its own file from going back, no other" {
	mkdir back
	awk 'BEGIN { printf "月份,社区,指标,得分,备注\n2026-07,西街,卫生,x,"; for (i = 0; i < 32768; i++) printf "长"; print "" }' >长.csv
	printf '月份,社区,指标,得分\n2026-07,东街,卫生,y\n' >短.csv
	cb_run cb-import -v score 长.csv 短.csv --return back
	want 1
	has err 'warning W821: “长.csv”没有退回件'
	has err 'note N820: “短.csv”退回为“back/短.xlsx”'
	[ "$(ls back)" = 短.xlsx ]
}

# unmarked SHEET ADDRESS...: the XML of a sheet, a tag a line, without what a return adds: the column F of reasons and
# its width, the styles of the wrong cells, what rows span, and whether a row is hidden
unmarked() {
	local sheet=$1 cell styles=
	shift
	for cell in "$@"; do
		styles="$styles;s/^<c r=\"$cell\" s=\"[0-9]*\"/<c r=\"$cell\"/"
	done
	sed 's/></>\n</g' "$sheet" | awk '/^<c r="F/ { skip = 1 } !skip { print } /<\/c>/ { skip = 0 }' |
		sed 's/<row \(.*\) spans="[^"]*"/<row \1/; /^<row/s/ hidden="1"//; /<col min="6" max="6" width="50"/d; /^<legacyDrawing xmlns:r/d'"$styles"
}

# only_added PART: what one has is all in the other, in its order; but for counts
only_added() {
	diff <(sed 's/></>\n</g; s/ count="[0-9]*"//g' "sent/$1") <(sed 's/></>\n</g; s/ count="[0-9]*"//g' "back/$1") >changes || true
	lacks '^<' changes
	grep -q '^>' changes
}

@test "R1 a workbook with styles, merges, comments, drop-downs, formulas and a chart comes back with nothing but marks added" {
	gcc -o make_styled "$CB_TREE/tests/cmd/make_styled.c" -lxlsxwriter
	./make_styled 表.xlsx
	cb_run cb-import score 表.xlsx --return to
	want 1
	unzip -q -d sent 表.xlsx
	unzip -q -d back to/表.xlsx
	(cd sent && find . -type f | sort) >sent.list
	(cd back && find . -type f | sort) >back.list
	comm -13 sent.list back.list >new.list
	[ "$(wc -l <new.list)" -eq 2 ] # comments and their windows for the sheet that had none
	[ "$(comm -23 sent.list back.list)" = '' ]
	while read -r part; do
		cmp -s "sent/$part" "back/$part" || echo "$part"
	done <sent.list >changed
	diff - changed <<-'END'
		./[Content_Types].xml
		./xl/comments1.xml
		./xl/drawings/vmlDrawing1.vml
		./xl/styles.xml
		./xl/worksheets/_rels/sheet2.xml.rels
		./xl/worksheets/sheet1.xml
		./xl/worksheets/sheet2.xml
	END
	only_added '[Content_Types].xml'
	only_added xl/comments1.xml
	only_added xl/drawings/vmlDrawing1.vml
	only_added xl/styles.xml
	only_added xl/worksheets/_rels/sheet2.xml.rels
	for n in 1 2; do
		diff <(unmarked sent/xl/worksheets/sheet$n.xml D3 B6) <(unmarked back/xl/worksheets/sheet$n.xml D3 B6)
		# in red what it was else: the font, the border, the format
		for cell in D3 B6; do
			for side in sent back; do
				style=$(grep -o "<c r=\"$cell\" s=\"[0-9]*\"" $side/xl/worksheets/sheet$n.xml | grep -o '[0-9]*"$' | tr -d '"')
				sed -n 's/.*<cellXfs[^>]*>\(.*\)<\/cellXfs>.*/\1/p' $side/xl/styles.xml | sed 's/<xf /\n&/g; $s/$/\n/' |
					sed -n "$((style + 2))p" | sed 's/ fillId="[0-9]*"//; s/ applyFill="1"//' >$side.xf
			done
			diff sent.xf back.xf
		done
	done
	# the sender's comment stays, and says what is wrong; formulas too
	grep -q '此数待核</t></r><r><t xml:space="preserve">' back/xl/comments1.xml
	grep -q '<f>SUM(D4,-1)</f>' back/xl/worksheets/sheet1.xml
	cb-import cells to/表.xlsx --sheet 八月 >cells
	grep -q 'E201 “社区”必须填写' cells
	if command -v soffice >/dev/null; then
		soffice "-env:UserInstallation=file://$PWD/lo" --headless --convert-to fods --outdir . to/表.xlsx >/dev/null 2>&1
		[ "$(grep -c '<office:annotation ' 表.fods)" -eq 5 ]
	fi
	# R4 a hidden sheet that has an error is shown
	./make_styled 藏.xlsx hidden
	cb_run cb-import score --sheet 八月 藏.xlsx --return to
	want 1
	unzip -p 藏.xlsx xl/workbook.xml | grep -q ' state="hidden"'
	diff <(unzip -p 藏.xlsx xl/workbook.xml | sed 's/ state="hidden"//') <(unzip -p to/藏.xlsx xl/workbook.xml)
	# corrected in part and sent again: what is right now is no longer red, and has no comment of ours
	(cd back && sed -i 's/<c r="B6" s="\([0-9]*\)"\/>/<c r="B6" s="\1" t="inlineStr"><is><t>南塘社区<\/t><\/is><\/c>/' xl/worksheets/sheet*.xml && rm -f ../again.xlsx && zip -q -X -r ../again.xlsx .)
	cb_run cb-import score again.xlsx --return third
	want 1
	rm -rf back
	unzip -q -d back third/again.xlsx
	diff <(grep -o '<comment ref="[A-Z0-9]*"' back/xl/comments1.xml) <(printf '<comment ref="%s"\n' D3 B5)
	[ "$(grep -o '错误说明：' back/xl/comments1.xml | wc -l)" -eq 1 ]
	[ "$(tr -d ' \n' <back/xl/drawings/vmlDrawing1.vml | grep -o '<x:Row>[0-9]*</x:Row><x:Column>[0-9]*' | tr -dc '0-9\n' | sort | paste -sd' ')" = '23 41' ]
	diff <(grep -o '<c r="B6" s="[0-9]*"' back/xl/worksheets/sheet1.xml) <(grep -o '<c r="B6" s="[0-9]*"' sent/xl/worksheets/sheet1.xml)
}
