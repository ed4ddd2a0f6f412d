#!/usr/bin/env bats
# Scores read apart, by the engines that there are, and ranked together: the bytes of one run.
load helper

EXAMPLES="$CB_TREE/share/examples"

# one_run and merged [FILE...]: what is asked of all of them
one_run() {
	cb_run cb-rank -v -d registers -p 2026-09 "$@" inbox/*/*.csv
	mv stdout want.out && mv stderr want.err
	wanted=$status
	[ -s want.out ] || [ -s want.err ]
}
merged() {
	cb_run cb-rank -v -d registers -p 2026-09 --merge "$@"
	want "$wanted"
	cmp want.out stdout
	diff want.err stderr
}

prepare() {
	cp -R "$EXAMPLES/registers" "$EXAMPLES/inbox" .
	export PARALLEL_HOME=$PWD/parallel
	mkdir parallel
	touch parallel/will-cite
}

@test "GNU parallel on this machine, a file each, in any order; results joined by cat, by pipes, by steps" {
	one_run --explain 砖桥
	parallel -j 2 --shuf cb-rank partial --explain 砖桥 -d registers ::: inbox/*/*.csv >parts.csv
	merged --explain 砖桥 parts.csv
	merged --explain 砖桥 <parts.csv
	parallel -j 2 -N 5 cb-rank partial --explain 砖桥 -d registers '{} >part.{#}.csv' ::: inbox/*/*.csv
	cb-rank partial --merge -d registers part.[12].csv >step.csv
	cat part.[34].csv | cb-rank partial --merge -d registers step.csv - >all.csv
	merged --explain 砖桥 all.csv
	cb-rank partial --explain 砖桥 -d registers inbox/*/*.csv | cmp - all.csv
}

@test "every question about the ranking, of partial results" {
	local question
	cb-rank partial -d registers inbox/*/*.csv >all.csv
	for question in notices share flags themes gap 'trend 西街' '--group kind' '--among kind=老城 --allow-missing'; do
		# shellcheck disable=SC2086 # words
		one_run -p 2026-07..2026-09 $question
		# shellcheck disable=SC2086
		merged -p 2026-07..2026-09 $question all.csv
	done
	cb_run cb-rank --merge --by 得分 all.csv
	want 2
	has err 'E630'
	cb_run cb-rank partial -o part.xlsx inbox/*/*.csv
	want 2
	[ ! -e part.xlsx ]
}

@test "one large file in pieces: GNU parallel and pieces with a header before each" {
	awk 'BEGIN { srand(5); print "period,community,indicator,date,inspector,score"
		for (k = 0; k < 40; k++) for (c = 1; c <= 20; c++) for (i = 1; i <= 5; i++)
			printf "2026-09,第%d社区,指标%d,2026-09-%02d,第%d组,%.1f\n", c, i, 25 + k % 5, k, 60 + rand() * 40 }' >scores.csv
	cb-rank -q -p 2026-09 scores.csv >want.out
	parallel --pipepart -a scores.csv --header : --block 20k -j 2 cb-rank partial - >parts.csv
	[ "$(grep -c ^partial, parts.csv)" -gt 3 ]
	cb-rank -q --merge -p 2026-09 parts.csv | cmp - want.out
	split -n l/4 scores.csv piece.
	for piece in piece.a?; do
		(echo period,community,indicator,date,inspector,score && cat "$piece") | cb-rank partial
	done >pieces.csv
	cb-rank -q --merge -p 2026-09 <pieces.csv | cmp - want.out
}

@test "what contradicts is found across machines; an input that cannot be read is told there and refuses the ranking" {
	printf '2026-09,西街,环境卫生,%s\n' 20 >>"inbox/2026-09/北仓.csv"
	printf '社区,指标,得分\n西街,环境卫生,2O\n西街,社会治安,14.5\n' >inbox/2026-09/西街二.csv
	printf '社区,指标,得分\n西街,"环境卫生,20\n' >inbox/2026-09/坏.csv
	cb_run cb-rank -d registers -p 2026-09 inbox/*/*.csv
	want 3
	mv stderr want.err
	grep -q E104 want.err
	grep -q E203 want.err
	for file in inbox/*/*.csv; do
		status=0
		cb-rank partial -d registers -p 2026-09 "$file" 2>err || status=$?
		case $file in
		*坏*) [ "$status" -eq 3 ] && grep -q 'E104' err ;;
		*) [ "$status" -eq 0 ] && [ ! -s err ] ;;
		esac || return 1
	done >parts.csv
	cb_run cb-rank -d registers -p 2026-09 --merge parts.csv
	want 3
	same out ''
	diff want.err stderr
}

