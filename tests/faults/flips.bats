#!/usr/bin/env bats
# One bit of the file turned: where that changes what the database holds, --verify says so, in 128 MiB and without a
# signal. FLIPS (300) of them.
load ../cmd/helper

prepare() {
	[ -z "${SAN:-}" ] || skip "the sanitizers want more memory"
	printf 'name\n西街\n东街\n' >community.csv
	printf 'period,community,indicator,score\n2026-07,西街,total,90\n2026-07,东街,total,80\n' >july.csv
	printf 'period,community,indicator,score\n2026-07,西街,total,91\n2026-08,东街,total,50\n' >august.csv
	printf 'name,community,phone,joined\n张三,西街,13800138000,2026-01-05\n' >volunteer.csv
	cb-import -q -d old.db community community.csv
	cb-import -q -d old.db score july.csv
	cb-import -q -d old.db score august.csv
	cb-import -q -d old.db volunteer volunteer.csv
	cb-fund receive -q -d old.db --community 西街 --amount 100 >out
	cb-fund spend -q -d old.db --community 西街 --amount 60 --use 宣传栏 --purpose 更新橱窗 --community-consent 王某 >out
	cb-fund close -q -d old.db -p 2026-06
	cb-rank -q -d old.db -p 2026-07 --publish >out
	cb-import undo -q -d old.db 4
	cb-export --verify -d old.db >out
}

# ends COMMAND...: in what memory there is, by no signal
ends() {
	cb_run prlimit --data=134217728 "$@"
	[ "$status" -le 4 ] || { echo "flip $n: $*: status $status: $err" >&2; return 1; }
}

@test "a turned bit is found" {
	local n now changed=0 unseen=
	for ((n = 1; n <= ${FLIPS:-300}; n++)); do
		flip old.db city.db "$n" >now
		read -r now <now
		ends cb-fund audit -q -d city.db
		ends cb-export -q -d city.db --verify
		[ "$now" != same ] || continue
		changed=$((changed + 1))
		[ "$status" -ne 0 ] || unseen="$unseen $n"
	done
	[ "$changed" -ge $((${FLIPS:-300} / 10)) ]
	[ -z "$unseen" ] || { echo "of $changed not seen:$unseen" >&2; false; }
}
