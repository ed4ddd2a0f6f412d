#!/usr/bin/env bash
# volunteer.sh: hours by volunteer, stars and a check of 1,000,000 services of 100,000 volunteers, 2 % of which overlap,
# in a database, beside the sqlite3 shell and DuckDB on the same questions and tables of their own, and the import of
# the services beside that of sqlite3; part of `make bench`. PEOPLE, SERVICES, ROUNDS and SEED are taken from the
# environment. The targets are DuckDB's process, 256 MB, and the import of sqlite3. Ends with 1 when a program fails or
# the answers differ.
# shellcheck disable=SC2034 # questions are taken by name
set -u
export LC_ALL=C.UTF-8 CB_TODAY=2026-12-31

here=$(cd "$(dirname "$0")" && pwd)
tree=$(cd "$here/../.." && pwd)
build=${BUILD:-$tree/build}
people=${PEOPLE:-100000} services=${SERVICES:-1000000} rounds=${ROUNDS:-5} seed=${SEED:-2026}
dir=$build/bench
stem=$dir/volunteer-$people-$services-$seed
measure=$dir/measure
results=$dir/volunteer.results
failed=0

export PATH="$build/bin:$PATH"
mkdir -p "$dir" || exit 1
rm -f "$results" "$dir"/volunteer.cb-volunteer.* "$dir"/volunteer.sqlite3.* "$dir"/volunteer.DuckDB.* "$dir"/volunteer.db* \
	"$dir"/volunteer.duckdb*

# Each person serves on days that follow one another; in 2 % of the services once more while the one before lasts.
generate() {
	awk -v n="$people" -v rows="$services" -v seed="$seed" -v stem="$stem" '
	function at(minute) { return sprintf("%02d:%02d", int(minute / 60), minute % 60) }
	BEGIN {
		srand(seed)
		split("赵 钱 孙 李 周 吴 郑 王 冯 陈 褚 卫 蒋 沈 韩 杨 朱 秦 尤 许 何 吕 施 张 孔 曹 严 华 金 魏 陶 姜 戚 谢 邹 喻 柏 水 窦 章 云 苏 潘 葛 奚 范 彭 郎 鲁 韦", sign, " ")
		print "no,name,community,team,hours_before" >(stem "-people.csv")
		print "volunteer,date,start,end,activity,late" >(stem ".csv")
		for (i = 0; i < n; i++) {
			no = sprintf("V%06d", i + 1)
			printf "%s,%s%s%s,第%02d社区,第%03d队,%d:%02d\n", no, sign[1 + i % 50], sign[1 + int(i / 50) % 50], sign[1 + int(i / 2500) % 50],
				1 + int(rand() * 40), 1 + int(rand() * 300), int(rand() * 1600), int(rand() * 60) >(stem "-people.csv")
			day = 20454 # 2026-01-01
			for (made += rows / n; done < int(made + 0.5); done++) {
				if (rand() < 0.02 && done > began)
					start += 1 + int(rand() * (length_of - 1)) # of the same day
				else {
					day += 1 + int(rand() * 30)
					start = 480 + int(rand() * 500)
				}
				length_of = 30 + int(rand() * 150)
				printf "%s,%s,%s,%s,项目%03d,是\n", no, strftime("%Y-%m-%d", day * 86400, 1), at(start), at(start + length_of),
					1 + int(rand() * 200) >(stem ".csv")
			}
			began = done
		}
	}' </dev/null
}

# What each program is asked, with words of its own for minutes of the day; hours as H:MM, in the order of the numbers.
counted="WITH timed AS (SELECT volunteer, date, activity, MINUTES(start) AS b, MINUTES(\"end\") AS e FROM service),
	placed AS (SELECT *, max(e) OVER (PARTITION BY volunteer, date ORDER BY b, e, activity ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS covered
		FROM timed),
	counted AS (SELECT *, e - LEAST(e, GREATEST(b, coalesce(covered, b))) AS minutes FROM placed)"
print="printf('%d:%02d', m // 60, m % 60)"
hours="$counted SELECT volunteer, n, $print FROM (SELECT volunteer, count(*) AS n, sum(minutes) AS m FROM counted GROUP BY volunteer) ORDER BY volunteer"
before="CAST(substr(hours_before, 1, instr(hours_before, ':') - 1) AS INT) * 60 + CAST(substr(hours_before, -2) AS INT)"
stars="$counted SELECT no, $print, CASE WHEN m >= 90000 THEN 5 WHEN m >= 60000 THEN 4 WHEN m >= 36000 THEN 3 WHEN m >= 18000 THEN 2
	WHEN m >= 6000 THEN 1 ELSE 0 END FROM (SELECT no, $before + coalesce(s, 0) AS m FROM people
	LEFT JOIN (SELECT volunteer, sum(minutes) AS s FROM counted GROUP BY volunteer) ON volunteer = no) ORDER BY no"
check="$counted SELECT volunteer, date, activity, printf('%02d:%02d-%02d:%02d', b // 60, b % 60, e // 60, e % 60) FROM counted
	WHERE covered > b ORDER BY volunteer, date, b, e, activity"

# sql PROGRAM QUESTION, which is one of hours, stars and check
sql() {
	case $1 in
	sqlite3) sed -E 's/GREATEST\(/max(/g; s/LEAST\(/min(/g; s#//#/#g
		s/MINUTES\(([^)]*)\)/CAST(substr(\1, 1, 2) AS INT) * 60 + CAST(substr(\1, 4, 2) AS INT)/g' <<<"${!2}" ;;
	*) sed -E 's/MINUTES\(([^)]*)\)/hour(\1) * 60 + minute(\1)/g' <<<"${!2}" ;;
	esac
}

