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
