#!/usr/bin/env bats
# cb-problem: what is open, late, due; whose turn it is.
# shellcheck disable=SC2016,SC2154 # words of sqlite3
load helper

prepare() {
	mkdir office
	cat >office/problem.csv <<-'END'
		no,found,community,place,description,kind,level,responsible,due,width,small,state
		2026-0001,2026-07-01 09:00,西街社区,3栋,楼道堆物,楼道堆物,,西街社区,2026-07-08,,,
		2026-0002,2026-07-01 09:40,西街社区,4栋,无,,,,,,,
		2026-0003,2026-07-02 15:10,柳浦社区,滨河路,路面破损,路面破损,,交通局,2026-07-20,,,
		2026-0004,2026-07-03 08:30,南塘社区,后巷,乱倒垃圾,乱倒垃圾,1,农贸公司,2026-07-06 17:00,,,
	END
	cat >office/problem_log.csv <<-'END'
		problem,step,at,action,actor,to,due
		2026-0001,1,2026-07-01 10:00,立案,孟庆,,
		2026-0001,2,2026-07-01 10:30,派遣,孟庆,,
		2026-0001,3,2026-07-04 17:00,整改,西街社区,,
		2026-0001,4,2026-07-06 09:00,结案,孟庆,,
		2026-0003,1,2026-07-02 15:30,立案,孟庆,,
		2026-0003,2,2026-07-02 16:00,派遣,孟庆,市政公司,
		2026-0003,3,2026-07-18 11:00,延期,市政公司,,2026-07-31
		2026-0004,1,2026-07-03 09:00,立案,孟庆,,
		2026-0004,2,2026-07-03 09:10,派遣,孟庆,,
	END
}

# one ROW: a table of problems, for a single one
one() {
	printf 'no,found,community,place,description,%s\n%s\n' "$1" "$2"
}

# column NAME VERB...: its values, without the header
column() {
	cb-problem "${@:2}" -q --columns "$1" | sed 1d
}

@test "list says the state of the log, whose turn it is, what is late and what was suggested" {
	cb_run cb-problem list -d office --today 2026-07-25 --columns no,level,due,state,turn,days,late,suggested
	want 0
	same out 'no,level,due,state,turn,days,late,suggested
2026-0001,社区小区,2026-07-08,结案,,5,否,责任层级
2026-0003,责任部门,2026-07-31,派遣,市政公司,23,否,责任层级
2026-0004,社区小区,2026-07-06 17:00,派遣,农贸公司,22,是,
'
}

@test "a folder, a database and their exports give the same answers" {
	local verb
	cb-import -q -d city.db problem office/problem.csv
	cb-import -q -d city.db problem_log office/problem_log.csv
	mkdir again
	cb-export -d city.db problem >again/problem.csv
	cb-export -d city.db problem_log >again/problem_log.csv
	for verb in list overdue 'due --within 20d' age summary 'summary --by state,month' 'show 2026-0003'; do
		# shellcheck disable=SC2086
		cb_run cb-problem $verb -d office --today 2026-07-25
		local folder=$out code=$status
		# shellcheck disable=SC2086
		cb_run cb-problem $verb -d city.db --today 2026-07-25
		want "$code"
		same out "$folder"
		# shellcheck disable=SC2086
		cb_run cb-problem $verb -d again --today 2026-07-25
		same out "$folder"
	done
	# a file alone knows states, not limits that were moved
	[ "$(column state list again/problem.csv)" = "$(column state list -d city.db)" ]
	cb-export -d city.db --format xlsx -o problem.xlsx problem
	[ "$(column state list problem.xlsx)" = "$(column state list - <again/problem.csv)" ]
}

@test "overdue and due end with 1 when there are any, else with 0 and a header" {
	cb_run cb-problem overdue -d office --today 2026-07-06 --columns no
	want 0
	same out 'no
'
	cb_run cb-problem overdue -d office --today 2026-07-07 --columns no
	want 1
	same out 'no
2026-0004
'
	cb_run cb-problem due -d office --within 3d --today 2026-07-28 --columns no
	want 1
	same out 'no
2026-0003
'
	cb_run cb-problem due -d office --within 2日 --today 2026-07-28 --columns no
	want 0
	cb_run cb-problem due -d office --within soon
	want 2
	has err E656
}

@test "show tells the days between the steps and how long the next one has waited" {
	cb_run cb-problem show -d office --today 2026-07-25 2026-0003 --columns at,action,state,days,actor
	want 0
	same out 'at,action,state,days,actor
2026-07-02 15:10,登记,登记,,
2026-07-02 15:30,立案,立案,0,孟庆
2026-07-02 16:00,派遣,派遣,0,孟庆
2026-07-18 11:00,延期,派遣,16,市政公司
,待办,派遣,7,市政公司
'
	cb_run cb-problem show -d office 2026-0009
	want 1
	has err E560
	cb_run cb-problem show -d office
	want 2
	has err E657
}

