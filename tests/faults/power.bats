#!/usr/bin/env bats
# What was acknowledged outlives a loss of power; what was not is there whole or not at all. The steps of one run are
# recorded, and after each of them every file is left as the disk may have it: with all steps, with the synced ones
# alone, and with what chance leaves of the others, sector by sector (LOSSES times, 3). Each different state is judged
# once.
load ../cmd/helper

prepare() {
	[ -z "${SAN:-}" ] || skip "the sanitizers want to be loaded first"
	mkdir office
	db=$PWD/office/city.db
	printf 'name\n西街\n东街\n' >community.csv
	printf 'period,community,indicator,score\n2026-07,西街,total,90\n2026-07,东街,total,80\n' >july.csv
	printf 'period,community,indicator,score\n2026-08,西街,total,60\n2026-08,东街,total,50\n' >august.csv
	cb-import -q -d "$db" community community.csv
	cb-import -q -d "$db" score july.csv
	printf 'name,community,phone\n张三,西街,13800138000\n' >volunteer.csv
	cb-import -q -d "$db" volunteer volunteer.csv
	cb-fund receive -q -d "$db" --community 西街 --amount 100 >out
	printf 'kind,helper,beneficiary,community,since\n救助,钱某,孙某,西街,2026-07-01\n' | cb-import -q -d "$db" care -
}

# loses COMMAND...: no state after a loss of power is between old and new, none that comes after the
# acknowledgement, the first byte on stdout or else the end, is old
loses() {
	local steps said old new state latest is n=0
	rm -rf lost before
	cp -R office before
	RECORD_TO=$PWD/record LD_PRELOAD=$BUILD/tests/record.so "$@" >out
	cp -R office after
	read -r steps said < <(replay record)
	[ "$said" -gt 0 ] || said=$steps
	rm -rf office
	cp -R before office # as it was when the first step was done
	mkdir lost
	replay record "$PWD/office" lost "${LOSSES:-3}" >states
	{ echo before/city.db && echo after/city.db && sed 's,\([0-9]*\) .*,lost/\1/city.db,' states; } | xargs tries - is >are
	{ read -r old && read -r new; } <are
	[ "$old" != "$new" ]
	while read -r state latest is; do
		n=$((n + 1))
		[ "$is" != "$new" ] || continue
		[ "$is" = "$old" ] || [ "$old $is" = "missing empty" ] || { echo "state $state, after $latest steps of $steps: neither old nor new" >&2; return 1; }
		[ "$latest" -lt "$said" ] || { echo "state $state, after $latest steps of $steps: $said had said it" >&2; return 1; }
	done < <(sed 1,2d are | paste -d ' ' states -)
	[ "$n" -gt 10 ]
}

@test "an entry" { loses cb-fund receive -q -d "$db" --community 西街 --amount 50; }
@test "a person forgotten" { loses cb-volunteer forget -q -d "$db" V00001 --reason 本人要求; }
@test "a reversal" { loses cb-fund reverse -q -d "$db" 2026-0001; }
@test "closed books" { loses cb-fund close -q -d "$db" -p 2026-07; }
@test "a statement" { loses cb-fund statement -q -d "$db" --publish; }
@test "a published ranking" { loses cb-rank -q -d "$db" -p 2026-07 --publish; }
@test "an import" { loses cb-import -q -d "$db" score august.csv; }
@test "a withdrawn batch" { loses cb-import undo -q -d "$db" 3; }
@test "a problem" {
	loses cb-problem open -q -d "$db" --community 西街 --place 院内 --description 积水 --responsible 西街 --due 2026-09-01
}
@test "a volunteer who moves" { loses cb-volunteer transfer -q -d "$db" V00001 东街; }
@test "a visit" { loses cb-care visit -q -d "$db" 2026-0001 --on 2026-07-09; }
@test "a community that is renamed" { loses cb-org rename -q -d "$db" 东街 东苑; }
@test "tasks that are assigned" { loses cb-task assign -q -d "$db" 月报 西街 东街 --due 2026-08-31; }
@test "an activity that was held" { loses cb-activity hold -q -d "$db" 西街 会议 例会 --date 2026-07-09 --people 12; }
@test "a new database" {
	rm office/city.db
	loses cb-import -q -d "$db" score july.csv
}

@test "a verb keeps what it changes until it commits, so that readers get in; an import need not" {
	awk 'BEGIN { print "period,community,indicator,score"; for (i = 0; i < 60000; i++) printf "2026-07,西街,指标%d,9\n", i }' >many.csv
	RECORD_TO=$PWD/record LD_PRELOAD=$BUILD/tests/record.so cb-import -q -d "$db" score many.csv
	[ "$(grep -a -o "s$db-journal" record | wc -l)" -gt 2 ] # synced before each spill
	rm record
	RECORD_TO=$PWD/record LD_PRELOAD=$BUILD/tests/record.so cb-import undo -q -d "$db" 7
	[ "$(grep -a -o "s$db-journal" record | wc -l)" = 2 ] # its rows, then its head
}
