#!/usr/bin/env bats
# What the system does not give is named, and nothing ends by a signal.
load ../cmd/helper
load ../cmd/books

prepare() {
	[ -z "${SAN:-}" ] || skip "the sanitizers need more than the limits leave"
	printf 'name\n西街\n东街\n' >community.csv
	printf 'period,community,indicator,score\n2026-07,西街,total,90\n2026-07,东街,total,80\n' >july.csv
	cb-import -q -d city.db community community.csv
	cb-import -q -d city.db score july.csv
	cb-rank -q -d city.db -p 2026-07 >rank.csv
	make_book xls july.xls <<-'END'
		sheet 一月
		row period|community|indicator|score
		row 2026-07|西街|total|n:90
	END
	make_book xlsx july.xlsx <<-'END'
		sheet 一月
		row period|community|indicator|score
		row 2026-07|西街|total|n:90
	END
}

commands() {
	cat <<-'END'
		cb-import -q score july.xls
		cb-import -q score july.xlsx
		cb-import -q score july.csv
		cb-import -q -n -d city.db score july.csv
		cb-fund receive -q -d city.db --community 西街 --amount 5
		cb-rank -q -d city.db -p 2026-07
		cb-export -q -d city.db score -o out.csv
		cb-report -q --title 排名 -o out.docx rank.csv
		cb-import undo -n -d city.db 3
	END
}

@test "few descriptors: that is said" {
	local n command refused=0
	for n in 4 5 6 7 8; do
		while read -r command; do
			cb_run prlimit --nofile="$n:$n" sh -c "exec $command" </dev/null 3>&- # bats has it
			[ "$status" -ne 0 ] || continue
			[ "$status" -le 4 ] || { echo "$n: $command: $status $err" >&2; return 1; }
			has err '打开的文件太多'
			refused=$((refused + 1))
		done < <(commands)
	done
	[ "$refused" -ge 10 ]
}

@test "a small stack: what may be raised is, else that is said" {
	local command
	while read -r command; do
		cb_run prlimit --stack=65536: sh -c "exec $command" </dev/null
		want 0
		cb_run prlimit --stack=65536:65536 sh -c "exec $command" </dev/null
		want 2
		same err "${command%% *}: error E640: 栈空间限制为 64 KB,至少需要 1024 KB:请先执行 ulimit -s 1024
"
	done < <(commands)
}

@test "a file that may not grow is an error of the write, not a signal" {
	awk 'BEGIN { print "name,street"; for (i = 0; i < 400; i++) printf "街%d,%0100d\n", i, i }' >many.csv
	cb_run sh -c 'ulimit -f 8; exec cb-export -q -d city.db score >out.csv' # stays below
	want 0
	cp city.db many.db
	cb-import -q -d many.db community many.csv
	cb_run sh -c 'ulimit -f 8; exec cb-export -q -d many.db community >out.csv'
	want 2
	has err 'E608: 无法写入“stdout”:文件超过允许的大小'
	cb_run sh -c 'ulimit -f 8; exec cb-import -q -d city.db community many.csv'
	want 4
	has err '文件超过允许的大小'
	cb-export --verify -d city.db >head
}

@test "temporaries that killed runs have left: those of a day ago go, other files stay" {
	local old=.out.csv.cb-4711-0.tmp new=.out.csv.cb-4712-0.tmp other=.out.csv.4711-0.tmp
	mkdir all
	for folder in . all; do
		touch "$folder/$new" "$folder/$other" "$folder/$old" "$folder/x$old"
		touch -d '2 days ago' "$folder/$old" "$folder/$other" "$folder/x$old"
		mkdir "$folder/.x.cb-1-1.tmp"
		touch -d '2 days ago' "$folder/.x.cb-1-1.tmp"
	done
	cb-export -q -d city.db score -o out.csv
	[ ! -e "$old" ]
	[[ -e $new && -e $other && -e x$old && -d .x.cb-1-1.tmp ]]
	cb-export -q -d city.db --all all
	[ ! -e "all/$old" ]
	[[ -e all/$new && -e all/$other && -d all/.x.cb-1-1.tmp ]]
}
