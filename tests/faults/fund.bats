#!/usr/bin/env bats
# An entry of the fund is in the ledger whole or not at all, and never leaves a gap, whatever goes wrong.
# shellcheck disable=SC2016 # words of sqlite3
load ../cmd/helper

prepare() {
	[ -z "${SAN:-}" ] || skip "the sanitizers want to be loaded first"
	printf 'name\n西街\n' >community.csv
	cb-import -q -d old.db community community.csv
	receive old.db 100
	old=$(cb-export -d old.db fund)
	cp old.db new.db
	receive new.db 50
	new=$(cb-export -d new.db fund)
}

# receive DATABASE AMOUNT
receive() {
	cb-fund receive -q -d "$1" --community 西街 --amount "$2" >/dev/null
}

# attempt N [SIGNAL]: an entry into a copy; got = what the ledger then holds
attempt() {
	rm -f city.db city.db-journal
	cp old.db city.db
	cb_run env INJECT_AT="$1" INJECT_SIGNAL="${2:-0}" LD_PRELOAD="$BUILD/tests/inject.so" \
		cb-fund receive -q -d city.db --community 西街 --amount 50
	got=$(cb-export -d city.db fund)
	cb-fund audit -d city.db >/dev/null
}

@test "kill -9 at each call of receive: the entry is whole or absent, the next one leaves no gap" {
	local n killed=0
	for n in $(seq 1 40); do
		attempt "$n" 9
		[ "$got" = "$old" ] || [ "$got" = "$new" ]
		[ "$status" -ne 137 ] || killed=$((killed + 1))
		receive city.db 7
		cb-fund audit -d city.db >/dev/null
		[ "$(sqlite3 city.db 'SELECT group_concat(no, " ") FROM fund' | tr ' ' '\n' | sort | tail -1)" = \
			"2026-000$(sqlite3 city.db 'SELECT count(*) FROM fund')" ]
	done
	[ "$killed" -ge 8 ]
}

@test "each call that writes may fail: all or nothing" {
	local n failures=0
	for n in $(seq 1 60); do
		attempt "$n"
		[ "$status" -ne 0 ] || continue
		failures=$((failures + 1))
		[ "$status" -eq 4 ] || [ "$status" -eq 2 ] # 2: stdout was the call
		[ "$got" = "$old" ] || [ "$got" = "$new" ]
	done
	[ "$failures" -ge 8 ]
}

@test "where nothing may be written: status 4, and balances can be read all the same" {
	[ "$(id -u)" -ne 0 ] || skip "root may write anywhere"
	chmod a-w old.db .
	cb_run cb-fund receive -d old.db --community 西街 --amount 5
	want 4
	cb_run cb-fund balance -d old.db
	want 0
	chmod u+w .
}

@test "a statement that cannot be recorded as public is not printed" {
	# shellcheck disable=SC2016 # words of the inner shell
	sqlite3 old.db 'BEGIN IMMEDIATE' '.shell cb-fund statement -d old.db --publish >out 2>err; echo $? >rc'
	[ "$(cat rc)" = 75 ]
	[ ! -s out ]
}

@test "a full disk for what is printed: status 2, the entry is there, and its number is said" {
	cb_run sh -c 'cb-fund receive -q -d old.db --community 西街 --amount 50 >/dev/full'
	want 2
	same err 'cb-fund: error E608: 无法写入“stdout”:磁盘已满
cb-fund: error E639: 已写入数据库:批次 4 (2026-0002);再次运行会再写一次
'
	[ "$(cb-export -d old.db fund)" = "$new" ]
}

@test "so it is when nobody reads what is printed" {
	mkfifo pipe
	sh -c 'exec <pipe' & # opened and closed
	cb_run sh -c 'exec 3>pipe; wait_gone() { until ! kill -0 '$!' 2>/dev/null; do sleep 0.01; done; }
		wait_gone; exec cb-fund receive -q -d old.db --community 西街 --amount 50 >&3'
	want 2
	has err '批次 4 (2026-0002);'
	cb_run sh -c "cb-fund balance -d old.db | :" # nothing is written: quiet as ever
	same err ''
}

@test "a statement that nobody reads is recorded, and that is said; one that cannot be written is not" {
	cb_run sh -c 'cb-fund statement -d old.db --publish >/dev/full'
	want 2
	has err 'E639: 已写入数据库:批次 4;'
	[ "$(cb-export -d old.db batch | grep -c -e '--publish')" = 1 ]
	cb_run cb-fund statement -d old.db --publish -o none/sheet.html
	want 2
	[ "$(cb-export -d old.db batch | grep -c -e '--publish')" = 1 ]
}

@test "writers at the same time: every number once, none missing" {
	local pids=() pid bad=0
	for i in 1 2 3 4 5 6 7 8; do
		(for j in 1 2 3 4 5; do
			cb-fund receive -q -d old.db --community 西街 --amount "$i.$j" >/dev/null || exit 1
		done) &
		pids+=($!)
	done
	for pid in "${pids[@]}"; do wait "$pid" || bad=1; done
	[ "$bad" = 0 ]
	[ "$(sqlite3 old.db 'SELECT count(*) || " " || max(no) FROM fund')" = '41 2026-0041' ]
	cb-fund audit -d old.db >/dev/null
}

@test "two that spend the same money at the same time: one is refused" {
	spend() {
		cb-fund spend -q -d old.db --community 西街 --amount 60 --use 宣传栏 --purpose 更新橱窗 --community-consent 王某 >/dev/null 2>&1
	}
	spend & one=$!
	spend & two=$!
	local good=0
	wait $one && good=$((good + 1))
	wait $two && good=$((good + 1))
	[ "$good" = 1 ]
	[ "$(cb-fund balance -d old.db | tail -1)" = 西街,100.00,60.00,40.00 ]
}