# time_it QUESTION PROGRAM ARGUMENT...: a line "question program wall cpu rss" in $results
time_it() {
	local what=$1 who=$2 line
	shift 2
	if ! line=$("$measure" -o "$dir/volunteer.$who.$what" "$@" 2>"$dir/err"); then
		echo "bench: $what, $who: failed: $(head -n 1 "$dir/err")" >&2
		failed=1
		return 1
	fi
	echo "$what $who $line" >>"$results"
}

# The roster is there; the services come in.
import() {
	cp "$dir/volunteer-people.db" "$dir/volunteer.db"
	time_it import cb-volunteer cb-import -q -d "$dir/volunteer.db" service "$stem.csv"
	rm -f "$dir/volunteer.sqlite3.db"
	printf '.import --csv %s service\n' "$stem.csv" >"$dir/volunteer.import.sql"
	time_it import sqlite3 -i "$dir/volunteer.import.sql" sqlite3 "$dir/volunteer.sqlite3.db"
}

ask() {
	time_it hours cb-volunteer cb-volunteer hours --by volunteer -d "$dir/volunteer.db" --columns volunteer,times,hours
	time_it stars cb-volunteer cb-volunteer stars -d "$dir/volunteer.db" --columns no,hours,star
	time_it check cb-volunteer cb-volunteer check -d "$dir/volunteer.db" --columns no,date,activity,detail
	for what in hours stars check; do
		printf '.mode list\n.separator ,\n%s;\n' "$(sql sqlite3 "$what")" >"$dir/volunteer.$what.sql"
		time_it "$what" sqlite3 -i "$dir/volunteer.$what.sql" sqlite3 "$dir/volunteer.sqlite3.db"
		[ -s "$dir/volunteer.duckdb" ] && time_it "$what" DuckDB node "$dir/node/volunteer.mjs" "$dir/volunteer.duckdb" "$(sql DuckDB "$what")"
	done
}

# Of a check: whose service overlaps which, on its own words.
same_answers() {
	local what who
	for what in hours stars check; do
		sed '1d; s# / .*##' "$dir/volunteer.cb-volunteer.$what" | sort >"$dir/volunteer.answer"
		for who in sqlite3 DuckDB; do
			[ -s "$dir/volunteer.$who.$what" ] || continue
			sort "$dir/volunteer.$who.$what" | cmp - "$dir/volunteer.answer" || failed=1
		done
	done
}

print_table() {
	echo
	echo "volunteers: $people, $(($(wc -l <"$stem.csv") - 1)) services, $rounds rounds; medians; × = cb-volunteer beside that program, wall and CPU"
	for key in import hours stars check; do
		for who in cb-volunteer sqlite3 DuckDB; do
			grep "^$key $who " "$results" | sort -k3,3n | sed -n "$(((rounds + 1) / 2))p"
		done
	done | awk '{ printf "%-10s %-12s %8.3fs wall %8.3fs cpu %8.1f MB %s\n", $1, $2, $3, $4, $5 / 1024,
		$2 == "cb-volunteer" ? "" : sprintf("× %.2f × %.2f", wall / $3, cpu / $4)
		if ($2 == "cb-volunteer") { wall = $3; cpu = $4 } }'
}

[ -x "$measure" ] || "${CC:-cc}" -O2 -std=c17 -D_POSIX_C_SOURCE=200809L -I"$tree/include" -o "$measure" "$here/measure.c" || exit 1
[ -s "$stem.csv" ] || generate || exit 1
rm -f "$dir"/volunteer-people.db*
cb-import -q --new -d "$dir/volunteer-people.db" volunteer "$stem-people.csv" || exit 1
if [ -d "$dir/node/node_modules/@duckdb" ]; then
	cp "$here/volunteer.mjs" "$dir/node/"
	node "$dir/node/volunteer.mjs" "$dir/volunteer.duckdb" "CREATE TABLE people AS SELECT * FROM read_csv('$stem-people.csv');
		CREATE TABLE service AS SELECT * FROM read_csv('$stem.csv')" || failed=1
fi
for ((round = 1; round <= rounds; round++)); do
	import
	printf '.import --csv %s people\n' "$stem-people.csv" | sqlite3 "$dir/volunteer.sqlite3.db"
	ask
done
same_answers
print_table
exit "$failed"
