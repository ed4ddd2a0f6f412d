#!/usr/bin/env bats
# Rows and columns about others: which they are, what they are compared with. The words: tests/unit/test_row_word.c.
load helper

# communities ROW...: the register of communities with these rows
communities() {
	{ echo 社区,户数,人口; printf '%s\n' "$@"; } >in.csv
	cb_run cb-import -v community in.csv
}

# only_two: 西街 and 东街 are read, nothing is said but how many rows there were
only_two() {
	want 0 || return 1
	same out 'name,households,residents
西街,1000,3000
东街,800,2000
' || return 1
	not grep -E 'error|warning|N813' stderr
}

@test "a total row is known by its word, whatever stands around it, and is checked" {
	local word
	for word in 合计 合计： '合　计' （合计） '合计（2个社区）' 2个社区合计 全街道合计 总和 共计 汇总 总计 Total 'Sum:' ＴＯＴＡＬ; do
		communities 西街,1000,3000 东街,800,2000 "$word,1800,5000"
		only_two
		communities 西街,1000,3000 东街,800,2000 "$word,1800,5001"
		want 1
		has err 'in.csv:4:3: error E307: 合计行为 5001,上面各行合计为 5000;请更正'
	done
}

@test "a mean row is checked at the places it shows" {
	communities 西街,1000,3000 东街,800,2000 全街道平均,900,2500
	only_two
	printf '2026年7月\n社区,卫生,治安,总分\n西街,20,12,32\n东街,21,13.5,34.5\n南街,20,12,32\n均分,20.3,12.5,32.83\n' >in.csv
	cb_run cb-import -v --wide score in.csv
	want 0
	not grep -E 'error|N813' stderr
	printf '2026年7月\n社区,卫生,治安\n西街,20,12\n东街,21,13.5\n南街,20,12\n平均分：,20.4,12.5\n' >in.csv
	cb_run cb-import --wide score in.csv
	want 1
	has err 'in.csv:6:2: error E322: 平均行为 20.4,上面各行平均为 20.3;请更正,或去掉这一行'
}

@test "totals on top, above and below their groups, and of groups of groups" {
	communities 合计,1800,5000 西街,1000,3000 东街,800,2000
	only_two
	communities 合计,1800,5000 老城片区小计,1000,3000 西街,1000,3000 新城片区小计,800,2000 东街,800,2000
	only_two
	communities 西街,1000,3000 小计,1000,3000 东街,800,2000 小计,800,2000 合计,1800,5000
	only_two
	communities 西街,1000,3000 合计,1000,3000 东街,800,2000 合计,800,2000 总计：,1800,5000
	only_two
	communities 合计,1801,5000 西街,1000,3000 东街,800,2000
	want 1
	has err 'in.csv:2:2: error E307: 合计行为 1801,下面各行合计为 1800;请更正'
	communities 西街,1000,3000 小计,1800,5000 东街,800,2000
	want 1
	has err 'in.csv:3:2: error E307: 合计行为 1800,上面各行合计为 1000,下面各行合计为 800;请更正'
}

@test "a total in a ledger and in a wide sheet" {
	printf '日期,社区,收支,来源,捐助单位,金额\n,合计,,,,800\n2026-07-01,西街,收入,企业,甲,500\n2026-07-02,东街,收入,企业,乙,300\n' >in.csv
	cb_run cb-fund balance --format csv in.csv
	want 0
	printf '2026年7月\n社区,卫生,治安,总分\n西街,20,12,32\n东街,21,13,34\n合计：,41,25,66\n满分,25,15,40\n' >in.csv
	cb_run cb-rank --wide in.csv
	want 0
	[ "$(wc -l <stdout)" -eq 3 ]
	not grep -E '合计|满分' stdout
	printf '2026年7月\n社区,卫生,治安,总分\n西街,20,12,32\n东街,21,13,34\n合计：,41,26,67\n' >in.csv
	cb_run cb-rank --wide in.csv
	want 1
	has err 'in.csv:5:3: error E307: 合计行为 26,上面各行合计为 25;请更正'
}

