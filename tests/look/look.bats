#!/usr/bin/env bats
# Documents as people see them: docx in LibreOffice, the page in Chromium, on screen, phone and paper. A test is
# skipped, and says so, where the program that looks is not installed (`make deps-look`).
load ../cmd/helper

# needs PROGRAM...
needs() {
	local program
	for program; do
		command -v "$program" >/dev/null || skip "$program is not installed"
	done
}

# make_document FORMAT FILE: tests/look/bulletin.md, or stdin where it is given
make_document() {
	look_document "$1" <"${3:-$CB_TREE/tests/look/bulletin.md}" >"$2"
}

# pdf_of DOCX: through LibreOffice, with a profile of its own
pdf_of() {
	soffice "-env:UserInstallation=file://$BATS_TEST_TMPDIR/profile" --headless --convert-to pdf "$1" >/dev/null 2>&1
	[ -s "${1%.docx}.pdf" ]
}

# words PDF PAGE: its text, without blanks, a line each
words() {
	pdftotext -f "$2" -l "$2" -layout "$1" - | tr -d ' \f' | sed 's/　//g' | grep -v '^$'
}

browse() {
	chromium --headless --no-sandbox --disable-gpu --disable-background-networking --user-data-dir="$BATS_TEST_TMPDIR/browser" \
		--virtual-time-budget=3000 "$@" 2>browser.log
}

# with_script SCRIPT: rank.html as c.html, with one more script that its policy lets run
with_script() {
	local hash
	hash=$(printf %s "$1" | openssl dgst -sha256 -binary | base64)
	awk -v hash="$hash" -v script="$1" '
		{ sub(/script-src /, "script-src '\''sha256-" hash "'\'' ") }
		/<\/body>/ { printf "<script>%s</script>\n", script }
		{ print }' rank.html >c.html
}

# second_column N: of the first table of the page that chromium shows, its first N rows on one line
second_column() {
	browse --dump-dom "file://$PWD/c.html" | tr '\n' ' ' | sed 's/<\/tbody>.*//' |
		grep -o '<tr><td[^>]*>[^<]*</td><td[^>]*>[^<]*' | sed 's/.*>//' | head -"$1" | paste -sd' '
}

@test "docx: 22 lines of 28 characters" {
	needs soffice pdftotext
	{ printf '# 题\n\n'; for _ in $(seq 80); do printf '城市文明创建工作考评排名情况通报社区共建志愿服务'; done; } >text.md
	make_document docx page.docx text.md
	pdf_of page.docx
	words page.pdf 2 | grep -v '^—' >lines
	[ "$(wc -l <lines)" -eq 22 ]
	[ "$(awk '{ print length($0) / 3 }' lines | sort -u)" = 28 ]
}

@test "docx: numbers of levels, repeated table headers, wide tables across, page numbers" {
	needs soffice pdftotext pdfinfo
	make_document docx july.docx
	pdf_of july.docx
	local n page across
	n=$(pdfinfo july.pdf | awk '/^Pages/ { print $2 }')
	for page in $(seq "$n"); do
		words july.pdf "$page" | tail -1 | grep -qx -- "—$page—"
	done
	words july.pdf 1 | grep -qx '一、总体情况'
	for heading in '（一）红旗社区' '1.奖金发放' '（1）发放方式' '（二）黄牌警告' '二、排名表'; do
		words july.pdf 2 | grep -qxF "$heading"
	done
	# the header of the ranking stands on each page that has a row of it
	for page in $(seq "$n"); do
		words july.pdf "$page" | grep -qE '^[0-9]+社区[0-9]+[0-9.]+$' || continue
		words july.pdf "$page" | grep -qE '^名次社区得分'
	done
	across=$(pdfinfo -f 1 -l "$n" july.pdf | awk '/^Page .*size/ && $4 > $6' | wc -l)
	[ "$across" -ge 2 ]
	[ "$across" -lt "$n" ]
	# the chart is drawn: its values stand once more
	[ "$(pdftotext july.pdf - | grep -cx 98.8625)" -ge 2 ]
	words july.pdf "$n" | grep -qx '附件1'
	words july.pdf "$n" | grep -qx '一、楼道'
}

@test "docx: each numbered list counts for itself" {
	needs soffice pdftotext
	printf '1. 甲\n2. 乙\n   1. 子\n3. 丙\n   1. 丑\n\n文\n\n1. 丁\n\n- 戊\n\n5. 己\n' >lists.md
	make_document docx lists.docx lists.md
	pdf_of lists.docx
	[ "$(words lists.pdf 1 | grep -v '^—' | paste -sd' ')" = "1.甲 2.乙 （1）子 3.丙 （1）丑 文 1.丁 •戊 5.己" ]
}

