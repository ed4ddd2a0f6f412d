#!/usr/bin/env bats
# What numbers are in: labels, the rows above them, what stands behind a number, number formats, 计量单位.
# Words and their ratios: tests/unit/test_unit.c; labels taken apart: tests/unit/test_label.c.
load helper
load books

# amount LABEL CELL [TITLE]: the ledger of one gift
amount() {
	[ -z "${3-}" ] || printf '%s\n' "$3"
	printf '日期,社区,收支,来源,捐助单位,"%s"\n2026-07-01,西街,收入,企业,百货公司,%s\n' "$1" "$2"
}

# amount_is FEN LABEL CELL [TITLE]: that is what it is read as
amount_is() {
	local yuan=$1
	shift
	amount "$@" >in.csv
	cb_run cb-import fund in.csv
	want 0 || return 1
	same out "date,community,flow,source,amount,party
2026-07-01,西街,收入,企业,$yuan,百货公司
"
}

# refused MESSAGE: what cb_run ran ends with 1, says so and stores nothing
refused() {
	want 1 || return 1
	same out '' || return 1
	has err "$1"
}

@test "a unit in a label: in brackets of any kind, behind / 、 : or a blank" {
	local label
	for label in '金额(万元)' '金额（单位：万元）' '金额【万元】' '金额[万 元]' '金额〔人民币万元〕' '金额(万元)(含税)' '金额（含税，万元）' \
		'金额/万元' '金额、万元' '金额:万元' '金额 万元' '金 额 （万元）' '捐款(选填)/万元'; do
		amount_is 50000.00 "$label" 5
	done
	amount_is 0.50 '金额(角)' 5
	amount_is 0.05 '金额(分)' 5
	amount_is 5.00 '金额(元)' 5
	amount_is 50000000.00 '金额(千万元)' 5
}

@test "a unit above the header: bracketed or not, with blanks, in the title, one or several" {
	local title
	for title in '单位:万元' '单位：人民币万元' '（单位：万元）' '单 位：万 元' '（万元）' '【单位：万元】' '2026年7月捐款表（单位：万元）' \
		'捐款表（万元）' '单位:万元、人' '单位:户/万元' '计量单位:万元' '"单位:万元,人"' '金额单位:万元 面积单位:亩' '捐款表 单位:万元 2026年7月'; do
		amount_is 50000.00 金额 5 "$title"
	done
	for title in '计价单位：万元' '核算单位:人民币(万元)' '金额单位：人民币（万元）' '币种：人民币　单位：万元'; do
		amount_is 50000.00 金额 5 "$title"
	done
	amount_is 5.00 金额 5 '单位:西街社区'
	amount_is 5.00 金额 5 '填报单位:万达公司'
	amount_is 5.00 金额 5 '捐款表(试行)'
}

@test "each column takes its own out of several" {
	printf '单位:百户、万人、平方米\n社区,户数,人口,办公用房面积\n西街,12,0.3,120\n' >in.csv
	cb_run cb-import community in.csv
	want 0
	same out 'name,households,residents,office_m2
西街,1200,3000,120
'
}

@test "two that differ: both are named" {
	amount '金额(元)' 5 单位:万元 >in.csv
	cb_run cb-import fund in.csv
	refused 'in.csv:1:1: error E318 amount: “金额”的单位“万元”与表头“金额(元)”不一致;请更正其中一处'
	amount 金额 5 单位:千元、万元 >in.csv
	cb_run cb-import fund in.csv
	refused 'in.csv:1:1: error E318 amount: “金额”的单位“万元”与第 1 行的“千元”不一致;请更正其中一处'
	amount_is 50000.00 '金额(万元)' 5 单位:万元
}

