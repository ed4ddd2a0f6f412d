#!/usr/bin/env bats
# cb-task: who owes what by when; what is due, late and missing.
load helper

# Three communities, and what they owe for July. All invented.
prepare() {
	mkdir office
	printf '%s\n' name 西街社区 柳浦社区 南塘社区 >office/community.csv
	cat >office/task.csv <<-'END'
		no,title,assignee,kind,period,due,done,result,handler
		T00001,问题排查,西街社区,报送,2026-07,2026-07-10,2026-07-10,采用,
		T00002,问题排查,柳浦社区,报送,2026-07,2026-07-10,2026-07-11,零报告,
		T00003,问题排查,南塘社区,报送,2026-07,2026-07-10,,,
		T00004,经费筹集,西街社区,报送,2026-07,2026-07-10 17:00,2026-07-10 17:00,,
		T00005,经费筹集,柳浦社区,报送,2026-07,2026-07-10 17:00,2026-07-10 17:01,,
		T00006,经费筹集,南塘社区,报送,2026-07,2026-07-10 17:00,2026-07-10,零报告,
		T00007,楼道清理,周平,职责,,2026-07-20,,,周平
	END
}

database() {
	cb-import -q -d city.db community office/community.csv
	cb-import -q -d city.db task office/task.csv
}

# column NAME VERB...: its values, without the header
column() {
	cb-task "${@:2}" -q --columns "$1" | sed 1d
}

@test "R2 the due day is in time with its end, a due minute to the minute; what is late says by how many days" {
	cb_run cb-task list -d office --today 2026-07-12 --columns no,state,days_late,days_left
	want 0
	same out 'no,state,days_late,days_left
T00003,逾期,2,
T00002,迟报,1,
T00001,按时,,
T00006,按时,,
T00005,迟报,,
T00004,按时,,
T00007,待办,,8
'
}

@test "F13 dated 7-10 is in time, 7-11 one day late; the rules may leave the day out, or roll over days off" {
	local state
	printf 'title,assignee,kind,due,done\n经费情况,西街社区,报送,2026-07-10,DAY\n' >one.csv
	[ "$(sed s/DAY/2026-07-10/ one.csv | column state,days_late list)" = 按时, ]
	[ "$(sed s/DAY/2026-07-11/ one.csv | column state,days_late list)" = 迟报,1 ]
	printf '%s\n' rule,what,value t,task.on_time,excluded h,task.holiday,no-roll >out.csv
	[ "$(sed s/DAY/2026-07-10/ one.csv | column state,days_late list --rules out.csv)" = 迟报,1 ]
	# 10 July 2026 is a Friday; due on Saturday the 11th, Monday is the first day that is worked
	printf '%s\n' rule,what,value t,task.on_time,included h,task.holiday,next-workday >roll.csv
	for state in 2026-07-13:按时, 2026-07-14:迟报,1; do
		[ "$(sed "s/2026-07-10/2026-07-11/; s/DAY/${state%%:*}/" one.csv | column state,days_late list --rules roll.csv)" = "${state#*:}" ]
	done
	printf '%s\n' rule,what,value t,task.on_time,included >lacks.csv
	cb_run cb-task list one.csv --rules lacks.csv
	want 1
	sed s/DAY/2026-07-10/ one.csv >two.csv
	cb_run cb-task list two.csv --rules lacks.csv
	want 2
	has err task.holiday
}

@test "D1 of 14 communities 13 and 12 have handed in: one and two are missing, by name and with the limit" {
	local i
	{
		echo title,assignee,kind,due,done
		for ((i = 1; i <= 14; i++)); do
			echo "排查,社区$i,报送,2026-07-10,$([ $i -eq 3 ] || echo 2026-07-09)"
			echo "经费,社区$i,报送,2026-07-10,$([ $((i % 7)) -eq 5 ] || echo 2026-07-09)"
		done
	} >d1.csv
	cb_run cb-task missing --today 2026-07-11 --columns assignee,title,due,state,days_late d1.csv
	want 1
	same out 'assignee,title,due,state,days_late
社区12,经费,2026-07-10,未报,1
社区3,排查,2026-07-10,未报,1
社区5,经费,2026-07-10,未报,1
'
	cb_run cb-task rate --by title --today 2026-07-11 --columns title,owed,handed,handed_rate d1.csv
	same out 'title,owed,handed,handed_rate
排查,14,13,92.86%
经费,14,12,85.71%
'
	# on the day itself nothing is missing yet
	cb_run cb-task missing --today 2026-07-10 d1.csv
	want 0
}

@test "missing tells what is not handed in, late, or a zero report; as of --received what came later is not there" {
	cb_run cb-task missing -d office -p 2026-07 --today 2026-07-12 --columns assignee,title,state,done
	want 1
	same out 'assignee,title,state,done
南塘社区,问题排查,未报,
柳浦社区,问题排查,迟报,2026-07-11
南塘社区,经费筹集,零报告,2026-07-10
柳浦社区,经费筹集,迟报,2026-07-10 17:01
'
	[ "$(column assignee,title missing -d office --received 2026-07-11 --where state=未报)" = 南塘社区,问题排查 ]
	[ -z "$(column assignee,title missing -d office --received 2026-07-09 --where state=未报)" ]
	cb_run cb-task missing -d office -p 2026-06 --today 2026-07-12
	want 0
}

