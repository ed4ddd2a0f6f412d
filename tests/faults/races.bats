#!/usr/bin/env bats
# Two commands that write to one database at the same time: what comes of it is what comes of one after the other,
# to the byte: what each says, how each ends, and the whole database. Each verb against itself and each third of those
# behind it in the list (EVERY, 3; 1 = all of them), ROUNDS times (2), both let off at once by a lock that was held until
# both waited.
load ../cmd/helper

# The verbs: a name, and the command. What an import has read may be overtaken by what changes how it is read: then
# it may be told to run again, and has stored nothing.
verbs() {
	cat <<-'END'
		score cb-import -q -d city.db score august.csv
		community cb-import -q -d city.db community more.csv
		alias cb-import -q -d city.db alias alias.csv
		rule cb-import -q -d city.db rule rules.csv
		fund cb-import -q -d city.db fund gifts.csv
		again cb-import -q -d city.db --again fund gifts.csv
		replaces cb-import -q -d city.db --replaces 4 score july.csv
		undo cb-import undo -q -d city.db 6
		receive cb-fund receive -q -d city.db --date 2026-07-09 --community 西街 --amount 5
		spend cb-fund spend -q -d city.db --date 2026-07-10 --community 西街 --amount 60 --use 宣传栏 --purpose 更新橱窗 --community-consent 王某
		pledge cb-fund pledge -q -d city.db --date 2026-07-11 --community 东街 --party 某公司 --amount 8
		reverse cb-fund reverse -q -d city.db --date 2026-07-12 2026-0001
		remit cb-fund remit -q -d city.db --date 2026-07-12 --community 东街 --amount 8
		close cb-fund close -q -d city.db -p 2026-07
		statement cb-fund statement -q -d city.db --publish
		publish cb-rank -q -d city.db -p 2026-07 --publish
		republish cb-rank -q -d city.db -p 2026-07 --republish 更正
		appoint cb-org appoint -q -d city.db 西街 书记 李四 --date 2026-07-05
		rename cb-org rename -q -d city.db 东街 东苑
		join cb-org merge -q -d city.db 东街 西街 --from 2026-07-10
		vacate cb-org leave -q -d city.db 西街 主任 --date 2026-07-31
		reveal cb-export -q -d city.db --reveal volunteer
		report cb-report -q -d city.db --reveal names.md
		open cb-problem open -q -d city.db --found 2026-08-01T08:00 --community 西街 --place 院内 --description 积水 --responsible 西街 --due 2026-08-03
		register cb-problem register -q -d city.db 2026-0001 2026-0002 --at 2026-07-04T08:00
		chosen cb-problem register -q -d city.db --where 社区=西街 --at 2026-07-04T08:00
		fold cb-problem merge -q -d city.db 2026-0001 2026-0002 --at 2026-07-04T08:00
		asked cb-problem ask-extension -q -d city.db 2026-0001 --at 2026-07-04T08:00 --due 2026-08-20
		sheet cb-import -q -d city.db problem sheets/西街.xlsx
		back cb-problem undo-step -q -d city.db 2026-0001
		hold cb-activity hold -q -d city.db 西街 会议 例会 --date 2026-07-09 --people 12
		assign cb-task assign -q -d city.db 月报 西街 东街 --due 2026-08-31
		plan cb-task plan -q -d city.db --from indicators --due 2026-08-31
		owed cb-task done -q -d city.db T00001 --received 2026-07-09
		log cb-volunteer log -q -d city.db V00001 --date 2026-07-03 --hours 1 --activity 巡逻
		approve cb-volunteer approve -q -d city.db --where 活动=清扫
		leave cb-volunteer leave -q -d city.db V00001 --date 2026-07-31
		transfer cb-volunteer transfer -q -d city.db V00001 东街
		same cb-volunteer merge -q -d city.db V00002 V00001
		certify cb-volunteer certificate -q -d city.db V00001 -p 2026-07 --issuer 西街
		revoke cb-volunteer revoke -q -d city.db 2026-0001 --reason 时长有误
		visit cb-care visit -q -d city.db 2026-0001 --on 2026-07-09
		helper cb-care assign -q -d city.db 2026-0001 西街
		link cb-org link -q -d city.db 共建 西街 东街 --date 2026-07-01
		add cb-org add -q -d city.db estate community=西街 name=东园
		announce cb-activity announce -q -d city.db 西街 会议 例会 --date 2026-07-09
		extend cb-task extend -q -d city.db T00001 --due 2026-09-01
		decline cb-volunteer decline -q -d city.db --where 活动=清扫
		unnamed cb-care forget -q -d city.db 2026-0001 --reason 本人要求
		forget cb-volunteer forget -q -d city.db V00001 --reason 本人要求
	END
}

