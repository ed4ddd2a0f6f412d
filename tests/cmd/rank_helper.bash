# For the tests of cb-rank: `load rank_helper`.
# shellcheck shell=bash disable=SC1010,SC2034 # the words of mlr; variables are read by the tests

RANK="$DATA/rank"
SEVEN="$RANK/scores-2026-07.csv"
EIGHT="$RANK/scores-2026-08.csv"
NINE="$RANK/scores-2026-09.csv"

# columns COLUMNS [FILTER]: these columns of the last run's stdout, of the rows that pass.
columns() {
	mlr --icsv --ocsv filter "${2:-true}" then cut -o -f "$1" stdout >columns || return
	cat columns
}

# columns_are COLUMNS FILTER: they are what stands on stdin.
columns_are() {
	columns "$1" "$2" >got || return
	diff - got >&2
}

# long PERIOD [INDICATOR]: “community score” lines of stdin as long score rows.
long() {
	awk -v p="$1" -v i="${2:-total}" 'BEGIN { print "period,community,indicator,score" }
		{ print p "," $1 "," i "," $2 }'
}

# rules_with LINE...: the installed rules and these rows; -ID takes a row out.
rules_with() {
	local line
	cp "$CB_TREE/share/rules/rules.csv" rules.csv
	for line; do
		case $line in
		-*) sed -i "/^${line#-},/d" rules.csv ;;
		*) printf '%s\n' "$line" >>rules.csv ;;
		esac
	done
}

# The column list of rules.csv, for rows written by hand:
# rule,what,scope,key,at_least,at_most,value,measure,basis,note,since,until
