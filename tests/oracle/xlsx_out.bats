#!/usr/bin/env bats
# xlsx -> cb -> xlsx -> cb -> csv keeps every value: over seeded random tables of each kind of column, against the
# same records as csv and against another program's reading of the workbook.
load ../cmd/helper

# The figures of a table: any digits, places and sizes a column may hold.
random_metric() {
	awk -v seed="$1" 'BEGIN {
		srand(seed)
		print "period,subject,name,value,unit,note"
		split("人 户 元 平方米 %", units, " ")
		for (i = 0; i < 400; i++) {
			n = int(rand() * 10 ^ int(1 + rand() * 9))
			places = int(rand() * 7)
			value = places ? sprintf("%d.%0" places "d", n, int(rand() * 10 ^ places)) : n
			mark = rand()
			if (mark < .1) value = value "+"
			else if (mark < .2) value = "~" value
			else if (mark < .25) value = "?"
			else if (mark < .3) value = "-" value
			note = rand() < .3 ? sprintf("0%d", rand() * 1e9) : rand() < .3 ? "=1+" i : rand() < .3 ? "_x0041_" i : ""
			printf "2026-%02d,第%d社区,指标%d,%s,%s,%s\n", 1 + int(rand() * 12), rand() * 9, i, value, units[1 + int(rand() * 5)], note
		}
	}'
}

random_service() {
	awk -v seed="$1" 'BEGIN {
		srand(seed)
		print "volunteer,date,start,end,hours,activity,community,late"
		for (i = 0; i < 400; i++) {
			start = int(rand() * 900)
			printf "%06d,20%02d-%02d-%02d,%02d:%02d,%02d:%02d,%d:%02d,活动%d,西街社区,%s\n", i, rand() * 30, 1 + int(rand() * 12), \
				1 + int(rand() * 28), start / 60, start % 60, (start + 200) / 60, (start + 200) % 60, 3, 20, i, rand() < .5 ? "是" : "否"
		}
	}'
}

# same_through REGISTER FILE: the records of a csv file, after two workbooks
same_through() {
	cb-import "$1" "$2" >want.csv
	[ "$(wc -l <want.csv)" -gt 300 ]
	cb-import "$1" "$2" -o one.xlsx
	cb-import "$1" one.xlsx -o two.xlsx
	cmp one.xlsx two.xlsx
	cb-import "$1" two.xlsx | diff want.csv - >&2
}

@test "figures with marks and places, texts that look like numbers, formulas or escapes" {
	local seed
	for seed in 1 2 3; do
		random_metric "$seed" >m.csv
		same_through metric m.csv
	done
}

@test "days, times, hours, yes and no, numbers with leading zeros" {
	local seed
	for seed in 4 5; do
		random_service "$seed" >s.csv
		same_through service s.csv
	done
}

@test "scores in the long form, with a title that says the same" {
	awk 'BEGIN { srand(6); print "period,community,indicator,score"
		for (i = 0; i < 500; i++) printf "2026-07,第%d社区,指标%d,%.6f\n", i / 10, i % 10, rand() * 100 }' >s.csv
	same_through score s.csv
}

@test "another program reads the same numbers to 15 digits" {
	command -v xlsx2csv >/dev/null || skip
	random_metric 7 | grep -v '[~+?]' >m.csv
	cb-import metric m.csv -o m.xlsx
	cb-import metric m.csv | cut -d, -f4 | tail -n +2 >want
	xlsx2csv --floatformat '%.15g' m.xlsx | tail -n +3 | cut -d, -f4 >got || true
	paste -d ' ' want got | awk '{ d = $1 - $2; if (d < 0) d = -d; if (d > 1e-9 * ($1 < 0 ? -$1 : $1) + 1e-12) { print; bad = 1 } } END { exit bad || NR < 100 }'
}