setup_file() {
	[ -z "${SAN:-}" ] || return 0
	load ../cmd/helper
	cd "$BATS_FILE_TMPDIR" || return 1
	verbs >verbs
	printf 'name\n西街\n东街\n' >community.csv
	printf 'name\n南街\n' >more.csv
	printf 'alias,name,of\n西大街,西街,社区\n' >alias.csv
	printf 'rule,what,value\noverdraw,fund.overdraw,不禁止\n' >rules.csv
	printf 'period,community,indicator,score\n2026-07,西街,total,90\n2026-07,东街,total,80\n' >first.csv
	printf 'period,community,indicator,score\n2026-07,西街,total,70\n2026-07,东街,total,85\n' >july.csv
	printf 'period,community,indicator,score\n2026-08,西街,total,60\n2026-08,东街,total,50\n' >august.csv
	printf 'date,community,flow,source,amount\n2026-07-08,西街,收入,单位,30\n2026-07-08,东街,收入,单位,3\n' >gifts.csv
	printf 'name,community,phone,joined\n张三,西街,13800138000,2026-01-05\n' >volunteer.csv
	printf 'name,community,phone,joined\n李四,东街,13800138001,2026-01-05\n' >second.csv
	printf 'volunteer,date,hours,activity\nV00001,2026-07-01,2,清扫\nV00002,2026-07-02,3,清扫\n' >service.csv
	printf 'found,community,place,description,responsible,due\n2026-07-01 08:30,西街,院门,路灯不亮,西街,2026-07-05\n2026-07-01 08:40,西街,院门,路灯坏,西街,2026-07-05\n' >problem.csv
	printf 'title,assignee,due\n周报,西街,2026-07-10\n' >task.csv
	printf '{{#volunteer}}{{name}} {{phone}} {{/volunteer}}\n' >names.md
	cb-import -q -d base.db community community.csv
	cb-import -q -d base.db volunteer volunteer.csv
	printf 'body,post,person,since\n西街,书记,王五,2026-01-01\n西街,主任,赵六,2026-01-01\n' >post.csv
	printf 'system,code,title,full,office\nquarter,Q1,环境卫生,25,西街\n' | cb-import -q -d base.db indicator -
	cb-import -q -d base.db score first.csv
	cb-fund receive -q -d base.db --date 2026-07-01 --community 西街 --amount 100
	cb-fund receive -q -d base.db --date 2026-07-02 --community 东街 --amount 50 --source 自筹
	cb-import -q -d base.db volunteer second.csv
	cb-import -q -d base.db service service.csv
	cb-import -q -d base.db problem problem.csv
	printf 'kind,helper,beneficiary,community,since\n救助,钱某,孙某,西街,2026-07-01\n' >care.csv
	cb-problem accept -q -d base.db 2026-0001 --at 2026-07-03T08:00
	cb-problem sheets -d base.db -o sheets
	fill sheets/西街.xlsx E4=已整改 F4=2026-07-04 E5=申请延期 F5=2026-08-20
	cb-volunteer certificate -q -d base.db V00001 -p 2026-07 --issuer 东街 >certificate
	cb-import -q -d base.db post post.csv
	cb-import -q -d base.db care care.csv
	cb-import -q -d base.db task task.csv
	cb-import -d base.db log
}

