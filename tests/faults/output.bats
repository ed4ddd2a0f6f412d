#!/usr/bin/env bats
# A file is there whole or as it was, whatever goes wrong while it is written.
load ../cmd/helper

prepare() {
	[ -z "${SAN:-}" ] || skip "the sanitizers want to be loaded first"
	old='the old file'
	new=$'number,name\n1,甲\n2,乙'
}

# attempt N [SIGNAL]
attempt() {
	printf '%s\n' "$old" >f.csv
	cb_run env --default-signal=INT,HUP INJECT_AT="$1" INJECT_SIGNAL="${2:-0}" LD_PRELOAD="$BUILD/tests/inject.so" cb-template -o f.csv 甲 乙
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
		cb_run env INJECT_AT="$n" INJECT_SIGNAL=15 LD_PRELOAD="$BUILD/tests/inject.so" cb-template -o f.xlsx 甲
		[ "$(cat f.xlsx)" = "$old" ] || unzip -tq f.xlsx
		[ -z "$(find . -name '*.tmp')" ]
	done
}

# make_forms [VARIABLE=VALUE...]: a form for each community, over one that is there
make_forms() {
	rm -rf forms
	mkdir forms
	echo old >forms/街1.xlsx
	cb_run env "$@" LD_PRELOAD="$BUILD/tests/inject.so" cb-import template fund -d city.db --each forms
	new=$(find forms -name '*.xlsx' -size +1k | LC_ALL=C.UTF-8 sort | paste -sd' ')
	[ -z "$(find . -name '*.tmp')" ]
}

@test "several files are written all or none; where one does not get its name, those that have it are named" {
	local n none=0 part=0
	seq -f '街%g' 1 4 | sed '1i name' | cb-import -q -d city.db community -
	make_forms
	want 0
	[ "$new" = 'forms/街1.xlsx forms/街2.xlsx forms/街3.xlsx forms/街4.xlsx' ]
	for n in $(seq 1 100); do
		make_forms INJECT_AT="$n"
		[ "$status" -ne 0 ] || continue
		want 2
		if [ -z "$new" ]; then
			[ "$(ls forms)" = 街1.xlsx ]
			none=$((none + 1))
		elif [[ $err != *stdout* ]]; then # which is closed in the end
			has err "E676: 应写 4 个文件,只写成 $(wc -w <<<"$new") 个:${new// /; };请重新运行"
			part=$((part + 1))
		fi
	done
	[ "$none" -ge 8 ]
	[ "$part" -ge 3 ]
	# a folder that was made for them goes with them
	cb_run env INJECT_AT=9 LD_PRELOAD="$BUILD/tests/inject.so" cb-import template fund -d city.db --each made
	want 2
	[ ! -e made ]
}

@test "SIGTERM while many files are written: all or none, and no temporary" {
	local n
	seq -f '街%g' 1 40 | sed '1i name' | cb-import -q -d city.db community -
	for n in 30 140 160 ; do
		make_forms INJECT_AT="$n" INJECT_SIGNAL=15
		[ "$status" -eq 143 ]
	done
}

@test "in a folder where anybody may write, no link and no file of another is written through" {
	[ "$(id -u)" -eq 0 ] || skip "only root can make what belongs to another"
	mkdir all
	chmod 1777 all
	chown 1 all
	echo old >target
	for whose in 1 0 2; do # of the folder's owner, one's own, of a third
		echo old >target
		ln -sf ../target all/link
		echo old >all/file
		chown -h "$whose" all/link all/file
		for to in link file; do
			cb_run cb-template -o "all/$to" 甲
			[ "$whose" = 2 ] || { want 0 && continue; }
			want 2
			has err "E608: 无法写入“all/$to”:没有权限"
		done
	done
	[ "$(cat target all/file)" = $'old\nold' ]
	[ "$(readlink all/link)" = ../target ]
}
