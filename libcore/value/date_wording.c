/* Days as columns of a certain kind write them: time limits, the months in which something begins or ends. */
#include <cb/value/date.h>
#include <cb/value/fold.h>
#include <cb/value/period.h>

/* ---- limits ---- */

static const char starts[] = "截止到 截止 截至 限 于 在";
/* What is to be done before it. */
static const char acts[] = "完成 整改完成 整改到位 到位 落实 报送 上报 报 交 提交 办结 结束";

static void
cut_end(struct cb_text *t, const char *end)
{
	if (cb_text_ends(*t, end))
		t->len -= cb_text_of(end).len;
}

/* Without 前 and what stands around it: 7月15日下班之前报送 is 7月15日. */
static struct cb_text
without_before(struct cb_text t)
{
	struct cb_text act;
	int before;

	cb_fold_take(&t, starts);
	before = cb_text_find(t, "前");
	if (before < 0)
		return t;
	act = cb_text_trim(cb_text_from(t, before + 3));
	if (act.len > 0 && !cb_fold_is(act, acts))
		return t;
	t.len = (uint32_t)before;
	cut_end(&t, "之");
	cut_end(&t, "以");
	cut_end(&t, "下班");
	return cb_text_trim(t);
}

/* 7月底, 2026年7月末, 2026年底: the last day; false: it is no end of anything. */
static bool
end_of(struct cb_text t, int year, struct cb_str *plain)
{
	bool is_year = cb_text_ends(t, "年底") || cb_text_ends(t, "年末");
	int64_t first;
	int y, m, d;

	if (!is_year && !cb_text_ends(t, "月底") && !cb_text_ends(t, "月末"))
		return false;
	cb_str_add(plain, t.p, t.len - 3);
	if (is_year) {
		cb_str_adds(plain, "12月31日");
		return true;
	}
	cb_str_adds(plain, "1日");
	if (cb_date_parse(cb_str_text(plain), year, &first) == CB_FINE) {
		cb_date_civil(first, &y, &m, &d);
		plain->len -= 4;
		cb_str_addf(plain, "%d日", cb_date_month_days(y, m));
	}
	return true;
}

static bool
say_plainly(struct cb_text t, int year, struct cb_str *plain)
{
	struct cb_folded f;
	char buf[CB_PRINT_MAX];
	struct cb_text limit;
	int64_t from, to;

	if (!cb_fold(t, &f))
		return false;
	limit = without_before(f.text);
	if (end_of(limit, year, plain))
		return true;
	if (cb_date_parse_span(limit, year, &from, &to) == CB_FINE && to > from)
		cb_str_addt(plain, cb_date_print(to, buf));
	else if (limit.len < f.text.len)
		cb_str_addt(plain, limit);
	return plain->len > 0;
}

const struct cb_date_wording cb_deadline = { say_plainly };

/* What is to be done on the day itself. */
static const char at_once[] = "立即 立即整改 立即处理 立即完成 即刻整改 即时整改 立行立改 立查立改 即知即改 即查即改 边查边改 "
			      "马上整改 当场整改 现场整改 当日 当天 当日内 当天内 当日整改 当天整改 当日完成 当天完成 "
			      "当日解决 当天解决";

/* The days or hours of the unit that stands first; 0: it is none. */
static int
take_term_unit(struct cb_text *t, struct cb_term_said *out)
{
	cb_fold_take(t, "个");
	out->is_worked = cb_fold_take(t, "工作");
	out->is_hours = cb_fold_take(t, out->is_worked ? "小时 时" : "小时");
	if (out->is_hours || cb_fold_take(t, "天 日"))
		return 1;
	return !out->is_worked && cb_fold_take(t, "周 星期") ? 7 : 0;
}

bool
cb_deadline_term(struct cb_text t, struct cb_term_said *out)
{
	struct cb_folded f;
	int n, unit;

	*out = (struct cb_term_said){ 0 };
	if (!cb_fold(t, &f))
		return false;
	if (cb_fold_is(f.text, at_once))
		return true;
	cb_fold_numerals(&f);
	cb_fold_take(&f.text, "限 须在 须 在 发现后 接到后");
	n = cb_fold_digits(&f.text, 3);
	unit = take_term_unit(&f.text, out);
	if (n <= 0 || unit == 0 || (!cb_fold_take(&f.text, "内 以内 之内") && !out->is_worked))
		return false;
	out->n = n * unit;
	return f.text.len == 0 || cb_fold_is(f.text, acts) || cb_fold_is(f.text, "整改 解决 处理");
}

/* ---- months for days ---- */

/* 2024.1 is 2024.10 too, to a spreadsheet. */
static bool
is_lost(struct cb_text t)
{
	int point = cb_text_find(t, ".");

	return point >= 0 && cb_text_is(cb_text_from(t, point), ".1");
}

static bool
say_month(struct cb_text t, int year, bool is_end, struct cb_str *plain)
{
	struct cb_folded f;
	char buf[CB_PRINT_MAX];
	int64_t period;

	if (!cb_fold(t, &f) || is_lost(f.text) || cb_period_parse(f.text, year, &period) != CB_FINE ||
	    cb_period_kind(period) != CB_MONTH)
		return false;
	cb_str_addt(plain, cb_date_print(is_end ? cb_period_last_day(period) : cb_period_first_day(period), buf));
	return true;
}

static bool
say_beginning(struct cb_text t, int year, struct cb_str *plain)
{
	return say_month(t, year, false, plain);
}

static bool
say_end(struct cb_text t, int year, struct cb_str *plain)
{
	struct cb_folded f;

	return say_month(t, year, true, plain) ||
	       (cb_fold(t, &f) && cb_fold_is(f.text, "至今 现在 目前 在任 现任 在职 长期 长期有效"));
}

static bool
month_of(struct cb_text t, int year, int64_t *period)
{
	return cb_period_parse(t, year, period) == CB_FINE && cb_period_kind(*period) == CB_MONTH;
}

bool
cb_date_parse_term(struct cb_text t, int year, int64_t *from, int64_t *to)
{
	struct cb_folded f;
	int64_t first, last;
	size_t n = 0;

	if (!cb_fold(t, &f))
		return false;
	for (uint32_t at = 1; at < f.text.len; at++) {
		struct cb_text begin = { f.text.p, at }, rest = { f.text.p + at, f.text.len - at };
		bool is_mark = cb_fold_take(&rest, "- -- ~ — —— – ― 至 到"), lasts = cb_fold_is(rest, "今 至今");

		if (!is_mark || (!lasts && (!month_of(rest, year, &last) || !month_of(begin, year, &first) ||
		                            first > last)))
			continue;
		if (lasts && cb_date_parse(begin, year, from) != CB_FINE && !month_of(begin, year, &first))
			continue;
		n++;
		if (!lasts || cb_date_parse(begin, year, from) != CB_FINE)
			*from = cb_period_first_day(first);
		*to = lasts ? INT64_MIN : cb_period_last_day(last);
	}
	return n == 1;
}

const struct cb_date_wording cb_beginning = { say_beginning }, cb_ending = { say_end };
