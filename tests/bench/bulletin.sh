#!/usr/bin/env bash
# bulletin.sh: the July bulletin of 46 communities as docx, beside pandoc on the same text in Markdown. Aim: below
# 0.2 s and 32 MB. ROUNDS (5) from the environment; the data is kept under $BUILD/bench. Run by `run`.
set -eu
export LC_ALL=C CB_TODAY=2026-08-05

here=$(cd "$(dirname "$0")" && pwd)
build=${BUILD:-$here/../../build}
dir=$build/bench/bulletin
measure=$build/bench/measure
rounds=${ROUNDS:-5}
export PATH="$build/bin:$PATH"

mkdir -p "$dir"
[ -x "$measure" ] || "${CC:-cc}" -O2 -std=c17 -D_POSIX_C_SOURCE=200809L -I"$here/../../include" -o "$measure" "$here/measure.c"
rm -f "$dir/city.db"

# Seven months of 46 communities and seven indicators, with who holds office.
awk 'BEGIN { print "name,street,secretary,director,liaison,lead_unit"
	for (i = 1; i <= 46; i++) printf "第%d社区,清和街道,书记%d,主任%d,领导%d,单位%d\n", i, i, i, i, i }' >"$dir/community.csv"
awk 'BEGIN { print "period,community,indicator,score"
	for (m = 1; m <= 7; m++) for (i = 1; i <= 46; i++) for (k = 1; k <= 7; k++)
		printf "2026-%02d,第%d社区,指标%d,%d\n", m, i, k, 5 + (i * 7 + k * 3 + m * 11 + i * i * m) % 10 }' >"$dir/score.csv"
cb-import -q --new -d "$dir/city.db" community "$dir/community.csv"
cb-import -q -d "$dir/city.db" score "$dir/score.csv"
cb-report bulletin -q -d "$dir/city.db" -p 2026-07 -o "$dir/bulletin.md"

for ((round = 1; round <= rounds; round++)); do
	echo "cb-report $("$measure" cb-report bulletin -q -d "$dir/city.db" -p 2026-07 -o "$dir/bulletin.docx")"
	command -v pandoc >/dev/null && echo "pandoc $("$measure" pandoc -f gfm -o "$dir/pandoc.docx" "$dir/bulletin.md")"
done >"$dir/results"

echo
echo "the July bulletin of 46 communities as docx; medians of $rounds rounds"
for program in cb-report pandoc; do
	grep "^$program " "$dir/results" | sort -k2,2n | sed -n "$(((rounds + 1) / 2))p" |
		awk '{ printf "%-12s %8.1f ms wall %8.1f ms cpu %8.1f MB\n", $1, $2 * 1000, $3 * 1000, $4 / 1024 }'
done