@test "a unit of another dimension is an error that names the column's" {
	printf '志愿者,日期,时长(天),活动\n张春生 13800138000,2026-07-01,2,清扫\n' >in.csv
	cb_run cb-import service in.csv
	refused 'in.csv:1:3: error E317 hours: “时长(天)”中的“天”与本栏(小时)的单位不符'
	printf '社区,户数(人)\n西街,1200\n' >in.csv
	cb_run cb-import community in.csv
	refused 'in.csv:1:2: error E317 households: “户数(人)”中的“人”与本栏(户)的单位不符'
	printf '单位:分钟\n社区,户数\n西街,1200\n' >in.csv
	cb_run cb-import community in.csv
	refused 'in.csv:1:1: error E320: 没有一栏能以“分钟”为单位'
	printf '社区,户数\n西街,1200人\n' >in.csv
	cb_run cb-import community in.csv
	refused 'in.csv:2:2: error E246 households: “1200人”的单位与本栏(户)不符'
	printf '社区,户数(百户)\n西街,12人\n' >in.csv
	cb_run cb-import community in.csv
	refused 'in.csv:2:2: error E246 households: “12人”的单位与表头“户数(百户)”不符'
}

@test "￥ and 人民币 tell the currency and no scale; a written 元 does" {
	local label
	for label in '金额（人民币：元）' '金额（RMB/元）' '金额(元/人民币)' 金额￥ '金额(￥)' '金额（币种：人民币）' 捐款金额元; do
		amount_is 5.00 "$label" 5
	done
	for label in '金额（￥：万元）' '金额（人民币：万元）' '金额（币种：人民币，单位：万元）' '金额（单位：人民币（万元））' 捐款金额万元; do
		amount_is 50000.00 "$label" 5
	done
	for label in '金额(￥)' '金额（人民币）' 金额￥; do
		amount_is 50000.00 "$label" 5 单位:万元
		amount_is 50000.00 "$label" ￥5 金额单位：人民币（万元）
	done
	amount '金额(￥元)' 5 '金额单位：人民币（万元）' >in.csv
	cb_run cb-import fund in.csv
	refused 'in.csv:1:1: error E318 amount: “金额”的单位“人民币(万元)”与表头“金额(￥元)”不一致;请更正其中一处'
	[ "$(grep -c E318 stderr)" -eq 1 ]
}

@test "a unit that is not known is an error; with --map it is a remark" {
	amount '金额(本月)' 5 >in.csv
	cb_run cb-import fund in.csv
	refused "in.csv:1:6: error E316 amount: “金额(本月)”中的“本月”不是认得的单位;请写明数字的单位,如 金额(万元);若只是说明,用 --map '金额(本月)=amount'"
	cb_run cb-import --map '金额(本月)=amount' fund in.csv
	want 0
	has out ',5.00,'
	amount 金额 5 单位:万担 >in.csv
	cb_run cb-import fund in.csv
	refused 'in.csv:1:1: error E319: “万担”不是认得的单位'
}

@test "--map keeps the unit of the label" {
	amount '捐献(万元)' 5 >in.csv
	cb_run cb-import --map '捐献(万元)=金额' fund in.csv
	want 0
	has out ',50000.00,'
	cb_run cb-import --map '捐献=金额' fund in.csv
	want 0
	has out ',50000.00,'
}

@test "another currency is named as such" {
	amount 金额 5 单位:万美元 >in.csv
	cb_run cb-import fund in.csv
	refused 'in.csv:1:1: error E321: “万美元”是外币'
	amount '金额(港币)' 5 >in.csv
	cb_run cb-import fund in.csv
	refused 'in.csv:1:6: error E321 amount: “港币”是外币'
	amount 金额 500欧元 >in.csv
	cb_run cb-import fund in.csv
	refused 'in.csv:2:6: error E246 amount: “500欧元”的单位与本栏(元)不符'
}

