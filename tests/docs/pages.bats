#!/usr/bin/env bats
# The pages say what the programs do: every command has its page, every option is in it.
load ../cmd/helper

# text PAGE: as a reader sees it, without bold and underline
text() {
	mandoc -T utf8 -O width=1000 "$1" | sed 's/.\x08//g'
}

commands() {
	local source
	for source in "$CB_TREE"/cmd/cb-*.c; do
		[ -e "$source" ] && basename "$source" .c
	done
}

@test "every command has a page" {
	local name missing=
	for name in $(commands); do
		[ -f "$CB_TREE/man/$name.1" ] || missing="$missing $name.1"
	done
	[ -z "$missing" ] || { echo "no page:$missing" >&2; false; }
}

@test "every option and verb of --help is in the command's page or, if shared, in cb(7)" {
	local name word missing=
	local shared
	shared=$(text "$CB_TREE/man/cb.7")
	for name in $(commands); do
		[ -f "$CB_TREE/man/$name.1" ] || continue
		local page
		page="$(text "$CB_TREE/man/$name.1")$shared"
		for word in $("$name" --completion); do
			grep -qE -- "(^|[^[:alnum:]-])$word([^[:alnum:]-]|\$)" <<<"$page" || missing="$missing $name:$word"
		done
	done
	[ -z "$missing" ] || { echo "not documented:$missing" >&2; false; }
}

@test "every option that a command's page lists is taken by the command" {
	local name word extra=
	for name in $(commands); do
		[ -f "$CB_TREE/man/$name.1" ] || continue
		local known
		known=$("$name" --completion)
		for word in $(sed -n 's/^\.It Fl \(. , Fl \)\{0,1\}-\([a-z-]*\).*/--\2/p' "$CB_TREE/man/$name.1"); do
			grep -qxF -- "$word" <<<"$known" || extra="$extra $name:$word"
		done
	done
	[ -z "$extra" ] || { echo "no such option:$extra" >&2; false; }
}

@test "shared options of the programs are all in cb(7)" {
	local word missing= page
	page=$(text "$CB_TREE/man/cb.7")
	for word in $(cb-template --completion); do
		[ "$word" = --first ] && continue
		grep -qE -- "(^|[^[:alnum:]-])$word([^[:alnum:]-]|\$)" <<<"$page" || missing="$missing $word"
	done
	[ -z "$missing" ] || { echo "not in cb(7):$missing" >&2; false; }
}

@test "pages have no markup that mandoc warns of, before and after they are filled" {
	local page
	for page in "$CB_TREE"/man/*.[1-8] "$CB_TREE"/man/zh_CN/*.[1-8] "$BUILD"/man/*.[1-8] "$BUILD"/man/zh_CN/*.[1-8]; do
		mandoc -T lint -W warning "$page"
	done
}

@test "every page is there in Chinese, with the same options and verbs" {
	local page name
	for page in "$CB_TREE"/man/*.[1-8]; do
		name=${page##*/}
		diff <(grep -E '^\.It (Fl|Cm)' "$page") <(grep -E '^\.It (Fl|Cm)' "$CB_TREE/man/zh_CN/$name") ||
			{ echo "options differ: $name" >&2; false; }
	done
}

@test "installed pages are filled: every message, register and kind of rule" {
	local word page missing=
	for page in cb-errors.7 cb-registers.5 cb-rules.5 zh_CN/cb-errors.7 zh_CN/cb-registers.5 zh_CN/cb-rules.5; do
		if grep -n '@[A-Z]*@' "$BUILD/man/$page"; then return 1; fi
	done
	for word in $(sed -n 's/^MESSAGE(\([0-9]*\), [A-Z0-9_]*, CB_\([EWN]\).*/\2\1/p' "$CB_TREE/include/cb/base/messages.def"); do
		grep -qx "\.It Sy $word" "$BUILD/man/cb-errors.7" || missing="$missing $word"
	done
	for word in $(cb-import registers | sed '1d;s/,.*//'); do
		grep -q "^\.Ss $word " "$BUILD/man/cb-registers.5" || missing="$missing $word"
	done
	for word in $(sed '1d' "$CB_TREE/share/rules/rules.csv" | cut -d, -f2 | sort -u); do
		grep -q "^\.It .*$word" "$BUILD/man/cb-rules.5" || missing="$missing $word"
	done
	[ -z "$missing" ] || { echo "not in the pages:$missing" >&2; false; }
}

@test "pages refer to pages that exist" {
	local page missing=
	for page in $(sed -n 's/^\.Xr \(cb[a-z-]*\) \([1-8]\).*/\1.\2/p' "$CB_TREE"/man/*.[1-8] | sort -u); do
		[ -f "$CB_TREE/man/$page" ] || missing="$missing $page"
	done
	[ -z "$missing" ] || { echo "no such page:$missing" >&2; false; }
}
