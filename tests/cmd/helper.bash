# Loaded by every bats file: `load helper` (tests/docs: `load ../cmd/helper`).
# shellcheck shell=bash disable=SC2034 # variables are read by the tests

: "${CB_TREE:=$(cd "${BATS_TEST_DIRNAME}/../.." && pwd)}"
: "${BUILD:=$CB_TREE/build}"
export PATH="$BUILD/bin:$BUILD/tests:$PATH"
# A test sees the same world on every machine.
export LC_ALL=C TZ=UTC CB_TODAY=2026-08-15
unset CB_LANG NO_COLOR COLUMNS
DATA="$CB_TREE/tests/data"

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	declare -F prepare >/dev/null && prepare
	return 0
}

# A database is made on purpose; tests make theirs by their first import, which is given --new where -d names a file
# that is not there. `command cb-import` is the program as it is; CB_PLAIN=1 makes it so for a whole file.
cb-import() {
	local arg before='' db='' verb=''
	for arg; do
		case $before in
		-d | -[a-z]d | --db) db=$arg ;;
		esac
		case $arg in
		--db=*) db=${arg#--db=} ;;
		--new | log | undo | status | template | cells | registers | --help | --version) verb=$arg ;;
		esac
		before=$arg
	done
	if [ -n "$verb$CB_PLAIN" ] || [ -z "$db" ] || [ -e "$db" ]; then
		command cb-import "$@"
	else
		command cb-import --new "$@"
	fi
}
export -f cb-import
: "${CB_PLAIN:=}"

# cb_run COMMAND...: runs it and keeps $status, and $out and $err with every byte but NUL; the
# files stdout and stderr hold them too.
cb_run() {
	status=0 out='' err=''
	"$@" >"$BATS_TEST_TMPDIR/stdout" 2>"$BATS_TEST_TMPDIR/stderr" || status=$?
	whole_file out "$BATS_TEST_TMPDIR/stdout"
	whole_file err "$BATS_TEST_TMPDIR/stderr"
}

# whole_file VARIABLE FILE: what it holds, but for NUL; no process is started for it.
whole_file() {
	local part all=
	while IFS= read -r -d '' part || [ -n "$part" ]; do
		all+=$part
	done <"$2"
	printf -v "$1" %s "$all"
}

# want STATUS: the exit status; shows what was printed when it differs.
want() {
	[ "$status" -eq "$1" ] && return
	printf 'status %s, wanted %s\nstdout: %s\nstderr: %s\n' "$status" "$1" "$out" "$err" >&2
	return 1
}

# same WHAT TEXT: $out or $err (WHAT = out, err) is exactly TEXT.
same() {
	local got=${!1}
	[ "$got" = "$2" ] && return
	diff <(printf %s "$2") <(printf %s "$got") >&2
	return 1
}

# has WHAT TEXT: it contains TEXT.
has() {
	[[ "${!1}" == *"$2"* ]] && return
	printf '%s lacks “%s”:\n%s\n' "$1" "$2" "${!1}" >&2
	return 1
}

# not COMMAND...: it fails. Bash passes over `! command` unless it is a test's last (tests/cannot_fail).
not() {
	if "$@"; then
		echo "does not fail: $*" >&2
		return 1
	fi
}

# fill FILE CELL=TEXT...: the workbook as if somebody had typed texts into cells of its first sheet
fill() {
	local file=$PWD/$1 cell at
	rm -rf open
	mkdir open
	(cd open && unzip -q "$file" && rm "$file") || return 1
	for cell in "${@:2}"; do
		at="<c r=\"${cell%%=*}\" s=\"\([0-9]*\)\""
		sed -i "s#$at\(/>\| t=\"inlineStr\"><is><t>[^<]*</t></is></c>\)#<c r=\"${cell%%=*}\" s=\"\1\" t=\"inlineStr\"><is><t>${cell#*=}</t></is></c>#" \
			open/xl/worksheets/sheet1.xml
	done
	(cd open && zip -q -X -r "$file" .)
}

# lacks PATTERN FILE...: no line of files that can be read matches the pattern (grep -E).
lacks() {
	local found=0
	grep -E -e "$1" "${@:2}" >&2 || found=$?
	[ "$found" -eq 1 ]
}