@test "full marks are those of the indicators; where none is registered, those of the sheet" {
	printf 'system,code,title,full\nmonth,1,卫生,20\nmonth,2,治安,15\n' >indicator.csv
	printf '2026年7月\n社区,卫生,治安\n满分,20,15\n西街,18,12\n' >score.csv
	mkdir registers && mv indicator.csv registers
	cb_run cb-import -v -d registers score score.csv
	want 0
	same out 'period,community,indicator,score
2026-07,西街,卫生,18
2026-07,西街,治安,12
'
	not grep N813 stderr
	sed -i 's/满分,20/分　值,25/' score.csv
	cb_run cb-import -d registers score score.csv
	want 1
	has err 'score.csv:3:2: error E323 score: 此处的满分为 25,而指标登记的满分为 20;请更正其中一处'
	cb_run cb-import -v --wide score score.csv
	want 0
	not grep N813 stderr
	sed -i 's/满分/分值/; s/西街,18/西街,26/' score.csv
	cb_run cb-import --wide score score.csv
	want 1
	has err 'score.csv:4:2: error E311 score: 26 超过表中写明的满分 25;请更正其中一处'
}

# full SAYS LINE...: a sheet of September is refused for a score of 48 where it says that 40 may be had.
full() {
	local says=$1
	shift
	printf '%s\n' "$@" >score.csv
	cb_run cb-rank --wide -p 2026-09 score.csv
	want 1
	same out ''
	has err "$says score: 48 超过表中写明的满分 40;请更正其中一处"
}

@test "no score is above what the sheet says may be had: in a label, a row above or below, a column, a scale" {
	local label
	for label in '卫生(40分)' '卫生（满分40）' '卫生【满分：40分】' '卫生(40分制)' '卫生(分值40分)' '卫生(标准分40)'; do
		full 'score.csv:3:2: error E311' "社区,$label,治安" 西街,40,100 东街,48,3
	done
	full 'score.csv:3:2: error E311' 社区,卫生,治安 满分,40,30 西街,48,3 东街,40,3
	full 'score.csv:3:2: error E311' 社区,卫生,治安 西街,40,3 东街,48,3 标准分,40,30
	full 'score.csv:2:4: error E311' 社区,指标,分值,得分 西街,卫生,40,48 东街,卫生,40,40
	full 'score.csv:2:3: error E311' '社区,指标,得分(满分40)' 西街,卫生,48
	for label in '卫生(百分制)' '卫生(权重40%)' '卫生(40户)' '创建(2026)'; do
		printf '社区,%s\n西街,48\n' "$label" >score.csv
		cb_run cb-rank -q --wide -p 2026-09 score.csv
		want 0
	done
	printf '社区,卫生(50分)\n满分,40\n西街,30\n' >score.csv
	cb_run cb-rank --wide -p 2026-09 score.csv
	want 1
	has err 'score.csv:2:2: error E323 score: 此处的满分为 40,而栏名中的满分为 50;请更正其中一处'
	mkdir registers && printf '指标,满分\n卫生,60\n' >registers/indicator.csv
	cb_run cb-rank -d registers -p 2026-09 score.csv
	want 1
	has err 'score.csv:1:2: error E323 score: 此处的满分为 50,而指标登记的满分为 60;请更正其中一处'
}

# ledger SAYS STATUS ROW...: a list of 5000 and 500 that came and 300 that went, and rows about them.
ledger() {
	local says=$1 status_wanted=$2
	shift 2
	printf '日期,社区,收支,来源,用途类别,用途,社区同意人,金额\n' >fund.csv
	printf '%s\n' "$@" >>fund.csv
	sed -i 's/^IN/2026-07-01,西街,收入,企业,,,/; s/^OUT/2026-07-02,西街,支出,,环境整治,扫把,程守义/; s/=/,,,,,,,/' fund.csv
	cb_run cb-import -v fund fund.csv
	want "$status_wanted"
	has err "$says"
	not grep -E '合计|小计|结余|结转' stdout
}