prepare() {
	[ -z "${SAN:-}" ] || skip "the sanitizers want to be loaded first"
	cp -R "$BATS_FILE_TMPDIR"/*.csv "$BATS_FILE_TMPDIR"/*.md "$BATS_FILE_TMPDIR/sheets" .
}

# against_all NAME: itself, and each third of those that come after it in the list
against_all() {
	PRELOAD=$BUILD/tests/wait.so race "$BATS_FILE_TMPDIR/base.db" "$BATS_FILE_TMPDIR/verbs" "$1"
}

@test "an import of scores beside any" { against_all score; }
@test "an import of communities beside any" { against_all community; }
@test "an import of aliases beside any" { against_all alias; }
@test "an import of rules beside any" { against_all rule; }
@test "an import of entries beside any" { against_all fund; }
@test "--again beside any" { against_all again; }
@test "--replaces beside any" { against_all replaces; }
@test "undo beside any" { against_all undo; }
@test "receive beside any" { against_all receive; }
@test "spend beside any" { against_all spend; }
@test "pledge beside any" { against_all pledge; }
@test "reverse beside any" { against_all reverse; }
@test "remit beside any" { against_all remit; }
@test "close beside any" { against_all close; }
@test "statement --publish beside any" { against_all statement; }
@test "--publish beside any" { against_all publish; }
@test "--republish beside any" { against_all republish; }
@test "appoint beside any" { against_all appoint; }
@test "a community that is renamed beside any after it" { against_all rename; }
@test "communities that are one beside any after it" { against_all join; }
@test "who leaves a post beside any" { against_all vacate; }
@test "a reveal beside any" { against_all reveal; }
@test "a report with private values beside any" { against_all report; }
@test "a problem that is entered beside any" { against_all open; }
@test "a step of two problems beside any" { against_all register; }
@test "a step of those that --where chooses beside any" { against_all chosen; }
@test "problems that are one beside any" { against_all fold; }
@test "a later limit that is asked for beside any" { against_all asked; }
@test "a sheet that comes back beside any" { against_all sheet; }
@test "a step withdrawn beside any" { against_all back; }
@test "an activity that was held beside any after it" { against_all hold; }
@test "tasks that are assigned beside any after it" { against_all assign; }
@test "tasks that are planned from the indicators beside any after it" { against_all plan; }
@test "a task that is done beside any after it" { against_all owed; }
@test "a service beside any" { against_all log; }
@test "services approved beside any" { against_all approve; }
@test "a volunteer who leaves beside any" { against_all leave; }
@test "a volunteer who moves beside any" { against_all transfer; }
@test "volunteers who are one beside any" { against_all same; }
@test "a certificate beside any" { against_all certify; }
@test "a certificate revoked beside any after it" { against_all revoke; }
@test "a visit beside any" { against_all visit; }
@test "who helps beside any" { against_all helper; }
@test "a link beside any after it" { against_all link; }
@test "an estate beside any after it" { against_all add; }
@test "an activity that is planned beside any after it" { against_all announce; }
@test "a task with a later limit beside any after it" { against_all extend; }
@test "services declined beside any after it" { against_all decline; }
@test "cb-care forget beside any" { against_all unnamed; }
@test "a person forgotten beside itself" { against_all forget; }

# from_pipe FILE COMMAND...: an import that reads the entries from a pipe, and has read half when the command runs
from_pipe() {
	local rc=0
	cp "$BATS_FILE_TMPDIR/base.db" city.db
	mkfifo pipe
	cb-import -d city.db fund pipe >a.out 2>a.err &
	exec 7>pipe # opened: the import has begun to read
	head -c 40 "$1" >&7
	"${@:2}" >b.out
	tail -c +41 "$1" >&7
	exec 7>&-
	wait $! || rc=$?
	rm pipe
	return $rc
}

@test "what was read from a pipe for long is judged by what the database then says" {
	local rc=0
	from_pipe gifts.csv cb-fund close -d city.db -p 2026-07 || rc=$?
	[ "$rc" = 1 ]
	grep -q 'pipe:2:1: error E555' a.err
	[ "$(cb-export -d city.db fund | wc -l)" = 3 ]
}

@test "what changes how it is read ends it: 75, nothing is stored" {
	local rc=0
	from_pipe gifts.csv cb-import -q -d city.db alias alias.csv || rc=$?
	[ "$rc" = 75 ]
	[ "$(cat a.err)" = 'cb-import: error E716: 本命令开始读入之后,另一命令改动了“city.db”;未入库,请重新运行' ]
	[ "$(cb-export -d city.db fund | wc -l)" = 3 ]
}

@test "what does not concern it does not" {
	from_pipe gifts.csv cb-import -q -d city.db score august.csv
	[ "$(cb-export -d city.db fund | wc -l)" = 5 ]
}

@test "four that publish one month: one does, the others are told that it is published" {
	local rc
	for _ in $(seq 1 "${ROUNDS:-2}"); do
		cp "$BATS_FILE_TMPDIR/base.db" city.db
		for i in 1 2 3 4; do
			(rc=0; cb-rank -q -d city.db -p 2026-07 --publish >$i.out 2>$i.err || rc=$?; echo $rc >$i.rc) &
		done
		wait
		[ "$(sort ./?.rc | tr '\n' ' ')" = '0 1 1 1 ' ]
		[ "$(grep -l E541 ./?.err | wc -l)" = 3 ]
	done
}

@test "every verb of the list has its test" {
	[ "$(verbs | cut -d' ' -f1 | sort | uniq -d)" = '' ]
	[ "$(grep -c '^@test .*{ against_all' "$BATS_TEST_FILENAME")" = "$(verbs | wc -l)" ]
}
