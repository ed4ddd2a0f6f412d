#!/usr/bin/env bats
# A random ledger of 100,000 entries: balances as hledger and ledger compute them from the exported journal,
# and relations that hold whatever the entries are.
# shellcheck disable=SC2016 # words of awk and sqlite3
load ../cmd/helper

ENTRIES=100000

# ledger N SEED: N entries of 20 communities in 4 years, incomes larger than spends; the first of each
# community is large enough for all that follows
ledger() {
	awk -v n="$1" -v seed="$2" 'BEGIN { srand(seed)
		split("单位 企业 自筹 财政 奖金 其他", source, " "); split("宣传栏 绿化 维修 文体器材 巡逻", use, " ")
		print "date,community,flow,source,use,amount,party,voucher,community_consent,purpose"
		for (i = 1; i <= n; i++) {
			c = sprintf("第%02d社区", i <= 20 ? i : 1 + int(rand() * 20)); flow = i <= 20 || rand() < 0.6
			day = i <= 20 ? "2023-01-01" : sprintf("%d-%02d-%02d", 2023 + int(rand() * 4), 1 + int(rand() * 12), 1 + int(rand() * 28))
			fen = i <= 20 ? 99999999999 : 1 + int(rand() * (flow ? 1000000 : 300000))
			printf "%s,%s,%s,%s,%s,%.0f.%02d,第%d单位,V%d,%s,更新橱窗\n", day, c, flow ? "收入" : "支出", flow ? source[1 + int(rand() * 6)] : "",
				flow ? "" : use[1 + int(rand() * 5)], int(fen / 100), fen % 100, 1 + rand() * 300, i, flow ? "" : "王某"
		} }'
}

setup_file() {
	cd "$BATS_FILE_TMPDIR" || return 1
	ledger "$ENTRIES" 2026 >ledger.csv
	cb-import -q -d city.db fund ledger.csv
	cb-fund --export=hledger -d city.db >fund.journal
	printf 'rule,what,value\nkept,fund.custody,街道\n' >kept.csv
}

prepare() {
	dir=$BATS_FILE_TMPDIR
}

# of KEY: received, spent and balance of a column, added up from the file by awk in whole fen
of() {
	awk -F, -v at="$1" 'FNR > 1 { split($6, part, "."); fen = part[1] * 100 + part[2]; key = at == "month" ? substr($1, 1, 7) : $at
		if ($3 == "收入") r[key] += fen; else s[key] += fen; seen[key] = 1 }
		END { for (k in seen) printf "%s,%.0f,%.0f,%.0f\n", k, r[k], s[k], r[k] - s[k] }' "$dir/ledger.csv" | sort
}

# in_fen: of the rows of a balance the first key, received and spent in fen, and their difference, sorted
in_fen() {
	awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
		{ r = $at["received"]; s = $at["spent"]; sub(/\./, "", r); sub(/\./, "", s)
		printf "%s,%.0f,%.0f,%.0f\n", $1, r, s, r - s }' | sort
}

@test "all are stored, none missing, and the audit is clean" {
	[ "$(sqlite3 "$dir/city.db" 'SELECT count(*) FROM fund')" -eq "$ENTRIES" ]
	[ "$(sqlite3 "$dir/city.db" "SELECT sum(n) FROM (SELECT max(CAST(substr(no, 6) AS INTEGER)) AS n FROM fund GROUP BY substr(no, 1, 4))")" -eq "$ENTRIES" ]
	cb_run cb-fund audit -d "$dir/city.db"
	want 0
}

@test "balances are those of hledger, to the fen" {
	command -v hledger >/dev/null || skip "no hledger"
	LC_ALL=C.UTF-8 hledger -f "$dir/fund.journal" bal -N --flat -O csv 'acct:^assets' | sed 1d |
		sed 's/"assets:\(.*\)","\(.*\) CNY"/\1,\2/' | sort >want
	cb-fund balance -d "$dir/city.db" | sed 1d | cut -d, -f1,4 | sort >got
	[ "$(wc -l <got)" -eq 20 ]
	diff want got
	LC_ALL=C.UTF-8 hledger -f "$dir/fund.journal" bal -N --flat -O csv 'acct:^income' --depth 2 --invert | sed 1d |
		sed 's/"income:\(.*\)","\(.*\) CNY"/\1,\2/' | sort >want
	cb-fund balance -d "$dir/city.db" --by source | sed '1d; /^,/d' | cut -d, -f1,2 | sort | diff want -
}

