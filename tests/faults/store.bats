#!/usr/bin/env bats
# An import is in the database whole or not at all, whatever goes wrong while it is written.
load ../cmd/helper

prepare() {
	[ -z "${SAN:-}" ] || skip "the sanitizers want to be loaded first"
	export PRELOAD=$BUILD/tests/inject.so
	printf 'period,community,indicator,score\n2026-07,西街,卫生,90\n' >july.csv
	printf 'period,community,indicator,score\n2026-07,西街,卫生,91\n2026-08,西街,卫生,80\n' >august.csv
	cb-import -q -d old.db score july.csv
}

# import_at LAST: august.csv, with each call that writes failed, or ended by INJECT_SIGNAL; new = what it is to become
import_at() {
	local at status err
	tries old.db INJECT_AT 0 1 "$1" 0 cb-import -q -d city.db score august.csv >tried
	read -r at status new err <tried
	[ "$status" = 0 ]
	[ "$new" != old ]
}

@test "each call that writes may fail: all or nothing, and the chain holds" {
	local at status state err new failures=0 full=0
	import_at 60
	while read -r at status state err; do
		case $status-$state in
		"0-$new") continue ;;
		[24]-old | [24]-"$new") failures=$((failures + 1)) ;; # 2: stdout was the call
		*) echo "$at: $status $state $err" >&2 && return 1 ;;
		esac
		[[ $err != *E708* ]] || full=$((full + 1))
	done <tried
	[ "$failures" -ge 8 ]
	[ "$full" -ge 4 ] # a write that finds no space is told as that
}

@test "kill -9 at each call: all or nothing, and the chain holds" {
	local at status state err new killed=0
	INJECT_SIGNAL=9 import_at 40
	while read -r at status state err; do
		[ "$state" = old ] || [ "$state" = "$new" ]
		[ "$status" -ne 137 ] || killed=$((killed + 1))
	done <tried
	[ "$killed" -ge 8 ]
}

@test "a new database that could not be filled leaves no file" {
	local at status state err whole failures=0
	tries - INJECT_AT 0 1 30 0 cb-import --new -q -d city.db score july.csv >tried
	read -r at status whole err <tried
	while read -r at status state err; do
		[ "$status" -eq 4 ] || continue
		failures=$((failures + 1))
		[ "$state" = missing ] || [ "$state" = "$whole" ]
	done <tried
	[ "$failures" -ge 4 ]
}

# ---- an older database is brought up to date ----

# upgrade VARIABLE=N...: of a copy of the first version; what it leaves is told by its version
upgrade() {
	rm -f city.db*
	cp v1.db city.db
	cb_run env "$@" LD_PRELOAD="$PRELOAD" cb-import -d city.db
	version=$(sqlite3 city.db 'PRAGMA user_version')
}

@test "each call that writes may fail while a database is brought up to date: it is the old one, or the new one and its backup" {
	local n failures=0 full=0 before
	sqlite3 v1.db <"$DATA/store/version-1.sql"
	before=$(sqlite3 v1.db .dump)
	for n in $(seq 2 5 400); do
		upgrade INJECT_AT="$n"
		if [ "$version" -eq 6 ]; then
			cb-export -d city.db --verify >/dev/null
			[ "$(sqlite3 city.db.v1.bak .dump)" = "$before" ]
		else
			[ "$version" -eq 1 ]
			[ "$status" -eq 4 ]
			[ "$(sqlite3 city.db .dump)" = "$before" ]
			[ ! -e city.db.v1.bak ] # not beside a database that is as it was
			failures=$((failures + 1))
			[[ "$err" != *E708* ]] || full=$((full + 1))
		fi
	done
	[ "$status" -eq 0 ] # nothing was left to fail
	[ "$failures" -ge 30 ]
	[ "$full" -ge 20 ]
}

