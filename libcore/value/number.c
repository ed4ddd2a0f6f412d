/* A number as it is written: number.h R1 to R4. */
#include <cb/value/fold.h>
#include <cb/value/mark.h>
#include <cb/value/number.h>
#include <cb/value/unit.h>

#include <string.h>

static const cb_wide PICO = INT64_C(1000000000000);
#define WIDE_MAX ((cb_wide)INT64_C(100000000000000000) * INT64_C(1000000000000000)) /* 10^32: 10^20 of one */

struct mark_words {
	const char *words;
	enum cb_mark mark;
};
static const struct mark_words before[] = {
	{ "约 大约 约为 约有 大概 大致 ~", CB_ABOUT },
	{ "近 将近 接近 不足 不到 不满 不超过 至多 最多", CB_LESS },
	{ "超 超过 逾 突破 不少于 不低于 至少 最少 达到", CB_MORE },
};
static const struct mark_words after[] = {
	{ "余 多 来 几 以上 及以上 +", CB_MORE },
	{ "以下 以内 之内 -", CB_LESS },
	{ "左右 上下 许", CB_ABOUT },
};

static const struct {
	const char *words;
	int64_t value;
} units[] = {
	{ "十 拾", 10 },
	{ "百 佰", 100 },
	{ "千 仟", 1000 },
	{ "万 萬", 10000 },
	{ "亿 億", 100000000 },
};

static const char *const digits[] = { "零 〇 ○", "一 壹", "二 贰 两 貳", "三 叁 參", "四 肆", "五 伍", "六 陆 陸", "七 柒",
	                              "八 捌", "九 玖" };

/* One run of digits, before any unit. */
struct atom {
	cb_wide pico;
	bool behind_zero; /* 零五: may skip places (R2) */
	bool unknown;
	bool is_chinese;
};

static int
take_cn_digit(struct cb_text *s)
{
	if (s->len == 0 || cb_fold_ascii(*s->p))
		return -1;
	for (size_t d = 0; d < CB_COUNT(digits); d++)
		if (cb_fold_take(s, digits[d]))
			return (int)d;
	return -1;
}

static int
take_digit(struct cb_text *s)
{
	if (s->len == 0 || !cb_is_digit(*s->p))
		return -1;
	s->len--;
	return *s->p++ - '0';
}

static int64_t
take_unit(struct cb_text *s)
{
	if (s->len > 0 && !cb_fold_ascii(*s->p))
		for (size_t i = 0; i < CB_COUNT(units); i++)
			if (cb_fold_take(s, units[i].words))
				return units[i].value;
	return 0;
}

/* Digits before the point; returns their number. */
static int
read_whole(struct cb_text *s, int (*take)(struct cb_text *), struct atom *a)
{
	int d, n = 0;

	while (n <= 20 && (d = take(s)) >= 0) {
		a->behind_zero = a->behind_zero || (n == 0 && d == 0);
		a->pico = a->pico * 10 + PICO * d;
		n++;
	}
	return n;
}

/* Digits behind the point. */
static enum cb_code
read_places(struct cb_text *s, int (*take)(struct cb_text *), struct atom *a)
{
	cb_wide place = PICO;
	int d, n = 0;

	for (; (d = take(s)) >= 0; n++) {
		place /= 10;
		a->pico += place * d;
		if (place == 0 && d > 0)
			return CB_TOO_MANY_PLACES;
	}
	return n > 0 ? CB_FINE : CB_NOT_A_NUMBER;
}

/* Chinese digits one behind the other: 一七二〇. 两三 and 三五 are no 23 and 35, but two or three and some few. */
static bool
is_figures(struct cb_text run, int n, const struct atom *a)
{
	int tens = (int)(a->pico / PICO / 10), ones = (int)(a->pico / PICO % 10);

	if (n == 2 && tens > 0 && (ones == tens + 1 || (tens == 3 && ones == 5)))
		return false;
	return n < 2 || cb_text_find(run, "两") < 0;
}

static int
read_chinese(struct cb_text *s, struct atom *a, enum cb_code *code)
{
	const char *begin = s->p;
	int n = read_whole(s, take_cn_digit, a);

	if (n == 0)
		return 0;
	a->is_chinese = true;
	if (!is_figures((struct cb_text){ begin, (uint32_t)(s->p - begin) }, n, a))
		*code = CB_NOT_A_NUMBER;
	else if (cb_fold_take(s, "点"))
		*code = read_places(s, take_cn_digit, a);
	return n;
}

/* A thousands group: ",234" and no further digit. */
static bool
has_group(struct cb_text s)
{
	if (s.len < 4 || *s.p != ',')
		return false;
	s.p++, s.len--;
	for (int i = 0; i < 3; i++)
		if (take_digit(&s) < 0)
			return false;
	return take_digit(&s) < 0;
}

