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
		cb_run env INJECT_AT="$n" LD_PRELOAD="$PWD/inject.so" cb-import --new -q -d city.db score july.csv
		[ "$status" -eq 4 ] || continue
		failures=$((failures + 1))
		[ ! -e city.db ] || [ "$(cb-export -d city.db score)" = "$old" ]
	done
	[ "$failures" -ge 4 ]
}

# ---- an older database is brought up to date ----

# upgrade VARIABLE=N...: of a copy of the first version; what it leaves is told by its version
upgrade() {
	rm -f city.db*
	cp v1.db city.db
	cb_run env "$@" LD_PRELOAD="$PWD/inject.so" cb-import -d city.db
	version=$(sqlite3 city.db 'PRAGMA user_version')
}

@test "each call that writes may fail while a database is brought up to date: it is the old one, or the new one and its backup" {
	local n failures=0 full=0 before
	sqlite3 v1.db <"$DATA/store/version-1.sql"
	before=$(sqlite3 v1.db .dump)
	for n in $(seq 2 5 400); do
		upgrade INJECT_AT="$n"
		if [ "$version" -eq 4 ]; then
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
			cb_run env INJECT_READ_AT="$n" LD_PRELOAD="$PWD/inject.so" cb-import -q -d city.db score august.csv
			[ "$db" = up_to_date ] || [ "$status" -eq 4 ]
			[ -z "$(find . -name 'city.db.*bak')" ]
			[ "$status" -eq 0 ] || failures=$((failures + 1))
		done
		upgrade INJECT_READ_AT="$n"
		[ "$version" -eq 4 ] || [ "$status" -eq 4 ]
		[ ! -e city.db.v0.bak ]
	done
	[ "$failures" -ge 30 ]
}
