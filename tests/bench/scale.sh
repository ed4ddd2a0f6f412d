#!/usr/bin/env bash
# scale.sh: what a row costs cb-rank and cb-import, of ever more rows, communities and months; `make bench-scale`.
#
# Each case is generated and streamed into both; nothing but one database at a time is kept, under $BUILD/bench, and
# it is removed. CPU is measured, of the program alone, so that what makes the rows does not count. A bend, marked *:
# in the cases of more rows, CPU a row more than 15 % off that of the first, a tenth more memory for cb-rank, or
# more than 64 MB for cb-import. In the other cases the work itself differs: of one month all rows are ranked, of 120
# one in 120.
#
# SCALE_ROWS (1000000 5000000 20000000 50000000), SCALE_COMMUNITIES (100 3000 100000), SCALE_MONTHS (1 120), SCALE_AT
# (5000000: the rows of the last two, 1000000 or more), ROUNDS (1; the least counts) and SEED (2026) are taken from
# the environment. SCALE_ROWS='1000000 2000000' SCALE_AT=1000000 is a quick run. Ends with 1 when a program fails.
set -u
export LC_ALL=C.UTF-8 CB_TODAY=2027-01-05

here=$(cd "$(dirname "$0")" && pwd)
tree=$(cd "$here/../.." && pwd)
build=${BUILD:-$tree/build}
dir=$build/bench
seed=${SEED:-2026} at=${SCALE_AT:-5000000} rounds=${ROUNDS:-1}
db=$dir/scale.db
results=$dir/scale.results
failed=0

export PATH="$build/bin:$dir:$PATH"
mkdir -p "$dir" || exit 1
rm -f "$results" "$db"*
trap 'rm -f "$db"*' EXIT

# measured PROGRAM WHAT ROWS COMMUNITIES MONTHS INDICATORS COMMAND...: a line of $results for the rows streamed into it
measured() {
	local who=$1 what=$2 line
	shift 2
	if ! line=$(generate "$1" "$seed" "$2" "$3" "$4" | measure -i /dev/stdin "${@:5}" 2>"$dir/err"); then
		echo "bench: $what, $who of $1 rows: failed: $(head -n 1 "$dir/err")" >&2
		failed=1
		return
	fi
	echo "$what $1 $2 $3 $who $line" >>"$results"
}

# A row takes about 60 bytes of a database, and while it grows as much again may be needed.
has_room() {
	[ "$(df -Pk "$dir" | awk 'NR == 2 { print $4 }')" -gt $(($1 * 120 / 1024)) ] && return
	echo "bench: no room under $dir to import $1 rows" >&2
	failed=1
	return 1
}

# both WHAT ROWS COMMUNITIES MONTHS INDICATORS
both() {
	for ((round = 1; round <= rounds; round++)); do
		[ -t 2 ] && printf '\r%s: %s rows, %s communities, %s months ' "$1" "$2" "$3" "$4" >&2
		measured rank "$@" cb-rank -q -p 2026-12 -
		has_room "$2" || return
		rm -f "$db"*
		measured import "$@" cb-import -q --new -d "$db" score -
	done
}

print_table() {
	echo
	echo "CPU a row and memory; $rounds rounds, the least; × = beside the first of its kind"
	printf '%-12s %10s %12s %7s | %8s %6s %9s | %8s %6s %9s\n' case rows communities months rank × RSS import × RSS
	awk '
		function less(list, key, value) { if (!(key in list) || value < list[key]) list[key] = value }
		!(($1, $2, $3, $4) in seen) { order[++n] = $1 SUBSEP $2 SUBSEP $3 SUBSEP $4; seen[order[n]] = 1 }
		{ key = $1 SUBSEP $2 SUBSEP $3 SUBSEP $4; less(ns, key SUBSEP $5, $7 / $2 * 1e9); less(kb, key SUBSEP $5, $8) }
		function cell(key, first, who,   x, of, bend) {
			x = ns[key SUBSEP who] / ns[first SUBSEP who]
			of = kb[key SUBSEP who]
			bend = x > 1.15 || x < 0.85 || (who == "rank" ? of > 1.1 * kb[first SUBSEP who] : of > 65536)
			return sprintf("%5.0f ns %6.2f %6.1f MB%s", ns[key SUBSEP who], x, of / 1024,
				bend && key ~ /^rows/ ? "*" : " ")
		}
		END {
			for (i = 1; i <= n; i++) {
				split(order[i], part, SUBSEP)
				if (!(part[1] in first))
					first[part[1]] = order[i]
				printf "%-12s %10d %12d %7d | %s| %s\n", part[1], part[2], part[3], part[4],
					cell(order[i], first[part[1]], "rank"), cell(order[i], first[part[1]], "import")
			}
		}' "$results"
}

flags=(-O2 -std=c17 -D_POSIX_C_SOURCE=200809L -I"$tree/include")
"${CC:-cc}" "${flags[@]}" -o "$dir/generate" "$here/generate.c" || exit 1
"${CC:-cc}" "${flags[@]}" -o "$dir/measure" "$here/measure.c" || exit 1
for rows in ${SCALE_ROWS:-1000000 5000000 20000000 50000000}; do
	both rows "$rows" 600 12 120
done
for communities in ${SCALE_COMMUNITIES:-100 3000 100000}; do
	both communities "$at" "$communities" 1 10
done
for months in ${SCALE_MONTHS:-1 120}; do
	both months "$at" 60 "$months" 120
done
print_table
exit "$failed"
