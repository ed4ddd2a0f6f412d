#!/usr/bin/env bats
# cb-rank: policies beyond the monthly facts: who takes part, how scores are made, periods, pools.
# shellcheck disable=SC2016,SC1010 # the words of mlr
load helper
load rank_helper

# seven COMMUNITIES' scores, so that prizes and yellow cards do not overlap
seven() {
	printf '甲 95\n乙 90\n丙 85\n丁 80\n戊 75\n己 70\n庚 65\n' | long "${1:-2026-07}"
}

# items LINE...: indicator.csv of contest month in office/
items() {
	mkdir -p office
	{ echo system,code,title,full,weight,mode,gate && printf '%s\n' "$@"; } >office/indicator.csv
}

# ---- wrong use never prints a ranking

@test "a misspelled column, community, indicator, contest, verb or option: the nearest name, nothing printed" {
	mkdir office
	cp "$RANK/community.csv" office/
	printf 'system,code,title,full\nmonth,1,卫生,50\n' >office/indicator.csv

	printf '月份,社区,指标,的分\n2026-07,西街,卫生,4\n' >a.csv
	cb_run cb-rank -p 2026-07 a.csv
	want 1
	same out ''
	has err '是不是“得分”?'

	printf '月份,社区,指标,得分\n2026-07,社区1A,卫生,4\n' >a.csv
	cb_run cb-rank -d office -p 2026-07 a.csv
	want 1
	same out ''
	has err 'a.csv:2:2: error E403 community: 社区:“社区1A”没有登记'
	has err '是不是“社区1'

	printf '月份,社区,指标,得分\n2026-07,西街,卫声,4\n' >a.csv
	cb_run cb-rank -d office -p 2026-07 a.csv
	want 1
	same out ''
	has err '是不是“卫生”?'

	cb_run cb-rank --contest mouth -p 2026-07 "$SEVEN"
	want 2
	same out ''
	has err '是不是“month”?'

	cb_run cb-rank notics
	want 2
	same out ''
	has err '是不是“notices”?'

	cb_run cb-rank --alow-missing -p 2026-07 "$SEVEN"
	want 2
	same out ''
	has err '是不是“--allow-missing”?'

	cb_run cb-rank -d office --group 街到 -p 2026-07 "$SEVEN"
	want 2
	same out ''
	has err '是不是“街道”?'

	cb_run cb-rank -d office --among 街到=清和街道 -p 2026-07 "$SEVEN"
	want 2
	same out ''
	has err '是不是“街道”?'
}

@test "no byte on stdin ends with 3, a missing file too" {
	cb_run sh -c 'cb-rank -p 2026-07 </dev/null'
	want 3
	same out ''
	has err 'E102'
	cb_run cb-rank -p 2026-07 none.csv
	want 3
	same out ''
	has err 'none.csv'
}

@test "an error in any row refuses the ranking, also one of another period" {
	sed 's/2026-08,社区05,total,94.0/2026-08,社区05,total,9O/' "$EIGHT" >bad.csv
	cb_run cb-rank -p 2026-07 "$SEVEN" bad.csv
	want 1
	same out ''
	has err 'bad.csv:6:4: error E203'
}

@test "without -p the only period; several: say which" {
	seven >a.csv
	seven 2026-08 >b.csv
	cb_run cb-rank a.csv
	want 0
	has out 'month,2026-07,1,甲'
	cb_run cb-rank a.csv b.csv
	want 2
	same out ''
	has err 'E614'
}

@test "a period without a score is an error" {
	cb_run cb-rank -p 2025-07 "$SEVEN"
	want 1
	same out ''
	has err 'E519'
}

@test "a rule that is missing is a configuration error with its name" {
	rules_with -missing
	cb_run cb-rank --rules rules.csv -p 2026-07 "$SEVEN"
	want 2
	same out ''
	has err 'E509'
	has err 'rank.missing'
}

@test "the rules of -d DIR count, not the installed ones" {
	mkdir office
	rules_with -prize-1 'p1,rank.prize,month,,1,1,500,先进,,,,'
	mv rules.csv office/rule.csv
	cb_run cb-rank -d office -p 2026-07 "$SEVEN"
	want 0
	columns_are community,award,prize,rules '$rank == 1' <<-'END'
	community,award,prize,rules
	西街,先进,500.00,p1
	END
}

