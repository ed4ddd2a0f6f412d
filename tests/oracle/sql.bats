#!/usr/bin/env bats
# The same ranking by another program: integers and window functions of the sqlite3 shell.

load ../cmd/helper

prepare() {
	# 40 communities, 3 months, scores with two decimals; every fifth community repeats another's: ties
	awk 'BEGIN { srand(20260731); print "period,community,indicator,score"
		for (m = 7; m <= 9; m++) for (c = 1; c <= 40; c++) {
			n = c % 5 == 0 ? s[m, c - 1] : 5000 + int(rand() * 5000)
			s[m, c] = n
			printf "2026-%02d,第%02d社区,total,%d.%02d\n", m, c, n / 100, n % 100
		} }' >totals.csv
	# 20 communities, 4 indicators, one to three dated inspections each
	awk 'BEGIN { srand(7); print "period,community,indicator,date,score"
		for (c = 1; c <= 20; c++) for (i = 1; i <= 4; i++)
			for (k = 1 + int(rand() * 3); k > 0; k--)
				printf "2026-08,第%02d社区,指标%d,2026-08-%02d,%d.%d\n", c, i, 25 + k, rand() * 100, rand() * 10
		}' >items.csv
}

# sql FILE QUERY: its rows are table s (all text); the answer is lines of fields with commas.
sql() {
	sqlite3 :memory: ".mode csv" ".import $1 s" ".mode list" ".separator ," "$2"
}

@test "places of a month with ties equal RANK() over the same integers" {
	for month in 07 08 09; do
		sql totals.csv "SELECT rank() OVER (ORDER BY cast(replace(score, '.', '') AS INTEGER) DESC) AS place, community
			FROM s WHERE period = '2026-$month' ORDER BY place, community" >want
		cb-rank -q -p "2026-$month" totals.csv | mlr --icsv --ocsv --headerless-csv-output cut -o -f rank,community >got
		diff want got
	done
}

@test "a mean of inspections, summed over indicators and rounded once, equals integer arithmetic" {
	# counts are 1 to 3, so sixths of a tenth are exact
	sql items.csv "WITH t AS (SELECT community, indicator, sum(cast(replace(score, '.', '') AS INTEGER)) * 6 / count(*) AS sixths
		FROM s GROUP BY 1, 2), u AS (SELECT community, sum(sixths) AS n FROM t GROUP BY 1)
		SELECT community, printf('%d.%02d', (n * 10 + 3) / 6 / 100, (n * 10 + 3) / 6 % 100) FROM u ORDER BY 1" >want
	cb-rank -q -p 2026-08 items.csv |
		mlr --icsv --ocsv --headerless-csv-output put '$score = fmtnum($score, "%.2lf")' then cut -o -f community,score |
		sort >got
	diff <(sort want) got
}

@test "the order of the rows and the way in do not show" {
	cb-rank -q -p 2026-09 totals.csv >want
	{ head -n 1 totals.csv && tail -n +2 totals.csv | awk '{ print NR * 7919 % 127 "\t" $0 }' | sort -n | cut -f 2; } >shuffled.csv
	cb-rank -q -p 2026-09 shuffled.csv | diff want -
	iconv -f utf-8 -t gb18030 totals.csv >gbk.csv
	cb-rank -q -p 2026-09 gbk.csv | diff want -
	cb-import -q -d city.db score shuffled.csv
	cb-rank -q -d city.db -p 2026-09 | diff want -
	cb-export -d city.db --all folder
	cb-rank -q -d folder -p 2026-09 | diff want -
}

@test "the prizes of a month without a tie at the top add up to 45000" {
	grep -v -e '第0[5]' -e '[05]社区' totals.csv >few.csv
	[ "$(cb-rank -q -p 2026-07..2026-09 few.csv | mlr --icsv --onidx stats1 -a sum -f prize)" = 135000 ]
}
