#!/usr/bin/env bash
# fund.sh: balances of a ledger of 100,000 entries by cb-fund, from the database and from CSV, beside hledger and
# ledger on the journal that it exports; part of `make bench`. ENTRIES, ROUNDS and SEED are taken from
# the environment. Ends with 1 when a program fails or the balances differ.
set -u
export LC_ALL=C.UTF-8

here=$(cd "$(dirname "$0")" && pwd)
tree=$(cd "$here/../.." && pwd)
build=${BUILD:-$tree/build}
entries=${ENTRIES:-100000} rounds=${ROUNDS:-5} seed=${SEED:-2026}
dir=$build/bench
csv=$dir/fund-$entries-$seed.csv
measure=$dir/measure
results=$dir/fund.results
failed=0

export PATH="$build/bin:$PATH"
mkdir -p "$dir" || exit 1
rm -f "$results" "$dir"/fund.db*

generate() {
	awk -v n="$entries" -v seed="$seed" 'BEGIN { srand(seed)
		split("单位 企业 自筹 财政", source, " "); split("宣传栏 绿化 维修 文体器材", use, " ")
		print "date,community,flow,source,use,amount,party,voucher,community_consent,purpose"
		for (i = 1; i <= n; i++) {
			flow = i <= 20 || rand() < 0.6
			printf "%s,第%02d社区,%s,%s,%s,%.2f,第%d单位,V%d,%s,更新橱窗\n",
				i <= 20 ? "2023-01-01" : sprintf("%d-%02d-%02d", 2023 + int(rand() * 4), 1 + int(rand() * 12), 1 + int(rand() * 28)),
				i <= 20 ? i : 1 + int(rand() * 20), flow ? "收入" : "支出", flow ? source[1 + int(rand() * 4)] : "",
				flow ? "" : use[1 + int(rand() * 4)], i <= 20 ? 999999999 : int(1 + rand() * 300000) / 100,
				1 + rand() * 300, i, flow ? "" : "王某"
		} }' >"$csv"
}

# time_it CASE PROGRAM MEASURE-ARGUMENT...
time_it() {
	local what=$1 who=$2 line
	shift 2
	if ! line=$("$measure" "$@" 2>"$dir/err"); then
		echo "bench: $what, $who: failed: $(head -n 1 "$dir/err")" >&2
		failed=1
		return 1
	fi
	echo "$what $who $line" >>"$results"
}

has() {
	command -v "$1" >/dev/null
}

balances() {
	time_it fund-balance cb-fund -o "$dir/fund.cb" cb-fund balance -d "$dir/fund.db"
	time_it fund-balance cb-fund:csv -o "$dir/fund.csv" cb-fund balance "$csv"
	has hledger && time_it fund-balance hledger -o "$dir/fund.hledger" \
		hledger -f "$dir/fund.journal" bal -N --flat -O csv 'acct:^assets'
	has ledger && time_it fund-balance ledger -o "$dir/fund.ledger" \
		ledger -f "$dir/fund.journal" bal --no-total --flat '^assets'
}

same_balances() {
	sed 1d "$dir/fund.cb" | cut -d, -f1,4 | sort >"$dir/fund.want"
	[ -s "$dir/fund.hledger" ] && sed 1d "$dir/fund.hledger" | sed 's/"assets:\(.*\)","\(.*\) CNY"/\1,\2/' | sort >"$dir/fund.got" &&
		{ cmp "$dir/fund.want" "$dir/fund.got" || failed=1; }
	[ -s "$dir/fund.ledger" ] && sed 's/^ *\(.*\) CNY  assets:\(.*\)/\2,\1/' "$dir/fund.ledger" | sort >"$dir/fund.got" &&
		{ cmp "$dir/fund.want" "$dir/fund.got" || failed=1; }
}

print_table() {
	echo
	echo "fund: $entries entries, $rounds rounds; medians; × = how many times as fast cb-fund is"
	awk '
		function median(list,   n, v, i, j, t) {
			n = split(list, v, " ")
			for (i = 2; i <= n; i++)
				for (j = i; j > 1 && v[j] + 0 < v[j - 1] + 0; j--) { t = v[j]; v[j] = v[j - 1]; v[j - 1] = t }
			return v[int((n + 1) / 2)]
		}
		!(($1, $2) in wall) { order[++n] = $1 SUBSEP $2 }
		{ wall[$1, $2] = wall[$1, $2] " " $3; rss[$1, $2] = rss[$1, $2] " " $5 }
		END {
			for (i = 1; i <= n; i++) {
				split(order[i], key, SUBSEP)
				w = median(wall[order[i]])
				if (key[2] == "cb-fund")
					cb[key[1]] = w
				printf "%-14s %-18s %8.3fs %8.1f MB %8s%s\n", key[1], key[2], w, median(rss[order[i]]) / 1024,
					key[2] !~ /^cb/ && key[1] in cb ? sprintf("× %.0f", w / cb[key[1]]) : "",
					key[1] == "fund-import" ? "  goal 1.2 s, 32 MB" : key[2] == "hledger" ? "  goal × 20" : ""
			}
		}' "$results"
}

[ -x "$measure" ] || "${CC:-cc}" -O2 -std=c17 -D_POSIX_C_SOURCE=200809L -I"$tree/include" -o "$measure" "$here/measure.c" || exit 1
[ -s "$csv" ] || generate
time_it fund-import cb-import cb-import -q --new -d "$dir/fund.db" fund "$csv" || exit 1
cb-fund --export=hledger -d "$dir/fund.db" >"$dir/fund.journal" || exit 1
for ((round = 1; round <= rounds; round++)); do
	balances
done
same_balances
print_table
exit "$failed"
