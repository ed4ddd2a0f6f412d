#!/usr/bin/env bats
# How tables lie on their sheets: blocks side by side, months and communities across, headers of several rows and titles
# above them, what divides the cells of a text. Delimiters in depth: tests/unit/test_csv.c.
load helper
load books

REGISTERS="$CB_TREE/share/examples/registers"

# refused PROGRAM PLACE_AND_MESSAGE: what ran said this alone
refused() {
	want 1 || return 1
	same out '' || return 1
	same err "$1: $2
"
}

@test "a name of a part of town alone in a list of scores is a heading, any other lacks its score" {
	printf '2026年7月\n社区,得分\n老城片区,\n西街,95\n东街,90\n新城片区,/\n南街,85\n' >list.csv
	cb_run cb-import score list.csv
	want 0
	[ "$(wc -l <stdout)" -eq 4 ]
	has err 'list.csv:3:1: warning W325: “老城片区”这一行没有填任何数字'
	has err 'list.csv:6:1: warning W325: “新城片区”'
	printf '社区,指标,得分\n老城片区,,\n西街,卫生,95\n' >long.csv
	cb_run cb-import -p 2026-07 score long.csv
	want 0
	mkdir reg && printf '社区\n西街\n东街\n南街\n老城网格\n' >reg/community.csv
	cb_run cb-import -v -d reg score list.csv
	want 0
	has err 'list.csv:3:1: note N860: “老城片区”没有登记,也没有数字,作为小标题略过'
	local name
	for name in 北街 老城片区,85分以上 老城网格; do
		printf '2026年7月\n社区,得分,备注\n%s,,\n西街,95,\n' "$name" | sed 's/85分以上,,/,85分以上/' >list.csv
		cb_run cb-import -d reg score list.csv
		want 1
		has err 'list.csv:3:2: error E201 score'
	done
}

@test "who signs under a table is no record, whatever the words for it" {
	printf '2026年7月\n社区,得分\n西街,95\n考核组组长：程某,考核时间：2026年7月28日\n检查人员：李某、王某,\n' >list.csv
	cb_run cb-import -v score list.csv
	want 0
	has err '读到 1 条;拒收 0 条;略过标题、合计、空行 3 行'
	printf '2026年7月\n填报单位：西街\n指标,得分\n卫生,95\n被考核社区：东街,\n卫生,90\n' >list.csv
	cb_run cb-import score list.csv
	want 1
	has err 'list.csv:5:'
}

@test "a table of Markdown is one whose cells | divides" {
	printf '| 社区 | 指标 | 得分 |\n|------|:----:|-----:|\n| 西街 | 卫生 | 18.5 |\n' >table.md
	cb-import -p 2026-07 score table.md | cmp - <(printf 'period,community,indicator,score\n2026-07,西街,卫生,18.5\n')
}

@test "who did not take part has no score, and is never last" {
	printf '2026年7月\n社区,得分\n西街,95\n东街,未参评\n南街,缺考\n北街,80\n' >list.csv
	cb_run cb-rank list.csv
	want 1
	has err 'E516'
	cb-rank -q --allow-missing --columns community,rank,score list.csv | cmp - <(printf 'community,rank,score\n西街,1,95\n北街,2,80\n东街,,\n南街,,\n')
}

@test "blocks side by side are read one after the other, with their places, sums and signatures" {
	printf '2026年7月得分,,,,,,\n序号,社区,得分,,序号,社区,得分\n1,西街社区,92,,3,文昌阁社区,88\n2,槐荫社区,91,,,合计,271\n,,,,填表人:张三,,\n' >in.csv
	cb_run cb-import -v score in.csv
	want 0
	same out 'period,community,indicator,score
2026-07,西街社区,total,92
2026-07,槐荫社区,total,91
2026-07,文昌阁社区,total,88
'
	lacks N813 stderr
	sed -i 's/271/270/; s/,88$/,八八八点/' in.csv
	cb_run cb-import score in.csv
	want 1
	has err 'in.csv:3:7: error E203 score: “八八八点”不是数字'
	printf '序号,社区,卫生,治安,社区,卫生,治安,社区,卫生,治安\n1,甲,1,2,乙,3,4,丙,5,6\n2,丁,7,8,合计,16,20\n' >in.csv
	cb_run cb-import --wide -p 2026-07 score in.csv
	want 0
	same out 'period,community,indicator,score
2026-07,甲,卫生,1
2026-07,甲,治安,2
2026-07,丁,卫生,7
2026-07,丁,治安,8
2026-07,乙,卫生,3
2026-07,乙,治安,4
2026-07,丙,卫生,5
2026-07,丙,治安,6
'
	make_book xlsx in.xlsx <<-'END'
		sheet 得分
		row 社区|得分||社区|得分
		row 西街|n:92||文昌阁|n:88
		row 槐荫|n:91
	END
	cb_run cb-import -p 2026-07 score in.xlsx
	want 0
	[ "$(printf %s "$out" | wc -l)" -eq 4 ]
	has out '2026-07,文昌阁,total,88'
}

@test "labels that stand twice and are no blocks: the remedy is to rename one" {
	printf '社区,得分,得分\n甲,1,2\n' >in.csv
	cb_run cb-import -p 2026-07 score in.csv
	refused cb-import 'in.csv:1:3: error E304: 表头中“得分”重复;请改名,或删去其中一栏'
	printf '社区,得分\n甲,1\n' >in.csv
	cb_run cb-import -p 2026-07 score in.csv
	want 0
}

