# Loaded by the files that look at one database after each of many faults.
# shellcheck shell=bash

# whole DB: its dump, once it was seen to hold. Files that are to the byte as they were before are not asked again.
whole() {
	local key
	key=$(for file in "$1" "$1"-*; do echo "$file" && cat "$file" 2>/dev/null; done | md5sum)
	key=$BATS_TEST_TMPDIR/whole.${key%% *}
	if [ ! -e "$key" ]; then
		cb-export -q -d "$1" --verify >"$key.new" || return 1
		sqlite3 "$1" .dump >"$key.new" || return 1
		mv "$key.new" "$key"
	fi
	cat "$key"
}
