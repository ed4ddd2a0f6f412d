#!/usr/bin/env bats
# What goes through the database comes back: random registers with odd texts, the sqlite3 shell's view.
# shellcheck disable=SC1010,SC2016 # words of Miller
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
			pieces = split("甲|,|\"|\n|007|=1+2|+3|-4|@sum|\047|𬭎|䶮|;|, |\"x\"|%|--|null|0x1F|1e5|\\|<b>|&amp;|é|。" \
				"|注:|2026-07", piece, "|")
			print "name,street,code,secretary,residents,note" >"community.csv"
			print "contest,period,community,indicator,date,inspector,score,note" >"score.csv"
			for (c = 1; c <= 40; c++) {
				code = c % 3 ? sprintf("4401050%02d000", c) : ""
				people = (c % 2 ? "" : "~") int(rand() * 9000) (c % 2 ? "+" : "")
				printf "第%02d社区,%s,%s,%s,%s,%s\n", c, cell(text()), code, c % 4 ? "书记" : "",
					people, cell(text()) >"community.csv"
				for (k = 1; k <= 5; k++) {
					m = 7 + k % 2
					n = rand() < 0.1 ? "无数据" : int(rand() * 100) "." 1 + int(rand() * 9)
					printf "month,2026-%02d,第%02d社区,指标%d,2026-%02d-%02d,组%d,%s,%s\n", m, c, k, m, c % 28 + 1, k,
						n, cell(text()) >"score.csv"
				}
			}
		}'
}

# stored NAME.db DIR: both registers of DIR
stored() {
	cb-import -q -d "$1" community "$2/community.csv"
	cb-import -q -d "$1" score "$2/score.csv"
}

# same_rows GIVEN EXPORTED KEY: in the columns of GIVEN, as Miller reads them
same_rows() {
	local file
	for file in "$1" "$2"; do
		mlr --icsv --ojson cut -o -f "$(head -n 1 "$1")" then sort -f "$3" "$file" >"$file.json"
	done
	[ "$(grep -c '^{' "$1.json")" -ge 40 ]
	diff "$1.json" "$2.json"
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
		done
		same_rows community.csv first/community.csv name
		same_rows score.csv first/score.csv community,period,indicator
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

@test "--fill of a sheet that writes each period and community once is the full sheet" {
	awk 'BEGIN { srand(8); print "period,community,indicator,score"
		for (m = 1; m <= 9; m++) for (c = 1; c <= 12; c++) for (i = 1; i <= 4; i++)
			printf "2026-%02d,第%02d社区,指标%d,%d\n", m, c, i, rand() * 100 }' >full.csv
	awk -F, -v OFS=, 'NR > 1 { p = $1; c = $2; if (p == last_p) $1 = ""; if (c == last_c) $2 = ""; last_p = p; last_c = c }
		{ print }' full.csv >blank.csv
	[ "$(grep -c ^, blank.csv)" -gt 400 ]
	cb-import -q --fill period --fill community score blank.csv >got
	cmp full.csv got
}
