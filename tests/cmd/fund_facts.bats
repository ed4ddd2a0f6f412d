#!/usr/bin/env bats
# cb-fund: the facts that any office would check by hand.
# shellcheck disable=SC2016 # words of sqlite3
load helper
load fund_helper

@test "F1 eight gifts come to 39000.00, 人民币叁万玖仟元整" {
	cb_run cb-fund statement "$FUND/donations.csv"
	want 0
	has out '收入合计,,,39000.00,,人民币叁万玖仟元整,'
	has out '期末结余,,,39000.00,,人民币叁万玖仟元整,'
}

@test "F2 by unit, the same unit of two communities once" {
	cb_run cb-fund balance --by party "$FUND/donations.csv"
	want 0
	same out 'party,received,spent
区卫生局,5000.00,0.00
区文体局,5000.00,0.00
地税分局,12000.00,0.00
市侨联,1000.00,0.00
市接待处,5000.00,0.00
市旅游局,10000.00,0.00
市残联,1000.00,0.00
'
}

@test "F3 by community, and who got no money" {
	donations
	cb_run cb-fund balance -d city.db
	same out 'community,received,spent,balance
东方,10000.00,0.00,10000.00
东湖,7000.00,0.00,7000.00
桥头,6000.00,0.00,6000.00
樵湖,5000.00,0.00,5000.00
石子岭,1000.00,0.00,1000.00
西峡,10000.00,0.00,10000.00
'
	cb_run cb-fund statement -d city.db
	has out '未获资金,,清波路,,,,'
	has out '未捐助,,市档案局,,,,'
	[ "$(grep -c '^未' stdout)" = 2 ]
}

@test "F4 F7 goods are counted, valued nowhere, and 等 stays" {
	cb_run cb-fund goods "$FUND/donations.csv"
	want 0
	same out 'item,quantity,measure_word,community,party,value,note
固定宣传栏,1,个,桥头,地税分局,,未估价
打印机,1,台,桥头,市侨联,,未估价;等
数码相机,1,部,东湖,地税分局,,未估价
电脑,1,台,桥头,市侨联,,未估价;等
电脑,1,台,石子岭,市残联,,未估价
'
	cb_run cb-fund statement "$FUND/donations.csv"
	has out '实物,电脑,,,,,2台等;未估价'
	has out '期末结余,,,39000.00,'
}

@test "F7 电脑,打印机各1台等 in one cell says the same" {
	printf 'community,party,item\n桥头,市侨联,"电脑,打印机各1台等"\n' >in.csv
	cb_run cb-fund goods in.csv
	same out 'item,quantity,measure_word,community,party,value,note
打印机,1,台,桥头,市侨联,,未估价;等
电脑,1,台,桥头,市侨联,,未估价;等
'
}

@test "F5 by level, in exact amounts, and shares that add up" {
	donations
	cb_run cb-fund balance -d city.db --by level
	same out 'level,received,spent,remitted
市直,17000.00,0.00,
区直,10000.00,0.00,
垂管,12000.00,0.00,
'
	cb_run cb-fund statement -d city.db
	has out '按级别,市直,,17000.00,43.59%,,'
	has out '按级别,区直,,10000.00,25.64%,,'
	has out '按级别,垂管,,12000.00,30.77%,,'
}

@test "F6 各支助 to two names is two gifts" {
	entries in.csv '2026-06-09,东方,收入,单位,各支助社区创建经费5000元,市接待处、区文体局,,,'
	office
	cb-import -d city.db fund in.csv
	[ "$(sqlite3 city.db 'SELECT group_concat(no || ":" || amount || ":" || party, " ") FROM v_fund')" = \
		'2026-0001:5000.00:市接待处 2026-0002:5000.00:区文体局' ]
	cb_run cb-fund receive -d city.db --community 东方 --party '市残联、市侨联' --amount 各1万元
	want 0
	same out 'no,date,community,flow,amount,balance
2026-0003,2026-08-15,东方,收入,10000.00,30000.00
2026-0004,2026-08-15,东方,收入,10000.00,30000.00
'
}

