#!/usr/bin/env bats
# cb-rank on the database: the same bytes as from CSV, published standings, what changed since.
# shellcheck disable=SC2016,SC1010 # the words of mlr
load helper
load rank_helper

# city: the three months in city.db
city() {
	cb-import -q -d city.db score "$SEVEN" "$EIGHT" "$NINE"
}

# later PERIOD COMMUNITY SCORE: a correction that comes in afterwards
later() {
	printf 'period,community,indicator,score\n%s,%s,total,%s\n' "$1" "$2" "$3" >later.csv
	cb-import -q -d city.db score later.csv
}

# publish PERIOD
publish() {
	cb_run cb-rank -q -d city.db -p "$1" --publish
	want 0
}

# ---- one ranking, whatever the way

@test "from CSV, from the database and from a folder: the same bytes" {
	mkdir office
	cp "$RANK/community.csv" office/
	awk 'FNR == 1 && NR > 1 { next } 1' "$SEVEN" "$EIGHT" "$NINE" >office/score.csv
	cb-import -q -d city.db community office/community.csv
	cb-import -q -d city.db score "$NINE" "$SEVEN" "$EIGHT"
	for p in 2026-07 2026-09 2026-07..2026-09 2026Q3; do
		for more in '' '--group street' '--among street=清和街道' '--headers zh --lang en'; do
			# shellcheck disable=SC2086
			cb-rank -d office -p $p $more "$SEVEN" "$EIGHT" "$NINE" >csv
			# shellcheck disable=SC2086
			cb-rank -d office -p $p $more >dir
			# shellcheck disable=SC2086
			cb-rank -d city.db -p $p $more >db
			# shellcheck disable=SC2086
			cb-rank -d city.db -p $p $more - <office/score.csv >pipe
			[ -s csv ]
			cmp csv dir
			cmp csv db
			cmp csv pipe
		done
	done
}

@test "the notices too" {
	mkdir office
	cp "$RANK/community.csv" office/
	cb-import -q -d city.db community office/community.csv
	city
	cb-rank notices -d office -p 2026-09 "$SEVEN" "$EIGHT" "$NINE" >csv
	cb_run cb-rank notices -d city.db -p 2026-09
	want 0
	cmp csv stdout
}

@test "cb-import | cb-rank is cb-rank" {
	cb-rank -q -p 2026-08 "$SEVEN" "$EIGHT" >direct
	cb_run sh -c "cb-import score '$EIGHT' '$SEVEN' | cb-rank -q -p 2026-08"
	want 0
	cmp direct stdout
}

@test "a refused import makes the ranking after the pipe end with 3" {
	sed 's/95.5/9x.5/' "$SEVEN" >bad.csv
	cb_run sh -c 'cb-import score bad.csv | cb-rank -p 2026-07'
	want 3
	same out ''
	has err 'E203'
	has err 'E102'
}

@test "rows in any order, any locale, any encoding: the same bytes" {
	awk 'FNR == 1 && NR > 1 { next } 1' "$SEVEN" "$EIGHT" "$NINE" >all.csv
	cb-rank -q -p 2026-07..2026-09 all.csv >want
	for seed in 1 2 3; do
		{ head -1 all.csv && sed 1d all.csv |
			awk -v s=$seed 'BEGIN { srand(s) } { print rand() "\t" $0 }' | sort -n | cut -f2; } >shuffled.csv
		cb-rank -q -p 2026-07..2026-09 shuffled.csv | cmp want -
	done
	for l in C C.UTF-8 zh_CN.UTF-8 tr_TR.UTF-8; do
		LC_ALL=$l LANG=$l cb-rank -q -p 2026-07..2026-09 all.csv | cmp want -
	done
	iconv -f UTF-8 -t GBK all.csv >gbk.csv
	{ printf '\377\376' && iconv -f UTF-8 -t UTF-16LE all.csv; } >le.csv
	{ printf '\357\273\277' && sed 's/$/\r/' all.csv; } >crlf.csv
	for f in gbk le crlf; do
		cb-rank -q -p 2026-07..2026-09 $f.csv | cmp want -
	done
}

@test "a reader never changes the database, and reads one that cannot be written" {
	city
	sha256sum city.db >before
	chmod 400 city.db
	cb_run cb-rank -q -d city.db -p 2026-09
	want 0
	sha256sum -c --quiet before
	[ "$(ls)" = "$(printf 'before\ncity.db\nstderr\nstdout')" ]
}

@test "no database: status 4 and how to make one" {
	cb_run cb-rank -d none.db -p 2026-07
	want 4
	same out ''
	has err 'cb-import --new -d none.db'
	[ ! -e none.db ]
}

# ---- published

@test "--publish prints the ranking and freezes it: later scores change nothing" {
	city
	cb-rank -q -d city.db -p 2026-07 >before
	publish 2026-07
	cmp before stdout
	later 2026-07 社区14 99.9
	cb_run cb-rank -q -d city.db -p 2026-07
	want 0
	cut -d, -f1-5,9-11 before | diff - <(cut -d, -f1-5,9-11 stdout)
}

