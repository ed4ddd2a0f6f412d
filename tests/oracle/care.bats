#!/usr/bin/env bats
# Help for residents of random entries: sums with their marks as awk has them, who has taken whom under its care and
# which visits are due as the sqlite3 shell has them. All people are made up.
load ../cmd/helper

prepare() {
	mkdir office
	awk 'BEGIN { print "name,level"; for (i = 1; i <= 30; i++) print "第" i "支部,党组织"; for (i = 1; i <= 5; i++) print "第" i "单位,市直" }' >office/unit.csv
	awk 'BEGIN { print "name"; for (i = 1; i <= 12; i++) print "第" i "社区" }' >office/community.csv
	awk 'BEGIN { srand(13)
		kinds = split("党员特困户 两劳释放人员 孤寡老人 下岗职工 残疾人 低保 救助 探访", kind, " ")
		split("新转入 有困难 病逝", trigger, " ")
		split("+ - ~", mark, " ")
		print "no,kind,helper,beneficiary,community,since,until,trigger,visits,visited,amount,people"
		for (i = 1; i <= 4000; i++) {
			day = 20454 + int(rand() * 240) # from 2026-01-01 on
			until = rand() < 0.6 ? "" : strftime("%Y-%m-%d", (day + int(rand() * 200)) * 86400, 1)
			helper = rand() < 0.5 ? "第" 1 + int(rand() * 30) "支部" : rand() < 0.5 ? "第" 1 + int(rand() * 5) "单位" : "结对人" int(rand() * 90)
			visited = rand() < 0.5 ? "" : strftime("%Y-%m-%d", (day + int(rand() * 14)) * 86400, 1)
			printf "2026-%04d,%s,%s,对象%d,第%d社区,%s,%s,%s,%s,%s,%s,%s\n", i, kind[1 + int(rand() * kinds)], helper, i, 1 + int(rand() * 12),
				strftime("%Y-%m-%d", day * 86400, 1), until, (rand() < 0.5 ? "" : trigger[1 + int(rand() * 3)]),
				(rand() < 0.4 ? "" : int(rand() * 5)), visited, figure(2000, 0.97), figure(20, 0.98)
		}
	}
	function figure(most, plain,   n) { # nothing, a number, one with a mark, one that nobody knows
		if (rand() < 0.3) return ""
		n = int(rand() * most)
		if (rand() < plain) return n
		if (rand() < 0.1) return "?"
		return rand() < 0.4 ? n "+" : rand() < 0.5 ? n "-" : "~" n
	}' >office/care.csv
	sqlite3 -csv o.db '.import office/care.csv care' '.import office/unit.csv unit'
}

# added KEY...: of the rows in which these columns are alike: how many, people, visits and yuan; marks by the rule that
# any ~, or - beside + or ?, is ~; else any - is -; else any + or ? is +; and nothing but ? is ?
added() {
	awk -F, -v keys="$*" '
	function add(of, k, text,   digits) {
		if (text == "") return
		digits = text
		gsub(/[^0-9]/, "", digits)
		if (digits != "") { sum[of, k] += digits; known[of, k] = 1 }
		if (text ~ /~/) about[of, k] = 1
		else if (text ~ /-$/) below[of, k] = 1
		else if (text ~ /\+$|\?/) above[of, k] = 1
		any[of, k] = 1
	}
	function told(of, k, otherwise) {
		if (!any[of, k]) return otherwise
		if (!known[of, k]) return "?"
		if (about[of, k] || (below[of, k] && above[of, k])) return "~" sum[of, k]
		return sum[of, k] (below[of, k] ? "-" : above[of, k] ? "+" : "")
	}
	NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; n = split(keys, key, " "); next }
	{
		k = ""
		for (i = 1; i <= n; i++)
			k = k (i > 1 ? "," : "") (key[i] == "month" ? substr($at["since"], 1, 7) : key[i] == "helper" && $at["helper"] ~ /^结对人/ ? "" : $at[key[i]])
		rows[k]++
		add("people", k, $at["people"] == "" ? 1 : $at["people"])
		add("visits", k, $at["visits"])
		add("amount", k, $at["amount"])
	}
	END { for (k in rows) print k "," rows[k] "," told("people", k, "0") "," told("visits", k, "") "," told("amount", k, "") }' office/care.csv | sort
}

@test "people, visits and yuan with their marks, by one key and by two" {
	local by
	for by in community kind helper month community,kind helper,month; do
		cb-care summary -d office --by "$by" --columns "$by,records,people,visits,amount" | sed 1d | sort >got
		# shellcheck disable=SC2086 # several words
		added ${by//,/ } >want
		[ "$(wc -l <want)" -gt 5 ]
		diff want got
	done
	# each mark occurs
	for by in '~' '[0-9]-(,|$)' '[0-9]\+(,|$)'; do
		grep -qE -- "$by" want
	done
}

@test "which of the five each branch has not taken under its care, on three days" {
	local day rc
	for day in 2026-03-01 2026-06-15 2026-08-31; do
		rc=0
		cb-care coverage -d office --today $day --columns branch,pairings,taken,wanted,missing >got || rc=$?
		sqlite3 -csv o.db "WITH five(kind) AS (VALUES ('党员特困户'), ('两劳释放人员'), ('孤寡老人'), ('下岗职工'), ('残疾人')),
			of AS (SELECT unit.name AS branch, five.kind, (SELECT count(*) FROM care WHERE helper = unit.name AND care.kind = five.kind
				AND since <= '$day' AND (until = '' OR until >= '$day')) AS n FROM unit, five WHERE level = '党组织' ORDER BY unit.name, five.kind)
			SELECT branch, sum(n), sum(n > 0), 5, coalesce(group_concat(CASE n WHEN 0 THEN kind END, ';'), '') FROM of GROUP BY branch" |
			tr -d '\r"' | sort >want
		[ "$(wc -l <want)" -eq 30 ]
		diff want <(sed 1d got | tr -d '"' | sort)
		[ "$rc" -eq "$(awk -F, '$5 != "" { rc = 1 } END { print rc + 0 }' want)" ]
	done
}

@test "visits that are due, overdue, in time and late, seven days from what has happened" {
	local day
	for day in 2026-02-01 2026-05-20 2026-09-30; do
		cb_run cb-care visits -d office --today $day --state all --columns no,due,state,days
		want 1
		sed 1d stdout | sort >got
		sqlite3 -csv o.db "SELECT no, due, CASE WHEN visited = '' THEN iif(due < '$day', '逾期', '待访') ELSE iif(visited <= due, '按时', '迟访') END,
				CAST(julianday(due) - julianday(iif(visited = '', '$day', visited)) AS INT)
			FROM (SELECT *, date(since, '+7 days') AS due FROM care WHERE trigger <> '' AND since <= '$day')" | tr -d '\r"' | sort >want
		[ "$(wc -l <want)" -gt 100 ]
		diff want got
		# those that are open are what is told without --state all
		cb_run cb-care visits -d office --today $day --columns no,due,state,days
		diff <(grep -E '逾期|待访' want) <(sed 1d stdout | sort)
	done
}