@test "page: its policy lets its own script run, and nothing is asked of the network" {
	needs chromium
	make_document html rank.html
	browse --enable-logging=stderr --dump-dom "file://$PWD/rank.html" >dom
	grep -q '<button type="button">名次</button>' dom
	not grep -qiE 'Content Security Policy|Refused|Uncaught' browser.log
}

@test "page: a click sorts by value, another turns the order round, empty cells stay last" {
	needs chromium openssl
	make_document html rank.html
	with_script "document.querySelectorAll('thead th button')[2].click()"
	[ "$(second_column 3)" = "社区46 社区45 社区44" ]
	with_script "for (const n of [2, 2]) document.querySelectorAll('thead th button')[n].click()"
	[ "$(second_column 3)" = "铁路新村 西街 桃源里" ]
	browse --dump-dom "file://$PWD/c.html" | grep -q '<th scope="col" class="n" aria-sort="descending"><button type="button">得分'
	# prizes: three have one, whichever way they are sorted
	with_script "document.querySelectorAll('thead th button')[5].click()"
	[ "$(second_column 3)" = "桃源里 西街 铁路新村" ]
}

@test "page: words are sorted by pinyin, numbers in them by value" {
	needs chromium openssl
	make_document html rank.html
	with_script "document.querySelectorAll('thead th button')[1].click()"
	[ "$(second_column 4)" = "河湾 青石巷 社区06 社区07" ]
}

@test "page: a button is reached and pressed by keyboard" {
	needs chromium openssl
	make_document html rank.html
	with_script "const b = document.querySelectorAll('thead th button')[2]; b.focus(); document.title = document.activeElement === b && b.tabIndex === 0 ? 'focus' : 'none'"
	browse --dump-dom "file://$PWD/c.html" | grep -q '<title>focus</title>'
}

@test "page: on a phone of 360 pixels nothing but tables scrolls sideways" {
	needs chromium openssl
	make_document html rank.html
	with_script "parent.postMessage(document.documentElement.scrollWidth + ' ' + innerWidth, '*')"
	cat >phone.html <<-'END'
		<title>none</title>
		<script>addEventListener('message', event => { document.title = event.data; });</script>
		<iframe src="c.html" width="360" height="640" style="border: 0" scrolling="no"></iframe>
	END
	browse --dump-dom "file://$PWD/phone.html" | grep -q '<title>360 360</title>'
}

@test "page: a table that scrolls says so at 390 pixels, and nowhere else; lines of text are 42 em at most" {
	needs chromium openssl
	make_document html rank.html
	with_script "const of = what => Math.round(document.querySelector(what).getBoundingClientRect().width);
		const cued = Array.from(document.querySelectorAll('.t'), t => [t.scrollWidth > t.clientWidth + 1,
			getComputedStyle(t, '::before').content.includes('滑动')].join()).sort();
		parent.postMessage([Array.from(new Set(cued)).join(' '), of('p') <= 672, of('figure') <= 672].join(' '), '*')"
	for width in 390 1200; do
		cat >phone.html <<-END
			<title>none</title>
			<script>addEventListener('message', event => { document.title = event.data; });</script>
			<iframe src="c.html" width="$width" height="640" style="border: 0" scrolling="no"></iframe>
		END
		browse --dump-dom "file://$PWD/phone.html" >dom
		grep -qE "<title>(false,false )?true,true true true</title>|<title>false,false true true</title>" dom
		[ "$width" = 1200 ] || grep -q 'true,true' dom
	done
}

@test "page: on paper headers repeat, wide tables lie across, no arrow is printed" {
	needs chromium pdftotext pdfinfo
	make_document html rank.html
	browse --no-pdf-header-footer --print-to-pdf=rank.pdf "file://$PWD/rank.html" >/dev/null
	local n page across
	n=$(pdfinfo rank.pdf | awk '/^Pages/ { print $2 }')
	for page in $(seq "$n"); do
		words rank.pdf "$page" | grep -qE '^[0-9]+社区[0-9]+[0-9.]+$' || continue
		words rank.pdf "$page" | grep -qE '^名次社区得分'
	done
	across=$(pdfinfo -f 1 -l "$n" rank.pdf | awk '/^Page .*size/ && $4 > $6' | wc -l)
	[ "$across" -ge 1 ]
	[ "$across" -lt "$n" ]
	pdftotext rank.pdf rank.txt
	lacks '↕|↑|↓' rank.txt
}