@test "matrix, rate, late and remind add the same tasks up" {
	cb_run cb-task matrix -d office -p 2026-07 --today 2026-07-12
	same out 'assignee,经费筹集,问题排查
南塘社区,零,–
柳浦社区,迟,零
西街社区,✓,✓
'
	printf '报送内容,报送单位,任务类别,月份,报送时限,报送时间\n%s' '月报,西街社区,报送,2026-06,2026-07-05,2026-07-05
月报,西街社区,报送,2026-07,2026-08-05,2026-08-06
月报,柳浦社区,报送,2026-07,2026-08-05,
周报,西街社区,报送,,2026-07-07,
周报,西街社区,报送,,2026-07-14,2026-07-14
年报,西街社区,报送,2025,2026-01-15,
年报,西街社区,报送,2026,2027-01-15,
' >in.csv
	cb_run cb-task matrix in.csv --today 2026-08-12
	same out 'assignee,周报,年报,月报
柳浦社区,,,7月–
西街社区,7月7日–;7月14日✓,2025年–;2026年待,6月✓;7月迟
'
	cb_run cb-task rate -d office --today 2026-07-12 --where kind=报送
	same out 'assignee,owed,handed,in_time,late,zero,accepted,handed_rate,in_time_rate,accepted_rate
南塘社区,2,1,1,0,1,0,50.00%,50.00%,0.00%
柳浦社区,2,2,0,2,1,0,100.00%,0.00%,0.00%
西街社区,2,2,2,0,0,1,100.00%,100.00%,50.00%
'
	cb_run cb-task rate -d office --today 2026-07-22 --by kind --columns kind,owed,handed
	same out 'kind,owed,handed
报送,6,5
职责,1,0
'
	cb_run cb-task late -d office --today 2026-07-22 --columns assignee,late,overdue,days_late
	same out 'assignee,late,overdue,days_late
柳浦社区,2,0,1
南塘社区,0,1,12
周平,0,1,2
'
	cb_run cb-task remind -d office --today 2026-07-22
	want 0
	same out 'assignee,tasks,titles,since
南塘社区,1,问题排查(2026-07-10),2026-07-10
周平,1,楼道清理(2026-07-20),2026-07-20
'
	cb_run cb-report remind -d office --today 2026-07-22 --from 创建办 --each letters --format md
	want 0
	[ "$(ls letters)" = '南塘社区-催办函.md
周平-催办函.md' ]
	grep -q '有1项任务逾期尚未完成：楼道清理（2026-07-20）' letters/周平-催办函.md
}

@test "due and overdue end with 1 when there are any" {
	cb_run cb-task due -d office --within 8d --today 2026-07-12 --columns no
	want 1
	same out 'no
T00007
'
	cb_run cb-task due -d office --within 7d --today 2026-07-12 --columns no
	want 0
	cb_run cb-task overdue -d office --today 2026-07-12 --columns no
	want 1
	cb_run cb-task overdue -d office --today 2026-07-10 --columns no
	want 0
	cb_run cb-task due -d office --within soon
	want 2
	has err E656
}

@test "files, stdin, a folder and a database give the same bytes, in whatever order the rows are" {
	local verb
	database
	{ sed -n 1p office/task.csv && sed 1d office/task.csv | tac; } >turned.csv
	for verb in list 'list -p 2026-07' overdue 'due --within 9d' missing open 'load -p 2026-08' rate 'rate --by title,kind' late remind matrix; do
		# shellcheck disable=SC2086
		cb-task $verb -d office --today 2026-07-12 >folder || true
		[ "$(wc -l <folder)" -gt 1 ]
		# shellcheck disable=SC2086
		cb-task $verb -d city.db --today 2026-07-12 | cmp - folder
		# shellcheck disable=SC2086
		cb-task $verb turned.csv -d office --today 2026-07-12 | cmp - folder
		case $verb in open | load*) continue ;; esac # these look at other registers too
		# shellcheck disable=SC2086
		cb-task $verb --today 2026-07-12 <turned.csv | cmp - folder
	done
	cb-export -d city.db --format xlsx -o task.xlsx task
	cb-task list --today 2026-07-12 task.xlsx | cmp - <(cb-task list -d office --today 2026-07-12)
}

@test "assign: a row for each, * for each community, again every month to a day, the 31st being the last of the month" {
	cb-import -q -d city.db community office/community.csv
	cb_run cb-task assign 月报 '*' -d city.db --kind 报送 --due 2026-01-31 -p 2026-01 --every month --until 2026-03-31
	want 0
	same out 'no,title,assignee,kind,period,due,done,result
T00001,月报,西街社区,报送,2026-01,2026-01-31,,
T00002,月报,柳浦社区,报送,2026-01,2026-01-31,,
T00003,月报,南塘社区,报送,2026-01,2026-01-31,,
T00004,月报,西街社区,报送,2026-02,2026-02-28,,
T00005,月报,柳浦社区,报送,2026-02,2026-02-28,,
T00006,月报,南塘社区,报送,2026-02,2026-02-28,,
T00007,月报,西街社区,报送,2026-03,2026-03-31,,
T00008,月报,柳浦社区,报送,2026-03,2026-03-31,,
T00009,月报,南塘社区,报送,2026-03,2026-03-31,,
'
	[ "$(column series list -d city.db | sort -u)" = 月报 ]
	# a sheet may say * as well
	printf 'title,assignee,kind,due\n季报,*,报送,2026-04-05\n' >stars.csv
	cb-import -q -d city.db task stars.csv
	[ "$(column assignee list -d city.db --where title=季报)" = $'南塘社区\n柳浦社区\n西街社区' ]
	[ "$(column assignee list -d office stars.csv)" = $'南塘社区\n柳浦社区\n西街社区' ]
	cb_run cb-task assign 周报 西街 交通局 -d city.db --due '2026-05-05 12:00' --every week --until 2026-05-19 --dry-run
	want 0
	[ "$(grep -c 2026-05-19\ 12:00 <<<"$out")" -eq 2 ]
	cb_run cb-task assign 周报 西街 -d city.db --due 2026-05-05 --every fortnight --until 2026-06-01
	want 2
	has err E463
	cb_run cb-task assign 月报 西街 -d city.db --kind 报送 --due 2026-01-31 -p 2026-01
	want 1
	has err T00001
	cb_run cb-task assign 月报 西街 -d city.db
	want 1
	has err due
}