@test "remarks in brackets are passed over; only numbers carry units; a label is matched whole first" {
	printf '月份,社区,指标(必填),得 分\n2026-07,西街,卫生,18\n' >in.csv
	cb_run cb-import score in.csv
	want 0
	same out 'period,community,indicator,score
2026-07,西街,卫生,18
'
	for label in '得分(满分20)' '得分（100分制）' '得分(必填)' '得分(20分)' '得分(分)' '得分(可空、选填)'; do
		printf '月份,社区,指标,%s\n2026-07,西街,卫生,18\n' "$label" >in.csv
		cb_run cb-import score in.csv
		want 0
		has out '卫生,18'
	done
	printf '社区(台),户数\n西街,12\n' >in.csv
	cb_run cb-import community in.csv
	want 0
	printf '社区 台,户数\n西街,12\n' >in.csv
	cb_run cb-import community in.csv
	refused 'in.csv:1:1: error E302: 没有“社区 台”这一栏'
}

@test "人, 名 and 位 are one unit, 人次 is another" {
	printf '社区,人口\n西街,120名\n东街,80位\n南街,60人\n' >in.csv
	cb_run cb-import community in.csv
	want 0
	same out 'name,residents
西街,120
东街,80
南街,60
'
	printf '社区,人口(人次)\n西街,120\n' >in.csv
	cb_run cb-import community in.csv
	refused 'E317 residents: “人口(人次)”中的“人次”与本栏(人)的单位不符'
}

@test "areas and lengths of time are converted exactly, or refused" {
	printf '社区,办公用房面积\n西街,0.03公顷\n东街,300㎡\n' >in.csv
	cb_run cb-import community in.csv
	want 0
	same out 'name,office_m2
西街,300
东街,300
'
	printf '社区,办公用房面积(亩)\n西街,2\n' >in.csv
	cb_run cb-import community in.csv
	refused 'in.csv:2:2: error E204 office_m2: “2”'
	printf '志愿者,日期,时长(分钟),活动\n张春生 13800138000,2026-07-01,"1,200",清扫\n张春生 13800138000,2026-07-02,1.5小时,清扫\n' >in.csv
	cb_run cb-import service in.csv
	want 0
	has out ',20:00,'
	has out ',1:30,'
}

@test "a cell with nothing but a unit is no number" {
	local cell
	for cell in 万元 元 百 千余元 分; do
		amount 金额 "$cell" >in.csv
		cb_run cb-import fund in.csv
		want 1
		has err 'in.csv:2:6: error E20'
	done
	printf '社区,户数\n西街,百户\n' >in.csv
	cb_run cb-import community in.csv
	refused 'in.csv:2:2: error E203 households: “百户”不是数字'
}

@test "goods keep the unit behind their number and are counted apart by it" {
	cat >in.csv <<-'END'
	日期,社区,收支,来源,捐助单位,物品,数量
	2026-07-01,西街,收入,企业,百货公司,雨伞,5箱
	2026-07-02,西街,收入,企业,百货公司,雨伞,500把
	2026-07-03,西街,收入,企业,百货公司,雨伞,一批
	2026-07-04,西街,收入,企业,百货公司,雨伞,20把
	END
	cb_run cb-fund goods --format csv in.csv
	want 0
	same out 'item,quantity,measure_word,community,party,value,note
雨伞,1,批,西街,百货公司,,未估价
雨伞,520,把,西街,百货公司,,未估价
雨伞,5,箱,西街,百货公司,,未估价
'
}

