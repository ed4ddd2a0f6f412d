#!/usr/bin/env bats
# A file above 8 MiB, or a pipe, is read by two threads that take turns at pieces of 64 KiB, cut behind a line break:
# that must not show. The reference is the same rows as small files, which one thread reads.
load ../cmd/helper

# 150 communities × 5 indicators × 2 months × 100 inspections.
setup_file() {
	awk 'BEGIN { srand(11); print "period,community,indicator,date,inspector,score,note"
		for (m = 7; m <= 8; m++) for (k = 0; k < 100; k++) for (i = 1; i <= 5; i++) for (c = 1; c <= 150; c++)
			printf "2026-%02d,第%03d社区,指标%d,2026-%02d-%02d,第%d检查组,%d.%d,\n", m, c, i, m,
				k == 99 ? 31 : 1 + k * 0.3, k, rand() * 100, rand() * 10
		}' >"$BATS_FILE_TMPDIR/large.csv"
	cd "$BATS_FILE_TMPDIR" && in_three large.csv
}

prepare() {
	large=$BATS_FILE_TMPDIR/large.csv
	large_enough "$large"
}

large_enough() {
	[ "$(stat -c %s "$1")" -gt 8400000 ]
}

# in_three FILE [HEADER ROWS]: a.csv, b.csv and c.csv, each with the header
in_three() {
	local head=${2:-1}
	head -n 50001 "$1" >a.csv
	{ head -n "$head" "$1" && sed -n 50002,100001p "$1"; } >b.csv
	{ head -n "$head" "$1" && tail -n +100002 "$1"; } >c.csv
}

rank() {
	cb_run cb-rank -q -p 2026-07..2026-08 "$@"
}

# as_in_three FILE [ARG...]: it is ranked without a word, and to the bytes of its parts
as_in_three() {
	local file=$1
	shift
	large_enough "$file"
	rank "$@" "$file"
	want 0
	same err ''
	mv stdout whole
	rank "$@" a.csv b.csv c.csv
	want 0
	cmp whole stdout
}

@test "a large file ranks to the bytes of its parts in any order, of itself on stdin, through a pipe and in GB18030" {
	ln -s "$BATS_FILE_TMPDIR"/[abc].csv .
	as_in_three "$large"
	[ "$(wc -l <whole)" -eq 301 ]
	rank c.csv a.csv b.csv
	cmp whole stdout
	rank - <"$large"
	cmp whole stdout
	rank - < <(cat "$large")
	cmp whole stdout
	iconv -f utf-8 -t gb18030 "$large" >gbk.csv
	rank gbk.csv
	cmp whole stdout
}

@test "a large pipe is read once: what is no clean table, no text or not UTF-8 is told as of a file" {
	iconv -f utf-8 -t gb18030 "$large" >gbk.csv
	{ cat "$large" && echo '2026-07,第001社区,指标1,2026-07-01,某,9o,'; } >odd.csv
	{ cat "$large" && printf '2026-07,"第001社区,'; } >open.csv
	{ cat "$large" && printf '2026-07,\377,'; } >bad.csv
	head -c 9000000 /dev/zero >zero.csv
	for file in gbk.csv odd.csv open.csv bad.csv zero.csv; do
		rank - <$file
		[ "$status" -ne 0 ]
		mv stderr whole
		rank - < <(cat $file)
		[ "$status" -ne 0 ]
		same out ''
		cmp whole stderr
	done
	TMPDIR=$PWD/none rank - < <(cat "$large")
	want 3
	has err E111
}

@test "in GB18030 too a character that no text has is told, wherever it stands" {
	iconv -f utf-8 -t gb18030 "$large" >gbk.csv
	for bytes in '\252\241' '\377' '\204'; do
		{ cat gbk.csv && printf "2026-07,$bytes,x,2026-07-01,x,9,\n"; } >odd.csv
		rank odd.csv
		[ "$status" -ne 0 ]
		same out ''
		mv stderr whole
		{ head -n 9000 gbk.csv && printf "2026-07,$bytes,x,2026-07-01,x,9,\n"; } >small.csv
		rank small.csv
		[ "$status" -ne 0 ]
		[ "$(grep -o '[EW][0-9]*' stderr)" = "$(grep -o '[EW][0-9]*' whole)" ]
	done
}

