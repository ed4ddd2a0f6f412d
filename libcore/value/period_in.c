#include <cb/value/period_in.h>

#include <string.h>

#include <cb/value/fold.h>

enum { YEAR_MIN = 1900,
       YEAR_MAX = 2199,
       TEXT_MAX = 1024 }; /* bytes; longer ones are prose and no title */

static const char spans[] = "至 到 -- - – —— — ~";

/* A year, a part of it and a day as far as they are written: 0 = not. */
struct moment {
	int year, first, last; /* months */
	int day;
	bool is_annual; /* 2026年度: the year is meant, and not the one of something else */
};

/* ---- one moment ---- */

static bool
take_number(struct cb_text *s, int min_digits, int max_digits, int *n)
{
	struct cb_text rest = *s;

	*n = cb_fold_digits(&rest, max_digits);
	if (*n < 0 || s->len - rest.len < (uint32_t)min_digits)
		return false;
	*s = rest;
	return true;
}

static bool
take_year(struct cb_text *s, int *year)
{
	struct cb_text rest = *s;

	if (!take_number(&rest, 4, 4, year) || *year < YEAR_MIN || *year > YEAR_MAX)
		return false;
	*s = rest;
	return true;
}

static bool
set_months(struct moment *m, int n, int each)
{
	m->last = n * each;
	m->first = m->last - each + 1;
	return n >= 1 && m->last <= 12;
}

/* Is it the first number of 1-3月, 1至3季度? each: the months of one. */
static int
months_behind_span(struct cb_text s)
{
	int n;

	if (!cb_fold_take(&s, spans) || !take_number(&s, 1, 2, &n))
		return 0;
	return cb_text_starts(s, "月") ? 1 : cb_text_starts(s, "季") ? 3
	                                                             : 0;
}

/* 7月, 7月份, 7月10日, 第三季度, 上半年. */
static bool
take_part(struct cb_text *s, struct moment *m)
{
	struct cb_text rest = *s, day;
	int n, each;

	if (cb_text_starts(rest, "上半年") || cb_text_starts(rest, "下半年")) {
		set_months(m, cb_text_starts(rest, "下") ? 2 : 1, 6);
		return cb_fold_take(s, "上半年 下半年");
	}
	cb_fold_take(&rest, "第");
	if (!take_number(&rest, 1, 2, &n))
		return false;
	each = months_behind_span(rest);
	if (each == 0)
		each = cb_fold_take(&rest, "季度 季") ? 3 : cb_fold_take(&rest, "月份 月") ? 1
		                                                                           : 0;
	if (each == 0 || !set_months(m, n, each))
		return false;
	day = rest;
	if (each == 1 && take_number(&day, 1, 2, &n) && cb_fold_take(&day, "日 号")) {
		m->day = n;
		rest = day;
	}
	*s = rest;
	return true;
}

/* .7, -07, .7.10 behind a year. */
static bool
take_figures(struct cb_text *s, struct moment *m)
{
	char mark[2] = { s->len > 0 ? *s->p : '\0', '\0' };
	struct cb_text rest = *s, day;
	int n;

	if (!cb_fold_take(&rest, ". - /") || !take_number(&rest, 1, 2, &n) || !set_months(m, n, 1))
		return false;
	day = rest;
	if (cb_fold_take(&day, mark) && take_number(&day, 1, 2, &n)) {
		m->day = n;
		rest = day;
	}
	*s = rest;
	return true;
}

/* Q3, H1. */
static bool
take_letter(struct cb_text *s, struct moment *m)
{
	struct cb_text rest = *s;
	int n, each = cb_fold_take(&rest, "Q q") ? 3 : cb_fold_take(&rest, "H h") ? 6
	                                                                          : 0;

	if (each == 0 || !take_number(&rest, 1, 1, &n) || !set_months(m, n, each))
		return false;
	*s = rest;
	return true;
}

