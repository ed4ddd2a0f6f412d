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
	cb_run cb-task rate -d office --today 2026-07-12 --where kind=报送
	same out 'assignee,owed,handed,in_time,late,zero,accepted,handed_rate,in_time_rate,accepted_rate
南塘社区,2,1,1,0,1,0,50.00%,50.00%,0.00%
柳浦社区,2,2,0,2,1,0,100.00%,0.00%,0.00%
西街社区,2,2,2,0,0,1,100.00%,100.00%,50.00%
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
	[ "$(ls letters)" = '南塘社区-remind.md
周平-remind.md' ]
	grep -q '有1项任务逾期尚未完成：楼道清理（2026-07-20）' letters/周平-remind.md
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
	for verb in list overdue 'due --within 9d' missing rate 'rate --by title,kind' late remind matrix; do
		# shellcheck disable=SC2086
		cb-task $verb -d office --today 2026-07-12 >folder || true
		[ "$(wc -l <folder)" -gt 1 ]
		# shellcheck disable=SC2086
		cb-task $verb -d city.db --today 2026-07-12 | cmp - folder
		# shellcheck disable=SC2086
		cb-task $verb turned.csv -d office --today 2026-07-12 | cmp - folder
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