@test "rules are judged on the last day of the period: July keeps July's money" {
	rules_with -prize-1 'old,rank.prize,month,,1,1,20000,流动红旗,,,,2026-07-31' 'new,rank.prize,month,,1,1,30000,流动红旗,,,2026-08-01,'
	cb_run cb-rank --rules rules.csv -p 2026-07..2026-08 "$SEVEN" "$EIGHT"
	want 0
	columns_are period,prize,rules '$rank == 1' <<-'END'
	period,prize,rules
	2026-07,20000.00,old
	2026-08,30000.00,new
	END
}

# ---- how a score is made

@test "deduct: 3 and -3 are taken off the full mark, not below 0; ratio, yesno and weight" {
	items month,1,卫生,10,,扣分, month,2,治安,20,,比率, month,3,专栏,5,,是否, month,4,活动,100,20%,,
	cat >s.csv <<-'END'
	月份,社区,卫生,治安,专栏,活动
	2026-07,甲,3,50%,是,80
	2026-07,乙,-3,50%,是,80
	2026-07,丙,12,0.5,否,80
	END
	cb_run cb-rank -d office -p 2026-07 s.csv
	want 0
	# 7 + 10 + 5 + 16; 7 + 10 + 5 + 16; 0 + 10 + 0 + 16
	columns_are rank,community,score <<-'END'
	rank,community,score
	1,乙,38
	1,甲,38
	3,丙,26
	END
}

@test "总分 beside wide indicators is their weighted sum, in cb-rank and in cb-import; any other is refused" {
	items month,1,卫生,100,0.6,, month,2,治安,100,0.4,,
	printf '月份,社区,卫生,治安,总分\n2026-07,甲,90,80,86\n2026-07,乙,70,99.5,81.8\n' >good.csv
	cb_run cb-rank -d office good.csv
	want 0
	columns_are community,score <<-'END'
	community,score
	甲,86
	乙,81.8
	END
	cb_run cb-import -d office --wide score good.csv
	want 0
	[ "$(wc -l <stdout)" -eq 5 ]
	sed 's/,86$/,170/; s/81.8$/81.9/' good.csv >plain.csv
	for command in 'cb-rank -d office' 'cb-import -d office --wide score'; do
		# shellcheck disable=SC2086
		cb_run $command plain.csv
		want 1
		same out ''
		has err 'plain.csv:2:5: error E308 score: 本行总分为 170,各项合计为 86;请更正'
		has err 'plain.csv:3:5: error E308 score: 本行总分为 81.9,各项合计为 81.8;请更正'
	done
	# without the register nothing is weighed
	cb_run cb-import --wide score good.csv
	want 1
	has err '本行总分为 86,各项合计为 170'
	# what is taken off or is a rate is in no sum of cells
	items month,1,卫生,100,0.6,, month,2,治安,100,0.4,扣分,
	cb_run cb-import -d office --wide score plain.csv
	want 0
}

@test "是 is an error where a number is wanted; above the full mark too" {
	items month,1,卫生,10,,, month,2,专栏,5,,是否,
	printf '月份,社区,卫生,专栏\n2026-07,甲,是,是\n2026-07,乙,11,是\n' >s.csv
	cb_run cb-rank -d office -p 2026-07 s.csv
	want 1
	same out ''
	has err 's.csv:2:3: error E544'
	has err 's.csv:3:3: error E543'
}

# visits: three inspections of 甲, in an order that is not that of their days
visits() {
	{
		echo period,community,indicator,date,score
		echo 2026-07,甲,total,2026-07-30,70
		echo 2026-07,甲,total,2026-07-26,90
		echo 2026-07,甲,total,2026-07-28,83
		for c in 乙 丙; do
			echo 2026-07,$c,total,2026-07-26,80
			echo 2026-07,$c,total,2026-07-27,80
			echo 2026-07,$c,total,2026-07-28,80
		done
	} >visits.csv
}