@test "the unit of goods in the label, above it or in 量词: the same, converted, or an error" {
	local head='日期,社区,收支,来源,捐助单位,物品' row='2026-07-01,西街,收入,企业,百货公司,大米'
	printf '%s,数量(公斤)\n%s,500\n' "$head" "$row" >in.csv
	cb_run cb-import fund in.csv
	want 0
	has out ',大米,500,公斤'
	printf '单位:袋\n%s,数量\n%s,12\n' "$head" "$row" >in.csv
	cb_run cb-import fund in.csv
	want 0
	has out ',大米,12,袋'
	printf '%s,数量,量词\n%s,0.5吨,公斤\n%s,3袋,袋\n' "$head" "$row" "$row" >in.csv
	cb_run cb-import fund in.csv
	want 0
	has out ',大米,500,公斤'
	has out ',大米,3,袋'
	printf '%s,数量,量词\n%s,5箱,袋\n' "$head" "$row" >in.csv
	cb_run cb-import fund in.csv
	refused 'in.csv:2:7: error E246 quantity: “5箱”的单位与“量词”栏的“袋”不符'
	printf '%s,数量(袋)\n%s,5箱\n' "$head" "$row" >in.csv
	cb_run cb-import fund in.csv
	refused 'in.csv:2:7: error E246 quantity: “5箱”的单位与表头“数量(袋)”不符'
	printf '%s,数量(袋),量词\n%s,5,箱\n' "$head" "$row" >in.csv
	cb_run cb-import fund in.csv
	refused 'in.csv:2:7: error E246 quantity: “5”的单位与“量词”栏的“箱”不符'
}

@test "计量单位 of money is that of the amount, in a row without goods" {
	local head='日期,社区,收支,来源,捐助单位'
	printf '%s,金额,计量单位\n2026-07-01,西街,收入,企业,百货公司,5,万元\n' "$head" >in.csv
	cb_run cb-import fund in.csv
	want 0
	has out ',50000.00,'
	printf '%s,金额(元),计量单位\n2026-07-01,西街,收入,企业,百货公司,5,万元\n' "$head" >in.csv
	cb_run cb-import fund in.csv
	refused 'in.csv:2:6: error E246 amount: “5”的单位与“量词”栏的“万元”不符'
	printf '%s,数量,物品,计量单位\n2026-07-01,西街,收入,企业,百货公司,5,米,万元\n' "$head" >in.csv
	cb_run cb-import fund in.csv
	refused 'in.csv:2:6: error E246 quantity: “5”的单位与“量词”栏的“万元”不符'
}

@test "a metric keeps its unit: behind the number, in the label, in 计量单位" {
	printf '月份,单位,指标,数值,计量单位\n2026-07,西街,清运垃圾,5吨,\n2026-07,西街,清扫,0.5万吨,吨\n2026-07,西街,覆盖率,85%%,%%\n2026-07,西街,税收,3,亿元\n' >in.csv
	cb_run cb-import metric in.csv
	want 0
	same out 'period,subject,name,value,unit
2026-07,西街,清运垃圾,5,吨
2026-07,西街,清扫,5000,吨
2026-07,西街,覆盖率,85,%
2026-07,西街,税收,3,亿元
'
	printf '月份,单位,指标,数值(万元)\n2026-07,西街,税收,1.5\n2026-07,东街,税收,2000元\n' >in.csv
	cb_run cb-import metric in.csv
	want 0
	same out 'period,subject,name,value,unit
2026-07,西街,税收,15000,元
2026-07,东街,税收,2000,元
'
	printf '月份,单位,指标,数值,计量单位\n2026-07,西街,清运垃圾,5吨,车\n' >in.csv
	cb_run cb-import metric in.csv
	refused 'in.csv:2:4: error E246 value: “5吨”的单位与“计量单位”栏的“车”不符'
}

@test "--by ranks numbers as their formats show them, and refuses those that show another number" {
	printf 'format 0.0%%\nsheet 表\nrow 社区|整改率\nrow 西街|u:0.955\nrow 东街|98%%\nrow 南街|u:0.9\n' | make_book xlsx in.xlsx
	cb-rank --by 整改率 in.xlsx | cmp - <(printf '社区,整改率,rank\n东街,98%%,1\n西街,95.5%%,2\n南街,90%%,3\n')
	printf 'format 0.00"亿元"\nsheet 表\nrow 社区|产值\nrow 西街|n:120.5\nrow 东街|u:90\n' | make_book xlsx in.xlsx
	cb_run cb-rank --by 产值 in.xlsx
	want 1
	has err 'in.xlsx:表!B3: error E245: 存的是“90”'
	printf 'format 0000\nsheet 表\nrow 编号|户数\nrow u:7|u:30\nrow u:8|n:5\n' | make_book xlsx in.xlsx
	cb-rank --by 户数 in.xlsx | cmp - <(printf '编号,户数,rank\n7,30,1\n8,5,2\n')
}