@test "what came, what went and what is left of a list are each compared with their own rows" {
	ledger '略过标题、合计、空行 3 行' 0 IN,5000 IN,500 OUT,300 收入合计=5500 支出合计=300 结余=5200
	ledger '略过标题、合计、空行 4 行' 0 IN,5000 收入小计=5000 OUT,300 支出小计=300 IN,500 收入小计=500 OUT,20 支出小计=20
	not grep N813 stderr
	ledger 'fund.csv:5:8: error E307: 合计行为 5800,上面各行合计为 5500.00;请更正' 1 IN,5000 IN,500 OUT,300 收入合计=5800 支出合计=300
	ledger '略过标题、合计、空行 3 行' 0 上月结转=1000 IN,5000 OUT,300 本月结余：=5700 IN,500 结余=6200
	ledger 'fund.csv:5:8: error E367 amount: 结余为 5800.00,按上一行的结余和收支算应为 5700.00' 1 期初余额=1000 IN,5000 OUT,300 余额=5800
	# of what was there before the sheet does not say anything
	ledger 'fund.csv:4:1: note N813: “结余”是说明其他行的' 0 IN,5000 OUT,300 结余=9700
	# a total in words
	ledger '略过标题、合计、空行 1 行' 0 IN,5000 IN,500 合计（大写）：人民币伍仟伍佰元整=5500
	ledger 'fund.csv:4:1: error E307: 合计行为 人民币伍仟陆佰元整,上面各行合计为 5500.00' 1 IN,5000 IN,500 合计（大写）：人民币伍仟陆佰元整=5500
	ledger 'fund.csv:4:2: error E307: 合计行为 伍仟元整,上面各行合计为 5500.00' 1 IN,5000 IN,500 合计,伍仟元整,,,,,,5500
}

# weighs FILE-LINE:COLUMN SCORE WEIGHT LINE...: a sheet whose scores are not weighted is refused, for the first of them.
weighs() {
	local where=$1 score=$2 weight=$3
	shift 3
	printf '%s\n' "$@" >score.csv
	cb_run cb-rank --wide -p 2026-09 score.csv
	want 1
	same out ''
	has err "score.csv:$where: error E369 score: $score 超过了表中此项的权重 $weight%:得分还没有乘权重"
	[ "$(grep -c E369 stderr)" -eq 1 ]
}

@test "scores beside their weights are not added as they are: weights in labels or in a row" {
	local label
	for label in '卫生(60%)' '卫生（权重60%）' '卫生(占比60%)'; do
		weighs 2:2 90 60 "社区,$label,治安(90%)" 西街,90,80 东街,95,90
	done
	weighs 3:2 90 60 社区,卫生,治安 权重,60%,40% 西街,90,30 东街,95,40
	weighs 3:3 80 40 社区,卫生,治安 权重,0.6,0.4 西街,50,80
	weighs 3:2 95 60 社区,卫生,治安 西街,90,30 东街,95,40 权重,60,40
	has err 'score.csv:3:2'
	printf '社区,卫生(60%%),治安(40%%),总分\n西街,58,40,98\n东街,60,30,90\n' >score.csv
	cb_run cb-rank -q --wide -p 2026-09 score.csv # weighted already
	want 0
	printf '社区,卫生(60%%),治安(40%%),总分\n西街,90,80,86\n东街,80,70,76\n' >score.csv
	cb_run cb-rank --wide -p 2026-09 score.csv
	want 1
	[ "$(grep -c 'E369\|E308' stderr)" -eq 2 ]
	mkdir reg && printf '指标,满分,权重\n卫生,100,60%%\n治安,100,40%%\n' >reg/indicator.csv
	cb_run cb-rank -q -d reg -p 2026-09 --columns community,score score.csv
	want 0
	same out 'community,score
西街,86
东街,76
'
}