@test "what arrives closes what is owed, by rule task.closes; undo opens it again, and what was returned stays owed" {
	cb-import -q -d city.db community office/community.csv
	printf '%s\n' rule,what,key,value c1,task.closes,问题排查,problem c2,task.closes,月度得分,score >closes.csv
	cb-import -q -d city.db rule closes.csv
	cb-task assign 问题排查 '*' -q -d city.db --kind 报送 --due 2026-07-10 -p 2026-07
	cb-task assign 月度得分 西街 -q -d city.db --kind 报送 --due 2026-10-10 -p 2026Q3
	printf 'no,found,community,place,description,responsible,due\n2026-0001,2026-07-02,西街社区,路口,坑,西街社区,2026-07-08\n' >problem.csv
	CB_TODAY=2026-07-09 cb-import -q -d city.db problem problem.csv
	CB_TODAY=2026-07-11 cb-import -q -d city.db problem - <<<$'no,found,community,place,description,responsible,due\n2026-0002,2026-07-05,柳浦社区,桥头,坑,柳浦社区,2026-07-08'
	[ "$(column assignee,state missing -d city.db --today 2026-07-12)" = $'南塘社区,未报\n柳浦社区,迟报' ]
	[ "$(column assignee,done list -d city.db --today 2026-07-12 --where state=按时)" = '西街社区,2026-07-09 00:00' ]
	[ "$(column assignee missing -d city.db --received 2026-07-10)" = '' ]
	# the score of one month is something of the quarter
	CB_TODAY=2026-08-02 cb-import -q -d city.db score - <<<$'period,community,indicator,score\n2026-07,西街社区,total,90'
	[ "$(column state list -d city.db --today 2026-08-03 --where title=月度得分)" = 按时 ]
	cb-import -q undo "$(cb-import log -d city.db | tail -n 1 | cut -d, -f1)" -d city.db
	[ "$(column state list -d city.db --today 2026-08-03 --where title=月度得分)" = 待办 ]
	cb-task return T00001 -q -d city.db
	[ "$(column state list -d city.db --today 2026-07-12 --where no=T00001)" = 逾期 ]
}

@test "done, accept, return, extend, reassign: all of the numbers or none, and only what the task takes" {
	database
	cb_run cb-task done T00003 T00007 -d city.db --received 2026-07-12 --note 电话补报
	want 0
	[ "$(column no,state,note list -d city.db --today 2026-07-12 --where note=电话补报)" = $'T00003,迟报,电话补报\nT00007,按时,电话补报' ]
	cb-task return T00001 -q -d city.db
	[ "$(column done,state,result list -d city.db --today 2026-07-12 --where no=T00001)" = ,逾期,退回 ]
	cb-task done T00001 -q -d city.db --received 2026-07-13
	[ "$(column done,state,result list -d city.db --today 2026-07-13 --where no=T00001)" = 2026-07-13,迟报, ]
	cb-task accept -q -d city.db --where title=经费筹集
	[ "$(column result list -d city.db --where title=经费筹集 | sort -u)" = 采用 ]
	cb_run cb-task extend T00001 T00099 -d city.db --due 2026-08-01
	want 1
	has err E460
	has err E461
	[ "$(column due list -d city.db --where no=T00001)" = 2026-07-10 ]
	cb-task assign 补报 西街 -q -d city.db --due 2026-08-20
	cb-task extend T00008 -q -d city.db --due 2026-08-25
	cb-task reassign T00008 -q -d city.db --to 南塘
	[ "$(column due,assignee list -d city.db --where no=T00008)" = 2026-08-25,南塘社区 ]
	cb_run cb-task reassign T00008 -d city.db
	want 2
	has err --to
	cb_run cb-task done -d city.db
	want 2
	has err E465
	cb_run cb-task done -d city.db --where title=无此
	want 1
	has err E464
	# every entry is a batch and can be taken back
	cb-import -q undo "$(cb-import log -d city.db | tail -n 1 | cut -d, -f1)" -d city.db
	[ "$(column assignee list -d city.db --where no=T00008)" = 西街社区 ]
}

