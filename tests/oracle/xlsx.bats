#!/usr/bin/env bats
# Workbooks of libxlsxwriter, read by cb and by xlsx2csv.
load ../cmd/helper

prepare() {
	command -v xlsx2csv >/dev/null || skip 'xlsx2csv is not installed'
	gcc -O1 -o generate "$CB_TREE/tests/bench/generate_xlsx.c" -lxlsxwriter
}

# doubles: the last column in one spelling; libxlsxwriter writes 88.1 with 16 digits, 88.09999999999999
doubles() {
	awk -F, -v OFS=, '{ if (NR > 1) $6 = sprintf("%.17g", $6); print }'
}

@test "texts, dates and numbers are those that xlsx2csv reads" {
	for seed in 1 2 3; do
		./generate 2000 "$seed" in.xlsx
		cb-import cells in.xlsx | doubles >ours
		xlsx2csv in.xlsx | doubles >theirs
		[ "$(wc -l <ours)" -eq 2001 ]
		cmp ours theirs
	done
}
