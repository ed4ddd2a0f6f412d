#!/usr/bin/env bats
# cb-rank: the acceptance facts of the monthly ranking, worked out by hand from the office's rules.
# shellcheck disable=SC2016,SC1010 # the words of mlr
load helper
load rank_helper

@test "R1 the first month: three flags and prizes, three yellow cards, the last one named" {
	cb_run cb-rank -p 2026-07 "$SEVEN"
	want 0
	same out 'contest,period,rank,community,score,rate,previous,change,award,prize,measures,last_months,rules
month,2026-07,1,西街,95.5,,,,流动红旗,20000.00,,,prize-1
month,2026-07,2,社区02,94,,,,流动红旗,15000.00,,,prize-2
month,2026-07,3,社区03,93.2,,,,流动红旗,10000.00,,,prize-3
month,2026-07,4,社区04,92,,,,,,,,
month,2026-07,5,社区05,91.1,,,,,,,,
month,2026-07,6,社区06,90.4,,,,,,,,
month,2026-07,7,社区07,89.9,,,,,,,,
month,2026-07,8,社区08,88,,,,,,,,
month,2026-07,9,社区09,87.5,,,,,,,,
month,2026-07,10,社区10,86,,,,,,,,
month,2026-07,11,社区11,85,,,,,,,,
month,2026-07,12,社区12,80,,,,,,黄牌警告,,last-3
month,2026-07,13,社区13,78.5,,,,,,黄牌警告,,last-3
month,2026-07,14,社区14,70,,,,,,黄牌警告;媒体公布,1,last-3;streak-1
'
	same err ''
}

@test "R1 the same in English: the words of the rules stay" {
	cb_run cb-rank --lang en -p 2026-07 "$SEVEN"
	want 0
	has out '1,西街,95.5,,,,流动红旗,20000.00,,,prize-1'
	same err ''
}

@test "R1 --headers zh prints Chinese labels and the same rows" {
	cb_run cb-rank --headers zh -p 2026-07 "$SEVEN"
	want 0
	has out '评比,期间,名次,社区,得分,得分率,上期名次,升降,奖项,奖金,处理措施,连续末位期数,规则
month,2026-07,1,西街,'
}

@test "R2 the second month last: the secretary explains in the media" {
	cb_run cb-rank -p 2026-08 "$SEVEN" "$EIGHT"
	want 0
	same out 'contest,period,rank,community,score,rate,previous,change,award,prize,measures,last_months,rules
month,2026-08,1,社区02,96,,2,1,流动红旗,20000.00,,,prize-1
month,2026-08,2,西街,95,,1,-1,流动红旗,15000.00,,,prize-2
month,2026-08,3,社区05,94,,5,2,流动红旗,10000.00,,,prize-3
month,2026-08,4,社区03,93,,3,-1,,,,,
month,2026-08,5,社区04,92,,4,-1,,,,,
month,2026-08,6,社区06,91,,6,0,,,,,
month,2026-08,7,社区07,90,,7,0,,,,,
month,2026-08,8,社区08,89,,8,0,,,,,
month,2026-08,9,社区09,88,,9,0,,,,,
month,2026-08,10,社区10,87,,10,0,,,,,
month,2026-08,11,社区13,82,,13,2,,,,,
month,2026-08,12,社区11,81,,11,-1,,,黄牌警告,,last-3
month,2026-08,13,社区12,79,,12,-1,,,黄牌警告,,last-3
month,2026-08,14,社区14,71,,14,0,,,黄牌警告;媒体公布;书记媒体说明,2,last-3;streak-1;streak-2
'
	same err ''
}

@test "R3 the third month last: the measures of two and three months both apply" {
	cb_run cb-rank -p 2026-09 "$SEVEN" "$EIGHT" "$NINE"
	want 0
	columns_are rank,community,prize,measures,last_months '$award != "" || $measures != ""' <<-'END'
	rank,community,prize,measures,last_months
	1,社区03,20000.00,,
	2,社区02,15000.00,,
	3,西街,10000.00,,
	12,社区11,,黄牌警告,
	13,社区12,,黄牌警告,
	14,社区14,,黄牌警告;媒体公布;书记媒体说明;书记年度考核不称职,3
	END
	same err ''
}

@test "R3 the order of the files does not show" {
	cb-rank -p 2026-09 "$SEVEN" "$EIGHT" "$NINE" >sorted
	cb_run cb-rank -p 2026-09 "$NINE" "$SEVEN" "$EIGHT"
	want 0
	cmp sorted stdout
}