static bool
is_year_behind_span(struct cb_text s)
{
	int year;

	return cb_fold_take(&s, spans) && take_year(&s, &year) && cb_text_starts(s, "年");
}

/* What stands behind a year's digits. */
static bool
take_behind_year(struct cb_text *s, struct moment *m)
{
	if (cb_fold_take(s, "年")) {
		m->is_annual = cb_fold_take(s, "度 全年");
		if (take_part(s, m) || take_letter(s, m))
			m->is_annual = false;
		return true;
	}
	m->is_annual = is_year_behind_span(*s);
	return m->is_annual || take_figures(s, m) || take_letter(s, m);
}

/* 202607 and 20260731, in names. */
static bool
take_compact(struct cb_text *s, struct moment *m)
{
	struct cb_text rest = *s;
	int n, digits = 0;

	while ((uint32_t)digits < s->len && cb_is_digit(s->p[digits]))
		digits++;
	if ((digits != 6 && digits != 8) || !take_number(&rest, digits, digits, &n))
		return false;
	m->day = digits == 8 ? n % 100 : 0;
	n = digits == 8 ? n / 100 : n;
	m->year = n / 100;
	*s = rest;
	return m->year >= YEAR_MIN && m->year <= YEAR_MAX && set_months(m, n % 100, 1);
}

static bool
take_moment(struct cb_text *s, struct moment *m, bool is_name)
{
	struct cb_text rest = *s;

	*m = (struct moment){ 0 };
	if (take_year(&rest, &m->year) && take_behind_year(&rest, m)) {
		*s = rest;
		return true;
	}
	rest = *s;
	*m = (struct moment){ 0 };
	if (!(is_name && take_compact(&rest, m))) {
		*m = (struct moment){ 0 };
		if (!take_part(&rest, m))
			return false;
	}
	*s = rest;
	return true;
}

/* ---- two of them ---- */

/* The end of a span: a moment, or 31日, 7.31 as its beginning is written. */
static bool
take_end(struct cb_text *s, const struct moment *from, struct moment *to, bool is_name)
{
	struct cb_text rest = *s;
	int n;

	if (!cb_fold_take(&rest, spans))
		return false;
	*s = rest;
	if (take_moment(s, to, is_name))
		return true;
	*to = *from;
	if (from->day == 0 || !take_number(s, 1, 2, &n))
		return false;
	if (cb_fold_take(s, ". /")) {
		if (!set_months(to, n, 1) || !take_number(s, 1, 2, &n))
			return false;
	} else if (!cb_fold_take(s, "日 号")) {
		return false;
	}
	to->day = n;
	return true;
}

/* The period of these months, without its year; 0 = there is none. */
static int
part_of(int first, int last)
{
	if (last == first)
		return first;
	if (last - first == 2 && first % 3 == 1)
		return 20 + last / 3;
	if (last - first == 5 && first % 6 == 1)
		return 30 + last / 6;
	return 0;
}

static void
add(struct cb_periods_in *in, int year, int part)
{
	int64_t period = (int64_t)year * 100 + part;

	for (size_t i = 0; i < in->n; i++)
		if (in->at[i] == period)
			return;
	if (in->n < CB_PERIODS_IN)
		in->at[in->n++] = period;
}

static void
add_moment(struct cb_periods_in *in, const struct moment *m)
{
	if (m->first != 0)
		add(in, m->year, part_of(m->first, m->last));
	else if (m->is_annual)
		add(in, m->year, 0);
	else
		in->year = in->year == 0 || in->year == m->year ? m->year : -1;
}

