#!/bin/sh
# demo.sh [BINDIR]: the main job on the invented street of this folder: what 14 communities sent in
# for July, August and September 2026, ranked, with red flags, prizes and yellow cards.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
if [ $# -gt 0 ]; then
	PATH=$(cd "$1" && pwd):$PATH
fi
cd "$here"

show() {
	printf '\n$ %s\n' "$1"
	sh -c "$1"
}

for month in 2026-07 2026-08 2026-09; do
	show "cb-rank -d registers -p $month --format table inbox/$month/*.csv"
done
