#!/usr/bin/env bats
# ods through cb-import. Cells and what is hidden: tests/unit/test_ods.c.
load helper

ODS="$CB_TREE/tests/cmd/ods.sh"

text() {
	printf '<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>' "$1"
}

number() {
	printf '<table:table-cell office:value-type="float" office:value="%s"><text:p>x</text:p></table:table-cell>' "$1"
}

# row CELL...
row() {
	printf '<table:table-row>%s</table:table-row>' "$(printf %s "$@")"
}

@test "values by their type, blank rows to the end of the grid cost nothing" {
	{
		echo '<table:table table:name="得分">'
		row "$(text 社区)" "$(text 得分)" "$(text 编号)"
		row "$(text 樵湖社区)" "$(number 98.6)" "$(text 007)"
		row '<table:table-cell office:value-type="date" office:date-value="2026-07-10T00:00:00"><text:p>7月10日</text:p></table:table-cell>' \
			'<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>是</text:p></table:table-cell>' \
			'<table:table-cell table:number-columns-repeated="16381"/>'
		echo '<table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
	} | "$ODS" in.ods
	cb_run cb-import cells in.ods
	want 0
	same err ''
	same out '社区,得分,编号
樵湖社区,98.6,007
2026-07-10,TRUE
'
}

@test "a file is known by content: ods named .csv" {
	{ echo '<table:table table:name="a">' && row "$(number 1)" && echo '</table:table>'; } | "$ODS" in.csv
	cb_run cb-import cells in.csv
	want 0
	same out '1
'
}

@test "a hidden sheet is read when it is named" {
	{
		echo '<table:table table:name="甲" table:style-name="hidden">' && row "$(number 1)" && echo '</table:table>'
		echo '<table:table table:name="乙">' && row "$(number 2)" && echo '</table:table>'
	} | "$ODS" in.ods
	cb_run cb-import cells in.ods
	same out '2
'
	cb_run cb-import cells --sheet 甲 in.ods
	same out '1
'
}

@test "R5 what repetitions claim: refused, within 2 s and 128 MiB" {
	echo '<table:table table:name="a"><table:table-row table:number-rows-repeated="999999999"><table:table-cell table:number-columns-repeated="999999999"><text:p>X</text:p></table:table-cell></table:table-row></table:table>' | "$ODS" a.ods
	echo '<table:table table:name="a"><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"><text:p>X</text:p></table:table-cell></table:table-row></table:table>' | "$ODS" b.ods
	for file in a b; do
		if [ -n "${SAN:-}" ]; then # sanitizers reserve more than that
			cb_run sh -c "ulimit -t 20 && exec cb-import cells $file.ods"
		else
			cb_run sh -c "ulimit -v 131072 && ulimit -t 2 && exec cb-import cells $file.ods"
		fi
		want 3
		same out ''
		[ "$(wc -l <stderr)" -eq 1 ]
	done
}