@test "what was published counts for the previous place and the streak" {
	city
	publish 2026-07
	publish 2026-08
	later 2026-08 社区14 99.9
	cb_run cb-rank -q -d city.db -p 2026-09
	want 0
	columns_are community,previous,measures,last_months '$last_months != ""' <<-'END'
	community,previous,measures,last_months
	社区14,14,黄牌警告;媒体公布;书记媒体说明;书记年度考核不称职,3
	END
}

@test "scores of a published month are not read again for a later one" {
	cb-import -q -d city.db community "$RANK/community.csv"
	city
	publish 2026-07
	cb-rank -d city.db -p 2026-09 >before
	sqlite3 city.db "INSERT INTO score SELECT contest, period, community, estate, indicator, d.value, inspector,
		9000000000000000000, note, batch, row FROM score, json_each('[10, 20]') AS d WHERE period = 202607"
	cb_run cb-rank -d city.db -p 2026-09
	want 0
	cmp before stdout
	cb_run cb-rank -d city.db -p 2026-09 --explain 西街
	want 1
	grep -q 'error E205' stderr
}

@test "without publication the correction counts" {
	city
	later 2026-08 社区14 99.9
	cb_run cb-rank -q -d city.db -p 2026-09
	want 0
	columns_are community,previous,measures,last_months '$last_months != ""' <<-'END'
	community,previous,measures,last_months
	社区14,1,黄牌警告;媒体公布,1
	END
}

@test "--diff shows what would change" {
	city
	publish 2026-07
	cb_run cb-rank -q -d city.db -p 2026-07 --diff
	want 0
	[ "$(wc -l <stdout)" -eq 1 ]
	later 2026-07 社区03 94.5
	cb_run cb-rank -q -d city.db -p 2026-07 --diff
	want 0
	columns_are community,published_rank,rank,published_score,score,published_prize,prize <<-'END'
	community,published_rank,rank,published_score,score,published_prize,prize
	社区03,3,2,93.2,94.5,10000.00,15000.00
	社区02,2,3,94,94,15000.00,10000.00
	END
}

@test "--diff of what is not published is an error" {
	city
	cb_run cb-rank -q -d city.db -p 2026-07 --diff
	want 1
	same out ''
	has err 'E548'
}

@test "publishing twice is refused; --republish with a reason replaces it, and both stay" {
	city
	publish 2026-07
	later 2026-07 社区03 94.5
	cb_run cb-rank -q -d city.db -p 2026-07 --publish
	want 1
	same out ''
	has err 'E541'
	cb_run cb-rank -q -d city.db -p 2026-07 --republish 社区03成绩更正
	want 0
	columns_are rank,community,prize '$rank == 2' <<-'END'
	rank,community,prize
	2,社区03,15000.00
	END
	cb_run cb-rank -q -d city.db -p 2026-07
	columns_are rank,community,prize '$rank == 2' <<-'END'
	rank,community,prize
	2,社区03,15000.00
	END
	cb_run cb-import -d city.db log
	want 0
	[ "$(grep -c ,standing, stdout)" -ge 2 ]
	has out '社区03成绩更正'
	[ "$(sqlite3 city.db "select count(*) from standing_old")" -eq 14 ]
	cb_run cb-export -d city.db --verify
	want 0
}

@test "-n publishes nothing, and refuses what would be refused" {
	city
	cb_run cb-rank -q -n -d city.db -p 2026-07 --publish
	want 0
	has out 'month,2026-07,1,西街'
	cb_run cb-rank -q -d city.db -p 2026-07 --diff
	want 1
	has err 'E548'
	publish 2026-07
	cb_run cb-rank -q -n -d city.db -p 2026-07 --publish
	want 1
	same out ''
	has err 'E541'
}

@test "a ranking with an error is not published" {
	city
	cp "$RANK/community.csv" community.csv
	sed -i 's/市第14局//' community.csv
	cb-import -q -d city.db community community.csv
	cb_run cb-rank -q -d city.db -p 2026-07 --publish
	want 1
	same out ''
	has err 'E539'
	cb_run cb-rank -q -d city.db -p 2026-07 --diff
	has err 'E548'
}

@test "--publish needs a database" {
	cb_run cb-rank -p 2026-07 --publish "$SEVEN"
	want 2
	same out ''
	has err 'E619'
}

@test "a range publishes each of its months, once" {
	city
	publish 2026-07..2026-09
	cb_run cb-export -d city.db standing
	want 0
	[ "$(wc -l <stdout)" -eq 43 ]
	cb_run cb-rank -q -d city.db -p 2026-09 --publish
	want 1
}

@test "the standing of --all DIR ranks like the database" {
	city
	publish 2026-07
	later 2026-07 社区14 99.9
	cb-export -q -d city.db --reveal --all out
	cb-rank -q -d city.db -p 2026-07..2026-09 >db
	cb_run cb-rank -q -d out -p 2026-07..2026-09
	want 0
	cmp db stdout
}