@test "each installed template on paper: all its words, nothing that a font lacks" {
	local name words
	needs soffice pdftotext
	load ../cmd/report_helper
	export CB_TODAY=2026-10-08
	town
	for name in bulletin:2026-09 notice:2026-09 fund:2026Q3 missing:2026-10 annual:2026 work:2026H2; do
		cb-report "${name%:*}" -q -d city.db -p "${name#*:}" -o "${name%:*}.docx"
		cb-report "${name%:*}" -q -d city.db -p "${name#*:}" | grep -v '█' >"${name%:*}.md"
		pdf_of "${name%:*}.docx"
		pdftotext -raw "${name%:*}.pdf" - | tr -d ' \n\f' | sed 's/　//g; s/—[0-9]*—//g' >words
		if grep -q '�' words; then return 1; fi
		# headings, and the values of every table
		grep -E '^#' "${name%:*}.md" | sed 's/^#* //; s/ //g' | while IFS= read -r words; do
			grep -qF -- "$words" words || { echo "$name lacks $words" >&2; exit 1; }
		done
		grep -E '^\| [^-]' "${name%:*}.md" | tr -d ' ' | tr '|' '\n' | grep . | sort -u | while IFS= read -r words; do
			grep -qF -- "$words" words || { echo "$name lacks $words" >&2; exit 1; }
		done
	done
	cb-import -q -d city.db volunteer "$EXAMPLES/registers/volunteer.csv"
	cb-import -q -d city.db service "$EXAMPLES/registers/service.csv"
	cb-volunteer certificate V00001 -q -d city.db -p 2026Q3 --issuer 清和街道办事处 --head 丁一 --handler 王五 \
		--contact 0000-1234567 --note 仅供评优 -o certificate.docx
	pdf_of certificate.docx
	[ "$(pdfinfo certificate.pdf | awk '/^Pages/ { print $2 }')" = 1 ]
	# a period in a table stands on one line
	pdftotext -layout annual.pdf - >lines
	grep -q '2026 年 9 月 ' lines
	if grep -qE '^ *月 *$' lines; then return 1; fi
}

# reach PDF PAGE: how far down the page its text goes, in per cent; the number of the page is none of it
reach() {
	pdftotext -bbox -f "$2" -l "$2" "$1" - | awk '
		/<page / { match($0, /height="[0-9.]*/); height = substr($0, RSTART + 8, RLENGTH - 8) }
		/<word / { match($0, /yMax="[0-9.]*/); y = substr($0, RSTART + 6, RLENGTH - 6) / height * 100
			if (y < 88 && y > most) most = y }
		END { print int(most) }'
}

@test "a year on paper: full first pages, no heading, header or last row alone on a page" {
	local name page n
	needs soffice pdftotext pdfinfo
	export CB_TODAY=2027-01-10
	command cb-import -q --new -d year.db --all "$CB_TREE/share/examples/year"
	for name in annual:2026 bulletin:2026-09 fund:2026 missing:2027-01 work:2026 bulletin:2026-07..2026-09; do
		cb-report "${name%:*}" -q -d year.db -p "${name#*:}" --from 清和街道创建办公室 -o page.docx
		pdf_of page.docx
		n=$(pdfinfo page.pdf | awk '/^Pages/ { print $2 }')
		[ "$(reach page.pdf 1)" -ge 75 ] || { echo "$name: $(reach page.pdf 1) %" >&2; false; }
		for page in $(seq "$n"); do
			words page.pdf "$page" | grep -v '^—[0-9]*—$' >lines
			# the last line is no heading and no header; below a header that is repeated stand three rows
			tail -n 1 lines | not grep -qE '^([一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|期间名次|名次社区|评比名次|社区收入)'
			head -n 1 lines | grep -qE '^(期间|评比)?名次' || continue
			[ "$(sed -n '2,4p' lines | grep -cE '[0-9]|合计')" -eq 3 ] || { echo "$name, page $page" >&2; cat lines >&2; false; }
		done
	done
	# 46 communities: the chart begins on the first page
	awk 'BEGIN { print "period,community,indicator,score"; for (m = 1; m <= 12; m++) for (i = 1; i <= 46; i++)
		printf "2026-%02d,社区%02d,total,%.1f\n", m, i, 97 - i / 2 - (i * m) % 5 / 10 }' >s.csv
	awk 'BEGIN { print "name,secretary,director,liaison,lead_unit"; for (i = 1; i <= 46; i++) printf "社区%02d,甲一,乙二,丙三,供水公司\n", i }' >c.csv
	printf 'name,level\n供水公司,企业\n' | command cb-import -q --new -d many.db unit -
	cb-import -q -d many.db community c.csv
	cb-import -q -d many.db score s.csv
	cb-report annual -q -d many.db -p 2026 -o many.docx
	pdf_of many.docx
	[ "$(reach many.pdf 1)" -ge 75 ]
	words many.pdf 1 | grep -q '^社区01'
}