@test "a spelling that only a row without a score has prints all the same" {
	printf 'period,community,indicator,score\n2026-07,东街社区,卫生,90\n2026-07,西街社区,卫生,80\n' >a.csv
	printf 'period,community,indicator,score\n2026-07,西街社区,卫生,80\n2026-07,东街,平均,80\n' >b.csv
	cb_run cb-rank -p 2026-07 a.csv b.csv
	has out ',东街,90,'
	mv stdout want.out && mv stderr want.err
	cb-rank partial b.csv >b.part
	cb-rank partial a.csv | cb_run cb-rank -p 2026-07 --merge b.part -
	cmp stdout want.out
	diff stderr want.err
}

# ---- two machines, which are sshd of the test's own

# machine NAME PORT: an sshd that lets this user in by the key of the test
machine() {
	cat >"$1.conf" <<-END
		ListenAddress 127.0.0.1
		Port $2
		HostKey $PWD/host
		PidFile $PWD/$1.pid
		AuthorizedKeysFile $PWD/user.pub
		StrictModes no
		UsePAM no
		PasswordAuthentication no
		PermitRootLogin prohibit-password
		SetEnv CB_MACHINE=$1
	END
	cat >>config <<-END
		Host $1
			HostName 127.0.0.1
			Port $2
			IdentityFile $PWD/user
			UserKnownHostsFile /dev/null
			StrictHostKeyChecking no
			LogLevel ERROR
	END
	/usr/sbin/sshd -f "$PWD/$1.conf" -E "$PWD/$1.log"
}

start_machines() {
	local port
	ssh-keygen -q -t ed25519 -N '' -f host && ssh-keygen -q -t ed25519 -N '' -f user || return 1
	# what Debian's sshd wants of root
	[ "$(id -u)" -ne 0 ] || [ -d /run/sshd ] || { mkdir /run/sshd && touch made; }
	for port in 2{1,2,3,4,5}$((RANDOM % 900 + 100)); do # one of them is free
		: >config
		machine east "$port" && machine west "$((port + 1))" && ssh -F config east true && ssh -F config west true && return
		stop_machine east
		stop_machine west
	done
	return 1
}

# stop_machine NAME: it is gone, and so is whatever ran there
stop_machine() {
	local pid session
	pid=$(cat "$1.pid" 2>/dev/null) || return 0
	session=$(cat "/proc/$pid/task/$pid/children")
	# shellcheck disable=SC2086 # words
	kill -KILL "$pid" $session || true
	rm -f "$1.pid"
}

teardown() {
	stop_machine east
	stop_machine west
	[ ! -e made ] || rmdir /run/sshd || true
	[ ! -s hangs ] || kill "$(cat hangs)" || true
}

@test "GNU parallel over ssh to two machines, one of which is lost in the middle: the same bytes" {
	local pid
	start_machines || skip "no sshd: $(cat ./*.log)"
	one_run
	# the first job on one of them never ends
	cat >job <<-'END'
		#!/bin/sh
		if [ "$CB_MACHINE" = west ]; then
			echo $$ >hangs
			exec sleep 600
		fi
		echo "$CB_MACHINE" >>ran
		exec "$1" partial -d registers "$2"
	END
	chmod +x job
	parallel --ssh "ssh -F $PWD/config" -S 1/east,1/west --retries 3 --wd "$PWD" \
		./job "$BUILD/bin/cb-rank" ::: inbox/*/*.csv >parts.csv 2>parallel.err &
	pid=$!
	while [ ! -s hangs ] && kill -0 "$pid"; do sleep 0.05; done
	stop_machine west
	wait "$pid"
	[ "$(wc -l <ran)" -eq "$(find inbox -name '*.csv' | wc -l)" ]
	merged parts.csv
}
