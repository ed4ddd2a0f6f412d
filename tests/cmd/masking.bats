#!/usr/bin/env bats
# No command shows a private value unless --reveal asks for it: every register that has private columns, in
# every format of every command that prints it.
load helper

# All values are invented; the id is the example of GB 11643.
SECRET='李建国|11010519491231002X|13800138000|1949-12-31|1949年12月31日|>18263<'

# rows_of REGISTER: a file of it with a value in every private column
rows_of() {
	case $1 in
	unit) printf 'name,level,contact,phone\n市交通局,市直,贺子昂,13800138000\n' ;;
	post) printf 'body,post,person,since,phone\n西街社区,书记,程守义,2026-01-01,13800138000\n' ;;
	volunteer) printf 'no,name,id,phone,birth,community\nV1,李建国,11010519491231002X,13800138000,1949-12-31,西街社区\n' ;;
	service) printf 'volunteer,date,hours,activity,community\n李建国 13800138000,2026-07-01,2,清扫,西街社区\n' ;;
	problem) printf 'found,community,place,description,responsible,due,visitor\n2026-07-01 08:30,西街社区,院门,路灯不亮,市交通局,2026-07-05,李建国\n' ;;
	care) printf 'kind,beneficiary,community,since\n孤寡老人,李建国,西街社区,2026-07-01\n' ;;
	*) echo "register $1 has private columns and no row in this test: add one" >&2 && return 1 ;;
	esac
}

private_registers() {
	local register
	for register in $(cb-import registers | sed '1d;s/,.*//'); do
		if cb-import registers "$register" --format json | jq -e 'any(.private == true or .private == "是")' >/dev/null; then
			echo "$register"
		fi
	done
}

# The office is made once; each test works on a copy.
setup_file() {
	cd "$BATS_FILE_TMPDIR" || return 1
	load helper
	private_registers >registers
	printf 'name,street\n西街社区,清和街道\n' >community.csv
	cb-import -q -d office.db community community.csv
	mkdir office
	cp community.csv office
	while read -r register; do
		rows_of "$register" >"office/$register.csv"
		cb-import -q -d office.db "$register" "office/$register.csv"
	done <registers
}

prepare() {
	cp -R "$BATS_FILE_TMPDIR/." .
}

# plain FILE: its text, unpacked where it is packed
plain() {
	case $1 in
	*.xlsx | *.docx) unzip -p "$1" ;;
	*) cat "$1" ;;
	esac
}

# masked FILE WORD: shows the word, and nothing that is private
masked() {
	plain "$1" >"$BATS_TEST_TMPDIR/plain"
	grep -q -e "$2" "$BATS_TEST_TMPDIR/plain" || { echo "$1: $2 is not there" >&2; return 1; }
	lacks "$SECRET" "$BATS_TEST_TMPDIR/plain" || { echo "$1 shows what is private" >&2; return 1; }
}

# mark_of REGISTER: a word of its row that anybody may read
mark_of() {
	[ "$1" = unit ] && echo 市交通局 || echo 西街社区
}

# columns_of REGISTER: all of them
columns_of() {
	cb-import registers "$1" | sed '1d;s/,.*//' | paste -sd' '
}

@test "a name that stands in a private column only is not known; one that is public as well is" {
	printf 'name\n西街\n' | cb-import -q -d city.db community -
	printf 'kind,helper,beneficiary,community,since\n孤寡老人,周拟平,郑示安,西街,2026-07-01\n孤寡老人,利民商行,郑示安,西街,2026-07-02\n' |
		cb-import -q -d city.db care -
	cb-fund receive -q -d city.db --community 西街 --amount 5 --party 利民商行 >out
	for who in 周拟平 无此人; do
		cb_run cb-fund balance -d city.db --where 社区="$who"
		want 2
		same err "cb-fund: error E632: 没有 community 为“$who”的记录;请检查 --where
"
	done
	cb_run cb-fund balance -d city.db --where 社区=利民商行
	want 0
	cb_run cb-fund balance -d city.db --where 社区=利民商
	has err '是不是“利民商行”'
	[ "$(cb-export -d city.db care --where 结对人=周拟平 --reveal --columns helper | tail -1)" = 周拟平 ]
}

