# shown.awk EXCEL OURS: two lists of cells.awk. Excel prints what a cell shows, cb what it holds: counts the
# cells of Excel's list that agree, "SAME COMPARED WRONG_DATES", and prints those that do not to stderr.
# Text that is not ASCII is not compared, the code page of the file has lost it; nor are Excel's errors: a
# date before 1900 is none to it.
BEGIN {
	FS = "\t"
	split("jan feb mar apr may jun jul aug sep oct nov dec", months, " ")
	for (i in months)
		month_of[months[i]] = i + 0
}
# Days since 1899-12-30, as Excel counts them from March 1900 on.
function serial(y, m, d,   a) {
	a = int((14 - m) / 12)
	y = y + 4800 - a
	m = m + 12 * a - 3
	return d + int((153 * m + 2) / 5) + 365 * y + int(y / 4) - int(y / 100) + int(y / 400) - 32045 - 2415019
}
# Does every number and month that Excel shows belong to the date, and is there at least one?
function is_date_shown(shown, ours,   part, n, i, word, seen, y, m, d, h, mi, s, t, day) {
	y = m = d = -1
	t = ours
	if (ours ~ /^[0-9][0-9][0-9][0-9]-/) {
		y = substr(ours, 1, 4) + 0; m = substr(ours, 6, 2) + 0; d = substr(ours, 9, 2) + 0
		t = substr(ours, 12)
	}
	h = substr(t, 1, 2) + 0; mi = substr(t, 4, 2) + 0; s = substr(t, 7, 2) + 0
	day = (y > 0 ? serial(y, m, d) : 0) + (h * 3600 + mi * 60 + s) / 86400
	if (shown ~ /^[0-9]+(\.[0-9]+)?$/)
		return day - shown > -0.00001 && day - shown < 0.00001
	if (shown ~ /^[0-9]+:00:00$/ && shown + 0 > 24) # [h]:mm:ss
		return day * 24 == shown + 0
	if (shown ~ /^[JFMASOND]$/) # mmmmm
		return toupper(substr(months[m], 1, 1)) == shown
	n = split(tolower(shown), part, /[^a-z0-9]+/)
	for (i = 1; i <= n; i++) {
		word = part[i]
		if (word ~ /^[0-9]+$/) {
			seen++
			word += 0
			if (word != y && word != y % 100 && word != m && word != d && word != h && word != h % 12 &&
			    !(word == 12 && h % 12 == 0) && word != mi && word != s)
				return 0
		} else if (substr(word, 1, 3) in month_of) {
			seen++
			if (month_of[substr(word, 1, 3)] != m)
				return 0
		}
	}
	return seen > 0
}
function is_number_shown(shown, ours,   places, scale) {
	scale = 1
	if (sub(/%$/, "", shown))
		scale = 100
	gsub(/[$,]/, "", shown)
	if (shown !~ /^-?[0-9]+(\.[0-9]+)?$/ || ours !~ /^-?[0-9.]+(e[-+]?[0-9]+)?$/)
		return 0
	places = index(shown, ".") ? length(shown) - index(shown, ".") : 0
	return sprintf("%.*f", places, ours * scale) + 0 == shown + 0
}
function plain(text) {
	gsub(/\\n|\r|[ \t]/, "", text)
	return text
}
FNR == NR { excel[$1] = $2; next }
{ ours[$1] = $2 }
END {
	for (at in excel) {
		if (excel[at] ~ /[^\t\r -~]|^#/ || excel[at] ~ /^[_?]+$/)
			continue
		n++
		if (plain(excel[at]) == plain(ours[at]) || is_number_shown(excel[at], ours[at])) {
			same++
			continue
		}
		is_date = ours[at] ~ /^[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]|^[0-9][0-9]+:[0-9][0-9]:[0-9][0-9]$/
		if (is_date && is_date_shown(excel[at], ours[at]))
			same++
		else {
			wrong_dates += is_date
			print "  Excel: " name ": " at ": “" excel[at] "”, not “" ours[at] "”" >"/dev/stderr"
		}
	}
	print same + 0, n + 0, wrong_dates + 0
}
