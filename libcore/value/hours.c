/* Lengths of time, kept in minutes: 2:20, 2:20:00, 2.5, 2小时20分, 140分钟, 两小时, 半小时, 一个半小时. What is not a
 * whole number of minutes (2.33) is refused with the nearest H:MM as its hint, not rounded. */
#include <cb/base/suggest.h>
#include <cb/value/fold.h>
#include <cb/value/number.h>

#include <string.h>

#define HOUR_WORDS "小时 个小时 时 h H 个钟头 钟头"
#define MINUTE_WORDS "分 分钟 min m"
#define MINUTES_MAX (INT64_C(60) * 1000000) /* a hundred years and more */

/* Cuts *s behind the first of the words: what stands before goes to *part. */
static bool
cut(struct cb_text *s, const char *units, struct cb_text *part)
{
	for (uint32_t i = 0; i < s->len; i++) {
		struct cb_text rest = { s->p + i, s->len - i };

		if (!cb_fold_take(&rest, units))
			continue;
		*part = (struct cb_text){ s->p, i };
		*s = rest;
		return true;
	}
	return false;
}

/* The number in millionths; 半 is a half, N个半 a half more. */
static bool
read_part(struct cb_text t, int64_t *micro)
{
	struct cb_number number;
	int64_t half = 0;

	if (cb_text_is(t, "半") || cb_text_is(t, "半个")) {
		*micro = CB_MICRO / 2;
		return true;
	}
	if (cb_text_ends(t, "个半")) {
		t.len -= 6;
		half = CB_MICRO / 2;
	}
	if (cb_number_read(t, &number) != CB_FINE || number.flags != 0 || number.mark != CB_EXACT || number.pico < 0 ||
	    cb_number_fit(&number, NULL, 6, micro) != CB_FINE || *micro > MINUTES_MAX * CB_MICRO)
		return false;
	*micro += half;
	return true;
}

/* :MM, up to 59 */
static bool
take_sixtieth(struct cb_text *s, int *n)
{
	if (s->len < 3 || !cb_fold_take(s, ":"))
		return false;
	*n = cb_fold_digits(s, 2);
	return *n >= 0 && *n <= 59;
}

/* H:MM, H:MM:SS */
static bool
read_clock(struct cb_text s, int64_t *micro)
{
	int hours = cb_fold_digits(&s, 6), minutes, seconds = 0;

	if (hours < 0 || (s.len != 3 && s.len != 6))
		return false;
	if (!take_sixtieth(&s, &minutes) || (s.len > 0 && !take_sixtieth(&s, &seconds)) || s.len > 0)
		return false;
	*micro = ((int64_t)hours * 60 + minutes) * CB_MICRO + seconds * CB_MICRO / 60;
	return true;
}

/* The length in millionths of a minute; *is_bare: a number without any word, read as hours. */
static bool
read_length(struct cb_text s, int64_t *micro, bool *is_bare)
{
	struct cb_text part;
	int64_t hours = 0, minutes = 0;
	bool any = false;

	*is_bare = false;
	if (read_clock(s, micro))
		return true;
	if (cut(&s, HOUR_WORDS, &part)) {
		if (!read_part(part, &hours))
			return false;
		any = true;
		if (cb_text_is(s, "半"))
			hours += CB_MICRO / 2, s.len = 0;
	}
	if (s.len > 0 && cut(&s, MINUTE_WORDS, &part)) {
		if (!read_part(part, &minutes))
			return false;
		any = true;
	}
	*is_bare = !any;
	if (s.len > 0 && (any || !read_part(s, &hours)))
		return false;
	*micro = hours * 60 + minutes;
	return *micro <= MINUTES_MAX * CB_MICRO;
}

/* 各2小时: so much of each of several. */
static enum cb_code
parse_hours(const void *arg, struct cb_text t, const struct cb_parse_env *env, struct cb_cell *out)
{
	struct cb_folded f;
	int64_t micro;
	bool is_bare, is_each = false;

	*out = (struct cb_cell){ 0 };
	if (arg == cb_each)
		is_each = cb_fold_take(&t, cb_each);
	if (!cb_fold(t, &f))
		return CB_BAD_HOURS;
	if (f.text.len == 0 || cb_fold_is(f.text, CB_FOLD_NOTHING " 无数据"))
		return CB_FINE;
	if (!read_length(f.text, &micro, &is_bare))
		return CB_BAD_HOURS;
	/* 单位:分钟 makes 1/60 hour of a bare number */
	if (env != NULL && env->unit != NULL && env->unit->num > 0 && is_bare) {
		cb_wide scaled = (cb_wide)micro * env->unit->num;

		if (scaled % env->unit->den != 0 || scaled / env->unit->den > MINUTES_MAX * CB_MICRO)
			return CB_BAD_HOURS;
		micro = (int64_t)(scaled / env->unit->den);
	}
	if (micro % CB_MICRO != 0 || micro < 0)
		return CB_BAD_HOURS;
	*out = (struct cb_cell){ .n = micro / CB_MICRO, .state = CB_VALUE, .mark = is_each ? CB_EACH : CB_EXACT };
	return CB_FINE;
}

static struct cb_text
print_hours(const void *arg, const struct cb_cell *cell, char *buf)
{
	struct cb_text t = cb_decimal_print(cell->n / 60, 0, 0, buf);
	int minutes = (int)(cell->n % 60);

	(void)arg;
	buf[t.len++] = ':';
	buf[t.len++] = (char)('0' + minutes / 10);
	buf[t.len++] = (char)('0' + minutes % 10);
	return t;
}

static void
hint_hours(const struct cb_type *type, const void *arg, struct cb_text raw, enum cb_lang lang, struct cb_str *out)
{
	struct cb_folded f;
	struct cb_cell cell = { .state = CB_VALUE };
	char buf[CB_PRINT_MAX];
	int64_t micro;
	bool is_bare;

	if (cb_fold(raw, &f) && read_length(f.text, &micro, &is_bare) && micro >= 0) {
		cell.n = (int64_t)cb_decimal_round(micro, CB_MICRO, CB_HALF_UP);
		cb_suggest(lang, print_hours(arg, &cell, buf), out);
	} else {
		cb_fold_hint(type, arg, raw, lang, out);
	}
}

const struct cb_type cb_type_hours = {
	.name = "hours",
	.en = "a length of time: 2:20, 2.5, 140分钟",
	.zh = "时长:2:20、2.5、140分钟",
	.storage = CB_STORE_INT,
	.sql_suffix = "_minutes",
	.numeric = true,
	.unit = "小时",
	.sql_check = "%1$s >= 0",
	.sql_view = "(%1$s/60)||':'||substr('0'||(%1$s-%1$s/60*60),-2)",
	.parse = parse_hours,
	.print = print_hours,
	.hint = hint_hours,
};