@test "months across: the year is theirs, the title's or that of -p; each cell has its unit" {
	printf '2026年人口情况\n单位,指标,计量单位,1月,2月份,三月,合计\n西街社区,户数,户,1860,1862,1870,5592\n西街社区,捐款,,3万元,5000元,2,\n合计,,,1,2,3,\n' >in.csv
	cb_run cb-import -v metric in.csv
	want 0
	same out 'period,subject,name,value,unit
2026-01,西街社区,户数,1860,户
2026-02,西街社区,户数,1862,户
2026-03,西街社区,户数,1870,户
2026-01,西街社区,捐款,30000,元
2026-02,西街社区,捐款,5000,元
2026-03,西街社区,捐款,2,
'
	has err 'in.csv:5:1: note N813'
	sed -i 's/5592/5591/' in.csv
	cb_run cb-import metric in.csv
	refused cb-import 'in.csv:3:7: error E308 value: 本行总分为 5591,各项合计为 5592;请更正'
	printf '单位,指标,1月,2月\n西街社区,户数,1860,1862\n' >in.csv
	cb_run cb-import metric in.csv
	refused cb-import 'in.csv:1:3: error E211 period: “1月”没有年份;请写上年份,或用 -p 指明期间'
	cb_run cb-import -p 2026 metric in.csv
	want 0
	has out '2026-02,西街社区,户数,1862'
	printf '单位,指标,2025年12月,2026年1月\n西街社区,户数,1859,1860\n' >in.csv
	cb_run cb-import metric in.csv
	want 0
	has out '2025-12,西街社区,户数,1859'
	printf '单位,指标,2025年,2026年上半年\n西街社区,户数,1859,1860\n' >in.csv
	cb_run cb-import metric in.csv
	want 0
	same out 'period,subject,name,value
2025,西街社区,户数,1859
2026H1,西街社区,户数,1860
'
	printf '社区,2025年,2026年\n西街,90,91\n' >in.csv
	cb_run cb-import score in.csv
	want 1
	has err 'in.csv:1:2: error E302: 没有“2025年”这一栏'
	printf '2026年得分\n社区,1月,2月,总分\n西街,90,91,181\n' >in.csv
	cb_run cb-import score in.csv
	want 0
	has out '2026-02,西街,total,91'
}

@test "items down and communities across" {
	printf '2026年7月得分\n指标,西街社区,槐荫,北仓社区,平均\n环境卫生,18,17,16,17\n社会治安,9,8.5,7,8.2\n合计,27,25.5,23,\n' >in.csv
	cb_run cb-import -d "$REGISTERS" score in.csv
	want 0
	same out 'period,community,indicator,score
2026-07,西街社区,环境卫生,18
2026-07,槐荫社区,环境卫生,17
2026-07,北仓社区,环境卫生,16
2026-07,西街社区,社会治安,9
2026-07,槐荫社区,社会治安,8.5
2026-07,北仓社区,社会治安,7
'
	sed -i 's/25.5/25/' in.csv
	cb_run cb-import -d "$REGISTERS" score in.csv
	refused cb-import 'in.csv:5:3: error E307: 合计行为 25,上面各行合计为 25.5;请更正'
	printf '项目,甲社区,乙社区\n环境卫生,18,17\n' >in.csv
	cb_run cb-rank -p 2026-07 in.csv
	want 0
	has out '甲社区'
	printf '指标,西街社区,槐荫社区\n户数,1860,2140\n' >in.csv
	cb_run cb-import -p 2026-07 metric in.csv
	want 0
	has out '2026-07,槐荫社区,户数,2140'
}

@test "a table that lies on its side is turned, and what is wrong is told where it lies" {
	printf '基本情况\n项目,西街社区,槐荫社区,合计\n户数（户）,1860,2140,4000\n人口（万人）,0.521,0.608,1.129\n书记,程守义,陆秀清,\n填表人：李四,,,\n' >in.csv
	cb_run cb-import -v community in.csv
	want 0
	same out 'name,secretary,households,residents
西街社区,程守义,1860,5210
槐荫社区,陆秀清,2140,6080
'
	has err 'in.csv:2: note N861: 这是横向排列的表,按一列一条读入'
	sed -i 's/2140/2l40/; s/1860/1860户/' in.csv
	cb_run cb-import community in.csv
	refused cb-import 'in.csv:3:3: error E203 households: “2l40”不是数字;是不是“2140”?'
	cb_run cb-import --return back community in.csv
	sed 's/2l40/2140/' back/in.csv >in.csv 2>/dev/null || cb-import cells back/in.xlsx | sed 's/^\(.*\),2l40,/\1,2140,/' >in.csv
	cb_run cb-import community in.csv
	want 0
	has out '槐荫社区,陆秀清,2140,6080'
	make_book xlsx in.xlsx <<-'END'
		sheet 说明
		row 填表说明
		row 社区名称写全称
		sheet 收入
		row 2026年7月
		row 序号|n:1|n:2|合计
		row 日期|d:46204|7月2日
		row 社区|西街|槐甫
		row 收支|收入|收入
		row 捐助单位|永辉|大润发
		row 金额（万元）|n:1|n:0.5|n:1.5
	END
	cb_run cb-import -d "$REGISTERS" --default source=企业 fund in.xlsx
	want 1
	has err 'in.xlsx:收入!C4: error E403 community: 社区:“槐甫”没有登记'
	cb_run cb-import --default source=企业 fund in.xlsx
	want 0
	same out 'date,community,flow,source,amount,party
2026-07-01,西街,收入,企业,10000.00,永辉
2026-07-02,槐甫,收入,企业,5000.00,大润发
'
}

@test "a table on its side that is not plain is named so, once" {
	printf '社区名称,西街社区,槐荫社区\n户数,1860,2140\n书记,程守义,人口\n' >in.csv
	cb_run cb-import community in.csv
	refused cb-import 'in.csv:1:1: error E351: 这是横向排列的表:“社区名称”等 3 个栏目写在同一列,一列是一条;请在表格软件里转置(复制,选择性粘贴,转置)后再读'
}

