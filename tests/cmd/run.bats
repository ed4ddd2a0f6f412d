#!/usr/bin/env bats
# The suite itself: a failing test must make the run fail.
load helper

prepare() {
	mkdir tests
	# run finds its suites beside itself
	cp "$CB_TREE/tests/run" tests/run
}

@test "run: a passing bats file passes" {
	mkdir tests/cmd
	printf '@test "good" { true; }\n' >tests/cmd/a.bats
	cb_run env -u BATS_TEST_TMPDIR CB_TREE="$PWD" tests/run cmd
	want 0
}

@test "run: one failing test among passing ones fails the run" {
	mkdir tests/cmd
	printf '@test "good" { true; }\n@test "bad" { false; }\n' >tests/cmd/a.bats
	printf '@test "good" { true; }\n' >tests/cmd/b.bats
	cb_run env CB_TREE="$PWD" tests/run cmd
	want 1
	has err 'FAILED: '
	has err 'a.bats'
}

@test "run: a failing unit program fails the run" {
	mkdir -p tests/unit build/tests
	touch tests/unit/test_bad.c
	printf '#!/bin/sh\necho "[ RUN      ] bad"; exit 1\n' >build/tests/test_bad
	chmod +x build/tests/test_bad
	cb_run env CB_TREE="$PWD" BUILD="$PWD/build" tests/run unit
	want 1
	has err 'test_bad'
}

@test "run: a unit program that was not built fails the run" {
	mkdir -p tests/unit build/tests
	touch tests/unit/test_absent.c
	cb_run env CB_TREE="$PWD" BUILD="$PWD/build" tests/run unit
	want 1
}

@test "run: a suite without a test fails the run" {
	mkdir tests/oracle
	cb_run env CB_TREE="$PWD" tests/run oracle
	want 1
	has err 'no test found'
}

@test "cannot_fail: finds what bash passes over, and nothing else" {
	cat >a.bats <<-'END'
		these_are() {
			! grep -q x file
			for a in 1 2; do ! is_red A1; done
			cmp a b && cmp c d
			if true; then
				[ 1 -gt 2 ] && [ 3 -gt 4 ]
			fi
			grep -q x file || ! true
			! the last
		}
		these_are_not() {
			if ! grep -q x file; then return 1; fi
			[[ $a != x && ! -e b ]]
			[ ! -e b ]
			awk 'NR == 1 || ! seen { print } ; ! x && y' file
			[ -e a ] && continue
			{ cat a && cat b; } >c
			cat >doc <<-'X'
				! this is text
				cmp a b && cmp c d
				and more
			X
			cmp a b && cmp c d
		}
	END
	cb_run "$CB_TREE/tests/cannot_fail" a.bats
	want 1
	[ "$(cut -d: -f2 stdout | paste -sd' ')" = '2 3 4 6 8 9' ]
	sed -n '/these_are_not/,$p' a.bats >b.bats
	cb_run "$CB_TREE/tests/cannot_fail" b.bats
	want 0
	same out ''
}
