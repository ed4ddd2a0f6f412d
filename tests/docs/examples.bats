#!/usr/bin/env bats
# Every example with a prompt, in the READMEs (blocks ```console) and in the pages (.Bd -literal), is
# run in a copy of share/examples, one for each page, and must print what is shown.
load ../cmd/helper
export CB_PLAIN=1 # what is shown is what is typed

# fresh: the examples as they are installed, in ./work
fresh() {
	cd "$BATS_TEST_TMPDIR" || return 1
	rm -rf work
	cp -R "$CB_TREE/share/examples" work
	chmod -R u+w work
	cd work || return 1
}

# blocks FILE: writes each block of examples to block.N
blocks() {
	awk '
	/^```console$/ || /^\.Bd -literal/ { inside = 1; n++; next }
	/^```$/ || /^\.Ed/ { inside = 0; next }
	inside { sub(/^\\&/, ""); gsub(/\\e/, "\\"); print > ("../block." n) }' "$1"
}

# run_block FILE: `$ command` lines, each followed by what it prints on either stream
run_block() {
	local line command= want=
	while IFS= read -r line || [ -n "$line" ]; do
		if [[ $line == '$ '* ]]; then
			compare "$command" "$want"
			command=${line#'$ '} want=
		else
			want+=$line$'\n'
		fi
	done <"$1"
	compare "$command" "$want"
}

compare() {
	local got
	[ -n "$1" ] || return 0
	ran=$((ran + 1))
	# in October: what the examples hold has happened
	got=$(CB_TODAY=2026-10-15 bash -c "$1" 2>&1 && true; printf x)
	got=${got%x}
	[ "$got" = "$2" ] && return
	echo "example differs: $1" >&2
	diff <(printf %s "$2") <(printf %s "$got") >&2 || true
	bad=$((bad + 1))
}

@test "the examples of READMEs and pages print what they show" {
	local file block ran=0 bad=0
	for file in "$CB_TREE"/README*.md "$CB_TREE"/man/*.[1-8] "$CB_TREE"/man/zh_CN/*.[1-8]; do
		fresh
		rm -f ../block.*
		blocks "$file"
		for block in ../block.*; do
			[ -e "$block" ] && run_block "$block"
		done
	done
	echo "$ran examples, $bad differ" >&2
	[ "$ran" -gt 0 ] && [ "$bad" -eq 0 ]
}
