#!/bin/sh
# book.sh FILE.xlsx <SHEET: packs a workbook of one sheet, 得分. SHEET is a whole part (from <?xml or
# <worksheet on), or only its rows. What stands in the folder parts/, if there is one, is added and takes
# the place of what is made here. Styles: 0 plain, 1 a date, 2 a length of time, 3 yyyy"年"m"月".
#
# ZIPOPT is zip's own: ZIPOPT=-0 stores without packing.
set -eu
case $1 in /*) out=$1 ;; *) out=$PWD/$1 ;; esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
main=http://schemas.openxmlformats.org/spreadsheetml/2006/main
office=http://schemas.openxmlformats.org/officeDocument/2006/relationships
package=http://schemas.openxmlformats.org/package/2006
mkdir -p "$work/_rels" "$work/xl/_rels" "$work/xl/worksheets"

cat >"$work/sheet"
if head -c 5 "$work/sheet" | grep -q '^<[?w!]'; then
	mv "$work/sheet" "$work/xl/worksheets/sheet1.xml"
else
	{
		printf '<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="%s"><sheetData>' "$main"
		cat "$work/sheet"
		printf '</sheetData></worksheet>'
	} >"$work/xl/worksheets/sheet1.xml"
	rm "$work/sheet"
fi
cat >"$work/[Content_Types].xml" <<END
<Types xmlns="$package/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>
END
cat >"$work/_rels/.rels" <<END
<Relationships xmlns="$package/relationships"><Relationship Id="rId1" Type="$office/officeDocument" Target="xl/workbook.xml"/></Relationships>
END
cat >"$work/xl/workbook.xml" <<END
<workbook xmlns="$main" xmlns:r="$office"><sheets><sheet name="得分" sheetId="1" r:id="rId1"/></sheets></workbook>
END
cat >"$work/xl/_rels/workbook.xml.rels" <<END
<Relationships xmlns="$package/relationships"><Relationship Id="rId1" Type="$office/worksheet" Target="worksheets/sheet1.xml"/></Relationships>
END
cat >"$work/xl/styles.xml" <<END
<styleSheet xmlns="$main"><numFmts count="1"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>
<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="46"/><xf numFmtId="176"/></cellXfs></styleSheet>
END
[ ! -d parts ] || cp -R parts/. "$work"
rm -f "$out"
(cd "$work" && zip -X -q -D -r "$out" '[Content_Types].xml' _rels xl .)
