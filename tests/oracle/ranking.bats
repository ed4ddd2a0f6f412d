#!/usr/bin/env bats
# cb-rank on random inspections, and the same figures from sqlite3, awk and Miller, byte for byte.

# shellcheck disable=SC1010,SC2016 # words of Miller
load ../cmd/helper

# 40 communities, 6 indicators, 3 months; one to four dated inspections of a cell by two inspectors.
# Every fifth community has the scores of the one before it, in another spelling: ties.
prepare() {
	awk 'function decimal(n, long) {
			if (long || n % 10) return sprintf("%d.%02d", n / 100, n % 100)
			return n % 100 ? sprintf("%d.%d", n / 100, n / 10 % 10) : n / 100
		}
		BEGIN { srand(20260822); print "period,community,indicator,date,inspector,score"
		for (m = 7; m <= 9; m++) for (c = 1; c <= 40; c++) for (i = 1; i <= 6; i++) {
			tied = c % 5 == 0
			if (!tied) count[m, i] = 1 + int(rand() * 4)
			for (k = 1; k <= count[m, i]; k++) {
				if (!tied) n[m, i, k] = int(rand() * 10001)
				printf "2026-%02d,第%02d社区,指标%d,2026-%02d-%02d,%s组,%s\n", m, c, i, m, 25 + int(k / 2),
					k % 2 ? "甲" : "乙", decimal(n[m, i, k], tied)
			}
		} }' >scores.csv
	printf '%s\n' system,code,title,full,weight month,1,指标1,100,0.15 month,2,指标2,100,20% month,3,指标3,100, \
		month,4,指标4,100,1.5 month,5,指标5,100,0.07 month,6,指标6,100,0 >indicator.csv
}

# totals PERIOD...: SQL for table `totals` (community, t): the mean of the months' totals. Scores and
# weights are hundredths (100 where there is no indicator.csv) and counts divide 12, so that a total
# is a whole number of 1/120000; `months` of them are added and not yet divided.
totals() {
	local periods
	printf -v periods "'%s'," "$@"
	echo "WITH parts AS (SELECT *, CASE instr(score, '.') WHEN 0 THEN score * 100 ELSE
			substr(score, 1, instr(score, '.') - 1) * 100 + substr(substr(score, instr(score, '.') + 1) || '0', 1, 2)
			END AS n FROM s WHERE period IN (${periods%,})),
		weights AS (SELECT title, CASE weight WHEN '20%' THEN 20 WHEN '' THEN 100
			ELSE cast(round(weight * 100) AS INTEGER) END AS weight FROM w),
		cells AS (SELECT period, community, indicator, sum(n) * 12 / count(*) AS twelfths FROM parts GROUP BY 1, 2, 3),
		totals AS (SELECT community, sum(twelfths * coalesce(weight, 100)) AS t
			FROM cells LEFT JOIN weights ON title = indicator GROUP BY 1)"
}

