#!/usr/bin/env bats
# Nothing that anybody else may read tells a private value, in whatever it is written. One roster of invented people
# whose numbers are made here, and a table of command lines: a new command or verb adds its rows.
load helper

# ---- the people ----

# id_of AREA DAY NUMBER: an identity number of an area that does not exist, with its check digit (GB 11643)
id_of() {
	awk -v id="99$1$2$3" 'BEGIN {
		split("7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2", weight, " ")
		for (i = 1; i <= 17; i++) sum += substr(id, i, 1) * weight[i]
		print id substr("10X98765432", sum % 11 + 1, 1)
	}'
}

# days_alike: two days of birth that leave the last four digits of an identity number, and so its customary mask, alike
days_alike() {
	local day first=
	for day in 196103{10..31} 196104{10..30}; do
		first=${first:-$(id_of 1001 "$day" 231)}
		[ "$day" = 19610310 ] || [ "${first: -4}" != "$(id_of 1001 "$day" 231 | cut -c 15-)" ] || break
	done
	echo 19610310 "$day"
}

# people a|b: the variables of the two offices. They differ in every private value; masks, ages, sexes and what is
# equal to what are the same. No such prefix of a mobile number is in use.
people() {
	local one=1 days
	[ "$1" = a ] || one=2
	days=([1]="${born% *}" [2]="${born#* }")
	given=([1]=示安 [2]=示宁) other=([1]=拟平 [2]=拟和) day=([1]=04 [2]=05) month=([1]=05 [2]=06)
	first=${given[one]} second=${given[3 - one]}
	name=钱${given[one]} name2=欧阳${other[one]} visitor=孙${given[one]}
	helper=周${other[one]} beneficiary=郑${given[one]}
	id=$(id_of 1001 "${days[one]}" 231) phone=160$((1230 + one))7001 phone2=160$((4560 + one))7002
	unit_phone=160$((3330 + one))7003 post_phone=160$((8880 + one))7004
	birth=${days[one]:0:4}-${days[one]:4:2}-${days[one]:6} birth2=1972-05-${day[one]} birth3=1983-${month[one]}
	secrets=("$name" "$name2" "$visitor" "$helper" "$beneficiary" "$id" "$phone" "$phone2" "$unit_phone" "$post_phone"
		"$birth" "$birth2" "$birth3")
}