@test "the registers with private columns are these" {
	[ "$(paste -sd' ' registers)" = 'unit post volunteer service problem care' ]
}

@test "what is looked for is there when it is revealed" {
	for format in table csv tsv json md html xlsx; do
		cb-export -d office.db --reveal volunteer -o "v.$format" --format "$format"
		plain "v.$format" >out
		for word in 李建国 11010519491231002X 13800138000 '1949-12-31|>18263<'; do
			grep -qE "$word" out
		done
	done
}

@test "cb-export: every format, from a database and from a folder, and --all" {
	local register format from
	while read -r register; do
		for from in office.db office; do
			for format in table csv tsv json md html xlsx; do
				cb-export -d $from "$register" --format "$format" -o "out.$format"
				masked "out.$format" "$(mark_of "$register")"
				cb-export -d $from --lang en --headers zh --mask customary --allow 629 -q "$register" --format "$format" -o "out.$format"
				masked "out.$format" "$(mark_of "$register")"
			done
		done
	done <registers
	cb-export -d office.db --all all
	while read -r register; do masked "all/$register.csv" "$(mark_of "$register")"; done <registers
}

@test "cb-report: a template that asks for every column, every format, and --trace in every format" {
	local register format column
	while read -r register; do
		[ "$register" != care ] || continue # its people are never listed: report.bats D6
		{
			for column in $(columns_of "$register"); do echo "{{#$register}}{{$column}}{{/$register}}"; done
			printf '\n```table %s %s\n```\n' "$register" "$(columns_of "$register")"
		} >t.md
		for format in md html docx xlsx; do
			cb-report -q -d office.db t.md -o "out.$format"
			masked "out.$format" "$(mark_of "$register")"
		done
		for format in table csv tsv json md html xlsx; do
			cb-report -q -d office.db t.md --trace --format "$format" -o "out.$format"
			masked "out.$format" "$(mark_of "$register")"
		done
	done <registers
}

@test "cb-report: CSV on stdin, every format, though what comes in is open" {
	local register format
	while read -r register; do
		[ "$register" != care ] || continue
		for format in md html docx xlsx; do
			cb-export -d office.db --reveal "$register" | cb-report --title 名册 -o "out.$format"
			masked "out.$format" "$([ "$register" = unit ] && echo 市直 || echo 西街社区)"
		done
	done <registers
}

@test "cb-report: every installed template" {
	local name format
	printf 'period,community,indicator,score\n2026-07,西街社区,卫生,90\n' >score.csv
	cb-import -q -d office.db score score.csv
	for name in $(cb-report list | sed '1d;s/,.*//'); do
		for format in md html docx xlsx; do
			cb_run cb-report "$name" -q -d office.db -p 2026-07 --allow-missing -o "out.$format"
			[ "$status" -ne 0 ] || masked "out.$format" .
			lacks "$SECRET" stderr
		done
	done
}

@test "cb-import: what is refused, in messages of both languages, --errors and --return" {
	cat >v.csv <<-'END'
		no,name,id,phone,birth,community,sex
		V1,李建国,110105194912310021,13800138000,1949-12-31,西街社区,
		V2,李建国13800138000,11010519491231002X,李建国13800138000,1949-12-31 13800138000,西街社区,
		V1,李建国,11010519491231002X,13800138000,1949-12-31,西街社区,男
		V1,李建国,11010519491231002X,13800138000,1949-12-31,西街社区,女
	END
	local lang form
	for lang in zh en; do
		for form in csv json; do
			rm -rf back
			cb_run cb-import -v -d office.db --lang "$lang" volunteer v.csv --errors "e.$form" --return back
			want 1
			masked stderr E231
			masked "e.$form" E231
			unzip -p back/v.xlsx xl/comments1.xml >comments.xml
			masked comments.xml E231
		done
	done
}

