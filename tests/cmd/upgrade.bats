#!/usr/bin/env bats
# A database of the first version: what its registers say, its chain and its history outlive the upgrade.
# shellcheck disable=SC1010,SC2016,SC2059 # mlr has a `then`, texts are formats
load helper

prepare() {
	sqlite3 city.db <"$DATA/store/version-1.sql"
}

# columns VIEW: of the database as it is
columns() {
	sqlite3 city.db "SELECT group_concat('\"' || name || '\"', ', ') FROM pragma_table_info('$1')"
}

# rows VIEW COLUMNS: in an order of their own
rows() {
	sqlite3 -csv city.db "SELECT $2 FROM $1" | sort
}

@test "a reader refuses it and names what brings it up to date; typed, that does it" {
	cb_run cb-export -d city.db score
	want 4
	has err 'E704'
	has err '版本是 1,本程序需要 6'
	local remedy
	remedy=$(grep -o 'cb-import -d city.db' stderr)
	cb_run $remedy
	want 0
	[ "$(sqlite3 city.db.v1.bak 'PRAGMA user_version')" = 1 ]
	[ "$(sqlite3 city.db 'PRAGMA user_version')" = 6 ]
	cb_run cb-export -d city.db score
	want 0
	has out '2026-07,槐荫社区,,环境卫生,,,无数据'
	# up to date, the same words ask for a register
	cb_run $remedy
	want 2
	has err E621
}

@test "its backup is of the same content, for its owner only, and takes no other's place" {
	local before
	before=$(sqlite3 city.db .dump)
	echo mine >city.db.v1.bak
	umask 000
	cb_run cb-import -v -d city.db
	want 0
	has err '原库存为“city.db.v1-2.bak”'
	[ "$(cat city.db.v1.bak)" = mine ]
	[ "$(stat -c %a city.db.v1-2.bak)" = 600 ]
	[ "$(sqlite3 city.db.v1-2.bak .dump)" = "$before" ]
}

@test "of two programs that meet it one brings it up to date, and the other finds it so" {
	local answer writer first second
	coproc sqlite3 city.db
	writer=$COPROC_PID
	printf "BEGIN IMMEDIATE;\nSELECT 'locked';\n" >&"${COPROC[1]}"
	read -r answer <&"${COPROC[0]}"
	[ "$answer" = locked ]
	cb-import -d city.db &
	first=$!
	cb-import -d city.db &
	second=$!
	sleep 0.5
	printf 'ROLLBACK;\n.quit\n' >&"${COPROC[1]}"
	wait "$writer"
	wait "$first"
	wait "$second"
	[ "$(echo city.db.*)" = city.db.v1.bak ]
	[ "$(sqlite3 city.db 'SELECT count(*) FROM batch')" = 30 ]
	cb-export --verify -d city.db
}

@test "readers and dry runs say what to do, and change nothing" {
	local command digest
	digest=$(sha256sum <city.db)
	printf '社区\n甲社区\n' >one.csv
	for command in 'cb-rank -p 2026-07' 'cb-fund balance' 'cb-fund audit' 'cb-report bulletin -p 2026-07' 'cb-import log' \
		'cb-import status -p 2026-07 score' 'cb-export --verify' 'cb-export --all all' 'cb-import -n' \
		'cb-import -n community one.csv' 'cb-import -n undo 3' 'cb-fund receive -n --community 槐荫 --amount 5' \
		'cb-fund statement -n --publish' 'cb-rank -n --publish -p 2026-07'; do
		cb_run $command -d city.db
		want 4
		has err E704
		[ "$(sha256sum <city.db)" = "$digest" ]
		[ ! -e city.db.v1.bak ]
	done
}

@test "a program of before says that it is newer" {
	cb-import -d city.db
	sqlite3 city.db 'PRAGMA user_version = 7'
	cb_run cb-import -d city.db
	want 4
	has err E705
	has err '版本是 7,本程序只认识到 6'
}

