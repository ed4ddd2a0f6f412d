#!/usr/bin/env bats
# HTML named .xls, as the systems of offices export it. Tags and attributes: tests/unit/test_html.c.
load helper

page() {
	cat <<-'END'
		<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
		<meta http-equiv="Content-Type" content="text/html; charset=gb2312">
		<style>td { mso-number-format:"\@" }</style></head>
		<body><table border="1"><caption>七月得分</caption>
		<tr><th colspan="3">2026年7月得分</th></tr>
		<tr><th>社区<th>得分<th>编号
		<tr><td>樵湖<br>社区</td><td x:num="98.599999999999994">98.6</td><td>007</td></tr>
		<tr><td>西峡&amp;杏坛</td><td>97</td><td>&nbsp;</td></tr>
		</table><table><tr><td>说明</table></body></html>
	END
}

# same_cells: the first table
same_cells() {
	want 0
	same err ''
	same out '2026年7月得分
社区,得分,编号
"樵湖
社区",98.6,007
西峡&杏坛,97
'
}

@test "the first table, in GBK" {
	page | iconv -f utf-8 -t gbk >in.xls
	cb_run cb-import cells in.xls
	same_cells
}

@test "UTF-8 whatever the page says, named .csv, from a pipe" {
	page >in.csv
	cb_run cb-import cells in.csv
	same_cells
	cb_run sh -c 'cat in.csv | cb-import cells -'
	same_cells
}

@test "a table by its caption or number" {
	page >in.xls
	cb_run cb-import cells --sheet 七月得分 in.xls
	same_cells
	cb_run cb-import cells --sheet 2 in.xls
	want 0
	same out '说明
'
}

@test "hostile pages end in time and memory" {
	awk 'BEGIN { for (i = 0; i < 200000; i++) printf "<table><tr><td>" }' >deep.xls
	awk 'BEGIN { printf "<table><tr>"; for (i = 0; i < 2000; i++) printf "<td colspan=1000 rowspan=65534>a" }' >wide.xls
	{ printf '<table><tr><td>' && head -c 20000000 /dev/zero | tr '\0' '<'; } >open.xls
	{ printf '<table><tr><td ' && head -c 20000000 /dev/zero | tr '\0' '"'; } >quotes.xls
	awk 'BEGIN { printf "<table><tr>"; for (i = 0; i < 16; i++) printf "<td colspan=1000 rowspan=65534>a"
		for (i = 0; i < 400000; i++) printf "<tr><td>b" }' >down.xls
	for file in deep wide down open quotes; do
		if [ -n "${SAN:-}" ]; then # sanitizers reserve more than that
			cb_run sh -c "ulimit -t 20 && exec cb-import cells $file.xls"
		else
			cb_run sh -c "ulimit -v 131072 && ulimit -t 2 && exec cb-import cells $file.xls"
		fi
		[ "$status" -eq 0 ] || [ "$status" -eq 3 ] || { echo "$file: $status $err" >&2; false; }
	done
}