# make_office a|b: the folder with registers, database, and files of people as they come in
make_office() {
	people "$1"
	mkdir -p "$1/office" && cd "$1" || return 1
	printf 'name,street,kind\n西街社区,清和街道,老城\n东街社区,清和街道,新区\n' >office/community.csv
	printf 'name,level,contact,phone\n市交通局,市直,贺子昂,%s\n' "$unit_phone" >office/unit.csv
	printf 'body,post,person,since,phone\n西街社区,书记,程守义,2026-01-01,%s\n' "$post_phone" >office/post.csv
	{
		echo no,name,id,phone,birth,sex,community
		echo "V00001,$name,$id,$phone,$birth,男,西街社区"
		echo "V00002,$name2,,$phone2,$birth2,女,东街社区"
		echo "V00003,$name,,$phone2,$birth3,女,东街社区"
		echo "V00004,吴$first,,$phone2,,女,东街社区"
		echo "V00005,吴$second,,$phone2,,女,东街社区"
	} >office/volunteer.csv
	{
		echo volunteer,date,hours,activity,community
		echo "V00001,2026-07-01,2,清扫,西街社区"
		echo "$name2 $phone2,2026-07-02,3,清扫,东街社区"
		echo "$name $phone2,2026-07-02,1,清扫,东街社区"
		echo "吴$first $phone2,2026-07-03,4,清扫,东街社区" # their order is not that of the other office
		echo "吴$second $phone2,2026-07-03,5,清扫,东街社区"
	} >office/service.csv
	printf 'found,community,place,description,responsible,due,visitor\n2026-07-01 08:30,西街社区,院门,路灯不亮,市交通局,2026-07-05,%s\n' \
		"$visitor" >office/problem.csv
	{
		echo kind,helper,beneficiary,community,since
		echo "孤寡老人,$helper,$beneficiary,西街社区,2026-07-01"
		echo "残疾人,市交通局,$name2,西街社区,2026-07-02"
	} >office/care.csv
	printf 'period,community,indicator,score\n2026-07,西街社区,卫生,90\n2026-07,东街社区,卫生,80\n' >office/score.csv
	for register in community unit post volunteer service problem care score; do
		cb-import -q --on-error skip -d office.db "$register" "office/$register.csv" 2>>errors || { cat errors >&2 && return 1; }
	done
	# what is wrong with people, in every way that names a cell
	{
		echo no,name,id,phone,birth,sex,community,备用
		echo "V9,$name,${id%?}?,$phone,$birth,男,西街社区,$id"
		echo "V9,$name$phone,$id,$name$phone,$birth $phone,男,西街社区,"
		echo "V1,$name,$id,$phone,2030-01-01,女,西街社区,$phone"
		echo "V1,$name2,$id,$phone,$birth,男,无此社区,"
		echo "V1,$name2,$id,$phone,$birth"
		echo "合计,$name2,,,,,,"
	} >bad.csv
	sed '1s/,备用/,/' bad.csv >unlabelled.csv
	{
		echo volunteer,姓名,电话,date,hours,activity
		echo "$name,$name,$phone,x,2,清扫"
		echo "$name2 $phone2,$name2,$phone,2026-07-02,99,清扫"
	} >bad_service.csv
	printf '姓名,联系电话,证件号码,出生年月,帮扶对象,手机,本人号码,分\n%s\n%s\n' "$name,$phone,$id,$birth,$beneficiary,$phone2,$phone,5" \
		"$name2,$phone2,$id,$birth2,$beneficiary,$phone2,$id,5" >came.csv
	for register in unit post volunteer service problem; do # those of care are not listed
		printf '{{#%s}}\n%s\n{{/%s}}\n\n```table %s\n```\n' "$register" \
			"$(cb-import registers "$register" | sed '1d;s/,.*//;s/.*/{{&}}/' | paste -sd' ')" "$register" "$register"
	done >people.md
	find . -exec touch -d @1 {} +
	cd ..
	declare -p name name2 visitor helper beneficiary id phone phone2 unit_phone post_phone birth birth2 birth3 first second >"$1.people"
}

setup_file() {
	cd "$BATS_FILE_TMPDIR" || return 1
	load helper
	days_alike >born
	born=$(cat born)
	make_office a
	make_office b
}

prepare() {
	cp -Rp "$BATS_FILE_TMPDIR/." .
	born=$(cat born)
}

# ---- what is run ----