@test "--by: headers of two rows, labels over several columns, titles above them in texts too" {
	printf '2026年7月捐款\n填报单位:西街社区,,单位:万元,\n社区,捐赠,,备注\n,金额,物品,\n西街,3,书,\n槐荫,4,,\n' >in.csv
	for by in 金额 捐赠_金额; do
		cb_run cb-rank --by "$by" in.csv
		want 0
		same out '社区,捐赠_金额,捐赠_物品,备注,rank
槐荫,4,,,1
西街,3,书,,2
'
	done
	printf '注：含实物。\n　2、另有两笔待核。\n数据来源：街道,,,\n' >>in.csv
	cb_run cb-rank -v --by 金额 in.csv
	want 0
	[ "$(printf %s "$out" | wc -l)" -eq 3 ]
	[ "$(grep -c 'note N641' stderr)" -eq 3 ]
	printf '丁社区\n' >>in.csv # no foot
	cb_run cb-rank --by 金额 in.csv
	refused cb-rank 'in.csv:10:1: error E305: 本行只有 1 格,表头有 4 格;是否少了分隔符?'
	sed -i '$d' in.csv
	cb_run cb-rank --by 捐赠 in.csv
	want 2
	has err 'in.csv:4: error E521: 表中没有“捐赠”这一栏;现有:社区、捐赠_金额、捐赠_物品、备注'
	make_book xlsx in.xlsx <<-'END'
		sheet 捐款
		row 2026年7月捐款|||
		row 社区|捐赠||备注
		row |金额|物品|
		row 西街|n:3|书|
		row 槐荫|n:4||
		merge 1-1:1-4
		merge 2-1:3-1
		merge 2-2:2-3
		merge 2-4:3-4
	END
	cb_run cb-rank --by 金额 in.xlsx
	want 0
	has out '槐荫,4,,,1'
	printf '2026年7月得分表,,\n社区,得分,备注\n西街,90,\n' >in.csv
	cb_run cb-rank --by 得分 in.csv
	want 0
	printf '填报单位,得分\n西街,90\n' >in.csv
	cb_run cb-rank --by 得分 in.csv
	want 0
	has out '填报单位,得分,rank'
}

@test "--by: years that are merged over their columns are labels though they are numbers" {
	printf 'sheet 表\nrow 级别|n:2023||n:2022|\nrow |数量|同比|数量|同比\nrow 省|n:31|n:1|n:30|n:2\nrow 市|n:339|n:-3|n:342|n:0\nmerge 1-1:2-1\nmerge 1-2:1-3\nmerge 1-4:1-5\n' |
		make_book xlsx in.xlsx
	cb-rank --by 2022_同比 in.xlsx | cmp - <(printf '级别,2023_数量,2023_同比,2022_数量,2022_同比,rank\n省,31,1,30,2,1\n市,339,-3,342,0,2\n')
}

@test "--by: a label that is merged over two columns of names leaves none of them out" {
	printf 'sheet 表\nrow 部门||得分\nrow 市场部|北仓|n:5\nrow |古田|n:7\nrow 合计||n:12\nmerge 1-1:1-2\nmerge 2-1:3-1\nmerge 4-1:4-2\n' | make_book xlsx in.xlsx
	cb_run cb-rank --by 得分 in.xlsx
	want 0
	same out $'部门,部门_2,得分,rank\n市场部,古田,7,1\n市场部,北仓,5,2\n'
	same err $'cb-rank: in.xlsx:表!B1: warning W390: 此列没有自己的表头,按“部门_2”读入;请在此格补上表头\n'
	printf 'sheet 表\nrow 部门||得分\nrow 市场部||n:5\nrow 客服部||n:7\nmerge 1-1:1-2\nmerge 2-1:2-2\nmerge 3-1:3-2\n' | make_book xlsx in.xlsx
	cb_run cb-rank --by 得分 in.xlsx
	same out $'部门,得分,rank\n客服部,7,1\n市场部,5,2\n'
	same err ''
}

@test "a table that is not understood is never read as the titles of another, or of its own total" {
	printf '股票,代码,市值\n甲,1,5\n乙,2,6\n合计,,\n' >in.csv
	cb_run cb-import score in.csv
	want 1
	has err 'in.csv:1: error E301'
	printf '2026年7月\n填报单位:西街,5,8\n小组,组长,人数\n一组,张三,5\n二组,李四,6\n社区,指标,得分\n西街,环境卫生,9\n' >in.csv
	cb_run cb-import score in.csv
	want 0
	same err $'cb-import: in.csv:4: warning W392: 从这一行起有 2 行在第 6 行的表头之上,没有读入;若是数据,请另成一表\n'
}

@test "--by: blocks side by side; a total in the second is held against both" {
	printf '2026年7月得分,,,,,\n序号,社区,得分,序号,社区,得分\n1,西街社区,92,3,文昌阁社区,88\n2,槐荫社区,91,4,百花社区,97\n' >in.csv
	cb_run cb-rank --by 得分 in.csv
	want 0
	same out '序号,社区,得分,rank
4,百花社区,97,1
1,西街社区,92,2
2,槐荫社区,91,3
3,文昌阁社区,88,4
'
	printf '社区,得分,社区,得分\n西街,92,文昌阁,88\n槐荫,91,合计：,271\n' >in.csv
	cb-rank --by 得分 in.csv | cmp - <(printf '社区,得分,rank\n西街,92,1\n槐荫,91,2\n文昌阁,88,3\n')
	sed -i s/271/272/ in.csv
	cb_run cb-rank --by 得分 in.csv
	want 1
	has err 'in.csv:3:4: error E307'
}

@test "a document of a table with titles above it" {
	printf '2026年7月得分\n单位:分\n社区,得分\n甲,1\n' >in.csv
	cb_run cb-report --title 表 --format md <in.csv
	want 0
	has out '| 社区 | 得分 |'
	printf '社区\n甲\n乙,丙\n' >in.csv
	cb_run cb-report --title 表 --format md <in.csv
	want 1
	has err 'E305'
}

@test "sep=, delimiters of any width and Ctrl-Z, in every command" {
	local lines='社区,指标,得分\n西街,环境卫生,18\n' text
	for text in "sep=,\n$lines" "\"SEP=;\"\r\n${lines//,/;}" "${lines//,/，}" "${lines//,/；}" "${lines//,/|}" "$lines\x1a"; do
		printf "$text" >in.csv
		cb_run cb-import -p 2026-07 score in.csv
		want 0
		has out '2026-07,西街,环境卫生,18'
		cb_run cb-rank --by 得分 in.csv
		want 0
		has out '西街,环境卫生,18,1'
		cb_run cb-import cells in.csv
		want 0
		same out "$(printf "$lines")
"
		cb_run cb-report --title 表 --format md <in.csv
		want 0
		has out '| 西街 | 环境卫生 | 18'
	done
}

