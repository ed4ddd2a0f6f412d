#!/usr/bin/env bats
# Who asks while another writes: beside a verb everybody is answered; beside an import that has the file for itself
# each waits for ten seconds in all, and is then told that the database is busy.
load ../cmd/helper

prepare() {
	[ -z "${SAN:-}" ] || skip "the sanitizers want to be loaded first"
	printf 'name\n西街\n东街\n' >community.csv
	printf 'period,community,indicator,score\n2026-07,西街,total,90\n2026-07,东街,total,80\n' >july.csv
	printf 'name,community,phone,joined\n张三,西街,13800138000,2026-01-05\n' >volunteer.csv
	printf 'volunteer,date,hours,activity\nV00001,2026-07-01,2,清扫\n' >service.csv
	printf 'found,community,place,description,responsible,due\n2026-07-01 08:30,西街,院门,路灯坏,西街,2026-09-05\n' >problem.csv
	printf 'kind,helper,beneficiary,community,since\n救助,钱某,孙某,西街,2026-07-01\n' >care.csv
	printf 'title,assignee,due\n周报,西街,2026-09-10\n' >task.csv
	printf 'date,community,kind,title\n2026-07-03,西街,会议,例会\n' >activity.csv
	cb-import -q -d city.db community community.csv
	for register in volunteer service problem care task activity; do
		cb-import -q -d city.db "$register" "$register.csv"
	done
	cb-import -q -d city.db score july.csv
	cb-fund receive -q -d city.db --community 西街 --amount 100 >receipt
}

# One question at least of each command.
readers() {
	cat <<-'END'
		cb-rank -q -d city.db -p 2026-07
		cb-fund balance -q -d city.db
		cb-fund audit -q -d city.db
		cb-problem list -q -d city.db
		cb-problem rates -q -d city.db -p 2026-07
		cb-volunteer hours -q -d city.db
		cb-volunteer summary -q -d city.db
		cb-care summary -q -d city.db
		cb-activity list -q -d city.db
		cb-task list -q -d city.db
		cb-org list community -q -d city.db
		cb-org cover -q -d city.db
		cb-export -q -d city.db volunteer
		cb-export -q -d city.db --verify
		cb-import log -q -d city.db
		cb-import status -q -d city.db -p 2026-07 score
		cb-report fund -q -d city.db -p 2026-08 --from 办公室
	END
}

# in_lock LOCK FILE: the script runs while another process has that lock of the database
in_lock() {
	sqlite3 city.db "BEGIN $1" "INSERT INTO batch (register, what, rows, refused, at, previous_hash, hash)
		SELECT register, what, rows, refused, at, previous_hash, hash FROM batch LIMIT 1" ".shell bash $2" 'ROLLBACK' | cat
}

@test "beside a verb that has not committed every question is answered, as if it were not there" {
	readers >lines
	cat >ask <<-'END'
		n=0
		while read -r line; do
			n=$((n + 1))
			sh -c "exec $line" </dev/null >$1.$n.out 2>$1.$n.err
			echo $? >>$1.$n.out
		done <lines
	END
	bash ask before
	[ "$(tail -qn 1 before.*.out | sort -u)" = 0 ]
	sed 's/\$1/during/g' ask >ask_during
	in_lock IMMEDIATE ask_during
	[ "$(ls during.*.out | wc -l)" -eq "$(wc -l <lines)" ]
	for file in before.*; do
		cmp "$file" "during.${file#before.}"
	done
}

@test "beside an import that has the file each waits ten seconds, and is told: 75, not a byte is printed" {
	readers >lines
	cat >ask <<-'END'
		n=0
		while read -r line; do
			n=$((n + 1))
			WAIT_PAUSES=$n.pauses LD_PRELOAD="$BUILD/tests/wait.so" sh -c "exec $line" </dev/null >$n.out 2>$n.err
			echo $? >$n.rc
		done <lines
	END
	in_lock EXCLUSIVE ask
	[ "$(ls ./*.rc | wc -l)" -eq "$(wc -l <lines)" ]
	[ "$(sort -u ./*.rc)" = 75 ]
	[ "$(cat ./*.out | wc -c)" -eq 0 ]
	[ "$(cut -d: -f2- ./*.err | sort -u)" = ' error E706: 数据库“city.db”正被占用;请稍后再试' ]
	for file in ./*.pauses; do
		[ "$(awk '{ ms += $1 } END { print ms }' "$file")" -eq 10000 ]
	done
}

# The commit lets nobody in and waits for the reader, who opens a second connection and reads one register after another.
@test "a large database is read beside a commit that waits for its reader: nobody waits, and it is read as it was" {
	awk 'BEGIN { print "problem,step,at,action"; for (i = 2; i <= 60000; i++) print "2026-0001," i ",2026-07-02 08:30,通知" }' >log.csv
	cb-import -q -d city.db problem_log log.csv
	[ "$(stat -c %s city.db)" -gt 4200000 ]
	cb-problem rates -q -d city.db -p 2026-07 >want
	cat >commit <<-'END'
		unset LD_PRELOAD WAIT_PAUSES WAIT_BESIDE
		sqlite3 city.db '.timeout 60000' 'BEGIN IMMEDIATE' 'DELETE FROM problem' 'COMMIT' >committed 2>&1 &
		while sqlite3 city.db 'SELECT count(*) FROM batch' >/dev/null 2>&1; do sleep 0.02; done
	END
	WAIT_PAUSES=$PWD/pauses WAIT_BESIDE='bash commit' LD_PRELOAD="$BUILD/tests/wait.so" cb-problem rates -q -d city.db -p 2026-07 >got
	wait_for_commit
	cmp want got
	[ ! -e pauses ]
	[ ! -s committed ]
}

wait_for_commit() {
	until [ "$(sqlite3 city.db '.timeout 60000' 'SELECT count(*) FROM problem')" = 0 ]; do sleep 0.02; done
}

@test "verbs write, and nobody who asks meanwhile fails" {
	local line writer
	readers >lines
	(
		for i in $(seq 1 15); do
			cb-fund receive -q -d city.db --community 西街 --amount "$i"
			cb-problem open -q -d city.db --community 西街 --place "$i号" --description 积水 --responsible 西街 --due 2026-09-01
			cb-volunteer log -q -d city.db V00001 --date "2026-07-$((i + 9))" --hours 1 --activity 巡逻
			cb-org link -q -d city.db 共建 "$i号单位" 西街 --date 2026-07-01
		done >written || touch failed
		touch done
	) &
	writer=$!
	until [ -e done ]; do
		while read -r line; do
			cb_run sh -c "exec $line" </dev/null
			want 0
		done <lines
	done
	wait $writer
	[ ! -e failed ]
	[ "$(cb-export -d city.db fund | wc -l)" -eq 17 ]
	cb-export --verify -d city.db
}