@test "R4 three months: the money and the yellow cards of each add up" {
	cb_run cb-rank -p 2026-07..2026-09 "$SEVEN" "$EIGHT" "$NINE"
	want 0
	mlr --icsv --ocsv filter '$prize != ""' then stats1 -a sum -f prize -g community then sort -nr prize_sum stdout >money
	diff - money <<-'END'
	community,prize_sum
	社区02,50000
	西街,45000
	社区03,30000
	社区05,10000
	END
	mlr --icsv --ocsv filter '$measures =~ "黄牌警告"' then count -g community then sort -nr count -f community stdout >cards
	diff - cards <<-'END'
	community,count
	社区12,3
	社区14,3
	社区11,2
	社区13,1
	END
}

@test "R5 a flag moves on when another community is in the first three" {
	cb_run cb-rank -p 2026-07..2026-08 "$SEVEN" "$EIGHT"
	want 0
	columns_are period,rank,community '$award == "流动红旗"' <<-'END'
	period,rank,community
	2026-07,1,西街
	2026-07,2,社区02
	2026-07,3,社区03
	2026-08,1,社区02
	2026-08,2,西街
	2026-08,3,社区05
	END
}

@test "R5 flags: who keeps, receives and hands back, also who takes part no more" {
	cb_run cb-rank flags -p 2026-08 "$SEVEN" "$EIGHT" --columns period,rank,community,previous,award,state
	want 0
	diff - stdout <<-'END'
	period,rank,community,previous,award,state
	2026-08,1,社区02,2,流动红旗,保持
	2026-08,2,西街,1,流动红旗,保持
	2026-08,3,社区05,5,流动红旗,接收
	2026-08,4,社区03,3,流动红旗,交回
	END
	head -n 1 "$DATA/rank/community.csv" >community.csv
	grep -v '^社区02,' "$DATA/rank/community.csv" | sed 1d >>community.csv
	{ cat community.csv; echo 社区15,,,,,; } >c && mkdir -p office && mv c office/community.csv
	sed 's/社区02/社区15/' "$EIGHT" >eight.csv
	cb_run cb-rank flags --allow-missing -d office -p 2026-08 eight.csv --columns rank,community,state
	want 0
	columns_are rank,community,state 'true' <<-'END'
	rank,community,state
	1,社区15,接收
	2,西街,接收
	3,社区05,接收
	END
}

@test "the six themes: points of full by community; what has none is a row of its own, all without one an error" {
	mkdir office
	printf 'system,code,title,theme,full,weight
month,1,卫生,卫生,20,
month,2,清扫,卫生,10,50%%
month,3,治安,治安,10,
month,4,其他,,5,
' >office/indicator.csv
	printf '期间,社区,指标,得分
2026-07,甲,卫生,15
2026-07,甲,清扫,9
2026-07,甲,治安,8
2026-07,甲,其他,4
2026-08,甲,卫生,16
2026-08,甲,清扫,9
2026-08,甲,治安,9
2026-08,甲,其他,5
' >s.csv
	cb_run cb-rank themes -q -d office -p 2026-07 s.csv
	want 0
	diff - stdout <<-'END'
	contest,period,rank,community,theme,points,full,rate
	month,2026-07,1,甲,治安,8,10,80.00%
	month,2026-07,1,甲,卫生,19.5,25,78.00%
	month,2026-07,1,甲,,4,5,80.00%
	END
	cb_run cb-rank themes -q -d office -p 2026Q3 s.csv --by community,theme
	want 1
	printf '期间,社区,指标,得分
2026-09,甲,卫生,16
2026-09,甲,清扫,9
2026-09,甲,治安,9
2026-09,甲,其他,5
' >n.csv
	cb_run cb-rank themes -q -d office -p 2026-07..2026-08 s.csv n.csv --by community,theme
	want 0
	diff - stdout <<-'END'
	community,theme,records,points,full
	甲,治安,2,17,20
	甲,卫生,2,40,50
	甲,,2,9,10
	END
	cb_run cb-rank themes -p 2026-07 "$SEVEN"
	want 2
	has err 'E593'
	same out ''
}

