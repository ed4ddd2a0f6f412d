# Spreadsheets made at test time: `load books` after `load helper`.
# shellcheck shell=bash

# make_book FORMAT FILE: the book described on stdin (make_book.awk) as xlsx, xls, ods, html or xml
make_book() {
	if [ "$1" = xls ]; then
		"$BUILD/tests/make-xls" >"$2"
		return
	fi
	local parts=$BATS_TEST_TMPDIR/parts file
	case $2 in
	/*) file=$2 ;;
	*) file=$PWD/$2 ;;
	esac
	rm -rf "$parts" "$file"
	mkdir -p "$parts/_rels" "$parts/xl/_rels" "$parts/xl/worksheets"
	awk -v format="$1" -v dir="$parts" -f "$CB_TREE/tests/cmd/make_book.awk" || return 1
	case $1 in
	xlsx) (cd "$parts" && zip -q -X -D -r "$file" '[Content_Types].xml' _rels xl) ;;
	ods) (cd "$parts" && zip -q -X -0 "$file" mimetype && zip -q -X "$file" content.xml) ;;
	*) mv "$parts/page" "$file" ;;
	esac
}
