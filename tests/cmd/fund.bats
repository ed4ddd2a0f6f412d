#!/usr/bin/env bats
# cb-fund: entries, numbers, reversals, closing, audit, disclosure.
# shellcheck disable=SC2016 # words of sqlite3
load helper
load fund_helper

CONSENT='--community-consent 王某'

# numbers: all of them in the order of entering
numbers() {
	sqlite3 city.db 'SELECT group_concat(no, " ") FROM (SELECT no FROM fund ORDER BY rowid)'
}

# spend COMMUNITY AMOUNT [OPTION...]
spend() {
	# shellcheck disable=SC2086
	cb_run cb-fund spend -d city.db --community "$1" --amount "$2" --use 宣传栏 --purpose 更新橱窗 $CONSENT "${@:3}"
}

# balance COMMUNITY [OPTION...]
balance() {
	cb-fund balance -d city.db "${@:2}" | sed -n "s/^$1,.*,//p"
}

# ---- numbers and entries

@test "numbers run per year without a gap, for entries and imports alike" {
	office
	gift 西峡 100 --date 2026-03-01
	entries in.csv '2025-12-31,东方,收入,单位,5,,,,' '2026-01-01,西峡,收入,单位,6,,,,' '2025-01-02,东方,收入,单位,7,,,,'
	cb-import -q -d city.db fund in.csv
	gift 西峡 8 --date 2025-06-01
	[ "$(numbers)" = '2026-0001 2025-0001 2026-0002 2025-0002 2025-0003' ]
}

@test "a refused entry takes no number" {
	office
	gift 西峡 100
	spend 西峡 500
	want 1
	gift 西峡 100
	[ "$(numbers)" = '2026-0001 2026-0002' ]
}

@test "--dry-run prints what would be entered and keeps nothing" {
	office
	cb_run cb-fund receive -n -d city.db --community 西峡 --amount 1.5万元
	want 0
	same out 'no,date,community,flow,amount,balance
2026-0001,2026-08-15,西峡,收入,15000.00,15000.00
'
	[ "$(count)" = 0 ]
}

@test "identical rows are two gifts, the same file twice is one import" {
	office
	entries in.csv '2026-07-01,西峡,收入,单位,100,市残联,,,' '2026-07-01,西峡,收入,单位,100,市残联,,,'
	cb-import -d city.db fund in.csv
	cb_run cb-import -v -d city.db fund in.csv
	want 0
	has err 'N801'
	[ "$(count)" = 2 ]
	[ "$(balance 西峡)" = 200.00 ]
}

@test "an export restores into a new database, and into its own changes nothing" {
	donations
	cb-fund reverse -d city.db 2026-0003 >/dev/null
	cb-export -d city.db fund >all.csv
	cb_run cb-import -d city.db fund all.csv
	want 0
	[ "$(count)" = 9 ]
	cb-import -q -d new.db fund all.csv
	cb-export -d new.db fund | cmp all.csv -
	sed 1,3d all.csv >tail.csv
	{ head -1 all.csv && cat tail.csv; } >part.csv
	cb_run cb-import -d third.db fund part.csv
	want 1
	has err 'E416 no: 编号 2026-0003 与本年的账不连续:前面缺 2026-0002'
}

@test "a known number with other content is refused: entries are never changed" {
	donations
	cb-export -d city.db fund | sed 's/,10000.00,/,11000.00,/' >changed.csv
	cb_run cb-import -d city.db fund changed.csv
	want 1
	has err 'E402'
	[ "$(balance 西峡)" = 10000.00 ]
}

@test "an unknown community, a wrong word, a day that is none: named, and nothing is written" {
	office
	cb_run cb-fund receive -d city.db --community 西夹 --amount 1
	want 1
	has err 'E403 community:'
	has err '是不是“西峡”'
	cb_run cb-fund receive -d city.db --community 西峡 --amount 五千余元
	want 1
	has err 'E207 amount:'
	cb_run cb-fund receive -d city.db --community 西峡 --amount 0
	want 1
	has err 'E413 amount: 金额 0.00 不大于 0'
	cb_run cb-fund receive -d city.db --community 西峡
	want 1
	has err 'E412 amount:'
	cb_run cb-fund receive -d city.db --community 西峡 --amount 5 --date 2026-02-30
	want 2
	has err 'E212 date:'
	[ "$(count)" = 0 ]
}

@test "without a database nothing can be entered; a folder is read only" {
	cb_run cb-fund receive --community 西峡 --amount 1
	want 2
	has err 'E623: receive 需要数据库'
	mkdir folder
	cb_run cb-fund receive -d folder --community 西峡 --amount 1
	want 2
	has err 'E623'
	cb_run cb-fund receive -d none.db --community 西峡 --amount 1
	want 4
	has err 'E702'
	cb_run cb-fund
	want 2
	has err 'E607'
}

# ---- overdrawing

@test "a spend is refused for any later day: what is spent already counts" {
	office
	gift 西峡 1000 --date 2026-01-01
	spend 西峡 800 --date 2026-06-01
	want 0
	spend 西峡 300 --date 2026-03-01
	want 1
	has err '西峡 不能支出 300.00:到 2026-06-01 只有 200.00 可用'
	spend 西峡 200 --date 2026-03-01
	want 0
	[ "$(balance 西峡)" = 0.00 ]
}

@test "money of a later day cannot be spent today; of the same day it can" {
	office
	gift 西峡 1000 --date 2026-06-02
	spend 西峡 10 --date 2026-06-01
	want 1
	has err '到 2026-06-01 只有 0.00 可用'
	spend 西峡 1000 --date 2026-06-02
	want 0
}

@test "the rows of a file are judged by date, not by their order" {
	office
	entries in.csv '2026-07-05,西峡,支出,,900,,宣传栏,B1,王某' '2026-07-01,西峡,收入,单位,1000,,,A1,'
	cb_run cb-import -d city.db fund in.csv
	want 0
	entries in.csv '2026-07-06,西峡,支出,,60,,宣传栏,B2,王某' '2026-07-06,西峡,支出,,50,,宣传栏,B3,王某'
	cb_run cb-import -d city.db fund in.csv
	want 1
	same err 'cb-import: in.csv:3: error E551 amount: 西峡 不能支出 50.00:到 2026-07-06 只有 40.00 可用;规则 overdraw(经费管理:专款专用)
'
	[ "$(count)" = 2 ]
}

@test "no community spends what another has" {
	office
	gift 西峡 1000
	spend 东方 1
	want 1
}

# ---- vouchers, approver, override

@test "a voucher stands once in each flow, until it is reversed" {
	office
	gift 西峡 10 --voucher A1
	cb_run cb-fund receive -d city.db --community 东方 --amount 20 --voucher A1
	want 1
	has err 'E415 voucher: 票据号 A1 已用于 2026-0001'
	spend 西峡 5 --voucher A1
	want 0
	cb-fund reverse -d city.db 2026-0001 >/dev/null 2>&1 || true # spent
	cb-fund reverse -d city.db 2026-0002 >/dev/null
	cb-fund reverse -d city.db 2026-0001 >/dev/null
	gift 东方 20 --voucher A1
	[ "$(balance 东方)" = 20.00 ]
	entries in.csv '2026-08-01,西峡,收入,单位,1,,,A7,' '2026-08-01,西峡,收入,单位,2,,,A7,'
	cb_run cb-import -d city.db fund in.csv
	want 1
	has err 'in.csv:3: error E415 voucher: 票据号 A7'
}