@test "R21 gap: difference and ratio to the benchmark, of scores and of any table" {
	printf '单位,亩均产值(万元)
区块A,130
青田,447
园区,150
' >t.csv
	cb_run cb-rank gap --by 亩均产值 t.csv
	want 0
	diff - stdout <<-'END'
	单位,亩均产值(万元),rank,benchmark,difference,ratio
	青田,447,1,青田,0,100.00%
	园区,150,2,青田,-297,33.56%
	区块A,130,3,青田,-317,29.08%
	END
	cb_run cb-rank gap --by 亩均产值 --benchmark 圆区 t.csv
	want 2
	has err 'E618: “圆区”没有参评;是不是“园区”?'
	cb_run cb-rank gap -q -p 2026-07 --benchmark 社区02 "$SEVEN" --columns rank,community,score,difference,ratio
	want 0
	[ "$(head -n 3 stdout)" = "$(printf 'rank,community,score,difference,ratio
1,西街,95.5,1.5,101.60%%
2,社区02,94,0,100.00%%')" ]
	cb_run cb-rank gap -q -p 2026-07 --benchmark 社区99 "$SEVEN"
	want 2
	has err 'E618'
}

@test "R6 another community last in the third month: the streak ends at two" {
	awk -F, -v OFS=, '{ if ($2 == "社区12") $4 = "72.0"; else if ($2 == "社区14") $4 = "75.0"; print }' "$NINE" >nine.csv
	cb_run cb-rank -p 2026-09 "$SEVEN" "$EIGHT" nine.csv
	want 0
	columns_are rank,community,measures,last_months '$measures != ""' <<-'END'
	rank,community,measures,last_months
	12,社区11,黄牌警告,
	13,社区14,黄牌警告,
	14,社区12,黄牌警告;媒体公布,1
	END
}

@test "R7 a month that was not assessed breaks the streak, with a warning" {
	cb_run cb-rank -p 2026-09 "$SEVEN" "$NINE"
	want 0
	columns_are community,measures,last_months '$last_months != ""' <<-'END'
	community,measures,last_months
	社区14,黄牌警告;媒体公布,1
	END
	has err 'W537'
	has err '中断'
}

@test "R7 rank.streak_gap=skip counts across it" {
	rules_with -gap 'gap,rank.streak_gap,,,,,skip,,,,,'
	cb_run cb-rank --rules rules.csv -p 2026-09 "$SEVEN" "$NINE"
	want 0
	columns_are community,measures,last_months '$last_months != ""' <<-'END'
	community,measures,last_months
	社区14,黄牌警告;媒体公布;书记媒体说明,2
	END
	has err 'W537'
	has err '跳过'
}

# office: a folder for -d with the fourteen communities and their columns.
office() {
	mkdir office
	cp "$RANK/community.csv" office/
}

@test "R8 a new secretary within the streak: the personal measure is left to people" {
	office
	sed -i '/社区14/s/邹守义//' office/community.csv
	printf '单位,职务,姓名,任职日期,离任日期\n社区14,书记,邹守义,2024-03-01,2026-07-31\n社区14,书记,孔令宜,2026-08-01,\n' >office/post.csv
	cb_run cb-rank -d office -p 2026-09 "$SEVEN" "$EIGHT" "$NINE"
	want 0
	columns_are community,measures,last_months,rules '$last_months != ""' <<-'END'
	community,measures,last_months,rules
	社区14,黄牌警告;媒体公布;书记媒体说明;书记年度考核不称职(需人工认定),3,last-3;streak-1;streak-2;streak-3
	END
}

@test "R8 whether a measure is left to people is told of each by itself, published or not" {
	office
	sed -i '/社区14/s/邹守义//' office/community.csv
	printf '单位,职务,姓名,任职日期,离任日期\n社区14,书记,邹守义,2024-03-01,2026-07-31\n社区14,书记,孔令宜,2026-08-01,\n' >post.csv
	rules_with 'again,rank.last,month,,2,,,媒体公布(再次),,,,'
	cb-import -q -d city.db community office/community.csv
	cb-import -q -d city.db post post.csv
	cb-import -q -d city.db score "$SEVEN" "$EIGHT" "$NINE"
	printf '{{#last}}{{months}} {{measure}} {{by_hand}};{{/last}}\n' >t.md
	echo '3 媒体公布 否;3 媒体公布（再次） 否;3 书记媒体说明 否;3 书记年度考核不称职 是;' >want.md
	cb-report t.md -q -d city.db --rules rules.csv -p 2026-09 | diff want.md -
	cb-rank -q -d city.db --rules rules.csv -p 2026-09 --publish >/dev/null
	cb-report t.md -q -d city.db --rules rules.csv -p 2026-09 | diff want.md -
}

@test "R8 the same secretary all the time: 不称职 applies" {
	office
	cb_run cb-rank -d office -p 2026-09 "$SEVEN" "$EIGHT" "$NINE"
	want 0
	columns_are measures '$last_months != ""' <<-'END'
	measures
	黄牌警告;媒体公布;书记媒体说明;书记年度考核不称职
	END
}

@test "R9 a streak across New Year counts, for the year of its last month, with a warning" {
	sed 's/2026-07/2026-11/' "$SEVEN" >a.csv
	sed 's/2026-08/2026-12/' "$EIGHT" >b.csv
	sed 's/2026-09/2027-01/' "$NINE" >c.csv
	cb_run cb-rank -p 2027-01 a.csv b.csv c.csv
	want 0
	columns_are community,measures,last_months '$last_months != ""' <<-'END'
	community,measures,last_months
	社区14,黄牌警告;媒体公布;书记媒体说明;书记年度考核不称职,3
	END
	same err 'cb-rank: warning W538 last_months: 社区14:连续末位跨年,计入 2027 年
'
}

# tied: July with a second 93.2.
tied() {
	sed 's/社区04,total,92.0/社区04,total,93.2/' "$SEVEN" >tied.csv
}

@test "R10 a tie keeps both prizes, and the next place is counted on" {
	tied
	cb_run cb-rank -p 2026-07 tied.csv
	want 0
	columns_are rank,community,award,prize '$rank <= 5' <<-'END'
	rank,community,award,prize
	1,西街,流动红旗,20000.00
	2,社区02,流动红旗,15000.00
	3,社区03,流动红旗(并列),10000.00
	3,社区04,流动红旗(并列),10000.00
	5,社区05,,
	END
	same err ''
	cb_run cb-rank --format table -p 2026-07 tied.csv
	[ "$(tail -n 1 stdout)" = '第 3 名并列:社区03、社区04' ]
	same err ''
}

@test "R10 split shares the prizes of the places taken, to the fen" {
	tied
	rules_with -tie 'tie,rank.tie,,,,,split,并列,,,,'
	cb_run cb-rank --rules rules.csv -p 2026-07 tied.csv
	want 0
	columns_are rank,community,prize '$prize != ""' <<-'END'
	rank,community,prize
	1,西街,20000.00
	2,社区02,15000.00
	3,社区03,5000.00
	3,社区04,5000.00
	END
}

@test "R10 split of three gives the spare fen by the order of names" {
	printf '甲 90\n乙 90\n丙 90\n丁 80\n戊 70\n己 60\n庚 50\n' | long 2026-07 >small.csv
	rules_with -tie -prize-1 -prize-2 -prize-3 'tie,rank.tie,,,,,split,并列,,,,' \
		'p1,rank.prize,month,,1,1,100,甲等,,,,'
	cb_run cb-rank --rules rules.csv -p 2026-07 small.csv
	want 0
	# 丙 U+4E19, 乙 U+4E59, 甲 U+7532
	columns_are community,prize '$prize != ""' <<-'END'
	community,prize
	丙,33.34
	乙,33.33
	甲,33.33
	END
}

@test "R10 dense counts the next place on by one" {
	tied
	rules_with -tie 'tie,rank.tie,,,,,dense,并列,,,,'
	cb_run cb-rank --rules rules.csv -p 2026-07 tied.csv
	want 0
	columns_are rank,community '$rank >= 3 && $rank <= 5' <<-'END'
	rank,community
	3,社区03
	3,社区04
	4,社区05
	5,社区06
	END
}

@test "R10 ordinal needs a key that decides" {
	tied
	rules_with -tie 'tie,rank.tie,,,,,ordinal,并列,,,,'
	cb_run cb-rank --rules rules.csv -p 2026-07 tied.csv
	want 2
	same out ''
	has err 'E514'
}

@test "R10 ordinal decides by the indicator of rank.tie_by" {
	cat >items.csv <<-'END'
	月份,社区,卫生,治安
	2026-07,甲,40,50
	2026-07,乙,50,40
	2026-07,丙,10,10
	2026-07,丁,30,30
	2026-07,戊,9,9
	2026-07,己,8,8
	2026-07,庚,7,7
	END
	rules_with -tie 'tie,rank.tie,,,,,ordinal,并列,,,,' 'by,rank.tie_by,,,1,1,卫生,,,,,'
	cb_run cb-rank --wide --rules rules.csv -p 2026-07 items.csv
	want 0
	columns_are rank,community,score '$rank <= 3' <<-'END'
	rank,community,score
	1,乙,90
	2,甲,90
	3,丁,60
	END
}

@test "R10 all who share the last place are last" {
	sed 's/社区13,total,78.5/社区13,total,70/' "$SEVEN" >last.csv
	cb_run cb-rank -p 2026-07 last.csv
	want 0
	columns_are rank,community,measures,last_months '$measures != ""' <<-'END'
	rank,community,measures,last_months
	12,社区12,黄牌警告,
	13,社区13,黄牌警告;媒体公布,1
	13,社区14,黄牌警告;媒体公布,1
	END
}

@test "R11 five communities: the prize wins over the yellow card, with a warning" {
	printf '甲 95\n乙 90\n丙 85\n丁 80\n戊 75\n' | long 2026-07 >five.csv
	cb_run cb-rank -p 2026-07 five.csv
	want 0
	columns_are rank,community,award,prize,measures <<-'END'
	rank,community,award,prize,measures
	1,甲,流动红旗,20000.00,
	2,乙,流动红旗,15000.00,
	3,丙,流动红旗,10000.00,
	4,丁,,,黄牌警告
	5,戊,,,黄牌警告;媒体公布
	END
	has err 'warning W532 score: 丙 在 2026-07 既在前列又在末位'
}

@test "R11 rank.overlap=bottom and refuse are other policies" {
	printf '甲 95\n乙 90\n丙 85\n丁 80\n戊 75\n' | long 2026-07 >five.csv
	rules_with -overlap 'overlap,rank.overlap,,,,,bottom,,,,,'
	cb_run cb-rank --rules rules.csv -p 2026-07 five.csv
	want 0
	columns_are award,prize,measures '$community == "丙"' <<-'END'
	award,prize,measures
	,,黄牌警告
	END
	rules_with -overlap 'overlap,rank.overlap,,,,,refuse,,,,,'
	cb_run cb-rank --rules rules.csv -p 2026-07 five.csv
	want 1
	same out ''
	has err 'E530'
}

@test "R12 no data is not nought: the ranking is refused" {
	sed 's/社区07,total,89.9/社区07,total,无数据/' "$SEVEN" >none.csv
	cb_run cb-rank -p 2026-07 none.csv
	want 1
	same out ''
	has err '社区07 没有 2026-07 的得分'
}

@test "R12 with --allow-missing it is listed without a place" {
	sed 's/社区07,total,89.9/社区07,total,无数据/' "$SEVEN" >none.csv
	cb_run cb-rank --allow-missing -p 2026-07 none.csv
	want 0
	columns_are rank,community,score '$community == "社区07" || $community == "社区14"' <<-'END'
	rank,community,score
	13,社区14,70
	,社区07,
	END
}

@test "R12 a nought is a score, and last" {
	sed 's/社区07,total,89.9/社区07,total,0/' "$SEVEN" >nought.csv
	cb_run cb-rank -p 2026-07 nought.csv
	want 0
	columns_are rank,community,score,measures '$community == "社区07"' <<-'END'
	rank,community,score,measures
	14,社区07,0,黄牌警告;媒体公布
	END
}

@test "R13 the notice names the five" {
	office
	cb_run cb-rank notices -d office -p 2026-07 "$SEVEN"
	want 0
	same out 'contest,period,community,secretary,director,liaison,lead_unit,measures
month,2026-07,社区14,邹守义,邹月华,邹宏伟,市第14局,黄牌警告;媒体公布
'
}

@test "R13 without the lead unit no notice is made, and the missing field is named" {
	office
	sed -i 's/市第14局//' office/community.csv
	cb_run cb-rank notices -d office -p 2026-07 "$SEVEN"
	want 1
	same out ''
	has err 'error E539 lead_unit: 社区14:2026-07 的媒体公布缺“牵头单位”,不能成稿;请在社区、任职或联系登记中补填'
	cb_run cb-rank -d office -p 2026-07 "$SEVEN"
	want 1
	has err 'E539'
	columns_are rank,community,measures,rules '$rank == 14' <<-'END'
	rank,community,measures,rules
	14,社区14,黄牌警告,last-3
	END
}

@test "R13 a link fills what the community does not say" {
	office
	sed -i 's/市第14局//' office/community.csv
	printf 'kind,party,community,since,until\n牵头,市园林所,社区14,2026-01-01,\n' >office/link.csv
	cb_run cb-rank notices -d office -p 2026-07 "$SEVEN"
	want 0
	columns_are community,lead_unit <<-'END'
	community,lead_unit
	社区14,市园林所
	END
}

@test "R13 a link that has ended, or has not begun, is nobody" {
	office
	sed -i 's/市第14局//' office/community.csv
	printf 'kind,party,community,since,until\n牵头,市园林所,社区14,2025-01-01,2026-07-30\n牵头,市交通局,社区14,2026-08-01,\n' >office/link.csv
	cb_run cb-rank notices -d office -p 2026-07 "$SEVEN"
	want 1
	same out ''
	has err 'E539'
}

@test "R13 the last day of a term belongs to it" {
	office
	sed -i 's/市第14局//' office/community.csv
	printf 'kind,party,community,since,until\n牵头,市园林所,社区14,2025-01-01,2026-07-31\n' >office/link.csv
	cb_run cb-rank notices -d office -p 2026-07 "$SEVEN"
	want 0
	has out '市园林所'
}

@test "R13 two registers that name different people: an error that names both, and no notice" {
	office
	printf 'body,post,person,since\n社区14,书记,孔令宜,2026-01-01\n' >office/post.csv
	cb_run cb-rank notices -d office -p 2026-07 "$SEVEN"
	want 1
	same out ''
	has err 'E540'
	has err '孔令宜'
	has err '邹守义'
}

@test "R14 the year of the units: each of a grade gets its money" {
	cat >units.csv <<-'END'
	contest,period,community,indicator,score
	units-year,2026,市交通局,total,96
	units-year,2026,市园林所,total,95
	units-year,2026,市水务局,total,94
	units-year,2026,市教育局,total,93
	units-year,2026,市文旅局,total,92
	units-year,2026,市卫健委,total,91
	units-year,2026,市民政局,total,90
	END
	cb_run cb-rank --contest units-year -p 2026 units.csv
	want 0
	columns_are rank,unit,award,prize <<-'END'
	rank,unit,award,prize
	1,市交通局,一等奖,100000.00
	2,市园林所,二等奖,80000.00
	3,市水务局,二等奖,80000.00
	4,市教育局,三等奖,60000.00
	5,市文旅局,三等奖,60000.00
	6,市卫健委,三等奖,60000.00
	7,市民政局,,
	END
	[ "$(mlr --icsv --onidx stats1 -a sum -f prize stdout)" = 440000 ]
}

@test "R15 the monthly pot is 45000, that of July to December 270000" {
	for m in 07 08 09 10 11 12; do
		sed "s/2026-07/2026-$m/" "$SEVEN" >"s-$m.csv"
	done
	cb_run cb-rank -p 2026-07..2026-12 s-*.csv
	want 0
	mlr --icsv --ocsv filter '$prize != ""' then stats1 -a sum -f prize -g period stdout >pots
	[ "$(grep -c ',45000$' pots)" -eq 6 ]
	[ "$(mlr --icsv --onidx stats1 -a sum -f prize_sum pots)" = 270000 ]
}

# reaching N YEAR: July of the year with N of the fourteen at 80 and above.
reaching() {
	awk -v n="$1" -v y="$2" 'BEGIN { print "period,community,indicator,score"
		for (i = 1; i <= 14; i++) printf "%s-07,社区%02d,total,%s\n", y, i, i <= n ? 100 - i + (i == n ? i - 20 : 0) : 80 - i / 10 }'
}