@test "done --title: what is open of that title, with --where of whom, and who has handled it" {
	database
	cb-task assign 月报 西街 柳浦 -q -d city.db --due 2026-07-31 --kind 报送
	cb_run cb-task done --title 月报 --handler 李干 -d city.db --where assignee=西街 --received 2026-07-30
	want 0
	same out 'no,title,assignee,kind,period,due,done,result
T00008,月报,西街社区,报送,,2026-07-31,2026-07-30,
'
	[ "$(column handler list -d city.db --where no=T00008)" = 李干 ]
	# what is done is not done once more
	cb_run cb-task done --title 月报 -d city.db --received 2026-08-02
	want 0
	has out T00009
	[[ "$out" != *T00008* ]]
	cb_run cb-task done --title 月报 -d city.db
	want 1
	has err E464
	cb-task accept --title 月报 -q -d city.db
	[ "$(column no list -d city.db --where result=采用 --where title=月报 | wc -l)" -eq 2 ]
	cb_run cb-task done T00003 --title 月报 -d city.db
	want 2
	cb_run cb-task list --title 月报 -d city.db
	want 2
}

@test "A6 of 12 people in office 10 have a task: the two are named, and the community without task or activity" {
	local i
	{ echo body,post,person,since && for ((i = 1; i <= 12; i++)); do echo "西街社区,干事$i,员$((100 + i)),2025-01-01"; done; } >office/post.csv
	{ echo title,assignee,due,handler && for ((i = 1; i <= 10; i++)); do echo "事$i,西街社区,2026-07-20,员$((100 + i))"; done; } >office/task.csv
	printf 'date,community,kind,title,state\n2026-07-09,南塘社区,会议,例会,已开展\n2026-08-09,南塘社区,会议,例会,取消\n' >office/activity.csv
	cb_run cb-task load -d office -p 2026-07
	want 1
	same out 'check,who,post,month
人人有任务,员111,干事11,2026-07
人人有任务,员112,干事12,2026-07
月月有安排,柳浦社区,,2026-07
'
	# in August nobody has anything, and what was cancelled is no arrangement
	cb_run cb-task load -d office -p 2026-08 --by check
	same out 'check,records
人人有任务,12
月月有安排,3
'
	printf '季度,柳浦社区,2026-07-30,员111\n例行,柳浦社区,2026-07-30,员112\n' >>office/task.csv
	cb_run cb-task load -d office -p 2026-07
	want 0
}

@test "A8 a cadre's 四个一: three are done, 合理化建议 is missing; a member is judged by a list of its own" {
	cat >office/task.csv <<-'END'
		title,assignee,kind,group,due,done
		公益活动,何为,职责,干部,2026-12-31,2026-03-05
		实事好事,何为,职责,干部,2026-12-31,2026-05-20
		社情民意,何为,职责,干部,2026-12-31,2026-06-01
		合理化建议,何为,职责,干部,2026-12-31,
		好事,陶乐,职责,党员,2026-12-31,2026-04-01
	END
	printf 'date,community,kind,title,leader,state\n2026-06-06,西街社区,义务劳动,清理楼道,陶乐,已开展\n' >office/activity.csv
	cb_run cb-task scorecard -d office --today 2026-07-12 --where list=四个一 --columns who,group,duty,state,how
	want 0
	same out 'who,group,duty,state,how
陶乐,党员,义务劳动,完成,活动记录
陶乐,党员,信息,缺,
陶乐,党员,合理化建议,缺,
陶乐,党员,好事,完成,任务登记
何为,干部,公益活动,完成,任务登记
何为,干部,合理化建议,缺,
何为,干部,实事好事,完成,任务登记
何为,干部,社情民意,完成,任务登记
'
	# a duty of every community and month counts the months until today
	printf '%s\n' rule,what,scope,key,value on,task.on_time,,,included h,task.holiday,,,no-roll d,task.duty,社区,义务劳动,month >rules.csv
	cb_run cb-task scorecard -d office --today 2026-07-12 --rules rules.csv --columns who,needed,done,state
	same out 'who,needed,done,state
南塘社区,7,0,缺
柳浦社区,7,0,缺
西街社区,7,1,缺
'
}