# rules ROW...: replaces what the rows are about
rules() {
	{ echo 'rule,what,scope,key,at_least,at_most,value,measure,basis,note,since,until' && printf '%s\n' "$@"; } >rule.csv
	cb-import -q -d city.db rule rule.csv
}

@test "approver and voucher where the rules ask for them, from an amount on" {
	office
	gift 西峡 10000
	rules 'big,fund.approver,,,1000,,是,,大额支出须审批,,,' 'paper,fund.voucher,,支出,500,,是,,支出凭票据,,,'
	spend 西峡 400
	want 0
	spend 西峡 500
	want 1
	has err 'E554 voucher: 金额 500.00 没有票据号:请填“票据号”;规则 paper(支出凭票据);余额 9,600.00 元'
	spend 西峡 1000 --voucher Z1
	want 1
	has err 'E553 approver: 支出 1000.00 没有审批人:请填“审批人”;规则 big(大额支出须审批);余额 9,600.00 元'
	spend 西峡 1000 --voucher Z1 --approver 李某
	want 0
	gift 西峡 5000
}

@test "--override where the rule says 可特批, recorded, listed in the statement; nowhere else" {
	office
	gift 西峡 1000
	rules 'meal,fund.deny,,招待,,,可特批,,街道规定,,,' 'bonus,fund.deny,,奖金,,,禁止,,街道规定,,,'
	cb_run cb-fund spend -d city.db --community 西峡 --amount 100 --use 检查组招待 --purpose 更新橱窗 --community-consent 王某
	want 1
	has err 'E550 use: “检查组招待”含“招待”,经费不得用于此项:规则 meal(街道规定);余额 1,000.00 元;确需特批请写明理由(override)'
	cb_run cb-fund spend -v -d city.db --community 西峡 --amount 100 --use 检查组招待 --purpose 更新橱窗 --community-consent 王某 --override 省检工作餐
	want 0
	has err 'N830 override: 规则 meal 特批:省检工作餐'
	cb_run cb-fund spend -d city.db --community 西峡 --amount 100 --use 奖金 --purpose 更新橱窗 --community-consent 王某 --override 年终
	want 1
	has err 'E550'
	cb_run cb-fund statement -d city.db
	has out '特批,2026-0002,西峡,100.00,,,省检工作餐'
}

@test "overdrawing by 可特批, with a reason" {
	office
	rules 'over,fund.overdraw,,,,,可特批,,先垫付,,,'
	spend 西峡 100
	want 1
	spend 西峡 100 --override 防汛抢险
	want 0
	[ "$(balance 西峡)" = -100.00 ]
}

@test "a rule of one community holds there only" {
	office
	gift 西峡 100
	gift 东方 100
	rules 'own,fund.consent,东方,,,,否,,东方已授权街道,,,'
	cb_run cb-fund spend -d city.db --community 东方 --amount 5 --use 宣传栏 --purpose 更新橱窗
	want 0
	cb_run cb-fund spend -d city.db --community 西峡 --amount 5 --use 宣传栏 --purpose 更新橱窗
	want 1
}

@test "a rule for an alias of a community is one for that community" {
	office
	printf 'of,alias,name\ncommunity,清波,清波路\n' >alias.csv
	cb-import -q -d city.db alias alias.csv
	gift 清波 100
	rules 'own,fund.consent,清波,,,,否,,清波路已授权街道,,,'
	for name in 清波路 清波; do
		cb_run cb-fund spend -d city.db --community $name --amount 5 --use 宣传栏 --purpose 更新橱窗
		want 0
	done
	cb-fund close -d city.db -p 2026Q1 --community 清波
	cb_run cb-fund receive -d city.db --community 清波路 --amount 5 --date 2026-03-31
	want 1
	has err 'E555'
}

@test "R12 what is stored is judged by the database's own rules, not by those of --rules" {
	donations
	printf 'rule,what,key,value\na,fund.deny,x,禁止\nb,fund.consent,,否\nc,fund.overdraw,,不禁止\n' >lax.csv
	entries in.csv '2026-07-05,石子岭,支出,,5000,,奖金,,'
	cb_run cb-import --rules lax.csv fund in.csv
	want 0
	cb_run cb-import -d city.db --rules lax.csv fund in.csv
	want 2
	same err 'cb-import: error E630: --rules 与 fund 不能同用;请去掉其一
'
	cb_run cb-import -d city.db --rules lax.csv undo 4
	want 2
	cb_run cb-fund spend -d city.db --rules lax.csv --community 石子岭 --amount 5000 --use 奖金 --purpose 更新橱窗
	want 2
	has err 'E630'
	[ "$(count)" = 8 ]
}

@test "undoing a batch of another register asks nothing of the fund, whatever rules are given" {
	donations
	printf 'rule,what,key,value\na,fund.deny,x,禁止\n' >lax.csv
	printf '月份,指标,单位,数值\n2026-07,绿化,石子岭,5\n' >metric.csv
	cb-import -q -d city.db metric metric.csv
	batch=$(cb-import log -d city.db | tail -n 1 | cut -d, -f1)
	cb_run cb-import -d city.db --rules lax.csv undo "$batch"
	want 0
	[ "$(cb-export -d city.db metric | wc -l)" -eq 1 ]
}

@test "a rule that is missing is named once, whatever asks for it, with status 2" {
	office
	printf 'rule,what,key,value\nr,fund.deny,奖金,禁止\n' >rule.csv
	entries in.csv '2026-07-05,西峡,支出,,900,,宣传栏,B1,王某' '2026-07-06,西峡,支出,,90,,宣传栏,B2,王某'
	cb_run cb-import --rules rule.csv fund in.csv
	want 2
	[ "$(grep -c 'error E' stderr)" -eq 1 ]
	has err 'E509: 没有规则 fund.consent'
}

# ---- reversals

@test "reverse gives the balance back, the reverse of the reverse takes it again" {
	donations
	cb_run cb-fund reverse -d city.db 2026-0001 --date 2026-07-01
	want 0
	same out 'no,date,community,flow,amount,balance
2026-0009,2026-07-01,西峡,收入,-10000.00,0.00
'
	cb-export -d city.db fund --where no=2026-0009 | tail -1 >got
	echo '2026-0009,,2026-07-01,西峡,收入,单位,,-10000.00,市旅游局,,,,,,,,,,2026-0001,,' | cmp got -
	cb_run cb-fund reverse -d city.db 2026-0001
	want 1
	has err 'E419 reverses: 2026-0001 已由 2026-0009 冲销'
	cb_run cb-fund reverse -d city.db 2026-0009
	want 0
	[ "$(balance 西峡)" = 10000.00 ]
	cb_run cb-fund statement -d city.db
	has out '冲销,2026-0009,西峡,-10000.00,,,2026-0001'
	cb_run cb-fund reverse -d city.db
	want 2
	has err 'E651'
}

