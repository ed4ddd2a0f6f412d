# For the tests of cb-report: `load report_helper`.
# shellcheck shell=bash

REPORT="$DATA/report"
EXAMPLES="$CB_TREE/share/examples"

# town [DB]: the registers, scores, fund and figures of the example street
town() {
	local db=${1:-city.db} r
	for r in community alias estate unit indicator post link; do
		cb-import -q -d "$db" $r "$EXAMPLES/registers/$r.csv" || return
	done
	cb-import -q -d "$db" score "$EXAMPLES"/inbox/*/*.csv &&
		cb-import -q -d "$db" fund "$REPORT/fund.csv" &&
		cb-import -q -d "$db" metric "$REPORT/metric.csv"
}

# template TEXT: t.md
template() {
	printf '%s\n' "$1" >t.md
}

# without_content FILE: headings of a Markdown document below which nothing stands
without_content() {
	awk '/^#+ / { if (level && match($0, /^#+/) && RLENGTH <= level) print before
			match($0, /^#+/); level = RLENGTH == 1 ? 0 : RLENGTH; before = $0; next }
		NF { level = 0 }
		END { if (level) print before }' "$1"
}
