#!/usr/bin/env bats
# The rates that three cities have published, from made-up logs with their counts.
load ../cmd/helper

# city ACCEPTED REGISTERED DISPATCHED TO_CLOSE CLOSED ON_TIME RETURNED EXTENDED CARRIED: an office of the week from
# 2019-04-08; CARRIED of those to be closed are from before, and still open
city() {
	mkdir -p office
	awk -v counts="$*" '
	function row(no, found, due) {
		print no "," found ",西街社区,路,坑,市政公司," due "," (n >= 903 && n <= 918 ? "部件" : "事件") >"office/problem.csv"
	}
	function step(no, at, action, due) { print no "," ++last[no] "," at "," action "," due >"office/problem_log.csv" }
	BEGIN {
		split(counts, c, " ")
		print "no,found,community,place,description,responsible,due,class" >"office/problem.csv"
		print "problem,step,at,action,due" >"office/problem_log.csv"
		for (n = 1; n <= c[1]; n++) {
			no = sprintf("2019-%06d", n)
			row(no, "2019-04-08 08:00", n <= c[4] - c[9] ? "2019-04-12 17:00" : "2019-04-20 17:00")
			# every second one is accepted before it is registered
			if (n > c[2] || n % 2 == 0) step(no, "2019-04-08 08:10", "受理")
			if (n <= c[2]) step(no, "2019-04-08 08:20", "立案")
			if (n <= c[3]) step(no, "2019-04-08 09:00", "派遣")
			if (n <= c[5]) {
				fix = n <= c[6] ? "2019-04-11 10:00" : "2019-04-13 10:00"
				if (n <= c[7]) {
					step(no, "2019-04-09 10:00", "整改")
					step(no, "2019-04-09 11:00", "返工")
				}
				step(no, fix, "整改")
				step(no, "2019-04-14 10:00", "结案")
			} else if (n <= c[5] + c[8])
				step(no, "2019-04-09 10:00", "延期", "2019-04-13 17:00")
		}
		for (n = 1; n <= c[9]; n++) {
			no = sprintf("2018-%06d", n)
			print no ",2019-03-20 08:00,西街社区,路,坑,市政公司,2019-04-01 17:00,事件" >"office/problem.csv"
			step(no, "2019-03-20 09:00", "立案")
			step(no, "2019-03-20 09:10", "派遣")
		}
	}' </dev/null
}

# rates [OPTION...]: the percentages in a line
rates() {
	cb-problem rates -d office -p 2019-04-08..2019-04-14 --columns "${COLUMNS_OF:-percent}" "$@" | sed 1d | paste -sd' '
}

@test "P7 郑州: 99.34 95.94 83.01 77.04 0.53 0.2, and the second row" {
	city 51571 51229 49151 52434 43523 40394 276 104 3000
	COLUMNS_OF=rate,numerator,denominator,percent
	[ "$(rates)" = "立案率,51229,51571,99.34 派遣率,49151,51229,95.94 结案率,43523,52434,83.01 \
按期结案率,40394,52434,77.04 返工率,276,52434,0.53 延期率,104,52434,0.2 整改率,43523,51571,84.39 满意率,0,0," ]
	city 16754 16570 14673 18086 10225 8765 274 101 2500
	COLUMNS_OF=percent
	[ "$(rates)" = '98.9 88.55 56.54 48.46 1.51 0.56 61.03 ""' ]
}

@test "P8 天门: 93.72 75.82, events 94.35, parts 56.25, dispatched 95.68" {
	city 1054 996 953 972 911 737 0 0 20
	COLUMNS_OF=numerator,denominator,percent
	[ "$(rates --where class=事件 | cut -d' ' -f3)" = 902,956,94.35 ]
	[ "$(rates --where class=部件 | cut -d' ' -f3)" = 9,16,56.25 ]
	[ "$(rates | cut -d' ' -f2-4)" = '953,996,95.68 911,972,93.72 737,972,75.82' ]
	[ "$(cb-problem rates -d office -p 2019-04-08..2019-04-14 --by class --columns class,rate,percent | grep ',结案率,' | paste -sd' ')" = \
		'事件,结案率,94.35 部件,结案率,56.25' ]
}

@test "连云港: 96.16 89.62; a sum of what --by gives is the whole" {
	city 24000 24000 24000 24932 23974 22345 0 0 932
	COLUMNS_OF=percent
	[ "$(rates | cut -d' ' -f3-4)" = '96.16 89.62' ]
}

@test "P9 of 1032 found 963 are fixed: 93.31, from a file without a log" {
	awk 'BEGIN {
		print "found,community,place,description,state"
		for (n = 1; n <= 1032; n++) print "2019-04-0" (n % 9 + 1) ",西街社区,路" n ",坑," (n <= 963 ? "已整改" : "")
	}' </dev/null >in.csv
	[ "$(cb-problem rates -p 2019-04 in.csv --columns rate,numerator,denominator,percent | grep 整改率)" = 整改率,963,1032,93.31 ]
}