@test "a read that fails is no old version: nothing is brought up to date by mistake" {
	local n db failures=0
	sqlite3 v1.db <"$DATA/store/version-1.sql"
	cp old.db up_to_date.db
	cp old.db newer.db
	sqlite3 newer.db 'PRAGMA user_version = 99'
	for n in $(seq 1 30); do
		for db in up_to_date newer; do
			rm -f city.db*
			cp $db.db city.db
			cb_run env INJECT_READ_AT="$n" LD_PRELOAD="$PRELOAD" cb-import -q -d city.db score august.csv
			[ "$db" = up_to_date ] || [ "$status" -eq 4 ]
			[ -z "$(find . -name 'city.db.*bak')" ]
			[ "$status" -eq 0 ] || failures=$((failures + 1))
		done
		upgrade INJECT_READ_AT="$n"
		[ "$version" -eq 6 ] || [ "$status" -eq 4 ]
		[ ! -e city.db.v0.bak ]
	done
	[ "$failures" -ge 30 ]
}

# ---- the verbs of the other commands ----

# An office with a record for each of them.
office() {
	printf 'name\n西街\n东街\n' >community.csv
	printf 'name,community,phone,joined\n张三,西街,13800138000,2026-01-05\n李四,东街,13800138001,2026-01-05\n' >volunteer.csv
	printf 'volunteer,date,hours,activity\nV00001,2026-07-01,2,清扫\n' >service.csv
	printf 'found,community,place,description,responsible,due\n2026-07-01 08:30,西街,院门,路灯坏,西街,2026-09-05\n' >problem.csv
	printf 'kind,helper,beneficiary,community,since\n救助,钱某,孙某,西街,2026-07-01\n' >care.csv
	printf 'title,assignee,due\n周报,西街,2026-09-10\n' >task.csv
	printf 'body,post,person,since\n西街,书记,王五,2026-01-01\n' >post.csv
	rm -f old.db
	for register in community volunteer service problem care task post; do
		cb-import -q -d old.db "$register" "$register.csv"
	done
}

verbs() {
	cat <<-'END'
		cb-problem open -q -d city.db --community 西街 --place 院内 --description 积水 --responsible 西街 --due 2026-09-01
		cb-problem accept -q -d city.db 2026-0001 --at 2026-07-02T08:00
		cb-volunteer log -q -d city.db V00001 --date 2026-07-02 --hours 1 --activity 巡逻
		cb-volunteer approve -q -d city.db --where 活动=清扫
		cb-volunteer transfer -q -d city.db V00001 东街
		cb-volunteer merge -q -d city.db V00002 V00001
		cb-care visit -q -d city.db 2026-0001 --on 2026-07-09
		cb-care assign -q -d city.db 2026-0001 西街
		cb-org appoint -q -d city.db 西街 书记 刘新 --date 2026-08-01
		cb-org rename -q -d city.db 东街 东苑
		cb-org merge -q -d city.db 东街 西街 --from 2026-08-01
		cb-task assign -q -d city.db 月报 西街 东街 --due 2026-08-31
		cb-task done -q -d city.db T00001 --received 2026-07-09
		cb-activity hold -q -d city.db 西街 会议 例会 --date 2026-07-09 --people 12
	END
}

# all_or_nothing SIGNAL: of each verb, whatever call that writes fails, or ends it; the chain holds
all_or_nothing() {
	local line at status state err new hit
	office
	verbs >lines
	while read -r line; do
		# until no call is left to fail
		# shellcheck disable=SC2086 # the words of the line
		INJECT_SIGNAL=$1 tries old.db INJECT_AT 0 1 1000 9 $line >tried
		hit=0
		while read -r at status state err; do
			[ "$at" != 0 ] || new=$state
			case $status-$state in
			"0-$new") [ "$new" != old ] ;;
			[24]-old | [24]-"$new" | $((128 + $1))-old | $((128 + $1))-"$new") hit=$((hit + 1)) ;;
			*) echo "$line: call $at: $status $state $err" >&2 && return 1 ;;
			esac
		done <tried
		[ "$hit" -ge 8 ] || { echo "$line: $hit" >&2; return 1; }
	done <lines
}

@test "each call that writes may fail in a verb of any command: all or nothing, and the chain holds" { all_or_nothing 0; }
@test "kill -9 at each call of a verb of any command: all or nothing, and the chain holds" { all_or_nothing 9; }
