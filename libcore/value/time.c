#include <cb/base/suggest.h>
#include <cb/value/date.h>
#include <cb/value/fold.h>

#include <stdio.h>

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

const char cb_next_day[] = "次日 第二天 翌日";

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

/* Z, +08:00, +0800, CST and the like as systems write them: minutes that are to be added for Beijing time. One west of
 * Greenwich has its name: 06:00-07:00 is from when until when. */
static bool
read_zone(struct cb_text *s, int *shift)
{
	int hours, minutes = 0, sign;
	bool is_named;

	*shift = 0;
	skip_blank(s);
	if (s->len == 0 || cb_fold_take(s, "CST 北京时间 (北京时间)"))
		return true;
	if (cb_fold_take(s, "Z")) {
		*shift = BEIJING;
		return true;
	}
	is_named = cb_fold_take(s, "GMT UTC");
	sign = cb_fold_take(s, "+") ? 1 : is_named && cb_fold_take(s, "-") ? -1
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
	static const uint8_t digits[] = { 0, 1, 3, 4 };

	if (t.len != 5 || t.p[2] != ':')
		return false;
	for (size_t i = 0; i < CB_COUNT(digits); i++)
		if (!cb_is_digit(t.p[digits[i]]))
			return false;
	*minutes = ((t.p[0] - '0') * 10 + t.p[1] - '0') * 60 + (t.p[3] - '0') * 10 + t.p[4] - '0';
	return *minutes < CB_DAY_MINUTES && t.p[3] < '6';
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

/* Behind the mark: of the half of the day that the first says, where it says none itself: 下午2点—4点半. */
static bool
parse_end(struct cb_text t, struct cb_text from, struct cb_time_span *span)
{
	struct cb_text rest = t;
	int shift, hour;
	size_t half;

	span->is_next = cb_fold_take(&t, cb_next_day);
	if (!cb_time_parse(t, &span->to, &shift) || shift != 0)
		return false;
	half = span->is_next || take_half(&rest) < CB_COUNT(halves) ? CB_COUNT(halves) : take_half(&from);
	hour = span->to / 60;
	if (!add_half(half, &hour))
		return false;
	span->to = hour * 60 + span->to % 60;
	return span->is_next ? span->to <= span->from : span->to > span->from || half == CB_COUNT(halves);
}

/* Cut at the one mark that leaves a time on either side. */
bool
cb_time_parse_span(struct cb_text t, struct cb_time_span *span)
{
	struct cb_folded f;
	int n = 0, shift;

	if (!cb_fold(t, &f))
		return false;
	for (uint32_t at = 1; at < f.text.len; at++) {
		struct cb_text first = { f.bytes, at }, rest = { f.bytes + at, f.text.len - at };
		struct cb_time_span cut;

		if (!cb_fold_take(&rest, "- -- ~ — —— – ― 至 到") || !cb_time_parse(first, &cut.from, &shift) || shift != 0 ||
		    !parse_end(cb_text_trim(rest), first, &cut))
			continue;
		*span = cut;
		n++;
	}
	return n == 1;
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

/* 0800, 800 and 8.30 may be meant for 08:00 and 08:30. */
static void
hint_time(const struct cb_type *type, const void *arg, struct cb_text raw, enum cb_lang lang, struct cb_str *out)
{
	struct cb_folded f;
	struct cb_text minutes;
	int hour, minute, shift;
	char said[CB_PRINT_MAX];

	cb_fold_hint(type, arg, raw, lang, out);
	if (out->len > 0 || !cb_fold(raw, &f) || f.text.len < 3 || f.text.len > 5)
		return;
	minutes = f.text;
	hour = cb_fold_digits(&minutes, 4);
	if (cb_fold_take(&minutes, "."))
		minute = minutes.len == 2 ? cb_fold_digits(&minutes, 2) : -1;
	else
		minute = hour % 100, hour /= 100;
	snprintf(said, sizeof(said), "%02d:%02d", hour, minute);
	if (minutes.len == 0 && hour >= 0 && minute >= 0 && cb_time_parse(cb_text_of(said), &minute, &shift))
		cb_suggest(lang, cb_text_of(said), out);
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
	.hint = hint_time,
};