@test "F6 two names with one amount are unclear" {
	entries in.csv '2026-06-09,东方,收入,单位,5000,市接待处、区文体局,,,'
	cb_run cb-import fund in.csv
	want 1
	has err 'E411 party: “市接待处、区文体局”是几家'
	for mark in '，' '；' ';' ','; do
		entries in.csv "2026-06-09,东方,收入,单位,5000,\"市接待处${mark}区文体局\",,,"
		cb_run cb-import fund in.csv
		want 1
		has err "E411 party: “市接待处${mark}区文体局”是几家"
		sed -i s/5000/各5000/ in.csv
		cb_run cb-import fund in.csv
		want 0
		[ "$(wc -l <stdout)" = 3 ]
	done
}

@test "F8 A4-9 B7 forbidden uses are refused, whatever column says them; nothing is written" {
	donations
	for use in 奖金 福利 慰问职工 过节费 职工绩效 '节日 福利' 年终奖; do
		cb_run cb-fund spend -d city.db --community 西峡 --amount 300 --use "$use" --community-consent 王某
		want 1
		same out ''
		has err 'E550 use:'
		has err '不得用于奖金和福利的发放);余额 10,000.00 元'
	done
	for column in --purpose --item --party; do
		cb_run cb-fund spend -d city.db --community 西峡 --amount 300 "$column" 给职工发过节费 --community-consent 王某
		want 1
		has err 'E550'
	done
	[ "$(count)" = 8 ]
	entries in.csv '2026-06-10,西峡,支出,,300,,奖金,,王某'
	cb_run cb-import -d city.db fund in.csv
	want 1
	has err 'in.csv:2:7: error E550 use: “奖金”含“奖金”'
	[ "$(count)" = 8 ]
}

@test "F8 the allowed words are taken out first, and only they" {
	donations
	for payee in 西峡福利院 福利彩票中心 桥头福利企业; do
		cb_run cb-fund spend -d city.db --community 西峡 --amount 1 --use 物资 --purpose 更新橱窗 --party "$payee" --community-consent 王某
		want 0
	done
	cb_run cb-fund spend -d city.db --community 西峡 --amount 1 --use 福利院福利 --purpose 更新橱窗 --community-consent 王某
	want 1
	has err '含“福利”'
}

@test "an income may come from any purpose: the words are for spends" {
	office
	cb_run cb-fund receive -d city.db --community 西峡 --amount 20000 --source 奖金 --purpose 流动红旗奖金
	want 0
}

@test "F9 a fuzzy amount is refused and the voucher's figure asked for" {
	printf '物品,数量,量词,金额,社区\n晒衣架,20,组,5000余元,西峡\n橱窗;喇叭,各1,,8000余元,西峡\n' >in.csv
	cb_run cb-fund goods in.csv
	want 1
	same out ''
	has err 'in.csv:2:4: error E207 amount: “5000余元”不是确切数字;请按票据或名单填准确数'
	has err 'in.csv:3:4: error E207'
}

@test "F9 a quantity of goods keeps its mark, and so does the sum" {
	printf '物品,数量,量词,社区\n晒衣架,20余,组,西峡\n晒衣架,5,组,西峡\n' >in.csv
	cb_run cb-fund goods in.csv
	same out 'item,quantity,measure_word,community,party,value,note
晒衣架,25+,组,西峡,,,未估价
'
}

@test "F10 A4-9 170000 from three sources; an unknown one is an error" {
	printf '来源,金额,社区\n单位捐助,8万元,西峡\n企业捐助,6.5万元,西峡\n社区自筹,25000,西峡\n' >in.csv
	cb_run cb-fund balance --by source in.csv
	same out 'source,received,spent
单位,80000.00,0.00
企业,65000.00,0.00
自筹,25000.00,0.00
'
	[ "$(awk -F, 'NR > 1 { s += $2 } END { print s }' stdout)" = 170000 ]
	printf '来源,金额,社区\n彩票,80000,西峡\n' >in.csv
	cb_run cb-fund balance --by source in.csv
	want 1
	has err 'E221 source: “彩票”'
}

@test "F11 A4-9 a spend without the community's consent is refused" {
	donations
	cb_run cb-fund spend -d city.db --community 西峡 --amount 300 --use 宣传栏 --purpose 更新橱窗
	want 1
	has err 'E552 community_consent: 支出 300.00 未经社区同意'
	has err '规则 consent(经费管理:所有权和使用权在社区);余额 10,000.00 元'
	entries in.csv '2026-06-10,西峡,支出,,300,,宣传栏,,'
	cb_run cb-import -d city.db fund in.csv
	want 1
	has err 'in.csv:2:9: error E552'
	[ "$(count)" = 8 ]
}