/* A whole period, or that from one day to another one of a month; else both ends are said. */
static void
add_span(struct cb_periods_in *in, struct moment from, struct moment to)
{
	bool is_whole = from.day <= 1 && (to.day == 0 || to.day >= 28);
	int part;

	from.year = from.year == 0 ? to.year : from.year;
	to.year = to.year == 0 ? from.year : to.year;
	part = from.year == to.year && from.first != 0 && to.first != 0 ? part_of(from.first, to.last) : 0;
	if (from.year == to.year && from.first == 1 && to.last == 12 && is_whole) {
		add(in, from.year, 0);
	} else if (part != 0 && (is_whole || from.first == to.last)) {
		add(in, from.year, part);
	} else {
		add_moment(in, &from);
		add_moment(in, &to);
	}
}

/* ---- what is about something else ---- */

static bool
has_any(struct cb_text t, const char *const *words)
{
	for (; *words != NULL; words++)
		if (cb_text_find(t, *words) >= 0)
			return true;
	return false;
}

/* The clause around a place: between , ; ( ) and 。 */
static struct cb_text
clause_at(struct cb_text t, uint32_t at, uint32_t *inner)
{
	uint32_t from = at, to = at;

	while (from > 0 && strchr(",;()", t.p[from - 1]) == NULL && (from < 3 || memcmp(t.p + from - 3, "。", 3) != 0))
		from--;
	while (to < t.len && strchr(",;()", t.p[to]) == NULL && (to + 3 > t.len || memcmp(t.p + to, "。", 3) != 0))
		to++;
	*inner = at - from;
	return (struct cb_text){ t.p + from, to - from };
}

/* 填表日期:2026年8月, while 考核时间:2026年7月 is the period. */
static bool
is_when_filled(struct cb_text before)
{
	static const char *const keys[] = { "日期", "时间" };
	static const char *const about[] = { "考核", "考评", "评比", "统计", "所属", "检查", "测评", "报告期", "起止", "活动" };

	while (before.len > 0 && (before.p[before.len - 1] == ':' || before.p[before.len - 1] == ' '))
		before.len--;
	for (size_t i = 0; i < CB_COUNT(keys); i++) {
		struct cb_text rest = before;

		if (!cb_text_ends(before, keys[i]))
			continue;
		rest.len -= (uint32_t)strlen(keys[i]);
		for (size_t k = 0; k < CB_COUNT(about); k++)
			if (cb_text_ends(rest, about[k]))
				return false;
		return true;
	}
	return false;
}

/* Within 《》 that are not all of the text. */
static bool
is_in_title_marks(struct cb_text t, uint32_t at)
{
	int depth = 0;

	for (uint32_t i = 0; i + 3 <= at; i++)
		depth += memcmp(t.p + i, "《", 3) == 0 ? 1 : memcmp(t.p + i, "》", 3) == 0 ? -1
		                                                                           : 0;
	return depth > 0 && !(cb_text_starts(t, "《") && cb_text_ends(t, "》"));
}

/* R2: what is said from `at` to `end` */
static bool
is_about_other(struct cb_text t, uint32_t at, uint32_t end)
{
	static const char *const by[] = { "根据", "依据", "按照", "依照", "遵照", "参照", NULL };
	static const char *const papers[] = { "印发", "文件", "号", "通知", "办法", "方案", "规定", "细则", "意见", "发布",
		                              "修订", "制定", "会议", "施行", "要求", "精神", "《", NULL };
	static const char made[] = "印发 发布 修订 修正 制定 施行 实施 起施行 起实施 起执行 下发 出台 试行";
	static const char *const shown[] = { "公示期", "公示时间", "公示日期", NULL };
	struct cb_text rest = { t.p + end, t.len - end }, clause, before;
	uint32_t inner;

	clause = clause_at(t, at, &inner);
	before = (struct cb_text){ clause.p, inner };
	return cb_fold_take(&rest, made) || is_when_filled(before) || is_in_title_marks(t, at) ||
	       has_any(before, shown) || cb_text_find(clause, "号文") >= 0 || (has_any(before, by) && has_any(rest, papers));
}

/* ---- texts ---- */

