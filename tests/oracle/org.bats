#!/usr/bin/env bats
# Standards, kinds of communities, who is linked to whom and which names look alike, of random tables, as the sqlite3 shell
# has them (domain facts O4, O6).
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

@test "O6 square metres for each hundred households: who has them, what all would need, and what is lacking" {
	for of in 0.3 0.15; do
		printf 'rule,what,key,at_least\nper,org.standard,办公用房面积/户数,%s\n' "$of" >rules.csv
		cb-org standards community.csv --rules rules.csv --columns communities,reached,total,mean,needed,lacking | sed 1d >got
		asked "SELECT count(*), sum(x >= $of * h), sum(x), round(sum(x) / sum(h), 2), $of * sum(h), max($of * sum(h) - sum(x), 0)
			FROM (SELECT CAST(office_m2 AS NUMERIC) AS x, CAST(households AS NUMERIC) AS h FROM community WHERE office_m2 <> '')" |
			awk -F, -v OFS=, '{ for (i = 3; i <= 6; i++) $i = sprintf("%.10g", $i) } 1' >want
		diff want got
		cb-org check community.csv --rules rules.csv --where check=标准 --columns subject | sed 1d | sort >got
		asked "SELECT name FROM community WHERE office_m2 <> '' AND office_m2 + 0.0 < $of * households" | sort >want
		[ "$(wc -l <want)" -gt 50 ]
		diff want got
	done
}

@test "O4 one community under two names: told of all pairs of a stem and one or two more characters, but for aliases" {
	awk 'BEGIN { srand(11); n = split("樵湖 清波 东岗 柳浦 石桥 南湾 文华 望江 槐荫 砖桥 北仓 云台 松坪 竹园 梅岭 杏坛", stem, " "); m = split("路 二路 街 里 新村 一 3 12 花园小", more, " ")
		print "name"
		for (i = 1; i <= n; i++) { if (rand() < 0.9) print stem[i] (rand() < 0.5 ? "社区" : "")
			for (k = 1; k <= m; k++) if (rand() < 0.5) print stem[i] more[k] (rand() < 0.5 ? "社区" : "") } }' >names.csv
	sqlite3 -csv o.db '.import names.csv names' "CREATE TABLE n AS SELECT DISTINCT replace(name, '社区', '') AS name FROM names;
		CREATE VIEW pairs AS SELECT a.name AS a, b.name AS b FROM n a, n b WHERE length(a.name) >= 2 AND length(b.name) BETWEEN length(a.name) + 1 AND length(a.name) + 2
			AND substr(b.name, 1, length(a.name)) = a.name AND substr(b.name, length(a.name) + 1) GLOB '*[^0-9]*'"
	pairs_told() { { cb-org check "$@" --where check=疑似同一社区 --columns subject,other || [ $? -eq 1 ]; } | sed '1d; s/社区//g' | sort; }
	pairs_told names.csv >got
	sqlite3 -csv o.db 'SELECT a, b FROM pairs' | tr -d '\r"' | sort >want
	[ "$(wc -l <want)" -gt 20 ]
	diff want got
	# every second of them is declared to be the other one
	mkdir office
	sqlite3 -csv o.db "CREATE TABLE alias AS SELECT b, min(a) AS a FROM pairs GROUP BY b HAVING unicode(substr(b, 3)) % 2"
	{ echo of,alias,name; sqlite3 -csv o.db "SELECT '社区', b, a FROM alias" | tr -d '\r"'; } >office/alias.csv
	{ echo name; sqlite3 o.db 'SELECT name FROM n WHERE name NOT IN (SELECT b FROM alias)'; } >office/community.csv
	pairs_told -d office >got
	sqlite3 -csv o.db 'SELECT a, b FROM pairs WHERE a NOT IN (SELECT b FROM alias) AND b NOT IN (SELECT b FROM alias)' | tr -d '\r"' | sort >want
	[ -s want ]
	diff want got
}
