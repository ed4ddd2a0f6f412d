#!/usr/bin/env bats
# What all commands have in common, shown on the do-nothing command.
load helper

@test "csv in a pipe, header always" {
	cb_run cb-template 甲 乙
	want 0
	same out $'number,name\n1,甲\n2,乙\n'
	same err ''
}

@test "options and operands may be mixed; -- ends options" {
	cb_run cb-template 甲 --first 5 -- --first
	want 0
	same out $'number,name\n5,甲\n6,--first\n'
}

@test "--headers=zh, --format, both spellings" {
	cb_run cb-template --headers=zh 甲
	same out $'编号,名称\n1,甲\n'
	cb_run cb-template --format tsv 甲
	same out $'number\tname\n1\t甲\n'
}

@test "a wrong option is 2, names the nearest, prints nothing on stdout" {
	cb_run cb-template --frist 5 甲
	want 2
	same out ''
	same err $'cb-template: error E601: 没有选项“--frist”;--help 列出全部选项;是不是“--first”?\n'
}

@test "long options in full only" {
	cb_run cb-template --fir=5
	want 2
	has err '“--first”'
}

@test "--lang=en and CB_LANG choose the language of mistakes too, --lang goes first" {
	cb_run cb-template --nonsense --lang=en
	same err $'cb-template: error E601: unknown option “--nonsense”; --help lists them\n'
	CB_LANG=en cb_run cb-template --nonsense
	has err 'unknown option'
	CB_LANG=en cb_run cb-template --nonsense --lang zh
	has err '没有选项'
}

@test "several mistakes are all told, and counted" {
	cb_run cb-template --lang=en --nonsense --first x
	want 2
	has err 'E601'
	has err 'E605'
	has err $'cb-template: 2 errors, 0 warnings\n'
}

@test "--max-errors caps what is shown, not what is counted" {
	cb_run cb-template --lang=en --max-errors=1 -y -z -w
	want 2
	[ "$(grep -c E601 stderr)" -eq 1 ]
	has err '3 errors, 0 warnings; 2 not shown'
}

@test "-h, --help, -V go to stdout and are 0" {
	cb_run cb-template -h
	want 0
	has out '用法: cb-template [选项] 名称...'
	has out '--first=N'
	same err ''
	cb_run cb-template --version
	want 0
	[[ $out == 'cb-template (cb) '* ]]
}

@test "stdout that cannot be written is 2 and said" {
	[ -e /dev/full ] || skip
	status=0
	cb-template 甲 >/dev/full 2>err || status=$?
	[ "$status" -eq 2 ]
	grep -q 'E608.*stdout' err
	status=0
	cb-template --help >/dev/full 2>err || status=$?
	[ "$status" -eq 2 ]
}

@test "a closed stdout is 2, and no file takes its place" {
	status=0
	cb-template 甲 -o f.csv >&- || status=$?
	[ "$status" -eq 0 ]
	[ "$(cat f.csv)" = $'number,name\n1,甲' ]
	status=0
	cb-template 甲 >&- 2>err || status=$?
	[ "$status" -eq 2 ]
}

@test "a reader that goes away ends the command quietly" {
	trap '' PIPE # as cron leaves it
	# shellcheck disable=SC2046 # one word a name
	{ cb-template $(seq 100000) 2>err || echo $? >code; } | head -n 1 >/dev/null
	trap - PIPE
	[ "$(cat code)" -eq 141 ]
	[ ! -s err ]
}

@test "-o writes the format of its extension, whole, and leaves no temporary" {
	cb_run cb-template -o a.json 甲
	want 0
	same out ''
	[ "$(cat a.json)" = $'[\n{"number": 1, "name": "甲"}\n]' ]
	[ "$(find . -name '*.tmp')" = '' ]
}

@test "-o with an unknown extension is refused, --format says it" {
	cb_run cb-template -o a.docx 甲
	want 2
	[ ! -e a.docx ]
	cb_run cb-template -o a.docx --format csv 甲
	want 0
}

@test "-o - is stdout, -o /dev/null is written through" {
	cb_run cb-template -o - 甲
	same out $'number,name\n1,甲\n'
	cb_run cb-template -o /dev/null 甲
	want 0
	[ -c /dev/null ]
}

@test "--errors writes the findings; none is a header" {
	cb_run cb-template --errors e.csv 甲
	want 0
	[ "$(cat e.csv)" = 'severity,code,file,sheet,row,column,field,message' ]
}

@test "colour only where it is wanted" {
	cb_run cb-template -y
	[[ $err != *$'\033'* ]]
	cb_run cb-template --format table --color=always 甲
	has out $'\033[1m'
	cb_run cb-template --format table 甲
	[[ $out != *$'\033'* ]]
}

@test "the locale and POSIXLY_CORRECT change nothing" {
	cb_run cb-template 甲 --first 3
	local before=$out
	LC_ALL=zh_CN.UTF-8 LANG=zh_CN.UTF-8 POSIXLY_CORRECT=1 cb_run cb-template 甲 --first 3
	[ "$out" = "$before" ]
}

@test "--today and CB_TODAY must be days" {
	CB_TODAY=soon cb_run cb-template 甲
	want 2
	has err '$CB_TODAY'
}

@test "--allow takes only codes of errors found in data" {
	cb_run cb-template --allow E203 甲
	want 0
	cb_run cb-template --allow E601 甲
	want 2
	has err 'E611'
	cb_run cb-template --allow nonsense 甲
	want 2
}

@test "completion words come from the option table" {
	cb_run cb-template --completion=--color
	same out $'auto\nalways\nnever\n'
	cb_run cb-template --completion
	has out $'--first\n'
	[[ $out != *--completion* ]]
}
