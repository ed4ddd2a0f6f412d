#!/usr/bin/env bats
# The same month of fourteen communities in every form in which communities send it: one content of the database.
# shellcheck disable=SC1111 # Chinese quotes are text
load helper
load books

communities='东门 西街 南桥 北苑 河畔 桃园 新村 花园 广场 车站 学府 湖滨 金山 银杏'

# scores: community,卫生,治安,宣传 of each
scores() {
	local name n=0
	for name in $communities; do
		n=$((n + 1))
		echo "$name,$((60 + n * 7 % 31)).$((n % 4 * 25)),$((70 + n * 11 % 29)).5,$((80 + n % 19))"
	done
}

# As a program exports it: one row a score.
long_csv() {
	echo '月份,社区,指标,得分,备注'
	scores | awk -F, '{ note = $1 == "西街" ? "补报" : ""
		print "2026-07," $1 ",卫生," $2 "," note; print "2026-07," $1 ",治安," $3 "," note
		print "2026-07," $1 ",宣传," $4 "," note }'
}

# The same as Excel keeps it: a month that is a date, numbers that are binary.
long_book() {
	echo 'sheet 得分'
	echo 'row 月份|社区|指标|得分|备注'
	long_csv | awk -F, 'NR > 1 { print "row m:46204|" $2 "|" $3 "|n:" $4 "|" $5 }'
	echo 'sheet Sheet2'
	echo 'sheet Sheet3'
}

# The same as WPS prints it: merged title and header, running numbers, row sums, a total, a signature.
wide_book() {
	echo 'sheet 七月'
	echo 'row 红星街道２０２６年７月考评得分表'
	echo 'row 填报单位:红星街道办事处||||||单位:分'
	echo 'row 序号|社区名称|得  分||||备注'
	echo 'row ||卫生|治安|宣传|总分|'
	scores | awk -F, '{ sum = $2 + $3 + $4; a += $2; b += $3; c += $4; all += sum
		print "row n:" NR "|" $1 (NR % 2 ? "社区" : "") "|n:" $2 "|n:" $3 "|n:" $4 "|n:" sum "|" ($1 == "西街" ? "补报" : "") }
		END { print "row 合  计||n:" a "|n:" b "|n:" c "|n:" all "|" }'
	echo 'row 审核人:李某||填表人:王某'
	printf 'merge %s\n' 1-1:1-7 2-1:2-6 3-1:4-1 3-2:4-2 3-3:3-6 3-7:4-7 19-1:19-2 20-1:20-2
	echo 'sheet 填表说明'
	echo 'row 请于每月五日前报送'
}

prepare() {
	{
		echo '社区'
		printf '%s社区\n' $communities
	} >community.csv
	printf '测评体系,编号,指标,满分\nmonth,1,卫生,100\nmonth,2,治安,100\nmonth,3,宣传,100\n' >indicator.csv
	cb-import -q -d empty.db community community.csv
	cb-import -q -d empty.db indicator indicator.csv
	long_csv >long.csv
	long_csv | iconv -f utf-8 -t gbk >gbk.csv
	long_book | make_book xlsx excel.xlsx
	wide_book | make_book xlsx wps.xlsx
	wide_book | make_book xls wide.xls
	long_book | make_book xls long.xls
	wide_book | make_book ods wide.ods
	wide_book | make_book html html.xls
	wide_book | make_book xml xml2003.xls
}

# stored DATABASE FILE...: imports the files in one command and prints the scores
stored() {
	local database=$1
	shift
	cp empty.db "$database"
	cb_run cb-import -d "$database" score "$@"
	want 0 || return 1
	same err '' || return 1
	cb-export -d "$database" score
}

@test "csv, GBK, xlsx of Excel and of WPS, xls, ods, HTML and XML 2003 named .xls: the same content each" {
	local file
	stored csv.db long.csv >wanted
	[ "$(wc -l <wanted)" -eq 43 ]
	scores | awk -F, '{ print "month,2026-07," $1 "社区,,卫生,,," $2 + 0 "," ($1 == "西街" ? "补报" : "") }' | sort >hygiene
	grep ',卫生,' wanted | sort | diff hygiene -
	for file in gbk.csv excel.xlsx wps.xlsx wide.xls long.xls wide.ods html.xls xml2003.xls; do
		stored "$file.db" "$file" >got
		diff wanted got
	done
}

@test "all of them on one command line are the same content too: equal records count once" {
	stored csv.db long.csv >wanted
	stored all.db xml2003.xls wide.ods long.csv wide.xls wps.xlsx html.xls excel.xlsx gbk.csv >got
	diff wanted got
	stored back.db gbk.csv excel.xlsx html.xls long.xls wps.xlsx long.csv wide.ods xml2003.xls >got
	diff wanted got
}

@test "all of them out of standard input, and ranked without a database" {
	local file
	stored csv.db long.csv >wanted
	cb-rank -q --format csv long.csv >ranked
	for file in excel.xlsx wps.xlsx wide.xls long.xls wide.ods html.xls xml2003.xls; do
		cp empty.db in.db
		cb-import -d in.db score - <"$file"
		cb-export -d in.db score | diff wanted -
		cb-rank -q --wide "$file" | cut -d, -f1-4 | sed 's/社区$//' >got
		cut -d, -f1-4 ranked | diff - got
	done
}

@test "one wrong total in one of them refuses all, and is named with its cell" {
	wide_book | sed 's/^row 合  计||n:[0-9.]*/row 合  计||n:1/' | make_book xlsx wrong.xlsx
	cp empty.db in.db
	cb_run cb-import -d in.db score long.csv wide.ods wrong.xlsx
	want 1
	has err 'wrong.xlsx:七月!C19: error E307: 合计行为 1,上面各行合计为 '
	cb_run cb-export -d in.db score
	[ "$(wc -l <stdout)" -eq 1 ]
}
