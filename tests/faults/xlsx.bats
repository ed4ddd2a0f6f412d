#!/usr/bin/env bats
# A workbook is whole, or it is said why there is none, whichever call for memory or to a file fails while it is
# written: every place that one run makes such a call from is failed once.
load ../cmd/helper

prepare() {
	[ -z "${SAN:-}" ] || skip "the sanitizers want to be loaded first"
	mkdir tmp office back
	export TMPDIR=$PWD/tmp
}

# judge NAME FILE: wrong = what the run that has left status and err did wrong, if anything
judge() {
	local name=$1 file=$2 head said usual left
	shopt -s nullglob globstar
	wrong=
	[ "$status" -lt 126 ] || wrong="a signal: $status"
	IFS= read -r -N 3 head <"$file" || head=
	if [ "$head" = old ]; then # nothing was written, and that is said
		whole_file said err
		whole_file usual good.err
		[ "$status" -ne 0 ] || wrong="no workbook, and status 0"
		[ -n "$said" ] || wrong="no workbook, and no word"
		[ "$said" != "$usual" ] || wrong="no workbook, and no word more than when there is one"
	elif ! cmp -s "$file" good; then # another one than usual: only of an input that could not be read, and whole
		unzip -tq "$file" >unzip.out 2>&1 || wrong="a broken workbook"
		[ "$status" -gt "$good_status" ] || wrong="another workbook, and no word"
	fi
	left=(**/*.tmp)
	[ ${#left[@]} -eq 0 ] || wrong="a temporary beside the output"
	left=(tmp/*)
	[ ${#left[@]} -eq 0 ] || rm "${left[@]}"
	# the name of a temporary file is taken away at once: when just that fails, it stays
	[ ${#left[@]} -eq 0 ] || [ "$name" = unlink ] || wrong="a temporary in TMPDIR"
}

# fail_each FILE COMMAND...
fail_each() {
	local file=$1 at name wrong failures=0 sites
	shift
	echo old >"$file"
	good_status=0
	SITES_LIST=$PWD/sites LD_PRELOAD="$BUILD/tests/sites.so" "$@" >out 2>good.err || good_status=$?
	unzip -tq "$file"
	cp "$file" good
	mapfile -t sites <sites
	[ ${#sites[@]} -ge 200 ]
	while read -r at name; do
		echo old >"$file"
		status=0
		SITES_AT=$at LD_PRELOAD="$BUILD/tests/sites.so" "$@" >out 2>err || status=$?
		judge "$name" "$file"
		[ -z "$wrong" ] || { echo "$at $name: $wrong" && cat err && return 1; }
		[ "$status" -eq "$good_status" ] || failures=$((failures + 1))
	done <sites
	[ "$failures" -ge 150 ] # otherwise nothing has been failed
}

@test "rows that do not fit in memory" {
	awk 'BEGIN { print "period,subject,name,value"
		for (i = 0; i < 4000; i++) printf "2026-07,西街社区,指标%d,%d.5\n", i, i * 7919 % 10007 }' >office/metric.csv
	fail_each f.xlsx cb-export -d office metric -o f.xlsx
}

@test "a ranking with its chart" {
	printf '%s\n' period,community,indicator,score 2026-07,甲社区,卫生,90 2026-07,乙社区,卫生,80.5 >s.csv
	fail_each f.xlsx cb-rank -q s.csv -o f.xlsx
}

@test "a form with its rules and lists" {
	{ echo name; seq -f '第%g社区' 100; } >office/community.csv
	fail_each f.xlsx cb-import template fund -d office -o f.xlsx
}

@test "a file that goes back with comments" {
	printf '月份,社区,指标,得分\n2026-07,西街社区,卫生,9O\n2026-07,槐荫社区,卫生,98.6\n' >r.csv
	fail_each back/r.xlsx cb-import score r.csv --return back
}

@test "a document of tables" {
	printf '社区,得分\n甲,3\n' >t.csv
	fail_each f.xlsx sh -c 'exec cb-report --title 得分 -o f.xlsx <t.csv'
	fail_each f.docx sh -c 'exec cb-report --title 得分 -o f.docx <t.csv'
}

@test "the smallest stack that is taken is enough" {
	awk 'BEGIN { print "period,subject,name,value"; for (i = 0; i < 4000; i++) printf "2026-07,西街社区,指标%d,%d\n", i, i }' >office/metric.csv
	cb_run bash -c 'ulimit -s 1024; exec cb-export -d office metric -o f.xlsx'
	want 0
	unzip -tq f.xlsx
	printf '月份,社区,指标,得分\n2026-07,西街社区,卫生,9O\n' >r.csv
	cb_run bash -c 'ulimit -s 1024; exec cb-import score r.csv --return back'
	want 1
	unzip -tq back/r.xlsx
}

@test "few descriptors: a workbook, or the reason why there is none" {
	local n refused=0
	awk 'BEGIN { print "period,subject,name,value"; for (i = 0; i < 4000; i++) printf "2026-07,西街社区,指标%d,%d\n", i, i }' >office/metric.csv
	for n in 4 5 6 7 8 12; do
		echo old >f.xlsx
		cb_run bash -c "exec 3>&- 4>&- 5>&-; ulimit -n $n; exec cb-export -d office metric -o f.xlsx"
		if [ "$status" -eq 0 ]; then
			unzip -tq f.xlsx
		else
			[ "$status" -lt 126 ] # a signal
			[ -n "$err" ]
			[ "$(cat f.xlsx)" = old ]
			refused=$((refused + 1))
		fi
		[ -z "$(find . -name '*.tmp')" ]
	done
	[ "$refused" -ge 1 ]
	[ "$refused" -le 5 ]
}

@test "the library of archives is loaded for them only; where it is missing that is the reason given" {
	printf '%s\n' period,community,indicator,score 2026-07,甲社区,卫生,90 >s.csv
	cb-rank -q s.csv -o f.xlsx
	ldd "$(command -v cb-rank)" >libraries
	grep -q sqlite libraries
	lacks 'libzip|libcrypto' libraries
	printf '#include <stddef.h>\nvoid *dlopen(const char *f, int mode) { (void)f, (void)mode; return NULL; }\n' >none.c
	gcc -shared -fPIC -o none.so none.c
	cb_run env LD_PRELOAD="$PWD/none.so" cb-rank s.csv
	want 0
	for file in g.xlsx g.docx; do
		cb_run env LD_PRELOAD="$PWD/none.so" cb-rank -q s.csv -o $file
		want 2
		has err "E608: 无法写入“$file”:无法加载程序库 libzip,请确认已安装"
		[ ! -e $file ]
	done
	cb_run env LD_PRELOAD="$PWD/none.so" cb-import cells f.xlsx
	want 3
	has err 'E110: 读取“f.xlsx”出错:无法加载程序库 libzip,请确认已安装'
}
