#!/usr/bin/env bats
# cb-rank --by: any table, by a column or a ratio of two; admission and lines.
# shellcheck disable=SC2016,SC1010 # the words of mlr
load helper
load rank_helper

@test "R20 output over area: 14.55亿 on 2035亩 is 71.50, 54.1亿 on 6.78 km² is 53.20 万元/亩" {
	cat >blocks.csv <<-'END'
	区块,产值(亿元),面积
	园区,54.1,6.78km²
	乡镇,14.55,2035亩
	END
	cb_run cb-rank --by 产值/面积 blocks.csv
	want 0
	same out '区块,产值(亿元),面积,产值/面积,rank
乡镇,14.55,2035亩,71.5,1
园区,54.1,6.78km²,53.2,2
'
	same err ''
	cb_run cb-rank --by 产值/面积 --headers zh blocks.csv
	want 0
	has out '产值/面积(万元/亩)'
}

@test "R21 the order as given, and who is below the line gets its measure" {
	printf '单位,亩均产值\n企业B,45\n青田,447\n区块A,130\n园区,150\n' >u.csv
	rules_with 'line,rank.line,,,50,,,限期整改,,,,'
	cb_run cb-rank --rules rules.csv --by 亩均产值 u.csv
	want 0
	same out '单位,亩均产值,rank,measures,rules
青田,447,1,,
园区,150,2,,
区块A,130,3,,
企业B,45,4,限期整改,line
'
}

@test "R21 the line itself is not below it" {
	printf '单位,亩均产值\n企业B,50\n企业C,49.99\n' >u.csv
	rules_with 'line,rank.line,,,50,,,限期整改,,,,'
	cb_run cb-rank --rules rules.csv --by 亩均产值 u.csv
	want 0
	columns_are 单位,measures <<-'END'
	单位,measures
	企业B,
	企业C,限期整改
	END
}

@test "--percent: a ratio of one unit as a per cent, also of the group; --of-total: the share of the sum" {
	printf '县,组,评上,社区数\n甲,A,6,46\n乙,A,7,46\n丙,B,1,3\n' >t.csv
	rules_with 'line,rank.line,,,14,,,低于线,,,,'
	cb_run cb-rank --rules rules.csv --by 评上/社区数 --percent t.csv
	want 0
	columns_are '县,评上/社区数,rank,measures' <<-'END'
	县,评上/社区数,rank,measures
	丙,33.33,1,
	乙,15.22,2,
	甲,13.04,3,低于线
	END
	cb_run cb-rank --by 评上/社区数 --percent --group 组 --headers zh t.csv
	want 0
	has out '评上/社区数(%),名次,本组评上/社区数(%)'
	has out '乙,A,7,46,15.22,1,14.13'
	printf '区,产值(亿元)\n园区,54.1\n其他,13.44\n' >t.csv
	cb_run cb-rank --by 产值 --of-total t.csv
	want 0
	same out '区,产值(亿元),rank,share
园区,54.1,1,80.10%
其他,13.44,2,19.90%
'
	printf '区,产值(亿元),面积(亩)\n园区,54.1,3\n' >t.csv
	cb_run cb-rank --by 产值/面积 --percent t.csv
	want 2
	has err 'E595: “产值/面积”的单位是万元/亩'
	for words in '--by 产值 --percent t.csv' '--by 产值/面积 --of-total t.csv' '--percent t.csv' '--of-total t.csv'; do
		cb_run cb-rank $words
		want 2
		has err 'E689: --'
	done
}