@test "beyond 9999 entries a year: order, reversals, no gap" {
	office
	awk 'BEGIN { print "date,community,flow,amount"; for (i = 0; i < 10000; i++) print "2026-01-01,西峡,收入,1" }' >many.csv
	cb-import -q -d city.db fund many.csv
	cb_run cb-fund reverse -d city.db 2026-9999
	want 0
	has out '2026-10001,2026-08-15,西峡,收入,-1.00,9999.00'
	cb_run cb-fund reverse -d city.db 2026-10001
	want 0
	[ "$(cb-export -d city.db fund | sed 1d | cut -d, -f1 | tail -n 5 | tr '\n' ' ')" = \
		'2026-9998 2026-9999 2026-10000 2026-10001 2026-10002 ' ]
	cb-fund audit -d city.db >/dev/null
	cb-export -d city.db fund >all.csv
	cb-import -q -d new.db fund all.csv
	cb-export -d new.db fund | cmp all.csv -
}

@test "goods and pledges that are reversed count no more" {
	office
	cb-fund pledge -q -d city.db --community 西峡 --party 市残联 --amount 800 >/dev/null
	cb-fund receive -q -d city.db --community 西峡 --party 市残联 --item 电脑 --quantity 2 --measure-word 台 >/dev/null
	gift 西峡 300 --party 市残联
	cb_run cb-fund statement -d city.db
	has out '认捐未到位,市残联,西峡,500.00,,,'
	has out '实物,电脑,,,,,2台;未估价'
	cb-fund reverse -q -d city.db 2026-0001 >/dev/null
	cb-fund reverse -q -d city.db 2026-0002 >/dev/null
	cb_run cb-fund statement -d city.db
	[ "$(grep -c '认捐未到位\|实物' stdout)" = 0 ]
}

@test "a value is that of its own gift: what has none is said beside it" {
	office
	gift 西峡 1 --item 电脑 --quantity 2 --measure-word 台 --note 价值4000元
	cb_run cb-fund statement -d city.db
	has out '实物,电脑,,,,,2台;价值4000.00元
'
	gift 东方 1 --item 电脑、打印机各1台
	gift 东方 1 --item 桌子、椅子各1张 --note 价值300元等
	cb_run cb-fund statement -d city.db
	has out '实物,电脑,,,,,3台;价值4000.00元;其余未估价'
	has out '实物,打印机,,,,,1台;未估价'
	has out '实物,桌子,,,,,1张;价值300.00元'
	has out '实物,椅子,,,,,1张;价值计入同批物品'
	cb_run cb-fund goods -d city.db
	has out '椅子,1,张,东方,,,价值计入同批物品'
	has out '桌子,1,张,东方,,300.00,
'
	has out '电脑,2,台,西峡,,4000.00,
'
}

@test "R13 amounts that no sum can hold are refused" {
	office
	gift 西峡 46116860184273879
	gift 东方 40000000000000000
	cb_run cb-fund receive -d city.db --community 西峡 --amount 46116860184273879
	want 1
	same out ''
	same err 'cb-fund: error E205 amount: “46116860184273879.00”超出了数字的范围;请检查单位
'
	gift 西峡 1
	[ "$(count)" = 3 ]
}

@test "a gift that has been spent cannot be taken back" {
	office
	gift 西峡 100 --date 2026-07-01
	spend 西峡 80 --date 2026-07-02
	cb_run cb-fund reverse -d city.db 2026-0001
	want 1
	has err 'E551'
	cb_run cb-import -d city.db undo 4
	want 1
	has err 'E551'
	[ "$(count)" = 2 ]
}

@test "undo of a batch reverses each of its entries; --replaces reverses and stores" {
	donations
	cb_run cb-import -d city.db --replaces 4 --default date=2026-06-09 --default flow=收入 fund "$FUND/donations.csv" 
	want 0
	[ "$(count)" = 24 ]
	[ "$(balance 西峡)" = 10000.00 ]
	cb_run cb-import -d city.db undo 6
	want 0
	[ "$(count)" = 32 ]
	[ "$(balance 西峡)" = 0.00 ]
	cb_run cb-fund audit -d city.db
	want 0
	cb_run cb-import -d city.db undo 6
	want 2
	has err 'E405'
}

@test "a reversal in a file must be the exact opposite of what it names" {
	donations
	for row in '2026-0009,2026-07-01,西峡,收入,-9999,2026-0001' '2026-0009,2026-07-01,东方,收入,-10000,2026-0001' \
		'2026-0009,2026-05-01,西峡,收入,-10000,2026-0001' '2026-0009,2026-07-01,西峡,收入,-10000,2026-0099'; do
		printf 'no,date,community,flow,amount,reverses,source,party\n%s,单位,市旅游局\n' "$row" >in.csv
		cb_run cb-import -d city.db fund in.csv
		want 1
		grep -q 'E420\|E418\|E438' stderr
	done
	[ "$(count)" = 8 ]
}

@test "a reversal that would be earlier than its entry is told the day, and that day is taken" {
	donations
	cb_run cb-fund reverse -d city.db 2026-0001 --date 2026-05-01
	want 1
	has err 'E438 date: 本条冲销 2026-06-09 的 2026-0001,日期却是更早的 2026-05-01;请改为 2026-06-09 或以后的日期'
	cb_run cb-fund reverse -d city.db 2026-0001 --date 2025-05-01
	want 1
	has err 'E438 date: 本条冲销 2026-06-09 的 2026-0001,日期却是更早的 2025-05-01'
	# what is entered of days to come is asked about, as in a file
	cb_run cb-fund receive -n -d city.db --community 西峡 --amount 5 --date 2026-12-02 --today 2026-12-01
	want 0
	has err 'warning W260 date: 此栏记的是已发生的事,有 1 个日期晚于 2026-12-01,第一个是 2026-12-02'
	[[ $err != *'cb-fund reverse'* ]]
	cb_run cb-fund reverse -d city.db 2026-0001 --date 2026-06-09
	want 0
}

@test "R10 entries that were made of one row have its voucher; another row has not" {
	printf '日期,社区,收支,来源,金额,捐助单位,票据号\n2026-07-03,西峡,收入,单位,各5000,市接待处、区文体局、市残联,A2\n' >in.csv
	cb_run cb-import -d city.db fund in.csv
	want 0
	[ "$(count)" = 3 ]
	printf '日期,社区,收支,来源,金额,捐助单位,票据号\n2026-07-04,西峡,收入,单位,各6000,市接待处、区文体局,A2\n' >in.csv
	cb_run cb-import -d city.db fund in.csv
	want 1
	has err 'E415 voucher: 票据号 A2 已用于 2026-0001'
}

# ---- closing