@test "R16 the share of the fourteen against 70, 75 and 80 per cent" {
	rules_with 'base,rank.reach,month,,80,,500,基础奖,,,,'
	while read -r year n share need met status; do
		reaching "$n" "$year" >s.csv
		cb_run cb-rank share --rules rules.csv -p "$year-07" s.csv
		want "$status"
		columns_are base,reached,entrants,share,needed,met <<-END
		base,reached,entrants,share,needed,met
		80,$n,14,$share,$need,$met
		END
	done <<-'END'
	2026 10 71.43% 10 是 0
	2027 11 78.57% 11 是 0
	2028 12 85.71% 12 是 0
	2026 9 64.29% 10 否 1
	2028 11 78.57% 12 否 1
	END
}

@test "R17 to reach the base score includes the score itself: 12 of 14" {
	rules_with 'base,rank.reach,month,,80,,500,基础奖,,,,'
	cb_run cb-rank --rules rules.csv -p 2026-07 "$SEVEN"
	want 0
	[ "$(columns community '$award =~ "基础奖"' | sed 1d | wc -l)" -eq 12 ]
	columns_are community,award,prize '$rank == 1 || $rank == 12 || $rank == 13' <<-'END'
	community,award,prize
	西街,流动红旗;基础奖,20500.00
	社区12,基础奖,500.00
	社区13,,
	END
}

