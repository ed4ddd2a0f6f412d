#!/usr/bin/env bats
# The ranking as people read it: query/titles.h, and the terminal's columns of cb-rank(1).
load helper
load rank_helper

@test "on a terminal: title in words, the change in one column, awards and measures in one, long ones below" {
	cb_run cb-rank --format table -p 2026-09 "$SEVEN" "$EIGHT" "$NINE"
	want 0
	same err ''
	[ "$(head -n 1 stdout)" = '2026年9月社区月度考评排名 · 14 个社区 · 平均 87.69 · 较上月 -0.02' ]
	[ "$(sed -n 2p stdout)" = '名次  社区    得分  较上月  奖惩' ]
	grep -qx '   1  社区03  97.0  ↑3      流动红旗 20,000 元' stdout
	grep -q '–' stdout
	grep -qx '  14  社区14  72.0  –       黄牌警告等 [0-9] 项\[1\]' stdout
	grep -q '^\[1\] 社区14:黄牌警告、媒体公布、书记媒体说明、.*连续 3 个月末位$' stdout
	lacks 'month|prize-1|streak-1|2026-09|规则' stdout
}

@test "ids of rules only with -v; what programs read is whole" {
	cb_run cb-rank -v --format table -p 2026-09 "$SEVEN" "$EIGHT" "$NINE"
	has out 'prize-1'
	cb_run cb-rank -p 2026-09 "$SEVEN" "$EIGHT" "$NINE"
	[ "$(head -n 1 stdout)" = contest,period,rank,community,score,rate,previous,change,award,prize,measures,last_months,rules ]
	has out 'month,2026-09,14,社区14,72'
	cb_run cb-rank --format json -p 2026-09 "$SEVEN" "$EIGHT" "$NINE"
	[ "$(jq -r '.[13] | "\(.contest) \(.rank) \(.change) \(.last_months)"' stdout)" = 'month 14 0 3' ]
	cb_run cb-rank --format table --columns community,rules -p 2026-09 "$SEVEN" "$EIGHT" "$NINE"
	has out 'streak-1'
	cb_run cb-rank --format table --where award=流动红旗 -p 2026-09 "$SEVEN" "$EIGHT" "$NINE"
	want 0
	[ "$(grep -c 流动红旗 stdout)" -eq 3 ]
}

@test "no screen is too narrow for it: 80, 100 and 132 columns" {
	local cols
	for cols in 80 100 132; do
		script -qec "stty cols $cols; NO_COLOR=1 cb-rank -p 2026-09 $SEVEN $EIGHT $NINE" /dev/null </dev/null | tr -d '\r' >screen
		[ "$(awk 'NR == 2' screen)" = '名次  社区    得分  较上月  奖惩' ]
		[ "$(grep -c '社区' screen)" -ge 15 ]
	done
}

@test "contest and period that every row has stand in the title, in pages too" {
	cb_run cb-rank --format md -p 2026-09 "$SEVEN" "$EIGHT" "$NINE"
	[ "$(head -n 1 stdout)" = '# 2026年9月社区月度考评排名 · 14 个社区 · 平均 87.69 · 较上月 -0.02' ]
	lacks 'month|评比|期间' stdout
	cb_run cb-rank --format html -p 2026-09 "$SEVEN" "$EIGHT" "$NINE"
	grep -q '<h1>2026年9月社区月度考评排名' stdout
	lacks '>month<|>2026-09<|prize-1' stdout
	cb_run cb-rank --format table -p 2026-08..2026-09 "$SEVEN" "$EIGHT" "$NINE"
	[ "$(head -n 1 stdout)" = '排名 · 月度考评' ]
	# each month, and each contest, under a title of its own
	grep '排名 · 14' stdout >titles
	diff titles - <<-'END'
		2026年8月社区月度考评排名 · 14 个社区 · 平均 87.71 · 较上月 +0.49
		2026年9月社区月度考评排名 · 14 个社区 · 平均 87.69 · 较上月 -0.02
	END
	[ "$(grep -c '较上月  奖惩$' stdout)" -eq 2 ]
	lacks '2026-0|期间|评比' stdout
	local kind
	for kind in html docx md; do
		cb-rank -p 2026-08..2026-09 -o "out.$kind" "$SEVEN" "$EIGHT" "$NINE"
	done
	unzip -p out.docx word/document.xml | sed 's/<\/w:p>/\n/g; s/<[^>]*>//g' >out.docx.text
	for kind in html docx.text md; do
		[ "$(grep -c '^.*2026年[89]月社区月度考评排名 · 14 个社区 · 平均' "out.$kind")" -ge 2 ]
		[ "$(grep -c '合计' "out.$kind")" -eq 2 ] # the prizes of a month end with their sum
		[ "$(grep -c '45000.00' "out.$kind")" -eq 2 ]
		lacks '2026-0|>month<' "out.$kind"
	done
	# units and communities side by side; a sheet keeps its columns, to be filtered
	{ sed '1s/^/contest,/; 1!s/^/month,/' "$NINE"; printf 'units-year,2026-09,%s,total,%s\n' 乙局 8 甲局 9; } >two.csv
	cb_run cb-rank --format table -p 2026-09 two.csv
	[ "$(grep -c '名次  名称' stdout)" -eq 2 ]
	grep -qx '2026年9月责任单位年终考评排名 · 2 个单位 · 平均 8.5' stdout
	cb-rank -p 2026-08..2026-09 -o out.xlsx "$SEVEN" "$EIGHT" "$NINE"
	cb-import cells out.xlsx >cells
	[ "$(grep -c '2026-0[89]' cells)" -eq 28 ]
}

