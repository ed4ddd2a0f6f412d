#!/usr/bin/env bats
# An import is in the database whole or not at all, whatever goes wrong while it is written.
load ../cmd/helper

prepare() {
	[ -z "${SAN:-}" ] || skip "the sanitizers want to be loaded first"
	gcc -shared -fPIC -o inject.so "$CB_TREE/tests/faults/inject.c" -ldl
	printf 'period,community,indicator,score\n2026-07,西街,卫生,90\n' >july.csv
	printf 'period,community,indicator,score\n2026-07,西街,卫生,91\n2026-08,西街,卫生,80\n' >august.csv
	cb-import -q -d old.db score july.csv
	cp old.db new.db
	cb-import -q -d new.db score august.csv
	old=$(cb-export -d old.db score)
	new=$(cb-export -d new.db score)
}

# attempt N [SIGNAL]: imports august.csv into a copy; got = what the database then holds
attempt() {
	rm -f city.db city.db-journal
	cp old.db city.db
	cb_run env INJECT_AT="$1" INJECT_SIGNAL="${2:-0}" LD_PRELOAD="$PWD/inject.so" cb-import -q -d city.db score august.csv
	got=$(cb-export -d city.db score)
	cb-export -d city.db --verify >/dev/null
}

@test "each call that writes may fail: all or nothing, and the chain holds" {
	local n failures=0 full=0
	for n in $(seq 1 60); do
		attempt "$n"
		if [ "$status" -eq 0 ]; then
			[ "$got" = "$new" ]
			continue
		fi
		failures=$((failures + 1))
		[ "$status" -eq 4 ] || [ "$status" -eq 2 ] # 2: stdout was the call
		[ "$got" = "$old" ] || [ "$got" = "$new" ]
		[[ "$err" != *E708* ]] || full=$((full + 1))
	done
	[ "$failures" -ge 8 ]
	[ "$full" -ge 4 ] # a write that finds no space is told as that
}

@test "kill -9 at each call: all or nothing, and the chain holds" {
	local n killed=0
	for n in $(seq 1 40); do
		attempt "$n" 9
		[ "$got" = "$old" ] || [ "$got" = "$new" ]
		[ "$status" -ne 137 ] || killed=$((killed + 1))
	done
	[ "$killed" -ge 8 ]
}

@test "a new database that could not be filled leaves no file" {
	local n failures=0
	for n in $(seq 1 30); do
		rm -f city.db city.db-journal
		cb_run env INJECT_AT="$n" LD_PRELOAD="$PWD/inject.so" cb-import -q -d city.db score july.csv
		[ "$status" -eq 4 ] || continue
		failures=$((failures + 1))
		[ ! -e city.db ] || [ "$(cb-export -d city.db score)" = "$old" ]
	done
	[ "$failures" -ge 4 ]
}