@test "R7 duties are derived where a record shows them, ticked by hand else, and which of both is said" {
	cat >office/community.csv <<-'END'
		name
		西街社区
		柳浦社区
	END
	printf '%s\n' community,name 西街社区,东园 柳浦社区,西园 >office/estate.csv
	printf '%s\n' name,level,parent 清和街道,街道, 清和街道城管办,街道,清和街道 市图书馆,市直, 共建委,市直, >office/unit.csv
	printf '%s\n' kind,party,community,since,until 共建,市图书馆,西街社区,2026-01-01, 共驻共建协议,市图书馆,西街社区,2025-01-01,2026-03-31 \
		共建,旧单位,西街社区,2025-01-01,2025-12-31 >office/link.csv
	printf '%s\n' no,date,community,flow,amount,party,reverses 2026-0001,2026-03-01,西街社区,收入,100,市图书馆, \
		2026-0002,2026-03-01,柳浦社区,收入,100,某厂, 2026-0003,2026-03-02,柳浦社区,收入,-100,某厂,2026-0002 >office/fund.csv
	printf '%s\n' date,community,kind,title,attended,estate,state 2026-05-01,西街社区,检查,卫生检查,市图书馆,东园,已开展 2026-09-01,柳浦社区,检查,下月检查,,,计划 >office/activity.csv
	printf '%s\n' no,kind,handler,group,helper,community,since 1,好事,何为,干部,何为,西街社区,2026-02-01 2,好事,,,陶乐,西街社区,2026-02-01 >office/care.csv
	printf '%s\n' title,assignee,kind,group,due,done 信息,陶乐,职责,党员,2026-12-31,2026-03-05 抓好任务,西园,职责,,2026-12-31,2026-04-05 \
		三,清和街道,职责,,2026-12-31,2026-04-05 经费筹集,西街社区,职责,,2026-12-31,2026-04-06 >office/task.csv
	printf '%s\n' rule,what,scope,key,at_least,value,measure on,task.on_time,,,,included, h,task.holiday,,,,no-roll, a,task.duty,社区,经费筹集,,year,职责 \
		b,task.duty,社区,检查,,half, c,task.duty,小区,抓好任务,,year, d,task.duty,共建单位,长效,,year,机制 e,task.duty,共建单位,参加,,year, \
		f,task.duty,街道,三,,year, g,care.commitment,干部,实事,2,year,四个一 i,care.commitment,党员,好事,1,year,四个一 j,care.commitment,党员,信息,1,year,四个一 \
		k,task.duty,小区,检查,,year, l,task.shown,,经费筹集,,fund:收入, m,task.shown,,长效,,link:共驻共建协议, n,task.shown,,参加,,activity:inspection, \
		o,task.shown,,实事,,care:好事, p,task.shown,,好事,,care:好事, >rules.csv
	cb_run cb-task scorecard -d office --today 2026-07-12 --rules rules.csv --columns who,list,duty,needed,done,state,how,last
	want 0
	same out 'who,list,duty,needed,done,state,how,last
柳浦社区,职责,经费筹集,1,0,缺,,
西街社区,职责,经费筹集,1,1,完成,任务登记;经费记录,2026-04-06
柳浦社区,,检查,2,0,缺,,
西街社区,,检查,2,1,缺,活动记录,2026-05-01
柳浦社区西园,,抓好任务,1,1,完成,任务登记,2026-04-05
西街社区东园,,抓好任务,1,0,缺,,
市图书馆,机制,长效,1,1,完成,联系记录,2025-01-01
市图书馆,,参加,1,1,完成,活动记录,2026-05-01
清和街道,,三,1,1,完成,任务登记,2026-04-05
柳浦社区西园,,检查,1,0,缺,,
西街社区东园,,检查,1,1,完成,活动记录,2026-05-01
陶乐,四个一,好事,1,0,缺,,
陶乐,四个一,信息,1,1,完成,任务登记,2026-03-05
何为,四个一,实事,2,1,缺,帮扶记录,2026-02-01
'
	cp stdout folder
	for register in community estate unit link activity care task; do cb-import -q -d city.db "$register" "office/$register.csv"; done
	cb-import -q -d city.db fund office/fund.csv
	cmp folder <(cb-task scorecard -d city.db --today 2026-07-12 --rules rules.csv --columns who,list,duty,needed,done,state,how,last)
	sed -i s/fund:收入/fund:开会/ rules.csv
	cb_run cb-task scorecard -d office --rules rules.csv
	want 2
	has err E737
}

@test "the lists of duties that are installed: each level's, six arrangements, four standards, three inclusions, two 四个一" {
	printf '%s\n' name,level 清和街道,街道 市图书馆,市直 共建委,市直 >office/unit.csv
	printf '%s\n' kind,party,community,since 共建,市图书馆,西街社区,2026-01-01 >office/link.csv
	printf '%s\n' community,name 西街社区,东园 >office/estate.csv
	printf '%s\n' title,assignee,group,due x,何为,干部,2026-02-01 x,陶乐,党员,2026-02-01 >office/task.csv
	printf 'name\n西街社区\n' >office/community.csv
	cb_run cb-task scorecard -d office --today 2026-01-12 --by list,group --columns list,group,records
	same out 'list,group,records
三纳入,街道,3
共建单位职责,共建单位,6
共建委职责,共建委,2
四个一,党员,4
四个一,干部,4
四个统一,社区,4
小区职责,小区,2
社区职责,社区,7
街道职责,街道,7
长效机制,社区,6
'
}

@test "open: one list by due date of tasks, problems, plans and links that end, of all or of one name" {
	printf '%s\n' date,community,kind,title,state 2026-08-01,西街社区,讲座,防汛讲座,计划 2026-07-01,西街社区,会议,例会,已开展 >office/activity.csv
	printf '%s\n' kind,party,community,since,until 共驻共建协议,市图书馆,西街社区,2025-07-01,2026-07-31 共建,市交通局,柳浦社区,2025-07-01, >office/link.csv
	printf '%s\n' no,found,community,place,description,responsible,due,state 2026-0001,2026-07-01,柳浦社区,路口,路面破损,市交通局,2026-07-15,派遣 >office/problem.csv
	printf '%s\n' name,level 市图书馆,市直 市交通局,市直 >office/unit.csv
	cb_run cb-task open -q -d office --today 2026-07-12 --columns due,what,title,who,days_left
	want 0
	same out 'due,what,title,who,days_left
2026-07-10,任务,问题排查,南塘社区,-2
2026-07-15,问题,路面破损,市交通局,3
2026-07-20,任务,楼道清理,周平,8
2026-07-31,联系到期,共驻共建协议,市图书馆,19
2026-08-01,活动计划,防汛讲座,西街社区,20
'
	[ "$(column what open 西街 -d office --today 2026-07-12)" = $'联系到期\n活动计划' ]
	[ "$(column what open 周平 -d office --today 2026-07-12)" = 任务 ]
}