@test "the ledger's running balances are those of hledger's register, and so are those of the cash book" {
	command -v hledger >/dev/null || skip "no hledger"
	local account
	for account in ^assets:第03社区 ^assets:; do
		LC_ALL=C.UTF-8 hledger -f "$dir/fund.journal" register "$account" -p 2025 -O csv | tail -n 1 |
			sed 's/.*,"\([0-9.-]*\) CNY"$/\1/' >"in2025"
		LC_ALL=C.UTF-8 hledger -f "$dir/fund.journal" bal "$account" -e 2025 -O csv | tail -n 1 |
			sed 's/.*,"\([0-9.-]*\) CNY"$/\1/' >opening
		case $account in
		^assets:) cb-fund cash -d "$dir/city.db" --rules "$dir/kept.csv" -p 2025 >book ;;
		*) cb-fund ledger -d "$dir/city.db" -p 2025 --where 社区=第03社区 >book ;;
		esac
		[ "$(grep 上期结转 book | grep -o '[0-9]*\.[0-9][0-9]')" = "$(cat opening)" ]
		# the sum that is carried, plus what the year adds, is what the last line says
		[ "$(grep 本期合计 book | grep -o '[0-9-]*\.[0-9][0-9]' | awk '{ sub(/\./, ""); n[NR] = $0 } END { printf "%.0f", n[1] - n[2] }')" = "$(tr -d . <in2025)" ]
	done
	# every running balance, entry by entry
	LC_ALL=C.UTF-8 hledger -f "$dir/fund.journal" register ^assets:第03社区 -O csv | sed 1d |
		sed 's/.*,"\([0-9.-]*\) CNY"$/\1/' | sort >want
	cb-fund ledger -d "$dir/city.db" --where 社区=第03社区 | grep -v '上期结转\|本期合计' | sed 1d | sed 's/.*,//' | sort >got
	[ "$(wc -l <got)" -gt 1000 ]
	cmp want got
}

@test "balances are those of ledger, to the fen" {
	command -v ledger >/dev/null || skip "no ledger"
	ledger() { command ledger "$@"; }
	ledger -f "$dir/fund.journal" bal --no-total --flat '^assets' | sed 's/^ *\(.*\) CNY  assets:\(.*\)/\2,\1/' | sort >want
	cb-fund balance -d "$dir/city.db" | sed 1d | cut -d, -f1,4 | sort >got
	[ "$(wc -l <got)" -eq 20 ]
	diff want got
}

@test "by every key: what awk adds up, and the parts make the whole" {
	whole=$(of 3 | awk -F, '{ r += $2; s += $3 } END { printf "%.0f,%.0f,%.0f", r, s, r - s }')
	for by in community:2 source:4 party:7 use:5 month:month; do
		cb-fund balance -d "$dir/city.db" --by "${by%:*}" >"${by%:*}.csv"
		in_fen <"${by%:*}.csv" | diff <(of "${by#*:}") -
		in_fen <"${by%:*}.csv" | awk -F, -v want="$whole" '{ r += $2; s += $3; b += $4 }
			END { exit sprintf("%.0f,%.0f,%.0f", r, s, b) != want }'
	done
	cb-fund balance -d "$dir/city.db" --by level | in_fen | grep -qx ",$whole"
	cb-fund balance -d "$dir/city.db" --by community,source,party,use,month | in_fen | awk -F, -v want="$whole" '{ r += $2; s += $3; b += $4 }
		END { exit sprintf("%.0f,%.0f,%.0f", r, s, b) != want }'
}

@test "the csv file, without a database, gives the same" {
	cb-fund balance --by party "$dir/ledger.csv" >got
	cb-fund balance --by party -d "$dir/city.db" | cmp got -
}

@test "any order of import gives the same balances" {
	for seed in 1 2; do
		rm -f other.db
		{ head -n 1 "$dir/ledger.csv" && sed 1d "$dir/ledger.csv" | head -n 5000 |
			awk -v s=$seed 'BEGIN { srand(s) } { print rand() "\t" $0 }' | sort -n | cut -f2; } >shuffled.csv
		head -n 2000 shuffled.csv >a.csv
		{ head -n 1 shuffled.csv && sed 1,2000d shuffled.csv; } >b.csv
		cb-import -q -d other.db fund b.csv a.csv
		for by in community source month; do
			cb-fund balance -d other.db --by $by >"$by.$seed"
		done
	done
	cmp community.1 community.2
	cmp source.1 source.2
	cmp month.1 month.2
	head -n 5001 "$dir/ledger.csv" >straight.csv
	cb-fund balance straight.csv | cmp community.1 -
}

@test "the reverse of the reverse restores every balance" {
	head -n 3001 "$dir/ledger.csv" >part.csv
	cb-import -q -d other.db fund part.csv
	for by in community source party use; do cb-fund balance -d other.db --by $by >"$by.before"; done
	for no in 2023-0030 2024-0100 2025-0050; do cb-fund reverse -q -d other.db $no --date 2027-01-01 >/dev/null; done
	cb-fund balance -d other.db >community.reversed
	not cmp -s community.before community.reversed
	for no in 2027-0003 2027-0001 2027-0002; do cb-fund reverse -q -d other.db $no --date 2027-01-02 >/dev/null; done
	for by in community source party use; do cb-fund balance -d other.db --by $by | cmp "$by.before" -; done
	cb-import -d other.db undo 2 --today 2027-01-03
	cb-fund balance -d other.db | sed 1d | awk -F, '$4 != "0.00" { bad = 1 } END { exit bad }'
	cb_run cb-fund audit -d other.db
	want 0
}