@test "R22 admission by days and by yes or no: 环评, 竣工" {
	printf '项目,面积(亩),竣工日期,环评\n一,120,2026年6月30日,是\n二,120,2026-07-01,√\n三,120,2026.5.1,否\n' >land.csv
	rules_with -admit-area-2 -admit-area-3 'done,rank.admit,,竣工日期,,,..2026-06-30,竣工超期,,,,' 'env,rank.admit,,环评,,,是,环评未过,,,,'
	cb_run cb-rank --rules rules.csv --by 面积 --admit land.csv
	want 0
	columns_are 项目,admitted,reasons,rules <<-'END'
	项目,admitted,reasons,rules
	一,是,,
	三,否,环评未过(环评 否),env
	二,否,竣工超期(竣工日期 2026-07-01),done
	END
	printf '项目,面积(亩),竣工日期,环评\n一,120,2026年6月31日,是\n二,120,,也许\n' >land.csv
	cb_run cb-rank --rules rules.csv --by 面积 --admit land.csv
	want 1
	same out ''
	has err 'land.csv:2:3: error E212'
	has err 'land.csv:3:3: error E520'
	has err 'land.csv:3:4: error E220'
	rules_with 'done,rank.admit,,竣工日期,1,,..2026-06-30,竣工超期,,,,'
	cb_run cb-rank --rules rules.csv --by 面积 --admit land.csv
	has err 'E502'
	rules_with 'done,rank.admit,,竣工日期,,,,竣工超期,,,,'
	cb_run cb-rank --rules rules.csv --by 面积 --admit land.csv
	has err 'E503'
	rules_with 'done,rank.admit,,竣工日期,,,2027-01-01..2026-06-30,竣工超期,,,,'
	cb_run cb-rank --rules rules.csv --by 面积 --admit land.csv
	has err 'E50'
}

@test "R22 admission: the reason for each that fails, the bound itself passes" {
	cat >land.csv <<-'END'
	项目,类别,面积
	一,三类地,200亩
	二,一类地,120亩
	三,二类地,300亩
	四,一类地,90亩
	END
	cb_run cb-rank --by 面积 --group 类别 --admit land.csv
	want 0
	columns_are 项目,admitted,reasons,rules <<-'END'
	项目,admitted,reasons,rules
	二,是,,
	四,否,用地不足100亩(面积 90亩),admit-area
	一,否,用地不足300亩(面积 200亩),admit-area-3
	三,是,,
	END
}

@test "R23 a group's ratio is the sum over the sum, never the mean of ratios" {
	cat >firms.csv <<-'END'
	企业,区块,产值(亿元),面积(亩)
	甲,A,10,1000
	乙,A,1,10
	END
	cb_run cb-rank --by 产值/面积 --group 区块 firms.csv
	want 0
	same out '企业,区块,产值(亿元),面积(亩),产值/面积,rank,group_value
乙,A,1,10,1000,1,108.91
甲,A,10,1000,100,2,108.91
'
}

@test "columns that are not asked for pass through, in order" {
	printf '备注,名称,数\n"a,b",甲,1\n,乙,2\n' >t.csv
	cb_run cb-rank --by 数 t.csv
	want 0
	same out '备注,名称,数,rank
,乙,2,1
"a,b",甲,1,2
'
}

@test "--ascending puts the smallest first; ties share their place" {
	printf '名称,数\n甲,1\n乙,2\n丙,1\n丁,0.5\n' >t.csv
	cb_run cb-rank --ascending --by 数 t.csv
	want 0
	columns_are 名称,rank <<-'END'
	名称,rank
	丁,1
	丙,2
	甲,2
	乙,4
	END
}

@test "a value is ranked as it is, unrounded; a ratio is rounded once" {
	printf '名称,数\n甲,1.0001\n乙,1.0002\n' >t.csv
	cb_run cb-rank --by 数 t.csv
	columns_are 名称,rank <<-'END'
	名称,rank
	乙,1
	甲,2
	END
	printf '名称,数,分母\n甲,1.0001,1\n乙,1.0002,1\n' >t.csv
	cb_run cb-rank --by 数/分母 t.csv
	columns_are 名称,数/分母,rank <<-'END'
	名称,数/分母,rank
	乙,1,1
	甲,1,1
	END
}

@test "a misspelled column is an error with the nearest, nothing is printed" {
	printf '名称,产值,面积\n甲,1,2\n' >t.csv
	cb_run cb-rank --by 产植/面积 t.csv
	[ "$status" -ne 0 ]
	same out ''
	has err '产值'
	for option in --where --among; do
		cb_run cb-rank --by 产值 $option 名子=甲 t.csv
		want 2
		same out ''
		has err '是不是“名'
	done
}