@test "several inspections: the mean, rounded once" {
	visits
	cb_run cb-rank -p 2026-07 visits.csv
	want 0
	columns_are community,score '$community == "甲"' <<-'END'
	community,score
	甲,81
	END
	sed -i 's/2026-07-30,70/2026-07-30,71/' visits.csv
	cb_run cb-rank -p 2026-07 visits.csv
	want 0
	columns_are community,score '$community == "甲"' <<-'END'
	community,score
	甲,81.33
	END
}

@test "several inspections: trimmed drops the highest and the lowest, and needs three" {
	visits
	rules_with -combine 'combine,rank.combine,,,,,trimmed,,,,,'
	cb_run cb-rank --rules rules.csv -p 2026-07 visits.csv
	want 0
	columns_are community,score '$community == "甲"' <<-'END'
	community,score
	甲,83
	END
	sed -i '/丙,total,2026-07-28/d' visits.csv
	cb_run cb-rank --rules rules.csv -p 2026-07 visits.csv
	want 1
	same out ''
	has err 'E510'
}

@test "several inspections: last takes the latest day, needs days, and refuses two on it" {
	visits
	rules_with -combine 'combine,rank.combine,,,,,last,,,,,'
	cb_run cb-rank --rules rules.csv -p 2026-07 visits.csv
	want 0
	columns_are community,score '$community == "甲"' <<-'END'
	community,score
	甲,70
	END
	sed '1s/$/,inspector/; 2,$s/$/,一组/' visits.csv >first.csv
	printf 'period,community,indicator,date,score,inspector\n2026-07,甲,total,2026-07-30,71,二组\n' >two.csv
	cb_run cb-rank --rules rules.csv -p 2026-07 first.csv two.csv
	want 1
	same out ''
	has err 'E512'
	sed 's/,2026-07-[0-9]*,/,,/; 1!s/$/,/' first.csv | awk -F, -v OFS=, 'NR > 1 { $6 = "组" NR } { print $1, $2, $3, $4, $5, $6 }' >undated.csv
	cb_run cb-rank --rules rules.csv -p 2026-07 undated.csv
	want 1
	same out ''
	has err 'E511'
}

@test "two scores of one item without date and inspector are a contradiction; the same twice counts once" {
	seven >a.csv
	echo 2026-07,甲,total,95 >>a.csv
	cb_run cb-rank -p 2026-07 a.csv
	want 0
	columns_are score '$community == "甲"' <<-'END'
	score
	95
	END
	echo 2026-07,甲,total,94 >>a.csv
	cb_run cb-rank -p 2026-07 a.csv
	want 1
	same out ''
	has err 'a.csv:10:4: error E515 score: 2026-07 月度考评 甲 总分 在 a.csv:2:4 另有一个得分'
}

@test "a contradiction is one wherever a dated score of the item stands, and is told behind what was found in the rows" {
	local plain='2026-07,甲,total,,90' again='2026-07,甲,total,,90.0' dated='2026-07,甲,total,2026-07-03,70'
	local other='2026-07,甲,total,,91' bad='2026-07,甲,total,,9O' row
	for row in "$plain $dated $again" "$plain $again $dated" "$dated $plain $again"; do
		# shellcheck disable=SC2086 # rows are words
		printf '%s\n' period,community,indicator,date,score $row >a.csv
		cb_run cb-rank -q -p 2026-07 a.csv
		want 0
		columns_are score true <<-'END'
		score
		80
		END
	done
	printf '%s\n' period,community,indicator,date,score "$plain" "$dated" "$other" "$bad" >a.csv
	cb_run cb-rank -q --lang en -p 2026-07 a.csv
	want 1
	[ "$(grep -o 'a.csv:.* E[0-9]*' stderr)" = "$(printf '%s\n' 'a.csv:5:5: error E203' 'a.csv:4:5: error E515')" ]
}