@test "items: each indicator with who answers for it, what is done and shown, and what it lacks" {
	printf '%s\n' system,code,title,full,mode,office,person month,M1,环境卫生,25,,城管办,周平 month,M2,宣传教育,15,是否,, >office/indicator.csv
	printf '%s\n' name,level 城管办,街道 >office/unit.csv
	printf '%s\n' title,assignee,indicator,due,done,evidence 月检,城管办,环境卫生,2026-07-20,2026-07-18,照片.jpg 宣传周,西街社区,环境卫生\;宣传教育,2026-07-20,, >office/task.csv
	printf '%s\n' date,community,kind,title,indicator,link,state 2026-07-09,西街社区,大清扫,清扫,环境卫生,清扫.jpg,已开展 >office/activity.csv
	cb_run cb-task items -d office --columns code,office,duties,tasks,done,activities,evidence,lacks
	want 0
	same out 'code,office,duties,tasks,done,activities,evidence,lacks
M1,城管办,月检(城管办);宣传周(西街社区),2,1,1,照片.jpg;清扫.jpg,
M2,,宣传周(西街社区),1,0,0,,责任单位;责任人;材料
'
	# with the scores of the last period, in a folder and in a database
	printf '%s\n' period,community,indicator,score 2026-06,西街社区,环境卫生,5 2026-07,西街社区,环境卫生,20 2026-07,柳浦社区,环境卫生,22.5 2026-07,西街社区,宣传教育,是 >office/score.csv
	[ "$(column code,scored,score,score_rate items -d office)" = $'M1,2026-07,21.25,85.00%\nM2,2026-07,1,' ]
	[ "$(column code,scored,score items -d office -p 2026-06)" = $'M1,2026-06,5\nM2,,' ]
	cb-import -q --new -d all.db --all office
	cb-task items -d all.db | cmp - <(cb-task items -d office)
}

@test "--every names the day and the time: 周:二 12:00 from today on, 月:31 the last day of a shorter month" {
	cb-import -q -d city.db community office/community.csv
	# 15 July 2026 is a Wednesday
	cb_run cb-task assign 周报 西街 -d city.db --every '周:二 12:00' --until 2026-08-04 --today 2026-07-15
	want 0
	[ "$(column due list -d city.db)" = $'2026-07-21 12:00\n2026-07-28 12:00\n2026-08-04 12:00' ]
	cb_run cb-task assign 月报 柳浦 -d city.db --every '月：31' --due 2026-01-31 --until 2026-04-30 --dry-run
	[ "$(cut -d, -f6 <<<"$out" | sed 1d)" = $'2026-01-31\n2026-02-28\n2026-03-31\n2026-04-30' ]
	cb_run cb-task assign 季报 柳浦 -d city.db --every 'quarter:5 9:00' --until 2026-12-31 --today 2026-07-15 --dry-run
	[ "$(cut -d, -f6 <<<"$out" | sed 1d)" = $'2026-08-05 09:00\n2026-11-05 09:00' ]
	cb_run cb-task assign 周报 南塘 -d city.db --every 周:五 --due '2026-07-16 17:00' --until 2026-07-20 --dry-run
	[ "$(cut -d, -f6 <<<"$out" | sed 1d)" = '2026-07-17 17:00' ]
	for word in 周:八 周:二x '周:二 25:00' 日:二 月:32; do
		cb_run cb-task assign 周报 南塘 -d city.db --every "$word" --until 2026-12-31
		want 2
		has err E463
	done
}

