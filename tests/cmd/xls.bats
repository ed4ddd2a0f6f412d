#!/usr/bin/env bats
# Old .xls through cb-import. Records and containers: tests/unit/test_xls.c; month.xls is what LibreOffice made
# of month.fods.
load helper

XLS="$CB_TREE/tests/data/xls/month.xls"

@test "texts, numbers, Chinese dates, results of formulas, truth" {
	cb_run cb-import cells "$XLS"
	want 0
	same err ''
	same out '2026年7月社区得分
社区,得分,检查日期,编号
樵湖社区,98.6,2026-07-10,007
西峡社区,97.25,2026-07-11,008
平均,97.925,TRUE
'
}

@test "a hidden sheet is read when it is named" {
	cb_run cb-import cells --sheet 说明 "$XLS"
	want 0
	same out '内部
'
}

@test "a file is known by content: xls named .xlsx, and from a pipe" {
	cp "$XLS" in.xlsx
	cb_run cb-import cells in.xlsx
	want 0
	cp stdout named
	cb_run sh -c 'cat in.xlsx | cb-import cells -'
	want 0
	cmp stdout named
}

@test "cut off anywhere: an error and not a byte, within 2 s" {
	local n
	for n in 300 600 1500 2600 4000 5200; do
		head -c "$n" "$XLS" >cut.xls
		cb_run sh -c 'ulimit -t 20 && exec cb-import cells cut.xls'
		[ "$status" -eq 3 ] || { echo "$n bytes: $status" >&2; false; }
		same out ''
		[ "$(wc -l <stderr)" -eq 1 ]
	done
}

@test "encrypted is said to be" {
	# FILEPASS in place of the record behind the first, of a kind that is none
	printf '\x09\x08\x10\x00\x00\x06\x05\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x2f\x00\x02\x00\x01\x00\x0a\x00\x00\x00' >in.xls
	cb_run cb-import cells in.xls
	want 3
	same err 'cb-import: in.xls: error E120: 文件已加密;请打开后取消密码,重新保存
'
}
