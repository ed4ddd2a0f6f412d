#!/usr/bin/env bats
# cb-report: templates, figures and documents. The documents under tests/data/report were read and compared
# with cb-rank, cb-fund and the sources by hand; D, P, R are the facts they show.
# shellcheck disable=SC2016 # the words of mlr
load helper
load rank_helper
load report_helper

# The town is made once; each test works on a copy.
setup_file() {
	cd "$BATS_FILE_TMPDIR" && load helper && load report_helper && CB_TODAY=2026-10-08 town town.db
}

prepare() {
	export CB_TODAY=2026-10-08
	cp "$BATS_FILE_TMPDIR/town.db" city.db
}

# document NAME ARGS...: prints as tests/data/report/NAME.md has it; the hash of the ledger is not compared
document() {
	local name=$1
	shift
	cb_run cb-report -q -d city.db "$@"
	want 0
	same err ''
	sed -i 's/^末笔校验码：[0-9]*-[0-9]*:[0-9a-f]*。/末笔校验码：略。/' stdout
	diff "$REPORT/$name.md" stdout
	[ -z "$(without_content stdout)" ]
}

@test "list: the installed templates, and each is a document over the example database" {
	cb_run cb-report list --headers zh
	want 0
	[ "$(sed 1d stdout | cut -d, -f1 | paste -sd' ')" = "$(cd "$CB_TREE/share/templates" && ls | sed 's/\.md$//' | paste -sd' ')" ]
	for name in $(sed 1d stdout | cut -d, -f1); do
		[ -f "$REPORT/$name.md" ] || { echo "no test of $name" >&2; false; }
	done
}

@test "bulletin" { document bulletin bulletin -p 2026-09; }
@test "notice: five fields, then one notice a measure against the secretary" { document notice notice -p 2026-09; }
@test "fund" { document fund fund -p 2026Q3; }
@test "missing" { document missing missing -p 2026-09 --register score --register fund --due 2026-10-05; }
@test "annual" { document annual annual -p 2026; }
@test "remind" {
	cb-import -q -d city.db task "$EXAMPLES/registers/task.csv"
	document remind remind
}
@test "work" { document work work -p 2026H2; }

@test "certificate: a sentence, the four groups as a table, who issues it and the day at the foot" {
	cb-import -q -d city.db volunteer "$EXAMPLES/registers/volunteer.csv"
	cb-import -q -d city.db service "$EXAMPLES/registers/service.csv"
	cb_run cb-volunteer certificate V00001 -q -d city.db -p 2026Q3 --issuer 清和街道办事处 --head 丁一 --handler 王五 \
		--contact 0000-1234567 --note 仅供评优 --format md
	want 0
	same err ''
	diff "$REPORT/certificate.md" stdout
}

@test "the ledger's head that is made public is what cb-fund audit takes" {
	head=$(cb-report fund -q -d city.db -p 2026Q3 | sed -n 's/^末笔校验码：\([0-9]*-[0-9]*:[0-9a-f]*\)。.*/\1/p')
	[ -n "$head" ]
	cb_run cb-fund audit -q -d city.db --head "$head"
	want 0
}

@test "the bulletin's table is cb-rank's" {
	cb-rank -q -d city.db -p 2026-09 | mlr --icsv --ocsv cut -o -f rank,community,score,previous then put '$score = fmtnum($score, "%.1f")' >want.csv
	cb-report bulletin -q -d city.db -p 2026-09 | awk -F' *[|] *' '/^[|] 名次/ && !seen++ { on = 1 }
		on && !/^[|]/ { exit }
		on && !/^[|] (-|名次)/ { print $2 "," $3 "," $4 "," $5 }' >got.csv
	[ "$(wc -l <got.csv)" -eq 14 ]
	diff <(sed 1d want.csv) got.csv
}

