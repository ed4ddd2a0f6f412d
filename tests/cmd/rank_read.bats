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
	[ "$(grep -c '^期间 2026-0[89]$' stdout)" -eq 2 ]
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
	has out '<p>第 3 名并列:社区03、社区04</p>'
	cb_run cb-rank -o tied.xlsx -p 2026-07 tied.csv
	unzip -p tied.xlsx 'xl/*.xml' 'xl/worksheets/*.xml' | grep -q '第 3 名并列'
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