@test "a number format that shows a unit is that unit; one that divides, or shows other words, is refused" {
	local code kind name
	for kind in xlsx xls ods html xml; do
		name=捐款
		[ "$kind" != html ] || name=表1
		make_book $kind "in.$kind" <<-'END'
		format 0"分钟"
		sheet 服务
		row 志愿者|日期|时长|活动
		row 张春生 13800138000|d:46204|u:120|清扫
		END
		cb_run cb-import service "in.$kind"
		want 0
		has out ',2:00,'
		for code in '#,##0,' '0!.0,' '0.00"万元"' '0"桶装"' '[<10000]0;0!.0,"万"' '00":"00' '0"00"' '"约"0' '"-"0'; do
			case $kind:$code in # which ods has no parts for
			ods:0!* | ods:\[* | ods:0*\"0*) continue ;;
			esac
			make_book $kind "in.$kind" <<-END
			format $code
			sheet 捐款
			row 日期|社区|收支|来源|捐助单位|金额(千元)
			row d:46204|西街|收入|企业|百货公司|u:12345
			END
			cb_run cb-import fund "in.$kind"
			refused "in.$kind:$name!F2: error E245 amount: 存的是“12345”"
		done
	done
	for kind in xlsx ods xml; do
		make_book $kind "in.$kind" <<-'END'
		format "US$"#,##0.00
		sheet 捐款
		row 日期|社区|收支|来源|捐助单位|金额
		row d:46204|西街|收入|企业|百货公司|u:500
		END
		cb_run cb-import fund "in.$kind"
		refused "in.$kind:捐款!F2: error E246 amount: “500us\$”的单位与本栏(元)不符"
	done
	make_book ods in.ods <<-'END'
	sheet 捐款
	row 日期|社区|收支|来源|捐助单位|金额
	row d:46204|西街|收入|企业|百货公司|n:500
	END
	sed -i 's/office:value-type="float" office:value="500"/office:value-type="currency" office:currency="USD" office:value="500"/' parts/content.xml
	(cd parts && zip -q ../in.ods content.xml)
	cb_run cb-import fund in.ods
	refused 'in.ods:捐款!F2: error E246 amount: “500usd”的单位与本栏(元)不符'
}

@test "HTML: the number format in the tag, as systems export it; @ keeps a text; what is shown with its unit is that" {
	local style='mso-number-format:&quot;0\.00\0022千元\0022&quot;'
	html() {
		printf '<table><tr><td>日期<td>社区<td>收支<td>来源<td>捐助单位<td>金额<td>票据号</tr><tr><td>2026-07-01<td>西街<td>收入<td>企业<td>百货公司%s</tr></table>' \
			"$1" >in.xls
		cb_run cb-import fund in.xls
	}
	html "<td style=\"$style\">1,234.5<td style='mso-number-format:\"\\@\"'>0042"
	refused 'in.xls:表1!F2: error E245 amount: 存的是“1234.5”'
	html "<td style=\"$style\">12.50千元<td style='vnd.ms-excel.numberformat:@'>0042"
	want 0
	has out ',12500.00,百货公司,0042'
	html "<td style='mso-number-format:Fixed'>12.50<td style='mso-number-format:000000'>42"
	want 0
	has out ',12.50,百货公司,000042'
}

@test "ods: the format that a column gives its cells; Office XML: that of the row" {
	local ns='xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
	{
		printf '<?xml version="1.0"?><office:document-content %s><office:automatic-styles>' "$ns"
		printf '<number:number-style style:name="N1"><number:number number:decimal-places="0" number:min-integer-digits="1" number:display-factor="1000"/></number:number-style>'
		printf '<style:style style:name="c" style:data-style-name="N1"/></office:automatic-styles><office:body><office:spreadsheet><table:table table:name="表">'
		printf '<table:table-column/><table:table-column table:default-cell-style-name="c" table:number-columns-repeated="2"/>'
		printf '<table:table-row><table:table-cell><text:p>社区</text:p></table:table-cell><table:table-cell><text:p>户数</text:p></table:table-cell></table:table-row>'
		printf '<table:table-row><table:table-cell><text:p>西街</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="12345"><text:p>12</text:p></table:table-cell></table:table-row>'
		printf '</table:table></office:spreadsheet></office:body></office:document-content>'
	} | "$CB_TREE/tests/cmd/ods.sh" in.ods
	cb_run cb-import community in.ods
	refused 'in.ods:表!B2: error E245 households'
	printf '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="a"><NumberFormat ss:Format="#,##0,"/></Style><Style ss:ID="b" ss:Parent="a"/></Styles><Worksheet ss:Name="表"><Table><Row><Cell><Data ss:Type="String">社区</Data></Cell><Cell><Data ss:Type="String">户数</Data></Cell></Row><Row ss:StyleID="b"><Cell><Data ss:Type="String">西街</Data></Cell><Cell><Data ss:Type="Number">12345</Data></Cell></Row></Table></Worksheet></Workbook>' >in.xml
	cb_run cb-import community in.xml
	refused 'in.xml:表!B2: error E245 households'
}

@test "a total row is read in the unit of its column" {
	printf '社区,户数(百户)\n西街,1.2\n东街,0.8\n合计,2\n' >in.csv
	cb_run cb-import community in.csv
	want 0
	printf '社区,户数(百户)\n西街,1.2\n东街,0.8\n合计,200户\n' >in.csv
	cb_run cb-import community in.csv
	want 0
	printf '社区,户数(百户)\n西街,1.2\n东街,0.8\n合计,2.5\n' >in.csv
	cb_run cb-import community in.csv
	refused 'in.csv:4:2: error E307: 合计行为 2.5,上面各行合计为 200'
}

@test "--by: units of one kind are compared, others refused, behind the number and beside the label" {
	printf '名称,用量\n甲,1吨\n乙,1700公斤\n' >in.csv
	cb_run cb-rank --by 用量 --format csv in.csv
	want 0
	has out '乙,'
	[ "$(sed -n 2p stdout)" = 乙,1700公斤,1 ]
	printf '名称,物资\n甲,5箱\n乙,500只\n' >in.csv
	cb_run cb-rank --by 物资 in.csv
	refused 'in.csv:3:2: error E524'
}

@test "--by: what the title of a workbook says amounts are in holds for them" {
	make_book xlsx in.xlsx <<-'END'
	sheet 产值
	row 2026年产值情况（单位：亿元）
	row 区块|产值|面积(亩)
	row 东|n:3|n:1000
	row 西|n:2|n:500
	END
	cb_run cb-rank --by 产值/面积 in.xlsx
	want 0
	same out '区块,产值,面积(亩),产值/面积,rank
西,2,500,40,1
东,3,1000,30,2
'
}

@test "a per cent is a rate: right for an indicator of that mode, an error for points" {
	mkdir reg
	printf 'system,code,title,full,mode\nmonth,1,卫生,25,加分\nmonth,2,结案率,20,比率\n' >reg/indicator.csv
	printf '2026年7月\n社区,卫生,结案率\n西街,20,85%%\n东街,21,0.9\n' >in.csv
	cb_run cb-import -d reg score in.csv
	want 0
	has out '西街,结案率,0.85'
	printf '2026年7月\n社区,卫生,结案率(%%)\n西街,20,85\n东街,21,90\n' >in.csv
	cb_run cb-import -d reg score in.csv
	want 0
	has out '西街,结案率,0.85'
	has out '东街,结案率,0.9'
	printf '2026年7月\n社区,卫生\n西街,85%%\n' >in.csv
	cb_run cb-import -d reg score in.csv
	refused 'in.csv:3:2: error E549 score: “卫生”按分数计,85% 是比率;请填得分,或把该指标的计分方式登记为“比率”'
	printf '月份,社区,指标,得分(%%)\n2026-07,西街,卫生,85\n' >in.csv
	cb_run cb-import -d reg score in.csv
	refused 'in.csv:2:4: error E549 score: '
}

@test "单位 over units is the column of units, 人口（人） says its own, and a unit is nobody's name" {
	mkdir reg
	printf '社区\n西街社区\n东街社区\n' >reg/community.csv
	printf '2026年7月情况\n填报单位：西街社区（盖章）\n指标,单 位,数值\n总户数,户,1860\n捐款,万元,12.5\n绿化率,%%,35.2\n人均,元/人,24\n填表人：张三,,\n' >in.csv
	cb_run cb-import -d reg metric in.csv
	want 0
	same out 'period,subject,name,value,unit
2026-07,西街社区,总户数,1860,户
2026-07,西街社区,捐款,12.5,万元
2026-07,西街社区,绿化率,35.2,%
2026-07,西街社区,人均,24,元/人
'
	printf '指标,西街,东街,合计\n人口（人）,5210,6080,11290\n捐款（万元）,1.5,2,3.5\n户数(户),5,6人,11\n' >in.csv
	cb_run cb-import -d reg -p 2026-07 metric in.csv
	refused "in.csv:4:3: error E246 value: “6人”的单位与“计量单位”栏的“户”不符;请换算后填写,或更正单位"
	sed -i 's/6人/6/' in.csv
	cb_run cb-import -d reg -p 2026-07 metric in.csv
	want 0
	has out '2026-07,东街社区,人口,6080,人
2026-07,西街社区,捐款,1.5,万元
2026-07,东街社区,捐款,2,万元
2026-07,西街社区,户数,5,户'
	printf '日期,社区,收支,来源,捐助单位,金额,单位\n2026-07-01,西街,收入,企业,永辉,5,万元\n2026-07-02,西街,收入,企业,永辉,500,元\n' >in.csv
	cb_run cb-import fund in.csv
	want 0
	has out ',50000.00,永辉,
2026-07-02,西街,收入,企业,500.00,永辉,'
	printf '月份,单位,指标,数值\n2026-07,元/人,人口,5210\n2026-07,西街,人口,5210\n2026-07,东街,人口,6210\n' >in.csv
	cb_run cb-import metric in.csv
	refused "in.csv:2:2: error E265 subject: “元/人”是计量单位,此栏应填名称;请填写名称;若整栏是计量单位,用 --map '单位=unit'"
}

@test "a unit that is not known is told at its label, with all else that is wrong in the file and in others" {
	printf '日期,社区,收支,来源,捐助单位,金额(k)\n2026-07-01,西街,收入,企业,永辉,5\n2026-07-32,西街,收入,企业,永辉,6x\n' >一.csv
	printf '日期,社区,收支,来源,捐助单位,金额\n2026-07-01,西街,收人,企业,永辉,5\n' >二.csv
	cb_run cb-import fund 一.csv 二.csv
	want 1
	same out ''
	same err "cb-import: 一.csv:1:6: error E316 amount: “金额(k)”中的“k”不是认得的单位;请写明数字的单位,如 金额(万元);若只是说明,用 --map '金额(k)=amount'
cb-import: 一.csv:3:1: error E212 date: “2026-07-32”:日历上没有这一天
cb-import: 一.csv:3:6: error E207 amount: “6x”不是确切数字;请按票据或名单填准确数
cb-import: 二.csv:2:3: error E221 flow: “收人”不是此栏可填的词;可填:收入、支出、认捐、上交;是不是“收入”?
cb-import: 4 个错误,0 个警告
"
	cb_run cb-import --allow 316 --on-error=skip fund 一.csv
	not has out '西街'
}

@test "a row of units beneath the header is what the labels would say, also after a page break" {
	printf '社区,户数,人口,办公用房面积\n,（户）,万人,平方米\n西街,1200,0.3,120\n社区,户数,人口,办公用房面积\n,（户）,万人,平方米\n东街,8百户,2500人,90\n' >in.csv
	cb_run cb-import community in.csv
	want 0
	same out 'name,households,residents,office_m2
西街,1200,3000,120
东街,800,2500,90
'
	printf '月报\n日期,社区,收支,来源,捐助单位,金额,物品,数量\n计量单位,,,,,万元,,箱\n2026-07-01,西街,收入,企业,甲,2,口罩,3\n' >in.csv
	cb_run cb-import fund in.csv
	want 0
	has out '20000.00,甲,口罩,3,箱'
	printf '2026年7月\n社区,卫生,治安\n,分,分\n西街,20,12\n' >in.csv
	cb_run cb-import --wide score in.csv
	want 0
	has out '西街,卫生,20'
	printf '社区,指标,2026年1月,2026年2月,合计\n,,万元,万元,万元\n西街,产值,2,3,5\n' >in.csv
	cb_run cb-import metric in.csv
	want 0
	has out '2026-02,西街,产值,30000,元'
	printf '名称,产值,面积\n单位,万元,亩\n甲,2,4\n乙,3,3\n' >in.csv
	cb_run cb-rank --by 产值/面积 in.csv
	want 0
	same out '名称,产值(万元),面积(亩),产值/面积,rank
乙,3,3,1,1
甲,2,4,0.5,2
'
}

@test "a row of units that contradicts the columns names them" {
	printf '单位:万元\n日期,社区,收支,来源,捐助单位,金额\n,,,,,元\n2026-07-01,西街,收入,企业,甲,2\n' >in.csv
	cb_run cb-import fund in.csv
	refused 'in.csv:1:1: error E318 amount: “金额”的单位“万元”与表头“金额(元)”不一致;请更正其中一处'
	printf '社区,户数,人口\n,元,人\n西街,1200,300\n' >in.csv
	cb_run cb-import community in.csv
	refused "in.csv:2:2: error E317 households: “户数(元)”中的“元”与本栏(户)的单位不符;请换算数字并更正表头,或用 --map '户数(元)=-' 略去"
	cb_run cb-import --map '户数(元)=-' community in.csv
	want 0
	has out '西街,300'
}

@test "--by R14: numbers whose rows say other units are ranked by what they are, or refused" {
	printf '社区,单位,捐款\n西街,元,500\n东街,万元,1.2\n南街,元,800\n' >in.csv
	cb-rank --by 捐款 in.csv | cmp - <(printf '社区,单位,捐款,rank\n东街,万元,1.2,1\n南街,元,800,2\n西街,元,500,3\n')
	printf '指标,计量单位,2023年\n产值,亿元,520\n人口,万人,81\n粮食,万吨,31\n' >in.csv
	cb_run cb-rank --by 2023年 in.csv
	want 1
	same out ''
	same err 'cb-rank: in.csv:3:2: error E531: 各行单位不同(“计量单位”栏),“亿元”和“万人”不能放在一起排名;请用 --among 计量单位=亿元 只排一种,或用 --group 计量单位 分别排名
'
	cb_run cb-rank --by 2023年 --group 计量单位 in.csv
	want 0
	has out '产值,亿元,520,1'
	printf '品名,单位,数量,金额\n笔,支,5,10\n纸,包,2,50\n' >in.csv
	cb_run cb-rank --by 数量 in.csv
	want 1
	cb_run cb-rank --by 金额 in.csv
	want 0
	same out '品名,单位,数量,金额,rank
纸,包,2,50,1
笔,支,5,10,2
'
}
