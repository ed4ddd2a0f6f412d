#!/usr/bin/env bats
# Standards, kinds of communities and who is linked to whom, of random tables, as the sqlite3 shell has them.
load ../cmd/helper

prepare() {
	awk 'BEGIN { srand(7); print "name,kind,households,office_m2,notice_boards"
		for (i = 1; i <= 500; i++) printf "某%d社区,类%d,%d,%s,%d\n", i, i % 4, 100 + int(rand() * 3000),
			(rand() < 0.1 ? "" : sprintf("%.1f", rand() * 600)), int(rand() * 3) }' >community.csv
	awk 'BEGIN { srand(8); print "kind,party,community,since,until"
		for (i = 1; i <= 3000; i++) { m = 1 + int(rand() * 12)
			printf "%s,单位%d,某%d社区,2026-%02d-%02d,%s\n", (rand() < 0.5 ? "共建" : "对口"), 1 + int(rand() * 60),
				1 + int(rand() * 500), m, 1 + int(rand() * 28), (rand() < 0.5 ? "" : sprintf("2026-%02d-28", m + int(rand() * (13 - m)))) } }' |
		awk -F, '!seen[$1 FS $2 FS $3 FS $4]++' >link.csv
	sqlite3 -csv o.db '.import community.csv community' '.import link.csv link'
}

# asked SQL: its rows, as CSV
asked() {
	sqlite3 -csv o.db "$1" | tr -d '\r"'
}

@test "who reaches a standard, the total, the least and what is lacking" {
	cb-org standards community.csv --columns key,at_least,communities,reached,total,least,lacking | sed 1d | sort >got
	for of in office_m2,300 office_m2,80 notice_boards,1; do
		asked "SELECT '${of%,*}', ${of#*,}, count(*), sum(x >= ${of#*,}), sum(x), min(x), sum(max(${of#*,} - x, 0))
			FROM (SELECT CAST(${of%,*} AS NUMERIC) AS x FROM community WHERE ${of%,*} <> '')"
	done | sed -E 's/^office_m2/办公用房面积/; s/^notice_boards/宣传栏/; s/\.0(,|$)/\1/g' | awk -F, -v OFS=, '{ for (i = 5; i <= 7; i++) $i = sprintf("%.10g", $i) } 1' | sort >want
	[ "$(wc -l <want)" -eq 3 ]
	diff want got
}

@test "kinds of communities: how many, households, office space" {
	cb-org compare community.csv --columns kind,communities,households,office_m2 | sed 1d >got
	asked "SELECT kind, count(*), sum(households), sum(CAST(office_m2 AS NUMERIC)) FROM community GROUP BY kind ORDER BY kind" |
		awk -F, -v OFS=, '{ $4 = sprintf("%.10g", $4) } 1' >want
	[ "$(wc -l <want)" -eq 4 ]
	diff want got
}

@test "links in force by kind and party, on any day" {
	for day in 2026-01-01 2026-06-28 2026-06-29 2026-12-31; do
		cb-org links link.csv --today $day --by kind,party | sed 1d | sort >got
		asked "SELECT kind, party, count(*) FROM link WHERE since <= '$day' AND (until = '' OR until >= '$day') GROUP BY 1, 2" |
			sort >want
		diff want got
	done
	[ "$(wc -l <want)" -gt 100 ]
}
