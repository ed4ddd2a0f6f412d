# make_book.awk -v format=xlsx|ods|html|xml -v dir=DIR: a spreadsheet out of a short description, as the parts of
# its archive under DIR (xlsx, ods), or as DIR/page (html, xml). Lines of the description:
#
#	sheet NAME		begins a sheet; `hidden` beneath hides it
#	row CELL|CELL|...	cells: text, nothing, or n:NUMBER d:SERIAL (a date) m:SERIAL (yyyy年m月) t:SERIAL (h:mm) w:NUMBER (0.0"万元", xlsx and xls)
#			u:NUMBER (as the line `format CODE` before it says; in ods a code of figures with words around them)
#				h:SERIAL ([h]:mm) b:0 e:#REF! f:FORMULA (not saved) s:TEXT (however it looks)
#	hide rows 3-5, hide columns 2-2
#	merge 1-1:2-3		rows and columns of the first cell and the last
#	epoch 1904

function escape(s) {
	gsub(/&/, "\\&amp;", s); gsub(/</, "\\&lt;", s); gsub(/>/, "\\&gt;", s); gsub(/"/, "\\&quot;", s)
	return s
}

function letters(c) {
	return c > 26 ? sprintf("%c%c", 64 + int((c - 1) / 26), 65 + (c - 1) % 26) : sprintf("%c", 64 + c)
}

# The civil date of a serial number, for the formats that write it out.
function civil(serial, days, y, m, len) {
	days = int(serial) - (epoch == 1904 ? 0 : 1)
	y = epoch == 1904 ? 1904 : 1900
	if (epoch != 1904 && days > 59)
		days--
	while (days >= (len = y % 4 == 0 && (y % 100 != 0 || y % 400 == 0) ? 366 : 365)) {
		days -= len
		y++
	}
	split("31 28 31 30 31 30 31 31 30 31 30 31", months, " ")
	months[2] = len == 366 ? 29 : 28
	for (m = 1; days >= months[m]; m++)
		days -= months[m]
	return sprintf("%04d-%02d-%02d", y, m, days + 1)
}

function clock(serial, minutes) {
	minutes = int(serial * 1440 + 0.5)
	return sprintf("%02d:%02d:00", int(minutes / 60), minutes % 60)
}

function is_hidden(list, at, i, n, ranges, ends) {
	n = split(list, ranges, " ")
	for (i = 1; i <= n; i++) {
		split(ranges[i], ends, "-")
		if (at >= ends[1] && at <= ends[2])
			return 1
	}
	return 0
}

# Splits a cell into `kind` and `value`.
function look_at(cell) {
	kind = "s"
	value = cell
	if (substr(cell, 2, 1) == ":" && index("ndmthwubefs", substr(cell, 1, 1)) > 0) {
		kind = substr(cell, 1, 1)
		value = substr(cell, 3)
	} else if (cell == "")
		kind = ""
}

$1 == "sheet" { sheets++; names[sheets] = substr($0, 7); next }
$1 == "hidden" { hidden[sheets] = 1; next }
$1 == "row" { rows[sheets]++; row[sheets, rows[sheets]] = substr($0, 5); next }
$1 == "hide" { hide[$2, sheets] = hide[$2, sheets] " " $3; next }
$1 == "merge" { merges[sheets] = merges[sheets] " " $2; next }
$1 == "epoch" { epoch = $2 }
$1 == "format" { format_code = substr($0, 8) }

# ---- xlsx

function xlsx_cell(ref, cell, style) {
	look_at(cell)
	if (kind == "s") {
		if (!(value in string_at)) {
			string_at[value] = n_strings++
			strings = strings "<si><t xml:space=\"preserve\">" escape(value) "</t></si>"
		}
		return "<c r=\"" ref "\" t=\"s\"><v>" string_at[value] "</v></c>"
	}
	if (kind == "b" || kind == "e")
		return "<c r=\"" ref "\" t=\"" kind "\"><v>" value "</v></c>"
	if (kind == "f")
		return "<c r=\"" ref "\"><f>" escape(value) "</f></c>"
	style = index("dmthwu", kind)
	return "<c r=\"" ref "\"" (style ? " s=\"" style "\"" : "") "><v>" value "</v></c>"
}

function xlsx_sheet(s, file, r, c, n, cells, parts, ends, from, to) {
	file = dir "/xl/worksheets/sheet" s ".xml"
	printf "<worksheet xmlns=\"%s\">", main > file
	if (hide["columns", s] != "") {
		printf "<cols>" > file
		n = split(hide["columns", s], parts, " ")
		for (c = 1; c <= n; c++) {
			split(parts[c], ends, "-")
			printf "<col min=\"%d\" max=\"%d\" width=\"9\" hidden=\"1\"/>", ends[1], ends[2] > file
		}
		printf "</cols>" > file
	}
	printf "<sheetData>" > file
	for (r = 1; r <= rows[s]; r++) {
		printf "<row r=\"%d\"%s>", r, is_hidden(hide["rows", s], r) ? " hidden=\"1\"" : "" > file
		n = split(row[s, r], cells, "|")
		for (c = 1; c <= n; c++)
			if (cells[c] != "")
				printf "%s", xlsx_cell(letters(c) r, cells[c]) > file
		printf "</row>" > file
	}
	printf "</sheetData>" > file
	n = split(merges[s], parts, " ")
	if (n > 0)
		printf "<mergeCells count=\"%d\">", n > file
	for (c = 1; c <= n; c++) {
		split(parts[c], ends, ":"); split(ends[1], from, "-"); split(ends[2], to, "-")
		printf "<mergeCell ref=\"%s%d:%s%d\"/>", letters(from[2]), from[1], letters(to[2]), to[1] > file
	}
	printf "%s</worksheet>", (n > 0 ? "</mergeCells>" : "") > file
	close(file)
}

function xlsx(s, file, office) {
	office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	file = dir "/xl/workbook.xml"
	printf "<workbook xmlns=\"%s\" xmlns:r=\"%s\"><workbookPr%s/><sheets>", main, office,
		epoch == 1904 ? " date1904=\"1\"" : "" > file
	for (s = 1; s <= sheets; s++)
		printf "<sheet name=\"%s\" sheetId=\"%d\"%s r:id=\"rId%d\"/>", escape(names[s]), s,
			hidden[s] ? " state=\"hidden\"" : "", s > file
	print "</sheets></workbook>" > file
	file = dir "/xl/_rels/workbook.xml.rels"
	print "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" > file
	for (s = 1; s <= sheets; s++)
		printf "<Relationship Id=\"rId%d\" Type=\"%s/worksheet\" Target=\"worksheets/sheet%d.xml\"/>", s, office, s > file
	printf "<Relationship Id=\"rIdT\" Type=\"%s/styles\" Target=\"styles.xml\"/>", office > file
	printf "<Relationship Id=\"rIdS\" Type=\"%s/sharedStrings\" Target=\"sharedStrings.xml\"/>", office > file
	print "</Relationships>" > file
	file = dir "/_rels/.rels"
	print "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" \
		"<Relationship Id=\"rId1\" Type=\"" office "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>" > file
	file = dir "/[Content_Types].xml"
	print "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">" \
		"<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>" \
		"<Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" " \
		"ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>" > file
	file = dir "/xl/styles.xml"
	print "<styleSheet xmlns=\"" main "\"><numFmts count=\"4\"><numFmt numFmtId=\"176\" " \
		"formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/><numFmt numFmtId=\"177\" formatCode=\"[h]:mm\"/>" \
		"<numFmt numFmtId=\"178\" formatCode=\"0.0&quot;万元&quot;\"/><numFmt numFmtId=\"179\" formatCode=\"" \
		escape(format_code) "\"/></numFmts><cellXfs count=\"7\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"176\"/><xf numFmtId=\"20\"/>" \
		"<xf numFmtId=\"177\"/><xf numFmtId=\"178\"/><xf numFmtId=\"179\"/></cellXfs></styleSheet>" > file
	for (s = 1; s <= sheets; s++)
		xlsx_sheet(s)
	printf "<sst xmlns=\"%s\">%s</sst>", main, strings > (dir "/xl/sharedStrings.xml")
}

# ---- what spans how many rows and columns, and what is covered, for the formats that say it in the cell

function note_merges(s, i, n, parts, ends, from, to, r, c) {
	split("", span); split("", covered)
	n = split(merges[s], parts, " ")
	for (i = 1; i <= n; i++) {
		split(parts[i], ends, ":"); split(ends[1], from, "-"); split(ends[2], to, "-")
		span[from[1], from[2]] = (to[1] - from[1] + 1) " " (to[2] - from[2] + 1)
		for (r = from[1]; r <= to[1]; r++)
			for (c = from[2]; c <= to[2]; c++)
				if (r != from[1] || c != from[2])
					covered[r, c] = 1
	}
}

function width(s, r, n, most, cells) {
	for (r = 1; r <= rows[s]; r++)
		if ((n = split(row[s, r], cells, "|")) > most)
			most = n
	return most
}

# ---- ods

# The number format as the parts that ods has it in.
function ods_format(code, figures, places, factor, kind) {
	if (code == "")
		return ""
	match(code, /[#0][#0,.]*/)
	figures = substr(code, RSTART, RLENGTH)
	for (factor = ""; figures ~ /,$/; figures = substr(figures, 1, length(figures) - 1))
		factor = factor "000"
	places = index(figures, ".") ? length(figures) - index(figures, ".") : 0
	kind = code ~ /%/ ? "percentage" : "number"
	return "<number:" kind "-style style:name=\"N1\">" ods_words(substr(code, 1, RSTART - 1)) "<number:number number:decimal-places=\"" \
		places "\" number:min-integer-digits=\"" gsub(/0/, "0", figures) - places "\"" (figures ~ /,/ ? " number:grouping=\"true\"" : "") \
		(factor ? " number:display-factor=\"1" factor "\"" : "") "/>" ods_words(substr(code, RSTART + RLENGTH)) "</number:" kind "-style>" \
		"<style:style style:name=\"u\" style:family=\"table-cell\" style:data-style-name=\"N1\"/>"
}

function ods_words(words) {
	gsub(/"/, "", words)
	return words == "" ? "" : "<number:text>" escape(words) "</number:text>"
}

function ods_cell(cell, spans, is_covered, tag) {
	tag = is_covered ? "table:covered-table-cell" : "table:table-cell"
	look_at(cell)
	if (kind == "")
		return "<" tag spans "/>"
	if (kind == "n" || kind == "u")
		return "<" tag spans (kind == "u" ? " table:style-name=\"u\"" : "") " office:value-type=\"float\" office:value=\"" value "\"><text:p>" value "</text:p></" tag ">"
	if (kind == "d" || kind == "m")
		return "<" tag spans " office:value-type=\"date\" office:date-value=\"" civil(value) "\"/>"
	if (kind == "t" || kind == "h")
		return "<" tag spans " office:value-type=\"time\" office:time-value=\"PT" substr(clock(value), 1, 2) "H" \
			substr(clock(value), 4, 2) "M00S\"/>"
	if (kind == "b")
		return "<" tag spans " office:value-type=\"boolean\" office:boolean-value=\"" (value ? "true" : "false") "\"/>"
	return "<" tag spans " office:value-type=\"string\"><text:p>" escape(value) "</text:p></" tag ">"
}

function ods(file, s, r, c, n, w, cells, area, spans) {
	printf "application/vnd.oasis.opendocument.spreadsheet" > (dir "/mimetype")
	file = dir "/content.xml"
	printf "<office:document-content xmlns:office=\"%soffice:1.0\" xmlns:table=\"%stable:1.0\" xmlns:text=\"%stext:1.0\" " \
		"xmlns:style=\"%sstyle:1.0\" xmlns:number=\"%sdatastyle:1.0\" office:version=\"1.2\"><office:automatic-styles>" \
		"<style:style style:name=\"away\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style>%s" \
		"</office:automatic-styles><office:body><office:spreadsheet>", oasis, oasis, oasis, oasis, oasis, ods_format(format_code) > file
	for (s = 1; s <= sheets; s++) {
		note_merges(s)
		w = width(s)
		printf "<table:table table:name=\"%s\"%s>", escape(names[s]), hidden[s] ? " table:style-name=\"away\"" : "" > file
		for (c = 1; c <= w; c++)
			printf "<table:table-column%s/>", is_hidden(hide["columns", s], c) ? " table:visibility=\"collapse\"" : "" > file
		for (r = 1; r <= rows[s]; r++) {
			printf "<table:table-row%s>", is_hidden(hide["rows", s], r) ? " table:visibility=\"filter\"" : "" > file
			split("", cells)
			split(row[s, r], cells, "|")
			for (c = 1; c <= w; c++) {
				spans = ""
				if ((r, c) in span) {
					split(span[r, c], area, " ")
					spans = " table:number-rows-spanned=\"" area[1] "\" table:number-columns-spanned=\"" area[2] "\""
				}
				printf "%s", ods_cell(cells[c], spans, (r, c) in covered) > file
			}
			printf "</table:table-row>" > file
		}
		printf "</table:table>" > file
	}
	print "</office:spreadsheet></office:body></office:document-content>" > file
}

# ---- an HTML table, and Office XML 2003

# As Excel writes it: a quote by its number, other signs behind a backslash.
function html_format(code) {
	gsub(/[#,.%-]/, "\\\\&", code)
	gsub(/"/, "\\0022", code)
	return code == "" ? "" : "<style>\n.u, td.v\n\t{mso-style-parent:style0;\n\tmso-number-format:\"" code "\";}\n</style>"
}

function html(file, s, r, c, w, cells, area, spans) {
	file = dir "/page"
	print "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">" html_format(format_code) "</head><body>" > file
	for (s = 1; s <= sheets; s++) {
		note_merges(s)
		w = width(s)
		print "<table border=1>" > file
		for (r = 1; r <= rows[s]; r++) {
			printf "<tr>" > file
			split("", cells)
			split(row[s, r], cells, "|")
			for (c = 1; c <= w; c++) {
				if ((r, c) in covered)
					continue
				look_at(cells[c])
				spans = ""
				if ((r, c) in span) {
					split(span[r, c], area, " ")
					spans = " rowspan=" area[1] " colspan=" area[2]
				}
				if (kind == "d" || kind == "m")
					value = civil(value)
				if (kind == "u")
					spans = spans " class=u"
				printf "<td%s>%s</td>", spans, escape(value) > file
			}
			print "</tr>" > file
		}
		print "</table>" > file
	}
	print "</body></html>" > file
}

function xml_cell(cell, spans) {
	look_at(cell)
	if (kind == "")
		return ""
	if (kind == "d" || kind == "m")
		return "<Cell" spans "><Data ss:Type=\"DateTime\">" civil(value) "T00:00:00.000</Data></Cell>"
	if (kind == "t" || kind == "h")
		return "<Cell" spans "><Data ss:Type=\"DateTime\">1899-12-31T" clock(value) ".000</Data></Cell>"
	return "<Cell" spans (kind == "u" ? " ss:StyleID=\"u\"" : "") "><Data ss:Type=\"" (kind == "n" || kind == "u" ? "Number" : kind == "b" ? "Boolean" : kind == "e" ? "Error" : \
		"String") "\">" escape(value) "</Data></Cell>"
}

function xml(file, s, r, c, n, cells, area, spans) {
	file = dir "/page"
	print "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n" \
		"<Workbook xmlns=\"" sheet2003 "\" xmlns:ss=\"" sheet2003 "\"><Styles><Style ss:ID=\"u\"><NumberFormat ss:Format=\"" \
		escape(format_code) "\"/></Style></Styles>" > file
	for (s = 1; s <= sheets; s++) {
		note_merges(s)
		printf "<Worksheet ss:Name=\"%s\"><Table>", escape(names[s]) > file
		for (c = 1; c <= width(s); c++)
			printf "<Column ss:Index=\"%d\"%s/>", c, is_hidden(hide["columns", s], c) ? " ss:Hidden=\"1\"" : "" > file
		for (r = 1; r <= rows[s]; r++) {
			printf "<Row ss:Index=\"%d\"%s>", r, is_hidden(hide["rows", s], r) ? " ss:Hidden=\"1\"" : "" > file
			n = split(row[s, r], cells, "|")
			for (c = 1; c <= n; c++) {
				spans = " ss:Index=\"" c "\""
				if ((r, c) in span) {
					split(span[r, c], area, " ")
					spans = spans " ss:MergeDown=\"" (area[1] - 1) "\" ss:MergeAcross=\"" (area[2] - 1) "\""
				}
				printf "%s", xml_cell(cells[c], spans) > file
			}
			print "</Row>" > file
		}
		print "</Table>" (hidden[s] ? "<WorksheetOptions xmlns=\"urn:schemas-microsoft-com:office:excel\">" \
			"<Visible>SheetHidden</Visible></WorksheetOptions>" : "") "</Worksheet>" > file
	}
	print "</Workbook>" > file
}

END {
	main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	oasis = "urn:oasis:names:tc:opendocument:xmlns:"
	sheet2003 = "urn:schemas-microsoft-com:office:spreadsheet"
	if (format == "xlsx")
		xlsx()
	else if (format == "ods")
		ods()
	else if (format == "html")
		html()
	else
		xml()
}