@test "what is rounded is what is ranked" {
	printf '甲 90.004\n乙 90.001\n丙 89.996\n丁 80\n戊 75\n己 70\n庚 65\n' | long 2026-07 >a.csv
	cb_run cb-rank -p 2026-07 a.csv
	want 0
	columns_are rank,community,score '$rank <= 3' <<-'END'
	rank,community,score
	1,丙,90
	1,乙,90
	1,甲,90
	END
	rules_with -places 'places,rank.places,,,,,3,,,,,'
	cb_run cb-rank --rules rules.csv -p 2026-07 a.csv
	want 0
	columns_are rank,community,score '$rank <= 3' <<-'END'
	rank,community,score
	1,甲,90.004
	2,乙,90.001
	3,丙,89.996
	END
}

@test "half-up away from zero, or to even by GB/T 8170" {
	printf '甲 90.005\n乙 90.015\n丙 85\n丁 80\n戊 75\n己 70\n庚 65\n' | long 2026-07 >a.csv
	cb_run cb-rank -p 2026-07 a.csv
	columns_are community,score '$rank <= 2' <<-'END'
	community,score
	乙,90.02
	甲,90.01
	END
	rules_with -round 'round,rank.round,,,,,gb8170,,,,,'
	cb_run cb-rank --rules rules.csv -p 2026-07 a.csv
	columns_are community,score '$rank <= 2' <<-'END'
	community,score
	乙,90.02
	甲,90
	END
}

@test "0.1 and 0.2 make 0.3" {
	printf '月份,社区,卫生,治安\n2026-07,甲,0.1,0.2\n2026-07,乙,0.3,0\n' >a.csv
	cb_run cb-rank --wide -p 2026-07 a.csv
	want 0
	columns_are rank,community,score <<-'END'
	rank,community,score
	1,乙,0.3
	1,甲,0.3
	END
}

# ---- periods

@test "a quarter is the mean of its months; rules of the month do not apply to it" {
	cb_run cb-rank -p 2026Q3 "$SEVEN" "$EIGHT" "$NINE"
	want 0
	# 西街 (95.5 + 95 + 95.2) / 3 = 95.23…; 社区02 (94 + 96 + 96) / 3 = 95.33…; 社区14 (70 + 71 + 72) / 3 = 71
	columns_are contest,period,rank,community,score,award,measures '$rank <= 2 || $rank == 14' <<-'END'
	contest,period,rank,community,score,award,measures
	month,2026Q3,1,社区02,95.33,,
	month,2026Q3,2,西街,95.23,,
	month,2026Q3,14,社区14,71,,
	END
}

@test "a quarter's own scores go before its months" {
	seven 2026Q3 >q.csv
	for m in 07 08 09; do seven "2026-$m" | sed 's/甲,total,95/甲,total,50/' >"m$m.csv"; done
	cb_run cb-rank -p 2026Q3 q.csv m07.csv m08.csv m09.csv
	want 0
	columns_are rank,score '$community == "甲"' <<-'END'
	rank,score
	1,95
	END
}

@test "a quarter that lacks a month is not ranked" {
	cb_run cb-rank -p 2026Q3 "$SEVEN" "$NINE"
	want 1
	same out ''
	has err '没有 2026-08 的得分'
}

@test "last in two quarters that are made of months is a streak of two" {
	local m
	for m in 04 05 06; do seven "2026-$m" >"q$m.csv"; done
	for m in 07 08 09; do seven "2026-$m" >"q$m.csv"; done
	cb_run cb-rank -p 2026Q3 q*.csv
	want 0
	columns_are community,previous,last_months '$last_months != ""' <<-'END'
	community,previous,last_months
	庚,7,2
	END
}

@test "without a list of communities -v says who takes part" {
	seven >a.csv
	cb_run cb-rank -v -p 2026-07 a.csv
	want 0
	has err 'note N808'
}

@test "an earlier period is read for the previous place, whatever -p says" {
	cb_run cb-rank -p 2026-08 "$EIGHT" "$SEVEN"
	want 0
	columns_are rank,previous,change '$community == "社区13"' <<-'END'
	rank,previous,change
	11,13,2
	END
}

# ---- who takes part

