#include <cb/value/period.h>

#include <cb/value/date.h>
#include <cb/value/fold.h>

/* The last two figures of the number: base + 1 .. base + a_year. */
static const struct {
	int base, a_year;
} kinds[] = {
	[CB_MONTH] = { 0, 12 },
	[CB_QUARTER] = { 20, 4 },
	[CB_HALF] = { 30, 2 },
	[CB_YEAR] = { -1, 1 },
};

enum cb_period_kind
cb_period_kind(int64_t period)
{
	int part = (int)(period % 100);

	if (part == 0)
		return CB_YEAR;
	if (part > 30)
		return CB_HALF;
	return part > 20 ? CB_QUARTER : CB_MONTH;
}

int
cb_period_year(int64_t period)
{
	return (int)(period / 100);
}

/* Which of its year, from 0. */
static int
index_of(int64_t period)
{
	return (int)(period % 100) - kinds[cb_period_kind(period)].base - 1;
}

static int64_t
make(enum cb_period_kind kind, int64_t year, int64_t index)
{
	return year * 100 + kinds[kind].base + 1 + index;
}

bool
cb_period_valid(int64_t period)
{
	int index;

	if (period < 100000 || period > 999999)
		return false;
	index = index_of(period);
	return index >= 0 && index < kinds[cb_period_kind(period)].a_year;
}

/* Its number among all of its kind since the year 0. */
static int64_t
ordinal(int64_t period)
{
	return (int64_t)cb_period_year(period) * kinds[cb_period_kind(period)].a_year + index_of(period);
}

int64_t
cb_period_step(int64_t period, int steps)
{
	enum cb_period_kind kind = cb_period_kind(period);
	int64_t at = ordinal(period) + steps;

	return make(kind, at / kinds[kind].a_year, at % kinds[kind].a_year);
}

int64_t
cb_period_distance(int64_t a, int64_t b)
{
	return ordinal(b) - ordinal(a);
}

int64_t
cb_period_first_day(int64_t period)
{
	int months = 12 / kinds[cb_period_kind(period)].a_year;

	return cb_date_day(cb_period_year(period), index_of(period) * months + 1, 1);
}

int64_t
cb_period_last_day(int64_t period)
{
	return cb_period_first_day(cb_period_step(period, 1)) - 1;
}

int64_t
cb_period_of_day(enum cb_period_kind kind, int64_t day)
{
	int y, m, d;

	cb_date_civil(day, &y, &m, &d);
	return make(kind, y, (m - 1) * kinds[kind].a_year / 12);
}

int
cb_period_months(int64_t period, int64_t months[12])
{
	int n = 12 / kinds[cb_period_kind(period)].a_year;

	for (int i = 0; i < n; i++)
		months[i] = make(CB_MONTH, cb_period_year(period), index_of(period) * n + i);
	return n;
}

struct cb_text
cb_period_print(int64_t period, char *buf)
{
	static const char letters[] = { [CB_MONTH] = '-', [CB_QUARTER] = 'Q', [CB_HALF] = 'H' };
	enum cb_period_kind kind = cb_period_kind(period);
	int year = cb_period_year(period), index = index_of(period) + 1;
	uint32_t n = 4;

	for (int i = 3; i >= 0; i--, year /= 10)
		buf[i] = (char)('0' + year % 10);
	if (kind != CB_YEAR) {
		buf[n++] = letters[kind];
		if (kind == CB_MONTH)
			buf[n++] = (char)('0' + index / 10);
		buf[n++] = (char)('0' + index % 10);
	}
	return (struct cb_text){ buf, n };
}

/* What stands behind the year; `bare` allows a month without 月. */
static bool
parse_part(struct cb_text s, int64_t year, bool bare, int64_t *period)
{
	enum cb_period_kind kind = CB_MONTH;
	int index;

	if (cb_fold_is(s, "上半年 下半年")) {
		*period = make(CB_HALF, year, cb_text_starts(s, "下"));
		return true;
	}
	cb_fold_take(&s, "第");
	if (cb_fold_take(&s, "Q q"))
		kind = CB_QUARTER, bare = true;
	else if (cb_fold_take(&s, "H h"))
		kind = CB_HALF, bare = true;
	index = cb_fold_digits(&s, 2);
	if (kind == CB_MONTH && cb_fold_take(&s, "季度 季"))
		kind = CB_QUARTER, bare = true;
	else if (kind == CB_MONTH && cb_fold_take(&s, "月份 月"))
		bare = true;
	if (!bare || s.len > 0 || index < 1 || index > kinds[kind].a_year)
		return false;
	*period = make(kind, year, index - 1);
	return true;
}

