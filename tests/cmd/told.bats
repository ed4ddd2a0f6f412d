#!/usr/bin/env bats
# How what is wrong is told: one cause once, all findings of a file in one run, and remedies that work as they stand.
load helper
load books

REGISTERS="$CB_TREE/share/examples/registers"

@test "a name that is not known is told once a file, with the number of its cells" {
	{
		echo 月份,社区,指标,得分
		for item in 环境卫生 社会治安 便民服务 宣传教育 文化活动 共建联动 问题整改; do
			echo "2026-07,西衔,$item,5"
		done
		echo 2026-07,西街,环境卫生,2O
	} >in.csv
	cb_run cb-import -d "$REGISTERS" score in.csv
	want 1
	same err 'cb-import: in.csv:2:2: error E403 community: 社区:“西衔”没有登记;请先登记,或添加别名;是不是“西街社区”?(共 7 处)
cb-import: in.csv:9:4: error E203 score: “2O”不是数字;是不是“20”?
cb-import: 8 个错误,0 个警告
'
	cb_run cb-import -d "$REGISTERS" score --errors all.csv in.csv # each cell of its own
	[ "$(grep -c 西衔 all.csv)" -eq 7 ]
	cp in.csv again.csv
	cb_run cb-import --lang en -d "$REGISTERS" score in.csv again.csv
	[ "$(grep -c '(7 cells)' stderr)" -eq 2 ]
	printf '2026年7月\n社区,环境卫生,社会治安\n西衔,3,4\n' >in.csv # one cell before two scores
	cb_run cb-import -d "$REGISTERS" score in.csv
	same err $'cb-import: in.csv:3:1: error E403 community: 社区:“西衔”没有登记;请先登记,或添加别名;是不是“西街社区”?\n'
	printf '月份,社区,指标,得分\n2026-07,西衔,环境卫生,3\n2026-07,西衔,社会治安,3\n' >in.csv # all are marked
	cb_run cb-import -d "$REGISTERS" score --return back in.csv
	[ "$(cb-import cells back/in.xlsx 2>/dev/null | grep -c '西衔.*没有登记')" -eq 2 ]
}

@test "of many rows with names that nobody registered, the nearest is looked for once a name" {
	mkdir street
	awk 'BEGIN { for (i = 0; i < 5000; i++) printf "第%d社区\n", 100000 + i * 7 }' |
		sed 1iname >street/community.csv
	awk 'BEGIN {
		print "月份,社区,指标,得分"
		for (i = 0; i < 100000; i++) printf "2026-07,第%d社区,环境卫生,5\n", 100001 + i % 1000 * 7
	}' >in.csv
	cb_run sh -c "ulimit -t ${SAN:+4}8 && exec cb-import -d street score in.csv"
	want 1
	has err 'in.csv:2:2: error E403 community: 社区:“第100001社区”没有登记;请先登记,或添加别名;是不是“第100000社区”?(共 100 处)'
}

@test "what is told of the next file, and before the output, is in order" {
	printf '月份,社区,指标,得分\n2026-07,西衔,环境卫生,3\n' >a.csv
	printf '月份,社区,指标,得分\n2026-07,西街,环境卫生,x\n' >b.csv
	cb_run cb-import -d "$REGISTERS" score a.csv b.csv
	[ "$(cut -d: -f2 stderr | head -n 2 | tr -d '\n ')" = a.csvb.csv ]
	printf '姓名,电话,社区,服务类别\n张春生,13800138000,西街,修家电\n' >v.csv
	cb-import volunteer v.csv >both 2>&1
	[ "$(head -n 1 both | grep -c W247)" -eq 1 ]
}