@test "--within ranks the estates of each community apart, without the prizes of the communities" {
	cat >s.csv <<-'END'
	月份,社区,小区,指标,得分
	2026-07,乙,东园,total,80
	2026-07,乙,西园,total,90
	2026-07,甲,南园,total,70
	2026-07,甲,北园,total,75
	END
	cb_run cb-rank --within community -p 2026-07 s.csv
	want 0
	columns_are rank,community,estate,score,prize,measures <<-'END'
	rank,community,estate,score,prize,measures
	1,乙,西园,90,,
	2,乙,东园,80,,
	1,甲,北园,75,,
	2,甲,南园,70,,
	END
	rules_with 'e1,rank.prize,estate,,1,1,200,小区流动红旗,,,,'
	cb_run cb-rank --rules rules.csv --within community -p 2026-07 s.csv
	want 0
	columns_are estate,award,prize '$rank == 1' <<-'END'
	estate,award,prize
	西园,小区流动红旗,200.00
	北园,小区流动红旗,200.00
	END
}

@test "of a community with one estate nobody is last" {
	printf '月份,社区,小区,指标,得分\n2026-07,乙,东园,total,80\n2026-07,甲,南园,total,70\n2026-07,甲,北园,total,75\n' >s.csv
	rules_with 'e1,rank.bottom,estate,,1,1,,小区黄牌,,,,' 'e2,rank.last,estate,,1,,,小区公布,,,,'
	cb_run cb-rank --rules rules.csv --within community -p 2026-07 s.csv
	want 0
	columns_are estate,measures,last_months true <<-'END'
	estate,measures,last_months
	东园,,
	北园,,
	南园,小区黄牌;小区公布,1
	END
}

@test "a tie beyond the quota of a title is no ranking: 46 are not the best ten" {
	awk 'BEGIN { print "contest,period,community,indicator,score"
		for (i = 1; i <= 46; i++) print "十佳,2026,社区" i ",total,100" }' >ten.csv
	rules_with -title-10 'title-10,rank.title,十佳,,1,10,,十佳社区,,,,'
	cb_run cb-rank --rules rules.csv -p 2026 ten.csv
	want 1
	same out ''
	has err 'E533'
	mkdir office
	awk 'BEGIN { print "system,code,title,full"; for (k = 1; k <= 10; k++) print "十佳," k ",最佳" k ",10" }' >office/indicator.csv
	awk 'BEGIN { print "contest,period,community,indicator,score"
		for (i = 1; i <= 46; i++) for (k = 1; k <= 10; k++) print "十佳,2026,社区" i ",最佳" k ",10" }' >ten.csv
	cb_run cb-rank -d office -p 2026 ten.csv
	want 1
	same out ''
	has err 'E533'
}

@test "an estate that its community does not have is refused" {
	mkdir office
	printf '社区\n甲\n' >office/community.csv
	printf '社区,小区\n甲,南园\n' >office/estate.csv
	printf '月份,社区,小区,指标,得分\n2026-07,甲,北园,total,70\n' >s.csv
	cb_run cb-rank -d office --within community -p 2026-07 s.csv
	want 1
	same out ''
	has err 'E547'
}

@test "--group ranks the communities of each street apart" {
	mkdir office
	cp "$RANK/community.csv" office/
	cb_run cb-rank -d office --group street -p 2026-07 "$SEVEN"
	want 0
	columns_are group,rank,community,prize '$prize != ""' <<-'END'
	group,rank,community,prize
	临江街道,1,社区08,20000.00
	临江街道,2,社区09,15000.00
	临江街道,3,社区10,10000.00
	清和街道,1,西街,20000.00
	清和街道,2,社区02,15000.00
	清和街道,3,社区03,10000.00
	END
}

@test "--among and rank.entrants say who must have a score" {
	mkdir office
	cp "$RANK/community.csv" office/
	grep -v '社区0[89]\|社区1' "$SEVEN" >some.csv
	cb_run cb-rank -d office -p 2026-07 some.csv
	want 1
	same out ''
	cb_run cb-rank -d office --among 街道=清和街道 -p 2026-07 some.csv
	want 0
	[ "$(wc -l <stdout)" -eq 8 ]
	rules_with 'who,rank.entrants,,,,,street=清和街道,,,,,'
	cb_run cb-rank -d office --rules rules.csv -p 2026-07 some.csv
	want 0
	[ "$(wc -l <stdout)" -eq 8 ]
}

