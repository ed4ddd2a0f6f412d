#!/usr/bin/env bash
# problem.sh: what is overdue, rates of a month and a summary by unit, of 1,000,000 steps of 150,000 problems in a
# database, beside DuckDB on the same question and tables of its own; part of `make bench`. PROBLEMS, ROUNDS and SEED
# are taken from the environment. The targets are DuckDB's process and 256 MB. Ends with 1 when a program
# fails or the answers differ.
set -u
export LC_ALL=C.UTF-8 CB_TODAY=2026-07-01

here=$(cd "$(dirname "$0")" && pwd)
tree=$(cd "$here/../.." && pwd)
build=${BUILD:-$tree/build}
problems=${PROBLEMS:-150000} rounds=${ROUNDS:-5} seed=${SEED:-2026}
dir=$build/bench
stem=$dir/problem-$problems-$seed
measure=$dir/measure
results=$dir/problem.results
failed=0

export PATH="$build/bin:$PATH"
mkdir -p "$dir" || exit 1
rm -f "$results" "$dir"/problem.db* "$dir"/problem.duckdb*

# Each problem takes its course until its steps, 6.67 in the mean, are used up.
generate() {
	awk -v n="$problems" -v seed="$seed" -v stem="$stem" '
	function at(minute) { return strftime("%Y-%m-%d %H:%M", minute * 60, 1) }
	function step(action, due) {
		print no "," ++last "," at(t) "," action "," due >(stem "-log.csv")
		t += 30 + int(rand() * 6000)
		left--
	}
	BEGIN {
		srand(seed)
		print "no,found,community,place,description,level,responsible,due" >(stem ".csv")
		print "problem,step,at,action,due" >(stem "-log.csv")
		for (i = 1; i <= n; i++) {
			no = sprintf("2026-%06d", i)
			last = 0
			t = 29453760 + int(rand() * 240000) # from 2026-01-01 on
			due = t + 1440 * (1 + int(rand() * 20))
			printf "%s,%s,第%02d社区,路边,坑,街道,第%03d单位,%s\n", no, at(t), 1 + int(rand() * 40), 1 + int(rand() * 300),
				at(due) >(stem ".csv")
			left = int(3 + rand() * 8.65)
			step("受理"); step("立案"); step("派遣")
			for (state = "派遣"; left > 0 && state != "结案";) {
				chance = rand()
				if (state == "待核查") {
					state = chance < 0.7 && left < 3 ? "结案" : "返工"
					step(state)
				} else if (chance < 0.2)
					step("通知")
				else if (chance < 0.3)
					step("延期", at(t + 14400))
				else {
					state = "待核查"
					step("整改")
				}
			}
		}
	}' </dev/null
}

# time_it QUESTION PROGRAM COMMAND...: a line "question program wall cpu rss" in $results; overdue may end with 1
time_it() {
	local what=$1 who=$2 line rc=0
	shift 2
	line=$("$measure" -o "$dir/problem.$who.$what" "$@" 2>"$dir/err") || rc=$?
	[ "$rc" -eq 0 ] || [ "$rc $what $who" = "1 overdue cb-problem" ] || {
		echo "bench: $what, $who: failed: $(head -n 1 "$dir/err")" >&2
		failed=1
		return 1
	}
	echo "$what $who $line" >>"$results"
}

ask() {
	time_it overdue cb-problem cb-problem overdue -d "$dir/problem.db" --columns no,due,state
	time_it rates cb-problem cb-problem rates -d "$dir/problem.db" -p 2026-06 --columns rate,numerator,denominator
	time_it summary cb-problem cb-problem summary -d "$dir/problem.db" --by responsible
	[ -s "$dir/problem.duckdb" ] || return
	for what in overdue rates summary; do
		time_it "$what" DuckDB node "$dir/node/problem.mjs" "$dir/problem.duckdb" "$what"
	done
}

same_answers() {
	for what in overdue rates summary; do
		[ -s "$dir/problem.DuckDB.$what" ] || continue
		cmp <(sed 1d "$dir/problem.cb-problem.$what") "$dir/problem.DuckDB.$what" || failed=1
	done
}

print_table() {
	echo
	echo "problems: $problems, $(($(wc -l <"$stem-log.csv") - 1)) steps, $rounds rounds; medians; × = cb-problem beside DuckDB, wall and CPU"
	for key in overdue rates summary; do
		for who in cb-problem DuckDB; do
			grep "^$key $who " "$results" | sort -k3,3n | sed -n "$(((rounds + 1) / 2))p"
		done
	done | awk '{ printf "%-10s %-12s %8.3fs wall %8.3fs cpu %8.1f MB %s\n", $1, $2, $3, $4, $5 / 1024,
		$2 == "DuckDB" ? sprintf("× %.2f × %.2f", wall / $3, cpu / $4) : ""; wall = $3; cpu = $4 }'
}

[ -x "$measure" ] || "${CC:-cc}" -O2 -std=c17 -D_POSIX_C_SOURCE=200809L -I"$tree/include" -o "$measure" "$here/measure.c" || exit 1
[ -s "$stem-log.csv" ] || generate || exit 1
cb-import -q --new -d "$dir/problem.db" problem "$stem.csv" || exit 1
cb-import -q -d "$dir/problem.db" problem_log "$stem-log.csv" || exit 1
if [ -d "$dir/node/node_modules/@duckdb" ]; then
	cp "$here/problem.mjs" "$dir/node/"
	node "$dir/node/problem.mjs" "$dir/problem.duckdb" make "$stem.csv" "$stem-log.csv" || failed=1
fi
for ((round = 1; round <= rounds; round++)); do
	ask
done
same_answers
print_table
exit "$failed"