/* The next moment or span at or behind *at, which moves to its start; the text moves behind it. */
static bool
find_next(struct cb_text t, uint32_t *at, uint32_t *end, struct moment both[2], bool is_name)
{
	for (; *at < t.len; ++*at) {
		struct cb_text s = { t.p + *at, t.len - *at }, behind;

		if (*at > 0 && cb_is_digit(t.p[*at - 1]))
			continue;
		if ((t.p[*at] & 0xc0) == 0x80 || !take_moment(&s, &both[0], is_name))
			continue;
		behind = s;
		both[1] = (struct moment){ 0 };
		if (take_end(&behind, &both[0], &both[1], is_name))
			s = behind;
		else
			both[1] = (struct moment){ 0 };
		if (s.len > 0 && cb_is_digit(*s.p) && cb_is_digit(s.p[-1]))
			continue; /* the digits go on: no date */
		*end = (uint32_t)(s.p - t.p);
		return true;
	}
	return false;
}

bool
cb_periods_in_add(struct cb_periods_in *in, struct cb_text text)
{
	struct cb_str folded = { 0 };
	struct cb_text t;
	struct moment both[2];
	size_t before = in->n;
	uint32_t end;

	if (text.len <= TEXT_MAX)
		cb_fold_words(text, &folded);
	t = cb_str_text(&folded);
	for (uint32_t at = 0; find_next(t, &at, &end, both, in->is_name); at = end) {
		bool is_span = both[1].year != 0 || both[1].first != 0;

		if (is_about_other(t, at, end) || (!is_span && both[0].day != 0))
			continue;
		if (is_span)
			add_span(in, both[0], both[1]);
		else
			add_moment(in, &both[0]);
	}
	cb_str_release(&folded);
	return in->n > before;
}

void
cb_periods_in_remove(struct cb_text text, struct cb_str *out)
{
	struct cb_str folded = { 0 };
	struct cb_text t;
	struct moment both[2];
	uint32_t from = 0, end;

	cb_fold_words(text, &folded);
	t = cb_str_text(&folded);
	for (uint32_t at = 0; find_next(t, &at, &end, both, true); at = from = end)
		cb_str_add(out, t.p + from, at - from);
	cb_str_add(out, t.p + from, t.len - from);
	cb_str_release(&folded);
}

/* ---- which one ---- */

bool
cb_period_holds(int64_t a, int64_t b)
{
	return cb_period_first_day(a) <= cb_period_first_day(b) && cb_period_last_day(a) >= cb_period_last_day(b);
}

/* The year of those without one. */
static int
year_of(const struct cb_periods_in *in, int known)
{
	int year = in->year > 0 ? in->year : 0;

	for (size_t i = 0; i < in->n && year == 0; i++)
		if (in->at[i] >= 100)
			year = (int)(in->at[i] / 100);
	return year != 0 ? year : known;
}

enum cb_periods_say
cb_periods_in_settle(const struct cb_periods_in *in, int year, int64_t *period, int64_t *other)
{
	int64_t at[CB_PERIODS_IN];
	size_t n = 0;

	*period = *other = 0;
	year = year_of(in, year);
	for (size_t i = 0; i < in->n; i++) {
		at[i] = in->at[i] >= 100 ? in->at[i] : year * INT64_C(100) + in->at[i];
		if (at[i] < 100) { /* nobody knows of which year */
			*period = at[i];
			return CB_SAY_NO_YEAR;
		}
	}
	for (size_t i = 0; i < in->n; i++) {
		bool is_wider = false;

		for (size_t k = 0; k < in->n; k++)
			is_wider = is_wider || (at[k] != at[i] && cb_period_holds(at[i], at[k]));
		if (is_wider || (n > 0 && at[i] == *period))
			continue;
		*(n == 0 ? period : other) = at[i];
		n++;
	}
	return n == 0 ? CB_SAY_NO_PERIOD : n == 1 ? CB_SAY_ONE_PERIOD
	                                          : CB_SAY_SEVERAL_PERIODS;
}
