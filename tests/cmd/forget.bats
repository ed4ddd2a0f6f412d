#!/usr/bin/env bats
# Who is forgotten is gone from every byte of the folder; number, hours, public rows and the chain stay.
load helper

# A database that an upgrade has left a backup of: two volunteers, services of them by number and by name, one of whom
# has an older telephone in the history, a problem with a visitor.
prepare() {
	sqlite3 city.db <"$DATA/store/version-2.sql"
	cb-import -q -d city.db
}

# gone TEXT...: no file here holds it
gone() {
	local text
	for text in "$@"; do
		not grep -raqF --exclude='std*' --exclude='*.csv' -e "$text" .
	done
}

# forget COMMAND NO: with a reason
forget() {
	cb_run "$1" forget "$2" -d city.db --reason 本人要求
}

@test "a volunteer is forgotten: in the roster, its history, services that say the name, and the backup" {
	local hours
	hours=$(cb-volunteer hours -q --reveal -d city.db)
	grep -qaF 16045617002 city.db.v2.bak
	forget cb-volunteer V00002
	want 0
	same out $'what,name,n\nvolunteer,V00002,2\nservice,V00002,1\nbackup,city.db.v2.bak,1\n'
	gone 16045617002 16045627002
	forget cb-volunteer V00001
	want 0
	same out $'what,name,n\nvolunteer,V00001,1\nservice,V00001,1\n'
	gone 钱示安 16012317001 1961-03-10
	[ "$(echo city.db*)" = city.db ]
	grep -qaF 16045617005 city.db # of another
	[ "$(sqlite3 city.db 'SELECT volunteer FROM service ORDER BY row')" = $'V00001\nV00002\nV00001' ]
	[ "$(cb-volunteer hours -d city.db | cut -d, -f3)" = "$(cut -d, -f3 <<<"$hours")" ]
	cb-export --verify -d city.db
	cb-fund audit -d city.db --head 2026-0001:ed6c3f8c609ff9a069697130562f25d2
	[ "$(cb-import log -d city.db | tail -n 2 | cut -d, -f2,3,5)" = \
		$'volunteer,cb-volunteer forget V00002 --reason 本人要求,3\nvolunteer,cb-volunteer forget V00001 --reason 本人要求,2' ]
	# and it is seen when anything is put back by hand, or another number put in
	sqlite3 city.db "UPDATE volunteer SET name = '某人' WHERE no = 'V00001'"
	cb_run cb-export --verify -d city.db
	want 1
	has err E724
}

@test "the hash of every batch stays when somebody is forgotten" {
	sqlite3 city.db 'SELECT id, hash FROM batch' >before
	forget cb-volunteer V00001
	sqlite3 city.db 'SELECT id, hash FROM batch' >after
	[ "$(head -n "$(wc -l <before)" after)" = "$(cat before)" ]
	[ "$(wc -l <after)" -eq "$(($(wc -l <before) + 1))" ]
}

@test "nothing brings the person back under the number; a file that held the person is known by what is public" {
	cp city.db kept.db
	forget cb-volunteer V00002
	printf '编号,姓名,电话,社区\nV00002,欧阳拟平,16045627002,东街社区\n' >corrected.csv
	cb_run cb-import -d city.db volunteer corrected.csv
	want 1
	has err 'corrected.csv:2: error E728 no: V00002'
	[[ "$err" != *W434* ]] # nothing becomes anything
	printf '编号,姓名,社区\nV00002,欧阳拟平,东街社区\nV00001,钱示安,西街社区\n' >roster.csv
	cb_run cb-import -d city.db --on-error skip volunteer roster.csv
	want 1
	[ "$(sqlite3 city.db "SELECT ifnull(name, '-') FROM volunteer WHERE no = 'V00002'")" = - ]
	# without numbers, a file that was stored before
	printf '姓名,电话,社区\n吴示和,16045617008,东街社区\n' >new.csv
	cb-import -q -d city.db volunteer new.csv
	forget cb-volunteer V00004
	cb_run cb-import -d city.db volunteer new.csv
	want 0
	has err 'W727: 这些记录的公开内容已作为批次 16(new.csv)存入'
	[ "$(sqlite3 city.db 'SELECT count(*) FROM volunteer')" -eq 3 ]
	# the remedy, typed: somebody else of the same public cells
	cb_run cb-import -q --again -d city.db volunteer new.csv
	want 0
	[ "$(sqlite3 city.db 'SELECT max(no) FROM volunteer')" = V00005 ]
	cb-export --verify -d city.db
	# what says nothing private of a number goes on
	cb-volunteer leave V00002 -d city.db
	cb-volunteer log V00002 --hours 2 --activity 清扫 -d city.db
	cb-export -q -d city.db --all folder
	[ "$(cb-volunteer summary -d folder)" = "$(cb-volunteer summary -d city.db)" ]
	cb-export --verify -d city.db
}