@test "a sheet whose title says that it has points taken off is no sheet of scores" {
	local title
	for title in 7月份考核扣分情况表 环境卫生扣分汇总 2026年7月检查扣分; do
		printf '%s\n社区,卫生,治安\n西街,3,1\n东街,5,2\n' "$title" >score.csv
		cb_run cb-rank --wide -p 2026-07 score.csv
		want 1
		same out ''
		has err 'score.csv:1:1: error E370 score: 标题写明这是扣分'
		[ "$(grep -c E370 stderr)" -eq 1 ]
	done
	printf '7月扣分表\n社区,项目,分数\n西街,卫生,3\n东街,卫生,5\n' >list.csv
	cb_run cb-rank -p 2026-07 list.csv
	has err 'list.csv:1:1: error E370'
	mkdir reg && printf '指标,满分,计分方式\n卫生,50,扣分\n治安,50,扣分\n' >reg/indicator.csv
	cb_run cb-rank -q -d reg -p 2026-07 --columns community,score score.csv
	want 0
	same out 'community,score
西街,96
东街,93
'
	for title in 7月得分及扣分情况 考核扣分标准见附件 7月加分扣分汇总; do
		printf '%s\n社区,卫生,治安\n西街,3,1\n' "$title" >score.csv
		cb_run cb-rank -q --wide -p 2026-07 score.csv
		want 0
	done
	sed -i 's/分数/得分/' list.csv
	cb_run cb-rank -q -p 2026-07 list.csv
	want 0
}

@test "what follows from scores is no indicator, and points taken off beside score and full mark are compared" {
	printf '社区,卫生,治安,总分,得分率,名次,等次\n西街,20,12,32,80%%,1,优秀\n东街,18,12,30,75.0%%,2,良好\n' >score.csv
	cb_run cb-rank -q --wide -p 2026-07 --columns community,score score.csv
	want 0
	same out 'community,score
西街,32
东街,30
'
	printf '社区,项目,满分,扣分,扣分原因,得分\n西街,卫生,25,3,堆物,22\n东街,卫生,25,-5,,20\n南街,卫生,25,,,25\n' >list.csv
	cb_run cb-import -p 2026-07 score list.csv
	want 0
	sed -i 's/,3,堆物/,4,堆物/' list.csv
	cb_run cb-import -p 2026-07 score list.csv
	want 1
	has err 'list.csv:2:4: error E371 score: 满分 25 扣去 4,与得分 22 不符;请更正其中一处'
}

@test "a sum is one whatever stands beside its name, with --wide and in a header of several rows too" {
	printf '社区,环境(40分),治安(20分),总分(60分),排名(位)\n西街,38,18,56,1\n' >score.csv
	cb-rank -q --wide -p 2026-07 --columns community,score score.csv | cmp - <(printf 'community,score\n西街,56\n')
	printf '社区,日常,,,专项,,总分\n,环境,治安,小计,创建,小计,\n西街,38,18,56,28,28,84\n' >score.csv
	cb-rank -q --wide -p 2026-07 --columns community,score score.csv | cmp - <(printf 'community,score\n西街,84\n')
	sed -i 's/,28,28,84/,28,29,84/' score.csv
	cb_run cb-rank --wide -p 2026-07 score.csv
	want 1
	has err 'score.csv:3:6: error E308'
	printf '2026年第三季度\n社区,7月,8月,9月,季度平均\n西街,95,96,97,95\n' >score.csv
	cb_run cb-import score score.csv
	want 1
	has err 'score.csv:3:5: error E324 score: 本行平均分为 95,各项平均为 96;请更正'
}