@test "R17 the share without a base score is a configuration error" {
	cb_run cb-rank share -p 2026-07 "$SEVEN"
	want 2
	same out ''
	has err 'E509'
	has err 'rank.reach'
}

@test "R18 an assessment before the 25th is warned about, one on the 25th is not" {
	for day in 20 25; do
		awk -F, -v OFS=, -v d="2026-07-$day" 'NR == 1 { print $0, "date"; next } { print $0, d }' "$SEVEN" >"d$day.csv"
	done
	cb_run cb-rank -p 2026-07 d20.csv
	want 0
	has err 'warning W534 date: 有考核日期为 2026-07-20,早于当月 25 日(规则 before-25)'
	cb_run cb-rank -p 2026-07 d25.csv
	want 0
	[[ $err != *W534* ]]
}

@test "R19 four stars of five are not five" {
	mkdir office
	cat >office/indicator.csv <<-'END'
	system,code,title,full
	五星,1,思想建设星,1
	五星,2,组织建设星,1
	五星,3,作风建设星,1
	五星,4,制度建设星,1
	五星,5,机构建设星,1
	END
	cat >stars.csv <<-'END'
	评比,月份,社区,思想建设星,组织建设星,作风建设星,制度建设星,机构建设星
	五星,2026,甲,1,1,1,1,1
	五星,2026,乙,1,1,1,1,0
	END
	cb_run cb-rank -d office -p 2026 stars.csv
	want 0
	columns_are community,score,award <<-'END'
	community,score,award
	甲,5,五星级党组织
	乙,4,
	END
}

