/* Days as lists write them together: 5月上旬, 7.1-7.5. */
#include <cb/value/date.h>
#include <cb/value/fold.h>

/* The day that a range ends with: in full, or without the year, the month that it has in common with the first. */
static bool
parse_end(struct cb_text t, int64_t from, int64_t *to)
{
	struct cb_text rest = t;
	int year, month, mday, day;

	cb_date_civil(from, &year, &month, &mday);
	day = cb_fold_digits(&rest, 2);
	cb_fold_take(&rest, "日 号");
	if (day <= 0 || rest.len > 0)
		return cb_date_parse(t, year, to) == CB_FINE;
	*to = cb_date_day(year, month, day);
	return cb_date_exists(year, month, day);
}

/* Cut at the one mark that leaves a date on either side. */
static enum cb_code
parse_range(struct cb_text s, int year, int64_t *from, int64_t *to)
{
	enum cb_code code = CB_BAD_DATE;
	int n = 0;

	for (uint32_t at = 1; at < s.len; at++) {
		struct cb_text first = { s.p, at }, rest = { s.p + at, s.len - at };
		int64_t begin, end;

		if (!cb_fold_take(&rest, "- -- ~ — —— – ― 至 到"))
			continue;
		code = cb_date_parse(first, year, &begin);
		if (code == CB_NO_YEAR)
			return code;
		if (code != CB_FINE || !parse_end(rest, begin, &end) || begin > end)
			continue;
		n += n == 0 || *from != begin || *to != end;
		*from = begin;
		*to = end;
	}
	return n == 1 ? CB_FINE : CB_BAD_DATE;
}

static enum cb_code
parse_third(struct cb_text s, int third, int year, int64_t *from, int64_t *to)
{
	static const char *const starts[] = { "1日", "11日", "21日" };
	struct cb_str first = { 0 };
	enum cb_code code;
	int y, m, d;

	cb_str_add(&first, s.p, s.len - 6);
	cb_str_adds(&first, starts[third]);
	code = cb_date_parse(cb_str_text(&first), year, from);
	cb_str_release(&first);
	if (code != CB_FINE)
		return code;
	cb_date_civil(*from, &y, &m, &d);
	*to = third == 2 ? cb_date_day(y, m, cb_date_month_days(y, m)) : *from + 9;
	return CB_FINE;
}

enum cb_code
cb_date_parse_span(struct cb_text t, int year, int64_t *from, int64_t *to)
{
	static const char *const thirds[] = { "上旬", "中旬", "下旬" };
	struct cb_folded f;
	enum cb_code code;
	int third;

	if (!cb_fold(t, &f))
		return CB_BAD_DATE;
	for (third = 0; third < 3; third++)
		if (cb_text_ends(f.text, thirds[third]))
			return parse_third(f.text, third, year, from, to);
	code = cb_date_parse(t, year, from);
	if (code == CB_BAD_DATE)
		return parse_range(f.text, year, from, to);
	*to = *from;
	return code;
}