@test "who helps is masked, but for a unit that is registered" {
	cat >help.csv <<-'END'
		kind,helper,community,since
		残疾人,市交通局,西街社区,2026-07-02
		残疾人,赵守信,西街社区,2026-07-03
		残疾人,市水利局,西街社区,2026-07-04
	END
	cb-import -q -d office.db care help.csv
	cb-export -d office.db care >out.csv
	[ "$(mlr --icsv --onidx --ofs , cut -o -f since,helper out.csv | tail -n 3)" = \
		$'2026-07-02,市交通局\n2026-07-03,赵**\n2026-07-04,市***' ]
	[ "$(cb-export -d office.db care --format json | jq -r '.[1, 2].helper' | paste -sd' ')" = '市交通局 赵**' ]
	cb-export -d office.db care -o care.xlsx
	plain care.xlsx >text
	grep -q 市交通局 text
	lacks '赵守信|市水利局' text
	cb-export -d office.db care --reveal | grep -q 赵守信
}

@test "a service shows whose it is by number, never by name or phone" {
	local who
	for who in V00001 李建国 '李建国 13800138000' 13800138000 李V00001 V李建国 v00001; do
		printf 'volunteer,date,hours,activity\n%s,2026-07-05,1,清扫\n' "$who" >one.csv
		rm -f one.db
		cb-import -q -d one.db service one.csv
		cb-export -d one.db service | mlr --icsv --onidx cut -f volunteer >"who"
		if [ "$who" = V00001 ]; then
			[ "$(cat who)" = V00001 ]
		else
			lacks '建国|00001|138' who
		fi
	done
}

# asked STATUS ARGS...: cb-export volunteer with them; what it says stands in said
asked() {
	cb_run cb-export -d office.db volunteer "${@:2}"
	want "$1"
	cat stderr >>said
}

@test "a service shows any number that an office gives, as a platform's of 16 digits; nothing like an identity or mobile number" {
	# 33… is of the shape of an identity number, one with a wrong check digit and one with a wrong day
	printf '%s\n' volunteer,date,hours,activity 4403019517315914,2026-07-01,2,清扫 1380013800012345,2026-07-01,2,清扫 \
		2026-0001,2026-07-01,2,清扫 11010519491231002X,2026-07-01,2,清扫 330000199003070028,2026-07-01,2,清扫 \
		330000199013070029,2026-07-01,2,清扫 110105491231002,2026-07-01,2,清扫 13800138000,2026-07-01,2,清扫 \
		zhangsan1,2026-07-01,2,清扫 李建国,2026-07-01,2,清扫 >s.csv
	cb-import -q -d numbers.db service s.csv
	cb_run cb-export service -d numbers.db --columns volunteer
	want 0
	[ "$(sed 1d stdout | grep -v '\*' | sort)" = $'1380013800012345\n2026-0001\n4403019517315914' ]
	[ "$(grep -c '\*' stdout)" = 7 ]
	cb_run cb-export service -d numbers.db --columns volunteer --where volunteer=4403019517315914
	want 0
	same out $'volunteer\n4403019517315914\n'
	for who in 330000199003070028 330000199013070029 110105491231002 13800138000 李建国; do
		cb_run cb-export service -d numbers.db --where "volunteer=$who"
		want 2
		has err E670
	done
}

@test "nobody is confirmed: a private column is no condition without --reveal, whoever is there" {
	local column value
	for column in name=李建国 姓名=李建军 id=11010519491231002X 证件号码=110105194912310038 phone=13800138000 手机=13800138001 \
		电话=x birth=1949-12-31 出生年月= ; do
		: >said
		asked 2 --where "$column"
		same out ''
		asked 2 --where "$column" --mask customary
		# nothing but the label that was asked
		[ "$(sort -u said)" = "cb-export: error E670: --where:“${column%%=*}”属个人信息,不能作筛选或分组的条件;请去掉,或加 --reveal(留有记录)" ]
	done
	# what is public may be asked: a number that cb gives, a registered unit
	printf 'no,name,phone,community\nV00001,赵守义,13800138002,西街社区\n' >who.csv
	cb-import -q -d office.db volunteer who.csv
	printf 'volunteer,date,hours,activity\nV00001,2026-07-05,1,清扫\n' >one.csv
	cb-import -q -d office.db service one.csv
	cb_run cb-export -d office.db service --where volunteer=V00001 --columns date
	want 0
	same out $'date\n2026-07-05\n'
	cb_run cb-export -d office.db service --where "volunteer=李建国 13800138000" --columns date
	want 2
	printf 'kind,helper,community,since\n残疾人,市交通局,西街社区,2026-07-02\n残疾人,赵守信,西街社区,2026-07-03\n' >help.csv
	cb-import -q -d office.db care help.csv
	cb_run cb-export -d office.db care --where helper=市交通局 --columns since
	same out $'since\n2026-07-02\n'
	cb_run cb-export -d office.db care --where helper=赵守信 --columns since
	want 2
	cp stderr known
	cb_run cb-export -d office.db care --where helper=赵守义 --columns since
	want 2
	cmp known stderr
}