@test "--where prints some rows of the whole ranking: who is last stays last, and gets no prize" {
	mkdir office
	cp "$RANK/community.csv" office/
	cb_run cb-rank -q -d office --where 社区=社区14 -p 2026-07 "$SEVEN"
	want 0
	columns_are community,rank,prize,last_months <<-'END'
	community,rank,prize,last_months
	社区14,14,,1
	END
	cp stdout rank.csv
	cb_run cb-fund prizes rank.csv
	[ "$(grep -c 20000 stdout)" -eq 0 ]
	cb_run cb-rank -q -d office --where 街道=清和街道 --where 奖项=流动红旗 -p 2026-07 "$SEVEN"
	want 0
	columns_are community,rank <<-'END'
	community,rank
	西街,1
	社区02,2
	社区03,3
	END
	cb_run cb-rank -q -d office --among 街道=清和街道 --where 名次=7 -p 2026-07 "$SEVEN"
	want 0
	columns_are community,rank <<-'END'
	community,rank
	社区07,7
	END
}

@test "--columns chooses from what is printed, of every question; a wrong one publishes nothing" {
	mkdir office
	cp "$RANK/community.csv" office/
	cb_run cb-rank -q -d office --columns 社区,rank --where 名次=1 -p 2026-07 "$SEVEN"
	want 0
	same out 'community,rank
西街,1
'
	cb_run cb-rank -q -d office --columns rank --by score "$SEVEN"
	want 0
	[ "$(head -n 1 stdout)" = rank ]
	cb_run cb-rank -d office --columns unit -p 2026-07 "$SEVEN"
	want 2
	same out ''
	has err 'E654: --columns 没有“unit”'
	cb-import -q -d office.db community office/community.csv
	cb_run cb-rank -d office.db --publish --columns nix -p 2026-07 "$SEVEN"
	want 2
	[ "$(cb-export -d office.db standing | wc -l)" -le 1 ]
}

@test "a --where that cannot be asked is told before the scores are read" {
	mkdir office
	cp "$RANK/community.csv" office/
	printf '月份,社区,得分\n2026-07,谁也不是,90\n' >a.csv
	cb_run cb-rank -d office --where 名此=1 -p 2026-07 a.csv
	want 2
	same err 'cb-rank: error E616: “名此”不是所列的栏目,也不是社区台账的栏目;是不是“名次”?
'
}

@test "the words that --columns, --by and --where complete to are those of the questions" {
	cb-rank --completion=--columns >words
	grep -qx last_months words
	grep -qx lead_unit words
	[ "$(sort words | uniq -d)" = '' ]
	[ "$(cb-fund --completion=--by | head -n 6 | paste -sd' ')" = 'community source party use month level' ]
	lacks '^received$' <(cb-fund --completion=--by)
	cb-fund --completion=--where | grep -qx voucher=
}

@test "an --among value that nobody has is an error, not an empty ranking" {
	mkdir office
	cp "$RANK/community.csv" office/
	cb_run cb-rank -d office --among 街道=清和街到 -p 2026-07 "$SEVEN"
	want 2
	same out ''
	has err '清和街道'
}

@test "--among without = says how it is written" {
	mkdir office
	cp "$RANK/community.csv" office/
	cb_run cb-rank -d office --among 清和街道 -p 2026-07 "$SEVEN"
	want 2
	same out ''
	has err 'E529: “清和街道”不是条件;请写成 栏目=值'
}

@test "two contests in one file are ranked apart; a row that names none is of month, whatever others name" {
	{ seven | sed '1s/$/,contest/; 1!s/$/,month/'; seven 2026-07 | sed '1d; s/$/,迎检/; s/,95,/,60,/'; } >two.csv
	cb_run cb-rank -p 2026-07 two.csv
	want 0
	columns_are contest,rank,community,prize '$rank == 1' <<-'END'
	contest,rank,community,prize
	month,1,甲,20000.00
	迎检,1,乙,
	END
	cb_run cb-rank --contest 迎检 -p 2026-07 two.csv
	want 0
	[ "$(wc -l <stdout)" -eq 8 ]
	seven | sed '1s/$/,contest/; 2s/$/,迎检/; 3,$s/$/,/' >one.csv
	cb_run cb-rank --contest month -p 2026-07 one.csv
	want 0
	[ "$(columns contest | sort -u | paste -sd' ')" = 'contest month' ]
	[ "$(wc -l <stdout)" -eq 7 ]
}

