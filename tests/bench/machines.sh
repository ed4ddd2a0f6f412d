#!/usr/bin/env bash
# machines.sh: scores in 20 files, ranked by one process with one thread; by GNU parallel with two jobs and a merge.
# Aim: at least 1.8 × as fast, the merge below 1 s at 50,000,000 rows. MACHINE_ROWS (2000000) of 3000 communities and
# 20 indicators, and ROUNDS (5), from the environment; the data is kept under $BUILD/bench. Run by `run`.
set -eu
export LC_ALL=C CB_TODAY=2026-08-05

here=$(cd "$(dirname "$0")" && pwd)
build=${BUILD:-$here/../../build}
rows=${MACHINE_ROWS:-2000000}
dir=$build/bench/machines-$rows
measure=$build/bench/measure
rounds=${ROUNDS:-5}
export PATH="$build/bin:$PATH"

mkdir -p "$dir"
[ -x "$measure" ] || "${CC:-cc}" -O2 -std=c17 -D_POSIX_C_SOURCE=200809L -I"$here/../../include" -o "$measure" "$here/measure.c"
cd "$dir"

# No key comes twice; which file a row is in is drawn.
[ -e whole ] || mawk -v rows="$rows" 'BEGIN { srand(2026)
	for (f = 0; f < 20; f++) {
		name[f] = sprintf("score-%02d.csv", f)
		print "period,community,indicator,date,inspector,score" >name[f]
	}
	for (i = 0; i < rows; i++) {
		at = int(i / 3000)
		n = int(at / 20)
		printf "2026-07,第%d社区,指标%d,2026-07-%02d,第%d组,%d.%d\n", i % 3000, at % 20, 1 + (n * 7 + i) % 31, n,
			60 + i * 7 % 40, i % 10 >name[int(rand() * 20)]
	} }' && touch whole

# ranks by two jobs, which are given as many files each
cat >by-two <<'END'
set -e
parallel -j 2 -N 10 'cb-rank partial {} >part-{#}.csv' ::: score-*.csv
cb-rank --merge -q -p 2026-07 part-*.csv
END
for ((round = 1; round <= rounds; round++)); do
	echo "one $("$measure" -o one.csv cb-rank -q -p 2026-07 score-*.csv)"
	echo "two $("$measure" -o two.csv bash by-two)"
	echo "merge $("$measure" cb-rank --merge -q -p 2026-07 part-*.csv)"
done >results
cmp one.csv two.csv

echo
echo "$rows rows in 20 files, by one process and by two jobs; medians of $rounds rounds"
for program in one two merge; do
	grep "^$program " results | sort -k2,2n | sed -n "$(((rounds + 1) / 2))p"
done | awk '{ wall[$1] = $2; printf "%-12s %8.2f s wall %8.2f s cpu %8.1f MB\n", $1, $2, $3, $4 / 1024 }
	END { printf "two jobs %.2f × as fast; goal of 50,000,000 rows: 1.80\n", wall["one"] / wall["two"] }'