@test "the remedy works, and is logged before it shows, also that nobody is there" {
	local value before found
	for value in 李建国 李建军; do
		before=$(cb-import log -d office.db --format json | jq length)
		cb_run cb-export -d office.db volunteer --where name=$value --reveal --columns no
		want 0
		found=$(wc -l <stdout)
		[ "$found" -eq "$([ $value = 李建国 ] && echo 2 || echo 1)" ]
		[ "$(cb-import log -d office.db --format json | jq length)" -eq $((before + 1)) ]
		cb-import log -d office.db >log
		grep -q -e '--where name=\*' log
		lacks "$SECRET|李建军" log
	done
	# of a name that only a private column has, nothing near it is told
	printf 'kind,helper,community,since\n残疾人,赵守信,西街社区,2026-07-03\n' >help.csv
	cb-import -q -d office.db care help.csv
	cb_run cb-export -d office.db care --reveal --where helper=赵守新 --columns since
	want 0
	same out $'since\n'
	same err ''
}

# The labels that are private in every register that has them: key, label and further labels.
always_private() {
	local register
	for register in $(cb-import registers | sed '1d;s/,.*//'); do
		cb-import registers "$register" --format json |
			jq -r '.[] | "\(.private) \(.column, .label, (.more // "" | splits(";") | select(. != "")))"'
	done | sort -u | awk '{ private[$2] = private[$2] $1 } END { for (label in private) if (private[label] == "true") print label }'
}

@test "a table that comes in: every label of a private column masks, in cb-report and cb-rank --by" {
	local label
	always_private >labels
	[ "$(wc -l <labels)" -ge 10 ]
	for label in 联系电话 手机 证件号码 出生年月 身份证号; do grep -qx "$label" labels; done
	while read -r label; do
		printf '户,%s,分\n甲,13800138000,1\n乙,李建国,2\n丙,11010519491231002X,3\n丁,1949-12-31,4\n' "$label" >t.csv
		cb_run cb-report <t.csv # people of care are not listed at all
		[ "$status" -eq 0 ] && masked stdout 甲 || grep -q 'E589.*公布人数:4$' stderr
		lacks "$SECRET" stderr
		cb-rank --by 分 t.csv -o rank.xlsx
		masked rank.xlsx 甲
	done <labels
}

@test "a label that is public elsewhere is masked by its neighbours, and not where its own register has them all" {
	# WHAT|LABELS|ROW|masked or open
	local what labels row is
	while IFS='|' read -r what labels row is; do
		for form in report rank; do
			if [ "$form" = report ]; then
				printf '%s,分\n%s,1\n' "$labels" "$row" | cb-report >out
			else
				printf '%s,分\n%s,1\n' "$labels" "$row" | cb-rank --by 分 >out
			fi
			grep -q '李建国' out && got=open || got=masked
			[ "$got" = "$is" ] || { echo "$what $form: $got" >&2 && return 1; }
		done
	done <<-'END'
		beside a phone|姓名,联系电话|李建国,13800138000|masked
		beside an id|name,身份证号|李建国,11010519491231002X|masked
		alone|姓名|李建国|open
		beside what is public|姓名,职务|李建国,书记|open
		a unit beside a phone|单位,电话|李建国,13800138000|open
	END
	printf 'body,post,person,since,phone\n西街社区,书记,程守义,2026-01-01,13800138000\n' | cb-report >out
	grep -q 程守义 out
	lacks "$SECRET" out
}

