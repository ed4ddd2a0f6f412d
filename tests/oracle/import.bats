#!/usr/bin/env bats
# What goes through the database comes back: random registers with odd texts, the sqlite3 shell's view.
load ../cmd/helper

# texts SEED: registers community and score; the notes are made of pieces that a CSV, SQL or a
# spreadsheet could take for something else. They never start or end with a blank (blanks are cut).
texts() {
	awk -v seed="$1" 'function text(    n, t) {
			for (n = int(rand() * 5); n > 0; n--) t = t piece[1 + int(rand() * pieces)]
			gsub(/""/, "\"", t)
			sub(/^[ \n]+/, "", t); sub(/[ \n]+$/, "", t)
			return t
		}
		function cell(t) {
			gsub(/"/, "\"\"", t)
			return t ~ /[",\n]/ || rand() < 0.2 ? "\"" t "\"" : t
		}
		BEGIN {
			srand(seed)
			pieces = split("甲|,|\"|\n|007|=1+2|+3|-4|@sum|\047|𬭎|䶮|;|, |\"x\"|%|--|null|0x1F|1e5|\\|<b>|&amp;|é|。|注:|2026-07", piece, "|")
			print "name,street,code,secretary,residents,note" >"community.csv"
			print "contest,period,community,indicator,date,inspector,score,note" >"score.csv"
			for (c = 1; c <= 40; c++) {
				printf "第%02d社区,%s,%s,%s,%s,%s\n", c, cell(text()), c % 3 ? sprintf("4401050%02d000", c) : "",
					c % 4 ? "书记" : "", c % 2 ? int(rand() * 9000) "+" : "~" int(rand() * 9000), cell(text()) >"community.csv"
				for (k = 1; k <= 5; k++)
					printf "month,2026-%02d,第%02d社区,指标%d,2026-%02d-%02d,组%d,%s,%s\n", 7 + k % 2, c, k, 7 + k % 2, c % 28 + 1, k,
						rand() < 0.1 ? "无数据" : int(rand() * 100) "." 1 + int(rand() * 9), cell(text()) >"score.csv"
			}
		}'
}

# stored NAME.db DIR: both registers of DIR
stored() {
	cb-import -q -d "$1" community "$2/community.csv"
	cb-import -q -d "$1" score "$2/score.csv"
}

@test "csv, database, csv, database, csv: the same rows and then the same bytes" {
	for seed in 1 2 3; do
		rm -rf first second ./*.db
		mkdir first second
		texts $seed
		stored a.db .
		for register in community score; do
			cb-export --reveal -d a.db $register >first/$register.csv
		done
		stored b.db first
		for register in community score; do
			cb-export --reveal -d b.db $register >second/$register.csv
			cmp first/$register.csv second/$register.csv
			for file in $register.csv first/$register.csv; do
				mlr --icsv --ojson cut -o -f "$(head -n 1 $register.csv)" then sort -f $key "$file" >"$file.json"
			done
			diff $register.csv.json first/$register.csv.json
		done
	done
}

@test "the order of imports and of rows, and GB18030, do not show" {
	texts 4
	stored a.db .
	for register in community score; do
		cb-export --reveal -d a.db $register >$register.want
	done
	mkdir back
	# records with line breaks are turned by Miller
	mlr --icsv --ocsv tac community.csv >back/community.csv
	mlr --icsv --ocsv tac score.csv | iconv -f utf-8 -t gb18030 >back/score.csv
	cb-import -q -d b.db score back/score.csv
	cb-import -q -d b.db community back/community.csv
	for register in community score; do
		cb-export --reveal -d b.db $register | cmp $register.want -
	done
}

@test "cb-import without a database prints what the database gives back" {
	texts 5
	stored a.db .
	cb-export --reveal -d a.db score | mlr --icsv --ojson cut -x -f estate then sort -f community,period,indicator >want
	cb-import -q score score.csv | mlr --icsv --ojson sort -f community,period,indicator | diff want -
}

@test "the views, read by the sqlite3 shell, are what cb-export prints" {
	texts 6
	stored a.db .
	for register in community score; do
		sqlite3 -header -csv a.db "SELECT * FROM v_$register" >shell.csv
		cb-export --reveal -d a.db $register >export.csv
		mlr --icsv --ojson cat shell.csv >shell
		mlr --icsv --ojson cat export.csv | diff shell -
	done
}

@test "the sum of the stored integers is the sum of the sheet" {
	texts 7
	stored a.db .
	sum=$(mlr --icsv --onidx filter '$score != "无数据"' then put '$n = roundm($score * 100, 1)' then \
		stats1 -a sum,count -f n score.csv)
	[ "$(sqlite3 -separator ' ' a.db 'SELECT sum(score_micro) / 10000, count(score_micro) FROM score')" = "$sum" ]
}