static bool
parse_canonical(struct cb_text t, int64_t *period)
{
	int64_t n = 0;

	if (t.len != 7 || t.p[4] != '-')
		return false;
	for (int i = 0; i < 7; i++) {
		if (i == 4)
			continue;
		if (!cb_is_digit(t.p[i]))
			return false;
		n = n * 10 + (t.p[i] - '0');
	}
	if (n < 100000 || n % 100 < 1 || n % 100 > 12)
		return false;
	*period = n;
	return true;
}

enum cb_code
cb_period_parse(struct cb_text t, int year, int64_t *period)
{
	struct cb_folded f;
	struct cb_text s;
	uint32_t digits = 0;
	int64_t n = 0;
	bool bare;

	if (parse_canonical(t, period))
		return CB_FINE;
	if (!cb_fold(t, &f))
		return CB_BAD_PERIOD;
	cb_fold_numerals(&f);
	s = f.text;
	while (digits < s.len && digits <= 6 && cb_is_digit(s.p[digits]))
		n = n * 10 + (s.p[digits++] - '0');
	if (digits == 6 && s.len == 6) {
		if (!cb_period_valid(n) || cb_period_kind(n) != CB_MONTH)
			return CB_BAD_PERIOD;
		*period = n;
		return CB_FINE;
	}
	if (digits != 4) {
		if (!parse_part(s, year, false, &n))
			return CB_BAD_PERIOD;
		*period = n;
		return year == 0 ? CB_NO_YEAR : CB_FINE;
	}
	s = cb_text_from(s, 4);
	if (n < 1000)
		return CB_BAD_PERIOD;
	if (s.len == 0 || cb_fold_is(s, "年 年度 全年 年全年")) {
		*period = make(CB_YEAR, n, 0);
		return CB_FINE;
	}
	bare = cb_fold_take(&s, "年 - / .");
	return parse_part(s, n, bare, period) ? CB_FINE : CB_BAD_PERIOD;
}

static enum cb_code
parse_period(const void *arg, struct cb_text t, const struct cb_parse_env *env, struct cb_cell *out)
{
	enum cb_code code;

	(void)arg;
	*out = (struct cb_cell){ 0 };
	if (t.len != 7)
		t = cb_text_trim(t);
	if (t.len == 0)
		return CB_FINE;
	code = cb_period_parse(t, env != NULL ? env->year : 0, &out->n);
	if (code == CB_FINE)
		out->state = CB_VALUE;
	else
		out->n = 0;
	return code;
}

static struct cb_text
print_period(const void *arg, const struct cb_cell *cell, char *buf)
{
	(void)arg;
	return cb_period_print(cell->n, buf);
}

/* The last two figures of the number. */
#define PART "(%1$s-%1$s/100*100)"

const struct cb_type cb_type_period = {
	.name = "period",
	.en = "a month, quarter, half or year: 2026-07 2026Q3 2026H1 2026",
	.zh = "期间:2026-07 2026Q3 2026H1 2026",
	.storage = CB_STORE_INT,
	.sql_suffix = "",
	.sql_check = "%1$s BETWEEN 100000 AND 999999 AND (" PART " <= 12 OR " PART " BETWEEN 21 AND 24 OR " PART
		     " BETWEEN 31 AND 32)",
	.sql_view = "(%1$s/100)||CASE WHEN " PART "=0 THEN '' WHEN " PART "<13 THEN '-'||substr('0'||" PART ",-2) "
		    "WHEN " PART "<30 THEN 'Q'||(" PART "-20) ELSE 'H'||(" PART "-30) END",
	.parse = parse_period,
	.print = print_period,
	.hint = cb_fold_hint,
};
