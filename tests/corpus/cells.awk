# cells.awk: the cells of a CSV that are not empty, a line each: ROW,COLUMN<TAB>TEXT, newlines as \n. With
# -v from=dump it rewrites what other readers write otherwise: 2022-07-10T09:30:00 and PT11225S or PT03H07M05S, a
# length of time, are 2022-07-10 09:30:00 and 03:07:05; at 00:00:00 a date is only that. With -v shift=1 rows are counted from the first that
# is not blank.
function rewrite(v,   n) {
	if (v ~ /^[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9:]+$/)
		sub(/T(00:00:00)?$/, "", v) || sub(/T/, " ", v)
	if (v ~ /^PT[0-9]+S$/) {
		n = substr(v, 3) + 0
		v = sprintf("%02d:%02d:%02d", n / 3600, n / 60 % 60, n % 60)
	}
	if (v ~ /^PT[0-9]+H[0-9]+M[0-9.]+S$/) {
		split(substr(v, 3), part, /[HMS]/)
		v = sprintf("%02d:%02d:%02d", part[1], part[2], part[3])
	}
	return v
}
function put() {
	column++
	if (value == "")
		return
	if (!has_begun)
		first = shift ? row - 1 : 0
	has_begun = 1
	print row - first "," column "\t" (from == "dump" ? rewrite(value) : value)
}
{
	sub(/\r$/, "")
	if (is_open)
		value = value "\\n"
	else {
		row++
		column = 0
		value = ""
	}
	n = length($0)
	for (i = 1; i <= n; i++) {
		c = substr($0, i, 1)
		if (is_open && c == "\"" && substr($0, i + 1, 1) == "\"") {
			value = value "\""
			i++
		} else if (c == "\"" && (is_open || value == ""))
			is_open = !is_open
		else if (c == "," && !is_open) {
			put()
			value = ""
		} else
			value = value c
	}
	if (!is_open)
		put()
}