@test "--among says which rows are ranked, --where which rows of the ranking are printed" {
	printf '名称,区,产值\n甲,东,3\n乙,西,2\n丙,东,1\n' >t.csv
	cb_run cb-rank --by 产值 --where 区=东 t.csv
	want 0
	same out '名称,区,产值,rank
甲,东,3,1
丙,东,1,3
'
	cb_run cb-rank --by 产值 --among 区=东 t.csv
	want 0
	same out '名称,区,产值,rank
甲,东,3,1
丙,东,1,2
'
	cb_run cb-rank --by 产值 --where 名次=2 t.csv
	same out '名称,区,产值,rank
乙,西,2,2
'
}

@test "an empty cell is an error, and left unranked with --allow-missing; a divisor of 0 is an error" {
	printf '名称,产值,面积\n甲,1,2\n乙,,2\n' >t.csv
	cb_run cb-rank --by 产值/面积 t.csv
	want 1
	same out ''
	cb_run cb-rank --allow-missing --by 产值/面积 t.csv
	want 0
	columns_are 名称,rank <<-'END'
	名称,rank
	甲,1
	乙,
	END
	printf '名称,产值,面积\n甲,1,2\n乙,1,0\n' >t.csv
	cb_run cb-rank --by 产值/面积 t.csv
	want 1
	same out ''
}

@test "what is no number is an error at its place" {
	printf '名称,数\n甲,1\n乙,1O\n' >t.csv
	cb_run cb-rank --by 数 t.csv
	want 1
	same out ''
	has err 't.csv:3:2: error E203'
}

@test "prizes of the month never go to a table" {
	printf '名称,数\n甲,1\n乙,2\n' >t.csv
	cb_run cb-rank --by 数 t.csv
	want 0
	[[ $out != *prize* && $out != *流动红旗* ]]
}

@test "rows in any order, from stdin or in GBK: the same bytes" {
	printf '名称,产值(万元),面积\n甲,100,2\n乙,300,3\n丙,100,2\n' >t.csv
	cb-rank --by 产值/面积 t.csv >want
	printf '名称,产值(万元),面积\n丙,100,2\n甲,100,2\n乙,300,3\n' | cb-rank --by 产值/面积 - | cmp want -
	iconv -f UTF-8 -t GBK t.csv >gbk.csv
	LC_ALL=C.UTF-8 cb-rank --by 产值/面积 gbk.csv | cmp want -
}

@test "全街 and 全区 are about the others however few; a first or last row with their sums or means is said" {
	local name
	for name in 全街 全区 全街道 全国 全省; do
		printf '社区,户数\n西街,100\n东街,80\n%s,180\n' "$name" >t.csv
		cb_run cb-rank --by 户数 t.csv
		want 1
		has err "t.csv:4:1: error E528: “$name”"
	done
	printf '序号,社区,户数,人口\n,清和街道,90,1.5\n1,西街,100,1\n2,东街,80,2\n' >t.csv
	cb_run cb-rank --by 户数 t.csv
	want 0
	has err 't.csv:2:2: warning W273: “清和街道”的各栏都等于其余各行的平均'
	printf '社区,户数\n西街,100\n东街,80\n南街,30\n北街,10\n本处,220\n' >t.csv
	cb_run cb-rank --by 户数 t.csv
	want 0
	has err 't.csv:6:1: warning W273: “本处”的各栏都等于其余各行之和'
	sed -i 's/220/221/' t.csv
	cb_run cb-rank --by 户数 t.csv
	same err ''
	printf '社区,户数\n西街,100\n南街,80\n南街,180\n' >t.csv
	cb_run cb-rank --by 户数 t.csv
	not grep W273 stderr
	printf '2026年7月\n社区,卫生,治安\n西街,18,12\n东街,17,13\n全街道,17.5,12.5\n' >t.csv
	cb_run cb-rank -v --wide t.csv
	want 0
	not grep 全街道 stdout
	has err 't.csv:5:1: note N813: “全街道”是说明其他行的'
}

@test "a part of a label that two columns have names both" {
	printf '地区,生产总值,,零售额,\n,总量(亿元),增速(%%),总量(亿元),增速(%%)\n甲,3,7,1,5\n乙,2,6,4,8\n' >t.csv
	cb_run cb-rank --by 增速 t.csv
	want 2
	has err 'E522: “增速”可指“生产总值_增速(%)”或“零售额_增速(%)”'
}

