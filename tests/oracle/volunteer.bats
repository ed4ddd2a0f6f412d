#!/usr/bin/env bats
# Hours of 20,000 random services, one in ten over another: as awk has them, who marks every minute served of each
# person and counts the marks.
load ../cmd/helper

services() {
	awk -v seed="$1" 'BEGIN { srand(seed); print "volunteer,date,start,end,activity"
		for (i = 1; i <= 20000; i++) {
			start = 60 * 6 + int(rand() * 1020); end = (start + 15 + int(rand() * 300)) % 1440
			printf "V%d,2026-%02d-%02d,%02d:%02d,%02d:%02d,A%d\n", 1 + int(rand() * 200), 1 + int(rand() * 12), 1 + int(rand() * 28),
				int(start / 60), start % 60, int(end / 60), end % 60, 1 + int(rand() * 50)
		} }' | awk -F, '!seen[$1 FS $2 FS $3 FS $5]++'
}

# marks: person, minutes; days as month * 31 + day, which the days up to 28 of a month keep apart
marks() {
	awk -F, 'NR > 1 { split($3, a, ":"); split($4, b, ":"); split($2, d, "-"); start = a[1] * 60 + a[2]; end = b[1] * 60 + b[2]
		if (end < start) end += 1440
		for (m = start; m < end; m++) if (!(($1, (d[2] * 31 + d[3]) * 1440 + m) in seen)) { seen[$1, (d[2] * 31 + d[3]) * 1440 + m]; n[$1]++ } }
		END { for (v in n) printf "%s,%d:%02d\n", v, int(n[v] / 60), n[v] % 60 }' "$1" | sort
}

# added FILE: the hours of all rows
added() {
	sed 1d "$1" | awk -F, '{ split($NF, t, ":"); m += t[1] * 60 + t[2] } END { printf "%d:%02d\n", m / 60, m % 60 }'
}

@test "hours of each person are the minutes that were marked" {
	services 11 >service.csv
	marks service.csv >want
	cb-volunteer hours --by volunteer --columns volunteer,hours service.csv | sed 1d | sort >got
	[ "$(wc -l <want)" -eq 200 ]
	diff want got
}

@test "the hours by month, activity and person add up to the same, and so does any order of the rows" {
	services 12 >service.csv
	(sed -n 1p service.csv && sed 1d service.csv | sort -t, -k4) >turned.csv
	cb-volunteer hours --columns hours service.csv >all
	for by in month activity volunteer volunteer,month; do
		cb-volunteer hours --by $by --columns "$by,hours" service.csv >part
		[ "$(added part)" = "$(sed -n 2p all)" ]
		cb-volunteer hours --by $by --columns "$by,hours" turned.csv | cmp - part
	done
	for month in 01 02 03 04 05 06 07 08 09 10 11 12; do
		cb-volunteer hours -p 2026-$month --columns hours service.csv | sed 1d
	done >months
	(echo hours && cat months) >part
	[ "$(added part)" = "$(sed -n 2p all)" ]
}