@test "what happens before and after is undone as ever" {
	printf '编号,姓名,电话,社区\nV00001,钱示安,16012317009,西街社区\n' >moved.csv
	cb-import -q -d city.db volunteer moved.csv
	forget cb-volunteer V00001
	cb-import -q -d city.db undo 15
	[ "$(sqlite3 city.db "SELECT batch, ifnull(phone, '-') FROM volunteer WHERE no = 'V00001'")" = '5|-' ]
	cb-export --verify -d city.db
	cb_run cb-import -d city.db undo 16
	want 2
	has err E406
	printf '编号,姓名,社区\nV00001,钱示安,西街社区\n' >roster.csv
	cb_run cb-import -d city.db volunteer roster.csv
	want 1
	has err E728
}

@test "a visitor is forgotten, and the problem stays" {
	forget cb-problem 2026-0001
	want 0
	same out $'what,name,n\nproblem,2026-0001,1\nbackup,city.db.v2.bak,1\n'
	gone 孙示安
	[ "$(cb-problem list -d city.db --columns no,place)" = $'no,place\n2026-0001,院门' ]
	cb-export --verify -d city.db
}

@test "a dry run says the same and changes nothing; a reason is asked for, and what it tells is masked" {
	local digest
	digest=$(sha256sum city.db city.db.v2.bak)
	cb_run cb-volunteer forget V00001 -d city.db --reason 本人要求 --dry-run
	want 0
	same out $'what,name,n\nvolunteer,V00001,1\nservice,V00001,1\nbackup,city.db.v2.bak,1\n'
	cb_run cb-volunteer forget V00001 -d city.db --reason 钱示安要求 --dry-run # a guess is not answered
	want 0
	same out $'what,name,n\nvolunteer,V00001,1\nservice,V00001,1\nbackup,city.db.v2.bak,1\n'
	cb_run cb-volunteer forget V00001 -d city.db
	want 2
	has err 'cb-volunteer forget 编号 --reason 事由'
	forget cb-volunteer V00009
	want 1
	has err E730
	[ "$(sha256sum city.db city.db.v2.bak)" = "$digest" ]
	cb-volunteer forget V00001 -d city.db --reason '钱示安要求;电话16012317001不再用' >out
	gone 钱示安 16012317001
	[ "$(cb-import log -d city.db | tail -n 1 | cut -d, -f3)" = 'cb-volunteer forget V00001 --reason ****要求;电话****不再用' ]
}

@test "to forget again goes on where cleaning had failed; only backups of upgrades are removed" {
	forget cb-volunteer V00001
	cp city.db city.db.v1-2.bak
	touch city.db.v.bak city.db.v1.bak.txt city.db.vx.bak 'city.db.v1-.txt' city.db.bak
	cb_run cb-volunteer forget V00001 -v -d "$PWD/city.db" --reason 本人要求
	want 0
	has err N731
	has out "backup,$PWD/city.db.v1-2.bak,1"
	[ "$(echo city.db*)" = 'city.db city.db.bak city.db.v.bak city.db.v1-.txt city.db.v1.bak.txt city.db.vx.bak' ]
	[ "$(sqlite3 city.db 'SELECT max(id) FROM batch')" -eq 15 ]
}

@test "one person of several numbers is forgotten whole; a name that others have is left and said" {
	printf '编号,姓名,电话,社区\nV00006,钱示安,16012317006,西街社区\nV00007,钱示安,16012317007,东街社区\n' >more.csv
	cb-import -q -d city.db volunteer more.csv
	cb-volunteer merge V00006 V00001 -q -d city.db
	# as it was entered before there was a roster; the second has the key of a service by number
	sqlite3 city.db "UPDATE service SET volunteer = '钱示安' WHERE row = 4; UPDATE service SET date = '2026-07-01' WHERE row = 4"
	forget cb-volunteer V00001
	want 0
	has err 'W733: service 有 1 行只写了姓名'
	[ "$(sqlite3 city.db "SELECT group_concat(no) FROM volunteer WHERE name IS NULL")" = V00001,V00006 ]
	gone 16012317001 16012317006
	grep -qaF 16012317007 city.db
	forget cb-volunteer V00007
	want 0
	gone 钱示安
	[ "$(sqlite3 city.db 'SELECT volunteer FROM service WHERE row = 4')" = V00007 ]
}

@test "a service by name that is there by number too keeps its row, under what is no number" {
	printf 'volunteer,date,hours,activity\nV00001,2026-07-01,2,清扫\n陈示安 16012317011,2026-07-01,3,清扫\n' >service.csv
	printf 'no,name,phone,community\nV00001,陈示安,16012317011,西街社区\n' >roster.csv
	cb-import -q -d new.db service service.csv
	cb-import -q -d new.db volunteer roster.csv
	cb_run cb-volunteer forget V00001 -d new.db --reason 本人要求
	want 0
	[ "$(sqlite3 new.db 'SELECT volunteer FROM service ORDER BY row')" = $'V00001\nV00001#2' ]
	gone 陈示安 16012317011
	cb-export --verify -d new.db
}