@test "what somebody else has added to it stays" {
	local before
	sqlite3 city.db 'CREATE VIEW mine AS SELECT count(*) FROM care; CREATE TABLE theirs (a); INSERT INTO theirs VALUES (7)'
	before=$(sqlite3 city.db 'SELECT * FROM mine, theirs')
	cb-import -d city.db
	[ "$(sqlite3 city.db 'SELECT * FROM mine, theirs')" = "$before" ]
}

@test "statements that were made public are publications, and command lines that say no days are named" {
	local i=100 what
	for what in '--publish -p 2026Q2' '--publish' '--publish -p 2026-07-01..2026-07-20' '--publish -p 去年' '--date 2026-07-01'; do
		sqlite3 city.db "INSERT INTO batch (id, register, what, rows, refused, at) VALUES
			($((++i)), 'fund', 'cb-fund statement $what', 0, 0, '2026-07-$((i - 90)) 09:30')"
	done
	sqlite3 city.db "UPDATE batch SET undone_at = at WHERE id = 103"
	cb_run cb-import -v -d city.db
	want 0
	has err 'warning W719: 批次 104(cb-fund statement --publish -p 去年):看不出公示的是哪些日子,未列入公示登记'
	[ "$(cb-export -d city.db publication)" = 'what,scope,since,until,at
经费公示,,,2026-07-11,2026-07-12 09:30
经费公示,,2026-04-01,2026-06-30,2026-07-11 09:30' ]
	[ "$(sqlite3 city.db 'SELECT batch, row FROM publication ORDER BY row')" = $'107|101\n107|102' ]
	# 101 to 105 were never in the chain
	cb_run cb-export --verify -d city.db
	lacks '批次 (106|107)' stderr
}

@test "every register says what it said" {
	local view
	for view in $(sqlite3 city.db "SELECT name FROM sqlite_schema WHERE type = 'view' AND name <> 'v_batch'"); do
		columns "$view" >"$view.columns"
		rows "$view" "$(cat "$view.columns")" >"$view.before"
	done
	# money of care is a quantity now: it keeps 多 and 约, and prints no empty fen
	sed -i 's/,300\.00,/,300,/; s/,1234\.50,/,1234.5,/' v_care.before
	cb-import -d city.db
	for view in *.columns; do
		view=${view%.columns}
		rows "$view" "$(cat "$view.columns")" >after
		diff "$view.before" after
	done
	# a task that had no time limit stays
	[ "$(sqlite3 city.db "SELECT count(*) FROM v_task WHERE due IS NULL")" -eq 1 ]
	# and no older row is without
	[ "$(cat v_*.before | wc -l)" -gt 50 ]
}

@test "its log has steps: by time, then course" {
	cb-import -d city.db
	[ "$(cb-export -d city.db problem_log | mlr --icsv --onidx --ofs , cut -o -f problem,step,action)" = \
		$'P1,1,受理\nP1,2,整改\nP1,3,结案\nP2,1,立案\nP2,2,派遣' ]
	[ "$(sqlite3 city.db 'SELECT count(*) FROM problem_log_old WHERE superseded_by = 29')" -eq 5 ]
	cb_run cb-import -d city.db undo 29
	want 2
	has err E406
}

@test "steps that the upgrade entered anew are not said to be undone: the remedy is a step" {
	local before
	cb-import -d city.db
	before=$(cb-export -d city.db problem_log)
	cb_run cb-import -d city.db undo 18
	want 2
	has err 'E439: 批次 18 的步骤在数据库升级时已由批次 29 重新记入,不能撤销'
	cb_run cb-problem undo-step P2 -d city.db
	want 2
	has err 'E439'
	[ "$(cb-export -d city.db problem_log)" = "$before" ]
	[ -z "$(sqlite3 city.db 'SELECT undone_at FROM batch WHERE id = 18')" ]
	cb_run cb-problem reopen P1 -d city.db --note 更正
	want 0
}

@test "its chain holds, and still sees what is changed" {
	cb-import -d city.db
	cb_run cb-export --verify -d city.db
	want 0
	cb_run cb-fund audit -d city.db
	want 0
	local change
	for change in "care SET amount_micro = amount_micro + 1" "problem_log SET step = 9 WHERE step = 3" \
		"problem_log_old SET actor = '他人' WHERE actor = '站长'" "link SET area = '别处'"; do
		cp city.db changed.db
		sqlite3 changed.db "UPDATE $change"
		cb_run cb-export --verify -d changed.db
		want 1
	done
}

@test "its batches can still be undone, with what they had replaced" {
	cb-import -d city.db
	local batch
	for batch in $(sqlite3 city.db "SELECT max(id) FROM batch WHERE register IN ('link', 'care') GROUP BY register"); do
		cb-import -q -d city.db undo "$batch"
	done
	[ "$(sqlite3 city.db "SELECT amount FROM v_care WHERE no = '2026-0001'")" = 200 ]
	[ "$(sqlite3 city.db "SELECT count(*) FROM v_link WHERE party = '梅宏伟' AND note IS NULL")" -eq 1 ]
	cb-export --verify -d city.db
}

@test "killed at any moment it is the old one or the new one" {
	local wait
	for wait in 0.001 0.002 0.004 0.006 0.008 0.01 0.015 0.02 0.03; do
		rm -f city.db city.db*bak city.db-journal
		sqlite3 city.db <"$DATA/store/version-1.sql"
		cb-import -d city.db 2>/dev/null &
		sleep $wait
		kill -9 $! 2>/dev/null || true
		wait $! 2>/dev/null || true
		case $(sqlite3 city.db 'PRAGMA user_version') in
		1) [ -z "$(sqlite3 city.db "SELECT 1 FROM pragma_table_info('problem_log') WHERE name = 'step'")" ] ;;
		6) ;;
		*) false ;;
		esac
		[ "$(sqlite3 city.db 'PRAGMA integrity_check')" = ok ]
		cb-import -d city.db || [ "$(sqlite3 city.db 'PRAGMA user_version')" = 6 ]
		cb-export --verify -d city.db
	done
}