@test "an indicator without a contest is one of the month's, and without a number goes by its name" {
	printf '指标,满分\n卫生,20\n治安,15\n' >indicator.csv
	cb_run cb-import indicator indicator.csv --columns system,code,title,full
	want 0
	same out 'system,code,title,full
month,卫生,卫生,20
month,治安,治安,15
'
	cb_run cb-import --new -d city.db indicator indicator.csv
	want 0
	printf '测评体系,编号,指标,满分\n,,卫生,25\nquarter,7,卫生,30\n' >indicator.csv
	cb_run cb-import -d city.db indicator indicator.csv
	want 0
	cb_run cb-export -d city.db indicator --columns system,code,title,full
	same out 'system,code,title,full
month,卫生,卫生,25
month,治安,治安,15
quarter,7,卫生,30
'
}

@test "累计, 其中, 去年同期 and examples are passed over, compared with nothing, and said" {
	local word
	for word in 累计 其中：新城 去年同期 最高 中位数 权重 （示例） 例：某某社区 样例; do
		communities 西街,1000,3000 东街,800,2000 "$word,7,7"
		want 0
		same out 'name,households,residents
西街,1000,3000
东街,800,2000
'
		has err "in.csv:4:1: note N813: “$word”是说明其他行的,已略去,未能核对"
	done
}

@test "what only begins so is a name, and so is what is registered; content text is never looked at" {
	communities 例园,1,2 平均寿命村,3,4 合计路社区,5,6 总和里,7,8
	want 0
	[ "$(wc -l <stdout)" -eq 5 ]
	printf '社区,小区\n西街,汇总\n西街,例\n' >in.csv
	printf 'community,name\n西街,例\n' >known.csv
	cb_run cb-import estate known.csv
	want 0
	has out 西街,例
	printf '月份,社区,指标,得分,备注\n2026-07,西街,卫生,18,合计\n2026-07,东街,卫生,17,其中：自查\n' >in.csv
	cb_run cb-import score in.csv
	want 0
	[ "$(wc -l <stdout)" -eq 3 ]
	mkdir reg
	printf 'system,code,title,full\nmonth,1,均分,20\n' >reg/indicator.csv
	printf '月份,社区,指标,得分\n2026-07,东街,均分,18\n2026-07,西街,均分,17\n' >in.csv
	cb_run cb-import -d reg score in.csv
	want 0
	has out '2026-07,东街,均分,18'
}

@test "metric: a total is compared within its period and name only" {
	printf '月份,单位,指标,数值\n2026-07,西街,清运,5\n2026-07,东街,清运,3\n2026-07,西街,宣传,40\n2026-08,西街,清运,9\n2026-07,合计：,清运,8\n2026-07,合计,宣传,40\n' >in.csv
	cb_run cb-import -v metric in.csv
	want 0
	[ "$(wc -l <stdout)" -eq 5 ]
	not grep N813 stderr
	sed -i 's/清运,8$/清运,57/' in.csv
	cb_run cb-import metric in.csv
	want 1
	has err 'in.csv:6:4: error E307: 合计行为 57,同期同名各行合计为 8;请更正'
	printf '月份,单位,指标,数值\n2026-07,西街,清运,5吨\n2026-07,东街,清运,3车\n2026-07,合计,清运,8\n' >in.csv
	cb_run cb-import -v metric in.csv
	want 0
	has err 'in.csv:4:2: note N813: “合计”是说明其他行的'
}