# ranked PERIOD [MONTH...]: what cb-rank must print of it, from these months (else the period itself).
ranked() {
	local period=$1 weights="CREATE TABLE w (title, weight)"
	[ $# -gt 1 ] && shift
	[ -n "${weighted:-}" ] && weights=".import indicator.csv w"
	sqlite3 :memory: ".mode csv" ".import scores.csv s" "$weights" ".mode list" ".separator ," "$(totals "$@"),
		rounded AS (SELECT community, (2 * t + 1200 * $#) / (2400 * $#) AS score FROM totals)
		SELECT 'month', '$period', rank() OVER (ORDER BY score DESC) AS place, community,
			rtrim(rtrim(printf('%d.%02d', score / 100, score % 100), '0'), '.')
		FROM rounded ORDER BY place, community"
}

figures() {
	mlr --icsv --ocsv --headerless-csv-output cut -o -f contest,period,rank,community,score
}

@test "the mean of inspections, summed and rounded once, and its places equal the sum in integers" {
	for period in 2026-07 2026-08 2026-09; do
		ranked $period >want
		[ "$(cut -d, -f3 want | uniq -d | wc -l)" -ge 8 ]
		cb-rank -q -p $period scores.csv | figures >got
		diff want got
	done
}

@test "the same with the weights of indicator.csv" {
	mkdir office
	cp indicator.csv office/
	ranked 2026-08 >plain
	weighted=1
	for period in 2026-07 2026-08 2026-09; do
		ranked $period >want
		cb-rank -q -d office -p $period scores.csv | figures >got
		diff want got
	done
	[ "$(cmp plain want | wc -l)" -eq 1 ]
}

@test "a quarter is the mean of its months, rounded once" {
	ranked 2026Q3 2026-07 2026-08 2026-09 >want
	cb-rank -q -p 2026Q3 scores.csv | figures >got
	diff want got
}

@test "places, previous places and changes of totals equal awk and Miller" {
	awk 'BEGIN { srand(3); print "period,community,indicator,score"
		for (m = 7; m <= 9; m++) for (c = 1; c <= 40; c++) printf "2026-%02d,第%02d社区,total,%d\n", m, c, rand() * 60
		}' >totals.csv
	for month in 7 8 9; do
		# by counting who has more: nothing is sorted
		awk -F, -v m="2026-0$month" '$1 == m { score[$2] = $4 }
			END { for (a in score) { place = 1
				for (b in score) place += score[b] + 0 > score[a] + 0
				print a "," place "," score[a] } }' totals.csv | sort >places$month
	done
	join -t, places8 places9 | awk -F, '{ print $4 "," $1 "," $5 "," $2 "," $2 - $4 }' | sort -t, -k1n -k2 >want
	cb-rank -q -p 2026-09 totals.csv |
		mlr --icsv --ocsv --headerless-csv-output cut -o -f rank,community,score,previous,change >got
	diff want got
	mlr --icsv --ocsv --headerless-csv-output filter '$period == "2026-09"' then sort -nr score then \
		cut -f score totals.csv >want
	cut -d, -f3 got | diff want -
}

@test "rows shuffled, encodings, line ends, separators: the same bytes" {
	cb-rank -q -p 2026-07..2026-09 scores.csv >want
	{ head -n 1 scores.csv && tail -n +2 scores.csv | awk 'BEGIN { srand(5) } { print rand() "\t" $0 }' |
		sort -n | cut -f 2; } >shuffled.csv
	iconv -f utf-8 -t gb18030 shuffled.csv >gbk.csv
	{ printf '\xff\xfe' && iconv -f utf-8 -t utf-16le shuffled.csv; } >utf16.csv
	{ printf '\xef\xbb\xbf' && sed 's/$/\r/' shuffled.csv; } >crlf.csv
	tr , '\t' <shuffled.csv >tabs.tsv
	sed 's/[^,]*/"&"/g' shuffled.csv >quoted.csv
	awk -F, -v OFS=, '{ print $6, $5, $4, $3, $2, $1 }' shuffled.csv >turned.csv
	for twin in shuffled.csv gbk.csv utf16.csv crlf.csv tabs.tsv quoted.csv turned.csv; do
		cb-rank -q -p 2026-07..2026-09 $twin >got
		cmp want got || { echo "$twin"; return 1; }
	done
}

@test "many files in any order: the same bytes" {
	cb-rank -q -p 2026-07..2026-09 scores.csv >want
	tail -n +2 scores.csv | split -l 97 - part-
	for part in part-*; do
		{ head -n 1 scores.csv && cat "$part"; } >"$part.csv"
	done
	[ "$(echo part-*.csv | wc -w)" -gt 15 ]
	cb-rank -q -p 2026-07..2026-09 part-*.csv | cmp want -
	printf '%s\n' part-*.csv | tac | xargs cb-rank -q -p 2026-07..2026-09 | cmp want -
}

@test "through the database and through cb-export: the same bytes" {
	cb-rank -q -p 2026-07..2026-09 scores.csv >want
	cb-import -q -d city.db score scores.csv
	cb-rank -q -d city.db -p 2026-07..2026-09 | cmp want -
	cb-export -d city.db score | cb-rank -q -p 2026-07..2026-09 - | cmp want -
	cb-export -d city.db --all folder
	cb-rank -q -d folder -p 2026-07..2026-09 | cmp want -
	cb-rank -q -p 2026-07..2026-09 folder/score.csv | cmp want -
	for month in 09 07 08; do
		grep -e ^period -e "^2026-$month" scores.csv >month.csv
		cb-import -q -d other.db score month.csv
	done
	cb-rank -q -d other.db -p 2026-07..2026-09 | cmp want -
}

@test "wide and long sheets: the same bytes" {
	awk -F, -v OFS=, 'NR == 1 || !seen[$1 $2 $3]++ { print $1, $2, $3, $6 }' scores.csv >long.csv
	mlr --icsv --ocsv reshape -s indicator,score long.csv >wide.csv
	[ "$(head -n 1 wide.csv)" = period,community,指标1,指标2,指标3,指标4,指标5,指标6 ]
	cb-rank -q -p 2026-07..2026-09 long.csv >want
	cb-rank -q --wide -p 2026-07..2026-09 wide.csv | cmp want -
	mlr --icsv --ocsv put '$名次 = 1' wide.csv | cb-rank -q --wide -p 2026-07..2026-09 - | cmp want -
	# known indicators need no --wide
	mkdir office
	cp indicator.csv office/
	cb-rank -q -d office -p 2026-09 long.csv >want
	cb-rank -q -d office -p 2026-09 wide.csv | cmp want -
}

@test "whatever the scores, a month without ties gives prizes of 45000 and three yellow cards" {
	for seed in 1 2 3 4 5 6 7 8; do
		awk -v seed=$seed 'BEGIN { srand(seed); print "period,community,score"
			for (c = 6 + seed * 4; c > 0; c--) { do n = int(rand() * 10001); while (seen[n]++)
				printf "2026-07,第%02d社区,%d.%02d\n", c, n / 100, n % 100 } }' >month.csv
		cb-rank -q -p 2026-07 month.csv >got
		[ "$(mlr --icsv --onidx stats1 -a sum -f prize got)" = 45000 ]
		[ "$(grep -c 流动红旗 got)" -eq 3 ]
		[ "$(grep -c 黄牌警告 got)" -eq 3 ]
		[ "$(grep -c 媒体公布 got)" -eq 1 ]
	done
}