@test "what divides the cells otherwise is named, with --delimiter, which takes it" {
	local by
	for by in 、 / : '~' '#' ' '; do
		printf '社区%s指标%s得分\n西街%s环境卫生%s18\n' "$by" "$by" "$by" "$by" >in.csv
		cb_run cb-import -p 2026-07 score in.csv
		refused cb-import "in.csv:1: error E350: 各格之间像是用“$by”分开的;请用 --delimiter '$by'"
		cb_run cb-import -p 2026-07 --delimiter "$by" score in.csv
		want 0
		has out '2026-07,西街,环境卫生,18'
		cb_run cb-rank --by 得分 in.csv
		want 1
		has err "E350: 各格之间像是用“$by”分开的;请用 --delimiter '$by'"
		cb_run cb-rank --by 得分 --delimiter "$by" in.csv
		want 0
	done
}

@test "no row of a wide sheet goes without a word: blank ones are told, headings counted" {
	printf '2026年7月\n序号,社区,环境卫生,社会治安\n一,老城片区,,\n1,西街,20,12\n2,槐荫,,\n,柳浦,,无数据\n2026年7月,,,\n' >in.csv
	cb_run cb-import -v -d "$REGISTERS" score in.csv
	want 0
	same err "cb-import: in.csv:1: note N804 period: 月份:全表按“2026-07”填写(表中只写了一次)
cb-import: in.csv:3:2: note N860: “老城片区”没有登记,也没有数字,作为小标题略过
cb-import: in.csv:5:2: warning W325: “槐荫”这一行没有填任何数字,没有读入;请补填,或填“无数据”
cb-import: note N807: 读到 3 条;拒收 0 条;略过标题、合计、空行 4 行
"
	has out '2026-07,柳浦社区,社会治安,无数据'
}

@test "what stands under 扣分, 上月 or 满分 is no score, and 环境卫生得分 is that of 环境卫生" {
	local over
	for over in 扣分 上月得分 '扣分原因（必填）' 分值; do
		printf '2026年7月\n社区,%s,\n,环境卫生,社会治安\n西街,2,1\n' "$over" >in.csv
		cb_run cb-import -d "$REGISTERS" score in.csv
		want 1
		same out ''
		has err "in.csv:2:2: error E302: 没有“${over}_环境卫生”这一栏"
	done
	printf '2026年7月\n社区,本月得分,,上月得分,\n,环境卫生,社会治安分,环境卫生,社会治安\n西街,20,12,2,1\n' >in.csv
	cb_run cb-import -d "$REGISTERS" --map 上月得分_环境卫生=- --map 上月得分_社会治安=- score in.csv
	want 0
	same out 'period,community,indicator,score
2026-07,西街社区,环境卫生,20
2026-07,西街社区,社会治安,12
'
}

@test "scores without an indicator are of the one that the title names, which is said" {
	printf '2026年7月环境卫生考核得分\n社区,得分\n西街,20\n' >in.csv
	cb_run cb-import -d "$REGISTERS" score in.csv
	want 0
	has out '2026-07,西街社区,环境卫生,20'
	has err 'in.csv:1:1: warning W348 indicator: 指标:全表按“环境卫生”填写,取自标题;若不对,请在表中写明,或用 --default indicator=…'
	cb_run cb-import -d "$REGISTERS" --default indicator=社会治安 score in.csv
	want 1
	has err 'in.csv:3:2: error E543 score: 20 超过“社会治安”的满分 15'
	printf '2026年7月环境卫生、社会治安考核得分\n社区,得分\n西街,32\n' >in.csv
	cb_run cb-import -d "$REGISTERS" score in.csv
	want 0
	has out '2026-07,西街社区,total,32'
	same err ''
}

@test "得分 beside indicators is their sum; a sheet both long and wide is refused" {
	printf '2026年7月\n社区,环境卫生,社会治安,得 分\n西街,20,12,32\n槐荫,21,13,40\n' >in.csv
	cb_run cb-import -d "$REGISTERS" score in.csv
	refused cb-import "in.csv:4:4: error E308 score: 本行总分为 40,各项合计为 34;请更正"
	sed -i 's/,40$/,34/' in.csv
	cb_run cb-import -d "$REGISTERS" score in.csv
	want 0
	same err ''
	printf '2026年7月\n社区,考评项目,得分,环境卫生\n西街,社会治安,12,20\n' >in.csv
	cb_run cb-import -d "$REGISTERS" score in.csv
	refused cb-import "in.csv:2:4: error E326: “环境卫生”自成一栏,而“指标”栏又逐行写明;请只用一种写法,或用 --map '环境卫生=-' 略去这一栏"
}

@test "communities across: 总分 and 名次 beneath, 满分 beside; a community with its street before it" {
	printf '2026年7月\n项目,满分,清和街道西街社区,槐荫社区,柳浦,平均\n环境卫生,25,20,21,19,20\n社会治安,15,12,13,11,12\n总 分,40,32,34,30,32\n名次,,2,1,3,\n' >in.csv
	cb_run cb-import -d "$REGISTERS" score in.csv
	want 0
	same err ''
	has out '2026-07,西街社区,环境卫生,20
2026-07,槐荫社区,环境卫生,21'
	sed -i 's/,34,30/,35,30/' in.csv
	cb_run cb-import -d "$REGISTERS" score in.csv
	want 1
	has err 'in.csv:5:4: error E307: 合计行为 35,上面各行合计为 34;请更正'
	printf '2026年7月\n社区,环境卫生\n清和街道 西街社区,20\n东湖街道槐荫社区,21\n' >in.csv
	cb_run cb-import -d "$REGISTERS" score in.csv
	refused cb-import 'in.csv:4:1: error E403 community: 社区:“东湖街道槐荫社区”没有登记;请先登记,或添加别名;是不是“槐荫社区”?'
}