@test "the totals of a large file equal awk's in integers" {
	# tenths of 100 inspections: a sum is a whole number of thousandths of the total
	awk -F, '$1 == "2026-08" { sub(/[.]/, "", $6); n[$2] += $6 }
		END { for (c in n) { h = int((n[c] + 5) / 10); printf "%s,%d.%02d\n", c, h / 100, h % 100 } }' "$large" |
		sed 's/0$//; s/[.]0$//' | sort >want
	rank "$large"
	[ "$(wc -l <want)" -eq 150 ]
	grep ^month,2026-08 stdout | cut -d, -f4,5 | sort | diff want -
}

@test "a rule that needs the days: the last inspection, and the mean without the extremes" {
	ln -s "$BATS_FILE_TMPDIR"/[abc].csv .
	for how in last trimmed; do
		sed "s/^combine,rank.combine,,,,,mean/combine,rank.combine,,,,,$how/" "$CB_TREE/share/rules/rules.csv" >rules.csv
		as_in_three "$large" --rules rules.csv
	done
}

# as_by_one FILE WANT [ARG...]: the bytes of the one thread that reads where warnings count as errors
as_by_one() {
	[ "$(stat -c %s "$1")" -gt 4200000 ]
	rank --strict -d "$@"
	mv stdout whole
	mv stderr said
	rank -d "$@"
	cmp whole stdout
	cmp said stderr
}

@test "a large database, whose periods two connections read in turns, ranks to the bytes of the file" {
	cb-import -q -d city.db score "$large"
	for how in mean last; do
		sed "/^before-25,/d; s/^combine,rank.combine,,,,,mean/combine,rank.combine,,,,,$how/" "$CB_TREE/share/rules/rules.csv" >rules.csv
		as_by_one city.db --rules rules.csv
		want 0
		same err ''
		rank --rules rules.csv "$large"
		cmp whole stdout
	done
	# a row of an older version, which may belong to two contests, is told as by one
	printf 'code,title,full,system\nA,指标1,100,month\nA,指标1,100,other\n' >indicator.csv
	cb-import -q -d city.db indicator indicator.csv
	sqlite3 city.db "UPDATE score SET contest = 0 WHERE period = 202608 AND community =
		(SELECT id FROM term WHERE text = '第007社区') AND indicator = (SELECT id FROM term WHERE text = '指标1')"
	as_by_one city.db --rules rules.csv
	want 1
	same out ''
	has err E592
}

@test "services and problems of a large database, whose rows two connections read in turns, add up as those of files" {
	mkdir office
	awk 'BEGIN { print "volunteer,date,start,end,activity"
		for (i = 1; i <= 60000; i++) printf "V%05d,2026-%02d-%02d,%02d:%02d,%02d:00,第%d次清扫活动\n",
			1 + i % 500, 1 + i % 12, 1 + i % 28, 8 + i % 3, i % 60, 12 + i % 7, i }' >office/service.csv
	awk 'BEGIN { print "no,name,community"; for (i = 1; i <= 500; i++) printf "V%05d,志愿者%d,第%02d社区\n", i, i, i % 14 }' >office/volunteer.csv
	awk 'BEGIN { print "no,found,community,place,description,responsible,due" >"office/problem.csv"
		print "problem,step,at,action" >"office/problem_log.csv"
		for (i = 1; i <= 20000; i++) {
			printf "2026-%05d,2026-06-%02d 08:00,第%02d社区,第%d号,坑,第%d单位,2026-07-%02d\n", i, 1 + i % 28, i % 14, i, i % 30,
				1 + i % 28 >"office/problem.csv"
			split("受理 立案 派遣 整改 结案", a, " ")
			for (k = 1; k <= 1 + i % 5; k++)
				printf "2026-%05d,%d,2026-06-29 %02d:00,%s\n", i, k, 8 + k, a[k] >"office/problem_log.csv"
		} }'
	cb-import -q -d city.db volunteer office/volunteer.csv
	cb-import -q -d city.db service office/service.csv
	cb-import -q -d other.db problem office/problem.csv
	cb-import -q -d other.db problem_log office/problem_log.csv
	[ "$(stat -c %s city.db)" -gt 4200000 ]
	[ "$(stat -c %s other.db)" -gt 4200000 ]
	for of in 'hours --by volunteer' 'hours --by activity' 'stars' 'check --where 检查=重叠 --columns no,date,activity,detail'; do
		cb_run cb-volunteer $of -d office
		mv stdout want
		cb_run cb-volunteer $of -d city.db
		cmp stdout want
	done
	for of in 'rates -p 2026-06' 'summary --by responsible,state' 'overdue' 'list'; do
		cb_run cb-problem $of -d office
		mv stdout want
		cb_run cb-problem $of -d other.db
		cmp stdout want
	done
	[ "$(wc -l <want)" -eq 20001 ]
}

