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

@test "a workbook whose temporary files do not fit is 2, and nothing is left of it" {
	local blocks failures=0
	mkdir office
	awk 'BEGIN { print "period,subject,name,value"
		for (i = 0; i < 20000; i++) printf "2026-07,西街社区,指标%d,%d\n", i, i * 7919 % 10007 }' >office/metric.csv
	# where the limit falls: the rows, the sheet made of them, what is zipped, the output
	for blocks in 8 100 1000 2000 4000 8000; do
		echo "$old" >f.xlsx
		status=0
		(trap '' XFSZ; ulimit -f "$blocks"; exec cb-export -d office metric -o f.xlsx) 2>err || status=$?
		if [ "$status" -eq 0 ]; then
			unzip -tq f.xlsx
			[ "$(unzip -p f.xlsx xl/worksheets/sheet1.xml | grep -o '<row ' | wc -l)" -eq 20002 ]
		else
			[ "$status" -eq 2 ]
			grep -q E608 err
			[ "$(cat f.xlsx)" = "$old" ]
			failures=$((failures + 1))
		fi
		[ -z "$(find . -name '*.tmp')" ]
	done
	[ "$failures" -ge 3 ]
	[ "$failures" -lt 6 ]
	echo "$old" >f.xlsx
	TMPDIR=$PWD/none cb_run cb-export -d office metric -o f.xlsx
	want 2
	has err E608
	[ "$(cat f.xlsx)" = "$old" ]
	# a small one needs none
	TMPDIR=$PWD/none cb_run cb-template -o f.xlsx 甲
	want 0
	unzip -tq f.xlsx
}

@test "what is held until all is good lies in TMPDIR, and when it cannot, that is said" {
	printf '月份,社区,指标,得分\n2026-07,甲,卫生,9\n' >in.csv
	TMPDIR=$PWD/none cb_run cb-import score in.csv
	want 2
	same out ''
	same err 'cb-import: error E608: 无法写入“TMPDIR”:没有这个文件或文件夹
'
	awk 'BEGIN { print "period,subject,name,value"; for (i = 0; i < 60000; i++) printf "2026-07,西街社区,指标%d,9\n", i }' >metric.csv
	TMPDIR=$PWD/none cb_run cb-export -d . metric
	want 2
	same out ''
	same err 'cb-export: error E608: 无法写入“TMPDIR”:没有这个文件或文件夹
'
}

@test "SIGTERM while a workbook is written: old or new" {
	local n
	for n in $(seq 1 12); do
		echo "$old" >f.xlsx
		cb_run env INJECT_AT="$n" INJECT_SIGNAL=15 LD_PRELOAD="$PWD/inject.so" cb-template -o f.xlsx 甲
		[ "$(cat f.xlsx)" = "$old" ] || unzip -tq f.xlsx
		[ -z "$(find . -name '*.tmp')" ]
	done
}