@test "收入金额 beside 支出金额: direction and amount of one entry a row, with its unit, total and 各" {
	local labels
	for labels in 收入金额,支出金额 收入,支出 '收入额(元),支出额(元)' 收入款,支出款; do
		printf '日期,社区,摘要,来源,捐助单位,用途类别,社区同意人,%s\n2026-07-01,西街,捐款,企业,甲公司,,,500,0.00\n2026-07-05,西街,慰问,,,扶贫帮困,丁一,,200\n合计,,,,,,,500,200\n' "$labels" >in.csv
		cb_run cb-import -v fund in.csv
		want 0
		same out 'date,community,flow,source,use,amount,party,purpose,community_consent
2026-07-01,西街,收入,企业,,500.00,甲公司,捐款,
2026-07-05,西街,支出,,扶贫帮困,200.00,,慰问,丁一
'
		not grep N813 stderr
	done
	printf '单位:万元\n日期,社区,来源,捐助单位,收入金额\n2026-07-06,西街,企业,甲公司、乙公司,各0.1\n' >in.csv
	cb_run cb-import fund in.csv
	want 0
	[ "$(grep -c '收入,企业,1000.00,' stdout)" -eq 2 ]
	printf '日期,社区,收支,来源,捐助单位,收入金额,支出金额\n2026-07-01,西街,收入,企业,甲公司,500,\n' >in.csv
	cb_run cb-import fund in.csv
	want 1
	has err "E302: 没有“收入金额”这一栏"
	printf '日期,社区,来源,捐助单位,收入金额,支出金额\n2026-07-01,西街,企业,甲公司,500,\n2026-07-02,西街,企业,乙公司,3OO,\n合计,,,,800,\n' >in.csv
	cb_run cb-import fund in.csv
	want 1
	same err 'cb-import: in.csv:3:5: error E203 amount: “3OO”不是数字;是不是“300”?
'
}

# ledger ROW...: in.csv, with a balance beside what comes and goes
ledger() {
	printf '日期,社区,摘要,收入,支出,结余,来源,用途类别,社区同意人\n' >in.csv
	printf '%s\n' "$@" >>in.csv
}

@test "a balance beside 收入 and 支出 is checked from row to row, and what only carries it over is no entry" {
	ledger ,,上月结转,,,5000,,, 2026-07-03,西街,捐款,10000,,15000,单位,, 2026-07-09,西街,扶贫,,1234.5,13765.5,,扶贫帮困,丁一 \
		,,过次页,10000,1234.5,13765.5,,, ,,承前页,10000,1234.5,13765.5,,, 2026-07-10,西街,捐款,0.5,,13766,单位,, \
		,,本月合计,10000.5,1234.5,,,, ,,累计,10000.5,1234.5,13766,,,
	cb_run cb-import -v fund in.csv
	want 0
	same out 'date,community,flow,source,use,amount,purpose,community_consent
2026-07-03,西街,收入,单位,,10000.00,捐款,
2026-07-09,西街,支出,,扶贫帮困,1234.50,扶贫,丁一
2026-07-10,西街,收入,单位,,0.50,捐款,
'
	has err '读到 3 条;拒收 0 条;略过标题、合计、空行 5 行'
	sed -i 's/15000/15001/; s/13766/13756/' in.csv # each is told once, and what follows is counted from what it says
	cb_run cb-import -q fund in.csv
	want 1
	same err 'cb-import: in.csv:3:6: error E367 amount: 结余为 15001.00,按上一行的结余和收支算应为 15000.00;请更正
cb-import: in.csv:4:6: error E367 amount: 结余为 13765.50,按上一行的结余和收支算应为 13766.50;请更正
cb-import: in.csv:7:6: error E367 amount: 结余为 13756.00,按上一行的结余和收支算应为 13766.00;请更正
'
	ledger 2026-07-09,西街,丙,100,,400,单位,, 2026-07-08,西街,乙,100,,300,单位,, 2026-07-07,西街,甲,200,,210,单位,, # the newest on top
	cb_run cb-import -q fund in.csv
	want 1
	same err 'cb-import: in.csv:4:6: error E367 amount: 结余为 210.00,按上一行的结余和收支算应为 200.00;请更正
'
	ledger 2026-07-01,西街,甲,100,,100,单位,, 2026-07-01,东街,乙,50,,50,单位,, 2026-07-02,西街,丙,1,,101,单位,, 2026-07-02,东街,丙,1,,151,单位,,
	cb_run cb-import -q fund in.csv
	want 1
	same err 'cb-import: in.csv:5:6: error E367 amount: 结余为 151.00,按上一行的结余和收支算应为 51.00;请更正
'
	ledger 2026-07-01,西街,甲,100,,100,单位,, 2026-07-02,西街,乙,5O,,150,单位,, 2026-07-03,西街,丙,1,,151,单位,, 2026-07-03,西街,上月结转,x,,1,,,
	cb_run cb-import -q fund in.csv # after a refused entry it begins anew
	want 1
	same err "cb-import: in.csv:3:4: error E203 amount: “5O”不是数字;是不是“50”?
cb-import: in.csv:5:4: error E203 amount: “x”不是数字
"
	printf '单位:万元\n日期,社区,收支,金额,余额,来源\n2026-07-01,西街,收入,0.1,0.1,单位\n2026-07-02,西街,认捐,5,0.1,单位\n2026-07-03,西街,收入,0.2,0.31,单位\n' >in.csv
	cb_run cb-import -q fund in.csv
	want 1
	same err 'cb-import: in.csv:5:5: error E367 amount: 结余为 3100.00,按上一行的结余和收支算应为 3000.00;请更正
'
}