@test "a column that no register knows is masked by what is in it, with a warning that names --reveal" {
	printf '户,联系方式二,备用\n甲,13800138000,138 0013 8000\n乙,无,11010519491231002X\n丙,１３８００１３８０００,\n' >t.csv
	cb_run cb-report <t.csv
	want 0
	masked stdout 甲
	[ "$(grep -c 'W628.*--reveal' stderr)" -eq 2 ]
	printf '户,号,分\n甲,13800138000,1\n乙,2,2\n' >half.csv # half is not more than half
	cb_run cb-rank --by 分 half.csv
	want 0
	has out 13800138000
	same err ''
	printf '户,号,分\n甲,13800138000,1\n乙,13800138000,2\n' >t.csv
	cb_run cb-rank --by 分 t.csv
	masked stdout 甲
	cb_run cb-rank --by 号 t.csv
	want 2
	has err '--reveal'
	cb_run cb-rank --by 分 --reveal t.csv
	want 0
	same err ''
	has out 13800138000
}

@test "a private column of a table is neither ranked, grouped, chosen nor in the order of ties" {
	local what
	printf '户,姓名,手机,分\n甲,李建国,13800138000,5\n甲,李建军,13800138001,5\n' >t.csv
	for what in '--by 手机' '--by 分/手机' '--by 分 --group 姓名' '--by 分 --among 姓名=李建国' '--by 分 --among 姓名=王五' \
		'--by 分 --where 姓名=李建国' '--by 分 --where 手机=1'; do
		# shellcheck disable=SC2086
		cb_run cb-rank $what t.csv
		want 2
		same out ''
		has err 'E670'
		has err '--reveal'
	done
	cb_run cb-rank --by 手机 --reveal --columns 姓名 t.csv
	want 0
	same out $'姓名\n李建军\n李建国\n'
	cb-rank --by 分 t.csv >one
	{ sed 1q t.csv && sed -n 3p t.csv && sed -n 2p t.csv; } | sed 's/13800138001/13800008001/' | cb-rank --by 分 >other
	[ "$(sed 's/800[01],/,/' one | sort)" = "$(sed 's/800[01],/,/' other | sort)" ]
	printf '户,手机\n甲,1\n乙,2\n' | cb-report >out # figures, but no bars
	lacks '█' out
}

@test "whoever writes what is not masked writes it for its owner only" {
	printf 'no,name,phone,community\nV1,李建国,13800138000,西街社区\n' >v.csv
	umask 022
	for format in csv tsv json md html xlsx; do
		: >"clean.$format"
		chmod 644 "clean.$format"
		cb-import -q volunteer v.csv -o "clean.$format"
		[ "$(stat -c %a "clean.$format")" = 600 ]
	done
	plain clean.csv | grep -q 13800138000
	cb-import cells v.csv -o cells.csv
	[ "$(stat -c %a cells.csv)" = 600 ]
	printf 'period,community,indicator,score\n2026-07,西街社区,卫生,x\n' >score.csv
	cb_run cb-import score score.csv --return back
	[ "$(stat -c %a back/score.xlsx)" = 600 ]
	printf '户,手机,分\n甲,13800138000,5\n' | cb-rank --by 分 --reveal -o rank.csv
	[ "$(stat -c %a rank.csv)" = 600 ]
	cb-report --reveal -o r.md <v.csv
	[ "$(stat -c %a r.md)" = 600 ]
	# what is public stays as the umask has it
	cb-import -q community community.csv -o c.csv
	[ "$(stat -c %a c.csv)" = 644 ]
}

@test "a column of names that holds nothing but counts is of nobody, one name or number of a person in it and it is private" {
	printf '社区,志愿者,服务时长\n西街,100人,5\n东街,80人,6\n' >t.csv
	cb-rank --by 志愿者 t.csv | cmp - <(printf '社区,志愿者,服务时长,rank\n西街,100人,5,1\n东街,80人,6,2\n')
	cb-rank --by 服务时长/志愿者 t.csv >out
	local last
	for last in 张三 13812345678 1234567 '100;李四'; do
		printf '社区,志愿者,服务时长\n西街,100,5\n东街,%s,6\n' "$last" >t.csv
		cb_run cb-rank --by 志愿者 t.csv
		want 2
		has err E670
		cb_run cb-rank --by 服务时长 t.csv
		want 0
		not grep -e "$last" -e 100 stdout
	done
}