@test "--explain names file, row and batch of a stored record" {
	city
	cb_run cb-rank -q -d city.db -p 2026-09 --explain 社区14
	want 0
	has out "month,2026-09,记录,total,72,,$NINE:15 (批次 4)"
}

# measures COLUMNS: of the tasks that are measures
measures() {
	cb-task list -q -d city.db --where kind=措施 --columns "$1" | sed 1d
}

@test "R8 what is published makes a task of each measure; notices say whether and where it was carried out" {
	city
	cp "$RANK/community.csv" community.csv
	cb-import -q -d city.db community community.csv
	cb-rank -q -d city.db -p 2026-07..2026-08 --publish --today 2026-09-01 >published
	[ "$(measures title,assignee,period,due,handler,source)" = '黄牌警告,社区11,2026-08,2026-09-11,,月度考评 2026-08
黄牌警告,社区12,2026-07,2026-09-11,,月度考评 2026-07
黄牌警告,社区12,2026-08,2026-09-11,,月度考评 2026-08
黄牌警告,社区13,2026-07,2026-09-11,,月度考评 2026-07
书记媒体说明,社区14,2026-08,2026-09-11,邹守义,月度考评 2026-08
媒体公布,社区14,2026-07,2026-09-11,,月度考评 2026-07
媒体公布,社区14,2026-08,2026-09-11,,月度考评 2026-08
黄牌警告,社区14,2026-07,2026-09-11,,月度考评 2026-07
黄牌警告,社区14,2026-08,2026-09-11,,月度考评 2026-08' ]
	cb-task done -q -d city.db --where title=媒体公布 --where period=2026-08 --received 2026-09-03 --note '日报 第3版'
	cb_run cb-rank notices -d city.db -p 2026-08 --columns community,follow
	want 0
	same out 'community,follow
社区14,黄牌警告:未落实(限2026-09-11);媒体公布:已落实(2026-09-03 日报 第3版);书记媒体说明:未落实(限2026-09-11)
'
	# a rule of a measure goes before that of any; without one there is no task
	printf '%s\n' rule,what,key,value a,rank.follow,媒体公布,3工作日 >follow.csv
	head -n 1 "$CB_TREE/share/rules/rules.csv" >rules.csv
	grep -v rank.follow "$CB_TREE/share/rules/rules.csv" | sed 1d >>rules.csv
	echo 'a,rank.follow,,媒体公布,,,3工作日,,,,,' >>rules.csv
	cb-rank -q -d city.db -p 2026-09 --publish --today 2026-10-09 --rules rules.csv >published
	[ "$(cb-task list -q -d city.db --where period=2026-09 --columns title,due | sed 1d)" = 媒体公布,2026-10-13 ]
	cb_run cb-export -d city.db --verify
	want 0
}

@test "R8 an undo of the publication takes with it the tasks that nobody has changed; so does publishing anew" {
	city
	cb-import -q -d city.db community "$RANK/community.csv"
	cb-rank -q -n -d city.db -p 2026-07 --publish >tried
	[ "$(measures no)" = '' ]
	publish 2026-07
	[ "$(measures title | sort | uniq -c | tr -s ' ')" = $' 1 媒体公布\n 3 黄牌警告' ]
	batch=$(cb-import log -d city.db | grep ,standing, | tail -n 1 | cut -d, -f1)
	cb-task done -q -d city.db --where title=媒体公布 --note 日报
	cb_run cb-import undo "$batch" -d city.db -n
	[ "$(measures no | wc -l)" -eq 4 ]
	cb_run cb-import undo "$batch" -d city.db
	want 0
	has err W408
	[ "$(measures title,note)" = 媒体公布,日报 ]
	# what was carried out is not asked for again
	publish 2026-07
	[ "$(measures title,note | sort | uniq -c | tr -s ' ')" = $' 1 媒体公布,日报\n 3 黄牌警告,' ]
	# 社区11 was not warned; a score that was wrong warns it in place of 社区12
	later 2026-07 社区11 79
	later 2026-07 社区12 86
	cb-rank -q -d city.db -p 2026-07 --republish 成绩更正 >published
	[ "$(measures title,assignee)" = '黄牌警告,社区11
黄牌警告,社区13
媒体公布,社区14
黄牌警告,社区14' ]
	# the tasks alone are a batch as well
	batch=$(cb-import log -d city.db | grep ,task, | tail -n 1 | cut -d, -f1)
	cb-import -q undo "$batch" -d city.db
	[ "$(measures title)" = 媒体公布 ]
	cb_run cb-rank -q -d city.db -p 2026-07 --diff
	want 0
	batch=$(cb-import log -d city.db | grep ,standing,.*republish | tail -n 1 | cut -d, -f1)
	cb-import -q undo "$batch" -d city.db
	cb_run cb-export -d city.db --verify
	want 0
}