@test "a form, labels beside values, is one record, and what is wrong is told where it stands" {
	local form
	for form in '登记表\n姓名,张春生,性别,男,照片\n电话,13800138000,社区,西街,\n备注,,,,\n填表人：,李四,日期：,2026年7月1日,' \
		'姓名：,张春生\n性别：,男\n电话:,13800138000\n社区:,西街' '姓名：张春生,性别：男\n电话：13800138000,社区：西街' \
		'姓名：张春生\n性别：男\n电话：13800138000\n社区：西街'; do
		printf "$form\n" >in.csv
		cb_run cb-import -v volunteer in.csv
		want 0
		[ "$(wc -l <stdout)" -eq 2 ]
		has out 张春生,13800138000,男,西街 || has out 张春生,13800138000,男,西街,
		has err 'note N861: 这是表单(栏目与内容相邻),按一条读入'
	done
	make_book xlsx in.xlsx <<-'END'
		sheet 甲
		row 问题整改单
		row 社区|西街|类别|环境卫生
		row 发现日期|2026-07-0l|地点|柳浦路3号
		row 问题描述|垃圾堆积
		row 责任单位|物业公司|解决时限|d:46234
		sheet 乙
		row 社区|槐荫|类别|市容秩序
		format yyyy"年"m"月"d"日"
		row 发现日期|u:46204|地点|柳浦路4号
		row 问题描述|占道
		row 责任单位|城管|解决时限|u:46234
	END
	cb_run cb-import problem in.xlsx
	want 1
	has err 'in.xlsx:甲!B3: error E210 found: “2026-07-0l”'
	[ "$(grep -c error stderr)" -eq 1 ]
	# figures with formats of their own are no merged cells, in a header neither
	make_book xlsx in.xlsx <<-'END'
		sheet 甲
		format 0"月"
		row 社区|u:7|u:8
		row 西街|90|91
		row 槐荫|80|71
	END
	cb_run cb-rank --by 7 in.xlsx
	want 0
	has out '西街,90,91,1'
	printf '姓名,张春生,性别,男\n籍贯,清和,社区,西街\n电话,13800138000,备注,\n' >in.csv
	cb_run cb-import volunteer in.csv
	refused cb-import "in.csv:2:1: error E270: 这是一张表单(栏目与内容相邻),其中“籍贯”不是“志愿者”的栏目,或出现了两次;请改成一行表头、一条一行的表,若是多余的栏目,用 --map '籍贯=-' 略去"
	[ "$(grep -c error stderr)" -eq 1 ]
	cb_run cb-import --map 籍贯=- volunteer in.csv
	want 0
	has out 张春生,13800138000,男,西街
	printf '姓名,张春生,性别,男\n社区,西街,电话,13800138000\n姓名,李四,性别,女\n社区,西街,电话,13900139000\n' >in.csv
	cb_run cb-import volunteer in.csv
	want 1
	has err 'in.csv:3:1: error E270'
}

@test "items across in register metric: each column is one, with its unit and its total, and that is said" {
	printf '2026年7月\n社区,户数(户),产值(万元),名次,人口（常住）\n西街,100,20,1,3\n东街,80,3000元,2,4\n合计,180,20.3,,7\n' >in.csv
	cb_run cb-import -v metric in.csv
	want 0
	same out 'period,subject,name,value,unit
2026-07,西街,户数,100,户
2026-07,西街,产值,200000,元
2026-07,西街,人口（常住）,3,
2026-07,东街,户数,80,户
2026-07,东街,产值,3000,元
2026-07,东街,人口（常住）,4,
'
	has err 'in.csv:2: warning W271: 没有“指标”和“数值”两栏:以下各栏按“指标”读入:户数、产值、人口（常住）;是否正确?'
	not grep N813 stderr
	sed -i s/20.3/20.4/ in.csv
	cb_run cb-import metric in.csv
	want 1
	has err 'in.csv:5:3: error E307'
	printf '单位,指标,2026年1月\n西街,户数,20\n' >in.csv
	cb_run cb-import metric in.csv
	want 0
	has out 2026-01,西街,户数,20
	printf '月份,单位,指标,数植\n2026-07,西街,户数,20\n' >in.csv
	cb_run cb-import metric in.csv
	want 1
	has err 'E302: 没有“数植”这一栏'
}

@test "a title that says what went, and no column does, makes no income of it" {
	printf '7月经费支出明细表\n日期,社区,金额\n2026-07-01,西街,100\n' >in.csv
	cb_run cb-fund balance in.csv
	want 0
	has out 西街,0.00,100.00,-100.00
	has err 'in.csv:1:1: warning W348 flow: 收支:全表按“支出”填写,取自标题'
	printf '7月经费收入支出明细表\n日期,社区,金额\n2026-07-01,西街,100\n' >in.csv
	cb_run cb-import fund in.csv
	want 1
	has err 'E344 flow'
	printf '支出表\n日期,社区,收支,来源,金额\n2026-07-01,西街,收入,企业,100\n' >in.csv
	cb_run cb-import fund in.csv
	want 0
	not grep W348 stderr
	printf 'sheet 支出\nrow 日期|社区|金额\nrow 2026-07-01|西街|n:100\n' | make_book xlsx in.xlsx
	cb_run cb-fund balance in.xlsx
	has out 西街,0.00,100.00,-100.00
	has err 'warning W348 flow: 收支:全表按“支出”填写,取自工作表名'
}

@test "a running number is no figure of a table whose columns are items" {
	printf '2026年6月\n序号,社区,户数（户）,党员数\n1,西街,1860,85\n2,东街,2140,102\n,合计,4000,187\n' >in.csv
	cb-import -q metric in.csv | cut -d, -f2- | cmp - <(printf '%s\n' subject,name,value,unit \
		西街,户数,1860,户 西街,党员数,85, 东街,户数,2140,户 东街,党员数,102,)
}

@test "2023.1 in a text file may be October; 2023.10 in its column shows that it is not" {
	printf '月份,社区,得分\n2023.1,西街,95\n2023.10,西街,94\n' >in.csv
	cb_run cb-import score in.csv
	same err ''
	has out 2023-01,西街,total,95
	printf '月份,社区,得分\n2023.2,西街,95\n2023.11,西街,94\n' >in.csv
	cb_run cb-import score in.csv
	same err ''
	printf '月份,社区,得分\n2023.11,西街,95\n2023.1,西街,94\n' >in.csv
	cb_run cb-import score in.csv
	want 0
	has err 'in.csv:3:1: warning W288 period'
}

