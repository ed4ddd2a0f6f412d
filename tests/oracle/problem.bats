#!/usr/bin/env bats
# The steps of problems beside an independent machine in awk: every path, allowed or not.
load ../cmd/helper

# The machine, written as sentences: action:states it may start from:state after (= stays).
MACHINE='受理:登记:受理 立案:登记,受理:立案 不予立案:登记,受理:不予立案 派遣:立案,返工,缓办:派遣
整改:登记,受理,立案,派遣,返工,缓办:待核查 结案:待核查:结案 返工:待核查:返工 缓办:立案,派遣:缓办 改派:派遣:派遣
作废:登记,受理,立案:作废 重开:结案,不予立案:立案
延期:登记,受理,立案,派遣,返工,缓办,待核查:= 通知:登记,受理,立案,派遣,返工,缓办,待核查:=
申请延期:登记,受理,立案,派遣,返工,缓办:= 回访满意:结案:= 回访不满意:结案:=
曝光:登记,受理,立案,派遣,返工,缓办,待核查:= 转报社:登记,受理,立案,派遣,返工,缓办,待核查:='

# Of all paths of six steps every PATHS-th (make check: 7; PATHS=1 walks them all).
: "${PATHS:=7}"

# walk DEPTH ALLOWED: a row a problem of all paths of that many steps: those allowed with their state, or those of
# which the last step is the only one that is not
walk() {
	awk -v machine="$MACHINE" -v depth="$1" -v good="$2" '
	function go(state, path, left,   i, to) {
		if (left == 0) {
			if (good) print state "," path
			return
		}
		for (i = 1; i <= n; i++) {
			to = after[name[i], state]
			if (to == "") {
				if (!good && left == 1) print state "," path " " name[i]
				continue
			}
			go(to, path " " name[i], left - 1)
		}
	}
	BEGIN {
		n = split(machine, rows, /[ \n]+/)
		for (i = 1; i <= n; i++) {
			split(rows[i], part, ":")
			name[i] = part[1]
			m = split(part[2], from, ",")
			for (j = 1; j <= m; j++) after[part[1], from[j]] = part[3] == "=" ? from[j] : part[3]
		}
		go("登记", "", depth)
	}'
}

# office FOLDER <PATHS: each path as a problem and its log, the steps within one minute in order
office() {
	mkdir -p "$1"
	awk -F, -v dir="$1" '
	BEGIN {
		print "no,found,community,place,description,responsible,due" >(dir "/problem.csv")
		print "problem,step,at,action,due" >(dir "/problem_log.csv")
	}
	{
		no = sprintf("2026-%06d", NR)
		print no ",2026-07-01 09:00,西街社区,路,坑,交通局,2026-07-09" >(dir "/problem.csv")
		n = split($2, step, " ")
		for (i = 1; i <= n; i++)
			print no "," i ",2026-07-01 10:0" int(i / 2) "," step[i] "," (step[i] ~ /延期/ ? "2026-07-10" : "") >(dir "/problem_log.csv")
		print no "," $1 >(dir "/states")
	}'
}

@test "every allowed path of six steps leads to the state that the oracle says" {
	walk 6 1 | awk -v n="$PATHS" 'NR % n == 1 || n == 1' | office six
	[ "$(wc -l <six/states)" -gt 10000 ]
	cb-problem list -q -d six --columns no,state | sed 1d | cmp - six/states
}

@test "every allowed path of four steps can be stored, and the database says the same" {
	walk 4 1 | office four
	cb-import -q -d city.db problem four/problem.csv
	cb-import -q -d city.db problem_log four/problem_log.csv
	cb-problem list -q -d city.db --columns no,state | sed 1d | cmp - four/states
	[ "$(sqlite3 -separator , city.db 'SELECT no, state FROM v_problem ORDER BY no')" = "$(cat four/states)" ]
	walk 6 1 | awk -v n=$((PATHS * 140)) 'NR % n == 1' | office six
	cb-import -q -d six.db problem six/problem.csv
	cb-import -q -d six.db problem_log six/problem_log.csv
	cb-problem list -q -d six.db --columns no,state | sed 1d | cmp - six/states
}

@test "every path whose last step is not allowed is refused, each at its step, and nothing is stored" {
	local depth=$((PATHS == 1 ? 5 : 3)) # three reach every state
	walk "$depth" 0 | office bad
	cb-import -q -d city.db problem bad/problem.csv
	cb_run cb-import -d city.db problem_log bad/problem_log.csv --max-errors 0
	want 1
	[ "$(grep -c ' E562 ' "$BATS_TEST_TMPDIR/stderr")" -eq "$(wc -l <bad/states)" ]
	[ "$(sed -n 's/.*problem_log.csv:\([0-9]*\): error E562.*/\1/p' "$BATS_TEST_TMPDIR/stderr" | sort -n | paste -sd' ')" = \
		"$(awk -F, -v depth="$depth" 'NR > 1 && $2 == depth { print NR }' bad/problem_log.csv | paste -sd' ')" ]
	[ "$(sqlite3 city.db 'SELECT count(*) FROM problem_log')" -eq 0 ]
}