/* XX, 1xx, and in the first place 几 数 若干 (R4). */
static bool
read_unknown(struct cb_text *s, bool digits_before, bool first)
{
	struct cb_text rest = *s;
	int n = digits_before;

	while (cb_fold_take(&rest, "x X ×"))
		n++;
	if (n < 2 && !(first && cb_fold_take(&rest, "几 数 若干")))
		return false;
	*s = rest;
	return true;
}

/* *code is CB_FINE and the result false when there is no atom here. */
static bool
read_atom(struct cb_text *s, bool first, struct atom *a, enum cb_code *code)
{
	int n;

	*a = (struct atom){ 0 };
	*code = CB_FINE;
	n = read_whole(s, take_digit, a);
	if (n > 0 && n <= 3)
		while (has_group(*s)) {
			s->p++, s->len--;
			n += read_whole(s, take_digit, a);
		}
	if (s->len > 1 && *s->p == '.') {
		s->p++, s->len--;
		*code = read_places(s, take_digit, a);
		n++;
	} else if (n == 0) {
		n = read_chinese(s, a, code);
	}
	if (n > 20)
		*code = CB_OUT_OF_RANGE;
	a->unknown = *code == CB_FINE && read_unknown(s, n > 0 && s->len > 0, first);
	return *code == CB_FINE && (n > 0 || a->unknown);
}

/* A number under construction: 三亿 | 二千万 | 五百. */
struct sum {
	cb_wide total, section; /* closed by 万 or 亿; still open */
	cb_wide last;           /* the unit before, in pico; a number goes down from unit to unit */
	int64_t big;            /* 万 or 亿, the last seen */
	bool yi, any, unknown;
	bool has_digits; /* beside the words for scales */
};

/* Digits without a unit of their own below 万. */
static bool
add_ones(struct sum *sum, const struct atom *a)
{
	if (sum->last != 0 && (a->pico >= sum->last || (a->pico * 10 < sum->last && !a->behind_zero)))
		return false;
	sum->section += a->pico;
	return true;
}

static enum cb_code
add_small(struct sum *sum, const struct atom *a, int64_t unit)
{
	cb_wide part = (a != NULL ? a->pico : PICO) * unit;

	/* 零十 is 十, behind something; 三五百 and 零百 are nothing */
	if (a != NULL && a->is_chinese && a->pico == 0 && sum->any && unit == 10)
		a = NULL, part = PICO * unit;
	else if (a != NULL && a->is_chinese && (a->pico == 0 || a->pico >= 10 * PICO))
		return CB_NOT_A_NUMBER;
	/* 百 alone is 一百, but only 十 may lack its digit further on: 一百十五 */
	if (a == NULL && sum->any && unit > 10)
		return CB_NOT_A_NUMBER;
	if (sum->last != 0 && part >= sum->last)
		return CB_NOT_A_NUMBER;
	if (part > WIDE_MAX)
		return CB_OUT_OF_RANGE;
	sum->section += part;
	sum->last = PICO * unit;
	return CB_FINE;
}

static enum cb_code
add_big(struct sum *sum, const struct atom *a, int64_t unit)
{
	bool yi = unit > 10000;
	cb_wide all;

	if (sum->yi ? yi || sum->big == 10000 : sum->big == 10000 && !yi)
		return CB_NOT_A_NUMBER;
	if (a != NULL && !add_ones(sum, a))
		return CB_NOT_A_NUMBER;
	if (!sum->any && a == NULL) /* 万余人 */
		sum->section = PICO;
	all = yi ? sum->total + sum->section : sum->section;
	if (all > WIDE_MAX / unit)
		return CB_OUT_OF_RANGE;
	sum->total = yi ? all * unit : sum->total + all * unit;
	sum->section = 0;
	sum->last = PICO * unit;
	sum->big = unit;
	sum->yi = sum->yi || yi;
	return CB_FINE;
}

/* 余 多 几 between digits and unit: 30余万. */
static void
read_inner_mark(struct cb_text *s, struct cb_number *out)
{
	struct cb_text rest = *s, beyond;

	if (!cb_fold_take(&rest, "余 多 几"))
		return;
	beyond = rest;
	if (take_unit(&beyond) == 0)
		return;
	*s = rest;
	out->mark = cb_mark_sum(out->mark, CB_MORE);
}