@test "--by holds totals and means against the rows, and refuses what cannot be held so" {
	local row
	printf '社区,得分\n西街,98.5\n东街,97\n全街道平均,97.75\n（小计）,195.5\n南街,90\n合计：,285.5\n' >in.csv
	cb_run cb-rank --by 得分 in.csv
	want 0
	same out '社区,得分,rank
西街,98.5,1
东街,97,2
南街,90,3
'
	sed -i 's/97.75/97.8/; s/,285.5/,286/' in.csv
	cb_run cb-rank --by 得分 in.csv
	want 1
	not grep E322 stderr
	has err 'in.csv:7:2: error E307: 合计行为 286,上面各行合计为 285.5'
	sed -i 's/97.8/97/' in.csv
	cb_run cb-rank --by 得分 in.csv
	has err 'in.csv:4:2: error E322: 平均行为 97,'
	printf '区块,产值(亿元),面积(亩)\n合计,6.4,30\n甲,3.2,10\n乙,3.2,20\n' >in.csv
	cb-rank --by 产值/面积 in.csv | cut -d, -f1,5 | cmp - <(printf '区块,rank\n甲,1\n乙,2\n')
	sed -i '2s/30/31/' in.csv
	cb_run cb-rank --by 产值/面积 in.csv
	has err 'in.csv:2:3: error E307'
	# what makes no sum, units beside that of the label, full marks, examples
	printf '区块,人均产值\n甲,3\n乙,4\n合计,3.4\n满分,100\n（示例）,90\n' >in.csv
	cb_run cb-rank --by 人均产值 in.csv
	want 1
	for row in 4 5 6; do
		has err "in.csv:$row:1: error E528: "
	done
	printf '区块,产值(亿元)\n甲,3.2\n乙,3.2亿\n合计,6.4\n' >in.csv
	cb_run cb-rank --by 产值 in.csv
	has err 'in.csv:4:1: error E528: '
}

@test "columns of the same kinds are checked or dropped, --wide too" {
	printf '2026年7月\n社区,卫生,治安,小计,文化,综合得分,平均分,排序,上月名次\n西街,20,12,32,8,40,13.3,1,2\n东街,18,12,30,9,39,13,2,1\n' >in.csv
	cb_run cb-import --wide score in.csv
	want 0
	same out 'period,community,indicator,score
2026-07,西街,卫生,20
2026-07,西街,治安,12
2026-07,西街,文化,8
2026-07,东街,卫生,18
2026-07,东街,治安,12
2026-07,东街,文化,9
'
	sed -i 's/,13.3,/,13.4,/; s/,30,9,39,/,31,9,38,/' in.csv
	cb_run cb-import --wide score in.csv
	want 1
	has err 'in.csv:3:7: error E324 score: 本行平均分为 13.4,各项平均为 13.333333;请更正'
	has err 'in.csv:4:4: error E308 score: 本行总分为 31,各项合计为 39;请更正'
	has err 'in.csv:4:6: error E308 score: 本行总分为 38,各项合计为 39;请更正'
}

@test "a first or last row of nobody's that has the sums or means of four others is a warning" {
	communities 西街,10,30 东街,20,50 南街,30,90 北街,40,110 红星街道,100,280
	want 0
	has err 'in.csv:6:1: warning W342: “红星街道”没有登记,而各栏都等于其余各行之和'
	communities 本街,25,70 西街,10,30 东街,20,50 南街,30,90 北街,40,110
	want 0
	has err 'in.csv:2:1: warning W342: “本街”没有登记,而各栏都等于其余各行的平均'
	communities 西街,10,30 东街,20,50 南街,30,90 红星街道,60,170
	not grep W342 stderr
	communities 西街,10,30 东街,20,50 南街,30,90 北街,40,110 红星街道,100,281
	not grep W342 stderr
	communities 西街,10,30 东街,10,30 南街,10,30 北街,10,30 红星街道,10,30
	not grep W342 stderr
	communities 西街,0,0 东街,0,0 南街,0,0 北街,0,0 红星街道,0,0
	not grep W342 stderr
	mkdir reg
	printf 'name\n西街\n东街\n南街\n北街\n中街\n' >reg/community.csv
	printf '2026年7月\n社区,得分\n西街,10\n东街,20\n南街,30\n北街,40\n中街,100\n' >in.csv
	cb_run cb-import -d reg score in.csv
	want 0
	not grep W342 stderr
}