# Four contests of one office, no row of which names its own.
four_contests() {
	mkdir office
	cp "$RANK/community.csv" office/
	printf 'name,level\n交通局,区直\n教育局,区直\n城管局,区直\n' >office/unit.csv
	printf '%s\n' system,code,title,theme,full month,M1,卫生,卫生,100 quarter,Q1,安居指数,,100 \
		units-year,U1,责任落实,,100 units-year,U2,卫生,,100 safety,S1,消防,,100 >office/indicator.csv
	awk -F, 'NR > 1 { print $1, 99 - NR }' office/community.csv >names
	long 2026-09 卫生 <names >month.csv
	long 2026Q3 安居指数 <names >quarter.csv
	long 2026-09 消防 <names >safety.csv
	{ printf '交通局 90\n教育局 80\n城管局 70\n' | long 2026 责任落实
		printf '交通局 60\n教育局 70\n城管局 95\n' | long 2026 卫生 | sed 1d; } >units-year.csv
}

period_of() {
	case $1 in
	quarter) echo 2026Q3 ;;
	units-year) echo 2026 ;;
	*) echo 2026-09 ;;
	esac
}

@test "an empty contest is what its row says: every contest beside every other, in any order, each like alone" {
	local a b c d one
	four_contests
	for r in community unit indicator; do cb-import -q -d empty.db "$r" "office/$r.csv"; done
	for one in month quarter units-year safety; do
		cp empty.db alone.db
		cb-import -q -d alone.db score "$one.csv"
		[ "$(cb-export -d alone.db score | sed 1d | cut -d, -f1 | sort -u)" = "$one" ]
		cb-rank -q -d alone.db -p "$(period_of "$one")" --contest "$one" >"$one.alone"
		cb-rank -q -d office -p "$(period_of "$one")" "$one.csv" | diff "$one.alone" - # from the file too
	done
	[ "$(wc -l <month.alone)" -eq "$(wc -l <names | awk '{ print $1 + 1 }')" ]
	[ "$(sed 1d units-year.alone | cut -d, -f4 | paste -sd' ')" = '城管局 交通局 教育局' ]
	for a in month quarter units-year safety; do for b in month quarter units-year safety; do
		for c in month quarter units-year safety; do for d in month quarter units-year safety; do
			[ "$(printf '%s\n' $a $b $c $d | sort -u | wc -l)" -eq 4 ] || continue
			cp empty.db all.db
			cb-import -q -d all.db score $a.csv && cb-import -q -d all.db score $b.csv
			cb-import -q -d all.db score $c.csv $d.csv
			for one in month quarter units-year safety; do
				cb-rank -q -d all.db -p "$(period_of $one)" --contest $one | diff $one.alone -
			done
		done; done
	done; done
}

@test "a year is the mean of its months, of its quarters where there are none; what lies before the first is not missing" {
	for m in 07 08 09 10 11 12; do printf '甲 9%s\n乙 80\n' "${m#?}" | long "2026-$m" | sed '2,$!d'; done >half.csv
	sed -i 1i'period,community,indicator,score' half.csv
	cb_run cb-rank -q -p 2026 half.csv # 97 98 99 90 91 92
	want 0
	columns_are rank,community,score true <<-'END'
	rank,community,score
	1,甲,94.5
	2,乙,80
	END
	grep -v 2026-09 half.csv >gap.csv
	cb_run cb-rank -q -p 2026 gap.csv
	want 1
	has err 'E519: 没有 2026-09 的得分'
	for q in 1 2 3 4; do printf '甲 8%s\n乙 90\n' "$q" | long "2026Q$q" 指数 | sed 1d; done |
		sed '1i period,community,indicator,score' >quarters.csv
	cb_run cb-rank -q -p 2026 quarters.csv
	want 0
	columns_are rank,community,score true <<-'END'
	rank,community,score
	1,乙,90
	2,甲,82.5
	END
	cb_run cb-rank -q -p 2026H2 quarters.csv
	want 0
	[ "$(columns score '$community == "甲"' | tail -n 1)" = 83.5 ]
	sed -i /Q3/d quarters.csv
	cb_run cb-rank -q -p 2026 quarters.csv
	want 1
	has err 'E519: 没有 2026Q3 的得分'
}