# ---- version 5: care had fourteen kinds ----

# as_version OUT VERSION EDIT: new.db in the words of that version, which its digest shows; EDIT is one of sed
as_version() {
	local words='/ CHECK /!b' # version 4: a CHECK held the words of a column as a list
	[ "$2" != 5 ] || words=b
	rm -f "$1"
	sqlite3 new.db .dump | sed -E "$3"'
		s/ OR "kind" = \x27独居老人\x27.* OR "kind" = \x27其他\x27//
		'"$words"'
		/ CHECK /{
			s/("[a-z_]+") = (\x27[^\x27]+\x27)/\1 IN (\2)/g
			:a
			s/("[a-z_]+") IN \(([^)]*)\) OR \1 IN \(/\1 IN (\2, /
			ta
		}' | sqlite3 "$1"
	sqlite3 "$1" "PRAGMA user_version = $2" "PRAGMA application_id = $(sqlite3 new.db 'PRAGMA application_id')"
	grep -qxF "$2 $(sqlite3 "$1" 'SELECT type, name, sql FROM sqlite_schema ORDER BY type, name' | sha256sum | cut -d' ' -f1)" \
		"$DATA/schema_versions"
}

@test "a database of version 5 takes the further kinds of care once it is upgraded; its own rows and chain stay" {
	printf 'name\n西街社区\n' >community.csv
	printf 'kind,beneficiary,community,since\n孤寡老人,孙拟平,西街,2026-07-01\n' >care.csv
	printf 'kind,beneficiary,community,since\n留守儿童,钱拟平,西街,2026-07-02\n五保户,赵拟平,西街,2026-07-02\n' >more.csv
	for register in community care; do cb-import -q -d new.db $register $register.csv; done
	as_version city.db 5 ''
	cb_run sqlite3 city.db "UPDATE care SET kind = '留守儿童'"
	[ "$status" -ne 0 ]
	cb-import -q -d city.db
	cmp <(sqlite3 city.db .dump | sort) <(sqlite3 new.db .dump | sort)
	cb-import -q -d city.db care more.csv
	cb-export --verify -d city.db
	[ "$(cb-export care -d city.db --columns kind --reveal | sed 1d | paste -sd' ')" = '孤寡老人 留守儿童 特困人员' ]
	[ "$(ls city.db*)" = $'city.db\ncity.db.v5.bak' ]
}

@test "a database of version 4 has the same words, rows and chain after the upgrade; other words are refused as before" {
	printf 'name\n西街社区\n' >community.csv
	printf 'no,name,community,sex,service,role,id_type\nV00001,钱拟平,西街,女,科普,楼栋长,护照\nV00002,孙拟平,西街,,,,\n' >volunteer.csv
	printf 'volunteer,date,hours,activity,state\nV00001,2026-07-01,2,清扫,已审核\nV00002,2026-07-01,2,清扫,\n' >service.csv
	for register in community volunteer service; do cb-import -q -d new.db $register $register.csv; done
	as_version city.db 4 ''
	cb-import -q -d city.db
	cmp <(sqlite3 city.db .dump | sort) <(sqlite3 new.db .dump | sort)
	cb-export --verify -d city.db
	[ "$(ls city.db*)" = $'city.db\ncity.db.v4.bak' ]
	local edit
	for edit in "volunteer SET service = '登山'" "volunteer SET role = ''" "service SET state = 'entered'"; do
		cb_run sqlite3 city.db "UPDATE $edit"
		[ "$status" -ne 0 ]
		has err 'CHECK constraint failed'
	done
	sqlite3 city.db "UPDATE volunteer SET service = '群众文化', role = NULL"
}

# ---- version 3: an alias had no day ----

@test "a database of version 3 is that of version 4 without the day of an alias; names and chain outlive the upgrade" {
	rm city.db
	printf 'name\n西街社区\n东街社区\n' >community.csv
	printf 'of,alias,name\ncommunity,西关,西街\n' >alias.csv
	cb-import -q -d new.db community community.csv
	cb-import -q -d new.db alias alias.csv
	# the fourth value of an alias, and what makes the column
	as_version city.db 3 "s/^(INSERT INTO alias VALUES\('[^']*','[^']*','[^']*'),NULL/\1/
		/^CREATE .*\"(v_)?alias(_old)?\"/,/;\$/{/\"since\"/d;s/(t\.\"name\" AS \"name\"),/\1/}"
	cb_run cb-export -d city.db alias
	want 4
	cb-import -q -d city.db
	cb-export --verify -d city.db
	cb_run cb-export -d city.db alias
	same out 'of,alias,name,since
社区,西关,西街,
'
	cb-org merge -q -d city.db 西关 东街 --from 2026-08-01
	[ "$(cb-org list community -d city.db --columns community | tail -1)" = 东街社区 ]
	[ "$(ls city.db*)" = $'city.db\ncity.db.v3.bak' ]
}

# ---- version 2: batches were hashed by private values too ----

second() {
	rm -f city.db
	sqlite3 city.db <"$DATA/store/version-2.sql"
	sqlite3 city.db "SELECT hash FROM batch WHERE id >= (SELECT min(id) FROM batch WHERE register = 'unit') UNION SELECT sha256
		FROM batch WHERE register IN ('unit', 'service', 'volunteer', 'problem', 'care') AND sha256 IS NOT NULL" >old_hashes
}

# finds EDIT CODE...: by --verify, each of the codes
finds() {
	local code
	cp city.db changed.db
	sqlite3 changed.db "$1"
	cb_run cb-export --verify -d changed.db
	want 1
	for code in "${@:2}"; do
		has err "$code"
	done
}

@test "hashes of version 2 told what is private: they are made anew, and what was said is said again" {
	second
	cb_run cb-import -d city.db
	want 0
	has err 'warning W726: “city.db”:批次链值今后不含个人信息,已全部重算;以前抄下的批次链值只见于“city.db.v2.bak”'
	[ "$(stat -c %a city.db.v2.bak)" = 600 ]
	# its remedy, typed
	cb_run $(grep -o 'cb-export --verify -d city.db' stderr)
	want 0
	# none that covers what is private is printed any more
	[ "$(wc -l <old_hashes)" -ge 17 ]
	cb-export -d city.db batch >batches
	not grep -qFf old_hashes batches
	# the printed head of the fund is still met
	cb-fund audit -d city.db --head 2026-0001:ed6c3f8c609ff9a069697130562f25d2
	# files are known again, and what was corrected is not
	printf '编号,姓名,电话,社区\nV00002,欧阳拟平,16045627002,东街社区\n' >corrected.csv
	cb_run cb-import -v -d city.db volunteer corrected.csv
	has err 'N801'
	has err '批次 7'
	sed -i s/16045627002/16045627003/ corrected.csv
	cb_run cb-import -v -d city.db volunteer corrected.csv
	want 0
	[ "$(sqlite3 city.db "SELECT phone FROM volunteer WHERE no = 'V00002'")" = 16045627003 ]
	cb-import undo -q -d city.db 15
	[ "$(sqlite3 city.db "SELECT phone FROM volunteer WHERE no = 'V00002'")" = 16045627002 ]
	cb-export --verify -d city.db
}

@test "a database of which nothing is private keeps its hashes, and says nothing" {
	second
	sqlite3 city.db 'DELETE FROM batch WHERE id > 2; DELETE FROM volunteer_old' '.tables' |
		tr -s ' ' '\n' | grep -E '^(unit|service|volunteer|problem|care|score|fund)$' | sed 's/.*/DELETE FROM &;/' |
		sqlite3 city.db
	sqlite3 city.db 'SELECT hash FROM batch' >before
	cb_run cb-import -d city.db
	want 0
	same err ''
	[ "$(sqlite3 city.db 'SELECT hash FROM batch')" = "$(cat before)" ]
}

@test "what did not hold before the upgrade is not healed by it" {
	local edit code
	while IFS='|' read -r code edit; do
		second
		sqlite3 city.db "$edit"
		cb-import -q -d city.db
		cb_run cb-export --verify -d city.db
		want 1
		has err "$code"
	done <<-'END'
		批次 5(volunteer.csv)|UPDATE volunteer SET phone = '16012317009' WHERE no = 'V00001'
		批次 5(volunteer.csv)|UPDATE volunteer_old SET phone = '16012317009' WHERE no = 'V00002'
		批次 8(problem.csv)|UPDATE problem SET place = '别处'
		批次 10(score.csv)|DELETE FROM score WHERE score_micro = 90000000
		E713|UPDATE batch SET previous_hash = hash WHERE id = 6
	END
}

@test "private cells are seen to be changed, though no hash that is printed holds them" {
	local head
	second
	cb-import -q -d city.db
	head=$(cb-export --verify -d city.db)
	finds "UPDATE volunteer SET phone = '16012317009' WHERE no = 'V00001'" E724 'volunteer:批次 5 第 2 行' E725
	[ "$out" = "$head"$'\n' ]
	finds "UPDATE volunteer_old SET name = '欧阳某' WHERE no = 'V00002'" E724
	finds "UPDATE volunteer SET phone = NULL WHERE no = 'V00001'" E724
	finds "UPDATE volunteer SET phone = NULL, birth = NULL, name = NULL, check_value = NULL WHERE no = 'V00001'" E725
	finds "UPDATE unit SET phone = '16033317003', check_value = NULL" E724
	finds "UPDATE problem SET visitor = '某人'" E724
	finds "UPDATE care SET helper = (SELECT helper FROM care WHERE no = '2026-0002') WHERE no = '2026-0001'" E724
	finds "UPDATE service SET volunteer = 'V00001' WHERE volunteer GLOB '钱*'" E724
	finds "UPDATE service SET volunteer = 'V00001', check_value = NULL WHERE volunteer GLOB '钱*'" '批次 4'
	finds "UPDATE service SET volunteer = 'V00002' WHERE volunteer = 'V00001'" '批次 4'
	finds "UPDATE batch SET check_value = NULL WHERE id = 5" E725
	finds "UPDATE batch SET identity = replace(identity, substr(identity, 9, 1), '#') WHERE id = 5" E725
	finds "UPDATE batch SET check_value = (SELECT check_value FROM batch WHERE id = 7) WHERE id = 5" E725
}