@test "R1 R3 R4: prizes, yellow cards and measures over three months" {
	template '{{#awards}}{{period}} {{community}} {{prize}};{{/awards}}
{{#warned}}{{community}}、{{/warned}}
{{#last}}{{period}} {{community}} {{months}} {{measure}} {{person}};{{/last}}
{{summary.prize}}'
	cb_run cb-report -q -d city.db -p 2026-07 t.md
	want 0
	same out $'2026年7月 西街社区 20000;2026年7月 槐荫社区 15000;2026年7月 柳浦社区 10000;河湾社区、铁路新村社区、砖桥社区、2026年7月 砖桥社区 1 媒体公布 ; 45000\n'
	cb_run cb-report -q -d city.db -p 2026-07..2026-09 t.md
	want 0
	has out '2026年9月 砖桥社区 3 媒体公布 ;2026年9月 砖桥社区 3 书记媒体说明 查文斌;2026年9月 砖桥社区 3 书记年度考核不称职 查文斌;'
	template '{{#months}}{{community}} {{prize}} {{warnings}};{{/months}}'
	cb_run cb-report -q -d city.db -p 2026 t.md
	has out '西街社区 45000 ;'
	has out '槐荫社区 50000 ;'
	has out '河湾社区  3;铁路新村社区  1;砖桥社区  3;'
}

@test "R8: a new secretary within the streak leaves the measure to be decided, and the notice says so" {
	printf 'body,post,person,since,until\n砖桥社区,书记,查文斌,2024-03-01,2026-08-14\n砖桥社区,书记,新任人,2026-08-15,\n' >post.csv
	cb-import -q -d city.db post post.csv
	printf 'name,secretary\n砖桥社区,新任人\n' >community.csv
	cb-import -q -d city.db community community.csv
	cb_run cb-report notice -q -d city.db -p 2026-09
	want 0
	has out '连续末位期间社区书记有变动，本项措施须由考评机构认定后执行。'
	has out '新任人同志'
}

@test "R8: what is to be decided by people is said of that measure alone" {
	rules_with 'again,rank.last,month,,3,,,媒体公布(再次),,,,'
	template '{{#last}}{{measure}} {{#by_hand}}需认定{{/by_hand}}{{^by_hand}}已定{{/by_hand}};{{/last}}'
	cb_run cb-report -q -d city.db -p 2026-09 --rules rules.csv t.md
	want 0
	same out $'媒体公布 已定;书记媒体说明 已定;媒体公布（再次） 已定;书记年度考核不称职 已定;\n'
	printf 'body,post,person,since,until\n砖桥社区,书记,查文斌,2024-03-01,2026-08-14\n砖桥社区,书记,新任人,2026-08-15,\n' >post.csv
	cb-import -q -d city.db post post.csv
	printf 'name,secretary\n砖桥社区,新任人\n' >community.csv
	cb-import -q -d city.db community community.csv
	cb_run cb-report -q -d city.db -p 2026-09 --rules rules.csv t.md
	same out $'媒体公布 已定;书记媒体说明 已定;媒体公布（再次） 已定;书记年度考核不称职 需认定;\n'
}

@test "R13: a notice that lacks one of its five fields is no document" {
	printf 'kind,party,community,since,until\n牵头,砖桥建材厂,砖桥社区,2026-06-01,2026-08-31\n' >link.csv
	cb-import -q -d city.db link link.csv
	printf 'name,lead_unit\n砖桥社区,\n' >community.csv
	cb-import -q -d city.db community community.csv
	cb_run cb-report notice -q -d city.db -p 2026-09 -o no.docx
	want 1
	has err '缺“牵头单位”'
	[ ! -e no.docx ]
}

@test "the first month has no place before: no empty column of it; months of a quarter are told apart, in words" {
	cb_run cb-report bulletin -q -d city.db -p 2026-07
	has out $'| 名次 | 社区 | 得分 |\n'
	if [[ $out == *上期名次* || $out == *相比* ]]; then return 1; fi
	cb_run cb-report bulletin -q -d city.db -p 2026Q3
	has out $'| 名次 | 社区 | 得分 |\n'
	has out '| 1 | 槐荫社区 | 95.33 |'
	has out '| 2026年7月 | 1 | 西街社区 | 95.5 | 流动红旗 | 20000.00 |'
	has out '2026年8月，北仓社区：得分81分，列第12名，黄牌警告。'
}

@test "P10 A1: quantities keep their qualifiers, in words and in tables; a change of them is 约" {
	template $'{{#metric}}{{name}}{{value}}{{unit}}{{#growth}}({{growth}}){{/growth}};{{/metric}}\n\n```table metric name value\n```'
	cb_run cb-report -q -d city.db -p 2026-09 t.md
	want 0
	has out '发放资料2000份(约增长25%);'
	has out '发放问卷若干份;'
	has out '化解纠纷1350余人次;'
	has out '帮助就业1400余人次;'
	has out '解决困难近1000件;'
	has out '民愿接待3200余人次;'
	has out '| 民愿接待 | 3200余 |'
	cb_run cb-report -q -d city.db -p 2026-08 t.md
	has out '发放资料1600余份;'
}

@test "a figure is compared with the one before in its own unit, and not with one that cannot be told in it" {
	printf '月份,单位,指标,数值\n2026-05,西街社区,清运,5吨\n2026-06,西街社区,清运,6000公斤\n2026-05,西街社区,宣传,300人次\n2026-06,西街社区,宣传,400户\n' >m.csv
	cb-import -q -d metric.db metric m.csv
	template $'{{#metric}}{{name}}{{value}}{{unit}}{{#growth}}({{growth}}){{/growth}};{{/metric}}'
	cb_run cb-report -q -d metric.db -p 2026-06 t.md
	want 0
	has out '清运6000公斤(增长20%);'
	has out '宣传400户;'
}

@test "D1: 13 of 14 handed in one register, 12 the other: who has not, by name, with the deadline" {
	local names
	names=$(sed 1d "$EXAMPLES/registers/community.csv" | cut -d, -f1)
	{ echo 'period,community,question,answer,count'
	sed 1d <<<"首行
$names" | head -n 13 | sed 's/.*/2026-07,&,满意度,满意,10/'; } >survey.csv
	{ echo 'date,community,kind,title'
	head -n 12 <<<"$names" | sed 's/.*/2026-07-05,&,会议,共建会/'; } >activity.csv
	cb-import -q -d city.db survey survey.csv
	cb-import -q -d city.db activity activity.csv
	template '{{#submissions}}{{register}} {{handed}}/{{expected}} {{missing}} {{names}} {{due}};{{/submissions}}'
	cb_run cb-report -q -d city.db -p 2026-07 --due 2026-07-10 --register survey --register activity t.md
	want 0
	same out $'问卷 13/14 1 砖桥社区 2026年7月10日;活动 12/14 2 铁路新村社区、砖桥社区 2026年7月10日;\n'
}

@test "--each: a letter to each who is late, and to nobody else; all of them or none" {
	cb_run cb-report missing -q -d city.db -p 2026-10 --each letters --format md --due 2026-11-05
	want 0
	[ "$(find letters -type f | wc -l)" -eq 14 ]
	grep -q '^西街社区：$' letters/西街社区-催报函.md
	grep -q '各社区应于2026年11月5日前报送2026年10月' letters/西街社区-催报函.md
	if grep -q 砖桥 letters/西街社区-催报函.md; then return 1; fi
	cb_run cb-report missing -q -d city.db -p 2026-09 --each nobody
	want 0
	[ -z "$(ls nobody)" ]
	template $'---\neach: reminders\n---\n{{#each}}{{community}}{{comunity}}{{/each}}'
	cb_run cb-report -q -d city.db -p 2026-10 --each bad t.md
	want 2
	[ ! -e bad ]
}

@test "D2 D3: the bulletin as docx has the margins, sizes, grid, fonts and levels of the standard" {
	cb-report bulletin -q -d city.db -p 2026-09 -o 通报.docx
	mkdir x && (cd x && unzip -q ../通报.docx)
	grep -q 'w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"' x/word/document.xml
	grep -q '<w:docGrid' x/word/document.xml
	grep -q 'w:sz w:val="32"' x/word/styles.xml
	grep -q 'w:sz w:val="44"' x/word/styles.xml
	grep -q 'w:line="580"\|w:linePitch="579"' x/word/styles.xml x/word/document.xml
	grep -q 'w:eastAsia="黑体"' x/word/styles.xml
	grep -q 'w:eastAsia="楷体"' x/word/styles.xml
	[ "$(grep -o '<w:r>' x/word/document.xml | wc -l)" -gt 50 ]
	[ -f x/word/charts/chart1.xml ]
}

@test "D4: the number of the paper is put right, or suggested" {
	cb_run cb-report bulletin -q -d city.db -p 2026-09 --number '清创办[2026]003号'
	want 0
	[[ $out == $'清创办〔2026〕3号\n\n# '* ]]
	cb_run cb-report bulletin -q -d city.db -p 2026-09 --number 宜西创建办20223号 -o no.docx
	want 2
	has err '是不是“宜西创建办〔2022〕3号”?'
	[ ! -e no.docx ]
}

@test "who signs: --from, else rule report.issuer, else the one street, else nobody" {
	template $'```from\n{{issuer}}\n```'
	cb_run cb-report -q -d city.db -p 2026-09 t.md
	same out $'清和街道\n'
	printf '编号,what,value\nissuer,report.issuer,清和街道创建办公室\n' | cb-import -q -d city.db rule -
	cb_run cb-report -q -d city.db -p 2026-09 t.md
	same out $'清和街道创建办公室\n'
	cb_run cb-report -q -d city.db -p 2026-09 t.md --from 清江市创建办
	same out $'清江市创建办\n'
	printf '社区,街道\n甲,东街\n乙,西街\n' | cb-import -q -d two.db community -
	template $'题\n\n{{#issuer}}\n```from\n{{issuer}}\n```\n{{/issuer}}'
	cb_run cb-report -q -d two.db -p 2026-09 t.md
	same out $'题\n'
}

@test "D5: days have no leading zeros" {
	cb_run cb-report bulletin -q -d city.db -p 2026-07 --today 2026-08-05
	has out $'\n2026年8月5日\n'
}

@test "D6: people who must not be named are refused, by template and from CSV; the counts are offered, no file" {
	cat >care.csv <<-'END'
		no,kind,beneficiary,community,since
		1,两劳释放人员,丁某某,西街社区,2026-09-01
		2,孤寡老人,卜某,西街社区,2026-09-02
		3,孤寡老人,干某,西街社区,2026-09-03
	END
	cb-import -q -d city.db care care.csv
	for text in '{{#care}}{{beneficiary}}{{/care}}' '{{#帮扶}}{{对象}}{{/帮扶}}' $'```table care kind beneficiary\n```' '{{care.count}}'; do
		template "$text"
		cb_run cb-report -q -d city.db -p 2026-09 t.md -o no.docx
		want 1
		same err $'cb-report: error E589: “帮扶”登记的人员不得点名列出;只可用 {{#care_counts}} 公布人数:两劳释放人员 1;孤寡老人 2\n'
		[ ! -e no.docx ]
	done
	cb-export -d city.db care | cb_run cb-report --title 帮扶 -o no.docx
	want 1
	has err '两劳释放人员 1;孤寡老人 2'
	[ ! -e no.docx ]
	template '{{#care_counts}}{{kind}}{{records}};{{/care_counts}}'
	cb_run cb-report -q -d city.db -p 2026-09 t.md
	same out $'两劳释放人员1;孤寡老人2;\n'
}

@test "private values are masked; --reveal shows them, is logged first, and the file is private" {
	printf '姓名,身份证号,社区,电话\n欧阳娜娜,11010519491231002X,西街社区,13800138000\n' >v.csv
	cb-import -q -d city.db volunteer v.csv
	template $'{{#volunteer}}{{name}} {{id}} {{phone}}{{/volunteer}}\n\n```table volunteer name phone\n```'
	cb_run cb-report -q -d city.db t.md
	want 0
	has out '欧阳\*\* \*\*\*\* 138\*\*\*\*8000'
	if [[ $out == *欧阳娜娜* ]]; then return 1; fi
	cb_run cb-report -q -d city.db t.md --reveal -o open.md
	want 0
	grep -q '欧阳娜娜 11010519491231002X 13800138000' open.md
	[ "$(stat -c %a open.md)" = 600 ]
	cb-export -d city.db batch | grep -q 'cb-report --reveal t'
	chmod 400 city.db
	if [ "$(id -u)" -ne 0 ]; then
		cb_run cb-report -q -d city.db t.md --reveal
		want 4
		same out ''
	fi
}

@test "an empty input, and a ranking that was refused, are no document" {
	cb_run cb-report --title 空 -o no.docx </dev/null
	want 3
	[ ! -e no.docx ]
	sed '/^2026-07,砖桥/d' "$SEVEN" >gap.csv
	set +o pipefail
	cb-rank -d city.db -p 2026-11 2>/dev/null | cb_run cb-report --title 十一月 -o no.docx
	want 3
	[ ! -e no.docx ]
}

@test "nothing to say, and what cb-rank refuses, leave what was there" {
	echo old >a.docx
	cb_run cb-report bulletin -q -d city.db -p 2026-11 -o a.docx
	want 1
	[ "$(cat a.docx)" = old ]
	printf 'period,community,indicator,score\n2026-12,西街,环境卫生,20\n2026-12,槐荫,环境卫生,20\n' >dec.csv
	cb-import -q -d city.db score dec.csv
	cb_run cb-report bulletin -q -d city.db -p 2026-12 -o a.docx
	want 1
	has err E516
	[ "$(cat a.docx)" = old ]
	cb_run cb-report bulletin -q -d city.db -p 2026-12 --allow-missing
	want 0
	has out '| 1 | 西街社区 | 20 |'
}

@test "the pipeline of the manual: cb-rank to docx, html, xlsx, Markdown; same input, same bytes" {
	for ext in docx html xlsx md; do
		cb-rank -q -d city.db -p 2026-07 | cb-report --title 七月排名通报 -o july.$ext
		cb-rank -q -d city.db -p 2026-07 | TZ=Asia/Tokyo LANG=zh_CN.UTF-8 CB_TODAY=2027-01-01 cb-report --title 七月排名通报 -o again.$ext
		cmp july.$ext again.$ext
	done
	head -n 5 july.md >head.md
	diff - head.md <<-'END'
		# 七月排名通报

		| 名次 | 社区 | 得分 | 得分率 | 奖项 | 奖金 | 处理措施 | 连续末位期数 | 规则 |
		| ---: | --- | ---: | --- | --- | ---: | --- | ---: | --- |
		| 1 | 西街社区 | 95.5 | 95.50% | 流动红旗 | 20000.00 |  |  | prize-1 |
	END
}

@test "R3: CSV on stdin: codes, long numbers and rates print as they came, numbers are charted" {
	cb_run cb-report --title 表 <<-'END'
		名称,代号,长号,比例,数
		甲,001,330000199003070011,12%,1234
		乙,002,330000199003070029,5%,0.5
	END
	want 0
	has out '| 甲 | 001 | 330000199003070011 | 12% | 1234.0 |'
	has out '| 乙 | 002 | 330000199003070029 | 5% | 0.5 |'
	has out $'| --- | --- | --- | ---'
	has out $'█ 1234.0\n'
}

@test "CSV on stdin takes number, head and signature, and refuses what only templates use" {
	cb_run cb-report --title 通报 --number '清创办[2026]003号' --head 某办文件 --from 某办 --today 2026-07-05 <<<$'社区,得分\n西街,90'
	want 0
	[ "$(sed '/^|/d; /^`/d; /█/d; /^$/d' stdout | paste -sd' ')" = '某办文件 清创办〔2026〕3号 # 通报 某办 2026年7月5日' ]
	cb_run cb-report --number 003 <<<$'社区,得分\n西街,90'
	want 2
	same out ''
	for option in '--contest x' '--fund x' '--register score' '--due 2026-07-05' '--each d' --allow-missing --trace; do
		# shellcheck disable=SC2086 # an option and its value
		cb_run cb-report $option <<<$'社区,得分\n西街,90'
		want 2
		same out ''
		[[ $err == *"${option%% *}"*CSV* && ! -e d ]]
	done
}

@test "xlsx holds the tables of a document, a sheet each, with the name of its query" {
	cb_run cb-report annual -q -d city.db -p 2026 -o a.xlsx
	want 0
	[ "$(unzip -p a.xlsx xl/workbook.xml | grep -o '<sheet name="[^"]*"' | cut -d'"' -f2 | paste -sd' ')" = '奖惩次数 各月得分 奖项名单 警告名单' ]
	# a block that names no column shows all that say something
	[ "$(xlsx2csv -s 2 a.xlsx | sed -n 2,3p)" = $'社区,7月,8月,9月,获奖次数,奖金合计,警告次数\n西街社区,95.5,95,95.2,3,45000,' ]
	[ "$(unzip -p a.xlsx xl/worksheets/sheet3.xml | grep -o '<row ' | wc -l)" -eq 12 ]
	template $'```table months community m7\n```\n\n```table months community m8\n```'
	cb_run cb-report -q -d city.db -p 2026 t.md -o b.xlsx
	want 0
	[ "$(unzip -p b.xlsx xl/workbook.xml | grep -o '<sheet name="[^"]*"' | cut -d'"' -f2 | paste -sd,)" = '各月得分,各月得分 (2)' ]
}

@test "R16 and unit awards: the year with a base score, against the target and the year before" {
	rules_with 'reach,rank.reach,year,,90,,500,基础奖,,,,' 'share-2025,rank.share,,2025,,,65%,,,,,'
	awk 'BEGIN { print "contest,period,community,indicator,score"
		split("2025 2026", y, " "); split("西街 槐荫 柳浦 南塘 石榴园 青石巷 望江 桃源里 文昌阁 百花 北仓 河湾 铁路新村 砖桥", c, " ")
		for (k = 1; k <= 2; k++) for (i = 1; i <= 14; i++) print "year," y[k] "," c[i] ",total," (i <= 9 + k - 1 ? 95 - i / 10 : 80 - i)
		split("云河市交通局 云河市园林所 云河市图书馆 云河市供水公司 砖桥建材厂 云河市公交公司 清和农贸公司", u, " ")
		for (i = 1; i <= 7; i++) print "units-year,2026," u[i] ",total," 100 - i }' >year.csv
	cb-import -q -d city.db score year.csv
	template '{{#share}}{{reached}}/{{entrants}} {{share}} {{target}} {{#met}}完成{{/met}} {{previous}} {{growth}}{{/share}}
{{#units}}{{rank}}{{unit}}{{award}}{{prize}};{{/units}}'
	cb_run cb-report -q -d city.db -p 2026 --contest year --rules rules.csv t.md
	want 0
	has out '10/14 71.43% 70.00% 完成 64.29% 增长7.14个百分点'
	has out '1云河市交通局一等奖100000;2云河市园林所二等奖80000;3云河市图书馆二等奖80000;4云河市供水公司三等奖60000;5砖桥建材厂三等奖60000;6云河市公交公司三等奖60000;7清和农贸公司;'
	cb_run cb-report annual -q -d city.db -p 2026 --contest year --rules rules.csv
	has out '达标社区10个，占参评社区的71.43%；目标为70.00%，应达标10个，已完成目标。2025年为64.29%，2026年增长7.14个百分点。'
}

@test "of a range of months every sentence names its month and the one it is compared with, or is left out" {
	cb_run cb-report bulletin -q -d city.db -p 2026-07..2026-09
	want 0
	has out '2026年9月共有14个社区参加考评，平均得分87.69分，与2026年8月相比下降0.02分。'
	has out '与2026年8月相比，名次上升的社区1个'
	lacks '与相比|与，|本期|共发放奖金' stdout
	for name in annual work; do
		cb-report "$name" -q -d city.db -p 2026-07..2026-09 >"$name.md"
		lacks '与相比|与上期|上一年度|本年度' "$name.md"
	done
}

@test "share finds the base score of the months for a quarter and the year; without the rule its section is noted" {
	cb_run cb-report annual -v -d city.db -p 2026Q3
	want 0
	has err 'note N840: “建成率”一节略去:没有规则 rank.reach'
	printf '%s\n' rule,what,scope,at_least,value,measure,basis,since base,rank.reach,month,80,5000,基础奖,考评办法,2026-07-01 >base.csv
	cb-import -q -d city.db rule base.csv
	cb_run cb-rank share -q -d city.db -p 2026Q3 --columns period,base,reached,target
	want 0
	has out '2026Q3,80,12,70.00%'
	cb_run cb-report annual -v -d city.db -p 2026Q3
	has out '按照基本分80分的标准，2026年第三季度达标社区12个，'
	lacks N840 stderr
}

@test "where there is no data there is no heading, no 0, and no table" {
	cb-import -q -d bare.db community "$EXAMPLES/registers/community.csv"
	cb_run cb-report work -d bare.db -p 2026H1
	want 0
	same err ''
	[ -z "$(without_content stdout)" ]
	if grep -nE '(^|[^0-9.])0(个|元|分|人|%)|得分|\|' stdout; then return 1; fi
	[ "$(grep -c '^##' stdout)" -eq 1 ]
}

@test "without -p: the whole time, and no word of a period" {
	for name in work fund; do
		cb_run cb-report "$name" -q -d city.db
		want 0
		same err ''
		if grep -nE '[上本]期(结余|收入|支出)|期末|。，|^，' stdout; then return 1; fi
	done
	has out $'\n收入15000元（'
}

@test "a street of which only some figures are known is told in whole sentences" {
	local row
	for row in 'households,100|，居民100户。' 'residents,300|，居民300人。' 'elderly,20|，老年人20人。'; do
		printf 'name,%s\n西街,%s\n' "${row%%,*}" "$(cut -d, -f2 <<<"${row%%|*}")" >c.csv
		rm -f one.db
		cb-import -q -d one.db community c.csv
		cb_run cb-report work -q -d one.db -p 2026-09
		has out "现有社区1个${row#*|}2026年9月，我们"
	done
}

@test "one community, or all equal: nobody is last, nobody has moved, and nothing is 0" {
	printf '期间,社区,得分\n2026-06,西街,80\n2026-07,西街,80\n' >s.csv
	printf '社区\n西街\n' | cb-import -q -d one.db community -
	cb-import -q -d one.db score s.csv
	for name in bulletin annual work; do
		cb_run cb-report "$name" -q -d one.db -p 2026-07
		want 0
		has out '得分最高的是西街，80分。'
		if grep -nE '最低|相差|差距|上升的|(^|[^0-9.])0(个|分)' stdout; then return 1; fi
	done
	cb_run cb-report bulletin -q -d one.db -p 2026-07
	has out '与2026年6月相比，名次没有变化。'
}

@test "--allow-missing: who has no score is counted, and said not to be ranked" {
	printf '期间,社区,指标,得分\n2026-10,西街,total,90\n2026-10,槐荫,total,80\n' | cb-import -q -d city.db score -
	cb_run cb-report bulletin -q -d city.db -p 2026-10
	want 1
	same out ''
	cb_run cb-report bulletin -q -d city.db -p 2026-10 --allow-missing
	want 0
	has out '本期共有14个社区参加考评，其中12个没有得分，未列入排名，平均得分85分，'
}

@test "before the first entry of the fund nothing is said of it; from then on a 0 is a 0" {
	cb_run cb-report work -q -d city.db -p 2025H2
	want 0
	same err ''
	[ "$(grep -c 经费 stdout)" -eq 0 ]
	cb_run cb-report fund -q -d city.db -p 2025
	want 1
	same out ''
	[[ $err == *E590* ]]
	cb_run cb-report work -q -d city.db -p 2026Q4
	has out '本期收入0元、支出0元，期末结余'
}

@test "--trace: each figure with its query, row, and the records behind it" {
	cb_run cb-report bulletin -q -d city.db -p 2026-07 --trace
	want 0
	columns_are query,row,name,value,of '$query == "summary" && $name =~ "^(mean|best)$"' <<-'END'
	query,row,name,value,of
	summary,1,mean,87.22,
	summary,1,best,西街社区,
	END
	columns records '$query == "ranking" && $name == "score" && $of == "西街社区"' | tail -n 1 >records
	grep -q '社区考评得分表.csv:4;得分 7$' records
	sed -n 4p "$EXAMPLES"/inbox/2026-07/*.csv | grep -q 西街
	template '共{{awards.count}}个'
	cb_run cb-report -q -d city.db -p 2026-09 t.md --trace
	columns_are line,column,query,name,value true <<-'END'
		line,column,query,name,value
		1,2,awards,count,3
	END
}

@test "all figures are of one state: a writer waits until the report has read" {
	mkfifo rules.fifo
	cb-report bulletin -q -d city.db -p 2026-09 --rules rules.fifo -o a.md &
	exec 7>rules.fifo # the report has opened the database and now reads its rules
	sleep 0.2
	cb_run sqlite3 city.db 'DELETE FROM score'
	[ "$status" -ne 0 ]
	has err locked
	cat "$CB_TREE/share/rules/rules.csv" >&7
	exec 7>&-
	wait
	grep -q '| 1 | 柳浦社区 | 97.0 |' a.md
	sqlite3 city.db 'DELETE FROM score'
}

@test "a folder of CSV files serves as well as a database" {
	mkdir dir
	cp "$EXAMPLES"/registers/*.csv dir
	cb-export -d city.db score >dir/score.csv
	cb-report bulletin -q -d city.db -p 2026-09 >want.md
	cb-report bulletin -q -d dir -p 2026-09 >got.md
	diff want.md got.md
}

@test "the head of a template is checked like its text: an unknown query is an error, with the nearest" {
	local key
	for key in 'needs: rankin' 'each: rankin'; do
		template "$(printf -- '---\n%s\n---\n文' "$key")"
		cb_run cb-report -q -d city.db -p 2026-09 t.md
		want 2
		same out ''
		same err $'cb-report: t.md: error E585: 此处没有“rankin”;cb-report names 列出全部名称;是不是“ranking”?\n'
	done
	cb_run cb-report -q -d city.db -p 2026-09 t.md --each letters
	want 2
	[[ $err == *E585*ranking* && ! -e letters ]]
}

@test "R4 all that is wrong in a template is told at once, by the lines of the file, whatever rows there are; exit 2" {
	template '---
needs: ranking
---
# 通报

{{#warned}}
{{community}}：{{measure}}
{{/warned}}
{{#head}}

```tabel ranking
```
{{/head}}
{{#warned}}
一行

```table ranking{{#range}} period{{/range}} comunity
表
```
{{/warned}}

```chart
```

```table {{title}} nonsense
```
{{^awards}}

```table 排名情况 社区
```
{{/awards}}
```chart ranking rank community
图
```
{{/each}}'
	for when in 2026-09 2099-01; do # with rows and without
		cb_run cb-report -q -d city.db -p "$when" t.md
		want 2
		same out ''
		grep -v 'E590' stderr | sed 's/^cb-report: //; s/: error \(E[0-9]*\):.*/ \1/' >got
		diff - got <<-'END'
			t.md:35:1 E583
			t.md:7:15 E585
			t.md:11 E660
			t.md:17 E662
			t.md:22 E661
			t.md:29 E585
			t.md:32 E663
		END
	done
}

@test "docx, html and xlsx have one rule for numbers and for punctuation; csv has the values as they are" {
	cb-rank -q -d city.db -p 2026-09 -o 排名.html
	cb-rank -q -d city.db -p 2026-09 -o 排名.xlsx
	cb-rank -q -d city.db -p 2026-09 >排名.csv
	cb-report -q --title 排名 -o 排名.docx <排名.csv
	unzip -p 排名.docx word/document.xml | sed 's/<[^>]*>/\n/g' >docx
	sed 's/<[^>]*>/\n/g' 排名.html >html
	unzip -p 排名.xlsx xl/worksheets/sheet1.xml >xlsx
	for page in docx html; do
		grep -qx '97\.0' "$page"
		grep -qx '95\.2' "$page"
		lacks '^97$' "$page"
	done
	for page in docx html xlsx; do
		grep -q '黄牌警告；媒体公布；书记媒体说明' "$page"
		lacks '黄牌警告;' "$page"
	done
	grep -q ',97,97.00%,' 排名.csv
	grep -q '黄牌警告;媒体公布' 排名.csv
	# a rate is a number, shown as one; every score has one place
	rate=$(sed 's/<row/\n&/g' xlsx | grep -o '<c r="D3"[^>]*><v>[^<]*' | grep -o '[0-9.]*$')
	[ "$rate" = 0.97 ]
	unzip -p 排名.xlsx xl/styles.xml | grep -q 'formatCode="0.00%"'
	[ "$(sed 's/<c /\n&/g' xlsx | grep -o '^<c r="C[0-9]*" s="[0-9]*"' | sed '1,2d; $d' | cut -d'"' -f4 | sort -u | wc -l)" -eq 1 ]
	# the chart stands beneath the table and is printed
	from=$(unzip -p 排名.xlsx xl/drawings/drawing1.xml | grep -o '<xdr:row>[0-9]*' | grep -o '[0-9]*')
	[ "$from" -gt 15 ]
	area=$(unzip -p 排名.xlsx xl/workbook.xml | grep -o 'Print_Area[^<]*' | grep -o '[0-9]*$')
	[ "$area" -gt "$((from + 15))" ]
	# a register keeps its words: it is read again
	printf '社区名称,备注\n甲社区,西街(东);见:附\n' | cb-import -q -d city.db community -
	cb-export -q -d city.db community -o 社区.xlsx
	unzip -p 社区.xlsx xl/worksheets/sheet1.xml | grep -q '西街(东);见:附'
}

@test "a workbook of 22 columns is printed on several pages that can be read, each with the first column" {
	for kind in 栏目 内容较长的一格文字; do
		for n in $(seq 22); do printf '%s%s%s' "$([ "$n" = 1 ] || echo ,)" $kind "$n"; done
		echo
	done | cb-report -q -o 宽.xlsx --title 宽表
	unzip -p 宽.xlsx xl/worksheets/sheet1.xml | grep -q '<pageSetup paperSize="9" fitToWidth="3" fitToHeight="0" orientation="landscape"/>'
	unzip -p 宽.xlsx xl/workbook.xml | grep -qF '$A:$A,'
}

@test "hostile templates end with a message, at once" {
	for text in "$(printf '{{#ranking}}%.0s' $(seq 40))" '{{#ranking}}{{#monthly}}{{#awards}}{{#warned}}{{#months}}{{#handed_in}}{{#missing}}{{/missing}}{{/handed_in}}{{/months}}{{/warned}}{{/awards}}{{/monthly}}{{/ranking}}{{/x}}' '{{' '{{{{{{{{{{' '---' '{{#a}}{{/b}}'; do
		template "$text"
		cb_run sh -c 'ulimit -t 5 && exec cb-report -q -d city.db -p 2026 t.md'
		want 2
		same out ''
	done
	template '{{#score}}{{#ranking}}{{#months}}{{#community}}x{{/community}}{{/months}}{{/ranking}}{{/score}}{{#score}}{{#monthly}}{{#months}}{{#handed_in}}{{#metric}}{{/metric}}{{/handed_in}}{{/months}}{{/monthly}}{{/score}}'
	cb_run sh -c 'ulimit -t 5 && exec cb-report -q -d city.db -p 2026 t.md'
	want 2
	has err E588
}

@test "the work report says what was done by whom: activities, volunteers, problems, help, and what is late" {
	cb_run cb-report work -d "$EXAMPLES/registers" -p 2026-07 --today 2026-08-15
	want 0
	has out '### （一）共建活动'
	has out '| 大清扫 | 6 | 510余 |  |  |'
	has out '| 槐荫社区 | 2 | 6080 | 0.03 | 2 | 100 |'
	has out '| 社区小区 | 1 | 0 | 1 | 0 |'
	has out '| 立案率 | 3 | 4 | 75 |'
	has out '| 低保 | 3 | 39 |  | 23400 |'
	has out '到期未整改到位的问题还有4件，整改不够及时。未按时报送的材料共5项（次）。'
}
