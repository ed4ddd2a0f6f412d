#include <cb/value/wording.h>

#include <cb/value/date.h>
#include <cb/value/money.h>

enum { GROWTH_PLACES = 1 };

/* ---- R1, R2 ---- */

void
cb_words_quantity(const struct cb_cell *cell, struct cb_str *out)
{
	static const char *const before[] = { [CB_LESS] = "近", [CB_ABOUT] = "约", [CB_UNKNOWN] = "若干" };
	char buf[CB_PRINT_MAX];

	if (cell->state != CB_VALUE)
		return;
	cb_str_adds(out, cell->mark < CB_LESS ? "" : before[cell->mark]);
	if (cell->mark == CB_UNKNOWN)
		return;
	cb_str_addt(out, cb_decimal_print(cell->n, 6, 0, buf));
	if (cell->mark == CB_MORE)
		cb_str_adds(out, "余");
}

void
cb_words_day(int64_t day, struct cb_str *out)
{
	int year, month, mday;

	cb_date_civil(day, &year, &month, &mday);
	cb_str_addf(out, "%d年%d月%d日", year, month, mday);
}

void
cb_words_hours(int64_t minutes, struct cb_str *out)
{
	int64_t hours = minutes / 60, rest = minutes % 60;

	cb_str_adds(out, minutes < 0 ? "-" : "");
	if (hours != 0 || rest == 0)
		cb_str_addf(out, "%lld小时", (long long)(hours < 0 ? -hours : hours));
	if (rest != 0)
		cb_str_addf(out, "%lld分钟", (long long)(rest < 0 ? -rest : rest));
}

void
cb_words_period(int64_t period, struct cb_str *out)
{
	static const char *const quarters[] = { "第一季度", "第二季度", "第三季度", "第四季度" };
	int64_t months[12];
	int month;

	cb_period_months(period, months);
	month = (int)(months[0] % 100);
	cb_str_addf(out, "%d年", cb_period_year(period));
	if (cb_period_kind(period) == CB_MONTH)
		cb_str_addf(out, "%d月", month);
	else if (cb_period_kind(period) == CB_QUARTER)
		cb_str_adds(out, quarters[month / 3]);
	else if (cb_period_kind(period) == CB_HALF)
		cb_str_adds(out, month == 1 ? "上半年" : "下半年");
}

static bool
is_month(int64_t period)
{
	return cb_period_kind(period) == CB_MONTH;
}

void
cb_words_range(const struct cb_period_range *range, struct cb_str *out)
{
	if (range->from != 0) {
		cb_words_period(range->from, out);
		if (range->to == range->from)
			return;
		cb_str_adds(out, "至");
		if (is_month(range->from) && is_month(range->to) && range->from / 100 == range->to / 100)
			cb_str_addf(out, "%d月", (int)(range->to % 100));
		else
			cb_words_period(range->to, out);
		return;
	}
	cb_words_day(range->first_day, out);
	cb_str_adds(out, "至");
	cb_words_day(range->last_day, out);
}

/* ---- R3 ---- */

/* 提高0.52分, 下降0.52分, 持平; n in millionths. */
static void
add_change(const char *up, const char *down, int64_t n, const char *unit, struct cb_str *out)
{
	char buf[CB_PRINT_MAX];

	if (n == 0) {
		cb_str_adds(out, "持平");
		return;
	}
	cb_str_adds(out, n > 0 ? up : down);
	cb_str_addt(out, cb_decimal_print(n > 0 ? n : -n, 6, 0, buf));
	cb_str_adds(out, unit);
}

void
cb_words_places(int64_t gained, struct cb_str *out)
{
	add_change("上升", "下降", gained * CB_MICRO, "位", out);
}

void
cb_words_scores(int64_t now, int64_t before, struct cb_str *out)
{
	add_change("提高", "下降", now - before, "分", out);
}

void
cb_words_points(int64_t now, int64_t before, struct cb_str *out)
{
	int64_t points;

	if (cb_decimal_divide((cb_wide)(now - before) * 100, CB_MICRO, 2, CB_HALF_UP, &points))
		add_change("增长", "下降", points, "个百分点", out);
}

void
cb_words_growth(const struct cb_cell *now, const struct cb_cell *before, struct cb_str *out)
{
	int64_t percent;

	if (now->state != CB_VALUE || before->state != CB_VALUE || before->n <= 0 || now->mark == CB_UNKNOWN ||
	    before->mark == CB_UNKNOWN)
		return;
	if (!cb_decimal_divide(((cb_wide)now->n - before->n) * 100, before->n, GROWTH_PLACES, CB_HALF_UP, &percent))
		return;
	if (percent != 0 && (now->mark != CB_EXACT || before->mark != CB_EXACT))
		cb_str_adds(out, "约");
	add_change("增长", "下降", percent, "%", out);
}

/* ---- R4 ---- */

void
cb_words_share(cb_wide part, cb_wide whole, struct cb_str *out)
{
	char buf[CB_PRINT_MAX];
	int64_t micro;

	if (whole == 0 || !cb_decimal_divide(part * 100, whole, 2, CB_HALF_UP, &micro))
		return;
	cb_str_addt(out, cb_decimal_print(micro / 10000, 2, 2, buf));
	cb_str_addc(out, '%');
}

/* The digits in groups of three. */
static void
add_grouped(struct cb_text number, uint32_t whole, struct cb_str *out)
{
	uint32_t start = number.p[0] == '-';

	for (uint32_t i = 0; i < number.len; i++) {
		if (i > start && i < whole && (whole - i) % 3 == 0)
			cb_str_addc(out, ',');
		cb_str_addc(out, number.p[i]);
	}
}

void
cb_words_money(int64_t fen, enum cb_lang lang, struct cb_str *out)
{
	char buf[CB_PRINT_MAX];
	struct cb_text number = cb_money_print(fen, buf);

	add_grouped(number, (uint32_t)cb_text_find(number, "."), out);
	cb_str_adds(out, lang == CB_ZH ? " 元" : " yuan");
}

void
cb_words_yuan(int64_t fen, enum cb_lang lang, struct cb_str *out)
{
	char buf[CB_PRINT_MAX];
	struct cb_text number = cb_money_print(fen, buf);
	uint32_t whole = (uint32_t)cb_text_find(number, ".");

	if (cb_text_ends(number, ".00"))
		number.len = whole;
	add_grouped(number, whole, out);
	cb_str_adds(out, lang == CB_ZH ? " 元" : " yuan");
}
