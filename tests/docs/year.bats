#!/usr/bin/env bats
# share/examples/year: a whole year becomes a database by one command, and every template a document of it.
load ../cmd/helper
export CB_PLAIN=1 CB_TODAY=2027-01-10

# report NAME ARGS...: NAME.md, of a template or of what a period adds to its name
report() {
	cb-report "${1%%-*}" -q -d year.db "${@:2}" >"$1.md"
}

# ragged FILE: cells of a column of numbers that have other places than those above
ragged() {
	awk -F ' *[|] *' '
		/^[|] *-/ { for (c = 2; c < NF; c++) { is_number[c] = $c ~ /:$/; places[c] = "" } next }
		/^[|]/ { for (c = 2; c < NF; c++) if (is_number[c] && $c != "") {
				n = index($c, ".") ? length($c) - index($c, ".") : 0
				if ($c ~ /^[0-9.,-]+$/) { if (places[c] != "" && places[c] != n) print FILENAME ": " $0; places[c] = n }
			} }
		!/^[|]/ { delete is_number }' "$1"
}

@test "the year of 14 communities: one command for the database, one for each document" {
	cb_run cb-import -q --new -d year.db --all "$CB_TREE/share/examples/year"
	want 0
	same err ''
	report annual -p 2026
	report bulletin -p 2026-09
	report bulletin-quarter -p 2026Q4 --contest index
	report bulletin-range -p 2026-07..2026-09
	report fund -p 2026
	report missing -p 2027-01 --register score --register fund
	report notice -p 2026-09
	report remind --today 2026-12-25
	report work -p 2026
	for name in $(cb-report list | sed '1d; s/,.*//' | grep -v '^certificate$'); do
		[ -s "$name.md" ] || { echo "no document of $name" >&2; false; }
	done
	for name in *.md; do
		[ -z "$(ragged "$name")" ] || { ragged "$name" >&2; false; }
		lacks '^## .*、$|{{|�' "$name"
	done
	# units of the year, those who reach the base score, fund in and out
	grep -q '云河市交通局 | 97.39 | 一等奖 | 100000.00 |' annual.md
	# the contests that have a base score have a share; the others do not stand in its way
	cb_run cb-rank share -q -d year.db -p 2026 --columns contest,base,reached
	want 0
	same out 'contest,base,reached
month,80,11
'
	# the fund: what each community has left is drawn too
	cb-fund statement -q -d year.db -p 2026H2 -o s.xlsx
	unzip -p s.xlsx xl/charts/chart1.xml | grep -q '<c:v>西街社区</c:v>'
	# it names its period in words, and communities in the order of their register
	for format in html md table; do
		cb-fund statement -q -d year.db -p 2026Q4 --format "$format" >s
		grep -q '2026年第四季度' s
		lacks '2026Q4' s
		grep -o '社区结余.*社区' s | sed 's/<[^>]*>//g; s/[ |]//g; s/^社区结余//' >order
		sed "1d; s,\,.*,," "$CB_TREE/share/examples/year/community.csv" | diff order -
	done
	cb_run cb-fund statement -q -d year.db -p 2026Q4
	has out '期间,,2026Q4,'
	# what repeats in every row stands in the title only; money ends with its sum
	grep -q '^2026年责任单位评比结果（责任单位年终考评）$' annual.md
	lacks '[|] 评比 [|]' annual.md
	grep -q '^|  | 合计 |  |  | 440000.00 |$' annual.md
	grep -q '^| 合计 |  | 545000.00 |  |$' annual.md
	grep -q '按照基本分80分的标准，2026年达标社区11个，占参评社区的78.57%；目标为70.00%，应达标10个，已完成目标。' annual.md
	grep -q '^附件：1.2026年各月考评得分表' annual.md
	grep -q '| 合计 |  | 126000.00 |' fund.md
	# the new secretary is the one who is reminded, and the measure for months of both is to be judged
	grep -q '| 砖桥社区 | 卞立群 | 考评得分表、经费表 |' missing.md
	grep -q '连续末位期间社区书记有变动，本项措施须由考评机构认定后执行。' notice.md
	[ "$(cb-rank -q -d year.db -p 2026 --contest 十佳 --columns award | grep -c 十佳社区)" -eq 10 ]
}