@test "F12 石子岭 has 1000 and cannot spend 1200" {
	donations
	cb_run cb-fund spend -d city.db --community 石子岭 --amount 1200 --use 宣传栏 --purpose 更新橱窗 --community-consent 王某
	want 1
	same out ''
	same err 'cb-fund: error E551 amount: 石子岭 不能支出 1200.00:到 2026-08-15 只有 1000.00 可用;规则 overdraw(经费管理:专款专用)
'
	cb_run cb-fund spend -d city.db --community 石子岭 --amount 1000 --use 宣传栏 --purpose 更新橱窗 --community-consent 王某
	want 0
}

@test "F13 on 7-10 in time, on 7-11 one day late" {
	donations
	cp city.db late.db
	cb-fund statement -d city.db -p 2026Q2 --publish --today 2026-07-10 >/dev/null
	cb_run cb-fund due -d city.db --today 2026-07-20
	want 0
	same out 'period,due,published,state,rule
2026Q2,2026-07-10,2026-07-10,按时,disclose-by
'
	cb-fund statement -d late.db -p 2026Q2 --publish --today 2026-07-11 >/dev/null
	cb_run cb-fund due -d late.db --today 2026-07-20
	want 0
	has out '2026Q2,2026-07-10,2026-07-11,迟报1天,disclose-by'
}

@test "F14 what is said to have arrived, and what is not said" {
	cb_run cb-fund statement "$FUND/donations.csv"
	has out '到位,已到位,,5000.00,12.82%,,'
	has out '到位,未注明,,34000.00,87.18%,,'
	printf '社区,金额,到位\n樵湖,5000,是\n西峡,3000,否\n' >in.csv
	cb_run cb-fund balance in.csv
	same out 'community,received,spent,balance
樵湖,5000.00,0.00,5000.00
'
}

@test "A4-7 the prizes of all who are paid become entries, the others none" {
	printf 'contest,period,rank,community,award,prize\nbase,2026-07,1,西峡,基础奖,3000\nbase,2026-07,2,东方,基础奖,3000\nbase,2026-07,3,桥头,,\n' >rank.csv
	cb_run cb-fund prizes rank.csv
	want 0
	same out 'date,community,flow,source,amount,purpose,voucher
2026-07-31,西峡,收入,奖金,3000.00,基础奖,base/2026-07/西峡
2026-07-31,东方,收入,奖金,3000.00,基础奖,base/2026-07/东方
'
}

@test "A4-9 the statement says who keeps the fund" {
	donations
	cb_run cb-fund statement -d city.db
	has out '保管,,街道,,,,'
}

@test "A4-14 a cleaner's pay below the floor is refused, per head" {
	printf 'rule,what,scope,key,at_least,value,basis\ndeny,fund.deny,,奖金,,禁止,\nconsent,fund.consent,,,,是,\nover,fund.overdraw,,,,禁止,\nfloor,fund.floor,,保洁员工资,2000,,最低工资标准\n' >rule.csv
	donations
	cb-import -q -d city.db rule rule.csv
	cb_run cb-fund spend -d city.db --community 西峡 --amount 3900 --quantity 2 --measure-word 人 --use 保洁员工资 --purpose 更新橱窗 --community-consent 王某
	want 1
	has err 'E556 amount: “保洁员工资”支出 3900.00,每份 1950.00,低于 2000.00;规则 floor(最低工资标准);余额 10,000.00 元'
	cb_run cb-fund spend -d city.db --community 西峡 --amount 4000 --quantity 2 --measure-word 人 --use 保洁员工资 --purpose 更新橱窗 --community-consent 王某
	want 0
}

@test "A4-15 the subsidy for greening is an income, and may be spent on greening" {
	office
	gift 西峡 2000 --source 财政 --party 市三创办 --purpose 绿化补贴
	cb_run cb-fund spend -d city.db --community 西峡 --amount 1500 --use 绿化补贴 --purpose 无人管理地块 --community-consent 王某
	want 0
	cb_run cb-fund spend -d city.db --community 西峡 --amount 100 --use 职工补贴 --purpose 更新橱窗 --community-consent 王某
	want 1
	has err '含“补贴”'
}

@test "B7 amounts in words on the statement" {
	printf '社区,金额\n西峡,16409.02\n' >in.csv
	cb_run cb-fund statement in.csv
	has out '收入合计,,,16409.02,,人民币壹万陆仟肆佰零玖元零贰分,'
}