# A line each, run by the shell in the office's folder; FMT stands for every format of a table, DOC for every format of
# a document. The words that are typed of a public column are told back, and are no secret then.
command_lines() {
	local register column template verb
	for register in unit post volunteer service problem care; do
		cat <<-END
			cb-export -d office.db $register --format FMT -o out.FMT
			cb-export -d office $register --lang en --headers zh --mask customary --allow 629 -o out.FMT --format FMT
			cb-import template $register -d office.db -o out.xlsx
			cb-import registers $register
		END
		for column in $(cb-import registers "$register" --format json | jq -r '.[] | select(.private) | (.column, .label, (.more // "" | splits(";") | select(. != "")))'); do
			echo "cb-export -d office.db $register --where $column=\$name -v"
			echo "cb-export -d office $register --where $column=\$phone --lang en"
		done
		[ "$register" = care ] || echo "cb-export -d office.db --reveal $register | cb-report -o out.DOC"
		echo "cb-export -d office.db --reveal $register | cb-rank --by 分 -v"
	done
	for template in $(cb-report list | sed '1d;s/,.*//'); do
		echo "cb-report $template -d office.db -p 2026-07 --allow-missing -v -o out.DOC"
		echo "cb-report $template -d office.db -p 2026-07 --allow-missing --trace --format FMT -o out.FMT"
	done
	for verb in problem\ {overdue,due,age,summary,rates,score,exposure,rebound,coverage,hotspots,evidence} \
		org\ {posts,links,figures,compare,standards,claims,unmanaged} activity\ {plan,evidence,themes} \
		task\ {due,overdue,missing,rate,late,open,load,scorecard,matrix} fund\ {goods,due}; do
		echo "cb-$verb -d office.db -v --format FMT -o out.FMT"
	done
	for verb in accept refuse void dispatch redispatch fix return verify extend suspend notify expose pass-to-media reopen; do
		echo "cb-problem $verb 2026-0001 -d office.db --late 补记 --lang en -v"
	done
	for verb in done accept return extend reassign; do
		echo "cb-task assign 走访 西街 -d office.db --due 2026-09-01 -q && cb-task $verb T00001 -d office.db --due 2026-09-09 --to 东街 -v"
	done
	cat <<-'END'
		cb-export -d office.db score --where 社区=${helper%?}
		cb-export -d office.db --all all
		cb-export -d office.db --all office -v
		cb-export -d office.db --verify
		cb-export -d office.db batch --format FMT -o out.FMT
		cb-import -q -d office.db volunteer office/volunteer.csv --again && cb-export -d office.db --verify
		cb-fund audit -d office.db
		cb-export -d office.db volunteer --columns name,phone,id,no --format FMT -o out.FMT
		cb-export --completion x
		cb-import log -d office.db
		cb-import -v --dry-run -d office.db volunteer bad.csv --errors e.csv --return back
		cb-import -v --lang en -d office.db volunteer bad.csv --errors e.json
		cb-import -v volunteer bad.csv unlabelled.csv --errors e.csv -o clean.csv
		cb-import -v volunteer bad.csv --on-error skip -o clean.xlsx
		cb-import -v --map 备用=- --lang en volunteer bad.csv --default phone=$phone -o clean.csv
		cb-import -v -d office.db service bad_service.csv --errors e.csv
		cb-import -v -d office.db volunteer office/volunteer.csv --again
		cb-import -v -d office.db volunteer office/volunteer.csv --replaces 4
		cb-import -v -d office.db unit bad.csv
		cb-import -v -d office.db care office/care.csv --dry-run
		cb-import -v -d office.db score came.csv
		cb-import undo 4 -d office.db -v
		cb-import status volunteer -d office.db -p 2026-07
		cb-import template volunteer -d office.db --each forms
		cb-rank -d office.db -p 2026-07 --format FMT -o out.FMT
		cb-rank -d office.db -p 2026-07 --publish
		cb-rank -d office.db -p 2026-07 --explain ${helper%?}
		cb-rank flags -d office.db -p 2026-07 --format FMT -o out.FMT
		cb-rank themes -d office.db -p 2026-07 --format FMT -o out.FMT
		cb-rank gap -d office.db -p 2026-07 --benchmark ${helper%?}
		cb-rank gap --by 分 --benchmark $name came.csv
		cb-rank trend -d office.db -p 2026-07
		cb-rank partial -d office came.csv
		cb-rank partial -d office came.csv | cb-rank --merge -v -d office -p 2026-07
		cb-rank --by 分 came.csv -v --format FMT -o out.FMT
		cb-rank --by 分 unlabelled.csv -v
		cb-rank --by 手机 came.csv --lang en
		cb-rank --by 分/手机 came.csv
		cb-rank --by 分 --group 姓名 came.csv
		cb-rank --by 分 --among 姓名=$name came.csv
		cb-rank --by 分 --where 姓名=$name came.csv --format FMT -o out.FMT
		cb-report -o out.DOC <came.csv
		cb-report --mask customary <came.csv
		cb-report people.md -d office.db -o out.DOC
		cb-report people.md -d office.db --trace --format FMT -o out.FMT
		cb-report names -d office.db
		cb-volunteer summary -d office.db --format FMT -o out.FMT
		cb-volunteer hours -d office.db --by volunteer --format FMT -o out.FMT
		cb-volunteer stars -d office.db -v --format FMT -o out.FMT
		cb-volunteer check -d office.db -v --format FMT -o out.FMT
		cb-volunteer top 9 -d office.db --format FMT -o out.FMT
		cb-volunteer top 9 -d office --mask customary --lang en -o out.csv
		cb-volunteer top 9 -d office.db --where name=$name
		cb-volunteer forget V00001 -d office.db --reason $name$phone -v
		cb-volunteer forget V00001 -d office.db --reason 本人要求 -v --format FMT -o out.FMT
		cb-volunteer forget V00003 -d office.db --reason 本人要求 -v && cb-export -d office.db batch && cb-export -d office.db --verify
		cb-volunteer forget V00002 -d office.db --reason 本人要求 && cb-import -v -d office.db volunteer office/volunteer.csv
		cb-problem forget 2026-0001 -d office.db --reason $visitor
		cb-problem forget 2026-0001 -d office.db --reason 本人要求 && cb-problem list -d office.db
		cb-volunteer stars -d office.db --where 姓名=$name2
		cb-volunteer summary -d office.db --where phone=$phone
		cb-volunteer hours -d office.db --by name
		cb-volunteer hours bad_service.csv office/service.csv -v
		cb-volunteer summary bad.csv unlabelled.csv -v
		cb-volunteer teams -d office.db --format FMT -o out.FMT
		cb-volunteer find -d office.db --format FMT -o out.FMT
		cb-volunteer rates -d office.db
		cb-volunteer export --platform -d office.db --format FMT -o out.FMT
		cb-volunteer export --platform -d office --mask customary --allow 629
		cb-volunteer export --platform -d office.db --where 电话=$phone
		cb-volunteer cards -d office.db -o cards
		cb-volunteer cards -d office.db -o cards --format md --mask customary
		cb-volunteer cards -d office.db -o cards --where name=$name
		cb-volunteer disclosure -d office.db --format FMT -o out.FMT
		printf '姓名,服务日期,时长,项目\n%s\n%s\n' "$name、$name2,2026-07-09,2小时,清扫" "吴$first、$name 各2小时,2026-07-09,,清扫" | cb-import -v -d office.db service -
		cb-volunteer log "$name2 $phone2" -d office.db --date 2026-07-09 --hours 1 --activity 清扫 -v && cb-import log -d office.db
		cb-volunteer approve -d office.db --where 志愿者=$name -v && cb-import log -d office.db
		cb-volunteer decline -d office.db --where 志愿者=$name -v && cb-import log -d office.db
		cb-volunteer certificate V00001 -d office.db -p 2026-07 --issuer 清和街道 >/dev/null && cb-volunteer revoke 2026-0001 -d office.db --reason 时长有误 -v && cb-volunteer verify 2026-0001 -d office.db -v
		cb-volunteer leave $name -d office.db -v && cb-import log -d office.db
		cb-volunteer transfer V00002 西街 -d office.db -v && cb-import log -d office.db
		cb-volunteer merge V00003 V00001 -d office.db -v && cb-export -d office.db volunteer
		cb-volunteer certificate V00001 -d office.db -p 2026-07 --issuer 清和街道 --format FMT -o out.FMT
		cb-volunteer certificate V00001 -d office.db -p 2026-07 --issuer 清和街道 --mask customary -o out.docx && cb-import log -d office.db
		cb-volunteer certificate "$name2" -d office.db -p 2026-07 --issuer 清和街道
		cb-problem open -d office.db --community 西街 --place 院内 --description 积水 --responsible 西街 --due 2026-09-01 --visitor $visitor -v && cb-import log -d office.db
		cb-problem open -d office.db --community 无此 --place 院内 --description 积水 --responsible 西街 --due 2026-09-01 --visitor $visitor -v
		cb-problem register 2026-0001 -d office.db --lang en -v && cb-problem undo-step 2026-0001 -d office.db && cb-import log -d office.db
		cb-problem register -d office.db --where 来访人=$visitor -v
		cb-problem sheets -d office.db -o sheets && cb-import cells sheets/*.xlsx && cb-import cells --sheet cb sheets/*.xlsx
		cb-problem sheets -d office.db --by community --where 来访人=$visitor -o sheets
		cb-problem visit-back -d office.db --where 来访人=$visitor --satisfied yes
		cb-problem ask-extension 2026-0001 -d office.db --due 2026-09-09 --note $visitor
		cb-problem register -d office.db --where 来访人=$visitor --lang en
		cb-problem list -d office.db --format FMT -o out.FMT
		cb-problem list -d office --mask customary --lang en --format FMT -o out.FMT
		cb-problem list -d office.db --columns no,visitor,petition
		cb-problem list -d office.db --format open311
		cb-problem list -d office.db --where 来访人=$visitor
		cb-problem list office/problem.csv -v
		cb-problem show 2026-0001 -d office.db --format FMT -o out.FMT
		cb-problem summary -d office.db --by 来访人
		cb-problem petitions -d office.db --format FMT -o out.FMT
		cb-problem petitions -d office.db --by visitor
		cb-org phones -d office.db --format FMT -o out.FMT
		cb-org phones -d office --mask customary --lang en -o out.csv
		cb-org phones office/post.csv
		cb-org phones -d office.db --where phone=$post_phone
		cb-org phones -d office.db --by phone
		cb-org list unit -d office.db --format FMT -o out.FMT
		cb-org list unit -d office --where 电话=$unit_phone
		cb-org list post -d office.db -v
		cb-org check -d office.db -v --format FMT -o out.FMT
		cb-org cover -d office.db --format FMT -o out.FMT
		cb-org show 市交通局 -d office.db -v
		cb-org matrix -d office.db -o out.docx
		cb-org appoint 西街 书记 吴新 -d office.db --phone $phone -v
		cb-org leave 西街 书记 -d office.db -v
		cb-org rename 西街 西苑 -d office.db -v
		cb-org merge 西街 东街 --from 2026-08-01 -d office.db -v
		cb-org link 共建 市交通局 西街 -d office.db --date 2026-01-01 && cb-org unlink 共建 市交通局 西街 -d office.db -v
		cb-org add unit name=市图书馆 phone=$phone -d office.db -v
		cb-care summary -d office.db --by community,kind --format FMT -o out.FMT
		cb-care summary -d office.db --by helper -v --format FMT -o out.FMT
		cb-care summary -d office --by kind --suppress 5 --lang en
		cb-care summary -d office.db --by beneficiary
		cb-care summary -d office.db --where 帮扶对象=$beneficiary
		cb-care summary -d office.db --where helper=$helper
		cb-care summary office/care.csv -v
		cb-care coverage -d office.db -v --format FMT -o out.FMT
		cb-care visits -d office.db --state all --format FMT -o out.FMT
		cb-care totals -d office.db --by kind --format FMT -o out.FMT
		cb-care reconcile -d office.db --format FMT -o out.FMT
		cb-care show 2026-0001 -d office.db --format FMT -o out.FMT
		cb-care show 2026-0001 -d office --mask customary --lang en
		cb-care show $beneficiary -d office.db
		cb-care visit 2026-0001 -d office.db --on 2026-07-09 -v && cb-import log -d office.db
		cb-care assign 2026-0001 $helper -d office.db -v && cb-import log -d office.db
		cb-care assign 2026-0002 $name -d office.db -v && cb-care show 2026-0002 -d office.db
		cb-care forget 2026-0001 -d office.db --reason 本人要求 -v && cb-care show 2026-0001 -d office.db --reveal
		cb-care forget 2026-0002 -d office.db --reason $helper
		cb-activity list -d office.db -v --format FMT -o out.FMT
		cb-activity hold 西街 走访 走访 -d office.db --leader 吴新 -v && cb-activity summary -d office.db --by leader
		cb-activity announce 西街 会议 例会 -d office.db --date 2026-09-01 && cb-activity postpone 西街 会议 例会 -d office.db --to 2026-09-02 -v
		cb-activity announce 西街 会议 例会 -d office.db --date 2026-09-01 && cb-activity cancel 西街 会议 例会 -d office.db --lang en -v
		cb-activity cadence -d office.db --format FMT -o out.FMT
		cb-activity survey -d office.db --format FMT -o out.FMT
		cb-activity absent -d office.db --format FMT -o out.FMT
		cb-activity media -d office.db -p 2026 --format FMT -o out.FMT
		cb-activity visits -d office.db --format FMT -o out.FMT
		cb-task list -d office.db -v --format FMT -o out.FMT
		cb-task assign 走访 吴新 -d office.db --due 2026-09-01 -v && cb-task remind -d office.db --today 2026-09-02
		cb-task remind -d office.db --today 2026-09-02 -o letters --format md
		cb-task plan --from indicators -d office.db --due 2026-09-01 -v
		cb-task items -d office.db --format FMT -o out.FMT
		cb-task done -d office.db --where assignee=吴新 -v
		cb-fund balance -d office.db
		cb-fund prizes came.csv -d office.db
		cb-fund ledger -d office.db --by party --format FMT -o out.FMT
		cb-fund cash -d office.db --format FMT -o out.FMT
		cb-fund reconcile came.csv -d office.db
		cb-fund reconcile bad.csv -d office.db
		cb-fund remit -d office.db --community 西街 --amount 5
	END
}

# The same of words that are a name in one office and nothing in the other: what is typed is told back.
lines_that_name() {
	cat <<-'END'
		cb-export -d office.db score --where 社区=周拟平
		cb-export -d office.db care --where 社区=周拟平
		cb-rank -d office.db -p 2026-07 --explain 周拟平
		cb-rank -d office.db -p 2026-07 --among 社区=周拟平
		cb-rank gap -d office.db -p 2026-07 --benchmark 周拟平
		cb-rank -d office.db -p 2026-07 --where 社区=周拟平
		cb-fund balance -d office.db --where 社区=周拟平
		cb-problem list -d office.db --where 责任单位=周拟平
		cb-problem register -d office.db --where 责任单位=周拟平
		cb-volunteer hours -d office.db --where 社区=周拟平
		cb-care summary -d office.db --where 社区=周拟平
		cb-care visits -d office.db --where 结对人=周拟平
		cb-task assign 好事 周拟平 -q -d office.db --group 党员 --due 2026-12-31 && cb-task scorecard -d office.db
		printf 'rule,what,scope,key,value\no,task.on_time,,,included\nh,task.holiday,,,no-roll\nd,task.duty,党员,帮扶,year\ns,task.shown,,帮扶,care\n' >rules.csv && cb-task assign 好事 周拟平 -q -d office.db --group 党员 --due 2026-12-31 && cb-task scorecard -d office.db --rules rules.csv
		cb-task open 周拟平 -d office.db
		cb-org show 周拟平 -d office.db
		cb-import undo 8 -d office.db && cb-export -d office.db score --where 社区=周拟平
	END
}

# expand FORMATS PAPERS: the command lines themselves
expand() {
	local line form as
	while read -r line; do
		for form in $(case $line in *FMT*) echo "$1" ;; *DOC*) echo "$2" ;; *) echo - ;; esac); do
			as=${line//FMT/$form}
			echo "${as//DOC/$form}"
		done
	done
}

# run_lines OFFICE INTO: each line of the file lines by itself, in a copy of the office as it was. What others may read
# of what line N says and writes stands in the files INTO/N.*
run_lines() {
	local line n=0
	# shellcheck source=/dev/null
	. "./$1.people"
	rm -rf work "$2"
	mkdir "$2"
	touch -d @2 stamp
	while read -r line <&3; do
		n=$((n + 1))
		[ -e work ] || cp -Rp "$1" work
		(cd work && umask 022 && eval "$line" >"../$2/$n.stdout" 2>"../$2/$n.stderr" </dev/null) || [ $? -lt 99 ] ||
			{ echo "$line" >&2 && return 1; }
		keep_new "$2/$n"
	done 3<lines
}

# keep_new AS: what was written, unless it is for its owner only; the office is no longer as it was then
keep_new() {
	local file new=()
	shopt -s globstar dotglob
	for file in work/**; do
		[ -d "$file" ] || [ ! "$file" -nt stamp ] || new+=("$file")
	done
	[ ${#new[@]} -gt 0 ] || return 0
	find "${new[@]}" ! -perm 600 >public
	while read -r file; do
		case $file in
		*.xlsx | *.docx) unzip -p "$file" ;;
		*) cat "$file" ;;
		esac >"$1.${file//\//_}"
	done <public
	rm -rf work
}

# ---- what is looked for ----

hex() {
	od -An -v -tx1 | tr -d ' \n'
}

spaced() {
	sed 's/./& /g; s/ $//'
}

full_width() {
	sed 'y/0123456789X-/０１２３４５６７８９Ｘ－/'
}

# base64_of TEXT: as it stands in the code of a longer text, whatever is before it
base64_of() {
	local skip
	for skip in 0 1 2; do
		printf '%*s%s' "$skip" '' "$1" | base64 -w0 | cut -c "$((skip == 0 ? 1 : skip + 2))-" | sed 's/=*$//; s/..$//'
	done
}

# ways_of VALUE: a line of hexadecimal for each way in which it may be written
ways_of() {
	local way
	{
		echo "$1"
		spaced <<<"$1"
		sed -E -n 's/^(...)(....)(....)$/\1 \2 \3\n\1-\2-\3/p; s/^(.{6})(.{8})(.{4})$/\1 \2 \3\n\1-\2-\3/p' <<<"$1"
		sed -E -n 's/^([0-9]{4})-0?([0-9]+)-0?([0-9]+)$/\1年\2月\3日\n\1.\2.\3\n\1\/\2\/\3/p' <<<"$1"
		full_width <<<"$1"
		base64_of "$1"
	} | while read -r way; do
		printf %s "$way" | hex
		echo
	done
	for way in UTF-16LE UTF-16BE GB18030; do
		printf %s "$1" | iconv -t "$way" | hex
		echo
	done
}

# All ways of all that is private, once an office.
patterns() {
	local value
	people "$1"
	for value in "${secrets[@]}"; do
		ways_of "$value"
	done | awk 'length > 11' | sort -u >"patterns.$1"
}

# tells FILE...: does any of them hold what is private?
tells() {
	cat "$@" | hex | grep -qFf patterns.a
}

# nothing_told FOLDER: what run_lines left there
nothing_told() {
	local line n=0 found=
	tells "$1"/* || return 0
	while read -r line; do
		n=$((n + 1))
		tells "$1"/$n.* && found="$found$line"$'\n'
	done <lines
	[ -z "$found" ] || { printf 'tells what is private:\n%s' "$found" >&2 && return 1; }
}

# same_seen: both offices have said the same
same_seen() {
	local n
	diff -r seen.a seen.b >difference && return
	sed -n 's,^diff .* seen.b/\([0-9]*\)[.].*,\1,p; s,^Only in seen.[ab]: \([0-9]*\)[.].*,\1,p' difference | sort -nu |
		while read -r n; do sed -n "${n}p" lines; done >&2
	cut -c 1-300 difference >&2
	return 1
}

@test "whatever is looked for is found, in every way it may be written" {
	local way
	LC_ALL=C.UTF-8
	patterns a
	people a
	for value in "${secrets[@]}"; do
		for way in cat spaced full_width "iconv -t UTF-16LE" "iconv -t UTF-16BE" base64; do
			printf '社区 %s 甲' "$value" | $way >file
			tells file || { echo "$way: $value" >&2 && return 1; }
		done
	done
	cat >lines <<-'END'
		cb-export -d office.db --reveal volunteer -o out.xlsx && chmod 644 out.xlsx
		cb-export -d office.db --reveal volunteer -o out.csv
	END
	run_lines a seen
	tells seen/1.work_out.xlsx
	[ "$(ls seen/2.*)" = $'seen/2.stderr\nseen/2.stdout' ] # it is for its owner only
	printf '西街社区 V00001 2026-07-01' >file
	not tells file
}

@test "no command line tells what is private, and two offices that differ in that only say the same" {
	LC_ALL=C.UTF-8
	patterns a
	command_lines | expand 'csv xlsx' 'md docx' >lines
	[ "$(wc -l <lines)" -gt 300 ]
	run_lines a seen.a
	[ -z "${SAN:-}" ] || return 0 # the sanitizers want each command line once
	run_lines b seen.b
	find seen.a seen.b -type f -exec sed -E -i 's/20[0-9]{2}-[0-9]{2}-[0-9]{2}[T ][0-9:]{5,8}/X/g' {} +
	same_seen
	nothing_told seen.a
}

@test "nor do tables and documents of the other formats: each command line in one of them in turn, with EVERY=1 in all" {
	[ -z "${SAN:-}" ] || skip "the sanitizers have seen each command line"
	LC_ALL=C.UTF-8
	patterns a
	if [ "${EVERY:-}" = 1 ]; then
		command_lines | grep -E 'FMT|DOC' | expand 'table tsv json md html' 'html xlsx' >lines
	else
		command_lines | awk '/FMT/ { split("table tsv json md html", f, " "); gsub(/FMT/, f[++n % 5 + 1]); print }
			/DOC/ { gsub(/DOC/, ++m % 2 ? "html" : "xlsx"); print }' >lines
	fi
	run_lines a seen
	nothing_told seen
}

@test "words that are a name in one office and nothing in the other answer nothing" {
	[ -z "${SAN:-}" ] || skip "the sanitizers find nothing here"
	LC_ALL=C.UTF-8
	lines_that_name >lines
	run_lines a seen.a
	run_lines b seen.b
	same_seen
}