@test "remind -o DIR: one letter for each who owes something, of what --where and -p choose" {
	cb_run cb-task remind -d office --today 2026-07-22 -o letters --format md
	want 0
	same out ''
	[ "$(ls letters)" = '南塘社区-催办函.md
周平-催办函.md' ]
	grep -q '有1项任务逾期尚未完成：楼道清理（2026-07-20）' letters/周平-催办函.md
	cb-task remind -d office --today 2026-07-22 -o some --where assignee=南塘社区
	[ "$(ls some)" = 南塘社区-催办函.docx ]
	# of files as well; a name with an extension is one table
	mkdir there.d
	cb-task remind office/task.csv --today 2026-07-22 -o there.d --format docx
	[ "$(ls there.d | wc -l)" -eq 2 ]
	cb-task remind office/task.csv --today 2026-07-22 -o all.csv
	[ "$(wc -l <all.csv)" -eq 3 ]
	# a file that is there is no folder, whatever it is called
	touch list
	cb-task remind office/task.csv --today 2026-07-22 -o list
	cmp list all.csv
	cb_run cb-task remind office/task.csv --today 2026-07-22 -o /dev/null
	want 0
	cb_run cb-task remind -d office --today 2026-07-01 -o none
	want 0
	[ ! -e none ] || [ -z "$(ls none)" ]
}

@test "plan --from indicators: each indicator to its office and person, once; one without an office is named" {
	printf '%s\n' system,code,title,full,office,person month,M1,环境卫生,25,城管办,周平 month,M2,宣传教育,15,, quarter,Q1,群众满意,10,城管办, >office/indicator.csv
	printf '%s\n' name,level 城管办,街道 >office/unit.csv
	cb-import -q -d city.db community office/community.csv
	cb-import -q -d city.db unit office/unit.csv
	cb-import -q -d city.db indicator office/indicator.csv
	cb_run cb-task plan month --from indicators -d city.db -p 2026-07 --due 2026-07-25 --every month --until 2026-08-31
	want 0
	same out 'no,title,assignee,kind,period,due,done,result
T00001,环境卫生,城管办,职责,2026-07,2026-07-25,,
T00002,环境卫生,城管办,职责,2026-08,2026-08-25,,
'
	same err 'cb-task: warning W645: 月度考评的指标“宣传教育”没有责任单位,未布置;请在指标台账填写责任单位
'
	[ "$(column handler,indicator list -d city.db | sort -u)" = 周平,环境卫生 ]
	[ "$(column code,duties,tasks items -d city.db)" = 'M1,环境卫生(城管办);环境卫生(城管办),2
M2,,0
Q1,,0' ]
	# what is planned already is not planned again
	cb_run cb-task plan --from indicators -q -d city.db --due 2026-07-25 --kind 承诺
	[ "$(column title,assignee,kind,due list -d city.db --where due=2026-07-25)" = $'环境卫生,城管办,职责,2026-07-25\n群众满意,城管办,承诺,2026-07-25' ]
	cb_run cb-task plan -d city.db --due 2026-07-25
	want 2
	has err '--from indicators'
	cb_run cb-task plan --from 指针 -d city.db --due 2026-07-25
	want 2
}

@test "what a meeting has decided names the meeting, and open has it with everything else" {
	database
	cb_run cb-task assign 滨河路整治 西街 -d city.db --kind 协调 --due 2026-08-31
	want 0
	has err W647
	cb_run cb-task assign 占道经营整治 柳浦 -d city.db --kind 议定 --source 共建委八月会议 --due 2026-08-31
	want 0
	same err ''
	[ "$(column kind,source list -d city.db --where source=共建委八月会议)" = 议定,共建委八月会议 ]
	# what is stored already is not told again
	cb_run cb-task done T00008 -d city.db --note 已办
	has err W647
	cb_run cb-task done T00009 -d city.db
	same err ''
}

@test "the meeting that a decision names is one that was held, once the register has meetings" {
	database
	printf '%s\n' date,community,kind,title,state 2026-08-05,柳浦社区,会议,共建委八月例会,已开展 2026-09-05,柳浦社区,会议,共建委九月例会,计划 2026-08-06,柳浦社区,检查,河道检查,已开展 | cb-import -q -d city.db activity -
	printf '%s\n' title,assignee,kind,due,source 甲,西街,议定,2026-08-31,共建委八月例会 乙,西街,协调,2026-08-31,共建委八月例会第三项 丙,西街,议定,2026-08-31,八月例会 丁,西街,议定,2026-08-31,2026-08-05会议 \
		戊,西街,职责,2026-08-31,市委52号 >task.csv
	cb_run cb-import -d city.db task task.csv
	want 0
	same err ''
	printf '%s\n' title,assignee,kind,due,source 己,西街,议定,2026-08-31,共建委七月例会 庚,西街,协调,2026-08-31,共建委九月例会 辛,西街,协调,2026-08-31,河道检查 >task.csv
	cb_run cb-import -d city.db task task.csv
	want 0
	same err 'cb-import: task.csv:2: warning W738 source: “己”:活动台账中没有名称或日期为“共建委七月例会”的已开展会议;请核对“依据”;是不是“共建委八月例会”?
cb-import: task.csv:3: warning W738 source: “庚”:活动台账中没有名称或日期为“共建委九月例会”的已开展会议;请核对“依据”;是不是“共建委八月例会”?
cb-import: task.csv:4: warning W738 source: “辛”:活动台账中没有名称或日期为“河道检查”的已开展会议;请核对“依据”
cb-import: 0 个错误,3 个警告
'
}

@test "B10 weekly by Tuesday 12:00, on the second working day after where that is off; late, missing, zero, accepted" {
	cb-import -q -d city.db community office/community.csv
	printf '%s\n' rule,what,value t,task.on_time,included h,task.holiday,second-workday >roll.csv
	# 17 February 2026 is a Tuesday within the holiday that the installed calendar has; the 24th and 25th are worked
	cb-task assign 周报 西街 -q -d city.db --kind 报送 --every '周:二 12:00' --until 2026-03-03 --today 2026-02-10
	[ "$(column due list -d city.db)" = $'2026-02-10 12:00\n2026-02-17 12:00\n2026-02-24 12:00\n2026-03-03 12:00' ]
	cb-task done T00001 -q -d city.db --received '2026-02-10 12:01'
	cb-task done T00002 -q -d city.db --received '2026-02-25 12:00'
	cb-task done T00003 -q -d city.db --received '2026-02-24 12:00' --result 零报告
	cb-task accept T00002 -q -d city.db
	[ "$(column no,state,days_late list -d city.db --rules roll.csv --today 2026-03-04)" = 'T00001,迟报,
T00002,按时,
T00003,按时,
T00004,逾期,1' ]
	[ "$(column no,state missing -d city.db --rules roll.csv --today 2026-03-04)" = $'T00001,迟报\nT00003,零报告\nT00004,未报' ]
	[ "$(column owed,handed,late,zero,handed_rate,in_time_rate,accepted_rate rate -d city.db --rules roll.csv --today 2026-03-04)" = 4,3,1,1,75.00%,50.00%,33.33% ]
	# without the roll the same report would have been late
	[ "$(column state list -d city.db --today 2026-03-04 --where no=T00002)" = 迟报 ]
}

@test "a list that says no kind has no submission, which is told; a time of day owes nothing" {
	printf '报送内容,报送单位,报送时限,报送时间\n小结,西街社区,2026-07-10,\n小结,柳浦社区,2026-07-10,2026-07-09\n' >in.csv
	cb_run cb-task missing in.csv
	want 0
	has err 'warning W771: 没有类别为“报送”的任务,2 项没有写任务类别,未列入核查;'
	cb_run cb-task matrix in.csv
	has err W771
	cb_run cb-task missing --default kind=报送 in.csv --columns assignee,state
	want 1
	same err ''
	same out $'assignee,state\n西街社区,未报\n'
	database
	cb_run cb-task assign -d city.db 周报 西街 --every 周:二 12:00 --until 2026-08-31
	want 2
	has err "error E770: “12:00”是时刻,不是责任单位;日子和时刻要用引号写在一起:--every '周:二 12:00'"
	[ "$(column title list -d city.db | grep -c 周报)" -eq 0 ]
}

@test "各社区 is every community, several named are each of them; a person beside the unit is who handles it" {
	printf 'name,level\n城管局,区直\n' >office/unit.csv
	database
	cb-import -q -d city.db unit office/unit.csv
	cat >list.csv <<-'END'
		序号,工作任务,责任单位,责任人,完成时限
		1,楼道清理,各社区,社区书记,2026-07-31
		2,广告更新,西街社区、城管局,周平,2026-08-31
		3,旧账,文明城市创建办公室,周平,2026-09-30
	END
	cb_run cb-import -d city.db task list.csv
	want 0
	same err 'cb-import: list.csv:4:3: warning W740 assignee: 责任单位:“文明城市创建办公室”既没有登记,也不在任职名单中
'
	[ "$(column title,assignee,handler list -d city.db | grep -E '^(广告|旧账|楼道清理,.*,社区书记)' | sort)" = '广告更新,城管局,周平
广告更新,西街社区,周平
旧账,文明城市创建办公室,周平
楼道清理,南塘社区,社区书记
楼道清理,柳浦社区,社区书记
楼道清理,西街社区,社区书记' ]
	# without a unit beside it, the person owes it
	printf '任务,责任人,截止\n走访,周平,2026-10-31\n' >list.csv
	cb-import -q -d city.db task list.csv
	[ "$(column assignee,handler list -d city.db --where due=2026-10-31)" = 周平, ]
	cb-task assign -q -d city.db 小结 所有社区 --due 2026-11-30 >assigned
	[ "$(column series list -d city.db --where title=小结 | sort | uniq -c | tr -s ' ')" = ' 3 小结' ]
}

@test "a time limit is read as lists write it: before a day, the end of a month, the last day of a range" {
	local row
	for row in 7月15日前=2026-07-15 2026年7月15日之前=2026-07-15 7月15日以前完成=2026-07-15 7月15日17时前报送='2026-07-15 17:00' \
		7月15日下班前=2026-07-15 截至7月15日=2026-07-15 7月底前=2026-07-31 2月末=2026-02-28 2024年2月底=2024-02-29 \
		7月中旬=2026-07-20 7月10日-15日=2026-07-15 2026年底前=2026-12-31 '2026-07-15 09:30=2026-07-15 09:30'; do
		printf '任务,责任单位,截止\n材料,西街社区,%s\n' "${row%%=*}" >task.csv
		cb_run cb-import -p 2026 task task.csv --columns due
		want 0
		same out "due
${row#*=}
"
	done
	for row in 前 节前 7月32日前 7月15日前后 会前 13月底; do
		printf '任务,责任单位,截止\n材料,西街社区,%s\n' "$row" >task.csv
		cb_run cb-import -p 2026 task task.csv
		want 1
		grep -q "task.csv:2:3: error E2[0-9][0-9] due: “$row”" stderr
	done
	printf '任务,责任单位,截止\n材料,西街社区,7月底前\n' >task.csv
	cb_run cb-import task task.csv
	want 1
	has err 'task.csv:2:3: error E211 due: “7月底前”没有年份'
	printf '任务,责任单位,截止,完成\n材料,西街社区,7月底前,7月15日前\n' >task.csv
	cb_run cb-import -p 2026 task task.csv
	want 1
	has err 'task.csv:2:4: error E210 done: “7月15日前”不是日期'
}

@test "a label that --map gives to the note goes there, though it is called as another column; a wrong member is named alone" {
	printf '%s\n' 工作事项,完成情况,完成时限,责任科室,责任人 建群,已完成,2026-10-01,党建办,鲁山 >l.csv
	cb_run cb-import task l.csv --map 完成情况=note --map 责任人=note
	want 0
	same out 'title,assignee,due,note
建群,党建办,2026-10-01,完成情况:已完成;责任人:鲁山
'
	cb_run cb-import post l.csv --map 完成情况=note
	want 2
	has err 'error E613: “note”不是台账 post 的栏目'
}
