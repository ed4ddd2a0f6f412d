#include <cb/value/date.h>

#include <cb/value/fold.h>

enum { NOON = 12,
       BEIJING = 8 * 60 };

/* Words before or behind the hour: in the hours from..to 12 is added, at 12 itself it is `at_noon`; -1 = that can be
 * read in two ways. */
static const struct {
	const char *words;
	int from, to, at_noon;
} halves[] = {
	{ "下午 中午 傍晚 PM pm P.M. p.m.", 1, 11, NOON },
	{ "晚上 晚 夜里", 6, 11, -1 },
	{ "上午 早上 早晨 清晨", 1, 0, NOON },
	{ "凌晨 AM am A.M. a.m.", 1, 0, 0 },
};

static void
skip_blank(struct cb_text *s)
{
	*s = cb_text_trim(*s);
}

/* Of halves[]; CB_COUNT(halves) where none stands here. */
static size_t
take_half(struct cb_text *s)
{
	size_t half = 0;

	skip_blank(s);
	while (half < CB_COUNT(halves) && !cb_fold_take(s, halves[half].words))
		half++;
	skip_blank(s);
	return half;
}

bool
cb_time_is_half_day(struct cb_text t)
{
	return take_half(&t) < CB_COUNT(halves) && t.len == 0;
}

/* :05 or :05.000 behind the minutes, which are dropped. */
static bool
pass_seconds(struct cb_text *s)
{
	if (!cb_fold_take(s, ":"))
		return true;
	if (cb_fold_digits(s, 2) < 0)
		return false;
	return !cb_fold_take(s, ".") || cb_fold_digits(s, 9) >= 0;
}

/* What follows the hour: minutes, half, nothing. */
static bool
read_minutes(struct cb_text *s, bool colon, int *minutes)
{
	*minutes = 0;
	if (!colon && (s->len == 0 || cb_fold_take(s, "整")))
		return true;
	if (!colon && cb_fold_take(s, "半")) {
		*minutes = 30;
		return true;
	}
	*minutes = cb_fold_digits(s, 2);
	if (!colon && cb_fold_take(s, "分") && cb_fold_digits(s, 2) >= 0 && !cb_fold_take(s, "秒"))
		return false;
	return (!colon || pass_seconds(s)) && *minutes >= 0 && *minutes < 60;
}

/* Z, +08:00, +0800, CST and the like as systems write them: minutes that are to be added for Beijing time. */
static bool
read_zone(struct cb_text *s, int *shift)
{
	int hours, minutes = 0, sign;

	*shift = 0;
	skip_blank(s);
	if (s->len == 0 || cb_fold_take(s, "CST 北京时间 (北京时间)"))
		return true;
	if (cb_fold_take(s, "Z")) {
		*shift = BEIJING;
		return true;
	}
	cb_fold_take(s, "GMT UTC");
	sign = cb_fold_take(s, "+") ? 1 : cb_fold_take(s, "-") ? -1
	                                                       : 0;
	hours = cb_fold_digits(s, 4);
	if (hours >= 100)
		minutes = hours % 100, hours /= 100;
	else if (cb_fold_take(s, ":"))
		minutes = cb_fold_digits(s, 2);
	*shift = BEIJING - sign * (hours * 60 + minutes);
	return sign != 0 && hours >= 0 && hours <= 14 && minutes >= 0 && minutes < 60;
}

static bool
add_half(size_t half, int *hour)
{
	if (half == CB_COUNT(halves))
		return true;
	if (*hour == NOON)
		*hour = halves[half].at_noon;
	else if (*hour >= halves[half].from && *hour <= halves[half].to)
		*hour += NOON;
	return *hour >= 0;
}

/* 09:30, as it is printed and stored; most are, and need no folding. */
static bool
read_printed(struct cb_text t, int *minutes)
{
	char buf[CB_PRINT_MAX];

	if (t.len != 5)
		return false;
	*minutes = ((t.p[0] - '0') * 10 + t.p[1] - '0') * 60 + (t.p[3] - '0') * 10 + t.p[4] - '0';
	return *minutes >= 0 && *minutes < CB_DAY_MINUTES && cb_text_equal(cb_time_print(*minutes, buf), t);
}

bool
cb_time_parse(struct cb_text t, int *minutes, int *shift)
{
	struct cb_folded f;
	struct cb_text s;
	int hour, after;
	size_t half, behind = CB_COUNT(halves);
	bool colon;

	*shift = 0;
	if (read_printed(t, minutes))
		return true;
	if (!cb_fold(t, &f))
		return false;
	cb_fold_numerals(&f);
	s = f.text;
	half = take_half(&s);
	hour = cb_fold_digits(&s, 2);
	colon = cb_fold_take(&s, ":");
	if (hour < 0 || (!colon && !cb_fold_take(&s, "时 点 点钟")) || !read_minutes(&s, colon, &after))
		return false;
	if (half == CB_COUNT(halves))
		half = behind = take_half(&s);
	if (!read_zone(&s, shift) || s.len > 0 || (behind < CB_COUNT(halves) && !colon) || !add_half(half, &hour))
		return false;
	*minutes = hour * 60 + after;
	return *minutes <= CB_DAY_MINUTES;
}

struct cb_text
cb_time_print(int64_t minutes, char *buf)
{
	int n = (int)(minutes < 0 || minutes > CB_DAY_MINUTES ? 0 : minutes);

	buf[0] = (char)('0' + n / 600);
	buf[1] = (char)('0' + n / 60 % 10);
	buf[2] = ':';
	buf[3] = (char)('0' + n % 60 / 10);
	buf[4] = (char)('0' + n % 10);
	return (struct cb_text){ buf, 5 };
}

static enum cb_code
parse_time(const void *arg, struct cb_text t, const struct cb_parse_env *env, struct cb_cell *out)
{
	int minutes, shift;

	(void)arg, (void)env;
	*out = (struct cb_cell){ 0 };
	if (!cb_time_parse(t, &minutes, &shift))
		return cb_fold_starts_blank(&t, out) ? CB_FINE : CB_BAD_TIME;
	minutes += shift;
	if (minutes < 0 || minutes > CB_DAY_MINUTES) /* the zone leads into another day, which is not said */
		return CB_BAD_TIME;
	*out = (struct cb_cell){ .n = minutes, .state = CB_VALUE };
	return CB_FINE;
}

static struct cb_text
print_time(const void *arg, const struct cb_cell *cell, char *buf)
{
	(void)arg;
	return cb_time_print(cell->n, buf);
}

const struct cb_type cb_type_time = {
	.name = "time",
	.en = "a time of day: 09:30",
	.zh = "时刻:09:30",
	.storage = CB_STORE_TEXT,
	.sql_suffix = "",
	.sql_check = "%1$s GLOB '[0-2][0-9]:[0-5][0-9]'",
	.parse = parse_time,
	.print = print_time,
	.hint = cb_fold_hint,
};