@test "an indicator of several contests that fit is an error that names them; one that is named is none" {
	four_contests
	echo 'hygiene,H1,卫生,,100' >>office/indicator.csv
	cb_run cb-import -d office score month.csv
	want 1
	has err 'month.csv:2:3: error E592 contest: 没有写明评比,而“卫生”是几项评比的指标:month、hygiene;请加上“评比”一栏,或用 --default contest=名称'
	cb_run cb-import -d office --default contest=hygiene score month.csv
	want 0
	has out 'hygiene,2026-09,'
	cb_run cb-rank -d office -p 2026 units-year.csv # neither month nor hygiene ranks units
	want 0
}

@test "names with and without 社区 are one, and print as registered" {
	mkdir office
	cp "$RANK/community.csv" office/
	sed 's/西街/西街社区/' "$SEVEN" >a.csv
	sed 's/西街/西街居委会/' "$EIGHT" >b.csv
	cb_run cb-rank -d office -p 2026-08 a.csv b.csv
	want 0
	columns_are rank,community,previous '$rank == 2' <<-'END'
	rank,community,previous
	2,西街,1
	END
}

# ---- explain, formats

@test "--explain prints the records with file and row, the arithmetic, the place and the rules" {
	items month,1,卫生,50,,, month,2,治安,100,50%,,
	cat >s.csv <<-'END'
	月份,社区,卫生,治安
	2026-07,甲,40,90
	2026-07,乙,45,60
	END
	cb_run cb-rank -d office --explain 甲 -p 2026-07 s.csv
	want 0
	has out 'month,2026-07,记录,卫生,40,,s.csv:2'
	has out 'month,2026-07,记录,治安,90,,s.csv:2'
	has out 'month,2026-07,指标,治安,90,"满分 100, 权重 0.5",'
	has out 'month,2026-07,得分,,85,'
	has out 'month,2026-07,名次,,1,'
	has out 'prize-1'
	has out '考评办法'
	cb_run cb-rank -d office --explain 丙 -p 2026-07 s.csv
	[ "$status" -ne 0 ]
	same out ''
}

@test "json has stable keys and exact numbers" {
	seven >a.csv
	cb_run cb-rank --format json -p 2026-07 a.csv
	want 0
	[ "$(jq -r '.[0] | "\(.period) \(.rank) \(.community) \(.score) \(.award)"' stdout)" = '2026-07 1 甲 95 流动红旗' ]
	[ "$(jq length stdout)" -eq 7 ]
}

@test "a ranking that is refused leaves the file that -o names as it was" {
	echo old >out.csv
	cb_run cb-rank -p 2025-07 -o out.csv "$SEVEN"
	want 1
	[ "$(cat out.csv)" = old ]
	cb_run cb-rank -p 2026-07 -o out.csv "$SEVEN"
	want 0
	same out ''
	grep -q 'month,2026-07,1,西街' out.csv
}

@test "--strict counts a warning as an error" {
	cb_run cb-rank --strict -p 2026-09 "$SEVEN" "$NINE"
	want 1
	has err 'error E536'
}

@test "what is missing is told in the order of names, in whichever order the rows come" {
	printf '2026-09,%s,10\n' 南,卫生 东,治安 北,绿化 东,卫生 西,秩序 南,绿化 >rows
	for order in cat tac; do
		(echo 月份,社区,指标,得分 && "$order" rows) >in.csv
		cb_run cb-rank -p 2026-09 in.csv
		want 1
		mv stderr "$order.err"
	done
	[ "$(grep -c E517 cat.err)" -eq 10 ]
	diff cat.err tac.err
}