# bests N [VOTES]: 46 communities with scores for ten bests and votes, the first N with the full mark in all ten.
bests() {
	mkdir -p office
	awk 'BEGIN { print "system,code,title,full"; for (k = 1; k <= 10; k++) print "十佳," k ",最佳" k ",10"; print "十佳,11,票数,1000" }' \
		>office/indicator.csv
	awk -v n="$1" -v votes="${2-}" 'BEGIN { print "contest,period,community,indicator,score"
		for (i = 1; i <= 46; i++) {
			for (k = 1; k <= 10; k++) print "十佳,2026,社区" i ",最佳" k "," (i <= n || k < 10 ? 10 : 9.9)
			print "十佳,2026,社区" i ",票数," (votes != "" ? votes : 100 + i)
		} }'
}

@test "R19 seven of 46 have all ten bests: seven titles of a quota of ten, more votes do not help; of twelve the first ten" {
	bests 7 >ten.csv
	cb_run cb-rank -q -d office -p 2026 ten.csv
	want 0
	columns community '$award == "十佳社区"' | sed 1d | sort -V | paste -sd' ' >got
	[ "$(cat got)" = "社区1 社区2 社区3 社区4 社区5 社区6 社区7" ]
	bests 12 >ten.csv
	cb_run cb-rank -q -d office -p 2026 ten.csv
	want 0
	columns community '$award == "十佳社区"' | sed 1d | sort -V | paste -sd' ' >got
	[ "$(cat got)" = "社区3 社区4 社区5 社区6 社区7 社区8 社区9 社区10 社区11 社区12" ]
	bests 0 >ten.csv
	cb_run cb-rank -q -d office -p 2026 ten.csv
	want 0
	[[ $out != *十佳社区* ]]
}