@test "P2 counts by level and by whom answers" {
	{
		echo found,community,place,description,level,responsible,due
		local level n i
		for level in 1:8 2:4 3:5 4:3; do
			n=${level#*:}
			for ((i = 1; i <= n; i++)); do
				echo "2026-07-0$((i % 9 + 1)),西街社区,$level-$i,坑,${level%:*},单位$((i % 2)),2026-07-10"
			done
		done
	} >twenty.csv
	cb_run cb-problem summary twenty.csv --columns level,problems
	same out 'level,problems
社区小区,8
街道,4
共建单位,5
责任部门,3
'
	cb_run cb-problem summary --by responsible twenty.csv --columns responsible,problems
	same out 'responsible,problems
单位0,9
单位1,11
'
}

@test "P3 the width of the road says who cleans it, 10 metres included" {
	local width who
	while read -r width who; do
		[ "$(one width,due "1,2026-07-01,西街社区,路,脏,$width,2026-07-02" | column responsible list)" = "$who" ]
	done <<-'END'
		12 环卫处
		10 环卫处
		6 社区保洁
	END
	[ "$(one width,due,responsible "1,2026-07-01,西街社区,路,脏,12,2026-07-02,园林所" | column responsible list)" = 园林所 ]
}

@test "P4 the level of a kind is suggested, the user's word wins" {
	[ "$(one kind '1,2026-07-01,西街社区,路,坑,路面破损' | column level,suggested list)" = 责任部门,责任层级 ]
	[ "$(one kind '1,2026-07-01,西街社区,路,有人乱倒垃圾,' | column level list)" = 共建单位 ]
	[ "$(one kind '1,2026-07-01,西街社区,路,坑,小卫生死角' | column level list)" = 社区小区 ]
	[ "$(one kind,level '1,2026-07-01,西街社区,路,坑,路面破损,2' | column level,suggested list)" = 街道, ]
}

@test "P6 a small problem is to be solved the same day" {
	[ "$(one small,fixed,state '1,2026-07-01 09:00,西街社区,路,坑,是,2026-07-02,已整改' | column due,late list)" = '2026-07-01,是' ]
	[ "$(one small,fixed,state '1,2026-07-01 09:00,西街社区,路,坑,是,2026-07-01 23:00,已整改' | column late list)" = 否 ]
}

@test "P13 working days and working hours go over the calendar, with days worked for a holiday" {
	# of the installed calendar, which the office's own goes before
	one kind '1,2024-10-11 16:00,西街社区,路,坑,暴露垃圾' >work.csv
	[ "$(column due list -d office work.csv)" = '2024-10-12 16:00' ]
	[ "$(column due list work.csv)" = '2024-10-12 16:00' ]
	printf 'date,kind\n2024-10-12,休\n' >office/calendar.csv
	[ "$(column due list -d office work.csv)" = '2024-10-14 16:00' ]
	printf 'date,kind\n2024-10-12,班\n' >office/calendar.csv
	head -1 "$CB_TREE/share/rules/rules.csv" >rules.csv
	grep problem.work_hours "$CB_TREE/share/rules/rules.csv" >>rules.csv
	echo 'wet,problem.due,,积水,,,4工作时,,,,,' >>rules.csv
	one kind '1,2024-10-11 16:00,西街社区,路,坑,积水' >work.csv
	# an hour on Friday, three on the Saturday that is worked
	[ "$(column due list -d office --rules rules.csv work.csv)" = '2024-10-12 12:00' ]
}

@test "a suspension moves the limit on where rule problem.suspend says so, an extension sets it anew" {
	cat >>office/problem_log.csv <<-'END'
		2026-0004,3,2026-07-05 09:10,缓办,孟庆,,
	END
	head -1 "$CB_TREE/share/rules/rules.csv" >rules.csv
	cp rules.csv no.csv
	echo 'stop,problem.suspend,,,,,是,,,,,' >>rules.csv
	echo 'go,problem.suspend,,,,,否,,,,,' >>no.csv
	cb_run cb-problem overdue -d office --rules rules.csv --today 2026-07-10 --columns no
	want 0
	cb_run cb-problem overdue -d office --rules no.csv --today 2026-07-10 --columns no
	want 1
	echo 2026-0004,4,2026-07-08 09:10,派遣,孟庆,, >>office/problem_log.csv
	[ "$(column due list -d office --rules rules.csv --where no=2026-0004)" = '2026-07-09 17:00' ]
	[ "$(column due list -d office --rules no.csv --where no=2026-0004)" = '2026-07-06 17:00' ]
}

@test "the steps of one minute keep their order, and are not undone by the order of the file" {
	cat >office/problem_log.csv <<-'END'
		problem,step,at,action
		2026-0001,3,2026-07-01 10:00,整改
		2026-0001,2,2026-07-01 10:00,派遣
		2026-0001,1,2026-07-01 10:00,立案
	END
	[ "$(column state list -d office --where no=2026-0001)" = 待核查 ]
}

@test "the person who came with a problem is neither shown nor asked by" {
	one visitor '1,2026-07-01,西街社区,路,坑,李建国' >in.csv
	local verb
	for verb in list overdue due age summary 'show 1'; do
		# shellcheck disable=SC2086
		cb_run cb-problem $verb in.csv
		lacks '李' "$BATS_TEST_TMPDIR/stdout" "$BATS_TEST_TMPDIR/stderr"
	done
	cb_run cb-problem list --where visitor=李建国 in.csv
	want 2
	has err 'E670: --where:“visitor”属个人信息'
	cb-problem list --reveal --where visitor=李建国 --columns no in.csv
	cb_run cb-problem summary --by visitor in.csv
	want 2
	cb_run cb-problem list --columns visitor in.csv
	want 2
}

# ---- writing

# stored: the folder in city.db
stored() {
	cb-import -q -d city.db problem office/problem.csv
	cb-import -q -d city.db problem_log office/problem_log.csv
}

# steps: how many are in the log
steps() {
	sqlite3 city.db 'SELECT count(*) FROM problem_log'
}

@test "--reveal is in the log before the answer is seen, one that is not clean as well" {
	stored
	cb_run cb-problem overdue -d city.db --today 2026-08-01 --columns no
	want 1
	mv stdout clean
	cb_run cb-problem overdue -d city.db --today 2026-08-01 --columns no --reveal
	want 1
	cmp clean stdout
	[ "$(cb-import -d city.db log | tail -n 1 | cut -d , -f 3)" = 'cb-problem --reveal overdue' ]
	printf 'period,community,indicator,score\n2026-07,西街社区,卫生,90\n' | cb-import -q -d city.db score -
	cb-rank --reveal -q -d city.db >rank.csv
	[ "$(cb-import -d city.db log | tail -n 1 | cut -d , -f 3)" = 'cb-rank --reveal' ]
}

@test "open enters one problem, with what rules suggest, and prints it" {
	stored
	cb_run cb-problem open -d city.db --community 西街 --place 5栋 --description 路灯不亮 --kind 无路灯 \
		--responsible 交通局 --due 2026-08-20 --visitor 李建国
	want 0
	same out 'no,found,community,place,description,level,responsible,due,state,suggested
2026-0005,2026-08-15,西街,5栋,路灯不亮,责任部门,交通局,2026-08-20,登记,责任层级
'
	lacks 李建国 "$BATS_TEST_TMPDIR/stderr"
	[ "$(sqlite3 city.db "SELECT count(*) FROM batch WHERE what LIKE '%李建国%'")" -eq 0 ]
}

@test "P1 what is required and what is missing is named, by every way in" {
	local what
	for what in community place description responsible due; do
		local all=(--community 西街 --place 5栋 --description 坑 --responsible 交通局 --due 2026-08-20) left=() i
		for ((i = 0; i < ${#all[@]}; i += 2)); do
			[ "${all[i]}" = "--$what" ] || left+=("${all[i]}" "${all[i + 1]}")
		done
		stored
		cb_run cb-problem open -d city.db "${left[@]}"
		want 1
		has err "error E201 $what: "
		rm city.db
	done
	one responsible '2026-0009,2026-07-01,西街社区,5栋,坑,交通局' >in.csv
	cb_run cb-import -d city.db problem in.csv
	want 1
	has err 'in.csv:2: error E201 due: '
	cb_run cb-import problem in.csv
	want 1
	has err 'in.csv:2: error E201 due: '
	# a building where nothing was found needs neither; a rule may give both
	one kind '2026-0009,2026-07-01,西街社区,5栋,无,' >in.csv
	cb-import -q -d city.db problem in.csv
	one kind,width '2026-0010,2026-07-01,西街社区,5栋,脏,暴露垃圾,12' >in.csv
	cb-import -q -d city.db problem in.csv
}

@test "a step of a problem that there is not is refused, also where there is none at all" {
	printf '社区\n西街社区\n' | cb-import -q -d city.db community -
	cb_run cb-problem fix -d city.db 2026-0009
	want 1
	has err 'E560'
	[ "$(steps)" = 0 ]
}

@test "a step for several problems: all of them or none" {
	stored
	cb_run cb-problem fix -d city.db 2026-0003 2026-0004 --at '2026-08-01 10:00' --actor 孟庆 --note 已修
	want 0
	same out 'problem,step,at,action,state
2026-0003,4,2026-08-01 10:00,整改,待核查
2026-0004,3,2026-08-01 10:00,整改,待核查
'
	cb_run cb-problem verify -d city.db 2026-0003 2026-0001 --at '2026-08-02 10:00'
	want 1
	same err 'cb-problem: error E562 action: 2026-0001 在 2026-08-02 10:00 的状态是“结案”,不能“结案”;可以:回访满意、回访不满意、重开
'
	[ "$(steps)" -eq 11 ]
	cb_run cb-problem verify -n -d city.db 2026-0003 --at '2026-08-02 10:00'
	want 0
	[ "$(steps)" -eq 11 ]
	cb_run cb-problem verify -d city.db --where state=待核查 --at '2026-08-02 10:00'
	want 0
	[ "$(steps)" -eq 13 ]
	[ "$(column state list -d city.db | sort -u)" = 结案 ]
	cb_run cb-problem verify -d city.db --where state=待核查
	want 1
	has err E440
	cb_run cb-problem verify -d city.db
	want 2
	has err E657
}

@test "visit-back asks after the close, and 满意率 is of those asked; a request for a later limit moves none" {
	stored
	cb_run cb-problem visit-back -d city.db 2026-0001 --at '2026-07-08 10:00'
	want 2
	has err '--satisfied=yes|no'
	cb_run cb-problem visit-back -d city.db 2026-0003 --satisfied yes --at '2026-07-19 10:00'
	want 1
	has err 'E562 action: 2026-0003 在 2026-07-19 10:00 的状态是“派遣”,不能“回访满意”'
	cb-problem visit-back -q -d city.db 2026-0001 --satisfied 否 --at '2026-07-08 10:00' --note 又堵了
	cb-problem visit-back -q -d city.db 2026-0001 --satisfied yes --at '2026-07-09 10:00'
	cb_run cb-problem rates -d city.db -p 2026-07 --columns rate,numerator,denominator,percent
	has out '满意率,1,2,50'
	[ "$(column state list -d city.db --where no=2026-0001)" = 结案 ]
	cb_run cb-problem ask-extension -d city.db 2026-0004 --at '2026-07-05 10:00'
	want 1
	has err E565
	cb-problem ask-extension -q -d city.db 2026-0004 --at '2026-07-05 10:00' --due 2026-07-30
	[ "$(column due,state,turn list -d city.db --where no=2026-0004)" = '2026-07-06 17:00,派遣,审批延期' ]
	cb-problem extend -q -d city.db 2026-0004 --at '2026-07-05 11:00' --due 2026-07-30
	[ "$(column due,state,turn list -d city.db --where no=2026-0004)" = '2026-07-30,派遣,农贸公司' ]
}

@test "a step before the last one needs a reason, and those after it must still be allowed" {
	stored
	cb_run cb-problem notify -d city.db 2026-0003 --at '2026-07-10 09:00'
	want 1
	has err E563
	cb_run cb-problem notify -d city.db 2026-0003 --at '2026-07-10 09:00' --late 漏记
	want 0
	cb_run cb-problem suspend -d city.db 2026-0003 --at '2026-07-02 15:45' --late 漏记
	want 0
	# 派遣 is allowed from 缓办: the state is that of the latest step
	[ "$(column state list -d city.db --where no=2026-0003)" = 派遣 ]
	cb_run cb-problem fix -d city.db 2026-0001 --at '2026-07-01 10:10' --late 漏记
	want 1
	has err E564
	[ "$(steps)" -eq 11 ]
	cb_run cb-problem accept -d city.db 2026-0003 --at '2026-06-01 10:10' --late 漏记
	want 1
	has err E546
}

@test "cb-import is held to the same steps, and to problems that there are" {
	stored
	printf 'problem,at,action\n2026-0003,2026-08-01,结案\n2026-0099,2026-08-01,受理\n2026-0004,2026-07-03 09:05,通知\n' >log.csv
	cb_run cb-import -d city.db problem_log log.csv
	want 1
	has err 'log.csv:2: error E562 action: '
	has err 'log.csv:3: error E560 problem: '
	has err 'log.csv:4: error E563 at: '
	[ "$(steps)" -eq 9 ]
}

@test "undo-step withdraws the last step alone; cb-import undo leaves no course that is none" {
	stored
	cb-problem fix -q -d city.db 2026-0003 --at '2026-08-01 10:00' >/dev/null
	cb-problem verify -q -d city.db 2026-0003 --at '2026-08-02 10:00' >/dev/null
	cb_run cb-import undo -d city.db 4
	want 1
	has err 'E562 action: 2026-0003' # 结案 without 整改 cannot stay
	[ "$(steps)" -eq 11 ]
	cb-problem undo-step -d city.db 2026-0003
	cb-problem undo-step -d city.db 2026-0003
	[ "$(steps)" -eq 9 ]
	[ "$(column state list -d city.db --where no=2026-0003)" = 派遣 ]
	cb_run cb-problem undo-step -d city.db 2026-0001
	want 1
	has err E569
}

@test "an imported state becomes steps of the log, or is refused" {
	stored
	one state,fixed,responsible,due '2026-0004,2026-07-03 08:30,南塘社区,后巷,乱倒垃圾,已整改,2026-07-05 10:00,农贸公司,2026-07-06 17:00' >in.csv
	cb_run cb-import -q -d city.db problem in.csv
	want 0
	[ "$(sqlite3 -separator , city.db "SELECT step, at, action, note FROM v_problem_log WHERE problem = '2026-0004' AND step = '3'")" = \
		'3,2026-07-05 10:00,整改,自动补' ]
	# the same once more changes nothing
	cb-import -q -d city.db problem in.csv
	[ "$(steps)" -eq 10 ]
	one state,responsible,due '2026-0004,2026-07-03 08:30,南塘社区,后巷,乱倒垃圾,登记,农贸公司,2026-07-06 17:00' >in.csv
	cb_run cb-import -d city.db problem in.csv
	want 1
	has err E567
	[ "$(steps)" -eq 10 ]
}

@test "the export of another system is followed day by day" {
	export_of() {
		printf '案件编号,上报时间,社区,地点,问题描述,小类,处置单位,截止时间,结案时间,案件状态\n%s\n' "$1"
	}
	export_of '370001,2026-07-01 08:00,西街社区,人民路,井盖破损,井盖,市政公司,2026-07-03 08:00,,派遣' >day1.csv
	export_of '370001,2026-07-01 08:00,西街社区,人民路,井盖破损,井盖,市政公司,2026-07-03 08:00,2026-07-02 16:00,结案' >day2.csv
	export_of '370001,2026-07-01 08:00,西街社区,人民路,井盖破损,井盖,市政公司,2026-07-03 08:00,2026-07-02 16:00,立案' >day3.csv
	cb-import -q -d city.db --default source=数字城管 problem day1.csv
	[ "$(column state,turn list -d city.db)" = 派遣,市政公司 ]
	cb-import -q -d city.db --default source=数字城管 problem day2.csv
	cb-import -q -d city.db --default source=数字城管 problem day2.csv
	[ "$(sqlite3 -separator , city.db "SELECT group_concat(action, ' '), count(DISTINCT note) FROM v_problem_log")" = \
		'立案 派遣 整改 结案,1' ]
	# the other system has opened it again
	cb-import -q -d city.db --default source=数字城管 problem day3.csv
	[ "$(column no,state list -d city.db)" = 2026-0001,立案 ]
}

@test "a case that is seen when it is fixed was registered and sent to somebody, as one that was followed" {
	cat >cases.csv <<-'END'
		工单编号,来电时间,所属社区,发生地址,诉求内容,诉求类型,承办单位,要求办结时间,办结时间,办理状态,来电人
		A1,2026-07-01 08:00:30,西街社区,1号,油烟,投诉,城管局,2026-07-08 18:00,2026-07-06 15:21:00,已办结,王翠花
		A2,2026-07-02 08:00,西街社区,2号,路灯,求助,供电公司,2026-07-05 18:00,,处理中,
	END
	cb_run cb-import -d city.db problem cases.csv
	want 0
	has err 'cases.csv:3:6: warning W247 petition: “求助”'
	lacks 翠花 stderr
	[ "$(sqlite3 -separator , city.db "SELECT problem, group_concat(action, ' ') FROM v_problem_log GROUP BY problem")" = \
		$'2026-0001,立案 派遣 整改 结案\n2026-0002,立案 派遣' ]
	cb_run cb-problem rates -d city.db -p 2026-07 --columns rate,numerator,denominator
	has out $'立案率,2,2\n派遣率,2,2\n结案率,1,2\n'
	printf '任务号,案件来源,上报时间,社区,地址描述,问题描述,处置单位,处置截止时间,处置完成时间,案件状态\n%s\n' \
		'9,监督员上报,2026-07-01 08:20,西街社区,8号,垃圾,环卫处,2026-07-01 12:20,2026-07-01 10:05,待核查' >digital.csv
	cb-import -q -d city.db problem digital.csv
	cb_run cb-problem list -d city.db --where case_no=9 --columns place,source,due,state,fixed
	same out 'place,source,due,state,fixed
8号,数字城管,2026-07-01 12:20,待核查,2026-07-01 10:05
'
}

@test "a state goes to the problem of its place, not to another that is worded alike" {
	cat >survey.csv <<-'END'
		发现时间,社区,楼栋,地点,问题,责任单位,整改时限,是否整改,整改时间
		2026-07-03,西街社区,1幢,楼道,小广告,西街社区,2026-07-10,,
		2026-07-03,西街社区,2幢,楼道,小广告,西街社区,2026-07-10,,
		2026-07-03,柳浦社区,2幢,楼道,小广告,柳浦社区,2026-07-10,,
	END
	cb-import -q -d city.db problem survey.csv
	sed -i '2s/,,$/,是,2026-07-05/; 3s/,,$/,否,/' survey.csv
	cb_run cb-import -d city.db problem survey.csv
	want 0
	[ "$(column no,building,state list -d city.db)" = \
		$'2026-0001,1幢,待核查\n2026-0002,2幢,登记\n2026-0003,2幢,登记' ]
	# the log has another day: it is not passed over
	sed -i '2s/07-05$/07-06/' survey.csv
	cb_run cb-import -d city.db problem survey.csv
	want 1
	has err 'survey.csv:2:9: error E767 fixed: 2026-0001 的“整改时间”按流转记录是 2026-07-05,本行写 2026-07-06;'
	cb-problem undo-step -q -d city.db 2026-0001
	cb-import -q -d city.db problem survey.csv
	[ "$(column no,fixed list -d city.db | sed -n 1p)" = '2026-0001,2026-07-06' ]
}

@test "a tick or a cross says whether it was put right" {
	printf '发现时间,社区,地点,问题,责任单位,整改时限,是否整改\n' >ticks.csv
	printf '2026-07-03,西街社区,%s,垃圾,西街社区,2026-07-10,%s\n' 1栋 √ 2栋 × 3栋 ✔ >>ticks.csv
	cb-import --columns place,state problem ticks.csv | cmp - <(printf 'place,state\n1栋,待核查\n2栋,登记\n3栋,待核查\n')
}

@test "several problems that are numbered in one cell are counted as one, and that is said once a sheet" {
	local text
	for text in '1.垃圾 2.飞线' '①垃圾；②飞线' '（1）垃圾（2）飞线' '1、垃圾2、飞线' $'1）垃圾\n2）飞线'; do
		printf '发现时间,社区,地点,问题,责任单位,整改时限\n2026-07-03,西街社区,1栋,"%s",西街社区,2026-07-10\n' "$text" >several.csv
		printf '2026-07-03,西街社区,2栋,1.垃圾 2.飞线 3.其他,西街社区,2026-07-10\n' >>several.csv
		cb_run cb-import problem several.csv
		want 0
		has err 'several.csv:2:4: warning W772 description: 这一格编号写了 2 个问题,只按一个登记、统计'
		[ "$(grep -c W772 stderr)" -eq 1 ]
	done
	for text in 1、2单元堆物 宽1.5米、长2.5米 1号楼、2号楼 '1.垃圾' 2.垃圾 长1.; do
		sed -i "2,\$d" several.csv
		printf '2026-07-03,西街社区,1栋,%s,西街社区,2026-07-10\n' "$text" >>several.csv
		cb_run cb-import problem several.csv
		same err ''
	done
}

@test "a sheet that goes on from week to week: what was entered before is told, once a sheet" {
	printf '发现时间,社区,地点,问题,责任单位,整改时限\n' >week.csv
	printf '2026-07-03,西街社区,%s栋,垃圾,西街社区,2026-07-10\n' 1 2 >>week.csv
	cb-import -q -d city.db problem week.csv
	printf '2026-07-09,西街社区,3栋,垃圾,西街社区,2026-07-12\n' >>week.csv
	cb_run cb-import -d city.db problem week.csv
	want 0
	same err 'cb-import: week.csv:2: warning W766: 有 2 行的时间、地点、问题与已登记的相同,如 2026-0001 与 2026-0003;'\
'重复登记的请用 cb-problem merge 2026-0001 2026-0003 并案,整表重报的请用 cb-import undo 3 撤销,填上编号再导入
'
	cb-import undo -q -d city.db 3
	# with its numbers it is the same problems
	cb-export -d city.db problem --columns no,found,community,place,description,responsible,due >numbered.csv
	printf ',2026-07-09,西街社区,3栋,垃圾,西街社区,2026-07-12\n' >>numbered.csv
	cb_run cb-import -d city.db problem numbered.csv
	want 0
	same err ''
	[ "$(column place list -d city.db | paste -sd ' ')" = '1栋 2栋 3栋' ]
}

@test "a time limit that counts from the day it was found; 立即整改 is that day, and said" {
	local row
	for row in 立即整改=2026-07-03 当天=2026-07-03 3日内=2026-07-06 三天之内=2026-07-06 一周内完成=2026-07-10 \
		'24小时内=2026-07-04 09:30' 7月15日前=2026-07-15; do
		one responsible,due "A1,2026-07-03 09:30,西街社区,3栋,垃圾,西街社区,${row%%=*}" >in.csv
		cb_run cb-import -p 2026 problem in.csv --columns due
		want 0
		same out "due
${row#*=}
"
	done
	for row in 3日 内 三内 工作日内 5个工作周内 3日内外; do
		one responsible,due "A1,2026-07-03 09:30,西街社区,3栋,垃圾,西街社区,$row" >in.csv
		cb_run cb-import problem in.csv
		want 1
		has err "in.csv:2:7: error E210 due: “$row”不是日期"
	done
	printf '社区,地点,问题,责任单位,整改时限\n西街社区,%s栋,垃圾,西街社区,立即整改\n' 1 >in.csv
	printf '西街社区,%s栋,垃圾,西街社区,立即整改\n' 2 >>in.csv
	cb_run cb-import --default found=2026-07-03 problem in.csv --columns due
	want 0
	same err 'cb-import: in.csv:2:5: warning W768 due: “立即整改”按当日计,时限为 2026-07-03;此栏以下同样处理
'
	same out $'due\n2026-07-03\n2026-07-03\n'
	cb-import -q -d city.db community - <<<$'name\n西街社区'
	cb-problem open -q -d city.db --community 西街 --place 5栋 --description 垃圾 --responsible 西街社区 \
		--found 2026-07-03 --due 3日内 >opened
	grep -q ',2026-07-06,' opened
}

@test "P13 a time limit of working days or hours ends by the calendar, which a Saturday worked and a holiday change" {
	local row
	for row in '2024-09-30 09:30,2个工作日=2024-10-09' '2024-10-11 16:00,1个工作日内完成=2024-10-12' \
		'2024-10-11,十个工作日内=2024-10-24' '2024-10-11 16:00,4个工作小时内=2024-10-12 12:00'; do
		printf '发现时间,整改时限,社区,地点,问题,责任单位\n%s,西街社区,3栋,垃圾,西街社区\n' "${row%=*}" >in.csv
		cb_run cb-import problem in.csv --columns due
		want 0
		same out "due
${row#*=}
"
	done
	printf '发现时间,整改时限,社区,地点,问题,责任单位\n,5个工作日,西街社区,3栋,垃圾,西街社区\n' >in.csv
	cb_run cb-import problem in.csv
	want 1
	has err 'in.csv:2:2: error E275 due: “5个工作日”要从发现时间算起'
	grep -v problem.work_hours "$CB_TREE/share/rules/rules.csv" >none.csv
	printf '发现时间,整改时限,社区,地点,问题,责任单位\n2024-10-11,4工作时,西街社区,3栋,垃圾,西街社区\n' >in.csv
	cb_run cb-import --rules none.csv problem in.csv
	want 2
	has err 'E509: 没有规则 problem.work_hours'
	cb-import -q -d city.db community - <<<$'name\n西街社区'
	cb-problem open -q -d city.db --community 西街 --place 5栋 --description 垃圾 --responsible 西街社区 \
		--found 2024-09-30 --due 2个工作日 >opened
	grep -q ',2024-10-09,' opened
}

@test "a building is a place, with its estate and staircase, where the sheet says no other" {
	printf '发现时间,社区,小区,楼栋,单元,问题,责任单位,整改时限\n2026-07-01,西街社区,西苑,3栋,2单元,垃圾,西街社区,2026-07-05\n' >in.csv
	echo 2026-07-01,西街社区,西苑,4,,无,, >>in.csv
	cb_run cb-import problem in.csv --columns place
	want 0
	same out $'place\n西苑3栋2单元\n西苑4栋\n'
	echo 2026-07-01,西街社区,西苑,,,垃圾,西街社区,2026-07-05 >>in.csv
	cb_run cb-import problem in.csv
	want 1
	has err 'in.csv:4: error E201 place:'
	cut -d, -f1-3,5- in.csv >none.csv
	cb_run cb-import problem none.csv
	want 1
	same err 'cb-import: none.csv:1: error E344 place: 表中没有必填的“地点”一栏;请补上这一栏,或用 --default place=…
'
	printf '发现时间,社区,楼栋,地点,问题,责任单位,整改时限\n2026-07-01,西街社区,3栋,楼顶,垃圾,西街社区,2026-07-05\n' >in.csv
	cb_run cb-import problem in.csv --columns place
	same out $'place\n楼顶\n'
	cb-import -q -d city.db community - <<<$'name\n西街社区'
	cb-problem open -q -d city.db --community 西街 --building 5栋 --description 垃圾 --responsible 西街社区 \
		--found 2026-07-01 --due 2026-07-03 >opened
	grep -q ',5栋,' opened
}

@test "a problem with steps does not go" {
	stored
	cb_run cb-import undo -d city.db 2
	want 1
	has err E568
	[ "$(sqlite3 city.db 'SELECT count(*) FROM problem')" -eq 4 ]
}

# ---- what adds up

@test "P5 exposed are those notified as often as the rule says, and the serious" {
	local i
	{
		echo problem,at,action
		echo 2026-0004,2026-07-03,立案
		for i in 1 2; do echo "2026-0004,2026-07-1$i 09:00,通知"; done
	} >office/problem_log.csv
	[ -z "$(column no exposure -d office)" ]
	echo '2026-0004,2026-07-13 09:00,通知' >>office/problem_log.csv
	[ "$(column no,responsible,reason,dates,rule exposure -d office)" = \
		'2026-0004,农贸公司,3次通知不落实,2026-07-11;2026-07-12;2026-07-13,notify-3' ]
	# done is done
	echo '2026-0004,2026-07-14 09:00,整改' >>office/problem_log.csv
	echo '2026-0004,2026-07-14 10:00,结案' >>office/problem_log.csv
	[ -z "$(column no exposure -d office)" ]
	[ "$(one serious,person '7,2026-07-01,西街社区,路,坑,是,程守义' | column person,reason exposure)" = '程守义,"性质严重,影响大局"' ]
}

@test "P12 what comes back within 30 days is linked to the old case" {
	cat >back.csv <<-'END'
		no,found,community,place,description,kind,state,closed,rebound_of
		1,2026-06-01,西街社区,3栋,堆物,楼道堆物,结案,2026-06-10 09:00,
		2,2026-07-10,西街社区,3栋,堆物,楼道堆物,结案,2026-07-12 09:00,
		3,2026-08-11,西街社区,3栋,又堆物,楼道堆物,登记,,
		4,2026-08-11 10:00,西街社区,4栋,又堆物,楼道堆物,登记,,
		5,2026-08-11 11:00,西街社区,4栋,脏,垃圾,登记,,1
	END
	[ "$(column no,rebound_of,days,rule rebound back.csv | paste -sd' ')" = '2,1,30,rebound 3,2,30,rebound 5,1,62,原编号' ]
	sed -i 's/^3,2026-08-11,/3,2026-08-11 09:01,/' back.csv
	[ "$(column no rebound back.csv | paste -sd' ')" = '2 5' ]
}

@test "coverage counts buildings, those of 无 too, and is not clean while one lacks" {
	printf 'community,name,buildings\n西街社区,西街小区,2\n西街社区,钟楼里,1\n' >office/estate.csv
	cat >office/problem.csv <<-'END'
		found,community,estate,building,place,description,responsible,due
		2026-07-01,西街社区,西街小区,1栋,1栋,坑,交通局,2026-07-09
		2026-07-01,西街社区,西街小区,1栋,1栋,灯,交通局,2026-07-09
		2026-07-01,西街社区,西街小区,2栋,2栋,无,,
	END
	cb_run cb-problem coverage -d office
	want 1
	same out 'community,estate,surveyed,buildings,missing,percent
西街社区,西街小区,2,2,0,100
西街社区,钟楼里,0,1,1,0
'
	echo '2026-07-02,西街社区,钟楼里,1栋,1栋,无,,' >>office/problem.csv
	cb_run cb-problem coverage -d office
	want 0
}

@test "hotspots: places and kinds, the most first, all that share the last place" {
	cat >hot.csv <<-'END'
		found,community,place,description,kind
		2026-07-01,西街社区,后巷,坑,路面
		2026-07-02,西街社区,后巷,坑,路面
		2026-07-02,西街社区,前街,坑,路面
		2026-07-02,柳浦社区,后巷,坑,路面
		2026-07-02,柳浦社区,后巷,坑,路面
		2026-07-02,柳浦社区,后巷,灯,路灯
	END
	[ "$(column community,place,problems hotspots 1 hot.csv | paste -sd' ')" = '柳浦社区,后巷,2 西街社区,后巷,2' ]
	[ "$(column problems hotspots hot.csv | paste -sd' ')" = '2 2 1 1' ]
	cb_run cb-problem hotspots 0 hot.csv
	want 2
	has err E659
}

@test "P10 P11 petitions keep their marks; what was passed to the newspaper stays open" {
	mkdir 46
	cat >office/problem.csv <<-'END'
		no,found,community,place,description,responsible,due,petition,people,source
		1,2026-07-01,西街社区,接待室,邻里,西街社区,2026-07-09,纠纷,1350多,民愿接待
		2,2026-07-01,西街社区,接待室,生活,西街社区,2026-07-09,困难,近千,民愿接待
		3,2026-07-01,柳浦社区,接待室,工作,柳浦社区,2026-07-09,就业,850,民愿接待
		4,2026-07-01,柳浦社区,路,坑,柳浦社区,2026-07-09,,,排查
	END
	printf 'name\n西街社区\n柳浦社区\n' >office/community.csv
	printf 'problem,at,action\n3,2026-07-02,转报社\n1,2026-07-02,整改\n1,2026-07-03,结案\n' >office/problem_log.csv
	cb_run cb-problem petitions -d office
	want 0
	same out 'counter,petitions,people,solved,media,share,per_community
化解纠纷,1,1350+,1,0,~42.2,~675
解决困难,1,1000-,0,0,~31.3,~500
解决就业,1,850,0,1,~26.6,425
'
	# 3200多 in 46 communities
	awk 'BEGIN { print "name"; for (i = 1; i <= 46; i++) print "第" i "社区" }' >46/community.csv
	printf 'found,community,place,description,responsible,due,people,source\n2026-07-01,第1社区,接待室,来访,第1社区,2026-07-09,3200多,民愿接待\n' >46/problem.csv
	[ "$(column people,per_community petitions -d 46)" = 3200+,~69.6 ]
	[ "$(column no,state,turn list -d office --where no=3)" = '3,登记,受理;转报社追踪' ]
}

@test "score turns rates into records that cb-rank takes from a pipe" {
	cp "$CB_TREE/share/rules/rules.csv" .
	cat >>rules.csv <<-'END'
		s90,problem.score,,结案率,90,,20,,,,,
		s00,problem.score,,结案率,0,,5,,,,,
		t70,problem.score,,按期结案率,70,,50,,,,,
	END
	cb_run cb-problem score -d office -p 2026-07 --rules rules.csv
	want 0
	same out 'period,community,indicator,score,note
2026-07,南塘社区,结案率,5,0/1 s00
2026-07,南塘社区,按期结案率,0,0/1 t70
2026-07,柳浦社区,结案率,5,0/1 s00
2026-07,柳浦社区,按期结案率,0,0/1 t70
2026-07,西街社区,结案率,20,1/1 s90
2026-07,西街社区,按期结案率,50,1/1 t70
'
	cb_run bash -c 'cb-problem score -d office -p 2026-07 --rules rules.csv | cb-rank -q -p 2026-07 --columns community,score'
	want 0
	has out '西街社区,70'
	cb_run cb-problem score -d office -p 2026-07
	want 2
	has err 'E509'
	cb_run cb-problem score -d office --rules rules.csv
	want 2
	has err E658
	cb_run cb-problem score --units -d office -p 2026-07 --rules rules.csv
	has out '交通局,结案率'
}

@test "merge voids what was entered twice, and says into which it went" {
	stored
	cb-problem open -q -d city.db --community 南塘 --place 后巷 --description 有垃圾 --responsible 农贸公司 --due 2026-08-20 >/dev/null
	cb_run cb-problem merge -d city.db 2026-0004 2026-0005
	want 0
	same out 'problem,step,at,action,state
2026-0005,1,2026-08-15 00:00,作废,作废
'
	[ "$(sqlite3 city.db "SELECT note FROM v_problem_log WHERE problem = '2026-0005'")" = '并入 2026-0004' ]
	# neither into one that is not there or void, nor what is beyond being void, nor into itself
	cb_run cb-problem merge -d city.db 2026-0009 2026-0004
	want 1
	has err E560
	cb_run cb-problem merge -d city.db 2026-0005 2026-0004
	want 1
	has err E560
	cb_run cb-problem merge -d city.db 2026-0004 2026-0003
	want 1
	has err E562
	cb_run cb-problem merge -d city.db 2026-0004 2026-0004
	want 2
}

@test "open311: service requests of GeoReport v2, each with its fields" {
	cb_run cb-problem list -d office --today 2026-07-25 --format open311 --where no=2026-0001
	want 0
	[ "$(jq -c '.[0] | [.service_request_id, .status, .status_notes, .service_name, .agency_responsible, .requested_datetime, .updated_datetime, .expected_datetime, .address, .lat]' <<<"$out")" = \
		'["2026-0001","closed","结案","楼道堆物","西街社区","2026-07-01T09:00:00+08:00","2026-07-06T09:00:00+08:00","2026-07-08T23:59:00+08:00","西街社区 3栋",null]' ]
	[ "$(cb-problem list -q -d office --format open311 | jq -r '.[].status' | paste -sd' ')" = 'closed open open' ]
	[ "$(cb-problem overdue -q -d office --today 2026-07-02 --format open311 | jq length)" -eq 0 ]
	cb-problem list -q -d office -o list.docx # as the other commands write it
	unzip -p list.docx word/document.xml | grep -q 问题清单
	cb_run cb-problem rates -d office --format open311
	want 2
	has err E630
}

@test "evidence: a photo that serves two problems, or before and after, is found" {
	echo 前 >before.jpg
	echo 后 >after.jpg
	cp before.jpg copy.jpg
	printf 'no,found,community,place,description,responsible,due,evidence\n1,2026-07-01,西街,路,坑,交通局,2026-07-09,before.jpg\n2,2026-07-01,西街,路,坑,交通局,2026-07-09,lost.jpg\n' >office/problem.csv
	printf 'problem,step,at,action,evidence\n1,1,2026-07-02,整改,after.jpg\n' >office/problem_log.csv
	cb_run cb-problem evidence -d office --columns no,step,file,state,same_as
	want 0
	same out 'no,step,file,state,same_as
1,0,before.jpg,已核,
1,1,after.jpg,已核,
2,0,lost.jpg,无法读取,
'
	[ "$(cb-problem evidence -d office --columns sha256 | sed -n 2p)" = "$(sha256sum <before.jpg | cut -d' ' -f1)" ]
	sed -i 's/after.jpg/after.jpg;copy.jpg/' office/problem_log.csv
	sed -i 's/lost.jpg/after.jpg/' office/problem.csv
	cb_run cb-problem evidence -d office --columns no,file,state,same_as
	want 1
	same out 'no,file,state,same_as
1,before.jpg,已核,
1,after.jpg,已核,
1,copy.jpg,重复,1/0
2,after.jpg,重复,1/1
'
}

# ---- sheets that go out and come back ----

# sent [OPTION...]: sheets/UNIT.xlsx of what is stored
sent() {
	stored
	cb-import -q -d city.db problem - <<-'END'
		no,found,community,estate,building,place,description,responsible,due
		2026-0005,2026-07-04 08:30,西街社区,锦绣苑,5栋,东门,路灯不亮,市政公司,2026-07-09
		2026-0006,2026-07-05,西街社区,,,西门,积水,市政公司,2026-07-15 12:00
	END
	cb-problem sheets -d city.db -o sheets "$@"
}

@test "sheets: what is open and not yet fixed, a workbook for whom it was sent to or a community" {
	sent --by responsible
	[ "$(ls sheets | paste -sd' ')" = '农贸公司.xlsx 市政公司.xlsx' ]
	[ "$(cb-import cells sheets/市政公司.xlsx | sed -n '3,6p')" = '编号,问题,地点,时限,整改情况,整改时间,照片,说明
2026-0003,路面破损,柳浦社区 滨河路,2026-07-31
2026-0005,路灯不亮,西街社区 锦绣苑 5栋 东门,2026-07-09
2026-0006,积水,西街社区 西门,2026-07-15 12:00' ]
	unzip -p sheets/市政公司.xlsx xl/worksheets/sheet1.xml | grep -q 'sqref="E4:E1003".*整改中,已整改,申请延期'
	cb-problem sheets -d city.db -o again --by community --where 社区=西街
	[ "$(ls again)" = 西街社区.xlsx ]
	cb_run cb-problem sheets -d city.db
	want 2
	has err '-o DIR'
	cb_run cb-problem sheets -d city.db -o other --by level
	want 2
	[ ! -e other ]
	printf x >other
	cb_run cb-problem sheets -d city.db -o other
	want 2
	cb_run cb-problem sheets -n -d city.db -o none
	want 0
	[ ! -e none ]
}

@test "what comes back becomes steps of the log, a batch a file; a second time nothing does" {
	sent
	cp -R sheets blank
	cb_run cb-import -v -d city.db problem blank/*.xlsx
	want 0
	has err '存入 0 条'
	fill sheets/市政公司.xlsx E4=已整改 F4=2026-07-18 G4=a.jpg H4=已补 E5=整改中 E6=申请延期 F6=2026-08-20
	fill sheets/农贸公司.xlsx E4=已整改 F4='2026-07-04 10:30'
	local before after
	before=$(steps)
	cb-import -n -q -d city.db problem sheets/*.xlsx
	[ "$(steps)" = "$before" ]
	cb_run cb-import -d city.db problem sheets/*.xlsx
	want 0
	same err ''
	# a day is never before the step of that day before it: the extension of 07-18 11:00
	[ "$(cb-export -d city.db problem_log --columns problem,step,at,action,actor,due,evidence,note | grep -E '0003,4|0004,3|0006')" = \
		'2026-0003,4,2026-07-18 11:00,整改,市政公司,,a.jpg,已补
2026-0004,3,2026-07-04 10:30,整改,农贸公司,,,
2026-0006,1,2026-08-15 00:00,申请延期,市政公司,2026-08-20,,' ]
	[ "$(cb-import log -d city.db | tail -n 2 | cut -d, -f2-5)" = 'problem_log,sheets/农贸公司.xlsx,问题整改,1
problem_log,sheets/市政公司.xlsx,问题整改,2' ]
	cb-problem verify -q -d city.db 2026-0003 --at '2026-07-19 10:00'
	after=$(cb-export -d city.db problem_log; cb-import log -d city.db)
	cb_run cb-import -v -d city.db problem sheets/*.xlsx
	want 0
	has err '存入 0 条'
	[ "$(cb-export -d city.db problem_log; cb-import log -d city.db)" = "$after" ]
	cb-export --verify -d city.db
}

@test "a sheet that comes back with another cell changed, or filled in wrongly, is refused by its address" {
	sent
	local log
	log=$(steps)
	fill sheets/市政公司.xlsx B4=路面没事 D4=2026-09-31 A5=2026-0001 H6=已做
	fill sheets/农贸公司.xlsx E4=已整改
	cb_run cb-import -d city.db problem sheets/*.xlsx --return back
	want 1
	same err 'cb-import: sheets/农贸公司.xlsx:问题整改!E4: error E356 at: 2026-0004:“已整改”要填整改时间:何时改好,或申请延到何时
cb-import: sheets/市政公司.xlsx:问题整改!B4: error E353 description: 2026-0003:“问题”下发时是“路面破损”,现为“路面没事”;请改回原样,只填后四栏
cb-import: sheets/市政公司.xlsx:问题整改!D4: error E353 due: 2026-0003:“时限”下发时是“2026-07-31”,现为“2026-09-31”;请改回原样,只填后四栏
cb-import: sheets/市政公司.xlsx:问题整改!A5: error E354 no: 这份表下发时没有编号为“2026-0001”的问题;请改回原编号,另加的行请删去;其他问题用 cb-problem open 登记
cb-import: sheets/市政公司.xlsx:问题整改!H6: error E355 note: 2026-0006:这一格填了,“整改情况”却空着;请选“已整改”或“申请延期”
cb-import: 5 个错误,0 个警告
'
	[ "$(steps)" = "$log" ]
	[ "$(ls back | wc -l)" -eq 2 ]
	# what the machine does not allow: the row; nothing of the other file is stored either
	cb-problem sheets -d city.db -o more
	fill more/农贸公司.xlsx E4=已整改 F4=2026-07-04
	fill more/市政公司.xlsx E4=已整改 F4=2026-07-20 E5=整改中 H5=等材料
	cb-problem fix -q -d city.db 2026-0003 --at '2026-07-19 10:00'
	cb_run cb-import -d city.db problem more/*.xlsx
	want 1
	has err 'more/市政公司.xlsx:问题整改!H5: warning W357 note: 2026-0005 还在整改中:这一格没有入库'
	has err 'more/市政公司.xlsx:问题整改!4: error E562 action: 2026-0003 在 2026-07-20 00:00 的状态是“待核查”,不能“整改”'
	[ "$(steps)" = $((log + 1)) ]
	fill more/市政公司.xlsx E4= F4= E5=已整改 F5=2026-08-16
	cb_run cb-import -d city.db problem more/*.xlsx --on-error skip
	want 2
	cb_run cb-import -d city.db problem more/*.xlsx
	want 1
	has err '!F5: error E359 at: 2026-0005:整改时间 2026-08-16 还没有到;请更正'
	[ "$(steps)" = $((log + 1)) ]
	cb_run cb-import problem more/农贸公司.xlsx
	want 2
	has err E623
}