@test "an entry in a closed period is refused, by import too; the next day is open" {
	donations
	cb_run cb-fund close -d city.db -p 2026Q2
	want 0
	cb-export -d city.db rule --where what=fund.closed | tail -1 | grep -q '^closed-2026Q2,fund.closed,.*,2026-06-30$'
	cb_run cb-fund receive -d city.db --community 西峡 --amount 5 --date 2026-06-30
	want 1
	has err 'E555 date: 账已结到 2026-06-30,本条日期为 2026-06-30:请记在以后的日期;规则 closed-2026Q2(cb-fund close -p 2026Q2);余额 10,000.00 元'
	entries in.csv '2026-01-30,西峡,收入,单位,5,,,,'
	cb_run cb-import -d city.db fund in.csv
	want 1
	has err 'in.csv:2:1: error E555'
	gift 西峡 5 --date 2026-07-01
	cb_run cb-fund close -d city.db -p 2026-06
	want 1
	has err 'E557'
	cb_run cb-fund close -d city.db -p 2026Q3
	want 0
	[ "$(sqlite3 city.db "SELECT count(*) FROM rule WHERE what = 'fund.closed'")" = 2 ]
	[ "$(sqlite3 city.db "SELECT count(*) FROM rule WHERE what = 'fund.deny'")" -gt 5 ]
}

@test "undoing into a closed period is refused" {
	donations
	cb-fund close -d city.db -p 2026Q3
	cb_run cb-import -d city.db undo 4
	want 1
	has err 'E555 date: 账已结到 2026-09-30,本条日期为 2026-08-15'
	[ "$(count)" = 8 ]
	cb_run cb-import -d city.db undo 4 --today 2026-10-01
	want 0
	[ "$(count)" = 16 ]
}

@test "--allow does not let an entry pass" {
	donations
	entries in.csv '2026-06-10,西峡,收入,单位,5,,,,' '2026-06-10,西峡,支出,,300,,过节费,,王某'
	cb_run cb-import -d city.db --allow E550 fund in.csv
	want 1
	has err 'warning W550'
	spend 石子岭 1200 --allow E551
	want 1
	has err 'warning W551'
	[ "$(count)" = 8 ]
}

@test "--on-error=skip leaves out the file that overdraws and stores the other" {
	donations
	entries a.csv '2026-06-10,西峡,收入,单位,5,,,,'
	entries b.csv '2026-06-10,石子岭,支出,,1200,,宣传栏,,王某'
	cb_run cb-import -d city.db --on-error=skip fund a.csv b.csv
	want 1
	has err 'b.csv:2: error E551'
	[ "$(count)" = 9 ]
}

@test "a refused ranking pays nothing" {
	donations
	printf 'period,community,indicator,score\n2026-07,西峡,total,9x\n' >bad.csv
	cb_run sh -c 'cb-rank -p 2026-07 bad.csv | cb-fund prizes | cb-import -d city.db fund -'
	want 3
	[ "$(count)" = 8 ]
}

@test "one community's books are closed alone" {
	donations
	cb_run cb-fund close -d city.db -p 2026Q2 --community 西夹
	want 1
	has err 'E403 community: 社区:“西夹”没有登记;请先登记,或添加别名;是不是“西峡”?'
	cb-fund close -d city.db -p 2026Q2 --community 西峡
	cb_run cb-fund receive -d city.db --community 西峡 --amount 5 --date 2026-06-30
	want 1
	gift 东方 5 --date 2026-06-30
}

# ---- audit

@test "audit: good, and the head of the statement is that of the ledger" {
	donations
	cb_run cb-fund audit -d city.db
	want 0
	head=$(sed -n '2s/^8,\(.*\),相符$/\1/p' stdout)
	[ "${#head}" = 42 ]
	cb_run cb-fund statement -d city.db
	has out "末笔校验码,${head:0:9},,,,,${head:10:16}"
	gift 西峡 5
	cb_run cb-fund audit -d city.db --head "${head:0:26}"
	want 0
	cb_run cb-fund audit -d city.db --head "$head"
	want 0
	cb_run cb-fund audit -d city.db --head "${head:0:9} ${head:10:16}"
	want 0
	cb_run cb-fund audit -d city.db --head "2026-0007:${head#*:}"
	want 1
	has err 'E424'
	cb_run cb-fund audit -d city.db --head 2026-0008
	want 2
	has err 'E650'
}

@test "audit names an amount that was changed by hand" {
	donations
	sqlite3 city.db 'UPDATE fund SET amount_fen = amount_fen + 1 WHERE no = "2026-0004"'
	cb_run cb-fund audit -d city.db
	want 1
	has err 'E421: 2026-0004 与入账时不同'
	[ "$(grep -c E421 stderr)" = 1 ]
	has out ',不符'
}

@test "audit names an entry that was deleted in the middle" {
	donations
	sqlite3 city.db 'DELETE FROM fund WHERE no = "2026-0004"'
	cb_run cb-fund audit -d city.db
	want 1
	has err 'E422: 缺少编号为 2026-0004 的账'
}

@test "audit names two entries that were swapped, by number or by place" {
	donations
	cp city.db other.db
	sqlite3 city.db 'UPDATE fund SET no = "x" WHERE no = "2026-0002"; UPDATE fund SET no = "2026-0002" WHERE no = "2026-0005"; UPDATE fund SET no = "2026-0005" WHERE no = "x"'
	cb_run cb-fund audit -d city.db
	want 1
	has err 'E421: 2026-0002'
	has err 'E421: 2026-0005'
	sqlite3 other.db 'UPDATE fund SET rowid = -2 WHERE rowid = 2; UPDATE fund SET rowid = 2 WHERE rowid = 5; UPDATE fund SET rowid = 5 WHERE rowid = -2'
	cb_run cb-fund audit -d other.db
	want 1
	has err 'E421: 2026-0002'
	has err 'E421: 2026-0005'
}

@test "a removed tail is seen with a printed head" {
	donations
	head=$(cb-fund audit -d city.db | sed -n '2s/^8,\(.*\),相符$/\1/p')
	# everything about the last entry, as somebody who knows the program would do it
	gift 西峡 5
	last=$(cb-fund audit -d city.db | sed -n '2s/^9,\(.*\),相符$/\1/p')
	sqlite3 city.db 'DELETE FROM fund WHERE no = "2026-0009"; DELETE FROM batch WHERE id = (SELECT max(id) FROM batch)'
	cb_run cb-fund audit -d city.db
	want 0
	cb_run cb-fund audit -d city.db --head "$head"
	want 0
	cb_run cb-fund audit -d city.db --head "$last"
	want 1
	has err 'E423: 打印件上的 2026-0009 已不在账中,现账止于 2026-0008:有账被删除'
}

# ---- questions

@test "an option that the verb does not take is refused, never passed over" {
	donations
	for words in 'statement --amount 5' 'balance --community 西峡' 'goods --by party' 'due --date 2026-07-01' \
		'audit --where no=2026-0001' 'receive --community 西峡 --amount 5 --publish' 'reverse 2026-0001 --amount 5' \
		'prizes --where no=1' 'close -p 2026Q2 --amount 5' 'statement --publish --export=hledger'; do
		# shellcheck disable=SC2086
		cb_run cb-fund $words -d city.db
		want 2
		same out ''
		has err 'E630'
	done
	cb_run cb-fund statement --amount 5 -d city.db
	same err 'cb-fund: error E630: --amount 与 statement 不能同用;请去掉其一
'
	cb_run cb-fund --export=ledger --amount 5 -d city.db
	want 2
	has err 'E607'
	[ "$(count)" = 8 ]
	cb_run cb-import -d city.db log
	[ "$(grep -c publish stdout)" = 0 ]
}

