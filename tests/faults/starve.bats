#!/usr/bin/env bats
# Memory that is not to be had, and what cannot be read, never look like "there is none": each writing verb ends with a
# status that says so, and has stored what it should or nothing. STARVE of the allocations and reads are tried (60).
load ../cmd/helper

setup_file() {
	[ -z "${SAN:-}" ] || return 0
	load ../cmd/helper
	cd "$BATS_FILE_TMPDIR" || return 1
	printf 'name\n西街\n东街\n' >community.csv
	printf 'period,community,indicator,score\n2026-07,西街,total,90\n2026-07,东街,total,80\n' >july.csv
	printf 'period,community,indicator,score\n2026-08,西街,total,60\n2026-08,东街,total,50\n' >august.csv
	cb-import -q -d old.db community community.csv
	cb-import -q -d old.db score july.csv
	printf 'name,community,phone\n张三,西街,13800138000\n' >volunteer.csv
	cb-import -q -d old.db volunteer volunteer.csv
	cb-fund receive -q -d old.db --community 西街 --amount 100 >out
	printf 'name,community,phone\n张三,西街,13800138000\n' | cb-import -q -d old.db volunteer -
	printf 'volunteer,date,hours,activity\nV00001,2026-07-01,2,清扫\n' | cb-import -q -d old.db service -
	printf 'found,community,place,description,responsible,due\n2026-07-01 08:30,西街,院门,路灯坏,西街,2026-07-05\n' |
		cb-import -q -d old.db problem -
	printf 'kind,helper,beneficiary,community,since\n救助,钱某,孙某,西街,2026-07-01\n' | cb-import -q -d old.db care -
	printf 'title,assignee,due\n周报,西街,2026-09-10\n' | cb-import -q -d old.db task -
	printf 'body,post,person,since\n西街,书记,王五,2026-01-01\n' | cb-import -q -d old.db post -
}

prepare() {
	[ -z "${SAN:-}" ] || skip "the sanitizers want to be loaded first"
	export PRELOAD=$BUILD/tests/starve.so
	cp "$BATS_FILE_TMPDIR"/{old.db,august.csv} .
}

# starved COMMAND...: tried with nothing denied it, then with one allocation, or read with STARVE_READ, denied; a line of
# `tried` each. The first run is that of number 0
starved() {
	local count step
	STARVE_COUNT=counted tries old.db STARVE_AT 0 1 0 0 "$@" >tried
	read -r count <counted
	[ "$count" -gt 10 ]
	step=$((count / ${STARVE:-60} + 1))
	tries old.db STARVE_AT "$step" "$step" "$count" 0 "$@" >>tried
}

# holds COMMAND...: one that is done. Of the statuses that say that it is not, none is 1: nothing is found to be wrong
# with what was asked
holds() {
	local read at status state err new failures=0
	for read in no yes; do
		[ "$read" = no ] || export STARVE_READ=1
		starved "$@"
		while read -r at status state err; do
			[ "$at" != 0 ] || new=$state
			case $status-$state in
			"0-$new") [ "$new" != old ] ;;
			[234]-"$new" | [234]-old) failures=$((failures + 1)) ;;
			*) echo "$1 $2, reads $read, at $at: status $status, $state: $err" >&2 && return 1 ;;
			esac
		done <tried
	done
	[ "$failures" -gt 20 ]
}

@test "an entry" { holds cb-fund receive -q -d city.db --community 西街 --amount 50; }
@test "a person forgotten" { holds cb-volunteer forget -q -d city.db V00001 --reason 本人要求; }
@test "a reversal" { holds cb-fund reverse -q -d city.db 2026-0001; }
@test "closed books" { holds cb-fund close -q -d city.db -p 2026-07; }
@test "a published ranking" { holds cb-rank -q -d city.db -p 2026-07 --publish; }
@test "an import" { holds cb-import -q -d city.db score august.csv; }
@test "a withdrawn batch" { holds cb-import undo -q -d city.db 3; }

@test "a problem" {
	holds cb-problem open -q -d city.db --community 西街 --place 院内 --description 积水 --responsible 西街 --due 2026-09-01
}
@test "a step of a problem" { holds cb-problem register -q -d city.db 2026-0001 --at 2026-07-02T08:00; }
@test "hours served" { holds cb-volunteer log -q -d city.db V00001 --date 2026-07-02 --hours 1 --activity 巡逻; }
@test "hours approved" { holds cb-volunteer approve -q -d city.db --where 活动=清扫; }
@test "a volunteer who moves" { holds cb-volunteer transfer -q -d city.db V00001 东街; }
@test "a visit" { holds cb-care visit -q -d city.db 2026-0001 --on 2026-07-09; }
@test "who helps" { holds cb-care assign -q -d city.db 2026-0001 西街; }
@test "who is appointed" { holds cb-org appoint -q -d city.db 西街 书记 刘新 --date 2026-08-01; }
@test "a community that is renamed" { holds cb-org rename -q -d city.db 东街 东苑; }
@test "communities that are one" { holds cb-org merge -q -d city.db 东街 西街 --from 2026-08-01; }
@test "tasks that are assigned" { holds cb-task assign -q -d city.db 月报 西街 东街 --due 2026-08-31; }
@test "a task that is done" { holds cb-task done -q -d city.db T00001 --received 2026-07-09; }
@test "an activity that was held" { holds cb-activity hold -q -d city.db 西街 会议 例会 --date 2026-07-09 --people 12; }
@test "a certificate" { holds cb-volunteer certificate -q -d city.db V00001 -p 2026-07 --issuer 西街; }

# refused COMMAND...: one that must not be done
refused() {
	local read at status state err
	for read in no yes; do
		[ "$read" = no ] || export STARVE_READ=1
		starved "$@"
		while read -r at status state err; do
			[[ $at-$status-$state == 0-1-old || ($at != 0 && $status-$state == [1-4]-old) ]] ||
				{ echo "reads $read, at $at: status $status, $state: $err" >&2 && return 1; }
		done <tried
	done
}

@test "500,000 are not spent from 100" {
	refused cb-fund spend -q -d city.db --community 西街 --amount 500000 --use 宣传栏 --purpose 更新橱窗 --community-consent 王某
}

@test "no month is published twice" {
	cb-rank -q -d old.db -p 2026-07 --publish >out
	refused cb-rank -q -d city.db -p 2026-07 --publish
}