@test "places that a table has already stand beside those that are found" {
	printf '名次,社区,得分\n1,西街,95\n3,东街,90\n2,南街,80\n' >t.csv
	cb-rank --by 得分 t.csv | cmp - <(printf '名次,社区,得分,rank\n1,西街,95,1\n3,东街,90,2\n2,南街,80,3\n')
	[ "$(cb-rank --by 得分 --headers zh t.csv | sed -n 1p)" = 名次,社区,得分,按得分名次 ]
}

@test "a table of any kind as a document" {
	printf '区块,产值\n甲,5\n乙,7\n' >in.csv
	cb_run cb-rank --by 产值 in.csv -o out.docx
	want 0
	unzip -p out.docx word/document.xml | sed 's/<[^>]*>//g' | grep -q '产值排名区块产值名次乙71甲52'
}

@test "the product of a province in 亿元 is a number, by its label, its title and its cells" {
	local head
	for head in '地区,GDP(亿元),人口(万人)' '单位：亿元\n地区,GDP,人口(万人)'; do
		printf "$head\n广东,135673.16,12706\n江苏,128222.20,8526\n广州,3.1万亿元,1883\n" >t.csv
		cb-rank --by GDP t.csv | grep -v 单位 | cut -d, -f1,4 | cmp - <(printf '地区,rank\n广东,1\n江苏,2\n广州,3\n')
		cb-rank --by GDP/人口 t.csv | cut -d, -f1,4 | tail -n 1 | cmp - <(printf '广东,106778.81\n')
	done
	cb-rank gap --by GDP t.csv | tail -n 2 | cut -d, -f1,6,7 | cmp - <(printf '江苏,-74509600,94.51%%\n广州,-1046731600,22.85%%\n')
	printf '地区,GDP\n江苏,128222.2亿元\n广东,135673.16亿元\n甲,5元\n' >t.csv
	cb-rank --by GDP t.csv | cut -d, -f1 | cmp - <(printf '地区\n广东\n江苏\n甲\n')
}

@test "what spreadsheet programs write beneath groups is no entrant, and all notes of an official table are passed over" {
	printf '片区,社区,得分\n老城,西街,9\n,东街,8\n老城 汇总,,17\n新城,南街,5\n新城 汇总,,5\n总计,,22\n' >t.csv
	cb-rank --by 得分 t.csv | cut -d, -f2,4 | cmp - <(printf '社区,rank\n西街,1\n东街,2\n南街,3\n')
	sed -i 's/老城 汇总,,17/老城 汇总,,18/' t.csv
	cb_run cb-rank --by 得分 t.csv
	want 1
	has err 't.csv:4:3: error E307: 合计行为 18,上面各行合计为 17'
	printf '地区,2025年\n甲市,8\n乙市,9\n注：1.按当年价格计算。\n　　　2.2020年起口径有变化。\n数据来源：统计局\n' >t.csv
	cb_run cb-rank --by 2025年 t.csv
	want 0
	same err ''
	[ "$(wc -l <stdout)" -eq 3 ]
}

@test "an entrant that stands twice is said, two months or places of one are not" {
	printf '序号,社区,得分,人口\n1,西街,98,5\n2,东街,97,6\n3,西　街,90,7\n' >t.csv
	cb_run cb-rank --by 得分 t.csv
	want 0
	has err 't.csv:4:2: warning W287: “西　街”在第 2 行'
	[ "$(wc -l <stdout)" -eq 4 ]
	cb_run cb-rank --strict --by 得分 t.csv
	want 1
	local other
	for other in '社区,年份,得分\n西街,2025,9\n西街,2026,8\n东街,2026,7' '社区,小区,得分\n西街,甲园,9\n西街,乙园,8\n东街,丙园,7' \
	             '片区,编号,得分\n老城,1,9\n老城,2,8\n老城,3,7\n新城,1,5'; do
		printf "$other\n" >t.csv
		cb_run cb-rank --by 得分 t.csv
		want 0
		same err ''
	done
}