@test "a statement that could not be written is not recorded as public" {
	donations
	cb_run cb-fund statement -d city.db --publish -o none/sheet.html
	want 2
	cb_run cb-import -d city.db log
	[ "$(grep -c publish stdout)" = 0 ]
}

@test "balance at a date, in a period, by several keys, where" {
	office
	gift 西峡 100 --date 2026-01-10 --source 单位
	gift 西峡 50 --date 2026-02-10 --source 财政
	spend 西峡 30 --date 2026-02-11
	gift 东方 7 --date 2026-03-01 --source 单位
	cb_run cb-fund balance -d city.db --date 2026-02-10
	same out 'community,received,spent,balance
西峡,150.00,0.00,150.00
'
	cb_run cb-fund balance -d city.db -p 2026-02
	same out 'community,received,spent,balance
西峡,50.00,30.00,120.00
'
	cb_run cb-fund balance -d city.db --by month
	same out 'month,received,spent
2026-01,100.00,0.00
2026-02,50.00,30.00
2026-03,7.00,0.00
'
	cb_run cb-fund balance -d city.db --by community,source --where 社区=西峡
	same out 'community,source,received,spent
西峡,单位,100.00,0.00
西峡,财政,50.00,0.00
西峡,,0.00,30.00
'
	cb_run cb-fund balance -d city.db --where 社区=西峡 --where 收支=支出
	same out 'community,received,spent,balance
西峡,0.00,30.00,-30.00
'
	cb_run cb-fund statement -d city.db -p 2026-02 --where 社区=西峡
	[ "$(sed -n '2,3p' stdout)" = '期间,,2026-02,,,,
范围,,社区=西峡,,,,' ]
	cb_run cb-fund statement -d city.db --date 2026-02-10
	[ "$(sed -n 2p stdout)" = '期间,,至 2026-02-10,,,,' ]
	cb_run cb-fund statement -d city.db -p 2026-02
	has out '上期结余,,,100.00,,人民币壹佰元整,'
	has out '期末结余,,,120.00,,人民币壹佰贰拾元整,'
	cb_run cb-fund balance -d city.db --where 社区=东芳
	want 2
	same out ''
	has err 'E632: 没有 community 为“东芳”的记录'
	cb_run cb-fund balance -d city.db --where 社区=清波路
	want 0
	same out 'community,received,spent,balance
'
	cb_run cb-fund balance -d city.db --where 社曲=东方
	want 2
	has err 'E613: “社曲”不是台账 fund 的栏目'
	has err '是不是“社区”?'
	cb_run cb-fund balance -d city.db --where 来源=财证
	want 2
	has err 'E221 source: “财证”'
	has err '财政'
	cb_run cb-fund balance -d city.db --by sorce
	want 2
	has err 'E652: --by 没有“sorce”'
	cb_run cb-fund balance -d city.db --date 2026-02-10 -p 2026-02
	want 2
	has err 'E630'
}

@test "from a database, a folder, a file and a pipe: the same bytes" {
	donations
	mkdir folder
	for r in community unit fund; do cb-export -d city.db "$r" >"folder/$r.csv"; done
	for question in 'balance --by level' balance 'balance --by month' goods; do
		# shellcheck disable=SC2086
		cb-fund $question -d city.db >db
		# shellcheck disable=SC2086
		cb-fund $question -d folder | cmp db -
		# shellcheck disable=SC2086
		cb-fund $question -d folder folder/fund.csv | cmp db -
		# shellcheck disable=SC2086
		cb-export -d city.db fund | cb-fund $question -d folder - | cmp db -
	done
	cb-fund statement -d city.db | sed '/^末笔校验码/d' >db
	cb-fund statement -d folder | cmp db -
}

@test "words in either language are one source" {
	printf 'community,source,amount\n西峡,unit,1\n西峡,单位,2\n西峡,单位捐助,4\n' >in.csv
	cb_run cb-fund balance --by source in.csv
	same out 'source,received,spent
单位,7.00,0.00
'
}

@test "every format prints the statement" {
	donations
	for format in table csv tsv json md html; do
		cb_run cb-fund statement -d city.db --format "$format"
		want 0
		has out 39000.00
		has out 地税分局
	done
	cb-fund statement -d city.db --format json | jq -e 'map(select(.section == "期末结余"))[0].amount == 39000' >/dev/null
}

@test "a table of 80 columns is no wider" {
	donations
	cb-fund statement -d city.db --format table >t
	[ "$(LC_ALL=C.UTF-8 wc -L <t)" -le 80 ]
}

@test "due: monthly where the rule says so; not due yet; late is status 1" {
	donations
	cb_run cb-fund due -d city.db --today 2026-07-10
	want 0
	has out '2026Q2,2026-07-10,,未到期,disclose-by'
	cb_run cb-fund due -d city.db --today 2026-07-12
	want 1
	same err ''
	has out '2026Q2,2026-07-10,,逾期2天,disclose-by'
	rules 'monthly,fund.disclose,,,,,month,,每月公示,,,'
	cb_run cb-fund due -d city.db --today 2026-08-11
	want 1
	same out 'period,due,published,state,rule
2026-06,2026-07-10,,逾期32天,disclose-by
2026-07,2026-08-10,,逾期1天,disclose-by
'
	cb-fund statement -d city.db --publish -p 2026-06..2026-07 --today 2026-08-11 >/dev/null
	cb_run cb-fund due -d city.db --today 2026-08-12
	want 0
	has out '2026-06,2026-07-10,2026-08-11,迟报32天,disclose-by'
	cb_run cb-import log -d city.db
	has out 'cb-fund statement --publish -p 2026-06..2026-07'
	# what is asked later is the publication, not the words of the command
	cb_run cb-export -d city.db publication
	has out '经费公示,,2026-06-01,2026-07-31,2026-08-11 00:00'
	sqlite3 city.db "UPDATE batch SET what = 'renamed' WHERE register = 'publication'"
	cb_run cb-fund due -d city.db --today 2026-08-15
	has out '2026-07,2026-08-10,2026-08-11,迟报1天'
	cb_run cb-fund statement --publish -d city.db --where 社区=西峡
	want 2
	has err 'E630'
}

@test "due in working days, by the register calendar" {
	donations
	rules 'in-wd,fund.disclose_by,,,,,2工作日,,次季度头两个工作日,,,'
	printf 'date,kind\n2026-07-01,休\n2026-07-02,休\n2026-07-04,班\n' >calendar.csv
	cb_run cb-fund due -d city.db --today 2026-07-02
	want 0
	same err '' # the installed calendar knows of 2026
	has out '2026Q2,2026-07-02,,未到期,in-wd'
	cb-import -q -d city.db calendar calendar.csv
	cb_run cb-fund due -d city.db --today 2026-07-04
	want 0
	same err ''
	has out '2026Q2,2026-07-04,,未到期,in-wd'
	cb_run cb-fund due -d city.db --today 2026-07-05
	want 1
	has out '2026Q2,2026-07-04,,逾期1天,in-wd'
}

@test "--export: a journal" {
	office
	gift 西峡 1000 --date 2026-07-01 --source 单位 --party 市残联
	spend 西峡 80.50 --date 2026-07-02 --party '乙:店 (分店)|1'
	cb_run cb-fund --export=hledger -d city.db
	want 0
	same out '; 共建经费

2026-07-01 (2026-0001) 市残联
    assets:西峡  1000.00 CNY
    income:单位:市残联  -1000.00 CNY

2026-07-02 (2026-0002) 乙：店_（分店）｜1
    expenses:宣传栏:乙：店_（分店）｜1  80.50 CNY
    assets:西峡  -80.50 CNY

'
	cp stdout one
	cb-fund --export=ledger -d city.db | cmp one -
	cb_run cb-fund --export=ledger "$FUND/donations.csv"
	want 1
	same out ''
	has err 'E201 date'
}

@test "a prize without a period or a name, or below 0, is an error and no draft" {
	printf '社区,期间,奖金\n甲,2026-07,-5\n乙,,5\n,2026-07,5\n丁,2026-07,\n戊,2026-07,0\n己,2026-07,5\n' >rank.csv
	cb_run cb-fund prizes rank.csv
	want 1
	same out ''
	has err 'rank.csv:2:3: error E413 奖金: 金额 -5.00 不大于 0'
	has err 'rank.csv:3:2: error E201 期间:'
	has err 'rank.csv:4:1: error E201 社区:'
	has err '3 个错误'
	sed '2,4d' rank.csv >good.csv
	cb_run cb-fund prizes good.csv
	want 0
	[ "$(wc -l <stdout)" = 2 ]
}

@test "the pipeline of the prizes, and its second run" {
	cb-rank -q -p 2026-07 "$CB_TREE/tests/data/rank/scores-2026-07.csv" >rank.csv
	cb-import -q -d city.db community "$CB_TREE/tests/data/rank/community.csv"
	cb-fund prizes <rank.csv | cb-import -d city.db fund -
	[ "$(count)" = 3 ]
	[ "$(cb-fund balance -d city.db | awk -F, 'NR > 1 { s += $4 } END { print s }')" = 45000 ]
	cb_run sh -c 'cb-fund prizes <rank.csv | cb-import -d city.db fund -'
	want 1
	has err 'E415 voucher: 票据号 month/2026-07/西街 已用于 2026-0001'
	cb_run sh -c 'cb-fund prizes --date 2026-08-05 rank.csv | cb-import -d city.db fund -'
	want 1
	[ "$(count)" = 3 ]
	cb_run cb-fund prizes --date 2026-08-05 rank.csv
	has out '2026-08-05,西街,收入,奖金,20000.00,流动红旗,month/2026-07/西街'
	cb_run sh -c 'cb-rank -p 2026-07 --headers zh "$1" | cb-fund prizes | wc -l' - "$CB_TREE/tests/data/rank/scores-2026-07.csv"
	same out '4
'
}

# ---- books

# cells FILE: the rows of the tables of a docx, their cells separated by |
cells() {
	unzip -p "$1" word/document.xml | sed 's/<w:tr>/\n/g' | sed '1d; s/<\/w:tbl>.*//; s/<\/w:tc>/|/g; s/<[^>]*>//g'
}

@test "ledger: opening, number, what for, in, out, balance, closing; by community, source, party" {
	office
	gift 西峡 100 --date 2026-01-10 --source 单位 --party 市残联 --purpose 创建经费
	gift 西峡 50.50 --date 2026-02-10 --source 财政
	spend 西峡 30 --date 2026-02-10
	gift 东方 7 --date 2026-03-01 --source 单位 --party 市残联
	cb-fund reverse -d city.db 2026-0002 --date 2026-02-11 >/dev/null
	cb-fund ledger -d city.db --format table >table
	for account in $(cb-fund ledger -d city.db | tail -n +2 | cut -d, -f1 | sort -u); do
		grep -q "^$account .*本期合计" table # whose it is, in the first and in all others
	done
	cb_run cb-fund ledger -d city.db -p 2026-02
	same out 'community,date,no,summary,in,out,balance
西峡,,,上期结转,,,100.00
西峡,2026-02-10,2026-0002,财政,50.50,,150.50
西峡,2026-02-10,2026-0003,更新橱窗,,30.00,120.50
西峡,2026-02-11,2026-0005,冲销 2026-0002,-50.50,,70.00
西峡,,,本期合计,0.00,30.00,70.00
'
	cb_run cb-fund ledger -d city.db --by party --where 来源=单位
	same out 'party,date,no,summary,in,out,balance
市残联,,,上期结转,,,0.00
市残联,2026-01-10,2026-0001,创建经费（市残联）,100.00,,100.00
市残联,2026-03-01,2026-0004,单位（市残联）,7.00,,107.00
市残联,,,本期合计,107.00,0.00,107.00
'
	cb_run cb-fund ledger -d city.db --by source
	has out '单位,2026-03-01,2026-0004,单位（市残联）,7.00,,107.00'
	cb_run cb-fund cash -d city.db
	same out 'date,no,summary,in,out,balance,community
,,上期结转,,,0.00,
2026-01-10,2026-0001,创建经费（市残联）,100.00,,100.00,西峡
2026-02-10,2026-0002,财政,50.50,,150.50,西峡
2026-02-10,2026-0003,更新橱窗,,30.00,120.50,西峡
2026-02-11,2026-0005,冲销 2026-0002,-50.50,,70.00,西峡
2026-03-01,2026-0004,单位（市残联）,7.00,,77.00,东方
,,本期合计,107.00,30.00,77.00,
'
}

@test "ledger on paper: each account begins a page, each page ends with what it comes to and the next goes on" {
	office
	for i in $(seq 60); do echo "2026-01-$((i % 28 + 1)),西峡,收入,单位,$i.05,,,,"; done >rows
	mapfile -t rows <rows
	entries in.csv "${rows[@]}" '2026-01-02,东方,收入,单位,9,,,,'
	cb-import -q -d city.db fund in.csv
	cb-fund ledger -d city.db -o book.docx
	cells book.docx >rows
	awk -F'|' '/上期结转/ { sum = 0 } /本页小计/ { sum += $5 } /西峡.*本期合计/ { all = $5; exit }
		END { exit !(sum > 9 && sprintf("%.2f", sum) == all) }' rows
	# accounts stand in the order of the community register
	[ "$(grep -o '西峡\|东方' rows | uniq | paste -sd' ')" = '西峡 东方' ]
	# what a page goes on with is what the pages before it came to
	awk -F'|' '/上期结转/ { sum = 0 } /承前页/ { n++; if (sprintf("%.2f", sum) != $5 || $7 != last) exit bad = 1 }
		/本页小计/ { sum += $5; last = $7 } END { exit bad || n < 2 }' rows
	[ "$(grep -c 承前页 rows)" = "$(($(unzip -p book.docx word/document.xml | grep -o '<w:tbl>' | wc -l) - 2))" ]
	[ "$(unzip -p book.docx word/document.xml | grep -o pageBreakBefore | wc -l)" = "$(($(grep -c 承前页 rows) + 1))" ]
	cb-fund ledger -d city.db -o book.xlsx
	unzip -p book.xlsx xl/worksheets/sheet1.xml >sheet.xml
	[ "$(grep -o 本页小计 sheet.xml | wc -l)" = "$(($(grep -o '<brk ' sheet.xml | wc -l) + 1))" ]
	[ "$(grep -o 承前页 sheet.xml | wc -l)" = "$(($(grep -o '<brk ' sheet.xml | wc -l) - 1))" ]
	for format in csv tsv json table md html; do
		cb-fund ledger -d city.db --format $format >out
		lacks '本页小计|承前页' out
	done
}

@test "合计 ends a table of money for people, and never csv, tsv, json" {
	donations
	for format in table md html; do
		cb-fund balance -d city.db --format $format >out
		grep 合计 out | grep -q 39000.00
	done
	for format in csv tsv json; do
		cb-fund balance -d city.db --format $format >out
		lacks '合计' out
	done
	cb-fund balance -d city.db -o out.docx
	cells out.docx | tail -n 1 | grep -q '^合计|39000.00|'
	cb-fund balance -d city.db -o out.xlsx
	unzip -p out.xlsx xl/worksheets/sheet1.xml | grep -q '合计.*<v>39000</v>'
	unzip -p out.xlsx xl/worksheets/sheet1.xml | grep -q '<autoFilter ref="A2:D'"$(($(cb-fund balance -d city.db | wc -l) + 1))"'"/>'
	# in html beneath what is sorted; one row alone is its own sum
	cb-fund balance -d city.db --format html | grep -B 1 合计 | grep -q '<tbody>'
	cb-fund balance -d city.db --where 社区=西峡 --format table >out
	lacks 合计 out
	# what is never said has no sum
	cb-fund balance -d city.db --by level --format md | grep -qx '| 合计 | 39000.00 | 0.00 |  |'
}

@test "a balance only by what has one: community, custody, fund" {
	donations
	for by in source party use month level community,source; do
		cb-fund balance -d city.db --by $by | head -n 1 >out
		lacks balance out
	done
	for by in community custody fund community,custody fund,community; do
		cb-fund balance -d city.db --by $by | head -n 1 | grep -q ',balance$'
	done
}

@test "what the community raised itself lies with it until it is handed over" {
	office
	gift 西峡 500 --date 2026-07-01 --source 自筹
	gift 西峡 1000 --date 2026-07-01 --source 单位
	spend 西峡 200 --date 2026-07-02
	cb_run cb-fund remit -d city.db --date 2026-07-03 --community 西峡 --amount 300 --voucher J1 --arrived 是
	want 0
	same out 'no,date,community,flow,amount,balance
2026-0004,2026-07-03,西峡,上交,300.00,1300.00
'
	cb_run cb-fund balance -d city.db --by custody
	same out 'custody,received,spent,remitted,balance
街道,1000.00,200.00,300.00,1100.00
社区,500.00,0.00,-300.00,200.00
'
	cb_run cb-fund balance -d city.db --by level
	has out '街道,0.00,0.00,300.00'
	has out '社区,0.00,0.00,-300.00'
	cb_run cb-fund balance -d city.db
	has out '西峡,1500.00,200.00,1300.00'
	cb-fund cash -d city.db | tail -n 1 >out
	grep -qx ',,本期合计,1300.00,200.00,1100.00,' out
	cb-fund statement -d city.db >out
	grep -q '^社区上交,,,300.00,' out
	cb-fund --export=hledger -d city.db >journal
	lacks 上交 journal
	cb_run cb-fund remit -d city.db --date 2026-07-04 --community 西峡 --amount 200.01
	want 1
	has err 'E573'
	cb_run cb-fund remit -d city.db --date 2026-07-02 --community 西峡 --amount 201
	want 1 # on the third 300 of the 500 are gone
	cb_run cb-fund remit -d city.db --date 2026-07-04 --community 西峡 --amount 5 --arrived 否
	want 1
	has err 'E576 arrived:'
	cb-fund reverse -d city.db 2026-0004 --date 2026-07-05 >/dev/null
	[ "$(cb-fund balance -d city.db --by custody | tail -n 1)" = 社区,500.00,0.00,0.00,500.00 ]
}

@test "several funds: own balances, rules, closings and statements; no spend crosses" {
	office
	gift 西峡 100 --date 2026-04-01
	gift 西峡 900 --date 2026-04-01 --fund 文体专项
	cb_run cb-fund spend -d city.db --fund 文体专项 --date 2026-04-02 --community 西峡 --amount 901 --use 器材 --purpose 健身器材 --community-consent 王某
	want 1
	has err 'E551 amount: 西峡 不能支出 901.00:到 2026-04-02 只有 900.00 可用'
	spend 西峡 101 --date 2026-04-02
	want 1
	has err '只有 100.00 可用'
	spend 西峡 100 --date 2026-04-02 --fund 共建经费
	want 0
	cb_run cb-fund balance -v -d city.db
	has out '西峡,100.00,100.00,0.00'
	has err 'N843 fund: 只计共建经费;还有其他资金,如文体专项'
	[ "$(cb-fund balance -d city.db --fund 文体专项 | tail -n 1)" = 西峡,900.00,0.00,900.00 ]
	[ "$(cb-fund balance -d city.db --where fund=文体专项 | tail -n 1)" = 西峡,900.00,0.00,900.00 ]
	cb_run cb-fund balance -d city.db --by fund
	same out 'fund,received,spent,balance
共建经费,100.00,100.00,0.00
文体专项,900.00,0.00,900.00
'
	cb-fund statement -d city.db --fund 文体专项 --format md | grep -q '期末结余.*900.00'
	[ "$(cb-fund statement -d city.db --fund 文体专项 --format table | head -n 1)" = 文体专项收支公示 ]
	cb_run cb-report fund -q -d city.db --fund 文体专项 -p 2026Q2 --title 公示 --today 2026-07-01
	want 0
	has out '按照社区文体专项管理的有关规定，现将2026年第二季度社区文体专项收支情况予以公示'
	has out '期末结余900元'
	lacks 共建经费 stdout
	cb_run cb-report fund -d city.db --fund 文体专向 -p 2026Q2
	want 2
	same out ''
	has err 'error E684 fund: 没有资金“文体专向”的账;是不是“文体专项”?'
	cb_run cb-fund ledger -d city.db --fund 文体
	want 2
	cb-fund statement -d city.db --fund 文体专项 -p 2026Q2 --publish >/dev/null
	[ "$(cb-fund due -d city.db --today 2026-07-10 --fund 文体专项 | tail -n 1 | cut -d, -f3)" != '' ]
	[ "$(cb-fund due -d city.db --today 2026-07-10 | tail -n 1 | cut -d, -f3)" = '' ]
	cb-fund close -d city.db -p 2026-04 --fund 文体专项 >/dev/null
	cb_run cb-fund receive -d city.db --fund 文体专项 --date 2026-04-30 --community 东方 --amount 1
	want 1
	has err 'E555'
	cb_run cb-fund receive -d city.db --date 2026-04-30 --community 东方 --amount 1
	want 0
	cb-export -d city.db rule | sed -n '1p; /fund.deny/p' >deny.csv
	echo '文体奖品,fund.deny,文体专项,奖品,,,禁止,,专项,,,' >>deny.csv
	cb-import -q -d city.db rule deny.csv
	for of in 文体专项:1 共建经费:0; do
		cb-fund receive -q -d city.db --fund "${of%:*}" --date 2026-05-01 --community 西峡 --amount 10 >/dev/null
		cb_run cb-fund spend -d city.db --fund "${of%:*}" --date 2026-05-02 --community 西峡 --amount 1 --use 活动 --purpose 球赛奖品 --community-consent 王某
		want "${of#*:}"
	done
	cb_run cb-fund spend -d city.db --fund 文体专项 --date 2026-05-02 --community 西峡 --amount 1 --use 过节费 --purpose 球赛 --community-consent 王某
	want 1
	has err 'E550 use' # a rule of all holds in every fund
}

@test "a spend says use and purpose, and somebody in office consents" {
	office
	gift 西峡 100
	cb_run cb-fund spend -d city.db --community 西峡 --amount 1 --purpose 橱窗 --community-consent 王某
	want 1
	has err 'E561 use:'
	cb_run cb-fund spend -d city.db --community 西峡 --amount 1 --use 宣传栏 --community-consent 王某
	want 1
	has err 'E561 purpose:'
	printf 'body,post,person,since,until\n西峡,书记,王某,2026-01-01,2026-08-15\n东方,主任,李某,2026-01-01,\n' >post.csv
	cb-import -q -d city.db post post.csv
	spend 西峡 1
	want 0
	same err ''
	spend 西峡 1 --date 2026-08-16
	want 0
	has err 'W571 community_consent: “王某”2026-08-16 没有在西峡任职'
	cb_run cb-fund spend -d city.db --community 西峡 --amount 1 --use 宣传栏 --purpose 橱窗 --community-consent 李某
	want 0
	has err 'W571'
	printf 'rule,what,value,basis\nheld,fund.consent_post,是,同意人须在任\n' >held.csv
	cb-import -q -d city.db rule held.csv
	spend 西峡 1 --date 2026-08-16
	want 1
	has err 'E572'
	[ "$(count)" = 4 ]
}

@test "the words of F8 have kin, each with its basis, and names that hold them are no such thing" {
	office
	gift 西峡 100
	for word in 红包 年货 过节物资 聚餐 加班费 旅游 购物卡 发给职工 个人借款 礼金 宴请 团建 值班费; do
		cb_run cb-fund spend -d city.db --community 西峡 --amount 1 --use 其他 --purpose "一月$word" --community-consent 王某
		want 1
		grep -q "E550 purpose: .*规则 deny-$word([^)]" stderr
	done
	for text in 整治年货市场 旅游厕所保洁 支付市旅游局展板 防范红包诈骗宣传 农村聚餐备案宣传; do
		cb_run cb-fund spend -d city.db --community 西峡 --amount 1 --use 其他 --purpose "$text" --community-consent 王某
		want 0
	done
}

@test "offices of the street are not among those that gave nothing" {
	office
	printf 'name,level\n市委办,市直\n街道民政办,街道\n某社区物业,社区\n' >unit.csv
	cb-import -q -d city.db unit unit.csv
	gift 西峡 1
	cb-fund statement -d city.db >out
	grep -q '^未捐助,,市委办,' out
	lacks '^未捐助,,(街道民政办|某社区物业),' out
	printf 'rule,what,key,value\nall,fund.givers,市直,否\n' >givers.csv
	cb-import -q -d city.db rule givers.csv
	cb-fund statement -d city.db >out
	grep -q '^未捐助,,街道民政办,' out
	lacks '^未捐助,,市委办,' out
}

@test "reverse says why with --note, else what the entry said" {
	office
	gift 西峡 5 --note 原来的话
	cb-fund reverse -d city.db 2026-0001 --note 记错社区 >/dev/null
	gift 西峡 6 --note 原来的话
	cb-fund reverse -d city.db 2026-0003 >/dev/null
	[ "$(sqlite3 city.db 'SELECT group_concat(note, " ") FROM (SELECT note FROM v_fund WHERE reverses IS NOT NULL AND reverses <> "" ORDER BY no)')" = '记错社区 原来的话' ]
}

@test "reconcile: what is on both sides, on one only, by amount and three days; open is status 1" {
	office
	gift 西峡 100 --date 2026-07-01
	gift 东方 100 --date 2026-07-04
	spend 西峡 30.50 --date 2026-07-05
	gift 西峡 7 --date 2026-07-09 --source 自筹
	gift 西峡 8 --date 2026-07-20
	gift 西峡 40 --date 2026-07-05
	cb-fund reverse -d city.db 2026-0006 --date 2026-07-06 >/dev/null
	printf '交易日期,贷方,借方,摘要\n2026-07-04,100,,某单位\n2026-07-07,100,,某单位\n2026-07-08,,30.5,广告\n' >bank.csv
	cb_run cb-fund reconcile bank.csv -d city.db
	want 0
	same out 'state,statement_date,date,no,in,out,text,purpose
相符,2026-07-04,2026-07-01,2026-0001,100.00,,某单位,
相符,2026-07-07,2026-07-04,2026-0002,100.00,,某单位,
相符,2026-07-08,2026-07-05,2026-0003,,30.50,广告,更新橱窗
'
	printf '日期,金额,摘要\n2026-07-04,100,\n2026-07-09,-30.50,广告\n2026-07-20,8,\n2026-07-21,-1,手续费\n' >signed.csv
	cb_run cb-fund reconcile signed.csv -d city.db
	want 1
	same out 'state,statement_date,date,no,in,out,text,purpose
相符,2026-07-04,2026-07-01,2026-0001,100.00,,,
只在账上,,2026-07-04,2026-0002,100.00,,,
只在账上,,2026-07-05,2026-0003,,30.50,,更新橱窗
只在对账单,2026-07-09,,,,30.50,广告,
相符,2026-07-20,2026-07-20,2026-0005,8.00,,,
只在对账单,2026-07-21,,,,1.00,手续费,
'
	printf 'rule,what,value\nwide,fund.reconcile,4\n' >wide.csv
	cb_run cb-fund reconcile signed.csv --rules wide.csv -d city.db -p 2026-07
	has out '相符,2026-07-09,2026-07-05,2026-0003'
	has out '只在账上,,2026-07-04,2026-0002'
	cb_run cb-fund reconcile wide.csv -d city.db
	want 2
	same out ''
	cb_run cb-fund reconcile -d city.db
	want 2
	has err E575
}
