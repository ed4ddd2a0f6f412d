# Loaded by the tests of the fund: `load fund_helper`.
# shellcheck shell=bash disable=SC2034 # variables are read by the tests

FUND="$CB_TREE/tests/data/fund"
HEADER=date,community,flow,source,amount,party,use,voucher,community_consent,purpose

# office: the communities and units of the donations
office() {
	cb-import -q -d city.db community "$FUND/community.csv"
	cb-import -q -d city.db unit "$FUND/unit.csv"
}

# donations: the eight gifts, as entries 2026-0001 to 2026-0008
donations() {
	office
	cb-import -q -d city.db --default date=2026-06-09 --default flow=收入 --default source=单位 fund "$FUND/donations.csv"
}

# entries FILE ROW...: a file of entries, all for one purpose
entries() {
	local file=$1
	shift
	{ echo "$HEADER" && printf '%s,更新橱窗\n' "$@"; } >"$file"
}

# gift COMMUNITY AMOUNT [OPTION...]
gift() {
	cb-fund receive -q -d city.db --community "$1" --amount "$2" "${@:3}" >/dev/null
}

# count: how many entries there are
count() {
	sqlite3 city.db 'SELECT count(*) FROM fund'
}