@test "all findings of a file come in one run: a label beside a score above its full mark and a formula" {
	make_book xlsx in.xlsx <<-'END'
		sheet 得分
		row 月份|社区|指标|得分|乱
		row 2026-07|西街|环境卫生|n:99|甲
		row 2026-07|西街|社会治安|f:A1+1|乙
		row 2026-07|西衔|社会治安|n:5|丙
	END
	cb_run cb-import -d "$REGISTERS" score in.xlsx
	want 1
	same out ''
	[ "$(grep -oE 'error E[0-9]+' stderr | cut -dE -f2 | sort | tr '\n' ' ')" = '240 302 403 543 ' ]
	# where the label may be that of a column that every row lacks, the rows are not told to lack it
	printf '月份,社区,指标,得份\n2026-07,西街,环境卫生,5\n2026-07,西街,社会治安,5\n' >in.csv
	cb_run cb-import -d "$REGISTERS" score in.csv
	[ "$(grep -c error stderr)" -eq 1 ]
	# a sum is not compared where one of its items may have another label
	printf '2026年7月\n社区,环境卫生,社会治案,总分\n西街,20,5,25\n' >in.csv
	cb_run cb-import -d "$REGISTERS" score in.csv
	same err $'cb-import: in.csv:2:3: error E302: 没有“社会治案”这一栏;可用 --map \'社会治案=栏目\' 指定,或用 --map \'社会治案=-\' 略去;是不是“社会治安”?\n'
	# and nothing of such a file is stored
	cb-import -d city.db alias "$REGISTERS/alias.csv"
	printf '月份,社区,指标,得分,乱\n2026-07,西街,环境卫生,9,x\n' >in.csv
	cb_run cb-import -d city.db score in.csv
	want 1
	[ "$(cb-export -d city.db score | wc -l)" -eq 1 ]
}

# Codes whose message names an option that is no remedy: it is what was wrong, or to be looked at again.
no_remedy() {
	cat <<-'END'
		E309 -p says what the title contradicts
		E407 --replaces is what was given
		E431 --where is to be checked
		E454 -d is to be checked
		E465 --where is to be left out, or the numbers
		E519 -p is to be checked
		E555 the text of a rule
		E558 -d is to be checked
		E590 -d and -p are to be checked
		E619 --within is to be left out
		E703 -d is to be checked
		W719 the command that was stored
	END
}

# options TEXT: those that a message names
options() {
	grep -oE -- '(^|[^A-Za-z0-9-])(--[a-z][a-z-]+|-[pdo])($|[^a-z-])' <<<"$1" | grep -oE -- '--?[a-z][a-z-]*' | sort -u
}

# try_remedy CODE COMMAND: after the fixture, what its message says is typed; true: it ends well, or at another finding
try_remedy() {
	rm -rf copy
	cp -R "$DATA/errors/$1" copy
	chmod -R u+w copy
	[ ! -f copy/book ] || make_book xlsx copy/in.xlsx <copy/book
	(cd copy && sh ./cmd) </dev/null >/dev/null 2>&1
	cb_run sh -c 'cd copy && eval "$1"' sh "$2" </dev/null
	if [ "$status" -eq 0 ]; then
		not grep -q " $1[ :]" stderr
	else
		grep -qE ' error E[0-9]+' stderr || return 1
		not grep -q " $1[ :]" stderr
	fi
}

@test "each option that a message offers is typed by some remedy here, and each remedy leads on" {
	local folder code option line bad=0
	for folder in "$DATA"/errors/*; do
		code=${folder##*/}
		no_remedy | grep -q "^$code " && continue
		line=$(grep -m 1 -E " $code[ :]" "$folder/expect")
		for option in $(options "$line"); do
			grep "^$code	" "$DATA/remedies" | grep -q -e "$option" && continue
			grep -q -e "$option" "$folder/cmd" && continue # it is what is to be left out, or corrected
			echo "$code: nobody types $option" >&2
			bad=$((bad + 1))
		done
	done
	while IFS=$'\t' read -r code line; do
		try_remedy "$code" "$line" && continue
		printf '%s: %s\n%s\n' "$code" "$line" "$(cat stderr)" >&2
		bad=$((bad + 1))
	done <"$DATA/remedies"
	[ "$bad" -eq 0 ]
}

@test "a double printed to its last bit is told with what it is, and nothing is rounded unasked" {
	local n
	for n in 0.30000000000000004=0.3 85.19999999999999=85.2 99.99999999999999=100 -9.999999999999998=-10 1234.5600000000001=1234.56; do
		printf '月份,社区,指标,得分\n2026-07,西街,卫生,%s\n' "${n%=*}" >in.csv
		cb_run cb-import score in.csv
		want 1
		has err "E204 score: “${n%=*}”"
		has err "是不是“${n#*=}”?"
	done
	for n in 90.1234567 0.000000000000000001; do
		printf '月份,社区,指标,得分\n2026-07,西街,卫生,%s\n' "$n" >in.csv
		cb_run cb-import score in.csv
		has err E204
		not grep 是不是 stderr
	done
}