@test "contests are called by their rule, else as those that are installed, in every answer for people" {
	rules_with 'own,rank.contest,spring,,,,春季评比,,会议,,,'
	printf '评比,期间,社区,指标,得分\nspring,2026-07,甲,total,9\nspring,2026-07,乙,total,8\n' >s.csv
	cb_run cb-rank --rules rules.csv --contest spring -p 2026-07 --format table s.csv
	[ "$(head -n 1 stdout)" = '2026年7月社区春季评比排名 · 2 个社区 · 平均 8.5' ]
	sed -i s/spring/units-year/ s.csv
	rules_with -contest-units
	cb_run cb-rank --rules rules.csv --contest units-year -p 2026-07 --format table s.csv
	[ "$(head -n 1 stdout)" = '2026年7月责任单位年终考评排名 · 2 个单位 · 平均 8.5' ]
	cb_run cb-rank --lang en --contest units-year -p 2026-07 --format table s.csv
	has out 'Ranking of 2026-07, units-year'
}

@test "a tie names its place and those who share it once, below the table; cron gets no mail of it" {
	sed 's/社区04,total,92.0/社区04,total,93.2/' "$SEVEN" >tied.csv
	cb_run cb-rank -p 2026-07 tied.csv
	same err ''
	cb_run cb-rank --format md -p 2026-07 tied.csv
	[ "$(tail -n 1 stdout)" = '第 3 名并列:社区03、社区04' ]
	cb_run cb-rank --format html -p 2026-07 tied.csv
	has out '<p>第 3 名并列：社区03、社区04</p>'
	cb_run cb-rank -o tied.xlsx -p 2026-07 tied.csv
	unzip -p tied.xlsx 'xl/*.xml' 'xl/worksheets/*.xml' | grep -q '第 3 名并列：社区03'
	cb-rank -q -o tied.docx -p 2026-07..2026-08 tied.csv "$EIGHT"
	unzip -p tied.docx word/document.xml | sed 's/<[^>]*>//g' | grep -q '2026年7月月度考评第 3 名并列：社区03、社区04'
}

@test "W532 and what was not known are said of the months that were asked for only" {
	printf '月份,社区,指标,得分\n2026-06,甲,total,9\n2026-06,乙,total,8\n' >six.csv
	printf '月份,社区,指标,得分\n' >seven.csv
	printf '2026-07,%s,total,%s\n' 甲 9 乙 8 丙 7 丁 6 戊 5 己 4 庚 3 >>seven.csv
	cb_run cb-rank -p 2026-07 six.csv seven.csv
	same err ''
	cb_run cb-rank -p 2026-06 six.csv seven.csv
	has err 'W532'
}