@test "a title whose rule asks for bests is given to nobody where there are only totals, which is said" {
	awk 'BEGIN { print "contest,period,community,indicator,score"
		for (i = 1; i <= 46; i++) print "十佳,2026,社区" i ",total," 100 - i }' >ten.csv
	cb_run cb-rank -p 2026 ten.csv
	want 0
	has err 'W594 award: 2026:规则 title-10(十佳社区)要求 10 项指标得满分,现在只有 1 项指标的得分'
	[[ $out != *十佳社区* ]]
	rules_with -title-10 'title-10,rank.title,十佳,,1,10,,十佳社区,,,,'
	cb_run cb-rank --rules rules.csv -p 2026 ten.csv
	want 0
	[ "$(columns award '$award == "十佳社区"' | sed 1d | wc -l)" -eq 10 ]
}

@test "R26 below the gate nobody can apply; the rest is still computed; the gate itself passes" {
	mkdir office
	cat >office/indicator.csv <<-'END'
	system,code,title,full,weight,mode,gate
	month,1,未成年人,100,20%,底线,85
	month,2,实地,100,80%,加分,
	END
	cat >gate.csv <<-'END'
	月份,社区,未成年人,实地
	2026-07,甲,84.9,95
	2026-07,乙,85.0,90
	2026-07,丙,90,80
	2026-07,丁,90,70
	2026-07,戊,90,60
	2026-07,己,90,50
	2026-07,庚,90,40
	END
	cb_run cb-rank -d office -p 2026-07 gate.csv
	want 0
	# 84.9 × 0.2 + 95 × 0.8 = 92.98; 17 + 72 = 89
	columns_are rank,community,score,award,prize,measures '$rank <= 3' <<-'END'
	rank,community,score,award,prize,measures
	1,甲,92.98,,,不能申报
	2,乙,89,流动红旗,15000.00,
	3,丙,82,流动红旗,10000.00,
	END
}

