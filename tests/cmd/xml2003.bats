#!/usr/bin/env bats
# Office XML 2003, mostly named .xls. Elements and attributes: tests/unit/test_xml2003.c.
load helper

book() { # ENCODING
	cat <<-END
		<?xml version="1.0" encoding="$1"?>
		<?mso-application progid="Excel.Sheet"?>
		<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
		<Worksheet ss:Name="得分"><Table>
		<Row><Cell ss:MergeAcross="2"><Data ss:Type="String">2026年7月得分</Data></Cell></Row>
		<Row ss:Index="3"><Cell><Data ss:Type="String">樵湖社区</Data></Cell><Cell><Data ss:Type="Number">98.599999999999994</Data></Cell><Cell><Data ss:Type="DateTime">2026-07-10T00:00:00.000</Data></Cell><Cell><Data ss:Type="String">007</Data></Cell></Row>
		</Table></Worksheet>
		<Worksheet ss:Name="说明"><Table><Row><Cell><Data ss:Type="String">内部</Data></Cell></Row></Table>
		<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>
		</Workbook>
	END
}

same_cells() {
	want 0
	same err ''
	same out '2026年7月得分

樵湖社区,98.6,2026-07-10,007
'
}

@test "UTF-8, GB2312, UTF-16, whatever the file is called" {
	book UTF-8 >in.xls
	cb_run cb-import cells in.xls
	same_cells
	book gb2312 | iconv -f utf-8 -t gbk >in.xml
	cb_run cb-import cells in.xml
	same_cells
	book UTF-16 | iconv -f utf-8 -t utf-16 >in.csv
	cb_run cb-import cells in.csv
	same_cells
}

@test "a hidden sheet is read when it is named" {
	book UTF-8 >in.xls
	cb_run cb-import cells --sheet 说明 in.xls
	want 0
	same out '内部
'
}

@test "a DOCTYPE is refused" {
	book UTF-8 | sed '2s/.*/<!DOCTYPE Workbook [<!ENTITY a "aaaa">]>/' >in.xls
	cb_run cb-import cells in.xls
	want 3
	same out ''
	has err 'error E130'
}