static enum cb_code
read_value(struct cb_text *s, struct cb_number *out)
{
	struct sum sum = { 0 };
	struct atom atom, *a;
	enum cb_code code;
	int64_t unit;

	do {
		if (sum.any)
			read_inner_mark(s, out);
		a = read_atom(s, !sum.any, &atom, &code) ? &atom : NULL;
		if (code != CB_FINE)
			return code;
		if (a != NULL) {
			sum.unknown = sum.unknown || a->unknown;
			read_inner_mark(s, out);
		}
		unit = take_unit(s);
		sum.has_digits = sum.has_digits || a != NULL || unit == 10;
		if (unit >= 100 && a != NULL && !a->is_chinese) /* 3千: as 0.3万, and not 三千 */
			out->flags |= CB_NUMBER_SCALED;
		if (unit >= 10000)
			code = add_big(&sum, a, unit);
		else if (unit > 0)
			code = add_small(&sum, a, unit);
		else if (a != NULL && !add_ones(&sum, a))
			code = CB_NOT_A_NUMBER;
		if (code != CB_FINE && !sum.unknown)
			return code;
		sum.any = sum.any || a != NULL || unit > 0;
	} while (unit > 0);
	if (!sum.any)
		return CB_NOT_A_NUMBER;
	out->pico = sum.total + sum.section;
	if (out->pico > WIDE_MAX)
		return CB_OUT_OF_RANGE;
	if (sum.big > 0)
		out->flags |= CB_NUMBER_SCALED;
	if (sum.unknown)
		out->mark = CB_UNKNOWN;
	out->is_scale = !sum.has_digits;
	return CB_FINE;
}

static void
skip_blank(struct cb_text *s)
{
	if (s->len > 0 && *s->p == ' ')
		s->p++, s->len--;
}

/* What stands before the digits (R3); *parts becomes 100 or 1000 for 百分之 and 千分之. */
static void
read_before(struct cb_text *s, struct cb_number *out, bool *negative, int *parts)
{
	bool found = true;

	while (found) {
		skip_blank(s);
		found = false;
		for (size_t i = 0; i < CB_COUNT(before) && !found; i++)
			if ((found = cb_fold_take(s, before[i].words)))
				out->mark = cb_mark_sum(out->mark, before[i].mark);
		if (!found && (found = cb_fold_take(s, "¥ 人民币 RMB CNY")))
			out->flags |= CB_NUMBER_SIGN;
	}
	*negative = cb_fold_take(s, "-");
	if (!*negative)
		cb_fold_take(s, "+");
	if (cb_fold_take(s, "¥"))
		out->flags |= CB_NUMBER_SIGN;
	skip_blank(s);
	*parts = 1;
	if (cb_fold_take(s, "百分之"))
		*parts = 100;
	else if (cb_fold_take(s, "千分之"))
		*parts = 1000;
}

static void
read_after(struct cb_text *s, struct cb_number *out, int *parts)
{
	bool found = true;

	while (found && s->len > 0) {
		skip_blank(s);
		found = false;
		for (size_t i = 0; i < CB_COUNT(after) && !found; i++)
			if ((found = cb_fold_take(s, after[i].words)) && out->mark != CB_UNKNOWN)
				out->mark = cb_mark_sum(out->mark, after[i].mark);
		if (found)
			continue;
		if (*parts == 1 && (found = cb_fold_take(s, "%")))
			*parts = 100;
		else if (*parts == 1 && (found = cb_fold_take(s, "‰")))
			*parts = 1000;
		else if (*parts == 1 && (found = cb_fold_take(s, "成")))
			*parts = 10;
		else if ((found = cb_fold_take(s, "元 元整 元正 圆 圆整 圆正")))
			out->flags |= CB_NUMBER_YUAN;
		else if ((found = cb_unit_take(s, &out->word)))
			out->flags |= CB_NUMBER_WORD;
	}
}

enum cb_code
cb_number_read(struct cb_text s, struct cb_number *out)
{
	enum cb_code code;
	bool negative;
	int parts;

	*out = (struct cb_number){ 0 };
	if (cb_text_is(s, "?")) {
		out->mark = CB_UNKNOWN;
		return CB_FINE;
	}
	read_before(&s, out, &negative, &parts);
	code = read_value(&s, out);
	if (code != CB_FINE)
		return code;
	if (parts > 1 && out->pico == PICO * parts) /* 百分之百 */
		out->is_scale = false;
	read_after(&s, out, &parts);
	if (s.len > 0 || (out->is_scale && out->mark == CB_EXACT))
		return CB_NOT_A_NUMBER;
	if (parts > 1)
		out->flags |= CB_NUMBER_PERCENT;
	if (out->pico % parts != 0)
		return CB_TOO_MANY_PLACES;
	out->pico /= negative ? -parts : parts;
	if (out->mark == CB_UNKNOWN)
		out->pico = 0;
	return CB_FINE;
}
