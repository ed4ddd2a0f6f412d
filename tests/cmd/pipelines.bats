#!/usr/bin/env bats
# The pipelines of the manual, on the messy files of the example street.
# shellcheck disable=SC2016,SC1010 # the words of mlr
load helper
load rank_helper

EXAMPLES="$CB_TREE/share/examples"

# town: the registers and the scores of the example in city.db
town() {
	local r
	for r in community alias estate unit indicator post link; do
		cb-import -q -d city.db $r "$EXAMPLES/registers/$r.csv" || return
	done
	cb-import -q -d city.db score "$EXAMPLES"/inbox/*/*.csv
}

@test "what fourteen communities sent, as messy as it came, has the places of the clean table" {
	cb_run cb-rank -q -d "$EXAMPLES/registers" -p 2026-07..2026-09 "$EXAMPLES"/inbox/*/*.csv
	want 0
	columns_are period,rank,score '$rank <= 3 || $rank >= 12' <<-'END'
	period,rank,score
	2026-07,1,95.5
	2026-07,2,94
	2026-07,3,93.2
	2026-07,12,80
	2026-07,13,78.5
	2026-07,14,70
	2026-08,1,96
	2026-08,2,95
	2026-08,3,94
	2026-08,12,81
	2026-08,13,79
	2026-08,14,71
	2026-09,1,97
	2026-09,2,96
	2026-09,3,95.2
	2026-09,12,77
	2026-09,13,75
	2026-09,14,72
	END
}

@test "import into the database, then rank: the same bytes as from the files" {
	town
	cb-rank -q -d "$EXAMPLES/registers" -p 2026-07..2026-09 "$EXAMPLES"/inbox/*/*.csv >files
	cb_run cb-rank -q -d city.db -p 2026-07..2026-09
	want 0
	cmp files stdout
}

@test "cb-import score FILES | cb-rank -p: no database at all" {
	cb_run sh -c "cb-import --wide score '$EXAMPLES'/inbox/2026-07/*.csv | cb-rank -q -p 2026-07"
	want 0
	columns_are rank,prize,measures '$prize != "" || $measures != ""' <<-'END'
	rank,prize,measures
	1,20000.00,
	2,15000.00,
	3,10000.00,
	12,,黄牌警告
	13,,黄牌警告
	14,,黄牌警告;媒体公布
	END
}

@test "cron: last-month into a page, silent on success" {
	town
	cb_run cb-rank -d city.db -p last-month --today 2026-10-05 -o rank.html
	want 0
	same out ''
	same err ''
	grep -q '<table' rank.html
	grep -q 西街 rank.html
}

@test "the ranking goes on as CSV: prizes for the fund" {
	town
	cb_run sh -c 'cb-rank -q -d city.db -p 2026-07 | mlr --icsv --onidx filter "\$prize != \"\"" then stats1 -a sum -f prize'
	want 0
	same out '45000
'
}

@test "cb-import status: who has not sent theirs; 1 when one has not" {
	town
	cb_run cb-import status -d city.db -p 2026-07 score
	want 0
	cb_run cb-import status -d city.db -p 2026-10 score
	want 1
	[ "$(grep -c 未报 stdout)" -eq 14 ]
}

@test "export and import again: the same database, the same ranking" {
	town
	cb-export -q -d city.db --reveal score >score.csv
	cb-rank -q -d city.db -p 2026-09 >before
	cb_run sh -c 'cb-export -q -d city.db --reveal score | cb-import score'
	want 0
	cmp score.csv stdout
	cb_run sh -c 'cb-export -q -d city.db --reveal score | cb-rank -q -d city.db -p 2026-09 -'
	want 0
	cmp before stdout
}

@test "cb-rank --by 产值/面积 of any table" {
	printf '区块,产值(万元),面积\n一,100,2\n二,300,3\n' >blocks.csv
	cb_run cb-rank --by 产值/面积 blocks.csv
	want 0
	columns_are 区块,产值/面积 <<-'END'
	区块,产值/面积
	二,100
	一,50
	END
}

@test "how files are read is refused where no file is read, whichever command writes" {
	local line

	while read -r line; do
		# shellcheck disable=SC2086 # words
		cb_run $line --encoding gbk
		[ "$status" -eq 2 ]
		has err 'E630'
		has err '--encoding'
	done <<-'END'
		cb-activity hold 1
		cb-care visit 1
		cb-fund receive
		cb-org appoint 书记 王
		cb-problem fix 2026-0001
		cb-task done 1
		cb-volunteer leave 1
	END
}