@test "a figure that is too large says how large it may be, and a larger unit helps" {
	printf '年份,单位,指标,数值,计量单位\n2026,全省,生产总值,13567316000000,元\n' >in.csv
	cb_run cb-import metric in.csv
	want 1
	has err 'E205 value: “13567316000000”超出了数字的范围(至多 9 万亿;更大的请在“计量单位”栏写亿元之类的单位,这里只写数);请检查单位'
	printf '年份,单位,指标,数值,计量单位\n2026,全省,生产总值,135673.16,亿元\n' >in.csv
	cb_run cb-import metric in.csv
	want 0
}

@test "rates of communities across make no sum, whatever stands under 合计" {
	printf '2026年6月\n指标,单位,西街社区,东街社区,合计\n户数,户,1860,2140,4000\n老龄化率,%%,21.5,22,21.8\n人均收入,元,300,400,350\n' >in.csv
	cb_run cb-import -v metric in.csv
	want 0
	has err 'in.csv:4:5: note N813: “21.8”'
	has err 'in.csv:5:5: note N813: “350”'
	sed -i 's/4000/4001/' in.csv
	cb_run cb-import metric in.csv
	want 1
	has err 'in.csv:3:5: error E308'
}

@test "labels of score sheets: the score of this month, of the month before, places and whose it is" {
	printf '2026年7月\n村（社区）名称,考核总分,上月得分,考核名次\n西街,95,93,1\n' >in.csv
	cb-import score in.csv | cmp - <(printf 'period,community,indicator,score\n2026-07,西街,total,95\n')
	printf '2026年7月\n社区,本月得分（分）\n西街,95\n' >in.csv
	cb-import score in.csv | cmp - <(printf 'period,community,indicator,score\n2026-07,西街,total,95\n')
}

@test "months across that are called scores" {
	printf '社区,7月得分,8月考核得分,累计得分,平均\n西街,95,96,760,95.5\n' >in.csv
	cb-import -p 2026 score in.csv | cmp - <(printf 'period,community,indicator,score\n2026-07,西街,total,95\n2026-08,西街,total,96\n')
	sed -i 's/95.5$/94/' in.csv
	cb_run cb-import -p 2026 score in.csv
	want 1
	has err 'in.csv:2:5: error E324'
}

# heading TITLE HEADING LABELS ROW ROW: a workbook with a heading, one merged cell, between two rows
heading() {
	printf 'sheet 表\nrow %s\nrow %s\nrow %s\nrow %s\nrow %s\nmerge 4-1:4-4\n' "$1" "$3" "$4" "$2" "$5" | make_book xlsx in.xlsx
}

@test "what a heading between the rows says of those beneath it is not lost" {
	heading 2026年7月 支出明细 '日期|社区|金额|来源' '2026-07-01|西街|n:100|单位' '2026-07-02|西街|n:50|'
	cb_run cb-fund balance in.xlsx
	refused cb-fund 'in.xlsx:表!A4: error E368: “支出明细”夹在各行之间,它写的收支不会用于下面各行;请把各部分分成单独的表,把这一行写在表头之上'
	cb_run cb-import -q --default flow=支出 --default community_consent=丁 --default use=卫生 --default purpose=扫 fund in.xlsx
	want 0
	heading 2026年7月 单位:万元 '社区|指标|数值|备注' '西街|税收|n:100|' '东街|税收|n:50|'
	cb_run cb-import metric in.xlsx
	refused cb-import 'in.xlsx:表!A4: error E368: “单位:万元”夹在各行之间,它写的单位不会用于下面各行;请把各部分分成单独的表,把这一行写在表头之上'
	heading 填报单位:西街社区 填报单位:东街社区 '月份|指标|得分|备注' '2026-07|卫生|n:10|' '2026-07|卫生|n:5|'
	cb_run cb-import score in.xlsx
	want 1
	has err 'in.xlsx:表!A4: error E368: “填报单位:东街社区”夹在各行之间,它写的填报单位不会用于下面各行'
	heading 2026年7月 二、2026年7月扣分项 '社区|指标|得分|备注' '西街|卫生|n:10|' '东街|卫生|n:5|' # nothing else than the title
	cb_run cb-import -q score in.xlsx
	want 0
	same err ''
	printf 'sheet 表\nrow 社区|得分\nrow 西街|n:9\nrow 复查得分\nrow 东街|n:8\nmerge 3-1:3-2\n' | make_book xlsx in.xlsx
	cb_run cb-import -q -p 2026-07 score in.xlsx # two columns alone are no heading
	refused cb-import 'in.xlsx:表!B3: error E203 score: “复查得分”不是数字'
	heading 2026年7月 '填报单位:西街 2026年8月' '社区|指标|得分|备注' '西街|卫生|n:10|' '' # a foot
	cb_run cb-import -q score in.xlsx
	want 0
	same err ''
}

@test "tables of years and of months as the statistics office gives them out" {
	printf '数据库：分省年度数据\n指标：人口数(抽样)(万人)\n时间：最近2年\n地区,2025年,2024年\n甲县,2183,2186\n乙县,,1364\n注：1.抽样数据。\n　　　2.合计与各项相加略有误差。\n数据来源：统计局\n' >in.csv
	cb_run cb-import -v metric in.csv
	want 0
	same out 'period,subject,name,value,unit
2025,甲县,人口数(抽样),21830000,人
2024,甲县,人口数(抽样),21860000,人
2024,乙县,人口数(抽样),13640000,人
'
	has err 'in.csv:2:1: note N804 name: 指标:全表按“人口数(抽样)”填写(表中只写了一次)'
	has err '读到 3 条;拒收 0 条;略过标题、合计、空行 6 行'
	make_book xlsx in.xlsx <<-'END'
		sheet 数据
		row 地区|指标|m:46023|m:46054
		row 甲县|税收|n:1|n:2
	END
	cb_run cb-import metric in.xlsx # 2026年1月 in a header, which the spreadsheet has made a day of
	want 0
	has out '2026-02,甲县,税收,2'
	printf '时间,货币(M2)供应量(亿元),GDP_亿元,M1万元,户数(户)\n2021年5月,2,1,3,4\n' >in.csv
	cb_run cb-import metric in.csv
	want 1
	has err 'in.csv:1: error E344 subject: 表中没有必填的“单位”一栏;请补上这一栏,或用 --default subject=…'
	cb_run cb-import --default subject=全县 metric in.csv
	want 0
	same out 'period,subject,name,value,unit
2021-05,全县,货币(M2)供应量,200000000,元
2021-05,全县,GDP,100000000,元
2021-05,全县,M1,30000,元
2021-05,全县,户数,4,户
'
}