@test "a quoted cell full of lines that look like rows, where the cut falls" {
	for at in 20000 74500 75000 140000; do
		awk -v at=$at 'NR != at { print; next }
			{ printf "%s\"备注", $0; for (k = 0; k < 3000; k++) print "\n2026-07,别的社区,指标1,2026-07-01,某,1,"
			print "\"" }' "$large" | sed 's/^$/，/' >odd.csv
		ln -sf "$BATS_FILE_TMPDIR"/[abc].csv .
		as_in_three odd.csv
	done
}

@test "a total row at the end, a repeated header in the middle" {
	ln -s "$BATS_FILE_TMPDIR"/[abc].csv .
	{ cat "$large" && echo '合计,,,,,,'; } >odd.csv
	as_in_three odd.csv
	{ head -n 100000 "$large" && head -n 1 "$large" && tail -n +100001 "$large"; } >odd.csv
	as_in_three odd.csv
}

@test "a title above the header, a header of two rows" {
	ln -s "$BATS_FILE_TMPDIR"/[abc].csv .
	{ echo '卫生检查得分表,,,,,,' && cat "$large"; } >odd.csv
	as_in_three odd.csv
	# 得分 alone would bind too: a part that saw only the first row would read one indicator
	awk -F, 'BEGIN { print "月份,社区,得分,,检查日期,检查组\n,,卫生,治安,," }
		NR > 1 { print $1 "," $2 "," $6 "," 100 - $6 "," $4 "," $5 }' "$large" >odd.csv
	in_three_of odd.csv
	as_in_three odd.csv --wide
	[ "$(wc -l <whole)" -eq 301 ]
}

# in_three_of FILE: with a header of two rows; the links go
in_three_of() {
	rm -f [abc].csv
	in_three "$1" 2
}

@test "--fill takes the value above across the cut" {
	awk -F, -v OFS=, 'NR == 1 { print "contest", $0; next }
		{ print NR == 2 ? "month" : NR == 100002 ? "other" : "", $0 }' "$large" >blank.csv
	awk -F, -v OFS=, 'NR == 1 { print; next } { $1 = NR < 100002 ? "month" : "other"; print }' blank.csv >full.csv
	in_three full.csv
	large_enough blank.csv
	rank --contest month full.csv
	want 0
	mv stdout whole
	rank --contest month a.csv b.csv c.csv
	cmp whole stdout
	rank --contest month --fill contest blank.csv
	cmp whole stdout
}

@test "scores without day and inspector: twice the same counts once, in whatever part" {
	ln -s "$BATS_FILE_TMPDIR"/[abc].csv .
	row='2026-07,第007社区,指标A,,,88,'
	rest=$(for c in $(seq 1 150); do [ "$c" = 7 ] || printf '2026-07,第%03d社区,指标A,,,%d,\n' "$c" $((c % 90)); done)
	{ head -n 1 "$large" && echo "$row" && echo "$rest" && tail -n +2 "$large" && echo "$row"; } >twice.csv
	{ head -n 1 "$large" && echo "$row" && echo "$rest"; } >d.csv
	rank twice.csv
	want 0
	same err ''
	mv stdout whole
	rank a.csv b.csv c.csv d.csv
	cmp whole stdout
	sed '$s/88/89/' twice.csv >odd.csv
	rank odd.csv
	want 1
	same out ''
	has err 'odd.csv:150152'
	[ "$(wc -l <stderr)" -eq 1 ]
}

@test "a bad cell near the end: the finding of the one reader, 1, nothing printed" {
	sed '149990s/检查组,[0-9.]*/检查组,8o/' "$large" >odd.csv
	rank odd.csv
	want 1
	same out ''
	mv stderr whole
	rank - <odd.csv
	want 1
	sed 's/ -:/ odd.csv:/' stderr | diff - whole
	has err '149990:6'
	[ "$(wc -l <stderr)" -eq 1 ]
}

@test "a quote that is never closed: the finding of the one reader" {
	sed '149990s/,$/,"备注/' "$large" >odd.csv
	rank odd.csv
	[ "$status" -ne 0 ]
	same out ''
	mv stderr whole
	rank - <odd.csv
	[ "$status" -ne 0 ]
	sed 's/ -:/ odd.csv:/' stderr | diff - whole
}