@test "the year of a contest that began in July says so, and nothing of its months" {
	awk 'BEGIN { print "月份,社区,指标,得分"
		for (m = 7; m <= 12; m++) for (i = 1; i <= 4; i++) printf "2026-%02d,社区%d,total,%d\n", m, i, 90 + i }' >s.csv
	cb_run cb-rank -p 2026 --format table s.csv
	want 0
	same err ''
	[ "$(tail -n 1 stdout)" = '月度考评自2026年7月起,得分为 6 个月的平均' ]
	cb_run cb-rank -p 2026 --format html s.csv
	has out '<p>月度考评自2026年7月起，得分为 6 个月的平均</p>'
	cb_run cb-rank -p 2026Q4 --format table s.csv
	lacks '的平均' stdout
	cb_run cb-rank -p 2026 --lang en --format table s.csv
	[ "$(tail -n 1 stdout)" = 'month began in 2026-07: the mean of 6' ]
}

@test "--explain: the worst item first, why points were lost, last month's and the difference" {
	mkdir office
	printf 'system,code,title,full\nmonth,1,卫生,50\nmonth,2,治安,50\n' >office/indicator.csv
	printf '月份,社区,指标,得分,扣分原因\n2026-06,甲,卫生,40,\n2026-06,甲,治安,45,\n2026-07,甲,卫生,44,\n2026-07,甲,治安,30,夜巡未记录\n' >s.csv
	cb_run cb-rank -d office --explain 甲 -p 2026-07 s.csv
	want 0
	has out 'month,2026-07,记录,治安,30,夜巡未记录,s.csv:5,,'
	[ "$(mlr --icsv --onidx --ofs ' ' filter '$step == "指标"' then cut -o -f item,value,previous,difference stdout)" = '治安 30 45 -15
卫生 44 40 4' ]
	[ "$(mlr --icsv --onidx --ofs ' ' filter '$step == "得分"' then cut -o -f value,previous,difference stdout)" = '74 85 -11' ]
	cb_run cb-rank -d office --explain 甲 --format table -p 2026-07 s.csv
	[ "$(head -n 1 stdout)" = '得分由来 · 月度考评 · 2026年7月' ]
	lacks 'half-up|month' stdout
}

# city: the street of the examples in city.db.
city() {
	cb-import -q -d city.db --all "$CB_TREE/share/examples/registers"
	(cd "$CB_TREE/share/examples" && cb-import -q -d "$BATS_TEST_TMPDIR/city.db" score inbox/*/*.csv)
}

@test "trend: the months across, place and score; of one with a chart in html, xlsx, docx" {
	city
	cb_run cb-rank trend -d city.db -p 2026-07..2026-09
	want 0
	[ "$(head -n 2 stdout)" = 'community,m7_rank,m7,m8_rank,m8,m9_rank,m9
西街社区,1,95.5,2,95,3,95.2' ]
	cb_run cb-rank trend 西街 -d city.db -p 2026-07..2026-09
	same out 'period,community,rank,score,mean
2026-07,西街社区,1,95.5,87.22
2026-08,西街社区,2,95,87.71
2026-09,西街社区,3,95.2,87.69
'
	# a line ends between the members of a list, not within one
	cb-rank notices -q -d city.db -p 2026-09 --format table >screen
	grep -q ' 书记年度考核不称职$' screen
	# people read a month in a column; on a narrow screen in blocks, no name is broken
	cb-import -q --new -d year.db --all "$CB_TREE/share/examples/year"
	for cols in 80 100 132; do
		script -qec "stty cols $cols; NO_COLOR=1 cb-rank trend -d year.db -p 2026" /dev/null </dev/null | tr -d '\r' >screen
		[ "$(grep -c '^西街社区 .* [0-9]/9[0-9]\.[0-9]' screen)" -eq "$((cols < 132 ? 2 : 1))" ]
		[ "$(grep -c '^铁路新村社区  11/84\.1 ' screen)" -eq 1 ]
		[ "$(awk '/^西街社区/ { n += NF - 1 } END { print n }' screen)" -eq 12 ]
		grep -q '  12月$' screen
	done
	[ "$(head -n 1 screen)" = '月度考评历月走势 · 2026年 · 名次/得分' ]
	cb-rank trend -d year.db -p 2026 -o out.docx
	unzip -p out.docx word/document.xml | grep -o '<w:gridCol' | wc -l >columns
	[ "$(cat columns)" -eq 13 ]
	cb_run cb-rank trend 西衔 -d city.db -p 2026-07..2026-09
	[ "$status" -ne 0 ]
	has err '西街社区'
	local kind
	for kind in html xlsx docx; do
		cb-rank trend 西街 -d city.db -p 2026-07..2026-09 -o "out.$kind"
	done
	grep -q '<svg' out.html
	grep -q '西街社区月度考评历月走势' out.html
	grep -q '<td>2026年7月</td>' out.html
	lacks '<td>西街社区|2026-07' out.html # they are in the title, and in words
	unzip -l out.xlsx | grep -q charts/chart1.xml
	unzip -l out.docx | grep -q charts/chart
	# how many and the mean stand above the table, not in the title of the page
	cb_run cb-rank -q -d city.db -p 2026-09 -o title.docx
	unzip -p title.docx word/document.xml | tr -d '\n' | grep -q '2026年9月社区月度考评排名</w:t>'
	unzip -p title.docx word/document.xml | grep -q '<w:t[^>]*>[0-9]* 个社区 · 平均'
}

@test "rates are numbers in json; --columns chooses in every command; --errors obeys --bom and --headers" {
	city
	cb_run cb-rank --format json -p 2026-09 -d city.db
	[ "$(jq -c '[.[0].rate, (.[0].rate | type)]' stdout | sed 's/97.00/97/')" = '[97,"number"]' ]
	[ "$(cb-import log -d city.db --columns register,id | head -n 1)" = register,id ]
	[ "$(cb-import registers --columns label,register | sed -n 2p)" = 社区,community ]
	[ "$(printf '社区,指标,得分\n甲,卫生,9\n' | cb-import -p 2026-07 score --columns score,社区 -)" = 'score,community
9,甲' ]
	[ "$(cb-report list --columns needs,template | head -n 1)" = needs,template ]
	printf '社区,得分\n甲,x\n' >bad.csv
	cb_run cb-import -p 2026-07 --bom --headers zh --errors e.csv score bad.csv
	want 1
	[ "$(head -c 3 e.csv | od -An -tx1)" = ' ef bb bf' ]
	grep -q '程度,代码,文件' e.csv
}

@test "status ends with how many have and have not handed in" {
	city
	cb_run cb-import status -d city.db -p 2026-09 score --format table
	want 0
	[ "$(tail -n 1 stdout)" = '已报 14,未报 0' ]
	lacks '已报 14' <(cb-import status -d city.db -p 2026-09 score)
}

@test "where nothing is ranked people read the order of the register" {
	city
	[ "$(cb-fund balance -d city.db | cut -d, -f1 | sed -n 2,3p | paste -sd' ')" = '北仓社区 南塘社区' ]
	[ "$(cb-fund balance -d city.db --format md | cut -d' ' -f2 | sed -n 3,4p | paste -sd' ')" = '西街社区 槐荫社区' ]
}

@test "-h of a verb shows what goes with it only; completion offers its options, names from -d, templates" {
	city
	cb_run cb-fund balance -h
	[ "$(head -n 1 stdout)" = '用法: cb-fund [选项] balance [文件...]' ]
	lacks 'community-consent|子命令' stdout
	cb_run cb-fund spend -h
	has out community-consent
	cb_run cb-fund -h
	has out 'community-consent'
	has out '子命令'
	cb-fund spend --completion >words
	grep -qx -- --community-consent words
	lacks '^balance$' words
	lacks '^--community-consent$' <(cb-fund balance --completion)
	cb-import --completion=operands | grep -qx score
	cb-report --completion=operands | grep -qx bulletin
	cb-rank --completion=--format | grep -qx docx
	cb-fund -d city.db receive --completion=--community | grep -qx 西街社区
	cb-rank -d city.db --completion=--contest | grep -qx units-year
	cb_run cb-rank -d nothing.db --completion=--contest
	same err ''
	# shellcheck source=/dev/null
	source "$CB_TREE/share/completions/cb.bash"
	COMP_WORDS=(cb-fund receive -d city.db --community 西)
	COMP_CWORD=5
	_cb cb-fund
	[ "${COMPREPLY[*]}" = 西街社区 ]
}