@test "a first or last indicator of nobody's that has the sum of four others is a warning" {
	printf '2026年7月\n社区,全部得分,卫生,治安,文化,服务\n西街,47,18,12,9,8\n东街,46,17,11,9,9\n' >in.csv
	cb_run cb-import --wide score in.csv
	want 0
	has err 'in.csv:2:2: warning W343: “全部得分”没有登记,而每一行都等于其余各栏之和'
	printf '2026年7月\n社区,卫生,治安,文化,服务,教育\n西街,18,12,9,8,47\n东街,17,11,9,9,45\n' >in.csv
	cb_run cb-import --wide score in.csv
	not grep W343 stderr
}

@test "rows of dashes and words for nothing are blank; a name of dashes is none" {
	local row
	for row in —,—,— /,/,/ ,以下空白, 续表,, （续表）,, 无,无,无 NULL,NULL,; do
		communities 西街,1000,3000 东街,800,2000 "$row"
		only_two
	done
	printf '月份,社区,指标,得分\n2026-07,—,卫生,18\n2026-07,NULL,卫生,18\n2026-07,无,卫生,18\n' >in.csv
	cb_run cb-import score in.csv
	want 1
	for row in 2:— 3:NULL 4:无; do
		has err "in.csv:${row%:*}:2: error E201 community: “社区”必须填写,不能填“${row#*:}”"
	done
	printf '姓名,电话,社区\n/,13800138001,西街\n' >in.csv
	cb_run cb-import volunteer in.csv
	want 1
	has err 'in.csv:2:1: error E201 name: “姓名”必须填写'
}

@test "signatures, dates and amounts in words at the foot, in any wording" {
	local row
	for row in 职务：,, 领导签字：王某,, 复核：,李某, '填报：张某  2026-07-31,,' 社区书记（签字）：,, '单位（盖章）,,' \
		'西街社区居委会,2026年7月31日,' '2026年7月31日,,' '金额大写：叁万玖仟元整,,' '人民币叁万玖仟元整,,' '日期：2026年7月31日,,' 会计：,出纳：,; do
		communities 西街,1000,3000 东街,800,2000 "$row"
		only_two
	done
	printf '日期,社区,收支,来源,捐助单位,金额\n2026-07-01,西街,收入,企业,甲,500\n2026年7月2日,东街,,,,\n' >in.csv
	cb_run cb-import fund in.csv
	want 1
	has err 'in.csv:3:3: error E201 flow'
}

# gifts TOTAL-WORD TOTAL CELL...: the amounts of a ledger and their total
gifts() {
	local word=$1 total=$2 cell
	shift 2
	echo 日期,社区,收支,来源,捐助单位,金额
	for cell; do echo "2026-07-01,西街,收入,企业,甲公司$cell,$cell"; done
	echo "$word,,,,,$total"
}

@test "a total is in the unit that each figure has behind it, or that it names itself" {
	gifts 合计 5.5 2万元 3.5万元 >in.csv
	cb_run cb-import -v fund in.csv
	want 0
	has out ',20000.00,'
	not grep N813 stderr
	gifts '合计（万元）' 5.5 20000 3.5万元 >in.csv
	cb_run cb-import -v fund in.csv
	want 0
	not grep N813 stderr
	gifts 合计 5.5 20000 3.5万元 >in.csv
	cb_run cb-import fund in.csv
	want 1
	has err 'in.csv:4:6: error E307: 合计行为 5.5,上面各行合计为 55000.00;请更正'
	gifts 平均 2.8 2万元 3.5万元 >in.csv
	cb_run cb-import -v fund in.csv
	want 0
	gifts 合计 5 2万元 3.5万元 >in.csv
	cb_run cb-import fund in.csv
	want 1
	has err 'in.csv:4:6: error E307'
	printf '月份,社区,指标,数值\n2026-01,西街,产值,2万元\n2026-01,东街,产值,3万元\n2026-01,合计,产值,5\n' >in.csv
	cb_run cb-import -v metric in.csv
	want 0
	not grep N813 stderr
}

