#!/usr/bin/env bats
# Every message code has a folder tests/data/errors/CODE: `cmd`, one shell line that is run in a copy of
# the folder; `expect`, what it writes to stderr; `status`, how it ends. Where there is a `book` (a
# description, see make_book.awk), in.xlsx is made of it first.
load helper
load books

MESSAGES="$CB_TREE/include/cb/base/messages.def"

# Codes that no line in a shell can provoke, and the test that has them instead.
elsewhere() {
	cat <<-'END'
		124 tests/unit/test_book.c: a file of 2 GiB
		140 tests/unit/test_child.c: no known file does that
		141 tests/unit/test_child.c: no known file does that
		142 tests/unit/test_child.c: no known file does that
		353 tests/cmd/problem.bats: a sheet that was filled in
		354 tests/cmd/problem.bats: a sheet that was filled in
		355 tests/cmd/problem.bats: a sheet that was filled in
		356 tests/cmd/problem.bats: a sheet that was filled in
		357 tests/cmd/problem.bats: a sheet that was filled in
		359 tests/cmd/problem.bats: a sheet that was filled in
		439 tests/cmd/upgrade.bats: needs a database of version 1
		676 tests/faults/output.bats: a file that does not get its name after others did
		708 tests/faults/store.bats: needs a full disk
		726 tests/cmd/upgrade.bats: needs a database of version 2
		822 tests/cmd/return.bats: stands in the returned workbook only
	END
}

# codes: the table's, as they are printed: E101, W116, N801
codes() {
	sed -n 's/^MESSAGE(\([0-9]*\), [A-Z0-9_]*, CB_\([EWN]\).*/\2\1/p' "$MESSAGES"
}

# run_folder FOLDER: as a user would, but with notes only where cmd asks for them
run_folder() {
	rm -rf copy
	cp -R --no-preserve=mode "$1" copy
	[ ! -f copy/book ] || make_book xlsx copy/in.xlsx <copy/book
	cb_run env -C copy sh ./cmd </dev/null
}

# check_folder FOLDER
check_folder() {
	local expect wanted
	whole_file expect "$1/expect"
	read -r wanted <"$1/status"
	[[ $expect =~ " ${1##*/}"[\ :] ]] || { echo "${1##*/}: expect does not show the code"; return 1; }
	run_folder "$1"
	[ "$status" = "$wanted" ] || { echo "${1##*/}: status $status, wanted $wanted"; return 1; }
	[ "$err" = "$expect" ] || { diff "$1/expect" "$BATS_TEST_TMPDIR/stderr"; echo "${1##*/}: stderr differs"; return 1; }
}

# check_hundred N: the folders of codes N00 to N99
check_hundred() {
	local folder bad=0 seen=0
	for folder in "$DATA"/errors/?"$1"??; do
		seen=$((seen + 1))
		check_folder "$folder" >&2 || bad=$((bad + 1))
	done
	[ "$seen" -gt 0 ] && [ "$bad" -eq 0 ]
}

@test "every code has a fixture, or is listed here with the test that has it" {
	codes | sort >codes
	elsewhere | sed 's/ .*//' | sort >listed
	find "$DATA/errors" -mindepth 1 -maxdepth 1 -printf '%f\n' | sort >fixtures
	sed 's/^.//' fixtures | sort | comm -12 listed - >twice
	grep -f <(sed 's/.*/^.&$/' listed) codes | sort - fixtures >shown
	diff codes shown
	[ ! -s twice ]
}

@test "1xx: input that cannot be read" { check_hundred 1; }
@test "2xx: values" { check_hundred 2; }
@test "3xx: structure and labels" { check_hundred 3; }
@test "4xx: names, keys, batches" { check_hundred 4; }
@test "5xx: rules and results" { check_hundred 5; }
@test "6xx: use and configuration" { check_hundred 6; }
@test "7xx: database" { check_hundred 7; }
@test "8xx: notes" { check_hundred 8; }

@test "the locale does not change a message" {
	local folder
	for folder in E101 E608 E701 W116; do
		LC_ALL=zh_CN.UTF-8 LANG=zh_CN.UTF-8 run_folder "$DATA/errors/$folder"
		diff "$DATA/errors/$folder/expect" stderr
	done
}