@test "R27 94.5 of 106 is 89.15 per cent; 106 is warned about only where a rule says 100" {
	mkdir office
	cat >office/indicator.csv <<-'END'
	system,code,title,full
	month,1,材料审核,40
	month,2,实地考察,45
	month,3,问卷调查,11
	month,4,征求意见,10
	END
	cat >sheet.csv <<-'END'
	月份,社区,材料审核,实地考察,问卷调查,征求意见
	2026-07,甲,36.0,41.0,9.0,8.5
	2026-07,乙,35,40,8,8
	END
	cb_run cb-rank -d office -p 2026-07 sheet.csv
	want 0
	columns_are community,score,rate '$rank == 1' <<-'END'
	community,score,rate
	甲,94.5,89.15%
	END
	[[ $err != *W535* ]]
	rules_with 'full,rank.full,,,100,100,,,,,,'
	cb_run cb-rank -d office --rules rules.csv -p 2026-07 sheet.csv
	want 0
	has err 'warning W535 full: 满分合计为 106,与规则 full 不符'
}

@test "R28 weights of 70 and 30 per cent" {
	mkdir office
	cat >office/indicator.csv <<-'END'
	system,code,title,full,weight
	month,1,走访,100,70%
	month,2,现场,100,0.3
	END
	printf '月份,社区,走访,现场\n2026-07,甲,86.0,90.0\n2026-07,乙,85,85\n' >sheet.csv
	cb_run cb-rank -d office -p 2026-07 sheet.csv
	want 0
	columns_are community,score,rate <<-'END'
	community,score,rate
	甲,87.2,87.20%
	乙,85,85.00%
	END
}

@test "R30 thirteen of fourteen: the missing one is named, nothing is ranked" {
	office
	sed /社区09/d "$SEVEN" >thirteen.csv
	cb_run cb-rank -d office -p 2026-07 thirteen.csv
	want 1
	same out ''
	has err 'error E516 score: 社区09 没有 2026-07 的得分;请补报,或用 --allow-missing 不计该单位'
	cb_run cb-rank -d office --allow-missing -p 2026-07 thirteen.csv
	want 0
	[ "$(columns community '$rank != ""' | sed 1d | wc -l)" -eq 13 ]
}

@test "R30 without a list of communities, who occurs in another period must have a score too" {
	sed /社区09/d "$EIGHT" >thirteen.csv
	cb_run cb-rank -p 2026-08 "$SEVEN" thirteen.csv
	want 1
	same out ''
	has err '社区09 没有 2026-08 的得分'
}

@test "R30 an item that the others have is missing too" {
	printf '月份,社区,卫生,治安\n2026-07,甲,86,90\n2026-07,乙,85,\n' >sheet.csv
	cb_run cb-rank --wide -p 2026-07 sheet.csv
	want 1
	same out ''
	has err 'E517'
	has err '治安'
}

@test "R30 a total stands for all items" {
	cat >mixed.csv <<-'END'
	period,community,indicator,score
	2026-07,甲,卫生,40
	2026-07,甲,治安,50
	2026-07,乙,total,85
	END
	cb_run cb-rank -p 2026-07 mixed.csv
	want 0
	columns_are rank,community,score <<-'END'
	rank,community,score
	1,甲,90
	2,乙,85
	END
}

@test "a total and items of one community are never added" {
	cat >mixed.csv <<-'END'
	period,community,indicator,score
	2026-07,甲,卫生,40
	2026-07,甲,total,85
	2026-07,乙,total,85
	END
	cb_run cb-rank -p 2026-07 mixed.csv
	want 1
	same out ''
	has err 'E518'
}