@test "figures across that are said as a per cent are exact, and a unit in a header row of its own counts" {
	make_book xlsx in.xlsx <<-'END'
		sheet 数据
		row 社区|户籍人口|经济||月均
		row |（万人）|税收（万元）|同比增长（%）|
		row 西街|n:0.521|1,234.5|12.3%|12%
		row 东街|n:0.6|2000余|n:-3.4|近9%
		merge 1-1:2-1
		merge 1-3:1-4
		merge 1-5:2-5
	END
	cb_run cb-import -q -p 2026-07 metric in.xlsx
	want 0
	same out 'period,subject,name,value,unit
2026-07,西街,户籍人口,5210,人
2026-07,西街,经济_税收,12345000,元
2026-07,西街,经济_同比增长,12.3,%
2026-07,西街,月均,0.12,
2026-07,东街,户籍人口,6000,人
2026-07,东街,经济_税收,20000000+,元
2026-07,东街,经济_同比增长,-3.4,%
2026-07,东街,月均,0.09-,
'
}

@test "survey: answers across, with their sum; communities across" {
	printf '社区,问题,满意,不满意,合计\n西街社区,环境,30,5,35\n东街社区,环境,20,7,27\n' >in.csv
	cb_run cb-import -p 2026-07 survey in.csv
	want 0
	same out 'period,community,question,answer,count
2026-07,西街社区,环境,满意,30
2026-07,西街社区,环境,不满意,5
2026-07,东街社区,环境,满意,20
2026-07,东街社区,环境,不满意,7
'
	has err 'in.csv:1: warning W271: 没有“选项”和“人数”两栏:以下各栏按“选项”读入:满意、不满意;是否正确?'
	sed -i 's/35$/36/' in.csv
	cb_run cb-import -p 2026-07 survey in.csv
	want 1
	has err 'in.csv:2:5: error E308 count: 本行总分为 36,各项合计为 35;请更正'
	printf '问题,选项,西街社区,东街社区\n环境,满意,30,20\n' >in.csv
	cb_run cb-import -p 2026-07 survey in.csv
	want 0
	same out 'period,community,question,answer,count
2026-07,西街社区,环境,满意,30
2026-07,东街社区,环境,满意,20
'
}

@test "R20 month and day in two columns, as account books have them, are the day" {
	local head='社区,来源,捐助单位,收入' rows=$'7,3,西街,企业,百货公司,500\n,5日,西街,企业,粮油公司,200\n8月,02,西街,企业,粮油公司,100\n'
	local want=$'date,community,flow,source,amount,party\n2026-07-03,西街,收入,企业,500.00,百货公司
2026-07-05,西街,收入,企业,200.00,粮油公司\n2026-08-02,西街,收入,企业,100.00,粮油公司\n'
	printf '西街社区2026年收入明细账,,,,,\n月,日,%s\n%s' "$head" "$rows" >title.csv
	printf '2026年,,%s\n月,日,,,,\n%s' "$head" "$rows" >above.csv
	printf '年,月份,日,%s\n2026,%s' "$head" "${rows//$'\n'/$'\n,'}" | sed '$d' >year.csv
	for file in title above year; do
		cb_run cb-import fund $file.csv
		want 0
		same out "$want"
	done
	make_book xlsx book.xlsx <<-'END'
		sheet 收入
		row n:2026||社区|来源|捐助单位|收入
		row 月|日||||
		row n:7|n:3|西街|企业|百货公司|n:500
		row |n:5|西街|企业|粮油公司|n:200
		row n:8|n:2|西街|企业|粮油公司|n:100
		merge 1-1:1-2
		merge 1-3:2-3
		merge 1-4:2-4
		merge 1-5:2-5
		merge 1-6:2-6
	END
	cb_run cb-import fund book.xlsx
	want 0
	same out "$want"
}

@test "R20 a part of a day that is none is named, and so is a year that nothing says" {
	printf '月,日,社区,来源,捐助单位,收入\n13,2,西街,企业,百货公司,5\n7,32,西街,企业,百货公司,5\n7,,西街,企业,百货公司,5\n7,2,西街,企业,百货公司,5\n' >in.csv
	cb_run cb-import -p 2026 fund in.csv
	want 1
	has err 'in.csv:2:2: error E210 date: “13月2日”不是日期'
	has err 'in.csv:3:2: error E210 date: “32”不是日期'
	has err 'in.csv:4:2: error E201 date'
	has err '3 个错误'
	cb_run cb-import fund in.csv
	want 1
	has err 'in.csv:5:2: error E211 date: “7月2日”没有年份'
}

@test "R13 借方 and 贷方 are what --map says, and the balance beside them knows better" {
	printf '西街社区日记账,,,,,,\n日期,摘要,来源,捐助单位,借方,贷方,余额\n2026-07-01,上月结转,,,,,1000\n2026-07-03,收到捐款,企业,百货公司,500,,1500\n' >in.csv
	cb_run cb-import fund in.csv
	want 1
	has err "in.csv:2:5: error E302: 没有“借方”这一栏;可用 --map '借方=栏目' 指定,或用 --map '借方=-' 略去;是收入用 --map '借方=收入',是支出用 --map '借方=支出'"
	cb_run cb-import -q --default community=西街 --map 借方=收入 --map 贷方=支出 fund in.csv
	want 0
	same out 'date,community,flow,source,amount,party,purpose
2026-07-03,西街,收入,企业,500.00,百货公司,收到捐款
'
	cb_run cb-import -q --default community=西街 --map 借方=支出 --map 贷方=收入 fund in.csv
	want 1
	has err 'in.csv:4:7: error E367 amount: 结余为 1500.00,按上一行的结余和收支算应为 500.00'
	cb_run cb-import --map 借方=收 fund in.csv
	want 2
	has err E613
}
