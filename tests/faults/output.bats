#!/usr/bin/env bats
# A file is there whole or as it was, whatever goes wrong while it is written.
load ../cmd/helper

prepare() {
	[ -z "${SAN:-}" ] || skip "the sanitizers want to be loaded first"
	gcc -shared -fPIC -o inject.so "$CB_TREE/tests/faults/inject.c" -ldl
	old='the old file'
	new=$'number,name\n1,甲\n2,乙'
}

# attempt N [SIGNAL]
attempt() {
	printf '%s\n' "$old" >f.csv
	cb_run env INJECT_AT="$1" INJECT_SIGNAL="${2:-0}" LD_PRELOAD="$PWD/inject.so" cb-template -o f.csv 甲 乙
	got=$(cat f.csv)
}

@test "each call that writes may fail: old or new, nothing between, and no temporary" {
	local n failures=0
	for n in $(seq 1 12); do
		attempt "$n"
		if [ "$status" -eq 0 ]; then
			[ "$got" = "$new" ]
		else
			want 2
			has err E608
			[ "$got" = "$old" ] || [ "$got" = "$new" ]
			failures=$((failures + 1))
		fi
		[ -z "$(find . -name '*.tmp')" ]
	done
	[ "$failures" -ge 4 ] # fchmod, write, fsync, close or rename at least
}

@test "SIGTERM, SIGINT, SIGHUP at each call: old or new, and no temporary" {
	local n signal interrupted=0
	for signal in 15 2 1; do
		for n in $(seq 1 8); do
			attempt "$n" "$signal"
			[ "$got" = "$old" ] || [ "$got" = "$new" ]
			[ -z "$(find . -name '*.tmp')" ]
			[ "$status" -eq $((128 + signal)) ] && interrupted=$((interrupted + 1))
		done
	done
	[ "$interrupted" -ge 12 ]
}

@test "kill -9 at each call: old or new" {
	local n killed=0
	for n in $(seq 1 8); do
		attempt "$n" 9
		[ "$got" = "$old" ] || [ "$got" = "$new" ]
		[ "$status" -eq 137 ] && killed=$((killed + 1))
	done
	[ "$killed" -ge 4 ]
}

@test "a folder that may not be written, a full device, a missing folder are 2" {
	cb_run cb-template -o /dev/full 甲
	want 2
	cb_run cb-template -o no/such/folder.csv 甲
	want 2
	[ "$(id -u)" -ne 0 ] || return 0
	mkdir closed
	chmod 500 closed
	cb_run cb-template -o closed/f.csv 甲
	want 2
}