@test "sums across are compared in one unit: that of the label, of the row, or of each item" {
	local row
	for row in '合计(万元);2万元;3;5' '合计;2万元;3万元;5' '合计;2万元;3万元;50000元' '合计;20000;3万元;50000'; do
		IFS=';' read -r label a b sum <<<"$row"
		printf '社区,指标,2026年1月,2026年2月%s,%s\n西街,产值,%s,%s,%s\n' "$([ "$b" != 3 ] || echo '(万元)')" "$label" "$a" "$b" "$sum" >in.csv
		cb_run cb-import metric in.csv
		want 0
		same out 'period,subject,name,value,unit
2026-01,西街,产值,20000,元
2026-02,西街,产值,30000,元
' || [ "$a" = 20000 ]
	done
	printf '单位:万元\n社区,指标,2026年1月,2026年2月,合计\n西街,产值,2万元,3,5\n东街,产值,2,3,6\n' >in.csv
	cb_run cb-import metric in.csv
	want 1
	same err 'cb-import: in.csv:4:5: error E308 value: 本行总分为 6,各项合计为 50000;请更正
'
	printf '社区,指标,单位,2026年1月,2026年2月,合计\n西街,产值,万元,2,1万元,3\n东街,口罩,,3箱,2只,5\n' >in.csv
	cb_run cb-import metric in.csv
	want 0
	has out '2026-02,西街,产值,1,万元'
}

@test "a total under one of two blocks side by side is that of its block, or of both" {
	local total
	for total in ',,,合计,150,380' ',,,合计,300,830' '小计,150,450,小计,150,380' '合计,150,450,,,' '合计,300,830,,,'; do
		printf '社区,户数,人口,社区,户数,人口\n西街,100,300,东街,80,200\n南街,50,150,北街,70,180\n%s\n' "$total" >in.csv
		cb_run cb-import -v community in.csv
		want 0
		[ "$(wc -l <stdout)" -eq 5 ]
		not grep N813 stderr
	done
	for total in ',,,合计,151,380' ',,,小计,220,380'; do
		printf '社区,户数,人口,社区,户数,人口\n西街,100,300,东街,80,200\n南街,50,150,北街,70,180\n%s\n' "$total" >in.csv
		cb_run cb-import -v community in.csv
		want 1
		has err 'in.csv:4:5: error E307'
	done
	printf '社区,户数,人口,社区,户数,人口\n西街,100,300,东街,80,200\n南街,50,150,小计,80,200\n' >in.csv
	cb_run cb-import -v community in.csv
	want 0
}

@test "sums of quarters and halves among months, down and across, are held against their own months" {
	printf '2026年\n社区,1月,2月,3月,一季度合计,4月,5月,6月,二季度小计,上半年合计,7月,全年合计\n西街,5,6,7,18,1,1,1,3,21,1,22\n上半年合计,5,6,7,18,1,1,1,3,21,1,22\n' >in.csv
	cb_run cb-import score in.csv
	want 0
	[ "$(grep -c 西街,total stdout)" -eq 7 ]
	sed -i '3s/,3,21,/,3,20,/' in.csv
	cb_run cb-import score in.csv
	has err 'in.csv:3:10: error E308 score: 本行总分为 20'
	printf '2026年\n月份,西街社区,东街社区\n1月,5,6\n2月,5,6\n一季度合计,10,12\n4月,1,2\n上半年小计,11,14\n1-6月累计,11,14\n' >in.csv
	cb_run cb-import score in.csv
	want 0
	[ "$(wc -l <stdout)" -eq 7 ]
	sed -i '5s/12/13/' in.csv
	cb_run cb-import score in.csv
	want 1
	has err 'in.csv:5:3: error E307: 合计行为 13,'
}
