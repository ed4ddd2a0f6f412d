#!/bin/sh
# ods.sh FILE.ods <TABLES: packs an OpenDocument spreadsheet of these table:table elements; a sheet whose
# style is "hidden" is hidden. With a whole content.xml on stdin (from <?xml or <office on), that.
set -eu
case $1 in /*) out=$1 ;; *) out=$PWD/$1 ;; esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
names=urn:oasis:names:tc:opendocument:xmlns
cat >"$work/tables"
if head -c 8 "$work/tables" | grep -q '^<[?o!]'; then
	mv "$work/tables" "$work/content.xml"
else
	{
		printf '<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content'
		for name in office table text style; do
			printf ' xmlns:%s="%s:%s:1.0"' "$name" "$names" "$name"
		done
		printf '><office:automatic-styles><style:style style:name="hidden" style:family="table">'
		printf '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
		printf '<office:body><office:spreadsheet>'
		cat "$work/tables"
		printf '</office:spreadsheet></office:body></office:document-content>'
	} >"$work/content.xml"
	rm "$work/tables"
fi
printf 'application/vnd.oasis.opendocument.spreadsheet' >"$work/mimetype"
rm -f "$out"
(cd "$work" && zip -X -q -0 "$out" mimetype && zip -X -q "$out" content.xml)
